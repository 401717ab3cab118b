"""Chains of a document as a derivation file: a ``calc`` block for what is checked, prose for the rest.

Contract: nothing of a chain is left out. What isn't checked stands in a block that isn't read, with the reason
above it: as ``text`` in our notation, or as ``latex`` where that was not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from derivex.documents.drafting import Drafted, Gap, Piece
from derivex.writers.calc import block, content

DRAFT = "It isn't checked here. Add what is missing, write `calc` for `text`, and it is."
COMPLETE = "write `calc` for `text`, and it is checked."
_TICKS = re.compile(r"`{3,}")


def page(chains: Sequence[Drafted], file: str) -> str:
    """A derivation file with these chains of a document."""
    own = all(len(each.pieces) == 1 and isinstance(each.pieces[0], Piece) and each.marked for each in chains)
    parts = [] if own or len(chains) == 1 else [f"# From {file}"]
    title = ""
    for each in chains:
        if each.title and each.title != title:
            parts.append(f"{'##' if len(chains) > 1 and not own else '#'} {each.title}")
            title = each.title
        for piece in each.pieces:
            parts += _checked(piece) if isinstance(piece, Piece) else _gap(piece)
    return "\n\n".join(parts) + "\n"


def _checked(piece: Piece) -> Iterator[str]:
    remarks: dict[int, list[str]] = {}
    for number, said in piece.remarks:
        remarks.setdefault(number, []).append(said)
    if not piece.draft:
        yield block(piece.derivation, remarks).rstrip()
        return
    given = f"Given {piece.lacking}, which the document doesn't say, it is true: {COMPLETE}"
    yield f"{_sentence(piece.draft)} {given if piece.lacking else DRAFT}"
    yield _fenced("text", "\n".join(content(piece.derivation, remarks)))


def _gap(gap: Gap) -> Iterator[str]:
    yield _sentence(gap.why)
    yield _fenced("latex", gap.latex)


def _sentence(said: str) -> str:
    text = " ".join(said.split()).rstrip(".")
    return _TICKS.sub("…", text) + "."


def _fenced(kind: str, text: str) -> str:
    ticks = "`" * max(3, 1 + max((len(run) for run in _TICKS.findall(text)), default=0))
    return "\n".join([ticks + kind, text.strip("\n"), ticks])
