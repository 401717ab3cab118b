"""Whole derivations, found from their ends: differentiated and integrated as a teacher would, then rewritten.

Derivatives are taken from the outside to the inside, one line for each layer, with the rules that a
reader wants to be told named (quotient rule, chain rule) and the others left to routine; integrals between two
ends are taken apart and looked up in the same way. Then a sequence of rules is searched to the line that is
wanted; without one, to the simplest line.

Contract: every line was justified by the search for exactly the reasons that it names, so that a
verifier finds them again. None where no sequence was found. Truth is the engine's business: the caller
asks it of the two ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from derivex.book import Book
from derivex.comparison import same
from derivex.definition import unfold
from derivex.integrating import Made, by_fundamental_theorem, first_move, innermost, integrated
from derivex.justify import justify
from derivex.laws import Context, calculus_laws, derivative_laws
from derivex.lead import Fits
from derivex.meeting import meet
from derivex.moves import Move, differentiated, evaluated
from derivex.notation.write import plain
from derivex.reasons import Reason
from derivex.routine import Normal, collected
from derivex.search import explain
from derivex.simplifying import simplest, size
from derivex.subterms import heads, walk
from derivex.subterms import replace as replaced
from derivex.term import App, Term, diff, is_head, literal
from derivex.tidying import joined, tidied, with_exponents_done, with_numbers_done
from derivex.walkthrough import ROUTINE, walkthrough
from derivex.wording import DAGGER, titled

LAYERS = 12  # of functions in functions
DEFINITION = "definition"
ENOUGH = 4 / 3  # times smaller must the value of an integral get to be simplified: it is well arranged already
BROUGHT_IN = "add-and-subtract"  # where something stands in a line that arithmetic would cancel
SECOND = "second-derivative"
HIGHER = "higher-derivative"
SHOWN = "quotient-rule"
WORKED = frozenset({"diff", "Subs"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line and the reasons that lead to it, none for the first one; between statements the relation is an arrow."""

    term: Term
    reasons: tuple[str, ...] = ()
    said: tuple[str, ...] = field(default=(), compare=False)
    relation: str = "="

    def words(self, axioms: Iterable[str] = ()) -> str:
        """The reasons as a file has them: ``definition of S, add and subtract 1``; axioms have a dagger."""
        shown = self.said if self.said else tuple(map(titled, self.reasons))
        return ", ".join(
            f"{said}{DAGGER if name in axioms else ''}" for name, said in zip(self.reasons, shown, strict=True)
        )


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
    opened = unfolded(before, context)
    if opened != before:
        lines.append(Line(opened, (DEFINITION,)))
    for work in (by_fundamental_theorem, _layers, integrated):
        for term, names in work(lines[-1].term, book, context):
            _append(lines, Line(term, names))
    integral = "Integral" in heads(before)
    reached = lines[-1].term
    if heads(reached) & WORKED:
        return None
    if after is None:
        made = simplest(reached, book=book, context=context)
        if made and not (integral and ENOUGH * size(made[-1][0]) > size(reached)):
            for term, rule in made:
                _append(lines, Line(term, (rule,)))
        return _justified(lines, book, context)
    met = meet(reached, after, book=book, context=context)
    if met is None:
        return None
    _write_out(lines, after, met.moves, context)
    return _justified(lines, book, context)


def written_out(
    before: Term, after: Term, moves: Sequence[Move], *, book: Book, context: Context = Context()
) -> tuple[Line, ...] | None:
    """A line for every move that leads from before to after, as ``derive`` writes them."""
    lines = [Line(before)]
    _write_out(lines, after, moves, context)
    return _justified(lines, book, context)


def _write_out(lines: list[Line], after: Term, moves: Sequence[Move], context: Context) -> None:
    for term, rule in walkthrough(lines[-1].term, after, moves, context)[1:]:
        _append(lines, Line(after if same(term, after) else tidied(term), tuple(rule.split(", "))))
    if not same(lines[-1].term, after):
        _append(lines, Line(after, (ROUTINE,)))


def unfolded(term: Term, context: Context) -> Term:
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
        fits = justify(before.term, line.term, reasons, book=book, context=context)
        if isinstance(fits, Fits):
            found.append(replace(line, said=_said(line.reasons, fits.moves, book, context)))
            continue
        named = explain(before.term, line.term, book=book, context=context)
        if named is None:
            return None
        found.append(Line(line.term, named.names, _said(named.names, named.moves, book, context)))
    return tuple(found)


def _said(names: Sequence[str], moves: Sequence[Move], book: Book, context: Context) -> tuple[str, ...]:
    """Rules as people name them: ``definition of S``, ``add and subtract 1``."""
    said: list[str] = []
    for name in names:
        used = [move for move in moves if move.rule == name]
        if name == DEFINITION:
            defined = dict.fromkeys(filter(None, (_defined(move, context) for move in used)))
            said.append(" and ".join(f"definition of {each}" for each in defined) or name)
        else:
            said.append(name.replace("-", " ") + next((_taken(move, book) for move in used), ""))
    return tuple(said)


def _defined(move: Move, context: Context) -> str:
    """The name whose definition a move puts in or takes back."""
    sides = (move.directed.left, move.directed.right)
    return next((each.name for each in context.definitions if each.left in sides), "")


def _taken(move: Move, book: Book) -> str:
    """What is added and subtracted, and so on: the letter that the lines alone don't show."""
    takes = frozenset(book[move.rule].takes)
    return "".join(f" {plain(value)}" for name, value in move.bindings if name in takes & move.directed.free)


def _layers(term: Term, book: Book, context: Context) -> Iterator[Made]:
    """A line for every layer of derivatives, and one for the arithmetic that it leaves to do."""
    for _ in range(LAYERS):
        if "diff" not in heads(term):
            return
        raw, names = _one_layer(term, book, context)
        if not names:
            return
        term = joined(tidied(raw))
        if SHOWN in names:  # its numerator is recognised best as it comes
            yield with_exponents_done(raw), names
            yield term, (ROUTINE,)
        else:
            yield term, names


def _one_layer(term: Term, book: Book, context: Context) -> tuple[Term, tuple[str, ...]]:
    """The outermost derivatives taken, routine ones all the way; and the rules to be named."""
    opened = _with_order_written_out(term)
    if opened is not None:
        return opened
    routine = calculus_laws(book)
    term, taken = differentiated(term, routine, context)
    names: list[str] = []
    for path, node in innermost(term, "diff"):
        move = first_move(node, derivative_laws(book), context)
        if move is None:
            continue
        names.append(move.rule)
        whole, used = _evaluated(move.after, book, context)
        names.extend(used)
        term = replaced(term, path, differentiated(whole, routine, context)[0])
    if not names:
        names = [move.rule for move in taken if move.rule != "evaluate"]
    return term, tuple(dict.fromkeys(names))


def _with_order_written_out(term: Term) -> tuple[Term, tuple[str, ...]] | None:
    """A higher derivative as the derivative of the one before it."""
    for path, node in walk(term):
        match node:
            case App("diff", (body, variable, order)) if (count := literal(order)) is not None and count >= 2:
                inner = diff(body, variable) if count == 2 else diff(body, variable, int(count) - 1)
                return replaced(term, path, diff(inner, variable)), (SECOND if count == 2 else HIGHER,)
    return None


def with_outer_taken(term: Term, book: Book, context: Context) -> tuple[Term, tuple[str, ...]]:
    """The term with the outer derivative taken that the chain rule writes, and the rules for it that are told."""
    new, used = _evaluated(term, book, context)
    return new, tuple(dict.fromkeys(used))


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
