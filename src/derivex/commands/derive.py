"""``derivex derive``: a whole chain found by itself, written as a derivation file; an equation is solved.

Contract: what is written was verified, every line and every reason; the two ends were put to the engine first,
and a false claim is refuted, not derived. Exit status 0 with a chain, 1 if the ends differ, 3 if none was found.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from derivex.commands.batch import renamed
from derivex.commands.output import output
from derivex.errors import InputError, NoDerivation, Place, Unreadable
from derivex.verdict import Refuted

if TYPE_CHECKING:
    from derivex.derivation import Derivation
    from derivex.deriving import Line
    from derivex.equations.lessons import Arrowed
    from derivex.notation.names import Names
    from derivex.report import Report
    from derivex.term import App

WRONG, NOT_FOUND = 1, 3
PERIODIC = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
ARGUMENTS = {"<from>": "EXPRESSION", "<to>": "--to", "<given>": "--given", "<let>": "--let", "<rule>": "--rule"}


def run(arguments: Namespace) -> int:
    """Find a chain and write it."""
    try:
        return _derived(arguments)
    except InputError as error:
        raise renamed(error, ARGUMENTS) from None


def _derived(arguments: Namespace) -> int:
    from derivex.beginning import derive_with
    from derivex.book import BOOK
    from derivex.definition import names_of
    from derivex.equality import Question, answer
    from derivex.intake import definitions, givens
    from derivex.laws import Context
    from derivex.notation.plain import read
    from derivex.notation.statements import states
    from derivex.notation.write import plain
    from derivex.reasons import read_reasons
    from derivex.writers.calc import block

    known = givens(arguments.given, arguments.let).given
    defined = definitions(arguments.let, known)
    names = names_of(known, defined)
    reasons = tuple(
        each
        for text in arguments.rule
        for each in read_reasons(text, BOOK, names=names, place=Place("<rule>", text=text))
    )
    if arguments.to is None and reasons and states(arguments.expression):
        raise Unreadable("an equation is solved by the moves that lead on", remedy="leave --rule out")
    if arguments.to is None and states(arguments.expression):
        return _solved(arguments, names)
    before = read(arguments.expression, names=names, place=Place("<from>", text=arguments.expression))
    after = None if arguments.to is None else read(arguments.to, names=names, place=Place("<to>", text=arguments.to))
    if after is not None:
        verdict = answer(Question(before, after, known, defined))
        if isinstance(verdict, Refuted):
            print(
                f"derivex: there is no such chain: {verdict.witness.said('the first line', 'the last')}",
                file=sys.stderr,
            )
            return WRONG
    with output(arguments.output, force=arguments.force) as write:
        lines = derive_with(before, after, reasons, book=BOOK, context=Context(known, defined))
        if lines is None or len(lines) == 1:
            print(f"derivex: {_nothing(lines, arguments.rule)}", file=sys.stderr)
            return NOT_FOUND
        derivation = _written(lines, arguments)
        if derivation.verify().status:  # a claim that isn't certain is not written as if it were
            print("derivex: a chain was found, and not every line of it could be verified", file=sys.stderr)
            return NOT_FOUND
        write(f"# {plain(lines[0].term)} = {plain(lines[-1].term)}\n\n{block(derivation)}")
    if arguments.output is not None:
        print(f"{arguments.output} is written: {len(lines) - 1} steps.", file=sys.stderr)
    return 0


def _solved(arguments: Namespace, names: Names) -> int:
    """An equation or an inequality, solved line by line; nothing is written that isn't verified."""
    from derivex.equations.lessons import lesson
    from derivex.intake import givens
    from derivex.notation.statements import read_statement
    from derivex.notation.write import plain
    from derivex.writers.calc import block

    place = Place("<from>", text=arguments.expression)
    statement = read_statement(arguments.expression, names=names, place=place)
    lines = lesson(statement, _unknown(statement, arguments, place), givens(arguments.given, arguments.let).given)
    derivation = _lines_of(lines, arguments)
    with output(arguments.output, force=arguments.force) as write:
        report = derivation.verify() if lines else None
        if report is None or report.status:
            print(f"derivex: {_unsolved(statement, report)}", file=sys.stderr)
            return NOT_FOUND
        write(f"# {plain(statement)}\n\n{block(derivation)}")
    if arguments.output is not None:
        print(f"{arguments.output} is written: {len(lines)} steps.", file=sys.stderr)
    return 0


def _lines_of(lines: tuple[Arrowed, ...], arguments: Namespace) -> Derivation:
    from derivex.derivation import Derivation
    from derivex.notation.statements import FALSE
    from derivex.notation.write import plain

    derivation = Derivation.start(arguments.expression, given=arguments.given, let=arguments.let)
    for arrow, line, move in lines:
        derivation = derivation.step(f"{arrow} {'false' if line == FALSE else plain(line)}", by=move)
    return derivation


def _unsolved(statement: App, report: Report | None) -> str:
    """Why no solution is written: what it needs, that there are endlessly many, or that no way is known."""
    from derivex.subterms import heads
    from derivex.verdict import Refuted

    if report is not None:
        for step in report.steps:
            note = step.verdict.note if isinstance(step.verdict, Refuted) else ""
            needs = [line for line in note.splitlines() if "which is not given" in line]
            if needs:
                return f"{needs[0]}; give it with --given"
    if heads(statement) & PERIODIC:
        return (
            "the solutions repeat without end (one more for every whole turn), and a statement can name "
            'only finitely many: "for every integer k" can\'t be written'
        )
    return "no way to solve it was found; write the lines, and verify says of each"


def _unknown(equation: App, arguments: Namespace, place: Place) -> str:
    """The unknown: the one that is named, x, or the only name there is."""
    from derivex.definition import given_names
    from derivex.intake import givens
    from derivex.term import free_symbols

    if arguments.unknown is not None:
        return str(arguments.unknown)
    found = free_symbols(equation)
    free = found - given_names(givens(arguments.given, arguments.let).given)
    for names in (found & {"x"}, free, found):
        if len(names) == 1:
            return next(iter(names))
    said = ", ".join(sorted(found)) if found else "nothing"
    raise NoDerivation(f"what is unknown here isn't clear: {said}", place=place, remedy="name it: --for NAME")


def _nothing(lines: tuple[Line, ...] | None, rules: list[str]) -> str:
    if lines is None and rules:
        return f"no chain that begins with {', '.join(rules)} was found; leave --rule out, or name another one"
    if lines is None:
        return "no chain was found; give a line between the two, or fewer steps at a time"
    return "there is nothing to do; name the last line with --to"


def _written(lines: tuple[Line, ...], arguments: Namespace) -> Derivation:
    """The lines and their reasons as a derivation of the two ends."""
    from derivex.derivation import Derivation
    from derivex.term import App

    claim = App("=", (lines[0].term, lines[-1].term))
    derivation = Derivation.start(lines[0].term, given=arguments.given, let=arguments.let, claim=claim)
    for line in lines[1:]:
        derivation = derivation.step(line.term, by=line.words())
    return derivation
