"""Principal values by the givens: ``log(exp(z)) = z`` where the imaginary part of z is known to be in range.

Rewrites a term before it becomes an element, with what the givens say about real parts, imaginary
parts and arguments:

    atan(tan(u)) = u    for -pi/2 < re(u) < pi/2
    asin(sin(u)) = u    there, and at real u = -pi/2, pi/2
    acos(cos(u)) = u    for 0 < re(u) < pi, and at real u = 0, pi
    log(exp(u)) = u     for -pi < im(u) <= pi, and then arg(exp(u)) = im(u)
    log(u*v) = log(u) + log(v), (u*v)^w = u^w*v^w      for -pi < arg(u) + arg(v) <= pi
    log(u^n) = n*log(u), (u^n)^w = u^(n*w)             for -pi < n*arg(u) <= pi, n a number

The two last families need u and v other than 0 for arguments to have values, which log sees to;
a power is rewritten where w is positive too, when both sides are 0. Each is an equality at every
point at which the left side is defined; the range must follow from the givens. Arguments are
known by what is given about them, and by signs of parts: re(u) > 0 puts arg(u) between -pi/2 and
pi/2. Nothing is rewritten below a binder, where the givens don't hold.
"""

from __future__ import annotations

from fractions import Fraction

from derivex.given import YES, Given
from derivex.subterms import distinct, heads
from derivex.term import (
    BINDERS,
    IMAGINARY,
    PI,
    TWO,
    ZERO,
    App,
    Num,
    Sym,
    Term,
    add,
    call,
    divide,
    literal,
    multiply,
    negate,
    number,
    power,
)

SIZES = frozenset({"abs", "sign", "sinc"})
PARTS = frozenset({"re", "im", "arg", "conjugate", "atan2"})
MAX_SIZE = 400  # of a term that is looked through
HALF_PI = divide(PI, TWO)


def speaks_of_parts(term: Term, given: Given) -> bool:
    """Whether a term has complex parts in it, or sizes and signs of what may not be real."""
    found = heads(term)
    if not found.isdisjoint(PARTS):
        return True
    return not found.isdisjoint(SIZES) and any(
        part.head in SIZES and given.is_real(part.args[0]) != YES for part in distinct(term) if isinstance(part, App)
    )


def may_need_parts(term: Term) -> bool:
    """Whether what is left of a term may vanish once logarithms of real numbers are written by their parts."""
    found = heads(term)
    return "log" in found and not found.isdisjoint({"abs", "sign", "Heaviside"}) and IMAGINARY in distinct(term)


def by_parts(name: str) -> Term:
    """A complex symbol as ``re + I*im``; no notation reads these names, so they can't be anybody's."""
    return add(Sym(f"re({name})"), multiply(IMAGINARY, Sym(f"im({name})")))


def principal(term: Term, given: Given) -> Term:
    """The term with principal values taken where the givens allow it; equal wherever the term is defined."""
    if term.size > MAX_SIZE:
        return term
    return _rewritten(term, _plainer(given))


def _plainer(given: Given) -> Given:
    """The givens, and what they say about the parts of symbols: ``re(1 + z) > 0`` as ``1 + re(z) > 0``."""
    richer: Given | None = given
    for relation in given.relations:
        new = plain_parts(relation, given)
        if new != relation and richer is not None:
            richer = richer.with_relation(new)
    return given if richer is None else richer


def plain_parts(term: Term, given: Given) -> Term:
    """The term with real and imaginary parts taken inside of sums."""
    match term:
        case App("re" | "im" as head, (u,)):
            return _part(u, given, imaginary=head == "im")
        case App(head, args):
            return App(head, tuple(plain_parts(arg, given) for arg in args))
    return term


def _rewritten(term: Term, given: Given) -> Term:
    if not isinstance(term, App) or term.head in BINDERS or term.head in ("diff", "Subs", "piecewise"):
        return term
    args = tuple(_rewritten(arg, given) for arg in term.args)
    new = term if all(one is other for one, other in zip(args, term.args, strict=True)) else App(term.head, args)
    found = _principal(new, given)
    return new if found is None else found


def _principal(term: App, given: Given) -> Term | None:
    match term:
        case App("atan", (App("tan", (u,)),)) if _between(
            negate(HALF_PI), real_part(u, given), HALF_PI, given, "<", "<"
        ):
            return u
        case App("asin", (App("sin", (u,)),)):
            weak = "<=" if given.is_real(u) == YES else "<"
            return u if _between(negate(HALF_PI), real_part(u, given), HALF_PI, given, weak, weak) else None
        case App("acos", (App("cos", (u,)),)):
            weak = "<=" if given.is_real(u) == YES else "<"
            return u if _between(ZERO, real_part(u, given), PI, given, weak, weak) else None
        case App("log" | "arg" as head, (App("exp", (u,)),)):
            if given.is_real(u) == YES or not _between(negate(PI), imaginary_part(u, given), PI, given, "<", "<="):
                return None
            return u if head == "log" else imaginary_part(u, given)
        case App("log", (u,)):
            pieces = _splitting(u, given)
            return None if pieces is None else add(*(_scaled(call("log", v), n) for v, n in pieces))
        case App("sqrt", (u,)):
            return _power_of_pieces(u, Fraction(1, 2), given)
        case App("^", (u, exponent)):
            value = literal(exponent)
            if value is not None and value.denominator > 1:
                return _power_of_pieces(u, value, given)
    return None


