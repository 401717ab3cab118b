"""What would make a false step true: one given that its author may not have written down.

A text says "for positive x" once, somewhere, or leaves it to the reader; its steps aren't
false for that. So before a step of a document is called false, the simple givens are tried:
a sign of one symbol, an integer, a value in (0, 1), all symbols positive, whatever is assumed
or defined anywhere in the document.

Contract: a repair is a proof under that given. None of them says that the author meant it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import permutations
from operator import eq, ge, gt, le, lt, ne

from derivex.documents.coefficients import Point, exact_value
from derivex.engine.bounds import Bounds
from derivex.errors import InputError
from derivex.given import Given
from derivex.inequality import judge
from derivex.notation.write import plain
from derivex.subterms import subterms
from derivex.term import CONSTANTS, ONE, ZERO, App, Sym, Term, free_symbols_of, literal
from derivex.verdict import Proved, Refuted, Witness

MOST = 6  # symbols, beyond which only all of them together are tried
FEW = 3  # symbols of which each two are tried in both orders
SECONDS = 0.5  # for each repair
_COMPARED = {"=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}


def repair(
    relation: str,
    before: Term,
    after: Term,
    given: Given,
    wanted: Given,
    elsewhere: Iterable[Given],
    bounds: Bounds,
    witness: Witness,
    *,
    simple: bool = True,
) -> str | None:
    """The first given under which the step is proved, in words; None if there is none.

    ``wanted`` is what the chain itself asks for (``demands``): nothing that contradicts it repairs anything. The step
    is false at the ``witness``, so that nothing repairs it that holds there, and each try that fails may bring another.
    Without ``simple`` givens of a sign and the like, only those from ``elsewhere`` are tried.
    """
    short = replace(bounds, seconds=min(bounds.seconds, SECONDS))
    asked: list[tuple[str, Given]] = [] if wanted == Given() else [(str(wanted), Given())]
    points = [_point(witness)]
    asked += [(str(each), each) for each in elsewhere if each != Given()]
    if simple:
        asked += _candidates((before, after), given)
    for said, more in asked:
        if any(_holds(wanted, point) and _holds(more, point) for point in points):
            continue
        try:  # what contradicts the others, or makes a derivative by an integer, is no repair
            verdict = judge(relation, before, after, given.and_(wanted).and_(more), short)
        except InputError:
            continue
        if isinstance(verdict, Proved):
            return said
        if isinstance(verdict, Refuted):
            points.append(_point(verdict.witness))
    return None


def _point(witness: Witness) -> Point:
    values = ((name, literal(value)) for name, value in witness.at)
    return {name: value for name, value in values if value is not None}


def _holds(given: Given, point: Point) -> bool:
    """Whether all that is given certainly holds at a point."""
    for name, kind in given.kinds:
        if kind != "real" and not (kind == "integer" and name in point and point[name].denominator == 1):
            return False
    for relation in given.relations:
        sides = [exact_value(side, point) for side in relation.args] if isinstance(relation, App) else []
        known = [each for each in sides if each is not None]
        if not isinstance(relation, App) or len(known) != 2 or not _COMPARED[relation.head](known[0], known[1]):
            return False
    return True


def demands(sides: Iterable[Term]) -> frozenset[str]:
    """The symbols that a chain takes to be positive: it writes their logarithm, root, or power to a fraction."""
    return frozenset(name for side in sides for part in subterms(side) for name in _demanded(part))


def _demanded(part: Term) -> Iterator[str]:
    if not (isinstance(part, App) and part.args and isinstance(base := part.args[0], Sym)):
        return
    root = part.head == "^" and any(isinstance(each, App) and each.head == "/" for each in subterms(part.args[1]))
    if (part.head in ("log", "sqrt") or root) and base.name not in CONSTANTS:
        yield base.name


def positive(names: Iterable[str]) -> Given:
    """That some symbols are positive."""
    return Given((), tuple(App(">", (Sym(name), ZERO)) for name in sorted(names)))


def unsaid(before: Term, after: Term) -> str | None:
    """What a step must take from elsewhere: values of symbols, or how other ones are related to them; None if nothing.

    ``a + b = 7`` may be the sum of values said in words, ``e^{tA} = P e^{tD} P^{-1}`` rests on what P is.
    """
    return unsaid_of(free_symbols_of((before,)), free_symbols_of((after,)))


def unsaid_of(left: frozenset[str], right: frozenset[str]) -> str | None:
    """The same, of the names in two sides."""
    gone, new = sorted(left - right), sorted(right - left)
    if gone and new:
        return f"{listed([*gone, *new])} are related in a way that is not said here"
    if new and not left:
        gone, right = new, left
    if gone and not right:
        return f"{listed(gone)} {'has a value' if len(gone) == 1 else 'have values'} not said here"
    return None


def listed(names: list[str]) -> str:
    """Names as people list them: ``a, b and c``."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _candidates(sides: tuple[Term, Term], given: Given) -> Iterator[tuple[str, Given]]:
    names = sorted(free_symbols_of(sides))
    if len(names) <= MOST:
        for name in names:
            symbol = Sym(name)
            for relation in (App(">", (symbol, ZERO)), App("<", (symbol, ZERO))):
                yield plain(relation), Given((), (relation,))
            if given.kind(name) == "real":
                yield f"{name} is an integer", Given(((name, "integer"),))
            between = (App(">", (symbol, ZERO)), App("<", (symbol, ONE)))
            yield f"0 < {name} < 1", Given((), between)
    if 1 < len(names) <= FEW:
        for low, high in permutations(names, 2):
            relation = App("<", (Sym(low), Sym(high)))
            yield plain(relation), Given((), (relation,))
    if len(names) > 1:
        yield f"{', '.join(names)} are positive", positive(names)
