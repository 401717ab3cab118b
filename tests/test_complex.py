"""Complex parts, arguments and principal values: tables, conventions, and laws against an oracle."""

from __future__ import annotations

import random
from fractions import Fraction

import mpmath
import pytest

import oracle
from asked import ask, refuted
from derivex.engine.balls import Evaluator, Undefined
from derivex.engine.defined import conditions
from derivex.engine.ladder import prove
from derivex.engine.values import Exact, ball
from derivex.errors import BadGiven
from derivex.given import Given
from derivex.notation.plain import read
from derivex.notation.write import plain
from derivex.substitution import substitute
from derivex.term import App, Term
from derivex.verdict import Proved, Refuted, Undecided
from draws import draws

TRUE = [
    ("sinc(2*(1 - z))", "sinc(1 - z)*cos(1 - z)", ["z complex"]),
    ("re(sqrt(1 - z))^2", "(abs(1 - z) + re(1 - z))/2", ["z complex"]),
    ("abs(sign(z))", "1", ["z complex", "abs(z) > 1"]),
    ("arg(sqrt(z)) + arg(conjugate(sqrt(z)))", "0", ["z complex"]),
    ("sign(I*(z + w))", "sign(I)*sign(z + w)", ["z complex", "w complex"]),
    ("sqrt(z + w)*conjugate(sqrt(z + w))", "abs(z + w)", ["z complex", "w complex"]),
    ("re(z)", "(z + conjugate(z))/2", ["z complex"]),
    ("re(exp(z))", "exp(re(z))*cos(im(z))", ["z complex"]),
    ("im(exp(z))", "exp(re(z))*sin(im(z))", ["z complex"]),
    ("re(sin(x + I*y))", "sin(x)*cosh(y)", []),
    ("abs(sin(x+I*y))", "sqrt(sin(x)^2 + sinh(y)^2)", []),
    ("abs(exp(z))", "exp(re(z))", ["z complex"]),
    ("log(z)", "log(abs(z)) + arg(z)*I", ["z complex", "z != 0"]),
    ("abs(log(z))", "sqrt(log(abs(z))^2 + arg(z)^2)", ["z complex", "z != 0"]),
    ("im(log(z))", "arg(z)", ["z complex"]),
    ("re(log(z))", "log(abs(z))", ["z complex"]),
    ("arg(sqrt(z))", "arg(z)/2", ["z complex"]),
    ("sign(sqrt(z))", "sqrt(sign(z))", ["z complex"]),
    ("abs(sqrt(z))", "sqrt(abs(z))", ["z complex"]),
    ("arg(z)", "-I*log(sign(z))", ["z complex"]),
    ("sign(exp(z))", "exp(I*im(z))", ["z complex"]),
    ("conjugate(sinc(z))", "sinc(conjugate(z))", ["z complex"]),
    ("abs(a*b)", "abs(a)*abs(b)", ["a complex", "b complex"]),
    ("atan2(y, x)", "im(log(x + y*I))", []),
    ("atan2(y,0)", "pi/2*sign(y)", []),
    ("atan(x) + atan(y)", "atan2(x + y, 1 - x*y)", []),
    ("arg(exp(z))", "im(z)", ["z complex", "-pi < im(z) <= pi"]),
    ("sqrt(a*b)", "sqrt(a)*sqrt(b)", ["a complex", "b complex", "-pi < arg(a) + arg(b) <= pi"]),
    ("sqrt(z^2)", "z", ["z complex", "-pi/2 < arg(z) <= pi/2"]),
    ("sqrt(z^2)", "z", ["z complex", "re(z) > 0"]),
    ("log(exp(z))", "z", ["z complex", "-pi < im(z) <= pi"]),
    ("atan(tan(t))", "t", ["t complex", "-pi/2 < re(t) < pi/2"]),
    ("atan(tan(t))", "t", ["-pi/2 < t < pi/2"]),
    ("asin(sin(t))", "t", ["-pi/2 <= t <= pi/2"]),
    ("acos(cos(t))", "t", ["0 <= t <= pi"]),
    ("GoldenRatio^2", "GoldenRatio + 1", []),
    ("GoldenRatio", "2*cos(pi/5)", []),
    ("GoldenRatio^(n+1)", "GoldenRatio^n + GoldenRatio^(n-1)", ["n complex"]),
    ("1 + 1/GoldenRatio", "GoldenRatio", []),
    ("GoldenRatio", "2*sin(3*pi/10)", []),
    ("sinc(2*z)", "sinc(z)*cos(z)", ["z complex"]),
    ("sinc(-z)", "sinc(z)", ["z complex"]),
    ("atan2(y,x)", "atan(y/x)", ["x>0"]),
    ("log(1/z)", "-log(z)", ["z complex", "re(z) > 0"]),
    ("log((1+z)/(1-z))", "log(1+z) - log(1-z)", ["z complex", "abs(z) < 1"]),
    ("log(z) + conjugate(log(z))", "2*log(abs(z))", ["z complex"]),
    ("abs(z)^2", "z*conjugate(z)", ["z complex"]),
    ("conjugate(z*w)", "conjugate(z)*conjugate(w)", ["z complex", "w complex"]),
    ("conjugate(exp(z))", "exp(conjugate(z))", ["z complex"]),
    ("conjugate(sin(z))", "sin(conjugate(z))", ["z complex"]),
    ("abs(z^n)", "abs(z)^n", ["z complex", "n integer"]),
    ("abs(z/w)", "abs(z)/abs(w)", ["z complex", "w complex"]),
    ("abs(conjugate(z))", "abs(z)", ["z complex"]),
    ("sign(z)*abs(z)", "z", ["z complex"]),
    ("abs(sign(z))", "1", ["z complex", "z != 0"]),
    ("im(z)", "(z - conjugate(z))/(2*I)", ["z complex"]),
    ("re(z)^2 + im(z)^2", "abs(z)^2", ["z complex"]),
    ("abs(z+w)^2 + abs(z-w)^2", "2*abs(z)^2+2*abs(w)^2", ["z complex", "w complex"]),
    ("abs(exp(I*x))", "1", []),
    ("arg(conjugate(z))", "-arg(z)", ["z complex", "re(z) > 0"]),
    ("arg(conjugate(z))", "-arg(z)", ["z complex", "im(z) != 0"]),
    ("conjugate(z)^n", "conjugate(z^n)", ["z complex", "n integer"]),
    ("cos(arg(z))", "re(z)/abs(z)", ["z complex"]),
    ("exp(I*arg(z))", "z/abs(z)", ["z complex"]),
    ("z", "abs(z)*exp(I*arg(z))", ["z complex"]),
    ("tan(arg(z))", "im(z)/re(z)", ["z complex"]),
    ("re(1/z)", "re(z)/abs(z)^2", ["z complex"]),
    ("re(x+I*y)", "x", []),
    ("conjugate(x+I*y)", "x-I*y", []),
    ("arg(-1)", "pi", []),
    ("arg(-I)", "-(pi/2)", []),
    ("re(I)", "0", []),
    ("im(I)", "1", []),
    ("sinc(pi/3)", "3*sqrt(3)/(2*pi)", []),
    ("sinc(0)", "1", []),
    ("sinc(pi/2)", "2/pi", []),
    ("sin(x)", "im(exp(I*x))", []),
    ("Heaviside(x)", "(1+sign(x))/2", []),
    ("Heaviside(x) + Heaviside(-x)", "1", []),
    ("EulerGamma + Catalan", "Catalan + EulerGamma", []),
    ("floor(x+n)", "floor(x)+n", ["n integer"]),
    ("ceiling(x)", "-floor(-x)", []),
    ("conjugate(x)", "x", []),
    ("re(z*conjugate(w))", "re(z)*re(w)+im(z)*im(w)", ["z complex", "w complex"]),
    ("abs(cos(x+I*y))^2", "cos(x)^2+sinh(y)^2", []),
    ("arg(z)", "atan2(im(z), re(z))", ["z complex"]),
    ("log(z*w)", "log(z) + log(w)", ["z complex", "w complex", "re(z) > 0", "re(w) > 0"]),
    ("sqrt(1/z)", "1/sqrt(z)", ["z complex", "im(z) > 0"]),
    ("sqrt(z^2)", "-z", ["z complex", "re(z) < 0"]),
    ("log(z^2)", "2*log(z)", ["z complex", "re(z) > 0"]),
    ("arg(z^2)", "2*arg(z)", ["z complex", "re(z) > 0"]),
    ("arg(z*w)", "arg(z)+arg(w)", ["z complex", "w complex", "re(z) > 0", "re(w) > 0"]),
    ("arg(1/z)", "-arg(z)", ["z complex", "im(z) > 0"]),
    ("arg(-z)", "arg(z) - pi", ["z complex", "im(z) > 0"]),
    ("atan(x) - atan(y)", "atan2(x - y, 1 + x*y)", []),
    ("atan2(y, x) + atan2(-y, x)", "0", ["x > 0"]),
    ("atan(x) + atan(1/x)", "pi/2", ["x > 0"]),
    ("atan2(x, y) + atan2(y, x)", "pi/2", ["x > 0", "y > 0"]),
    ("2*atan2(y, x)", "atan2(2*x*y, x^2-y^2)", ["x > 0"]),
    ("conjugate(asin(x))", "asin(x)", ["-1 < x < 1"]),
    ("conjugate(x^y)", "x^y", ["x > 0"]),
    ("abs(x^y)", "abs(x)^y", ["x > 0"]),
    ("abs(x^(I*y))", "1", ["x>0"]),
    ("abs(I^x)", "1", []),
    ("conjugate(erf(z))", "erf(conjugate(z))", ["z complex"]),
    ("re(f(x))", "f(x)", []),
    ("diff(re(exp(I*x)), x)", "-sin(x)", []),
    ("diff(arg(1+I*x), x)", "1/(1+x^2)", []),
    ("diff(atan2(sin(x),cos(x)), x)", "1", []),
    ("diff(abs(exp(I*x)+2)^2, x)", "-4*sin(x)", []),
    ("diff(sinc(x), x)", "(x*cos(x) - sin(x))/x^2", []),
    ("diff(Heaviside(x)*x, x)", "Heaviside(x)", []),
    ("abs(tanh(x+I*y))^2", "(sinh(x)^2+sin(y)^2)/(sinh(x)^2+cos(y)^2)", []),
    ("re(tan(x+I*y))", "sin(2*x)/(cos(2*x)+cosh(2*y))", []),
    ("abs(1+z)^2", "1 + 2*re(z) + abs(z)^2", ["z complex"]),
    ("re((1+z)/(1-z))", "(1-abs(z)^2)/abs(1-z)^2", ["z complex"]),
    ("abs((z-I)/(z+I))", "1", []),
    ("re(log(1+I*x))", "log(1+x^2)/2", []),
    ("im(log(-2))", "pi", []),
    ("sign(x*y)", "sign(x)*sign(y)", []),
    ("sign(z*w)", "sign(z)*sign(w)", ["z complex", "w complex"]),
    ("sign(1/z)", "conjugate(sign(z))", ["z complex"]),
    ("max(re(z), im(z))", "(re(z)+im(z)+abs(re(z)-im(z)))/2", ["z complex"]),
    ("arg(x)", "pi*(1-sign(x))/2", []),
    ("arg(x)", "pi*(1-Heaviside(x))", []),
    ("log(x)", "log(abs(x)) + I*pi*(1-Heaviside(x))", []),
    ("sqrt(z)*conjugate(sqrt(z))", "abs(z)", ["z complex"]),
    ("re(sqrt(z))^2", "(abs(z)+re(z))/2", ["z complex"]),
    ("log(exp(I*t))", "I*t", ["-pi < t <= pi"]),
    ("conjugate(sqrt(z))", "sqrt(conjugate(z))", ["z complex", "re(z) > 0"]),
    ("conjugate(sqrt(z))", "sqrt(conjugate(z))", ["z complex", "im(z) != 0"]),
    ("sqrt(z)*sqrt(conjugate(z))", "abs(z)", ["z complex", "re(z) > 0"]),
    ("(conjugate(z))^(1/3)", "conjugate(z^(1/3))", ["z complex", "im(z)>0"]),
    ("conjugate(atan(z))", "atan(conjugate(z))", ["z complex", "re(z) > 0"]),
    ("atanh(conjugate(z))", "I*atan(conjugate(z)/I)", ["z complex"]),
    ("abs(z)", "abs(re(z))", ["z complex", "im(z) = 0"]),
    ("log(z)", "log(abs(z))", ["z complex", "im(z) = 0", "re(z) > 0"]),
    ("z", "conjugate(z)", ["z complex", "im(z) = 0"]),
    ("abs(z)*z", "z^3/z^2", ["z complex", "abs(z) = 1"]),
    ("z*conjugate(z)", "1", ["z complex", "abs(z) = 1"]),
    ("z^4", "1", ["z complex", "z^2 = -1"]),
    ("arg(z)", "pi/2", ["z complex", "re(z)=0", "im(z) > 0"]),
    ("conjugate(sqrt(1 + I))", "sqrt(conjugate(1 + I))", []),
    ("diff(exp(z), z)*conjugate(z)", "conjugate(z)*exp(z)", ["z complex"]),
    ("re(diff(z^2, z))", "2*re(z)", ["z complex"]),
    ("diff(re(z)^2, x)", "0", ["z complex"]),
    ("diff(re(x*z), x)", "re(z)", ["z complex"]),
    ("diff(abs(x*z), x)", "abs(z)*sign(x)", ["z complex"]),
    ("diff(arg(x+I), x)", "-1/(1+x^2)", []),
    ("diff(abs(x+I*y), x)", "x/abs(x+I*y)", []),
    ("diff(diff(re(exp((1+I)*x)), x),x)", "-2*exp(x)*sin(x)", []),
    ("diff(sinc(x), x, 2)", "-sinc(x) - 2*diff(sinc(x),x)/x", []),
    ("diff(sign(x)*x^2, x)", "2*abs(x)", []),
    ("diff(Piecewise((x^3, x>0),(0,True)), x, 2)", "6*max(x,0)", []),
    ("diff(max(x^2,x), x)", "Piecewise((2*x, x > 1), (1, And(x > 0, x<1)), (2*x, True))", []),
    ("diff(log(abs(x)), x)", "1/x", []),
    ("diff(arg(x), x)", "0", []),
    ("diff(min(x,y), x)", "Heaviside(y-x)", []),
    ("diff(atan2(y,x), x)", "-y/(x^2+y^2)", []),
    ("diff(im(log(x)), x)", "0", []),
    ("diff(re(log(x)),x)", "1/x", []),
]

