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

from collections.abc import Callable, Iterable
from fractions import Fraction
from math import comb, factorial

from flint import fmpq, fmpz_mpoly

from derivex.engine.answers import TooHard
from derivex.engine.elements import ONE_ELEMENT, ZERO_ELEMENT, Element, Kernel, constant
from derivex.engine.field import Field
from derivex.engine.gammas import gamma, polygamma, reciprocal_gamma
from derivex.engine.integrals import (
    Range,
    depends,
    depends_generator,
    integrated,
    is_continuous,
    linear,
    partial_fractions,
)
from derivex.engine.positivity import Sign, is_integer, is_nonzero_factor, is_real, sign_of
from derivex.engine.powers import power
from derivex.engine.splitting import NeedsCase, factors_of
from derivex.substitution import substitute
from derivex.term import INFINITY, App, Num, Sym, Term, free_symbols, literal, negate, number
from derivex.term import add as total

MAX_UNROLLED = 24  # terms of a sum or product between literal bounds that are written out
MAX_POWER = 24  # of the index in a sum that has a closed form
MAX_ORDER = 6  # of a pole whose sum is a polygamma function
MARK = "·"  # no notation reads it, so a name that begins with it can't be anybody's
Place = Element | str  # an end of a range: a number, or an infinity

Convert = Callable[[Term], Element]
Symbol = Callable[[str], int]


def converted_binder(field: Field, convert: Convert, symbol: Symbol, term: App) -> Element:
    """A binder with bounds as an element; ``TooHard`` where its body or its bounds are none."""
    body, limits = term.args
    assert isinstance(limits, App)
    variable, *ends = limits.args
    assert isinstance(variable, Sym)
    if term.head in ("Sum", "Product"):
        return _counted(field, convert, symbol, term.head, body, variable.name, ends[0], ends[1])
    if term.head == "Integral" and len(ends) == 2:
        low, high = _place(convert, ends[0]), _place(convert, ends[1])
        if not all(isinstance(end, str) or is_real(field, end) for end in (low, high)):
            raise TooHard("an integral between complex numbers")
        bound, inside = _bound(field, convert, symbol, term, body, variable.name, "real")
        return _integral(field, inside, bound, low, high)
    raise TooHard(f"{term.head} is beyond the exact half of the engine")


def _place(convert: Convert, end: Term) -> Place:
    if end == INFINITY:
        return "oo"
    return "-oo" if end == negate(INFINITY) else convert(end)


def _bound(
    field: Field, convert: Convert, symbol: Symbol, term: Term, body: Term, name: str, kind: str
) -> tuple[int, Element]:
    """The generator of the bound variable, and the body with it."""
    depth = 1 + max((int(each[2:]) for each in free_symbols(term) if each.startswith(MARK)), default=0)
    new = f"{MARK}{kind[0]}{depth}"
    generator = symbol(new)
    if kind == "integer":
        field.integers.add(generator)
    if kind == "complex":
        field.real.discard(generator)
    return generator, convert(substitute(body, {name: Sym(new)}))


# ---- sums and products ----


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
    start, end = _place(convert, low), _place(convert, high)
    if isinstance(start, Element):
        inner = _written_inside(field, start, end)
        if inner is not None:
            before, after, start, end = inner
            places = [total(low, number(step)) for step in range(before)]
            places += [total(high, number(-step)) for step in range(after)]
            rest = [convert(substitute(body, {name: place})) for place in places]
            low, high = total(low, number(before)), total(high, number(-after))
            whole = _shifted(field, convert, symbol, head, body, name, start, end)
            return field.add(whole, *rest) if head == "Sum" else field.product([whole, *rest])
    return _shifted(field, convert, symbol, head, body, name, start, end)


