"""Verdicts: tables of true, false and undecided questions, and laws that no verdict may break."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import mpmath
import pytest
from hypothesis import given as given_values
from hypothesis import settings
from hypothesis import strategies as st

import oracle
from derivex.engine import ladder
from derivex.engine.bounds import Bounds
from derivex.engine.ladder import prove
from derivex.engine.points import admitted, is_admitted
from derivex.errors import BadGiven
from derivex.given import Given
from derivex.notation.plain import read
from derivex.notation.write import plain
from derivex.subterms import at, replace, walk
from derivex.term import ONE, App, Num, Sym, Term, add, negate
from derivex.verdict import Proved, Refuted, Undecided, Verdict


def ask(before: str, after: str, *given: str) -> Verdict:
    return prove(read(before), read(after), Given.read(given))


TRUE = [
    # given equations that can't be solved for a symbol without dividing
    ("a/b", "c/d", ["a*d = b*c"]),
    ("x/y + y/x", "2", ["x*y = x^2 + y^2 - x*y"]),
    ("1/x + 1/y", "1/z", ["z*(x + y) = x*y"]),
    # and such that factor
    ("a", "b", ["a^2 = b^2", "a > 0", "b > 0"]),
    ("x", "0", ["x*y = 0", "y != 0"]),
    ("c", "2", ["a*c = 2*a", "a > 0"]),
    ("(a + b)^2", "a^2 + 2*a*b + b^2", []),
    ("exp(-x)/(1 + exp(-x))^2", "1/(1 + exp(-x))*(1 - 1/(1 + exp(-x)))", []),
    ("diff(1/(1 + exp(-x)), x)", "exp(-x)/(1 + exp(-x))^2", []),
    ("diff(f(x)*g(x), x)", "f'(x)*g(x) + f(x)*g'(x)", []),
    ("diff(f(g(x)), x)", "f'(g(x))*g'(x)", []),
    ("diff(f(x)/g(x), x)", "(g(x)*f'(x) - f(x)*g'(x))/g(x)^2", []),
    ("diff(f(x), x, 2)", "diff(diff(f(x), x), x)", []),
    ("diff(sin(exp(x)^2*log(x)), x, 12)", "diff(sin(log(x)*exp(x)^2), x, 12)", []),
    ("diff(diff(x^2*y^3, x), y)", "diff(diff(x^2*y^3, y), x)", []),
    ("sin(x)^2 + cos(x)^2", "1", []),
    ("log(a*b)", "log(a) + log(b)", ["a > 0", "b > 0"]),
    ("log(a*b)", "log(a) + log(b)", ["a > 0"]),
    ("sqrt(x^2)", "abs(x)", []),
    ("sqrt(x^2)", "x", ["x >= 0"]),
    ("cos(pi*n)", "(-1)^n", ["n integer"]),
    ("(a^2 + b^2)/2", "a*b", ["a = b"]),
    ("x^4", "4", ["x^2 = 2"]),
    ("x", "sqrt(2)", ["x^2 = 2", "x > 0"]),
    ("abs(x)", "sqrt(2)", ["x^2 = 2"]),
    ("x^3", "x", ["x^2 = x"]),
    ("1/x", "x - 1", ["x^2 - x - 1 = 0", "x > 0"]),
    ("log(x^2 - x)", "log(x) + log(x - 1)", ["x^2 > 1", "x > 0"]),
    ("2^n", "n + 1", ["n integer", "n^2 = n"]),
    ("max(x, y) + min(x, y)", "x + y", []),
    ("abs(x)*sign(x)", "x", []),
    ("sqrt(x)^2", "x", ["real values"]),
    ("Sum(k, (k, 1, 4))", "10", []),
    ("log(I)", "pi*I/2", []),
    ("0.1 + 0.2", "0.3", []),
    # the symbol that an equation determines keeps its kind
    ("exp(x)", "abs(exp(x))", ["x = log(y)"]),
    ("sqrt(x^2)", "abs(x)", ["x = sqrt(y)"]),
    ("x^2", "abs(x)^2", ["x = I*y"]),
    ("sin(pi*n)", "0", ["n integer", "n = x/2"]),
    ("root(x, 2)", "sqrt(x)", []),
    # one of the cases of a sign takes the root of 0
    ("x - sqrt((sign(x) - 1)/(sign(x) + 1))", "x - sqrt(sign(x) - 1)/sqrt(sign(x) + 1)", ["x real"]),
    ("Sum(Sum(i*j, (i, 1, 15)), (j, 1, 15))", "14400", []),
]


@pytest.mark.parametrize(("before", "after", "given"), TRUE)
def test_true(before: str, after: str, given: list[str]) -> None:
    verdict = ask(before, after, *given)
    assert isinstance(verdict, Proved), verdict
    assert verdict.point or read(before) != read(after)
    back = ask(after, before, *given)
    assert isinstance(back, Proved)
    assert (back.lost, back.gained) == (verdict.gained, verdict.lost)


FALSE = [
    ("I", "2", [], "I != 2"),
    ("pi", "22/7", [], "3.141592654 != 3.142857143"),
    ("a", "b", ["a^2 = b^2"], "a = -1, b = 1: -1 != 1"),
    ("x", "0", ["x*y = 0"], "x = 1, y = 0: 1 != 0"),
    ("a/b", "c/d", ["a*d = b*c + 1"], "a = 2, b = 1, c = 1, d = 1: 2 != 1"),
    # the witness as it is printed
    ("exp(-x)/(1 + exp(-x))^2", "-exp(-x)/(1 + exp(-x))^2", [], "x = 0: 1/4 != -1/4"),
    ("sqrt(x^2)", "x", [], "x = -1: 1 != -1"),
    ("sqrt(x^2)", "x", ["real values"], "x = -1: 1 != -1"),
    ("(x^2 - 1)/(x - 1)", "x - 1", [], "x = 0: 1 != -1"),
    ("sign(x)^2", "1", [], "x = 0: 0 != 1"),
    ("f(x)", "f(x + 1)", [], "x = 0, f(t) = t^2 + 1: 1 != 2"),
    ("diff(f(g(x)), x)", "f'(x)", [], "x = 0, f(t) = t^2 + 1, g(t) = exp(t): 2 != 0"),
    ("log(x^2)", "2*log(x)", [], "x = -1: 0 != 2*pi*I"),
    ("sqrt(2) + 1e-40", "sqrt(2)", [], "1.414213562 != 1.414213562 - 1.00e-40"),
    ("exp(pi*sqrt(163))", "262537412640768744", [], "2.625374126e+17 != 2.625374126e+17 + 7.50e-13"),
    ("(1 + 1/10^9)^(10^9)", "exp(1)", [], "2.718281827 != 2.718281828"),
    ("x", "1", ["x^2 = 2"], "x = sqrt(2): 1.414213562 != 1"),
    ("sin(x)", "x", ["x > 1000"], "x = 1001: 0.9199905976 != 1001"),
    ("n^2", "n", ["n integer", "n > 1"], "n = 2: 4 != 2"),
    ("sqrt(x*(x + 10^(-12)))", "sqrt(x^2 + x)", [], "x = 1: 1.000000000 != 1.414213562"),
]


@pytest.mark.parametrize(("before", "after", "given", "witness"), FALSE)
def test_false(before: str, after: str, given: list[str], witness: str) -> None:
    verdict = ask(before, after, *given)
    assert isinstance(verdict, Refuted), verdict
    assert str(verdict.witness) == witness
    assert isinstance(ask(after, before, *given), Refuted)


UNDECIDED = [
    ("1/(x - x)", "1/(x - x)", [], "undefined everywhere"),
    ("log(0)", "log(0)", [], "undefined everywhere: log(0) has no value"),
    ("Sum(k, (k, 3, 1))", "0", [], "undefined everywhere: Sum(k, (k, 3, 1)) has no value"),
    ("(-8)^(1/3)", "-2", ["real values"], "undefined everywhere: (-8)^(1/3) has no real value"),
    ("Integral(1/x, x)", "log(x)", [], "known up to a constant"),
    ("Product(1 + 1/k^2, (k, 1, oo))", "1", [], "an infinite product is not evaluated"),
    (
        "Piecewise((1, 1/x > 0), (0, True))",
        "Piecewise((1, x > 0), (0, True))",
        [],
        "Piecewise((1, 1/x > 0), (0, True))",
    ),
    ("1/(a - b)", "1/(a - b)", ["a = b"], "undefined everywhere"),
    ("log(x)", "log(x)", ["x < 0", "real values"], "undefined everywhere"),
    ("x", "1", ["x^5 - x - 1 = 0"], "no point was found"),
    ("x", "1", ["x > 1", "x^2 + y^2 < 1"], "no point was found"),
    ("x", "x", ["x integer", "x^2 = 2*y^2", "y^2 = 1"], "no point was found"),
    ("x", "0", ["x integer", "x^2 = 2*y^2", "y^2 = 1"], "no point was found"),
    ("(-1)^(2*n)", "1", ["n integer", "n^2 = 3*y^2", "y^2 = 1"], "no point was found"),
    ("abs(x)", "x", ["x = sqrt(y)"], "no counterexample"),
    ("diff(Subs(root(2*t - 1, 3), t, z), z)", "1", ["z complex"], "may not be differentiable"),
    ("root(-1, 2)", "root(-1, 2)", [], "undefined everywhere"),
    ("Sum(Sum(Sum(i*j*k, (i, 1, 1500)), (j, 1, 1500)), (k, 1, 1500))", "5", [], "nested sums"),
    ("oo", "oo", [], "oo is no value"),
    ("TribonacciConstant", "2", [], "not known here"),
    ("Integral(exp(-t^3), (t, x, oo))", "0", [], "not evaluated"),
    ("9**9**9**9", "1", [], "a bound was hit"),
    ("9**9**9**9", "9**9**9**9", [], "a bound was hit"),
    ("2^(10^9)", "2^(10^9) + 1", [], "a bound was hit"),
    ("factorial(10^9)", "1", [], "a bound was hit"),
    ("exp(exp(exp(1000)))", "1", [], "a bound was hit"),
    ("sin(10^100)", "0", [], "a bound was hit"),
    ("diff(sin(2*x), x, 65)", "diff(2*sin(x)*cos(x), x, 65)", [], "of this order"),
]


@pytest.mark.parametrize(("before", "after", "given", "words"), UNDECIDED)
def test_undecided(before: str, after: str, given: list[str], words: str) -> None:
    verdict = ask(before, after, *given)
    assert isinstance(verdict, Undecided), verdict
    assert words in verdict.reason


def test_derivatives_that_make_no_sense() -> None:
    with pytest.raises(BadGiven, match="n is an integer"):
        ask("diff(n^2, n)", "2*n", "n integer")
    with pytest.raises(BadGiven, match="fixes x"):
        ask("diff(x, x)", "1", "x = 2")


def test_relations_are_no_values() -> None:
    verdict = prove(App("=", (Sym("x"), ONE)), ONE)
    assert isinstance(verdict, Undecided)
    assert "relation" in verdict.reason


def test_the_same_question_has_the_same_answer() -> None:
    assert ask("log(a*b)", "log(a) + log(b)") == ask("log(a*b)", "log(a) + log(b)")


GIVENS = [
    ["x > 0"],
    ["0 < x < 1/1000"],
    ["x > 10^5"],
    ["x < -100"],
    ["-pi/2 < x < pi/2"],
    ["x != 0, x != 1, x != -1"],
    ["n integer", "n > 7"],
    ["n integer", "n < -50"],
    ["0 < a < b"],
    ["a + b = 1", "a > 0", "b > 0"],
    ["x = exp(y)"],
    ["x^2 = 2"],
    ["x^2 + y^2 = 1"],
    ["z complex", "Abs(z) < 1"],
    ["z complex", "z != 0"],
    ["f(x) > 0"],
    ["x = sqrt(y)"],
    ["x = log(y)"],
    ["x = I*y"],
    ["n integer", "n = x/2"],
]


@pytest.mark.parametrize("texts", GIVENS)
def test_points_are_found_and_admitted(texts: list[str]) -> None:
    given = Given.read(texts)
    points = list(admitted(given, (), Bounds(points=12)))
    assert points
    assert all(is_admitted(point, given) for point in points)
    for point in points:
        for name, value in point.values:
            number = oracle.value(value, {})
            assert given.kind(name) == "complex" or number.imag == 0
            assert given.kind(name) != "integer" or number == int(number)
    assert points == list(admitted(given, (), Bounds(points=12)))


def test_points_are_simplest_first() -> None:
    first = [plain(point.values[0][1]) for point in admitted(Given(), (Sym("x"),), Bounds(points=6))]
    assert first == ["0", "1", "-1", "2", "-2", "1/2"]


# ---- laws ----

ATOMS = st.sampled_from([Num("1"), Num("2"), Num("3"), Sym("x"), Sym("x"), Sym("y")])


def _built(parts: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    pair = st.tuples(parts, parts)
    functions = st.sampled_from(["exp", "log", "sqrt", "sin", "cos", "abs", "tanh", "atan"])
    return st.one_of(
        pair.map(lambda both: App("+", both)),
        pair.map(lambda both: App("*", both)),
        pair.map(lambda both: App("/", both)),
        parts.map(negate),
        parts.map(lambda one: App("^", (one, Num("2")))),
        st.tuples(functions, parts).map(lambda both: App(both[0], (both[1],))),
    )


TERMS = st.recursive(ATOMS, _built, max_leaves=6)
GRID = [Fraction(text) for text in ("-2", "-3/7", "1/3", "5/2")]


def oracle_values(term: Term) -> list[object]:
    with mpmath.workdps(40):
        numbers = [mpmath.mpf(value.numerator) / value.denominator for value in GRID]
        return [oracle.value(term, {"x": x, "y": y}) for x, y in product(numbers, numbers)]


def oracle_says_equal(before: Term, after: Term) -> bool | None:
    """Whether two terms agree wherever the oracle has both values; None if nowhere."""
    both = [
        (a, b)
        for a, b in zip(oracle_values(before), oracle_values(after), strict=True)
        if a is not None and b is not None
    ]
    return all(oracle.close(a, b) for a, b in both) if both else None


@settings(max_examples=120)
@given_values(TERMS, TERMS)
def test_no_verdict_contradicts_an_independent_oracle(before: Term, after: Term) -> None:
    verdict = prove(before, after)
    if isinstance(verdict, Proved):
        assert oracle_says_equal(before, after) is not False
    assert "CONTRADICTION" not in getattr(verdict, "reason", "")
    if isinstance(verdict, Refuted):
        check_witness(before, after, verdict)


def check_witness(before: Term, after: Term, verdict: Refuted) -> None:
    """The witness, recomputed by the oracle alone."""
    with mpmath.workdps(40):
        point = {name: oracle.value(value, {}) for name, value in verdict.witness.at}
        first, second = oracle.value(before, point), oracle.value(after, point)
        assert first is not None
        assert second is not None
        assert first != second


def mutations(term: Term) -> list[Term]:
    """The term spoiled in one place: a sign, a factor, an exponent, a dropped part."""
    spoiled = []
    for path, part in walk(term):
        spoiled.append(replace(term, path, negate(part)))
        if isinstance(part, Num):
            spoiled.append(replace(term, path, Num(str(int(part.value) + 1))))
        if isinstance(part, App) and part.head in ("+", "*") and len(part.args) == 2:
            spoiled.append(replace(term, path, part.args[0]))
    return spoiled


@settings(max_examples=60)
@given_values(TERMS, st.data())
def test_spoiled_terms(term: Term, data: st.DataObject) -> None:
    """What the oracle sees to be different is refuted, or at worst undecided: never proved."""
    spoiled = data.draw(st.sampled_from(mutations(term)))
    verdict = prove(term, spoiled)
    if oracle_says_equal(term, spoiled) is False:
        assert not isinstance(verdict, Proved)
    if isinstance(verdict, Refuted):
        check_witness(term, spoiled, verdict)


def rewritings(term: Term) -> list[Term]:
    """The term written otherwise, by laws that hold wherever both sides are defined."""
    written = []
    for path, part in walk(term):
        written.append(replace(term, path, add(part, Sym("y"), negate(Sym("y")))))
        written.append(replace(term, path, App("/", (part, ONE))))
        written.append(replace(term, path, negate(negate(part))))
        match part:
            case App("+" | "*" as head, (first, second)):
                written.append(replace(term, path, App(head, (second, first))))
            case App("^", (base, _)):
                written.append(replace(term, path, App("*", (base, base))))
            case App("/", (above, below)):
                written.append(replace(term, path, App("*", (above, App("^", (below, negate(ONE)))))))
            case App("tanh", (inner,)):
                written.append(replace(term, path, App("/", (App("sinh", (inner,)), App("cosh", (inner,))))))
    return written


@settings(max_examples=100)
@given_values(TERMS, st.data())
def test_rewritten_terms_are_never_refuted(term: Term, data: st.DataObject) -> None:
    written = data.draw(st.sampled_from(rewritings(term)))
    verdict = prove(term, written)
    assert not isinstance(verdict, Refuted), (plain(term), plain(written), str(verdict.witness))
    assert "CONTRADICTION" not in getattr(verdict, "reason", "")


@settings(max_examples=60)
@given_values(TERMS)
def test_a_term_equals_itself_where_it_is_defined(term: Term) -> None:
    verdict = prove(term, term)
    assert isinstance(verdict, Proved) or (
        isinstance(verdict, Undecided) and "point" in verdict.reason + "undefined point"
    )
    if isinstance(verdict, Proved):
        assert (verdict.method, verdict.lost, verdict.gained) == ("identical", (), ())


def test_mutations_reach_every_node() -> None:
    term = read("exp(-x)/(1 + exp(-x))^2")
    verdicts = [prove(term, spoiled) for spoiled in mutations(term) if oracle_says_equal(term, spoiled) is False]
    assert len(verdicts) > 10
    assert all(isinstance(verdict, Refuted) for verdict in verdicts)
    assert at(term, ()) == term


WAS_WRONG = [
    ("abs((sin(x) - 2)*sin(x))", "-(sin(x) - 2)*sin(x)", []),
    ("abs(sin(x)*(sin(x) - 2))", "sin(x)*(2 - sin(x))", ["-1 < x < 1"]),
]


@pytest.mark.parametrize(("before", "after", "given"), WAS_WRONG)
def test_what_was_once_proved_and_is_false(before: str, after: str, given: list[str]) -> None:
    assert isinstance(ask(before, after, *given), Refuted)


def test_no_restart_leaves_the_engine() -> None:
    assert isinstance(ask("(2 + I)^erf(x)", "exp(sqrt(erf(x))*log(2 + I))", "x > 1"), Refuted)
    assert isinstance(ask("(2 + I)^erf(x)", "exp(erf(x)*log(2 + I))"), Proved)
    assert not isinstance(ask("atan(z)", "I/2*(log(1 - I*z) - log(1 + I*z))", "z complex"), Refuted)
    assert not isinstance(ask("atan(I*z)", "I*atanh(z)", "z complex"), Refuted)


def test_recursion_beyond_the_stack_is_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_end(question: object) -> Verdict:
        return without_end(question)

    monkeypatch.setattr(ladder, "_decide", without_end)
    found = ask("x + y", "y + x")
    assert isinstance(found, Undecided)
    assert ladder.ENDLESS in found.reason


SPLIT_FRACTIONS = [
    ("sin(x + 1/x)", "sin(x)*cos(1/x) + cos(x)*sin(1/x)"),
    ("exp(x + 1/x)", "exp(x)*exp(1/x)"),
    ("exp((x^2 + x*log(2) + 1)/x)", "2*exp(x)*exp(1/x)"),
    ("sin((x^2 + pi*x)/x)", "-sin(x)"),
    ("sin((a + b)/(a*b))", "sin(1/a)*cos(1/b) + cos(1/a)*sin(1/b)"),
    ("exp(x/(x + 1))", "e*exp(-1/(x + 1))"),
    ("exp(x + 1/(x + 1))", "exp(x)*exp(1/(x + 1))"),
    ("sin(x + 1/(x + 1))", "sin(x)*cos(1/(x + 1)) + cos(x)*sin(1/(x + 1))"),
    ("sin(x + x/(2*x + 1))", "sin(x)*cos(x/(2*x + 1)) + cos(x)*sin(x/(2*x + 1))"),
    ("cos(abs(b)*tanh(a) + pi/2)", "-sin(abs(b)*tanh(a))"),
    ("sin(tanh(3))*sin(x)", "(cos(tanh(3) - x) - cos(tanh(3) + x))/2"),
    ("exp(1/(x*y + 1) + z)", "exp(z)*exp(1/(x*y + 1))"),
]


@pytest.mark.parametrize(("before", "after"), SPLIT_FRACTIONS)
def test_summands_of_a_fraction_are_taken_in_lowest_terms(before: str, after: str) -> None:
    assert isinstance(ask(before, after), Proved)
