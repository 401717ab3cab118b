"""A verified derivation as a person reads it: the chain on the left, why in the middle, the mark on the right.

    ✓  true, and the reason fits, or none was named     !  true, but the reason doesn't fit
    ✗  false                                            ?  undecided, or the reason was not found
    †  true given an axiom that nobody proved

What there is to say about a step beyond its mark stands below it, in words. Everything stays
within the width: a reason that doesn't fit beside its line moves below it, and a line that
is too long goes on below, deeper indented. ``Ink`` says what the output can show.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from derivex.findings import between_in_words
from derivex.notation.write import plain, pretty
from derivex.verdict import Assumed, Proved, Refuted, Undecided
from derivex.wording import DAGGER, titled
from derivex.writers.console import WIDTH, Line, line
from derivex.writers.statements import statement

if TYPE_CHECKING:
    from derivex.derivation import Derivation, Report
    from derivex.step import StepReport
    from derivex.term import Term

REASON_WIDTH = 34  # longer reasons are wrapped
WIDE_GAP, NARROW_GAP, MARK_GAP = 5, 2, 3
RELATIONS = {"!=": "≠", "<=": "≤", ">=": "≥", "=>": "⇒", "<=>": "⇔"}


@dataclass(frozen=True, slots=True)
class Ink:
    """How wide the output is, and whether it can show ``²`` and ``✓``."""

    width: int = WIDTH
    unicode: bool = True

    def term(self, term: Term) -> str:
        return pretty(term) if self.unicode else plain(term)

    def mark(self, which: str) -> tuple[str, str]:
        """A mark with its style; ``ok`` and ``x`` where there is no ``✓`` and ``✗``."""
        style = {"✓": "good", "✗": "bad", "?": "open", "!": "bad", "†": "open"}[which]
        return (which if self.unicode else {"✓": "ok", "✗": "x", "†": "ax"}.get(which, which)), style

    def relation(self, sign: str) -> str:
        return RELATIONS.get(sign, sign) if self.unicode else sign

    def text(self, source: str) -> str:
        """A given or a condition: as mathematics where it is, as it stands where it is words."""
        return statement(source, self.term)


PLAIN = Ink()
Draw = Callable[["Term", str, Ink], tuple[tuple[str, ...], int]]  # a line's text, and which of it reasons stand beside


@dataclass(frozen=True, slots=True)
class Row:
    """One step, ready to be set: the line in one or more lines of text, its reason, its mark, its notes."""

    left: tuple[str, ...]
    beside: int  # the line of ``left`` that reason and mark stand beside
    reason: str
    mark: tuple[str, str]
    notes: tuple[Line, ...]


def shown(report: Report, *, path: str = "", ink: Ink = PLAIN, drawn: bool = False) -> Iterator[Line]:
    """Head, chain and notes; the summary is separate, since SymPy's opinion takes a moment."""
    drawn = drawn and ink.unicode  # drawings need raised digits and tall brackets
    draw = _drawn if drawn else _in_one_line
    start, _ = draw(report.derivation.first, " ", ink)
    rows = [
        row for found in report.steps for row in (*_left_out(found, draw, ink), _row(found, report.wrong, draw, ink))
    ]
    columns = _columns(rows, ink)
    yield from _head(report.derivation, path, ink, sum(columns) + len(ink.mark("✓")[0]))
    yield from (line(each) for each in start)
    for row in rows:
        if drawn:
            yield ()
        yield from _set(row, *columns)


# ---- the head ----


