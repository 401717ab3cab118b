"""Cells of notebooks that begin with ``%%derive``: a ``calc`` block without its fences, or LaTeX as in a document.

The magic of Jupyter reads what is typed, ``derivex verify`` what stands in a file, and both read it here. Such a cell
stands alone: what other cells define or assume doesn't hold in it, and what its options say holds nowhere else.

Contract: derivations, a document, or an InputError with its place; text is never evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from derivex.derivation import Derivation
from derivex.documents.formulas import Directive, Formula
from derivex.documents.notebooks import cells
from derivex.documents.passages import source
from derivex.documents.reading import Document, read_text
from derivex.documents.sources import Kind
from derivex.errors import InputError, NoDerivation, Place, Unreadable
from derivex.readers.calc import read_block
from derivex.readers.fences import Block, blocks
from derivex.readers.source import Line, lines
from derivex.settings import NO_SETTINGS, Settings

CELL, OPTIONS = "<cell>", "<%%derive>"
USAGE = 'write %%derive, or %%derive --given "x > 0" --let "f(x) = x^2"'
_OPTION = re.compile(r"""--(?P<name>\w+)(?:\s+|=)(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>\S+))""")
_LATEX = re.compile(r"\\(?:[A-Za-z]+|\[|\()|\$")
_MAGIC = re.compile(r"\s*%%derive(?!\w)[ \t]*(?P<line>[^\n]*)")


class Options(NamedTuple):
    """What stands behind the name of a magic."""

    given: tuple[str, ...]
    let: tuple[str, ...]
    rest: str


class Cell(NamedTuple):
    """A cell: its name, what stands behind its magic, and its text; the line of the magic is an empty one in it."""

    file: str
    line: str
    text: str
    magic: str = ""  # its first line, as it stands

    def placed(self, error: InputError) -> InputError:
        """A complaint at a place in the cell: about its options, at their line."""
        if error.place is None or error.place.file == OPTIONS:
            return type(error)(error.value, place=Place(self.file, 1, 1, self.magic), remedy=error.remedy)
        return error


def cells_of(text: str, file: str) -> Iterator[Cell]:
    """The cells of a notebook that begin with ``%%derive``."""
    for number, (kind, content) in enumerate(cells(text, file), start=1):
        magic = _MAGIC.match(content) if kind == "code" else None
        if magic is not None:
            above = "\n" * content.count("\n", 0, magic.end())
            yield Cell(f"{file}#cell-{number}", magic["line"], above + content[magic.end() :], magic.group().strip())


def read_cell(cell: Cell, settings: Settings = NO_SETTINGS) -> tuple[Derivation | InputError, ...] | Document:
    """The derivations of a cell, each block or the complaint about it, or its LaTeX as a document.

    Errors: InputError for what isn't one of these.
    """
    found = options(cell.line)
    if found.rest:
        raise Unreadable(f'"{found.rest}" is no option', place=_place(cell.line, found.rest), remedy=USAGE)
    if not cell.text.strip():
        raise NoDerivation("this cell is empty", remedy="write a chain of lines, or LaTeX")
    return _document(cell, found) if _is_latex(cell) else tuple(_derivations(cell, found, settings))


def options(text: str) -> Options:
    """What stands behind the name of a magic. Errors: Unreadable for an option that isn't known."""
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


def _is_latex(cell: Cell) -> bool:
    """Whether a cell is LaTeX: it has a control word or a dollar, and no block of ours."""
    return _LATEX.search(cell.text) is not None and not blocks(lines(cell.text, cell.file))


def _derivations(cell: Cell, said: Options, settings: Settings) -> Iterator[Derivation | InputError]:
    """The blocks of a cell, or all of it as one block."""
    written = lines(cell.text, cell.file)
    heads = [("given", text) for text in said.given] + [("let", text) for text in said.let]
    more = [each for head, text in heads for each in (Line(OPTIONS, 1, f"{head} {text}"), Line(OPTIONS, 1, ""))]
    first = next(line for line in written if line.text.strip())
    for block in blocks(written) or (Block(written, "", first.place()),):
        try:
            yield read_block(replace(block, lines=(*more, *block.lines)), settings)
        except InputError as error:
            yield error.at(block.place)


def _document(cell: Cell, said: Options) -> Document:
    """The cell as a document in LaTeX; without delimiters it is a display as a whole."""
    document = read_text(cell.text, cell.file, kind=Kind.LATEX)
    items = document.items
    if not any(isinstance(item, Formula) for item in items):
        whole = source(cell.file, cell.text).passage().stripped()
        nothing = whole.cut(0, 0)
        environment = "align*" if "&" in whole.text or r"\\" in whole.text else "$$"
        items = (*items, Formula(whole, True, environment, nothing, nothing, 0))
    told_first = [("given", text) for text in said.given] + [("let", text) for text in said.let]
    heads = (Directive(kind, source(OPTIONS, text).passage(), 0) for kind, text in told_first)
    return Document(cell.file, document.kind, (*heads, *items), document.complaints)
