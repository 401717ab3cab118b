"""Chains of equations and inequalities: read, judged step by step and as a whole, and told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from derivex.cli import main
from derivex.derivation import Derivation, Report, verify
from derivex.errors import InputError
from derivex.justify import DoesNotFit, NoneGiven
from derivex.lead import Fits
from derivex.notation.statements import arrow_in, read_implication, read_statement, states
from derivex.notation.write import latex, plain, pretty
from derivex.readers.calc import read_text
from derivex.verdict import Proved, Refuted, Undecided
from golden_files import difference

# ---- the notation ----

READ = [
    ("x = 2 or x = 3", "x = 2 or x = 3"),
    ("x = 2 or 3", "x = 2 or x = 3"),
    ("x + y = 5, x - y = 1", "x + y = 5 and x - y = 1"),
    ("x + y = 5; x - y = 1", "x + y = 5 and x - y = 1"),
    ("x = 1 ∧ y = 2 ∨ x = 2 ∧ y = 1", "(x = 1 and y = 2) or (x = 2 and y = 1)"),
    ("(x = 1 or x = 2) and y = 3", "(x = 1 or x = 2) and y = 3"),
    ("0 < x <= 3", "0 < x and x <= 3"),
    ("x > 0 and x < 3", "0 < x and x < 3"),
    ("x = ±sqrt(2)", "x = +sqrt(2) or x = -sqrt(2)"),
    ("x = (1 ± sqrt(5))/2", "x = (1 + sqrt(5))/2 or x = (1 - sqrt(5))/2"),
    ("x = 1 +/- y", "x = 1 + y or x = 1 - y"),
    ("||x| - 1| < 2", "abs(abs(x) - 1) < 2"),
    ("f(1, 2) = 3", "f(1, 2) = 3"),
    ("(x + 1)*(y - 1) = (2)", "(x + 1)*(y - 1) = 2"),
    ("no solution", "0 = 1"),
    ("x ≠ 1", "x != 1"),
]


@pytest.mark.parametrize(("text", "written"), READ)
def test_what_is_read(text: str, written: str) -> None:
    found = read_statement(text)
    assert plain(found) == written.replace("+sqrt(2)", "sqrt(2)")
    assert read_statement(plain(found)) == found
    assert read_statement(pretty(found)) == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x = 2, x = 3", 'between several solutions write "or"'),
        ("x = 2, 3", '"3" is no equation'),
        ("x =", 'something is missing after "="'),
        ("x = 1 or", "there is nothing to read"),
        ("x = 1 => x = 2 => x = 3", "two arrows"),
        ("x + 1", "a relation is expected"),
        (" or ".join(["x = 1"] * 65), "more than 64 relations"),
    ],
)
def test_what_is_refused(text: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read_implication(text)
    assert words in str(caught.value)


def test_arrows_and_statements_are_told_from_their_signs() -> None:
    assert arrow_in("f(x) = 1 ⇔ x = 2") == (9, 10, "<=>")
    assert arrow_in("x <= 2") is None
    assert not states("f(x) + 1")
    assert latex(read_implication("x^2 = 4 <=> x = 2 or x = -2")) == (
        r"x^{2} = 4 \Leftrightarrow x = 2 \text{ or } x = -2"
    )


# ---- steps ----


def report(*lines: str, by: tuple[str | None, ...] = (), **how: Any) -> Report:
    return verify(list(lines), by=by, **how)


def one(before: str, after: str, by: str | None = None, given: str = "") -> Any:
    return report(before, after, by=(by,), given=given or ()).steps[0]


TRUE = [
    ("2*x + 3 = 7", "<=> 2*x = 4", ""),
    ("x^2 = 9", "<=> x = 3 or x = -3", ""),
    ("x^2 = 9", "<=> x = 3", "x > 0"),
    ("x = 3", "=> x^2 = 9", ""),
    ("(x^2 - 1)/(x - 1) = 2", "<=> false", ""),
    ("1/x = 1/3", "<=> x = 3", ""),
    ("x + y = 5, x - y = 1", "<=> x = 3, y = 2", ""),
    ("y = x + 1, x^2 + y^2 = 25", "<=> (x = 3 and y = 4) or (x = -4 and y = -3)", ""),
    ("a*x = b", "<=> x = b/a", "a != 0"),
    ("a*x^2 + b*x + c = 0", "<=> x = (-b ± sqrt(b^2 - 4*a*c))/(2*a)", "a != 0"),
    ("3 - 2*x <= 7", "<=> x >= -2", ""),
    ("x^2 < 2", "<=> -sqrt(2) < x < sqrt(2)", ""),
    ("abs(x - 1) < 2", "<=> -1 < x < 3", ""),
    ("x^2 > 4", "<=> x > 2 or x < -2", ""),
    ("sqrt(x + 3) = x - 3", "<=> x = 6", ""),
    ("sqrt(x) < 2", "<=> 0 <= x < 4", ""),
    ("exp(2*x) = 5", "<=> x = log(5)/2", ""),
    ("2^x = 8", "<=> x = 3", ""),
    ("log(x) + 1 > 3", "<=> x > exp(2)", ""),
    ("a*b > 0", "<=> (a > 0 and b > 0) or (a < 0 and b < 0)", ""),
    ("z^2 = -1", "<=> z = I or z = -I", "z complex"),
    ("2*n = 7", "<=> false", "n integer"),
    ("0 < a < b", "=> 1/a > 1/b", ""),
    ("x < y, y < z", "=> x < z", ""),
    ("1/f = 1/a + 1/b", "=> f = a*b/(a + b)", ""),
]
FALSE = [
    # line, line, given, what the witness is
    ("x*(x - 1) = 0", "=> x - 1 = 0", "", "x = 0: true != false"),
    ("x^2 = 9", "=> x = 3", "", "x = -3: true != false"),
    ("x = 3", "<=> x^2 = 9", "", "x = -3: false != true"),
    ("x - 1 = 0", "<=> x/(x - 1) = 5", "", "x = 1: true != false"),
    ("a*x = b", "=> x = b/a", "", "a = 0, b = 0, x = 0: true != false"),
    ("(a - b)*(a + b) = b*(a - b)", "=> a + b = b", "a = b", "a = 1, b = 1: true != false"),
    ("-2*x < 4", "=> x < -2", "", "x = -1: true != false"),
    ("1/x < 2", "=> 1 < 2*x", "", "x = -1: true != false"),
    ("a < b", "=> a^2 < b^2", "", None),
    ("sin(x) = 0", "=> x = 0", "", "x = pi: true != false"),
    ("x^2 = 2", "=> x = sqrt(2)", "", "x = -sqrt(2): true != false"),
    ("x + y = 5, x - y = 1", "=> x = 3, y = 3", "", None),
    ("x + 3 = (x - 3)^2", "=> sqrt(x + 3) = x - 3", "", "x = 1: true != false"),
    ("x*y = 0", "=> x = 0 and y = 0", "", None),
    ("x > 3", "=> x > pi", "", "x = 25/8: true != false"),
]


@pytest.mark.parametrize(("before", "after", "given"), TRUE)
def test_a_true_step_is_proved(before: str, after: str, given: str) -> None:
    assert isinstance(one(before, after, given=given).verdict, Proved)


@pytest.mark.parametrize(("before", "after", "given", "witness"), FALSE)
def test_a_false_step_is_refuted(before: str, after: str, given: str, witness: str | None) -> None:
    verdict = one(before, after, given=given).verdict
    assert isinstance(verdict, Refuted)
    assert witness is None or str(verdict.witness) == witness


def test_one_direction_that_holds_is_told() -> None:
    found = one("x = 3", "<=> x^2 = 9", "square both sides")
    assert isinstance(found.verdict, Refuted)
    assert found.verdict.note == "gains x = -3\nit holds in one direction: write =>"


def test_definitions_and_substitutions_are_seen_as_they_are_written() -> None:
    text = """```calc
  x^4 - 5*x^2 + 4 = 0
<=> u^2 - 5*u + 4 = 0                    by substitute u = x^2
<=> u = 1 or u = 4                       by quadratic formula
<=> x^2 = 1 or x^2 = 4                   by definition of u
<=> x = 1 or x = -1 or x = 2 or x = -2   by take square roots
```"""
    assert derived(text).ok
    text = "```calc\ngiven x > 0\nlet f(x) = x^2\n\n  f(x) = 4\n<=> x^2 = 4  by definition of f\n"
    assert derived(f"{text}<=> x = 2  by take the square root\n```").ok


def test_a_premise_without_solutions_is_told() -> None:
    found = report("x^2 + 1 = 0", "=> x = 5")
    assert found.ok
    assert [str(each) for each in found.findings] == [
        "<lines>:2:1: note: the line before has no solution, so anything follows from it"
    ]


def test_solutions_that_are_gained_are_named() -> None:
    found = report("sqrt(x + 3) = x - 3", "=> x + 3 = (x - 3)^2", by=("square both sides",))
    assert found.ok
    assert found.findings[0].message == "line 2 has solutions that line 1 hasn't: x = 1"


def test_nothing_is_claimed_where_neither_is_shown() -> None:
    found = report("x*exp(x) = 1", "=> x < 1")
    assert isinstance(found.steps[0].verdict, Proved | Undecided)
    assert not isinstance(report("x + sin(y) = exp(x*y)", "=> x < 7*y").steps[0].verdict, Proved)


# ---- reasons ----

FITS = [
    ("2*x + 3 = 7", "<=> 2*x = 4", "subtract 3", ""),
    ("2*x + 3 = 7", "<=> 2*x = 4", "subtracting three from both sides", ""),
    ("2*x + 3 = 7", "=> x = 2", "subtract 3 and divide by 2", ""),
    ("x/2 = 5/3", "<=> 3*x = 10", "cross-multiplication", ""),
    ("3/x = 2", "<=> 3 = 2*x", "multiply by x", ""),
    ("x^2 - 5*x + 6 = 0", "<=> (x - 2)*(x - 3) = 0", "factor", ""),
    ("(x - 2)*(x - 3) = 0", "<=> x - 2 = 0 or x - 3 = 0", "zero product", ""),
    ("x*(x - 1)*(x + 2) = 0", "<=> x = 0 or x = 1 or x = -2", "zero product", ""),
    ("x*(x - 1)*(x + 2) = 0", "<=> x = 0 or x - 1 = 0 or x + 2 = 0", None, ""),
    ("x^2*(x - 1) = 0", "<=> x = 0 or x = 1", "zero product", ""),
    ("x - 2 = 0 or x - 3 = 0", "<=> x = 2 or x = 3", "add 2, add 3", ""),
    ("x - 2 = 0 or x - 3 = 0", "<=> x = 2 or x = 3", "solve for x", ""),
    ("x^2 - 5*x + 6 = 0", "<=> x = 2 or x = 3", "quadratic formula", ""),
    ("x^2 + 2*x = 3", "<=> (x + 1)^2 = 4", "complete the square", ""),
    ("(x + 1)^2 = 4", "<=> x + 1 = 2 or x + 1 = -2", "take square roots", ""),
    ("y = x + 1, x + y = 5", "<=> y = x + 1, 2*x + 1 = 5", "substitute y = x + 1", ""),
    ("x + y = 5, x - y = 1", "=> 2*x = 6", "add the equations", ""),
    ("-2*x <= 4", "<=> x >= -2", "divide by -2 and flip the inequality", ""),
    ("x*y = 3*y", "=> x = 3", "divide by y", "y != 0"),
    ("exp(x) = 3", "<=> x = log(3)", "take logarithms", ""),
    ("5 = x", "<=> x = 5", "swap sides", ""),
    ("x > 0", "=> 1/x > 0", None, ""),
]
MISNAMED = [
    ("2*x + 3 = 7", "<=> 2*x = 4", "add 3", "", ("subtract-from-both-sides",), "with 3"),
    ("6*x - 12 = 3*(x - 2)", "=> 6*x - 12 + 3*(x - 2) = 0", "subtract 3*(x - 2)", "", (), "that makes"),
    ("x^2 = 0", "=> x = 0", "divide by x", "", (), "needs x != 0, which is not given"),
    ("x^2 - 1 = 0", "<=> (x - 1)*(x + 1) = 0", "expand", "", ("factor-polynomial",), ""),
    ("2*x = 4", "<=> x = 2", "divide by 3", "", ("divide-both-sides",), "with 2"),
    ("x = 3", "=> x^2 = 9", "multiply by 3", "", ("square-both-sides",), ""),
]


@pytest.mark.parametrize(("before", "after", "by", "given"), FITS)
def test_a_reason_fits(before: str, after: str, by: str | None, given: str) -> None:
    found = one(before, after, by, given)
    assert isinstance(found.verdict, Proved)
    assert isinstance(found.justification, Fits if by else NoneGiven)


@pytest.mark.parametrize(("before", "after", "by", "given", "instead", "said"), MISNAMED)
def test_a_reason_that_does_not_fit(
    before: str, after: str, by: str, given: str, instead: tuple[str, ...], said: str
) -> None:
    found = one(before, after, by, given)
    assert isinstance(found.verdict, Proved)
    assert isinstance(found.justification, DoesNotFit)
    assert found.justification.instead[: len(instead)] == instead
    assert said in f"{found.justification.law}{found.justification.why}"


def test_the_move_is_found_where_none_is_named() -> None:
    assert one("2*x + 3 = 7", "2*x = 4").justification == NoneGiven(("subtract-from-both-sides",))


def test_a_wrong_move_that_keeps_the_solutions_is_told() -> None:
    found = report("6*x - 12 = 3*(x - 2)", "=> 6*x - 12 + 3*(x - 2) = 0")
    assert found.status == 3
    assert found.findings[0].message == "true, but no move leads there"
    assert "moved to the other side without changing the sign" in str(found.findings[0])


def test_a_move_that_needs_what_is_not_given_says_so() -> None:
    found = one("(a - b)*(a + b) = b*(a - b)", "=> a + b = b", "divide by a - b", "a = b")
    assert isinstance(found.verdict, Refuted)
    assert "divide both sides by a - b needs a != b, where a = b was given" in found.verdict.note


# ---- chains ----

ONE_IS_TWO = """\
# Two is one

