"""Formulas of Jupyter notebooks: Markdown cells, and code cells that begin with ``%%latex`` or ``%%markdown``.

Those that begin with ``%%derive`` are read elsewhere (``magic``). Every cell is a source of its own, called after
the notebook and its number from 1, such as ``notes.ipynb#cell-3``; lines are those of the cell. What nbformat can't
read is Unreadable.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator

from derivex.documents.formulas import Scanned
from derivex.documents.latex import latex
from derivex.documents.markdown import markdown
from derivex.documents.marks import Dialect
from derivex.documents.passages import source
from derivex.errors import Place, Unreadable

_MAGIC = re.compile(r"\s*%%(?P<kind>latex|tex|markdown)\b[^\n]*\n?", re.IGNORECASE)
_LONE = re.compile("[\ud800-\udfff]")


def notebook(text: str, file: str) -> Scanned:
    """The items of all cells, in order."""
    scanned = [
        _cell(kind, content, f"{file}#cell-{number}")
        for number, (kind, content) in enumerate(cells(text, file), start=1)
    ]
    return Scanned(
        tuple(item for each in scanned for item in each.items),
        tuple(complaint for each in scanned for complaint in each.complaints),
    )


def _cell(kind: str, content: str, file: str) -> Scanned:
    if kind == "markdown":
        return markdown(source(file, content).passage())
    magic = _MAGIC.match(content) if kind == "code" else None
    if magic is None:
        return Scanned()
    passage = source(file, content).passage(magic.end())
    return markdown(passage) if magic["kind"].lower() == "markdown" else latex(passage, Dialect(latex=True))


def cells(text: str, file: str) -> Iterator[tuple[str, str]]:
    """The kind and the source of every cell. Errors: Unreadable for what is no notebook."""
    import nbformat  # slow to import, and needed for notebooks only

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            cells = nbformat.convert(nbformat.reader.reads(text), 4).cells  # type: ignore[no-untyped-call]  # not typed
            found = [(str(cell.cell_type), _LONE.sub("\ufffd", _text(cell.source))) for cell in cells]
    except Exception as error:  # whatever a damaged notebook makes its library raise
        said = (
            f"this isn't a notebook that can be read: {str(error).splitlines()[0][:120] if str(error) else 'damaged'}"
        )
        raise Unreadable(said, place=Place(file), remedy="save it again with Jupyter") from None
    yield from found


def _text(content: object) -> str:
    return "".join(map(str, content)) if isinstance(content, list) else str(content)
