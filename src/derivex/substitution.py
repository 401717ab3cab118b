"""Putting terms in the place of symbols, without capture.

Contract: bound names are renamed where a value would be captured, and the x of
``diff(f, x)`` is its place as well as its variable: replacing it by anything but a symbol
gives ``Subs(diff(…), x, …)``. Nothing is evaluated; sums and products stay flat.
"""

from __future__ import annotations

from collections.abc import Mapping

from derivex.term import (
    CONSTANTS,
    App,
    Num,
    Sym,
    Term,
    add,
    bound,
    free_symbols,
    free_symbols_of,
    multiply,
    names,
    power,
)


def substitute(term: Term, values: Mapping[str, Term]) -> Term:
    """The term with free symbols replaced; bound names are renamed where they'd capture.

    Replacing the x of ``diff(f, x)`` by anything but a symbol gives ``Subs(diff(…), x, …)``.
    """
    if not values:
        return term
    match term:
        case Num():
            return term
        case Sym(name):
            return values.get(name, term)
    name, scope = bound(term)
    if not name:
        args = tuple(substitute(arg, values) for arg in term.args)
        return term if args == term.args else rebuilt(term.head, args)
    if term.head == "diff":
        return _substitute_derivative(term, name, values)
    inner = {key: value for key, value in values.items() if key != name}
    relevant = {key: value for key, value in inner.items() if key in free_symbols(term.args[0])}
    taken = free_symbols_of(tuple(relevant.values()))
    new = name
    if name in taken:
        new = fresh(name, taken | names(term.args[0]) | frozenset(values))
    body = substitute(term.args[0], {**relevant, **({name: Sym(new)} if new != name else {})})
    if term.head == "Subs":
        return App("Subs", (body, Sym(new), substitute(term.args[2], values)))
    bounds = term.args[1]
    assert isinstance(bounds, App) and scope
    ends = tuple(substitute(end, values) for end in bounds.args[1:])
    return App(term.head, (body, App("bounds", (Sym(new), *ends))))


def _substitute_derivative(term: App, name: str, values: Mapping[str, Term]) -> Term:
    inner = {key: value for key, value in values.items() if key != name and key in free_symbols(term.args[0])}
    target = values.get(name, Sym(name))
    clash = name in free_symbols_of(tuple(inner.values()))
    plain = isinstance(target, Sym) and target.name not in CONSTANTS
    taken = free_symbols_of(tuple(inner.values())) | names(term.args[0])
    if plain and isinstance(target, Sym) and not clash and (target.name == name or target.name not in taken):
        body = substitute(term.args[0], {**inner, name: target})
        return App("diff", (body, target, *term.args[2:]))
    new = Sym(fresh(name, taken | frozenset(values) | free_symbols(target)) if clash or plain else name)
    if new.name in free_symbols(target):
        new = Sym(fresh(name, taken | frozenset(values) | free_symbols(target)))
    body = substitute(term.args[0], {**inner, name: new})
    return App("Subs", (App("diff", (body, new, *term.args[2:])), new, target))


def rebuilt(head: str, args: tuple[Term, ...]) -> Term:
    """An application whose arguments changed; keeps sums and products flat."""
    if head == "+":
        return add(*args)
    if head == "*":
        return multiply(*args)
    return power(*args) if head == "^" else App(head, args)


def fresh(base: str, taken: frozenset[str]) -> str:
    """A name like base that is not taken: ``t``, ``t_1``, ``t_2``, …"""
    name, count = base, 0
    while name in taken:
        count += 1
        name = f"{base}_{count}"
    return name
