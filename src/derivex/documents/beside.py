r"""Reasons that an author has written beside a step: ``\text{by quotient rule}``, ``(chain rule)``.

Contract: exactly what the words name, formulas in them included, or None; words that are something else name nothing.
"""

from __future__ import annotations

import re

from derivex.book import BOOK
from derivex.documents.statements import Statement
from derivex.errors import InputError
from derivex.notation.latex import read, read_relations
from derivex.notation.names import Names
from derivex.notation.write import plain
from derivex.reasons import Reason, read_reasons

LONGEST = 300  # characters: longer is a sentence about something else
_FORMULA = re.compile(r"\\\((.*?)\\\)|\$([^$]*)\$", re.DOTALL)
_WHERE = re.compile(r"\s*\(where .*\)\s*\Z", re.DOTALL)
_LEAD = re.compile(r"\s*\(?\s*(?:(?:by|using|from|with|via|use)\s+)?", re.IGNORECASE)
_SPELLED = {
    r"\textbackslash{}": "\\",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textless{}": "<",
    r"\textgreater{}": ">",
    r"\textbar{}": "|",
    r"\dots{}": "…",
    "''": '"',
    **{f"\\{sign}": sign for sign in "{}$&#_%"},
}
_SPELLING = re.compile("|".join(map(re.escape, _SPELLED)))


def reasons_beside(statement: Statement, names: Names) -> tuple[Reason, ...] | None:
    """The rules that the words beside a step name; None if they name none."""
    for note in statement.notes:
        text = spoken(note.text, names)
        if text is None or not text:
            continue
        try:
            return read_reasons(text, BOOK, names=names, place=note.place(0, max(1, len(note.text.rstrip()))))
        except InputError:
            continue
    return None


def spoken(note: str, names: Names = Names()) -> str | None:
    r"""A note as reasons are written in files, without its "by"; None if a formula in it can't be read.

    >>> spoken(r"by definition of \(S\), cancel (where \(x \neq 1\))")
    'definition of S, cancel'
    """
    if len(note) > LONGEST:
        return None
    text = _WHERE.sub("", note)
    pieces: list[str] = []
    done = 0
    for match in _FORMULA.finditer(text):
        formula = _plainly(match[1] if match[1] is not None else match[2], names)
        if formula is None:
            return None
        pieces += [_unescaped(text[done : match.start()]), formula]
        done = match.end()
    said = " ".join(("".join(pieces) + _unescaped(text[done:])).split())
    said = _LEAD.sub("", said, count=1)
    return (said.removesuffix(")") if said.count(")") > said.count("(") else said).strip(" .,;")


def _plainly(latex: str, names: Names) -> str | None:
    """A formula in plain notation; a function may be named alone, as in ``definition of S``."""
    for known in dict.fromkeys((names, Names())):
        try:
            if "=" in latex:
                (relation,) = read_relations(latex, names=known)
                return plain(relation)
            return plain(read(latex, names=known))
        except (InputError, ValueError):
            continue
    return None


def _unescaped(text: str) -> str:
    return _SPELLING.sub(lambda match: _SPELLED[match.group()], text)
