"""``derivex import``: chains of documents as derivation files, with the verdicts of the document."""

from __future__ import annotations

import io
import json
import random
import sys
from pathlib import Path

import pytest

from derivex.cli import main
from derivex.documents.beside import reasons_beside
from derivex.documents.checking import told
from derivex.documents.drafting import VERDICTS, Drafted, Gap, Piece, drafted
from derivex.documents.joining import statements
from derivex.documents.preparing import prepared
from derivex.documents.reading import read_text as read_document
from derivex.documents.standing import Told
from derivex.lead import Fits
from derivex.notation.names import Names
from derivex.readers.calc import read_text
from derivex.writers import latex, markdown
from derivex.writers.calc import agree
from derivex.writers.imported import page
from golden_files import difference

NOTES = r"""\section{A slope}
Let $S(x) = \frac{1}{1 + e^{-x}}$. Then
\begin{align}
  \frac{d}{dx} S(x) &= \frac{e^{-x}}{(1 + e^{-x})^2} \label{eq:slope}\\
                    &= S(x)(1 + S(x)),
\end{align}
and $\cos(n\pi) = (-1)^n$. With $a = 2$ we have
\[ a + 3 = 5 \]
and $A = \begin{pmatrix} 1 & 2 \end{pmatrix}$.
For $x > 0$: \[ \sqrt{x^2} = x = \pm 2 = 4 - 2 = 2. \tag{$*$} \]
By the product rule $\frac{d}{dx}(fg) = g\frac{df}{dx} + f\frac{dg}{dx}$.
"""

PAGE = """# Powers

For $x > 0$, where $n$ is an integer, we have

$$
\\begin{aligned}
x^n x &= x^{n+1} && \\text{by product of powers} \\\\
      &= x^{1+n} && \\text{by magic}
\\end{aligned}
$$

<!-- derivex: given a != 0 -->
<!-- derivex: let g(t) = t^2/a -->

$$g'(t) = \\frac{2t}{a}$$
"""

STRUCTURED = """Sums
====

.. math::

   (x + 1)^2 &= x^2 + 2x + 1 \\\\
             &= x(x + 2) + 1
"""

DOCSTRING = '''def square(x):
    r"""The square of a sum.

    .. math:: (x + y)^2 = x^2 + 2 x y + y^2
    """
    return x
'''

TEXT = r"""We begin with

\[\frac{d}{dx}x^3 = 3x^2\]

and go on with

\[\frac{d}{dx}x^3 = 3 x x\]

but not

\[\frac{d}{dx}x^3 = x^2\]
"""

NOTEBOOK = json.dumps(
    {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {},
        "cells": [
            {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "Let $f(x) = x^2$."},
            {"cell_type": "code", "id": "b", "metadata": {}, "execution_count": None, "outputs": [], "source": "%%latex\n\\[ f'(x) = 2x = x + x \\]"},
        ],
    }
)  # fmt: skip

INTEGRALS = r"""
\[ \int x \, dx = \frac{x^2}{2} + C \]
\[ \frac{1}{3} = 0.333 = 0.333 \]
\[ z = e^{i\pi} = -1 \]
\[ P(A) = 0.1 \]
\[ x < x + 1 < x + 2 \]
If $u = v$ then \[ u + 1 = v + 1. \]
"""

DOCUMENTS = {
    "notes.tex": NOTES,
    "page.md": PAGE,
    "sums.rst": STRUCTURED,
    "square.py": DOCSTRING,
    "steps.txt": TEXT,
    "cells.ipynb": NOTEBOOK,
    "integrals.tex": INTEGRALS,
}


def chains(text: str, file: str) -> list[Told]:
    ready = prepared(read_document(text, file))
    return [each for each in (told(ready, number) for number in ready.chains) if each.equations]


def made(text: str, file: str) -> list[tuple[Told, Drafted]]:
    return [(each, drafted(each, f"Chain {number}")) for number, each in enumerate(chains(text, file), start=1)]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    for name, text in DOCUMENTS.items():
        Path(name).write_text(text, encoding="utf-8")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(list(arguments))
    printed = capsys.readouterr()
    return status, printed.out, printed.err


# ---- laws ----


