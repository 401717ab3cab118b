"""The sign of a difference, read off its factors: ``c*a - c*b`` is ``c*(a - b)``.

Contract: a relation that is said to hold does so at every admitted point at which its sides are defined. The factored
difference equals the difference wherever that is defined; the signs of the factors are those that the givens tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flint import fmpz_mpoly

from derivex.engine.factors import Polynomials
from derivex.engine.monomials import monomials_of
from derivex.engine.ratios import Finer, TooBig
from derivex.given import YES, Given
from derivex.relations import FLIPPED, SIGNS
from derivex.term import ONE, ZERO, App, Num, Term, literal, number, subtract

MAX_DEGREE = 12  # of a polynomial that is factored
MAX_TERMS = 60
MAX_UNKNOWN = 4  # factors of unknown sign, each of which is looked for
MIN_TOGETHER = 2  # factors of which only the product has a known sign


def certain(relation: App, given: Given) -> bool:
    """Whether a relation follows from the givens, as it stands or by the factors of its difference.

    >>> from derivex.notation.plain import read_relation
    >>> certain(read_relation("a*c > b*c"), Given.read(["a < b", "c < 0"]))
    True
    """
    if given.holds(relation) == YES:
        return True
    left, right = relation.args
    difference = left if literal(right) == 0 else subtract(left, right)
    factored = in_factors(difference)
    if factored is None:
        return False
    if relation.head == "!=":
        return given.is_nonzero(factored) == YES
    if YES not in (given.is_real(left), given.is_real(right)):
        return False
    signs = given.signs(factored)
    if signs is not None and signs <= SIGNS[relation.head]:
        return True
    return _by_their_product(factored, relation.head, given)


def _by_their_product(factored: Term, op: str, given: Given) -> bool:
    """``(b - a)/(a*b) > 0`` where a*b is known to be positive, and neither of its factors is."""
    unknown, sign = [], 1
    for part in _parts(factored, zero=False):
        signs = given.signs(part)
        if signs is None:
            return False
        if len(signs) == 1 and 0 not in signs:
            sign *= next(iter(signs))
        else:
            unknown.append(part)
    if len(unknown) < MIN_TOGETHER:
        return False
    op = op if sign > 0 else FLIPPED[op]
    return given.holds(App(op, (App("*", tuple(sorted(unknown, key=repr))), ZERO))) == YES


def derived(relations: Iterable[App], given: Given) -> tuple[App, ...]:
    """What the signs of products say of their last factor: ``c*(a - b) > 0`` with ``c < 0`` says ``a - b < 0``.

    The relations hold wherever they are looked at, and so do those that are returned.
    """
    found = []
    for each in relations:
        left, right = each.args
        factored = in_factors(left if literal(right) == 0 else subtract(left, right))
        if factored is None or each.head == "!=" or YES not in (given.is_real(left), given.is_real(right)):
            continue
        unknown, sign = [], 1
        if each.head == "=" and isinstance(factored, App) and factored.head == "/":
            factored = factored.args[0]  # a fraction is zero where its numerator is
        for part in _parts(factored, each.head == "="):
            signs = given.signs(part)
            if signs is not None and each.head in ("<", ">"):
                signs = signs - {0}  # no factor of what isn't zero is zero
            if signs is None or len(signs) > 1 or 0 in signs:
                unknown.append(part)
            else:
                sign *= next(iter(signs), 1)
        for last in unknown if len(unknown) <= MAX_UNKNOWN else ():
            rest = _sign_together(tuple(part for part in unknown if part is not last), given)
            if rest and last != left:
                found.append(App(each.head if sign * rest > 0 else FLIPPED[each.head], (last, ZERO)))
    return tuple(found)


def _sign_together(parts: tuple[Term, ...], given: Given) -> int:
    """The sign of a product that the givens tell, 1 of an empty one; 0 if they don't."""
    if len(parts) < MIN_TOGETHER:
        return 0 if parts else 1
    product = App("*", tuple(sorted(parts, key=repr)))
    return next((sign for sign, op in ((1, ">"), (-1, "<")) if given.holds(App(op, (product, ZERO))) == YES), 0)


def _parts(factored: Term, zero: bool) -> Iterator[Term]:
    """The factors above and below a bar; of a power its base, where it has its sign, or only ``zero`` matters."""
    match factored:
        case App("*" | "/", args):
            for arg in args:
                yield from _parts(arg, zero)
        case App("^", (base, exponent)) if zero or ((times := literal(exponent)) is not None and times % 2):
            yield base
        case _:
            yield factored


def in_factors(term: Term) -> Term | None:
    """The term as a product and quotient of factors; None if it is too large."""
    work = Polynomials()
    try:
        above, below = work.ratio(term)
        if len(above) > MAX_TERMS or len(below) > MAX_TERMS:
            return None
        common = above.gcd(below)
        if not common.is_zero() and not common.is_one():
            above, below = above // common, below // common
        parts = [*_factors(above, work)]
        divisors = [*_factors(below, work)]
    except (TooBig, Finer):
        return None
    top: Term = parts[0] if len(parts) == 1 else App("*", tuple(parts)) if parts else ONE
    if not divisors:
        return top
    return App("/", (top, divisors[0] if len(divisors) == 1 else App("*", tuple(divisors))))


def _factors(polynomial: fmpz_mpoly, work: Polynomials) -> list[Term]:
    if polynomial.is_zero():
        return [ZERO]
    if len(polynomial) > MAX_TERMS or sum(polynomial.degrees()) > MAX_DEGREE:
        raise TooBig
    content, factors = polynomial.factor()
    found: list[Term] = [] if content == 1 else [number(int(content))]
    for factor, times in factors:
        written = work.spelled(monomials_of(factor))
        found.append(written if times == 1 else App("^", (written, Num(str(int(times))))))
    return found
