"""``symbinfo verify``: verdicts, tables, JSON, several processes, Ctrl-C."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time

import pytest

from symbinfo.cli import exits
from symbinfo.errors import Refuted

FIELDS = ["name", "title", "statement", "ids", "verdict", "steps", "rests_on", "seconds"]


def test_a_shelf_that_holds_exits_with_0(cli, shelf):
    shelf(first=None, second=None)
    result = cli("verify", "-j", "1")
    assert result.exit_code == exits.PROVED
    assert "2 of 2 derivations proved\n" in result.stdout
    for heading in ("name", "statement", "steps", "verdict", "rests on", "time"):
        assert heading in result.stdout


def test_a_derivation_that_fails_is_named_with_its_step(cli, shelf, rejected):
    shelf(first=None, second=rejected)
    result = cli("verify", "-j", "1")
    assert result.exit_code == exits.FAILED
    assert "second: step 2 is not proved: H(p) = 0\n  by Unfold()" in result.stderr
    assert "1 of 2 derivations proved\n" in result.stdout


def test_an_error_in_a_derivation_file_does_not_stop_the_others(cli, shelf):
    shelf(first=TypeError("oops"), second=None)
    result = cli("verify", "-j", "1")
    assert result.exit_code == exits.FAILED
    assert "first: the derivation itself failed: TypeError: oops" in result.stderr
    assert "1 of 2 derivations proved\n" in result.stdout


def test_json_has_the_documented_fields(cli, shelf, rejected):
    shelf(first=None, second=rejected, third=Refuted("H(p) = 1 at p = (1)", None))
    result = cli("verify", "-j", "1", "--json")
    assert result.exit_code == exits.FAILED
    told = json.loads(result.stdout)
    first, second, third = told["derivations"]
    assert list(told) == ["derivations", "ids", "interrupted", "recheck"]
    assert list(first) == FIELDS
    assert list(second) == [*FIELDS, "error"]
    assert (first["verdict"], first["steps"]) == ("proved", 1)
    assert (second["verdict"], second["steps"]) == ("not proved", 0)
    assert third["verdict"] == "refuted"
    assert told["ids"] == {
        "id.first": "proved",
        "id.second": "not proved",
        "id.third": "refuted",
    }
    assert told["interrupted"] is False
    assert told["recheck"] is None


def test_only_the_named_ones_are_proved(cli, shelf, rejected):
    shelf(first=None, second=rejected)
    result = cli("verify", "first", "-j", "1")
    assert result.exit_code == exits.PROVED
    assert "1 of 1 derivations proved\n" in result.stdout


def test_an_unknown_name_is_wrong_usage_and_gets_a_proposal(cli, shelf):
    shelf(gibbs_inequality=None)
    result = cli("verify", "gibs")
    assert result.exit_code == exits.USAGE
    proposal = "no derivation is called 'gibs'; did you mean 'gibbs_inequality'?\n"
    assert result.stderr == f"symbinfo: {proposal}"


def test_a_name_like_no_other_is_told_the_names(cli, shelf):
    shelf(gibbs_inequality=None)
    result = cli("verify", "zzz")
    said = "no derivation is called 'zzz'; the derivations are gibbs_inequality\n"
    assert result.stderr == f"symbinfo: {said}"


@pytest.mark.parametrize("jobs", ["0", "-1", "two"])
def test_a_bad_number_of_processes_is_wrong_usage(cli, jobs):
    result = cli("verify", "-j", jobs)
    assert result.exit_code == exits.USAGE
    assert "Invalid value for '-j' / '--jobs'" in result.stderr


SCRIPT = """
import pathlib, signal, sys, time
from types import SimpleNamespace
from symbinfo.cli.main import main
from symbinfo.derive import registry

signal.signal(signal.SIGINT, signal.default_int_handler)

def quick():
    from symbinfo import Entropy, Unfold, calc, pmf
    entropy = Entropy(pmf("p"))
    found = (calc(entropy).eq(entropy.definition(), by=Unfold()).qed(),)
    with pathlib.Path("done").open("a") as done:
        done.write("x")
    return found

def slow():
    pathlib.Path("started").write_text("")
    time.sleep(100)

def dies():
    import os
    os._exit(9)

outcomes = {"quick": quick, "slow": slow, "dies": dies}
names = sys.argv.pop(1).split(",")
fakes = [
    SimpleNamespace(
        name=f"{name}{number}", build=outcomes[name], title="", statement="", ids=(), source=""
    )
    for number, name in enumerate(names)
]
registry.load = lambda: {fake.name: fake for fake in fakes}
if __name__ == "__main__":
    main()
"""


@pytest.fixture
def script(tmp_path, environment):
    """Start ``symbinfo verify`` on a shelf of quick, slow and deadly derivations."""
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")

    def start(names: str, *args: str):
        return subprocess.Popen(
            [sys.executable, "script.py", names, "verify", *args],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return start


def wait_for(path, seconds=60, size=0):
    limit = time.monotonic() + seconds
    while not path.exists() or path.stat().st_size < size:
        assert time.monotonic() < limit
        time.sleep(0.05)
    time.sleep(0.5)


@pytest.mark.parametrize(("names", "jobs"), [("quick,slow", 1), ("slow,quick,quick", 2)])
def test_control_c_prints_what_was_proved_so_far(script, tmp_path, names, jobs):
    run = script(names, "-j", str(jobs))
    wait_for(tmp_path / "started")
    quick = names.count("quick")
    wait_for(tmp_path / "done", size=quick)
    time.sleep(1.5)
    run.send_signal(signal.SIGINT)
    out, err = run.communicate(timeout=20)
    assert run.returncode == exits.INTERRUPTED
    assert f"{quick} of {quick} derivations proved\n" in out
    assert err == "interrupted: 1 were not tried\n"


def test_control_c_leaves_whole_json(script, tmp_path):
    run = script("quick,slow", "-j", "1", "--json")
    wait_for(tmp_path / "started")
    run.send_signal(signal.SIGINT)
    told = json.loads(run.communicate(timeout=20)[0])
    assert run.returncode == exits.INTERRUPTED
    assert [d["name"] for d in told["derivations"]] == ["quick0"]
    assert told["interrupted"] is True


def test_two_processes_report_in_the_order_of_the_shelf(script):
    run = script("quick,quick,quick,quick,quick", "-j", "2", "--json")
    told = json.loads(run.communicate(timeout=60)[0])
    assert run.returncode == exits.PROVED
    assert [d["name"] for d in told["derivations"]] == [f"quick{i}" for i in range(5)]


def test_a_process_that_dies_is_an_error_and_not_a_wait(script):
    run = script("quick,dies", "-j", "2")
    _, err = run.communicate(timeout=60)
    assert run.returncode == exits.FAILED
    assert "Traceback" not in err
    assert "a process that was proving ended suddenly" in err


def test_all_derivations_are_proved(process):
    run = process("verify", "--json")
    told = json.loads(run.stdout)
    assert run.returncode == exits.PROVED, run.stderr
    assert len(told["derivations"]) > 10
    assert {d["verdict"] for d in told["derivations"]} == {"proved"}
    assert set(told["ids"].values()) == {"proved"}
