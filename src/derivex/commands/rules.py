"""``derivex rules``: the book, or one of its rules."""

from __future__ import annotations

import sys
from argparse import Namespace

from derivex.book import BOOK, CHAPTERS
from derivex.errors import UnknownRule
from derivex.writers.console import emit, speaks_unicode, width
from derivex.writers.pages import book, page
from derivex.writers.show import Ink


def run(arguments: Namespace) -> int:
    """Print the book, or the page of one rule."""
    ink = Ink(width(sys.stdout), speaks_unicode(sys.stdout))
    if not arguments.name:
        emit(book(CHAPTERS, ink), sys.stdout)
        return 0
    name = " ".join(arguments.name)
    options = BOOK.options(name)
    if not options:
        raise UnknownRule(name, remedy=BOOK.nearest(name))
    rules = list(dict.fromkeys(rule for rule, _ in options))
    for number, rule in enumerate(rules):  # "factor" is the name of one rule and an alias of another
        if number:
            print()
        chapter = next(title for title, rows in CHAPTERS if rule in rows)
        emit(page(rule, chapter, ink), sys.stdout)
    return 0
