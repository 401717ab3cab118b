"""Found: linear polynomials as sums of known signs, and linear combinations.  Nothing here has to be believed."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from flint import fmpq, fmpq_mpoly

from derivex.certificates.data import Polynomial as Data
from derivex.certificates.data import Sign
from derivex.certificates.ledger import Ledger
from derivex.certificates.quotients import Quotient, Refused

if TYPE_CHECKING:
    from derivex.certificates.draft import Draft

Rows = tuple[tuple[Fraction, Data, tuple[tuple[int, int], ...]], ...]
MAX_TRIED = 100


def linear_rows(draft: Draft, polynomial: fmpq_mpoly) -> Rows | None:
    """A sum of positive multiples of known signs, generator by generator; what is left is a positive constant."""
    if polynomial.total_degree() != 1:
        return None
    facts = [
        (step, _vector(fact), strict)
        for step, (fact, strict) in draft.ledger.signs.items()
        if fact.total_degree() == 1 and fact.leading_coefficient()
    ]
    facts.sort(key=lambda each: (len(each[1]), not each[2]))
    return _solved(draft, _vector(polynomial), facts, [MAX_TRIED])


Vector = dict[tuple[int, ...], fmpq]


def _vector(polynomial: fmpq_mpoly) -> Vector:
    return dict(polynomial.terms())


def _solved(draft: Draft, target: Vector, facts: list[tuple[int, Vector, bool]], left: list[int]) -> Rows | None:
    ledger = draft.ledger
    left[0] -= 1
    if left[0] < 0:
        return None
    one = draft.polynomial_data(ledger.one)
    inside = [monomial for monomial in target if any(monomial[:-2])]  # of pi, I and 1 a ball tells
    if not inside:
        if not target:
            return ()
        try:
            step = draft.add(Sign(draft.polynomial_data(ledger.context.from_dict(target)), True, "constant"))
        except Refused:
            return None
        return ((Fraction(1), one, ((step, 1),)),)
    monomial = max(inside)
    wanted = target[monomial]
    for step, fact, _ in facts:
        if left[0] <= 0:
            return None
        found = fact.get(monomial)
        if not found or (found > 0) != (wanted > 0):
            continue
        scale = wanted / found
        less = dict(target)
        for each, number in fact.items():
            less[each] = less.get(each, fmpq(0)) - scale * number
        rest = _solved(draft, {each: number for each, number in less.items() if number}, facts, left)
        if rest is not None:
            return ((Fraction(int(scale.p), int(scale.q)), one, ((step, 1),)), *rest)
    return None


def combination(target: Quotient, basis: Sequence[Quotient], ledger: Ledger) -> list[Fraction]:
    """Rational numbers such that the target minus the combination of the basis has few terms left."""
    below = target.below
    for each in basis:
        below = below * divmod(each.below, below.gcd(each.below))[0]
    rows = [
        {monomial: Fraction(int(c.p), int(c.q)) for monomial, c in (each.above * divmod(below, each.below)[0]).terms()}
        for each in (*basis, target)
    ]
    pivots: list[tuple[tuple[int, ...], dict[tuple[int, ...], Fraction], dict[int, Fraction]]] = []
    for index, vector in enumerate(rows):
        used = {index: Fraction(1)}
        for monomial, other, parts in pivots:
            factor = vector.get(monomial, Fraction(0))
            if factor:
                vector = {
                    m: value
                    for m in {**vector, **other}
                    if (value := vector.get(m, Fraction(0)) - factor * other.get(m, Fraction(0)))
                }
                for part, value in parts.items():
                    used[part] = used.get(part, Fraction(0)) - factor * value
        if index == len(basis):
            return [-used.get(each, Fraction(0)) for each in range(len(basis))]
        if vector:
            monomial = max(vector)
            scale = vector[monomial]
            pivots.append(
                (monomial, {m: v / scale for m, v in vector.items()}, {p: v / scale for p, v in used.items()})
            )
    raise AssertionError
