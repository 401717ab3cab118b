"""Laws in one direction: what a named rule asks for, with the author's argument filled in.

A row of the book may be used in two directions, under several names, with a letter that
the author fixes; a derivation states laws of its own by its definitions and its given
equations. ``wanted`` turns a reason into the ``Directed`` laws that would fulfil it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from dataclasses import field as slot
from functools import lru_cache

from derivex.book import Book
from derivex.comparison import key, same
from derivex.definition import Definition, Definitions
from derivex.given import Given
from derivex.matching import FUNCTION_LETTERS, PLAIN_VIEW, Letters, View
from derivex.reasons import Reason
from derivex.rule import Condition, Decision, Procedure, Rule, letter_names
from derivex.subterms import heads, symbols
from derivex.term import CONSTANTS, App, Sym, Term, free_symbols


@dataclass(frozen=True, slots=True)
class Context:
    """What a step stands under: its givens and its definitions."""

    given: Given = Given()
    definitions: Definitions = ()


# the order in which derivatives are taken where several rules could: a fraction before what stands in it, and
# functions of functions before products, because a power is a product, too
RANK = {
    "quotient-rule": 1,
    "chain-rule": 2,
    "product-rule": 3,
    "product-rule-for-three": 4,
    "second-derivative-of-a-product": 5,
    "logarithmic-derivative": 6,  # those that follow from others come last
    "generalised-power-rule": 6,
    "power-of-a-function-to-a-function": 6,
}

ALGEBRA = frozenset({"+", "*", "/", "^", "neg", "bounds"})

# in which heads a side of a law may be seen: see the views of ``matching``
SHOWN_IN = {"*": ("*", "/", "^", "neg"), "/": ("/", "*", "neg"), "+": ("+",)}


@dataclass(frozen=True, slots=True, eq=False)
class Directed:
    """A law from left to right, or a procedure; ``fixed`` letters come from the author.

    Equal only to itself: a search remembers what each of its laws did, by identity.
    """

    rule: str
    left: Term
    right: Term
    letters: Letters
    conditions: tuple[Condition, ...] = ()
    fixed: tuple[tuple[str, Term], ...] = ()
    view: View = PLAIN_VIEW
    function: Procedure | None = None
    inverse: Procedure | None = None
    decision: Decision | None = None
    restoring: Decision | None = None  # a decision on the line after, which gives this one
    calculus: bool = False
    routine: bool = False

    free: frozenset[str] = slot(init=False)  # letters that only the result shows
    spoken: frozenset[str] = slot(init=False)  # names that aren't letters: what a definition or a given speaks of
    backward: bool = slot(init=False)  # it shows more in the line after, and is searched from there
    is_procedure: bool = slot(init=False)
    shown_in: frozenset[str] | None = slot(init=False)  # heads of the parts that its left side can show; None for any

    def __post_init__(self) -> None:
        procedures = self.function, self.inverse, self.decision, self.restoring
        object.__setattr__(self, "is_procedure", any(each is not None for each in procedures))
        object.__setattr__(self, "shown_in", self._shown_in())
        left, right = letter_names(self.left, self.letters), letter_names(self.right, self.letters)
        filled = {name for name, _ in self.fixed}
        anywhere = isinstance(self.left, Sym) and self.left.name in self.letters.plain
        right, filled = right - self.letters.bound, filled - self.letters.bound  # a bound variable has any name
        object.__setattr__(self, "free", right - left - filled)
        known = self.letters.plain | self.letters.variables
        object.__setattr__(self, "spoken", (free_symbols(self.left) | free_symbols(self.right)) - known)
        guessed = right - left or filled - left or anywhere or composes(self.right)
        object.__setattr__(self, "backward", not self.is_procedure and bool(guessed))

    @property
    def works(self) -> bool:
        """Whether a procedure leads from the line before; else it leads back from the line after."""
        return self.function is not None or self.decision is not None

    def worked(self, node: Term, given: Given) -> Term | None:
        """What the procedure makes of a part under what is given there; None if it doesn't apply, or isn't one."""
        if self.decision is not None:
            return self.decision(node, given)
        return None if self.function is None else self.function(node)

    def may_apply(self, head: str) -> bool:
        """A quick no for parts of a term whose head the law's left side can't show."""
        return self.shown_in is None or head in self.shown_in

    def _shown_in(self) -> frozenset[str] | None:
        if self.is_procedure or not isinstance(self.left, App) or self.left.head in self.letters.functions:
            return None
        return frozenset(SHOWN_IN.get(self.left.head, (self.left.head,)))

    @property
    def brings_in(self) -> bool:
        """Whether read backwards it would have to guess a letter, or could be used everywhere."""
        return bool(self.reversed().free) or (isinstance(self.right, Sym) and self.right.name in self.letters.plain)

    def reversed(self) -> Directed:
        """The law from right to left; one and the same whenever it is asked for."""
        return _reversed(self)


@lru_cache(maxsize=4_096)  # a search asks for it at every line, and remembers by identity what each law did
def _reversed(law: Directed) -> Directed:
    return replace(
        law,
        left=law.right,
        right=law.left,
        function=law.inverse,
        inverse=law.function,
        decision=law.restoring,
        restoring=law.decision,
    )


def composes(side: Term) -> bool:
    """Whether a side of a law is the derivative of a function of a function: ``diff(f(g(x)), x)``."""
    match side:
        case App("diff", (App(outer, (App(inner, (Sym(),)),)), Sym())):
            return outer in FUNCTION_LETTERS and inner in FUNCTION_LETTERS
    return False


@dataclass(frozen=True, slots=True)
class Wanted:
    """One named rule: any of these directed laws fulfils it; routine ones need no move."""

    name: str
    laws: tuple[Directed, ...]
    routine: bool


def wanted(reason: Reason, book: Book, context: Context, relations: tuple[str, ...] = ("=",)) -> Wanted:
    """What a reason asks for in a step of these relations, its argument filled in."""
    options = tuple(option for option in book.options(reason.name) if option[0].relation in relations)
    if reason.argument is not None:
        options = tuple((rule, forward) for rule, forward in options if rule.takes)
    laws = [law for rule, forward in options for law in directed_laws(rule, forward, reason.argument, context)]
    return Wanted(reason.name, tuple(laws), any(is_arithmetic(rule) for rule, _ in options))


def is_arithmetic(rule: Rule) -> bool:
    """Whether a rule is one of those that the final comparison does by itself."""
    return rule.routine and not rule.calculus


def directed_laws(rule: Rule, forward: bool, argument: Term | None, context: Context) -> Iterator[Directed]:
    """A row as laws to be used in one direction."""
    if rule.stated:
        yield from _stated_laws(rule.name, argument, context)
    elif not is_arithmetic(rule):
        fixed = () if argument is None else tuple((letter, argument) for letter in rule.takes)
        yield replace(_of_row(rule, forward), fixed=fixed) if fixed else _of_row(rule, forward)


@lru_cache(maxsize=2_048)  # the rows of a book or two, each in its directions; every question asks for all of them
def _of_row(rule: Rule, forward: bool) -> Directed:
    """The law of a row in one direction."""
    left, right = (rule.left, rule.right) if forward else (rule.right, rule.left)
    name = rule.name if forward or not rule.reverse else rule.reverse
    view = View(frozenset(rule.units), rule.field)
    return Directed(
        name,
        left,
        right,
        rule.letters,
        rule.conditions(),
        view=view,
        function=rule.function,
        inverse=rule.inverse,
        decision=rule.decision if forward else None,
        restoring=None if forward else rule.decision,
        calculus=rule.calculus,
        routine=rule.routine,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A row in one direction, and what its law speaks of on either side."""

    name: str
    rule: Rule
    forward: bool
    law: Directed | None  # None for what a derivation states, and for arithmetic
    before: frozenset[str]
    after: frozenset[str]

    def laws(self, context: Context) -> tuple[Directed, ...]:
        """The laws of this entry, those that the derivation states included."""
        if self.law is not None:
            return (self.law,)
        return tuple(directed_laws(self.rule, self.forward, None, context))


