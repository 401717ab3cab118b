"""Factorial, binomial, gamma and the functions that are known by their derivative: tables of verdicts."""

from __future__ import annotations

import mpmath
import pytest

from derivex.engine.balls import Evaluator
from derivex.engine.ladder import prove
from derivex.engine.values import Exact, Undefined, Unknown, ball
from derivex.given import Given
from derivex.notation.plain import read, read_relations
from derivex.term import App
from derivex.verdict import Proved, Refuted, Undecided, Verdict


def ask(text: str, *given: str) -> Verdict:
    ((left, right),) = (relation.args for relation in read_relations(text) if isinstance(relation, App))
    return prove(left, right, Given.read(given))


TRUE: tuple[tuple[str, ...], ...] = (
    # shifts by integers
    ("gamma(z + 1) = z*gamma(z)", "z complex"),
    ("gamma(n) = factorial(n - 1)",),
    ("n/factorial(n) = 1/factorial(n - 1)",),
    ("factorial(n + 2)/factorial(n) = (n + 1)*(n + 2)",),
    ("factorial(n + 1) - factorial(n) = n*factorial(n)", "n integer", "n >= 0"),
    ("factorial(n) = n*(n - 1)*(n - 2)*factorial(n - 3)", "n integer", "n > 2"),
    ("gamma(x/(x + 1) + 1) = x/(x + 1)*gamma(x/(x + 1))",),
    ("gamma((2*x + 1)/(x + 1)) = x/(x + 1)*gamma(x/(x + 1))",),
    # binomials, poles and zeros included
    ("factorial(n)/(factorial(k)*factorial(n - k)) = binomial(n, k)",),
    ("binomial(n, k) = binomial(n, n - k)",),
    ("binomial(n, k) + binomial(n, k + 1) = binomial(n + 1, k + 1)",),
    ("k*binomial(n, k) = n*binomial(n - 1, k - 1)",),
    ("binomial(n, k)*binomial(k, m) = binomial(n, m)*binomial(n - m, k - m)",),
    ("binomial(n, 2) = n*(n - 1)/2",),
    ("binomial(n, 0) = 1",),
    ("binomial(n, n) = 1",),
    ("binomial(n, -1) = 0",),
    ("binomial(4, k) = 24/(factorial(k)*factorial(4 - k))",),
    ("binomial(-1/2, 2) = 3/8",),
    # values
    ("gamma(1/2) = sqrt(pi)",),
    ("gamma(7/2) = 15*sqrt(pi)/8",),
    ("gamma(-3/2) = 4*sqrt(pi)/3",),
    ("gamma(4/3) = gamma(1/3)/3",),
    ("gamma(1/3)*gamma(2/3) = 2*pi/sqrt(3)",),
    ("factorial(1/2) = sqrt(pi)/2",),
    ("zeta(2) = pi^2/6",),
    ("sign(factorial(n)) = 1", "n integer"),
    ("abs(gamma(x)) = gamma(x)", "x > 0"),
    ("zeta(-1) = -1/12",),
    ("digamma(1/2) = digamma(1) - 2*log(2)",),
    # reflection and duplication
    ("gamma(z)*gamma(1 - z) = pi/sin(pi*z)", "z complex"),
    ("gamma(z)*gamma(-z) = -pi/(z*sin(pi*z))", "z complex"),
    ("gamma(x + 1)*gamma(1 - x)*sin(pi*x) = pi*x",),
    ("gamma(2*z) = 2^(2*z - 1)*gamma(z)*gamma(z + 1/2)/sqrt(pi)", "z complex"),
    ("factorial(2*n) = 4^n*factorial(n)*gamma(n + 1/2)/sqrt(pi)",),
    # derivatives
    ("diff(gamma(x), x) = gamma(x)*digamma(x)",),
    ("diff(factorial(x), x) = factorial(x)*digamma(x + 1)",),
    ("diff(log(gamma(x)), x) = digamma(x)", "x > 0"),
    ("diff(digamma(x), x) = polygamma(1, x)",),
    ("digamma(x + 2) = digamma(x) + 1/x + 1/(x + 1)",),
    ("polygamma(2, x + 1) = polygamma(2, x) + 2/x^3",),
    ("polygamma(0, x) = digamma(x)",),
    ("diff(binomial(x, 2), x) = x - 1/2",),
    # error functions and integral functions
    ("erfc(x) = 1 - erf(x)",),
    ("erfi(x) = -I*erf(I*x)",),
    ("erf(-x) = -erf(x)",),
    ("diff(x*erf(x) + exp(-x^2)/sqrt(pi), x) = erf(x)",),
    ("diff(x*erfi(x) - exp(x^2)/sqrt(pi), x) = erfi(x)",),
    ("diff(sqrt(pi)*erf(x*sqrt(a))/(2*sqrt(a)), x) = exp(-a*x^2)", "a, x complex"),
    ("diff(sqrt(pi)*exp(-b^2/4)*erfi(x + b/2)/2, x) = exp(x^2 + b*x)",),
    ("diff(Ei(x^2)/2, x) = exp(x^2)/x",),
    ("diff(x*li(x) - Ei(2*log(x)), x) = li(x)", "x > 1"),
    ("li(x) = Ei(log(x))",),
    ("Chi(x) + Shi(x) = Ei(x)", "x > 0"),
    ("diff(Si(3*x), x) = sin(3*x)/x",),
    ("diff(x*Ci(x) - sin(x), x) = Ci(x)",),
    ("Shi(I*x) = I*Si(x)",),
    ("diff(fresnels(x), x) = sin(pi*x^2/2)",),
    ("diff(x*fresnelc(x) - sin(pi*x^2/2)/pi, x) = fresnelc(x)",),
    # Lambert's W
    ("LambertW(z)*exp(LambertW(z)) = z", "z complex"),
    ("diff(x*LambertW(x) - x + exp(LambertW(x)), x) = LambertW(x)",),
    ("exp(2*LambertW(x) + y) = x^2*exp(y)/LambertW(x)^2",),
)

