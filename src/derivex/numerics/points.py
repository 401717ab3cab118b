"""Where to look: numbers that the format itself has, spread over a range, the same ones every time.

Small ones, large ones, their neighbourhood of 0 on both sides, the ends of the range, and a fixed, spread choice in
between that has all its bits, so that no operation is exact by luck. Symbols besides the variable get a
value that the givens admit: a simple one, or the one that a user has chosen.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import islice, product

from derivex.engine.balls import Evaluator, Undefined, Unknown
from derivex.engine.values import Exact, Value
from derivex.errors import Unsupported
from derivex.given import Given
from derivex.term import Term, free_symbols

WIDEST = (-1000.0, 1000.0)  # far enough for exp to overflow in both formats
LINEAR = 128  # evenly spread from -NEAR to NEAR, where most functions do most of what they do
NEAR = 16.0
OCTAVES = range(-40, 10)  # powers of two on both sides of 0
SMALL = 40  # whole numbers up to here are all looked at
FORMATS = {"float64": 53, "float32": 24}
SIMPLE: tuple[str, ...] = ("2", "1/4", "3/2", "1/2", "3", "1", "-1/2", "-2", "5", "10")
WHOLE: tuple[str, ...] = ("3", "2", "4", "1", "5", "0", "-1")
TRIED = 2_000  # combinations of values for the other symbols


def single(value: float) -> float:
    """The nearest number of the 32-bit format, infinite beyond it."""
    try:
        result: float = struct.unpack("f", struct.pack("f", value))[0]
    except OverflowError:
        return math.copysign(math.inf, value)
    return result


def grid(lowest: float, highest: float, form: str = "float64") -> tuple[float, ...]:
    """Some three hundred numbers of a format from the lowest to the highest, in order.

    >>> found = grid(-1000.0, 1000.0)
    >>> found[0], 0.0 in found, found[-1]
    (-1000.0, True, 1000.0)
    """
    shake = 0.0
    found = {lowest, highest, (lowest + highest) / 2, 0.0}
    for step in range(LINEAR + 1):
        shake = (shake + 0.6180339887498949) % 1.0  # the golden ratio spreads evenly
        found.add(-NEAR + 2 * NEAR * (step + shake) / LINEAR)
        found.add(lowest + (highest - lowest) * (step + shake) / LINEAR)
    for octave in OCTAVES:
        shake = (shake + 0.6180339887498949) % 1.0
        found |= {sign * (1.0 + shake) * 2.0**octave for sign in (-1.0, 1.0)}
        if octave < 0:  # many functions end at -1 and 1
            found |= {sign * (1.0 - (1.0 + shake) * 2.0**octave) for sign in (-1.0, 1.0)}
    found |= {float(whole) for whole in range(-4, 5)}
    kept = (each for each in found if lowest <= each <= highest)
    return tuple(sorted(set(map(single, kept)) if form == "float32" else set(kept)))


def whole_grid(lowest: float, highest: float) -> tuple[float, ...]:
    """Whole numbers from the lowest to the highest, the small ones all.

    >>> len(whole_grid(-1000.0, 1000.0)) > 200
    True
    """
    found = {float(round(each)) for each in grid(lowest, highest)} | {float(each) for each in range(-SMALL, SMALL + 1)}
    return tuple(sorted(each for each in found if lowest <= each <= highest))


def admitted(name: str, numbers: Iterable[float], given: Given, others: Mapping[str, Fraction]) -> tuple[float, ...]:
    """Those of the numbers that a symbol may be, by every given that speaks of it."""
    about = [each for each in given.relations if name in free_symbols(each)]
    whole = given.kind(name) == "integer"
    return tuple(
        each for each in numbers if (not whole or each == int(each)) and _hold(about, {**others, name: Fraction(each)})
    )


def values_for(
    names: tuple[str, ...], given: Given, chosen: Mapping[str, Fraction], *, negative: bool = False
) -> dict[str, Fraction]:
    """A value for each symbol: the chosen one, or the first simple one that the givens admit.

    Errors: Unsupported where none of the simple values will do, or a chosen one isn't admitted.
    """
    found = next(combinations_for(names, given, chosen, negative=negative), None)
    if found is None:
        raise Unsupported(
            f"no simple values of {', '.join(names)} satisfy the givens", remedy=f'choose them: --at "{names[0]} = 2"'
        )
    return found


def combinations_for(
    names: tuple[str, ...], given: Given, chosen: Mapping[str, Fraction], *, negative: bool = False
) -> Iterator[dict[str, Fraction]]:
    """Every combination of simple values that the givens admit, the simplest first."""
    open_ones = [name for name in names if name not in chosen]
    fixed = {name: chosen[name] for name in names if name in chosen}
    choices = [WHOLE if given.kind(name) == "integer" else SIMPLE for name in open_ones]
    if negative:
        choices = [tuple(sorted(each, key=lambda text: not text.startswith("-"))) for each in choices]
    about = [each for each in given.relations if free_symbols(each) <= set(names)]
    for combination in islice(product(*choices), TRIED):
        found = fixed | {name: Fraction(text) for name, text in zip(open_ones, combination, strict=True)}
        if _hold(about, found):
            yield {name: found[name] for name in names}


def _hold(relations: Iterable[Term], values: Mapping[str, Fraction]) -> bool:
    """Whether relations certainly hold; those about symbols without a value are passed over."""
    at: dict[str, Value] = {name: Exact(value) for name, value in values.items()}
    evaluator = Evaluator(at, 128)
    for relation in relations:
        if not free_symbols(relation) <= set(values):
            continue
        try:
            if not evaluator.holds(relation):
                return False
        except (Undefined, Unknown):
            return False
    return True
