"""Conditions in words a student can read: ``x^2 - 1 != 0`` as ``x != 1`` and ``x != -1``.

One ``Simplifier`` answers one question: what stands on both sides of a step is factored and
put into words once, and a factor has the same words wherever it comes from.

Contract: exact. The simplified conditions hold together at an admitted point at which the
parts of the condition are defined if and only if the condition does; what always holds
under the givens is dropped.

Incomplete: conditions on several quantities stay apart, though together they may say less.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from math import prod

from derivex.comparison import Key, key, parts
from derivex.engine.differing import solved, zeros
from derivex.engine.endpoints import Unsolvable, closed
from derivex.engine.factors import Polynomials
from derivex.engine.monomials import Factor
from derivex.engine.ratios import TooBig
from derivex.engine.regions import Region, all_of, relation_region, without
from derivex.engine.solving import solve
from derivex.engine.spans import spans_of
from derivex.engine.vanishing import atoms, never_zero
from derivex.given import YES, Given
from derivex.relations import FLIPPED, between_literals
from derivex.term import CONSTANTS, ZERO, App, Sym, Term, free_symbols, literal, negate, number, subtract
from derivex.term import add as total

SHORT = 12  # parts of a sum that is kept as it is written
MAX_CHOICES = 64  # ways to take one alternative of each part
MAX_DEPTH = 8  # of a condition that comes from simplifying another one

NEVER = App("!=", (ZERO, ZERO))
INEQUALITIES = ("<", "<=", ">", ">=")


def not_zero(term: Term) -> Term:
    return App("!=", (term, ZERO))


def _is_false(condition: Term) -> bool:
    return between_literals(condition) is False


def _tidied(head: str, term: Term) -> Term:
    """``term <= 0`` with its numbers on the right: ``2 - z^2 <= 0`` as ``z^2 >= 2``, ``x - y > 0`` as ``x > y``."""
    addends = parts(term, "+")
    if len(addends) == 1 and not (isinstance(term, App) and term.head == "neg"):
        return App(head, (term, ZERO))
    values = [literal(addend) for addend in addends]
    rest = [addend for addend, value in zip(addends, values, strict=True) if value is None]
    bound = -sum((value for value in values if value is not None), Fraction(0))
    if len(rest) == 1 and isinstance(rest[0], App) and rest[0].head == "neg":
        return App(FLIPPED[head], (rest[0].args[0], number(-bound)))
    if len(rest) == 2 and not bound and isinstance(rest[1], App) and rest[1].head == "neg":
        return App(head, (rest[0], rest[1].args[0]))
    return App(head, (total(*rest), number(bound)))


class Simplifier:
    """The conditions of one question under its givens, each simplified once."""

    def __init__(self, given: Given, units: dict[Term, int] | None = None) -> None:
        self.given = given
        self.quiet = not given.relations  # no relation says anything about a sum
        self.spans, rest = spans_of(given.relations)
        rest += [each for span in self.spans.values() if isinstance(span.part, App) for each in span.conditions]
        self.related = {
            name for relation in rest for name in free_symbols(relation)
        }  # by more than bounds of their own
        self.linked = self.related | {name for name, kind in given.kinds if kind == "integer"}
        self.polynomials = Polynomials(units)
        self._conditions: dict[Term, tuple[Term, ...]] = {}
        self._atoms: dict[Term, tuple[Term, ...]] = {}
        self._words: dict[Factor, tuple[Term, ...]] = {}
        self._cuts: dict[tuple[str, str], Term] = {}
        self.edges: dict[Term, frozenset[Key]] = {}  # of ``not u <= 0``: what ``u != 0`` is

    def simplified(self, condition: Term, depth: int = 0) -> tuple[Term, ...]:
        """Conditions that hold together exactly where this one does; () if it always holds."""
        found = self._conditions.get(condition)
        if found is None:
            assert isinstance(condition, App)
            found = self._conditions[condition] = tuple(self._simplified(condition, depth))
        return found

    def _simplified(self, condition: App, depth: int) -> Iterator[Term]:
        match condition.head:
            case "!=":
                left, right = condition.args
                if self.related and not self.related.isdisjoint(free_symbols(condition)) and self._is_given(condition):
                    return
                yield from self._different(left if right == ZERO else subtract(left, right), depth)
            case "or":
                yield from self._either(condition, depth)
            case "and":
                for part in condition.args:
                    yield from self.simplified(part, depth + 1)
            case "not":
                yield from self._off_cut(condition, depth)
            case _:
                constant = between_literals(condition)
                if constant is False:
                    yield condition
                elif constant is None and (self._is_bounded(condition) or self.given.holds(condition) != YES):
                    yield from self._inequality(condition, depth)

    def _either(self, condition: App, depth: int) -> Iterator[Term]:
        """Each part is a conjunction; "or" is distributed over it, so that conditions stay plain."""
        parts_of = [self.simplified(part, depth + 1) for part in condition.args]
        if not all(parts_of):
            return
        possible = [each for each in parts_of if not any(_is_false(part) for part in each)]
        if not possible:
            yield NEVER
        elif prod(map(len, possible)) > MAX_CHOICES:
            yield condition
            return
        for choice in product(*possible) if possible else ():
            different = tuple(dict.fromkeys(choice))
            yield different[0] if len(different) == 1 else App("or", different)

    # ---- what the givens say ----

    def _is_bounded_symbol(self, part: Term) -> bool:
        """A symbol about which nothing but bounds is given; its conditions meet these when they are solved."""
        return isinstance(part, Sym) and part.name not in CONSTANTS and part.name not in self.linked

    def _is_given(self, condition: App) -> bool:
        return self.given.holds(condition) == YES

    def _is_bounded(self, condition: App) -> bool:
        """Whether the givens say nothing more about the condition than bounds of the one symbol in it."""
        names = free_symbols(condition)
        return len(names) < 2 and names.isdisjoint(self.linked) and condition.head != "="

    def _follows(self, condition: Term) -> bool:
        """Whether a condition in its last words follows from the givens."""
        assert isinstance(condition, App)
        part, right = condition.args
        if not self._is_bounded_symbol(part):
            return not self.quiet and self.given.holds(condition) == YES
        span = self.spans.get(key(part))
        if span is None:
            return False
        try:
            return without(span.region, relation_region(condition.head, closed(right))).is_empty()
        except Unsolvable:
            return self.given.holds(condition) == YES

    def _covers(self, part: Sym, region: Region) -> bool:
        """Whether all values that the givens leave to the symbol lie in the region."""
        span = self.spans.get(key(part))
        try:
            return span is not None and without(span.region, region).is_empty()
        except Unsolvable:
            return False

    # ---- what isn't zero ----

    def _different(self, term: Term, depth: int) -> Iterator[Term]:
        """``term != 0``, part by part."""
        for atom in atoms(term, self.given):
            found = self._atoms.get(atom)
            if found is None:
                found = self._atoms[atom] = tuple(self._atom(atom, depth))
            yield from found

    def _atom(self, atom: Term, depth: int) -> Iterator[Term]:
        if isinstance(atom, Sym):
            if atom.name not in CONSTANTS and not self._follows(not_zero(atom)):
                yield not_zero(atom)
            return
        factors = self.polynomials.zero_factors(atom) if depth < MAX_DEPTH else None
        if factors is None:
            yield not_zero(atom)
            return
        for factor in factors:
            if not factor.indices:
                yield not_zero(atom)  # the term is zero everywhere
                continue
            found = self._words.get(factor)
            if found is None:
                found = self._words[factor] = tuple(self._in_words(factor, atom, len(factors) == 1, depth))
            yield from found

    def _in_words(self, factor: Factor, atom: Term, alone: bool, depth: int) -> Iterator[Term]:
        """``factor != 0``; the atom that it comes from is as good if it has no other factor."""
        if len(factor.indices) == 1 and self._is_bounded_symbol(self.polynomials.generators[factor.indices[0]]):
            part = self.polynomials.generators[factor.indices[0]]
            values = zeros(factor, part, self.given)
            if values is not None:
                for value in values:
                    condition = App("!=", (part, value.term))
                    if not self._follows(condition):
                        yield condition
                return
        elif alone and self.quiet and atom.size <= SHORT and self.polynomials.is_unbounded(factor, self.given):
            yield from self._told(factor, atom, depth)
            return
        term = self.polynomials.term(factor)
        if never_zero(term, factor, self.given, self.polynomials):
            return
        whole = alone and isinstance(atom, App) and (atom.head != "+" or atom.size <= term.size)
        yield from self._told(factor, atom if whole else term, depth)

    def _told(self, factor: Factor, term: Term, depth: int) -> Iterator[Term]:
        for condition, final in solved(factor, term, self.polynomials, self.given):
            if final:
                if self.quiet or not self._follows(condition):
                    yield condition
            else:
                yield from self.simplified(condition, depth + 1)

    # ---- off the cuts ----

    def _off_cut(self, condition: App, depth: int) -> Iterator[Term]:
        """``not u <= 0`` of a complex u: one wording for all ways to write u."""
        relation = condition.args[0]
        assert isinstance(relation, App)
        left, right = relation.args
        value = literal(right)
        difference = left if not value else subtract(left, right) if value > 0 else total(left, number(-value))
        try:
            above, below = self.polynomials.ratio(difference)
        except TooBig:
            yield condition
            return
        if above.is_constant() and below.is_constant() and between_literals(relation) is False:
            return
        if relation.head == ">=":
            above = -above
        if below.leading_coefficient() < 0:
            above, below = -above, -below
        name = "0" if above.is_zero() else str(above.primitive()[1]), str(below.primitive()[1])
        found = self._cuts.setdefault(name, App("not", (_tidied(relation.head, difference),)))
        self.edges[found] = frozenset(key(each) for each in self.simplified(not_zero(difference), depth + 1))
        yield found

    # ---- inequalities ----

    def _inequality(self, condition: App, depth: int) -> Iterator[Term]:
        """A condition of ``real values``: solved where it is linear in one part."""
        left, right = condition.args
        difference = left if right == ZERO else total(left, negate(right))
        if condition.head == ">" and not self._is_bounded(condition):
            signs = self.given.signs(difference)
            if signs is not None and -1 not in signs:
                yield from self.simplified(App("!=", (left, right)), depth + 1)
                return
        if condition.head == "=":
            yield condition
            return
        try:
            part, region = solve(condition, self.polynomials, self.given)
        except Unsolvable:
            if not self._is_bounded(condition) or self.given.holds(condition) != YES:
                yield _tidied(condition.head, difference)
            return
        if part is not None and isinstance(part, Sym) and not region.is_empty() and self._covers(part, region):
            return
        if part is not None and not region.is_empty() and not region.is_everything():
            for each in all_of(region, part):
                if isinstance(each, App) and (each.head == "or" or not self._follows(each)):
                    yield each
        elif not region.is_everything():
            yield _tidied(condition.head, difference)  # it never holds
