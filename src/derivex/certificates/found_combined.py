"""Found: signs as sums of positive multiples of known signs, their products, and squares.  Nothing here is believed.

Which multiples is a linear programme over the monomials, solved in exact fractions; what is left is
a constant, as large as can be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING, NamedTuple

from flint import arb, fmpq, fmpq_mpoly

from derivex.certificates.balls import Unclear
from derivex.certificates.data import Polynomial as Data
from derivex.certificates.data import Sign
from derivex.certificates.quotients import Quotient, Refused

if TYPE_CHECKING:
    from derivex.certificates.draft import Draft

Rows = tuple[tuple[Fraction, Data, tuple[tuple[int, int], ...]], ...]
Monomial = tuple[int, ...]
MAX_FACTS = 24
MAX_PAIRED = 7  # facts whose products are tried
MAX_TERMS = 16  # of a fact or product
MAX_CALLS = 25  # for one certificate
MAX_PARTS = 80
MAX_CONSTANT = 10**6
MAX_PIVOTS = 60
NOTHING = fmpq(0)


class Part(NamedTuple):
    """What is never negative: a square times known signs."""

    polynomial: fmpq_mpoly
    root: fmpq_mpoly
    factors: tuple[tuple[int, int], ...]


def combined_rows(draft: Draft, polynomial: fmpq_mpoly) -> Rows | None:
    ledger = draft.ledger
    inside = ledger.generators_of(Quotient(polynomial, ledger.one)) - set(ledger.balls)
    if not inside or len(polynomial) > MAX_TERMS or draft.combined >= MAX_CALLS:
        return None
    draft.combined += 1
    parts = _parts(draft, polynomial, inside)[:MAX_PARTS]
    try:
        split = [_split(draft, each.polynomial) for each in parts]
        target, _ = _split(draft, polynomial)
    except Unclear:  # a constant of which a ball tells nothing
        return None
    numbers = solved([vector for vector, _ in split], [-rest for _, rest in split], target)
    if numbers is None:
        return None
    rows, left = [], polynomial
    for number, part in zip(numbers, parts, strict=True):
        if number:
            rows.append((number, draft.polynomial_data(part.root), part.factors))
            left -= ledger.product(ledger.number(number), Quotient(part.polynomial, ledger.one)).above
    left = ledger.reduce(left)
    if left:
        try:
            step = draft.add(Sign(draft.polynomial_data(left), True, "constant"))
        except Refused:
            return None
        rows.append((Fraction(1), draft.polynomial_data(ledger.one), ((step, 1),)))
    return tuple(rows)


def _parts(draft: Draft, polynomial: fmpq_mpoly, inside: set[int]) -> list[Part]:
    """What may be added up: known signs about these generators, products of two, squares of monomials."""
    ledger, one = draft.ledger, draft.ledger.one
    facts: dict[str, Part] = {}
    for step, (fact, _) in ledger.signs.items():
        reduced = ledger.reduce(fact)
        about = ledger.generators_of(Quotient(reduced, one)) - set(ledger.balls)
        if about and about <= inside and len(reduced) <= MAX_TERMS and len(facts) < MAX_FACTS:
            facts[str(reduced)] = Part(reduced, one, ((step, 1),))
    parts = list(facts.values())
    if len(parts) <= MAX_PAIRED:
        for left, right in combinations_with_replacement(tuple(parts), 2):
            product = ledger.reduce(left.polynomial * right.polynomial)
            if left is not right and product and len(product) <= MAX_TERMS:
                parts.append(Part(product, one, (*left.factors, *right.factors)))
    monomials = {monomial for each in (polynomial, *(part.polynomial for part in parts)) for monomial in each.monoms()}
    roots: dict[str, fmpq_mpoly] = {}
    for monomial in sorted(monomials):
        plain = [0 if len(monomial) - 1 - place in ledger.balls else each for place, each in enumerate(monomial)]
        if any(plain):
            half = ledger.context.from_dict({tuple((exponent + 1) // 2 for exponent in plain): 1})
            candidates = (half, half + 1, half - 1) if sum(plain) < 3 else (half,)
            roots |= {str(root): root for root in candidates if ledger.is_real(Quotient(root, one))}
    parts += [Part(ledger.reduce(root**2), root, ()) for root in list(roots.values())[:MAX_FACTS]]
    for step, constant in _constants(draft, monomials):
        parts += [
            Part(ledger.reduce(root**2 * constant), root, ((step, 1),)) for root in list(roots.values())[:MAX_PAIRED]
        ]
    return parts


def _constants(draft: Draft, monomials: set[Monomial]) -> Iterator[tuple[int, fmpq_mpoly]]:
    """How far constants with which something is multiplied lie above and below the next integers."""
    ledger, seen = draft.ledger, set[Monomial]()
    for monomial in sorted(monomials):
        part = tuple(each if len(monomial) - 1 - at in ledger.balls else 0 for at, each in enumerate(monomial))
        if not any(part) or part == monomial or part in seen:
            continue
        seen.add(part)
        constant = ledger.context.from_dict({part: 1})
        if not ledger.is_real(Quotient(constant, ledger.one)):
            continue
        value = ledger.ball(Quotient(constant, ledger.one)).real
        if not value.is_finite() or abs(value) > MAX_CONSTANT:
            continue
        below = int(float(value.mid()) // 1)
        for each in (constant - below, below + 1 - constant):
            try:
                yield draft.add(Sign(draft.polynomial_data(each), True, "constant")), each
            except Refused:
                continue


def _split(draft: Draft, polynomial: fmpq_mpoly) -> tuple[dict[Monomial, Fraction], Fraction]:
    """The monomials that aren't constant, and about what the constant ones add up to."""
    ledger, vector, rest = draft.ledger, dict[Monomial, Fraction](), draft.ledger.one * 0
    for monomial, number in polynomial.terms():
        part = ledger.context.from_dict({monomial: number})
        if ledger.generators_of(Quotient(part, ledger.one)) <= set(ledger.balls):
            rest += part
        else:
            vector[monomial] = Fraction(int(number.p), int(number.q))
    value = ledger.ball(Quotient(rest, ledger.one)).real if rest else arb(0)
    size = float(value.mid()) if value.is_finite() and abs(value) < MAX_CONSTANT else 0.0
    return vector, Fraction(size).limit_denominator(10**9)