@lru_cache(maxsize=16)  # a book is asked many questions
def entries(book: Book) -> tuple[Entry, ...]:
    """The rows of a book in their directions, in its order."""
    found = []
    for rule in book.rules:
        if rule.relation != "=":
            continue  # no law of equality
        stated = rule.stated or is_arithmetic(rule)
        for forward in (True, False) if rule.reverse else (True,):
            law = None if stated else _of_row(rule, forward)
            name = rule.name if forward else rule.reverse
            sides = (
                (frozenset[str](), frozenset[str]()) if law is None else (spoken(law, law.left), spoken(law, law.right))
            )
            found.append(Entry(name, rule, forward, law, *sides))
    return tuple(found)


def spoken(law: Directed, side: Term) -> frozenset[str]:
    """The functions and constants that a side of a law speaks of, the operations of algebra left out."""
    functions = {head for head in heads(side) if head.rstrip("'") not in law.letters.functions}
    return frozenset(functions) - ALGEBRA | vocabulary_of_constants(side)


def vocabulary(line: Term) -> frozenset[str]:
    """What a line speaks of: its functions and constants."""
    return heads(line) | vocabulary_of_constants(line)


def vocabulary_of_constants(term: Term) -> frozenset[str]:
    return symbols(term) & CONSTANTS


def _stated_laws(name: str, argument: Term | None, context: Context) -> Iterator[Directed]:
    """Definitions and given equations as laws, in both directions."""
    for definition in context.definitions:
        if argument is None or _speaks_of(argument, definition):
            letters = Letters(frozenset(definition.parameters))
            for left, right in ((definition.left, definition.body), (definition.body, definition.left)):
                yield Directed(name, left, right, letters)
    if name != "substitute":
        return
    for relation in context.given.relations:
        if isinstance(relation, App) and relation.head == "=" and _names(argument, relation):
            for left, right in (relation.args, relation.args[::-1]):
                yield Directed(name, left, right, Letters(frozenset()))


def _speaks_of(argument: Term, definition: Definition) -> bool:
    match argument:
        case Sym(name) | App(name, ()):
            return name == definition.name
        case App("=", (left, right)):
            return {key(left), key(right)} == {key(definition.left), key(definition.body)}
        case App(name, _) if name == definition.name:
            return True
    return same(argument, definition.body)


def _names(argument: Term | None, relation: App) -> bool:
    if argument is None or same(argument, relation):
        return True
    if isinstance(argument, App) and argument.head == "=":
        return same(App("=", argument.args[::-1]), relation)
    return any(same(argument, side) for side in relation.args)


@lru_cache(maxsize=16)  # as above
def calculus_laws(book: Book) -> tuple[Directed, ...]:
    """The routine rules for derivatives, from left to right."""
    none = Context()
    rows = [rule for rule in book.rules if rule.routine and rule.calculus]
    return tuple(law for rule in rows for law in directed_laws(rule, True, None, none))


@lru_cache(maxsize=16)  # as above
def derivative_laws(book: Book) -> tuple[Directed, ...]:
    """All rules for derivatives, from left to right, in the order in which they are tried."""
    none = Context()
    rows = sorted((rule for rule in book.rules if rule.calculus), key=lambda rule: RANK.get(rule.name, 0))
    return tuple(law for rule in rows for law in directed_laws(rule, True, None, none))
