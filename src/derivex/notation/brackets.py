"""Which bracket belongs to which, and which bar opens and which one closes.

A bar ``|`` looks the same on both sides. One that follows an operand closes, if there is one to
close inside the same brackets; any other opens. Where that might not be what was meant, the
text is refused.

Contract: every bracket and bar that comes out has a partner; depth is bounded, redundant
brackets included.
"""

from __future__ import annotations

from typing import Final

from derivex.notation.tokens import BEGINS, ENDS, Source, Token, kind_at

MAX_BRACKETS: Final = 200  # nested, redundant ones included
OPENS: Final = frozenset({"OPEN", "BAR"})
CLOSES: Final = frozenset({"CLOSE", "ENDBAR"})


def turn_bars(tokens: list[Token], code: Source) -> list[Token]:
    """Bars as BAR and ENDBAR: one that follows an operand closes, if there is one to close."""
    turned: list[Token] = []
    open_bars = [0]  # at every level of brackets, how many bars are open
    for index, token in enumerate(tokens):
        if token.kind == "OPEN":
            open_bars.append(0)
        elif token.kind == "CLOSE" and len(open_bars) > 1:
            open_bars.pop()
        elif token.kind == "BAR":
            if open_bars[-1] and turned[-1].kind in ENDS:
                token = token._replace(kind="ENDBAR")
                open_bars[-1] -= 1
                _check_bar(tokens, index, code)
            else:
                open_bars[-1] += 1
        turned.append(token)
    return turned


def _check_bar(tokens: list[Token], index: int, code: Source) -> None:
    """``|a|b|c|`` could be a·|b|·c in bars: refused when an operand and a bar follow a closing bar."""
    following = kind_at(tokens, index + 1)
    if following in BEGINS - {"BAR"} and any(token.kind == "BAR" for token in tokens[index + 1 :]):
        raise code.ambiguous("these bars can be paired in two ways", tokens[index], "write abs(…), or * between")


def partners_of(tokens: list[Token], code: Source) -> dict[int, int]:
    """For every closing bracket or bar the index of its opening one, and the reverse."""
    partners: dict[int, int] = {}
    opened: list[int] = []
    for index, token in enumerate(tokens):
        if token.kind in OPENS:
            opened.append(index)
            if len(opened) > MAX_BRACKETS:
                message = f"brackets are nested more than {MAX_BRACKETS} deep"
                raise code.too_large(message, token, "name a part of it with let")
        elif token.kind in CLOSES:
            if token.kind == "CLOSE" and opened and tokens[opened[-1]].kind == "BAR":
                raise code.unreadable("this bar is never closed", tokens[opened[-1]], "write |x| or abs(x)")
            if not opened:
                raise code.unreadable("nothing was opened that this bracket closes", token)
            partners[index] = opened.pop()
            partners[partners[index]] = index
    if opened:
        what = "bar" if tokens[opened[-1]].kind == "BAR" else "bracket"
        raise code.unreadable(f"this {what} is never closed", tokens[opened[-1]])
    return partners
