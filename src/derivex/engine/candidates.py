"""Values to try: for each symbol a pool, and combinations of them, simplest first.

Small integers come first, then halves and thirds, then the numbers that stand in the
question and their neighbours, then a fixed, spread choice of small, large and negative ones.

Contract: candidates only; whether a point is admitted is asked elsewhere.

Incomplete by nature: a difference at points that are never tried goes unseen, and is then for the
exact half to prove or to leave.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import ceil, floor

from derivex.engine.balls import Evaluator
from derivex.engine.finite import inside
from derivex.engine.solutions import completions, gaussian, solved_for
from derivex.engine.values import Undefined, Unknown, ball
from derivex.errors import TooLarge
from derivex.given import Given
from derivex.linear import Form, constraint
from derivex.relations import holds
from derivex.squares import written
from derivex.subterms import distinct
from derivex.term import Num, Term, free_symbols, free_symbols_of, number

HALVES = [Fraction(1, 2), Fraction(-1, 2)]
THIRDS = [Fraction(1, 3), Fraction(-1, 3), Fraction(3, 2), Fraction(-3, 2)]
SIMPLE = [*map(Fraction, (0, 1, -1, 2, -2)), *HALVES, *map(Fraction, (3, -3)), *THIRDS]
SMALL = [Fraction(1, 10), Fraction(-1, 10), Fraction(1, 100), Fraction(-1, 100)]
ODD = [Fraction(5, 7), Fraction(-7, 5), Fraction(13, 11), Fraction(-17, 19)]
SPREAD = [*map(Fraction, (10, -10)), *SMALL, *ODD, *map(Fraction, (100, -100, 1000, -1000))]
WHOLE = [Fraction(value) for value in (0, 1, -1, 2, -2, 3, -3, 4, -4, 5, 6, -5, 7, 10, -10, 12, 100)]
# real and imaginary parts; the last two leave the strip in which log(exp(z)) = z
GAUSSIAN = [(0, 1), (1, 1), (-1, 1), (0, -1), (-2, -1), (1, -2), (0, 4), (1, -7)]
COMPLEX = [(Fraction(re), Fraction(im)) for re, im in GAUSSIAN]
COMPLEX[6:6] = [(Fraction(-1, 2), Fraction(2)), (Fraction(5, 7), Fraction(-1, 3))]
COMPLEX[8:8] = [(Fraction(3), Fraction(1, 10)), (Fraction(-3), Fraction(-1, 10))]
PLAIN = 13  # values at the start of a pool that are there whatever the question
LARGEST_HINT = 10**6
MOST_HINTS = 24
MAX_FRUITLESS = 400  # choices in a row with which the given equations can't be solved
NEAR = 10  # the denominator of numbers that stand for ends that aren't rational


def hints_in(terms: Iterable[Term]) -> tuple[Fraction, ...]:
    """The numbers that stand in the terms, and their neighbours: special values are near them."""
    numbers = {
        part.value
        for term in terms
        for part in distinct(term)
        if isinstance(part, Num) and abs(part.value) <= LARGEST_HINT
    }
    return _neighbours(frozenset(numbers))


@lru_cache(maxsize=1_000)  # the same few numbers stand in most questions
def _neighbours(numbers: frozenset[Fraction]) -> tuple[Fraction, ...]:
    hints: dict[Fraction, None] = {}
    for value in sorted(numbers, key=lambda value: (value.denominator, value))[:MOST_HINTS]:
        near = (value, -value, value + 1, value - 1, value + Fraction(1, 2), value - Fraction(1, 2))
        hints.update(dict.fromkeys(near))
    return tuple([hint for hint in hints if hint not in SIMPLE][:MOST_HINTS])


Values = tuple[tuple[str, Term], ...]


def candidates(
    names: Sequence[str],
    given: Given,
    terms: Iterable[Term],
    fits: Callable[[str, Term], bool] | None = None,
) -> Iterator[Values]:
    """Values of the symbols, maybe some of them twice; the terms are those that the question is about."""
    if not given.relations:
        # the simplest ones don't depend on what stands in the question, and mostly they will do
        for choice in _simple([_free_pool(given.kind(name), ())[:PLAIN] for name in names]):
            yield tuple(zip(names, choice, strict=True))
    hints = hints_in(terms)
    solved = solved_for(given)
    free = [name for name in names if name not in solved]
    related = free_symbols_of(given.relations) if given.relations else frozenset()
    pools = [_pool(name, given, hints) if name in related else _free_pool(given.kind(name), hints) for name in free]
    if fits is not None:
        # what a given about one symbol alone rules out isn't combined with others
        pools = [tuple(value for value in pool if fits(name, value)) for name, pool in zip(free, pools, strict=True)]
    fruitless = 0
    few = [name for name in free if name in related and given.kind(name) == "integer"]
    for choice in _combinations(pools, [free.index(name) for name in few] if 1 < len(few) <= MOST_COUNTED else ()):
        values = dict(zip(free, choice, strict=True))
        if not solved:
            yield tuple(values.items())
            continue
        fruitless += 1
        for complete in completions(values, solved):
            fruitless = 0
            yield tuple((name, complete[name]) for name in names)
        if fruitless > MAX_FRUITLESS:
            return


Pool = Sequence[Term]


@lru_cache(maxsize=1_000)  # of symbols about which nothing is given, there are many
def _free_pool(kind: str, hints: tuple[Fraction, ...]) -> Pool:
    """The values to try for a symbol of that kind."""
    return _as_terms(_values(kind, hints, ()), kind)


def _values(kind: str, hints: tuple[Fraction, ...], inside: Iterable[Fraction]) -> list[Fraction]:
    if kind == "integer":
        return list(dict.fromkeys([*WHOLE, *(hint for hint in hints if hint.denominator == 1)]))
    return list(dict.fromkeys([*SIMPLE, *inside, *hints, *SPREAD]))


def _as_terms(values: Iterable[Fraction], kind: str) -> Pool:
    terms = [number(value) for value in values]
    if kind == "complex":
        terms[7:7] = [gaussian(re, im) for re, im in COMPLEX]
    return tuple(terms)


def _pool(name: str, given: Given, hints: tuple[Fraction, ...]) -> Pool:
    """The values to try for a symbol of which something is given: those that its own interval leaves."""
    kind, tests = given.kind(name), _tests(name, given)
    pool = _values(kind, hints, _inside(name, given))
    passing = [value for value in pool if all(_passes(value, test) for test in tests)]
    if kind == "integer":
        whole = [*map(Fraction, _whole_inside(name, given)), *inside(name, given)]
        passing += [value for value in dict.fromkeys(whole) if value not in passing]
    return _as_terms(passing, kind)


Test = tuple[str, list[tuple[int, Fraction]]]  # a relation op 0 and the polynomial on its left


def _tests(name: str, given: Given) -> list[Test]:
    """The givens about this symbol alone that are polynomial in it."""
    tests: list[Test] = []
    for relation in given.relations:
        found = constraint(relation, 0, {})
        if found is None or free_symbols(relation) != {name}:
            continue
        symbols = {generator for monomial, _ in found.form for generator, _ in monomial}
        if symbols <= {f"${name}"}:
            tests.append((found.op, [(monomial[0][1] if monomial else 0, value) for monomial, value in found.form]))
    return tests


def _passes(value: Fraction, test: Test) -> bool:
    op, polynomial = test
    result = sum((coefficient * value**exponent for exponent, coefficient in polynomial), Fraction(0))
    return holds(op, result)


def _limits(name: str, given: Given) -> tuple[Fraction | None, Fraction | None]:
    """The interval that the givens about this symbol alone state; ends that aren't rational are rounded inwards."""
    low: Fraction | None = None
    high: Fraction | None = None
    for relation in given.relations:
        generators: dict[str, Term] = {}
        found = constraint(relation, 0, generators)
        form = dict(found.form) if found is not None else {}
        slope = form.pop(((f"${name}", 1),), None)
        if found is None or slope is None or found.op not in ("<", "<="):
            continue
        rest = form.pop((), Fraction(0))
        limit = -rest / slope if not form else _near(-rest / slope, form, slope, generators)
        if limit is None:
            continue
        if slope > 0:
            high = limit if high is None else min(high, limit)
        else:
            low = limit if low is None else max(low, limit)
    return low, high


