"""Whole derivations, found from their ends: differentiated as a teacher would, then rewritten.

Derivatives are taken from the outside to the inside, one line for each layer, with the rules that a
reader wants to be told named (quotient rule, chain rule) and the others left to routine. Then a sequence of
rules is searched to the line that is wanted; without one, the line is only tidied.

Contract: every line was justified by the search for exactly the reasons that it names, so that a
verifier finds them again. None where no sequence was found. Truth is the engine's business: the caller
asks it of the two ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from derivex.book import Book
from derivex.comparison import key, parts, same
from derivex.definition import unfold
from derivex.justify import justify
from derivex.laws import Context, Directed, calculus_laws, derivative_laws
from derivex.lead import Fits
from derivex.meeting import meet
from derivex.moves import Move, differentiated, evaluated, moves_at
from derivex.reasons import Reason
from derivex.routine import Normal, collected
from derivex.search import explain
from derivex.subterms import Path, heads, walk
from derivex.subterms import replace as replaced
from derivex.term import App, Term, is_head
from derivex.tidying import tidied, with_exponents_done, with_numbers_done
from derivex.walkthrough import ROUTINE, walkthrough

LAYERS = 12  # of functions in functions
WAYS = 50  # to see one product
DEFINITION = "definition"
BROUGHT_IN = "add-and-subtract"  # where something stands in a line that arithmetic would cancel
SHOWN = "quotient-rule"
WORKED = frozenset({"diff", "Subs"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line and the reasons that lead to it; none for the first one."""

    term: Term
    reasons: tuple[str, ...] = ()


def derive(before: Term, after: Term | None, *, book: Book, context: Context = Context()) -> tuple[Line, ...] | None:
    """The lines from before to after; without after, to a line without derivatives.

    >>> from derivex.book import BOOK
    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> for line in derive(read("diff(x^2*sin(x), x)"), None, book=BOOK)[1:]:
    ...     print(plain(line.term), "by", *line.reasons)
    diff(x^2, x)*sin(x) + x^2*cos(x) by product-rule
    2*x*sin(x) + x^2*cos(x) by power-rule
    """
    lines = [Line(before)]
    opened = _unfolded(before, context)
    if opened != before:
        lines.append(Line(opened, (DEFINITION,)))
    for line in _layers(opened, book, context):
        _append(lines, line)
    reached = lines[-1].term
    if heads(reached) & WORKED:
        return None
    if after is not None:
        met = meet(reached, after, book=book, context=context)
        if met is None:
            return None
        for term, rule in walkthrough(reached, after, met.moves, context)[1:]:
            _append(lines, Line(after if same(term, after) else tidied(term), tuple(rule.split(", "))))
        if not same(lines[-1].term, after):
            _append(lines, Line(after, (ROUTINE,)))
    return _justified(lines, book, context)


def _unfolded(term: Term, context: Context) -> Term:
    """The term with defined names under a derivative replaced by what they stand for."""
    for path, node in walk(term):
        if is_head(node, "diff"):
            return replaced(term, path, unfold(node, context.definitions))
    return term


def _append(lines: list[Line], line: Line) -> None:
    """One more line, unless it says the same as the last one."""
    if line.term != lines[-1].term:
        brought_in = line.reasons == (ROUTINE,) and not _hidden(line.term) <= _hidden(lines[-1].term)
        lines.append(Line(line.term, (BROUGHT_IN,)) if brought_in else line)


def _hidden(term: Term) -> frozenset[tuple[Normal, ...]]:
    return collected(with_numbers_done(term))


def _justified(lines: list[Line], book: Book, context: Context) -> tuple[Line, ...] | None:
    """The lines with reasons that lead there; other names are looked for where those found on the way don't."""
    found = lines[:1]
    for before, line in pairwise(lines):
        reasons = tuple(map(Reason, line.reasons))
        if isinstance(justify(before.term, line.term, reasons, book=book, context=context), Fits):
            found.append(line)
            continue
        named = explain(before.term, line.term, book=book, context=context)
        if named is None:
            return None
        found.append(Line(line.term, named.names))
    return tuple(found)


def _layers(term: Term, book: Book, context: Context) -> Iterator[Line]:
    """A line for every layer of derivatives, and one for the arithmetic that it leaves to do."""
    for _ in range(LAYERS):
        if "diff" not in heads(term):
            return
        raw, names = _one_layer(term, book, context)
        if not names:
            return
        term = tidied(raw)
        if SHOWN in names:  # its numerator is recognised best as it comes
            yield Line(with_exponents_done(raw), names)
            yield Line(term, (ROUTINE,))
        else:
            yield Line(term, names)


def _one_layer(term: Term, book: Book, context: Context) -> tuple[Term, tuple[str, ...]]:
    """The outermost derivatives taken, routine ones all the way; and the rules to be named."""
    routine = calculus_laws(book)
    term, taken = differentiated(term, routine, context)
    names: list[str] = []
    for path, node in _outermost(term):
        move = _first(node, derivative_laws(book), context)
        if move is None:
            continue
        names.append(move.rule)
        whole, used = _evaluated(move.after, book, context)
        names.extend(used)
        term = replaced(term, path, differentiated(whole, routine, context)[0])
    if not names:
        names = [move.rule for move in taken if move.rule != "evaluate"]
    return term, tuple(dict.fromkeys(names))


def _outermost(term: Term) -> Iterator[tuple[Path, Term]]:
    """The derivatives that stand in no other one."""
    inside: list[Path] = []
    for path, node in walk(term):
        if is_head(node, "diff") and not any(path[: len(other)] == other for other in inside):
            inside.append(path)
            yield path, node


def _first(node: Term, laws: tuple[Directed, ...], context: Context) -> Move | None:
    """The first rule that fits; of the ways to see a product, the first in which its factors stay whole."""
    for law in laws:
        found = [move for move in islice(moves_at(node, law, context), WAYS) if move.after != node]
        if found:
            return min(found, key=_unnatural)
    return None


def _unnatural(move: Move) -> int:
    """0 where ``x^2*sin(x)`` was seen as ``x^2`` and ``sin(x)``, 1 for the other order, 2 for anything else."""
    body = move.before.args[0] if isinstance(move.before, App) else move.before
    whole = parts(body, "*")
    taken = [part for name, value in sorted(move.bindings) if name in "fgh" for part in parts(value, "*")]
    if tuple(taken) == whole:
        return 0
    return 1 if sorted(map(key, taken)) == sorted(map(key, whole)) else 2


def _evaluated(term: Term, book: Book, context: Context) -> tuple[Term, list[str]]:
    """What the chain rule writes, ``f'`` at the inner function, with the outer derivative taken."""
    used: list[str] = []
    for path, node in walk(term):
        if is_head(node, "Subs"):
            assert isinstance(node, App)
            body, taken = differentiated(node.args[0], derivative_laws(book), context)
            value = evaluated(App("Subs", (body, *node.args[1:])))
            if value is not None:
                used.extend(move.rule for move in taken if not move.directed.routine)
                return replaced(term, path, value), used
    return term, used
