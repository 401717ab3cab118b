"""Floors by remainders: a real number is a whole multiple of another one, and what is left.

Where all arguments of floors are ``a*W + b`` with one real W and rational a, b (up to whole
summands), let L be the common denominator of the a. Every W is ``L*m + y`` with a whole m
and ``0 <= y < L``, and

    floor(a*W + b) = a*L*m + floor(a*y + b)

in which a*L is whole and the last floor changes at finitely many y. So the term is asked for at
each of these y and between any two of them; where W is whole, at y = 0, 1, …, L - 1. Inner
floors come first, and an argument of another kind is divided in each of the cases.

Sound, for the cases cover every real W, and a floor has no value where its argument isn't
real. A case that contradicts the givens, or in which the term has no value, needs no proof.

Incomplete: few cases are looked at, and arguments are compared as polynomials in what they are made of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import floor, gcd, lcm

from derivex.comparison import key
from derivex.engine.alike import parts_of, replaced
from derivex.engine.answers import Zero
from derivex.engine.balls import Evaluator
from derivex.engine.bounds import Bounds
from derivex.engine.elements import Undefined
from derivex.engine.kernels import vanishes
from derivex.engine.points import Point
from derivex.engine.values import Undefined as NoValue
from derivex.engine.values import Unknown, ball
from derivex.errors import BadGiven, TooLarge
from derivex.given import YES, Given
from derivex.linear import Form, Monomial, form_of
from derivex.squares import written
from derivex.substitution import fresh, substitute
from derivex.term import App, Sym, Term, add, free_symbols_of, literal, multiply, names, number

MAX_CASES = 24  # of one division
PRECISION = 128  # bits of values that suggest what a quotient is


def innermost(term: Term) -> list[Term]:
    """The arguments of floors that have no floors in them, each once."""
    arguments = {key(part): part.args[0] for part in parts_of(term) if part.head == "floor"}
    return [each for each in arguments.values() if not any(part.head == "floor" for part in parts_of(each))]


@dataclass(frozen=True, slots=True)
class Division:
    """A floor as ``floor(times*W + shift) + whole``, with rational numbers and a whole term."""

    floor: App
    times: Fraction
    shift: Fraction
    whole: Term


def proved_by_remainders(term: Term, points: list[Point], given: Given, bounds: Bounds, depth: int) -> bool:
    """Whether the term is zero for each remainder of the first argument of a floor that can be divided."""
    if not depth or bounds.expired():
        return False
    found = _divisions(term, given)
    if found is None:
        return False
    center, divisions = found
    modulus = lcm(*(each.times.denominator for each in divisions))
    if modulus > MAX_CASES or sum(abs(each.times) for each in divisions) * modulus > MAX_CASES:
        return False
    cases = _remainders(divisions, modulus, whole=_is_whole(center, given))
    quotient = Sym(fresh("m", names(term) | free_symbols_of(given.relations) | {name for name, _ in given.kinds}))
    values_of_center = [value for point in points if (value := _value(center, point, given)) is not None]
    for low, high in cases:
        start = add(multiply(number(modulus), quotient), number(low))
        end = add(multiply(number(modulus), quotient), number(high))
        ends = (App("<", (start, center)), App("<", (center, end))) if low != high else (App("=", (center, start)),)
        try:
            there = Given((*given.kinds, (quotient.name, "integer")), (*given.relations, *ends), given.real_values)
        except BadGiven:  # no point is in it
            continue
        apart = Given(there.kinds, given.relations, given.real_values)
        middle = (low + high) / 2
        values = {key(each.floor): _quotient(each, modulus, middle, quotient) for each in divisions}
        case = replaced(term, values)
        if low == high and isinstance(center, Sym):
            case = substitute(case, {center.name: start})
        for guess in {floor(value / modulus) for value in values_of_center}:
            if all(there.holds(App(head, (quotient, number(guess)))) == YES for head in (">=", "<=")):
                case = substitute(case, {quotient.name: number(guess)})
        if isinstance(vanishes(case, there, bounds), Zero | Undefined):
            continue
        if low == high and isinstance(
            vanishes(case, apart, bounds), Zero
        ):  # the equation may have removed the quotient
            continue
        if not proved_by_remainders(case, points, there, bounds, depth - 1):
            return False
    return True


def _quotient(division: Division, modulus: int, remainder: Fraction, quotient: Term) -> Term:
    """The floor where W leaves the remainder."""
    steps = number(division.times * modulus)
    rounded = number(floor(division.times * remainder + division.shift))
    return add(multiply(steps, quotient), rounded, division.whole)


def _remainders(divisions: list[Division], modulus: int, *, whole: bool) -> Iterator[tuple[Fraction, Fraction]]:
    """Points, as both ends of nothing, and open intervals that cover ``0 <= y < modulus``."""
    if whole:
        yield from ((Fraction(each), Fraction(each)) for each in range(modulus))
        return
    ends = {Fraction(0), Fraction(modulus)}
    for each in divisions:
        first, last = sorted((each.shift, each.times * modulus + each.shift))
        steps = range(floor(first), floor(last) + 2)
        ends.update(end for step in steps if 0 <= (end := (step - each.shift) / each.times) < modulus)
    for low, high in pairwise(sorted(ends)):
        yield low, low
        yield low, high


def _divisions(term: Term, given: Given) -> tuple[Term, list[Division]] | None:
    """The W of the first innermost floor, and all innermost floors of the same W."""
    center: Form | None = None
    generators: dict[str, Term] = {}
    found: list[Division] = []
    # a symbol's remainder tells those of its powers, not the other way round
    for inside in sorted(innermost(term), key=lambda each: len(_more_than_sums(each))):
        form = form_of(inside, generators) if given.is_real(inside) == YES else None
        if form is None:
            continue
        shift = form.pop((), Fraction(0))
        wholes = {each: form.pop(each) for each in list(form) if _is_whole_part(each, form[each], generators, given)}
        if center is None and form:
            size = Fraction(
                gcd(*(each.numerator for each in form.values())), lcm(*(each.denominator for each in form.values()))
            )
            center = {each: value / size for each, value in form.items()}
        times = _ratio(form, center) if center is not None and form else None
        if times is not None:
            found.append(Division(App("floor", (inside,)), times, shift, written(wholes, generators)))
    return None if center is None else (written(center, generators), found)


def _more_than_sums(term: Term) -> list[App]:
    """The parts of a term that are more than sums, differences and multiples."""
    return [part for part in parts_of(term) if part.head not in ("+", "/") and not _is_multiple(part)]


def _is_multiple(part: App) -> bool:
    return part.head == "*" and sum(literal(each) is None for each in part.args) == 1


def _ratio(form: Form, center: Form) -> Fraction | None:
    if form.keys() != center.keys():
        return None
    ratios = {value / center[each] for each, value in form.items()}
    return ratios.pop() if len(ratios) == 1 else None


def _is_whole_part(monomial: Monomial, times: Fraction, generators: Mapping[str, Term], given: Given) -> bool:
    """Whether a summand of an argument is a whole number wherever it is defined."""
    return times.denominator == 1 and all(_is_whole(generators[name], given) for name, _ in monomial)


def _is_whole(term: Term, given: Given) -> bool:
    """Whether a term is made of whole symbols, numbers and floors by sums and products."""
    match term:
        case Sym(name):
            return given.kind(name) == "integer"
        case App("floor", _):
            return True
        case App("+" | "*" | "neg", args):
            return all(_is_whole(each, given) for each in args)
        case App("^", (base, exponent)):
            value = _whole_number(exponent)
            return value is not None and value >= 0 and _is_whole(base, given)
    return _whole_number(term) is not None


def _whole_number(term: Term) -> int | None:
    value = literal(term)
    return value.numerator if value is not None and value.denominator == 1 else None


def _value(term: Term, point: Point, given: Given) -> Fraction | None:
    """The value of a term at a point, roughly."""
    try:
        value = ball(Evaluator(point.at(PRECISION), PRECISION, kind=given.kind).evaluate(term))
        return Fraction(float(value.real.mid()))
    except (NoValue, Unknown, TooLarge, OverflowError, ValueError):
        return None
