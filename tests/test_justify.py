"""Do the named rules lead there? The two roads, every reason swapped, and the four answers."""

from __future__ import annotations

import pytest

from derivex.book import BOOK
from derivex.definition import names_of, read_definitions
from derivex.given import Given
from derivex.justify import DoesNotFit, Fits, NoneGiven, NotFound, justify
from derivex.laws import Context, wanted
from derivex.lead import SearchBounds, lead
from derivex.moves import apply
from derivex.notation.plain import read
from derivex.promises import read_case
from derivex.reasons import Reason, read_reasons
from derivex.replay import replay

SIGMOID = read_definitions(["S(x) = 1/(1 + exp(-x))"])
CONTEXT = Context(Given(), SIGMOID)
NAMES = names_of(Given(), SIGMOID)

QUOTIENT_ROAD = """
diff(S(x), x)
diff(1/(1 + exp(-x)), x)                             | definition of S
((1 + exp(-x))*0 - 1*(-exp(-x)))/(1 + exp(-x))^2     | quotient rule, chain rule
exp(-x)/(1 + exp(-x))^2                              | arithmetic
(1 - 1 + exp(-x))/(1 + exp(-x))^2                    | add and subtract 1
(1 + exp(-x))/(1 + exp(-x))^2 - 1/(1 + exp(-x))^2    | split fraction
1/(1 + exp(-x)) - 1/(1 + exp(-x))^2                  | cancel
1/(1 + exp(-x))*(1 - 1/(1 + exp(-x)))                | factor
S(x)*(1 - S(x))                                      | definition of S
"""
CHAIN_ROAD = """
diff(1/(1 + exp(-x)), x)
diff((1 + exp(-x))^(-1), x)                          | reciprocal as power
-1*(1 + exp(-x))^(-2)*(-exp(-x))                     | power rule, chain rule
exp(-x)*(1 + exp(-x))^(-2)                           | signs
exp(-x)/((1 + exp(-x))*(1 + exp(-x)))                | negative power
1/(1 + exp(-x))*(exp(-x)/(1 + exp(-x)))              | product of fractions
S(x)*(exp(-x)/(1 + exp(-x)))                         | definition of S
S(x)*((1 - 1 + exp(-x))/(1 + exp(-x)))               | add and subtract 1
S(x)*((1 + exp(-x))/(1 + exp(-x)) - 1/(1 + exp(-x))) | split fraction
S(x)*(1 - 1/(1 + exp(-x)))                           | cancel
S(x)*(1 - S(x))                                      | definition of S
"""


def steps(road: str) -> list[tuple[str, str, str]]:
    """(before, after, reasons) of every step of a road."""
    rows = [line.split("|") for line in road.strip().splitlines()]
    return [(rows[i - 1][0].strip(), rows[i][0].strip(), rows[i][1].strip()) for i in range(1, len(rows))]


STEPS = steps(QUOTIENT_ROAD) + steps(CHAIN_ROAD)


def answer(before: str, after: str, by: str, context: Context = CONTEXT) -> object:
    names = names_of(context.given, context.definitions)
    reasons = read_reasons(by, BOOK, names)
    return justify(read(before, names=names), read(after, names=names), reasons, book=BOOK, context=context)


@pytest.mark.parametrize(("before", "after", "by"), STEPS)
def test_the_roads_are_justified(before: str, after: str, by: str) -> None:
    assert isinstance(answer(before, after, by), Fits)


# Reasons other than the author's that honestly fit a line of the two roads. Each was read
# and agreed with; a word says why. Any routine name will do where routine alone explains.
HONEST = {
    "definition-of-S": {"substitute": "S is defined by this equation, so its sides may be exchanged"},
    "routine": {
        "arithmetic": "routine",
        "signs": "routine",
        "reorder": "routine",
        "collect": "routine: like terms",
        "distribute": "the factor 0 is distributed over the bracket",
        "expand": "the bracket of 0 and the sign are multiplied out",
    },
    "split-fraction": {"distribute": "1/c before a bracket is distributed"},
    "factor": {"collect": "people collect a common factor"},
    "reciprocal-as-power": {"negative-power": "it is the negative power with exponent 1"},
    "product-of-fractions": {"nested-fraction": "(a/b)/c is a/b times 1/c"},
}
NAMES_OF_RULES = sorted({name for rule in BOOK.rules for name in (rule.name, rule.reverse) if name})


