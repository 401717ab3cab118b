"""The derivatives of the functions in the table: a row a head, its outer derivative.

Every row holds on the branch cuts too: ``asech`` and its like are derived through
``1/x``, which also keeps the points out at which they jump.

Contract: at every point at which the row has a value and the function is differentiable (along the
real line, or in the complex plane) the row is its derivative. A head without a row has no known
derivative, which is said, never guessed.
"""

from __future__ import annotations

from collections.abc import Callable

from derivex.term import ONE, PI, TWO, ZERO, App, Term, add, call, divide, multiply, negate, power, subtract


def _square(term: Term) -> Term:
    return power(term, TWO)


def _below(term: Term) -> Term:
    """``1/term``."""
    return divide(ONE, term)


def _root(term: Term) -> Term:
    return call("sqrt", term)


def _through_inverse(sign: int, radicand: Callable[[Term], Term]) -> Callable[[Term], Term]:
    """The outer derivative of a function of ``1/u``: ``sign/(u^2*radicand(1/u))``."""

    def row(u: Term) -> Term:
        value = _below(multiply(_square(u), radicand(_below(u))))
        return negate(value) if sign < 0 else value

    return row


def _of_sinc(u: Term) -> Term:
    """The derivative of ``sin(u)/u``, and 0 at u = 0."""
    rise = subtract(multiply(u, call("cos", u)), call("sin", u))
    return App("piecewise", (divide(rise, _square(u)), App("!=", (u, ZERO)), ZERO))


OUTER: dict[str, Callable[[Term], Term]] = {
    "acos": lambda u: negate(_below(_root(subtract(ONE, _square(u))))),
    "acosh": lambda u: _below(multiply(_root(subtract(u, ONE)), _root(add(u, ONE)))),
    "acot": _through_inverse(-1, lambda v: add(ONE, _square(v))),
    "acoth": _through_inverse(-1, lambda v: subtract(ONE, _square(v))),
    "acsc": _through_inverse(-1, lambda v: _root(subtract(ONE, _square(v)))),
    "acsch": _through_inverse(-1, lambda v: _root(add(ONE, _square(v)))),
    "asec": _through_inverse(1, lambda v: _root(subtract(ONE, _square(v)))),
    "asech": _through_inverse(-1, lambda v: multiply(_root(subtract(v, ONE)), _root(add(v, ONE)))),
    "asin": lambda u: _below(_root(subtract(ONE, _square(u)))),
    "asinh": lambda u: _below(_root(add(ONE, _square(u)))),
    "atan": lambda u: _below(add(ONE, _square(u))),
    "atanh": lambda u: _below(subtract(ONE, _square(u))),
    "cos": lambda u: negate(call("sin", u)),
    "cosh": lambda u: call("sinh", u),
    "cot": lambda u: negate(_below(_square(call("sin", u)))),
    "coth": lambda u: negate(_below(_square(call("sinh", u)))),
    "csc": lambda u: negate(multiply(call("csc", u), call("cot", u))),
    "csch": lambda u: negate(multiply(call("csch", u), call("coth", u))),
    "Chi": lambda u: divide(call("cosh", u), u),
    "Ci": lambda u: divide(call("cos", u), u),
    "Ei": lambda u: divide(call("exp", u), u),
    "LambertW": lambda u: _below(add(u, call("exp", call("LambertW", u)))),
    "Shi": lambda u: divide(call("sinh", u), u),
    "Si": lambda u: divide(call("sin", u), u),
    "digamma": lambda u: call("polygamma", ONE, u),
    "erf": lambda u: multiply(divide(TWO, _root(PI)), call("exp", negate(_square(u)))),
    "erfc": lambda u: negate(multiply(divide(TWO, _root(PI)), call("exp", negate(_square(u))))),
    "erfi": lambda u: multiply(divide(TWO, _root(PI)), call("exp", _square(u))),
    "exp": lambda u: call("exp", u),
    "factorial": lambda u: multiply(call("factorial", u), call("digamma", add(u, ONE))),
    "fresnelc": lambda u: call("cos", divide(multiply(PI, _square(u)), TWO)),
    "fresnels": lambda u: call("sin", divide(multiply(PI, _square(u)), TWO)),
    "gamma": lambda u: multiply(call("gamma", u), call("digamma", u)),
    "li": lambda u: _below(call("log", u)),
    "log": _below,
    "loggamma": lambda u: call("digamma", u),
    "sec": lambda u: multiply(call("sec", u), call("tan", u)),
    "sech": lambda u: negate(multiply(call("sech", u), call("tanh", u))),
    "sin": lambda u: call("cos", u),
    "sinc": _of_sinc,
    "sinh": lambda u: call("cosh", u),
    "sqrt": lambda u: _below(multiply(TWO, _root(u))),
    "tan": lambda u: _below(_square(call("cos", u))),
    "tanh": lambda u: _below(_square(call("cosh", u))),
}
# the rows of functions of two arguments: the outer derivatives in the first and in the second; None for none known
OUTER_OF_TWO: dict[str, tuple[Callable[[Term, Term], Term] | None, Callable[[Term, Term], Term] | None]] = {
    "binomial": (
        lambda n, k: multiply(
            call("binomial", n, k), subtract(call("digamma", add(n, ONE)), call("digamma", add(n, negate(k), ONE)))
        ),
        lambda n, k: multiply(
            call("binomial", n, k), subtract(call("digamma", add(n, negate(k), ONE)), call("digamma", add(k, ONE)))
        ),
    ),
    "polygamma": (None, lambda n, u: call("polygamma", add(n, ONE), u)),
}


# the rows that need a real argument; that of a step, 0/u, is undefined where it jumps
REAL_OUTER: dict[str, Callable[[Term], Term]] = {
    "Heaviside": lambda u: divide(ZERO, u),
    "abs": lambda u: divide(u, call("abs", u)),
    "sign": lambda u: divide(ZERO, u),
}
