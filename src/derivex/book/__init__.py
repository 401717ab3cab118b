"""The book of rules: every row, in the order in which an explanation prefers them.

``BOOK`` is the book that ships; ``promises.admit(rule, …)`` is a new one with rows of
one's own. A book is frozen and behaves as a mapping from kebab-case names (of either
direction) to rows. It also knows what people say: ``options("factoring")`` are the rows
and directions that the words may mean.

>>> BOOK["split-fraction"].law
'(a + b)/c = a/c + b/c'
>>> BOOK["combine-fractions"].law
'a/c + b/c = (a + b)/c'
>>> [(rule.name, forward) for rule, forward in BOOK.options("factor")]
[('distribute', False), ('factor-polynomial', True)]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from derivex.book.absolute import ABSOLUTE
from derivex.book.algebra import ALGEBRA
from derivex.book.calculus import CALCULUS
from derivex.book.cases import CASES
from derivex.book.circular import CIRCULAR
from derivex.book.complex import COMPLEX
from derivex.book.counting import COUNTING
from derivex.book.derivatives import DERIVATIVES
from derivex.book.exponentials import EXPONENTIALS
from derivex.book.fractions import FRACTIONS
from derivex.book.hyperbolic import HYPERBOLIC
from derivex.book.inequalities import INEQUALITIES
from derivex.book.integrals import INTEGRALS
from derivex.book.limits import LIMITS
from derivex.book.powers import POWERS
from derivex.book.routine import ROUTINE
from derivex.book.sums import SUMS
from derivex.book.trigonometry import TRIGONOMETRY
from derivex.book.vectors import VECTORS
from derivex.errors import BadRule, UnknownRule
from derivex.rule import Rule

Option = tuple[Rule, bool]  # a row, and whether its law is used from left to right

_FILLERS = frozenset({"using", "the", "a", "an", "by", "rule", "rules", "law", "laws", "use", "apply", "applying"})


def phrase(words: Iterable[str]) -> str:
    """Words as the index knows them: no fillers, no plurals, no capitals."""
    kept = [word for word in (word.lower() for word in words) if word not in _FILLERS]
    return "-".join(_singular(word) for word in kept)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


class Book(Mapping[str, Rule]):
    """A frozen mapping from names to rows; see the module. Equal to itself only, so that it can be remembered."""

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._rows: dict[str, Rule] = {}
        self._options: dict[str, list[Option]] = {}
        for rule in self.rules:
            for name in dict.fromkeys((rule.name, rule.reverse)):
                if name and name in self._rows:
                    raise BadRule(f'two rules are called "{name}"')
                if name:
                    self._rows[name] = rule
        # official names come first, so that an alias never takes one's place
        for official in (True, False):
            for rule in self.rules:
                self._index(rule, official)

    def _index(self, rule: Rule, official: bool) -> None:
        forward = (rule.name,) if official else rule.aliases
        backward = (rule.reverse,) if official else rule.reverse_aliases
        if not official and rule.reverse == rule.name:
            backward = (*backward, *rule.aliases)
        for names, direction in ((forward, True), (backward, False)):
            for name in names:
                options = self._options.setdefault(phrase(name.split("-")), [])
                if name and (rule, direction) not in options:
                    options.append((rule, direction))

    def __getitem__(self, name: str) -> Rule:
        """The row, read in the direction that the name says (``factor`` is ``distribute`` turned)."""
        if name in self._rows:
            rule = self._rows[name]
            return rule if rule.name == name else rule.turned()
        options = self.options(name)
        if not options:
            raise UnknownRule(name, remedy=self.nearest(name))
        rule, forward = options[0]
        return rule if forward else rule.turned()

    def __iter__(self) -> Iterator[str]:
        return iter(rule.name for rule in self.rules)

    def __len__(self) -> int:
        return len(self.rules)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and bool(self.options(name))

    def options(self, name: str) -> tuple[Option, ...]:
        """The rows and directions that a name or alias may mean; none if it is unknown."""
        known = phrase(name.replace("-", " ").split())
        return tuple(self._options.get(known, ())) if known else ()

    def official(self, name: str) -> str:
        """The kebab-case name that stands in reports for what the author said."""
        rule, forward = self.options(name)[0]
        return rule.name if forward or not rule.reverse else rule.reverse

    def nearest(self, name: str) -> str:
        """A remedy with the nearest names, for a name that is unknown."""
        from difflib import get_close_matches  # only where a message is made

        known = {title: title.replace("-", " ") for rule in self.rules for title in _all_names(rule)}
        close = get_close_matches(name.lower().replace(" ", "-"), list(known), n=3, cutoff=0.6)
        if not close:
            return '"derivex rules" lists them'
        return "did you mean " + " or ".join(f'"{known[each]}"' for each in close) + "?"

    def by_name(self) -> Mapping[str, Rule]:
        """The rows by their names, those of both directions."""
        return self._rows

    def extended(self, *rules: Rule) -> Book:
        """A new book with more rows, their promises unexamined (see ``promises.admit``)."""
        return Book((*self.rules, *rules))


def _all_names(rule: Rule) -> tuple[str, ...]:
    return tuple(name for name in (rule.name, rule.reverse, *rule.aliases, *rule.reverse_aliases) if name)


CHAPTERS: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("routine", ROUTINE),
    ("calculus", (*CALCULUS, *DERIVATIVES)),
    ("fractions", FRACTIONS),
    ("algebra", ALGEBRA),
    ("powers", POWERS),
    ("exponentials", EXPONENTIALS),
    ("absolute value", ABSOLUTE),
    ("inequalities", INEQUALITIES),
    ("cases", CASES),
    ("trigonometry", (*TRIGONOMETRY, *CIRCULAR)),
    ("hyperbolic functions", HYPERBOLIC),
    ("complex numbers", COMPLEX),
    ("integrals", INTEGRALS),
    ("limits", LIMITS),
    ("sums and products", SUMS),
    ("vectors", VECTORS),
    ("counting", COUNTING),
)
BOOK = Book(rule for _, rules in CHAPTERS for rule in rules)
