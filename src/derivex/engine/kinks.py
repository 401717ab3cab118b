"""Where a function may have no derivative: kinks, jumps, branch points and cuts, node by node.

Contract: at a point at which all conditions of ``kinks`` hold, and at which the body is
defined nearby, the rules for derivatives hold. Where one fails the derivative may exist all
the same (``x*abs(x)`` at 0); where it certainly doesn't, ``sharp`` says.

Incomplete: the conditions are sufficient for a derivative, not necessary.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from derivex.engine.derive import is_unknown
from derivex.engine.outer import OUTER, REAL_OUTER
from derivex.engine.piecewise import boundaries
from derivex.engine.under import without
from derivex.given import YES, Given
from derivex.signs import CIRCULAR, HYPERBOLIC
from derivex.substitution import substitute
from derivex.subterms import subterms
from derivex.term import (
    BINDERS,
    ONE,
    TWO,
    ZERO,
    App,
    Num,
    Sym,
    Term,
    bound,
    divide,
    free_symbols,
    literal,
    negate,
    number,
    power,
    subtract,
)

MAX_UNROLLED = 24  # terms of a sum or product that are looked at one by one
MAX_NESTED = 4  # and of one around others

SMOOTH = frozenset({"+", "*", "neg", "/", "exp", "erf"} | CIRCULAR | HYPERBOLIC)
RULED = frozenset(OUTER) | frozenset(REAL_OUTER) | {"+", "*", "/", "^", "neg", "log", "root"}
SCOPED = BINDERS | {"diff", "Subs", "piecewise"}
INVERSE = {"acot", "acsc", "asec", "acoth", "acsch", "asech"}


def differs(left: Term, right: Term) -> Term:
    return App("!=", (left, right))


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
            nested = any(isinstance(part, App) and part.head in BINDERS for part in subterms(body))
            if count.denominator != 1 or not 0 <= count <= (MAX_NESTED if nested else MAX_UNROLLED):
                return None
            return tuple(substitute(body, {index: number(first + step)}) for step in range(int(count)))
    return None


def kinks(body: Term, name: str, given: Given, order: int = 1) -> Iterator[Term]:
    """Conditions under which the rules for the derivative of that order by the name hold."""
    return kinks_among(_nodes(body), name, given, order)


def kinks_among(nodes: Iterable[Term], name: str, given: Given, order: int) -> Iterator[Term]:
    """As ``kinks``, of a body whose different nodes these are, those inside of ``SCOPED`` heads left out."""
    for node in nodes:
        if not isinstance(node, App) or node.head in SMOOTH or name not in free_symbols(node):
            continue
        if node.head == "diff":
            times = literal(node.args[2]) if len(node.args) > 2 else None
            yield from kinks(node.args[0], name, given, order + (1 if times is None else int(times)))
        elif node.head == "Subs":
            yield from _of_substitution(node, name, given)
        elif node.head in BINDERS:
            yield from _of_binder(node, name, given, order)
        else:
            if node.head == "piecewise":
                for each in node.args:
                    yield from kinks(each, name, given, order)
            yield from _of_node(node, name, given, order)


def _nodes(body: Term) -> list[Term]:
    """The different applications of a body, not those inside of what binds a name."""
    found: dict[Term, None] = {}
    pending = [body]
    while pending:
        node = pending.pop()
        if isinstance(node, App) and node not in found:
            found[node] = None
            if node.head not in SCOPED:
                pending.extend(node.args)
    return list(found)


def follows_rules(nodes: Iterable[Term]) -> bool:
    """Whether the result of the rules needs no more than the body's needs and ``kinks`` say.

    Every row of the table of derivatives is defined where its function is, off the kinks; so
    are products, quotients and powers of what is. The nodes are as of ``kinks_among``.
    """
    for node in nodes:
        if isinstance(node, App) and node.head not in RULED:
            if node.head == "diff":
                if not follows_rules(_nodes(node.args[0])):
                    return False
            elif len(node.args) != 1 or not is_unknown(node.head):
                return False
    return True


def _of_binder(term: App, name: str, given: Given, order: int) -> Iterator[Term]:
    """Of a sum or product the kinks of its terms; of an integral those of its ends.

    The rule for the integral itself applies only where its conditions are certain.
    """
    for end in term.args[1].args[1:] if isinstance(term.args[1], App) else ():
        yield from kinks(end, name, given, order)
    index, _ = bound(term)
    if term.head in ("Sum", "Product") and index != name:
        terms = unrolled(term)
        for each in (term.args[0],) if terms is None else terms:
            yield from kinks(each, name, without(index, given), order)


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


def _of_node(node: App, name: str, given: Given, order: int) -> Iterator[Term]:
    if node.head == "log" and len(node.args) == 2:
        for each in node.args:
            yield from _of_cut("log", each, name, given)
        return
    if node.head == "piecewise":
        yield from boundaries(node, name)
        return
    u = node.args[0]
    depends = name in free_symbols(u)
    match node.head:
        case "min" | "max":
            for index, first in enumerate(node.args):
                for second in node.args[index + 1 :]:
                    yield differs(first, second)
        case "atan2":
            right = node.args[1]
            yield App("or", (differs(u, ZERO), App(">", (right, ZERO))))
            return
        case "^":
            exponent = node.args[1]
            if literal(exponent) is not None and is_whole(exponent, given):
                return  # a polynomial, or undefined where the base is 0
            if is_whole(exponent, given):
                yield App("or", (differs(u, ZERO), App(">=", (subtract(exponent, number(order)), ZERO))))
                return
            if depends or given.is_nonzero(u) != YES:
                yield differs(u, ZERO)
        case _ if not depends:
            return
        case "abs" | "sign" | "Heaviside" | "root" | "sqrt" | "acot" | "acoth":
            yield differs(u, ZERO)
        case "arg":  # real arguments jump at 0 alone, where there is no value
            if given.is_real(u) != YES:
                yield differs(u, negate(App("abs", (u,))))
        case "Si" | "Shi":  # their derivatives are sin(u)/u and sinh(u)/u
            yield differs(u, ZERO)
        case "sinc" if order > 1:  # the rule for its derivative is a case distinction, which has no derivative at 0
            yield differs(u, ZERO)
        case "LambertW":
            yield differs(u, negate(App("exp", (negate(ONE),))))
        case "asin" | "acos" | "acosh" | "asec" | "acsc" | "asech":
            yield differs(u, ONE)
            yield differs(u, negate(ONE))
        case "floor" | "ceiling":
            yield differs(App("floor", (u,)), u)
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

    Each cut is where some term is real and not positive: ``v <= 0``, which is false where v isn't real.
    """
    if given.real_values or name not in free_symbols(u) or given.is_real(u) == YES or _touches_no_cut(head, u, given):
        return
    v = divide(ONE, u) if head in INVERSE else u
    match head:
        case "log" | "sqrt" | "^" | "Ei" | "Ci" | "Chi" | "loggamma":
            cut = App("<=", (v, ZERO))
        case "li":
            cut = App("<=", (v, ONE))
        case "LambertW":
            cut = App("<=", (v, negate(App("exp", (negate(ONE),)))))
        case "asin" | "acos" | "atanh" | "asec" | "acsc" | "acoth":
            cut = App(">=", (_squared(v), ONE))
        case "atan" | "asinh" | "acot" | "acsch":
            cut = App("<=", (_squared(v), negate(ONE)))
            if head in ("asinh", "acsch"):
                yield differs(_squared(v), negate(ONE))  # where the cut begins
        case "acosh" | "asech":
            cut = App("<=", (v, ONE))
        case _:
            return
    yield App("not", (cut,))


def _squared(term: Term) -> Term:
    """The square, of a root without the root."""
    match term:
        case App("sqrt", (inner,)):
            return inner
        case App("neg", (inner,)):
            return _squared(inner)
        case App("/", (above, below)):
            return divide(ONE if above == ONE else _squared(above), _squared(below))
    return power(term, TWO)


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
