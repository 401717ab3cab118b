"""Every rule of the book keeps its promises; a failure names the row."""

from __future__ import annotations

import random

import pytest

from derivex.book import BOOK, CHAPTERS, Book, phrase
from derivex.errors import BadRule, UnknownRule
from derivex.laws import Context, wanted
from derivex.lead import Fits, SearchBounds, lead
from derivex.matching import fill
from derivex.moves import holds
from derivex.notation.plain import read
from derivex.notation.write import plain
from derivex.promises import admit, broken, ends, follows, law_given, read_case, read_point
from derivex.reasons import Reason
from derivex.rule import LAW_WIDTH, Rule
from derivex.substitution import substitute
from derivex.subterms import heads
from derivex.term import App, Num, Sym, Term, free_symbols, names
from draws import draws
from oracle import close, value

ROWS = [pytest.param(rule, id=rule.name) for rule in BOOK.rules]
LAWS = [pytest.param(rule, id=rule.name) for rule in BOOK.rules if rule.law and rule.relation == "="]


@pytest.mark.parametrize("rule", ROWS)
def test_a_row_keeps_every_promise(rule: Rule) -> None:
    complaints = broken(rule)
    assert not complaints, "\n".join(complaints)


@pytest.mark.parametrize("rule", [row for row in LAWS if row.values[0].breaks])
def test_its_needs_are_needed(rule: Rule) -> None:
    """At ``breaks`` an independent oracle, too, finds different values, or none on one side."""
    bindings = read_point(rule.breaks)
    left, right = (fill(side, bindings, rule.letters) for side in (rule.left, rule.right))
    point = dict.fromkeys(free_symbols(left) | free_symbols(right), 2)
    values = value(left, point), value(right, point)
    assert None in values or not close(*values)


# what a letter may stand for, from plain to odd; each case draws from these with a fixed seed
POOL = [read(text) for text in ("2", "3", "y", "y + 1", "exp(-y)", "y^2 + 1", "2*y", "1/(1 + exp(y))", "-y", "y*z")]
SMALL = [read(text) for text in ("1/2", "1/3", "-1/4", "0.75", "-2")]  # for letters that must be near zero, too
WHOLE = [read(text) for text in ("1", "2", "3", "4", "6")]  # for the ends of sums
ENDS = [read(text) for text in ("1", "2", "1/2", "3")]  # of integrals
FUNCTIONS = [
    read(text) for text in ("x", "x^2", "exp(-x)", "1 + exp(2*x)", "sin(x)", "x + y", "3", "x*exp(x)", "1/(2 + x^2)")
]
OUTER = [read(text) for text in ("exp(t)", "t^3", "sin(t)", "1/(2 + t^2)", "sqrt(1 + t^2)")]


def choices(rule: Rule, name: str) -> list[Term]:
    """What a plain letter may stand for: in an end of a sum it is whole, in one of an integral a number."""
    given = law_given(rule)
    if given.kind(name) == "integer" or name in ends(rule, "Sum", "Product"):
        return WHOLE
    return ENDS if name in ends(rule, "Integral", "Limit") else [*POOL, *SMALL]


def drawn(rule: Rule, generator: random.Random) -> dict[str, Term]:
    """One choice for every letter of a law."""
    letters = rule.letters
    bindings: dict[str, Term] = {name: Sym(name) if name in letters.bound else Sym("x") for name in letters.variables}
    bindings |= {name: generator.choice(choices(rule, name)) for name in sorted(letters.plain)}
    for name in sorted(letters.functions):
        if name not in letters.placed or rule.name == "chain-rule":
            bindings[name] = generator.choice(FUNCTIONS)
        else:
            bindings[name] = App("place", (Sym("t"), substitute(generator.choice(FUNCTIONS), {"x": Sym("t")})))
    if rule.name == "chain-rule":
        bindings["f"] = App("place", (Sym("t"), generator.choice(OUTER)))
    return bindings


COMPOSED = frozenset({"chain-rule", "integration-by-substitution"})  # they speak of f(g(x))


def is_trivial(inner: Term) -> bool:
    """Whether a function is the variable or a number."""
    return isinstance(inner.args[1] if isinstance(inner, App) and inner.head == "place" else inner, Sym | Num)


def instances(rule: Rule, count: int = 12) -> list[dict[str, Term]]:
    """Random bindings of a law's letters that satisfy its needs; the same on every run."""
    generator = random.Random(rule.name)
    found: list[dict[str, Term]] = []
    for _ in range(60 * count):
        bindings = drawn(rule, generator)
        if rule.name in COMPOSED and is_trivial(bindings["g"]):
            continue  # no inner function at all
        if all(holds(condition, bindings, Context()) for condition in rule.conditions()) and bindings not in found:
            found.append(bindings)
        if len(found) == count:
            break
    return found


POINTS = (
    {"x": 0.375, "y": 1.25, "z": 2.5},
    {"x": -1.5, "y": 0.625, "z": 0.75},
    {"x": 2.25, "y": -0.5, "z": 3},
)


@pytest.mark.parametrize("rule", LAWS)
def test_it_holds_in_numbers(rule: Rule) -> None:
    compared, slow = 0, "Integral" in heads(rule.left) | heads(rule.right)  # its numbers are
    for bindings in instances(rule, draws(4) if slow else 12):
        left, right = (fill(side, bindings, rule.letters) for side in (rule.left, rule.right))
        for point in POINTS:
            values = value(left, point), value(right, point)
            if None not in values:
                assert close(*values), f"{plain(left)} != {plain(right)} at {point}"
                compared += 1
    assert compared >= 3


