"""How far computed values are from the true ones: the largest relative error, where it is, and where there is no value.

    error        |computed − true| / |true|; below the smallest normal number of the format the difference is measured
                 by that number, for there no relative precision can be had
    broken       computed as nan or infinity where the true value is finite and fits the format
    accurate     the stretches of the range on which the error stays below ``GOOD`` units of rounding

A true value beyond the format is right if infinity is computed for it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flint import arb, ctx

from derivex.numerics.points import FORMATS

GOOD = 16  # units of rounding: a few operations, none of which loses anything
LARGEST = {"float64": 1.7976931348623157e308, "float32": 3.4028234663852886e38}
SMALLEST = {"float64": 2.2250738585072014e-308, "float32": 1.1754943508222875e-38}
WORK = 128  # bits in which differences are taken
Stretch = tuple[float, float]


def unit(form: str) -> float:
    """Half a unit in the last place, relative to a number: the error of one rounding."""
    return 2.0 ** -FORMATS[form]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """What was seen of a form in a format; ``at`` is where the largest finite error is."""

    form: str
    points: tuple[float, ...]
    errors: tuple[float, ...]  # of each point; nan or infinite where the computed value is and the true one isn't
    computed: tuple[float, ...]

    @property
    def limits(self) -> Stretch:
        """The first and the last point."""
        return self.points[0], self.points[-1]

    @property
    def worst(self) -> float:
        """The largest error of a value that is a number."""
        return max((each for each in self.errors if math.isfinite(each)), default=0.0)

    @property
    def at(self) -> float:
        """Where it is: of several such points the one that is nearest to 0."""
        worst = self.worst
        return min((x for x, each in zip(self.points, self.errors, strict=True) if each == worst), key=abs, default=0.0)

    @property
    def broken(self) -> tuple[tuple[str, Stretch], ...]:
        """The stretches on which nan or infinity was computed."""
        kinds = [_kind(each) for each in self.errors]
        found = (
            (kind, stretch) for kind in ("nan", "inf") for stretch in self._stretches(each == kind for each in kinds)
        )
        return tuple(found)

    @property
    def accurate(self) -> tuple[Stretch, ...]:
        """The stretches on which nothing is lost."""
        return self.below(GOOD * unit(self.form))

    def below(self, most: float) -> tuple[Stretch, ...]:
        """The stretches on which no error is larger, those with most points first."""
        return tuple(sorted(self._stretches(each <= most for each in self.errors), key=self._count, reverse=True))

    def above(self, least: float) -> tuple[Stretch, ...]:
        """The stretches on which every error is at least as large, from left to right."""
        return self._stretches(each >= least and math.isfinite(each) for each in self.errors)

    def _count(self, stretch: Stretch) -> int:
        low, high = stretch
        return sum(low <= x <= high for x in self.points)

    @property
    def is_good(self) -> bool:
        return all(each <= GOOD * unit(self.form) for each in self.errors)

    def within(self, stretch: Stretch) -> float:
        """The largest error in a stretch, infinite where there is no value."""
        low, high = stretch
        inside = (each for x, each in zip(self.points, self.errors, strict=True) if low <= x <= high)
        return max((each if math.isfinite(each) else math.inf for each in inside), default=0.0)

    def _stretches(self, fits: Iterable[bool]) -> tuple[Stretch, ...]:
        found: list[Stretch] = []
        open_ = False
        for x, good in zip(self.points, fits, strict=True):
            if good and open_:
                found[-1] = (found[-1][0], x)
            elif good:
                found.append((x, x))
            open_ = good
        return tuple(found)


def accuracy(form: str, points: Sequence[float], computed: Sequence[float], true: Sequence[arb]) -> Accuracy:
    """The errors of computed values; ``true`` are the values as balls."""
    errors = tuple(error_of(form, each, value) for each, value in zip(computed, true, strict=True))
    return Accuracy(form, tuple(points), errors, tuple(computed))


def error_of(form: str, computed: float, true: arb) -> float:
    """The error of a computed value; nan or infinite where it is and the true one isn't."""
    with ctx.workprec(WORK):
        size = abs(true)
        if size > LARGEST[form]:
            return 0.0 if math.isinf(computed) and (computed > 0) == bool(true > 0) else float(1)
        if not math.isfinite(computed):
            return computed if math.isnan(computed) else math.inf
        scale = size if size > SMALLEST[form] else arb(SMALLEST[form])
        return float((abs(arb(computed) - true) / scale).mid())


def _kind(error: float) -> str:
    return "nan" if math.isnan(error) else "inf" if math.isinf(error) else ""
