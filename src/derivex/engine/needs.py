"""What every node needs to be defined, and where a derivative's rules say nothing.

Contract: ``needs`` collects conditions as relations, unsimplified, each with whether it is
certain (the node has no value without it) or doubtful (only the rule for the derivative
needs it, the derivative itself may exist all the same).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derivex.engine.answers import TooHard
from derivex.engine.derive import derivative, is_unknown
from derivex.engine.fractionsums import fraction_sum
from derivex.engine.implied import opposite
from derivex.engine.improper import known
from derivex.engine.kinks import SCOPED, follows_rules, is_whole, kinks_among, placed, unrolled
from derivex.engine.partials import partial
from derivex.engine.piecewise import comparisons
from derivex.engine.requirements import Raw, being_whole, of_node
from derivex.engine.series import series_of
from derivex.engine.sharp import sharp_kinks
from derivex.engine.univariate import primitive, univariate
from derivex.given import YES, Given
from derivex.relations import NEGATED
from derivex.substitution import fresh, substitute
from derivex.term import (
    ONE,
    ZERO,
    App,
    Num,
    Sym,
    Term,
    call,
    cases_of,
    free_symbols,
    free_symbols_of,
    literal,
    negate,
    number,
    subtract,
)
from derivex.term import add as total

MAX_CARRIED_OUT = 200  # size of a body whose derivative is looked at as a whole
TOTAL = frozenset({"+", "*", "neg", "exp", "sin", "cos", "sinh", "cosh", "abs", "sign", "erf", "bounds"})


def needs(term: Term, given: Given) -> dict[Term, bool]:
    """What the term needs to have a value, node by node, as written; certain or doubtful, as the module says."""
    found: dict[Term, bool] = {}
    _collect(term, given, found, {})
    return found


def _collect(term: Term, given: Given, found: dict[Term, bool], seen: dict[Term, None]) -> None:
    """Put the needs of a term into ``found``, those of equal parts once, the innermost first."""
    if not isinstance(term, App) or term in seen:
        return
    seen[term] = None
    head, args = term.head, term.args
    if head in TOTAL:
        for arg in args:
            _collect(arg, given, found, seen)
        return
    if head in SCOPED and len(args) > 1:
        raw = _scoped(term, given)
    else:
        for arg in args:
            _collect(arg, given, found, seen)
        if head == "/" and isinstance(args[1], Num) and args[1].value:
            return
        raw = of_node(head, args, given)
    for condition, certain in raw:
        found[condition] = certain or found.get(condition, False)


def _scoped(term: App, given: Given) -> Iterator[Raw]:
    """The needs of what binds a name."""
    match term:
        case App("diff" | "Subs", _) if (smooth := partial(term)) is not None and is_unknown(smooth.head):
            for argument in smooth.arguments:
                yield from needs(argument, given).items()
        case App("diff", (body, Sym(name), *order)):
            yield from _of_derivative(body, name, order, given)
        case App("Subs", (body, Sym(name), replacement)):
            yield from needs(replacement, given).items()
            for condition, certain in needs(body, placed(name, replacement, given)).items():
                yield substitute(condition, {name: replacement}), certain
        case App(head, (body, App("bounds", (_, *ends)))):
            for end in ends:
                yield from needs(end, given).items()
            if head in ("Sum", "Product") and len(ends) == 2:
                yield from _of_binder(term, given)
            elif ends:
                yield from _throughout(term, given)
        case App("piecewise", _):
            yield from _of_cases(term, given)


def _of_cases(term: App, given: Given) -> Iterator[Raw]:
    """A case distinction: each condition until one holds, then the value beside it."""
    earlier: list[Term] = []
    here: Given | None = given
    for value, condition in cases_of(term):
        if here is None:
            return  # the cases before cover everything
        if condition is not None:
            for each in comparisons(condition):
                for raw, certain in needs_of_comparison(each, here):
                    yield _unless(raw, earlier), certain
        inside = here if condition is None else narrowed(here, condition)
        if inside is not None:
            others = [*earlier, *([] if condition is None else [opposite(condition)])]
            for raw, certain in needs(value, inside).items():
                if inside.holds(raw) != YES:
                    yield _unless(raw, others), certain
        if condition is None:
            return
        earlier.append(condition)
        here = narrowed(here, opposite(condition))
    if here is not None:
        yield _unless(None, earlier), True


def needs_of_comparison(relation: App, given: Given) -> Iterator[Raw]:
    """Both sides of a comparison have values; those of ``<`` and its like are real."""
    for side in relation.args:
        yield from needs(side, given).items()
        if relation.head not in ("=", "!=") and given.is_real(side) != YES and not given.real_values:
            yield App("=", (App("im", (side,)), ZERO)), True


def narrowed(given: Given, condition: Term) -> Given | None:
    """The givens and a condition; an ``or`` adds nothing. None if they contradict each other."""
    assert isinstance(condition, App)
    if condition.head == "or":
        return given
    found: Given | None = given
    for each in condition.args if condition.head == "and" else (condition,):
        found = narrowed(found, each) if isinstance(each, App) and each.head in ("and", "or") and found else found
        if found is not None and isinstance(each, App) and each.head in NEGATED:
            found = found.with_relation(each)
    return found


def _unless(raw: Term | None, others: list[Term]) -> Term:
    parts = [*([] if raw is None else [raw]), *others]
    flat = [part for each in parts for part in (each.args if isinstance(each, App) and each.head == "or" else (each,))]
    return flat[0] if len(flat) == 1 else App("or", tuple(flat))


def _of_binder(term: App, given: Given) -> Iterator[Raw]:
    """A sum or product: a whole number of terms, and each of them defined."""
    body, limits = term.args
    assert isinstance(limits, App) and isinstance(limits.args[0], Sym)
    index, low, high = limits.args[0].name, limits.args[1], limits.args[2]
    if (fractions := fraction_sum(term)) is not None:
        yield from needs(fractions, given).items()
        return
    series = series_of(term)
    if series is not None:
        for part in (series.factor, series.ratio):
            yield from needs(part, given).items()
        if not series.step and free_symbols(series.ratio):
            yield App("<", (call("abs", series.ratio), ONE)), bool(literal(series.factor))
        return
    yield App(">=", (total(high, negate(low), ONE), ZERO)), True
    moving = [end for end in (high, low) if not is_whole(end, given)]
    if moving:
        steps = total(high, negate(low)) if len(moving) == 2 else moving[0]
        yield being_whole(steps, given), True
    each_term = unrolled(term)
    if each_term is not None:
        for each in each_term:
            yield from needs(each, given).items()
        return
    taken = free_symbols_of((term, *given.relations)) | {name for name, _ in given.kinds}
    inside = fresh(index, taken)
    within = _with_index(Sym(inside), low, high, given)
    for condition, certain in needs(substitute(body, {index: Sym(inside)}), given).items():
        if inside not in free_symbols(condition):
            yield App("or", (condition, App("<", (high, low)))), certain
            continue
        whole = is_whole(low, given)
        places = _places_without(condition, inside, whole=whole)
        if places is not None:
            for place in map(number, places):
                # where the index takes no integer values it may step over the place
                yield App("or", (App(">", (low, place)), App("<", (high, place)))), certain and whole
        elif within is None or not _holds(condition, within):
            yield condition, False


def _places_without(condition: Term, index: str, *, whole: bool) -> list[Fraction] | None:
    """Where ``p != 0`` fails, for a polynomial p in the index alone: integers, or all places if they are rational."""
    if not isinstance(condition, App) or condition.head != "!=":
        return None
    found = univariate(subtract(*condition.args))
    if found is None or found[0] != Sym(index):
        return None
    factors = [factor for factor, _ in primitive(found[1]).factor()[1]]
    if not whole and any(factor.degree() > 1 for factor in factors):
        return None
    zeros = [Fraction(-int(factor[0]), int(factor[1])) for factor in factors if factor.degree() == 1]
    return [zero for zero in zeros if zero.denominator == 1 or not whole]


def _throughout(term: App, given: Given) -> Iterator[Raw]:
    """What the body of an integral or a limit needs wherever the variable is; an integral from a to a needs nothing."""
    body, limits = term.args
    assert isinstance(limits, App) and isinstance(limits.args[0], Sym)
    name, *ends = (limits.args[0].name, *limits.args[1:])
    whole = known(term)
    if whole is not None:
        for part in (whole.factor, whole.rate):
            yield from needs(part, given).items()
        if free_symbols(whole.rate):
            real = given.is_real(whole.rate) == YES
            rate = whole.rate if real else App("re", (whole.rate,))
            yield App(">", (rate, ZERO)), real and bool(literal(whole.factor))
        return
    inside = fresh(name, free_symbols_of((term, *given.relations)) | {each for each, _ in given.kinds})
    values = [literal(end) for end in ends]
    may_be_empty = term.head == "Integral" and (None in values or len(set(values)) < len(values))
    for condition, certain in needs(substitute(body, {name: Sym(inside)}), given).items():
        if inside not in free_symbols(condition):
            yield App("or", (condition, App("=", tuple(ends[::-1])))) if may_be_empty else condition, certain


def _with_index(index: Sym, low: Term, high: Term, given: Given) -> Given | None:
    """The givens and that the index lies between its bounds; None where that can't be."""
    kinds = ((index.name, "integer"),) if is_whole(low, given) else ()
    within: Given | None = Given((*given.kinds, *kinds), given.relations, given.real_values)
    for relation in (App(">=", (index, low)), App("<=", (index, high))):
        within = None if within is None else within.with_relation(relation)
    return within


