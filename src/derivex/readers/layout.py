"""The lines of a calc block put together: heads, the first line, steps.

A line that begins with a relation begins a step; one that doesn't continues the step
above it; a blank line ends it. ``#`` begins a comment. Heads (``given``, ``let``,
``claim``) stand before the chain, in any order. Nothing is understood here but words and
brackets: what the pieces mean is read from them afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches

from derivex.errors import NoDerivation, Place, TooLarge, Unreadable
from derivex.notation.statements import ARROWS
from derivex.readers.fences import Block
from derivex.readers.source import Line, Span
from derivex.wording import is_dots

MAX_LENGTH = 40_000  # characters of one step or head: far beyond what anybody writes
MAX_LINES = 200  # over which it runs
DEEPER = 4  # columns by which a line is indented that goes on with the prose of a rule
NEAR = 200  # characters on either side of a "by": its neighbours are closer, and long lines stay quick
HEADS = ("given", "let", "claim", "rule", "axiom", "use")
_HEAD = re.compile(r"(given|let|claim|rule|axiom|use)(?:\s*:\s*|\s+|$)", re.IGNORECASE)
_WORD = re.compile(r"([A-Za-z]{3,})(?:\s*:\s*|\s+)(?=[A-Za-z(])")
# what people write for the heads that there are
_ALIKE = {
    "assume": "given",
    "assuming": "given",
    "suppose": "given",
    "with": "given",
    "for": "given",
    "lemma": "rule",
    "law": "rule",
    "postulate": "axiom",
    "where": "let",
    "define": "let",
    "def": "let",
    "set": "let",
    "prove": "claim",
    "show": "claim",
    "theorem": "claim",
    "proof": "claim",
}
_RELATION = re.compile(r"<==>|<=>|==>|=>|[⇒⟹⇔⟺]|:=|==|!=|≠|≈|≡|=<|<=|>=|≤|≥|=|<|>")
_READ = {"=": "=", "==": "=", "<=": "<=", "≤": "<=", ">=": ">=", "≥": ">=", "<": "<", ">": ">", **ARROWS}
_OPERATORS = "+-*/^·×−=<>≤≥,"
_CLAUSE = re.compile(r"(?:because|needs?|takes?)\s", re.IGNORECASE)  # that a rule goes on with
_BY = re.compile(r"(?<=\s)by(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Part:
    """A head, the first line or a step: its kind, its text, and for a step its relation."""

    kind: str
    span: Span
    relation: str = ""
    begin: Line | None = None
    column: int = 1  # where it begins on that line, the head or relation included
    last_line: int = 0
    dots: Span | None = None  # of a step: the line above it that says that lines are left out

    @property
    def is_chain(self) -> bool:
        return self.kind in ("first", "step", "dots")


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a block."""

    heads: tuple[Part, ...]
    first: Part
    steps: tuple[Part, ...]


def layout(block: Block, *, unfinished: bool = False) -> Layout:
    """Put the lines of a block together; the first thing that is wrong is raised.

    A chain that is ``unfinished`` may have one line only, and end with dots.
    """
    parts = _parts(block.lines)
    heads = tuple(part for part in parts if not part.is_chain)
    while unfinished and parts and parts[-1].kind == "dots":
        parts = parts[:-1]
    chain = _with_dots(part for part in parts if part.is_chain)
    if not parts:
        remedy = "write the first line of the chain, then a line per step that begins with ="
        raise NoDerivation("this block is empty", place=block.place, remedy=remedy)
    if not chain:
        _check_brackets(heads)
        said = "claim" if any(part.kind == "claim" for part in heads) else heads[-1].kind
        raise NoDerivation(
            f"a {said}, but no chain of steps",
            place=_place(next(part for part in reversed(heads) if part.kind == said)),
            remedy="write the first line, then a line per step that begins with =",
        )
    if len(chain) == 1 and not unfinished:
        raise NoDerivation(
            "a chain of one line has no step to check",
            place=_place(chain[0]),
            remedy="write a line below it that begins with =",
        )
    return Layout(heads, chain[0], chain[1:])


def _with_dots(chain: Iterable[Part]) -> tuple[Part, ...]:
    """The chain without its lines of dots, each said of the step that follows it."""
    found: list[Part] = []
    dots: Part | None = None
    for part in chain:
        if part.kind == "dots":
            dots = part
            continue
        found.append(part if dots is None else replace(part, dots=dots.span))
        dots = None
    if dots is not None:
        raise Unreadable(
            "nothing stands below the dots", place=_place(dots), remedy="write the line to which they lead"
        )
    return tuple(found)


def _place(part: Part) -> Place:
    return part.span.place(0, max(1, len(part.span.text)))


def _parts(lines: Iterable[Line]) -> tuple[Part, ...]:
    parts: list[Part] = []
    is_open = False
    for line in lines:
        text = line.text.partition("#")[0].rstrip()
        if not text:
            is_open = is_open and "#" in line.text  # a comment ends nothing
            continue
        start = len(text) - len(text.lstrip())
        part = _begun(parts, is_open, line, text, start)
        if part is None:
            last = parts[-1]
            _check_size(last.span)
            parts[-1] = replace(last, span=last.span.joined(Span.of(line, start, len(text))), last_line=line.number)
        else:
            parts.append(part)
        is_open = True
    for part in parts:
        _check_size(part.span)
    return tuple(replace(part, span=part.span.cut(0)) for part in parts)


