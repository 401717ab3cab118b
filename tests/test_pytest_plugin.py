"""derivex inside of pytest: what is collected and what isn't, what passes, fails, is skipped or open, and the summary."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

import derivex
from derivex.commands.paths import IN_FOLDERS
from derivex.plugin.pytest import SUFFIXES

pytest_plugins = ("pytester",)

SQUARES = """# The square of a sum

```calc
  (x + 1)^2
= x^2 + 2*x + 1
```

# Another one

```calc
  (x - 1)^2
= x^2 + 2*x + 1
```

```calc
  sqrt(x^2) + 0
= abs(x)    by nonsense
```
"""
NOTES = """Let $S(x) = \\frac{1}{1 + e^{-x}}$. Then

$$ \\frac{d}{dx} S(x) = S(x)(1 - S(x)) $$

$$ \\cos(n \\pi) = (-1)^n $$

$$ A = \\begin{pmatrix} 1 \\end{pmatrix} $$

$$ x + x = 3x $$
"""
FINE = "```calc\n  x + x\n= 2*x\n```\n"
ROOT = "```calc\n  sqrt(x^2)\n= x\n```\n"


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return pytester.runpytest("-p", "no:derivex", "-p", "derivex.plugin.pytest", "-p", "no:cacheprovider", *arguments)


@pytest.fixture
def files(pytester: pytest.Pytester) -> pytest.Pytester:
    for folder in ("derivations", "docs"):
        pytester.mkdir(folder)
    for name, content in (("derivations/squares.md", SQUARES), ("docs/notes.md", NOTES), ("docs/words.md", "words\n")):
        Path(name).write_text(content, encoding="utf-8")
    Path("docs/test_own.py").write_text("def test_own():\n    assert True\n", encoding="utf-8")
    return pytester


# ---- what is collected ----

ALL = [
    "derivations/squares.md::the-square-of-a-sum",
    "derivations/squares.md::another-one",
    "derivations/squares.md::reading",
    "docs/notes.md::line-1",
    "docs/notes.md::line-3",
    "docs/notes.md::line-5",
    "docs/notes.md::line-7",
    "docs/notes.md::line-9",
]


def collected(pytester: pytest.Pytester, *arguments: str) -> list[str]:
    lines = run(pytester, "--collect-only", "-q", *arguments).outlines
    return sorted(line for line in lines if "::" in line and "test_own" not in line)


@pytest.mark.parametrize(
    ("ini", "arguments", "names"),
    [
        pytest.param("", ["."], [], id="nothing unasked"),
        pytest.param("", ["derivations", "docs"], [], id="nor in folders that are named"),
        pytest.param("", ["--derivex"], ALL, id="everywhere, if asked"),
        pytest.param("", ["--derivex", "derivations"], ALL[:3], id="in the folders that are named"),
        pytest.param("derivex_paths = derivations docs", [], ALL, id="in the paths of the project"),
        pytest.param("derivex_paths = derivations docs", ["derivations", "docs"], ALL, id="named or not"),
        pytest.param("derivex_paths = derivations", ["."], ALL[:3], id="and in no other"),
        pytest.param("derivex_paths = docs/notes.md", ["."], ALL[3:], id="a path may be a file"),
        pytest.param("derivex_paths = docs", ["derivations"], [], id="where the run looks only"),
        pytest.param("", ["docs/notes.md"], ALL[3:], id="a file that is named"),
        pytest.param("", ["docs/words.md"], [], id="that holds nothing"),
        pytest.param("", ["derivations/squares.md::another-one"], ALL[1:2], id="a chain that is named"),
        pytest.param("", ["--derivex", "-k", "line-7 or square"], [*ALL[:3], ALL[6]], id="chains by their names"),
    ],
)
def test_only_what_is_asked_for_is_collected(ini, arguments, names, files) -> None:
    files.makeini(f"[pytest]\n{ini}\n")
    assert collected(files, *arguments) == sorted(names)


def test_excluded_files_are_not_collected_unless_they_are_named(files) -> None:
    Path("pyproject.toml").write_text('[tool.derivex]\nexclude = ["docs"]\n', encoding="utf-8")
    assert collected(files, "--derivex") == sorted(ALL[:3])
    assert collected(files, "docs/notes.md") == sorted(ALL[3:])


def test_the_kinds_of_files_are_those_of_folders() -> None:
    assert SUFFIXES == IN_FOLDERS


def test_nothing_of_ours_is_imported_before_a_file_is_collected() -> None:
    script = (
        "import sys, pytest\n"
        "pytest.main(['-p', 'no:derivex', '-p', 'derivex.plugin.pytest', '-q', '--co', '.'])\n"
        "print(sorted(name for name in sys.modules if name.startswith('derivex')))\n"
    )
    done = process("-c", script)
    assert done.stdout.splitlines()[-1] == "['derivex', 'derivex.plugin', 'derivex.plugin.pytest']"


def process(*arguments: str) -> subprocess.CompletedProcess[str]:
    import os
    import tempfile

    environment = {**os.environ, "PYTHONPATH": str(Path(derivex.__file__).parent.parent)}
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run(
            [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )


def test_the_entry_point_is_the_module_of_the_hooks() -> None:
    text = (Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8")
    [(_, module)] = tomllib.loads(text)["project"]["entry-points"]["pytest11"].items()
    assert callable(import_module(module).pytest_collect_file)


# ---- what becomes of a chain ----


def test_a_chain_passes_fails_is_skipped_or_open(files) -> None:
    done = run(files, "--derivex", "-rA", "-v")
    done.assert_outcomes(passed=4, failed=3, skipped=1, xfailed=1)
    done.stdout.fnmatch_lines(
        [
            "derivations/squares.md::the-square-of-a-sum PASSED*",
            "derivations/squares.md::another-one FAILED*",
            "derivations/squares.md::reading FAILED*",
            "docs/notes.md::line-1 PASSED*",
            "docs/notes.md::line-3 PASSED*",
            "docs/notes.md::line-5 XFAIL (undecided: these two sides*",
            "docs/notes.md::line-7 SKIPPED (not checkable: only scalars*",
            "docs/notes.md::line-9 FAILED*",
            "docs/test_own.py::test_own PASSED*",
        ]
    )
    done.stdout.fnmatch_lines(
        [
            "derivations/squares.md:12:1: FALSE: lines 11 and 12 are not equal",
            " 12 | = x^2 + 2?x + 1",
            "    | ^ at x = 1: line 11 is 0, line 12 is 4",
        ]
    )
    done.stdout.fnmatch_lines(["SKIPPED [[]1[]] docs/notes.md:7: not checkable: only scalars can be checked, *"])
    done.stdout.fnmatch_lines(['derivations/squares.md:17:16: no rule "nonsense"*'])
    done.stdout.fnmatch_lines(
        [
            "derivex: 8 chains, 7 steps, 2 proved, 2 refuted, 1 undecided, 1 not checkable",
            "    1 not checkable: only scalars can be checked, and this is a matrix",
        ]
    )


@pytest.mark.parametrize(
    ("wish", "arguments", "outcomes"),
    [
        ("", [], {"xfailed": 1}),
        ("derivex_undecided = xfail", [], {"xfailed": 1}),
        ("derivex_undecided = fail", [], {"failed": 1}),
        ("derivex_undecided = skip", [], {"skipped": 1}),
        ("", ["--runxfail"], {"failed": 1}),
    ],
)
def test_undecided_never_counts_as_passed(wish, arguments, outcomes, files) -> None:
    files.makeini(f"[pytest]\n{wish}\n")
    run(files, "docs/notes.md::line-5", *arguments).assert_outcomes(**outcomes)


def test_a_wish_that_there_is_not(files) -> None:
    files.makeini("[pytest]\nderivex_undecided = pass\n")
    done = run(files, "docs")
    assert done.ret == pytest.ExitCode.USAGE_ERROR
    done.stderr.fnmatch_lines(['*derivex_undecided is "pass"; choose from xfail, fail, skip*'])


def test_under_what_a_chain_stands_is_told(files) -> None:
    Path("pyproject.toml").write_text('[tool.derivex]\ngiven = ["n integer", "x > 0"]\n', encoding="utf-8")
    Path("derivations/root.md").write_text(ROOT, encoding="utf-8")
    done = run(files, "docs/notes.md::line-5", "derivations/root.md")
    done.assert_outcomes(passed=2)
    done.stdout.fnmatch_lines(
        ["    1 chain under n integer (pyproject.toml)", "    1 chain under x > 0 (pyproject.toml)"]
    )


def test_settings_that_are_wrong_are_told_once_and_clearly(files) -> None:
    Path("pyproject.toml").write_text('[tool.derivex]\ngivne = "x > 0"\n', encoding="utf-8")
    done = run(files, "docs/notes.md")
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines(['pyproject.toml:2:1: "givne" is no setting of derivex; did you mean "given"?*'])


def test_damage_fails_and_costs_the_rest_nothing(files) -> None:
    Path("docs/damaged.tex").write_text("\\[ \\frac{1}{2 = 3 \\]\n\n\\[ x + x = 2x \\]\n", encoding="utf-8")
    Path("docs/binary.md").write_bytes(b"\x7fELF\x00\x01")
    run(files, "docs/damaged.tex").assert_outcomes(passed=1, failed=1)
    run(files, "docs/binary.md").assert_outcomes(failed=1)


def test_cells_and_files_that_are_read_in_have_names_too(files) -> None:
    cells = [{"cell_type": "markdown", "metadata": {}, "source": "$x + x = 2x$"} for _ in range(2)]
    Path("docs/a.ipynb").write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}))
    Path("docs/part.tex").write_text("\\[ a = a \\]", encoding="utf-8")
    Path("docs/whole.tex").write_text("\\input{part}\n\\[ x = x \\] \\[ y = y \\]", encoding="utf-8")
    names = collected(files, "docs/a.ipynb", "docs/whole.tex")
    assert [each.partition("::")[2] for each in names] == [
        "cell-1-line-1", "cell-2-line-1", "line-2", "line-2-2", "part-tex-line-1",
    ]  # fmt: skip


def test_chains_are_shared_out_among_processes(files, monkeypatch) -> None:
    pytest.importorskip("xdist")
    monkeypatch.setenv("PYTHONPATH", str(Path(derivex.__file__).parent.parent))
    Path("derivations/root.md").write_text(FINE, encoding="utf-8")
    done = files.runpytest_subprocess(
        "-p", "no:derivex", "-p", "derivex.plugin.pytest", "--derivex", "-n", "2", "-p", "no:cacheprovider"
    )
    done.assert_outcomes(passed=5, failed=3, skipped=1, xfailed=1)
    done.stdout.fnmatch_lines(["derivex: 9 chains, 8 steps, 3 proved, 2 refuted, 1 undecided, 1 not checkable"])
