"""Rules of one's own: in a file, in a project, in Python; each proved, or an axiom with a dagger."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from derivex import Derivation, Refuted, Report, Rule, Undecided, verify
from derivex.cli import main
from derivex.errors import BadRule, InputError
from derivex.notation.plain import read
from derivex.ownrules import own_rule, proved, read_rule
from derivex.readers.calc import read_text
from derivex.verdict import Assumed, Proved
from derivex.writers.html import html
from derivex.writers.latex import document
from derivex.writers.markdown import document as page
from derivex.writers.show import shown

EXPONENTIAL = "axiom f of a sum: f(x + y) = f(x)*f(y)"


@pytest.mark.parametrize(
    ("text", "law", "needs", "takes", "why"),
    [
        ("shrink: a/(a*b) = 1/b", "a/(a*b) = 1/b", (), (), ""),
        ("shrink: a/(a*b)=1/b, needs a≠0 because it goes", "a/(a*b) = 1/b", ("a != 0",), (), "It goes."),
        ("shrink: a/(a*b) = 1/b because this needs care, needs a != 0", "a/(a*b) = 1/b", ("a != 0",), (),
         "This needs care."),
        ("grow: 1/b = a/(a*b), takes a, needs a > 0 and b > 0", "1/b = a/(a*b)", ("a > 0", "b > 0"), ("a",), ""),
    ],
)  # fmt: skip
def test_a_line_of_text_is_a_rule(
    text: str, law: str, needs: tuple[str, ...], takes: tuple[str, ...], why: str
) -> None:
    rule = read_rule(text)
    assert (rule.law, rule.needs, rule.takes, rule.why) == (law, needs, takes, why)


@pytest.mark.parametrize(
    ("text", "axiom", "words"),
    [
        ("a = b", False, "a name, a colon and a law"),
        ("shrink:", False, "a name, a colon and a law"),
        ("shrink: a", False, "no equation"),
        ("shrink: a = b = c", False, "no equation"),
        ("shrink: (a = a", False, "can't be read"),
        ("shrink: a*0 = b*0, needs c > 0", False, "has no c"),
        ("shrink: a = a because x, because y", False, "twice"),
        ("shrink: 2*a = 2*a + 0*b", False, "appears on the right only"),
        ("dream: (a + b)^2 = a^2 + b^2", False, "is false: a = 1, b = 1"),
        ("dream: (a + b)^2 = a^2 + b^2", True, "is false: a = 1, b = 1"),
        ("cancel: a = a", False, "the book has a rule"),
        ("the rule: a = a", False, "no name for a rule"),
        ("Euler's trick: a = a", False, "no name for a rule"),
        ("algebra: a = a", False, "names a kind of rules"),
        ("sinc: Integral(sin(t)/t, (t, 0, oo)) = pi/2", False, 'write "axiom sinc'),
    ],
)
def test_a_rule_that_may_not_be_used(text: str, axiom: bool, words: str) -> None:
    with pytest.raises(BadRule, match=words):
        verify(["x + x", "2*x"], rules=f"{'axiom' if axiom else 'rule'} {text}")


def test_letters_are_real_where_the_law_needs_that() -> None:
    assert proved(read_rule("root of a square: sqrt(a^2) = abs(a)")).needs == ("a real",)
    assert proved(read_rule("shrink: a/(a*b) = 1/b")).needs == ()


def test_an_axiom_that_is_proved_is_none() -> None:
    assert not proved(read_rule("shrink: a/(a*b) = 1/b", axiom=True)).axiom


@pytest.mark.parametrize(
    ("rule", "lines", "by", "let", "given"),
    [
        ("shrink: a/(a*b) = 1/b", ("x/(x*z)", "1/z"), "shrink", (), ()),
        ("pull: a*b + a*c = a*(b + c)", ("x*(y + z)", "x*y + x*z"), "the pull rule", (), ()),  # either way
        ("shrink: sqrt(a^2*b) = a*sqrt(b), needs a >= 0", ("sqrt(x^2*y)", "x*sqrt(y)"), "shrink", (), "x > 0"),
        ("mirror: S(-a) = 1 - S(a)", ("1 + S(-t)", "2 - S(t)"), "mirror", "S(x) = 1/(1 + exp(-x))", ()),
        ("step 2 and a half: 2*a = a + a", ("2*x", "x + x"), "step 2 and a half", (), ()),
        ("law of twins: 2*a = a + a", ("2*x", "x + x"), "the law of twins", (), ()),
        ("slope: diff(f(x)^2, x) = 2*f(x)*diff(f(x), x)", ("d/dx sin(x)^2", "2*sin(x)*d/dx sin(x)"), "slope", (), ()),
    ],
)
def test_a_rule_is_a_reason(
    rule: str, lines: tuple[str, str], by: str, let: str | tuple[str, ...], given: str | tuple[str, ...]
) -> None:
    report = verify(list(lines), by=by, rules=f"rule {rule}", let=let, given=given)
    assert report.ok, report


@pytest.mark.parametrize(
    ("rule", "lines", "by"),
    [
        (
            "shrink: sqrt(a^2*b) = a*sqrt(b), needs a >= 0",
            ("sqrt(x^2*y)", "x*sqrt(y)"),
            "shrink",
        ),  # nothing says x >= 0
        ("shrink: a/(a*b) = 1/b", ("x/(y*z)", "1/z"), "shrink"),
        ("mirror: Sum(k*a, (k, 1, n)) = a*Sum(k, (k, 1, n))", ("Sum(k*k, (k, 1, m))", "k*Sum(k, (k, 1, m))"), "mirror"),
    ],
)
def test_needs_and_bound_variables_are_respected(rule: str, lines: tuple[str, str], by: str) -> None:
    try:
        report = verify(list(lines), by=by, rules=f"rule {rule}", given="m integer")
    except BadRule:
        return  # such a law isn't even proved
    assert not report.ok


def test_a_name_that_the_file_defines_is_no_letter() -> None:
    report = verify(["T(-t)", "1 - T(t)"], by="mirror", let=["S(x) = 1/(1 + exp(-x))", "T(x) = x"],
                    rules="mirror: S(-a) = 1 - S(a)")  # fmt: skip
    assert isinstance(report.steps[0].verdict, Refuted)


# ---- axioms ----


ASSUMED = [
    (EXPONENTIAL, ("f(x + 3)", "f(x)*f(3)"), "f of a sum"),
    (EXPONENTIAL, ("f(x + y + z)", "f(x)*f(y)*f(z)"), None),
    (EXPONENTIAL, ("1/f(x + y)", "1/(f(x)*f(y))"), "f of a sum"),
    (EXPONENTIAL, ("Sum(f(k + 1), (k, 0, 3))", "Sum(f(k)*f(1), (k, 0, 3))"), "f of a sum"),
    ("axiom addition of s: s(x + y) = s(x)*c(y) + c(x)*s(y)", ("s(x + x)", "2*s(x)*c(x)"), "addition of s"),
    ("axiom lg of a product: lg(x*y) = lg(x) + lg(y), needs x > 0, y > 0", ("lg(2*3)", "lg(2) + lg(3)"),
     "lg of a product"),
]  # fmt: skip


@pytest.mark.parametrize(("axiom", "lines", "by"), ASSUMED)
def test_what_follows_from_an_axiom_is_never_simply_proved(axiom: str, lines: tuple[str, str], by: str | None) -> None:
    report = verify(list(lines), by=[by], rules=axiom, claim=" = ".join(lines))
    (step,) = report.steps
    assert isinstance(step.verdict, Assumed) and not isinstance(step.verdict, Proved)
    assert step.verdict.axioms == step.axioms
    assert report.status == 0 and report.claim is not None and not report.claim.proved
    assert "†" in str(report)


@pytest.mark.parametrize(
    ("axiom", "lines", "kind"),
    [
        (EXPONENTIAL, ("f(x + y)", "f(x) + f(y)"), Refuted),  # an exponential function tells them apart
        (EXPONENTIAL, ("g(x + y)", "g(x)*g(y)"), Refuted),  # an axiom about f is none about g
        (EXPONENTIAL, ("x + y", "x*y"), Refuted),
        (EXPONENTIAL, ("f(x) + f(x)", "2*f(x)"), Proved),  # without the axiom
        (EXPONENTIAL, ("f(I + 1)", "f(I)*f(1)"), Undecided),  # said of real places only
        ("axiom odd one: f(a) = f(a) + 1", ("f(x)", "f(x) + 1"), Undecided),  # there is no such function
        ("axiom lg of a product: lg(x*y) = lg(x) + lg(y), needs x > 0, y > 0", ("lg(x*y)", "lg(x) + lg(y)"), Undecided),
        (EXPONENTIAL, ("diff(f(x), x)", "f(x)*diff(f(y), y)"), Refuted),
    ],
)
def test_what_an_axiom_doesnt_give(axiom: str, lines: tuple[str, str], kind: type) -> None:
    (step,) = verify(list(lines), rules=axiom).steps
    assert isinstance(step.verdict, kind) and not isinstance(step.verdict, Assumed), step.verdict


@pytest.mark.parametrize(
    ("axiom", "given", "lines", "kind"),
    [
        (EXPONENTIAL, "f(1) = 2", ("f(1)", "e"), Refuted),  # f is an exponential function with f(1) = 2
        (EXPONENTIAL, "f(1) = 2", ("f(2)", "4"), Undecided),  # no function with f(1) = 1 or f(1) = e refutes it
        (EXPONENTIAL, "f(0) = 2", ("f(x + y)", "f(x)*f(y)"), Undecided),  # there is no such function
        ("axiom one: f(1) = 1", (), ("(f(1) - 1)/(f(1) - 1)", "1"), Undecided),  # a value nowhere, given the axiom
        ("axiom one: f(1) = 1", (), ("(f(2) - 1)/(f(2) - 1)", "1"), Proved),
        ("axiom growth: f'(x) = f(x)", (), ("f(x)", "exp(x)"), Refuted),  # also 0
        ("axiom growth: f'(x) = f(x)", (), ("d/dx f(2*x)", "2*f(2*x)"), Assumed),
        ("axiom dirichlet: Integral(sin(t)/t, (t, 0, oo)) = pi/2", (), ("2*Integral(sin(t)/t, (t, 0, oo))", "pi"),
         Assumed),
        ("axiom dirichlet: Integral(sin(t)/t, (t, 0, oo)) = pi/2", (), ("g(x)", "g(-x)"), Refuted),
        ("axiom symmetry of g: g(x, y) = g(y, x)", (), ("g(2, 3) + 1", "1 + g(3, 2)"), Assumed),
    ],
)  # fmt: skip
def test_axioms_and_givens_hold_together(
    axiom: str, given: str | tuple[str, ...], lines: tuple[str, str], kind: type
) -> None:
    (step,) = verify(list(lines), rules=axiom, given=given).steps
    assert type(step.verdict) is kind, step.verdict


RECURRENCE = "axiom recurrence: Fib(n + 2) = Fib(n + 1) + Fib(n), needs n integer, n >= 0"


@pytest.mark.parametrize(
    ("lines", "given", "kind"),
    [
        (("Fib(5)", "Fib(4) + Fib(3)"), (), Assumed),
        (("Fib(m + 3)", "2*Fib(m + 1) + Fib(m)"), ("m integer", "m >= 0"), Assumed),
        (("Fib(m)", "Fib(m - 1) + Fib(m - 2)"), ("m integer", "m >= 2"), Assumed),
        (("Fib(m)", "Fib(m - 1) + Fib(m - 2)"), ("m integer", "m >= 1"), Undecided),
        (("Fib(1)", "Fib(0) + Fib(-1)"), (), Undecided),
        (("Fib(m)", "Fib(m - 1) + Fib(m - 2)"), "m >= 2", Undecided),  # m is real
    ],
)
def test_a_recurrence_is_used_at_any_place(lines: tuple[str, str], given: str | tuple[str, ...], kind: type) -> None:
    (step,) = verify(list(lines), rules=RECURRENCE, given=given).steps
    assert type(step.verdict) is kind, step.verdict


def test_a_procedure_is_never_admitted_unseen() -> None:
    with pytest.raises(BadRule, match="no example"):
        verify(["x", "x"], rules=Rule(name="vanish", why="Everything goes.", own=True, function=lambda term: read("0")))


def test_a_refutation_shows_a_function_for_which_the_axiom_holds() -> None:
    (step,) = verify(["f(x + y)", "f(x) + f(y)"], rules=EXPONENTIAL).steps
    assert isinstance(step.verdict, Refuted)
    assert dict(step.verdict.witness.at)["f(t)"] == read("exp(t)")


def test_a_chain_over_an_axiom() -> None:
    derivation = Derivation.start("f(2*x)", rules=EXPONENTIAL, claim="f(2*x) = f(x)^2")
    derivation = derivation.step("f(x + x)").step("f(x)*f(x)", by="f of a sum").step("f(x)^2")
    report = derivation.verify()
    assert [type(step.verdict) for step in report.steps] == [Proved, Assumed, Proved]
    assert report.claim is not None and report.claim.status == "true given the axiom f of a sum†"


def test_an_axiom_in_python_is_about_its_own_function() -> None:
    row = Rule(name="f-of-a-sum", law="f(x + y) = f(x)*f(y)", axiom=True)
    assert isinstance(verify(["f(3 + z)", "f(3)*f(z)"], rules=row).steps[0].verdict, Assumed)
    assert isinstance(verify(["g(3 + z)", "g(3)*g(z)"], rules=row).steps[0].verdict, Refuted)


# ---- where they stand and where they are shown ----

FILE = """# Powers

