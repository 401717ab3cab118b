"""What every node needs to be defined, and where a derivative's rules say nothing.

Contract: ``needs`` collects conditions as relations, unsimplified, each with whether it is
certain (the node has no value without it) or doubtful (only the rule for the derivative
needs it, the derivative itself may exist all the same).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derivex.engine.answers import TooHard
from derivex.engine.balls import Evaluator
from derivex.engine.derive import derivative, is_unknown
from derivex.engine.implied import opposite
from derivex.engine.kinks import SCOPED, follows_rules, is_whole, kinks_among, placed, sharp_kinks, unrolled
from derivex.engine.partials import partial
from derivex.engine.piecewise import comparisons
from derivex.engine.simplify import not_zero
from derivex.engine.values import Undefined, Unknown, ball
from derivex.given import YES, Given
from derivex.linear import NEGATED
from derivex.substitution import substitute
from derivex.term import (
    IMAGINARY,
    ONE,
    PI,
    TWO,
    ZERO,
    App,
    Num,
    Sym,
    Term,
    cases_of,
    free_symbols,
    free_symbols_of,
    fresh,
    literal,
    multiply,
    negate,
    power,
)
from derivex.term import add as total

MAX_CARRIED_OUT = 200  # size of a body whose derivative is looked at as a whole
TOTAL = frozenset({"+", "*", "neg", "exp", "sin", "cos", "sinh", "cosh", "abs", "sign", "erf", "bounds"})
Raw = tuple[Term, bool]  # a condition, and whether it is needed (else doubtful)


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
        raw = _of_node(head, args, given)
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
    yield App(">=", (total(high, negate(low), ONE), ZERO)), True
    moving = [end for end in (high, low) if not is_whole(end, given)]
    if moving:
        steps = total(high, negate(low)) if len(moving) == 2 else moving[0]
        yield App("=", (App("floor", (steps,)), steps)), True
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
        elif within is None or not _holds(condition, within):
            yield condition, False


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


def _of_node(head: str, args: tuple[Term, ...], given: Given) -> Iterator[Raw]:
    real = given.real_values
    match head, args:
        case "/", (_, below):
            yield not_zero(below), True
        case "^", (base, exponent):
            yield from _of_power(base, exponent, given)
        case "arg", (u,):
            yield not_zero(u), True
        case "atan2", (u, v):
            if real or (given.is_real(u) == YES and given.is_real(v) == YES):
                yield App("or", (not_zero(v), not_zero(u))), True
            else:
                yield not_zero(total(v, multiply(u, IMAGINARY))), True
        case "Heaviside", (u,) if given.is_real(u) != YES and not real:
            yield App("=", (App("im", (u,)), ZERO)), True
        case "log", (u, *base):
            for each in (u, *base):
                yield (App(">", (each, ZERO)) if real else not_zero(each)), True
            for each in base:
                yield App("!=", (each, ONE)), True
        case "sqrt", (u,):
            if real:
                yield App(">=", (u, ZERO)), True
        case "root", (u, Num() as degree):
            unclear = not real and given.is_real(u) != YES
            if degree.value % 2 == 0:
                yield (App("=", (App("abs", (u,)), u)) if unclear else App(">=", (u, ZERO))), True
            elif unclear:  # u is real
                yield App("=", (power(App("abs", (u,)), TWO), power(u, TWO))), True
        case "tan" | "sec", (u,):
            yield not_zero(App("cos", (u,))), True
        case "cot" | "csc", (u,):
            yield not_zero(App("sin", (u,))), True
        case "coth" | "csch", (u,):
            yield (not_zero(u) if given.is_real(u) == YES else not_zero(App("sinh", (u,)))), True
        case "tanh" | "sech", (u,):
            if given.is_real(u) != YES and not real:
                yield not_zero(App("cosh", (u,))), True
        case "gamma" | "factorial", (u,):
            yield from _of_gamma(u if head == "gamma" else total(u, ONE), u, head, given)
        case "digamma" | "loggamma", (u,):
            yield from _of_gamma(u, u, "gamma", given)
        case "polygamma", (_, u):
            yield from _of_gamma(u, u, "gamma", given)
        case "Ei" | "Ci" | "Chi" | "li", (u,):
            yield (App(">", (u, ZERO)) if real and head != "Ei" else not_zero(u)), True
            if head == "li":
                yield App("!=", (u, ONE)), True
        case "zeta", (u,):
            yield App("!=", (u, ONE)), True
        case "LambertW", (u,) if real:
            yield App(">=", (u, negate(App("exp", (negate(ONE),))))), True
        case "binomial", (u, _):
            yield from _of_gamma(total(u, ONE), u, "factorial", given)
        case _, (u,):
            yield from _of_inverse(head, u, given)


def _of_inverse(head: str, u: Term, given: Given) -> Iterator[Raw]:
    """What the inverse of a circular or hyperbolic function needs."""
    real = given.real_values
    match head:
        case "atan" | "acot" if given.is_real(u) != YES and not real:
            yield not_zero(total(App("^", (u, TWO)), ONE)), True
        case "atanh" | "acoth" if real:
            yield App("<" if head == "atanh" else ">", (App("abs", (u,)), ONE)), True
        case "atanh" | "acoth":
            yield not_zero(total(App("^", (u, TWO)), negate(ONE))), True
        case "asin" | "acos" if real:
            yield App("<=", (App("abs", (u,)), ONE)), True
        case "acosh" if real:
            yield App(">=", (u, ONE)), True
        case "asec" | "acsc" | "acsch":
            yield not_zero(u), True
            if real and head != "acsch":
                yield App(">=", (App("abs", (u,)), ONE)), True
        case "asech":
            yield not_zero(u), True
            if real:
                yield App(">", (u, ZERO)), True
                yield App("<=", (u, ONE)), True


def _of_power(base: Term, exponent: Term, given: Given) -> Iterator[Raw]:
    if isinstance(exponent, Num) and exponent.text.isdecimal():
        return
    value = literal(exponent)
    if value is not None:
        if value < 0:
            yield not_zero(base), True
        if given.real_values and value.denominator != 1:
            yield App(">=", (base, ZERO)), True
        return
    if given.real_values and not is_whole(exponent, given):
        # a power of a negative number is real only for a whole exponent
        whole = App("=", (App("floor", (exponent,)), exponent))
        never = not free_symbols(exponent) and _is_no_integer(exponent)
        yield (App(">=", (base, ZERO)) if never else App("or", (App(">=", (base, ZERO)), whole))), True
    if given.is_nonnegative(exponent) == YES:
        return
    if given.is_negative(exponent) == YES:
        yield not_zero(base), True
    elif given.is_real(exponent) == YES:
        yield App("or", (not_zero(base), App(">=", (exponent, ZERO)))), True
    else:
        yield not_zero(base), False


def _is_no_integer(number: Term) -> bool:
    """Whether a closed term is certainly no integer: ``pi``."""
    try:
        return not ball(Evaluator({}).evaluate(number)).real.contains_integer()
    except (Undefined, Unknown):
        return False


def _of_gamma(argument: Term, written: Term, head: str, given: Given) -> Iterator[Raw]:
    """Poles at 0, -1, -2, …"""
    positive = App(">" if head == "gamma" else ">=", (written, ZERO))
    if is_whole(written, given):
        yield positive, True
    else:
        yield App("or", (App(">", (argument, ZERO)), not_zero(App("sin", (multiply(PI, argument),))))), True


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
    for condition in sharp_kinks(body, name):
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
