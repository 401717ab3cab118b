"""How operators bind: tokens in, one term out, by one loop that never recurses.

Operands wait on one stack. A sum and a product are the operands since they began, so that
``a + b + c`` is one flat sum; everything else that waits for an operand to its right (a sign, a
``/``, a ``^``, a derivative) is pending, the innermost last, and is done when that operand is
complete. From loose to tight:

    + -     between terms; a sign before a term; d/dx      the whole product to the right
    * /                                                    from the left
    + -     after * / ^                                    the next factor: a*-b^c is a*(-(b^c))
    ^                                                      from the right: a^b^c is a^(b^c)
    ! ² √   one operand: a number, a name, a call, a bracket

The same language as an LALR(1) grammar is in the tests, where a parser generator reads along.

Contract: linear time, however deep or long the text is. Every bracket among the tokens has its
partner and every FUNCTION its bracket (``juxtapose`` sees to it). The first token that can't follow
those before it is ``Stuck``; what a call means, and whether it fits, is asked of ``Builder``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from derivex.errors import TooLarge
from derivex.notation.build import Builder
from derivex.notation.tokens import Token
from derivex.term import App, Num, Sym, Term, negate, power

# what can be pending; up to _POWER it is done as soon as a factor is complete, up to _SLASH before
# the next factor of a product, and the rest at the end of the product
_ROOT, _UNARY, _POWER, _SLASH, _SIGN, _DERIVATIVE = range(6)

# after what an operand is expected: it decides which signs may stand before it, and what they bind
_IN_ROOT, _IN_FACTOR, _IN_PRODUCT, _IN_DERIVATIVE, _IN_SUM = range(5)

# a text holds the same few names and numbers again and again
_symbol: Final = lru_cache(maxsize=1_024)(Sym)
_number: Final = lru_cache(maxsize=1_024)(Num)

_NO_LEVEL: Final = Token("", "", 0, 0)


class Stuck(Exception):
    """The token that can't follow, and the token before it."""

    def __init__(self, token: Token, before: Token | None) -> None:
        super().__init__(token)
        self.token = token
        self.before = before


# what is done when the operand to its right is complete: which of the above, its token, and for a
# derivative where the product begins that it stands in
_Pending = tuple[int, Token, int]

# what stands before the sign of a relation in an argument, the sign, and whether it is a relation already
_Statement = tuple[Term, Token, bool]

# what the present bracket interrupts: the token that opened the bracket around it, where its sum and
# its product begin among the operands, what is pending, the arguments before its last comma (None if
# it is no call), whether it begins an argument, so that a comma makes it a group, and
# its statement
_Level = tuple[Token, int, int, list[_Pending], list[Any] | None, bool, _Statement | None]


