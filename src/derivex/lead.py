"""The search behind a justification: do these rules, each used at least once, lead there?

From the line before, every use of every named law is tried, breadth first; laws with a
letter that only their result shows are tried backwards from the line after. Routine
calculus may fire between moves, routine arithmetic only in the comparison. The budget
counts moves, so the same question always gets the same answer.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from derivex.book import Book
from derivex.comparison import Key, key, parts
from derivex.laws import Context, Directed, Wanted, calculus_laws
from derivex.moves import Memo, Move, apply, differentiated, moves
from derivex.replay import replayed
from derivex.routine import routinely_equal
from derivex.term import App, Term, nodes


@dataclass(frozen=True, slots=True)
class Fits:
    """Every named rule is used: the moves, in order, from the line before."""

    moves: tuple[Move, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class NotFound:
    """A bound was hit before an answer was reached."""

    reason: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long to look: moves examined, and moves in a row."""

    moves: int = 1_500
    length: int = 8


@dataclass(frozen=True, slots=True)
class _State:
    """A line reached, the moves that led there, the reasons they used, and the lines passed."""

    term: Term
    moves: tuple[Move, ...]
    used: frozenset[int]
    past: frozenset[Key] = frozenset()


@dataclass(slots=True)
class _Budget:
    """Counts the moves examined, so that the same question always gets the same answer."""

    left: int
    hit: bool = field(default=False)

    def spend(self) -> bool:
        self.left -= 1
        if self.left < 0:
            self.hit = True
        return not self.hit


def lead(
    before: Term,
    after: Term,
    asked: tuple[Wanted, ...],
    *,
    book: Book,
    context: Context,
    bounds: Bounds,
    at_most: int | None = None,
) -> Fits | NotFound | None:
    """A replayed sequence of moves that uses everything asked for; None if there is none.

    With ``at_most``, any one to so many of those asked for will do.
    """
    budget = _Budget(bounds.moves)
    search = _Search(before, after, asked, calculus_laws(book), context, bounds, budget, at_most, {}, {})
    for state, tail in search.run():
        found = (*state.moves, *tail.moves)
        if replayed(before, after, found, search.calculus, context, search.routine_laws):
            return Fits(found)
    return NotFound(f"{bounds.moves} moves were tried without reaching the line") if budget.hit else None


@dataclass(frozen=True, slots=True)
class _Search:
    before: Term
    after: Term
    asked: tuple[Wanted, ...]
    routine_laws: tuple[Directed, ...]
    context: Context
    bounds: Bounds
    budget: _Budget
    at_most: int | None
    memo: Memo
    derivatives: dict[Term, tuple[Term, tuple[Move, ...]]]

    @property
    def calculus(self) -> bool:
        return any(law.calculus for one in self.asked for law in one.laws)

    def run(self) -> Iterator[tuple[_State, _State]]:
        """Pairs of a state reached from before and one reached back from after that agree."""
        tails = tuple(self._backward())
        queue = deque([_State(self.before, (), frozenset(), frozenset({key(self.before)}))])
        seen: set[tuple[Key, frozenset[int]]] = set()
        while queue:
            state = queue.popleft()
            mark = key(state.term), state.used
            if mark in seen:
                continue
            seen.add(mark)
            for tail in tails:
                if self._complete(state, tail) and self._agree(state.term, tail.term) and self._visible(state, tail):
                    yield state, tail
            if len(state.moves) < self.bounds.length and not self.budget.hit:
                queue.extend(self._next(state))

    def _next(self, state: _State) -> Iterator[_State]:
        for term, taken in self._starts(state.term):
            for index, one in enumerate(self.asked):
                if self.at_most is not None and len(state.used | {index}) > self.at_most:
                    continue
                for law in (law for law in one.laws if not law.backward):
                    for move in moves(term, law, self.context, self.memo):
                        if not self.budget.spend():
                            return
                        done = (*state.moves, *taken, move)
                        new = apply(term, move)
                        if key(new) not in state.past:  # no way there and back, only to use a name
                            yield _State(new, done, state.used | {index}, state.past | {key(new)})

    def _starts(self, term: Term) -> Iterator[tuple[Term, tuple[Move, ...]]]:
        """The term as it is, and with its routine derivatives taken, one by one or all."""
        yield term, ()
        if not self.calculus:
            return
        named_routine = any(law.routine and law.calculus for one in self.asked for law in one.laws)
        whole, taken = self._differentiated(term)
        for count in range(1, len(taken)) if named_routine else ():
            partly = term
            for move in taken[:count]:
                partly = apply(partly, move)
            yield partly, taken[:count]
        if taken:
            yield whole, taken

    def _backward(self) -> Iterator[_State]:
        """The line after, and the lines that laws with a free letter would lead to it from."""
        start = _State(self.after, (), frozenset())
        queue, seen = deque([start]), {(key(self.after), start.used)}
        while queue:
            state = queue.popleft()
            yield state
            if len(state.moves) >= 4:
                continue
            for index, one in enumerate(self.asked):
                for law in (law for law in one.laws if law.backward):
                    for move in moves(state.term, law.reversed(), self.context, self.memo):
                        if not self.budget.spend():
                            return
                        term = apply(state.term, move)
                        used = state.used | {index}
                        forward = replace(move, directed=law, before=move.after, after=move.before)
                        if (key(term), used) not in seen:
                            seen.add((key(term), used))
                            queue.append(_State(term, (forward, *state.moves), used))

    def _complete(self, state: _State, tail: _State) -> bool:
        used = state.used | tail.used
        if self.at_most is not None:
            return 0 < len(used) <= self.at_most
        return all(one.routine or index in used for index, one in enumerate(self.asked))

    def _agree(self, reached: Term, goal: Term) -> bool:
        """Routine moves alone join the two; a named routine rule must have had work to do."""
        if self.at_most is None and reached == goal and any(one.routine and not one.laws for one in self.asked):
            return False
        if routinely_equal(reached, goal):
            return True
        return self.calculus and routinely_equal(self._differentiated(reached)[0], self._differentiated(goal)[0])

    def _differentiated(self, term: Term) -> tuple[Term, tuple[Move, ...]]:
        found = self.derivatives.get(term)
        if found is None:
            found = self.derivatives[term] = differentiated(term, self.routine_laws, self.context)
        return found

    def _visible(self, state: _State, tail: _State) -> bool:
        """Where arithmetic alone explains the line, a named rule must stand there to be seen."""
        done = [move for move in (*state.moves, *tail.moves) if not (move.directed.routine and move.directed.calculus)]
        if not done or not routinely_equal(self.before, self.after):
            return True
        if self.before == self.after:
            return False
        return all(stands(move.before, self.before) and stands(move.after, self.after) for move in done)


def stands(part: Term, whole: Term) -> bool:
    """Whether a part occurs in a term, up to order: as a subterm, or as some of its summands."""
    wanted_key = key(part)
    head = part.head if isinstance(part, App) and part.head in ("+", "*") else ""
    needed = [key(piece) for piece in parts(part, head)] if head else []
    for _, node in nodes(whole):
        if key(node) == wanted_key:
            return True
        if head and isinstance(node, App) and node.head == head:
            there = [key(piece) for piece in parts(node, head)]
            if all(there.count(piece) >= needed.count(piece) for piece in needed):
                return True
    return False
