"""Functions of arrays: what is understood, what is written, that it is right alone and in a batch, what is told."""

import importlib.util
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from derivex.arrays.checking import checked
from derivex.arrays.counting import array_operations
from derivex.arrays.files import offered
from derivex.arrays.reading import array
from derivex.arrays.samples import samples
from derivex.arrays.shifting import steady
from derivex.arrays.writing import ArrayFunction
from derivex.cli import main
from derivex.errors import Unsupported
from derivex.given import Given
from derivex.library import names
from derivex.notation.plain import read
from derivex.notation.write import plain
from derivex.numerics.running import is_there
from derivex.readers.calc import read_file
from golden_files import difference

np = pytest.importorskip("numpy")

GIVEN = Given.read(
    [
        *("n integer", "m integer", "i integer", "j integer", "q integer"),
        *("1 <= i", "i <= n", "1 <= j", "j <= n", "1 <= q", "q <= m"),
    ]
)
SHARE = "exp(x(i))/Sum(exp(x(k)), (k, 1, n))"
MEASURED = re.compile(r"(float(?:32|64)): .*")  # each processor rounds exp in its own way


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")


def command(capsys, *arguments):
    status = main(list(arguments))
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def imported(text):
    Path("written.py").write_text(text)
    spec = importlib.util.spec_from_file_location("written", Path("written.py"))
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def function(text, *indices):
    found = array(read(text), indices, GIVEN)
    return ArrayFunction("f", {**found.arrays, **dict.fromkeys(found.numbers, ())}, found)


def page(stem):
    return next(tuple(read_file(path)) for path in names() if path.stem == stem)


# ---- what is understood ----


@pytest.mark.parametrize(
    ("text", "indices", "reason"),
    [
        ("Sum(x(k), (k, 2, n))", (), "doesn't run over an array from its first entry"),
        ("Sum(x(k), (k, 1, oo))", (), "doesn't run over an array from its first entry"),
        ("x(i)*w(i, i)", ("i",), "one index twice"),
        ("x(i) + x(q)", ("i", "q"), "two different lengths"),
        ("KroneckerDelta(i, q)*x(i)*y(q)", ("i", "q"), "two indices of one length"),
        ("i*x(i)", ("i",), "an index that stands as a number"),
        ("x(i)*y(l)", ("i", "l"), "isn't said where the index l ends"),
        ("Integral(x(i)*t, (t, 0, 1))", ("i",), "an integral"),
        ("Sum(1, (k, 1, n))", (), "no array stands in it"),
    ],
)
def test_what_is_no_function_of_arrays_is_named(text, indices, reason):
    with pytest.raises(Unsupported) as caught:
        array(read(text), indices, GIVEN)
    assert reason in str(caught.value)


OFFERED = {
    "softmax-jacobian": ["softmax(x)", "softmax_jacobian(x)", "softmax_jacobian_cached(value)"],
    "softmax-shift": ["s(x)"],
    "log-softmax": ["log_softmax(x)", "log_softmax_jacobian(x)", "log_softmax_jacobian_cached(value)"],
    "categorical-cross-entropy": ["categorical_cross_entropy(z, y)", "categorical_cross_entropy_gradient(z, y)"],
    "kl-divergence": ["kl_divergence(p, q)", "kl_divergence_gradient_q(p, q)"],
    "dense-layer": [
        *("a(w, x, b)", "dense_layer_gradient_w(r, x)"),
        *("dense_layer_gradient_b(r)", "dense_layer_gradient_x(r, w)"),
    ],
    "squared-error": [
        *("squared_error_2(p, y)", "squared_error_2_gradient(p, y)"),
        *("squared_error_3(x, y, b, w)", "squared_error_3_derivative_w(x, y, b, w)"),
    ],
}


@pytest.mark.parametrize("stem", OFFERED)
def test_a_page_offers_its_functions_by_these_names(stem):
    found = offered(page(stem), stem, by_value=True)
    assert [f"{each.name}({', '.join(each.axes)})" for each in found.arrays] == OFFERED[stem]


# ---- what is written ----


@pytest.mark.parametrize(
    ("library", "options", "name"),
    [("numpy", ["--stable", "--cached"], "export-softmax-stable.txt"), ("c", [], "export-softmax.c")],
)
def test_the_code_looks_like_this(library, options, name, capsys):
    if not is_there(library):
        pytest.skip(f"no {library}")
    status, out, err = command(capsys, "export", "softmax-jacobian", "--to", library, *options)
    assert (status, err) == (0, "")
    assert not difference(name, MEASURED.sub(r"\1: …", out))


WRITTEN = [
    (SHARE, ("i",)),
    (f"{SHARE}*(KroneckerDelta(i, j) - {SHARE.replace('x(i)', 'x(j)')})", ("i", "j")),
    (f"{SHARE}*(KroneckerDelta(i, j) - {SHARE.replace('x(i)', 'x(j)')})", ("j", "i")),
    ("Sum(w(i, k)*x(k), (k, 1, m)) + b(i)", ("i",)),
    ("Sum(r(l)*w(l, q), (l, 1, n))", ("q",)),
    ("Sum(Sum(w(l, k)^2, (k, 1, m)), (l, 1, n))/(n*m)", ()),
    ("r(i)*x(q)*sqrt(2*pi)*c", ("i", "q")),
    ("Sum(p(k)*(log(p(k)) - log(q(k))), (k, 1, n))", ()),
    ("max(x(i), 0) + Sum(2, (k, 1, n))*y(i)", ("i",)),
]


