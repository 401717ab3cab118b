"""The solutions of a quadratic equation, by its formula: for one symbol, with coefficients that are any terms.

Contract: where the leading coefficient isn't zero, the equation holds exactly where one of the solutions does.
"""

from __future__ import annotations

from derivex.engine.factors import Polynomials
from derivex.engine.monomials import monomials_of
from derivex.engine.ratios import Finer, TooBig
from derivex.subterms import distinct
from derivex.term import (
    TWO,
    App,
    Num,
    Sym,
    Term,
    add,
    call,
    divide,
    literal,
    multiply,
    negate,
    number,
    power,
    subtract,
)


def coefficients(equation: App, name: str) -> tuple[Term, Term, Term] | None:
    """a, b and c of ``a*x^2 + b*x + c = 0``; None for an equation of another kind.

    >>> from derivex.notation.plain import read_relation
    >>> from derivex.notation.write import plain
    >>> [plain(each) for each in coefficients(read_relation("2*x^2 = k*x + 1"), "x")]
    ['2', '-k', '-1']
    """
    if equation.head != "=":
        return None
    work = Polynomials()
    try:
        unknown = work.of(Sym(name))
        above, below = work.ratio(subtract(*equation.args))
    except (TooBig, Finer):
        return None
    place = list(map(str, work.context.names())).index(str(unknown))
    if below.degrees()[place] or above.degrees()[place] != 2:
        return None
    found: list[Term] = []
    monomials = monomials_of(above)
    for degree in (2, 1, 0):
        chosen = tuple(
            ((*exponents[:place], 0, *exponents[place + 1 :]), value)
            for exponents, value in monomials
            if exponents[place] == degree
        )
        found.append(work.spelled(chosen) if chosen else number(0))
    return found[0], found[1], found[2]


def solutions_of(equation: App, after: App) -> App | None:
    """What the formula makes of an equation, for the symbol that the line after is about."""
    first = after.args[0] if after.head == "or" else after
    if not isinstance(first, App) or not any(isinstance(side, Sym) for side in first.args):
        return None
    name = next(side.name for side in first.args if isinstance(side, Sym))
    found = coefficients(equation, name)
    if found is None:
        return None
    a, b, c = found
    root = call("sqrt", subtract(power(b, TWO), multiply(Num("4"), a, c)))
    below = multiply(TWO, a)
    both = (add(negate(b), root), subtract(negate(b), root))
    return App("or", tuple(App("=", (Sym(name), divide(each, below))) for each in both))


def completed_square(before: App, after: App) -> App | None:
    """The line before with the same added to both sides, where the line after shows a square of a sum."""
    if before.head != after.head or before.head in ("and", "or"):
        return None
    if not any(_is_square(part) for side in after.args for part in distinct(side)):
        return None
    amount = subtract(after.args[0], before.args[0])
    return App(before.head, tuple(add(side, amount) for side in before.args))


def _is_square(part: Term) -> bool:
    match part:
        case App("^", (App("+", _), exponent)):
            return literal(exponent) == 2
    return False
