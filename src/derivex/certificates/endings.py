"""What functions tend to at infinity, and at the ends of a range, under givens.

Contract: part of what a certificate's reader has to trust. ``confirm_tends`` as ``binders.confirmed``; ``at_end``
gives what a function may be taken to be at an end of a range in which it is continuous.
"""

from __future__ import annotations

from flint import ctx

from derivex.certificates.balls import Unclear, ball
from derivex.certificates.core import Beyond, core
from derivex.certificates.data_ends import Tends
from derivex.certificates.growth import limit
from derivex.certificates.inductions import bounds_of, need_fresh
from derivex.certificates.places import always_defined
from derivex.certificates.quotients import need
from derivex.certificates.told import is_nonzero, is_real, signs_of, truth_of
from derivex.certificates.values import Evaluator
from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import INFINITY, ONE, ZERO, App, Sym, Term, add, divide, free_symbols, literal, negate, subtract

INFINITE = (INFINITY, negate(INFINITY))


class Told:
    """What is known of terms by givens, and of constants by balls."""

    def __init__(self, given: Given, lines: tuple[Term, ...] = ()) -> None:
        self.given, self.lines = given, lines  # that have values

    def sign(self, term: Term) -> int | None:
        value = literal(term)
        if value is not None:
            return (value > 0) - (value < 0)
        signs = signs_of(self.given, term)
        if signs is not None and len(signs) == 1:
            return int(next(iter(signs)))
        apart = not free_symbols(term) and self._apart(term, real=True)
        return apart or None

    def is_nonzero(self, term: Term) -> bool:
        value = literal(term)
        if value is not None:
            return bool(value)
        if is_nonzero(self.given, term) or (not free_symbols(term) and bool(self._apart(term, real=False))):
            return True
        return bool(self.lines) and always_defined((divide(ONE, term),), self.lines, self.given)

    def is_real(self, term: Term) -> bool:
        return is_real(self.given, term)

    def is_at_least(self, term: Term, least: Term, *, strict: bool) -> bool:
        """Whether a real number is never less than another one, or if strict, always more."""
        signs = signs_of(self.given, term if least == ZERO else subtract(term, least))
        one, other = literal(term), literal(least)
        if one is not None and other is not None:
            return one > other if strict else one >= other
        return signs is not None and signs <= ({1} if strict else {0, 1})

    def _apart(self, term: Term, *, real: bool) -> int:
        """1 or -1 for a constant that isn't 0, by a ball; 0 if that can't be told."""
        try:
            with ctx.workprec(192):
                value = ball(Evaluator({}, Given()).value(term))
        except (Unclear, Beyond):
            return 0
        if real:
            return 0 if not value.imag.is_zero() else 1 if value.real > 0 else -1 if value.real < 0 else 0
        return 0 if value.contains(0) else 1


def inside(given: Given, name: str) -> Given:
    return Given((*given.kinds, (name, "real")), given.relations, given.real_values)


def far_out(function: Term, name: str, end: Term, given: Given) -> Term | None:
    """What a function of a real symbol tends to at an infinity; None if that isn't known."""
    try:
        return limit(core(function, inside(given, name)), name, Told(given), upwards=end == INFINITY)
    except Beyond:
        return None


def at_end(
    function: Term, name: str, ends: tuple[Term, Term], which: int, given: Given, index: str
) -> list[tuple[Term, bool]]:
    """What a continuous function may be at an end of a range; True if the range must have that end.

    Its value there; or what it tends to from inside of the range, at an infinity maybe as a limit that is only written,
    with the name ``index``.
    """
    end = ends[which]
    if end in INFINITE:
        if end != INFINITE[1 - which]:
            return []
        found = far_out(function, name, end, given)
        written = App("Limit", (substitute(function, {name: Sym(index)}), App("bounds", (Sym(index), end))))
        return [(written, False)] if found is None else [(found, False)]
    here = [(substitute(function, {name: end}), True)]
    if ends[1 - which] in INFINITE or truth_of(given, App("<", ends)) is True:
        small = divide(ONE, Sym(name))
        step = negate(small) if which else small
        near = substitute(function, {name: step if end == ZERO else add(end, step)})
        found = far_out(near, name, INFINITY, given)
        here += [] if found is None else [(found, False)]
    return here


def confirm_tends(proof: Tends) -> tuple[str, ...]:
    """A limit at infinity, by orders of growth; near infinity nothing given about the symbol matters."""
    head, body, index, ends = bounds_of(proof.before)
    need(head == "Limit" and len(ends) == 1 and ends[0] in INFINITE, "no limit at infinity")
    need_fresh((proof.name,), (proof.before, proof.after), proof.given)
    found = far_out(substitute(body, {index: Sym(proof.name)}), proof.name, ends[0], proof.given)
    need(found is not None and found == proof.after, "another limit, or none that is seen")
    return ("orders of growth",)
