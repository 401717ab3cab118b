"""Real terms as polynomials in what isn't arithmetic, and what follows from inequalities between such.

A form is a sum of numbers times monomials; a monomial is a product of powers of terms that are neither sums nor
products. What follows is a sum of positive multiples of what is known, monomial by monomial: no products of facts.

Contract: part of what a certificate's reader has to trust. Wherever a term and all its parts have values it has the
value of its form; ``follows`` is True only if the form is positive, or not negative, wherever the facts hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from flint import fmpq, fmpq_poly

from derivex.term import App, Term, literal

Monomial = tuple[tuple[Term, int], ...]  # powers of terms, in order
Form = dict[Monomial, Fraction]
Fact = tuple[Form, bool]  # never negative, or positive if True
CONSTANT: Monomial = ()
MAX_MONOMIALS = 60
MAX_POWER = 8
MAX_STEPS = 5  # facts that are added up
MAX_TRIES = 200


@lru_cache(maxsize=8_192)
def _form(term: Term) -> tuple[tuple[Monomial, Fraction], ...] | None:
    value = literal(term)
    if value is not None:
        return ((CONSTANT, value),) if value else ()
    match term:
        case App("+", args):
            return _packed(_sum(form(arg) for arg in args))
        case App("neg", (u,)):
            return _packed(scaled(form(u), Fraction(-1)))
        case App("*", args):
            total: Form | None = {CONSTANT: Fraction(1)}
            for arg in args:
                total = None if total is None else _product(total, form(arg))
            if total is not None:
                return _packed(total)
        case App("/", (u, v)) if (below := literal(v)) is not None and below:
            return _packed(scaled(form(u), 1 / below))
        case App("^", (base, exponent)) if (count := literal(exponent)) is not None:
            if count.denominator == 1 and 0 < count <= MAX_POWER:
                power: Form | None = {CONSTANT: Fraction(1)}
                for _ in range(int(count)):
                    power = None if power is None else _product(power, form(base))
                if power is not None:
                    return _packed(power)
    return ((((term, 1),), Fraction(1)),)


def form(term: Term) -> Form:
    """The term as a form.

    >>> from derivex.notation.plain import read
    >>> len(form(read("(x + 1)^2 - x^2 - 2*x")))
    1
    """
    return dict(_form(term) or ())


def _packed(found: Form) -> tuple[tuple[Monomial, Fraction], ...]:
    return tuple(found.items())


def scaled(found: Mapping[Monomial, Fraction], scale: Fraction) -> Form:
    return {monomial: number * scale for monomial, number in found.items()}


def _sum(parts: Iterable[Form]) -> Form:
    total: Form = {}
    for part in parts:
        for monomial, number in part.items():
            total[monomial] = total.get(monomial, Fraction(0)) + number
    return {monomial: number for monomial, number in total.items() if number}


def difference(left: Term, right: Term) -> Form:
    return _sum((form(left), scaled(form(right), Fraction(-1))))


def _product(left: Form, right: Form) -> Form | None:
    if len(left) * len(right) > MAX_MONOMIALS:
        return None
    return _sum({_times(one, two): a * b} for one, a in left.items() for two, b in right.items())


def _times(one: Monomial, two: Monomial) -> Monomial:
    powers = dict(one)
    for term, count in two:
        powers[term] = powers.get(term, 0) + count
    return tuple(sorted(powers.items(), key=lambda each: (each[0].size, str(each[0]))))


def definite(found: Form) -> int | None:
    """1 or -1 if a polynomial in one term has no real zeros, and so that sign at all real values of the term."""
    atoms = {atom for monomial in found for atom, _ in monomial}
    if len(atoms) != 1:
        return None
    rows = {sum(count for _, count in monomial): number for monomial, number in found.items()}
    if min(rows) < 0:
        return None
    numbers = (rows.get(degree, Fraction(0)) for degree in range(max(rows) + 1))
    polynomial = fmpq_poly([fmpq(each.numerator, each.denominator) for each in numbers])
    if _real_zeros(polynomial):
        return None
    return 1 if polynomial(0) > 0 else -1


def _real_zeros(polynomial: fmpq_poly) -> int:
    """How many different ones there are: the changes of sign in Sturm's chain, at the two infinities."""
    chain = [polynomial, polynomial.derivative()]
    while chain[-1]:
        chain.append(-(chain[-2] % chain[-1]))
    leading = [(each[each.degree()], each.degree()) for each in chain[:-1]]
    signs = [[value > 0 for value, _ in leading], [(value > 0) != (degree % 2) for value, degree in leading]]
    far, back = (sum(one != two for one, two in pairwise(each)) for each in signs)
    return back - far


def follows(found: Form, facts: list[Fact], *, strict: bool) -> bool:
    """Whether a form is never negative, or positive if strict, as a sum of positive multiples of facts."""
    return _follows(found, facts, strict, MAX_STEPS, [MAX_TRIES])


def _follows(found: Form, facts: list[Fact], strict: bool, steps: int, tries: list[int]) -> bool:
    rest = [monomial for monomial in found if monomial != CONSTANT]
    if not rest:
        number = found.get(CONSTANT, Fraction(0))
        return number > 0 or (number == 0 and not strict)
    tries[0] -= 1
    if not steps or tries[0] < 0:
        return False
    goal = min(rest, key=lambda monomial: (len(monomial), str(monomial)))
    for fact, positive in facts:
        number = fact.get(goal, Fraction(0))
        if number * found[goal] > 0:
            less = _sum((found, scaled(fact, -found[goal] / number)))
            if _follows(less, facts, strict and not positive, steps - 1, tries):
                return True
    return False
