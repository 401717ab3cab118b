"""Is a term certainly continuous in a real variable, and has it a value everywhere?

Two sufficient tests by shape, for differentiating integrals: ``is_continuous`` at every
point at which the term is defined, ``is_total`` at every point at all. A principal value
is continuous along the real line where its argument stays real.

Contract: True is certain; False means unknown.
"""

from __future__ import annotations

from collections.abc import Callable

from derivex.engine.partials import partial
from derivex.given import YES, Given
from derivex.term import App, Sym, Term, free_symbols, literal

# continuous wherever they are defined, at complex arguments too
ENTIRE = frozenset({"+", "*", "neg", "exp", "abs", "sin", "cos", "sinh", "cosh"})
ENTIRE |= {"erf", "erfc", "erfi", "Si", "Shi", "fresnels", "fresnelc"}
WITH_POLES = frozenset({"/", "tan", "cot", "sec", "csc", "tanh", "coth", "sech", "csch"})
WITH_POLES |= {"gamma", "factorial", "digamma", "zeta"}
# these at real arguments only; the first of them have a value at each
TOTAL_ON_THE_LINE = frozenset({"sqrt", "atan", "asinh", "asin", "acos", "min", "max", "tanh", "sech"})
ON_THE_LINE = TOTAL_ON_THE_LINE - {"tanh", "sech"} | {"log", "root", "acosh", "atanh", "Ei", "Ci", "Chi", "li"}

Unknown = Callable[[str], bool]  # whether a head is an unknown function, which is smooth


def is_continuous(term: Term, name: str, given: Given, unknown: Unknown) -> bool:
    """Whether the term is continuous in the real variable wherever it is defined."""
    if not isinstance(term, App) or name not in free_symbols(term):
        return True
    args = term.args
    match term.head:
        case "diff" | "Subs":
            found = partial(term)
            if found is None or not unknown(found.head):
                return False
            args = found.arguments
        case "^":
            if not _is_continuous_power(args[0], args[1], name, given):
                return False
        case head if head in ON_THE_LINE:
            if not all(given.is_real(arg) == YES for arg in args):
                return False
        case head:
            if not (head in ENTIRE or head in WITH_POLES or unknown(head)):
                return False
    return all(is_continuous(arg, name, given, unknown) for arg in args)


def _is_continuous_power(base: Term, exponent: Term, name: str, given: Given) -> bool:
    """0^w jumps at w = 0, so the exponent may vary only where the base can't be 0."""
    value = literal(exponent)
    if value is not None and value.denominator == 1:
        return True
    if name not in free_symbols(exponent):
        return given.is_real(base) == YES
    return given.is_positive(base) == YES


def is_total(term: Term, names: frozenset[str], given: Given, unknown: Unknown) -> bool:
    """Whether the term has a value, continuous in all the names together, whatever real numbers these are."""
    if not isinstance(term, App) or names.isdisjoint(free_symbols(term)):
        return term != Sym("oo")
    args = term.args
    match term:
        case App("diff" | "Subs", _):
            found = partial(term)
            if found is None or not unknown(found.head):
                return False
            args = found.arguments
        case App("/", (_, below)):
            if given.is_nonzero(below) != YES:
                return False
        case App("^", (base, exponent)):
            if not _is_total_power(base, exponent, given):
                return False
        case App("log" | "root", (first, *_)):
            if given.is_positive(first) != YES or (term.head == "log" and len(args) > 1):
                return False
        case App(head, _) if head in TOTAL_ON_THE_LINE:
            if not all(given.is_real(arg) == YES for arg in args):
                return False
        case App(head, _):
            if not (head in ENTIRE or unknown(head)):
                return False
    return all(is_total(arg, names, given, unknown) for arg in args)


def _is_total_power(base: Term, exponent: Term, given: Given) -> bool:
    value = literal(exponent)
    if value is None or value.denominator != 1:
        return given.is_positive(base) == YES
    return value >= 0 or given.is_nonzero(base) == YES
