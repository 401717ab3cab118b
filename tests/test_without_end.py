"""Sums and integrals without an end and limits at infinity, as the trusted rooms evaluate them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import acb, ctx

from derivex.certificates.balls import Unclear, ball
from derivex.certificates.values import Evaluator
from derivex.given import Given
from derivex.notation.plain import read


def value(text: str, point: dict[str, Fraction], given: Given = Given()) -> acb:
    with ctx.workprec(192):
        return ball(Evaluator(point, given).value(read(text)))


HALF, TWO = Fraction(1, 2), Fraction(2)


@pytest.mark.parametrize(
    ("text", "point", "closed"),
    [
        ("Sum(q^k, (k, 0, oo))", {"q": HALF}, "2"),
        ("Sum(q^k, (k, 0, oo))", {"q": Fraction(0)}, "1"),
        ("Sum(q^(k - 3), (k, 3, oo))", {"q": Fraction(0)}, "1"),
        ("Sum(q^k, (k, -2, oo))", {"q": -HALF}, "8/3"),
        ("Sum((I/2)^k, (k, 0, oo))", {}, "1/(1 - I/2)"),
        ("Sum(k^2/2^k, (k, 1, oo))", {}, "6"),
        ("Sum(x^k/factorial(k), (k, 0, oo))", {"x": -TWO}, "exp(-2)"),
        ("Sum((-1)^k*x^(2*k + 1)/factorial(2*k + 1), (k, 0, oo))", {"x": TWO}, "sin(2)"),
        ("Sum(exp(-k*x), (k, 0, oo))", {"x": HALF}, "1/(1 - exp(-1/2))"),
        ("Sum(1/k^2, (k, 1, oo))", {}, "pi^2/6"),
        ("Sum(1/(k^2 - 100*k), (k, 101, oo))", {}, "Sum(1/k, (k, 1, 100))/100"),
        ("Sum((-1)^k/k^2, (k, 1, oo))", {}, "-pi^2/12"),
        ("Sum(1/(k^2 + a), (k, 1, oo))", {"a": Fraction(1)}, "(pi*coth(pi) - 1)/2"),
        ("Integral(exp(-x^2), (x, -oo, oo))", {}, "sqrt(pi)"),
        ("Integral(x*exp(-a*x), (x, 0, oo))", {"a": TWO}, "1/4"),
        ("Integral(exp(x), (x, -oo, 1))", {}, "exp(1)"),
        ("Integral(1/(x^2 + a), (x, -oo, oo))", {"a": TWO}, "pi/sqrt(2)"),
        ("Integral(x^(-3/2), (x, 1, oo))", {}, "2"),
        ("Integral(1/sqrt(x), (x, 0, 4))", {}, "4"),
        ("Integral(log(x), (x, 0, 2))", {}, "2*log(2) - 2"),
        ("Integral(x^s, (x, 0, 1))", {"s": -HALF}, "2"),
        ("Integral(log(x)/x^2, (x, 1, oo))", {}, "1"),
        ("Integral(1/x, (x, 0, 1))", {}, None),
        ("Integral(x^s, (x, 0, 1))", {"s": -TWO}, None),
        ("Integral(1/sqrt(x)/(x - 1), (x, 0, 2))", {}, None),
        ("Integral(-x, (x, oo, 1))", {}, None),
        ("Limit(a*x/(x + 1), x, oo)", {"a": TWO}, "2"),
        ("Limit(tanh(x), x, -oo)", {}, "-1"),
        ("Limit(sqrt(4*x^2 + 1)/x, x, -oo)", {}, "-2"),
        ("Limit(log(x)^3/sqrt(x), x, oo)", {}, "0"),
        ("Limit(log(x^2 + 1)/log(x), x, oo)", {}, "2"),
        ("Limit(2^(-x)*x^40, x, oo)", {}, "0"),
        ("Limit(atan(-x), x, oo)", {}, "-pi/2"),
        ("Limit(log(exp(3*x) + x)/x, x, oo)", {}, "3"),
        # what diverges, jumps or is nowhere defined
        ("Sum(1/k, (k, 1, oo))", {}, None),
        ("Sum(q^k, (k, 0, oo))", {"q": Fraction(-1)}, None),
        ("Sum(k^2*2^k/3^k*(3/2)^k, (k, 1, oo))", {}, None),
        ("Sum(1/(k - 5)^2, (k, 1, oo))", {}, None),
        ("Sum(1/(k - 5000)^2, (k, 1, oo))", {}, None),
        ("Sum(0*t/(1/0)/2^k, (k, 0, oo))", {"t": HALF}, None),
        ("Sum(2^(-k)*0^(-t), (k, 0, oo))", {"t": HALF}, None),
        ("Sum(0^(5 - k), (k, 0, oo))", {}, None),
        ("Sum(sin(I*k)/2^k, (k, 0, oo))", {}, None),
        ("Sum(2^(-k), (k, 1/2, oo))", {}, None),
        ("Sum(2^(-k), (k, -oo, 0))", {}, None),
        ("Integral(1/x, (x, 1, oo))", {}, None),
        ("Integral(1/x^2, (x, -oo, oo))", {}, None),
        ("Integral(1/(x - 3)^2, (x, 1, oo))", {}, None),
        ("Integral(exp(-x)*t/(1/0), (x, 0, oo))", {"t": HALF}, None),
        ("Integral(exp(-a*x), (x, 0, oo))", {"a": -HALF}, None),
        ("Integral(exp(-x), (x, oo, 0))", {}, None),
        ("Limit(exp(-x)/(1/0), x, oo)", {}, None),
        ("Limit(sin(x), x, oo)", {}, None),
        ("Limit(x, x, oo)", {}, None),
        ("Limit(exp(x - x^2)/x, x, -oo)", {}, "0"),
        ("Limit(1/(x - x), x, oo)", {}, None),
        ("Limit(x*(1 + 1/x) - x, x, oo)", {}, None),
        ("Limit(sqrt(-x)/sqrt(x), x, oo)", {}, None),
    ],
)
def test_a_value_without_end(text: str, point: dict[str, Fraction], closed: str | None) -> None:
    if closed is None:
        with pytest.raises(Unclear):
            value(text, point)
        return
    found, exact = value(text, point), value(closed, {})
    assert found.overlaps(exact)
    assert abs(found - exact) < 0.05


def test_no_body_is_read_as_real_that_is_not() -> None:
    """Where a symbol has a complex value, abs(exp(x)) isn't exp(x)."""
    point = {"x": acb(0, 1)}
    for text in ("Sum(abs(exp(x))^k/3^k, (k, 0, oo))", "Integral(abs(exp(x))*t, (t, 0, 1))"):
        with pytest.raises(Unclear):
            Evaluator(point, Given()).value(read(text))
