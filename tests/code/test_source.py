"""The source that is read is the one of the code that runs."""

from __future__ import annotations

import linecache

import numpy as np
import pytest
from scipy.special import xlogy

from symbinfo import Entropy, pmf
from symbinfo.code import verify_code
from symbinfo.code.load import load_function
from symbinfo.errors import BadInput

p = pmf("p")
RIGHT = "def h(p):\n    return -np.sum(xlogy(p, p))\n"
TWICE = "def h(p):\n    return -2 * np.sum(xlogy(p, p))\n"


def defined(source, file, *, kept):
    """Return the function, as a cell of a notebook or a line of a prompt defines it."""
    if kept is not None:
        linecache.cache[file] = (len(kept), None, kept.splitlines(keepends=True), file)
    space = {"np": np, "xlogy": xlogy}
    exec(compile(source, file, "exec"), space)  # noqa: S102 - our own text
    return space["h"]


def test_a_function_of_a_prompt_has_no_source():
    report = verify_code(defined(RIGHT, "<stdin>", kept=None), Entropy(p))
    assert report.verdict == "not understood"
    assert report.reason == "the source of h is not to be had; put it in a file"


def test_a_function_of_a_prompt_that_is_wrong_is_refuted():
    report = verify_code(defined(TWICE, "<stdin>", kept=None), Entropy(p))
    assert report.verdict == "refuted"


def test_a_function_of_a_notebook_is_read_from_its_cell():
    file = "<ipython-input-1-0123456789ab>"
    assert verify_code(defined(RIGHT, file, kept=RIGHT), Entropy(p)).proved


def test_a_source_that_was_changed_after_it_was_run_is_no_proof():
    report = verify_code(defined(TWICE, "<cell 2>", kept=RIGHT), Entropy(p))
    assert not report.proved
    hidden = TWICE.replace("-2 *", "-(1 if p[0] < 2 else 2) *")
    report = verify_code(defined(hidden, "<cell 3>", kept=RIGHT), Entropy(p))
    assert report.verdict == "not understood"
    assert "is not the code that runs: was the file changed?" in report.reason


def test_a_file_that_imports_what_is_not_installed(tmp_path):
    (tmp_path / "with_torch.py").write_text("import no_such_torch.nn.functional as F\n")
    with pytest.raises(BadInput) as caught:
        load_function(tmp_path / "with_torch.py", "f")
    told = "imports no_such_torch, which is not installed here: install it to check this file"
    assert str(caught.value).endswith(told)
