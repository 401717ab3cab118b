"""Sums, products, integrals, limits and unknown functions: tables of verdicts."""

from __future__ import annotations

import pytest

from derivex.engine.ladder import prove
from derivex.given import Given
from derivex.notation.plain import read_relations
from derivex.term import App
from derivex.verdict import Proved, Refuted, Undecided, Verdict


def ask(text: str, *given: str) -> Verdict:
    ((left, right),) = (relation.args for relation in read_relations(text) if isinstance(relation, App))
    return prove(left, right, Given.read(given))


TRUE: tuple[tuple[str, ...], ...] = (
    # bound names, and bodies in another form
    ("Sum(k^2, (k, 1, n)) = Sum(j*j, (j, 1, n))",),
    ("Sum(f(k), (k, 1, oo)) = Sum(f(j), (j, 1, oo))",),
    ("Integral(f(2*t), (t, 0, x)) = Integral(f(u + u), (u, 0, x))",),
    ("Integral(f(x)*exp(-I*x*xi), (x, -oo, oo)) = Integral(f(t)*exp(-I*t*xi), (t, -oo, oo))",),
    ("Sum(1/(k*(k + 1))*f(k), (k, 1, n)) = Sum((1/k - 1/(k + 1))*f(k), (k, 1, n))",),
    # linearity, ranges
    ("Sum(a*f(k) + b*g(k), (k, 1, n)) = a*Sum(f(k), (k, 1, n)) + b*Sum(g(k), (k, 1, n))",),
    ("Sum(2*f(k), (k, 1, oo)) = 2*Sum(f(k), (k, 1, oo))",),
    ("Sum(f(k), (k, 1, n)) + f(n + 1) = Sum(f(k), (k, 1, n + 1))",),
    ("Sum(1/f(k), (k, 1, n)) + 1/f(n + 1) = Sum(1/f(k), (k, 1, n + 1))",),
    ("Sum(f(k), (k, 0, n)) - f(0) = Sum(f(k), (k, 1, n))",),
    ("Sum(f(k), (k, 1, oo)) = f(1) + Sum(f(k), (k, 2, oo))",),
    ("Sum(f(k), (k, 1, n)) + Sum(f(k), (k, n + 1, m)) = Sum(f(k), (k, 1, m))",),
    ("Sum(f(k), (k, 1, n)) = Sum(f(k - 1), (k, 2, n + 1))",),
    ("Sum(f(k + 1), (k, 0, n)) = Sum(f(k), (k, 1, n)) + f(n + 1)",),
    ("Sum(Sum(f(i)*g(j), (i, 1, n)), (j, 1, m)) = Sum(f(i), (i, 1, n))*Sum(g(j), (j, 1, m))",),
    ("Product(f(k), (k, 1, n))*f(n + 1) = Product(f(k), (k, 1, n + 1))",),
    ("Product(f(k)^2/g(k), (k, 1, n)) = Product(f(k), (k, 1, n))^2/Product(g(k), (k, 1, n))",),
    # values
    ("Sum(5, (k, 1, n)) = 5*n",),
    ("Sum(k, (k, a, b)) = (b - a + 1)*(a + b)/2",),
    ("Sum(k^2, (k, 1, n)) = n*(n + 1)*(2*n + 1)/6",),
    ("Sum(k^3, (k, 1, n)) = Sum(k, (k, 1, n))^2",),
    ("Sum(Sum(i, (i, 1, j)), (j, 1, n)) = n*(n + 1)*(n + 2)/6",),
    ("Sum(k, (k, 1, 4)) = 10",),
    ("Sum(1/(k*(k + 1)), (k, 1, n)) = 1 - 1/(n + 1)",),
    ("Sum(1/(4*k^2 - 1), (k, 1, n)) = n/(2*n + 1)",),
    ("Sum(1/k, (k, 1, n)) = digamma(n + 1) - digamma(1)",),
    ("Product(k, (k, 1, n)) = factorial(n)",),
    ("Product(2*k, (k, 1, n)) = 2^n*factorial(n)",),
    ("Product(x, (k, 1, n)) = x^n",),
    ("Product(1 + 1/k, (k, 1, n)) = n + 1",),
    ("Sum(k/n, (k, 1, n)) = (n + 1)/2", "n integer", "n > 0"),
    ("Sum(k/x, (k, 1, n)) = n*(n + 1)/(2*x)",),
    # by induction
    ("Sum(x^k, (k, 0, n)) = (1 - x^(n + 1))/(1 - x)",),
    ("Sum(k*2^k, (k, 1, n)) = (n - 1)*2^(n + 1) + 2",),
    ("Sum(k*factorial(k), (k, 1, n)) = factorial(n + 1) - 1",),
    ("Sum(f(k + 1) - f(k), (k, 1, n)) = f(n + 1) - f(1)",),
    ("Sum(cos(k*x), (k, 1, n)) = sin(n*x/2)*cos((n + 1)*x/2)/sin(x/2)",),
    ("Sum(log(k), (k, 1, n)) = log(factorial(n))",),
    # integrals
    ("Integral(2*f(t) + 3*g(t), (t, a, b)) = 2*Integral(f(t), (t, a, b)) + 3*Integral(g(t), (t, a, b))",),
    ("Integral(f(t), (t, a, b)) = -Integral(f(t), (t, b, a))",),
    ("Integral(f(t), (t, a, b)) + Integral(f(t), (t, b, c)) = Integral(f(t), (t, a, c))",),
    ("Integral(f(t), (t, a, a)) = 0",),
    ("Integral(a*f(t), (t, -oo, oo)) = a*Integral(f(t), (t, -oo, oo))",),
    ("Integral(2*t, (t, 0, x)) = x^2",),
    ("Integral(x*t, (t, 0, 1)) = x/2",),
    ("Integral(exp(-2*t), (t, 0, x)) = (1 - exp(-2*x))/2",),
    ("Integral(t*exp(c*t), (t, 0, 1)) = (exp(c)*(c - 1) + 1)/c^2",),
    ("Integral(t*exp(-t^2), (t, 0, 1)) = (1 - exp(-1))/2",),
    ("Integral(t*sin(t), (t, 0, pi)) = pi",),
    ("Integral(cos(k*t)^2, (t, 0, 2*pi)) = pi", "k integer", "k > 0"),
    ("Integral(1/t, (t, 1, x)) = log(x)", "x > 0"),
    ("Integral(1/t, (t, -2, -1)) = -log(2)",),
    ("Integral(1/(t*(t + 1)), (t, 1, 2)) = 2*log(2) - log(3)",),
    ("Integral(1/(1 + t^2), (t, 0, 1)) = pi/4",),
    ("Integral(sqrt(t), (t, 0, 1)) = 2/3",),
    ("Integral(log(t), (t, 1, 2)) = 2*log(2) - 1",),
    ("Integral(x^t, (t, 0, 1)) = (x - 1)/log(x)", "x > 1"),
    ("Integral(diff(F(t), t), (t, a, b)) = F(b) - F(a)",),
    # derivatives
    ("diff(Integral(f(t), (t, a, x)), x) = f(x)",),
    ("diff(Integral(f(t), (t, 0, x^2)), x) = 2*x*f(x^2)",),
    ("diff(Integral(f(x, t), (t, a, b)), x) = Integral(diff(f(x, t), x), (t, a, b))",),
    ("diff(Integral(f(t, x), (t, 0, x)), x) = f(x, x) + Integral(diff(f(t, x), x), (t, 0, x))",),
    ("diff(Integral(exp(-x*t)/t, (t, 1, 2)), x) = (exp(-2*x) - exp(-x))/x",),
    ("diff(Integral(sin(t)/t, (t, 1, x)), x) = sin(x)/x", "x > 0"),
    ("diff(Integral(abs(t), (t, -1, x)), x) = abs(x)",),
    ("diff(Sum(f(k*x), (k, 1, n)), x) = Sum(k*f'(k*x), (k, 1, n))",),
    ("diff(Sum((x - k)^2, (k, 1, n)), x) = 2*n*x - n*(n + 1)",),
    ("diff(Product(x + k, (k, 1, 3)), x) = (x + 2)*(x + 3) + (x + 1)*(x + 3) + (x + 1)*(x + 2)",),
    ("diff(h(2*x, y), x) = 2*Subs(diff(h(t, y), t), t, 2*x)",),
    ("diff(h(x, x), x) = Subs(diff(h(s, x), s), s, x) + Subs(diff(h(x, t), t), t, x)",),
    ("diff(diff(h(x, 2*y), x), y) = diff(diff(h(x, 2*y), y), x)",),
    # limits
    ("Limit(f(x), x, a) = f(a)",),
    ("Limit((x^2 - a^2)/(x - a), x, a) = 2*a",),
    ("Limit((f(x + h) - f(x))/h, h, 0) = f'(x)",),
    ("Limit((sin(x + h) - sin(x))/h, h, 0) = cos(x)",),
    ("Limit((x - sin(x))/x^3, x, 0) = 1/6",),
    ("Limit((2*x^2 + a)/(3*x^2 - b), x, oo) = 2/3",),
    ("Limit(exp(x)*((exp(h) - 1)/h), h, 0) = exp(x)",),
    ("Limit((1 - cos(h))/h^2*h + cos(x)*(sin(h)/h), h, 0) = cos(x)",),
    ("Limit((f(x + h) - f(x))/h*g(x + h) + f(x)*((g(x + h) - g(x))/h), h, 0) = f'(x)*g(x) + f(x)*g'(x)",),
    ("Limit((f(x + h) - f(x))/h*g(x + h), h, 0) = Limit((f(x + h) - f(x))/h, h, 0)*Limit(g(x + h), h, 0)",),
    ("Limit(sin(2*h)/h/(1 + h^2), h, 0) = 2",),
    ("Limit(x/(x + a), x, 0) = 0", "a > 0"),
)

