"""Terms: mathematics exactly as its author wrote it.

A term is a number, a symbol, or a head applied to terms. Nothing is simplified: order,
grouping, signs, ``1*…`` and ``…*0`` stay. The heads are

    +  *            flat, two or more arguments; subtraction is a sum with a ``neg``
    /  ^  neg       a fraction, a power, a sign
    diff            diff(f, x) or diff(f, x, n): derivative with respect to the symbol x
    Subs            Subs(f, x, a): f with its bound symbol x replaced by a
    Sum … Limit     a body and a ``bounds(k, a, b)``; Limit has ``bounds(x, a)``
    f, f', f''      any function name, with a prime for each derivative of an unknown one
    piecewise       value, condition, value, condition, …, and maybe a value for all other cases
    =  !=  <  <=  >  >=   relations; ``and`` and ``or`` join them in the conditions of a piecewise

and the constants are the symbols ``pi``, ``E``, ``I``, ``oo``, ``GoldenRatio``, ``EulerGamma``
and ``Catalan``. A power of ``E`` is always ``exp``, so that ``e^x`` and ``exp(x)`` are one term.

Contract: terms are frozen, hashable with a cached hash, picklable, and bounded: building
one that is deeper than MAX_DEPTH or larger than MAX_SIZE raises ``TooLarge``, so every
walk over a term may recurse safely. Functions here never evaluate.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from derivex.errors import TooLarge
from derivex.showing import Shown

MAX_DEPTH = 90  # a recursive walk takes a few frames a level; Python allows 1000
MAX_SIZE = 20_000  # nodes, counted as a tree: far beyond what anybody writes
MAX_DIGITS = 400  # of one literal, in either direction of the decimal point

POSITIVE_CONSTANTS = frozenset({"pi", "E", "GoldenRatio", "EulerGamma", "Catalan"})
CONSTANTS = POSITIVE_CONSTANTS | {"I", "oo"}
RELATIONS = ("=", "!=", "<", "<=", ">", ">=")
BINDERS = frozenset({"Sum", "Product", "Integral", "Limit"})

_BINDING = BINDERS | {"diff", "Subs"}
_SCOPES = BINDERS | {"Subs"}
_BODY = frozenset({0})
_NO_NAMES: frozenset[str] = frozenset()
_BINDS_NOTHING: tuple[str, frozenset[int]] = ("", frozenset())


@lru_cache(maxsize=4_096)  # few literals occur, again and again
def _exact(text: str) -> Fraction:
    return Fraction(int(text)) if text.isdecimal() else Fraction(text)


@dataclass(frozen=True, slots=True, init=False, eq=False)
class Num(Shown):
    """A non-negative literal that keeps its spelling: ``2``, ``0.25``, ``1e-30``; ``value`` is exact."""

    text: str
    value: Fraction = field(init=False, repr=False)
    _hash: int = field(init=False, repr=False)

    size = 1
    depth = 1

    def __init__(self, text: str) -> None:
        _SET_TEXT(self, text)
        _SET_VALUE(self, _exact(text))
        _SET_NUM_HASH(self, hash(text))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Num) and self.text == other.text)

    def __reduce__(self) -> tuple[type[Num], tuple[str]]:
        return Num, (self.text,)


@dataclass(frozen=True, slots=True, init=False, eq=False)
class Sym(Shown):
    """A symbol or one of the constants."""

    name: str
    _hash: int = field(init=False, repr=False)

    size = 1
    depth = 1

    def __init__(self, name: str) -> None:
        _SET_NAME(self, name)
        _SET_SYM_HASH(self, hash(name))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Sym) and self.name == other.name)

    def __reduce__(self) -> tuple[type[Sym], tuple[str]]:
        return Sym, (self.name,)


@dataclass(frozen=True, slots=True, init=False, eq=False)
class App(Shown):
    """A head applied to arguments; see the module's list of heads."""

    head: str
    args: tuple[Term, ...]
    size: int = field(init=False, repr=False)
    depth: int = field(init=False, repr=False)
    _hash: int = field(init=False, repr=False)

    def __init__(self, head: str, args: tuple[Term, ...]) -> None:
        size, depth = 1, 0
        hashes: list[str | int] = [head]
        for arg in args:
            size += arg.size
            if arg.depth > depth:
                depth = arg.depth
            hashes.append(arg._hash)
        if depth >= MAX_DEPTH:
            raise TooLarge(f"the expression is nested more than {MAX_DEPTH} deep", remedy="name a part of it with let")
        if size > MAX_SIZE:
            raise TooLarge(f"the expression has more than {MAX_SIZE} parts", remedy="split it into several steps")
        _SET_HEAD(self, head)
        _SET_ARGS(self, args)
        _SET_SIZE(self, size)
        _SET_DEPTH(self, depth + 1)
        _SET_APP_HASH(self, hash(tuple(hashes)))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return (
            isinstance(other, App) and self._hash == other._hash and self.head == other.head and self.args == other.args
        )

    def __reduce__(self) -> tuple[type[App], tuple[str, tuple[Term, ...]]]:
        # string hashes differ between processes, so the cached one must not travel
        return App, (self.head, self.args)


# Terms are made by the hundred for each answer, and a frozen class sets a field three times faster
# through its slot than through object.__setattr__.
_SET_TEXT, _SET_VALUE, _SET_NUM_HASH = (Num.__dict__[name].__set__ for name in ("text", "value", "_hash"))
_SET_NAME, _SET_SYM_HASH = (Sym.__dict__[name].__set__ for name in ("name", "_hash"))
_SET_HEAD, _SET_ARGS, _SET_SIZE = (App.__dict__[name].__set__ for name in ("head", "args", "size"))
_SET_DEPTH, _SET_APP_HASH = (App.__dict__[name].__set__ for name in ("depth", "_hash"))

