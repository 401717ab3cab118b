"""The forms of a chain side by side: what each costs, how long it takes, what it loses, and which is best where.

Times are those of one element, as a ratio to the first form's, of the code that ``export`` writes; they are taken
where nothing overflows. With the forward value at hand, forms in which it stands are timed a second time, as
functions of it.

A form is best on a stretch of the range if it is right there to ``BEST`` units of rounding and no other is for
longer; the stretches cover the range from left to right. Where no form is right, the one is named that
loses least over a few points.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from derivex.numerics.accuracy import Accuracy, Stretch, unit
from derivex.numerics.forms import Form, Subject
from derivex.numerics.functions import Function, module
from derivex.numerics.measuring import Plan, measured
from derivex.numerics.operations import CACHED, Operations, operations, with_forward
from derivex.numerics.points import FORMATS
from derivex.numerics.running import run
from derivex.substitution import substitute
from derivex.term import Sym, Term, free_symbols

BEST = 64  # units of rounding
SIZES = (1_000, 10_000, 100_000, 1_000_000)
WINDOW = 8  # points over which forms are compared where none is right
ALIKE = 4.0  # errors within this factor of each other are alike
CALM = 4.0  # times are taken for values of at most this size, if there are any
VALUE = "value"


@dataclass(frozen=True, slots=True)
class Row:
    """A form with its operations, those that the forward value leaves, its accuracy by format, its times by library.

    ``times`` are ratios by size, ``times_with_value`` the same with the forward value at hand.
    """

    form: Form
    operations: Operations
    operations_with_value: Operations | None
    accuracy: Mapping[str, Accuracy]
    times: Mapping[str, Mapping[int, float]]
    times_with_value: Mapping[str, Mapping[int, float]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All forms of one function; ``nanoseconds`` are those of an element by the first form, by library and size.

    ``best`` says by format which row is best on which stretch.
    """

    subject: Subject
    plan: Plan
    rows: tuple[Row, ...]
    nanoseconds: Mapping[str, Mapping[int, float]]
    best: Mapping[str, tuple[tuple[Stretch, int], ...]]


def compared(
    about: Subject, plan: Plan, libraries: Sequence[str] = ("numpy",), sizes: Sequence[int] = SIZES
) -> Comparison:
    """The forms measured, the values in NumPy, the times in each of the libraries. Errors: Unsupported."""
    functions = [_function(form.term, about) for form in about.forms]
    seen = measured(functions, plan, "numpy")
    left = [None if about.forward is None else with_forward(form.term, about.forward) for form in about.forms]
    by_value = [term if term is not None and CACHED in free_symbols(term) else None for term in left]
    seconds = {library: _seconds(functions, by_value, about, plan, library, sizes) for library in libraries}
    rows = tuple(
        Row(
            form,
            operations(form.term),
            None if value is None else operations(value),
            each.accuracy,
            _ratios(seconds, f"form_{index}"),
            _ratios(seconds, f"cached_{index}"),
        )
        for index, (form, value, each) in enumerate(zip(about.forms, by_value, seen, strict=True))
    )
    first = {
        library: {size: took / size * 1e9 for size, took in each["form_0"].items()} for library, each in seconds.items()
    }
    return Comparison(about, plan, rows, first, {form: tuple(_best(rows, form)) for form in FORMATS})


def _function(term: Term, about: Subject) -> Function:
    return Function("form", about.symbols, about.variable, term)


# ---- times ----

Seconds = Mapping[str, Mapping[int, float]]


def _seconds(
    functions: Sequence[Function],
    by_value: Sequence[Term | None],
    about: Subject,
    plan: Plan,
    library: str,
    sizes: Sequence[int],
) -> Seconds:
    if not sizes:
        return {f"form_{index}": {} for index in range(len(functions))}
    named = [
        Function(f"form_{index}", each.arguments, each.variable, each.term) for index, each in enumerate(functions)
    ]
    value = VALUE
    while value in about.symbols:
        value += "_"
    for index, term in enumerate(by_value):
        if term is not None:
            inner = substitute(term, {CACHED: Sym(value)})
            named.append(Function(f"cached_{index}", (value, *about.symbols), value, inner))
    timed = {each.name: _calm(plan, each.arguments, value) for each in named}
    return run(module(named, library), library, {}, timed, sizes).seconds


def _calm(plan: Plan, arguments: Sequence[str], value: str) -> list[list[float]]:
    """The arguments where nothing overflows; a forward value is any number between 0 and 1."""
    points = plan.points["float64"]
    kept = [index for index, x in enumerate(points) if abs(x) <= CALM] or list(range(len(points)))
    columns = plan.columns("float64", [name for name in arguments if name != value])
    found = [[column[index] for index in kept] for column in columns]
    return [[(index + 1) / (len(kept) + 1) for index in range(len(kept))], *found] if value in arguments else found


def _ratios(seconds: Mapping[str, Seconds], name: str) -> dict[str, dict[int, float]]:
    return {
        library: {size: took / each["form_0"][size] for size, took in each[name].items()}
        for library, each in seconds.items()
        if name in each
    }


# ---- best ----


def _best(rows: Sequence[Row], form: str) -> Iterator[tuple[Stretch, int]]:
    """From left to right the form that is right for longest; the cheapest of several."""
    seen = [row.accuracy[form] for row in rows]
    points = seen[0].points
    start, chosen = 0, -1
    open_at = 0
    while start < len(points):
        runs = [_run(each, start) for each in seen]
        longest = max(runs)
        if longest >= min(WINDOW, len(points) - start):
            index = min((i for i, run_ in enumerate(runs) if run_ == longest), key=lambda i: rows[i].operations.total)
        else:  # none is right here for long: the one that loses least over some points, not by the luck of one
            longest = 1
            errors = [max(map(_size, each.errors[start : start + WINDOW])) for each in seen]
            index = chosen if chosen >= 0 and errors[chosen] <= ALIKE * min(errors) else errors.index(min(errors))
        if index != chosen and chosen >= 0:
            yield (points[open_at], points[start - 1]), chosen
            open_at = start
        chosen = index
        start += longest
    if chosen >= 0:
        yield (points[open_at], points[-1]), chosen


def _run(seen: Accuracy, start: int) -> int:
    """For how many points from one on a form is right."""
    most = BEST * unit(seen.form)
    count = 0
    while start + count < len(seen.errors) and seen.errors[start + count] <= most:  # nan is not
        count += 1
    return count


def _size(error: float) -> float:
    return error if math.isfinite(error) else math.inf
