r"""Equations with an arrow in front of them: ``\implies x = 2`` says that it follows, not that it holds.

An equation that is not true of everything is judged with the one that its arrow leads from: are the solutions of that
one its solutions (``\iff``: the same ones)?

Contract: only what is proved changes the answer to "proved"; where a point shows that it doesn't follow, the answer
stays undecided, and the point is told: a document may say elsewhere what excludes it.
"""

from __future__ import annotations

from dataclasses import replace

from derivex.definition import unfold
from derivex.documents.equations import Equation
from derivex.documents.standing import Told
from derivex.engine.bounds import Bounds
from derivex.equations.inclusion import NO_SOLUTIONS, judged
from derivex.errors import InputError
from derivex.relations import SIGNS
from derivex.term import App
from derivex.verdict import Proved, Refuted

ARROWS = {"implies": "=>", "iff": "<=>"}
SECONDS = 1.0
HOLDS = "the equation before it holds"


def following(before: Told | None, now: Told) -> tuple[Equation, ...]:
    """The equations of a chain; one behind an arrow is judged with the chain in front of it."""
    arrow = ARROWS.get(now.argument.chain.link)
    if before is None or arrow is None or now.argument.order != before.argument.order or len(now.equations) != 1:
        return now.equations
    (found,) = now.equations
    first, last = _relation(before), _relation(now)
    if found.status != "undecided" or first is None or last is None or now.setting is None:
        return now.equations
    try:
        verdict = judged(arrow, first, last, now.setting.given, Bounds(seconds=SECONDS))
    except InputError:
        return now.equations
    if isinstance(verdict, Proved) and verdict.method != NO_SOLUTIONS:
        return (replace(found, status="proved", reason="", verdict=replace(verdict, gained=()), conditions=(HOLDS,)),)
    if isinstance(verdict, Refuted):
        where = verdict.witness.said("the equation before it", "this one")
        return (replace(found, reason=f"it doesn't follow: {where}, unless something excludes that"),)
    return now.equations


def _relation(told: Told) -> App | None:
    """The one relation of a chain, its definitions unfolded; None if it has several, or can't be read."""
    if len(told.runs) != 1 or len(told.runs[0].derivation.steps) != 1 or len(told.argument.chain.statements) != 2:
        return None
    (step,) = told.runs[0].derivation.steps
    if step.relation not in SIGNS:
        return None
    return App(step.relation, tuple(unfold(side, step.definitions) for side in (step.before, step.after)))
