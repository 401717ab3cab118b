"""Which statements of one formula are conditions of others, by what stands in front of them.

"for x > 0" says it; so does a comma before an order between names, behind an equation. What
may be a condition keeps the statement before it from being joined with others, and from
defining anything.
"""

from __future__ import annotations

import re

from derivex.documents import symbols
from derivex.documents.naming import plain_number, the_name
from derivex.documents.prose import REASONING, cue_of
from derivex.documents.statements import Chain

_ORDER = frozenset({"<", ">", "<=", ">=", "!=", "in"})
_SIZE = re.compile(
    r"\s*(?:\\left\s*|\\[bB]igg?l?\s*)?(?:\||\\[lr]?vert)([^|]+?)(?:\\right\s*|\\[bB]igg?r?\s*)?(?:\||\\[lr]?vert)\s*"
)
_LAW = re.compile(
    r"\s*(?:\\(?:mathcal|mathrm|operatorname|text|mathsf|mathscr)\s*(?:\{[^{}]*\}|[A-Z])|[A-Z])\s*(?:\\left\s*)?\("
)
_LIST = re.compile(r",.*(?:\\[lc]?dots|\.\.\.)", re.DOTALL)


def lead_of(chain: Chain) -> str:
    """The word in front of a chain, inside of its formula, that makes it a condition or a definition."""
    found = next((cue for each in chain.lead if (cue := cue_of(each.text))), "")
    return "" if found in REASONING and not orders(chain) else found


def orders(chain: Chain) -> bool:
    """Whether a statement is an order between names and numbers, as in "since x > 0"."""
    sides = [_SIZE.sub(r"\1", side) for side in chain.sides]
    return set(chain.relations) <= _ORDER and all(plain_number(side) or the_name(side) for side in sides)


def of_law(chain: Chain) -> bool:
    r"""Whether a statement says what law a random variable has: ``X \sim \mathcal{N}(0, 1)``."""
    return chain.relations == ("sim",) and _LAW.match(chain.sides[1]) is not None


def member(chain: Chain) -> bool:
    r"""Whether a statement only says where a name is taken from: ``x \in A``."""
    return chain.relations == ("in",) and all(the_name(part) for part in chain.sides[0].split(","))


def alternative(chain: Chain) -> bool:
    """Whether "or" stands in front of a chain."""
    return any(each.text.strip(".,;: ").lower() in symbols.ALTERNATIVES for each in chain.lead)


def goes_on(chain: Chain) -> bool:
    """Whether "and" is all that stands in front of a chain, as in: for x > 0 and y > 0."""
    return bool(chain.lead) and all(each.text.strip(".,;: ").lower() == "and" for each in chain.lead)


def restricts(before: Chain, chain: Chain) -> bool:
    """Whether a statement without a word in front restricts the names of an equation before it: f(x) = a, x > 0."""
    if chain.lead or chain.link or "=" not in before.relations or len(chain.statements) < 2:
        return False
    if set(chain.relations) <= _ORDER:
        parts = (part for side in chain.sides for part in ([side] if "(" in side else side.split(",")))
        return any(the_name(_SIZE.sub(r"\1", part)) is not None for part in parts)
    return chain.relations == ("=",) and the_name(chain.sides[0]) is not None and bool(_LIST.search(chain.sides[1]))


def may_be_condition(chain: Chain) -> bool:
    """Whether what stands behind a statement may be its condition: said so, or an inequality."""
    return (
        bool(lead_of(chain))
        or bool(_LIST.search(chain.sides[-1]))
        or any(relation not in ("=", ":=") for relation in chain.relations)
    )
