"""What is told of one step of a chain, from the verdict on it and from all that a document says around it.

A step that isn't proved as it stands is asked again: with the values that the prose inserts, by the derivatives of
both sides where they are known up to a constant, with i as the imaginary unit. Only what stays false, in the
region that its own chain asks for, without a repair, a rounding or anything left unsaid, is called false.

Contract: one equation a step; no status rests on a guess, in doubt it is undecided.
"""

from __future__ import annotations

from derivex.book import BOOK
from derivex.definition import unfold
from derivex.documents.antiderivatives import NOTE, derivatives
from derivex.documents.assuming import CALL, called_name, name_of, together
from derivex.documents.coefficients import coefficients
from derivex.documents.equations import Equation, equation, undecided
from derivex.documents.readings import BARE_LOG, other_readings, rounded, to_base
from derivex.documents.repairs import demands, positive, repair, unsaid, unsaid_of
from derivex.documents.solving import MAYBE
from derivex.documents.standing import (
    Judged,
    Setting,
    asked,
    equations_before,
    mentioned,
    only_alike,
    other_conditions,
    renamed,
    special_values,
)
from derivex.documents.statements import Statement
from derivex.documents.stating import alike_unknown, rule_stated, speaks_of_any, unknown_in
from derivex.documents.understanding import definitions_for
from derivex.errors import InputError
from derivex.given import Given
from derivex.laws import Context
from derivex.lead import SearchBounds
from derivex.notation.names import is_builtin
from derivex.notation.plain import read
from derivex.search import explain
from derivex.step import Step, conditions_in_words
from derivex.substitution import substitute
from derivex.term import App, Sym, Term, free_symbols, free_symbols_of, literal, number
from derivex.verdict import Proved, Refuted, Undecided, Verdict

NAMING = SearchBounds(moves=150)  # for the names of the rules of one step, which nobody waits for
TWO_VALUES = "two displays give the same left side different values"


def of_step(judged: Judged, verdict: Verdict) -> Equation:
    """What is told of a step."""
    setting, step = judged.setting, judged.step
    before, after = judged.before, judged.after
    if _defines(setting, before, after):
        return equation(before, after, "definition", "")
    one, two = (unfold(term, setting.definitions) for term in (step.before, step.after))
    if speaks_of_any(one, two):
        stated = rule_stated(one, two)
        if stated is not None:
            return equation(before, after, "statement", "", (stated,), verdict)
        open_step = isinstance(verdict, Refuted) and not alike_unknown(one, two)
        if open_step and speaks_of_any(one) and speaks_of_any(two):
            return equation(before, after, "not checkable", "it is about functions of which nothing is said")
        if open_step:
            return undecided(before, after, f"it rests on what {unknown_in(one, two)} is, which is not said here")
    if isinstance(verdict, Proved):
        alike = only_alike(judged)
        if alike:
            return undecided(before, after, f"false unless {alike}")
        return equation(before, after, "proved", "", _rules(step), verdict, conditions_in_words(verdict))
    return _up_to_a_constant(judged, one, two) or _with_values(judged, one, two, verdict)


def _rules(step: Step) -> tuple[str, ...]:
    """Rules of the book that lead from one side to the other, if a short search finds some."""
    if step.relation != "=":
        return ()
    found = explain(step.before, step.after, book=BOOK, context=Context(step.givens, step.definitions), bounds=NAMING)
    return () if found is None else found.names


def _up_to_a_constant(judged: Judged, one: Term, two: Term) -> Equation | None:
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
    left_unsaid = unsaid_of(*found.names)
    if left_unsaid is not None:
        return undecided(before, after, f"false unless {left_unsaid}")
    repaired = _repaired(judged, found.before, found.after, verdict, setting.given)
    if repaired is not None:
        return repaired
    said = f"the derivatives by {found.variable} differ: {verdict.witness.said()}"
    return equation(before, after, "refuted", said, (), verdict)


