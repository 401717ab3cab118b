"""Found: sums of squares, by completing them one generator at a time.  Nothing here has to be believed."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from flint import fmpq_mpoly

from derivex.certificates.data import Polynomial as Data
from derivex.certificates.quotients import Quotient

if TYPE_CHECKING:
    from derivex.certificates.draft import Draft

Rows = tuple[tuple[Fraction, Data, tuple[tuple[int, int], ...]], ...]
MAX_GENERATORS = 8


def squares(
    draft: Draft, polynomial: fmpq_mpoly, rest_of: Callable[[Draft, fmpq_mpoly], Rows | None], depth: int = 0
) -> Rows | None:
    """Rows for ``c*(g + b)^2 + rest``, where the coefficient of g^2 is a positive number, and the rest's own rows."""
    ledger, last = draft.ledger, len(draft.ledger.generators) - 1
    inside = ledger.generators_of(Quotient(polynomial, ledger.one))
    if depth > MAX_GENERATORS:
        return None
    for generator in sorted(inside & ledger.real, reverse=True):
        g, place = ledger.generators[generator], last - generator
        degree = int(polynomial.degrees()[place])
        if degree % 2 or not degree:
            continue
        half = g ** (degree // 2)
        leading = [
            number for monomial, number in polynomial.terms() if monomial[place] == degree and sum(monomial) == degree
        ]
        if len(leading) != 1 or leading[0] <= 0:
            continue
        if sum(1 for monomial, _ in polynomial.terms() if monomial[place] == degree) != 1:
            continue
        number = leading[0]
        cross = polynomial - number * half**2
        linear = ledger.one * 0
        for monomial, factor in cross.terms():
            if monomial[place] >= degree // 2:
                linear += divmod(ledger.context.from_dict({monomial: factor}), half)[0]
        if any(int(each) >= degree // 2 for each in (linear.degrees()[place],)) and degree > 2:
            continue
        base = half + linear / (2 * number)
        rest = ledger.reduce(polynomial - number * base**2)
        row = (Fraction(int(number.p), int(number.q)), draft.polynomial_data(base), ())
        if not rest:
            return (row,)
        known = rest_of(draft, rest)
        if known is None:
            known = squares(draft, rest, rest_of, depth + 1)
        if known is not None:
            return (row, *known)
    return None