SIDES = [
    *(
        r"\frac{d}{dx} x^2",
        "2x",
        "x + x",
        r"\sin^2 x",
        r"1 - \cos^2 x",
        r"\int x\,dx",
        r"\frac{x^2}{2} + C",
        r"e^{i\pi}",
    ),
    *("-1", r"\sqrt{x^2}", "x", "|x|", "f(x)", "g(x)", "y", "f'(x)", "a_1", r"\sum_{k=1}^n k", r"\frac{n(n+1)}{2}"),
    *(
        r"\pm 1",
        r"\ln(ab)",
        r"\ln a + \ln b",
        r"\frac{x^2-1}{x-1}",
        "x + 1",
        "0",
        "P(A)",
        "0.333",
        r"\frac13",
        r"\hat x",
    ),
    *(
        r"\begin{pmatrix} 1 \end{pmatrix}",
        "x^n",
        r"\binom nk",
        "e",
        "i",
        "by",
        "given",
        r"\frac{dy}{dx}",
        "u",
        r"\log x",
    ),
]
RELATIONS = ["=", "=", "=", "<", r"\le", r"\approx", ":=", r"\equiv", r"\neq", r"\to"]
WORDS = [
    *(
        "Let $f(x) = x^2$.",
        "Let $y = x^2$ and $a = 2$.",
        "For $x > 0$,",
        "where $n$ is an integer",
        "With $x = 3$ we get",
    ),
    *(
        "Assume $a \\ne 0$.",
        "If $x = y$ then",
        "Here $g(x) := \\sin x$.",
        "",
        "",
        "% derivex: given x > 1\n",
        "Let $u = x + 1$.",
    ),
]
BESIDE = [
    "",
    r" && \text{by chain rule}",
    r" && \text{by substitute $u = x^2$}",
    r" \quad\text{since } x > 0",
    r" \label{e}",
]


def composed(seed: int) -> str:
    """A document made of odd pieces."""
    pick = random.Random(seed)
    text = []
    for _ in range(pick.randint(1, 4)):
        first, *others = (pick.choice(SIDES) for _ in range(pick.randint(2, 4)))
        rows = " \\\\\n &".join(f"{pick.choice(RELATIONS)} {side}{pick.choice(BESIDE)}" for side in others)
        text += [pick.choice(WORDS), f"\\begin{{align}}\n{first} &{rows}\n\\end{{align}}"]
    return "\n".join(text)


ODD = {f"{seed}.tex": composed(seed) for seed in range(24)}


@pytest.mark.parametrize("file", [*DOCUMENTS, *ODD])
def test_what_is_written_gets_the_verdicts_of_the_document(file: str) -> None:
    for chain, draft in made({**DOCUMENTS, **ODD}[file], file):
        kept = [piece for piece in draft.pieces if isinstance(piece, Piece) and not piece.draft]
        if not kept:
            continue
        found = read_text(page([draft], file), "written.md")
        assert len(found) == len(kept)
        reports = [derivation.verify() for derivation in found]
        verdicts = [type(step.verdict) for report in reports for step in report.steps]
        statuses = [equation.status for equation in chain.equations]
        # in order, the verdicts of the steps that are checked are among those of the document
        wanted = iter(VERDICTS.get(status) for status in statuses)
        assert all(any(verdict is each for each in wanted) for verdict in verdicts)
        # every reason that was written leads where it says
        assert all(
            isinstance(step.justification, Fits) for report in reports for step in report.steps if step.step.reasons
        )


@pytest.mark.parametrize("file", [*DOCUMENTS, *ODD])
def test_no_relation_is_lost(file: str) -> None:
    for chain, draft in made({**DOCUMENTS, **ODD}[file], file):
        count = sum(1 if isinstance(piece, Gap) else len(piece.derivation.steps) for piece in draft.pieces)
        assert count == len(chain.equations)


@pytest.mark.parametrize("form", ["latex", "markdown"])
@pytest.mark.parametrize("file", DOCUMENTS)
def test_export_and_import_give_the_same_again(file: str, form: str) -> None:
    for _, draft in made(DOCUMENTS[file], file):
        if not any(isinstance(piece, Piece) and not piece.draft for piece in draft.pieces):
            continue
        found = read_text(page([draft], file), "written.md")
        reports = [derivation.verify() for derivation in found]
        text = latex.document(reports) if form == "latex" else markdown.document(reports)
        name = "back.tex" if form == "latex" else "back.md"
        again = read_text(page([back for _, back in made(text, name)], name), "again.md")
        assert len(again) == len(found)
        assert all(map(agree, again, found))


# ---- what is made of documents ----


def steps(file: str, number: int = 1) -> list[str]:
    """The steps of a chain that are checked, with their reasons."""
    _, draft = made(DOCUMENTS[file], file)[number - 1]
    kept = (piece for piece in draft.pieces if isinstance(piece, Piece) and not piece.draft)
    return [", ".join(map(str, step.reasons)) for piece in kept for step in piece.derivation.steps]


