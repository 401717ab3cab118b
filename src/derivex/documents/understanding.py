"""What a document says of its names: definitions and givens as terms, each with where it stands.

Names are read first, from the left sides of definitions and from words that stand alone as
formulas; then bodies and assumptions are read with them. What can't be read, or means
nothing here, is left out: it was no claim, and steps that need it stay undecided.

Contract: nothing is guessed. A definition that a document makes only by the way (an equation
whose left side is new) is *weak*: it may be left out where that makes a step true. One whose name was
used before (the first equation that says what it is) is *late*: nothing is called false that rests on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from derivex.definition import Definition, check, given_names, unfold
from derivex.documents.assuming import (
    CALL,
    LETTER,
    WORD,
    a_product,
    called_name,
    equated,
    is_value,
    name_of,
    plain_names,
    together,
)
from derivex.documents.domains import given_of
from derivex.documents.passages import Passage
from derivex.documents.records import Argument, Assuming, Defining, Marked, Statements
from derivex.documents.statements import Statement
from derivex.errors import InputError
from derivex.given import Given
from derivex.notation.latex import Conventions, read
from derivex.notation.names import Names, is_builtin
from derivex.term import CONSTANTS, App, Sym, Term, free_symbols

LOCAL = 8  # formulas before a statement in which a value or "if $x = y$" is said of it
NEAR = 2  # formulas behind a statement in which its conditions may stand: "…, where $n$ is an integer"
_PLAIN = re.compile(r"([^\W\d]\w*)\s*(?:\(([^()]*)\))?", re.ASCII)
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
    late: bool = False  # the first equation with this left side, of a name used before
    later: tuple[Passage, ...] = ()  # what else the name is equal to, should the body not be readable
    until: int | None = None

    def holds(self, order: int) -> bool:
        """Whether its name hasn't come to stand for everything before a place."""
        return self.until is None or order < self.until


