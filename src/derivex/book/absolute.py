"""Absolute value, sign, maximum and minimum."""

from __future__ import annotations

from derivex.given import NO, YES, Given
from derivex.rule import Rule
from derivex.term import App, Term, cases_of


def _largest(term: Term, given: Given) -> Term | None:
    return _extreme(term, given, "max", ">=")


def _smallest(term: Term, given: Given) -> Term | None:
    return _extreme(term, given, "min", "<=")


def _extreme(term: Term, given: Given, head: str, beyond: str) -> Term | None:
    """The arguments of max or min that are left where the givens put another one beyond them; None if all are."""
    if not (isinstance(term, App) and term.head == head):
        return None
    kept: list[Term] = []
    for arg in term.args:
        if any(given.holds(App(beyond, (other, arg))) == YES for other in kept):
            continue
        kept = [other for other in kept if given.holds(App(beyond, (arg, other))) != YES]
        kept.append(arg)
    if len(kept) == len(term.args):
        return None
    return kept[0] if len(kept) == 1 else App(head, tuple(kept))


def _case(term: Term, given: Given) -> Term | None:
    """The cases that are left where the givens decide conditions; None if they decide none."""
    if not (isinstance(term, App) and term.head == "piecewise"):
        return None
    left: list[Term] = []
    for value, condition in cases_of(term):
        known = True if condition is None else _truth(condition, given)
        if known is True:
            done = App("piecewise", (*left, value)) if left else value
            return None if done == term else done
        if known is None and condition is not None:
            left += [value, condition]
    done = App("piecewise", tuple(left))
    return None if not left or done == term else done


def _truth(condition: Term, given: Given) -> bool | None:
    assert isinstance(condition, App)
    if condition.head in ("and", "or"):
        truths = [_truth(part, given) for part in condition.args]
        decisive = condition.head == "or"
        return decisive if decisive in truths else None if None in truths else not decisive
    return {YES: True, NO: False}.get(given.holds(condition))


