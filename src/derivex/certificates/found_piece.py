"""Found: a certificate in one piece, once the engine's memory is there.  Nothing here has to be believed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flint import fmpq_mpoly

from derivex.certificates.core import core
from derivex.certificates.data import Apart, CaseOfZero, Certificate, Equation, NoCertificate, Sign, Written
from derivex.certificates.draft import Allowance, Draft
from derivex.certificates.found_agreement import agreed
from derivex.certificates.found_angles import turned
from derivex.certificates.found_constants import annihilator
from derivex.certificates.found_equations import equated
from derivex.certificates.found_floors import floors
from derivex.certificates.found_logarithms import powers
from derivex.certificates.found_polar import inverses_by_logarithms
from derivex.certificates.found_signs import nonzero
from derivex.certificates.found_used import pruned
from derivex.certificates.places import nonzero_parts
from derivex.certificates.places import parts as parts_of
from derivex.certificates.quotients import Quotient, Refused
from derivex.certificates.recheck import check
from derivex.engine.answers import TooHard, Zero
from derivex.engine.attempt import attempted
from derivex.engine.convert import Conversion
from derivex.engine.elements import Undefined
from derivex.given import Given
from derivex.term import App, Term, subtract

MAX_ROUNDS = 12  # of looking for one relation more
RELATIONS = (inverses_by_logarithms, agreed, turned, equated, powers, floors)


class NoWay(Exception):
    """No certificate in one piece."""


def in_one_piece(
    work: Conversion, before: Term, after: Term, given: Given, size: int, allowance: Allowance, *, quick: bool
) -> Certificate:
    """A certificate that the lines are equal, or that they are never defined.

    If ``quick``, relations are looked for only where the engine proves the piece.
    """
    try:
        proved = isinstance(attempted(work, with_facts=True), Zero)
    except Undefined:
        return vacuous(Draft(work, before, after, given, size, allowance))
    rounds = MAX_ROUNDS if proved or not quick else 0
    try:
        return certificate(Draft(work, before, after, given, size, allowance), rounds)
    except CaseOfZero:
        raise
    except (NoCertificate, Refused, Undefined) as reason:
        parts = work.field.cartesian
        try:
            if rounds:
                return certificate(
                    Draft(work, before, after, given, size, allowance, parts=parts, parted=not parts), rounds
                )
        except (NoCertificate, Refused, Undefined):
            pass
        try:
            return vacuous(Draft(work, before, after, given, size, allowance))
        except (NoCertificate, Refused, TooHard):
            raise NoWay(str(reason)) from None


def certificate(draft: Draft, rounds: int) -> Certificate:
    ledger = draft.ledger
    if draft.parted:
        _sizes(draft)
    _relations(draft)
    for part, strict in ledger.real_parts.items():
        _real_part(draft, part, strict)
    parts = {part for line in ledger.lines for part in nonzero_parts(line)}
    for part in sorted(parts, key=lambda each: (each.size, str(each))):
        _written(draft, part)
    values = tuple(draft.value(line) for line in ledger.lines)
    multiplier, numerator = _multiplied(draft, values)
    for _ in range(rounds):
        if not ledger.reduce(numerator):
            break
        gap = ledger.minus(*values)
        if not any(found(draft, gap) for found in RELATIONS):
            break
        ledger.values.clear()  # they are computed anew, with the relation that was found
        values = tuple(map(ledger.value, ledger.lines))
        multiplier, numerator = _multiplied(draft, values)
    cofactors = []
    for zero in ledger.relations:
        quotient, numerator = divmod(numerator, zero)
        cofactors.append(draft.polynomial_data(quotient))
    if numerator:
        raise NoCertificate("the identity does not close")
    found = replace(
        draft.draft,
        steps=tuple(draft.steps),
        terms=tuple(ledger.terms.items()),
        values=(draft.data(values[0]), draft.data(values[1])),
        multiplier=draft.polynomial_data(multiplier),
        cofactors=tuple(cofactors),
    )
    shorter = pruned(found, {step for step, (_, strict) in ledger.signs.items() if not strict})
    for each in (shorter, found):  # a sign that is left out may have made a generator real
        try:
            check(each)
        except Refused:
            continue
        return each
    raise NoCertificate("values that don't come out the same again")


def vacuous(draft: Draft) -> Certificate:
    """A certificate that nothing is defined: something that is written may not be 0, and is."""
    _relations(draft)
    parts = {part for line in draft.ledger.lines for part in nonzero_parts(line)}
    for part in sorted(parts, key=lambda each: (each.size, str(each))):
        try:
            if not draft.value(part).above:
                terms = tuple(draft.ledger.terms.items())
                return replace(draft.draft, steps=tuple(draft.steps), terms=terms, vacuous=part)
            _written(draft, part)
        except (TooHard, Refused, NoCertificate):
            continue
    raise NoCertificate("a denominator is zero")


def _multiplied(draft: Draft, values: Sequence[Quotient]) -> tuple[fmpq_mpoly, fmpq_mpoly]:
    """The numerator of the difference, times what is never zero where that helps it to vanish."""
    ledger = draft.ledger
    before, after = values
    numerator = before.above * after.below - after.above * before.below
    for multiplier in (ledger.one, values[0].below * values[1].below, *ledger.apart):
        if not ledger.reduce(numerator * multiplier):
            return multiplier, numerator * multiplier
    for candidate in _candidates(draft, numerator):
        if not ledger.reduce(numerator * candidate) and nonzero(draft, Quotient(candidate, ledger.one)):
            return candidate, numerator * candidate
    found = annihilator(draft, numerator)
    if found is not None:
        if not ledger.nowhere_zero(found):
            draft.add(Apart(draft.polynomial_data(found), (), ()))
        return found, numerator * found
    return ledger.one, numerator


def _candidates(draft: Draft, numerator: fmpq_mpoly) -> Iterator[fmpq_mpoly]:
    """What a numerator may have to be multiplied by: factors of relations, and itself with another sign of a root."""
    ledger, last = draft.ledger, len(draft.ledger.generators) - 1
    for relation in ledger.relations:
        factors = relation.factor()[1]
        yield from (factor for factor, _ in factors if len(factors) > 1)
    for generator in ledger.generators_of(Quotient(numerator, ledger.one)):
        g = ledger.generators[generator]
        if int(numerator.degrees()[last - generator]) == 1:
            yield numerator - 2 * divmod(numerator, g)[0] * g


def _relations(draft: Draft) -> None:
    """What is given, after what isn't zero where it is defined."""
    given = draft.ledger.relations_given
    for part in sorted(
        {part for each in given for part in nonzero_parts(each)}, key=lambda each: (each.size, str(each))
    ):
        try:
            _written(draft, part)
        except (CaseOfZero, Refused):
            continue
    for index, relation in enumerate(given):
        _given(draft, index, relation)


