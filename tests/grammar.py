"""The plain notation as a grammar that Lark understands: what ``notation.precedence`` is compared with.

The grammar reads the tokens that ``juxtapose`` has decided about. Lark makes its LALR(1) table; the
machine that follows the table is written here, since Lark's own neither takes tokens as they are
nor says which token came before the one at which it is stuck.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Final, NamedTuple

from lark import Lark
from lark.lexer import Lexer
from lark.parsers.lalr_analysis import Shift

from derivex.errors import TooLarge
from derivex.notation.build import Builder, Group
from derivex.notation.precedence import Stuck
from derivex.notation.tokens import Token
from derivex.term import App, Num, Term, negate, power

# A sign binds weaker than a product (-a*b is -(a*b)) but after an operator it belongs to the
# next factor (a*-b). A derivative takes the whole product to its right.
GRAMMAR: Final = r"""
start: sum
sum: terms                             -> sum
terms: signed                          -> begin
     | terms PLUS signed               -> plus
     | terms MINUS signed              -> minus
?signed: product
     | MINUS signed                    -> negate
     | PLUS signed                     -> keep
?product: factors                      -> product
     | derivative
     | factors TIMES tail              -> product_with_derivative
?tail: derivative
     | MINUS tail                      -> negate
     | PLUS tail                       -> keep
derivative: DERIVATIVE operand         -> derivative
?operand: product
     | MINUS operand                   -> negate
factors: factor                        -> begin
     | factors TIMES unary             -> times
     | factors SLASH unary             -> over
?unary: factor
     | MINUS unary                     -> negate
     | PLUS unary                      -> keep
?factor: base
     | base RAISED                     -> raised
     | base POWER exponent             -> power
?exponent: factor
     | MINUS exponent                  -> negate
     | PLUS exponent                   -> keep
?base: atom
     | base BANG                       -> factorial
?atom: NUMBER                          -> number
     | FRACTION                        -> fraction
     | NAME                            -> name
     | OPEN sum CLOSE                  -> bracket
     | BAR sum ENDBAR                  -> absolute
     | ROOT atom                       -> root
     | FUNCTION OPEN arguments CLOSE   -> call
arguments: argument                    -> begin
     | arguments COMMA argument        -> listed
?argument: sum
     | statement
     | OPEN sum COMMA arguments CLOSE  -> group
statement: sum RELATION sum             -> relation
     | statement RELATION sum          -> chain
%declare NUMBER FRACTION NAME FUNCTION OPEN CLOSE BAR ENDBAR COMMA PLUS MINUS TIMES SLASH POWER
%declare RELATION RAISED BANG ROOT DERIVATIVE
"""


class Rule(NamedTuple):
    """What a rule makes, of how many parts, by which action."""

    origin: str
    length: int
    action: str


class Table(NamedTuple):
    """For every state what a token or a finished rule leads to: a state, or a rule that is complete."""

    first: int
    last: int
    states: dict[int, dict[str, int | Rule]]


class NoLexer(Lexer):
    """The tokens come from elsewhere."""

    def __init__(self, conf: object) -> None: ...
    def lex(self, *_: object) -> Iterator[Any]:
        return iter(())


@cache
def table() -> Table:
    lark = Lark(GRAMMAR, parser="lalr", lexer=NoLexer)
    made: Any = lark.parser.parser._parse_table
    states = {
        state: {
            symbol: goal if kind is Shift else Rule(str(goal.origin.name), len(goal.expansion), goal.alias or "")
            for symbol, (kind, goal) in moves.items()
        }
        for state, moves in made.states.items()
    }
    return Table(made.start_states["start"], made.end_states["start"], states)


def parse(tokens: list[Token], end: Token, builder: Builder) -> Any:
    """The same as ``precedence.parse``, by the grammar."""
    actions = Actions(builder)
    stack = [table().first]
    values: list[Any] = []
    before: Token | None = None
    for token in (*tokens, end):
        while isinstance(move := table().states[stack[-1]].get(token.kind), Rule):
            parts = values[-move.length :]
            del stack[-move.length :], values[-move.length :]
            values.append(actions.act(move.action, parts) if move.action else parts[0])
            goal = table().states[stack[-1]][move.origin]
            assert isinstance(goal, int)
            stack.append(goal)
        if token is end and stack[-1] == table().last:
            return values[-1]
        if move is None:
            raise Stuck(token, before)
        stack.append(move)
        values.append(token)
        before = token
    raise AssertionError("the end token ends the text")


class Actions:
    """One method for each rule of the grammar."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder

    def act(self, action: str, parts: list[Any]) -> Any:
        """The value of a rule; a term that has grown too large is refused at its first token."""
        try:
            return getattr(self, action)(*parts)
        except TooLarge as error:
            token = next((part for part in parts if isinstance(part, Token)), None)
            raise self.builder.at(error, token) from None

    def begin(self, first: Any) -> list[Any]:
        return [first]

    def plus(self, terms: list[Term], _: Token, term: Term) -> list[Term]:
        return [*terms, term]

    def minus(self, terms: list[Term], _: Token, term: Term) -> list[Term]:
        return [*terms, negate(term)]

    def sum(self, terms: list[Term]) -> Term:
        return terms[0] if len(terms) == 1 else App("+", tuple(terms))

    def negate(self, _: Token, term: Term) -> Term:
        return negate(term)

    def keep(self, _: Token, term: Term) -> Term:
        return term

    def times(self, factors: list[Term], _: Token, factor: Term) -> list[Term]:
        return [*factors, factor]

    def over(self, factors: list[Term], _: Token, below: Term) -> list[Term]:
        return [App("/", (self.product(factors), below))]

    def product(self, factors: list[Term]) -> Term:
        return factors[0] if len(factors) == 1 else App("*", tuple(factors))

    def product_with_derivative(self, factors: list[Term], _: Token, last: Term) -> Term:
        return App("*", (*factors, last))

    def derivative(self, token: Token, body: Term) -> Term:
        return self.builder.derivative(token, body)

    def raised(self, base: Term, exponent: Token) -> Term:
        return self.builder.postfix(base, exponent)

    def power(self, base: Term, _: Token, exponent: Term) -> Term:
        return power(base, exponent)

    def factorial(self, base: Term, _: Token) -> Term:
        return App("factorial", (base,))

    def number(self, token: Token) -> Term:
        return Num(token.text)

    def fraction(self, token: Token) -> Term:
        return self.builder.fraction(token)

    def name(self, token: Token) -> Term:
        return self.builder.name(token)

    def bracket(self, _: Token, term: Term, __: Token) -> Term:
        return term

    def absolute(self, _: Token, term: Term, __: Token) -> Term:
        return App("abs", (term,))

    def root(self, token: Token, term: Term) -> Term:
        return self.builder.root(token, term)

    def relation(self, left: Term, sign: Token, right: Term) -> Term:
        return self.builder.relation(left, sign, right, chained=False)

    def chain(self, before: Term, sign: Token, right: Term) -> Term:
        return self.builder.relation(before, sign, right, chained=True)

    def listed(self, arguments: list[Any], _: Token, argument: Any) -> list[Any]:
        return [*arguments, argument]

    def group(self, opening: Token, first: Term, _: Token, others: list[Any], __: Token) -> Group:
        return self.builder.group(opening, [first, *others])

    def call(self, function: Token, _: Token, arguments: list[Any], __: Token) -> Term:
        return self.builder.call(function, arguments)
