"""What is written: golden lines in plain notation, Unicode and LaTeX."""

import sys
from collections.abc import Callable
from itertools import product

import pytest

from derivex.notation.names import Names
from derivex.notation.plain import read, read_relation
from derivex.notation.write import latex, plain, pretty
from derivex.term import EULER, IMAGINARY, ONE, TWO, App, Num, Sym, Term, diff, negate, power

NAMES = Names(functions=frozenset({"S"}))

# plain, as it is read and written; Unicode; LaTeX
GOLDEN = [
    ("diff(S(x), x)", "d/dx S(x)", r"\frac{d}{dx} S(x)"),
    ("diff(1/(1 + exp(-x)), x)", "d/dx 1/(1 + e^-x)", r"\frac{d}{dx} \frac{1}{1 + e^{-x}}"),
    (
        "((1 + exp(-x))*0 - 1*(-exp(-x)))/(1 + exp(-x))^2",
        "((1 + e^-x)·0 − 1·(−e^-x))/(1 + e^-x)²",
        r"\frac{(1 + e^{-x}) \cdot 0 - 1 \cdot (-e^{-x})}{(1 + e^{-x})^{2}}",
    ),
    ("exp(-x)/(1 + exp(-x))^2", "e^-x/(1 + e^-x)²", r"\frac{e^{-x}}{(1 + e^{-x})^{2}}"),
    ("(1 - 1 + exp(-x))/(1 + exp(-x))^2", "(1 − 1 + e^-x)/(1 + e^-x)²", r"\frac{1 - 1 + e^{-x}}{(1 + e^{-x})^{2}}"),
    (
        "(1 + exp(-x))/(1 + exp(-x))^2 - 1/(1 + exp(-x))^2",
        "(1 + e^-x)/(1 + e^-x)² − 1/(1 + e^-x)²",
        r"\frac{1 + e^{-x}}{(1 + e^{-x})^{2}} - \frac{1}{(1 + e^{-x})^{2}}",
    ),
    (
        "1/(1 + exp(-x))*(1 - 1/(1 + exp(-x)))",
        "1/(1 + e^-x)·(1 − 1/(1 + e^-x))",
        r"\frac{1}{1 + e^{-x}} \left(1 - \frac{1}{1 + e^{-x}}\right)",
    ),
    ("S(x)*(1 - S(x))", "S(x)·(1 − S(x))", "S(x) (1 - S(x))"),
    (
        "-1*(1 + exp(-x))^(-2)*(-exp(-x))",
        "−1·(1 + e^-x)⁻²·(−e^-x)",
        r"-1 \cdot (1 + e^{-x})^{-2} \cdot (-e^{-x})",
    ),
    ("x*(1 - x)", "x·(1 − x)", r"x \cdot (1 - x)"),
    ("2*x*y", "2·x·y", "2 x y"),
    ("2*3", "2·3", r"2 \cdot 3"),
    ("2*(1/3)", "2·(1/3)", r"2 \cdot \frac{1}{3}"),
    ("1/2*x", "1/2·x", r"\frac{1}{2} x"),
    ("a/b*(c/d)", "a/b·(c/d)", r"\frac{a}{b} \cdot \frac{c}{d}"),
    ("a/b/c", "a/b/c", r"\frac{\frac{a}{b}}{c}"),
    ("a/(b/c)", "a/(b/c)", r"\frac{a}{\frac{b}{c}}"),
    ("(a + b) + c", "(a + b) + c", "(a + b) + c"),
    ("a - (b - c)", "a − (b − c)", "a - (b - c)"),
    ("a - (-b)", "a − (−b)", "a - (-b)"),
    ("-(a + b)", "−(a + b)", "-(a + b)"),
    ("(-a)*b", "(−a)·b", "(-a) b"),
    ("a*(b*c)", "a·(b·c)", r"a \cdot (b c)"),
    ("(-x)^2", "(−x)²", "(-x)^{2}"),
    ("-x^2", "−x²", "-x^{2}"),
    ("x^(-1)", "x⁻¹", "x^{-1}"),
    ("x^100", "x^100", "x^{100}"),
    ("x^n", "x^n", "x^{n}"),
    ("x^(-n)", "x^-n", "x^{-n}"),
    ("x^(1/2)", "x^(1/2)", r"x^{\frac{1}{2}}"),
    ("a^b^c", "a^(b^c)", "a^{b^{c}}"),
    ("(a^b)^c", "(a^b)^c", "(a^{b})^{c}"),
    ("exp(x)^2", "(e^x)²", "(e^{x})^{2}"),
    ("exp(-x^2/2)", "e^(−x²/2)", r"e^{-\frac{x^{2}}{2}}"),
    ("exp(sin(x))", "e^sin(x)", r"e^{\sin(x)}"),
    ("E*x", "e·x", "e x"),
    ("sqrt(x)*sqrt(x + 1)", "√x·√(x + 1)", r"\sqrt{x} \sqrt{x + 1}"),
    ("sqrt(x)^2", "(√x)²", r"\sqrt{x}^{2}"),
    ("root(x, 3)", "root(x, 3)", r"\sqrt[3]{x}"),
    ("abs(x/2)^2", "|x/2|²", r"\left|\frac{x}{2}\right|^{2}"),
    ("2*pi*theta_1", "2·π·θ_1", r"2 \pi \theta_{1}"),
    ("x1 + x_1 + x_max", "x1 + x_1 + x_max", r"x_{{1}} + x_{1} + x_{\mathrm{max}}"),
    ("rate*x", "rate·x", r"\mathrm{rate} \cdot x"),
    ("sigmoid(x)", "sigmoid(x)", r"\operatorname{sigmoid}(x)"),
    ("E_ + a_b_c", "E_ + a_b_c", r"E + a_{\mathrm{b\_c}}"),
    ("sin(x)^2 + cos(x)^n", "sin(x)² + cos(x)^n", r"\sin^{2}(x) + (\cos(x))^{n}"),
    ("asin(x)*asinh(x)", "asin(x)·asinh(x)", r"\arcsin(x) \operatorname{asinh}(x)"),
    ("log(x, 2)", "log(x, 2)", r"\log_{2}(x)"),
    ("log(x/y)", "log(x/y)", r"\log\left(\frac{x}{y}\right)"),
    ("factorial(n)/factorial(n + 1)", "n!/factorial(n + 1)", r"\frac{n!}{(n + 1)!}"),
    ("binomial(n, k)", "binomial(n, k)", r"\binom{n}{k}"),
    ("f''(u)", "f′′(u)", "f''(u)"),
    ("diff(f(x), x, 2)", "d²/dx² f(x)", r"\frac{d^{2}}{dx^{2}} f(x)"),
    ("diff(x*y, x)", "d/dx x·y", r"\frac{d}{dx} (x y)"),
    ("diff(x + y, x)", "d/dx (x + y)", r"\frac{d}{dx} (x + y)"),
    ("diff(sin(theta), theta)", "d/dθ sin(θ)", r"\frac{d}{d\theta} \sin(\theta)"),
    (
        "diff(f(x), x)*g(x) + f(x)*diff(g(x), x)",
        "(d/dx f(x))·g(x) + f(x)·d/dx g(x)",
        r"\left(\frac{d}{dx} f(x)\right) g(x) + f(x) \frac{d}{dx} g(x)",
    ),
    ("d/(dx)", "d/(dx)", r"\frac{d}{\mathrm{dx}}"),
    ("Subs(diff(f(x), x), x, 2)", "Subs(d/dx f(x), x, 2)", r"\left. \left(\frac{d}{dx} f(x)\right) \right|_{x=2}"),
    ("Sum(k^2, (k, 1, n))", "Sum(k², (k, 1, n))", r"\sum_{k=1}^{n} k^{2}"),
    ("Sum(k, (k, 1, n))*x", "Sum(k, (k, 1, n))·x", r"\left(\sum_{k=1}^{n} k\right) x"),
    ("Integral(x + 1, (x, 0, oo))", "Integral(x + 1, (x, 0, ∞))", r"\int_{0}^{\infty} (x + 1) \, dx"),
    ("Integral(x, x)", "Integral(x, x)", r"\int x \, dx"),
    ("Limit(1/x, x, oo)", "Limit(1/x, x, ∞)", r"\lim_{x \to \infty} \frac{1}{x}"),
    ("1e-30*x", "1e-30·x", r"(1 \times 10^{-30}) \cdot x"),
]


