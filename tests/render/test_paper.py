from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from sympy import Add, Function, Integer, S, Sum, Symbol

from symbinfo.core.atoms import letter, parameter
from symbinfo.core.families import EmpiricalPmf, PointMass, RowPmf
from symbinfo.core.hypotheses import ForAll, FullSupport, FunctionOf, Independent
from symbinfo.core.pmf import pmf
from symbinfo.core.relation import Relation
from symbinfo.core.sequences import sequence
from symbinfo.core.smoothness import Concave, Differentiable
from symbinfo.core.statement import Statement, equal
from symbinfo.core.variables import random_variables
from symbinfo.kernel.proof import Algebra, Unfold
from symbinfo.measures import CrossEntropy, Entropy, KLDivergence
from symbinfo.render.paper import (
    document,
    known_names,
    proof_align,
    theorem_latex,
)
from symbinfo.render.prose import prose
from symbinfo.render.statements import statement_latex
from symbinfo.render.style import Style

EQ, LE = Relation.EQ, Relation.LE
HINTS = Style(reasons="hints")

GIBBS = r"""\begin{align*}
D_{\mathrm{KL}}(p \,\|\, q) &= \sum_{x \in \mathcal{X}} p(x) \log \frac{p(x)}{q(x)} && \text{(definitions)} \\
&\ge \sum_{x \in \mathcal{X}} (p(x) - q(x)) && \text{($a \log (a/b) \ge a - b$)} \\
&= 0 && \text{(both sum to 1)}
\end{align*}"""  # noqa: E501

PROCESSING = r"""\begin{aligned}
I(X; Z) &\overset{(a)}{=} I(X; Y, Z) - I(X; Y \mid Z) \\
&\overset{(b)}{\le} I(X; Y, Z) \\
&\overset{(a)}{=} I(X; Y) + I(X; Z \mid Y) \\
&\overset{(c)}{=} I(X; Y)
\end{aligned}
where (a) follows from the chain rule, (b) from nonnegative terms and (c) from $X$ and $Z$ are independent given $Y$."""  # noqa: E501

ENTROPY = r"""\begin{lemma}\label{entropy:1}
Let $p$ and $q$ be distributions on a finite alphabet $\mathcal{X}$ with $n$ letters. Assume that $p \ll q$. Then
\[ D_{\mathrm{KL}}(p \,\|\, q) \ge 0, \]
with equality if and only if $p = q$.
\end{lemma}
\begin{proof}
"""  # noqa: E501

MAXIMUM = r"""\begin{theorem}[Maximum entropy]\label{entropy}
Let $p$ be a distribution on a finite alphabet $\mathcal{X}$ with $n$ letters, and let $u$ be the uniform distribution. Then
\[ H(p) \le \log n, \]
with equality if and only if $p = u$.
\end{theorem}
\begin{proof}
\begin{align*}
H(p) &= \log n - D_{\mathrm{KL}}(p \,\|\, u) && \text{(definitions)} \\
&\le \log n && \text{(Lemma~\ref{entropy:1})} \qedhere
\end{align*}
\end{proof}"""  # noqa: E501


def test_one_relation_a_row_with_its_reason(gibbs):
    assert proof_align(gibbs) == GIBBS


def test_lettered_hints_with_a_sentence_that_explains_them(data_processing):
    style = Style(reasons="hints", environment="aligned")
    assert proof_align(data_processing, style) == PROCESSING


def test_long_rows_are_broken_before_a_sign(concavity):
    rows = proof_align(concavity).splitlines()
    assert rows[2:4] == [
        r"&\quad - \lambda D_{\mathrm{KL}}(p \,\|\, \lambda p + (1 - \lambda) q) \\",
        r"&\quad - (1 - \lambda) D_{\mathrm{KL}}(q \,\|\, \lambda p + (1 - \lambda) q) \\",
    ]


def test_a_wide_left_side_has_a_row_of_its_own(likelihood):
    rows = proof_align(likelihood).splitlines()
    assert rows[1].startswith(r"& \operatorname*{arg\,max}_{\theta}")
    assert rows[2].startswith(r"&= \operatorname*{arg\,min}_{\theta}")


def test_long_reasons_are_wrapped(make_chain):
    remark = (
        "a reason that is much longer than the column in which all the reasons of a proof stand"
    )
    text = proof_align(make_chain(Entropy(pmf("p")), (EQ, S.Zero, Algebra(), remark)))
    assert text.splitlines()[1:3] == [
        r"H(p) &= 0 && \text{(a reason that is much longer than the column in which all} \\",
        r"& && \text{the reasons of a proof stand)}",
    ]


def test_reasons_that_do_not_fit_are_lettered_in_either_style(make_chain):
    terms = [Entropy(pmf(f"p{k}")) * Symbol(f"a{k}") for k in range(40)]
    wide = make_chain(1 / Add(*terms), (EQ, S.One / Add(*terms), Algebra(), ""))
    assert r"\overset{(a)}{=}" in proof_align(wide)
    assert proof_align(wide).endswith("where (a) follows from algebra.")


