"""Where a derivation on the command line comes from, and which others lead to the same end.

Contract: files are read, never written; a file of the library that can't be read is an
entry with its complaint, and an ``InputError`` only for whoever asks for it by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from derivex.comparison import same
from derivex.configuration import Configuration
from derivex.derivation import Derivation
from derivex.errors import InputError
from derivex.library import find, names, roots, topic
from derivex.readers.calc import read_file
from derivex.readers.source import decode, lines, load_bytes
from derivex.term import App


@dataclass(frozen=True, slots=True)
class Source:
    """A file and its derivations; ``shown`` is its path as people know it."""

    path: Path
    shown: str
    derivations: tuple[Derivation, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the file, whichever way they end."""
        return tuple(each.text for each in lines(decode(load_bytes(self.path), self.shown), self.shown))


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that can be named, with its first claim; ``more`` chains stand in it besides."""

    name: str
    title: str
    claim: App | None = None
    topic: str = ""
    more: int = 0


def opened(name: str) -> Source:
    """What a name or a path stands for, read under what its project says. Errors: InputError."""
    # a folder is no name: its reader says so
    path = Path(name) if name and not Path(name).name else find(name)
    return Source(path, _shown(path), read_file(path, Configuration().of(path)))


def entries() -> Iterator[Entry]:
    """Everything that can be named, one entry a file; an unreadable one has no claim."""
    for path in names():
        try:
            first, *others = read_file(path)
        except InputError as error:
            yield Entry(path.stem, f"({error})", topic=topic(path))
            continue
        claim = next((each.claim for each in (first, *others) if each.claim is not None), None)
        yield Entry(path.stem, heading(path) or first.title, claim, topic(path), len(others))


def heading(path: Path) -> str:
    """The title of a page: its first heading; "" if it has none."""
    found = (each.text for each in lines(decode(load_bytes(path), str(path)), str(path)))
    return next((text.lstrip("#").strip() for text in found if text.startswith("# ")), "")


def other_roads(source: Source, derivation: Derivation) -> list[str]:
    """Names of the other derivations with the same claim about the same things."""
    found = []
    for path in names():
        if path.resolve() == source.path.resolve():
            continue
        try:
            others = read_file(path)
        except InputError:
            continue  # whoever asks for that file is told
        if any(_same_end(derivation, other) for other in others):
            found.append(path.stem)
    return found


def _same_end(one: Derivation, other: Derivation) -> bool:
    if one.claim is None or other.claim is None:
        return False
    bodies = {definition.name: definition.body for definition in one.definitions}
    return (
        same(one.claim, other.claim)
        and one.givens == other.givens
        and all(bodies.get(definition.name) == definition.body for definition in other.definitions)
    )


def _shown(path: Path) -> str:
    """The path in the library, or as it was typed."""
    for root in roots():
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return str(path)
