"""Which moves lead from one statement to another: the search, with the moves that may be used as its tools.

A statement of several parts is taken part by part. A part that stays as it was needs no move; one that is the same by
arithmetic needs none either; rules of the book may rewrite its sides where they are among the tools.

Contract: a way that is returned was made: each of its moves, with its amount, makes a statement from the ones
before, and the last one is the line, by arithmetic or by the rules that are named. ``unmet`` are needs of moves
that don't follow from what is known. Whether the step is true is not asked here. The budget counts comparisons.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from derivex.book import Book
from derivex.definition import unfold
from derivex.equations.alike import by_arithmetic, equal, same_statement
from derivex.equations.inverting import solved_for
from derivex.equations.isolation import isolations, replaced
from derivex.equations.makes import Made, makes
from derivex.equations.normal import joined
from derivex.equations.quadratic import completed_square, solutions_of
from derivex.equations.rows import Move
from derivex.equations.signs import certain, in_factors
from derivex.errors import BadGiven
from derivex.given import NO, Given
from derivex.justify import justify
from derivex.laws import Context
from derivex.lead import Fits, SearchBounds
from derivex.notation.statements import relations
from derivex.reasons import Reason
from derivex.relations import FLIPPED
from derivex.search import explain
from derivex.term import App, Sym, Term, divide, free_symbols, is_head, literal

ARITHMETIC = "arithmetic"  # "simplify" and "algebra" mean it, too
MANY = 3  # factors, of which the row of the move has two
MAX_WORK = 400  # comparisons of statements for one step
SIDES = SearchBounds(moves=400)
# what these make is compared by the engine: the root of a square is done in the head
FUNCTIONAL = frozenset(
    {
        *("square-both-sides", "raise-both-sides-to-a-power", "exponentiate-both-sides", "take-the-logarithm"),
        *("take-the-square-root", "take-the-reciprocal", "take-the-absolute-value", "compare-exponents"),
        *("square-an-inequality", "exponentiate-an-inequality", "logarithm-of-an-inequality", "reciprocals-turn"),
        *("zero-product", "absolute-value-equation", "between-opposites", "beyond-opposites"),
        *("root-of-an-inequality", "between-roots", "beyond-roots", "quadratic-formula", "complete-the-square"),
    }
)


@dataclass(frozen=True, slots=True)
class Tool:
    """Something that may be used: moves of one name, or an act; ``number`` is that of the reason."""

    number: int
    moves: tuple[Move, ...] = ()
    act: str = ""
    argument: Term | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """How a line is reached: the names, in order, the reasons that were used, and needs that aren't met."""

    names: tuple[str, ...] = ()
    used: frozenset[int] = frozenset()
    unmet: tuple[tuple[Move, App], ...] = ()
    made: tuple[Made, ...] = ()

    def and_(self, other: Way) -> Way:
        names = tuple(dict.fromkeys((*self.names, *other.names)))
        return Way(names, self.used | other.used, (*self.unmet, *other.unmet), (*self.made, *other.made))


STAYS = Way()


