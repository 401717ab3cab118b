"""SymPy's own opinion: asked elsewhere, bounded, and never in the way."""

from __future__ import annotations

import time

import pytest

from derivex import opinion
from derivex.given import Given
from derivex.notation.names import Names
from derivex.notation.plain import read
from derivex.opinion import opinions
from derivex.term import Sym, Term

NAMES = Names(functions=frozenset({"f", "g"}))

CASES = [
    ("diff(1/(1 + exp(-x)), x)", "exp(-x)/(1 + exp(-x))^2", "agrees"),
    ("diff(1/(1 + exp(-x)), x)", "-exp(-x)/(1 + exp(-x))^2", "disagrees"),
    ("diff(f(x^2), x)", "2*x*f'(x^2)", "agrees"),
    ("f(x)", "g(x)", "no opinion"),
    ("sqrt(x^2)", "x", "disagrees"),
    ("log(x*y)", "log(x) + log(y)", "disagrees"),
    ("9^9^9^9", "1", "no opinion"),
    ("1/(x - x)", "1/(x - x)", "no opinion"),
    ("Sum(k, (k, 1, n))", "n*(n + 1)/2", "agrees"),
    ("Integral(x, x)", "x^2/2 + 1", "no opinion"),
    ("Integral(x, (x, 0, 1))", "1/2", "agrees"),
    ("1/2", "1/3", "disagrees"),
]


def pair(before: str, after: str) -> tuple[Term, Term]:
    return read(before, names=NAMES), read(after, names=NAMES)


def test_every_pair_has_its_own_opinion() -> None:
    found = opinions([pair(before, after) for before, after, _ in CASES], seconds=60)
    assert dict(zip(CASES, found, strict=True)) == {case: case[2] for case in CASES}


def test_the_givens_count() -> None:
    positive = Given.read(["x > 0", "y > 0"])
    pairs = [pair("log(x*y)", "log(x) + log(y)"), pair("sqrt(x^2)", "x"), pair("x", "x + 1")]
    assert opinions(pairs, given=positive, seconds=60) == ["agrees", "agrees", "disagrees"]
    assert opinions([pair("abs(x)", "x")], given=Given.read(["x > 1", "x < 0 - -2"]), seconds=60) == ["agrees"]


def test_no_pairs_no_question() -> None:
    assert opinions([]) == []


def test_out_of_time_is_no_opinion() -> None:
    began = time.monotonic()
    assert opinions([pair("x", "x")] * 3, seconds=0.01) == ["no opinion"] * 3
    assert time.monotonic() - began < 30


def test_a_hard_step_does_not_take_the_others_time() -> None:
    hard = pair("Integral(exp(sin(x)*cos(x)^3 + x^5), (x, 0, 1))", "Integral(sin(exp(x^7 + cos(x))), (x, 0, 1))")
    assert opinions([hard, pair("x + x", "2*x")], seconds=8)[1] == "agrees"


@pytest.mark.parametrize("command", ["/nonexistent/python", ""])
def test_no_process_is_no_opinion(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opinion.sys, "executable", command)
    assert opinions([pair("x", "x")]) == ["no opinion"]


def test_the_working_directory_is_not_imported(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sympy.py").write_text("raise SystemExit", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert opinions([pair("x + x", "2*x")], seconds=60) == ["agrees"]


def test_terms_travel_as_nested_lists() -> None:
    term = read("Sum(f'(k)/2.50, (k, 1, n)) - 1e-3", names=NAMES)
    assert opinion._term(opinion._tree(term)) == term
    assert opinion._tree(Sym("x")) == ["symbol", "x"]
