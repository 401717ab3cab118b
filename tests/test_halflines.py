"""Endless integrals, sums and limits, exactly: what is true, what is false, and where nothing has a value."""

from __future__ import annotations

import pytest

from derivex.engine.ladder import prove
from derivex.given import Given
from derivex.notation.plain import read
from derivex.verdict import Proved, Refuted, Undecided, Verdict


def ask(row: str) -> Verdict:
    """The verdict on ``left = right; given; …``."""
    question, *given = (part.strip() for part in row.split(";"))
    left, right = question.split(" = ")
    return prove(read(left), read(right), Given.read(given))


DENSITY = "1/(s*sqrt(2*pi))*exp(-(x - m)^2/(2*s^2))"

TRUE = [
    "Integral(b*exp(x*(t - b)), (x, 0, oo)) = Limit(b/(t - b)*exp(x*(t - b)), x, oo) - b/(t - b)",
    "Limit(b/(t - b)*exp(x*(t - b)), x, oo) - b/(t - b) = b/(t - b)*(Limit(exp(x*(t - b)), x, oo) - 1)",
    "b/(t - b)*(Limit(exp(x*(t - b)), x, oo) - 1) = b/(b - t)",
    "Integral(x^2*exp(-b*x), (x, 0, oo)) = Limit(-x^2/b*exp(-b*x), x, oo) + 2/b*Integral(x*exp(-b*x), (x, 0, oo))",
    "Integral(x^2*exp(-b*x), (x, 0, oo)) = 2/b^3",
    "Integral((x^2/b + 2*x/b^2 + 2/b^3)*exp(-b*x), (x, 0, oo)) = 6/b^4",
    "Integral((a - b)*exp(-(a - b)*x), (x, 0, oo)) = 1; a > b",
    "Integral(c^2*exp(-c*x), (x, 0, oo)) = c",
    "Integral(exp(-a*x)*exp(-b*x), (x, 0, oo)) = 1/(a + b)",
    "Integral(exp(-a*x) - exp(-b*x), (x, 0, oo)) = (b - a)/(a*b)",
    "Integral(exp(-a*x) - exp(-b*x), (x, 0, oo)) = Integral(exp(-a*x), (x, 0, oo)) - Integral(exp(-b*x), (x, 0, oo))",
    "Integral(x*exp(a*x), (x, -oo, t)) = (t/a - 1/a^2)*exp(a*t)",
    "Integral(exp(-z*x), (x, 0, oo)) = 1/z; z complex",
    "Integral(x^(a - 1)*exp(-b*x), (x, 0, oo)) = gamma(a)/b^a",
    "Integral(b^a/gamma(a)*x^(a - 1)*exp(-b*x), (x, 0, oo)) = 1; b > 0",
    "Integral(x*b^a/gamma(a)*x^(a - 1)*exp(-b*x), (x, 0, oo)) = a/b; b > 0",
    "c^a*Integral(x^(a - 1)*exp(-c*x/(u + 1)), (x, 0, oo)) = Integral(c^a*x^(a - 1)*exp(-x*c/(1 + u)), (x, 0, oo))",
    "Integral(sqrt(x)*exp(-2*x), (x, 0, oo)) = sqrt(pi/2)/4",
    "Integral(exp(-s*x)*cos(w*x), (x, 0, oo)) = s/(s^2 + w^2)",
    "Integral(x*exp(-s*x)*sin(w*x), (x, 0, oo)) = 2*w*s/(s^2 + w^2)^2; s > 0",
    f"Integral({DENSITY}, (x, -oo, oo)) = 1; s > 0",
    f"Integral(x*{DENSITY}, (x, -oo, oo)) = m; s > 0",
    f"Integral(x^2*{DENSITY}, (x, -oo, oo)) = m^2 + s^2; s > 0",
    f"Integral({DENSITY}, (x, -oo, t)) = (1 + erf((t - m)/(sqrt(2)*s)))/2; s > 0",
    f"Integral(exp(t*x)*{DENSITY}, (x, -oo, oo)) = exp(m*t + s^2*t^2/2); s > 0",
    "Integral(exp(-x^2), (x, -oo, t)) = Integral(exp(-x^2), (x, -oo, 0)) + Integral(exp(-x^2), (x, 0, t))",
    "Integral(x^2*exp(-x^2), (x, 0, b)) = sqrt(pi)/4*erf(b) - b*exp(-b^2)/2",
    "Integral(exp(b*x^2), (x, -oo, oo)) = sqrt(-pi/b)",
    "Integral(f(x), (x, 0, oo)) = Integral(f(x), (x, 0, c)) + Integral(f(x), (x, c, oo))",
    "Limit((-x^2/b - 2*x/b^2 - 2/b^3)*exp(-b*x), x, oo) = 0",
    "Limit((x^2 + 1)*exp(-b*x) + c, x, oo) = c; b > 0",
    "Limit(x*exp(b*x), x, -oo) = 0; b > 0",
    "Limit(exp(a*x), x, oo) = 0; a != 0",
    "Sum(r^n*(cos(n*a)*cos(n*t) + sin(n*a)*sin(n*t)), (n, 1, oo)) = Sum(r^n*cos(n*(t - a)), (n, 1, oo))",
    "2*Sum(r^n*cos(n*t), (n, 1, oo)) = Sum(r^n*(exp(I*n*t) + exp(-I*n*t)), (n, 1, oo))",
    "Sum(r^n*(exp(I*n*t) + exp(-I*n*t)), (n, 1, oo)) = Sum((r*exp(I*t))^n, (n, 1, oo)) + Sum((r/exp(I*t))^n, (n, 1, oo))",
    "1 + 2*Sum(r^n*cos(n*t), (n, 1, oo)) = (1 - r^2)/(1 - 2*r*cos(t) + r^2)",
    "Sum(r^n*sin(n*t), (n, 1, oo)) = r*sin(t)/(1 - 2*r*cos(t) + r^2); abs(r) < 1",
    "Sum(r^n*(f + g), (n, 1, oo)) = f*Sum(r^n, (n, 1, oo)) + g*Sum(r^n, (n, 1, oo))",
    "Sum(r^n + q^n, (n, 0, oo)) = Sum(r^n, (n, 0, oo)) + Sum(q^n, (n, 0, oo))",
    "Sum(r^n - q^n, (n, 0, oo)) = 1/(1 - r) - 1/(1 - q)",
    "Sum((-1)^n*r^n + r^n, (n, 0, oo)) = 2/(1 - r^2)",
    "Sum(n^2*(1 - p)^(n - 1)*p, (n, 1, oo)) = (2 - p)/p^2; 0 < p; p < 1",
    "Sum(exp(t*k)*p*(1 - p)^k, (k, 0, oo)) = p/(1 - (1 - p)*exp(t)); 0 < p; p < 1",
    "Sum(z^n + z^(2*n), (n, 0, oo)) = 1/(1 - z) + 1/(1 - z^2); z complex",
    # what is written has a value, part by part
    "Integral(f(x) + g(x), (x, 0, oo)) = Integral(f(x), (x, 0, oo)) + Integral(g(x), (x, 0, oo))",
    "Integral((x - m)^2*f(x), (x, -oo, oo))"
    " = Integral(x^2*f(x), (x, -oo, oo)) - 2*m*Integral(x*f(x), (x, -oo, oo)) + m^2*Integral(f(x), (x, -oo, oo))",
    "Integral(exp(-s*t)*(a*f(t) - g(t)), (t, 0, oo))"
    " = a*Integral(exp(-s*t)*f(t), (t, 0, oo)) - Integral(exp(-s*t)*g(t), (t, 0, oo))",
    "Integral(c*f(x) + g(x), (x, 0, oo)) = Integral(c*f(x), (x, 0, oo)) + Integral(g(x), (x, 0, oo))",
    "Sum(f(n) + g(n), (n, 1, oo)) = Sum(f(n), (n, 1, oo)) + Sum(g(n), (n, 1, oo))",
    "Limit(c*f(x) + 3, x, oo) = c*Limit(f(x), x, oo) + 3",
    "Limit(f(x) + g(x), x, oo) = Limit(f(x), x, oo) + Limit(g(x), x, oo)",
    # ends with infinity in them
    "Integral(exp(-t^2/2)/s, (t, (-oo - m)/s, (x - m)/s)) = Integral(exp(-t^2/2)/s, (t, -oo, (x - m)/s)); s > 0",
    "Integral(exp(-t^2), (t, (-oo - m)/(sqrt(2)*s), (oo - m)/(sqrt(2)*s))) = sqrt(pi); s > 0",
    # double integrals
    "Integral(Integral(f(z), (z, x, oo)), (x, a, oo)) = Integral((z - a)*f(z), (z, a, oo))",
    "Integral(Integral(f(z), (z, x, oo)), (x, 0, oo)) = Integral(Integral(f(z), (x, 0, z)), (z, 0, oo))",
    "Integral(Integral(f(z), (x, 0, z)), (z, 0, oo)) = Integral(f(z)*Integral(1, (x, 0, z)), (z, 0, oo))",
    "Integral(Integral(f(z), (z, a, x)), (x, a, b)) = Integral((b - z)*f(z), (z, a, b))",
    "Integral(Integral(b*exp(-b*z), (z, x, oo)), (x, 0, oo)) = 1/b",
    "Integral(Integral(exp(-b*z), (z, 0, x))*exp(-x), (x, 0, oo)) = 1/(1 + b); b > 0",
    # functions that level off
    "Limit((1 + erf((x - m)/(sqrt(2)*s)))/2, x, oo) = 1; s > 0",
    "Limit((1 + erf((x - m)/(sqrt(2)*s)))/2, x, -oo) = 0; s > 0",
    "Limit(1/2 + atan((x - m)/g)/pi, x, -oo) = 0; g > 0",
    "Limit(k/(1 + c*exp(-r*x)), x, oo) = k; r > 0",
    "Limit(k/(1 + c*exp(-r*x)), x, -oo) = 0; r > 0; c > 0",
    # powers, products of waves, and functions of their own
    "Integral(a*m^a/x^(a + 1), (x, m, oo)) = 1; a > 0; m > 0",
    "Integral(x*a*m^a/x^(a + 1), (x, m, oo)) = a*m/(a - 1); m > 0; a > 0",
    "Integral(x^s - x^r, (x, 1, oo)) = 1/(r + 1) - 1/(s + 1)",
    "Integral(x^(-2) + x^(-3), (x, a, oo)) = 1/a + 1/(2*a^2); a > 0",
    "Integral(x^s*exp(-c*x^2), (x, 0, oo)) = gamma((s + 1)/2)/(2*c^((s + 1)/2))",
    "Integral(exp(-s*t)*cos(w*t)^2, (t, 0, oo)) = (s^2 + 2*w^2)/(s*(s^2 + 4*w^2)); s > 0",
    "Integral(exp(-s*t)*sin(w*t)*sin(v*t), (t, 0, oo)) = 2*s*w*v/((s^2 + (w - v)^2)*(s^2 + (w + v)^2)); s > 0",
    "Integral(exp(-s*t)*sin(w*t)*cos(v*t), (t, 0, oo))"
    " = w*(s^2 + w^2 - v^2)/((s^2 + (w - v)^2)*(s^2 + (w + v)^2)); s > 0",
    "Integral(exp(-s*t)*sin(w*t), (t, a, oo)) = exp(-a*s)*(s*sin(w*a) + w*cos(w*a))/(s^2 + w^2); s > 0",
    "Integral(exp(s*t)*sin(w*t), (t, -oo, 0)) = -w/(s^2 + w^2); s > 0",
    "Integral(t^(a - 1)*exp(-b*t), (t, 0, x)) = Integral(t^(a - 1)*exp(-t), (t, 0, b*x))/b^a; b > 0; a > 0; x > 0",
    "Integral(t^(a - 1)*exp(-b*t), (t, 0, x)) + Integral(t^(a - 1)*exp(-b*t), (t, x, oo)) = gamma(a)/b^a"
    "; b > 0; a > 0; x > 0",
    "Integral(t^(a - 1), (t, 0, x)) = x^a/a; a > 0; x > 0",
    "Limit(exp(a*x)*cos(x), x, oo) = 0",
    # substitutions, of variables and of indices
    "Integral(f(t)*g(x - t), (t, 0, x)) = Integral(f(x - t)*g(t), (t, 0, x))",
    "Integral(f(t - a), (t, a, b)) = Integral(f(t), (t, 0, b - a))",
    "Integral(f(c*t), (t, 0, 1)) = Integral(f(t), (t, 0, c))/c",
    "Integral(f(-t), (t, -oo, 0)) = Integral(f(t), (t, 0, oo))",
    "Integral(f((x - m)/s)/s, (x, -oo, y)) = Integral(f(x), (x, -oo, (y - m)/s)); s > 0",
    "Integral(x*f(x - m), (x, -oo, oo)) = Integral((x + m)*f(x), (x, -oo, oo))",
    "Integral(exp(-s*t)*f(t - a), (t, a, oo)) = exp(-a*s)*Integral(exp(-s*t)*f(t), (t, 0, oo))",
    "Sum(k*(k - 1)*h(k)*x^(k - 2), (k, 2, oo)) = Sum((k + 2)*(k + 1)*h(k + 2)*x^k, (k, 0, oo))",
    "Sum((k + 1)*h(k + 1)*x^k, (k, 0, oo)) - Sum(h(k)*x^k, (k, 0, oo))"
    " = Sum(((k + 1)*h(k + 1) - h(k))*x^k, (k, 0, oo))",
    "x*Sum(h(k)*x^k, (k, 0, oo)) = Sum(h(k - 1)*x^k, (k, 1, oo))",
    "Sum(h(k)*x^k, (k, 0, oo)) = h(0) + h(1)*x + Sum(h(k)*x^k, (k, 2, oo))",
    # by parts, of unknown functions
    "Integral(exp(-s*t)*diff(f(t), t), (t, 0, oo))"
    " = Limit(exp(-s*t)*f(t), t, oo) - f(0) + s*Integral(exp(-s*t)*f(t), (t, 0, oo))",
    "Integral(exp(-s*t)*diff(f(t), t), (t, 0, oo)) = -f(0) + s*Integral(exp(-s*t)*f(t), (t, 0, oo))",
    "Integral(f(x)*diff(g(x), x), (x, 0, oo))"
    " = Limit(f(x)*g(x), x, oo) - f(0)*g(0) - Integral(diff(f(x), x)*g(x), (x, 0, oo))",
    "Integral(f(x)*diff(g(x), x), (x, a, b)) = f(b)*g(b) - f(a)*g(a) - Integral(diff(f(x), x)*g(x), (x, a, b))",
    "Integral(x*diff(f(x), x), (x, a, oo)) = Limit(x*f(x), x, oo) - a*f(a) - Integral(f(x), (x, a, oo))",
]

