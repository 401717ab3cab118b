"""What is told of one step of a chain, from the verdict on it and from all that a document says around it.

A step that isn't proved as it stands is asked again: with the values that the prose inserts, by the derivatives of
both sides where they are known up to a constant, with i as the imaginary unit. Only what stays false, in the
region that its own chain asks for, without a repair, a rounding or anything left unsaid, is called false.

Contract: one equation a step; no status rests on a guess, in doubt it is undecided.
"""

from __future__ import annotations

from dataclasses import replace

from derivex.book import BOOK
from derivex.definition import unfold
from derivex.documents.antiderivatives import NOTE, derivatives
from derivex.documents.assuming import CALL, called_name, name_of, together
from derivex.documents.denying import denied
from derivex.documents.domains import not_understood
from derivex.documents.equations import Equation, equation, undecided
from derivex.documents.mending import mended, with_mentioned
from derivex.documents.readings import rounded
from derivex.documents.repairs import unsaid_of
from derivex.documents.rereading import true_otherwise
from derivex.documents.resting import CONSTANT, rests_on, said_to_be_constant, what_is_open
from derivex.documents.solving import MAYBE
from derivex.documents.standing import (
    Judged,
    Setting,
    asked,
    only_alike,
    other_conditions,
    renamed,
)
from derivex.documents.statements import Statement
from derivex.documents.stating import (
    CHAIN_RULE,
    alike_unknown,
    elements_as_names,
    leibniz,
    of_functions_in_general,
    rule_stated,
    speaks_of_any,
    unknown_in,
)
from derivex.documents.understanding import definitions_for
from derivex.given import Given
from derivex.justify import NoneGiven
from derivex.laws import Context
from derivex.lead import SearchBounds
from derivex.mistakes.recognising import looks_like
from derivex.notation.names import is_builtin
from derivex.search import explain
from derivex.step import Step, StepReport, conditions_in_words
from derivex.term import Term, free_symbols, free_symbols_of
from derivex.verdict import Proved, Refuted, Undecided, Verdict

NAMING = SearchBounds(moves=150)  # for the names of the rules of one step, which nobody waits for
TWO_VALUES = "two displays give the same left side different values"


def of_step(judged: Judged, verdict: Verdict) -> Equation:
    """What is told of a step."""
    setting, step = judged.setting, judged.step
    before, after = judged.before, judged.after
    if defines(setting, before, after):
        return equation(before, after, "definition", "")
    one, two = (unfold(term, setting.definitions) for term in (step.before, step.after))
    if CONSTANT in (step.before, step.after):
        return said_to_be_constant(judged, two if step.before == CONSTANT else one)
    if leibniz(before.latex, after.latex) and not isinstance(verdict, Proved):
        return equation(before, after, "statement", "", (CHAIN_RULE,), verdict)
    if speaks_of_any(one, two):
        stated = rule_stated(one, two)
        if stated is not None:
            return equation(before, after, "statement", "", (stated,), verdict)
        open_step = isinstance(verdict, Refuted) and not alike_unknown(one, two, _names(setting))
        general = speaks_of_any(one) and speaks_of_any(two) and of_functions_in_general(one, two)
        if open_step and general:
            return equation(before, after, "not checkable", "it is about functions of which nothing is said")
        if open_step:
            named = elements_as_names((one, two), _names(setting))
            if named is None:
                return undecided(before, after, rests_on(one, two))
            judged = replace(judged, step=replace(step, before=named[0], after=named[1]))
            return with_values(judged, *named, asked(judged, *named, setting.given))
    if isinstance(verdict, Proved):
        alike = only_alike(judged)
        if alike:
            return undecided(before, after, f"false unless {alike}")
        return equation(before, after, "proved", "", _rules(step), verdict, conditions_in_words(verdict))
    return up_to_a_constant(judged, one, two) or with_values(judged, one, two, verdict)


def _names(setting: Setting) -> frozenset[str]:
    return frozenset(each.name for each in setting.known.defined)


def _rules(step: Step) -> tuple[str, ...]:
    """Rules of the book that lead from one side to the other, if a short search finds some."""
    if step.relation != "=":
        return ()
    found = explain(step.before, step.after, book=BOOK, context=Context(step.givens, step.definitions), bounds=NAMING)
    return () if found is None else found.names


def as_it_stands(before: Statement, after: Statement, report: StepReport) -> Equation:
    """What is told of a step of a derivation, of which nothing is left unsaid."""
    rules = report.justification.found if isinstance(report.justification, NoneGiven) else ()
    match report.verdict:
        case Proved() as verdict:
            return equation(before, after, "proved", "", rules, verdict, report.conditions)
        case Refuted(witness, note) as verdict:
            said = f"{witness.said()}; {note}" if note else witness.said()
            return equation(before, after, "refuted", said, (), verdict)
        case Undecided(reason):
            return undecided(before, after, reason)


def up_to_a_constant(judged: Judged, one: Term, two: Term) -> Equation | None:
    """What is told of a step in the chain of an indefinite integral; None if it isn't one."""
    setting, before, after = judged.setting, judged.before, judged.after
    if judged.step.relation != "=":
        return None
    found = derivatives(judged.chain, judged.step.before, judged.step.after, setting.definitions)
    if found is None:
        return None
    verdict = asked(judged, found.before, found.after, setting.given)
    if isinstance(verdict, Proved):
        return equation(before, after, "proved", "", (), verdict, (NOTE,))
    if isinstance(verdict, Undecided):
        return undecided(before, after, verdict.reason)
    if speaks_of_any(found.before, found.after):
        return undecided(before, after, rests_on(found.before, found.after))
    left_unsaid = unsaid_of(*found.names)
    if left_unsaid is not None:
        return undecided(before, after, f"false unless {left_unsaid}")
    repaired = mended(judged, found.before, found.after, verdict, setting.given)
    if repaired is not None:
        return repaired
    said = f"the derivatives by {found.variable} differ: {verdict.witness.said()}"
    return equation(before, after, "refuted", said, (), verdict)


