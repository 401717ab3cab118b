"""Is a term continuous by its shape? What the rules for integrals and limits need to know.

A term is continuous where its parts are and where none of its operations jumps or has no value:
a denominator that isn't zero, a logarithm or a broken power of something positive, and so on.

Contract: True only if the term has a value and is continuous at every point that the givens admit; a
sufficient test. No derivative, sum or function that jumps is looked into.
"""

from __future__ import annotations

from derivex.given import YES, Given
from derivex.notation.names import is_builtin
from derivex.scopes import without
from derivex.term import INFINITY, App, Num, Sym, Term, literal

ENTIRE = frozenset({"+", "*", "neg", "exp", "sin", "cos", "sinh", "cosh"})
ON_THE_REALS = frozenset({"abs", "atan", "asinh", "tanh", "erf", "max", "min", "sech"})


def is_continuous(term: Term, given: Given) -> bool:
    """Whether a term has a value and is continuous wherever the givens hold.

    >>> from derivex.notation.plain import read
    >>> is_continuous(read("1/(1 + x^2)"), Given()), is_continuous(read("1/x"), Given())
    (True, False)
    """
    if isinstance(term, Num | Sym):
        return term != INFINITY
    if term.head == "Integral":
        return _integral(term, given)
    if term.head in ("diff", "Subs", "piecewise", "bounds") or not all(is_continuous(arg, given) for arg in term.args):
        return False
    if term.head in ENTIRE:
        return True
    match term:
        case App("/", (_, below)):
            return given.is_nonzero(below) == YES
        case App("^", (base, exponent)):
            return _power(base, exponent, given)
        case App("log", (inner,)):
            return given.is_positive(inner) == YES
        case App("sqrt", (inner,)):
            return given.is_nonnegative(inner) == YES
        case App("tan", (inner,)):
            return given.is_nonzero(App("cos", (inner,))) == YES
    known = term.head in ON_THE_REALS or not is_builtin(term.head.rstrip("'"))  # an unknown function is smooth
    return known and all(given.is_real(arg) == YES for arg in term.args)


def _integral(term: App, given: Given) -> bool:
    """An integral between ends is as continuous as they are, where its integrand is so everywhere."""
    match term.args:
        case (body, App("bounds", (Sym(name), low, high))):
            ends = all(is_continuous(end, given) and given.is_real(end) == YES for end in (low, high))
            return ends and is_continuous(body, without(given, name))
    return False


def _power(base: Term, exponent: Term, given: Given) -> bool:
    value = literal(exponent)
    if value is not None and value.denominator == 1:
        return value >= 0 or given.is_nonzero(base) == YES
    if given.is_positive(base) == YES:
        return True
    return value is not None and value > 0 and given.is_nonnegative(base) == YES
