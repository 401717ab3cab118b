"""What is read: texts as people type and paste them, against terms built by hand."""

import pytest

from derivex.errors import InputError, Place
from derivex.notation.names import Names
from derivex.notation.plain import read, read_relation, read_relations
from derivex.notation.write import plain
from derivex.term import EULER, INFINITY, PI, App, Num, Sym, Term, add, call, diff, divide, multiply, negate, power

x, y, a, b, c, d, n, k, u = (Sym(name) for name in "xyabcdnku")
zero, one, two, three = (Num(str(value)) for value in range(4))
exp_minus_x = call("exp", negate(x))
NAMES = Names(functions=frozenset({"S", "sigmoid"}), symbols=frozenset({"x", "rate", "dt"}))


def bounds(*terms: Term) -> Term:
    return App("bounds", terms)


READ = [
    # order, grouping and signs are kept
    ("a - b", add(a, negate(b))),
    ("a + (-b)", add(a, negate(b))),
    ("-a*b", negate(multiply(a, b))),
    ("(-a)*b", App("*", (negate(a), b))),
    ("-1*x", negate(multiply(one, x))),
    ("-x^2", negate(power(x, two))),
    ("a*-b", App("*", (a, negate(b)))),
    ("a*-b*c", App("*", (a, negate(b), c))),
    ("a--b", App("+", (a, negate(negate(b))))),
    ("--a", negate(negate(a))),
    ("+a", a),
    ("((a))", a),
    ("(a + b) + c", App("+", (App("+", (a, b)), c))),
    ("a + b + c", App("+", (a, b, c))),
    ("a - (b - c)", App("+", (a, negate(App("+", (b, negate(c))))))),
    ("(a*b)*c", App("*", (App("*", (a, b)), c))),
    ("a*b/c", divide(multiply(a, b), c)),
    ("a/b*c", App("*", (divide(a, b), c))),
    ("a*(b/c)", App("*", (a, divide(b, c)))),
    ("a/b/c", divide(divide(a, b), c)),
    ("a/-b", divide(a, negate(b))),
    ("a^b^c", power(a, power(b, c))),
    ("(a^b)^c", power(power(a, b), c)),
    ("-a^b", negate(power(a, b))),
    ("a^-b", power(a, negate(b))),
    ("a^-b^c", power(a, negate(power(b, c)))),
    ("a**b", power(a, b)),
    ("1 - 1 + exp(-x)", add(one, negate(one), exp_minus_x)),
    ("1*x*0", multiply(one, x, zero)),
    # numbers
    ("0.25", Num("0.25")),
    (".5", Num("0.5")),
    ("5.", Num("5")),
    ("007", Num("7")),
    ("1e-30", Num("1e-30")),
    ("1E+5", Num("1e5")),
    ("½", divide(one, two)),
    ("½x", App("*", (divide(one, two), x))),
    # constants
    ("e", EULER),
    ("e^-x", exp_minus_x),
    ("E**(-x)", exp_minus_x),
    ("exp(-x)", exp_minus_x),
    ("pi", PI),
    ("π", PI),
    ("2πr", multiply(two, PI, Sym("r"))),
    ("∞", INFINITY),
    # names
    ("xy", Sym("xy")),
    ("x1*z_1*R1", multiply(Sym("x1"), Sym("z_1"), Sym("R1"))),
    ("E_ + lambda_", add(Sym("E_"), Sym("lambda_"))),
    ("α_1", Sym("alpha_1")),
    ("θx", multiply(Sym("theta"), x)),
    ("ϵ + ϕ", add(Sym("epsilon"), Sym("phi"))),
    # products that nobody wrote
    ("2x", multiply(two, x)),
    ("2(x + 1)", multiply(two, add(x, one))),
    ("(a + b)(c + d)", multiply(add(a, b), add(c, d))),
    ("S(x)(1 - S(x))", multiply(call("S", x), add(one, negate(call("S", x))))),
    ("x(1 - x)", multiply(x, add(one, negate(x)))),
    ("rate(x + 1)", multiply(Sym("rate"), add(x, one))),
    ("a x^2 + b x + c", add(multiply(a, power(x, two)), multiply(b, x), c)),
    ("2 x sin(x)", multiply(two, x, call("sin", x))),
    ("x²y", multiply(power(x, two), y)),
    ("2x/3", divide(multiply(two, x), three)),
    ("e^(2)x", multiply(call("exp", two), x)),
    ("pi(x + 1)", multiply(PI, add(x, one))),
    # what is pasted
    ("a − b – c", add(a, negate(b), negate(c))),
    ("a·b×c⋅d∗x", multiply(a, b, c, d, x)),
    ("a÷b", divide(a, b)),
    ("x²", power(x, two)),
    ("x⁻¹", power(x, negate(one))),
    ("x¹²", power(x, Num("12"))),
    ("e^x²", call("exp", power(x, two))),
    ("√x", call("sqrt", x)),
    ("√(x + 1)^2", power(call("sqrt", add(x, one)), two)),
    ("√x·y", multiply(call("sqrt", x), y)),
    ("∛x", call("root", x, three)),
    ("2\u2009x\u00a0+ y", add(multiply(two, x), y)),
    # bars
    ("|x|", call("abs", x)),
    ("2|x|", multiply(two, call("abs", x))),
    ("|x||y|", multiply(call("abs", x), call("abs", y))),
    ("||x| - 1|", call("abs", add(call("abs", x), negate(one)))),
    ("|x - |y||", call("abs", add(x, negate(call("abs", y))))),
    ("f(|x|, |y|)", call("f", call("abs", x), call("abs", y))),
    # functions
    ("ln(x)", call("log", x)),
    ("log(x, 2)", call("log", x, two)),
    ("log2(x)", call("log", x, two)),
    ("Abs(x)", call("abs", x)),
    ("arcsin(x)", call("asin", x)),
    ("cbrt(x)", call("root", x, three)),
    ("root(x, 3)", call("root", x, three)),
    ("sin^2(x)", power(call("sin", x), two)),
    ("sin²(x)", power(call("sin", x), two)),
    ("sin²(x)cos(x)", multiply(power(call("sin", x), two), call("cos", x))),
    ("min(a, b, c)", call("min", a, b, c)),
    ("n!", call("factorial", n)),
    ("2^n!", power(two, call("factorial", n))),
    ("-n!", negate(call("factorial", n))),
    ("n!²", power(call("factorial", n), two)),
    ("gamma(x)", call("gamma", x)),
    ("gamma + 1", add(Sym("gamma"), one)),
    ("f'(u)", call("f'", u)),
    ("f″(u)", call("f''", u)),
    ("f(x + 1)", call("f", add(x, one))),
    ("sigmoid(2*x)", call("sigmoid", multiply(two, x))),
    ("logistic(2*x)", call("logistic", multiply(two, x))),
    ("y(t)", call("y", Sym("t"))),
    # derivatives
    ("diff(f(x), x)", diff(call("f", x), x)),
    ("diff(f(x), x, 2)", diff(call("f", x), x, 2)),
    ("diff(f(x), x, 1)", diff(call("f", x), x)),
    ("Derivative(f(x), (x, 2))", diff(call("f", x), x, 2)),
    ("Derivative(f(x), x, x)", diff(call("f", x), x, 2)),
    ("diff(f(x, y), x, y)", diff(diff(call("f", x, y), x), y)),
    ("d/dx x", diff(x, x)),
    ("d/dx x*y/c + 1", add(diff(divide(multiply(x, y), c), x), one)),
    ("d/dx 1/(1 + e^-x)", diff(divide(one, add(one, exp_minus_x)), x)),
    ("-d/dx x", negate(diff(x, x))),
    ("a*d/dx b*x", multiply(a, diff(multiply(b, x), x))),
    ("a d/dx x", multiply(a, diff(x, x))),
    ("d/dx -x^2", diff(negate(power(x, two)), x)),
    ("d/dx (x + 1)", diff(add(x, one), x)),
    ("d/dx d/dy x*y", diff(diff(multiply(x, y), y), x)),
    ("d^2/dx^2 f(x)", diff(call("f", x), x, 2)),
    ("d²/dx² f(x)", diff(call("f", x), x, 2)),
    ("d/dtheta sin(theta)", diff(call("sin", Sym("theta")), Sym("theta"))),
    ("d/dθ sin(θ)", diff(call("sin", Sym("theta")), Sym("theta"))),
    ("∂/∂x x*y", diff(multiply(x, y), x)),
    ("d/(dx)", divide(d, Sym("dx"))),
    ("dy/(dx)", divide(Sym("dy"), Sym("dx"))),
    # forms with bound variables
    ("Sum(1/k, (k, 1, n))", App("Sum", (divide(one, k), bounds(k, one, n)))),
    ("Sum(k, (k, 1, n), (n, 1, a))", App("Sum", (App("Sum", (k, bounds(k, one, n))), bounds(n, one, a)))),
    ("Product(k, (k, 1, n))", App("Product", (k, bounds(k, one, n)))),
    ("Integral(x, x)", App("Integral", (x, bounds(x)))),
    ("Integral(x, (x, 0, 1))", App("Integral", (x, bounds(x, zero, one)))),
    ("Limit(1/x, x, oo)", App("Limit", (divide(one, x), bounds(x, INFINITY)))),
    ("Subs(x^2, x, 3)", App("Subs", (power(x, two), x, three))),
    ("9**9**9**9", power(Num("9"), power(Num("9"), power(Num("9"), Num("9"))))),
]  # fmt: skip


