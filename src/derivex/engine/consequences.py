"""What follows from given equations, because functions take no value twice, or squares aren't negative.

    f(u) = f(v)  =>  u = v       f(u) = w  =>  u = g(w)

for f with an inverse g: everywhere, for logarithms, roots and inverse functions, since
``g(f(u)) = u`` wherever f is defined; at real u and v for exp, sinh and tanh, and odd powers; for
sin, cos and tan where u is known to lie within half a turn.
Even powers leave the sizes: ``a^2 = b^2`` is ``abs(a) = abs(b)`` for real a and b. Where
sin(u) is 1 or -1 cos(u) is 0, and the other way round. If a quadratic form in real parts
is a sum of squares, ``c_1*l_1^2 + … + c_n*l_n^2`` with positive c, and zero, all the l are zero.

Contract: what is found holds at every admitted point, with the given equations it came from.

Incomplete: equations are taken as they are written, one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derivex.engine.answers import Zero
from derivex.engine.bounds import Bounds
from derivex.engine.kernels import vanishes
from derivex.errors import BadGiven
from derivex.given import HALF_PI, YES, Given
from derivex.linear import Form, FormTooBig, form_of, form_product, form_sum
from derivex.squares import written
from derivex.term import ONE, PI, TWO, ZERO, App, Term, call, divide, free_symbols, literal, negate, power, subtract

ROUNDS = 3  # of consequences of consequences
# f and g with g(f(u)) = u wherever f is defined
EVERYWHERE = {
    "log": "exp", "asin": "sin", "acos": "cos", "atan": "tan", "asinh": "sinh", "acosh": "cosh", "atanh": "tanh",
}  # fmt: skip
REAL = {"exp": "log", "sinh": "asinh", "tanh": "atanh"}  # at real u
WITHIN = {"sin": (negate(HALF_PI), HALF_PI), "cos": (ZERO, PI), "tan": (negate(HALF_PI), HALF_PI)}
TURNS = {"sin": "cos", "cos": "sin"}


def proved_by_consequences(before: Term, after: Term, given: Given, bounds: Bounds) -> bool:
    """Whether two terms are proved equal once it is said what follows from the given equations."""
    found = consequences(given)
    if not found:
        return False
    others = tuple(each for each in given.relations if not _is_equation(each))
    difference = subtract(before, after)
    for relations in ((*others, *found), (*given.relations, *found)):
        try:
            wider = Given(given.kinds, relations, given.real_values)
        except BadGiven:
            continue
        if isinstance(vanishes(difference, wider, bounds), Zero):
            return True
    return False


def consequences(given: Given) -> tuple[Term, ...]:
    """Equations that follow from the given ones, and from each other."""
    found: dict[Term, None] = {}
    new = [each for each in given.relations if _is_equation(each)]
    for _ in range(ROUNDS):
        more = [each for relation in new for each in _following(relation, given)]
        new = [each for each in dict.fromkeys(more) if each not in found and each not in given.relations]
        found.update(dict.fromkeys(new))
    return tuple(found)


def _is_equation(relation: Term) -> bool:
    return isinstance(relation, App) and relation.head == "="


def _following(relation: Term, given: Given) -> Iterator[Term]:
    assert isinstance(relation, App)
    left, right = relation.args
    yield from _of_same(left, right, given)
    for side, other in ((left, right), (right, left)):
        yield from _of_one(side, other, given)
    yield from _of_squares(left, right, given)


def _of_same(left: Term, right: Term, given: Given) -> Iterator[Term]:
    """From the same function on both sides."""
    match left, right:
        case App("^", (u, one)), App("^", (v, other)) if one == other and (exponent := literal(one)):
            if exponent.numerator == 1:  # the power that takes the root back
                yield _equal(u, v)
            elif exponent.denominator == 1 and YES == given.is_real(u) == given.is_real(v):
                odd = exponent.numerator % 2
                yield _equal(u, v) if odd else _equal(App("abs", (u,)), App("abs", (v,)))
        case App("root", (u, one)), App("root", (v, other)) if one == other:
            yield _equal(u, v)


def _of_one(side: Term, other: Term, given: Given) -> Iterator[Term]:
    """From a function that has the value of the other side."""
    match side, other:
        case App(head, (u,)), App(same, (v,)) if head == same and _goes_back(head, (u, v), given):
            yield _equal(u, v)
        case App("sqrt", (u,)), _:
            yield _equal(u, power(other, TWO))
        case App(head, (u,)), _ if _goes_back(head, (u,), given):
            yield _equal(u, call((EVERYWHERE | REAL)[head], other))
        case App("log", (u, base)), _:
            yield _equal(u, power(base, other))
        case App("^", (base, u)), _ if literal(u) is None and given.is_real(u) == YES:
            # b^u = w for b > 0 and real u: log(w) = u*log(b)
            if given.is_positive(base) == YES and given.is_nonzero(subtract(base, ONE)) == YES:
                yield _equal(u, divide(call("log", other), call("log", base)))
        case App(head, (u,)), _ if head in WITHIN and _is_within(u, head, given):
            yield _equal(u, call(f"a{head}", other))
        case App(head, (u,)), _ if head in TURNS and (value := literal(other)) is not None and abs(value) == 1:
            yield _equal(call(TURNS[head], u), ZERO)


def _is_within(u: Term, head: str, given: Given) -> bool:
    """Whether a real u is known to lie where the inverse of a circular function has its values."""
    low, high = WITHIN[head]
    lower, upper = (">", "<") if head == "tan" else (">=", "<=")
    return given.holds(App(lower, (u, low))) == YES == given.holds(App(upper, (u, high)))


def _goes_back(head: str, arguments: tuple[Term, ...], given: Given) -> bool:
    if head in REAL:
        return all(given.is_real(each) == YES for each in arguments)
    return head in EVERYWHERE or head == "sqrt"


def _equal(left: Term, right: Term) -> Term:
    return App("=", (left, right))


# ---- sums of squares ----


def _of_squares(left: Term, right: Term, given: Given) -> Iterator[Term]:
    """The real linear forms whose squares, times numbers of one sign, have the sum zero."""
    generators: dict[str, Term] = {}
    form = form_of(subtract(left, right), generators)
    if not form or any(sum(exponent for _, exponent in monomial) != 2 for monomial in form):
        return
    names = sorted({name for monomial in form for name, _ in monomial})
    if any(given.is_real(generators[name]) != YES for name in names):
        return
    try:
        found = _completed(form, names)
    except FormTooBig:
        return
    yield from (_equal(written(each, generators), ZERO) for each in found if free_symbols(written(each, generators)))


def _completed(form: Form, names: list[str]) -> list[Form]:
    """The linear forms of a sum of squares with factors of one sign; none if it isn't one."""
    found: list[Form] = []
    signs: set[bool] = set()
    for name in names:
        square = form.get(((name, 2),), Fraction(0))
        touching = {monomial: value for monomial, value in form.items() if name in dict(monomial)}
        if not square:
            if touching:
                return []
            continue
        signs.add(square > 0)
        linear: Form = {((name, 1),): Fraction(1)}
        for monomial, value in touching.items():
            others = tuple(pair for pair in monomial if pair[0] != name)
            if others:
                linear[others] = value / (2 * square)
        found.append(linear)
        taken = {monomial: -square * value for monomial, value in form_product(linear, linear).items()}
        form = form_sum(form, taken)
    return found if len(signs) == 1 and not form else []
