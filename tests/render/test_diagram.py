"""Information diagrams: what the areas measure, how they are marked, and where texts stand.

Set UPDATE_GOLDEN=1 to write the golden files anew, then look at the pictures.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from fractions import Fraction
from itertools import combinations, product
from math import dist, log2, pi
from pathlib import Path

import pytest
from sympy import Add, Integer, Rational, log

from symbinfo import Entropy, Independent, MarkovChain, errors, random_variables
from symbinfo.render.diagram import diagram, values
from symbinfo.render.diagram.areas import Sign, shared, subsets
from symbinfo.render.diagram.compose import scene
from symbinfo.render.diagram.layouts import LAYOUTS
from symbinfo.render.diagram.outlines import Ellipse, covering, outlines
from symbinfo.search.entropic import linear_form

GOLDEN = Path(__file__).parent.parent / "golden" / "diagrams"
X, Y, Z, W = random_variables("X Y Z W")
XOR = {(x, y, x ^ y): Rational(1, 4) for x in (0, 1) for y in (0, 1)}
SKEW = {(0, 0): Rational(1, 2), (1, 0): Rational(1, 4), (1, 1): Rational(1, 4)}
WEIGHTS = (3, 10, 2, 5, 2, 8, 8, 8, 7, 4, 2, 8, 1, 7, 7, 1)
UNEVEN = {
    bits: Rational(weight, sum(WEIGHTS))
    for bits, weight in zip(product((0, 1), repeat=4), WEIGHTS, strict=True)
}
INDEXED = random_variables("X_1 X_2 X_3 X_4")
LONG = random_variables("Weather Forecast Umbrella")

DRAWN = {
    "two": diagram(X, Y),
    "two_law": diagram(X, Y, law=SKEW),
    "two_long": diagram(*LONG[:2]),
    "three": diagram(X, Y, Z),
    "three_indexed": diagram(*INDEXED[:3]),
    "markov_chain": diagram(X, Y, Z, given=[MarkovChain(X, Y, Z)]),
    "independent": diagram(X, Y, Z, given=[Independent(X, Y)]),
    "xor": diagram(X, Y, Z, law=XOR),
    "xor_nats": diagram(X, Y, Z, law=XOR, base=None),
    "three_long": diagram(*LONG),
    "three_long_law": diagram(*LONG, law=XOR),
    "four": diagram(X, Y, Z, W),
    "four_indexed": diagram(*INDEXED),
    "four_markov": diagram(X, Y, Z, W, given=[MarkovChain(X, Y, Z, W)]),
    "four_independent": diagram(X, Y, Z, W, given=[Independent(X, Y)]),
    "four_law": diagram(X, Y, Z, W, law=UNEVEN),
}


def found(name):
    return {area.label: area for area in DRAWN[name].areas}


def signs(name):
    return {area.label: area.sign for area in DRAWN[name].areas if area.sign is not Sign.OPEN}


@pytest.mark.parametrize("name", ["two", "markov_chain"])
def test_the_tikzpicture_is_its_golden_file(name):
    text, file = DRAWN[name].tikz(), GOLDEN / f"{name}.tex"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def test_the_figure_of_every_introduction():
    texts = {text.latex for text in scene(*parts("two")).texts}
    wanted = {"H(X)", "H(Y)", r"H(X \mid Y)", "I(X; Y)", r"H(Y \mid X)", "H(X, Y)"}
    assert texts == wanted


def parts(name):
    drawn = DRAWN[name]
    return drawn.variables, drawn.areas, drawn.base


@pytest.mark.parametrize("count", [2, 3, 4])
def test_the_areas_of_each_group_of_ellipses_sum_to_its_entropy(count):
    variables = (X, Y, Z, W)[:count]
    areas = diagram(*variables).areas
    assert len(areas) == 2**count - 1
    for group in subsets(variables):
        total = Add(*(area.measure for area in areas if set(area.members) & set(group)))
        assert linear_form(total) == linear_form(Entropy(*group))


def test_the_numbers_of_the_exclusive_or():
    areas = found("xor")
    assert {label: area.number for label, area in areas.items()} == {
        r"H(X \mid Y, Z)": "0",
        r"H(Y \mid X, Z)": "0",
        r"H(Z \mid X, Y)": "0",
        r"I(X; Y \mid Z)": "1",
        r"I(X; Z \mid Y)": "1",
        r"I(Y; Z \mid X)": "1",
        "I(X; Y; Z)": "-1",
    }
    assert areas["I(X; Y; Z)"].sign is Sign.NEGATIVE
    assert areas["I(X; Y; Z)"].value == -1
    assert found("xor_nats")["I(X; Y; Z)"].value == -log(2)
    assert found("xor_nats")["I(X; Y; Z)"].number == r"-\log 2"


def test_a_negative_area_is_filled_with_a_colour_of_its_own_and_has_a_minus():
    text = DRAWN["xor"].tikz()
    assert r"\fill[vermilion, fill opacity=0.4]" in text
    assert "text=red" in text
    assert "{$= -1$}" in text
    assert "vermilion" not in DRAWN["markov_chain"].tikz()


def test_a_markov_chain_hatches_what_its_ends_share_given_the_middle():
    assert signs("markov_chain") == {r"I(X; Z \mid Y)": Sign.ZERO}
    hatched = [area.outline for area in scene(*parts("markov_chain")).marked]
    assert hatched == [outlines(LAYOUTS[3].ellipses)[frozenset({0, 2})]]
    assert DRAWN["markov_chain"].tikz().count(r"\clip") == 1


def test_a_longer_markov_chain_hatches_five_areas():
    zero = {label for label, sign in signs("four_markov").items() if sign is Sign.ZERO}
    assert zero == {
        r"I(X; Z \mid Y, W)",
        r"I(X; W \mid Y, Z)",
        r"I(Y; W \mid X, Z)",
        r"I(X; Y; W \mid Z)",
        r"I(X; Z; W \mid Y)",
    }


def test_independence_makes_what_three_share_at_most_0():
    assert signs("independent") == {"I(X; Y; Z)": Sign.NOT_POSITIVE}
    assert r"\leq 0" in DRAWN["independent"].tikz()


@pytest.mark.parametrize("name", ["two_law", "xor", "four_law"])
def test_numbers_agree_with_a_plain_sum(name):
    drawn = DRAWN[name]
    law = {2: SKEW, 3: XOR, 4: UNEVEN}[len(drawn.variables)]
    for area in drawn.areas:
        value = plain(area, drawn.variables, law)
        assert float(area.value) == pytest.approx(value, abs=1e-12)
        assert float(Fraction(area.number)) == pytest.approx(value, rel=5e-3, abs=1e-12)
        assert (area.sign is Sign.NEGATIVE) == (value < -1e-9)
        assert (area.sign is Sign.ZERO) == (abs(value) < 1e-9)


def plain(area, variables, law):
    """Return the measure by inclusion and exclusion of joint entropies, in floats."""

    def entropy(group):
        places = [variables.index(v) for v in group]
        sums = Counter()
        for row, p in law.items():
            sums[tuple(row[place] for place in places)] += float(p)
        return -sum(p * log2(p) for p in sums.values() if p)

    total = -entropy(area.given)
    for group in subsets(area.members):
        total -= (-1) ** len(group) * entropy((*group, *area.given))
    return total


def test_a_law_that_the_variables_have_already():
    A, B = random_variables("A B", law=SKEW)
    numbers = [area.number for area in diagram(A, B).areas]
    assert numbers == [area.number for area in DRAWN["two_law"].areas] == ["0.689", "1/2", "0.311"]


@pytest.mark.parametrize(
    ("value", "base", "text"),
    [
        ({}, 2, "0"),
        ({2: Fraction(3, 2)}, 2, "3/2"),
        ({2: Fraction(12345, 4096)}, 2, "3.01"),
        ({2: Fraction(1), 5: Fraction(1)}, 10, "1"),
        ({2: Fraction(1)}, 10, "0.301"),
        ({2: Fraction(4)}, 4, "2"),
        ({2: Fraction(2), 3: Fraction(2)}, None, r"2\log 6"),
        ({2: Fraction(-1), 3: Fraction(1)}, None, "0.405"),
        ({2: Fraction(10**9 + 1, 10**9)}, 2, "1.00"),
        ({2: Fraction(1, 10**7)}, 2, r"1.00 \cdot 10^{-7}"),
        ({7: Fraction(200)}, 2, "561"),
    ],
)
def test_numbers_are_exact_if_short_else_they_have_three_digits(value, base, text):
    assert values.text(value, base) == text


def test_a_difference_too_small_for_floats_has_its_sign():
    a, b = 10**40, 10**40 + 1
    form = {}
    values._add_log(form, b, Fraction(1))
    values._add_log(form, a, Fraction(-1))
    assert values.sign(form) == 1
    assert values.sign({prime: -c for prime, c in form.items()}) == -1
    assert values.sign({}) == 0


@pytest.mark.parametrize(
    ("base", "told"),
    [(2, "bits"), (None, "nats"), (3, "trits"), (7, r"base\ 7")],
)
def test_the_union_names_the_unit(base, told):
    assert told in diagram(X, Y, law=SKEW, base=base).tikz()


def test_names_that_are_too_long_are_told_in_a_key():
    labels = {text.latex for text in scene(*parts("three_long")).texts}
    assert {"a", "g"} <= labels
    assert any(label.startswith("g{:}") and "Umbrella" in label for label in labels)


def test_a_measure_of_three_variables_is_a_difference():
    assert str(shared((X, Y, Z), ())) == "I(X; Y) - I(X; Y | Z)"


# Outlines


@pytest.mark.parametrize("count", [2, 3, 4])
def test_each_group_of_variables_has_one_area_with_a_closed_outline(count):
    around = outlines(LAYOUTS[count].ellipses)
    assert len(around) == 2**count - 1
    for path in around.values():
        for before, after in zip(path, (*path[1:], path[0]), strict=True):
            assert dist(before.end, after.start) < 1e-6


@pytest.mark.parametrize("count", [2, 3, 4])
def test_each_label_stands_in_its_area(count):
    layout = LAYOUTS[count]
    assert len(layout.spots) == 2**count - 1
    for members, spot in layout.spots.items():
        assert covering(layout.ellipses, (spot.x, spot.y)) == members


def test_an_arc_is_on_its_ellipse():
    ellipse = Ellipse(1, 2, 3, 1.5, 30)
    for piece in ellipse.arc(0, 2 * pi):
        middle = [(a + 3 * b + 3 * c + d) / 8 for a, b, c, d in zip(*piece, strict=True)]
        assert abs(ellipse.level(middle)) < 1e-3


# Matplotlib


@pytest.fixture
def axes():
    """Return the axes of a drawn figure, with the boxes of its texts in the units of the scene."""
    pytest.importorskip("matplotlib")

    def draw(name):
        figure = DRAWN[name].figure()
        figure.canvas.draw()
        (axes,) = figure.axes
        back = axes.transData.inverted()
        boxes = [(t.get_text(), back.transform_bbox(t.get_window_extent())) for t in axes.texts]
        return axes, boxes

    return draw


@pytest.mark.parametrize("name", DRAWN)
def test_no_text_overlaps_another_or_leaves_the_picture(axes, name):
    (drawn, boxes) = axes(name)
    for (first, a), (second, b) in combinations(boxes, 2):
        apart = a.x1 <= b.x0 or b.x1 <= a.x0 or a.y1 <= b.y0 or b.y1 <= a.y0
        assert apart, f"{first} overlaps {second}"
    (left, right), (bottom, top) = drawn.get_xlim(), drawn.get_ylim()
    for text, box in boxes:
        assert left <= box.x0 < box.x1 <= right, text
        assert bottom <= box.y0 < box.y1 <= top, text


@pytest.mark.parametrize("name", DRAWN)
def test_each_text_is_inside_of_its_area_or_outside_of_all(axes, name):
    drawn = DRAWN[name]
    layout = LAYOUTS[len(drawn.variables)]
    _, boxes = axes(name)
    for text, box in boxes:
        y = (box.y0 + box.y1) / 2
        covers = {
            covering(layout.ellipses, (x, y)) for x in (box.x0, (box.x0 + box.x1) / 2, box.x1)
        }
        assert len(covers) == 1, f"{text} crosses a line"


def test_pictures_are_saved_by_the_ending_of_the_name(tmp_path):
    pytest.importorskip("matplotlib")
    starts = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF", "tex": b"% needs"}
    for kind, start in starts.items():
        file = tmp_path / f"picture.{kind}"
        DRAWN["two"].save(file)
        assert file.read_bytes().startswith(start)


def test_a_picture_has_the_same_bytes_each_time():
    pytest.importorskip("matplotlib")
    drawn = DRAWN["markov_chain"]
    assert drawn._repr_svg_() == drawn._repr_svg_()
    assert drawn._repr_png_() == drawn._repr_png_()
    assert drawn._repr_svg_().startswith("<?xml")


def test_without_matplotlib_there_is_tikz_and_a_clear_error(monkeypatch, tmp_path):
    for name in [name for name in sys.modules if name.partition(".")[0] == "matplotlib"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    drawn = DRAWN["two"]
    assert drawn._repr_svg_() is drawn._repr_png_() is None
    drawn.save(tmp_path / "picture.tex")
    with pytest.raises(errors.SymbinfoError, match=r"pip install 'symbinfo\[plot\]'"):
        drawn.save(tmp_path / "picture.svg")


# Errors


@pytest.mark.parametrize(
    ("arguments", "options", "said"),
    [
        ((X,), {}, "a diagram shows 2, 3 or 4 random variables, got 1"),
        ((X, Y, Z, W, *LONG[:1]), {}, "got 5"),
        ((X, 3), {}, r"diagram takes random variables, got 3 \(int\)"),
        ((X, X), {}, "with different names, got X, X"),
        ((X, Y), {"law": XOR}, "each row of the law needs 2 values"),
        ((X, Y), {"base": 1}, "the base of the logarithms must be a whole number above 1"),
        ((X, Y), {"given": ["X _||_ Y"]}, "not a hypothesis: 'X _||_ Y'"),
        ((X, Y), {"law": SKEW, "given": [Independent(X, Y)]}, "takes no hypotheses"),
    ],
)
def test_what_is_wrong_is_said(arguments, options, said):
    with pytest.raises(errors.BadInput, match=said):
        diagram(*arguments, **options)


def test_variables_with_different_laws_are_refused():
    A, B = random_variables("A B", law=SKEW)
    with pytest.raises(errors.BadInput, match=r"got A \(explicit law\), X \(any law\)"):
        diagram(A, X)
    with pytest.raises(errors.BadInput, match="have an explicit law already"):
        diagram(A, B, law=SKEW)


def test_a_law_with_irrational_probabilities_has_no_exact_numbers():
    root = 1 / Integer(2) ** Rational(1, 2)
    with pytest.raises(errors.BadInput, match="needs a law with rational probabilities"):
        diagram(X, Y, law={(0, 0): root, (1, 1): 1 - root})


@pytest.mark.parametrize("name", ["picture.gif", "picture"])
def test_an_unknown_ending_is_refused(name):
    with pytest.raises(errors.BadInput, match=r"one of \.svg, \.png, \.pdf, \.tex; got"):
        DRAWN["two"].save(name)
