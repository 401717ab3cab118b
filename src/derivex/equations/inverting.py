"""Relations with a root, an exponential or a logarithm, as relations between what is inside of them.

``sqrt(u) = v`` holds exactly where ``v >= 0`` and ``u = v^2``; ``exp(u) > 2`` where ``u > log(2)``; ``log(u) < v``
where ``0 < u`` and ``u < exp(v)``. One such part with a number as its factor is brought to one side first.

Contract: at every admitted point the statement that is returned has the truth value of the one that was asked about
(what is undefined counts as false); both sides are real there wherever they are defined, else nothing is changed.
"""

from __future__ import annotations

from fractions import Fraction

from derivex.comparison import parts
from derivex.equations.isolation import linear, replaced
from derivex.equations.normal import joined
from derivex.given import YES, Given
from derivex.relations import FLIPPED
from derivex.subterms import distinct
from derivex.term import (
    ONE,
    TWO,
    ZERO,
    App,
    Sym,
    Term,
    add,
    bound,
    call,
    divide,
    free_symbols,
    is_head,
    literal,
    negate,
    number,
)
from derivex.term import power as raised

PARTS = ("sqrt", "exp", "log", "^")
ORDERS = ("<", "<=", ">", ">=")
NEVER, ALWAYS = App("=", (ZERO, ONE)), App("=", (ZERO, ZERO))
MAX_ROUNDS = 4
MAX_BARS = 3  # in one relation
MAX_WHOLE = 64


def inverted(statement: Term, given: Given) -> Term:
    """The statement with such relations taken apart, as far as that goes.

    >>> from derivex.notation.statements import read_statement
    >>> from derivex.notation.write import plain
    >>> plain(inverted(read_statement("sqrt(x + 3) = x - 3"), Given()))
    'x - 3 >= 0 and x + 3 = (x - 3)^2'
    >>> plain(inverted(read_statement("2*exp(x) > 6"), Given()))
    'x > log(3)'
    """
    for _ in range(MAX_ROUNDS):
        found = _once(statement, given)
        if found == statement:
            break
        statement = found
    return statement


def _once(statement: Term, given: Given) -> Term:
    assert isinstance(statement, App)
    if statement.head in ("and", "or"):
        return App(statement.head, tuple(_once(arg, given) for arg in statement.args))
    found = _relation(statement, given)
    return statement if found is None else found


def _relation(relation: App, given: Given) -> App | None:
    left, right = relation.args
    match left, right:
        case App("^", (base, u)), App("^", (same_base, w)) if base == same_base and relation.head == "=":
            if _is_a_base(base, given) and given.is_real(u) == given.is_real(w) == YES:
                return App("=", (u, w))
        case App(head, (u, *first)), App(same, (w, *second)) if head == same and first == second == []:
            twins = _twins(head, relation.head, u, w, given)
            if twins is not None:
                return twins
    parts = [each for each in distinct(add(left, right)) if _may_be_inverted(each)]
    for part in parts:
        solved = solved_for(relation, part)
        if solved is not None:
            found = _inside(part, *solved, given)
            if found is not None:
                return found
    return None if parts else _linear(relation)


def _is_a_base(base: Term, given: Given) -> bool:
    """Whether different real powers of it are certainly different: a positive number other than 1."""
    return given.holds(App(">", (base, ZERO))) == YES and given.holds(App("!=", (base, ONE))) == YES


def without_bars(statement: Term, given: Given) -> Term:
    """The statement with every absolute value of something real taken apart: ``u >= 0`` or ``u < 0``.

    >>> from derivex.notation.statements import read_statement
    >>> from derivex.notation.write import plain
    >>> plain(without_bars(read_statement("abs(a) < b"), Given()))
    '(0 <= a < b) or (a < 0 and -a < b)'
    """
    assert isinstance(statement, App)
    if statement.head in ("and", "or"):
        return App(statement.head, tuple(without_bars(arg, given) for arg in statement.args))
    bars = [part for part in distinct(statement) if isinstance(part, App) and part.head == "abs"]
    inner = next((bar for bar in bars if not any(is_head(each, "abs") for each in distinct(bar.args[0]))), None)
    if inner is None or len(bars) > MAX_BARS or bound_inside(statement) or given.is_real(inner.args[0]) != YES:
        return statement
    (u,) = inner.args
    plus, minus = (
        App(statement.head, tuple(replaced(side, inner, value) for side in statement.args)) for value in (u, negate(u))
    )
    return App(
        "or",
        (
            App("and", (App(">=", (u, ZERO)), without_bars(plus, given))),
            App("and", (App("<", (u, ZERO)), without_bars(minus, given))),
        ),
    )


def bound_inside(term: Term) -> bool:
    """Whether something is bound in a term: what is said of its parts isn't said at a point then."""
    return any(bound(part)[0] for part in distinct(term))


def _may_be_inverted(part: Term) -> bool:
    if not (isinstance(part, App) and part.head in PARTS and free_symbols(part)):
        return False
    if part.head == "log":
        return len(part.args) == 1 or _log_base(part) is not None
    return part.head != "^" or _base(part) is not None


