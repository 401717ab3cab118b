"""Worlds: what is given about the symbols of a pair, and points that satisfy it.

A world is a row: the givens as text, and for each symbol its role, which says both what
values it is drawn from and what terms it may stand in. A role ``= term`` is computed from
the symbols before it; relations between symbols are met by trying again. Nothing here asks
the engine: that a point is admitted is known by its construction, or by the judge.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import judge
import mpmath

from derivex.given import Given
from derivex.notation.plain import read
from derivex.term import Term

Point = dict[str, Any]
TRIES = 20  # for each point that is wanted


def _fraction(rng: random.Random) -> Fraction:
    kind = rng.random()
    if kind < 0.35:
        return Fraction(rng.randint(-3, 3))
    if kind < 0.55:
        return Fraction(rng.randint(-7, 7), 2)
    if kind < 0.92:
        return Fraction(rng.randint(-60, 60), rng.randint(1, 19))
    return rng.choice([Fraction(10), Fraction(-10), Fraction(1, 100), Fraction(-1, 100), Fraction(-25)])


def _positive(rng: random.Random) -> Fraction:
    return abs(_fraction(rng)) or Fraction(1, 3)


def _proper(rng: random.Random) -> Fraction:
    return Fraction(rng.randint(1, 29), 30)


def _complex(rng: random.Random) -> Any:
    # dyadic parts, so that squares and products of them are exact
    parts = [Fraction(rng.randint(-12, 12), rng.choice([1, 2, 4])) for _ in range(2)]
    if not parts[1]:
        return parts[0]
    return mpmath.mpc(*(mpmath.mpf(part.numerator) / part.denominator for part in parts))


# role: how a value is drawn, and the kinds of terms that the symbol alone is
ROLES: dict[str, tuple[Callable[[random.Random], Any], tuple[str, ...]]] = {
    "real": (_fraction, ("real", "any")),
    "nonzero": (lambda rng: _fraction(rng) or Fraction(-1), ("real", "any")),
    "positive": (_positive, ("positive", "nonnegative", "real", "any")),
    "nonnegative": (lambda rng: abs(_fraction(rng)), ("nonnegative", "real", "any")),
    "negative": (lambda rng: -_positive(rng), ("real", "any")),
    "proper": (_proper, ("positive", "nonnegative", "between", "real", "any")),
    "between": (lambda rng: rng.choice([-1, 1, 1]) * _proper(rng), ("between", "real", "any")),
    "above one": (lambda rng: 1 + _positive(rng), ("positive", "nonnegative", "real", "any")),
    "closed": (lambda rng: Fraction(rng.randint(-10, 10), 10), ("real", "any")),
    "integer": (lambda rng: Fraction(rng.randint(-6, 6)), ("integer", "real", "any")),
    "natural": (lambda rng: Fraction(rng.randint(0, 7)), ("natural", "integer", "nonnegative", "real", "any")),
    "counting": (
        lambda rng: Fraction(rng.randint(1, 7)),
        ("natural", "integer", "positive", "nonnegative", "real", "any"),
    ),
    "complex": (_complex, ("any",)),
}


@dataclass(frozen=True)
class World:
    """What is given, and the role of each symbol, in the order in which values are drawn."""

    givens: tuple[str, ...]
    roles: dict[str, str]
    tight: bool = False  # an equation is given: no derivatives of laws that use it
    given: Given = field(init=False)
    computed: dict[str, Term] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "given", Given.read(self.givens))
        computed = {name: read(role[1:]) for name, role in self.roles.items() if role.startswith("=")}
        object.__setattr__(self, "computed", computed)

    def symbols(self, kind: str) -> list[str]:
        return [name for name, role in self.roles.items() if kind in self.kinds(role)]

    @staticmethod
    def kinds(role: str) -> tuple[str, ...]:
        return ("real", "any") if role.startswith("=") else ROLES[role][1]

    def variables(self) -> list[str]:
        """Symbols to differentiate by: real ones that no equation binds."""
        if self.tight:
            return []
        return [name for name in self.symbols("real") if "integer" not in self.kinds(self.roles[name])]

    def points(self, rng: random.Random, count: int) -> Iterator[Point]:
        """Admitted points, at most so many."""
        for _ in range(TRIES * count):
            if count <= 0:
                return
            point = self._drawn(rng)
            if point is not None:
                count -= 1
                yield point

    def _drawn(self, rng: random.Random) -> Point | None:
        point: Point = {}
        for name, role in self.roles.items():
            if name in self.computed:
                try:
                    with mpmath.workdps(2 * judge.DIGITS):
                        point[name] = judge.evaluate(self.computed[name], point)
                except (judge.NoValue, judge.CannotTell, *judge.FAILURES):
                    return None
            else:
                point[name] = ROLES[role][0](rng)
        return point if all(judge.holds(relation, point) for relation in self.given.relations) else None


def _world(givens: str, **roles: str) -> World:
    tight = any(role.startswith("=") for role in roles.values())
    texts = tuple(text.strip() for text in givens.split(";") if text.strip())
    return World(texts, {name: role.replace("_", " ") for name, role in roles.items()}, tight)


WORLDS: tuple[World, ...] = (
    _world("", x="real"),
    _world("", x="real", y="real"),
    _world("", x="real", y="real", z="real"),
    _world("x > 0", x="positive"),
    _world("x > 0; y > 0", x="positive", y="positive"),
    _world("x > 0", x="positive", y="real"),
    _world("x >= 0", x="nonnegative"),
    _world("x < 0", x="negative"),
    _world("x < 0; y > 0", x="negative", y="positive"),
    _world("x != 0", x="nonzero"),
    _world("x != 1; y != 0", x="real", y="nonzero"),
    _world("0 < x < 1", x="proper"),
    _world("0 < x < 1", x="proper", y="real"),
    _world("-1 < x < 1", x="between"),
    _world("abs(x) < 1; y > 1", x="between", y="above_one"),
    _world("x > 1", x="above_one"),
    _world("-1 <= x <= 1", x="closed"),
    _world("n integer", n="integer"),
    _world("n integer", n="integer", x="real"),
    _world("n integer; n >= 0", n="natural", x="real"),
    _world("n positive integer; x > 0", n="counting", x="positive"),
    _world("n, m integer", n="integer", m="integer"),
    _world("1 <= n <= 7; n integer", n="counting"),
    _world("z complex", z="complex"),
    _world("z complex; w complex", z="complex", w="complex"),
    _world("z complex; x > 0", z="complex", x="positive"),
    _world("z complex; n integer", z="complex", n="integer"),
    _world("z complex; z != 0", z="complex"),
    _world("a != b", a="real", b="real"),
    _world("a < b", a="real", b="real"),
    _world("0 < a < b", a="positive", b="positive"),
    _world("a > b; b > 1", b="above_one", a="above_one"),
    _world("a + b > 0", a="real", b="real"),
    _world("x^2 + y^2 < 4", x="real", y="real"),
    _world("x > y; y >= 0; x != 2", x="positive", y="nonnegative"),
    _world("a = b + 1", b="real", a="= b + 1"),
    _world("a = 2", a="= 2", x="real"),
    _world("a*b = 1; b > 0", b="positive", a="= 1/b"),
    _world("a + b + c = 0", a="real", b="real", c="= -a - b"),
    _world("x^2 = 2; x > 0", x="= sqrt(2)", y="real"),
    _world("y = x^2", x="real", y="= x^2"),
    _world("x = -1", x="= -1"),
    _world("real values", x="real"),
    _world("real values", x="real", y="real"),
    _world("real values; x > 0", x="positive", y="real"),
    _world("real values; 0 < x < 1", x="proper"),
)
