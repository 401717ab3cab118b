"""What a document says of its names: definitions and givens as terms, each with where it stands.

Names are read first, from the left sides of definitions and from words that stand alone as
formulas; then bodies and assumptions are read with them. What can't be read, or means
nothing here, is left out: it was no claim, and steps that need it stay undecided.

Contract: nothing is guessed. A definition that a document makes only by the way (an equation
whose left side is new) is *weak*: it may be left out where that makes a step true.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from derivex.definition import Definition, check, unfold
from derivex.documents.assuming import (
    CALL,
    LETTER,
    WORD,
    a_product,
    called_name,
    equated,
    given_of,
    is_value,
    name_of,
    plain_names,
    together,
)
from derivex.documents.passages import Passage
from derivex.documents.records import Assuming, Defining, Statements
from derivex.errors import InputError
from derivex.given import Given
from derivex.notation.latex import Conventions, read
from derivex.notation.names import Names, is_builtin
from derivex.term import App, Sym, Term, free_symbols

LOCAL = 8  # formulas before a statement in which a value or "if $x = y$" is said of it
NEAR = 2  # formulas behind a statement in which its conditions may stand: "…, where $n$ is an integer"
_CONSTANT = re.compile(r"\\(?:text|mathrm|textrm|mbox)\s*\{\s*const(?:ant)?\.?\s*\}")
_WIDE = frozenset({"where", "with", "here"})  # what these say of a name holds on


@dataclass(frozen=True, slots=True)
class Defined:
    """A definition as LaTeX, its name and parameters read."""

    name: str
    parameters: tuple[str, ...]
    body: Passage
    order: int
    weak: bool
    plain: bool
    value: bool = False  # one number
    assumed: bool = False  # said as "with $p = mv$"
    local: bool = False  # said of what stands near
    idle: bool = False  # said of one argument only


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The names of a document, its definitions and its assumptions, in their order."""

    names: Names
    defined: tuple[Defined, ...]
    assumed: tuple[Assuming, ...]


def knowledge(found: Statements, others: Names = Names()) -> Knowledge:
    """What a document says of its names, and what is said of others elsewhere."""
    texts = tuple(each.text for each in found.document.formulas)
    letters = frozenset(letter for text in texts for letter in LETTER.findall(text))
    told = [_defined(each) for each in found.definitions]
    told += [_defined(made, assumed=True) for each in found.assumptions if (made := _as_defining(each)) is not None]
    kept = [each for each in told if each is not None and (each.plain or not a_product(each.name, letters))]
    defined = tuple(sorted(kept, key=lambda each: each.order))
    functions = frozenset(each.name for each in defined if each.parameters)
    words = {text.strip() for text in texts if WORD.fullmatch(text.strip()) and not a_product(text.strip(), letters)}
    symbols = frozenset(each.name for each in defined if not each.parameters) | words
    symbols = frozenset(name for name in symbols - functions if not is_builtin(name))
    return Knowledge(Names(functions, symbols).beside(others), defined, found.assumptions)


def _defined(record: Defining, *, assumed: bool = False) -> Defined | None:
    left = record.name.text.strip()
    call = CALL.fullmatch(left)
    name = called_name(left)
    parameters = [name_of(part) for part in call["inside"].split(",")] if call else []
    if name is None or is_builtin(name) or None in parameters or len(set(parameters)) < len(parameters):
        return None
    inside = tuple(each for each in parameters if each is not None)
    if _CONSTANT.fullmatch(record.body.text.strip()):  # that says nothing of its value
        return None
    weak = record.said == "new name"
    # P(A) = 0.1 says nothing of P(B)
    idle = bool(inside) and (weak or assumed) and not set(inside) & plain_names(record.body.text)
    value = not inside and is_value(record.body.text)
    local = assumed and record.said not in _WIDE
    return Defined(name, inside, record.body, record.order, weak, record.plain, value, assumed, local, idle)


def _as_defining(assumed: Assuming) -> Defining | None:
    """An assumption that says what a name is, "with $p = mv$", as a definition; None if it gives a number or none."""
    sides = None if assumed.local else equated(assumed)
    if sides is None or is_value(sides[1]) or sides[0] in plain_names(sides[1]):
        return None
    cut = assumed.passage.text.index("=")
    name, body = assumed.passage.cut(0, cut).stripped(), assumed.passage.cut(cut + 1).stripped()
    return Defining(name, body, assumed.said, assumed.order)


