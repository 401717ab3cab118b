"""Admitted points: values of the symbols that satisfy every given, simplest first.

A point is exact: rationals, complex rationals for complex symbols, and closed terms such
as ``sqrt(2)`` where a given equation leaves nothing else. Unknown functions get a concrete
instance (``f(t) = t^2 + 1``: smooth, total, real at real arguments), for looking at values
only. Small integers come first, then halves and thirds, then the numbers that stand in the
question and their neighbours, then a fixed, spread choice of small, large and negative ones.

Contract: every point that is handed out is certainly admitted. The sequence is the same for
the same question, and bounded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from flint import acb, ctx

from derivex.engine.balls import Evaluator, Undefined, Unknown
from derivex.engine.bounds import Bounds
from derivex.engine.candidates import candidates
from derivex.engine.instances import Instance, instances, instantiate, unknown_functions
from derivex.engine.values import Exact, Value, ball, compare
from derivex.errors import TooLarge
from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import App, Term, divide, free_symbols_of, literal, multiply, number, subtract

OTHER_FUNCTIONS = 9  # instances that are tried of each unknown function, at least
OTHER_PLACES = 2  # at so many points each
TRIES = 40  # candidates looked at for every point that is wanted
SOLVED = 8  # and so many where an equation is solved for each
CHECK_PRECISION = 128  # bits: whether a point is admitted must be certain, and rarely is close


@dataclass(frozen=True, slots=True)
class Point:
    """Exact values of symbols, by name, and instances of the unknown functions."""

    values: tuple[tuple[str, Term], ...] = ()
    functions: tuple[Instance, ...] = ()

    def shown(self) -> tuple[tuple[str, Term], ...]:
        """As a witness shows it: ``x = 1/2``, ``f(t) = t^2 + 1``."""
        calls = tuple((f"{each.name}({', '.join(each.parameters)})", each.body) for each in self.functions)
        return self.values + calls

    def at(self, precision: int) -> dict[str, Value]:
        """The values for an evaluator of that precision."""
        found: dict[str, Value] = {}
        closed = Evaluator({}, precision)
        for name, term in self.values:
            value = literal(term)
            found[name] = closed.evaluate(term) if value is None else Exact(value)
        return found

    def balls(self, precision: int) -> dict[str, acb]:
        """The values as balls of that precision."""
        return {name: _as_ball(term, precision) for name, term in self.values}


@lru_cache(maxsize=5_000)  # the same simple numbers at every question
def _as_ball(term: Term, precision: int) -> acb:
    with ctx.workprec(precision):
        return ball(Evaluator({}, precision).evaluate(term))


def admitted(given: Given, terms: Iterable[Term], bounds: Bounds) -> Iterator[Point]:
    """The admitted points for the symbols of the terms and the givens, at most ``bounds.points``."""
    asked = tuple(terms)
    names = sorted(free_symbols_of((*asked, *given.relations)))
    functions = sorted(unknown_functions((*asked, *given.relations)))
    equations = any(isinstance(each, App) and each.head == "=" for each in given.relations)
    most = (SOLVED if equations else TRIES) * bounds.points
    found = 0
    first: list[tuple[tuple[str, Term], ...]] = []
    seen: set[tuple[tuple[str, Term], ...]] = set()
    for index, values in enumerate(candidates(names, given, (*asked, *given.relations), _fitting(names, given))):
        if found >= bounds.points or index >= most:
            break
        if values in seen:
            continue
        seen.add(values)
        point = Point(values, instances(functions, found // 4))
        # without relations each candidate is of the kind of its symbol, and that is all there is to ask
        fits = not given.relations or is_admitted(point, given)
        if not fits and equations and functions:
            point = _scaled(point, given)
            fits = is_admitted(point, given)
        if fits:
            found += 1
            first = [*first, values] if len(first) < OTHER_PLACES else first
            yield point
    for turn in range(-(-found // 4), OTHER_FUNCTIONS if functions else 0):
        # few symbols, few points: then other functions at the same ones
        others = (Point(values, instances(functions, turn)) for values in first)
        yield from (point for point in others if is_admitted(point, given))


def _scaled(point: Point, given: Given) -> Point:
    """The point with a multiple of an unknown function where an equation asks for that: ``Sum(y(k), (k, 1, n)) = 1``.

    Whether that helps is for the caller to see: it does if the equation is linear in the function.
    """
    for relation in given.relations:
        match relation:
            case App("=", (left, right)):
                spoken = {name for name, _ in unknown_functions((left,))}
            case _:
                continue
        if len(spoken) != 1 or unknown_functions((right,)):
            continue
        here = [substitute(instantiate(side, point.functions), dict(point.values)) for side in (left, right)]
        factor = divide(here[1], here[0])
        try:
            value = Evaluator({}, CHECK_PRECISION).evaluate(factor)
        except (Undefined, Unknown, TooLarge):
            continue
        if isinstance(value, Exact) and not value.im:
            factor = number(value.re)
        scaled = (
            replace(each, body=multiply(factor, each.body)) if each.name in spoken else each for each in point.functions
        )
        point = Point(point.values, tuple(scaled))
    return point


def real_ones(given: Given, terms: Iterable[Term], bounds: Bounds, within: int) -> Iterator[Point]:
    """Admitted points with rational values, among so many admitted ones: real numbers are complex ones too."""
    if given.relations:
        points = islice(admitted(given, terms, bounds), within)
        return (point for point in points if all(literal(value) is not None for _, value in point.values))
    integers = tuple((name, kind) for name, kind in given.kinds if kind == "integer")
    return admitted(Given(integers), terms, bounds)


def _fitting(names: list[str], given: Given) -> Callable[[str, Term], bool] | None:
    """Whether a value of a complex symbol satisfies what is given about that symbol alone; None if nothing is."""
    alone: dict[str, Given] = {}
    for name in names if len(names) > 1 else ():
        mine = tuple(each for each in given.relations if free_symbols_of((each,)) == {name})
        if mine and given.kind(name) == "complex" and not unknown_functions(mine):
            alone[name] = Given(((name, "complex"),), mine)
    if not alone:
        return None
    return lambda name, value: name not in alone or is_admitted(Point(((name, value),)), alone[name])


def is_admitted(point: Point, given: Given) -> bool:
    """Whether the point certainly satisfies every given: each symbol is of its kind, each relation holds."""
    try:
        values = point.at(CHECK_PRECISION)
        if not all(_is_of_kind(value, given.kind(name)) for name, value in values.items()):
            return False
        at = Evaluator(values, CHECK_PRECISION, kind=given.kind)
        return all(_holds(relation, at, point) for relation in given.relations)
    except (Undefined, Unknown, TooLarge):
        return False


def _is_of_kind(value: Value, kind: str) -> bool:
    """Whether a value, which may come from a given equation, is certainly of the kind of its symbol."""
    if kind == "complex":
        return True
    if isinstance(value, Exact):
        return not value.im and (kind != "integer" or value.re.denominator == 1)
    return kind != "integer" and ball(value).imag.is_zero()


def _holds(relation: Term, at: Evaluator, point: Point) -> bool:
    assert isinstance(relation, App)
    left, right = (at.evaluate(instantiate(side, point.functions)) for side in relation.args)
    with ctx.workprec(CHECK_PRECISION):
        if relation.head == "=" and not isinstance(left, Exact) and left != right:
            return _vanishes_exactly(relation, point)
        return compare(left, right, relation.head) is True


def _vanishes_exactly(relation: App, point: Point) -> bool:
    """An equation at a point with irrational values: the exact half decides."""
    from derivex.engine.answers import Zero
    from derivex.engine.kernels import vanishes

    sides = [substitute(instantiate(side, point.functions), dict(point.values)) for side in relation.args]
    return isinstance(vanishes(subtract(sides[0], sides[1]), Given(), Bounds()), Zero)