@dataclass(slots=True)
class Search:
    """One search: its tools, the rules that are named, what is known, and how much work is left."""

    tools: tuple[Tool, ...]
    rules: tuple[Reason, ...]
    rule_numbers: tuple[int, ...]
    book: Book
    context: Context
    known: tuple[App, ...] = ()  # statements that hold beside the line before: earlier lines, equations that are given
    any_rules: bool = False  # the sides may be rewritten by whatever rules are found
    most: int = 2  # tools one after the other, for one part
    left: int = MAX_WORK
    sides: dict[tuple[Term, Term], Way | None] = field(default_factory=dict)

    @property
    def given(self) -> Given:
        return self.context.given

    def ways(self, before: App, after: App) -> Iterator[Way]:
        """Ways from one statement to another, the shortest first."""
        if before == after:
            yield STAYS
            return
        if same_statement(before, after) and not self.rules:
            yield STAYS
        whole = self._whole(before, after)
        yield from whole
        if is_head(after, "and") and not is_head(before, "or"):
            yield from self._all(before, after.args)
        elif is_head(before, "or"):
            yield from self._cases(before, after)

    # ---- statements of several parts ----

    def _all(self, before: App, parts: tuple[Term, ...]) -> Iterator[Way]:
        """Every part of the line from the line before."""
        total = STAYS
        for part in parts:
            assert isinstance(part, App)
            way = self._best(before, part)
            if way is None:
                return
            total = total.and_(way)
        yield total

    def _cases(self, before: App, after: App) -> Iterator[Way]:
        """Every case of the line before to a case of the line, and no case of it from nowhere."""
        wanted = [each for each in (after.args if is_head(after, "or") else (after,)) if isinstance(each, App)]
        total, reached = STAYS, set[int]()
        for part in before.args:
            assert isinstance(part, App)
            found = self._case(part, wanted)
            if found is None:
                return
            total = total.and_(found[0])
            reached |= found[1]
        if len(reached) == len(wanted):
            yield total

    def _case(self, part: App, wanted: list[App]) -> tuple[Way, set[int]] | None:
        for index, other in enumerate(wanted):
            way = self._best(part, other)
            if way is not None:
                return way, {index}
        if len(wanted) > 1:  # one case that becomes several: a square root in each of two
            for start in range(len(wanted) - 1):
                pair = App("or", tuple(wanted[start : start + 2]))
                way = self._best(part, pair)
                if way is not None:
                    return way, {start, start + 1}
        return None

    def _best(self, before: App, after: App) -> Way | None:
        """The first way whose needs are met, or else the first one."""
        first: Way | None = None
        for way in self.ways(before, after):
            if not way.unmet:
                return way
            first = way if first is None else first
        return first

    # ---- a statement as a whole ----

    def _whole(self, before: App, after: App) -> Iterator[Way]:
        premises = self._premises(before)
        if not is_head(after, "and"):
            for each in premises:
                way = self._compared(each, after)
                if way is not None:
                    yield way
        yield from self._moved(before, after, self.tools, self.most)

    def _premises(self, before: App) -> tuple[App, ...]:
        parts = before.args if is_head(before, "and") else (before,)
        return tuple(each for each in parts if isinstance(each, App))

    def _moved(self, before: App, after: App, tools: tuple[Tool, ...], depth: int) -> Iterator[Way]:
        """By one tool, and then by the others."""
        for index, tool in enumerate(tools):
            for made, statement in self._made(tool, before, after):
                if self.left <= 0:
                    return
                self.left -= 1
                functional = made.move.name in FUNCTIONAL if made is not None else tool.act in FUNCTIONAL
                way = self._compared(statement, after, functional=functional)
                if way is None and statement.head == "or":
                    way = self._compared(self._possible(statement), after, functional=functional)
                if way is not None:
                    yield self._told(tool, made, before).and_(way)
                elif depth > 1 and len(tools) > 1:
                    rest = (*tools[:index], *tools[index + 1 :])
                    for further in self._moved(statement, after, rest, depth - 1):
                        yield self._told(tool, made, before).and_(further)

    def _told(self, tool: Tool, made: Made | None, before: App) -> Way:
        if made is None:
            return Way((tool.act,), frozenset({tool.number}))
        unmet = tuple((made.move, need) for need in made.needs if not self._is_met(need, before))
        return Way((made.move.name,), frozenset({tool.number}), unmet, (made,))

    def _is_met(self, need: App, before: App) -> bool:
        """Whether a need follows from the givens and from what holds with the line before."""
        if certain(need, self.given):
            return True
        facts = tuple(each for each in (*self._premises(before), *self.known) if each.head not in ("and", "or"))
        try:
            return certain(need, self.given.with_relations(facts))
        except BadGiven:
            return True  # nothing satisfies the line before

    def _made(self, tool: Tool, before: App, after: App) -> Iterator[tuple[Made | None, App]]:
        """What a tool makes of a statement."""
        premises = self._premises(before)
        if tool.act == "substitute":
            yield from ((None, each) for each in self._substituted(tool, before))
        elif tool.act == "quadratic-formula":
            found = (solutions_of(each, after) for each in premises)
            yield from ((None, each) for each in found if each is not None)
        elif tool.act == "complete-the-square":
            completed = (completed_square(each, after) for each in premises)
            yield from ((None, each) for each in completed if each is not None)
        single = [(each,) for each in premises if each.head not in ("and", "or")]
        several = tuple(each for each in (*premises, *self.known) if each.head not in ("and", "or"))
        pairs = [(one, other) for one in premises for other in several if one is not other and other.head != "and"]
        line = relations(after)[0]
        for move in tool.moves:
            if move.name == "zero-product":
                yield from ((Made(move, (), each), each) for each in _split(single))
        feeds = () if tool.argument is None else (tool.argument,)
        for chosen in (*single, *pairs):
            if any(each.head in ("and", "or") for each in chosen):
                continue
            for made in makes(chosen, line, feeds, tool.moves):
                if _is_meant(made, tool.argument):
                    yield made, made.conclusion

    def _substituted(self, tool: Tool, before: App) -> Iterator[App]:
        """A premise with what an equation says put into it."""
        premises = self._premises(before)
        for equation, part, value in self._equalities(tool, premises):
            for each in premises:
                if each is equation:
                    continue
                found = App(each.head, tuple(_put(side, part, value) for side in each.args))
                if found != each:
                    yield found

    def _equalities(self, tool: Tool, premises: tuple[App, ...]) -> Iterator[tuple[App | None, Term, Term]]:
        known = [each for each in (*premises, *self.known) if each.head == "="]
        argument = tool.argument
        if is_head(argument, "=") if argument is not None else False:
            assert isinstance(argument, App)
            source = next((each for each in known if same_statement(each, argument)), None)
            if source is not None or self._is_given(argument):
                left, right = argument.args
                yield source, left, right
                yield source, right, left
            return
        for each in known:
            for one in isolations(each):
                if len(one.values) == 1 and not one.divides and argument in (None, one.part):
                    yield each, one.part, one.values[0]

    def _is_given(self, equation: App) -> bool:
        return any(isinstance(each, App) and same_statement(each, equation) for each in self.given.relations)

    # ---- comparing ----

    def _compared(self, before: App, after: App, *, functional: bool = False) -> Way | None:
        """How a statement that was made becomes the line without a further move; None if it doesn't."""
        if before.head in ("and", "or") or after.head in ("and", "or"):
            return self._parts_compared(before, after, functional)
        for head, args in ((before.head, before.args), (FLIPPED[before.head], before.args[::-1])):
            if head != after.head:
                continue
            total: Way | None = STAYS
            for one, other in zip(args, after.args, strict=True):
                way = self._side(one, other, functional)
                total = None if total is None or way is None else total.and_(way)
            if total is not None:
                return total
        return STAYS if functional and self._is_solved_by(before, after) else None

    def _is_solved_by(self, before: App, after: App) -> bool:
        """Whether the line says what a symbol is, or where it lies, and that is plain: ``x = 2`` from ``x - 2 = 0``."""
        for head, (symbol, value) in ((after.head, after.args), (FLIPPED[after.head], after.args[::-1])):
            if isinstance(symbol, Sym) and free_symbols(symbol):
                found = solved_for(before, symbol)
                if found is not None and found[0] == head and self._equal(found[1], value):
                    return True
        match before:
            case App("=", (App("^", (base, exponent)), right)) if literal(right) == 0 and _is_positive(exponent):
                bare = App("=", (base, right))  # a power is zero where its base is
                return same_statement(bare, after) or self._is_solved_by(bare, after)
        return before.head == after.head == "=" and _are_multiples(before, after)

    def _parts_compared(self, before: App, after: App, functional: bool) -> Way | None:
        if before.head != after.head or len(before.args) != len(after.args):
            return None
        total, left = STAYS, list(after.args)
        for one in before.args:
            for index, other in enumerate(left):
                assert isinstance(one, App) and isinstance(other, App)
                way = self._compared(one, other, functional=functional)
                if way is not None:
                    total = total.and_(way)
                    del left[index]
                    break
            else:
                return None
        return total

    def _side(self, one: Term, other: Term, functional: bool) -> Way | None:
        if one == other:
            return STAYS
        if (one, other) not in self.sides:
            self.sides[one, other] = self._rewritten(one, other)
        found = self.sides[one, other]
        if found is None and functional and self._equal(one, other):
            return STAYS
        return found

    def _equal(self, one: Term, other: Term) -> bool:
        known = self.context.definitions
        return equal(unfold(one, known), unfold(other, known), self.given)

    def _possible(self, statement: App) -> App:
        """A statement without the cases that the givens exclude: -2 where x > 0."""
        if statement.head != "or":
            return statement
        kept = tuple(
            each
            for each in statement.args
            if not isinstance(each, App) or each.head in ("and", "or") or self.given.holds(each) != NO
        )
        return joined("or", kept) if kept else statement  # type: ignore[arg-type]  # parts of a statement are statements

    def _rewritten(self, one: Term, other: Term) -> Way | None:
        """A side by the rules that are named, by arithmetic, or by whatever rules are found."""
        if self.rules:
            named = next((each for each in self.rules if each.name == ARITHMETIC), None)
            if named is not None and by_arithmetic(one, other, factored=True):
                return Way((named.name,), frozenset({self.rule_numbers[self.rules.index(named)]}))
            for chosen in dict.fromkeys((self.rules, *((each,) for each in self.rules))):
                found = justify(one, other, chosen, book=self.book, context=self.context, bounds=SIDES)
                if isinstance(found, Fits):
                    numbers = (self.rule_numbers[self.rules.index(each)] for each in chosen)
                    return Way(tuple(each.name for each in chosen), frozenset(numbers))
        if by_arithmetic(one, other):
            return STAYS
        if self.any_rules and self._equal(one, other):
            explained = explain(one, other, book=self.book, context=self.context, bounds=SIDES)
            return None if explained is None else Way(explained.names)
        return None


