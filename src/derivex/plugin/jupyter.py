"""Jupyter and IPython: ``%load_ext derivex``, then ``%%derive`` above a cell and ``%derive`` in front of an equation.

A cell is a ``calc`` block without its fences, or LaTeX as in a document; its answer is a value that shows itself,
and that ``_`` holds. What can't be read ends the cell with one message at its line and column, and no traceback.
IPython is never imported: it hands itself to ``load_ipython_extension``.

Contract: text is never evaluated, and nothing of the notebook is changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import derivex.writers.notebook as notebook
from derivex.derivation import Derivation
from derivex.documents.checking import told
from derivex.documents.magic import CELL, Cell, Options, options, read_cell
from derivex.documents.preparing import prepared
from derivex.documents.reading import Document
from derivex.documents.standing import Told
from derivex.equality import prove
from derivex.errors import InputError, NoDerivation
from derivex.readers.source import lines
from derivex.report import Report
from derivex.showing import Shown
from derivex.verdict import Verdict
from derivex.writers.html import html


@dataclass(frozen=True, slots=True)
class Answers(Shown):
    """What was found out about a cell that holds several chains, or LaTeX."""

    found: tuple[Report | Told, ...]
    complaints: tuple[InputError, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether all is proved."""
        good = {"proved", "definition", "statement"}
        chains = (
            each.ok if isinstance(each, Report) else {one.status for one in each.equations} <= good
            for each in self.found
        )
        return all(chains) and not self.complaints

    def __bool__(self) -> bool:
        return self.ok

    def _repr_html_(self) -> str:
        said = "".join(f"<pre>{escape(each.report())}</pre>" for each in self.complaints)
        return "".join(f"<div>{html(each)}</div>" for each in self.found) + said

    def _repr_markdown_(self) -> str:
        said = (f"```\n{each.report()}\n```" for each in self.complaints)
        return "\n\n".join([*map(notebook.markdown, self.found), *said])

    def _repr_latex_(self) -> str:
        return "\n".join(map(notebook.latex, self.found))

    def __repr__(self) -> str:
        return "\n\n".join([*map(_text, self.found), *(each.report() for each in self.complaints)])


class CellError(Exception):
    """A cell that can't be read: shown as one message, at its line and column."""

    def __init__(self, error: InputError) -> None:
        super().__init__(error.report())

    def _render_traceback_(self) -> list[str]:
        """What IPython prints in the place of a traceback."""
        return [str(self)]


def load_ipython_extension(shell: Any) -> None:
    """Called by ``%load_ext derivex``."""
    shell.register_magic_function(derive, magic_kind="line_cell", magic_name="derive")


def derive(line: str, cell: str | None = None) -> Verdict | Report | Answers | None:
    """Check the derivation or the LaTeX of a cell; or decide the equation behind %derive.

    --given FACT and --let DEFINITION may stand in front, any number of times: --given "x > 0".
    """
    try:
        if cell is None:
            return _equation(options(line))
        numbered = f"\n{cell}"  # the line of the magic is the first that a notebook counts
        found = read_cell(Cell(CELL, line, numbered))
        return _answers(found, numbered) if isinstance(found, Document) else _reports(found)
    except InputError as error:
        raise CellError(error) from None


# ---- reading ----


def _equation(found: Options) -> Verdict | None:
    if not found.rest:
        raise NoDerivation("nothing stands behind %derive", remedy="write %derive L = R")
    return prove(found.rest, given=found.given, let=found.let)


def _reports(found: tuple[Derivation | InputError, ...]) -> Report | Answers:
    """The reports on the blocks of a cell; the first that can't be read ends it."""
    reports = []
    for each in found:
        if isinstance(each, InputError):
            raise each
        reports.append(each.verify())
    return reports[0] if len(reports) == 1 else Answers(tuple(reports))


def _answers(document: Document, text: str) -> Answers:
    ready = prepared(document)
    chains = tuple(each for each in (told(ready, number) for number in ready.chains) if each.equations)
    complaints = ready.found.complaints
    if not chains:
        raise (
            complaints[0]
            if complaints
            else NoDerivation("this cell holds no equation", place=lines(text, CELL)[1].place(), remedy="write L = R")
        )
    return Answers(chains, complaints)


def _text(found: Report | Told) -> str:
    if isinstance(found, Report):
        return f"{found.derivation.title}\n{found}".strip()
    return "\n".join(
        f"{each.place}: {each.status}" + (f": {each.reason}" if each.reason else "") for each in found.equations
    )
