"""The door to SymPy: what passes it, in which shape, and what is turned away."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from pathlib import Path

import mpmath
import pytest
import sympy as sp
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from derivex.comparison import same
from derivex.errors import InputError, TooLarge, Unsupported
from derivex.given import Given
from derivex.meaning import as_term, from_sympy, own_names, readings, symbols_given, to_sympy
from derivex.notation.names import Names
from derivex.notation.plain import read
from derivex.term import ONE, ZERO, App, Num, Sym, Term, add, call, divide, multiply, negate, power

x, y, n, k = sp.symbols("x y n k", real=True)
S, f, g = sp.Function("S"), sp.Function("f"), sp.Function("g")
NAMES = Names(functions=frozenset({"S", "f", "g"}))
SIGMOID = 1 / (1 + sp.exp(-x))


def term(text: str) -> Term:
    return read(text, names=NAMES)


# ---- in: the notation of what is read ----

INWARD = [
    (SIGMOID, "1/(1 + exp(-x))"),
    (sp.exp(-x) / (1 + sp.exp(-x)) ** 2, "exp(-x)/(1 + exp(-x))^2"),
    (x**-2, "1/x^2"),
    (S(x) * (1 - S(x)), "(1 - S(x))*S(x)"),
    (x - y, "x - y"),
    (1 - x, "1 - x"),
    (-x, "-x"),
    (-x / y, "-(x/y)"),
    (-3 * x, "-(3*x)"),
    (2 * x / 3, "2*x/3"),
    (x / 2, "x/2"),
    (sp.Rational(-3, 4), "-(3/4)"),
    (sp.Integer(-5), "-5"),
    (x**2 + 2 * x + 1, "x^2 + 2*x + 1"),
    (sp.sqrt(x) / 2, "sqrt(x)/2"),
    (1 / sp.sqrt(x), "1/sqrt(x)"),
    (x ** sp.Rational(3, 2), "x^(3/2)"),
    (x**-y, "x^(-y)"),
    (sp.Float("0.1") * x, "0.1*x"),
    (sp.Float(-2.5), "-2.5"),
    (sp.exp(2), "exp(2)"),
    (sp.E, "E"),
    (sp.pi * sp.I, "I*pi"),
    (-sp.oo, "-oo"),
    (sp.Abs(x) + sp.Max(x, 2), "max(2, x) + abs(x)"),
    (sp.log(x) * sp.sin(x), "log(x)*sin(x)"),
    (sp.asin(x), "asin(x)"),
    (sp.factorial(n), "factorial(n)"),
    (sp.Derivative(SIGMOID, x), "diff(1/(1 + exp(-x)), x)"),
    (sp.Derivative(f(x), x, x), "diff(f(x), x, 2)"),
    (sp.Derivative(f(x, y), x, y), "diff(diff(f(x, y), x), y)"),
    (f(x**2).diff(x), "2*x*f'(x^2)"),
    (sp.Subs(x**2, x, 3), "Subs(x^2, x, 3)"),
    (sp.Sum(k**2, (k, 1, n)), "Sum(k^2, (k, 1, n))"),
    (sp.Product(k, (k, 1, n)), "Product(k, (k, 1, n))"),
    (sp.Sum(k * n, (k, 1, 2), (n, 1, 3)), "Sum(Sum(k*n, (k, 1, 2)), (n, 1, 3))"),
    (sp.Integral(x, x), "Integral(x, x)"),
    (sp.Integral(x, (x, 0, 1)), "Integral(x, (x, 0, 1))"),
    (sp.Limit(sp.sin(x) / x, x, 0, "+-"), "Limit(sin(x)/x, x, 0)"),
    # the last three are not evaluated
    (sp.UnevaluatedExpr(x) * 2, "2*x"),
    (sp.Add(1, -1, sp.exp(-x), evaluate=False), "1 - 1 + exp(-x)"),
    (sp.Mul(x, 0, evaluate=False), "x*0"),
]


@pytest.mark.parametrize(("expr", "text"), INWARD, ids=[text for _, text in INWARD])
def test_is_read_as(expr: sp.Basic, text: str) -> None:
    assert same(from_sympy(expr), term(text))


@pytest.mark.parametrize("expr", [expr for expr, _ in INWARD[:-3] if not expr.has(sp.Float)], ids=str)
def test_evaluated_expressions_come_back_as_themselves(expr: sp.Expr) -> None:
    assert to_sympy(from_sympy(expr), written=False, symbols=own_names(expr)) == expr


def test_relations_are_read() -> None:
    assert from_sympy(sp.Eq(x, y)) == App("=", (Sym("x"), Sym("y")))
    assert from_sympy(x <= 1) == App("<=", (Sym("x"), ONE))


def test_negative_powers_have_a_second_reading() -> None:
    fraction, power_ = readings(SIGMOID)
    assert same(fraction, term("1/(1 + exp(-x))"))
    assert same(power_, term("(1 + exp(-x))^(-1)"))
    assert same(readings(sp.Mul(sp.exp(-x), (1 + sp.exp(-x)) ** -2))[1], term("exp(-x)*(1 + exp(-x))^(-2)"))
    assert len(readings(x + 1)) == 1


# ---- out: what SymPy is able to hold ----

HELD = """
diff(S(x), x)
diff(1/(1 + exp(-x)), x)
((1 + exp(-x))*0 - 1*(-exp(-x)))/(1 + exp(-x))^2
exp(-x)/(1 + exp(-x))^2
(1 - 1 + exp(-x))/(1 + exp(-x))^2
(1 + exp(-x))/(1 + exp(-x))^2 - 1/(1 + exp(-x))^2
1/(1 + exp(-x)) - 1/(1 + exp(-x))^2
1/(1 + exp(-x))*(1 - 1/(1 + exp(-x)))
S(x)*(1 - S(x))
exp(-x)/((1 + exp(-x))*(1 + exp(-x)))
1/(1 + exp(-x))*(exp(-x)/(1 + exp(-x)))
1/(1 + exp(-x))*((1 + exp(-x) - 1)/(1 + exp(-x)))
1*x
-1*x
(-1)*x
0*x + 0
x - x
x/x
2/4
6/3
(1/2)*x
x*(1/2)
-(1/2)*x
(-1)/x
-(1/x)
(-x)/2
a*c/(b*c)
a*(b/c)
a/b/c
a/(b/c)
1/(1/x)
x^1
x^0
0^0
1/(x - x)
exp(0)
exp(1)
exp(log(x))
log(1)
sin(0)
sqrt(4)
sqrt(x^2)
1/sqrt(x)
(x^2)^3
x^2^3
abs(-3)
diff(1, x)
diff(diff(x^2, x), x)
diff(x^3, x, 2)
f'(x)
f''(x^2)
Subs(diff(f(x), x), x, 3)
Sum(k/k, (k, 0, 3))
Integral(1*x, x)
Limit(sin(x)/x, x, 0)
x - -2
--x
-0
(x + 1) + 2
(x*1)*2
(a - b)*(a + b)
""".strip().splitlines()


@pytest.mark.parametrize("text", HELD)
def test_the_shape_survives(text: str) -> None:
    written = term(text)
    assert same(from_sympy(to_sympy(written)), written)


LOST = [
    ("(1 + exp(-x))^(-1)", "1/(1 + exp(-x))"),
    ("exp(-x)*x^(-2)", "exp(-x)/x^2"),
    ("x^(1/2)", "sqrt(x)"),
    ("0.25*x", "(1/4)*x"),
    ("log(x, 2)", "log(x)/log(2)"),
    ("root(x, 3)", "sign(x)*abs(x)^(1/3)"),
]


@pytest.mark.parametrize(("text", "instead"), LOST)
def test_what_is_lost_is_what_the_module_says(text: str, instead: str) -> None:
    assert same(from_sympy(to_sympy(term(text))), term(instead))


def test_the_first_touch_collapses_a_written_line() -> None:
    line = to_sympy(term("1 - 1 + exp(-x)"))
    assert line != sp.exp(-x)
    assert line.func(*line.args) == sp.exp(-x)


def test_what_people_type_is_what_is_built() -> None:
    assert to_sympy(term("1/(1 + exp(-x))")) == sp.Pow(1 + sp.exp(-x), -1)
    assert to_sympy(term("diff(1/(1 + exp(-x)), x)")) == sp.Derivative(SIGMOID, x)
    assert to_sympy(term("S(x)*(1 - S(x))")).doit() == S(x) * (1 - S(x))
    assert to_sympy(term("1 - 1 + exp(-x)"), written=False) == sp.exp(-x)


# ---- laws ----

LETTERS = st.sampled_from([Sym("x"), Sym("y"), ZERO, ONE, Num("2"), Num("3"), Num("12")])


def _compound(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    several = st.lists(inner, min_size=2, max_size=3)
    small = st.sampled_from([Num("2"), Num("3"), Sym("y")])
    return st.one_of(
        several.map(lambda args: add(*args)),
        several.map(lambda args: multiply(*args)),
        several.map(lambda args: App("+", tuple(args))),
        several.map(lambda args: App("*", tuple(args))),
        st.tuples(inner, inner).map(lambda pair: divide(*pair)),
        st.tuples(inner, small).map(lambda pair: power(*pair)),
        inner.map(negate),
        st.tuples(st.sampled_from(["exp", "sin", "sqrt", "abs", "f"]), inner).map(lambda pair: call(*pair)),
    )


TERMS = st.recursive(LETTERS, _compound, max_leaves=8)


@settings(max_examples=300)
@for_all(TERMS)
def test_every_term_of_the_fragment_keeps_its_shape(written: Term) -> None:
    try:
        expr = to_sympy(written)
    except TooLarge:
        return
    assert same(from_sympy(expr), written)


def value(of: Term, at: dict[str, complex]) -> complex | None:
    """The value of a term by mpmath alone; None where it is undefined or out of range."""
    try:
        return _value(of, at)
    except (ZeroDivisionError, OverflowError, ValueError):
        return None


def _value(of: Term, at: dict[str, complex]) -> complex:
    match of:
        case Num():
            return mpmath.mpf(of.value.numerator) / of.value.denominator
        case Sym(name):
            return {"E": mpmath.e, "pi": mpmath.pi, "I": mpmath.mpc(0, 1)}.get(name) or mpmath.mpf(at[name])
    args = [_value(arg, at) for arg in of.args]
    match of.head:
        case "+":
            return mpmath.fsum(args)
        case "*":
            return mpmath.fprod(args)
        case "/":
            return args[0] / args[1]
        case "neg":
            return -args[0]
        case "^":
            if abs(args[0]) > 1e6 or abs(args[1]) > 50:
                raise OverflowError
            return mpmath.mpf(1) if args[1] == 0 else mpmath.power(*args)
        case "exp":
            if abs(args[0]) > 200:
                raise OverflowError
            return mpmath.exp(args[0])
        case "f":
            return args[0] ** 2 + 3
        case "abs":
            return abs(args[0])
        case "log":
            if args[0] == 0:
                raise ValueError(of.head)
            return mpmath.log(*args)
        case "sign":
            return mpmath.sign(args[0])
        case "sin" | "sqrt":
            return getattr(mpmath, of.head)(args[0])
    raise ValueError(of.head)


POINTS = [{"x": 0.7, "y": 1.3}, {"x": -1.9, "y": 0.4}, {"x": 2.5, "y": -1.1}]


@for_all(TERMS, st.sampled_from(["", "^(-2)", "*0.25", "^(1/2)", "log"]))
def test_there_and_back_has_the_same_meaning(inner: Term, lossy: str) -> None:
    if lossy == "log":
        written: Term = App("log", (inner, Num("3")))
    elif lossy == "*0.25":
        written = multiply(inner, Num("0.25"))
    elif lossy:
        written = power(inner, negate(Num("2")) if "-" in lossy else divide(ONE, Num("2")))
    else:
        written = inner
    try:
        back = from_sympy(to_sympy(written))
    except TooLarge:
        return
    for point in POINTS:
        before, after = value(written, point), value(back, point)
        if before is not None:
            assert after is not None
            assert mpmath.almosteq(before, after, rel_eps=1e-9, abs_eps=1e-9)


@settings(max_examples=60)
@for_all(TERMS)
def test_the_evaluated_meaning_has_the_same_value(written: Term) -> None:
    try:
        expr = to_sympy(written, written=False)
    except TooLarge:
        return
    assert to_sympy(from_sympy(expr), written=False) == expr or not expr.is_finite or expr.has(sp.zoo, sp.nan)
    for point in POINTS[:1]:
        before = value(written, point)
        if before is None or expr.has(f, sp.nan, sp.zoo):
            continue
        after = complex(expr.subs({x: sp.Float(point["x"], 30), y: sp.Float(point["y"], 30)}).evalf(20))
        assert math.isclose(abs(complex(before) - after), 0, abs_tol=1e-6 * (1 + abs(after)))


# ---- symbols ----


@pytest.mark.parametrize(
    ("texts", "assumption"),
    [
        ([], "is_real"),
        (["x > 0"], "is_positive"),
        (["x >= 0"], "is_nonnegative"),
        (["x < 0"], "is_negative"),
        (["x != 0"], "is_nonzero"),
        (["2 < x"], "is_positive"),
        (["x integer"], "is_integer"),
        (["x complex"], "is_complex"),
    ],
)
def test_givens_become_assumptions(texts: list[str], assumption: str) -> None:
    symbol = to_sympy(Sym("x"), given=Given.read(texts))
    assert getattr(symbol, assumption)
    if assumption == "is_complex":
        assert symbol.is_real is None


@pytest.mark.parametrize(
    ("symbol", "said"),
    [
        (sp.Symbol("x", positive=True), "x real, x > 0"),
        (sp.Symbol("x", nonnegative=True), "x real, x >= 0"),
        (sp.Symbol("x", negative=True), "x real, x < 0"),
        (sp.Symbol("x", nonzero=True), "x real, x != 0"),
        (sp.Symbol("x", integer=True), "x integer"),
        (sp.Symbol("x", integer=True, positive=True), "x integer, x > 0"),
        (sp.Symbol("x", real=True), "x real"),
        (sp.Symbol("x", complex=True), "x complex"),
        (sp.Symbol("x"), ""),
    ],
    ids=str,
)
def test_assumptions_become_givens(symbol: sp.Symbol, said: str) -> None:
    assumed = symbols_given(symbol + 1, symbol)
    assert str(assumed.given) == said
    assert assumed.taken_as_real == (("x",) if not said else ())


def test_bound_symbols_say_nothing() -> None:
    bound = sp.Symbol("k", integer=True, positive=True)
    assert str(symbols_given(sp.Sum(bound, (bound, 1, 3))).given) == ""
    assert to_sympy(term("Sum(k, (k, 1, 3))"), given=Given.read(["k > 0"])).limits[0][0].is_positive is None


def test_own_symbols_and_functions_come_back() -> None:
    plain, real = sp.Symbol("x"), sp.Function("f", real=True)
    expr = real(plain) + plain**2
    assert to_sympy(from_sympy(expr), written=False, symbols=own_names(expr)) == expr


def test_dummies_get_names_of_their_own() -> None:
    dummy = sp.Dummy("x")
    assert same(from_sympy(x + dummy), add(Sym("x"), Sym("x_1")))


# ---- what is turned away ----

z = sp.Symbol("z", commutative=False)


@pytest.mark.parametrize(
    "expr",
    [
        sp.Piecewise((x, sp.Not(sp.Contains(x, sp.Interval(0, 1)))), (0, True)),
        sp.Heaviside(x, 0),
        sp.zoo,
        sp.nan,
        sp.true,
        sp.And(x > 0, x < 1),
        sp.Matrix([[1, 2], [3, 4]]),
        sp.zeta(x, 3),
        sp.LambertW(x, -1),
        sp.besselj(0, x),
        sp.O(x),
        sp.TribonacciConstant,
        sp.Symbol("E"),
        sp.Symbol("x; import os"),
        sp.Symbol("x_{1}"),
        z,
        sp.Symbol("x") + x,
        sp.Function("sqrt")(x),
        sp.Function("f g")(x),
        sp.Limit(1 / x, x, 0),
        sp.Derivative(f(x), f(x)),
        sp.Tuple(x, y),
        sp.Subs(x * y, (x, y), (y, x)),
        sp.Lambda(x, x),
    ],
    ids=repr,
)
def test_is_refused(expr: sp.Basic) -> None:
    with pytest.raises(Unsupported):
        from_sympy(expr)


@pytest.mark.parametrize("assumption", ["even", "odd", "prime", "imaginary", "irrational", "rational", "infinite"])
def test_assumptions_that_no_given_says_are_refused(assumption: str) -> None:
    with pytest.raises(Unsupported, match="x"):
        symbols_given(sp.Symbol("x", **{assumption: True}) + 1)


def test_large_expressions_are_refused_without_recursion() -> None:
    deep, wide = x, x
    for _ in range(3000):
        deep = sp.sin(deep, evaluate=False)
    for _ in range(40):
        wide = sp.Mul(wide, f(wide), evaluate=False)  # as a tree: more than 2^40 nodes
    for expr in (deep, wide, sp.Integer(10) ** 5000):
        with pytest.raises(TooLarge):
            from_sympy(expr)


@pytest.mark.parametrize(
    "text",
    [
        "9^9^9^9",
        "x^(9^9^9)",
        "(2*x)^1000000000",
        "exp(1000000000*log(2))",
        "factorial(factorial(20))",
        "gamma(1000000000)",
    ],
)
@pytest.mark.parametrize("written", [True, False])
def test_numbers_that_would_never_end_are_refused(text: str, written: bool) -> None:
    with pytest.raises(TooLarge):
        to_sympy(term(text), written=written)


@pytest.mark.parametrize(
    "text", ["x^1000000000", "2^100", "1e-30*x", "factorial(20)", "exp(1000)", "exp(1000*x + log(2))", "exp(9*log(2))"]
)
def test_numbers_that_end_are_not(text: str) -> None:
    to_sympy(term(text), written=False)


@pytest.mark.parametrize(
    "bad",
    [App("bounds", (Sym("x"),)), App("max", (Sym("I"), ONE)), App("<", (Sym("I"), ONE))],
)
def test_terms_that_sympy_cannot_say_are_refused(bad: Term) -> None:
    with pytest.raises(Unsupported):
        to_sympy(bad, written=False)


def test_the_bounds_are_found_in_one_walk() -> None:
    nested: Term = Sym("x")
    for _ in range(29):
        nested = call("exp", call("log", power(nested, Num("2"))))
    to_sympy(nested)


@pytest.mark.parametrize("written", [True, False])
def test_terms_of_the_greatest_depth_pass(written: bool) -> None:
    deep: Term = Sym("x")
    for number_ in range(44):
        deep = divide(ONE, add(deep, ONE)) if number_ % 3 else negate(call("sin", deep))
    assert to_sympy(deep, written=written) is not None
    if written:
        assert same(from_sympy(to_sympy(deep)), deep)


# ---- whatever a public function is given ----


def test_as_term() -> None:
    assert as_term("x + 1") == add(Sym("x"), ONE)
    assert as_term("S(x)(1 - S(x))", names=NAMES) == term("S(x)*(1 - S(x))")
    assert as_term("S(x) = 1/x", names=NAMES) == App("=", (term("S(x)"), term("1/x")))
    assert as_term(sp.Eq(x, 1)) == App("=", (Sym("x"), ONE))
    assert as_term(ONE) is ONE
    assert as_term(-3) == negate(Num("3"))
    assert as_term(1 / x) == divide(ONE, Sym("x"))
    for value_ in (1.5, None, object(), True, ["x"], sp.Symbol, "0 < x < 1", "x =", ""):
        with pytest.raises(InputError):
            as_term(value_)


def test_sympy_is_imported_only_when_an_expression_passes() -> None:
    source = Path(__file__).resolve().parent.parent / "src"
    code = "import sys, derivex.meaning as m; m.as_term('x + 1'); print('sympy' in sys.modules)"
    env = {**os.environ, "PYTHONPATH": str(source)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True)
    assert done.stdout.strip() == "False"


# ---- complex parts, steps and case distinctions ----

BOTH_WAYS = [
    "re(z) + im(z)*arg(z)",
    "conjugate(z)*sinc(z)",
    "atan2(y, x)",
    "Heaviside(x)",
    "GoldenRatio + EulerGamma*Catalan",
    "Piecewise((x, x > 0), (-x, True))",
    "Piecewise((x, And(x > 0, x < 1)), (1/x, Or(x > 2, x < -1)))",
]


@pytest.mark.parametrize("text", BOTH_WAYS)
def test_parts_and_cases_go_there_and_back(text: str) -> None:
    given = Given.read(["z complex"])
    expr = to_sympy(term(text), given=given)
    assert to_sympy(from_sympy(expr), given=given) == expr
    assert not expr.atoms(sp.core.function.AppliedUndef)


def test_a_step_of_sympys_is_one_half_at_zero() -> None:
    assert to_sympy(term("Heaviside(x)"), written=False).subs(sp.Symbol("x", real=True), 0) == sp.Rational(1, 2)
    assert same(from_sympy(sp.Heaviside(x)), App("Heaviside", (Sym("x"),)))