def _written_inside(field: Field, low: Element, high: Place) -> tuple[int, int, Element, Place] | None:
    """The smallest written range inside of this one: how much longer this one is at both ends."""
    best = None
    for first, last in field.ranges:
        if isinstance(high, str) or isinstance(last, str):
            if high != last:
                continue
            after = ZERO_ELEMENT
        else:
            after = field.subtract(high, last)
        before = field.subtract(first, low)
        if before.factors or after.factors or before.coefficient.q != 1 or after.coefficient.q != 1:
            continue
        steps = int(before.coefficient), int(after.coefficient)
        if min(steps) >= 0 and 0 < sum(steps) <= MAX_UNROLLED and (best is None or sum(steps) > sum(best[:2])):
            best = (*steps, first, last)
    return best


def _shifted(
    field: Field, convert: Convert, symbol: Symbol, head: str, body: Term, name: str, low: Place, high: Place
) -> Element:
    """Count from the symbolic part of the lower bound on: ``(k, 2, n + 1)`` becomes ``(k, 0, n - 1)``."""
    shift = fmpq(0)
    if isinstance(low, Element):
        shift = _constant_term(field, low)
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
    bound, inside = _bound(field, convert, symbol, whole, body, name, kind)
    return _sum(field, inside, bound, low, high) if head == "Sum" else _product(field, inside, bound, low, high)


def _number(value: fmpq) -> Term:
    """An exact number as a term."""
    above = Num(str(abs(int(value.p))))
    size: Term = above if value.q == 1 else App("/", (above, Num(str(int(value.q)))))
    return negate(size) if value < 0 else size


def learn_ranges(field: Field, convert: Convert, parts: Iterable[Term]) -> None:
    """Note the ranges of the written sums and products: wherever these are defined, so are their shorter ones."""
    for part in parts:
        match part:
            case App("Sum" | "Product", (_, App("bounds", (_, low, high)))):
                try:
                    first, last = _place(convert, low), _place(convert, high)
                except (TooHard, NeedsCase):
                    continue
                if isinstance(first, Element):
                    field.ranges.append((first, last))
                    if isinstance(last, Element):
                        _learn_count(field, field.subtract(last, first), first)


def _learn_count(field: Field, steps: Element, low: Element) -> None:
    """``n - 1`` is an integer and at least -1: so n is a real integer and at least 0."""
    coefficient, _, below = field.canonical(steps)
    if not (below.is_one() and abs(coefficient) == 1 and is_integer(field, low)):
        return
    shift = _constant_term(field, steps)
    rest = field.subtract(steps, constant(shift))
    if shift.q != 1 or len(rest.factors) != 1 or rest.coefficient != 1:
        return
    ((generator, exponent),) = rest.factors.items()
    if exponent != 1 or generator >= field.ring.size or field.kernels[generator].head != "symbol":
        return
    field.integers.add(generator)
    field.real.add(generator)
    least = (Fraction(int(-1 - shift)), False)
    before = field.low.get(generator)
    if before is None or before[0] < least[0]:
        field.low[generator] = least


def _constant_term(field: Field, element: Element) -> fmpq:
    """The number in a polynomial: 2 in ``n + 2``; 0 for a fraction."""
    coefficient, above, below = field.canonical(element)
    if not coefficient or not below.is_one():
        return fmpq(0)
    for monomial, factor in above.terms():
        if not any(monomial):
            return coefficient * fmpq(factor)
    return fmpq(0)


