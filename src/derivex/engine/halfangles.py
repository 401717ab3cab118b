"""Roots of ``1 + cos(x)`` and its like, by half of the angle.

``1 + cos(x) = 2*cos(x/2)^2`` is a square only for those who know of the half. So symbols in sines
and cosines below a root become twice a new one; ``cos(2*t)`` then is a polynomial in cos(t).

Sound, for every value of the symbol is twice another one of its kind; whole numbers stay.
Incomplete: one halving, and roots in which there is no sine or cosine have none.
"""

from __future__ import annotations

from dataclasses import replace

from derivex.engine.bounds import Bounds
from derivex.engine.closing import closed
from derivex.engine.question import Question
from derivex.given import Given
from derivex.signs import CIRCULAR
from derivex.substitution import fresh
from derivex.subterms import distinct
from derivex.term import BINDERS, ONE, TWO, App, Sym, Term, call, free_symbols, free_symbols_of, literal, multiply

CLOSED = frozenset({*BINDERS, "diff", "Subs", "piecewise"})
MAX_SYMBOLS = 2


def proved_by_half_angles(question: Question, bounds: Bounds) -> bool:
    """Whether the question's term is zero once the angles below roots are written by their halves."""
    found = _halved(question)
    return found is not None and closed(found, bounds)


def _halved(question: Question) -> Question | None:
    below = [part.args[0] for part in distinct(question.term, CLOSED) if isinstance(part, App) and _is_root(part)]
    turned = {
        name
        for root in below
        for part in distinct(root, CLOSED)
        if isinstance(part, App) and part.head in CIRCULAR
        for name in free_symbols(part)
        if name not in ("pi", "I", "oo") and question.given.kind(name) != "integer"
    }
    if not 0 < len(turned) <= MAX_SYMBOLS:
        return None
    taken = free_symbols_of((question.term, question.original, *question.relations))
    taken |= {name for name, _ in question.given.kinds}
    values: dict[str, Term] = {}
    kinds = list(question.given.kinds)
    for name in sorted(turned):
        new = fresh("t", taken)
        taken |= {new}
        values[name] = multiply(TWO, Sym(new))
        kinds.append((new, question.given.kind(name)))
    given = Given(tuple(kinds), (), question.given.real_values)
    halved = replace(question, given=given).at(values, question.relations)
    # of written angles the signs of sine and cosine are looked for: the half is one in what always holds
    real = [Sym(name) for name, kind in kinds[len(question.given.kinds) :] if kind == "real"]
    return replace(halved, relations=(*halved.relations, *(App("<=", (call("sin", each), ONE)) for each in real)))


def _is_root(part: App) -> bool:
    exponent = literal(part.args[1]) if part.head == "^" else None
    return part.head in ("sqrt", "root") or (exponent is not None and exponent.denominator > 1)
