"""What the written term tells at the points that count: factors that aren't zero or negative there.

At such a point every subexpression is defined, so each denominator and each argument of a
logarithm is not zero; where a derivative is written, the denominators of its rules aren't
either. Under the convention ``real values`` the argument of a written logarithm or square
root can't be negative.

Contract: as of ``facts``; a fact that is too hard to state is left out. What stands inside of a
binder or a case distinction need not be defined and tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derivex.engine.facts import LAZY, Convert, note_nonzero, note_positive, tried
from derivex.engine.field import Field
from derivex.engine.outer import OUTER
from derivex.engine.positivity import is_nonzero_factor
from derivex.subterms import distinct, symbols
from derivex.term import IMAGINARY, ONE, App, Sym, Term, add, free_symbols, literal, multiply, subtract


def learn_written(field: Field, convert: Convert, term: Term) -> None:
    """Put into the field what isn't zero where the term is defined."""
    for part in sorted(dict.fromkeys(nonzero_parts(term)), key=lambda each: each.size):
        element = tried(convert, part)
        if element is not None:
            note_nonzero(field, element)
    _learn_bases(field, convert, term)


def _learn_bases(field: Field, convert: Convert, term: Term) -> None:
    """``b^w != 0`` and a written ``b^(w - c)`` with a number c > 0: then b isn't zero.

    At b = 0 the first needs w = 0, and ``0^-c`` has no value.
    """
    if not any(kernel.head == "power" for kernel in field.kernels):
        return
    exponents: dict[Term, list[Term]] = {}
    for part in distinct(term, LAZY):
        match part:
            case App("^", (base, exponent)) if literal(exponent) is None:
                exponents.setdefault(base, []).append(exponent)
    for base, written in exponents.items():
        nonzero = [exponent for exponent in written if _is_nonzero(field, convert, App("^", (base, exponent)))]
        pairs = ((exponent, other) for exponent in nonzero for other in written if other != exponent)
        if any(_is_less(convert, other, exponent) for exponent, other in pairs):
            element = tried(convert, base)
            if element is not None:
                note_nonzero(field, element)


def _is_nonzero(field: Field, convert: Convert, term: Term) -> bool:
    element = tried(convert, term)
    return element is not None and all(is_nonzero_factor(field, factor) for factor in element.factors)


def _is_less(convert: Convert, left: Term, right: Term) -> bool:
    """Whether two terms differ by a number, the first being less."""
    difference = tried(convert, subtract(left, right))
    return difference is not None and not difference.factors and difference.coefficient < 0


def learn_real_values(field: Field, convert: Convert, original: Term) -> None:
    """Put into the field what isn't negative where every part of the written term is real."""
    for inside, strict in _never_negative(original):
        element = tried(convert, inside)
        if element is not None:
            note_positive(field, element, strict)


def nonzero_parts(term: Term) -> Iterator[Term]:
    """What can't be zero where the term is defined."""
    parts = distinct(term, LAZY)
    turning = "I" in symbols(term)
    for part in parts:
        match part:
            case App("/", (_, below)):
                yield below
            case App("^", (base, exponent)):
                value = literal(exponent)
                if value is not None and value < 0:
                    yield base
            case App("log" | "arg", args):
                yield args[0]
            case App("diff", (body, Sym(name), *order)):
                yield from _nonzero_in_derivative(body, name, (literal(order[0]) if order else None) or Fraction(1))
            case App("atan2", (up, right)):
                yield add(right, multiply(up, IMAGINARY))
            case App("atan", (u,)) if turning:
                yield from (add(ONE, multiply(IMAGINARY, u)), subtract(ONE, multiply(IMAGINARY, u)))
            case App("atanh" | "acoth", (u,)):
                yield from (add(ONE, u), subtract(ONE, u))


def _nonzero_in_derivative(body: Term, name: str, order: Fraction) -> Iterator[Term]:
    """What can't be zero where the formula of a derivative is defined: the denominators of its rules."""
    for part in distinct(body, LAZY):
        match part:
            case App("^", (base, exponent)):
                value = literal(exponent)
                if value is None:
                    if name in free_symbols(exponent):
                        yield base
                elif (value.denominator > 1 or value < 0) and value < order:
                    yield base
            case App(head, (inner,)) if head in OUTER and name in free_symbols(inner):
                yield from nonzero_parts(OUTER[head](inner))
            case App("abs" | "sign", (inner,)) if name in free_symbols(inner):
                yield inner
            case App("root", (inner, _)) if name in free_symbols(inner):
                yield inner


def _never_negative(term: Term) -> Iterator[tuple[Term, bool]]:
    """Under real values: what can't be negative where the term is defined; True if not zero either."""
    for part in distinct(term, LAZY):
        match part:
            case App("log", args):
                yield args[0], True
            case App("sqrt", (inner,)):
                yield inner, False
            case App("^", (base, exponent)):
                value = literal(exponent)
                if value is not None and value.denominator % 2 == 0:
                    yield base, value < 0
