"""What a step of a chain stands under, whether it is the same for both of its sides, and what is told of a whole chain.

Contract: data, and questions about it; what a step is called is decided in the room below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from derivex.definition import Definitions, unfold
from derivex.derivation import Derivation
from derivex.documents.equations import Equation
from derivex.documents.naming import names_in, the_name
from derivex.documents.passages import Passage
from derivex.documents.records import Argument, Marked
from derivex.documents.solving import solved_for
from derivex.documents.statements import Statement
from derivex.documents.understanding import LOCAL, Knowledge, mentioned_for, side
from derivex.engine.bounds import Bounds
from derivex.errors import InputError
from derivex.given import Given
from derivex.inequality import judge
from derivex.matrices.expression import Meaning
from derivex.notation.latex import Conventions
from derivex.showing import Shown
from derivex.step import Step
from derivex.subterms import heads, subterms
from derivex.term import ONE, ZERO, App, Sym, Term, free_symbols, free_symbols_of, literal, names
from derivex.verdict import Proved, Undecided, Verdict

SIMPLE = 40  # the size of an equation that others may follow from: points that satisfy it have to be found
_PLAIN = frozenset({"=", "+", "*", "/", "neg", "^", "sqrt", "root", "abs", "exp", "log", "sin", "cos", "tan"})
FEW = 5  # its names
NEAREST = 3  # equations in front of a step that are tried
FOLLOWING = 2  # formulas between them
_REASON = re.compile(r"\b(?:since|because|fact|as|where|using|used|given)\b[^.;$]*\Z", re.IGNORECASE)
PROSE = 160  # characters in front of a formula
_SPECIAL = (
    (re.compile(r"\b(?:unit|standard|normali[sz]ed|one|unity)\b", re.IGNORECASE), ONE),
    (re.compile(r"\b(?:zero|vanish\w*|neglect\w*|ignor\w*|cent(?:er|r)ed|without|no)\b", re.IGNORECASE), ZERO),
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What an argument stands under; ``values`` are the numbers that the prose around it gives to names.

    ``solved`` are the names that it may have to be solved for, ``around`` the arguments
    near it, from which its steps may follow.
    """

    known: Knowledge
    argument: Argument
    conventions: Conventions
    definitions: Definitions
    given: Given
    values: tuple[tuple[str, Given], ...]
    elsewhere: tuple[Given, ...]
    bounds: Bounds
    solved: frozenset[str] = frozenset()
    complex_numbers: bool = False
    meanings: tuple[Meaning, ...] = ()  # of letters that stand for matrices
    around: tuple[Argument, ...] = ()
    called: frozenset[str] = frozenset()  # letters that the prose calls matrices


@dataclass(frozen=True, slots=True)
class Judged:
    """A step with its two statements, and the sides of its chain with the statement of the first of them."""

    setting: Setting
    step: Step
    before: Statement
    after: Statement
    chain: tuple[Term, ...]
    first: Statement


@dataclass(frozen=True, slots=True)
class Run:
    """Sides of a chain that follow each other and can all be read, as a derivation without reasons.

    ``sides`` are their numbers in the chain, ``equations`` what is told of the steps between them.
    """

    sides: tuple[int, ...]
    derivation: Derivation
    equations: tuple[Equation, ...]


@dataclass(frozen=True, slots=True)
class Told(Shown):
    """An argument of a document: an equation for each of its relations, and its runs, under what they stand."""

    argument: Argument
    equations: tuple[Equation, ...] = ()
    runs: tuple[Run, ...] = ()
    setting: Setting | None = None
    marked: Marked | None = None


def asked(judged: Judged, one: Term, two: Term, given: Given) -> Verdict:
    """The verdict on other sides or under another given; what these make impossible to ask is undecided."""
    try:
        return judge(judged.step.relation, one, two, given, judged.setting.bounds)
    except InputError as error:
        return Undecided(str(error))


def equations_near(judged: Judged) -> Iterator[Given]:
    """The equations that a step may follow from and shares a name with: reasons behind it, then those in front of it.

    A reason is told in the prose, "this comes from the fact that $a = b$"; those in front are tried from the nearest.
    One of the same names on both sides that isn't to be solved is an identity: nothing may rest on it if it is false.
    """
    setting = judged.setting
    here, place = _order(judged), _where(judged.after.passage)
    claims = [each for each in setting.around if each.role == "claim" and set(each.chain.relations) == {"="}]
    reasons = [each for each in claims if 0 < each.order - here <= FOLLOWING and _is_reason(each)]
    near = [each for each in claims if 0 <= here - each.orders[-1] <= FOLLOWING and each is not setting.argument]
    front = [each for each in near if _where(each.chain.statements[0].passage) < place]
    shared = free_symbols_of((judged.step.before, judged.step.after))
    solved = dict(zip(map(id, setting.around), solved_for(setting.around), strict=True))
    for argument in (*reasons, *front[: -NEAREST - 1 : -1]):
        sides = [side(each.passage, setting.known.names, setting.conventions) for each in argument.chain.statements]
        for before, after in pairwise(sides):
            if isinstance(before, InputError) or isinstance(after, InputError) or before == after:
                continue
            equation = App("=", tuple(unfold(each, setting.definitions) for each in (before, after)))
            names = free_symbols(equation)
            one, two = (free_symbols(each) for each in equation.args)
            if one == two and argument not in reasons and not solved.get(id(argument)):
                continue
            if equation.size <= SIMPLE and len(names) <= FEW and shared & names and heads(equation) <= _PLAIN:
                yield Given((), (equation,))


