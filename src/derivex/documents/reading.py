"""A document from file to formulas: the one door to the readers of all kinds.

The items of a document are walked in order. Macros hold from where they are defined;
files that LaTeX reads in are read where it does so, inside the folder of the document
only; ``derivex: skip`` takes away the formula behind it. Everything that goes wrong with a
part is a complaint beside what could be read. Only a file that can't be read at all raises,
and then an InputError.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from derivex.documents.docstrings import docstrings
from derivex.documents.expansion import expanded
from derivex.documents.formulas import Border, Directive, Formula, Inclusion, Item, Macro, Scanned
from derivex.documents.latex import latex
from derivex.documents.markdown import markdown
from derivex.documents.marks import Dialect
from derivex.documents.notebooks import notebook
from derivex.documents.passages import source
from derivex.documents.sources import MAX_DOCUMENT, Kind, decode, kind_of, load
from derivex.documents.structured import plain, structured
from derivex.errors import InputError, NoDerivation, TooLarge, Unreadable

MAX_COMPLAINTS = 100  # more of them help nobody
EXPANSION, MIN_EXPANSION = 3, 1_000_000  # characters that macros may make: so many times the document, and so many
MAX_FILES = 100  # read in by one document
MAX_INCLUDED = 20  # files inside each other

Load = Callable[[str], tuple[str, bytes]]  # the name to show, and the content, of a file that is read in


@dataclass(frozen=True, slots=True)
class Document:
    """The formulas, directives and headings of a document, in order, and what couldn't be read."""

    file: str
    kind: Kind
    items: tuple[Formula | Directive | Border, ...]
    complaints: tuple[InputError, ...] = ()

    @property
    def formulas(self) -> tuple[Formula, ...]:
        return tuple(item for item in self.items if isinstance(item, Formula))


def read_file(path: str | Path, kind: Kind | None = None) -> Document:
    """The document in a file; files that it reads in are looked for in its folder.

    Its ending and its content tell its kind, unless that is said.

    Errors: NoDerivation if there is no such file, TooLarge and Unreadable if it can't be used.
    """
    return read_bytes(load(path), str(path), from_folder(Path(path).parent), kind)


def read_bytes(data: bytes, file: str = "<input>", include: Load | None = None, kind: Kind | None = None) -> Document:
    """The document in the content of a file."""
    text, complaints = decode(data, file)
    document = read_text(text, file, include, kind)
    return replace(document, complaints=(*complaints, *document.complaints)) if complaints else document


def read_text(text: str, file: str = "<input>", include: Load | None = None, kind: Kind | None = None) -> Document:
    """The document in a text; its kind is told by the file's name, unless it is said.

    >>> [formula] = read_text("We have $x^2 = 4$ here.", "notes.md").formulas
    >>> formula.text, formula.position()
    ('x^2 = 4', (1, 10))
    """
    if len(text) > MAX_DOCUMENT:
        raise TooLarge(f"the text has more than {MAX_DOCUMENT:,} characters", remedy="split it")
    kind = kind_of(file, text) if kind is None else kind
    dialect = Dialect(latex=True)
    walk = _Walk(dialect, include, len(text))
    if kind is Kind.NOTEBOOK:
        walk.through(notebook(text, file))
    else:
        passage = source(file, text).passage()
        match kind:
            case Kind.LATEX:
                scanned = latex(passage, dialect)
            case Kind.MARKDOWN:
                scanned = markdown(passage)
            case Kind.STRUCTURED:
                scanned = structured(passage)
            case Kind.DOCSTRINGS:
                scanned = docstrings(passage)
            case _:
                scanned = plain(passage)
        walk.through(scanned)
    shown = walk.complaints[:MAX_COMPLAINTS]
    if len(walk.complaints) > MAX_COMPLAINTS:
        left = len(walk.complaints) - MAX_COMPLAINTS
        shown.append(Unreadable(f"{left:,} more complaints about this document aren't shown"))
    return Document(file, kind, tuple(walk.items), tuple(shown))


def from_folder(folder: Path) -> Load:
    """Finds the files that a document in a folder reads in; nothing outside of the folder."""
    root = folder.resolve()

    def find(name: str) -> tuple[str, bytes]:
        if "\0" in name:
            raise NoDerivation("no file can have this name", remedy="it is left out")
        for each in (name, f"{name}.tex"):
            try:
                path = (root / each).resolve()
                if not path.is_relative_to(root):
                    raise NoDerivation(f"{name} is outside of the document's folder", remedy="it is left out")
                if path.is_file():
                    return str(folder / each), load(path)
            except (OSError, RuntimeError):
                continue
        raise NoDerivation(f"there is no file {name}", remedy="it is left out")

    return find


class _Walk:
    """Goes through items in order; what is defined in one is known in those behind."""

    def __init__(self, dialect: Dialect, include: Load | None, size: int) -> None:
        self.dialect, self.include, self.size = dialect, include, size
        self.macros: dict[str, Macro] = {}
        self.items: list[Formula | Directive | Border] = []
        self.complaints: list[InputError] = []
        self.files = 0
        self.spent = 0
        self.inside: list[str] = []
        self.skip = False

    def through(self, scanned: Scanned) -> None:
        self.complaints += scanned.complaints
        for item in scanned.items:
            try:
                self._item(item)
            except InputError as error:
                self.complaints.append(error)

    def _item(self, item: Item) -> None:
        match item:
            case Macro():
                # \let takes the meaning that a macro has now
                self.macros[item.name] = self.macros.get(item.body, item) if item.let else item
            case Inclusion():
                self._include(item)
            case Formula():
                if self.skip:
                    self.skip = False
                    return
                self.items.append(self._expanded(item) if self.macros else item)
            case Directive(kind="skip"):
                self.skip = True
            case Directive() | Border():
                self.items.append(item)

    def _expanded(self, item: Formula) -> Formula:
        allowed = EXPANSION * self.size + MIN_EXPANSION - self.spent
        try:
            passage, spent = expanded(item.passage, self.macros, max(0, allowed))
        except TooLarge:
            self.spent += MIN_EXPANSION // 10  # about what it takes to find that out
            raise
        self.spent += spent
        return replace(item, passage=passage)

    def _include(self, item: Inclusion) -> None:
        place = item.passage.place(0, len(item.name))
        if self.include is None:
            raise NoDerivation(f"{item.name} isn't read: files are read in from a folder only", place=place)
        if len(self.inside) >= MAX_INCLUDED or self.files >= MAX_FILES:
            raise TooLarge("the document reads in too many files", place=place, remedy="this one is left out")
        try:
            file, data = self.include(item.name)
        except InputError as error:
            raise error.at(place) from None
        if file in self.inside:
            raise Unreadable(f"{item.name} reads in itself", place=place, remedy="it is left out")
        text, complaints = decode(data, file)
        self.files += 1
        self.size += len(text)
        if self.size > MAX_DOCUMENT:
            said = f"with {item.name} the document has more than {MAX_DOCUMENT:,} characters"
            raise TooLarge(said, place=place, remedy="it is left out")
        self.complaints += complaints
        self.inside.append(file)
        self.through(latex(source(file, text).passage(), self.dialect))
        self.inside.pop()
