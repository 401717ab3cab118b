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

from collections.abc import Callable
from fractions import Fraction

from flint import fmpq, fmpz_mpoly

from derivex.engine.answers import TooHard
from derivex.engine.binomialsums import binomial_sum
from derivex.engine.bodies import (
    Convert,
    Parts,
    Place,
    cancelled,
    constant_term,
    depends,
    difference,
    leaves,
    linear,
    place_of,
)
from derivex.engine.continuity import is_total
from derivex.engine.derive import is_unknown
from derivex.engine.elements import ONE_ELEMENT, ZERO_ELEMENT, Element, Kernel, constant
from derivex.engine.extents import MAX_UNROLLED, written_inside
from derivex.engine.field import Field
from derivex.engine.fractionsums import fraction_sum
from derivex.engine.gammas import gamma, is_known_nonzero, reciprocal_gamma
from derivex.engine.geometric import geometric_sum
from derivex.engine.growth import limit_at_infinity
from derivex.engine.halflines import endless_integral, limit_of_pieces
from derivex.engine.improper import known
from derivex.engine.incomplete import from_zero, of_gaussian
from derivex.engine.integrals import integrated
from derivex.engine.limiting import of_fraction, of_zeros
from derivex.engine.linearity import by_parts
from derivex.engine.positivity import Sign, is_integer, is_real, never_negative, sign_of
from derivex.engine.powers import power
from derivex.engine.series import series_of, value_of
from derivex.engine.splitting import NeedsCase, factors_of
from derivex.engine.steps import limit_of_steps
from derivex.engine.stretches import Range, is_continuous
from derivex.engine.sums import closed_sum
from derivex.engine.swapped import swapped
from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import (
    CONSTANTS,
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

KINDS = "ricpn"  # the first letters of real, integer, complex, positive, natural
MAX_DEPTH = 12  # of binders in each other
MARK = "·"  # no notation reads it, so a name that begins with it can't be anybody's

Symbol = Callable[[str], int]


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
        low, high = place_of(convert, ends[0]), place_of(convert, ends[1])
        if not all(isinstance(end, str) or is_real(field, end) for end in (low, high)):
            raise TooHard("an integral between complex numbers")
        whole = known(term)
        if whole is not None and any(is_known_nonzero(field, convert(each)) for each in (whole.rate, whole.factor)):
            return convert(whole.value)
        single = swapped(
            term, lambda each, name: is_total(each, frozenset({name}), _kinds(field, symbol, each), is_unknown)
        )
        if single is not None:
            return _silently(field, convert, single)
        bound, inside = integrand(field, convert, symbol, term, low, high)
        return _integral(field, inside, bound, low, high)
    if term.head == "Limit" and len(ends) == 1:
        place = place_of(convert, ends[0])
        if not (isinstance(place, str) or is_real(field, place)):
            raise TooHard("a limit at a complex number")
        far = limit_at_infinity(body, variable.name, upwards=place == "oo") if isinstance(place, str) else None
        if far is not None:
            return convert(far)
        kinds = _kinds(field, symbol, App("Limit", (body, App("bounds", (variable,)))))
        if isinstance(place, Element) and is_total(body, frozenset({variable.name}), kinds, is_unknown):
            return convert(substitute(body, {variable.name: ends[0]}))
        if isinstance(place, Element):
            found = of_zeros(field, convert, body, variable.name, ends[0], kinds)
            if found is not None:
                return found
        bound, inside = _bound(field, convert, symbol, term, body, variable.name, "real")
        falling = limit_of_pieces(field, inside, bound) if isinstance(place, str) else None
        if falling is None and isinstance(place, str):
            falling = limit_of_steps(field, inside, bound, upwards=place == "oo")
        if falling is not None:
            return falling
        try:
            return of_fraction(field, inside, bound, place)
        except TooHard:
            return by_parts(field, "Limit", Parts(field, inside, bound, certain=True), bound, (place,))
    raise TooHard(f"{term.head} is beyond the exact half of the engine")


def _silently(field: Field, convert: Convert, term: Term) -> Element:
    """A term that isn't written, and tells nothing of what has a value."""
    field.lazily += 1
    try:
        return convert(term)
    finally:
        field.lazily -= 1


def _kinds(field: Field, symbol: Symbol, body: Term) -> Given:
    """Which symbols of a body may be complex."""
    taken = sorted(free_symbols(body) - CONSTANTS)
    return Given(tuple((each, "complex") for each in taken if symbol(each) not in field.real))


def _bound(
    field: Field, convert: Convert, symbol: Symbol, term: Term, body: Term, name: str, kind: str
) -> tuple[int, Element]:
    """The generator of the bound variable, and the body with it."""
    depth = 1 + max((int(each[2:]) for each in free_symbols(term) if each.startswith(MARK)), default=0)
    new = f"{MARK}{kind[0]}{depth}"
    generator = symbol(new)
    if kind in ("integer", "natural"):
        field.integers.add(generator)
    if kind == "natural":
        field.low[generator] = (Fraction(0), False)
    if kind == "positive":
        field.low[generator] = (Fraction(0), True)
    if kind == "complex":
        field.real.discard(generator)
    field.lazily += 1
    try:
        return generator, convert(substitute(body, {name: Sym(new)}))
    finally:
        field.lazily -= 1


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
        inner = written_inside(field, start, end)
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
        bound, inside = _bound(field, convert, symbol, whole, body, name, kind)
    except (TooHard, NeedsCase) as error:
        counted = head == "Sum" and isinstance(low, Element) and not low.coefficient and high == "oo"
        if not counted or not (isinstance(error, TooHard) or _is_own(field, error)):
            raise
        return _from_zero(field, convert, symbol, whole, name)
    return _sum(field, inside, bound, low, high) if head == "Sum" else _product(field, inside, bound, low, high)


def _from_zero(field: Field, convert: Convert, symbol: Symbol, whole: App, name: str) -> Element:
    """An infinite sum from 0 on, of which it matters that the index isn't negative, or not 0 after the first one."""
    body, high = whole.args[0], "oo"
    try:
        bound, inside = _bound(field, convert, symbol, whole, body, name, "natural")
    except (TooHard, NeedsCase) as error:
        if not (isinstance(error, TooHard) or _is_own(field, error)):
            raise
        first = convert(substitute(body, {name: ZERO}))
        later = substitute(body, {name: total(Sym(name), ONE)})
        bound, inside = _bound(field, convert, symbol, whole, later, name, "natural")
        return field.add(first, _sum(field, inside, bound, ZERO_ELEMENT, high))
    return _sum(field, inside, bound, ZERO_ELEMENT, high)


def _number(value: fmpq) -> Term:
    """An exact number as a term."""
    above = Num(str(abs(int(value.p))))
    size: Term = above if value.q == 1 else App("/", (above, Num(str(int(value.q)))))
    return negate(size) if value < 0 else size


def _binomial(field: Field, convert: Convert, term: App) -> Element | None:
    """A sum of binomial coefficients up to a whole number that isn't negative."""
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


# ---- integrals ----


def _is_own(field: Field, case: NeedsCase) -> bool:
    """Whether it is a bound variable of which it is asked whether it is 0."""
    inside = set().union(*map(field.ring.generators, case.factors))
    names = (f"{MARK}{kind}{depth}" for kind in KINDS for depth in range(1, MAX_DEPTH))
    return any(field.keys.get(("symbol", name)) in inside for name in names)


def integrand(
    field: Field, convert: Convert, symbol: Symbol, term: App, low: Place, high: Place
) -> tuple[int, Element]:
    """The bound variable and the body; where that asks whether the variable is 0, as a positive one, if it is."""
    body, limits = term.args
    assert isinstance(limits, App)
    variable = limits.args[0]
    assert isinstance(variable, Sym)
    try:
        return _bound(field, convert, symbol, term, body, variable.name, "real")
    except NeedsCase as case:
        ends = [end for end in (low, high) if end != "oo"]
        if not _is_own(field, case) or any(
            isinstance(end, str) or (end.coefficient and not never_negative(field, end)) for end in ends
        ):
            raise
    return _bound(field, convert, symbol, term, body, variable.name, "positive")


def _integral(field: Field, body: Element, bound: int, low: Place, high: Place) -> Element:
    parts = Parts(field, body, bound, certain=True)
    if not parts.outer.coefficient:
        return ZERO_ELEMENT
    run = Range(bound, low, high) if isinstance(low, Element) and isinstance(high, Element) else None
    endless = endless_integral(field, parts, bound, low, high) if run is None else None
    if endless is not None:
        return field.multiply(parts.outer, endless)
    if run is None:
        return by_parts(field, "Integral", parts, bound, (high, low))
    if not is_continuous(field, parts.above, parts.below, run):
        improper = from_zero(field, parts, run)
        if improper is not None:
            return field.multiply(parts.outer, improper)
        return field.multiply(parts.outer, difference(field, "Integral", parts.above, parts.below, bound, high, low))
    found: list[Element] = []
    for inside, outer in parts.pieces(field, bound).items():
        monomial = field.ring.context.from_dict({inside: 1})
        piece = integrated(field, monomial, parts.below, run)
        if piece is None:
            piece = of_gaussian(field, field.exponents(inside), parts.below, run)
        if piece is None:
            piece = cancelled(field, "Integral", monomial, parts.below, bound, high, low)
        found.append(field.product((parts.outer, outer, piece)))
    return field.add(*found)
