"""Arrays to look at: short ones of every size, small and large entries, equal ones and far apart ones.

Each format has samples of its own, with entries that it has to the last bit. What the givens say of arrays
(their entries add up to 1) holds exactly: of the kinds of arrays the first is taken that the givens admit and for which
the function has values.

    any        entries of both signs, up to a level
    positive   their absolute values, not 0
    shares     positive ones that add up to exactly 1
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from flint import arb

from derivex.arrays.reading import Array, indices_in
from derivex.arrays.reference import true_values
from derivex.arrays.unrolling import entries, entry_name, places, unrolled
from derivex.engine.balls import Evaluator, Undefined, Unknown
from derivex.engine.values import Exact, Value
from derivex.errors import Unsupported
from derivex.given import Given
from derivex.numerics.points import FORMATS, WIDEST, single, values_for
from derivex.substitution import substitute
from derivex.term import Term, free_symbols

LENGTHS = (1, 2, 3, 5)
LEVELS = (0.0, 2.0**-10, 0.75, 4.0, 20.0, 90.0, 500.0)  # how far entries are apart
PARTS = 256  # of 1, in shares
FEW = 6  # entries that are told
GOLDEN = 0.6180339887498949
Entries = tuple[float, ...]
SIMPLE: tuple[Entries, ...] = ((0.0, 1.0, -1.0), (1.0, 0.5, 2.0), (0.5, 0.25, 0.25))  # of each kind


@dataclass(frozen=True, slots=True)
class Sample:
    """Sizes, and of every argument its entries, row by row; ``true`` are the entries of the result.

    ``rounded`` is an argument that a program has computed before.
    """

    sizes: Mapping[str, int]
    values: Mapping[str, Entries]
    true: tuple[arb, ...]
    rounded: str = ""

    def at(self, axes: Mapping[str, tuple[str, ...]]) -> dict[str, Fraction]:
        """The value of every symbol of the unrolled entries."""
        found: dict[str, Fraction] = {}
        for name, numbers in self.values.items():
            names = [entry_name(name, place) for place in places(tuple(self.sizes[each] for each in axes[name]))]
            found |= {each: Fraction(number) for each, number in zip(names, numbers, strict=True)}
        return found

    @property
    def said(self) -> str:
        """``x = (1, -2.5)`` and the like, for a comment."""
        return ", ".join(f"{name} = {_shown(numbers)}" for name, numbers in self.values.items())


def _shown(numbers: Entries) -> str:
    found = [f"{each:.4g}" for each in numbers[:FEW]] + (["…"] if len(numbers) > FEW else [])
    return found[0] if len(found) == 1 else f"({', '.join(found)})"


Samples = Mapping[str, tuple[Sample, ...]]


def samples(
    arrays: Sequence[Array],
    axes: Mapping[str, tuple[str, ...]],
    given: Given,
    *,
    chosen: Mapping[str, Fraction],
    limits: tuple[float, float] = WIDEST,
) -> Samples:
    """Samples of each format at which equal arrays have all their values. Errors: Unsupported.

    ``axes`` are the arguments, numbers with no axis; the true values are those of the first of ``arrays`` with any.
    """
    numbers = tuple(name for name, each in axes.items() if not each)
    fixed = {name: (single(float(value)),) for name, value in values_for(numbers, given, chosen).items()}
    found: dict[str, tuple[Sample, ...]] = {}
    for form in FORMATS:
        rows: list[Sample] = []
        for sizes, level in _places(tuple(dict.fromkeys(length for each in axes.values() for length in each))):
            for values in _values(axes, sizes, level, limits, form, len(rows)):
                sample = _sample(arrays, axes, given, Sample(sizes, {**values, **fixed}, ()))
                if sample is not None:
                    rows.append(sample)
                    break
        if not rows:
            raise Unsupported("the function has a value for none of the arrays that were tried", remedy="add givens")
        found[form] = tuple(rows)
    return found


def simple(
    arrays: Sequence[Array],
    axes: Mapping[str, tuple[str, ...]],
    given: Given,
    chosen: Mapping[str, Fraction],
    length: int,
) -> dict[str, Fraction]:
    """Simple entries of arrays of one length that the givens admit, by symbol. Errors: Unsupported."""
    numbers = tuple(name for name, each in axes.items() if not each)
    fixed = {name: (float(value),) for name, value in values_for(numbers, given, chosen).items()}
    sizes = {name: length for each in axes.values() for name in each}
    names = [name for name, each in axes.items() if each]
    for kinds in product(range(len(SIMPLE)), repeat=len(names)):
        values: dict[str, Entries] = dict(fixed)
        for place, (name, kind) in enumerate(zip(names, kinds, strict=True)):
            rows = SIMPLE[kind][place % 2 :] + SIMPLE[kind][: place % 2]
            count = length ** len(axes[name])
            values[name] = tuple(rows[index % len(rows)] for index in range(count))
        sample = Sample(sizes, values, ())
        if all(_sample((each,), axes, given, sample) is not None for each in arrays):
            return sample.at(axes)
    raise Unsupported("no simple arrays satisfy the givens", remedy="choose another chain")


def with_rounded(
    found: Samples, name: str, forward: Array, axes: Mapping[str, tuple[str, ...]], derivative: Array
) -> Samples:
    """Samples of a function of the value of another one, rounded as a program has it.

    The true entries are those of ``derivative`` with the value that isn't rounded.
    """
    more: dict[str, tuple[Sample, ...]] = {}
    for form, rows in found.items():
        kept = []
        for row in rows:
            exact = entries(forward, row.sizes)
            at = row.at(axes)
            true = true_values(exact, at)
            inside = {entry_name(name, (index + 1,)): each for index, each in enumerate(exact)}
            results = true_values([substitute(each, inside) for each in entries(derivative, row.sizes)], at)
            if None in true or None in results:
                continue
            values = tuple(_rounded(float(value.mid()), form) for value in true if value is not None)
            kept.append(
                replace(
                    row, values={name: values}, true=tuple(each for each in results if each is not None), rounded=name
                )
            )
        more[form] = tuple(kept)
    return more


def _rounded(value: float, form: str) -> float:
    return single(value) if form == "float32" else value


def _places(lengths: tuple[str, ...]) -> Iterator[tuple[dict[str, int], float]]:
    """Sizes with levels: each size with each level; several lengths differ from each other."""
    for level in sorted(LEVELS, key=lambda each: abs(each - 0.75)):
        for index in range(len(LENGTHS)):
            yield {name: LENGTHS[(index + 2 * step) % len(LENGTHS)] for step, name in enumerate(lengths)}, level


def _values(
    axes: Mapping[str, tuple[str, ...]],
    sizes: Mapping[str, int],
    level: float,
    limits: tuple[float, float],
    form: str,
    start: int,
) -> Iterator[dict[str, Entries]]:
    """Entries of all arrays, of one kind after the other."""
    shake = (start * GOLDEN) % 1.0
    rows: dict[str, list[float]] = {}
    for name, lengths in axes.items():
        rows[name] = []
        for _ in range(math.prod(sizes[length] for length in lengths)):
            shake = (shake + GOLDEN) % 1.0
            rows[name].append(min(max(level * (2.0 * shake - 1.0) * 2.0, limits[0]), limits[1]))
    names = [name for name, lengths in axes.items() if lengths]
    for kinds in product(KINDS, repeat=len(names)):
        yield {
            name: tuple(_rounded(each, form) for each in kind(rows[name]))
            for name, kind in zip(names, kinds, strict=True)
        }


def _positive(numbers: Sequence[float]) -> Entries:
    return tuple(abs(each) + 2.0**-6 for each in numbers)


def _shares(numbers: Sequence[float]) -> Entries:
    """Whole parts of 1, at least one part each."""
    weights = _positive(numbers)
    whole = [1 + int((PARTS - len(weights)) * each / math.fsum(weights)) for each in weights]
    whole[0] += PARTS - sum(whole)
    return tuple(each / PARTS for each in whole)


KINDS: tuple[Callable[[Sequence[float]], Entries], ...] = (tuple, _positive, _shares)


def _sample(
    arrays: Sequence[Array], axes: Mapping[str, tuple[str, ...]], given: Given, sample: Sample
) -> Sample | None:
    """The sample with its true values; None where the givens don't admit it, or a value is missing."""
    at = sample.at(axes)
    if not _is_admitted(given, arrays, axes, sample, at):
        return None
    for array in arrays:
        found = true_values(entries(array, sample.sizes), at)
        if all(value is not None for value in found):
            return Sample(sample.sizes, sample.values, tuple(value for value in found if value is not None))
    return None


