"""Jupyter: the magics in a real shell of IPython, and how values show themselves."""

from __future__ import annotations

import io
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from IPython.core.interactiveshell import InteractiveShell

from derivex import BOOK, Derivation, load, prove, verify
from derivex.notation.plain import read
from derivex.plugin.jupyter import Answers, CellError, derive
from derivex.report import Report
from derivex.subterms import subterms
from derivex.term import Num, Sym, Term
from derivex.verdict import Proved, Refuted
from derivex.writers.mathml import mathml
from derivex.writers.notebook import unjudged
from golden_files import difference
from test_notation_round_trip import terms


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InteractiveShell]:
    found = InteractiveShell.instance(ipython_dir=str(tmp_path_factory.mktemp("ipython")))  # not the user's own
    found.run_line_magic("load_ext", "derivex")
    yield found
    InteractiveShell.clear_instance()


def ran(shell: InteractiveShell, cell: str) -> tuple[Any, BaseException | None, str]:
    """What a cell answers, what stopped it, and what was printed."""
    printed = io.StringIO()
    with redirect_stdout(printed), redirect_stderr(printed):
        result = shell.run_cell(cell)
    return result.result, result.error_in_exec, printed.getvalue()


# ---- the magics ----


def test_a_cell_is_a_block(shell: InteractiveShell) -> None:
    report, error, _ = ran(shell, '%%derive --given "x > 0" --let "f(x) = sqrt(x^2)"\n  f(x)\n= x\n')
    assert error is None
    assert isinstance(report, Report)
    assert report.ok
    assert str(report.derivation.givens) == "x > 0"
    assert report.steps[0].step.place is not None
    assert str(report.steps[0].step.place) == "<cell>:3:1"  # the magic stands on line 1
    assert shell.user_ns["_"] is report


def test_a_cell_may_hold_heads_and_reasons(shell: InteractiveShell) -> None:
    report, _, _ = ran(
        shell,
        "%%derive\nlet f(x) = x^3\nclaim diff(f(x), x) = 3*x^2\n  diff(f(x), x)\n= 3*x^2 by definition of f, power rule",
    )
    assert report.ok
    assert report.claim.proved


def test_a_cell_may_hold_several_blocks(shell: InteractiveShell) -> None:
    text = "%%derive --given 'n integer'\nwords\n```calc\n  cos(pi*n)\n= (-1)^n\n```\n\n```calc\n  x + x\n= 3*x\n```\n"
    answers, _, _ = ran(shell, text)
    assert [each.ok for each in answers.found] == [True, False]
    assert not answers.ok


@pytest.mark.parametrize(
    ("cell", "statuses"),
    [
        (r"\frac{d}{dx} x^2 = 2x", ["proved"]),
        ("\\frac{d}{dx} x^2 &= 2x \\\\\n &= 3x", ["proved", "refuted"]),
        (r"Let $f(x) = x^2$. Then \[ f'(x) = 2x. \]", ["definition", "proved"]),
        ("\\begin{align}\n \\cos(n \\pi) &= (-1)^n \\\\\n &= \\pm 1\n\\end{align}", ["undecided", "not checkable"]),
    ],
)
def test_a_cell_is_latex(cell: str, statuses: list[str], shell: InteractiveShell) -> None:
    answers, error, _ = ran(shell, f"%%derive\n{cell}\n")
    assert error is None
    assert isinstance(answers, Answers)
    assert [one.status for each in answers.found for one in each.equations] == statuses
    assert answers.ok is (set(statuses) <= {"proved", "definition"})


def test_options_hold_for_latex_too(shell: InteractiveShell) -> None:
    answers, _, _ = ran(shell, '%%derive --given "n integer" --let "g(x) = 2*x"\n\\cos(n \\pi) + g(n) = (-1)^n + 2n\n')
    assert answers.ok
    assert answers.found[0].equations[0].place.line == 2


@pytest.mark.parametrize(
    ("line", "kind"),
    [("sqrt(x^2) = x", Refuted), ('--given "x > 0" sqrt(x^2) = x', Proved), ("--let 'f(x) = x^2' f(2) = 4", Proved)],
)
def test_a_line_is_an_equation(line: str, kind: type, shell: InteractiveShell) -> None:
    verdict, error, _ = ran(shell, f"%derive {line}")
    assert error is None
    assert isinstance(verdict, kind)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("%%derive\n  x + (x\n= 2*x", "<cell>:2:7: this bracket is never closed\n   2 |   x + (x\n     |       ^\n"),
        ("%%derive\n  x + x\n= 2*x by magic", '<cell>:3:10: no rule "magic"'),
        ('%%derive --given "x >"\n  x\n= x', "<%%derive>:1:10: something is missing after"),
        ("%%derive --foo 3\n  x\n= x", '<%%derive>:1:1: no option "--foo"; write %%derive, or'),
        ("%%derive quickly\n  x\n= x", '<%%derive>:1:1: "quickly" is no option; write %%derive, or'),
        ("%%derive\n \n", "this cell is empty; write a chain of lines, or LaTeX"),
        ("%%derive\nx + x", "<cell>:2:1: a chain of one line has no step to check"),
        ("%%derive\n\\alpha", "<cell>:2:1: this cell holds no equation; write L = R"),
        ("%derive x + = 2", "<input>:1:3: "),
        ("%derive", "nothing stands behind %derive; write %derive L = R"),
    ],
)
def test_a_cell_that_cannot_be_read_gets_one_message(cell: str, said: str, shell: InteractiveShell) -> None:
    result, error, printed = ran(shell, cell)
    assert result is None
    assert isinstance(error, CellError)
    assert said in printed
    assert "Traceback" not in printed
    assert "jupyter.py" not in printed


