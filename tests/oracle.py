"""An oracle for tests: the value of a term by mpmath alone, 30 digits, principal values.

It shares no code with the engine. None means undefined there, or out of reach.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import mpmath

from derivex.term import App, Num, Sym, Term

DIGITS = 40
CONSTANTS = {"pi": mpmath.pi, "E": mpmath.e, "I": mpmath.mpc(0, 1)}
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
        "asin",
        "acos",
        "atan",
        "asinh",
        "acosh",
        "atanh",
        "abs",
        "erf",
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


def value(term: Term, at: Mapping[str, Any], functions: Mapping[str, Any] | None = None) -> Any:
    """The value at a point (and with concrete functions); None where there is none."""
    with mpmath.workdps(DIGITS):
        try:
            result = _value(term, dict(at), dict(functions or {}))
        except (ZeroDivisionError, ValueError, OverflowError, mpmath.libmp.NoConvergence):
            return None
        return result if mpmath.isfinite(result) else None


def close(left: Any, right: Any) -> bool:
    """Equal to 20 digits, relatively or absolutely."""
    with mpmath.workdps(DIGITS):
        return bool(abs(left - right) <= mpmath.mpf(10) ** -20 * (1 + abs(left) + abs(right)))


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
            with mpmath.workdps(DIGITS + 30):
                return mpmath.diff(lambda t: _value(body, {**at, name: t}, functions), at[name], n)
        case App("Subs", (body, Sym(name), where)):
            return _value(body, {**at, name: _value(where, at, functions)}, functions)
    args = [_value(arg, at, functions) for arg in term.args]
    name = term.head.rstrip("'")
    if name in functions:
        primes = len(term.head) - len(name)
        return mpmath.diff(functions[name], args[0], primes) if primes else functions[name](*args)
    return _operation(term.head, args)


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