```calc
rule  shrink: a/(a*b) = 1/b, needs a != 0,
      because a common factor goes
axiom f of a sum: f(x + y) = f(x)*f(y)
      because f turns sums into products
claim f(x + y)*z/(z*w) = f(x)*f(y)/w

  f(x + y)*z/(z*w)
= f(x)*f(y)*z/(z*w)     by f of a sum
= f(x)*f(y)/w           by cancel
```
"""


def file_report() -> Report:
    (derivation,) = read_text(FILE, "powers.md")
    return derivation.verify()


def test_a_file_has_rules_and_axioms() -> None:
    report = file_report()
    assert [(rule.name, rule.axiom) for rule in report.derivation.rules] == [("shrink", False), ("f-of-a-sum", True)]
    assert report.derivation.rules[0].why == "A common factor goes."
    assert report.status == 0 and [step.axioms for step in report.steps] == [("f-of-a-sum",), ()]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (lambda report: "\n".join("".join(str(part) for part in line) for line in shown(report)), "by f of a sum†"),
        (lambda report: document([report]), r"by f of a sum\dag{}"),
        (lambda report: document([report]), r"Axiom\dag{}, f of a sum"),
        (lambda report: page([report]), r"by f of a sum\dag{}"),
        (lambda report: page([report]), "Axiom†, f of a sum"),
        (html, "f of a sum†"),
        (str, "equal given the axiom f of a sum†"),
        (str, "† f of a sum is an axiom, taken on trust"),
    ],
)
def test_an_axiom_has_a_dagger_wherever_it_was_used(form: object, words: str) -> None:
    assert callable(form) and words in form(file_report())


def test_an_exported_page_is_read_back_with_its_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, tex = tmp_path / "powers.md", tmp_path / "powers.tex"
    source.write_text(FILE)
    assert main(["export", str(source), "--to", "latex", "-o", str(tex)]) == 0
    capsys.readouterr()
    main(["import", str(tex)])
    said = capsys.readouterr().out
    assert "axiom f of a sum: f(x + y) = f(x)*f(y)" in said and "rule  shrink: a/(a*b) = 1/b, needs a != 0" in said


PROJECT = """[tool.derivex.rules]
shrink = { law = "a/(a*b) = 1/b", needs = ["a != 0"], why = "A common factor goes" }
twice = "sin(2*a) = 2*sin(a)*cos(a) because a double angle is a sum of two"
f-of-a-sum = { law = "f(x + y) = f(x)*f(y)", axiom = true }
"""
LINES = "  f(x + y)*sin(2*z)\n= f(x)*f(y)*sin(2*z)    by f of a sum\n= 2*f(x)*f(y)*sin(z)*cos(z)    by twice\n"


def test_a_project_has_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    (tmp_path / "a.calc").write_text(LINES)
    assert main(["verify", str(tmp_path / "a.calc"), "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)["equations"]
    assert [(row["status"], row["rules"], row.get("axioms")) for row in rows] == [
        ("assumed", ["f-of-a-sum"], ["f-of-a-sum"]),
        ("proved", ["twice"], None),
    ]


def test_the_rules_of_a_project_are_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    monkeypatch.chdir(tmp_path)
    assert main(["rules"]) == 0
    said = capsys.readouterr().out
    assert "This project" in said and "f of a sum†" in said
    assert main(["rules", "f-of-a-sum"]) == 0
    assert "axiom, taken on trust" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ('shrink = "a/b = b/a"', "is false: a = "),
        ('split = "a = a"', "the book has a rule"),
        ("q = 3", "has no law"),
        ('q = { law = "a = a", foo = 1 }', '"foo" is no part of a rule'),
        ('q = { law = "a = a", axiom = "yes" }', "true or false"),
        ('q = "a b c"', "no equation"),
        ('q = { law = "a = a", why = 3 }', "must be a text"),
    ],
)
def test_a_project_whose_rules_may_not_be_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], said: str, words: str
) -> None:
    (tmp_path / "pyproject.toml").write_text(f"[tool.derivex.rules]\n{said}\n")
    (tmp_path / "a.calc").write_text(LINES)
    assert main(["verify", str(tmp_path / "a.calc")]) == 2
    told = capsys.readouterr().err
    assert words in told and "pyproject.toml:2:1" in told


def test_what_a_file_says_is_nearer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.derivex.rules]\nmine = "a + a = 2*a"\n')
    (tmp_path / "a.calc").write_text("rule mine: a*a = a^2\n\n  x*x + x\n= x^2 + x   by mine\n")
    assert main(["verify", str(tmp_path / "a.calc")]) == 0
    capsys.readouterr()


def test_a_rule_from_its_parts_is_a_bad_one_without_a_law() -> None:
    with pytest.raises(InputError, match="no equation"):
        own_rule("mine", "a")
