"""Which terms may stand in a line, given what the derivation states.

A line may be differentiated by a real or complex symbol that is free to vary: not by an
integer, nor by one that a given equation binds. A substitution (``by substitute u = x^2``)
gives a new letter its meaning, for its own line and all later ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from derivex.definition import Definition, Definitions, unfold
from derivex.errors import BadGiven
from derivex.given import Given
from derivex.notation.names import Names
from derivex.subterms import distinct, heads
from derivex.term import CONSTANTS, App, Num, Sym, Term, bound, free_symbols

if TYPE_CHECKING:
    from derivex.reasons import Reason  # the book of rules: `derivex prove` starts without it

_LEFT_NAME = re.compile(r"\s*([^\W\d]\w*)\s*(\()?")


def admitted(term: Term, given: Given, definitions: Definitions) -> Term:
    """The term with its definitions unfolded; an InputError if it may not stand in a line.

    >>> from derivex.notation.plain import read
    >>> admitted(read("diff(n^2, n)"), Given.read(["n integer"]), ())  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    derivex.errors.BadGiven: n is an integer, and a derivative needs ...
    """
    unfolded = unfold(term, definitions)
    _check_derivatives(unfolded, given)
    return unfolded


def _check_derivatives(term: Term, given: Given) -> None:
    if "diff" not in heads(term):
        return
    variables = {bound(part)[0] for part in distinct(term) if isinstance(part, App) and part.head == "diff"}
    if not given.relations and all(given.kind(name) != "integer" for name in variables):
        return  # nothing forbids any of them, free or bound
    _check_free_derivatives(term, given, frozenset())


def _check_free_derivatives(term: Term, given: Given, bound_names: frozenset[str]) -> None:
    if isinstance(term, (Num, Sym)):
        return
    name, _ = bound(term)
    if term.head == "diff" and name and name not in bound_names:
        _check_variable(name, given)
    inner = bound_names | {name} if name and term.head != "diff" else bound_names
    for index, arg in enumerate(term.args):
        _check_free_derivatives(arg, given, inner if index == 0 else bound_names)


def _check_variable(name: str, given: Given) -> None:
    if given.kind(name) == "integer":
        raise BadGiven(
            f"{name} is an integer, and a derivative needs a variable without gaps",
            remedy="differentiate by another symbol, or give it as real",
        )
    for relation in given.relations:
        if isinstance(relation, App) and relation.head == "=" and name in free_symbols(relation):
            from derivex.notation.write import plain

            raise BadGiven(
                f"{name} is bound by {plain(relation)}, and a derivative needs a variable that is free",
                remedy="differentiate by another symbol, or define the name with let",
            )


def declared(lets: Iterable[str]) -> Names:
    """The names that definitions declare, seen from their left sides alone.

    Givens are read before the definitions, and may speak of what they define.
    """
    matches = [match for match in map(_LEFT_NAME.match, lets) if match]
    functions = frozenset(match.group(1) for match in matches if match.group(2))
    return Names(functions=functions, symbols=frozenset(match.group(1) for match in matches) - functions)


def without_definitions(given: Given, definitions: Definitions) -> Given:
    """The givens with defined names unfolded: the engine knows none of them."""
    if not definitions or not given.relations:
        return given
    relations = tuple(unfold(relation, definitions) for relation in given.relations)
    return Given(given.kinds, relations, given.real_values)


def introduced(reason: Reason, earlier: Iterable[Term], given: Given, definitions: Definitions) -> Definition | None:
    """The definition that a substitution makes: its letter is new, so it stands for the rest."""
    argument = reason.argument
    if reason.name != "substitute" or not isinstance(argument, App) or argument.head != "=":
        return None
    known = {definition.name for definition in definitions}.union(*(free_symbols(line) for line in earlier))
    known |= {name for name, _ in given.kinds}.union(*(free_symbols(relation) for relation in given.relations))
    for letter, body in (argument.args, argument.args[::-1]):
        if isinstance(letter, Sym) and letter.name not in known | CONSTANTS and letter.name not in free_symbols(body):
            return Definition(letter.name, (), body, reason.place)
    return None
