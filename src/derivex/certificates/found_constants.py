"""Found: what an algebraic constant that is zero has to be multiplied by, to vanish.  Nothing here has to be believed.

The roots in a constant span an algebra of finite dimension. A constant that is zero, but not in that algebra,
divides zero there; another divisor, which a ball keeps from zero, shows that it is.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from flint import fmpq, fmpq_mat, fmpq_mpoly

from derivex.certificates.balls import Unclear
from derivex.certificates.quotients import Quotient, Refused

if TYPE_CHECKING:
    from derivex.certificates.draft import Draft

MAX_DIMENSION = 72


def annihilator(draft: Draft, numerator: fmpq_mpoly) -> fmpq_mpoly | None:
    """A constant whose product with the numerator is zero by the relations, and that isn't zero itself."""
    ledger = draft.ledger
    numerator = ledger.reduce(numerator)
    generators = _closed(draft, ledger.generators_of(Quotient(numerator, ledger.one)))
    if generators is None or not generators <= set(ledger.balls):
        return None
    degrees = [_degree(draft, each) for each in sorted(generators)]
    size = 1
    for degree in degrees:
        size *= degree
    if not 1 < size <= MAX_DIMENSION or 0 in degrees:
        return None
    basis = []
    for exponents in product(*(range(degree) for degree in degrees)):
        monomial = ledger.one
        for generator, exponent in zip(sorted(generators), exponents, strict=True):
            monomial = monomial * ledger.generators[generator] ** exponent
        basis.append(monomial)
    rows = [dict(ledger.reduce(numerator * each).terms()) for each in basis]
    columns = sorted({monomial for row in rows for monomial in row})
    matrix = fmpq_mat(len(columns), len(basis), [row.get(each, fmpq(0)) for each in columns for row in rows])
    for vector in _null_space(matrix):
        found = ledger.one * 0
        for number, monomial in zip(vector, basis, strict=True):
            found += number * monomial
        try:
            if not ledger.ball(Quotient(found, ledger.one)).contains(0):
                return found
        except (Refused, Unclear):
            continue
    return None


def _closed(draft: Draft, generators: set[int]) -> set[int] | None:
    """The generators with those in their relations; None if one has none."""
    ledger = draft.ledger
    waiting, found = list(generators), set[int]()
    while waiting:
        generator = waiting.pop()
        if generator in found:
            continue
        found.add(generator)
        relation = _relation(draft, generator)
        if relation is None:
            return None
        waiting += ledger.generators_of(Quotient(relation, ledger.one))
    return found


def _relation(draft: Draft, generator: int) -> fmpq_mpoly | None:
    """A relation whose leading monomial is a power of the generator."""
    ledger = draft.ledger
    for relation in ledger.relations:
        lead = relation.monoms()[0]
        place = len(lead) - 1 - generator
        if lead[place] and sum(lead) == lead[place]:
            return relation
    return None


def _degree(draft: Draft, generator: int) -> int:
    relation = _relation(draft, generator)
    return 0 if relation is None else int(relation.monoms()[0][len(draft.ledger.generators) - 1 - generator])


def _null_space(matrix: fmpq_mat) -> list[list[fmpq]]:
    reduced, rank = matrix.rref()
    count = matrix.ncols()
    pivots = []
    for row in range(rank):
        pivots.append(next(column for column in range(count) if reduced[row, column] != 0))
    found = []
    for free in (column for column in range(count) if column not in pivots):
        vector = [fmpq(0)] * count
        vector[free] = fmpq(1)
        for row, pivot in enumerate(pivots):
            vector[pivot] = -reduced[row, free]
        found.append(vector)
    return found
