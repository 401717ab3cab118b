"""Where an irreducible factor isn't zero, in words: ``x^2 - 2 != 0`` as ``x != sqrt(2)``, ``x != -sqrt(2)``.

A factor in one part is solved for it, and the part is taken apart: ``exp(u) != 2`` is
``u != log(2)``, ``sqrt(u) != 3`` is ``u != 9``. What has no short zeros stays a polynomial.

Contract: exact at every admitted point at which the factor is defined.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derivex.engine.balls import Evaluator
from derivex.engine.endpoints import (
    PRECISION,
    ZERO_POINT,
    Endpoint,
    Unsolvable,
    exponential,
    logarithm,
    quadratic,
    raised,
    rational,
    rooted,
    scaled,
)
from derivex.engine.factors import Polynomials
from derivex.engine.monomials import LONE, Factor, Monomials
from derivex.engine.phrases import Told, differs, worded
from derivex.engine.solving import RANGES
from derivex.engine.values import Undefined, Unknown, ball
from derivex.engine.vanishing import univariate
from derivex.engine.zeros import linear_parts, real_zeros, zero_of
from derivex.given import YES, Given
from derivex.term import (
    IMAGINARY,
    ZERO,
    App,
    Sym,
    Term,
    free_symbols,
    literal,
    multiply,
    negate,
    subtract,
)

TAKEN_APART = ("exp", "log", "sqrt", "root", "abs", "^")


def solved(factor: Factor, term: Term, polynomials: Polynomials, given: Given) -> Iterator[Told]:
    """Conditions that hold together where the factor, written as the term, isn't zero."""
    if len(factor.indices) == 1:
        part = polynomials.generators[factor.indices[0]]
        values = zeros(factor, part, given)
        if values is not None:
            for value in values:
                yield from part_differs(part, value, given)
            return
        pure = _pure_power(factor, part) if isinstance(term, App) and term.head == "+" else None
        yield worded(term, given) if pure is None else (pure, True)
        return
    closed_rest = _constant_zero(factor, polynomials, given)
    if closed_rest is not None:
        yield from closed_rest
        return
    yield worded(term, given)


def zeros(factor: Factor, part: Term, given: Given) -> list[Endpoint] | None:
    """The zeros of a polynomial in one part, in closed form; complex ones as terms."""
    degree = factor.degree
    if degree > 1 and not (isinstance(part, Sym) or (isinstance(part, App) and part.head in TAKEN_APART)):
        return None
    if factor.monomials == LONE:
        return [ZERO_POINT]
    polynomial = univariate(factor)
    is_real = given.is_real(part) == YES
    if degree == 1 or is_real:
        try:
            return real_zeros(polynomial)
        except Unsolvable:
            return None
    if degree == 2 and isinstance(part, Sym):
        a, b, c = (int(polynomial[place]) for place in (2, 1, 0))
        return list(quadratic(a, b, c) or _complex_zeros(a, b, c))
    return None


def _complex_zeros(a: int, b: int, c: int) -> tuple[Endpoint, Endpoint]:
    """The zeros of ``a*z^2 + b*z + c`` if they aren't real: ``I``, ``1 + 2*I``."""
    middle = Fraction(-b, 2 * a)
    width = rooted(rational(Fraction(4 * a * c - b * b, 4 * a * a)), 2)
    part = IMAGINARY if width.value == 1 else multiply(width.term, IMAGINARY)
    if not middle:
        return Endpoint(negate(part), None), Endpoint(part, None)
    start = rational(middle).term
    return Endpoint(subtract(start, part), None), Endpoint(App("+", (start, part)), None)


def _pure_power(factor: Factor, part: Term) -> App | None:
    """``cos(x)^2 != 1/2`` from ``2*cos(x)^2 - 1``."""
    values = {sum(exponents): value for exponents, value in factor.monomials}
    degree = max(values)
    if set(values) != {0, degree}:
        return None
    return differs(App("^", (part, rational(degree).term)), rational(Fraction(-values[0], values[degree])).term)