def _holds(condition: Term, given: Given) -> bool:
    """Whether the condition, or one alternative of it, follows from the givens."""
    if isinstance(condition, App) and condition.head == "or":
        return any(_holds(part, given) for part in condition.args)
    return given.holds(condition) == YES


def _of_derivative(body: Term, name: str, order: list[Term], given: Given) -> Iterator[Raw]:
    """Where a derivative exists: the body's conditions, open, and every node smooth."""
    found: dict[Term, bool] = {}
    nodes: dict[Term, None] = {}
    _collect(body, given, found, nodes)
    for condition, certain in found.items():
        weak = certain and isinstance(condition, App) and condition.head in ("<=", ">=")
        if isinstance(condition, App) and weak and name in free_symbols(condition):
            yield condition, True
            yield App("!=", condition.args), False
        else:
            yield condition, certain
    for condition in sharp_kinks(body, name, given):
        yield condition, True
    times = literal(order[0]) if order else Fraction(1)
    for condition in kinks_among(nodes, name, given, 1 if times is None else max(1, int(times))):
        yield condition, False
    if not follows_rules(nodes):
        yield from ((condition, False) for condition in _of_carried_out(body, name, given))


def _of_carried_out(body: Term, name: str, given: Given) -> Iterator[Term]:
    """What the rules' result needs, which may be more than the derivative does, for a body with bound names."""
    if body.size > MAX_CARRIED_OUT:
        return
    try:
        found = derivative(body, name, given)
    except TooHard:
        return
    if found.size <= 10 * MAX_CARRIED_OUT:
        yield from needs(found, given)