def _log_base(part: App) -> Fraction | None:
    """b of ``log(u, b)`` with a positive number b other than 1."""
    value = literal(part.args[1])
    return value if value is not None and value > 0 and value != 1 and not free_symbols(part.args[1]) else None


def _base(part: App) -> Fraction | None:
    """b of ``b^u`` with a positive number b other than 1."""
    base, exponent = part.args
    value = literal(base)
    return value if value is not None and value > 0 and value != 1 and free_symbols(exponent) else None


def solved_for(relation: App, part: Term) -> tuple[str, Term] | None:
    """``part op value`` for a relation, where the part stands in it once and has a number as its factor."""
    left, right = relation.args
    if left == part:
        return relation.head, right
    if right == part:
        return FLIPPED[relation.head], left
    split = linear(add(left, negate(right)), part)
    if split is None:
        return None
    factor, rest = literal(split[0]), split[1]
    if not factor or any(each == part for each in distinct(rest)):
        return None
    whole = add(*map(_opposite, parts(rest, "+")))
    value = whole if factor == 1 else _opposite(whole) if factor == -1 else divide(whole, number(factor))
    return (relation.head if factor > 0 else FLIPPED[relation.head]), _tidied(value)


def _opposite(term: Term) -> Term:
    return term.args[0] if isinstance(term, App) and term.head == "neg" else negate(term)


def _tidied(value: Term) -> Term:
    """A value with its numbers worked out where it is a polynomial."""
    from derivex.linear import form_of
    from derivex.squares import written

    generators: dict[str, Term] = {}
    form = form_of(value, generators)
    if form is None or not all(isinstance(each, Sym) for each in generators.values()):
        return value  # what cancels may be undefined somewhere
    return written(form, generators)


def _twins(head: str, op: str, u: Term, w: Term, given: Given) -> App | None:
    """The same function of two real things."""
    if not (given.is_real(u) == given.is_real(w) == YES):
        return None
    same = App(op, (u, w))
    if head == "exp":
        return same
    if head not in ("sqrt", "log"):
        return None
    low = ">=" if head == "sqrt" else ">"
    if op in ORDERS:
        return joined("and", (App(low, (u, ZERO)), App(low, (w, ZERO)), same))
    if head == "sqrt":
        return same
    return joined("and", (App("!=", (u, ZERO)), App("!=", (w, ZERO)), same))


def _inside(part: Term, op: str, value: Term, given: Given) -> App | None:
    assert isinstance(part, App)
    inner = part.args[1] if part.head == "^" else part.args[0]
    if not (given.is_real(inner) == given.is_real(value) == YES):
        return None
    if part.head == "sqrt":
        return _root(op, inner, value)
    if part.head == "log":
        base = _log_base(part) if len(part.args) > 1 else None
        power_of = call("exp", value) if base is None else raised(part.args[1], value)
        op = FLIPPED[op] if base is not None and base < 1 else op
        beyond = App(op, (inner, power_of))
        return beyond if op == "=" else joined("and", (App(">", (inner, ZERO)), beyond)) if op in ORDERS else None
    return _exponential(part, op, inner, value)


def _root(op: str, u: Term, v: Term) -> App | None:
    squared = App(op, (u, raised(v, TWO)))
    match op:
        case "=":
            return joined("and", (App(">=", (v, ZERO)), squared))
        case "!=":
            return joined("and", (App("=", (u, u)), joined("or", (App("<", (v, ZERO)), squared))))
        case "<" | "<=":
            return joined("and", (App(">=", (u, ZERO)), App(FLIPPED[op], (v, ZERO)), squared))
    low = App("<" if op == ">" else "<=", (v, ZERO))
    return joined("and", (App(">=", (u, ZERO)), joined("or", (low, squared))))


def _exponential(part: App, op: str, u: Term, v: Term) -> App | None:
    """``exp(u)`` or ``b^u`` and a number."""
    value = literal(v)
    if value is None:
        return None
    if value <= 0:
        holds = op in (">", ">=", "!=")
        return App("=", (u, u)) if holds else NEVER  # the exponential is positive wherever it is defined
    base = _base(part) if part.head == "^" else None
    if part.head == "^":
        assert base is not None
        op = op if base > 1 else FLIPPED[op]
    return App(op, (u, _logarithm(value, base)))


def _logarithm(value: Fraction, base: Fraction | None) -> Term:
    if value == 1:
        return ZERO
    if base is None:
        return call("log", number(value))
    for times in range(-MAX_WHOLE, MAX_WHOLE + 1):
        if base**times == value:
            return number(Fraction(times))
    return divide(call("log", number(value)), call("log", number(base)))


def _linear(relation: App) -> App | None:
    """``2*x + 1 = sqrt(5)`` as ``x = (sqrt(5) - 1)/2``: a symbol alone beside a constant that isn't rational."""
    names = free_symbols(relation)
    if len(names) != 1:
        return None
    symbol = Sym(*names)
    if symbol in relation.args:
        return None
    solved = solved_for(relation, symbol)
    if solved is None or free_symbols(solved[1]) or _is_number(solved[1]):
        return None
    return App(solved[0], (symbol, solved[1]))


def _is_number(term: Term) -> bool:
    return not any(isinstance(each, Sym) or (isinstance(each, App) and each.head in PARTS) for each in distinct(term))
