"""An integral inside of another one, in numbers: as a sum of exponentials in the variable outside.

What is integrated inside may depend on both variables only as a product; with the variable outside as an
end of the range, polynomials and exponentials give such again.

Contract: as of ``exponentialsums``.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from derivex.engine.arithmetic import divide, multiply, raise_to
from derivex.engine.exponentialsums import MAX_POWER, Sum, Summand, Variable, collected, product, scaled, summands
from derivex.engine.functions import RULES
from derivex.engine.series import factors
from derivex.engine.values import NOTHING, Exact, Unknown, ball
from derivex.term import INFINITY, ONE, Sym, Term, free_symbols
from derivex.term import divide as over
from derivex.term import multiply as times
from derivex.term import negate as minus

if TYPE_CHECKING:
    from derivex.engine.balls import Evaluator


def integrated(at: Evaluator, inner: Term, variable: str, ends: tuple[Term, Term], of: Variable) -> Sum:
    """The integral of what depends on its own variable alone, between the outer one, numbers and infinities."""
    own = [each for each, _ in factors(inner, 1) if variable in free_symbols(each)]
    if any(of.name in free_symbols(each) for each in own) or variable == of.name or of.whole:
        raise Unknown("an integral inside of another is not evaluated")
    outer = times(*(each if way > 0 else over(ONE, each) for each, way in factors(inner, 1) if each not in own))
    plain = times(*(each if way > 0 else over(ONE, each) for each, way in factors(inner, 1) if each in own))
    parts = summands(at, plain, Variable(variable))
    low, high = ([each for part in parts for each in _antiderivative(at, part, end, of)] for end in ends)
    return product(summands(at, outer, of), collected([*high, *scaled(low, Exact(Fraction(-1)))]))


def _antiderivative(at: Evaluator, part: Summand, place: Term, of: Variable) -> Sum:
    """``t^n*exp(b*t)``: that times the sum over k of ``(-1)^k*n!/(n - k)!/(t^k*b^(k + 1))``, at a place."""
    power = part.power
    if part.square != NOTHING or not (isinstance(power, Exact) and not power.im and 0 <= power.re <= MAX_POWER):
        raise Unknown("an integral inside of another is not evaluated")
    if place in (INFINITY, minus(INFINITY)):
        falling = ball(part.linear).real * (1 if place == INFINITY else -1) < 0
        if part.linear == NOTHING or not falling:
            raise Unknown("an integral inside of another may not converge")
        return []
    if power.re.denominator != 1 or not (place == Sym(of.name) or of.name not in free_symbols(place)):
        raise Unknown("an integral inside of another is not evaluated")
    count = int(power.re)
    if part.linear == NOTHING:
        found = [Summand(divide(part.factor, Exact(Fraction(count + 1))), Exact(Fraction(count + 1)))]
    else:
        found, factor = [], part.factor
        for step in range(count + 1):
            factor = divide(factor, part.linear)
            found.append(Summand(factor, Exact(Fraction(count - step)), NOTHING, part.linear))
            factor = multiply([factor, Exact(Fraction(step - count))])
    return found if place == Sym(of.name) else _at(at, found, place)


def _at(at: Evaluator, parts: Sum, place: Term) -> Sum:
    """The value of a sum at a place, as one that doesn't depend on anything."""
    here = at.value(place)
    values = [
        multiply(
            [each.factor, raise_to(here, each.power, at.exact_bits()), RULES["exp"]([multiply([each.linear, here])])]
        )
        for each in parts
    ]
    return collected([Summand(each) for each in values if each != NOTHING])
