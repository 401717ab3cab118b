"""Forms compared and functions drawn: what is said, what is counted, what is measured, what a picture holds."""

import json
import math
import re
from pathlib import Path

import pytest

from derivex.cli import main
from derivex.library import load
from derivex.notation.write import plain
from derivex.numerics.comparing import compared
from derivex.numerics.curves import drawing
from derivex.numerics.forms import subject
from derivex.numerics.measuring import planned
from derivex.readers.calc import read_text
from derivex.writers.comparison import as_object, shown
from derivex.writers.console import text
from derivex.writers.curves import shown as drawn
from derivex.writers.show import Ink
from golden_files import difference

pytest.importorskip("numpy")

# what differs between processors by a rounding or two
MEASURED = re.compile(r"(?<![\w.])-?\d+\.\d+(?:e[+-]\d+)?|\d\.\de-\d\d")
SPACE = re.compile(r"\n  +| +")  # columns and broken lines move with them
PAGE = "```calc\n{given}\n{let}\n  {first}\n= {last}\n```\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")


def command(capsys, *arguments):
    status = main(list(arguments))
    printed = capsys.readouterr()
    return status, printed.out, printed.err


@pytest.fixture(scope="module")
def comparison():
    about = subject(load("sigmoid"), "sigmoid")
    terms = [form.term for form in about.forms]
    return compared(about, planned(terms[::-1], "x", (), about.given), ("numpy",), (1_000,))


def page(first, last, given="given x real", let=""):
    (found,) = read_text(PAGE.format(given=given, let=let, first=first, last=last))
    return found


# ---- compare ----


def test_the_question_of_the_superior_form_is_answered_by_measurements(comparison):
    by_form = {plain(row.form.written): row for row in comparison.rows}
    cheap, simple = by_form["S(x)*(1 - S(x))"], by_form["exp(-x)/(1 + exp(-x))^2"]
    assert str(cheap.operations_with_value) == "1 ×, 1 +"
    assert simple.operations_with_value is None
    seen = simple.accuracy["float64"]
    assert math.isnan(seen.computed[0]) and seen.points[0] == -1000
    assert seen.broken[0][0] == "nan"
    assert cheap.accuracy["float64"].worst == pytest.approx(1.0)  # 1 - S(x) has cancelled
    assert 36 < cheap.accuracy["float64"].at < 38
    assert not cheap.accuracy["float64"].broken
    best = [(round(low), round(high), index + 1) for (low, high), index in comparison.best["float64"]]
    assert [index for _, _, index in best] == [6, 2]
    assert 2 < best[0][1] < 8  # from there the other one is better


def test_times_are_ratios_to_the_first_form(comparison):
    assert comparison.rows[0].times == {"numpy": {1_000: 1.0}}
    assert all(each.times["numpy"][1_000] > 0 for each in comparison.rows)
    assert [bool(each.times_with_value) for each in comparison.rows] == [False, False, False, False, True, True]
    assert list(comparison.nanoseconds) == ["numpy"]


def test_the_comparison_looks_like_this(capsys):
    status, out, err = command(capsys, "compare", "sigmoid", "--no-times")
    assert (status, err) == (0, "")
    assert not difference("compare-sigmoid.txt", SPACE.sub(" ", MEASURED.sub("…", out)))


def test_the_same_is_there_for_programs(comparison):
    found = json.loads(json.dumps(as_object(comparison, "sigmoid.md")))
    assert [row["line"] for row in found["forms"]] == [3, 4, 5, 6, 7, 8]
    assert found["forms"][5]["operations_with_value"] == {"multiplications": 1, "additions": 1}
    assert found["forms"][1]["accuracy"]["float64"]["broken"][0]["as"] == "nan"
    assert found["best"]["float64"][0]["from"] == -1000
    assert list(found["nanoseconds"]["numpy"]) == ["1000"]


def test_lines_fit_into_eighty_columns_and_into_ascii(comparison):
    lines = [text(each) for each in shown(comparison, ink=Ink(80, unicode=False))]
    assert max(map(len, lines)) <= 80
    assert all(each.isascii() for each in lines)


FALSE = PAGE.format(given="", let="let f(x) = x^2", first="diff(f(x), x)", last="3*x")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["sigmoid", "--form", "1/(2 + exp(x) + exp(-x))"], 0, ""),
        (["sigmoid", "--form", "1/(2 + exp(x) - exp(-x))"], 1, "is no form of it: at x = "),
        (["sigmoid", "--form", "f(x)"], 2, "f, an unknown function"),
        (["sigmoid", "--chain", "2"], 2, "has no chain 2"),
        (["sigmoid", "--by", "y"], 2, "no line has y in it"),
        (["sigmoid", "--plot", "there.png"], 2, "there.png exists"),
        (["sigmoid", "--plot", "errors.txt"], 2, "is no picture"),
        (["false.md"], 1, "is not equal to the one before"),
    ],
)
def test_what_cannot_be_compared_is_told(arguments, status, said, capsys):
    Path("false.md").write_text(FALSE)
    Path("there.png").write_text("mine")
    found, out, err = command(capsys, "compare", *arguments, "--no-times", "--range", "-2,2")
    assert found == status
    assert said in err
    assert bool(out) is (status == 0)


