"""Found: signs of polynomials, and what is never zero.  Nothing here has to be believed.

Sums of squares and known signs are looked for as the polynomial stands, with bounded
generators moved to their bounds, and factor by factor.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import islice, product
from typing import TYPE_CHECKING

from flint import fmpq, fmpq_mpoly

from derivex.certificates.data import Apart, NoCertificate, Sign
from derivex.certificates.data import Polynomial as Data
from derivex.certificates.found_apart import conjugate_apart, mirrored_apart, multiple_of, product_of_two
from derivex.certificates.found_combined import combined_rows
from derivex.certificates.found_linear import linear_rows
from derivex.certificates.found_quotients import below_root, divided
from derivex.certificates.found_ranges import learn
from derivex.certificates.found_squares import squares
from derivex.certificates.quotients import Quotient, Refused

if TYPE_CHECKING:
    from derivex.certificates.draft import Draft

MAX_SEARCHES = 250  # for one certificate
MAX_WITHIN = 5  # searches within searches
MAX_TERMS = 40  # of a product whose sign is looked for
MAX_MOVES = 16  # ways of moving bounded generators, for one sign

Rows = tuple[tuple[Fraction, Data, tuple[tuple[int, int], ...]], ...]


def nonzero(draft: Draft, value: Quotient, *, required: bool = False) -> bool:
    """Try to put the factors of a value among what is never zero."""
    ok = all(_factor_apart(draft, factor) for factor, _ in value.above.factor()[1])
    if required and not ok:
        raise NoCertificate("something that may be zero, for all that is known")
    return ok


def apart(draft: Draft, polynomial: fmpq_mpoly) -> None:
    if not nonzero(draft, Quotient(polynomial, draft.ledger.one)):
        raise NoCertificate("a denominator that may be zero, for all that is known")


def _factor_apart(draft: Draft, factor: fmpq_mpoly) -> bool:
    ledger = draft.ledger
    if ledger.nowhere_zero(factor):
        return True
    for candidate in (factor, -factor):
        if sign_or_none(draft, Quotient(candidate, ledger.one), strict=True) is not None:
            return ledger.nowhere_zero(factor)
    for number, other in enumerate(ledger.apart):  # equal modulo relations, or a factor modulo them
        quotient, rest = divmod(other, factor)
        if not ledger.reduce(rest) and not rest.is_constant():
            draft.add(Apart(draft.polynomial_data(factor), draft.polynomial_data(quotient), ((number, 1),)))
            return True
    if mirrored_apart(draft, factor) or conjugate_apart(draft, factor) or _product_apart(draft, factor):
        return True
    return product_of_two(draft, factor)


def _product_apart(draft: Draft, factor: fmpq_mpoly) -> bool:
    """A polynomial that is, modulo the relations, a product or a quotient of two that are never zero."""
    ledger = draft.ledger
    kernels = [(n, each) for n, each in enumerate(ledger.apart) if len(each) == 1 and each.total_degree() == 1]
    for number, kernel in kernels:
        for other, polynomial in enumerate(ledger.apart):
            if len(polynomial) < 2:
                continue
            product_of = ledger.reduce(kernel * polynomial)
            if product_of and multiple_of(product_of, factor):
                scale = divmod(product_of, factor)[0]
                uses = ((number, 1), (other, 1))
                draft.add(Apart(draft.polynomial_data(factor), draft.polynomial_data(scale), uses))
                return True
        raised = ledger.reduce(kernel * factor)
        if raised and raised != factor * kernel and ledger.nowhere_zero(raised):
            found = next((n for n, each in enumerate(ledger.apart) if multiple_of(each, raised)), None)
            if found is not None:
                scale = divmod(ledger.apart[found], raised)[0]
                draft.add(Apart(draft.polynomial_data(factor), draft.polynomial_data(kernel * scale), ((found, 1),)))
                return True
    return False


def signs_of(draft: Draft, value: Quotient) -> tuple[int, ...]:
    step = sign_or_none(draft, value)
    return () if step is None else (step,)


def strict_signs_of(draft: Draft, value: Quotient) -> tuple[int, ...]:
    step = sign_or_none(draft, value, strict=True)
    return () if step is None else (step,)


def sign(draft: Draft, value: Quotient, *, strict: bool = False) -> int:
    step = sign_or_none(draft, value, strict=strict)
    if step is None:
        raise NoCertificate("a sign that is not seen")
    return step


def sign_or_none(draft: Draft, value: Quotient, *, strict: bool = False) -> int | None:
    """A step that says that a value is never negative (or, if strict, positive)."""
    ledger = draft.ledger
    try:
        polynomial = ledger.reduce(ledger.signed(value))
    except Refused:
        return None
    if not ledger.generators_of(Quotient(polynomial, ledger.one)) <= ledger.real:
        return None
    key = str(polynomial)
    step = draft.sign_steps.get(key)
    then, open_then = draft.vain.get(key, (None, frozenset()))
    if step is None and then == _known(draft) and open_then <= draft.searching:
        return None  # no more is known, and no more may be asked
    if (
        key not in draft.searching
        and len(draft.searching) < MAX_WITHIN
        and (step is None or (strict and not ledger.signs[step][1]))
    ):
        draft.searching.add(key)
        try:
            found = _sign(draft, polynomial)
        finally:
            draft.searching.discard(key)
        if found is None and step is None:
            draft.vain[key] = _known(draft), frozenset(draft.searching)
            return None
        if found is not None and (step is None or ledger.signs[found][1]):
            step = draft.sign_steps[key] = found
    if step is not None and strict and not ledger.signs[step][1]:
        if not ledger.nowhere_zero(polynomial):
            return None
        step = draft.add(Sign(draft.polynomial_data(polynomial), True, "apart", (step,)))
        draft.sign_steps[key] = step
    return step


def _known(draft: Draft) -> tuple[int, ...]:
    """How much is known: of signs, of what is zero and what isn't, and of what is real."""
    ledger = draft.ledger
    return len(ledger.signs), len(ledger.relations), len(ledger.apart), len(ledger.real)