FALSE = [
    ("abs(sign(x + I*y))", "1", ["z complex", "im(z) > 0"]),
    ("arg(w*(-z))", "arg(w) + arg(-z)", ["z complex", "w complex", "arg(z) = pi/2"]),
    ("arg(z*w)", "arg(z)+arg(w)", ["z complex", "w complex"]),
    ("re(z*w)", "re(z)*re(w)", ["z complex", "w complex"]),
    ("arg(z^2)", "2*arg(z)", ["z complex"]),
    ("conjugate(log(z))", "log(conjugate(z))", ["z complex"]),
    ("atan2(y,x)", "atan(y/x)", []),
    ("abs(sign(z))", "1", ["z complex"]),
    ("arg(conjugate(z))", "-arg(z)", ["z complex"]),
    ("conjugate(sqrt(z))", "sqrt(conjugate(z))", ["z complex"]),
    ("Heaviside(x)^2", "Heaviside(x)", []),
    ("EulerGamma", "1/2", []),
    ("floor(x + 1/2)", "floor(x)", []),
    ("floor(2*x)", "2*floor(x)", []),
    ("abs(z)", "abs(re(z))", ["z complex"]),
    ("(z^2)^(1/2)", "z", ["z complex", "re(z) < 0"]),
    ("atan2(y, x) + atan2(-y, x)", "0", []),
    ("2*atan2(y, x)", "atan2(2*x*y, x^2-y^2)", []),
    ("atan(x) + atan(y)", "atan2(x + y, 1 - x*y)", ["x complex"]),
    ("conjugate(asin(x))", "asin(x)", []),
    ("conjugate(x^y)", "x^y", []),
    ("conjugate(sqrt(z))", "sqrt(conjugate(z))", ["z complex"]),
    ("sqrt(z)*sqrt(conjugate(z))", "abs(z)", ["z complex"]),
    ("conjugate(atan(z))", "atan(conjugate(z))", ["z complex"]),
    ("z", "conjugate(z)", ["z complex", "re(z) = 0"]),
]


