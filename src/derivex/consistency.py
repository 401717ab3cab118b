"""What relations are tested against: the nature of functions, and the cells of polynomials.

Linear reasoning (``elimination``) takes every monomial for an unknown of its own. Here stands
what holds of monomials anyway, such as ``abs(u) >= 0`` and ``-1 <= sin(u) <= 1``, and the
complete test for polynomials in one symbol.

Contract: what is said to hold does so at every admitted point at which it is defined. Relations
between several symbols of a higher degree are not understood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from derivex import signs as shape
from derivex.linear import Constraint, constraint
from derivex.signs import Signs
from derivex.term import ONE, PI, ZERO, App, Num, Sym, Term, negate, number

Kind = Callable[[str], str]


def _between(low: Term, below: str, above: str, high: Term) -> Callable[[Term], tuple[Term, Term]]:
    return lambda term: (App(below, (low, term)), App(above, (term, high)))


HALF_TURN = App("/", (PI, Num("2")))
# where their values are real
REAL_LIMITS = {
    **dict.fromkeys(("sin", "cos", "sign"), _between(negate(ONE), "<=", "<=", ONE)),
    **dict.fromkeys(("tanh", "erf"), _between(negate(ONE), "<", "<", ONE)),
    "atan": _between(negate(HALF_TURN), "<", "<", HALF_TURN),
    "acot": _between(negate(HALF_TURN), "<", "<=", HALF_TURN),
    "asin": _between(negate(HALF_TURN), "<=", "<=", HALF_TURN),
    "acos": _between(ZERO, "<=", "<=", PI),
}
VALUES = {
    f"${name}": _between(number(Fraction(low)), "<", "<", number(Fraction(high)))(Sym(name))
    for name, low, high in (
        ("pi", "333/106", "355/113"),
        ("E", "2.718281", "2.718282"),
        ("GoldenRatio", "1.618033", "1.618034"),
        ("EulerGamma", "0.577215", "0.577216"),
        ("Catalan", "0.915965", "0.915966"),
    )
}


def implicit(generators: dict[str, Term], system: Iterable[Constraint], kind: Kind) -> list[Constraint]:
    """What holds of monomials by their nature: ``abs(u) >= 0``, ``exp(x) > 0``, ``x^2 >= 0``.

    By their shape alone: what the relations say about a part is asked of the relations in turn.
    """
    bounds: list[Constraint] = []
    nature: dict[str, Signs | None] = {}
    more: dict[str, Term] = {}
    for name, term in generators.items():
        nature[name] = shape.signs(term, kind, _nothing_more)
        if isinstance(term, App) and term.head in REAL_LIMITS and _is_real(term, kind):
            bounds.extend(_constraints(REAL_LIMITS[term.head](term), more))
        if isinstance(term, App) and term.head in ("arg", "re", "im"):
            bounds.extend(_constraints(shape.limits_of_part(term), more))
        if isinstance(term, App) and term.head == "abs" and _is_real(term.args[0], kind):
            bounds.extend(_constraints((App("<=", (each, term)) for each in (*term.args, negate(*term.args))), more))
    for name, term in more.items():
        if name not in nature:
            nature[name] = shape.signs(term, kind, _nothing_more)
    for constant, relations in VALUES.items():
        if constant in nature:
            bounds.extend(_constraints(relations, {}))
    for monomial in sorted({monomial for each in (*system, *bounds) for monomial, _ in each.form if monomial}):
        signs: Signs | None = shape.POSITIVE
        for name, exponent in monomial:
            signs = shape.times(signs, shape.power_signs(nature.get(name), exponent))
        if signs is not None and -1 not in signs:
            bounds.append(Constraint(((monomial, Fraction(-1)),), "<" if 0 not in signs else "<=", frozenset({-1})))
    return bounds


def _constraints(relations: Iterable[Term], generators: dict[str, Term]) -> Iterator[Constraint]:
    found = (constraint(relation, -1, generators) for relation in relations)
    return (limit for limit in found if limit is not None)


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
        if kind(name) == "complex" or name in ("I", "oo"):  # no real number, whose square might be anything
            continue
        from derivex.cells import solutions, tests_of  # FLINT, only where linear reasoning doesn't do

        left = solutions(tests_of(name, alone[name]), integer=kind(name) == "integer")
        if left is not None and left.empty:
            return frozenset().union(*(each.sources for each in alone[name]))
    return None


def _is_real(term: Term, kind: Kind) -> bool:
    return shape.is_real(term, kind, _nothing_more)


def _nothing_more(_: Term) -> Signs | None:
    return None