# ---- for one argument ----


def definitions_for(
    known: Knowledge, order: int, conventions: Conventions, *, weak: bool = True
) -> tuple[Definition, ...]:
    """The definitions that a statement stands under: of each name the last one before it, or just behind."""
    latest: dict[str, Defined] = {}
    for each in known.defined:
        near = each.order >= order - LOCAL or not each.local
        behind = each.order > order
        if (
            each.order > order + (NEAR if each.assumed else 1)
            or not near
            or (behind and each.name in latest)
            or each.idle
        ):
            continue
        if weak or not each.weak:
            latest[each.name] = each
    taken = {parameter for each in latest.values() for parameter in each.parameters}
    latest = {name: each for name, each in latest.items() if not (each.value and name in taken)}
    found: tuple[Definition, ...] = ()
    for each in latest.values():
        made = _as_definition(each, known.names, conventions)
        if made is None:
            continue
        try:
            check((*found, made), Given())
        except InputError:
            continue
        found = (*found, made)
    return found


def _as_definition(each: Defined, names: Names, conventions: Conventions) -> Definition | None:
    parameters = each.parameters
    if not parameters and each.name in conventions.dependent:
        parameters = (conventions.dependent[each.name],)
    body = side(each.body, names, conventions, plain=each.plain)
    if isinstance(body, InputError):
        return None
    return Definition(each.name, parameters, body, each.body.place())


def side(passage: Passage, names: Names, conventions: Conventions, *, plain: bool = False) -> Term | InputError:
    """A side as a term, or the complaint about it, at its place in the document."""
    try:
        if plain:
            from derivex.notation.plain import read as read_plain

            return read_plain(passage.text, names=names, place=passage.inner)
        return read(passage.text, names=names, place=passage.inner, conventions=conventions)
    except InputError as error:
        return passage.relocated(error)


def givens_for(known: Knowledge, order: int, local: Iterable[Assuming]) -> Given:
    """What is assumed where a statement stands, and of it alone; what contradicts that is left out."""
    near = [each for each in known.assumed if not each.local and each.order <= order + NEAR]
    near = [each for each in near if equated(each) is None]
    return together(Given(), (*(given_of(each, known.names) for each in (*near, *local)),))


def values_for(known: Knowledge, order: int) -> tuple[tuple[str, Given], ...]:
    """The names to which the prose near a statement gives one number, such as "at $x = 1$", with that as a given."""
    found: dict[str, set[Term]] = {}
    for assumed in known.assumed:
        sides = None if assumed.local else equated(assumed)
        if sides is not None and order - LOCAL <= assumed.order <= order + NEAR:
            _add_value(found, *sides, known.names)
    for each in known.defined:
        if not each.parameters and each.value and order - LOCAL <= each.order <= order:
            _add_value(found, each.name, each.body.text, known.names)
    one = {name: next(iter(values)) for name, values in found.items() if len(values) == 1}
    return tuple((name, Given((), (App("=", (Sym(name), value)),))) for name, value in one.items())


def _add_value(found: dict[str, set[Term]], name: str, body: str, names: Names) -> None:
    if is_value(body, names):
        found.setdefault(name, set()).add(read(body, names=names))


def with_holds(conventions: Conventions, known: Knowledge, order: int) -> Conventions:
    """The conventions, and what the definitions of names of partial derivatives say that those depend on."""
    if not conventions.partials:
        return conventions
    definitions = {each.name: each for each in definitions_for(known, order, conventions)}
    found: set[tuple[str, str]] = set()
    arguments = set(conventions.arguments)
    for name, variable in conventions.partials:
        own = definitions.get(name)
        if own is not None and own.parameters:
            arguments.add((name, own.parameters))
        elif own is not None and variable not in definitions:
            body = unfold(own.body, tuple(definitions.values()))
            found |= {(name, variable)} if variable in free_symbols(body) else set()
    return replace(conventions, holds=frozenset(found), arguments=frozenset(arguments))


def tied(conventions: Conventions, more: Mapping[str, str]) -> Conventions:
    """The conventions, and that more names depend on a variable."""
    return replace(conventions, dependent={**more, **conventions.dependent})
