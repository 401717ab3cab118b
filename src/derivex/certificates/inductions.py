"""Proofs by induction on the upper bound of sums and products, and what they share with other proofs about binders.

Let S(n) be ``Sum(f(k), (k, a, n))``, defined where n is one of a - 1, a, a + 1, … Two lines are
equal at all of these places if they are at the first one, and at each next one if they are
at the one before: where S is s, the next one is s + f(n). What stands outside of the sums must have a value at
each place on the way, whatever is given about the name itself.

Contract: ``confirm_induction`` as ``binders.confirmed``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from derivex.certificates.data import Induction, Proof
from derivex.certificates.facts import narrowed
from derivex.certificates.places import always_defined
from derivex.certificates.quotients import Refused, need
from derivex.given import Given
from derivex.substitution import rebuilt, substitute
from derivex.subterms import subterms
from derivex.term import (
    BINDERS,
    ZERO,
    App,
    Sym,
    Term,
    add,
    free_symbols,
    literal,
    multiply,
    names,
    number,
)

MAX_EARLIER = 40  # terms that a sum may have where the induction starts
OPAQUE = BINDERS | {"diff", "Subs", "piecewise"}  # what stands inside speaks of other places

Check = Callable[[Proof], tuple[str, ...]]


def replaced(term: Term, values: Mapping[Term, Term], *, inside: bool) -> Term:
    """The term with parts replaced; only in some places ``inside`` binders, derivatives and cases as well."""
    if term in values:
        return values[term]
    if not isinstance(term, App) or (term.head in OPAQUE and not inside):
        return term
    return rebuilt(term.head, tuple(replaced(arg, values, inside=inside) for arg in term.args))


def bounds_of(term: Term) -> tuple[str, Term, str, tuple[Term, ...]]:
    """The head, the body, the bound name and the bounds of a sum or its like."""
    match term:
        case App(head, (body, App("bounds", (Sym(name), *ends)))) if head in BINDERS:
            return head, body, name, tuple(ends)
    raise Refused("no sum, product, integral or limit")


def need_fresh(new: tuple[str, ...], terms: tuple[Term, ...], given: Given) -> None:
    taken = frozenset().union(*map(names, (*terms, *given.relations))) | {name for name, _ in given.kinds}
    need(len(set(new)) == len(new) and not taken & set(new), "names that are taken")
    need(not any("'" in name or not name for name in new), "no names")


def counted(term: Term, name: str) -> list[App]:
    """The sums and products up to the name, or the name and a number; it may stand nowhere else in what binds."""
    found: dict[App, None] = {}

    def walk(part: Term) -> None:
        if not isinstance(part, App):
            return
        if part.head not in OPAQUE or name not in free_symbols(part):
            for arg in part.args:
                walk(arg)
            return
        head, body, _, ends = bounds_of(part)
        need(head in ("Sum", "Product") and len(ends) == 2, "no sum or product")
        need(ahead(ends[1], name) is not None, "another upper bound")
        need(name not in free_symbols(body) | free_symbols(ends[0]), "a sum of what depends on its upper bound")
        found[part] = None

    walk(term)
    return list(found)


def ahead(high: Term, name: str) -> int | None:
    """The integer c of an upper bound ``name + c``."""
    match high:
        case Sym(other) if other == name:
            return 0
        case App("+", (Sym(other), rest)) if other == name:
            value = literal(rest)
            return int(value) if value is not None and value.denominator == 1 else None
    return None


def shortened(low: Term, steps: int) -> Term:
    """A lower bound less an integer."""
    value = literal(low)
    if value is not None:
        return number(value - steps)
    return add(low, number(-steps)) if steps else low


def early(binder: App, name: str, low: Term) -> int:
    """How many terms a sum has where its upper bound's name is one less than ``low``."""
    _, _, _, ends = bounds_of(binder)
    place = shortened(ends[0], ahead(ends[1], name) or 0)
    if place == low:
        return 0
    start, other = literal(low), literal(place)
    if start is None or other is None or (start - other).denominator != 1 or not 0 <= start - other <= MAX_EARLIER:
        raise Refused("a sum that may not be defined where another one is")
    return int(start - other)


def next_term(binder: App, name: str, place: Term) -> Term:
    """The last term of a sum or product where its upper bound's name is at a place."""
    _, body, index, ends = bounds_of(binder)
    return substitute(body, {index: shortened(place, -(ahead(ends[1], name) or 0))})


def first_terms(binder: App, name: str, low: Term) -> Term:
    """What a sum or product is where its upper bound's name is one less than ``low``."""
    head, body, index, ends = bounds_of(binder)
    terms = [substitute(body, {index: shortened(ends[0], -each)}) for each in range(early(binder, name, low))]
    return add(*terms) if head == "Sum" else multiply(*terms)


def stages(proof: Induction) -> tuple[tuple[Term, Term, Given], tuple[Term, Term, Given]]:
    """What the start and the step of an induction have to say."""
    name, low, given, lines = proof.name, proof.low, proof.given, (proof.before, proof.after)
    need_fresh((proof.count, *proof.symbols), (*lines, low), given)
    binders = list(dict.fromkeys(binder for line in lines for binder in counted(line, name)))
    need(name not in free_symbols(low) and len(binders) == len(proof.symbols), "not by that symbol")
    need(any(early(binder, name, low) == 0 for binder in binders), "no sum that begins there")
    earlier: dict[Term, Term] = {binder: first_terms(binder, name, low) for binder in binders}
    symbols: dict[Term, Term] = dict(zip(binders, map(Sym, proof.symbols), strict=True))
    kinds = tuple((other, kind) for other, kind in given.kinds if other != name)
    relations = tuple(each for each in given.relations if name not in free_symbols(each))
    inside = Given(kinds, relations, given.real_values)
    there, here = add(shortened(low, 1), Sym(proof.count)), add(low, Sym(proof.count))
    first = [substitute(replaced(line, earlier, inside=False), {name: shortened(low, 1)}) for line in lines]
    last = [substitute(replaced(line, symbols, inside=False), {name: there}) for line in lines]
    alone = next(
        (which for which in (0, 1) if lines[which] in symbols and lines[which] not in subterms(lines[1 - which])), None
    )
    if alone is not None:
        symbols[lines[alone]] = last[1 - alone]
    grown: dict[Term, Term] = {
        binder: (add if binder.head == "Sum" else multiply)(symbols[binder], next_term(binder, name, here))
        for binder in binders
    }
    next_one = [substitute(replaced(line, grown, inside=False), {name: here}) for line in lines]
    more = (*kinds, (proof.count, "integer"), *((symbol, "complex") for symbol in proof.symbols))
    stepping = Given(more, (*relations, App(">=", (Sym(proof.count), ZERO))), given.real_values)
    need(always_defined(last, lines, stepping), "lines that may not be defined before")
    hypothesis = narrowed(stepping, App("=", (last[0], last[1]))) if alone is None else stepping
    if hypothesis is None:
        raise Refused("a hypothesis against what is given")
    return (first[0], first[1], inside), (next_one[0], next_one[1], hypothesis)


def confirm_induction(proof: Induction, check: Check) -> tuple[str, ...]:
    """Equal at the start, and at each next place if at the one before: at all places at which the sums are defined.

    A sum with the lower bound ``low`` (or one that has as many terms) is defined nowhere before the start.
    """
    for stage, (before, after, given) in zip((proof.start, proof.step), stages(proof), strict=True):
        need((stage.before, stage.after, stage.given) == (before, after, given), "not the start, or not the step")
        check(stage)
    return (f"induction on {proof.name}",)
