"""From a formula to chains of statements: sides with relations between them.

A row that begins with a relation goes on with the chain above it, in its own column; one
that is the rest of a side (it begins with an operator, or behind an alignment mark without
a relation, or the row above waits for it) is added to that side; anything else begins a
chain. Punctuation, signs of the end of a proof and blanks are taken from the ends of every
side. The mathematics itself isn't read: a side is LaTeX, with its places.
"""

from __future__ import annotations

from dataclasses import dataclass

from derivex.documents import symbols
from derivex.documents.formulas import Formula
from derivex.documents.passages import Passage, joined
from derivex.documents.pieces import Piece, pieces
from derivex.documents.prose import cue_of
from derivex.documents.relating import relation_at
from derivex.documents.tokens import Token, enclosed, left_open, runs, tokens

_PUNCTUATION = frozenset(".,;:")


@dataclass(frozen=True, slots=True)
class Statement:
    """One side of a chain: its LaTeX, the relation to the side before it ("" for the first).

    ``name`` is the tag or label of its row, ``notes`` the prose of the row, ``joined`` tells
    that the relation isn't written: this side and the one before it have the same left side.
    """

    passage: Passage
    relation: str
    relation_passage: Passage
    name: str = ""
    notes: tuple[Passage, ...] = ()
    joined: bool = False

    @property
    def latex(self) -> str:
        return self.passage.text


@dataclass(frozen=True, slots=True)
class Chain:
    """Sides that are related each to the next.

    ``link`` is the arrow from the chain before ("implies", "iff", …), ``onward`` the one to
    the chain behind, ``lead`` the prose in front of it inside the formula. A chain whose
    first side is empty goes on with the display before.
    """

    statements: tuple[Statement, ...]
    link: str = ""
    lead: tuple[Passage, ...] = ()
    onward: str = ""

    @property
    def sides(self) -> tuple[str, ...]:
        return tuple(statement.latex for statement in self.statements)

    @property
    def relations(self) -> tuple[str, ...]:
        return tuple(statement.relation for statement in self.statements[1:])


@dataclass(slots=True)
class _Side:
    tokens: list[list[Token]]  # one list for each row that it runs over
    relation: str
    at: tuple[int, int]
    row: int
    notes: list[Passage]
    open: int = 0  # brackets that wait for their partner


@dataclass(slots=True)
class _Open:
    """A chain while it is being read."""

    sides: list[_Side]
    link: str
    lead: tuple[Passage, ...]
    indented: bool  # its first row begins with an alignment mark
    onward: str = ""


def chains(formula: Formula) -> tuple[tuple[Chain, ...], tuple[Passage, ...]]:
    """The chains of a formula, in order, and the prose rows that belong to none of them."""
    text = formula.text
    found, names = pieces(text, formula.environment)
    if len(names) == 1 and formula.environment.removesuffix("*") not in symbols.NUMBERED:
        names = dict.fromkeys(range(len(found) and found[-1].row + 1), *names.values())
    reader = _Reader(formula.passage)
    for piece in found:
        reader.take(piece)
    made = [
        Chain(tuple(reader.statement(side, names) for side in chain.sides), chain.link, chain.lead, chain.onward)
        for chain in reader.chains
    ]
    return tuple(chain for chain in made if any(chain.sides)), tuple(reader.prose)


