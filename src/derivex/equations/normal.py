"""Statements in normal form: cases one of which holds, or clauses all of which hold; and their negation.

Contract: exact where every relation has a truth value of its own. A relation that is undefined at a point counts as
false there, and so do the relations here; a negated relation stands for its negation where it is defined.
"""

from __future__ import annotations

from itertools import product

from derivex.errors import TooLarge
from derivex.relations import NEGATED
from derivex.term import App, Term

MAX_CASES = 64

Relations = tuple[App, ...]


def cases(statement: Term) -> tuple[Relations, ...]:
    """Cases, each of relations that hold together; one of them holds. ``TooLarge`` beyond the bounds.

    >>> from derivex.notation.statements import read_statement
    >>> [len(case) for case in cases(read_statement("(x = 1 or x = 2) and y = x"))]
    [2, 2]
    """
    return _spread(statement, "or")


def clauses(statement: Term) -> tuple[Relations, ...]:
    """Clauses, of each of which a relation holds; all of them hold.

    >>> from derivex.notation.statements import read_statement
    >>> [len(clause) for clause in clauses(read_statement("(x = 1 or x = 2) and y = x"))]
    [2, 1]
    """
    return _spread(statement, "and")


def _spread(statement: Term, outer: str) -> tuple[Relations, ...]:
    assert isinstance(statement, App)
    if statement.head not in ("and", "or"):
        return ((statement,),)
    parts = [_spread(arg, outer) for arg in statement.args]
    if statement.head == outer:
        found = tuple(each for part in parts for each in part)
    else:
        size = 1
        for part in parts:
            size *= len(part)
            if size > MAX_CASES:
                raise TooLarge(f"a statement of more than {MAX_CASES} cases", remedy="split it")
        found = tuple(tuple(dict.fromkeys(each for one in choice for each in one)) for choice in product(*parts))
    if len(found) > MAX_CASES:
        raise TooLarge(f"a statement of more than {MAX_CASES} cases", remedy="split it")
    return found


def negated(relation: App) -> App:
    """The relation that holds where this one is defined and doesn't hold."""
    return App(NEGATED[relation.head], relation.args)


def joined(head: str, parts: Relations) -> App:
    """Several statements as one; a single one as it is."""
    return parts[0] if len(parts) == 1 else App(head, parts)