def kind(by: str) -> str:
    name = read_reasons(by, BOOK, NAMES)[0].name
    if name in ("arithmetic", "signs") or name == "add-and-subtract":
        return "routine"
    return "definition-of-S" if name == "definition" else name


@pytest.mark.parametrize(("before", "after", "by"), STEPS)
def test_every_other_rule_does_not_fit(before: str, after: str, by: str) -> None:
    """Each reason swapped for every other rule of the book, apart from the reviewed table."""
    named = {reason.name for reason in read_reasons(by, BOOK, NAMES)}
    lines = read(before, names=NAMES), read(after, names=NAMES)
    fitting = set()
    for name in NAMES_OF_RULES:
        found = lead(
            *lines, (wanted(Reason(name), BOOK, CONTEXT),), book=BOOK, context=CONTEXT, bounds=SearchBounds(moves=600)
        )
        if isinstance(found, Fits):
            fitting.add(name)
    surplus = fitting - named - set(HONEST.get(kind(by), {}))
    assert not surplus
    if len(named) == 1:
        assert named <= fitting


@pytest.mark.parametrize(
    ("before", "after", "by"),
    [
        ("x/y", "(x*z)/(y*z)", "multiply numerator and denominator by z"),
        ("x^2 - 1", "(x - 1)*(x + 1)", "factor"),
        ("(x^2 - 1)/(x - 1)", "x + 1", "factor, cancel"),
        ("diff(x*exp(x), x)", "exp(x) + x*exp(x)", "product rule"),
        ("diff(sin(x)/x, x)", "(x*cos(x) - sin(x))/x^2", "the quotient rule"),
        ("diff(exp(-x^2), x)", "-2*x*exp(-x^2)", "chain rule, power rule"),
        ("diff(x^3 + 2*x, x)", "3*x^2 + 2", "sum rule, power rule"),
        ("2*(x + 1) + x", "3*x + 2", "distribute"),
        ("a*b + a*c", "a*(b + c)", "factor out a"),
        ("x + 1", "x + 1 + y - y", "add and subtract y"),
        ("x*x*x", "x^3", "arithmetic"),
        ("sin(x)^2 + cos(x)^2 + 1", "2", "pythagorean identity"),
        ("exp(x)*exp(y)", "exp(x + y)", "product of exponentials"),
        ("1/x + 1/y", "(x + y)/(x*y)", "common denominator"),
    ],
)
def test_what_people_write_fits(before: str, after: str, by: str) -> None:
    assert isinstance(answer(before, after, by, Context()), Fits)


@pytest.mark.parametrize(
    ("before", "after", "by", "instead"),
    [
        ("(x + 1)/y", "x/y + 1/y", "factor", ("split-fraction",)),
        ("(x*y)/(x*z)", "y/z", "split fraction", ("cancel",)),
        ("diff(x*exp(x), x)", "exp(x) + x*exp(x)", "quotient rule", ("product-rule",)),
        ("x + 1 - 1", "x", "cancel", ("arithmetic",)),
        ("a*b + a*c", "a*(b + c)", "factor out b", ("factor",)),
        ("x", "x + 1 - 1", "add and subtract 2", ("add-and-subtract",)),
        ("x + y", "y + x", "distribute", ("reorder",)),
        ("diff(exp(-x), x)", "-exp(-x)", "power rule", ("chain-rule",)),
    ],
)
def test_a_misnamed_step_is_told_its_name(before: str, after: str, by: str, instead: tuple[str, ...]) -> None:
    found = answer(before, after, by, Context())
    assert isinstance(found, DoesNotFit)
    assert found.instead == instead


def test_a_wrong_argument_is_told_the_right_one() -> None:
    found = answer("x", "x + 1 - 1", "add and subtract 2", Context())
    assert isinstance(found, DoesNotFit) and found.law == "a = a + 1 - 1"


def test_every_named_rule_must_be_used() -> None:
    assert isinstance(answer("(x + 1)/y", "x/y + 1/y", "split fraction, cancel", Context()), DoesNotFit)


