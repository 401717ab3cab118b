"""Found: where functions below derivatives may have corners.  Nothing here has to be believed."""

from __future__ import annotations

from collections.abc import Iterator

from derivex.certificates.places import first_sides
from derivex.engine.equations import determined
from derivex.given import YES, Given
from derivex.subterms import subterms
from derivex.term import ZERO, App, Sym, Term, bound, free_symbols, names

CORNERS = frozenset({"abs", "sign", "Heaviside", "max", "min", "piecewise"})


def has_corner(*lines: Term) -> bool:
    """Whether a line has a derivative at a place of what may have corners."""
    places = (part for line in lines for part in subterms(line) if isinstance(part, App) and part.head == "Subs")
    return any(not names(place).isdisjoint(CORNERS) for place in places)


def corners(before: Term, after: Term, given: Given) -> Iterator[tuple[Term, Term]]:
    """What is equal at corners; a symbol and its value there, if that is known."""
    for part in (each for line in (before, after) for each in subterms(line)):
        if not isinstance(part, App) or part.head != "diff":
            continue
        indices = {bound(each)[0] for each in subterms(part) if isinstance(each, App) and each.head == "Sum"}
        for sides in filter(None, map(_sides, subterms(part))):
            if any(free_symbols(side) & indices for side in sides):  # of each summand, that isn't seen from here
                continue
            if YES not in (given.holds(App("<", sides)), given.holds(App(">", sides))):
                solved = determined(App("=", sides))
                yield sides if solved is None else (Sym(solved[0]), solved[1])


def _sides(part: Term) -> tuple[Term, Term] | None:
    """What is compared where a term may have a corner."""
    match part:
        case App("piecewise", _):
            sides = first_sides(part)
            return (sides[0], sides[1]) if len(sides) == 2 else None
        case App("abs" | "sign" | "Heaviside", (u,)):
            return u, ZERO
        case App("max" | "min", (u, v, *_)):
            return u, v
    return None
