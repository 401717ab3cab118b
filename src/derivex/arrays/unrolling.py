"""An array for lengths that are numbers: every entry is a term without indices, with a symbol for every entry.

``Sum(exp(x(k)), (k, 1, n))`` is ``exp(x[1]) + exp(x[2])`` for ``n = 2``. What is known of such terms (their values as
balls, their rounding) is known of the array.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from derivex.arrays.reading import DELTA, Array, entry_indices
from derivex.substitution import rebuilt
from derivex.term import ONE, ZERO, App, Sym, Term, add, call, number


def entry_name(name: str, place: tuple[int, ...]) -> str:
    """The symbol of an entry: ``x[1]``, ``w[2,1]``; of a number its own name."""
    return f"{name}[{','.join(map(str, place))}]" if place else name


def places(lengths: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """All places in an array of these lengths, the last index running fastest."""
    return product(*(range(1, length + 1) for length in lengths))


def entries(array: Array, sizes: Mapping[str, int]) -> list[Term]:
    """The entries of an array, in the order of ``places``.

    >>> from derivex.arrays.reading import array
    >>> from derivex.given import Given
    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> given = Given.read(["n integer", "i integer", "1 <= i <= n"])
    >>> found = entries(array(read("x(i)*Sum(y(k), (k, 1, n))"), ("i",), given), {"n": 2})
    >>> [plain(each) for each in found]
    ['x[1]*(y[1] + y[2])', 'x[2]*(y[1] + y[2])']
    """
    lengths = tuple(sizes[array.lengths[index]] for index in array.indices)
    largest = {name: _largest(of, sizes[array.arrays[of][0]]) for name, of in array.shifts}
    made: dict[tuple[Term, tuple[tuple[str, int], ...]], Term] = {}
    return [
        _at(array.term, dict(zip(array.indices, place, strict=True)), array.lengths, sizes, largest, made)
        for place in places(lengths)
    ]


def unrolled(term: Term, at: Mapping[str, int], lengths: Mapping[str, str], sizes: Mapping[str, int]) -> Term:
    """A term with indices at a place, such as a given of an array."""
    return _at(term, dict(at), lengths, sizes, {}, {})


def _largest(name: str, length: int) -> Term:
    all_ = [Sym(entry_name(name, (index,))) for index in range(1, length + 1)]
    return all_[0] if length == 1 else call("max", *all_)


def _at(
    term: Term,
    at: Mapping[str, int],
    lengths: Mapping[str, str],
    sizes: Mapping[str, int],
    largest: Mapping[str, Term],
    made: dict[tuple[Term, tuple[tuple[str, int], ...]], Term],
) -> Term:
    """The term at a place; equal parts are made once."""
    match term:
        case Sym(name):
            return number(sizes[name]) if name in sizes else largest.get(name, term)
        case App():
            key = (term, tuple(sorted(at.items())))
            if key not in made:
                made[key] = _node(term, at, lengths, sizes, largest, made)
            return made[key]
    return term


def _node(
    term: App,
    at: Mapping[str, int],
    lengths: Mapping[str, str],
    sizes: Mapping[str, int],
    largest: Mapping[str, Term],
    made: dict[tuple[Term, tuple[tuple[str, int], ...]], Term],
) -> Term:
    if term.head == DELTA:
        one, other = (at[arg.name] for arg in term.args if isinstance(arg, Sym))
        return ONE if one == other else ZERO
    if found := entry_indices(term):
        return Sym(entry_name(term.head, tuple(at[index] for index in found)))
    match term:
        case App("Sum", (body, App("bounds", (Sym(index), *_)))):
            steps = range(1, sizes[lengths[index]] + 1)
            return add(*(_at(body, {**at, index: step}, lengths, sizes, largest, made) for step in steps))
    return rebuilt(term.head, tuple(_at(arg, at, lengths, sizes, largest, made) for arg in term.args))
