"""Partial derivatives of unknown functions of several arguments, at any arguments.

``diff(diff(h(x, y), x), y)`` and ``Subs(diff(h(t, y), t), t, x^2)`` are both a function, how
often it is derived by each of its arguments, and those arguments. Unknown functions are
smooth, so the order in which they are derived doesn't matter.

Contract: exact; a term that isn't of this form is None.
"""

from __future__ import annotations

from dataclasses import dataclass

from derivex.substitution import fresh, substitute
from derivex.term import CONSTANTS, App, Num, Sym, Term, free_symbols, free_symbols_of, literal


@dataclass(frozen=True, slots=True)
class Partial:
    """``head`` derived ``orders[i]`` times by its argument number i, at the arguments."""

    head: str
    orders: tuple[int, ...]
    arguments: tuple[Term, ...]

    def derived(self, index: int) -> Partial:
        """Derived once more by the argument of that number."""
        orders = tuple(order + (place == index) for place, order in enumerate(self.orders))
        return Partial(self.head, orders, self.arguments)

    def term(self) -> Term:
        """As a term: nested ``diff`` by the arguments where these are different symbols, else under ``Subs``."""
        names: list[str] = []
        places: list[tuple[str, Term]] = []
        taken = free_symbols_of(self.arguments)
        for index, (order, argument) in enumerate(zip(self.orders, self.arguments, strict=True)):
            others = free_symbols_of(self.arguments[:index] + self.arguments[index + 1 :])
            plain = isinstance(argument, Sym) and argument.name not in CONSTANTS and argument.name not in others
            if not order or (plain and isinstance(argument, Sym)):
                names.append(argument.name if isinstance(argument, Sym) and plain else "")
                continue
            name = fresh("t", taken)
            taken |= {name}
            names.append(name)
            places.append((name, argument))
        inside = dict(places)
        arguments = tuple(
            Sym(name) if name in inside else argument for name, argument in zip(names, self.arguments, strict=True)
        )
        result: Term = App(self.head, arguments)
        for name, order in sorted(zip(names, self.orders, strict=True)):
            if order:
                args = (result, Sym(name))
                result = App("diff", args if order == 1 else (*args, Num(str(order))))
        for name, argument in places:
            result = App("Subs", (result, Sym(name), argument))
        return result


def partial(term: Term) -> Partial | None:
    """A term as a partial derivative (perhaps of order 0) of a function of several arguments; else None."""
    match term:
        case App("Subs", (body, Sym(name), place)):
            inner = partial(body)
            if inner is None:
                return None
            arguments = tuple(substitute(argument, {name: place}) for argument in inner.arguments)
            return Partial(inner.head, inner.orders, arguments)
        case App("diff", (body, Sym(name), *rest)):
            inner = partial(body)
            order = literal(rest[0]) if rest else 1
            if inner is None or order is None or order.denominator != 1 or order < 0:
                return None
            where = [index for index, argument in enumerate(inner.arguments) if name in free_symbols(argument)]
            if len(where) != 1 or inner.arguments[where[0]] != Sym(name):
                return None
            for _ in range(int(order)):
                inner = inner.derived(where[0])
            return inner
        case App(head, args) if len(args) > 1 and head.isidentifier():
            return Partial(head, (0,) * len(args), args)
    return None
