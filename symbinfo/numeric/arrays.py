"""The arrays of a printed program: those with a line of their own, and entries of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from symbinfo.numeric.axes import Axis
from symbinfo.numeric.code import Code, aligned, axis_list, expand
from symbinfo.numeric.program import Given, Lookup, Marginal, Part, Place, Size, Table

if TYPE_CHECKING:
    from symbinfo.numeric.inputs import Argument
    from symbinfo.numeric.names import Names
    from symbinfo.numeric.program import Array, Node
    from symbinfo.numeric.source import Printer


@final
class Arrays:
    """The lines before the formula, each of which names an array, and the helpers used.

    The lines in `first` read the arguments as they are given, before they are over their sums.
    """

    def __init__(self, printer: Printer, names: Names) -> None:
        self.first: list[str] = []
        self.lines: list[str] = []
        self.helpers: set[str] = set()
        self._printer, self._names = printer, names
        self._known: dict[Array | Node, str] = {}
        self._differences: dict[tuple[Argument, Argument], str] = {}

    def helper(self, name: str) -> str:
        """Note that a helper is used, and return its name."""
        self.helpers.add(name)
        return name

    def size(self, node: Size) -> str:
        """Return the name of a number of letters."""
        axis = node.position - len(node.argument.sizes)
        return self._define(node, node.name, f"{self.helper('size')}({node.argument.code}, {axis})")

    def difference(self, plus: Lookup, minus: Lookup) -> Code:
        """Return the difference of two laws at the same places."""
        p, q = plus.array.argument, minus.array.argument  # type: ignore[union-attr]
        if (p, q) not in self._differences:
            name = self._names.new(f"{p.code}_minus_{q.code}")
            axes = axis_list(range(-len(p.sizes), 0))
            text = f"{self.helper('difference')}({q.code}, {p.code}, {axes})"
            self.first.append(f"{name} = {text}")
            self._differences[p, q] = name
        return self._placed(Code(self._differences[p, q]), plus)

    def lookup(self, node: Lookup) -> Code:
        """Return the array at its places; its own axes come before its positions."""
        return self._placed(self._array(node.array), node)

    def _placed(self, array: Code, node: Lookup) -> Code:
        text, axes = array.text, list[int]()
        before = len(array.axes) + len(node.places)
        for place in reversed(node.places):
            before -= 1
            if isinstance(place, Axis):
                axes.insert(0, place.depth)
            elif isinstance(place, Part):
                text = f"np.take({text}, range({place.low}, {place.end}), axis={-1 - len(axes)})"
                axes.insert(0, place.axis.depth)
            else:
                text = self._entry(text, place, before, len(axes))
        return _in_order(text, [*array.axes, *axes])

    def _entry(self, text: str, place: Place, before: int, after: int) -> str:
        if isinstance(place, int):
            return f"np.take({text}, {place}, axis={-1 - after})"
        index = expand(self._printer.code(place).text, range(-before - after, 0))  # type: ignore[arg-type]
        return f"{self.helper('at')}({text}, {index}, {-1 - after})"

    def _array(self, array: Array) -> Code:
        match array:
            case Given():
                return Code(array.argument.code)
            case Marginal():
                return Code(self._define(array, array.name, _marginal(array)))
            case Table():
                return self._table(array)

    def _define(self, key: Array | Node, name: str, text: str) -> str:
        if key not in self._known:
            self._known[key] = self._names.new(name)
            self.lines.append(f"{self._known[key]} = {text}")
        return self._known[key]

    def named(self, key: Node, name: str, code: Code) -> Code:
        """Give a piece of code a line and a name, unless it has one."""
        if code.plain or code.text.isidentifier():
            return code
        return Code(self._define(key, name, code.text), code.axes)

    def _table(self, table: Table) -> Code:
        if table in self._known:
            return Code(self._known[table])
        entries = aligned(self._printer.code(entry) for entry in table.entries)
        inside = ", ".join(entry.text for entry in entries)
        text = f"{self.helper('table')}({table.shape}, {inside})"
        axes = max((entry.axes for entry in entries), key=len)
        return Code(text, axes) if axes else Code(self._define(table, table.name, text))


def _marginal(array: Marginal) -> str:
    count = len(array.argument.sizes)
    gone = [i - count for i in range(count) if i not in array.keep]
    text = array.argument.code
    if gone:
        text = f"np.sum({text}, axis={axis_list(gone)})"
    places = [sorted(array.keep).index(place) for place in array.keep]
    if places != sorted(places):
        text = f"np.einsum({reorder(list(range(len(places))), places)!r}, {text})"
    return text


def _in_order(text: str, axes: list[int]) -> Code:
    order = sorted(set(axes))
    if order != axes:
        text = f"np.einsum({reorder(axes, order)!r}, {text})"
    return Code(text, tuple(order))


def reorder(old: list[int], new: list[int]) -> str:
    """Return the einsum text that puts the last axes in a new order, or takes a diagonal.

    >>> reorder([0, 1], [1, 0])
    '...ab->...ba'
    """
    letters = [chr(ord("a") + i) for i in range(26)]
    names = dict(zip(dict.fromkeys(old), letters, strict=False))
    before, after = ("".join(names[axis] for axis in axes) for axes in (old, new))
    return f"...{before}->...{after}"