def with_values(judged: Judged, one: Term, two: Term, verdict: Verdict) -> Equation:
    """A step that isn't proved as it stands, asked with the values that the prose inserts."""
    setting, before, after = judged.setting, judged.before, judged.after
    names = free_symbols_of((one, two))
    values = [(name, value) for name, value in setting.values if name in names]
    given = setting.given
    if values:
        under = together(given, [value for _, value in values])
        staying = [name for name, _ in values if name in free_symbols(one) and name in free_symbols(two)]
        there = asked(judged, one, two, under)
        if isinstance(there, Proved) and not staying:  # the value was inserted: its name has gone
            return equation(before, after, "proved", "", (), there)
        if isinstance(there, Proved):
            told = ", ".join(str(value) for name, value in values if name in staying)
            return undecided(before, after, f"false unless {told}")
        if isinstance(there, Refuted) and not staying:
            verdict, given = there, under
    if isinstance(verdict, Refuted):
        return with_mentioned(judged, one, two, given) or _false(
            judged, verdict, given, frozenset(name for name, _ in values)
        )
    assert isinstance(verdict, Undecided)
    return undecided(before, after, verdict.reason)


def _false(judged: Judged, verdict: Refuted, given: Given, valued: frozenset[str]) -> Equation:
    """A step that is false as it stands: read otherwise, repaired, not written, or really false."""
    setting, step, before, after = judged.setting, judged.step, judged.before, judged.after
    left_open = what_is_open(judged) or denied(judged)
    if left_open:
        return undecided(before, after, left_open)
    known = _late(judged) or true_otherwise(judged, verdict, given, valued) or _among_others(judged)
    if known is not None:
        return known
    if after.joined:
        # not written: what is written is that both are equal to the left side of their displays
        left = unfold(judged.chain[0], setting.definitions)
        right = unfold(step.after, setting.definitions)
        whole = asked(judged, left, right, given)
        if isinstance(whole, Proved):
            return equation(judged.first, after, "proved", "", (), whole)
        open_left = speaks_of_any(left, right) and not isinstance(whole, Refuted)
        if open_left or (speaks_of_any(left) and not of_functions_in_general(left)):  # E[X] of one X, and of another
            return undecided(before, after, TWO_VALUES)
    if renamed(judged, valued) or (after.joined and other_conditions(judged)):
        return undecided(before, after, TWO_VALUES)
    unknown = sorted(free_symbols_of((step.before, step.after)))
    plainly = step.before == unfold(step.before, setting.definitions) and step.after == unfold(
        step.after, setting.definitions
    )
    if (
        (setting.solved - {MAYBE} or (setting.solved and plainly))
        and unknown
        and (len(judged.chain) == 2 or after.joined)
    ):
        return undecided(before, after, f"false unless it is to be solved for {' or '.join(unknown)}")
    near = rounded(before.latex, after.latex, verdict.witness.before, verdict.witness.after)
    if near and not verdict.witness.at:
        return undecided(before, after, f"false unless {near} is rounded")
    said = verdict.witness.said()
    told = equation(before, after, "refuted", f"{said}; {verdict.note}" if verdict.note else said, (), verdict)
    like = looks_like(step.before, step.after, Context(given, setting.definitions)) if step.relation == "=" else None
    return told if like is None else replace(told, mistake=like.name, remark=like.said())


def _late(judged: Judged) -> Equation | None:
    """What is told of a false step that rests on what only an equation says of a function; None for another."""
    setting, step, after = judged.setting, judged.step, judged.after
    told = definitions_for(setting.known, setting.argument.order, setting.conventions, late=False)
    if told != setting.definitions:
        left = judged.chain[0] if after.joined else step.before
        one, two = (unfold(term, told) for term in (left, step.after))
        if speaks_of_any(one, two) and not alike_unknown(one, two, _names(setting)):
            return undecided(
                judged.before, after, f"it rests on what {unknown_in(one, two)} is, which only an equation says"
            )
    return None


def _among_others(judged: Judged) -> Equation | None:
    """What is told of a false step that speaks of a name of which something is said that isn't understood."""
    known = judged.setting.known
    said = (not_understood(each, known.names) for each in known.assumed)
    names = sorted(frozenset().union(*said) & free_symbols_of((judged.step.before, judged.step.after)))
    if not names:
        return None
    return undecided(judged.before, judged.after, f"false unless what is said of {' and '.join(names)} makes it true")


def defines(setting: Setting, before: Statement, after: Statement) -> bool:
    """Whether this is a definition: it was told so, or it gives one more name to what is defined."""
    call = CALL.fullmatch(before.latex.strip())
    if call is not None and is_builtin(name_of(call["base"]) or ""):  # the gamma function at 1/2
        return False
    if setting.argument.role == "definition":
        return True
    names = {each.name for each in setting.known.defined if each.order == setting.argument.order}
    return called_name(before.latex) in names
