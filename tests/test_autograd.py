"""The derivatives of the library against automatic differentiation; needs PyTorch (pip install "derivex[torch]")."""

import importlib.util
import math

import pytest

from derivex.arrays.files import file_of, offered
from derivex.arrays.reading import array
from derivex.arrays.subjects import array_subject, is_of_arrays
from derivex.arrays.writing import ArrayFunction, text
from derivex.errors import InputError, Unsupported
from derivex.given import Given
from derivex.library import names
from derivex.notation.plain import read
from derivex.numerics.forms import subject
from derivex.numerics.functions import Function, module
from derivex.numerics.measuring import planned
from derivex.numerics.points import admitted, values_for
from derivex.numerics.stable import stable
from derivex.numerics.writing import Wish
from derivex.readers.calc import read_file
from derivex.subterms import distinct
from derivex.term import App, Num, Sym, free_symbols
from derivex.unfolding import unfold

torch = pytest.importorskip("torch", reason="PyTorch isn't installed")

POINTS = 1_000
NEAR = 1e-7  # relative to the values around: both are computed in 64 bits, by forms that may lose some of them


def loaded(functions, folder):
    path = folder / "written.py"
    path.write_text(module(functions, "torch"))
    return imported(path)


def imported(path):
    spec = importlib.util.spec_from_file_location("written", path)
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def has_derivative(derivation):
    """Whether any line of a chain has a derivative written in it."""
    parts = {part for line in derivation.lines for part in distinct(line)}
    return any(isinstance(part, App) and (part.head == "diff" or part.head.endswith("'")) for part in parts)


def told(ask, derivation, path):
    try:
        return ask(derivation, path.stem)
    except InputError:
        return None  # of unknown functions, of sums: there is nothing to run


def chains():
    """Every chain of the library with a derivative, by how it is tested: as a function, as one of arrays, as a claim."""
    found = {"numbers": [], "arrays": [], "claims": []}
    for path in names():
        for count, derivation in enumerate(read_file(path), start=1):
            if not has_derivative(derivation) or derivation.claim.head != "=":  # an equivalence is about no value
                continue
            name = f"{path.stem}-{count}"
            about = told(subject, derivation, path)
            arrays = told(array_subject, derivation, path) if is_of_arrays(derivation) else None
            if about is not None and about.forward is not None:
                found["numbers"].append(pytest.param(about, id=name))
            elif arrays is not None and arrays.by:
                found["arrays"].append(pytest.param(derivation, arrays, id=name))
            else:
                found["claims"].append(pytest.param(derivation, id=name))
    return found


CHAINS = chains()


def differentiated(function, x, others, times):
    """The derivative of some order by the variable, by PyTorch alone."""
    value = function(x, *others)
    for _ in range(times):
        (value,) = torch.autograd.grad(value.sum(), x, create_graph=True)
    return value


def far_apart(one, other):
    scale = 1.0 + torch.maximum(one.abs(), other.abs())
    both = torch.isfinite(one) & torch.isfinite(other)
    assert both.sum() > POINTS // 2
    return ((one - other).abs() / scale)[both].max().item()


