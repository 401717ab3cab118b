"""What a chain of judged steps proves as a whole.

Steps compose only where all lines are defined, so a chain of true steps may join to a
false whole: ``abs(x) - x = (abs(x)^2 - x^2)/(abs(x) + x) = 0/(abs(x) + x) = 0`` is true
step by step, on x > 0 only. The claim (or, where none is stated, that the first line is
the last one) is therefore also put to the engine directly, and a refutation goes before
everything else; the step that lost the witness is named.

Contract: all terms here have their definitions unfolded. ``proved`` means: every step is
proved, the lines have an exhibited common point, and at most points given by equations
are left out, which ``conditions`` lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from derivex.engine.bounds import Bounds
from derivex.given import Given
from derivex.inequality import MIRRORED, implies, judge, strongest
from derivex.step import in_words, opposite
from derivex.substitution import substitute
from derivex.term import App, Term, add
from derivex.verdict import Proved, Refuted, Undecided, Verdict, Witness


@dataclass(frozen=True, slots=True)
class ClaimReport:
    """One answer for the whole.

    ``verdict`` is the engine's on the claim as such. ``met`` says whether the chain
    arrives at a claim that isn't false. ``status`` is one of "proved", "proved where …
    only", "refuted", "undecided" and "not met", ``reason`` a sentence where it isn't
    "proved", ``culprit`` the number of the step that is to blame, and ``conditions``
    what all lines together need beyond the claim's own sides. ``stated`` is False for
    the claim that every chain makes: that its first line is its last.
    """

    claim: App
    verdict: Verdict
    met: bool
    status: str
    culprit: int | None = None
    reason: str = ""
    conditions: tuple[str, ...] = ()
    stated: bool = True
    givens: Given = Given()

    @property
    def sympy(self) -> Any:
        """The claim as a SymPy relation, as written."""
        from derivex.meaning import to_sympy

        return to_sympy(self.claim, given=self.givens)

    @property
    def proved(self) -> bool:
        return self.met and self.status == "proved"


@dataclass(frozen=True, slots=True)
class Links:
    """A chain for judging: its unfolded lines, the relations between them, the verdicts."""

    lines: tuple[Term, ...]
    relations: tuple[str, ...]
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What is to be said about the whole beside the engine's direct verdict."""

    status: str
    reason: str = ""
    culprit: int | None = None
    conditions: tuple[str, ...] = ()


def judge_whole(
    claim: App, sides: tuple[Term, Term], links: Links, *, missed: str, given: Given, bounds: Bounds, stated: bool
) -> ClaimReport:
    """The answer for the whole.

    ``claim`` is as written, ``sides`` its sides unfolded; ``missed`` is "" if the chain
    begins and ends with them, else a sentence that says what it does instead.
    """
    if len(links.verdicts) == 1 and links.relations == (claim.head,) and sides == links.lines:
        direct = links.verdicts[0]
    else:
        direct = judge(claim.head, *sides, given, bounds)
    if isinstance(direct, Refuted):
        culprit = _false_step(links) or (None if missed else _losing_step(direct.witness, links, given))
        outcome = _Outcome("refuted", _refutation(culprit, links), culprit)
    elif missed:
        outcome = _Outcome("not met", missed)
    else:
        outcome = _broken(claim, sides, links) or _on_common_domain(direct, links, given, bounds)
    met = not missed and outcome.status != "refuted"
    return ClaimReport(
        claim, direct, met, outcome.status, outcome.culprit, outcome.reason, outcome.conditions, stated, given
    )


def _broken(claim: App, sides: tuple[Term, Term], links: Links) -> _Outcome | None:
    """Why the steps don't join to the claim; None if they do."""
    culprit = _false_step(links)
    if culprit is not None:
        return _Outcome("undecided", f"step {culprit} is false, so the chain doesn't show it", culprit)
    for number, verdict in enumerate(links.verdicts, start=1):
        if isinstance(verdict, Undecided):
            return _Outcome("undecided", f"step {number} is undecided", number)
    together = strongest(links.relations)
    if together is not None and sides[0] != links.lines[0] and sides[0] == links.lines[-1]:
        together = MIRRORED[together]  # the chain arrives at the claim read from right to left
    if not implies(together, claim.head):
        return _Outcome("undecided", "the relations of the steps don't add up to the claim")
    return None


