"""Found: primitive functions with erf and atan.  Nothing here has to be believed."""

from __future__ import annotations

from derivex.certificates.found_polynomials import times
from derivex.term import ONE, PI, TWO, App, Sym, Term, add, call, divide, multiply, negate, number, power


def _root(term: Term) -> Term:
    """A square root, of a square by its sign: that of a positive number."""
    match term:
        case App("^", (base, exponent)) if exponent == TWO:
            return base
    return ONE if term == ONE else call("sqrt", term)


def of_gaussian(u: Term, inner: dict[int, Term], outer: dict[int, Term], name: str) -> Term | None:
    """Of a polynomial times ``exp(-a*t^2 + c)``, by parts down to erf or to that exponential."""
    t = Sym(name)
    match inner[2]:
        case App("neg", (rate,)):
            pass
        case App("/", (App("neg", (above,)), below)):
            rate = divide(above, below)
        case _:
            return None
    wave, doubled = call("exp", u), multiply(TWO, rate)
    constant = call("exp", inner[0]) if 0 in inner else ONE
    total: list[Term] = []
    current, degree = dict(outer), max(outer)
    while degree > 0:  # t^n*exp = -(t^(n - 1)*exp/(2*a))' + (n - 1)*t^(n - 2)*exp/(2*a)
        weight = current.pop(degree, None)
        if weight is not None:
            lower = power(t, number(degree - 1)) if degree > 2 else t if degree > 1 else ONE
            total.append(negate(divide(times(weight, lower, wave), doubled)))
            if degree > 1:
                more = divide(times(weight, number(degree - 1)), doubled)
                current[degree - 2] = add(current[degree - 2], more) if degree - 2 in current else more
        degree -= 1
    if 0 in current:
        size = _root(rate)
        inside = t if size == ONE else multiply(size, t)
        total.append(divide(times(current[0], constant, call("sqrt", PI), call("erf", inside)), multiply(TWO, size)))
    return add(*total)


def of_sum_of_squares(constant: Term, square: Term, name: str) -> Term:
    """Of ``1/(b*t^2 + c)``."""
    if square == ONE:
        size = _root(constant)
        return divide(call("atan", divide(Sym(name), size)), size)
    size = call("sqrt", divide(constant, square))
    return divide(call("atan", divide(Sym(name), size)), multiply(size, square))
