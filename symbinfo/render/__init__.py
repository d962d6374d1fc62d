"""Printing: LaTeX for papers and notebooks, plain text for terminals."""

from symbinfo.render.latex import latex as latex
from symbinfo.render.style import Style as Style
