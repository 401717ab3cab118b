"""What is exported for JAX runs there, compiled, in batches, and with gradients at the edges; skipped without JAX."""

import importlib.util
import math

import pytest

from derivex.arrays.files import file_of, offered
from derivex.library import names
from derivex.numerics import writing
from derivex.numerics.writing import Wish
from derivex.readers.calc import read_file

jax = pytest.importorskip("jax", reason="JAX isn't installed")
np = pytest.importorskip("numpy")

EDGES = (-1e4, -1000.0, -100.0, -20.0, -1.0, 0.0, 1.0, 20.0, 100.0, 1000.0, 1e4)


@pytest.fixture(autouse=True)
def _wide(monkeypatch):
    # checked on the spot in NumPy, which starts faster: here the functions run in JAX itself
    monkeypatch.setattr(writing, "is_there", lambda library: library == "numpy")
    jax.config.update("jax_enable_x64", True)
    yield
    jax.config.update("jax_enable_x64", False)


def written(stem, folder, *, stable=True, by_value=True):
    derivations = next(tuple(read_file(path)) for path in names() if path.stem == stem)
    text = file_of(offered(derivations, stem, by_value=by_value), Wish("jax", stable), stem)
    path = folder / "written.py"
    path.write_text(text)
    spec = importlib.util.spec_from_file_location("written", path)
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("sigmoid", "sigmoid"),
        ("softplus", "softplus"),
    ],
)
def test_values_and_gradients_are_numbers_at_the_edges(stem, name, tmp_path):
    functions = written(stem, tmp_path)
    function = getattr(functions, name, None) or getattr(functions, stem[0])
    x = jax.numpy.array(EDGES)
    more = [jax.numpy.array(1.5)] * (function.__code__.co_argcount - 1)
    assert np.isfinite(jax.jit(function)(x, *more)).all()
    slopes = jax.vmap(jax.grad(function), in_axes=(0, *[None] * len(more)))(x, *more)
    assert np.isfinite(slopes).all()


def test_the_sigmoid_is_the_same_as_that_of_jax(tmp_path):
    functions = written("sigmoid", tmp_path)
    x = jax.numpy.array(EDGES)
    assert np.allclose(functions.sigmoid(x), jax.nn.sigmoid(x), rtol=1e-15, atol=0)
    low = x[:6]  # above 0 the gradient of JAX's own sigmoid loses its digits, as S(1 - S) does
    slopes = functions.sigmoid_derivative(x)
    assert np.allclose(slopes[:6], jax.vmap(jax.grad(jax.nn.sigmoid))(low), rtol=1e-12, atol=1e-300)
    assert np.allclose(slopes, slopes[::-1], rtol=1e-15, atol=0)
    assert float(functions.sigmoid_derivative_cached(jax.numpy.array(0.5))) == 0.25


def test_the_softmax_and_its_jacobian_are_those_of_jax(tmp_path):
    functions = written("softmax-jacobian", tmp_path)
    x = jax.numpy.array([[1000.0, -1000.0, 999.0], [0.1, 0.2, 0.3]])
    shares = jax.jit(functions.softmax)(x)
    assert np.allclose(shares, jax.nn.softmax(x, axis=-1), rtol=1e-15, atol=0)
    wanted = jax.vmap(jax.jacobian(jax.nn.softmax))(x)
    for found in (functions.softmax_jacobian(x), functions.softmax_jacobian_cached(shares)):
        assert np.allclose(found, wanted, rtol=0, atol=1e-15)
    slopes = jax.vmap(jax.jacobian(functions.softmax))(x)  # through the largest entry, which has a corner
    assert np.allclose(slopes, wanted, rtol=0, atol=1e-15)


def test_the_gradient_of_the_cross_entropy_is_p_minus_y(tmp_path):
    functions = written("categorical-cross-entropy", tmp_path, by_value=False)
    z, y = jax.numpy.array([800.0, -3.0, 5.0]), jax.numpy.array([0.25, 0.5, 0.25])
    assert math.isclose(functions.categorical_cross_entropy(z, y), 800.0 - 200.0 + 1.5 - 1.25, rel_tol=1e-15)
    found = jax.grad(functions.categorical_cross_entropy)(z, y)
    assert np.allclose(found, jax.nn.softmax(z) - y, atol=1e-15)
    assert np.allclose(functions.categorical_cross_entropy_gradient(z, y), found, atol=1e-15)
