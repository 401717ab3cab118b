"""``derivex import``: chains of a document as derivations in our own format, ready to be finished by hand.

Contract: a file that exists is replaced only with ``--force``. What was read, what is false and what couldn't be
checked stands in the file and is counted on standard error; the exit status is 0 if there is a chain to write.
"""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePath

from derivex.commands.output import output
from derivex.configuration import Configuration
from derivex.documents.checking import told
from derivex.documents.drafting import Drafted, Gap, Piece, drafted
from derivex.documents.preparing import Prepared, latex_of, prepared
from derivex.documents.reading import Document, from_folder, read_bytes, read_file
from derivex.documents.records import Argument
from derivex.documents.sources import MAX_DOCUMENT, Kind
from derivex.documents.standing import Told
from derivex.documents.statements import Chain
from derivex.documents.understanding import sides_of
from derivex.errors import InputError, NoDerivation, Place
from derivex.notation.latex import conventions
from derivex.readers.fences import blocks
from derivex.readers.source import decode, lines, load_bytes
from derivex.writers.console import emit, line
from derivex.writers.imported import page
from derivex.writers.summary import counted

STDIN = "-"
LISTED = 8  # so many chains are told in a message
SHOWN = 56  # columns of a chain in the list
_LINE = re.compile(r"(?:(?P<file>.*)?:|line\s+)(?P<line>\d{1,9})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """A chain with its number, the names by which it can be chosen, and its title; it is judged when that is asked.

    ``marked`` tells that its author has given it the title.
    """

    number: int
    ready: Prepared
    index: int
    names: tuple[str, ...]
    title: str
    marked: bool

    @property
    def chain(self) -> Chain:
        return self.ready.found.arguments[self.index].chain

    def told(self) -> Told:
        """What is found out about it."""
        return told(self.ready, self.index)

    @property
    def where(self) -> str:
        place = self.chain.statements[0].passage.place()
        return f"{PurePath(place.file).name}:{place.line}"

    @property
    def alone(self) -> str:
        """The title of a file that holds this chain only."""
        return self.title if self.marked else ", ".join((self.where, *self.names))

    @property
    def shown(self) -> str:
        """Its first and its last side, shortened."""
        sides = [" ".join(side.split()) for side in self.chain.sides]
        text = f"{sides[0]} = {sides[-1]}" if len(sides) == 2 else f"{sides[0]} = … = {sides[-1]}"
        return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"

    def stands_on(self, file: str, number: int) -> bool:
        places = [each.passage.place() for each in self.chain.statements]
        lines = [each.line for each in places if not file or each.file.endswith(file)]
        return bool(lines) and min(lines) <= number <= max(lines)


def run(arguments: Namespace) -> int:
    """Write the chains that were chosen, or all; or list them."""
    name = "<stdin>" if arguments.file == STDIN else arguments.file
    document = _document(arguments.file, name)
    ready = prepared(document, Configuration().of(arguments.file))
    chains = _listed(ready)
    for complaint in ready.found.complaints:
        print(complaint.report() if complaint.place else f"derivex: {complaint}", file=sys.stderr)
    if document.kind is Kind.MARKDOWN and _holds_blocks(arguments.file):
        print(
            f"derivex: {name} holds calc blocks, which are derivations already; only its text is read", file=sys.stderr
        )
    if not chains:
        remedy = "derivex verify says what it holds"
        raise NoDerivation(f"{name} holds no chain that could be imported", remedy=remedy)
    if arguments.list:
        emit((line((f"{each.number:>3}  ", "faint"), *_entry(each)) for each in chains), sys.stdout)
        return 0
    chosen = chains if arguments.chain is None else [_chosen(chains, arguments.chain, name)]
    made = [drafted(each.told(), each.title if len(chosen) > 1 else each.alone) for each in chosen]
    for error in (each.complaint for each in made if each.complaint is not None):
        print(error.report() if error.place else f"derivex: {error}", file=sys.stderr)
    with output(arguments.output, force=arguments.force) as write:
        write(page(made, PurePath(name).name))
    if arguments.output is not None:
        print(f"{arguments.output} is written: {', '.join(_tally(made))}.", file=sys.stderr)
    elif not any(isinstance(piece, Piece) and not piece.draft for each in made for piece in each.pieces):
        print("derivex: nothing of it can be checked; what is written says why", file=sys.stderr)
    elif len(made) > 1:
        said = f"{counted(len(made), 'chain', 'chains')}; --list lists them, --chain 2 takes one, -o writes a file"
        print(f"derivex: {said}", file=sys.stderr)
    return 0


def _document(path: str, name: str) -> Document:
    if path == STDIN:
        return read_bytes(sys.stdin.buffer.read(MAX_DOCUMENT + 1), name, from_folder(Path()))
    return read_file(path)


def _holds_blocks(path: str) -> bool:
    """Whether a file holds derivations in our own format."""
    try:
        return path != STDIN and bool(blocks(lines(decode(load_bytes(path), path), path)))
    except InputError:
        return False


def _listed(ready: Prepared) -> list[Listed]:
    """The chains that say more than what a name means."""
    found: list[Listed] = []
    for index in ready.chains:
        argument = ready.found.arguments[index]
        if argument.role == "definition" and _understood(ready, argument):
            continue  # it stands with the chains that use it
        said = (" ".join(side.name.split()) for side in argument.chain.statements)
        names = tuple(dict.fromkeys(name for name in said if name))
        marked = next((each for each in ready.found.marked if each.holds(argument.order)), None)
        title = marked.title if marked is not None else _title(argument.chain.statements[0].passage.place(), names)
        found.append(Listed(len(found) + 1, ready, index, names, title, marked is not None))
    return found


def _understood(ready: Prepared, argument: Argument) -> bool:
    shown = conventions(latex_of(argument), names=ready.known.names)
    sides = sides_of(argument.chain.statements, ready.known.names, shown)
    return not any(isinstance(each, InputError) for each in sides)


def _title(place: Place, names: tuple[str, ...]) -> str:
    _, _, cell = PurePath(place.file).name.partition("#")
    where = f"line {place.line}" if not cell else f"{cell.replace('-', ' ')}, line {place.line}"
    where = where[0].upper() + where[1:]
    return f"{where}: {', '.join(names)}" if names else where


def _entry(each: Listed) -> tuple[str, tuple[str, str]]:
    counts = Counter(equation.status for equation in each.told().equations)
    said = ", ".join(f"{count} {status}" for status, count in counts.items())
    named = f"{each.where}  {', '.join(each.names)}  " if each.names else f"{each.where}  "
    return f"{named}{each.shown}", (f"  {said}", "faint")


def _chosen(chains: Sequence[Listed], wanted: str, name: str) -> Listed:
    """The chain with a number, on a line, or with a label, a tag or a title."""
    text = wanted.strip()
    if text.isascii() and text.isdigit() and len(text) < SHOWN:
        number = int(text)
        if 1 <= number <= len(chains):
            return chains[number - 1]
        here = [each for each in chains if each.stands_on("", number)]
        remedy = f"for the one on line {number}, write --chain :{number}" if here else _those(chains)
        raise NoDerivation(f"{name} holds no chain number {number}", remedy=remedy)
    match = _LINE.fullmatch(text)
    if match is not None:
        found = [each for each in chains if each.stands_on(match["file"] or "", int(match["line"]))]
        said = f"on line {match['line']}"
    else:
        found = [each for each in chains if _key(text) in map(_key, (*each.names, each.title))]
        said = f'called "{text[:SHOWN]}"'
    if len(found) == 1:
        return found[0]
    if found:
        several = ", ".join(str(each.number) for each in found[:LISTED])
        raise NoDerivation(f"{name} holds {len(found)} chains {said}", remedy=f"choose one by its number: {several}")
    names = [each for chain in chains for each in chain.names]
    near = get_close_matches(text[:SHOWN], names, 1)
    remedy = f'did you mean "{near[0]}"?' if near and match is None else _those(chains)
    raise NoDerivation(f"{name} holds no chain {said}", remedy=remedy)


def _key(name: str) -> str:
    return " ".join(name.lower().strip("() ").split())


def _those(chains: Sequence[Listed]) -> str:
    places = ", ".join(f"{each.number} ({each.where})" for each in chains[:LISTED])
    rest = f" and {len(chains) - LISTED} more" if len(chains) > LISTED else ""
    return f"it holds {places}{rest}; --list shows them"


def _tally(made: Sequence[Drafted]) -> list[str]:
    """What was written, in numbers; what isn't checked always among them."""
    pieces = [piece for each in made for piece in each.pieces]
    kept = [each for each in pieces if isinstance(each, Piece) and not each.draft]
    steps = [step for each in kept for step in each.derivation.steps]
    drafts = sum(isinstance(each, Piece) and bool(each.draft) for each in pieces)
    gaps = sum(isinstance(each, Gap) for each in pieces)
    told = [counted(len(kept), "derivation", "derivations"), counted(len(steps), "step", "steps")]
    told.append(f"{sum(bool(step.reasons) for step in steps)} with a reason")
    told += [counted(drafts, "draft", "drafts")] if drafts else []
    return [*told, f"{gaps} not checkable"]
