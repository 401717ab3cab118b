"""Where it ends that something was assumed, or that a name had a value.

"For all real $x$" speaks of every x again, whatever x was before. What was said with "if" or "when" ends where the
text says "otherwise" or "in general", and at a heading.

Contract: an end takes away what steps stand under, and never adds to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from derivex.documents.formulas import Border, Formula
from derivex.documents.naming import bare, names_in, the_name
from derivex.documents.reading import Document
from derivex.documents.records import Assuming, Defining

EVERYTHING = ""  # in the place of a name
_UNTIL_OTHERWISE = frozenset({"if", "when", "whenever"})
_OTHERWISE = re.compile(
    r"\b(?:otherwise|else|in\s+general|in\s+the\s+other\s+case|in\s+any\s+case|without\s+(?:this|that|any)\s+assumption)\b"
    r"(?!\s+(?:if|when))",
    re.IGNORECASE,
)
_QUANTIFIED = re.compile(
    r"\b(?:all|every|any|each|arbitrary)\b(?:\s+(?:real|complex|possible|numbers?|reals?|integers?|values?|of|choices?))*"
    r"[\s*_]*\Z",
    re.IGNORECASE,
)
_SET = re.compile(r"\\in(?![A-Za-z])|∈")
_LIST = re.compile(r",|\\ldots|\\dots")
_NEAR = 80  # characters in front of a formula


def endings(document: Document) -> list[tuple[int, str]]:
    """The places at which something ends, each the number of an item and a name, or ``EVERYTHING``."""
    found: list[tuple[int, str]] = []
    for order, item in enumerate(document.items):
        if isinstance(item, Border):
            found.append((order, EVERYTHING))
        if not isinstance(item, Formula):
            continue
        front = item.before.text
        if _OTHERWISE.search(front):
            found.append((order, EVERYTHING))
        if _QUANTIFIED.search(front[-_NEAR:]):
            parts = _LIST.split(_SET.split(item.text)[0])
            names = [the_name(part.strip()) for part in parts if part.strip()]
            found += [(order, name) for name in names if name is not None]
    return found


def ended(assumed: Iterable[Assuming], ends: list[tuple[int, str]]) -> tuple[Assuming, ...]:
    """What is assumed, each with the place where it ends."""
    return tuple(replace(each, until=_end(each, ends)) for each in assumed)


def forgotten(defined: Iterable[Defining], ends: list[tuple[int, str]]) -> tuple[Defining, ...]:
    """Definitions, each with the place where its name speaks of everything again."""
    named = [(order, name) for order, name in ends if name != EVERYTHING]
    found = []
    for each in defined:
        places = (order for order, name in named if order > each.order and name == bare(each.name.text))
        found.append(each if each.plain else replace(each, until=next(places, None)))
    return tuple(found)


def _end(assumed: Assuming, ends: list[tuple[int, str]]) -> int | None:
    if assumed.plain:
        return None
    names = names_in(assumed.passage.text)
    passing = assumed.said in _UNTIL_OTHERWISE
    places = (
        order for order, name in ends if order > assumed.order and (name in names or (name == EVERYTHING and passing))
    )
    return next(places, None)
