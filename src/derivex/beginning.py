"""A chain that begins as its author wants: with rules that are named, one line each, and then as ``derive`` goes on.

A rule can be used in a line in many places. Without a goal the first one is taken; towards a goal those that
make something like it are tried first, and the first one from which a chain is found is kept.

Contract: the search was asked of every line, the first ones included, whether its reason leads there. None where a rule
can't be used, or no chain goes on from where it can. Bounded by the number of places that are tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from derivex.book import Book
from derivex.comparison import Key, key, same
from derivex.deriving import Line, derive, with_outer_taken
from derivex.justify import justify
from derivex.laws import Context, calculus_laws, wanted
from derivex.lead import Fits
from derivex.meeting import bag, unlike
from derivex.moves import apply, differentiated, moves
from derivex.reasons import Reason
from derivex.term import Term
from derivex.tidying import joined, tidied
from derivex.wording import titled

MAX_USES = 60  # of one rule in one line
MAX_TRIED = 6  # of them, those from which a chain is looked for


def derive_with(
    before: Term, after: Term | None, reasons: tuple[Reason, ...], *, book: Book, context: Context = Context()
) -> tuple[Line, ...] | None:
    """The lines from before to after, the first ones by these reasons; without after, to the simplest line.

    >>> from derivex.book import BOOK
    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> for line in derive_with(read("diff(sin(x)^2, x)"), None, (Reason("chain-rule"),), book=BOOK)[1:]:
    ...     print(plain(line.term), "by", line.words())
    2*sin(x)*cos(x) by chain rule, power rule
    sin(2*x) by sine of a double angle
    """
    if not reasons:
        return derive(before, after, book=book, context=context)
    reason, *rest = reasons
    for line in _tried(before, after, reason, book, context):
        if not rest and after is not None and same(line.term, after):
            return Line(before), replace(line, term=after)
        more = derive_with(line.term, after, tuple(rest), book=book, context=context)
        if more is None and after is None and not rest:
            more = (line,)
        if more is not None:
            return (Line(before), line, *more[1:])
    return None


def _tried(before: Term, after: Term | None, reason: Reason, book: Book, context: Context) -> Iterator[Line]:
    """The lines to go on from, those that are more like the goal first."""
    made = list(islice(_made(before, reason, book, context), MAX_USES))
    if after is not None:
        target = bag(after)
        made.sort(key=lambda line: unlike(line.term, target))
    return islice((line for line in made if _fits(before, line, reason, book, context)), MAX_TRIED)


def _fits(before: Term, line: Line, reason: Reason, book: Book, context: Context) -> bool:
    reasons = (reason, *map(Reason, line.reasons[1:]))
    return isinstance(justify(before, line.term, reasons, book=book, context=context), Fits)


def _made(before: Term, reason: Reason, book: Book, context: Context) -> Iterator[Line]:
    """Every line that one use of a rule makes, the outermost place first, each once.

    Where the chain rule is used, the rule for the outer function is, too, and is named beside it.
    """
    seen: set[Key] = {key(before)}
    for law in wanted(reason, book, context).laws:
        if law.free:
            continue  # a letter that only the result shows has to be given
        for move in moves(before, law, context):
            new, used = apply(before, move), tuple[str, ...]()
            if law.calculus:
                new, used = with_outer_taken(new, book, context)
                new = joined(differentiated(new, calculus_laws(book), context)[0])
            new = tidied(new)
            if key(new) not in seen:
                seen.add(key(new))
                more = tuple(name for name in used if name != reason.name)
                yield Line(new, (reason.name, *more), (str(reason), *map(titled, more)))
