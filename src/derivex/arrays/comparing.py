"""The forms of an array side by side: operations, times, accuracy with the arrays at which it is worst.

The shifted form that ``export --stable`` would write stands behind the lines of the chain, if it is none of them. With
the value of the function at hand, lines in which it stands are counted and timed a second time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from derivex.arrays.cached import VALUE, with_value
from derivex.arrays.checking import Seen, seen
from derivex.arrays.counting import ArrayOperations, array_operations
from derivex.arrays.reading import Array, array
from derivex.arrays.running import ran, timed
from derivex.arrays.samples import Samples, samples
from derivex.arrays.shifting import steady
from derivex.arrays.subjects import ArrayForm, ArraySubject
from derivex.arrays.writing import ArrayFunction
from derivex.errors import Unsupported
from derivex.numerics.points import WIDEST
from derivex.term import names

SIZES = (4, 32, 256)


@dataclass(frozen=True, slots=True)
class ArrayRow:
    """A form; ``line`` is its number in the chain, 0 of one that isn't there. Times are ratios to the first form."""

    form: ArrayForm
    operations: ArrayOperations
    operations_with_value: ArrayOperations | None
    accuracy: Mapping[str, Seen]
    times: Mapping[str, Mapping[int, float]]
    times_with_value: Mapping[str, Mapping[int, float]]


@dataclass(frozen=True, slots=True)
class ArrayComparison:
    """All forms of one array; ``microseconds`` are those of a call of the first form, by library and length."""

    subject: ArraySubject
    samples: Samples
    rows: tuple[ArrayRow, ...]
    microseconds: Mapping[str, Mapping[int, float]]


def compared_arrays(
    about: ArraySubject,
    libraries: Sequence[str] = ("numpy",),
    sizes: Sequence[int] = SIZES,
    *,
    chosen: Mapping[str, Fraction] | None = None,
    limits: tuple[float, float] = WIDEST,
) -> ArrayComparison:
    """The forms measured, the values in NumPy, the times in each of the libraries. Errors: Unsupported."""
    arrays = tuple(form.array for form in about.forms)
    looked = samples(tuple(reversed(arrays)), about.axes, about.given, chosen=chosen or {}, limits=limits)
    forms = list(about.forms)
    best = steady(arrays, about.axes, about.given, looked)
    if best is not None and best.array.shifts:
        forms.append(ArrayForm(best.array.term, best.array, 0))
    functions = [ArrayFunction(f"form_{index}", about.axes, form.array) for index, form in enumerate(forms)]
    results = ran(functions, looked, "numpy")
    by_value = [_by_value(about, form) for form in forms]
    cached = [
        ArrayFunction(f"cached_{index}", _with_argument(about, each), each)
        for index, each in enumerate(by_value)
        if each is not None
    ]
    seconds = {library: timed([*functions, *cached], library, sizes) if sizes else {} for library in libraries}
    rows = tuple(
        ArrayRow(
            form,
            array_operations(form.array),
            None if value is None else array_operations(value),
            seen(looked, results[function.name]),
            _ratios(seconds, function.name),
            _ratios(seconds, f"cached_{index}"),
        )
        for index, (form, function, value) in enumerate(zip(forms, functions, by_value, strict=True))
    )
    first = {
        library: {size: took * 1e6 for size, took in each["form_0"].items()}
        for library, each in seconds.items()
        if each
    }
    return ArrayComparison(about, looked, rows, first)


def _by_value(about: ArraySubject, form: ArrayForm) -> Array | None:
    """The form with the value of the function in it; None where that doesn't stand there."""
    if about.forward is None or len(about.forward.indices) != 1 or len(form.array.indices) != 2 or form.array.shifts:
        return None
    name = VALUE
    while any(name in names(each.array.term) for each in about.forms):
        name += "_"
    term = with_value(form.array.term, about.forward, name, form.array.indices)
    if term == form.array.term:
        return None
    try:
        return array(term, form.array.indices, about.given)
    except Unsupported:
        return None


def _with_argument(about: ArraySubject, value: Array) -> dict[str, tuple[str, ...]]:
    return {
        **{name: axes for name, axes in value.arrays.items() if name not in about.axes},
        **{name: axes for name, axes in about.axes.items() if name in value.arrays or name in value.numbers},
    }


def _ratios(seconds: Mapping[str, Mapping[str, Mapping[int, float]]], name: str) -> dict[str, dict[int, float]]:
    return {
        library: {size: took / each["form_0"][size] for size, took in each[name].items()}
        for library, each in seconds.items()
        if name in each
    }


def best(comparison: ArrayComparison, form: str) -> tuple[int, ...]:
    """The rows that lose least: those that keep all digits everywhere, or those with the smallest largest error."""
    found = [row.accuracy[form] for row in comparison.rows]
    good = tuple(index for index, each in enumerate(found) if each.is_good)
    if good:
        return good
    least = min(each.size for each in found)
    return tuple(index for index, each in enumerate(found) if each.size == least)