def _constant_zero(factor: Factor, polynomials: Polynomials, given: Given) -> list[Told] | None:
    """``a*v + b`` with constants a and b: ``x != sqrt(2)``; [] where the value is none that v can have."""
    places = [place for place, index in enumerate(factor.indices) if free_symbols(polynomials.generators[index])]
    if len(places) != 1 or max(exponents[places[0]] for exponents, _ in factor.monomials) != 1:
        return None
    part = polynomials.generators[factor.indices[places[0]]]
    slope, rest = linear_parts(factor.monomials, places[0])

    def write(monomials: Monomials) -> Term:
        return polynomials.written(monomials, factor.indices, signed=True)

    try:
        if not _tells_from_zero(write(slope)):
            return None
        value = zero_of(slope, rest, write)
        if given.is_real(part) == YES:
            found = ball(Evaluator({}, PRECISION).evaluate(value))
            if not found.imag.contains(0):
                return []
            if not found.imag.is_zero():
                return None
            return list(part_differs(part, Endpoint(value, literal(value)), given))
    except (Undefined, Unknown):
        return None
    return [(differs(part, value), True)]


def _tells_from_zero(term: Term) -> bool:
    return not ball(Evaluator({}, PRECISION).evaluate(term)).contains(0)


# ---- a part and a value ----


def part_differs(part: Term, value: Endpoint, given: Given) -> Iterator[Told]:
    """``part != value`` where part is a symbol or the value of a function."""
    try:
        found = _taken_apart(part, value, given)
    except Unsolvable:
        found = None
    if found is None:
        yield differs(part, value.term), True
    else:
        yield from ((condition, False) for condition in found)


def _taken_apart(part: Term, value: Endpoint, given: Given) -> list[App] | None:
    """Conditions on what is inside of the part; None where it isn't taken apart."""
    if isinstance(part, Sym):
        whole = value.value is None or value.value.denominator == 1
        return None if whole or given.kind(part.name) != "integer" else []
    assert isinstance(part, App)
    inner = part.args[0]
    real = given.is_real(inner) == YES
    possible = RANGES.get(part.head)
    if real and possible is not None and not _lies_in(value, part.head):
        return []
    match part:
        case App("exp", _) if real:
            return [differs(inner, logarithm(value).term)]
        case App("log", (_,)):
            value.ball  # noqa: B018  # raises if the value isn't real: only then exp is the one solution
            return [differs(inner, exponential(value).term)]
        case App("abs", _) if real:
            return [differs(inner, each.term) for each in (value, scaled(value, Fraction(-1), Fraction(0)))]
        case App("sqrt", _) | App("root", _):
            degree = 2 if part.head == "sqrt" else int(literal(part.args[1]) or 0)
            if degree < 2:
                return None
            if degree % 2 == 0 and value.below(ZERO_POINT):
                return []
            return [differs(inner, raised(value, degree).term)]
        case App("^", (base, exponent)):
            return _power_differs(base, exponent, value, given)
        case App("sinh" | "asinh" | "atan" | "erf" | "asin" | "atanh", _) if value.value == 0 and real:
            return [differs(inner, ZERO)]
        case App("cosh", _) if value.value == 1 and real:
            return [differs(inner, ZERO)]
    return None


def _lies_in(value: Endpoint, head: str) -> bool:
    """Whether a function of a real argument may have the value."""
    region = RANGES[head]
    inside = region.inside[0]
    for place, end in enumerate(region.ends):
        if value.same(end):
            return region.inside[2 * place + 1]
        if value.below(end):
            return inside
        inside = region.inside[2 * place + 2]
    return inside


def _power_differs(base: Term, exponent: Term, value: Endpoint, given: Given) -> list[App] | None:
    """``x^(1/3) != 2`` as ``x != 8``; ``2^u != 8`` as ``u != 3``."""
    power = literal(exponent)
    if power is not None and power.numerator == 1 and power.denominator > 1:
        # a principal root has its angle between -pi/n and pi/n: it is no negative number
        return [] if value.below(ZERO_POINT) else [differs(base, raised(value, power.denominator).term)]
    if value.value == 0 and power is None and given.is_real(exponent) == YES:
        # where b is 0 the power is 0 for a positive exponent, else 1 or undefined
        return [App("or", (differs(base, ZERO), App("<=", (exponent, ZERO))))]
    number = literal(base)
    if number is None or number <= 0 or number == 1 or given.is_real(exponent) != YES:
        return None
    if not ZERO_POINT.below(value):
        return []
    for times in range(-64, 65):
        if value.value == number**times:
            return [differs(exponent, rational(times).term)]
    below = logarithm(rational(number)).term
    return [differs(exponent, App("/", (logarithm(value).term, below)))]
