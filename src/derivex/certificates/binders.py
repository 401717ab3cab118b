"""Proofs about sums, products, integrals and limits: by induction, by equal bodies, by rewriting a part.

None of these looks at values; each says what follows from proofs about smaller things.

Contract: ``confirmed`` returns what was confirmed of a proof, in words, None if it is of another
kind, and raises ``Refused`` if it shows nothing. What it says holds wherever both lines are defined.
"""

from __future__ import annotations

from functools import partial

from derivex.certificates.alike import confirm_form
from derivex.certificates.binomials import confirm_binomial
from derivex.certificates.convergence import confirm_narrowed
from derivex.certificates.core import Beyond
from derivex.certificates.data import Induction, Inside, Primitive, Proof, Rewritten, Unrolled
from derivex.certificates.data_ends import Binomial, Known, Nearby, Recurrent, Series, Tends
from derivex.certificates.data_moves import Generalized, Move, Narrowed
from derivex.certificates.data_slopes import Form, Slope
from derivex.certificates.endings import confirm_tends
from derivex.certificates.generalized import confirm_generalized
from derivex.certificates.indices import index_given, is_place
from derivex.certificates.inductions import (
    MAX_EARLIER,
    Check,
    bounds_of,
    confirm_induction,
    need_fresh,
    replaced,
    shortened,
)
from derivex.certificates.infinite_sums import confirm_series
from derivex.certificates.known_integrals import confirm_known
from derivex.certificates.moves import confirm_move, granted, granted_beside
from derivex.certificates.nearby import confirm_nearby
from derivex.certificates.places import always_defined
from derivex.certificates.primitives import confirm_primitive
from derivex.certificates.quotients import Refused, need
from derivex.certificates.recurrences import confirm_recurrent
from derivex.certificates.slopes import confirm_slope, granted_slopes
from derivex.errors import InputError
from derivex.given import Given
from derivex.substitution import substitute
from derivex.subterms import subterms
from derivex.term import BINDERS, App, Sym, Term, add, free_symbols, multiply


def confirmed(proof: Proof, check: Check) -> tuple[str, ...] | None:
    try:
        return _confirmed(proof, check)
    except (Beyond, InputError) as reason:  # derivatives without a rule, givens that contradict each other
        raise Refused(str(reason)) from None


def _confirmed(proof: Proof, check: Check) -> tuple[str, ...] | None:
    match proof:
        case Induction():
            return confirm_induction(proof, check)
        case Rewritten():
            return _rewritten(proof, check)
        case Inside():
            return _inside(proof, check)
        case Unrolled():
            return _unrolled(proof, check)
        case Primitive():
            return confirm_primitive(proof, check)
        case Binomial():
            return confirm_binomial(proof, check)
        case Series():
            return confirm_series(proof, check)
        case Recurrent():
            return confirm_recurrent(proof, check)
        case Known():
            return confirm_known(proof, check)
        case Tends():
            return confirm_tends(proof)
        case Nearby():
            return confirm_nearby(proof, check)
    if isinstance(proof, Narrowed):
        return confirm_narrowed(proof, check)
    if isinstance(proof, Generalized):
        return confirm_generalized(proof, check)
    if isinstance(proof, Move):
        return confirm_move(proof, check)
    if isinstance(proof, Slope):
        return confirm_slope(proof, check)
    if isinstance(proof, Form):
        return confirm_form(proof)
    return None


def _bound(lines: tuple[Term, ...]) -> set[str]:
    """The names that something in the lines binds."""
    return {
        part.args[1].name if part.head == "Subs" else part.args[1].args[0].name  # type: ignore[union-attr]  # by form
        for line in lines
        for part in subterms(line)
        if isinstance(part, App) and part.head in BINDERS | {"Subs"}
    }


def everywhere(lines: tuple[Term, ...], given: Given) -> Given:
    """The kinds of symbols at any place, also below what binds them."""
    inner = _bound(lines)
    kinds = tuple((name, kind) for name, kind in given.kinds if name not in inner)
    return Given((*kinds, *((name, "complex") for name in sorted(inner))))