def test_a_step_that_does_not_start_where_the_last_ended_shows_its_left_side(make_chain):
    one = make_chain(Entropy(pmf("p")), (EQ, S.One, Unfold(), ""))
    two = make_chain(Entropy(pmf("q")), (EQ, S.One, Unfold(), ""))
    joined = type(one)(type(one.proof)(one.statement, one.proof.steps + two.proof.steps))
    assert proof_align(joined).splitlines()[2].startswith("H(q) &= 1")


def test_parts_are_lemmas_and_the_theorem_comes_last(make_shelf, gibbs, maximum_entropy):
    text = theorem_latex(make_shelf("entropy", "Maximum entropy", gibbs, maximum_entropy))
    assert text.startswith(ENTROPY)
    assert text.endswith(MAXIMUM)


def test_theorems_without_a_derivation(gibbs, maximum_entropy):
    assert theorem_latex(gibbs).startswith("\\begin{theorem}\n")
    assert theorem_latex((gibbs, maximum_entropy)).count(r"\begin{lemma}") == 1
    display = theorem_latex(gibbs, Style(environment="aligned"))
    assert "\\[\n\\begin{aligned}" in display
    assert "\\end{aligned} \\qedhere\n\\]" in display
    hints = theorem_latex(gibbs, Style(environment="aligned", reasons="hints"))
    assert "qedhere" not in hints


def test_a_step_by_a_lemma_names_its_theorem(derivations, maximum_entropy):
    assert r"($D_{\mathrm{KL}}(p \,\|\, q) \ge 0$)" in proof_align(maximum_entropy)
    assert "(Gibbs' inequality)" in proof_align(maximum_entropy, names=known_names(derivations))
    names = known_names(derivations)
    long = next(d for d in derivations if d.name == "learning").build()[-1]
    assert names[long.statement] == r"Theorem~\ref{learning}"


X, Y, Z = random_variables("X Y Z")
theta, t = parameter("theta"), parameter("t", 0, 1)
y = sequence("y", 5, lower=0, upper=1, closed=True, depends_on=(theta,))
f, g = Function("f"), Function("g")
q, x = pmf("q", 2), letter("x")
table = sequence("z", (3, 2), lower=0, closed=True)
weights = sequence("a", 2)
SENTENCES = {
    equal(S.One, S.One): "We have\n\\[ 1 = 1. \\]",
    Statement(Entropy(X), EQ, Entropy(Y), (Independent(X, Y), FunctionOf(Y, X))): (
        "Let $X$ and $Y$ be random variables with finitely many values. Assume that $X$ and "
        "$Y$ are independent and $Y$ is a function of $X$. Then\n\\[ H(X) = H(Y). \\]"
    ),
    Statement(Entropy(X), EQ, Entropy(X), (Independent(X, Y, given=Z),)): (
        "Let $X$, $Y$ and $Z$ be random variables with finitely many values. Assume that "
        "$X$ and $Y$ are independent given $Z$. Then\n\\[ H(X) = H(X). \\]"
    ),
    Statement(f(t), EQ, y(letter("i")) + theta, (Concave(f(t), t),)): (
        "Let $\\theta$ be a real number, let $f$ be a real function, let $t$ be a number in "
        "$(0, 1)$, and let $y_1, \\ldots, y_{5}$ be numbers in $[0, 1]$ that depend on "
        "$\\theta$. Assume that $f$ is concave on $(0, 1)$. Then\n\\[ f(t) = \\theta + y_i. \\]"
    ),
    equal(parameter("s", 0, 1, upper_in=True), parameter("r", 0)): (
        "Let $r$ be a positive number, and let $s$ be a number in $(0, 1]$. Then\n\\[ s = r. \\]"
    ),
    equal(parameter("s", 0, 1), parameter("r", 0, 1)): (
        "Let $r$ and $s$ be numbers in $(0, 1)$. Then\n\\[ s = r. \\]"
    ),
    Statement(g(S.One), EQ, S.Zero, (ForAll(g(t), f(t), t), Differentiable(g(theta), theta))): (
        "Let $f$ and $g$ be real functions. Assume that "
        "$g(t) = f(t) \\text{ for all } t \\in (0, 1)$ and $g$ is differentiable on the real "
        "line. Then\n\\[ g(1) = 0. \\]"
    ),
    equal(CrossEntropy(RowPmf(table, letter("i")), q), KLDivergence(PointMass(0, 2), q)): (
        "Let $q$ be a distribution on a finite alphabet $\\mathcal{X}$ with $2$ letters, let "
        "$z_{1 1}, \\ldots, z_{3 2}$ be nonnegative numbers, let $\\delta_{x_1}$ be the "
        "distribution with all probability on $x_1$, and let $z_{i \\cdot}$ be row $i$ of "
        "$z$. Then\n"
        "\\[ H(z_{i \\cdot}, q) = D_{\\mathrm{KL}}(\\delta_{x_1} \\,\\|\\, q). \\]"
    ),
    equal(Sum(q(x) * weights(x), (x, 0, 1)), Entropy(EmpiricalPmf(table))): (
        "Let $q$ be a distribution on a finite alphabet $\\mathcal{X}$ with $2$ letters, let "
        "$(a_x)_{x \\in \\mathcal{X}}$ be real numbers, let $z_{1 1}, \\ldots, z_{3 2}$ be "
        "nonnegative numbers, and let $\\hat{p}$ be the average of the rows of $z$. Then\n"
        "\\[ \\sum_{x \\in \\mathcal{X}} q(x) a_x = H(\\hat{p}). \\]"
    ),
    Statement(Entropy(pmf("p", 3)), LE, KLDivergence(q, q), (FullSupport(q),), ()): (
        "Let $p$ be a distribution on a finite alphabet with $3$ letters, and let $q$ be a "
        "distribution on a finite alphabet with $2$ letters. Assume that $q > 0$. Then\n"
        "\\[ H(p) \\le D_{\\mathrm{KL}}(q \\,\\|\\, q), \\]\nwith equality always."
    ),
}


