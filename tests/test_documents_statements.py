"""Statements of documents: how formulas are split, and what goes together across them."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivex.documents.joining import statements
from derivex.documents.reading import read_text
from derivex.documents.records import Statements
from derivex.documents.statements import Chain, Statement, chains
from derivex.errors import Unreadable


def split(text: str, file: str = "a.tex") -> list[str]:
    """The chains of all formulas, written with plain relations."""
    return [line(chain) for formula in read_text(text, file).formulas for chain in chains(formula)[0]]


def line(chain: Chain) -> str:
    first, *others = chain.statements
    text = first.latex + "".join(f" {'~' if each.joined else ''}{each.relation} {each.latex}" for each in others)
    return (f"[{chain.link}] " if chain.link else "") + "".join(f"<{each}> " for each in chain.lead) + text


def told(text: str, file: str = "a.md") -> Statements:
    return statements(read_text(text, file))


def display(text: str, environment: str = "align") -> str:
    return f"\\begin{{{environment}}}{text}\\end{{{environment}}}"


ROWS = [
    # rows and marks
    ("\\[ a = b = c \\]", ["a = b = c"]),
    (display("a &= b \\\\ &= c"), ["a = b = c"]),
    (display("a =& b \\\\ =& c"), ["a = b = c"]),
    (display("a &= b \\\\[2pt] &= c \\\\* &= d"), ["a = b = c = d"]),
    (display("a &= b \\\\ \\\\ &= c \\\\"), ["a = b = c"]),
    (display("a &= b\\,\\\\ &= c\\\\ \n"), ["a = b = c"]),
    (display("a &= b \\\\ c &= d"), ["a = b", "c = d"]),
    (display("&a = b \\\\ &c = d"), ["a = b", "c = d"]),
    (display("a & = & b \\\\ & = & c", "eqnarray"), ["a = b = c"]),
    (display("a & = & b \\\\ & = & c"), ["a = b = c"]),
    (display("a &= b & c &= d \\\\ &= e & &= f"), ["a = b = e", "c = d = f"]),
    (display("a = b \\\\ = c \\\\ d = e", "gather*"), ["a = b = c", "d = e"]),
    (display("a + b \\\\ + c \\\\ = d", "multline"), ["a + b + c = d"]),
    ("\\[ \\begin{aligned} a &= b\\\\ &= c \\end{aligned} \\]", ["a = b = c"]),
    ("\\[ f = \\begin{aligned}[t] &a \\\\ &= b \\end{aligned} \\]", ["f = a = b"]),
    ("\\[ \\begin{array}{rcl} a &=& b \\\\ &=& c \\end{array} \\]", ["a = b = c"]),
    (
        "\\[ \\begin{aligned} a &= b\\\\ &= c \\end{aligned} \\qquad \\begin{aligned} d &= e\\\\ &= f \\end{aligned} \\]",
        ["a = b = c", "d = e = f"],
    ),
    # the rest of a side
    (display("a &= b + \\\\ &\\quad c \\\\ &= d"), ["a = b + c = d"]),
    (display("a &= b \\\\ &\\quad + c \\\\ &\\phantom{=} {} - d"), ["a = b + c - d"]),
    (display("a &= b (c \\\\ & + d) = e"), ["a = b (c + d) = e"]),
    (display("a = b \\\\ -c = d", "gather"), ["a = b", "-c = d"]),
    ("\\[ a = \\\\ = b \\]", ["a = b"]),
    ("\\[ a = \\\\ b \\]", ["a = b"]),
    # what is closed
    ("\\[ f = \\begin{cases} a & x = 1 \\\\ b \\end{cases} \\]", ["f = \\begin{cases} a & x = 1 \\\\ b \\end{cases}"]),
    (
        "\\[ \\left( a = b \\right) = P(X = 1) = \\{ x : x > 0 \\} \\]",
        ["\\left( a = b \\right) = P(X = 1) = \\{ x : x > 0 \\}"],
    ),
    ("\\[ x_{i=1} = \\sum_{i=1}^n \\]", ["x_{i=1} = \\sum_{i=1}^n"]),
    ("\\[ x \\in [0, 1) = I \\]", ["x in [0, 1) = I"]),
    ("\\[ (a = b \\]", ["(a = b"]),
    (
        "\\[ M = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix} \\]",
        ["M = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}"],
    ),
    # arrows
    ("\\[ a = b \\Rightarrow c = d \\iff e = f \\]", ["a = b", "[implies] c = d", "[iff] e = f"]),
    (display("a = b \\Rightarrow \\\\ \\\\ \\Rightarrow c = d", "gather"), ["a = b", "[implies] c = d"]),
    ("\\[ f(x) \\to L \\]", ["f(x) to L"]),
    ("\\[ a = b \\to c = d \\]", ["a = b", "[implies] c = d"]),
    ("\\[ \\therefore a = b \\]", ["[therefore] a = b"]),
    (display("a &= b \\Rightarrow c = d \\\\ &= e"), ["a = b", "[implies] c = d = e"]),
    # several statements in a row
    ("\\[ a = b \\qquad c = d \\]", ["a = b", "c = d"]),
    ("\\[ a = b, \\quad c = d; e < f \\]", ["a = b", "c = d", "e < f"]),
    ("\\[ x_1, x_2 = 1, 2 \\]", ["x_1, x_2 = 1, 2"]),
    ("\\[ a = f(x, y), \\ldots \\]", ["a = f(x, y), \\ldots"]),
    ("\\[ i = 1, \\dots, n \\]", ["i = 1, \\dots, n"]),
    ("\\[ x = 1 \\vee x = 2 \\]", ["x = 1", "<\\vee> x = 2"]),
    # prose and conditions
    ("\\[ a = b \\text{ for } x > 0. \\]", ["a = b", "<for> x > 0"]),
    ("\\[ a = b \\quad (x > 0) \\]", ["a = b", "<(> x > 0"]),
    ("\\[ a = b \\text{ if $x > 0$ and } y = 1 \\]", ["a = b", "<if> x > 0", "<and> y = 1"]),
    ("\\[ a = b \\quad {\\text{for all }} x > 0 \\]", ["a = b", "<for all> x > 0"]),
    ("\\[ a = b \\mathrm{if} x > 0 \\]", ["a = b", "<if> x > 0"]),
    (display("a &= b \\quad (x > 0) \\\\ &= c"), ["a = b = c", "<(> x > 0"]),
    (display("a &= b, \\quad x > 0 \\\\ &= c"), ["a = b = c", "x > 0"]),
    (display("\\text{for } x > 0: \\quad a &= b \\\\ &= c"), ["<for> x > 0", "a = b = c"]),
    ("\\[ \\text{E}(X) = \\text{bias} + \\mathrm{Var}(X) \\]", ["\\text{E}(X) = \\text{bias} + \\mathrm{Var}(X)"]),
    # ends
    ("\\[ a = b + 1. \\]", ["a = b + 1"]),
    ("\\[ a = b \\; , \\; \\]", ["a = b"]),
    ("\\[ a = b \\text{.} \\qed \\]", ["a = b"]),
    ("\\[ a + ... = b ... \\]", ["a + ... = b ..."]),
    ("\\[ \\boxed{a = b}. \\]", ["a = b"]),
    ("\\[ {\\displaystyle a = \\boxed{b}} \\]", ["a = b"]),
    ("\\[ \\large a {}= b \\nonumber \\]", ["a = b"]),
    ("\\[ n! = 1 \\cdots n! \\]", ["n! = 1 \\cdots n!"]),
    # relations
    ("\\[ a \\le b \\geqslant c \\neq d \\approx e \\]", ["a <= b >= c != d approx e"]),
    ("\\[ a ≤ b ⇒ c ≠ d \\]", ["a <= b", "[implies] c != d"]),
    ("\\[ a \\not= b \\not\\in c \\]", ["a != b not in c"]),
    (
        "\\[ a := b \\mathrel{:=} c \\mathrel{\\mathop:}= d : = e \\triangleq f =: g \\]",
        ["a := b := c := d := e := f =: g"],
    ),
    ("\\[ a \\stackrel{\\text{def}}{=} b \\]", ["a := b"]),
    ("\\[ a \\stackrel{(3)}{=} b \\overset{\\eqref{x}}{\\le} c \\]", ["a = b <= c"]),
    ("\\[ X \\overset{d}{=} Y \\xlongequal{} Z \\]", ["X other Y = Z"]),
    ("\\[ a \\overset{\\mathrm H}{=} b \\stackrel{\\text{IH}}{=} c \\]", ["a = b = c"]),
    ("\\[ a \\propto b \\sim c \\equiv d \\]", ["a propto b sim c equiv d"]),
    ("\\[ a \\leq b, \\nleq \\]", ["a <= b, \\nleq"]),
    ("\\[ = b \\]", [" = b"]),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_a_formula_is_split_into_chains(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_a_chain_as_people_write_it() -> None:
    text = """\\begin{gather*}
    y = sig(x) = f(x) = \\frac{1}{1 + e^{-x}}\\\\
        \\\\
        \\text{And its derivative is easy to find.}\\\\
        \\\\
        \\frac{dy}{dx} = f'(x) = \\frac{d((1+e^{-x})^{-1})}{dx} \\Rightarrow \\\\
        \\\\
        \\Rightarrow f'(x) = -1(1 + e^{-x})^{-2}(-e^{-x }) \\Rightarrow \\\\
        \\Rightarrow f'(x) = sig(x)(1 - sig(x))
    \\end{gather*}"""
    [formula] = read_text(text, "a.txt").formulas
    found, prose = chains(formula)
    assert [line(chain) for chain in found] == [
        "y = sig(x) = f(x) = \\frac{1}{1 + e^{-x}}",
        "\\frac{dy}{dx} = f'(x) = \\frac{d((1+e^{-x})^{-1})}{dx}",
        "[implies] f'(x) = -1(1 + e^{-x})^{-2}(-e^{-x })",
        "[implies] f'(x) = sig(x)(1 - sig(x))",
    ]
    assert [(str(each), each.position()) for each in prose] == [("And its derivative is easy to find.", (4, 15))]
    assert [line(argument.chain) for argument in told(text, "a.txt").arguments][1] == (
        "\\frac{dy}{dx} = f'(x) = \\frac{d((1+e^{-x})^{-1})}{dx} ~= -1(1 + e^{-x})^{-2}(-e^{-x }) ~= sig(x)(1 - sig(x))"
    )


def sides(text: str) -> list[Statement]:
    return [
        each
        for formula in read_text(text, "a.tex").formulas
        for chain in chains(formula)[0]
        for each in chain.statements
    ]


def test_names_and_notes_of_rows() -> None:
    found = sides(
        display("a &= b \\tag{3} \\label{x} \\\\ &= c \\label{y} && \\text{by (1)} \\\\ &\\stackrel{(2)}{=} d")
    )
    assert [each.name for each in found] == ["3", "3", "y", ""]
    assert [[str(note) for note in each.notes] for each in found] == [[], [], ["by (1)"], ["(2)"]]


def test_the_label_of_an_equation_is_that_of_all_its_rows() -> None:
    found = sides("\\begin{equation}\\label{x}\\begin{split} a &= b \\\\ &= c \\end{split}\\end{equation}")
    assert [each.name for each in found] == ["x", "x", "x"]


def test_sides_and_relations_have_places() -> None:
    found = sides("% c\r\n\\begin{align}\r\n  ä &= b + \\\\\r\n  & c \\le d\r\n\\end{align}")
    assert [(each.latex, each.passage.position(), each.relation_passage.position()) for each in found] == [
        ("ä", (3, 3), (3, 3)),
        ("b + c", (3, 8), (3, 6)),
        ("d", (4, 11), (4, 7)),
    ]
    assert found[1].passage.position(4) == (4, 5)


def test_sides_behind_a_macro_have_places() -> None:
    found = sides("\\def\\h#1{\\frac{#1}2}\\def\\eq{=}$\\h{a} \\eq \\h{b + c}$")
    assert [(each.latex, each.passage.position()) for each in found] == [
        ("\\frac{a}2", (1, 32)),
        ("\\frac{b + c}2", (1, 42)),
    ]
    assert found[1].relation_passage.position() == (1, 38)
    assert found[1].passage.position(10) == (1, 49)


def test_a_complaint_about_a_side_is_moved_to_the_document() -> None:
    side = sides("\\begin{align}\n a &= b + \\\\\n  & c\n\\end{align}")[1].passage
    assert (side.text, side.inner.line) == ("b + c", 0)
    moved = side.relocated(Unreadable("no", place=side.inner.shifted(4)))
    assert str(moved.place) == "a.tex:3:5"
    assert str(side.relocated(Unreadable("no")).place) == "a.tex:2:7"
    assert side.relocated(moved) is moved


# ---- across formulas ----

JOINED = [
    ("$$f(x) = a$$ $$f(x) = b$$", ["f(x) = a ~= b"]),
    ("$$f(x) = a$$ so $g = h$ and $$f(x) = b = c$$", ["f(x) = a ~= b = c", "g = h"]),
    ("$$f(x) = a$$ $$g = h$$ $$f(x) = b$$", ["f(x) = a ~= b", "g = h"]),
    ("$$f(x) = a$$ $$= b$$", ["f(x) = a = b"]),
    ("$$a + b$$ $$= c$$", ["a + b = c"]),
    ("$$f(x) = a$$ $$f(x) = a = b$$", ["f(x) = a = b"]),
    ("$$y = f(x) = a$$ $$f(x) = b$$", ["y = f(x) = a ~= b"]),
    ("$$y = x + x$$ $$y = 2x$$", ["y = x + x ~= 2x"]),
    # nothing of this is one chain
    ("$$f(x) = a$$\n\n# Next\n\n$$f(x) = b$$", ["f(x) = a", "f(x) = b"]),
    ("$$f(x) \\le a$$ $$f(x) = b$$", ["f(x) <= a", "f(x) = b"]),
    ("$$f(x) = a$$ $$f(x) \\le b$$", ["f(x) = a", "f(x) <= b"]),
    ("$$x = 1$$ $$x = 3$$", ["x = 1", "x = 3"]),
    ("$$y = x + x$$ $$g = h$$ $$y = 2x$$", ["y = x + x", "g = h", "y = 2x"]),
    ("$$|x| = x$$ $$x = y$$", ["|x| = x", "x = y"]),
    ("$$f(x) = a \\quad (x > 0)$$ $$f(x) = b$$", ["f(x) = a", "<(> x > 0", "f(x) = b"]),
    ("$$f(x) = a, \\quad x > 0$$ $$f(x) = b, \\quad x < 0$$", ["f(x) = a", "x > 0", "f(x) = b", "x < 0"]),
    ("$$f(x) = a \\text{ or } f(x) = b$$", ["f(x) = a", "<or> f(x) = b"]),
    ("$f(x) = a$ and $f(x) = b$", ["f(x) = a", "f(x) = b"]),
    ("$$x = 2 \\Rightarrow x^2 = 4$$ $$x = y$$", ["x = 2", "[implies] x^2 = 4", "x = y"]),
]


@pytest.mark.parametrize(("text", "expected"), JOINED)
def test_displays_that_go_on(text: str, expected: list[str]) -> None:
    assert [line(argument.chain) for argument in told(text).arguments] == expected


def test_a_relation_with_nothing_in_front_is_a_complaint() -> None:
    [complaint] = told("$$ = b$$").complaints
    assert str(complaint) == "nothing stands in front of this relation; write its left side"
    assert str(complaint.place) == "a.md:1:4"


DEFINED = [
    ("Let $f(x) = x^2$.", [("f(x)", "x^2", "let")]),
    ("Then we have $x$ and $x$, where $x = 2$.", [("x", "2", "where")]),
    ("Define the sigmoid function as $s(x) = x$.", [("s(x)", "x", "define")]),
    ("So $\\sum_k \\infty \\quad$ and $y = 2$.", [("y", "2", "new name")]),
    ("It is given by $$S(x) = x$$", [("S(x)", "x", "new name")]),
    ("With $y$ it is defined as $$y = 2$$", [("y", "2", "define")]),
    ("So $f(x) := x^2$", [("f(x)", "x^2", ":=")]),
    ("So $x^2 =: y$", [("y", "x^2", "=:")]),
    ("It is $S(x) = \\frac{1}{x}$.", [("S(x)", "\\frac{1}{x}", "new name")]),
    ("$$y = s(x) = \\frac{1}{x}$$", [("y", "\\frac{1}{x}", "new name"), ("s(x)", "\\frac{1}{x}", "new name")]),
    (
        "$S_0 = 1$ and $\\hat y = 2$, $\\operatorname{g}(x, y) = x$",
        [("S_0", "1", "new name"), ("\\hat y", "2", "new name"), ("\\operatorname{g}(x, y)", "x", "new name")],
    ),
    ("With $f$ we have $f(x) = x$.", [("f(x)", "x", "first equation")]),
    ("It is $f'(x) = 1$, $2x = 1$ and $\\sin x = 1$.", []),
    ("So $x = x + 1$.", []),
    ("If and only if $x = 1$. Let us show that $y = 2$.", []),
    ("$$x^2 = 4 \\iff z = 2$$", []),
    ("$$f(x) = a \\quad (x > 0)$$", []),
    ("<!-- derivex: let f(x) = x^2 -->", [("f(x)", "x^2", "directive")]),
    ("<!-- derivex: let f(x) := x^2 -->", [("f(x)", "x^2", "directive")]),
]


@pytest.mark.parametrize(("text", "expected"), DEFINED)
def test_definitions(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(str(each.name), str(each.body), each.said) for each in told(text).definitions] == expected


ASSUMED = [
    ("It holds for $x > 0$.", [("x > 0", "", "for")]),
    ("It holds for all $x > 0$ and $y > 0$.", [("x > 0", "", "for"), ("y > 0", "", "for")]),
    ("Here, where $n$ is an integer, it holds.", [("n", "an integer", "where")]),
    (
        "Here, where $n$ is an integer and $a$, $b$ are positive, it holds.",
        [("n", "an integer", "where"), ("a", "positive", "where"), ("b", "positive", "where")],
    ),
    ("For any positive integer $k$ it holds.", [("k", "any positive integer", "for")]),
    ("For $x > 0$, $f = 1$ and $g = 2$.", [("x > 0", "", "for")]),
    ("For every $x > 0$, $$f = 1.$$", [("x > 0", "", "for")]),
    ("Let $x > 0$, $y > 0$. Then", [("x > 0", "", "let"), ("y > 0", "", "let")]),
    ("With $a = 2$ we get it.", [("a = 2", "", "with")]),
    ("Suppose that $t \\ge 0$.", [("t >= 0", "", "suppose")]),
    ("Assume **that** $t \\in A$.", [("t in A", "", "assume")]),
    ("Let $n$ be a natural number.", [("n", "a natural number", "let")]),
    ("If $x = 2 \\Rightarrow x^2 = 4$", [("x = 2", "", "if")]),
    ("Start with $y = 2$. A formula for $z = 3$. We arrive at $u > 1$.", []),
    ("$$f = a \\text{ for } x > 0 \\text{ and } y > 0$$", [("x > 0", "", "for"), ("y > 0", "", "for")]),
    ("With the help of $a = 2$. For which $b = 3$. If and only if $c > 1$.", []),
    ("This is it. $x > 0$", []),
    ("So $n$ is an integer.", []),
    ("<!-- derivex: given x > 0 -->", [("x > 0", "", "directive")]),
]


@pytest.mark.parametrize(("text", "expected"), ASSUMED)
def test_assumptions(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = told(text).assumptions
    shown = [str(each.passage).replace("\\ge", ">=").replace("\\in", "in") for each in found]
    assert [(text, each.words, each.said) for text, each in zip(shown, found, strict=True)] == expected


def test_docstrings_know_nothing_of_each_other() -> None:
    found = told('"""$f(x) = 1$"""\ndef g():\n    """$f(x) = 2$"""\n', "a.py")
    assert [str(each.body) for each in found.definitions] == ["1", "2"]


def test_conditions_belong_to_their_statement() -> None:
    text = "$$f(x) = a \\text{ for $x > 0$ and } y \\in B, \\quad f(x) = b \\text{ if } x < 0$$"
    found = told(text)
    conditions = {line(each.chain): [str(one.passage) for one in each.conditions] for each in found.arguments}
    assert conditions["f(x) = a"] == ["x > 0", "y \\in B"]
    assert conditions["f(x) = b"] == ["x < 0"]
    assert all(each.local for each in found.assumptions)
    assert [each.role for each in found.arguments if each.conditions] == ["claim", "claim"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$$f(x) = a, \\quad x > 0$$", [("f(x) = a", "claim", ["x > 0"]), ("x > 0", "assumption", [])]),
        (
            "$$f = a, \\qquad i = 1, \\ldots, n$$",
            [("f = a", "claim", ["i = 1, \\ldots, n"]), ("i = 1, \\ldots, n", "assumption", [])],
        ),
        ("$$x > 0, \\quad y > 0$$", [("x > 0", "claim", []), ("y > 0", "claim", [])]),
        ("$$a = b, \\quad x^2 > y^2$$", [("a = b", "claim", []), ("x^2 > y^2", "claim", [])]),
    ],
)
def test_what_stands_behind_a_comma_may_restrict(text: str, expected: list[tuple[str, str, list[str]]]) -> None:
    found = told("$a$, $f$, $i$, $x$: " + text).arguments
    assert [(line(each.chain), each.role, [str(one.passage) for one in each.conditions]) for each in found] == expected


def test_roles() -> None:
    text = "Let $f(x) = x$. For $x > 0$: $$g = 1 \\text{ or } g = 2$$ $$f(x) = x + 0$$"
    assert [each.role for each in told(text).arguments] == [
        "definition",
        "assumption",
        "alternative",
        "alternative",
        "claim",
    ]


def test_directives_have_an_order_among_formulas() -> None:
    found = told("$$a = b$$ <!-- derivex: given x > 0 --> $$c < d$$")
    assert [each.order for each in found.arguments] == [0, 2]
    assert [each.order for each in found.assumptions] == [1]
    assert found.assumptions[0].plain


def test_a_directive_that_defines_nothing() -> None:
    [complaint] = told("<!-- derivex: let f -->").complaints
    assert str(complaint) == "this directive defines nothing; write let f(x) = … in it"


# ---- laws ----

TOKENS = [
    "a",
    "b",
    "x",
    "=",
    "\\le",
    "&",
    "\\\\",
    "\\quad",
    "\\qquad",
    ",",
    ".",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "+",
    "-",
    " ",
]
TOKENS += [
    "\\Rightarrow",
    "\\to",
    "\\text{if }",
    "\\text{f}",
    "\\begin{split}",
    "\\end{split}",
    "\\left(",
    "\\right)",
    "\\not",
]
TOKENS += [
    "\\stackrel",
    "{=}",
    ":",
    "\\tag{1}",
    "\\label",
    "\\boxed{a=b}",
    "\\vee",
    "\\begin{cases}",
    "\\end{cases}",
    "$",
    "\\a",
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(TOKENS), max_size=25), st.sampled_from(["align", "gather", "split", "eqnarray"]))
def test_whatever_is_split_every_side_is_found_where_it_stands(parts: list[str], environment: str) -> None:
    text = "\\def\\a{b = c}" + display(" ".join(parts), environment)
    found = told(text, "a.tex")
    for argument in found.arguments:
        assert len(argument.chain.statements) > 1
        for statement in argument.chain.statements:
            passage = statement.passage
            for offset in range(len(passage.text)):
                start, _, copied = passage.runs[passage._run(offset)]
                if copied:
                    assert passage.source.text[passage.at(offset)] == passage.text[offset]
                assert start <= offset


HOSTILE = [
    "a=b",
    "a=b\\quad ",
    "\\quad (a=b ",
    "(",
    "a\\to ",
    "\\text{x}",
    "\\text{if }a=b",
    "a=b\\\\",
    "+a\\\\",
    "&",
    "a&=b&\\\\",
]
HOSTILE += [
    "\\not",
    "\\stackrel{a}{=}",
    "\\overset ",
    "a=b,",
    "a=(b\\\\",
    "\\tag{a}",
    "f(x)=b\\\\",
    "\\Rightarrow ",
    "\\hat ",
]


@pytest.mark.parametrize("part", HOSTILE)
def test_hostile_formulas_are_answered(part: str) -> None:
    told(display(part * (20_000 // len(part))), "a.tex")


def test_many_displays_are_answered() -> None:
    assert len(told("$$f(x)=a$$ $$f(x)=b$$" * 2_000).arguments) == 1


def test_other_commands_import_nothing_for_documents() -> None:
    code = (
        "import sys; from derivex.cli import main\n"
        "try: main(['prove', 'x + x = 2*x'])\n"
        "except SystemExit: pass\n"
        "print(sorted(name for name in sys.modules if name.split('.')[0] in ('nbformat', 'jsonschema', 'pylatexenc')"
        " or name.startswith('derivex.documents')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_document_of_text_needs_no_library() -> None:
    code = (
        "import sys; from derivex.documents.joining import statements; from derivex.documents.reading import read_text\n"
        "statements(read_text('$x = 1$', 'a.md'))\n"
        "print(sorted(name for name in sys.modules if name in ('nbformat', 'jsonschema', 'sympy', 'flint', 'rich')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert done.stdout.splitlines()[-1] == "[]"
