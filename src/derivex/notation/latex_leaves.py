r"""No mark is lost: every number, name and function that was written is in the term.

The marks of the text, less those that the term says otherwise and more those that it adds, are the leaves of the
term. That catches a bound that is forgotten or a factor that is dropped; it can't see what binds what.

Contract: ``check_leaves`` passes, or raises ``NotCheckable``; it never changes anything.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from derivex.notation.latex_meaning import Decided
from derivex.notation.latex_parts import NAMES
from derivex.notation.names import ALIASES
from derivex.notation.tokens import Source, Token
from derivex.term import BINDERS, RELATIONS, App, Num, Sym, Term

_MARKS: Final = NAMES | {"NUMBER", "FUNCTION", "INFINITY", "PRIME"}
_SHAPES: Final = (
    BINDERS
    | frozenset(RELATIONS)
    | frozenset(["+", "*", "/", "^", "neg", "diff", "Subs", "bounds", "piecewise", "and", "or"])
    | frozenset(["sqrt", "root", "abs", "floor", "ceiling", "factorial", "binomial", "And", "Or", "True"])
)
_SAME: Final[dict[str, str]] = {**ALIASES, "exp": "E", "e": "E", "Gamma": "gamma"}


def check_leaves(
    term: Term, tokens: list[Token], found: Decided, atoms: dict[str, tuple[str, ...]], code: Source
) -> None:
    """Raises ``NotCheckable`` unless the term has what was written, no less and no more."""
    written: Counter[str] = Counter()
    for kind, text, *_ in tokens:
        if kind in _MARKS and text not in _SHAPES:
            written[_SAME.get(text, text)] += 1
    for marks, step in ((found.spent, -1), (found.added, 1)):
        for text, count in marks.items():
            if text in _SHAPES:
                continue
            for mark in _atoms(text, atoms):
                written[mark] += step * count
    kept: Counter[str] = Counter()
    waiting = [term]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Num):
            kept[part.text] += 1
            continue
        if isinstance(part, App):
            waiting.extend(part.args)
            if part.head in _SHAPES:
                continue
        for mark in _atoms(part.name if isinstance(part, Sym) else part.head, atoms):
            kept[mark] += 1
    if {mark: count for mark, count in written.items() if count} != kept:
        lost = [*sorted((written - kept) + (kept - written)), "?"]
        whole = Token("", "", 0, max(1, len(code.text)))
        raise code.not_checkable(f'what became of "{lost[0]}" is not clear', whole, "write it in another way")


def _atoms(name: str, atoms: dict[str, tuple[str, ...]]) -> list[str]:
    """The marks of a name, its primes included."""
    bare = name.rstrip("'")
    marks = atoms.get(bare, (bare,)) if bare else ()
    return [*(_SAME.get(mark, mark) for mark in marks), *"'" * (len(name) - len(bare))]
