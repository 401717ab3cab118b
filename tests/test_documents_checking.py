"""Documents are checked: what is true, false, open, a definition, a statement, or beyond what can be checked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from derivex.cli import main
from derivex.documents.checking import check
from derivex.documents.equations import Checked
from derivex.documents.reading import read_text
from derivex.documents.repairs import unsaid
from derivex.documents.stating import leibniz
from derivex.notation.plain import read


def checked(text: str, file: str = "notes.tex") -> Checked:
    return check(read_text(text, file))


def statuses(text: str, file: str = "notes.tex") -> list[str]:
    return [each.status for each in checked(text, file).equations]


ROWS = [
    # one display, one step
    (r"\[ (x + 1)^2 = x^2 + 2x + 1 \]", ["proved"]),
    (r"\[ (x + 1)^2 = x^2 + x + 1 \]", ["refuted"]),
    (r"\[ \frac{d}{dx} x^3 = 3x^2 \]", ["proved"]),
    (r"\[ \frac{d}{dx} \sin(2x) = \cos(2x) \]", ["refuted"]),
    (r"\[ 2 + 2 \approx 5 \]", ["not checkable"]),
    # chains, rows, alignment
    (r"\begin{align} (a+b)(a-b) &= a^2 - ab + ba - b^2 \\ &= a^2 - b^2. \end{align}", ["proved", "proved"]),
    (r"\begin{align} (a+b)(a-b) &= a^2 - ab - ba - b^2 \\ &= a^2 - b^2. \end{align}", ["refuted", "refuted"]),
    # definitions are used, and are none of the claims
    (r"Let $S(x) = \frac{1}{1+e^{-x}}$. Then \[ \frac{d}{dx} S(x) = S(x)(1 - S(x)). \]", ["definition", "proved"]),
    (r"Let $S(x) = \frac{1}{1+e^{-x}}$. Then \[ \frac{d}{dx} S(x) = S(x)(1 + S(x)). \]", ["definition", "refuted"]),
    (
        r"\[ y = \operatorname{logistic}(x) = \frac{1}{1+e^{-x}} \] \[ \frac{dy}{dx} = y(1 - y) \]",
        ["definition", "definition", "proved"],
    ),
    # what is true under one simple given isn't false
    (r"\[ \sqrt{x^2} = x \]", ["undecided"]),
    (r"\[ \cos(n \pi) = (-1)^n \]", ["undecided"]),
    (r"\[ \ln(ab) = \ln a + \ln b \]", ["undecided"]),
    (r"For $x > 0$ we have \[ \sqrt{x^2} = x. \]", ["proved"]),
    ("% derivex: given n integer\n\\[ \\cos(n \\pi) = (-1)^n \\]", ["proved"]),
    ("% derivex: given real values\n\n\\[ \\ln(xy) = \\ln x + \\ln y \\]", ["proved"]),
    ("% derivex: given real values\n\n\\[ 1 = 2 \\]", ["refuted"]),
    ("% derivex: skip\n\\[ 1 = 2 \\]", []),
    # values that are said in words
    (r"\[ 2a + b = 2 \cdot 3 + 4 = 10 \]", ["undecided", "proved"]),
    (r"\[ e^{tA} = P e^{tD} P^{-1} \]", ["undecided"]),
    (r"With $\beta = \frac{1}{1 - v^2}$ one finds \[ \beta (1 - v^2) = 1. \]", ["proved"]),
    (r"With $p = mv$ we have \[ \frac{p^2}{2m} = \frac{1}{2} m v^2. \]", ["proved"]),
    (r"With $p = mv$ we have \[ \frac{p^2}{m} = \frac{1}{2} m v^2. \]", ["refuted"]),
    (r"If $y = \cos(wt)$ then \[ \ddot{y} = -w^2 \cos(wt) = -w^2 y. \]", ["proved", "proved"]),
    (r"If $y = \cos(wt)$ then \[ \ddot{y} = -w^2 \cos(wt) = w^2 y. \]", ["proved", "refuted"]),
    # a value is used where it was inserted, and proves nothing about what still holds its name
    (r"Put $x = 3$ into $f(x) = x^2 - 1$: \[ f(3) = 3^2 - 1 = 8. \]", ["definition", "proved", "proved"]),
    (r"At $x = 2$ we get \[ x^2 + 1 = 5. \]", ["proved"]),
    (r"At $x = 2$ we get \[ x^2 + 1 = 6. \]", ["refuted"]),
    (r"The tangent to $y = x^2$ at $x = 1$ is \[ y = 2x - 1. \]", ["definition", "undecided"]),
    (r"We know it with $x = 2$. \[ x^2 - 5x + 6 = (x - 2)(x + 3) \]", ["undecided"]),
    (r"With $P(A) = 0.01$ we get \[ \frac{0.99 \cdot 0.01}{0.05} = 0.298. \]", ["refuted"]),
    # an indefinite integral is known up to a constant
    (r"\[ \int x^2 \, dx = \frac{x^3}{3} + C \]", ["proved"]),
    (r"\[ \int x^2 \, dx = \frac{x^3}{2} + C \]", ["refuted"]),
    (r"\[ \int x e^x \, dx = x e^x - \int e^x \, dx = (x-1) e^x + C \]", ["proved", "proved"]),
    (r"\[ \int x e^x \, dx = x e^x - \int e^x \, dx = (x+1) e^x + C \]", ["proved", "refuted"]),
    (
        r"\[ \int \sin x \cos x \, dx = \frac{1}{2}\sin^2 x + C_1 = -\frac{1}{4}\cos 2x + C_2 \]",
        ["proved", "proved"],
    ),
    (r"\[ \int \sin x \cos x \, dx = \frac{1}{2}\sin^2 x = \frac{1}{4}\cos 2x \]", ["proved", "refuted"]),
    (
        r"Let $u = x^2 + 1$. \[ \int \frac{2x}{x^2+1}\,dx = \int \frac{1}{u}\,du = \ln|u| + C = \ln(x^2+1) + C \]",
        ["definition", "proved", "proved", "proved"],
    ),
    (
        r"Let $u = x^2 + 1$. \[ \int \frac{2x}{x^2+1}\,dx = \int \frac{2}{u}\,du = \ln|u| + C \]",
        ["definition", "refuted", "refuted"],
    ),
    (r"\[ \int 2x (x^2+1)^3 \,dx = \frac{u^4}{4} + C \]", ["undecided"]),
    (r"\[ \int \frac{dy}{y} = \int k \, dx \]", ["undecided"]),
    # a short word whose letters stand alone elsewhere is their product
    (r"The term $xy$ is mixed. \[ (x+y)^2 = x^2 + 2xy + y^2 \]", ["proved"]),
    (r"The term $xy$ is mixed. \[ (x+y)^2 = x^2 + xy + y^2 \]", ["refuted"]),
    (r"If $ab = 1$, then \[ (a+b)^2 = a^2 + 2ab + b^2 = a^2 + 2 + b^2. \]", ["proved", "proved"]),
    # equations that are to be solved, and names that are used again
    (r"\begin{align*} 2x + 3 &= x + 7 \\ x &= 4 \end{align*}", ["undecided", "undecided"]),
    (r"Solve \[ x^2 = 2x + 3. \]", ["undecided"]),
    (r"Squaring $\sqrt{x+1} = x - 1$ gives $x + 1 = x^2 - 2x + 1$.", ["undecided", "undecided"]),
    # behind an arrow an equation follows, or it doesn't
    (r"\[ x^2 = 2x + 3 \quad\Rightarrow\quad x^2 - 2x = x + 3 - x \]", ["undecided", "proved"]),
    (r"\[ 2x + 3 = 7 \iff 2x = 4 \]", ["undecided", "proved"]),
    (r"\[ x^2 - x = 0 \implies x - 1 = 1 - 1 \]", ["undecided", "undecided"]),
    (r"\[ x = 3 \cdot 2 \iff x^2 = 36 + x - x \]", ["undecided", "undecided"]),
    (r"We expand and find \[ (x+1)^2 = x^2 + x + 1. \]", ["refuted"]),
    (r"Solve \[ x + 1 = 3. \] \[ x = 2 \] Let $x = 5$. \[ x^2 = 25 \]", ["undecided", "undecided", "proved"]),
    (r"\[ E = m c^2 \] \[ E = \frac{m c^2}{\sqrt{1 - v^2/c^2}} \]", ["definition", "undecided"]),
    (r"\[ \Gamma\left(\tfrac12\right) = \pi \]", ["refuted"]),
    (r"Let $x$ satisfy \[ x^2 = 2x + 3. \]", ["undecided"]),
    (r"Let $w(x) = e^{2x}$. It satisfies \[ \frac{d}{dx} w(x) = 3 w(x). \]", ["definition", "refuted"]),
    # what is assumed of one display isn't assumed of the next, and two names that are alike prove nothing of both
    (r"If $x > 0$, then \[ |x| = x. \] If $x < 0$, then \[ |x| = -x. \]", ["proved", "undecided"]),
    (r"For $n = 2k$ \[ (-1)^n = 1, \] for $n = 2k + 1$ \[ (-1)^n = -1. \]", ["undecided", "undecided"]),
    (r"If $x = y$ then \[ x^2 - y^2 = 0. \] \[ x^2 - y^2 = (x-y)(x-y). \]", ["proved", "undecided"]),
    (r"If $x = y$ then \[ x^2 - y^2 = 0. \] \[ x^2 - y^2 = (x-y)(x+y). \]", ["proved", "proved"]),
    # integers that are counted with, odd roots, a letter that is no constant here
    (r"$n! \ge n$ for $n \ge 1$. $n! \le n$ for $n \ge 1$. $(-8)^{1/3} = -2$.", ["undecided", "refuted", "undecided"]),
    (r"There is $e = 3$, so $e + 1 = 4$. It is $e^0 = 1$.", ["undecided", "proved"]),
    # what is denied, or is one of two, isn't assumed; what was, ends where all is spoken of, or the other case
    (r"If not $x > 0$, then \[ |x| = x. \]", ["undecided"]),
    (r"If $x > 0$ or $y > 0$, then \[ |x| = x. \]", ["undecided"]),
    (r"If $x > 0$ fails, then \[ |x| = x. \]", ["undecided"]),
    (r"We don't assume $x > 0$. Without assuming $y > 0$, \[ |x| = x \] \[ |y| = y \]", ["undecided"] * 2),
    (r"Assume $x > 0$ is false. \[ |x| = x \] Let $y > 0$. \[ |y| = y \]", ["undecided", "proved"]),
    (r"For $x > 0$: $|x| = x$. For every real $x$: $|x| = x$.", ["proved", "undecided"]),
    (r"If $x > 0$, then $|x| = x$. Otherwise $|x| = x$.", ["proved", "undecided"]),
    (r"Let $x = 2$. Then $x^2 = 4$. For any number $x$, $x^2 = 4$.", ["proved", "undecided"]),
    (r"In case 1, $a = 0$, so $a b = 0$. In case 2, $a = 1$, so $a b = 0$.", ["proved", "undecided"]),
    (r"Let $x > 0$. Let $x < 0$. Then $|x| = x$, and $|x| = -x$.", ["refuted", "proved"]),
    (r"That is true for $y > 0$. Then $|y| = y$.", ["undecided"]),
    # letters that the prose calls matrices don't commute
    (r"Let $A, B$ be matrices. Then $(A+B)^2 = A^2 + 2AB + B^2$.", ["undecided"]),
    (r"Let $A$ and $B$ be $n \times n$ matrices. \[ (A+B)^2 = A^2 + AB + BA + B^2 \]", ["proved"]),
    (
        r"For matrices $X$ and $Y$: $(XY)^{-1} = X^{-1} Y^{-1}$. Let $b$ be an entry of a matrix: $2b = b + b$.",
        ["undecided", "proved"],
    ),
    # other readings: imaginary units, conjugates, rounded numbers
    (r"\[ \cos x = \frac{e^{ix} + e^{-ix}}{2} \]", ["proved"]),
    (r"\[ \sin x = \frac{e^{ix} - e^{-ix}}{2} \]", ["refuted"]),
    (r"\[ (a+bi)(a-bi) = a^2 + b^2 \]", ["undecided"]),
    (r"\[ (a+bi)(a-bi) = a^2 - b^2 \]", ["refuted"]),
    (r"\[ |z|^2 = z \bar{z} \]", ["undecided"]),
    (r"\[ \log 100 = 2 \] \[ \log 100 = 3 \]", ["undecided", "refuted"]),
    (r"\[ \sqrt{2} = 1.414 \] \[ \frac{1}{3} = 0.333 \]", ["undecided", "undecided"]),
    (r"\[ \sqrt{2} = 1.424 \] \[ 2 \cdot 9.81 = 19.72 \]", ["refuted", "refuted"]),
    # words that belong to a side aren't passed over: units, what is counted, operations
    (r"\[ 4 \text{ m} = 400 \text{ cm} \] \[ 3 \text{ km} = 3 \text{ m} \]", ["not checkable"] * 2),
    (r"\[ 8 \text{ kg} - 5 \text{ kg} = 3 \text{ kg} \] \[ 24 = 2 \text{ dozen} \]", ["not checkable"] * 2),
    (r"\[ 9 \text{ mod } 4 = 1 \] \[ \text{twice } x = 2x \]", ["not checkable"] * 2),
    (r"\[ 2 {\text{ m}}^2 = 20000 \text{ cm}^2 \] \[ \text{area of it} = \pi r^2 \]", ["not checkable"] * 2),
    (
        r"\[ A \text{ (area)} = 2 \cdot 4 = 8 \text{ cm} \] \[ |y| = -y \text{ if } -y > 0 \]",
        ["definition", "proved", "proved"],
    ),
    # what the text itself denies or asks is no error of it
    (r"A common mistake is $(a+b)^2 = a^2 + b^2$.", ["undecided"]),
    (r"This would imply \[ 1 = 2, \] which is absurd.", ["undecided"]),
    (r"Is $(a+b)^3 = a^3 + b^3$ for all numbers? We don't have $|a+b| = |a|+|b|$.", ["undecided", "undecided"]),
    (r"\[ 1 = 2 \text{ is false} \] \[ 1 \overset{?}{=} 3 \] Hence $1 = 4$. Contradiction!", ["undecided"] * 3),
    (r"This is not hard: $(a+b)^2 = a^2 + b^2$. The converse is false.", ["refuted"]),
    (r"As $a$ isn't 0, $(a+b)^2 = a^2 + b^2$. What is that?", ["refuted"]),
    # sums, limits and derivatives that may go on to the end, unless brackets end them
    (r"\[ \frac{d}{dx} x^3 + x = 3x^2 + 1 \] \[ \frac{d}{dx} (x^3) + x = 3x^2 + 1 \]", ["undecided", "refuted"]),
    (r"\[ \sum_{k=1}^n 2k - 1 = n^2 \] \[ \sum_{k=1}^n \left(2k\right) - 1 = n^2 \]", ["undecided", "refuted"]),
    # orders of growth, squares to be filled in, degrees, what := sets again
    (
        r"\[ O(n) + O(n) = O(n) \] \[ \square + 3 = 5 \] \[ 1 + 1 = 2 \square \]",
        ["undecided", "not checkable", "proved"],
    ),
    (r"\[ \cos 60 = \frac12 \] \[ \sin 60 = \frac12 \] \[ x := x + 1 \]", ["undecided", "refuted", "undecided"]),
    (r"\[ \cos n t + i \sin n t = (\cos t + i \sin t)^n \] \[ \Re(z) = \frac{z + \bar z}{2} \]", ["undecided"] * 2),
    (r"The equation $x^2 = x$ has two solutions.", ["undecided"]),
    # what is false only where a name is negative, and open elsewhere
    (r"\[ \int_{0}^{r}\sqrt{r^2-x^2}\,dx = \frac{\pi r^2}{4} \]", ["undecided"]),
    # statements about functions that stand for any
    (r"\[ \frac{dy}{dx} = \frac{dy}{du} \frac{du}{dx} \]", ["statement"]),
    (r"\[ \frac{d}{dx} \frac{f(x)}{g(x)} = \frac{g(x) f'(x) - f(x) g'(x)}{g(x)^2} \]", ["statement"]),
    (r"\[ h(x) g(x) = f(x) \]", ["not checkable"]),
    (r"\[ M'(t) = \lambda e^{\lambda t} \]", ["undecided"]),
    # an equation that follows from the one in front of it, and one that doesn't
    (
        r"From $y$, $a$, $b$ \begin{split} y &= \frac{a x}{b + x} \\ b y + x y &= a x \\ x (a - y) &= b y \end{split}",
        ["undecided", "undecided", "undecided"],
    ),
    # numbers that equations near it give: in front of it they were inserted, behind it they are a condition
    (
        r"The sample has $m_1 = 3$ and $m_2 = 2$, so \[ q^{m_1}(1-q)^{m_2} = q^3 (1-q)^2. \]",
        ["proved"],
    ),
    (
        r"The sample has $m_1 = 3$ and $m_2 = 2$, so \[ q^{m_1}(1-q)^{m_2} = q^3 (1-q)^3. \]",
        ["refuted"],
    ),
    (r"The sample is \[ q^m (1-q) = q^4 (1-q), \] since it has $m = 4$.", ["undecided"]),
    # unknown coefficients, told later or found
    (r"We write \[ \frac{1}{z^2-1} = \frac{A}{z-1} + \frac{B}{z+1}. \]", ["undecided"]),
    (r"We write \[ \frac{1}{z^2-1} = \frac{A}{z-1} + \frac{B}{z-1}. \]", ["refuted"]),
    (r"\[ z^2 + k z = z (z + 1) \]", ["refuted"]),
    # a value that is told in words
    (r"\[ V = \frac{1}{s} e^{-z/s} \] With unit scale this reads \[ = e^{-z}. \]", ["definition", "undecided"]),
    (r"\[ V = \frac{1}{s} e^{-z/s} \] This reads \[ = e^{-z}. \]", ["definition", "refuted"]),
    # no value of its names makes it true
    (r"\[ (z + 3 - z)^2 = 3^3 \]", ["refuted"]),
    (r"\[ (z + 3)^2 = 3^3 \]", ["undecided"]),
    # the first equation that says what a function is, after it was used: it proves, and nothing is false for it
    (
        r"\[ M = \int_0^1 z p(z)\,dz \] The density is \[ p(z) = 3z^2. \] So \[ p(1) = 3 \] or \[ p(1) = 4. \]",
        ["definition", "definition", "proved", "undecided"],
    ),
    (
        r"Look at $q(z)$. \[ q(z) = h(z \mid 1) = 3 z^2 \] \[ \frac{d}{dz} q(z) = 6 z \]",
        ["definition", "undecided", "proved"],
    ),
    (r"$p(z)$: \[ p(z) = 3z^2, \quad 0 \le z \le 1 \] \[ p'(z) = 6 z \]", ["definition", "proved"]),
    (r"Take $p(z) = z^2$. \[ p(3) = 9 \] Take $p(z) = z^3$. \[ p(3) = 27 \]", ["definition", "proved"] * 2),
    # v is new although dv was written, and y is a function of u beside dy/du
    (r"With $dv = e^z\,dz$ and $v = e^z$ \[ v^2 = e^{2z} \]", ["proved"]),
    (
        r"Let $u = 3x^2$ and $y = \sin u$. \[ \frac{dy}{du} = \cos u \] \[ \frac{dy}{du} = -\cos u \]",
        ["definition", "definition", "proved", "refuted"],
    ),
    # a name that was put in the place of another is that
    (r"Substituting $z = w - 1$, such that $w = z + 1$, \[ w^2 = (z + 1)^2 \]", ["definition", "proved", "proved"]),
    (r"Substituting $z = w - 1$, such that $w = z - 1$, \[ w^2 = (z + 1)^2 \]", ["definition", "refuted", "proved"]),
    # what an equation relates is no longer open
    (r"Assume $p + q = 1$. \[ q = 1 - p \] \[ q = 1 + p \]", ["proved", "refuted"]),
    # unknown functions of the same arguments are names
    (r"\[ -\sum_{j=1}^{n} y_j (q - a_j) = -\sum_{j=1}^{n} (q y_j - y_j a_j) \]", ["proved"]),
    (r"\[ y(t) (1 - t) - 1 = y(t) - t y(t) - 2 \]", ["refuted"]),
    (r"Assume $p + q = 1$. \[ p - q = 3 \]", ["undecided"]),
    (r"\[ f'(t) (1 + t) = f(t) \]", ["not checkable"]),
    (r"\[ \frac{d}{dz} e^z = e^z \] \[ \frac{d}{dz} e^z = -e^z \]", ["proved", "refuted"]),
    (r"\[ \sum_{i=1}^{k} c n_i = c n \]", ["undecided"]),
    (r"\[ \sum_{j=1}^{n} (y_j - m)^2 = \sum_{j=1}^{n} y_j^2 - n m^2 \]", ["undecided"]),
    # equations with zero are to be solved, and are none of one chain
    (r"\begin{align} 0 &= \frac{z^2}{s^2} - 1 \\ 0 &= z^2 - s^2 \end{align}", ["undecided", "undecided"]),
    (r"\[ 0 = (z - 1)(s + 2) \]", ["undecided"]),
    # a reason that is given behind it; what is supposed; what holds of another moment
    (
        r"\[ \frac{1}{2} \left(-a \sin(z)\right)^2 = \frac{1}{2} a^2 \] This comes from the fact that $\sin(z) = 1$.",
        ["undecided", "undecided"],
    ),
    (r"If not, $e^{3z} = k e^{2z}$ for a constant $k$.", []),
    (r"We find \[ 5 t = 50, \] \[ t = 10. \] Look at $t = 2$.", ["undecided", "undecided"]),
    # nothing is solved for by an equation about something else
    (
        r"Let $s(z) = \frac{1}{1+e^{-z}}$. \[ s(-z) = 1 + s(z) \] If $p = s(z)$, then \[ z = \log\frac{p}{1-p}. \]",
        ["definition", "refuted", "proved"],
    ),
    # a size behind a comma is a condition
    (r"\[ \sum_{k=0}^{\infty} q^k = \frac{1}{1-q}, \quad |q| < 1 \]", ["proved"]),
    # not numbers
    (r"\[ A = \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} \]", ["definition"]),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_statuses(text: str, expected: list[str]) -> None:
    assert statuses(text) == expected


def test_every_kind_of_document_is_read_alike() -> None:
    display = r"(x+1)^2 = x^2 + 2x + 1"
    notebook = {
        "cells": [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": f"$$ {display} $$"}],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    texts = {
        "a.tex": f"\\[ {display} \\]",
        "a.md": f"$$ {display} $$",
        "a.txt": f"\\[ {display} \\]",
        "a.rst": f".. math::\n\n   {display}\n",
        "a.ipynb": json.dumps(notebook),
    }
    for file, text in texts.items():
        assert statuses(text, file) == ["proved"], file


def test_a_false_line_is_told_at_its_place() -> None:
    text = "Text.\n\n\\begin{align}\n  x(x+1) &= x^2 + x \\\\\n         &= x^2 - x\n\\end{align}\n"
    false = [each for each in checked(text).equations if each.status == "refuted"]
    assert [(each.place.line, each.place.column) for each in false] == [(5, 13)]
    assert "x = " in false[0].reason


def test_one_spoiled_sign_in_a_long_document() -> None:
    blocks = [f"\\[ (x + {n})^2 = x^2 + {2 * n}x + {n * n} \\]\n\nSome words.\n" for n in range(1, 200)]
    blocks[150] = blocks[150].replace("+ 302x", "- 302x")
    found = [each for each in checked("\n".join(blocks)).equations if each.status != "proved"]
    assert [each.status for each in found] == ["refuted"]
    assert "- 302x" in found[0].place.text


def test_displays_with_the_same_left_side_are_one_chain() -> None:
    text = r"Let $f(x) = x^2$. \[ f'(x) = 2x \] and so \[ f'(x) = x + x \] but not \[ f'(x) = 3x \]"
    assert statuses(text) == ["definition", "proved", "proved", "refuted"]


def test_damage_costs_one_formula() -> None:
    found = checked("\\[ \\frac{1}{2 = 3 \\]\n\n\\[ x + x = 2x \\]\n")
    assert "proved" in [each.status for each in found.equations]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (r"\[ \ln(ab) = \ln a + \ln b \]", "false unless a > 0, b > 0"),
        (
            r"\[ \left(\frac{z}{1-z}\right)^{\frac{m}{2}} = z^{\frac{m}{2}} (1-z)^{-\frac{m}{2}} \]",
            "false unless 0 < z < 1",
        ),
    ],
)
def test_no_repair_contradicts_what_the_chain_asks_for(text: str, reason: str) -> None:
    assert [each.reason for each in checked(text).equations] == [reason]


def test_a_sign_that_a_logarithm_contradicts_repairs_nothing() -> None:
    assert statuses(r"\[ \sqrt{x^2} \ln x = -x \ln x \]") == ["refuted"]
    assert statuses(r"\[ \sqrt{x^2} = -x \]") == ["undecided"]


@pytest.mark.parametrize(
    ("before", "after", "stated"),
    [
        (r"\frac{df}{dx}", r"\frac{df}{da}\frac{da}{dx}", True),
        (r"\frac{dz}{dt}", r"\frac{dz}{dy} \cdot \frac{dy}{dx} \cdot \frac{dx}{dt}", True),
        (r"\frac{df}{dx}", r"\frac{da}{df}\frac{da}{dx}", False),
        (r"\frac{df}{dx}", r"\frac{df}{dx}", False),
        (r"\frac{df}{dx}", r"2\frac{df}{da}\frac{da}{dx}", False),
    ],
)
def test_the_chain_rule_in_rates(before: str, after: str, stated: bool) -> None:
    assert leibniz(before, after) is stated


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("2*a + b", "7", "a and b have values not said here"),
        ("a", "b", "a and b are related in a way that is not said here"),
        ("x + x", "3*x", None),
        ("1", "2", None),
    ],
)
def test_what_is_not_said(before: str, after: str, said: str | None) -> None:
    assert unsaid(read(before), read(after)) == said


def test_the_command_line_tells_and_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad, open_ = tmp_path / "good.tex", tmp_path / "bad.md", tmp_path / "open.txt"
    good.write_text(r"\[ x + x = 2x \]", encoding="utf-8")
    bad.write_text("$$ x + x = 3x $$\n\n$$ a = \\langle u, v \\rangle $$\n", encoding="utf-8")
    open_.write_text(r"\[ \sqrt{x^2} = x \]", encoding="utf-8")
    assert main(["verify", str(good)]) == 0
    assert "1 equation, 1 proved, 0 not checkable" in capsys.readouterr().out
    assert main(["verify", str(bad)]) == 1
    told = capsys.readouterr().out
    assert f"{bad}:1:12: FALSE: these two sides are not equal" in told
    assert "not checkable: an inner product is not read" in told
    assert main(["verify", str(open_)]) == 3
    assert "false unless" in capsys.readouterr().out
    assert main(["verify", "--format", "json", str(good), str(bad)]) == 1
    rows = json.loads(capsys.readouterr().out)
    assert [row["status"] for row in rows["equations"]] == ["proved", "refuted", "not checkable"]
    assert rows["summary"]["not_checkable"] == 1


def test_a_document_without_an_equation_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty.tex"
    empty.write_text("No mathematics here.", encoding="utf-8")
    assert main(["verify", str(empty)]) == 2
    assert "holds no equation that could be checked" in capsys.readouterr().err


def test_folders_and_patterns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "a.tex").write_text(r"\[ x + x = 2x \]", encoding="utf-8")
    (tmp_path / "deep" / "b.md").write_text("$$ x + x = 3x $$", encoding="utf-8")
    (tmp_path / "deep" / "words.md").write_text("No mathematics.", encoding="utf-8")
    (tmp_path / ".hidden" / "c.tex").write_text(r"\[ x = x + 1 \]", encoding="utf-8")
    assert main(["verify", str(tmp_path)]) == 1
    assert "2 files: 2 equations, 1 proved, 1 refuted, 0 not checkable." in capsys.readouterr().out
    assert main(["verify", str(tmp_path / "*.tex")]) == 0
    capsys.readouterr()
    assert main(["verify", str(tmp_path / "*.ipynb")]) == 2
    assert "fits no file" in capsys.readouterr().err
    assert main(["verify", str(tmp_path / "deep" / "words.md"), str(tmp_path / "a.tex")]) == 2


def test_so_much_has_to_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "half.tex"
    file.write_text("\\[ x + x = 2x \\]\n\\[ a = \\langle u, v \\rangle \\]\n", encoding="utf-8")
    assert main(["verify", str(file), "--require-read", "50"]) == 0
    assert main(["verify", str(file), "--require-read", "90"]) == 2
    assert "50 % of the equations could be checked, and 90 % are asked for" in capsys.readouterr().err


def test_nothing_is_written_into_a_document(tmp_path: Path) -> None:
    file = tmp_path / "a.tex"
    file.write_text(r"\[ x + x = 2x \]", encoding="utf-8")
    assert main(["verify", "--write", str(file)]) == 0
    assert file.read_text(encoding="utf-8") == r"\[ x + x = 2x \]"


def test_a_false_identity_excuses_no_other() -> None:
    found = check(read_text(r"\[ x + x = 3x \] and \[ x^2 \cdot x = x^4 \] and \[ x^3 = x^2 \]", "a.tex")).equations
    assert [each.status for each in found] == ["refuted"] * 3


AGAIN = [
    (
        r"\begin{align*} y &= 3x + 2 \\ y &= x - 4 \\ 2x &= -6 \\ x &= -3 \end{align*}",
        "false unless it is to be solved",
    ),
    (r"\[ y = x^2, \quad \frac{dy}{dx} = 2x \] \[ y = \sin x, \quad \frac{dy}{dx} = \cos x \]", "different values"),
    (r"\[ y = x^2, \quad \frac{dy}{dx} = 2x \] \[ y = x^3, \quad \frac{dy}{dx} = 3x^2 \]", "different values"),
    (r"\[ y = (x + 1)^2 \] \[ y = x^2 + 2x - 1 \]", None),
]


@pytest.mark.parametrize(("text", "reason"), AGAIN)
def test_what_is_written_again_may_be_another_equation(text: str, reason: str | None) -> None:
    found = [each for each in check(read_text(text, "a.tex")).equations if each.status in ("refuted", "undecided")]
    assert {each.status for each in found} == {"refuted" if reason is None else "undecided"}
    assert any((reason or "") in each.reason for each in found)