@pytest.mark.parametrize(("statement", "text"), SENTENCES.items(), ids=map(str, SENTENCES))
def test_sentences_say_what_the_letters_are(statement, text):
    assert statement_latex(statement) == text


def test_a_long_statement_is_broken():
    total = sum((Entropy(pmf(f"distribution{k}")) for k in range(12)), Integer(0))
    text = statement_latex(equal(total, total))
    assert text.count(r"\\") >= 3
    assert r"\begin{align*}" in text


def test_a_chain_of_equations_is_stated_whole(make_chain, data_processing):
    p = pmf("p")
    forms = make_chain(
        Entropy(p), (EQ, S.One, Unfold(), "since it is"), (EQ, S.Zero, Algebra(), "by magic")
    )
    assert r"\[ H(p) = 1 = 0. \]" in theorem_latex(forms)
    assert "where (a) holds since it is and (b) follows from magic." in proof_align(forms, HINTS)
    total = sum((Entropy(pmf(f"distribution{k}")) for k in range(12)), Integer(0))
    long = make_chain(Entropy(p), (EQ, total, Unfold(), ""), (EQ, S.Zero, Algebra(), ""))
    statement = theorem_latex(long).split(r"\end{theorem}")[0]
    assert statement.endswith("&= 0.\n\\end{align*}\n")
    assert r"\[ I(X; Z) \le I(X; Y)," in theorem_latex(data_processing)


def test_words_of_authors_are_escaped():
    assert prose("50% of a_i & {b} # $x_1$ ~ ^") == (r"50\% of a\_i \& \{b\} \# $x_1$ \~{} \^{}")
    assert prose("p << q, X -> Y, `H(p)` <= D(p || q) | a < b \\ ≥ 語") == (
        r"p $\ll$ q, X $\to$ Y, H(p) $\le$ D(p $\|$ q) $|$ a $<$ b $\backslash$ $\ge$ ?"
    )


def test_a_document_has_a_table_of_contents_and_a_section_for_each(derivations):
    text = document(derivations)
    assert text.count(r"\section{") == len(derivations)
    assert r"\tableofcontents" in text
    assert r"\section{Data processing \& more}" in text
    assert r"\noindent After Cover and Thomas (2006), theorem 2.6.3." in text
    assert r"Rests on: the bound $a \log(a/b) \ge a - b$; $p \ll q$." in text
    assert "Rests on: the definitions alone." in text
    assert text.startswith("\\documentclass")
    assert text.endswith("\\end{document}\n")


STYLES = {
    "default": Style(),
    "hints": Style(reasons="hints", environment="aligned", sums="index", base=2),
    "letters": Style(entropy=r"\mathbb{H}", divergence="D", separator=r"\parallel"),
}


@pytest.mark.skipif(not shutil.which("pdflatex"), reason="pdflatex is not installed")
@pytest.mark.parametrize("name", STYLES)
def test_a_document_compiles_without_complaint(name, derivations, tmp_path):
    (tmp_path / "paper.tex").write_text(document(derivations, STYLES[name]), encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "paper.tex"]
    for _ in range(2):
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout.decode("latin-1")[-2000:]
    log = (tmp_path / "paper.log").read_text(encoding="latin-1")
    assert "Undefined control sequence" not in log
    assert "undefined references" not in log
    assert [w for w in re.findall(r"Overfull \\hbox \(([\d.]+)pt", log) if float(w) > 20] == []


def test_bits_in_a_proof_that_is_not_homogeneous_stay_natural(gibbs, maximum_entropy):
    assert r"\ln \frac{p(x)}{q(x)}" in proof_align(gibbs, Style(base=2))
    assert r"\log_{2} n" in proof_align(maximum_entropy, Style(base=2))