class Parts:
    """A body as ``coefficient*outer*above/below``: only above and below depend on the bound variable."""

    __slots__ = ("above", "below", "outer")

    def __init__(self, field: Field, body: Element, bound: int, *, certain: bool) -> None:
        """``certain``: the body is evaluated somewhere, so that none of its denominators is 0."""
        coefficient, top, bottom = field.canonical(body)
        self.outer = constant(coefficient)
        self.above, self.below = field.ring.one, field.ring.one
        for polynomial, direction in ((top, 1), (bottom, -1)):
            for part, count in factors_of(field, polynomial) if coefficient else ():
                out = not depends(field, part, bound)
                if out and (direction > 0 or certain or is_nonzero_factor(field, field.ring.intern(part))):
                    self.outer = field.multiply(self.outer, field.power(field.element(part), direction * count))
                elif direction > 0:
                    self.above = self.above * part**count
                else:
                    self.below = self.below * part**count

    def pieces(self, field: Field, bound: int) -> dict[tuple[int, ...], Element]:
        """The numerator's monomials in what depends on the bound variable, with their coefficients."""
        inner = {each for each in field.ring.degrees(self.above) if depends_generator(field, each, bound)}
        last = field.ring.size - 1
        groups: dict[tuple[int, ...], dict[tuple[int, ...], int]] = {}
        for monomial, factor in self.above.terms():
            exponents = [int(exponent) for exponent in monomial]
            inside = tuple(exponent if last - index in inner else 0 for index, exponent in enumerate(exponents))
            outside = tuple(exponent - within for exponent, within in zip(exponents, inside, strict=True))
            groups.setdefault(inside, {})[outside] = int(factor)
        return {inside: field.element(field.ring.context.from_dict(group)) for inside, group in groups.items()}


def _sum(field: Field, body: Element, bound: int, low: Place, high: Place) -> Element:
    if not isinstance(low, Element) or not isinstance(high, Element):
        parts = Parts(field, body, bound, certain=True)
        if not parts.outer.coefficient:
            return ZERO_ELEMENT
        ends = high if isinstance(high, str) else field.add(high, ONE_ELEMENT), low
        return field.multiply(parts.outer, _difference(field, "Sum", parts.above, parts.below, bound, *ends))
    after = field.add(high, ONE_ELEMENT)
    nonempty = sign_of(field, field.subtract(after, low)) is Sign.POSITIVE
    parts = Parts(field, body, bound, certain=nonempty)
    found: list[Element] = []
    for inside, outer in parts.pieces(field, bound).items() if parts.outer.coefficient else ():
        monomial = field.ring.context.from_dict({inside: 1})
        piece = _closed_sum(field, monomial, parts.below, bound, low, after)
        if piece is None:
            piece = _cancelled(field, "Sum", monomial, parts.below, bound, after, low)
        found.append(field.product((parts.outer, outer, piece)))
    return field.add(*found)


def _cancelled(
    field: Field, head: str, above: fmpz_mpoly, below: fmpz_mpoly, bound: int, high: Place, low: Place
) -> Element:
    """A piece in lowest terms."""
    field.ring.spend(len(above) * len(below))
    common = above.gcd(below)
    if not common.is_one():
        above, below = divmod(above, common)[0], divmod(below, common)[0]
    return _difference(field, head, above, below, bound, high, low)


def _difference(
    field: Field, head: str, above: fmpz_mpoly, below: fmpz_mpoly, bound: int, high: Place, low: Place
) -> Element:
    upper, lower = (_accumulated(field, head, above, below, bound, end) for end in (high, low))
    return field.subtract(upper, lower)


def _accumulated(field: Field, head: str, above: fmpz_mpoly, below: fmpz_mpoly, bound: int, place: Place) -> Element:
    """The kernel A of a body at a place."""
    if isinstance(place, str):
        where: object = place
        arguments: list[Element] = []
    else:
        coefficient, top, bottom = field.canonical(place)
        where = (str(coefficient), field.ring.intern(top) if coefficient else -1, field.ring.intern(bottom))
        arguments = [place]
    name = (head, bound, field.ring.intern(above), field.ring.intern(below), where)
    found = field.keys.get(name)
    if found is None:
        leaves = _leaves(field, {*field.ring.degrees(above), *field.ring.degrees(below)}) - {bound}
        arguments += [field.generator(leaf) for leaf in sorted(leaves)]
        real = all(each in field.real for each in (*field.ring.degrees(above), *field.ring.degrees(below)))
        found = field.create(Kernel(head, tuple(arguments)), name)
        if real and (isinstance(place, str) or is_real(field, place)):
            field.real.add(found)
    return field.generator(found)


