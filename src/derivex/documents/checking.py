"""Checking a document: every relation between two sides that can be read is judged, and every one is reported.

A chain becomes one derivation for each run of sides that can be read, so that rules are
found for its steps as for those of a derivation file. Red lines have to be real: a step
that is false in general and true under one simple given is undecided, and says which; a
step that isn't written (two displays that state the same left side) is false only if what
is written is. Equations about functions that stand for any are statements, or not checkable.

Contract: an equation for every relation of every claim, in the order of the document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from derivex.definition import Definitions, unfold
from derivex.derivation import Derivation
from derivex.documents.equations import Checked, Equation
from derivex.documents.joining import statements
from derivex.documents.naming import the_name
from derivex.documents.reading import Document
from derivex.documents.records import Argument, Statements
from derivex.documents.repairs import repair, unsaid
from derivex.documents.statements import Statement
from derivex.documents.stating import CHAIN_RULE, differentiated, leibniz, rule_stated, speaks_of_any, unknown_in
from derivex.documents.understanding import (
    Knowledge,
    called_name,
    definitions_for,
    givens_for,
    knowledge,
    side,
    tied,
)
from derivex.engine.bounds import Bounds
from derivex.errors import InputError
from derivex.given import Given
from derivex.inequality import judge
from derivex.justify import NoneGiven
from derivex.notation.latex import Conventions, conventions
from derivex.step import Step, StepReport
from derivex.term import Term
from derivex.verdict import Proved, Refuted, Undecided, Verdict

RELATIONS = {"=": "=", ":=": "=", "equiv": "=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
UNCHECKED = {
    "approx": "the sides are nearly equal, and how nearly isn't said",
    "sim": "the sides are alike, and how isn't said",
    "propto": "the sides are proportional, and the factor isn't said",
}


@dataclass(frozen=True, slots=True)
class _Setting:
    """What an argument stands under."""

    known: Knowledge
    argument: Argument
    conventions: Conventions
    definitions: Definitions
    given: Given
    elsewhere: tuple[Given, ...]
    bounds: Bounds


def check(document: Document, bounds: Bounds = Bounds()) -> Checked:
    """Everything that a document claims, judged."""
    found = statements(document)
    known = knowledge(found)
    equations = [each for argument in found.arguments for each in _judged(argument, found, known, bounds)]
    equations.sort(key=lambda each: (each.place.file, each.place.line, each.place.column))
    return Checked(document.file, tuple(equations), found.complaints, len(document.formulas))


def _judged(argument: Argument, found: Statements, known: Knowledge, bounds: Bounds) -> Iterator[Equation]:
    written = argument.chain.statements
    if argument.role == "assumption" or _restricts(argument):
        return
    if argument.role == "alternative":
        yield from (_equation(one, two, "not checkable", "one of several cases") for one, two in pairwise(written))
        return
    texts = tuple(each.latex for each in written)
    shown = conventions(texts, names=known.names)
    defined = known.names.functions | known.names.symbols
    dependent = differentiated(texts, frozenset(each.name for each in known.defined))
    if dependent and not dependent.keys() & known.names.functions:
        shown = tied(shown, {**{name: next(iter(dependent.values())) for name in _words(texts, defined)}, **dependent})
    setting = _Setting(
        known,
        argument,
        shown,
        definitions_for(known, argument.order, shown),
        givens_for(known, argument.order, argument.conditions),
        _elsewhere(known),
        bounds,
    )
    yield from _steps(setting, written)


def _words(texts: tuple[str, ...], defined: frozenset[str]) -> Iterator[str]:
    """The declared words that stand in some texts: beside a derivative of one of them, all depend on its variable."""
    for name in defined:
        if len(name) > 1 and any(name in text for text in texts):
            yield name


def _restricts(argument: Argument) -> bool:
    """Whether a formula in the prose only says what values a name has: ``$x = 2$``, ``$0 < p < 1$``."""
    if argument.formula.display or len(argument.chain.statements) > 3:
        return False
    sides = argument.chain.sides
    names = [side for side in sides if the_name(side) is not None and "(" not in side]
    return len(names) == 1 and all(side in names or side.lstrip("-+").replace(".", "").isdigit() for side in sides)


def _elsewhere(known: Knowledge) -> tuple[Given, ...]:
    from derivex.documents.understanding import _given

    found = (_given(each, known.names) for each in known.assumed)
    return tuple(dict.fromkeys(each for each in found if each is not None))


# ---- steps ----


def _steps(setting: _Setting, written: tuple[Statement, ...]) -> Iterator[Equation]:
    sides = [side(each.passage, setting.known.names, setting.conventions) for each in written]
    run: list[int] = []
    for index, (statement, term) in enumerate(zip(written, sides, strict=True)):
        before = written[index - 1] if index else None
        if before is not None and (reason := _unchecked(before, statement, sides[index - 1], term)):
            yield from _run(setting, written, sides, run)
            run = []
            if leibniz(before.latex, statement.latex):
                yield _equation(before, statement, "statement", "", (CHAIN_RULE,))
            else:
                yield _equation(before, statement, "not checkable", reason)
        if not isinstance(term, InputError):
            run.append(index)
        else:
            yield from _run(setting, written, sides, run)
            run = []
    yield from _run(setting, written, sides, run)


def _unchecked(before: Statement, after: Statement, one: Term | InputError, other: Term | InputError) -> str:
    """Why a step can't be checked; "" if it can."""
    if after.relation not in RELATIONS:
        return UNCHECKED.get(after.relation, f'the relation "{after.relation_passage.text}" is not checked')
    for term in (one, other):
        if isinstance(term, InputError):
            return str(term)
    return ""


