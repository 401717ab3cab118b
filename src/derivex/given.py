"""Givens: what is known about the symbols of a derivation.

A given is a kind of a symbol (``n integer``, ``z complex``), a relation between terms
(``x > 0``, ``a != b``, ``0 < a < b``), or the convention ``real values``. A symbol about
which nothing is said is real.

Contract: ``Given`` is frozen and consistent as far as exact linear reasoning can see:
reading or joining givens that contradict each other raises ``BadGiven`` naming them.
Questions are answered ``YES``, ``NO`` or ``UNKNOWN``, for every admitted point at which
the term in question is defined; unknown never counts as either of the others.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NoReturn

from derivex import signs as shape
from derivex.consistency import implicit, without_cell
from derivex.elimination import contradiction
from derivex.errors import BadGiven, InputError, Place
from derivex.linear import Constraint, constraint
from derivex.relations import NEGATED, SIGNS
from derivex.signs import ANY, Signs
from derivex.term import (
    CONSTANTS,
    PI,
    TWO,
    ZERO,
    App,
    Num,
    Sym,
    Term,
    add,
    divide,
    free_symbols_of,
    negate,
    subtract,
)

if TYPE_CHECKING:
    from derivex.notation.names import Names


class Answer(enum.Enum):
    """Yes, no or unknown; it has no truth value, because three answers don't fit into two."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def __bool__(self) -> NoReturn:
        raise TypeError("an answer has three values; compare with Answer.YES")


HALF_PI = divide(PI, TWO)
YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


