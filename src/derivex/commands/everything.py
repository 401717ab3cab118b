"""``derivex export --all``: everything that can be named, as a booklet, as pages, or as the page that lists it.

    latex      one document with contents, for pdflatex
    markdown   a folder of pages whose mathematics a forge shows; words stay as they are, blocks become displays
    index      the list of all pages, by topic

Contract: nothing that exists is replaced without ``--force``, and that is looked at before the work begins. A file that
can't be read is told on standard error and left out, and the status is 2; what is wrong with a chain is told too.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from derivex.commands.output import REMEDY, output
from derivex.commands.source import Source, heading, opened
from derivex.derivation import Derivation
from derivex.errors import InputError, NoDerivation, Unsupported, WouldOverwrite
from derivex.library import INDEX, SUFFIXES, names, topic
from derivex.readers.fences import blocks
from derivex.readers.source import decode, lines, load_bytes
from derivex.report import Report

UNREAD = 2


@dataclass(frozen=True, slots=True)
class Everything:
    """A file with its words and its chains, in their order."""

    source: Source
    topic: str
    title: str
    parts: tuple[str | Derivation, ...]

    @property
    def path(self) -> str:
        """Where the page stands, from the top of the library."""
        return self.source.shown


def run(arguments: Namespace) -> int:
    """Write everything in the form that is asked for."""
    write = {"latex": _booklet, "markdown": _pages, "index": _index}.get(arguments.to)
    if arguments.name is not None:
        raise Unsupported("--all is for everything, and a name for one derivation", remedy="leave one of them out")
    if write is None:
        raise Unsupported(f"--all is not for --to {arguments.to}", remedy="latex, markdown and index hold everything")
    complaints: list[InputError] = []
    found = list(_everything(complaints))
    if not found:
        raise NoDerivation("there is no derivation", remedy="begin one with derivex new NAME")
    write(found, arguments)
    for complaint in complaints:
        print(complaint.report() if complaint.place else f"derivex: {complaint}", file=sys.stderr)
    if arguments.output is not None:
        print(f"{arguments.output} is written.", file=sys.stderr)
    return UNREAD if complaints else 0


def _everything(complaints: list[InputError]) -> Iterator[Everything]:
    for path in names():
        try:
            source = opened(str(path))
            yield Everything(source, topic(path), heading(path) or source.derivations[0].title, tuple(_parts(source)))
        except InputError as error:
            complaints.append(error)


def _parts(source: Source) -> Iterator[str | Derivation]:
    """The words between the blocks, and the chain of each block."""
    read = lines(decode(load_bytes(source.path), source.shown), source.shown)
    if source.path.suffix == SUFFIXES[1]:
        yield from source.derivations  # a plain file has no words
        return
    end = 0
    for block, derivation in zip(blocks(read), source.derivations, strict=False):
        yield "\n".join(line.text for line in read[end : block.place.line - 1])
        yield derivation
        end = block.place.line + len(block.lines) + 1
    yield "\n".join(line.text for line in read[end:])


def _verified(derivation: Derivation) -> Report:
    report = derivation.verify()
    for finding in report.findings:
        if finding.severity != "note":
            print(finding, file=sys.stderr)
    return report


# ---- the forms ----


def _booklet(found: list[Everything], arguments: Namespace) -> None:
    from derivex.writers.booklet import Page, document

    with output(arguments.output, force=arguments.force) as write:
        pages = [
            Page(
                each.topic,
                each.path,
                each.title,
                tuple(part if isinstance(part, str) else _verified(part) for part in each.parts),
            )
            for each in found
        ]
        write(document(pages))


def _index(found: list[Everything], arguments: Namespace) -> None:
    with output(arguments.output, force=arguments.force) as write:
        write(index_of(found))


def index_of(found: list[Everything]) -> str:
    """The page that lists them."""
    from derivex.writers.index import Listed, document

    return document(
        [
            Listed(
                each.topic,
                each.path,
                each.title,
                tuple(one.claim for one in each.source.derivations if one.claim is not None),
            )
            for each in found
        ]
    )


def _pages(found: list[Everything], arguments: Namespace) -> None:
    """A folder with a page for each file, and the list of them."""
    from derivex.writers import markdown

    if arguments.output is None:
        raise NoDerivation("pages need a folder", remedy="name it with -o FOLDER")
    folder = Path(arguments.output)
    texts: dict[Path, str] = {folder / INDEX: index_of(found)}
    places = {folder / Path(each.path).with_suffix(".md"): each for each in found}
    for path in (*texts, *places):
        if path.exists() and not arguments.force:
            raise WouldOverwrite(str(path), remedy=REMEDY)
    for path, each in places.items():
        shown = [part if isinstance(part, str) else markdown.within(_verified(part)) for part in each.parts]
        texts[path] = markdown.for_forges("\n\n".join(part.strip("\n") for part in shown if part.strip()) + "\n")
    for path, text in texts.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise NoDerivation(f"{path} can't be written: {(error.strerror or str(error)).lower()}") from None


def everything() -> list[Everything]:
    """All that can be named and read."""
    return list(_everything([]))
