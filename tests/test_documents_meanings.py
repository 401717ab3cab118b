"""What documents mean by primes, partial derivatives, values of sequences and what is random, and how it is judged."""

from __future__ import annotations

import pytest

from derivex.documents.checking import check
from derivex.documents.reading import read_text

ROWS = [
    # primes of what is defined, of brackets, and of what may be a name
    (r"Let $y = x^2 e^x$. Then \[ y' = 2 x e^x + x^2 e^x = x e^x (2 + x). \]", ["definition", "proved", "proved"]),
    (r"Let $y = \sin x$. \[ y'' = -y \] \[ y''' = \cos x \]", ["definition", "proved", "refuted"]),
    (r"Let $f(x) = x^3$. \[ f' = 2 x^2 \]", ["definition", "refuted"]),
    (r"For $y_1 = e^x$ and $y_2 = e^{2x}$: \[ y_1 y_2' - y_2 y_1' = e^{3x} \]", ["proved"]),
    (r"Let $f(x) = \frac{1}{1+e^{-x}}$. \[ f' = f (1 - f) \] \[ f'' = f' (1 - 2 f) \] \[ \frac{df}{dx} = f(1 - f) \]", ["definition", *["proved"] * 3]),
    (r"Let $f(x) = \frac{1}{1+e^{-x}}$. \[ f' = f (1 + f) \]", ["definition", "refuted"]),
    (r"Let $f(x) = x + 1$. \[ f(f(x)) = x + 2 \] \[ f' = 1 \]", ["definition", "proved", "proved"]),
    (r"\[ (x^2)' = 2x \] \[ (a^x)' = a^x \ln a \]", ["proved", "proved"]),
    (r"\[ (x^2)' = 3x \]", ["refuted"]),
    (r"\[ (u v)' = u' v + u v' \]", ["statement"]),
    (r"\[ \left(\frac{f}{g}\right)' = \frac{f'g - fg'}{g^2} \]", ["statement"]),
    (r"\[ \frac{d}{dx}(x y) = y + x y' \]", ["proved"]),
    (r"\[ y' = k y \] \[ x y' + y = x + y \]", ["undecided", "undecided"]),
    (r"\begin{align} x' &= x \cos t - y \sin t \\ x'^2 &= x^2 \end{align}", ["undecided", "undecided"]),
    (r"\[ 2(n_h' + n_w') = 2 n_h' + 2 n_w' \]", ["proved"]),
    # partial derivatives of what is defined, or not
    (r"Let $L = (w x - t)^2$. \[ \frac{\partial L}{\partial w} = 2 x (w x - t) \]", ["definition", "proved"]),
    (r"Let $L = (w x - t)^2$. \[ \frac{\partial L}{\partial w} = 2 (w x - t) \]", ["definition", "refuted"]),
    (r"Let $L(w, b) = (w + b)^2$. \[ \frac{\partial L}{\partial b} = 2 (w + b) \]", ["definition", "proved"]),
    (r"\[ \frac{\partial L}{\partial w} = 2 x (w x - t) \]", ["undecided"]),
    (r"\[ \frac{\partial L}{\partial w} = \frac{\partial L}{\partial y} \frac{\partial y}{\partial w} \]", ["statement"]),
    (r"\[ \frac{\partial u}{\partial x} + \frac{\partial u}{\partial x} = 2 \frac{\partial u}{\partial x} \]", ["proved"]),
    (r"Let $L = (y - t)^2 + w^2$. \[ \frac{\partial L}{\partial w} = 2 (y - t) x + 2 w \]", ["definition", "undecided"]),
    (r"Let $L = (y - t)^2 + w^2$. \[ \frac{\partial L}{\partial w} = 3 w \]", ["definition", "refuted"]),
    (r"\[ \frac{d}{dx} e^{-x} = -e^{-x} \] \[ \frac{d}{dx} c x^2 = 2 c x \] \[ \frac{d}{dx} \pi x = \pi \]", ["proved"] * 3),
    (r"\[ \frac{d}{dx} e^{-x} = e^{-x} \]", ["refuted"]),
    (r"\[ w' = w - \eta (w x - y) x \]", ["undecided"]),
    # functions put together, inverse functions, differentials
    (r"Let $f(x) = x^2$ and $g(x) = x + 1$. \[ (f \circ g)(x) = (x+1)^2 \] \[ (fg)'(x) = 3x^2 + 3x \]", ["definition", "definition", "proved", "refuted"]),
    (r"\[ g^{-1}(x) + g^{-1}(x) = 2 g^{-1}(x) \] \[ f(g^{-1}(x)) = x \]", ["proved", "undecided"]),
    (r"\[ \frac{dy}{y} = k \, dx \]", ["undecided"]),
    # values of sequences: two of one sequence may be related
    (r"\[ x_{n+1} = x_n - \frac{x_n^2 - 2}{2 x_n} = \frac{1}{2}\left(x_n + \frac{2}{x_n}\right) \]", ["undecided", "proved"]),
    (r"\[ x_{n+1} = x_n - \frac{x_n^2 - 2}{2 x_n} = \frac{1}{2}\left(x_n - \frac{2}{x_n}\right) \]", ["undecided", "refuted"]),
    (r"\[ F_{n+1} F_{n-1} - F_n^2 = (F_n + F_{n-1}) F_{n-1} - F_n^2 = F_{n-1}^2 - F_n (F_n - F_{n-1}) \]", ["undecided", "proved"]),
    (r"Let $a_n = 2^n$. \[ a_{n+1} - a_n = 2 a_n - a_n = a_n + 2^n - a_n \]", ["definition", "undecided", "undecided"]),
    (r"\[ \sum_i (a_i + b_i) = \sum_i a_i + \sum_i b_i \] \[ \sum_k r^k = \frac{1}{1-r} \]", ["proved", "undecided"]),
    (r"\[ \theta^{(t+1)} = \theta^{(t)} - \eta g = -\eta g + \theta^{(t)} \]", ["undecided", "proved"]),
    # what is random, over sets, or constant
    (r"\[ \mathbb{E}[(X - a)^2] = \mathbb{E}[X^2 - 2aX + a^2] = \mathbb{E}[X^2] - 2a \mathbb{E}[X] + a^2 \]", ["proved", "proved"]),
    (r"\[ P(A|B) P(B) = P(B) P(A|B) = P(A, B) \]", ["proved", "undecided"]),
    (r"\[ \mathbb{E}[X] = 2 \] and for another one \[ \mathbb{E}[X] = 3 \]", ["definition", "undecided"]),
    (r"\[ \sum_{x \in A} (p(x) + p(x)) = \sum_{x \in A} 2 p(x) = \sum_{x \in B} 2 p(x) \]", ["proved", "undecided"]),
    (r"\[ \lim_{x \to 0^+} (x + x) = \lim_{x \to 0^+} 2 x = \lim_{x \to 0^-} 2 x \]", ["proved", "undecided"]),
    (r"\[ \frac{1}{2} + \frac{1}{2} = \mathrm{const.} \] \[ x = \text{const} \]", ["proved", "definition"]),
    (r"\[ \frac{1}{2} m v^2 + m g h = \text{const.} \]", ["undecided"]),
    # functions of which nothing is said, in general or here
    (r"\[ f(x + y) = f(x) + f(y) \]", ["not checkable"]),
    (r"\[ \mathrm{AIC}_\mathrm{c}(m) = \mathrm{AIC}(m) + k \]", ["undecided"]),
    (r"\[ 2 + \mathrm{LL}(m) = \mathrm{AIC}(m) + k \]", ["undecided"]),
    (r"\[ \frac{\mathrm{d}\mathrm{RSS}}{\mathrm{d}\mu} = \sum_{i=1}^n \frac{\mathrm{d}}{\mathrm{d}\mu} (y_i - \mu)^2 \]", ["undecided"]),
    # angles, infinity
    (r"\[ \sin 30^\circ = \frac{1}{2} \] \[ \sin 30^\circ = \frac{1}{3} \]", ["proved", "refuted"]),
    (r"\[ \lim_{x \to 0} \frac{1}{x^2} = \infty \]", ["undecided"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "statuses"), ROWS, ids=[row[0][:60] for row in ROWS])
def test_steps_are_called(text: str, statuses: list[str]) -> None:
    assert [each.status for each in check(read_text(text, "notes.tex")).equations] == statuses


REASONS = [
    (r"\[ y' + y = x \]", "it rests on what y' is"),
    (r"\[ z z^* = |z|^2 \]", "it rests on what z* is"),
    (r"\[ \sum_i 1 = n \]", "it rests on what i runs through"),
    (r"\[ 2 + \mathrm{LL}(m) = \mathrm{AIC}(m) + k \]", "it rests on what AIC and LL are"),
    (r"\[ p(x, y) + 1 = p(y|x) p(x) + \mathrm{E}[X] \]", "it rests on what E and p are"),
    (r"\[ \frac{1}{g^{-1}(x)} = x \]", "it rests on what the inverse of g is"),
    (r"\[ 1 + \sum_{x \in A} p(x) = 2 \]", "it rests on what p and the range of x are"),
    (r"\[ x + 1 = \text{const.} \]", "what is constant here is not said, and it holds x"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "reason"), REASONS, ids=[row[0][:40] for row in REASONS])
def test_the_reason_names_what_is_not_said(text: str, reason: str) -> None:
    [equation] = check(read_text(text, "notes.tex")).equations
    assert equation.status == "undecided"
    assert reason in equation.reason


def test_environments_that_an_author_made_are_read() -> None:
    text = r"""
\newenvironment{eqn}{\begin{equation}}{\end{equation}}
\newenvironment{rows}[1]{\begin{align}}{\end{align}}
\newcommand{\be}{\begin{equation}}\newcommand{\ee}{\end{equation}}
\begin{eqn} y + y = 2 y \end{eqn}
\begin{rows}{wide} z + z &= 2 z \\ &= 3z - z \end{rows}
\be x = x + 1 \ee
"""
    checked = check(read_text(text, "notes.tex"))
    assert not checked.complaints
    assert [each.status for each in checked.equations] == ["proved", "proved", "proved", "refuted"]
    assert [each.place.line for each in checked.equations] == [5, 6, 6, 7]
