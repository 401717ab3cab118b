"""Proof of more than was asked: parts that occur again and again become symbols of their own.

``asech(sin(x))`` is hard where ``asech(t)`` is easy: what the field knows of a sine gets in
the way of the law. So parts that occur more than once are replaced by new symbols, of which
only is known what was proved of the parts: real, an integer, its sign, between -1 and 1.
Parts that are written differently and have the same values are made one before that
(``alike``). A few choices of parts are tried: the largest ones that don't hide a part which
occurs elsewhere too, the largest ones, the functions closest to the leaves, and such.

Sound at every point: give each new symbol the value of its part. Then every subexpression of
the general term has the value of one that was written, every fact noted of the symbols
holds, and so what is zero for all values is zero there. Nothing is replaced where a part
need not have a value, or has a different one: in binders, derivatives and cases.

Contract: True only if the term is zero at every admitted point at which all its subexpressions,
and those of its expanded derivatives, are defined.

Incomplete: what a law needs to know of a part and isn't noted is lost; few choices of parts are tried.
"""

from __future__ import annotations

from collections.abc import Callable

from derivex.comparison import Key, key
from derivex.engine.alike import CLOSED, counted, is_part, made_alike, parts_of, replaced
from derivex.engine.answers import TooHard, Zero
from derivex.engine.balls import Evaluator
from derivex.engine.bounds import Bounds
from derivex.engine.cases import prove_by_cases
from derivex.engine.dependence import resolved
from derivex.engine.derive import expand
from derivex.engine.elements import Restart, constant
from derivex.engine.kernels import explored, vanishes
from derivex.engine.positivity import Sign, is_real, sign_of
from derivex.engine.question import Question
from derivex.engine.rounding import proved_by_rounding
from derivex.engine.values import Undefined, Unknown, ball
from derivex.errors import BadGiven, TooLarge
from derivex.given import YES, Given
from derivex.relations import SIGNS
from derivex.substitution import fresh
from derivex.term import ONE, ZERO, App, Sym, Term, free_symbols, free_symbols_of, literal, names, negate, subtract

ARITHMETIC = frozenset({"+", "*", "/", "neg"})
SIGNED = frozenset({"abs", "sign", "max", "min", "^"})
WHOLE = frozenset({"floor", "ceiling"})
MAX_PARTS = 6  # that become symbols at once
MAX_SIZE = 400  # nodes of a term that is looked at
PRECISION = 128  # bits of the ball around a part without symbols

RELATION = {Sign.POSITIVE: ">", Sign.NONNEGATIVE: ">=", Sign.NEGATIVE: "<", Sign.NONPOSITIVE: "<="}
NEAR = {0: ZERO, -1: negate(ONE), 1: ONE}  # what parts are compared with
Parts = dict[Key, Term]


def proved_by_generalizing(before: Term, after: Term, given: Given, bounds: Bounds) -> bool:
    """Whether the two terms are equal for all values of parts that occur in them more than once."""
    try:
        term = expand(subtract(before, after), given)
        if term.size > MAX_SIZE:
            return False
        written, term = term, made_alike(term, given, bounds)
        if term != written and isinstance(vanishes(term, given, bounds), Zero):
            return True
        if proved_by_rounding(term, given, bounds):
            return True
    except (TooHard, TooLarge):
        return False
    seen: list[frozenset[Key]] = []
    for choice in (_independent, _largest, _unsigned, _weightiest, _smallest, _rounded):
        parts = choice(term)
        if 0 < len(parts) <= MAX_PARTS and parts.keys() not in seen and not bounds.expired():
            seen.append(frozenset(parts))
            if _holds_for_all(term, parts, given, bounds):
                return True
    return False


def _holds_for_all(term: Term, parts: Parts, given: Given, bounds: Bounds) -> bool:
    taken = names(term) | free_symbols_of(given.relations) | frozenset(name for name, _ in given.kinds)
    symbols: dict[Key, Term] = {}
    kinds, relations = list(given.kinds), list(given.relations)
    for which, part in parts.items():
        symbol = Sym(fresh("t", taken))
        taken |= {symbol.name}
        symbols[which] = symbol
        kind, facts = _known(part, given, bounds)
        kinds.append((symbol.name, kind))
        relations.extend(App(head, (symbol, side)) for head, side in facts)
    general = replaced(term, symbols)
    relations.extend(new for each in given.relations if (new := replaced(each, symbols)) != each)
    try:
        wider = Given(tuple(kinds), tuple(relations), given.real_values)
    except BadGiven:
        return False
    if isinstance(vanishes(general, wider, bounds), Zero) or resolved(general, wider, bounds):
        return True
    return prove_by_cases(general, ZERO, wider, bounds) or proved_by_rounding(general, wider, bounds)


