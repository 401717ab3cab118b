"""What is told of a step between sides that are matrices, or numbers made of them.

Matrices that are written out become tables of terms, and a step between two of them is judged entry by entry, as any
step between scalars is: it is proved if all entries are, refuted if one is at a point at which all of both tables is
defined, else undecided for the reason of the first that is. What rests on a letter of which nothing is said is open.

Contract: one equation a step, at the place of its right side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from time import monotonic

from derivex.definition import unfold
from derivex.documents.equations import Equation, equation, undecided
from derivex.documents.judging import TWO_VALUES, defines, up_to_a_constant, with_values
from derivex.documents.letters import Letters, alone, bold, letters_of, speaks_of_matrices
from derivex.documents.matrices import Reader, read
from derivex.documents.passages import Passage
from derivex.documents.quadratics import Mixed, mixed
from derivex.documents.repairs import listed
from derivex.documents.standing import Judged, Setting, asked, only_alike
from derivex.documents.statements import Statement
from derivex.documents.understanding import LOCAL, Knowledge, side
from derivex.engine.defined import change
from derivex.errors import InputError
from derivex.matrices.alike import Answer, alike
from derivex.matrices.evaluating import Multiple, Unknown, Value, as_scalar, evaluated
from derivex.matrices.expression import Expression, Letter, Meaning, Opaque, Scalar, Written, parts_of, substituted
from derivex.matrices.expression import letters_of as letters_in
from derivex.matrices.normal import may_be_a_column
from derivex.matrices.tables import NoValue, Table, multiple, total
from derivex.notation.latex import Conventions
from derivex.step import Step, conditions_in_words
from derivex.term import ONE, ZERO, Sym, Term, add, free_symbols, is_zero, multiply
from derivex.verdict import Proved, Refuted, Verdict, Witness

Side = Term | InputError | Expression | Mixed

MOST_PARTS = 500  # of what a letter stands for
PATIENCE = 3  # times the seconds of one question, for all entries of a step
ROTATED = "one of them is transposed"


@dataclass(frozen=True, slots=True)
class Matrices:
    """What the letters of a chain about matrices are, and what some of them stand for."""

    letters: Letters
    known: Mapping[str, Expression]


def meanings_of(known: Knowledge) -> tuple[Meaning, ...]:
    """What a document says that letters stand for, as far as it speaks of matrices."""
    found: dict[str, Expression] = {}
    meanings: list[Meaning] = []
    for record in sorted(known.written, key=lambda each: each.order):
        name = None if record.plain else alone(record.name)
        if name is None:
            continue
        expression = _meaning(record.body, found, known)
        if expression is not None and name not in letters_in(expression):
            found[name] = expression
            meanings.append(Meaning(name, expression, record.order))
        elif found.pop(name, None) is not None:
            meanings.append(Meaning(name, None, record.order))
    return tuple(meanings)


def _meaning(body: Passage, found: Mapping[str, Expression], known: Knowledge) -> Expression | None:
    """What the body of a definition is; None if it is no matrix, or can't be read."""
    if not speaks_of_matrices((body.text,)) and not any(name in body.text for name in found):
        return None
    out = any(isinstance(part, Written) for each in found.values() for part in parts_of(each))
    letters = letters_of((body,), frozenset(found), frozenset(), written_out=out)
    try:
        expression = substituted(read(Reader(body, letters, lambda part: _scalar(part, known, Conventions()))), found)
    except InputError:
        return None
    if isinstance(expression, Scalar) or sum(1 for _ in parts_of(expression)) > MOST_PARTS:
        return None
    return expression


