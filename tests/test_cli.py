"""The command line: what it prints, what it writes, and its exit status."""

import io
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

import derivex
from derivex.book import BOOK, CHAPTERS
from derivex.cli import main
from derivex.equations.orders import EVERY
from golden_files import difference

FINE = """# Fine

```calc
  (x + 1)^2 - 1
= x^2 + 2*x
```
"""
# the sample of a report: a false line, and one whose reason doesn't fit
MINE = """# Mine

```calc
given x real
let   S(x) = 1/(1 + exp(-x))
  diff(S(x), x)
= diff(1/(1 + exp(-x)), x)                                by definition of S
= ((1 + exp(-x))*0 - 1*(-exp(-x)))/(1 + exp(-x))^2    by quotient rule, chain rule
= -exp(-x)/(1 + exp(-x))^2    by arithmetic
= (1 - 1 + exp(-x))/(1 + exp(-x))^2    by add and subtract 1
= (1 + exp(-x))/(1 + exp(-x))^2 - 1/(1 + exp(-x))^2    by factor
```
"""
FALSE = "```calc\n  (x + 1)^2\n= x^2 + 1\n```\n"
MISNAMED = "```calc\n  x/(x*y)\n= 1/y    by split fraction\n```\n"
UNDECIDED = "```calc\n  f(x)\n= f(x + 0*gamma(x))/erf(1)*erf(1) + 0*zeta2(x)\n```\n"
NOT_CLAIMED = "```calc\nclaim x + x = 3*x\n  x + x\n= 2*x\n```\n"
GAINED = "```calc\n  (x^2 - 1)/(x - 1)\n= x + 1\n```\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command runs in an empty folder of its own, without colours."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(list(arguments))
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def standard_input(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))


# ---- verify ----


@pytest.mark.parametrize(
    ("content", "status"),
    [
        pytest.param(FINE, 0, id="fine"),
        pytest.param(GAINED, 0, id="gained points are no fault"),
        pytest.param(FALSE, 1, id="false"),
        pytest.param(MISNAMED, 1, id="misnamed"),
        pytest.param(NOT_CLAIMED, 1, id="claim not met"),
        pytest.param("# no mathematics\n", 2, id="nothing to verify"),
        pytest.param("```calc\n  x\n= y +\n```\n", 2, id="unreadable"),
    ],
)
def test_verify_exits_with_the_status_of_the_file(content, status, capsys):
    Path("mine.md").write_text(content)
    assert run(capsys, "verify", "mine.md")[0] == status
    assert run(capsys, "check", "mine.md", "--format", "json")[0] == status


def test_the_worst_of_a_run_counts(capsys):
    Path("fine.md").write_text(FINE)
    Path("false.md").write_text(FALSE)
    assert run(capsys, "verify", "fine.md", "false.md")[0] == 1
    status, out, err = run(capsys, "verify", "missing.md", "false.md", "fine.md")
    assert status == 2
    assert "false.md:3:1: FALSE" in out
    assert "missing.md" in err


def test_a_report_looks_like_this(capsys):
    Path("mine.md").write_text(MINE)
    status, out, err = run(capsys, "verify", "mine.md")
    assert (status, err) == (1, "")
    assert not difference("verify-mine.txt", out)


def test_a_fine_file_looks_like_this(capsys):
    Path("fine.md").write_text(FINE)
    Path("gained.md").write_text(GAINED)
    assert not difference("verify-fine.txt", run(capsys, "verify", "fine.md", "gained.md")[1])


def test_json_has_the_shape_that_programs_rely_on(capsys):
    Path("mine.md").write_text(MINE)
    status, out, _ = run(capsys, "verify", "mine.md", "--format", "json")
    found = json.loads(out)
    assert status == 1
    assert [row["status"] for row in found["equations"]] == ["proved", "proved", "refuted", "refuted", "proved"]
    assert [row["reason_fits"] for row in found["equations"]] == [
        "fits", "fits", "does not fit", "does not fit", "does not fit",
    ]  # fmt: skip
    third = found["equations"][2]
    assert (third["file"], third["line"], third["column"]) == ("mine.md", 9, 1)
    assert third["witness"] == {"at": {"x": "0"}, "before": "1/4", "after": "-1/4"}
    assert found["equations"][1]["rules"] == ["quotient-rule", "chain-rule"]
    assert {"lost", "gained", "conditions", "reason", "before", "after"} <= third.keys()
    assert found["summary"]["steps"] == 5