# ---- which parts ----


def _independent(term: Term) -> Parts:
    """The largest parts that occur more than once, and hold no such part that occurs outside of them too."""
    counts = counted(term)

    def hides(part: Term) -> bool:
        inside = counted(part)
        return any(counts[each] > count * counts[key(part)] for each, count in inside.items() if counts[each] > 1)

    return _chosen(term, lambda part: counts[key(part)] > 1 and not hides(part))


def _unsigned(term: Term) -> Parts:
    """The outermost parts that occur more than once and aren't sizes or signs of something."""
    counts = counted(term)
    return _chosen(term, lambda part: counts[key(part)] > 1 and part.head not in SIGNED)


def _largest(term: Term) -> Parts:
    """The parts that occur more than once and aren't inside of others that do."""
    counts = counted(term)
    return _chosen(term, lambda part: counts[key(part)] > 1)


def _weightiest(term: Term) -> Parts:
    """The one part that takes most of the term."""
    counts = counted(term)
    repeated = (part for part in parts_of(term) if counts[key(part)] > 1)
    part = max(repeated, key=lambda part: counts[key(part)] * (part.size - 1), default=None)
    return {} if part is None else {key(part): part}


def _smallest(term: Term) -> Parts:
    """The functions of plain arguments, whether they occur once or more often."""
    return {key(part): part for part in parts_of(term) if _is_function(part) and not any(map(_has_function, part.args))}


def _rounded(term: Term) -> Parts:
    """The outermost parts of arguments of floor and ceiling that are more than sums and multiples."""
    inside = [part.args[0] for part in parts_of(term) if part.head in WHOLE]
    found: Parts = {}
    for argument in inside:
        found |= _chosen(argument, lambda part: part.head not in ("+", *WHOLE))
    return found


def _chosen(term: Term, wanted: Callable[[App], bool]) -> Parts:
    """The outermost parts that are wanted."""
    if not isinstance(term, App):
        return {}
    if is_part(term) and wanted(term):
        return {key(term): term}
    found: Parts = {}
    for arg in term.args if term.head not in CLOSED else ():
        found |= _chosen(arg, wanted)
    return found


def _is_function(term: Term) -> bool:
    """Whether a term is more than arithmetic: a function, a power that isn't a whole one."""
    if not isinstance(term, App) or term.head in ARITHMETIC:
        return False
    exponent = literal(term.args[1]) if term.head == "^" else None
    return exponent is None or exponent.denominator > 1


def _has_function(term: Term) -> bool:
    return isinstance(term, App) and (_is_function(term) or any(map(_has_function, term.args)))


# ---- what is known of them ----

Comparison = Callable[[int], str | None]


def _known(part: Term, given: Given, bounds: Bounds) -> tuple[str, list[tuple[str, Term]]]:
    """The kind of a part, and how it compares with a few numbers, wherever it is defined."""
    compared = _by_field(part, given, bounds) if free_symbols(part) else _by_value(part)
    if compared is None:
        if not given.real_values and given.is_real(part) != YES:
            return "complex", []
        compared = _unknown
    facts = []
    for mark, side in NEAR.items():
        relation = compared(mark) or _by_givens(subtract(part, side) if mark else part, given)
        if relation is not None:
            facts.append((relation, side))
    if not facts and given.is_nonzero(part) == YES:
        facts.append(("!=", ZERO))
    return "integer" if isinstance(part, App) and part.head in WHOLE else "real", facts


def _unknown(mark: int) -> None:
    """How a part compares of which nothing is known but that it is real."""


def _by_value(part: Term) -> Comparison | None:
    """How a part without symbols compares; None if it may not be real."""
    try:
        value = ball(Evaluator({}, PRECISION).evaluate(part))
    except (Undefined, Unknown, TooLarge):
        return None
    if not value.imag.is_zero():
        return None
    return lambda mark: ">" if value.real > mark else "<" if value.real < mark else None


def _by_field(part: Term, given: Given, bounds: Bounds) -> Comparison | None:
    """How a part compares by what the field knows; None if it isn't known to be real."""
    try:
        work = explored(Question(part, part, given, given.relations), bounds)
    except (TooHard, TooLarge, Restart):
        return None
    if work is None or not is_real(work.field, work.result):
        return None
    field, value = work.field, work.result

    def compared(mark: int) -> str | None:
        try:
            return RELATION.get(sign_of(field, field.subtract(value, constant(mark))))
        except (TooHard, Restart):
            return None

    return compared


def _by_givens(difference: Term, given: Given) -> str | None:
    signs = given.signs(difference)
    fitting = [head for head, allowed in SIGNS.items() if signs and signs <= allowed]
    return min(fitting, key=lambda head: len(SIGNS[head]), default=None)