@pytest.mark.parametrize(("before", "after", "given"), TRUE, ids=[f"{row[0]} = {row[1]}" for row in TRUE])
def test_proved(before: str, after: str, given: list[str]) -> None:
    assert isinstance(ask(before, after, *given), Proved)


@pytest.mark.parametrize(("before", "after", "given"), FALSE, ids=[f"{row[0]} = {row[1]}" for row in FALSE])
def test_refuted_where_another_kind_of_arithmetic_sees_it_too(before: str, after: str, given: list[str]) -> None:
    witness = refuted(before, after, *given).witness
    assert oracle.sees_apart(read(before), read(after), dict(witness.at))


# ---- what has no derivative by a complex variable ----


@pytest.mark.parametrize(("before", "after"), [("diff(conjugate(z), z)", "1"), ("diff(abs(z), z)", "0")])
def test_no_derivative_by_a_complex_variable(before: str, after: str) -> None:
    assert isinstance(ask(before, after, "z complex"), Undecided)


# ---- values ----

VALUES = [
    ("arg(-1)", "pi"),
    ("arg(-I)", "-pi/2"),
    ("arg(-1 - I)", "-3*pi/4"),
    ("atan2(1, -1)", "3*pi/4"),
    ("atan2(0, -2)", "pi"),
    ("sign(3 + 4*I)", "3/5 + 4/5*I"),
    ("abs(3 + 4*I)", "5"),
    ("Heaviside(0)", "1/2"),
    ("sinc(0)", "1"),
    ("conjugate(2 - I)", "2 + I"),
    ("re(2 - I) + im(2 - I)", "1"),
]


