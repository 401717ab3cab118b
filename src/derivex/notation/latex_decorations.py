r"""What decorates a formula and means nothing: colours, crossed-out factors, boxes, braces with a note, empty space.

``\cancel{x}`` is x, ``\underbrace{a + b}_{\text{note}}`` is a + b; ``\phantom{x}`` and ``\color{red}`` are nothing.

Contract: what is seen as mathematics stays, with its place; of what is passed over, a note below a brace is the only
part that could be mathematics.
"""

from __future__ import annotations

import re
from typing import Final

from derivex.notation.latex_commands import words
from derivex.notation.tokens import Source, Token

# a control word alone: what stands in its braces is seen
_FRAMES: Final = frozenset(
    words("cancel bcancel xcancel boxed fbox ensuremath mathop mathbin mathord mathclose mathopen")
)
# with a note above or below the braces
_NOTED: Final = {"underbrace": "_", "overbrace": "^", "underbracket": "_", "overbracket": "^"}
# with one argument that isn't seen, or says how the rest is to look
_UNSEEN: Final = frozenset(words("phantom hphantom vphantom hspace vspace mspace color textcolor colorbox tag label"))
DECORATIONS: Final = _FRAMES | _NOTED.keys() | _UNSEEN

_STAR = re.compile(r"\*?(?:\s*\[[^\[\]{}]*\])?\s*(?=\{)")
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_SPACE = re.compile(r"(?:\s|~)*")


def decorated(code: Source, control: str, here: Token, leaps: dict[int, int]) -> int:
    """Where the text goes on after a decoration; a note that is to be passed over later is added to the leaps."""
    if control in _FRAMES:
        return here.end
    opening = _STAR.match(code.text, here.end)
    stop = _closing(code.text, opening.end()) if opening is not None else -1
    if stop < 0:
        if control in ("tag", "label"):
            return here.end
        raise code.unreadable(f'"\\{control}" needs braces', here)
    assert opening is not None
    if control in _UNSEEN:
        return stop
    space = _SPACE.match(code.text, stop)
    note = space.end() if space is not None else stop
    if code.text.startswith(_NOTED[control], note):
        inside = _SPACE.match(code.text, note + 1)
        begin = inside.end() if inside is not None else note + 1
        end = _closing(code.text, begin)
        if end < 0:
            raise code.unreadable(f'the note at "\\{control}" needs braces', here)
        leaps[note] = end
    return here.end


def _closing(text: str, opening: int) -> int:
    """Where the braces end that open there; -1 if they don't."""
    if not text.startswith("{", opening):
        return -1
    depth = 0
    for brace in _BRACES.finditer(text, opening):
        depth += (brace.group() == "{") - (brace.group() == "}")
        if not depth:
            return brace.end()
    return -1
