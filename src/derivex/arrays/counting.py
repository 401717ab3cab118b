"""What an array costs, counted in its lengths: ``n exp, n ÷, n² ×`` for every entry that it has to compute.

Each different part is counted once for every place on its own axes, as a program computes it that keeps what it needs
twice; a sum costs one addition an entry that it adds up.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from derivex.arrays.reading import DELTA, Array, entry_indices, free_indices
from derivex.numerics.operations import SIGNS, costs
from derivex.substitution import substitute
from derivex.subterms import subterms
from derivex.term import App, Sym, Term, free_symbols

POWERS = {1: "", 2: "²", 3: "³"}
LAST = ("powers", "divisions", "multiplications", "additions")
Places = tuple[str, ...]  # the lengths of the axes, sorted


@dataclass(frozen=True, slots=True)
class ArrayOperations:
    """Of each kind of operation how often it is done: so many times for each place on some axes."""

    counts: tuple[tuple[str, tuple[tuple[Places, int], ...]], ...]

    def total(self, length: int) -> int:
        """How many operations there are where all lengths are equal."""
        return sum(many * length ** len(places) for _, each in self.counts for places, many in each)

    def __str__(self) -> str:
        return ", ".join(f"{_polynomial(each)} {SIGNS.get(name, name)}" for name, each in self.counts) or "none"


def array_operations(array: Array) -> ArrayOperations:
    """The operations of an array.

    >>> from derivex.arrays.reading import array
    >>> from derivex.given import Given
    >>> from derivex.notation.plain import read
    >>> given = Given.read(["n integer", "i integer", "1 <= i <= n"])
    >>> str(array_operations(array(read("exp(x(i))/Sum(exp(x(k)), (k, 1, n))"), ("i",), given)))
    'n exp, n ÷, n +'
    """
    found: dict[str, Counter[Places]] = {}
    seen: set[Term] = set()
    for part in subterms(array.term):
        indices = free_indices(part, array.lengths)
        key = substitute(part, {indices[0]: Sym(array.lengths[indices[0]])}) if len(indices) == 1 else part
        if key in seen or not isinstance(part, App) or not free_symbols(part):
            continue
        seen.add(key)
        places = [array.lengths[index] for index in indices]
        cost = {} if part.head in (DELTA, "bounds") or entry_indices(part) else costs(part)
        match part:
            case App("Sum", (_, App("bounds", (Sym(index), *_)))):
                cost, places = {"additions": 1}, [*places, array.lengths[index]]
        for name, many in cost.items():
            found.setdefault(name, Counter())[tuple(sorted(places))] += many
    for _, of in array.shifts:
        found.setdefault("comparisons", Counter())[array.arrays[of]] += 1
    names = [*sorted(name for name in found if name not in LAST), *(name for name in LAST if name in found)]
    return ArrayOperations(
        tuple(
            (name, tuple(sorted(found[name].items(), key=lambda each: (-len(each[0]), each[0]))))
            for name in names
            if found[name]
        )
    )


def _polynomial(terms: tuple[tuple[Places, int], ...]) -> str:
    """``2n²``, ``(n² + n)``."""
    shown = [_monomial(places, many) for places, many in terms if many]
    return shown[0] if len(shown) == 1 else f"({' + '.join(shown)})"


def _monomial(places: Places, many: int) -> str:
    letters = "".join(f"{name}{POWERS[places.count(name)]}" for name in dict.fromkeys(places))
    return letters if many == 1 and letters else f"{many}{letters}"
