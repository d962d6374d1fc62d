"""All backends agree, at random distributions with zeros; what each library can do beside."""

from __future__ import annotations

import importlib
import sys
from fractions import Fraction

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symbinfo import Entropy, KLDivergence, gradient, hessian, numeric, pmf
from symbinfo.derive.registry import load
from symbinfo.errors import BadInput
from symbinfo.numeric import lambdify
from symbinfo.numeric.ready.made import FORMULAS

P, Q = pmf("p"), pmf("q")
TABLES = {"mutual_information", "conditional_entropy"}
ORDERED = {"renyi_entropy", "renyi_divergence", "tsallis_entropy"}
ONE = {"entropy", "renyi_entropy", "tsallis_entropy"}
LIBRARIES = ("torch", "jax", "dask", "array_api_strict")
WEIGHT = st.one_of(st.just(0.0), st.floats(1e-6, 1))
ORDER = st.sampled_from([0.0, 0.5, 2.0, 7.5])


def compat():
    return pytest.importorskip("array_api_compat")


def array_of(library):
    """Return how a library makes its array from one of NumPy; skip if it is not installed."""
    compat()
    module = pytest.importorskip(library)
    match library:
        case "torch":
            return module.asarray
        case "jax":
            return importlib.import_module("jax.numpy").asarray
        case "dask":
            dask = pytest.importorskip("dask.array")
            return lambda x: dask.from_array(x, chunks=-1)
    return module.asarray


@st.composite
def calls(draw):
    """Return the name of a measure, and distributions (and an order) to call it with."""
    name = draw(st.sampled_from(sorted(FORMULAS)))
    shape = (draw(st.integers(1, 3)), 2, 3) if name in TABLES else (draw(st.integers(1, 3)), 5)
    laws = [draw(distributions(shape)) for _ in range(1 if name in ONE | TABLES else 2)]
    return name, [*laws, *([draw(ORDER)] if name in ORDERED else [])]


def distributions(shape):
    count = int(np.prod(shape[1:]))
    row = st.lists(WEIGHT, min_size=count, max_size=count).filter(any)
    return st.lists(row, min_size=shape[0], max_size=shape[0]).map(
        lambda rows: np.array([np.array(r) / np.sum(r) for r in rows]).reshape(shape)
    )


def agree(found, expected, tolerance=1e-13):
    np.testing.assert_allclose(np.asarray(found, dtype=float), expected, rtol=tolerance, atol=1e-15)


@given(calls())
def test_mpmath_agrees_with_numpy(call):
    name, values = call
    expected = getattr(numeric, name)(*values)
    agree(getattr(numeric, name)(*values, backend="mpmath"), expected)


@pytest.mark.parametrize("library", LIBRARIES)
@settings(max_examples=40, deadline=None)
@given(call=calls())
def test_arrays_of_a_library_agree_with_numpy_and_stay(library, call):
    name, values = call
    convert = array_of(library)
    expected = getattr(numeric, name)(*values)
    given_ = [convert(v) if isinstance(v, np.ndarray) else v for v in values]
    found = getattr(numeric, name)(*given_)
    assert type(found) is type(given_[0])
    if library == "jax":  # which has 32 bits, unless it is told otherwise
        np.testing.assert_allclose(found, expected, rtol=2e-4, atol=1e-6)
    else:
        agree(found, expected)


@settings(max_examples=40, deadline=None)
@given(call=calls(), semantics=st.sampled_from(["check", "renormalise", "literal"]))
def test_numba_agrees_with_numpy(call, semantics):
    pytest.importorskip("numba")
    name, values = call
    expected = getattr(numeric, name)(*values, normalise=semantics)
    agree(getattr(numeric, name)(*values, normalise=semantics, backend="numba"), expected)


@pytest.mark.parametrize("letters", [7, 100, 5000, 20001])
def test_numba_on_long_rows(letters):
    pytest.importorskip("numba")
    rng = np.random.default_rng(letters)
    p, r = rng.dirichlet(np.ones(letters), (2, 3))
    q = p * (1 + 1e-9 * rng.standard_normal(p.shape))
    for one, other in ((p, r), (p, q / q.sum(axis=-1, keepdims=True)), (p, p)):
        expected = numeric.kl_divergence(one, other)
        found = numeric.kl_divergence(one, other, backend="numba")
        np.testing.assert_allclose(found, expected, rtol=3e-15)
        assert np.all(found >= 0)
    np.testing.assert_allclose(numeric.entropy(p, backend="numba"), numeric.entropy(p), rtol=2e-15)
    single = numeric.entropy(p.astype(np.float32), backend="numba")
    assert single.dtype == np.float32


