"""Ends of ranges that are written with infinity in them: ``(-oo - m)/s`` is ``-oo`` where s is positive.

``oo + c`` with a real c, and ``oo*c`` and ``oo/c`` with a real c other than 0, are infinite again, and so is
the sum of infinities of one sign. That is what substitutions in integrals without an end write.

Contract: an infinite end, or None: where a sign isn't known, and for all else, ``oo - oo`` and ``c/oo`` too.
"""

from __future__ import annotations

from collections.abc import Callable

from derivex.subterms import symbols
from derivex.term import INFINITY, App, Term, negate


def infinite_end(end: Term, sign_of: Callable[[Term], int], is_real: Callable[[Term], bool]) -> Term | None:
    """``oo`` or ``-oo`` if the end certainly is that; None otherwise. The sign is 0 where it isn't known."""

    def infinite(term: Term) -> int:
        if term == INFINITY:
            return 1
        match term:
            case App("neg", (inner,)):
                return -infinite(inner)
            case App("+", args):
                endless = [arg for arg in args if "oo" in symbols(arg)]
                signs = {infinite(arg) for arg in endless}
                finite = all(is_real(arg) for arg in args if arg not in endless)
                return signs.pop() if len(signs) == 1 and finite else 0
            case App("*", args):
                found = 1
                for arg in args:
                    found *= infinite(arg) if "oo" in symbols(arg) else sign_of(arg)
                return found
            case App("/", (above, below)) if "oo" not in symbols(below):
                return infinite(above) * sign_of(below)
        return 0

    sign = infinite(end) if "oo" in symbols(end) else 0
    return None if not sign else INFINITY if sign > 0 else negate(INFINITY)


def with_infinite_ends(term: App, sign_of: Callable[[Term], int], is_real: Callable[[Term], bool]) -> App:
    """An integral with its infinite ends as such; the same if it has none that are written otherwise."""
    match term:
        case App("Integral", (body, App("bounds", (name, *ends)))) if len(ends) == 2:
            pass
        case _:
            return term
    found = [infinite_end(end, sign_of, is_real) or end if isinstance(end, App) else end for end in ends]
    return term if found == ends else App("Integral", (body, App("bounds", (name, *found))))