def _with_values(judged: Judged, one: Term, two: Term, verdict: Verdict) -> Equation:
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
        return _with_mentioned(judged, one, two, given) or _false(
            judged, verdict, given, frozenset(name for name, _ in values)
        )
    assert isinstance(verdict, Undecided)
    return undecided(before, after, verdict.reason)


def _with_mentioned(judged: Judged, one: Term, two: Term, given: Given) -> Equation | None:
    """A step that is true with the numbers that equations near it give to its names; else None."""
    before, after = judged.before, judged.after
    if judged.step.relation != "=" or (isinstance(one, Sym) and literal(two) is not None):
        return None
    for values, behind in mentioned(judged):
        if isinstance(there := asked(judged, one, two, together(given, values.values())), Proved):
            staying = [str(value) for name, value in values.items() if behind or name in free_symbols(two)]
            if staying:
                return undecided(before, after, f"false unless {', '.join(staying)}")
            return equation(before, after, "proved", "", (), there)
    return None


def _false(judged: Judged, verdict: Refuted, given: Given, valued: frozenset[str]) -> Equation:
    """A step that is false as it stands: read otherwise, repaired, not written, or really false."""
    setting, step, before, after = judged.setting, judged.step, judged.before, judged.after
    told = definitions_for(setting.known, setting.argument.order, setting.conventions, late=False)
    if told != setting.definitions:
        left = judged.chain[0] if after.joined else step.before
        one, two = (unfold(term, told) for term in (left, step.after))
        if speaks_of_any(one, two) and not alike_unknown(one, two):
            return undecided(before, after, f"it rests on what {unknown_in(one, two)} is, which only an equation says")
    strong = definitions_for(setting.known, setting.argument.order, setting.conventions, weak=False)
    for definitions in dict.fromkeys((setting.definitions, strong)):
        one, two = (unfold(term, definitions) for term in (step.before, step.after))
        if definitions != setting.definitions:
            plain_verdict = asked(judged, one, two, given)
            if isinstance(plain_verdict, Proved):
                return equation(before, after, "proved", "", (), plain_verdict)
        if BARE_LOG.search(before.latex + " " + after.latex):
            for base in ("10", "2"):
                left, right = (to_base(side, base) for side in (one, two))
                if isinstance(asked(judged, left, right, given), Proved):
                    return undecided(before, after, f"false unless log is to base {base}")
        for meaning, left, right, given_there in other_readings(one, two, given, definitions, setting.complex_numbers):
            there = asked(judged, left, right, given_there)
            if isinstance(there, Proved) and setting.complex_numbers:
                return equation(before, after, "proved", "", (), there, (meaning,))
            if not isinstance(there, Refuted):
                return undecided(before, after, f"false unless {meaning}")
        repaired = _repaired(judged, one, two, verdict, given)
        if repaired is not None:
            return repaired
        left_unsaid = unsaid(one, two) and unsaid_of(free_symbols(one) - valued, free_symbols(two) - valued)
        if left_unsaid and not _related(one, two, given) and not _never(judged, one, two, verdict, given):
            return undecided(before, after, f"false unless {left_unsaid}")
    if after.joined:
        # not written: what is written is that both are equal to the left side of their displays
        left = unfold(judged.chain[0], setting.definitions)
        right = unfold(step.after, setting.definitions)
        whole = asked(judged, left, right, given)
        if isinstance(whole, Proved):
            return equation(judged.first, after, "proved", "", (), whole)
        if not isinstance(whole, Refuted) and speaks_of_any(left, right):
            return undecided(before, after, TWO_VALUES)
    if renamed(judged, valued) or (after.joined and other_conditions(judged)):
        return undecided(before, after, TWO_VALUES)
    unknown = sorted(free_symbols_of((step.before, step.after)))
    plainly = step.before == unfold(step.before, setting.definitions) and step.after == two
    if (setting.solved - {MAYBE} or (setting.solved and plainly)) and unknown and len(judged.chain) == 2:
        return undecided(before, after, f"false unless it is to be solved for {' or '.join(unknown)}")
    near = rounded(before.latex, after.latex, verdict.witness.before, verdict.witness.after)
    if near and not verdict.witness.at:
        return undecided(before, after, f"false unless {near} is rounded")
    said = verdict.witness.said()
    return equation(before, after, "refuted", f"{said}; {verdict.note}" if verdict.note else said, (), verdict)