def test_json_says_what_was_found_and_gained(capsys):
    Path("mine.md").write_text(GAINED)
    (row,) = json.loads(run(capsys, "verify", "mine.md", "--format", "json")[1])["equations"]
    assert (row["status"], row["reason_fits"]) == ("proved", "none given")
    assert (row["lost"], row["gained"], row["conditions"]) == ([], ["x = 1"], ["x != 1"])


def test_one_bad_block_does_not_keep_the_others_from_being_checked(capsys):
    Path("mine.md").write_text(FALSE + "```calc\n  x\n```\n" + "```calc\n  x\n= y +\n```\n" + FINE)
    status, out, err = run(capsys, "verify", "mine.md")
    assert status == 2
    assert "mine.md:3:1: FALSE" in out
    assert "mine.md:6:" in err
    assert "mine.md:10:" in err
    assert out.endswith("1 file: 1 of 2 steps true, 1 false, 1 file could not be read completely.\n")
    found = json.loads(run(capsys, "verify", "mine.md", "--format", "json")[1])
    assert len(found["errors"]) == 2


def test_a_false_step_costs_the_claim(capsys):
    Path("mine.md").write_text("```calc\nclaim diff(x^2, x) = 2*x\n  diff(x^2, x)\n= 3*x\n= 2*x\n```\n")
    status, out, _ = run(capsys, "verify", "mine.md")
    assert status == 1
    assert out.endswith("1 file: 0 of 2 steps true, 2 false; the claim is not shown.\n")
    found = json.loads(run(capsys, "verify", "mine.md", "--format", "json")[1])
    assert [(claim["met"], claim["shown"]) for claim in found["claims"]] == [(True, False)]


STRANGER = 'sinn is no known function, so it stands for any smooth function; did you mean "sin"?'


def test_a_misprinted_function_gets_a_note(capsys):
    Path("mine.md").write_text("```calc\n  2*sinn(x)\n= sinn(x) + sinn(x)\n```\n")
    status, out, _ = run(capsys, "verify", "mine.md")
    assert status == 0
    assert out.startswith(f"mine.md:2:3: note: {STRANGER}\n")
    found = json.loads(run(capsys, "verify", "mine.md", "--format", "json")[1])
    assert [(note["line"], note["message"]) for note in found["notes"]] == [(2, STRANGER)]
    assert f"note: {STRANGER}" in " ".join(run(capsys, "show", "mine.md", "--no-sympy")[1].split())
    assert run(capsys, "prove", "sinn(x)", "sinn(x)") == (0, f"proved (identical)\nnote: {STRANGER}\n", "")
    assert json.loads(run(capsys, "prove", "sinn(x)", "sinn(x)", "--format", "json")[1])["notes"] == [STRANGER]


def test_an_i_that_nobody_has_declared_gets_a_note(capsys):
    note = "note: i is a symbol here; the imaginary unit is written I"
    assert note in run(capsys, "prove", "e^(i*pi)", "-1")[1]
    for others in (["Sum(i, (i, 1, 3))", "6"], ["i^2", "i*i", "--given", "i integer"], ["e^(I*pi)", "-1"]):
        assert "note" not in run(capsys, "prove", *others)[1]
    assert "note" not in run(capsys, "prove", "s(j)", "2*x(j)", "--let", "s(i) = 2*x(i)")[1]  # a parameter


@pytest.mark.parametrize("text", ["f(x)", "S(x)", "phi(x)", "softplus(x)", "sinh(x)", "Sum(k, (k, 1, n))"])
def test_only_misprints_get_a_guess(text, capsys):
    let = ["--let", "softplus(x) = log(1 + exp(x))"] if text.startswith("soft") else []
    assert "note" not in run(capsys, "prove", text, text, *let)[1]


