"""One file, checked: the reports on what could be read of it, and the complaints about the rest.

A file of derivations is judged block by block, a document equation by equation. Which of the two a
file is, its ending tells, and for Markdown and texts its content.

Contract: what can't be read is a complaint beside what can; nothing is printed here.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from derivex.codes import SELECTABLE
from derivex.commands.paths import DOCUMENTS, STDIN
from derivex.derivation import Derivation, Finding, Report
from derivex.errors import InputError, NoDerivation, NoFile, Place
from derivex.findings import STATUS
from derivex.justify import NoneGiven
from derivex.readers.calc import MARKDOWN, read_blocks
from derivex.readers.source import decode, load_bytes
from derivex.settings import NO_SETTINGS, Settings
from derivex.verdict import Proved

if TYPE_CHECKING:
    from derivex.documents.equations import Equation
    from derivex.documents.magic import Cell

DERIVE = b"%%derive"  # a notebook without it has no cell that is one of ours
WORST_FIRST = (2, 1, 3, 0)
MAX_DOCUMENT = 10_000_000  # bytes; the readers say so with a message
# kinds of documents that have no derivations in them, by what --kind calls them
DOCUMENT_KINDS = {
    "latex": "LATEX",
    "notebook": "NOTEBOOK",
    "rst": "STRUCTURED",
    "python": "DOCSTRINGS",
    "text": "PLAIN",
}
_CALC = re.compile(rb"^\s*(?:`{3,}|~{3,})\s*calc\b", re.MULTILINE | re.IGNORECASE)
_LATEX = re.compile(rb"\\(?:begin|frac|documentclass|\[|\()|\$|^\.\. math::|\A\s*\{\s*\"", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Checked:
    """One file: the reports on what could be read, and the complaints about the rest."""

    file: str
    reports: tuple[Report, ...] = ()
    errors: tuple[InputError, ...] = ()
    equations: tuple[Equation, ...] = ()  # of a document
    claims: tuple[Finding, ...] = ()  # what is to be said of the claims of derivations that a document marks off
    under: str = ""  # what of the project stood for a document; the reports of derivations say it in their notes

    @property
    def holds_nothing(self) -> bool:
        """Whether there is no mathematics in it, which is no fault of a file that was only found."""
        none = all(isinstance(error, NoDerivation) and not isinstance(error, NoFile) for error in self.errors)
        return none and not self.reports and not self.equations

    @property
    def findings(self) -> tuple[Finding, ...]:
        from derivex.documents.telling import findings

        return (
            *(finding for report in self.reports for finding in report.findings),
            *self.claims,
            *findings(self.equations),
        )

    @property
    def found(self) -> Iterator[Finding]:
        """What was found for the true steps that name no reason; a missing reason is no fault."""
        for found in (step for report in self.reports for step in report.steps):
            if found.between:
                continue  # a finding of its own says what was found
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
        if self.under:
            yield Finding(Place(self.file), "note", f"note: {self.under}", (), "note")

    def status(self, lenient: bool = False, selection: frozenset[str] = frozenset(SELECTABLE)) -> int:
        """The exit status of this file alone, where findings of some codes count."""
        found = {2} if self.errors or not (self.reports or self.equations) else {0}
        found |= {STATUS[finding.severity] for finding in self.findings if finding.code in selection}
        return worst(0 if lenient and status == 3 else status for status in found)


def worst(statuses: Iterable[int]) -> int:
    """The status of a run.

    >>> worst([0, 3, 1])
    1
    """
    found = set(statuses)
    return next((status for status in WORST_FIRST if status in found), 0)


Blocks: TypeAlias = tuple[Derivation | InputError, ...]


@dataclass(frozen=True, slots=True)
class How:
    """How a file is read: under which settings, as which kind, and who is told how far it has come."""

    settings: Settings = NO_SETTINGS
    kind: str = ""  # what --kind may say; "" where ending and content tell it
    passed: Callable[[int, int], None] | None = None


def check(path: str, how: How = How()) -> Checked:
    """Read and verify one file; ``-`` is standard input."""
    file = "<stdin>" if path == STDIN else path
    suffix = "" if path == STDIN else Path(path).suffix.lower()
    try:
        if how.kind in DOCUMENT_KINDS or (not how.kind and suffix in DOCUMENTS):
            return _document(file, _content(path), how)
        data = _content(path)
        if path == STDIN and not how.kind and _is_document(data):
            return _document(file, data, how)
    except InputError as error:
        return Checked(file, errors=(error,))
    blocks = blocks_of(data, file, how.settings)
    may_be_document = how.kind == "markdown" or (not how.kind and (path == STDIN or suffix in MARKDOWN))
    if may_be_document and no_derivations(data, blocks):  # the mathematics in its text
        with suppress(InputError):
            found = _document(file, data, how)
            if found.equations:
                return found
    return _derivations(file, blocks, how)


def _derivations(file: str, blocks: Blocks, how: How) -> Checked:
    """The blocks of a file, each judged."""
    reports, errors = list[Report](), list[InputError]()
    for count, block in enumerate(blocks):
        if how.passed is not None:
            how.passed(count, len(blocks))
        if isinstance(block, InputError):
            errors.append(block)
            continue
        judged = verified(block)
        if isinstance(judged, InputError):
            errors.append(judged)
        else:
            reports.append(judged)
    return Checked(file, tuple(reports), tuple(errors))


def blocks_of(data: bytes, file: str, settings: Settings) -> Blocks:
    """The derivations in the content of a file, and the complaints about what can't be read of it."""
    try:
        return read_blocks(decode(data, file), file, settings)
    except InputError as error:
        return (error,)


