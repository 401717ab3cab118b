"""What was found out about a document, as data: an equation a step, with its status and its place.

proved, refuted, undecided   as everywhere; refuted only where no simple given repairs it
not checkable                it can't be read as mathematics of numbers, and the reason says why
definition                   it gives a name its meaning
statement                    it states a rule about functions that stand for any
"""

from __future__ import annotations

from dataclasses import dataclass

from derivex.documents.statements import Statement
from derivex.errors import InputError, Place
from derivex.verdict import Undecided, Verdict

STATUSES = ("proved", "refuted", "undecided", "not checkable", "definition", "statement")


@dataclass(frozen=True, slots=True)
class Equation:
    """Two sides as they are written, the relation between them, and what is known of it.

    ``chain`` is the number of its chain in the document; ``rules`` are those that were found to lead
    from one to the other, or the one that is stated; ``conditions`` are the lost and gained points in words.
    """

    place: Place
    before: str
    relation: str
    after: str
    status: str
    reason: str = ""
    rules: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    verdict: Verdict | None = None
    chain: int = 0
    mistake: str = ""  # the name of the classic one that a false equation looks like
    remark: str = ""  # what is said of it


@dataclass(frozen=True, slots=True)
class Checked:
    """A document: its equations in their order, and the complaints about what couldn't be read.

    ``under`` says which givens and names of the project stood.
    """

    file: str
    equations: tuple[Equation, ...]
    complaints: tuple[InputError, ...] = ()
    formulas: int = 0
    under: str = ""

    def count(self, status: str) -> int:
        return sum(each.status == status for each in self.equations)


def undecided(before: Statement, after: Statement, reason: str) -> Equation:
    """A step that may be true or not."""
    return equation(before, after, "undecided", reason, (), Undecided(reason))


def equation(
    before: Statement,
    after: Statement,
    status: str,
    reason: str,
    rules: tuple[str, ...] = (),
    verdict: Verdict | None = None,
    conditions: tuple[str, ...] = (),
) -> Equation:
    """What is told of a step, at the place of its right side."""
    place = after.passage.place()
    return Equation(place, before.latex, after.relation, after.latex, status, reason, tuple(rules), conditions, verdict)
