"""Terms in core heads that are continuous, at real values of their symbols, wherever they are defined.

Sums, products and quotients of such functions; exp, sin, cos, abs and their like anywhere; log,
roots, atan and asin of real arguments, where no cut is crossed: along the real line they are
continuous on their cuts, too. So are powers of real numbers with positive exponents, which are small where
their bases are. What jumps (sign, floor), chooses (piecewise) or binds is not.
What is continuous and has a value at a point has values near it. So some givens hold there, too.

Contract: part of what a certificate's reader has to trust; True only where it is so.
"""

from __future__ import annotations

from derivex.certificates.heads import is_unknown
from derivex.certificates.told import is_nonzero, is_positive, is_real
from derivex.given import Given
from derivex.term import App, Num, Sym, Term, free_symbols, literal

EVERYWHERE = frozenset({"+", "*", "/", "neg", "exp", "sin", "cos", "erf", "erfi", "abs", "conjugate", "1/gamma"})
OF_REAL = frozenset({"log", "atan", "asin"})


def is_steady(term: Term, given: Given, name: str | None = None) -> bool:
    """Whether a term is continuous in its symbols at each point where it is defined; or in the one with that name."""
    if name is not None and name not in free_symbols(term):
        return True
    match term:
        case Num() | Sym():
            return True
        case App("^", (base, exponent)) if (q := literal(exponent)) is not None:
            return is_steady(base, given, name) and (q.denominator == 1 or is_real(given, base))
        case App("^", (base, exponent)) if (
            name is not None and name not in free_symbols(base) and is_nonzero(given, base)
        ):
            return is_steady(exponent, given, name)
        case App("^", (base, exponent)):  # 0^0 is 1, and near it there are powers that are 0
            steady = is_steady(base, given, name) and is_steady(exponent, given, name)
            return steady and (is_positive(given, base) or (is_real(given, base) and is_positive(given, exponent)))
        case App(head, (u,)) if head in OF_REAL:
            return is_steady(u, given, name) and is_real(given, u)
        case App(head, args):
            return (head in EVERYWHERE or is_unknown(head)) and all(is_steady(arg, given, name) for arg in args)
    return False


def near(given: Given, name: str) -> Given:
    """What is given also near a point, in the direction of a symbol.

    What isn't about the symbol stays as it is; strict relations between continuous real values hold in open sets.
    """
    anywhere = Given(given.kinds, (), given.real_values)

    def is_open(relation: Term) -> bool:
        if not isinstance(relation, App) or relation.head not in ("<", ">", "!="):
            return False
        real = relation.head == "!=" or all(is_real(anywhere, side) for side in relation.args)
        return real and all(is_steady(side, anywhere) for side in relation.args)

    kept = tuple(each for each in given.relations if name not in free_symbols(each) or is_open(each))
    return given if kept == given.relations else Given(given.kinds, kept, given.real_values)


def without(given: Given, name: str) -> Given:
    """What is given where a symbol of that name is bound, and so another one."""
    kept = tuple(each for each in given.relations if name not in free_symbols(each))
    return given if kept == given.relations else Given(given.kinds, kept, given.real_values)