FALSE: tuple[tuple[str, ...], ...] = (
    ("gamma(x + 1) = x*gamma(x) + 1",),
    ("factorial(n)^2 = factorial(n - 1)*factorial(n + 1)",),
    ("binomial(n, k) = binomial(n, k + 1)",),
    ("binomial(n, k) + binomial(n, k + 1) = binomial(n + 1, k)",),
    ("binomial(n, 3) = n*(n - 1)*(n - 2)/3",),
    ("gamma(x)*gamma(1 - x) = -pi/sin(pi*x)",),
    ("gamma(2*x) = 2^(2*x)*gamma(x)*gamma(x + 1/2)/sqrt(pi)",),
    ("digamma(x + 1) = digamma(x) - 1/x",),
    ("diff(gamma(x), x) = digamma(x)",),
    ("LambertW(x*exp(x)) = x",),
    ("Chi(x) + Shi(x) = Ei(x)", "x < 0"),
    ("erfi(x) = I*erf(I*x)",),
    ("diff(Ei(2*x), x) = exp(2*x)/(2*x)",),
    ("zeta(3) = 1.2020569",),
    ("exp(LambertW(z)) + sign(z)^2 = exp(log(z) - log(LambertW(z))) + 1", "z complex"),
)

UNDEFINED = ("gamma(0) = gamma(0)", "binomial(-2, k) = 1", "digamma(-1) = 1", "zeta(1) = zeta(1)", "li(1) = li(1)")


@pytest.mark.parametrize("row", TRUE, ids=lambda row: row[0])
def test_proved(row: tuple[str, ...]) -> None:
    assert isinstance(ask(*row), Proved)


@pytest.mark.parametrize("row", FALSE, ids=lambda row: row[0])
def test_refuted(row: tuple[str, ...]) -> None:
    assert isinstance(ask(*row), Refuted)


@pytest.mark.parametrize("text", UNDEFINED)
def test_what_has_no_value_is_not_proved(text: str) -> None:
    assert isinstance(ask(text), Undecided)


def test_poles_are_lost_and_said_so() -> None:
    verdict = ask("n/factorial(n) = 1/factorial(n - 1)", "n integer", "n >= 0")
    assert isinstance(verdict, Proved)
    assert verdict.lost


VALUES = ("-5/2", "-1", "-1/3", "0", "1/7", "1", "3/2", "2", "7", "1/2 + I", "-2 + 3*I", "-I")
ORACLE = {name: getattr(mpmath, name.lower()) for name in ("Ei", "Ci", "Si", "Chi", "Shi", "LambertW")}
ORACLE |= {name: getattr(mpmath, name) for name in ("erfc", "erfi", "li", "digamma", "loggamma", "fresnels", "zeta")}


@pytest.mark.parametrize("head", ORACLE)
@pytest.mark.parametrize("point", VALUES)
def test_values_agree_with_another_library(head: str, point: str) -> None:
    with mpmath.workdps(30):
        at = Evaluator({}, 64).evaluate(read(point))
        assert isinstance(at, Exact)
        try:
            found = ball(Evaluator({}, 100).evaluate(App(head, (read(point),))))
        except (Undefined, Unknown):
            return
        argument = mpmath.mpf(at.re.numerator) / at.re.denominator
        if at.im:
            argument = mpmath.mpc(argument, mpmath.mpf(at.im.numerator) / at.im.denominator)
        expected = ORACLE[head](argument)
        middle = mpmath.mpc(found.real.mid().str(30, radius=False), found.imag.mid().str(30, radius=False))
        assert abs(middle - expected) < mpmath.mpf(10) ** -20 * (1 + abs(expected))
