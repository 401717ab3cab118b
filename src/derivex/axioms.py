"""What follows from axioms: laws that a derivation takes on trust, such as ``f(x + y) = f(x)*f(y)``.

The engine knows nothing of such an f, and would refute with any function that it likes. Here two
things are done instead. A *model* is an exhibited function of which all axioms are proved: ``f(t) = exp(t)``. Where the
two lines differ in a model, the step is false. And where a sequence of moves was found and replayed that uses an
axiom, and the engine proves every other line on the way, the step is true given the axiom: ``Assumed``, never
``Proved``.

Why it is sound: a replayed move by an axiom changes a part of a line into one that the axiom calls equal, at letters
for which its needs follow from the givens at that place; every line between is defined wherever both ends are, or
nothing is said.
As with givens, nothing follows from a contradiction: without a model there is no ``Assumed``.

Incomplete: models are looked for among a few smooth functions only, and moves within the bounds of the search.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, pairwise, product

from derivex.book import Book
from derivex.definition import Definitions, unfold
from derivex.engine.defined import change
from derivex.engine.ladder import prove
from derivex.engine.needs import needs
from derivex.errors import BadGiven
from derivex.given import Given
from derivex.justify import justify
from derivex.laws import Context
from derivex.lead import Fits
from derivex.matching import Letters, fill
from derivex.moves import Move
from derivex.notation.plain import read
from derivex.ownrules import SHIFTED, unknown_functions
from derivex.promises import law_given
from derivex.reasons import Reason
from derivex.replay import replay
from derivex.rule import Rule
from derivex.search import explain
from derivex.subterms import heads
from derivex.term import ZERO, App, Sym, Term, add
from derivex.verdict import Assumed, Proved, Refuted, Undecided, Verdict, Witness
from derivex.walkthrough import walkthrough
from derivex.wording import titled

PLACE = "t"
# total, smooth and real at real places, as every unknown function is
CANDIDATES = (
    *("exp(t)", "t", "2*t", "sin(t)", "cos(t)", "t^2", "exp(-t)", "2^t", "-t", "t + 1", "sinh(t)", "cosh(t)"),
    *("tanh(t)", "atan(t)", "asinh(t)", "exp(-t^2)", "erf(t)", "t^3", "1/(1 + exp(-t))", "1/(1 + t^2)"),
    *("log(1 + exp(t))", "1", "0"),
)
TOGETHER = (("sin(t)", "cos(t)"), ("cos(t)", "sin(t)"), ("sinh(t)", "cosh(t)"), ("cosh(t)", "sinh(t)"))
TRIED = 150  # choices of functions
MODELS = 3  # that are asked about a step

Model = tuple[tuple[str, Term], ...]  # functions and what they stand for at t


@dataclass(frozen=True, slots=True)
class Assumptions:
    """The axioms of a derivation, its book, and what stands besides."""

    axioms: tuple[Rule, ...]
    book: Book
    context: Context

    @property
    def functions(self) -> frozenset[str]:
        """The functions of which only the axioms know something."""
        return frozenset[str]().union(*(unknown_functions(each, self.context.definitions) for each in self.axioms))

    @property
    def models(self) -> tuple[Model, ...]:
        return models(self.axioms, self.context.definitions, self.context.given)

    def are_about(self, *lines: Term) -> bool:
        """Whether the lines, definitions unfolded, speak of such a function."""
        return any(not self.functions.isdisjoint(_functions_in(self.unfolded(line))) for line in lines)

    @property
    def are_about_numbers(self) -> bool:
        """Whether an axiom speaks of no such function, but of what the engine knows too little of."""
        return any(not unknown_functions(each, self.context.definitions) for each in self.axioms)

    def unfolded(self, line: Term) -> Term:
        return unfold(line, self.context.definitions)


def judged_under(
    verdict: Verdict, before: Term, after: Term, reasons: tuple[Reason, ...], under: Assumptions
) -> Verdict:
    """The verdict on a step under axioms; ``verdict`` is the engine's, which knows none of them."""
    touched = under.are_about(before, after)
    match verdict:
        case Refuted() if not (touched and _by_choice(verdict)):
            return verdict
        case Proved():
            return _shown(verdict, before, after, under) if touched else verdict
    if not touched and not under.are_about_numbers:
        return verdict
    for model in under.models if touched else ():
        answer = _in_model(before, after, model, under)
        if isinstance(answer, Refuted):
            return answer
    names = tuple(each.name for each in under.axioms)
    if not under.models:
        return Undecided(f"no function was found for which {_said(names)} hold{'s' if len(names) == 1 else ''}")
    used = _followed(before, after, reasons, under)
    if used is None:
        if isinstance(verdict, Refuted):
            return Undecided(f"it was not found that it follows from {_said(names)}, nor a function that refutes it")
        return verdict
    return _assumed(before, after, used, under)


