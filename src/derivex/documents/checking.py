"""Checking a document: every relation between two sides that can be read is judged, and every one is reported.

A chain becomes one derivation for each run of sides that can be read, so that rules are
found for its steps as for those of a derivation file. Red lines have to be real: a step
that is false in general and true under one simple given is undecided, and says which; a
step that isn't written (two displays that state the same left side) is false only if what
is written is. Equations about functions that stand for any are statements, or not checkable.
In a derivation that directives mark off, every step is judged as it stands.

Contract: an equation for every relation of every claim, in the order of the document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from derivex.definition import Definitions, unfold
from derivex.derivation import Derivation
from derivex.documents.assuming import together
from derivex.documents.domains import given_of
from derivex.documents.equations import Checked, Equation, equation
from derivex.documents.following import following
from derivex.documents.judging import as_it_stands, of_step
from derivex.documents.kinds import called_before
from derivex.documents.meanings import Matrices, Side, matrices_of, read_side
from derivex.documents.preparing import Prepared, latex_of, prepared, restricts, standing, under
from derivex.documents.primes import with_primes
from derivex.documents.reading import Document
from derivex.documents.records import Marked
from derivex.documents.remainders import of_step as of_remainder
from derivex.documents.remainders import without_remainder
from derivex.documents.standing import Judged, Run, Setting, Told, about
from derivex.documents.statements import Statement
from derivex.documents.stating import CHAIN_RULE, differentiated, leibniz
from derivex.documents.tables import of_step as of_matrices
from derivex.documents.understanding import (
    Knowledge,
    definitions_for,
    givens_for,
    sides_of,
    tied,
    values_for,
    with_holds,
    within,
)
from derivex.engine.bounds import Bounds
from derivex.errors import InputError
from derivex.given import Given
from derivex.inequality import judge
from derivex.notation.latex import conventions
from derivex.settings import NO_SETTINGS, Settings
from derivex.step import Step
from derivex.subterms import subterms
from derivex.term import App, Sym, Term
from derivex.verdict import Verdict

RELATIONS = {"=": "=", ":=": "=", "equiv": "=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
UNCHECKED = {
    "approx": "the sides are nearly equal, and how nearly isn't said",
    "sim": "the sides are alike, and how isn't said",
    "propto": "the sides are proportional, and the factor isn't said",
}


def check(
    document: Document,
    bounds: Bounds = Bounds(),
    settings: Settings = NO_SETTINGS,
    passed: Callable[[int, int], None] | None = None,
) -> Checked:
    """Everything that a document claims, judged; ``passed`` is told how many of its chains are."""
    ready = prepared(document, settings, bounds)
    chains = ready.chains
    equations = list[Equation]()
    before: tuple[int, Told] | None = None
    for count, number in enumerate(chains):
        if passed is not None:
            passed(count, len(chains))
        now = told(ready, number)
        near = before if before is not None and before[0] == number - 1 else None
        equations += (replace(each, chain=number) for each in following(None if near is None else near[1], now))
        before = number, now
    equations.sort(key=lambda each: (each.place.file, each.place.line, each.place.column))
    return Checked(
        document.file, tuple(equations), ready.found.complaints, len(document.formulas), under(ready, chains)
    )


def judged(ready: Prepared, number: int) -> Iterator[Equation]:
    """The equations of one chain."""
    arguments = ready.found.arguments
    linked = number in ready.chains and number > 0 and bool(arguments[number].chain.link)
    before = told(ready, number - 1) if linked else None
    for each in following(before, told(ready, number)):
        yield replace(each, chain=number)


def told(ready: Prepared, number: int) -> Told:
    """One chain with all that is told of it."""
    argument = ready.found.arguments[number]
    written = argument.chain.statements
    if argument.role == "assumption" or restricts(argument):
        return Told(argument)
    if argument.role == "alternative":
        cases = (equation(one, two, "not checkable", "one of several cases") for one, two in pairwise(written))
        return Told(argument, tuple(cases))
    known, marked = within(ready.known, ready.found.marked, argument.order)
    texts = latex_of(argument)
    kept = map(without_remainder, texts)
    shown = with_primes(conventions(kept, names=known.names), known, argument.order)
    shown = with_holds(shown, known, argument.order)
    defined = known.names.functions | known.names.symbols
    # in a marked derivation nothing depends on anything but by what is said of it
    bare = {} if marked is not None else differentiated(texts, frozenset(each.name for each in known.defined))
    if bare and not bare.keys() & known.names.functions:
        shown = tied(shown, {**{name: next(iter(bare.values())) for name in _words(texts, defined)}, **bare})
    definitions = definitions_for(known, argument.order, shown)
    given = givens_for(known, argument.order, argument.conditions)
    besides = standing(replace(ready, known=known), argument, definitions)
    setting = Setting(
        known,
        argument,
        shown,
        definitions,
        together(given, (each.given for each in besides)),
        values_for(known, argument.order),
        _elsewhere(known),
        ready.bounds,
        ready.solved[number],
        ready.complex_numbers,
        ready.meanings,
        ready.around(number),
        called_before(ready.called, argument.order),
    )
    found = tuple(_steps(setting, written, marked))
    equations = tuple(each for part in found for each in (part.equations if isinstance(part, Run) else (part,)))
    return Told(argument, equations, tuple(part for part in found if isinstance(part, Run)), setting, marked)


def _words(texts: tuple[str, ...], defined: frozenset[str]) -> Iterator[str]:
    """The declared words that stand in some texts: beside a derivative of one of them, all depend on its variable."""
    for name in defined:
        if len(name) > 1 and any(name in text for text in texts):
            yield name


def _elsewhere(known: Knowledge) -> tuple[Given, ...]:
    found = (given_of(each, known.names) for each in known.assumed)
    return tuple(dict.fromkeys(each for each in found if each is not None))


# ---- steps ----


def _steps(setting: Setting, written: tuple[Statement, ...], marked: Marked | None) -> Iterator[Equation | Run]:
    """The runs of sides that can be read, and the equations between others."""
    strict = marked is not None
    matrices = None if strict else matrices_of(setting, written)
    sides: list[Side] = [read_side(each.passage, matrices, setting) for each in written]
    if strict:
        sides = [*sides_of(written, setting.known.names, setting.conventions, marked)]
    run: list[int] = []
    for index, term in enumerate(sides):
        apart = _apart(setting, written, sides, index, matrices) if index else None
        if apart is not None or not isinstance(term, Term):
            yield from _run(setting, written, sides, run, strict)
            run = []
        if apart is not None:
            yield apart
        if isinstance(term, Term):
            run.append(index)
    yield from _run(setting, written, sides, run, strict)


def _apart(
    setting: Setting, written: tuple[Statement, ...], sides: list[Side], index: int, matrices: Matrices | None
) -> Equation | None:
    """What is told of a step that can't be checked, or isn't one between scalars; None if it is judged with others."""
    before, after, one, two = written[index - 1], written[index], sides[index - 1], sides[index]
    left_out = of_remainder(setting, before, after)
    if left_out is not None:
        return left_out
    reason = _unchecked(before, after, one, two)
    if reason and leibniz(before.latex, after.latex):
        return equation(before, after, "statement", "", (CHAIN_RULE,))
    if reason:
        return equation(before, after, "not checkable", reason)
    if matrices is None or (isinstance(one, Term) and isinstance(two, Term)):
        return None
    return of_matrices(setting, written, sides, index, matrices)


def _unchecked(before: Statement, after: Statement, one: Side, other: Side) -> str:
    """Why a step can't be checked; "" if it can."""
    if after.relation not in RELATIONS:
        return UNCHECKED.get(after.relation, f'the relation "{after.relation_passage.text}" is not checked')
    for term in (one, other):
        if isinstance(term, InputError):
            return str(term)
    return ""


