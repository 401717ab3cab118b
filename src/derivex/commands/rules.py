"""``derivex rules``: the book, or one of its rules, printed or written as a page.

Contract: a name that several rules answer to gets the page of each, and rules that have
its words in a name of theirs are listed below. The rules of a project are printed beside the book.
Errors: UnknownRule with the nearest names.
"""

from __future__ import annotations

import sys
import textwrap
from argparse import Namespace

from derivex.book import BOOK, CHAPTERS, Book, phrase
from derivex.commands.output import output
from derivex.configuration import Configuration
from derivex.equations.orders import ORDERS, moves_named
from derivex.equations.rows import MOVES, Move
from derivex.equations.words import ACTS, Act
from derivex.errors import UnknownRule, Unsupported
from derivex.ownrules import SHIFTED, book_with
from derivex.rule import Rule
from derivex.writers.console import emit, line, speaks_unicode, width
from derivex.writers.pages import book, move_page, moves, page
from derivex.writers.show import Ink

PROJECT = "this project"
MOVE_CHAPTERS: tuple[tuple[str, tuple[Move | Act, ...]], ...] = (
    ("between equations", (*MOVES, *ACTS)),
    ("between inequalities", ORDERS),
)


def run(arguments: Namespace) -> int:
    """Print the book, or the page of one rule; with ``--to``, write them."""
    if arguments.to is not None:
        return _write(arguments)
    if arguments.output is not None:
        raise Unsupported("-o is for --to", remedy="say --to html or --to markdown")
    ink = Ink(width(sys.stdout), speaks_unicode(sys.stdout))
    own = Configuration().of("-").rules
    chapters = (*CHAPTERS, (PROJECT, own)) if own else CHAPTERS
    if not arguments.name:
        *shown, last = book(chapters, ink)
        emit((*shown, *moves(MOVE_CHAPTERS, ink), last), sys.stdout)
        return 0
    name = " ".join(arguments.name)
    acts = (act for act in ACTS if phrase(act.name.split("-")) == phrase(name.split()))
    found: tuple[Move | Act, ...] = (*moves_named(name), *acts)
    rules = _meant(name, book_with(own), found=bool(found))
    for move in found:  # "multiply both sides" is one row for equations and two for inequalities
        if move is not found[0]:
            print()
        emit(move_page(move, ink), sys.stdout)
    if found and rules:
        print()
    for number, rule in enumerate(rules):  # "factor" is the name of one rule and an alias of another
        if number:
            print()
        chapter = next(title for title, rows in chapters if rule in rows)
        emit(page(rule, chapter, ink), sys.stdout)
    others = [rule.title for rule in BOOK.rules if rule not in rules and _mentions(rule, name)]
    if others and not found:
        print()
        emit((line((each, "faint")) for each in textwrap.wrap(f"also: {', '.join(others)}", ink.width)), sys.stdout)
    return 0


def _meant(name: str, known: Book = BOOK, *, found: bool = False) -> list[Rule]:
    """The rules that a name may mean, recurrences at the rule that they belong to; perhaps none if a move was found."""
    options = known.options(name)
    if not options and not found:
        raise UnknownRule(name, remedy=known.nearest(name))
    return list(dict.fromkeys(rule for rule, _ in options if not (rule.own and rule.name.endswith(SHIFTED))))


def _write(arguments: Namespace) -> int:
    """The whole book, or the rules that a name means, as HTML or Markdown."""
    from derivex.writers import rulebook

    wanted = set(_meant(" ".join(arguments.name))) if arguments.name else set(BOOK.rules)
    chapters = [(title, [rule for rule in rules if rule in wanted]) for title, rules in CHAPTERS]
    form = rulebook.html if arguments.to == "html" else rulebook.markdown
    with output(arguments.output, force=arguments.force) as write:
        write(form((title, rules) for title, rules in chapters if rules))
    if arguments.output is not None:
        print(f"{arguments.output} is written.", file=sys.stderr)
    return 0


def _mentions(rule: Rule, name: str) -> bool:
    """Whether a name of the rule holds every word of this one."""
    words = set(name.lower().replace("-", " ").split())
    names = (rule.name, rule.reverse, *rule.aliases, *rule.reverse_aliases)
    return any(words <= set(each.split("-")) for each in names)
