"""Sums and integrals that have a value: those without an end, and where they have none; the binomial theorem; limits at infinity."""

from __future__ import annotations

import pytest
from flint import arb

from derivex.engine.balls import Evaluator, Undefined, Unknown
from derivex.engine.bounds import Bounds
from derivex.engine.kernels import Zero, vanishes
from derivex.engine.ladder import prove
from derivex.engine.values import ball
from derivex.given import Given
from derivex.notation.plain import read, read_relations
from derivex.step import in_words
from derivex.term import App, Term, subtract
from derivex.verdict import Proved, Refuted, Undecided

TRUE_SUMS = [
    ("Sum(q^k, (k, 0, oo)) = 1/(1 - q)",),
    ("Sum(a*q^k, (k, 0, oo)) = a/(1 - q)",),
    (
        "Sum(q^(2*k),(k,0,oo)) = 1/(1-q^2)",
        "abs(q) < 1",
    ),
    ("Sum(x^(k+1)/factorial(k),(k,1,oo)) = x*exp(x) - x",),
    ("Sum(x^(k+1)/factorial(k+1),(k,0,oo)) = exp(x) - 1",),
    ("Sum((-1)^(k+1)*x^(2*k)/factorial(2*k),(k,0,oo)) = -cos(x)",),
    ("Sum((-1)^k*x^(2*k+3)/factorial(2*k+1),(k,0,oo)) = x^2*sin(x)",),
    ("Sum(x^(2*k)/factorial(2*k),(k,0,oo)) = cosh(x)",),
    ("Sum(2^(-k),(k,-1,oo)) = 4",),
    ("Sum(k^2/2^k,(k,1,oo)) = 6",),
    (
        "Sum(exp(-k*x),(k,0,oo)) = exp(x)/(exp(x)-1)",
        "x > 0",
    ),
    (
        "Sum((1/q)^k,(k,0,oo)) = q/(q-1)",
        "q > 1",
    ),
    (
        "Sum((2+3*k)*q^k,(k,0,oo)) = (2+q)/(1-q)^2",
        "0 < q",
        "q < 1",
    ),
    (
        "Sum(z^k,(k,0,oo)) = 1/(1-z)",
        "z complex",
        "abs(z) < 1",
    ),
    ("Sum((I/2)^k,(k,0,oo)) = 1/(1-I/2)",),
    ("Sum(9/10^k,(k,1,oo)) = 1",),
    (
        "Sum(q^k,(k,3,oo)) = q^3/(1-q)",
        "abs(q)<1",
    ),
    ("Sum(k^2*x^k/factorial(k),(k,0,oo)) = (x+x^2)*exp(x)",),
    ("Sum(k/factorial(k),(k,1,oo)) = exp(1)",),
    ("Sum((-1)^k/factorial(k),(k,0,oo)) = exp(-1)",),
    ("Sum((-1)^k*x^(2*k + 1)/factorial(2*k + 1), (k, 0, oo)) = sin(x)",),
]

