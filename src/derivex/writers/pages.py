"""The pages that aren't derivations: the book of rules, one rule, and what there is to show."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING

from derivex.equations.rows import Move
from derivex.equations.words import Act
from derivex.notation.write import plain
from derivex.wording import titled
from derivex.writers.console import Line, line
from derivex.writers.show import PLAIN, Ink

if TYPE_CHECKING:
    from derivex.rule import Rule

NAME_WIDTH = 26


def book(chapters: Iterable[tuple[str, Iterable[Rule]]], ink: Ink = PLAIN) -> Iterator[Line]:
    """Every rule with its law, a chapter after the other."""
    for number, (chapter, rules) in enumerate(chapters):
        if number:
            yield ()
        yield line((chapter.capitalize(), "head"))
        for rule in rules:
            parts = _wrapped(rule.law or rule.why, ink.width - NAME_WIDTH - 2)
            if len(rule.title) > NAME_WIDTH - 2:
                parts.insert(0, "")  # a long name has a line of its own
            title = titled(rule.name, (rule.name,) if rule.axiom else ())
            for first, part in zip_longest((title,), parts, fillvalue=""):
                gap = max(2, NAME_WIDTH - len(first))
                yield line("  ", (first, "reason"), " " * gap, part)
            if rule.reverse and rule.reverse != rule.name:
                yield line("  ", (f"  back: {rule.reverse.replace('-', ' ')}", "faint"))
    yield ()
    yield line(("One rule with its reason and examples: derivex rules quotient-rule", "faint"))


def page(rule: Rule, chapter: str, ink: Ink = PLAIN) -> Iterator[Line]:
    """One rule: what it says, why, when, and what it does and doesn't allow."""
    kind = "routine, may stay unnamed" if rule.routine else "axiom, taken on trust" if rule.axiom else ""
    aside = ", ".join(part for part in (chapter, kind) if part)
    yield line((rule.title, "head"), (f"  ({aside})", "faint"))
    yield ()
    if rule.law:
        yield from (line(f"  {each}".rstrip()) for each in _drawn(rule, ink))
        yield ()
    shown = _wrapped(rule.why, ink.width)
    yield from map(line, shown)
    rows = [
        ("law", (rule.law,) if rule.law else ()),
        ("needs", rule.needs),
        ("without that it fails at", (rule.breaks,) if rule.breaks else ()),
        ("you say", tuple(f"{rule.title} {taken}" for taken in rule.takes)),
        ("the other way round", (rule.reverse.replace("-", " "),) if rule.reverse not in ("", rule.name) else ()),
        ("also called", tuple(each.replace("-", " ") for each in (*rule.aliases, *rule.reverse_aliases))),
    ]
    told = [(name, values) for name, values in rows if values]
    if told and shown:
        yield ()
    for name, values in told:
        yield from _told(name, ", ".join(values), ink)
    for title, mark, cases in (("right", "✓", rule.accepts), ("wrong", "✗", rule.refuses)):
        if cases:
            yield ()
            yield line((title, "head"))
            for case in cases:
                first, *rest = _wrapped(case, ink.width - 5)
                yield line("  ", ink.mark(mark), f" {first}")
                yield from (line(f"      {each}") for each in rest)


def moves(chapters: Iterable[tuple[str, Iterable[Move | Act]]], ink: Ink = PLAIN) -> Iterator[Line]:
    """The moves between equations and inequalities with their laws, and what else is done with them."""
    for chapter, rows in chapters:
        yield line((chapter.capitalize(), "head"))
        for row in rows:
            parts = _wrapped(row.law if isinstance(row, Move) else row.why, ink.width - NAME_WIDTH - 2)
            if len(row.title) > NAME_WIDTH - 2:
                parts.insert(0, "")
            for first, part in zip_longest((row.title,), parts, fillvalue=""):
                yield line("  ", (first, "reason"), " " * max(2, NAME_WIDTH - len(first)), part)
        yield ()