def _leaves(field: Field, generators: set[int]) -> set[int]:
    """The generators without arguments that others are made of."""
    found: set[int] = set()
    for each in generators:
        kernel = field.kernels[each]
        inside = {part for argument in kernel.arguments for part in field.generators_of(argument)}
        found |= _leaves(field, inside) if inside else {each}
    return found


def _closed_sum(
    field: Field, above: fmpz_mpoly, below: fmpz_mpoly, bound: int, low: Element, after: Element
) -> Element | None:
    """A power of the index by Bernoulli's polynomials, of 1/(index + s) by polygamma; both telescope."""
    degrees = field.ring.degrees(above)
    if set(degrees) <= {bound} and below.is_one():
        exponent = degrees.get(bound, 0)
        if exponent > MAX_POWER:
            return None
        return field.subtract(_bernoulli(field, exponent, after), _bernoulli(field, exponent, low))
    if not set(degrees) <= {bound}:
        return None
    parts = partial_fractions(field, degrees.get(bound, 0), below, bound)
    if parts is not None and all(sign_of(field, field.add(low, rest)) is Sign.POSITIVE for _, _, rest in parts):
        values = [_harmonic(field, 1, slope, rest, low, after) for _, slope, rest in parts]
        return field.add(*(field.multiply(part[0], value) for part, value in zip(parts, values, strict=True)))
    if degrees:
        return None
    factors = factors_of(field, below)
    if len(factors) != 1 or factors[0][1] > MAX_ORDER:
        return None
    part, order = factors[0]
    shift = linear(field, part, bound)
    if shift is None or sign_of(field, field.add(low, shift[1])) is not Sign.POSITIVE:
        return None
    return _harmonic(field, order, *shift, low, after)


def _harmonic(field: Field, order: int, slope: fmpq, rest: Element, low: Element, after: Element) -> Element:
    """The sum of ``1/(slope*(index + rest))^order`` where ``low + rest`` is positive."""
    upper, lower = (polygamma(field, constant(order - 1), field.add(end, rest)) for end in (after, low))
    scale = fmpq((-1) ** (order - 1), factorial(order - 1)) / slope**order
    return field.multiply(constant(scale), field.subtract(upper, lower))


def _bernoulli(field: Field, exponent: int, place: Element) -> Element:
    """``P(t)`` with ``P(t + 1) - P(t) = t^exponent``: Bernoulli's polynomial."""
    degree = exponent + 1
    numbers = [fmpq(comb(degree, index)) * fmpq.bernoulli(index) / degree for index in range(degree)]
    powers = [field.multiply(constant(each), field.power(place, degree - index)) for index, each in enumerate(numbers)]
    return field.add(*powers)


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
        leaves = _leaves(field, set(field.ring.degrees(part))) - {bound}
        arguments = (low, high, *(field.generator(leaf) for leaf in sorted(leaves)))
        found = field.create(Kernel("Product", arguments), name)
        if all(each in field.real for each in field.ring.degrees(part)):
            field.real.add(found)
    return field.generator(found)


# ---- integrals ----


def _integral(field: Field, body: Element, bound: int, low: Place, high: Place) -> Element:
    parts = Parts(field, body, bound, certain=True)
    if not parts.outer.coefficient:
        return ZERO_ELEMENT
    run = Range(bound, low, high) if isinstance(low, Element) and isinstance(high, Element) else None
    if run is None or not is_continuous(field, parts.above, parts.below, run):
        return field.multiply(parts.outer, _difference(field, "Integral", parts.above, parts.below, bound, high, low))
    found: list[Element] = []
    for inside, outer in parts.pieces(field, bound).items():
        monomial = field.ring.context.from_dict({inside: 1})
        piece = integrated(field, monomial, parts.below, run)
        if piece is None:
            piece = _cancelled(field, "Integral", monomial, parts.below, bound, high, low)
        found.append(field.product((parts.outer, outer, piece)))
    return field.add(*found)