@pytest.mark.parametrize(("text", "unicode", "tex"), GOLDEN, ids=[row[0] for row in GOLDEN])
def test_golden(text: str, unicode: str, tex: str) -> None:
    term = read(text, names=NAMES)
    assert plain(term) == text
    assert pretty(term) == unicode
    assert latex(term) == tex
    assert read(unicode, names=NAMES) == term


@pytest.mark.parametrize(
    ("text", "unicode", "tex"),
    [
        ("x = y", "x = y", "x = y"),
        ("x != 0", "x ≠ 0", r"x \neq 0"),
        ("x <= -1", "x ≤ −1", r"x \leq -1"),
        ("0 > x + y", "0 > x + y", "0 > x + y"),
        ("abs(x) >= 1", "|x| ≥ 1", r"\left|x\right| \geq 1"),
    ],
)
def test_relations(text: str, unicode: str, tex: str) -> None:
    relation = read_relation(text)
    assert (plain(relation), pretty(relation), latex(relation)) == (text, unicode, tex)


def test_shorthands_give_way_to_names() -> None:
    d, e, x = Sym("d"), Sym("e"), Sym("x")
    assert pretty(diff(App("*", (d, x)), x)) == "diff(d·x, x)"
    assert pretty(App("*", (e, App("exp", (x,))))) == "e·exp(x)"
    assert plain(App("*", (Sym("gamma"), App("gamma", (x,))))) == "gamma*Gamma(x)"


