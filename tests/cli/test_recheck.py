"""``symbinfo verify --recheck``: certificates that a fresh process accepts or refuses."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from symbinfo.cli import exits
from symbinfo.cli.recheck import recheck_in_fresh_process
from symbinfo.kernel.certificate import dumps


def test_certificates_are_written_and_hold(cli, shelf, tmp_path):
    shelf(first=None, second=None)
    folder = tmp_path / "new" / "certificates"
    result = cli("verify", "-j", "1", "--recheck", "--certificates", str(folder))
    assert result.exit_code == exits.PROVED
    assert "2 of 2 certificates hold in a fresh process\n" in result.stdout
    assert sorted(path.name for path in folder.iterdir()) == ["first.1.json", "second.1.json"]


def test_without_a_folder_nothing_is_left(cli, shelf, tmp_path, monkeypatch):
    shelf(first=None)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert cli("verify", "-j", "1", "--recheck").exit_code == exits.PROVED
    assert list(tmp_path.iterdir()) == []


def test_refused_certificates_fail_the_command(cli, shelf, monkeypatch):
    shelf(first=None)
    monkeypatch.setattr(
        "symbinfo.cli.recheck.recheck_in_fresh_process", lambda *_: ["first.1.json: it is wrong"]
    )
    result = cli("verify", "-j", "1", "--recheck")
    assert result.exit_code == exits.FAILED
    assert "first.1.json: it is wrong\n" in result.stderr
    assert "0 of 1 certificates hold in a fresh process\n" in result.stdout
    told = json.loads(cli("verify", "-j", "1", "--recheck", "--json").stdout)
    assert told["recheck"] == {"refused": ["first.1.json: it is wrong"]}


@pytest.fixture
def written(tmp_path, theorem):
    (tmp_path / "a.json").write_text(dumps(theorem), encoding="utf-8")
    return tmp_path


def test_a_good_certificate_is_accepted(written, theorem):
    assert recheck_in_fresh_process(written, {"a.json": str(theorem)}) == []


def test_a_certificate_of_another_theorem_is_refused(written):
    (line,) = recheck_in_fresh_process(written, {"a.json": "H(p) = 0"})
    assert line.startswith("a.json: it proves another theorem: ")


def test_a_truncated_certificate_is_refused(written, theorem):
    path = written / "a.json"
    path.write_text(path.read_text(encoding="utf-8")[:-20], encoding="utf-8")
    (line,) = recheck_in_fresh_process(written, {"a.json": str(theorem)})
    assert line.startswith("a.json: ")


def test_a_missing_certificate_is_refused(written, theorem):
    told = recheck_in_fresh_process(written, {"a.json": str(theorem), "b.json": str(theorem)})
    assert len(told) == 1
    assert "b.json" in told[0]
    assert "No such file" in told[0]


def test_the_fresh_process_imports_no_prover():
    code = (
        "import sys; import symbinfo.kernel.certificate, symbinfo.cli.recheck;"
        "print([m for m in sys.modules if m.startswith(('symbinfo.search', 'symbinfo.derive'))])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
