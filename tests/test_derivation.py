"""Derivations from Python, and the findings of a report, word for word."""

import dataclasses
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
import sympy as sp

from derivex import library
from derivex.definition import Definition
from derivex.derivation import Derivation, Report, VerificationError, verify
from derivex.equality import prove
from derivex.errors import BadDefinition, BadGiven, InputError, NoDerivation, UnknownRule, Unreadable
from derivex.findings import excerpt, of_steps
from derivex.given import Given
from derivex.lead import NotFound
from derivex.notation.plain import read, read_relation
from derivex.notation.write import plain
from derivex.readers.calc import read_text
from derivex.verdict import Proved, Refuted, Undecided

MINE = """# Mine

```calc
let S(x) = 1/(1 + exp(-x))

  diff(S(x), x)
= diff(1/(1 + exp(-x)), x)    by definition of S
= ((1 + exp(-x))*0 - 1*(-exp(-x)))/(1 + exp(-x))^2    by quotient rule, chain rule
= -exp(-x)/(1 + exp(-x))^2    by arithmetic
= (1 - 1 + exp(-x))/(1 + exp(-x))^2    by add and subtract 1
= (1 + exp(-x))/(1 + exp(-x))^2 - 1/(1 + exp(-x))^2    by factor
```
"""


def told(text: str, file: str = "mine.md") -> str:
    [derivation] = read_text(text, file)
    return "\n".join(str(finding) for finding in derivation.verify().findings)


def test_a_false_line_and_a_wrong_reason_read_like_this() -> None:
    assert told(MINE) == (
        "mine.md:9:1: FALSE: lines 8 and 9 are not equal\n"
        "  9 | = -exp(-x)/(1 + exp(-x))^2    by arithmetic\n"
        "    | ^ at x = 0: line 8 is 1/4, line 9 is -1/4\n"
        'mine.md:11:59: true, but the reason doesn\'t fit: "factor"\n'
        " 11 | = (1 + exp(-x))/(1 + exp(-x))^2 - 1/(1 + exp(-x))^2    by factor\n"
        "    | this is: split fraction, (a + b)/c = a/c + b/c"
    )


def block(body: str) -> str:
    return f"```calc\n{body}\n```\n"


TOLD = [
    (
        "lost points",
        "1\n= x/x",
        "mine.md:3:1: line 3 is undefined where x = 0, and line 2 isn't\n"
        "  3 | = x/x\n"
        "    | ^ given x != 0 would say so",
    ),
    (
        "gained points",
        "(x^2 - 1)/(x - 1)\n= x + 1",
        "mine.md:3:1: line 2 is undefined where x = 1, and line 3 isn't\n"
        "  3 | = x + 1\n"
        "    | ^ the lines are equal everywhere else",
    ),
    (
        "a claim that isn't reached",
        "claim x + x = 2*x + 0\nx + x\n= 2*x",
        "mine.md:2:7: the chain doesn't arrive at the claim\n"
        "  2 | claim x + x = 2*x + 0\n"
        "    | it ends with 2*x, and the claim with 2*x + 0",
    ),
    (
        "a false claim",
        "claim x + x = 3*x\nx + x\n= 2*x",
        "mine.md:2:7: FALSE: the claim doesn't hold\n"
        "  2 | claim x + x = 3*x\n"
        "    |       ^ at x = 1: its left side is 2, its right side is 3",
    ),
    (
        "a false inequality",
        "x + 1\n< x",
        "mine.md:3:1: FALSE: line 2 < line 3 doesn't hold\n  3 | < x\n    | ^ at x = 0: line 2 is 1, line 3 is 0",
    ),
    (
        "numbers alone",
        "2 + 2\n= 5",
        "mine.md:3:1: FALSE: lines 2 and 3 are not equal\n  3 | = 5\n    | ^ line 2 is 4, line 3 is 5",
    ),
]


@pytest.mark.parametrize(("why", "body", "expected"), TOLD, ids=[row[0] for row in TOLD])
def test_what_is_told(why: str, body: str, expected: str) -> None:
    assert told(block(body)) == expected, why


def test_undecided_is_told_with_what_to_do() -> None:
    report = verify(["Integral(x^2, x)", "x^3/3"])
    assert report.status == 3
    [finding] = report.findings
    assert (finding.code, finding.severity) == ("undecided", "warning")
    assert "split the step" in finding.excerpt[-1]
    [finding] = verify(["1/(x - x)", "1/(x - x)"]).findings
    assert "line 1 is undefined everywhere" in finding.excerpt[-1]


