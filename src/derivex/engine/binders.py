"""Sums, products, integrals and limits: kernels whose key is the body in canonical form.

The bound variable becomes a generator of its own, about which nothing is given, and the
body an element. A sum over a finite range splits over the monomials of the numerator, each
defined wherever the body is; so does an integral over a finite range of a body that is
continuous everywhere. Others stay whole; only factors without the bound variable go out.

One kernel A of the body f and a place stands for all ranges:

    Sum(f, (k, a, b)) = A(b + 1) - A(a)        Integral(f, (t, a, b)) = A(b) - A(a)

"The sum (integral) from a to b is defined" is an equivalence of places, infinite ones
included: in each of its classes A is the sum (integral) from one place of the class. Where
a factor c that goes out is 0, ``c*A`` is 0 whatever A is, so A may be any number where it
doesn't converge; a denominator goes out only if it is known not to be 0.

Incomplete: a body that is no element, or bounds of an integral that aren't real, leave an
equality by text; rewriting a range (n + 1 by n) is done for written ranges only (``ranges``).
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq, fmpz_mpoly

from derivex.engine.answers import TooHard
from derivex.engine.approaching import converted_limit
from derivex.engine.binomialsums import binomial_sum
from derivex.engine.bodies import (
    Convert,
    Parts,
    Place,
    cancelled,
    constant_term,
    depends,
    leaves,
    linear,
    place_of,
)
from derivex.engine.boundnames import Symbol, bound_body, is_own
from derivex.engine.elements import ONE_ELEMENT, ZERO_ELEMENT, Element, Kernel, constant
from derivex.engine.extents import MAX_UNROLLED, calls_of, written_inside
from derivex.engine.field import Field
from derivex.engine.fractionsums import fraction_sum
from derivex.engine.gammas import gamma, is_known_nonzero, reciprocal_gamma
from derivex.engine.geometric import geometric_sum
from derivex.engine.integrating import converted_integral
from derivex.engine.linearity import by_parts
from derivex.engine.positivity import Sign, is_integer, is_real, never_negative, sign_of
from derivex.engine.powers import power
from derivex.engine.series import series_of, value_of
from derivex.engine.splitting import NeedsCase, factors_of
from derivex.engine.sums import closed_sum
from derivex.linear import form_of
from derivex.substitution import substitute
from derivex.term import (
    INFINITY,
    ONE,
    ZERO,
    App,
    Num,
    Sym,
    Term,
    free_symbols,
    literal,
    negate,
    number,
    subtract,
)
from derivex.term import add as total

MAX_MISSING = 4  # first terms of a sum of binomial coefficients that may not be there


def converted_binder(field: Field, convert: Convert, symbol: Symbol, term: App) -> Element:
    """A binder with bounds as an element; ``TooHard`` where its body or its bounds are none."""
    body, limits = term.args
    assert isinstance(limits, App)
    variable, *ends = limits.args
    assert isinstance(variable, Sym)
    if term.head in ("Sum", "Product"):
        endless = _series(field, convert, term) if ends[1] == INFINITY else None
        if endless is not None:
            return endless
        summed = _binomial(field, convert, term)
        if summed is not None:
            return summed
        return _counted(field, convert, symbol, term.head, body, variable.name, ends[0], ends[1])
    if term.head == "Integral" and len(ends) == 2:
        return converted_integral(field, convert, symbol, term)
    if term.head == "Limit" and len(ends) == 1:
        return converted_limit(field, convert, symbol, term)
    raise TooHard(f"{term.head} is beyond the exact half of the engine")


# ---- sums and products ----


def _series(field: Field, convert: Convert, term: App) -> Element | None:
    """An infinite sum of a known kind: where a geometric one converges, its factor is 0 or its ratio isn't 1."""
    fractions = fraction_sum(term)
    if fractions is not None:
        return convert(fractions)
    series = series_of(term)
    value = None if series is None else value_of(series)
    if series is None or value is None:
        return None
    apart = subtract(ONE, series.ratio), series.factor
    if not series.step and not any(is_known_nonzero(field, convert(each)) for each in apart):
        return None
    return convert(value)