def test_github_gets_annotations(capsys):
    Path("mine.md").write_text(FALSE)
    status, out, _ = run(capsys, "verify", "mine.md", "--format", "github")
    assert status == 1
    assert out.startswith("::error file=mine.md,line=3,col=1::FALSE: lines 2 and 3 are not equal%0A")


def test_standard_input_is_verified(capsys, monkeypatch):
    standard_input(monkeypatch, FALSE.encode())
    status, out, _ = run(capsys, "verify", "-")
    assert status == 1
    assert out.startswith("<stdin>:3:1: FALSE")


# ---- verify --write ----

GAPS = (
    (
        "# Gaps\r\n\r\n= not in a block\r\n```calc\r\n"
        "  (a + b)/c + 0  \r\n= (a + b)/c            by arithmetic\r\n= a/c + b/c   # here\r\n= b/c + a/c\t\r\n```\r\n\r\n\xe9\t \r\nend"
    )
    .encode("latin-1")
    .replace(b"\xe9", "é".encode())
)


def test_an_unknown_rule_says_that_its_block_was_not_checked(capsys):
    Path("mine.md").write_text(f"{FALSE}```calc\n  x\n= x    by quotient rul\n```\n")
    status, out, err = run(capsys, "verify", "mine.md")
    assert status == 2
    assert "mine.md:3:1: FALSE" in out
    assert err.endswith("\nnothing else in this block was checked\n")


def test_write_fills_in_reasons_and_touches_nothing_else(capsys):
    Path("gaps.md").write_bytes(GAPS)
    status, out, _ = run(capsys, "verify", "gaps.md", "--write")
    assert status == 0
    old, new = GAPS.split(b"\r\n"), Path("gaps.md").read_bytes().split(b"\r\n")
    assert new[6] == b"= a/c + b/c            by split fraction   # here"
    assert new[7] == b"= b/c + a/c            by reorder"
    assert [line for line in new if line not in new[6:8]] == [line for line in old if line not in old[6:8]]
    assert out.startswith("gaps.md:7:1: filled in: by split fraction\ngaps.md:8:1: filled in: by reorder\n")
    assert [path.name for path in Path().iterdir()] == ["gaps.md"]


def test_write_leaves_a_file_without_gaps_alone(capsys):
    Path("mine.md").write_text(MISNAMED)
    before = Path("mine.md").stat().st_mtime_ns
    assert run(capsys, "verify", "mine.md", "--write")[0] == 1
    assert Path("mine.md").read_text() == MISNAMED
    assert Path("mine.md").stat().st_mtime_ns == before


def test_standard_input_is_not_written(capsys, monkeypatch):
    standard_input(monkeypatch, FINE.encode())
    status, _, err = run(capsys, "verify", "--write", "-")
    assert status == 2
    assert "standard input can't be written to" in err


def test_write_loses_nothing_when_somebody_else_writes_too(capsys, monkeypatch):
    Path("fine.md").write_text(FINE)
    real = tempfile.mkstemp

    def meanwhile(**options):
        Path("fine.md").write_text("theirs")
        return real(**options)

    monkeypatch.setattr(tempfile, "mkstemp", meanwhile)
    status, _, err = run(capsys, "verify", "fine.md", "--write")
    assert status == 2
    assert "was changed by somebody else" in err
    assert Path("fine.md").read_text() == "theirs"
    assert [path.name for path in Path().iterdir()] == ["fine.md"]


def test_write_never_fills_a_false_step(capsys):
    Path("mine.md").write_text(FALSE)
    assert run(capsys, "verify", "mine.md", "--write")[0] == 1
    assert Path("mine.md").read_text() == FALSE