def test_a_reason_that_was_not_found_to_fit_is_never_called_wrong() -> None:
    [step] = verify(["(x + 1)/y", "x/y + 1/y"], by="split fraction").steps
    unsure = dataclasses.replace(step, justification=NotFound("3000 moves were tried"))
    [finding] = of_steps([unsure], ())
    assert str(finding) == (
        '<lines>:2:19: true, but it was not found whether the reason fits: "split fraction"\n'
        "  2 | = x/y + 1/y    by split fraction\n"
        "    | 3000 moves were tried\n"
        "    | split the step into smaller ones"
    )
    assert finding.severity == "warning"


def test_a_long_line_is_cut_around_its_caret() -> None:
    from derivex.errors import Place

    place = Place("a.md", 7, 300, "x" * 299 + "!" + "y" * 300)
    shown, below = excerpt(place, "here")
    assert len(shown) < 120
    assert shown[below.index("^")] == "!"


# ---- from Python ----


def test_three_lines_from_import_to_answer() -> None:
    assert verify(["d/dx x^3", "3*x^2"], by=["power rule"]).require().ok


def test_every_kind_of_line() -> None:
    x = sp.Symbol("x", real=True)
    assert verify([sp.Derivative(x**3, x), read("3*x^2")], by="power rule").ok
    assert verify(["x + x", 2 * x]).ok
    assert verify([2, "1 + 1"]).ok


def test_reasons_may_be_missing() -> None:
    lines = ["(x + 1)*(x - 1)/(x - 1)", "x + 1", "1 + x"]
    for by in ([], [None], ["cancel"], ["cancel", None], [None, "reorder"]):
        assert verify(lines, by=by).ok, by
    with pytest.raises(NoDerivation, match="3 reasons for 2 steps; give one reason for each step"):
        verify(lines, by=["cancel", None, None])


def test_a_report_is_true_or_raises() -> None:
    good, bad = verify(["x + x", "2*x"]), verify(["x + x", "3*x"])
    assert good
    assert not bad
    assert good.require() is good
    with pytest.raises(VerificationError, match="lines 1 and 2 are not equal") as caught:
        bad.require()
    assert caught.value.report is bad


def test_assumptions_become_givens_and_plain_symbols_are_real() -> None:
    x, y = sp.Symbol("x"), sp.Symbol("y", positive=True)
    report = verify([sp.sqrt(y**2, evaluate=False), y])
    assert report.ok
    assert report.notes == ()
    report = verify([x + x, 2 * x])
    assert report.notes == ("x taken as real",)
    assert not verify(["sqrt(x^2)", x]).ok


def test_givens_and_definitions() -> None:
    assert verify(["sqrt(x^2)", "x"], given="x > 0").ok
    assert verify(["sqrt(x^2)", "x"], given=["x >= 0", "x real"]).ok
    assert verify(["sqrt(x^2)", "x"], given=Given.read(["x > 0"])).ok
    assert verify(["S(0)", "1/2"], let="S(x) = 1/(1 + exp(-x))").ok
    assert verify(["v", "x^2 + 1"], let=["u = x^2", "v = u + 1"]).ok
    assert verify(["x + x", "2*x"], claim="x + x = 2*x").claim is not None


def test_relations_in_lines() -> None:
    assert verify(["x", "= x + 0", "<= x + 1"]).ok
    assert [step.step.relation for step in verify(["x", "x + 0", "< x + 1"]).steps] == ["=", "<"]


BAD = [
    (["x + x", "2*(x"], {}, Unreadable, 2),
    (["x + x", "2*x"], {"by": ["nonsense rule"]}, UnknownRule, 2),
    (["x + x", "2*x"], {"given": "x banana"}, BadGiven, 1),
    (["x + x", "2*x"], {"given": ["x > 0", "x < 0"]}, BadGiven, 1),
    (["x + x", "2*x"], {"let": ["u = u"]}, BadDefinition, 1),
    (["n^2", "diff(n^2, n)"], {"given": "n integer"}, BadGiven, 2),
]


@pytest.mark.parametrize(("lines", "options", "error", "line"), BAD)
def test_bad_input_says_where(lines: list[str], options: dict[str, object], error: type[InputError], line: int) -> None:
    with pytest.raises(error) as caught:
        verify(lines, **options)  # type: ignore[arg-type]  # the options are those of verify
    assert caught.value.place is not None
    assert caught.value.place.line == line


def test_too_few_lines() -> None:
    for lines in ([], ["x"], "x = x"):
        with pytest.raises(NoDerivation):
            verify(lines)
    with pytest.raises(NoDerivation):
        Derivation.start("x").verify()