FALSE = [
    "Integral(b*exp(x*(t - b)), (x, 0, oo)) = Limit(b/(t - b)*exp(x*(t - b)), x, oo) + b/(t - b)",
    "Integral(x^2*exp(-b*x), (x, 0, oo)) = Limit(-x^2/b*exp(-b*x), x, oo) + 2/b*Integral(x^2*exp(-b*x), (x, 0, oo))",
    "Integral(x^2*exp(-b*x), (x, 0, oo)) = 2/b^2",
    "Integral(c*exp(-c*x), (x, 0, oo)) = 1",
    "Integral((a - b)*exp(-(a - b)*x), (x, 0, oo)) = 1",
    "Integral(exp(-a*x)*exp(-b*x), (x, 0, oo)) = 1/(a - b)",
    "Integral(x*exp(a*x), (x, -oo, t)) = (t/a + 1/a^2)*exp(a*t)",
    "Integral(x^(a - 1)*exp(-b*x), (x, 0, oo)) = gamma(a)/b^(a - 1)",
    "Integral(x^(a - 1)*exp(-b*x), (x, 0, oo)) = gamma(a + 1)/b^a; b > 0",
    "Integral(sqrt(x)*exp(-2*x), (x, 0, oo)) = sqrt(pi)/4",
    "Integral(x*exp(-s*x)*sin(w*x), (x, 0, oo)) = 2*w/(s^2 + w^2)^2; s > 0",
    f"Integral({DENSITY}, (x, -oo, oo)) = 1",
    f"Integral(x^2*{DENSITY}, (x, -oo, oo)) = m^2 - s^2; s > 0",
    f"Integral({DENSITY}, (x, -oo, t)) = (1 - erf((t - m)/(sqrt(2)*s)))/2; s > 0",
    "Integral(x*exp(-x^2), (x, -oo, 0)) = Integral(x*exp(-x^2), (x, 0, oo))",
    "Integral(exp(b*x^2), (x, -oo, oo)) = sqrt(pi/b)",
    "Integral(exp(-z*x^2), (x, -oo, oo)) = -sqrt(pi/z); z complex; re(z) > 0",
    "Limit((x^2 + 1)*exp(-b*x) + c, x, oo) = 1 + c; b > 0",
    "Limit(exp(a*x), x, oo) = 0",
    "Limit(c*exp(-b*x) + 3, x, oo) = 3",
    "Sum(r^n*(exp(I*n*t) + exp(-I*n*t)), (n, 1, oo)) = Sum((r*exp(I*t))^n, (n, 0, oo)) + Sum((r/exp(I*t))^n, (n, 1, oo))",
    "1 + 2*Sum(r^n*cos(n*t), (n, 1, oo)) = (1 + r^2)/(1 - 2*r*cos(t) + r^2)",
    "Sum(r^n + q^n, (n, 0, oo)) = Sum(r^n, (n, 0, oo)) - Sum(q^n, (n, 0, oo))",
    "Sum(c*(1 - c)^n, (n, 0, oo)) = 1",
    "Sum(n^2*(1 - p)^(n - 1)*p, (n, 1, oo)) = (2 - p)/p; 0 < p; p < 1",
    "Integral(2*f(x) - g(x), (x, 0, oo)) = 2*Integral(f(x), (x, 0, oo)) + Integral(g(x), (x, 0, oo))",
    "Integral((x - m)^2*f(x), (x, -oo, oo))"
    " = Integral(x^2*f(x), (x, -oo, oo)) - m*Integral(x*f(x), (x, -oo, oo)) + m^2*Integral(f(x), (x, -oo, oo))",
    "Integral(exp(-t^2), (t, (-oo - m)/s, (oo - m)/s)) = sqrt(pi)",
    "Integral(Integral(f(z), (z, x, oo)), (x, 0, oo)) = Integral(z^2*f(z), (z, 0, oo))",
    "Integral(Integral(f(z), (z, a, x)), (x, a, b)) = Integral((a - z)*f(z), (z, a, b))",
    "Integral(f(z)*Integral(1, (x, 0, z)), (z, 0, oo)) = Integral(f(z), (z, 0, oo))",
    "Integral(Integral(b*exp(-b*z), (z, x, oo)), (x, 0, oo)) = 2/b",
    "Limit(a*erf(b*x), x, oo) = a; b < 0",
    "Limit(exp(r*x)/(c + exp(r*x)), x, oo) = c; r > 0; c > 0",
    "Integral(a*m^a/x^(a + 1), (x, m, oo)) = 1; m > 0",
    "Integral(x^s, (x, 1, oo)) = 1/(s + 1)",
    "Integral(x^s*exp(-c*x^2), (x, 0, oo)) = gamma((s + 1)/2)/c^((s + 1)/2); c > 0",
    "Integral(exp(-s*t)*sin(w*t)*sin(v*t), (t, 0, oo)) = -2*s*w*v/((s^2 + (w - v)^2)*(s^2 + (w + v)^2)); s > 0",
    "Integral(exp(-s*t)*sin(w*t)*cos(v*t), (t, 0, oo))"
    " = v*(s^2 + w^2 - v^2)/((s^2 + (w - v)^2)*(s^2 + (w + v)^2)); s > 0",
    "Integral(exp(-s*t)*cos(w*t), (t, a, oo)) = exp(-a*s)*(s*cos(w*a) + w*sin(w*a))/(s^2 + w^2); s > 0",
    "Integral(exp(s*t)*sin(w*t), (t, -oo, 0)) = w/(s^2 + w^2); s > 0",
    "Integral(t^(a - 1)*exp(-b*t), (t, 0, x)) = Integral(t^(a - 1)*exp(-t), (t, 0, b*x))/b; b > 0; a > 0; x > 0",
    "Integral(t^(a - 1), (t, 0, x)) = x^a; a > 0; x > 0",
    "Limit(cos(w*x), x, oo) = 0",
    "Integral(f(x - t)*t, (t, 0, x)) = Integral(f(t)*(x + t), (t, 0, x))",
    "Integral(f(-t), (t, -oo, 0)) = -Integral(f(t), (t, 0, oo))",
    "Integral(f(c*t), (t, 0, oo)) = Integral(f(t), (t, 0, oo))/c; c < 0",
    "Sum(k*(k - 1)*h(k)*x^(k - 2), (k, 2, oo)) = Sum((k + 1)^2*h(k + 2)*x^k, (k, 0, oo))",
    "Integral(exp(-s*t)*diff(f(t), t), (t, 0, oo))"
    " = Limit(exp(-s*t)*f(t), t, oo) - f(0) - s*Integral(exp(-s*t)*f(t), (t, 0, oo))",
    "Integral(x*diff(f(x), x), (x, a, b)) = b*f(b) - a*f(a) + Integral(f(x), (x, a, b))",
    "Integral(x*diff(f(x), x), (x, a, oo)) = Limit(x*f(x), x, oo) - a*f(a) + Integral(f(x), (x, a, oo))",
]

