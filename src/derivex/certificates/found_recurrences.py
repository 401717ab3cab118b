"""Found: recurrences and differential equations of exponentials.  Nothing here has to be believed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import reduce

from derivex.certificates.core import Beyond
from derivex.certificates.data import NoCertificate, Proof
from derivex.certificates.data_ends import Recurrent
from derivex.certificates.data_moves import Turned
from derivex.certificates.found_polynomials import coefficients_of, factors
from derivex.certificates.inductions import bounds_of
from derivex.certificates.quotients import Refused
from derivex.certificates.recurrences import MAX_ORDER, stages, value
from derivex.errors import InputError
from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import (
    INFINITY,
    ONE,
    TWO,
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
)

Find = Callable[[Term, Term, Given], Proof]
FAILED = (NoCertificate, Refused, InputError, Beyond)
Row = tuple[Term, Term | None]  # the rate of an exponential, the frequency beside it


def recurrent(part: App, given: Given, name: str) -> Recurrent | None:
    """A sum or integral with what it is, without its proofs."""
    head, body, index, ends = bounds_of(part)
    if head not in ("Sum", "Integral") or len(ends) != 2 or ends[1] != INFINITY or index not in free_symbols(body):
        return None
    rows: dict[Row, int] = {}
    for addend in _addends(substitute(body, {index: Sym(name)})):
        found = _row(addend, name, head)
        if found is None:
            return None
        row, times = found
        rows[row] = max(rows.get(row, 0), times)
    polynomials = [_polynomial(row, head) for row, times in rows.items() for _ in range(times)]
    one: Term = ONE
    whole = reduce(_product, polynomials, [one])
    if not 1 < len(whole) <= MAX_ORDER + 1:
        return None
    scales = [_plus(*each) if head == "Sum" else each[0] for each in polynomials]
    empty = Turned(part, part, given)
    draft = Recurrent(part, part, given, name, tuple(whole[:-1]), reduce(_times, scales, one), empty, empty)
    try:
        return replace(draft, after=value(draft))
    except FAILED:
        return None


def proved(proof: Recurrent, find: Find) -> Recurrent | None:
    try:
        step, whole = stages(proof)
        return replace(proof, step=find(*step), whole=find(*whole))
    except FAILED:
        return None


def _addends(term: Term) -> Iterator[Term]:
    match term:
        case App("+", args):
            for arg in args:
                yield from _addends(arg)
        case App("neg", (u,)):
            yield from _addends(u)
        case App("*", args) if any(isinstance(arg, App) and arg.head == "+" for arg in args):
            place = next(at for at, arg in enumerate(args) if isinstance(arg, App) and arg.head == "+")
            for each in args[place].args:  # type: ignore[union-attr]  # a sum
                yield from _addends(multiply(*args[:place], each, *args[place + 1 :]))
        case _:
            yield term


def _row(addend: Term, name: str, head: str) -> tuple[Row, int] | None:
    """An exponential, maybe beside a sine or cosine, and how often it counts because of a polynomial."""
    rate: Term = ONE if head == "Sum" else ZERO
    wave: Term | None = None
    degree = 0
    for factor, count in factors(addend, 1):
        if name not in free_symbols(factor):
            continue
        match factor:
            case App("exp", (u,)) if (line := _slope(u, name)) is not None:
                step = _times(line, number(count))
                rate = _times(rate, App("exp", (step,))) if head == "Sum" else _plus(rate, step)
            case App("^", (base, u)) if name not in free_symbols(base) and (line := _slope(u, name)) is not None:
                step = _times(line, number(count))
                if head == "Sum":
                    rate = _times(rate, base if step == ONE else power(base, step))
                else:
                    rate = _plus(rate, _times(step, App("log", (base,))))
            case App("cos" | "sin", (u,)) if wave is None and count == 1 and (line := _slope(u, name)) is not None:
                wave = line
            case _:
                found = coefficients_of(factor, name)
                if found is None or count < 0:
                    return None
                degree += max(found) * count
    return (rate, wave), degree + 1


def _slope(term: Term, name: str) -> Term | None:
    found = coefficients_of(term, name)
    return found[1] if found is not None and max(found) == 1 else None


def _polynomial(row: Row, head: str) -> list[Term]:
    """The one of which the exponential is a zero, the constant coefficient first."""
    rate, wave = row
    if wave is None:
        return [_opposite(rate), ONE]
    if head == "Sum":
        return [_times(rate, rate), _opposite(_times(TWO, _times(rate, App("cos", (wave,))))), ONE]
    return [_plus(_times(rate, rate), _times(wave, wave)), _opposite(_times(TWO, rate)), ONE]


def _product(left: list[Term], right: list[Term]) -> list[Term]:
    result: list[Term] = [ZERO] * (len(left) + len(right) - 1)
    for place, one in enumerate(left):
        for other, two in enumerate(right):
            result[place + other] = _plus(result[place + other], _times(one, two))
    return result


def _plus(*terms: Term) -> Term:
    kept = [each for each in terms if each != ZERO]
    return add(*kept) if kept else ZERO


def _times(one: Term, other: Term) -> Term:
    first, second = literal(one), literal(other)
    if first is not None and second is not None:
        return number(first * second)
    if ZERO in (one, other):
        return ZERO
    if number(-1) in (one, other):
        return _opposite(other if one == number(-1) else one)
    return other if one == ONE else one if other == ONE else multiply(one, other)


def _opposite(term: Term) -> Term:
    match term:
        case App("neg", (u,)):
            return u
        case App("/", (App("neg", (u,)), v)):
            return divide(u, v)
    value = literal(term)
    return negate(term) if value is None else number(-value)
