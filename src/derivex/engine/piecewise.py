"""What the conditions of a case distinction are made of, and its derivative case by case.

Between its boundaries (the points at which two compared sides are equal) a distinction is one
of its values, if the sides are continuous. So its derivative is the distinction of the
derivatives over *open* conditions, and has no value on a boundary: what it is there, if
it is anything, the values alone don't tell (``Piecewise((x, x != 0), (0, True))`` at 0).

Contract: the derivative is right wherever the result is defined; boundaries are left out, also
where a derivative exists (``sides`` finds some of these).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from derivex.given import YES, Given
from derivex.subterms import subterms
from derivex.term import App, Term, cases_of, free_symbols

# continuous wherever they are defined, at real arguments and with real values
CONTINUOUS = frozenset({"+", "*", "/", "neg", "^", "exp", "sin", "cos", "tan", "sinh", "cosh", "tanh"})
CONTINUOUS |= {"abs", "min", "max", "sqrt", "root", "log", "atan", "asinh", "erf"}
STRICT = {"<=": "<", ">=": ">"}


def comparisons(condition: Term) -> Iterator[App]:
    """The relations that a condition joins."""
    assert isinstance(condition, App)
    if condition.head in ("and", "or"):
        for part in condition.args:
            yield from comparisons(part)
    else:
        yield condition


def boundaries(term: App, name: str) -> Iterator[App]:
    """``left != right`` for every comparison of a distinction that depends on the name."""
    for _, condition in cases_of(term):
        for each in comparisons(condition) if condition is not None else ():
            if name in free_symbols(each):
                yield App("!=", each.args)


def case_by_case(term: App, name: str, given: Given, derive: Callable[[Term], Term]) -> Term | None:
    """The derivative by the name, undefined on the boundaries; None if a compared side may jump."""
    apart: list[Term] = []
    parts: list[Term] = []
    for value, condition in cases_of(term):
        if condition is None:
            if not apart:
                parts.append(derive(value))
            else:
                parts += [derive(value), _joined(apart)]
            break
        if not all(_continuous(side, given) for each in comparisons(condition) for side in each.args):
            return None
        opened = _opened(condition, name)
        if opened is not None:
            parts += [derive(value), _joined([opened, *apart])]
        apart += [
            App("!=", each.args)
            for each in comparisons(condition)
            if name in free_symbols(each) and App("!=", each.args) not in apart
        ]
    return App("piecewise", tuple(parts)) if parts else None


def _continuous(side: Term, given: Given) -> bool:
    return given.is_real(side) == YES and all(
        part.head in CONTINUOUS for part in subterms(side) if isinstance(part, App)
    )


def _joined(conditions: list[Term]) -> Term:
    different = tuple(dict.fromkeys(conditions))
    return different[0] if len(different) == 1 else App("and", different)


def _opened(condition: Term, name: str) -> Term | None:
    """The interior of a condition as far as the name goes; None if it has none."""
    assert isinstance(condition, App)
    if condition.head in ("and", "or"):
        found = [_opened(part, name) for part in condition.args]
        kept = [part for part in found if part is not None]
        if not kept or (condition.head == "and" and len(kept) < len(found)):
            return None
        return kept[0] if len(kept) == 1 else App(condition.head, tuple(kept))
    if name not in free_symbols(condition):
        return condition
    return None if condition.head == "=" else App(STRICT.get(condition.head, condition.head), condition.args)
