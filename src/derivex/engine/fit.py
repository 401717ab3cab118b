"""Questions that make no sense, found before any work is done on them.

Contract: ``unfit`` returns why a term has no value to ask about, or ""; a derivative that
can't be meant (by an integer symbol, by one that an equation fixes) is a ``BadGiven``.

What isn't turned away here may still have no value anywhere; that is found out by looking at it.
"""

from __future__ import annotations

from derivex.errors import BadGiven
from derivex.given import Given
from derivex.subterms import distinct, heads, symbols, walk
from derivex.term import RELATIONS, App, Sym, Term, free_symbols

ELSEWHERE = frozenset({"nan", "zoo", "TribonacciConstant"})  # constants of SymPy


# names without which there is nothing to find
_SUSPECT = ELSEWHERE | frozenset(RELATIONS) | {"oo", "and", "or", "diff"}


def unfit(term: Term, given: Given) -> str:
    """Why a term can't be asked about, or ""; a wrong derivative is an error of the input."""
    found = heads(term) | symbols(term)
    if found.isdisjoint(_SUSPECT):
        return ""
    declared = {name for name, _ in given.kinds}
    equations = [relation for relation in given.relations if isinstance(relation, App) and relation.head == "="]
    if found.isdisjoint(_SUSPECT - {"diff"}):
        for part in distinct(term):
            if isinstance(part, App) and part.head == "diff" and isinstance(part.args[1], Sym):
                _differentiable(part.args[1].name, given, equations)
        return ""
    for path, part in walk(term):
        if isinstance(part, Sym):
            if part.name == "oo" and not _is_limit(term, path):
                return "oo is no value: it may stand only as a bound"
            if part.name in ELSEWHERE - declared:
                return f"{part.name} is a constant that is not known here; declare it if it is meant as a symbol"
        elif isinstance(part, App):
            if (part.head in RELATIONS or part.head in ("and", "or")) and not _is_condition(term, path):
                return "a relation stands where a value is needed"
            if part.head == "diff" and isinstance(part.args[1], Sym):
                _differentiable(part.args[1].name, given, equations)
    return ""


def _is_condition(term: Term, path: tuple[int, ...]) -> bool:
    """Whether the subterm at a path is a condition of a piecewise, or one that ``and`` or ``or`` joins there."""
    above: list[tuple[Term, int]] = []
    for index in path:
        above.append((term, index))
        assert isinstance(term, App)
        term = term.args[index]
    while above and isinstance(above[-1][0], App) and above[-1][0].head in ("and", "or"):
        above.pop()
    if not above:
        return False
    parent, index = above[-1]
    return isinstance(parent, App) and parent.head == "piecewise" and index % 2 == 1


def _is_limit(term: Term, path: tuple[int, ...]) -> bool:
    """Whether the subterm at a path is, or is part of, a bound of a sum, integral or limit."""
    for index in path:
        if isinstance(term, App) and term.head == "bounds":
            return True
        assert isinstance(term, App)
        term = term.args[index]
    return False


def _differentiable(name: str, given: Given, equations: list[App]) -> None:
    if given.kind(name) == "integer":
        raise BadGiven(f"{name} is an integer, nothing can be differentiated by it", remedy=f"use a real {name}")
    for equation in equations:
        if name in free_symbols(equation):
            raise BadGiven(
                f'"{_text(equation)}" fixes {name}, nothing can be differentiated by it',
                remedy="differentiate first, use the equation afterwards",
            )


def _text(term: Term) -> str:
    from derivex.notation.write import plain  # only where an answer becomes text

    return plain(term)
