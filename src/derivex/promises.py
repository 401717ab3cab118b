"""What a rule promises, examined: by the tests for every row, and for a user's own rule.

1. Its law is proved under its needs, by the engine, which shares no code with the book; some laws line by line,
   where a line may also be an instance of another law that is proved so.
2. Its needs are needed: at ``breaks`` the two sides differ, or one is undefined.
3. What it accepts is true and follows, and the replay agrees.
4. Name and reason are fit to print.
5. What it refuses doesn't follow.

(The sixth, that random instances hold in numbers and follow both ways, needs an oracle of
its own and stands in the tests.) Contract: ``broken`` lists what is broken, in words;
``admit`` returns the book with one's own rules, or raises ``BadRule``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from derivex.book import BOOK, Book
from derivex.definition import names_of, read_definitions, unfold
from derivex.engine.bounds import Bounds
from derivex.errors import BadRule, InputError
from derivex.given import Given
from derivex.inequality import judge
from derivex.justify import justify_bound
from derivex.laws import Context, wanted
from derivex.lead import Fits, NotFound, SearchBounds, lead
from derivex.matching import fill
from derivex.notation.plain import read, read_relations
from derivex.reasons import Reason
from derivex.rule import LAW_NAMES, Rule
from derivex.subterms import heads, subterms
from derivex.term import App, Sym, Term, free_symbols_of
from derivex.verdict import Proved, Refuted, Undecided


@dataclass(frozen=True, slots=True)
class Case:
    """One accepted or refused step: its lines, and what it stands under."""

    before: Term
    after: Term
    context: Context
    relation: str = "="


def read_case(text: str) -> Case:
    """``"given x > 0: sqrt(x^2) = x"`` or ``"let u = x^2: exp(u) = exp(x^2)"`` as data.

    >>> case = read_case("given x > 0: abs(x) = x")
    >>> case.before, str(case.context.given)
    (App(head='abs', args=(Sym(name='x'),)), 'x > 0')
    """
    head = re.match(r"(given|let) (.*?): ", text)
    given, definitions = Given(), read_definitions(())
    if head and head[1] == "given":
        given = Given.read([head[2]])
    elif head:
        definitions = read_definitions([head[2]])
    body = text[head.end() :] if head else text
    (relation,) = read_relations(body, names=names_of(given, definitions))
    assert isinstance(relation, App)
    return Case(relation.args[0], relation.args[1], Context(given, definitions), relation.head)


def broken(rule: Rule, book: Book = BOOK) -> tuple[str, ...]:
    """What the rule promises and doesn't keep; empty for a good rule.

    >>> broken(Rule(name="freshmans-dream", law="(a + b)^2 = a^2 + b^2", why="It would be nice.",
    ...             accepts=("(x + y)^2 = x^2 + y^2",), refuses=("x = y",)))[0]
    'its law is false at a = 1, b = 1: 4 != 2'
    """
    known = book if rule.name in book.by_name() else book.extended(rule)
    false = tuple(_law_is_true(rule))
    if false:
        return false  # what follows from a false law needs no list
    rest = (_needs_are_needed(rule), _is_fit_to_print(rule), _cases_hold(rule, known))
    return tuple(complaint for promise in rest for complaint in promise)


def admit(*rules: Rule, book: Book = BOOK) -> Book:
    """The book with more rules; ``BadRule`` names the promises that one of them breaks."""
    extended = book.extended(*rules)
    for rule in rules:
        complaints = broken(rule, extended)
        if complaints:
            raise BadRule(f"the rule {rule.name} can't be used: " + "; ".join(complaints))
    return extended


# ---- the promises ----


def law_given(rule: Rule) -> Given:
    """The givens of a law: its needs; letters about which they say nothing may be complex.

    An end of a sum or a product is an integer, an end of an integral real: other ends have no meaning.
    """
    needs = [each for each in rule.conditions() if each.kind != "free of" and "continuous" not in each.kind]
    spoken = {condition.letter for condition in needs if condition.kind != "!="}
    counted, measured = ends(rule, "Sum", "Product"), ends(rule, "Integral", "Limit")
    kinds = [(name, "complex") for name in sorted(rule.letters.plain - spoken - counted - measured)]
    kinds += [(name, "integer") for name in sorted(counted)]
    return Given.read(map(str, needs)).and_(Given(tuple(kinds)))


def ends(rule: Rule, *heads: str) -> frozenset[str]:
    """The letters in the ends of a law's sums, integrals and so on."""
    bounds = [
        node.args[1]
        for side in (rule.left, rule.right)
        for node in subterms(side)
        if isinstance(node, App) and node.head in heads
    ]
    ends = [end for each in bounds if isinstance(each, App) for end in each.args[1:]]
    return free_symbols_of(tuple(ends)) & rule.letters.plain


