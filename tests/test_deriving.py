"""Derivations found from their ends, and sequences of rules that meet in the middle."""

from __future__ import annotations

import pytest

from derivex.book import BOOK
from derivex.definition import names_of, read_definitions
from derivex.derivation import Derivation
from derivex.deriving import Line, derive
from derivex.given import Given
from derivex.laws import Context
from derivex.meeting import meet
from derivex.notation.plain import read
from derivex.notation.write import plain
from derivex.replay import replayed
from derivex.routine import routinely_equal
from derivex.simplifying import simplest
from derivex.tidying import gathered, tidied

SIGMOID = "S(x) = 1/(1 + exp(-x))"
TANGENT = "T(x) = (exp(x) - exp(-x))/(exp(x) + exp(-x))"

DERIVED = [
    ("diff(x^2*sin(x), x)", None, ()),
    ("diff((1 + 3*x)^4, x)", None, ()),
    ("diff(exp(-x^2/2), x)", None, ()),
    ("diff(sin(cos(x^2)), x)", None, ()),
    ("diff(x^3 - 2*x + 5, x)", None, ()),
    ("diff(sin(x)/x, x)", "(x*cos(x) - sin(x))/x^2", ()),
    ("diff(x*exp(-x), x)", "(1 - x)*exp(-x)", ()),
    ("diff(sqrt(1 + x^2), x)", "x/sqrt(1 + x^2)", ()),
    ("diff(x/(1 + x^2), x)", "(1 - x^2)/(1 + x^2)^2", ()),
    ("diff(log(x)/x^2, x)", "(1 - 2*log(x))/x^3", ()),
    ("diff(1/(1 + exp(-x)), x)", "S(x)*(1 - S(x))", (SIGMOID,)),
    ("diff(S(x), x)", "S(x)*(1 - S(x))", (SIGMOID,)),
    ("diff(T(x), x)", "1 - T(x)^2", (TANGENT,)),
    ("(a + b)^2 - (a - b)^2", "4*a*b", ()),
    ("sin(x)^4 - cos(x)^4", "-cos(2*x)", ()),
    ("diff(exp(x)*sin(x), x, 2)", "2*exp(x)*cos(x)", ()),
    ("diff(1/x, x, 3)", None, ()),
]


def found(before: str, after: str | None, lets: tuple[str, ...]) -> tuple[Line, ...] | None:
    definitions = read_definitions(lets)
    names = names_of(Given(), definitions)
    end = None if after is None else read(after, names=names)
    return derive(read(before, names=names), end, book=BOOK, context=Context(Given(), definitions))


@pytest.mark.parametrize(("before", "after", "lets"), DERIVED, ids=[before for before, _, _ in DERIVED])
def test_what_is_derived_is_verified_line_by_line(before: str, after: str | None, lets: tuple[str, ...]) -> None:
    lines = found(before, after, lets)
    assert lines is not None
    derivation = Derivation.start(before, let=lets)
    for line in lines[1:]:
        derivation = derivation.step(plain(line.term), by=", ".join(line.reasons))
    report = derivation.verify()
    assert report.status == 0
    assert "diff" not in plain(lines[-1].term)
    if after is not None:
        assert plain(lines[-1].term) == after


def test_the_sigmoid_reads_as_people_derive_it() -> None:
    lines = found("diff(1/(1 + exp(-x)), x)", "S(x)*(1 - S(x))", (SIGMOID,))
    assert lines is not None
    assert [", ".join(line.reasons) for line in lines] == [
        "",
        "quotient-rule",
        "arithmetic",
        "chain-rule",
        "product-of-fractions",
        "definition",
        "add-and-subtract",
        "split-fraction, cancel",
        "definition",
    ]
    assert plain(lines[6].term) == "S(x)*((1 + exp(-x) - 1)/(1 + exp(-x)))"


@pytest.mark.parametrize(("before", "after"), [("diff(f(x), x)", None), ("x + y", "x*y"), ("sin(x)", "cos(y)")])
def test_what_is_not_found_is_none(before: str, after: str | None) -> None:
    assert found(before, after, ()) is None


SIMPLEST = [
    ("(x^2 - 1)/(x - 1)", "x + 1", ("difference-of-squares", "cancel")),
    ("2*x + 3*x", "5*x", ("arithmetic",)),
    ("sin(x)^2 + cos(x)^2", "1", ("pythagorean-identity",)),
    ("log(exp(x))", "x", ("logarithm-of-an-exponential",)),
    ("sqrt(x^2)", "abs(x)", ("root-of-a-square",)),
    ("exp(a)*exp(-a)", "1", ("product-of-exponentials",)),
    ("tan(x)*cos(x)", "sin(x)", ("tangent-as-quotient", "cancel")),
    ("(1/x + 1/y)*x*y", "y + x", ("common-denominator", "cancel")),
    ("a*(b + c) - a*b", "a*c", ("distribute",)),
    ("(2*x + 4)/2", "x + 2", ("split-off-from-fraction",)),
    ("log(8)/log(2)", "3", ("logarithm-of-a-perfect-power", "cancel")),
    ("sqrt(50) + sqrt(8)", "7*sqrt(2)", ("simplify-root", "simplify-root")),
    ("exp(-x)/(1 + exp(-x))^2", None, ()),
    ("x + y", None, ()),
]