def matrices_of(setting: Setting, written: tuple[Statement, ...]) -> Matrices | None:
    """What a chain says of matrices; None if it doesn't speak of any."""
    known: dict[str, Expression] = {}
    for each in setting.meanings:
        if each.order > setting.argument.order + (each.name not in known):
            continue
        if may_be_a_column(each.name) and not bold(each.name) and each.order < setting.argument.order - LOCAL:
            continue  # a small letter may long have become a number
        known.pop(each.name, None)
        if each.expression is not None:
            known[each.name] = each.expression
    texts = tuple(each.latex for each in written)
    if not speaks_of_matrices(texts) and not any(name in text for name in known for text in texts):
        return None
    taken = frozenset(each.name for each in setting.definitions) - known.keys()
    there = {name for name in known for text in texts if name in text}
    out = any(isinstance(part, Written) for name in there for part in parts_of(known[name]))
    letters = letters_of((each.passage for each in written), frozenset(known), taken, written_out=out)
    return Matrices(letters, known)


def read_side(passage: Passage, matrices: Matrices | None, setting: Setting) -> Side:
    """A side of a chain: a term, an expression with matrices, or the complaint about it."""
    if matrices is None:
        return side(passage, setting.known.names, setting.conventions)
    reader = _reader(passage, matrices.letters, setting)
    try:
        found = read(reader)
    except InputError as error:
        try:
            return mixed(reader, {})
        except InputError:
            return passage.relocated(error)
    return found.term if isinstance(found, Scalar) else found


def _reader(passage: Passage, letters: Letters, setting: Setting) -> Reader:
    return Reader(passage, letters, lambda part: _scalar(part, setting.known, setting.conventions))


def _scalar(passage: Passage, known: Knowledge, conventions: Conventions) -> Term:
    found = side(passage, known.names, conventions)
    if isinstance(found, InputError):
        raise found
    return found


# ---- one step ----


def of_step(
    setting: Setting, written: tuple[Statement, ...], sides: list[Side], index: int, matrices: Matrices
) -> Equation:
    """What is told of the step to a side of a chain; one or both of them have matrices in them.

    A step that isn't written, because two displays give the same left side, is false only if what is written is.
    """
    one, two, first = sides[index - 1], sides[index], sides[0]
    assert not isinstance(one, InputError) and not isinstance(two, InputError)
    told = of_matrices(setting, written[index - 1], written[index], one, two, matrices)
    if not written[index].joined or told.status == "proved" or isinstance(first, InputError | Letter | Sym | Opaque):
        return told
    return of_matrices(setting, written[0], replace(written[index], joined=False), first, two, matrices)


def of_matrices(
    setting: Setting,
    before: Statement,
    after: Statement,
    one: Term | Expression | Mixed,
    two: Term | Expression | Mixed,
    matrices: Matrices,
) -> Equation:
    """What is told of a step at least one side of which has matrices in it."""
    named = isinstance(one, Term | Letter | Opaque)
    if named and defines(setting, before, after):
        return equation(before, after, "definition", "")
    letters = dict.fromkeys(name for part in (one, two) for name in _letters_of(part))
    if isinstance(one, Mixed) or isinstance(two, Mixed):
        return _of_mixed(setting, before, after, matrices) or undecided(before, after, _rests_on(letters))
    first, second = (_expression(part, setting) for part in (one, two))
    left, right = (substituted(part, matrices.known) for part in (first, second))
    kinds = {type(part) for each in (left, right) for part in parts_of(each)}
    if Letter in kinds or Written not in kinds:
        told = _of_letters(setting, before, after, first, second)
        if told.status == "undecided" and (left, right) != (first, second):
            told = _of_letters(setting, before, after, left, right)
        otherwise = _of_mixed(setting, before, after, matrices) if told.status == "undecided" else None
        return otherwise or told
    return _of_tables(setting, before, after, left, right)


def _of_tables(setting: Setting, before: Statement, after: Statement, one: Expression, two: Expression) -> Equation:
    """What is told of a step between matrices all of which are written out."""
    try:
        left, right = evaluated(one), evaluated(two)
    except (NoValue, InputError) as refused:
        return undecided(before, after, str(refused))
    except Unknown as what:
        return undecided(before, after, f"what {what} is is not worked out")
    tables = _of_one_size(left, right)
    if isinstance(tables, str):
        return undecided(before, after, tables)
    return _compared(setting, before, after, *tables)