def _sign(draft: Draft, polynomial: fmpq_mpoly) -> int | None:
    ledger = draft.ledger
    data = draft.polynomial_data(polynomial)
    if not polynomial:  # 0 is never negative
        return draft.add(Sign((), False, "rows"))
    inside = ledger.generators_of(Quotient(polynomial, ledger.one))
    if inside and inside <= set(ledger.balls):
        try:
            return draft.add(Sign(data, True, "constant"))
        except Refused:
            return None
    draft.searches += 1
    draft.allowance.signs -= 1
    if draft.searches > MAX_SEARCHES or draft.allowance.signs < 0:
        return None
    learn(draft, inside, sign_or_none, by_root)
    step = _as_rows(draft, polynomial)
    step = by_root(draft, polynomial) if step is None else step
    step = below_root(draft, polynomial, sign_or_none) if step is None else step
    return divided(draft, polynomial, sign_or_none) if step is None else step


def _as_rows(draft: Draft, polynomial: fmpq_mpoly) -> int | None:
    for found in ROWS:
        rows = found(draft, polynomial)
        if rows is not None:
            try:
                return draft.add(Sign(draft.polynomial_data(polynomial), False, "rows", (), rows))
            except Refused:
                continue
    return None


def as_rows(draft: Draft, polynomial: fmpq_mpoly) -> Rows | None:
    """A polynomial as it stands, which relations may make 0, as a sum of squares and signs."""
    return next((rows for found in ROWS if (rows := found(draft, polynomial)) is not None), None)


def _squares(draft: Draft, polynomial: fmpq_mpoly) -> Rows | None:
    return squares(draft, polynomial, _plain_or_factored)


def by_root(draft: Draft, polynomial: fmpq_mpoly) -> int | None:
    """``r - y`` for a root or size r, if its square is larger than that of y."""
    ledger, last = draft.ledger, len(draft.ledger.generators) - 1
    for generator in sorted(ledger.generators_of(Quotient(polynomial, ledger.one)), reverse=True):
        g = ledger.generators[generator]
        step = next((each for each, (fact, _) in ledger.signs.items() if fact == g), None)
        if step is None or int(polynomial.degrees()[last - generator]) != 1:
            continue
        slope = divmod(polynomial, g)[0]
        if not slope.is_constant() or slope.leading_coefficient() <= 0:
            continue
        scaled = polynomial / slope.leading_coefficient()
        whole = ledger.reduce(scaled * (2 * g - scaled))
        seen = _as_rows(draft, whole) if whole != scaled * (2 * g - scaled) and len(whole) <= MAX_TERMS else None
        if seen is None:
            continue
        strict = ledger.signs[seen][1]
        found = draft.add(Sign(draft.polynomial_data(scaled), strict, "root", (step, seen)))
        if scaled == polynomial:
            return found
        number = slope.leading_coefficient()
        row = Fraction(int(number.p), int(number.q)), draft.polynomial_data(ledger.one), ((found, 1),)
        return draft.add(Sign(draft.polynomial_data(polynomial), strict, "rows", (), (row,)))
    return None


