"""What kind of document a file is, and its text.

The kind is told by the ending, and by the content where the ending says nothing. The text
is UTF-8; other encodings are read where that can be done honestly, and what was done is
told as a complaint beside the text. What is too large, or no text at all, is an InputError.
"""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path, PurePath

from derivex.errors import InputError, Place, TooLarge, Unreadable
from derivex.readers.source import load_bytes, unified

MAX_DOCUMENT = 10_000_000  # bytes: a thick book; beyond that it is something else
_STRANGE = 50  # one control character in so many is still a text
_SCANNED = 100_000  # characters looked at to tell a kind by its content

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_UNDECODED = re.compile(r"[\udc80-\udcff]")
# a byte that isn't UTF-8 is what Windows calls it; five bytes mean nothing there
_WINDOWS = {0xDC00 + byte: bytes([byte]).decode("cp1252", errors="replace") for byte in range(0x80, 0x100)}
_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


class Kind(StrEnum):
    """The kinds of documents, by how mathematics is marked in them."""

    MARKDOWN = "Markdown"
    LATEX = "LaTeX"
    NOTEBOOK = "notebook"
    STRUCTURED = "reStructuredText"
    DOCSTRINGS = "docstrings"
    PLAIN = "plain text"


ENDINGS = {
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".mdown": Kind.MARKDOWN,
    ".qmd": Kind.MARKDOWN,
    ".rmd": Kind.MARKDOWN,
    ".tex": Kind.LATEX,
    ".latex": Kind.LATEX,
    ".ltx": Kind.LATEX,
    ".ipynb": Kind.NOTEBOOK,
    ".rst": Kind.STRUCTURED,
    ".py": Kind.DOCSTRINGS,
    ".pyi": Kind.DOCSTRINGS,
    ".txt": Kind.PLAIN,
    ".text": Kind.PLAIN,
}


def kind_of(file: str, text: str) -> Kind:
    """The kind of a document with this name and this text.

    >>> kind_of("notes.md", ""), kind_of("notes", "\\\\documentclass{article}")
    (<Kind.MARKDOWN: 'Markdown'>, <Kind.LATEX: 'LaTeX'>)
    """
    kind = ENDINGS.get(PurePath(file).suffix.lower())
    if kind is not None:
        return kind
    head = text[:_SCANNED]
    if head.lstrip().startswith("{") and ('"cells"' in text or '"worksheets"' in text):
        return Kind.NOTEBOOK
    if "\\documentclass" in head or "\\begin{document}" in head:
        return Kind.LATEX
    if re.search(r"^\.\. math::", head, re.MULTILINE):
        return Kind.STRUCTURED
    if re.search(r"^(#{1,6} |```)", head, re.MULTILINE):
        return Kind.MARKDOWN
    return Kind.PLAIN


def load(path: str | Path) -> bytes:
    """The content of a document; a folder or a missing file is a NoDerivation."""
    return load_bytes(path, MAX_DOCUMENT)


def decode(data: bytes, file: str) -> tuple[str, tuple[InputError, ...]]:
    """The text of a document, and what has to be said about how it was read."""
    if len(data) > MAX_DOCUMENT:
        raise TooLarge(f"the file has more than {MAX_DOCUMENT:,} bytes", place=Place(file), remedy="split it")
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                text = data.decode(name)
            except UnicodeDecodeError:
                raise _no_text(file) from None
            return text, (Unreadable(f"the file is text in {name} and was read as that", place=Place(file)),)
    if b"\0" in data:
        raise _no_text(file)
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="surrogateescape")
    if len(_CONTROLS.findall(text)) * _STRANGE > len(text):
        raise _no_text(file)
    wrong = len(_UNDECODED.findall(text))
    if not wrong:
        return text, ()
    if wrong * 2 > len(text):
        raise _no_text(file)
    before = unified(text[: next(_UNDECODED.finditer(text)).start()])
    place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
    counted = "1 byte isn't" if wrong == 1 else f"{wrong:,} bytes aren't"
    said = f"{counted} UTF-8, the first one here; read as Windows-1252"
    return text.translate(_WINDOWS), (Unreadable(said, place=place, remedy="save the file as UTF-8"),)


def _no_text(file: str) -> Unreadable:
    remedy = "a document is Markdown, LaTeX, a notebook or plain text"
    return Unreadable("the file isn't text", place=Place(file), remedy=remedy)