ABSOLUTE: tuple[Rule, ...] = (
    Rule(
        name="absolute-value-of-a-product",
        reverse="absolute-value-of-a-product",
        law="abs(a*b) = abs(a)*abs(b)",
        why="The absolute value of a product is the product of the absolute values.",
        accepts=("abs(x*y) = abs(x)*abs(y)", "abs(2*x) = abs(2)*abs(x)"),
        refuses=("abs(x + y) = abs(x) + abs(y)", "abs(x*y) = x*abs(y)"),
    ),
    Rule(
        name="absolute-value-of-a-quotient",
        reverse="absolute-value-of-a-quotient",
        law="abs(a/b) = abs(a)/abs(b)",
        why="The absolute value of a quotient is the quotient of the absolute values.",
        accepts=("abs(x/y) = abs(x)/abs(y)", "1/abs(x) = abs(1/x)"),
        refuses=("abs(x/y) = abs(x)/y", "abs(x - y) = abs(x) - abs(y)"),
    ),
    Rule(
        name="absolute-value-of-a-power",
        reverse="absolute-value-of-a-power",
        law="abs(a^n) = abs(a)^n",
        why="The absolute value of a whole power is the power of the absolute value.",
        needs=("n integer",),
        breaks="a = 1, n = I, a = I",
        accepts=("abs(x^3) = abs(x)^3", "given n integer: abs(y^n) = abs(y)^n"),
        refuses=("abs(x^3) = x^3", "abs(2^x) = 2*abs(x)"),
    ),
    Rule(
        name="absolute-value-of-a-negative",
        reverse="absolute-value-of-a-negative",
        law="abs(-a) = abs(a)",
        why="A number and its negative are as far from zero.",
        aliases=("absolute-value-is-even",),
        accepts=("abs(-x) = abs(x)", "abs(y - x) = abs(x - y)"),
        refuses=("abs(-x) = x", "abs(-x) = -abs(x)"),
    ),
    Rule(
        name="square-of-an-absolute-value",
        reverse="square-of-an-absolute-value",
        law="abs(a)^2 = a^2",
        why="The square of a real number doesn't notice its sign.",
        needs=("a real",),
        breaks="a = I",
        accepts=("abs(x)^2 = x^2", "(x + y)^2 = abs(x + y)^2"),
        refuses=("abs(x)^2 = x", "given z complex: abs(z)^2 = z^2"),
    ),
    Rule(
        name="absolute-value-below-zero",
        reverse="absolute-value-below-zero",
        law="abs(a) = -a",
        why="A number that isn't positive has its negative as absolute value.",
        needs=("a <= 0",),
        breaks="a = 1",
        aliases=("absolute-value", "absolute-value-of-a-negative"),
        accepts=("given x < 0: abs(x) = -x", "abs(-exp(x)) = -(-exp(x))"),
        refuses=("abs(x) = -x", "given x > 0: abs(x) = -x"),
    ),
    Rule(
        name="sign-times-absolute-value",
        reverse="sign-times-absolute-value",
        law="sign(a)*abs(a) = a",
        why="A real number is its sign times its absolute value.",
        alone=True,
        accepts=("sign(x)*abs(x) = x", "x + y = sign(x + y)*abs(x + y)"),
        refuses=("sign(x)*abs(x) = abs(x)", "sign(x) + abs(x) = x"),
    ),
    Rule(
        name="sign-of-a-product",
        reverse="sign-of-a-product",
        law="sign(a*b) = sign(a)*sign(b)",
        why="The sign of a product is the product of the signs.",
        accepts=("sign(x*y) = sign(x)*sign(y)",),
        refuses=("sign(x + y) = sign(x) + sign(y)", "sign(x*y) = x*sign(y)"),
    ),
    Rule(
        name="maximum-by-absolute-value",
        reverse="maximum-by-absolute-value",
        law="max(a, b) = (a + b + abs(a - b))/2",
        why="The larger of two numbers is their mean plus half their distance.",
        needs=("a real", "b real"),
        breaks="a = I, b = 0",
        accepts=("max(x, y) = (x + y + abs(x - y))/2",),
        refuses=("max(x, y) = (x + y - abs(x - y))/2", "max(x, y) = x"),
    ),
    Rule(
        name="minimum-by-absolute-value",
        reverse="minimum-by-absolute-value",
        law="min(a, b) = (a + b - abs(a - b))/2",
        why="The smaller of two numbers is their mean minus half their distance.",
        needs=("a real", "b real"),
        breaks="a = I, b = 0",
        accepts=("min(x, y) = (x + y - abs(x - y))/2",),
        refuses=("min(x, y) = (x + y + abs(x - y))/2", "min(x, y) = y"),
    ),
    Rule(
        name="larger-of-two",
        reverse="larger-of-two",
        why="Of the arguments of a maximum that one stays which no other one exceeds.",
        aliases=("maximum",),
        decision=_largest,
        accepts=(
            "given x > 0: max(0, x) = x",
            "given x < 0: 0 = max(0, x)",
            "given x > y: 2*max(x, y, 3*y) = 2*max(x, 3*y)",
        ),
        refuses=(
            "max(0, x) = x",
            "given x > 0: max(0, x) = 0",
            "given x >= 0: diff(max(0, x), x) = diff(x, x)",  # at 0 there is a kink
        ),
    ),
    Rule(
        name="smaller-of-two",
        reverse="smaller-of-two",
        why="Of the arguments of a minimum that one stays which exceeds no other one.",
        aliases=("minimum",),
        decision=_smallest,
        accepts=("given x > 0: min(0, x) = 0", "given x < 1: min(1, x) = x"),
        refuses=("min(0, x) = x", "given x > 0: min(0, x) = x"),
    ),
    Rule(
        name="case",
        reverse="case",
        why="Of a case distinction that case stays whose condition holds, and those go whose condition fails.",
        aliases=("case-distinction", "case-that-holds"),
        decision=_case,
        accepts=(
            "given x > 0: piecewise((x, x > 0), (exp(x) - 1, True)) = x",
            "given x < 0: 1 + exp(x) - 1 = 1 + piecewise((x, x > 0), (exp(x) - 1, True))",
            "given x < 1: piecewise((0, x < 0), (x, x < 1), (1, True)) = piecewise((0, x < 0), (x, True))",
        ),
        refuses=(
            "piecewise((x, x > 0), (exp(x) - 1, True)) = x",
            "given x < 0: piecewise((x, x > 0), (exp(x) - 1, True)) = x",
        ),
    ),
)