FALSE_SUMS = [
    (
        "Sum(q^k,(k,0,oo)) = 1/(1+q)",
        "abs(q) < 1",
    ),
    (
        "Sum(q^k,(k,1,oo)) = 1/(1-q)",
        "abs(q) < 1",
    ),
    (
        "Sum(q^(2*k),(k,0,oo)) = 1/(1-q)",
        "abs(q) < 1",
    ),
    (
        "Sum(a*q^k,(k,1,oo)) = a/(1-q)",
        "abs(q) < 1",
    ),
    (
        "Sum(k*q^k,(k,0,oo)) = 1/(1-q)^2",
        "abs(q) < 1",
    ),
    (
        "Sum(q^(k+1),(k,0,oo)) = 1/(1-q)",
        "abs(q) < 1",
    ),
    ("Sum(x^k/factorial(k),(k,1,oo)) = exp(x)",),
    ("Sum(x^(k+1)/factorial(k),(k,1,oo)) = x*exp(x)",),
    ("Sum(x^(k+1)/factorial(k+1),(k,0,oo)) = exp(x)",),
    ("Sum(x^k/factorial(k+1),(k,1,oo)) = exp(x) - 1",),
    ("Sum((-1)^k*x^(2*k)/factorial(2*k),(k,0,oo)) = cosh(x)",),
    ("Sum((-1)^(k+1)*x^(2*k)/factorial(2*k),(k,0,oo)) = cos(x)",),
    ("Sum((-1)^k*x^(2*k+1)/factorial(2*k+1),(k,1,oo)) = sin(x)",),
    ("Sum((-1)^k*x^(2*k+3)/factorial(2*k+1),(k,0,oo)) = x*sin(x)",),
    ("Sum(x^(2*k)/factorial(2*k),(k,0,oo)) = cos(x)",),
    ("Sum((-2)^k*x^(2*k)/factorial(2*k),(k,0,oo)) = cos(2*x)",),
    ("Sum(2^(-k),(k,-1,oo)) = 2",),
    ("Sum(k^2/2^k,(k,1,oo)) = 5",),
    (
        "Sum(exp(-k*x),(k,0,oo)) = 1/(exp(x)-1)",
        "x > 0",
    ),
    (
        "Sum((q/2)^k,(k,0,oo)) = 1/(1-q)",
        "abs(q) < 1",
    ),
    (
        "Sum((1/q)^k,(k,0,oo)) = 1/(1-q)",
        "q > 1",
    ),
]

TRUE_INTEGRALS = [
    ("Integral(exp(-x), (x,0,oo)) = 1",),
    (
        "Integral(exp(-a*x), (x,0,oo)) = 1/a",
        "a > 0",
    ),
    ("Integral(exp(-a*x), (x,0,oo)) = 1/a",),
    (
        "Integral(exp(-a*x), (x,1,oo)) = exp(-a)/a",
        "a > 0",
    ),
    (
        "Integral(x*exp(-a*x), (x,0,oo)) = 1/a^2",
        "a > 0",
    ),
    ("Integral(x^2*exp(-x), (x,1,oo)) = 5*exp(-1)",),
    ("Integral(exp(-x^2), (x,-oo,oo)) = sqrt(pi)",),
    ("Integral(exp(-x^2/2), (x,-oo,oo)) = sqrt(2*pi)",),
    ("Integral(x*exp(-x^2), (x,-oo,oo)) = 0",),
    ("Integral(x^2*exp(-x^2/2), (x,-oo,oo)) = sqrt(2*pi)",),
    ("Integral(x^3*exp(-x^2), (x,0,oo)) = 1/2",),
    (
        "Integral(x^4*exp(-a*x^2), (x,0,oo)) = 3/8*sqrt(pi)/a^(5/2)",
        "a > 0",
    ),
    (
        "Integral(1/(x^2+a^2), (x,0,oo)) = pi/(2*a)",
        "a > 0",
    ),
    ("Integral(1/(1+x^2), (x,-oo,oo)) = pi",),
    ("Integral(1/x^2, (x,2,oo)) = 1/2",),
    (
        "Integral(x^s, (x,0,1)) = 1/(s+1)",
        "s > -1",
    ),
    (
        "Integral(x^(-s), (x,1,oo)) = 1/(s-1)",
        "s > 1",
    ),
    ("Integral(log(x), (x,0,1)) = -1",),
    ("Integral(exp(x), (x,-oo,1)) = exp(1)",),
    ("Integral(1/sqrt(x), (x,0,4)) = 4",),
    (
        "Integral(b*exp(-a*x+c), (x,0,oo)) = b*exp(c)/a",
        "a > 0",
    ),
]