@pytest.mark.parametrize("library", ["numpy", "c", "torch"])
@pytest.mark.parametrize(("text", "indices"), WRITTEN)
def test_a_function_is_right_alone_and_in_a_batch(text, indices, library):
    if not is_there(library):
        pytest.skip(f"no {library}")
    one = function(text, *indices)
    looked = samples([one.array], one.axes, GIVEN, chosen={})
    assert len(looked["float64"]) > 10
    checked(one, looked, library)  # or it says that it isn't


def test_wrong_code_is_noticed():
    right = function(SHARE, "i")
    looked = samples([right.array], right.axes, GIVEN, chosen={})
    wrong = replace(right, array=array(read(SHARE.replace("exp(x(i))", "exp(x(i) + 2^-20)")), ("i",), GIVEN))
    with pytest.raises(Unsupported, match="it gives"):
        checked(wrong, looked, "numpy")


def test_arguments_may_be_lists_and_batches(capsys):
    functions = imported(command(capsys, "export", "softmax-jacobian", "--to", "numpy", "--stable", "--cached")[1])
    shares = functions.softmax([0, 0])
    assert shares.tolist() == [0.5, 0.5]
    assert functions.softmax_jacobian([0, 0]).tolist() == [[0.25, -0.25], [-0.25, 0.25]]
    x = np.linspace(-1000, 1000, 24).reshape(2, 3, 4)
    s = functions.softmax(x)
    assert s.shape == (2, 3, 4) and np.isfinite(s).all() and np.allclose(s.sum(-1), 1)
    whole = functions.softmax_jacobian(x)
    assert whole.shape == (2, 3, 4, 4)
    assert np.array_equal(whole, functions.softmax_jacobian_cached(s))
    assert np.allclose(whole[1, 2], np.diag(s[1, 2]) - np.outer(s[1, 2], s[1, 2]), atol=1e-16)
    assert functions.softmax(x.astype(np.float32)).dtype == np.float32


@pytest.mark.parametrize(
    ("text", "indices", "form"),
    [
        (SHARE, ("i",), "exp(x(i) - c)/Sum(exp(x(_1) - c), (_1, 1, n))"),
        ("log(Sum(exp(x(k)), (k, 1, n)))", (), "c + log(Sum(exp(x(_1) - c), (_1, 1, n)))"),
        ("x(i) - log(Sum(exp(x(k)), (k, 1, n)))", ("i",), "x(i) - c - log(Sum(exp(x(_1) - c), (_1, 1, n)))"),
        ("Sum(x(k)^2, (k, 1, n))", (), "Sum(x(_1)^2, (_1, 1, n))"),
        ("exp(x(i))", ("i",), "exp(x(i))"),
    ],
)
def test_the_steady_form_is_shifted_where_that_is_proved(text, indices, form):
    one = function(text, *indices)
    found = steady([one.array], one.axes, GIVEN, samples([one.array], one.axes, GIVEN, chosen={}))
    assert plain(found.array.term) == form
    assert bool(found.array.shifts) == ("c" in form.replace("exp", ""))
    assert any("proved equal" in words or "a line of the chain" in words for words in found.words)


# ---- compared, drawn ----


@pytest.mark.parametrize(
    ("text", "indices", "counted"),
    [
        (SHARE, ("i",), "n exp, n ÷, n +"),
        (
            f"{SHARE}*(KroneckerDelta(i, j) - {SHARE.replace('x(i)', 'x(j)')})",
            ("i", "j"),
            "n exp, n ÷, n² ×, (n² + n) +",
        ),
        ("Sum(w(i, k)*x(k), (k, 1, m)) + b(i)", ("i",), "mn ×, (mn + n) +"),
        ("2*c*Sum(x(k), (k, 1, n))", (), "2 ×, n +"),
    ],
)
def test_operations_are_counted_in_the_lengths(text, indices, counted):
    assert str(array_operations(function(text, *indices).array)) == counted


def test_forms_of_arrays_are_compared(capsys):
    status, out, err = command(capsys, "compare", "softmax-jacobian", "--chain", "1", "--no-times", "--format", "json")
    assert (status, err) == (0, "")
    (found,) = json.loads(out)
    assert found["function"] == "softmax_jacobian"
    *lines, shifted = found["forms"]
    assert [row["line"] for row in found["forms"]] == [8, 9, 10, 11, 12, 0]
    assert all("nan" in row["accuracy"]["float64"]["broken"] for row in lines)
    assert shifted["shifted_by_the_largest_entry_of"] == ["x"]
    assert shifted["accuracy"]["float64"]["broken"] == {}
    assert found["best"] == {"float64": [6], "float32": [6]}
    assert lines[-1]["operations_with_value"] == "n² ×, n² +"


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--form", "exp(x(i))/Sum(exp(x(k)), (k, 1, n))*(KroneckerDelta(i, j) - 1)"], 1, "is no form of it"),
        (["--form", "x(i)*y(j)*KroneckerDelta(i, j)"], 1, "is no form of it"),
        (["--by", "x"], 2, "has no one variable"),
        (["--plot", "errors.png"], 0, "is not written"),
    ],
)
def test_what_cannot_be_compared_is_told(arguments, status, said, capsys):
    if "--plot" in arguments:
        pytest.importorskip("matplotlib")
    found, _, err = command(capsys, "compare", "softmax-jacobian", "--chain", "1", "--no-times", *arguments)
    assert found == status
    assert said in err


def test_entries_are_drawn_against_one_entry(capsys):
    status, out, err = command(capsys, "plot", "softmax-jacobian", "--chain", "1")
    assert (status, err) == (0, "")
    assert out.rstrip().splitlines()[-7:] == [
        "  1  softmax(1)",
        "  2  softmax(2)",
        "  3  softmax(3)",
        "  4  diff(softmax(1), x(1))",
        "  5  diff(softmax(2), x(1))",
        "  6  diff(softmax(3), x(1))",
        "  x[2] = 1, x[3] = -1",
    ]
