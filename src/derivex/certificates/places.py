"""Where terms in core heads are defined, and what follows at those places.

A part of a line is defined wherever the line is, unless it stands under a binder or in a
``piecewise``, which needs no values but those of its first relation. Divisors, arguments of logarithms and
bases of negative powers aren't zero there.

Contract: part of what a certificate's reader has to trust; nothing here asks what is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import lru_cache

from derivex.certificates.core import Beyond, core, is_unknown
from derivex.certificates.forms import Form, Monomial, form
from derivex.certificates.told import is_nonnegative, is_nonzero, is_positive, is_real
from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import (
    BINDERS,
    INFINITY,
    ONE,
    TWO,
    App,
    Num,
    Sym,
    Term,
    add,
    cases_of,
    free_symbols,
    literal,
    negate,
    power,
    subtract,
)

BINDING = BINDERS | {"Subs", "diff"}
TOTAL = frozenset({"+", "*", "neg", "exp", "sin", "cos", "asin", "erf", "abs", "sign", "conjugate", "1/gamma"})


@lru_cache(maxsize=16_384)  # pure functions of frozen values; checks walk the same lines often
def parts(term: Term) -> frozenset[Term]:
    """All parts of a term that are defined where it is; not what stands under a binder."""
    if isinstance(term, App) and term.head == "piecewise":
        return frozenset((term,)).union(*map(parts, first_sides(term)))
    if not isinstance(term, App) or term.head in BINDING - {"diff"}:
        return frozenset((term,)) | _still(term, parts)
    return frozenset((term,)).union(*map(parts, term.args))


def _still(term: Term, of: Callable[[Term], frozenset[Term]]) -> frozenset[Term]:
    """What is so of the body of an integral or its like that has places, and doesn't depend on the place."""
    match term:
        case App("Integral" | "Sum" | "Limit", (body, App("bounds", (Sym(name), *ends)))):
            infinite = {INFINITY, negate(INFINITY)} & set(ends)
            numbers = {literal(end) for end in ends}
            long = len(set(ends)) == 2 and (bool(infinite) or (len(numbers) == 2 and None not in numbers))
            if term.head == "Limit" or (long and term.head == "Integral") or infinite == {ends[-1]} == {INFINITY}:
                return frozenset(part for part in of(body) if name not in free_symbols(part))
    return frozenset()


def first_sides(piecewise: App) -> tuple[Term, ...]:
    """The sides of the first relation in a ``piecewise``: without their values nothing is chosen."""
    condition = cases_of(piecewise)[0][1]
    while isinstance(condition, App) and condition.head in ("and", "or"):
        condition = condition.args[0]
    return condition.args if isinstance(condition, App) and len(condition.args) == 2 else ()


def has_order(left: Term, right: Term, lines: Iterable[Term], given: Given) -> bool:
    """Whether two terms are real where the lines have values: by what is given, or because a line compares them."""
    compared = {side for line in lines for part in parts(line) for side in _compared(part)}
    return all(is_real(given, each) or each in compared for each in (left, right))


def _compared(part: Term) -> tuple[Term, ...]:
    match part:
        case App("max" | "min", args):
            return args
        case App("piecewise", _):
            return _ordered_sides(cases_of(part)[0][1])
    return ()


def _ordered_sides(condition: Term | None) -> tuple[Term, ...]:
    while isinstance(condition, App) and condition.head in ("and", "or"):
        condition = condition.args[0]
    return condition.args if isinstance(condition, App) and condition.head in ("<", "<=", ">", ">=") else ()


def never_negative(term: Term) -> Iterator[tuple[Term, bool]]:
    """What isn't negative where a written term has a real value; True if it isn't zero either."""
    match term:
        case App("log", args):
            yield from ((arg, True) for arg in args)
        case App("sqrt", (u,)):
            yield u, False
        case App("^", (base, exponent)):
            value = literal(exponent)
            if value is not None and value.denominator % 2 == 0:
                yield base, value < 0