@pytest.mark.parametrize(("text", "expected"), VALUES)
def test_exact_values(text: str, expected: str) -> None:
    assert Evaluator({}).evaluate(read(text)) == Evaluator({}).evaluate(read(expected))


@pytest.mark.parametrize("text", ["arg(0)", "atan2(0, 0)", "arg(x - x)"])
def test_the_argument_of_zero_is_undefined(text: str) -> None:
    with pytest.raises(Undefined):
        Evaluator({"x": Exact(Fraction(2))}).evaluate(read(text))


@pytest.mark.parametrize("name", ["GoldenRatio", "EulerGamma", "Catalan"])
def test_constants_have_their_values(name: str) -> None:
    found = ball(Evaluator({}, 128).evaluate(read(name))).real
    with mpmath.workdps(30):
        assert abs(mpmath.mpf(found.str(30, radius=False)) - oracle.value(read(name), {})) < mpmath.mpf(10) ** -25


def test_a_constant_is_no_symbol() -> None:
    with pytest.raises(BadGiven):
        Given((("Catalan", "complex"),))


NEEDED = [
    ("arg(z)", ["z != 0"]),
    ("atan2(y, x)", ["x != 0 or y != 0"]),
    ("Heaviside(z)", ["im(z) = 0"]),
    ("sinc(z)", []),
    ("conjugate(1/z)", ["z != 0"]),
]