FALSE: tuple[tuple[str, ...], ...] = (
    ("Integral(f(t) - f(t), (t, -oo, oo)) = Integral(f(t), (t, -oo, oo)) - Integral(f(t), (t, 0, oo))",),
    ("Sum(k^2, (k, 1, n)) = n*(n + 1)*(2*n + 1)/5",),
    ("Sum(k/n, (k, 1, n)) = (n + 1)/2",),  # the empty sum is 0
    ("Sum(x^k, (k, 0, n)) = (1 - x^n)/(1 - x)",),
    ("Sum(0, (k, 1, n)) - 1 = abs(n - 3)/(n - 3)",),  # the step from 2 to 4 is broken
    ("Sum(f(k), (k, 1, n)) = Sum(f(k), (k, 2, n + 1))",),
    ("Product(k, (k, 1, n)) = factorial(n + 1)",),
    ("Integral(t^2, (t, 1, 3)) = 9",),
    ("Integral(1/t, (t, -2, -1)) = log(2)",),
    ("Integral(f(t), (t, a, b)) = Integral(f(t), (t, b, a))",),
    ("Integral(f(t)*g(t), (t, 0, 1)) = Integral(f(t), (t, 0, 1))*Integral(g(t), (t, 0, 1))",),
    ("diff(Integral(f(t), (t, x, b)), x) = f(x)",),
    ("diff(Integral(t, (t, 0, x)), x) = x^2",),
    ("Limit(x/(x + a), x, 0) = 0",),
    ("Limit(x^3/(a*x + x^3), x, 0) = 0",),
    ("Limit((f(x + h) - f(x))/h, h, 0) = f'(x) + 1",),
    ("Limit((f(x + h) - f(x))/h*g(x + h), h, 0) = f'(x)",),
    ("Limit(exp(x)*((exp(h) - 1)/h), h, 0) = 1",),
    ("Limit((1 - cos(h))/h^2*h, h, 0) = 1/2",),
    ("Integral(sqrt(t), (t, 0, 1)) = 1",),
)