def _order(judged: Judged) -> int:
    """The number of the formula that a step was written in."""
    argument = judged.setting.argument
    places = (
        order for each, order in zip(argument.chain.statements, argument.orders, strict=False) if each is judged.after
    )
    return next(places, argument.order)


def _is_reason(argument: Argument) -> bool:
    return not argument.formula.display and _REASON.search(argument.formula.before.text[-PROSE:]) is not None


def mentioned(judged: Judged) -> Iterator[tuple[dict[str, Given], bool]]:
    """The numbers that equations in front of a step give to its names, then also those behind it, and which it is."""
    setting = judged.setting
    here = _where(judged.after.passage)
    names = free_symbols(judged.step.before) ^ free_symbols(judged.step.after)
    order = _order(judged)
    near = [each for each in setting.known.mentioned if abs(each.order - order) <= LOCAL]
    front = [each for each in near if _where(each.value) < here]
    for found, behind in ((front, False), (near, True)):
        values = mentioned_for((each for each in found if each.name in names), setting.known.names)
        if values:
            yield values, behind


def special_values(judged: Judged, one: Term, two: Term) -> Iterator[Given]:
    """That a name which has gone is 1 or 0, where the prose says so in words: "with unit variance", "standard"."""
    prose = " ".join(each.text[-PROSE:] for each in (judged.setting.argument.formula.before, *judged.after.notes))
    values = [value for words, value in _SPECIAL if words.search(prose)]
    for name in sorted(free_symbols(one) - free_symbols(two)):
        for value in values:
            yield Given((), (App("=", (Sym(name), value)),))


def only_alike(judged: Judged) -> str:
    """The equation of two names, "if $x = y$", without which a step with both isn't proved; else ""."""
    definitions, step = judged.setting.definitions, judged.step
    left = judged.chain[0] if judged.after.joined else step.before
    both = free_symbols(left) & free_symbols(step.after)
    alike = [each for each in definitions if not each.parameters and isinstance(each.body, Sym) and each.name in both]
    if not alike:
        return ""
    rest = tuple(each for each in definitions if each not in alike)
    verdict = asked(judged, unfold(left, rest), unfold(step.after, rest), judged.setting.given)
    return "" if isinstance(verdict, Proved) else ", ".join(str(each) for each in alike)


def rests_on_dropped(sides: tuple[Term, Term], definitions: Definitions, fewer: Definitions) -> bool:
    """Whether something is differentiated that fewer definitions would leave without what it depends on."""
    dropped = {each.name for each in definitions} - {each.name for each in fewer}
    rates = [part for side in sides for part in subterms(side) if isinstance(part, App) and part.head == "diff"]
    return any(not dropped.isdisjoint(free_symbols(part.args[0])) for part in rates)


def other_conditions(judged: Judged) -> bool:
    """Whether something is assumed between two displays: for $x > 0$ this, for $x < 0$ that."""
    one, two = (_where(each.passage) for each in (judged.before, judged.after))
    return any(one < _where(each.passage) < two for each in judged.setting.known.assumed)


def _where(passage: Passage) -> tuple[int, int]:
    place = passage.place()
    return place.line, place.column


def renamed(judged: Judged, valued: frozenset[str]) -> bool:
    """Whether a mere name may stand for something else than before: for another number, in other names or functions.

    So may what depends on one, ``\\frac{dy}{dx}``, where ``y = \\dots`` is written again in between.
    """
    setting, step = judged.setting, judged.step
    if judged.after.joined and _written_again(judged):
        return True
    left = judged.chain[0] if judged.after.joined else step.before
    if not isinstance(left, Sym):
        return False
    body = step.before if judged.after.joined else unfold(left, setting.definitions)
    one, two = (free_symbols(unfold(side, setting.definitions)) - valued for side in (body, step.after))
    another_number = literal(body) is not None and literal(step.after) is not None
    others = judged.after.joined and (_functions(body) != _functions(step.after) or _used_between(judged))
    return body != left and (one != two or another_number or others)


def _used_between(judged: Judged) -> bool:
    """Whether something else, such as a derivative, is said of a mere name between two displays that state it."""
    before, after = (_where(each.passage) for each in (judged.before, judged.after))
    name = the_name(judged.first.latex)
    for argument in judged.setting.around:
        first, *_ = argument.chain.statements
        if before < _where(first.passage) < after and any(
            f"d{name}" in names_in(side) for side in argument.chain.sides
        ):
            return True
    return False


def _functions(side: Term) -> frozenset[str]:
    return frozenset(head for head in heads(side) if head.isalpha()) - {"neg"}


def _written_again(judged: Judged) -> bool:
    """Whether a mere name in the left side of two displays is told again what it is between them."""
    before, after = (_where(each.passage) for each in (judged.before, judged.after))
    told = names_in(judged.first.latex)
    for argument in judged.setting.around:
        first, *others = argument.chain.statements
        name = the_name(first.latex)
        mere = name in told and "(" not in first.latex and first is not judged.first
        if mere and any(each.joined and before < _where(each.passage) < after for each in others):
            return True
    return False


def about(terms: Iterable[Term], definitions: Definitions, given: Given) -> Given:
    """The givens that have to do with some terms, in one step or more."""
    reached = {name for term in terms for name in names(term)}
    reached |= {name for each in definitions for name in names(each.body)}
    while True:
        more = {name for each in given.relations if reached & free_symbols(each) for name in free_symbols(each)}
        if more <= reached:
            break
        reached |= more
    kinds = tuple(pair for pair in given.kinds if pair[0] in reached)
    return Given(kinds, tuple(each for each in given.relations if reached & free_symbols(each)), given.real_values)
