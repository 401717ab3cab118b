"""``derivex show``: a derivation, checked, or the list of those there are.

Contract: the chain is printed before SymPy's opinion is there, and that opinion never
changes the exit status, which is the worst of the derivations shown.
"""

from __future__ import annotations

import sys
import textwrap
from argparse import Namespace
from collections.abc import Iterator
from itertools import pairwise
from threading import Thread
from typing import TYPE_CHECKING

from derivex.commands.checked import worst
from derivex.commands.source import Source, entries, opened, other_roads
from derivex.definition import unfold
from derivex.errors import InputError
from derivex.writers.console import Line, emit, line, speaks_unicode, width
from derivex.writers.pages import listing
from derivex.writers.show import Ink, as_source, as_sympy, shown
from derivex.writers.summary import mark_of, summary, sympy_said, whole_said

if TYPE_CHECKING:
    from derivex.derivation import Derivation, Report

PATIENCE = 12.0  # seconds for SymPy's opinion on all steps together


def run(arguments: Namespace) -> int:
    """Print one source, each of its derivations in turn; the status is the worst of them."""
    ink = Ink(width(sys.stdout), speaks_unicode(sys.stdout))
    if arguments.names:
        print("\n".join(entry.name for entry in entries()))
        return 0
    if arguments.name is None:
        listed = (
            (each.topic, each.name, each.title, ink.term(each.claim) if each.claim else "", each.more)
            for each in entries()
        )
        emit(listing(listed, ink), sys.stdout)
        return 0
    source = opened(arguments.name)
    statuses = []
    for number, derivation in enumerate(source.derivations):
        if number:
            print()
        if len(source.derivations) > 1 and derivation.title and (derivation.definitions or derivation.given_texts):
            emit([line((derivation.title, "head"))], sys.stdout)
        opinion = None if arguments.no_sympy else Opinion(derivation)
        report = derivation.verify()
        emit(_lines(report, source, arguments, ink), sys.stdout)
        sys.stdout.flush()  # the chain can be read while SymPy is still thinking
        emit(_foot(report, opinion, source, arguments, ink), sys.stdout)
        statuses.append(report.status)
    return worst(statuses)


class Opinion:
    """SymPy's opinion of the steps, asked for while the chain is being verified and printed."""

    def __init__(self, derivation: Derivation) -> None:
        self._derivation = derivation
        self._said: list[str] = []
        self._thread = Thread(target=self._ask, daemon=True)  # Ctrl-C doesn't wait for it
        self._thread.start()

    def _ask(self) -> None:
        from derivex.opinion import opinions

        one = self._derivation
        try:
            lines = [unfold(each, one.definitions) for each in one.lines]
        except InputError:
            return  # too large without its definitions: no opinion
        pairs = [pair for pair, step in zip(pairwise(lines), one.steps, strict=True) if step.relation == "="]
        self._said = list(opinions(pairs, given=one.givens, seconds=PATIENCE))

    def wait(self) -> list[str]:
        """What was said of each equality; nothing if SymPy couldn't be asked."""
        self._thread.join()
        return self._said


def _lines(report: Report, source: Source, arguments: Namespace, ink: Ink) -> Iterator[Line]:
    if arguments.source:
        return as_source(report, source.lines, path=source.shown, ink=ink)
    if arguments.sympy:
        return as_sympy(report, path=source.shown, ink=ink)
    return shown(report, path=source.shown, ink=ink, drawn=arguments.drawn)


def _foot(report: Report, opinion: Opinion | None, source: Source, arguments: Namespace, ink: Ink) -> Iterator[Line]:
    said = [summary(report, ink.text), whole_said(report, ink.text, ink.term)]
    mark = ink.mark(mark_of(report))
    opinions = opinion.wait() if opinion and report.steps else []
    if opinions:
        said.append(sympy_said(report, opinions))
    yield from _sentences(mark, said, ink)
    for note in report.notes:
        yield from _sentences(None, [f"note: {note}"], ink)
    others = other_roads(source, report.derivation)
    roads = f"Another road: {', '.join(others)}." if others else ""
    forms = [form for form, used in (("--2d", arguments.drawn), ("--sympy", arguments.sympy)) if not used]
    also = f"See also: {', '.join([*forms, f'export {arguments.name} --to latex'])}"
    if sys.stdout.isatty():
        yield from _sentences(None, [roads, also], ink, "faint")
    else:  # names may be long, and nobody's window is too narrow
        yield line((" ".join(filter(None, (roads, also))), "faint"))


def _sentences(mark: tuple[str, str] | None, said: list[str], ink: Ink, style: str = "") -> Iterator[Line]:
    """Sentences in one line if they fit, else each in a line of its own."""
    kept = [each for each in said if each]
    together = " ".join(kept)
    room = ink.width - (len(mark[0]) + 1 if mark else 0)
    parts = [together] if len(together) <= room else kept
    lines = [each for part in parts for each in textwrap.wrap(part, room, break_on_hyphens=False)]
    for index, each in enumerate(lines):
        if mark and index == 0:
            yield line((mark[0], mark[1]), f" {each}")
        else:
            yield line("  " if mark else "", (each, style))
