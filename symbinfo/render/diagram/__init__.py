"""Information diagrams: entropies as areas that overlap."""

from symbinfo.render.diagram.diagram import Diagram as Diagram
from symbinfo.render.diagram.diagram import diagram as diagram
