"""What is given, and what always holds of a function's values, as inequalities between forms.

Contract: part of what a certificate's reader has to trust; each holds at every admitted point at
which its parts have values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import lru_cache

from derivex.certificates.forms import CONSTANT, Fact, Form, difference, form, scaled
from derivex.certificates.sign_sets import HOLDS
from derivex.errors import BadGiven
from derivex.given import Given
from derivex.term import ONE, PI, TWO, ZERO, App, Num, Sym, Term, add, divide, free_symbols, negate, number

MINUS, MINUS_ONE, HALF_PI = Fraction(-1), negate(ONE), divide(PI, TWO)


def narrowed(given: Given, relation: Term) -> Given | None:
    """What is given, and one relation more; None if ``Given`` refuses it, which says nothing here."""
    try:
        return Given(given.kinds, (*given.relations, relation), given.real_values)
    except BadGiven:
        return None


@lru_cache(maxsize=1_024)
def facts_of(given: Given) -> tuple[tuple[Fact, ...], tuple[Form, ...]]:
    """What is never negative, and what isn't 0."""
    facts: list[Fact] = []
    apart: list[Form] = []
    for relation in given.relations:
        if not (isinstance(relation, App) and relation.head in HOLDS):
            continue
        gap, strict = difference(*relation.args), relation.head in ("<", ">")
        if relation.head == "!=":
            apart.append(gap)
        if relation.head in ("<", "<=", "="):
            facts.append(_sharper(given, scaled(gap, MINUS), strict=strict))
        if relation.head in (">", ">=", "="):
            facts.append(_sharper(given, gap, strict=strict))
    return tuple(facts), tuple(apart)


def _sharper(given: Given, gap: Form, *, strict: bool) -> Fact:
    """A positive integer is at least 1."""
    whole = all(number.denominator == 1 for number in gap.values())
    atoms = {atom for monomial in gap for atom, _ in monomial}
    if strict and whole and all(isinstance(atom, Sym) and given.kind(atom.name) == "integer" for atom in atoms):
        return {**gap, CONSTANT: gap.get(CONSTANT, Fraction(0)) - 1}, False
    return gap, strict


def is_apart(given: Given, gap: Form) -> bool:
    """Whether a form is a multiple of what is given not to be 0."""
    for other in facts_of(given)[1]:
        if gap.keys() == other.keys():
            ratios = {gap[monomial] / other[monomial] for monomial in gap}
            if len(ratios) == 1:
                return True
    return False


def is_whole_number(given: Given, term: Term) -> bool:
    """Whether a value is an integer: a polynomial in integers."""
    return all(
        coefficient.denominator == 1
        and all(isinstance(atom, Sym) and given.kind(atom.name) == "integer" for atom, _ in monomial)
        for monomial, coefficient in form(term).items()
    )


def indexed(given: Given, name: str, low: Term, real: bool) -> Given:
    """What is known at each place of a sum from a bound on: of which kind its index is, and where it begins."""
    kinds = tuple(each for each in given.kinds if each[0] != name)
    kept = tuple(each for each in given.relations if name not in free_symbols(each))
    if not real or name in free_symbols(low):
        return Given((*kinds, (name, "complex")), kept, given.real_values)
    kind = "integer" if is_whole_number(given, low) else "real"
    inside = Given((*kinds, (name, kind)), kept, given.real_values)
    return narrowed(inside, App(">=", (Sym(name), low))) or inside


def strictly_bounded(given: Given) -> Given:
    """Of what is given, what also holds near each point: strict bounds of symbols, by numbers."""
    kept = [
        each
        for each in given.relations
        if isinstance(each, App) and each.head in ("<", ">") and all(isinstance(side, Num | Sym) for side in each.args)
    ]
    return Given(given.kinds, tuple(kept), given.real_values)


def ranges(atoms: Iterable[Term], is_real: Callable[[Term], bool]) -> Iterator[Fact]:
    """Between which other values the value of a function always is."""
    for atom in atoms:
        match atom:
            case Sym("pi"):
                yield difference(PI, number(3)), True
                yield difference(number(Fraction(22, 7)), PI), True
            case App("sin" | "cos", (u,)) if is_real(u):
                yield difference(ONE, atom), False
                yield difference(atom, MINUS_ONE), False
            case App("atan", (u,)) if is_real(u):
                yield difference(HALF_PI, atom), True
                yield difference(add(HALF_PI, atom), ZERO), True
            case App("arg", _):
                yield difference(PI, atom), False
                yield difference(add(PI, atom), ZERO), True
            case App("re" | "im", (u,)):
                yield difference(App("abs", (u,)), atom), False
                yield difference(add(App("abs", (u,)), atom), ZERO), False
            case App("abs", (u,)) if is_real(u):
                yield difference(atom, u), False
                yield difference(add(atom, u), ZERO), False
            case App("floor", (u,)) if is_real(u):
                yield difference(u, atom), False
                yield difference(add(atom, ONE), u), True
