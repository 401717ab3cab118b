"""Found: coefficients of polynomials in a symbol, as terms.  Nothing here has to be believed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from derivex.term import ONE, App, Sym, Term, add, free_symbols, literal, multiply, number, power

MAX_DEGREE = 12


def coefficients_of(term: Term, name: str) -> dict[int, Term] | None:
    """The coefficients of a polynomial in a symbol, by their powers; None if it is none."""
    if name not in free_symbols(term):
        return {0: term}
    match term:
        case Sym():
            return {1: ONE}
        case App("+", args):
            return _added([coefficients_of(arg, name) for arg in args])
        case App("neg", (u,)):
            return _scaled(coefficients_of(u, name), lambda each: App("neg", (each,)))
        case App("/", (u, v)) if name not in free_symbols(v):
            return _scaled(coefficients_of(u, name), lambda each: App("/", (each, v)))
        case App("*", args):
            return _multiplied([coefficients_of(arg, name) for arg in args])
        case App("^", (u, exponent)) if (value := literal(exponent)) is not None:
            if value.denominator == 1 and 0 < value <= MAX_DEGREE:
                return _multiplied([coefficients_of(u, name)] * int(value))
    return None


def _scaled(found: dict[int, Term] | None, scale: Callable[[Term], Term]) -> dict[int, Term] | None:
    return None if found is None else {degree: scale(each) for degree, each in found.items()}


def _added(found: list[dict[int, Term] | None]) -> dict[int, Term] | None:
    total: dict[int, Term] = {}
    for each in found:
        if each is None:
            return None
        for degree, factor in each.items():
            total[degree] = add(total[degree], factor) if degree in total else factor
    return total


def _multiplied(found: list[dict[int, Term] | None]) -> dict[int, Term] | None:
    total: dict[int, Term] | None = {0: ONE}
    for each in found:
        if each is None or total is None:
            return None
        rows = [{a + b: times(x, y)} for a, x in total.items() for b, y in each.items()]
        total = _added(list(rows))
    return total


def times(*terms: Term) -> Term:
    """A product without its ones."""
    return multiply(*(each for each in terms if each != ONE))


def cancelled(term: Term) -> Term:
    """Equal factors above and below the bar as one power."""
    powers: dict[Term, int] = {}
    for factor, count in factors(term, 1):
        powers[factor] = powers.get(factor, 0) + count
    rows = [
        (factor if abs(count) == 1 else power(factor, number(abs(count))), count) for factor, count in powers.items()
    ]
    above, below = (times(*(each for each, count in rows if count * sign > 0)) for sign in (1, -1))
    return above if below == ONE else App("/", (above, below))


def factors(term: Term, count: int) -> Iterator[tuple[Term, int]]:
    """The factors that aren't 1, with their whole exponents."""
    match term:
        case App("*", args):
            for arg in args:
                yield from factors(arg, count)
        case App("/", (above, below)):
            yield from factors(above, count)
            yield from factors(below, -count)
        case App("^", (base, exponent)) if (value := literal(exponent)) is not None and value.denominator == 1:
            yield from factors(base, count * int(value))
        case App("neg", (u,)):
            yield App("neg", (ONE,)), count
            yield from factors(u, count)
        case _ if term != ONE:
            yield term, count
