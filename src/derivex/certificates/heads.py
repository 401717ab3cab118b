"""The functions that certificates know: definitions, derivatives, constants, and names without a law.

Contract: part of what a certificate's reader has to trust. Each definition has the value of
its function wherever that is defined, on branch cuts too, and is undefined where it is not. ``1/gamma``
is the entire function by which gamma, factorial and binomial are written (``core``).
"""

from __future__ import annotations

from functools import lru_cache

from derivex.notation.names import FUNCTIONS
from derivex.notation.plain import read
from derivex.term import BINDERS, Term

DEFINITIONS = {
    "im": "(u - conjugate(u))/(2*I)",
    "re": "(u + conjugate(u))/2",
    "erfc": "1 - erf(u)",
    "Heaviside": "(1 + sign(u))/2",
    "sqrt": "u^(1/2)",
    "tan": "sin(u)/cos(u)",
    "cot": "cos(u)/sin(u)",
    "sec": "1/cos(u)",
    "csc": "1/sin(u)",
    "sinh": "(exp(u) - exp(-u))/2",
    "cosh": "(exp(u) + exp(-u))/2",
    "tanh": "(exp(u)^2 - 1)/(exp(u)^2 + 1)",
    "coth": "(exp(u)^2 + 1)/(exp(u)^2 - 1)",
    "sech": "2/(exp(u) + exp(-u))",
    "csch": "2/(exp(u) - exp(-u))",
    "acos": "pi/2 - asin(u)",
    "asec": "pi/2 - asin(1/u)",
    "acsc": "asin(1/u)",
    "asinh": "log(u + (u^2 + 1)^(1/2))",
    "acosh": "log(u + (u - 1)^(1/2)*(u + 1)^(1/2))",
    "atanh": "(log(1 + u) - log(1 - u))/2",
    "asech": "log(1/u + (1/u - 1)^(1/2)*(1/u + 1)^(1/2))",
    "acsch": "log(1/u + (1/u^2 + 1)^(1/2))",
    "arg": "-I*(log(u) - log(abs(u)))",
    "ceiling": "-floor(-u)",
    "digamma": "polygamma(0, u)",
    "li": "Ei(log(u))",
}
OF_TWO = {"atan2": "-I*(log(v + I*u) - log(abs(v + I*u)))"}  # of u and v
EXTREMES = {"max": "(u + v + abs(u - v))/2", "min": "(u + v - abs(u - v))/2"}  # of real numbers, as is their domain
# where u isn't 0; at 0 their values are conventions
AWAY_FROM_ZERO = {"acot": "atan(1/u)", "acoth": "(log(1 + 1/u) - log(1 - 1/u))/2", "sinc": "sin(u)/u"}
AT_ZERO = {"acot": "pi/2", "acoth": "I*pi/2", "sinc": "1"}
CONSTANTS = {"E": "exp(1)", "GoldenRatio": "(1 + 5^(1/2))/2"}
SLOPES = {  # the derivatives of the core heads; abs and sign need a real argument
    "exp": "exp(u)",
    "log": "1/u",
    "sin": "cos(u)",
    "cos": "-sin(u)",
    "asin": "1/(1 - u^2)^(1/2)",
    "atan": "1/(1 + u^2)",
    "acot": "-1/(u^2*(1 + 1/u^2))",
    "acoth": "1/(1 - u^2)",
    "sinc": "(cos(u) - sin(u)/u)/u",
    "erf": "2/pi^(1/2)*exp(-u^2)",
    "abs": "u/abs(u)",
    "sign": "0/u",
    "Chi": "(exp(u) + exp(-u))/(2*u)",
    "Ci": "cos(u)/u",
    "Ei": "exp(u)/u",
    "LambertW": "1/(exp(LambertW(u))*(1 + LambertW(u)))",
    "Shi": "sinc(I*u)",
    "Si": "sinc(u)",
    "erfi": "2/pi^(1/2)*exp(u^2)",
    "fresnelc": "cos(pi*u^2/2)",
    "fresnels": "sin(pi*u^2/2)",
    "loggamma": "polygamma(0, u)",
}
STRUCTURE = frozenset({"+", "*", "/", "^", "neg", "=", "!=", "<", "<=", ">", ">=", "and", "or", "not", "bounds"})
STRUCTURE |= {"diff", "Subs", "piecewise", "root", *BINDERS}
SPECIAL = frozenset({"Chi", "Ci", "DiracDelta", "Ei", "LambertW", "Shi", "Si", "arg", "atan2", "binomial", "ceiling"})
SPECIAL |= {"conjugate", "digamma", "erfi", "erfinv", "factorial", "floor", "fresnelc", "fresnels", "gamma", "li"}
SPECIAL |= {"loggamma", "max", "min", "mod", "polygamma", "zeta"}  # known by name, and by few laws or none
RECIPROCAL = "1/gamma"  # the entire function; no notation reads its name
SPECIAL |= {RECIPROCAL}


class Beyond(Exception):
    """Mathematics for which there is no certificate; the text says what."""


@lru_cache(maxsize=256)
def row(text: str) -> Term:
    """A row of a table as a term."""
    return read(text)


def is_unknown(head: str) -> bool:
    """Whether a head is an unknown function: smooth, total, real at real arguments."""
    return not any(head in known for known in (STRUCTURE, SPECIAL, DEFINITIONS, AWAY_FROM_ZERO, SLOPES, FUNCTIONS))


def partial(head: str, place: int, count: int) -> str:
    """An unknown function of several arguments derived by one of them; in any order that is the same function.

    >>> partial(partial("h", 1, 2), 0, 2)
    'h(1,1)'
    """
    name, _, inside = head.rstrip(")").partition("(")
    orders = [int(each) for each in inside.split(",")] if inside else [0] * count
    orders[place] += 1
    return f"{name}({','.join(map(str, orders))})"
