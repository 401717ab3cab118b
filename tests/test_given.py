"""Givens: what is read, what is refused, what follows."""

from __future__ import annotations

import pytest
from hypothesis import given as given_values
from hypothesis import strategies as st

from derivex.errors import BadGiven, InputError, Place
from derivex.given import NO, UNKNOWN, YES, Answer, Given
from derivex.notation.plain import read, read_relations
from derivex.term import Sym, Term

READ = [
    # as written, as kept
    ("x real", "x real"),
    ("x, y real", "x real, y real"),
    ("x is a real number", "x real"),
    ("a complex", "a complex"),
    ("n integer", "n integer"),
    ("n, m integers", "n integer, m integer"),
    ("n positive integer", "n integer, n > 0"),
    ("x positive", "x > 0"),
    ("x and y are positive", "x > 0, y > 0"),
    ("x nonzero", "x != 0"),
    ("x non-negative", "x >= 0"),
    ("z complex", "z complex"),
    ("x > 0", "x > 0"),
    ("a, b > 0", "a > 0, b > 0"),
    ("0 < x < 1", "0 < x, x < 1"),
    ("x > 0 and y > 0", "x > 0, y > 0"),
    ("x > 0; y < 0", "x > 0, y < 0"),
    ("a != b", "a != b"),
    ("a ≠ b", "a != b"),
    ("a = b", "a = b"),
    ("Abs(x) < 1", "abs(x) < 1"),
    ("-pi/2 < x < pi/2", "-pi/2 < x, x < pi/2"),
    ("x in (0, 1]", "0 < x, x <= 1"),
    ("x in [0, oo)", "0 <= x"),
    ("x in R", "x real"),
    ("n ∈ ℤ", "n integer"),
    ("real values", "real values"),
]


@pytest.mark.parametrize(("text", "kept"), READ)
def test_is_read(text: str, kept: str) -> None:
    given = Given.read([text])
    assert str(given) == kept
    assert Given.read([str(given)]) == given


REFUSED = [
    ("x blah", "blah"),
    ("x", "is no given"),
    ("real", "is no given"),
    ("pi real", "pi is built in"),
    ("pi, x real", "pi is built in"),
    ("exp positive", "exp is built in"),
    ("x not positive", "not"),
    ("x > oo", "oo is no number"),
    ("", "is no given"),
]


@pytest.mark.parametrize(("text", "words"), REFUSED)
def test_is_refused(text: str, words: str) -> None:
    with pytest.raises(BadGiven) as caught:
        Given.read([text])
    assert words in str(caught.value)
    assert caught.value.remedy


def test_a_refusal_has_its_place() -> None:
    place = Place("mine.md", 3, 7, "given x blah")
    with pytest.raises(BadGiven) as caught:
        Given.read(["x blah"], place=place)
    assert caught.value.report().startswith("mine.md:3:7:")
    with pytest.raises(InputError) as unreadable:
        Given.read(["x > "], place=place)
    assert unreadable.value.place is not None


CONTRADICTIONS = [
    (["x > 0", "x < 0"], ("x > 0", "x < 0")),
    (["x > 0, x <= 0"], ("x > 0", "x <= 0")),
    (["x integer", "0 < x < 1"], ("0 < x", "x < 1", "x integer")),
    (["n integer", "0 < n < 3", "n != 1", "n != 2"], ("n != 1", "n != 2")),
    (["n integer", "2*n = 1"], ("2*n = 1",)),
    (["a != b", "a = b"], ("a != b", "a = b")),
    (["2*a = 2*b", "a - b > 0"], ("a - b > 0",)),
    (["0 < a < b", "b < 0"], ("b < 0",)),
    (["a < b, b < c, c < a"], ("a < b", "b < c", "c < a")),
    (["1 > 2"], ("1 > 2",)),
    (["x^2 < 0"], ("x^2 < 0",)),
    (["abs(x) < 0"], ("abs(x) < 0",)),
    (["exp(x) < 0"], ("exp(x) < 0",)),
    (["sin(x) > 2"], ("sin(x) > 2",)),
    (["x >= 0, x <= 0, x != 0"], ("x != 0",)),
    (["x real", "x complex"], ("x real", "x complex")),
]


@pytest.mark.parametrize(("texts", "named"), CONTRADICTIONS)
def test_contradictions_are_refused_and_named(texts: list[str], named: tuple[str, ...]) -> None:
    with pytest.raises(BadGiven) as caught:
        Given.read(texts)
    for part in named:
        assert f'"{part}"' in str(caught.value)


def test_joining_checks_too() -> None:
    positive, negative = Given.read(["x > 0"]), Given.read(["x < 0"])
    with pytest.raises(BadGiven):
        positive.and_(negative)
    assert str(positive.and_(Given.read(["y real"]))) == "y real, x > 0"


