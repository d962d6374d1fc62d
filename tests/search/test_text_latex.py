"""Claims and hypotheses as they stand in a paper."""

import pytest

from symbinfo.errors import ParseError
from symbinfo.search.text import parse_claim


def read(text):
    return [str(link) for link in parse_claim(text).links]


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        (r"$I(X;Z) \le I(X;Y)$", "I(X;Z) <= I(X;Y)"),
        (r"$$ I(X;Z) \leq I(X;Y). $$", "I(X;Z) <= I(X;Y)"),
        (r"\(H(X) \geq 0\)", "H(X) >= 0"),
        (r"\[ H(X\mid Y) \ge 0, \]", "H(X|Y) >= 0"),
        (r"H(X) \leqslant H(X,Y) \\ {}\le H(X) + H(Y)", "H(X) <= H(X,Y) <= H(X) + H(Y)"),
        (r"H(X) &= H(X) \\ &\ge 0", "H(X) = H(X) >= 0"),
        (r"\mathrm{H}(X) \neq \mathbb{H}(Y)", "H(X) != H(Y)"),
        (r"\mathbf H(X) = \operatorname{H}(Y)", "H(X) = H(Y)"),
        (r"H\left( X \middle| Y \right) = 0", "H(X|Y) = 0"),
        (r"H\bigl[X\big\vert Y\bigr] = 0", "H(X|Y) = 0"),
        (r"\mathsf{I}(X;Y \vert Z) = 0", "I(X;Y|Z) = 0"),
        (r"I(X\,;\;Y\:\!\ \quad)~= 0", "I(X;Y) = 0"),
        (r"D_{\mathrm{KL}}(p \,\|\, q) \ge 0", "D(p||q) >= 0"),
        (r"D_{\text{KL}}\left(p\,\middle\|\,q\right) \ge 0", "D(p||q) >= 0"),
        (r"D_\mathrm{KL}(p\|q) \ge 0", "D(p||q) >= 0"),
        (r"\mathrm{KL}(p \Vert q) \ge 0", "D(p||q) >= 0"),
        (r"D(p \parallel q) \gt 0", "D(p||q) > 0"),
        (r"D(p \mid\mid q) \lt \infty", "D(p||q) < oo"),
        (r"D(\mu \| \nu) \ge 0", "D(mu||nu) >= 0"),
        (r"\mathrm{JSD}(p\|q) = D_{\mathrm{JS}}(p\|q)", "JSD(p||q) = JSD(p||q)"),
        (r"H(X_1, X_{12}, X_{\mathrm{max}}) \ge 0", "H(X_1, X_12, X_max) >= 0"),
        (r"H(X_{i,j}'|X'_{1}) \ge 0", "H(X_i_j'|X_1') >= 0"),
        (r"H(Y^\prime|X^{\prime}) \ge 0", "H(Y'|X') >= 0"),
        (r"H(X|\hat{X}) \ge 0", "H(X|Xhat) >= 0"),
        (r"H(\hat X_1|\widehat{X_1}) = 0", "H(Xhat_1|Xhat_1) = 0"),
        (r"H(\hat{\Theta}|\bar Y, \tilde{Z}) = 0", "H(Thetahat|Ybar,Ztilde) = 0"),
        (r"H(\mathbf{X}) \ge H(\mathrm{X})", "H(Xbold) >= H(X)"),
        (r"H(X) \le \log n", "H(X) <= log n"),
        (r"H(X) \le \log |\mathcal{X}|", "H(X) <= log |X|"),
        (r"H(X_1) \le \ln\left|\mathcal X_1\right|", "H(X_1) <= log |X_1|"),
        (r"H(X) \le \log\lvert\mathcal{X}\rvert", "H(X) <= log |X|"),
        (r"\frac{1}{2} H(X) \ge 0", "1/2 H(X) >= 0"),
        (r"\tfrac12 H(X) \ge \dfrac1{10}", "1/2 H(X) >= 1/10"),
        (r"\frac.5 2 H(X) \ge 0", "1/4 H(X) >= 0"),
        (r"\frac{H(X) + H(Y)}{2} \ge 0", "(H(X) + H(Y))/2 >= 0"),
        (r"1 - \frac{H(X)}{\frac{3}{2}} = 0", "1 - H(X)/(3/2) = 0"),
        (r"2 \cdot H(X) = 3 \times H(Y)", "2*H(X) = 3*H(Y)"),
        (r"\log\frac{n}{2} \le \log n", "log(n/2) <= log n"),
        (r"$X \to Y \to Z$", "X -> Y -> Z"),
        (r"X \rightarrow Y \rightarrow Z", "X -> Y -> Z"),
        (r"X \leftrightarrow Y \leftrightarrow Z", "X -> Y -> Z"),
        (r"X -\!\circ\!- Y -\circ- Z", "X -> Y -> Z"),
        (r"(X_1, X_2) \to Y \to Z", "X_1,X_2 -> Y -> Z"),
        ("X - Y - Z", "X -> Y -> Z"),
        ("X -- Y,W -- (Z,V)", "X -> Y,W -> Z,V"),
        ("X – Y – Z", "X -> Y -> Z"),
        ("X <-> Y <-> Z", "X -> Y -> Z"),
        (r"$X \perp Y \mid Z$", "X _||_ Y | Z"),
        (r"X \perp\!\!\!\perp Y \vert Z", "X _||_ Y | Z"),
        (r"X \perp\mkern-9.5mu\perp Y", "X _||_ Y"),
        (r"X \indep Y \indep Z", "X _||_ Y _||_ Z"),
        (r"p \ll q", "p << q"),
        (r"\mathrm{TC}(X;Y) = I(X;Y)", "TC(X;Y) = I(X;Y)"),
    ],
)
def test_latex_says_what_the_plain_text_says(latex, plain):
    assert read(latex) == read(plain)


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        (r"$X \to Y \to Z$", "X -> Y -> Z"),
        (r"\(X - Y - Z\)", "X -> Y -> Z"),
        (r"X \indep Y", "X _||_ Y"),
        (r"$H(Y \mid X) = 0$", "H(Y|X) = 0"),
        (r"\tfrac{1}{2} H(X) \le H(Y)", "1/2 H(X) <= H(Y)"),
        (r"$X_1, X_2 \text{ i.i.d.}$", "X_1,X_2 iid"),
    ],
)
def test_hypotheses_are_read_as_well(latex, plain):
    def assumed(text):
        return [str(one) for one in parse_claim("H(X) >= 0", [text]).hypotheses]

    assert assumed(latex) == assumed(plain)