FALSE_INTEGRALS = [
    ("Integral(exp(-x), (x,0,oo)) = 2",),
    (
        "Integral(exp(-a*x), (x,0,oo)) = 1/a^2",
        "a > 0",
    ),
    (
        "Integral(exp(-a*x), (x,1,oo)) = 1/a",
        "a > 0",
    ),
    (
        "Integral(x*exp(-a*x), (x,0,oo)) = 1/a",
        "a > 0",
    ),
    ("Integral(x^2*exp(-x), (x,1,oo)) = 2",),
    ("Integral(exp(-x^2), (x,0,oo)) = sqrt(pi)",),
    ("Integral(x*exp(-x^2), (x,-oo,oo)) = 1",),
    ("Integral(x^2*exp(-x^2/2), (x,-oo,oo)) = sqrt(pi)",),
    (
        "Integral(1/(x^2+a^2), (x,0,oo)) = pi/a",
        "a > 0",
    ),
    (
        "Integral(1/(x^2+a), (x,-oo,oo)) = pi/a",
        "a > 0",
    ),
    ("Integral(1/x^2, (x,2,oo)) = 1",),
    (
        "Integral(x^s, (x,0,1)) = 1/s",
        "s > 0",
    ),
    ("Integral(log(x), (x,0,2)) = -2",),
    ("Integral(exp(x), (x,-oo,1)) = 1",),
    ("Integral(1/sqrt(x), (x,0,4)) = 2",),
]

TRUE_BINOMIALS = [
    ("Sum(x^k, (k, 0, n - 1)) = (x^n - 1)/(x - 1)", "n integer", "n >= 1"),
    ("Sum(k*binomial(n, k)*x^k*(1 - x)^(n - k), (k, 0, n)) = n*x", "n integer", "n >= 1"),
    ("Sum(k*binomial(n, k), (k, 1, n)) = n*2^(n - 1)", "n integer", "n >= 1"),
    ("Sum(binomial(n, k), (k, 0 + 1, n)) = 2^n - 1", "n integer", "n >= 0"),
    ("Sum(binomial(n - 1, k - 1), (k, 1, n)) = 2^(n - 1)", "n integer", "n >= 1"),
    ("Sum(binomial(n, k)*x^k, (k, 2, n)) = (1 + x)^n - 1 - n*x", "n integer", "n >= 1"),
    (
        "Sum(binomial(n,k), (k,0,n)) = 2^n",
        "n integer",
        "n >= 0",
    ),
    (
        "Sum(binomial(n,k)*x^k*y^(n-k), (k,0,n)) = (x+y)^n",
        "n integer",
        "n >= 0",
    ),
    (
        "Sum((-1)^k*binomial(n,k), (k,0,n)) = 0",
        "n integer",
        "n >= 1",
    ),
    (
        "Sum(k*(-1)^k*binomial(n,k), (k,0,n)) = 0",
        "n integer",
        "n >= 2",
    ),
    (
        "Sum(k^2*binomial(n,k), (k,0,n)) = n*(n+1)*2^(n-2)",
        "n integer",
        "n >= 0",
    ),
    (
        "Sum(2^k*binomial(n,k), (k,0,n)) = 3^n",
        "n integer",
        "n >= 0",
    ),
    (
        "Sum(k*binomial(n,k)*x^k, (k,0,n)) = n*x*(1+x)^(n-1)",
        "n integer",
        "n >= 1",
    ),
    (
        "Sum(binomial(n,k)*p^k*(1-p)^(n-k), (k,0,n)) = 1",
        "n integer",
        "n >= 0",
    ),
    (
        "Sum(binomial(n,k)^2, (k,0,n)) = binomial(2*n,n)",
        "n integer",
        "n>=0",
    ),
]