def _facts(draft: Draft) -> list[tuple[int, fmpq_mpoly]]:
    """What is known not to be negative, the strict ones first."""
    found = sorted(draft.ledger.signs.items(), key=lambda each: not each[1][1])
    return [(step, polynomial) for step, (polynomial, _) in found]


def _rows(draft: Draft, polynomial: fmpq_mpoly) -> Rows | None:
    """A sum of positive numbers, squares, and known signs: as it is, or with bounded generators moved."""
    ledger, last = draft.ledger, len(draft.ledger.generators) - 1
    facts = _facts(draft)
    single: dict[int, int] = {}
    moves: dict[int, list[tuple[int, fmpq_mpoly, fmpq]]] = {}
    inside = ledger.generators_of(Quotient(polynomial, ledger.one))
    for step, fact in facts:
        if len(fact) == len(polynomial) and not fact.is_constant():
            number = polynomial.leading_coefficient() / fact.leading_coefficient()
            if number > 0 and polynomial == fact * number:
                return ((Fraction(int(number.p), int(number.q)), draft.polynomial_data(ledger.one), ((step, 1),)),)
        if fact.total_degree() != 1:
            continue
        generators = ledger.generators_of(Quotient(fact, ledger.one))
        if len(fact) == 1 and fact.leading_coefficient() == 1:
            single.setdefault(max(generators), step)
        else:
            for generator in generators & inside:
                place = fact.monoms().index(ledger.generators[generator].monoms()[0])
                moves.setdefault(generator, []).append((step, fact, fact.coefficient(place)))
    choices = [[None, *moves[generator][:3]] for generator in sorted(moves)]
    for choice in islice(product(*choices), MAX_MOVES):
        moved, steps = polynomial, dict(single)
        names = {}
        for generator, move in zip(sorted(moves), choice, strict=True):
            if move is not None:
                step, fact, slope = move
                g = ledger.generators[generator]
                image = (g - (fact - slope * g)) / slope  # the fact itself is the new g
                images = (image if each == g else each for each in ledger.context.gens())
                moved = moved.compose(*images, ctx=ledger.context)
                steps[generator] = step
                names[generator] = fact
        rows = _plain_rows(draft, moved, steps, names, last)
        if rows is not None:
            return rows
    return None


def _plain_rows(
    draft: Draft, polynomial: fmpq_mpoly, steps: dict[int, int], names: dict[int, fmpq_mpoly], last: int
) -> Rows | None:
    ledger, rows = draft.ledger, []
    for exponents, number in polynomial.terms():
        if number < 0:
            return None
        square, factors = ledger.one, []
        for index, exponent in enumerate(exponents):
            generator = last - index
            if not exponent:
                continue
            if generator in steps and (exponent % 2 or ledger.signs[steps[generator]][1] or generator in names):
                factors.append((steps[generator], int(exponent)))
            elif exponent % 2:
                return None
            else:
                square = square * ledger.generators[generator] ** (int(exponent) // 2)
        rows.append((Fraction(int(number.p), int(number.q)), draft.polynomial_data(square), tuple(factors)))
    return tuple(rows)


def _rows_of_factors(draft: Draft, polynomial: fmpq_mpoly) -> Rows | None:
    """A product: even powers are squares, of the others an even number may be negative."""
    ledger = draft.ledger
    number, found = polynomial.factor()
    square, factors = ledger.one, []
    if len(found) == 1 and found[0][1] == 1:
        return None
    for part, times in found:
        square = square * part ** (int(times) // 2)
        if times % 2:
            for candidate, sign in ((part, 1), (-part, -1)):
                step = sign_or_none(draft, Quotient(candidate, ledger.one))
                if step is not None:
                    factors.append((step, 1))
                    number = number * sign
                    break
            else:
                return None
    if number < 0:
        return None
    return ((Fraction(int(number.p), int(number.q)), draft.polynomial_data(square), tuple(factors)),)


def _plain_or_factored(draft: Draft, polynomial: fmpq_mpoly) -> Rows | None:
    return _rows(draft, polynomial) or _rows_of_factors(draft, polynomial)


ROWS = (linear_rows, _rows, _rows_of_factors, _squares, combined_rows)
