"""An oracle for tests: the value of a term by mpmath alone, 30 digits, principal values.

It shares no code with the engine. None means undefined there, or out of reach.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import mpmath

from derivex.subterms import heads
from derivex.term import App, Num, Sym, Term, cases_of, free_symbols

DIGITS = 40
CONSTANTS = {"pi": mpmath.pi, "E": mpmath.e, "I": mpmath.mpc(0, 1)}
CONSTANTS |= {"GoldenRatio": mpmath.phi, "EulerGamma": mpmath.euler, "Catalan": mpmath.catalan}
FUNCTIONS = {
    name: getattr(mpmath, {"abs": "fabs"}.get(name, name))
    for name in [
        "exp",
        "sqrt",
        "sin",
        "cos",
        "tan",
        "cot",
        "sec",
        "csc",
        "sinh",
        "cosh",
        "tanh",
        "coth",
        "sech",
        "csch",
        "asin",
        "acos",
        "atan",
        "asinh",
        "acosh",
        "atanh",
        "abs",
        "erf",
        "re",
        "im",
        "sign",
        "sinc",
        *(
            "erfc",
            "erfi",
            "li",
            "digamma",
            "loggamma",
            "gamma",
            "factorial",
            "fresnels",
            "fresnelc",
            "zeta",
            "polygamma",
        ),
    ]
}
FUNCTIONS |= {name: getattr(mpmath, name.lower()) for name in ("Ei", "Ci", "Si", "Chi", "Shi", "LambertW")}


def _real(number: Any) -> Any:
    """A number that is real; else there is no value."""
    if mpmath.im(number):
        raise ValueError(number)
    return mpmath.re(number)


def _argument(number: Any) -> Any:
    if number == 0:
        raise ZeroDivisionError
    return mpmath.arg(number)


def _binomial(above: Any, below: Any) -> Any:
    if mpmath.isint(above) and above < 0:
        raise ValueError(above)
    return mpmath.binomial(above, below)


FUNCTIONS |= {
    "KroneckerDelta": lambda i, j: mpmath.mpf(i == j),
    "Heaviside": lambda u: (1 + mpmath.sign(_real(u))) / 2,
    "arg": _argument,
    "atan2": lambda v, u: _argument(u + v * mpmath.mpc(0, 1)),
    # a rounded number just beside an integer counts as that integer
    "ceiling": lambda u: mpmath.ceil(_real(u) - mpmath.mpf(10) ** -30),
    "conjugate": mpmath.conj,
    "binomial": _binomial,
    "acot": lambda u: mpmath.pi / 2 if u == 0 else mpmath.acot(u),
    "floor": lambda u: mpmath.floor(_real(u) + mpmath.mpf(10) ** -30),
    "max": lambda *args: max(map(_real, args)),
    "min": lambda *args: min(map(_real, args)),
}
RELATIONS = {
    "=": lambda one, two: one == two,
    "!=": lambda one, two: one != two,
    "<": lambda one, two: _real(one) < _real(two),
    "<=": lambda one, two: _real(one) <= _real(two),
    ">": lambda one, two: _real(one) > _real(two),
    ">=": lambda one, two: _real(one) >= _real(two),
}


def value(term: Term, at: Mapping[str, Any], functions: Mapping[str, Any] | None = None) -> Any:
    """The value at a point (and with concrete functions); None where there is none."""
    with mpmath.workdps(max(DIGITS, mpmath.mp.dps)):  # a function inside of a derivative needs more of them
        try:
            result = _value(term, dict(at), dict(functions or {}))
        except (ZeroDivisionError, ValueError, OverflowError, mpmath.libmp.NoConvergence):
            return None
        return result if mpmath.isfinite(result) else None


def close(left: Any, right: Any) -> bool:
    """Equal to 20 digits, relatively or absolutely."""
    with mpmath.workdps(DIGITS):
        return bool(abs(left - right) <= mpmath.mpf(10) ** -20 * (1 + abs(left) + abs(right)))


def sees_apart(before: Term, after: Term, at: Mapping[str, Term]) -> bool:
    """Whether two terms have values at a point, and different ones."""
    point = {name: value(number, {}) for name, number in at.items()}
    left, right = value(before, point), value(after, point)
    return left is not None and right is not None and not close(left, right)


def _value(term: Term, at: dict[str, Any], functions: dict[str, Any]) -> Any:
    match term:
        case Num():
            return mpmath.mpf(term.value.numerator) / term.value.denominator
        case Sym(name):
            return +CONSTANTS[name] if name in CONSTANTS else mpmath.mpmathify(at[name])
        case App("diff", (body, Sym(name), *order)):
            n = int(order[0].value) if order and isinstance(order[0], Num) else 1
            while isinstance(body, App) and body.head == "diff" and body.args[1:] == (Sym(name),):
                body, n = body.args[0], n + 1  # one numerical derivative of higher order, not one of another
            return _slope(body, lambda t: _value(body, {**at, name: t}, functions), at[name], n)
        case App("diff", (body, App(vector, indices), *order)):  # by one entry of a vector, which moves alone
            n = int(order[0].value) if order and isinstance(order[0], Num) else 1
            entry, places = functions[vector], [_value(index, at, functions) for index in indices]

            def moved(t: Any) -> Any:
                one = {**functions, vector: lambda *u: entry(*u) + (t if list(u) == places else 0)}
                return _value(body, at, one)

            return _slope(body, moved, 0, n)
        case App("Subs", (body, Sym(name), where)):
            return _value(body, {**at, name: _value(where, at, functions)}, functions)
        case App("Sum" | "Product" | "Integral" | "Limit" as head, (body, App("bounds", (Sym(name), *ends)))):
            if head == "Integral":  # at hundreds of places
                body, at = _with_numbers(body, name, at, functions)
            return _bound(head, lambda t: _value(body, {**at, name: t}, functions), [_end(end, at) for end in ends])
        case App("place", _):
            raise ValueError(term)
        case App("piecewise", _):
            for case, condition in cases_of(term):
                if condition is None or _holds(condition, at, functions):
                    return _value(case, at, functions)
            raise ZeroDivisionError
    args = [_value(arg, at, functions) for arg in term.args]
    name = term.head.rstrip("'")
    if name in functions:
        primes = len(term.head) - len(name)
        return mpmath.diff(functions[name], args[0], primes) if primes else functions[name](*args)
    return _operation(term.head, args)


def _with_numbers(term: Term, name: str, at: dict[str, Any], functions: dict[str, Any]) -> tuple[Term, dict[str, Any]]:
    """An integrand whose parts without the variable are symbols for their values."""
    if not isinstance(term, App) or term.head in OPAQUE:
        return term, at
    if name not in free_symbols(term):
        letter = f"number {len(at)}"
        return Sym(letter), {**at, letter: _value(term, at, functions)}
    args = []
    for arg in term.args:
        arg, at = _with_numbers(arg, name, at, functions)
        args.append(arg)
    return App(term.head, tuple(args)), at


OPAQUE = frozenset({"Sum", "Product", "Integral", "Limit", "diff", "Subs", "piecewise", "bounds", "place"})
KINKED = frozenset({"abs", "max", "min", "sign", "piecewise", "floor", "ceiling"})


def _slope(body: Term, function: Any, where: Any, order: int) -> Any:
    """A derivative in numbers; none at a kink or a jump."""
    with mpmath.workdps(max(DIGITS, mpmath.mp.dps) + 30):  # one inside of another has to be known better
        found = mpmath.diff(function, where, order)
        if KINKED & heads(body):
            left, right = (mpmath.diff(function, where, order, direction=side) for side in (-1, 1))
            if abs(left - right) > mpmath.mpf(10) ** -10 * (1 + abs(found)):
                raise ValueError(body)
        return found


def _end(end: Term, at: dict[str, Any]) -> Any:
    match end:
        case Sym("oo"):
            return mpmath.inf
        case App("neg", (Sym("oo"),)):
            return -mpmath.inf
    return _real(_value(end, at, {}))


def _bound(head: str, body: Any, ends: list[Any]) -> Any:
    """A sum or product of whole steps, an integral by quadrature, a limit a tiny way from its point."""
    if head == "Limit":
        with mpmath.workdps(3 * DIGITS):
            if ends[0] == mpmath.inf:
                found = body(mpmath.mpf(10) ** DIGITS)
                if abs(found) > mpmath.mpf(10) ** (DIGITS // 2):
                    raise ValueError(head)  # it grows without end
                return found
            step = mpmath.mpf(10) ** -DIGITS
            near = body(ends[0] + step), body(ends[0] - 7 * step)
            if not close(*near):
                raise ValueError(head)  # no limit
            return near[0]
    low, high = ends
    if head == "Integral":
        return mpmath.quad(body, [low, (low + high) / 2, high] if mpmath.isfinite(low + high) else [low, 0, high])
    if high == mpmath.inf:
        if abs(body(low + 400)) > 1:
            raise ValueError(head)  # no series that converges
        return mpmath.nsum(body, [low, high])
    count = high - low + 1
    if count < 0 or count != int(count) or low != int(low):
        raise ValueError(ends)
    terms = [body(low + index) for index in range(int(count))]
    return mpmath.fsum(terms) if head == "Sum" else mpmath.fprod(terms)


def _holds(condition: Term, at: dict[str, Any], functions: dict[str, Any]) -> bool:
    assert isinstance(condition, App)
    if condition.head in ("and", "or"):
        return (all if condition.head == "and" else any)([_holds(part, at, functions) for part in condition.args])
    return bool(RELATIONS[condition.head](*(_value(side, at, functions) for side in condition.args)))


def _operation(head: str, args: list[Any]) -> Any:
    if head == "+":
        return mpmath.fsum(args)
    if head == "*":
        return mpmath.fprod(args)
    if head == "neg":
        return -args[0]
    if head == "/":
        return args[0] / args[1]
    if head == "^":
        base, exponent = args
        if base == 0:
            if exponent == 0:
                return mpmath.mpf(1)
            if mpmath.re(exponent) > 0:
                return mpmath.mpf(0)
            raise ZeroDivisionError
        return mpmath.power(base, exponent)
    if head == "log":
        if args[0] == 0:
            raise ZeroDivisionError
        return mpmath.log(*args)
    return FUNCTIONS[head](*args)
