"""Formulas of documents: what is found, exactly where, and what is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pylatexenc.latexwalker import LatexEnvironmentNode, LatexMathNode, LatexWalker

from derivex.documents.formulas import DISPLAY_ENVIRONMENTS, Directive
from derivex.documents.reading import Document, read_bytes, read_file, read_text
from derivex.documents.sources import Kind, kind_of
from derivex.errors import InputError, NoDerivation, TooLarge, Unreadable


def found(text: str, file: str) -> list[tuple[str, tuple[int, int]]]:
    return [(formula.text, formula.position()) for formula in read_text(text, file).formulas]


def said(document: Document) -> list[str]:
    return [str(complaint) for complaint in document.complaints]


MARKDOWN = {
    "inline": ("Let $x > 0$ and \\(y\\).", [("x > 0", (1, 6)), ("y", (1, 19))]),
    "prices": ("It costs $5 and $6, or $7-$8; US$5 or CA$6.", []),
    "a price in words": ("From $5 million to 10$ or so.", []),
    "mathematics with a digit first": ("So $2x$ and $2 \\sin x$.", [("2x", (1, 5)), ("2 \\sin x", (1, 14))]),
    "escaped": ("Pay \\$5 or $x$ \\$.", [("x", (1, 13))]),
    "code span": ("`$x$` and ``$y` $`` but $z$", [("z", (1, 26))]),
    "code span that is none": ("a ` b $x$", [("x", (1, 8))]),
    "display": ("$$\na = b\n$$", [("a = b", (2, 1))]),
    "display in a line": ("so $$a = b$$ holds", [("a = b", (1, 6))]),
    "brackets": ("\\[\n  a = b\n\\]", [("a = b", (2, 3))]),
    "doubled brackets": ("\\\\[a = b\\\\] \\\\(c\\\\)", [("a = b", (1, 4)), ("c", (1, 16))]),
    "a display in a fence": ("```math\n$$ a $$\n```", [("a", (2, 4))]),
    "a bracket that is no link": ("\\[see the notes below\\]", []),
    "environment": ("\\begin{align}\na &= b \\\\\n&= c\n\\end{align}", [("a &= b \\\\\n&= c", (2, 1))]),
    "fence": ("```\n$x$\n```\n$y$", [("y", (4, 2))]),
    "tildes": ("~~~text\n```\n$x$\n~~~\n$y$", [("y", (5, 2))]),
    "fence of mathematics": ("```math\na = b\n```", [("a = b", (2, 1))]),
    "fence of MyST": ("```{math}\n:label: one\n\na = b\n```", [("a = b", (4, 1))]),
    "colons of MyST": (":::{math}\na = b\n:::", [("a = b", (2, 1))]),
    "roles": ("{math}`a` and $`b`$", [("a", (1, 8)), ("b", (1, 17))]),
    "indented code": ("text\n\n    $x$\n\n$y$", [("y", (5, 2))]),
    "indented text of a list": ("- item\n\n    $x$\n", [("x", (3, 6))]),
    "code in a list": ("- item\n\n      $x$\n\n  $y$", [("y", (5, 4))]),
    "quote": ("> so $x$\n> $$\n> a\n> = b\n> $$", [("x", (1, 7)), ("a\n= b", (3, 3))]),
    "a relation that looks like a quote": ("$$\na\n> b\n$$", [("a\n> b", (2, 1))]),
    "relations that look like headings": ("$$\na\n=\nb\n- c\n$$", [("a\n=\nb\n- c", (2, 1))]),
    "comment": ("<!-- $x$ --> $y$", [("y", (1, 15))]),
    "raw HTML": ("<pre>$x$</pre> <code>$y$</code> $z$", [("z", (1, 34))]),
    "front matter": ("---\ntitle: $x$\n---\n$y$", [("y", (4, 2))]),
    "multi-byte characters": ("größer 𝔘 $α = β$", [("α = β", (1, 11))]),
    "CRLF": ("one\r\n$x$\r\n$$\r\ny\r\n$$", [("x", (2, 2)), ("y", (4, 1))]),
    "tabs and hard blanks": ("\t\u00a0a $x\u00a0y$", [("x y", (1, 6))]),
    "paragraphs": ("a $x\n\ny$ b", []),
    "entities": ("$a &lt; b$", [("a < b", (1, 2))]),
    "macro": ("$\\newcommand{\\R}{\\mathbb{R}}$ and $x \\in \\R$", [("x \\in \\mathbb{R}", (1, 36))]),
    "comment in a display": ("$$\na % c\n= b\n$$", [("a = b", (2, 1))]),
    "unbalanced braces": ("$a {b$ and $c$", [("c", (1, 13))]),
    "never closed, and code behind": ("$$\na = b\n\ntext goes on\n\n```\n$c$\n```\n", []),
    "never closed": ("$$ a = b\n\ntext goes on here $c$\n\n$$ d $$", [("c", (3, 20)), ("d", (5, 4))]),
}

LATEX = {
    "all delimiters": ("$a$ $$b$$ \\(c\\) \\[d\\]", [("a", (1, 2)), ("b", (1, 7)), ("c", (1, 13)), ("d", (1, 19))]),
    "neighbours": ("$a$$b$", [("a", (1, 2)), ("b", (1, 5))]),
    "comments": ("% $x$\n$y$ 50\\% $z$", [("y", (2, 2)), ("z", (2, 11))]),
    "verbatim": ("\\begin{verbatim}\n$x$\n\\end{verbatim}\\verb|$y$| $z$", [("z", (3, 27))]),
    "listing": ("\\begin{lstlisting}\n\\[x\\]\n\\end{lstlisting}$z$", [("z", (3, 18))]),
    "left out": ("\\iffalse $x$ \\fi $z$", [("z", (1, 19))]),
    "preamble": ("$x$\\begin{document}$y$\\end{document}$z$", [("y", (1, 21))]),
    "row with a blank is no display": ("\\\\[2pt] $x$", [("x", (1, 10))]),
    "argument of an environment": ("\\begin{alignat}{2}a&=b\\end{alignat}", [("a&=b", (1, 19))]),
    "nested": (
        "\\begin{equation}\\begin{split}a\\end{split}\\end{equation}",
        [("\\begin{split}a\\end{split}", (1, 17))],
    ),
    "damaged environment": (
        "\\begin{align} a = b\n\nso $c$ \\begin{align*} d \\end{align*}",
        [("c", (3, 5)), ("d", (3, 23))],
    ),
    "wrong end": ("\\begin{align} a \\end{gather} $c$", [("c", (1, 31))]),
    "unbalanced braces": ("$a}$ \\[b{\\] $c$", [("c", (1, 14))]),
    "prose between dollars": ("a $x and some more words $y$", [("y", (1, 27))]),
    "macro": ("\\newcommand{\\R}{\\mathbb{R}}\n$\\R = x$", [("\\mathbb{R} = x", (2, 2))]),
    "macro by def": ("\\def\\f#1#2{#1/#2} $\\f{a}b$", [("a/b", (1, 23))]),
    "macro with an option": ("\\newcommand{\\f}[2][z]{#1+#2} $\\f a, \\f[b]{c}$", [("z+a, b+c", (1, 31))]),
    "macro behind its use": ("$\\f$ \\def\\f{x} $\\f$", [("\\f", (1, 2)), ("x", (1, 17))]),
    "macro in a macro": ("\\def\\a{\\b\\b}\\def\\b{x}$\\a$", [("xx", (1, 23))]),
    "macro before a letter": ("\\def\\e{\\epsilon}$\\e x + \\e{}y$", [("\\epsilon x + \\epsilon{}y", (1, 18))]),
    "argument behind a word": ("\\def\\s#1{\\sin#1}$\\s x$", [("\\sin x", (1, 18))]),
    "macro as an argument": (
        "\\def\\a{x+1}$\\frac\\a2 + \\sqrt\\a + \\a$",
        [("\\frac{x+1}2 + \\sqrt{x+1} + x+1", (1, 13))],
    ),
    "operator": ("\\DeclareMathOperator{\\sg}{sg}$\\sg x$", [("\\operatorname{sg} x", (1, 31))]),
    "macros for an environment": (
        "\\def\\be{\\begin{equation}}\\def\\ee{\\end{equation}}\\be x \\ee",
        [("x", (1, 53))],
    ),
    "let": ("\\def\\a{x}\\let\\b\\a\\let\\c=\\gamma\\def\\a{y}$\\a\\b\\c$", [("yx\\gamma", (1, 41))]),
    "pair": (
        "\\DeclarePairedDelimiter{\\abs}{\\lvert}{\\rvert}$\\abs*{x}$",
        [("\\left\\lvert x \\right\\rvert", (1, 47))],
    ),
    "document command": ("\\NewDocumentCommand{\\f}{m m}{#2#1}$\\f xy$", [("yx", (1, 40))]),
    "provided": ("\\providecommand\\f{x}$\\f$", [("x", (1, 22))]),
    "comment in a macro": ("\\newcommand{\\a}{%\n  x}$\\a$", [("x", (2, 6))]),
    "CRLF": ("% c\r\n\\[\r\nx\r\n\\]", [("x", (3, 1))]),
}

STRUCTURED = {
    "role": ("Let :math:`x > 0` be.", [("x > 0", (1, 12))]),
    "literal": ("``:math:`x``` and ``$y$``", []),
    "directive": (
        ".. math::\n   :label: one\n\n   a = b\n\n   = c\n\ntext $z$",
        [("a = b", (4, 4)), ("= c", (6, 4)), ("z", (8, 7))],
    ),
    "argument": (".. math:: a = b\n", [("a = b", (1, 11))]),
    "code": (".. code-block:: python\n\n   $x$\n\nThus::\n\n   $y$\n\n$z$", [("z", (9, 2))]),
    "doctest": (">>> f('$x$')\n$y$\n\n$z$", [("z", (4, 2))]),
    "comment": (".. $x$\n   $y$\n\n$z$", [("z", (4, 2))]),
}

DOCSTRINGS = {
    "raw": (
        'def f():\n    r"""Gives :math:`\\frac{x}{2}`.\n\n    .. math::\n\n       a \\\\ b\n    """\n',
        [("\\frac{x}{2}", (2, 22)), ("a \\\\ b", (6, 8))],
    ),
    "escaped": ('"""$\\\\frac{x}{2}$ and $y$"""', [("\\frac{x}{2}", (1, 5)), ("y", (1, 24))]),
    "single quotes": ("'''$x$'''", [("x", (1, 5))]),
    "other strings": ('x = """$x$"""\n# """$y$"""\ny = "$z$"\nf"""$w$"""\n', []),
    "not quite Python": ('def (:\n    """$x$"""\n', [("x", (2, 9))]),
}

PLAIN = {
    "brackets": ("so \\(x\\) and\n\\[y\\]", [("x", (1, 6)), ("y", (2, 3))]),
    "shell": ("set $HOME and $PATH, then $5", []),
    "dumped notebook": ("In [1]:\n%%latex\n\\begin{gather*}\n  a = b\n\\end{gather*}\n", [("a = b", (4, 3))]),
}

TABLES = [("a.md", MARKDOWN), ("a.tex", LATEX), ("a.rst", STRUCTURED), ("a.py", DOCSTRINGS), ("a.txt", PLAIN)]
CASES = [(file, name, *case) for file, table in TABLES for name, case in table.items()]


@pytest.mark.parametrize(
    ("file", "text", "expected"), [(a, c, d) for a, _, c, d in CASES], ids=[f"{a}-{b}" for a, b, _, _ in CASES]
)
def test_formulas_and_their_places(file: str, text: str, expected: list[tuple[str, tuple[int, int]]]) -> None:
    assert found(text, file) == expected


def holds(document: Document) -> None:
    """What was copied stands where it says; the rest stands at some place of the source."""
    for formula in document.formulas:
        for passage in (formula.passage, formula.before, formula.after):
            ends = [run[0] for run in passage.runs[1:]] + [len(passage.text)]
            for (start, stands, copied), stop in zip(passage.runs, ends, strict=True):
                assert 0 <= start <= stop
                assert 0 <= stands <= len(passage.source.text)
                if copied:
                    assert passage.source.text[stands : stands + stop - start] == passage.text[start:stop]
            place = passage.place(len(passage.text) // 2)
            assert place.line >= 1
            assert place.column >= 1


@pytest.mark.parametrize(("file", "text"), [(a, c) for a, _, c, _ in CASES])
def test_every_formula_is_found_at_its_origin(file: str, text: str) -> None:
    holds(read_text(text, file))


def test_a_column_behind_a_macro_is_that_of_the_source() -> None:
    text = "\\newcommand{\\half}[1]{\\frac{#1}{2}}\n$ä + \\half{x + y} = z$"
    [formula] = read_text(text, "a.tex").formulas
    assert formula.text == "ä + \\frac{x + y}{2} = z"
    where = {formula.text[offset]: formula.position(offset)[1] for offset in range(len(formula.text))}
    assert (where["ä"], where["x"], where["y"], where["z"]) == (2, 12, 16, 21)
    assert formula.position(formula.text.index("\\frac")) == (2, 6)
    assert formula.position(formula.text.index("2")) == (2, 6)


def test_prose_around_a_formula() -> None:
    one, two = read_text("# A\n\nFor all $x > 0$ we have\n\n$$a = b$$ as `c`.\n\n```\ncode\n```\n", "a.md").formulas
    assert one.before.text.strip() == "For all"
    assert one.before.stripped().position() == (3, 1)
    assert one.after.text == two.before.text == " we have\n\n"
    assert two.after.text == " as `c`.\n\n"
    assert (one.display, two.display) == (False, True)


@pytest.mark.parametrize(
    ("text", "file", "environment", "display"),
    [
        ("$x$", "a.md", "$", False),
        ("$$x$$", "a.md", "$$", True),
        ("\\(x\\)", "a.tex", "\\(", False),
        ("\\begin{align*}x\\end{align*}", "a.tex", "align*", True),
        ("\\begin{math}x\\end{math}", "a.tex", "math", False),
        ("```math\nx\n```", "a.md", "math", True),
        (".. math:: x", "a.rst", ".. math::", True),
    ],
)
def test_environments(text: str, file: str, environment: str, display: bool) -> None:
    [formula] = read_text(text, file).formulas
    assert (formula.environment, formula.display) == (environment, display)


DIRECTIVES = [
    ("<!-- derivex: given x > 0 -->", "a.md", [("given", "x > 0", (1, 21))]),
    ("% derivex: given x > 0\n", "a.tex", [("given", "x > 0", (1, 18))]),
    ("\\begin{align} a %derivex:let f(x) = x\n\\end{align}", "a.tex", [("let", "f(x) = x", (1, 30))]),
    (".. derivex: let f(x) = x\n", "a.rst", [("let", "f(x) = x", (1, 17))]),
    (
        "% derivex: given x > 0\n# derivex: given y > 0",
        "a.txt",
        [("given", "x > 0", (1, 18)), ("given", "y > 0", (2, 18))],
    ),
]


@pytest.mark.parametrize(("text", "file", "expected"), DIRECTIVES)
def test_directives(text: str, file: str, expected: list[tuple[str, str, tuple[int, int]]]) -> None:
    items = [item for item in read_text(text, file).items if isinstance(item, Directive)]
    assert [(item.kind, item.passage.text, item.passage.position()) for item in items] == expected


def test_skip_takes_the_next_formula() -> None:
    assert found("$a$ <!-- derivex: skip --> $b$ $c$", "a.md") == [("a", (1, 2)), ("c", (1, 33))]


def test_an_unknown_directive_is_a_complaint() -> None:
    [complaint] = read_text("<!-- derivex: give x > 0 -->", "a.md").complaints
    assert str(complaint.place) == "a.md:1:15"
    assert str(complaint) == '"give" is no directive; write given, let or skip'


# ---- notebooks ----


def cells(*pairs: tuple[str, str | list[str]]) -> str:
    made = [{"cell_type": kind, "source": text, "metadata": {}} for kind, text in pairs]
    for cell in made:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": made})


def test_cells_are_sources_of_their_own() -> None:
    text = cells(
        ("markdown", ["# A\n", "so $x$ and $\\newcommand{\\R}{y}$\n"]),
        ("code", "print('$z$')"),
        ("code", "%%latex\n\\begin{align}\n\\R &= 1\n\\end{align}"),
        ("raw", "$w$"),
    )
    document = read_text(text, "notes.ipynb")
    places = [(formula.text, str(formula.passage.place())) for formula in document.formulas]
    assert places == [("x", "notes.ipynb#cell-1:2:5"), ("y &= 1", "notes.ipynb#cell-3:3:1")]
    holds(document)


def test_notebooks_of_an_older_format() -> None:
    old = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {"name": ""},
        "worksheets": [{"cells": [{"cell_type": "markdown", "metadata": {}, "source": ["$x$"]}]}],
    }
    assert found(json.dumps(old), "a.ipynb") == [("x", (1, 2))]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "3", '{"cells": 3}', '{"cells": [{"source": 3}]}', "[" * 100_000, '{"nbformat": "x"}']
)
def test_damaged_notebooks(text: str) -> None:
    with pytest.raises(Unreadable) as raised:
        read_text(text, "a.ipynb")
    assert "notebook" in str(raised.value)


# ---- files ----


@pytest.mark.parametrize(
    ("file", "text", "kind"),
    [
        ("a.qmd", "", Kind.MARKDOWN),
        ("a.Rmd", "", Kind.MARKDOWN),
        ("a.MD", "", Kind.MARKDOWN),
        ("a", '{"cells": []}', Kind.NOTEBOOK),
        ("a", "\\documentclass{article}", Kind.LATEX),
        ("a", "# Title\n", Kind.MARKDOWN),
        ("a", ".. math:: x\n", Kind.STRUCTURED),
        ("a.html", "text", Kind.PLAIN),
    ],
)
def test_kinds(file: str, text: str, kind: Kind) -> None:
    assert kind_of(file, text) is kind


ENCODINGS = [
    (b"\xef\xbb\xbf$x$", []),
    ("$ä$".encode("utf-16"), ["the file is text in UTF-16 and was read as that"]),
    ("$ä$".encode("utf-32"), ["the file is text in UTF-32 and was read as that"]),
    (
        "$ä$ \u201d".encode("cp1252"),
        ["2 bytes aren't UTF-8, the first one here; read as Windows-1252; save the file as UTF-8"],
    ),
]


@pytest.mark.parametrize(("data", "complaints"), ENCODINGS)
def test_encodings(data: bytes, complaints: list[str]) -> None:
    document = read_bytes(data, "a.md")
    assert document.formulas[0].text in ("x", "ä")
    assert document.formulas[0].position() == (1, 2)
    assert said(document) == complaints


@pytest.mark.parametrize(
    "data", [b"\x00\x01$x$", b"\x89PNG\r\n\x1a\n\x01\x02\x03", bytes(range(128, 256)) * 9, b"\xff\xfe\x00\xd8"]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable) as raised:
        read_bytes(data, "a.md")
    assert str(raised.value) == "the file isn't text; a document is Markdown, LaTeX, a notebook or plain text"


def test_what_is_too_large_is_refused() -> None:
    with pytest.raises(TooLarge) as raised:
        read_bytes(b" " * 10_000_001, "a.md")
    assert str(raised.value) == "the file has more than 10,000,000 bytes; split it"


@pytest.mark.parametrize("name", ["missing.md", ".", "a\0b"])
def test_missing_files(name: str, tmp_path: Path) -> None:
    with pytest.raises(NoDerivation):
        read_file(tmp_path / name)


def test_files_are_read_in_from_the_folder_only(tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    (folder / "parts").mkdir(parents=True)
    (tmp_path / "secret.tex").write_text("$secret$")
    (folder / "link.tex").symlink_to(tmp_path / "secret.tex")
    (folder / "macros.tex").write_text("\\def\\R{r}")
    (folder / "parts" / "one.tex").write_text("one $\\R$ \\input{parts/one}")
    main = folder / "main.tex"
    main.write_text(
        "\\input macros\n\\begin{document}\n\\include{parts/one}\n"
        "\\input{../secret}\n\\input{link}\n\\input{/elsewhere/other}\n\\input{none}\n$\\R$\n\\end{document}"
    )
    document = read_file(main)
    assert [
        (formula.text, Path(formula.passage.source.file).name, formula.position()) for formula in document.formulas
    ] == [
        ("r", "one.tex", (1, 6)),
        ("r", "main.tex", (8, 2)),
    ]
    assert [(complaint.place.line if complaint.place else 0, complaint.value) for complaint in document.complaints] == [
        (1, "parts/one reads in itself"),
        (4, "../secret is outside of the document's folder"),
        (5, "link is outside of the document's folder"),
        (6, "/elsewhere/other is outside of the document's folder"),
        (7, "there is no file none"),
    ]


COMPLAINTS = [
    ("\\def\\a{\\a x}$\\a$ $y$", ["y"], "the macro \\a never comes to an end; this formula is left out"),
    (
        "\\def\\a{\\b\\b}\\def\\b{\\a\\a}$\\a$ $y$",
        ["y"],
        "its macros make this formula grow beyond 50,000 characters; it is left out",
    ),
    ("\\def\\a#1{x}$\\a$ $y$", ["y"], "\\a wants 1 arguments; this formula is left out"),
    ("\\def\\a#1.{x} $\\a 2.$ $y$", ["y"], "the definition of \\a isn't understood; this formula is left out"),
    ("\\let\\b\\a\\def\\a{\\b}$\\a$ $y$", ["y"], "the macro \\a never comes to an end; this formula is left out"),
    ("$a {b$ $y$", ["y"], '"{" has no partner; this formula is left out; close what is opened'),
    (
        "\\[ \\begin{cases} a \\] $y$",
        ["y"],
        '"\\begin{cases}" has no partner; this formula is left out; close what is opened',
    ),
    ("\\begin{align} a $y$", ["y"], "\\begin{align} is never closed; write \\end{align}"),
    ("\\begin{verbatim} a\n$y$", ["y"], "\\begin{verbatim} is never closed; write \\end{verbatim}"),
    ("\\[ a $y$", ["y"], "\\[ is never closed; write \\]"),
    ("$x\n\n$y$", ["y"], "$ isn't closed in its paragraph; write $"),
    (f"${'x' * 50_001}$ $y$", ["y"], "this formula has more than 50,000 characters"),
]


@pytest.mark.parametrize("text", ["* \\[[`a`](b)] and {string\\[]}", "\\[ \\] \\[x\\]", "\\begin{itemize}", "5 \\( 6"])
def test_what_markdown_escapes_is_no_complaint(text: str) -> None:
    assert read_text(text, "a.md").complaints == ()


def test_a_display_of_markdown_that_is_never_closed_is_told() -> None:
    assert said(read_text("\\[\na = b\n", "a.md")) == ["\\[ is never closed; write \\]"]
    assert said(read_text("\\[ a = \\frac12\n", "a.md")) == ["\\[ is never closed; write \\]"]


@pytest.mark.parametrize(("text", "left", "complaint"), COMPLAINTS)
def test_damage_costs_one_formula_and_is_told(text: str, left: list[str], complaint: str) -> None:
    document = read_text(text, "a.tex")
    assert [formula.text for formula in document.formulas] == left
    assert said(document) == [complaint]
    assert all(each.place is not None for each in document.complaints)


# ---- laws ----

WILD = st.lists(
    st.sampled_from(
        [
            *"$`\\{}[]()%&#>-:=<\"' \n\tab1*_~",
            "\\begin{align}",
            "\\end{align}",
            "\\[",
            "\\]",
            "$$",
            "```",
            "<!--",
            "-->",
            "\\def\\a{",
            ".. math::\n",
            ":math:`",
            "%%latex",
            "\\text{",
            "é",
            "𝔘",
            "\r\n",
        ]
    ),
    max_size=40,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(WILD, st.sampled_from(["a.md", "a.tex", "a.txt", "a.rst", "a.py"]))
def test_nothing_but_input_errors_and_true_places(text: str, file: str) -> None:
    document = read_text(text, file)
    holds(document)
    for complaint in document.complaints:
        assert complaint.report()


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=80), st.sampled_from(["a.md", "a.tex", "a.ipynb", "a"]))
def test_bytes_of_any_kind(data: bytes, file: str) -> None:
    try:
        holds(read_bytes(data, file))
    except InputError as error:
        report = error.report()
        assert report  # that nothing else is raised is what is tested


BLOCKS = [
    "Some text with $x$ and `$code$` in it.",
    "$$\na = b\n$$",
    "```python\n$a$ = 3\n```",
    "    $indented$ code",
    "- an item with $y$\n- another\n\n  $z$ in it",
    "> quoted $q$",
    "1. first $a$\n2. second `$b$`",
    "# A heading with $h$",
    "<!-- $hidden$ -->",
    "~~~\n$x$\n```\n~~~",
    "It costs $5 and $6.",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=6))
def test_markdown_is_read_as_commonmark_has_it(parts: list[str]) -> None:
    # headings part lists from code, which a list would otherwise take in
    text = "\n\nText.\n\n".join(parts) + "\n"
    parser = MarkdownIt("commonmark").use(dollarmath_plugin, allow_digits=False, double_inline=True)
    tokens = [inner for token in parser.parse(text) for inner in (token, *(token.children or ()))]
    expected = [token.content.strip() for token in tokens if token.type in ("math_inline", "math_block")]
    assert [formula.text for formula in read_text(text, "a.md").formulas] == expected


PARTS = [
    "text $x$ more",
    "\\[ a = b \\]",
    "\\begin{align*} a &= b \\\\ &= \\text{so } c \\end{align*}",
    "% a comment $x$\n",
    "\\begin{itemize} \\item $y$ \\end{itemize}",
    "\\verb|$v$|",
    "\\begin{verbatim} $w$ \\end{verbatim}",
    "\\section{With $s$}",
    "\\begin{equation} \\begin{split} a \\\\ b \\end{split} \\end{equation}",
    "\\(z\\) 50\\% \\$5",
]


def nodes(found: list[object]) -> list[tuple[int, int]]:
    """Where the outermost mathematics of a walked text begins and ends."""
    spans: list[tuple[int, int]] = []
    for node in found:
        environment = isinstance(node, LatexEnvironmentNode)
        if isinstance(node, LatexMathNode) or (
            environment and node.environmentname.rstrip("*") in DISPLAY_ENVIRONMENTS
        ):
            spans.append((node.pos, node.pos + node.len))
            continue
        inner = [*(getattr(node, "nodelist", None) or ())]
        arguments = getattr(node, "nodeargd", None)
        if arguments is not None and getattr(node, "macroname", "") != "verb":
            inner = [*(each for each in arguments.argnlist or () if each is not None), *inner]
        spans += nodes(inner)
    return spans


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=8))
def test_latex_is_read_as_a_walker_of_nodes_has_it(parts: list[str]) -> None:
    text = "\n\n".join(parts)
    expected = nodes(LatexWalker(text).get_latex_nodes()[0])
    formulas = read_text(text, "a.tex").formulas
    assert [formula.offset for formula in formulas] == [start for start, _ in expected]
    for formula, (start, stop) in zip(formulas, expected, strict=True):
        assert formula.text in text[start:stop]


HOSTILE = [
    ("a.md", "$" * 100_000),
    ("a.md", "$x" * 20_000),
    ("a.tex", "\\begin{align}" * 1000 + "x" + "\\end{align}" * 1000),
    ("a.tex", "\\begin{align}" * 20_000),
    ("a.tex", "\\[" * 20_000),
    ("a.tex", "\\newcommand{\\a}{" * 5_000),
    ("a.tex", "\\begin{verbatim}" * 5_000),
    ("a.md", "` " * 20_000),
    ("a.md", "".join("`" * number + " " for number in range(400))),
    ("a.md", "<!--" * 20_000),
    ("a.md", ">" * 20_000 + "\n" + "> > $x$\n" * 5_000),
    ("a.md", "".join(" " * number + "- $x$\n" for number in range(400))),
    ("a.rst", ":math:`" * 20_000),
    ("a.py", '"""' * 10_001),
    ("a.txt", "$" + "1" * 40_000 + "$ x"),
    ("a.tex", "\\def\\a#1{#1}$" + "\\a{" * 5_000 + "x" + "}" * 5_000 + "$"),
    ("a.md", "x" * 3_000_000 + " $y$"),
    ("a.tex", "\\def\\a{" + "x" * 4_000 + "}$" + "\\a " * 15_000 + "$"),
    ("a.tex", "\\def\\a#1{" + "#1" * 2_000 + "}$\\a{" + "x" * 40_000 + "}$"),
    ("a.tex", "\\def\\a{\\b\\b}\\def\\b{\\a\\a}" + "$\\a$ " * 2_000),
]


@pytest.mark.parametrize(("file", "text"), HOSTILE, ids=[f"{file}-{text[:12]!r}" for file, text in HOSTILE])
def test_hostile_documents_are_answered(file: str, text: str) -> None:
    document = read_text(text, file)
    assert len(document.complaints) <= 101
    holds(document)
