"""Draw the README's picture: one derivation as symbinfo prints it, set by pdflatex.

Run ``python docs/picture.py`` in the repository, with symbinfo installed. It needs pdflatex
(Debian: texlive-latex-base) and pdftoppm (Debian: poppler-utils), and writes docs/picture.png.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

NAME = "maximum_entropy"
PICTURE = Path(__file__).with_name("picture.png")
PAGE = r"""\documentclass[11pt]{article}
\usepackage{amsmath,amssymb,amsthm}
\newtheorem{theorem}{Theorem}
\newtheorem{lemma}[theorem]{Lemma}
\begin{document}
\setbox0=\hbox{\begin{minipage}{15.5cm}
%s
\end{minipage}}
\pdfpagewidth=\dimexpr\wd0+1cm\relax
\pdfpageheight=\dimexpr\ht0+\dp0+1cm\relax
\hoffset=\dimexpr-1in+5mm\relax
\voffset=\dimexpr-1in+5mm\relax
\shipout\box0
\end{document}
"""


def main() -> None:
    """Print the derivation, set it, and turn the page into a picture."""
    command = [sys.executable, "-m", "symbinfo", "latex", NAME]
    theorem = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    with TemporaryDirectory() as folder:
        Path(folder, "page.tex").write_text(PAGE % theorem, encoding="utf-8")
        for _ in range(2):
            _run(folder, "pdflatex", "-interaction=nonstopmode", "-halt-on-error", "page.tex")
        _run(folder, "pdftoppm", "-png", "-r", "150", "-singlefile", "page.pdf", "page")
        PICTURE.write_bytes(Path(folder, "page.png").read_bytes())


def _run(folder: str, *command: str) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
