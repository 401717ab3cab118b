"""A step that is false as it stands, read otherwise: what makes it true then, or what it leaves unsaid.

Other readings are those of ``readings`` and ``reaching``, also together with one simple given; then come repairs, and
names that the document doesn't relate.

Contract: an equation that is proved or undecided; None where none of them keeps the step from being called false.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivex.definition import Definitions, unfold
from derivex.documents.equations import Equation, equation, undecided
from derivex.documents.mending import mended, never, related
from derivex.documents.reaching import wider_readings
from derivex.documents.readings import BARE_LOG, in_degrees, other_readings, to_base, with_real_roots
from derivex.documents.repairs import repair, unsaid, unsaid_of
from derivex.documents.resting import may_move
from derivex.documents.standing import Judged, asked, rests_on_dropped
from derivex.documents.understanding import definitions_for
from derivex.given import Given
from derivex.term import Term, free_symbols
from derivex.verdict import Proved, Refuted


def true_otherwise(judged: Judged, verdict: Refuted, given: Given, valued: frozenset[str]) -> Equation | None:
    """What is told of a false step that is true if it is read otherwise, or of which something is left unsaid."""
    setting, step, before, after = judged.setting, judged.step, judged.before, judged.after
    strong = definitions_for(setting.known, setting.argument.order, setting.conventions, weak=False)
    held = rests_on_dropped((step.before, step.after), setting.definitions, strong)
    for definitions in dict.fromkeys((setting.definitions,) if held else (setting.definitions, strong)):
        one, two = (unfold(term, definitions) for term in (step.before, step.after))
        if definitions != setting.definitions:
            plain_verdict = asked(judged, one, two, given)
            if isinstance(plain_verdict, Proved):
                return equation(before, after, "proved", "", (), plain_verdict)
        for meaning, left, right in _habits(judged, one, two, definitions):
            if isinstance(asked(judged, left, right, given), Proved):
                return undecided(before, after, f"false unless {meaning}")
        known = _of_complex_numbers(judged, one, two, given, definitions)
        if known is not None:
            return known
        left_unsaid = unsaid(one, two) and unsaid_of(free_symbols(one) - valued, free_symbols(two) - valued)
        if related(one, two, given) or never(judged, one, two, verdict, given):
            left_unsaid = None
        repaired = mended(judged, one, two, verdict, given, unsaid=bool(left_unsaid))
        if repaired is not None:
            return repaired
        left_unsaid = left_unsaid or may_move(one, two)
        if left_unsaid:
            return undecided(before, after, f"false unless {left_unsaid}")
    return None


def _habits(judged: Judged, one: Term, two: Term, definitions: Definitions) -> Iterator[tuple[str, Term, Term]]:
    """Readings by habits: logarithms to another base, angles in degrees, sums that go on to the end of a side."""
    if BARE_LOG.search(judged.before.latex + " " + judged.after.latex):
        for base in ("10", "2"):
            yield f"log is to base {base}", to_base(one, base), to_base(two, base)
    angles = (in_degrees(one), in_degrees(two))
    if angles != (one, two):
        yield "angles are in degrees", *angles
    roots = (with_real_roots(one), with_real_roots(two))
    if roots != (one, two):
        yield "odd roots are the real ones", *roots
    before, after = (judged.before.latex, judged.step.before), (judged.after.latex, judged.step.after)
    for meaning, left, right in wider_readings(before, after):
        yield meaning, unfold(left, definitions), unfold(right, definitions)


def _of_complex_numbers(
    judged: Judged, one: Term, two: Term, given: Given, definitions: Definitions
) -> Equation | None:
    """What is told of a step that is true of imaginary units and conjugates, perhaps with one simple given."""
    setting, before, after = judged.setting, judged.before, judged.after
    repaired = None
    for meaning, left, right, given_there in other_readings(one, two, given, definitions, setting.complex_numbers):
        there = asked(judged, left, right, given_there)
        if isinstance(there, Proved) and setting.complex_numbers:
            return equation(before, after, "proved", "", (), there, (meaning,))
        if not isinstance(there, Refuted):
            return undecided(before, after, f"false unless {meaning}")
        relation = judged.step.relation
        also = repair(relation, left, right, given_there, Given(), (), setting.bounds, there.witness)
        repaired = repaired if also is None else undecided(before, after, f"false unless {meaning} and {also}")
    return repaired
