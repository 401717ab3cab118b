"""Functions that were written, run: in a Python process of their own, or compiled by the C compiler.

Contract: what is run is the text that is handed out, no copy of it. A process has a limit of time. Errors: Unsupported
where the library or a compiler is missing (with what to install) and where the code fails.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from derivex.errors import Unsupported
from derivex.numerics import child

LIMIT = 120  # seconds for one process
# the C library keeps the memory of arrays that it has had before: what is measured is arithmetic, not page faults
STEADY = {"MALLOC_TRIM_THRESHOLD_": "1000000000", "MALLOC_MMAP_THRESHOLD_": "1000000000"}
COMPILERS = ("cc", "gcc", "clang")
LOOP = """
#include <stdio.h>

int main(void)
{{
    int which_;
    double given_[{most}];
    while (scanf("%d", &which_) == 1) {{
        for (int i = 0; i < {most}; i++) if (scanf("%la", &given_[i]) != 1) return 1;
        switch (which_) {{
{cases}        }}
    }}
    return 0;
}}
"""
Columns = Sequence[Sequence[float]]  # of each argument its values
Values = dict[str, dict[str, list[float]]]  # of each function, for each format


@dataclass(frozen=True, slots=True)
class Run:
    """The values of each function, and the seconds that it took for each size."""

    values: Values
    seconds: Mapping[str, Mapping[int, float]]


def is_there(library: str) -> bool:
    """Whether the functions of a library can be run here."""
    return compiler() is not None if library == "c" else find_spec(library) is not None


def require(library: str) -> None:
    """Errors: Unsupported where a library isn't installed, with what to do."""
    if not is_there(library):
        what = "a C compiler" if library == "c" else library
        remedy = "install one" if library == "c" else f'pip install "derivex[{library}]"'
        raise Unsupported(f"this needs {what}, which isn't installed", remedy=remedy)


def compiler() -> str | None:
    return next((found for name in COMPILERS if (found := shutil.which(name)) is not None), None)


def run(
    text: str,
    library: str,
    points: Mapping[str, Mapping[str, Columns]],
    timed: Mapping[str, Columns] | None = None,
    sizes: Sequence[int] = (),
) -> Run:
    """The functions of a module at points, by function and format; ``timed`` for arrays of some sizes."""
    require(library)
    if library == "c":
        return Run(_compiled(text, points), {})
    asked = {
        "module": text,
        "library": library,
        "sizes": list(sizes),
        "timed": {name: _written(columns) for name, columns in (timed or {}).items()},
        "points": {
            name: {form: _written(columns) for form, columns in forms.items()} for name, forms in points.items()
        },
    }
    # -P: the folder of that file is none to import from
    found = json.loads(process([sys.executable, "-P", child.__file__], json.dumps(asked), STEADY))
    values = {
        name: {form: list(map(float.fromhex, each)) for form, each in forms.items()}
        for name, forms in found["values"].items()
    }
    seconds = {name: {int(size): took for size, took in each.items()} for name, each in found["seconds"].items()}
    return Run(values, seconds)


def _written(columns: Columns) -> list[list[str]]:
    return [[each.hex() for each in column] for column in columns]


def process(command: Sequence[str], given: str, settings: Mapping[str, str] | None = None) -> str:
    """What a program prints for an input. Errors: Unsupported where it fails or takes too long."""
    environment = {**os.environ, **(settings or {})}
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, text=True, timeout=LIMIT, check=False, env=environment
        )
    except subprocess.TimeoutExpired:
        raise Unsupported(f"the functions didn't answer within {LIMIT} seconds") from None
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["without a word"])[-1]
        raise Unsupported(f"the functions fail: {last}")
    return done.stdout


def _compiled(text: str, points: Mapping[str, Mapping[str, Columns]]) -> Values:
    """Compiled with all warnings as errors, and called with every point."""
    asked = [(name, form, columns) for name, forms in points.items() for form, columns in forms.items()]
    most = max(len(columns) for _, _, columns in asked)
    cases = ""
    for number, (name, form, columns) in enumerate(asked):
        narrow = form == "float32"
        arguments = ", ".join(f"(float)given_[{i}]" if narrow else f"given_[{i}]" for i in range(len(columns)))
        call = f"(double){name}{'f' if narrow else ''}({arguments})"
        cases += f'        case {number}: printf("%d %a\\n", which_, {call}); break;\n'
    lines = [
        " ".join([str(number), *(each.hex() for each in row), *(["0x0p+0"] * (most - len(row)))])
        for number, (_, _, columns) in enumerate(asked)
        for row in zip(*columns, strict=True)
    ]
    with tempfile.TemporaryDirectory() as folder:
        source, program = Path(folder) / "written.c", Path(folder) / "written"
        source.write_text(text + LOOP.format(most=most, cases=cases), encoding="utf-8")
        name = compiler() or ""
        process([name, "-std=c99", "-O2", "-Wall", "-Wextra", "-Werror", str(source), "-o", str(program), "-lm"], "")
        answers = process([str(program)], "\n".join(lines) + "\n")
    values: Values = {name: {form: [] for form in forms} for name, forms in points.items()}
    for answer in answers.splitlines():
        which, value = answer.split()
        name, form, _ = asked[int(which)]
        values[name][form].append(float.fromhex(value))
    return values
