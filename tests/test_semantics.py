"""The contract of the answers, rule by rule: the example of every rule that the engine can show."""

from __future__ import annotations

import pytest

from derivex.engine.ladder import prove
from derivex.errors import BadGiven
from derivex.given import Given
from derivex.notation.plain import read
from derivex.notation.write import plain
from derivex.term import Term
from derivex.verdict import Proved, Refuted, Undecided, Verdict


def ask(before: str, after: str, *given: str) -> Verdict:
    return prove(read(before), read(after), Given.read(given))


def proved(before: str, after: str, *given: str) -> Proved:
    verdict = ask(before, after, *given)
    assert isinstance(verdict, Proved), verdict
    return verdict


def refuted(before: str, after: str, *given: str) -> Refuted:
    verdict = ask(before, after, *given)
    assert isinstance(verdict, Refuted), verdict
    return verdict


def undecided(before: str, after: str, *given: str) -> Undecided:
    verdict = ask(before, after, *given)
    assert isinstance(verdict, Undecided), verdict
    return verdict


def words(relations: tuple[Term, ...]) -> list[str]:
    return [plain(relation) for relation in relations]


def test_rule_1_terms_take_complex_principal_values() -> None:
    proved("(-8)^(1/3)", "1 + sqrt(3)*I")
    proved("root(-8, 3)", "-2")
    proved("log(x)", "pi*I", "x = -1")
    refuted("log(x^2)", "2*log(x)")


def test_rule_1_a_symbol_is_real_unless_a_given_says_otherwise() -> None:
    proved("abs(x)^2", "x^2")
    refuted("abs(z)^2", "z^2", "z complex")
    proved("log(exp(x))", "x")
    refuted("log(exp(z))", "z", "z complex")


def test_rule_2_real_values() -> None:
    assert words(proved("sqrt(x)^2", "x", "real values").gained) == ["x < 0"]
    assert proved("sqrt(x)^2", "x").gained == ()
    assert words(proved("log(x^2)", "2*log(x)", "real values").lost) == ["x < 0"]
    assert words(proved("log(x) - log(x)", "0", "real values").gained) == ["x <= 0"]
    refuted("sqrt(x^2)", "x", "real values")


@pytest.mark.parametrize(
    "text", ["1/0", "log(0)", "0^(-1)", "0^I", "tan(pi/2)", "gamma(0)", "factorial(-1)", "binomial(-1, 2)"]
)
def test_rule_3_undefined(text: str) -> None:
    undecided(text, text)


def test_rule_3_powers_of_zero() -> None:
    proved("0^0", "1")
    proved("x^0", "1")
    proved("0^x", "0", "x > 0")
    assert str(refuted("0^x", "0", "z complex").witness) == "x = 0: 1 != 0"


def test_rule_3_infinity_is_no_value() -> None:
    assert "oo" in undecided("x + oo", "oo").reason


def test_rule_3_abs_sign_min_max_are_total() -> None:
    proved("abs(x)*sign(x)", "x")
    proved("max(x, -x)", "abs(x)")
    refuted("sign(x)^2", "1")


def test_rule_4_derivatives() -> None:
    assert words(proved("diff(sign(x), x)", "0").gained) == ["x = 0"]
    assert words(proved("diff(abs(x), x)", "sign(x)").gained) == ["x = 0"]
    assert words(proved("diff(x*abs(x), x)", "2*abs(x)").unexamined) == ["x = 0"]
    proved("diff(f(x)*y, x)", "y*f'(x)")
    # differentiable along the real line, though log is not real there
    proved("diff(log(x), x)", "1/x", "x < 0")


def test_rule_4_a_point_without_derivative_refutes_nothing() -> None:
    verdict = ask("diff(log(x*I - 1), x)", "I/(x*I - 1)")
    assert not isinstance(verdict, Refuted)


