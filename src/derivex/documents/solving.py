"""Equations that are to be solved: true of the values that are looked for, and of no others.

``2x + 3 = x + 7`` isn't false in a text that goes on with ``x = 4``, or that says "we solve". What is told here
is for which names an equation may be solved; a step of a longer chain is never one.

Contract: only for what would be called false otherwise; nothing is proved from it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from derivex.documents.naming import names_in, the_name
from derivex.documents.records import Argument

AHEAD = 8  # arguments behind an equation in which its solution may stand
ANY = "*"
MAYBE = "?"  # "satisfies" is said of a solution, and of a function that was defined
_CUE = re.compile(
    r"\b(?:solv(?:e|es|ed|ing)|squaring|roots?|solutions?|unknowns?|intersect\w*|equate\w*"
    r"|equating|setting|equations?\s+(?:in|for)|when\s+(?:is|does)|find\s+(?:all|the\s+values?))\b",
    re.IGNORECASE,
)

_NAMED = re.compile(r"\b(?:an|the)\s+(?:[a-z]+\s+)?equation[\s*_:]*\Z", re.IGNORECASE)
_SATISFIES = re.compile(r"\bsatisf(?:y|ies|ied|ying)\b", re.IGNORECASE)


def solved_for(arguments: Sequence[Argument]) -> tuple[frozenset[str], ...]:
    """For each argument the names that it may be solved for, as written; ``ANY`` where prose or an arrow says it.

    Of equations that follow each other and share names, all are to be solved if the first is.
    """
    found: list[frozenset[str]] = []
    for index, argument in enumerate(arguments):
        ahead = arguments[index + 1 : index + 1 + AHEAD]
        if not _equation(argument):
            found.append(_meeting(argument, ahead))
            continue
        names = names_in(argument.chain.sides[0]) & names_in(argument.chain.sides[1])
        before = arguments[index - 1] if index else None
        follows = (
            before is not None and argument.order - before.order <= 1 and bool(found[-1]) and _shared(before, argument)
        )
        prose = argument.formula.before.text[-120:]
        said = _CUE.search(prose) or _NAMED.search(prose) or argument.chain.link or argument.chain.onward
        if said or follows:
            found.append(frozenset({ANY}))
            continue
        known = names_in(argument.chain.sides[0]) | names_in(argument.chain.sides[1])
        solutions = {_solution(each) for each in ahead if names_in(each.chain.sides[1]) <= known}
        maybe = {MAYBE} if _SATISFIES.search(prose) else set()
        found.append(frozenset(name for name in names if name in solutions) | maybe)
    return tuple(found)


def _meeting(argument: Argument, ahead: Sequence[Argument]) -> frozenset[str]:
    """The names for which ``y = 3x + 2`` and ``y = x - 4`` may be solved together, as equations behind them do."""
    left, *others = argument.chain.statements
    if the_name(left.latex) is None or "(" in left.latex or not any(each.joined for each in others):
        return frozenset()
    names = frozenset().union(*(names_in(each.latex) for each in others))
    return frozenset(name for each in ahead if (name := _solution(each)) in names and name is not None)


def _equation(argument: Argument) -> bool:
    return len(argument.chain.statements) == 2 and argument.chain.relations == ("=",)


def _solution(argument: Argument) -> str | None:
    """The name that an equation such as ``x = 4`` or ``x = -b/a`` solves for."""
    if not _equation(argument):
        return None
    left, right = argument.chain.sides
    name = the_name(left) if "(" not in left else None
    return None if name is None or name in names_in(right) else name


def _shared(before: Argument, argument: Argument) -> bool:
    one, two = (frozenset().union(*map(names_in, each.chain.sides)) for each in (before, argument))
    return bool(one & two)
