"""A rule: one named law with its reason, its needs, and the cases it accepts and refuses.

A rule is a row. Its law is text in the notation of derivation files and is read once,
here; a rule that is a procedure has a function instead, which answers None where it does
not apply. Both directions of a law are one row, each direction with its name; where both
have the same name it may be used either way.

Contract: a bad row can't be built. ``Rule(...)`` raises ``BadRule`` for a law that can't
be read, a letter that appears on one side only and isn't in ``takes``, an unknown
condition, or ``needs`` without ``breaks``. That the law is *true* is a promise which
``derivex.promises.broken(rule)`` examines: the tests ask it of every row of the book, and
a user's own rule must pass it before it may be used.

>>> rule = Rule(name="split-fraction", law="(a + b)/c = a/c + b/c",
...             why="A sum over a denominator is the sum of its parts over it.")
>>> rule.title, str(rule)
('split fraction', '(a + b)/c = a/c + b/c')
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from dataclasses import field as slot
from typing import TYPE_CHECKING, Any

from derivex.errors import BadRule, InputError
from derivex.given import Given
from derivex.matching import FUNCTION_LETTERS, Letters, letters_of
from derivex.notation.names import Names
from derivex.notation.plain import read
from derivex.showing import Shown
from derivex.subterms import subterms
from derivex.term import App, Sym, Term, bound, free_symbols, free_symbols_of

if TYPE_CHECKING:
    import sympy

Procedure = Callable[[Term], Term | None]
Decision = Callable[[Term, Given], Term | None]
LAW_WIDTH = 108
_CONDITION = re.compile(
    r"(?P<letter>\w+) (?:(?P<kind>real|integer|complex)|free of (?P<variable>\w+)"
    r"|(?P<continuous>(?:of \w+ )?continuous (?:on|at)) (?P<where>-?\w+(?:\.\.-?\w+)?)"
    r"|(?P<relation>!=|>=?|<=?) (?P<bound>-?\w+(?:/\w+)?))"
)
LAW_NAMES = Names(functions=frozenset(FUNCTION_LETTERS))


@dataclass(frozen=True, slots=True)
class Rule(Shown):
    """One row of the book.

    ``law`` is ``"left = right"``, or empty for a procedure; ``why`` one sentence;
    ``needs`` conditions on letters (``a > 0``, ``n integer``, ``c free of x``) and
    ``breaks`` a point at which the law fails without them; ``takes`` letters that the
    author gives (``add and subtract 1``); ``accepts`` and ``refuses`` cases
    ``"before = after"``, each optionally headed by ``given …:`` or ``let …:``. ``units``
    are letters that may be a factor 1; ``field`` also offers results with their fractions
    multiplied out.
    The law of a rule for inequalities has another ``relation``, "<=" or "<".
    ``routine`` rules may stay unnamed; ``calculus`` marks the rules for derivatives;
    the law of a ``stated`` rule is what the derivation states: a definition, a given.
    ``through`` are lines between the two sides, for a law that the engine proves in several steps.
    A rule that is used ``alone`` is left out where whole sequences of rules are sought: it fits nearly everywhere
    and seldom leads on.
    ``decision`` is a procedure that also asks what is given at its place.
    ``inverse`` leads back from what a procedure makes, so that a part of it can be found.
    An ``axiom`` is taken on trust, and marked wherever it is used. A rule of one's ``own`` may leave out ``breaks``
    and its cases. ``speaks_of`` are names that are no letters: functions and symbols of a file, such as S.
    """

    name: str
    law: str = ""
    why: str = ""
    reverse: str = ""
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    relation: str = "="
    breaks: str | None = None
    accepts: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    reverse_aliases: tuple[str, ...] = ()
    routine: bool = False
    calculus: bool = False
    units: tuple[str, ...] = ()
    field: bool = False
    stated: bool = False
    alone: bool = False
    through: tuple[str, ...] = ()
    axiom: bool = False
    own: bool = False
    speaks_of: tuple[str, ...] = ()
    function: Procedure | None = None
    inverse: Procedure | None = None
    decision: Decision | None = None
    left: Term = slot(init=False, repr=False, compare=False)
    right: Term = slot(init=False, repr=False, compare=False)
    letters: Letters = slot(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        sides = _read_law(self) if self.law else (Sym("a"), Sym("a"))
        object.__setattr__(self, "left", sides[0])
        object.__setattr__(self, "right", sides[1])
        object.__setattr__(self, "letters", letters_of(*sides, constants=frozenset(self.speaks_of)))
        _check_row(self)

    @classmethod
    def from_sympy(
        cls, name: str, function: Callable[[sympy.Expr], sympy.Expr | None], *, why: str, **row: Any
    ) -> Rule:
        """A rule whose procedure is a function of SymPy expressions; None where it doesn't apply.

        It is tried on every part of a line, each unevaluated as written, its symbols real.
        ``row`` holds the other fields, ``accepts`` and ``refuses`` among them.

        >>> import sympy as sp
        >>> rule = Rule.from_sympy("expand-trigonometry", sp.expand_trig, why="Sines of sums are expanded.")
        >>> from derivex.notation.plain import read
        >>> from derivex.notation.write import plain
        >>> plain(rule.function(read("sin(x + y)")))
        'sin(x)*cos(y) + sin(y)*cos(x)'
        """

        def procedure(term: Term) -> Term | None:
            from derivex.meaning import from_sympy, to_sympy

            expression = to_sympy(term)
            try:
                result = function(expression)
            except Exception as error:  # whatever a user's function raises is told with the rule's name
                raise BadRule(
                    f"the function of {name} fails on {expression}: {type(error).__name__}: {error}"
                ) from error
            return None if result is None or result == expression else from_sympy(result)

        return cls(name=name, why=why, function=procedure, **row)

    @property
    def title(self) -> str:
        """The name as people say it: ``split fraction``."""
        return self.name.replace("-", " ")

    def __str__(self) -> str:
        return self.law if self.law else self.title

    def turned(self) -> Rule:
        """The same law read from right to left, under the name of that direction.

        >>> Rule(name="sum-of-twins", reverse="split-twins", law="a + a = 2*a").turned().law
        '2*a = a + a'
        """
        left, _, right = self.law.partition(" = ")
        return replace(
            self,
            name=self.reverse or self.name,
            reverse=self.name,
            law=f"{right} = {left}" if self.law else "",
            aliases=self.reverse_aliases,
            reverse_aliases=self.aliases,
        )

    def conditions(self) -> tuple[Condition, ...]:
        return tuple(read_condition(text) for text in self.needs)

    def rewrite(self, expr: sympy.Expr, argument: Any = None, to: sympy.Expr | None = None) -> sympy.Expr | None:
        """This rule as a SymPy rewrite: the first place where it applies, nothing evaluated.

        ``argument`` is what the author would name (``add-and-subtract`` takes c). With
        ``to``, the answer is ``to`` if this rule and routine moves lead there, else None.
        SymPy can't tell some lines apart (``1/D`` and ``D**-1``): there the rewrite is
        the identity.

        >>> import sympy as sp
        >>> from derivex.book import BOOK
        >>> x = sp.Symbol("x", real=True)
        >>> BOOK["exponential-rule"].rewrite(sp.Derivative(sp.exp(x), x))
        exp(x)
        """
        from derivex.rewriting import rewrite_rule  # below this room: it needs the whole search

        return rewrite_rule(self, expr, argument=argument, to=to)


@dataclass(frozen=True, slots=True)
class Condition:
    """One need of a rule: ``a > 0``, ``n integer`` or ``c free of x``, about one letter."""

    letter: str
    kind: str  # a relation sign, a kind of number, "free of", "continuous on", "of g continuous on" or "continuous at"
    bound: str  # what it is compared with, the variable, the ends or the point; "" for a kind

    def __str__(self) -> str:
        return f"{self.letter} {self.kind} {self.bound}".strip()


def read_condition(text: str) -> Condition:
    """A need as data.

    >>> read_condition("c free of x")
    Condition(letter='c', kind='free of', bound='x')
    """
    found = _CONDITION.fullmatch(text)
    if found is None:
        raise BadRule(f'unknown condition "{text}"', remedy='write "a > 0", "n integer" or "c free of x"')
    if found["variable"]:
        return Condition(found["letter"], "free of", found["variable"])
    if found["continuous"]:
        return Condition(found["letter"], found["continuous"], found["where"])
    return Condition(found["letter"], found["kind"] or found["relation"], found["bound"] or "")


def _read_law(rule: Rule) -> tuple[Term, Term]:
    left, found, right = rule.law.partition(f" {rule.relation} ")
    if not found:
        raise BadRule(f'the law of {rule.name} has no " {rule.relation} "', remedy='write it as "left = right"')
    names = _law_names(rule)
    try:
        return read(left, names=names), read(right, names=names)
    except InputError as error:
        raise BadRule(f"the law of {rule.name} can't be read: {error}") from error


def _law_names(rule: Rule) -> Names:
    """What the text of a law is read with: function letters, and the names that it speaks of."""
    called = frozenset(name for name in rule.speaks_of if re.search(rf"(?<!\w){re.escape(name)}'*\(", rule.law))
    return Names(LAW_NAMES.functions | called, frozenset(rule.speaks_of) - called) if rule.speaks_of else LAW_NAMES


def _check_row(rule: Rule) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", rule.name):
        raise BadRule(f'"{rule.name}" is no name for a rule', remedy="write it in kebab-case: split-fraction")
    if bool(rule.law) == bool(rule.function or rule.inverse or rule.decision) and not (rule.routine or rule.stated):
        raise BadRule(f"{rule.name} needs a law or a function, one of them")
    if len(rule.law) > LAW_WIDTH:
        raise BadRule(f"the law of {rule.name} is longer than {LAW_WIDTH} columns")
    shown = rule.own or rule.axiom or any("free of" in need for need in rule.needs)
    if rule.needs and not shown and rule.breaks is None:
        raise BadRule(f"{rule.name} has needs and no breaks", remedy="give a point at which the law fails without them")
    known = rule.letters.plain | rule.letters.variables | rule.letters.functions
    for condition in rule.conditions():
        if condition.letter not in known:
            raise BadRule(f'{rule.name} needs "{condition}", and its law has no {condition.letter}')
    _check_scopes(rule)
    alone = letter_names(rule.right, rule.letters) - letter_names(rule.left, rule.letters) - set(rule.takes)
    alone -= rule.letters.bound
    if alone and rule.relation == "=":  # an inequality may be told by its larger side
        raise BadRule(f"in {rule.name}, {', '.join(sorted(alone))} appears on the right only", remedy="add it to takes")


def _check_scopes(rule: Rule) -> None:
    """A letter in the scope of a variable must be said to be free of it, or be a function of it."""
    said = {(each.letter, each.bound) for each in rule.conditions() if each.kind == "free of"}
    for side in (rule.left, rule.right):
        for node in subterms(side):
            variable, scope = bound(node)
            if isinstance(node, App) and variable in rule.letters.variables:
                for index in scope:
                    held = _constant_letters(node.args[index], variable, rule.letters)
                    missing = sorted(letter for letter in held if (letter, variable) not in said)
                    if missing:
                        raise BadRule(
                            f"in {rule.name}, {missing[0]} stands in the scope of {variable}",
                            remedy=f'add "{missing[0]} free of {variable}" to needs',
                        )


def _constant_letters(term: Term, variable: str, letters: Letters) -> frozenset[str]:
    """The letters in a scope that mustn't depend on its variable."""
    if isinstance(term, Sym):
        return frozenset({term.name}) & letters.plain
    if not isinstance(term, App):
        return frozenset()
    inner = frozenset[str]().union(*(_constant_letters(arg, variable, letters) for arg in term.args))
    name = term.head.rstrip("'")
    if name in letters.functions and variable not in free_symbols_of(term.args):
        inner |= {name}
    return inner


def letter_names(term: Term, letters: Letters) -> frozenset[str]:
    """The letters that occur in a side of a law."""
    heads = _heads(term)
    return (free_symbols(term) & (letters.plain | letters.variables)) | (heads & letters.functions)


def _heads(term: Term) -> frozenset[str]:
    if not isinstance(term, App):
        return frozenset()
    return frozenset({term.head.rstrip("'")}).union(*(_heads(arg) for arg in term.args))
