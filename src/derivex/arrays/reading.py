"""A term with indices, understood as an array: its entries, its axes and their lengths.

    x(k)                    an entry of the array ``x``; ``k`` runs over an axis of it
    Sum(…, (k, 1, n))       adds up along the axis of ``k``, which has the length ``n``
    KroneckerDelta(i, j)    an entry of the unit matrix
    i, given 1 <= i <= n    an index that stays free: an axis of the result

Bound indices get names of their own (``_1``, ``_2`` outside of it), so that equal parts are equal terms. An array is
always taken as a whole, from its first entry to its last; ``x(k + 1)`` or a sum from 2 on is ``Unsupported``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from derivex.engine.derive import is_unknown
from derivex.errors import Unsupported
from derivex.given import Given
from derivex.numerics.forms import LIKE, NOT_COMPUTED, not_computed
from derivex.substitution import substitute
from derivex.subterms import distinct
from derivex.term import App, Num, Sym, Term, free_symbols, is_one, multiply, names

LETTERS = ("k", "l", "m", "i", "j", "h", "r", "s")
DELTA = "KroneckerDelta"
NOT_WHOLE = "a sum that doesn't run over an array from its first entry to its last"


@dataclass(frozen=True, slots=True)
class Array:
    """A term as an array: ``indices`` are its axes, ``lengths`` those of every index in it.

    ``arrays`` are its arguments, each with the lengths of its axes, in the order in which they appear; ``numbers`` are
    its other symbols, lengths left out. ``shifts`` names symbols that stand for the largest entry of an array.
    """

    term: Term
    indices: tuple[str, ...]
    lengths: Mapping[str, str]
    arrays: Mapping[str, tuple[str, ...]]
    numbers: tuple[str, ...]
    shifts: tuple[tuple[str, str], ...] = ()

    @property
    def sizes(self) -> tuple[str, ...]:
        """The symbols of the lengths, in the order in which they appear."""
        return tuple(dict.fromkeys(length for axes in self.arrays.values() for length in axes))


def array(term: Term, indices: tuple[str, ...], given: Given, shifts: tuple[tuple[str, str], ...] = ()) -> Array:
    """The term as an array with these axes. Errors: Unsupported.

    >>> from derivex.notation.plain import read
    >>> given = Given.read(["n integer", "i integer", "1 <= i <= n"])
    >>> found = array(read("exp(x(i))/Sum(exp(x(k)), (k, 1, n))"), ("i",), given)
    >>> found.arrays, found.lengths
    ({'x': ('n',)}, {'i': 'n', '_1': 'n'})
    """
    named, _ = _named(term)
    lengths = {index: _length(index, given) for index in indices}
    arrays: dict[str, tuple[str, ...]] = {}
    for length, bound_one in _sums(named):
        lengths[bound_one] = length
    for part in _in_order(named):
        _look(part, lengths, arrays)
    if not arrays:
        raise Unsupported("no array stands in it", remedy=LIKE)
    inside = frozenset(length for axes in arrays.values() for length in axes)
    if missing := set(lengths.values()) - inside:
        raise Unsupported(f"no array has the length {min(missing)}", remedy=LIKE)
    symbols = free_symbols(named) - inside - {name for name, _ in shifts}
    numbers = tuple(sorted(name for name in symbols if name not in indices and _is_used(named, name)))
    _require_numbers(numbers, named, lengths, given)
    return Array(named, indices, lengths, arrays, numbers, shifts)


def is_entry_head(head: str) -> bool:
    """Whether a head may be the name of an array."""
    return head != DELTA and is_unknown(head)


def entry_indices(term: Term) -> tuple[str, ...]:
    """The indices of an entry ``w(j, k)``; none if the term is no entry."""
    if isinstance(term, App) and is_entry_head(term.head) and all(isinstance(arg, Sym) for arg in term.args):
        return tuple(arg.name for arg in term.args if isinstance(arg, Sym))
    return ()


def free_indices(term: Term, candidates: Iterable[str]) -> tuple[str, ...]:
    """The candidates that are free in a term, in their order."""
    free = free_symbols(term)
    return tuple(name for name in candidates if name in free)


def indices_in(term: Term) -> tuple[str, ...]:
    """Symbols that stand as an index and are free, in the order in which they appear."""
    found: dict[str, None] = {}
    for part in _in_order(term):
        if isinstance(part, App) and (part.head == DELTA or entry_indices(part)):
            found |= dict.fromkeys(arg.name for arg in part.args if isinstance(arg, Sym))
    free = free_symbols(term)
    return tuple(name for name in found if name in free)


def with_letters(term: Term) -> Term:
    """The term with bound indices as people name them.

    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> plain(with_letters(read("Sum(x(_1), (_1, 1, n))")))
    'Sum(x(k), (k, 1, n))'
    """
    taken = names(term)
    free = (letter for letter in LETTERS if letter not in taken)
    bound_ones = sorted(name for name in taken if name[:1] == "_" and name[1:].isdigit())
    return _renamed(term, dict(zip(bound_ones, free, strict=False)))


def _renamed(term: Term, letters: Mapping[str, str]) -> Term:
    match term:
        case Sym(name):
            return Sym(letters.get(name, name))
        case App(head, args):
            return App(head, tuple(_renamed(arg, letters) for arg in args))
    return term


def _in_order(term: Term) -> Iterable[Term]:
    """Every part, from left to right."""
    yield term
    if isinstance(term, App):
        for arg in term.args:
            yield from _in_order(arg)


def _named(term: Term) -> tuple[Term, int]:
    """The term with bound indices named by how many sums stand inside, and that number."""
    if not isinstance(term, App):
        return term, 0
    parts = [_named(arg) for arg in term.args]
    level = max((inside for _, inside in parts), default=0)
    args = tuple(part for part, _ in parts)
    if term.head != "Sum":
        return (term if args == term.args else App(term.head, args)), level
    match args:
        case (body, App("bounds", (Sym(name), low, Sym() as high))) if is_one(low) and name not in free_symbols(body):
            return multiply(high, body), level  # the same so many times
        case (body, App("bounds", (Sym(name), low, high))):
            new = f"_{level + 1}"
            inner = substitute(body, {name: Sym(new)})
            return App("Sum", (inner, App("bounds", (Sym(new), low, high)))), level + 1
    raise Unsupported("a sum without an index and bounds", remedy=LIKE)


def _sums(term: Term) -> Iterable[tuple[str, str]]:
    """The length and the index of every sum. Errors: Unsupported."""
    for part in distinct(term):
        match part:
            case App("Sum", (_, App("bounds", (Sym(index), low, Sym(length))))) if is_one(low) and length != "oo":
                yield length, index
            case App("Sum", _):
                raise Unsupported(NOT_WHOLE, remedy=LIKE)


def _length(index: str, given: Given) -> str:
    """The length of the axis of a free index: ``given 1 <= i <= n``."""
    low = high = ""
    for relation in given.relations:
        match relation:
            case App("<=", (one, Sym(name))) | App(">=", (Sym(name), one)) if name == index and is_one(one):
                low = "1"
            case App("<=", (Sym(name), Sym(length))) | App(">=", (Sym(length), Sym(name))) if name == index:
                high = length
    if not (low and high):
        raise Unsupported(
            f"it isn't said where the index {index} ends", remedy=f"write: given {index} integer, 1 <= {index} <= n"
        )
    return high


def _look(part: Term, lengths: Mapping[str, str], arrays: dict[str, tuple[str, ...]]) -> None:
    """Note what a part says about arrays. Errors: Unsupported for what isn't computed."""
    if not isinstance(part, App):
        return
    if part.head == DELTA:
        axes = tuple(lengths.get(arg.name, "") if isinstance(arg, Sym) else "" for arg in part.args)
        if len(set(axes)) != 1 or not axes[0]:
            raise Unsupported("a Kronecker delta of something else than two indices of one length", remedy=LIKE)
        return
    if is_unknown(part.head):
        found = tuple(lengths.get(name, "") for name in entry_indices(part))
        if not found and any(free_symbols(arg) & lengths.keys() for arg in part.args):
            raise Unsupported(f"an entry of {part.head} at another place than an index", remedy=LIKE)
        if not found or not all(found):
            raise Unsupported(f"no line can be computed: it holds {part.head}, an unknown function", remedy=LIKE)
        if len(set(entry_indices(part))) != len(found):
            raise Unsupported(f"an entry of {part.head} with one index twice", remedy=LIKE)
        if arrays.setdefault(part.head, found) != found:
            raise Unsupported(f"{part.head} has two different lengths", remedy=LIKE)
        return
    if part.head in ("Sum", "bounds"):
        return
    reason = NOT_COMPUTED.get(part.head, "") or not_computed(App(part.head, tuple(Num("1") for _ in part.args)))
    if reason:
        raise Unsupported(f"no line can be computed: it holds {reason}", remedy=LIKE)


def _is_used(term: Term, name: str) -> bool:
    return any(isinstance(part, Sym) and part.name == name for part in distinct(term))


def _require_numbers(numbers: tuple[str, ...], term: Term, lengths: Mapping[str, str], given: Given) -> None:
    """Errors: Unsupported where a symbol is complex, or an index stands as a number."""
    for name in numbers:
        if given.kind(name) == "complex":
            raise Unsupported(f"{name} is complex, and functions here are of real numbers")
    for part in distinct(term):
        if isinstance(part, App) and not (part.head in (DELTA, "bounds") or entry_indices(part)):
            for arg in part.args:
                if isinstance(arg, Sym) and arg.name in lengths:
                    raise Unsupported("an index that stands as a number", remedy=LIKE)
