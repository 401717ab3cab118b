"""``verify --write``: the reasons that were found, written into the file that lacks them.

Only lines of a ``calc`` block that hold a true step without a reason are touched: `` by …`` is
put behind the step, before a comment, under the other reasons of its block. Every other
byte stays. The new text is read and verified before it replaces the old one, in one move,
and only if nobody has changed the file in the meantime: nothing is ever lost.
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
from derivex.readers.calc import read_text
from derivex.readers.source import decode, load_bytes
from derivex.settings import NO_SETTINGS, Settings
from derivex.verdict import Proved

GAP = 4  # blanks before a reason that stands alone
_ENDS = re.compile(rb"\r\n|\r|\n")
_BY = re.compile(r"\sby\s")


@dataclass(frozen=True, slots=True)
class Gap:
    """A true step without a reason: where it begins, the line it ends on, what was found, where that goes."""

    place: Place
    line: int
    reason: str
    column: int


def write(path: str, settings: Settings = NO_SETTINGS) -> tuple[Gap, ...]:
    """Fill in a file; what was filled in. A file without gaps isn't touched.

    Errors: InputError for a file that can't be read or written, or that changes meanwhile.
    """
    if path == "-":
        raise NoDerivation("standard input can't be written to", remedy="name a file")
    old = load_bytes(path)
    new, filled = filled_in(old, path, settings)
    if filled:
        _replace(Path(path).resolve(), old, new)
    return filled


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
        if names and place is not None and isinstance(found.verdict, Proved):
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
