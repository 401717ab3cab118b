"""Gamma and what is made of it, all by the one entire function ``1/gamma``.

    1/gamma(u) = u * 1/gamma(u + 1)        factorial(n) = gamma(n + 1)
    binomial(n, k) = gamma(n + 1)/(gamma(k + 1)*gamma(n - k + 1))
    1/gamma(a) * 1/gamma(1 - a) = sin(pi*a)/pi
    1/gamma(2*a) = 2*sqrt(pi)*4^(-a) * 1/gamma(a) * 1/gamma(a + 1/2)

All four hold for every complex argument, poles and zeros of binomial included, because
``1/gamma`` has a value everywhere and gamma none where it is 0. Of the arguments that
differ by integers the largest carries the kernel: the others are polynomials times it.
Where gamma(a) and gamma(m - a) are written with an integer m, a is none of the integers
outside of 1, …, m - 1 (else one of them would have a pole): if it is none of those either,
the third law may be solved for a factor.
digamma and polygamma obey ``polygamma(k, u + 1) = polygamma(k, u) + (-1)^k*k!/u^(k + 1)``.

Incomplete: a larger argument than those seen at the start begins a class of its own, and
multiplication by 3 and more is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from math import factorial

from flint import fmpq

from derivex.engine.answers import TooHard
from derivex.engine.bodies import learn_integer
from derivex.engine.elements import ONE_ELEMENT, Element, Kernel, Undefined, constant, negative
from derivex.engine.exponentials import exponential
from derivex.engine.field import Field
from derivex.engine.logarithms import logarithm
from derivex.engine.named import pi_element
from derivex.engine.positivity import Sign, is_integer, is_nonzero_factor, is_real, sign_of
from derivex.engine.powers import opaque, symbol_behind
from derivex.engine.roots import rational_power
from derivex.engine.series import factors
from derivex.engine.splitting import NeedsCase, factors_of
from derivex.engine.trigonometry import sine_cosine
from derivex.term import INFINITY, ONE, ZERO, App, Sym, Term, add, free_symbols, literal, negate

MAX_SHIFT = 64  # so many linear factors stand for one shift
MAX_NUMBER = 500  # the largest argument whose gamma is written out
MAX_ORDER = 20  # of a polygamma function

Convert = Callable[[Term], Element]


def gamma(field: Field, u: Element) -> Element:
    """The gamma function; ``Undefined`` at 0, -1, -2, …"""
    return field.power(reciprocal_gamma(field, u), -1)


def factorial_of(field: Field, u: Element) -> Element:
    return gamma(field, field.add(u, ONE_ELEMENT))


def binomial(field: Field, above: Element, below: Element) -> Element:
    """``binomial(n, k)``, which has no value where n is a negative integer."""
    over = gamma(field, field.add(above, ONE_ELEMENT))
    first = reciprocal_gamma(field, field.add(below, ONE_ELEMENT))
    second = reciprocal_gamma(field, field.add(above, negative(below), ONE_ELEMENT))
    return field.product((over, first, second))


def reciprocal_gamma(field: Field, u: Element) -> Element:
    """The entire function ``1/gamma(u)``."""
    if not u.factors:
        return _at_number(field, u.coefficient)
    for base, value in field.gammas:
        shift = _whole(field.subtract(base, u))
        if shift is not None and 0 <= shift <= MAX_SHIFT:
            return field.product((*(field.add(u, constant(step)) for step in range(shift)), value))
    value = _kernel(field, u)
    field.gammas.append((u, value))
    return value


def _kernel(field: Field, u: Element) -> Element:
    index = field.create(Kernel("1/gamma", (u,)), ("1/gamma", len(field.gammas)))
    if is_real(field, u):
        field.real.add(index)
        if sign_of(field, u) is Sign.POSITIVE:
            field.low[index] = (Fraction(0), True)
            field.nonzero.add(index)
    return field.generator(index)


def _at_number(field: Field, number: fmpq) -> Element:
    """``1/gamma`` of a rational number, by the kernel of one between 0 and 1/2."""
    if abs(number) > MAX_NUMBER:
        raise TooHard(f"gamma of a number beyond {MAX_NUMBER}")
    if number.q == 1:
        return constant(fmpq(1, factorial(int(number) - 1))) if number > 0 else constant(0)
    step = int(number.p // number.q)
    base = number - step  # between 0 and 1
    result = fmpq(1)
    for count in range(step):
        result /= base + count
    for count in range(-step):
        result *= number + count
    return field.multiply(constant(result), _between(field, base))


def _between(field: Field, number: fmpq) -> Element:
    """``1/gamma`` of a number between 0 and 1."""
    if number == fmpq(1, 2):
        return rational_power(field, pi_element(field), fmpq(-1, 2))
    if number > fmpq(1, 2):
        sine = sine_cosine(field, field.multiply(pi_element(field), constant(number)))[0]
        return field.divide(sine, field.multiply(pi_element(field), _between(field, 1 - number)))
    found = field.keys.get(("1/gamma of", str(number)))
    if found is None:
        found = field.create(Kernel("1/gamma", (constant(number),)), ("1/gamma of", str(number)))
        field.real.add(found)
        field.low[found] = (Fraction(0), True)
        field.nonzero.add(found)
    return field.generator(found)


def _whole(difference: Element) -> int | None:
    """A difference that is an integer, as one."""
    if difference.factors or difference.coefficient.q != 1:
        return None
    return int(difference.coefficient.p)


def polygamma(field: Field, order: Element, u: Element) -> Element:
    """``polygamma(k, u)``, the derivative of order k of digamma."""
    if order.factors or order.coefficient.q != 1 or not 0 <= order.coefficient <= MAX_ORDER:
        return opaque(field, "polygamma", (order, u))
    count = int(order.coefficient)
    if not u.factors:
        if u.coefficient.q == 1 and u.coefficient <= 0:
            raise Undefined
        base = constant(u.coefficient - (-(-u.coefficient.p // u.coefficient.q)) + 1)  # in (0, 1]
        shift = _whole(field.subtract(u, base))
        if shift is not None and abs(shift) <= MAX_SHIFT:
            return field.add(_base_of_number(field, count, base), *_shifted(field, count, base, shift))
    for kernel in list(field.kernels):
        if kernel.head == "polygamma" and kernel.arguments[0] == order:
            shift = _whole(field.subtract(u, kernel.arguments[1]))
            if shift is not None and abs(shift) <= MAX_SHIFT:
                base = kernel.arguments[1]
                start = opaque(field, "polygamma", (order, base), real=True)
                return field.add(start, *_shifted(field, count, base, shift))
    return opaque(field, "polygamma", (order, u), real=True)


def _base_of_number(field: Field, count: int, base: Element) -> Element:
    if count == 0 and base.coefficient == fmpq(1, 2):  # digamma(1/2) = digamma(1) - 2*log(2)
        double = field.multiply(constant(2), logarithm(field, constant(2)))
        return field.subtract(opaque(field, "polygamma", (constant(0), ONE_ELEMENT), real=True), double)
    if count == 1 and base.coefficient in (1, fmpq(1, 2)):
        scale = fmpq(1, 6) if base.coefficient == 1 else fmpq(1, 2)
        return field.multiply(constant(scale), field.power(pi_element(field), 2))
    return opaque(field, "polygamma", (constant(count), base), real=True)


def _shifted(field: Field, count: int, base: Element, shift: int) -> Iterator[Element]:
    """What is added to ``polygamma(count, base)`` on the way to ``base + shift``."""
    scale = (-1) ** count * factorial(count)
    for step in range(shift):
        power = field.power(field.add(base, constant(step)), -count - 1)
        yield field.multiply(constant(scale), power)
    for step in range(1, -shift + 1):
        power = field.power(field.add(base, constant(-step)), -count - 1)
        yield field.multiply(constant(-scale), power)


def digamma(field: Field, u: Element) -> Element:
    return polygamma(field, constant(0), u)


# ---- what is written, seen before anything is converted ----


def learn_gammas(field: Field, convert: Convert, parts: Iterable[Term]) -> None:
    """Choose the kernels for the arguments that are written, so that all others come by polynomials."""
    classes: list[_Class] = []
    for part in sorted(parts, key=lambda each: each.size):
        for argument, needed in _arguments(part):
            try:
                u = convert(argument)
            except (TooHard, NeedsCase):
                continue
            if needed and is_integer(field, u):
                learn_integer(field, u, 1)  # else a pole
            if u.factors:
                _place(field, classes, u, needed)
    placed: list[_Class] = []
    while len(placed) < len(classes):  # halves of arguments are never in a circle, but for numbers
        for each in classes:
            halves = _halves(field, each, classes)
            if each not in placed and all(half in placed for half, _ in halves):
                field.gammas.append((each.top, _value(field, each, placed, [u for _, u in halves])))
                placed.append(each)


class _Class:
    """Arguments that differ by integers: the largest one, and the least whose gamma is written."""

    __slots__ = ("least", "top")

    def __init__(self, top: Element, least: Element | None) -> None:
        self.top = top
        self.least = least


def _arguments(part: Term) -> Iterator[tuple[Term, bool]]:
    """The arguments of ``1/gamma`` that a part needs, and whether it has no value where that is 0."""
    match part:
        case App("gamma", (u,)) | App("/", (_, App("1/gamma", (u,)))):
            yield u, True
        case App("1/gamma", (u,)):
            yield u, False
        case App("factorial", (u,)):
            yield add(u, ONE), True
        case App("binomial", (n, k)):
            yield add(n, ONE), True
            yield add(k, ONE), False
            yield add(n, negate(k), ONE), False
        case App("Integral", (body, App("bounds", (Sym(name), low, high)))) if low == ZERO and high == INFINITY:
            order = _order(body, name)
            if order is not None:
                yield order, False


def _order(body: Term, name: str) -> Term | None:
    """``s + 1`` where a product with ``t^s`` is integrated from 0 to infinity, which makes ``gamma(s + 1)``."""
    powers: list[Term] = [ONE]
    for each, direction in factors(body, 1):
        match each:
            case Sym(same) if same == name:
                powers.append(ONE if direction > 0 else negate(ONE))
            case App("^", (base, exponent)) if name in free_symbols(base) and name not in free_symbols(exponent):
                powers.append(exponent if direction > 0 else negate(exponent))
    return None if all(literal(each) is not None for each in powers) else add(*powers)


def _place(field: Field, classes: list[_Class], u: Element, needed: bool) -> None:
    for each in classes:
        shift = _whole(field.subtract(u, each.top))
        if shift is None:
            continue
        if shift > 0:
            each.top = u
        if needed and (each.least is None or (_whole(field.subtract(u, each.least)) or 0) < 0):
            each.least = u
        return
    classes.append(_Class(u, u if needed else None))


def _by_reflection(field: Field, new: _Class, placed: list[_Class]) -> Element | None:
    """``1/gamma`` at the class's largest argument through that of an earlier class, reflected."""
    for old in placed:
        if old.least is None or new.least is None:
            continue
        total = _whole(field.add(old.least, new.least))
        a = old.least
        shift = _whole(field.add(new.top, a))
        if total is None or shift is None or max(abs(shift), abs(total)) > MAX_SHIFT:
            continue
        if total > 1 and not all(
            is_known_nonzero(field, field.subtract(constant(step), a)) for step in range(1, total)
        ):
            continue
        sine = sine_cosine(field, field.multiply(pi_element(field), a))[0]
        turned = field.divide(sine, field.multiply(pi_element(field), reciprocal_gamma(field, a)))
        for step in range(shift, 1):
            turned = field.multiply(turned, field.subtract(constant(step), a))
        for step in range(1, shift):  # a is no integer
            turned = field.divide(turned, field.subtract(constant(step), a))
        return turned
    return None


