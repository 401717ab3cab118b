"""Does a statement follow from another one: is every solution of the first one of the second?

A statement about one unknown is decided completely (``line``). Any other is taken apart: for each case of the first
and each clause of the second a proof is looked for: from the signs of differences, by isolating a part and putting
in what it equals (``implication``), by the engine under the case as a given, by contradiction. A point at which the
first certainly holds and the second certainly doesn't refutes; such points are looked for before a proof is.

Contract (a relation that is undefined at a point is false there): ``Proved`` means inclusion at every admitted point,
``Refuted`` carries an admitted point at which the one is true and the other false. A first statement that certainly has
no solution makes the method "no solutions".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import islice

from derivex.comparison import same
from derivex.engine.bounds import Bounds, OutOfBounds
from derivex.engine.defined import change
from derivex.engine.ladder import ENDLESS, prove
from derivex.engine.points import Point, admitted, is_admitted
from derivex.equations.implication import implied
from derivex.equations.inverting import ALWAYS, inverted, without_bars
from derivex.equations.isolation import isolations
from derivex.equations.line import Compared, compared
from derivex.equations.normal import Relations, cases, clauses, joined, negated
from derivex.equations.signs import certain, derived
from derivex.equations.truth import At
from derivex.errors import BadGiven, InputError, TooLarge
from derivex.given import NO, YES, Given
from derivex.inequality import judge
from derivex.notation.statements import each_side
from derivex.relations import FLIPPED
from derivex.step import in_words
from derivex.substitution import substitute
from derivex.subterms import heads
from derivex.term import PI, App, Sym, Term, add, divide, free_symbols, free_symbols_of, multiply, number
from derivex.tidying import with_numbers_done
from derivex.verdict import Proved, Refuted, Undecided, Verdict, Witness

NO_SOLUTIONS = "no solutions"
SOLUTION_SETS = "solution sets"
FIRST_POINTS, MORE_POINTS = 8, 40  # of each case, before and after a proof is looked for
MAX_QUESTIONS = 40  # to the engine, for one step
MAX_ELIMINATED = 6  # symbols that are replaced by what they are
MAX_ASSUMED = 3  # other relations of a clause that are assumed not to hold
PERIODIC = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
TURNS = tuple(Fraction(above, below) for below in (1, 2, 3, 4, 6) for above in range(-2 * below, 2 * below + 1))
NOT_SHOWN = "neither a proof was found nor a point at which the one holds and the other doesn't"


def follows(before: Term, after: Term, given: Given = Given(), bounds: Bounds = Bounds()) -> Verdict:
    """Whether every solution of the first statement is one of the second.

    ``gained`` of a proof are the solutions of the second alone, where they are known.

    >>> from derivex.notation.statements import read_statement
    >>> def ask(before, after):
    ...     return follows(read_statement(before), read_statement(after))
    >>> ask("x*(x - 1) = 0", "x - 1 = 0")
    Refuted(x = 0: true != false)
    >>> ask("x = 2, y = x + 1", "x + y = 5").method
    'implication'
    """
    plainly = inverted(before, given), inverted(after, given)
    found = compared(*plainly, given)
    if found is not None:
        return _on_the_line(found)
    plainly = without_bars(plainly[0], given), without_bars(plainly[1], given)
    try:
        return _Work(
            before, after, *plainly, given, replace(bounds, seconds=bounds.seconds / 4), bounds.begun()
        ).verdict()
    except (TooLarge, OutOfBounds) as error:
        return Undecided(f"a bound was hit: {error}")
    except RecursionError:
        return Undecided(f"a bound was hit: {ENDLESS}")


def equivalent(before: Term, after: Term, given: Given = Given(), bounds: Bounds = Bounds()) -> Verdict:
    """Whether two statements have the same solutions."""
    found = compared(inverted(before, given), inverted(after, given), given)
    if found is not None and found.has_gained:
        return _loses(found) if found.has_lost else _gains(found)
    there = follows(before, after, given, bounds)
    if not isinstance(there, Proved):
        return there
    back = follows(after, before, given, bounds)
    match back:
        case Refuted(witness, note):
            return Refuted(replace(witness, before=witness.after, after=witness.before), note.replace("loses", "gains"))
        case Undecided(reason):
            return Undecided(f"the way back: {reason}")
    return there


def judged(arrow: str, before: Term, after: Term, given: Given = Given(), bounds: Bounds = Bounds()) -> Verdict:
    """The verdict on ``before => after`` or ``before <=> after``."""
    return (equivalent if arrow == "<=>" else follows)(before, after, given, bounds)


# ---- one unknown ----


def _on_the_line(found: Compared) -> Verdict:
    if found.has_lost:
        return _loses(found)
    point = () if found.common is None else ((found.name, found.common),)
    return Proved(NO_SOLUTIONS if found.empty else SOLUTION_SETS, gained=found.gained, point=point)


def _loses(found: Compared) -> Verdict:
    """What is said where the second statement lacks solutions of the first."""
    return _differ(found.name, found.lost, found.lost_at, "loses", ("true", "false"))


def _gains(found: Compared) -> Verdict:
    """What is said where the second statement has solutions that the first hasn't."""
    return _differ(found.name, found.gained, found.gained_at, "gains", ("false", "true"))


