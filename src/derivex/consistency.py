"""What relations are tested against: the nature of functions, and the cells of polynomials.

Linear reasoning (``elimination``) takes every monomial for an unknown of its own. Here stands
what holds of monomials anyway, such as ``abs(u) >= 0`` and ``-1 <= sin(u) <= 1``, and the
complete test for polynomials in one symbol.

Contract: what is said to hold does so at every admitted point at which it is defined. Relations
between several symbols of a higher degree are not understood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from derivex import signs as shape
from derivex.linear import Constraint, constraint
from derivex.signs import Signs
from derivex.term import ONE, App, Term, negate

Kind = Callable[[str], str]


def implicit(
    generators: dict[str, Term], system: Iterable[Constraint], kind: Kind, is_real: Callable[[Term], bool]
) -> list[Constraint]:
    """What holds of monomials by their nature: ``abs(u) >= 0``, ``exp(x) > 0``, ``x^2 >= 0``."""
    bounds: list[Constraint] = []
    nature: dict[str, Signs | None] = {}
    more: dict[str, Term] = {}
    for name, term in generators.items():
        nature[name] = shape.signs(term, kind, _nothing_more)
        if isinstance(term, App) and term.head in ("sin", "cos", "tanh", "sign") and nature[name] is not None:
            for relation in (App("<=", (term, ONE)), App(">=", (term, App("neg", (ONE,))))):
                limit = constraint(relation, -1, {})
                bounds.extend([limit] if limit else [])
        if isinstance(term, App) and term.head in ("arg", "re", "im"):
            found = [constraint(relation, -1, more) for relation in shape.limits_of_part(term)]
            bounds.extend(limit for limit in found if limit is not None)
        if isinstance(term, App) and term.head == "abs" and is_real(term.args[0]):
            found = [constraint(App("<=", (each, term)), -1, more) for each in (*term.args, negate(*term.args))]
            bounds.extend(limit for limit in found if limit is not None)
    for name, term in more.items():
        if name not in nature:
            nature[name] = shape.signs(term, kind, _nothing_more)
    for monomial in sorted({monomial for each in (*system, *bounds) for monomial, _ in each.form if monomial}):
        signs: Signs | None = shape.POSITIVE
        for name, exponent in monomial:
            signs = shape.times(signs, shape.power_signs(nature.get(name), exponent))
        if signs is not None and -1 not in signs:
            bounds.append(Constraint(((monomial, Fraction(-1)),), "<" if 0 not in signs else "<=", frozenset({-1})))
    return bounds


def without_cell(system: Iterable[Constraint], kind: Kind) -> frozenset[int] | None:
    """Polynomial relations about one symbol alone that hold nowhere together."""
    alone: dict[str, list[Constraint]] = {}
    curved = set()
    for each in system:
        names = {name for monomial, _ in each.form for name, _ in monomial}
        if len(names) == 1 and (name := names.pop()).startswith("$"):
            alone.setdefault(name[1:], []).append(each)
            if any(monomial and monomial[0][1] > 1 for monomial, _ in each.form):
                curved.add(name[1:])  # linear ones have been looked at
    for name in sorted(curved):
        if kind(name) == "complex":
            continue
        from derivex.cells import solutions, tests_of  # FLINT, only where linear reasoning doesn't do

        left = solutions(tests_of(name, alone[name]), integer=kind(name) == "integer")
        if left is not None and left.empty:
            return frozenset().union(*(each.sources for each in alone[name]))
    return None


def _nothing_more(_: Term) -> Signs | None:
    return None