def is_known_nonzero(field: Field, u: Element) -> bool:
    """Whether an element is known not to be zero; for a symbol the question is split."""
    coefficient, above, _ = field.canonical(u)
    if not coefficient:
        return False
    for part, _ in factors_of(field, above):
        factor = field.ring.intern(part)
        if not is_nonzero_factor(field, factor):
            symbol = symbol_behind(field, factor)
            if symbol is None:
                return False
            raise NeedsCase(symbol)
    return True


def _halves(field: Field, double: _Class, classes: list[_Class]) -> list[tuple[_Class, Element]]:
    """The classes of u/2 and (u + 1)/2, with those arguments, if both are there and carry them."""
    half = field.multiply(constant(fmpq(1, 2)), double.top)
    found: list[tuple[_Class, Element]] = []
    for u in (half, field.add(half, constant(fmpq(1, 2)))):
        for each in classes:
            shift = _whole(field.subtract(each.top, u))
            if each is not double and shift is not None and 0 <= shift <= MAX_SHIFT:
                found.append((each, u))
    return found if len(found) == 2 else []


def _value(field: Field, new: _Class, placed: list[_Class], halves: list[Element]) -> Element:
    """``1/gamma`` at the class's largest argument: a kernel, or through classes that have their value."""
    turned = _by_reflection(field, new, placed)
    if turned is not None:
        return turned
    if not halves:
        return _kernel(field, new.top)
    scale = field.multiply(constant(2), rational_power(field, pi_element(field), fmpq(1, 2)))
    exponent = field.multiply(negative(halves[0]), logarithm(field, constant(4)))
    return field.product((scale, exponential(field, exponent), *(reciprocal_gamma(field, u) for u in halves)))
