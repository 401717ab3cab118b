"""Jupyter and IPython: ``%load_ext derivex``, then ``%%derive`` above a cell and ``%derive`` in front of an equation.

A cell is a ``calc`` block without its fences, or LaTeX as in a document; its answer is a value that shows itself,
and that ``_`` holds. What can't be read ends the cell with one message at its line and column, and no traceback.
IPython is never imported: it hands itself to ``load_ipython_extension``.

Contract: text is never evaluated, and nothing of the notebook is changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import escape
from typing import Any, NamedTuple

import derivex.writers.notebook as notebook
from derivex.documents.checking import told
from derivex.documents.formulas import Directive, Formula
from derivex.documents.passages import source
from derivex.documents.preparing import Prepared, prepared
from derivex.documents.reading import Document, read_text
from derivex.documents.sources import Kind
from derivex.documents.standing import Told
from derivex.equality import prove
from derivex.errors import InputError, NoDerivation, Place, Unreadable
from derivex.readers.calc import read_block
from derivex.readers.fences import Block, blocks
from derivex.readers.source import Line, lines
from derivex.report import Report
from derivex.showing import Shown
from derivex.verdict import Verdict
from derivex.writers.html import html

CELL, OPTIONS = "<cell>", "<%%derive>"
USAGE = 'write %%derive, or %%derive --given "x > 0" --let "f(x) = x^2"'
_OPTION = re.compile(r"""--(?P<name>\w+)(?:\s+|=)(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>\S+))""")
_LATEX = re.compile(r"\\(?:[A-Za-z]+|\[|\()|\$")


class Options(NamedTuple):
    """What stands behind the name of a magic."""

    given: tuple[str, ...]
    let: tuple[str, ...]
    rest: str


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
        options = _options(line)
        if cell is None:
            return _equation(options)
        if options.rest:
            raise Unreadable(f'"{options.rest}" is no option', place=_place(line, options.rest), remedy=USAGE)
        if not cell.strip():
            raise NoDerivation("this cell is empty", remedy="write a chain of lines, or LaTeX")
        numbered = f"\n{cell}"  # the line of the magic is the first that a notebook counts
        return _of_latex(numbered, options) if _is_latex(numbered) else _of_calc(numbered, options)
    except InputError as error:
        raise CellError(error) from None


# ---- reading ----


def _options(text: str) -> Options:
    given: list[str] = []
    let: list[str] = []
    for match in _OPTION.finditer(text):
        value = next(each for each in match.group("double", "single", "bare") if each is not None)
        if match["name"] not in ("given", "let"):
            place = Place(OPTIONS, 1, match.start() + 1, text, len(match["name"]) + 2)
            raise Unreadable(f'no option "--{match["name"]}"', place=place, remedy=USAGE)
        (given if match["name"] == "given" else let).append(value)
    return Options(tuple(given), tuple(let), " ".join(_OPTION.sub(" ", text).split()))


def _place(text: str, part: str) -> Place:
    return Place(OPTIONS, 1, max(0, text.find(part)) + 1, text, len(part))


def _is_latex(cell: str) -> bool:
    """Whether a cell is LaTeX: it has a control word or a dollar, and no block of ours."""
    return _LATEX.search(cell) is not None and not blocks(lines(cell, CELL))


def _equation(options: Options) -> Verdict | None:
    if not options.rest:
        raise NoDerivation("nothing stands behind %derive", remedy="write %derive L = R")
    return prove(options.rest, given=options.given, let=options.let)


def _of_calc(cell: str, options: Options) -> Report | Answers:
    """The reports on the blocks of a cell, or on all of it as one block."""
    written = lines(cell, CELL)
    heads = [("given", text) for text in options.given] + [("let", text) for text in options.let]
    more = [each for head, text in heads for each in (Line(OPTIONS, 1, f"{head} {text}"), Line(OPTIONS, 1, ""))]
    found = blocks(written) or (Block(written, "", written[1].place()),)
    reports = []
    for block in found:
        try:
            reports.append(read_block(replace(block, lines=(*more, *block.lines))).verify())
        except InputError as error:
            raise error.at(block.place) from None
    return reports[0] if len(reports) == 1 else Answers(tuple(reports))


def _of_latex(cell: str, options: Options) -> Answers:
    ready = _read_latex(cell, options)
    chains = tuple(each for each in (told(ready, number) for number in ready.chains) if each.equations)
    complaints = ready.found.complaints
    if not chains:
        raise (
            complaints[0]
            if complaints
            else NoDerivation("this cell holds no equation", place=lines(cell, CELL)[1].place(), remedy="write L = R")
        )
    return Answers(chains, complaints)


def _read_latex(cell: str, options: Options) -> Prepared:
    """The cell as a document in LaTeX; without delimiters it is a display as a whole."""
    document = read_text(cell, CELL, kind=Kind.LATEX)
    items = document.items
    if not any(isinstance(item, Formula) for item in items):
        whole = source(CELL, cell).passage().stripped()
        nothing = whole.cut(0, 0)
        environment = "align*" if "&" in whole.text or r"\\" in whole.text else "$$"
        items = (*items, Formula(whole, True, environment, nothing, nothing, 0))
    told_first = [("given", text) for text in options.given] + [("let", text) for text in options.let]
    heads = (Directive(kind, source(OPTIONS, text).passage(), 0) for kind, text in told_first)
    return prepared(Document(CELL, document.kind, (*heads, *items), document.complaints))


def _text(found: Report | Told) -> str:
    if isinstance(found, Report):
        return f"{found.derivation.title}\n{found}".strip()
    return "\n".join(
        f"{each.place}: {each.status}" + (f": {each.reason}" if each.reason else "") for each in found.equations
    )
