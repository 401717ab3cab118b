"""Polynomials in one symbol, whose coefficients are terms without it.

Contract: part of what a certificate's reader has to trust. Wherever a term and all its parts have values it
is the sum of its coefficients times the powers of the symbol.
"""

from __future__ import annotations

from derivex.term import ONE, ZERO, App, Sym, Term, add, divide, free_symbols, literal, multiply, negate, number

MAX_DEGREE = 12


def coefficients(term: Term, name: str) -> dict[int, Term] | None:
    """The coefficients of a polynomial in one symbol, terms without it, by degrees; None if it is none."""
    if name not in free_symbols(term):
        return {0: term}
    match term:
        case Sym():
            return {1: ONE}
        case App("neg", (u,)):
            found = coefficients(u, name)
            return None if found is None else {degree: times(number(-1), each) for degree, each in found.items()}
        case App("/", (u, v)) if name not in free_symbols(v):
            found = coefficients(u, name)
            return None if found is None else {degree: over(each, v) for degree, each in found.items()}
        case App("^", (base, exponent)) if (value := literal(exponent)) is not None and value.denominator == 1:
            found = coefficients(base, name) if 0 <= value <= MAX_DEGREE else None
            return None if found is None else _product([found] * int(value))
        case App("+" | "*", args):
            parts = [coefficients(arg, name) for arg in args]
            known = [part for part in parts if part is not None]
            if len(known) < len(parts):
                return None
            if term.head == "*":
                return _product(known)
            total: dict[int, Term] = {}
            for part in known:
                for degree, each in part.items():
                    total[degree] = plus(total.get(degree, ZERO), each)
            return total
    return None


def _product(parts: list[dict[int, Term]]) -> dict[int, Term] | None:
    total: dict[int, Term] = {0: ONE}
    for part in parts:
        grown: dict[int, Term] = {}
        for one, left in total.items():
            for two, right in part.items():
                grown[one + two] = plus(grown.get(one + two, ZERO), times(left, right))
        total = grown
        if max(total) > MAX_DEGREE:
            return None
    return total


def plus(one: Term, other: Term) -> Term:
    left, right = literal(one), literal(other)
    if left is not None and right is not None:
        return number(left + right)
    return (
        other if one == ZERO else one if other == ZERO else ZERO if one == times(number(-1), other) else add(one, other)
    )


def times(one: Term, other: Term) -> Term:
    left, right = literal(one), literal(other)
    if left is not None and right is not None:
        return number(left * right)
    if left == -1:
        return other.args[0] if isinstance(other, App) and other.head == "neg" else negate(other)
    return other if one == ONE else one if other == ONE else multiply(one, other)


def over(one: Term, other: Term) -> Term:
    left, right = literal(one), literal(other)
    return number(left / right) if left is not None and right else divide(one, other)
