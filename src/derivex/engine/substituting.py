"""Linear substitutions in integrals of unknown functions: ``u = c*t + d`` where ``f(c*t + d)`` is written.

    integral of F(t) from A to B = integral of F((u - d)/c)/c from c*A + d to c*B + d        real c other than 0, real d

That holds for all integrals, those without an end included: one exists where the other one does. So that
equal integrals look the same, the first unknown function by name is made to stand at u itself.

Contract: a term with the same value everywhere; None where nothing is to be done, or a sign isn't known.
"""

from __future__ import annotations

from collections.abc import Callable

from derivex.engine.derive import is_unknown
from derivex.engine.series import linear_in
from derivex.substitution import substitute
from derivex.subterms import distinct, heads
from derivex.term import (
    BINDERS,
    INFINITY,
    App,
    Sym,
    Term,
    add,
    divide,
    free_symbols,
    multiply,
    negate,
    subtract,
)

ENDS = {INFINITY, negate(INFINITY)}
PLACE = Sym("·u")  # no notation reads it


def substituted(term: App, sign_of: Callable[[Term], int], is_real: Callable[[Term], bool]) -> Term | None:
    """An integral with its first unknown function at the variable itself; the sign is 0 where it isn't known."""
    body, limits = term.args
    if not isinstance(limits, App) or len(limits.args) != 3:
        return None
    variable, low, high = limits.args
    assert isinstance(variable, Sym)
    call = _first(body, variable.name)
    found = None if call is None else _linear(call.args[0], variable.name)
    if call is None or found is None or call.args[0] == variable:
        return None
    slope, rest = found
    sign = sign_of(slope)
    if not sign and not {low, high} & ENDS:
        sign = sign_of(multiply(slope, slope))  # between numbers it is enough that c isn't 0
    if not sign or not is_real(rest):
        return None
    ends = [_moved(end, slope, rest, sign) for end in (low, high)]
    apart = _replaced(body, call, App(call.head, (PLACE,)))
    inside = substitute(apart, {variable.name: divide(subtract(variable, rest), slope)})
    whole = divide(substitute(inside, {PLACE.name: variable}), slope if sign > 0 else negate(slope))
    return App("Integral", (whole, App("bounds", (variable, *ends[::sign]))))


def _replaced(term: Term, call: App, other: App) -> Term:
    if term == call:
        return other
    return App(term.head, tuple(_replaced(arg, call, other) for arg in term.args)) if isinstance(term, App) else term


def _linear(term: Term, name: str) -> tuple[Term, Term] | None:
    """The c and d of ``c*t + d``, over what doesn't depend on t."""
    if isinstance(term, App) and term.head == "/" and name not in free_symbols(term.args[1]):
        found = _linear(term.args[0], name)
        return None if found is None else (divide(found[0], term.args[1]), divide(found[1], term.args[1]))
    return linear_in(term, name)


def _moved(end: Term, slope: Term, rest: Term, sign: int) -> Term:
    if end in ENDS:
        return end if sign > 0 else INFINITY if end == negate(INFINITY) else negate(INFINITY)
    return add(multiply(slope, end), rest)


def _first(body: Term, name: str) -> App | None:
    """The call of the first function by name, if there is one only and it isn't inside of another integral."""
    calls = [
        part
        for part in distinct(body, BINDERS)
        if isinstance(part, App) and is_unknown(part.head) and len(part.args) == 1 and name in free_symbols(part)
    ]
    first = min((part.head for part in calls), default="")
    found = [part for part in calls if part.head == first]
    return found[0] if len(found) == 1 and heads(body).isdisjoint(BINDERS) else None