def _counted(
    field: Field, convert: Convert, symbol: Symbol, head: str, body: Term, name: str, low: Term, high: Term
) -> Element:
    first, last = literal(low), literal(high)
    if first is not None and last is not None:
        count = last - first + 1
        if count.denominator != 1 or count < 0:
            raise TooHard(f"a {head} with {count} terms")
        if count <= MAX_UNROLLED:
            terms = [convert(substitute(body, {name: number(first + step)})) for step in range(int(count))]
            return field.add(*terms) if head == "Sum" else field.product(terms)
    start, end = place_of(convert, low), place_of(convert, high)
    if isinstance(start, Element):
        inner = written_inside(field, start, end, calls_of(body, name))
        if inner is not None:
            before, after, start, end = inner
            places = [total(low, number(step)) for step in range(before)]
            places += [total(high, number(-step)) for step in range(after)]
            rest = [convert(substitute(body, {name: place})) for place in places]
            low, high = total(low, number(before)), total(high, number(-after))
            whole = _shifted(field, convert, symbol, head, body, name, start, end)
            return field.add(whole, *rest) if head == "Sum" else field.product([whole, *rest])
    return _shifted(field, convert, symbol, head, body, name, start, end)


def _shifted(
    field: Field, convert: Convert, symbol: Symbol, head: str, body: Term, name: str, low: Place, high: Place
) -> Element:
    """Count from the symbolic part of the lower bound on: ``(k, 2, n + 1)`` becomes ``(k, 0, n - 1)``."""
    shift = fmpq(0)
    if isinstance(low, Element):
        shift = constant_term(field, low)
        low = field.subtract(low, constant(shift))
        kind = "integer" if is_integer(field, low) and shift.q == 1 else "real" if is_real(field, low) else "complex"
    else:
        kind = "integer"
    if isinstance(high, Element):
        high = field.subtract(high, constant(shift))
    taken = free_symbols(body) - {name}
    if shift:
        place = total(Sym(name), _number(shift))
        body = substitute(body, {name: place})
    whole = App(head, (body, App("bounds", (Sym(name), *(Sym(each) for each in sorted(taken))))))
    try:
        bound, inside = bound_body(field, convert, symbol, whole, body, name, kind)
    except (TooHard, NeedsCase) as error:
        counted = head == "Sum" and isinstance(low, Element) and not low.coefficient and high == "oo"
        if not counted or not (isinstance(error, TooHard) or is_own(field, error)):
            raise
        return _from_zero(field, convert, symbol, whole, name)
    return _sum(field, inside, bound, low, high) if head == "Sum" else _product(field, inside, bound, low, high)


def _from_zero(field: Field, convert: Convert, symbol: Symbol, whole: App, name: str) -> Element:
    """An infinite sum from 0 on, of which it matters that the index isn't negative, or not 0 after the first one."""
    body, high = whole.args[0], "oo"
    try:
        bound, inside = bound_body(field, convert, symbol, whole, body, name, "natural")
    except (TooHard, NeedsCase) as error:
        if not (isinstance(error, TooHard) or is_own(field, error)):
            raise
        first = convert(substitute(body, {name: ZERO}))
        later = substitute(body, {name: total(Sym(name), ONE)})
        bound, inside = bound_body(field, convert, symbol, whole, later, name, "natural")
        return field.add(first, _sum(field, inside, bound, ZERO_ELEMENT, high))
    return _sum(field, inside, bound, ZERO_ELEMENT, high)


def _number(value: fmpq) -> Term:
    """An exact number as a term."""
    above = Num(str(abs(int(value.p))))
    size: Term = above if value.q == 1 else App("/", (above, Num(str(int(value.q)))))
    return negate(size) if value < 0 else size


def _binomial(field: Field, convert: Convert, term: App) -> Element | None:
    """A sum of binomial coefficients up to a whole number that isn't negative; the first terms may be missing.

    ``Sum(f(k), (k, c, n))`` is the sum of ``f(k + c)`` from 0 to n - c, or that from 0 to n without its first
    c terms: it is defined for n >= c - 1 only, and then these are there.
    """
    match term.args:
        case (body, App("bounds", (Sym() as index, low, high))):
            pass
        case _:
            return None
    form = form_of(low, {})  # it may be written as 0 + 1
    first = None if form is None or set(form) - {()} else form.get((), Fraction(0))
    if first is None or first.denominator != 1 or not 0 <= first <= MAX_MISSING:
        return None
    if first:
        shifted = substitute(body, {index.name: total(index, number(first))})
        limits = App("bounds", (index, ZERO, subtract(high, number(first))))
        found = _binomial_from_zero(field, convert, App("Sum", (shifted, limits)))
        if found is not None:
            return found
    whole = _binomial_from_zero(field, convert, App("Sum", (body, App("bounds", (index, ZERO, high)))))
    if whole is None or not first:
        return whole
    missing = [convert(substitute(body, {index.name: number(Fraction(step))})) for step in range(int(first))]
    return field.subtract(whole, field.add(*missing))