def _is_admitted(
    given: Given,
    arrays: Sequence[Array],
    axes: Mapping[str, tuple[str, ...]],
    sample: Sample,
    at: Mapping[str, Fraction],
) -> bool:
    """Whether every given that speaks of the arguments holds, for every index."""
    point: dict[str, Value] = {name: Exact(value) for name, value in at.items()}
    evaluator = Evaluator(point, 128)
    for relation in _unrolled(given, arrays, axes, sample.sizes):
        if not free_symbols(relation) <= set(at) or not free_symbols(relation):
            continue
        try:
            if not evaluator.holds(relation):
                return False
        except (Undefined, Unknown):
            return False
    return True


def _unrolled(
    given: Given, arrays: Sequence[Array], axes: Mapping[str, tuple[str, ...]], sizes: Mapping[str, int]
) -> Iterator[Term]:
    from derivex.arrays.reading import array

    lengths = {index: length for each in arrays for index, length in each.lengths.items()}
    for relation in given.relations:
        indices = tuple(index for index in indices_in(relation) if index in lengths)
        try:
            read = array(relation, indices, given)
        except Unsupported:
            if free_symbols(relation) <= set(axes):
                yield relation  # of numbers alone
            continue
        if set(read.sizes) <= set(sizes):
            for place in places(tuple(sizes[lengths[index]] for index in indices)):
                yield unrolled(read.term, dict(zip(indices, place, strict=True)), read.lengths, sizes)