class _Reader:
    def __init__(self, passage: Passage) -> None:
        self.passage, self.text = passage, passage.text
        self.chains: list[_Open] = []
        self.current: dict[tuple[int, int], _Open] = {}
        self.recent: _Open | None = None  # the last that began or went on in a row
        self.settled: tuple[int, tuple[int, int]] | None = None  # the row and column that have such a chain
        self.prose: list[Passage] = []
        self.link = ""

    def take(self, piece: Piece) -> None:
        lead = tuple(self.passage.cut(token.start, token.stop).stripped() for token in piece.lead)
        lead = tuple(each for each in lead if each.text.strip(".,;: "))
        link = piece.link or self.link
        self.link = ""
        if not piece.tokens:  # an arrow at the end of a row, or a row of prose
            self.link = link
            last = self.chains[-1].sides[-1] if self.chains else None
            if last is not None and last.row == piece.row:
                last.notes += lead
            else:
                self.prose += lead
            return
        first, *others = self._sides(piece)
        before = self._before(piece)
        if not _bare(first.tokens[0]) and others and before is not None:
            self._continue(before, others, lead)
        elif before is not None and not link and not lead and self._unfinished(before, piece, first, bool(others)):
            last = before.sides[-1]
            last.tokens += first.tokens
            last.notes += first.notes
            last.open = left_open(first.tokens[0], last.open)
            before.sides += others
        else:
            if self.chains:
                self.chains[-1].onward = link
            before = _Open([first, *others], link, lead, piece.indented)
            self.chains.append(before)
        stands = (piece.row, piece.column)
        if (stands != self.settled or piece.link) and not any(cue_of(each.text) for each in lead):
            self.current[piece.column] = self.recent = before
            self.settled = stands
        for token in piece.notes:
            note = self.passage.cut(token.start, token.stop).stripped()
            if note.text.strip(".,;: "):
                before.sides[-1].notes.append(note)

    def _before(self, piece: Piece) -> _Open | None:
        """The chain that a piece can go on with: of its column, or else of one to the left."""
        if not piece.opens:
            return self.chains[-1] if self.chains else None
        block, number = piece.column
        for each in range(number, -1, -1):
            if (block, each) in self.current:
                return self.current[(block, each)]
        return self.recent

    def _continue(self, chain: _Open, sides: list[_Side], lead: tuple[Passage, ...]) -> None:
        last = chain.sides[-1]
        sides[0].notes += lead
        empty = len(chain.sides) > 1 and not any(_bare(part) for part in last.tokens)
        if empty and last.relation == sides[0].relation:  # it stands at the end of the row and again here
            sides[0].notes += last.notes
            chain.sides.pop()
        chain.sides += sides

    def _unfinished(self, chain: _Open, piece: Piece, first: _Side, relates: bool) -> bool:
        """Whether a piece is the rest of the last side of a chain."""
        if not piece.opens:
            return False
        side = chain.sides[-1]
        last = _bare(side.tokens[-1])
        if (not last and len(side.tokens) == 1) or side.open or (last and last[-1].text in symbols.UNFINISHED):
            return True
        if len(chain.sides) == 1 and piece.environment not in symbols.BROKEN:
            return False
        begins = _bare(first.tokens[0])[:1]
        if begins and begins[0].text in symbols.OPERATORS:
            return True
        if begins and begins[0].text in symbols.MINUS and not relates:
            return True
        # where all rows begin with a mark, it says nothing
        return not relates and (piece.environment in symbols.BROKEN or (piece.indented and not chain.indented))

    def _sides(self, piece: Piece) -> list[_Side]:
        """A piece cut at its relations; the first side may be empty."""
        content = list(piece.tokens)
        inside = enclosed(content)
        begin = content[0].start
        sides = [_Side([[]], "", (begin, begin), piece.row, [])]
        index = 0
        while index < len(content):
            relation = None if inside[index] else relation_at(self.text, content, index)
            if relation is None:
                sides[-1].tokens[0].append(content[index])
                index += 1
                continue
            at = (content[index].start, content[index + relation.length - 1].stop)
            notes = [self.passage.cut(*relation.note).stripped()] if relation.note else []
            sides.append(_Side([[]], relation.name, at, piece.row, notes))
            index += relation.length
        for side in sides:
            side.open = left_open(side.tokens[0])
        return sides

    def statement(self, side: _Side, names: dict[int, str]) -> Statement:
        spans = [span for part in _trimmed(self.text, side.tokens) for span in runs(part)]
        cuts = [self.passage.cut(*span).stripped() for span in spans]
        passage = joined(cuts, " ") if cuts else self.passage.cut(side.at[1], side.at[1])
        written = self.passage.cut(*side.at)
        return Statement(passage, side.relation, written, names.get(side.row, ""), tuple(side.notes))


def _bare(content: list[Token]) -> list[Token]:
    """Without layout and punctuation at the ends."""
    start, stop = 0, len(content)
    while start < stop and _layout(content[start]):
        start += 1
    while stop > start and (_layout(content[stop - 1]) or _ends(content, stop - 1)):
        stop -= 1
    return content[start:stop]


def _layout(token: Token) -> bool:
    return (
        token.kind == "space"
        or token.text in symbols.STYLES
        or (token.kind == "group" and token.stop - token.start == 2)
    )


def _ends(content: list[Token], index: int) -> bool:
    """Whether a token is punctuation at the end; three dots are an ellipsis."""
    text = content[index].text
    if text not in _PUNCTUATION:
        return False
    return not (text == "." and index > 1 and content[index - 1].text == content[index - 2].text == ".")


def _trimmed(text: str, parts: list[list[Token]]) -> list[list[Token]]:
    """The rows of a side without what isn't part of it at both of its ends."""
    parts = [part for part in (_bare(part) for part in parts) if part]
    if len(parts) == 1 and len(parts[0]) == 2:
        box, group = parts[0]
        if box.text in symbols.BOXES and group.kind == "group":
            return [_bare(tokens(text, group.start + 1, group.stop - 1))]
    return parts
