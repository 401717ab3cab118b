"""Proof by induction: a sum or product up to n against a form without it.

Let S(n) be ``Sum(f(k), (k, a, n))``, defined where n is one of a - 1, a, a + 1, … Both sides
are equal for all of these if they are for n = a - 1, where S is 0 (a product is 1; with
several of them a is the largest lower bound, and S is what the others have by then), and if
the difference D of the two sides doesn't change from n - 1 to n, where S grows by f(n). For
a product, or a sum in other places than as a summand: if ``S = R`` is the claim, then
``R(n - 1) + f(n) = R(n)`` (or ``R(n - 1)*f(n) = R(n)``).

The step is asked for an integer n >= a, n replaced by a + m with an integer m >= 0. For the
chain of steps not to break, everything outside of sums and products must have a value at
each of these n: conditions that mention n must follow from that.

Contract: True only if the claim is proved; bounds are those of the exact method.

Incomplete: the upper bound is a symbol, the same in all sums and products of the claim; the step is
asked of the exact method alone.
"""

from __future__ import annotations

from derivex.engine.answers import Zero
from derivex.engine.bounds import Bounds
from derivex.engine.defined import domain
from derivex.engine.kernels import vanishes
from derivex.given import Given
from derivex.linear import form_of
from derivex.squares import written
from derivex.substitution import fresh, rebuilt, substitute
from derivex.subterms import replace, subterms, walk
from derivex.term import (
    ONE,
    ZERO,
    App,
    Sym,
    Term,
    add,
    free_symbols,
    literal,
    multiply,
    names,
    negate,
    number,
    subtract,
)

MAX_BINDERS = 4  # sums and products with the same upper bound in one claim


def prove_by_induction(before: Term, after: Term, given: Given, bounds: Bounds) -> bool:
    """Whether the two sides are proved equal by induction on the upper bound of their sums and products."""
    before, after, given = _moved(before, after, given)
    claim = subtract(before, after)
    return any(_by_steps(before, after, name, given, bounds) for name in sorted(_upper_bounds(claim)))


def _moved(before: Term, after: Term, given: Given) -> tuple[Term, Term, Given]:
    """The claim for n + 1 in the place of n, where sums go up to n - 1, and its like: both are any integers."""
    for part in subterms(subtract(before, after)):
        if not (isinstance(part, App) and part.head in ("Sum", "Product") and isinstance(part.args[1], App)):
            continue
        match part.args[1].args[2]:
            case App("+", (Sym(name), shift)) if given.kind(name) == "integer" and (by := literal(shift)):
                if by.denominator == 1:
                    values = {name: subtract(Sym(name), number(by))}
                    relations = tuple(substitute(each, values) for each in given.relations)
                    moved = Given(given.kinds, relations, given.real_values)
                    return _tidy(substitute(before, values)), _tidy(substitute(after, values)), moved
    return before, after, given


def _tidy(term: Term) -> Term:
    """The term with ``n - 1 + 1`` as n in the bounds of its sums and products."""
    if not isinstance(term, App):
        return term
    if term.head != "bounds":
        return rebuilt(term.head, tuple(map(_tidy, term.args)))
    generators: dict[str, Term] = {}
    forms = [form_of(each, generators) for each in term.args]
    ends = (each if form is None else written(form, generators) for each, form in zip(term.args, forms, strict=True))
    return App("bounds", tuple(ends))


def _upper_bounds(claim: Term) -> set[str]:
    """Symbols that are the upper bound of a sum or product, and of all that depend on them."""
    found = {
        high.name
        for part in subterms(claim)
        if isinstance(part, App) and part.head in ("Sum", "Product")
        for high in [part.args[1].args[2] if isinstance(part.args[1], App) else ZERO]
        if isinstance(high, Sym) and high.name != "oo"
    }
    return {name for name in found if _binders(claim, name) is not None}


def _binders(claim: Term, name: str) -> list[App] | None:
    """The sums and products up to the name; None if the name stands in another place of one of them."""
    found: dict[App, None] = {}
    for part in subterms(claim):
        if not (isinstance(part, App) and part.head in ("Sum", "Product", "Integral", "Limit", "diff", "Subs")):
            continue
        if name not in free_symbols(part):
            continue
        limits = part.args[1]
        if part.head not in ("Sum", "Product") or not isinstance(limits, App):
            return None
        if limits.args[2] != Sym(name) or name in free_symbols(part.args[0]) | free_symbols(limits.args[1]):
            return None
        found[part] = None
    return list(found) if 0 < len(found) <= MAX_BINDERS and _latest(list(found)) is not None else None


def _low(binder: App) -> Term:
    limits = binder.args[1]
    assert isinstance(limits, App)
    return limits.args[1]


