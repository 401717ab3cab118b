"""Which letters the prose calls matrices: "Let $A$ and $B$ be square matrices", "the matrix $M$", "operators".

Their products have an order, and what is true of numbers may be false of them. Where nothing in the formulas of a
chain shows that, the prose does.

Contract: names as they are written in LaTeX, each with the number of its formula; a heading ends them, as a name "".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivex.documents.formulas import Border, Formula
from derivex.documents.letters import alone
from derivex.documents.passages import Passage
from derivex.documents.reading import Document

_KIND = r"(?:matri(?:x|ces)|operators?|quaternions?)\b"
_FRONT = re.compile(rf"\b{_KIND}[\s*_]*\Z", re.IGNORECASE)
_IS = r"[\s*_,]*(?:is|are|be|being|denotes?)\s+(?:(?!of\b|for\b|in\b|to\b|by\b|from\b|not\b|with\b)[\w×-]+\s+){0,5}?"
_BEHIND = re.compile(_IS + _KIND, re.IGNORECASE)
_SIZED = re.compile(_IS + r"\Z", re.IGNORECASE)  # "is an $n \times n$ matrix"
_SIZE = re.compile(rf"[\s*_-]*(?:[\w-]+\s+){{0,2}}?{_KIND}", re.IGNORECASE)
_TOGETHER = re.compile(r"\s*(?:,|and|,\s*and|&)\s*")


def called_matrices(document: Document) -> tuple[tuple[int, str], ...]:
    """The names that are called matrices, in the order of the document, each with the number of its formula."""
    formulas = [(order, item) for order, item in enumerate(document.items) if isinstance(item, Formula)]
    told = [_told(each, formulas[index + 1][1] if index + 1 < len(formulas) else None)
            for index, (_, each) in enumerate(formulas)]  # fmt: skip
    for indices, front in ((range(1, len(told)), True), (range(len(told) - 2, -1, -1), False)):
        for index in indices:  # "matrices $A$ and $B$", "$A$ and $B$ are matrices"
            other = index - 1 if front else index + 1
            between = formulas[max(index, other)][1].before.text
            if told[other] and not told[index] and _TOGETHER.fullmatch(between):
                told[index] = True
    found = [(order, name) for (order, each), yes in zip(formulas, told, strict=True) if yes for name in _names(each)]
    ends = [(order, "") for order, item in enumerate(document.items) if isinstance(item, Border)]
    return tuple(sorted([*found, *ends])) if found else ()


def called_before(called: tuple[tuple[int, str], ...], order: int) -> frozenset[str]:
    """The names that were called matrices before a place, since the last heading."""
    found: set[str] = set()
    for place, name in called:
        if place > order + 1:
            break
        if name:
            found.add(name)
        else:
            found.clear()
    return frozenset(found)


def _told(formula: Formula, following: Formula | None) -> bool:
    if _FRONT.search(formula.before.text) or _BEHIND.match(formula.after.text):
        return True
    sized = following is not None and r"\times" in following.text and _SIZED.fullmatch(formula.after.text)
    return bool(sized) and following is not None and _SIZE.match(following.after.text) is not None


def _names(formula: Formula) -> Iterator[str]:
    for part in _parts(formula.passage):
        name = alone(part)
        if name is not None:
            yield name


def _parts(passage: Passage) -> Iterator[Passage]:
    start = 0
    for match in re.finditer(r",|\Z", passage.text):
        part = passage.cut(start, match.start()).stripped()
        if part.text:
            yield part
        start = match.end()
