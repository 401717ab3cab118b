"""Lines as a person leaves them: numbers worked out, nothing that nobody would write.

What routine arithmetic does to a term where the result is to be read and not only to be
compared (for that there is ``routine.normal``). Contract: the value is the same wherever
the term is defined, and the result is written out of the term's own parts, in their order.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import prod

from derivex.comparison import Key, key, parts
from derivex.routine import number_of
from derivex.subterms import heads
from derivex.term import ONE, ZERO, App, Num, Term, add, is_head, is_one, is_zero, literal, multiply, negate, number
from derivex.views import factors, product

WAITING = frozenset({"Integral", "diff", "Subs"})  # parts that are to be worked out are left as they stand


@lru_cache(maxsize=4_096)  # a search asks the same parts again
def with_numbers_done(term: Term) -> Term:
    """The term with every operation on mere numbers carried out: ``x^(2 + 3)`` as ``x^5``."""
    if not isinstance(term, App):
        return term
    args = tuple(with_numbers_done(arg) for arg in term.args)
    done = term if args == term.args else App(term.head, args)
    if term.head in ("+", "*", "/", "^", "neg") and all(literal(arg) is not None for arg in args):
        value = number_of(done)
        return done if value is None else number(value)
    return done


def with_numbers_added(term: Term, value: Fraction) -> Term:
    """The sum of a term and a number, the numbers in it added up: ``n - 1`` and 2 make ``n + 1``."""
    shown = parts(term, "+")
    total = sum((each for part in shown if (each := literal(part)) is not None), value)
    rest = [part for part in shown if literal(part) is None]
    return add(*rest, *([number(total)] if total or not rest else []))


@lru_cache(maxsize=4_096)  # as above
def with_exponents_done(term: Term) -> Term:
    """The term with mere numbers worked out in its exponents: ``x^(3 - 1)`` as ``x^2``."""
    if not isinstance(term, App):
        return term
    args = [with_exponents_done(arg) for arg in term.args]
    if term.head == "^":
        args[1] = with_numbers_done(args[1])
    return term if tuple(args) == term.args else App(term.head, tuple(args))


@lru_cache(maxsize=8_192)  # as above
def tidied(term: Term) -> Term:
    """The term without what nobody would write: summands 0, factors 1, products with 0, double signs.

    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> plain(tidied(read("((1 + x)*0 - (-exp(-x))*1)/(1 + x)^(3 - 1)")))
    'exp(-x)/(1 + x)^2'
    """
    if not isinstance(term, App):
        return term
    args = tuple(tidied(arg) for arg in term.args)
    match term.head:
        case "+":
            return add(*(arg for arg in args if not is_zero(arg)))
        case "*":
            return ZERO if any(map(is_zero, args)) else _without_ones(args)
        case "neg":
            inner = args[0]
            return (
                inner
                if is_zero(inner)
                else inner.args[0]
                if isinstance(inner, App) and inner.head == "neg"
                else negate(inner)
            )
        case "/":
            return _fraction_tidied(*args)
        case "^":
            exponent = with_numbers_done(args[1])
            return args[0] if is_one(exponent) else App("^", (args[0], exponent))
    return App(term.head, args)


@lru_cache(maxsize=8_192)  # as above
def gathered(term: Term) -> Term:
    """The tidied term with like summands added up, and functions at the points whose values everybody knows.

    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> plain(gathered(read("2*x + y*3*x - x + exp(x - x)")))
    'x + 3*y*x + 1'
    """
    if not isinstance(term, App):
        return term
    args = tuple(gathered(arg) for arg in term.args)
    done = tidied(with_numbers_done(term if args == term.args else App(term.head, args)))
    if is_head(done, "+"):
        return _added_up(done)
    if is_head(done, "*"):
        return _multiplied_up(done)
    value = number_of(done) if len(done.args if isinstance(done, App) else ()) == 1 else None
    return done if value is None else number(value)


def _added_up(term: Term) -> Term:
    """A sum with one summand for each kind, where the first of that kind stood."""
    amounts: dict[Key, Fraction] = {}
    kinds: dict[Key, Term] = {}
    for part in parts(term, "+"):
        amount, kind = _amount(part)
        mark = key(kind)
        kinds.setdefault(mark, kind)
        amounts[mark] = amounts.get(mark, Fraction(0)) + amount
    if len(kinds) == len(parts(term, "+")):
        return term
    summands = [(amounts[mark], kind) for mark, kind in kinds.items() if amounts[mark]]
    return add(*(_times(amount, kind) for amount, kind in summands))


def _multiplied_up(term: Term) -> Term:
    """A product with one number in it, in front or below a bar."""
    shown = parts(term, "*")
    numbers = [exact for part in shown if (exact := literal(part)) is not None]
    rest = [part for part in shown if literal(part) is None]
    value = prod(numbers, start=Fraction(1))
    if not rest or len(numbers) < 2 or not value:
        return term
    above = [number(Fraction(abs(value.numerator)))] if abs(value.numerator) != 1 else []
    whole = multiply(*above, *rest)
    done = whole if value.denominator == 1 else App("/", (whole, number(Fraction(value.denominator))))
    return negate(done) if value < 0 else done


def _amount(part: Term) -> tuple[Fraction, Term]:
    """A summand as a number times a kind; the kind of a number is 1."""
    if isinstance(part, App) and part.head == "neg":
        amount, kind = _amount(part.args[0])
        return -amount, kind
    exact = literal(part)
    if exact is not None:
        return exact, ONE
    shown = parts(part, "*")
    first = literal(shown[0])
    return (Fraction(1), part) if first is None else (first, multiply(*shown[1:]))


def _times(amount: Fraction, kind: Term) -> Term:
    if is_one(kind):
        whole: Term = number(abs(amount))
    else:
        whole = kind if abs(amount) == 1 else multiply(number(abs(amount)), *parts(kind, "*"))
    return negate(whole) if amount < 0 else whole


@lru_cache(maxsize=8_192)  # as above
def joined(term: Term) -> Term:
    """The summands of a line each as one product: its number in front, one bar, equal factors as a power.

    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> plain(joined(read("log(3)*(9/2) - 1/2*(x*x) - 1/2*Integral(x, (x, 0, 1))")))
    '9*log(3)/2 - x^2/2 - 1/2*Integral(x, (x, 0, 1))'
    """
    if is_head(term, "+"):
        return add(*map(joined, parts(term, "+")))
    if heads(term) & WAITING or not isinstance(term, App) or term.head not in ("*", "neg", "/"):
        return term
    shown = [joined(each) if is_head(each, "+") else each for each in factors(term, powers=False)]
    return product(tuple(sorted(shown, key=lambda each: not isinstance(each, Num))))


def _fraction_tidied(above: Term, below: Term) -> Term:
    """The fraction with the sign of its numerator in front."""
    if is_one(below):
        return above
    match above:
        case App("neg", (inner,)):
            return negate(App("/", (inner, below)))
    return App("/", (above, below))


def _without_ones(args: tuple[Term, ...]) -> Term:
    """The product with its numbers and signs in front."""
    sign, value, rest = 1, Fraction(1), list[Term]()
    for arg in args:
        part = arg
        while isinstance(part, App) and part.head == "neg":
            sign, part = -sign, part.args[0]
        exact = literal(part)
        if exact is not None and exact.denominator == 1:
            value *= exact
        else:
            rest.extend(parts(part, "*"))
    whole = multiply(*([] if value == 1 and rest else [number(value)]), *rest)
    return negate(whole) if sign < 0 else whole