def _sizes(draft: Draft) -> None:
    """Absolute values that are written: logarithms are given by them."""
    whole = {part for each in (*draft.ledger.lines, *draft.ledger.relations_given) for part in parts_of(each)}
    for part in sorted(whole, key=lambda each: (each.size, str(each))):
        if isinstance(part, App) and part.head == "abs":
            try:
                draft.value(part)
            except (TooHard, Refused, NoCertificate):
                continue


def _given(draft: Draft, index: int, relation: Term) -> None:
    try:
        assert isinstance(relation, App)
        left, right = (draft.value(side) for side in relation.args)
        if relation.head == "=":
            draft.add(Equation(index))
            return
        gap = draft.ledger.minus(left, right)
        if relation.head == "!=":
            _written(draft, subtract(*relation.args))
            return
        if relation.head[0] == "<":
            gap = draft.ledger.minus(right, left)
        polynomial = draft.ledger.reduce(draft.ledger.signed(gap))
        draft.add(Sign(draft.polynomial_data(polynomial), len(relation.head) == 1, "given", (index,)))
        if len(relation.head) == 1:
            _factors_apart(draft, polynomial, len(draft.ledger.apart) - 1)
    except (TooHard, Refused, NoCertificate):
        return  # a given that isn't understood is not used


def _real_part(draft: Draft, part: Term, strict: bool) -> None:
    try:
        polynomial = draft.polynomial_data(draft.ledger.signed(draft.value(core(part, draft.ledger.given))))
        if polynomial:
            draft.add(Sign(polynomial, strict, "real values", term=part))
    except (TooHard, Refused, NoCertificate):
        return


def _written(draft: Draft, part: Term) -> None:
    try:
        value = draft.value(part)
        if not value.above.is_constant() and not draft.ledger.nowhere_zero(value.above):
            draft.add(Written(part))
            _factors_apart(draft, value.above, len(draft.ledger.apart) - 1)
    except CaseOfZero:
        raise
    except (TooHard, NoCertificate):
        return


def _factors_apart(draft: Draft, polynomial: fmpq_mpoly, number: int) -> None:
    """What divides something that is never zero is never zero."""
    factors = polynomial.factor()[1]
    if len(factors) > 1 or (factors and factors[0][1] > 1):
        for factor, _ in factors:
            if not draft.ledger.nowhere_zero(factor):
                cofactor = draft.polynomial_data(divmod(polynomial, factor)[0])
                draft.add(Apart(draft.polynomial_data(factor), cofactor, ((number, 1),)))
