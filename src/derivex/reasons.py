"""Reasons: what stands after ``by``, read into names of rules and their arguments.

Names are separated by commas, semicolons or "&" outside brackets; the longest rule name
wins and the rest is its argument (``add and subtract 1``, ``definition of S``, ``factor out
x``). Spaces or hyphens, "using", "the", "rule", plurals and gerunds may be there or not.
"and" and "then" split only where both halves are rules (``quotient and chain rule``), or
where the second is one more thing to do the same with (``definition of f and g``).

>>> from derivex.book import BOOK
>>> [(reason.name, reason.argument) for reason in read_reasons("quotient and chain rule", BOOK)]
[('quotient-rule', None), ('chain-rule', None)]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from derivex.book import Book, phrase
from derivex.errors import BadDefinition, InputError, Place, UnknownRule, Unreadable
from derivex.notation.names import Names, is_builtin
from derivex.notation.plain import read, read_relations
from derivex.term import App, Num, Term
from derivex.wording import NUMBERS, VAGUE, usual, verb, without_lead, without_where

_LEADING = frozenset({"of", "out", "with", "by", "for", "on", "to", "from", "in", "the"})
_WORD = re.compile(r"[^\W\d_][\w']*|\S")
_KINDS = {phrase(words.split("-")): kind for words, kind in VAGUE.items()}
_JOINED = re.compile(r"\s+(?:and\s+then|and|then)\s+")


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that a step names: its kebab-case name, its argument, and the words used.

    "Algebra" and the like are the name of no rule: ``kind`` is that name then.
    """

    name: str
    argument: Term | None = None
    text: str = ""
    place: Place | None = None
    kind: str = ""  # for a word that names only a kind of rules, such as "simplify": "algebra"

    def __str__(self) -> str:
        return self.text if self.text else self.name.replace("-", " ")


def read_reasons(text: str, book: Book, names: Names | None = None, place: Place | None = None) -> tuple[Reason, ...]:
    """The rules named in a text; ``UnknownRule`` with the nearest names, at its place."""
    known = Names() if names is None else names
    found: list[Reason] = []
    for start, piece in _pieces(text):
        found.extend(_read_piece(piece, book, known, _at(place, start, piece), found[-1] if found else None))
    return tuple(found)


def _at(place: Place | None, start: int, piece: str) -> Place | None:
    return None if place is None else place.shifted(start, len(piece))


def _pieces(text: str) -> list[tuple[int, str]]:
    """The parts between separators outside brackets, each with its offset, blanks and "and" stripped."""
    depth, start, pieces = 0, 0, []
    for index, character in enumerate(text + ","):
        depth += (character in "([{") - (character in ")]}")
        if (character in ",;&" and depth <= 0) or index == len(text):
            piece = text[start:index]
            start += len(piece) - len(piece.lstrip())
            piece = piece.strip().rstrip(".")
            skipped = without_lead(piece)
            if piece:
                pieces.append((start + skipped, piece[skipped:]))
            start = index + 1
    return pieces


def _read_piece(piece: str, book: Book, names: Names, place: Place | None, before: Reason | None) -> list[Reason]:
    """The reasons in a piece, which may go on with the things that the reason ``before`` is about."""
    whole = _resolve(piece, book, names, place)
    if isinstance(whole, Reason):
        return [whole]
    found = _halves(piece, book, names, place)
    if found is None and before is not None and before.argument is not None:
        found = _more(before, piece, 0, names, place)
    if found is None:
        raise whole
    return found


def _halves(piece: str, book: Book, names: Names, place: Place | None) -> list[Reason] | None:
    """The reasons that an "and" joins; None if one of its sides is neither a rule nor a thing."""
    for match in _JOINED.finditer(piece):
        left = piece[: match.start()].rstrip("-")  # "quotient- and chain rule"
        first = _resolve(left, book, names, _at(place, 0, left))
        before = [first] if isinstance(first, Reason) else None
        if before is None:
            continue  # the shortest left half that is a rule; a longer one may still be
        side = piece[match.end() :]
        where = _at(place, match.end(), side)
        second = _resolve(side, book, names, where)
        after = [second] if isinstance(second, Reason) else _halves(side, book, names, where)
        if after is None and before[0].argument is not None:
            after = _more(before[0], side, match.end(), names, place)
        if after is not None:
            return [*before, *after]
    return None


