"""Proofs about infinite sums: a multiple of a known one, and a rest that telescopes.

If ``f(n) = c*e(n) + G(n + 1) - G(n)`` for n = a, a + 1, …, the sum of f is c times that of e, less G(a), and what
G tends to. That is 0, too, where G is the product of e(n) or f(n), which tend to 0 if their sums
exist, and of what tends to a number; or grows like a power, beside an e with factorials.

Contract: ``confirm_series`` as ``binders.confirmed``. The sum is taken to be defined: then its summands tend to 0.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivex.certificates.core import core
from derivex.certificates.data_ends import Series
from derivex.certificates.endings import Told, inside
from derivex.certificates.growth import is_slow, limit
from derivex.certificates.heads import row
from derivex.certificates.inductions import Check, bounds_of, need_fresh
from derivex.certificates.places import always_defined
from derivex.certificates.quotients import Refused, need
from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import (
    INFINITY,
    ONE,
    ZERO,
    App,
    Sym,
    Term,
    add,
    free_symbols,
    literal,
    multiply,
    negate,
    number,
    subtract,
)

ROWS = {  # the summand at k, the sum from the first k on, that k, whether it decays faster than all powers of k
    "exp": ("x^k/factorial(k)", "exp(x)", 0, True),
    "cosh": ("x^(2*k)/factorial(2*k)", "cosh(x)", 0, True),
    "sinh": ("x^(2*k + 1)/factorial(2*k + 1)", "sinh(x)", 0, True),
    "cos": ("(-1)^k*x^(2*k)/factorial(2*k)", "cos(x)", 0, True),
    "sin": ("(-1)^k*x^(2*k + 1)/factorial(2*k + 1)", "sin(x)", 0, True),
    "zeta 2": ("1/k^2", "pi^2/6", 1, False),
    "zeta 3": ("1/k^3", "zeta(3)", 1, False),
    "zeta 4": ("1/k^4", "pi^4/90", 1, False),
    "zeta 5": ("1/k^5", "zeta(5)", 1, False),
    "log 2": ("1/(k - 1/2) - 1/k", "2*log(2)", 1, False),
    "": ("0", "0", 0, False),
}
MOST = 60  # summands before the first one


def summand(proof: Series, place: Term) -> Term:
    return substitute(row(ROWS[proof.row][0]), {"k": place, "x": proof.argument})


def total(proof: Series, rest: Term) -> Term:
    """What the sum is, if the telescope tends to the rest."""
    _, _, _, (low, _) = bounds_of(proof.before)
    start = literal(low)
    _, value, first, _ = ROWS[proof.row]
    need(start is not None and start.denominator == 1 and abs(start) <= MOST, "a sum from that place on")
    begins = int(start or 0) + proof.shift
    need(not proof.row or first <= begins <= first + MOST, "a known sum from that place on")
    known = substitute(row(value), {"x": proof.argument})
    missing = [summand(proof, number(place)) for place in range(first, begins)] if proof.row else []
    parts = [multiply(proof.scale, subtract(known, add(*missing)) if missing else known)] if proof.row else []
    return add(*parts, *([] if rest == ZERO else [rest]), negate(substitute(proof.telescope, {proof.name: low})))


def stages(proof: Series) -> tuple[tuple[Term, Term, Given], tuple[Term, Term, Given] | None]:
    """What has to be said of each summand, and of the telescope."""
    head, body, index, ends = bounds_of(proof.before)
    need(head == "Sum" and len(ends) == 2 and ends[1] == INFINITY, "no infinite sum")
    need_fresh((proof.name,), (proof.before, proof.after), proof.given)
    need(proof.name not in free_symbols(proof.scale) | free_symbols(proof.argument), "a scale that isn't constant")
    place, given = Sym(proof.name), proof.given
    kinds = (*given.kinds, (proof.name, "integer"))
    there = Given(kinds, (*given.relations, App(">=", (place, ends[0]))), given.real_values)
    each, known = substitute(body, {index: place}), _known(proof)
    step = subtract(substitute(proof.telescope, {proof.name: add(place, ONE)}), proof.telescope)
    step = add(multiply(proof.scale, known), step) if proof.row else step
    share = (proof.telescope, multiply(proof.slow, known if proof.row else each), there) if proof.slow else None
    return (each, step, there), share


def _known(proof: Series) -> Term:
    return summand(proof, add(Sym(proof.name), number(proof.shift)) if proof.shift else Sym(proof.name))


def _constants(term: Term, name: str) -> Iterator[Term]:
    if name not in free_symbols(term):
        yield term
    elif isinstance(term, App):
        for arg in term.args:
            yield from _constants(arg, name)


def confirm_series(proof: Series, check: Check) -> tuple[str, ...]:
    need(proof.row in ROWS and (proof.row or proof.scale == ZERO), "a sum that isn't known")
    (each, step, there), share = stages(proof)
    need((proof.step.before, proof.step.after, proof.step.given) == (each, step, there), "not each summand")
    lines, name, told = (proof.before, proof.after, each), proof.name, Told(proof.given)
    written = (proof.telescope, proof.scale, proof.argument, *((_known(proof),) if proof.row else ()))
    need(always_defined(written, lines, there), "a telescope that may have no value")
    real = inside(proof.given, name)
    if proof.slow is None:
        rest = limit(core(proof.telescope, real), name, told)
    else:
        need(proof.share is not None and share is not None, "no share")
        if proof.share is None or (proof.share.before, proof.share.after, proof.share.given) != share:
            raise Refused("a share of something else")
        need(always_defined(_constants(proof.slow, name), lines, there), "a share that may have no value")
        slow, swift = core(proof.slow, real), ROWS[proof.row][3]
        tame = limit(slow, name, told) is not None or (swift and is_slow(slow, name, told))
        rest = ZERO if tame else None
        check(proof.share)
    if rest is None:
        raise Refused("a telescope that isn't seen to tend to a number")
    need(proof.after == total(proof, rest), "another sum")
    check(proof.step)
    return ("an infinite sum",)
