"""A function of arrays as code: its name, its arguments, its words, its lines.

Arrays come first, numbers behind them. Python functions take arrays whose last axes are those of the indices, and
a batch in front of them; C functions take the lengths first, then pointers, and write where ``out`` points, or
return a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from derivex.arrays.frames import lines
from derivex.arrays.loops import body
from derivex.arrays.reading import Array
from derivex.notation.write import plain
from derivex.numerics.functions import module, python_name, safe, unused
from derivex.numerics.sharing import keeping_digits, lowered_for, numbered
from derivex.subterms import heads
from derivex.term import Term

Constants = tuple[tuple[str, Term, float], ...]
OWN = frozenset({"out", "size_t", "unit"})


@dataclass(frozen=True, slots=True)
class ArrayFunction:
    """A function to write: ``axes`` are the lengths of each argument that is an array, () of a number.

    ``accurate`` lets it use ``log1p`` and ``expm1``.
    """

    name: str
    axes: Mapping[str, tuple[str, ...]]
    array: Array
    says: str = ""
    words: tuple[str, ...] = ()
    accurate: bool = False

    @property
    def sizes(self) -> tuple[str, ...]:
        """The symbols of the lengths."""
        return tuple(dict.fromkeys(length for axes in self.axes.values() for length in axes))


def text(functions: Sequence[ArrayFunction], library: str, head: Iterable[str] = ()) -> str:
    """A module of such functions alone."""
    used = frozenset[str]().union(*(heads(each.array.term) for each in functions))
    return module((), library, head, [written(each, library) for each in functions], used)


def written(function: ArrayFunction, library: str) -> str:
    """The function as text."""
    term = lowered_for(function.array.term, library)
    constants, term = numbered(keeping_digits(term) if function.accurate else term, frozenset(function.axes))
    array = replace(function.array, term=term)
    return _c(function, array, constants) if library == "c" else _python(function, array, library, constants)


def _names(function: ArrayFunction, array: Array, *more: str) -> dict[str, str]:
    """The name in code of every argument and of what is named besides."""
    names: dict[str, str] = {}
    shifts = tuple(name for name, _ in array.shifts)
    for symbol in (*function.axes, *shifts, *more):
        name = python_name(symbol)
        while name in names.values() or name in OWN:
            name += "_"
        names[symbol] = name
    return names


def _python(function: ArrayFunction, array: Array, library: str, constants: Constants) -> str:
    names = _names(function, array, *(name for name, _, _ in constants))
    found = [f"\n\ndef {function.name}({', '.join(names[each] for each in function.axes)}):\n"]
    found += [f'    """{safe(function.says)}"""\n'] if function.says else []
    found += [f"    # {word}\n" for word in map(safe, function.words)]
    if library != "torch":  # lists will do, too
        short = {"numpy": "np", "jax": "jnp"}[library]
        arrays = [names[each] for each, axes in function.axes.items() if axes]
        found += [f"    {name} = {short}.asarray({name})\n" for name in arrays]
    found += [f"    {names[name]} = {value!r}  # {plain(term)}\n" for name, term, value in constants]
    before, result = lines(array, library, names)
    found += [f"    {name} = {code}\n" for name, code in before]
    return "".join([*found, f"    return {result}\n"])


def _c(function: ArrayFunction, array: Array, constants: Constants) -> str:
    return "".join(_c_version(function, array, constants, kind) for kind in ("double", "float"))


def _c_version(function: ArrayFunction, array: Array, constants: Constants, kind: str) -> str:
    indices = tuple(array.lengths)
    more = [
        *function.sizes,
        *(index for index in indices if not index.startswith("_")),
        *(each[0] for each in constants),
    ]
    names = _names(function, array, *more)
    for index in indices:
        if index.startswith("_"):
            names[index] = next(name for name in _letters() if name not in names.values())
    arguments = [f"size_t {names[length]}" for length in function.sizes]
    arguments += [
        f"const {kind} *{names[each]}" if axes else f"{kind} {names[each]}" for each, axes in function.axes.items()
    ]
    result = f"{kind} *out" if array.indices else ""
    name = function.name if kind == "double" else f"{function.name}f"
    comments = [f"// {word}\n" for word in map(safe, (function.says, *function.words)) if word]
    statements = body(array, kind, names)
    needed = [names[each] for each in (*function.sizes, *function.axes)]
    return "".join(
        [
            "\n",
            *(comments if kind == "double" else ()),
            f"{'void' if result else kind} {name}({', '.join([*arguments, *([result] if result else [])])})\n{{\n",
            *(
                f"    const {kind} {names[name]} = {value!r}{'f' if kind == 'float' else ''};  // {plain(term)}\n"
                for name, term, value in constants
            ),
            *unused(needed, statements),
            *(f"{line}\n" for line in statements),
            "}\n",
        ]
    )


def _letters() -> Iterable[str]:
    yield from ("k", "l", "m", "i", "j", *(f"k{count}" for count in range(1, 100)))