# ---- prove ----


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["d/dx 1/(1+e^-x)", "e^-x/(1+e^-x)^2"], 0, "proved (exact)\n"),
        (["(x^2 - 1)/(x - 1) = x + 1"], 0, "proved (exact)\ngained x = 1\n"),
        (["sqrt(x^2)", "x"], 1, "refuted: at x = -1: left is 1, right is -1\n"),
        (["sqrt(x^2)", "x", "--given", "x > 0"], 0, "proved (exact)\n"),
        (["-x", "x"], 1, "refuted: at x = 1: left is -1, right is 1\n"),
        (["-S(-x)", "S(x) - 1", "--let", "S(x) = 1/(1 + exp(-x))"], 0, "proved (exact)\n"),
        (["-x", "--given", "-1<x", "x", "--given", "x<-1/2"], 1, "refuted: at x = -3/4: left is 3/4, right is -3/4\n"),
        (["--", "-h", "-h"], 0, "proved (identical)\n"),
    ],
)
def test_prove_answers_in_words(arguments, status, said, capsys):
    assert run(capsys, "prove", *arguments) == (status, said, "")


def test_prove_answers_as_json(capsys):
    status, out, _ = run(capsys, "prove", "sqrt(x^2)", "x", "--format", "json")
    assert status == 1
    assert json.loads(out)["witness"] == {"at": {"x": "-1"}, "before": "1", "after": "-1"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "derivex: an equality has two sides"),
        (["x"], "expression:1:1: "),
        (["x", "y", "z"], "derivex: an equality has two sides"),
        (["1 +", "x"], "left:1:3: "),
        (["x = "], "expression:1:4: something is missing after"),
        (["x", "x", "--given", "y > 1, x > "], "--given:1:11: something is missing after"),
        (["x", "x", "--given", "x spam"], "--given:1:1: "),
        (["x", "y", "--given", "x > 1", "--given", "x < 0"], "contradicts"),
        (["S(x)", "y", "--let", "S(x) = S(x)"], "--let:1"),
    ],
)
def test_prove_refuses_what_it_cannot_read(arguments, said, capsys):
    status, out, err = run(capsys, "prove", *arguments)
    assert (status, out) == (2, "")
    assert said in err


def test_a_batch_is_answered_row_by_row_in_order(capsys, monkeypatch):
    rows = [
        b'{"id": "a", "lhs": "2*x", "rhs": "x + x", "given": []}',
        b'{"id": 7, "lhs": "x", "rhs": "y"}',
        b'{"id": "c", "lhs": "x +", "rhs": "y"}',
        b"not json",
        b"",
        b'{"id": "d", "lhs": "sqrt(x^2) = x", "given": "x > 0"}',
        b'{"id": "e", "lhs": 1, "rhs": 2}',
        b'{"id": "f", "lhs": "x", "rhs": "x", "given": ["x > 1", "x < 0"]}',
        b'{"id": "g", "lhs": "(x^2 - 1)/(x - 1)", "rhs": "x + 1", "given": []}',
        b'{"id": "h", "lhs": "\xff", "rhs": "x"}',
        b'["x", "x"]',
        b"[" * 100_000,
    ]
    standard_input(monkeypatch, b"\n".join(rows))
    status, out, err = run(capsys, "prove", "--batch", "-")
    answers = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (0, "")
    assert [each["id"] for each in answers] == ["a", 7, "c", None, "d", "e", "f", "g", "h", None, None]
    assert [each["verdict"] for each in answers] == [
        "proved", "refuted", "error", "error", "proved", "error", "error", "proved", "error", "error", "error",
    ]  # fmt: skip
    assert all(isinstance(each["ms"], float) for each in answers)
    assert answers[7]["gained"] == ["x = 1"]
    assert answers[2]["reason"].startswith("lhs:1:3: ")
    assert all("\n" not in (each["reason"] or "") for each in answers)
    fields = {"id", "verdict", "method", "lost", "gained", "witness", "reason", "ms"}
    assert all(each.keys() == fields for each in answers)


def test_a_batch_may_come_from_a_file(capsys):
    Path("rows.jsonl").write_text('{"id": 1, "lhs": "x", "rhs": "x"}\n')
    assert json.loads(run(capsys, "prove", "--batch", "rows.jsonl")[1])["verdict"] == "proved"
    assert run(capsys, "prove", "--batch", "missing.jsonl")[0] == 2


# ---- show ----