def _shown(verdict: Proved, before: Term, after: Term, under: Assumptions) -> Verdict:
    """A proof holds for every function; its point must be one of those that the axioms allow.

    That is asked only where it depends on the function whether a line has a value.
    """
    conditions = {each for line in (before, after) for each in needs(under.unfolded(line), under.context.given)}
    if not any(under.are_about(each) for each in conditions) or not under.models:
        return verdict
    if any(isinstance(_in_model(before, after, model, under), Proved) for model in under.models):
        return verdict
    names = tuple(each.name for each in under.axioms)
    return Undecided(f"no point was found at which both lines have a value, given {_said(names)}")


def whole_under(verdict: Verdict, steps: Sequence[Verdict], lines: tuple[Term, ...], under: Assumptions) -> Verdict:
    """The verdict on the whole of a chain whose steps were judged under axioms.

    Where all of its steps are proved or true given an axiom, and nothing is lost on the way, so is the whole.
    """
    assumed = [each for each in steps if isinstance(each, Assumed)]
    if isinstance(verdict, Proved) or not assumed or not all(isinstance(each, Assumed | Proved) for each in steps):
        return judged_under(verdict, lines[0], lines[-1], (), under)
    if isinstance(verdict, Refuted) and not _by_choice(verdict):
        return verdict
    if not _keep(lines[0], lines[1:-1], lines[-1], under):
        return Undecided("a line of the chain isn't defined where its ends are")
    used = tuple(dict.fromkeys(name for each in assumed for name in each.axioms))
    return _assumed(lines[0], lines[-1], used, under)


def _assumed(before: Term, after: Term, used: tuple[str, ...], under: Assumptions) -> Verdict:
    """The answer that two lines are equal given axioms, and where only one of them is defined."""
    changed = change(under.unfolded(before), under.unfolded(after), under.context.given)
    if changed.unexamined:
        return Undecided(f"at some points it is not known whether it follows from {_said(used)}")
    return Assumed(f"true given {_said(used)}", used, under.models[0], changed.lost, changed.gained)


def _by_choice(refuted: Refuted) -> bool:
    """Whether the witness chooses a function, which may be none of those of which the axioms speak."""
    return any("(" in name for name, _ in refuted.witness.at)


def _said(names: Sequence[str]) -> str:
    titles = ", ".join(titled(name, names) for name in names)
    return f"the axiom {titles}" if len(names) == 1 else f"the axioms {titles}"


# ---- what follows ----


def _followed(before: Term, after: Term, reasons: tuple[Reason, ...], under: Assumptions) -> tuple[str, ...] | None:
    """The axioms that are used on a way from line to line; None if no way was found, or a part of it isn't proved."""
    for moves in _ways(before, after, reasons, under):
        used = _checked(walkthrough(before, after, moves, under.context), moves, under)
        if used:
            return used
    return None


def _ways(before: Term, after: Term, reasons: tuple[Reason, ...], under: Assumptions) -> Iterator[tuple[Move, ...]]:
    if reasons:
        fits = justify(before, after, reasons, book=under.book, context=under.context)
        if isinstance(fits, Fits):
            yield fits.moves
    found = explain(before, after, book=under.book, context=under.context)
    if found is not None:
        yield found.moves


def _checked(lines: Sequence[tuple[Term, str]], moves: Sequence[Move], under: Assumptions) -> tuple[str, ...] | None:
    """The axioms that the lines use, where each follows from the one before by an axiom or is proved equal to it."""
    used: list[Move] = []
    for (before, _), (after, rule) in pairwise(lines):
        is_axiom = rule in under.book and under.book[rule].axiom
        move = _move(before, after, rule, moves, under.context) if is_axiom else None
        if move is not None:
            used.append(move)
        elif not isinstance(prove(under.unfolded(before), under.unfolded(after), under.context.given), Proved):
            return None
    first, *between, last = (line for line, _ in lines)
    if not _keep(first, between, last, under) or not _have_values(first, last, used, under):
        return None
    return tuple(dict.fromkeys(move.rule.removesuffix(SHIFTED) for move in used))


def _move(before: Term, after: Term, rule: str, moves: Sequence[Move], context: Context) -> Move | None:
    """The one of the moves that, redone, leads from exactly this line to exactly that one."""
    return next((move for move in moves if move.rule == rule and replay(before, move, context) == after), None)