def _expression(part: Term | Expression, setting: Setting) -> Expression:
    return Scalar(unfold(part, setting.definitions)) if isinstance(part, Term) else part


def _of_letters(setting: Setting, before: Statement, after: Statement, one: Expression, two: Expression) -> Equation:
    """What is told of a step between matrices of which some are mere letters: it is proved or open."""
    if after.relation not in ("=", ":=", "equiv"):
        return equation(before, after, "not checkable", "an order of matrices is not checked")

    def equal(left: Term, right: Term) -> bool:
        return isinstance(asked(_judged(setting, before, after, left, right), left, right, setting.given), Proved)

    if any(isinstance(part, Written) for side in (one, two) for part in parts_of(side)):
        return undecided(before, after, _rests_on(dict.fromkeys((*letters_in(one), *letters_in(two)))))
    found = alike(one, two, equal)
    apart = [part.why for side in (one, two) for part in parts_of(side) if isinstance(part, Opaque) and part.why]
    if not found.alike and apart:
        return undecided(before, after, apart[0])
    if not found.alike:
        return undecided(before, after, _why(found, letters_in(one), letters_in(two)))
    lost: tuple[Term, ...] = ()
    gained: tuple[Term, ...] = ()
    parts = (*found.before, *found.after)
    if parts:
        whole = add(*parts)
        if not equal(whole, whole):
            return undecided(before, after, "no point is known at which both sides are defined")
        changed = change(add(*found.before), add(*found.after), setting.given)
        lost, gained = changed.lost, changed.gained
    verdict = Proved("letters", lost, gained)
    said = (*found.invertible, *_said_of(found.columns, "a column", "columns"))
    return equation(before, after, "proved", "", (), verdict, (*conditions_in_words(verdict), *said))


def _said_of(names: tuple[str, ...], one: str, several: str) -> tuple[str, ...]:
    """That some names are something: ``x and y are columns``."""
    if not names:
        return ()
    return (f"{listed(list(names))} {f'is {one}' if len(names) == 1 else f'are {several}'}",)


def _letters_of(part: Term | Expression | Mixed) -> Iterable[str]:
    if isinstance(part, Mixed):
        return sorted(part.letters)
    return () if isinstance(part, Term) else letters_in(part)


def _of_mixed(setting: Setting, before: Statement, after: Statement, matrices: Matrices) -> Equation | None:
    """A step that is proved whatever the numbers are that are made of matrices; None if it isn't."""
    symbols: dict[str, str] = {}
    try:
        readers = (_reader(each.passage, matrices.letters, setting) for each in (before, after))
        one, two = (mixed(reader, symbols) for reader in readers)
    except InputError:
        return None
    left, right = (unfold(each.term, setting.definitions) for each in (one, two))
    judged = _judged(setting, before, after, left, right)
    verdict = asked(judged, left, right, setting.given)
    said = conditions_in_words(verdict)
    if not isinstance(verdict, Proved):
        told = up_to_a_constant(judged, left, right)
        if told is None or not isinstance(told.verdict, Proved):
            return None
        verdict, said = told.verdict, told.conditions
    for name, latex in {**one.symbols, **two.symbols}.items():
        said = tuple(re.sub(rf"\b{name}\b", latex.replace("\\", r"\\"), each) for each in said)
    columns = tuple(sorted(name for name in one.letters | two.letters if may_be_a_column(name)))
    return equation(before, after, "proved", "", (), verdict, (*said, *_said_of(columns, "a column", "columns")))


def _why(found: Answer, left: tuple[str, ...], right: tuple[str, ...]) -> str:
    """Why a step between letters is open."""
    if found.reason:
        return found.reason
    needed = (
        *_said_of(found.symmetric, "symmetric", "symmetric"),
        *(_said_of(found.columns, "a column", "columns") if found.symmetric else ()),
    )
    if needed:
        return f"it needs that {' and that '.join(needed)}, which is not said here"
    apart = [name for name in (*left, *right) if (name in left) != (name in right)]
    return _rests_on(dict.fromkeys(apart or (*left, *right)))


