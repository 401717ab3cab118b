"""Steps between equations: truth, moves, and what is lost and gained."""

from __future__ import annotations

import pytest

from derivex.book import BOOK
from derivex.engine.points import Point
from derivex.equations.fitting import Asked, fitted
from derivex.equations.implication import implied
from derivex.equations.inclusion import follows, judged
from derivex.equations.isolation import isolations
from derivex.equations.normal import joined
from derivex.equations.orders import EVERY, moves_named
from derivex.equations.rows import MOVES, Move
from derivex.equations.slips import SLIPS, Slip, slipped
from derivex.equations.transitions import transition
from derivex.equations.truth import At
from derivex.errors import BadRule
from derivex.given import Given
from derivex.justify import DoesNotFit, Justification
from derivex.laws import Context
from derivex.lead import Fits
from derivex.notation.plain import read, read_relation
from derivex.notation.statements import read_implication
from derivex.notation.write import plain
from derivex.reasons import Reason
from derivex.substitution import substitute
from derivex.term import App
from derivex.verdict import Proved, Refuted


def equation(text: str) -> App:
    found = read_relation(text)
    assert isinstance(found, App)
    return found


def equations(text: str) -> tuple[App, ...]:
    return tuple(map(equation, text.split("; ")))


# ---- truth ----

IMPLIED = [
    # premises, conclusion, where the proof says nothing or the conclusion isn't defined
    ("x = y", "x + 1 = y + 1", []),
    ("u = 3/w", "u*w = 3", []),
    ("u*w = 3", "u = 3/w", ["w = 0"]),
    ("r = s*t; q = r + 1", "q = s*t + 1", []),
    ("m = 1/f; l = v/f", "l = m*v", []),
    ("v^2 = 2*g*h; k = n*v^2", "k = 2*n*g*h", []),
    ("x = 2", "x^2 = 4", []),
    ("x = y", "sin(x)^2 + cos(x)^2 = 1", []),
    ("exp(x) = y", "exp(2*x) = y^2", []),
]
NOT_IMPLIED = [
    ("x = y", "x + 1 = y + 2"),
    ("u = 3/w", "u/3 = w"),
    ("x^2 = 9", "x = 3"),
    ("x + y = 1", "x - y = 1"),
    ("a*x = b*x", "a = b + 1"),
    ("r = s*t; q = r + 1", "q = s*t - 1"),
]


@pytest.mark.parametrize(("premises", "conclusion", "lost"), IMPLIED)
def test_what_follows_is_proved(premises: str, conclusion: str, lost: list[str]) -> None:
    verdict = implied(equations(premises), equations(conclusion))
    assert isinstance(verdict, Proved)
    assert [plain(each) for each in verdict.lost] == lost


@pytest.mark.parametrize(("premises", "conclusion"), NOT_IMPLIED)
def test_what_does_not_follow_is_refuted_at_a_point_of_the_premises(premises: str, conclusion: str) -> None:
    before, after = equations(premises), equations(conclusion)
    verdict = implied(before, after)
    assert isinstance(verdict, Refuted)
    point = dict(verdict.witness.at)
    for each in before:
        left, right = (substitute(side, point) for side in each.args)
        assert isinstance(implied((), (App("=", (left, right)),)), Proved)


def test_alternatives_are_all_that_a_square_leaves() -> None:
    assert isinstance(implied(equations("x^2 = 9"), equations("x = 3; x = -3")), Proved)
    assert isinstance(implied(equations("x^2 = 9"), equations("x = 3; x = -2")), Refuted)


def test_a_given_that_excludes_the_other_root_is_no_refutation() -> None:
    verdict = implied(equations("x^2 = 9"), equations("x = 3"), Given.read(["x > 0"]))
    assert not isinstance(verdict, Refuted)


def test_integers_make_no_point_of_a_fraction() -> None:
    given = Given.read(["n integer", "m integer"])
    verdict = implied(equations("2*n = m"), equations("n = 7"), given)
    assert isinstance(verdict, Refuted)
    assert dict(verdict.witness.at).keys() == {"n", "m"}