@pytest.mark.parametrize("name", ["sigmoid", "sigmoid-chain-rule"])
@pytest.mark.parametrize(
    ("option", "kind"), [("", "line"), ("--2d", "2d"), ("--sympy", "sympy"), ("--source", "source")]
)
def test_show_prints_the_library(name, option, kind, capsys):
    status, out, err = run(capsys, "show", name, "--no-sympy", *([option] if option else []))
    assert (status, err) == (0, "")
    assert not difference(f"show-{name}-{kind}.txt", out)
    *chain, _ = out.splitlines()
    assert max(map(len, chain)) <= 80 or option == "--source"


def test_show_ends_with_the_opinion_of_sympy(capsys):
    *_, summary, also = run(capsys, "show", "sigmoid")[1].splitlines()
    assert summary == "✓ 8 of 8 steps true, 8 reasons fit, no conditions. SymPy agrees: 8 of 8."
    assert also == "Another road: sigmoid-chain-rule. See also: --2d, --sympy, export sigmoid --to latex"


def test_show_says_what_is_wrong_below_the_step(capsys):
    Path("mine.md").write_text(MINE)
    status, out, _ = run(capsys, "show", "mine.md", "--no-sympy")
    assert status == 1
    assert not difference("show-mine.txt", out)


def test_show_prints_every_derivation_of_a_file(capsys):
    Path("two.md").write_text(FINE + FALSE)
    status, out, _ = run(capsys, "show", "two.md", "--no-sympy")
    assert status == 1
    assert out.count("(x + 1)") == 2


def test_show_without_a_name_lists_what_there_is(capsys):
    Path("derivations").mkdir()
    Path("derivations/mine.md").write_text(FINE)
    status, out, _ = run(capsys, "show")
    assert status == 0
    lines = [" ".join(line.split()) for line in out.splitlines()]
    at = lines.index("sigmoid The derivative of the sigmoid")
    assert lines[at + 1] == "d/dx S(x) = S(x)·(1 − S(x))"
    assert lines.index("activation") < at
    assert lines[0] == "mine Fine"
    assert "mine" in run(capsys, "show", "--names")[1].splitlines()


def test_ones_own_derivations_come_before_the_library(capsys):
    Path("derivations").mkdir()
    Path("derivations/sigmoid.md").write_text(FINE)
    assert "(x + 1)²" in run(capsys, "show", "sigmoid", "--no-sympy")[1]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_without_the_signs_gets_ascii(encoding, monkeypatch):
    printed = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(printed, encoding=encoding))
    assert main(["show", "sigmoid", "--no-sympy"]) == 0
    shown = printed.getvalue().decode(encoding)
    assert "= exp(-x)/(1 + exp(-x))^2" in shown
    assert "ok 8 of 8 steps true" in shown
    assert max(map(len, shown.splitlines()[:-1])) <= 80
    assert main(["show", "sigmoid", "--no-sympy", "--2d"]) == 0
    assert main(["rules", "quotient rule"]) == 0


# ---- rules ----


def test_rules_lists_the_book_and_prints_a_rule(capsys):
    status, out, _ = run(capsys, "rules")
    assert status == 0
    assert "split fraction" in out
    assert max(map(len, out.splitlines())) <= 80
    assert not difference("rules-quotient-rule.txt", run(capsys, "rules", "quotient-rule")[1])
    assert run(capsys, "rules", "the", "quotient", "rule")[1].startswith("quotient rule")


def test_a_rule_comes_with_those_that_have_its_words(capsys):
    out = run(capsys, "rules", "quotient")[1]
    assert out.startswith("quotient rule")
    assert "logarithm of a quotient" in out.split("\nalso: ")[1]
    assert "also: " not in run(capsys, "rules", "quotient-rule")[1]


@pytest.mark.parametrize("name", ["fundamental-theorem", "telescoping-sum", "limit-of-a-quotient"])
def test_laws_with_bound_variables_are_drawn(capsys, name):
    assert not difference(f"rules-{name}.txt", run(capsys, "rules", name)[1])


