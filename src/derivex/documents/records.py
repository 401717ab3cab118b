"""What a document states, as data: chains, definitions, assumptions.

Everything is LaTeX, or plain text where a directive says it, with its places; nothing here
is interpreted. ``order`` is the number of the formula or directive among the items of the
document, so that a reader knows what stands in front of what.
"""

from __future__ import annotations

from dataclasses import dataclass

from derivex.documents.formulas import Formula
from derivex.documents.passages import Passage
from derivex.documents.reading import Document
from derivex.documents.statements import Chain
from derivex.errors import InputError


@dataclass(frozen=True, slots=True)
class Defining:
    """A name, with its arguments if it has any, and what it stands for; ``said`` tells why that is a definition.

    ``later`` are the sides that follow it in its chain of equations: each says the same of the name.
    """

    name: Passage
    body: Passage
    said: str
    order: int
    plain: bool = False  # the notation of derivation files, from a directive
    later: tuple[Passage, ...] = ()
    until: int | None = None  # the number of the item at which that ends


@dataclass(frozen=True, slots=True)
class Assuming:
    """What is assumed: LaTeX, and words about its domain such as "an integer".

    ``said`` is the word that tells it, "directive", or "(" and "," for a condition in brackets or behind a comma;
    ``local`` tells that it stands inside of a formula, and is a condition of what is said there.
    """

    passage: Passage
    words: str
    said: str
    order: int
    plain: bool = False
    local: bool = False
    until: int | None = None  # the number of the item at which that ends

    def holds(self, order: int) -> bool:
        """Whether what is assumed hasn't ended before a place."""
        return self.until is None or order < self.until


@dataclass(frozen=True, slots=True)
class Argument:
    """A chain of at least two sides, the formula it begins in, and that formula's number in the document.

    ``role`` is "claim", "definition" (nothing but that), "assumption" or "alternative" (one of
    several that are joined by "or"); ``conditions`` are said of this chain alone, inside of
    its formula. ``orders`` are the numbers of the formulas that its sides were written in.
    """

    chain: Chain
    formula: Formula
    order: int
    role: str = "claim"
    conditions: tuple[Assuming, ...] = ()
    orders: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """A derivation that directives mark off: the numbers of its first and last item, and what they say of it.

    Nothing said outside holds in it, and nothing said in it holds outside. ``reasons`` and ``lines`` are of steps,
    by their numbers from 1, and of the first line, which is number 0.
    """

    title: str
    start: int
    stop: int
    claim: Passage | None = None
    rules: tuple[tuple[str, Passage], ...] = ()  # "rule" or "axiom", and what it says
    reasons: tuple[tuple[int, Passage], ...] = ()
    lines: tuple[tuple[int, Passage], ...] = ()

    def holds(self, order: int) -> bool:
        return self.start <= order <= self.stop


@dataclass(frozen=True, slots=True)
class Statements:
    """All that a document states; ``order`` of its parts is the order in which they stand there."""

    document: Document
    arguments: tuple[Argument, ...]
    definitions: tuple[Defining, ...]
    assumptions: tuple[Assuming, ...]
    prose: tuple[Passage, ...] = ()
    marked: tuple[Marked, ...] = ()
    complaints: tuple[InputError, ...] = ()
