"""Is a term certainly differentiable at a point?

A derivative is found node by node, so its formula may have a value where the function has
no derivative: where a cut is crossed (``log(x*I - 1)`` at 0) or at a kink. Here each node
that depends on the variable must be certainly smooth at the value of its argument.

Contract: returns for "certainly", else raises ``balls.Unknown``. Sufficient, not necessary.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from flint import acb, arb

from derivex.engine.piecewise import comparisons
from derivex.engine.values import Exact, Turn, Unknown, ball
from derivex.signs import CIRCULAR, HYPERBOLIC, REAL_FUNCTIONS
from derivex.term import (
    IMAGINARY,
    POSITIVE_CONSTANTS,
    App,
    Num,
    Sym,
    Term,
    add,
    cases_of,
    free_symbols,
    literal,
    multiply,
)

if TYPE_CHECKING:
    from derivex.engine.balls import Evaluator

NEARBY = 1e-9  # so near to an end of an integral must the integrand have a value

# differentiable at every point at which they are defined
SMOOTH = CIRCULAR | HYPERBOLIC | {"+", "*", "/", "neg", "exp", "gamma", "factorial", "binomial", "erf", "sinc"}
SMOOTH |= {"erfc", "erfi", "Si", "Shi", "fresnels", "fresnelc", "digamma", "polygamma", "zeta"}
ON_REAL_CUTS = frozenset({"asin", "acos", "atanh", "acosh"})  # their cuts lie on the real line and end at 1 and -1
RECIPROCAL = {"acot": "atan", "asec": "acos", "acsc": "asin", "acoth": "atanh", "asech": "acosh", "acsch": "asinh"}


@lru_cache(maxsize=20_000)
def _depends(term: Term, name: str) -> bool:
    """Whether the name is free in the term; asked again for every point."""
    return name in free_symbols(term)


def require_smooth(at: Evaluator, term: Term, name: str) -> None:
    """Returns if the term is certainly differentiable by ``name`` at the evaluator's point."""
    if not isinstance(term, App) or not _depends(term, name):
        return
    if term.head == "piecewise":
        _smooth_cases(at, term, name)
        return
    if term.head in ("Sum", "Product", "Integral"):
        _require_smooth_binder(at, term, name)
        return
    if not _smooth(at, term, name):
        raise Unknown(f"{term.head} may not be differentiable there")
    if term.head == "Subs":
        body, variable, replacement = term.args
        require_smooth(at, replacement, name)
        assert isinstance(variable, Sym)
        inside = at._inside({variable.name: at.value(replacement)})
        real = _real_near(at, replacement)
        inside.kind = lambda each: ("real" if real else "complex") if each == variable.name else at.kind(each)
        require_smooth(inside, body, name)
        require_smooth(inside, body, variable.name)
        return
    for arg in term.args:
        require_smooth(at, arg, name)


def _smooth_cases(at: Evaluator, term: App, name: str) -> None:
    """A case distinction: away from its boundaries it is the chosen value."""
    for value, condition in cases_of(term):
        for each in comparisons(condition) if condition is not None else ():
            if _depends(each, name):
                for side in each.args:
                    require_smooth(at, side, name)
                if (ball(at.value(each.args[0])) - ball(at.value(each.args[1]))).contains(0):
                    raise Unknown("a case distinction may not be differentiable there")
        if condition is None or at.holds(condition):
            require_smooth(at, value, name)
            return
    raise Unknown("no case applies")


def _require_smooth_binder(at: Evaluator, term: App, name: str) -> None:
    """A sum or product is smooth if its terms are; an integral if its ends are and its integrand has a value there.

    More is asked of the integrand by the rule for its derivative (``derive``).
    """
    body, limits = term.args
    assert isinstance(limits, App)
    variable, *ends = limits.args
    assert isinstance(variable, Sym)
    for end in ends:
        require_smooth(at, end, name)
    if term.head == "Integral":
        for end in ends:
            if _depends(end, name):
                wide = acb(arb(ball(at.value(end)).real, NEARBY))
                at._inside({variable.name: wide}).value(body)
        return
    first, last = at.value(ends[0]), at.value(ends[1])
    if not (isinstance(first, Exact) and isinstance(last, Exact)):
        raise Unknown(f"{term.head} may not be differentiable there")
    for step in range(int(last.re - first.re) + 1):
        at.allowance.spend(term.head)
        require_smooth(at._inside({variable.name: Exact(first.re + step)}), body, name)