```calc
  a = b
=> a^2 = a*b                       by multiply by a
=> a^2 - b^2 = a*b - b^2           by subtract b^2
=> (a - b)*(a + b) = b*(a - b)     by factor
=> a + b = b                       by divide by a - b
=> b + b = b                       by substitute a = b
=> 2 = 1                           by divide by b
```
"""
ROOT = """\
# An equation with a root

```calc
claim sqrt(x + 3) = x - 3 <=> x = 6

  sqrt(x + 3) = x - 3
⇒ x + 3 = (x - 3)^2             by square both sides
⇔ x^2 - 7*x + 6 = 0             by subtract x + 3, swap sides
⇔ (x - 1)*(x - 6) = 0           by factor
⇔ x - 1 = 0 or x - 6 = 0        by zero product
⇔ x = 1 or x = 6                by solve
⇒ x = 6                         by check
```
"""


def derived(text: str) -> Report:
    (found,) = read_text(text, "a.md")
    return found.verify()


def test_the_proof_that_two_is_one_is_stopped_at_its_division() -> None:
    found = derived(ONE_IS_TWO)
    verdicts = [type(each.verdict) for each in found.steps]
    assert verdicts == [Proved, Proved, Proved, Refuted, Proved, Refuted]
    assert found.status == 1
    assert "divide both sides by a - b needs a != b, where a = b was given" in str(found)


def test_a_check_rests_on_the_first_line() -> None:
    found = derived(ROOT)
    assert found.ok
    assert found.claim is not None
    assert found.claim.proved
    assert isinstance(derived(ROOT.replace("by check", "by solve")).steps[-1].verdict, Refuted)


def test_one_direction_is_no_equivalence() -> None:
    found = report("x = 3", "=> x^2 = 9", claim="x = 3 <=> x^2 = 9")
    assert found.claim is not None
    assert found.claim.status == "refuted"
    assert report("x = 3", "=> x^2 = 9", claim="x = 3 => x^2 = 9").ok


def test_a_claim_that_is_not_reached_is_a_finding() -> None:
    found = report("2*x = 4", "<=> x = 2", claim="2*x = 4 <=> 3*x = 6")
    assert found.claim is not None
    assert found.claim.status == "not met"
    assert found.status == 1


def test_a_claim_of_one_statement_is_what_the_first_line_leads_to() -> None:
    assert report("2*x = 4", "<=> x = 2", claim="x = 2").ok
    assert report("x^2 = 4", "<=> x = 2 or x = -2", claim="x = 2 or x = -2").ok
    assert derived("```calc\nclaim x = 6\n\n  2*x = 12\n=> x = 6\n```").ok
    assert derived("```calc\nclaim x = 7\n\n  2*x = 12\n=> x = 6\n```").status == 1
    for claim in ("x = 1 => x = 2", "x = 1 or x = 2"):
        with pytest.raises(InputError):
            report("x + x", "2*x", claim=claim)


def test_a_chain_of_equivalences_may_be_read_backwards() -> None:
    assert report("2*x = 4", "<=> x = 2", claim="x = 2 <=> 2*x = 4").ok


def test_no_arrow_means_that_it_follows() -> None:
    assert verify(["2*x = 4", "x = 2"]).steps[0].step.relation == "=>"
    assert isinstance(Derivation.start("x = 2").step("⇔ x + 1 = 3").verify().steps[0].verdict, Proved)


def test_relations_of_sympy_are_statements() -> None:
    sp = pytest.importorskip("sympy")
    x = sp.Symbol("x", real=True)
    assert verify([x**2 < 4, sp.And(x > -2, x < 2)]).ok
    found = verify([sp.Eq(x**2, 4), sp.Or(sp.Eq(x, 2), sp.Eq(x, -2))])
    assert found.ok
    assert found.whole is not None
    assert found.whole.sympy == sp.Implies(sp.Eq(x**2, 4), sp.Or(sp.Eq(x, 2), sp.Eq(x, -2)))


# every line of a true chain spoilt: the step is refuted, or its reason doesn't fit
SPOILT = [
    (("2*x + 3 = 7", "<=> 2*x = 4", "<=> x = 2"), ("subtract 3", "divide by 2")),
    (("x^2 - 5*x + 6 = 0", "<=> (x - 2)*(x - 3) = 0", "<=> x = 2 or x = 3"), ("factor", "zero product")),
    (("3 - 2*x <= 7", "<=> -2*x <= 4", "<=> x >= -2"), ("subtract 3", "divide by -2")),
    (("x/2 - 1 = 4", "<=> x/2 = 5", "<=> x = 10"), ("add 1", "multiply by 2")),
    (("abs(x) > 2", "<=> x > 2 or x < -2"), ("definition of absolute value",)),
]
SPOILINGS: list[Callable[[str], str]] = [
    lambda line: line.replace("2", "3", 1),
    lambda line: line.replace("4", "5", 1),
    lambda line: line.replace("x", "-x", 1),
    lambda line: line.replace(" = ", " = 1 + ", 1).replace(" <= ", " <= 1 + ", 1).replace(" >= ", " >= 1 + ", 1),
    lambda line: line.split(" or ")[0],
]


@pytest.mark.parametrize(("lines", "by"), SPOILT)
def test_a_spoilt_line_is_noticed(lines: tuple[str, ...], by: tuple[str, ...]) -> None:
    assert report(*lines, by=by).ok
    for index in range(1, len(lines)):
        sign, _, body = lines[index].partition(" ")
        for spoil in SPOILINGS:
            spoilt = f"{sign} {spoil(body)}"
            if spoilt != lines[index]:
                assert report(*lines[:index], spoilt, by=by[:index]).status == 1, spoilt


# ---- what is printed ----


@pytest.mark.parametrize(
    ("text", "name", "status", "arguments"),
    [
        (ONE_IS_TWO, "statements-false.txt", 1, ("verify",)),
        (ROOT, "statements.txt", 0, ("show",)),
        (ROOT, "statements.tex", 0, ("export", "--to", "latex")),
        (ROOT, "statements.md", 0, ("export", "--to", "markdown")),
    ],
)
def test_what_is_printed(
    text: str, name: str, status: int, arguments: tuple[str, ...], tmp_path: Path, monkeypatch: Any, capsys: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert main([arguments[0], "a.md", *arguments[1:]]) == status
    assert difference(name, capsys.readouterr().out) == ""


def test_what_is_exported_reads_as_it_was(tmp_path: Path) -> None:
    from derivex.writers.calc import agree, block

    (found,) = read_text(ROOT, "a.md")
    (again,) = read_text(f"# {found.title}\n\n{block(found)}", "a.md")
    assert agree(found, again)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("2*b = b", "2 = 1", "divide both sides by b needs b != 0"),
        ("x^2 = x", "x = 1", "divide both sides by x needs x != 0"),
        ("x^2 = 4*x", "x = 4", "looks like: divided by what may be zero"),
        ("-2*x = 6", "x = 3", "looks like: lost a minus"),
    ],
)
def test_where_a_move_is_right_only_its_need_is_told(before: str, after: str, told: str) -> None:
    step = Derivation.start(before).step(f"=> {after}").verify().steps[0]
    assert isinstance(step.verdict, Refuted)
    assert told in step.verdict.note
    assert "upside down" not in step.verdict.note
