"""Proofs about integrals, by a primitive function: the fundamental theorem.

``Integral(f, (t, a, b)) = F(b) - F(a)`` for real a and b, where F is continuous from a to b and has the derivative f
there but for finitely many points: F has a value everywhere between them (``places``), no jump (``steady``), and
its derivative, carried out by the rules, has one except where a polynomial in t is 0. At an end of the range
where F has no value, infinity among them, what it tends to there is taken.

Contract: ``confirm_primitive`` as ``binders.confirmed``.
"""

from __future__ import annotations

from fractions import Fraction

from derivex.certificates.core import core
from derivex.certificates.data import Primitive
from derivex.certificates.endings import INFINITE, at_end
from derivex.certificates.indices import between
from derivex.certificates.inductions import Check, bounds_of, need_fresh
from derivex.certificates.places import always_defined, nonzero_parts
from derivex.certificates.quotients import Refused, need
from derivex.certificates.steady import is_steady
from derivex.certificates.told import is_nonzero, is_real
from derivex.given import Given
from derivex.substitution import substitute
from derivex.subterms import subterms
from derivex.term import INFINITY, App, Sym, Term, diff, free_symbols, literal, negate, subtract


def slopes(proof: Primitive) -> tuple[Term, Term, Given]:
    """What has to be said of the derivative of the primitive function."""
    head, body, index, (low, high) = bounds_of(proof.before)
    need(head == "Integral", "no integral")
    for end, infinity in ((low, negate(INFINITY)), (high, INFINITY)):
        need(end == infinity or is_real(proof.given, end), "bounds that may not be real")
        need(end == infinity or end not in INFINITE, "a range from its end to its start")
    need_fresh((proof.name,), (proof.before, proof.after), proof.given)
    open_range = between(proof.given, proof.name, (low, high), (False, False))
    return diff(proof.primitive, Sym(proof.name)), substitute(body, {index: Sym(proof.name)}), open_range


def confirm_primitive(proof: Primitive, check: Check) -> tuple[str, ...]:
    name, primitive, inside = proof.name, proof.primitive, proof.proof
    need((inside.before, inside.after, inside.given) == slopes(proof), "the derivative of something else")
    _, _, index, (low, high) = bounds_of(proof.before)
    starts, stops = (at_end(primitive, name, (low, high), which, proof.given, index) for which in (0, 1))
    taken = [(first[1], last[1]) for last in stops for first in starts if subtract(last[0], first[0]) == proof.after]
    need(taken, "not the difference of that primitive function")
    lines = proof.before, proof.after
    closed = between(proof.given, name, (low, high), taken[0])
    need(always_defined((primitive,), lines, closed), "a primitive function that may have no value")
    need(is_steady(core(primitive, closed), closed, name), "a primitive function that may jump")
    known = set().union(*(nonzero_parts(core(line, proof.given)) for line in lines))
    rate = core(inside.before, inside.given)
    for part in nonzero_parts(rate) | _powers(rate, name):
        thin = part in known or is_nonzero(inside.given, part) or _has_few_zeros(part, name)
        need(thin, "a derivative that may be undefined on a range")
    check(inside)
    return ("a primitive function",)


def _powers(term: Term, name: str) -> set[Term]:
    """What powers with exponents that may not be positive are of."""
    shown = (part for part in subterms(term) if isinstance(part, App) and part.head == "^")
    bases = {part.args[0] for part in shown if literal(part.args[1]) is None}
    return {base for base in bases if name in free_symbols(base)}


def _has_few_zeros(term: Term, name: str) -> bool:
    """Whether a term is zero at finitely many places at most: a product of polynomials with numbers as coefficients."""
    match term:
        case App("abs", (u,)):
            return _has_few_zeros(u, name)
        case App("*", args):
            return all(_has_few_zeros(arg, name) for arg in args)
        case App("^", (base, exponent)) if literal(exponent) is not None:
            return _has_few_zeros(base, name)
    try:
        return any(_polynomial(term, name))
    except Refused:
        return False


def _polynomial(term: Term, name: str) -> list[Fraction]:
    """The coefficients of a polynomial in one symbol, the constant one first."""
    value = literal(term)
    if value is not None:
        return [value]
    need(free_symbols(term) <= {name}, "more than one symbol")
    match term:
        case Sym(other) if other == name:
            return [Fraction(0), Fraction(1)]
        case App("neg", (u,)):
            return [-each for each in _polynomial(u, name)]
        case App("+", args):
            found = [_polynomial(arg, name) for arg in args]
            size = max(map(len, found))
            return [sum((each[place] for each in found if place < len(each)), Fraction(0)) for place in range(size)]
        case App("*", args):
            total = [Fraction(1)]
            for arg in args:
                each = _polynomial(arg, name)
                total = _times(total, each)
            return total
        case App("^", (base, exponent)) if (power := literal(exponent)) is not None and 0 <= power <= 12:
            need(power.denominator == 1, "no polynomial")
            total = [Fraction(1)]
            for _ in range(int(power)):
                total = _times(total, _polynomial(base, name))
            return total
    raise Refused("no polynomial")


def _times(left: list[Fraction], right: list[Fraction]) -> list[Fraction]:
    result = [Fraction(0)] * (len(left) + len(right) - 1)
    for place, one in enumerate(left):
        for other, two in enumerate(right):
            result[place + other] += one * two
    return result