@pytest.mark.parametrize(
    "extra", ["cancel", "definition of S", "square of a sum", "negative power", "distribute", "product rule"]
)
def test_a_rule_that_does_nothing_is_not_excused_by_the_others(extra: str) -> None:
    """There and back again is no use of a rule, nor is a detour that leaves no trace."""
    before, after, by = STEPS[1]
    found = answer(before, after, f"{by}, {extra}")
    assert isinstance(found, DoesNotFit)
    assert found.instead == ("quotient-rule", "chain-rule")


@pytest.mark.parametrize("kept", ["quotient rule", "chain rule"])
def test_one_of_two_reasons_swapped_does_not_fit(kept: str) -> None:
    before, after, _ = STEPS[1]
    for other in ("product rule", "power rule", "cancel", "split fraction", "definition of S", "add and subtract 1"):
        assert isinstance(answer(before, after, f"{kept}, {other}"), DoesNotFit), other


def test_arithmetic_does_not_erase_what_a_named_rule_needs() -> None:
    assert isinstance(answer("(1 - 1 + x)/y", "(1 + x)/y - 1/y", "split fraction", Context()), Fits)


def test_a_rule_of_two_is_guaranteed_where_no_reason_is_given() -> None:
    found = answer("diff(1/(1 + exp(-x)), x)", "((1 + exp(-x))*0 - 1*(-exp(-x)))/(1 + exp(-x))^2", "", Context())
    assert isinstance(found, NoneGiven)
    assert set(found.found) == {"quotient-rule", "chain-rule"}


def test_a_bound_that_is_hit_is_never_called_wrong() -> None:
    before, after = read("(a + b)*(c + d)*(f0 + g0)"), read("q0")
    reasons = read_reasons("distribute", BOOK)
    assert isinstance(justify(before, after, reasons, book=BOOK, bounds=SearchBounds(moves=3)), NotFound)


def test_a_needed_condition_must_follow_from_the_givens() -> None:
    by = "logarithm of a product"
    positive = Context(Given.read(["x > 0", "y > 0"]))
    assert isinstance(answer("log(x*y)", "log(x) + log(y)", by, positive), Fits)
    assert not isinstance(answer("log(x*y)", "log(x) + log(y)", by, Context()), Fits)


@pytest.mark.parametrize(("before", "after", "by"), STEPS)
def test_a_tampered_move_is_not_replayed(before: str, after: str, by: str) -> None:
    """The checker refuses a move whose result is another line."""
    found = answer(before, after, by)
    assert isinstance(found, Fits)
    term = read(before, names=NAMES)
    for move in found.moves[:1]:
        if replay(term, move, CONTEXT) is not None:
            wrong = type(move)(move.directed, move.path, move.before, read("q0 + 17"), move.bindings, move.rest)
            assert replay(term, wrong, CONTEXT) is None
            assert replay(term, move, CONTEXT) == apply(term, move)


