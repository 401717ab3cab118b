"""The contract of the answers, rule by rule: givens (8), verdicts (9 to 11) and conditions (12 to 14).

Values are in ``test_semantics_values``, chains, statements and justification in
``test_semantics_chains``. Rule 13 is about reasons, so it is there too.
"""

from __future__ import annotations

import pytest

from asked import ask, proved, refuted, undecided, words
from derivex.errors import BadGiven
from derivex.notation.write import plain
from derivex.verdict import Proved

# ---- givens ----

GIVEN = [
    ("sqrt(x^2)", "x", ["x > 0"]),
    ("abs(1 - x)", "1 - x", ["Abs(x) < 1"]),
    ("cos(pi*n)^2", "1", ["n integer"]),
    ("(a - b)/(a - b)", "1", ["a != b"]),
    ("a^2", "b^2", ["a = b"]),
    ("sqrt((a - b)^2)", "b - a", ["0 < a < b"]),
]


@pytest.mark.parametrize(("before", "after", "given"), GIVEN)
def test_rule_8_any_relation_may_be_given_and_is_used(before: str, after: str, given: list[str]) -> None:
    verdict = proved(before, after, *given)
    assert (verdict.lost, verdict.gained) == ((), ())


def test_rule_8_contradictory_givens_prove_nothing() -> None:
    never = [["x > 0", "x < 0"], ["n integer", "0 < n < 1"], ["a = b", "a != b"], ["x > 1", "x^2 < 1"], ["x^2 + 1 = 0"]]
    never += [["abs(x) < 1", "x > 2"], ["abs(x - 2) < 1", "x = 0"]]
    for texts in never:
        with pytest.raises(BadGiven):
            ask("0", "1", *texts)
        with pytest.raises(BadGiven):
            ask("x", "x", *texts)
    assert "no point" in undecided("0", "1", "x > 1", "x^2 + y^2 < 1").reason


def test_rule_8_an_admitted_point_is_exhibited() -> None:
    assert [(name, plain(value)) for name, value in proved("x", "x", "x > 7").point] == [("x", "8")]


def test_rule_8_points_are_exact_also_where_only_irrational_ones_exist() -> None:
    verdict = proved("x^4", "4", "x^2 = 2")
    assert [(name, plain(value)) for name, value in verdict.point] == [("x", "sqrt(2)")]


def test_rule_8_conditions_are_checked_together_with_the_givens() -> None:
    assert words(proved("(x - 1)/(x - 1)", "1").gained) == ["x = 1"]
    assert proved("(x - 1)/(x - 1)", "1", "x > 1").gained == ()
    assert proved("(x - 1)/(x - 1)", "1", "abs(x) < 1").gained == ()
    assert proved("asin(x)", "atan(x/sqrt(1 - x^2))", "Abs(x) < 1").lost == ()


def test_rule_8_a_denominator_that_a_given_makes_zero() -> None:
    assert "undefined" in undecided("(a^2 - b^2)/(a - b)", "a + b", "a = b").reason
    assert "undefined" in undecided("(a - b)/(a - b)", "1", "a = b").reason


# ---- verdicts ----


def test_rule_9_a_point_is_exhibited_before_anything_is_proved() -> None:
    assert "undefined everywhere" in undecided("1/(x - x)", "1/(x - x)").reason
    assert proved("x", "x").point
    assert [name for name, _ in proved("x/x", "1").point] == ["x"]


def test_rule_9_terms_are_taken_as_written() -> None:
    undecided("0/(x - x)", "0")
    undecided("(x - x)/(x - x)", "1")
    undecided("x^2 - x^2 + 1/(1 - 1)", "1/(2 - 2)")


def test_rule_9_a_rewriting_that_is_valid_on_less_splits_the_case() -> None:
    proved("sign(x)", "x/abs(x)", "x != 0")
    assert words(proved("sign(x)", "x/abs(x)").lost) == ["x = 0"]
    assert str(refuted("sign(x)^2", "1").witness) == "x = 0: 0 != 1"


