"""How operators bind: the reader's loop against the grammar, on texts that hold and texts that don't."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import grammar
from derivex.errors import InputError
from derivex.notation import juxtapose, precedence
from derivex.notation import plain as reader
from derivex.notation.names import Names
from derivex.notation.tokens import Token
from derivex.notation.write import plain, pretty
from derivex.term import Term
from test_notation_read import NAMES, READ
from test_notation_refusals import REFUSED
from test_notation_round_trip import declared, terms

# pieces that make sense next to each other now and then
PIECES = [
    *("x", "y", "2", "e", "pi", "½", "x²", "x⁻¹", "√x", "√", "x!", "!", "²", "^", "^-", "**", "+", "-", "*", "/", "·"),
    *("(", ")", "(", ")", "|", ",", ", ", " ", "sin(", "f(", "log(", "sin²(x)", "d/dx ", "d/dx ", "d²/dx² ", "-", "--"),
    *("diff(x, x)", "diff(", "Sum(k, (k, 1, n))", "Sum(", "(k, 1, n)", "(x, 2)", "max(", "f'(x)", "sin(x, y)"),
]
SIGNS = [
    "NAME",
    "NUMBER",
    "FRACTION",
    "PLUS",
    "MINUS",
    "TIMES",
    "SLASH",
    "POWER",
    "BANG",
    "RAISED",
    "ROOT",
    "DERIVATIVE",
    "COMMA",
    "RELATION",
]
TEXTS = {
    "NAME": "x",
    "NUMBER": "2",
    "FRACTION": "1/2",
    "RAISED": "2",
    "ROOT": "√",
    "DERIVATIVE": "x 1",
    "FUNCTION": "f",
    "RELATION": "<",
}

CLEAR = [
    "x",
    "d",
    "dy",
    "S",
    "2",
    "(",
    ")",
    ")",
    "*",
    "/",
    "^",
    "+",
    "-",
    "!",
    ", ",
    "sin(",
    "S(",
    "f(",
    "x(",
    "gamma(",
    "gamma",
    "f'(",
]

PIECES += ["Piecewise(", "Piecewise((x, x > 0), (2, True))", "And(", "Or(x < 0, ", " < ", " >= ", "0 < x < 1"]

texts = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def outcome(text: str, names: Names) -> tuple[object, ...]:
    """The term that a text is read as, or all that is said when it is refused."""
    try:
        return (reader.read(text, names=names),)
    except InputError as error:
        return type(error), str(error), error.place


def by_grammar(text: str, names: Names) -> tuple[object, ...]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "parse", grammar.parse)
        return outcome(text, names)


@pytest.mark.parametrize("text", [row[0] for row in READ] + [row[0] for row in REFUSED], ids=lambda text: text[:30])
def test_the_grammar_reads_the_tables_as_they_are_read(text: str) -> None:
    assert outcome(text, NAMES) == by_grammar(text, NAMES)


@given(texts)
@settings(max_examples=1000)
def test_pieces_are_read_and_refused_alike(text: str) -> None:
    assert outcome(text, NAMES) == by_grammar(text, NAMES)


@given(terms)
def test_written_terms_are_read_alike(term: Term) -> None:
    for text in (plain(term), pretty(term)):
        assert outcome(text, declared(term)) == by_grammar(text, declared(term))


@given(st.one_of(texts, terms.map(plain), st.lists(st.sampled_from(CLEAR), max_size=14).map("".join)))
@settings(max_examples=1000)
def test_a_text_without_riddles_is_decided_as_any_other(text: str) -> None:
    for names in (NAMES, Names(), Names(symbols=frozenset({"sin", "x"}))):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(juxtapose, "_clear", lambda tokens, names: None)
            carefully = outcome(text, names)
        assert outcome(text, names) == carefully


def _tokens(kinds: list[str]) -> list[Token]:
    return [Token(kind, TEXTS.get(kind, ""), index, index + 1) for index, kind in enumerate(kinds)]


def _bracketed(inner: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    signs = st.sampled_from(SIGNS).map(lambda sign: [sign])
    return st.lists(
        st.one_of(
            signs,
            signs,
            inner.map(lambda inside: ["OPEN", *inside, "CLOSE"]),
            inner.map(lambda inside: ["BAR", *inside, "ENDBAR"]),
            inner.map(lambda inside: ["FUNCTION", "OPEN", *inside, "CLOSE"]),
        ),
        max_size=5,
    ).map(lambda pieces: [kind for piece in pieces for kind in piece])


@given(st.recursive(st.lists(st.sampled_from(SIGNS), max_size=3), _bracketed, max_leaves=8).map(_tokens))
@settings(max_examples=1000)
def test_any_paired_tokens_are_read_and_refused_alike(tokens: list[Token]) -> None:
    """Also those that ``juxtapose`` would refuse."""
    code = reader.source("?" * len(tokens), reader.Place())
    end = Token("$END", "", len(tokens), len(tokens) + 1)
    found: list[tuple[object, ...]] = []
    for parse in (precedence.parse, grammar.parse):
        try:
            found.append((parse(tokens, end, reader.Builder(code, Names())),))
        except precedence.Stuck as stuck:
            found.append((stuck.token, stuck.before))
        except InputError as error:
            found.append((type(error), str(error), error.place))
    assert found[0] == found[1]
