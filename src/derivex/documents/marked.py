"""A derivation that directives mark off in a document, read exactly as it is said.

Its lines stand in a display, its givens, definitions and claim in directives, its reasons beside the lines; a
directive says what of that a display can't show. It becomes a block of a derivation file, and is read as such.

Contract: the derivation, or the first complaint about it as an InputError; nothing is looked for or left out.
"""

from __future__ import annotations

from derivex.definition import names_of
from derivex.derivation import Derivation
from derivex.documents.beside import reasons_beside
from derivex.documents.joining import statements
from derivex.documents.reading import Document
from derivex.documents.records import Argument, Marked
from derivex.documents.understanding import Knowledge, definitions_for, givens_for, knowledge, sides_of, within
from derivex.errors import InputError, Unreadable
from derivex.notation.latex import Conventions, conventions
from derivex.notation.write import plain
from derivex.readers.calc import read_text
from derivex.relations import NEGATED

PAGE = "derivation.md"
SIGNS = {":=": "=", "equiv": "="}


def derivations(document: Document) -> tuple[Derivation | InputError, ...]:
    """The marked derivations of a document."""
    found = statements(document)
    known = knowledge(found)
    read: list[Derivation | InputError] = []
    for argument in found.arguments:
        there, marked = within(known, found.marked, argument.order)
        if marked is None:
            continue
        try:
            read.append(marked_off(argument, there, marked))
        except InputError as error:
            read.append(error)
    return tuple(read)


def marked_off(argument: Argument, known: Knowledge, marked: Marked) -> Derivation:
    """The derivation that one chain is, with what its directives say. Errors: InputError."""
    written = argument.chain.statements
    sides = sides_of(written, known.names, conventions(argument.chain.sides, names=known.names), marked)
    given = givens_for(known, argument.order, ())
    definitions = definitions_for(known, argument.order, Conventions())
    heads = [f"given {each.passage.text}" for each in known.assumed]
    for each in known.defined:
        called = f"{each.name}({', '.join(each.parameters)})" if each.parameters else each.name
        heads.append(f"let {called} = {each.body.text}")
    heads += [f"claim {marked.claim.text}"] if marked.claim is not None else []
    said = {number: passage.text for number, passage in marked.reasons}
    lines: list[str] = []
    for number, (statement, term) in enumerate(zip(written, sides, strict=True)):
        if isinstance(term, InputError):
            raise term
        sign = SIGNS.get(statement.relation, statement.relation)
        if number and sign not in NEGATED:
            raise Unreadable(f'a step can\'t begin with "{sign}"', place=statement.passage.place())
        beside = None if number in said else reasons_beside(statement, names_of(given, definitions))
        by = said.get(number) or ", ".join(map(str, beside or ()))
        lines.append(f"{sign} {plain(term)}{' by ' if by else ''}{by}")
    title = f"# {marked.title}\n" if marked.title else ""
    (read,) = read_text("\n".join([title, "```calc", *heads, "", *lines, "```"]), PAGE)
    return read
