"""The ranges of the sums and products that are written: of them one knows that they are defined.

Where ``Sum(…, (k, 1, n))`` is defined, n is an integer and at least 0. And where both
``(k, 1, n + 1)`` and ``(k, 1, n)`` are written, the longer sum is the shorter one and its
last term, which has a value there.

Both are consequences of the sums being defined, so they hold at every point that counts.
Incomplete: what the values of two ranges have in common beyond a few terms isn't looked for.
"""

from __future__ import annotations

from collections.abc import Iterable

from derivex.engine.answers import TooHard
from derivex.engine.bodies import Convert, Place, learn_integer, place_of
from derivex.engine.derive import is_unknown
from derivex.engine.elements import ZERO_ELEMENT, Element
from derivex.engine.field import Field
from derivex.engine.positivity import is_integer
from derivex.engine.splitting import NeedsCase
from derivex.substitution import substitute
from derivex.subterms import distinct
from derivex.term import App, Sym, Term, free_symbols

INDEX = Sym("·")  # no notation reads it
MAX_UNROLLED = 24  # terms of a sum or product that are written out


def learn_ranges(field: Field, convert: Convert, parts: Iterable[Term]) -> None:
    """Note the ranges of the written sums and products: wherever these are defined, so are their shorter ones."""
    for part in parts:
        match part:
            case App("Sum" | "Product", (body, App("bounds", (Sym(name), low, high)))):
                try:
                    first, last = place_of(convert, low), place_of(convert, high)
                except (TooHard, NeedsCase):
                    continue
                if isinstance(first, Element):
                    field.ranges.append((first, last, calls_of(body, name)))
                    if isinstance(last, Element) and is_integer(field, first):
                        learn_integer(field, field.subtract(last, first), -1)


def calls_of(body: Term, name: str) -> frozenset[Term]:
    """The calls of unknown functions in a body that depend on its index."""
    calls = (part for part in distinct(body) if isinstance(part, App) and is_unknown(part.head))
    return frozenset(substitute(each, {name: INDEX}) for each in calls if name in free_symbols(each))


def written_inside(
    field: Field, low: Element, high: Place, calls: frozenset[Term]
) -> tuple[int, int, Element, Place] | None:
    """The smallest written range inside of this one: how much longer this one is at both ends.

    Where there is no end, what is summed has to be alike: it may be that only the index is another one.
    """
    best = None
    for first, last, others in field.ranges:
        if high == "oo" and calls != others:
            continue
        if isinstance(high, str) or isinstance(last, str):
            if high != last:
                continue
            after = ZERO_ELEMENT
        else:
            after = field.subtract(high, last)
        before = field.subtract(first, low)
        if before.factors or after.factors or before.coefficient.q != 1 or after.coefficient.q != 1:
            continue
        steps = int(before.coefficient), int(after.coefficient)
        if min(steps) >= 0 and 0 < sum(steps) <= MAX_UNROLLED and (best is None or sum(steps) > sum(best[:2])):
            best = (*steps, first, last)
    return best