@pytest.mark.parametrize(
    ("text", "position", "why"),
    [
        (r"$H(X) \le G(Y)$", 10, "unknown measure 'G'; the measures are H, I, D, JSD, TC, DTC"),
        (r"$H(X) = 1", 9, "expected '$' to close the '$' at column 1"),
        (r"\(H(X) = 1$", 11, r"expected '\)' to close the '\(' at column 1"),
        ("$", 1, "expected '$' to close the '$' at column 1"),
        ("$$ $$", 5, "the text is empty"),
        ("H(X) = $1$", 7, "'$' inside: the whole text is one formula"),
        (r"\frac{1 {2} = 1", 5, "the '{' at column 6 is not closed"),
        (r"\frac{1 2}{3} = 1", 8, "expected '}' to close the '{' at column 1, found '2'"),
        (r"H(X)} = 1", 4, "unexpected character '}'"),
        (r"\frac", 0, r"'\frac' needs something after it"),
        (r"H(\hat{X,Y}) = 1", 2, r"'\hat' goes over one name"),
        (r"H(X_{i*1}) = 1", 3, "an index is made of letters, digits, commas, + and -"),
        (
            r"H(X^{n*}) = 1",
            3,
            "the power of a name is made of letters, digits, + and -, as X^n",
        ),
        (
            r"1\frac12 = 1",
            1,
            r"this can be read in two ways: write + or \cdot between a number and a fraction",
        ),
        (
            r"H(X) \le \log_2 n",
            13,
            "all logarithms are natural, those of the measures too: write log",
        ),
        (
            r"H(X_1,\ldots,X_n) = 1",
            6,
            "dots are not understood: write out what they stand for",
        ),
        (r"\sum_i H(X_i) = 1", 0, "sums are not understood: write out their terms"),
        (r"X \not\perp Y", 2, r"unknown command '\not'"),
        (r"H[X) = 1", 3, "expected ']' to close the '[' at column 2, found ')'"),
        (r"H(X) \circ 1 = 1", 5, r"unknown command '\circ'"),
        (r"\mathrm{I}(X,Y) = 1", 12, "I takes sides with ';' between them: did you mean I(X;Y)?"),
        ("X - Y", 0, "X is a random variable, not a number: write a measure such as H(X), or |X|"),
        (
            r"H(\mathbf{" + "X" * 101 + "}) = 1",
            10,
            "a name has at most 100 characters, got 101",
        ),
        ("{" * 60 + "1" + "}" * 60 + " = 1", 50, "braces are nested more than 50 deep"),
        (r"\hat" * 5000 + "X", 200, "more than 50 commands on one another"),
    ],
)
def test_mistakes_are_shown_where_they_were_typed(text, position, why):
    with pytest.raises(ParseError) as info:
        parse_claim(text)
    assert (info.value.expected, info.value.position, info.value.text) == (why, position, text)


def test_a_hat_is_a_name_that_prints_as_a_hat():
    from symbinfo.render import latex

    (link,) = parse_claim(r"H(\hat{X}_1|\mathbf{Y}) \ge 0").links
    assert r"\hat{X}_1" in latex(link.lhs)
    assert r"\boldsymbol{Y}" in latex(link.lhs)
