"""Found: infinite sums as known ones and a rest that telescopes.  Nothing here has to be believed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from math import factorial

from flint import fmpq, fmpq_poly

from derivex.certificates.core import Beyond, core
from derivex.certificates.data import Certificate, NoCertificate, Proof
from derivex.certificates.data_ends import Series
from derivex.certificates.endings import Told, inside
from derivex.certificates.growth import limit
from derivex.certificates.inductions import bounds_of
from derivex.certificates.infinite_sums import ROWS, stages, total
from derivex.certificates.quotients import Refused
from derivex.engine import series as known
from derivex.engine.fractionsums import Part, _partial_fractions
from derivex.errors import InputError
from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import (
    INFINITY,
    ONE,
    ZERO,
    App,
    Sym,
    Term,
    add,
    divide,
    free_symbols,
    literal,
    multiply,
    negate,
    number,
    power,
    subtract,
)

Find = Callable[[Term, Term, Given], Proof]
Draft = tuple[str, Term, int, Term, Term, Term | None]  # row, argument, shift, scale, telescope, slow
CIRCULAR = (("cosh", "sinh"), ("cos", "sin"))


def drafted(part: App, given: Given, name: str) -> Iterator[Series]:
    """An infinite sum with what it may be, without its proofs."""
    _, body, index, ends = bounds_of(part)
    start = literal(ends[0]) if len(ends) == 2 and ends[1] == INFINITY and part.head == "Sum" else None
    if start is None or start.denominator != 1:
        return
    empty = Certificate(part, part, given, 2, (), (), (((), ()), ((), ())), (), ())
    try:
        found = _of_series(part, int(start), name)
        fractions = None if found else _of_fractions(substitute(body, {index: Sym(name)}), name)
        for row, argument, shift, scale, telescope, slow in [fractions] if fractions is not None else found:
            proof = Series(part, part, given, name, row, argument, shift, scale, telescope, empty, slow)
            rest: Term | None = ZERO
            if slow is None:
                rest = limit(core(telescope, inside(given, name)), name, Told(given))
            if rest is not None:
                yield replace(proof, after=total(proof, rest))
    except (Refused, Beyond, InputError):
        return


def proved(proof: Series, find: Find) -> Series | None:
    try:
        step, share = stages(proof)
        return replace(proof, step=find(*step), share=None if share is None else find(*share))
    except (NoCertificate, Refused, InputError):
        return None


def _of_series(part: App, start: int, name: str) -> list[Draft]:
    found = known.series_of(part)
    if found is None:
        return []
    if not found.step:
        return _geometric(found, start, name)
    other = _exponential(found, start, name) if found.step == 1 else _circular(found, start)
    return [] if other is None else [other]


def _times(*terms: Term) -> Term:
    return multiply(*(each for each in terms if each != ONE))


def _raised(base: Term, exponent: int) -> Term:
    value = literal(base)
    if value and abs(exponent) < 40:
        return number(value**exponent)
    return ONE if not exponent else base if exponent == 1 else power(base, number(exponent))


def _falling(place: Term, count: int) -> Term:
    return _times(*(subtract(place, number(step)) if step else place for step in range(count)))


def _in_falling(polynomial: known.Polynomial) -> list[Fraction]:
    return [value / Fraction(factorial(m)) for m, value in enumerate(known.differences(polynomial))]


def _polynomial(coefficients: list[Fraction], place: Term) -> Term:
    rows = [_times(number(value), _falling(place, m)) for m, value in enumerate(coefficients) if value]
    return add(*rows) if rows else ZERO


def _moved(place: Term, steps: int) -> Term:
    return add(place, number(steps)) if steps else place


def _geometric(found: known.Series, start: int, name: str) -> list[Draft]:
    """By ``1 - r`` for the ratio r; if that is one over a p, by ``p - 1`` as well."""
    place = _moved(Sym(name), -start)
    ratio = _times(*(_raised(base, times) for base, times, _ in found.bases)) if found.bases else ONE
    value, turned = literal(ratio), _inverted(ratio)
    common = _times(
        found.factor, *(_shown(base, times, first - times * start, name) for base, times, first in found.bases)
    )
    rests: list[tuple[Term, Term, Term]] = [(ratio, ONE, subtract(ONE, ratio) if value is None else number(1 - value))]
    rests += [] if turned is None else [(ONE, turned, subtract(turned, ONE))]
    drafts: list[Draft] = []
    for up, down, rest in rests:
        rows, polynomial = [], found.polynomial
        for m in range(len(found.polynomial)):  # the m-th difference of the polynomial at the place
            scale = divide(_times(_raised(up, m), down), _raised(rest, m + 1))  # a constant of its own
            rows.append(_times(_polynomial(_in_falling(polynomial), place), scale))
            values = [known.at(polynomial, step + 1) - known.at(polynomial, step) for step in range(len(polynomial))]
            polynomial = _through(values[:-1])
            if not polynomial:
                break
        share = negate(add(*rows))
        over = share if len(found.polynomial) == 1 else divide(share, _polynomial(_in_falling(found.polynomial), place))
        if len(found.polynomial) == 1 and found.polynomial[0] != 1:
            over = divide(share, number(found.polynomial[0]))
        drafts.append(("", ZERO, 0, ZERO, multiply(common, share), over))
    return drafts


def _inverted(ratio: Term) -> Term | None:
    """The p of a ratio that is written as ``1/p``, ``p^(-1)`` or ``exp(-u)``."""
    match ratio:
        case App("/", (above, below)) if above == ONE:
            return below
        case App("^", (base, exponent)) if (value := literal(exponent)) is not None and value < 0:
            return _raised(base, -int(value)) if value.denominator == 1 else None
        case App("exp", (u,)):
            outer, factors = 1, list[Term]()
            for factor in u.args if isinstance(u, App) and u.head == "*" else (u,):
                while isinstance(factor, App) and factor.head == "neg":
                    outer, (factor,) = -outer, factor.args
                factors.append(factor)
            return App("exp", (_times(*factors),)) if outer < 0 else None
    return None


def _through(values: list[Fraction]) -> known.Polynomial:
    """The polynomial with these values at 0, 1, …"""
    total = fmpq_poly([0])
    for place, value in enumerate(values):
        basis = fmpq_poly([fmpq(value.numerator, value.denominator)])
        for other in range(len(values)):
            if other != place:
                basis *= fmpq_poly([fmpq(-other, place - other), fmpq(1, place - other)])
        total += basis
    return tuple(Fraction(int(each.p), int(each.q)) for each in total.coeffs())


def _shown(base: Term, times: int, first: int, name: str) -> Term:
    step = multiply(number(times), Sym(name)) if times != 1 else Sym(name)
    return power(base, _moved(step, first))


def _exponential(found: known.Series, start: int, name: str) -> Draft | None:
    """With ``n = j + shift``: a polynomial in n times ``x^n/n!``."""
    shift = found.shift
    left = [(base, first - times * shift) for base, times, first in found.bases]
    if any(first < 0 and not literal(base) for base, first in left):
        return None
    ratio = _times(*(_raised(base, times) for base, times, _ in found.bases)) if found.bases else ONE
    outer = _times(found.factor, *(_raised(base, first) for base, first in left))
    place = _moved(Sym(name), shift - start)
    values = [known.at(found.polynomial, step - shift) for step in range(len(found.polynomial))]
    weights = _in_falling(_through(values))
    scale = add(*(_times(number(d), _raised(ratio, i)) for i, d in enumerate(weights) if d))
    rows = [
        _times(number(-d), _raised(ratio, i - back), _falling(place, back))
        for i, d in enumerate(weights)
        for back in range(1, i + 1)
        if d
    ]
    slow = _times(outer, add(*rows)) if rows else ZERO
    summand = divide(power(ratio, place), App("factorial", (place,)))
    telescope = multiply(slow, summand) if rows else ZERO
    return "exp", ratio, shift - start, _times(outer, scale), telescope, slow if rows else None


def _circular(found: known.Series, start: int) -> Draft | None:
    signs = [(times, first) for base, times, first in found.bases if literal(base) == -1]
    others = [each for each in found.bases if literal(each[0]) != -1]
    if len(others) != 1 or found.shift > 1 or len(found.polynomial) > 1:
        return None
    base, times, first = others[0]
    if times != 2 or first < found.shift:
        return None
    row = CIRCULAR[sum(each for each, _ in signs) % 2][found.shift]
    turned = -1 if sum(each for _, each in signs) % 2 else 1
    scale = _times(number(turned * found.polynomial[0]), found.factor, _raised(base, first - found.shift))
    return row, base, -start, scale, ZERO, None


def _of_fractions(body: Term, name: str) -> Draft | None:
    outer: list[Term] = []
    above, below = fmpq_poly([1]), fmpq_poly([1])
    for factor, direction in known.factors(body, 1):
        if name not in free_symbols(factor):
            outer.append(factor if direction > 0 else divide(ONE, factor))
            continue
        found = known.univariate(factor, name)
        if found is None or len(found) > 8 or not any(found):
            return None
        more = fmpq_poly([fmpq(each.numerator, each.denominator) for each in found])
        above, below = (above * more, below) if direction > 0 else (above, below * more)
    if below.degree() > 8 or below.degree() < above.degree() + 2:
        return None
    parts = _partial_fractions(above, below)
    return None if parts is None else _of_parts(parts, _times(*outer) if outer else ONE, name)


def _of_parts(parts: list[Part], outer: Term, name: str) -> Draft | None:
    """Fractions with whole distances telescope; what is left has to be one row of the table."""
    groups: dict[tuple[int, Fraction], list[Part]] = defaultdict(list)
    for each in parts:
        groups[each.order, each.shift % 1].append(each)
    rows: list[Term] = []
    left: dict[tuple[int, Fraction], tuple[Fraction, Fraction]] = {}  # the weight of the first one, and its shift
    for key, members in groups.items():
        first = min(each.shift for each in members)
        for each in members:
            for step in range(int(each.shift - first)):
                below = power(_moved_by(name, first + step), number(each.order))
                rows.append(divide(number(each.weight), below if each.order > 1 else _moved_by(name, first + step)))
        weight = sum((each.weight for each in members), Fraction(0))
        if weight:
            left[key] = weight, first
    telescope = multiply(outer, add(*rows)) if rows else ZERO
    if not left:
        return "", ZERO, 0, ZERO, telescope, None
    (order, _), (weight, first) = next(iter(left.items()))
    if len(left) == 1 and f"zeta {order}" in ROWS and first.denominator == 1:
        return f"zeta {order}", ZERO, int(first), _times(outer, number(weight)), telescope, None
    halves, wholes = left.get((1, Fraction(1, 2))), left.get((1, Fraction(0)))
    if len(left) == 2 and halves and wholes and halves[1] + Fraction(1, 2) == wholes[1]:
        return "log 2", ZERO, int(wholes[1]), _times(outer, number(halves[0])), telescope, None
    return None


def _moved_by(name: str, shift: Fraction) -> Term:
    return add(Sym(name), number(shift)) if shift else Sym(name)