def _more(reason: Reason, text: str, start: int, names: Names, place: Place | None) -> list[Reason] | None:
    """``g and h`` after ``definition of f``: the same rule with each; None unless all are defined names."""
    found = []
    for part in re.finditer(r"(?:(?!\s+and\s).)+", text):
        word = re.sub(r"^\s*(?:and\s+)?", "", part.group())
        bare = re.fullmatch(r"([^\W\d]\w*)(?:\([^()]*\))?", word.strip())
        if bare is None or bare.group(1) not in names.functions | names.symbols:
            return None
        where = _at(place, start + part.end() - len(word), word)
        said = re.sub(r"\S+$", word.strip(), str(reason))
        found.append(Reason(reason.name, _read_argument(word.strip(), names, where), said, where))
    return found or None


def _resolve(piece: str, book: Book, names: Names, place: Place | None) -> Reason | InputError:
    """The reason that a piece names: the longest name wins, the rest is its argument."""
    words = [(found.group(), found.end()) for found in _WORD.finditer(piece.replace("-", " "))]
    argument_error: InputError | None = None
    for count in range(len(words), 0, -1):
        if count > 1 and words[count - 1][0] in ("a", "A"):
            continue  # no name ends with an article: in "factor out a" it is what is factored out
        said = _name([word for word, _ in words[:count]], book)
        if said is None:
            continue
        stripped, offset = _argument_text(piece[words[count - 1][1] :], words[count - 1][1])
        if not stripped:
            return Reason(said, None, piece, place, kind_of(piece))
        options = book.options(said)
        if not any(rule.takes for rule, _ in options):
            continue
        where = None if place is None else place.shifted(offset)
        built = re.fullmatch(r"([^\W\d]\w*)(?:\(.*\))?", stripped)
        if said == "definition" and built and is_builtin(built[1]) and built[1] not in names.functions | names.symbols:
            return BadDefinition(
                f"{built[1]} is built in, so it has no definition here",
                place=where,
                remedy="name the rule that is used; derivex rules lists them",
            )
        try:
            stated = any(rule.stated for rule, _ in options)
            return Reason(said, _read_argument(stripped, names, where, stated=stated), piece, place)
        except InputError as error:
            argument_error = error
    if argument_error is not None:
        return argument_error
    kind = kind_of(piece)
    if kind:
        return Reason(kind, None, piece, place, kind)
    return UnknownRule(piece, place=place, remedy=book.nearest(piece))


def kind_of(piece: str) -> str:
    """The kind of rules that a vague word means; "" for any other."""
    words = without_where(piece.replace("-", " ")).lower().split()
    return _KINDS.get(phrase(words), "") or _KINDS.get(phrase(map(verb, words)), "")


def _name(words: Sequence[str], book: Book) -> str | None:
    """The kebab-case name that has every row and direction that the words may mean; None if there is none."""
    for spelled in (list(words), usual(words)):
        options = book.options(" ".join(spelled))
        if options:
            official = book.official(" ".join(spelled))
            if set(options) <= set(book.options(official)):
                return official
            known = phrase(spelled)
            names = (name for rule, _ in options for name in (*rule.aliases, *rule.reverse_aliases))
            return next((name for name in names if phrase(name.split("-")) == known), known)
    return None


def _argument_text(rest: str, start: int) -> tuple[str, int]:
    """The rest without leading words such as "of" and "out" and without where it is done, and its offset."""
    rest = without_where(rest)
    while True:
        stripped = re.sub(r"^\s*(?::\s*|-\s+)?", "", rest)  # a minus before a number belongs to it
        start += len(rest) - len(stripped)
        word = re.match(r"[^\W\d_]+(?=\s)", stripped)
        if word is None or word.group().lower() not in _LEADING:
            return stripped.strip(), start
        rest, start = stripped[word.end() :], start + word.end()


def _read_argument(text: str, names: Names, place: Place | None, *, stated: bool = True) -> Term:
    """An expression, an equation, or for a ``stated`` law the name of what is defined."""
    where = Place(text=text) if place is None else place
    if text.lower() in NUMBERS and text not in names.symbols:
        return Num(NUMBERS[text.lower()])
    if re.search(r"(?<!\w)(?:and|then)(?!\w)", text):
        raise Unreadable(f'"{text}" is no expression', place=where, remedy="write several reasons with commas")
    if re.search(r"[^<>!=]=[^=]", text):
        (relation,) = read_relations(text, names=names, place=where)
        return relation
    bare = re.fullmatch(r"([^\W\d]\w*)(?:\([^()]*\))?", text)
    if stated and bare and bare.group(1) in names.functions:
        return App(bare.group(1), ())  # "definition of S", "definition of S(x)"
    return read(text, names=names, place=where)