@pytest.mark.parametrize("name", [rule.name for rule in BOOK.rules])
def test_every_rule_has_a_page_that_fits(capsys, name):
    status, out, _ = run(capsys, "rules", name)
    assert status == 0
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize(("form", "ending"), [("html", "html"), ("markdown", "md")])
def test_rules_are_written_as_a_page(capsys, form, ending):
    status, out, _ = run(capsys, "rules", "fundamental", "theorem", "--to", form)
    assert status == 0
    assert not difference(f"rules-fundamental-theorem.{ending}", out)


def test_the_whole_book_is_written_into_a_file(capsys, tmp_path):
    path = tmp_path / "rules.html"
    assert run(capsys, "rules", "--to", "html", "-o", str(path))[0] == 0
    page = path.read_text(encoding="utf-8")
    assert page.count("<section id=") == len(BOOK) + len(EVERY)
    assert "<script" not in page and "http" not in page.replace("http://www.w3.org", "")
    body = page[page.index("<main>") : page.index("</main>")] + "</main>"
    assert len(ElementTree.fromstring(body)) == len(CHAPTERS) + len(BOOK) + len(EVERY) + 2  # every element is closed
    assert run(capsys, "rules", "--to", "html", "-o", str(path))[0] == 2  # it exists
    assert run(capsys, "rules", "-o", str(path))[0] == 2


def test_an_unknown_rule_gets_the_nearest_names(capsys):
    status, out, err = run(capsys, "rules", "quotient-rul")
    assert (status, out) == (2, "")
    assert 'no rule "quotient-rul"' in err
    assert '"quotient rule"' in err


# ---- new ----


def test_new_writes_a_derivation_that_verifies_and_never_overwrites(capsys):
    status, out, _ = run(capsys, "new", "my-first")
    assert (status, out) == (0, "my-first.md is written. Check it with: derivex verify my-first.md\n")
    content = Path("my-first.md").read_text()
    assert content.startswith("# My first\n")
    assert run(capsys, "verify", "my-first.md")[0] == 0
    assert run(capsys, "new", "my-first.md")[0] == 2
    assert Path("my-first.md").read_text() == content


def test_new_says_which_name_is_right(capsys):
    said = 'derivex: "bad/name x" is no name for a file; use letters, digits and hyphens: derivex new bad-name-x\n'
    assert run(capsys, "new", "bad/name x") == (2, "", said)


@pytest.mark.parametrize("name", ["", "-x.md/", "no/such/folder", "a b", ".", "..", "a\0b"])
def test_new_refuses_what_is_no_name(name, capsys):
    assert run(capsys, "new", name)[0] == 2
    assert list(Path().iterdir()) == []


# ---- export ----


def test_export_writes_latex_and_json(capsys):
    status, out, err = run(capsys, "export", "sigmoid", "--to", "latex")
    assert (status, err) == (0, "")
    assert not difference("export-sigmoid.tex", out)
    status, out, _ = run(capsys, "export", "sigmoid", "--to", "json")
    assert status == 0
    assert {row["reason_fits"] for row in json.loads(out)["equations"]} == {"fits"}


def test_export_never_overwrites_without_force(capsys):
    Path("out.tex").write_text("mine")
    status, out, err = run(capsys, "export", "sigmoid", "--to", "latex", "-o", "out.tex")
    assert (status, out) == (2, "")
    assert "out.tex exists" in err
    assert Path("out.tex").read_text() == "mine"
    assert run(capsys, "export", "sigmoid", "--to", "latex", "-o", "out.tex", "--force")[0] == 0
    assert Path("out.tex").read_text().startswith("% derivex: derivation The derivative of the sigmoid\n")
    assert run(capsys, "export", "sigmoid", "--to", "latex", "-o", "new.tex")[0] == 0


def test_export_says_what_is_wrong_with_a_derivation(capsys):
    Path("mine.md").write_text(FALSE)
    status, out, err = run(capsys, "export", "mine.md", "--to", "latex")
    assert status == 0
    assert "\\begin{align*}" in out
    assert "mine.md:3:1: FALSE" in err


