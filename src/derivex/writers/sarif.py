"""Findings as SARIF 2.1.0, the format that code scanning reads: one run, a rule for each code, a result each.

Paths are relative to the folder in which the command is run (``SRCROOT``), and columns count
characters. What stands in a cell of a notebook is placed in the notebook's file, and named by its cell as
well. Results come from findings and from complaints about what can't be read; the run says
its exit status and counts everything, what is not checkable always among it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from derivex.codes import CODES
from derivex.documents.cellplaces import Pieces, cell_of, pieces, position
from derivex.findings import Finding, remarks_of

if TYPE_CHECKING:
    from derivex.errors import InputError, Place

Object = dict[str, Any]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "SRCROOT"
STDIN = "<stdin>"
STATUSES = {
    0: "every step proved, every named reason fits, every claim met",
    1: "something is wrong: a false step, a reason that doesn't fit, a claim not met",
    2: "an input could not be read, or held nothing to verify",
    3: "nothing is wrong, but something is undecided or a reason was not found",
}
_INDEX = {code: index for index, code in enumerate(CODES)}


def sarif(
    findings: Iterable[Finding],
    errors: Iterable[InputError],
    *,
    status: int,
    summary: Mapping[str, int],
    folder: Path,
) -> Object:
    """The log of one run; ``status`` is its exit status, ``summary`` its counts, ``folder`` where it was run."""
    from derivex import __version__

    placed = _Places(folder)
    complaints = list(errors)
    results = [_result(each.code, each.severity, _said(each), placed.location(each.place)) for each in findings]
    results += [
        _result(each.code, "error", str(each), placed.location(each.place)) for each in complaints if each.place
    ]
    driver = {
        "name": "derivex",
        "version": __version__,
        "semanticVersion": __version__,
        "shortDescription": {"text": "Checks derivations step by step."},
        "rules": [_rule(code) for code in CODES],
    }
    invocation = {
        "executionSuccessful": status != 2,
        "exitCode": status,
        "exitCodeDescription": STATUSES[status],
        "workingDirectory": {"uri": _folder_uri(folder)},
        "toolExecutionNotifications": [
            {"level": "error", "descriptor": {"id": each.code}, "message": {"text": str(each)}}
            for each in complaints
            if each.place is None
        ],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "originalUriBaseIds": {ROOT: {"uri": _folder_uri(folder)}},
        "columnKind": "unicodeCodePoints",
        "results": results,
        "properties": {"summary": dict(summary)},
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str) -> Object:
    row = CODES[code]
    return {
        "id": code,
        "name": "".join(part.capitalize() for part in code.split("-")),
        "shortDescription": {"text": row.meaning},
        "fullDescription": {"text": f"{row.meaning} {row.help}"},
        "help": {"text": row.help},
        "defaultConfiguration": {"level": row.severity},
    }


def _result(code: str, level: str, said: str, location: Object | None) -> Object:
    return {
        "ruleId": code,
        "ruleIndex": _INDEX[code],
        "level": level,
        "message": {"text": said},
        "locations": [] if location is None else [location],
    }


def _said(finding: Finding) -> str:
    return "; ".join((finding.message, *remarks_of(finding.excerpt)))


# ---- places ----


class _Places:
    """Locations of places; the JSON of each notebook is read and walked once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notebooks: dict[str, tuple[str, Pieces]] = {}

    def location(self, place: Place | None) -> Object | None:
        if place is None:
            return None
        cell = cell_of(place.file)
        if cell is None:
            return {"physicalLocation": _physical(self.folder, place.file, place.line, place.column, place.width)}
        file, number = cell
        stands = self._in_file(file, number, place.line, place.column)
        physical = _physical(self.folder, file, *stands, place.width) if stands else _artifact_of(self.folder, file)
        logical = {"name": f"cell {number}", "fullyQualifiedName": f"cell {number}, line {place.line}", "kind": "cell"}
        return {"physicalLocation": physical, "logicalLocations": [logical]}

    def _in_file(self, file: str, cell: int, line: int, column: int) -> tuple[int, int] | None:
        if file not in self.notebooks:
            try:
                text = Path(file).read_text(encoding="utf-8")
            except (OSError, ValueError):
                text = ""
            self.notebooks[file] = (text, pieces(text))
        return position(*self.notebooks[file], cell, line, column)


def _physical(folder: Path, file: str, line: int, column: int, width: int) -> Object:
    region = {"startLine": max(1, line), "startColumn": max(1, column), "endColumn": max(1, column) + max(1, width)}
    return {**_artifact_of(folder, file), "region": region}


def _artifact_of(folder: Path, file: str) -> Object:
    if file == STDIN:
        return {"artifactLocation": {"uri": "stdin", "description": {"text": "standard input"}}}
    path = (folder / file).absolute()
    if path.is_relative_to(folder):
        return {"artifactLocation": {"uri": quote(path.relative_to(folder).as_posix()), "uriBaseId": ROOT}}
    return {"artifactLocation": {"uri": path.as_uri()}}


def _folder_uri(folder: Path) -> str:
    return f"{folder.as_uri().rstrip('/')}/"
