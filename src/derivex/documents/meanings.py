r"""What letters stand for: the matrices that a document writes for them, before a chain and near it.

Every equation between a mere name and a matrix gives the name a meaning, whatever else it is: a definition, a
result, another example. A heading ends them all. What is proved with a meaning is proved of it; but a letter that has
had several meanings, or one far away, may stand for something else by now, and nothing is refuted with it.

Contract: meanings don't rest on later ones, and what can't be read means nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from derivex.documents.concerning import Reader
from derivex.documents.formulas import Border
from derivex.documents.letters import Letters, alone, bold, letters_of, speaks_of_matrices
from derivex.documents.matrices import read
from derivex.documents.passages import Passage
from derivex.documents.quadratics import Mixed, mixed
from derivex.documents.records import Argument, Statements
from derivex.documents.standing import Setting
from derivex.documents.statements import Statement
from derivex.documents.understanding import LOCAL, Knowledge, side
from derivex.errors import InputError
from derivex.matrices.assumed import may_be_a_column
from derivex.matrices.expression import Expression, Meaning, Scalar, Written, parts_of, substituted
from derivex.matrices.expression import letters_of as letters_in
from derivex.notation.latex import Conventions
from derivex.term import Term

Side = Term | InputError | Expression | Mixed

MOST_PARTS = 500  # of what a letter stands for
FAR = 20  # formulas before a chain, beyond which a letter may stand for something else
_COMMAND = re.compile(r"\\[A-Za-z]+")
_EQUATES = frozenset({"=", ":=", "equiv"})


@dataclass(frozen=True, slots=True)
class Matrices:
    """What the letters of a chain about matrices are, and what some of them stand for.

    ``doubtful`` are those of which that isn't sure.
    """

    letters: Letters
    known: Mapping[str, Expression]
    doubtful: frozenset[str] = frozenset()


def meanings_of(found: Statements, known: Knowledge) -> tuple[Meaning, ...]:
    """What a document says that letters stand for, in its order."""
    standing: dict[str, Expression] = {}
    meanings: list[Meaning] = []
    for order, name, body in sorted(_said(found), key=lambda each: each[0]):
        if body is None:
            meanings += [Meaning(each, None, order) for each in standing]
            standing.clear()
            continue
        expression = _meaning(body, standing, known)
        if expression is not None and name not in letters_in(expression):
            standing[name] = expression
            meanings.append(Meaning(name, expression, order))
        elif standing.pop(name, None) is not None:
            meanings.append(Meaning(name, None, order))
    return tuple(meanings)


def _said(found: Statements) -> Iterator[tuple[int, str, Passage | None]]:
    """The names that are equated to something, with the place in the document; a heading is one without a body."""
    for order, item in enumerate(found.document.items):
        if isinstance(item, Border):
            yield order, "", None
    for record in found.definitions:
        name = None if record.plain else alone(record.name)
        if name is not None:
            yield record.order, name, record.body
    for argument in found.arguments:
        yield from _equated(argument)


def _equated(argument: Argument) -> Iterator[tuple[int, str, Passage]]:
    first, *others = argument.chain.statements
    name = alone(first.passage)
    if name is None:
        return
    bodies = [each for each in others if each.relation in _EQUATES and alone(each.passage) is None]
    for index, each in enumerate(bodies):
        if not index or each.joined:  # the first, and that of each display that states the same left side
            yield argument.order, name, each.passage


def _meaning(body: Passage, standing: Mapping[str, Expression], known: Knowledge) -> Expression | None:
    """What the body of an equation is; None if it is no matrix, or can't be read."""
    if not speaks_of_matrices((body.text,)) and not any(name in body.text for name in standing):
        return None
    out = _written_out(standing.values())
    letters = letters_of((body,), frozenset(standing), frozenset(), written_out=out)
    try:
        reader = Reader(body, letters, lambda part: _scalar(part, known, Conventions()))
        expression = substituted(read(reader), standing)
    except InputError:
        return None
    if isinstance(expression, Scalar) or sum(1 for _ in parts_of(expression)) > MOST_PARTS:
        return None
    return expression


def _written_out(expressions: Iterable[Expression]) -> bool:
    return any(isinstance(part, Written) for each in expressions for part in parts_of(each))


# ---- for one chain ----


def matrices_of(setting: Setting, written: tuple[Statement, ...]) -> Matrices | None:
    """What a chain says of matrices; None if it doesn't speak of any."""
    here, own = setting.argument.order, alone(written[0].passage)
    found: dict[str, list[Meaning]] = {}
    for each in setting.meanings:
        if each.order > here + (each.name not in found) or (each.order == here and each.name == own):
            continue
        far = each.order < here - LOCAL
        if each.expression is None or (far and may_be_a_column(each.name) and not bold(each.name)):
            found.pop(each.name, None)  # a small letter may long have become a number
        else:
            found.setdefault(each.name, []).append(each)
    known = {name: expression for name, each in found.items() if (expression := each[-1].expression) is not None}
    texts = tuple(each.latex for each in written)
    there = {name for name in known for text in texts if name in text}
    whole = " ".join(texts)
    bare = _COMMAND.sub(" ", whole)
    called = {name for name in setting.called - known.keys() if name in (whole if name.startswith("\\") else bare)}
    if not there and not called and not speaks_of_matrices(texts):
        return None
    taken = frozenset(each.name for each in setting.definitions) - known.keys()
    out = _written_out(known[name] for name in there)
    defined = frozenset(known) | called
    letters = letters_of((each.passage for each in written), defined, taken - called, written_out=out)
    doubtful = frozenset(
        name
        for name, each in found.items()
        if len({meaning.expression for meaning in each}) > 1 or each[-1].order < here - FAR
    )
    return Matrices(letters, known, doubtful)


def read_side(passage: Passage, matrices: Matrices | None, setting: Setting) -> Side:
    """A side of a chain: a term, an expression with matrices, or the complaint about it."""
    if matrices is None:
        return side(passage, setting.known.names, setting.conventions)
    reader = reader_of(passage, matrices.letters, setting)
    try:
        found = read(reader)
    except InputError as error:
        try:
            return mixed(reader, {})
        except InputError:
            return passage.relocated(error)
    return found.term if isinstance(found, Scalar) else found


def reader_of(passage: Passage, letters: Letters, setting: Setting) -> Reader:
    return Reader(passage, letters, lambda part: _scalar(part, setting.known, setting.conventions))


def _scalar(passage: Passage, known: Knowledge, conventions: Conventions) -> Term:
    found = side(passage, known.names, conventions)
    if isinstance(found, InputError):
        raise found
    return found
