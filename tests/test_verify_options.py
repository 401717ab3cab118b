"""``derivex verify``: which files, which findings, standard input of every kind, the table, and the bar on a terminal."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import nbformat
import pytest

import derivex.writers.progress as progress
from derivex.cli import main
from derivex.codes import selected
from derivex.commands.checked import Checked
from derivex.commands.paths import files
from derivex.commands.telling import closing
from derivex.errors import InputError
from derivex.writers.console import text
from golden_files import difference

FALSE = "```calc\n  (x + 1)^2\n= x^2 + 1\n```\n"
FINE = "```calc\n  x + x\n= 2*x\n```\n"
MISNAMED = "```calc\n  x/(x*y)\n= 1/y    by split fraction\n```\n"
OPEN = "$$ \\sqrt{x^2} = x $$\n"
MIXED = "$$ \\sqrt{x^2} = x $$\n\n$$ (x + 1)^2 = x^2 + 1 $$\n\n$$ A = \\begin{pmatrix} 1 \\end{pmatrix} $$\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["verify", *arguments])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def standard_input(monkeypatch: pytest.MonkeyPatch, content: str | bytes) -> None:
    data = content.encode() if isinstance(content, str) else content
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


# ---- which findings ----


@pytest.mark.parametrize(
    ("select", "status", "lines", "hidden"),
    [
        ("false,undecided,not-checkable", 1, ["1:17", "3:16", "5:8"], ""),
        ("false", 1, ["3:16"], " 2 findings are not shown, by --select."),
        ("refuted", 1, ["3:16"], " 2 findings are not shown, by --select."),
        ("undecided", 3, ["1:17"], " 2 findings are not shown, by --select."),
        ("not checkable", 0, ["5:8"], " 2 findings are not shown, by --select."),
        ("reason", 0, [], " 3 findings are not shown, by --select."),
    ],
)
def test_select_chooses_what_is_told_and_counts(select, status, lines, hidden, capsys) -> None:
    Path("mine.md").write_text(MIXED)
    ended, out, _ = run(capsys, "mine.md", "--select", select)
    assert ended == status
    assert [line.split(": ")[0] for line in out.splitlines() if line.startswith("mine.md:")] == [
        f"mine.md:{each}" for each in lines
    ]
    assert f"1 file: 3 equations, 1 refuted, 1 undecided, 1 not checkable.{hidden}\n" in out


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_the_exit_status_is_the_same_in_every_format(form, capsys) -> None:
    for name, content, status in (
        ("fine.md", FINE, 0),
        ("false.md", FALSE, 1),
        ("misnamed.md", MISNAMED, 1),
        ("open.md", OPEN, 3),
        ("words.md", "only words\n", 2),
    ):
        Path(name).write_text(content)
        assert run(capsys, name, "--format", form)[0] == status
    assert run(capsys, "open.md", "--format", form, "--lenient")[0] == 0
    assert run(capsys, "false.md", "--format", form, "--select", "reason")[0] == 0
    assert run(capsys, "words.md", "--format", form, "--select", "reason")[0] == 2
    assert run(capsys, ".", "--format", form)[0] == 1


def test_what_is_no_kind_of_finding() -> None:
    with pytest.raises(InputError, match='nothing is called "fasle"; did you mean "false"'):
        selected(["undecided, fasle"])


# ---- which files ----


def test_excluded_files_are_passed_over_in_folders_and_patterns(capsys) -> None:
    Path("docs/drafts").mkdir(parents=True)
    Path("docs/drafts/a.md").write_text(FALSE)
    Path("docs/b.md").write_text(FINE)
    Path("docs/c.txt").write_text("\\[ 1 = 2 \\]")
    assert run(capsys, "docs")[0] == 1
    assert run(capsys, "docs", "--exclude", "drafts,*.txt")[0] == 0
    assert run(capsys, "docs", "--exclude", "drafts", "--exclude", "docs/*.txt")[0] == 0
    assert run(capsys, "docs/**/*.md", "--exclude", "drafts")[0] == 0
    assert run(capsys, "docs/drafts/a.md", "--exclude", "drafts")[0] == 1
    status, _, err = run(capsys, "docs", "--exclude", "docs")
    assert status == 2
    assert "docs holds no file that could be checked" in err


def test_hooks_name_files_that_are_taken_as_found(capsys) -> None:
    Path("drafts").mkdir()
    Path("drafts/a.md").write_text(FALSE)
    Path("words.md").write_text("only words\n")
    Path("fine.md").write_text(FINE)
    named = ("drafts/a.md", "words.md", "fine.md", "--exclude", "drafts")
    assert run(capsys, *named)[0] == 2
    assert run(capsys, *named, "--as-found") == (
        0,
        "fine.md:3:1: no reason given; found: arithmetic\n1 file: 1 of 1 step true.\n",
        "",
    )
    assert run(capsys, "words.md", "--as-found") == (0, "0 files: nothing to verify.\n", "")
    assert json.loads(run(capsys, "words.md", "--as-found", "--format", "json")[1])["summary"]["steps"] == 0
    status, _, err = run(capsys, "missing.md", "--as-found")
    assert status == 2
    assert "missing.md can't be read" in err


def test_a_file_is_named_once() -> None:
    Path("a.md").write_text(FINE)
    assert [str(each) for each in files(["a.md", "*.md", "."])] == ["Named(path='a.md', itself=True)"]


# ---- standard input ----


NOTEBOOK = nbformat.writes(
    nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell("words"), nbformat.v4.new_markdown_cell("$x + x = 3x$")]
    )
)


@pytest.mark.parametrize(
    ("content", "kind", "place"),
    [
        pytest.param(FALSE, "", "<stdin>:3:1", id="derivation in Markdown"),
        pytest.param("  (x + 1)^2\n= x^2 + 1\n", "", "<stdin>:2:1", id="derivation alone"),
        pytest.param("  (x + 1)^2\n= x^2 + 1\n", "derivation", "<stdin>:2:1", id="derivation, said"),
        pytest.param("\\[ x + x\n= 3x \\]", "", "<stdin>:2:3", id="LaTeX, a line begins with ="),
        pytest.param(
            "\\documentclass{article}\n\\begin{document}\n$x+x=3x$\n\\end{document}", "", "<stdin>:3:6", id="LaTeX"
        ),
        pytest.param("$x+x=3x$ % and $1=2$", "latex", "<stdin>:1:6", id="LaTeX, said"),
        pytest.param("# Words\n\nso $x + x = 3x$.", "", "<stdin>:3:13", id="Markdown"),
        pytest.param("so $x + x = 3x$.", "", "<stdin>:1:13", id="a sentence"),
        pytest.param("so $x + x = 3x$.", "markdown", "<stdin>:1:13", id="Markdown, said"),
        pytest.param(NOTEBOOK, "", "<stdin>#cell-2:1:10", id="notebook"),
        pytest.param(NOTEBOOK, "notebook", "<stdin>#cell-2:1:10", id="notebook, said"),
        pytest.param("so\n\n.. math::\n\n   x + x = 3x\n", "", "<stdin>:5:12", id="reStructuredText"),
        pytest.param("so :math:`x + x = 3x`.", "rst", "<stdin>:1:19", id="reStructuredText, said"),
        pytest.param(
            'def f():\n    r"""It is :math:`x + x = 3x`."""\n', "python", "<stdin>:2:30", id="docstrings, said"
        ),
        pytest.param("so \\( x + x = 3x \\)", "text", "<stdin>:1:15", id="text, said"),
    ],
)
def test_standard_input_of_every_kind(content, kind, place, capsys, monkeypatch) -> None:
    standard_input(monkeypatch, content)
    status, out, err = run(capsys, "-", *(["--kind", kind] if kind else []))
    assert (status, err) == (1, "")
    assert out.startswith(f"{place}: FALSE")


def test_a_kind_may_be_said_of_a_file(capsys) -> None:
    Path("mine.dat").write_text("\\[ x + x = 3x \\]")
    assert run(capsys, "mine.dat", "--kind", "latex")[0] == 1
    Path("mine.dat").write_text("so $x + x = 3x$ in \\begin{document}")
    assert run(capsys, "mine.dat", "--kind", "markdown")[0] == 1
    Path("mine.md").write_text("\\[ x + x = 3x \\]")
    assert run(capsys, "mine.md", "--kind", "derivation")[0] == 2


def test_a_byte_that_is_no_text_costs_the_rest_of_a_document_nothing(capsys) -> None:
    Path("mine.md").write_bytes(b"caf\xe9\n\n$$ x + x = 3x $$\n")
    status, out, err = run(capsys, "mine.md")
    assert status == 2
    assert out.startswith("mine.md:3:12: FALSE")
    assert err.startswith("mine.md:1:4: 1 byte isn't UTF-8, the first one here; read as Windows-1252; save")
    Path("mine.md").write_bytes(b"caf\xe9\n" + FALSE.encode())
    status, out, err = run(capsys, "mine.md")
    assert (status, out) == (2, "")
    assert err.startswith("mine.md:1:4: the file isn't text in UTF-8")


@pytest.mark.parametrize("content", [b"", b"\x7fELF\x00\x01", b"\\[ \xff\xfe\x00", b"{" * 100_000, b"$" * 100_000])
def test_standard_input_that_is_nothing_of_the_kind(content, capsys, monkeypatch) -> None:
    standard_input(monkeypatch, content)
    status, _, err = run(capsys, "-")
    assert status == 2
    assert len(err.splitlines()) <= 3


# ---- what everything comes to ----


def test_several_files_end_with_a_table(capsys) -> None:
    Path("false.md").write_text(FALSE)
    Path("fine.md").write_text(FINE)
    Path("broken.md").write_text(FINE + "```calc\n  x\n= y +\n```\n")
    Path("mixed.md").write_text(MIXED + "$$ B = \\begin{pmatrix} 2 \\end{pmatrix} $$\n\n$$ 3 \\approx 4 $$\n")
    status, out, _ = run(capsys, "broken.md", "false.md", "fine.md", "mixed.md")
    assert status == 2
    assert not difference("verify-table.txt", out)


def test_a_long_table_shows_what_there_is_to_see(capsys) -> None:
    for number in range(45):
        Path(f"fine-{number:02}.md").write_text(FINE)
    Path("false.md").write_text(FALSE)
    out = run(capsys, ".")[1]
    assert "\nand 45 files in which everything is proved\n46 files: 45 of 46 steps true, 1 false.\n" in out
    assert "\nfalse.md      1       0        1 " in out
    assert "\nfine-00.md  " not in out


@pytest.mark.parametrize(("columns", "shown"), [(80, "…y/deep/chapter-one.md"), (120, "very/deep/chapter-one.md")])
def test_the_table_fits_the_terminal(columns, shown) -> None:
    checked = [Checked("very/deep/chapter-one.md"), Checked("a.md")]
    header, row, *_ = map(text, closing(checked, frozenset(), columns))
    assert len(header) <= columns - 1
    assert row.startswith(f"{shown} ")


# ---- the bar ----


class Terminal(io.StringIO):
    """A terminal that keeps what is written to it."""

    def isatty(self) -> bool:
        return True


def clock(*times: float):
    """A clock that tells these times, one a question, and stays at the last."""
    waiting = list(times)
    return lambda: waiting.pop(0) if len(waiting) > 1 else waiting[0]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    for name in ("CI", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    return Terminal()


def test_a_quick_run_shows_nothing(terminal) -> None:
    shown = progress.Bar(2, terminal, clock(0.0, 0.1))
    shown.begin("a.md")
    with shown.aside():
        pass
    shown.begin("b.md")
    shown.end()
    assert terminal.getvalue() == ""


def test_a_long_run_shows_how_far_it_is_and_leaves_nothing_behind(terminal) -> None:
    shown = progress.Bar(3, terminal, clock(0.0, 5.0))
    shown.begin("first.md")
    shown.begin("second.md")
    shown.part(1, 2)
    with shown.aside():
        terminal.write("a finding\n")
    shown.end()
    written = terminal.getvalue()
    assert "second.md" in written
    assert "1 of 3 files" in written
    before, _, _ = written.partition("a finding\n")
    assert before.endswith("\x1b[2K")  # the line of the bar is empty again
    assert "\x1b[?25h" in written  # and the cursor is back


def test_one_file_counts_its_chains(terminal) -> None:
    shown = progress.Bar(1, terminal, clock(0.0, 5.0))
    shown.begin("a-very-long-name-of-a-folder/and-a-very-long-name.md")
    shown.part(3, 7)
    shown.end()
    assert "3 of 7 chains" in terminal.getvalue()
    assert "…ame-of-a-folder/and-a-very-long-name.md" in terminal.getvalue()


@pytest.mark.parametrize(
    ("variables", "is_terminal", "wanted"),
    [({}, True, True), ({}, False, False), ({"CI": "true"}, True, False), ({"TERM": "dumb"}, True, False)],
)
def test_only_a_person_gets_a_bar(variables, is_terminal, wanted, terminal, monkeypatch) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert progress.wanted(terminal if is_terminal else io.StringIO()) is wanted


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_only_text_gets_a_bar(form, terminal, monkeypatch, capsys) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(sys, "stderr", terminal)
    Path("fine.md").write_text(FINE)
    assert run(capsys, "fine.md", "--format", form)[0] == 0
    assert ("fine.md" in terminal.getvalue()) is (form == "text")
