"""A derivation that directives mark off in a document, read exactly as it is said.

Its lines stand in a display, its givens, definitions and claim in directives, its reasons beside the lines; a
directive says what of that a display can't show. It becomes a block of a derivation file, and is read as such.

Contract: the derivation, or the first complaint about it as an InputError; nothing is looked for or left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from derivex.definition import names_of
from derivex.derivation import Derivation
from derivex.documents.beside import reasons_beside
from derivex.documents.formulas import Directive
from derivex.documents.joining import statements
from derivex.documents.passages import Passage
from derivex.documents.reading import Document
from derivex.documents.records import Argument, Marked
from derivex.documents.understanding import Knowledge, definitions_for, givens_for, knowledge, sides_of, within
from derivex.errors import InputError, Unreadable
from derivex.findings import Finding, of_whole
from derivex.notation.latex import Conventions, conventions
from derivex.notation.names import Names, is_builtin
from derivex.notation.write import plain
from derivex.readers.calc import read_text
from derivex.relations import NEGATED
from derivex.subterms import heads
from derivex.term import Term

PAGE = "derivation.md"
SIGNS = {":=": "=", "equiv": "="}


def derivations(document: Document) -> tuple[Derivation | InputError, ...]:
    """The marked derivations of a document."""
    return tuple(derivation for _, derivation in _marked(document))


def of_claims(document: Document) -> Iterator[Finding]:
    """What is to be said of the claims of its marked derivations, at their places; nothing of those that are met."""
    for marked, derivation in _marked(document):
        if marked.claim is None:
            continue
        place = marked.claim.place()
        try:
            if isinstance(derivation, InputError):
                raise derivation
            report = derivation.verify()
        except InputError as error:
            yield Finding(place, "undecided", f"undecided: the claim can't be checked: {error}", (), "warning")
            continue
        if report.claim is not None:
            yield from of_whole(report.claim, report.steps, report.wrong, place)


def _marked(document: Document) -> Iterator[tuple[Marked, Derivation | InputError]]:
    """What marks each derivation of a document off, and the derivation, or the complaint about it."""
    if not any(isinstance(each, Directive) for each in document.items):
        return
    found = statements(document)
    known = knowledge(found)
    for argument in found.arguments:
        there, marked = within(known, found.marked, argument.order)
        if marked is None:
            continue
        try:
            yield marked, marked_off(argument, there, marked)
        except InputError as error:
            yield marked, error


def marked_off(argument: Argument, known: Knowledge, marked: Marked) -> Derivation:
    """The derivation that one chain is, with what its directives say. Errors: InputError, at its place there."""
    heads = [_Line(f"given {each.passage.text}", each.passage, "given ") for each in known.assumed]
    for each in known.defined:
        called = f"{each.name}({', '.join(each.parameters)})" if each.parameters else each.name
        heads.append(_Line(f"let {called} = {each.body.text}", each.body, f"let {called} = "))
    heads.extend(_Line(f"{kind} {each.text}", each, f"{kind} ") for kind, each in marked.rules)
    if marked.claim is not None:
        heads.append(_Line(f"claim {marked.claim.text}", marked.claim, "claim "))
    title = f"# {marked.title}" if marked.title else ""
    lines = [*_lines(argument, known, marked)]
    page = [title, "```calc", *(each.text for each in heads), "", *(each.text for each in lines), "```"]
    try:
        (read,) = read_text("\n".join(page), PAGE)
    except InputError as error:
        raise _moved(error, [None, None, *heads, None, *lines]) from None
    return read


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the block, and what it is made from in the document: behind ``before``, if that is copied."""

    text: str
    passage: Passage
    before: str | None = None


def _lines(argument: Argument, known: Knowledge, marked: Marked) -> Iterator[_Line]:
    """The lines of the chain with their reasons."""
    written = argument.chain.statements
    for number, passage in (*marked.lines, *marked.reasons):
        if number >= len(written):
            raise Unreadable(f"there is no line {number} in this derivation", place=passage.place())
    sides = sides_of(written, known.names, conventions(argument.chain.sides, names=known.names), marked)
    names = names_of(givens_for(known, argument.order, ()), definitions_for(known, argument.order, Conventions()))
    names = names.beside(Names(functions=_unknown_functions(sides)))
    said = dict(marked.reasons)
    for number, (statement, term) in enumerate(zip(written, sides, strict=True)):
        if isinstance(term, InputError):
            raise term
        sign = SIGNS.get(statement.relation, statement.relation)
        if number and sign not in NEGATED:
            raise Unreadable(f'a step can\'t begin with "{sign}"', place=statement.passage.place())
        line = f"{sign} {plain(term)}"
        if number in said:
            yield _Line(f"{line} by {said[number].text}", said[number], f"{line} by ")
        else:
            by = ", ".join(map(str, reasons_beside(statement, names) or ()))
            yield _Line(f"{line} by {by}" if by else line, statement.passage)


def _unknown_functions(sides: Iterable[Term | InputError]) -> frozenset[str]:
    """The functions of the lines that nothing defines: a reason may speak of them, too."""
    found = {head.rstrip("'") for side in sides if not isinstance(side, InputError) for head in heads(side)}
    return frozenset(name for name in found if name.isidentifier() and not is_builtin(name))


def _moved(error: InputError, lines: list[_Line | None]) -> InputError:
    """A complaint about the block, at the place in the document that it is made from."""
    place = error.place
    line = lines[place.line - 1] if place is not None and 0 < place.line <= len(lines) else None
    if line is None or place is None:
        return error
    offset = 0 if line.before is None else max(0, place.column - 1 - len(line.before))
    return type(error)(error.value, place=line.passage.place(offset, place.width), remedy=error.remedy)
