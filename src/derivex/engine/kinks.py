"""Where a function may have no derivative: kinks, jumps, branch points and cuts, node by node.

Contract: at a point at which all conditions of ``kinks`` hold, and at which the body is
defined nearby, the rules for derivatives hold. Where one fails the derivative may exist all
the same (``x*abs(x)`` at 0), except for the conditions of ``sharp_kinks``: there it doesn't.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivex.comparison import parts
from derivex.engine.univariate import primitive, univariate
from derivex.given import YES, Given
from derivex.substitution import substitute
from derivex.term import (
    BINDERS,
    ONE,
    PI,
    TWO,
    ZERO,
    App,
    Num,
    Sym,
    Term,
    divide,
    free_symbols,
    literal,
    multiply,
    negate,
    number,
    power,
    subtract,
    walk,
)
from derivex.term import add as total

MAX_UNROLLED = 24  # terms of a sum or product that are looked at one by one
MAX_NESTED = 4  # and of one around others

KINKED = {"abs", "sign", "sqrt", "root", "floor", "ceiling", "min", "max", "diff", "Subs", *BINDERS}
KINKED |= {"asin", "acos", "acosh", "asec", "acsc", "asech", "acot", "acoth"}
INVERSE = {"acot", "acsc", "asec", "acoth", "acsch", "asech"}


def differs(left: Term, right: Term) -> Term:
    return App("!=", (left, right))


def without(name: str, given: Given) -> Given:
    """The givens for a body in which the name is bound: nothing is given about it."""
    kinds = tuple((other, kind) for other, kind in given.kinds if other != name)
    relations = tuple(relation for relation in given.relations if name not in free_symbols(relation))
    return Given(kinds, relations, given.real_values)


def placed(name: str, place: Term, given: Given) -> Given:
    """The givens for a body that is taken at a place: its variable is as real as the place."""
    inner = without(name, given)
    if given.is_real(place) == YES:
        return inner
    return Given(((name, "complex"), *inner.kinds), inner.relations, inner.real_values)


def unrolled(term: App) -> tuple[Term, ...] | None:
    """The terms of a sum or product between literal bounds; None if there are too many or they aren't known."""
    match term:
        case App("Sum" | "Product", (body, App("bounds", (Sym(index), low, high)))):
            first, last = literal(low), literal(high)
            if first is None or last is None:
                return None
            count = last - first + 1
            nested = any(isinstance(part, App) and part.head in BINDERS for _, part in walk(body))
            if count.denominator != 1 or not 0 <= count <= (MAX_NESTED if nested else MAX_UNROLLED):
                return None
            return tuple(substitute(body, {index: number(first + step)}) for step in range(int(count)))
    return None


def kinks(body: Term, name: str, given: Given) -> Iterator[Term]:
    """Conditions under which the rules for the derivative by the name hold."""
    if not isinstance(body, App) or name not in free_symbols(body) or body.head == "diff":
        return
    if body.head == "Subs":
        yield from _of_substitution(body, name, given)
        return
    if body.head in BINDERS:
        for each in unrolled(body) or ():
            yield from kinks(each, name, given)
        return
    for arg in body.args:
        yield from kinks(arg, name, given)
    yield from _of_node(body, name, given)


def _of_substitution(term: App, name: str, given: Given) -> Iterator[Term]:
    """The kinks of the body, at the place where it is taken, and those of the place."""
    body, variable, place = term.args
    assert isinstance(variable, Sym)
    yield from kinks(place, name, given)
    inner = placed(variable.name, place, given)
    moving = {name} - {variable.name} | ({variable.name} if name in free_symbols(place) else set())
    for each in sorted(moving):
        for condition in kinks(body, each, inner):
            yield substitute(condition, {variable.name: place})


def _of_node(node: App, name: str, given: Given) -> Iterator[Term]:
    if node.head == "log" and len(node.args) == 2:
        for each in node.args:
            yield from _of_cut("log", each, name, given)
        return
    u = node.args[0]
    depends = name in free_symbols(u)
    match node.head:
        case "min" | "max":
            for index, first in enumerate(node.args):
                for second in node.args[index + 1 :]:
                    yield differs(first, second)
        case "^":
            if is_whole(node.args[1], given):
                return  # a polynomial, or undefined where the base is 0
            if depends or given.is_nonzero(u) != YES:
                yield differs(u, ZERO)
        case _ if not depends:
            return
        case "abs" | "sign" | "root" | "sqrt" | "acot" | "acoth":
            yield differs(u, ZERO)
        case "LambertW":
            yield differs(u, negate(App("exp", (negate(ONE),))))
        case "asin" | "acos" | "acosh" | "asec" | "acsc" | "asech":
            yield differs(u, ONE)
            yield differs(u, negate(ONE))
        case "floor" | "ceiling":
            yield differs(App("sin", (multiply(PI, u),)), ZERO)
    yield from _of_cut(node.head, u, name, given)