@pytest.mark.parametrize(("before", "after", "rules"), SIMPLEST)
def test_the_simplest_line(before: str, after: str | None, rules: tuple[str, ...]) -> None:
    lines = simplest(read(before), book=BOOK)
    assert tuple(rule for _, rule in lines) == rules
    assert (plain(lines[-1][0]) if lines else None) == after


INTEGRALS = [
    ("Integral(3*x^2 + 2*x, (x, a, b))", "b^3 - a^3 + b^2 - a^2"),
    ("Integral((x + 1)^2, (x, 0, 1))", "7/3"),
    ("Integral(diff(sin(x^2), x), (x, a, b))", "sin(b^2) - sin(a^2)"),
]


@pytest.mark.parametrize(("before", "after"), INTEGRALS)
def test_integrals_are_worked_out_rule_by_rule(before: str, after: str) -> None:
    lines = found(before, None, ())
    assert lines is not None
    assert plain(lines[-1].term) == after
    derivation = Derivation.start(before)
    for line in lines[1:]:
        derivation = derivation.step(plain(line.term), by=", ".join(line.reasons))
    assert derivation.verify().status == 0


WAYS = [
    ("Integral(2*exp(x) - sin(x), (x, 0, pi))", "2*exp(pi) - 4"),
    ("Integral(x*exp(x^2), (x, 0, 2))", "(exp(4) - 1)/2"),
    ("Integral(sin(x)^3*cos(x), (x, 0, 1))", "sin(1)^4/4"),
    ("Integral(x/(1 + x^2), (x, 0, 1))", "log(2)/2"),
    ("Integral((2*x + 1)^7, (x, 0, 1))", "410"),
    ("Integral(exp(sqrt(x))/sqrt(x), (x, 1, 4))", "2*(exp(2) - exp(1))"),
    ("Integral(x^2*exp(x), (x, 0, 1))", "exp(1) - 2"),
    ("Integral(log(x), (x, 1, 3))", "3*log(3) - 2"),
    ("Integral(x*log(x), (x, 1, 3))", "9*log(3)/2 - 2"),
    ("Integral(x^3*exp(x^2), (x, 0, 1))", "1/2"),
    ("Integral(atan(x), (x, 0, 1))", "atan(1) - log(2)/2"),
    ("Integral(x*exp(-x^2), (x, 0, b))", "-(exp(-b^2) - 1)/2"),
    ("Integral(exp(-2*x), (x, 0, oo))", "1/2"),
]


@pytest.mark.parametrize(("before", "after"), WAYS)
def test_integrals_by_substitution_and_by_parts(before: str, after: str) -> None:
    lines = found(before, None, ())
    assert lines is not None
    assert plain(lines[-1].term) == after
    assert all(line.said for line in lines[1:])  # each was justified by these reasons


def test_a_substitution_reads_as_a_teacher_writes_it() -> None:
    lines = found("Integral(x*exp(x^2), (x, 0, 2))", None, ())
    assert lines is not None
    assert [(plain(line.term), *line.reasons) for line in lines[1:]] == [
        ("Integral(1/2*exp(x^2)*diff(x^2, x), (x, 0, 2))", "recognise-a-derivative"),
        ("1/2*Integral(exp(x^2)*diff(x^2, x), (x, 0, 2))", "constant-multiple-of-an-integral"),
        ("1/2*Integral(exp(u), (u, 0, 4))", "integration-by-substitution"),
        ("(exp(4) - 1)/2", "integral-of-the-exponential"),
    ]


MEETING = [
    ("(x^2 - 1)/(x - 1)", "x + 1"),
    ("1/(1 + exp(-x))", "exp(x)/(1 + exp(x))"),
    ("(exp(-x) + exp(x))/2*((exp(-x) + exp(x))/2) - 1/4*(-exp(-x) + exp(x))^2", "1"),
    ("a/(b*c)*(b + d)", "a/c + a*d/(b*c)"),
    ("x + 0", "x"),
]


@pytest.mark.parametrize(("before", "after"), MEETING)
def test_lines_meet_and_the_moves_are_replayed(before: str, after: str) -> None:
    lines = read(before), read(after)
    met = meet(*lines, book=BOOK)
    assert met is not None
    assert replayed(*lines, met.moves, False, Context(), ())


@pytest.mark.parametrize(("before", "after"), [("x", "y"), ("x^2", "x^3"), ("sin(x)", "x")])
def test_lines_that_are_not_equal_never_meet(before: str, after: str) -> None:
    assert meet(read(before), read(after), book=BOOK) is None


@pytest.mark.parametrize(
    "text", ["x*1 + 0", "-(-x)*y", "(-2)*x*(-3)", "x^(3 - 2)", "0*x + y/1", "0", "-1*x", "x + 2*x - y*x/3 + exp(y - y)"]
)
def test_what_is_tidied_is_routinely_the_same(text: str) -> None:
    term = read(text)
    assert routinely_equal(tidied(term), term)
    assert tidied(tidied(term)) == tidied(term)
    assert routinely_equal(gathered(term), term)
    assert gathered(gathered(term)) == gathered(term)
