"""Is a side the same as another one by arithmetic alone? What isn't arithmetic is taken as it stands.

``2*(x + 3)/2`` and ``x + 3`` are, ``sin(x)^2 + cos(x)^2`` and 1 are not: that step has a name. A side that shows a
product of sums that the other one doesn't has been factored, and that has a name, too.

Contract: what is said to be the same is equal wherever both sides are defined.
"""

from __future__ import annotations

from functools import lru_cache

from derivex.comparison import Key, key
from derivex.engine.factors import Polynomials
from derivex.engine.ladder import prove
from derivex.engine.ratios import Finer, TooBig
from derivex.errors import InputError
from derivex.given import Given
from derivex.relations import FLIPPED
from derivex.routine import routinely_equal
from derivex.subterms import distinct
from derivex.term import App, Num, Sym, Term, literal, subtract
from derivex.verdict import Proved

MAX_SIZE = 400  # parts of two sides that are compared
ARITHMETIC = frozenset({"+", "*", "/", "neg"})


@lru_cache(maxsize=2_000)  # a pure function, asked again for every move that may have been meant
def by_arithmetic(one: Term, other: Term, *, factored: bool = False) -> bool:
    """Whether two sides are the same by arithmetic alone; ``factored`` where factoring is arithmetic as well.

    >>> from derivex.notation.plain import read
    >>> by_arithmetic(read("2*(x + 3)/2"), read("x + 3")), by_arithmetic(read("x^2 - 1"), read("(x - 1)*(x + 1)"))
    (True, False)
    """
    if one == other or routinely_equal(one, other):
        return True
    if one.size + other.size > MAX_SIZE or (not factored and _products(other) - _products(one)):
        return False
    names: dict[Key, Term] = {}
    first, second = _bare(one, names), _bare(other, names)
    try:
        above, below = Polynomials().ratio(subtract(first, second))
    except (TooBig, Finer):
        return False
    return above.is_zero() and not below.is_zero()


def equal(one: Term, other: Term, given: Given) -> bool:
    """Whether two sides are equal wherever both are defined, by whatever means."""
    if by_arithmetic(one, other):
        return True
    try:
        found = prove(one, other, given)
    except InputError:
        return False
    return isinstance(found, Proved) and not found.unexamined


def same_statement(one: Term, other: Term) -> bool:
    """Whether two statements say the same by arithmetic, either way round and in any order."""
    assert isinstance(one, App) and isinstance(other, App)
    if one.head in ("and", "or") or other.head in ("and", "or"):
        if one.head != other.head or len(one.args) != len(other.args):
            return False
        return all(any(same_statement(a, b) for b in other.args) for a in one.args) and all(
            any(same_statement(a, b) for a in one.args) for b in other.args
        )
    return any(
        head == other.head and all(map(by_arithmetic, args, other.args))
        for head, args in ((one.head, one.args), (FLIPPED[one.head], one.args[::-1]))
    )


def _products(term: Term) -> frozenset[Key]:
    """The products of two sums or more, and powers of sums."""
    found = set()
    for part in distinct(term):
        match part:
            case App("*", args):
                sums = [arg for arg in args if _is_sum(arg)]
                symbols = [arg for arg in args if literal(arg) is None]
                if len(sums) > 1 or (sums and len(symbols) > 1):
                    found.add(key(part))
            case App("^", (App("+", _) as base, _)):
                found.add(key(base))
    return frozenset(found)


def _is_sum(term: Term) -> bool:
    return isinstance(term, App) and (term.head == "+" or (term.head == "^" and _is_sum(term.args[0])))


def _bare(term: Term, names: dict[Key, Term]) -> Term:
    """The term with a name for every part that isn't arithmetic."""
    match term:
        case Num() | Sym():
            return term
        case App("+" | "*" | "/" | "neg" as head, args):
            return App(head, tuple(_bare(arg, names) for arg in args))
        case App("^", (base, exponent)) if (value := literal(exponent)) is not None and value.denominator == 1:
            return App("^", (_bare(base, names), exponent))
        case App("sqrt", (inner,)):
            return App("sqrt", (_bare(inner, names),))
    return names.setdefault(key(term), Sym(f"_part_{len(names)}"))
