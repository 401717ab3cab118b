"""Functions of a chain as code: what is written, that it runs, that it is right, and when nothing is written."""

import importlib.util
import re
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from derivex.cli import main
from derivex.errors import Unsupported
from derivex.given import Given
from derivex.library import load
from derivex.notation.plain import read
from derivex.notation.write import plain
from derivex.numerics.accuracy import accuracy
from derivex.numerics.cached import cached
from derivex.numerics.checking import require_right
from derivex.numerics.forms import not_computed, subject
from derivex.numerics.functions import Function, module
from derivex.numerics.halves import halves
from derivex.numerics.measuring import measured, planned
from derivex.numerics.offers import offers
from derivex.numerics.operations import operations
from derivex.numerics.points import FORMATS, values_for
from derivex.numerics.reference import true_value
from derivex.numerics.rows import ROWS
from derivex.numerics.running import is_there, run
from derivex.numerics.stable import stable
from derivex.readers.calc import read_text
from golden_files import difference

np = pytest.importorskip("numpy")

MEASURED = re.compile(r"(float(?:32|64)): .*")  # each processor rounds exp in its own way
SIGMOID = """```calc
let S(x) = 1/(1 + exp(-x))
claim diff(S(x), x) = S(x)*(1 - S(x))
  diff(S(x), x)
= exp(-x)/(1 + exp(-x))^2
= S(x)*(1 - S(x))
```
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")


def command(capsys, *arguments):
    status = main(list(arguments))
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def imported(text, folder=Path()):
    path = folder / "written.py"
    path.write_text(text)
    spec = importlib.util.spec_from_file_location("written", path)
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


# ---- what is written ----


@pytest.mark.parametrize(
    ("library", "options", "name"),
    [
        ("numpy", ["--stable", "--cached"], "export-sigmoid-stable.txt"),
        ("c", [], "export-sigmoid.c"),
    ],
)
def test_the_code_looks_like_this(library, options, name, capsys):
    if not is_there(library):
        pytest.skip(f"no {library}")
    status, out, err = command(capsys, "export", "sigmoid", "--to", library, *options)
    assert (status, err) == (0, "")
    assert not difference(name, MEASURED.sub(r"\1: …", out))


@pytest.mark.skipif(not is_there("c"), reason="no C compiler")
@pytest.mark.parametrize(("page", "function"), [("tanh", "tanh_value"), ("softsign", "a")])
def test_no_name_is_one_of_c_or_of_the_program_around_it(page, function, capsys):
    status, out, _ = command(capsys, "export", page, "--to", "c")
    assert status == 0
    assert f"double {function}(double x)" in out


@pytest.mark.parametrize("options", [[], ["--stable"]])
@pytest.mark.parametrize("shape", [(5, 1), (5,), (1, 5)])
def test_the_table_of_a_notebook_is_reproduced_to_its_last_digit(options, shape, capsys):
    functions = imported(command(capsys, "export", "sigmoid", "--to", "numpy", *options)[1])
    x = np.array([0.1, 0.2, 0.3, 0.4, 0.5]).reshape(shape)
    values, slopes = functions.sigmoid(x), functions.sigmoid_derivative(x)
    assert values.shape == slopes.shape == shape
    assert [f"{each:.8f}" for each in values.ravel()] == [
        "0.52497919",
        "0.54983400",
        "0.57444252",
        "0.59868766",
        "0.62245933",
    ]
    assert [f"{each:.8f}" for each in slopes.ravel()] == [
        "0.24937604",
        "0.24751657",
        "0.24445831",
        "0.24026075",
        "0.23500371",
    ]
    assert functions.sigmoid(x.astype(np.float32)).dtype == np.float32


@pytest.mark.skipif(not is_there("c"), reason="no C compiler")
def test_the_c_functions_compile_in_a_program_of_ones_own(capsys):
    assert command(capsys, "export", "sigmoid", "--to", "c", "--stable", "-o", "sigmoid.c")[0] == 0
    Path("main.c").write_text(
        "#include <stdio.h>\ndouble sigmoid_derivative(double);\nfloat sigmoidf(float);\n"
        'int main(void) { printf("%.8f %.6f", sigmoid_derivative(-0.5), sigmoidf(0.5f)); return 0; }\n'
    )
    subprocess.run(["cc", "-std=c99", "main.c", "sigmoid.c", "-o", "program", "-lm"], check=True)
    assert subprocess.run(["./program"], capture_output=True, text=True, check=True).stdout == "0.23500371 0.622459"


# ---- what a file offers ----

OFFERED = [
    (SIGMOID, ["page(x)", "page_derivative(x)", "page_derivative_cached(value)"]),
    (
        "```calc\ngiven beta > 0\nlet swish(x) = x/(1 + exp(-beta*x))\nclaim diff(swish(x), beta) = 0\n"
        "  diff(swish(x), beta)\n= x^2*exp(-beta*x)/(1 + exp(-beta*x))^2\n```\n",
        ["swish(x, beta)", "swish_derivative_beta(x, beta)"],
    ),
    (
        "```calc\n  diff(x^3, x, 2)\n= 6*x\n```\n",
        ["page(x)", "page_second_derivative(x)"],
    ),
    ("```calc\nlet T(x) = tanh(x)\n  1 - T(x)^2\n= 1/cosh(x)^2\n```\n", ["t(x)"]),
    ("```calc\n  (x + 1)^2\n= x^2 + 2*x + 1\n```\n", ["page(x)"]),
    ("```calc\n  diff(f(x) + g(x), x)\n= f'(x) + g'(x)\n```\n", []),
    ("```calc\ngiven n integer, n >= 3\nlet c(n) = binomial(n, 3)\n  c(n)\n= binomial(n, 3)\n```\n", ["c(n)"]),
]


@pytest.mark.parametrize(("text", "found"), OFFERED)
def test_a_file_offers_its_functions_by_these_names(text, found):
    offered, reasons = offers(read_text(text), "page", by_value=True)
    assert [f"{each.name}({', '.join(each.arguments)})" for each in offered] == found
    assert bool(reasons) is not bool(found)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("f(x)", "f, an unknown function"),
        ("Sum(k*x, (k, 1, n))", "a sum over an index"),
        ("Integral(exp(-t^2), (t, 0, x))", "an integral"),
        ("I*x", "a complex number"),
        ("zeta(x)", "zeta, not yet known here"),
        ("erf(x) + max(x, 0)", ""),
    ],
)
def test_what_cannot_be_computed_is_named(text, reason):
    assert not_computed(read(text)) == reason


@pytest.mark.parametrize("library", ["numpy", "c", "torch"])
@pytest.mark.parametrize("text", ["gamma(x)", "binomial(x, 5/2)", "factorial(x)/loggamma(x + 3)", "0*x"])
def test_gamma_and_its_kin_are_right_in_every_library(text, library):
    if not is_there(library):
        pytest.skip(f"no {library}")
    function = Function("form", ("x",), "x", read(text))
    plan = planned([function.term], "x", (), Given(), limits=(-30.0, 60.0))
    (seen,) = measured([function], plan, library)
    require_right(seen, plan, library)
    assert seen.accuracy["float64"].within((0.5, 20.0)) < 1e-12


# ---- nothing is written that isn't right ----

FALSE = SIGMOID.replace("= exp(-x)/(1", "= -exp(-x)/(1")


@pytest.mark.parametrize(
    ("content", "options", "status", "said"),
    [
        (FALSE, [], 1, "FALSE"),
        ("```calc\n  f(x)\n= f(x) + 0\n```\n", [], 2, "f, an unknown function"),
        ("```calc\n  diff(x^2*sin(x), x)\n= 2*x*sin(x) + x^2*cos(x)\n```\n", ["--cached"], 2, "leave --cached out"),
        (SIGMOID, ["--range", "2,1"], 2, "is no range"),
        (SIGMOID, ["--range", "-1,1", "--at", "beta"], 2, "a relation is expected"),
        (SIGMOID, ["--at", "beta = x"], 2, "gives no symbol a number"),
        (SIGMOID, ["--standalone"], 2, "--standalone is for --to latex"),
    ],
)
def test_nothing_is_written_but_one_sentence(content, options, status, said, capsys):
    Path("page.md").write_text(content)
    found, out, err = command(capsys, "export", "page.md", "--to", "numpy", *options)
    assert (found, out) == (status, "")
    assert said in err


def test_options_of_code_are_for_code(capsys):
    status, _, err = command(capsys, "export", "sigmoid", "--to", "latex", "--stable")
    assert status == 2
    assert "--stable is for --to numpy, torch, jax, c" in err


def test_wrong_code_is_noticed():
    plan = planned([read("exp(-x)/(1 + exp(-x))^2")], "x", (), Given())
    right = Function("f", ("x",), "x", read("exp(-x)/(1 + exp(-x))^2"))
    wrong = replace(right, term=read("exp(-x)/(1 + exp(-x))^3"))
    good, bad = measured([right, wrong], plan, "numpy")
    require_right(good, plan)  # nan at -1000 is what this form is known for
    with pytest.raises(Unsupported, match="it gives"):
        require_right(bad, plan)


# ---- stable forms ----

STABLE = [
    "1/(1 + exp(-x))",
    "1/(1 + exp(-x))*(1 - 1/(1 + exp(-x)))",
    "log(1 + exp(x))",
    "log(1/(1 + exp(-x)))",
    "(exp(x) - exp(-x))/(exp(x) + exp(-x))",
    "Piecewise((x, x > 0), (2*(exp(x) - 1), True))",
    "sqrt(x^2 + 1) - x",
]


@pytest.mark.parametrize("text", STABLE[:-1])
@pytest.mark.parametrize("size", [True, False])
def test_a_stable_form_keeps_all_digits_and_is_proved(text, size):
    terms = (read(text),)
    plan = planned(terms, "x", (), Given())
    found = stable(terms, Given(), (plan,), ("x",), size=size)
    function = Function("f", ("x",), "x", found.term, accurate=True, sided=found.sided)
    (seen,) = measured([function], plan, "numpy")
    assert all(each.is_good for each in seen.accuracy.values())
    assert all("proved equal" in word or "a line of the chain" in word for word in found.words)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.left)
def test_a_row_is_true_somewhere_and_gains_something(row):
    at = {"u": Fraction(5, 7), "a": Fraction(7, 3), "b": Fraction(1, 5)}
    assert (true_value([read(row.left)], at) - true_value([read(row.right)], at)).contains(0)
    assert row.why


@pytest.mark.parametrize(
    ("text", "above", "below"),
    [
        ("1/(1 + exp(-x))", "1/(1 + exp(-x))", "exp(x)/(1 + exp(x))"),
        ("1 - tanh(x)^2", "4*exp(-2*x)/(1 + exp(-2*x))^2", "4*exp(2*x)/(1 + exp(2*x))^2"),
        ("x/(1 + exp(-k*(x - c)))", "x/(1 + exp(-k*(x - c)))", "x*exp(k*(x - c))/(1 + exp(k*(x - c)))"),
        ("tanh(log(1 + exp(x)))", None, None),
        ("sin(x)", None, None),
        ("exp(x) + exp(x^2)", None, None),
        ("exp(x)^20", None, None),
    ],
)
def test_halves_are_fractions_of_small_exponentials(text, above, below):
    found = halves(read(text))
    if above is None and text.startswith("tanh"):
        assert found is not None
    elif above is None:
        assert found is None
    else:
        assert [plain(each.written(size=False)) for each in found] == [above, below]


# ---- the parts ----


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("exp(-x)/(1 + exp(-x))^2", "1 exp, 1 ÷, 1 ×, 1 +"),
        ("1/(1 + exp(-x))*(1 - 1/(1 + exp(-x)))", "1 exp, 1 ÷, 1 ×, 2 +"),
        ("x^-3 + sqrt(2)*x^n", "1 ^, 1 ÷, 3 ×, 1 +"),
        ("7", "none"),
    ],
)
def test_operations_are_counted_once_each(text, counted):
    assert str(operations(read(text))) == counted


def test_values_of_other_symbols_satisfy_the_givens():
    (derivation,) = read_text("```calc\ngiven 0 < a < 1, n integer, n > 3, b < 0\n  a + n + b\n= a + b + n\n```\n")
    found = values_for(("a", "b", "n"), derivation.givens, {})
    assert found == {"a": Fraction(1, 4), "b": Fraction(-1, 2), "n": Fraction(4)}
    with pytest.raises(Unsupported):
        values_for(("a",), derivation.givens, {"a": Fraction(2)})


def test_an_error_is_measured_by_what_the_format_can_hold():
    points = (0.0, 1.0, 2.0, 3.0, 4.0)
    true = [true_value([read(text)], {}) for text in ("0", "1/3", "exp(-1000)", "exp(1000)", "1")]
    seen = accuracy("float64", points, (0.0, 1 / 3, 0.0, float("inf"), float("nan")), true)
    assert seen.errors[0] == 0.0
    assert seen.errors[1] <= 2**-53
    assert seen.errors[2] < 1e-100  # nothing nearer can be written down
    assert seen.errors[3] == 0.0
    assert seen.broken == (("nan", (4.0, 4.0)),)
    assert seen.accurate == ((0.0, 3.0),)


def test_the_derivative_by_the_value():
    about = subject(load("sigmoid-chain-rule"), "sigmoid")
    assert (about.name, about.variable, about.order, len(about.forms)) == ("sigmoid", "x", 1, 6)
    assert plain(cached(about).term) == "value*(1 - value)"
    (softplus,) = read_text("```calc\nlet f(x) = log(1 + exp(x))\n  diff(f(x), x)\n= exp(x)/(1 + exp(x))\n```\n")
    assert plain(cached(subject(softplus, "softplus")).term) == "1 - exp(-value)"
    assert cached(subject(read_text("```calc\n  x + x\n= 2*x\n```\n")[0], "two")) is None


def test_functions_fail_in_a_process_of_their_own():
    with pytest.raises(Unsupported, match="the functions fail"):
        run("def form(x):\n    raise ValueError(x)\n", "numpy", {"form": {form: [[1.0]] for form in FORMATS}})


def test_the_code_of_a_library_that_is_not_there_is_checked_in_numpy(capsys, monkeypatch):
    from derivex.numerics import writing

    monkeypatch.setattr(writing, "is_there", lambda library: library == "numpy")
    status, out, _ = command(capsys, "export", "sigmoid", "--to", "jax", "--stable")
    assert status == 0
    assert "in NumPy, for JAX isn't installed here" in out
    assert "jnp.where(x >= 0, x, 0)" in out  # no abs: its derivative at 0 would be wrong


def test_names_of_a_file_stay_harmless():
    term = read("lambda + beta")
    text = module([Function("f", ("lambda", "beta"), "beta", term, 'says """ \\ and\nmore')], "numpy")
    assert "def f(lambda_, beta):" in text
    assert imported(text).f(1.0, 2.0) == 3.0


def test_the_child_imports_nothing_of_this_package():
    from derivex.numerics import child

    done = subprocess.run(
        [sys.executable, "-P", "-X", "importtime", child.__file__],
        input="{}",
        capture_output=True,
        text=True,
        check=False,
    )
    assert "derivex" not in done.stderr.split("Traceback")[0]