def no_derivations(data: bytes, blocks: Blocks) -> bool:
    """Whether a file is none of derivations, so that it may be a document."""
    return not _CALC.search(data) and all(isinstance(block, InputError) for block in blocks)


def verified(derivation: Derivation) -> Report | InputError:
    """The report on a derivation, or why it can't be judged."""
    try:
        return derivation.verify()
    except InputError as error:
        return error


def _content(path: str) -> bytes:
    return sys.stdin.buffer.read(MAX_DOCUMENT + 1) if path == STDIN else load_bytes(path, MAX_DOCUMENT)


def _is_document(data: bytes) -> bool:
    """Whether a text of which only the content is known is a document rather than a derivation."""
    return not _CALC.search(data) and _LATEX.search(data) is not None


def _document(file: str, data: bytes, how: How) -> Checked:
    """The equations of a document, each judged."""
    from derivex.documents.checking import check as check_document
    from derivex.documents.marked import of_claims
    from derivex.documents.reading import from_folder, read_bytes
    from derivex.documents.sources import Kind, kind_of

    kind = Kind[DOCUMENT_KINDS.get(how.kind, how.kind.upper())] if how.kind else None
    if file == "<stdin>" and kind is None:
        kind = kind_of(file, data.decode(errors="replace"))
        kind = Kind.MARKDOWN if kind is Kind.PLAIN else kind  # which reads what stands in plain text as well
    include = None if file == "<stdin>" else from_folder(Path(file).parent)
    document = read_bytes(data, file, include, kind)
    found = check_document(document, settings=how.settings, passed=how.passed)
    whole = Checked(
        file, errors=found.complaints, equations=found.equations, claims=tuple(of_claims(document)), under=found.under
    )
    if document.kind is Kind.NOTEBOOK and DERIVE in data:
        whole = _with_cells(whole, data, how.settings)
    nothing = NoDerivation(f"{file} holds no equation that could be checked", remedy="see what derivex verify reads")
    return whole if whole.equations or whole.reports or whole.errors else replace(whole, errors=(nothing,))


def _with_cells(whole: Checked, data: bytes, settings: Settings) -> Checked:
    """What is found out about a notebook, and about its cells that begin with %%derive, each of which stands alone."""
    from derivex.documents.magic import cells_of
    from derivex.documents.sources import decode as decode_document

    found = [
        whole,
        *(of_cell(cell, whole.file, settings) for cell in cells_of(decode_document(data, whole.file)[0], whole.file)),
    ]
    return Checked(
        whole.file,
        tuple(each for part in found for each in part.reports),
        tuple(each for part in found for each in part.errors),
        tuple(each for part in found for each in part.equations),
        whole.claims,
        whole.under,
    )


def of_cell(cell: Cell, file: str, settings: Settings) -> Checked:
    """What is found out about a cell of a notebook that begins with ``%%derive``."""
    from derivex.documents.checking import check as check_document
    from derivex.documents.magic import read_cell

    try:
        read = read_cell(cell, settings)
    except InputError as error:
        return Checked(file, errors=(cell.placed(error),))
    if isinstance(read, tuple):
        judged = [each if isinstance(each, InputError) else verified(each) for each in read]
        errors = tuple(cell.placed(each) for each in judged if isinstance(each, InputError))
        return Checked(file, tuple(each for each in judged if not isinstance(each, InputError)), errors)
    found = check_document(read, settings=settings)
    nothing = NoDerivation("this cell holds no equation", place=Place(cell.file, 1), remedy="write L = R")
    errors = found.complaints if found.equations or found.complaints else (nothing,)
    return Checked(file, errors=errors, equations=found.equations, under=found.under)