@dataclass(frozen=True, slots=True)
class Given:
    """Kinds of symbols, relations that hold, and whether every value must be real.

    >>> given = Given.read(["n integer", "0 < x < 1"])
    >>> str(given)
    'n integer, 0 < x, x < 1'
    >>> given.kind("n"), given.kind("y")
    ('integer', 'real')
    >>> given.is_positive(Sym("x"))
    <Answer.YES: 'yes'>
    """

    kinds: tuple[tuple[str, str], ...] = ()
    relations: tuple[Term, ...] = ()
    real_values: bool = False
    _kind: dict[str, str] = field(init=False, repr=False, compare=False)
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        kinds: dict[str, str] = {}
        for name, kind in self.kinds:
            if name in CONSTANTS:
                raise BadGiven(f"{name} is a constant, nothing can be given about it", remedy="use another name")
            before = kinds.get(name, kind)
            if before != kind and "complex" in (before, kind):
                raise BadGiven(f'"{name} {before}" contradicts "{name} {kind}"', remedy="keep one of them")
            kinds[name] = "integer" if "integer" in (before, kind) else kind
        object.__setattr__(self, "kinds", tuple(kinds.items()))
        object.__setattr__(self, "_kind", kinds)
        object.__setattr__(self, "relations", tuple(dict.fromkeys(self.relations)))
        object.__setattr__(self, "_hash", hash((self.kinds, self.relations, self.real_values)))
        if self.relations:
            self._check()

    def __hash__(self) -> int:
        return self._hash

    def __reduce__(self) -> tuple[type[Given], tuple[tuple[tuple[str, str], ...], tuple[Term, ...], bool]]:
        # string hashes differ between processes, so the cached one must not travel
        return Given, (self.kinds, self.relations, self.real_values)

    def _check(self) -> None:
        found = self._contradiction()
        if found is None:
            return
        parts = [_text(self.relations[index]) for index in sorted(found) if index >= 0]
        for name in sorted(free_symbols_of(tuple(self.relations[index] for index in found if index >= 0))):
            if self.kind(name) == "integer":
                parts.append(f"{name} integer")
        if len(parts) == 1:
            raise BadGiven(f'"{parts[0]}" never holds', remedy="nothing can be proved from it")
        *first, last = (f'"{part}"' for part in parts)
        verb = "contradicts" if len(first) == 1 else "contradict"
        raise BadGiven(f"{' and '.join(first)} {verb} {last}", remedy="no point satisfies them together")

    def _integers(self) -> frozenset[str]:
        return frozenset(f"${name}" for name, kind in self.kinds if kind == "integer")

    @staticmethod
    def read(texts: Iterable[str], *, names: Names | None = None, place: Place | None = None) -> Given:
        """The givens that people write, one or several a text; ``BadGiven`` if one can't be understood."""
        from derivex.notation.givens import read_givens  # only where text becomes a given
        from derivex.notation.names import Names as NoNames

        written = read_givens(texts, NoNames() if names is None else names, place)
        try:
            return Given(written.kinds, written.relations, written.real_values)
        except InputError as error:
            raise (error if place is None else error.at(place)) from None

    def __str__(self) -> str:
        parts = [f"{name} {kind}" for name, kind in self.kinds]
        parts.extend(_text(relation) for relation in self.relations)
        return ", ".join([*parts, *(["real values"] if self.real_values else [])])

    def kind(self, name: str) -> str:
        """``"real"``, ``"integer"`` or ``"complex"``; an undeclared symbol is real."""
        return self._kind.get(name, "real")

    def and_(self, other: Given) -> Given:
        """Both together; ``BadGiven`` if they contradict each other."""
        if other == _NOTHING:
            return self
        real_values = self.real_values or other.real_values
        return Given(self.kinds + other.kinds, self.relations + other.relations, real_values)

    def with_relation(self, relation: Term) -> Given | None:
        """The givens and one relation more; None if that is contradictory."""
        try:
            return Given(self.kinds, (*self.relations, relation), self.real_values)
        except BadGiven:
            return None

    def with_relations(self, relations: Iterable[Term]) -> Given:
        """The givens and some relations more, about symbols of the kinds given here; ``BadGiven`` if contradictory."""
        return Given(self.kinds, (*self.relations, *relations), self.real_values)

    # ---- questions ----

    def holds(self, relation: Term) -> Answer:
        """Whether a relation follows from the givens, or is impossible under them."""
        if not (isinstance(relation, App) and relation.head in NEGATED):
            return UNKNOWN
        left, right = relation.args
        if relation.head in ("<", "<=", ">", ">=") and YES not in (self.is_real(left), self.is_real(right)):
            return UNKNOWN
        difference = left if right == ZERO else App("+", (left, App("neg", (right,))))
        signs = self.signs(difference)
        if signs is not None:
            wanted = SIGNS[relation.head]
            if signs <= wanted:
                return YES
            if not signs & wanted:
                return NO
        elif relation.head in ("=", "!=") and self.is_nonzero(difference) == YES:
            return YES if relation.head == "!=" else NO
        if self._contradiction(App(NEGATED[relation.head], relation.args)) is not None:
            return YES
        return NO if self._contradiction(relation) is not None else UNKNOWN

    def _contradiction(self, *extra: Term) -> frozenset[int] | None:
        """Which relations (by index) can't hold together with the others and the extra ones."""
        generators: dict[str, Term] = {}
        system: list[Constraint] = []
        for index, relation in enumerate((*self.relations, *extra)):
            found, inner = _constraint(relation)
            generators.update(inner)
            if found is not None:
                system.append(Constraint(found.form, found.op, frozenset({index})))
        bounds = implicit(generators, system, self.kind)
        linear = contradiction(
            [*system, *bounds],
            self._integers(),
        )
        return without_cell(system, self.kind) if linear is None else linear

    def is_real(self, term: Term) -> Answer:
        """Whether the term's value is real wherever it is defined; never NO."""
        return YES if _is_real(self, term) else UNKNOWN

    def is_positive(self, term: Term) -> Answer:
        return self._sign_question(term, frozenset({1}))

    def is_nonnegative(self, term: Term) -> Answer:
        return self._sign_question(term, frozenset({0, 1}))

    def is_negative(self, term: Term) -> Answer:
        return self._sign_question(term, frozenset({-1}))

    def is_nonzero(self, term: Term) -> Answer:
        """Whether the term's value, real or not, is never zero."""
        answer = self._sign_question(term, frozenset({-1, 1}))
        if answer != UNKNOWN:
            return answer
        match term:
            case App("*", args):
                return YES if all(self.is_nonzero(arg) == YES for arg in args) else UNKNOWN
            case App("/", (above, _)) | App("neg", (above,)):
                return self.is_nonzero(above)
            case App("^", (base, _)) if self.is_nonzero(base) == YES:
                return YES
            case App("^", (base, Num() as exponent)) if exponent.value > 0:
                return self.is_nonzero(base)
            case App("exp" | "gamma" | "factorial" | "sec" | "csc" | "sech" | "csch", _) | Sym("I"):
                return YES  # functions without zeros
            case Sym(name) if self.kind(name) == "complex":
                if YES in (self.is_nonzero(App("re", (term,))), self.is_nonzero(App("im", (term,)))):
                    return YES
        return YES if self._contradiction(App("=", (term, ZERO))) is not None else UNKNOWN

    def _sign_question(self, term: Term, wanted: Signs) -> Answer:
        signs = self.signs(term)
        if signs is None:
            return UNKNOWN
        return YES if signs <= wanted else NO if not signs & wanted else UNKNOWN

    def signs(self, term: Term) -> Signs | None:
        """The signs that the term may have at an admitted point; None if it may not be real."""
        return _signs(self, term)

    def _ask(self, term: Term) -> Signs | None:
        """What the relations say about the sign of a symbol, a sum or another unknown part."""
        if not self.relations or isinstance(term, Num):
            return None
        if isinstance(term, App) and term.head in ("sin", "cos"):
            found = _signs_by_quarter(self, term)
            if found is not None:
                return found
        return _signs_by_relations(self, term)