def _judged(setting: Setting, before: Statement, after: Statement, one: Term, two: Term) -> Judged:
    """A step between two scalars that a step between matrices comes down to."""
    relation = "=" if after.relation in (":=", "equiv") else after.relation
    step = Step(one, two, relation, place=after.passage.place(), givens=setting.given)
    return Judged(setting, step, before, after, (one, two), before)


def _rests_on(names: Mapping[str, None]) -> str:
    verb = "is" if len(names) == 1 else "are"
    return f"it rests on what {listed(list(names))} {verb}, which is not said here"


def _of_one_size(left: Value, right: Value) -> tuple[Table, Table] | str:
    """Two values as tables of one size, numbers as tables of one entry; why they aren't, else."""
    one, two = as_scalar(left), as_scalar(right)
    for small, other in ((one, two), (two, one)):
        if isinstance(other, Table):
            factor = small.factor if isinstance(small, Multiple) else small
            if not isinstance(factor, Table) and is_zero(factor):
                nothing = Table(((ZERO,) * other.width,) * other.height)
                return (nothing, other) if small is one else (other, nothing)
            if isinstance(small, Multiple) and other.square:
                whole = multiple(small.factor, other.height)
                return (whole, other) if small is one else (other, whole)
    if isinstance(one, Table) and isinstance(two, Table):
        return one, two
    if isinstance(one, Table) or isinstance(two, Table):
        table, number = (one, two) if isinstance(one, Table) else (two, one)
        names = sorted(free_symbols(number)) if not isinstance(number, Table | Multiple) else []
        if names:
            return _rests_on(dict.fromkeys(names))
        assert isinstance(table, Table)
        return f"the sizes don't agree: a {table.size} matrix and {'a number' if names == [] else 'an identity matrix'}"
    if isinstance(one, Multiple) != isinstance(two, Multiple):
        factors = [each.factor if isinstance(each, Multiple) else each for each in (one, two)]
        if not all(is_zero(each) for each in factors):
            return "a number stands on one side, and a multiple of the identity on the other"
    one, two = (each.factor if isinstance(each, Multiple) else each for each in (one, two))
    assert not isinstance(one, Table | Multiple) and not isinstance(two, Table | Multiple)
    return Table(((one,),)), Table(((two,),))


def _compared(setting: Setting, before: Statement, after: Statement, left: Table, right: Table) -> Equation:
    """Two tables, entry by entry."""
    if (left.height, left.width) != (right.height, right.width):
        return _of_other_sizes(before, after, left, right)
    if after.relation not in ("=", ":=", "equiv") and left.size != "1×1":
        return equation(before, after, "not checkable", "an order of matrices is not checked")
    entries = _Entries(setting, before, after, left, right)
    return entries.equation()


def _of_other_sizes(before: Statement, after: Statement, left: Table, right: Table) -> Equation:
    said = f"the sizes differ: {left.size} and {right.size}"
    if (left.height, left.width) == (right.width, right.height):
        return undecided(before, after, f"false unless {ROTATED}; {said}")
    if after.joined:
        return undecided(before, after, TWO_VALUES)
    witness = Witness((), f"a {left.size} matrix", f"a {right.size} matrix")
    return equation(before, after, "refuted", said, (), Refuted(witness))