@pytest.mark.parametrize(
    ("first", "last", "given", "forms", "others"),
    [
        ("diff(x/(1 + exp(-beta*x)), x)", "1/(1 + exp(-beta*x)) + beta*x*exp(-beta*x)/(1 + exp(-beta*x))^2",
         "given beta > 0", 1, {"beta": 2}),
        ("1 - tanh(x)^2", "1/cosh(x)^2", "given x real", 2, {}),
        ("diff(Piecewise((x, x > 0), (0, True)), x)", "Piecewise((1, x > 0), (0, True))", "given x != 0", 1, {}),
        ("diff(x*(1 + erf(x/sqrt(2)))/2, x)", "(1 + erf(x/sqrt(2)))/2 + x*exp(-x^2/2)/sqrt(2*pi)", "given x real", 1, {}),
        ("diff(x^n, x)", "n*x^(n - 1)", "given n integer, n >= 1", 1, {"n": 3}),
    ],
)  # fmt: skip
def test_forms_of_every_kind_are_measured(first, last, given, forms, others):
    about = subject(page(first, last, given), "page")
    plan = planned([form.term for form in about.forms], about.variable, about.others, about.given, limits=(-4.0, 4.0))
    found = compared(about, plan, ("numpy",), ())
    assert len(found.rows) == forms
    assert plan.others == others
    assert all(row.accuracy["float64"].within((-1.0, 1.0)) < 1e-12 for row in found.rows)


# ---- plot ----


def test_a_function_and_its_derivative_are_drawn():
    found = drawing(subject(load("sigmoid"), "sigmoid"))
    assert [plain(curve.label) for curve in found.curves] == ["S(x)", "diff(S(x), x)"]
    assert found.asymptotes == (0, 1)
    ((index, x, y),) = found.maxima
    assert (index, x, round(y, 12)) == (1, 0.0, 0.25)
    assert found.curves[0].points[0][0] == -8


@pytest.mark.parametrize(
    ("first", "last", "given", "asymptotes", "maxima"),
    [
        ("diff(x/(1 + abs(x)), x)", "1/(1 + abs(x))^2", "given x real", (-1, 1), 1),
        ("diff(max(x, 0), x)", "Piecewise((1, x > 0), (0, True))", "given x != 0", (0,), 0),
        ("diff(log(p/(1 - p)), p)", "1/(p*(1 - p))", "given 0 < p < 1", (), 0),
        ("sin(x)^2", "1 - cos(x)^2", "given x real", (), 0),
    ],
)
def test_what_is_marked_in_a_picture(first, last, given, asymptotes, maxima):
    found = drawing(subject(page(first, last, given), "page"))
    assert (found.asymptotes, len(found.maxima)) == (asymptotes, maxima)
    low, high = found.heights
    assert -100 < low < high < 100


def test_the_terminal_shows_this():
    about = subject(load("sigmoid"), "sigmoid")
    lines = [text(each) for each in drawn(drawing(about), path="activation/sigmoid.md")]
    assert not difference("plot-sigmoid.txt", "\n".join(lines) + "\n")
    plain_lines = [text(each) for each in drawn(drawing(about, every=True), ink=Ink(60, unicode=False))]
    assert all(each.isascii() and len(each) <= 80 for each in plain_lines)


@pytest.mark.parametrize(("ending", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_pictures_are_written_and_never_over_others(ending, start, capsys):
    pytest.importorskip("matplotlib")
    name = f"picture.{ending}"
    assert command(capsys, "plot", "sigmoid", "-o", name)[0] == 0
    first = Path(name).read_bytes()
    assert first.startswith(start)
    status, _, err = command(capsys, "plot", "sigmoid", "-o", name)
    assert status == 2 and f"{name} exists" in err
    assert command(capsys, "plot", "sigmoid", "--all", "-o", name, "--force")[0] == 0
    assert Path(name).read_bytes() != first


def test_errors_are_drawn_too(capsys):
    pytest.importorskip("matplotlib")
    assert command(capsys, "compare", "sigmoid", "--no-times", "--plot", "errors.svg")[0] == 0
    assert "relative error in float64" in Path("errors.svg").read_text()


def test_what_cannot_be_drawn_is_told(capsys):
    Path("false.md").write_text(FALSE)
    Path("unknown.md").write_text(PAGE.format(given="", let="", first="f(x)", last="f(x) + 0"))
    assert command(capsys, "plot", "false.md")[0] == 1
    status, out, err = command(capsys, "plot", "unknown.md")
    assert (status, out) == (2, "")
    assert "f, an unknown function" in err
    assert command(capsys, "plot", "sigmoid", "-o", "picture.gif")[0] == 2