def _run(
    setting: _Setting, written: tuple[Statement, ...], sides: list[Term | InputError], run: list[int]
) -> Iterator[Equation]:
    """The steps of a run of sides, each of which could be read."""
    terms = [term for index in run if not isinstance(term := sides[index], InputError)]
    if len(terms) < 2:
        return
    steps = tuple(
        Step(
            terms[place - 1],
            terms[place],
            RELATIONS[written[index].relation],
            (),
            written[index].passage.place(),
            written[index].latex,
            givens=setting.given,
            definitions=setting.definitions,
        )
        for place, index in enumerate(run)
        if place
    )
    first = written[run[0]].passage.place()
    derivation = Derivation(setting.given, terms[0], steps, definitions=setting.definitions, place=first)
    try:
        reports = derivation.verify(bounds=setting.bounds).steps
    except InputError as error:
        for one, two in pairwise(run):
            yield _equation(written[one], written[two], "not checkable", str(error))
        return
    for report, (one, two) in zip(reports, pairwise(run), strict=True):
        yield _of_report(setting, report, written[one], written[two], (terms[0], written[run[0]]))


def _of_report(
    setting: _Setting, report: StepReport, before: Statement, after: Statement, first: tuple[Term, Statement]
) -> Equation:
    step, verdict = report.step, report.verdict
    if _defines(setting, before, after):
        return _equation(before, after, "definition", "")
    one, two = (unfold(term, setting.definitions) for term in (step.before, step.after))
    if speaks_of_any(one, two):
        stated = rule_stated(one, two)
        if stated is not None:
            return _equation(before, after, "statement", "", (stated,), verdict)
        if isinstance(verdict, Refuted) and speaks_of_any(one) and speaks_of_any(two):
            return _equation(before, after, "not checkable", "it is about functions of which nothing is said")
        if isinstance(verdict, Refuted):
            reason = f"it rests on what {unknown_in(one, two)} is, which is not said here"
            return _equation(before, after, "undecided", reason, (), Undecided(reason))
    rules = report.justification.found if isinstance(report.justification, NoneGiven) else ()
    match verdict:
        case Proved():
            return _equation(before, after, "proved", "", rules, verdict, report.conditions)
        case Undecided(reason):
            return _equation(before, after, "undecided", reason, (), verdict)
    return _false(setting, step, verdict, before, after, first)


def _false(
    setting: _Setting,
    step: Step,
    verdict: Verdict,
    before: Statement,
    after: Statement,
    first: tuple[Term, Statement],
) -> Equation:
    """A step that is false as it stands: repaired, not written, or really false."""
    assert isinstance(verdict, Refuted)
    strong = definitions_for(setting.known, setting.argument.order, setting.conventions, weak=False)
    for definitions in dict.fromkeys((setting.definitions, strong)):
        one, two = (unfold(term, definitions) for term in (step.before, step.after))
        if definitions != setting.definitions:
            plain_verdict = judge(step.relation, one, two, setting.given, setting.bounds)
            if isinstance(plain_verdict, Proved):
                return _equation(before, after, "proved", "", (), plain_verdict)
        found = repair(step.relation, one, two, setting.given, setting.elsewhere, setting.bounds)
        found = found or unsaid(one, two)
        if found is not None:
            return _equation(
                before, after, "undecided", f"false unless {found}", (), Undecided(f"false unless {found}")
            )
    if after.joined:
        # not written: what is written is that both are equal to the left side of their displays
        left = unfold(first[0], setting.definitions)
        right = unfold(step.after, setting.definitions)
        whole = judge("=", left, right, setting.given, setting.bounds)
        if isinstance(whole, Proved):
            return _equation(first[1], after, "proved", "", (), whole)
        if not isinstance(whole, Refuted) and speaks_of_any(left, right):
            reason = "two displays give the same left side different values"
            return _equation(before, after, "undecided", reason, (), Undecided(reason))
    said = verdict.witness.said()
    return _equation(before, after, "refuted", f"{said}; {verdict.note}" if verdict.note else said, (), verdict)


def _defines(setting: _Setting, before: Statement, after: Statement) -> bool:
    """Whether this is a definition: it was told so, or it gives one more name to what is defined."""
    if setting.argument.role == "definition":
        return True
    names = {each.name for each in setting.known.defined if each.order == setting.argument.order}
    return called_name(before.latex) in names


def _equation(
    before: Statement,
    after: Statement,
    status: str,
    reason: str,
    rules: tuple[str, ...] = (),
    verdict: Verdict | None = None,
    conditions: tuple[str, ...] = (),
) -> Equation:
    place = after.passage.place()
    return Equation(place, before.latex, after.relation, after.latex, status, reason, tuple(rules), conditions, verdict)