def test_derivatives_by_entries_are_written_as_people_write_them() -> None:
    names = Names(functions=frozenset("fxw"))
    assert latex(read("diff(f(x(i)), x(j))", names=names)) == r"\frac{\partial}{\partial x(j)} f(x(i))"


def test_different_terms_have_different_latex() -> None:
    terms = dict.fromkeys(_small_terms())
    written = {latex(term) for term in terms}
    assert len(written) == len(terms)


def _small_terms() -> list[Term]:
    x = Sym("x")
    leaves = [
        x,
        Sym("d"),
        Sym("dx"),
        Sym("x_1"),
        Sym("x1"),
        Sym("e"),
        EULER,
        Sym("i"),
        IMAGINARY,
        ONE,
        TWO,
        Num("1e-3"),
    ]
    once = _grown(leaves, leaves)
    return [*leaves, *once, *_grown(once[::3], [x, TWO])]


def _grown(terms: list[Term], others: list[Term]) -> list[Term]:
    x = Sym("x")
    grown: list[Term] = []
    for term in terms:
        grown += [
            App(head, (term,)) for head in ("neg", "exp", "sin", "log", "sqrt", "abs", "factorial", "f", "f'", "x", "d")
        ]
        grown += [power(term, TWO), power(TWO, term), diff(term, x), diff(term, x, 2), App("log", (term, TWO))]
        grown += [App("Subs", (term, x, ONE)), App("Sum", (term, App("bounds", (x, ONE, TWO))))]
        grown += [App("Integral", (term, App("bounds", (x,)))), App("Limit", (term, App("bounds", (x, ONE))))]
    for term, other in product(terms, others):
        grown += [App(head, pair) for head in "+*/" for pair in ((term, other), (other, term))]
        grown += [
            power(term, other),
            App("f", (term, other)),
            App("*", (term, other, x)),
            App("+", (negate(term), other)),
        ]
    return grown


@pytest.mark.parametrize("write", [plain, pretty, latex])
@pytest.mark.parametrize("head", ["*", "^", "/", "factorial", "exp", "neg", "diff", "f", "Subs"])
def test_the_work_of_writing_grows_with_the_depth_and_no_faster(write: Callable[[Term], str], head: str) -> None:
    """A writer that wrote a part twice at every level would do thousands of times the work for twice the depth."""
    (few, short), (many, long) = (work(write, nested(head, depth)) for depth in (12, 24))
    assert many <= 3 * few
    assert long <= 3 * short


def nested(head: str, depth: int) -> Term:
    x = Sym("x")
    term: Term = x
    for _ in range(depth):
        pairs = {"*": (x, term), "^": (x, term), "/": (x, term), "diff": (term, x), "Subs": (term, x, x)}
        term = App(head, pairs.get(head, (term,)))
    return term


def work(write: Callable[[Term], str], term: Term) -> tuple[int, int]:
    """How many functions are called to write a term, and how long its text is."""
    write(term)  # what is imported or remembered the first time doesn't count
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        text = write(term)
    finally:
        sys.setprofile(before)
    return calls, len(text)


JOINED = App("and", (App("or", (read_relation("a != 0"), read_relation("b < 0"))), read_relation("c = 0")))


@pytest.mark.parametrize(
    ("write", "text"),
    [
        (plain, "(a != 0 or b < 0) and c = 0"),
        (pretty, "(a ≠ 0 or b < 0) and c = 0"),
        (latex, r"(a \neq 0 \text{ or } b < 0) \text{ and } c = 0"),
    ],
)
def test_conditions_are_joined_by_words(write: Callable[[Term], str], text: str) -> None:
    assert write(JOINED) == text