BAD = [
    ([[0.5, 0.5], [0.6, 0.5]], "p must sum to 1, but the sum of row 1 is 1.1"),
    ([1.5, -0.5], "p has a negative entry, -0.5"),
    ([[]], "an alphabet has at least one letter"),
    (0.5, "p takes an array whose last axis is the alphabet"),
    (np.ma.array([0.5, 0.5], mask=[False, True]), "p is a masked array"),
    ([float("inf"), 0.5], "p must sum to 1, but the sum is inf"),
]


@pytest.mark.parametrize("backend", ["numpy", "array_api", "mpmath", "numba"])
@pytest.mark.parametrize(("value", "said"), BAD)
def test_all_backends_refuse_the_same(backend, value, said):
    needs = {"array_api": "array_api_compat"}.get(backend, backend)
    pytest.importorskip(needs)
    with pytest.raises(BadInput, match=said):
        numeric.entropy(value, backend=backend)


@pytest.mark.parametrize("backend", ["numpy", "array_api", "mpmath", "numba"])
def test_sums_that_overflow_empty_batches_and_long_doubles(backend):
    pytest.importorskip({"array_api": "array_api_compat"}.get(backend, backend))
    with pytest.raises(BadInput, match="p cannot be divided by its sum: the sum is inf"):
        numeric.entropy(np.array([1.5e308, 1.5e308]), backend=backend, normalise="renormalise")
    assert list(numeric.entropy(np.zeros((0, 2)), backend=backend)) == []
    long = numeric.entropy(np.array([0.5, 0.5], dtype=np.longdouble), backend=backend, base=2)
    assert float(long) == 1


def test_a_tensor_that_keeps_gradients_is_for_array_api():
    torch = pytest.importorskip("torch")
    function = lambdify(P, Entropy(P))
    with pytest.raises(BadInput, match=r'requires grad.*try backend="array_api"'):
        function(torch.tensor([0.5, 0.5], requires_grad=True))


def test_the_hellinger_distance_is_at_most_one():
    assert numeric.hellinger([1, 0], [0, 1]) == 1


@pytest.mark.parametrize("backend", ["numpy", "array_api", "mpmath", "numba"])
def test_missing_numbers_and_options(backend):
    pytest.importorskip({"array_api": "array_api_compat"}.get(backend, backend))
    rows = [[0.5, 0.5], [float("nan"), 1]]
    found = np.array(numeric.entropy(rows, backend=backend, base=2, keepdims=True), dtype=float)
    assert found.shape == (2, 1)
    assert found[0] == 1
    assert np.isnan(found[1])
    table = np.array([[0.5, 0.0], [0.25, 0.25]])
    swapped = numeric.conditional_entropy(table.T, backend=backend, axis=(1, 0))
    assert float(swapped) == pytest.approx(numeric.conditional_entropy(table))


def test_mpmath_has_any_precision():
    function = lambdify((P, Q), KLDivergence(P, Q), backend="mpmath")
    third = Fraction(1, 3)
    found = function([third, 1 - third], [Fraction(1, 2), Fraction(1, 2)], dps=50)
    with mpmath.workdps(50):
        expected = mpmath.log(2) - mpmath.log(3) + mpmath.log(2) * 2 / 3
        assert mpmath.almosteq(found, expected, rel_eps=mpmath.mpf(10) ** -49)
    assert function([1, 0], [0, 1]) == mpmath.inf
    with pytest.raises(BadInput, match=r"p takes real numbers, got 'half' \(str\)"):
        function(["half", 0.5], [0.5, 0.5])


@pytest.mark.parametrize("semantics", ["check", "literal"])
@pytest.mark.parametrize("name", sorted(FORMULAS))
def test_gradients_of_torch_and_jax_are_finite_at_zero(name, semantics):
    torch, jax = pytest.importorskip("torch"), pytest.importorskip("jax")
    compat()
    laws = [[0.0, 0.5, 0.5, 0.0], [0.25, 0.25, 0.5, 0.0]]
    laws = [[[0.5, 0.0], [0.25, 0.25], [0.0, 0.0]]] if name in TABLES else laws
    laws = [np.array(law) for law in (laws[:1] if name in ONE else laws)]
    order = [2.5] if name in ORDERED else []

    def value(*arrays):
        return getattr(numeric, name)(*arrays, *order, normalise=semantics)

    tensors = [torch.tensor(law, requires_grad=True) for law in laws]
    value(*tensors).backward()
    assert all(torch.isfinite(tensor.grad).all() for tensor in tensors)
    slopes = jax.jit(jax.grad(value))(*map(jax.numpy.asarray, laws))
    assert jax.numpy.isfinite(slopes).all()