@pytest.mark.parametrize(
    ("text", "part", "values"),
    [
        ("2*x + y = 3", "x", ["(-y + 3)/2"]),
        ("m*v^2 = E_", "v^2", ["E_/m"]),
        ("x = y^3", "x", ["y^3"]),
        ("y^2 = x", "y", ["sqrt(x)", "-sqrt(x)"]),
    ],
)
def test_parts_are_isolated(text: str, part: str, values: list[str]) -> None:
    found = {plain(one.part): [plain(value) for value in one.values] for one in isolations(equation(text))}
    assert found[part] == values


def test_what_is_bound_is_never_isolated() -> None:
    parts = {plain(one.part) for one in isolations(equation("Integral(x*y, (x, 0, 1)) = z"))}
    assert "x" not in parts
    assert "z" in parts


# ---- moves ----

MADE = [
    # line before, line after, the move, what was added or so, lost, gained
    ("x = y", "x + 7 = y + 7", "add-to-both-sides", "7", [], []),
    ("x + z = y", "x = y - z", "subtract-from-both-sides", "z", [], []),
    ("2*x = 6*y", "x = 3*y", "divide-both-sides", "2", [], []),
    ("a*t = v", "t = v/a", "divide-both-sides", "a", ["a = 0"], []),
    ("x/z = y", "x = y*z", "multiply-both-sides", "z", [], ["z = 0"]),
    ("x*(x - 2) = 0", "x - 2 = 0", "divide-both-sides", "x", ["x = 0"], []),
    ("x = y", "x^2 = y^2", "multiply-both-sides", None, [], None),
    ("x - 1 = y", "y = x - 1", "swap-sides", None, [], []),
    ("w = v", "exp(w) = exp(v)", "exponentiate-both-sides", None, [], []),
]


@pytest.mark.parametrize(("before", "after", "name", "amount", "lost", "gained"), MADE)
def test_the_move_that_was_made_is_named(
    before: str, after: str, name: str, amount: str | None, lost: list[str], gained: list[str] | None
) -> None:
    found = transition(equations(before), equations(after), book=BOOK)
    assert isinstance(found.verdict, Proved)
    assert found.justified
    assert found.names[0] in {name, "square-both-sides"}
    if amount is not None:
        assert found.amount is not None
        assert plain(found.amount) == amount
    assert [plain(each) for each in found.verdict.lost] == lost
    if gained is not None:
        assert [plain(each) for each in found.verdict.gained] == gained


def test_a_wrong_move_that_keeps_the_solutions_has_no_name() -> None:
    found = transition(equations("4*x - 8 = 2*(x - 2)"), equations("4*x - 8 + 2*(x - 2) = 0"), book=BOOK)
    assert isinstance(found.verdict, Proved)
    assert not found.justified
    assert found.names == ()


def test_the_proof_that_two_is_one_is_stopped_at_its_division() -> None:
    """From (a - b)*(a + b) = b*(a - b), where a = b was given: dividing needs a - b != 0."""
    found = transition(equations("(a - b)*(a + b) = b*(a - b)"), equations("a + b = b"), book=BOOK)
    assert [plain(each) for each in found.verdict.lost] == ["a - b = 0"]  # type: ignore[union-attr]  # Proved


@pytest.mark.parametrize(
    ("inputs", "output", "name"),
    [
        ("p = q*r; s = p + 1", "s = q*r + 1", "substitute"),
        ("a = b; a = c", "b = c", "equate"),
        ("a = b; c = d", "a + c = b + d", "add-equations"),
        ("x^2 = y", "x = sqrt(y); x = -sqrt(y)", "take-the-square-root"),
        ("(x - 1)*(x + 2) = 0", "x - 1 = 0; x + 2 = 0", "zero-product"),
    ],
)
def test_several_equations(inputs: str, output: str, name: str) -> None:
    found = transition(equations(inputs), equations(output), book=BOOK)
    assert isinstance(found.verdict, Proved)
    assert name in found.names


def test_the_authors_amount_is_tried_first() -> None:
    found = transition(equations("x = y"), equations("x + 2*z = y + 2*z"), book=BOOK, feeds=(read("2*z"),))
    assert found.names[0] == "add-to-both-sides"


