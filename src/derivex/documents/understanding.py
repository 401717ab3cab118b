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
from dataclasses import dataclass

from derivex.definition import Definition, check
from derivex.documents.passages import Passage
from derivex.documents.records import Assuming, Defining, Statements
from derivex.errors import InputError
from derivex.given import Given
from derivex.notation.latex import Conventions, read, read_relations
from derivex.notation.names import Names, is_builtin
from derivex.term import RELATIONS, App, Sym, Term

NEAR = 2  # formulas behind a statement in which its conditions may stand: "…, where $n$ is an integer"
_CALL = re.compile(r"(?P<base>.+?)\s*(?:\\left\s*)?\((?P<inside>[^()]*)(?:\\right\s*)?\)\Z", re.DOTALL)
_UPRIGHT = re.compile(r"\\(?:operatorname\*?|mathrm|mathit|text)\s*\{\s*([A-Za-z]{2,40})\s*\}")
_WORD = re.compile(r"[A-Za-z]{2,40}")
_KINDS = {"integer": "integer", "integers": "integer", "real": "real", "complex": "complex"}
_SIGNS = {"positive": ">", "negative": "<", "nonnegative": ">=", "non-negative": ">=", "nonzero": "!="}


@dataclass(frozen=True, slots=True)
class Defined:
    """A definition as LaTeX, its name and parameters read."""

    name: str
    parameters: tuple[str, ...]
    body: Passage
    order: int
    weak: bool
    plain: bool


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The names of a document, its definitions and its assumptions, in their order."""

    names: Names
    defined: tuple[Defined, ...]
    assumed: tuple[Assuming, ...]


def knowledge(found: Statements) -> Knowledge:
    """What a document says of its names."""
    defined = tuple(each for each in map(_defined, found.definitions) if each is not None)
    functions = frozenset(each.name for each in defined if each.parameters)
    words = {each.text.strip() for each in found.document.formulas if _WORD.fullmatch(each.text.strip())}
    symbols = frozenset(each.name for each in defined if not each.parameters) | words
    symbols = frozenset(name for name in symbols - functions if not is_builtin(name))
    return Knowledge(Names(functions, symbols), defined, found.assumptions)


def name_of(latex: str) -> str | None:
    """The name that some LaTeX is; None if it is anything else.

    >>> name_of("\\\\theta_1"), name_of("rate"), name_of("2x")
    ('theta_1', 'rate', None)
    """
    text = latex.strip()
    upright = _UPRIGHT.fullmatch(text)
    if upright:
        return upright[1]
    if _WORD.fullmatch(text):
        return text
    try:
        term = read(text)
    except InputError:
        return None
    return term.name if isinstance(term, Sym) else None


def called_name(latex: str) -> str | None:
    """The name that some LaTeX is, alone or with what it is called with; None if it is anything else."""
    call = _CALL.fullmatch(latex.strip())
    return name_of(call["base"] if call else latex)


def _defined(record: Defining) -> Defined | None:
    left = record.name.text.strip()
    call = _CALL.fullmatch(left)
    name = called_name(left)
    parameters = [name_of(part) for part in call["inside"].split(",")] if call else []
    if name is None or is_builtin(name) or None in parameters or len(set(parameters)) < len(parameters):
        return None
    inside = tuple(each for each in parameters if each is not None)
    return Defined(name, inside, record.body, record.order, record.said == "new name", record.plain)


# ---- for one argument ----


def definitions_for(
    known: Knowledge, order: int, conventions: Conventions, *, weak: bool = True
) -> tuple[Definition, ...]:
    """The definitions that a statement stands under: of each name the last one before it, or just behind."""
    latest: dict[str, Defined] = {}
    for each in known.defined:
        if each.order <= order + 1 and (weak or not each.weak):
            latest[each.name] = each
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
    return together(Given(), (*(_given(each, known.names) for each in (*near, *local)),))


def together(given: Given, more: Iterable[Given | None]) -> Given:
    """The givens and more of them, those left out that contradict the others."""
    for each in more:
        if each is not None:
            try:
                given = given.and_(each)
            except InputError:
                continue
    return given


def _given(assumed: Assuming, names: Names) -> Given | None:
    try:
        if assumed.plain:
            return Given.read([assumed.passage.text])
        words = [word.lower() for word in re.findall(r"[A-Za-z-]+", assumed.words)]
        if words:
            subjects = [name_of(part) for part in assumed.passage.text.split(",")]
            kinds = [(name, _KINDS[word]) for name in subjects if name for word in words if word in _KINDS]
            signs = [
                App(_SIGNS[word], (Sym(name), _ZERO)) for name in subjects if name for word in words if word in _SIGNS
            ]
            if kinds or signs:
                return Given(tuple(kinds), tuple(signs))
        relations = read_relations(assumed.passage.text, names=names)
        return Given((), tuple(each for each in relations if isinstance(each, App) and each.head in RELATIONS))
    except InputError:
        return None


_ZERO = read("0")


def tied(conventions: Conventions, more: Mapping[str, str]) -> Conventions:
    """The conventions, and that more names depend on a variable."""
    from dataclasses import replace

    return replace(conventions, dependent={**more, **conventions.dependent})
