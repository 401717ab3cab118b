"""``derivex verify``: what is wrong in some files, one finding a line, and a summary.

A file that can't be read doesn't keep the others from being checked. The worst of a run
counts: unreadable (2), wrong (1), undecided (3), fine (0).
"""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from derivex.commands.fill import write
from derivex.commands.paths import DOCUMENTS, STDIN, files
from derivex.derivation import Finding, Report
from derivex.errors import InputError, NoDerivation, UnknownRule
from derivex.findings import STATUS
from derivex.justify import NoneGiven
from derivex.readers.calc import MARKDOWN, read_blocks
from derivex.readers.source import MAX_FILE, decode, load_bytes
from derivex.verdict import Proved
from derivex.writers.console import Line, emit, line
from derivex.writers.json import reports_object
from derivex.writers.summary import counted, tally, unshown

if TYPE_CHECKING:
    from derivex.documents.equations import Equation
    from derivex.errors import Place

WORST_FIRST = (2, 1, 3, 0)
STYLES = {"error": "bad", "warning": "open", "note": "faint"}


@dataclass(frozen=True, slots=True)
class Checked:
    """One file: the reports on what could be read, and the complaints about the rest."""

    file: str
    reports: tuple[Report, ...] = ()
    errors: tuple[InputError, ...] = ()
    equations: tuple[Equation, ...] = ()  # of a document

    @property
    def holds_nothing(self) -> bool:
        """Whether there is no mathematics in it, which is no fault of a file that was only found."""
        none = all(isinstance(error, NoDerivation) for error in self.errors)
        return none and not self.reports and not self.equations

    @property
    def findings(self) -> tuple[Finding, ...]:
        from derivex.documents.telling import findings

        return (*(finding for report in self.reports for finding in report.findings), *findings(self.equations))

    @property
    def found(self) -> Iterator[Finding]:
        """What was found for the true steps that name no reason; a missing reason is no fault."""
        for found in (step for report in self.reports for step in report.steps):
            if isinstance(found.justification, NoneGiven) and isinstance(found.verdict, Proved):
                names = ", ".join(name.replace("-", " ") for name in found.justification.found)
                true = "equal" if found.step.relation == "=" else "true"
                said = f"found: {names}" if names else f"{true}, and no rule was found"
                yield Finding(found.step.place, "note", f"no reason given; {said}", (), "note")

    @property
    def notes(self) -> Iterator[Finding]:
        """How the input was understood, where it may have been meant otherwise."""
        for report in self.reports:
            for note in report.notes:
                yield Finding(report.derivation.place, "note", f"note: {note}", (), "note")

    def status(self, lenient: bool) -> int:
        found = {2} if self.errors else {report.status for report in self.reports} | {0 if self.equations else 2}
        if not self.errors and self.reports:
            found -= {2}
        found |= {STATUS[finding.severity] for finding in self.findings}
        return worst(0 if lenient and status == 3 else status for status in found)


def run(arguments: Namespace) -> int:
    """Check every path; with ``--write``, fill in what was found."""
    checked = []
    named = list(files(arguments.paths))
    for each in named:
        if isinstance(each, NoDerivation):
            one = Checked("", errors=(each,))
        else:
            one = check(each.path)
            if not each.itself and one.holds_nothing:
                continue
            if arguments.write and one.reports and not one.errors:
                one = _filled_in(one, each.path, quiet=arguments.format != "text")
        checked.append(one)
        if arguments.format != "json":
            _report(one, arguments.format, alone=len(named) == 1)
    if not checked:
        checked.append(Checked("", errors=(NoDerivation("no file that was found holds mathematics"),)))
        _report(checked[0], arguments.format, alone=True)
    if arguments.format == "json":
        everything = reports_object(
            (report for one in checked for report in one.reports),
            (error for one in checked for error in one.errors),
            (each for one in checked for each in one.equations),
        )
        print(json.dumps(everything, indent=2, ensure_ascii=False))
    elif arguments.format == "text" and any(one.reports or one.equations for one in checked):
        emit([line(_summary(checked))], sys.stdout)
    statuses = [one.status(arguments.lenient) for one in checked]
    unread = _too_little_read(checked, arguments.require_read)
    if unread:
        print(f"derivex: {unread}", file=sys.stderr)
        statuses.append(2)
    return worst(statuses)


def _too_little_read(checked: list[Checked], wanted: float | None) -> str:
    """That fewer of the equations could be read than is asked for; "" if enough could."""
    equations = [each for one in checked for each in one.equations]
    if wanted is None or not equations:
        return ""
    part = 100 * sum(each.status != "not checkable" for each in equations) / len(equations)
    return f"{part:.0f} % of the equations could be checked, and {wanted:g} % are asked for" if part < wanted else ""