def is_whole(term: Term, given: Given) -> bool:
    """Whether the term is an integer by its kind: ``2*n + 1``."""
    match term:
        case Num():
            return term.value.denominator == 1
        case Sym(name):
            return given.kind(name) == "integer"
        case App("+" | "*" | "neg", args):
            return all(is_whole(arg, given) for arg in args)
        case App("^", (base, Num() as exponent)):
            return exponent.value.denominator == 1 and is_whole(base, given)
    return False


def _of_cut(head: str, u: Term, name: str, given: Given) -> Iterator[Term]:
    """Off the cut of a principal value; a real argument stays on it and does no harm.

    Each cut is where some term is real and not positive: ``v = -abs(v)``.
    """
    if given.real_values or name not in free_symbols(u) or given.is_real(u) == YES or _touches_no_cut(head, u, given):
        return
    v = divide(ONE, u) if head in INVERSE else u
    square = power(v, TWO)
    match head:
        case "log" | "sqrt" | "^" | "Ei" | "Ci" | "Chi" | "loggamma":
            inside = v
        case "li":
            inside = subtract(v, ONE)
        case "LambertW":
            inside = total(v, App("exp", (negate(ONE),)))
        case "asin" | "acos" | "atanh" | "asec" | "acsc" | "acoth":
            inside = subtract(ONE, square)
        case "atan" | "asinh" | "acot" | "acsch":
            inside = total(square, ONE)
        case "acosh" | "asech":
            inside = subtract(v, ONE)
        case _:
            return
    yield differs(inside, negate(App("abs", (inside,))))


def _touches_no_cut(head: str, u: Term, given: Given) -> bool:
    """``log(log(x))``: ``a*log(x) + b`` with real x is real nearby, or its imaginary part stays away from 0."""
    match u:
        case App("neg", (inner,)):
            return _touches_no_cut(head, inner, given)
        case App("+" | "*", args):
            rest = [arg for arg in args if literal(arg) is None]
            return len(rest) == 1 and _touches_no_cut(head, rest[0], given)
        case App("/", (above, below)) if literal(below):
            return _touches_no_cut(head, above, given)
        case App("log" | "sqrt", (inner,)) if head in ("log", "sqrt", "^", "asin", "acos", "acosh", "atanh"):
            return given.is_real(inner) == YES
    return False


# ---- where there is certainly no derivative ----


def sharp_kinks(body: Term, name: str) -> Iterator[Term]:
    """Of ``2*abs(u) + …``, or ``sqrt(u)``, with u a polynomial: its simple zeros; of ``asin(u)`` u = 1 and u = -1."""
    addends = [addend for addend in parts(body, "+") if any(_kinked(part) for _, part in walk(addend))]
    if len(addends) != 1:
        return
    node = _without_factor(addends[0])
    if not isinstance(node, App) or not node.args or any(_kinked(part) for arg in node.args for _, part in walk(arg)):
        return
    u = node.args[0]
    for place in _places(node):
        if _has_simple_zeros(subtract(u, place), name):
            yield differs(u, place)


def _places(node: App) -> tuple[Term, ...]:
    """The values of the argument at which the function has an infinite slope, a corner or a jump."""
    match node:
        case App("abs" | "sign" | "sqrt" | "acot", _):
            return (ZERO,)
        case App("root", (_, degree)) if (literal(degree) or 0) > 1:
            return (ZERO,)
        case App("^", (_, exponent)) if 0 < (literal(exponent) or 0) < 1:
            return (ZERO,)
        case App("asin" | "acos" | "acosh" | "asec" | "acsc" | "asech", _):
            return (ONE, negate(ONE))
    return ()


def _has_simple_zeros(term: Term, name: str) -> bool:
    """Whether the term is a polynomial in the name alone, no zero of which is one of its derivative."""
    found = univariate(term)
    if found is None or found[0] != Sym(name):
        return False
    polynomial = primitive(found[1])
    return polynomial.gcd(polynomial.derivative()).degree() == 0


def _kinked(part: Term) -> bool:
    """Whether the node may have a kink or a jump somewhere."""
    if not isinstance(part, App):
        return False
    if part.head == "^":
        value = literal(part.args[1])
        return value is None or value.denominator != 1
    return part.head in KINKED


def _without_factor(term: Term) -> Term:
    """``-2*u`` as u: signs and numbers that multiply don't change where there is a kink."""
    match term:
        case App("neg", (inner,)):
            return _without_factor(inner)
        case App("*", (first, second)) if literal(first):
            return _without_factor(second)
        case App("/", (above, below)) if literal(below):
            return _without_factor(above)
    return term