FALSE_BINOMIALS = [
    ("Sum(x^k, (k, 0, n - 1)) = (x^(n - 1) - 1)/(x - 1)", "n integer", "n >= 1"),
    ("Sum(k*binomial(n, k)*x^k*(1 - x)^(n - k), (k, 0, n)) = n", "n integer", "n >= 1"),
    ("Sum(binomial(n, k), (k, 1, n)) = 2^n", "n integer", "n >= 0"),
    ("Sum(binomial(n - 1, k - 1), (k, 1, n)) = 2^n", "n integer", "n >= 1"),
    (
        "Sum(binomial(n,k), (k,0,n)) = 2^n",
        "n integer",
    ),
    (
        "Sum(binomial(n,k), (k,0,n)) = 2^n",
        "n integer",
        "n >= -1",
    ),
    (
        "Sum((-1)^k*binomial(n,k), (k,0,n)) = 0",
        "n integer",
        "n >= 0",
    ),
    (
        "Sum(k*binomial(n,k), (k,0,n)) = n*2^n",
        "n integer",
        "n >= 0",
    ),
    (
        "Sum(k*(-1)^k*binomial(n,k), (k,0,n)) = 0",
        "n integer",
        "n >= 0",
    ),
    (
        "Sum(k^2*binomial(n,k), (k,0,n)) = n^2*2^(n-2)",
        "n integer",
        "n >= 0",
    ),
    (
        "Sum(binomial(n,k)^2, (k,0,n)) = binomial(2*n,n)/2",
        "n integer",
        "n>=0",
    ),
    (
        "Sum(binomial(n,k)*x^k, (k,0,n)) = (1-x)^n",
        "n integer",
        "n >= 0",
    ),
    (
        "Sum(binomial(n,k)*x^k*y^(n-k), (k,0,n)) = (x-y)^n",
        "n integer",
        "n >= 0",
    ),
    (
        "Sum(k*binomial(n,k)*x^k, (k,0,n)) = n*x*(1+x)^n",
        "n integer",
        "n >= 0",
    ),
    (
        "Sum(binomial(n,k), (k,0,m)) = 2^n",
        "n integer",
        "n >= 0",
        "m integer",
        "m >= 0",
    ),
    (
        "Sum(binomial(n,k), (k,1,n)) = 2^n",
        "n integer",
        "n >= 0",
    ),
]

TRUE_LIMITS = [
    ("Limit(exp(-x), x, oo) = 0",),
    ("Limit(atan(x), x, oo) = pi/2",),
    ("Limit(atan(x), x, -oo) = -pi/2",),
    ("Limit(x^2*exp(-x), x, oo) = 0",),
    ("Limit(log(x)/x, x, oo) = 0",),
    ("Limit(log(x)^3/sqrt(x), x, oo) = 0",),
    ("Limit((3*x^2+log(x))/(x^2-5*x), x, oo) = 3",),
    ("Limit((exp(x)-exp(-x))/(exp(x)+exp(-x)), x, oo) = 1",),
    ("Limit(tanh(x), x, -oo) = -1",),
    ("Limit(sqrt(4*x^2+1)/x, x, oo) = 2",),
    ("Limit(sqrt(4*x^2+1)/x, x, -oo) = -2",),
    ("Limit(exp(1/x), x, oo) = 1",),
    ("Limit(x*exp(x), x, -oo) = 0",),
    ("Limit(log(x^2+1)/log(x), x, oo) = 2",),
    ("Limit(x/(x+1), x, oo) = 1",),
    ("Limit(a*x/(x+1), x, oo) = a",),
    ("Limit(1/(1+exp(-x)), x, oo) = 1",),
]

FALSE_LIMITS = [
    ("Limit(exp(-x), x, oo) = 1",),
    ("Limit(atan(x), x, oo) = pi",),
    ("Limit(atan(x), x, -oo) = pi/2",),
    ("Limit(x^2*exp(-x), x, oo) = 1",),
    ("Limit((3*x^2+log(x))/(x^2-5*x), x, oo) = 2",),
    ("Limit((exp(x)-exp(-x))/(exp(x)+exp(-x)), x, -oo) = 1",),
    ("Limit(sqrt(4*x^2+1)/x, x, -oo) = 2",),
    ("Limit(log(x^2+1)/log(x), x, oo) = 1",),
    ("Limit(exp(1/x), x, oo) = 0",),
]

