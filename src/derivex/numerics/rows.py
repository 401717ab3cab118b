"""The table of rewrites that keep digits: one row each, tried at every place, proved before they are used.

A row is no rule of the book: it needs no needs, since what it leads to counts only where the engine has proved it
equal. It stands here because computing by its right side loses less than by its left one, at least on a part of
the line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from derivex.errors import InputError
from derivex.laws import Context, Directed
from derivex.matching import letters_of
from derivex.moves import apply, moves
from derivex.notation.plain import read
from derivex.term import Term

DEPTH = 3  # rows one after the other
MOST = 90  # terms that are looked at
EACH = 12  # uses of one row in one term
LARGEST = 300  # parts of a term


@dataclass(frozen=True, slots=True)
class Row:
    """``left`` may be computed as ``right``; ``why`` says what it gains."""

    left: str
    right: str
    why: str


ROWS = (
    Row("1 - 1/(1 + exp(u))", "1/(1 + exp(-u))", "nothing is taken away from 1"),
    Row("1/(1 + exp(-u))", "exp(u)/(1 + exp(u))", "exp(-u) doesn't overflow for large negative u"),
    Row("log(1 + exp(u))", "u + log(1 + exp(-u))", "exp(u) doesn't overflow for large u"),
    Row("log(1 + exp(-u))", "log(1 + exp(u)) - u", "as above, on the other side"),
    Row("log(1/(1 + exp(u)))", "-log(1 + exp(u))", "a sigmoid near 0 or 1 has lost digits before the logarithm"),
    Row("log(1 - 1/(1 + exp(-u)))", "-log(1 + exp(u))", "as above, for what the sigmoid leaves over"),
    Row("log(1/a)", "-log(a)", "a fraction near 0 or 1 has lost digits before the logarithm"),
    Row("log(a/b)", "log(a) - log(b)", "a fraction that overflows has a logarithm that doesn't"),
    Row("log(exp(u))", "u", "exp(u) doesn't overflow"),
    Row("1 + erf(u)", "erfc(-u)", "erf is near -1 for large negative u"),
    Row("1 - erf(u)", "erfc(u)", "erf is near 1 for large u"),
    Row("1 - cos(u)", "2*sin(u/2)^2", "cos is near 1 for small u"),
    Row("sqrt(a) - sqrt(b)", "(a - b)/(sqrt(a) + sqrt(b))", "two roots may be near to each other"),
    Row("1 - tanh(u)^2", "1/cosh(u)^2", "tanh is near 1 for large u"),
    Row("a^2 - b^2", "(a - b)*(a + b)", "two squares have lost digits before they are subtracted"),
)


def rewritten(term: Term) -> Iterator[Term]:
    """Terms that one row or several lead to, the nearest first; equal to the term if the engine says so.

    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> [plain(each) for each in rewritten(read("1 + erf(x)"))]
    ['erfc(-x)']
    """
    seen, border = {term}, [term]
    for _ in range(DEPTH):
        found: list[Term] = []
        for each in border:
            for law in _laws():
                for move in islice(moves(each, law, Context()), EACH):
                    try:
                        after = apply(each, move)
                    except InputError:
                        continue  # too large
                    if after in seen or after.size > LARGEST or len(seen) > MOST:
                        continue
                    seen.add(after)
                    found.append(after)
                    yield after
        border = found


@lru_cache(maxsize=1)
def _laws() -> tuple[Directed, ...]:
    sides = [(read(row.left), read(row.right)) for row in ROWS]
    return tuple(Directed("row", left, right, letters_of(left, right)) for left, right in sides)
