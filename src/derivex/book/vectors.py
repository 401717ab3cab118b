"""Vectors by their entries: partial derivatives, Kronecker's delta, and sums over it.

``diff(f, x(j))`` is the derivative by the entry x(j) alone; ``derivex.entries`` says what it means.
"""

from __future__ import annotations

from derivex.entries import DELTA, depends
from derivex.given import Given
from derivex.notation.names import is_entry
from derivex.rule import Rule
from derivex.substitution import fresh, substitute
from derivex.term import INFINITY, App, Sym, Term, multiply, names


def _of_an_entry(term: Term) -> Term | None:
    """``diff(x(i), x(j))`` as ``KroneckerDelta(i, j)``; entries of another vector, or of x in i, are not meant.

    Of a matrix it is the product of two deltas, one for the rows and one for the columns.
    """
    match term:
        case App("diff", (App(one, here), App(other, there) as by)) if one == other and is_entry(by):
            if len(here) == len(there) and not any(depends(index, by) for index in (*here, *there)):
                return multiply(*(App(DELTA, pair) for pair in zip(here, there, strict=True)))
    return None


def _term_by_term(term: Term) -> Term | None:
    """The derivative of a finite sum as the sum of the derivatives."""
    match term:
        case App("diff", (App("Sum", (body, App("bounds", (Sym(index), low, high)))), variable)):
            if high == INFINITY or low == App("neg", (INFINITY,)) or any(depends(end, variable) for end in (low, high)):
                return None
            name = fresh(index, names(variable) | names(low) | names(high)) if index in names(variable) else index
            inner = substitute(body, {index: Sym(name)}) if name != index else body
            return App("Sum", (App("diff", (inner, variable)), App("bounds", (Sym(name), low, high))))
    return None


def _with_the_other_index(term: Term, given: Given) -> Term | None:
    """A product with ``KroneckerDelta(i, j)`` as a factor, with j for i in the other factors."""
    if not (isinstance(term, App) and term.head == "*"):
        return None
    deltas = [part for part in term.args if isinstance(part, App) and part.head == DELTA]
    if len(deltas) != 1:
        return None
    i, j = deltas[0].args
    if not isinstance(i, Sym):
        return None
    changed = tuple(part if part is deltas[0] else substitute(part, {i.name: j}) for part in term.args)
    return None if changed == term.args else App("*", changed)


VECTORS: tuple[Rule, ...] = (
    Rule(
        name="derivative-of-an-entry",
        why="An entry changes with itself at the rate 1, and not at all with another entry.",
        aliases=("entry-rule", "derivative-of-a-component"),
        calculus=True,
        function=_of_an_entry,
        accepts=(
            "diff(x(i), x(j)) = KroneckerDelta(i, j)",
            "2*diff(u(3), u(k)) = 2*KroneckerDelta(3, k)",
            "diff(3*x(k), x(j)) = 3*KroneckerDelta(k, j)",
            "diff(w(i, k), w(p, q)) = KroneckerDelta(i, p)*KroneckerDelta(k, q)",
        ),
        refuses=(
            "diff(x(i), x(j)) = 1",
            "diff(y(i), x(j)) = KroneckerDelta(i, j)",
            "diff(x(i)^2, x(j)) = KroneckerDelta(i, j)",
        ),
    ),
    Rule(
        name="differentiate-term-by-term",
        why="The derivative of a finite sum is the sum of the derivatives of its terms.",
        aliases=("term-by-term", "derivative-of-a-finite-sum"),
        calculus=True,
        function=_term_by_term,
        accepts=(
            "diff(Sum(exp(k*x), (k, 1, n)), x) = Sum(diff(exp(k*x), x), (k, 1, n))",
            "diff(Sum(exp(x(k)), (k, 1, n)), x(j)) = Sum(diff(exp(x(k)), x(j)), (k, 1, n))",
        ),
        refuses=(
            "diff(Sum(x*k^2, (k, 1, n)), x) = Sum(k, (k, 1, n))",
            "diff(Sum(exp(k*x), (k, 1, n)), x) = Sum(exp(k*x), (k, 1, n))",
            "diff(Sum(x^k, (k, 0, oo)), x) = Sum(diff(x^k, x), (k, 0, oo))",
        ),
    ),
    Rule(
        name="sum-over-a-delta",
        law="Sum(f(k)*KroneckerDelta(k, j), (k, m, n)) = f(j)",
        why="All terms but the one whose index the delta asks for are zero.",
        needs=("j free of k", "j integer", "j >= m", "j <= n"),
        breaks="j = 5, m = 1, n = 3, f(k) = k",
        aliases=("pick-by-the-delta", "sifting"),
        accepts=(
            "given j integer, 1 <= j <= n: Sum(k^2*KroneckerDelta(k, j), (k, 1, n)) = j^2",
            "given j integer, 1 <= j <= n: Sum(KroneckerDelta(k, j)*exp(x(k)), (k, 1, n)) = exp(x(j))",
        ),
        refuses=(
            "given j integer, 1 <= j <= n: Sum(k^2*KroneckerDelta(k, j), (k, 1, n)) = n^2",
            "given j integer: Sum(k^2*KroneckerDelta(k, j), (k, 1, n)) = j^2",
        ),
    ),
    Rule(
        name="sum-of-a-delta",
        law="Sum(KroneckerDelta(k, j), (k, m, n)) = 1",
        why="Exactly one index of the range is the one that the delta asks for.",
        needs=("j free of k", "j integer", "j >= m", "j <= n"),
        breaks="j = 5, m = 1, n = 3",
        accepts=("given j integer, 1 <= j <= n: Sum(KroneckerDelta(k, j), (k, 1, n)) = 1",),
        refuses=("given j integer: Sum(KroneckerDelta(k, j), (k, 1, n)) = 1",),
    ),
    Rule(
        name="delta-is-symmetric",
        law="KroneckerDelta(i, j) = KroneckerDelta(j, i)",
        why="Whether two indices are equal doesn't depend on their order.",
        aliases=("symmetry-of-the-delta",),
        accepts=("2*KroneckerDelta(p, q) = 2*KroneckerDelta(q, p)",),
        refuses=("KroneckerDelta(p, q) = -KroneckerDelta(q, p)",),
    ),
    Rule(
        name="delta-of-equal-indices",
        law="KroneckerDelta(i, i) = 1",
        why="The delta is 1 where its indices are equal.",
        accepts=("x*KroneckerDelta(k, k) = x",),
        refuses=("x*KroneckerDelta(k, j) = x",),
    ),
    Rule(
        name="delta-changes-the-index",
        reverse="delta-changes-the-index",
        why="Beside a delta one of its indices may stand for the other, because elsewhere the product is zero.",
        decision=_with_the_other_index,
        accepts=(
            "KroneckerDelta(i, j)*x(i) = KroneckerDelta(i, j)*x(j)",
            "2*exp(x(i))*KroneckerDelta(i, j) + 1 = 2*exp(x(j))*KroneckerDelta(i, j) + 1",
            "KroneckerDelta(i, j)*x(j) = KroneckerDelta(i, j)*x(i)",
        ),
        refuses=(
            "KroneckerDelta(i, j) + x(i) = KroneckerDelta(i, j) + x(j)",
            "KroneckerDelta(i, j)*x(k) = KroneckerDelta(i, j)*x(j)",
        ),
    ),
)
