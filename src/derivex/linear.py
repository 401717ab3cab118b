"""Terms and relations as polynomials, linear in their monomials.

A relation is brought to ``form op 0`` where the form is a polynomial over *generators*
(symbols, and subterms that are no polynomial, such as ``exp(x)``), with rational coefficients.
Whether several relations can hold at once is asked in the next room.

Contract: exact, and bounded: beyond MAX_FORM monomials, or for larger numbers, there is no form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from derivex.comparison import key
from derivex.relations import FLIPPED
from derivex.term import App, Num, Sym, Term, literal

MAX_FORM = 60  # monomials of one form
MAX_POWER = 8  # of a sum that is multiplied out
MAX_BITS = 4_000  # of a coefficient

Monomial = tuple[tuple[str, int], ...]  # generators by name, with exponents
Form = dict[Monomial, Fraction]
_Exact = int | Fraction  # whole numbers stay integers here: their arithmetic is ten times faster
_Exacts = dict[Monomial, _Exact]


@dataclass(frozen=True, slots=True)
class Constraint:
    """``form op 0`` with op one of ``<  <=  =  !=``, and the relations it came from."""

    form: tuple[tuple[Monomial, Fraction], ...]
    op: str
    sources: frozenset[int]


def form_of(term: Term, generators: dict[str, Term]) -> Form | None:
    """The term as a polynomial; what is no polynomial becomes a generator, noted in ``generators``."""
    try:
        return {monomial: Fraction(value) for monomial, value in _form(term, generators).items()}
    except FormTooBig:
        return None


class FormTooBig(Exception):
    """A polynomial with more monomials, or larger numbers, than are looked at here."""


def _form(term: Term, generators: dict[str, Term]) -> _Exacts:
    value = literal(term)
    if value is not None:
        return {(): _whole(value)} if value else {}
    if isinstance(term, App):
        args = term.args
        match term.head:
            case "+":
                total: _Exacts = {}
                for arg in args:
                    total = _sum(total, _form(arg, generators))
                return total
            case "neg":
                return {monomial: -value for monomial, value in _form(args[0], generators).items()}
            case "*":
                product = _form(args[0], generators)
                for arg in args[1:]:
                    product = _product(product, _form(arg, generators))
                return product
            case "/":
                divisor = _form(args[1], generators)
                if len(divisor) == 1 and () in divisor:
                    by = Fraction(divisor[()])
                    return {monomial: _whole(value / by) for monomial, value in _form(args[0], generators).items()}
            case "^":
                power = _power_form(args[0], args[1], generators)
                if power is not None:
                    return power
    name = f"${term.name}" if isinstance(term, Sym) else repr(key(term))
    generators[name] = term
    return {((name, 1),): 1}


def _whole(value: Fraction) -> _Exact:
    return value.numerator if value.denominator == 1 else value


def _power_form(base: Term, exponent: Term, generators: dict[str, Term]) -> _Exacts | None:
    """A small whole power multiplied out; None for any other power."""
    if not isinstance(exponent, Num) or exponent.value.denominator != 1:
        return None
    count = exponent.value.numerator
    if count > 64:
        return None
    form = _form(base, generators)
    if not 0 < count <= (64 if len(form) == 1 else MAX_POWER):
        return None
    power = form
    for _ in range(count - 1):
        power = _product(power, form)
    return power


def form_sum(left: Form, right: Form) -> Form:
    """The sum; FormTooBig beyond the bounds."""
    return {monomial: Fraction(value) for monomial, value in _sum(left, right).items()}


def form_product(left: Form, right: Form) -> Form:
    """The product; FormTooBig beyond the bounds."""
    return {monomial: Fraction(value) for monomial, value in _product(left, right).items()}


def _sum(left: Mapping[Monomial, _Exact], right: Mapping[Monomial, _Exact]) -> _Exacts:
    total = dict(left)
    for monomial, value in right.items():
        value = total.get(monomial, 0) + value
        if value:
            total[monomial] = value
        else:
            del total[monomial]
    return _checked(total)


def _product(left: Mapping[Monomial, _Exact], right: Mapping[Monomial, _Exact]) -> _Exacts:
    if len(left) * len(right) > 8 * MAX_FORM:
        raise FormTooBig
    total: _Exacts = {}
    for first, a in left.items():
        for second, b in right.items():
            monomial = _monomial_product(first, second) if first and second else first + second
            total[monomial] = total.get(monomial, 0) + a * b
    return _checked({monomial: value for monomial, value in total.items() if value})


def _monomial_product(first: Monomial, second: Monomial) -> Monomial:
    exponents = dict(first)
    for name, exponent in second:
        exponents[name] = exponents.get(name, 0) + exponent
    return tuple(sorted(exponents.items()))


def _checked(form: _Exacts) -> _Exacts:
    if len(form) > MAX_FORM:
        raise FormTooBig
    for value in form.values():
        if value.numerator.bit_length() + value.denominator.bit_length() > MAX_BITS:
            raise FormTooBig
    return form


def constraint(relation: Term, source: int, generators: dict[str, Term]) -> Constraint | None:
    """A relation as ``form op 0``; None if it is no relation or too large."""
    if not (isinstance(relation, App) and relation.head in FLIPPED):
        return None
    op = relation.head
    try:
        left, right = (_form(side, generators) for side in relation.args)
        if op in (">", ">="):
            left, right, op = right, left, FLIPPED[op]
        form = _sum(left, {monomial: -value for monomial, value in right.items()})
    except FormTooBig:
        return None
    return Constraint(tuple((monomial, Fraction(form[monomial])) for monomial in sorted(form)), op, frozenset({source}))