def parse(tokens: list[Token], end: Token, builder: Builder) -> Term:
    """The term that the tokens stand for; ``end`` is the token after the last.

    Errors: Stuck; Unreadable and TooLarge, each at its token.
    """
    values: list[Any] = []  # the operands so far; a Group is only ever a whole argument
    outside: list[_Level] = []
    # the present level: see _Level
    opening, base, start, groups = _NO_LEVEL, 0, 0, False
    pending: list[_Pending] = []
    arguments: list[Any] | None = None
    statement: _Statement | None = None
    function: Token | None = None  # a FUNCTION that waits for its bracket
    before: Token | None = None
    expecting, context = True, _IN_SUM
    whole = (*tokens, end)
    for index, token in enumerate(whole):
        kind = token[0]
        if expecting:
            if kind == "NAME":
                values.append(_symbol(token[1]) if token[1] != "e" else builder.name(token))
            elif kind == "NUMBER":
                values.append(_number(token[1]))
            elif kind == "OPEN" or kind == "BAR":
                outside.append((opening, base, start, pending, arguments, groups, statement))
                if function is None:
                    begins = len(values) == base and not pending and statement is None
                    groups = kind == "OPEN" and arguments is not None and begins
                    opening, arguments = token, None
                else:
                    opening, arguments, groups, function = function, [], False, None
                base = start = len(values)
                statement = None
                pending, context, before = [], _IN_SUM, token
                continue
            elif kind == "FUNCTION":
                function = before = token
                continue
            elif kind == "FRACTION":
                values.append(builder.fraction(token))
            else:
                if kind == "MINUS" and context != _IN_ROOT:
                    pending.append((_SIGN if context >= _IN_DERIVATIVE else _UNARY, token, 0))
                elif kind == "ROOT":
                    pending.append((_ROOT, token, 0))
                    context = _IN_ROOT
                elif kind == "DERIVATIVE" and context >= _IN_PRODUCT:
                    pending.append((_DERIVATIVE, token, start))
                    start, context = len(values), _IN_DERIVATIVE
                elif kind != "PLUS" or context in (_IN_ROOT, _IN_DERIVATIVE):
                    raise Stuck(token, before)
                before = token
                continue
            if context == _IN_ROOT:
                _take_roots(values, pending, builder)
            expecting, before = False, token
            continue
        if kind == "TIMES" or kind == "SLASH":
            if pending:
                _end_factor(values, start, pending, builder)
            context = _IN_PRODUCT
            if kind == "SLASH":
                pending.append((_SLASH, token, 0))
                context = _IN_FACTOR
        elif kind == "POWER" or kind == "RAISED" or kind == "BANG":
            if before is not None and before[0] == "RAISED":
                raise Stuck(token, before)
            if kind != "POWER":
                values[-1] = builder.postfix(values[-1], token)
                before = token
                continue
            pending.append((_POWER, token, 0))
            context = _IN_FACTOR
        else:
            if pending:
                start = _end_product(values, start, pending, builder)
            elif len(values) - start > 1:
                _join(values, start, "*")
            if kind == "PLUS" or kind == "MINUS":
                if kind == "MINUS":
                    pending.append((_SIGN, token, 0))
                start, context = len(values), _IN_SUM
                expecting, before = True, token
                continue
            if len(values) - base > 1:
                _join(values, base, "+")
            if statement is not None:
                left, sign, chained = statement
                values[-1] = builder.relation(left, sign, values[-1], chained=chained)
            if kind == "RELATION" and arguments is not None:
                statement = values.pop(), token, statement is not None
                start, context, expecting, before = base, _IN_SUM, True, token
                continue
            if kind == "CLOSE" or kind == "ENDBAR":
                if arguments is not None:
                    arguments.append(values.pop())
                    if opening[0] == "FUNCTION":
                        values.append(builder.call(opening, arguments))
                    elif whole[index + 1].kind in ("COMMA", "CLOSE"):
                        values.append(builder.group(opening, arguments))
                    else:
                        raise Stuck(whole[index + 1], token)
                elif kind == "ENDBAR":
                    values[-1] = builder.absolute(opening, values[-1])
                if not outside:
                    raise Stuck(token, before)
                opening, base, start, pending, arguments, groups, statement = outside.pop()
                if pending and pending[-1][0] == _ROOT:
                    _take_roots(values, pending, builder)
                before = token
                continue
            if kind == "$END" and not outside:
                term: Term = values[0]
                return term
            if kind != "COMMA" or (arguments is None and not groups):
                raise Stuck(token, before)
            arguments = [values.pop()] if arguments is None else [*arguments, values.pop()]
            start, context, statement = base, _IN_SUM, None
        expecting, before = True, token
    raise AssertionError("the end token ends the text")


def _join(values: list[Any], start: int, head: str) -> None:
    """The operands since ``start`` as one sum or product."""
    values[start:] = [App(head, tuple(values[start:]))]


def _take_roots(values: list[Any], pending: list[_Pending], builder: Builder) -> None:
    """The operand of ``√`` is complete."""
    while pending and pending[-1][0] == _ROOT:
        values[-1] = builder.root(pending.pop()[1], values[-1])


def _end_factor(values: list[Any], start: int, pending: list[_Pending], builder: Builder) -> None:
    """A factor is complete: its powers and signs, and the fraction of which it is the denominator."""
    token: Token | None = None
    try:
        while pending and pending[-1][0] <= _SLASH:
            what, token, _ = pending.pop()
            value = values.pop()
            if what == _SLASH:
                if len(values) - start > 1:
                    _join(values, start, "*")
                values[-1] = App("/", (values[-1], value))
            else:
                values.append(negate(value) if what == _UNARY else power(values.pop(), value))
    except TooLarge as error:
        raise builder.at(error, token) from None


def _end_product(values: list[Any], start: int, pending: list[_Pending], builder: Builder) -> int:
    """A product is complete, and so are the signs and derivatives of it; where the term begins."""
    token: Token | None = None
    try:
        while True:
            _end_factor(values, start, pending, builder)
            token = None
            if len(values) - start > 1:
                _join(values, start, "*")
            while pending and pending[-1][0] == _SIGN:
                token = pending.pop()[1]
                values[-1] = negate(values[-1])
            if not pending:
                return start
            if pending[-1][0] == _DERIVATIVE:
                _, token, start = pending.pop()
                values[-1] = builder.derivative(token, values[-1])
    except TooLarge as error:
        raise builder.at(error, token) from None
