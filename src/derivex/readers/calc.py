"""Derivation files: the ``calc`` blocks of a Markdown file, or a plain ``.calc`` text.

````
# The derivative of x^2

```calc
given x real
claim diff(x^2, x) = 2*x

  diff(x^2, x)
= 2*x             by power rule
```
````

Every block is one derivation; its title is the nearest heading above it. What can't be
read is an ``InputError`` with file, line and column; ``read_blocks`` gives one for each
unreadable block beside the derivations that can be read, ``read_text`` raises the first.
Nothing in a file is ever evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from derivex.admission import admitted, introduced, without_definitions
from derivex.book import Book
from derivex.definition import Definition, check, given_names, names_of
from derivex.derivation import Derivation
from derivex.errors import InputError, NoDerivation, Place, Unreadable
from derivex.given import Given
from derivex.notation.names import Names
from derivex.notation.plain import read, read_relations
from derivex.notation.statements import (
    EQUIVALENT,
    IMPLIES,
    arrow_in,
    each_side,
    read_implication,
    read_statement,
    states,
)
from derivex.ownrules import book_with, unknown_functions
from derivex.readers.claims import cited, named
from derivex.readers.fences import Block, blocks
from derivex.readers.heads import definitions_of, givens_of, pieces, rules_of
from derivex.readers.layout import Layout, Part, layout, split_reasons
from derivex.readers.source import Span, decode, lines, load_bytes
from derivex.reasons import Reason, read_reasons
from derivex.rule import Rule
from derivex.settings import NO_SETTINGS, Settings, together
from derivex.step import Step
from derivex.subterms import heads
from derivex.term import App, Term, free_symbols, free_symbols_of

MARKDOWN = (".md", ".markdown", ".mdown", ".qmd", ".rmd")
MAX_USED = 6  # files of which each uses the next
SAID = 120  # so much of a wrong name is repeated in a message
_CALC_LINE = re.compile(r"\s*(?:(?:given|let|claim|rule|axiom)\s|(?:=>|<=>|⇒|⇔|=|<=|≤)\s*[^=\s])", re.IGNORECASE)


# ---- files ----


def read_file(path: str | Path, settings: Settings = NO_SETTINGS) -> tuple[Derivation, ...]:
    """The derivations of a file, under what its project says; raises the first complaint about it.

    Errors: NoDerivation if there is no such file, or no mathematics in it; every other
    InputError for what can't be read.
    """
    return read_bytes(load_bytes(path), str(path), settings)


def read_bytes(data: bytes, file: str = "<input>", settings: Settings = NO_SETTINGS) -> tuple[Derivation, ...]:
    """As read_text, of a file's content."""
    return read_text(decode(data, file), file, settings)


def read_text(text: str, file: str = "<input>", settings: Settings = NO_SETTINGS) -> tuple[Derivation, ...]:
    """The derivations of a text; raises the first complaint about it.

    >>> source = "  diff(x^2, x)\\n= 2*x    by power rule\\n"
    >>> [derivation] = read_text(source)
    >>> len(derivation.steps), str(derivation.steps[0].place)
    (1, '<input>:2:1')
    """
    found: list[Derivation] = []
    for each in read_blocks(text, file, settings):
        if isinstance(each, InputError):
            raise each
        found.append(each)
    return tuple(found)


def read_blocks(
    text: str, file: str = "<input>", settings: Settings = NO_SETTINGS, *, unfinished: bool = False
) -> tuple[Derivation | InputError, ...]:
    """For every block its derivation, or the first complaint about it.

    A chain that is ``unfinished`` may have one line only, and end with dots.
    """
    return _read_blocks(text, file, settings, unfinished, ())


def _read_blocks(
    text: str, file: str, settings: Settings, unfinished: bool, readers: tuple[Path, ...]
) -> tuple[Derivation | InputError, ...]:
    """``readers`` are the files that use this one, each the next."""
    try:
        blocks_of_it = _blocks(text, file)
    except InputError as error:
        return (error,)
    found: list[Derivation | InputError] = []
    for block in blocks_of_it:
        earlier = tuple(each for each in found if isinstance(each, Derivation) and each.claim_name)
        try:
            found.append(read_block(block, settings, unfinished=unfinished, earlier=earlier, readers=readers))
        except InputError as error:
            found.append(error.at(block.place))
    return tuple(found)