def test_an_exported_script_runs_with_sympy_alone(capsys):
    Path("check.py").write_text(run(capsys, "export", "sigmoid", "--to", "sympy")[1])
    done = subprocess.run([sys.executable, "-I", "check.py"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "8 of 8" in done.stdout


# ---- bad input ----

HEAD = "```calc\n"
TAIL = "\n```\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(f"{HEAD}  x\n= (1 + x{TAIL}", "bad.md:3:3: ", id="open bracket"),
        pytest.param(
            f"{HEAD}  x\n= x    by quotient rul{TAIL}", 'bad.md:3:11: no rule "quotient rul"', id="unknown rule"
        ),
        pytest.param(f"{HEAD}given x spam\n  x\n= x{TAIL}", "bad.md:2:7: ", id="wrong given"),
        pytest.param(f"{HEAD}given x > 1, x < 0\n  x\n= x{TAIL}", "bad.md:2:7: ", id="contradiction"),
        pytest.param(f"{HEAD}let a = b\nlet b = a\n  a\n= b{TAIL}", "bad.md:", id="cycle"),
        pytest.param("", "bad.md:1:1: this file is empty", id="empty"),
        pytest.param("# Words\n\nonly.\n", "bad.md:1:1: this file holds no mathematics", id="no mathematics"),
        pytest.param(b"\x7fELF\x00\x01\x02\xff", "bad.md:1:1: ", id="binary"),
        pytest.param(f"{HEAD}  x\n= {'x + ' * 250_000}x{TAIL}", "bad.md:3:", id="1 MB line"),
        pytest.param(f"{HEAD}  x\n= {'(' * 10_000}x{')' * 10_000}{TAIL}", "bad.md:3:", id="deep"),
        pytest.param(f"{HEAD}  x\n= {'-' * 10_000}x{TAIL}", "bad.md:3:", id="signs"),
        pytest.param(f"{HEAD}  x\n= __import__('os').system('id'){TAIL}", "bad.md:3:", id="code"),
        pytest.param(f"{HEAD}  x\n", "bad.md:1:", id="open fence"),
    ],
)
@pytest.mark.parametrize("command", ["verify", "show", "export"])
def test_bad_input_gets_one_clear_message(content, said, command, capsys):
    Path("bad.md").write_bytes(content if isinstance(content, bytes) else content.encode())
    more = ["--to", "latex"] if command == "export" else []
    status, out, err = run(capsys, command, "bad.md", *more)
    assert (status, out) == (2, "")
    assert err.startswith(said)
    if command == "verify" and "no rule" in err:
        err = err.removesuffix("nothing else in this block was checked\n")
    assert len(err.splitlines()) <= 3
    assert max(map(len, err.splitlines())) <= 200


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["verify", "nothing/*.tex"], "nothing/*.tex fits no file; name a file, a folder or a pattern"),
        (["rules", "nonsense"], 'no rule "nonsense"'),
        (["show", ""], 'a derivation has a name; give one; "derivex show" lists what there is'),
        (["verify", "missing.md"], "missing.md"),
        (["show", "sigmoyd"], "sigmoid"),
        (["show", "missing.md"], "missing.md"),
        (["show", "."], "folder"),
        (["export", "nothing-like-it", "--to", "latex"], "nothing-like-it"),
        (["export", "sigmoid", "--to", "json", "--standalone"], "--standalone"),
        (["export", "sigmoid", "--to", "latex", "-o", "no/such/folder"], "no/such/folder"),
        (["verify", "--write", "-"], "is empty"),
    ],
)
def test_what_is_not_there_gets_one_clear_message(arguments, said, capsys, monkeypatch):
    standard_input(monkeypatch, b"")
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1 or ":1:1:" in err


@pytest.mark.parametrize("text", ["9**9**9**9", "(" * 10_000 + "x", "__import__('os').system('id')", "x" * 1_000_000])
def test_monsters_are_met_with_an_answer(text, capsys):
    assert run(capsys, "prove", text, "x")[0] in (1, 2, 3)


# ---- the edges ----