def test_reasons_that_the_author_names_are_kept_if_they_fit() -> None:
    assert steps("page.md") == ["product of powers", "reorder"]


@pytest.mark.parametrize(
    ("note", "names"),
    [
        (r"by the chain rule", ["chain-rule"]),
        (r"(quotient rule)", ["quotient-rule"]),
        (r"using the quotient rule, arithmetic", ["quotient-rule", "arithmetic"]),
        (r"by definition of \(S\)", ["definition"]),
        (r"add and subtract \(1\)", ["add-and-subtract"]),
        (r"by substitute \(u = x^{2}\)", ["substitute"]),
        (r"by cancel (where \(x \neq 1\))", ["cancel"]),
        (r"(where \(x \neq 1\))", None),
        (r"since \(x > 0\)", None),
        (r"as we have seen", None),
        (r"by \(\pm 1\)", None),
    ],
)
def test_words_beside_a_step_name_rules(note: str, names: list[str] | None) -> None:
    text = f"\\begin{{align*}} x &= y && \\text{{{note}}} \\end{{align*}}"
    (argument,) = statements(read_document(text, "a.tex")).arguments
    found = reasons_beside(argument.chain.statements[1], Names(functions=frozenset({"S"})))
    assert (None if found is None else [reason.name for reason in found]) == names


def test_givens_and_definitions_come_along() -> None:
    _, draft = made(PAGE, "page.md")[1]
    (piece,) = draft.pieces
    assert isinstance(piece, Piece)
    assert "a != 0" in str(piece.derivation.givens)
    assert [str(each) for each in piece.derivation.definitions] == ["g(t) = t^2/a"]
    _, draft = made(PAGE, "page.md")[0]
    (piece,) = draft.pieces
    assert isinstance(piece, Piece)
    assert {"x > 0", "n integer"} <= set(str(piece.derivation.givens).split(", "))


def test_displays_of_one_left_side_are_one_chain() -> None:
    ((_, draft),) = made(TEXT, "steps.txt")
    (piece,) = draft.pieces
    assert isinstance(piece, Piece)
    assert [type(step.verdict).__name__ for step in piece.derivation.verify().steps] == ["Proved", "Proved", "Refuted"]
    assert piece.remarks[-1] == (3, "steps.txt:11 is FALSE: at x = 1: left is 3, right is 1")


# ---- the command ----


def test_all_chains_of_a_document(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "import", "notes.tex")
    assert status == 0
    assert not difference("import-notes.md", out)
    assert "6 chains; --list lists them" in err


def test_the_list_of_chains(capsys: pytest.CaptureFixture[str]) -> None:
    assert not difference("import-list.txt", run(capsys, "import", "notes.tex", "--list")[1])


@pytest.mark.parametrize(
    ("wanted", "title"),
    [
        ("1", "notes.tex:4, eq:slope"),
        ("eq:slope", "notes.tex:4, eq:slope"),
        (":5", "notes.tex:4, eq:slope"),
        ("line 5", "notes.tex:4, eq:slope"),
        ("notes.tex:8", "notes.tex:8"),
        ("3", "notes.tex:8"),
    ],
)
def test_one_chain_is_chosen(wanted: str, title: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "import", "notes.tex", "--chain", wanted)
    assert (status, err) == (0, "")
    assert out.startswith(f"# {title}\n")


def test_a_chain_of_a_notebook_is_chosen_by_cell_and_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "import", "cells.ipynb", "--chain", "cell-2:2")[1].startswith("# cells.ipynb#cell-2:2\n")


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("40", "notes.tex holds no chain number 40; it holds 1 (notes.tex:4), 2 (notes.tex:7), "),
        ("8", "notes.tex holds no chain number 8; for the one on line 8, write --chain :8"),
        (":99", "notes.tex holds no chain on line 99; it holds "),
        ("eq:slop", 'notes.tex holds no chain called "eq:slop"; did you mean "eq:slope"?'),
        ("", 'notes.tex holds no chain called ""; it holds '),
    ],
)
def test_a_chain_that_is_not_there(wanted: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "import", "notes.tex", "--chain", wanted)
    assert (status, out) == (2, "")
    assert said in err


def test_a_line_may_hold_several_chains(capsys: pytest.CaptureFixture[str]) -> None:
    Path("two.md").write_text("$x + x = 2x$ and $y + y = 2y$\n")
    assert (
        "two.md holds 2 chains on line 1; choose one by its number: 1, 2"
        in run(capsys, "import", "two.md", "--chain", ":1")[2]
    )


