"""What a project says of all of its files: givens, names, and paths to be left out.

Whatever a file says itself is nearer and wins: a given of the project stands only where it speaks of what
the file speaks of, where the file doesn't define the name, and where it contradicts nothing that the file
gives. Which of them stood is for the report to say; ``said`` is the sentence.

Contract: data, and questions about it; ``configuration`` reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from derivex.definition import given_names
from derivex.errors import InputError
from derivex.given import Given
from derivex.notation.names import Names

if TYPE_CHECKING:
    from derivex.rule import Rule


@dataclass(frozen=True, slots=True)
class Fact:
    """One given, and where it was said: ``pyproject.toml``, ``--given``."""

    given: Given
    source: str

    @property
    def names(self) -> frozenset[str]:
        return given_names(self.given)


Facts: TypeAlias = tuple[Fact, ...]


def facts(given: Given, source: str) -> Facts:
    """A given taken apart, so that what doesn't stand somewhere costs nothing else."""
    parts = [Given((kind,)) for kind in given.kinds]
    parts += [Given((), (relation,)) for relation in given.relations]
    parts += [Given((), (), True)] if given.real_values else []
    return tuple(Fact(part, source) for part in parts)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A pattern for paths below a folder."""

    pattern: str
    folder: Path

    def fits(self, path: Path) -> bool:
        """Whether a file, or a folder that it is in, is left out by it.

        >>> drafts = Exclusion("drafts", Path("/notes"))
        >>> drafts.fits(Path("/notes/deep/drafts/a.md")), drafts.fits(Path("/notes/a.md"))
        (True, False)
        """
        if not path.is_relative_to(self.folder):
            return False
        parts = path.relative_to(self.folder).parts
        pattern = self.pattern.removeprefix("./").rstrip("/")
        wanted = _translated(pattern)
        if "/" not in pattern:
            return any(wanted.fullmatch(part) for part in parts)
        return any(wanted.fullmatch("/".join(parts[:stop])) for stop in range(1, len(parts) + 1))


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for a file unless it says otherwise."""

    facts: Facts = ()
    names: Names = Names()
    exclude: tuple[Exclusion, ...] = ()
    source: str = ""  # where the names were said
    rules: tuple[Rule, ...] = ()  # beside the book, proved or axioms

    def excludes(self, path: Path) -> bool:
        return any(each.fits(path) for each in self.exclude)

    def standing(self, own: Given, defined: frozenset[str], used: frozenset[str]) -> Facts:
        """The facts that stand beside a file's own givens, where it defines some names and uses some."""
        stated = {name for name, _ in own.kinds}
        candidates = [
            each
            for each in self.facts
            if not each.names & defined and not any(name in stated for name, _ in each.given.kinds)
        ]
        known = used | given_names(own)
        while more := frozenset().union(*(each.names for each in candidates if each.names & known)) - known:
            known |= more
        found = []
        for each in candidates:
            if each.names & known or each.given.real_values:
                try:
                    own = own.and_(each.given)
                except InputError:
                    continue
                found.append(each)
        return tuple(found)

    def said(self, stood: Iterable[Fact], names: Iterable[str] = ()) -> str:
        """What to tell of the facts that stood, and of the names that were read as the project says; "" if nothing.

        >>> Settings().said(facts(Given.read(["x > 0", "n integer"]), "pyproject.toml"))
        'under n integer, x > 0 (pyproject.toml)'
        """
        told: dict[str, list[str]] = {}
        for each in stood:
            told.setdefault(each.source, []).append(str(each.given))
        for name in sorted(names):
            kind = "function" if name in self.names.functions else "symbol"
            told.setdefault(self.source, []).append(f"{name} a {kind}")
        parts = (f"{', '.join(dict.fromkeys(each))} ({source})" for source, each in told.items())
        return f"under {'; '.join(parts)}" if told else ""


NO_SETTINGS = Settings()


def together(stood: Iterable[Fact]) -> Given:
    """Some facts that don't contradict each other, as one given."""
    given = Given()
    for each in stood:
        given = given.and_(each.given)
    return given


_SIGNS = re.compile(r"\*\*/|\*+|\?|\[!?\]?[^\]]*\]|.", re.DOTALL)


def _translated(pattern: str) -> re.Pattern[str]:
    """A pattern of paths: ``*`` and ``?`` stay inside of a name, ``**`` doesn't."""
    parts = []
    for token in _SIGNS.findall(pattern):
        match token:
            case "**/":
                parts.append("(?:.*/)?")
            case "?":
                parts.append("[^/]")
            case _ if set(token) == {"*"}:
                parts.append("[^/]*" if token == "*" else ".*")
            case _ if len(token) > 1:
                inside = re.sub(r"[\\^\[]", r"\\\g<0>", token[1:-1])
                parts.append(f"[^{inside[1:]}]" if inside.startswith("!") else f"[{inside}]")
            case _:
                parts.append(re.escape(token))
    try:
        return re.compile("".join(parts))
    except re.error:  # brackets that hold no set: meant as they stand
        return re.compile(re.escape(pattern))
