"""Checking a document: every relation between two sides that can be read is judged, and every one is reported.

A chain becomes one derivation for each run of sides that can be read, so that rules are
found for its steps as for those of a derivation file. Red lines have to be real: a step
that is false in general and true under one simple given is undecided, and says which; a
step that isn't written (two displays that state the same left side) is false only if what
is written is. Equations about functions that stand for any are statements, or not checkable.

Contract: an equation for every relation of every claim, in the order of the document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from derivex.definition import Definitions
from derivex.derivation import Derivation
from derivex.documents.assuming import given_of, together
from derivex.documents.equations import Checked, Equation, equation
from derivex.documents.judging import of_report
from derivex.documents.preparing import Prepared, latex_of, prepared, restricts, standing, under
from derivex.documents.primes import with_primes
from derivex.documents.reading import Document
from derivex.documents.standing import Judged, Setting
from derivex.documents.statements import Statement
from derivex.documents.stating import CHAIN_RULE, differentiated, leibniz
from derivex.documents.understanding import (
    Knowledge,
    definitions_for,
    givens_for,
    side,
    tied,
    values_for,
    with_holds,
)
from derivex.engine.bounds import Bounds
from derivex.errors import InputError
from derivex.given import Given
from derivex.notation.latex import conventions
from derivex.settings import NO_SETTINGS, Settings
from derivex.step import Step
from derivex.subterms import subterms
from derivex.term import App, Sym, Term

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
    for count, number in enumerate(chains):
        if passed is not None:
            passed(count, len(chains))
        equations += judged(ready, number)
    equations.sort(key=lambda each: (each.place.file, each.place.line, each.place.column))
    return Checked(
        document.file, tuple(equations), ready.found.complaints, len(document.formulas), under(ready, chains)
    )


def judged(ready: Prepared, number: int) -> Iterator[Equation]:
    """The equations of one chain."""
    for each in _judged(ready, number):
        yield replace(each, chain=number)


def _judged(ready: Prepared, number: int) -> Iterator[Equation]:
    argument, known = ready.found.arguments[number], ready.known
    written = argument.chain.statements
    if argument.role == "assumption" or restricts(argument):
        return
    if argument.role == "alternative":
        yield from (equation(one, two, "not checkable", "one of several cases") for one, two in pairwise(written))
        return
    texts = latex_of(argument)
    shown = with_primes(conventions(texts, names=known.names), known, argument.order)
    shown = with_holds(shown, known, argument.order)
    defined = known.names.functions | known.names.symbols
    dependent = differentiated(texts, frozenset(each.name for each in known.defined))
    if dependent and not dependent.keys() & known.names.functions:
        shown = tied(shown, {**{name: next(iter(dependent.values())) for name in _words(texts, defined)}, **dependent})
    definitions = definitions_for(known, argument.order, shown)
    given = givens_for(known, argument.order, argument.conditions)
    setting = Setting(
        known,
        argument,
        shown,
        definitions,
        together(given, (each.given for each in standing(ready, argument, definitions))),
        values_for(known, argument.order),
        _elsewhere(known),
        ready.bounds,
        ready.solved[number],
        ready.complex_numbers,
    )
    yield from _steps(setting, written)


def _words(texts: tuple[str, ...], defined: frozenset[str]) -> Iterator[str]:
    """The declared words that stand in some texts: beside a derivative of one of them, all depend on its variable."""
    for name in defined:
        if len(name) > 1 and any(name in text for text in texts):
            yield name


def _elsewhere(known: Knowledge) -> tuple[Given, ...]:
    found = (given_of(each, known.names) for each in known.assumed)
    return tuple(dict.fromkeys(each for each in found if each is not None))


# ---- steps ----


def _steps(setting: Setting, written: tuple[Statement, ...]) -> Iterator[Equation]:
    sides = [side(each.passage, setting.known.names, setting.conventions) for each in written]
    run: list[int] = []
    for index, (statement, term) in enumerate(zip(written, sides, strict=True)):
        before = written[index - 1] if index else None
        if before is not None and (reason := _unchecked(before, statement, sides[index - 1], term)):
            yield from _run(setting, written, sides, run)
            run = []
            if leibniz(before.latex, statement.latex):
                yield equation(before, statement, "statement", "", (CHAIN_RULE,))
            else:
                yield equation(before, statement, "not checkable", reason)
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
    setting: Setting, written: tuple[Statement, ...], sides: list[Term | InputError], run: list[int]
) -> Iterator[Equation]:
    """The steps of a run of sides, each of which could be read."""
    terms = [term for index in run if not isinstance(term := sides[index], InputError)]
    if len(terms) < 2:
        return
    first = written[run[0]]
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
        place = first.passage.place()
        derivation = Derivation(tried.given, terms[0], steps, definitions=tried.definitions, place=place)
        try:
            reports = derivation.verify(bounds=tried.bounds).steps
        except InputError as error:
            refused = str(error)
            continue
        for report, (one, two) in zip(reports, pairwise(run), strict=True):
            yield of_report(Judged(tried, report.step, written[one], written[two], tuple(terms), first), report)
        return
    for one, two in pairwise(run):
        yield equation(written[one], written[two], "not checkable", refused)


def _but_variables(definitions: Definitions, terms: list[Term]) -> Definitions:
    """The definitions without those of names by which something is differentiated: "$t = v/g$, where dy/dt = 0"."""
    variables = {
        part.args[1].name
        for term in terms
        for part in subterms(term)
        if isinstance(part, App) and part.head == "diff" and isinstance(part.args[1], Sym)
    }
    return tuple(each for each in definitions if each.name not in variables)
