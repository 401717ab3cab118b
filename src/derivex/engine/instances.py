"""Concrete functions for the unknown ones, to look at values with: never to prove by.

An unknown function is smooth, total, and real at real arguments, and so is every instance.

Contract: the same question gets the same instances, in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from derivex.substitution import substitute
from derivex.subterms import distinct, heads
from derivex.term import ONE, ZERO, App, Num, Sym, Term, add, multiply, subtract


@dataclass(frozen=True, slots=True)
class Instance:
    """A concrete function for an unknown one: its parameters and its body."""

    name: str
    parameters: tuple[str, ...]
    body: Term


T, S = Sym("t"), Sym("s")
ONE_ARGUMENT: tuple[Term, ...] = (
    add(App("^", (T, Num("2"))), ONE),
    App("exp", (T,)),
    subtract(multiply(Num("2"), T), Num("3")),
    add(App("sin", (T,)), Num("2")),
    add(App("^", (T, Num("3"))), T),
    ZERO,  # its integral over any range, and its sum, is 0
    App("exp", (App("neg", (T,)),)),  # these have integrals without an end
    App("exp", (subtract(T, App("^", (T, Num("2")))),)),
    App("exp", (App("neg", (multiply(Num("2"), App("^", (T, Num("2")))),)),)),
)
TWO_ARGUMENTS: tuple[Term, ...] = (
    add(App("^", (S, Num("2"))), multiply(S, T), ONE),
    App("exp", (subtract(S, multiply(Num("2"), T)),)),
    add(multiply(S, App("^", (T, Num("2")))), Num("3")),
)


def unknown_functions(terms: Iterable[Term]) -> set[tuple[str, int]]:
    """The unknown functions that occur, each with the number of its arguments."""
    from derivex.engine.derive import is_unknown

    return {
        (part.head.rstrip("'"), len(part.args))
        for term in terms
        if any(map(is_unknown, heads(term)))
        for part in distinct(term)
        if isinstance(part, App) and is_unknown(part.head)
    }


def instances(functions: Sequence[tuple[str, int]], turn: int) -> tuple[Instance, ...]:
    """Concrete functions for the unknown ones, others at every turn."""
    found = []
    for index, (name, arity) in enumerate(functions):
        parameters: tuple[str, ...]
        if arity == 1:
            body, parameters = ONE_ARGUMENT[(index + turn) % len(ONE_ARGUMENT)], ("t",)
        else:
            body = TWO_ARGUMENTS[(index + turn) % len(TWO_ARGUMENTS)]
            parameters = ("s", "t", *(f"t_{count}" for count in range(3, arity + 1)))
            extra = [multiply(Num(str(count)), Sym(f"t_{count}")) for count in range(3, arity + 1)]
            body = add(body, *extra)
        found.append(Instance(name, parameters, body))
    return tuple(found)


def instantiate(term: Term, functions: tuple[Instance, ...]) -> Term:
    """The term with unknown functions replaced by their instances, derivatives with primes too."""
    if not functions or not isinstance(term, App):
        return term
    args = tuple(instantiate(arg, functions) for arg in term.args)
    name, arity = term.head.rstrip("'"), len(args)
    instance = next((each for each in functions if each.name == name and len(each.parameters) == arity), None)
    if instance is None:
        return term if args == term.args else App(term.head, args)
    body = instance.body
    for _ in range(len(term.head) - len(term.head.rstrip("'"))):
        from derivex.engine.derive import derivative

        body = derivative(body, instance.parameters[0])
    return substitute(body, dict(zip(instance.parameters, args, strict=True)))
