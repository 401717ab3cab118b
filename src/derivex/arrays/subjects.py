"""What a chain over indices is about: forms of one array, and the function whose derivative they are.

    diff(s(i), x(j)) = …                  a derivative: its axes are those of ``s`` and then those of ``x``
    Sum(r(j)*diff(a(j), w(p, q)), …) = …  a derivative inside; the array by which it is taken is known, no more
    log(s(i)) = …                         lines of one array

The axes of the result are the indices that stay free, in the order in which they appear.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from derivex.arrays.reading import DELTA, Array, array, entry_indices, indices_in
from derivex.definition import Definition, unfold
from derivex.errors import InputError, Unsupported
from derivex.given import Given
from derivex.numerics.forms import identifier
from derivex.subterms import distinct
from derivex.term import ONE, App, Sym, Term, bound, call

if TYPE_CHECKING:
    from derivex.derivation import Derivation

ENDINGS = ("_jacobian", "_gradient", "_derivative")


@dataclass(frozen=True, slots=True)
class ArrayForm:
    """One way to compute: a line as it is written, its number, and the same as an array."""

    written: Term
    array: Array
    number: int


@dataclass(frozen=True, slots=True)
class ArraySubject:
    """``forms`` compute one array; ``name`` is that of the function, ``file`` that of its file.

    ``axes`` are the arguments with the lengths of their axes, () of a number. ``forward`` is what is differentiated, if
    all of the first line is its derivative; ``by`` the argument by which, "" if nothing is, and ``by_entry`` whether
    that is an array.
    """

    name: str
    file: str
    title: str
    given: Given
    forms: tuple[ArrayForm, ...]
    axes: dict[str, tuple[str, ...]]
    called: Term
    forward: Array | None
    by: str
    by_entry: bool

    @property
    def own(self) -> str:
        """The name of the function that the forms compute."""
        if not self.by:
            return self.file
        of_many = self.forward is not None and self.forward.indices
        kind = "derivative" if not self.by_entry else "jacobian" if of_many else "gradient"
        first = next(iter(self.forward.arrays), "") if self.forward is not None else ""
        return f"{self.name}_{kind}" + ("" if self.by == first else f"_{identifier(self.by)}")


def array_subject(derivation: Derivation, name: str) -> ArraySubject:
    """What a chain is about, as arrays; ``name`` is that of its file. Errors: Unsupported."""
    wrong = [step.relation for step in derivation.steps if step.relation != "="]
    if wrong:
        raise Unsupported(
            f"the chain has a step with {wrong[0]}, and forms of one function are equal", remedy="choose another chain"
        )
    called, body, entry = _derivative(derivation)
    given = derivation.givens
    lines = [unfold(line, derivation.definitions) for line in derivation.lines]
    indices = tuple(dict.fromkeys([*(indices_in(body) if body is not None else ()), *_indices(entry)]))
    if entry is None:
        indices = indices_in(lines[0]) or indices_in(lines[-1])
    forms, reasons = [], []
    for number, (written, line) in enumerate(zip(derivation.lines, lines, strict=True), start=1):
        try:
            found = array(line, indices, given)
            if found.indices != tuple(index for index in indices if index in indices_in(line)):
                raise Unsupported("the line is the same along an axis")
            forms.append(ArrayForm(written, found, number))
        except Unsupported as error:
            reasons.append(error)
    if not forms:
        raise next((each for each in reasons if "a derivative" not in each.value), reasons[-1])
    forward = array(body, indices_in(body), given) if body is not None and entry is not None else None
    by = entry.head if isinstance(entry, App) else entry.name if isinstance(entry, Sym) else ""
    return ArraySubject(
        _base(name),
        identifier(name),
        derivation.title,
        given,
        tuple(_distinct(forms)),
        _axes([*([forward] if forward else []), *(form.array for form in reversed(forms))]),
        called,
        forward,
        by,
        isinstance(entry, App),
    )


def is_of_arrays(derivation: Derivation) -> bool:
    """Whether a chain speaks of entries: ``x(i)`` for an integer i, a delta, a sum over entries."""
    given = derivation.givens
    for line in derivation.lines:
        for part in distinct(unfold(line, derivation.definitions)):
            if isinstance(part, App) and part.head == DELTA:
                return True
            found = entry_indices(part)
            if found and all(given.kind(index) == "integer" for index in found):
                return True
            index, _ = bound(part)
            if isinstance(part, App) and part.head == "Sum" and index in indices_in(part.args[0]):
                return True
    return False


def definitions(derivation: Derivation) -> Iterator[tuple[Definition, Array]]:
    """The definitions that are arrays, such as ``s(i) = exp(x(i))/Z``."""
    for definition in derivation.definitions:
        if not definition.parameters:
            continue
        given = _with_lengths(derivation, definition)
        try:
            yield definition, array(unfold(definition.body, derivation.definitions), definition.parameters, given)
        except InputError:
            continue


def same(one: Array, other: Array) -> bool:
    """Whether two arrays are the same term."""
    return one.term == other.term and one.indices == other.indices


def _base(name: str) -> str:
    """``softmax`` of softmax-jacobian."""
    found = identifier(name)
    return next((found.removesuffix(each) for each in ENDINGS if found.endswith(each)), found)


def _indices(entry: Term | None) -> tuple[str, ...]:
    return () if entry is None else entry_indices(entry)


def _derivative(derivation: Derivation) -> tuple[Term, Term | None, Term | None]:
    """What is differentiated, as written and without definitions (None inside of a line), and by which entry."""
    sides = [derivation.first, derivation.lines[-1]]
    if derivation.claim is not None:
        sides += derivation.claim.args
    for side in sides:
        match side, unfold(side, derivation.definitions):
            case App("diff", (written, *_)), App("diff", (body, by)) if not _has_diff(body):
                return written, body, by
    for side in sides:
        for part in distinct(unfold(side, derivation.definitions)):
            match part:
                case App("diff", (_, by)):
                    return side, None, by
    return derivation.first, None, None


def _has_diff(term: Term) -> bool:
    return any(isinstance(part, App) and part.head == "diff" for part in distinct(term))


def _distinct(forms: Iterable[ArrayForm]) -> list[ArrayForm]:
    """Each computation once, as the last line writes it."""
    found: dict[Term, ArrayForm] = {}
    for form in forms:
        first = found.get(form.array.term, form)
        found[form.array.term] = replace(form, number=first.number)
    return list(found.values())


def _axes(arrays: Iterable[Array]) -> dict[str, tuple[str, ...]]:
    """The arguments: arrays in the order in which they appear, then numbers."""
    axes: dict[str, tuple[str, ...]] = {}
    numbers: dict[str, tuple[str, ...]] = {}
    for each in arrays:
        for name, lengths in each.arrays.items():
            if axes.setdefault(name, lengths) != lengths:
                raise Unsupported(f"{name} has two different lengths")
        numbers |= dict.fromkeys(each.numbers, ())
    return axes | numbers


def _with_lengths(derivation: Derivation, definition: Definition) -> Given:
    """The givens with how far a definition's indices go: as they do where it is called."""
    found = derivation.givens
    for line in derivation.lines:
        for part in _calls(line, definition.name, {}):
            for parameter, length in zip(definition.parameters, part, strict=False):
                if length:
                    more = (call("<=", ONE, Sym(parameter)), call("<=", Sym(parameter), Sym(length)))
                    found = Given(found.kinds, (*found.relations, *more), found.real_values)
            return found
    return found


def _calls(term: Term, name: str, inside: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """Of each call of a function the lengths over which its arguments run, "" of what isn't bound."""
    if not isinstance(term, App):
        return
    if term.head == name:
        yield tuple(inside.get(arg.name, "") if isinstance(arg, Sym) else "" for arg in term.args)
    index, _ = bound(term)
    match term:
        case App("Sum", (_, App("bounds", (_, _, Sym(length))))):
            inside = {**inside, index: length}
    for arg in term.args:
        yield from _calls(arg, name, inside)