def _head(derivation: Derivation, path: str, ink: Ink, end: int) -> Iterator[Line]:
    defined = (f"{ink.term(each.left)} = {ink.term(each.body)}" for each in derivation.definitions)
    known = ", ".join((*defined, *(ink.text(text) for text in derivation.given_texts)))
    left = known or derivation.title
    gap = max(end, WIDTH // 2) - len(left) - len(path)
    if left and gap >= NARROW_GAP:
        yield line((left, "head"), " " * gap, (path, "faint"))
        return
    if path:
        yield line((path.rjust(end), "faint"))
    yield from (line((each, "head")) for each in textwrap.wrap(left, ink.width, subsequent_indent="  "))


# ---- the chain ----


def _columns(rows: list[Row], ink: Ink) -> tuple[int, int]:
    """Where the reasons begin, and how far it is from there to the marks."""
    reasons = max((len(each) for row in rows for each in _wrapped(row.reason)), default=0)
    after = reasons + MARK_GAP if reasons else 0
    room = ink.width - len(ink.mark("✓")[0]) - after
    widths = [max(map(len, row.left)) for row in rows]
    left = max((each for each in widths if each + NARROW_GAP <= room), default=0)
    return max(min(left + WIDE_GAP, room), min(room, 2)), after


def _set(row: Row, begin: int, after: int) -> Iterator[Line]:
    reasons = _wrapped(row.reason) or [""]
    waiting = max(map(len, row.left)) + NARROW_GAP > begin
    for index, part in enumerate(row.left):
        if waiting or not 0 <= index - row.beside < len(reasons):
            yield line(part)
            continue
        reason = reasons[index - row.beside]
        mark = row.mark if index == row.beside else ""
        yield line(part.ljust(begin), (reason.ljust(after), "reason"), mark)
    done = 0 if waiting else len(row.left) - row.beside
    for index, reason in enumerate(reasons[done:], start=done):
        yield line(" " * begin, (reason.ljust(after), "reason"), row.mark if index == 0 else "")
    yield from row.notes


def _wrapped(reason: str) -> list[str]:
    return textwrap.wrap(reason, REASON_WIDTH, subsequent_indent="   ", break_on_hyphens=False)


def _row(found: StepReport, wrong: Sequence[int], draw: Draw, ink: Ink) -> Row:
    left, beside = draw(found.step.after, ink.relation(found.step.relation), ink)
    mark, reason, notes = judged(found, ink)
    if found.between and found.step.dots is None:
        notes = [*between_in_words(found, ink.term), *notes]
    if found.number - 1 in wrong and isinstance(found.verdict, Refuted):
        notes = ["the line before is the wrong one"]
    return Row(left, beside, reason, mark, tuple(_indented(notes, mark[1], ink)))


def _left_out(found: StepReport, draw: Draw, ink: Ink) -> Iterator[Row]:
    """The lines that were found at dots; dots where none were found."""
    if found.step.dots is None:
        return
    if not found.between:
        yield Row(("  …" if ink.unicode else "  ...",), 0, "", ("", ""), ())
    for each in found.between[:-1]:
        left, beside = draw(each.term, ink.relation(each.relation), ink)
        yield Row(left, beside, f"by {each.words(found.axioms)} (found)", ink.mark("✓"), ())


def _indented(notes: list[str], style: str, ink: Ink) -> Iterator[Line]:
    for note in notes:
        for each in textwrap.wrap(note, ink.width - 4, subsequent_indent="  ", break_on_hyphens=False):
            yield line(("    " + each, "faint" if style == "good" else style))


def _in_one_line(term: Term, sign: str, ink: Ink) -> tuple[tuple[str, ...], int]:
    written = textwrap.wrap(
        f"{ink.term(term)}", ink.width - 2, subsequent_indent="    ", break_on_hyphens=False, break_long_words=True
    )
    first, *rest = written or [""]
    return (f"{sign} {first}", *(f"  {each}" for each in rest)), 0


def _drawn(term: Term, sign: str, ink: Ink) -> tuple[tuple[str, ...], int]:
    from derivex.notation.layout import baseline, two_dimensional

    drawing, base = two_dimensional(term), baseline(term)
    if max(map(len, drawing)) > ink.width - 2:  # wider than the page: better in one line, which can go on below
        return _in_one_line(term, sign, ink)
    return tuple(f"{sign if index == base else ' '} {each}".rstrip() for index, each in enumerate(drawing)), base


# ---- what is said about a step ----


def judged(found: StepReport, ink: Ink = PLAIN) -> tuple[tuple[str, str], str, list[str]]:
    """The mark of a step, its reason, and what stands below it."""
    from derivex.justify import DoesNotFit, NoneGiven
    from derivex.lead import NotFound

    reason = ", ".join(each.text + (DAGGER if each.name in found.axioms else "") for each in found.step.reasons)
    by = f"by {reason}" if reason else ""
    match found.verdict:
        case Refuted(witness, note):
            said = f"false: {witness.said('the line before', 'this one', ink.term)}"
            like = [] if found.mistake is None else found.mistake.remarks(ink.term)
            return ink.mark("✗"), by, [said, *note.splitlines(), *like]
        case Assumed() as assumed:
            fine, notes = ink.mark("†"), [assumed.reason, *_domain(assumed, ink)]
        case Undecided(why):
            return ink.mark("?"), by, [f"undecided: {why}"]
        case Proved() as proved:
            fine = ink.mark("✓")
            notes = _solutions(found, proved, ink) if found.between_statements else _domain(proved, ink)
    match found.justification:
        case DoesNotFit(instead=instead, law=law, why=why):
            this = f"this is: {_titles(instead, found.axioms)}{f', {law}' if law else ''}" if instead else why
            said = f'true, but the reason doesn\'t fit: "{reason}"'
            return ink.mark("!"), by, [said, *([this] if this else []), *notes]
        case NotFound(reason=why):
            return ink.mark("?"), by, [f"true, but the reason could not be confirmed: {why}", *notes]
        case NoneGiven(found=names):
            if found.step.dots is not None and found.between:
                return fine, f"by {found.between[-1].words(found.axioms)} (found)", notes
            none = "true; no move found" if found.between_statements else "equal; no rule found"
            mark = ink.mark("?") if found.remark.startswith("no move") else fine
            return mark, f"by {_titles(names, found.axioms)} (found)" if names else none, notes
    return fine, by, notes


def _titles(names: Iterable[str], axioms: Sequence[str]) -> str:
    return ", ".join(titled(name, axioms) for name in names)


def _domain(proved: Proved | Assumed, ink: Ink) -> list[str]:
    unexamined = proved.unexamined if isinstance(proved, Proved) else ()
    parts = (
        ("lost", proved.lost, "only the line before is defined there"),
        ("gained", proved.gained, "only this line is defined there"),
        ("not examined:", unexamined, "the proof says nothing about it"),
    )
    return [f"{what} {ink.term(each)}: {why}" for what, which, why in parts for each in which]


def _solutions(found: StepReport, proved: Proved, ink: Ink) -> list[str]:
    """What there is to say of a true step between statements."""
    gained = [f"gained {ink.term(each)}: only this line holds there" for each in proved.gained]
    return [found.remark] if found.remark else gained


# ---- other forms ----


def as_source(report: Report, source: Sequence[str], *, path: str = "", ink: Ink = PLAIN) -> Iterator[Line]:
    """The lines of the block as they stand in the file, with their numbers, and the mark of each step."""
    place = report.derivation.place
    if place is None:
        return
    marks = {found.step.place.line: judged(found, ink)[0] for found in report.steps if found.step.place is not None}
    last = max((found.step.last_line or 0 for found in report.steps), default=place.line)
    first = place.line
    while first > 1 and not source[first - 2].lstrip().startswith(("```", "~~~")):
        first -= 1  # the heads of the block stand above the chain
    blank = " " * len(ink.mark("✓")[0])
    yield line((path, "faint"))
    for number in range(first, max(last, *marks, place.line) + 1):
        yield line(marks.get(number, (blank, "")), (f" {number:>3} | ", "faint"), source[number - 1])


def as_sympy(report: Report, *, path: str = "", ink: Ink = PLAIN) -> Iterator[Line]:
    """Each step as the SymPy rewrite that makes it, under the line it leads to."""
    from derivex.writers.sympy import step_rewrite

    start, _ = _in_one_line(report.derivation.first, " ", ink)
    yield from _head(report.derivation, path, ink, ink.width)
    yield from (line(each) for each in start)
    for found in report.steps:
        left, _ = _in_one_line(found.step.after, ink.relation(found.step.relation), ink)
        mark, _, notes = judged(found, ink)
        gap = max(NARROW_GAP, ink.width - 3 - len(left[0]))
        yield line(left[0], " " * gap if len(left[0]) + gap < ink.width else "  ", mark)
        yield from (line(each) for each in left[1:])
        rewrite = step_rewrite(found.step, report.derivation.definitions, report.derivation.rules)
        code = textwrap.wrap(rewrite, ink.width - 4, subsequent_indent="    ", break_on_hyphens=False)
        yield from (line(("    " + each, "reason")) for each in code)
        yield from _indented(notes, mark[1], ink)
    yield line(("before and after are two neighbours among the lines load(…).sympy", "faint"))
