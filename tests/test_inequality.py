"""Inequalities: proved by signs and squares, refuted at a point, undecided otherwise."""

from __future__ import annotations

import pytest

from derivex.derivation import Derivation, verify
from derivex.engine.bounds import Bounds
from derivex.given import Given
from derivex.inequality import judge
from derivex.justify import DoesNotFit
from derivex.lead import Fits
from derivex.notation.plain import read, read_relation
from derivex.notation.write import plain
from derivex.squares import squares
from derivex.term import App
from derivex.verdict import Proved, Refuted, Undecided, Verdict


def judged(text: str, *given: str) -> Verdict:
    relation = read_relation(text)
    assert isinstance(relation, App)
    return judge(relation.head, *relation.args, Given.read(given), Bounds())


PROVED = [
    ("x^2 + 1 >= 2*x",),
    ("x^2 + y^2 >= 2*x*y",),
    ("a^2 + b^2 + c^2 >= a*b + b*c + c*a",),
    ("x^2 - x + 1 > 0",),
    ("x^4 + 1 >= 2*x^2",),
    ("f(x)^2 + 1 >= 2*f(x)",),
    ("-x^2 + 2*x <= 1",),
    ("x*(1 - x) <= 1/4", "0 < x < 1"),
    ("x^2 - 2*x + 1 > 0", "x != 1"),
    ("1/x >= 0", "x > 0"),
    ("2 < 3",),
]


@pytest.mark.parametrize("asked", PROVED)
def test_proved(asked: tuple[str, ...]) -> None:
    assert isinstance(judged(*asked), Proved)


REFUTED = [
    (("x^2 >= x",), ("x = 1/2", "1/4", "1/2")),
    (("x^2 > 0",), ("x = 0", "0", "0")),
    (("x < x",), ("x = 0", "0", "0")),
    (("1/x >= 0",), ("x = -1", "-1", "0")),
    (("cos(x)^2 + sin(x)^2 < 1",), ("x = 0", "1", "1")),
    (("sqrt(2)*sqrt(2) > 2",), ("", "2.000000000", "2.000000000")),
    (("pi < 3",), ("", "pi", "3")),
    (("x^2 >= x", "x > 0"), ("x = 1/2", "1/4", "1/2")),
]


@pytest.mark.parametrize(("asked", "wanted"), REFUTED)
def test_refuted(asked: tuple[str, ...], wanted: tuple[str, str, str]) -> None:
    found = judged(*asked)
    assert isinstance(found, Refuted)
    where = ", ".join(f"{name} = {plain(value)}" for name, value in found.witness.at)
    assert (where, found.witness.before, found.witness.after) == wanted


@pytest.mark.parametrize(
    "asked",
    [
        ("exp(x) >= 1 + x",),
        ("sin(x) < x", "x > 0"),
        ("sqrt(x) >= 0",),  # at x = -1 there is no order
        ("z^2 >= 0", "z complex"),
        ("x^2 + 1 + I >= 2*x + I",),  # nor between numbers that aren't real
    ],
)
def test_undecided(asked: tuple[str, ...]) -> None:
    assert isinstance(judged(*asked), Undecided)


def test_where_a_line_is_undefined_is_told() -> None:
    found = judged("x^2 + 1 >= 2*x + 1/y - 1/y")
    assert isinstance(found, Proved)
    assert [plain(relation) for relation in found.lost] == ["y = 0"]
    assert verify(["x^2 + 1 + 1/y - 1/y", ">= 2*x"]).steps[0].conditions == ("y != 0",)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("x^2 - 2*x + 3", "(x - 1)^2 + 2"),
        ("x^4 - 2*x^2 + 1", "(x^2 - 1)^2"),
        ("2*x^2 - 2*x", "2*(x - 1/2)^2 - 1/2"),
        ("exp(x)^2 + 4*exp(x) + 5", "(exp(x) + 2)^2 + 1"),
        ("x^2 + 1", None),
        ("x^3 + x", None),
    ],
)
def test_squares_are_completed(text: str, wanted: str | None) -> None:
    found = squares(read(text))
    assert (None if found is None else plain(found)) == wanted


@pytest.mark.parametrize("text", ["0 <= 0 + I^2", "0 <= I^2", "I^2 >= 0", "0 < 1 + 2*I^2"])
def test_the_square_of_the_imaginary_unit_is_no_real_square(text: str) -> None:
    assert not isinstance(judged(text), Proved)


REASONS = [
    ("1 - x^2", "<= 1", "subtract a square", Fits),
    ("1", ">= 1 - x^2", "a square is not negative", Fits),
    ("y", "<= y + (x - 1)^2", "a square is not negative", Fits),
    ("1", "< 1 + exp(-x)", "add an exponential", Fits),
    ("1", "<= 1 + exp(-x)", "an exponential is positive", Fits),
    ("1 - x^2", "<= 2", "subtract a square", DoesNotFit),
    ("1 - x^2", "<= 1", "add an exponential", DoesNotFit),
    ("1 - x^2", "<= 1", "cancel", DoesNotFit),
    ("1 - x^2", "= 1 - x*x", "subtract a square", DoesNotFit),
]


@pytest.mark.parametrize(("first", "second", "reason", "answer"), REASONS)
def test_reasons_of_inequalities(first: str, second: str, reason: str, answer: type) -> None:
    step = Derivation.start(first).step(second, by=reason).verify().steps[0]
    assert isinstance(step.verdict, Proved | Undecided)
    assert isinstance(step.justification, answer)
