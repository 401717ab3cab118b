"""Square roots of complex numbers, written by real ones.

Where w isn't a real number at most 0, ``sqrt(w) = (w + |w|)/sqrt(2*(|w| + re(w)))``: the square
of the right side is w, for ``(w + |w|)^2 = 2*w*(|w| + re(w))``, and its real part is positive,
for ``|w| > -re(w)``. Where w is real and at most 0, ``sqrt(w) = I*sqrt(-w)``. So a question with
such a root is decided where ``im(w) != 0``, where ``w > 0`` and where ``w <= 0``; what is under
roots then is real, and real roots are what the field knows most about.

Contract: True only if all three cases are proved; they cover every point.

Incomplete: square roots alone, few at once, and not those inside of binders.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivex.engine.answers import Zero
from derivex.engine.bounds import Bounds
from derivex.engine.branches import plain_parts
from derivex.engine.elements import Undefined
from derivex.engine.kernels import vanishes
from derivex.engine.question import Question
from derivex.errors import BadGiven
from derivex.given import YES, Given
from derivex.subterms import distinct
from derivex.term import (
    BINDERS,
    IMAGINARY,
    ZERO,
    App,
    Term,
    add,
    call,
    divide,
    literal,
    multiply,
    negate,
    number,
    power,
)

MAX_ROOTS = 2  # that are written by real ones, one in the cases of the other
CLOSED = frozenset({*BINDERS, "diff", "Subs", "piecewise"})


def proved_by_real_roots(question: Question, bounds: Bounds) -> bool:
    """Whether the question's term is zero in each case of its complex square roots."""
    given = Given(question.given.kinds, question.relations, question.given.real_values)
    return not given.real_values and _proved(question.term, given, bounds, MAX_ROOTS)


def _proved(term: Term, given: Given, bounds: Bounds, depth: int) -> bool:
    base = next(_complex_bases(term, given), None)
    if base is None or not depth:
        return False
    for root, relations in _cases(base, given):
        try:
            case = Given(given.kinds, (*given.relations, *relations), given.real_values)
        except BadGiven:  # no point is in it
            continue
        written = _written(term, base, root)
        if not isinstance(vanishes(written, case, bounds), Zero | Undefined) and not _proved(
            written, case, bounds, depth - 1
        ):
            return False
    return True


def _complex_bases(term: Term, given: Given) -> Iterator[Term]:
    """What is under square roots and may not be real; inner ones first."""
    for part in reversed(distinct(term, CLOSED)):
        if _times(part) is not None and isinstance(part, App) and given.is_real(part.args[0]) != YES:
            yield part.args[0]


def _cases(base: Term, given: Given) -> Iterator[tuple[Term, tuple[Term, ...]]]:
    """The square root by real ones, and where it is that."""
    real, imaginary = (plain_parts(App(head, (base,)), given) for head in ("re", "im"))
    size = call("abs", base)
    yield divide(add(base, size), call("sqrt", multiply(number(2), add(size, real)))), (App("!=", (imaginary, ZERO)),)
    flat = App("=", (imaginary, ZERO))
    yield call("sqrt", real), (flat, App(">", (real, ZERO)))
    yield multiply(IMAGINARY, call("sqrt", negate(real))), (flat, App("<=", (real, ZERO)))


def _times(part: Term) -> int | None:
    """How many square roots of its base a power is the product of; None if it isn't one."""
    match part:
        case App("sqrt", _):
            return 1
        case App("root", (_, index)) if literal(index) == 2:
            return 1
        case App("^", (_, exponent)):
            value = literal(exponent)
            return value.numerator if value is not None and value.denominator == 2 else None
    return None


def _written(term: Term, base: Term, root: Term) -> Term:
    if not isinstance(term, App) or term.head in CLOSED:
        return term
    times = _times(term)
    if times is not None and term.args[0] == base:
        return power(root, number(times))
    return App(term.head, tuple(_written(each, base, root) for each in term.args))
