"""Symbols that stand in angles only, always in the same proportions, are one symbol.

The addition theorem takes the sine of a sum of n symbols apart into 2^n summands. Where all
arguments have the form ``c*(x_1 + 2*x_2 + …) + …`` with the same sum in brackets, the term
is a function of that sum alone: with t in the place of x_1 and 0 in that of the others it takes
the same values.

Sound: a term T of such symbols is ``G(x_1 + 2*x_2 + …)`` with ``G(t) = T(t, 0, …)``, and each
subexpression with it; so T is zero at a point if G is zero for all t. Givens about
these symbols are left out, which can only make the claim stronger.

Incomplete: symbols of the kind integer, and those that stand elsewhere too, stay.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from derivex.comparison import parts
from derivex.engine.question import Question
from derivex.given import Given
from derivex.linear import Form, form_of
from derivex.signs import CIRCULAR, HYPERBOLIC
from derivex.term import BINDERS, ZERO, App, Sym, Term, free_symbols, free_symbols_of

ANGULAR = CIRCULAR | HYPERBOLIC | {"exp"}
CLOSED = BINDERS | {"diff", "Subs", "piecewise", "bounds"}
MIN_SYMBOLS = 4  # for fewer the addition theorem is cheap


def merged(question: Question) -> Question | None:
    """The question with symbols that go together made one; None if there are none."""
    if len(free_symbols(question.term)) < MIN_SYMBOLS:
        return None
    angles: list[Form] = []
    free = set(free_symbols(question.term) - _outside(question.term, angles))
    free = {name for name in free if question.given.kind(name) != "integer"}
    groups: dict[tuple[Fraction, ...], list[str]] = {}
    for name in sorted(free):
        row = [each.get(((f"${name}", 1),), Fraction(0)) for each in angles]
        first = next((value for value in row if value), None)
        if first is not None:
            groups.setdefault(tuple(value / first for value in row), []).append(name)
    values: dict[str, Term] = {}
    kinds = dict(question.given.kinds)
    for names in groups.values():
        if len(names) > 1:
            values.update(dict.fromkeys(names[1:], ZERO))
            if any(question.given.kind(name) == "complex" for name in names):
                kinds[names[0]] = "complex"
    if not values:
        return None
    touched = {name for names in groups.values() if len(names) > 1 for name in names}
    relations = tuple(each for each in question.relations if not touched & free_symbols_of((each,)))
    given = Given(tuple(kinds.items()), (), question.given.real_values)
    return replace(question, given=given).at(values, relations)


def _outside(term: Term, angles: list[Form]) -> frozenset[str]:
    """The symbols that stand outside of angles, or in them otherwise than as summands; the angles are noted."""
    if isinstance(term, Sym):
        return frozenset({term.name})
    if not isinstance(term, App):
        return frozenset()
    if term.head in CLOSED:
        return free_symbols(term)
    if term.head not in ANGULAR:
        return frozenset().union(*(_outside(arg, angles) for arg in term.args))
    generators: dict[str, Term] = {}
    form: Form = {}
    for summand in parts(term.args[0], "+"):
        found = form_of(summand, generators)
        if found is None:
            return free_symbols(term)
        for monomial, value in found.items():
            form[monomial] = form.get(monomial, Fraction(0)) + value
    angles.append(form)
    others = [monomial for monomial in form if sum(exponent for _, exponent in monomial) != 1]
    inside = {generators[name] for monomial in others for name, _ in monomial}
    inside |= {each for each in generators.values() if not isinstance(each, Sym)}
    return frozenset().union(*map(free_symbols, inside))
