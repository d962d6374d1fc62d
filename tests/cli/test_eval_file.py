"""``symbinfo eval --file``: measures of data, and what is said about bad files."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys

import numpy as np
import pytest

from symbinfo.cli import exits
from symbinfo.cli.eval_file import FileOptions
from symbinfo.numeric.data.estimate import estimate
from symbinfo.numeric.data.files import open_source


@pytest.fixture
def pl():
    return pytest.importorskip("polars", reason="Polars is not installed")


@pytest.fixture
def table(tmp_path, monkeypatch):
    """Return the name of a CSV file in the current folder: I(sky; rain) is 1 bit given a day."""
    monkeypatch.chdir(tmp_path)
    lines = ["sky,rain,day", *["clear,0,1", "grey,1,1"] * 50]
    (tmp_path / "table.csv").write_text("\n".join(lines), encoding="utf-8")
    return "table.csv"


@pytest.mark.usefixtures("pl")
class TestSamples:
    def test_what_is_told(self, cli, table):
        result = cli(
            *("eval", "mutual_information", "--file", table),
            *("--columns", "sky,rain", "--given", "day", "--base", "2"),
        )
        assert result.exit_code == 0
        assert result.stdout == (
            "conditional mutual information I(sky; rain | day) = 1.0 bits\n"
            "plug-in estimate (observed frequencies) from the 100 rows of table.csv\n"
            "distinct values: sky 2, rain 2, day 1, together 2\n"
        )
        assert result.stderr == ""

    def test_json(self, cli, table):
        result = cli("eval", "entropy", "--file", table, "--columns", "0", "--json")
        told = json.loads(result.stdout)
        assert told == {
            "measure": "entropy",
            "title": "entropy",
            "notation": "H(sky)",
            "value": pytest.approx(math.log(2)),
            "unit": "nats",
            "estimator": "plug-in",
            "rows": 100,
            "used": {"sky": 100},
            "distinct": {"sky": 2},
            "together": 2,
            "remarks": [],
            "base": None,
            "file": "table.csv",
            "holds": "samples",
        }

    def test_the_correction_of_miller_and_madow(self, cli, table):
        arguments = ("eval", "entropy", "--file", table, "--columns", "sky")
        result = cli(*arguments, "--estimator", "miller-madow")
        assert f"H(sky) = {math.log(2) + 1 / 200!r} nats" in result.stdout
        assert "\nMiller-Madow estimate" in result.stdout

    def test_an_infinite_value(self, cli, table):
        result = cli("eval", "kl", "--file", table, "--columns", "rain,day")
        assert "D(rain || day) = oo nats" in result.stdout
        assert "warning: infinite because 'day' is never 0, which 'rain' is 50" in result.stderr
        told = cli("eval", "kl", "--file", table, "--columns", "rain,day", "--json").stdout
        assert json.loads(told)["value"] == "oo"

    def test_a_column_with_a_comma_and_another_separator(self, cli, tmp_path):
        path = tmp_path / "t.csv"
        path.write_text('"a, b";c\n1;2\n2;2\n', encoding="utf-8")
        options = ("--separator", ";", "--columns", '"a, b",c')
        assert "H(a, b, c) = 0.69" in cli("eval", "entropy", "--file", str(path), *options).stdout

    def test_a_name_that_two_columns_have(self, cli, tmp_path):
        path = tmp_path / "t.csv"
        path.write_text("x,x\na,b\nb,b\n", encoding="utf-8")
        result = cli("eval", "entropy", "--file", str(path), "--columns", "x")
        assert result.exit_code == 2
        assert "has two columns 'x': say which by its place, counted from 0" in result.stderr
        assert cli("eval", "entropy", "--file", str(path), "--columns", "1").exit_code == 0

    def test_a_file_without_names(self, cli, tmp_path):
        path = tmp_path / "t.csv"
        path.write_text("1,5\n1,6\n", encoding="utf-8")
        result = cli("eval", "entropy", "--file", str(path), "--no-header", "--columns", "1")
        assert "H(1) = 0.6931471805599453 nats" in result.stdout

    def test_rows_left_out_are_told(self, cli, tmp_path):
        path = tmp_path / "t.csv"
        path.write_text("a,b\n1,1\n?,1\n2,\n", encoding="utf-8")
        options = ("--file", str(path), "--columns", "a,b", "--null", "?", "--drop-null")
        joint = cli("eval", "joint_entropy", *options)
        assert "from 1 of 3 rows (the others miss a value) of" in joint.stdout
        both = cli("eval", "jensen_shannon", *options)
        assert "from the 3 rows (with a value: a 2, b 2) of" in both.stdout

    def test_whole_numbers_in_npy_are_samples(self, cli, tmp_path):
        np.save(tmp_path / "s.npy", np.array([[0, 1], [1, 1]]))
        result = cli("eval", "entropy", "--file", str(tmp_path / "s.npy"), "--columns", "0")
        assert "H(0) = 0.6931471805599453 nats" in result.stdout

    def test_decimal_numbers_are_samples_if_the_user_says_so(self, cli, tmp_path):
        np.save(tmp_path / "f.npy", np.linspace(0, 1, 100))
        result = cli("eval", "entropy", "--file", str(tmp_path / "f.npy"), "--samples")
        assert "H(0) = 4.6" in result.stdout
        assert "means nothing for a continuous variable" in result.stderr


class TestProbabilities:
    """These need no Polars, but for the last ones."""

    @pytest.fixture
    def evaluated(self, cli, tmp_path):
        def run(measure, array, *options):
            path = tmp_path / "p.npy"
            np.save(path, np.array(array))
            result = cli("eval", measure, "--file", str(path), *options)
            assert result.exit_code == 0, result.stderr
            return result

        return run

    def test_each_row_is_evaluated(self, evaluated):
        result = evaluated("entropy", [[0.5, 0.5], [1.0, 0]], "--base", "2")
        assert result.stdout == "1.0\n0.0\n"
        assert "p.npy: 2 x 2 probabilities, in bits" in result.stderr

    def test_one_row(self, evaluated):
        assert evaluated("entropy", [0.5, 0.5], "--base", "2").stdout == "1.0\n"

    @pytest.mark.parametrize(
        ("measure", "array", "said"),
        [
            ("kl", [[0.5, 0.5], [1.0, 0]], "oo\n"),
            ("kl", [[[1.0, 0], [0.5, 0.5]]] * 2, "1.0\n1.0\n"),
            ("mutual_information", [[0.5, 0], [0, 0.5]], "1.0\n"),
            ("joint_entropy", [[0.25, 0.25], [0.25, 0.25]], "2.0\n"),
            ("conditional_entropy", [[0.25, 0.25], [0.5, 0]], "0.5\n"),
        ],
    )
    def test_pairs_and_tables(self, evaluated, measure, array, said):
        assert evaluated(measure, array, "--base", "2").stdout == said

    @pytest.mark.parametrize(
        ("measure", "options", "said"),
        [
            ("renyi_entropy", ["--order", "inf", "--base", "2"], "1.0\n2.0\n"),
            ("tsallis_entropy", ["--order", "2"], "0.5\n0.75\n"),
            ("renyi_divergence", ["--order", "inf", "--base", "2"], "1.0\n"),
            ("f_divergence", ["--generator", "(t - 1)**2"], "1.0\n"),
        ],
    )
    def test_an_order_or_a_generator(self, evaluated, measure, options, said):
        laws = [[0.5, 0.5, 0, 0], [0.25, 0.25, 0.25, 0.25]]
        assert evaluated(measure, laws, *options).stdout == said

    def test_a_measure_without_a_logarithm(self, evaluated):
        result = evaluated("total_variation", [[1.0, 0], [0.5, 0.5]])
        assert result.stdout == "0.5\n"
        assert result.stderr.endswith(": 2 x 2 probabilities\n")

    def test_json(self, evaluated):
        told = json.loads(evaluated("entropy", [[1.0, 0], [0.5, math.nan]], "--json").stdout)
        assert told["value"] == [0.0, "nan"]
        assert told["holds"] == "probabilities"
        assert told["unit"] == "nats"

    def test_sums_other_than_one(self, evaluated):
        result = evaluated("entropy", [[2.0, 2.0]], "--normalise", "renormalise", "--base", "2")
        assert result.stdout == "1.0\n"

    @pytest.mark.usefixtures("pl")
    def test_a_csv_file_holds_probabilities_if_the_user_says_so(self, cli, tmp_path):
        path = tmp_path / "p.csv"
        path.write_text("a,b\n0.5,0.5\n1,0\n", encoding="utf-8")
        result = cli("eval", "entropy", "--file", str(path), "--probabilities", "--base", "2")
        assert result.stdout == "1.0\n0.0\n"


FILES = {
    "empty.csv": b"",
    "head.csv": b"a,b\n",
    "ragged.csv": b"a,b\n1,2\n3,4,5\n",
    "quote.csv": b'a,b\n1,2\n"1,2\n3,4\n',
    "latin.csv": b"a,b\n\xe9,2\n",
    "semi.csv": b"a;b\n1;2\n",
    "null.csv": b"age,b\n1,2\n,3\n",
    "text.csv": b"a,b\n0.5,half\n0.5,0.5\n",
    "broken.parquet": b"this is no parquet file",
    "empty.parquet": b"",
    "empty.npy": b"",
    "broken.npy": b"this is no npy file",
    "table.xlsx": b"",
    "table": b"",
}
ARRAYS = {
    "normal.npy": [[-0.1, 3], [0.2, 0.5]],
    "sums.npy": [[0.5, 0.5], [0.5, 0.6]],
    "rows.npy": np.zeros((0, 2)),
    "cube.npy": np.zeros((2, 2, 2), int),
    "one.npy": [0.5, 0.5],
    "cut.npy": [0.5, 0.5],
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    for name, array in ARRAYS.items():
        np.save(tmp_path / name, np.array(array))
    cut = tmp_path / "cut.npy"
    cut.write_bytes(cut.read_bytes()[:-8])
    (tmp_path / "folder.csv").mkdir()


@pytest.mark.usefixtures("folder", "pl")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("entropy --file none.csv", "none.csv: there is no such file"),
        ("entropy --file folder.csv", "folder.csv is a directory: give one file"),
        ("entropy --file table.xlsx", "table.xlsx ends in '.xlsx'; files that can be read end in"),
        ("entropy --file table", "table has no ending; files that can be read end in .csv, .tsv"),
        ("entropy --file empty.csv", "empty.csv is empty"),
        ("entropy --file head.csv --columns a", "head.csv has no rows"),
        ("entropy --file ragged.csv --columns a", "ragged.csv, line 3: 3 fields, but the first"),
        ("entropy --file quote.csv --columns a", "quote.csv, line 3: a quote is not closed"),
        ("entropy --file latin.csv --columns a", "latin.csv cannot be read: invalid utf-8"),
        ("entropy --file semi.csv", "say what is between its columns with --separator ';'"),
        ("entropy --file semi.csv --separator ::", "is one character such as ';', got '::'"),
        ("entropy --file null.csv --columns aeg", "no column 'aeg'; did you mean 'age'?"),
        ("entropy --file null.csv --columns 0", "column 'age' has no value in 1 of 2 rows"),
        ("entropy --file null.csv --columns a,,b", "names or places of columns with commas"),
        ("entropy --file null.csv", "entropy needs --columns where there are more than one"),
        ("entropy --file text.csv --probabilities", "column 'b' has the text 'half'; probab"),
        ("entropy --file null.csv --probabilities", "column 'age' has no value in 1 of 2 rows"),
        ("entropy --file head.csv --probabilities", "head.csv has no rows"),
        ("entropy --file broken.parquet", "broken.parquet cannot be read: parquet: File out of"),
        ("entropy --file empty.parquet", "empty.parquet cannot be read: parquet: File out of"),
        ("entropy --file empty.npy", "empty.npy is empty"),
        ("entropy --file broken.npy", "broken.npy cannot be read: it is no .npy file of numbers"),
        ("entropy --file cut.npy", "cut.npy cannot be read: "),
        ("entropy --file rows.npy", "rows.npy has no rows"),
        ("entropy --file cube.npy", "samples are a list, or a matrix with columns"),
        ("entropy --file normal.npy", "it is unclear what normal.npy holds: decimal numbers are"),
        ("entropy --file normal.npy", "the first row has the entry -0.1; --samples takes the"),
        ("mutual_information --file sums.npy", "the first table sums to 2.1; --samples"),
        ("entropy --file sums.npy", "sums.npy: p must sum to 1, but the sum of row 1 is 1.1"),
        ("kl --file one.npy", "has the shape (2,), but kl_divergence takes two rows, p and q"),
        ("mutual_information --file one.npy", "mutual_information takes joint tables"),
        ("entropy --file one.npy --drop-null", "--drop-null is about samples"),
        ("entropy --file one.npy --estimator miller-madow", "--estimator miller-madow is about"),
        ("entropy --file one.npy --probabilities --columns 0", "--columns chooses among samples"),
        ("entropy --file null.csv --normalise check", "--normalise is about probabilities"),
        ("renyi_entropy --file null.csv", "renyi_entropy needs its order: --order 2"),
        ("renyi_entropy --file null.csv --order -2", "a number from 0 on, or inf, got -2"),
        ("renyi_entropy --file null.csv --order x", "'x' is not a number"),
        ("f_divergence --file null.csv --generator t+", "cannot be read: it is no expression"),
        ("f_divergence --file null.csv --generator t", "needs f(1) = 0, got 1"),
        ("entropy --file null.csv --columns b --base 1e999", "a positive number other than 1"),
        ("entropy --file null.csv --order 2", "entropy has no order; it belongs to"),
        ("entropi --file null.csv", "no measure is called 'entropi'; did you mean 'entropy'?"),
        ("entropy --file null.csv --columns b --base x", "'x' is not a number"),
        ("kl --file null.csv --given b", "kl_divergence compares two columns, and takes no"),
        ("kl --file null.csv --estimator miller-madow", "kl_divergence has plug-in only"),
        ("entropy --file null.csv 1/2 1/2", "VALUES and --file exclude each other; got 1/2 1/2"),
        ("entropy --file null.csv --colums b", "No such option: --colums"),
        ("entropy --columns b 1/2 1/2", "--columns needs --file"),
        ("entropy --drop-null 1/2 1/2", "--drop-null needs --file"),
        ("entropy --file null.csv --estimator best", "'best' is not one of 'plug-in', 'miller"),
    ],
)
def test_bad_input(cli, arguments, said):
    result = cli("eval", *arguments.split())
    assert said in result.stderr
    assert result.exit_code == exits.USAGE
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--file", ""], "a file needs a name, got ''"),
        (["--file", "null.csv", "--separator", ""], "is one character such as ';', got ''"),
    ],
)
@pytest.mark.usefixtures("folder", "pl")
def test_empty_options(cli, options, said):
    result = cli("eval", "entropy", *options)
    assert result.exit_code == exits.USAGE
    assert said in result.stderr


def test_polars_that_is_not_installed_is_named(cli, table, monkeypatch):
    monkeypatch.setitem(sys.modules, "polars", None)
    result = cli("eval", "entropy", "--file", table)
    assert result.exit_code == exits.USAGE
    assert result.stderr == (
        "symbinfo: reading table.csv needs Polars, which is not installed: "
        "pip install 'symbinfo[data]'\n"
    )


def test_polars_that_is_too_old_is_named(cli, table, pl, monkeypatch):
    monkeypatch.setattr(pl, "__version__", "1.37.9")
    result = cli("eval", "entropy", "--file", table)
    assert result.exit_code == exits.USAGE
    assert "table.csv needs Polars 1.38 or newer, and 1.37.9 is installed" in result.stderr


def test_probabilities_need_no_polars(cli, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "polars", None)
    np.save(tmp_path / "p.npy", np.array([0.5, 0.5]))
    path = str(tmp_path / "p.npy")
    assert cli("eval", "entropy", "--file", path, "--base", "2").stdout == "1.0\n"


def test_every_option_of_the_command_is_one_of_files_or_of_both():
    from symbinfo.cli.eval import evaluate_command

    named = {parameter.name for parameter in evaluate_command.params}
    of_both = {"measure", "values", "base", "order", "generator", "path", "as_json"}
    assert named - of_both == set(FileOptions.__dataclass_fields__)


PEAK = """
import resource, sys
from symbinfo.cli.main import app
app(sys.argv[1:], standalone_mode=False)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.fixture
def peak(environment):
    """Return how many megabytes a command takes in a process of its own."""
    pytest.importorskip("resource", reason="this system does not say how much memory was used")

    def run(*arguments):
        told = subprocess.run(
            [sys.executable, "-c", PEAK, "eval", *map(str, arguments)],
            capture_output=True,
            text=True,
            check=True,
            env=environment,
        ).stdout
        unit = 2**20 if sys.platform == "darwin" else 2**10
        return int(told.splitlines()[-1]) / unit

    return run


