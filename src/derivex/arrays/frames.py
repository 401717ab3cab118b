"""An array as lines of NumPy, PyTorch or JAX: sums along the last axis, axes of length 1 where a part has none.

Every part is computed on its own axes and brought to those of what it stands in: ``s(i)*(delta(i, j) - s(j))`` is
``s[..., :, None]*(eye - s[..., None, :])``. The dots in front are axes of a batch, of which each member is computed
for itself. Parts that stand twice, with the same index or with another, are computed once.

Contract: the last axes of an argument are those of its indices; numbers are numbers. What stands between brackets
comes from SymPy's printers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from derivex.arrays.reading import DELTA, Array, entry_indices, free_indices
from derivex.errors import Unsupported
from derivex.numerics.printers import expression
from derivex.numerics.sharing import CONDITIONS
from derivex.substitution import substitute
from derivex.subterms import subterms
from derivex.term import App, Num, Sym, Term, free_symbols

ANY = "@"  # the index of a part that is computed once for several indices
SHORT = {"numpy": "np", "torch": "torch", "jax": "jnp"}
AXIS = {"numpy": "axis", "torch": "dim", "jax": "axis"}
LARGEST = {"numpy": "np.max({}, axis=-1)", "torch": "torch.amax({}, dim=-1)", "jax": "jnp.max({}, axis=-1)"}
UNIT = {
    "numpy": "np.eye({}, dtype={}.dtype)",
    "torch": "torch.eye({}, dtype={}.dtype, device={}.device)",
    "jax": "jnp.eye({}, dtype={}.dtype)",
}


@dataclass(slots=True)
class Frames:
    """Writes one array: ``names`` are those of its symbols in code, ``lines`` what has been written."""

    array: Array
    library: str
    names: dict[str, str]
    taken: set[str]
    lines: list[tuple[str, str]] = field(default_factory=list)
    made: dict[Term, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    twice: frozenset[Term] = frozenset()

    def written(self) -> str:
        """The code of the result; ``lines`` come before it."""
        self.lines += [
            (self.names[name], LARGEST[self.library].format(self.names[of])) for name, of in self.array.shifts
        ]
        self.twice = self._twice()
        if self.array.indices != free_indices(self.array.term, self.array.indices):
            raise Unsupported("the result is the same along an axis, which nothing in it says")
        match self.array.term:
            case App("Sum", _) as total:
                return self._line(total)[1]
        return self._code(self.array.term, self.array.indices)

    # ---- what is computed once ----

    def _twice(self) -> frozenset[Term]:
        """Parts, with any index, that more than one part needs."""
        needed: Counter[Term] = Counter()
        seen: set[Term] = set()
        for part in subterms(self.array.term):
            key = self._any(part)
            if isinstance(part, App) and part.head != "bounds" and key not in seen:
                seen.add(key)
                needed.update({self._any(arg) for arg in part.args} if part.head != "^" else map(self._any, part.args))
                if part.head in ("+", "*"):  # a part that stands twice in one product
                    keys = list(map(self._any, part.args))
                    needed.update(each for each in set(keys) if keys.count(each) > 1)
        return frozenset(part for part, count in needed.items() if count > 1 and self._is_worth(part))

    def _is_worth(self, part: Term) -> bool:
        if not isinstance(part, App) or part.head in CONDITIONS or part.head in (DELTA, "bounds", "neg"):
            return False
        return bool(free_symbols(part)) and not entry_indices(part) and not _is_number(part)

    def _any(self, part: Term) -> Term:
        """The part with its index replaced by any, if it has one and no more."""
        indices = free_indices(part, self.array.lengths)
        return substitute(part, {indices[0]: Sym(ANY)}) if len(indices) == 1 else part

    # ---- code ----

    def _code(self, term: Term, frame: tuple[str, ...], *, own: bool = False) -> str:
        """A part on given axes, by SymPy's printer; ``own`` if it is the line of that very part."""
        places: dict[str, str] = {}
        if own and isinstance(term, App):
            shown: Term = App(term.head, tuple(self._placed(arg, frame, places) for arg in term.args))
        else:
            shown = self._placed(term, frame, places)
        return expression(shown, {**self.names, **places}, self.library)

    def _placed(self, term: Term, frame: tuple[str, ...], places: dict[str, str]) -> Term:
        """The part with what has axes as a symbol that stands for its code."""
        if isinstance(term, Sym) and any(term.name == name for name, _ in self.array.shifts):
            return self._place(self.names[term.name], (), frame, places)
        if not isinstance(term, App):
            return self._length(term)
        if found := entry_indices(term):
            return self._place(self.names[term.head], found, frame, places)
        if term.head == DELTA:
            indices = tuple(index for index in frame if Sym(index) in term.args)
            return self._place(self._unit(indices), indices, frame, places)
        if term.head == "Sum" or self._any(term) in self.twice:
            name, indices = self._part(term)
            return self._place(name, indices, frame, places)
        return App(term.head, tuple(self._placed(arg, frame, places) for arg in term.args))

    def _part(self, term: Term) -> tuple[str, tuple[str, ...]]:
        """The name of a part that has a line of its own, and its axes here."""
        key = self._any(term)
        here = self._ordered(term)
        if key not in self.made:
            if isinstance(term, App) and term.head == "Sum":
                axes, code = self._line(term)
            else:
                axes, code = here, self._code(term, here, own=True)
            name = self._fresh("t")
            self.lines.append((name, code))
            self.made[key] = (name, axes)
        return self.made[key][0], here

    def _line(self, term: App) -> tuple[tuple[str, ...], str]:
        """A sum along the last axis of what is added up."""
        body, bounds = term.args
        assert isinstance(bounds, App) and isinstance(bounds.args[0], Sym)
        index, frame = bounds.args[0].name, self._ordered(term)
        short, axis = SHORT[self.library], AXIS[self.library]
        return frame, f"{short}.sum({self._code(body, (*frame, index))}, {axis}=-1)"

    def _ordered(self, term: Term) -> tuple[str, ...]:
        """The axes of a part: those of the result in their order, then bound ones, outer ones first."""
        bound = sorted(set(self.array.lengths) - set(self.array.indices), reverse=True)
        return free_indices(term, (*self.array.indices, *bound))

    def _place(self, code: str, axes: tuple[str, ...], frame: tuple[str, ...], places: dict[str, str]) -> Term:
        """A symbol for code with some axes, brought to a frame."""
        order = tuple(index for index in frame if index in axes)
        if order != axes:
            if len(axes) != 2:
                raise Unsupported("an array whose axes change places")
            code = f"{SHORT[self.library]}.swapaxes({code}, -1, -2)"
        if order != frame:
            code += f"[..., {', '.join(':' if index in axes else 'None' for index in frame)}]"
        name = next((name for name, known in places.items() if known == code), f"_place{len(places)}")
        places[name] = code
        return Sym(name)

    # ---- lengths ----

    def _length(self, term: Term) -> Term:
        if isinstance(term, Sym) and term.name in self.array.sizes:
            self._number(term.name)
        return term

    def _number(self, length: str) -> str:
        """The name of a length; its line, if it has none yet."""
        if length not in self.names:
            self.names[length] = self._fresh(length)
            array, axes = next(each for each in self.array.arrays.items() if length in each[1])
            code = f"{self.names[array]}.shape[{axes.index(length) - len(axes)}]"
            self.lines.insert(0, (self.names[length], code))
        return self.names[length]

    def _unit(self, indices: tuple[str, ...]) -> str:
        length = self.array.lengths[indices[0]]
        array = self.names[next(name for name, axes in self.array.arrays.items() if length in axes)]
        key = App(DELTA, (Sym(length),))
        if key not in self.made:
            code = UNIT[self.library].format(self._number(length), array, array)
            self.made[key] = (self._fresh("unit"), ())
            self.lines.append((self.made[key][0], code))
        return self.made[key][0]

    def _fresh(self, base: str) -> str:
        count = 1 if base == "t" else 0
        while (name := f"{base}{count or ''}") in self.taken:
            count += 1
        self.taken.add(name)
        return name


def _is_number(term: Term) -> bool:
    return all(isinstance(part, Num) or (isinstance(part, App) and not part.args) for part in subterms(term))


def lines(array: Array, library: str, names: Mapping[str, str]) -> tuple[list[tuple[str, str]], str]:
    """The lines of a function, each with its name, and the code of what it returns."""
    frames = Frames(array, library, dict(names), set(names.values()))
    result = frames.written()
    return frames.lines, result
