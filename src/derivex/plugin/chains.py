"""A file cut into its chains: a derivation for each ``calc`` block, or the chains of a document.

To find them is cheap, to judge them isn't: a chain is judged when it is asked for, and alone. Under what it
stands is what it stands under in ``derivex verify``.

Contract: what can't be read is a chain of its own, with the complaint for its answer; a file that holds
nothing has none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from derivex.commands.checked import DERIVE, MAX_DOCUMENT, Checked, blocks_of, no_derivations, of_cell, verified
from derivex.commands.paths import DOCUMENTS
from derivex.derivation import Derivation
from derivex.errors import InputError, NoDerivation, NoFile, Place
from derivex.readers.calc import MARKDOWN
from derivex.readers.source import load_bytes
from derivex.settings import Settings

LONGEST = 60  # characters of a name
READING = "reading"  # the name of what can't be read


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain with its name, where it begins, and how it is judged."""

    name: str
    place: Place
    judge: Callable[[], Checked]


def chains(path: str, settings: Settings) -> tuple[Chain, ...]:
    """The chains of a file, each with a name of its own, in their order."""
    return tuple(_named(_chains(path, settings)))


def _chains(path: str, settings: Settings) -> Iterator[Chain]:
    suffix = Path(path).suffix.lower()
    try:
        if suffix in DOCUMENTS:
            yield from _of_document(path, settings)
            return
        data = load_bytes(path, MAX_DOCUMENT)
    except InputError as error:
        yield from _complaint(path, (error,))
        return
    blocks = blocks_of(data, path, settings)
    if suffix in MARKDOWN and no_derivations(data, blocks):
        with suppress(InputError):
            found = tuple(_of_document(path, settings))
            if any(each.name != READING for each in found):
                yield from found
                return
    for block in blocks:
        if isinstance(block, InputError):
            yield from _complaint(path, (block,))
        else:
            place = block.place if block.place is not None else Place(path)
            yield Chain(_kebab(block.title) or f"line-{place.line}", place, _of_derivation(path, block))


def _holds_nothing(block: Derivation | InputError) -> bool:
    return isinstance(block, NoDerivation) and not isinstance(block, NoFile)


def _complaint(path: str, errors: tuple[InputError, ...]) -> Iterator[Chain]:
    if not all(isinstance(error, InputError) and _holds_nothing(error) for error in errors):
        place = next((error.place for error in errors if error.place is not None), Place(path))
        yield Chain(READING, place, lambda: Checked(path, errors=errors))


def _of_derivation(path: str, derivation: Derivation) -> Callable[[], Checked]:
    def judge() -> Checked:
        judged = verified(derivation)
        return Checked(path, errors=(judged,)) if isinstance(judged, InputError) else Checked(path, (judged,))

    return judge


def _of_document(path: str, settings: Settings) -> Iterator[Chain]:
    from derivex.documents.checking import judged
    from derivex.documents.preparing import prepared, under
    from derivex.documents.reading import read_file

    ready = prepared(read_file(path), settings)
    if ready.found.complaints:
        yield from _complaint(path, ready.found.complaints)
    for number in ready.chains:

        def judge(number: int = number) -> Checked:
            return Checked(path, equations=tuple(judged(ready, number)), under=under(ready, (number,)))

        place = ready.found.arguments[number].chain.statements[0].passage.place()
        elsewhere = place.file.removeprefix(path)
        where = f"{_kebab(Path(elsewhere).name)}-" if elsewhere else ""
        yield Chain(f"{where}line-{place.line}", place, judge)
    yield from _of_cells(path, settings)


def _of_cells(path: str, settings: Settings) -> Iterator[Chain]:
    """The cells of a notebook that begin with %%derive, one chain each."""
    from derivex.documents.magic import cells_of
    from derivex.documents.sources import Kind, decode, kind_of

    text, _ = decode(load_bytes(path, MAX_DOCUMENT), path)
    if DERIVE.decode() not in text or kind_of(path, text) is not Kind.NOTEBOOK:
        return
    for cell in cells_of(text, path):
        where = _kebab(cell.file.removeprefix(path))
        yield Chain(where, Place(cell.file, 1, 1, cell.magic), partial(of_cell, cell, path, settings))


# ---- names ----


def _kebab(text: str) -> str:
    """A heading as a name: ``The derivative of $x^2$`` as ``the-derivative-of-x-2``."""
    return "-".join(re.findall(r"\w+", text.lower()))[:LONGEST].strip("-")


def _named(found: Iterable[Chain]) -> Iterator[Chain]:
    """The same, a number behind each name that was taken."""
    taken: dict[str, int] = {}
    for each in found:
        count = taken[each.name] = taken.get(each.name, 0) + 1
        yield each if count == 1 else Chain(f"{each.name}-{count}", each.place, each.judge)
