"""The source code of measures runs without symbinfo, and agrees with it."""

from __future__ import annotations

import ctypes
import re
import shutil
import subprocess
import sys

import numpy as np
import pytest

from symbinfo import numeric
from symbinfo.errors import BadInput
from symbinfo.numeric.export import LANGUAGES, source_code
from symbinfo.numeric.generator import read_generator
from symbinfo.numeric.ready.made import FORMULAS

ORDERED = {"renyi_entropy", "renyi_divergence", "tsallis_entropy"}
ONE = {"entropy", "renyi_entropy", "tsallis_entropy"}
TABLES = {"mutual_information", "conditional_entropy"}
MEASURES = tuple(FORMULAS)
COMPILER = shutil.which("gcc") or shutil.which("cc")


def inputs(measure):
    """Return arguments of a measure, with zeros at random places."""
    rng = np.random.default_rng(len(measure))
    for _ in range(40):
        shape = (3, 4) if measure in TABLES else (6,)
        laws = []
        for _ in range(1 if measure in ONE | TABLES else 2):
            weights = rng.random(shape) * (rng.random(shape) < 0.7)
            weights.flat[0] += 0.1
            laws.append(weights / weights.sum())
        yield laws, [float(rng.choice([0.5, 2.0, 40.0]))] if measure in ORDERED else []


@pytest.mark.parametrize("measure", MEASURES)
def test_python_source_runs_with_numpy_alone(measure):
    space = {}
    exec(source_code(measure, "python"), space)  # noqa: S102 - what a user would run
    for laws, order in inputs(measure):
        expected = getattr(numeric, measure)(*laws, *order)
        assert space[measure](*laws, *order) == pytest.approx(expected, rel=1e-13, abs=1e-15)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    if COMPILER is None:
        pytest.skip("there is no C compiler")
    folder = tmp_path_factory.mktemp("c")

    def compile_one(measure, generator=None):
        name = f"{measure}_{len(list(folder.iterdir()))}"
        file, target = folder / f"{name}.c", folder / f"{name}.so"
        file.write_text(source_code(measure, "c", generator))
        flags = ["-O3", "-std=c99", "-Wall", "-Werror", "-shared", "-fPIC"]
        subprocess.run([COMPILER, *flags, "-o", target, file, "-lm"], check=True)
        function = getattr(ctypes.CDLL(str(target)), measure)
        function.restype = ctypes.c_double
        return function

    return compile_one


def call(function, laws, order):
    arrays = [np.ascontiguousarray(p).ctypes.data_as(ctypes.c_void_p) for p in laws]
    sizes = [ctypes.c_size_t(size) for size in laws[0].shape]
    return function(*arrays, *sizes, *map(ctypes.c_double, order))


@pytest.mark.parametrize("measure", MEASURES)
def test_c_source_compiles_and_agrees(measure, compiled):
    function = compiled(measure)
    for laws, order in inputs(measure):
        expected = getattr(numeric, measure)(*laws, *order)
        assert call(function, laws, order) == pytest.approx(expected, rel=1e-12, abs=1e-15)
    wrong = [2 * laws[0], *laws[1:]]
    assert np.isnan(call(function, wrong, order))


def python_function(measure):
    space = {}
    exec(source_code(measure, "python"), space)  # noqa: S102 - what a user would run
    return space[measure]


def near_pairs(measure):
    """Return nearly equal laws, some with sums that are not 1."""
    rng = np.random.default_rng(5)
    for spread, excess in ((1e-9, 0.0), (1e-4, 1e-10), (0.5, 1e-9)):
        p = rng.dirichlet(np.ones(12))
        q = p * np.abs(1 + spread * rng.standard_normal(12))
        q *= (1 + excess) / q.sum()
        yield [p] if measure in ONE else [p, q]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("measure", sorted(set(MEASURES) - TABLES))