@pytest.mark.parametrize(("text", "term"), READ, ids=[text for text, _ in READ])
def test_it_is_read_as(text: str, term: Term) -> None:
    assert read(text, names=NAMES) == term


@pytest.mark.parametrize("term", [term for _, term in READ], ids=[text for text, _ in READ])
def test_it_reads_back(term: Term) -> None:
    assert read(plain(term), names=NAMES) == term


def test_a_declared_e_is_a_symbol() -> None:
    names = Names(symbols=frozenset({"e"}))
    assert read("e^x", names=names) == power(Sym("e"), x)
    assert read("exp(x)", names=names) == call("exp", x)


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("a = b", [App("=", (a, b))]),
        ("a == b", [App("=", (a, b))]),
        ("0 < a < b", [App("<", (zero, a)), App("<", (a, b))]),
        ("x ≤ 2", [App("<=", (x, two))]),
        ("x >= -1", [App(">=", (x, negate(one)))]),
        ("x ≠ 0", [App("!=", (x, zero))]),
        ("n! != 0", [App("!=", (call("factorial", n), zero))]),
        ("n!!=0", [App("!=", (call("factorial", n), zero))]),
        ("n! = 1", [App("=", (call("factorial", n), one))]),
        ("|x| < 1", [App("<", (call("abs", x), one))]),
    ],
)  # fmt: skip
def test_relations(text: str, relations: list[Term]) -> None:
    assert list(read_relations(text)) == relations


def test_one_relation() -> None:
    assert read_relation("(a + b)^2 = a^2 + 2a*b + b^2").head == "="  # type: ignore[union-attr]  # a relation is an App
    with pytest.raises(InputError, match="one relation is expected"):
        read_relation("a = b = c")


def test_the_place_of_a_text_is_the_place_of_its_errors() -> None:
    line = "= exp(-x) + * 2    by arithmetic"
    with pytest.raises(InputError) as caught:
        read("exp(-x) + * 2", place=Place("mine.md", 9, 3, line))
    assert caught.value.report().splitlines() == [
        'mine.md:9:13: something is missing between "+" and "*"',
        "   9 | = exp(-x) + * 2    by arithmetic",
        "     |             ^",
    ]
