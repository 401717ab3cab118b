"""What is read of LaTeX: formulas as people write them, against the plain notation of the same term."""

from __future__ import annotations

import pytest

from derivex.errors import Ambiguous, NotCheckable, Place, Unreadable
from derivex.notation import latex_meaning
from derivex.notation.latex import Conventions, conventions, read, read_relations
from derivex.notation.names import Names
from derivex.notation.plain import read as read_plain
from derivex.notation.write import plain
from derivex.term import App, Num, Sym

NAMES = Names(functions=frozenset({"S"}), symbols=frozenset({"rate"}))

READ = [
    # kept exactly as written
    (r"\frac{1 - 1 + e^{-x}}{(1+e^{-x})^2}", "(1 - 1 + exp(-x))/(1 + exp(-x))^2"),
    (r"(1+e^{-x})(0)", "(1 + exp(-x))*0"),
    (r"x^1", "x^1"),
    (r"\sqrt4", "sqrt(4)"),
    (r"1\cdot x+0", "1*x + 0"),
    (r"\frac{2}{4}", "2/4"),
    (r"\frac12", "1/2"),
    (r"\frac ab", "a/b"),
    (r"2 \cdot -x", "2*(-x)"),
    (r"a + -b", "a + (-b)"),
    (r"-x^2", "-x^2"),
    (r"(a b) c", "(a*b)*c"),
    (r"a \div b", "a/b"),
    (r"a/b/c", "a/b/c"),
    (r"\frac{\frac{a}{b}}{c}", "(a/b)/c"),
    (r"x^{a^b}", "x^(a^b)"),
    (r"2^{m/2} 2^{n/2}", "2^(m/2)*2^(n/2)"),
    (r"(2\pi)^\frac{n}{2}", "(2*pi)^(n/2)"),
    (r"{(-1)}^{n+1}", "(-1)^(n + 1)"),
    (r"{a+b \over c}", "(a + b)/c"),
    (r"{n \choose k}", "binomial(n, k)"),
    (r"\binom{n}{k}", "binomial(n, k)"),
    (r"\sqrt[3]{x} + \sqrt x y", "root(x, 3) + sqrt(x)*y"),
    # numbers
    (r"0.5 x", "0.5*x"),
    (r"2 \times 10^{5}", "2e5"),
    (r"2.5 \times 10^{-30} x", "2.5e-30*x"),
    (r"2 \cdot 10^{5}", "2*10^5"),
    (r"1/2 \times 10^5", "1/2*10^5"),
    (r"\frac{1}{x} 2x", "1/x*2*x"),
    # constants and letters
    (r"e^{-x} + e", "exp(-x) + E"),
    (r"\mathrm{e}^x", "exp(x)"),
    (r"\pi r^2", "pi*r^2"),
    (r"\gamma", "gamma"),
    (r"\mathrm{i} + i", "I + i"),
    (r"I R_1 + E", "I_*R_1 + E_"),
    (r"\gamma_{\mathrm{E}}", "EulerGamma"),
    (r"d\cdot 2", "d*2"),
    (r"xyz", "x*y*z"),
    (r"re^{ix}", "r*exp(i*x)"),
    (r"α·β − γ", "alpha*beta - gamma"),
    (r"\varepsilon", "epsilon"),
    # names
    (r"x_1 + x_{12} + x_{ij} + x_{i,j}", "x_1 + x_12 + x_ij + x_i_j"),
    (r"x_{{1}}", "x1"),
    (r"x_{max} x_{\max} x_{\mathrm{max}}", "x_max*x_max*x_max"),
    (r"\hat y \bar{x} \tilde{z}", "y_hat*x_bar*z_tilde"),
    (r"\hat{\beta}_1 + \hat{\beta_1}", "beta_hat_1 + beta_hat_1"),
    (r"x_{01} + x_1", "x_01 + x_1"),
    (r"\mathrm{rate} + \text{speed} + rate", "rate + speed + rate"),
    (r"\mathrm{AIC}_\mathrm{c}(m)", "AIC_c(m)"),
    # layout
    (r"\left( x+1 \right)^2", "(x + 1)^2"),
    (r"\large x\,y~z\quad\!", "x*y*z"),
    (r"\bigl(x + 1\bigr) % and so on", "x + 1"),
    (r"\displaystyle\tag{3}\label{a} x", "x"),
    ("x\n+ y", "x + y"),
    (r"x+1.", "x + 1"),
    (r"x+1,", "x + 1"),
    # products and calls
    (r"S(x)(1-S(x))", "S(x)*(1 - S(x))"),
    (r"S(2x)", "S(2*x)"),
    (r"x(1-x)", "x*(1 - x)"),
    (r"a(b+c)", "a*(b + c)"),
    (r"u(1-u)", "u*(1 - u)"),
    (r"rate(x + 1)", "rate*(x + 1)"),
    (r"\lambda(t - x)", "lambda*(t - x)"),
    (r"\pi(x+1)", "pi*(x + 1)"),
    (r"x^2(1+x)", "x^2*(1 + x)"),
    (r"\frac{f(x+h)-f(x)}{h}", "(f(x + h) - f(x))/h"),
    (r"f'(x) + f''(x) + f^{(3)}(x)", "f'(x) + f''(x) + f'''(x)"),
    (r"M_X'(0) + M''_X(t)", "M_X'(0) + M_X''(t)"),
    (r"f(x)^2", "f(x)^2"),
    (r"y(t) + g(h(x)) + F(\sin x) + G(0) + f(2x)", "y(t) + g(h(x)) + F(sin(x)) + G(0) + f(2*x)"),
    (r"nRT + \frac{PV}{VP}", "n*R*T + P*V/(V*P)"),
    (r"i 2 x", "i*2*x"),
    (r"f_{Z,W}(z, w)", "f_Z_W(z, w)"),
    (r"P(r,\theta)", "P(r, theta)"),
    (r"p(x; \theta)", "p(x, theta)"),
    (r"sigmoid(x) + \operatorname{sigmoid}(x) + \text{sigmoid}(x) + \mathrm{sigmoid}(x)", "sigmoid(x) + sigmoid(x) + sigmoid(x) + sigmoid(x)"),
    (r"\operatorname{f}(2x)", "f(2*x)"),
    (r"2sin(x) + exp(x)", "2*sin(x) + exp(x)"),
    (r"\Gamma(x + 1)", "gamma(x + 1)"),
    (r"n! + (n+1)!", "factorial(n) + factorial(n + 1)"),
    # functions without brackets
    (r"\sin 2x", "sin(2*x)"),
    (r"\sin x y", "sin(x*y)"),
    (r"\sin 2\pi x^2", "sin(2*pi*x^2)"),
    (r"\sin^2x+\cos^2x", "sin(x)^2 + cos(x)^2"),
    (r"\sin x\cos x", "sin(x)*cos(x)"),
    (r"\sin x(-\sin x)", "sin(x)*(-sin(x))"),
    (r"\sin x \cdot y", "sin(x)*y"),
    (r"\sin \frac{x}{2}", "sin(x/2)"),
    (r"\sin^{-1} x + \arctan y", "asin(x) + atan(y)"),
    (r"\sin(x)^2", "sin(x)^2"),
    (r"\ln x^2", "log(x^2)"),
    (r"\ln \sin x + \ln n!", "log(sin(x)) + log(factorial(n))"),
    (r"\ln \Gamma(a) - a \ln b", "log(gamma(a)) - a*log(b)"),
    (r"\ln|x|", "log(abs(x))"),
    (r"\log_2 x + \log_{10}(x)", "log(x, 2) + log(x, 10)"),
    (r"\log(x) y", "log(x)*y"),
    (r"\exp[A]\cdot B", "exp(A)*B"),
    (r"\exp\left\{-x\right\}", "exp(-x)"),
    (r"\max\{a, b\} + \min(a, b)", "max(a, b) + min(a, b)"),
    (r"\operatorname{sgn}(x) + \operatorname{arsinh} x", "sign(x) + asinh(x)"),
    # bars and brackets
    (r"|x||y| + \left|x\right| + \lvert x \rvert", "abs(x)*abs(y) + abs(x) + abs(x)"),
    (r"||x| - 1|", "abs(abs(x) - 1)"),
    (r"\lfloor x \rfloor + \left\lceil x \right\rceil", "floor(x) + ceiling(x)"),
    (r"\left\{[x + 1] - 1\right\}^2", "((x + 1) - 1)^2"),
    # derivatives
    (r"\frac{d}{dx}S(x)", "diff(S(x), x)"),
    (r"\frac{d}{dx} x^2 e^x", "diff(x^2*exp(x), x)"),
    (r"\frac{d}{dx} x^2 + 1", "diff(x^2, x) + 1"),
    (r"\frac{d}{dx} (x^2+1)^3", "diff((x^2 + 1)^3, x)"),
    (r"\frac{d}{dx}\left[x^2\right] \cdot x", "diff(x^2, x)*x"),
    (r"(x - 1)\frac{d}{dx}[x-1]", "(x - 1)*diff(x - 1, x)"),
    (r"\frac{d}{dx} \sin 2x", "diff(sin(2*x), x)"),
    (r"\frac{d}{dx} \frac{d}{dy} x y", "diff(diff(x*y, y), x)"),
    (r"\frac{d^2}{dx^2} f(x) + \frac{d^2 f(x)}{dx^2}", "diff(f(x), x, 2) + diff(f(x), x, 2)"),
    (r"\frac{d S(x)}{dx} \cdot \frac{d(1+e^{-x})}{dx}", "diff(S(x), x)*diff(1 + exp(-x), x)"),
    (r"\frac{\mathrm{d}}{\mathrm{d}x} x + \frac{\mathrm d(x)}{\mathrm dx}", "diff(x, x) + diff(x, x)"),
    (r"\frac{\partial^2}{\partial x \partial y} (x y)", "diff(diff(x*y, y), x)"),
    (r"\frac{\partial f(x, y)}{\partial x}", "diff(f(x, y), x)"),
    (r"\frac{d}{d\theta_1} \theta_1", "diff(theta_1, theta_1)"),
    (r"\frac{d}{dx} \int_0^x f(t) \, dt", "diff(Integral(f(t), (t, 0, x)), x)"),
    (r"\dot y(t) + \ddot y(t)", "diff(y(t), t) + diff(y(t), t, 2)"),
    # sums, products, limits
    (r"\sum_{k=1}^n k^2", "Sum(k^2, (k, 1, n))"),
    (r"\sum_{n=1}^N n + 1", "Sum(n, (n, 1, N)) + 1"),
    (r"\sum\limits_{n=0}^\infty \frac{x^n}{n!}", "Sum(x^n/factorial(n), (n, 0, oo))"),
    (r"\sum_{i=1}^{n} \sum_{j=1}^{m} -2 i j", "Sum(Sum(-2*i*j, (j, 1, m)), (i, 1, n))"),
    (r"\prod_{k=1}^n (k a)", "Product(k*a, (k, 1, n))"),
    (r"\prod_{k=1}^n a k", "Product(a*k, (k, 1, n))"),
    (r"\prod_{k=1}^n \prod_{j=1}^k j", "Product(Product(j, (j, 1, k)), (k, 1, n))"),
    (r"\lim_{x\to0} \frac{\sin x}{x}", "Limit(sin(x)/x, x, 0)"),
    (r"\lim_{n \rightarrow -\infty} e^n - 1", "Limit(exp(n), n, -oo) - 1"),
    # what a sum runs through is no constant
    (r"\sum_{i=1}^n x_i", "Sum(x_(i), (i, 1, n))"),
    (r"\sum_{i=1}^n x_{i+1}", "Sum(x_(i + 1), (i, 1, n))"),
    (r"\sum_{i=1}^n \sum_{j=1}^{n_i} a_{ij} b_{i,j}", "Sum(Sum(a_(i, j)*b_(i, j), (j, 1, n_(i))), (i, 1, n))"),
    (r"x_1 + \sum_{i=2}^n x_i^2", "x_(1) + Sum(x_(i)^2, (i, 2, n))"),
    (r"\sum_{i=1}^n \hat{y}_i y", "Sum(y_hat_(i)*y, (i, 1, n))"),
    (r"\sum_{i=1}^n x_i + \hat{y_1}", "Sum(x_(i), (i, 1, n)) + y_hat_1"),
    (r"\lim_{n \to \infty} a_n", "Limit(a_(n), n, oo)"),
    # integrals
    (r"\int x^2+1\,dx", "Integral(x^2 + 1, x)"),
    (r"\int_0^1 x \, dx + 1", "Integral(x, (x, 0, 1)) + 1"),
    (r"\int_{-\infty}^{+\infty} e^{-x^2} \mathrm{d}x", "Integral(exp(-x^2), (x, -oo, oo))"),
    (r"\int e^x \mathrm{dx}", "Integral(exp(x), x)"),
    (r"\int\frac{dx}{x} + C", "Integral(1/x, x) + C"),
    (r"\int\frac{2x\,dx}{x^2+1}", "Integral(2*x/(x^2 + 1), x)"),
    (r"\int \frac{\int_0^x t \, dt}{x} \, dx", "Integral(Integral(t, (t, 0, x))/x, x)"),
    (r"\int_0^1 dx", "Integral(1, (x, 0, 1))"),
    (r"\int_0^1 \int_0^x y \, dy \, dx", "Integral(Integral(y, (y, 0, x)), (x, 0, 1))"),
    (r"\int_0^1 f(x) \int_0^x 1 dy dx", "Integral(f(x)*Integral(1, (y, 0, x)), (x, 0, 1))"),
    (r"\iint x y \,dx\,dy", "Integral(Integral(x*y, x), y)"),
    (r"\int_{x=0}^1 x dx \cdot y", "Integral(x, (x, 0, 1))*y"),
    # values at a point and at two
    (r"\left. x^2 \right|_{x=3}", "Subs(x^2, x, 3)"),
    (r"[x^2]_a^b", "Subs(x^2, x, b) - Subs(x^2, x, a)"),
    (r"\left[F(t)\right]_0^x", "Subs(F(t), t, x) - Subs(F(t), t, 0)"),
    (r"[a x]_{x=0}^{\infty}", "Limit(a*x, x, oo) - Subs(a*x, x, 0)"),
    (r"2 x^2\big|_{x=1}^{x=2}", "Subs(2*x^2, x, 2) - Subs(2*x^2, x, 1)"),
    (r"[a x]_0^1 - \int_0^1 x \, dx", "(Subs(a*x, x, 1) - Subs(a*x, x, 0)) - Integral(x, (x, 0, 1))"),
    # cases
    (r"\begin{cases} x & \text{if } x > 0 \\ -x & \text{otherwise} \end{cases}", "Piecewise((x, x > 0), (-x, True))"),
    (
        r"\begin{cases} x, & 0 < x \le 1 \\ y^2, & x > 1 \text{ and } y \ne 0 \\ \end{cases}",
        "Piecewise((x, And(0 < x, x <= 1)), (y^2, And(x > 1, y != 0)))",
    ),
]  # fmt: skip