@dataclass(frozen=True, slots=True)
class Mentioned:
    """An equation in the prose, such as ``x = 2``: the name and its value."""

    order: int
    name: str
    value: Passage


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The names of a document, its definitions, its assumptions, and its equations ``x = 2``, in their order.

    ``written`` are all definitions.
    """

    names: Names
    defined: tuple[Defined, ...]
    assumed: tuple[Assuming, ...]
    written: tuple[Defining, ...] = ()
    mentioned: tuple[Mentioned, ...] = ()


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
    names = Names(functions, symbols).beside(others)
    mentioned = tuple(each for argument in found.arguments if (each := _mentioned(argument, names)) is not None)
    return Knowledge(names, defined, found.assumptions, found.definitions, mentioned)


def _mentioned(argument: Argument, names: Names) -> Mentioned | None:
    """An equation in the prose that gives a name one number."""
    chain = argument.chain
    if argument.formula.display or chain.relations != ("=",) or argument.role != "claim":
        return None
    name = name_of(chain.sides[0])
    value = chain.statements[1].passage
    return Mentioned(argument.order, name, value) if name is not None and is_value(value.text, names) else None


def within(known: Knowledge, marked: tuple[Marked, ...], order: int) -> tuple[Knowledge, Marked | None]:
    """What holds at one place, and the marked derivation that this is in: there its directives alone say something."""
    here = next((each for each in marked if each.holds(order)), None)
    if not marked:
        return known, None

    def holds(each: Defined | Assuming) -> bool:
        if here is not None:
            return each.plain and here.holds(each.order)
        return not any(other.holds(each.order) for other in marked)

    defined, assumed = tuple(filter(holds, known.defined)), tuple(filter(holds, known.assumed))
    if here is None:
        return replace(known, defined=defined, assumed=assumed), None
    functions = frozenset(each.name for each in defined if each.parameters)
    symbols = frozenset(each.name for each in defined if not each.parameters)
    said = (given_of(each, Names(functions, symbols)) for each in assumed)
    symbols = symbols.union(*(given_names(each) for each in said if each is not None))
    return Knowledge(Names(functions, symbols - functions), defined, assumed), here


def _defined(record: Defining, *, assumed: bool = False) -> Defined | None:
    left = record.name.text.strip()
    call = CALL.fullmatch(left)
    if record.plain and (written := _PLAIN.fullmatch(left)) is not None:
        name: str | None = written[1]
        parameters: list[str | None] = [each.strip() for each in written[2].split(",")] if written[2] else []
    else:
        name = called_name(left)
        parameters = [name_of(part) for part in call["inside"].split(",")] if call else []
    if name is None or is_builtin(name) or None in parameters or len(set(parameters)) < len(parameters):
        return None
    inside = tuple(each for each in parameters if each is not None)
    late = record.said == "first equation"
    weak = late or record.said == "new name"
    if _CONSTANT.fullmatch(record.body.text.strip()):  # that says nothing of its value
        return None
    # P(A) = 0.1 says nothing of P(B)
    idle = bool(inside) and (weak or assumed) and not set(inside) & plain_names(record.body.text)
    value = not inside and is_value(record.body.text)
    local = assumed and record.said not in _WIDE
    until = record.until if not inside else None
    found = Defined(name, inside, record.body, record.order, weak, record.plain, value, assumed, local, idle, late)
    return replace(found, later=record.later, until=until)


def _as_defining(assumed: Assuming) -> Defining | None:
    """An assumption that says what a name is, "with $p = mv$", as a definition; None if it gives a number or none."""
    sides = None if assumed.local else equated(assumed)
    if sides is None or is_value(sides[1]) or sides[0] in plain_names(sides[1]):
        return None
    cut = assumed.passage.text.index("=")
    name, body = assumed.passage.cut(0, cut).stripped(), assumed.passage.cut(cut + 1).stripped()
    return Defining(name, body, assumed.said, assumed.order, until=assumed.until)


# ---- for one argument ----


def definitions_for(
    known: Knowledge, order: int, conventions: Conventions, *, weak: bool = True, late: bool = True
) -> tuple[Definition, ...]:
    """The definitions that a statement stands under: of each name the last one before it, or just behind."""
    latest: dict[str, Defined] = {}
    for each in known.defined:
        near = each.order >= order - LOCAL or not each.local
        behind = each.order > order
        if behind and each.local:  # "at $t = 2$" holds of what follows
            continue
        if (
            each.order > order + (NEAR if each.assumed else 1)
            or not near
            or (behind and each.name in latest)
            or each.idle
            or not each.holds(order)
            or _has_another_value(each, known, order)
        ):
            continue
        if (weak or not each.weak) and (late or not each.late):
            latest[each.name] = each
    by = conventions.dependent  # y = sin(u) is a function of u beside dy/du, whatever u is elsewhere
    taken = {parameter for each in latest.values() for parameter in each.parameters}
    variables = {by[name] for name, each in latest.items() if name in by and not each.parameters}
    latest = {
        name: each for name, each in latest.items() if name not in variables and not (each.value and name in taken)
    }
    found: tuple[Definition, ...] = ()
    for each in latest.values():
        made = _as_definition(each, known.names, conventions)
        if made is None:
            continue
        for following in ((*found, made), (made, *found)):  # what was defined last may stand in what was said before
            if _hold(following):
                found = following
                break
    return found


def _has_another_value(each: Defined, known: Knowledge, order: int) -> bool:
    """Whether an equation behind a definition by the way gives its name another number: "in case 2, $a = 1$"."""
    if not (each.weak and each.value):
        return False
    behind = (other for other in known.mentioned if other.name == each.name and each.order < other.order <= order)
    return any(other.value.text.strip() != each.body.text.strip() for other in behind)


def _hold(definitions: tuple[Definition, ...]) -> bool:
    try:
        check(definitions, Given())
    except InputError:
        return False
    return True


def _as_definition(each: Defined, names: Names, conventions: Conventions) -> Definition | None:
    parameters = each.parameters
    if not parameters and each.name in conventions.dependent:
        parameters = (conventions.dependent[each.name],)
    if each.plain:  # its parameters are symbols, whatever they are elsewhere
        names = Names(names.functions - set(parameters), names.symbols | set(parameters))
    for passage in (each.body, *each.later):
        body = side(passage, names, conventions, plain=each.plain)
        if not isinstance(body, InputError):
            return Definition(each.name, parameters, body, passage.place())
    return None


def side(passage: Passage, names: Names, conventions: Conventions, *, plain: bool = False) -> Term | InputError:
    """A side as a term, or the complaint about it, at its place in the document."""
    try:
        if plain:
            from derivex.notation.plain import read as read_plain

            return read_plain(passage.text, names=names, place=passage.inner)
        return read(passage.text, names=names, place=passage.inner, conventions=conventions)
    except InputError as error:
        return passage.relocated(error)


def sides_of(
    written: Iterable[Statement], names: Names, conventions: Conventions, marked: Marked | None = None
) -> list[Term | InputError]:
    """The sides of a chain as terms; where a directive says a line in plain notation, that is read."""
    sides = [side(each.passage, names, conventions) for each in written]
    for number, line in marked.lines if marked is not None else ():
        if number < len(sides):
            sides[number] = side(line, names, conventions, plain=True)
    return sides


def givens_for(known: Knowledge, order: int, local: Iterable[Assuming]) -> Given:
    """What is assumed where a statement stands, and of it alone; of contradictory ones the nearest in front holds."""
    near = [each for each in known.assumed if not each.local and each.order <= order + NEAR and each.holds(order)]
    near = [each for each in near if equated(each) is None]
    told = [given for each in (*near, *local) if (given := given_of(each, known.names)) is not None]
    whole = together(Given(), told)
    if all(set(each.relations) <= set(whole.relations) for each in told):
        return whole
    front = [each for each in near if each.order <= order]
    nearest = (*local, *reversed(front), *(each for each in near if each.order > order))
    return together(Given(), (given_of(each, known.names) for each in nearest))


def values_for(known: Knowledge, order: int) -> tuple[tuple[str, Given], ...]:
    """The names to which the prose near a statement gives one number, such as "at $x = 1$", with that as a given."""
    found: dict[str, set[Term]] = {}
    for assumed in known.assumed:
        sides = None if assumed.local else equated(assumed)
        if sides is not None and order - LOCAL <= assumed.order <= order + NEAR and assumed.holds(order):
            _add_value(found, *sides, known.names)
    for each in known.defined:
        near = each.value and order - LOCAL <= each.order <= order and each.holds(order)
        if near and not each.parameters and not _has_another_value(each, known, order):
            _add_value(found, each.name, each.body.text, known.names)
    return _single(found)


def mentioned_for(mentioned: Iterable[Mentioned], names: Names) -> dict[str, Given]:
    """The names to which some equations give one number, each with that as a given."""
    found: dict[str, set[Term]] = {}
    for each in mentioned:
        _add_value(found, each.name, each.value.text, names)
    return dict(_single(found))


def _single(found: dict[str, set[Term]]) -> tuple[tuple[str, Given], ...]:
    one = {name: next(iter(values)) for name, values in found.items() if len(values) == 1}
    return tuple((name, Given((), (App("=", (Sym(name), value)),))) for name, value in one.items())


def _add_value(found: dict[str, set[Term]], name: str, body: str, names: Names) -> None:
    if is_value(body, names) and name not in CONSTANTS:  # "if $e = 0$" is said of another e, and gives nothing
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
