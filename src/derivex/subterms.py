"""The parts of a term: visited, found at a path, replaced.

A *path* says which argument to take at each level; ``()`` is the term itself. Where the path
doesn't matter, ``subterms`` gives the parts alone, and ``distinct`` gives each different one
once.

Contract: nothing is evaluated; a path that leads nowhere is an ``IndexError``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from derivex.term import App, Sym, Term

Path = tuple[int, ...]


def walk(term: Term, path: Path = ()) -> Iterator[tuple[Path, Term]]:
    """Every subterm with its path, outermost first, left to right."""
    waiting = [(path, term)]
    while waiting:
        here, part = found = waiting.pop()
        yield found
        if isinstance(part, App):
            args = part.args
            waiting.extend([((*here, index), args[index]) for index in range(len(args) - 1, -1, -1)])


def subterms(term: Term) -> Iterator[Term]:
    """Every subterm in the order of ``walk``, where its path doesn't matter."""
    waiting = [term]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, App):
            waiting.extend(part.args[::-1])


@lru_cache(maxsize=4_096)  # a pure function of frozen values; searches walk the same lines often
def nodes(term: Term) -> tuple[tuple[Path, Term], ...]:
    """``walk`` as a tuple, remembered."""
    return tuple(walk(term))


def at(term: Term, path: Path) -> Term:
    """The subterm at a path; a path that leads nowhere is an IndexError."""
    for index in path:
        if not isinstance(term, App):
            raise IndexError(path)
        term = term.args[index]
    return term


def replace(term: Term, path: Path, new: Term) -> Term:
    """The term with the subterm at a path replaced."""
    if not path:
        return new
    if not isinstance(term, App):
        raise IndexError(path)
    index, *rest = path
    args = list(term.args)
    args[index] = replace(args[index], tuple(rest), new)
    return App(term.head, tuple(args))


@lru_cache(maxsize=256)  # a pure function of frozen values; a question asks more than once
def distinct(term: Term, closed: frozenset[str] = frozenset()) -> tuple[Term, ...]:
    """The different subterms of a term, each once; not those inside the closed heads."""
    seen: set[Term] = {term}
    found: list[Term] = [term]
    for part in found:  # grows while it is read
        if isinstance(part, App) and part.head not in closed:
            for arg in part.args:
                before = len(seen)
                seen.add(arg)
                if len(seen) > before:
                    found.append(arg)
    return tuple(found)


@lru_cache(maxsize=256)  # many rooms ask first whether there is anything for them
def heads(term: Term) -> frozenset[str]:
    """The heads of all applications in a term."""
    return frozenset([part.head for part in distinct(term) if isinstance(part, App)])


@lru_cache(maxsize=256)  # as above
def symbols(term: Term) -> frozenset[str]:
    """The names of all symbols in a term, bound ones and constants included."""
    return frozenset([part.name for part in distinct(term) if isinstance(part, Sym)])