def test_the_builder_makes_new_values() -> None:
    start = Derivation.start("d/dx x^3", title="a cube")
    longer = start.step("3*x^2", by="power rule")
    assert start.steps == ()
    assert longer.verify().ok
    assert longer.step("4*x^2").verify().status == 1
    assert longer.title == "a cube"
    assert [plain(line) for line in longer.lines] == ["diff(x^3, x)", "3*x^2"]
    with pytest.raises(dataclasses.FrozenInstanceError):
        longer.title = "another"  # type: ignore[misc]  # that it is frozen is the point


def test_a_substitution_in_the_builder() -> None:
    derivation = Derivation.start("exp(x^2) + x^2").step("exp(u) + u", by="substitute u = x^2").step("u + exp(u)")
    assert [str(each) for each in derivation.definitions] == ["u = x^2"]
    assert derivation.verify().ok


def test_lines_as_sympy() -> None:
    derivation = Derivation.start("d/dx x^3", given="x real").step("3*x^2")
    first, last = derivation.sympy
    assert isinstance(first, sp.Derivative)
    assert sp.simplify(first.doit() - last) == 0


def test_reports_and_derivations_travel() -> None:
    report = verify(["x + x", "3*x"])
    copy = pickle.loads(pickle.dumps(report))
    assert copy.findings == report.findings
    assert copy.derivation == report.derivation


def test_verdicts_of_steps() -> None:
    report: Report = verify(["x", "x + 0", "x + 1"])
    assert [type(step.verdict) for step in report.steps] == [Proved, Refuted]
    assert [step.number for step in report.steps] == [1, 2]
    assert report.steps[1].justification is None
    assert not isinstance(report.steps[0].verdict, Undecided)


# ---- the library ----


def make_library(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / "derivations" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block("x + x\n= 2*x"), encoding="utf-8")


def test_names_are_found_here_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_library(tmp_path, "mine/first-one.md", "mine/first-other.md", "mine/one.md", "sigmoid.md")
    monkeypatch.chdir(tmp_path)
    here = tmp_path / "derivations"
    assert library.find("first-one") == here / "mine" / "first-one.md"
    assert library.find("First One") == here / "mine" / "first-one.md"
    assert library.find("one") == here / "mine" / "one.md"  # an exact stem before a part of one
    assert library.find("other") == here / "mine" / "first-other.md"
    assert library.find("mine/one") == here / "mine" / "one.md"
    assert library.find("sigmoid") == here / "sigmoid.md"
    assert library.load("other").verify().ok
    with pytest.raises(NoDerivation, match="several"):
        library.find("first")
    with pytest.raises(NoDerivation, match='did you mean "first-one"'):
        library.find("frist-one")
    with pytest.raises(NoDerivation, match="no derivation"):
        library.find("nothing of the kind")
    assert here / "mine" / "one.md" in library.names()


