"""Do some equations imply another one, at every point where all of them are defined?

Each premise is solved for something that stands in it, and what it is put in its place everywhere else:
equals for equals. If what is left of the conclusion is an identity, it is implied wherever nothing was
divided by zero. If it is false at a point, the values that were put in make up a point of the premises;
that point is then looked at by itself: every given and every premise must hold there, and the conclusion
must not. Only such a point refutes.

Contract: ``Proved.lost`` are relations that describe the points about which the proof says nothing, or at
which the conclusion isn't defined. Undecided is the answer where nothing in a premise can be isolated.
Several conclusions are alternatives: one of them holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from derivex.engine.bounds import Bounds
from derivex.engine.defined import change
from derivex.engine.ladder import prove
from derivex.equations.isolation import Isolation, isolations, replaced
from derivex.equations.points import counterexample
from derivex.errors import BadGiven
from derivex.given import YES, Given
from derivex.term import ZERO, App, Sym, Term, add, multiply, subtract
from derivex.verdict import Proved, Refuted, Undecided, Verdict

MAX_WAYS = 24  # eliminations that are carried out for one question
MORE_WAYS = 6  # those that are still carried out after a proof, for one that loses less
NOT_SHOWN = "neither a proof was found nor a point at which the one holds and the other doesn't"


@dataclass(frozen=True, slots=True)
class _Case:
    """The conclusion and the premises that are left, with values put in, and what was put in so far."""

    sides: tuple[Term, Term]
    left: tuple[App, ...]
    done: tuple[Isolation, ...] = ()
    values: tuple[tuple[Term, Term], ...] = ()  # in the order in which they were put in


def implied(
    premises: tuple[App, ...], conclusions: tuple[App, ...], given: Given = Given(), bounds: Bounds = Bounds()
) -> Verdict:
    """Whether the conclusion, or one of several, holds wherever the premises do.

    >>> from derivex.notation.plain import read_relation
    >>> def ask(before, after):
    ...     return implied((read_relation(before),), (read_relation(after),))
    >>> ask("u = 3/w", "u*w = 3").method
    'exact'
    >>> print(ask("u = 3/w", "u/3 = w").witness)
    u = 3/2, w = 2: 1/2 != 2
    """
    known = prove(*_sides(conclusions), given, bounds)
    if isinstance(known, Proved):  # whatever the premises say
        return replace(known, lost=undefined(premises, conclusions, given), gained=(), asked=None)
    best: Proved | None = None
    more = MORE_WAYS
    for cases in islice(_ways((_Case(_sides(conclusions), premises),)), MAX_WAYS):
        more -= best is not None
        if more < 0:
            break
        verdicts = [_decided(case, given, bounds) for case in cases]
        for case, verdict in zip(cases, verdicts, strict=True):
            if isinstance(verdict, Refuted):
                found = counterexample(verdict.witness, case.values, premises, conclusions, given)
                if found is not None:
                    return Refuted(found)
        proofs = [verdict for verdict in verdicts if isinstance(verdict, Proved)]
        if proofs and len(proofs) == len(cases):
            one = replace(proofs[0], lost=_divisors(cases, given), gained=(), asked=None)
            best = one if best is None or len(one.lost) < len(best.lost) else best
            if not best.lost:
                break
    if best is None:
        return Undecided(NOT_SHOWN)
    return replace(best, lost=tuple(dict.fromkeys((*undefined(premises, conclusions, given), *best.lost))))


def undefined(premises: tuple[App, ...], conclusions: tuple[App, ...], given: Given) -> tuple[Term, ...]:
    """Where the premises are defined and a conclusion isn't, as relations."""
    before, after = (add(*(side for each in equations for side in each.args)) for equations in (premises, conclusions))
    return change(before, after, given).lost


def _sides(conclusions: tuple[App, ...]) -> tuple[Term, Term]:
    """The two sides; of alternatives a product, and zero."""
    if len(conclusions) == 1:
        left, right = conclusions[0].args
        return left, right
    return multiply(*(subtract(*each.args) for each in conclusions)), ZERO


def _decided(case: _Case, given: Given, bounds: Bounds) -> Verdict:
    kinds = ((one, given.kind(one.part.name) if isinstance(one.part, Sym) else "") for one in case.done)
    real = tuple(one.real for one, kind in kinds if one.real is not None and kind != "complex")
    try:
        return prove(*case.sides, given.with_relations(real), bounds)
    except BadGiven:
        return Undecided("the premises contradict what is given")


def _divisors(cases: tuple[_Case, ...], given: Given) -> tuple[Term, ...]:
    """Where something was divided by that may be zero."""
    found = (App("!=", (one.divisor, ZERO)) for case in cases for one in case.done if one.divides)
    return tuple(dict.fromkeys(App("=", each.args) for each in found if given.holds(each) != YES))


def _ways(cases: tuple[_Case, ...]) -> Iterator[tuple[_Case, ...]]:
    """The cases with all premises used up, in every way that was found."""
    if not cases[0].left:
        yield cases
        return
    for one in isolations(cases[0].left[0]):
        yield from _ways(tuple(_with(case, one, value) for case in cases for value in one.values))


def _with(case: _Case, one: Isolation, value: Term) -> _Case:
    """The case with its first premise used up."""
    left, right = (replaced(side, one.part, value) for side in case.sides)
    others = tuple(
        App(each.head, tuple(replaced(side, one.part, value) for side in each.args)) for each in case.left[1:]
    )
    return _Case((left, right), others, (*case.done, one), (*case.values, (one.part, value)))
