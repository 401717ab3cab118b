"""Helpers for tests that ask the engine: a question as people type it, and the answer that it must have."""

from __future__ import annotations

from derivex.engine.bounds import Bounds
from derivex.engine.ladder import prove
from derivex.given import Given
from derivex.notation.plain import read
from derivex.notation.write import plain
from derivex.term import Term
from derivex.verdict import Proved, Refuted, Undecided, Verdict


def ask(before: str, after: str, *given: str, bounds: Bounds = Bounds()) -> Verdict:
    return prove(read(before), read(after), Given.read(given), bounds)


def proved(before: str, after: str, *given: str) -> Proved:
    verdict = ask(before, after, *given)
    assert isinstance(verdict, Proved), verdict
    return verdict


def refuted(before: str, after: str, *given: str) -> Refuted:
    verdict = ask(before, after, *given)
    assert isinstance(verdict, Refuted), verdict
    return verdict


def undecided(before: str, after: str, *given: str) -> Undecided:
    verdict = ask(before, after, *given)
    assert isinstance(verdict, Undecided), verdict
    return verdict


def words(relations: tuple[Term, ...]) -> list[str]:
    return [plain(relation) for relation in relations]