def test_dask_stays_lazy():
    dask = pytest.importorskip("dask.array")
    compat()
    rows = dask.ones((6, 4), chunks=(2, 2)) / 4
    found = numeric.entropy(rows, base=2)
    assert isinstance(found, dask.Array)
    assert found.compute().tolist() == [2.0] * 6
    assert numeric.entropy(rows * 3).compute().shape == (6,)  # no numbers, no check


def test_float32_stays_float32():
    torch = pytest.importorskip("torch")
    compat()
    found = numeric.entropy(torch.full((3, 4), 0.25, dtype=torch.float32))
    assert found.dtype == torch.float32
    with pytest.raises(BadInput, match="p takes an array of real numbers, got the type torch"):
        numeric.entropy(torch.tensor([1j]))


def test_arrays_of_two_libraries_are_refused():
    torch, jax = pytest.importorskip("torch"), pytest.importorskip("jax.numpy")
    compat()
    with pytest.raises(BadInput, match="must belong to one library, got p to torch, q to jax"):
        numeric.kl_divergence(torch.ones(1), jax.ones(1))


def test_unknown_and_missing_backends(monkeypatch):
    known = "the backends are 'numpy', 'array_api', 'mpmath', 'numba'"
    with pytest.raises(BadInput, match=f"there is no backend 'cuda'; {known}"):
        lambdify(P, Entropy(P), backend="cuda")
    with pytest.raises(BadInput, match=r"there is no backend \['numpy'\]"):
        lambdify(P, Entropy(P), backend=["numpy"])
    monkeypatch.setattr("symbinfo.numeric.backends.find_spec", lambda _: None)
    for backend, extra in (("numba", "fast"), ("array_api", "array")):
        with pytest.raises(BadInput, match=rf"not installed: pip install 'symbinfo\[{extra}\]'"):
            lambdify(P, Entropy(P), backend=backend)


def softmax(z):
    powers = np.exp(z - z.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def softmax_loss():
    """Return the loss of derivations/softmax.py, with its target and scores."""
    module = sys.modules[load()["softmax_gradient"].module]
    return module.LOSS, module.p, module.z


@pytest.mark.parametrize("backend", ["numpy", "array_api", "mpmath", "numba"])
def test_the_gradient_of_softmax_cross_entropy_is_softmax_minus_target(backend):
    pytest.importorskip({"array_api": "array_api_compat"}.get(backend, backend))
    loss, p, z = softmax_loss()
    rng = np.random.default_rng(0)
    target, scores = rng.dirichlet(np.ones(4), 3), rng.normal(size=(3, 4))
    s = softmax(scores)
    slope = lambdify((p, z), gradient(loss, z), backend=backend)(target, scores)
    agree(slope, s - target)
    curve = lambdify(z, hessian(loss, z), backend=backend)(scores)
    agree(curve, s[:, :, None] * np.eye(4) - s[:, :, None] * s[:, None, :])


def test_the_gradient_beats_finite_differences():
    loss, p, z = softmax_loss()
    target, scores = np.array([0.5, 0.25, 0.25]), np.array([1.0, 2.0, -1.0])
    value = lambdify((p, z), loss)
    steps = 6e-6 * np.eye(3)
    central = [(value(target, scores + h) - value(target, scores - h)) / 1.2e-5 for h in steps]
    exact = softmax(scores) - target
    slope = lambdify((p, z), gradient(loss, z))(target, scores)
    assert np.abs(slope - exact).max() <= 1e-15
    assert np.abs(central - exact).max() > 1e-12


def test_the_gradient_is_that_of_torch():
    torch = pytest.importorskip("torch")
    loss, p, z = softmax_loss()
    scores = torch.tensor([1.0, 2.0, -1.0], dtype=torch.float64, requires_grad=True)
    target = torch.tensor([0.5, 0.25, 0.25], dtype=torch.float64)
    torch.nn.functional.cross_entropy(scores, target).backward()
    slope = lambdify((p, z), gradient(loss, z))(target.numpy(), scores.detach().numpy())
    np.testing.assert_allclose(slope, scores.grad, rtol=1e-14)


def test_a_hessian_has_its_letters_last():
    found = lambdify(P, hessian(Entropy(P), P))([[0.5, 0.25, 0.25], [0.25, 0.5, 0.25]])
    assert found.shape == (2, 3, 3)
    assert found[0].tolist() == [[-2, 0, 0], [0, -4, 0], [0, 0, -4]]
    with pytest.raises(BadInput, match="keepdims is for formulas without letters"):
        lambdify(P, gradient(Entropy(P), P), keepdims=True)