@pytest.mark.parametrize(("text", "expected"), NEEDED)
def test_what_they_need(text: str, expected: list[str]) -> None:
    assert [plain(each) for each in conditions(read(text), Given.read(["z complex"]))] == expected


# ---- laws that turn on a branch, at random arguments, against an oracle ----

LAWS = [
    ("arg(u*v)", "arg(u) + arg(v)"),
    ("arg(u^2)", "2*arg(u)"),
    ("arg(1/u)", "-arg(u)"),
    ("arg(conjugate(u))", "-arg(u)"),
    ("arg(sqrt(u))", "arg(u)/2"),
    ("conjugate(log(u))", "log(conjugate(u))"),
    ("conjugate(sqrt(u))", "sqrt(conjugate(u))"),
    ("conjugate(atan(u))", "atan(conjugate(u))"),
    ("conjugate(u*v)", "conjugate(u)*conjugate(v)"),
    ("abs(u*v)", "abs(u)*abs(v)"),
    ("abs(u)^2", "u*conjugate(u)"),
    ("log(u)", "log(abs(u)) + I*arg(u)"),
    ("log(u*v)", "log(u) + log(v)"),
    ("log(1/u)", "-log(u)"),
    ("log(exp(u))", "u"),
    ("sqrt(u*v)", "sqrt(u)*sqrt(v)"),
    ("sqrt(u^2)", "u"),
    ("(u/v)^(1/3)", "u^(1/3)/v^(1/3)"),
    ("atan(tan(u))", "u"),
    ("acos(cos(u))", "u"),
    ("sign(u*v)", "sign(u)*sign(v)"),
    ("sinc(2*u)", "sinc(u)*cos(u)"),
    ("im(log(u))", "atan(im(u)/re(u))"),
    ("exp(I*arg(u))", "u/abs(u)"),
]
ARGUMENTS = [
    "z",
    "w",
    "-z",
    "z*w",
    "z + w",
    "I*z",
    "z^2",
    "1/z",
    "1 - z",
    "conjugate(z)",
    "exp(z)",
    "sqrt(z)",
    "x + I*y",
]
ARGUMENTS += ["x", "abs(z)", "-2", "1 + I", "log(z)", "z*conjugate(w)", "re(z)", "0"]
GIVENS: list[list[str]] = [
    [],
    ["re(z) > 0"],
    ["im(z) > 0"],
    ["im(z) >= 0"],
    ["re(z) < 0"],
    ["abs(z) < 1"],
    ["re(z) > 0", "re(w) > 0"],
    ["-pi < arg(z) + arg(w) <= pi"],
    ["-pi < im(z) <= pi"],
    ["-pi/2 < re(z) < pi/2"],
    ["-pi/2 < arg(z) <= pi/2"],
    ["x > 0"],
    ["im(z) = 0"],
    ["re(z) > abs(im(z))"],
]
PLACES = [mpmath.mpc(re, im) for re in (0, 1, -1, 0.5, -2.5, 4) for im in (0, 1, -1, 0.25, -3.5)]