class _Entries:
    """The entries of two tables of one size, and what is told of each pair."""

    def __init__(self, setting: Setting, before: Statement, after: Statement, left: Table, right: Table) -> None:
        self.setting, self.before, self.after = setting, before, after
        self.left, self.right = (_unfolded(table, setting) for table in (left, right))
        self.partial = tuple(_partial(table) for table in (self.left, self.right))
        self.single = self.left.size == "1×1"
        self.until = monotonic() + PATIENCE * setting.bounds.seconds

    def equation(self) -> Equation:
        open_entry: Equation | None = None
        point: tuple[tuple[str, Term], ...] = ()
        unexamined: dict[Term, None] = {}
        for place, one, two in self._pairs():
            if monotonic() > self.until:
                late = undecided(self.before, self.after, f"{self._named(place)}not judged for lack of time")
                return open_entry or late
            told = self._told(place, one, two)
            if isinstance(told, Proved):
                point = point or told.point
                unexamined.update(dict.fromkeys(told.unexamined))
            elif told.status == "refuted":
                return told
            else:
                open_entry = open_entry or told
        return open_entry or self._proved(point, tuple(unexamined))

    def _pairs(self) -> Iterator[tuple[tuple[int, int], Term, Term]]:
        """Each pair of entries that isn't written alike or has been before."""
        seen: set[tuple[Term, Term]] = set()
        for row, pair in enumerate(zip(self.left.rows, self.right.rows, strict=True), 1):
            for column, (one, two) in enumerate(zip(*pair, strict=True), 1):
                if (one, two) not in seen and (one != two or not total(one)):
                    seen.add((one, two))
                    yield (row, column), one, two

    def _named(self, place: tuple[int, int]) -> str:
        return "" if self.single else f"row {place[0]}, column {place[1]}: "

    def _told(self, place: tuple[int, int], one: Term, two: Term) -> Proved | Equation:
        """The proof of one entry, or what is told of the step because of it."""
        setting = self.setting
        judged = _judged(setting, self.before, self.after, one, two)
        verdict = asked(judged, one, two, setting.given)
        if isinstance(verdict, Proved):
            alike = only_alike(judged)
            return verdict if not alike else undecided(self.before, self.after, f"false unless {alike}")
        told = with_values(judged, one, two, verdict)
        if told.status == "proved":
            assert isinstance(told.verdict, Proved)
            return told.verdict
        if told.status == "refuted" and not self._everywhere_defined(judged, one, two):
            told = undecided(self.before, self.after, "false, but where it is all of both sides may not be defined")
        if told.status == "refuted" and self.after.joined:
            told = undecided(self.before, self.after, TWO_VALUES)
        return replace(told, reason=self._named(place) + told.reason)

    def _everywhere_defined(self, judged: Judged, one: Term, two: Term) -> bool:
        """Whether an entry is false at a point at which all entries are defined."""
        others = [each for each in (*self.partial[0], *self.partial[1]) if each not in (one, two)]
        if not others:
            return True
        nothing = multiply(ZERO, add(*others))
        try:
            return isinstance(asked(judged, add(one, nothing), add(two, nothing), self.setting.given), Refuted)
        except InputError:
            return False

    def _proved(self, point: tuple[tuple[str, Term], ...], unexamined: tuple[Term, ...]) -> Equation:
        """All entries are equal: a step that is proved where all of both tables is defined, if that is somewhere."""
        lost: tuple[Term, ...] = ()
        gained: tuple[Term, ...] = ()
        try:
            one, two = (add(*each) if each else ONE for each in self.partial)
            if any(self.partial):
                defined = self._defined(add(one, two))
                if not isinstance(defined, Proved):
                    said = "no point is known at which all entries are defined"
                    return undecided(self.before, self.after, said)
                changed = change(one, two, self.setting.given)
                point, lost, gained = defined.point, changed.lost, changed.gained
                unexamined = tuple(dict.fromkeys((*unexamined, *changed.unexamined)))
        except InputError as refused:
            return undecided(self.before, self.after, str(refused))
        verdict = Proved("entry by entry", lost, gained, point, unexamined)
        return equation(self.before, self.after, "proved", "", (), verdict, conditions_in_words(verdict))

    def _defined(self, whole: Term) -> Verdict:
        judged = replace(_judged(self.setting, self.before, self.after, whole, whole), step=Step(whole, whole))
        return asked(judged, whole, whole, self.setting.given)


def _unfolded(table: Table, setting: Setting) -> Table:
    return Table(tuple(tuple(unfold(entry, setting.definitions) for entry in row) for row in table.rows))


def _partial(table: Table) -> tuple[Term, ...]:
    """The entries that may not be defined everywhere, each once."""
    return tuple(dict.fromkeys(entry for entry in table.entries if not total(entry)))
