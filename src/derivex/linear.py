"""Exact linear reasoning about relations: can they all hold at once?

A relation is brought to ``form op 0`` where the form is a polynomial over *generators*
(symbols, and subterms that are no polynomial, such as ``exp(x)``); then every monomial is
treated as one unknown of a linear system over the rationals. Equations are eliminated,
inequalities by Fourier and Motzkin's method. What is found impossible is impossible;
what isn't found may be either.

Contract: exact, bounded (beyond MAX_FORM monomials or MAX_SYSTEM relations nothing is
concluded), and it remembers which relations a contradiction was made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from derivex.comparison import key
from derivex.term import App, Num, Sym, Term, literal

MAX_FORM = 60  # monomials of one form
MAX_SYSTEM = 160  # relations that elimination may make
MAX_POWER = 8  # of a sum that is multiplied out
MAX_BITS = 4_000  # of a coefficient

Monomial = tuple[tuple[str, int], ...]  # generators by name, with exponents
Form = dict[Monomial, Fraction]

FLIPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}
NEGATED = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "=": "!=", "!=": "="}


@dataclass(frozen=True, slots=True)
class Constraint:
    """``form op 0`` with op one of ``<  <=  =  !=``, and the relations it came from."""

    form: tuple[tuple[Monomial, Fraction], ...]
    op: str
    sources: frozenset[int]


def form_of(term: Term, generators: dict[str, Term]) -> Form | None:
    """The term as a polynomial; what is no polynomial becomes a generator, noted in ``generators``."""
    try:
        return _form(term, generators)
    except FormTooBig:
        return None


class FormTooBig(Exception):
    """A polynomial with more monomials, or larger numbers, than are looked at here."""


def _form(term: Term, generators: dict[str, Term]) -> Form:
    value = literal(term)
    if value is not None:
        return {(): value} if value else {}
    match term:
        case App("+", args):
            total: Form = {}
            for arg in args:
                total = form_sum(total, _form(arg, generators))
            return total
        case App("neg", (inner,)):
            return {monomial: -value for monomial, value in _form(inner, generators).items()}
        case App("*", args):
            product: Form = {(): Fraction(1)}
            for arg in args:
                product = form_product(product, _form(arg, generators))
            return product
        case App("/", (above, below)):
            divisor = _form(below, generators)
            if set(divisor) == {()}:
                return {monomial: value / divisor[()] for monomial, value in _form(above, generators).items()}
        case App("^", (base, Num() as exponent)) if exponent.value.denominator == 1:
            count = int(exponent.value) if exponent.value <= 64 else 65
            inner_form = _form(base, generators)
            if 0 < count <= (64 if len(inner_form) == 1 else MAX_POWER):
                power: Form = {(): Fraction(1)}
                for _ in range(count):
                    power = form_product(power, inner_form)
                return power
    name = f"${term.name}" if isinstance(term, Sym) else repr(key(term))
    generators[name] = term
    return {((name, 1),): Fraction(1)}


def form_sum(left: Form, right: Form) -> Form:
    total = dict(left)
    for monomial, value in right.items():
        total[monomial] = total.get(monomial, Fraction(0)) + value
    return _checked({monomial: value for monomial, value in total.items() if value})


def form_product(left: Form, right: Form) -> Form:
    if len(left) * len(right) > 8 * MAX_FORM:
        raise FormTooBig
    total: Form = {}
    for first, a in left.items():
        for second, b in right.items():
            exponents = dict(first)
            for name, exponent in second:
                exponents[name] = exponents.get(name, 0) + exponent
            monomial = tuple(sorted(exponents.items()))
            total[monomial] = total.get(monomial, Fraction(0)) + a * b
    return _checked({monomial: value for monomial, value in total.items() if value})


def _checked(form: Form) -> Form:
    if len(form) > MAX_FORM:
        raise FormTooBig
    if any(value.numerator.bit_length() + value.denominator.bit_length() > MAX_BITS for value in form.values()):
        raise FormTooBig
    return form


def constraint(relation: Term, source: int, generators: dict[str, Term]) -> Constraint | None:
    """A relation as ``form op 0``; None if it is no relation or too large."""
    if not (isinstance(relation, App) and relation.head in FLIPPED):
        return None
    left, right = (form_of(side, generators) for side in relation.args)
    if left is None or right is None:
        return None
    op = relation.head
    if op in (">", ">="):
        left, right, op = right, left, FLIPPED[op]
    try:
        form = form_sum(left, {monomial: -value for monomial, value in right.items()})
    except FormTooBig:
        return None
    return Constraint(_frozen(form), op, frozenset({source}))


def _frozen(form: Form) -> tuple[tuple[Monomial, Fraction], ...]:
    return tuple(sorted(form.items()))


def contradiction(constraints: Iterable[Constraint], integers: frozenset[str] = frozenset()) -> frozenset[int] | None:
    """The sources of a contradiction among the constraints; None if none was found."""
    tight = [_tightened(each, integers) for each in constraints]
    found = _eliminate([each for each in tight if each.op != "!="])
    if found is not None:
        return found
    for each in (each for each in tight if each.op == "!="):
        rest = [other for other in tight if other.op != "!="]
        below = _eliminate([*rest, Constraint(each.form, "<", each.sources)])
        if below is None:
            continue
        opposite = tuple((monomial, -value) for monomial, value in each.form)
        above = _eliminate([*rest, Constraint(opposite, "<", each.sources)])
        if above is not None:
            return below | above
    return _no_integer_left(tight, integers)


def _tightened(given: Constraint, integers: frozenset[str]) -> Constraint:
    """``n < 5/2`` as ``n <= 2`` for an integer n; other constraints as they are."""
    linear = [(monomial, value) for monomial, value in given.form if monomial]
    if given.op not in ("<", "<=") or len(linear) != 1 or linear[0][0] not in {((name, 1),) for name in integers}:
        return given
    monomial, slope = linear[0]
    limit = -dict(given.form).get((), Fraction(0)) / slope
    if slope > 0:
        whole = ceil(limit) - 1 if given.op == "<" else floor(limit)
        return Constraint(
            _frozen({monomial: Fraction(1), **({(): Fraction(-whole)} if whole else {})}), "<=", given.sources
        )
    whole = floor(limit) + 1 if given.op == "<" else ceil(limit)
    return Constraint(
        _frozen({monomial: Fraction(-1), **({(): Fraction(whole)} if whole else {})}), "<=", given.sources
    )


def _no_integer_left(constraints: list[Constraint], integers: frozenset[str]) -> frozenset[int] | None:
    """``0 < n < 3, n != 1, n != 2``: every integer of a short range is excluded."""
    for name in sorted(integers):
        low: tuple[Fraction, frozenset[int]] | None = None
        high: tuple[Fraction, frozenset[int]] | None = None
        holes: dict[Fraction, frozenset[int]] = {}
        for each in constraints:
            form = dict(each.form)
            slope = form.pop(((name, 1),), None)
            if slope is None or set(form) - {()}:
                continue
            limit = -form.get((), Fraction(0)) / slope
            if each.op == "!=":
                holes[limit] = each.sources
            elif each.op == "=":
                if limit.denominator != 1:
                    return each.sources
            elif slope > 0 and (high is None or limit < high[0]):
                high = (limit, each.sources)
            elif slope < 0 and (low is None or limit > low[0]):
                low = (limit, each.sources)
        if low and high and high[0] - low[0] < 50:
            whole = [Fraction(value) for value in range(ceil(low[0]), floor(high[0]) + 1)]
            if all(value in holes for value in whole):
                return low[1].union(high[1], *(holes[value] for value in whole))
    return None


def _eliminate(system: list[Constraint]) -> frozenset[int] | None:
    while True:
        for each in system:
            if _false(each):
                return each.sources
        system = [each for each in system if any(monomial for monomial, _ in each.form)]
        if not system or len(system) > MAX_SYSTEM:
            return None
        equation = next((each for each in system if each.op == "="), None)
        if equation is not None:
            pivot, slope = next((monomial, value) for monomial, value in equation.form if monomial)
            system = [_without(each, pivot, slope, equation) for each in system if each is not equation]
        else:
            system = list(_projected(system))


def _false(given: Constraint) -> bool:
    if any(monomial for monomial, _ in given.form):
        return False
    value = dict(given.form).get((), Fraction(0))
    return not {"<": value < 0, "<=": value <= 0, "=": value == 0, "!=": value != 0}[given.op]


def _without(given: Constraint, pivot: Monomial, slope: Fraction, equation: Constraint) -> Constraint:
    factor = dict(given.form).get(pivot)
    if factor is None:
        return given
    return _combined(given, Fraction(1), equation, -factor / slope, given.op)


def _combined(first: Constraint, a: Fraction, second: Constraint, b: Fraction, op: str) -> Constraint:
    form = {monomial: a * value for monomial, value in first.form}
    for monomial, value in second.form:
        form[monomial] = form.get(monomial, Fraction(0)) + b * value
    return Constraint(_frozen({m: value for m, value in form.items() if value}), op, first.sources | second.sources)


def _projected(system: list[Constraint]) -> Iterator[Constraint]:
    """Fourier and Motzkin: one unknown fewer, the one that makes the fewest new relations."""
    ups: dict[Monomial, int] = {}
    downs: dict[Monomial, int] = {}
    for each in system:
        for monomial, value in each.form:
            if monomial:
                counter = ups if value > 0 else downs
                counter[monomial] = counter.get(monomial, 0) + 1
    unknowns = sorted(set(ups) | set(downs))
    pivot = min(unknowns, key=lambda unknown: ups.get(unknown, 0) * downs.get(unknown, 0))
    above = [(dict(each.form)[pivot], each) for each in system if dict(each.form).get(pivot, 0) > 0]
    below = [(dict(each.form)[pivot], each) for each in system if dict(each.form).get(pivot, 0) < 0]
    yield from (each for each in system if pivot not in dict(each.form))
    for a, first in above:
        for b, second in below:
            op = "<" if "<" in (first.op, second.op) else "<="
            yield _combined(first, -b, second, a, op)