def test_other_terms_for_symbols() -> None:
    found = transition(equations("s = a*t"), equations("s = a*(u + 1)"), book=BOOK, feeds=(read("t"), read("u + 1")))
    assert found.names == ("change-variable",)


# ---- the rows ----


def case(text: str) -> tuple[Given, App]:
    """``x > 0: a < b => c < d`` as what it stands under and its arrow between two statements."""
    head, colon, rest = text.partition(": ")
    return (Given.read([head]), read_implication(rest)) if colon else (Given(), read_implication(text))


def named(move: Move, text: str) -> Justification:
    """Whether a step is made by a move."""
    given, step = case(text)
    before, after = step.args
    assert isinstance(before, App)
    assert isinstance(after, App)
    reason = Reason(move.name)
    return fitted(Asked(before, after, (reason,), BOOK, Context(given)), judged(step.head, before, after, given))


@pytest.mark.parametrize("move", EVERY, ids=lambda move: move.name)
def test_every_move_is_true(move: Move) -> None:
    """What a move makes follows from its premises and its needs, and the way back holds where it says so."""
    given = Given.read(move.needs.split(", ") if move.needs else ())
    before = joined("and", move.premises)
    assert isinstance(follows(before, move.conclusion, given), Proved)
    if move.both_ways:
        back = Given.read(filter(None, [*move.needs.split(", "), *move.keeps.split(", ")]))
        assert isinstance(follows(move.conclusion, before, back), Proved)


@pytest.mark.parametrize("move", [each for each in EVERY if each.needs or each.keeps], ids=lambda move: move.name)
def test_without_its_condition_a_move_fails(move: Move) -> None:
    """At ``breaks`` one side of the law holds, and the other doesn't."""
    values = dict(each.split(" = ") for each in move.breaks.split(", "))
    at = At(Point(tuple((name, read(value)) for name, value in values.items())))
    sides = {at.truth(joined("and", move.premises)), at.truth(move.conclusion)}
    assert sides == {True, False}
    conditions = move.conditions(", ".join(filter(None, (move.needs, move.keeps))), {})
    assert any(at.truth(each) is False for each in conditions)


@pytest.mark.parametrize(("move", "text"), [(move, text) for move in EVERY for text in move.accepts], ids=str)
def test_what_a_move_accepts_is_made_by_it(move: Move, text: str) -> None:
    found = named(move, text)
    unmet = isinstance(found, DoesNotFit) and " needs " in found.why
    assert isinstance(found, Fits) or (unmet and bool(move.needs))


@pytest.mark.parametrize(("move", "text"), [(move, text) for move in EVERY for text in move.refuses], ids=str)
def test_what_a_move_refuses_is_not_made_by_it(move: Move, text: str) -> None:
    assert not isinstance(named(move, text), Fits)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.name}: {slip.wrong}")
def test_every_mistake_is_one(slip: Slip) -> None:
    """At ``breaks`` the line before holds and the wrong line doesn't; the examples are recognised."""
    values = dict(each.split(" = ") for each in slip.breaks.split(", "))
    at = At(Point(tuple((name, read(value)) for name, value in values.items())))
    assert at.truth(joined("and", slip.move.premises)) is True
    assert at.truth(slip.move.conclusion) is False
    assert all(at.truth(each) is True for each in slip.move.conditions(slip.needs, {}))
    for text in slip.examples:
        before, after = case(text)[1].args
        assert isinstance(before, App)
        assert isinstance(after, App)
        found = slipped(before, after)
        assert found is not None
        assert found.name == slip.name


def test_a_law_without_an_arrow_is_no_row() -> None:
    with pytest.raises(BadRule, match="no arrow"):
        Move("wrong", "a = b", "It says nothing.")


def test_the_words_that_people_use() -> None:
    names = [each for move in MOVES for each in (move.name, *move.aliases)]
    assert len(names) == len(set(names))
    assert all(moves_named(each) for each in names)
    assert moves_named("divide both sides by") == moves_named("divide through")
    assert moves_named("multiply out") == ()
