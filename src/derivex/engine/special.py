"""Functions that are known by their derivative: error functions, integral functions, Lambert's W.

Each is a kernel of its own; besides its derivative (``outer``) only laws that hold at every
complex argument are used:

    erf, erfi, Si, Shi, fresnels, fresnelc are odd     erfc(u) = 1 - erf(u)
    erf(I*u) = I*erfi(u)    Si(I*u) = I*Shi(u)         li(u) = Ei(log(u)), by definition
    Chi(u) = Ei(u) - Shi(u) for u > 0                  zeta at even and negative integers
    loggamma(u + 1) = loggamma(u) + log(u) for u > 0
    W(u)*exp(W(u)) = u: with the kernel e = exp(W(u)), which is never 0, W(u) is u/e

Incomplete: no other law of these functions is known; different arguments give independent kernels.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import factorial

from flint import fmpq

from derivex.engine.elements import ONE_ELEMENT, ZERO_ELEMENT, Element, Undefined, constant, negative
from derivex.engine.field import Field
from derivex.engine.gammas import binomial, digamma, factorial_of, gamma, polygamma, reciprocal_gamma
from derivex.engine.logarithms import logarithm
from derivex.engine.named import imaginary_unit, pi_element
from derivex.engine.positivity import Sign, never_negative, sign_of
from derivex.engine.powers import opaque
from derivex.term import App, Term, literal

MAX_ZETA = 60
MAX_SHIFT = 20  # between arguments of loggamma

Row = Callable[[Field, Element], Element]


def odd(head: str) -> Row:
    """An odd function, real at real arguments, that is a kernel at arguments with a positive coefficient."""

    def row(field: Field, u: Element) -> Element:
        coefficient, _, _ = field.canonical(u)
        if not coefficient:
            return ZERO_ELEMENT
        if coefficient < 0:
            return negative(opaque(field, head, (negative(u),), real=True))
        return opaque(field, head, (u,), real=True)

    return row


def _turned(head: str, other: str) -> Row:
    """An odd function with ``head(I*u) = I*other(u)``."""

    def row(field: Field, u: Element) -> Element:
        imaginary = field.keys.get("I")
        if imaginary is not None and imaginary in field.generators_of(u):
            unit = imaginary_unit(field)
            back = field.multiply(negative(unit), u)
            if imaginary not in field.generators_of(field.add(back)):
                return field.multiply(unit, odd(other)(field, back))
        return odd(head)(field, u)

    return row


def _kernel(head: str, *, real: bool) -> Row:
    return lambda field, u: opaque(field, head, (u,), real=real)


def _erfc(field: Field, u: Element) -> Element:
    return field.subtract(ONE_ELEMENT, SPECIAL["erf"](field, u))


def _logarithmic_integral(field: Field, u: Element) -> Element:
    return opaque(field, "Ei", (logarithm(field, u),), real=True)


def _chi(field: Field, u: Element) -> Element:
    if sign_of(field, u) is Sign.POSITIVE:
        return field.subtract(SPECIAL["Ei"](field, u), SPECIAL["Shi"](field, u))
    return opaque(field, "Chi", (u,))


def _zeta(field: Field, u: Element) -> Element:
    """Riemann's zeta function, by Bernoulli's numbers at even and at negative integers."""
    number = u.coefficient
    if u.factors or number.q != 1 or abs(number) > MAX_ZETA or (number > 1 and int(number) % 2):
        return opaque(field, "zeta", (u,), real=True)
    if number == 1:
        raise Undefined
    count = int(number)
    if count <= 0:  # zeta(-n) = (-1)^n*B(n + 1)/(n + 1), with B(1) = -1/2
        return constant((-1) ** -count * fmpq.bernoulli(1 - count) / (1 - count))
    scale = (-1) ** (count // 2 + 1) * fmpq.bernoulli(count) * 2 ** (count - 1) / fmpq(factorial(count))
    return field.multiply(constant(scale), field.power(pi_element(field), count))


def _loggamma(field: Field, u: Element) -> Element:
    """``loggamma(u + n) = loggamma(u) + log(u) + … + log(u + n - 1)`` for u > 0, and log((n - 1)!) at whole n > 0."""
    number = u.coefficient
    if not u.factors and number.q == 1 and 0 < number <= MAX_SHIFT:
        return logarithm(field, constant(factorial(int(number) - 1)))
    for kernel in list(field.kernels):
        if kernel.head != "loggamma":
            continue
        shift = field.subtract(u, kernel.arguments[0])
        if shift.factors or shift.coefficient.q != 1 or abs(shift.coefficient) > MAX_SHIFT:
            continue
        count = int(shift.coefficient)
        low = kernel.arguments[0] if count > 0 else u
        if sign_of(field, low) is Sign.POSITIVE:
            places = [field.add(low, constant(step)) for step in range(abs(count))]
            rest = field.add(*(logarithm(field, each) for each in places)) if places else ZERO_ELEMENT
            start = opaque(field, "loggamma", kernel.arguments)
            return field.add(start, rest) if count > 0 else field.subtract(start, rest)
    return opaque(field, "loggamma", (u,))


def exponential_of_lambert(field: Field, u: Element) -> Element:
    """``exp(W(u))``, never 0."""
    result = opaque(field, "exp of W", (u,))
    field.nonzero.update(result.factors)
    if never_negative(field, u):
        field.real.update(result.factors)
        field.low.update(dict.fromkeys(result.factors, (Fraction(0), True)))
    return result


def _lambert(field: Field, u: Element) -> Element:
    return field.divide(u, exponential_of_lambert(field, u))


SPECIAL: dict[str, Row] = {
    "1/gamma": reciprocal_gamma,  # as certificates write it
    "Chi": _chi,
    "Ci": _kernel("Ci", real=False),
    "Ei": _kernel("Ei", real=True),
    "LambertW": _lambert,
    "Shi": _turned("Shi", "Si"),
    "Si": _turned("Si", "Shi"),
    "digamma": digamma,
    "erf": _turned("erf", "erfi"),
    "erfc": _erfc,
    "erfi": _turned("erfi", "erf"),
    "factorial": factorial_of,
    "fresnelc": odd("fresnelc"),
    "fresnels": odd("fresnels"),
    "gamma": gamma,
    "li": _logarithmic_integral,
    "loggamma": _loggamma,
    "zeta": _zeta,
}


def _beta(field: Field, a: Element, b: Element) -> Element:
    return field.product((gamma(field, a), gamma(field, b), reciprocal_gamma(field, field.add(a, b))))


SPECIAL_OF_TWO: dict[str, Callable[[Field, Element, Element], Element]] = {
    "beta": _beta,
    "binomial": binomial,
    "polygamma": polygamma,
}


def lambert_in_exponent(exponent: Term) -> tuple[list[tuple[Term, int]], list[Term]]:
    """``W(u)`` with the integers that they are multiplied by in an exponent, and the other summands."""
    summands = exponent.args if isinstance(exponent, App) and exponent.head == "+" else (exponent,)
    found: list[tuple[Term, int]] = []
    rest: list[Term] = []
    for summand in summands:
        times, inner = fmpq(1), summand
        while isinstance(inner, App):
            value = literal(inner.args[0])
            if inner.head == "neg":
                times, inner = -times, inner.args[0]
            elif inner.head == "*" and len(inner.args) == 2 and value is not None and value.denominator == 1:
                times, inner = times * int(value), inner.args[1]
            else:
                break
        if isinstance(inner, App) and inner.head == "LambertW" and times:
            found.append((inner.args[0], int(times)))
        else:
            rest.append(summand)
    return found, rest


__all__ = ["SPECIAL", "SPECIAL_OF_TWO", "exponential_of_lambert", "lambert_in_exponent", "odd"]