def test_a_file_is_never_replaced_without_being_asked(capsys: pytest.CaptureFixture[str]) -> None:
    Path("mine.md").write_text("mine")
    status, out, err = run(capsys, "import", "sums.rst", "-o", "mine.md")
    assert (status, out) == (2, "")
    assert "mine.md exists; allow it with --force, or choose another name" in err
    assert Path("mine.md").read_text() == "mine"
    status, out, err = run(capsys, "import", "sums.rst", "-o", "mine.md", "--force")
    assert (status, out) == (0, "")
    assert err == "mine.md is written: 1 derivation, 2 steps, 2 with a reason, 0 not checkable.\n"
    assert run(capsys, "verify", "mine.md")[0] == 0


@pytest.mark.parametrize("file", ["page.md", "sums.rst", "square.py", "cells.ipynb"])
def test_what_is_written_verifies(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "import", file, "-o", "out.md")[0] == 0
    assert run(capsys, "verify", "out.md")[0] == 0


def test_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(NOTES.encode()), encoding="utf-8"))
    status, out, _ = run(capsys, "import", "-", "--chain", "1")
    assert status == 0
    assert out.startswith("# <stdin>:4, eq:slope\n")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no mathematics", "bad.tex holds no chain that could be imported; derivex verify says what it holds"),
        (b"$x = 2$ and $f(x) = x^2$", "bad.tex holds no chain that could be imported"),
        (b"\0\1\2", "bad.tex:1:1: the file isn't text"),
        (b"$\\frac{1}{2$ and $x + x = 2 x$", "has no partner"),
    ],
)
def test_bad_documents_get_one_clear_message(content: bytes, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.tex").write_bytes(content)
    run(capsys, "import", "bad.tex")
    status, _, err = run(capsys, "import", "bad.tex")
    assert said in err
    assert status == (0 if "partner" in said else 2)


def test_a_marked_derivation_that_is_wrong_is_told_and_read_as_a_chain(capsys: pytest.CaptureFixture[str]) -> None:
    Path("own.tex").write_text("% derivex: derivation A\n% derivex: claim x +\n\\[ x + x = 2x \\]\n")
    status, out, err = run(capsys, "import", "own.tex")
    assert status == 0
    assert "own.tex:2:20: something is missing" in err
    assert "= 2*x" in out


def test_a_derivation_file_is_told_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    Path("own.md").write_text("```calc\n  x + x\n= 2*x\n```\n")
    status, out, err = run(capsys, "import", "own.md")
    assert (status, out) == (2, "")
    assert "own.md holds calc blocks, which are derivations already; only its text is read" in err


def test_what_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "import", "nothing.tex")
    assert (status, out) == (2, "")
    assert err == "derivex: nothing.tex can't be read: no such file or directory\n"


def test_the_project_says_what_stands(capsys: pytest.CaptureFixture[str]) -> None:
    Path("pyproject.toml").write_text('[tool.derivex]\ngiven = ["n integer"]\nreal-values = true\n')
    out = run(capsys, "import", "notes.tex", "--chain", "2")[1]
    assert "given n integer, real values" in out
    assert "```calc" in out


def test_export_and_import_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    for form, name in (("latex", "page.tex"), ("markdown", "exported.md")):
        assert run(capsys, "export", "sigmoid", "--to", form, "-o", name)[0] == 0
        assert run(capsys, "verify", name)[0] == 0
        assert run(capsys, "import", name, "-o", f"{name}.md")[0] == 0
        (back,) = read_text(Path(f"{name}.md").read_text(encoding="utf-8"))
        from derivex import load

        assert agree(back, load("sigmoid"))


@pytest.mark.parametrize(
    "text",
    [
        "If $e = 0$ then $x + e > 1$ and $e x = 0$.",
        "\\[ \\sin^2 x \\equiv \\frac{d}{dx} y \\]\nIf $x = y$ then\nLet $y = x^2$ and $a = 2$.",
    ],
)
def test_odd_definitions_cost_their_own_step_only(text: str) -> None:
    assert made(text, "odd.tex")


FENCED = "$$\\begin{pmatrix} ``` \\end{pmatrix} = x$$\n\n$$x + x = 2x$$\n"


def test_ticks_in_a_document_close_no_block() -> None:
    text = page([draft for _, draft in made(FENCED, "ticks.tex")], "ticks.tex")
    assert "````latex" in text
    (found,) = read_text(text, "ticks.md")
    assert len(found.steps) == 1