def _smooth(at: Evaluator, term: App, name: str) -> bool:
    """Whether the outermost function of the term is smooth at its arguments' values."""
    head, args = term.head, term.args
    if head in SMOOTH or head in ("diff", "Subs"):
        return True
    if head == "^":
        return _smooth_power(at, args[0], args[1], name)
    if head in ("re", "im", "conjugate"):
        return at.kind(name) != "complex"
    if head in ("arg", "atan2"):
        if head == "atan2" and not all(_real_near(at, arg) for arg in args):
            return False
        inside = add(args[1], multiply(IMAGINARY, args[0])) if head == "atan2" else args[0]
        return at.kind(name) != "complex" and holomorphic("log", ball(at.value(inside)))
    if head in ("min", "max"):
        found = [ball(at.value(arg)).real for arg in args]
        apart = all(not (one - two).contains(0) for index, one in enumerate(found) for two in found[:index])
        return apart and all(_real_near(at, arg) for arg in args)
    if head == "abs" and at.kind(name) != "complex":
        return not ball(at.value(args[0])).contains(0)
    if head in ("abs", "sign", "Heaviside"):
        return _real_near(at, args[0]) and not ball(at.value(args[0])).contains(0)
    if head in ("floor", "ceiling"):
        wide = ball(at.value(args[0]))
        return _real_near(at, args[0]) and not wide.real.contains_integer()
    if head == "root":
        return _real_near(at, args[0]) and not ball(at.value(args[0])).contains(0) and literal(args[1]) is not None
    if head in ("li", "LambertW"):
        return _integral_function(at, head, args[0])
    if head in ("log", "sqrt", "Ei", "Ci", "Chi", "loggamma"):
        return all(_off_cut(at, arg, "log") for arg in args)
    if head in RECIPROCAL:
        wide = ball(at.value(args[0]))
        return not wide.contains(0) and _smooth_inverse(at, RECIPROCAL[head], 1 / wide, args[0])
    if head in ("asin", "acos", "atan", "asinh", "acosh", "atanh"):
        return _smooth_inverse(at, head, ball(at.value(args[0])), args[0])
    return False


def _smooth_inverse(at: Evaluator, head: str, wide: acb, arg: Term) -> bool:
    """Off the cut, or on a real cut and staying there nearby, away from its ends at 1 and -1.

    On the open cut the values are those from one side, which are analytic along it.
    """
    if holomorphic(head, wide):
        return True
    at_end = (wide - 1).contains(0) or (wide + 1).contains(0)
    return head in ON_REAL_CUTS and not at_end and wide.imag.is_zero() and _real_near(at, arg)


def _integral_function(at: Evaluator, head: str, arg: Term) -> bool:
    """Where li, with a cut up to 1, and Lambert's W, with one up to -1/e, are smooth."""
    wide = ball(at.value(arg))
    if head == "LambertW":
        return not wide.imag.contains(0) or bool(wide.real * 1000 > -367)
    return bool(wide.real > 1) or not wide.imag.contains(0) or (not wide.contains(1) and _off_cut(at, arg, "log"))


def _smooth_power(at: Evaluator, base: Term, exponent: Term, name: str) -> bool:
    power = literal(exponent)
    if power is not None and power.denominator == 1:
        return True
    if not _depends(base, name):
        value = at.value(base)
        return not ball(value).contains(0)
    return _off_cut(at, base, "log")


def _off_cut(at: Evaluator, arg: Term, head: str) -> bool:
    """Away from the cut, or on the negative real line and staying there nearby."""
    wide = ball(at.value(arg))
    return holomorphic(head, wide) or (not wide.contains(0) and wide.imag.is_zero() and _real_near(at, arg))


def holomorphic(head: str, wide: acb) -> bool:
    """Whether every point of the ball lies where the function is holomorphic."""
    off_real, off_imaginary = not wide.imag.contains(0), not wide.real.contains(0)
    match head:
        case "log" | "sqrt":
            return bool(wide.real > 0) or off_real
        case "asin" | "acos" | "atanh":
            return off_real or bool(abs(wide.real) < 1)
        case "atan" | "asinh":
            return off_imaginary or bool(abs(wide.imag) < 1)
        case "acosh":
            return bool(wide.real > 1) or off_real
    return False


def _real_near(at: Evaluator, term: Term) -> bool:
    """Whether the term is real at every real point near this one."""
    match term:
        case Num():
            return True
        case Sym(name):
            value = at.point.get(name)
            if value is None:
                return name in POSITIVE_CONSTANTS
            real = not value.im if isinstance(value, (Exact, Turn)) else value.imag.is_zero()
            return real and at.kind(name) != "complex"
        case App("^", (base, exponent)):
            power = literal(exponent)
            if power is not None and power.denominator == 1:
                return _real_near(at, base)
            return _real_near(at, base) and _real_near(at, exponent) and bool(ball(at.value(base)).real > 0)
        case App("log" | "sqrt", args):
            return all(_real_near(at, arg) and bool(ball(at.value(arg)).real > 0) for arg in args)
        case App("asin" | "acos" | "atanh", (arg,)):
            return _real_near(at, arg) and bool(abs(ball(at.value(arg)).real) < 1)
        case App("root", (arg, _)):
            return _real_near(at, arg)
        case App("abs" | "re" | "im" | "arg", _):
            return True
        case App("piecewise", _):
            return all(_real_near(at, value) for value, _ in cases_of(term))
        case App(head, args) if head in REAL_FUNCTIONS:
            return all(_real_near(at, arg) for arg in args)
    return False
