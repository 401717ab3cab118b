"""Parts that become symbols, floors, given equations: what is proved so, and what must not be, with no look at values beside it."""

from __future__ import annotations

import pytest

from derivex.engine.bounds import Bounds
from derivex.engine.cases import prove_by_cases
from derivex.engine.consequences import proved_by_consequences
from derivex.engine.generalizing import proved_by_generalizing
from derivex.engine.kernels import Zero, vanishes
from derivex.engine.ladder import prove
from derivex.engine.squaring import proved_by_squaring
from derivex.given import Given
from derivex.notation.plain import read_relations
from derivex.term import App, Term, subtract
from derivex.verdict import Proved


def sides(text: str) -> tuple[Term, Term]:
    ((left, right),) = (relation.args for relation in read_relations(text) if isinstance(relation, App))
    return left, right


PARTS = [
    ("acosh(a)^(4*a)*acosh(a)^b^(1/3) = acosh(a)^(4*a + b^(1/3))",),
    ("(x*tan(x))^sqrt(x) = x^sqrt(x)*tan(x)^sqrt(x)", "x > 0"),
    ("sin(w)^(2*sqrt(w)) = (sin(w)^sqrt(w))^2", "w complex"),
    ("sqrt(sqrt(2) + x + 2*sqrt(sqrt(2)*x)) = sqrt(sqrt(2)) + sqrt(x)", "0 < x < 1"),
    ("sqrt(x + n + exp(x) + 2*sqrt((x + n)*exp(x))) = sqrt(x + n) + sqrt(exp(x))", "n integer", "n > 0", "x > 0"),
    ("sqrt(1 + I*x*log(x))*sqrt(1 - I*x*log(x)) = sqrt(1 + (x*log(x))^2)",),
    ("sqrt(tan(x))*sqrt(2 - tan(x)) = sqrt(2*tan(x) - tan(x)^2)",),
    ("root(tan(x)^3, 3) = tan(x)",),
    ("log(sinh(x)) + log(2 - sinh(x)) = log(2*sinh(x) - sinh(x)^2)",),
    ("acosh(1 + sqrt(1 + b^2)) = log(1 + sqrt(1 + b^2) + sqrt((1 + sqrt(1 + b^2))^2 - 1))",),
    ("atan(log(1 + b/a)) + atan(1/log(1 + b/a)) = pi/2", "0 < a < b"),
    ("abs(abs(atan(x)) - abs(-1))*abs(abs(atan(x)) + abs(-1)) = abs(atan(x)^2 - (-1)^2)",),
    ("diff(asech(sin(x)), x) = -diff(sin(x), x)/(sin(x)*(1 + sin(x))*sqrt((1 - sin(x))/(1 + sin(x))))",),
    ("atan(x^5 - 1) = asin((x - 1)*(x^4 + x^3 + x^2 + x + 1)/sqrt(1 + ((x - 1)*(x^4 + x^3 + x^2 + x + 1))^2))",),
    ("abs((-1)^n^2) = 1", "n integer"),
]

FLOORS = [
    ("floor(2*x) = floor(x) + floor(x + 1/2)",),
    ("floor(3*x) = floor(x) + floor(x + 1/3) + floor(x + 2/3)",),
    ("floor(2*tan(y)) = floor(tan(y)) + floor(tan(y) + 1/2)",),
    ("floor(x) + floor(-x) = -1", "0 < x < 1"),
    ("floor(x/2) = 1", "2 <= x < 4"),
    ("ceiling(x) = floor(x) + 1", "2 < x < 3"),
    ("floor(floor(x)/2) = floor(x/2)",),
    ("ceiling(n/2) = floor((n + 1)/2)", "n integer"),
    ("floor(n/3) + floor((n + 1)/3) + floor((n + 2)/3) = n", "n integer"),
    ("floor((n + 1)/2) = n/2 + (1 - (-1)^n)/4", "n integer"),
    ("floor(n^2/4) = floor(n/2)*floor((n + 1)/2)", "n integer"),
    ("ceiling(ceiling(x)/2) = ceiling(x/2)",),
    ("floor(sqrt(n^2 + n)) = n", "n integer", "n >= 0"),
    ("floor(1/(1 + x^2)) = 0", "x != 0"),
    ("floor(abs(x)/(1 + abs(x))) = 0",),
]

EQUATIONS = [
    ("a = b", "a^3 = b^3"),
    ("a = b", "exp(a) = exp(b)"),
    ("x = log(2)", "exp(x) = 2"),
    ("x = 3", "2^x = 8"),
    ("x = 3", "log(x - 1, 2) = 1"),
    ("x = pi/6", "sin(x) = 1/2", "0 < x < pi/2"),
    ("x = y", "log(x) = log(y)"),
    ("cos(x) = 0", "sin(x) = 1"),
    ("x = 0", "x^2 + y^2 = 0"),
    ("a = c", "a^2 + b^2 + c^2 = a*b + b*c + c*a"),
    ("x^3 + 1/x^3 = 18", "x + 1/x = 3"),
    ("tan(a) + tan(b) + tan(c) = tan(a)*tan(b)*tan(c)", "a + b + c = pi"),
]

