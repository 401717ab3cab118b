"""Settings that all tests share, and the recheck of every verdict that any of them gets."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import settings

from derivex.certificates.door import Failed, NotCertified, recheck
from derivex.engine import ladder
from derivex.engine.bounds import Bounds
from derivex.verdict import Asked, Undecided, Verdict

# frozen values make few cycles: looking for them seldom saves a twentieth of the time
gc.set_threshold(100_000, 20, 100)

# the same examples on every machine and every run; no test is judged by a clock
settings.register_profile("derivex", derandomize=True, deadline=None)
settings.load_profile("derivex")

CONFIRMED: set[Asked] = set()
NOT_CERTIFIED: dict[Asked, str] = {}
ELSEWHERE: list[tuple[int, list[str]]] = []  # what other processes of this run have found


def rechecked(answered: Callable[[Asked, Bounds], Verdict]) -> Callable[[Asked, Bounds], Verdict]:
    """The same answers, each of them confirmed without the engine where it has a certificate."""

    def confirmed(asked: Asked, bounds: Bounds) -> Verdict:
        verdict = answered(asked, bounds)
        if isinstance(verdict, Undecided) or asked in CONFIRMED or asked in NOT_CERTIFIED:
            return verdict
        match recheck(verdict):
            case Failed(reason):
                raise AssertionError(f"{verdict} of {asked} was not confirmed: {reason}")
            case NotCertified(reason):
                NOT_CERTIFIED[asked] = reason
            case _:
                CONFIRMED.add(asked)
        return verdict

    return confirmed


ladder.answered = rechecked(ladder.answered)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """What a process of several has found goes to the one that tells it."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["confirmed"] = len(CONFIRMED)
        output["not certified"] = list(NOT_CERTIFIED.values())


@pytest.hookimpl(optionalhook=True)  # of pytest-xdist
def pytest_testnodedown(node: Any) -> None:
    """The same, where it arrives; a verdict that two processes got counts twice."""
    found = getattr(node, "workeroutput", {})
    ELSEWHERE.append((found.get("confirmed", 0), found.get("not certified", [])))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many verdicts were rechecked, and why others had no certificate."""
    confirmed = len(CONFIRMED) + sum(count for count, _ in ELSEWHERE)
    reasons = [*NOT_CERTIFIED.values(), *(reason for _, each in ELSEWHERE for reason in each)]
    terminalreporter.write_line(
        f"{confirmed} verdicts confirmed without the engine, {len(reasons)} without a certificate"
    )
    for reason, count in Counter(reasons).most_common():
        terminalreporter.write_line(f"    {count} {reason}")