def _differ(name: str, told: tuple[Term, ...], at: Term | None, verb: str, values: tuple[str, str]) -> Verdict:
    if at is None:
        return Undecided(f"it {verb} a solution that has no short form")
    note = f"{verb} {' or '.join(map(in_words, told))}" if told else ""
    return Refuted(Witness(((name, at),), *values), note)


# ---- several unknowns, and functions that aren't polynomials ----


@dataclass(slots=True)
class _Work:
    """One question: does ``after`` follow from ``before``? It counts what it asks of the engine."""

    before: Term  # as written
    after: Term
    premise: Term  # the same, with roots and logarithms taken apart
    conclusion: Term
    given: Given
    bounds: Bounds
    whole: Bounds  # of the question; ``bounds`` are those of what is asked of the engine
    left: int = MAX_QUESTIONS
    known: dict[Relations, Given | None] = field(default_factory=dict)
    pointed: dict[Relations, bool] = field(default_factory=dict)

    def verdict(self) -> Verdict:
        possible = cases(self.premise)
        wanted = clauses(self.conclusion)
        seen = [self.points(case) for case in possible]
        for points in seen:
            refuted = self.refuted(islice(points, FIRST_POINTS))
            if refuted is not None:
                return refuted
        open_cases = [case for case in possible if not self.contradictory(case)]
        if not open_cases:
            return Proved(NO_SOLUTIONS)
        for case in open_cases:
            known = self.eliminated(case)
            if isinstance(known, Refuted):
                return known
            for clause in wanted if known is None else ():
                found = self.implied(case, clause)
                if isinstance(found, Refuted):
                    return found
                if found is None:
                    return self._not_proved(possible, seen)
        return Proved("implication")

    def _not_proved(self, possible: tuple[Relations, ...], seen: list[Iterator[Point]]) -> Verdict:
        for case, points in zip(possible, seen, strict=True):
            more = (*islice(points, MORE_POINTS), *self.periodic(case))
            refuted = self.refuted(iter(more))
            if refuted is not None:
                return refuted
        return Undecided(NOT_SHOWN)

    # ---- points ----

    def points(self, case: Relations) -> Iterator[Point]:
        given = self.under(case)
        if given is None:
            return iter(())
        return admitted(given, each_side(self.after), self.bounds)

    def has_point(self, case: Relations) -> bool:
        """Whether a point of a case is known: without one the engine answers nothing under it."""
        if case not in self.pointed:
            given = self.under(case)
            self.pointed[case] = given is not None and next(admitted(given, (), self.bounds), None) is not None
        return self.pointed[case]

    def periodic(self, case: Relations) -> Iterator[Point]:
        """Multiples of pi, where a case is about the sine of one unknown, or the like."""
        names = free_symbols_of((*case, self.after))
        if len(names) != 1 or PERIODIC.isdisjoint(frozenset().union(*map(heads, case))):
            return
        (name,) = names
        for turn in sorted(set(TURNS), key=lambda each: (each.denominator, abs(each), each < 0)):
            value: Term = multiply(number(turn.numerator), PI) if abs(turn.numerator) != 1 else PI
            value = App("neg", (PI,)) if turn.numerator == -1 else number(Fraction(0)) if not turn else value
            point = Point(((name, value if turn.denominator == 1 else divide(value, number(turn.denominator))),))
            if is_admitted(point, self.given):
                yield point

    def refuted(self, points: Iterator[Point]) -> Refuted | None:
        for point in points:
            here = At(point, self.given)
            if here.truth(self.after) is False and here.truth(self.before) is True:
                return Refuted(Witness(point.shown(), "true", "false"))
        return None

    # ---- proofs ----

    def eliminated(self, case: Relations) -> Refuted | bool | None:
        """What is found out by putting in what a case says that symbols are; True for a proof, None for nothing."""
        rest, after, values = case, self.conclusion, dict[str, Term]()
        for _ in range(MAX_ELIMINATED):
            one = next((each for each in map(_as_value, rest) if each is not None), None)
            if one is None:
                break
            relation, name, value = one
            if any(name in free_symbols(each) for each in self.given.relations):
                return None
            values = {other: substitute(term, {name: value}) for other, term in values.items()} | {name: value}
            left = tuple(each for each in rest if each is not relation)
            rest = tuple(_with(each, name, value) for each in left)
            after = _with(after, name, value)
        if not values or not all(self.given.is_real(value) == YES for value in values.values()):
            return None
        before = joined("and", rest) if rest else ALWAYS
        found = compared(before, after, self.given) if free_symbols_of((before, after)) else None
        if found is None:
            return None
        if not found.has_lost:
            return True
        if found.lost_at is None:
            return None
        at = {found.name: found.lost_at}
        point = {name: with_numbers_done(substitute(value, at)) for name, value in values.items()} | at
        return self.refuted(iter((Point(tuple(sorted(point.items()))),)))

    def under(self, case: Relations) -> Given | None:
        """The givens and what a case says; None if that is contradictory."""
        if case not in self.known:
            try:
                self.known[case] = self.given.with_relations(case)
            except BadGiven:
                self.known[case] = None
        return self.known[case]

    def tells(self, relation: App, given: Given, case: Relations) -> bool:
        """Whether signs tell that a relation holds: those of the givens, and those of factors of what a case says."""
        if certain(relation, given):
            return True
        more = derived(case, given)
        try:
            return bool(more) and certain(relation, given.with_relations(more))
        except BadGiven:
            return True  # no point satisfies the case

    def contradictory(self, case: Relations) -> bool:
        """Whether a case certainly has no solution."""
        if self.under(case) is None:
            return True
        values = values_in(case)
        if self._never_with_values(case):
            return True
        for index, each in enumerate(case):
            if not free_symbols(each) and At(Point(), self.given).truth(each) is False:
                return True
            others = self.under(case[:index] + case[index + 1 :])
            if others is not None and others.holds(each) == NO:
                return True
            if others is not None and self.tells(negated(each), others, case[:index] + case[index + 1 :]):
                return True
            if values and not (free_symbols(each) - {name for name, _ in values}):
                here = Point(tuple(pair for pair in values if pair[0] in free_symbols(each)))
                if At(here, self.given).truth(each) is False:
                    return True
        return False

    def _never_with_values(self, case: Relations) -> bool:
        """Whether another relation can't hold where a symbol is put in the place of what a case says it is."""
        one = next((each for each in map(_as_value, case) if each is not None), None)
        if one is None:
            return False
        relation, name, value = one
        rest = tuple(_with(each, name, value) for each in case if each is not relation)
        if any(certain(negated(each), self.given) for each in rest):
            return True
        plainly = Given(self.given.kinds, (), self.given.real_values)
        stated = (each for each in self.given.relations if isinstance(each, App) and name in free_symbols(each))
        return any(certain(negated(_with(each, name, value)), plainly) for each in stated if each.head in FLIPPED)

    def implied(self, case: Relations, clause: Relations) -> bool | Refuted | None:
        """Whether one of the relations of a clause holds wherever a case does; None if that isn't known."""
        given = self.under(case)
        assert given is not None
        if any(_is_said(each, case) for each in clause):
            return True
        if any(self.holds(each, case, given) for each in clause):
            return True
        if all(each.head == "=" for each in clause):
            found = self._isolating(case, clause, given)
            if found is not None:
                return found
        return True if len(clause) > 1 and self._by_exclusion(case, clause, given) else None

    def _isolating(self, case: Relations, clause: Relations, given: Given) -> bool | Refuted | None:
        """Equations from equations: a part is isolated, and what it equals put in its place."""
        plainly = tuple(each for each in case if each.head == "=")
        rest = self.given.with_relations(each for each in case if each.head != "=")
        for equations in dict.fromkeys((plainly, tuple(each for each in derived(case, given) if each.head == "="))):
            if not self._may_ask():
                return None
            found = implied(equations, clause, rest, self.bounds)
            if isinstance(found, Proved) and not found.unexamined and self.impossible(found.lost, case):
                return True
            if isinstance(found, Refuted):
                refuted = self.refuted(iter((Point(tuple(found.witness.at)),)))
                if refuted is not None:
                    return refuted
        return None

    def _by_exclusion(self, case: Relations, clause: Relations, given: Given) -> bool:
        """All but one of a clause are assumed not to hold: does the last one?"""
        if len(clause) > MAX_ASSUMED + 1:
            return False
        for each in clause:
            others = tuple(other for other in clause if other is not each)
            if not all(self.defined(other, given, case) and _is_real(other, given) for other in others):
                continue
            assumed = (*case, *map(negated, others))
            everything = (*assumed, negated(each))
            if self.contradictory(assumed):
                return True
            if self.defined(each, given, case) and _is_real(each, given) and self.contradictory(everything):
                return True
            under = self.under(assumed)
            if under is not None and self.holds(each, assumed, under):
                return True
        return False

    def holds(self, relation: App, case: Relations, given: Given) -> bool:
        """Whether a relation holds, and is defined, wherever a case does."""
        if not self.defined(relation, given, case):
            return False
        if self.tells(relation, given, case):
            return True
        if not self.has_point(case) or not self._may_ask():
            return False
        left, right = relation.args
        try:
            found = prove(left, right, given, self.bounds) if relation.head == "=" else None
            if relation.head in ("<", "<=", ">", ">="):
                found = judge(relation.head, left, right, given, self.bounds)
        except InputError:
            return False
        return isinstance(found, Proved) and not found.lost and not found.unexamined

    def defined(self, relation: App, given: Given, case: Relations = ()) -> bool:
        """Whether a relation is defined wherever a case is."""
        sides = tuple(each_side(relation))
        around = tuple(side for each in case for side in each.args)
        try:
            found = change(add(*around), add(*sides), given)
        except InputError:
            return False
        return not found.unexamined and self.impossible(found.lost, case)

    def impossible(self, lost: tuple[Term, ...], case: Relations) -> bool:
        """Whether nothing of what is described can be where a case holds."""
        for each in lost:
            try:
                possible = cases(each)
            except (TooLarge, AssertionError):
                return False
            if not all(self.contradictory((*case, *one)) for one in possible):
                return False
        return True

    def _may_ask(self) -> bool:
        self.left -= 1
        return self.left >= 0 and not self.whole.expired()