@pytest.mark.parametrize(
    "command",
    [
        [],
        *(
            [name]
            for name in ("show", "verify", "prove", "compare", "plot", "rules", "new", "import", "export", "completion")
        ),
    ],
)
def test_help_has_examples(command, capsys):
    status, out, _ = run(capsys, *command, "--help")
    assert status == 0
    assert "examples:\n  " in out


@pytest.mark.parametrize("arguments", [["nothing"], ["show", "--nothing"], ["export", "sigmoid", "--to", "x"]])
def test_wrong_usage_is_2(arguments, capsys):
    assert run(capsys, *arguments)[0] == 2


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("shw", 'no command "shw"; did you mean "show"? "derivex --help" lists them'),
        ("Verify", 'no command "Verify"; did you mean "verify"? "derivex --help" lists them'),
        ("explore", 'no command "explore"; did you mean "show"? "derivex --help" lists them'),
        ("xyzzy", 'no command "xyzzy"; "derivex --help" lists them'),
    ],
)
def test_a_wrong_command_gets_the_nearest_one(word, said, capsys):
    assert run(capsys, word, "sigmoid") == (2, "", f"derivex: {said}\n")


def test_the_name_alone_prints_the_help_with_a_first_thing_to_try(capsys):
    status, out, err = run(capsys)
    assert (status, err) == (0, "")
    assert "a first thing to try:\n  derivex show sigmoid\n" in out


def test_the_help_names_what_there_is_to_choose(capsys):
    told = run(capsys, "verify", "--help")[1]
    assert all(word in told for word in ('"derivex check"', "annotations", "exit status:", "undecided"))
    told = run(capsys, "export", "--help")[1]
    told = " ".join(told.split())
    assert all(word in told for word in ("latex: ", "markdown: ", "sympy: ", "json: ", '"derivex show"'))


def test_the_version_is_that_of_the_package(capsys):
    assert run(capsys, "--version") == (0, f"derivex {derivex.__version__}\n", "")
    text = (Path(__file__).parent.parent / "pyproject.toml").read_text()
    assert f'version = "{derivex.__version__}"' in text


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_every_command_and_option(shell, capsys):
    status, out, _ = run(capsys, "completion", shell)
    assert status == 0
    for word in ("show", "verify", "compare", "plot", "rules", "new", "import", "export", "standalone", "batch", "2d"):
        assert word in out
    if shell == "bash":
        Path("completion").write_text(out)
        assert subprocess.run(["bash", "-n", "completion"], check=False).returncode == 0


def test_an_interrupt_is_quiet(capsys, monkeypatch):
    import derivex.commands.rules

    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(derivex.commands.rules, "run", interrupted)
    assert run(capsys, "rules") == (130, "", "")


def process(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    source = str(Path(derivex.__file__).parent.parent)
    environment = {**os.environ, "PYTHONPATH": source}
    command = [sys.executable, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]  # the options are those of run


def test_a_closed_pipe_is_silent():
    script = "import sys; from derivex.cli import main; sys.exit(main(['rules']))"
    first_line_only = f'"{sys.executable}" -c "{script}" | head -1'
    source = str(Path(derivex.__file__).parent.parent)
    done = subprocess.run(
        first_line_only,
        shell=True,
        env={**os.environ, "PYTHONPATH": source},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("Routine\n", "")


def test_prove_starts_without_sympy_rich_and_the_book():
    done = process(
        "-c",
        "import sys; from derivex.cli import main; main(['prove', '-x + x', '0'])\n"
        "print([name for name in ('sympy', 'rich', 'derivex.book', 'derivex.justify') if name in sys.modules])",
    )
    assert done.stdout == "proved (exact)\n[]\n"


def test_the_package_runs_as_a_module():
    assert process("-m", "derivex", "--version").stdout == f"derivex {derivex.__version__}\n"


def test_every_public_name_is_there():
    assert sorted(derivex.__all__) == sorted(set(derivex.__all__))
    for name in derivex.__all__:
        assert getattr(derivex, name) is not None
        assert name in dir(derivex)
    with pytest.raises(AttributeError):
        _ = derivex.nothing
