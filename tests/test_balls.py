"""Values at points: conventions, certain undefinedness, and agreement with an independent oracle."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest
from flint import arb
from hypothesis import given as given_values
from hypothesis import settings
from hypothesis import strategies as st

import oracle
from derivex.engine.balls import Evaluator, Undefined, Unknown
from derivex.engine.values import Exact, Turn, Value, ball, only_integer
from derivex.notation.plain import read
from derivex.term import App, Num, Sym, Term


def value(text: str, precision: int = 64, *, real_values: bool = False, **at: str) -> Value:
    point = {name: Evaluator({}).evaluate(read(number)) for name, number in at.items()}
    return Evaluator(point, precision, real_values=real_values).evaluate(read(text))


EXACT = [
    ("1/(1 + exp(-x))", {"x": "0"}, "1/2"),
    ("diff(1/(1 + exp(-x)), x)", {"x": "0"}, "1/4"),
    ("0^0", {}, "1"),
    ("0^x", {"x": "1/2"}, "0"),
    ("x^x", {"x": "-2"}, "1/4"),
    ("sqrt(x)", {"x": "9/4"}, "3/2"),
    ("4^(3/2)", {}, "8"),
    ("root(x, 3)", {"x": "-8"}, "-2"),
    ("log(1)", {}, "0"),
    ("sin(pi/6) + cos(7*pi)", {}, "-1/2"),
    ("tan(5*pi/4)", {}, "1"),
    ("sin(x*pi)", {"x": "10^30"}, "0"),
    ("abs(-7/2)", {}, "7/2"),
    ("sign(0)", {}, "0"),
    ("floor(-1/2) + ceiling(-1/2)", {}, "-1"),
    ("max(1, 2) - min(1, 2)", {}, "1"),
    ("factorial(5)", {}, "120"),
    ("binomial(5, 2)", {}, "10"),
    ("0.1 + 0.2", {}, "3/10"),
    ("Sum(k^2, (k, 1, 4))", {}, "30"),
    ("Product(k, (k, 1, 4))", {}, "24"),
    ("Sum(k, (k, 1, 0))", {}, "0"),
    ("Subs(diff(t^3, t), t, x)", {"x": "2"}, "12"),
    ("diff(log(x), x)", {"x": "-2"}, "-1/2"),
    ("diff(x^3, x, 2)", {"x": "5"}, "30"),
    ("diff(diff(x^3, x), x)", {"x": "5"}, "30"),
    ("diff(diff(x^2*y^3, x), y)", {"x": "1", "y": "2"}, "24"),
]


@pytest.mark.parametrize(("text", "at", "expected"), EXACT)
def test_exact_values(text: str, at: dict[str, str], expected: str) -> None:
    assert value(text, **at) == Exact(Fraction(expected))


TURNS = [
    ("log(-1)", 0, 1),
    ("asin(1)", Fraction(1, 2), 0),
    ("acot(0)", Fraction(1, 2), 0),
    ("acos(-1)", 1, 0),
    ("2*pi - pi/2", Fraction(3, 2), 0),
]


@pytest.mark.parametrize(("text", "re", "im"), TURNS)
def test_exact_multiples_of_pi(text: str, re: Fraction, im: Fraction) -> None:
    assert value(text) == Turn(Fraction(re), Fraction(im))


UNDEFINED = [
    "1/(x - x)",
    "x/x",
    "(x - x)/(x - x)",
    "0*(1/x)",
    "log(x)",
    "0^(-1)",
    "x^(-2)",
    "0^I",
    "tan(pi/2 + x)",
    "cot(x)",
    "sec(3*pi/2)",
    "coth(x)",
    "atan(I)",
    "atanh(1)",
    "gamma(x)",
    "factorial(x - 3)",
    "asec(x)",
    "Sum(1/k, (k, 0, 3))",
    "Sum(k/k, (k, 0, 3))",
    "Sum(k, (k, 3, 1))",
]


@pytest.mark.parametrize("text", UNDEFINED)
def test_certainly_undefined_at_0(text: str) -> None:
    with pytest.raises(Undefined):
        value(text, x="0")


UNKNOWN = [
    # true or false, it can't be told from a ball, or would cost too much
    "1/(sin(1)^2 + cos(1)^2 - 1)",
    "9**9**9**9",
    "2^(10^9)",
    "factorial(10^9)",
    "exp(exp(exp(1000)))",
    "sin(exp(1000))",
    "Sum(k, (k, 1, 10^9))",
    "Integral(exp(-t^3)*sin(t)^2, (t, 0, oo))",
    "Integral(1/t, (t, -1, 1))",
    "diff(abs(x), x)",  # a kink
    "diff(log(x*I - 1), x)",  # crosses the cut
    "diff(sqrt(x^2), x)",
    "diff(floor(x), x)",
]


@pytest.mark.parametrize("text", UNKNOWN)
def test_unknown_is_never_used(text: str) -> None:
    with pytest.raises(Unknown):
        value(text, x="0")


def test_real_values() -> None:
    assert value("log(x)", real_values=True, x="1") == Exact(Fraction(0))
    for text in ("log(x)", "sqrt(x)", "x^(1/2)", "asin(2*x)", "sqrt(x)^2", "I*I"):
        with pytest.raises(Undefined):
            value(text, real_values=True, x="-1")


# principal values, on the cuts as SymPy and mpmath have them
PRINCIPAL = [
    ("(-8)^(1/3)", "1 + 1.7320508075688772j"),
    ("log(-2)", "0.6931471805599453 + 3.1415926535897932j"),
    ("sqrt(-2)", "1.4142135623730951j"),
    ("asin(2)", "1.5707963267948966 - 1.3169578969248167j"),
    ("acos(2)", "1.3169578969248167j"),
    ("acosh(-2)", "1.3169578969248167 + 3.1415926535897932j"),
    ("atanh(2)", "0.5493061443340548 - 1.5707963267948966j"),
    ("acot(-2)", "-0.4636476090008061"),
    ("asec(-2)", "2.0943951023931953"),
    ("acsch(2)", "0.48121182505960347"),
    ("I^I", "0.20787957635076193"),
]


@pytest.mark.parametrize(("text", "expected"), PRINCIPAL)
def test_principal_values(text: str, expected: str) -> None:
    wide = ball(value(text))
    wanted = complex(expected.replace(" ", ""))
    assert abs(complex(wide) - wanted) < 1e-12


NUMBERS = st.sampled_from([Num("0"), Num("1"), Num("2"), Num("3"), Num("0.5")])
ATOMS = st.one_of(NUMBERS, st.sampled_from([Sym("x"), Sym("y"), Sym("pi"), Sym("E")]))


def _built(parts: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    pair = st.tuples(parts, parts)
    functions = st.sampled_from(["exp", "log", "sqrt", "sin", "cos", "tan", "sinh", "cosh", "atan", "asinh", "abs"])
    return st.one_of(
        pair.map(lambda both: App("+", both)),
        pair.map(lambda both: App("*", both)),
        pair.map(lambda both: App("/", both)),
        parts.map(lambda one: App("neg", (one,))),
        st.tuples(parts, st.sampled_from([Num("2"), Num("3"), App("neg", (Num("1"),))])).map(
            lambda both: App("^", both)
        ),
        st.tuples(functions, parts).map(lambda both: App(both[0], (both[1],))),
    )


TERMS = st.recursive(ATOMS, _built, max_leaves=8)
POINTS = st.tuples(*(st.sampled_from([Fraction(n, d) for n in (-3, -1, 1, 2, 5) for d in (1, 2, 7)]) for _ in "xy"))


@settings(max_examples=300)
@given_values(TERMS, POINTS)
def test_a_ball_contains_the_value_of_an_independent_oracle(term: Term, numbers: tuple[Fraction, Fraction]) -> None:
    try:
        found = Evaluator({"x": Exact(numbers[0]), "y": Exact(numbers[1])}, 120).evaluate(term)
    except (Undefined, Unknown):
        return
    with mpmath.workdps(40):
        expected = oracle.value(
            term, {name: mpmath.mpf(n.numerator) / n.denominator for name, n in zip("xy", numbers, strict=True)}
        )
        if expected is None or abs(expected) > 1e12:
            return  # the oracle rounds: near a pole it knows less than a ball does
        wide = ball(found)
        middle = mpmath.mpc(
            mpmath.mpf(wide.real.mid().str(35, radius=False)), mpmath.mpf(wide.imag.mid().str(35, radius=False))
        )
        assert abs(middle - expected) < mpmath.mpf(10) ** -12 * (1 + abs(expected))


@settings(max_examples=150)
@given_values(TERMS, POINTS)
def test_finer_balls_overlap_coarser_ones(term: Term, numbers: tuple[Fraction, Fraction]) -> None:
    point: dict[str, Value] = {"x": Exact(numbers[0]), "y": Exact(numbers[1])}
    try:
        coarse, fine = (ball(Evaluator(point, bits).evaluate(term)) for bits in (64, 256))
    except (Undefined, Unknown):
        return
    assert coarse.overlaps(fine)


def test_no_number_is_too_large_to_ask_for_its_integer() -> None:
    assert only_integer(arb(7)) == 7
    assert only_integer(arb(7, 2)) is None
    # written out, this one would end the process
    assert only_integer((arb(2) ** 10**15) ** 10**9) is None
