"""Steps that begin with ``<``, ``<=``, ``>`` or ``>=``, and what a mixed chain adds up to.

An inequality is proved from signs: the difference of its sides has one sign wherever it
is defined, or the sides are equal. It is refuted by a point at which both sides are real
and the wrong way round. Everything else is undecided.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from derivex.engine.bounds import Bounds
from derivex.given import Answer, Given
from derivex.term import App, Term
from derivex.verdict import Proved, Refuted, Undecided, Verdict

MIRRORED = {"=": "=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_WEAKER = {"=": ("=", "<=", ">="), "<": ("<", "<="), ">": (">", ">="), "<=": ("<=",), ">=": (">=",)}


def judge(relation: str, before: Term, after: Term, given: Given, bounds: Bounds) -> Verdict:
    """The verdict on ``before relation after``, definitions unfolded."""
    from derivex.engine.ladder import prove

    equal = prove(before, after, given, bounds)
    if relation == "=":
        return equal
    if isinstance(equal, Proved):
        if relation in ("<=", ">="):
            return equal
        return Undecided("the two lines are equal, so neither is the smaller one")
    if isinstance(equal, Refuted):
        verdict = _at_witness(relation, equal)
        if verdict is not None:
            return verdict
    if given.holds(App(relation, (before, after))) == Answer.YES:
        both = App("+", (before, after))
        defined = prove(both, both, given, bounds)  # exhibits a point at which both lines are defined
        if isinstance(defined, Proved):
            return Proved("signs", point=defined.point)
    return Undecided(f"whether the line before is {relation} the line after can't be told from signs alone")


def _at_witness(relation: str, equal: Refuted) -> Refuted | None:
    """The witness of inequality, if it is one against this relation as well."""
    values = [_exact(text) for text in (equal.witness.before, equal.witness.after)]
    left, right = values
    if left is None or right is None or left == right:
        return None
    is_below = left < right
    return equal if is_below != (relation in ("<", "<=")) else None


def _exact(text: str) -> Fraction | None:
    try:
        return Fraction(text.replace(" ", ""))
    except (ValueError, ZeroDivisionError):
        return None  # not a real number as printed


def strongest(relations: Iterable[str]) -> str | None:
    """What a chain of relations says about its first and last line; None if nothing.

    >>> strongest(["=", "<=", "="]), strongest(["<", "<="]), strongest(["<", ">="])
    ('<=', '<', None)
    """
    found = set(relations) - {"="}
    if not found:
        return "="
    if found <= {"<", "<="}:
        return "<" if "<" in found else "<="
    if found <= {">", ">="}:
        return ">" if ">" in found else ">="
    return None


def implies(relation: str | None, claim: str) -> bool:
    """Whether a relation between two sides is at least as strong as the claimed one."""
    return relation is not None and claim in _WEAKER[relation]
