"""Found: coefficients of polynomials in a symbol, as terms.  Nothing here has to be believed."""

from __future__ import annotations

from collections.abc import Callable

from derivex.term import ONE, App, Sym, Term, add, free_symbols, literal, multiply

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
        rows = [{a + b: multiply(x, y)} for a, x in total.items() for b, y in each.items()]
        total = _added(list(rows))
    return total
