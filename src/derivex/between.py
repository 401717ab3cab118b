"""What stands between two lines: a bounded sequence of named rules, written out line by line.

It is asked for where an author leaves lines out (``…``), and where a step names no rule but a kind of them: "by
algebra", "by calculus", "simplify". Then the sequence is the reason, and is printed.

Contract: every line was justified by the search for exactly the reasons that it names. Where nothing was found
within the bounds, that is the answer, and never that the reason is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable

from derivex.book import Book
from derivex.deriving import DEFINITION, Line, derive, unfolded, written_out
from derivex.justify import DoesNotFit, Justification, justify
from derivex.laws import Context
from derivex.lead import Fits, NotFound
from derivex.reasons import Reason
from derivex.rule import Rule
from derivex.search import explain
from derivex.subterms import heads
from derivex.term import Term

CALCULUS = frozenset({"diff", "Integral", "Limit", "Subs"})
CIRCULAR = frozenset({"sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan"})

Lines = tuple[Line, ...]


def between(before: Term, after: Term, *, book: Book, context: Context = Context()) -> Lines | None:
    """The lines from before to after, the last one included, each with its reasons; None if none were found.

    >>> from derivex.book import BOOK
    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> for line in between(read("(x^2 - 1)/(x - 1)"), read("x + 1"), book=BOOK):
    ...     print(plain(line.term), "by", *line.reasons)
    (x - 1)*(x + 1)/(x - 1) by factor-polynomial
    x + 1 by cancel
    """
    ways = [_explained, _derived]
    if "diff" in heads(before) and "diff" not in heads(after):
        ways.reverse()  # derivatives are taken as a teacher takes them, one after the other
    for way in ways:
        lines = way(before, after, book, context)
        if lines is not None:
            return lines
    opened = unfolded(before, context)
    rest = _explained(opened, after, book, context) if opened != before else None
    return None if rest is None else (Line(opened, (DEFINITION,)), *rest)


def _derived(before: Term, after: Term, book: Book, context: Context) -> Lines | None:
    found = derive(before, after, book=book, context=context)
    return None if found is None else found[1:]


def _explained(before: Term, after: Term, book: Book, context: Context) -> Lines | None:
    found = explain(before, after, book=book, context=context)
    if found is None:
        return None
    lines = written_out(before, after, found.moves, book=book, context=context)
    return lines[1:] if lines else (Line(after, found.names),)


def justified(
    before: Term, after: Term, reasons: tuple[Reason, ...], *, book: Book, context: Context = Context()
) -> tuple[Justification, Lines]:
    """As ``justify``, where reasons may name only a kind of rules; then with the sequence that does it."""
    vague = [reason for reason in reasons if reason.kind]
    if not vague:
        return justify(before, after, reasons, book=book, context=context), ()
    if all(reason.name in book for reason in reasons):  # "simplify" is a name of arithmetic, too
        answer = justify(before, after, reasons, book=book, context=context)
        if isinstance(answer, Fits):
            return answer, ()
    lines = between(before, after, book=book, context=context)
    if lines is None:
        said = ", ".join(map(str, reasons))
        return NotFound(f'no sequence of rules was found that does it; "{said}" may hide several steps'), ()
    names = tuple(dict.fromkeys(name for line in lines for name in line.reasons))
    missing = [reason for reason in reasons if not reason.kind and reason.name not in names]
    if missing:
        return NotFound(f"a sequence was found that does it, without {', '.join(map(str, missing))}"), lines
    if not all(_is_of(reason.kind, names, book) for reason in vague):
        rule = book[names[0]]
        return DoesNotFit(names, rule.law, rule.why), ()
    return Fits(note=f"in steps: {', '.join(name.replace('-', ' ') for name in names)}"), lines


def _is_of(kind: str, names: Iterable[str], book: Book) -> bool:
    """Whether a sequence of rules is of a kind: algebra has no calculus in it, and the others have some."""
    rules = [book[name] for name in names]
    match kind:
        case "calculus":
            return any(map(_is_calculus, rules))
        case "trigonometry":
            return any(heads(side) & CIRCULAR for rule in rules for side in (rule.left, rule.right))
    return not any(map(_is_calculus, rules))


def _is_calculus(rule: Rule) -> bool:
    return rule.calculus or bool((heads(rule.left) | heads(rule.right)) & CALCULUS)
