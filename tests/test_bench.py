"""The measuring instruments measure what they say: labels by the judge, arithmetic by known series."""

from __future__ import annotations

import random
import time

import judge
import pytest
from growth import FAMILIES, SIZES, Row, plot
from speed import OWN, Clock, phases_of
from worlds import ROLES, World

from derivex.given import Given
from derivex.notation.plain import read
from derivex.term import Term, free_symbols


def seen_to_differ(before: Term, after: Term, given: Given) -> bool | None:
    """Whether the judge sees a difference at an admitted point; None if it sees no point at all."""
    names = sorted(free_symbols(before) | free_symbols(after))
    rng, looked = random.Random(7), None
    world = World((), {name: "real" if given.kind(name) == "real" else given.kind(name) for name in names})
    assert set(world.roles.values()) <= set(ROLES)
    for point in world.points(rng, 40):
        if not all(judge.holds(relation, point) for relation in given.relations):
            continue
        first, second = judge.value(before, point), judge.value(after, point)
        if first is not None and second is not None:
            looked = False
            if judge.differ(first, second):
                return True
    return looked


@pytest.mark.parametrize("name", FAMILIES)
def test_a_family_that_grows_is_true(name: str) -> None:
    make, givens = FAMILIES[name]
    for n in (1, 2, 3):
        left, right = make(n)
        assert seen_to_differ(read(left), read(right), Given.read(givens)) is False, (left, right)


@pytest.mark.parametrize("row", OWN, ids=lambda row: str(row["id"]))
def test_the_labels_of_the_own_pairs(row: dict[str, object]) -> None:
    before, after = read(str(row["lhs"])), read(str(row["rhs"]))
    assert seen_to_differ(before, after, Given.read(row["given"])) is (not row["truth"])  # type: ignore[arg-type]


def test_polynomial_growth_is_told_from_exponential() -> None:
    sizes = list(SIZES)
    cubic = Row("cubic", True, sizes, [], [], [1000 + n**3 for n in sizes])
    doubling = Row("doubling", True, sizes[:8], [], [], [1000 + 2**n for n in sizes[:8]])
    assert cubic.exponent() == pytest.approx(3, abs=0.2)
    assert not cubic.steep()
    assert doubling.steep()
    assert "cubic (true)" in plot([cubic, doubling])


def test_the_clock_charges_the_inner_phase_alone() -> None:
    clock = Clock()

    def work() -> None:
        start = time.process_time()
        while time.process_time() - start < 0.002:
            pass

    inner = clock.watched("inner", work)

    def outer() -> None:
        inner()

    clock.watched("outer", outer)()
    assert clock.spent["inner"] > clock.spent["outer"]
    assert not clock.stack


def test_a_pair_is_timed_from_its_text() -> None:
    clock = Clock()
    phases_of({"lhs": "sin(x)^2", "rhs": "1 - cos(x)^2"}, clock)
    phases_of({"lhs": "sin(x", "rhs": "1"}, clock)  # can't be read: its time is that of reading
    assert set(clock.spent) == {"read", "rest"}
    assert not clock.stack