@pytest.mark.parametrize("about", CHAINS["numbers"])
def test_a_derivative_is_that_of_pytorch_and_so_is_the_next_one(about, tmp_path):
    order = (about.variable, *about.others)
    functions = [
        Function(name, order, about.variable, term)
        for name, term in (("forward", about.forward), ("derivative", about.forms[-1].term))
    ]
    written = loaded(functions, tmp_path)
    values = values_for(about.others, about.given, {})
    wide = [-6.0 + 12.0 * (step + 0.37) / (3 * POINTS) for step in range(3 * POINTS)]
    kept = admitted(about.variable, wide, about.given, values)
    if len(kept) < POINTS:  # a variable between 0 and 1, say
        narrow = [-1.0 + 2.0 * (step + 0.37) / (3 * POINTS) for step in range(3 * POINTS)]
        kept = admitted(about.variable, narrow, about.given, values) or kept
    x = torch.tensor(kept[:: max(1, len(kept) // POINTS)][:POINTS], dtype=torch.float64, requires_grad=True)
    others = [torch.tensor(float(values[name]), dtype=torch.float64) for name in about.others]
    claimed = written.derivative(x, *others)
    assert far_apart(claimed, differentiated(written.forward, x, others, about.order)) < NEAR
    if claimed.requires_grad:
        (slope,) = torch.autograd.grad(claimed.sum(), x)
        assert far_apart(slope, differentiated(written.forward, x, others, about.order + 1).detach()) < NEAR


# ---- arrays ----

LONG = {"n": 4, "m": 3}


def filled(axes, shift=0, *, positive=False):
    """A batch of arrays with entries between -3 and 3, each another one; positive ones where logarithms are taken."""
    shape = (POINTS, *(LONG[length] for length in axes))
    steps = torch.arange(math.prod(shape), dtype=torch.float64) + shift
    found = (steps * 0.6180339887498949).remainder(1.0).mul(6.0).sub(3.0).reshape(shape)
    return found.abs().add(0.125) if positive else found


def without_diff(term):
    """The term with what is differentiated for its derivative: the other factors are constants."""
    if not isinstance(term, App):
        return term
    return without_diff(term.args[0]) if term.head == "diff" else App(term.head, tuple(map(without_diff, term.args)))


def array_function(name, array):
    return ArrayFunction(name, {**array.arrays, **dict.fromkeys(array.numbers, ())}, array)


@pytest.mark.parametrize(("derivation", "about"), CHAINS["arrays"])
def test_a_derivative_of_arrays_is_that_of_pytorch_and_so_is_the_next_one(derivation, about, tmp_path):
    forward = about.forward
    if forward is None:  # a derivative inside of a sum with constants
        line = without_diff(unfold(derivation.first, derivation.definitions))
        forward = array(line, (), about.given)
    functions = [array_function("forward", forward), array_function("derivative", about.forms[-1].array)]
    path = tmp_path / "written.py"
    path.write_text(text(functions, "torch"))
    written = imported(path)
    logarithms = any(isinstance(part, App) and part.head == "log" for part in distinct(forward.term))
    logarithms = logarithms and not any(isinstance(part, App) and part.head == "exp" for part in distinct(forward.term))
    axes = {**functions[1].axes, **functions[0].axes}
    values = {name: filled(each, shift, positive=logarithms) for shift, (name, each) in enumerate(axes.items())}
    if about.by_entry:
        x = values[about.by].requires_grad_()
    else:
        values |= {name: torch.tensor(0.75, dtype=torch.float64) for name, each in axes.items() if not each}
        x = values[about.by] = filled((), 7).requires_grad_()
        # a number for each member of the batch
        values = {name: each[..., None] if each is x else each for name, each in values.items()}

    def called(function, which):
        return getattr(written, function)(*(values[name] for name in which.axes))

    value, claimed = called("forward", functions[0]), called("derivative", functions[1])
    if forward.indices:
        # the members of a batch don't depend on each other, so the slopes of the sums are those of each
        rows = [torch.autograd.grad(each.sum(), x, create_graph=True)[0] for each in value.unbind(-1)]
        wanted = torch.stack(rows, dim=-2)
    else:
        (wanted,) = torch.autograd.grad(value.sum(), x, create_graph=True)
    assert claimed.shape == wanted.shape
    assert (claimed - wanted).abs().max().item() < 1e-13
    if claimed.requires_grad and wanted.requires_grad:
        weights = torch.linspace(0.5, 1.5, claimed.numel(), dtype=torch.float64).reshape(claimed.shape)
        slopes = [torch.autograd.grad((each * weights).sum(), x, retain_graph=True)[0] for each in (claimed, wanted)]
        assert (slopes[0] - slopes[1]).abs().max().item() < 1e-12


@pytest.mark.parametrize("name", ["softmax_jacobian", "softmax_jacobian_cached", "categorical_cross_entropy_gradient"])
def test_what_is_exported_is_what_pytorch_has_itself(name, tmp_path):
    stem = "softmax-jacobian" if name.startswith("softmax") else "categorical-cross-entropy"
    derivations = next(tuple(read_file(path)) for path in names() if path.stem == stem)
    found = offered(derivations, stem, by_value=True)
    path = tmp_path / "written.py"
    path.write_text(file_of(found, Wish("torch", stable=True), stem))
    written = imported(path)
    z = filled(("n",)).mul(300.0).requires_grad_()  # far enough for exp to overflow
    if stem == "softmax-jacobian":
        given = torch.softmax(z, -1) if name.endswith("cached") else z
        jacobian = torch.autograd.functional.jacobian
        wanted = torch.stack([jacobian(lambda each: torch.softmax(each, -1), row) for row in z.detach()])
        assert (getattr(written, name)(given) - wanted).abs().max().item() < 1e-14
        (slope,) = torch.autograd.grad(written.softmax(z)[:, 0].sum(), z)
        assert (slope - wanted[:, 0]).abs().max().item() < 1e-14
    else:
        y = torch.softmax(filled(("n",), 5), -1)
        loss = torch.nn.functional.cross_entropy(z, y, reduction="none")
        assert torch.allclose(written.categorical_cross_entropy(z, y), loss, rtol=1e-12)
        (wanted,) = torch.autograd.grad(loss.sum(), z)
        assert (getattr(written, name)(z, y) - wanted).abs().max().item() < 1e-14


# ---- claims about functions that are unknown ----

# what an unknown function stands for: any smooth one will do, and a pair of inverses where the givens ask for one
SOME = {"f": lambda x: torch.sin(x) + x**2 / 4 + 3, "g": lambda x: torch.exp(x / 3) + 1, "a": torch.cos}
INVERSES = {"f": torch.sinh, "g": torch.asinh}
HEADS = {
    "+": lambda *args: sum(args),
    "*": lambda *args: math.prod(args),
    "/": lambda a, b: a / b,
    "^": lambda a, b: a**b,
    "neg": lambda a: -a,
    "exp": torch.exp,
    "log": torch.log,
}


def slope(value, x):
    return torch.autograd.grad(value.sum(), x, create_graph=True)[0]


def valued(term, at, functions):
    """The value of a term by PyTorch alone, its derivatives by automatic differentiation."""
    match term:
        case Num():
            return float(term.value)
        case Sym(name):
            return at[name]
        case App("diff", (body, Sym(name), *times)):
            value = valued(body, at, functions)
            for _ in range(int(times[0].value) if times else 1):
                value = slope(value, at[name])
            return value
        case App(head, (inner,)) if head.rstrip("'") in functions:
            if not head.endswith("'"):
                return functions[head](valued(inner, at, functions))
            x = valued(inner, at, functions)
            x = x if x.requires_grad else x.requires_grad_()
            value = functions[head.rstrip("'")](x)
            for _ in range(head.count("'")):
                value = slope(value, x)
            return value
    return HEADS[term.head](*(valued(arg, at, functions) for arg in term.args))


@pytest.mark.parametrize("derivation", CHAINS["claims"])
def test_a_claim_about_derivatives_holds_for_functions_of_pytorch(derivation):
    functions = INVERSES if any(relation.head == "=" for relation in derivation.givens.relations) else SOME
    sides = [unfold(side, derivation.definitions) for side in derivation.claim.args]
    letters = sorted(frozenset().union(*map(free_symbols, sides)))
    x = torch.linspace(-2.0, 2.0, POINTS, dtype=torch.float64)
    at = {name: (x * (1 + index) / 2 + index).requires_grad_() for index, name in enumerate(letters)}
    left, right = (valued(side, at, functions) for side in sides)
    assert (left - right).abs().max().item() < 1e-12


@pytest.mark.parametrize(
    ("text", "slope"),
    [
        ("1/(1 + exp(-x))", "exp(-x)/(1 + exp(-x))^2"),
        ("log(1 + exp(x))", "1/(1 + exp(-x))"),
        ("Piecewise((x, x > 0), (exp(x) - 1, True))", "Piecewise((1, x > 0), (exp(x), True))"),
    ],
)
def test_stable_forms_have_gradients_everywhere(text, slope, tmp_path):
    term = read(text)
    found = stable((term,), Given(), (planned([term], "x", (), Given()),), ("x",), size=False)
    if found is None:
        raise Unsupported(text)
    written = loaded(
        [Function("f", ("x",), "x", found.term, accurate=True), Function("slope", ("x",), "x", read(slope))], tmp_path
    )
    x = torch.tensor([-1000.0, -30.0, -1.0, 0.0, 1.0, 30.0, 1000.0], dtype=torch.float64, requires_grad=True)
    (gradient,) = torch.autograd.grad(written.f(x).sum(), x)
    assert torch.isfinite(gradient).all()
    middle = x.detach()[1:-1]
    assert torch.allclose(
        gradient[1:-1], written.slope(middle), rtol=1e-12, atol=1e-15
    )  # of expm1, PyTorch adds 1 again
