"""Derivations as LaTeX: every line as written, nothing breaks out, nothing runs off the page."""

import re
import shutil
import subprocess

import pytest

from derivex.notation.write import latex
from derivex.readers.calc import read_text
from derivex.writers.latex import body, document, escaped

NASTY = """# 50% of \\input{x} & $y$ #1 ~ ^ {a} _b_ "<|>" Žluťoučký ß — αβ ≤ 漢字 \\end{document}

```calc
given x > 0, n integer
given a_b != 1, E_ real
let   f(x) = x^2/(1 + x)
let   long_name2 = x + theta^2
claim f(x) + long_name2*0 = x^2/(1 + x)

  f(x) + long_name2*0
= x^2/(1 + x) + long_name2*0     by definition of f
= x^2/(1 + x)                    by arithmetic
```
"""
LONG = " + ".join(f"(x^{n} + {n}*x*y)^{n % 7 + 2}*sqrt(x + {n})" for n in range(1, 13))
REASONED = "```calc\n  x/(x*y) + 0\n= 1/y    by cancel, arithmetic, using the cancel rule and arithmetic, reorder, signs\n```\n"


def reports(text):
    return [derivation.verify() for derivation in read_text(text)]


def chain(*lines):
    return "```calc\n  " + "\n= ".join(lines) + "\n```\n"


def many(count):
    return chain(*(f"(x + {n}) - {n}" for n in range(count)))


def test_every_line_stands_as_written():
    (report,) = reports("```calc\n  (1 - 1 + x)*1\n= x*0 + 1*x    by arithmetic\n= x\n```\n")
    shown = body(report)
    assert all(latex(line) in shown for line in report.derivation.lines)
    assert shown == (
        "\\begin{align*}\n"
        "  &\\phantom{{}={}} (1 - 1 + x) \\cdot 1 \\\\\n"
        "  &= x \\cdot 0 + 1 \\cdot x && \\text{by arithmetic} \\\\\n"
        "  &= x\n"
        "\\end{align*}\n"
    )


def test_reasons_and_conditions_stand_in_a_column():
    (report,) = reports(
        "```calc\n  diff(x, x)*(x^2 - 1)/(x - 1)\n= (x - 1)*(x + 1)/(x - 1) by identity rule, factor\n= x + 1 by cancel\n```"
    )
    last = body(report).splitlines()[-2]
    assert last == "  &= x + 1 && \\text{by cancel (where \\(x \\neq 1\\))}"


def test_relations_other_than_equality_are_written():
    (report,) = reports("```calc\n  x\n<= x + 1\n< x + 2\n```")
    assert "&\\leq x + 1" in body(report)
    assert "&< x + 2" in body(report)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("50% & #1", r"50\% \& \#1"),
        ("a\\b", r"a\textbackslash{}b"),
        ("{x}_1^2~", r"\{x\}\_1\textasciicircum{}2\textasciitilde{}"),
        ("\\end{document}", r"\textbackslash{}end\{document\}"),
        ("two\nlines", "two lines"),
        ("Žluť", "Zlut"),
        ("α ≤ 漢", r"$\alpha$ $\leq$ ?"),
    ],
)
def test_text_of_an_author_is_escaped(text, shown):
    assert escaped(text) == shown


def test_a_document_holds_givens_definitions_and_the_claim():
    shown = document(reports(NASTY))
    assert r"\(x > 0\)" in shown
    assert r"\(n\) integer" in shown
    assert r"Claim: \(" in shown
    assert [line for line in shown.splitlines() if r"\end{document}" in line and line[0] != "%"] == [r"\end{document}"]
    assert shown.isascii() or "ß" in shown


def paper_width(text):
    return int(re.search(r"paperwidth=(\d+)pt", document(reports(text))).group(1))


def test_the_page_grows_with_the_longest_line():
    assert (
        paper_width(chain("x + x", "2*x"))
        < paper_width(chain("x + x + 0*(" + "x + " * 24 + "1)", "2*x"))
        < paper_width(chain(LONG, LONG))
    )


PDFLATEX = shutil.which("pdflatex")


@pytest.mark.skipif(PDFLATEX is None, reason="pdflatex isn't installed")
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(NASTY, id="nasty"),
        pytest.param(chain(LONG, LONG), id="long lines"),
        pytest.param(chain(f"x + 0*({LONG})", "x"), id="a long first line"),
        pytest.param(REASONED, id="a long reason"),
        pytest.param(many(60), id="many lines"),
    ],
)
def test_a_document_compiles_and_nothing_runs_off_the_page(text, tmp_path):
    (tmp_path / "one.tex").write_text(document(reports(text)), encoding="utf-8")
    command = [PDFLATEX, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "one.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, errors="replace", check=False)
    assert done.returncode == 0, done.stdout[-2000:]
    assert "Overfull" not in done.stdout
    assert "Missing character" not in (tmp_path / "one.log").read_text(errors="replace")