NOT_PROVED: tuple[tuple[str, ...], ...] = (
    ("Sum(k/k, (k, 0, 3)) = 4",),
    ("Sum(k/k, (k, 0, n)) = n + 1", "n integer", "n >= 0"),
    ("Sum(k, (k, 3, 1)) = 0",),
    ("Integral(t^-2, (t, -1, 1)) = -2",),
    ("Integral(1/t, (t, -1, 2)) = log(2)",),
    ("Integral(x, x) = x^2/2",),
    ("Integral(sqrt(t), (t, -1, 0)) = 1", "real values"),
    ("Limit(sqrt(x), x, 0) = 0", "real values"),
    ("Limit(abs(x)/x, x, 0) = 1",),
    ("Limit(h/(h - h), h, 0) = 0",),
    ("Limit(1/(1/(x - x)), x, 2) = 3",),
    ("Limit(1/(1/((y - 1)*x)), x, 0) = 1 - sign(y - 1)^2",),
    ("Limit(sin(x)/x^2, x, 0) = 1",),
    ("diff(Integral(sign(t)^2, (t, -1, x)), x) = sign(x)^2",),
)


@pytest.mark.parametrize("row", TRUE, ids=lambda row: row[0])
def test_proved(row: tuple[str, ...]) -> None:
    assert isinstance(ask(*row), Proved)


@pytest.mark.parametrize("row", FALSE, ids=lambda row: row[0])
def test_refuted(row: tuple[str, ...]) -> None:
    assert isinstance(ask(*row), Refuted)


@pytest.mark.parametrize("row", NOT_PROVED, ids=lambda row: row[0])
def test_not_proved(row: tuple[str, ...]) -> None:
    assert isinstance(ask(*row), Undecided)