def _used(parts: Layout, readers: tuple[Path, ...]) -> Iterator[Derivation]:
    """The derivations with named claims of the files that a block uses, which stand beside its own."""
    for span in _heads(parts, "use"):
        place = span.place(0, len(span.text))
        own = Path(place.file)
        path = own.parent / span.text
        chain = (*readers, own.resolve())
        if path.suffix not in (".md", ".calc") or len(chain) > MAX_USED:
            said = "files use each other in too long a row" if len(chain) > MAX_USED else "this is no derivation file"
            raise Unreadable(said, place=place, remedy="write use NAME.md")
        if path.resolve() in chain:
            raise Unreadable("these files use each other", place=place, remedy="a claim is cited after its proof only")
        try:
            read = _read_blocks(decode(load_bytes(path), str(path)), str(path), NO_SETTINGS, False, chain)
        except InputError as error:
            raise error.at(place) from None
        found = [each for each in read if isinstance(each, Derivation) and each.claim_name]
        if not found:
            broken = next((each for each in read if isinstance(each, InputError)), None)
            unnamed = Unreadable("no claim in this file has a name", place=place, remedy="write claim NAME: L = R")
            raise unnamed if broken is None else broken
        yield from found


def _blocks(text: str, file: str) -> tuple[Block, ...]:
    source = lines(text, file)
    found = blocks(source)
    if found:
        return found
    suffix = Path(file).suffix.lower()
    if suffix not in MARKDOWN and (suffix == ".calc" or any(_CALC_LINE.match(line.text) for line in source)):
        title = Path(file).stem if suffix == ".calc" else ""
        return (Block(source, title, source[0].place()),)
    said = "is empty" if not text.strip() else "holds no mathematics"
    raise NoDerivation(f"this file {said}", place=Place(file), remedy="write a ```calc block")


# ---- one block ----


def read_block(
    block: Block,
    settings: Settings = NO_SETTINGS,
    *,
    unfinished: bool = False,
    earlier: tuple[Derivation, ...] = (),
    readers: tuple[Path, ...] = (),
) -> Derivation:
    """The derivation that one block holds, under what its project says; it may cite named claims of ``earlier`` ones.

    ``readers`` are files that this one must not use: they use it.
    """
    parts = layout(block, unfinished=unfinished)
    earlier = (*_used(parts, readers), *earlier)
    found = _read_block(block, parts, settings.names, Given(), settings.rules, earlier)
    if settings == NO_SETTINGS:
        return found
    defined = frozenset(definition.name for definition in found.definitions)
    sides = (*found.lines, *(found.claim.args if found.claim else ()))
    inside = (free_symbols(each.body) - set(each.parameters) for each in found.definitions)
    used = free_symbols_of(sides).union(*inside)
    called = frozenset(head for side in (*sides, *(each.body for each in found.definitions)) for head in heads(side))
    # of a name that is called here, x(t), nothing that is said of a number holds
    stood = settings.standing(found.givens, defined | called, used)
    names = (settings.names.functions & called | settings.names.symbols & used) - defined
    said = settings.said(stood, names - given_names(found.givens))
    if stood:
        try:
            found = _read_block(block, parts, settings.names, together(stood), settings.rules, earlier)
        except InputError as error:
            raise type(error)(error.value, place=error.place, remedy=f"{error.remedy}; this is {said}") from None
    if not said:
        return found
    # as if the block said them itself: whoever prints or exports it shows them
    texts = (*found.given_texts, *(str(each.given) for each in stood))
    return replace(found, notes=(*found.notes, said), given_texts=texts)


