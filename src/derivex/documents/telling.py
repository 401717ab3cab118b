"""What a reader of a document is told: a finding an equation that is false, open, or can't be checked.

Equations that are proved, definitions and statements are counted only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from derivex.documents.equations import STATUSES, Equation
from derivex.findings import Finding, excerpt

SAID = {
    "refuted": ("FALSE: these two sides are not equal", "false", "error"),
    "undecided": ("undecided: these two sides may be equal or not", "undecided", "warning"),
    "not checkable": ("not checkable", "not-checkable", "note"),
}
PLURALS = {"definition": "definitions", "statement": "statements"}


def findings(equations: Iterable[Equation]) -> Iterator[Finding]:
    """What is to be said of equations, in their order."""
    for each in equations:
        if each.status not in SAID:
            continue
        message, code, severity = SAID[each.status]
        if each.status == "refuted" and each.relation not in ("=", ":=", "equiv"):
            message = f"FALSE: {each.relation} doesn't hold between these two sides"
        if each.status == "not checkable":
            yield Finding(each.place, code, f"{message}: {each.reason}", (), severity)
        else:
            yield Finding(
                each.place, code, message, excerpt(each.place, each.reason, *filter(None, (each.remark,))), severity
            )


def tally(equations: Iterable[Equation]) -> list[str]:
    """How many equations have which status, what can't be checked always among them."""
    found = [each.status for each in equations]
    counts = {status: found.count(status) for status in STATUSES}
    told = [f"{len(found)} {'equation' if len(found) == 1 else 'equations'}"]
    for status, count in counts.items():
        if count or status == "not checkable":
            told.append(f"{count} {PLURALS.get(status, status) if count != 1 else status}")
    return told