def test_ipython_is_never_imported_by_the_package() -> None:
    code = "import sys, derivex; derivex.load_ipython_extension; print('IPython' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_import_derivex_waits_for_none_of_it() -> None:
    code = "import sys, derivex; print(sorted(name for name in sys.modules if name.startswith('derivex')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['derivex']\n"


# ---- values show themselves ----

FALSE = verify(["(x + 1)^2", "x^2 + 1", "(x^2 + 1)*x/x"], by=[None, "split fraction"])
VALUES = {
    "a term": read("Sum(k^2, (k, 1, n))/binomial(n, k)"),
    "a derivation": load("sigmoid"),
    "a report": load("sigmoid").verify(),
    "a false report": FALSE,
    "a step": FALSE.steps[1],
    "proved": prove("(x^2 - 1)/(x - 1)", "x + 1"),
    "refuted": prove("sqrt(x^2)", "x"),
    "undecided": prove("Integral(x, x)", "x^2/2"),
    "a rule": BOOK["quotient-rule"],
    "a procedure": BOOK["arithmetic"],
    "LaTeX": derive("", "Let $f(x) = x^2$; then $f(x) = \\pm 1$ and $f(1) = 2$."),
}


def parsed(html: str) -> ET.Element:
    return ET.fromstring(f"<div>{html.replace('&nbsp;', ' ')}</div>")


@pytest.mark.parametrize("name", VALUES)
def test_a_value_shows_itself(name: str) -> None:
    value = VALUES[name]
    html = value._repr_html_()
    page = parsed(html)
    assert not any(each.tag in ("script", "link", "img", "iframe", "style") for each in page.iter())
    assert "http" not in html
    assert "src=" not in html
    assert value._repr_markdown_().strip()
    latex = value._repr_latex_().strip()
    assert latex.startswith(("$", "\\begin{align*}"))


def test_a_report_says_everything_in_html() -> None:
    said = " ".join(parsed(FALSE._repr_html_()).itertext())
    assert "false: at x = 1: the line before is 4, this one is 2" in said
    assert "true, but the reason doesn't fit" in said
    assert "1 of 2 steps true, 1 false" in said
    said = " ".join(parsed(VALUES["a report"]._repr_html_()).itertext())
    assert said.count("✓") == 9
    assert "by quotient rule, chain rule" in said


def test_html_looks_like_this() -> None:
    report = Derivation.start("(x + 1)^2", given="x > 0", title="A square").step("x^2 + 1").verify()
    assert not difference("notebook.html", f"{report._repr_html_()}\n")
    assert not difference("notebook.md", f"{report._repr_markdown_()}\n")


HOSTILE = '<script>alert(1)</script> & "quotes" $x$ `code` <!-- -->'


def test_no_text_breaks_out() -> None:
    report = derive("", f"# {HOSTILE}\n\n```calc\n  x\n= x + 1\n```\n")
    assert isinstance(report, Report)
    html = report._repr_html_()
    assert "<script" not in html
    assert "<script" not in report._repr_markdown_().replace("\\<script", "")
    assert HOSTILE in "".join(parsed(html).itertext())
    answers = derive("", r"\text{<script>alert(1)</script>} = \unknown{<b>}")
    assert isinstance(answers, Answers)
    assert "<script" not in answers._repr_html_()


@given(terms)
def test_every_term_is_mathml(term: Term) -> None:
    shown = "".join(parsed(mathml(term)).itertext())
    for part in subterms(term):
        if isinstance(part, Num):
            assert part.text.partition("e")[0] in shown
        elif isinstance(part, Sym) and part.name.isalpha() and len(part.name) == 1 and part.name not in ("E", "I"):
            assert part.name in shown


@given(st.lists(terms, min_size=2, max_size=3))
def test_every_chain_shows_itself_before_it_is_judged(lines: list[Term]) -> None:
    from derivex.errors import InputError

    try:
        derivation = Derivation.start(lines[0])
        for line in lines[1:]:
            derivation = derivation.step(line)
    except InputError:
        return
    assert len(list(parsed(unjudged(derivation)._repr_html_()).iter("tr"))) == 2 * len(lines) - 1
