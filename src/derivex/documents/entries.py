"""Two tables compared, entry by entry.

Each entry is judged as any step between scalars is. All of them proved is a proof, if some point is known at which
all of both tables is defined; one that is false is a refutation, if it is false at a point at which all of both is
defined; everything else is open, for the reason of the first entry that is.

Contract: one equation, which says in which row and column.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from time import monotonic

from derivex.definition import unfold
from derivex.documents.equations import Equation, equation, undecided
from derivex.documents.judging import TWO_VALUES, with_values
from derivex.documents.repairs import listed
from derivex.documents.standing import Judged, Setting, asked, only_alike
from derivex.documents.statements import Statement
from derivex.engine.defined import change
from derivex.errors import InputError
from derivex.matrices.evaluating import Multiple, Value, as_scalar
from derivex.matrices.tables import Table, multiple, total
from derivex.notation.latex_write import write
from derivex.step import Step, conditions_in_words
from derivex.term import ONE, ZERO, Term, add, free_symbols, is_zero, multiply
from derivex.verdict import Proved, Refuted, Verdict, Witness

PATIENCE = 3  # times the seconds of one question, for all entries of a step
MOST_NAMES = 6  # that are listed
ROTATED = "one of them is transposed"


def judged_of(setting: Setting, before: Statement, after: Statement, one: Term, two: Term) -> Judged:
    """A step between two scalars that a step between matrices comes down to."""
    relation = "=" if after.relation in (":=", "equiv") else after.relation
    step = Step(one, two, relation, place=after.passage.place(), givens=setting.given)
    return Judged(setting, step, before, after, (one, two), before)


def rests_on(names: Mapping[str, None]) -> str:
    """What a step rests on that is not said."""
    told = list(names)[:MOST_NAMES] + (["others"] if len(names) > MOST_NAMES else [])
    return f"it rests on what {listed(told)} {'is' if len(told) == 1 else 'are'}, which is not said here"


def of_one_size(left: Value, right: Value) -> tuple[Table, Table] | str:
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
            return rests_on(dict.fromkeys(names))
        assert isinstance(table, Table)
        return f"the sizes don't agree: a {table.size} matrix and {'a number' if names == [] else 'an identity matrix'}"
    if isinstance(one, Multiple) != isinstance(two, Multiple):
        factors = [each.factor if isinstance(each, Multiple) else each for each in (one, two)]
        if not all(is_zero(each) for each in factors):
            return "a number stands on one side, and a multiple of the identity on the other"
    one, two = (each.factor if isinstance(each, Multiple) else each for each in (one, two))
    assert not isinstance(one, Table | Multiple) and not isinstance(two, Table | Multiple)
    return Table(((one,),)), Table(((two,),))


def compared(setting: Setting, before: Statement, after: Statement, left: Table, right: Table) -> Equation:
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
        entries = (_standing(self.before, one), _standing(self.after, two))
        judged = judged_of(self.setting, *entries, one, two)
        verdict = asked(judged, one, two, self.setting.given)
        if isinstance(verdict, Proved):
            alike = only_alike(judged)
            return verdict if not alike else undecided(self.before, self.after, f"false unless {alike}")
        told = with_values(judged, one, two, verdict)
        if told.status == "proved":
            assert isinstance(told.verdict, Proved)
            return told.verdict
        reason = told.reason
        if told.status == "refuted" and self.after.joined:
            return undecided(self.before, self.after, self._named(place) + TWO_VALUES)
        if told.status == "refuted" and self._everywhere_defined(judged, one, two):
            return equation(self.before, self.after, "refuted", self._named(place) + reason, (), told.verdict)
        if told.status == "refuted":
            reason = "false, but where it is all of both sides may not be defined"
        return undecided(self.before, self.after, self._named(place) + reason)

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
        conditions = (*conditions_in_words(verdict), *self._no_blocks())
        return equation(self.before, self.after, "proved", "", (), verdict, conditions)

    def _no_blocks(self) -> tuple[str, ...]:
        """That capital letters in cells, if there are several, are numbers: blocks don't commute."""
        names = {name for table in (self.left, self.right) for entry in table.entries for name in free_symbols(entry)}
        capitals = sorted(name for name in names if name[0].isupper())
        return (f"{listed(capitals)} are numbers",) if len(capitals) > 1 else ()

    def _defined(self, whole: Term) -> Verdict:
        judged = replace(judged_of(self.setting, self.before, self.after, whole, whole), step=Step(whole, whole))
        return asked(judged, whole, whole, self.setting.given)


def _standing(statement: Statement, entry: Term) -> Statement:
    """A statement with one entry in its place."""
    return replace(statement, passage=statement.passage.standing(write(entry)))


def _unfolded(table: Table, setting: Setting) -> Table:
    return Table(tuple(tuple(unfold(entry, setting.definitions) for entry in row) for row in table.rows))


def _partial(table: Table) -> tuple[Term, ...]:
    """The entries that may not be defined everywhere, each once."""
    return tuple(dict.fromkeys(entry for entry in table.entries if not total(entry)))
