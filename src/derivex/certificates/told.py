"""What givens tell of terms: whether they are real, their signs, and which relations hold.

A relation that is given is data, read anew: the sides of an order are real, and the difference of its sides has a
sign. A term has the signs that its shape leaves (a square is never negative, exp of something real is positive) and
that no sum of positive multiples of what is given excludes (``forms``). A positive integer is at least 1.

Contract: part of what a certificate's reader has to trust; it shares nothing with what answers such questions for the
engine. What is said holds at every admitted point at which the term and its parts have values; None and no say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from derivex.certificates.facts import (
    HALF_PI,
    MINUS,
    facts_of,
    indexed,
    is_apart,
    is_whole_number,
    ranges,
    strictly_bounded,
)
from derivex.certificates.forms import CONSTANT, Fact, Form, definite, follows, form, scaled
from derivex.certificates.heads import is_unknown
from derivex.certificates.sign_sets import (
    ALWAYS_REAL,
    ANY,
    APART,
    EVERYWHERE_POSITIVE,
    HOLDS,
    NEGATIVE,
    NEVER_NEGATIVE,
    NO_ZEROS,
    ODD,
    ODD_POLE,
    ORDER,
    POSITIVE,
    REAL,
    STRUCTURED,
    WITHIN_ONE,
    Signs,
    power_of,
    product_of,
    sum_of,
)
from derivex.given import Given
from derivex.term import (
    INFINITY,
    ONE,
    PI,
    POSITIVE_CONSTANTS,
    TWO,
    ZERO,
    App,
    Num,
    Sym,
    Term,
    add,
    divide,
    literal,
    negate,
    subtract,
)

# ---- questions ----


def is_real(given: Given, term: Term) -> bool:
    """Whether the value is a real number."""
    return _is_real(given, term)


def signs_of(given: Given, term: Term) -> Signs | None:
    """The signs that the value may have; None if it may not be real."""
    return _signs(given, term)


def is_positive(given: Given, term: Term) -> bool:
    return signs_of(given, term) == POSITIVE


def is_negative(given: Given, term: Term) -> bool:
    return signs_of(given, term) == NEGATIVE


def is_nonnegative(given: Given, term: Term) -> bool:
    found = signs_of(given, term)
    return found is not None and found <= NEVER_NEGATIVE


def is_nonzero(given: Given, term: Term) -> bool:
    """Whether the value, real or not, isn't 0."""
    found = signs_of(given, term)
    if found is not None and 0 not in found:
        return True
    match term:
        case App("*", args) if all(is_nonzero(given, arg) for arg in args):
            return True
        case App("/" | "neg", (above, *_)) if is_nonzero(given, above):
            return True
        case App("^", (base, _)) if is_nonzero(given, base):
            return True
        case App(head, _) if head in NO_ZEROS:
            return True
        case Sym("I"):
            return True
        case Sym(name) if given.kind(name) == "complex":
            if any(0 not in (signs_of(given, App(head, (term,))) or {0}) for head in ("re", "im")):
                return True
    return is_apart(given, form(term))


def truth_of(given: Given, relation: Term) -> bool | None:
    """True or False where a relation certainly holds or fails; None if that isn't known."""
    if not (isinstance(relation, App) and relation.head in HOLDS):
        return None
    left, right = relation.args
    if relation.head in ORDER and not (is_real(given, left) or is_real(given, right)):
        return None
    gap = left if right == ZERO else subtract(left, right)
    found, wanted = signs_of(given, gap), HOLDS[relation.head]
    if found is not None and found <= wanted:
        return True
    if found is not None and not found & wanted:
        return False
    return relation.head == "!=" if relation.head in ("=", "!=") and is_nonzero(given, gap) else None


# ---- what is real ----


@lru_cache(maxsize=8_192)
def _is_real(given: Given, term: Term) -> bool:
    match term:
        case Num():
            return True
        case Sym(name):
            return name in POSITIVE_CONSTANTS or (name not in ("I", "oo") and given.kind(name) != "complex")
    assert isinstance(term, App)
    if any(isinstance(each, App) and each.head in ORDER and term in each.args for each in given.relations):
        return True
    head, args = term.head, term.args
    if head in ALWAYS_REAL:
        return True
    match head, args:
        case "^", (base, exponent):
            if not (is_real(given, base) and is_real(given, exponent)):
                return False
            return is_whole_number(given, exponent) or is_nonnegative(given, base)
        case "log" | "sqrt", _:
            return all(is_nonnegative(given, arg) for arg in args)
        case "asin" | "acos", (u,):
            within = (
                is_real(given, u) and is_nonnegative(given, subtract(ONE, u)) and is_nonnegative(given, add(ONE, u))
            )
            return within or (isinstance(u, App) and u.head in WITHIN_ONE and is_real(given, u))
        case "piecewise", _:
            return all(is_real(given, value) for value in args[::2])
        case "root", (u, degree):
            value = literal(degree)
            return value is not None and value.denominator == 1 and (value % 2 == 0 or is_real(given, u))
        case "Sum", (body, App("bounds", (Sym(name), low, _))):
            return is_real(indexed(given, name, low, is_real(given, low)), body)
        case "diff", (body, Sym(name), *_):  # along the real line a real function has real difference quotients
            return given.kind(name) != "complex" and is_real(strictly_bounded(given), body)
    return (head in REAL or is_unknown(head)) and all(is_real(given, arg) for arg in args)


