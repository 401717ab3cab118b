"""What is refused of LaTeX: the class, the column, and words of the message that say why."""

from __future__ import annotations

import pytest

from derivex.errors import Ambiguous, InputError, NotCheckable, TooLarge, Unreadable
from derivex.notation.latex import conventions, read, read_relations
from derivex.notation.names import Names

NAMES = Names(functions=frozenset({"S"}), symbols=frozenset({"rate"}))

REFUSED = [
    # a product or a call
    (r"y(0)", Ambiguous, 1, "a product or a call"),
    (r"S'(x) + T(-x)", Ambiguous, 9, "a product or a call"),
    (r"T(1 + x)", Ambiguous, 1, "a product or a call"),
    (r"1 + P(2x)", Ambiguous, 5, r"write P \cdot (…)"),
    (r"v(t) + v", Ambiguous, 1, "a product or a call"),
    (r"e(x)", Ambiguous, 1, "a product or a call"),
    (r"\zeta(2)", Ambiguous, 1, "a product or a call"),
    (r"\Gamma(x) \Gamma", Ambiguous, 1, "a product or a call"),
    (r"f^2(x)", Ambiguous, 1, "a power, a function applied again, or an inverse"),
    (r"f^{-1}(x)", Ambiguous, 1, "an inverse"),
    (r"S^2(x + 1)", Ambiguous, 1, "a power"),
    (r"xsin(x)", Ambiguous, 1, r"write x \sin"),
    (r"im(x)", Ambiguous, 1, r"\operatorname{im}"),
    (r"sin x", Ambiguous, 1, r"write \sin"),
    (r"2 speed", Ambiguous, 3, r"\mathrm{speed}"),
    (r"E[X]", NotCheckable, 1, "an expectation"),
    (r"f * g", Ambiguous, 3, "a convolution"),
    (r"\Delta x", Ambiguous, 1, "a product or one name"),
    # where something ends
    (r"1/2x", Ambiguous, 4, "where the denominator ends"),
    (r"1/-2x", Ambiguous, 5, "where the denominator ends"),
    (r"m/2 (x + 1)", Ambiguous, 5, "where the denominator ends"),
    (r"\sin x/2", Ambiguous, 7, "where the argument of this function ends"),
    (r"\sin x e^x", Ambiguous, 8, "where the argument"),
    (r"\sin\omega(t-1)", Ambiguous, 11, "where the argument"),
    (r"\sin 2 \cdot x", Ambiguous, 8, "where the argument"),
    (r"\sin x^2 y", Ambiguous, 10, "where the argument"),
    (r"\ln f(x) g(x)", Ambiguous, 10, "where the argument"),
    (r"\ln |x|^2", Ambiguous, 5, "use brackets"),
    (r"\sin^2(x)^3", Ambiguous, 1, "two exponents"),
    (r"\sin^{-2} x", Ambiguous, 1, "another function"),
    (r"\frac{d}{dx}(u)(v)", Ambiguous, 1, r"write brackets around it, \frac{d}{dx}(…)"),
    (r"\frac{d}{dx}[u] v", Ambiguous, 1, "what this derivative covers"),
    (r"\frac{d}{dx}[u]^2", Ambiguous, 1, "what this derivative covers"),
    (r"\frac{d}{dx} u \cdot v", Ambiguous, 1, "what this derivative covers"),
    (r"\frac{d}{dx} x^2/2", Ambiguous, 1, "what this derivative covers"),
    (r"\frac{dS(x)}{dx}(1 - x)", Ambiguous, 1, "a product or its value there"),
    (r"\sum_{n=1}^N n + n", Ambiguous, 1, "its variable stands after the next sign"),
    (r"\lim_{x \to 0} x + x^2", Ambiguous, 1, "its variable stands after the next sign"),
    (r"\prod_{k=1}^n k a", Ambiguous, 1, "where this product ends"),
    (r"\int dx\, x", Ambiguous, 1, "write its differential last"),
    (r"\int \frac{dx}{x} y", Ambiguous, 6, "where this integral ends"),
    (r"x + x^2|_{x=1}", Ambiguous, 8, r"write \left."),
    (r"[a x]_0^1", Ambiguous, 1, "which letter runs"),
    (r"x^12", Ambiguous, 3, "TeX takes only the first digit"),
    (r"\frac{1}23", Ambiguous, 9, "TeX takes only the first digit"),
    (r"\frac{a}{b}^2", Ambiguous, 1, "use brackets"),
    (r"x^2!", Ambiguous, 4, "use brackets"),
    (r"2\frac{1}{3}", Ambiguous, 2, "a mixed number"),
    (r"|a|b|c|", Ambiguous, 3, r"write \left|"),
    (r"{a+b}c", Ambiguous, 1, "on paper they aren't seen"),
    (r"{x^2}^3", Ambiguous, 1, "on paper they aren't seen"),
    # the letter d, primes and dots
    (r"a d x", Ambiguous, 3, "a differential or a product"),
    (r"x \, \mathrm{d}x", Ambiguous, 6, "a differential or a product"),
    (r"y'", Ambiguous, 1, "a prime can be a derivative"),
    (r"n^{'} \times m^{\prime}", Ambiguous, 1, "a prime can be a derivative"),
    (r"\frac{dy}{dx}", NotCheckable, 1, 'that "y" depends on "x" is not said'),
    (r"\frac{d}{dx} y", NotCheckable, 1, "is not said"),
    (r"\frac{\partial f}{\partial x}", NotCheckable, 1, "is not said"),
    (r"\dot y", NotCheckable, 1, "this dot"),
    (r"\frac{d^2 y}{dx}", Unreadable, 1, "the orders above and below differ"),
    (r"\frac{d^n}{dx^n} x", NotCheckable, 13, "the order of a derivative"),
    (r"\frac{d^0}{dx^0} x", Unreadable, 13, "the order of a derivative"),
    (r"\frac{d}{dx}", Unreadable, 1, "needs something to differentiate"),
    (r"\frac{d}{dx} + 1", Unreadable, 1, "needs something to differentiate"),
    (r"\int_0^1 x", NotCheckable, 1, "no differential"),
    (r"\int x \, d(x^2)", NotCheckable, 11, "the differential of an expression"),
    (r"\int_C f ds", NotCheckable, 1, "along a curve"),
    (r"\iint_D x dx dy", NotCheckable, 1, "over a set"),
    (r"\oint x dx", NotCheckable, 1, "not known here"),
    (r"[f(x)]'", NotCheckable, 1, "by what is differentiated"),
    # bounds
    (r"\sum_i x_i", NotCheckable, 1, r"as in \sum_{k=1}^{n}"),
    (r"\sum_{i \in S} x", NotCheckable, 9, "about sets"),
    (r"\sum x", NotCheckable, 1, "both of its bounds"),
    (r"\lim_{x \to 0^+} x", NotCheckable, 13, "only two-sided limits"),
    (r"\lim_{(x,y)\to(0,0)} x", NotCheckable, 7, "only a name"),
    (r"\left. x \right|_{x=\infty}", NotCheckable, 6, r"\lim_{x \to \infty}"),
    (r"\left. x \right|", NotCheckable, 6, "which letter"),
    (r"x_{n+1}", NotCheckable, 1, "this index is computed"),
    (r"\infty", NotCheckable, 1, "infinity is no number"),
    (r"2\infty", NotCheckable, 2, "infinity is no number"),
    (r"\sum_{i=1}^n f_i(x)", NotCheckable, 14, "a sequence of functions"),
    # what no term holds
    (r"\mathbf{x}", NotCheckable, 1, "only scalars"),
    (r"\vec x", NotCheckable, 1, "only scalars"),
    (r"\begin{pmatrix} 1 & 2 \end{pmatrix}", NotCheckable, 1, "a matrix"),
    (r"B^TA^T", NotCheckable, 1, "a transposed matrix"),
    (r"x^\mathrm{T}", NotCheckable, 1, "a transposed matrix"),
    (r"B^\top", NotCheckable, 3, "an operation of matrices"),
    (r"x^*", NotCheckable, 2, "a conjugate or another name"),
    (r"30^\circ", NotCheckable, 4, "a degree"),
    (r"a \pm b", NotCheckable, 3, "two expressions of one"),
    (r"1 + 2 + \ldots + n", NotCheckable, 9, "leaves something out"),
    (r"a, b", NotCheckable, 2, "a list is no expression"),
    (r"(a, b)", NotCheckable, 3, "a list is no expression"),
    (r"(a, b]", NotCheckable, 1, "an interval"),
    (r"\{1, 2\}", NotCheckable, 1, "sets are not read"),
    (r"\|x\|", NotCheckable, 1, "a norm"),
    (r"P(A \mid B)", NotCheckable, 5, "a condition"),
    (r"P(A|B)", Unreadable, 4, "this bar is never closed"),
    (r"n!!", NotCheckable, 2, "a double factorial"),
    (r"\text{hello world}", NotCheckable, 1, "no mathematics"),
    (r"x \text{ for all } x", NotCheckable, 3, "no mathematics"),
    (r"\mathrm{const.}", NotCheckable, 1, "no name"),
    (r"x \approx y", NotCheckable, 3, "no relation"),
    (r"x \Rightarrow y", NotCheckable, 3, "joins statements"),
    (r"a & b", NotCheckable, 3, "a column"),
    (r"a \\ b", NotCheckable, 3, "a line of a display"),
    (r"\operatorname{Li}(x)", NotCheckable, 1, 'there is no function "Li"'),
    (r"\operatorname{gcd}(a, b)", NotCheckable, 1, "not known here"),
    (r"\overline{z}", Ambiguous, 1, "a conjugate or a mean"),
    (r"\epsilon + \varepsilon", Ambiguous, 12, "written differently"),
    (r"\mathrm{x} + x", Ambiguous, 14, "written differently"),
    # what is no formula
    (r"x -", Unreadable, 3, 'something is missing after "-"'),
    (r"(3-9)(5-15", Unreadable, 6, "this bracket is never closed"),
    (r"x + \foo", Unreadable, 5, r'the command "\foo" is not known here'),
    (r"\frac{1}", Unreadable, 1, "something is missing after"),
    (r"\frac{}{2}", Unreadable, 1, "nothing between these brackets"),
    (r"\sqrt{}", Unreadable, 1, "nothing between these brackets"),
    (r"\binom{}{2}", Unreadable, 1, "something is missing in"),
    (r"x^", Unreadable, 2, "something is missing after"),
    (r"x^{}", Unreadable, 2, "empty"),
    (r"x^a^b", Unreadable, 4, "two exponents"),
    (r"x_1_2", Unreadable, 4, "two indices"),
    (r"^2", Unreadable, 1, "something is missing before"),
    (r"x^-1", Unreadable, 3, "needs braces"),
    (r"\sin", Unreadable, 1, "needs its argument"),
    (r"\sin -x", Unreadable, 6, "needs its argument"),
    (r"\sin'(x)", Unreadable, 5, "a prime follows a name"),
    (r"\operatorname{sigmoid} x", Unreadable, 1, "needs its argument in brackets"),
    (r"x 2", Unreadable, 3, r"write \cdot between them"),
    (r"1.2.3", Unreadable, 4, "follow each other"),
    (r"x . y", Unreadable, 3, "a dot stands only inside a number"),
    (r"x = 2", Unreadable, 3, "makes a statement"),
    (r"$x$", Unreadable, 1, "leave it away"),
    (r"\begin{align} x \end{align}", Unreadable, 1, "a display of several lines"),
    (r"\begin{cases} x \end{cases}", Unreadable, 15, "a case has a value"),
    (r"{x", Unreadable, 1, "this brace is never closed"),
    (r"x}", Unreadable, 2, "nothing was opened"),
    (r"\left(x", Unreadable, 6, "this bracket is never closed"),
    (r"\left)x\right)", Unreadable, 6, "needs a delimiter that opens"),
    ("", Unreadable, 1, "there is nothing to read"),
    ("x\0", Unreadable, 2, "has no meaning here"),
    ("x + 🎉", Unreadable, 5, "has no meaning here"),
    ("\\", Unreadable, 1, "has no meaning here"),
    # size
    (r"\frac{" * 1000 + "1" + "}{2}" * 1000, TooLarge, 600, "nested more than 100 deep"),
    ("(" * 9000 + "x" + ")" * 9000, TooLarge, 100, "nested more than 100 deep"),
    ("|" * 10_000, TooLarge, 100, "nested more than 100 deep"),
    (r"\frac" * 4000, TooLarge, 56, "without braces"),
    ("-" * 10_000 + "x", TooLarge, 9911, "nested more than 90 deep"),
    ("x+" * 500_000 + "x", TooLarge, 20_001, "longer than 20000 characters"),
    (r"\int " * 4000, TooLarge, 151, "more than 30 integrals"),
    (r"\sin " * 3900 + "x", TooLarge, 1, "functions follow each other"),
    (r"\sum_{i=1}^n " * 1300 + "i", TooLarge, 15744, "nested more than 90 deep"),
    ("[" * 60 + "x" + "]_a^b" * 60, TooLarge, 1, "too large"),
    ("9" * 500, TooLarge, 1, "more than 400 digits"),
    (r"1 \times 10^{500}", TooLarge, 10, "too many digits"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "column", "words"), REFUSED, ids=[row[0][:30] for row in REFUSED])
def test_it_is_refused(text: str, kind: type[InputError], column: int, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text, names=NAMES)
    error = caught.value
    assert words in str(error)
    assert type(error) is kind
    assert error.place is not None
    assert error.place.column == column
    assert error.report()


@pytest.mark.parametrize("text", [row[0] for row in REFUSED], ids=[row[0][:30] for row in REFUSED])
def test_a_refused_text_is_refused_in_any_company(text: str) -> None:
    with pytest.raises(InputError):
        read_relations(f"{text} = 1 = \\foo", names=NAMES)
    conventions([text], names=NAMES)