def _binomial_from_zero(field: Field, convert: Convert, term: App) -> Element | None:
    """A sum of binomial coefficients from 0 up to a whole number that isn't negative."""
    found = binomial_sum(term)
    limits = term.args[1]
    if found is None or not isinstance(limits, App):
        return None
    top = convert(limits.args[2])
    if not is_integer(field, top) or not never_negative(field, top):
        return None
    short = found.apart is not None and not never_negative(field, field.subtract(top, constant(found.degree)))
    if short and found.apart is not None and not is_known_nonzero(field, convert(found.apart)):
        return None
    return convert(found.value)


def _sum(field: Field, body: Element, bound: int, low: Place, high: Place) -> Element:
    if not isinstance(low, Element) or not isinstance(high, Element):
        parts = Parts(field, body, bound, certain=True)
        if not parts.outer.coefficient:
            return ZERO_ELEMENT
        numbered = isinstance(low, Element) and not low.coefficient and high == "oo"
        found_sum = geometric_sum(field, parts, bound) if numbered else None
        if found_sum is not None:
            return field.multiply(parts.outer, found_sum)
        ends = high if isinstance(high, str) else field.add(high, ONE_ELEMENT), low
        return by_parts(field, "Sum", parts, bound, ends)
    after = field.add(high, ONE_ELEMENT)
    nonempty = sign_of(field, field.subtract(after, low)) is Sign.POSITIVE
    parts = Parts(field, body, bound, certain=nonempty)
    found: list[Element] = []
    for inside, outer in parts.pieces(field, bound).items() if parts.outer.coefficient else ():
        monomial = field.ring.context.from_dict({inside: 1})
        piece = closed_sum(field, monomial, parts.below, bound, low, after)
        if piece is None:
            piece = cancelled(field, "Sum", monomial, parts.below, bound, after, low)
        found.append(field.product((parts.outer, outer, piece)))
    return field.add(*found)


def _product(field: Field, body: Element, bound: int, low: Place, high: Place) -> Element:
    """A finite product, factor by factor; ``(index + s)`` by gamma."""
    if not isinstance(low, Element) or not isinstance(high, Element):
        raise TooHard("an infinite product")
    after = field.add(high, ONE_ELEMENT)
    count = field.subtract(after, low)
    nonempty = sign_of(field, count) is Sign.POSITIVE
    parts = Parts(field, body, bound, certain=nonempty)
    result = power(field, parts.outer, count)
    for polynomial, direction in ((parts.above, 1), (parts.below, -1)):
        for part, times in factors_of(field, polynomial):
            shift = linear(field, part, bound)
            if shift is not None and sign_of(field, field.add(low, shift[1])) is Sign.POSITIVE:
                slope, rest = shift
                over = field.multiply(
                    gamma(field, field.add(after, rest)), reciprocal_gamma(field, field.add(low, rest))
                )
                value = field.multiply(power(field, constant(slope), count), over)
            elif direction < 0 and not depends(field, part, bound):
                raise TooHard("a denominator in a product that may have no factors")
            else:
                value = _kernel_of_product(field, part, bound, low, high)
            result = field.multiply(result, field.power(value, direction * times))
    return result


def _kernel_of_product(field: Field, part: fmpz_mpoly, bound: int, low: Element, high: Element) -> Element:
    ends = []
    for end in (low, high):
        coefficient, top, bottom = field.canonical(end)
        ends.append((str(coefficient), field.ring.intern(top) if coefficient else -1, field.ring.intern(bottom)))
    name = ("Product", bound, field.ring.intern(part), *ends)
    found = field.keys.get(name)
    if found is None:
        inside = leaves(field, set(field.ring.degrees(part))) - {bound}
        arguments = (low, high, *(field.generator(leaf) for leaf in sorted(inside)))
        found = field.create(Kernel("Product", arguments), name)
        if all(each in field.real for each in field.ring.degrees(part)):
            field.real.add(found)
    return field.generator(found)