def move_page(move: Move | Act, ink: Ink = PLAIN) -> Iterator[Line]:
    """One move: its law, why, what it needs, and what it does and doesn't allow."""
    if not isinstance(move, Move):
        yield line((move.title, "head"), ("  (between equations)", "faint"))
        yield ()
        yield from (line(each) for each in _wrapped(move.why, ink.width))
        yield from _told("also called", ", ".join(each.replace("-", " ") for each in move.aliases), ink)
        return
    yield line(
        (move.title, "head"), (f"  (between {'equations' if move.relation == '=' else 'inequalities'})", "faint")
    )
    yield ()
    yield line(f"  {move.law}")
    yield ()
    yield from (line(each) for each in _wrapped(move.why, ink.width))
    rows = [
        ("needs", move.needs),
        ("no solution is gained where", move.keeps),
        ("without that it fails at", move.breaks),
        ("you say", f"{move.title} {move.takes}" if move.takes else ""),
        ("also called", ", ".join(each.replace("-", " ") for each in move.aliases)),
    ]
    told = [(name, value) for name, value in rows if value]
    if told:
        yield ()
    for name, value in told:
        yield from _told(name, value, ink)
    for title, mark, cases in (("right", "✓", move.accepts), ("wrong", "✗", move.refuses)):
        if cases:
            yield ()
            yield line((title, "head"))
            for case in cases:
                first, *rest = _wrapped(case, ink.width - 5)
                yield line("  ", ink.mark(mark), f" {first}")
                yield from (line(f"      {each}") for each in rest)


def listing(entries: Iterable[tuple[str, str, str, str, int]], ink: Ink = PLAIN) -> Iterator[Line]:
    """Derivations by topic and name, each with its title, its claim, and how many chains there are besides."""
    rows = sorted(entries, key=lambda row: row[0])  # a topic together, in it the order that there was
    width = min(NAME_WIDTH, max((len(name) for _, name, *_ in rows), default=0)) + 2
    shown = ""
    for number, (topic, name, title, claim, more) in enumerate(rows):
        if topic != shown or not number:
            yield from [()] if number else []
            yield from [line((topic or "derivations", "faint"))] if topic or number else []
            shown = topic
        besides = f" (and {more} chain{'s' if more > 1 else ''} more)" if more else ""
        first, *rest = _wrapped(title, ink.width - width) or [""]
        gap = name.ljust(width) if len(name) + 2 <= width else f"{name}  "
        yield line((gap, "head"), first)
        yield from (line(" " * width, each) for each in rest)
        yield from (
            line(" " * width, (each, "reason")) for each in _wrapped(f"{claim}{besides}".strip(), ink.width - width)
        )
    yield ()
    yield line(("Print one with derivex show NAME; begin your own with derivex new NAME.", "faint"))


def _told(name: str, values: str, ink: Ink) -> Iterator[Line]:
    label = f"{name}: "
    for index, part in enumerate(_wrapped(values, ink.width - len(label))):
        yield line((label if index == 0 else " " * len(label), "faint"), part)


def _drawn(rule: Rule, ink: Ink) -> Iterator[str]:
    """The law in two dimensions, its two sides around its sign."""
    from derivex.notation.layout import baseline, two_dimensional

    left, right = two_dimensional(rule.left), two_dimensional(rule.right)
    above = max(baseline(rule.left), baseline(rule.right))
    below = max(len(left) - baseline(rule.left), len(right) - baseline(rule.right))
    wide = max(map(len, left))
    if not ink.unicode or wide + 3 + max(map(len, right)) > ink.width - 2:
        yield f"{plain(rule.left)} {rule.relation} {plain(rule.right)}"
        return
    sign = {"<=": "≤", ">=": "≥"}.get(rule.relation, rule.relation)
    for row in range(-above, below):
        sides = (_at(left, row + baseline(rule.left)), _at(right, row + baseline(rule.right)))
        yield f"{sides[0].ljust(wide)} {sign if row == 0 else ' '} {sides[1]}"


def _at(drawing: tuple[str, ...], row: int) -> str:
    return drawing[row] if 0 <= row < len(drawing) else ""


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, max(width, 20), break_on_hyphens=False)
