"""Which signs a real term may have, and whether it is real at all: sufficient tests by shape.

Contract: answers hold at every admitted point at which the term is defined. ``ask`` may
know more about a subterm (an interval given for it); it answers None for "nothing more".
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from derivex.notation.names import ELSEWHERE, FORMS, FUNCTIONS
from derivex.term import PI, POSITIVE_CONSTANTS, App, Num, Sym, Term, cases_of, literal, negate

Signs = frozenset[int]  # which of -1, 0, 1 a real value may have
Ask = Callable[[Term], Signs | None]

ANY: Signs = frozenset({-1, 0, 1})
POSITIVE: Signs = frozenset({1})
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


def is_real(term: Term, kind: Callable[[str], str], ask: Ask) -> bool:
    """Whether the value is real wherever the term is defined (False also means unknown)."""
    match term:
        case Num():
            return True
        case Sym(name):
            return name in POSITIVE_CONSTANTS or (name not in ("I", "oo") and kind(name) != "complex")
        case App(head, _) if head in ALWAYS_REAL:
            return True
        case App("^", (base, exponent)):
            power = literal(exponent)
            whole = (power is not None and power.denominator == 1) or (
                isinstance(exponent, Sym) and kind(exponent.name) == "integer"
            )
            if not (is_real(base, kind, ask) and is_real(exponent, kind, ask)):
                return False
            return whole or _within(signs(base, kind, ask), NONNEGATIVE)
        case App("log" | "sqrt", (inner,)):
            return _within(signs(inner, kind, ask), NONNEGATIVE)
        case App("piecewise", _):
            return all(is_real(value, kind, ask) for value, _ in cases_of(term))
        case App("root", (inner, Num() as degree)):
            return degree.value % 2 == 0 or (degree.value % 2 == 1 and is_real(inner, kind, ask))
        case App("diff", (body, Sym(name), *_)):
            # along the real line a real function has real difference quotients
            return kind(name) != "complex" and is_real(body, kind, ask)
        case App(head, args) if head in REAL_FUNCTIONS or _is_unknown(head):
            return all(is_real(arg, kind, ask) for arg in args)
    return False


def _is_unknown(head: str) -> bool:
    """An unknown function, maybe with primes; such a function is real at real arguments."""
    name = head.rstrip("'")
    return name.isidentifier() and name not in FUNCTIONS and name not in FORMS and name not in ELSEWHERE


@lru_cache(maxsize=4_096)  # is_real and the shapes ask for the signs of the same parts, again at every level
def signs(term: Term, kind: Callable[[str], str], ask: Ask) -> Signs | None:
    """The signs that the value may have; None if it may be no real number."""
    more = ask(term)
    found = _by_shape(term, kind, ask)
    if found is None and is_real(term, kind, ask):
        found = ANY
    if found is None or more is None:
        return found
    return found & more


def _by_shape(term: Term, kind: Callable[[str], str], ask: Ask) -> Signs | None:
    value = literal(term)
    if value is not None:
        return frozenset({(value > 0) - (value < 0)})
    match term:
        case Sym(name):
            return POSITIVE if name in POSITIVE_CONSTANTS else None
        case App("neg", (inner,)):
            found = signs(inner, kind, ask)
            return None if found is None else frozenset(-sign for sign in found)
        case App("+", args):
            return _sum([signs(arg, kind, ask) for arg in args])
        case App("*", args):
            total: Signs | None = POSITIVE
            for arg in args:
                total = times(total, signs(arg, kind, ask))
            return total
        case App("/", (above, below)):
            divisor = signs(below, kind, ask)
            return times(signs(above, kind, ask), None if divisor is None else divisor - {0})
        case App("^", (base, exponent)):
            return _power(base, exponent, kind, ask)
        case App("exp" | "cosh" | "sech" | "erfc", (inner,)):
            return POSITIVE if is_real(inner, kind, ask) else None
        case App("Heaviside", (inner,)):
            return NONNEGATIVE if is_real(inner, kind, ask) else None
        case App("piecewise", _):
            every = [signs(value, kind, ask) for value, _ in cases_of(term)]
            return None if None in every else frozenset[int]().union(*(each for each in every if each is not None))
        case App("re" | "conjugate", (inner,)) if is_real(inner, kind, ask):
            return signs(inner, kind, ask)
        case App("abs", (inner,)):
            found = signs(inner, kind, ask)
            return POSITIVE if found is not None and 0 not in found else NONNEGATIVE
        case App("root", (_, Num() as degree)) if degree.value % 2 == 0:
            return NONNEGATIVE
        case App("sqrt", (inner,)):
            found = signs(inner, kind, ask)
            return found if _within(found, NONNEGATIVE) else None
        case App(head, (inner,)) if head in ODD_INCREASING:
            found = signs(inner, kind, ask)
            if found is not None and head == "acot" and 0 in found:
                return found - {0} | {1}  # acot(0) = pi/2
            return found - {0} if found is not None and head in ("coth", "csch", "acsch") else found
        case App("log", (App("+", parts),)) if any(literal(part) == 1 for part in parts):
            rest = [part for part in parts if literal(part) != 1]
            found = _sum([signs(part, kind, ask) for part in rest])
            return found if len(rest) == len(parts) - 1 and _within(found, NONNEGATIVE) else None
        case App("log", (inner,)):
            number = literal(inner)
            return frozenset({(number > 1) - (number < 1)}) if number is not None and number > 0 else None
    return None


def limits_of_part(term: App) -> tuple[Term, ...]:
    """What always holds of an argument, a real or an imaginary part: ``-pi < arg(u) <= pi``, ``re(u) <= abs(u)``."""
    if term.head == "arg":
        return App("<", (negate(PI), term)), App("<=", (term, PI))
    size = App("abs", term.args)
    return App("<=", (term, size)), App("<=", (negate(size), term))


def _sum(found: list[Signs | None]) -> Signs | None:
    if any(signs is None for signs in found):
        return None
    every = frozenset[int]().union(*(signs for signs in found if signs is not None))
    if not every >= {-1, 1}:
        strict = any(signs == frozenset({sign}) for signs in found for sign in (-1, 1))
        return every - {0} if strict else every | {0}
    return ANY


def times(left: Signs | None, right: Signs | None) -> Signs | None:
    if left is None or right is None:
        return None
    return frozenset(a * b for a in left for b in right)


def power_signs(found: Signs | None, exponent: int) -> Signs | None:
    """The signs of an integer power; a zero base of a negative one is undefined."""
    if exponent == 0:
        return POSITIVE
    if found is None:
        return None
    base = found - {0} if exponent < 0 else found
    return frozenset(sign * sign for sign in base) if exponent % 2 == 0 else base


def _power(base: Term, exponent: Term, kind: Callable[[str], str], ask: Ask) -> Signs | None:
    number = literal(exponent)
    found = signs(base, kind, ask)
    if number is not None and number.denominator == 1:
        return power_signs(found, int(number))
    if not _within(found, NONNEGATIVE) or not is_real(exponent, kind, ask):
        return None
    return POSITIVE if found == POSITIVE else NONNEGATIVE


def _within(found: Signs | None, wanted: Signs) -> bool:
    return found is not None and found <= wanted
