"""What every node needs to be defined, and where a derivative's rules say nothing.

Contract: ``needs`` yields conditions as relations, unsimplified, each with whether it is
certain (the node has no value without it) or doubtful (only the rule for the derivative
needs it, the derivative itself may exist all the same).
"""

from __future__ import annotations

from collections.abc import Iterator

from derivex.comparison import parts
from derivex.engine.simplify import linear_part, not_zero
from derivex.given import YES, Given
from derivex.substitution import substitute
from derivex.term import BINDERS, ONE, PI, TWO, ZERO, App, Num, Sym, Term, free_symbols, literal, multiply, negate, walk
from derivex.term import add as total

Raw = tuple[Term, bool]  # a condition, and whether it is needed (else doubtful)


def needs(term: Term, given: Given) -> Iterator[Raw]:
    """What the term needs to have a value, node by node, as written."""
    match term:
        case Num() | Sym():
            return
        case App("diff", (body, Sym(name), *_)):
            yield from _of_derivative(body, name, given)
            return
        case App("Subs", (body, Sym(name), replacement)):
            yield from needs(replacement, given)
            for condition, certain in needs(body, _without(name, given)):
                yield substitute(condition, {name: replacement}), certain
            return
        case App(head, (body, App("bounds", (_, *ends)))) if head in BINDERS:
            for end in ends:
                yield from needs(end, given)
            if head in ("Sum", "Product") and len(ends) == 2:
                low, high = ends
                yield App(">=", (total(high, negate(low), ONE), ZERO)), True
            return
        case App(head, args):
            for arg in args:
                yield from needs(arg, given)
            yield from _of_node(head, args, given)


def _without(name: str, given: Given) -> Given:
    """The givens for a body in which the name is bound: nothing is given about it."""
    kinds = tuple((other, kind) for other, kind in given.kinds if other != name)
    relations = tuple(relation for relation in given.relations if name not in free_symbols(relation))
    return Given(kinds, relations, given.real_values)


def _of_node(head: str, args: tuple[Term, ...], given: Given) -> Iterator[Raw]:
    real = given.real_values
    match head, args:
        case "/", (_, below):
            yield not_zero(below), True
        case "^", (base, exponent):
            yield from _of_power(base, exponent, given)
        case "log", (u, *base):
            for each in (u, *base):
                yield (App(">", (each, ZERO)) if real else not_zero(each)), True
            for each in base:
                yield App("!=", (each, ONE)), True
        case "sqrt", (u,):
            if real:
                yield App(">=", (u, ZERO)), True
        case "root", (u, Num() as degree):
            if real and degree.value % 2 == 0:
                yield App(">=", (u, ZERO)), True
        case "tan" | "sec", (u,):
            yield not_zero(App("cos", (u,))), True
        case "cot" | "csc", (u,):
            yield not_zero(App("sin", (u,))), True
        case "coth" | "csch", (u,):
            yield (not_zero(u) if given.is_real(u) == YES else not_zero(App("sinh", (u,)))), True
        case "atan" | "acot", (u,):
            if given.is_real(u) != YES and not real:
                yield not_zero(total(App("^", (u, TWO)), ONE)), True
        case "atanh" | "acoth", (u,):
            if real:
                yield App("<" if head == "atanh" else ">", (App("abs", (u,)), ONE)), True
            else:
                yield not_zero(total(App("^", (u, TWO)), negate(ONE))), True
        case "asin" | "acos", (u,):
            if real:
                yield App("<=", (App("abs", (u,)), ONE)), True
        case "acosh", (u,):
            if real:
                yield App(">=", (u, ONE)), True
        case "asec" | "acsc" | "acsch", (u,):
            yield not_zero(u), True
            if real and head != "acsch":
                yield App(">=", (App("abs", (u,)), ONE)), True
        case "asech", (u,):
            yield not_zero(u), True
            if real:
                yield App(">", (u, ZERO)), True
                yield App("<=", (u, ONE)), True
        case "gamma" | "factorial", (u,):
            yield from _of_gamma(u if head == "gamma" else total(u, ONE), u, head, given)
        case "binomial", (u, _):
            yield from _of_gamma(total(u, ONE), u, "factorial", given)


