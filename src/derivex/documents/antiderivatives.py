"""Sides that are known up to a constant: what stands in one chain with an indefinite integral.

``\\int x dx = x^2/2 + C`` has no values to be compared; it says that both sides have one derivative. So that is
what is asked, by the one variable that is integrated by; an integral by u, with ``u = x^2 + 1`` defined, is one
by x.

Contract: two derivatives, or None where they can't be formed: integrals by several variables that nothing
relates, or one inside of a power or a function.
"""

from __future__ import annotations

from dataclasses import dataclass

from derivex.definition import Definitions, unfold
from derivex.errors import InputError
from derivex.subterms import subterms
from derivex.term import App, Sym, Term, add, diff, divide, free_symbols, multiply, negate

NOTE = "equal up to a constant"


@dataclass(frozen=True, slots=True)
class Derivatives:
    """The derivatives of two sides, the variable, and the names in each that aren't added constants."""

    variable: str
    before: Term
    after: Term
    names: tuple[frozenset[str], frozenset[str]]


def variables_of(terms: tuple[Term, ...]) -> frozenset[str]:
    """The variables of the indefinite integrals in some terms."""
    return frozenset(_variable(part) for term in terms for part in subterms(term) if _indefinite(part))


def derivatives(chain: tuple[Term, ...], before: Term, after: Term, definitions: Definitions) -> Derivatives | None:
    """Both sides of a step differentiated, if an indefinite integral stands in its chain and that is possible."""
    found = variables_of(chain)
    abbreviations = {each.name: each.body for each in definitions if not each.parameters}
    plain = sorted(found - set(abbreviations))
    if len(plain) != 1:
        return None
    variable = Sym(plain[0])
    try:
        one, two = (_derivative(side, variable, definitions) for side in (before, after))
    except InputError:
        return None
    if one is None or two is None:
        return None
    names = [_names(unfold(side, definitions), variable.name) for side in (before, after)]
    left, right = (
        frozenset().union(*(free_symbols(unfold(Sym(name), definitions)) for name in each)) for each in names
    )
    return Derivatives(variable.name, one, two, (left, right))


def _indefinite(term: Term) -> bool:
    if not (isinstance(term, App) and term.head == "Integral"):
        return False
    bounds = term.args[1]
    return isinstance(bounds, App) and len(bounds.args) == 1


def _variable(term: Term) -> str:
    assert isinstance(term, App)
    bounds = term.args[1]
    assert isinstance(bounds, App)
    variable = bounds.args[0]
    assert isinstance(variable, Sym)
    return variable.name


def _derivative(term: Term, variable: Sym, definitions: Definitions) -> Term | None:
    """The derivative of a sum of integrals with constant factors, and of anything without integrals."""
    if not variables_of((term,)):
        return diff(unfold(term, definitions), variable)
    assert isinstance(term, App)
    if _indefinite(term):
        by = _variable(term)
        if by == variable.name:
            return unfold(term.args[0], definitions)
        inner = unfold(Sym(by), definitions)
        if variable.name not in free_symbols(inner):
            return None
        return multiply(unfold(term.args[0], definitions), diff(inner, variable))
    if term.head in ("+", "neg"):
        parts = [_derivative(each, variable, definitions) for each in term.args]
        known = [each for each in parts if each is not None]
        if len(known) < len(parts):
            return None
        return add(*known) if term.head == "+" else negate(known[0])
    if term.head in ("*", "/"):
        holding = [index for index, each in enumerate(term.args) if variables_of((each,))]
        others = [unfold(each, definitions) for index, each in enumerate(term.args) if index not in holding]
        if len(holding) != 1 or any(variable.name in free_symbols(each) for each in others):
            return None
        inside = _derivative(term.args[holding[0]], variable, definitions)
        if inside is None or (term.head == "/" and holding[0] == 1):
            return None
        return divide(inside, others[0]) if term.head == "/" else multiply(*others, inside)
    return None


def _names(term: Term, variable: str) -> frozenset[str]:
    """The names in a side, without symbols that are merely added to it; the variable of an integral is among them."""
    if isinstance(term, App) and term.head == "+":
        rest = (each for each in term.args if not isinstance(each, Sym) or each.name == variable)
        return frozenset().union(*(_names(each, variable) for each in rest))
    return frozenset(free_symbols(term)) | variables_of((term,))
