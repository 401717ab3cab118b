"""Givens as people write them: ``x, y real``, ``n positive integer``, ``0 < x < 1``, ``x in (0, 1]``.

Contract: a text becomes kinds of symbols and relations between terms; a word that means
nothing here is a ``BadGiven`` that says what could be written. Whether givens contradict
each other is not asked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from derivex.errors import BadGiven, InputError, Place
from derivex.notation.names import Names, is_builtin
from derivex.notation.plain import read_relations
from derivex.subterms import subterms
from derivex.term import CONSTANTS, RELATIONS, ZERO, App, Sym, Term

KINDS = {"real": "real", "reals": "real", "integer": "integer", "integers": "integer", "complex": "complex"}
SIGN_WORDS = {
    "positive": ">",
    "negative": "<",
    "nonnegative": ">=",
    "non-negative": ">=",
    "nonpositive": "<=",
    "non-positive": "<=",
    "nonzero": "!=",
    "non-zero": "!=",
}
SETS = {"R": "real", "ℝ": "real", "Z": "integer", "ℤ": "integer", "C": "complex", "ℂ": "complex"}
FILLERS = frozenset({"is", "are", "a", "an", "and", "number", "numbers", "variable", "variables"})
_NAME = re.compile(r"[^\W\d]\w*")
_NO_SUBJECTS = CONSTANTS | FILLERS | KINDS.keys() | SIGN_WORDS.keys() | {"not", "or", "no"}
REMEDY = "write for example x real, n integer, z complex, x > 0, 0 < x < 1, a != b or real values"


@dataclass(frozen=True, slots=True)
class Written:
    """What the texts say: kinds by name, relations, and whether every value must be real."""

    kinds: tuple[tuple[str, str], ...] = ()
    relations: tuple[Term, ...] = ()
    real_values: bool = False


def read_givens(texts: Iterable[str], names: Names = Names(), place: Place | None = None) -> Written:
    """The givens in the texts, one or several in each; ``BadGiven`` if one can't be understood."""
    kinds: list[tuple[str, str]] = []
    relations: list[Term] = []
    real_values = False
    for text in texts:
        name, _, word = text.partition(" ")
        if word in KINDS and _is_free(name):  # most givens are of this shape
            kinds.append((name, KINDS[word]))
            continue
        try:
            for clause in _clauses(text):
                if clause.lower().split() == ["real", "values"]:
                    real_values = True
                    continue
                more, extra = _clause(clause, names)
                kinds.extend(more)
                relations.extend(extra)
        except InputError as error:
            raise (error if place is None else _moved(error, text, place)) from None
    return Written(tuple(kinds), tuple(relations), real_values)


def _is_free(name: str) -> bool:
    """Whether something can be given about a name."""
    return _NAME.fullmatch(name) is not None and _NO_SUBJECTS.isdisjoint((name, name.lower())) and not is_builtin(name)


def _moved(error: InputError, text: str, place: Place) -> InputError:
    """A complaint about one clause, moved to where the clause stands; else about the whole text."""
    inner = error.place
    offset = text.find(inner.text) if inner is not None and inner.text else -1
    if inner is None or offset < 0:
        return type(error)(error.value, place=place.shifted(0, max(1, len(text))), remedy=error.remedy)
    return type(error)(error.value, place=place.shifted(offset + inner.column - 1, inner.width), remedy=error.remedy)


def _clauses(text: str) -> list[str]:
    """``x, y > 0, n integer`` in its clauses ``x, y > 0`` and ``n integer``."""
    depth, start, pieces = 0, 0, []
    for index, sign in enumerate(text):
        depth += (sign in "([") - (sign in ")]")
        if (sign == "," and depth == 0) or sign == ";":
            pieces.extend(re.split(r"\sand\s", text[start:index]))
            start = index + 1
    pieces.extend(re.split(r"\sand\s", text[start:]))
    clauses: list[str] = []
    waiting: list[str] = []
    for piece in pieces:
        stripped = piece.strip()
        if re.fullmatch(r"[^\W\d]\w*", stripped) and stripped.lower() not in SIGN_WORDS and stripped not in KINDS:
            waiting.append(stripped)
            continue
        clauses.append(", ".join([*waiting, stripped]))
        waiting = []
    if waiting:
        clauses.append(", ".join(waiting))
    return clauses


