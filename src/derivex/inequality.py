"""Steps that begin with ``<``, ``<=``, ``>`` or ``>=``, and what a mixed chain adds up to.

An inequality is refuted by a point at which both sides are certainly real and the wrong
way round. It is proved from signs: the difference of its sides, as it stands or as a sum
of squares, has one sign wherever it is defined, or one side is smaller without what both add; or the sides are
equal. Everything else is undecided.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from derivex.comparison import key
from derivex.engine.bounds import Bounds
from derivex.entries import lowered
from derivex.given import Answer, Given
from derivex.term import ZERO, App, Term, subtract
from derivex.verdict import Proved, Refuted, Undecided, Verdict, Witness

if TYPE_CHECKING:
    from derivex.engine.values import Value

MIRRORED = {"=": "=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_WEAKER = {"=": ("=", "<=", ">="), "<": ("<", "<="), ">": (">", ">="), "<=": ("<=",), ">=": (">=",)}


def judge(relation: str, before: Term, after: Term, given: Given, bounds: Bounds) -> Verdict:
    """The verdict on ``before relation after``, definitions unfolded.

    >>> from derivex.notation.plain import read
    >>> judge(">=", read("x^2"), read("x"), Given(), Bounds())
    Refuted(x = 1/2: 1/4 != 1/2)
    >>> judge(">=", read("x^2 + 1"), read("2*x"), Given(), Bounds()).method
    'signs'
    """
    from derivex.engine.defined import change
    from derivex.engine.ladder import prove

    before, after = lowered(before), lowered(after)
    equal = prove(before, after, given, bounds)
    if relation == "=" or (isinstance(equal, Proved) and relation in ("<=", ">=")):
        return equal
    refuted = _refuted(relation, before, after, given, bounds, equal=isinstance(equal, Proved))
    if refuted is not None:
        return refuted
    if isinstance(equal, Proved):
        return Undecided("the two lines are equal, so neither is the smaller one")
    if _has_sign(relation, before, after, given, bounds):
        both = App("+", (before, after))
        defined = prove(both, both, given, bounds)  # exhibits a point at which both lines are defined
        if isinstance(defined, Proved):
            changed = change(before, after, given)
            return Proved("signs", changed.lost, changed.gained, defined.point, changed.unexamined)
    return Undecided(f"whether the line before is {relation} the line after can't be told from signs alone")


def _has_sign(relation: str, before: Term, after: Term, given: Given, bounds: Bounds) -> bool:
    """Whether the difference has the sign that the relation wants, as it stands or as a sum of squares."""
    if given.holds(App(relation, (before, after))) == Answer.YES:
        return True
    from derivex.engine.ladder import prove
    from derivex.squares import squares

    if Answer.YES not in (given.is_real(before), given.is_real(after)):
        return False
    shorter = without_common(before, after)
    if shorter is not None and given.holds(App(relation, shorter)) == Answer.YES:
        return True
    difference = subtract(before, after)
    completed = squares(difference)
    if completed is None or given.holds(App(relation, (completed, ZERO))) != Answer.YES:
        return False
    same = prove(difference, completed, given, bounds)
    return isinstance(same, Proved) and not same.lost and not same.unexamined


def without_common(before: Term, after: Term) -> tuple[Term, Term] | None:
    """Two sides without the addends that they share; None if they share none.

    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> [plain(side) for side in without_common(read("m + 1"), read("a*x^2 + m"))]
    ['1', 'a*x^2']
    """
    left, right = list(_addends(before)), list(_addends(after))
    for each in _addends(before):
        shared = next((other for other in right if key(other) == key(each)), None)
        if shared is not None:
            left.remove(each)
            right.remove(shared)
    return (_total(left), _total(right)) if len(left) < len(_addends(before)) else None


def _addends(term: Term) -> tuple[Term, ...]:
    """What is added up in a term, brackets opened."""
    if not isinstance(term, App) or term.head != "+":
        return (term,)
    return tuple(part for arg in term.args for part in _addends(arg))


def _total(parts: list[Term]) -> Term:
    return ZERO if not parts else parts[0] if len(parts) == 1 else App("+", tuple(parts))


def _refuted(relation: str, before: Term, after: Term, given: Given, bounds: Bounds, *, equal: bool) -> Refuted | None:
    """A point at which both sides are certainly real and the relation certainly doesn't hold.

    Where the sides are known to be ``equal``, any point refutes ``<`` and ``>``.
    """
    from derivex.engine import look
    from derivex.engine.fit import unfit
    from derivex.engine.points import admitted
    from derivex.engine.witness import printed, shown
    from derivex.errors import TooLarge

    if unfit(before, given) or unfit(after, given):
        return None
    question = look.Question(before, after, given, bounds)
    try:
        for point in admitted(given, (before, after), bounds):
            if question.expired():
                return None
            values = look.values_at(question, point, look.MIDDLE_PRECISION, real=True)
            if values is None or not (equal or _violates(relation, *values)):
                continue
            if equal or values[0] == values[1]:
                texts = shown(values[0], look.MIDDLE_PRECISION), shown(values[0], look.MIDDLE_PRECISION)
            else:
                texts = printed(*values, look.MIDDLE_PRECISION)
            return Refuted(Witness(point.shown(), *texts))
    except TooLarge:
        return None
    return None


def _violates(relation: str, left: Value, right: Value) -> bool:
    """Whether two real values certainly don't stand in the relation."""
    from flint import ctx

    from derivex.engine.look import MIDDLE_PRECISION
    from derivex.engine.values import Exact, Turn, ball

    strict = relation in ("<", ">")
    if left == right and isinstance(left, Exact | Turn) and isinstance(right, Exact | Turn):
        return strict
    with ctx.workprec(MIDDLE_PRECISION):
        gap = ball(left) - ball(right)
        if not gap.imag.is_zero():
            return False
        return bool(gap.real > 0 if relation in ("<", "<=") else gap.real < 0)


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
