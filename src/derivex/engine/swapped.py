"""The order of integration changed: a double integral over a triangle as a single one.

    integral over x from a on of the integral over z from x on of g(z)     integral of (z - a)*g(z) from a on
    integral over x from a to b of that over z from a to x of g(z)         integral of (b - z)*g(z) from a to b

The second one holds for every g that is continuous between a and b. The first one holds where both
converge: with ``G(x)`` the integral of g from x on, by parts that up to X of ``(z - a)*g(z)`` is that of G
less ``(X - a)*G(X)``, which has a limit then; and G converges, so that limit is 0. Where that of G alone
converges, nothing else tells what is put for the other one, whose value "up to infinity" is free there
(``binders``): G is continuous, so between numbers it does converge.

Contract: a term with the same value wherever the double integral exists; None for any other. What is put may
not have a value there, so it tells nothing of what converges.
"""

from __future__ import annotations

from collections.abc import Callable

from derivex.term import INFINITY, App, Sym, Term, free_symbols, multiply, negate, subtract


def swapped(term: App, is_continuous: Callable[[Term, str], bool]) -> Term | None:
    """A double integral over such a triangle as a single one; whether a body is continuous is asked."""
    body, limits = term.args
    outside, inner = _one_integral(body)
    if inner is None or term.head != "Integral":
        return None
    match limits, inner:
        case (
            App("bounds", (Sym(x) as outer, low, high)),
            App("Integral", (g, App("bounds", (Sym(z) as variable, first, last)))),
        ):
            free = x not in free_symbols(multiply(g, *outside)) and z not in free_symbols(multiply(low, high, *outside))
            if not free or low == negate(INFINITY):
                return None
            if high == last == INFINITY != low and first == outer:
                width = subtract(variable, low)
            elif first == low and last == outer and high != INFINITY and is_continuous(g, z):
                width = subtract(high, variable)
            else:
                return None
            return App("Integral", (multiply(*outside, width, g), App("bounds", (variable, low, high))))
    return None


def _one_integral(body: Term) -> tuple[list[Term], App | None]:
    """The one factor that is an integral, and the others."""
    factors = body.args if isinstance(body, App) and body.head == "*" else (body,)
    inner = [each for each in factors if isinstance(each, App) and each.head == "Integral"]
    others = [each for each in factors if each not in inner]
    return (others, inner[0]) if len(inner) == 1 else (others, None)
