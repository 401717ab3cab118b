"""The same term up to the order and grouping of + and *, and nothing more."""

from __future__ import annotations

from functools import lru_cache

from derivex.term import App, Num, Sym, Term


def same(left: Term, right: Term) -> bool:
    """Whether two terms agree up to the order and grouping of + and *."""
    return left == right or key(left) == key(right)


Key = tuple[str, tuple["Key", ...]]


@lru_cache(maxsize=50_000)  # a pure function of frozen values; searches compare the same parts often
def key(term: Term) -> Key:
    """A hashable, sortable form that forgets the order and grouping of + and * only."""
    match term:
        case Num(text):
            return ("#" + text, ())
        case Sym(name):
            return ("$" + name, ())
    if term.head in ("+", "*"):
        return (term.head, tuple(sorted(key(part) for part in parts(term, term.head))))
    return (term.head, tuple(key(arg) for arg in term.args))


def parts(term: Term, head: str) -> tuple[Term, ...]:
    """The arguments of a sum or product with inner ones of the same head flattened."""
    if not (isinstance(term, App) and term.head == head):
        return (term,)
    return tuple(inner for arg in term.args for inner in parts(arg, head))
