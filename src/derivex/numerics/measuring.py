"""Functions measured: each is written, run at points of both formats, and held against the true values.

``Plan`` says where: the range, the values of the other symbols, the points that the givens admit and at which the
function has a value. It is made once for a function; what is measured at it may be any number of forms.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import islice

from flint import arb

from derivex.errors import Unsupported
from derivex.given import Given
from derivex.numerics.accuracy import Accuracy, accuracy
from derivex.numerics.functions import Function, module
from derivex.numerics.points import FORMATS, WIDEST, admitted, combinations_for, grid, single, values_for, whole_grid
from derivex.numerics.reference import true_value
from derivex.numerics.running import Run, run
from derivex.term import Term

COMBINATIONS = 24  # of values for the other symbols that are tried
SOMEWHERE = (0.4375, 1.5625, -1.5625, 3.0, -3.0, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Plan:
    """Where a function is looked at: by format the points and the true values there."""

    variable: str
    others: Mapping[str, Fraction]
    limits: tuple[float, float]
    points: Mapping[str, tuple[float, ...]]
    true: Mapping[str, tuple[arb, ...]]
    more: Mapping[str, Mapping[str, tuple[float, ...]]] = field(
        default_factory=dict
    )  # arguments with values of their own

    def columns(self, form: str, arguments: Sequence[str]) -> list[list[float]]:
        """The values of each argument at each point."""
        points = self.points[form]
        found = []
        for name in arguments:
            if name in self.more:
                found.append(list(self.more[name][form]))
                continue
            fixed = float(self.others[name]) if name in self.others else 0.0
            found.append(list(points) if name == self.variable else [fixed] * len(points))
        return found

    @property
    def said(self) -> str:
        """The points in words."""
        points = self.points["float64"]
        count, low, high = len(points), points[0], points[-1]
        return f"{count} points, {low:g} <= {self.variable} <= {high:g}" + (
            f", {self.values_said}" if self.others else ""
        )

    @property
    def values_said(self) -> str:
        """``beta = 2`` and the like."""
        return ", ".join(f"{name} = {value}" for name, value in self.others.items())


@dataclass(frozen=True, slots=True)
class Measured:
    """A function with its accuracy in each format."""

    function: Function
    accuracy: Mapping[str, Accuracy]


def fitting(
    terms: Sequence[Term],
    variable: str,
    others: tuple[str, ...],
    given: Given,
    chosen: Mapping[str, Fraction],
    *,
    negative: bool = False,
) -> dict[str, Fraction]:
    """Values for the other symbols with which all terms have a value somewhere, if such simple ones are found."""
    for values in islice(combinations_for(others, given, chosen, negative=negative), COMBINATIONS):
        for x in admitted(variable, SOMEWHERE, given, values):
            if all(true_value([each], {**values, variable: Fraction(x)}) is not None for each in terms):
                return values
    return values_for(others, given, chosen, negative=negative)


def planned(
    terms: Sequence[Term],
    variable: str,
    others: Sequence[str],
    given: Given,
    *,
    chosen: Mapping[str, Fraction] | None = None,
    limits: tuple[float, float] = WIDEST,
    negative: bool = False,
) -> Plan:
    """Where equal terms are looked at; the true value is that of the first that has one.

    The other symbols are positive if they may be, with ``negative`` negative. Errors: Unsupported.
    """
    values = fitting(terms, variable, tuple(others), given, {} if chosen is None else chosen, negative=negative)
    # both formats must have the very values for which the true ones are computed
    values = {name: Fraction(single(float(value))) for name, value in values.items()}
    is_whole, whole = given.kind(variable) == "integer", whole_grid(*limits)
    points: dict[str, tuple[float, ...]] = {}
    true: dict[str, tuple[arb, ...]] = {}
    for form in FORMATS:
        kept, found = [], []
        for x in admitted(variable, whole if is_whole else grid(*limits, form), given, values):
            value = true_value(terms, {**values, variable: Fraction(x)})
            if value is not None:
                kept.append(x)
                found.append(value)
        points[form], true[form] = tuple(kept), tuple(found)
    if not all(points.values()):
        low, high = limits
        raise Unsupported(f"there is no value anywhere for {low:g} <= {variable} <= {high:g}", remedy="try --range")
    return Plan(variable, values, limits, points, true)


def with_values(plan: Plan, name: str, terms: Sequence[Term]) -> Plan:
    """The plan with an argument more: the true values of other terms at its points, rounded as a program has them.

    A point at which they have none is left out.
    """
    kept: dict[str, list[tuple[float, arb, float]]] = {form: [] for form in FORMATS}
    for form, points in plan.points.items():
        for x, true in zip(points, plan.true[form], strict=True):
            value = true_value(terms, {**plan.others, plan.variable: Fraction(x)})
            if value is not None:
                rounded = float(value.mid())
                kept[form].append((x, true, single(rounded) if form == "float32" else rounded))
    return replace(
        plan,
        points={form: tuple(row[0] for row in rows) for form, rows in kept.items()},
        true={form: tuple(row[1] for row in rows) for form, rows in kept.items()},
        more={**plan.more, name: {form: tuple(row[2] for row in rows) for form, rows in kept.items()}},
    )


def measured(functions: Sequence[Function], plan: Plan, library: str) -> tuple[Measured, ...]:
    """The functions as they are written for a library, with what they do at the points of the plan."""
    names = {f"form_{index}": each for index, each in enumerate(functions)}
    found = ran([replace(each, name=name) for name, each in names.items()], plan, library)
    return tuple(judged(each, name, found, plan) for name, each in names.items())


def ran(functions: Sequence[Function], plan: Plan, library: str) -> Run:
    """The functions, run at the points of the plan."""
    points = {each.name: {form: plan.columns(form, each.arguments) for form in FORMATS} for each in functions}
    return run(module(functions, library), library, points)


def judged(function: Function, name: str, found: Run, plan: Plan) -> Measured:
    """What a run says about a function that ran under a name."""
    by_format = {form: accuracy(form, plan.points[form], found.values[name][form], plan.true[form]) for form in FORMATS}
    return Measured(function, by_format)
