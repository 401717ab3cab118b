"""What a step of a chain stands under, and whether it is the same for both of its sides.

Contract: data, and questions about it; what a step is called is decided in the room below.
"""

from __future__ import annotations

from dataclasses import dataclass

from derivex.definition import Definitions, unfold
from derivex.documents.passages import Passage
from derivex.documents.records import Argument
from derivex.documents.statements import Statement
from derivex.documents.understanding import Knowledge
from derivex.engine.bounds import Bounds
from derivex.errors import InputError
from derivex.given import Given
from derivex.inequality import judge
from derivex.notation.latex import Conventions
from derivex.step import Step
from derivex.subterms import subterms
from derivex.term import App, Sym, Term, free_symbols, literal
from derivex.verdict import Proved, Undecided, Verdict


@dataclass(frozen=True, slots=True)
class Setting:
    """What an argument stands under; ``values`` are the numbers that the prose around it gives to names.

    ``solved`` are the names that it may have to be solved for.
    """

    known: Knowledge
    argument: Argument
    conventions: Conventions
    definitions: Definitions
    given: Given
    values: tuple[tuple[str, Given], ...]
    elsewhere: tuple[Given, ...]
    bounds: Bounds
    solved: frozenset[str] = frozenset()
    complex_numbers: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A step with its two statements, and the sides of its chain with the statement of the first of them."""

    setting: Setting
    step: Step
    before: Statement
    after: Statement
    chain: tuple[Term, ...]
    first: Statement


def asked(judged: Judged, one: Term, two: Term, given: Given) -> Verdict:
    """The verdict on other sides or under another given; what these make impossible to ask is undecided."""
    try:
        return judge(judged.step.relation, one, two, given, judged.setting.bounds)
    except InputError as error:
        return Undecided(str(error))


def only_alike(judged: Judged) -> str:
    """The equation of two names, "if $x = y$", without which a step with both isn't proved; else ""."""
    definitions, step = judged.setting.definitions, judged.step
    left = judged.chain[0] if judged.after.joined else step.before
    both = free_symbols(left) & free_symbols(step.after)
    alike = [each for each in definitions if not each.parameters and isinstance(each.body, Sym) and each.name in both]
    if not alike:
        return ""
    rest = tuple(each for each in definitions if each not in alike)
    verdict = asked(judged, unfold(left, rest), unfold(step.after, rest), judged.setting.given)
    return "" if isinstance(verdict, Proved) else ", ".join(str(each) for each in alike)


def rests_on_dropped(sides: tuple[Term, Term], definitions: Definitions, fewer: Definitions) -> bool:
    """Whether something is differentiated that fewer definitions would leave without what it depends on."""
    dropped = {each.name for each in definitions} - {each.name for each in fewer}
    rates = [part for side in sides for part in subterms(side) if isinstance(part, App) and part.head == "diff"]
    return any(not dropped.isdisjoint(free_symbols(part.args[0])) for part in rates)


def other_conditions(judged: Judged) -> bool:
    """Whether something is assumed between two displays: for $x > 0$ this, for $x < 0$ that."""
    one, two = (_where(each.passage) for each in (judged.before, judged.after))
    return any(one < _where(each.passage) < two for each in judged.setting.known.assumed)


def _where(passage: Passage) -> tuple[int, int]:
    place = passage.place()
    return place.line, place.column


def renamed(judged: Judged, valued: frozenset[str]) -> bool:
    """Whether a mere name may stand for something else than before: for another number, or in other names."""
    setting, step = judged.setting, judged.step
    left = judged.chain[0] if judged.after.joined else step.before
    if not isinstance(left, Sym):
        return False
    body = step.before if judged.after.joined else unfold(left, setting.definitions)
    one, two = (free_symbols(unfold(side, setting.definitions)) - valued for side in (body, step.after))
    another_number = literal(body) is not None and literal(step.after) is not None
    return body != left and (one != two or another_number)
