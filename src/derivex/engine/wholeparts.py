"""Integration by parts, of an unknown function's derivative.

    integral from a to b of G(t)*f'(t) = G(b)*f(b) - G(a)*f(a) - (integral from a to b of G'(t)*f(t))
    integral from a on of G(t)*f'(t) = Limit(G(t)*f(t), t, oo) - G(a)*f(a) - (integral from a on of G'(t)*f(t))

for a G that is continuously differentiable; f is smooth. Of the two integrals and the limit each one
exists if the two others do. The first one is written; so the law is used where it is known that one of
the others exists (``linearity``). Where the integral of ``G(t)*f(t)`` exists too, the limit is 0.

Contract: the element is the integral wherever that exists; None for other bodies, and where nothing is known.
"""

from __future__ import annotations

from collections.abc import Callable

from derivex.engine.answers import TooHard
from derivex.engine.bodies import Convert, Parts
from derivex.engine.boundnames import Symbol, bound_body
from derivex.engine.derive import derivative, is_unknown
from derivex.engine.elements import Element
from derivex.engine.field import Field
from derivex.engine.linearity import Ends, is_noted
from derivex.engine.series import factors
from derivex.engine.splitting import NeedsCase
from derivex.substitution import substitute
from derivex.subterms import heads
from derivex.term import INFINITY, ONE, ZERO, App, Sym, Term, divide, free_symbols, multiply, negate


def whole_by_parts(
    field: Field, convert: Convert, symbol: Symbol, term: App, is_smooth: Callable[[Term, str], bool]
) -> Element | None:
    """An integral between numbers, or up to infinity, by parts."""
    body, limits = term.args
    assert isinstance(limits, App)
    variable, low, high = limits.args
    assert isinstance(variable, Sym)
    found = _apart(body, variable.name) if INFINITY not in (low, negate(low), negate(high)) else None
    if found is None:
        return None
    rest, whole = found
    try:
        turned = derivative(rest, variable.name)
    except TooHard:
        return None
    if rest == ONE or not is_smooth(rest, variable.name) or not is_smooth(turned, variable.name):
        return None
    product, other = multiply(rest, whole), App("Integral", (multiply(turned, whole), limits))
    edge: Term = substitute(product, {variable.name: high})
    if high == INFINITY:
        place = convert(low)
        edge = App("Limit", (product, App("bounds", (variable, high))))
        same = _is_known(field, convert, symbol, App("Integral", (product, limits)), ("oo", place))
        ends = _is_known(field, convert, symbol, edge, ("oo",))
        if not ends and not _is_known(field, convert, symbol, other, ("oo", place)):
            field.doubt()
            return None
        edge = ZERO if same and not ends else edge  # what has an integral and a limit tends to 0
    field.lazily += 1
    try:
        values = (convert(edge), convert(substitute(product, {variable.name: low})), convert(other))
    finally:
        field.lazily -= 1
    return field.subtract(field.subtract(values[0], values[1]), values[2])


def _apart(body: Term, name: str) -> tuple[Term, App] | None:
    """G and f(t) of a body ``G(t)*f'(t)``."""
    rest: list[Term] = []
    whole: list[App] = []
    for each, direction in factors(body, 1):
        match each:
            case App(head, (Sym(same),)) if same == name and head.endswith("'") and is_unknown(head) and direction > 0:
                whole.append(App(head[:-1], each.args))
            case App("diff", (App(head, (Sym(same),)) as inner, Sym(by))) if same == by == name and is_unknown(head):
                whole.append(inner)
            case _:
                rest.append(each if direction > 0 else divide(ONE, each))
    if len(whole) != 1 or (any(map(is_unknown, heads(multiply(*rest)))) and not _is_last(whole[0], rest)):
        return None
    return multiply(*rest), whole[0]


def _is_last(whole: App, rest: list[Term]) -> bool:
    """Whether the function comes after all others by name: so it isn't turned back and forth."""
    return all(head.rstrip("'") < whole.head for head in heads(multiply(*rest)) if is_unknown(head))


def _is_known(field: Field, convert: Convert, symbol: Symbol, term: App, ends: Ends) -> bool:
    """Whether a limit or an integral is known to exist."""
    body, limits = term.args
    assert isinstance(limits, App)
    assert isinstance(limits.args[0], Sym)
    name = limits.args[0].name
    if name not in free_symbols(body):
        return False
    try:
        bound, inside = bound_body(field, convert, symbol, term, body, name, "real")
    except (TooHard, NeedsCase):
        return False
    return is_noted(field, term.head, Parts(field, inside, bound, certain=True), bound, ends)