def _clause(clause: str, names: Names) -> tuple[list[tuple[str, str]], list[Term]]:
    """The kinds and relations of one clause."""
    inside = re.fullmatch(r"(.+?)\s+(?:in|∈)\s+(\S.*)", clause) or re.fullmatch(r"(.+?)\s*∈\s*(\S.*)", clause)
    if inside:
        return _membership(_subjects(inside[1], clause), inside[2].strip(), clause, names)
    if re.search(r"[<>=≤≥≠]", clause):
        return [], _relations(clause, names)
    subjects, tail = _words(clause)
    if not tail or not subjects:
        raise BadGiven(f'"{clause}" is no given', remedy=REMEDY)
    checked = _subjects(", ".join(subjects), clause)
    kinds = [(name, KINDS[word]) for name in checked for word in tail if word in KINDS]
    heads = [SIGN_WORDS[word] for word in tail if word in SIGN_WORDS]
    return kinds, [App(head, (Sym(name), ZERO)) for name in checked for head in heads]


def _words(clause: str) -> tuple[list[str], list[str]]:
    """``x and n are positive integers`` as the names and the words that say what they are."""
    subjects: list[str] = []
    tail: list[str] = []
    before = ","
    for word in re.findall(r",|[^\s,]+", clause):
        low = word.lower()
        if (low in KINDS or low in SIGN_WORDS) and subjects:
            tail.append(low)
        elif tail and low not in FILLERS and low != ",":
            raise BadGiven(f'"{clause}" is no given: "{word}" means nothing here', remedy=REMEDY)
        elif low in (",", "and"):
            pass
        elif before in (",", "and") and not tail:
            subjects.append(word)
        elif low not in FILLERS:
            raise BadGiven(f'"{clause}" is no given: "{word}" means nothing here', remedy=REMEDY)
        before = low
    return subjects, tail


def _subjects(text: str, clause: str) -> list[str]:
    subjects = [part for part in re.split(r"[\s,]+", text.strip()) if part and part.lower() != "and"]
    for name in subjects:
        if not re.fullmatch(r"[^\W\d]\w*", name) or name in ("not", "or", "no"):
            raise BadGiven(f'"{clause}" is no given: "{name}" is no symbol', remedy=REMEDY)
        if name in CONSTANTS or is_builtin(name):
            raise BadGiven(f'"{clause}": {name} is built in, nothing can be given about it', remedy="use another name")
    return subjects


def _membership(subjects: list[str], text: str, clause: str, names: Names) -> tuple[list[tuple[str, str]], list[Term]]:
    if text in SETS:
        return [(name, SETS[text]) for name in subjects], []
    interval = re.fullmatch(r"([(\[\]])(.+),(.+)([)\]\[])", text)
    if not interval:
        raise BadGiven(f'"{clause}" is no given', remedy="write for example x in (0, 1), n in Z or x > 0")
    opening, low, high, closing = interval.groups()
    relations: list[Term] = []
    for name in subjects:
        if low.strip() not in ("-oo", "-∞", "−∞"):
            relations += _relations(f"{low} {'<=' if opening == '[' else '<'} {name}", names)
        if high.strip() not in ("oo", "∞", "+oo"):
            relations += _relations(f"{name} {'<=' if closing == ']' else '<'} {high}", names)
    return [], relations


def _relations(clause: str, names: Names) -> list[Term]:
    """``0 < a < b`` and ``a, b > 0`` as relations between two terms each."""
    *others, written = clause.split(", ") if re.match(r"[^\W\d]\w*, ", clause) else [clause]
    found = list(read_relations(written, names=names))
    first = found[0]
    if others and not (isinstance(first, App) and isinstance(first.args[0], Sym)):
        raise BadGiven(f'"{clause}" is no given', remedy="write each relation on its own: a > 0, b > 0")
    more = []
    for name in _subjects(", ".join(others), clause):
        assert isinstance(first, App)
        more.append(App(first.head, (Sym(name), *first.args[1:])))
    found = [*more, *found]
    checked(found, clause)
    return found


def checked(relations: Iterable[Term], clause: str) -> None:
    """Raise BadGiven unless every term is a relation that says something about a symbol's value."""
    for relation in relations:
        if not (isinstance(relation, App) and relation.head in RELATIONS):
            raise BadGiven(f'"{clause}" is no relation', remedy=REMEDY)
        if all(isinstance(side, Sym) and side.name in CONSTANTS for side in relation.args):
            raise BadGiven(f'"{clause}" is about constants only', remedy=REMEDY)
        if any(part == Sym("oo") for side in relation.args for part in subterms(side)):
            raise BadGiven(f'"{clause}": oo is no number', remedy="leave that bound out")
