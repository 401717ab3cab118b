"""Which parts of a term make it zero, and which of them never are.

``atoms`` takes a term apart by its outermost operations: ``x^2*tan(y)/z`` is zero where x
or sin(y) is. ``never_zero`` knows sufficient reasons: a sign, a polynomial without a real
root, a number that a ball tells from 0, the norm of a sum with a square root.

Contract: ``atoms`` is exact at every point where the term is defined. ``never_zero`` says
True only if the factor is zero at no admitted point at which it is defined.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from flint import acb, fmpz_poly

from derivex.comparison import parts
from derivex.engine.balls import Evaluator
from derivex.engine.factors import Polynomials
from derivex.engine.instances import unknown_functions
from derivex.engine.monomials import Factor
from derivex.engine.values import Undefined, Unknown, ball
from derivex.given import YES, Given
from derivex.squares import squares
from derivex.subterms import subterms
from derivex.term import (
    ONE,
    PI,
    TWO,
    ZERO,
    App,
    Num,
    Sym,
    Term,
    free_symbols,
    literal,
    multiply,
    negate,
    number,
    power,
    subtract,
)
from derivex.term import add as total

NUMBER_PRECISION = 128  # bits; a number that is still not told from 0 counts as one that may be 0
MAX_NORMS = 3  # taken one of another

WITHOUT_ZERO = frozenset({"exp", "sec", "csc", "sech", "csch", "gamma", "factorial", "acsc", "acsch", "acoth", "acot"})
ZERO_AT_ZERO = frozenset({"sqrt", "root", "abs", "atan", "asin", "asinh", "atanh", "sign"})
ZERO_AT_ONE = frozenset({"log", "acos", "acosh", "asec", "asech"})
ZERO_AS = {"tan": "sin", "cot": "cos", "tanh": "sinh", "coth": "cosh"}


def atoms(term: Term, given: Given) -> Iterator[Term]:
    """Terms of which one or another is zero exactly where the term is; none for a nonzero number."""
    if isinstance(term, Sym):
        yield term
        return
    if isinstance(term, Num):
        if not term.value:
            yield term
        return
    match term:
        case App("neg", (inner,)) | App("/", (inner, _)):
            yield from atoms(inner, given)
        case App("*", args):
            for arg in args:
                yield from atoms(arg, given)
        case App("^", (base, Num(text))) if text in "123456789":
            yield from atoms(base, given)
        case App("^", (base, exponent)):
            value = literal(exponent)
            if value is None:
                # b^w is zero where b is and w isn't: there it is 1, or undefined
                if given.is_nonzero(exponent) == YES:
                    yield from atoms(base, given)
                elif given.is_nonzero(base) != YES:
                    yield term
            elif value > 0:
                yield from atoms(base, given)
        case App(head, _) if head in WITHOUT_ZERO:
            return
        case App(head, args) if head in ZERO_AT_ZERO:
            yield from atoms(args[0], given)
        case App(head, args) if head in ZERO_AT_ONE:
            yield subtract(args[0], ONE)
        case App("sinh" | "tanh" | "erf", (inner,)) if given.is_real(inner) == YES:
            yield from atoms(inner, given)
        case App("cosh" | "coth", (inner,)) if given.is_real(inner) == YES:
            return
        case App(head, args) if head in ZERO_AS:
            yield App(ZERO_AS[head], args)
        case _:
            yield term


def never_zero(term: Term, factor: Factor, given: Given, polynomials: Polynomials, depth: int = 0) -> bool:
    """Whether an irreducible factor, written as the term, is certainly nowhere zero."""
    generators = [polynomials.generators[index] for index in factor.indices]
    if all(given.is_real(part) == YES for part in generators):
        if _signs_decide(term, generators, given):
            return True
        if len(generators) == 1:
            if _no_real_root(generators[0], univariate(factor), given):
                return True
        elif isinstance(term, App) and (_one_symbol_decides(term, given) or _squares_decide(term, given)):
            return True
    elif given.relations and given.is_nonzero(term) == YES:
        return True
    if _nonzero_number(term):
        return True
    match term:
        case App("cos", (App("atan" | "asinh", _),)):
            return True  # 1/sqrt(1 + u^2)
        case App("sin" | "cos" as head, (angle,)) if _between_zeros(head, angle, given):
            return True
    norm = _norm(term) if depth < MAX_NORMS else None
    factors = None if norm is None else polynomials.zero_factors(norm)
    return factors is not None and all(
        bool(each.indices) and never_zero(polynomials.term(each), each, given, polynomials, depth + 1)
        for each in factors
    )


def _signs_decide(term: Term, generators: list[Term], given: Given) -> bool:
    if given.relations or not all(isinstance(part, Sym) and given.kind(part.name) != "integer" for part in generators):
        return given.is_nonzero(term) == YES
    # nothing is given about plain real symbols: linear reasoning sees no more than the signs do
    signs = given.signs(term)
    return signs is not None and 0 not in signs


def univariate(factor: Factor) -> fmpz_poly:
    """A factor in one part as a polynomial."""
    coefficients = [0] * (factor.degree + 1)
    for exponents, value in factor.monomials:
        coefficients[exponents[0]] = value
    return fmpz_poly(coefficients)


def _no_real_root(part: Term, polynomial: fmpz_poly, given: Given) -> bool:
    """A polynomial in one real part without a zero among the values that it may have."""
    if polynomial.degree() < 1:
        return False
    roots: list[tuple[acb, int]] = polynomial.complex_roots()  # type: ignore[assignment]  # the stubs say otherwise
    positive, bounded = given.is_positive(part) == YES, isinstance(part, App) and part.head in ("sin", "cos", "tanh")
    for root, _ in roots:
        if not root.imag.contains(0):
            continue
        if (positive and root.real < 0) or (bounded and abs(root.real) > 1):
            continue
        return False
    return True


def _one_symbol_decides(term: App, given: Given) -> bool:
    """``x^2 + x + 1 + 2^y``: a polynomial in x that is positive, and other parts that aren't negative."""
    if term.head != "+":
        return False
    for name in sorted(free_symbols(term)):
        mine = [part for part in term.args if free_symbols(part) <= {name}]
        others = [part for part in term.args if part not in mine]
        if others and mine and all(given.is_nonnegative(part) == YES for part in others):
            completed = squares(total(*mine))
            if completed is not None and given.is_positive(completed) == YES:
                return True
    return False


