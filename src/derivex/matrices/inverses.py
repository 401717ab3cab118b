"""Inverses of forms, and what cancels beside them.

The inverse of a product of letters that are known to be invertible is the product of their inverses; any other form has
an inverse that is one factor. A letter cancels beside its inverse. Beside the inverse of a form the longest word of the
form is replaced by the others, ``A (I + A)⁻¹`` by ``I - (I + A)⁻¹``: so words only get shorter, and it ends.

Sound: every replacement holds wherever the inverses in it exist. Incomplete: overlapping inverses aren't compared.

Contract: ``NoValue`` for the inverse of 0, ``TooLong`` beyond the bounds.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derivex.matrices.tables import NoValue
from derivex.matrices.words import (
    UNIT_FORM,
    Factor,
    Form,
    Monomial,
    TooLong,
    Word,
    form,
    inverted,
    joined,
    order,
)

MAX_REPLACED = 2_000


def product(one: Form, two: Form) -> Form:
    """The product of two forms, what cancels cancelled."""
    return reduced(one.times(two))


def inverse(of: Form, invertible: frozenset[str]) -> Form:
    """The inverse of a form, where it exists."""
    if not of.rows:
        raise NoValue("the inverse of a matrix that is 0")
    if len(of.rows) == 1:
        ((word, monomial, value),) = of.rows
        if _all_invertible(word, invertible):
            parts = UNIT_FORM.scaled(1 / value, inverted(monomial))
            for factor in reversed(word):
                parts = parts.times(_inverse_of(factor))
            return reduced(parts)
    # the same inverse for all multiples of a form
    _, monomial, value = of.rows[0]
    whole = of.scaled(1 / value, inverted(monomial))
    return form([((Factor(whole, False, True),), inverted(monomial), 1 / value)])


def _inverse_of(factor: Factor) -> Form:
    if isinstance(factor.base, Form):
        return factor.base
    return form([((factor.inverse(),), (), Fraction(1))])


def _all_invertible(word: Word, invertible: frozenset[str]) -> bool:
    """Whether each factor has an inverse if the word has: all but one are known to have one."""
    doubtful = {
        factor.base
        for factor in word
        if not isinstance(factor.base, Form) and not factor.inverted and factor.base not in invertible
    }
    if not doubtful:
        return True
    return len(doubtful) == 1 and sum(factor.base in doubtful for factor in word) == 1


# ---- cancelling ----


def reduced(of: Form) -> Form:
    """A form in which nothing cancels any more."""
    done: list[tuple[Word, Monomial, Fraction]] = []
    waiting = list(of.rows)
    count = 0
    while waiting:
        word, monomial, value = waiting.pop()
        count += 1
        if count > MAX_REPLACED:
            raise TooLong
        replaced = _replaced(_cancelled(word))
        if isinstance(replaced, Form):
            waiting += [(each, joined(monomial, other), value * factor) for each, other, factor in replaced.rows]
        else:
            done.append((replaced, monomial, value))
    return form(done)


def _cancelled(word: Word) -> Word:
    """A word without letters beside their inverses."""
    kept: list[Factor] = []
    for factor in word:
        if kept and not isinstance(factor.base, Form) and kept[-1] == factor.inverse():
            kept.pop()
        else:
            kept.append(factor)
    return tuple(kept)


def _replaced(word: Word) -> Form | Word:
    """A word in which the longest word of a form stands beside its inverse, replaced; the word itself if none does."""
    for place, factor in enumerate(word):
        if not isinstance(factor.base, Form):
            continue
        found = _leading(factor.base)
        if found is None:
            continue
        lead, monomial, value, others = found
        length = len(lead)
        left, right = word[:place], word[place + 1 :]
        if left[place - length :] == lead if length <= place else False:
            return _put(left[: place - length], others, factor, right, monomial, value, before=True)
        if right[:length] == lead:
            return _put(left, others, factor, right[length:], monomial, value, before=False)
    return word


def _put(
    left: Word, others: Form, factor: Factor, right: Word, monomial: Monomial, value: Fraction, *, before: bool
) -> Form:
    """``left (1/c)(I - others·inverse) right``, with the inverse on the other side if ``before`` is false."""
    alone = form([((factor,), (), Fraction(1))])
    rest = others.times(alone) if before else alone.times(others)
    inner = UNIT_FORM.minus(rest).scaled(1 / value, inverted(monomial))
    ends = (form([(side, (), Fraction(1))]) for side in (left, right))
    first, last = ends
    return first.times(inner).times(last)


def _leading(of: Form) -> tuple[Word, Monomial, Fraction, Form] | None:
    """The longest word of a form, its coefficient, and the rest; None if the coefficient is a sum, or it is empty."""
    lead = max(of.words, key=order)
    rows = [row for row in of.rows if row[0] == lead]
    if len(rows) != 1 or not lead:
        return None
    (_, monomial, value) = rows[0]
    return lead, monomial, value, form(row for row in of.rows if row[0] != lead)


def inverses_in(of: Form) -> Iterator[Factor]:
    """The inverted factors of a form, those inside of inverses too."""
    for word in of.words:
        for factor in word:
            if factor.inverted:
                yield factor
            if isinstance(factor.base, Form):
                yield from inverses_in(factor.base)
