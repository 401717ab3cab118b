"""Statements about one real unknown, decided completely: their solution sets on the real line, compared.

The line is cut at the zeros of every polynomial that a statement is made of (numerators of differences, divisors,
what stands between bars) and at the constants, such as ``sqrt(2)``, with which the unknown is compared. Between two
cuts nothing changes, so a rational number from each gap, and the cuts themselves, decide everything.

Contract: exact and complete for relations between fractions of polynomials in one real or integer symbol, with
absolute values; ``None`` for everything else and beyond the bounds. A relation that is undefined at a point counts as
false there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product
from math import ceil, floor

from flint import arb, ctx, fmpq, fmpz_poly

from derivex.cells import Zero, isolated, sign_at_zero, simplest_between
from derivex.engine.endpoints import Endpoint, Unsolvable, rational
from derivex.engine.ladder import prove
from derivex.engine.regions import Region, one_of, tidy
from derivex.engine.zeros import real_zeros
from derivex.given import Given
from derivex.notation.statements import relations
from derivex.relations import FLIPPED, SIGNS
from derivex.relations import holds as holds_between
from derivex.substitution import substitute
from derivex.subterms import distinct
from derivex.term import ZERO, App, Num, Sym, Term, free_symbols, free_symbols_of, literal, number
from derivex.verdict import Proved

MAX_DEGREE = 24  # of all polynomials together
MAX_BITS = 400  # of a coefficient
MAX_BARS = 3  # absolute values of different things
PRECISION = 192


class _Unfit(Exception):
    """A statement, or a polynomial, that isn't looked at here."""


class _NoValue(Exception):
    """A divisor is zero here."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What two statements have, and don't have, in common.

    ``lost`` are points of the first alone, ``gained`` of the second alone, as relations one of which holds exactly
    there (none where they have no short form); ``lost_at`` and ``gained_at`` are the simplest of them, ``common`` a
    point of both. ``has_lost`` and ``has_gained`` say whether there are any; ``empty`` that the first has none.
    """

    name: str
    lost: tuple[Term, ...] = ()
    gained: tuple[Term, ...] = ()
    lost_at: Term | None = None
    gained_at: Term | None = None
    common: Term | None = None
    has_lost: bool = False
    has_gained: bool = False
    empty: bool = False


def compared(before: Term, after: Term, given: Given = Given()) -> Compared | None:
    """The solution sets of two statements about one real symbol, compared; see the module.

    >>> from derivex.notation.statements import read_statement
    >>> from derivex.notation.write import plain
    >>> found = compared(read_statement("x*(x - 1) = 0"), read_statement("x - 1 = 0"))
    >>> [plain(each) for each in found.lost], found.has_gained
    (['x = 0'], False)
    """
    names = free_symbols_of((before, after))
    if len(names) != 1:
        return None
    (name,) = names
    about = tuple(each for each in given.relations if name in free_symbols(each))
    if given.kind(name) == "complex" or any(free_symbols(each) != {name} for each in about):
        return None
    try:
        return _Line(name, (before, after), about, given.kind(name) == "integer").compared()
    except (_Unfit, Unsolvable):
        return None


def solved(statement: Term, given: Given = Given()) -> tuple[Term, ...] | None:
    """Relations one of which holds exactly where the statement does; None if it isn't solved here.

    >>> from derivex.notation.statements import FALSE, read_statement
    >>> from derivex.notation.write import plain
    >>> [plain(each) for each in solved(read_statement("x^2 - 2 <= 0"))]
    ['-sqrt(2) <= x <= sqrt(2)']
    """
    (name,) = free_symbols(statement) if len(free_symbols(statement)) == 1 else ("",)
    found = compared(statement, App("=", (Sym(name), App("+", (Sym(name), Num("1"))))), given) if name else None
    return None if found is None or (found.has_lost and not found.lost) else found.lost


@dataclass(frozen=True, slots=True)
class _Mark:
    """A cut: where it lies, the irreducible polynomial that is zero there, the term that it was written as."""

    low: Fraction
    high: Fraction
    zero: Zero | None = None
    term: Term | None = None


Place = _Mark | Fraction  # a cut, or a rational number between two of them


