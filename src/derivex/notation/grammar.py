"""The grammar of the plain notation, LALR(1), and the machine that follows it.

Lark makes the table of the grammar. Making it takes longer than everything else that
``derivex prove`` does, so the table is kept in ``grammar.json`` beside this module and Lark is
only imported where that file doesn't belong to the grammar below, say because somebody is
changing it. ``python -m derivex.notation.grammar`` writes the file; a test compares.

Contract: ``parse`` runs in linear time and never recurses, however deep the text is. What a rule
means is not known here: each rule names the action that is called with its parts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from derivex.notation.tokens import Token

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

SAVED: Final = Path(__file__).with_name("grammar.json")


class Rule(NamedTuple):
    """A rule as the machine needs it: what it makes, of how many parts, by which action."""

    origin: str
    length: int
    action: str


class Table(NamedTuple):
    """For every state what a token or a finished rule leads to.

    A number from 0 is the state to go to; a negative one, -1 - n, means that rule n is complete.
    """

    first: int
    last: int
    rules: list[Rule]
    states: list[dict[str, int]]


class Stuck(Exception):
    """The token at which no rule goes on, and the token before it."""

    def __init__(self, token: Token, before: Token | None) -> None:
        super().__init__(token)
        self.token = token
        self.before = before


def parse(tokens: list[Token], end: Token, act: Callable[[str, list[Any]], Any]) -> Any:
    """The value of the whole, made of the values that ``act(action, parts)`` gives for every rule."""
    first, last, rules, states = table()
    stack = [first]
    values: list[Any] = []
    before: Token | None = None
    for token in (*tokens, end):
        while (move := states[stack[-1]].get(token.kind)) is not None and move < 0:
            origin, length, action = rules[-1 - move]
            parts = values[-length:]
            del stack[-length:], values[-length:]
            values.append(act(action, parts) if action else parts[0])
            stack.append(states[stack[-1]][origin])
        if token is end and stack[-1] == last:
            return values[-1]
        if move is None:
            raise Stuck(token, before)
        stack.append(move)
        values.append(token)
        before = token
    raise AssertionError("the end token ends the text")


@cache
def table() -> Table:
    """The table of the grammar: the saved one, or a new one if the grammar has changed."""
    try:
        saved = json.loads(SAVED.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return build()
    if saved.get("grammar") != GRAMMAR:
        return build()
    return Table(saved["first"], saved["last"], [Rule(*rule) for rule in saved["rules"]], saved["states"])


def build() -> Table:
    """The table, made by Lark."""
    from lark import Lark
    from lark.lexer import Lexer
    from lark.parsers.lalr_analysis import Shift

    class NoLexer(Lexer):
        def __init__(self, conf: object) -> None: ...
        def lex(self, *_: object) -> Iterator[Any]:
            return iter(())

    lark = Lark(GRAMMAR, parser="lalr", lexer=NoLexer)
    made: Any = lark.parser.parser._parse_table
    rules = sorted(lark.rules, key=str)
    first = made.start_states["start"]
    order = [first]  # the states as they are reached, so that the table is the same every time
    for state in order:
        moves = sorted(made.states[state].items())
        order += dict.fromkeys(goal for _, (kind, goal) in moves if kind is Shift and goal not in order)
    number = {state: index for index, state in enumerate(order)}
    states = [
        {
            symbol: number[goal] if kind is Shift else -1 - rules.index(goal)
            for symbol, (kind, goal) in made.states[state].items()
        }
        for state in order
    ]
    plain = [Rule(str(rule.origin.name), len(rule.expansion), rule.alias or "") for rule in rules]
    return Table(number[first], number[made.end_states["start"]], plain, states)


def save() -> None:
    """Writes the table beside this module."""
    made = {"grammar": GRAMMAR, **build()._asdict()}
    SAVED.write_text(json.dumps(made, sort_keys=True, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    save()