@lru_cache(maxsize=8_192)  # pure functions of frozen values, which are asked again and again
def _is_real(given: Given, term: Term) -> bool:
    return shape.is_real(term, given.kind, given._ask)


@lru_cache(maxsize=8_192)
def _signs(given: Given, term: Term) -> Signs | None:
    return shape.signs(term, given.kind, given._ask)


@lru_cache(maxsize=4_096)
def _constraint(relation: Term) -> tuple[Constraint | None, dict[str, Term]]:
    """A relation as a constraint, with its generators."""
    generators: dict[str, Term] = {}
    return constraint(relation, 0, generators), generators


@lru_cache(maxsize=4096)
def _signs_by_relations(given: Given, term: Term) -> Signs | None:
    if not _related(given, term):
        return None
    possible = {
        sign for sign, head in ((-1, "<"), (0, "="), (1, ">")) if given._contradiction(App(head, (term, ZERO))) is None
    }
    return frozenset(possible) if possible and possible != ANY else None


@lru_cache(maxsize=4096)
def _signs_by_quarter(given: Given, term: App) -> Signs | None:
    """``sin(u)`` and ``cos(u)`` where the givens put u into a half turn on which the sign doesn't change."""
    low, high = (ZERO, PI) if term.head == "sin" else (negate(HALF_PI), HALF_PI)
    for sign, u in ((1, term.args[0]), (-1, subtract(term.args[0], PI)), (-1, add(term.args[0], PI))):
        if given.holds(App(">=", (u, low))) == YES and given.holds(App("<=", (u, high))) == YES:
            inside = given.holds(App("!=", (u, low))) == YES and given.holds(App("!=", (u, high))) == YES
            return frozenset({sign} if inside else {0, sign})
    return None


def _related(given: Given, term: Term) -> bool:
    """Whether the term shares a symbol with the relations; else they say nothing about it."""
    return not free_symbols_of(given.relations).isdisjoint(free_symbols_of((term,)))


def _text(relation: Term) -> str:
    from derivex.notation.write import plain  # only where a given becomes text

    return plain(relation)


_NOTHING = Given()