class _Line:
    """The real line cut for the statements of one question."""

    def __init__(self, name: str, statements: tuple[Term, ...], about: tuple[Term, ...], integer: bool) -> None:
        self.name, self.statements, self.about, self.integer = name, statements, about, integer
        every = [each for one in (*statements, *about) for each in relations(one)]
        self.values = {each: value for each in every if (value := _constant(each, name)) is not None}
        self.factors: set[tuple[int, ...]] = set()
        for each in every:
            if each not in self.values:
                self._cut(each)
        self.marks = self._marks()

    # ---- cutting ----

    def _cut(self, relation: App) -> None:
        bars: list[Term] = [part for part in distinct(relation) if isinstance(part, App) and part.head == "abs"]
        if len(bars) > MAX_BARS:
            raise _Unfit
        for signs in product((1, -1), repeat=len(bars)):
            chosen = dict(zip(bars, signs, strict=True))

            def pick(bar: App, _: _Ratio, chosen: dict[Term, int] = chosen) -> int:
                return chosen[bar]

            reader = _Reader(self.name, self._note, pick)
            try:
                left, right = (reader.ratio(side) for side in relation.args)
            except _NoValue:
                continue  # undefined wherever these signs are right
            self._note(_minus(left, right)[0])

    def _note(self, polynomial: fmpz_poly) -> None:
        for factor, _ in polynomial.factor()[1]:
            self.factors.add(tuple(int(number) for number in factor.coeffs()))
        if sum(len(factor) - 1 for factor in self.factors) > MAX_DEGREE:
            raise _Unfit

    def _marks(self) -> list[_Mark]:
        zeros = isolated(self.factors)
        if zeros is None:
            raise _Unfit
        marks = [_Mark(zero.low, zero.high, zero) for zero in zeros]
        for value, _ in self.values.values():
            if all(mark.term != value for mark in marks):
                self._put(_placed(value), marks)
        marks.sort(key=lambda mark: mark.low)
        if any(left.high >= right.low for left, right in pairwise(marks)):
            raise _Unfit
        return marks

    def _put(self, new: _Mark, marks: list[_Mark]) -> None:
        """A constant among the cuts: a new one, or one that is there already."""
        near = [index for index, mark in enumerate(marks) if mark.low <= new.high and new.low <= mark.high]
        if not near:
            marks.append(new)
            return
        mark = marks[near[0]]
        if len(near) > 1 or not _is_same(new, mark):
            raise _Unfit
        term = mark.term if mark.term is not None else new.term
        assert term is not None
        marks[near[0]] = _Mark(mark.low, mark.high, mark.zero, term)
        self.values = {
            each: (term, op) if value == new.term else (value, op) for each, (value, op) in self.values.items()
        }

    # ---- looking ----

    def compared(self) -> Compared:
        before, after = self.statements
        known = [all(self._holds(each, place) for each in self.about) for place in self._places()]
        first, second = (
            [given and self._holds(each, place) for place, given in zip(self._places(), known, strict=True)]
            for each in (before, after)
        )
        lost = [one and not other for one, other in zip(first, second, strict=True)]
        gained = [other and not one for one, other in zip(first, second, strict=True)]
        common = [one and other for one, other in zip(first, second, strict=True)]
        return Compared(
            self.name,
            self._named(lost),
            self._named(gained),
            self._simplest(lost),
            self._simplest(gained),
            self._simplest(common),
            any(lost),
            any(gained),
            not any(first),
        )

    def _places(self) -> Iterable[Place | None]:
        """A number of each gap and the cuts, from left to right; None where an integer symbol has no value."""
        marks = self.marks
        yield Fraction(floor(marks[0].low) - 1 if marks else 0)
        for index, mark in enumerate(marks):
            exact = mark.low if mark.low == mark.high else None
            yield mark if not self.integer or (exact is not None and exact.denominator == 1) else None
            if index + 1 == len(marks):
                yield Fraction(ceil(mark.high) + 1)
            elif not self.integer:
                yield simplest_between(mark.high, marks[index + 1].low)
            else:
                whole = floor(mark.high) + 1
                yield Fraction(whole) if whole < marks[index + 1].low else None

    def _holds(self, statement: Term, place: Place | None) -> bool:
        assert isinstance(statement, App)
        if place is None:
            return False
        if statement.head in ("and", "or"):
            parts = (self._holds(arg, place) for arg in statement.args)
            return all(parts) if statement.head == "and" else any(parts)
        if statement in self.values:
            return self._beside(*self.values[statement], place)
        try:
            return self._sign(statement, place) in SIGNS[statement.head]
        except _NoValue:
            return False

    def _beside(self, value: Term, op: str, place: Place) -> bool:
        mark = next(each for each in self.marks if each.term == value)
        if place == mark:
            return 0 in SIGNS[op]
        low = place.low if isinstance(place, _Mark) else place
        return holds_between(op, low - mark.low)

    def _sign(self, relation: App, place: Place) -> int:
        """The sign of the difference of the sides; ``_NoValue`` where one has none."""

        def sign(polynomial: fmpz_poly) -> int:
            if isinstance(place, _Mark) and place.zero is not None:
                return sign_at_zero(polynomial, place.zero)
            value = (place.low + place.high) / 2 if isinstance(place, _Mark) else place
            found = polynomial(fmpq(value.numerator, value.denominator))
            return (found > 0) - (found < 0)

        def note(divisor: fmpz_poly) -> None:
            if not sign(divisor):
                raise _NoValue

        def pick(_: App, inside: _Ratio) -> int:
            return 1 if sign(inside[0]) * sign(inside[1]) >= 0 else -1

        reader = _Reader(self.name, note, pick)
        left, right = (reader.ratio(side) for side in relation.args)
        above, below = _minus(left, right)
        return sign(above) * sign(below)

    # ---- telling ----

    def _ends(self) -> list[Endpoint | None]:
        return [_endpoint(mark) for mark in self.marks]

    def _named(self, inside: list[bool]) -> tuple[Term, ...]:
        if not any(inside):
            return ()
        ends = self._ends()
        known = [end for end in ends if end is not None]
        if len(known) < len(ends):
            return ()
        return one_of(tidy(Region(tuple(known), tuple(inside))), Sym(self.name), integer=self.integer)

    def _simplest(self, inside: list[bool]) -> Term | None:
        """The simplest point: rational before irrational, with small numbers."""
        places = [place for place, here in zip(self._places(), inside, strict=True) if here]
        exact = [value for place in places if (value := _exact(place)) is not None]
        if exact:
            best = min(exact, key=lambda each: (each.denominator, abs(each.numerator), each < 0))
            return number(best)
        terms = [end.term for place in places if isinstance(place, _Mark) and (end := _endpoint(place)) is not None]
        return min(terms, key=lambda term: term.size, default=None)


