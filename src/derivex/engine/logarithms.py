"""Principal logarithms as kernels.

The logarithm of an element is split by the facts of ``splitting`` where they are proved: over
the primes of its number, over factors proved not to be negative, and for real f other than 0 by

    log(-f) = 2*log(abs(f)) + pi*I - log(f)

Besides, ``log(exp(u)) = u`` only for real u. What can't be split is one kernel.

Contract: the element has the value of the principal logarithm, cut included, at every point at
which its argument is defined and not zero.
"""

from __future__ import annotations

from flint import fmpq, fmpz_mpoly

from derivex.engine.answers import TooHard
from derivex.engine.arguments import argument as argument_of
from derivex.engine.conjugates import magnitude
from derivex.engine.definite import conjugate_of_positive
from derivex.engine.elements import ONE_ELEMENT, Element, Kernel, Undefined, constant, negative
from derivex.engine.field import Field
from derivex.engine.named import imaginary_unit, pi_element
from derivex.engine.positivity import (
    is_real,
    never_negative,
    note_sign,
    sign_of_polynomial,
    strength_of,
)
from derivex.engine.splitting import Split, absolute_kernel, lemma_pieces, prime_powers, root_behind


def logarithm(field: Field, argument: Element) -> Element:
    """The principal logarithm of an argument that isn't zero where it is defined."""
    if field.is_zero(argument):
        raise Undefined
    split = Split(field, argument)
    terms = [log_of_number(field, split.magnitude)]
    for factor, exponent in split.parts:
        terms.append(field.multiply(constant(exponent), _log_of_part(field, factor)))
    unit = split.unit(field)
    if unit is not None:
        if unit:
            terms.append(field.product((constant(unit), imaginary_unit(field), pi_element(field))))
        return field.add(*terms)
    if field.cartesian:
        turn = field.multiply(imaginary_unit(field), argument_of(field, argument))
        size = magnitude(field, argument)
        if not never_negative(field, size):  # its parts are not known as such
            raise TooHard("the logarithm of a value whose parts are not known")
        return field.add(logarithm(field, size), turn)
    if split.mirrored(field):  # log(-f) = 2*log(abs(f)) + pi*I - log(f) for real f
        above = split.above
        turn = field.multiply(imaginary_unit(field), pi_element(field))
        size = _log_of_part(field, absolute_kernel(field, above))
        terms += [field.multiply(constant(2), size), turn, negative(log_kernel(field, above, field.ring.one, False))]
        return field.add(*terms)
    inner = root_behind(field, split)
    if inner is not None:  # a principal root turns by less than pi
        terms.append(field.multiply(constant(fmpq(1, inner[1])), logarithm(field, inner[0])))
        return field.add(*terms)
    rest = lemma_pieces(field, split)
    if rest.turns:
        terms.append(field.product((constant(rest.turns), imaginary_unit(field), pi_element(field))))
    for norm, times in rest.norms:
        terms.append(field.multiply(constant(times), logarithm(field, field.element(norm))))
    for above, below, sign, times in rest.pieces:
        terms.append(field.multiply(constant(times), log_kernel(field, above, below, sign < 0)))
    return field.add(*terms)


def log_of_number(field: Field, number: fmpq) -> Element:
    terms = [
        field.multiply(constant(direction * exponent), log_kernel(field, field.ring.one * prime, field.ring.one, False))
        for whole, direction in ((int(number.p), 1), (int(number.q), -1))
        for prime, exponent in prime_powers(whole)
    ]
    return field.add(*terms)


def _log_of_part(field: Field, factor: int) -> Element:
    """The real logarithm of a factor that is positive here: never negative, and not zero."""
    if factor < field.ring.size:
        kernel = field.kernels[factor]
        if kernel.head == "exp" and is_real(field, kernel.arguments[0]):
            return kernel.arguments[0]
        if kernel.head == "root" and len(kernel.arguments) == 1 and never_negative(field, kernel.arguments[0]):
            return field.multiply(constant(fmpq(1, kernel.degree)), logarithm(field, kernel.arguments[0]))
    degree, alias = field.rules.get(factor, (0, ONE_ELEMENT))  # abs(f) is -f for a negative f
    plain = field.polynomial(alias) if degree == 1 else field.ring.polynomials[factor]
    pair = conjugate_of_positive(field, plain, lambda each: strength_of(field, each))
    if pair is not None:  # log(f) = log(f*g) - log(g)
        norm, other = pair
        return field.subtract(logarithm(field, field.element(norm)), logarithm(field, field.element(other)))
    return log_kernel(field, field.ring.polynomials[factor], field.ring.one, False)


def log_kernel(field: Field, above: fmpz_mpoly, below: fmpz_mpoly, negated: bool) -> Element:
    """The kernel ``log(±above/below)``, not split any further."""
    key = ("log", field.ring.intern(above), field.ring.intern(below), negated)
    found = field.keys.get(key)
    if found is None:
        argument = field.fraction(above, below)
        argument = negative(argument) if negated else argument
        found = field.create(Kernel("log", (argument,)), key)
        if not negated and below.is_one() and never_negative(field, argument):
            field.real.add(found)
            note_sign(field, found, sign_of_polynomial(field, above - 1))
    return field.generator(found)
