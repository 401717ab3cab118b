"""Formulas of the docstrings of a Python file.

A docstring is a string that stands alone on its first line; nothing is compiled, so a file
that isn't quite Python is read too. In a string that isn't raw, two backslashes are one;
a single backslash stays, since that is what its author meant by ``"\\frac"``.
"""

from __future__ import annotations

import re

from derivex.documents.formulas import Border, Scanned
from derivex.documents.passages import Passage
from derivex.documents.structured import structured

MAX_INDENT = 500  # columns in front of a docstring

_STRING = re.compile(
    r"#[^\n]*"
    r'|(?P<prefix>[rRuUbBfF]{0,2})(?P<quotes>"""|\'\'\')'
    r'|"(?:\\.|[^"\\\n])*"?|\'(?:\\.|[^\'\\\n])*\'?',
    re.DOTALL,
)
_END = {
    '"""': re.compile(r'\\.|"""', re.DOTALL),
    "'''": re.compile(r"\\.|'''", re.DOTALL),
}


def docstrings(passage: Passage) -> Scanned:
    """The formulas, directives and headings of all docstrings, in order."""
    texts = strings(passage)
    scanned = [structured(each) for each in texts]
    return Scanned(
        tuple(
            item
            for text, each in zip(texts, scanned, strict=True)
            for item in (Border(text.cut(0, 0), text.at(0), fresh=True), *each.items)
        ),
        tuple(complaint for each in scanned for complaint in each.complaints),
    )


def strings(passage: Passage) -> list[Passage]:
    """The texts of the docstrings."""
    text, found, position = passage.text, [], 0
    while (match := _STRING.search(text, position)) is not None:
        position = match.end()
        quotes = match["quotes"]
        if quotes is None:
            continue
        closing = next((end for end in _END[quotes].finditer(text, position) if end.group() == quotes), None)
        stop = len(text) if closing is None else closing.start()
        prefix = match["prefix"].lower()
        line = text.rfind("\n", max(0, match.start() - MAX_INDENT), match.start()) + 1
        alone = (line > 0 or match.start() < MAX_INDENT) and not text[line : match.start()].strip()
        if closing is not None and alone and prefix in ("", "r", "u"):
            inner = passage.cut(position, stop)
            found.append(inner if prefix == "r" else _unescaped(inner))
        position = len(text) if closing is None else closing.end()
    return found


def _unescaped(inner: Passage) -> Passage:
    if "\\\\" not in inner.text:
        return inner
    return inner.without([(match.start() + 1, match.end()) for match in re.finditer(r"\\\\", inner.text)])
