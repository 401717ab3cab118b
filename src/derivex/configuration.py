"""``[tool.derivex]`` in ``pyproject.toml``: what a project says of all of its files.

    [tool.derivex]
    given = ["x > 0", "n integer"]           # what every derivation and document may take for granted
    real-values = true                       # every value is real, as in courses of calculus
    names = { functions = ["S"], symbols = ["rate"] }
    exclude = ["drafts", "notes/*.txt"]      # not looked at in folders

    [tool.derivex.rules]                     # beside the book: proved, or axioms
    double-angle-twice = "sin(2*a) = 2*sin(a)*cos(a) because a double angle is a sum of two"
    shrink = { law = "a/(a*b) = 1/b", needs = ["a != 0"], why = "A common factor goes." }
    f-of-a-sum = { law = "f(x + y) = f(x)*f(y)", axiom = true }

The nearest ``pyproject.toml`` that has this table counts, looked for in a file's folder and upwards; for standard
input in the folder in which the command is run. Tables further up are not read. Patterns are relative to
the folder of the ``pyproject.toml``: without a slash they are the name of a file or folder at any depth.

Errors: BadSettings with the line of the key, for what is not understood. Nothing is guessed and nothing is skipped.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from derivex.errors import BadSettings, InputError, Place
from derivex.given import Given
from derivex.notation.names import Names, is_builtin
from derivex.settings import NO_SETTINGS, Exclusion, Facts, Settings, facts
from derivex.term import CONSTANTS

if TYPE_CHECKING:
    from derivex.rule import Rule

FILE = "pyproject.toml"
MAX_SIZE = 1_000_000  # bytes: beyond that it is no file of settings
LIKE = {
    "given": 'write given = ["x > 0", "n integer"]',
    "real-values": "write real-values = true",
    "names": 'write names = { functions = ["S"], symbols = ["rate"] }',
    "exclude": 'write exclude = ["drafts", "notes/*.txt"]',
    "rules": 'write [tool.derivex.rules], and below it shrink = "a/(a*b) = 1/b"',
}
PARTS = ("law", "why", "needs", "takes", "axiom")  # of a rule
_TABLE = re.compile(r"\s*\[\s*tool\s*\.\s*derivex\b")
_NAME = re.compile(r"[^\W\d]\w*")
_AT_LINE = re.compile(r" \(at line (\d+), column (\d+)\)\Z")


@dataclass(frozen=True, slots=True)
class Commanded:
    """What the command line says, which goes before what a file says."""

    given: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    isolated: bool = False  # no pyproject.toml is read


@dataclass(frozen=True, slots=True)
class Configuration:
    """The settings of any file, each ``pyproject.toml`` read once. Errors: BadSettings, BadGiven."""

    commanded: Commanded = Commanded()
    read: dict[Path, Settings] = field(default_factory=dict, compare=False, repr=False)
    over: dict[Path, Settings] = field(default_factory=dict, compare=False, repr=False)

    def of(self, file: str | Path) -> Settings:
        """What holds for a file; a file called ``-`` is standard input."""
        return self.of_folder(Path() if str(file) == "-" else Path(file).parent)

    def of_folder(self, folder: Path) -> Settings:
        """What holds for the files in a folder."""
        folder = Path(os.path.abspath(folder))  # noqa: PTH100  # symbolic links stay what people named
        if folder not in self.over:
            own = NO_SETTINGS if self.commanded.isolated else self._own(folder)
            self.over[folder] = _over(own, self.commanded)
        return self.over[folder]

    def _own(self, folder: Path) -> Settings:
        if folder not in self.read:
            found = _read(folder / FILE)
            if found is None:
                found = NO_SETTINGS if folder == folder.parent else self._own(folder.parent)
            self.read[folder] = found
        return self.read[folder]

    def excludes(self, path: str | Path) -> bool:
        """Whether a file or folder that was only found is left out."""
        full = Path(os.path.abspath(path))  # noqa: PTH100  # as above
        return self.of_folder(full.parent).excludes(full)


def _over(own: Settings, commanded: Commanded) -> Settings:
    """The settings with what the command line says in the place of what the file says."""
    stated = _given(commanded.given, "--given", lambda _: Place("--given")) if commanded.given else own.facts
    exclude = tuple(Exclusion(each, Path.cwd()) for each in commanded.exclude) or own.exclude
    return Settings(stated, own.names, exclude, own.source, own.rules)


def _read(path: Path) -> Settings | None:
    """The settings in one file; None if there is no such file, or no table of ours in it."""
    try:
        if not path.is_file():
            return None
        data = path.read_bytes()[: MAX_SIZE + 1]
    except OSError:
        return None  # not ours to read, and what it would say is unknown to everybody
    if b"derivex" not in data:
        return None
    shown = os.path.relpath(path)
    if len(data) > MAX_SIZE:
        raise BadSettings(f"{shown} has more than {MAX_SIZE:,} bytes", remedy="--isolated does without it")
    text = data.decode("utf-8", errors="replace")
    try:
        tool = tomllib.loads(text).get("tool", {})
    except tomllib.TOMLDecodeError as error:
        raise _no_toml(shown, text, str(error)) from None
    if not isinstance(tool, dict) or "derivex" not in tool:
        return None
    return _Reader(shown, text, path.parent).settings(tool["derivex"])


def _no_toml(file: str, text: str, said: str) -> BadSettings:
    found = _AT_LINE.search(said)
    lines = text.splitlines()
    line, column = (int(found[1]), int(found[2])) if found else (1, 1)
    shown = lines[line - 1] if line <= len(lines) else ""
    return BadSettings(
        f"this is no TOML: {_AT_LINE.sub('', said).lower()}",
        place=Place(file, line, column, shown),
        remedy="correct it, or use --isolated to do without it",
    )


def _given(texts: Iterable[str], source: str, at: Callable[[str], Place]) -> Facts:
    """Givens as facts, which must not contradict each other."""
    known = Given()
    for text in (line.strip() for each in texts for line in each.splitlines()):
        try:
            known = known.and_(Given.read([text]))
        except InputError as error:
            raise type(error)(error.value, place=at(text), remedy=error.remedy) from None
    return facts(known, source)


class _Reader:
    """Reads the table of one file; complaints point at the line of the key."""

    def __init__(self, file: str, text: str, folder: Path) -> None:
        self.file, self.lines, self.folder = file, text.splitlines(), folder

    def settings(self, table: object) -> Settings:
        if not isinstance(table, dict):
            raise self._bad("derivex", "tool.derivex must be a table", "write [tool.derivex] on a line of its own")
        for key in table:
            if key not in LIKE:
                near = get_close_matches(str(key).replace("_", "-")[:40], LIKE, 1)
                meant = f'did you mean "{near[0]}"? ' if near else ""
                raise self._bad(key, f'"{key}" is no setting of derivex', f"{meant}there are {', '.join(LIKE)}")
        stated = _given(self._texts(table, "given"), self.file, lambda text: self._place(text, "given"))
        if self._flag(table, "real-values"):
            stated = (*(each for each in stated if not each.given.real_values), *facts(_REAL, self.file))
        exclude = tuple(Exclusion(each, self.folder) for each in self._texts(table, "exclude"))
        names = self._names(table)
        return Settings(stated, names, exclude, self.file, self._rules(table, names))

    def _rules(self, table: Mapping[str, Any], names: Names) -> tuple[Rule, ...]:
        """The rules of the project, each proved or an axiom."""
        from derivex.ownrules import admitted_rules, own_rule, read_rule

        found = table.get("rules", {})
        if not isinstance(found, dict):
            raise self._wrong("rules", found, "a table")
        rules: tuple[Rule, ...] = ()
        for name, said in found.items():
            try:
                if isinstance(said, str):
                    rule = read_rule(f"{name}: {said}", names=names)
                else:
                    rule = own_rule(name, **self._parts(name, said), names=names)
                rules = (*rules, *admitted_rules((rule,), others=rules))
            except InputError as error:
                raise BadSettings(error.value, place=self._place(name, name), remedy=error.remedy) from None
        return rules

    def _parts(self, name: str, said: object) -> dict[str, Any]:
        """What a table says of one rule."""
        if not isinstance(said, dict) or not isinstance(said.get("law"), str):
            raise self._bad(name, f'the rule "{name}" has no law', f'write {name} = "left = right"')
        for key in said:
            if key not in PARTS:
                raise self._bad(name, f'"{key}" is no part of a rule', f"there are {', '.join(PARTS)}")
        why = said.get("why", "")
        if not isinstance(why, str):
            raise self._bad(name, f'"why" of {name} must be a text', 'write why = "A common factor goes."')
        lists = {key: self._texts(said, key, "rules") for key in ("needs", "takes")}
        return {"law": said["law"], "why": why, "axiom": self._flag(said, "axiom", "rules"), **lists}

    def _names(self, table: Mapping[str, Any]) -> Names:
        found = table.get("names", {})
        if not isinstance(found, dict):
            raise self._wrong("names", found, "a table")
        for key in found:
            if key not in ("functions", "symbols"):
                raise self._bad(key, f'"{key}" is no kind of names', LIKE["names"])
        functions, symbols = (self._texts(found, kind, "names") for kind in ("functions", "symbols"))
        for name in (*functions, *symbols):
            if not _NAME.fullmatch(name):
                raise self._bad(name, f'"{name}" is no name', "a name is a letter, or letters and digits")
            if name in CONSTANTS or is_builtin(name):
                raise self._bad(name, f'"{name}" already has a meaning of its own', "choose another name")
        both = sorted(set(functions) & set(symbols))
        if both:
            raise self._bad(both[0], f'"{both[0]}" is a function and a symbol', "keep one of them")
        return Names(frozenset(functions), frozenset(symbols))

    def _texts(self, table: Mapping[str, Any], key: str, like: str = "") -> tuple[str, ...]:
        found = table.get(key, [])
        texts = [found] if isinstance(found, str) else found
        if not isinstance(texts, list) or not all(isinstance(each, str) and each.strip() for each in texts):
            raise self._wrong(key, found, "a text or a list of texts", like)
        return tuple(each.strip() for each in texts)

    def _flag(self, table: Mapping[str, Any], key: str, like: str = "") -> bool:
        found = table.get(key, False)
        if not isinstance(found, bool):
            raise self._wrong(key, found, "true or false", like)
        return found

    def _wrong(self, key: str, found: object, wanted: str, like: str = "") -> BadSettings:
        shown = repr(found)
        said = f'"{key}" must be {wanted}, and is {shown if len(shown) <= 40 else shown[:40] + "…"}'
        return self._bad(key, said, LIKE[like or key])

    def _bad(self, words: str, said: str, remedy: str) -> BadSettings:
        return BadSettings(said, place=self._place(words), remedy=remedy)

    def _place(self, words: str, key: str = "") -> Place:
        """Where some words stand in the table: a key at the beginning of its line, or anything else anywhere."""
        start = next((index for index, line in enumerate(self.lines) if _TABLE.match(line)), 0)
        inside = range(start, len(self.lines))
        quoted = re.compile(rf"(?<![\w-])[\"']?{re.escape(words)}[\"']?(?![\w-])")
        for sought in (quoted, *([re.compile(rf"\s*{re.escape(key)}\s*=")] if key else [])):
            for index in inside:
                match = sought.search(self.lines[index])
                if match:
                    shown = self.lines[index]
                    return Place(self.file, index + 1, match.start() + 1, shown, len(match.group()))
        return Place(self.file, start + 1, 1, self.lines[start] if self.lines else "")


_REAL = Given((), (), True)
