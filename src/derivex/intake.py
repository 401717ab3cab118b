"""What people bring from Python: text, a term or a SymPy expression, wherever mathematics goes.

Givens, definitions and claims are relations, and come in the same three shapes:
``"x > 0"``, ``App(">", …)`` and SymPy's ``x > 0``; so do ``Given`` and ``Definition``
values. The assumptions of SymPy symbols are givens too.

Errors: InputError with the place of its text. SymPy decides some relations by itself
(``Eq(x, x)`` is ``True``); what was asked is lost then, and that is an error as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from derivex.admission import declared
from derivex.definition import Definition, Definitions, check, given_names, names_of, read_definitions
from derivex.errors import BadDefinition, BadGiven, InputError, Place, Unreadable
from derivex.given import Given
from derivex.notation.names import Names
from derivex.term import RELATIONS, App, Num, Sym, Term

if TYPE_CHECKING:
    from typing import TypeAlias

    import sympy

    Mathematics: TypeAlias = str | Term | sympy.Basic | int
    Givens: TypeAlias = Mathematics | Given | Iterable[Mathematics | Given]
    Lets: TypeAlias = Mathematics | Definition | Iterable[Mathematics | Definition]

NOTHING = Given()
LOST = "write it as text, or with sympy.Eq, Ne, Lt, … and evaluate=False"


@dataclass(frozen=True, slots=True)
class Brought:
    """Givens as understood, as texts, and the symbols that say nothing and are taken as real."""

    given: Given = NOTHING
    texts: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


def text_of(value: Any) -> str:
    """A value as the text that a reader knows it by."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, Num | Sym | App):
        from derivex.notation.write import plain

        return plain(value)
    return str(value)


def assumed(value: object, *, defined: Iterable[str] = ()) -> Brought:
    """What the symbols of a SymPy expression assume; nothing for anything else.

    Defined names are left out: what they stand for is known.
    """
    if isinstance(value, str | Num | Sym | App | int) or not hasattr(value, "free_symbols"):
        return Brought()
    from derivex.meaning import symbols_given

    found, defined = symbols_given(value), frozenset(defined)
    kinds = tuple(pair for pair in found.given.kinds if pair[0] not in defined)
    relations = tuple(each for each in found.given.relations if given_names(Given((), (each,))).isdisjoint(defined))
    return Brought(Given(kinds, relations), (), tuple(name for name in found.taken_as_real if name not in defined))


def relation(value: Mathematics, *, names: Names = Names(), place: Place) -> App:
    """One relation between two terms, from any of its shapes; an InputError at the place."""
    term = _relational(value, names, place)
    if not (isinstance(term, App) and term.head in RELATIONS):
        raise Unreadable("this is no relation", place=place, remedy='write "L = R", or bring sympy.Eq(L, R)')
    return term


def _relational(value: Mathematics, names: Names, place: Place) -> Term:
    """A text or an expression as a term; what SymPy or Python has decided already is refused."""
    if isinstance(value, str):
        from derivex.notation.plain import read_relation

        return read_relation(value, names=names, place=place)
    if isinstance(value, bool):
        raise Unreadable(f"Python has made this {value} before it arrived", place=place, remedy=LOST)
    if str(value) in ("True", "False") and not isinstance(value, Num | Sym | App):
        raise Unreadable(f"SymPy has made this {value} before it arrived", place=place, remedy=LOST)
    from derivex.meaning import as_term

    try:
        return as_term(value, names=names)
    except InputError as error:
        raise error.at(place) from None


# ---- givens ----


def givens(given: Givens, lets: Iterable[Mathematics | Definition] = ()) -> Brought:
    """The givens, which may speak of what ``lets`` define.

    Errors: BadGiven, and those of the notation.

    >>> from derivex.notation.plain import read_relation
    >>> str(givens(["x real", read_relation("x > 0")]).given)
    'x real, x > 0'
    """
    functions: frozenset[str] = frozenset()
    symbols: frozenset[str] = frozenset()
    for each in lets:
        named = _left_names(each)
        functions, symbols = functions | named.functions, symbols | named.symbols
    names = Names(functions=functions, symbols=symbols - functions)
    several = _each(given, "given")
    read = _all_texts(several, names)
    if read is not None:
        return read
    found = Brought()
    for one in several:
        more = _given(one, names)
        texts = found.texts + more.texts
        try:
            found = Brought(found.given.and_(more.given), texts, (*found.silent, *more.silent))
        except InputError as error:
            raise error.at(_place("<given>", more.texts[-1] if more.texts else "")) from None
    known = given_names(found.given)
    return replace(found, silent=tuple(name for name in dict.fromkeys(found.silent) if name not in known))