def solved(
    columns: Sequence[Mapping[Monomial, Fraction]], gains: Sequence[Fraction], target: Mapping[Monomial, Fraction]
) -> list[Fraction] | None:
    """Numbers that aren't negative, by which the columns add up to the target with the largest gain; None if none do.

    The simplex method, by the rule of the least index.

    >>> solved([{(1,): Fraction(2)}, {(1,): Fraction(1)}], [Fraction(1), Fraction(1)], {(1,): Fraction(3)})
    [Fraction(0, 1), Fraction(3, 1)]
    """
    keys = sorted({key for each in (*columns, target) for key in each})
    count, height = len(columns), len(keys)
    table = []
    for index, key in enumerate(keys):
        row = [_exactly(each[key]) if key in each else NOTHING for each in (*columns, target)]
        row = [*row[:-1], *[NOTHING] * height, row[-1]]
        row = [-each for each in row] if row[-1] < 0 else row
        row[count + index] = fmpq(1)
        table.append(row)
    basis = list(range(count, count + height))
    missing = [NOTHING] * count + [fmpq(-1)] * height
    if not _improve(table, basis, missing, count + height) or any(
        row[-1] for row, index in zip(table, basis, strict=True) if index >= count
    ):
        return None
    if not _improve(table, basis, [*map(_exactly, gains), *[NOTHING] * height], count):
        return None
    values = {index: row[-1] for row, index in zip(table, basis, strict=True)}
    return [Fraction(int(each.p), int(each.q)) for each in (values.get(index, NOTHING) for index in range(count))]


def _exactly(number: Fraction) -> fmpq:
    return fmpq(number.numerator, number.denominator)


def _improve(table: list[list[fmpq]], basis: list[int], gains: Sequence[fmpq], width: int) -> bool:
    """Pivots until no column gains; False if they are too many, or the gain has no bound."""
    rates = [*gains, NOTHING]
    for row, index in zip(table, basis, strict=True):
        if gains[index]:
            rates = [rate - gains[index] * each for rate, each in zip(rates, row, strict=True)]
    for _ in range(MAX_PIVOTS):
        entering = next((column for column in range(width) if rates[column] > 0), None)
        if entering is None:
            return True
        ratios = [(row[-1] / row[entering], basis[at], at) for at, row in enumerate(table) if row[entering] > 0]
        if not ratios:
            return False
        at = min(ratios)[2]
        scale = table[at][entering]
        table[at] = [each / scale if each else each for each in table[at]]
        for other, row in enumerate(table):
            if other != at and row[entering]:
                table[other] = _less(row, row[entering], table[at])
        rates = _less(rates, rates[entering], table[at])
        basis[at] = entering
    return False


def _less(row: Sequence[fmpq], factor: fmpq, lead: Sequence[fmpq]) -> list[fmpq]:
    return [each - factor * other if other else each for each, other in zip(row, lead, strict=True)]
