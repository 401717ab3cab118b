"""Which functions of arrays a chain has to offer, and by which names.

derivative   ``diff(s(i), x(j)) = …`` in softmax-jacobian.md: ``softmax(x)`` and ``softmax_jacobian(x)``
             of a number (a loss): ``…_gradient(z, y)``; by another argument than the first ``…_gradient_q(p, q)``
inside       ``Sum(r(j)*diff(a(j), b(p)), …) = …`` in dense-layer.md: ``dense_layer_gradient_b(r)``
cached       ``softmax_jacobian_cached(value)``
lines        a chain without a derivative: the function of its last line, by the name of its file, or the
             definition that it comes to; definitions alone where the last line is a number
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from derivex.arrays.cached import cached
from derivex.arrays.reading import Array
from derivex.arrays.subjects import ArraySubject, array_subject, definitions
from derivex.errors import Unsupported
from derivex.given import Given
from derivex.notation.write import plain
from derivex.numerics.forms import identifier
from derivex.term import App

if TYPE_CHECKING:
    from derivex.derivation import Derivation


@dataclass(frozen=True, slots=True)
class ArrayOffer:
    """A function with all arrays that compute it, which are equal, the last of them the result.

    ``axes`` are its arguments; ``value`` the one of them that is the value of ``forward``, whose arguments are
    ``before``.
    """

    name: str
    axes: Mapping[str, tuple[str, ...]]
    given: Given
    arrays: tuple[Array, ...]
    says: str
    words: tuple[str, ...] = ()
    value: str = ""
    forward: Array | None = None
    before: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def array_offers(derivation: Derivation, name: str, *, by_value: bool) -> Iterator[ArrayOffer]:
    """The functions of arrays of one chain. Errors: Unsupported, with what stands in the way."""
    found = list(_of(derivation, name, by_value=by_value))
    if not found:
        raise Unsupported("no line is a function of arrays", remedy="choose a chain with one")
    yield from found


def _of(derivation: Derivation, name: str, *, by_value: bool) -> Iterator[ArrayOffer]:
    try:
        about = array_subject(derivation, name)
    except Unsupported:
        good = list(_definitions(derivation))
        if not good:
            raise
        yield from good
        return
    arrays = tuple(form.array for form in about.forms)
    last = about.forms[-1].written
    if not about.by:
        called = isinstance(last, App) and any(last.head == each.name for each in derivation.definitions)
        if called or derivation.lines[-1] != last:
            yield from _definitions(derivation)
        else:
            yield ArrayOffer(about.own, _used(about, *arrays), about.given, arrays, plain(last))
        return
    if about.forward is None:
        yield from _definitions(derivation)
    else:
        says = next((str(each) for each in derivation.definitions if each.left == about.called), plain(about.called))
        yield ArrayOffer(about.name, _used(about, about.forward), about.given, (about.forward,), says)
    says = f"{plain(derivation.first)} = {plain(last)}"
    yield ArrayOffer(about.own, _used(about, *arrays), about.given, arrays, says)
    by = cached(about) if by_value else None
    if by is not None and about.forward is not None:
        array, words, value = by
        says = f"{plain(derivation.first)} by {value} = {plain(about.called)}"
        before = _used(about, about.forward)
        own = f"{about.own}_cached"
        yield ArrayOffer(own, dict(array.arrays), about.given, (array,), says, words, value, about.forward, before)


def _used(about: ArraySubject, *arrays: Array) -> dict[str, tuple[str, ...]]:
    """The arguments that arrays need, in the order of all."""
    return {
        name: axes
        for name, axes in about.axes.items()
        if any(name in each.arrays or name in each.numbers for each in arrays)
    }


def _definitions(derivation: Derivation) -> Iterator[ArrayOffer]:
    for definition, array in definitions(derivation):
        axes = {**array.arrays, **dict.fromkeys(array.numbers, ())}
        yield ArrayOffer(identifier(definition.name), axes, derivation.givens, (array,), str(definition))