def _near(limit: Fraction, form: Form, slope: Fraction, generators: dict[str, Term]) -> Fraction | None:
    """A short rational number near ``limit - form/slope``, on the side on which the given leaves room."""
    rest = written(form, generators)
    if free_symbols(rest):
        return None
    try:
        value = limit - Fraction(float(ball(Evaluator({}).evaluate(rest)).real.mid())) / slope
    except (Undefined, Unknown, TooLarge, OverflowError, ValueError):
        return None
    rounded = floor(value * NEAR) if slope > 0 else ceil(value * NEAR)
    return Fraction(rounded, NEAR)


def _inside(name: str, given: Given) -> list[Fraction]:
    """A few values inside the symbol's interval and at its ends."""
    low, high = _limits(name, given)
    between = list(inside(name, given))
    if low is not None and high is not None:
        width = high - low
        parts = [Fraction(part) for part in ("1/2", "1/3", "2/3", "1/10", "9/10", "1/100", "99/100")]
        return [low, high, *(low + width * part for part in parts), *between]
    steps = [Fraction(step) for step in ("1", "1/2", "2", "1/10", "10", "100")]
    if low is not None:
        return [low, *(low + step for step in steps), *between]
    return [high, *(high - step for step in steps), *between] if high is not None else between


def _whole_inside(name: str, given: Given) -> list[int]:
    low, high = _limits(name, given)
    if low is not None:
        start = -(-low.numerator // low.denominator)
        return list(range(start, start + 6))
    if high is not None:
        start = high.numerator // high.denominator
        return list(range(start, start - 6, -1))
    return []


COUNTED = (Num("2"), Num("1"), Num("3"))  # indices, and the number of them
MOST_COUNTED = 4
SMALL_POOL = 3  # values from the start of a pool that are combined with each other
MOST_PLACED = 6  # pools of which that is done
MIXED = (1, 3, 5, 7, 2, 9, 4, 11)  # places in a pool: 1, 2, 1/2, 3, -1, 1/3, -2, 3/2 where nothing is given


def _combinations(pools: Sequence[Pool], counted: Sequence[int] = ()) -> Iterator[tuple[Term, ...]]:
    """One value from each pool: the simple ones, then a fixed spread of all.

    ``counted`` are the pools of whole numbers that givens order (``1 <= i <= n``): a spread seldom is in order.
    """
    yield from _simple(pools)
    for few in product(COUNTED, repeat=len(counted)) if counted and all(pools) else ():
        places = [MIXED[position % len(MIXED)] for position in range(len(pools))]
        row = [pool[place % len(pool)] for pool, place in zip(pools, places, strict=True)]
        for index, value in zip(counted, few, strict=True):
            row[index] = value
        yield tuple(row)
    state = 2
    for _ in range(4_000 if len(pools) > 1 and all(pools) else 0):
        choice = []
        for position, pool in enumerate(pools):
            state = (1103515245 * state + 12345 + position) % 2**31  # a fixed sequence, spread enough for this
            choice.append(pool[(state >> 12) % len(pool)])
        yield tuple(choice)


def _simple(pools: Sequence[Pool]) -> Iterator[tuple[Term, ...]]:
    """One value from each pool: equal ones, different ones, then those near the start of each pool.

    Where equal values make denominators vanish, different ones seldom do.
    """
    if not all(pools):
        return
    if len(pools) <= 1:
        yield from product(*pools)
        return
    shortest = min(len(pool) for pool in pools)
    for index in range(min(SMALL_POOL, shortest)):
        yield tuple(pool[index] for pool in pools)
    if len(pools) > 2:
        for turn in range(4):
            places = [MIXED[(turn + position) % len(MIXED)] for position in range(len(pools))]
            yield tuple(pool[place % len(pool)] for pool, place in zip(pools, places, strict=True))
    for choice in _places(len(pools)) if len(pools) <= MOST_PLACED else ():
        if all(place < len(pool) for pool, place in zip(pools, choice, strict=True)):
            yield tuple(pool[place] for pool, place in zip(pools, choice, strict=True))


@lru_cache(maxsize=16)
def _places(count: int) -> tuple[tuple[int, ...], ...]:
    """Places in so many pools, those with a small sum first."""
    every = product(range(SMALL_POOL), repeat=count)
    return tuple(sorted(every, key=lambda place: (sum(place), place))[:11])