def _exact(place: Place | None) -> Fraction | None:
    if isinstance(place, _Mark):
        return place.low if place.low == place.high else None
    return place


def _endpoint(mark: _Mark) -> Endpoint | None:
    if mark.low == mark.high:
        return rational(mark.low)
    if mark.term is not None:
        return Endpoint(mark.term, None)
    assert mark.zero is not None
    try:
        for end in real_zeros(fmpz_poly(list(mark.zero.polynomial))):
            if _arb(mark.low) <= end.ball <= _arb(mark.high):
                return end
    except Unsolvable:
        return None
    return None


def _arb(value: Fraction) -> arb:
    with ctx.workprec(PRECISION):
        return arb(value.numerator) / arb(value.denominator)


def _constant(relation: App, name: str) -> tuple[Term, str] | None:
    """``x op c`` with a constant c that isn't rational, such as ``x = sqrt(2)``: the constant and the relation."""
    left, right = relation.args
    for side, other, op in ((left, right, relation.head), (right, left, FLIPPED[relation.head])):
        if side == Sym(name) and not free_symbols(other) and not _is_rational(other):
            return other, op
    return None


def _is_rational(term: Term) -> bool:
    """Whether a constant is made of numbers by the four operations and whole powers."""
    match term:
        case Num():
            return True
        case App("^", (base, exponent)):
            value = literal(exponent)
            return value is not None and value.denominator == 1 and _is_rational(base)
        case App("+" | "*" | "/" | "neg" | "abs", args):
            return all(map(_is_rational, args))
    return False