def _is_positive(term: Term) -> bool:
    value = literal(term)
    return value is not None and value > 0


def _split(premises: list[tuple[App]]) -> Iterator[App]:
    """A product of three factors or more that is zero, as its factors: each of them may be."""
    for (each,) in premises:
        for side, other in (each.args, each.args[::-1]):
            if each.head != "=" or literal(other) != 0 or not isinstance(side, App) or side.head != "*":
                continue
            factors = [part for part in side.args if literal(part) is None]
            if len(factors) >= MANY:
                yield App("or", tuple(App("=", (factor, other)) for factor in factors))


def _are_multiples(before: App, after: App) -> bool:
    """``2*(x - 3) = 0`` and ``x - 3 = 0``."""
    if literal(before.args[1]) != 0 or literal(after.args[1]) != 0:
        return False
    factor = in_factors(divide(before.args[0], after.args[0]))
    return factor is not None and literal(factor) not in (None, 0)


def _is_meant(made: Made, argument: Term | None) -> bool:
    """Whether a move was made with the amount that the author names."""
    if argument is None or not made.move.takes or made.amount is None:
        return True
    return made.amount == argument or by_arithmetic(made.amount, argument)


def _put(side: Term, part: Term, value: Term) -> Term:
    found = replaced(side, part, value)
    return found if isinstance(part, Sym) or found != side else side