def check(path: str) -> Checked:
    """Read and verify one file; ``-`` is standard input."""
    file = "<stdin>" if path == STDIN else path
    try:
        if path != STDIN and Path(path).suffix.lower() in DOCUMENTS:
            return _document(path)
        data = sys.stdin.buffer.read(MAX_FILE + 1) if path == STDIN else load_bytes(path)
        blocks = read_blocks(decode(data, file), file)
    except InputError as error:
        return Checked(file, errors=(error,))
    reports, errors = list[Report](), list[InputError]()
    for block in blocks:
        if isinstance(block, InputError):
            errors.append(block)
            continue
        try:
            reports.append(block.verify())
        except InputError as error:
            errors.append(error)
    if not reports and path != STDIN and Path(path).suffix.lower() in MARKDOWN:
        # no derivation file: the mathematics in its text
        found = _document(path) if all(isinstance(error, NoDerivation) for error in errors) else None
        if found is not None and found.equations:
            return found
    return Checked(file, tuple(reports), tuple(errors))


def _document(path: str) -> Checked:
    """The equations of a document, each judged."""
    from derivex.documents.checking import check as check_document
    from derivex.documents.reading import read_file

    found = check_document(read_file(path))
    nothing = NoDerivation(f"{path} holds no equation that could be checked", remedy="see what derivex verify reads")
    errors = found.complaints if found.equations or found.complaints else (nothing,)
    return Checked(path, errors=errors, equations=found.equations)


def worst(statuses: Iterable[int]) -> int:
    """The status of a run.

    >>> worst([0, 3, 1])
    1
    """
    found = set(statuses)
    return next((status for status in WORST_FIRST if status in found), 0)


# ---- printing ----


def _report(one: Checked, form: str, *, alone: bool) -> None:
    for error in one.errors:
        if form == "github":
            print(_annotation("error", error.place, str(error)))
        print(error.report() if error.place else f"derivex: {error}", file=sys.stderr)
    unknown = sum(isinstance(error, UnknownRule) for error in one.errors)
    if unknown:
        print(f"nothing else in {'this block' if unknown == 1 else 'these blocks'} was checked", file=sys.stderr)
    if form == "github":
        for finding in (*one.findings, *one.notes):
            print(_annotation(finding.severity, finding.place, "\n".join((finding.message, *finding.excerpt))))
        return
    told = sorted([*one.findings, *one.found, *one.notes], key=lambda finding: finding.position)
    emit((each for finding in told for each in _lines(finding)), sys.stdout)
    if one.equations and not alone:
        from derivex.documents.telling import tally as counted_of

        emit([line(f"{one.file}: {', '.join(counted_of(one.equations))}")], sys.stdout)
    if not one.errors and one.reports and all(report.ok for report in one.reports):
        emit([line(f"{one.file}: ", ("ok", "good"), f", {', '.join(tally(one.reports))}")], sys.stdout)


def _lines(finding: Finding) -> Iterable[Line]:
    if finding.place is not None:
        yield line((f"{finding.place}: ", "faint"), (finding.message, STYLES[finding.severity]))
    else:
        yield line((finding.message, STYLES[finding.severity]))
    yield from (line(each) for each in finding.excerpt)


def _summary(checked: list[Checked]) -> str:
    reports = [report for one in checked for report in one.reports]
    files = counted(len(checked), "file", "files")
    unread = sum(bool(one.errors) for one in checked)
    rest = [f"{counted(unread, 'file', 'files')} could not be read completely"] if unread else []
    missing = unshown(reports)
    equations = [each for one in checked for each in one.equations]
    if equations:
        from derivex.documents.telling import tally as counted_of

        rest = [*counted_of(equations), *rest]
    told = [*tally(reports), *rest] if reports or not equations else rest
    return f"{files}: {', '.join(told)}{missing and f'; {missing}'}."


def _annotation(severity: str, place: Place | None, message: str) -> str:
    kind = "notice" if severity == "note" else severity
    where = f" file={_escaped(place.file)},line={place.line},col={place.column}" if place else ""
    return f"::{kind}{where}::{message.replace('%', '%25').replace(chr(13), '%0D').replace(chr(10), '%0A')}"


def _escaped(value: str) -> str:
    for character, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        value = value.replace(character, code)
    return value


def _filled_in(one: Checked, path: str, quiet: bool) -> Checked:
    """Fill in a file that can be read, and check what it has become."""
    try:
        filled = write(path)
    except InputError as error:
        return Checked(one.file, one.reports, (error,))
    for gap in () if quiet else filled:
        print(f"{gap.place}: filled in: by {gap.reason}")
    return check(path) if filled else one