def _check_size(span: Span) -> None:
    if len(span.text) > MAX_LENGTH or len(span.marks) > MAX_LINES:
        said = f"this is longer than {MAX_LENGTH:,} characters or {MAX_LINES} lines"
        raise TooLarge(said, place=span.place(), remedy="split it into several steps")


def _begun(parts: list[Part], is_open: bool, line: Line, text: str, start: int) -> Part | None:
    """The part that begins on this line; None if the line continues the last one."""
    has_chain = bool(parts) and parts[-1].is_chain
    head = _HEAD.match(text, start)
    relation = _RELATION.match(text, start)
    if is_dots(text):
        if not has_chain:
            place = line.place(start + 1, len(text) - start)
            raise Unreadable("nothing stands above the dots", place=place, remedy="write the line from which they lead")
        return Part("dots", Span.of(line, start, len(text)), "", line, start + 1, line.number)
    if head is not None:
        if has_chain:
            raise Unreadable(
                f'"{head.group(1)}" stands below the chain',
                place=line.place(start + 1, len(head.group(1))),
                remedy="move it above the first line, or begin another ```calc block",
            )
        return Part(head.group(1).lower(), Span.of(line, head.end(), len(text)), "", line, start + 1, line.number)
    if relation is not None:
        if not has_chain and is_open and _wants_more(parts[-1], text, start):
            return None
        if not has_chain:
            _check_brackets(parts)
        return _step(has_chain, line, text, relation)
    dotted = bool(parts) and parts[-1].kind == "dots"
    if is_open and not dotted and (has_chain or _wants_more(parts[-1], text, start)):
        return None
    if has_chain:
        raise Unreadable(
            "this line begins with no relation",
            place=line.place(start + 1),
            remedy="begin a step with =; another chain goes into another ```calc block",
        )
    _refuse_unknown_head(line, text, start)
    return Part("first", Span.of(line, start, len(text)), "", line, start + 1, line.number)


def _step(has_chain: bool, line: Line, text: str, match: re.Match[str]) -> Part:
    symbol, start = match.group(), match.start()
    place = line.place(start + 1, len(symbol))
    if symbol not in _READ:
        remedy = "write <=" if symbol == "=<" else "begin it with =, <=, <, >=, >, => or <=>"
        raise Unreadable(f'a step can\'t begin with "{symbol}"', place=place, remedy=remedy)
    if not has_chain:
        raise Unreadable(
            "the chain has no first line",
            place=place,
            remedy="write what it begins with above this line",
        )
    return Part("step", Span.of(line, match.end(), len(text)), _READ[symbol], line, start + 1, line.number)


def _wants_more(head: Part, text: str, start: int) -> bool:
    """Whether a head goes on in the next line, which must be indented: a bracket is open, an operator dangles."""
    if start < head.column:
        return False
    said = head.span.text.strip()
    if head.kind in ("rule", "axiom") and (start >= head.column - 1 + DEEPER or _CLAUSE.match(text, start)):
        return True
    if not said or said[-1] in _OPERATORS or _depth(said) > 0 or text[start] in "+*/^·×":
        return True
    return text[start] in "=<>≤≥" and _RELATION.search(said) is None and head.kind != "given"


def _check_brackets(parts: Iterable[Part]) -> None:
    """An open bracket in a head may have swallowed what is missing below: say that first."""
    for part in parts:
        opened: list[int] = []
        for offset, character in enumerate(part.span.text):
            if character in "([{":
                opened.append(offset)
            elif character in ")]}" and opened:
                opened.pop()
        if opened:
            raise Unreadable("this bracket is never closed", place=part.span.place(opened[-1]), remedy="write ) for it")


def _depth(text: str) -> int:
    return sum((each in "([{") - (each in ")]}") for each in text)


def _refuse_unknown_head(line: Line, text: str, start: int) -> None:
    """A line such as ``lett S(x) = …`` is a misspelt head, not mathematics."""
    match = _WORD.match(text, start)
    if match is None:
        return
    word = match.group(1)
    near = _ALIKE.get(word.lower()) or next(iter(get_close_matches(word.lower(), HEADS, 1, 0.6)), None)
    there_are = "a block begins with given, let, claim, rule or axiom lines, or with the chain"
    remedy = f'did you mean "{near}"?' if near else there_are
    raise Unreadable(f'no head "{word}"', place=line.place(start + 1, len(word)), remedy=remedy)


def split_reasons(span: Span) -> tuple[Span, Span | None]:
    """The expression of a step, and what stands after its ``by``.

    The first ``by`` outside brackets that an operand precedes: in "multiply and divide by
    x" the word belongs to the reason, and in ``2*by by arithmetic`` to the expression.
    """
    text = f" {span.text}"  # a `by` at the very beginning has a blank before it too
    depth, scanned = 0, 0
    for match in _BY.finditer(text):
        depth += _depth(text[scanned : match.start()])
        scanned = match.start()
        before = text[max(0, match.start() - NEAR) : match.start()].rstrip()
        after = text[match.end() : match.end() + NEAR].lstrip()
        if depth != 0 or (before and before[-1] in _OPERATORS) or (after and after[0] in _OPERATORS + ")"):
            continue
        offset = match.start() - 1
        if not before:
            raise Unreadable(
                'nothing stands before "by"', place=span.place(offset, 2), remedy="write the new line there"
            )
        if not text[match.end() :].strip():
            raise Unreadable(
                'nothing stands after "by"', place=span.place(offset, 2), remedy="name a rule, or leave the word out"
            )
        return span.cut(0, offset), span.cut(offset + 2)
    return span, None
