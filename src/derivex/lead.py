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
from derivex.comparison import Key, key
from derivex.laws import Context, Directed, Wanted, calculus_laws
from derivex.moves import Memo, Move, apply, differentiated, moves
from derivex.replay import replayed
from derivex.routine import collected, routinely_equal
from derivex.term import Term
from derivex.tidying import with_numbers_done
from derivex.traces import following, passed, shows, stands

Derivatives = dict[Term, tuple[Term, tuple[Move, ...]]]  # of a line, with the moves that take them
MOVES_WITHOUT = 600  # to see whether a named rule was needed at all


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
class SearchBounds:
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
    strict: bool = False  # reached by a law that needs nothing from the line after: see _agree


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
    bounds: SearchBounds,
    at_most: int | None = None,
    derivatives: Derivatives | None = None,
) -> Fits | NotFound | None:
    """A replayed sequence of moves that uses everything asked for; None if there is none.

    With ``at_most``, any one to so many of those asked for will do. ``derivatives`` are those that are known, and are
    added to: whoever asks often about the same lines, with the same book and context, may keep them.
    """
    budget = _Budget(bounds.moves)
    known = {} if derivatives is None else derivatives
    search = _Search(before, after, asked, calculus_laws(book), context, bounds, budget, at_most, {}, known)
    for state, tail in search.run():
        found = (*state.moves, *tail.moves)
        if search.replayed(found) and not search.idle(found):
            return Fits(found)
    return NotFound(f"{bounds.moves} moves were tried without reaching the line") if budget.hit else None


@dataclass(frozen=True, slots=True)
class _Search:
    before: Term
    after: Term
    asked: tuple[Wanted, ...]
    routine_laws: tuple[Directed, ...]
    context: Context
    bounds: SearchBounds
    budget: _Budget
    at_most: int | None
    memo: Memo
    derivatives: Derivatives

    @property
    def calculus(self) -> bool:
        return any(law.calculus for one in self.asked for law in one.laws)

    def replayed(self, found: tuple[Move, ...]) -> bool:
        """Whether the checker confirms the moves."""
        return replayed(self.before, self.after, found, self.calculus, self.context, self.routine_laws)

    def idle(self, found: tuple[Move, ...]) -> bool:
        """Whether one of the named rules does nothing: the others lead there without it.

        What routine would wipe out (``1 - 1``) does something if it is to be seen in the
        line. Rules of calculus overlap (``x^2`` is a product, too), so that for them only
        the moves themselves are asked: do they still lead there without these?
        """
        for index, one in enumerate(self.asked if self.at_most is None else ()):
            own = [move for move in found if move.directed in one.laws]
            rest = following(self.before, [move for move in found if move not in own])
            if not own or not rest or one.routine or all(move.directed.routine for move in own):
                continue
            if any(law.calculus for law in one.laws):
                others: tuple[Move, ...] | None = rest if self.replayed(rest) else None
            else:
                others = self._without(index)
            if others is not None:
                lines = passed(self.before, others)
                lines += [self._differentiated(line)[0] for line in lines] if self.calculus else []
                if not any(shows(move, self.after, lines) for move in own):
                    return True
        return False

    def _without(self, index: int) -> tuple[Move, ...] | None:
        """Moves of the other named rules that lead to the line, if a short search finds some."""
        asked = self.asked[:index] + self.asked[index + 1 :]
        if all(one.routine for one in asked):
            return None
        budget = _Budget(MOVES_WITHOUT)
        search = replace(self, asked=asked, budget=budget, at_most=None, memo={})
        for state, tail in search.run():
            found = (*state.moves, *tail.moves)
            if search.replayed(found):
                return found
        return None

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
                if self._complete(state, tail) and self._agree(state, tail) and self._visible(state, tail):
                    yield state, tail
            if len(state.moves) < self.bounds.length and not self.budget.hit:
                queue.extend(self._next(state))

    def _next(self, state: _State) -> Iterator[_State]:
        for term, taken in self._starts(state.term):
            for index, one in enumerate(self.asked):
                if self.at_most is not None and len(state.used | {index}) > self.at_most:
                    continue
                for law in one.laws:
                    if law.free or (law.backward and (not law.fixed or index in state.used)):
                        continue  # from the line after; with the author's letter also from here, once
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
            if not (state.strict and self._has_company()) or any(move.directed.backward for move in state.moves):
                yield state
            if len(state.moves) >= 4:
                continue
            for index, one in enumerate(self.asked):
                for law in one.laws:
                    strict = not law.backward and law.inverse is None and law.restoring is None
                    if strict and (law.calculus or state.moves or self.at_most is not None or law.brings_in):
                        continue  # a law of algebra may be told by what it made of numbers
                    for move in moves(state.term, law.reversed(), self.context, self.memo):
                        if not self.budget.spend():
                            return
                        term = apply(state.term, move)
                        used = state.used | {index}
                        forward = replace(move, directed=law, before=move.after, after=move.before)
                        if (key(term), used) not in seen:
                            seen.add((key(term), used))
                            queue.append(_State(term, (forward, *state.moves), used, strict=strict or state.strict))

    def _has_company(self) -> bool:
        """Whether more than one rule is named that isn't routine."""
        return sum(not one.routine for one in self.asked) > 1

    def _complete(self, state: _State, tail: _State) -> bool:
        used = state.used | tail.used
        if self.at_most is not None:
            return 0 < len(used) <= self.at_most
        return all(one.routine or index in used for index, one in enumerate(self.asked))

    def _agree(self, state: _State, tail: _State) -> bool:
        """Routine moves alone join the two; a named routine rule must have had work to do.

        Where any law was tried backwards, arithmetic may work out its numbers, but not add
        up or cancel what the law would have brought in from nowhere.
        """
        reached, goal = state.term, tail.term
        if self.at_most is None and reached == goal and any(one.routine and not one.laws for one in self.asked):
            return False
        if tail.strict and not collected(with_numbers_done(goal)) <= collected(with_numbers_done(reached)):
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
