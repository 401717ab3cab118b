"""Is a statement true at a point? A relation that is undefined there counts as false.

Contract: ``True`` and ``False`` are certain: from exact values, from balls that exclude the other answer, or from the
engine about the constants that are left. ``None`` is everything else.
"""

from __future__ import annotations

from derivex.engine.balls import Evaluator
from derivex.engine.instances import instantiate
from derivex.engine.ladder import prove
from derivex.engine.points import Point
from derivex.engine.values import Undefined, Unknown, compare
from derivex.errors import InputError, TooLarge
from derivex.given import YES, Given
from derivex.substitution import substitute
from derivex.term import App, Term, free_symbols_of
from derivex.verdict import Proved, Refuted

PRECISION = 128


class At:
    """A point at which statements are looked at; what was evaluated is remembered."""

    def __init__(self, point: Point, given: Given = Given()) -> None:
        self.point = point
        self.given = given
        self._evaluator: Evaluator | None = None

    def truth(self, statement: Term) -> bool | None:
        """Whether a statement is certainly true, or certainly false, here.

        >>> from derivex.notation.statements import read_statement
        >>> from derivex.term import ZERO
        >>> here = At(Point((("x", ZERO),)))
        >>> here.truth(read_statement("x^2 = x")), here.truth(read_statement("1/x = 1")), here.truth(
        ...     read_statement("x > 1 or x < 1"))
        (True, False, True)
        """
        assert isinstance(statement, App)
        if statement.head in ("and", "or"):
            decisive = statement.head == "or"
            parts = [self.truth(arg) for arg in statement.args]
            if decisive in parts:
                return decisive
            return None if None in parts else not decisive
        try:
            return self._relation(statement)
        except (InputError, RecursionError):
            return None

    def _relation(self, relation: App) -> bool | None:
        sides = [instantiate(side, self.point.functions) for side in relation.args]
        values = []
        for side in sides:
            try:
                values.append(self._at().evaluate(side))
            except Undefined:
                return False
            except (Unknown, TooLarge):
                return None if relation.head != "=" else self._between_constants(sides)
        try:
            found = compare(values[0], values[1], relation.head)
        except Unknown:
            return self._unsure(relation.head, sides)
        return found is True  # None: an order between values that aren't real

    def _unsure(self, head: str, sides: list[Term]) -> bool | None:
        """Two values that no ball tells apart: equal ones, or none that can be told."""
        equal = self._between_constants(sides)
        if equal is None or (not equal and head not in ("=", "!=")):
            return None
        if head in ("=", "!="):
            return equal == (head == "=")
        closed = [substitute(side, dict(self.point.values)) for side in sides]
        if any(self.given.is_real(side) != YES for side in closed):
            return None
        return head in ("<=", ">=")

    def _between_constants(self, sides: list[Term]) -> bool | None:
        left, right = (substitute(side, dict(self.point.values)) for side in sides)
        if free_symbols_of((left, right)):
            return None
        verdict = prove(left, right, Given(real_values=self.given.real_values))
        return True if isinstance(verdict, Proved) else False if isinstance(verdict, Refuted) else None

    def _at(self) -> Evaluator:
        if self._evaluator is None:
            values = self.point.at(PRECISION)
            kind, real = self.given.kind, self.given.real_values
            self._evaluator = Evaluator(values, PRECISION, real_values=real, kind=kind)
        return self._evaluator
