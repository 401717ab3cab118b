"""The derivatives of the library against automatic differentiation; needs PyTorch (pip install "derivex[torch]")."""

import importlib.util

import pytest

from derivex.engine.ladder import prove
from derivex.errors import InputError, Unsupported
from derivex.given import Given
from derivex.library import names
from derivex.notation.plain import read
from derivex.numerics.forms import subject
from derivex.numerics.functions import Function, module
from derivex.numerics.measuring import planned
from derivex.numerics.points import admitted, values_for
from derivex.numerics.stable import stable
from derivex.readers.calc import read_file
from derivex.term import add, diff
from derivex.verdict import Proved

torch = pytest.importorskip("torch", reason="PyTorch isn't installed")

POINTS = 1_000
NEAR = 1e-7  # relative to the values around: both are computed in 64 bits, by forms that may lose some of them


def loaded(functions, folder):
    path = folder / "written.py"
    path.write_text(module(functions, "torch"))
    spec = importlib.util.spec_from_file_location("written", path)
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def subjects():
    """What every chain of the library is about that is a derivative and can be computed."""
    for path in names():
        for number, derivation in enumerate(read_file(path), start=1):
            try:
                about = subject(derivation, path.stem)
            except InputError:
                continue  # of unknown functions, of sums: there is nothing to run
            if about.forward is not None:
                yield pytest.param(about, id=f"{path.stem}-{number}")


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


@pytest.mark.parametrize("about", list(subjects()))
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


def test_the_jacobian_of_softmax(tmp_path):
    size = 4
    letters = [read(f"z{index}") for index in range(size)]
    total = add(*(read(f"exp(z{index})") for index in range(size)))
    softmax = [read(f"exp(z{index})/s") for index in range(size)]
    softmax = [type(each)(each.head, (each.args[0], total)) for each in softmax]
    functions = []
    for i, one in enumerate(softmax):
        for j, other in enumerate(softmax):
            delta = read("1" if i == j else "0")
            claimed = type(one)("*", (one, add(delta, type(one)("neg", (other,)))))
            assert isinstance(prove(diff(one, letters[j]), claimed, Given()), Proved)
            functions.append(Function(f"entry_{i}_{j}", tuple(f"z{k}" for k in range(size)), "z0", claimed))
    written = loaded(functions, tmp_path)
    points = torch.linspace(-3.0, 3.0, POINTS * size, dtype=torch.float64)
    z = points[torch.arange(POINTS * size).mul(7919).remainder(POINTS * size)].reshape(POINTS, size)
    # the rows don't depend on each other, so the derivatives of the sums are those of each row
    wanted = torch.autograd.functional.jacobian(lambda each: torch.softmax(each, 1).sum(0), z)
    for i in range(size):
        for j in range(size):
            found = getattr(written, f"entry_{i}_{j}")(*z.T)
            assert (found - wanted[i, :, j]).abs().max().item() < 1e-14


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