def _read_block(
    block: Block, parts: Layout, known: Names, more: Given, ours: tuple[Rule, ...], earlier: tuple[Derivation, ...]
) -> Derivation:
    """The derivation of a block, where some names, givens, rules and earlier derivations are there besides."""
    stated = _heads(parts, "given")
    lets = [piece for span in _heads(parts, "let") for piece in pieces(span)]
    given = givens_of(stated, lets, known)
    definitions = definitions_of(lets, given, known)
    try:
        given = without_definitions(given, definitions)
    except InputError as error:
        raise error.at(stated[0].place(0, len(stated[0].text))) from None
    rules = _rules(parts, given, definitions, known, ours)
    said = " ; ".join(reason.text for part in parts.steps if (reason := split_reasons(part.span)[1]) is not None)
    rules = (*rules, *cited(earlier, said, given, definitions, rules))
    known = known.beside(Names(frozenset[str]().union(*(unknown_functions(each) for each in rules if each.axiom))))
    reader = _Reader(given, definitions, known, more, book_with(rules))
    claims = _heads(parts, "claim")
    if len(claims) > 1:
        raise Unreadable(
            "a block holds one claim", place=claims[1].place(), remedy="put the other one into its own ```calc block"
        )
    reader.states = _of_statements(parts)
    name, claimed = named(claims[0]) if claims else ("", None)
    claim = reader.claim(claimed) if claimed is not None else None
    first, reason = split_reasons(parts.first.span)
    if reason is not None:
        raise Unreadable(
            "the first line of a chain has no reason",
            place=reason.place(0, len(reason.text)),
            remedy="a reason stands on the line that it leads to",
        )
    start = reader.line(first, "write what follows the relation on a line of its own")
    steps = _steps(parts, start, reader)
    if claim is not None and reader.states and claim.head not in (IMPLIES, EQUIVALENT):
        claim = App(IMPLIES, (start, claim))  # what the first line leads to
    return Derivation(
        givens=reader.all_given,
        first=start,
        steps=steps,
        title=block.title,
        definitions=reader.definitions,
        claim=claim,
        place=parts.first.span.place(),
        given_texts=tuple(span.text for span in stated),
        claim_place=claims[0].place(0, len(claims[0].text)) if claims else None,
        rules=rules,
        claim_name=name,
    )


def _rules(
    parts: Layout, given: Given, definitions: tuple[Definition, ...], known: Names, ours: tuple[Rule, ...]
) -> tuple[Rule, ...]:
    """The rules of a block, and those of its project that it neither names again nor speaks otherwise of."""
    _heads(parts, "rule"), _heads(parts, "axiom")
    spans = [(part.span, part.kind == "axiom") for part in parts.heads if part.kind in ("rule", "axiom")]
    own = rules_of(spans, given, definitions, names_of(given, definitions).beside(known))
    names, defined = {each.name for each in own}, {each.name for each in definitions}
    return (*(each for each in ours if each.name not in names and not defined & set(each.speaks_of)), *own)


def _heads(parts: Layout, kind: str) -> list[Span]:
    found = [part for part in parts.heads if part.kind == kind]
    for part in found:
        if not part.span.text and part.begin is not None:
            raise Unreadable(f'nothing stands after "{kind}"', place=part.begin.place(part.column, len(kind)))
    return [part.span for part in found]


def _steps(parts: Layout, start: Term, reader: _Reader) -> tuple[Step, ...]:
    steps: list[Step] = []
    before, line_before = start, _number(parts.first)
    for part in parts.steps:
        span, reason_span = split_reasons(part.span)
        if part.begin is None or not span.text:
            place = part.begin.place(part.column, len(part.relation)) if part.begin else None
            raise Unreadable(f'nothing stands after "{part.relation}"', place=place, remedy="write the new line there")
        # a substitution gives its letter a meaning from this line on
        reasons = reader.reasons(reason_span) if reason_span is not None else ()
        reader.introduce(reasons, (start, *(step.after for step in steps)))
        after = reader.line(span, "a step has one relation; begin the next one on a line of its own")
        place = part.begin.place(part.column, len(part.relation))
        text = f"{part.relation} {part.span.text}"
        dots = None if part.dots is None else part.dots.place(0, len(part.dots.text))
        stands = (text, line_before, part.last_line, reader.all_given, reader.definitions, dots)
        steps.append(Step(before, after, part.relation, reasons, place, *stands))
        before, line_before = after, place.line
    return tuple(steps)


def _of_statements(parts: Layout) -> bool:
    """Whether a chain is one of equations, or of inequalities: its steps begin with arrows, or it has only begun."""
    if not parts.steps:
        return states(parts.first.span.text)
    arrows = [part for part in parts.steps if part.relation in (IMPLIES, EQUIVALENT)]
    if not arrows:
        return False
    other = next((part for part in parts.steps if part.relation not in (IMPLIES, EQUIVALENT)), None)
    if other is not None and other.begin is not None:
        said = f'"{other.relation}" begins a step between expressions, and this chain is one of equations'
        place = other.begin.place(other.column, len(other.relation))
        raise Unreadable(said, place=place, remedy="write the whole equation, behind => or <=>")
    return True