def test_kinds() -> None:
    given = Given.read(["n integer", "z complex"])
    assert [given.kind(name) for name in ("n", "z", "x")] == ["integer", "complex", "real"]
    assert Given.read(["n real", "n integer"]).kind("n") == "integer"


def relation(text: str) -> Term:
    (found,) = read_relations(text)
    return found


HOLDS = [
    # what constants are, and how far functions reach
    ([], "3 < pi", YES),
    ([], "pi = 22/7", NO),
    ([], "pi > 3.141593", NO),
    ([], "pi > 3.14159265", UNKNOWN),
    ([], "E + GoldenRatio < 5", YES),
    ([], "EulerGamma*Catalan > 0", YES),
    ([], "2*atan(x) + sin(x) < 5", YES),
    ([], "atan(x) != pi/2", YES),
    ([], "acot(x) != pi/2", UNKNOWN),
    ([], "tanh(x) != 1", YES),
    ([], "acos(x) >= 0", UNKNOWN),
    (["atan(sqrt(x)) > 1/2"], "atan(sqrt(x)) > 0", YES),
    (["abs(log(x)) > 1/2"], "abs(log(x)) > 0", YES),
    ([], "asin(cos(x)) < 8/5", YES),
    (["z complex"], "atan(z) < 2", UNKNOWN),
    (["log(x) > 3"], "log(x) > 0", YES),
    (["log(x) > x - y", "log(x) != x - y"], "log(x) >= x - y", YES),
    (["x > log(y)"], "log(y) < x", YES),
    (["z complex", "im(z) > 0"], "z != 0", YES),
    (["z complex", "re(z) < -1"], "z^2 = 0", NO),
    (["z complex", "im(z) >= 0"], "z != 0", UNKNOWN),
    ([], "x^2 >= 0", YES),
    ([], "x^2 + 1 > 0", YES),
    ([], "exp(x) > 0", YES),
    ([], "1 + exp(-x) != 0", YES),
    ([], "x > 0", UNKNOWN),
    ([], "x^2 < 0", NO),
    ([], "log(x) > 0", UNKNOWN),
    ([], "sqrt(x) >= 0", UNKNOWN),
    (["x > 0"], "sqrt(x) > 0", YES),
    (["x > 0"], "x + 1 > 0", YES),
    (["x > 0"], "x != 0", YES),
    (["x > 0"], "x < 0", NO),
    (["x > 1"], "x - 1 > 0", YES),
    (["x > 1"], "1/(x - 1) > 0", YES),
    (["0 < a < b"], "b > 0", YES),
    (["0 < a < b"], "b - a != 0", YES),
    (["a != b"], "b - a != 0", YES),
    (["a = b"], "a - b = 0", YES),
    (["z complex"], "z^2 >= 0", UNKNOWN),
    (["z complex"], "abs(z) >= 0", YES),
    (["n integer"], "2*n - 1 != 0", YES),
    (["-1 < x < 1"], "1 - x^2 > 0", YES),
    (["x > 0"], "x^3 - x + 1 > 0", YES),
    ([], "x^4 - x + 1 > 0", YES),
    (["n integer"], "n^2 - n >= 0", YES),
    (["x real"], "x^2 - x >= 0", UNKNOWN),
    (["z complex"], "z^2 + 1 != 0", UNKNOWN),
    (["-1 < x < 1", "y > x"], "1 - x^2 + y > 0", UNKNOWN),  # not linear, two symbols: unknown, never guessed
]


@pytest.mark.parametrize(("texts", "text", "answer"), HOLDS)
def test_what_follows(texts: list[str], text: str, answer: Answer) -> None:
    assert Given.read(texts).holds(relation(text)) is answer


def test_an_answer_has_no_truth_value() -> None:
    with pytest.raises(TypeError):
        bool(Given().is_positive(Sym("x")))


@given_values(
    st.lists(
        st.tuples(st.sampled_from("xy"), st.sampled_from(["<", "<=", ">", ">=", "!="]), st.integers(-2, 2)), max_size=4
    )
)
def test_a_contradiction_is_never_invented(parts: list[tuple[str, str, int]]) -> None:
    """Whatever is refused as contradictory holds at no point of a fine grid."""
    texts = [f"{name} {op} {limit}" for name, op, limit in parts]
    grid = [step / 2 for step in range(-7, 8)]
    holds = {"<": float.__lt__, "<=": float.__le__, ">": float.__gt__, ">=": float.__ge__, "!=": float.__ne__}
    possible = all(
        any(all(holds[op](value, float(limit)) for other, op, limit in parts if other == name) for value in grid)
        for name in "xy"
    )
    try:
        Given.read(texts)
    except BadGiven:
        assert not possible
    else:
        assert possible or not parts


@pytest.mark.parametrize("text", ["2", "x^2 + y^2 + 1", "exp(x)*exp(y)", "abs(x) + 1", "cosh(x)", "1/(1 + exp(-x))"])
def test_positive_by_shape(text: str) -> None:
    assert Given().is_positive(read(text)) is YES
