"""What ``verify`` prints for people: the findings of each file, and what all of them come to.

One finding a line, with the source and a caret below it. At the end a table with a row for each file,
where there are several, a sentence that counts everything, and the reasons why equations of documents
can't be checked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from derivex.codes import SELECTABLE
from derivex.findings import Finding
from derivex.verdict import Assumed, Proved, Refuted, Undecided
from derivex.writers.console import Line, line
from derivex.writers.summary import counted, tally, unshown

if TYPE_CHECKING:
    from derivex.commands.checked import Checked
    from derivex.documents.equations import Equation
    from derivex.errors import InputError

STYLES = {"error": "bad", "warning": "open", "note": "faint"}
# definitions and statements are other
COLUMNS = ("steps", "proved", "refuted", "undecided", "not checkable", "other")
ROWS = 40  # of the table; of longer runs only files with something to see
REASONS = 8  # are told, the most frequent ones
WIDE = 120  # columns where nothing says how many there are
SHORTEST = 16  # columns of a path in the table, whatever there is


def told(one: Checked, selection: frozenset[str]) -> tuple[Finding, ...]:
    """What is to be told of a file, in the order of its lines."""
    found = [*one.findings, *one.found, *one.notes]
    return tuple(sorted((each for each in found if each.code in selection), key=lambda finding: finding.position))


def lines(findings: Iterable[Finding]) -> Iterator[Line]:
    """The findings as they are printed."""
    for finding in findings:
        if finding.place is not None:
            yield line((f"{finding.place}: ", "faint"), (finding.message, STYLES[finding.severity]))
        else:
            yield line((finding.message, STYLES[finding.severity]))
        yield from (line(each) for each in finding.excerpt)


# ---- what everything comes to ----


def closing(checked: Sequence[Checked], selection: frozenset[str], columns: int = WIDE) -> Iterator[Line]:
    """The table, in so many columns, the sentence, and the reasons."""
    if len(checked) > 1:
        yield from _table(checked, columns)
    yield line(summary(checked, selection))
    yield from _reasons([each for one in checked for each in one.equations])


def summary(checked: Sequence[Checked], selection: frozenset[str] = frozenset(SELECTABLE)) -> str:
    """One sentence; what is not checkable in documents is always counted in it."""
    from derivex.documents.telling import tally as counted_of

    reports = [report for one in checked for report in one.reports]
    equations = [each for one in checked for each in one.equations]
    parts = tally(reports) if reports or not equations else []
    parts += counted_of(equations) if equations else []
    unread = sum(bool(one.errors) for one in checked)
    parts += [f"{counted(unread, 'file', 'files')} could not be read completely"] if unread else []
    missing = unshown(reports)
    hidden = sum(each.code not in selection for one in checked for each in one.findings)
    aside = f" {counted(hidden, 'finding is', 'findings are')} not shown, by --select." if hidden else ""
    return f"{counted(len(checked), 'file', 'files')}: {', '.join(parts)}{missing and f'; {missing}'}.{aside}"


def counts(one: Checked) -> dict[str, int]:
    """How many steps and equations of a file there are, and how many have which answer."""
    names = {Proved: "proved", Refuted: "refuted", Undecided: "undecided", Assumed: "assumed"}
    found = Counter(names[type(step.verdict)] for report in one.reports for step in report.steps)
    found += Counter(each.status for each in one.equations)
    other = sum(count for status, count in found.items() if status not in COLUMNS)
    return {"steps": found.total(), **{name: found[name] for name in COLUMNS[1:-1]}, "other": other}


def _table(checked: Sequence[Checked], columns: int) -> Iterator[Line]:
    rows = [(one, counts(one)) for one in checked]
    kept = [(one, row) for one, row in rows if len(rows) <= ROWS or one.errors or row["steps"] > row["proved"]]
    longest = max(SHORTEST, columns - sum(len(name) + 2 for name in COLUMNS) - 1)
    shown = [(_shortened(one.file, longest), row, bool(one.errors)) for one, row in kept if one.file]
    width = max((len(file) for file, _, _ in shown), default=0)
    yield line((" " * width + "".join(f"  {name:>{len(name)}}" for name in COLUMNS), "faint"))
    for file, row, unread in shown:
        yield line(file.ljust(width), *(_cell(name, row[name]) for name in COLUMNS), "  not all read" if unread else "")
    fine = len(rows) - len(kept)
    if fine:
        yield line((f"and {counted(fine, 'file', 'files')} in which everything is proved", "faint"))


def _cell(name: str, count: int) -> tuple[str, str]:
    style = {"refuted": "bad", "undecided": "open", "not checkable": "open"}.get(name, "") if count else ""
    style = "faint" if not count else style
    return f"  {count:>{len(name)}}", style


def _shortened(file: str, longest: int) -> str:
    return file if len(file) <= longest else f"…{file[1 - longest :]}"


def _reasons(equations: Iterable[Equation]) -> Iterator[Line]:
    """Why equations can't be checked, the most frequent reasons first."""
    found = Counter(each.reason for each in equations if each.status == "not checkable")
    if not found:
        return
    yield line("not checkable:")
    for reason, count in found.most_common(REASONS):
        yield line(f"{count:>5}  ", (reason, "faint"))
    rest = found.total() - sum(count for _, count in found.most_common(REASONS))
    if rest:
        yield line(f"{rest:>5}  ", ("for other reasons", "faint"))


def complaints(errors: Sequence[InputError]) -> Iterator[str]:
    """What couldn't be read, for standard error."""
    from derivex.errors import UnknownRule

    for error in errors:
        yield error.report() if error.place else f"derivex: {error}"
    unknown = sum(isinstance(error, UnknownRule) for error in errors)
    if unknown:
        yield f"nothing else in {'this block' if unknown == 1 else 'these blocks'} was checked"