def test_source_keeps_digits_of_near_equal_laws_and_of_odd_sums(measure, language, request):
    orders = (
        [[a] for a in (0, 0.3, 0.5, 1, 1 + 1e-11, 2, 150, np.inf)] if measure in ORDERED else [[]]
    )
    found = python_function(measure)
    if language == "c":
        compiled = request.getfixturevalue("compiled")(measure)

        def found(*given):
            return call(compiled, given[: len(laws)], list(map(float, given[len(laws) :])))

    for laws in near_pairs(measure):
        for order in orders:
            expected = getattr(numeric, measure)(*laws, *order)
            assert found(*laws, *order) == pytest.approx(expected, rel=4e-15, abs=1e-300)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("measure", MEASURES)
def test_the_comment_tells_formula_conventions_and_source(measure, language):
    text = " ".join(source_code(measure, language).replace("*", " ").split())
    assert "In nats, with 0 log 0 = 0." in text
    assert "Return the" in text
    assert "Source: " in text
    assert max(map(len, source_code(measure, language).splitlines())) <= 100


def test_an_unknown_language_is_refused():
    with pytest.raises(BadInput, match="source code is in one of 'python', 'c', got 'rust'"):
        source_code("entropy", "rust")


def test_python_source_refuses_what_is_no_distribution(tmp_path):
    file = tmp_path / "kl.py"
    source = source_code("kl_divergence", "python")
    assert "symbinfo" not in source.replace("Generated by symbinfo", "")
    file.write_text(
        f"{source}\nprint(kl_divergence([1, 0], [0.5, 0.5]))\nkl_divergence([1, 0], [1, 1])"
    )
    ran = subprocess.run([sys.executable, file], capture_output=True, text=True, check=False)
    assert ran.stdout == "0.6931471805599453\n"
    assert "ValueError: probabilities must not be negative, and must sum to 1" in ran.stderr


GENERATORS = ("t*log(t)", "(t - 1)**2", "abs(t - 1)/2", "(sqrt(t) - 1)^2", "-log(x)")


@pytest.mark.parametrize("text", GENERATORS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_f_divergence_has_source_for_each_generator(text, language, compiled):
    f = read_generator(text)
    source = source_code("f_divergence", language, f)
    assert f"with f({f.variables[0]}) = {f.expr}." in " ".join(source.replace(" *", " ").split())
    assert max(map(len, source.splitlines())) <= 100
    space = {}
    if language == "python":
        exec(source, space)  # noqa: S102 - what a user would run
    else:
        function = compiled("f_divergence", f)
    for laws in (([0.5, 0.5], [0.25, 0.75]), ([1, 0, 0], [0.5, 0.5, 0]), ([0.5, 0.5], [1, 0])):
        p, q = map(np.array, map(list, laws))
        expected = numeric.f_divergence(f, p, q)
        found = space["f_divergence"](p, q) if space else call(function, [p * 1.0, q * 1.0], [])
        assert found == pytest.approx(expected, rel=1e-14)


def test_generators_belong_to_f_divergences():
    with pytest.raises(BadInput, match="f_divergence needs its function f: --generator"):
        source_code("f_divergence", "c")
    with pytest.raises(BadInput, match="entropy has no generator: f_divergence has"):
        source_code("entropy", "c", read_generator("t - 1"))
    with pytest.raises(BadInput, match="no measure with source code is called 'entropi'"):
        source_code("entropi", "c")


def test_other_names_have_the_same_source():
    assert source_code("kl", "c") == source_code("kl_divergence", "c")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it is no expression"),
        ("t +", "it is no expression"),
        ("3", "it has no variable"),
        ("t*u", "it has two variables, t and u"),
        ("__import__('os')", "__import__ is no function of one value among log, ln, exp"),
        ("t.real", "it has 't.real'"),
        ("True*t", "it has 'True'"),
        ("9**9**9", "an exponent in it is no number up to 100"),
        ("1e999*t", "a number in it is too large"),
        ("t/0", "it divides by 0"),
        ("t//2", "it has the operator FloorDiv"),
        ("t" * 201, "it is longer than 200 characters"),
    ],
)
def test_bad_generators(text, said):
    with pytest.raises(BadInput, match=re.escape(said)):
        read_generator(text)
