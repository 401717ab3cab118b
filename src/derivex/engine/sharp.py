"""Where there is certainly no derivative: corners, jumps and infinite slopes of one function of a polynomial.

Contract: at a point at which a condition of ``sharp_kinks`` fails, the derivative does not
exist. Elsewhere nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivex.comparison import parts
from derivex.engine.kinks import differs
from derivex.engine.univariate import primitive, univariate
from derivex.given import YES, Given
from derivex.term import BINDERS, ONE, ZERO, App, Sym, Term, literal, negate, subtract

KINKED = {
    "piecewise",
    "Heaviside",
    "arg",
    "atan2",
    "abs",
    "sign",
    "sqrt",
    "root",
    "floor",
    "ceiling",
    "min",
    "max",
    "diff",
    "Subs",
    *BINDERS,
}
KINKED |= {"^", "asin", "acos", "acosh", "asec", "acsc", "asech", "acot", "acoth"}
CUT = {"log", "atan", "asinh", "acsch", "atanh"}  # which jump where complex arguments cross a cut


def sharp_kinks(body: Term, name: str, given: Given) -> Iterator[Term]:
    """Of ``2*abs(u) + …``, or ``sqrt(u)``, with u a polynomial: its simple zeros; of ``asin(u)`` u = 1 and u = -1."""
    addends = parts(body, "+")
    sharp = [addend for addend in addends if _places(_without_factor(addend))]
    if len(sharp) != 1 or any(_has_kink(addend, given) for addend in addends if addend is not sharp[0]):
        return
    node = _without_factor(sharp[0])
    if not isinstance(node, App) or any(_has_kink(arg, given) for arg in node.args):
        return
    u = node.args[0]
    for place in _places(node):
        if _has_simple_zeros(subtract(u, place), name):
            yield differs(u, place)


def _has_kink(term: Term, given: Given) -> bool:
    """Whether any part may have a kink or a jump somewhere."""
    return _kinked(term, given) or (isinstance(term, App) and any(_has_kink(arg, given) for arg in term.args))


def _places(node: Term) -> tuple[Term, ...]:
    """The values of the argument at which the function has an infinite slope, a corner or a jump."""
    match node:
        case App("abs" | "sign" | "Heaviside" | "sqrt" | "acot", _):
            return (ZERO,)
        case App("root", (_, degree)) if (literal(degree) or 0) > 1:
            return (ZERO,)
        case App("^", (_, exponent)) if 0 < (literal(exponent) or 0) < 1:
            return (ZERO,)
        case App("asin" | "acos" | "acosh" | "asec" | "acsc" | "asech", _):
            return (ONE, negate(ONE))
    return ()


def _has_simple_zeros(term: Term, name: str) -> bool:
    """Whether the term is a polynomial in the name alone, no zero of which is one of its derivative."""
    found = univariate(term)
    if found is None or found[0] != Sym(name):
        return False
    polynomial = primitive(found[1])
    return polynomial.gcd(polynomial.derivative()).degree() == 0


def _kinked(part: Term, given: Given) -> bool:
    """Whether the node may have a kink or a jump somewhere."""
    if not isinstance(part, App):
        return False
    if part.head == "^":
        value = literal(part.args[1])
        return value is None or value.denominator != 1
    return part.head in KINKED or (part.head in CUT and given.is_real(part.args[0]) != YES)


def _without_factor(term: Term) -> Term:
    """``-2*u`` as u: signs and numbers that multiply don't change where there is a kink."""
    match term:
        case App("neg", (inner,)):
            return _without_factor(inner)
        case App("*", (first, second)) if literal(first):
            return _without_factor(second)
        case App("/", (above, below)) if literal(below):
            return _without_factor(above)
    return term
