"""Search for exact counterexamples, simplest first.

Floating point picks what looks like a counterexample; the kernel's `refute` decides. In
order: what is explicit already; linear maps of a few fair bits or trits, with simple values of
the parameters; the plainest laws, where floating point cannot tell the sides apart;
distributions on one to four letters from a list; joint laws on small supports, mended to meet
the hypotheses; and small changes of the laws that come closest to a violation. Variables of
hypotheses only are constant first; parameters also get values at which a hypothesis is tight.
"""

from symbinfo.search.counterexample.find import find as find
