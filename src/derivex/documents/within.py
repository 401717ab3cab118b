r"""Words that belong to a side: units, counted things, operations that are said: ``5 \text{ m} = 500 \text{ cm}``.

Words in a formula are prose between statements, or a note behind one; the rest is read without them. Where a side
goes on behind its words, or they say how much what stands beside them is, leaving them out would make another
statement of it: ``5 = 500``, ``+ 3 = 8``, ``7 mod 3 = 1`` as ``3 = 1``. Such words stay where they are, and a side
with them is told not to be readable.

Contract: what is told to belong to a side is never passed over. Incomplete: a unit at the end of the last side is a
note (``m = 2 + 3 \text{ kg}`` is read as ``m = 2 + 3``), and so is what stands in brackets (``A \text{ (area)} = 3``).
"""

from __future__ import annotations

from derivex.documents import symbols
from derivex.documents.relating import relation_at
from derivex.documents.tokens import Token

_PUNCTUATION = ".,;:"
_LIFTED = frozenset({"^", "_"})
# what is counted, at the end of a side too: "3 dozen" is no 3
_COUNTING = symbols.words("hundred thousand million billion trillion dozen percent permille degrees pairs")
# between two operands
_OPERATIONS = symbols.words("mod modulo div plus minus times choose over per of base percent divided multiplied")
# in front of one
_CHANGING = symbols.words("twice half double triple thrice minus plus")
_AMOUNTS = symbols.words(
    "square squared cube half third thirds quarter quarters sum product difference quotient root negative reciprocal "
    "inverse double triple percent logarithm factorial multiple fraction"
)


def belong(text: str, content: list[Token], index: int, start: int, said: str, *, related: bool) -> bool:
    """Whether the words ``said``, in the group behind a token, belong to the side that they stand in.

    ``start`` is where the statement begins, ``related`` tells whether a relation stands between that and the words.
    """
    spoken = [word.strip(_PUNCTUATION) for word in said.lower().split()]
    if not spoken or spoken[0].startswith("(") or spoken[0] in symbols.PROSE_WORDS or "$" in said:
        return False
    before = any(token.kind != "space" for token in content[start:index])
    behind = _behind(content, index + 2)
    if behind is None:
        return before and spoken[0] in _COUNTING
    if spoken[0] in _CHANGING or (spoken[-1] in ("of", "times") and not _AMOUNTS.isdisjoint(spoken)):
        return True
    sign = content[behind].text
    joined = spoken[0] in _OPERATIONS or sign in symbols.OPERATORS or (sign in symbols.MINUS and not related)
    if before and joined:
        return True
    if sign in _LIFTED and (end := _behind(content, behind + 2)) is not None:
        behind = end
    return relation_at(text, content, behind) is not None


def _behind(content: list[Token], index: int) -> int | None:
    """The next token that isn't layout."""
    return next((place for place in range(index, len(content)) if content[place].kind != "space"), None)
