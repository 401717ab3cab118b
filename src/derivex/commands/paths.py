"""Which files a path names: itself, those in a folder, or those that fit a pattern.

In a folder every file is looked at that may hold mathematics; the hidden, those of other people's
tools and the excluded are left out. A file that was found and not named may hold nothing: that is no complaint.

Contract: names in order, each once, bounded; a path that names nothing is a NoDerivation.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from glob import glob
from pathlib import Path
from typing import NamedTuple

from derivex.errors import NoDerivation
from derivex.readers.calc import MARKDOWN

MAX_FILES = 10_000
STDIN = "-"
DOCUMENTS = frozenset(
    {".tex", ".latex", ".ltx", ".ipynb", ".rst", ".txt", ".text", ".py", ".pyi"}
)  # read for their equations
IN_FOLDERS = frozenset({*MARKDOWN, ".calc"}) | DOCUMENTS - {".py", ".pyi"}
PASSED_OVER = frozenset({"__pycache__", "node_modules", "site-packages", "venv", "build", "dist"})

Excluded = Callable[[str], bool]


class Named(NamedTuple):
    """A file, and whether it was named itself."""

    path: str
    itself: bool


def none(path: str) -> bool:
    """Nothing is excluded."""
    return False


def files(paths: Iterable[str], excluded: Excluded = none, *, as_found: bool = False) -> Iterator[Named | NoDerivation]:
    """The files that some paths name, and complaints about those that name none.

    ``excluded`` tells which of those that were only found are left out; ``as_found`` treats those that
    are named themselves alike.
    """
    seen: set[str] = set()
    for path in paths:
        found = list(_of(path, excluded))
        if not found and not as_found:
            said = f"{path} holds no file that could be checked" if Path(path).is_dir() else f"{path} fits no file"
            yield NoDerivation(said, remedy="name a file, a folder or a pattern such as notes/*.tex")
        for each in found:
            if as_found and each.itself and each.path != STDIN:
                if excluded(each.path):
                    continue
                each = Named(each.path, itself=False)
            if each.path not in seen and len(seen) < MAX_FILES:
                seen.add(each.path)
                yield each


def _of(path: str, excluded: Excluded) -> Iterator[Named]:
    if path == STDIN:
        yield Named(path, itself=True)
    elif Path(path).is_dir():
        yield from (Named(each, itself=False) for each in _in_folder(path, excluded))
    elif any(sign in path for sign in "*?[") and not Path(path).exists():
        found = sorted(glob(path, recursive=True))  # noqa: PTH207  # the pattern may be absolute, or begin with ..
        yield from (Named(each, itself=False) for each in found if Path(each).is_file() and not excluded(each))
    else:
        yield Named(path, itself=True)


def _in_folder(folder: str, excluded: Excluded) -> Iterator[str]:
    for here, inside, names in os.walk(folder):
        inside[:] = sorted(
            each
            for each in inside
            if not each.startswith(".") and each not in PASSED_OVER and not excluded(str(Path(here) / each))
        )
        for name in sorted(names):
            path = str(Path(here) / name)
            if not name.startswith(".") and Path(name).suffix.lower() in IN_FOLDERS and not excluded(path):
                yield path
