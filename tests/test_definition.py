"""Definitions: what is read, what is refused, and unfolding without capture."""

import pytest

from derivex.definition import Definition, check, names_of, read_definitions, unfold
from derivex.errors import BadDefinition, InputError, TooLarge
from derivex.given import Given
from derivex.notation.names import Names
from derivex.notation.plain import read
from derivex.notation.write import plain
from derivex.term import App, Sym


def unfolded(text: str, *lets: str) -> str:
    definitions = read_definitions(lets)
    return plain(unfold(read(text, names=names_of(Given(), definitions)), definitions))


UNFOLDED = [
    ("S(x)", ["S(x) = 1/(1 + exp(-x))"], "1/(1 + exp(-x))"),
    ("S(x)*(1 - S(x))", ["S(t) = t^2"], "x^2*(1 - x^2)"),
    ("S(2*x + 1)", ["S(t) = 1/t"], "1/(2*x + 1)"),
    ("S(S(x))", ["S(t) = t + 1"], "x + 1 + 1"),
    ("T(x)", ["S(t) = t + a", "T(t) = 2*S(t)"], "2*(x + a)"),
    ("u + 1", ["u = x^2"], "x^2 + 1"),
    ("diff(u, x)", ["u = x^2"], "diff(x^2, x)"),
    ("diff(S(x), x)", ["S(t) = 1/t"], "diff(1/x, x)"),
    ("diff(S(x), a)", ["S(t) = a*t"], "diff(a*x, a)"),
    ("g(x, 2)", ["g(a, b) = a - b"], "x - 2"),
    ("g(b, a)", ["g(a, b) = a - b"], "b - a"),
    ("S'(x)", ["S(t) = t^3"], "diff(x^3, x)"),
    ("S''(x)", ["S(t) = t^3"], "diff(x^3, x, 2)"),
    ("S'(2*x)", ["S(t) = t^3"], "Subs(diff(t^3, t), t, 2*x)"),
    ("S'(a)", ["S(t) = a*t"], "Subs(diff(a*t, t), t, a)"),
    ("S'(3)", ["S(t) = t^3"], "Subs(diff(t^3, t), t, 3)"),
    ("diff(u^2, u)", ["u = x^2"], "Subs(diff(u^2, u), u, x^2)"),
    # a bound variable shadows a definition, and captures nothing
    ("Sum(u, (u, 1, 3))", ["u = x^2"], "Sum(u, (u, 1, 3))"),
    ("Sum(S(k), (a, 1, 3))", ["S(t) = a*t"], "Sum(a*k, (a_1, 1, 3))"),
    ("Sum(S(k), (k, 1, 3))", ["S(t) = a*t"], "Sum(a*k, (k, 1, 3))"),
    ("S(k)", ["S(t) = Sum(t*k, (k, 1, 3))"], "Sum(k*k_1, (k_1, 1, 3))"),
    ("Integral(u, x)", ["u = x^2"], "Integral(x^2, x)"),
]


@pytest.mark.parametrize(("text", "lets", "expected"), UNFOLDED, ids=[row[0] for row in UNFOLDED])
def test_unfolding(text: str, lets: list[str], expected: str) -> None:
    assert unfolded(text, *lets) == expected


REFUSED = [
    ("no name", ["1 = x"], "a definition is a name"),
    ("no equals", ["S(x)"], "a definition is a name"),
    ("no body", ["S(x) = "], "nothing stands after ="),
    ("a number for a parameter", ["S(2) = 3"], "must be a name"),
    ("no parameter", ["S() = 3"], "must be a name"),
    ("by itself", ["S(x) = S(x) + 1"], '"S" is defined by itself'),
    ("by itself, derived", ["S(x) = S'(x)"], '"S" is defined by itself'),
    ("an abbreviation by itself", ["u = u + 1"], '"u" is defined by itself'),
    ("twice", ["u = x", "u = 2*x"], '"u" is defined twice'),
    ("twice, as a function", ["u = x", "u(t) = 2*t"], '"u" is defined twice'),
    ("built in", ["sin(x) = x"], '"sin" already has a meaning'),
    ("a constant", ["pi = 3"], '"pi" already has a meaning'),
    ("a constant as a parameter", ["S(pi) = 3"], '"pi" already has a meaning'),
    ("a parameter twice", ["S(a, a) = a"], "two parameters"),
    ("a parameter that is defined", ["u = 2", "S(u) = u"], '"u" is also the name of a definition'),
]


@pytest.mark.parametrize(("why", "lets", "words"), REFUSED, ids=[row[0] for row in REFUSED])
def test_refused(why: str, lets: list[str], words: str) -> None:
    with pytest.raises(BadDefinition) as caught:
        read_definitions(lets)
    assert words in str(caught.value), why
    assert caught.value.place is not None


def test_a_later_name_is_refused() -> None:
    first = Definition("S", ("x",), App("T", (Sym("x"),)))
    second = Definition("T", ("x",), App("S", (Sym("x"),)))
    with pytest.raises(BadDefinition, match="defined after it"):
        check((first, second))


def test_a_given_name_is_refused() -> None:
    with pytest.raises(BadDefinition, match="is given"):
        read_definitions(["a = 2"], given=Given.read(["a > 0"]))
    assert read_definitions(["S(x) = x"], given=Given.read(["x real"]))  # a parameter may be given


MISUSED = [
    ("S(x, y)", ["S(t) = t"], "defined with one argument"),
    ("g'(x)", ["g(a, b) = a"], "defined with 2 arguments"),
    ("Sum(u, (x, 1, 3))", ["u = x^2"], "is bound here"),
    ("diff(u*x, u)", ["u = x^2"], "has no clear meaning"),
]


@pytest.mark.parametrize(("text", "lets", "words"), MISUSED, ids=[row[0] for row in MISUSED])
def test_misused(text: str, lets: list[str], words: str) -> None:
    with pytest.raises(BadDefinition) as caught:
        unfolded(text, *lets)
    assert words in str(caught.value)


def test_a_bare_function_name_is_refused() -> None:
    definitions = read_definitions(["S(t) = t"])
    with pytest.raises(InputError):
        unfold(read("S + 1", names=Names()), definitions)


def test_growth_is_bounded() -> None:
    lets = ["u0 = x + y", *(f"u{n} = u{n - 1}*u{n - 1} + 1" for n in range(1, 60))]
    with pytest.raises(TooLarge):
        unfolded("u59", *lets)


def test_a_definition_reads_back() -> None:
    for text in ("S(x) = 1/(1 + exp(-x))", "u = x^2", "g(a, b) = a - b"):
        [definition] = read_definitions([text])
        assert str(definition) == text