def _between_zeros(head: str, angle: Term, given: Given) -> bool:
    """``sin(x)`` for ``0 < x < pi``; ``cos(n*pi)`` for an integer n."""
    if head == "cos" and isinstance(angle, App) and angle.head == "*" and PI in angle.args:
        rest = [arg for arg in angle.args if arg != PI]
        return all(isinstance(arg, Sym) and given.kind(arg.name) == "integer" for arg in rest)
    if not given.relations:
        return False
    start = Fraction(0) if head == "sin" else Fraction(1, 2)
    for turn in range(-2, 2):
        low, high = (multiply(number(start + step), PI) if start + step else ZERO for step in (turn, turn + 1))
        if given.holds(App(">", (angle, low))) == YES:
            if given.holds(App("<", (angle, high))) == YES:
                return True
        else:
            return False
    return False


def _squares_decide(term: App, given: Given) -> bool:
    """``x^2 + x*y + y^2 + 1``, its squares completed, and ``-x^2 - 1``."""
    completed = squares(term)
    if completed is None:
        return False
    signs = given.signs(completed)
    return signs is not None and 0 not in signs


def _nonzero_number(term: Term) -> bool:
    """A closed term whose value is certainly not zero."""
    if free_symbols(term) or unknown_functions((term,)):
        return False
    try:
        return not ball(Evaluator({}, NUMBER_PRECISION).evaluate(term)).contains(0)
    except (Undefined, Unknown):
        return False


def _norm(term: Term) -> Term | None:
    """``a^2 - b^2*u`` of ``a + b*sqrt(u)``: zero wherever the term is."""
    if not (isinstance(term, App) and term.head == "+"):
        return None
    root = next((part for part in subterms(term) if isinstance(part, App) and part.head == "sqrt"), None)
    if root is None:
        return None
    with_root = [arg for arg in parts(term, "+") if any(part == root for part in subterms(arg))]
    without = [arg for arg in parts(term, "+") if arg not in with_root]
    if len(with_root) != 1:
        return None
    return total(power(total(*without), TWO), negate(power(with_root[0], TWO)))
