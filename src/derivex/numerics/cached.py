"""The derivative by the value of the function itself: what a forward pass has computed needn't be computed again.

A line of the chain in which the function's own body stands has its value for it: ``S(x)*(1 - S(x))`` is
``value*(1 - value)``. Where no line will do, or the variable stays in all of them, a small table is tried; the engine
proves what fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from derivex.engine.ladder import prove
from derivex.given import Given
from derivex.notation.plain import read
from derivex.notation.write import plain
from derivex.numerics.forms import Subject
from derivex.numerics.operations import CACHED, operations, with_forward
from derivex.substitution import substitute
from derivex.term import Sym, Term, free_symbols
from derivex.verdict import Proved

VALUE = "value"  # what the argument is called
# derivatives that many functions have of themselves, simplest first
ROWS = (
    "y",
    "2*y",
    "-y",
    "y*(1 - y)",
    "1 - y^2",
    "1 + y^2",
    "1/(2*y)",
    "1 - exp(-y)",
    "1 - exp(y)",
    "exp(-y)",
    "(1 - abs(y))^2",
)


@dataclass(frozen=True, slots=True)
class Cached:
    """The derivative as a term in ``VALUE``, perhaps in the variable too, and why it is that."""

    term: Term
    words: tuple[str, ...]
    name: str  # of the value, where the variable isn't called so


def cached(subject: Subject) -> Cached | None:
    """The cheapest form by the forward value; None if there is none, or if there is no derivative.

    >>> from derivex.library import load
    >>> from derivex.numerics.forms import subject
    >>> plain(cached(subject(load("sigmoid"), "sigmoid")).term)
    'value*(1 - value)'
    """
    if subject.forward is None or subject.forward == Sym(subject.variable):
        return None
    name = VALUE
    while name in subject.symbols:
        name += "_"
    lines = [with_forward(form.term, subject.forward) for form in subject.forms]
    kept = [line for line in lines if CACHED in free_symbols(line)]
    alone = [line for line in kept if subject.variable not in free_symbols(line)]
    if alone:
        return _of_line(alone, name)
    row = _row(subject.forms[-1].term, subject.forward, subject.given)
    if row is not None:
        words = (f"{row} with y for the value: proved equal to {plain(subject.forms[-1].term)}",)
        return Cached(substitute(read(row), {"y": Sym(name)}), words, name)
    return _of_line(kept, name) if kept else None


def _of_line(lines: Sequence[Term], name: str) -> Cached:
    best = min(lines, key=lambda line: (operations(line).total, line.size))
    term = substitute(best, {CACHED: Sym(name)})
    return Cached(term, (f"{plain(term)}: a line of the chain",), name)


def _row(derivative: Term, forward: Term, given: Given) -> str | None:
    for row in ROWS:
        verdict = prove(derivative, substitute(read(row), {"y": forward}), given)
        if isinstance(verdict, Proved) and not verdict.lost:
            return row
    return None
