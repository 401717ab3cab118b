r"""Sums, limits and derivatives that may take more than what stands directly behind them.

``\frac{d}{dx} x^2 + x`` ends at the plus sign, and so does ``\sum_{k=1}^n 2k - 1``; people write both and mean all of
it. Before such a step is called false it is read that way.

Contract: another reading is told as a condition. A body in brackets ends where its author says, and has no other one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from derivex.term import App, Term

_REACHING = {"diff": "the derivative", "Sum": "the sum", "Product": "the product", "Limit": "the limit"}
_GROUP = r"\{(?:[^{}]|\{[^{}]*\})*\}"
_BRACKETED = re.compile(
    rf"(?:\\[dt]?frac\s*\{{\s*(?:d|\\partial|\\mathrm\s*\{{\s*d\s*\}})[^{{}}]*\}}\s*\{{[^{{}}]*\}}"
    r"|\\(?:sum|prod|lim)(?![A-Za-z])(?:\s*\\limits)?)"
    rf"(?:\s*[_^]\s*(?:{_GROUP}|\\?[A-Za-z0-9]+))*(?:\s|~|\\[,;:!]|\\left(?![A-Za-z])|\\[bB]igg?l?(?![A-Za-z]))*[(\[]"
)


def wider_readings(one: tuple[str, Term], two: tuple[str, Term]) -> Iterator[tuple[str, Term, Term]]:
    """How sums and the like may go on to the end, and the sides of a step with that; each is told as LaTeX and read."""
    sides = [
        [("", term), *((_REACHING[found[0]], found[1]) for found in _wider(latex, term))] for latex, term in (one, two)
    ]
    for (left, before), (right, after) in list(product(*sides))[1:]:
        told = " and ".join(dict.fromkeys(each for each in (left, right) if each))
        yield f"{told} {'goes' if ' and ' not in told else 'go'} on to the end", before, after


def _wider(latex: str, term: Term) -> Iterator[tuple[str, Term]]:
    """The head that goes on, and the side with it."""
    if not isinstance(term, App) or term.head != "+" or _BRACKETED.search(latex):
        return
    for index, arg in enumerate(term.args[:-1]):
        outer: list[App] = []  # what stands around it: a sign, or factors in front
        while isinstance(arg, App) and arg.head in ("neg", "*"):
            outer.append(arg)
            arg = arg.args[-1]
        if not isinstance(arg, App) or arg.head not in _REACHING:
            continue
        body: Term = App("+", (arg.args[0], *term.args[index + 1 :]))
        found: Term = App(arg.head, (body, *arg.args[1:]))
        for each in reversed(outer):
            found = App(each.head, (*each.args[:-1], found))
        yield arg.head, App("+", (*term.args[:index], found)) if index else found
        return