EMPTY = [  # nothing is proved, nor refuted, where one side has no value
    "Integral(exp(x), (x, 0, oo)) = -1",
    "Integral(exp(-b*x), (x, 0, oo)) = 1/b; b < 0",
    "Integral(1, (x, 0, oo)) = 0",
    "Integral(cos(w*x), (x, 0, oo)) = 0",
    "Integral(sin(w*x), (x, 0, oo)) = 1/w",
    "Integral(x^(a - 1)*exp(-b*x), (x, 0, oo)) = gamma(a)/b^a; b < 0",
    "Integral(x^(a - 1)*exp(-b*x), (x, 0, oo)) = gamma(a)/b^a; a < 0",
    "Integral(x^(-3/2)*exp(-b*x), (x, 0, oo)) = gamma(-1/2)*sqrt(b); b > 0",
    "Integral(exp(-x)/x, (x, -1, oo)) = Integral(exp(-x)/x, (x, -1, 0)) + Integral(exp(-x)/x, (x, 0, oo))",
    "Limit(exp(a*x), x, oo) = 0; a > 0",
    "Limit(exp(I*w*x), x, oo) = 0; w != 0",
    "Sum(2^n + (1/2)^n, (n, 0, oo)) = 1",
    "Integral(exp(-t^2), (t, oo - oo, 0)) = sqrt(pi)",
    "Integral(exp(-t^2), (t, 0*oo, 0)) = sqrt(pi)",
    "Integral(a*m^a/x^(a + 1), (x, m, oo)) = 1; a < 0; m > 0",
    "Integral(exp(-t), (t, -b*oo, oo)) = Integral(exp(-t), (t, -oo, oo)); b > 0",
    "Sum((-1)^n, (n, 0, oo)) = 1/2",
    "Sum(cos(n*t), (n, 0, oo)) = 1/2",
    "Sum(1, (n, 0, oo)) = 0",
]


@pytest.mark.parametrize("row", TRUE)
def test_true(row: str) -> None:
    assert isinstance(ask(row), Proved), ask(row)


@pytest.mark.parametrize("row", FALSE)
def test_false(row: str) -> None:
    assert isinstance(ask(row), Refuted), ask(row)


@pytest.mark.parametrize("row", EMPTY)
def test_nothing_to_compare(row: str) -> None:
    assert isinstance(ask(row), Undecided), ask(row)
