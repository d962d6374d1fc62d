from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "code" / "variants"


def check_code(*arguments):
    command = [sys.executable, "-m", "symbinfo", "check-code", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize(
    ("function", "code", "verdict"),
    [
        ("in_scipy.py:kl_rel_entr", 0, "proved"),
        ("in_scipy.py:kl_rel_entr_swapped", 1, "refuted"),
        ("in_numpy.py:kl_plain", 3, "equal except at"),
    ],
)
def test_the_verdict_and_the_exit_code(function, code, verdict):
    done = check_code(FOLDER / function, "--against", "D(p||q)", "--json")
    assert done.returncode == code, done.stderr
    told = json.loads(done.stdout)
    assert told["verdict"] == verdict
    assert told["measure"] == "D(p || q)"


@pytest.mark.parametrize(
    ("function", "against", "options", "start"),
    [
        ("batches.py:d_right_rows", "D(p||q)", ["--batch"], "proved: d_right_rows"),
        ("batches.py:d_wrong_swapped", "D(p||q)", ["--batch"], "refuted: d_wrong_swapped"),
        ("wrapped.py:Metrics.kl", "D(p||q)", [], "proved: kl and D(p || q)"),
        ("distances.py:t_right_overlap", "TV(p,q)", [], "proved: t_right_overlap and TV(p, q)"),
        ("in_numpy.py:softmax_loss", "H(p, softmax(z))", [], "proved: softmax_loss and H(p, so"),
    ],
)
def test_batches_static_methods_and_distances(function, against, options, start):
    done = check_code(FOLDER / function, "--against", against, *options)
    assert done.stdout.startswith(start), done.stderr


def test_the_report_is_readable_and_what_the_file_prints_is_not_in_it():
    done = check_code(FOLDER / "bad.py:prints", "--against", "H(p)")
    assert done.returncode == 0
    assert done.stdout.startswith("proved: prints and H(p)\n  for alphabets of every size\n")
    assert "computing the entropy" not in done.stdout


def test_a_function_that_does_not_end_is_stopped():
    done = check_code(FOLDER / "bad.py:never_ends", "--against", "H(p)", "--timeout", "4")
    assert done.returncode == 2
    assert "bad.py:never_ends does not end: it was stopped after 4 s" in done.stderr


def test_too_much_memory_is_told(tmp_path):
    (tmp_path / "large.py").write_text("import numpy\nx = numpy.ones(10**9)\ndef f(p): return 0\n")
    done = check_code(tmp_path / "large.py:f", "--against", "H(p)", "--memory", "1500")
    assert done.returncode == 2
    assert "memory" in done.stderr.lower()


def test_a_file_that_ends_the_program_is_told():
    done = check_code(FOLDER / "bad.py:ends_the_program", "--against", "H(p)")
    assert done.returncode == 2
    assert "ends the program: SystemExit(7)" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("mine.py", "--against", "H(p)"), "check-code takes PATH.py:FUNCTION, got 'mine.py'"),
        (("mine.py:f", "--against", "H(p)"), "there is no file mine.py"),
        ((FOLDER / "bad.py:raises", "--against", "p > 0"), "--against takes a measure, such as"),
    ],
)
def test_bad_input_is_told(arguments, told):
    done = check_code(*arguments)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
