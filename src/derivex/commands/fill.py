"""``verify --write``: the reasons and lines that were found, written into the file that lacks them.

Only lines of a ``calc`` block that hold a true step without a reason are touched: `` by …`` is
put behind the step, before a comment, under the other reasons of its block; and lines of dots give way to what
was found to stand there. Every other byte stays. The new text is read and verified before it replaces the old one,
in one move, and only if nobody has changed the file in the meantime: nothing is ever lost.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from derivex.derivation import Report
from derivex.errors import InputError, NoDerivation, Place
from derivex.justify import NoneGiven
from derivex.lead import Fits
from derivex.notation.write import plain
from derivex.readers.calc import read_text
from derivex.readers.source import decode, load_bytes
from derivex.settings import NO_SETTINGS, Settings
from derivex.verdict import Proved

GAP = 4  # blanks before a reason that stands alone
WIDEST = 72  # columns of new lines beside which their reasons are aligned
_ENDS = re.compile(rb"\r\n|\r|\n")
_BY = re.compile(r"\sby\s")


@dataclass(frozen=True, slots=True)
class Gap:
    """A true step without a reason: where it begins, the line it ends on, what was found, where that goes."""

    place: Place
    line: int
    reason: str
    column: int

    @property
    def said(self) -> str:
        return f"filled in: by {self.reason}"


@dataclass(frozen=True, slots=True)
class Dots:
    """A line of dots, and the lines that were found to stand there, each with its reason."""

    place: Place
    lines: tuple[tuple[str, str], ...]
    indent: str
    column: int

    @property
    def said(self) -> str:
        count = len(self.lines)
        if not count:
            return "the dots are removed: the next line follows at once"
        return f"filled in: {count} line{'s' if count > 1 else ''}"


def write(path: str, settings: Settings = NO_SETTINGS) -> tuple[Gap | Dots, ...]:
    """Fill in a file; what was filled in. A file without gaps isn't touched.

    Errors: InputError for a file that can't be read or written, or that changes meanwhile.
    """
    if path == "-":
        raise NoDerivation("standard input can't be written to", remedy="name a file")
    old = load_bytes(path)
    whole, dots = completed(old, path, settings)
    new, gaps = filled_in(whole, path, settings)
    if new != old:
        _replace(Path(path).resolve(), old, new)
    return (*dots, *gaps)


def completed(old: bytes, file: str, settings: Settings = NO_SETTINGS) -> tuple[bytes, tuple[Dots, ...]]:
    """The content with its dots filled in, and which. Dots stay where what was found isn't proved, or doesn't fit."""
    filled: list[Dots] = []
    content = old
    found = [dots for report in _reports(old, file, settings) for dots in _dots(report)]
    for dots in sorted(found, key=lambda each: each.place.line, reverse=True):  # places above stay what they are
        new = _with_lines(content, dots)
        with suppress(InputError):  # what can't be read back fills nothing
            if _stands(new, dots, file, settings):
                content = new
                filled.insert(0, dots)
    return content, tuple(filled)


def _dots(report: Report) -> Iterator[Dots]:
    column = max((_column(found.step.text) for found in report.steps), default=0)
    for found in report.steps:
        place, dots = found.step.place, found.step.dots
        if dots is None or place is None or not found.between or not isinstance(found.verdict, Proved):
            continue
        said = tuple((f"{line.relation} {plain(line.term)}", line.words()) for line in found.between[:-1])
        yield Dots(dots, said, " " * (place.column - 1), column)


def _with_lines(content: bytes, dots: Dots) -> bytes:
    """The content with lines in the place of a line of dots."""
    ends = list(_ENDS.finditer(content))
    number = dots.place.line
    begin = ends[number - 2].end() if number > 1 else 0
    end, stop = (ends[number - 1].span()) if number <= len(ends) else (len(content), len(content))
    width = max((len(line) for line, _ in dots.lines if len(line) <= WIDEST), default=0) + GAP
    column = max(dots.column, width)
    written = [f"{dots.indent}{line}{' ' * max(GAP, column - len(line))}by {by}" for line, by in dots.lines]
    return content[:begin] + b"".join(each.encode() + content[end:stop] for each in written) + content[stop:]


def _stands(content: bytes, dots: Dots, file: str, settings: Settings) -> bool:
    """Whether every new line is a true step whose reason fits."""
    here = range(dots.place.line, dots.place.line + len(dots.lines))
    steps = [found for report in _reports(content, file, settings) for found in report.steps]
    fine = {
        found.step.place.line
        for found in steps
        if found.step.place is not None and isinstance(found.verdict, Proved) and isinstance(found.justification, Fits)
    }
    return fine.issuperset(here)


def filled_in(old: bytes, file: str, settings: Settings = NO_SETTINGS) -> tuple[bytes, tuple[Gap, ...]]:
    """The content with its gaps filled, and which; no step gets a reason that doesn't fit."""
    gaps = tuple(gap for report in _reports(old, file, settings) for gap in _gaps(report))
    with suppress(InputError):  # a reason that can't be read back fills no gap
        fitting = {
            found.step.place.line
            for report in _reports(_inserted(old, gaps), file, settings)
            for found in report.steps
            if found.step.place is not None and isinstance(found.justification, Fits)
        }
        gaps = tuple(gap for gap in gaps if gap.place.line in fitting)
        return _inserted(old, gaps), gaps
    return old, ()