def test_memory_does_not_grow_with_the_rows(pl, peak, tmp_path):
    paths = []
    for rows in (10**6, 10**7):
        i = pl.int_range(0, rows, dtype=pl.Int64)
        columns = [(i * factor % 7 % 5).alias(f"c{factor}") for factor in (1, 2, 3, 4)]
        paths.append(tmp_path / f"{rows}.parquet")
        pl.select(columns).write_parquet(paths[-1])
    few, many = (peak("entropy", "--columns", "0,1,2,3", "--file", path) for path in paths)
    whole = 9 * 10**6 * 4 * 8 / 2**20
    assert many - few < whole * 0.6


@pytest.mark.usefixtures("pl")
@pytest.mark.parametrize("suffix", ["csv", "parquet", "npy"])
def test_a_million_rows_are_read_in_parts(tmp_path, suffix):
    import polars as pl

    rows, path = 10**6 + 10, tmp_path / f"t.{suffix}"
    numbers = pl.select((pl.int_range(0, rows) % 2).alias("x"))
    match suffix:
        case "csv":
            numbers.write_csv(path)
        case "parquet":
            numbers.write_parquet(path)
        case _:
            np.save(path, numbers.to_numpy())
    source = open_source(path)
    heights = [batch.height for batch in source.read(("x",) if suffix != "npy" else ("0",))]
    assert sum(heights) == rows
    assert len(heights) > 1
    assert source.rows == pytest.approx(rows, rel=0.01)
    found = estimate(path, "entropy", base=2)
    assert (found.value, found.used) == (1.0, {source.columns[0]: rows})


@pytest.mark.usefixtures("pl")
def test_progress_is_shown_on_a_terminal(tmp_path, environment):
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    path = tmp_path / "t.csv"
    path.write_text("a\n1\n2\n", encoding="utf-8")
    script = (
        "import symbinfo.numeric.data.progress as p; p._PATIENCE = -1\n"
        "from symbinfo.cli.main import main; main()"
    )
    outer, inner = pty.openpty()
    process = subprocess.run(
        [sys.executable, "-c", script, "eval", "entropy", "--file", str(path)],
        stdout=subprocess.PIPE,
        stderr=inner,
        env={**environment, "TERM": "xterm", "COLUMNS": "80"},
        check=True,
    )
    os.close(inner)
    shown = os.read(outer, 10**5).decode()
    os.close(outer)
    assert "Reading" in shown
    assert "2 rows" in shown
    assert process.stdout.startswith(b"entropy H(a) = 0.69")