def _run(
    setting: Setting, written: tuple[Statement, ...], sides: list[Side], run: list[int], strict: bool
) -> Iterator[Equation | Run]:
    """The run of some sides, each of which could be read; their equations, if they are no derivation."""
    terms = [term for index in run if isinstance(term := sides[index], Term)]
    if len(terms) < 2:
        return
    first = written[run[0]]
    setting = replace(setting, given=about(terms, setting.definitions, setting.given))  # the others only cost time
    for tried in (setting, replace(setting, definitions=_but_variables(setting.definitions, terms))):
        steps = tuple(
            Step(
                terms[place - 1],
                terms[place],
                RELATIONS[written[index].relation],
                (),
                written[index].passage.place(),
                written[index].latex,
                givens=tried.given,
                definitions=tried.definitions,
            )
            for place, index in enumerate(run)
            if place
        )
        try:
            verdicts = _verdicts(steps, terms, tried)
        except InputError as error:
            refused = str(error)
            continue
        derivation = Derivation(
            tried.given, terms[0], steps, definitions=tried.definitions, place=first.passage.place()
        )
        pairs = pairwise(run)
        if strict:
            reports = derivation.verify(bounds=tried.bounds).steps
            found = [
                as_it_stands(written[one], written[two], each) for each, (one, two) in zip(reports, pairs, strict=True)
            ]
        else:
            found = [
                _of_step(Judged(tried, step, written[one], written[two], tuple(terms), first), verdict)
                for step, verdict, (one, two) in zip(steps, verdicts, pairs, strict=True)
            ]
        yield Run(tuple(run), derivation, tuple(found))
        return
    for one, two in pairwise(run):
        yield equation(written[one], written[two], "not checkable", refused)


def _verdicts(steps: tuple[Step, ...], terms: list[Term], setting: Setting) -> list[Verdict]:
    """The verdicts on some steps; nobody asks for their reasons here."""
    lines = [unfold(term, setting.definitions) for term in terms]
    return [
        judge(step.relation, before, after, setting.given, setting.bounds)
        for step, (before, after) in zip(steps, pairwise(lines), strict=True)
    ]


def _of_step(judged: Judged, verdict: Verdict) -> Equation:
    """What is told of a step; definitions that make no sense together in it are its own complaint."""
    try:
        return of_step(judged, verdict)
    except InputError as error:
        return equation(judged.before, judged.after, "not checkable", str(error))


def _but_variables(definitions: Definitions, terms: list[Term]) -> Definitions:
    """The definitions without those of names by which something is differentiated: "$t = v/g$, where dy/dt = 0"."""
    variables = {
        part.args[1].name
        for term in terms
        for part in subterms(term)
        if isinstance(part, App) and part.head == "diff" and isinstance(part.args[1], Sym)
    }
    return tuple(each for each in definitions if each.name not in variables)
