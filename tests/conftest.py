"""Settings that all tests share, and the recheck of every verdict that any of them gets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import settings

from derivex.certificates.door import Failed, NotCertified, recheck
from derivex.engine import ladder
from derivex.engine.bounds import Bounds
from derivex.verdict import Asked, Undecided, Verdict

# the same examples on every machine and every run; no test is judged by a clock
settings.register_profile("derivex", derandomize=True, deadline=None)
settings.load_profile("derivex")

CONFIRMED: set[Asked] = set()
NOT_CERTIFIED: dict[Asked, str] = {}


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


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many verdicts were rechecked, and why others had no certificate."""
    known = f"{len(CONFIRMED)} verdicts confirmed without the engine, {len(NOT_CERTIFIED)} without a certificate"
    terminalreporter.write_line(known)
    for reason, count in Counter(NOT_CERTIFIED.values()).most_common():
        terminalreporter.write_line(f"    {count} {reason}")
