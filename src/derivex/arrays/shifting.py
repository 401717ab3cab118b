"""The form of an array that loses least: shifted by the largest entry where an exponential could overflow.

Candidates are the lines of a chain and each of them with ``x(k) - c`` for ``x(k)``: the whole line, or only its
quotients ``exp(x(i))/Sum(exp(x(k)), …)`` and logarithms ``log(Sum(exp(x(k)), …))``, to which c is added back.
The engine proves the candidate equal to the chain for *every* number c; only then c is chosen, as the largest entry of
x, so that no exponential is larger than 1 and one of them is 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from derivex.arrays.checking import seen
from derivex.arrays.reading import Array, entry_indices, with_letters
from derivex.arrays.running import ran
from derivex.arrays.samples import Samples
from derivex.arrays.writing import ArrayFunction
from derivex.engine.ladder import prove
from derivex.given import Given
from derivex.notation.write import plain
from derivex.numerics.operations import operations
from derivex.substitution import fresh, rebuilt
from derivex.subterms import distinct
from derivex.term import App, Sym, Term, add, names, subtract
from derivex.verdict import Proved

FLOOR = 8.0  # units of rounding: below, nobody gains anything
ALIKE = 4.0  # errors within this factor of each other are alike
SHIFT = "c"


@dataclass(frozen=True, slots=True)
class Steady:
    """The array, and in words why it may stand for the line of the chain."""

    array: Array
    words: tuple[str, ...]


def steady(
    arrays: Sequence[Array], axes: Mapping[str, tuple[str, ...]], given: Given, samples: Samples
) -> Steady | None:
    """The array that loses least of equal ones and of what a shift makes of them; None if there is none without nan.

    ``arrays`` are the lines of a chain, the result last.
    """
    candidates = list(dict.fromkeys(_key(each) for each in _candidates(arrays, given)))
    functions = [
        ArrayFunction(f"form_{index}", axes, replace(arrays[0], term=term, shifts=shifts), accurate=True)
        for index, (term, shifts) in enumerate(candidates)
    ]
    results = ran(functions, samples, "numpy")
    errors = {}
    for each in functions:
        found = seen(samples, results[each.name])
        errors[each.name] = (max(len(one.broken) for one in found.values()), max(one.size for one in found.values()))
    least = min(errors.values())
    alike = [each for each in functions if errors[each.name][1] <= max(FLOOR, ALIKE * least[1])] or [
        each for each in functions if errors[each.name] == least
    ]
    best = min(
        alike, key=lambda each: (bool(each.array.shifts), operations(each.array.term).total, each.array.term.size)
    )
    return Steady(best.array, tuple(_words(best.array)))


def _key(array: Array) -> tuple[Term, tuple[tuple[str, str], ...]]:
    return array.term, array.shifts


def _words(array: Array) -> Iterator[str]:
    shown = plain(with_letters(array.term))
    if not array.shifts:
        yield f"{shown}: a line of the chain"
        return
    for name, of in array.shifts:
        yield shown
        yield f"is proved equal to the chain for every {name}; here {name} is the largest entry of {of}"


# ---- candidates ----


def _candidates(arrays: Sequence[Array], given: Given) -> Iterator[Array]:
    """The lines, and what shifts make of them that the engine proves equal to the last one."""
    yield from reversed(arrays)
    for array in reversed(arrays):
        taken = frozenset().union(*(names(each.term) for each in arrays))
        shift = fresh(SHIFT, taken)
        for name in (name for name, axes in array.arrays.items() if len(axes) == 1 and _is_exponent(array.term, name)):
            for term in dict.fromkeys((_shifted(array.term, name, shift), _locally(array.term, name, shift))):
                if term == array.term:
                    continue
                verdict = prove(arrays[-1].term, term, given)
                if isinstance(verdict, Proved) and not verdict.lost:
                    yield replace(array, term=term, shifts=((shift, name),))


def _is_exponent(term: Term, name: str) -> bool:
    """Whether exponentials of the entries of an array stand in a term."""
    for part in distinct(term):
        match part:
            case App("exp", (inner,)) if any(isinstance(each, App) and each.head == name for each in distinct(inner)):
                return True
    return False


def _shifted(term: Term, name: str, shift: str) -> Term:
    """The term with ``x(k) - c`` for every ``x(k)``."""
    if not isinstance(term, App):
        return term
    if term.head == name and entry_indices(term):
        return subtract(term, Sym(shift))
    return rebuilt(term.head, tuple(_shifted(arg, name, shift) for arg in term.args))


def _locally(term: Term, name: str, shift: str) -> Term:
    """The term with quotients of exponentials and logarithms of their sums shifted."""
    match term:
        case App("/", (App("exp", _), App("Sum", (App("exp", _), _)))):
            return _shifted(term, name, shift)
        case App("log", (App("Sum", (App("exp", _), _)),)):
            return add(Sym(shift), _shifted(term, name, shift))
        case App(head, args):
            return rebuilt(head, tuple(_locally(arg, name, shift) for arg in args))
    return term
