"""README is kept true: its Python runs, its screens are what the commands print."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import yaml

from derivex import prove
from derivex.cli import main
from derivex.configuration import Configuration
from derivex.readers.calc import read_text
from derivex.rule import Rule
from derivex.verdict import Proved, Undecided

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


def test_its_python_runs() -> None:
    scope: dict[str, object] = {"Rule": Rule}
    for block in blocks("python"):
        exec(compile(block, "README.md", "exec"), scope)


def test_its_screen_is_what_show_prints(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    screen = next(block for block in blocks("") if block.startswith("$ derivex show"))
    command, _, wanted = screen.partition("\n")
    monkeypatch.chdir(ROOT)
    assert main(command.split()[2:]) == 0
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        line.split() for line in wanted.splitlines()
    ]


def test_its_step_is_explained_as_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    (screen,) = re.findall(r"^```\n(\$ derivex explain.*?)^```", README, re.DOTALL | re.MULTILINE)
    command, _, wanted = screen.partition("\n")
    assert main(shlex.split(command)[2:]) == 0
    assert capsys.readouterr().out == wanted


def test_its_code_is_what_export_writes(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numpy")
    monkeypatch.chdir(ROOT)
    (wanted,) = blocks("numpy")
    assert main(["export", "sigmoid", "--to", "numpy", "--stable"]) == 0
    measured = re.compile(r"largest relative error .*")  # each processor rounds exp in its own way
    assert measured.sub("…", wanted) in measured.sub("…", capsys.readouterr().out)


def test_its_comparison_is_what_compare_prints(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("numpy")
    monkeypatch.chdir(ROOT)
    screen = next(block for block in blocks("console") if "forms of" in block)
    assert main(["compare", "sigmoid", "--no-times"]) == 0
    printed = [line.split()[:9] for line in capsys.readouterr().out.splitlines()]
    for line in screen.splitlines():
        if not line.startswith("float64") and line.strip() not in ("", "…"):
            assert line.split()[:9] in printed


def test_its_hint_is_what_hint_prints(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    (screen,) = re.findall(r"^```\n(\$ derivex hint.*?)^```", README, re.DOTALL | re.MULTILINE)
    command, _, wanted = screen.partition("\n")
    monkeypatch.chdir(ROOT)
    assert main(command.split()[2:]) == 0
    assert capsys.readouterr().out == wanted


def test_its_rules_and_axioms_are_used() -> None:
    (block,) = (block for block in blocks("calc") if "axiom" in block)
    (derivation,) = read_text(block)
    report = derivation.verify()
    assert report.status == 0 and [step.axioms for step in report.steps] == [(), ("f-of-a-sum",)]


def test_its_equations_are_judged_as_it_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (chain,) = (block for block in blocks("calc") if "=>" in block)
    wanted = next(block for block in blocks("console") if "loses x = 0" in block)
    monkeypatch.chdir(tmp_path)
    Path("fine.md").write_text(f"```calc\n{chain}```\n", encoding="utf-8")
    Path("mine.md").write_text(
        "# Lost\n\n```calc\n  x*(x - 1) = 0\n=> x - 1 = 0       by divide by x\n```\n", encoding="utf-8"
    )
    assert main(["verify", "fine.md"]) == 0
    capsys.readouterr()
    assert main(["verify", "mine.md"]) == 1
    assert capsys.readouterr().out.startswith(wanted)


def test_its_document_is_judged_as_it_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (document,), (wanted,) = blocks("latex"), blocks("text")
    monkeypatch.chdir(tmp_path)
    Path("notes.tex").write_text(document, encoding="utf-8")
    assert main(["verify", "notes.tex"]) == 1
    assert capsys.readouterr().out == wanted


def test_a_chain_cites_the_named_claim_above_it() -> None:
    _, page, _ = re.findall(r"^````markdown\n(.*?)^````", README, re.DOTALL | re.MULTILINE)
    first, second = read_text(page)
    assert first.claim_name == "mirror" and "by mirror" in page
    assert first.verify().ok and second.verify().ok


def test_its_document_is_imported_as_it_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, _, wanted = re.findall(r"^````markdown\n(.*?)^````", README, re.DOTALL | re.MULTILINE)
    monkeypatch.chdir(tmp_path)
    Path("notes.tex").write_text(blocks("latex")[0], encoding="utf-8")
    assert main(["import", "notes.tex", "--chain", "1"]) == 0
    assert capsys.readouterr().out == wanted


def test_its_example_file_verifies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = re.search(r"^````markdown\n(.*?)^````", README, re.DOTALL | re.MULTILINE)
    assert page
    file = tmp_path / "page.md"
    file.write_text(page.group(1), encoding="utf-8")
    assert main(["verify", str(file)]) == 0, capsys.readouterr().out


def test_its_report_is_what_verify_prints(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = next(block for block in blocks("") if block.startswith("mine.md"))
    lines = [
        "# Mine", "", "```calc", "given x real", "let   S(x) = 1/(1 + exp(-x))", "", "  diff(S(x), x)",
        "= ((1 + exp(-x))*0 - 1*(-exp(-x)))/(1 + exp(-x))^2    by definition of S, quotient rule, chain rule",
        "= -exp(-x)/(1 + exp(-x))^2    by arithmetic",
        "= (1 - 1 + exp(-x))/(1 + exp(-x))^2    by add and subtract 1",
        "= (1 + exp(-x))/(1 + exp(-x))^2 - 1/(1 + exp(-x))^2    by factor",
        "```",
    ]  # fmt: skip
    monkeypatch.chdir(tmp_path)
    Path("mine.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert main(["verify", "mine.md"]) == 1
    printed = capsys.readouterr().out
    for line in wanted.splitlines():
        assert line in printed.splitlines()


def test_its_settings_are_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pyproject.toml").write_text("\n".join(blocks("toml")), encoding="utf-8")
    found = Configuration().of("notes.md")
    assert found.said(found.facts, ["S"]) == "under n integer, x > 0, real values, S a function (pyproject.toml)"
    assert found.excludes(tmp_path / "old" / "notes.txt")
    for block in blocks("yaml"):
        assert yaml.safe_load(block)


ANSWERS = {"proved": Proved, "undecided": Undecided}
CLAIMS = [(kind, line) for kind in ANSWERS for block in blocks(kind) for line in block.splitlines()]


@pytest.mark.parametrize(("kind", "line"), CLAIMS, ids=[line for _, line in CLAIMS])
def test_its_claims_about_what_can_be_proved_are_true(kind: str, line: str) -> None:
    equality, _, given = line.partition("  given ")
    assert isinstance(prove(equality.strip(), given=[given.strip()] if given else []), ANSWERS[kind])