@pytest.mark.parametrize("rule", LAWS)
def test_random_instances_follow_in_both_directions(rule: Rule) -> None:
    """Filling a law and then looking for it finds it, by its name in that direction."""
    for bindings in instances(rule, 5):
        left, right = (fill(side, bindings, rule.letters) for side in (rule.left, rule.right))
        for before, after, name in ((left, right, rule.name), (right, left, rule.reverse)):
            if name and before != after:
                asked = (wanted(Reason(name), BOOK, Context()),)
                answer = lead(before, after, asked, book=BOOK, context=Context(), bounds=SearchBounds())
                assert isinstance(answer, Fits), (name, plain(before), plain(after))


@pytest.mark.parametrize("rule", ROWS)
def test_its_name_and_reason_are_fit_to_print(rule: Rule) -> None:
    assert phrase(rule.name.split("-"))
    assert len(rule.law) <= LAW_WIDTH
    assert rule.why[0].isupper() and rule.why.endswith(".") and ". " not in rule.why
    assert all(alias == alias.lower() and " " not in alias for alias in (*rule.aliases, *rule.reverse_aliases))


@pytest.mark.parametrize("rule", ROWS)
def test_it_refuses_near_misses(rule: Rule) -> None:
    for text in rule.refuses:
        assert not isinstance(follows(read_case(text), rule, BOOK), Fits), text


def test_every_name_leads_to_its_row() -> None:
    for _, rules in CHAPTERS:
        for rule in rules:
            assert BOOK[rule.name] is rule
            if rule.reverse and rule.reverse != rule.name and rule.law:
                assert BOOK[rule.reverse] == rule.turned()
                assert rule.turned().turned().law == rule.law
            for alias in rule.aliases:
                assert rule in {option for option, _ in BOOK.options(alias)}


def test_an_unknown_name_says_what_was_near() -> None:
    with pytest.raises(UnknownRule, match="quotient rule"):
        BOOK["quotient-rul"]


def test_two_rules_of_one_name_are_refused() -> None:
    with pytest.raises(BadRule, match="two rules"):
        Book((*BOOK.rules, BOOK.rules[0]))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"law": "a + b"}, 'no " = "'),
        ({"law": "a + ( = b"}, "can't be read"),
        ({"law": "a = a + c - c"}, "appears on the right only"),
        ({"law": "sqrt(a^2) = a", "needs": ("a positive",), "breaks": "a = -1"}, "unknown condition"),
        ({"law": "sqrt(a^2) = a", "needs": ("a > 0",)}, "needs and no breaks"),
        ({"law": "a + b = b + a", "needs": ("c > 0",), "breaks": "c = 1"}, "has no c"),
        ({"law": ""}, "needs a law or a function"),
        ({"law": "a = a", "name": "No Kebab"}, "kebab-case"),
    ],
)
def test_a_bad_row_cannot_be_built(row: dict[str, object], words: str) -> None:
    with pytest.raises(BadRule, match=words):
        Rule(**{"name": "mine", "why": "It is mine.", **row})


FINE = Rule(
    name="sum-of-fifth-powers",
    law="a^5 + b^5 = (a + b)*(a^4 - a^3*b + a^2*b^2 - a*b^3 + b^4)",
    why="A sum of fifth powers has the sum as a factor.",
    accepts=("x^5 + y^5 = (x + y)*(x^4 - x^3*y + x^2*y^2 - x*y^3 + y^4)",),
    refuses=("x^5 + y^5 = (x + y)^5",),
)


def test_a_rule_of_ones_own_joins_the_book() -> None:
    book = admit(FINE)
    assert book["sum-of-fifth-powers"] is FINE and len(book) == len(BOOK) + 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"law": "a^5 + b^5 = (a + b)^5"}, "its law is false at"),
        ({"accepts": ("x^5 + y^5 = x^5 + 2*y^5",)}, "which is false at"),
        ({"accepts": ("x + y = y + x + 0*z",)}, "doesn't follow from it"),
        ({"refuses": ("x^5 + y^5 = (x + y)*(x^4 - x^3*y + x^2*y^2 - x*y^3 + y^4)",)}, "doesn't refuse"),
        ({"why": "no sentence"}, "one sentence"),
        ({"accepts": ()}, "no example of what it accepts"),
        ({"law": "sqrt(a^2) = abs(a)", "needs": ("a >= 0",), "breaks": "a = -1"}, "its needs are not needed"),
    ],
)
def test_a_rule_that_breaks_a_promise_may_not_be_used(change: dict[str, object], words: str) -> None:
    row = {name: getattr(FINE, name) for name in ("name", "law", "why", "accepts", "refuses")}
    with pytest.raises(BadRule, match=words):
        admit(Rule(**{**row, **change}))


def test_the_givens_of_a_law_leave_other_letters_complex() -> None:
    given = law_given(BOOK["logarithm-of-a-power"])
    assert given.kind("b") == "real"
    assert law_given(BOOK["cancel"]).kind("c") == "complex"
    assert "a" in names(given.relations[0])