def _latest(binders: list[App]) -> Term | None:
    """The largest lower bound, if all are the same, or integers not far from each other."""
    lows = list(dict.fromkeys(_low(binder) for binder in binders))
    if len(lows) == 1:
        return lows[0]
    numbers = [literal(low) for low in lows]
    found = [value for value in numbers if value is not None and value.denominator == 1]
    return number(max(found)) if len(found) == len(lows) and max(found) - min(found) <= MAX_BINDERS else None


def _earlier(binder: App, latest: Term) -> Term:
    """What a sum or product is just before the latest lower bound."""
    first, last = literal(_low(binder)), literal(latest)
    steps = int(last - first) if first is not None and last is not None else 0
    terms = [_next(binder, number(first + step)) for step in range(steps) if first is not None]
    return add(*terms) if binder.head == "Sum" else multiply(*terms)


def _by_steps(before: Term, after: Term, name: str, given: Given, bounds: Bounds) -> bool:
    binders = _binders(subtract(before, after), name)
    if binders is None:
        return False
    low = _latest(binders)
    if low is None:
        return False
    inside = _on_the_way(name, low, given)
    count = Sym(fresh("m", names(subtract(before, after)) | {part for rel in given.relations for part in names(rel)}))
    if inside is None:
        return False
    stepping = Given((*inside.kinds, (count.name, "integer")), inside.relations, inside.real_values)
    counted = stepping.with_relation(App(">=", (count, ZERO)))
    if counted is None or not _total(before, after, binders, name, add(low, negate(ONE), count), counted):
        return False
    here, there = add(low, count), add(low, negate(ONE), count)
    claim = subtract(before, after)
    early = {binder: _earlier(binder, low) for binder in binders}
    start = _with(claim, binders, early, name, add(low, negate(ONE)))
    if not isinstance(vanishes(start, inside, bounds), Zero):
        return False
    return _step_of_sums(claim, binders, name, here, there, counted, bounds) or _step_of_claim(
        before, after, binders, name, here, there, counted, bounds
    )


def _on_the_way(name: str, low: Term, given: Given) -> Given | None:
    """The givens for the smaller values of the name: what is given about it need not hold of them."""
    if name in free_symbols(low):
        return None
    kinds = tuple((other, kind) for other, kind in given.kinds if other != name)
    return Given(kinds, tuple(each for each in given.relations if name not in free_symbols(each)), given.real_values)


def _total(before: Term, after: Term, binders: list[App], name: str, place: Term, given: Given) -> bool:
    """Whether what stands outside of the sums has a value at each n from a - 1 on."""
    count = free_symbols(place) - free_symbols(binders[0])
    for side in (before, after):
        outside = substitute(_with(side, binders, {}, name, Sym(name)), {name: place})
        found = domain(outside, given)
        if any(count & free_symbols(condition) for condition in (*found.needed, *found.doubtful)):
            return False
    return True


def _with(term: Term, binders: list[App], values: dict[App, Term], name: str, place: Term) -> Term:
    """The term at n = place, with each sum replaced by a value: 0 (1 for a product) where none is given."""
    for binder in binders:
        value = values.get(binder, ZERO if binder.head == "Sum" else ONE)
        for path, part in reversed(list(walk(term))):
            if part == binder:
                term = replace(term, path, value)
    return substitute(term, {name: place})


def _next(binder: App, place: Term) -> Term:
    """The last term of a sum or product up to the place."""
    body, limits = binder.args
    assert isinstance(limits, App)
    assert isinstance(limits.args[0], Sym)
    return substitute(body, {limits.args[0].name: place})


def _step_of_sums(
    claim: Term, binders: list[App], name: str, here: Term, there: Term, given: Given, bounds: Bounds
) -> bool:
    """D(n) = D(n - 1), with a symbol for each sum up to n - 1."""
    taken = names(claim) | names(here)
    before: dict[App, Term] = {}
    after: dict[App, Term] = {}
    for binder in binders:
        symbol = Sym(fresh("S", taken))
        taken |= {symbol.name}
        before[binder] = symbol
        after[binder] = (add if binder.head == "Sum" else multiply)(symbol, _next(binder, here))
    kinds = tuple((each.name, "complex") for each in before.values() if isinstance(each, Sym))
    richer = Given((*given.kinds, *kinds), given.relations, given.real_values)
    change = subtract(_with(claim, binders, after, name, here), _with(claim, binders, before, name, there))
    return isinstance(vanishes(change, richer, bounds), Zero)


def _step_of_claim(
    before: Term, after: Term, binders: list[App], name: str, here: Term, there: Term, given: Given, bounds: Bounds
) -> bool:
    """``S = R``: R(n) from R(n - 1), where one side is the sum or product alone."""
    if len(binders) != 1:
        return False
    binder = binders[0]
    for one, other in ((before, after), (after, before)):
        if one == binder and binder not in subterms(other):
            join = add if binder.head == "Sum" else multiply
            grown = join(substitute(other, {name: there}), _next(binder, here))
            return isinstance(vanishes(subtract(grown, substitute(other, {name: here})), given, bounds), Zero)
    return False
