"""A point at which equations hold and another one doesn't: made from what was found, then looked at.

Contract: what is returned was checked by itself: at these values every given holds, both sides of every
premise have a value and are equal, and the two sides of every conclusion have values that differ.
Values of which that can't be said make no point.
"""

from __future__ import annotations

from derivex.engine.ladder import prove
from derivex.given import YES, Given
from derivex.routine import number_of
from derivex.substitution import substitute
from derivex.term import ONE, TWO, App, Sym, Term, divide, free_symbols, free_symbols_of, literal, number
from derivex.tidying import with_numbers_done
from derivex.verdict import Proved, Refuted, Witness

ELSEWHERE = (ONE, TWO, divide(ONE, TWO), number(3))  # for what the found values leave open


def counterexample(
    found: Witness,
    values: tuple[tuple[Term, Term], ...],
    premises: tuple[App, ...],
    conclusions: tuple[App, ...],
    given: Given,
) -> Witness | None:
    """The point that a witness and the values put in before make up, if it is one; see the module."""
    if not all(isinstance(part, Sym) for part, _ in values) or any("(" in name for name, _ in found.at):
        return None
    sides = tuple(side for each in (*premises, *conclusions) for side in each.args)
    for other in ELSEWHERE:
        point = _completed(dict(found.at), values, other)
        point |= dict.fromkeys(free_symbols_of(sides) - point.keys(), other)
        if _admitted(point, given) and all(isinstance(_at(each, point), Proved) for each in premises):
            fails = [_at(each, point) for each in conclusions]
            if all(isinstance(verdict, Refuted) for verdict in fails):
                shown = fails[0]
                assert isinstance(shown, Refuted)
                return Witness(tuple(sorted(point.items())), shown.witness.before, shown.witness.after)
    return None


def _completed(point: dict[str, Term], values: tuple[tuple[Term, Term], ...], other: Term) -> dict[str, Term]:
    """The values of the parts that were replaced, the last one first: it holds none of the others."""
    for part, value in reversed(values):
        assert isinstance(part, Sym)
        point |= dict.fromkeys(free_symbols(value) - point.keys(), other)
        point[part.name] = _tidy(substitute(value, point))
    return point


def _tidy(value: Term) -> Term:
    exact = number_of(value)
    return with_numbers_done(value) if exact is None else number(exact)


def _at(equation: App, point: dict[str, Term]) -> Proved | Refuted | None:
    """The equation between numbers that is left at a point, decided; None if it wasn't."""
    left, right = (substitute(side, point) for side in equation.args)
    verdict = prove(left, right)
    return verdict if isinstance(verdict, Proved | Refuted) else None


def _admitted(point: dict[str, Term], given: Given) -> bool:
    nothing = Given()
    for name, value in point.items():
        kind = given.kind(name)
        if kind == "integer" and ((exact := literal(value)) is None or exact.denominator != 1):
            return False
        if kind != "complex" and nothing.is_real(value) != YES:
            return False
    return not given.real_values and all(
        nothing.holds(App(each.head, tuple(substitute(side, point) for side in each.args))) == YES
        for each in given.relations
        if isinstance(each, App)
    )
