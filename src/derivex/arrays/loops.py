"""An array as C: loops over its axes, sums in the outermost loop that knows what they need.

``void softmax(size_t n, const double *x, double *out)`` writes its result where the caller says, rows one after the
other; a result without axes is returned. An array of two axes is one block of memory, row by row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from derivex.arrays.reading import DELTA, Array, entry_indices, free_indices
from derivex.numerics.functions import single
from derivex.numerics.printers import expression
from derivex.term import App, Sym, Term


@dataclass(slots=True)
class Loops:
    """Writes one array for ``kind``; ``lines`` of a scope are those inside of the loops whose indices it has."""

    array: Array
    kind: str
    names: Mapping[str, str]
    scopes: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    known: dict[tuple[tuple[str, ...], Term], str] = field(default_factory=dict)
    used: int = 0

    def body(self) -> list[str]:
        """The statements of the function."""
        indices = self.array.indices
        for depth in range(len(indices) + 1):
            self.scopes[indices[:depth]] = []
        for name, of in self.array.shifts:
            self.scopes[()] += self._largest(name, of)
        result = self._code(self.array.term, indices)
        lines: list[str] = []
        for depth in range(len(indices) + 1):
            lines += [f"{'    ' * (depth + 1)}{line}" for line in self.scopes[indices[:depth]]]
            if depth < len(indices):
                lines.append(f"{'    ' * (depth + 1)}{self._loop(indices[depth])} {{")
        if not indices:
            return [*lines, f"    return {result};"]
        lines.append(f"{'    ' * (len(indices) + 1)}out[{self._offset(indices)}] = {result};")
        return [*lines, *(f"{'    ' * depth}}}" for depth in range(len(indices), 0, -1))]

    def _loop(self, index: str) -> str:
        name = self.names[index]
        return f"for (size_t {name} = 0; {name} < {self.names[self.array.lengths[index]]}; {name}++)"

    def _offset(self, indices: tuple[str, ...]) -> str:
        """The place of an entry in its block of memory."""
        found = self.names[indices[0]]
        for index in indices[1:]:
            inner = f"({found})" if " " in found else found
            found = f"{inner}*{self.names[self.array.lengths[index]]} + {self.names[index]}"
        return found

    def _largest(self, name: str, of: str) -> list[str]:
        array, length = self.names[of], self.names[self.array.arrays[of][0]]
        found = self.names[name]
        return [
            f"{self.kind} {found} = {array}[0];",
            f"for (size_t i_ = 1; i_ < {length}; i_++) if ({array}[i_] > {found}) {found} = {array}[i_];",
        ]

    def _code(self, term: Term, inside: tuple[str, ...]) -> str:
        places: dict[str, str] = {}
        shown = self._placed(term, inside, places)
        numbers = {name: f"({self.kind}){code}" for name, code in self.names.items() if name in self.array.sizes}
        text = expression(shown, {**self.names, **numbers, **places}, "c")
        return single(text) if self.kind == "float" else text

    def _placed(self, term: Term, inside: tuple[str, ...], places: dict[str, str]) -> Term:
        if not isinstance(term, App):
            return term
        if found := entry_indices(term):
            return _place(f"{self.names[term.head]}[{self._offset(found)}]", places)
        if term.head == DELTA:
            one, other = (self.names[arg.name] for arg in term.args if isinstance(arg, Sym))
            return _place(f"({one} == {other})", places)
        if term.head == "Sum":
            return _place(self._sum(term, inside), places)
        return App(term.head, tuple(self._placed(arg, inside, places) for arg in term.args))

    def _sum(self, term: App, inside: tuple[str, ...]) -> str:
        """The name of a sum; its loop goes as far out as it can."""
        needs = free_indices(term, inside)
        scope = inside[: max((inside.index(index) + 1 for index in needs), default=0)]
        for (known, each), name in self.known.items():
            if each == term and known == scope[: len(known)]:
                return name
        body, bounds = term.args
        assert isinstance(bounds, App) and isinstance(bounds.args[0], Sym)
        index = bounds.args[0].name
        self.used += 1
        name = self._fresh()
        inner = (*scope, index)
        self.scopes[inner] = []
        code = self._code(body, inner)
        zero = "0.0f" if self.kind == "float" else "0.0"
        lines = [f"    {line}" for line in self.scopes.pop(inner)]
        for key in [key for key in self.known if key[0][: len(inner)] == inner]:
            del self.known[key]  # what was declared inside of that loop
        self.scopes[scope] += [
            f"{self.kind} {name} = {zero};",
            f"{self._loop(index)} {{",
            *lines,
            f"    {name} += {code};",
            "}",
        ]
        self.known[scope, term] = name
        return name

    def _fresh(self) -> str:
        while f"t{self.used}" in self.names.values():
            self.used += 1
        return f"t{self.used}"


def _place(code: str, places: dict[str, str]) -> Term:
    name = next((name for name, known in places.items() if known == code), f"_place{len(places)}")
    places[name] = code
    return Sym(name)


def body(array: Array, kind: str, names: Mapping[str, str]) -> list[str]:
    """The statements of a C function for ``double`` or ``float``."""
    return Loops(array, kind, names).body()