# the plain notation is told what LaTeX shows by its own means
PLAIN = Names(functions=frozenset({"S", "P", "p", "y", "x_", "a_", "b_", "n_", "y_hat_"}))


@pytest.mark.parametrize(("text", "meaning"), READ, ids=[text for text, _ in READ])
def test_it_is_read_as(text: str, meaning: str) -> None:
    assert read(text, names=NAMES) == read_plain(meaning, names=PLAIN)


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        (r"a = b", ["a = b"]),
        (r"0 < a \leq b", ["0 < a", "a <= b"]),
        (r"x \neq 0", ["x != 0"]),
        (r"x(1 - x) = x - x^2", ["x*(1 - x) = x - x^2"]),
        (r"\sum_{i=1}^2 x_i = x_1 + x_2.", ["Sum(x_(i), (i, 1, 2)) = x_(1) + x_(2)"]),
    ],
)
def test_relations(text: str, relations: list[str]) -> None:
    assert [plain(relation) for relation in read_relations(text)] == relations


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("x", 1, "a relation is expected"),
        ("x =", 4, 'something is missing after "="'),
        ("= x", 1, 'something is missing before "="'),
        ("x = = y", 5, 'something is missing before "="'),
        (r"\left(x = y\right) = z", 9, "makes a statement"),
        (r"x < y +", 7, 'something is missing after "+"'),
    ],
)
def test_a_relation_is_refused(text: str, column: int, words: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_relations(text)
    assert words in str(caught.value)
    assert caught.value.place is not None
    assert caught.value.place.column == column


def test_what_is_declared_decides() -> None:
    assert plain(read("e^x", names=Names(symbols=frozenset({"e"})))) == "e^x"
    assert plain(read("x(1-y)", names=Names(functions=frozenset({"x"})))) == "x(1 - y)"
    assert plain(read("f(1-x)", names=Names(symbols=frozenset({"f"})))) == "f*(1 - x)"
    assert plain(read(r"x^{T}", names=Names(symbols=frozenset({"T"})))) == "x^T"
    assert plain(read(r"\Delta x", names=Names(symbols=frozenset({"Delta"})))) == "Delta*x"


def test_beside_an_italic_e_the_other_is_eulers_number() -> None:
    names = Names(symbols=frozenset({"e"}))
    assert read(r"\mathit{e} + e^{x}", names=names) == App("+", (Sym("e"), App("exp", (Sym("x"),))))


# ---- what the other lines of a chain show ----


CHAIN = [
    r"\frac{d}{dx} \left(x y\right)",
    r"y + x \frac{dy}{dx}",
    r"y + x y'",
]


def test_what_depends_on_what_is_seen_in_a_chain() -> None:
    shown = conventions(CHAIN)
    assert shown.dependent == {"y": "x"}
    assert [plain(read(text, conventions=shown)) for text in CHAIN] == [
        "diff(x*y(x), x)",
        "y(x) + x*diff(y(x), x)",
        "y(x) + x*y'(x)",
    ]


@pytest.mark.parametrize(
    ("chain", "text", "meaning"),
    [
        ([r"\ddot y + \dot y"], r"\ddot y + \dot y + y^2", "diff(y(t), t, 2) + diff(y(t), t) + y(t)^2"),
        ([r"\frac{d^2y}{dx^2} + y(0)"], r"\frac{d^2y}{dx^2} + y(0)", "diff(y(x), x, 2) + y(0)"),
        ([r"\frac{dy}{dx}"], r"\left.\frac{dy}{dx}\right|_{x=0}", "Subs(diff(y(x), x), x, 0)"),
        ([r"\sum_{i=1}^2 x_i"], r"x_1 + x_2", "x_(1) + x_(2)"),
        ([r"\int_0^x a t \, dt"], r"[a t]_0^x", "Subs(a*t, t, x) - Subs(a*t, t, 0)"),
        (["u - u^2"], "u(a + b)", "u*(a + b)"),
        (["T(x) = x"], "T(2x)", "T(2*x)"),
        ([r"\frac{x", "x + y"], "x", "x"),  # what can't be read shows nothing
    ],
)
def test_a_chain_shows(chain: list[str], text: str, meaning: str) -> None:
    assert plain(read(text, conventions=conventions(chain))) == meaning


def test_a_letter_under_an_integral_that_may_depend_on_its_variable_is_refused() -> None:
    """Integration by parts means u and v to depend on each other, and no line of it says so."""
    parts = [r"\int u \, dv", r"u v - \int v \, du"]
    for text in parts:
        with pytest.raises(Ambiguous, match="on whose variable it may depend"):
            read(text, conventions=conventions(parts))
    twice = [r"\int_0^1 \int_0^1 x y \, dx \, dy", r"\int_0^1 \left(\int_0^1 x y \, dy\right) dx"]
    for text in twice:
        read(text, conventions=conventions(twice))


def test_conventions_join() -> None:
    one, two = Conventions(dependent={"y": "x"}), Conventions(dependent={"y": "t", "z": "t"}, bare=frozenset({"u"}))
    assert one.joined(two) == Conventions(dependent={"y": "x", "z": "t"}, bare=frozenset({"u"}))


# ---- positions ----


def test_a_complaint_shows_its_own_line() -> None:
    with pytest.raises(Unreadable) as caught:
        read("x^2 +\n  \\frac{1}{x} + \\foo", place=Place("mine.tex", 9, 3, "  x^2 +"))
    assert caught.value.report().splitlines() == [
        'mine.tex:10:17: the command "\\foo" is not known here',
        "  10 |   \\frac{1}{x} + \\foo",
        "     |                 ^^^^",
    ]


def test_a_complaint_on_the_first_line_keeps_its_column() -> None:
    with pytest.raises(Unreadable) as caught:
        read("x +", place=Place("mine.tex", 4, 3, "= x + \\\\"))
    assert caught.value.report().splitlines() == [
        'mine.tex:4:5: something is missing after "+"',
        "   4 | = x + \\\\",
        "     |     ^",
    ]


# ---- no mark is lost ----


def test_a_mark_that_is_lost_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """If a room dropped a factor, no term would come out."""
    from derivex.notation import latex

    real = latex_meaning.decided

    def forgetful(row: latex.Row, reading: latex.Reading) -> latex_meaning.Decided:
        found = real(row, reading)
        return found._replace(tokens=found.tokens[2:])

    monkeypatch.setattr(latex, "decided", forgetful)
    with pytest.raises(NotCheckable, match='what became of "y"'):
        read(r"y \cdot x")


def test_numbers_keep_their_spelling() -> None:
    assert read("0.50") == Num("0.50")
