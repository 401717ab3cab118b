"""What a project says of its files: read from ``pyproject.toml``, told in every report, and never nearer than the file itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from derivex.cli import main
from derivex.configuration import Commanded, Configuration
from derivex.errors import InputError
from derivex.given import Given
from derivex.settings import Exclusion, Settings, facts

ROOT = "```calc\n  sqrt(x^2)\n= x\n```\n"
NOTE = "under x > 0 (pyproject.toml)"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")


def project(text: str, folder: str = ".") -> None:
    Path(folder).mkdir(exist_ok=True, parents=True)
    Path(folder, "pyproject.toml").write_text(f"[tool.derivex]\n{text}\n", encoding="utf-8")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["verify", *arguments])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


@pytest.mark.parametrize(
    ("settings", "content", "status", "said"),
    [
        # givens stand, and are told
        ('given = ["x > 0"]', ROOT, 0, NOTE),
        ('given = "x > 0"', ROOT, 0, NOTE),
        ('given = ["x > 0", "n integer"]', ROOT, 0, NOTE),
        ('given = """x > 0\nx < 1"""', ROOT, 0, "under x > 0, x < 1 (pyproject.toml)"),
        ("", ROOT, 1, None),
        # what the file says is nearer
        ('given = ["x > 0"]', ROOT.replace("  sqrt", "given x < 0\n  sqrt"), 1, None),
        ('given = ["x integer"]', "```calc\ngiven x real\n  cos(pi*x)\n= (-1)^x\n```\n", 1, None),
        ('given = ["a > 0"]', "```calc\nlet a = -y^2\n  sqrt(a^2)\n= a\n```\n", 1, None),
        # what speaks of other things costs nothing
        ('given = ["y > 0"]', ROOT, 1, None),
        # and what is tied to them does
        (
            'given = ["y > 0", "x > y"]',
            ROOT,
            0,
            "under y > 0, x > y (pyproject.toml)",
        ),
        # the convention of real values
        (
            "real-values = true",
            "```calc\n  log(x*y)\n= log(x) + log(y)\n```\n",
            0,
            "under real values (pyproject.toml)",
        ),
        ('given = ["real values"]', "```calc\n  log(x^2)\n= 2*log(x)\n```\n", 0, "under real values (pyproject.toml)"),
        # names
        (
            'names = { symbols = ["S"] }',
            "```calc\n  S(2*x + 1)\n= 2*S*x + S\n```\n",
            0,
            "under S a symbol (pyproject.toml)",
        ),
        (
            'names = { functions = ["T"] }',
            "```calc\n  T(2*x + 1) + 0\n= T(1 + 2*x)\n```\n",
            0,
            "under T a function (pyproject.toml)",
        ),
    ],
)
def test_derivations_stand_under_what_the_project_says(settings, content, status, said, capsys) -> None:
    project(settings)
    Path("mine.md").write_text(content, encoding="utf-8")
    ended, out, err = run(capsys, "mine.md")
    assert (ended, err) == (status, "")
    assert [line.partition("note: ")[2] for line in out.splitlines() if "note: under" in line] == (
        [said] if said else []
    )


@pytest.mark.parametrize(
    ("settings", "content", "status", "said"),
    [
        ('given = ["x > 0"]', "\\[ \\sqrt{x^2} = x \\]", 0, NOTE),
        ('given = ["n integer"]', "\\[ \\cos(n \\pi) = (-1)^n \\]", 0, "under n integer (pyproject.toml)"),
        ('given = ["x > 0"]', "\\[ \\sqrt{y^2} = y \\]", 3, None),
        ('given = ["x > 0"]', "For $x < 0$ we have \\[ \\sqrt{x^2} = -x. \\]", 0, None),
        ('given = ["x > 0"]', "Let $x = -y^2$. Then \\[ \\sqrt{x^2} = y^2. \\]", 0, None),
        ('given = ["x < 0"]', "At $x = 2$ we get \\[ x^2 + 1 = 5. \\]", 0, None),
        ('given = ["x > 0"]', "% derivex: given x < 0\n\\[ \\sqrt{x^2} = -x \\]", 0, None),
        ('names = { functions = ["S"] }', "\\[ S(a+b) + 0 = S(b+a) \\]", 0, "under S a function (pyproject.toml)"),
        ('names = { symbols = ["S"] }', "\\[ S(a+b) = aS + bS \\]", 0, "under S a symbol (pyproject.toml)"),
        (
            'names = { functions = ["S"] }',
            "Let $f(x) = 2 S(x+1)$. Then \\[ f(2) = 2 S(3). \\]",
            0,
            "under S a function (pyproject.toml)",
        ),
    ],
)
def test_documents_stand_under_what_the_project_says(settings, content, status, said, capsys) -> None:
    project(settings)
    Path("mine.tex").write_text(content, encoding="utf-8")
    ended, out, err = run(capsys, "mine.tex")
    assert (ended, err) == (status, "")
    assert [line.partition("note: ")[2] for line in out.splitlines() if "note: under" in line] == (
        [said] if said else []
    )


def test_a_name_that_is_called_is_no_number_here(capsys) -> None:
    project('given = ["x > 0"]')
    Path("mine.md").write_text("```calc\n  diff(x(t)^2, t)\n= 2*x(t)*diff(x(t), t)\n```\n")
    status, out, _ = run(capsys, "mine.md")
    assert status == 0
    assert "under" not in out


def test_a_complaint_says_what_it_comes_from(capsys) -> None:
    project('given = ["n integer"]')
    Path("mine.md").write_text("```calc\n  diff(n^2, n)\n= 2*n\n```\n")
    status, _, err = run(capsys, "mine.md")
    assert status == 2
    assert err.startswith("mine.md:2:3: n is an integer, and a derivative needs a variable without gaps; ")
    assert "; this is under n integer (pyproject.toml)\n" in err


def test_givens_that_no_point_satisfies_prove_nothing(capsys) -> None:
    project('given = ["x*y < 0"]')
    Path("mine.md").write_text("```calc\ngiven x > 0, y > 0\n  x + y\n= y + x + x - x\n```\n")
    status, out, _ = run(capsys, "mine.md")
    assert status == 3
    assert "no point was found that satisfies the givens: x > 0, y > 0, x*y < 0" in out
    assert "under x*y < 0 (pyproject.toml)" in out


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
@pytest.mark.parametrize(("name", "content"), [("mine.md", ROOT), ("mine.tex", "\\[ \\sqrt{x^2} = x \\]")])
def test_every_format_tells_what_stood(form, name, content, capsys) -> None:
    project('given = ["x > 0"]')
    Path(name).write_text(content)
    status, out, _ = run(capsys, name, "--format", form)
    assert status == 0
    assert NOTE in out


def test_show_and_write_stand_under_it_too(capsys) -> None:
    project('given = ["x > 0"]')
    Path("mine.md").write_text("```calc\n  sqrt(x^2) + 0\n= x\n```\n")
    assert main(["show", "mine.md", "--no-sympy"]) == 0
    assert NOTE in capsys.readouterr().out
    assert main(["show", "mine.md", "--no-sympy"]) == 0
    assert capsys.readouterr().out.startswith("x > 0 ")
    assert main(["export", "mine.md", "--to", "latex", "--standalone"]) == 0
    assert "Given: \\(x > 0\\)." in capsys.readouterr().out
    assert main(["export", "mine.md", "--to", "sympy"]) == 0
    assert "positive=True" in capsys.readouterr().out
    assert main(["export", "mine.md", "--to", "json"]) == 0
    assert NOTE in capsys.readouterr().out
    assert run(capsys, "mine.md", "--write")[0] == 0
    assert "    by " in Path("mine.md").read_text()


def test_the_nearest_table_counts(capsys) -> None:
    project('given = ["x > 0"]')
    project('given = ["x < 0"]', "inside/deep")
    Path("inside/pyproject.toml").write_text("[tool.other]\nname = 'derivex'\n")
    for folder in (".", "inside", "inside/deep"):
        Path(folder, "mine.md").write_text(ROOT)
    assert run(capsys, "mine.md")[0] == 0
    assert run(capsys, "inside/mine.md")[0] == 0
    status, out, _ = run(capsys, "inside/deep/mine.md")
    assert status == 1
    assert "under x < 0 (inside/deep/pyproject.toml)" in out


def test_the_command_line_beats_the_file(capsys) -> None:
    project('given = ["x > 0"]\nexclude = ["drafts"]')
    Path("drafts").mkdir()
    Path("drafts/draft.md").write_text(ROOT)
    Path("mine.md").write_text(ROOT)
    assert run(capsys, ".")[0] == 0
    status, out, _ = run(capsys, ".", "--given", "x < 0")
    assert status == 1
    assert "under x < 0 (--given)" in out
    assert "draft.md" not in out
    assert run(capsys, ".", "--isolated")[0] == 1
    assert "under -1 < x (--given)" in run(capsys, ".", "--given", "-1<x")[1]
    status, out, _ = run(capsys, ".", "--exclude", "mine.md")
    assert status == 0
    assert "draft.md" in out


def test_standard_input_stands_under_the_folder_of_the_run(capsys, monkeypatch) -> None:
    import io
    import sys

    project('given = ["x > 0"]')
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ROOT.encode())))
    status, out, _ = run(capsys, "-")
    assert status == 0
    assert f"<stdin>:2:3: note: {NOTE}" in out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'givne = ["x > 0"]',
            'pyproject.toml:2:1: "givne" is no setting of derivex; did you mean "given"? '
            "there are given, real-values, names, exclude",
        ),
        (
            "real_values = true",
            'pyproject.toml:2:1: "real_values" is no setting of derivex; did you mean "real-values"? ',
        ),
        ("given = 3", 'pyproject.toml:2:1: "given" must be a text or a list of texts, and is 3; write given = ['),
        ('given = ["x > 0", 3]', 'pyproject.toml:2:1: "given" must be a text or a list of texts, and is ['),
        ('given = [""]', 'pyproject.toml:2:1: "given" must be a text or a list of texts'),
        ('real-values = "yes"', "pyproject.toml:2:1: \"real-values\" must be true or false, and is 'yes'; write real-"),
        ("names = 1", 'pyproject.toml:2:1: "names" must be a table, and is 1; write names = {'),
        ('names = { words = ["S"] }', 'pyproject.toml:2:11: "words" is no kind of names; write names = {'),
        ('names = { functions = ["S T"] }', 'pyproject.toml:2:24: "S T" is no name; '),
        ('names = { functions = ["sin"] }', 'pyproject.toml:2:24: "sin" already has a meaning of its own; '),
        ('names = { functions = ["S"], symbols = ["S"] }', 'pyproject.toml:2:24: "S" is a function and a symbol; '),
        ('given = ["n integer", "x spam"]', 'pyproject.toml:2:23: "x spam" is no given'),
        ('given = ["x > 1", "x < 0"]', 'pyproject.toml:2:19: "x > 1" contradicts "x < 0"; '),
        ("given = [", "pyproject.toml:"),
        (
            "exclude = true",
            'pyproject.toml:2:1: "exclude" must be a text or a list of texts, and is True; write exclude',
        ),
    ],
)
def test_what_is_not_understood_is_told_with_file_key_and_remedy(text, said, capsys) -> None:
    project(text)
    Path("mine.md").write_text("```calc\n  x + x\n= 2*x\n```\n")
    status, out, err = run(capsys, "mine.md")
    assert status == 2
    assert "steps true" not in out
    assert err.startswith(said)
    assert len(err.splitlines()) <= 3


def test_a_table_that_is_none(capsys) -> None:
    Path("pyproject.toml").write_text("[tool]\nderivex = 3\n")
    Path("mine.md").write_text("```calc\n  x + x\n= 2*x\n```\n")
    status, _, err = run(capsys, "mine.md")
    assert status == 2
    assert err.startswith("pyproject.toml:2:1: tool.derivex must be a table; write [tool.derivex]")


def test_a_table_of_names_may_stand_alone(capsys) -> None:
    Path("pyproject.toml").write_text('[tool.derivex.names]\nfunctions = ["T"]\n')
    Path("mine.md").write_text("```calc\n  T(2*x)\n= T(x + x)\n```\n")
    assert "under T a function" in run(capsys, "mine.md")[1]


SIDES = [
    ("sqrt(x^2)", "x"),
    ("log(x*y)", "log(x) + log(y)"),
    ("cos(pi*n)", "(-1)^n"),
    ("abs(x - 1)", "1 - x"),
    ("a/b + b/a", "2"),
    ("conjugate(z)", "z"),
    ("(x^2 - 1)/(x - 1)", "x + 1"),
]
GIVENS = ["x > 0", "n integer", "0 < x < 1", "a = b", "z complex", "x != 1", "real values", "x > 0, y > 0"]


def statuses(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[tuple[object, ...]]:
    rows = json.loads(run(capsys, *arguments, "--format", "json")[1])["equations"]
    return [(row["status"], row["conditions"]) for row in rows]


@pytest.mark.parametrize("known", GIVENS)
def test_wherever_a_given_is_said_the_verdicts_are_the_same(known, capsys) -> None:
    blocks = [f"```calc\n{{}}  {left}\n= {right}\n```\n" for left, right in SIDES]
    Path("plain.md").write_text("".join(each.format("") for each in blocks))
    Path("said.md").write_text("".join(each.format(f"given {known}\n") for each in blocks))
    wanted = statuses(capsys, "said.md")
    assert len(wanted) == len(SIDES)
    assert wanted != statuses(capsys, "plain.md")
    assert statuses(capsys, "plain.md", "--given", known) == wanted
    project(f'given = ["{known}"]')
    assert statuses(capsys, "plain.md") == wanted


@pytest.mark.parametrize("known", GIVENS)
def test_so_they_are_for_documents(known, capsys) -> None:
    displays = [
        r"\[ \sqrt{x^2} = x \]", r"\[ \ln(xy) = \ln x + \ln y \]", r"\[ \cos(\pi n) = (-1)^n \]", r"\[ |x - 1| = 1 - x \]",
        r"\[ \frac{a}{b} + \frac{b}{a} = 2 \]", r"\[ \frac{x^2 - 1}{x - 1} = x + 1 \]", r"\[ \sqrt{z^2} = z \]",
    ]  # fmt: skip
    Path("plain.tex").write_text("\n\n".join(displays))
    Path("said.tex").write_text(f"% derivex: given {known}\n\n" + "\n\n".join(displays))
    wanted = statuses(capsys, "said.tex")
    assert len(wanted) == len(displays)
    assert statuses(capsys, "plain.tex", "--given", known) == wanted


# ---- the rooms ----


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("drafts", "drafts/a.md", True),
        ("drafts/", "deep/drafts/more/a.md", True),
        ("drafts", "drafts.md", False),
        ("*.txt", "deep/a.txt", True),
        ("*.txt", "a.txt.md", False),
        ("notes/*.txt", "notes/a.txt", True),
        ("notes/*.txt", "notes/deep/a.txt", False),
        ("notes/*.txt", "deep/notes/a.txt", False),
        ("./notes", "notes/a.md", True),
        ("notes/**/b.md", "notes/b.md", True),
        ("notes/**/b.md", "notes/x/y/b.md", True),
        ("**/b", "x/y/b/a.md", True),
        ("chapter-[12].tex", "chapter-2.tex", True),
        ("chapter-[!12].tex", "chapter-2.tex", False),
        ("chapter-?.tex", "chapter-2.tex", True),
        ("[z-a]", "[z-a]", True),
        ("a+b(c)", "a+b(c)", True),
        ("a.md", "axmd", False),
    ],
)
def test_patterns(pattern, path, fits) -> None:
    assert Exclusion(pattern, Path("/project")).fits(Path("/project") / path) is fits


def test_a_pattern_reaches_nothing_outside_of_its_folder() -> None:
    assert not Exclusion("*", Path("/project")).fits(Path("/elsewhere/a.md"))


def test_facts_are_taken_apart_and_stand_one_by_one() -> None:
    settings = Settings(facts(Given.read(["a > 0", "b integer", "a < c", "real values"]), "here"))
    assert len(settings.facts) == 4
    stood = settings.standing(Given.read(["c < -1"]), frozenset({"b"}), frozenset({"c"}))
    assert [str(each.given) for each in stood] == ["a > 0", "real values"]


def test_commanded_givens_have_to_be_right() -> None:
    with pytest.raises(InputError, match="is no given"):
        Configuration(Commanded(given=("x spam",))).of("a.md")