TRUE_FRACTIONS = [
    ("Sum(1/k^2, (k,1,oo)) = pi^2/6",),
    ("Sum(1/k^4, (k,1,oo)) = pi^4/90",),
    ("Sum(1/k^3, (k,1,oo)) = zeta(3)",),
    ("Sum(1/(k*(k+1)), (k,1,oo)) = 1",),
    ("Sum(1/(k*(k+2)), (k,1,oo)) = 3/4",),
    ("Sum(1/(4*k^2-1), (k,1,oo)) = 1/2",),
    ("Sum(1/(k*(k+1)*(k+2)), (k,1,oo)) = 1/4",),
    ("Sum(1/(k+1)^2, (k,1,oo)) = pi^2/6-1",),
    ("Sum(1/(k*(2*k-1)), (k,1,oo)) = 2*log(2)",),
    ("Sum(a/(k^2+3*k+2), (k,0,oo)) = a",),
    ("Sum(k/(k^2*(k+1)), (k,1,oo)) = 1",),
    ("Sum(1/(k^2*(k+1)), (k,1,oo)) = pi^2/6 - 1",),
    ("loggamma(x + 1) = log(x) + loggamma(x)", "x > 0"),
    ("loggamma(x) = loggamma(x + 2) - log(x*(x + 1))", "x > 0"),
]

FALSE_FRACTIONS = [
    ("Sum(1/k^2, (k,1,oo)) = pi^2/8",),
    ("Sum(1/k^2, (k,2,oo)) = pi^2/6",),
    ("Sum(1/(k*(k+1)), (k,1,oo)) = 1/2",),
    ("Sum(1/(k*(k+2)), (k,1,oo)) = 1",),
    ("Sum(1/(4*k^2-1), (k,1,oo)) = 1",),
    ("Sum(1/(k^2*(k+1)), (k,1,oo)) = pi^2/6",),
    ("loggamma(x + 2) = log(x) + loggamma(x)", "x > 0"),
]


def sides(text: str) -> tuple[Term, Term]:
    ((left, right),) = (relation.args for relation in read_relations(text) if isinstance(relation, App))
    return left, right


@pytest.mark.parametrize(
    ("text", "given"),
    [
        (text, list(given))
        for text, *given in TRUE_SUMS + TRUE_INTEGRALS + TRUE_BINOMIALS + TRUE_LIMITS + TRUE_FRACTIONS
    ],
)
def test_proved(text: str, given: list[str]) -> None:
    assert isinstance(prove(*sides(text), Given.read(given)), Proved)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        (text, list(given))
        for text, *given in FALSE_SUMS + FALSE_INTEGRALS + FALSE_BINOMIALS + FALSE_LIMITS + FALSE_FRACTIONS
    ],
)
def test_refuted_and_not_proved_though_no_value_is_looked_at(text: str, given: list[str]) -> None:
    assert isinstance(prove(*sides(text), Given.read(given)), Refuted)
    assert not isinstance(vanishes(subtract(*sides(text)), Given.read(given), Bounds()), Zero)


@pytest.mark.parametrize(
    "text",
    [
        "Sum(2^k, (k, 0, oo)) = -1",
        "Sum((-1)^k, (k, 0, oo)) = 1/2",
        "Sum(k, (k, 0, oo)) = -1/12",
        "Integral(x, (x, 1, oo)) = -1/2",
    ],
)
def test_what_does_not_converge_has_no_value(text: str) -> None:
    verdict = prove(*sides(text), Given())
    assert isinstance(verdict, Undecided)
    assert "defined" in verdict.reason


@pytest.mark.parametrize(
    "body", ["exp(x)", "sin(x)", "sqrt(x + 1) - sqrt(x)", "x*(1 + 1/x) - x", "log(x) - log(x + 1)"]
)
def test_a_limit_that_is_not_known_stays_open(body: str) -> None:
    assert not isinstance(prove(*sides(f"Limit({body}, x, oo) = 0"), Given()), Proved)