def _repaired(judged: Judged, one: Term, two: Term, verdict: Refuted, given: Given) -> Equation | None:
    """A step that simple givens make true, or that isn't false in the region that its chain asks for."""
    setting, before, after, relation = judged.setting, judged.before, judged.after, judged.step.relation
    chain = tuple(unfold(term, setting.definitions) for term in judged.chain)
    wanted = positive(demands(chain) & free_symbols_of((one, two)))
    region = together(given, [wanted])
    added = Given((), tuple(each for each in region.relations if each not in given.relations))
    elsewhere = (*setting.elsewhere, *equations_before(judged), *special_values(judged, one, two))
    found = repair(relation, one, two, given, added, elsewhere, setting.bounds)
    if found is not None:
        return undecided(before, after, f"false unless {found}")
    numbers = _with_coefficients(judged, one, two, given)
    if numbers:
        return undecided(before, after, f"false unless {numbers}")
    if _false_among_positives(judged, one, two, region):
        return None
    return undecided(
        before, after, f"false at {_point(verdict)}, and whether it is where all names are positive is open"
    )


def _with_coefficients(judged: Judged, one: Term, two: Term, given: Given) -> str:
    """The numbers that an equation with unknown coefficients is true with; "" if it is none."""
    if judged.step.relation != "=" or (len(free_symbols(one) - free_symbols(two)) == 1):  # m x = x isn't
        return ""
    found = coefficients(one, two)
    if found is None:
        return ""
    values = {name: number(value) for name, value in found.items()}
    if not isinstance(asked(judged, substitute(one, values), substitute(two, values), given), Proved):
        return ""
    return ", ".join(f"{name} = {value}" for name, value in found.items())


def _false_among_positives(judged: Judged, one: Term, two: Term, region: Given) -> bool:
    """Whether a false step is false where all of its names are positive; about other values texts may be careless."""
    names = free_symbols_of((one, two))
    everywhere = together(region, [positive(names)])
    if not names or everywhere == judged.setting.given:
        return True
    return isinstance(asked(judged, one, two, everywhere), Refuted)


def _related(one: Term, two: Term, given: Given) -> bool:
    """Whether a given equation relates all the names that stand on one side only."""
    names = free_symbols(one) ^ free_symbols(two)
    equations = (each for each in given.relations if isinstance(each, App) and each.head == "=")
    return bool(free_symbols(two)) and any(names <= free_symbols(each) for each in equations)


def _never(judged: Judged, one: Term, two: Term, verdict: Refuted, given: Given) -> bool:
    """Whether no value of its names makes an equation true: one side is a number, and the other always another."""
    if judged.step.relation != "=" or free_symbols(two):
        return False
    try:
        value = read(verdict.witness.before)
    except InputError:
        return False
    return literal(value) is not None and isinstance(asked(judged, one, value, given), Proved)


def _point(verdict: Refuted) -> str:
    return verdict.witness.said().partition(":")[0].removeprefix("at ")


def _defines(setting: Setting, before: Statement, after: Statement) -> bool:
    """Whether this is a definition: it was told so, or it gives one more name to what is defined."""
    call = CALL.fullmatch(before.latex.strip())
    if call is not None and is_builtin(name_of(call["base"]) or ""):  # the gamma function at 1/2
        return False
    if setting.argument.role == "definition":
        return True
    names = {each.name for each in setting.known.defined if each.order == setting.argument.order}
    return called_name(before.latex) in names