def _of_sum(given: Given, body: Term, bounds: App) -> Signs | None:
    """Of a sum whose summands all have signs; 0 if there are none."""
    match bounds.args:
        case (Sym(name), low, high):
            each = signs_of(indexed(given, name, low, is_real(given, low)), body)
            if each is None or each >= APART:
                return None
            return each if high == INFINITY or truth_of(given, App("<=", (low, high))) is True else each | {0}
    return None


# ---- signs ----


@lru_cache(maxsize=8_192)
def _signs(given: Given, term: Term) -> Signs | None:
    if not is_real(given, term):
        return None
    shape = _shape(given, term)
    found = ANY if shape is None else shape
    return found if len(found) < 2 else found & _by_facts(given, term, found)


def _by_facts(given: Given, term: Term, known: Signs) -> Signs:
    """The signs that remain by what is given, and by what is always so."""
    gap = form(term)
    given_facts, _ = facts_of(given)
    atoms = {atom: None for monomial in gap for atom, _ in monomial} | {PI: None}
    facts = [*given_facts, *ranges(atoms, lambda each: is_real(given, each)), *_monomials(given, term, gap)]
    left = set(known)
    for direction, sign in ((Fraction(1), 1), (MINUS, -1)):
        turned = scaled(gap, direction)
        if -sign in left and follows(turned, facts, strict=False):
            left.discard(-sign)
            if 0 in left and follows(turned, facts, strict=True):
                left.discard(0)
    if len(left) > 1 and all(is_real(given, atom) for atom in atoms) and (only := definite(gap)) is not None:
        left &= {only}
    if 0 in left and is_apart(given, gap):
        left.discard(0)
    return frozenset(left)


def _monomials(given: Given, term: Term, gap: Form) -> Iterator[Fact]:
    """The monomials of a form that have a sign by those of their factors."""
    for monomial in gap:
        total: Signs | None = POSITIVE
        for atom, count in monomial:
            found = None if atom == term else signs_of(given, atom)
            total = product_of(
                total, power_of(found if found is not None else ANY if is_real(given, atom) else None, count)
            )
        if monomial != CONSTANT and total is not None:
            if -1 not in total:
                yield {monomial: Fraction(1)}, 0 not in total
            if 1 not in total:
                yield {monomial: MINUS}, 0 not in total


def _shape(given: Given, term: Term) -> Signs | None:
    """The signs of a real value by its head."""
    value = literal(term)
    if value is not None:
        return frozenset({(value > 0) - (value < 0)})
    if not isinstance(term, App):
        return POSITIVE if isinstance(term, Sym) and term.name in POSITIVE_CONSTANTS else None
    head, args = term.head, term.args
    of = [signs_of(given, arg) for arg in args] if head in STRUCTURED else []
    match head:
        case "neg":
            return product_of(NEGATIVE, of[0])
        case "+":
            return sum_of(of)
        case "*":
            total: Signs | None = POSITIVE
            for each in of:
                total = product_of(total, each)
            return total
        case "/":
            return product_of(of[0], None if of[1] is None else of[1] - {0})
        case "^":
            count = literal(args[1])
            if count is not None and count.denominator == 1:
                return power_of(of[0], int(count))
            if not is_nonnegative(given, args[0]) or not is_real(given, args[1]):
                return None
            return POSITIVE if of[0] == POSITIVE else NEVER_NEGATIVE
        case "1/gamma":
            return POSITIVE if of[0] == POSITIVE else None
        case "abs":
            return POSITIVE if is_nonzero(given, args[0]) else NEVER_NEGATIVE
        case "sqrt":
            return of[0] if is_nonnegative(given, args[0]) else None
        case "root":
            degree = literal(args[1])
            return NEVER_NEGATIVE if degree is not None and degree % 2 == 0 else of[0]
        case "piecewise":
            values = [signs_of(given, each) for each in args[::2]]
            return None if None in values else frozenset[int]().union(*(each for each in values if each is not None))
        case "re" | "conjugate":
            return of[0] if is_real(given, args[0]) else None
        case "Heaviside":
            return NEVER_NEGATIVE
        case "Sum" if isinstance(args[1], App):
            return _of_sum(given, args[0], args[1])
        case "acot":  # pi/2 at 0
            return of[0] - {0} | {1} if of[0] is not None and 0 in of[0] else of[0]
        case "sin" | "cos":
            return _by_quarter(given, head, args[0])
        case "log" if len(args) == 1:
            return signs_of(given, subtract(args[0], ONE)) if is_positive(given, args[0]) else None
    if len(args) == 1 and head in EVERYWHERE_POSITIVE:
        return POSITIVE
    if len(args) == 1 and head in ODD | ODD_POLE:
        return of[0] if head in ODD or of[0] is None else of[0] - {0}
    return None


def _by_quarter(given: Given, head: str, u: Term) -> Signs | None:
    """A sine or cosine whose angle is in a half turn on which the sign doesn't change."""
    if not given.relations:
        return None
    low, high = (ZERO, PI) if head == "sin" else (divide(negate(PI), TWO), HALF_PI)
    for sign, angle in ((1, u), (-1, subtract(u, PI)), (-1, add(u, PI))):
        first, last = signs_of(given, subtract(angle, low)), signs_of(given, subtract(high, angle))
        if first is not None and last is not None and first <= NEVER_NEGATIVE and last <= NEVER_NEGATIVE:
            return frozenset({sign} if first == last == POSITIVE else {0, sign})
    return None
