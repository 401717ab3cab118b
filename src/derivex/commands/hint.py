"""``derivex hint``: what to do next with a line, without giving it away.

First the name of a rule with its law; with ``--more`` also where it is used; with ``--show`` the line itself. A false
line is told as such, with the mistake that it looks like. Contract: files are read, never written. Exit status 0
with a hint, 1 for a false line, 3 where no way was found.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from derivex.configuration import Configuration
from derivex.derivation import Derivation
from derivex.equations.hints import Onward
from derivex.errors import InputError, NoDerivation, Place
from derivex.hinting import Arrived, Next, Nothing, Unreachable, Wrong, hint
from derivex.hinting import Hint as Told
from derivex.library import find
from derivex.notation.statements import EQUIVALENT, IMPLIES
from derivex.readers.calc import read_blocks
from derivex.readers.source import decode, load_bytes
from derivex.term import App, Sym
from derivex.wording import titled
from derivex.writers.console import speaks_unicode, width
from derivex.writers.show import Ink

FALSE, NOT_FOUND = 1, 3
MISSED = {"=": "isn't equal to", IMPLIES: "doesn't lead to", EQUIVALENT: "isn't equivalent to"}
LIKE = "write FILE:LINE, such as mine.md:12, or --step 3"


def run(arguments: Namespace) -> int:
    """Print a hint for one line."""
    name, line = _named(arguments.line)
    path = Path(name) if Path(name).is_file() else find(name)
    found = _blocks(path, str(path))
    derivations = tuple(each for each in found if isinstance(each, Derivation))
    unread = [each for each in found if isinstance(each, InputError)]
    if not derivations:
        raise unread[0]
    try:
        derivation, number = _chosen(derivations, line, arguments.step, str(path))
    except NoDerivation as error:  # the line may stand in a block that can't be read
        raise (min(unread, key=lambda each: _away(each, line)) if unread else error) from None
    told = hint(derivation, number)
    ink = Ink(width(sys.stdout), speaks_unicode(sys.stdout))
    level = 2 if arguments.show else 1 if arguments.more else 0
    print("\n".join(_in_words(told, derivation, number, level, ink)))
    return FALSE if isinstance(told, Wrong | Unreachable) else NOT_FOUND if isinstance(told, Nothing) else 0


def _named(text: str) -> tuple[str, int | None]:
    """A file or a name, and the line in it; none where there is no number behind a colon."""
    name, colon, number = text.rpartition(":")
    if colon and number.isascii() and number.isdigit() and len(number) < 8:
        return name, int(number)
    return text, None


def _blocks(path: Path, shown: str) -> tuple[Derivation | InputError, ...]:
    """The derivations of a file, finished or not, and the complaints about what can't be read."""
    settings = Configuration().of(path)
    return read_blocks(decode(load_bytes(path), shown), shown, settings, unfinished=True)


def _away(error: InputError, line: int | None) -> int:
    """How many lines there are between a complaint and the line that is asked about."""
    return abs(error.place.line - line) if error.place is not None and line is not None else 0


def _chosen(
    derivations: tuple[Derivation, ...], line: int | None, step: int | None, path: str
) -> tuple[Derivation, int]:
    """The derivation and the number of its line that are asked about; the last line where nothing says which."""
    chosen = derivations[0]
    if line is not None:
        chosen = next((each for each in reversed(derivations) if _begin(each) <= line), derivations[0])
        if step is None:
            starts = [_begin(chosen), *(found.place.line if found.place else 0 for found in chosen.steps)]
            last = max([starts[0], *(found.last_line or 0 for found in chosen.steps)])
            if not starts[0] <= line <= last + 1:
                remedy = f"a chain stands in lines {starts[0]} to {last}"
                raise NoDerivation(f"line {line} stands in no chain", place=Place(path), remedy=remedy)
            return chosen, sum(start <= line for start in starts) - 1
    if step is None:
        return chosen, len(chosen.steps)
    if not 0 <= step <= len(chosen.steps):
        raise NoDerivation(
            f"there is no step {step}", place=Place(path), remedy=f"the chain has {len(chosen.steps)} steps; {LIKE}"
        )
    return chosen, step


def _begin(derivation: Derivation) -> int:
    return derivation.place.line if derivation.place is not None else 1


# ---- in words ----


def _in_words(told: Told, derivation: Derivation, number: int, level: int, ink: Ink) -> Iterator[str]:
    match told:
        case Next():
            yield from _next(told, derivation, level, ink)
        case Onward():
            yield from _onward(told, level, ink)
        case Wrong(line, verdict, mistake, need):
            yield f"{_line(derivation, line)} is false: {verdict.witness.said('the line before', 'this one', ink.term)}"
            if need:
                yield need
            if mistake is not None:
                like, *rightly = mistake.remarks(ink.term)
                yield like
                yield from rightly if level == 2 else ["--show gives the line as it should be"] if rightly else []
        case Unreachable(verdict, relation):
            yield f"{_line(derivation, number)} {MISSED.get(relation, f'is not {relation}')} what it should lead to"
            yield verdict.witness.said("this line", "the other one", ink.term)
        case Arrived():
            arrives = "the line is solved" if derivation.claim is None else "the chain arrives at its claim"
            yield f"nothing is left to do: {arrives}"
        case Nothing(reason):
            yield f"no hint: {reason}"


def _line(derivation: Derivation, number: int) -> str:
    place = derivation.steps[number - 1].place if number else derivation.place
    return f"line {place.line}" if place is not None else f"line {number + 1}"


def _titled(name: str, told: Next, derivation: Derivation, axioms: tuple[str, ...]) -> str:
    """The name of a rule; of a definition also what it defines, where the part tells it."""
    head = told.part.head if isinstance(told.part, App) else told.part.name if isinstance(told.part, Sym) else ""
    if name == "definition" and any(each.name == head for each in derivation.definitions):
        return f"definition of {head}"
    return titled(name, axioms)


def _next(told: Next, derivation: Derivation, level: int, ink: Ink) -> Iterator[str]:
    axioms = tuple(rule.name for rule in derivation.axioms)
    names = told.line.reasons
    by_name = ", ".join(_titled(name, told, derivation, axioms) for name in names)
    yield f"try: {told.line.words(axioms) if level else by_name}"
    for name in names:
        rule = derivation.book[name]
        law = f"{ink.term(rule.left)} {rule.relation} {ink.term(rule.right)}" if rule.law else ""
        why = f"{rule.why[0].lower()}{rule.why[1:].rstrip('.')}" if rule.why else ""
        yield f"  {'; '.join(filter(None, (law, why)))}"
    if level:
        yield f"in: {ink.term(told.part)}" if told.part is not None else "in: the whole line"
    if level == 2:
        yield f"{told.relation} {ink.term(told.line.term)}"
        if told.more:
            yield f"and {told.more} more line{'s' if told.more > 1 else ''} from there"
    else:
        yield "--more says where" if not level else "--show gives the line"


def _onward(told: Onward, level: int, ink: Ink) -> Iterator[str]:
    """A move between equations: its name and why, then with what, then the line."""
    yield f"try: {told.by if level else ', '.join(name.replace('-', ' ') for name in told.moves)}"
    if told.why:
        yield f"  {told.why[0].lower()}{told.why[1:].rstrip('.')}"
    if level == 2:
        yield f"{told.arrow} {ink.term(told.line)}"
    else:
        yield "--more says with what" if not level else "--show gives the line"