def test_rule_5_bound_variables() -> None:
    undecided("Sum(k/k, (k, 0, 3))", "4")
    proved("Sum(k/k, (k, 1, 3))", "3")
    undecided("Sum(k, (k, 3, 1))", "0")
    proved("Sum(k, (k, 1, 0))", "0")
    refuted("Sum(k, (k, 1, 3))", "0", "k = 0")
    with pytest.raises(BadGiven):
        ask("diff(n^2, n)", "2*n", "n integer")
    with pytest.raises(BadGiven):
        ask("diff(x^2, x)", "2*x", "x = 3")


def test_rule_8_contradictory_givens_prove_nothing() -> None:
    never = [["x > 0", "x < 0"], ["n integer", "0 < n < 1"], ["a = b", "a != b"], ["x > 1", "x^2 < 1"], ["x^2 + 1 = 0"]]
    for texts in never:
        with pytest.raises(BadGiven):
            ask("0", "1", *texts)
    assert "no point" in undecided("0", "1", "x > 1", "x^2 + y^2 < 1").reason


def test_rule_8_points_are_exact_also_where_only_irrational_ones_exist() -> None:
    verdict = proved("x^4", "4", "x^2 = 2")
    assert [(name, plain(value)) for name, value in verdict.point] == [("x", "sqrt(2)")]


def test_rule_8_a_denominator_that_a_given_makes_zero() -> None:
    assert "undefined" in undecided("(a^2 - b^2)/(a - b)", "a + b", "a = b").reason
    assert "undefined" in undecided("(a - b)/(a - b)", "1", "a = b").reason


def test_rule_9_a_point_is_exhibited_before_anything_is_proved() -> None:
    assert "undefined everywhere" in undecided("1/(x - x)", "1/(x - x)").reason
    assert proved("x", "x").point
    assert proved("x/x", "1").point != ()


def test_rule_9_cases() -> None:
    proved("sign(x)", "x/abs(x)", "x != 0")
    assert words(proved("sign(x)", "x/abs(x)").lost) == ["x = 0"]
    assert str(refuted("sign(x)^2", "1").witness) == "x = 0: 0 != 1"
    # |x| + x is not zero in the ring, and is zero for all x <= 0
    refuted("abs(x) - x", "0")
    assert words(proved("(abs(x) - x)*(abs(x) + x)/(abs(x) + x)", "0").gained) == ["x <= 0"]


def test_rule_10_the_simplest_witness_is_preferred() -> None:
    assert str(refuted("sqrt(x^2)", "x").witness) == "x = -1: 1 != -1"
    verdict = refuted("log(a*b)", "log(a) + log(b)")
    assert str(verdict.witness) == "a = -1, b = -1: 0 != 2*pi*I"
    assert verdict.note.endswith("true where a > 0 or b > 0")


def test_rule_10_real_subexpressions_before_any_other() -> None:
    # at x = -1 both roots are imaginary; the witness is one that needs no complex numbers
    verdict = refuted("sqrt(x) + x", "sqrt(x) + x^2")
    assert verdict.note == ""


def test_rule_11_true_on_a_part_is_not_proved() -> None:
    assert not isinstance(ask("sqrt(x*y)", "sqrt(x)*sqrt(y)"), Proved)
    proved("sqrt(x*y)", "sqrt(x)*sqrt(y)", "x > 0")
    assert not isinstance(ask("atan(tan(x))", "x"), Proved)


def test_rule_12_gained_and_lost_points_are_named() -> None:
    assert words(proved("(x^2 - 1)/(x - 1)", "x + 1").gained) == ["x = 1"]
    assert words(proved("x + 1", "(x^2 - 1)/(x - 1)").lost) == ["x = 1"]
    assert words(proved("x/x", "1").gained) == ["x = 0"]
    assert words(proved("0*log(x)", "0").gained) == ["x = 0"]
    assert words(proved("1/x - 1/x", "0").gained) == ["x = 0"]
    assert proved("1/(x*y)", "1/x*(1/y)").gained == ()
