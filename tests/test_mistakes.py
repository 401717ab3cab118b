"""The classic mistakes: every row is false, its remedy true, and it is recognised where it was made."""

from __future__ import annotations

import pytest

from derivex.book import BOOK
from derivex.engine.ladder import prove
from derivex.laws import Context
from derivex.matching import fill
from derivex.mistakes.mistake import Mistake
from derivex.mistakes.recognising import MISTAKES, looks_like
from derivex.notation.write import plain
from derivex.promises import law_given, read_case, read_point
from derivex.verdict import Proved, Refuted

EXAMPLES = [(mistake, text) for mistake in MISTAKES for text in mistake.examples]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda each: each.name)
def test_the_wrong_law_is_false_where_it_says(mistake: Mistake) -> None:
    point = read_point(mistake.breaks) if mistake.breaks else {}
    left, right = (fill(side, point, mistake.rule.letters) for side in (mistake.rule.left, mistake.rule.right))
    assert isinstance(prove(left, right), Refuted)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda each: each.name)
def test_the_right_law_is_true(mistake: Mistake) -> None:
    assert isinstance(prove(mistake.rule.left, mistake.instead, law_given(mistake.rule)), Proved)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda each: each.name)
def test_no_mistake_is_a_rule(mistake: Mistake) -> None:
    assert mistake.name not in BOOK
    assert mistake.why.endswith(".")


@pytest.mark.parametrize(("mistake", "text"), EXAMPLES, ids=[text for _, text in EXAMPLES])
def test_a_false_step_looks_like_its_mistake(mistake: Mistake, text: str) -> None:
    case = read_case(text)
    assert isinstance(prove(case.before, case.after, case.context.given), Refuted)
    found = looks_like(case.before, case.after, case.context)
    assert found is not None
    assert found.mistake.name == mistake.name


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("(x + 3)^2 = x^2 + 9", "x^2 + 6*x + 9"),
        ("diff(sin(2*x), x) = cos(2*x)", "2*cos(2*x)"),
        ("2*(x + 3) = 2*x + 3", "2*x + 6"),
        ("sqrt(x + 4) = sqrt(x) + 2", None),
    ],
)
def test_the_line_as_it_should_have_been(text: str, corrected: str | None) -> None:
    case = read_case(text)
    found = looks_like(case.before, case.after)
    assert found is not None
    assert (None if found.corrected is None else plain(found.corrected)) == corrected


@pytest.mark.parametrize("text", ["x + y = x*y", "sin(x) = x", "x^2 = x^3 + 1"])
def test_what_looks_like_nothing_is_called_nothing(text: str) -> None:
    case = read_case(text)
    assert looks_like(case.before, case.after, Context()) is None


def test_there_are_forty_and_each_has_its_own_name() -> None:
    names = [mistake.name for mistake in MISTAKES]
    assert len(names) == len(set(names))
    assert len(names) >= 40
