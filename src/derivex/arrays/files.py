"""All functions of a file as code: those of numbers and those of arrays, chosen, written, run, checked.

A function of arrays was checked at arrays, alone and in a batch, for each format. Where several chains of a file
have the same function it is written once; a chain whose name another one has taken gets a number. Errors: Unsupported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from derivex.arrays.checking import checked, said
from derivex.arrays.offers import ArrayOffer, array_offers
from derivex.arrays.samples import Samples, samples, with_rounded
from derivex.arrays.shifting import steady
from derivex.arrays.subjects import is_of_arrays
from derivex.arrays.writing import ArrayFunction, written
from derivex.errors import InputError
from derivex.numerics.functions import c_name, module
from derivex.numerics.offers import Offer, offers
from derivex.numerics.writing import Wish, heading, running_library
from derivex.numerics.writing import checked as checked_numbers
from derivex.subterms import heads

if TYPE_CHECKING:
    from derivex.derivation import Derivation


@dataclass(frozen=True, slots=True)
class Offered:
    """What a file has to offer, and why chains of it offer nothing."""

    numbers: tuple[Offer, ...]
    arrays: tuple[ArrayOffer, ...]
    reasons: tuple[str, ...]

    @property
    def by_value(self) -> bool:
        """Whether a derivative by the value is among them."""
        return any(each.value for each in self.numbers) or any(each.value for each in self.arrays)


def offered(derivations: Sequence[Derivation], name: str, *, by_value: bool) -> Offered:
    """The functions of a file of this name; ``by_value`` adds the cached ones."""
    of_arrays = [each for each in derivations if is_of_arrays(each)]
    numbers, reasons = offers([each for each in derivations if each not in of_arrays], name, by_value=by_value)
    taken = {each.name for each in numbers}
    found: list[ArrayOffer] = []
    for derivation in of_arrays:
        try:
            more = list(array_offers(derivation, name, by_value=by_value))
        except InputError as error:
            reasons.append(f"{derivation.title or name}: {error.value}")
            continue
        new = [each for each in more if not any(_is_same(each, other) for other in found)]
        for each in _renamed(new, taken):
            found.append(each)
            taken.add(each.name)
    return Offered(tuple(numbers), tuple(found), tuple(reasons))


def _is_same(one: ArrayOffer, other: ArrayOffer) -> bool:
    """Whether two offers have a line in common."""
    if one.value or other.value:
        return one.name == other.name and one.arrays == other.arrays
    lines = {(each.term, each.indices) for each in one.arrays}
    return any((each.term, each.indices) in lines for each in other.arrays)


def _renamed(new: Sequence[ArrayOffer], taken: set[str]) -> Iterator[ArrayOffer]:
    """The offers of a chain under names that are free: all of them with one number."""
    if not any(each.name in taken for each in new):
        yield from new
        return
    base = min((each.name for each in new), key=len)
    count = 2
    while any(_numbered(each.name, base, count) in taken for each in new):
        count += 1
    yield from (replace(each, name=_numbered(each.name, base, count)) for each in new)


def _numbered(name: str, base: str, count: int) -> str:
    return f"{base}_{count}{name.removeprefix(base)}" if name.startswith(base) else f"{name}_{count}"


# ---- the file ----


def file_of(found: Offered, wish: Wish, source: str) -> str:
    """The text of the file with all functions, each checked."""
    if wish.library == "c":
        numbers = tuple(replace(each, name=c_name(each.name)) for each in found.numbers)
        found = replace(
            found, numbers=numbers, arrays=tuple(replace(each, name=c_name(each.name)) for each in found.arrays)
        )
    functions, plans = checked_numbers(found.numbers, wish) if found.numbers else ([], ())
    arrays = [_function(each, wish) for each in found.arrays]
    where = (*plans, *dict.fromkeys(words for _, words in arrays))
    texts = [written(function, wish.library) for function, _ in arrays]
    used = _heads(function for function, _ in arrays)
    return module(functions, wish.library, heading(wish, source, where), texts, used)


def _heads(functions: Iterable[ArrayFunction]) -> frozenset[str]:
    return frozenset[str]().union(*(heads(each.array.term) for each in functions))


def _function(offer: ArrayOffer, wish: Wish) -> tuple[ArrayFunction, str]:
    """A function with what was seen of it, and where it was looked at."""
    function = ArrayFunction(offer.name, offer.axes, offer.arrays[-1], offer.says, offer.words, wish.stable)
    looked = _samples(offer, wish)
    best = steady(offer.arrays, offer.axes, offer.given, looked) if wish.stable and not offer.value else None
    if best is not None:
        function = replace(function, array=best.array, words=best.words)
    seen = checked(function, looked, running_library(wish))
    words = (*function.words, _shapes(function), *said(seen, looked))
    return replace(function, words=tuple(word for word in words if word)), _where(looked)


def _samples(offer: ArrayOffer, wish: Wish) -> Samples:
    chosen = wish.chosen or {}
    if not offer.value or offer.forward is None:
        return samples(tuple(reversed(offer.arrays)), offer.axes, offer.given, chosen=chosen, limits=wish.limits)
    before = samples((offer.forward,), offer.before, offer.given, chosen=chosen, limits=wish.limits)
    return with_rounded(before, offer.value, offer.forward, offer.before, offer.arrays[-1])


def _shapes(function: ArrayFunction) -> str:
    """The shapes of the arguments and of the result, in words."""
    parts = [
        f"{name} ({', '.join(axes)}{',' if len(axes) == 1 else ''})" for name, axes in function.axes.items() if axes
    ]
    result = [function.array.lengths[index] for index in function.array.indices]
    last = f"({', '.join(result)}{',' if len(result) == 1 else ''})" if result else "a number"
    return f"shapes: {', '.join(parts)}; the result: {last}"


def _where(looked: Samples) -> str:
    lengths = sorted({size for rows in looked.values() for row in rows for size in row.sizes.values()})
    largest = max(
        abs(value) for rows in looked.values() for row in rows for each in row.values.values() for value in each
    )
    count = len(looked["float64"])
    return f"{count} lists of arrays of lengths {', '.join(map(str, lengths))}, entries up to {largest:.4g}"