Term = Num | Sym | App

ZERO, ONE, TWO = Num("0"), Num("1"), Num("2")
PI, EULER, IMAGINARY, INFINITY = Sym("pi"), Sym("E"), Sym("I"), Sym("oo")


# ---- building ----


def number(value: int | Fraction) -> Term:
    """The term that a person would write for an exact number: ``-3/4`` is neg(3/4)."""
    size: Term = Num(str(abs(value.numerator)))
    if value.denominator != 1:
        size = App("/", (size, Num(str(value.denominator))))
    return App("neg", (size,)) if value < 0 else size


def add(*terms: Term) -> Term:
    """The flat sum of the terms, in their order; of one term, that term; of none, 0."""
    return _flat("+", terms, ZERO)


def multiply(*terms: Term) -> Term:
    """The flat product of the terms, in their order; of one term, that term; of none, 1."""
    return _flat("*", terms, ONE)


def _flat(head: str, terms: tuple[Term, ...], empty: Term) -> Term:
    parts: list[Term] = []
    for term in terms:
        parts.extend(term.args if isinstance(term, App) and term.head == head else (term,))
    return empty if not parts else parts[0] if len(parts) == 1 else App(head, tuple(parts))


def negate(term: Term) -> Term:
    return App("neg", (term,))


def subtract(left: Term, right: Term) -> Term:
    return add(left, negate(right))


def divide(above: Term, below: Term) -> Term:
    return App("/", (above, below))


def power(base: Term, exponent: Term) -> Term:
    """``base^exponent``; a power of Euler's number is ``exp``."""
    return App("exp", (exponent,)) if base == EULER else App("^", (base, exponent))


def call(head: str, *args: Term) -> Term:
    return App(head, args)


def diff(body: Term, variable: Term, order: int = 1) -> Term:
    return App("diff", (body, variable) if order == 1 else (body, variable, Num(str(order))))


# ---- looking ----


def is_zero(term: Term) -> bool:
    return isinstance(term, Num) and not term.value


def is_one(term: Term) -> bool:
    return isinstance(term, Num) and term.value == 1


def is_head(term: Term, head: str) -> bool:
    return isinstance(term, App) and term.head == head


def literal(term: Term) -> Fraction | None:
    """The exact value of a literal, a negated one or a fraction of them; else None."""
    if isinstance(term, Num):
        return term.value
    if isinstance(term, Sym):
        return None
    if term.head == "neg":
        value = literal(term.args[0])
        return None if value is None else -value
    if term.head == "/":
        above, below = term.args
        if isinstance(above, Num) and isinstance(below, Num) and below.value:
            return above.value / below.value
    return None


def cases_of(piecewise: App) -> tuple[tuple[Term, Term | None], ...]:
    """The values of a ``piecewise`` with their conditions, in order; None is the condition of all that is left."""
    args = piecewise.args
    pairs: list[tuple[Term, Term | None]] = list(zip(args[::2], args[1::2], strict=False))
    return (*pairs, (args[-1], None)) if len(args) % 2 else tuple(pairs)


def bound(term: Term) -> tuple[str, frozenset[int]]:
    """The name that an application binds ("" if none) and the arguments in its scope."""
    if not isinstance(term, App) or term.head not in _BINDING:
        return _BINDS_NOTHING
    match term:
        case App("diff", (_, Sym(name), *_)):
            return name, _BODY
        case App("Subs", (_, Sym(name), _)):
            return name, _BODY
        case App(head, (_, App("bounds", (Sym(name), *_)))) if head in BINDERS:
            return name, _BODY
    return _BINDS_NOTHING


@lru_cache(maxsize=20_000)  # as above
def free_symbols(term: Term) -> frozenset[str]:
    """Names of the symbols that the value depends on, constants left out.

    ``diff(f, x)`` depends on x: its value is taken at x.
    """
    if isinstance(term, Num):
        return _NO_NAMES
    if isinstance(term, Sym):
        return _NO_NAMES if term.name in CONSTANTS else frozenset({term.name})
    found = _names_outside_of_binders(term)
    if found is not None:
        return found
    name, _ = bound(term)
    if not name:
        return free_symbols_of(term.args)
    if term.head == "diff":
        return free_symbols(term.args[0]) | {name} | free_symbols_of(term.args[2:])
    if term.head == "Subs":
        return (free_symbols(term.args[0]) - {name}) | free_symbols(term.args[2])
    bounds = term.args[1]
    assert isinstance(bounds, App)
    return (free_symbols(term.args[0]) - {name}) | free_symbols_of(bounds.args[1:])


def _names_outside_of_binders(term: App) -> frozenset[str] | None:
    """The symbols of a term in which all of them are free, constants left out; None if something may be bound."""
    found: set[str] = set()
    waiting: list[Term] = [term]
    while waiting:
        part = waiting.pop()
        if isinstance(part, App):
            if part.head in _SCOPES:
                return None
            waiting += part.args
        elif isinstance(part, Sym):
            found.add(part.name)
    return frozenset(found - CONSTANTS)


def free_symbols_of(terms: tuple[Term, ...]) -> frozenset[str]:
    return _NO_NAMES.union(*map(free_symbols, terms))


@lru_cache(maxsize=1_024)  # one term is asked by several rooms in turn
def names(term: Term) -> frozenset[str]:
    """Every name that occurs, bound ones, constants and heads included."""
    found: set[str] = set()
    waiting = [term]
    while waiting:
        part = waiting.pop()
        if isinstance(part, App):
            found.add(part.head)
            waiting.extend(part.args)
        elif isinstance(part, Sym):
            found.add(part.name)
    return frozenset(found)