def test_paths_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "notes.md"
    path.write_text(block("x + x\n= 2*x") + block("x\n= x + 0"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert library.find("notes.md") == Path("notes.md")
    assert library.find(str(path)) == path
    assert len(library.load(path, number=2).steps) == 1
    with pytest.raises(NoDerivation, match="holds 2 derivations"):
        library.load(path)
    with pytest.raises(NoDerivation, match="no derivation number 3"):
        library.load(path, number=3)


@pytest.mark.parametrize("name", ["", " ", ".", "..", "/", "a\0b", "x" * 5000, "../../etc/passwd", "~", "*"])
def test_odd_names_are_refused(name: str) -> None:
    with pytest.raises(NoDerivation) as caught:
        library.load(name)
    assert len(str(caught.value)) < 300


def test_the_shipped_library_is_found_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert library.load("sigmoid").verify().ok
    assert library.find("sigmoid.md").name == "sigmoid.md"


@pytest.mark.parametrize(
    ("lines", "by", "said"),
    [
        (["x + x", "2*x"], ["arithmetic", "reorder"], "there are 2 reasons for 1 step; give one reason for each step"),
        (["x"], [], 'one line is no chain; bring two or more: verify(["x + x", "2*x"])'),
        ([], [], 'no lines are no chain; bring two or more: verify(["x + x", "2*x"])'),
        ("x = x", [], 'a text is no list of lines; bring two or more: verify(["x + x", "2*x"])'),
    ],
)
def test_wrong_counts_are_told(lines: list[str], by: list[str], said: str) -> None:
    with pytest.raises(NoDerivation) as caught:
        verify(lines, by=by)
    assert str(caught.value) == said


def test_misprinted_functions_are_noted() -> None:
    report = verify(["sinn(x) + f(x) + S(x)", "f(x) + sinn(x) + S(x)"], let="S(t) = 2*t")
    assert report.notes == ('sinn is no known function, so it stands for any smooth function; did you mean "sin"?',)


# ---- every place takes a text, a term or a SymPy expression ----

x, y = sp.symbols("x y")
S = sp.Function("S")
SQUARE = sp.Eq(S(x), x**2)
GIVENS = [
    "x > 0",
    x > 0,
    [x > 0, sp.Ne(x, y)],
    read_relation("x > 0"),
    ["x real", read_relation("x > 0")],
    sp.And(x > 0, x < 1),
    [Given.read(["x > 0"]), y > 0],
]


@pytest.mark.parametrize("given", GIVENS, ids=str)
def test_givens_in_every_shape(given: object) -> None:
    assert verify(["sqrt(x^2)", x], given=given).ok  # type: ignore[arg-type]
    assert isinstance(prove(sp.sqrt(x**2), "x", given=given), Proved)  # type: ignore[arg-type]
    assert verify([sp.sqrt(x**2), x], given=given).notes == ()  # type: ignore[arg-type]


LETS = [
    "S(x) = x^2",
    SQUARE,
    [SQUARE],
    read_relation("S(x) = x^2"),
    Definition("S", ("x",), read("x^2")),
    ["u = x^2", Definition("S", ("t",), read("t^2"))],
]


@pytest.mark.parametrize("let", LETS, ids=str)
def test_definitions_in_every_shape(let: object) -> None:
    assert verify(["S(3)", 9], let=let).ok  # type: ignore[arg-type]
    assert isinstance(prove(S(3), 9, let=let), Proved)  # type: ignore[arg-type]


def test_claims_and_equations_in_every_shape() -> None:
    claim = sp.Eq((x + 1) ** 2, x**2 + 2 * x + 1)
    for stated in (claim, "(x + 1)^2 = x^2 + 2*x + 1", read_relation("(x + 1)^2 = x^2 + 2*x + 1")):
        report = verify([claim.lhs, claim.rhs], claim=stated)
        assert report.claim is not None
        assert report.claim.status == "proved"
        assert isinstance(report.claim.sympy, sp.Eq)
        assert isinstance(prove(stated), Proved)


REFUSED = [
    (lambda: prove(sp.Eq(x, x)), "SymPy has made this True"),
    (lambda: prove(x == y), "Python has made this False"),
    (lambda: prove(x < y), "not one equality"),
    (lambda: prove(sp.Eq(x, y), x), "not one equality|is a relation"),
    (lambda: prove("x", "x", given=[x != y]), "Python has made this True"),  # type: ignore[list-item]
    (lambda: prove("x", "x", given=x + 1), "is no relation"),
    (lambda: prove("x", "x", given={"x": "real"}), "not a dictionary"),
    (lambda: prove("x", "x", let=sp.Eq(S(x + 1), x)), "a definition is a name"),
    (lambda: prove("x", "x", let=sp.Eq(sp.sin(x), x)), "already has a meaning"),
    (lambda: verify([x, x], claim=sp.Eq(x, x)), "SymPy has made this True"),
    (lambda: verify([x, x], claim=x), "no relation"),
    (lambda: verify([sp.Eq(x, y), x]), "this is a chain of equations"),
    (lambda: verify([x, x], rules=[sp.factor]), "Rule.from_sympy"),
    (lambda: verify([x, x], rules=sp.factor), "Rule.from_sympy"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("ask", "words"), REFUSED)
def test_what_is_no_mathematics_here_is_refused(ask: Callable[[], object], words: str) -> None:
    with pytest.raises(InputError, match=words):
        ask()


def test_a_defined_symbol_has_the_value_it_stands_for() -> None:
    u = sp.Symbol("u", positive=True)
    assert not verify([sp.sqrt(u**2, evaluate=False), u], let="u = x^3").ok
    assert Derivation.start("exp(x^2) + x^2").step(sp.exp(u) + u, by="substitute u = x^2").verify().ok


def test_reports_in_words() -> None:
    report = verify([x + x, "3*x"])
    assert str(report) == (
        "<lines>:2:1: FALSE: lines 1 and 2 are not equal\n"
        "  2 | = 3*x\n"
        "    | ^ at x = 1: line 1 is 2, line 2 is 3\n"
        "note: x taken as real\n"
        "0 of 1 step true, 1 false."
    )
    assert repr(report) == "<Report: 0 of 1 step true, 1 false.>"
    assert repr(report.steps) == "(<StepReport 1: = 3*x, refuted>,)"
    assert report.steps[0].sympy[1] == 3 * sp.Symbol("x", real=True)
    assert repr(report.derivation) == "<Derivation: 2 lines from 2*x>"
