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
and ``Catalan``. A power of ``E`` is
always ``exp``, so that ``e^x`` and ``exp(x)`` are one term.

Contract: terms are frozen, hashable with a cached hash, picklable, and bounded: building
one that is deeper than MAX_DEPTH or larger than MAX_SIZE raises ``TooLarge``, so every
walk over a term may recurse safely. Functions here never evaluate.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from derivex.errors import TooLarge

MAX_DEPTH = 90  # a recursive walk takes a few frames a level; Python allows 1000
MAX_SIZE = 20_000  # nodes, counted as a tree: far beyond what anybody writes
MAX_DIGITS = 400  # of one literal, in either direction of the decimal point

POSITIVE_CONSTANTS = frozenset({"pi", "E", "GoldenRatio", "EulerGamma", "Catalan"})
CONSTANTS = POSITIVE_CONSTANTS | {"I", "oo"}
RELATIONS = ("=", "!=", "<", "<=", ">", ">=")
BINDERS = frozenset({"Sum", "Product", "Integral", "Limit"})

Path = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Num:
    """A non-negative literal that keeps its spelling: ``2``, ``0.25``, ``1e-30``; exact."""

    text: str

    @property
    def value(self) -> Fraction:
        return Fraction(self.text)

    size = 1
    depth = 1


@dataclass(frozen=True, slots=True)
class Sym:
    """A symbol or one of the constants."""

    name: str

    size = 1
    depth = 1


@dataclass(frozen=True, slots=True, eq=False)
class App:
    """A head applied to arguments; see the module's list of heads."""

    head: str
    args: tuple[Term, ...]
    size: int = field(init=False, repr=False)
    depth: int = field(init=False, repr=False)
    _hash: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        size = 1 + sum(arg.size for arg in self.args)
        depth = 1 + max((arg.depth for arg in self.args), default=0)
        if depth > MAX_DEPTH:
            raise TooLarge(f"the expression is nested more than {MAX_DEPTH} deep", remedy="name a part of it with let")
        if size > MAX_SIZE:
            raise TooLarge(f"the expression has more than {MAX_SIZE} parts", remedy="split it into several steps")
        object.__setattr__(self, "size", size)
        object.__setattr__(self, "depth", depth)
        object.__setattr__(self, "_hash", hash((self.head, self.args)))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, App):
            return NotImplemented
        return self._hash == other._hash and self.head == other.head and self.args == other.args

    def __reduce__(self) -> tuple[type[App], tuple[str, tuple[Term, ...]]]:
        # string hashes differ between processes, so the cached one must not travel
        return App, (self.head, self.args)


Term = Num | Sym | App

ZERO, ONE, TWO = Num("0"), Num("1"), Num("2")
PI, EULER, IMAGINARY, INFINITY = Sym("pi"), Sym("E"), Sym("I"), Sym("oo")


# ---- building ----


def number(value: int | Fraction) -> Term:
    """The term that a person would write for an exact number: ``-3/4`` is neg(3/4)."""
    fraction = Fraction(value)
    size: Term = Num(str(abs(fraction.numerator)))
    if fraction.denominator != 1:
        size = App("/", (size, Num(str(fraction.denominator))))
    return App("neg", (size,)) if fraction < 0 else size


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
    return isinstance(term, Num) and term.value == 0


def is_one(term: Term) -> bool:
    return isinstance(term, Num) and term.value == 1


def is_head(term: Term, head: str) -> bool:
    return isinstance(term, App) and term.head == head


def literal(term: Term) -> Fraction | None:
    """The exact value of a literal, a negated one or a fraction of them; else None."""
    match term:
        case Num():
            return term.value
        case App("neg", (inner,)):
            value = literal(inner)
            return None if value is None else -value
        case App("/", (Num() as above, Num() as below)) if below.value != 0:
            return above.value / below.value
    return None


def cases_of(piecewise: App) -> tuple[tuple[Term, Term | None], ...]:
    """The values of a ``piecewise`` with their conditions, in order; None is the condition of all that is left."""
    args = piecewise.args
    pairs: list[tuple[Term, Term | None]] = list(zip(args[::2], args[1::2], strict=False))
    return (*pairs, (args[-1], None)) if len(args) % 2 else tuple(pairs)


def walk(term: Term, path: Path = ()) -> Iterator[tuple[Path, Term]]:
    """Every subterm with its path, outermost first, left to right."""
    yield path, term
    if isinstance(term, App):
        for index, arg in enumerate(term.args):
            yield from walk(arg, (*path, index))


@lru_cache(maxsize=4_096)  # a pure function of frozen values; searches walk the same lines often
def nodes(term: Term) -> tuple[tuple[Path, Term], ...]:
    """``walk`` as a tuple, remembered."""
    return tuple(walk(term))


def at(term: Term, path: Path) -> Term:
    """The subterm at a path; a path that leads nowhere is an IndexError."""
    for index in path:
        if not isinstance(term, App):
            raise IndexError(path)
        term = term.args[index]
    return term


def replace(term: Term, path: Path, new: Term) -> Term:
    """The term with the subterm at a path replaced."""
    if not path:
        return new
    if not isinstance(term, App):
        raise IndexError(path)
    index, *rest = path
    args = list(term.args)
    args[index] = replace(args[index], tuple(rest), new)
    return App(term.head, tuple(args))


def bound(term: Term) -> tuple[str, frozenset[int]]:
    """The name that an application binds ("" if none) and the arguments in its scope."""
    match term:
        case App("diff", (_, Sym(name), *_)):
            return name, frozenset({0})
        case App("Subs", (_, Sym(name), _)):
            return name, frozenset({0})
        case App(head, (_, App("bounds", (Sym(name), *_)))) if head in BINDERS:
            return name, frozenset({0})
    return "", frozenset()


@lru_cache(maxsize=20_000)  # as above
def free_symbols(term: Term) -> frozenset[str]:
    """Names of the symbols that the value depends on, constants left out.

    ``diff(f, x)`` depends on x: its value is taken at x.
    """
    match term:
        case Num():
            return frozenset()
        case Sym(name):
            return frozenset() if name in CONSTANTS else frozenset({name})
    name, _ = bound(term)
    if term.head == "diff":
        return free_symbols(term.args[0]) | {name} | free_symbols_of(term.args[2:])
    if term.head == "Subs":
        return (free_symbols(term.args[0]) - {name}) | free_symbols(term.args[2])
    if name:
        bounds = term.args[1]
        assert isinstance(bounds, App)
        return (free_symbols(term.args[0]) - {name}) | free_symbols_of(bounds.args[1:])
    return free_symbols_of(term.args)


def free_symbols_of(terms: tuple[Term, ...]) -> frozenset[str]:
    return frozenset().union(*(free_symbols(term) for term in terms))


def names(term: Term) -> frozenset[str]:
    """Every name that occurs, bound ones, constants and heads included."""
    match term:
        case Num():
            return frozenset()
        case Sym(name):
            return frozenset({name})
    return frozenset({term.head}).union(*(names(arg) for arg in term.args))


def fresh(base: str, taken: frozenset[str]) -> str:
    """A name like base that is not taken: ``t``, ``t_1``, ``t_2``, …"""
    name, count = base, 0
    while name in taken:
        count += 1
        name = f"{base}_{count}"
    return name
