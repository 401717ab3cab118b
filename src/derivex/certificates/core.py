"""Lines in core heads: derived functions by their definitions, derivatives carried out.

What is left is ``+ * / neg ^``, exp, log, sin, cos, asin, atan, abs, sign, root, erf, ``1/gamma``
and functions known by their derivative (``heads``). The definitions that lose a point (``acot``
and ``acoth`` at 0) are left to the recheck, which asks whether the argument is 0. abs, sign and
piecewise are decided where the givens decide them (``Given``); below ``diff`` and ``Subs`` only by
those that hold ``near`` a point. Short sums between numbers are written out.

Contract: part of what a certificate's reader has to trust, with ``recheck`` and
``values``; no code of the engine. What has no row here is ``Beyond``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import zip_longest

from derivex.certificates.heads import (
    AWAY_FROM_ZERO,
    CONSTANTS,
    DEFINITIONS,
    EXTREMES,
    OF_TWO,
    RECIPROCAL,
    SLOPES,
    Beyond,
    is_unknown,
    partial,
    row,
)
from derivex.certificates.steady import is_steady, near, without
from derivex.certificates.told import is_real, signs_of, truth_of
from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import (
    BINDERS,
    EULER,
    ONE,
    TWO,
    ZERO,
    App,
    Num,
    Sym,
    Term,
    add,
    cases_of,
    divide,
    free_symbols,
    literal,
    multiply,
    names,
    negate,
    number,
    power,
    subtract,
)

MAX_ORDER = 12
MAX_PARTS = 40  # of a sum or product that is written out


@lru_cache(maxsize=16_384)  # a pure function of frozen values; checks walk the same lines often
def core(term: Term, given: Given) -> Term:
    """The term in core heads.

    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> plain(core(read("diff(tan(x), x)"), Given()))
    '(cos(x)*cos(x) - sin(x)*(-sin(x)))/cos(x)^2'
    """
    return _core(term, given, {})


def _core(term: Term, given: Given, done: dict[Term, Term]) -> Term:
    if isinstance(term, Sym) and term.name in CONSTANTS:
        return App("exp", (ONE,)) if term == EULER else row(CONSTANTS[term.name])
    if not isinstance(term, App):
        return term
    if term not in done:
        done[term] = _rewritten(term, given, done)
    return done[term]


def _rewritten(term: App, given: Given, done: dict[Term, Term]) -> Term:
    match term:
        case App("diff", (body, Sym(name), *order)):
            count = literal(order[0]) if order else 1
            if count is None or count not in range(MAX_ORDER + 1) or given.kind(name) == "integer":
                raise Beyond("a derivative of this order, or by an integer symbol")
            around = near(given, name)
            result = _core(body, around, {})
            for _ in range(int(count)):
                result = _slope(result, name, around, {})
            return result
        case App("Subs", (body, Sym(name), point)):
            return substitute(_core(body, without(given, name), {}), {name: _core(point, given, done)})
        case App("piecewise", _):
            chosen = _chosen(term, given)
            return term if chosen is None else _core(chosen, given, done)
        case App("Sum" | "Product" as head, (body, App("bounds", (Sym(name), low, high)))):
            each = _written_out(body, name, literal(low), literal(high))
            if each is None:
                return term
            parts = tuple(_core(part, given, done) for part in each)
            return add(*parts) if head == "Sum" else multiply(*parts)
        case App(head, _) if head in BINDERS:
            return term
    args = tuple(_core(arg, given, done) for arg in term.args)
    match App(term.head, args):
        case App("log", (u, base)):
            return divide(App("log", (u,)), App("log", (base,)))
        case App("abs" | "sign" as head, (u,)) if (known := _signed(head, u, given)) is not None:
            return known
        case App("max" | "min" as head, (u, v, *rest)):
            either = _core(substitute(row(EXTREMES[head]), {"u": u, "v": v}), given, done)
            return either if not rest else _rewritten(App(head, (either, *rest)), given, done)
        case App("Heaviside", (u,)) if (known := _signed("sign", u, given)) is not None:
            return divide(add(ONE, known), TWO)
        case App(head, (u,)) if head in DEFINITIONS:
            return substitute(row(DEFINITIONS[head]), {"u": u})
        case App(head, (u, v)) if head in OF_TWO:
            return substitute(row(OF_TWO[head]), {"u": u, "v": v})
        case App("gamma", (u,)):
            return divide(ONE, _reciprocal_gamma(u))
        case App("factorial", (u,)):
            return divide(ONE, _reciprocal_gamma(add(u, ONE)))
        case App("binomial", (n, k)):
            above = multiply(_reciprocal_gamma(add(k, ONE)), _reciprocal_gamma(add(subtract(n, k), ONE)))
            return divide(above, _reciprocal_gamma(add(n, ONE)))
        case changed:
            return changed


def _written_out(body: Term, name: str, low: Fraction | None, high: Fraction | None) -> list[Term] | None:
    """The parts of a short sum or product between two numbers."""
    if low is None or high is None or (high - low).denominator != 1 or not 0 <= high - low + 1 <= MAX_PARTS:
        return None
    return [substitute(body, {name: number(low + step)}) for step in range(int(high - low) + 1)]


def _reciprocal_gamma(u: Term) -> Term:
    return App(RECIPROCAL, (u,))


def _chosen(term: App, given: Given) -> Term | None:
    """The value of a piecewise whose condition holds, when those of all earlier ones fail; None if that can't be told.

    Where the sides of an earlier condition have no order, or no condition holds, the whole has no value.
    """
    for value, condition in cases_of(term):
        truth = True if condition is None else _truth(condition, given)
        if truth is None:
            return None
        if truth:
            return value
    return divide(ONE, ZERO)


def _truth(condition: Term, given: Given) -> bool | None:
    match condition:
        case App("and" | "or" as head, parts):
            truths = [_truth(part, given) for part in parts]
            decisive = head == "or"
            return decisive if decisive in truths else None if None in truths else not decisive
        case App(head, sides):
            there = App(head, tuple(core(side, given) for side in sides))
            return next((truth for each in (condition, there) if (truth := truth_of(given, each)) is not None), None)
    raise Beyond("a condition of that kind")


def _signed(head: str, u: Term, given: Given) -> Term | None:
    """abs or sign of what has a sign by the givens."""
    signs = signs_of(given, u)
    if signs is None or not signs:
        return None
    if head == "abs":
        return u if -1 not in signs else negate(u) if 1 not in signs else None
    return {1: ONE, 0: ZERO, -1: negate(ONE)}[next(iter(signs))] if len(signs) == 1 else None


def _slope(term: Term, name: str, given: Given, done: dict[Term, Term]) -> Term:
    """The derivative of a term in core heads."""
    if name not in free_symbols(term):
        return ZERO
    if isinstance(term, Sym):
        return ONE
    if term not in done:
        assert isinstance(term, App)
        done[term] = _rule(term, lambda part: _slope(part, name, given, done), name, given)
    return done[term]


def _rule(term: App, slope: Callable[[Term], Term], name: str, given: Given) -> Term:
    match term:
        case App("+", args):
            return _sum(*(slope(arg) for arg in args))
        case App("neg", (u,)):
            return negate(slope(u))
        case App("*", args):
            return _sum(*(_product(*args[:place], slope(arg), *args[place + 1 :]) for place, arg in enumerate(args)))
        case App("/", (Num("1"), App(head, (u,)))) if head == RECIPROCAL:
            return _product(term, App("polygamma", (ZERO, u)), slope(u))
        case App("polygamma", (order, u)) if (
            (count := literal(order)) is not None and count.denominator == 1 and count >= 0
        ):
            return _product(App("polygamma", (number(count + 1), u)), slope(u))
        case App("conjugate", (u,)) if given.kind(name) != "complex":
            return App("conjugate", (slope(u),))
        case App("/", (above, below)) if name not in free_symbols(below):
            return divide(slope(above), below)
        case App("/", (above, below)):
            return divide(
                subtract(_product(slope(above), below), _product(above, slope(below))), power(below, Num("2"))
            )
        case App("^", (base, exponent)) if name not in free_symbols(exponent):
            value = literal(exponent)
            less = subtract(exponent, ONE) if value is None else number(value - 1)
            return _product(exponent, base if less == ONE else power(base, less), slope(base))
        case App("^", (base, exponent)) if name not in free_symbols(base):
            return _product(term, App("log", (base,)), slope(exponent))
        case App("^", (base, exponent)):
            rate = _sum(_product(slope(exponent), App("log", (base,))), divide(_product(exponent, slope(base)), base))
            return _product(term, rate)
        case App("root", (u, degree)) if name not in free_symbols(degree):
            return _product(divide(term, multiply(degree, u)), slope(u))
        case App("Integral", (body, App("bounds", (Sym(bound), low, high)))) if name not in free_symbols(body):
            inside = Given((*((n, k) for n, k in given.kinds if n != bound), (bound, "real")), (), given.real_values)
            real = given.kind(name) != "complex" and is_real(given, low) and is_real(given, high)
            if not real or not is_steady(_core(body, inside, {}), inside):
                raise Beyond("the derivative of an integral of what may jump")
            ends = (_core(high, given, {}), _core(low, given, {}))
            above, below = (_product(_core(substitute(body, {bound: end}), given, {}), slope(end)) for end in ends)
            return subtract(above, below)
        case App("Sum", (body, App("bounds", (Sym(bound), *ends)) as bounds)) if is_finite(ends, name):
            each = _slope(_core(body, inside := indexed(given, bound), {}), name, inside, {})
            return ZERO if each == ZERO else App("Sum", (each, bounds))
        case App("piecewise", args) if not any(name in free_symbols(each) for each in args[1::2]):
            rows = zip_longest([slope(_core(each, given, {})) for each in args[::2]], args[1::2])
            return App("piecewise", tuple(part for pair in rows for part in pair if part is not None))
        case App("abs", (u,)) if not is_real(given, u) and given.kind(name) != "complex":
            turned = _product(App("conjugate", (u,)), slope(u))
            return divide(_sum(turned, App("conjugate", (turned,))), multiply(TWO, term))
        case App("abs" | "sign", (u,)) if not is_real(given, u):
            raise Beyond("the derivative of abs where its argument may not be real")
        case App(head, (u,)) if head in SLOPES:
            return _product(substitute(row(SLOPES[head]), {"u": u}), slope(u))
        case App("1/gamma", (u,)):
            return negate(_product(term, App("polygamma", (ZERO, u)), slope(u)))
        case App(head, (u,)) if is_unknown(head):
            return _product(App(head + "'", (u,)), slope(u))
        case App(head, args) if is_unknown(head):
            return _sum(
                *(_product(App(partial(head, place, len(args)), args), slope(u)) for place, u in enumerate(args))
            )
    raise Beyond(f"the derivative of {term.head}")


def is_finite(ends: Sequence[Term], name: str) -> bool:
    """Whether a sum has an end, and the same range whatever the value of the symbol."""
    return len(ends) == 2 and not any("oo" in names(end) or name in free_symbols(end) for end in ends)


def indexed(given: Given, bound: str) -> Given:
    """What is given, where that name is an index, of which nothing is known."""
    kinds = tuple(each for each in given.kinds if each[0] != bound)
    return Given((*kinds, (bound, "complex")), without(given, bound).relations, given.real_values)


def _sum(*terms: Term) -> Term:
    return add(*(term for term in terms if term != ZERO))


def _product(*terms: Term) -> Term:
    """A product without its ones; a factor 0 makes it 0, for derivatives of what is defined."""
    return ZERO if ZERO in terms else multiply(*(term for term in terms if term != ONE))


__all__ = [
    "AWAY_FROM_ZERO",
    "CONSTANTS",
    "DEFINITIONS",
    "Beyond",
    "core",
    "indexed",
    "is_finite",
    "is_unknown",
    "near",
    "row",
]