def test_rule_9_a_denominator_that_vanishes_on_a_part_makes_a_case() -> None:
    # |x| + x is not zero in the ring, and is zero for all x <= 0
    refuted("abs(x) - x", "0")
    assert words(proved("(abs(x) - x)*(abs(x) + x)/(abs(x) + x)", "0").gained) == ["x <= 0"]


def test_rule_10_the_simplest_witness_is_preferred() -> None:
    assert str(refuted("sqrt(x^2)", "x").witness) == "x = -1: 1 != -1"
    assert str(refuted("(a + b)^2", "a^2 + b^2").witness) == "a = 1, b = 1: 4 != 2"


def test_rule_10_a_difference_that_no_float_sees() -> None:
    assert "7.50e-13" in str(refuted("exp(pi*sqrt(163))", "262537412640768744").witness)
    refuted("exp(-200)", "0")


def test_rule_10_ties_are_settled_by_exact_arithmetic() -> None:
    proved("cbrt(2 + sqrt(5)) + cbrt(2 - sqrt(5))", "1")
    assert str(refuted("1/10^30", "0").witness) == "1/1000000000000000000000000000000 != 0"


def test_rule_10_real_subexpressions_before_any_other() -> None:
    # at x = -1 both roots are imaginary; the witness is one that needs no complex numbers
    verdict = refuted("sqrt(x) + x", "sqrt(x) + x^2")
    assert verdict.note == ""


def test_rule_10_a_witness_that_needs_complex_values_says_so_and_where_the_equality_holds() -> None:
    verdict = refuted("log(a*b)", "log(a) + log(b)")
    assert str(verdict.witness) == "a = -1, b = -1: 0 != 2*pi*I"
    assert "not real" in verdict.note
    assert verdict.note.endswith("true where a > 0 or b > 0")
    proved("log(a*b)", "log(a) + log(b)", "a > 0")
    proved("log(a*b)", "log(a) + log(b)", "b > 0")


def test_rule_11_true_on_a_part_is_not_proved() -> None:
    assert not isinstance(ask("sqrt(x*y)", "sqrt(x)*sqrt(y)"), Proved)
    proved("sqrt(x*y)", "sqrt(x)*sqrt(y)", "x > 0")
    assert not isinstance(ask("atan(tan(x))", "x"), Proved)


def test_rule_11_everything_else_is_undecided_with_a_reason() -> None:
    for before, after in (("Limit(x*sin(1/x), x, 0)", "0"), ("1/0", "1"), ("exp(exp(exp(1000)))", "1")):
        assert undecided(before, after).reason


# ---- conditions ----

CONDITIONS = [
    ("(x^2 - 1)/(x - 1)", "x + 1", [], ["x = 1"]),
    ("x + 1", "(x^2 - 1)/(x - 1)", ["x = 1"], []),
    ("x/x", "1", [], ["x = 0"]),
    ("0*log(x)", "0", [], ["x = 0"]),
    ("1/x - 1/x", "0", [], ["x = 0"]),
    ("1/(1/x)", "x", [], ["x = 0"]),
    ("x/(x*y)", "1/y", [], ["x = 0"]),
    ("1/(x*y)", "1/x*(1/y)", [], []),
    ("x^x", "exp(x*log(x))", ["x = 0"], []),
    ("tan(x)*cos(x)", "sin(x)", [], ["cos(x) = 0"]),
]


@pytest.mark.parametrize(("before", "after", "lost", "gained"), CONDITIONS)
def test_rule_12_gained_and_lost_points_are_named(before: str, after: str, lost: list[str], gained: list[str]) -> None:
    verdict = proved(before, after)
    assert (words(verdict.lost), words(verdict.gained)) == (lost, gained)


def test_rule_14_what_a_proof_would_have_to_assume_is_no_condition() -> None:
    """On x > 0 these hold; none is proved with x > 0 as its condition."""
    for before, after in (("log(x^2)", "2*log(x)"), ("sqrt(x^2)", "x"), ("atan(x) + atan(1/x)", "pi/2")):
        assert not isinstance(ask(before, after), Proved)
        proved(before, after, "x > 0")
