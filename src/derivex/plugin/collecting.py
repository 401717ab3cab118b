"""Derivations and documents as pytest's files, their chains as its items.

A chain fails if a step of it is false, a reason doesn't fit, the claim isn't met, or it can't be read; its
report says so as ``derivex verify`` would. It is skipped if none of its equations can be checked. One that is
undecided has not passed: it is reported as xfailed, or fails or is skipped, as ``derivex_undecided`` says.
What was counted travels with the report of each item, so that the summary is complete under xdist too.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

from derivex.codes import SELECTABLE
from derivex.commands.checked import Checked
from derivex.commands.telling import complaints, counts, lines, told
from derivex.configuration import Configuration
from derivex.errors import InputError
from derivex.plugin.chains import Chain, chains
from derivex.writers.console import text

CONFIGURATION = pytest.StashKey[Configuration]()


class Wrong(Exception):
    """A chain that isn't as it should be; the text is the report."""


def excluded(config: pytest.Config, path: Path) -> bool:
    """Whether the project passes over a file, or the folder that it is in."""
    try:
        return _configuration(config).excludes(path)
    except InputError:
        return False  # said when the file is collected


def _configuration(config: pytest.Config) -> Configuration:
    return config.stash.setdefault(CONFIGURATION, Configuration())


class MathematicsFile(pytest.File):
    """A file of derivations, or a document."""

    def collect(self) -> Iterable[pytest.Item]:
        shown = os.path.relpath(self.path, self.config.invocation_params.dir)
        try:
            settings = _configuration(self.config).of(self.path)
        except InputError as error:
            raise self.CollectError(error.report()) from None
        for chain in chains(shown if Path(shown).exists() else str(self.path), settings):
            yield ChainItem.from_parent(self, name=chain.name, chain=chain)


class ChainItem(pytest.Item):
    """One chain, judged when the test is run."""

    def __init__(self, *, chain: Chain, **rest: Any) -> None:
        super().__init__(**rest)
        self.chain = chain

    def runtest(self) -> None:
        one = self.chain.judge()
        self.user_properties.append(("derivex", json.dumps(_counted(one))))
        said = report(one)
        status = one.status()
        if status in (1, 2):
            raise Wrong(said)
        self.add_report_section("call", "derivex", said)
        if status == 3:
            self._undecided(one, said)
        if one.equations and all(each.status == "not checkable" for each in one.equations):
            pytest.skip(f"not checkable: {'; '.join(dict.fromkeys(each.reason for each in one.equations))}")

    def _undecided(self, one: Checked, said: str) -> NoReturn:
        wish = str(self.config.getini("derivex_undecided"))
        open_ = [finding for finding in one.findings if finding.severity == "warning"]
        reason = "; ".join(dict.fromkeys(finding.message for finding in open_))
        if wish == "skip":
            pytest.skip(reason)
        if wish == "xfail" and not self.config.getoption("runxfail"):
            pytest.xfail(reason)
        raise Wrong(said)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, Wrong):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[os.PathLike[str] | str, int | None, str]:
        return self.path, self.chain.place.line - 1, self.name


def report(one: Checked) -> str:
    """What ``derivex verify`` would print of a chain."""
    found = (text(each) for each in lines(told(one, frozenset(SELECTABLE))))
    return "\n".join((*complaints(one.errors), *found))


# ---- what all chains come to ----


def _counted(one: Checked) -> dict[str, Any]:
    reasons = Counter(each.reason for each in one.equations if each.status == "not checkable")
    under = [note for report in one.reports for note in report.notes if note.startswith("under ")]
    return {"counts": counts(one), "reasons": reasons, "under": [*under, *([one.under] if one.under else [])]}


def summary(properties: Iterable[tuple[str, object]]) -> Iterator[str]:
    """The lines at the end of a run."""
    chosen = [json.loads(str(value)) for _, value in properties]
    found, reasons, under = Counter[str](), Counter[str](), Counter[str]()
    for each in chosen:
        found.update(each["counts"])
        reasons.update(each["reasons"])
        under.update(each["under"])
    told_counts = ", ".join(f"{found[name]} {name}" for name in ("proved", "refuted", "undecided", "not checkable"))
    yield f"derivex: {len(chosen)} chains, {found['steps']} steps, {told_counts}"
    for reason, count in reasons.most_common():
        yield f"{count:>5} not checkable: {reason}"
    for said, count in under.items():
        yield f"{count:>5} {'chain' if count == 1 else 'chains'} {said}"
