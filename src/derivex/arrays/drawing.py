"""What there is to draw of arrays: entries of a function and of its derivative, as one entry of an argument moves.

All lengths are ``LENGTH``; the first entry moves, the others are simple numbers that the givens admit, which the
picture tells. Of a derivative the slopes by the entry that moves are drawn, one for every entry of the function.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

from derivex.arrays.reading import Array
from derivex.arrays.reference import true_values
from derivex.arrays.samples import simple
from derivex.arrays.subjects import ArraySubject
from derivex.arrays.unrolling import entries, entry_name
from derivex.errors import Unsupported
from derivex.numerics.curves import STEPS, USUAL, Curve, Drawing
from derivex.term import ONE, Sym, Term, call, diff, number

LENGTH = 3


def array_drawing(
    about: ArraySubject, *, limits: tuple[float, float] | None = None, chosen: Mapping[str, Fraction] | None = None
) -> Drawing:
    """The entries and their slopes against the first entry of the argument by which is differentiated.

    Errors: Unsupported.
    """
    result = about.forms[-1].array
    moved = about.by if about.by in about.axes else next(iter(about.axes))
    place = (1,) * len(about.axes[moved])
    name = entry_name(moved, place)
    arrays = (result, *([about.forward] if about.forward is not None else []))
    fixed = simple(arrays, about.axes, about.given, chosen or {}, LENGTH)
    del fixed[name]
    drawn = _terms(about, result, moved)
    low, high = limits or USUAL
    step = (high - low) / STEPS
    xs = [low + step * index for index in range(STEPS + 1)]
    rows = [true_values([term for _, term in drawn], {**fixed, name: Fraction(x)}) for x in xs]
    curves = []
    for index, (label, _) in enumerate(drawn):
        heights = [row[index] for row in rows]
        points = tuple(
            (x, math.nan if y is None or not abs(y) < 1e300 else float(y.mid()))
            for x, y in zip(xs, heights, strict=True)
        )
        curves.append(Curve(label, points))
    curves = [curve for curve in curves if curve.heights]
    if not curves:
        raise Unsupported(f"there is no value for {low:g} <= {name} <= {high:g}", remedy="try --range")
    return Drawing(about.title, name, fixed, tuple(curves), (), ())


def _terms(about: ArraySubject, result: Array, moved: str) -> list[tuple[Term, Term]]:
    """What is drawn, each with its label."""
    lengths = {length: LENGTH for axes in about.axes.values() for length in axes}
    if about.forward is None or not about.by:
        shown = _first(result, lengths)
        return [(_label(about.own, place, len(result.indices)), term) for place, term in shown]
    axes = len(about.forward.indices)
    by = call(moved, number(1)) if about.axes.get(moved) else Sym(moved)
    slopes = _first(result, lengths) if axes else [(1, entries(result, lengths)[0])]
    return [
        *((_label(about.name, place, axes), term) for place, term in _first(about.forward, lengths)),
        *((diff(_label(about.name, place, axes), by), term) for place, term in slopes),
    ]


def _first(array: Array, lengths: Mapping[str, int]) -> list[tuple[int, Term]]:
    """The entries of an array with its last axes at their first place, by its first axis if it has two."""
    found = entries(array, lengths)
    if len(array.indices) < 2:
        return list(enumerate(found, start=1))
    return [(index + 1, found[index * LENGTH]) for index in range(LENGTH)]


def _label(name: str, place: int, axes: int) -> Term:
    return call(name, number(place), *[ONE] * (axes - 1)) if axes else Sym(name)