def still(lines: tuple[Term, ...], given: Given) -> Given:
    """What is known at any place, also below what binds symbols or derives by them: relations between others."""
    parts = (part for line in lines for part in subterms(line) if isinstance(part, App) and part.head == "diff")
    moving = _bound(lines) | {part.args[1].name for part in parts}  # type: ignore[union-attr]  # by form
    kept = tuple(each for each in given.relations if not moving & free_symbols(each))
    return Given(everywhere(lines, given).kinds, kept)


def _rewritten(proof: Rewritten, check: Check) -> tuple[str, ...]:
    """A part may be replaced by what it is equal to and what is defined where it is.

    By a lemma that holds wherever the part is defined and whatever symbols are that something binds or
    derives by, in all places; by one under the givens, in those that have a value where the line has.
    """
    lemma, rest, lines = proof.lemma, proof.rest, (proof.before, proof.after)
    need((lemma.before, lemma.after) == (proof.part, proof.form), "a lemma about something else")
    need(isinstance(proof.part, App) and proof.part.head != "bounds", "no part")
    known = granted(lemma) + granted_slopes(lemma)
    ways: list[tuple[bool, tuple[Term, ...]]] = []  # in all places or not, and what is defined there
    if lemma.given in (everywhere(lines, proof.given), still(lines, proof.given)):
        ways.append((True, (proof.part,)))
    if lemma.given == proof.given:
        ways.append((False, (*lines, *granted_beside(lemma, lines))))
    need(ways, "a lemma under other givens")
    ways = [(anywhere, also) for anywhere, also in ways if always_defined((proof.form,), also + known, lemma.given)]
    need(ways, "a form that may not be defined")
    written = (
        tuple(replaced(line, {proof.part: proof.form}, inside=anywhere) for line in lines) for anywhere, _ in ways
    )
    need((rest.before, rest.after) in written and rest.given == proof.given, "not the lines with that form")
    check(lemma)
    return ("a part rewritten", *check(rest))


def inner_lines(proof: Inside) -> tuple[Term, Term, Given]:
    """What has to be said of the bodies of two sums, products, integrals or limits."""
    (head, body, index, ends), (other, inner, bound, limits) = bounds_of(proof.before), bounds_of(proof.after)
    need(head == other and ends == limits and bool(ends), "different ranges")
    need(head in ("Sum", "Product") or all(map(partial(is_place, proof.given), ends)), "complex bounds")
    need_fresh((proof.name,), (proof.before, proof.after), proof.given)
    first, second = substitute(body, {index: Sym(proof.name)}), substitute(inner, {bound: Sym(proof.name)})
    return first, second, index_given(head, proof.name, ends, proof.given)


def _inside(proof: Inside, check: Check) -> tuple[str, ...]:
    """Bodies that are equal wherever both are defined give equal sums, products, integrals and limits.

    An integral that is defined has a body defined at all but finitely many points, a limit one near its place.
    """
    inside = proof.proof
    need((inside.before, inside.after, inside.given) == inner_lines(proof), "other bodies")
    return ("equal bodies", *check(inside))


def _unrolled(proof: Unrolled, check: Check) -> tuple[str, ...]:
    """``Sum(f, (k, a, b)) = Sum(f, (k, a + i, b - j)) + f(a) + … + f(b)``, where both are defined; products alike."""
    head, body, index, (low, high) = bounds_of(proof.before)
    join = {"Sum": add, "Product": multiply}.get(head)
    if join is None or not (0 <= proof.first <= MAX_EARLIER and 0 <= proof.last <= MAX_EARLIER):
        raise Refused("no sum or product")
    shorter = proof.after.args[0] if isinstance(proof.after, App) and proof.after.head in ("+", "*") else proof.after
    other, inner, bound, (start, end) = bounds_of(shorter)
    need(other == head and bound == index and inner == body, "another body")
    need((proof.low.before, proof.low.after) == (shortened(low, -proof.first), start), "another lower bound")
    need((proof.high.before, proof.high.after) == (shortened(high, proof.last), end), "another upper bound")
    need(proof.low.given == proof.high.given == proof.given, "bounds under other givens")
    check(proof.low)
    check(proof.high)
    terms = [shortened(low, -step) for step in range(proof.first)]
    terms += [shortened(high, step) for step in range(proof.last)]
    need(proof.after == join(shorter, *(substitute(body, {index: place}) for place in terms)), "other terms")
    return ("terms of a sum",)