def _all_texts(several: tuple[Mathematics | Given, ...], names: Names) -> Brought | None:
    """Givens that are all texts, read at once; None if some are not, or can't be accepted.

    One that can't be accepted is looked at again on its own, so that the complaint names it.
    """
    texts = tuple(text for text in several if isinstance(text, str))
    if len(texts) < len(several):
        return None
    if not texts:
        return Brought()
    from derivex.notation.givens import read_givens

    found = NOTHING
    kinds: list[tuple[str, str]] = []
    try:
        for text in texts:
            written = read_givens((text,), names)
            kinds.extend(written.kinds)
            if written.relations or written.real_values:
                real_values = found.real_values or written.real_values
                found = Given(tuple(kinds), found.relations + written.relations, real_values)
        if len(found.kinds) < len(kinds):
            found = Given(tuple(kinds), found.relations, found.real_values)
    except InputError:
        return None
    return Brought(found, texts)


def _given(one: Mathematics | Given, names: Names) -> Brought:
    if isinstance(one, Given):
        return Brought(one, (str(one),) if str(one) else ())
    text = text_of(one)
    place = _place("<given>", text)
    if isinstance(one, str):
        try:
            return Brought(Given.read([one], names=names, place=place), (one,))
        except InputError as error:
            raise error.at(place) from None
    from derivex.notation.givens import checked

    parts = _conjuncts(one)
    relations = [_relational(part, names, place) for part in parts]
    try:
        checked(relations, text)
        assumptions = assumed(one, defined=names.functions | names.symbols)
        stated = Given((), tuple(relations)).and_(assumptions.given)
    except InputError as error:
        raise error.at(place) from None
    return Brought(stated, tuple(map(text_of, relations)), assumptions.silent)


def joined(value: Any, names: Names = Names()) -> App | None:
    """SymPy's ``And`` or ``Or`` of relations as a statement; None for anything else."""
    if type(value).__name__ not in ("And", "Or") or not hasattr(value, "args"):
        return None
    from derivex.meaning import as_term

    parts: list[Term] = []
    for part in sorted(value.args, key=str):
        inner = joined(part, names)
        parts.append(as_term(part, names=names) if inner is None else inner)
    return App(type(value).__name__.lower(), tuple(parts))


def _conjuncts(value: Any) -> tuple[Any, ...]:
    """The parts of SymPy's ``And`` or a term's ``and``; anything else is its only part."""
    if isinstance(value, App) and value.head == "and":
        return tuple(part for arg in value.args for part in _conjuncts(arg))
    if type(value).__name__ == "And" and hasattr(value, "args"):
        return tuple(part for arg in sorted(value.args, key=str) for part in _conjuncts(arg))
    return (value,)


def _each(value: Any, what: str) -> tuple[Any, ...]:
    """One value or several as several."""
    if isinstance(value, str | Num | Sym | App | Given | Definition | bool) or not isinstance(value, Iterable):
        return (value,)
    if isinstance(value, dict):
        raise BadGiven(f"{what} is a list, not a dictionary", remedy=f'write {what}=["…", "…"]')
    return tuple(value)


def _place(name: str, text: str) -> Place:
    return Place(name, text=text, width=max(1, len(text)))


# ---- definitions ----


def listed(let: Lets) -> tuple[Mathematics | Definition, ...]:
    """One definition or several as several."""
    return _each(let, "let")


def definitions(lets: Iterable[Mathematics | Definition], given: Given) -> Definitions:
    """The definitions, each of which may use those before it.

    Errors: BadDefinition, and those of the notation.

    >>> from derivex.notation.plain import read_relation
    >>> [str(each) for each in definitions([read_relation("S(x) = x^2"), "u = S(3)"], NOTHING)]
    ['S(x) = x^2', 'u = S(3)']
    """
    found: Definitions = ()
    for each in lets:
        if isinstance(each, str):
            found = (*found, *read_definitions([(each, Place("<let>", text=each))], given=given, earlier=found))
            continue
        found = (*found, each if isinstance(each, Definition) else _definition(each, names_of(given, found)))
        check(found, given)
    return found


def _definition(value: Mathematics, names: Names) -> Definition:
    place = Place("<let>", text=text_of(value))
    stated = _relational(value, names, place)
    match stated:
        case App("=", (Sym(name), body)):
            return Definition(name, (), body, place)
        case App("=", (App(name, args), body)) if all(isinstance(arg, Sym) for arg in args) and name.isidentifier():
            return Definition(name, tuple(arg.name for arg in args if isinstance(arg, Sym)), body, place)
    raise BadDefinition(
        "a definition is a name, its parameters, = and what it stands for",
        place=place,
        remedy='write it like "S(x) = x^2" or sympy.Eq(S(x), x**2)',
    )


def _left_names(let: Mathematics | Definition) -> Names:
    """The name that a definition declares, seen from its left side alone."""
    if isinstance(let, str):
        return declared([let])
    if isinstance(let, Definition):
        name, is_function = let.name, bool(let.parameters)
    else:
        found = _definition(let, Names())
        name, is_function = found.name, bool(found.parameters)
    return Names(functions=frozenset({name})) if is_function else Names(symbols=frozenset({name}))
