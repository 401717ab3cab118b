"""Definitions: ``S(x) = 1/(1 + exp(-x))``, ``u = x^2``; read from text and checked.

A definition is of its parameters, of plain symbols and of earlier definitions only; a name
is defined once, and never a built-in or given one. So there are no cycles, and unfolding
(the room above) ends.

Errors: ``BadDefinition``, and those of the notation, each with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from derivex.errors import BadDefinition, Place
from derivex.term import CONSTANTS, free_symbols, names
from derivex.unfolding import Definition, Definitions, unfold

if TYPE_CHECKING:
    from derivex.given import Given
    from derivex.notation.names import Names

__all__ = [
    "Definition",
    "Definitions",
    "check",
    "given_names",
    "is_built_in",
    "names_of",
    "read_definitions",
    "unfold",
]

_LEFT = re.compile(r"\s*([^\W\d]\w*)\s*(?:\(([^()]*)\))?\s*", re.ASCII)
_NAME = re.compile(r"[^\W\d]\w*", re.ASCII)
# heads that the notation builds and no author may define
_RESERVED = frozenset({"diff", "Subs", "bounds", "neg", "by"})


# ---- reading ----


def names_of(given: Given, definitions: Iterable[Definition], parameters: Iterable[str] = ()) -> Names:
    """What the notation has to know: which names are functions, which are symbols."""
    from derivex.notation.names import Names

    definitions = tuple(definitions)
    functions = frozenset(definition.name for definition in definitions if definition.parameters)
    symbols = {definition.name for definition in definitions if not definition.parameters}
    return Names(functions=functions - set(parameters), symbols=frozenset({*symbols, *given_names(given), *parameters}))


def given_names(given: Given) -> frozenset[str]:
    """Every name that a given speaks of."""
    kinds = frozenset(name for name, _ in given.kinds)
    return kinds.union(*(free_symbols(relation) for relation in given.relations))


def read_definitions(
    texts: Iterable[str | tuple[str, Place]],
    *,
    given: Given | None = None,
    earlier: Definitions = (),
    names: Names | None = None,
) -> Definitions:
    """Definitions from texts such as ``S(x) = 1/(1 + exp(-x))``, each may use those before it.

    ``names`` are declared besides. Errors: BadDefinition, and those of the notation, with their place.

    >>> [str(each) for each in read_definitions(["S(x) = 1/(1 + exp(-x))", "T(x) = 2*S(x)"])]
    ['S(x) = 1/(1 + exp(-x))', 'T(x) = 2*S(x)']
    """
    from derivex.given import Given
    from derivex.notation.plain import read

    known = Given() if given is None else given
    found = earlier
    for entry in texts:
        text, place = (entry, Place("<let>", text=entry)) if isinstance(entry, str) else entry
        name, parameters, body = _split(text, place)
        reading = names_of(known, found, parameters)
        if names is not None:
            reading = reading.beside(names)
        start = len(text) - len(body)
        term = read(body.rstrip(), names=reading, place=place.shifted(start))
        found = (*found, Definition(name, parameters, term, place))
        check(found, known)
    return found[len(earlier) :]


def _split(text: str, place: Place) -> tuple[str, tuple[str, ...], str]:
    """The name, the parameters and the text of the body."""
    match = _LEFT.match(text)
    if match is None or not text[match.end() :].startswith("="):
        raise BadDefinition(
            "a definition is a name, its parameters, = and what it stands for",
            place=place,
            remedy="write it like S(x) = 1/(1 + exp(-x)) or u = x^2",
        )
    body = text[match.end() + 1 :]
    name, inside = match.group(1), match.group(2)
    indent = len(text) - len(text.lstrip())
    if not body.strip():
        raise BadDefinition(f'nothing stands after = in the definition of "{name}"', place=place.shifted(match.end()))
    if inside is None:
        return name, (), body.lstrip()
    parameters = tuple(each.strip() for each in inside.split(","))
    for each in parameters:
        if not _NAME.fullmatch(each):
            said = f'"{each}"' if each else "nothing"
            raise BadDefinition(
                f'a parameter of "{name}" must be a name, not {said}',
                place=place.shifted(indent, max(1, match.end() - indent)),
                remedy="write it like S(x) = … or g(a, b) = …",
            )
    return name, parameters, body.lstrip()


# ---- checking ----


def check(definitions: Definitions, given: Given | None = None) -> None:
    """Raise BadDefinition unless every definition keeps the rules of this module."""
    taken: set[str] = set()
    stated = frozenset() if given is None else given_names(given)
    later = {definition.name for definition in definitions}
    for definition in definitions:
        _check_names(definition, taken, stated)
        used = names(definition.body)
        mentioned = {used_name.rstrip("'") for used_name in used} - set(definition.parameters)
        if definition.name in mentioned:
            raise _bad(definition, f'"{definition.name}" is defined by itself', "use another name for one of the two")
        for other in sorted(mentioned & (later - taken)):
            raise _bad(definition, f'"{definition.name}" uses "{other}", which is defined after it', "swap the two")
        taken.add(definition.name)


def _check_names(definition: Definition, taken: set[str], stated: frozenset[str]) -> None:
    name, parameters, remedy = definition.name, definition.parameters, "choose another name"
    if is_built_in(name):
        raise _bad(definition, f'"{name}" already has a meaning of its own', remedy)
    if name in taken:
        raise _bad(definition, f'"{name}" is defined twice', "choose another name for the second")
    if name in stated:
        raise _bad(definition, f'"{name}" is given, so it can\'t be defined as well', remedy)
    for parameter in parameters:
        if is_built_in(parameter):
            raise _bad(
                definition, f'the parameter "{parameter}" already has a meaning of its own', "choose another name"
            )
        if parameter in taken or parameter == name:
            raise _bad(
                definition, f'the parameter "{parameter}" is also the name of a definition', "choose another name"
            )
    if len(set(parameters)) != len(parameters):
        raise _bad(definition, f'two parameters of "{name}" have the same name', "choose another name for one")


def is_built_in(name: str) -> bool:
    """Whether the notation gives a name a meaning: a constant or a known function."""
    from derivex.notation.names import is_builtin

    return name in CONSTANTS or name in _RESERVED or is_builtin(name)


def _bad(definition: Definition, value: str, remedy: str) -> BadDefinition:
    return BadDefinition(value, place=definition.place, remedy=remedy)