def holds(relation: Term, at: dict[str, mpmath.mpc]) -> bool:
    assert isinstance(relation, App)
    left, right = (oracle.value(side, at) for side in relation.args)
    try:
        return left is not None and right is not None and bool(oracle.RELATIONS[relation.head](left, right))
    except ValueError:
        return False


@pytest.mark.parametrize("seed", range(draws(5)))
def test_no_law_is_proved_where_an_oracle_sees_a_difference(seed: int) -> None:
    source = random.Random(seed)
    decided = 0
    for _ in range(15):
        names = {name: read(source.choice(ARGUMENTS)) for name in "uv"}
        before, after = (substitute(read(side), names) for side in source.choice(LAWS))
        given = Given.read(["z complex", "w complex", *source.choice(GIVENS)])
        verdict = prove(before, after, given)
        assert not (isinstance(verdict, Undecided) and "INTERNAL" in verdict.reason)
        if isinstance(verdict, Refuted):
            at = {name: oracle.value(value, {}) for name, value in verdict.witness.at}
            assert not oracle.close(oracle.value(before, at), oracle.value(after, at))
            decided += 1
        if isinstance(verdict, Proved):
            decided += 1
            for _ in range(25):
                at = {name: source.choice(PLACES) for name in "zw"}
                at |= {name: mpmath.mpf(source.choice([0, 1, -1, 2, -0.5])) for name in "xy"}
                if all(holds(relation, at) for relation in given.relations):
                    left, right = oracle.value(before, at), oracle.value(after, at)
                    assert left is None or right is None or oracle.close(left, right), (before, after, at)
    assert decided > 5
