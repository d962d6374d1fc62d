"""Measures of data: `estimate` against counting by hand and against dense tables."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Symbol

from symbinfo.errors import BadInput
from symbinfo.numeric import (
    conditional_entropy,
    entropy,
    estimate,
    mutual_information,
    renyi_divergence,
    renyi_entropy,
)
from symbinfo.numeric.data import tally

pl = pytest.importorskip("polars", reason="Polars is not installed")

ROWS = st.lists(st.tuples(*[st.integers(0, 3)] * 3), min_size=1, max_size=60)


def plug_in(rows) -> float:
    """Return the entropy of what is in a list, in nats, by its definition."""
    counts = Counter(rows).values()
    return -math.fsum(c / len(rows) * math.log(c / len(rows)) for c in counts)


def miller_madow(rows) -> float:
    return plug_in(rows) + (len(set(rows)) - 1) / (2 * len(rows))


def frame(rows):
    return pl.DataFrame(rows, schema=["x", "y", "z"], orient="row")


def of(rows, *places):
    return [tuple(row[place] for place in places) for row in rows]


@given(ROWS, st.sampled_from([("plug-in", plug_in), ("miller-madow", miller_madow)]))
def test_estimates_are_sums_of_entropies_counted_by_hand(rows, estimator):
    name, h = estimator
    data = frame(rows)
    x, y, xy = of(rows, 0), of(rows, 1), of(rows, 0, 1)
    xz, yz, xyz, z = of(rows, 0, 2), of(rows, 1, 2), rows, of(rows, 2)
    expected = {
        ("entropy", "x", ""): h(x),
        ("entropy", "xyz", ""): h(xyz),
        ("joint_entropy", "xy", ""): h(xy),
        ("entropy", "x", "z"): h(xz) - h(z),
        ("conditional_entropy", "x", "yz"): h(xyz) - h(yz),
        ("conditional_entropy", "xy", "z"): h(xyz) - h(z),
        ("mutual_information", "xy", ""): h(x) + h(y) - h(xy),
        ("mutual_information", "xy", "z"): h(xz) + h(yz) - h(xyz) - h(z),
    }
    for (measure, columns, condition), value in expected.items():
        found = estimate(data, measure, list(columns), given=list(condition), estimator=name)
        assert found.value == pytest.approx(value, abs=1e-13), (measure, columns, condition)
        assert found.estimator == name
        if name == "plug-in":
            assert found.value >= 0


@given(ROWS)
def test_observed_cells_give_what_the_full_table_gives(rows):
    table = np.zeros((4, 4))
    for x, y, _ in rows:
        table[x, y] += 1 / len(rows)
    data = frame(rows)

    def found(*arguments, **options):
        return pytest.approx(float(estimate(data, *arguments, **options)), abs=1e-14)

    assert mutual_information(table, base=2) == found("mutual_information", ["x", "y"], base=2)
    assert conditional_entropy(table) == found("entropy", ["y"], given=["x"])
    assert entropy(table.ravel()) == found("entropy", ["x", "y"])


@given(ROWS)
def test_two_columns_are_compared_on_all_letters_of_both(rows):
    data, n = frame(rows), len(rows)
    p, q = (Counter(row[place] for row in rows) for place in (0, 1))
    pairs = [(p[k] / n, q[k] / n) for k in set(p) | set(q)]

    def d(pairs):
        return math.fsum(a * math.log(a / b) if b else math.inf for a, b in pairs if a)

    middle = [(a + b) / 2 for a, b in pairs]
    expected = {
        "kl": d(pairs),
        "cross_entropy": math.fsum(-a * math.log(b) if b else math.inf for a, b in pairs if a),
        "jensen_shannon": (
            d([(a, m) for (a, _), m in zip(pairs, middle, strict=True)])
            + d([(b, m) for (_, b), m in zip(pairs, middle, strict=True)])
        )
        / 2,
        "total_variation": math.fsum(abs(a - b) for a, b in pairs) / 2,
    }
    for measure, value in expected.items():
        found = estimate(data, measure, ["x", "y"])
        assert found.value == pytest.approx(value, abs=1e-14)
        assert found.together == len(pairs)


def test_the_hellinger_distance_of_two_columns():
    data = pl.DataFrame({"x": ["a", "a"], "y": ["a", "b"]})
    assert estimate(data, "hellinger").value == pytest.approx(math.sqrt(1 - math.sqrt(0.5)))


def test_an_infinite_divergence_says_why():
    data = pl.DataFrame({"x": ["a", "b", "b"], "y": ["a", "a", "c"]})
    found = estimate(data, "kl", ["x", "y"])
    assert found.value == math.inf
    assert found.remarks == ("infinite because 'y' is never 'b', which 'x' is 2 times",)


def test_what_an_estimate_says():
    data = pl.DataFrame({"x": [0, 1] * 10, "y": [0, 0, 1, 1] * 5})
    found = estimate(data, "mutual_information", [0, "y"], base=2)
    assert found.notation == "I(x; y)"
    assert found.unit == "bits"
    assert found.rows == 20
    assert found.used == found.distinct | {"x": 20, "y": 20}
    assert found.together == 4
    assert float(found) == found.value == 0


@pytest.mark.parametrize(
    ("measure", "columns", "condition", "title", "notation"),
    [
        ("entropy", "x", "", "entropy", "H(x)"),
        ("entropy", "xy", "", "joint entropy", "H(x, y)"),
        ("entropy", "x", "yz", "conditional entropy", "H(x | y, z)"),
        ("mutual_information", "xy", "z", "conditional mutual information", "I(x; y | z)"),
        ("cross_entropy", "xy", "", "cross-entropy", "H(x, y)"),
        ("kl", "xy", "", "KL divergence", "D(x || y)"),
    ],
)
def test_how_a_measure_is_written(measure, columns, condition, title, notation):
    data = frame([(0, 0, 0)])
    found = estimate(data, measure, list(columns), given=list(condition))
    assert (found.title, found.notation) == (title, notation)


@pytest.mark.parametrize(("base", "unit"), [(None, "nats"), (10, "hartleys"), (3, "in base 3")])
def test_units(base, unit):
    found = estimate(pl.DataFrame({"x": [0, 1, 2]}), "entropy", base=base)
    assert found.unit == unit
    assert found.value == pytest.approx(math.log(3) / math.log(base or math.e))


def test_a_correction_is_in_the_unit_of_the_estimate():
    data = pl.DataFrame({"x": [0, 1, 1, 1]})
    bits = estimate(data, "entropy", base=2, estimator="miller-madow").value
    assert bits == pytest.approx(miller_madow([0, 1, 1, 1]) / math.log(2))


def test_a_sum_rounds_the_same_way_each_time():
    numbers = np.random.default_rng(1).integers(0, 5000, (40000, 2))
    data = pl.DataFrame(numbers, schema=["x", "y"])
    assert len({float(estimate(data, "mutual_information")) for _ in range(5)}) == 1


@pytest.mark.parametrize("suffix", ["csv", "tsv", "parquet", "npy"])
def test_every_kind_of_file_gives_the_same(tmp_path, suffix):
    numbers = np.random.default_rng(2).integers(0, 3, (500, 2))
    data, path = pl.DataFrame(numbers, schema=["x", "y"]), tmp_path / f"table.{suffix}"
    match suffix:
        case "csv":
            data.write_csv(path)
        case "tsv":
            data.write_csv(path, separator="\t")
        case "parquet":
            data.write_parquet(path)
        case _:
            np.save(path, numbers)
    expected = float(estimate(data, "mutual_information"))
    assert expected == pytest.approx(float(estimate(data.lazy(), "mutual_information")), rel=1e-13)
    assert float(estimate(path, "mutual_information", [0, 1])) == pytest.approx(expected)
    assert float(estimate(numbers, "mutual_information")) == pytest.approx(expected)


@pytest.mark.parametrize(
    "values",
    [
        pl.Series(["a", "b", "a"], dtype=pl.Categorical),
        pl.Series(["a", "b", "a"], dtype=pl.Enum(["a", "b"])),
        pl.Series(["1.5", "2.5", "1.5"]).cast(pl.Decimal(8, 2)),
        pl.Series([True, False, True]),
        pl.Series([2.0, 0.0, 2.0]),
        pl.Series(["2020-01-01", "2020-01-02", "2020-01-01"]).str.to_date(),
    ],
)
def test_values_of_any_kind_are_letters(values):
    found = estimate(values.alias("v").to_frame(), "entropy")
    assert found.value == pytest.approx(plug_in([0, 1, 0]))


def test_arrays_of_records_have_named_columns(tmp_path):
    records = np.array([(1, "a"), (2, "b"), (1, "a")], dtype=[("n", ">i4"), ("s", "U3")])
    np.save(tmp_path / "r.npy", records)
    found = estimate(tmp_path / "r.npy", "mutual_information", ["n", "s"])
    assert found.value == pytest.approx(plug_in([0, 1, 0]))


def test_text_that_says_numbers_is_numbers(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,1.0\n01,2\n2,1\n2,2.00\n")
    assert estimate(path, "kl").value == 0


def test_text_and_numbers_are_compared_as_text(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,x\n1,1\n")
    assert estimate(path, "kl").value == pytest.approx(math.log(2))


def test_numbers_too_long_for_the_machine_stay_apart(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("a\n12345678901234567890\n12345678901234567891\n")
    assert estimate(path, "entropy").distinct == {"a": 2}


def test_integers_of_all_types_are_compared_exactly():
    big = 2**63 - 1
    data = pl.DataFrame(
        {"a": pl.Series([1, big], dtype=pl.Int64), "b": pl.Series([1, big - 1], dtype=pl.UInt64)}
    )
    assert estimate(data, "kl").value == math.inf


def test_whole_numbers_that_no_float_is_equal_to_stay_apart_beside_decimals(tmp_path):
    path = tmp_path / "t.csv"
    near = ["9007199254740992", "9007199254740993", "9007199254740993.0", "12345678901234567890"]
    path.write_text("\n".join(["a", *near, "1.5", "1", "1.0", "inf", "1e300", ""]))
    assert estimate(path, "entropy").distinct == {"a": 7}
    path.write_text("a,b\n9007199254740993,9007199254740992.0\n0.5,0.5\n")
    assert estimate(path, "kl").value == math.inf
    path.write_text("a,b\n9007199254740993,9007199254740993.0\n0.5,+0.50\n")
    assert estimate(path, "kl").value == 0


def test_long_whole_numbers_are_compared_with_floats_exactly():
    data = pl.DataFrame({"a": [2**53 + 1, 3], "b": [2.0**53, 3.0], "c": [2, 3], "d": [2.0, 3.0]})
    assert estimate(data, "kl", ["a", "b"]).value == math.inf
    assert estimate(data, "kl", ["c", "d"]).value == 0


T = Symbol("t", positive=True)
ROWS = pl.DataFrame({"x": [0, 0, 1, 2], "y": [0, 1, 1, 2]})
P, Q = [0.5, 0.25, 0.25], [0.25, 0.5, 0.25]


@pytest.mark.parametrize(
    ("measure", "columns", "options", "value", "notation"),
    [
        ("renyi_entropy", "x", {"order": 2, "base": 2}, renyi_entropy(P, 2, base=2), "H_2(x)"),
        ("renyi_entropy", "xy", {"order": math.inf}, math.log(4), "H_inf(x, y)"),
        ("tsallis_entropy", "x", {"order": 2}, 0.625, "S_2(x)"),
        ("renyi_divergence", "xy", {"order": 0.5}, renyi_divergence(P, Q, 0.5), "D_0.5(x || y)"),
        (
            *("f_divergence", "xy", {"generator": (T - 1) ** 2}),
            *(0.375, "D_f(x || y) with f = (t - 1)**2"),
        ),
    ],
)
def test_measures_with_an_order_or_a_generator(measure, columns, options, value, notation):
    found = estimate(ROWS, measure, list(columns), **options)
    assert (found.value, found.notation) == (pytest.approx(value, rel=1e-14), notation)


class TestMissing:
    DATA = pl.DataFrame({"x": [0, 1, None, 1], "y": [0.0, 1.0, 2.0, math.nan]})

    def test_is_an_error_that_names_the_column(self):
        with pytest.raises(BadInput, match=r"column 'x' has no value in 1 of 4 rows; --drop-null"):
            estimate(self.DATA, "entropy", ["x"])
        with pytest.raises(BadInput, match=r"column 'y' has no value in 1 of 4 rows"):
            estimate(self.DATA, "entropy", ["y"])

    def test_rows_are_left_out_together(self):
        found = estimate(self.DATA, "mutual_information", drop_null=True)
        assert found.used == {"x": 2, "y": 2}
        assert found.rows == 4
        assert found.value == pytest.approx(math.log(2))

    def test_compared_columns_leave_out_their_own(self):
        found = estimate(self.DATA, "jensen_shannon", drop_null=True)
        assert found.used == {"x": 3, "y": 3}

    def test_none_left_is_an_error(self):
        data = pl.DataFrame({"x": [None, None]})
        with pytest.raises(BadInput, match="no row has a value in 'x'"):
            estimate(data, "entropy", drop_null=True)

    def test_marks_among_numbers_are_missing(self, tmp_path):
        path = tmp_path / "t.csv"
        path.write_text("c\n1\nNA\n2\n1.0\n")
        with pytest.raises(BadInput, match="column 'c' has no value in 1 of 4 rows"):
            estimate(path, "entropy")
        assert estimate(path, "entropy", drop_null=True).distinct == {"c": 2}

    def test_marks_among_text_are_text_until_the_user_says_otherwise(self, tmp_path):
        path = tmp_path / "t.csv"
        path.write_text("country\nDE\nNA\nDE\n")
        found = estimate(path, "entropy")
        assert found.distinct == {"country": 2}
        assert "column 'country' has the text 'NA'" in found.remarks[0]
        left = estimate(path, "entropy", null=["NA"], drop_null=True)
        assert left.used == {"country": 2}
        assert left.value == 0


class TestRemarks:
    def test_continuous_columns(self):
        data = pl.DataFrame({"t": np.random.default_rng(0).normal(size=200)})
        assert "200 different decimal numbers in 200 rows" in estimate(data, "entropy").remarks[0]

    def test_whole_numbers_in_floats_are_fine(self):
        assert not estimate(pl.DataFrame({"t": [0.0, 1.0] * 50}), "entropy").remarks

    def test_few_rows_for_many_combinations(self):
        data = pl.DataFrame({"x": list(range(30))})
        assert "30 rows are few for 30 combinations" in estimate(data, "entropy").remarks[0]


class TestBadInput:
    DATA = pl.DataFrame({"age": [1, 2], "city": ["a", "b"], "l": [[1], [2]]})

    @pytest.mark.parametrize(
        ("arguments", "options", "said"),
        [
            (("entropy", ["agee"]), {}, "no column 'agee'; did you mean 'age'"),
            (("entropy", ["zzz"]), {}, "no column 'zzz'; its columns are age, city, l"),
            (("entropy", [3]), {}, "no column 3: it has 3, counted from 0"),
            (("entropy", "age"), {}, "columns and given are lists of columns"),
            (("entropy",), {}, "entropy needs --columns where there are more than one"),
            (("kl", ["age"]), {}, "kl_divergence takes two columns .*, got 1"),
            (("kl", ["age", "city"]), {}, "'age' holds Int64 and column 'city' String"),
            (("kl", [0, 1]), {"given": [2]}, "compares two columns, and takes no condition"),
            (("joint_entropy", [0]), {}, "joint_entropy takes two columns or more, got 1"),
            (("conditional_entropy", [0]), {}, r"needs a condition \(--given Z\)"),
            (("entropy", ["l"]), {}, r"column 'l' holds List\(Int64\), not single values"),
            (("capacity", [0]), {}, "no measure of data is called 'capacity'; they are entropy,"),
            (("entropy", [0]), {"estimator": "best"}, "estimator is plug-in or miller-madow"),
            (("kl", [0, 0]), {"estimator": "miller-madow"}, "kl_divergence has plug-in only"),
            (("entropy", [0]), {"base": 1}, "positive number other than 1"),
            (("hellinger", [0, 0]), {"base": 2}, "hellinger has no logarithm"),
            (("tsallis_entropy", [0]), {"base": 2, "order": 2}, "tsallis_entropy has no logarithm"),
            (("renyi_entropy", [0]), {}, "renyi_entropy needs its order"),
            (("renyi_entropy", [0]), {"order": -1}, "must be a number from 0 on, or infinite"),
            (
                ("renyi_entropy", [0]),
                {"order": 2, "given": [1]},
                "takes no condition",
            ),
            (
                ("renyi_entropy", [0]),
                {"order": 2, "estimator": "miller-madow"},
                "renyi_entropy has plug-in only",
            ),
            (("entropy", [0]), {"order": 2}, "entropy has no order; it belongs to renyi_entropy"),
            (("f_divergence", [0, 0]), {}, "f_divergence needs its generator"),
            (("f_divergence", [0, 0]), {"generator": T}, r"needs f\(1\) = 0"),
        ],
    )
    def test_questions(self, arguments, options, said):
        with pytest.raises(BadInput, match=said):
            estimate(self.DATA, *arguments, **options)

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (3, "a path, a Polars frame or a NumPy array; got int"),
            (np.zeros((2, 2, 2)), r"shape \(2, 2, 2\): samples are a list, or a matrix"),
            (np.ones(3) * 1j, "holds complex128"),
            (np.array([{}, None]), "holds object"),
            (np.zeros(0), "the array has no rows"),
            (pl.DataFrame({"x": []}), "the frame has no rows"),
        ],
    )
    def test_data(self, data, said):
        with pytest.raises(BadInput, match=said):
            estimate(data, "entropy", [0])

    def test_too_many_values_to_count(self, monkeypatch):
        monkeypatch.setattr(tally, "LIMIT", 100)
        with pytest.raises(BadInput, match="x: more than 100 distinct values"):
            estimate(pl.DataFrame({"x": range(101)}), "entropy")


@settings(max_examples=20)
@given(st.lists(st.integers(0, 5), min_size=1), st.integers(1, 4))
def test_batches_are_counted_together(numbers, pending):
    counted = tally.Tally(("0",), ("x",))
    for low in range(0, len(numbers), pending):
        counted.add(pl.DataFrame({"0": numbers[low : low + pending]}))
    cells = counted.cells()
    assert dict(cells.iter_rows()) == Counter(numbers)
