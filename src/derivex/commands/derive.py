"""``derivex derive``: a whole chain found by itself, written as a derivation file.

Contract: what is written was verified, every line and every reason; the two ends were put to the engine first,
and a false claim is refuted, not derived. Exit status 0 with a chain, 1 if the ends differ, 3 if none was found.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from derivex.commands.batch import renamed
from derivex.commands.output import output
from derivex.errors import InputError, Place
from derivex.verdict import Refuted

if TYPE_CHECKING:
    from derivex.deriving import Line

WRONG, NOT_FOUND = 1, 3
ARGUMENTS = {"<from>": "EXPRESSION", "<to>": "--to", "<given>": "--given", "<let>": "--let"}


def run(arguments: Namespace) -> int:
    """Find a chain and write it."""
    try:
        return _derived(arguments)
    except InputError as error:
        raise renamed(error, ARGUMENTS) from None


def _derived(arguments: Namespace) -> int:
    from derivex.book import BOOK
    from derivex.definition import names_of
    from derivex.deriving import derive
    from derivex.equality import Question, answer
    from derivex.intake import definitions, givens
    from derivex.laws import Context
    from derivex.notation.plain import read

    known = givens(arguments.given, arguments.let).given
    defined = definitions(arguments.let, known)
    names = names_of(known, defined)
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
        lines = derive(before, after, book=BOOK, context=Context(known, defined))
        if lines is None or len(lines) == 1:
            print(f"derivex: {_nothing(lines)}", file=sys.stderr)
            return NOT_FOUND
        write(_page(lines, arguments))
    if arguments.output is not None:
        print(f"{arguments.output} is written: {len(lines) - 1} steps.", file=sys.stderr)
    return 0


def _nothing(lines: tuple[Line, ...] | None) -> str:
    if lines is None:
        return "no chain was found; give a line between the two, or fewer steps at a time"
    return "there is nothing to do; name the last line with --to"


def _page(lines: tuple[Line, ...], arguments: Namespace) -> str:
    """The derivation as a file: a title, and the block."""
    from derivex.derivation import Derivation
    from derivex.notation.write import plain
    from derivex.term import App
    from derivex.writers.calc import block

    claim = App("=", (lines[0].term, lines[-1].term))
    derivation = Derivation.start(lines[0].term, given=arguments.given, let=arguments.let, claim=claim)
    for line in lines[1:]:
        derivation = derivation.step(line.term, by=line.words())
    return f"# {plain(claim)}\n\n{block(derivation)}"
