r"""Expectations, variances and covariances: are two sides equal because the expectation is linear?

``\operatorname{Var}(X)`` is E[X^2] - E[X]^2, ``\operatorname{Cov}(X, Y)`` is E[XY] - E[X]E[Y], and what stands under an
expectation is multiplied out: E[aX + b] becomes a E[X] + b. Then the expectations of products of random parts
are names, and the engine compares.

Sound wherever all that is written exists: what is integrable makes a vector space, on which E is one linear form. That
form can be continued to all products, whether these are integrable or not, and it satisfies the same identity.

A name is a number if it stands beside expectations, as ``a`` in a E[X], and the document takes no expectation of it
alone and gives it no law; so are expectations. Any other name may be random.

Contract: a proof, with the numbers that it takes for such; conditional expectations are not looked into.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from derivex.documents.assuming import name_of
from derivex.documents.standing import Judged, asked
from derivex.engine.derive import is_unknown
from derivex.notation.write import plain
from derivex.subterms import heads, subterms
from derivex.term import BINDERS, ONE, App, Num, Sym, Term, add, divide, free_symbols, multiply, negate, power, subtract
from derivex.verdict import Proved

MEAN = "E_"
_ONE = frozenset(["Var", "var", "V"])
_TWO = frozenset(["Cov", "cov"])
OPERATORS = _ONE | _TWO | {MEAN}
MOST = 200  # products under one expectation
HIGHEST = 6  # power that is multiplied out
_WRITTEN = re.compile(
    r"\\(?:mathbb|mathrm|operatorname\*?|mathsf)\s*\{?\s*E(?![A-Za-z])|Var|Cov|var(?![a-z])|cov(?![a-z])"
)
_SIZE = r"(?:\\(?:left|right|[bB]igg?[lr]?))?"
_ALONE = re.compile(rf"(?:E|V|[Vv]ar|[Cc]ov)\s*+\}}?\s*+{_SIZE}\s*+[(\[]([^()\[\],]{{1,30}}?){_SIZE}\s*+[)\],]")
_LAW = re.compile(r"([^\s,;$(]{1,30})\s*\\sim(?![A-Za-z])")

Pieces = list[tuple[Term, tuple[Term, ...]]]  # a number times random parts, each


class _TooMany(Exception):
    pass


def by_linearity(judged: Judged, one: Term, two: Term) -> tuple[str, ...] | None:
    """The names that are taken for numbers, if a step is true of every expectation then; else None."""
    found = heads(one) | heads(two)
    if judged.step.relation != "=" or found.isdisjoint(OPERATORS):
        return None
    texts = [each.latex for argument in judged.setting.around for each in argument.chain.statements]
    if not any(_WRITTEN.search(text) for text in (judged.before.latex, judged.after.latex)):
        return None
    texts += [each.passage.text for each in judged.setting.known.assumed]
    alone = {found for text in texts for each in (_ALONE, _LAW) for found in each.findall(text)}
    random = frozenset(map(name_of, alone))
    beside = frozenset().union(*(_beside(side) for side in (one, two)))
    numbers = frozenset(name for name in beside if name not in random and not name[0].isupper())
    try:
        left, right = (_written_out(side, numbers) for side in (one, two))
    except _TooMany:
        return None
    means = {part: f"mean{count}" for count, part in enumerate(sorted(_means(left, right), key=plain))}
    left, right = (_replaced(side, means) for side in (left, right))
    if any(is_unknown(head) for head in heads(left) | heads(right)):
        return None
    if not isinstance(asked(judged, left, right, judged.setting.given), Proved):
        return None
    inside = frozenset().union(*(free_symbols(part) for side in (one, two) for part in _operands(side)))
    return tuple(sorted(numbers & inside))


def _operands(term: Term) -> Iterator[Term]:
    for part in subterms(term):
        if isinstance(part, App) and part.head in OPERATORS:
            yield from part.args


def _beside(term: Term) -> frozenset[str]:
    """The names that stand outside of all expectations."""
    if isinstance(term, App) and term.head in OPERATORS:
        return frozenset()
    if isinstance(term, App):
        inner = frozenset().union(*map(_beside, term.args))
        return inner - (
            {each.name for each in subterms(term.args[1]) if isinstance(each, Sym)} if term.head in BINDERS else set()
        )
    return free_symbols(term)


def _written_out(term: Term, numbers: frozenset[str]) -> Term:
    """A side in which only expectations of products of random parts are left."""
    if not isinstance(term, App):
        return term
    args = tuple(_written_out(each, numbers) for each in term.args)
    if term.head == MEAN and len(args) == 1:
        return _mean(args[0], numbers)
    if term.head in _ONE and len(args) == 1:
        return subtract(_mean(power(args[0], Num("2")), numbers), power(_mean(args[0], numbers), Num("2")))
    if term.head in _TWO and len(args) == 2:
        both = multiply(_mean(args[0], numbers), _mean(args[1], numbers))
        return subtract(_mean(multiply(*args), numbers), both)
    return App(term.head, args)


def _mean(term: Term, numbers: frozenset[str]) -> Term:
    found = []
    for factor, parts in _pieces(term, numbers):
        match parts:
            case ():
                found.append(factor)
            case (App("Sum", (body, bounds)),) if _is_number(bounds, numbers):
                found.append(multiply(factor, App("Sum", (_mean(body, numbers), bounds))))
            case _:
                found.append(multiply(factor, App(MEAN, (multiply(*sorted(parts, key=plain)),))))
    return add(*found)


def _pieces(term: Term, numbers: frozenset[str]) -> Pieces:
    """A term as a sum of numbers times products of random parts."""
    if _is_number(term, numbers):
        return [(term, ())]
    match term:
        case App("+", terms):
            return [piece for each in terms for piece in _pieces(each, numbers)]
        case App("neg", (inner,)):
            return [(negate(factor), parts) for factor, parts in _pieces(inner, numbers)]
        case App("*", factors):
            return _products([_pieces(each, numbers) for each in factors])
        case App("/", (above, below)) if _is_number(below, numbers):
            return [(divide(factor, below), parts) for factor, parts in _pieces(above, numbers)]
        case App("^", (base, Num() as exponent)) if exponent.value in range(1, HIGHEST + 1):
            return _products([_pieces(base, numbers)] * int(exponent.value))
    return [(ONE, (term,))]


def _products(several: list[Pieces]) -> Pieces:
    count = 1
    for each in several:
        count *= len(each)
    if count > MOST:
        raise _TooMany
    return [
        (multiply(*(factor for factor, _ in chosen)), tuple(part for _, parts in chosen for part in parts))
        for chosen in product(*several)
    ]


def _is_number(term: Term, numbers: frozenset[str]) -> bool:
    """Whether nothing random stands in a term, expectations apart."""
    if isinstance(term, App) and term.head == MEAN:
        return True
    if isinstance(term, App):
        return (
            not is_unknown(term.head)
            and term.head not in BINDERS
            and all(_is_number(each, numbers) for each in term.args)
        )
    return isinstance(term, Num) or free_symbols(term) <= numbers


def _means(*sides: Term) -> frozenset[Term]:
    return frozenset(part for side in sides for part in subterms(side) if isinstance(part, App) and part.head == MEAN)


def _replaced(term: Term, names: dict[Term, str]) -> Term:
    if term in names:
        return Sym(names[term])
    return App(term.head, tuple(_replaced(each, names) for each in term.args)) if isinstance(term, App) else term
