"""Which signs a real value may have, as sets; and what is known of functions by their names alone.

Contract: part of what a certificate's reader has to trust. None stands for a value that may not be real.
"""

from __future__ import annotations

Signs = frozenset[int]  # which of -1, 0, 1 a real value may have
ANY, POSITIVE, NEGATIVE, NOTHING = frozenset({-1, 0, 1}), frozenset({1}), frozenset({-1}), frozenset({0})
NEVER_NEGATIVE, APART = frozenset({0, 1}), frozenset({-1, 1})
HOLDS = {"<": NEGATIVE, "<=": frozenset({-1, 0}), "=": NOTHING, ">=": NEVER_NEGATIVE, ">": POSITIVE, "!=": APART}
ORDER = frozenset({"<", "<=", ">", ">="})
ALWAYS_REAL = frozenset({"abs", "re", "im", "arg"})
REAL = frozenset(
    {"+", "*", "/", "neg", "exp", "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth"}
)
REAL |= {"sech", "csch", "sign", "erf", "erfc", "erfi", "atan", "acot", "asinh", "acsch", "atan2", "sinc", "Heaviside"}
REAL |= {"conjugate", "floor", "ceiling", "min", "max", "gamma", "1/gamma", "factorial", "binomial", "Si", "Shi", "Ei"}
REAL |= {"digamma", "polygamma", "zeta", "fresnelc", "fresnels"}  # at real arguments
EVERYWHERE_POSITIVE = frozenset({"exp", "cosh", "sech", "erfc"})  # at real arguments
ODD = frozenset({"sinh", "tanh", "atan", "asinh", "erf", "sign", "erfi", "Shi"})  # increasing, and 0 at 0
ODD_POLE = frozenset({"coth", "csch", "acsch"})  # of the sign of the argument, which isn't 0
WITHIN_ONE = frozenset({"sin", "cos", "tanh", "erf", "sign"})
STRUCTURED = ODD | ODD_POLE | {"neg", "+", "*", "/", "^", "1/gamma", "sqrt", "root", "re", "conjugate", "acot"}
NO_ZEROS = frozenset({"exp", "gamma", "factorial", "sec", "csc", "sech", "csch"})


def product_of(left: Signs | None, right: Signs | None) -> Signs | None:
    return None if left is None or right is None else frozenset(a * b for a in left for b in right)


def power_of(found: Signs | None, count: int) -> Signs | None:
    if found is None:
        return None
    base = found - {0} if count < 0 else found
    return POSITIVE if not count else base if count % 2 else frozenset(each * each for each in base)


def sum_of(found: list[Signs | None]) -> Signs | None:
    known = [each for each in found if each is not None]
    if len(known) < len(found):
        return None
    every = frozenset[int]().union(*known)
    if every >= APART:
        return ANY
    return every - {0} if POSITIVE in known or NEGATIVE in known else every | {0}
