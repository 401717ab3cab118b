"""The definition of the pre-commit hook: it is one, and what it starts does what a hook should."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import derivex

FILE = Path(__file__).parent.parent / ".pre-commit-hooks.yaml"
FALSE = "```calc\n  (x + 1)^2\n= x^2 + 1\n```\n"
FINE = "```calc\n  x + x\n= 2*x\n```\n"


def hook() -> dict[str, object]:
    [found] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return dict(found)


def test_it_says_what_pre_commit_wants_to_know() -> None:
    found = hook()
    assert {"id", "name", "entry", "language"} <= found.keys()
    assert (found["id"], found["language"]) == ("derivex", "python")
    assert found["types_or"] == ["markdown", "tex", "jupyter", "rst"]


@pytest.mark.parametrize(
    ("files", "status"),
    [
        ({"fine.md": FINE, "README.md": "only words\n"}, 0),
        ({"README.md": "only words\n"}, 0),
        ({"fine.md": FINE, "false.md": FALSE}, 1),
        ({"drafts/false.md": FALSE, "fine.md": FINE}, 0),
        ({"open.tex": "\\[ \\sqrt{x^2} = x \\]\n"}, 3),
        ({"broken.md": "```calc\n  x\n= y +\n```\n"}, 2),
    ],
)
def test_its_entry_runs_on_the_files_that_it_is_given(files, status, tmp_path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.derivex]\nexclude = ["drafts"]\n', encoding="utf-8")
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    program, *arguments = shlex.split(str(hook()["entry"]))
    assert program == "derivex"
    done = subprocess.run(
        [sys.executable, "-m", program, *arguments, *files],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(derivex.__file__).parent.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stdout + done.stderr
