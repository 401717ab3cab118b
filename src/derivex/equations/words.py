"""What stands after ``by`` beside a statement: moves (``subtract 3``), acts (``substitute y = x + 1``), rules of
the book.

Contract: a move or an act wins where its name is at least as long as that of a rule; what is left behind a name is its
argument. Nothing is guessed: words that are neither are an ``UnknownRule`` with the nearest names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from derivex.book import Book, phrase
from derivex.equations.orders import EVERY, moves_named
from derivex.errors import InputError, Place, UnknownRule
from derivex.notation.names import Names
from derivex.notation.plain import read, read_relations
from derivex.reasons import Reason, read_reasons
from derivex.term import Num, Term
from derivex.wording import NUMBERS, usual, without_lead


@dataclass(frozen=True, slots=True)
class Act:
    """What is done with a statement beside a move: its name, why it is sound, and what else it is called."""

    name: str
    why: str
    aliases: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return self.name.replace("-", " ")


ACTS: tuple[Act, ...] = (
    Act(
        "substitute",
        "Equal things may stand in each other's place: an equation of the line, of an earlier one, or a given.",
        ("insert", "plug-in", "put-in", "use", "replace", "substitution"),
    ),
    Act(
        "check",
        "What a line allows is tried in the earlier ones, and what doesn't hold there is left out.",
        ("test", "try", "verify", "discard", "check-solutions", "test-solutions", "extraneous", "reject"),
    ),
    Act(
        "quadratic-formula",
        "a*x^2 + b*x + c = 0 with a != 0 has the solutions (-b ± sqrt(b^2 - 4*a*c))/(2*a).",
        ("abc-formula", "pq-formula", "midnight-formula", "solution-formula"),
    ),
    Act(
        "solve",
        "The line says what its unknown is, and has the solutions of the one before.",
        ("solve-for", "solving", "solution", "solve-the-equation", "solve-the-inequality", "solve-each", "solve-both"),
    ),
    Act(
        "complete-the-square",
        "The same is added to both sides, so that one of them becomes a square.",
        ("completing-the-square", "quadratic-completion"),
    ),
    Act("given", "The line is what was given.", ("assumption", "as-given", "by-assumption")),
)
_BY_PHRASE = {phrase(name.split("-")): act for act in ACTS for name in (act.name, *act.aliases)}
_WHERE = re.compile(
    r"\s*(?:(?:from|on|to|of|in)\s+)?(?:both|each|either)(?:\s+of)?(?:\s+the)?\s+(?:sides?|equations?)\s*$"
    r"|\s*\b(?:throughout|on the other side|to the other side)\s*$",
    re.IGNORECASE,
)
_NAMELESS = re.compile(
    r"(?:(?:first|second|third|last|other|previous|original|given)\s*)?"
    r"(?:equation|line|inequality|result|value|one|solution|candidate)s?",
    re.IGNORECASE,
)
_LEADING = frozenset({"by", "of", "the", "with", "for", "from", "on", "to", "in", "into", "out", "first"})
_WORD = re.compile(r"[^\W\d_][\w']*|\S")


def read_moves(text: str, book: Book, names: Names, place: Place) -> tuple[Reason, ...]:
    """The reasons that a text names.

    >>> from derivex.book import BOOK
    >>> from derivex.notation.write import plain
    >>> found = read_moves("subtract 3 from both sides, factor", BOOK, Names(), Place())
    >>> [(reason.name, reason.argument and plain(reason.argument)) for reason in found]
    [('subtract-from-both-sides', '3'), ('factor', None)]
    """
    found: list[Reason] = []
    for start, piece in _pieces(text):
        found.extend(_piece(piece, book, names, place.shifted(start, max(1, len(piece)))))
    return tuple(found)


def _piece(piece: str, book: Book, names: Names, place: Place) -> list[Reason]:
    whole = _move(piece, names, place)
    if whole is not None:
        return [whole]
    for found in re.finditer(r"\s+and(?:\s+then)?\s+", piece):
        left, right = piece[: found.start()], piece[found.end() :]
        try:
            first = _piece(left, book, names, place.shifted(0, max(1, len(left))))
            second = _piece(right, book, names, place.shifted(found.end(), max(1, len(right))))
        except InputError:
            continue
        return [*first, *second]
    try:
        return list(read_reasons(piece, book, names=names, place=place))
    except UnknownRule as error:
        raise UnknownRule(piece, place=place, remedy=_nearest(piece) or error.remedy) from None


def _move(piece: str, names: Names, place: Place) -> Reason | None:
    """The move or act that a piece names; None if it names none."""
    words = [(found.group(), found.end()) for found in _WORD.finditer(piece.replace("-", " ").replace("_", "-"))]
    bare = _WHERE.sub("", piece)
    for count in range(len(words), 0, -1):
        if count > 1 and words[count - 1][0] in ("a", "A"):
            continue  # no name ends with an article: in "divide by a" it is what is divided by
        end = words[count - 1][1]
        name = _official([word for word, _ in words[:count]])
        if name is None:
            continue
        rest = _WHERE.sub("", piece[end:])
        stripped, offset = _argument_text(rest, end)
        if not stripped or _NAMELESS.fullmatch(stripped):
            return Reason(name, None, piece, place)
        try:
            return Reason(name, _argument(stripped, names, place.shifted(offset, len(stripped))), piece, place)
        except InputError:
            continue
    return None if bare == piece else _move(bare, names, place)


def _official(words: list[str]) -> str | None:
    for spelled in (words, usual(words)):
        act = _BY_PHRASE.get(phrase(spelled))
        if act is not None:
            return act.name
        rows = moves_named(" ".join(spelled))
        if rows:
            name = rows[0].name
            return name if set(rows) <= set(moves_named(name)) else phrase(spelled)
    return None


def _argument_text(rest: str, start: int) -> tuple[str, int]:
    while True:
        stripped = re.sub(r"^\s*(?::\s*|-\s+)?", "", rest)
        start += len(rest) - len(stripped)
        word = re.match(r"[^\W\d_]+(?=\s)", stripped)
        if word is None or word.group().lower() not in _LEADING:
            return stripped.strip(), start
        rest, start = stripped[word.end() :], start + word.end()


def _argument(text: str, names: Names, place: Place) -> Term:
    if text.lower() in NUMBERS and text not in names.symbols:
        return Num(NUMBERS[text.lower()])
    if re.search(r"[^<>!=]=[^=>]", text):
        (relation,) = read_relations(text, names=names, place=place)
        return relation
    return read(text, names=names, place=place)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    depth, start = 0, 0
    for index, character in enumerate(text + ","):
        depth += (character in "([{") - (character in ")]}")
        if (character in ",;&" and depth <= 0) or index == len(text):
            piece = text[start:index]
            offset = start + len(piece) - len(piece.lstrip())
            piece = piece.strip().rstrip(".")
            skipped = without_lead(piece)
            if piece[skipped:]:
                yield offset + skipped, piece[skipped:]
            start = index + 1


def _nearest(text: str) -> str:
    every = [move.title for move in EVERY] + [act.title for act in ACTS]
    said = " ".join(text.lower().split()[:4])
    close = get_close_matches(said, every, n=2, cutoff=0.6)
    return "did you mean " + " or ".join(f'"{each}"' for each in close) + "?" if close else ""