def _number(part: Part) -> int | None:
    return part.begin.number if part.begin else None


class _Reader:
    """Reads the lines of one block, under what its heads and its substitutions say."""

    def __init__(
        self, given: Given, definitions: tuple[Definition, ...], known: Names, more: Given, book: Book
    ) -> None:
        self.book = book
        self.given = given  # by the block: its names are symbols, whatever stands behind them
        self.all_given = given.and_(more)
        self.definitions = definitions
        self.known = known
        self.states = False  # whether the lines are statements

    @property
    def names(self) -> Names:
        return names_of(self.given, self.definitions).beside(self.known)

    def line(self, span: Span, remedy: str) -> Term:
        if self.states:
            return self.statement(span)
        _refuse_relation(span, remedy)
        try:
            term = read(span.text, names=self.names, place=span.inner)
            admitted(term, self.all_given, self.definitions)
        except InputError as error:
            raise span.relocated(error) from None
        return term

    def statement(self, span: Span) -> App:
        if not states(span.text):
            place = span.place(0, max(1, len(span.text)))
            remedy = "begin the steps with =, or write whole equations"
            raise Unreadable("this is an expression, and an arrow stands between equations", place=place, remedy=remedy)
        try:
            found = read_statement(span.text, names=self.names, place=span.inner)
            for side in each_side(found):
                admitted(side, self.all_given, self.definitions)
        except InputError as error:
            raise span.relocated(error) from None
        return found

    def implication(self, span: Span) -> App:
        try:
            found = read_implication(span.text, names=self.names, place=span.inner)
            for side in each_side(found):
                admitted(side, self.all_given, self.definitions)
        except InputError as error:
            raise span.relocated(error) from None
        return found

    def claim(self, span: Span) -> App:
        if self.states:
            return self.implication(span)
        if arrow_in(span.text) is not None:
            said = "an arrow stands between equations, and this chain is one of expressions"
            raise Unreadable(said, place=span.place(), remedy="begin its steps with => or <=>")
        try:
            found = read_relations(span.text, names=self.names, place=span.inner)
            sides = found[0] if len(found) == 1 else None
            if not isinstance(sides, App) or sides.head not in ("=", "<", "<=", ">", ">="):
                raise Unreadable("a claim is one relation between two sides", remedy="write it like f(x) = g(x)")
            for side in sides.args:
                admitted(side, self.all_given, self.definitions)
        except InputError as error:
            raise span.relocated(error) from None
        return sides

    def reasons(self, span: Span) -> tuple[Reason, ...]:
        read_named: Callable[..., tuple[Reason, ...]] = read_reasons
        if self.states:
            from derivex.equations.words import read_moves  # only where there are equations

            read_named = read_moves
        try:
            found = read_named(span.text, self.book, names=self.names, place=span.inner)
        except InputError as error:
            moved = span.relocated(error)
            if len(moved.value) > SAID:
                raise type(moved)(moved.value[:SAID] + "…", place=moved.place, remedy=moved.remedy) from None
            raise moved from None
        return tuple(
            reason if reason.place is None else replace(reason, place=_moved(span, reason.place)) for reason in found
        )

    def introduce(self, reasons: Iterable[Reason], earlier: tuple[Term, ...]) -> None:
        for reason in reasons:
            definition = introduced(reason, earlier, self.all_given, self.definitions)
            if definition is not None:
                check((*self.definitions, definition), self.all_given)
                self.definitions = (*self.definitions, definition)


def _moved(span: Span, place: Place) -> Place:
    return span.place(place.column - 1, place.width)


def _refuse_relation(span: Span, remedy: str) -> None:
    """A relation inside a line: the notation would say it too, but not what to do."""
    depth = 0
    for offset, character in enumerate(span.text):
        depth += (character in "([{") - (character in ")]}")
        if depth == 0 and character in "=<>≤≥≠":
            if character == "=":
                remedy = f"{remedy}; a step between equations begins with => or <=>"
            raise Unreadable(f'"{character}" stands inside a line', place=span.place(offset), remedy=remedy)