def _power_of_pieces(base: Term, exponent: Fraction, given: Given) -> Term | None:
    pieces = _splitting(base, given)
    if pieces is None:
        return None
    return multiply(*(power(v, number(n * exponent)) for v, n in pieces))


def _scaled(term: Term, factor: int) -> Term:
    return term if factor == 1 else multiply(number(factor), term)


def squared_sizes(relation: Term) -> tuple[Term, ...]:
    """``re(u)^2 + im(u)^2 = c^2`` from a given ``abs(u) = c``."""
    match relation:
        case App("=", (App("abs", (u,)), size)) | App("=", (size, App("abs", (u,)))):
            return (App("=", (add(*(power(call(part, u), TWO) for part in ("re", "im"))), power(size, TWO))),)
    return ()


# ---- products whose arguments add up ----


def _splitting(term: Term, given: Given) -> list[tuple[Term, int]] | None:
    """Factors of a term with their exponents whose arguments, times these, add up to one in (-pi, pi]."""
    # u^2 is (-u)^2, and the one on the right has the smaller argument
    pieces = [(_on_the_right(u, n, given), n) for u, n in _factors(term, 1) if literal(u) is None]
    if len(pieces) == 1 and pieces[0][1] == 1:
        return None
    numbers = [(u, n) for u, n in _factors(term, 1) if literal(u) is not None]
    if not pieces or len(pieces) > 4 or any((literal(u) or 0) <= 0 for u, _ in numbers):
        return None
    richer: Given | None = given
    for u, _ in pieces:
        for relation in _of_argument(u, given):
            richer = richer.with_relation(relation) if richer is not None else None
    if richer is None:
        return None
    total = add(*(_scaled(call("arg", u), n) for u, n in pieces))
    return [*numbers, *pieces] if _between(negate(PI), total, PI, richer, "<", "<=") else None


def _on_the_right(u: Term, exponent: int, given: Given) -> Term:
    left = exponent % 2 == 0 and given.holds(App("<", (real_part(u, given), ZERO))) == YES
    return negate(u) if left else u


def _factors(term: Term, exponent: int) -> list[tuple[Term, int]]:
    match term:
        case App("*", args):
            return [factor for arg in args for factor in _factors(arg, exponent)]
        case App("/", (above, below)):
            top = [] if literal(above) == 1 else _factors(above, exponent)
            return [*top, *_factors(below, -exponent)]
        case App("^", (base, power_of)):
            value = literal(power_of)
            if value is not None and value.denominator == 1 and 0 < abs(value) < 64:
                return _factors(base, exponent * int(value))
    return [(term, exponent)]


def _of_argument(u: Term, given: Given) -> list[Term]:
    """What the signs of the parts of u say about its argument."""
    angle = call("arg", u)
    found: list[Term] = []
    right, up = real_part(u, given), imaginary_part(u, given)
    if given.holds(App(">", (right, ZERO))) == YES:
        found += [App("<", (angle, HALF_PI)), App(">", (angle, negate(HALF_PI)))]
    if given.is_real(u) == YES:
        return [*found, App(">=", (angle, ZERO)), *([App("=", (angle, ZERO))] if found else [])]
    if given.holds(App(">", (up, ZERO))) == YES:
        found += [App(">", (angle, ZERO)), App("<", (angle, PI))]
    elif given.holds(App("<", (up, ZERO))) == YES:
        found += [App("<", (angle, ZERO))]
    elif given.holds(App(">=", (up, ZERO))) == YES:
        found += [App(">=", (angle, ZERO))]
    elif given.holds(App("!=", (up, ZERO))) == YES:
        found += [App("<", (angle, PI))]
    return found


def _between(low: Term, middle: Term, high: Term, given: Given, below: str, above: str) -> bool:
    return given.holds(App(below, (low, middle))) == YES and given.holds(App(above, (middle, high))) == YES


# ---- parts of terms ----


def real_part(term: Term, given: Given) -> Term:
    """``re(term)``, taken inside of sums, signs and real or imaginary factors where that is plain."""
    return _part(term, given, imaginary=False)


def imaginary_part(term: Term, given: Given) -> Term:
    return _part(term, given, imaginary=True)


def _part(term: Term, given: Given, *, imaginary: bool) -> Term:
    if given.is_real(term) == YES:
        return ZERO if imaginary else term
    match term:
        case Sym("I"):
            return Num("1") if imaginary else ZERO
        case App("+", args):
            return add(*(_part(arg, given, imaginary=imaginary) for arg in args))
        case App("neg", (inner,)):
            return negate(_part(inner, given, imaginary=imaginary))
        case App("/", (above, below)) if literal(below):
            return divide(_part(above, given, imaginary=imaginary), below)
        case App("*", args) if IMAGINARY in args:
            index = args.index(IMAGINARY)
            rest = multiply(*args[:index], *args[index + 1 :])
            return real_part(rest, given) if imaginary else negate(imaginary_part(rest, given))
        case App("*", (factor, *others)) if literal(factor) is not None:
            return multiply(factor, _part(multiply(*others), given, imaginary=imaginary))
    return App("im" if imaginary else "re", (term,))
