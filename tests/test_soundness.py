"""The soundness campaign of ``tests/bench`` in short: no verdict is wrong, on seeded pairs."""

from __future__ import annotations

import random

import judge
import pytest
from claims import judged, made_claim, told
from examine import examined, labelled_right, proved_blindly
from law_tables import FALSE, TRUE
from made_pairs import by_family, fill, made
from soundness import results_of
from worlds import WORLDS, World

from derivex.notation.plain import read
from derivex.term import Sym

SEED = 20


@pytest.mark.parametrize("block", range(0, 80, 20))
def test_no_verdict_is_wrong(block: int) -> None:
    results = [result for index in range(block, block + 20) for result in results_of(SEED, index, blindly=block < 20)]
    assert {result.true for result in results} == {True, False}
    faults = [f"{result.kind}: {result.fault}\n{result.text}" for result in results if result.kind]
    assert not faults, "\n".join(faults)


def test_most_pairs_are_decided() -> None:
    """An engine that never answers is never wrong; that would be no use."""
    results = [result for index in range(1000, 1020) for result in results_of(SEED, index)]
    assert sum(result.verdict != "undecided" for result in results) > len(results) / 2


def test_true_pairs_are_proved_blindly_too() -> None:
    pairs = [pair for index in range(20) for pair in made(SEED, index) if pair.true]
    assert sum(proved_blindly(pair) != "" for pair in pairs) > len(pairs) / 2


def test_a_number_makes_the_same_pairs_always() -> None:
    assert made(SEED, 3) == made(SEED, 3)
    assert made(SEED, 3) != made(SEED + 1, 3)


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: ", ".join(world.givens) or "nothing given")
def test_every_world_has_points(world: World) -> None:
    points = list(world.points(random.Random(SEED), 5))
    assert len(points) == 5
    for point in points:
        assert all(judge.holds(relation, point) for relation in world.given.relations)


@pytest.mark.parametrize("family", TRUE)
def test_no_law_of_the_table_is_seen_to_fail(family: str) -> None:
    """Each row with symbols for its letters, at points that its letters allow."""
    roles = {"k": "counting", "n": "integer", "m": "natural", "p": "positive", "q": "positive", "e": "nonnegative"}
    roles |= {"v": "between", **dict.fromkeys("abcd", "complex"), **dict.fromkeys("rstx", "real")}
    world = World((), roles)
    smooth = {"f": read("x^2 - 3*x"), "g": read("2 + sin(x)"), "h": read("exp(-x)")}
    for law in by_family(True)[family]:
        sides = [fill(side, {**smooth, "x": Sym("x")}) for side in (law.left, law.right)]
        rng = random.Random(law.text)
        for point in world.points(rng, 4):
            first, second = (judge.value(side, point, functions=FUNCTIONS) for side in sides)
            if first is not None and second is not None:
                assert not judge.differ(first, second), f"{law.text} at {point}"


FUNCTIONS = {"phi": (("t",), read("t^2 - 3")), "psi": (("t",), read("exp(t) - t"))}


def test_every_family_has_false_laws_too() -> None:
    assert set(TRUE) == set(FALSE)


@pytest.mark.parametrize(
    ("text", "x", "expected"),
    [
        ("1/(x - 1)", 1, "none"),
        ("log(x)", 0, "none"),
        ("x/abs(x)", -2, "-1"),
        ("0^x", 0, "1"),
        ("0^x", -1, "none"),
        ("sqrt(x)", -4, "2j"),
        ("gamma(x)", -1, "none"),
        ("binomial(x, 2)", -1, "none"),
        ("log(exp(I*x))", 4, "-2.28318530717959j"),
        ("log(exp(I*pi) + x - x)", 1, "unsure"),
        ("diff(abs(x), x)", 0, "unsure"),
        ("diff(floor(x), x)", 2, "unsure"),
        ("Sum(k, (k, 1, x))", 4, "10"),
        ("Sum(k, (k, 1, x))", -4, "none"),
        ("sign(1 - sqrt(x)^2 + x - 1)", 2, "unsure"),
    ],
)
def test_the_judge_knows_what_it_cannot_tell(text: str, x: int, expected: str) -> None:
    term, point = read(text), {"x": judge.Fraction(x)}
    found = judge.value(term, point)
    if found is None:
        assert expected == ("none" if judge.undefined(term, point) else "unsure")
    else:
        assert abs(complex(found) - complex(expected)) < 1e-12


def test_a_wrong_label_is_seen() -> None:
    pair = next(pair for pair in made(SEED, 0) if not pair.true)
    wrong = type(pair)(pair.before, pair.after, pair.world, pair.family, pair.origin, True)
    assert any(labelled_right(wrong, random.Random(number)) for number in range(20))
    assert examined(wrong, 0).kind in ("label", "")


@pytest.mark.parametrize("block", range(0, 90, 30))
def test_no_claim_is_judged_wrong(block: int) -> None:
    claims = [claim for index in range(block, block + 30) if (claim := made_claim(SEED, index)) is not None]
    found = [(judged(claim), told(claim)) for claim in claims]
    assert not [f"{fault}\n{text}" for (_, fault, _), text in found if fault]
    assert {"proved", "refuted"} <= {verdict for (verdict, _, _), _ in found}
