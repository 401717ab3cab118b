"""Which functions a file has to offer as code: its definitions and their derivatives, each once.

    definition   ``S(x) = 1/(1 + exp(-x))`` in sigmoid.md is ``sigmoid(x)``
    derivative   what ``d/dx S(x)`` comes to is ``sigmoid_derivative(x)``, of the second order
                 ``sigmoid_second_derivative(x)``, by another argument ``swish_derivative_beta(x, beta)``
    cached       the same by the value of the function, ``sigmoid_derivative_cached(value)``

A chain without a derivative offers its definitions. What can't be computed is left out, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from derivex.errors import InputError, Unsupported
from derivex.given import Given
from derivex.notation.write import plain
from derivex.numerics.cached import cached
from derivex.numerics.forms import Subject, computed, identifier, subject
from derivex.term import Sym, Term, diff, free_symbols

if TYPE_CHECKING:
    from derivex.derivation import Derivation

ORDERS = {1: "derivative", 2: "second_derivative", 3: "third_derivative"}


@dataclass(frozen=True, slots=True)
class Offer:
    """A function with all that computes it: equal terms, the last of them the result.

    ``value_of`` are terms for the argument ``value``, where it has one.
    """

    name: str
    arguments: tuple[str, ...]
    variable: str
    given: Given
    terms: tuple[Term, ...]
    says: str
    words: tuple[str, ...] = ()
    value: str = ""
    value_of: tuple[Term, ...] = ()


def offers(derivations: Sequence[Derivation], name: str, *, by_value: bool = False) -> tuple[list[Offer], list[str]]:
    """The functions of a file of this name, and why chains of it offer none; ``by_value`` adds the cached ones."""
    found: list[Offer] = []
    reasons: list[str] = []
    for derivation in derivations:
        try:
            new = list(_of(derivation, subject(derivation, name), by_value=by_value))
        except Unsupported as error:
            new = list(_definitions(derivation))
            if not new:
                reasons.append(f"{derivation.title or name}: {error.value}")
        except InputError as error:
            new = []
            reasons.append(f"{derivation.title or name}: {error.value}")
        for offer in new:
            if any(each.name == offer.name and each.terms[-1] == offer.terms[-1] for each in found):
                continue
            found.append(_renamed(offer, {each.name for each in found}))
    return found, reasons


def _renamed(offer: Offer, taken: set[str]) -> Offer:
    name, count = offer.name, 1
    while name in taken:
        count += 1
        name = f"{offer.name}_{count}"
    return replace(offer, name=name)


def _of(derivation: Derivation, about: Subject, *, by_value: bool) -> Iterator[Offer]:
    if not about.order:
        definitions = list(_definitions(derivation))
        yield from definitions
        if not definitions:
            shown = plain(about.forms[-1].written)
            terms = tuple(form.term for form in about.forms)
            yield Offer(about.name, _arguments(about, terms[-1]), about.variable, about.given, terms, shown)
        return
    if about.forward is not None:
        says = _defined(derivation, about.called) or plain(about.called)
        arguments = tuple(
            each for each in about.symbols if each in free_symbols(about.forward) or each == about.variable
        )
        yield Offer(about.name, arguments, about.variable, about.given, (about.forward,), says)
    derivative = _derivative_name(about)
    terms = tuple(form.term for form in about.forms)
    left = plain(diff(about.called, Sym(about.variable), about.order))
    offer = Offer(
        derivative,
        _arguments(about, *terms),
        about.variable,
        about.given,
        terms,
        f"{left} = {plain(about.forms[-1].written)}",
    )
    yield offer
    by = cached(about) if by_value else None
    if by is not None and about.forward is not None:
        others = tuple(each for each in about.symbols if each in free_symbols(by.term))
        yield replace(
            offer,
            name=f"{derivative}_cached",
            arguments=(by.name, *others),
            terms=(by.term,),
            says=f"{left} by {by.name} = {plain(about.called)}",
            words=by.words,
            value=by.name,
            value_of=(about.forward,),
        )


def _defined(derivation: Derivation, called: Term) -> str:
    """The definition of what is called, as it is written; "" if it is no call of one."""
    return next((str(each) for each in derivation.definitions if each.left == called), "")


def _arguments(about: Subject, *terms: Term) -> tuple[str, ...]:
    used = frozenset[str]().union(*map(free_symbols, terms)) | {about.variable}
    return tuple(each for each in about.symbols if each in used)


def _derivative_name(about: Subject) -> str:
    order = ORDERS.get(about.order, f"derivative_{about.order}")
    by = "" if about.variable == about.symbols[0] else f"_{identifier(about.variable)}"
    return f"{about.name}_{order}{by}"


def _definitions(derivation: Derivation) -> Iterator[Offer]:
    """Each definition that can be computed, by its own name: the file is about something else."""
    bodies = [(each, computed(each, derivation.definitions)) for each in derivation.definitions if each.parameters]
    good = [(each, body) for each, body in bodies if body is not None]
    for definition, body in good:
        more = tuple(sorted(free_symbols(body) - set(definition.parameters)))
        arguments = definition.parameters + more
        own = identifier(definition.name)
        yield Offer(own, arguments, definition.parameters[0], derivation.givens, (body,), str(definition))
