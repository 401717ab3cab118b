"""The derivative of an array by its own value: ``diag(s) - outer(s, s)`` for the softmax, nothing else.

Where the function's own body stands in a line of the chain, with its index or with another, the value stands for it.
Where it stands in none, a small table is tried; the engine proves what fits.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivex.arrays.reading import Array, array, with_letters
from derivex.arrays.subjects import ArraySubject
from derivex.engine.ladder import prove
from derivex.errors import Unsupported
from derivex.notation.plain import read
from derivex.notation.write import plain
from derivex.numerics.operations import operations
from derivex.substitution import substitute
from derivex.subterms import distinct
from derivex.term import App, Sym, Term, call, names
from derivex.verdict import Proved

VALUE = "value"  # what the argument is called
# derivatives that functions have of themselves, by their entries y_i and y_j
ROWS = ("y_i*(delta - y_j)", "delta - exp(y_j)", "delta*y_i", "delta*(1 - y_i^2)", "delta*y_i*(1 - y_i)")


def cached(about: ArraySubject) -> tuple[Array, tuple[str, ...], str] | None:
    """The derivative by the value alone, its words, and the name of the value; None if there is none."""
    forward = about.forward
    if forward is None or len(forward.indices) != 1 or len(about.axes.get(about.by, ())) != 1:
        return None
    name = VALUE
    while any(name in names(form.array.term) for form in about.forms):
        name += "_"
    for term, words in _offered(about, forward, name):
        try:
            found = array(term, about.forms[-1].array.indices, about.given)
        except Unsupported:
            continue
        if set(found.arrays) == {name} and not found.numbers:
            return found, words, name
    return None


def _offered(about: ArraySubject, forward: Array, name: str) -> Iterator[tuple[Term, tuple[str, ...]]]:
    """Lines with the value in them, the cheapest first, then rows of the table."""
    result = about.forms[-1].array
    lines = [with_value(form.array.term, forward, name, tuple(result.indices)) for form in about.forms]
    for line in sorted(lines, key=lambda each: (operations(each).total, each.size)):
        yield line, (f"{plain(with_letters(line))}: a line of the chain",)
    i, j = result.indices
    delta = call("KroneckerDelta", Sym(i), Sym(j))
    bodies = {f"y_{index}": substitute(forward.term, {i: Sym(at)}) for index, at in (("i", i), ("j", j))}
    values = {f"y_{index}": call(name, Sym(at)) for index, at in (("i", i), ("j", j))}
    for row in ROWS:
        verdict = prove(result.term, substitute(read(row), {**bodies, "delta": delta}), about.given)
        if isinstance(verdict, Proved) and not verdict.lost:
            shown = substitute(read(row), {**values, "delta": delta})
            yield shown, (f"{plain(shown)}: proved equal to {plain(with_letters(result.term))}",)


def with_value(term: Term, forward: Array, name: str, indices: tuple[str, ...]) -> Term:
    """A term with the value for the function wherever that stands, at each of the indices."""
    (index,) = forward.indices
    bodies = {substitute(forward.term, {index: Sym(each)}): call(name, Sym(each)) for each in indices}
    return _replaced(term, bodies)


def _replaced(term: Term, bodies: dict[Term, Term]) -> Term:
    if term in bodies:
        return bodies[term]
    if not isinstance(term, App) or not any(body in distinct(term) for body in bodies):
        return term
    return App(term.head, tuple(_replaced(arg, bodies) for arg in term.args))
