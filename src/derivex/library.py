"""Finding derivations: by path, or by name in ``./derivations`` and in the shipped library.

A name is the stem of a file (``sigmoid``), a part of one, or its path in the library
(``activation/sigmoid``). The folder ``derivations`` where the command is run comes before the
shipped one, and in both an exact stem before a part of one.

Errors: ``NoDerivation`` for a name that nothing or several things answer to, with the names
that were meant, perhaps.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from derivex.derivation import Derivation
from derivex.errors import NoDerivation
from derivex.readers.calc import read_file

FOLDER = "derivations"
INDEX = "index.md"  # the page that lists the others; written by derivex, and no derivation
SUFFIXES = (".md", ".calc")
LISTED = 6  # so many names are told in a message


def load(name: str | Path, number: int | None = None) -> Derivation:
    """The derivation of a name or file; ``number`` (from 1) chooses where a file holds several.

    Errors: NoDerivation, and every InputError of reading the file.

    >>> load("sigmoid").definitions[0].name
    'S'
    """
    path = find(name)
    found = read_file(path)
    if number is None and len(found) > 1:
        raise NoDerivation(f"{path} holds {len(found)} derivations", remedy="choose one: load(name, number=1)")
    index = 1 if number is None else number
    if not 1 <= index <= len(found):
        raise NoDerivation(f"{path} holds no derivation number {index}", remedy=f"it holds {len(found)}")
    return found[index - 1]


def find(name: str | Path) -> Path:
    """The file that a path or a name stands for.

    >>> find("sigmoid").name
    'sigmoid.md'
    """
    text = str(name).strip()
    if not text:
        raise NoDerivation("a derivation has a name", remedy='give one; "derivex show" lists what there is')
    path = Path(text)
    if path.suffix.lower() in SUFFIXES and _exists(path):
        return path
    wanted = path.with_suffix("") if path.suffix.lower() in SUFFIXES else path
    key = _key(wanted.name)
    if key:
        for fits in (lambda stem: stem == key, lambda stem: key in stem):
            for root in roots():
                found = [each for each in entries(root) if fits(_key(each.stem)) and _inside(each, wanted)]
                if len(found) == 1:
                    return found[0]
                if found:
                    several = ", ".join(_relative(each, root) for each in found[:LISTED])
                    raise NoDerivation(f'"{text}" may be several derivations', remedy=f"name one of {several}")
    if _exists(path) and path.name:
        return path  # a file of another kind, or a folder: its reader says what is wrong with it
    raise NoDerivation(f'no derivation "{_shortened(text)}"', remedy=_nearest(key))


def roots() -> tuple[Path, ...]:
    """The folders that are searched, in their order; those that exist."""
    found = (Path.cwd() / FOLDER, _shipped())
    return tuple(dict.fromkeys(root.resolve() for root in found if root.is_dir()))


@lru_cache(maxsize=1)
def _shipped() -> Path:
    """The library inside the installed package or, in a checkout, beside ``src``."""
    package = Path(str(files("derivex")))
    inside, beside = package / FOLDER, package.parent.parent / FOLDER
    return inside if inside.is_dir() or package.parent.name != "src" else beside


def entries(root: Path) -> tuple[Path, ...]:
    """Every derivation file in a folder and the folders in it, sorted."""
    return tuple(
        sorted(path for path in root.rglob("*") if path.suffix in SUFFIXES and path.is_file() and path.name != INDEX)
    )


def topic(path: Path) -> str:
    """The folder of the library in which a file stands; "" at its top.

    >>> topic(find("sigmoid"))
    'activation'
    """
    for root in roots():
        if path.is_relative_to(root):
            return path.relative_to(root).parent.as_posix().strip(".")
    return ""


def names() -> tuple[Path, ...]:
    """Everything that can be named; a local file hides a shipped one of the same path."""
    found: dict[str, Path] = {}
    for root in roots():
        for path in entries(root):
            found.setdefault(path.relative_to(root).as_posix(), path)
    return tuple(found[key] for key in sorted(found, key=lambda key: Path(key).with_suffix("").parts))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False  # a name that no file can have


def _key(name: str) -> str:
    """A name as it is compared: no capitals; blanks and underscores are hyphens."""
    return "-".join(name.lower().replace("_", " ").replace("-", " ").split())


def _inside(path: Path, wanted: Path) -> bool:
    """Whether a file stands in the folder that was named with it, if one was."""
    folder = [part for part in wanted.parent.parts if part != "."]
    return not folder or list(path.parent.parts[-len(folder) :]) == folder


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).with_suffix("").as_posix()


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def _nearest(key: str) -> str:
    stems = sorted({path.stem for path in names()})
    close = get_close_matches(key[:60], stems, 3, 0.5)
    if close:
        return "did you mean " + " or ".join(f'"{each}"' for each in close) + "?"
    return '"derivex show" lists what there is'
