"""Equations in one unknown solved as a teacher would, one move a line.

What is linear in the unknown is brought to one side and divided; a polynomial is factored, so that a product is
zero, or goes by the quadratic formula; an unknown that stands in one place is freed of what stands around it.

Contract: proposals only. Each line names the move that leads to it; whoever asks has the lines verified, and uses
none of them where one isn't proved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import isqrt

from derivex.book.polynomials import expanded, factored
from derivex.comparison import parts, same
from derivex.engine.series import univariate
from derivex.equations.isolation import linear
from derivex.notation.statements import FALSE
from derivex.notation.write import plain
from derivex.term import (
    ZERO,
    App,
    Sym,
    Term,
    add,
    divide,
    free_symbols,
    is_one,
    is_zero,
    literal,
    multiply,
    negate,
    number,
    power,
    subtract,
)
from derivex.tidying import gathered

MAX_LINES = 12  # of freeing an unknown

Line = tuple[App, str]  # a statement, and the move that leads to it

# from f(g) = c to g = …, and the move's name
FREED: dict[str, tuple[Callable[[Term], tuple[Term, ...]], str]] = {
    "exp": (lambda c: (App("log", (c,)),), "take the logarithm"),
    "log": (lambda c: (App("exp", (c,)),), "exponentiate both sides"),
    "sqrt": (lambda c: (power(c, number(2)),), "square both sides"),
    "abs": (lambda c: (c, negate(c)), "absolute value equation"),
}


def solved(equation: App, unknown: str) -> tuple[Line, ...]:
    """The lines from an equation to its solutions; none if no way is known.

    >>> from derivex.notation.plain import read_relation
    >>> for line, move in solved(read_relation("2*x + 3 = 7"), "x"):
    ...     print(plain(line), "by", move)
    2*x = 4 by subtract 3
    x = 2 by divide by 2
    """
    left, right = equation.args
    symbol = Sym(unknown)
    if unknown not in free_symbols(equation):
        return ()
    opened = tuple(gathered(_multiplied_out(side)) for side in (left, right))
    first = () if all(map(same, opened, (left, right))) else ((App("=", opened), "expand"),)
    shapes = tuple(linear(side, symbol) for side in opened)
    if shapes[0] is not None and shapes[1] is not None:
        return (*first, *isolating(opened, shapes[0], shapes[1], symbol))
    coefficients = univariate(subtract(*opened), unknown)
    if _is_square(equation, unknown):
        return tuple(_freed(equation, unknown))
    if coefficients is not None:
        return (*first, *_polynomial(opened, unknown))
    return tuple(_freed(equation, unknown))


def _is_square(equation: App, unknown: str) -> bool:
    """Whether a square is a positive number: ``(x - 1)^2 = 9``."""
    match equation.args:
        case (App("^", (base, exponent)), right) if literal(exponent) == 2 and unknown in free_symbols(base):
            value = literal(right)
            return value is not None and value > 0
    return False


def _multiplied_out(side: Term) -> Term:
    found = expanded(side)
    return side if found is None else found


# ---- linear ----


def isolating(
    sides: tuple[Term, ...], left: tuple[Term, Term], right: tuple[Term, Term], symbol: Sym
) -> Iterator[Line]:
    """The unknown to the left, all else to the right, then a division."""
    (slope, rest), (other, value) = (tuple(map(gathered, each)) for each in (left, right))
    slope_left = gathered(subtract(slope, other))
    if not is_zero(other):
        moved = gathered(multiply(other, symbol))
        here = gathered(add(_times(slope_left, symbol), rest))
        yield App("=", (here, value)), _taken(moved)
    if not is_zero(rest):
        value = gathered(subtract(value, rest))
        yield App("=", (_times(slope_left, symbol), value)), _taken(rest)
    if not is_one(slope_left) and not is_zero(slope_left):
        yield App("=", (symbol, gathered(_quotient(value, slope_left)))), f"divide by {_said(slope_left)}"


def _times(slope: Term, symbol: Term) -> Term:
    return gathered(multiply(slope, symbol)) if not is_one(slope) else symbol


def _taken(term: Term) -> str:
    """The move that takes a summand away from both sides."""
    match term:
        case App("neg", (inner,)):
            return f"add {_said(inner)}"
    return f"subtract {_said(term)}"


def _said(term: Term) -> str:
    text = plain(term)
    return f"({text})" if isinstance(term, App) and term.head == "+" else text


def _quotient(above: Term, below: Term) -> Term:
    values = literal(above), literal(below)
    if values[0] is not None and values[1]:
        return number(values[0] / values[1])
    match above, below:
        case App("neg", (one,)), App("neg", (other,)):
            return divide(one, other)
        case (App("neg", (one,)), other) | (one, App("neg", (other,))):
            return negate(divide(one, other))
    return divide(above, below)


# ---- polynomials with numbers ----


def _polynomial(sides: tuple[Term, ...], unknown: str) -> Iterator[Line]:
    """Zero on the right, then factors, or the quadratic formula."""
    left, right = sides
    whole = gathered(_multiplied_out(subtract(left, right)))
    if not is_zero(right):
        yield App("=", (whole, ZERO)), _taken(right)
    product = factored(whole)
    inner = product.args[0] if isinstance(product, App) and product.head == "neg" else product
    factors = parts(inner, "*") if inner is not None else (whole,)
    bases = [each for each in map(_base, factors) if unknown in free_symbols(each)]
    solutions = [each for base in bases for each in _roots(base, unknown)]
    if len(bases) > 1 or (product is not None and not same(product, whole)):
        assert product is not None
        yield App("=", (product, ZERO)), "factor"
        if len(bases) > 1:
            yield App("or", tuple(App("=", (base, ZERO)) for base in bases)), "zero product"
        if solutions:
            yield _either(solutions, unknown), "solve"
    else:
        yield (_either(solutions, unknown), "quadratic formula") if solutions else (FALSE, "solve")


def _base(factor: Term) -> Term:
    match factor:
        case App("^", (base, _)):
            return base
        case App("neg", (inner,)):
            return _base(inner)
    return factor


def _either(solutions: list[Term], unknown: str) -> App:
    found = tuple(App("=", (Sym(unknown), each)) for each in solutions)
    return found[0] if len(found) == 1 else App("or", found)


def _roots(base: Term, unknown: str) -> list[Term]:
    """The real roots of a polynomial up to the second degree; none for those of a higher one."""
    coefficients = univariate(base, unknown)
    if coefficients is None or not 2 <= len(coefficients) <= 3:
        return []
    if len(coefficients) == 2:
        return [number(-coefficients[0] / coefficients[1])]
    c, b, a = coefficients
    discriminant = b * b - 4 * a * c
    if discriminant < 0:
        return []
    found = _root_of(discriminant)
    if literal(found) is not None:
        exact = literal(found)
        assert exact is not None
        return [number((-b + exact) / (2 * a)), number((-b - exact) / (2 * a))][: 1 if exact == 0 else 2]
    root = found
    middle = [] if not b else [number(-b)]
    below = number(2 * a)
    return [divide(add(*middle, root), below), divide(add(*middle, negate(root)), below)]


def _root_of(value: Fraction) -> Term:
    """The root of a number, worked out where it is a square."""
    above, below = isqrt(max(0, value.numerator)), isqrt(value.denominator)
    if above**2 == value.numerator and below**2 == value.denominator:
        return number(Fraction(above, below))
    return App("sqrt", (number(value),))


# ---- one place ----


def _freed(equation: App, unknown: str) -> Iterator[Line]:
    """What stands around the unknown is taken away, the outermost first."""
    left, right = equation.args
    for _ in range(MAX_LINES):
        if unknown in free_symbols(right) or not isinstance(left, App) or unknown not in free_symbols(left):
            return
        made = _step(left, right, unknown)
        if made is None:
            return
        statement, move = made
        yield statement, move
        if statement.head == "or":
            yield from _each(statement, unknown)
            return
        left, right = statement.args


def _each(statement: App, unknown: str) -> Iterator[Line]:
    """Several equations solved at once, where each one is linear."""
    solutions: list[Term] = []
    for each in statement.args:
        lines = solved(each, unknown) if isinstance(each, App) else ()
        last = lines[-1][0] if lines else each
        match last:
            case App("=", (Sym(name), value)) if name == unknown and unknown not in free_symbols(value):
                solutions.append(value)
            case _:
                return
    found = _either(solutions, unknown)
    if found != statement:
        yield found, "solve"


def _step(left: App, right: Term, unknown: str) -> Line | None:
    match left:
        case App("+", args):
            rest = [each for each in args if unknown not in free_symbols(each)]
            own = [each for each in args if unknown in free_symbols(each)]
            if len(own) != 1:
                return None
            taken = gathered(add(*rest))
            return App("=", (own[0], gathered(subtract(right, taken)))), _taken(taken)
        case App("*", args):
            rest = [each for each in args if unknown not in free_symbols(each)]
            own = [each for each in args if unknown in free_symbols(each)]
            if len(own) != 1 or not rest:
                return None
            return App("=", (own[0], _quotient(right, multiply(*rest)))), f"divide by {_said(multiply(*rest))}"
        case App("/", (above, below)) if unknown not in free_symbols(below):
            return App("=", (above, gathered(multiply(right, below)))), f"multiply by {_said(below)}"
        case App("^", (base, exponent)) if literal(exponent) == 2:
            value = literal(right)
            root = App("sqrt", (right,)) if value is None or value < 0 else _root_of(value)
            roots = root, negate(root)
            return App("or", tuple(App("=", (base, root)) for root in roots)), "take the square root"
        case App(head, (inner,)) if head in FREED:
            values, move = FREED[head]
            found = tuple(App("=", (inner, gathered(value))) for value in values(right))
            return (found[0] if len(found) == 1 else App("or", found)), move
    return None