def _of_power(base: Term, exponent: Term, given: Given) -> Iterator[Raw]:
    value = literal(exponent)
    if value is not None:
        if value < 0:
            yield not_zero(base), True
        if given.real_values and value.denominator != 1:
            yield App(">=", (base, ZERO)), True
        return
    if given.real_values and not (isinstance(exponent, Sym) and given.kind(exponent.name) == "integer"):
        yield App(">=", (base, ZERO)), False
    if given.is_nonnegative(exponent) == YES:
        return
    if given.is_negative(exponent) == YES:
        yield not_zero(base), True
    elif given.is_real(exponent) == YES:
        yield App("or", (not_zero(base), App(">=", (exponent, ZERO)))), True
    else:
        yield not_zero(base), False


def _of_gamma(argument: Term, written: Term, head: str, given: Given) -> Iterator[Raw]:
    """Poles at 0, -1, -2, …"""
    positive = App(">" if head == "gamma" else ">=", (written, ZERO))
    if isinstance(written, Sym) and given.kind(written.name) == "integer":
        yield positive, True
    else:
        yield App("or", (App(">", (argument, ZERO)), not_zero(App("sin", (multiply(PI, argument),))))), True


def _of_derivative(body: Term, name: str, given: Given) -> Iterator[Raw]:
    """Where a derivative exists: the body's conditions, open, and every node smooth."""
    for condition, certain in needs(body, given):
        depends = name in free_symbols(condition)
        if certain and depends and isinstance(condition, App) and condition.head in ("<=", ">="):
            yield condition, True
            yield App("!=", condition.args), False
        else:
            yield condition, certain
    sharp = _sharp_kink(body, name)
    if sharp is not None:
        yield not_zero(sharp), True
    yield from _kinks(body, name, given)


def _kinks(body: Term, name: str, given: Given) -> Iterator[Raw]:
    """Points at which a node's rule for the derivative says nothing."""
    if not isinstance(body, App) or name not in free_symbols(body):
        return
    if body.head not in ("diff", "Subs") and body.head not in BINDERS:
        for arg in body.args:
            yield from _kinks(arg, name, given)
    if body.head == "diff" or not body.args:
        return
    u = body.args[0]
    depends = name in free_symbols(u)
    match body.head:
        case "abs" | "sign" | "sqrt" | "root" if depends:
            yield not_zero(u), False
        case "^" if depends:
            value = literal(body.args[1])
            if value is None or value.denominator != 1:
                yield not_zero(u), False
        case "^" if literal(u) is None and given.is_nonzero(u) != YES:
            yield not_zero(u), False
        case "asin" | "acos" | "acosh" | "asec" | "acsc" if depends:
            yield App("!=", (App("abs", (u,)), ONE)), False
        case "acot" if depends:
            yield not_zero(u), False
        case "floor" | "ceiling" if depends:
            yield not_zero(App("sin", (multiply(PI, u),))), False
        case "min" | "max":
            for other in body.args[1:]:
                yield App("!=", (u, other)), False
    if body.head in ("log", "sqrt") and depends and given.is_real(u) != YES and _has_imaginary(u):
        yield App("!=", (u, negate(App("abs", (u,))))), False


def _sharp_kink(body: Term, name: str) -> Term | None:
    """The u of ``2*abs(u) + …`` with u linear: where it is 0 there is certainly no derivative."""
    found: list[Term] = []
    for addend in parts(body, "+"):
        node = _without_factor(addend)
        if any(_kinked(part) for _, part in walk(addend)):
            found.append(node)
    if len(found) != 1 or not (isinstance(found[0], App) and found[0].head in ("abs", "sign", "sqrt")):
        return None
    u = found[0].args[0]
    linear = linear_part(u)
    return u if linear is not None and linear[0] == Sym(name) else None


KINKED = {"abs", "sign", "sqrt", "root", "floor", "ceiling", "min", "max", "diff", "Subs"}
KINKED |= {"asin", "acos", "acosh", "asec", "acsc", "acot"}


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


def _has_imaginary(term: Term) -> bool:
    return (isinstance(term, Sym) and term.name == "I") or (
        isinstance(term, App) and any(map(_has_imaginary, term.args))
    )
