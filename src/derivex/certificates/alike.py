"""Terms that are the same by their form: up to order and grouping, or conjugates of functions.

``+``, ``*``, ``max`` and ``min`` may be grouped and ordered in any way, the last two name a part twice, and
``diff(diff(f, x, m), x, n)`` is ``diff(f, x, m + n)``, equal factors are a power. None of this changes where a term
is defined.

A function that is real at real places of where it is analytic commutes with conjugation there: so do those that have
poles, and those with cuts off the axis on which they lie. A conjugate is defined where what it is of is defined.

Contract: part of what a certificate's reader has to trust; ``confirm_form`` as ``binders.confirmed``.
Terms with the same ``normal`` form have the same values at all places, so they may stand for each other anywhere,
below what binds as well.
"""

from __future__ import annotations

from derivex.certificates.data_slopes import Alike, Form, Mirrored
from derivex.certificates.quotients import Refused, need
from derivex.certificates.told import is_nonzero, truth_of
from derivex.given import Given
from derivex.term import ZERO, App, Sym, Term, literal, number

MAX_SIZE = 4_000  # of two terms that are put in order
FREE = frozenset({"+", "*", "max", "min"})
MEROMORPHIC = frozenset({"+", "*", "/", "neg", "exp", "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh"})
MEROMORPHIC |= {"coth", "sech", "csch", "erf", "erfc", "erfi", "gamma", "factorial"}
CUT_BELOW_ZERO = frozenset({"log", "sqrt"})  # and roots
CUT_ON_REAL = frozenset({"asin", "acos", "acosh", "atanh"})
CUT_ON_IMAGINARY = frozenset({"atan", "asinh"})


def confirm_form(proof: Form) -> tuple[str, ...]:
    match proof:
        case Alike():
            need(proof.before.size + proof.after.size <= MAX_SIZE, "terms beyond the bounds")
            need(normal(proof.before) == normal(proof.after), "not the same up to order")
            return ("the same up to order",)
        case Mirrored():
            need(proof.after == mirrored(proof.before, proof.given), "another conjugate")
            return ("a conjugate",)


def mirrored(term: Term, given: Given) -> Term:
    """The function at the conjugates of its arguments, for a conjugate of a function."""
    match term:
        case App("conjugate", (App("^", (base, exponent)),)):
            value = literal(exponent)
            whole = isinstance(exponent, Sym) and given.kind(exponent.name) == "integer"
            need(whole or value is not None, "no number in the exponent")
            need(whole or (value is not None and value.denominator == 1) or _off_the_cut("sqrt", base, given), "a cut")
            return App("^", (App("conjugate", (base,)), exponent))
        case App("conjugate", (App(head, args),)):
            need(head in MEROMORPHIC or (len(args) == 1 and _off_the_cut(head, args[0], given)), "maybe on a cut")
            return App(head, tuple(App("conjugate", (arg,)) for arg in args))
    raise Refused("no conjugate of a function")


def _off_the_cut(head: str, u: Term, given: Given) -> bool:
    real, imaginary = App("re", (u,)), App("im", (u,))
    off_real = is_nonzero(given, imaginary)
    if head in CUT_BELOW_ZERO:
        return off_real or truth_of(given, App(">", (real, ZERO))) is True
    return (head in CUT_ON_REAL and off_real) or (head in CUT_ON_IMAGINARY and is_nonzero(given, real))


def normal(term: Term, done: dict[Term, Term] | None = None) -> Term:
    """One form for all terms that are alike."""
    known: dict[Term, Term] = {} if done is None else done
    if not isinstance(term, App):
        return term
    if term not in known:
        known[term] = _normal(term.head, tuple(normal(arg, known) for arg in term.args))
    return known[term]


def _normal(head: str, args: tuple[Term, ...]) -> Term:
    match head, args:
        case ("diff", (App("diff", (body, Sym() as inner, *first)), Sym() as outer, *second)) if inner == outer:
            orders = [literal(each[0]) if each else 1 for each in (first, second)]
            if all(order is not None and order.denominator == 1 and order >= 0 for order in orders):
                return App("diff", (body, inner, number(sum(order for order in orders if order is not None))))
        case ("diff", (body, Sym() as name)):
            return App("diff", (body, name, number(1)))
    if head not in FREE:
        return App(head, args)
    parts = [each for arg in args for each in (arg.args if isinstance(arg, App) and arg.head == head else (arg,))]
    parts = _collected(parts) if head == "*" else parts if head == "+" else list(dict.fromkeys(parts))
    if head == "*" and len(parts) == 1:
        return parts[0]
    return App(head, tuple(sorted(parts, key=repr)))  # also of one part, which has to be real


def _collected(factors: list[Term]) -> list[Term]:
    """Equal factors as one power with a positive whole exponent: it is defined where they are."""
    powers: dict[Term, int] = {}
    for factor in factors:
        match factor:
            case App("^", (base, exponent)) if (value := literal(exponent)) and value.denominator == 1 and value > 0:
                powers[base] = powers.get(base, 0) + int(value)
            case _:
                powers[factor] = powers.get(factor, 0) + 1
    return [base if times == 1 else App("^", (base, number(times))) for base, times in powers.items()]
