"""Which signs a real term may have, and whether it is real at all: sufficient tests by shape.

Contract: answers hold at every admitted point at which the term is defined. ``ask`` may
know more about a subterm (an interval given for it); it answers None for "nothing more".
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final

from derivex.notation.names import ELSEWHERE, FORMS, FUNCTIONS
from derivex.term import INFINITY, PI, POSITIVE_CONSTANTS, App, Num, Sym, Term, free_symbols, literal, negate, subtract

Signs = frozenset[int]  # which of -1, 0, 1 a real value may have
Ask = Callable[[Term], Signs | None]
Kind = Callable[[str], str]
Args = tuple[Term, ...]

ANY: Signs = frozenset({-1, 0, 1})
POSITIVE: Signs = frozenset({1})
NEGATIVE: Signs = frozenset({-1})
ZERO: Signs = frozenset({0})
NONNEGATIVE: Signs = frozenset({0, 1})
NONZERO: Signs = frozenset({-1, 1})

CIRCULAR = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
HYPERBOLIC = frozenset({"sinh", "cosh", "tanh", "coth", "sech", "csch"})
COUNTING = frozenset({"floor", "ceiling", "min", "max", "gamma", "factorial", "binomial"})
# functions that are real at real arguments wherever they are defined
REAL_FUNCTIONS = CIRCULAR | HYPERBOLIC | COUNTING | {"+", "*", "/", "neg", "exp", "abs", "sign", "erf"}
REAL_FUNCTIONS |= {"erfc", "erfi", "Ei", "Si", "Shi", "fresnels", "fresnelc", "digamma", "polygamma", "zeta"}
REAL_FUNCTIONS |= {"atan", "acot", "asinh", "acsch"}
REAL_FUNCTIONS |= {"conjugate", "sinc", "Heaviside", "atan2"}
# functions that are real at every argument
ALWAYS_REAL = frozenset({"abs", "re", "im", "arg"})
# odd and increasing: the sign of the argument is the sign of the value
ODD_INCREASING = frozenset({"sinh", "tanh", "coth", "csch", "atan", "asinh", "erf", "sign", "acot", "acsch"})
ODD_INCREASING |= {"erfi", "Shi"}


def is_real(term: Term, kind: Kind, ask: Ask) -> bool:
    """Whether the value is real wherever the term is defined (False also means unknown)."""
    if isinstance(term, Num):
        return True
    if isinstance(term, Sym):
        name = term.name
        return name in POSITIVE_CONSTANTS or (name not in ("I", "oo") and kind(name) != "complex")
    head, args = term.head, term.args
    if head in ALWAYS_REAL:
        return True
    if head in REAL_FUNCTIONS:
        for arg in args:  # noqa: SIM110  asked at every node: a generator takes twice as long
            if not is_real(arg, kind, ask):
                return False
        return True
    match head, args:
        case "^", (base, exponent):
            if not (is_real(base, kind, ask) and is_real(exponent, kind, ask)):
                return False
            power = literal(exponent)
            if power is not None and power.denominator == 1:
                return True
            if isinstance(exponent, Sym) and kind(exponent.name) == "integer":
                return True
            return _within(signs(base, kind, ask), NONNEGATIVE)
        case (("log" | "sqrt"), (inner,)):
            return _within(signs(inner, kind, ask), NONNEGATIVE)
        case (("asin" | "acos"), (inner,)):
            within_one = isinstance(inner, App) and inner.head in ("sin", "cos", "tanh", "erf", "sign")
            return within_one and is_real(inner, kind, ask)
        case "piecewise", _:
            return all(is_real(value, kind, ask) for value in args[::2])
        case "root", (inner, Num() as degree):
            return degree.value % 2 == 0 or (degree.value % 2 == 1 and is_real(inner, kind, ask))
        case "diff", (body, Sym(name), *_):
            # along the real line a real function has real difference quotients
            return kind(name) != "complex" and is_real(body, kind, ask)
        case (("Sum" | "Product"), (body, App("bounds", (Sym(), low, _)) as bounds)):
            return is_real(low, kind, ask) and is_real(body, *_counting(bounds, kind, ask))
    return _is_unknown(head) and all(is_real(arg, kind, ask) for arg in args)


def _is_unknown(head: str) -> bool:
    """An unknown function, maybe with primes; such a function is real at real arguments."""
    name = head.rstrip("'")
    return name.isidentifier() and name not in FUNCTIONS and name not in FORMS and name not in ELSEWHERE


@lru_cache(maxsize=4_096)  # is_real and the shapes ask for the signs of the same parts, again at every level
def signs(term: Term, kind: Kind, ask: Ask) -> Signs | None:
    """The signs that the value may have; None if it may be no real number."""
    more = ask(term)
    found = _by_shape(term, kind, ask)
    if found is None and is_real(term, kind, ask):
        found = ANY
    if found is None or more is None:
        return found
    return found & more


def _by_shape(term: Term, kind: Kind, ask: Ask) -> Signs | None:
    value = literal(term)
    if value is not None:
        return POSITIVE if value > 0 else NEGATIVE if value < 0 else ZERO
    if isinstance(term, Sym):
        return POSITIVE if term.name in POSITIVE_CONSTANTS else None
    if isinstance(term, Num):
        return None
    shape = _SHAPES.get(term.head)
    return None if shape is None else shape(term.args, kind, ask)


# ---- one function for each shape; the arguments in, the signs out ----


def _negated(args: Args, kind: Kind, ask: Ask) -> Signs | None:
    found = signs(args[0], kind, ask)
    return None if found is None else frozenset([-sign for sign in found])


def _added(args: Args, kind: Kind, ask: Ask) -> Signs | None:
    found: list[Signs] = []
    for arg in args:
        more = signs(arg, kind, ask)
        if more is None:
            return None
        found.append(more)
    return _sum(found)


def _multiplied(args: Args, kind: Kind, ask: Ask) -> Signs | None:
    total: Signs | None = POSITIVE
    for arg in args:
        total = times(total, signs(arg, kind, ask))
        if total is None:
            return None
    return total


def _divided(args: Args, kind: Kind, ask: Ask) -> Signs | None:
    divisor = signs(args[1], kind, ask)
    return None if divisor is None else times(signs(args[0], kind, ask), divisor - {0})


def _raised(args: Args, kind: Kind, ask: Ask) -> Signs | None:
    base, exponent = args
    number = literal(exponent)
    found = signs(base, kind, ask)
    if number is not None and number.denominator == 1:
        return power_signs(found, int(number))
    if not _within(found, NONNEGATIVE) or not is_real(exponent, kind, ask):
        return None
    return POSITIVE if found == POSITIVE else NONNEGATIVE


def _always_positive(args: Args, kind: Kind, ask: Ask) -> Signs | None:
    return POSITIVE if len(args) == 1 and is_real(args[0], kind, ask) else None


def _step(args: Args, kind: Kind, ask: Ask) -> Signs | None:
    return NONNEGATIVE if is_real(args[0], kind, ask) else None


def _cases(args: Args, kind: Kind, ask: Ask) -> Signs | None:
    every = frozenset[int]()
    for value in args[::2]:  # those between are conditions
        found = signs(value, kind, ask)
        if found is None:
            return None
        every |= found
    return every


def _counting(bounds: App, kind: Kind, ask: Ask) -> tuple[Kind, Ask]:
    """What is known in the body of a sum that counts from a real number; its index is no symbol of outside."""
    variable, low, _ = bounds.args
    assert isinstance(variable, Sym)
    index, start = variable.name, literal(low)
    whole = (start is not None and start.denominator == 1) or (isinstance(low, Sym) and kind(low.name) == "integer")

    def inner_kind(name: str) -> str:
        return kind(name) if name != index else "integer" if whole else "real"

    def inner_ask(term: Term) -> Signs | None:
        return None if index in free_symbols(term) else ask(term)

    return inner_kind, inner_ask


def _summed(args: Args, kind: Kind, ask: Ask) -> Signs | None:
    """Terms of one sign add up to that sign; there is none to add, unless the ends are known to be in order."""
    body, bounds = args
    if not (isinstance(bounds, App) and len(bounds.args) == 3 and is_real(bounds.args[1], kind, ask)):
        return None
    found = signs(body, *_counting(bounds, kind, ask))
    if found is None or found >= NONZERO:
        return None
    _, low, high = bounds.args
    filled = high == INFINITY or _within(signs(subtract(high, low), kind, ask), NONNEGATIVE)
    return found if filled and 0 not in found else found | {0}


def _real_part(args: Args, kind: Kind, ask: Ask) -> Signs | None:
    return signs(args[0], kind, ask) if is_real(args[0], kind, ask) else None


def _size(args: Args, kind: Kind, ask: Ask) -> Signs | None:
    found = signs(args[0], kind, ask)
    return POSITIVE if found is not None and 0 not in found else NONNEGATIVE


def _root(args: Args, kind: Kind, ask: Ask) -> Signs | None:
    return NONNEGATIVE if isinstance(args[1], Num) and args[1].value % 2 == 0 else None


def _square_root(args: Args, kind: Kind, ask: Ask) -> Signs | None:
    found = signs(args[0], kind, ask)
    return found if _within(found, NONNEGATIVE) else None


def _odd(args: Args, kind: Kind, ask: Ask) -> Signs | None:
    return signs(args[0], kind, ask) if len(args) == 1 else None


def _odd_with_pole(args: Args, kind: Kind, ask: Ask) -> Signs | None:
    found = _odd(args, kind, ask)
    return None if found is None else found - {0}


def _inverse_cotangent(args: Args, kind: Kind, ask: Ask) -> Signs | None:
    found = _odd(args, kind, ask)
    return found - {0} | {1} if found is not None and 0 in found else found  # acot(0) = pi/2


def _logarithm(args: Args, kind: Kind, ask: Ask) -> Signs | None:
    if len(args) != 1:
        return None
    inner = args[0]
    if isinstance(inner, App) and inner.head == "+" and any(literal(part) == 1 for part in inner.args):
        rest = tuple(part for part in inner.args if literal(part) != 1)
        found = _added(rest, kind, ask)
        return found if len(rest) == len(inner.args) - 1 and _within(found, NONNEGATIVE) else None
    number = literal(inner)
    return frozenset({(number > 1) - (number < 1)}) if number is not None and number > 0 else None


_SHAPES: Final[dict[str, Callable[[Args, Kind, Ask], Signs | None]]] = {
    "neg": _negated,
    "+": _added,
    "*": _multiplied,
    "/": _divided,
    "^": _raised,
    **dict.fromkeys(("exp", "cosh", "sech", "erfc"), _always_positive),
    "Heaviside": _step,
    "piecewise": _cases,
    "Sum": _summed,
    **dict.fromkeys(("re", "conjugate"), _real_part),
    "abs": _size,
    "root": _root,
    "sqrt": _square_root,
    **dict.fromkeys(ODD_INCREASING, _odd),
    **dict.fromkeys(("coth", "csch", "acsch"), _odd_with_pole),
    "acot": _inverse_cotangent,
    "log": _logarithm,
}


def limits_of_part(term: App) -> tuple[Term, ...]:
    """What always holds of an argument, a real or an imaginary part: ``-pi < arg(u) <= pi``, ``re(u) <= abs(u)``."""
    if term.head == "arg":
        return App("<", (negate(PI), term)), App("<=", (term, PI))
    size = App("abs", term.args)
    return App("<=", (term, size)), App("<=", (negate(size), term))


def _sum(found: list[Signs]) -> Signs:
    every = frozenset[int]().union(*found)
    if not every >= NONZERO:
        return every - {0} if POSITIVE in found or NEGATIVE in found else every | {0}
    return ANY


@cache  # of the few sets that there are
def times(left: Signs | None, right: Signs | None) -> Signs | None:
    if left is None or right is None:
        return None
    return frozenset([a * b for a in left for b in right])


def power_signs(found: Signs | None, exponent: int) -> Signs | None:
    """The signs of an integer power; a zero base of a negative one is undefined."""
    if exponent == 0:
        return POSITIVE
    if found is None:
        return None
    base = found - {0} if exponent < 0 else found
    return frozenset(sign * sign for sign in base) if exponent % 2 == 0 else base


def _within(found: Signs | None, wanted: Signs) -> bool:
    return found is not None and found <= wanted