# steps as people write them, with the reasons that they give; "let …:" and "given …:" head a row
FITTING = [
    ("diff(x^2*exp(x),x) = 2*x*exp(x) + x^2*exp(x)", "product rule, power rule"),
    ("diff(x^3*sin(x),x) = 3*x^2*sin(x) + x^3*cos(x)", "product rule, power rule"),
    ("diff(x^2*exp(3*x),x) = 2*x*exp(3*x) + x^2*(3*exp(3*x))", "product rule, power rule, chain rule"),
    ("diff((2*x)^3,x) = 3*(2*x)^2*2", "chain rule, power rule"),
    ("(a/(2*b))^2 = a^2/(4*b^2)", "power of a fraction, power of a product"),
    ("let t(x) = exp(2*x): diff(exp(2*x), x) = 2*exp(2*x)", "chain rule"),
    ("diff(f(x)*g(x),x) = f'(x)*g(x) + f(x)*g'(x)", "product rule"),
    ("diff(f(x)/g(x),x) = (f'(x)*g(x) - f(x)*g'(x))/g(x)^2", "quotient rule"),
    ("diff(f(g(x)),x) = f'(g(x))*g'(x)", "chain rule"),
    ("diff(f(2*x),x) = 2*f'(2*x)", "chain rule"),
    ("diff(exp(f(x)),x) = exp(f(x))*f'(x)", "chain rule"),
    ("diff(f(x)^3,x) = 3*f(x)^2*f'(x)", "chain rule, power rule"),
    ("diff(f(x)+g(x),x) = f'(x)+g'(x)", "sum rule"),
    ("diff(3*f(x),x) = 3*f'(x)", "constant multiple rule"),
    ("x^2 - 1 = (x-1)*(x+1)", "difference of squares"),
    ("4*x^2-9 = (2*x-3)*(2*x+3)", "difference of squares"),
    ("(x^2-1)/(x-1) = x+1", "difference of squares, cancel"),
    ("x^2+6*x+9 = (x+3)^2", "square of a sum"),
    ("x^2+6*x+9-9+5 = (x+3)^2-9+5", "square of a sum"),
    ("x^2+6*x+9-9+5 = (x+3)^2-4", "factor"),
    ("1 - sin(x)^2 = cos(x)^2", "pythagorean identity"),
    ("cos(x)^2 - sin(x)^2 = 1 - 2*sin(x)^2", "pythagorean identity"),
    ("1 - 1/(1+exp(-x)) = (1+exp(-x)-1)/(1+exp(-x))", "common denominator"),
    ("1 + 1/x = (x+1)/x", "common denominator"),
    ("1/(x*(x+1)) = 1/x - 1/(x+1)", "partial fractions"),
    ("1/((x-1)*(x+1)) = 1/2*(1/(x-1)-1/(x+1))", "partial fractions"),
    ("given x > 0: x^x = exp(log(x^x))", "exponential of a logarithm"),
    ("given x > 0: x^x = exp(x*log(x))", "exponential of a logarithm, logarithm of a power"),
    ("given x > 0: x = abs(x)", "absolute value"),
    ("x^2*x^3 = x^5", "product of powers"),
    ("x^5 = x^2*x^3", "split power"),
    ("x^2*x^3 = x^(2+3)", "product of powers"),
    ("(x^2)^3 = x^6", "power of a power"),
    ("(2*x)^3 = 8*x^3", "power of a product"),
    ("(x/2)^3 = x^3/8", "power of a fraction"),
    ("6*x+9*y = 3*(2*x+3*y)", "factor"),
    (
        "1/(1+exp(-x)) = exp(x)/(exp(x)+1)",
        "multiply numerator and denominator by exp(x), distribute, product of exponentials",
    ),
    ("diff(x^2*exp(x),x) = x*(x+2)*exp(x)", "product rule, power rule, factor"),
    ("exp(x)/(1+exp(x)) = (1 + exp(x))/(1+exp(x)) - 1/(1+exp(x))", "add and subtract 1, split fraction"),
    ("diff(1/x,x) = -1/x^2", "reciprocal as power, power rule, negative power"),
    ("diff(1/x,x) = -1/x^2", "quotient rule"),
]
UNFIT = [
    ("1 - x^2/y^2 = 1 - (x/y)^2", "distribute"),
    ("1/(1 + exp(x))*exp(x) = exp(x)/(1 + exp(x))", "exponential rule"),
    ("x/y + x = x + x/y", "identity rule"),
    ("diff(sin(x)/x,x) = (x*cos(x)-sin(x))/x^2", "quotient rule, even function"),
    ("diff(x*exp(x),x) = exp(x)+x*exp(x)", "product rule, expand"),
    ("diff(x^3, x) = 3*x^2", "power rule, cancel"),
    ("x/y + z/y = (x+z)/y", "split fraction"),
    ("x = x + 1 - 1", "add and subtract 2"),
]


def case_answer(text: str, by: str) -> object:
    case = read_case(text)
    reasons = read_reasons(by, BOOK, names_of(case.context.given, case.context.definitions))
    return justify(case.before, case.after, reasons, book=BOOK, context=case.context)


@pytest.mark.parametrize(("text", "by"), FITTING)
def test_an_honest_reason_fits(text: str, by: str) -> None:
    assert isinstance(case_answer(text, by), Fits)


@pytest.mark.parametrize(("text", "by"), UNFIT)
def test_a_dishonest_reason_does_not_fit(text: str, by: str) -> None:
    assert isinstance(case_answer(text, by), DoesNotFit)
