"""Every function of arrays that is written is checked on the spot, entry by entry, against ball arithmetic.

As in ``numerics.checking``: a loss that the formula itself brings about is told; an error that it doesn't explain means
that the code is wrong, and nothing is written.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flint import acb, arb

from derivex.arrays.running import Results, ran
from derivex.arrays.samples import Sample, Samples
from derivex.arrays.unrolling import entries, entry_name, places
from derivex.arrays.writing import ArrayFunction
from derivex.engine.values import Exact, Value
from derivex.errors import Unsupported
from derivex.numerics.accuracy import GOOD, error_of, unit
from derivex.numerics.checking import NAMES, SLACK, explained
from derivex.numerics.points import FORMATS
from derivex.numerics.sharing import lowered_for

LOST = 0.5  # an error as large as this leaves no digit


@dataclass(frozen=True, slots=True)
class Seen:
    """The errors of a function in one format: of each sample, of each entry."""

    form: str
    errors: tuple[tuple[float, ...], ...]

    @property
    def worst(self) -> tuple[float, int]:
        """The largest finite error, and of which sample: of several such samples the first."""
        found = [max((each for each in row if math.isfinite(each)), default=0.0) for row in self.errors]
        worst = max(found, default=0.0)
        return worst, found.index(worst) if found else 0

    @property
    def broken(self) -> dict[str, int]:
        """The first sample that gives nan, and the first that gives infinity."""
        found: dict[str, int] = {}
        for index, row in enumerate(self.errors):
            for each in row:
                if not math.isfinite(each):
                    found.setdefault("nan" if math.isnan(each) else "inf", index)
        return found

    @property
    def is_good(self) -> bool:
        return all(each <= GOOD * unit(self.form) for row in self.errors for each in row)

    @property
    def size(self) -> float:
        """The largest error in units of rounding, infinite where there is no value."""
        return math.inf if self.broken else self.worst[0] / unit(self.form)


def seen(samples: Samples, results: Results) -> dict[str, Seen]:
    """The errors by format: of an entry alone and in a batch the larger one."""
    found: dict[str, Seen] = {}
    for form in FORMATS:
        rows = [
            tuple(
                max((error_of(form, row[place], true) for row in results[form][index]), key=_rank)
                for place, true in enumerate(sample.true)
            )
            for index, sample in enumerate(samples[form])
        ]
        found[form] = Seen(form, tuple(rows))
    return found


def _rank(error: float) -> float:
    return error if math.isfinite(error) else math.inf


def checked(function: ArrayFunction, samples: Samples, library: str) -> dict[str, Seen]:
    """The errors of a function as it is written. Errors: Unsupported where they aren't explained by its formula."""
    results = ran([function], samples, library)[function.name]
    found = seen(samples, results)
    for form, each in found.items():
        for index, row in enumerate(each.errors):
            for place, error in enumerate(row):
                if not (
                    error <= SLACK * unit(form)
                    or _is_explained(function, samples[form][index], form, place, error, library)
                ):
                    said = results[form][index][0][place]
                    raise Unsupported(
                        f"{function.name} is not written: in {form} at {samples[form][index].said} it "
                        f"gives {said!r}, and {samples[form][index].true[place].str(12, radius=False)} is right",
                        remedy="this is a mistake of derivex, please report it",
                    )
    return found


def _is_explained(function: ArrayFunction, sample: Sample, form: str, place: int, error: float, library: str) -> bool:
    at: dict[str, Value] = {name: Exact(value) for name, value in sample.at(function.axes).items()}
    if name := sample.rounded:
        lengths = tuple(sample.sizes[length] for length in function.axes[name])
        for where, number in zip(places(lengths), sample.values[name], strict=True):
            at[entry_name(name, where)] = acb(arb(number, abs(number) * unit(form)))
    return explained(lowered_for(entries(function.array, sample.sizes)[place], library), at, form, error)


# ---- in words ----


def said(found: Mapping[str, Seen], samples: Samples) -> Iterator[str]:
    """What was measured, a line for each format and more where something is lost."""
    for form, each in found.items():
        worst, at = each.worst
        place = "" if each.is_good or not worst else f" at {samples[form][at].said}"
        size = "an entry without a right digit" if worst >= LOST else f"largest relative error of an entry {worst:.1e}"
        yield f"{form}: {size}{place}"
        for kind, index in each.broken.items():
            yield f"{form}: {NAMES[kind]} at {samples[form][index].said}"