def _placed(value: Term) -> _Mark:
    found = Endpoint(value, None).ball  # Unsolvable if it isn't real
    with ctx.workprec(PRECISION):
        low, high = (_fraction(end) for end in (found.lower(), found.upper()))
    return _Mark(low, high, None, value)


def _fraction(exact: arb) -> Fraction:
    mantissa, exponent = exact.man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def _is_same(new: _Mark, mark: _Mark) -> bool:
    """Whether a constant certainly is the number at which the one cut lies that it can't be told apart from."""
    assert new.term is not None
    if mark.term is not None and isinstance(prove(new.term, mark.term), Proved):
        return True
    if mark.zero is None:
        return False
    powers = [
        App("*", (number(Fraction(value)), App("^", (Sym("x"), Num(str(index))))))
        for index, value in enumerate(mark.zero.polynomial)
        if value
    ]
    total = substitute(App("+", (*powers, ZERO)), {"x": new.term})
    return isinstance(prove(total, ZERO), Proved)


# ---- sides as fractions of polynomials ----

_Ratio = tuple[fmpz_poly, fmpz_poly]
ONE_POLYNOMIAL = fmpz_poly([1])


class _Reader:
    """Reads sides as fractions; every divisor is noted, and of every absolute value the sign is asked."""

    def __init__(self, name: str, note: Callable[[fmpz_poly], None], pick: Callable[[App, _Ratio], int]) -> None:
        self.name, self.note, self.pick = name, note, pick

    def ratio(self, term: Term) -> _Ratio:
        value = literal(term)
        if value is not None:
            return _checked((fmpz_poly([value.numerator]), fmpz_poly([value.denominator])))
        match term:
            case Sym(name) if name == self.name:
                return fmpz_poly([0, 1]), ONE_POLYNOMIAL
            case App("+", args):
                total = self.ratio(args[0])
                for arg in args[1:]:
                    total = _plus(total, self.ratio(arg))
                return total
            case App("neg", (inner,)):
                above, below = self.ratio(inner)
                return -above, below
            case App("*", args):
                total = self.ratio(args[0])
                for arg in args[1:]:
                    total = _times(total, self.ratio(arg))
                return total
            case App("/", (dividend, divisor)):
                return _times(self.ratio(dividend), self._inverse(divisor))
            case App("^", (base, exponent)):
                return self._power(base, literal(exponent))
            case App("abs", (inner,)) as bar:
                above, below = inside = self.ratio(inner)
                self.note_sign(inside)
                return (above, below) if self.pick(bar, inside) > 0 else (-above, below)
        raise _Unfit

    def note_sign(self, inside: _Ratio) -> None:
        """What stands between bars changes its sign at the zeros of its numerator."""
        if inside[0]:
            self._noted_sign(inside[0])

    def _noted_sign(self, polynomial: fmpz_poly) -> None:
        try:
            self.note(polynomial)
        except _NoValue:  # zero there, and defined
            return

    def _inverse(self, divisor: Term) -> _Ratio:
        above, below = self.ratio(divisor)
        if not above:
            raise _NoValue
        self.note(above)
        return below, above

    def _power(self, base: Term, exponent: Fraction | None) -> _Ratio:
        if exponent is None or exponent.denominator != 1 or abs(exponent) > MAX_DEGREE:
            raise _Unfit
        above, below = self._inverse(base) if exponent < 0 else self.ratio(base)
        times = abs(int(exponent))
        if max(above.degree(), below.degree()) * times > MAX_DEGREE:
            raise _Unfit
        return _checked((above**times, below**times))


def _plus(first: _Ratio, second: _Ratio) -> _Ratio:
    (a, b), (c, d) = first, second
    return _checked((a + c, b) if b == d else (a * d + c * b, b * d))


def _minus(first: _Ratio, second: _Ratio) -> _Ratio:
    return _plus(first, (-second[0], second[1]))


def _times(first: _Ratio, second: _Ratio) -> _Ratio:
    return _checked((first[0] * second[0], first[1] * second[1]))


def _checked(ratio: _Ratio) -> _Ratio:
    for polynomial in ratio:
        if polynomial.degree() > MAX_DEGREE:
            raise _Unfit
        if any(abs(int(number)).bit_length() > MAX_BITS for number in polynomial.coeffs()):
            raise _Unfit
    return ratio
