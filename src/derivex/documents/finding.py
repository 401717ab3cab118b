"""From a text and what is no mathematics in it to its formulas, the way all kinds share.

The readers of the kinds say what to pass over and what is a formula by a rule of theirs
(a fenced block, a role); this room adds what stands between delimiters, the definitions of
macros, and the prose around each formula.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from derivex.documents.formulas import DIRECTIVES, PROSE, Directive, Formula, Item, Scanned, damage, ordered
from derivex.documents.macros import definitions, environments
from derivex.documents.marks import Dialect, Span, marks, spans
from derivex.documents.passages import Passage, joined
from derivex.errors import InputError, Unreadable

_COMMENT = re.compile(r"\\.|(?P<comment>%[^\n]*(?:\n[ \t]*(?=\S))?)", re.DOTALL)
_DIRECTIVE = re.compile(r"\s*derivex\s*:\s*(?P<kind>[A-Za-z]*)\s*(?P<rest>.*?)\s*\Z", re.DOTALL)
ENTITIES = {"lt": "<", "gt": ">", "amp": "&"}
_ENTITY = re.compile(r"&(lt|gt|amp);")
_BEGIN_OR_END = re.compile(r"\\(begin|end)\s*\{([A-Za-z]+\*?)\}\Z")


@dataclass(slots=True)
class Found:
    """What a reader of one kind found by its own rules, before the delimiters are looked at."""

    passed: list[tuple[int, int, bool]] = field(default_factory=list)  # start, stop, ends a paragraph
    formulas: list[Span] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    complaints: list[InputError] = field(default_factory=list)

    def comment(self, passage: Passage, start: int, stop: int) -> None:
        """A comment: nothing, or a directive to derivex."""
        match = _DIRECTIVE.match(passage.text[start:stop])
        if match is None:
            return
        if match["kind"] not in DIRECTIVES:
            place = passage.place(start + match.start("kind"), max(1, len(match["kind"])))
            said = f'"{match["kind"][:40]}" is no directive'
            self.complaints.append(Unreadable(said, place=place, remedy="write given, let or skip"))
            return
        rest = passage.cut(start + match.start("rest"), start + match.end("rest"))
        self.items.append(Directive(match["kind"], rest, passage.at(start)))


def scan(passage: Passage, found: Found, dialect: Dialect, *, macros: bool = True) -> Scanned:
    """Everything in a text, in order."""
    complaints = found.complaints
    items = list(found.items)
    defined: list[tuple[int, int]] = []
    if macros and "\\" in passage.text:
        made, defined = definitions(passage.text, comments=dialect.latex)
        named, wrapped = environments(passage.text)
        dialect.environments.update(named)
        defined = sorted([*defined, *wrapped])
        hidden = _Regions([(start, stop) for start, stop, _ in found.passed])
        items += [replace(macro, offset=passage.at(macro.offset)) for macro in made if not hidden.hold(macro.offset)]
        for macro in made:
            match = _BEGIN_OR_END.match(macro.body)
            if match is not None and not macro.arguments:
                dialect.aliases[macro.name] = (match[1], match[2])
    own = [(span.start, span.stop, False) for span in found.formulas]
    regions = _apart([*found.passed, *((start, stop, False) for start, stop in defined), *own])
    pairs, unpaired = spans(passage, marks(passage.text, regions, dialect), dialect)
    complaints += unpaired
    every = sorted([*pairs, *found.formulas])
    borders = [(start, stop) for start, stop, ends in found.passed if ends]
    for index, span in enumerate(every):
        formula = _formula(passage, span, defined, entities=not dialect.latex)
        if not formula.text.strip():
            continue
        wrong_with = damage(formula.passage)
        if wrong_with is not None:
            complaints.append(wrong_with)
            continue
        start = max(every[index - 1].stop if index else 0, span.start - PROSE, _last(borders, span.start))
        stop = min(every[index + 1].start if index + 1 < len(every) else len(passage.text), span.stop + PROSE)
        stop = max(span.stop, min(stop, _first(borders, span.stop, len(passage.text))))
        items.append(
            replace(formula, before=passage.cut(min(start, span.start), span.start), after=passage.cut(span.stop, stop))
        )
    return Scanned(ordered(items), tuple(complaints))


def _formula(passage: Passage, span: Span, defined: list[tuple[int, int]], *, entities: bool) -> Formula:
    inner = passage.cut(span.inner, span.inner_stop)
    removed = (
        [match.span() for match in _COMMENT.finditer(inner.text) if match["comment"] is not None]
        if "%" in inner.text
        else []
    )
    if defined:
        first = max(0, bisect_right(defined, (span.inner, 0)) - 1)
        for start, stop in defined[first:]:
            if start >= span.inner_stop:
                break
            if start >= span.inner:
                removed.append((start - span.inner, stop - span.inner))
    inner = inner.without(sorted(removed)).stripped() if removed else inner.stripped()
    if span.environment == "math" and inner.text.startswith("$$") and inner.text.endswith("$$"):
        inner = inner.cut(2, len(inner.text) - 2).stripped()  # a fence that holds a display
    if entities and "&" in inner.text:
        inner = _without_entities(inner)
    nothing = inner.cut(0, 0)
    return Formula(inner, span.display, span.environment, nothing, nothing, passage.at(span.start))


def _without_entities(inner: Passage) -> Passage:
    """The characters that HTML writes as entities."""
    pieces: list[Passage] = []
    done = 0
    for match in _ENTITY.finditer(inner.text):
        pieces += [inner.cut(done, match.start()), inner.cut(*match.span()).standing(ENTITIES[match[1]])]
        done = match.end()
    return joined([*pieces, inner.cut(done)]) if pieces else inner


class _Regions:
    """Parts of a text that can be asked whether an offset is in them."""

    def __init__(self, parts: list[tuple[int, int]]) -> None:
        self.parts = sorted(parts)

    def hold(self, offset: int) -> bool:
        index = bisect_right(self.parts, (offset, float("inf"))) - 1
        return index >= 0 and self.parts[index][0] <= offset < self.parts[index][1]


def _apart(regions: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """Regions in order; one that begins inside another is part of it."""
    kept: list[tuple[int, int, bool]] = []
    for start, stop, ends in sorted(regions):
        if kept and start < kept[-1][1]:
            last = kept[-1]
            kept[-1] = (last[0], max(last[1], stop), last[2] or ends)
        else:
            kept.append((start, stop, ends))
    return kept


def _last(borders: list[tuple[int, int]], offset: int) -> int:
    index = bisect_right(borders, (offset, offset)) - 1
    return borders[index][1] if index >= 0 else 0


def _first(borders: list[tuple[int, int]], offset: int, otherwise: int) -> int:
    index = bisect_right(borders, (offset, -1))
    return borders[index][0] if index < len(borders) else otherwise
