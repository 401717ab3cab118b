"""What there is to draw: a function and its derivative as points, what they come near to, and where they are largest.

Values are those of ball arithmetic, so a picture shows the function and no form's rounding. Where a function has no
value there is a gap. A horizontal asymptote is drawn where the values far out come near to one simple
number; a maximum is marked where one point inside the range is higher than all others.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from derivex.errors import Unsupported
from derivex.given import Given
from derivex.numerics.forms import Subject
from derivex.numerics.measuring import fitting
from derivex.numerics.points import admitted
from derivex.numerics.reference import true_value
from derivex.term import Sym, Term, diff

STEPS = 400
USUAL = (-8.0, 8.0)
FAR = (1e4, 1e6)  # where asymptotes show, on both sides
NEAR = (2e-3, 2e-5)  # how near the values have come by then
DENOMINATOR = 12  # of a simple number, at most
ALIKE = 1e-3  # peaks within this share of the highest are as high
SHARPER = 60  # halvings of the interval in which a maximum lies
CUT = 8.0  # heights beyond so many times the middle ones are cut off


@dataclass(frozen=True, slots=True)
class Curve:
    """A labelled line: ``points`` are pairs, a height that there isn't is nan."""

    label: Term
    points: tuple[tuple[float, float], ...]

    @property
    def heights(self) -> tuple[float, ...]:
        return tuple(y for _, y in self.points if math.isfinite(y))


@dataclass(frozen=True, slots=True)
class Drawing:
    """Curves over one range, with the heights of asymptotes and maxima (of which curve, where, how high)."""

    title: str
    variable: str
    values: Mapping[str, Fraction]
    curves: tuple[Curve, ...]
    asymptotes: tuple[Fraction, ...]
    maxima: tuple[tuple[int, float, float], ...]

    @property
    def heights(self) -> tuple[float, float]:
        """The lowest and the highest that are worth showing; what runs off to infinity is cut."""
        found = sorted(y for curve in self.curves for y in curve.heights)
        low, high = found[len(found) // 20], found[-1 - len(found) // 20]
        spread = max(high - low, 1e-9)
        lowest, highest = found[0], found[-1]
        lowest = lowest if lowest > low - CUT * spread else low - spread
        highest = highest if highest < high + CUT * spread else high + spread
        return (lowest, highest) if lowest < highest else (lowest - 1.0, highest + 1.0)


def drawing(
    about: Subject,
    *,
    every: bool = False,
    limits: tuple[float, float] | None = None,
    chosen: Mapping[str, Fraction] | None = None,
) -> Drawing:
    """The function and its derivative; with ``every``, each form as a curve of its own. Errors: Unsupported."""
    values = fitting(
        [form.term for form in about.forms], about.variable, about.others, about.given, {} if chosen is None else chosen
    )
    terms = _terms(about, every)
    low, high = limits or _limits(about, terms[-1][1][-1], values)
    curves = []
    for label, equal in terms:
        step = (high - low) / STEPS
        xs = [low + step * index for index in range(STEPS + 1)]
        allowed = frozenset(admitted(about.variable, xs, about.given, values))
        curves.append(
            Curve(label, tuple((x, _value(equal, about, values, x) if x in allowed else math.nan) for x in xs))
        )
    if not any(curve.heights for curve in curves):
        raise Unsupported(f"there is no value for {low:g} <= {about.variable} <= {high:g}", remedy="try --range")
    drawn = [(curve, equal) for curve, (_, equal) in zip(curves, terms, strict=True) if curve.heights]
    first = drawn[0][1]
    maxima = []
    for index, (curve, equal) in enumerate(drawn):
        top = None if every and index else _maximum(curve, equal, about, values)
        maxima += [(index, *top)] if top is not None else []
    asymptotes = _asymptotes(first, about, values)
    return Drawing(about.title, about.variable, values, tuple(curve for curve, _ in drawn), asymptotes, tuple(maxima))


def _terms(about: Subject, every: bool) -> list[tuple[Term, tuple[Term, ...]]]:
    """What is drawn, each with its label and the equal terms that give its values."""
    forms = tuple(form.term for form in reversed(about.forms))
    if every:
        return [(form.written, (form.term,)) for form in about.forms]
    if not about.order:
        return [(about.forms[-1].written, forms)]
    slope = (diff(about.called, Sym(about.variable), about.order), forms)
    return [slope] if about.forward is None else [(about.called, (about.forward,)), slope]


def _value(equal: Sequence[Term], about: Subject, values: Mapping[str, Fraction], x: float) -> float:
    found = true_value(equal, {**values, about.variable: Fraction(x)})
    return math.nan if found is None or not abs(found) < 1e300 else float(found.mid())


def _limits(about: Subject, term: Term, values: Mapping[str, Fraction]) -> tuple[float, float]:
    """The usual range, or the part of it in which the variable may be."""
    low, high = USUAL
    step = (high - low) / (8 * STEPS)
    xs = admitted(about.variable, (low + step * index for index in range(8 * STEPS + 1)), about.given, values)
    inside = [x for x in xs if true_value([term], {**values, about.variable: Fraction(x)}) is not None] or [low, high]
    narrow = inside[-1] - inside[0] < (high - low) / 4
    return (inside[0], inside[-1]) if narrow and inside[0] < inside[-1] else (low, high)


def _maximum(
    curve: Curve, equal: Sequence[Term], about: Subject, values: Mapping[str, Fraction]
) -> tuple[float, float] | None:
    """The one highest point inside of a curve, made sharper; None if there are several or it is at an end."""
    heights = [y if math.isfinite(y) else -math.inf for _, y in curve.points]
    top = max(heights)
    at = heights.index(top)
    if at in (0, len(heights) - 1) or min(heights[at - 1], heights[at + 1]) == -math.inf:
        return None
    peaks = [y for before, y, after in zip(heights, heights[1:], heights[2:], strict=False) if before < y > after]
    if (
        sum(y > top - ALIKE * abs(top) for y in peaks) != 1
        or top - max(heights[at - 1], heights[at + 1]) > abs(top) / 4
    ):
        return None  # a plateau, a pole, or several
    left, right = curve.points[at - 1][0], curve.points[at + 1][0]
    for _ in range(SHARPER):
        first, second = left + (right - left) / 3, right - (right - left) / 3
        if _value(equal, about, values, first) < _value(equal, about, values, second):
            left = first
        else:
            right = second
    x = (left + right) / 2
    x = round(x, 6) + 0.0
    return x, _value(equal, about, values, x)


def _asymptotes(equal: Sequence[Term], about: Subject, values: Mapping[str, Fraction]) -> tuple[Fraction, ...]:
    """Simple numbers that the values come near to far out."""
    found: set[Fraction] = set()
    for sign in (-1.0, 1.0):
        places = admitted(about.variable, (sign * far for far in FAR), Given(relations=about.given.relations), values)
        heights = [_value(equal, about, values, x) for x in sorted(places, key=abs)]
        if len(heights) == len(FAR) and all(map(math.isfinite, heights)):
            simple = Fraction(heights[-1]).limit_denominator(DENOMINATOR)
            if all(abs(y - float(simple)) < near for y, near in zip(heights, NEAR, strict=True)):
                found.add(simple)
    return tuple(sorted(found))
