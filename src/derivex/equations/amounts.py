"""What was added to a side, or by what it was multiplied: read off the side before and after.

Contract: proposals only. ``difference`` is what is left when the summands that both have are taken away,
``ratio`` the same for factors; neither says that the rest makes sense.
"""

from __future__ import annotations

from derivex.comparison import same
from derivex.routine import number_of
from derivex.term import ONE, ZERO, App, Term, add, divide, is_zero, literal, multiply, negate, number
from derivex.views import factors, product, summands


def difference(before: Term, after: Term) -> Term:
    """What has to be added to the one to get the other.

    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> plain(difference(read("x + 2*y - 5"), read("2*y + x")))
    '5'
    """
    gone, come = _without_common(_flat(before), _flat(after))
    kept = [*come, *(_opposite(each) for each in gone)]
    numbers = [each for each in kept if literal(each) is not None]
    rest = [each for each in kept if literal(each) is None]
    total = number_of(add(*numbers)) if numbers else None
    if total:
        rest.append(number(total))
    return add(*rest) if rest else ZERO


def ratio(before: Term, after: Term) -> Term | None:
    """By what the one has to be multiplied to get the other; None for a zero.

    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> plain(ratio(read("2*x*y"), read("6*y/z")))
    '3/(z*x)'
    """
    if is_zero(before) or is_zero(after):
        return None
    gone, come = _without_common(list(factors(before, field=True)), list(factors(after, field=True)))
    kept = [*come, *(_inverse(each) for each in gone)]
    numbers = [each for each in kept if literal(each) is not None]
    rest = [each for each in kept if literal(each) is None]
    total = number_of(multiply(*numbers)) if numbers else None
    if total is None:
        return product(tuple(kept)) if kept else ONE
    scaled = product(tuple(rest)) if rest else ONE
    if total == 1:
        return scaled
    match scaled:
        case App("/", (above, below)) if total.denominator == 1:
            return divide(_times(total.numerator, above), below)
    return number(total) if scaled == ONE else _times(total.numerator, scaled, total.denominator)


def _times(count: int, term: Term, over: int = 1) -> Term:
    scaled = number(count) if term == ONE else term if count == 1 else multiply(number(count), term)
    return scaled if over == 1 else divide(scaled, number(over))


def _flat(term: Term) -> list[Term]:
    found: list[Term] = []
    for part in summands(term):
        match part:
            case App("neg", (inner,)):
                found.extend(_opposite(each) for each in _flat(inner))
            case _:
                found.append(part)
    return [part for part in found if not is_zero(part)]


def _opposite(term: Term) -> Term:
    match term:
        case App("neg", (inner,)):
            return inner
    return negate(term)


def _inverse(term: Term) -> Term:
    match term:
        case App("/", (above, below)) if above == ONE:
            return below
        case App("/", (above, below)):
            return divide(below, above)
        case App("neg", (inner,)) if inner == ONE:
            return term
    return divide(ONE, term)


def _without_common(first: list[Term], second: list[Term]) -> tuple[list[Term], list[Term]]:
    left = list(second)
    gone = []
    for each in first:
        index = next((at for at, other in enumerate(left) if same(each, other)), None)
        if index is None:
            gone.append(each)
        else:
            del left[index]
    return gone, left