def _on_common_domain(direct: Verdict, links: Links, given: Given, bounds: Bounds) -> _Outcome:
    """All steps are proved: what do they prove together, and where?"""
    if not _have_common_point(links, given, bounds):
        return _Outcome("undecided", "the lines have no common point: none was found at which all are defined")
    excluded = _excluded(links, given)
    conditions = tuple(in_words(opposite(relation)) for relation in excluded)
    wide = [relation for relation in excluded if not _is_thin(relation)]
    if not wide:
        return _Outcome("proved", conditions=conditions)
    where = " and ".join(in_words(opposite(relation)) for relation in wide)
    if isinstance(direct, Proved):
        return _Outcome("proved", f"the chain reaches it where {where} only; it holds elsewhere too", None, conditions)
    return _Outcome(f"proved where {where} only", f"a line of the chain needs {where}", None, conditions)


def _false_step(links: Links) -> int | None:
    numbered = enumerate(links.verdicts, start=1)
    return next((number for number, verdict in numbered if isinstance(verdict, Refuted)), None)


def _refutation(culprit: int | None, links: Links) -> str:
    if culprit is None:
        return ""
    if isinstance(links.verdicts[culprit - 1], Refuted):
        return f"step {culprit} is false"
    return f"every step is true where both of its lines are defined, and step {culprit} loses this point"


def _losing_step(witness: Witness, links: Links, given: Given) -> int | None:
    """The first step that loses points and whose line after has no value at the witness."""
    values = {name: value for name, value in witness.at if name.isidentifier()}
    for number, (verdict, line) in enumerate(zip(links.verdicts, links.lines[1:], strict=True), start=1):
        if not isinstance(verdict, Proved) or not verdict.lost:
            continue
        there = substitute(line, values)
        if not isinstance(judge("=", there, there, Given(real_values=given.real_values), Bounds()), Proved):
            return number
    return None


def _have_common_point(links: Links, given: Given, bounds: Bounds) -> bool:
    """Whether a point is exhibited at which all lines are defined."""
    proved = [verdict for verdict in links.verdicts if isinstance(verdict, Proved)]
    if all(not verdict.lost and not verdict.gained for verdict in proved):
        return True  # all lines have one domain, and each step's proof shows a point of it
    total = add(*dict.fromkeys(links.lines))
    return isinstance(judge("=", total, total, given, bounds), Proved)


def _excluded(links: Links, given: Given) -> tuple[Term, ...]:
    """Where both ends are defined and some line between them isn't, or wasn't examined."""
    from derivex.engine.defined import difference

    proved = [verdict for verdict in links.verdicts if isinstance(verdict, Proved)]
    unexamined = tuple(relation for verdict in proved for relation in verdict.unexamined)
    if not any(verdict.lost for verdict in proved):
        return tuple(dict.fromkeys(unexamined))
    ends = add(*dict.fromkeys((links.lines[0], links.lines[-1])))
    lost = [relation for line in dict.fromkeys(links.lines[1:-1]) for relation in difference(ends, line, given)[0]]
    return tuple(dict.fromkeys((*lost, *unexamined)))


def _is_thin(relation: Term) -> bool:
    """Whether a relation describes finitely many points, or a set given by an equation."""
    return isinstance(relation, App) and relation.head == "="


def wrong_lines(links: Links, sides: tuple[Term, Term] | None, given: Given, bounds: Bounds) -> tuple[int, ...]:
    """Indexes of the lines that disagree with both neighbours while those agree.

    The claim's ``sides``, where they differ from the ends of the chain, are the neighbours
    of the first and the last line. One such line is one finding, not two false steps.
    """
    found: list[int] = []
    for index in range(len(links.lines)):
        before = links.lines[index - 1] if index else None
        after = links.lines[index + 1] if index + 1 < len(links.lines) else None
        if before is None:
            before = sides[0] if sides and sides[0] != links.lines[0] else None
        elif not _is_false(links, index - 1):
            continue
        if after is None:
            after = sides[1] if sides and sides[1] != links.lines[-1] else None
        elif not _is_false(links, index):
            continue
        if before is None or after is None or (found and found[-1] == index - 1):
            continue
        if isinstance(judge("=", before, after, given, bounds), Proved):
            found.append(index)
    return tuple(found)


def _is_false(links: Links, step: int) -> bool:
    return links.relations[step] == "=" and isinstance(links.verdicts[step], Refuted)