SIGNS_AND_SQUARES = [
    ("sqrt(a + sqrt(b)) = sqrt((a + sqrt(a^2 - b))/2) + sqrt((a - sqrt(a^2 - b))/2)", "a > 0", "b > 0", "a^2 > b"),
    ("max(exp(a), exp(b)) = exp(max(a, b))",),
    ("abs(a + b) = abs(a) + abs(b)", "a*b >= 0"),
    ("abs(a - b) = abs(abs(a) - abs(b))", "a*b >= 0"),
    ("acos((1 - x^2)/(1 + x^2)) = 2*abs(atan(x))",),
]

LETTERS = [f"x_{index}" for index in range(1, 65)]
MERGED = [
    (f"sin({'+'.join(LETTERS)}) = sin({'+'.join(LETTERS[:-1])})*cos(x_64) + cos({'+'.join(LETTERS[:-1])})*sin(x_64)",),
    (f"tan({'+'.join(LETTERS)} + pi/4) = (1 + tan({'+'.join(LETTERS)}))/(1 - tan({'+'.join(LETTERS)}))",),
]

FALSE = [
    ("sin(a + b + c + d) = sin(a + b + c)*cos(d) + cos(a + b + c)*sin(2*d)",),
    ("a*sin(a + 2*b + c + d) = a*sin(a + b + c + d)",),
    ("sqrt(a - sqrt(b)) = sqrt((a + sqrt(a^2 - b))/2) + sqrt((a - sqrt(a^2 - b))/2)", "a > 0", "b > 0", "a^2 > b"),
    ("sqrt(x + 2*sqrt(x - 1)) = 1 - sqrt(x - 1)", "x >= 1"),
    ("max(exp(a), exp(b)) = exp(min(a, b))",),
    ("abs(a + b) = abs(a) + abs(b)", "a*b <= 0"),
    ("(x*tan(x))^sqrt(x) = x^sqrt(x)*tan(x)^sqrt(x)", "x < 0"),
    ("sqrt(sin(x)^2) = sin(x)",),
    ("sqrt(log(x)*log(y)) = sqrt(log(x))*sqrt(log(y))",),
    ("sqrt(tan(x) - 1)*sqrt(tan(x) + 1) = sqrt(tan(x)^2 - 1)",),
    ("atan(sin(x)) + atan(1/sin(x)) = pi/2",),
    ("atan(log(1 + b/a)) + atan(1/log(1 + b/a)) = pi/2", "a > 0"),
    ("log(sin(x)*x) = log(sin(x)) + log(x)",),
    ("floor(2*x) = 2*floor(x)",),
    ("floor(2*x) = floor(x) + floor(x + 1/3)",),
    ("floor(x) + floor(-x) = -1",),
    ("floor(x) + floor(-x) = -1", "0 < x <= 1"),
    ("floor(x/2) = 1", "2 <= x <= 4"),
    ("floor(x) = 0", "0 <= x <= 1"),
    ("floor(floor(x)/2) = floor(x/3)",),
    ("ceiling(x/2) = floor((x + 1)/2)",),
    ("floor(x/3) + floor((x + 1)/3) + floor((x + 2)/3) = x",),
    ("floor(sqrt(n^2 + 2*n + 1)) = n", "n integer", "n >= 0"),
    ("floor(sqrt(n^2 + n)) = n", "n integer"),
    ("floor(1/(1 + x^2)) = 0",),
    ("(-1)^floor(x) = (-1)^floor(x/2)",),
    ("a = b", "a^2 = b^2"),
    ("a = b", "a^3 = b^3", "a, b complex"),
    ("a = b", "exp(a) = exp(b)", "a complex"),
    ("a = b", "sin(a) = sin(b)"),
    ("x = pi/6", "sin(x) = 1/2", "0 < x < pi"),
    ("floor(n^2/4) = floor(n/2)^2", "n integer"),
    ("acos((1 - x^2)/(1 + x^2)) = 2*atan(x)",),
    ("x = 0", "x^2 + y^2 = 0", "x, y complex"),
    ("x = y", "x^2 - 3*x*y + y^2 = 0"),
    ("x = 3", "(-2)^x = -8"),
]


@pytest.mark.parametrize(
    ("text", "given"), [(text, list(given)) for text, *given in PARTS + FLOORS + EQUATIONS + SIGNS_AND_SQUARES + MERGED]
)
def test_proved(text: str, given: list[str]) -> None:
    assert isinstance(prove(*sides(text), Given.read(given)), Proved)


@pytest.mark.parametrize(("text", "given"), [(text, list(given)) for text, *given in FALSE])
def test_what_is_false_is_not_proved_though_no_value_is_looked_at(text: str, given: list[str]) -> None:
    before, after = sides(text)
    assert not isinstance(vanishes(subtract(before, after), Given.read(given), Bounds()), Zero)
    methods = (proved_by_generalizing, proved_by_consequences, proved_by_squaring, prove_by_cases)
    assert not any(method(before, after, Given.read(given), Bounds()) for method in methods)