def _have_values(first: Term, last: Term, used: Sequence[Move], under: Assumptions) -> bool:
    """Whether a point is exhibited, for functions that the axioms allow, at which both lines have values.

    An axiom about numbers says that its left side has the value of the right one.
    """
    told = {under.unfolded(move.before): under.unfolded(move.after) for move in used if under.are_about_numbers}
    both = _told(under.unfolded(add(*dict.fromkeys((first, last)))), told)
    return any(isinstance(_in_model(both, both, model, under), Proved) for model in under.models)


def _told(term: Term, values: Mapping[Term, Term]) -> Term:
    """A term with some of its parts replaced."""
    if term in values:
        return values[term]
    return App(term.head, tuple(_told(arg, values) for arg in term.args)) if isinstance(term, App) else term


def _keep(first: Term, between: Sequence[Term], last: Term, under: Assumptions) -> bool:
    """Whether every line between is defined wherever both ends are."""
    ends = under.unfolded(add(*dict.fromkeys((first, last))))
    changes = (change(ends, under.unfolded(line), under.context.given) for line in dict.fromkeys(between))
    return not any(each.lost or each.unexamined for each in changes)


def _functions_in(term: Term) -> frozenset[str]:
    return frozenset(head.rstrip("'") for head in heads(term))


# ---- models ----


@lru_cache(maxsize=64)  # every step of a derivation asks
def models(axioms: tuple[Rule, ...], definitions: Definitions = (), given: Given = Given()) -> tuple[Model, ...]:
    """Functions for which all axioms are proved and the givens can hold; none where none was found, ``MODELS`` at most.

    >>> from derivex.notation.write import plain
    >>> from derivex.ownrules import proved, read_rule
    >>> law = proved(read_rule("f of a sum: f(x + y) = f(x)*f(y)", axiom=True))
    >>> [[(name, plain(body)) for name, body in model] for model in models((law,))][0]
    [('f', 'exp(t)')]
    """
    names = sorted(frozenset[str]().union(*(unknown_functions(each, definitions) for each in axioms)))
    found = (
        model
        for model in _choices(names)
        if all(_holds(each, model, definitions) for each in axioms) and _is_given(model, definitions, given)
    )
    return tuple(islice(found, MODELS))


def _is_given(model: Model, definitions: Definitions, given: Given) -> bool:
    """Whether a point is exhibited that the givens admit, for these functions."""
    if not model or not given.relations:
        return True
    try:
        return isinstance(prove(ZERO, ZERO, _given_in(given, model, definitions)), Proved)
    except BadGiven:
        return False


def _given_in(given: Given, model: Model, definitions: Definitions) -> Given:
    relations = tuple(put_in(unfold(relation, definitions), model) for relation in given.relations)
    return Given(given.kinds, relations, given.real_values)


def _choices(names: Sequence[str]) -> Iterator[Model]:
    if not names:
        yield ()
        return
    bodies = [read(each) for each in CANDIDATES]
    pairs = [tuple(map(read, pair)) for pair in TOGETHER] if len(names) == 2 else []
    chosen = islice((*pairs, *islice(product(bodies, repeat=len(names)), TRIED)), TRIED + len(pairs))
    yield from (tuple(zip(names, each, strict=True)) for each in chosen)


def _holds(axiom: Rule, model: Model, definitions: Definitions) -> bool:
    left, right = (put_in(unfold(side, definitions), model) for side in (axiom.left, axiom.right))
    return not unknown_functions(axiom, definitions) or isinstance(prove(left, right, law_given(axiom)), Proved)


def put_in(term: Term, model: Model) -> Term:
    """A term with its unknown functions replaced."""
    bindings = {name: App("place", (Sym(PLACE), body)) for name, body in model}
    return fill(term, bindings, Letters(frozenset(), functions=frozenset(bindings), placed=frozenset(bindings)))


def _in_model(before: Term, after: Term, model: Model, under: Assumptions) -> Verdict:
    """The verdict where the functions are those of the model, in the lines and in the givens."""
    given = _given_in(under.context.given, model, under.context.definitions)
    left, right = (put_in(under.unfolded(side), model) for side in (before, after))
    answer = prove(left, right, given)
    if isinstance(answer, Refuted):
        at = (*answer.witness.at, *((f"{name}({PLACE})", body) for name, body in model))
        return replace(answer, witness=Witness(at, answer.witness.before, answer.witness.after))
    return answer
