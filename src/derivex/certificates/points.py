"""Points and witnesses, confirmed by fresh values: admitted, defined, and where it matters different.

Contract: what is confirmed is certain; everything else is ``Unclear``, after a few finer
and finer precisions.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from fractions import Fraction

from flint import ctx

from derivex.certificates.balls import Unclear, Value, ball, sure
from derivex.certificates.core import Beyond, core
from derivex.certificates.values import Evaluator
from derivex.errors import TooLarge
from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import App, Sym, Term, diff, free_symbols

Point = Sequence[tuple[str, Term]]

PRECISIONS = (192, 768, 3_072, 12_288)  # bits, one after the other until two balls are apart


def instantiated(term: Term, functions: Point) -> Term:
    """Unknown functions, derivatives with primes too, replaced by the concrete ones of a point."""
    if not isinstance(term, App) or not functions:
        return term
    args = tuple(instantiated(arg, functions) for arg in term.args)
    for name, body in functions:
        head, _, parameters = name.rstrip(")").partition("(")
        symbols = parameters.split(", ")
        if head == term.head.rstrip("'") and len(symbols) == len(args):
            for _ in range(len(term.head) - len(head)):
                body = core(diff(body, Sym(symbols[0])), Given())
            return substitute(body, dict(zip(symbols, args, strict=True)))
    return App(term.head, args)


def at_point(terms: Sequence[Term], point: Point, given: Given) -> list[Value]:
    """The values of the terms at a point, at the current precision."""
    functions = [(name, body) for name, body in point if "(" in name]
    evaluator = Evaluator(numbers(point), given)
    return [evaluator.value(instantiated(term, functions)) for term in terms]


def numbers(point: Point) -> dict[str, Value]:
    closed = Evaluator({}, Given())
    return {name: closed.value(value) for name, value in point if "(" not in name}


def gap(left: Value, right: Value) -> Value:
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left - right
    return ball(left) - ball(right)


def admits(given: Given, point: Point, settled: Collection[Term]) -> None:
    """Every symbol is of its kind and every relation that isn't settled holds at the point; else ``Unclear``."""
    for name, value in numbers(point).items():
        kind = given.kind(name)
        sure(kind == "complex" or ball(value).imag.is_zero(), f"{name} is not real")
        sure(kind != "integer" or (isinstance(value, Fraction) and value.denominator == 1), f"{name} is no integer")
    for relation in given.relations:
        assert isinstance(relation, App)
        if relation in settled:
            continue
        difference = gap(*at_point(relation.args, point, Given(given.kinds)))
        wide = ball(difference)
        holds = {"=": difference == 0, "!=": not wide.contains(0)}
        if wide.imag.is_zero():
            holds |= {"<": wide.real < 0, "<=": wide.real <= 0, ">": wide.real > 0, ">=": wide.real >= 0}
        sure(holds.get(relation.head, False), f"a given relation ({relation.head}) at the point")


def same_number(before: Term, after: Term, given: Given) -> bool:
    """Whether both lines, without symbols, are the same rational number by exact arithmetic."""
    try:
        first, second = at_point((before, after), (), given)
    except (Unclear, Beyond, TooLarge):
        return False
    return isinstance(first, Fraction) and isinstance(second, Fraction) and first == second


def is_false(relation: Term) -> bool:
    """Whether a relation between numbers certainly fails."""
    try:
        with ctx.workprec(PRECISIONS[0]):
            return not free_symbols(relation) and not Evaluator({}, Given()).holds(relation)
    except (Unclear, Beyond, TooLarge):
        return False


def _tried(confirm: Callable[[], None]) -> None:
    """At finer and finer precisions until it is confirmed."""
    for precision in PRECISIONS:
        try:
            with ctx.workprec(precision):
                return confirm()
        except (Unclear, Beyond, TooLarge) as reason:
            failed = Unclear(str(reason))
    raise failed


def confirm_point(before: Term, after: Term, given: Given, point: Point, settled: Collection[Term] = ()) -> None:
    """The point is admitted and every part of both lines has a value there; else ``Unclear``.

    ``settled`` are given equations that are known to hold there, by a certificate of their own.
    """

    def confirm() -> None:
        admits(given, point, settled)
        at_point((before, after), point, given)

    _tried(confirm)


def confirm_difference(before: Term, after: Term, given: Given, point: Point, settled: Collection[Term] = ()) -> None:
    """The point is admitted and both lines have values there, which are not the same; else ``Unclear``."""

    def confirm() -> None:
        admits(given, point, settled)
        sure(not ball(gap(*at_point((before, after), point, given))).contains(0), "the difference of the two values")

    _tried(confirm)
