"""The hooks by which pytest collects derivations and documents, one test a chain.

Nobody's files are collected unasked. They are where

- a file is named on the command line: ``pytest notes.md``;
- a file is below a path of the ini option ``derivex_paths``, and the run looks there;
- the run has ``--derivex``: every file in the folders that it looks into.

Contract: this module is loaded in every run of pytest wherever derivex is installed, so it imports nothing of ours
before the first file is collected. Python files are pytest's own and never collected here.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from pathlib import Path

import pytest

SUFFIXES = frozenset(
    [".md", ".markdown", ".mdown", ".qmd", ".rmd", ".calc", ".tex", ".latex", ".ltx", ".ipynb", ".rst", ".txt", ".text"]
)
PROPERTY = "derivex"  # under which what was counted of a chain travels with its report
UNDECIDED = ("xfail", "fail", "skip")
_NAMED = pytest.StashKey[frozenset[Path]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("derivex", "derivations and documents")
    collect = "collect derivations and documents in all folders that are looked into, one test a chain"
    group.addoption("--derivex", action="store_true", help=collect)
    where = "files and folders whose derivations and documents are collected, one test a chain"
    parser.addini("derivex_paths", where, type="paths", default=[])
    how = f"what becomes of a chain that is undecided: {', '.join(UNDECIDED)} (default: xfail)"
    parser.addini("derivex_undecided", how, default="xfail")


def pytest_configure(config: pytest.Config) -> None:
    wish = config.getini("derivex_undecided")
    if wish not in UNDECIDED:
        raise pytest.UsageError(f'derivex_undecided is "{wish}"; choose from {", ".join(UNDECIDED)}')


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    config = parent.config
    if file_path.suffix.lower() not in SUFFIXES:
        return None
    named = file_path in _named(config)
    if not (named or config.getoption("derivex") or _below(file_path, config.getini("derivex_paths"))):
        return None
    from derivex.plugin.collecting import MathematicsFile, excluded

    if not named and excluded(config, file_path):
        return None
    return MathematicsFile.from_parent(parent, path=file_path)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A chain that is skipped is so where it stands, and not where that was decided."""
    report = yield
    if report.skipped and isinstance(report.longrepr, tuple) and any(True for _ in _of_ours(report.user_properties)):
        path, line, _ = item.reportinfo()
        report.longrepr = (str(path), (line or 0) + 1, report.longrepr[2])
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    properties = list(_properties(terminalreporter))
    if properties:
        from derivex.plugin.collecting import summary

        for line in summary(properties):
            terminalreporter.write_line(line)


def _properties(terminalreporter: pytest.TerminalReporter) -> Iterator[tuple[str, object]]:
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") == "call":
                yield from _of_ours(getattr(report, "user_properties", ()))


def _of_ours(properties: Iterable[tuple[str, object]]) -> Iterator[tuple[str, object]]:
    return ((name, value) for name, value in properties if name == PROPERTY)


def _named(config: pytest.Config) -> frozenset[Path]:
    """The files that are named on the command line themselves."""
    if _NAMED not in config.stash:
        here = config.invocation_params.dir
        config.stash[_NAMED] = frozenset((here / each.partition("::")[0]).resolve() for each in config.args)
    return config.stash[_NAMED]


def _below(path: Path, roots: list[Path]) -> bool:
    return any(path == root or root in path.parents for root in roots)