def test_where_a_geometric_series_converges_is_said() -> None:
    verdict = prove(*sides("Sum(q^k, (k, 0, oo)) = 1/(1 - q)"), Given())
    assert isinstance(verdict, Proved)
    assert [in_words(each) for each in verdict.gained] == ["q <= -1", "q > 1"]


def test_where_an_integral_converges_is_said() -> None:
    verdict = prove(*sides("Integral(exp(-a*x), (x, 0, oo)) = 1/a"), Given())
    assert isinstance(verdict, Proved)
    assert [in_words(each) for each in verdict.gained] == ["a < 0"]


@pytest.mark.parametrize(
    "body",
    [
        "t/(1/0)*exp(-t)",
        "(t + 0/0)*exp(-t)",
        "(t + 0/(t - 3))*exp(-t)",
        "exp(-t)/(t/0)",
        "exp(-t)*(1/(1/0))",
    ],
)
def test_no_value_of_an_integral_whose_body_has_none(body: str) -> None:
    with pytest.raises((Undefined, Unknown)):
        Evaluator({}, 64).evaluate(read(f"Integral({body}, (t, 0, oo))"))
    with pytest.raises((Undefined, Unknown)):
        Evaluator({}, 64).evaluate(read(f"Integral({body.replace('*exp(-t)', '/sqrt(t)')}, (t, 0, 1))"))


@pytest.mark.parametrize(
    "body", ["1/(1/0)/2^k", "(k + 0/0)/2^k", "(k + 0/(k - 3))/2^k", "1/(k/0)/2^k", "0/0/(k + 1)^2"]
)
def test_no_value_of_a_sum_whose_summands_have_none(body: str) -> None:
    with pytest.raises((Undefined, Unknown)):
        Evaluator({}, 64).evaluate(read(f"Sum({body}, (k, 0, oo))"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Sum(sin(k/3)*exp(-7*k^2/36), (k, 1, oo))", "0.7515887166176"),
        ("Sum(cos(k)*exp(-k)*exp(2), (k, 0, oo))", "8.024312258345"),
        ("Sum(exp(-k^2/100), (k, -3, oo))", "12.2270397127003"),
    ],
)
def test_sums_that_fall_fast_have_a_value(text: str, value: str) -> None:
    found = ball(Evaluator({}, 64).evaluate(read(text)))
    assert found.imag.is_zero()
    assert abs(found.real - arb(value)) < arb("1e-6")


@pytest.mark.parametrize("body", ["sin(k)*exp(k)", "sin(I*k)*exp(-k^2)", "sin(k)*exp(I*k)", "tan(k)*exp(-k)", "sin(k)"])
def test_no_value_where_summands_are_not_seen_to_fall(body: str) -> None:
    with pytest.raises((Undefined, Unknown)):
        Evaluator({}, 64).evaluate(read(f"Sum({body}, (k, 0, oo))"))


def test_a_series_of_sines_is_refuted() -> None:
    claim = "Sum(sin(k*x)*exp(-k^2*t), (k, 1, oo)) = exp(-t)*sin(x)"
    assert isinstance(prove(*sides(claim), Given()), Refuted)


def test_a_body_that_is_nowhere_defined_proves_nothing() -> None:
    verdict = prove(*sides("Integral(t/(1/0), (t, 0, 1)) = Integral(j/(1/0), (j, 0, 1))"), Given())
    assert isinstance(verdict, Undecided)
    assert "undefined everywhere" in verdict.reason


def test_what_is_divided_by_twice_is_said() -> None:
    verdict = prove(*sides("Integral(t/(1/x), (t, 0, 1)) = x/2"), Given())
    assert isinstance(verdict, Proved)
    assert [in_words(each) for each in verdict.gained] == ["x = 0"]
