"""Proof by cases: abs, sign, min and max become rational where a sign is known.

Contract: True only if the two terms are equal in every case, and the cases cover all
admitted points. A case in which a denominator is zero has no points at which both sides
are defined, and needs no proof.
"""

from __future__ import annotations

from derivex.engine.bounds import Bounds
from derivex.given import YES, Given
from derivex.term import ONE, ZERO, App, Term, at, negate, replace, subtract, walk

MAX_CASES = 3  # signs that are split one after the other; each makes three cases


def prove_by_cases(before: Term, after: Term, given: Given, bounds: Bounds) -> bool:
    """Whether the two terms are proved equal case by case."""
    term = subtract(before, after)
    if _split_at(term, given) is None:
        return False
    return _holds(term, given, bounds, MAX_CASES)


def _holds(term: Term, given: Given, bounds: Bounds, depth: int) -> bool:
    from derivex.engine.answers import Zero
    from derivex.engine.kernels import vanishes

    if isinstance(vanishes(term, given, bounds), Zero):
        return True
    subject = _split_at(term, given)
    if subject is None or depth == 0:
        return _undefined(term, given, bounds)
    for head in (">", "<", "="):
        narrower = given.with_relation(App(head, (subject, ZERO)))
        if narrower is None:
            continue
        if not _holds(_resolved(term, subject, head), narrower, bounds, depth - 1):
            return False
    return True


def _undefined(term: Term, given: Given, bounds: Bounds) -> bool:
    """Whether a denominator of the term is zero in the whole case."""
    from derivex.engine.answers import Zero
    from derivex.engine.kernels import vanishes

    return any(
        isinstance(part, App)
        and part.head == "/"
        and _free(term, path)
        and isinstance(vanishes(part.args[1], given, bounds), Zero)
        for path, part in walk(term)
    )


def _subject(part: Term) -> Term | None:
    """The term whose sign decides the value of a part."""
    match part:
        case App("abs" | "sign", (u,)):
            return u
        case App("min" | "max", (u, v)):
            return subtract(u, v)
    return None


def _split_at(term: Term, given: Given) -> Term | None:
    """The innermost real subject to split on, outside of derivatives and binders."""
    found = None
    for path, part in walk(term):
        subject = _subject(part)
        if subject is not None and given.is_real(subject) == YES and _free(term, path):
            found = subject  # the last one in a walk from outside is an innermost one
    return found


def _free(term: Term, path: tuple[int, ...]) -> bool:
    """Whether no binder stands above the path: there the givens would not apply."""
    heads = [at(term, path[:length]) for length in range(len(path))]
    return not any(isinstance(part, App) and part.head in BINDING for part in heads)


BINDING = frozenset({"diff", "Subs", "Sum", "Product", "Integral", "Limit"})


def _resolved(term: Term, subject: Term, head: str) -> Term:
    """The term with every part decided by the subject's sign replaced by its value."""
    changed = True
    while changed:
        changed = False
        for path, part in walk(term):
            if _subject(part) == subject and _free(term, path):
                term = replace(term, path, _value(part, head))
                changed = True
                break
    return term


def _value(part: Term, head: str) -> Term:
    assert isinstance(part, App)
    u = part.args[0]
    if part.head == "abs":
        return {">": u, "<": negate(u), "=": ZERO}[head]
    if part.head == "sign":
        return {">": ONE, "<": negate(ONE), "=": ZERO}[head]
    larger = u if head == ">" else part.args[1]
    smaller = part.args[1] if head == ">" else u
    return larger if part.head == "max" else smaller
