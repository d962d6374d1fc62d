"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import stat

import pytest

from symbinfo.cli.output import write_file


def test_a_file_is_written_and_replaced(tmp_path):
    path = tmp_path / "a.txt"
    write_file(path, "one")
    write_file(path, "two Ω")
    assert path.read_text(encoding="utf-8") == "two Ω"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_in_the_middle_leaves_the_old_file_and_no_other(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    write_file(path, "old")

    def replace(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(KeyboardInterrupt):
        write_file(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_mode_is_that_of_a_plain_file_or_of_the_old_one(tmp_path):
    path = tmp_path / "a.txt"
    plain = tmp_path / "plain"
    plain.touch()
    write_file(path, "one")
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)
    path.chmod(0o640)
    write_file(path, "two")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_folder_that_does_not_exist_is_an_error_with_its_name(tmp_path):
    path = tmp_path / "absent" / "a.txt"
    with pytest.raises(FileNotFoundError, match=r"No such file or directory: '.*a\.txt'"):
        write_file(path, "text")
