"""Found: primitive functions, by a small table and by parts.  Nothing here has to be believed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from derivex.certificates.found_chains import by_chain
from derivex.certificates.found_gaussians import of_gaussian, of_sum_of_squares
from derivex.certificates.found_polynomials import cancelled, coefficients_of, factors, times
from derivex.certificates.found_waves import primitive as waves
from derivex.term import ONE, ZERO, App, Sym, Term, add, divide, free_symbols, literal, multiply, negate, number, power

MAX_PARTS = 12  # of integrations by parts


def primitives(body: Term, name: str) -> Iterator[Term]:
    """Functions that may have the body as derivative; the first is for positive arguments of log, if there is one."""
    if any(literal(factor) == 0 and count > 0 for factor, count in factors(body, 1)):
        yield ZERO
        return
    for positive in (True, False):
        for form in dict.fromkeys((body, cancelled(body))):
            found = _primitive(form, name, positive)
            if found is not None:
                yield found
                break


def _primitive(body: Term, name: str, positive: bool) -> Term | None:
    t = Sym(name)
    if name not in free_symbols(body):
        return multiply(body, t)
    match body:
        case App("+", args):
            parts = [_primitive(arg, name, positive) for arg in args]
            known = [part for part in parts if part is not None]
            return add(*known) if len(known) == len(parts) else waves(body, name) or _of_product(args, name)
        case App("neg", (u,)):
            return _scaled(_primitive(u, name, positive), lambda each: negate(each))
        case App("/", (u, v)) if name not in free_symbols(v):
            return _scaled(_primitive(u, name, positive), lambda each: divide(each, v))
        case App("/", (u, v)) if name not in free_symbols(u) and u != ONE:
            return _scaled(_primitive(divide(ONE, v), name, positive), lambda each: multiply(u, each))
        case App("diff", (u, Sym(other))) if other == name:
            return u
        case App(head, (u,)) if head.endswith("'") and u == t:
            return App(head[:-1], (u,))
        case App("sinh" | "cosh" as head, (u,)) if (line := coefficients_of(u, name)) is not None and max(line) == 1:
            return divide(App("cosh" if head == "sinh" else "sinh", (u,)), line[1])
        case App("*", args) if any(name not in free_symbols(arg) for arg in args):
            outer = [arg for arg in args if name not in free_symbols(arg)]
            inner = [arg for arg in args if name in free_symbols(arg)]
            return _scaled(_primitive(multiply(*inner), name, positive), lambda each: multiply(*outer, each))
    symbolic = _symbolic_power(body, t)
    if symbolic is not None:
        return divide(power(t, add(symbolic, ONE)), add(symbolic, ONE))
    exponent = _exponent(body, t)
    if exponent is not None:
        if exponent == -1:
            return App("log", (t if positive else negate(t),))
        return divide(power(t, number(exponent + 1)), number(exponent + 1))
    whole = _of_polynomial(body, name) or _by_parts(body, name) or _of_fraction(body, name, positive)
    return whole or waves(body, name) or by_chain(body, name, positive)


def _of_product(addends: tuple[Term, ...], name: str) -> Term | None:
    """A product whose derivative begins with an addend that has a derivative as a factor."""
    for addend in addends:
        found = list(factors(addend, 1))
        for factor, count in found:
            inner = _primitive(factor, name, True) if count == 1 and isinstance(factor, App) else None
            if inner is not None and (factor.head == "diff" or factor.head.endswith("'")):  # type: ignore[union-attr]  # an App
                rest = [each if times == 1 else power(each, number(times)) for each, times in found if each != factor]
                return multiply(*rest, inner)
    return None


def _scaled(found: Term | None, scale: Callable[[Term], Term]) -> Term | None:
    return None if found is None else scale(found)


def _symbolic_power(body: Term, t: Sym) -> Term | None:
    if isinstance(body, App) and body.head == "^" and body.args[0] == t and t.name not in free_symbols(body.args[1]):
        return None if literal(body.args[1]) is not None else body.args[1]
    return None


def _exponent(body: Term, t: Term) -> Fraction | None:
    match body:
        case App("^", (base, exponent)) if base == t:
            return literal(exponent)
        case App("sqrt", (u,)) if u == t:
            return Fraction(1, 2)
        case App("/", (above, below)) if above == ONE:
            found = Fraction(1) if below == t else _exponent(below, t)
            return None if found is None else -found
    return Fraction(1) if body == t else None


def _of_polynomial(body: Term, name: str) -> Term | None:
    found = coefficients_of(body, name)
    if found is None:
        return None
    t = Sym(name)
    rows = ((n + 1, times(each, power(t, number(n + 1)) if n else t)) for n, each in sorted(found.items()))
    return add(*(divide(each, number(degree)) if degree > 1 else each for degree, each in rows))


def _by_parts(body: Term, name: str) -> Term | None:
    """A polynomial times exp, sin or cos of a linear function, or exp of a power, or log; squares of cos and sin."""
    factors = list(body.args) if isinstance(body, App) and body.head == "*" else [body]
    special = [each for each in factors if coefficients_of(each, name) is None]
    if len(special) != 1:
        return None
    rest = multiply(*(each for each in factors if each is not special[0]))
    outer = coefficients_of(rest, name)
    t = Sym(name)
    match special[0]:
        case App("log", (u,)) if u == t and outer is not None:
            rows = []
            for n, each in sorted(outer.items()):
                inner = add(special[0], number(Fraction(-1, n + 1)))
                rows.append(divide(times(each, power(t, number(n + 1)) if n else t, inner), number(n + 1)))
            return add(*rows)
        case App("^", (base, exponent)) if name not in free_symbols(base) and exponent == t and rest == ONE:
            return divide(special[0], App("log", (base,)))
        case App("^", (App("cos" | "sin" as head, (u,)), two)) if literal(two) == 2 and rest == ONE:
            angle = coefficients_of(u, name)
            if angle is None or set(angle) - {0, 1}:
                return None
            wave = divide(multiply(App("sin", (u,)), App("cos", (u,))), multiply(number(2), angle[1]))
            return add(divide(t, number(2)), wave if head == "cos" else negate(wave))
        case App("exp" | "sin" | "cos" as head, (u,)) if outer is not None:
            return _of_wave(head, u, outer, name)
    return None


def _of_wave(head: str, u: Term, outer: dict[int, Term], name: str) -> Term | None:
    inner = coefficients_of(u, name)
    if inner is None:
        return None
    degree = max(inner)
    if degree > 1:
        if head == "exp" and set(outer) == {degree - 1}:
            return divide(multiply(outer[degree - 1], App("exp", (u,))), multiply(number(degree), inner[degree]))
        return of_gaussian(u, inner, outer, name) if head == "exp" and degree == 2 and 1 not in inner else None
    rate, t = inner[1], Sym(name)
    total: list[Term] = []
    current = dict(outer)
    scale: Term = ONE
    for step in range(MAX_PARTS):
        scale = multiply(scale, rate)
        value = add(*(multiply(each, power(t, number(n))) if n else each for n, each in sorted(current.items())))
        if head == "exp":
            wave, sign = App("exp", (u,)), (-1) ** step
        else:
            order = [("cos", -1), ("sin", 1), ("cos", 1), ("sin", -1)]
            order = order if head == "sin" else [("sin", 1), ("cos", 1), ("sin", -1), ("cos", -1)]
            kind, sign = order[step % 4]
            wave = App(kind, (u,))
        row = divide(multiply(value, wave), scale)
        total.append(row if sign > 0 else negate(row))
        current = {n - 1: multiply(number(n), each) for n, each in current.items() if n}
        if not current:
            return add(*total)
    return None


def _of_fraction(body: Term, name: str, positive: bool) -> Term | None:
    """1 over a polynomial of second degree with rational zeros, or over t^2 + 1."""
    if not (isinstance(body, App) and body.head == "/" and body.args[0] == ONE):
        return None
    found = coefficients_of(body.args[1], name)
    if found is None or max(found) > 2:
        return None
    if set(found) == {0, 2} and _value(found[0]) is None:
        return of_sum_of_squares(found[0], found[2], name)
    numbers = [_value(found.get(degree, ZERO)) for degree in range(3)]
    t = Sym(name)
    if None in numbers:
        return None
    c, b, a = (Fraction(each or 0) for each in numbers)
    if a == c == 1 and not b:
        return App("atan", (t,))
    if not a:
        inside = add(multiply(number(b), t), number(c))
        return divide(App("log", (inside if positive else negate(inside),)), number(b)) if b else None
    square = b * b - 4 * a * c
    size = Fraction(_isqrt(square.numerator), _isqrt(square.denominator)) if square > 0 else Fraction(0)
    if not size or size * size != square:
        return None
    rows = []
    for zero, sign in (((-b + size) / (2 * a), 1), ((-b - size) / (2 * a), -1)):
        gap = add(t, number(-zero))
        log = divide(App("log", (gap if positive else negate(gap),)), number(size))
        rows.append(log if sign > 0 else negate(log))
    return add(*rows)


def _isqrt(value: int) -> int:
    from math import isqrt

    return isqrt(value)


def _value(term: Term) -> Fraction | None:
    """The number that a term without symbols is."""
    value = literal(term)
    if value is not None:
        return value
    match term:
        case App("+", args):
            parts = [_value(arg) for arg in args]
            return None if None in parts else sum((part for part in parts if part is not None), Fraction(0))
        case App("*", args):
            total = Fraction(1)
            for arg in args:
                part = _value(arg)
                if part is None:
                    return None
                total *= part
            return total
        case App("neg", (u,)):
            part = _value(u)
            return None if part is None else -part
    return None