def _as_value(relation: App) -> tuple[App, str, Term] | None:
    """A relation that says what a symbol is, without a divisor; None for any other."""
    if relation.head != "=":
        return None
    for one in isolations(relation):
        if isinstance(one.part, Sym) and len(one.values) == 1 and not one.divides:
            return relation, one.part.name, one.values[0]
    return None


def _with(statement: Term, name: str, value: Term) -> App:
    found = substitute(statement, {name: value})
    assert isinstance(found, App)
    return found


def values_in(case: Relations) -> tuple[tuple[str, Term], ...]:
    """The symbols of which a case says what they are: ``x = 2``."""
    found: dict[str, Term] = {}
    for each in case:
        for side, other in (each.args, each.args[::-1]):
            if each.head == "=" and isinstance(side, Sym) and free_symbols(side) and not free_symbols(other):
                found.setdefault(side.name, other)
    return tuple(found.items())


def _is_said(relation: App, case: Relations) -> bool:
    """Whether a case says a relation, up to order, either way round, or a stronger one."""
    for each in case:
        for args, head in ((each.args, each.head), (each.args[::-1], FLIPPED[each.head])):
            if head in STRONGER[relation.head] and all(map(same, args, relation.args)):
                return True
    return False


STRONGER = {
    "=": ("=",),
    "!=": ("!=",),
    "<": ("<",),
    ">": (">",),
    "<=": ("<=", "<"),
    ">=": (">=", ">"),
}


def _is_real(relation: App, given: Given) -> bool:
    """Whether a negated order has the meaning that it seems to have: between real values."""
    return relation.head in ("=", "!=") or all(given.is_real(side) == YES for side in relation.args)