def _law_is_true(rule: Rule) -> Iterator[str]:
    if not rule.law:
        return
    given = law_given(rule)
    lines = (rule.left, *(read(line, names=LAW_NAMES) for line in rule.through), rule.right)
    for before, after in pairwise(lines):
        match judge(rule.relation, before, after, given, Bounds()):
            case Refuted(witness):
                yield f"its law is false at {witness}"
            case Undecided(reason) if not _is_an_instance(before, after, given):
                yield f"its law could not be proved: {reason}"


def _is_an_instance(before: Term, after: Term, given: Given) -> bool:
    """Whether a line follows from the one before by a law of the book that the engine proves by itself."""
    context = Context(given)
    rows = (rule for rule in BOOK.rules if rule.law and rule.relation == "=" and not rule.through and not rule.stated)
    asked = (wanted(Reason(rule.name), BOOK, context) for rule in rows if heads(rule.left) <= heads(before) | {"f"})
    bounds = SearchBounds()
    return any(
        isinstance(lead(before, after, (one,), book=BOOK, context=context, bounds=bounds), Fits) for one in asked
    )


def _needs_are_needed(rule: Rule) -> Iterator[str]:
    if rule.breaks is None:
        return
    values = read_point(rule.breaks)
    left, right = (fill(side, values, rule.letters) for side in (rule.left, rule.right))
    if isinstance(judge(rule.relation, left, right, Given(), Bounds()), Proved):
        yield f"its law holds at {rule.breaks}, so its needs are not needed there"


def read_point(text: str) -> dict[str, Term]:
    """``"a = 2*pi*I, f(t) = t"`` as values of letters."""
    values: dict[str, Term] = {}
    for piece in text.split(", "):
        name, value = (side.strip() for side in piece.split("=", 1))
        term = read(value)
        if function := re.fullmatch(r"(\w+)\((\w+)\)", name):
            values[function[1]] = App("place", (Sym(function[2]), term))
        else:
            values[name] = term
    return values


def _is_fit_to_print(rule: Rule) -> Iterator[str]:
    if not re.fullmatch(r"[A-Z0-9].{8,98}\.", rule.why) or ". " in rule.why:
        yield "its reason (why) must be one sentence of up to a hundred letters"
    if not rule.accepts:
        yield "it gives no example of what it accepts"
    if not rule.refuses:
        yield "it gives no example of what it refuses"


def _cases_hold(rule: Rule, book: Book) -> Iterator[str]:
    for text in rule.accepts:
        try:
            case = read_case(text)
        except InputError as error:
            yield f'"{text}" can\'t be read: {error}'
            continue
        before, after = (unfold(side, case.context.definitions) for side in (case.before, case.after))
        verdict = judge(case.relation, before, after, case.context.given, Bounds())
        if isinstance(verdict, Refuted):
            yield f'it accepts "{text}", which is false at {verdict.witness}'
        elif isinstance(verdict, Undecided):
            yield f'it accepts "{text}", which could not be proved: {verdict.reason}'
        if not isinstance(follows(case, rule, book), Fits):
            yield f'"{text}" doesn\'t follow from it'
    for text in rule.refuses:
        try:
            answer = follows(read_case(text), rule, book)
        except InputError as error:
            yield f'"{text}" can\'t be read: {error}'
            continue
        if isinstance(answer, Fits | NotFound):
            yield f'it doesn\'t refuse "{text}"'


def follows(case: Case, rule: Rule, book: Book) -> Fits | NotFound | None:
    """What the search for this rule alone, by its name, says of a case."""
    if case.relation != "=":
        reasons = (Reason(rule.name),)
        found = justify_bound(case.before, case.relation, case.after, reasons, book=book, context=case.context)
        return found if isinstance(found, Fits) else None
    asked = (wanted(Reason(rule.name), book, case.context),)
    return lead(case.before, case.after, asked, book=book, context=case.context, bounds=SearchBounds())