def _reports(content: bytes, file: str, settings: Settings) -> Iterator[Report]:
    return (derivation.verify() for derivation in read_text(decode(content, file), file, settings))


def _gaps(report: Report) -> Iterator[Gap]:
    column = max((_column(found.step.text) for found in report.steps), default=0)
    for found in report.steps:
        names = found.justification.found if isinstance(found.justification, NoneGiven) else ()
        place = found.step.place
        if names and place is not None and found.step.dots is None and isinstance(found.verdict, Proved):
            reason = ", ".join(name.replace("-", " ") for name in names)
            yield Gap(place, found.step.last_line or place.line, reason, column)


def _column(text: str) -> int:
    """Where a step's ``by`` stands, counted from its relation."""
    match = _BY.search(text)
    return match.start() + 1 if match else 0


def _inserted(content: bytes, gaps: Iterable[Gap]) -> bytes:
    """The content with the reasons behind their steps; no line is added, so places stay."""
    ends = list(_ENDS.finditer(content))
    for gap in sorted(gaps, key=lambda each: each.line, reverse=True):
        begin = ends[gap.line - 2].end() if gap.line > 1 else 0
        end = ends[gap.line - 1].start() if gap.line <= len(ends) else len(content)
        line = _with_reason(content[begin:end].decode(), gap)
        content = content[:begin] + line.encode() + content[end:]
    return content


def _with_reason(line: str, gap: Gap) -> str:
    step, mark, comment = line.partition("#")
    written = step.rstrip()
    tail = step[len(written) :] + mark + comment if mark else ""
    blanks = len(written) - len(written.lstrip())
    between = " " * max(GAP, blanks + gap.column - len(written))
    return f"{written}{between}by {gap.reason}{tail}"


def _replace(path: Path, old: bytes, new: bytes) -> None:
    """Put the new content in the place of the old one, in one move."""
    if not os.access(path, os.W_OK):
        raise NoDerivation(f"{path} can't be written: permission denied")
    name = ""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, name)
        if path.read_bytes() != old:
            raise NoDerivation(f"{path} was changed by somebody else meanwhile", remedy="run it again")
        Path(name).replace(path)
    except OSError as error:
        raise NoDerivation(f"{path} can't be written: {(error.strerror or str(error)).lower()}") from None
    finally:
        if name:
            Path(name).unlink(missing_ok=True)