@lru_cache(maxsize=16_384)
def nonzero_parts(term: Term) -> frozenset[Term]:
    """What isn't zero where a term in core heads is defined; what stands under a binder has its own places."""
    if isinstance(term, App) and term.head == "piecewise":
        return frozenset[Term]().union(*map(nonzero_parts, first_sides(term)))
    if not isinstance(term, App) or term.head in BINDING:
        return _still(term, nonzero_parts)
    found = set[Term]().union(*map(nonzero_parts, term.args))
    match term:
        case App("/", (_, below)):
            found.add(below)
        case App("log", (u,)):
            found.add(u)
        case App("atan" | "acot", (u,)):  # acot has a value at 0
            found.add(add(ONE, power(u, TWO)))
        case App("acoth", (u,)):
            found |= {add(u, ONE), subtract(u, ONE)}
        case App("^", (base, exponent)) if (value := literal(exponent)) is not None and value < 0:
            found.add(base)
        case App("!=" | "<" | ">", (left, right)):
            found.add(subtract(left, right))
    return frozenset(found.union(*map(factors, found)))


def factors(term: Term) -> set[Term]:
    """What isn't zero where a term is defined and isn't."""
    match term:
        case App("*", args):
            return set(args).union(*map(factors, args))
        case App("neg" | "/", (above, *_)):
            return {above} | factors(above)
        case App("^", (base, exponent)) if (value := literal(exponent)) is not None and value > 0:
            return {base} | factors(base)
    return set()


def renamed(term: Term) -> Term:
    """A binder with its bound name made nobody's."""
    match term:
        case App(head, (body, App("bounds", (Sym(name), *ends)))):
            new = Sym("·")  # no notation reads it
            return App(head, (substitute(body, {name: new}), App("bounds", (new, *ends))))
    return term


def always_defined(terms: Iterable[Term], lines: Iterable[Term], given: Given) -> bool:
    """Whether every term has a value wherever all the lines do: else a case of it might leave out a place."""
    cores = [each for line in lines if (each := _core_of(line, given)) is not None]
    known = set().union(*map(parts, cores))
    nonzero = set().union(*map(nonzero_parts, cores))

    def is_apart(term: Term) -> bool:
        """Defined, and not zero; 1/gamma is positive at positive arguments."""
        match term:
            case App("1/gamma", (u,)) if is_positive(given, u):
                return has_value(u)
            case App("*" | "/" | "neg", args) if all(map(is_apart, args)):
                return True
            case App("^", (base, exponent)) if literal(exponent) is not None and is_apart(base):
                return True
        if term in nonzero or (has_value(term) and is_nonzero(given, term)):
            return True
        written = _ratio(form(term))  # the same polynomial, written in another way
        return bool(written) and has_value(term) and any(_ratio(form(each)) == written for each in nonzero)

    def has_value(term: Term) -> bool:
        if term in known or isinstance(term, Num):
            return True
        match term:
            case Sym(name):
                return name != "oo"
            case App("^", (base, exponent)):
                value = literal(exponent)
                power_of_zero = is_nonnegative(given, exponent) if value is None else value >= 0
                return has_value(base) and has_value(exponent) and (power_of_zero or is_apart(base))
            case App("/", (above, below)):
                return has_value(above) and is_apart(below)
            case App("log", (u,)):
                return is_apart(u)
            case App("polygamma", (order, u)) if (value := literal(order)) is not None and value.denominator == 1:
                return value >= 0 and has_value(u) and is_positive(given, u)
            case App("atan" | "floor", (u,)):
                return has_value(u) and is_real(given, u)
            case App(head, args):
                return (head in TOTAL or is_unknown(head)) and all(map(has_value, args))
        return False

    return all(has_value(core(term, given)) for term in terms)


def _ratio(found: Form) -> frozenset[tuple[Monomial, Fraction]]:
    """A form up to a number as its factor."""
    first = found[min(found, key=str)] if found else Fraction(1)
    return frozenset((monomial, each / first) for monomial, each in found.items())


def _core_of(line: Term, given: Given) -> Term | None:
    """A line in core heads; None if it has none, then it says nothing."""
    try:
        return core(line, given)
    except Beyond:
        return None
