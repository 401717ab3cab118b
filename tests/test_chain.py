"""What a chain proves as a whole: common domains, claims, the line or step that is to blame."""

import pytest

from derivex.derivation import Report, verify
from derivex.inequality import implies, strongest
from derivex.readers.calc import read_text
from derivex.verdict import Proved, Refuted, Undecided


def report_of(body: str) -> Report:
    [derivation] = read_text(f"```calc\n{body}\n```\n", "a.md")
    return derivation.verify()


ABSOLUTE = """claim abs(x) - x = 0
  abs(x) - x
= (abs(x) - x)*(abs(x) + x)/(abs(x) + x)
= (abs(x)^2 - x^2)/(abs(x) + x)
= 0/(abs(x) + x)
= 0
"""


def test_true_steps_join_to_a_false_whole() -> None:
    report = report_of(ABSOLUTE)
    assert all(isinstance(step.verdict, Proved) for step in report.steps)
    assert report.claim is not None
    assert isinstance(report.claim.verdict, Refuted)
    assert report.claim.status == "refuted"
    assert report.claim.culprit == 1  # dividing by abs(x) + x loses x <= 0
    assert report.status == 1
    [finding] = [each for each in report.findings if each.severity == "error"]
    assert finding.code == "claim"
    assert "line 4 isn't defined there" in "\n".join(finding.excerpt)


def test_the_whole_is_judged_without_a_stated_claim_too() -> None:
    report = report_of(ABSOLUTE.partition("\n")[2])
    assert report.claim is None
    assert report.whole is not None
    assert report.whole.status == "refuted"
    assert report.status == 1


def test_a_given_that_keeps_the_chain_true() -> None:
    report = report_of("given x > 0\n" + ABSOLUTE)
    assert report.ok
    assert report.claim is not None
    assert report.claim.proved


def test_gained_points_restore_nothing() -> None:
    report = report_of("x\n= x*x/x\n= x")
    assert report.ok
    assert [step.lost != () for step in report.steps] == [True, False]
    assert [step.gained != () for step in report.steps] == [False, True]
    assert report.whole is not None
    assert report.whole.conditions == ("x != 0",)
    assert report.whole.status == "proved"


def test_lines_without_a_common_point() -> None:
    report = report_of("1/(x - x)\n= 1/(x - x)")
    assert isinstance(report.steps[0].verdict, Undecided)
    assert report.status == 3
    text = "given real values\n  sqrt(x - 1) - sqrt(x - 1)\n= 0\n= sqrt(-x - 1) - sqrt(-x - 1)"
    report = report_of(text)
    assert all(isinstance(step.verdict, Proved) for step in report.steps)
    assert report.whole is not None
    assert report.whole.status == "undecided"
    assert report.status == 3


def test_a_whole_that_holds_on_less() -> None:
    report = report_of("given real values\n  x\n= exp(log(x))\n= x")
    assert report.whole is not None
    assert report.whole.status == "proved"  # the engine proves the claim itself: identical
    assert "x > 0" in report.whole.reason


CLAIMS = [
    ("met", "claim x + x = 2*x", "x + x\n= 2*x", True, "proved", 0),
    ("up to order", "claim y + x = 2*(1 + z)*0 + x + y", "x + y\n= x + y + 0*2*(z + 1)", True, "proved", 0),
    ("sides swapped", "claim 2*x = x + x", "x + x\n= 2*x", True, "proved", 0),
    ("another end", "claim x + x = x*2 + 0", "x + x\n= 2*x", False, "not met", 1),
    ("another beginning", "claim x + x + 0 = 2*x", "x + x\n= 2*x", False, "not met", 1),
    ("false", "claim x + x = 3*x", "x + x\n= 2*x", False, "refuted", 1),
    ("true, by a false step", "claim x + x = 2*x", "x + x\n= 3*x\n= 2*x", True, "undecided", 1),
]


@pytest.mark.parametrize(
    ("why", "claim", "chain", "met", "status", "exit_status"), CLAIMS, ids=[row[0] for row in CLAIMS]
)
def test_claims(why: str, claim: str, chain: str, met: bool, status: str, exit_status: int) -> None:
    report = report_of(f"{claim}\n{chain}")
    assert report.claim is not None
    assert (report.claim.met, report.claim.status, report.status) == (met, status, exit_status), why


LINES = ["(x + 1)^2", "x^2 + 2*x + 1", "x*(x + 2) + 1", "x^2 + 1 + 2*x"]


@pytest.mark.parametrize("wrong", range(len(LINES)))
def test_one_wrong_line_is_one_finding_at_that_line(wrong: int) -> None:
    lines = [line if index != wrong else f"{line} + 1" for index, line in enumerate(LINES)]
    body = "\n= ".join(lines)
    report = report_of(f"claim {LINES[0]} = {LINES[-1]}\n{body}")
    errors = [finding for finding in report.findings if finding.severity == "error"]
    assert len(errors) == 1
    assert errors[0].code == "false"
    assert errors[0].place is not None
    assert errors[0].place.line == max(wrong, 1) + 3
    assert f"{wrong + 3}" in errors[0].message
    assert report.wrong == (wrong,)


def test_a_mistake_that_is_carried_on_is_found_where_it_was_made() -> None:
    report = verify(["(x + 1)^2", "x^2 + 1", "1 + x^2", "x*x + 1"])
    assert [finding.code for finding in report.findings] == ["false"]
    assert [isinstance(step.verdict, Refuted) for step in report.steps] == [True, False, False]


def test_two_wrong_lines_in_a_row_that_differ() -> None:
    report = verify(["x", "x + 1", "x + 2", "x"])
    assert [finding.code for finding in report.findings] == ["false", "false", "false"]


MIXED = [
    (["=", "="], "="),
    (["=", "<="], "<="),
    (["<", "<=", "="], "<"),
    ([">", "=", ">="], ">"),
    ([">=", ">="], ">="),
    (["<", ">"], None),
    (["<=", ">="], None),
]


@pytest.mark.parametrize(("relations", "together"), MIXED, ids=[" ".join(row[0]) for row in MIXED])
def test_mixed_chains(relations: list[str], together: str | None) -> None:
    assert strongest(relations) == together


def test_what_a_relation_implies() -> None:
    assert implies("=", "<=")
    assert implies("<", "<=")
    assert not implies("<=", "<")
    assert not implies("<=", "=")
    assert not implies(None, "=")


def test_inequalities() -> None:
    assert report_of("claim x <= x + 1\n  x\n< x + 1").ok
    assert report_of("given x > 0\nclaim x < 3*x\n  x\n< 2*x\n<= 3*x").ok
    assert report_of("x + 1\n< x").status == 1
    assert report_of("x^2\n<= x^2").ok
    assert report_of("claim x = x + 1\n  x\n<= x + 1").status == 1
    assert report_of("claim x < x + 1\n  x\n<= x + 1").status == 3
    assert report_of("x\n< x + 1\n> x").status == 3
