"""``derivex verify``: what is wrong in some files, one finding a line, and a summary.

A file that can't be read doesn't keep the others from being checked. The worst of a run
counts: unreadable (2), wrong (1), undecided (3), fine (0), in every format. ``--select`` chooses which
findings are told and count; what can't be read always counts, and the summary counts everything.
"""

from __future__ import annotations

import json
import shutil
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from derivex.codes import SELECTABLE, selected
from derivex.commands.checked import Checked, How, check, worst
from derivex.commands.fill import write
from derivex.commands.paths import Named, files
from derivex.commands.telling import WIDE, closing, complaints, lines, summary, told
from derivex.configuration import Commanded, Configuration
from derivex.errors import InputError, NoDerivation
from derivex.writers.annotations import annotation
from derivex.writers.console import emit
from derivex.writers.json import reports_object
from derivex.writers.progress import Bar, bar
from derivex.writers.sarif import sarif

WHOLE = ("json", "sarif")  # formats that are printed at the end, in one piece


def run(arguments: Namespace) -> int:
    """Check every path; with ``--write``, fill in what was found."""
    selection = selected(arguments.select) if arguments.select else frozenset(SELECTABLE)
    commanded = Commanded(tuple(arguments.given), _patterns(arguments.exclude), arguments.isolated)
    configuration = Configuration(commanded)
    named = list(files(arguments.paths, configuration.excludes, as_found=arguments.as_found))
    shown = bar(sum(isinstance(each, Named) for each in named), shown=arguments.format == "text")
    checked = []
    try:
        for one in _checked(named, arguments, configuration, shown):
            checked.append(one)
            if arguments.format not in WHOLE:
                with shown.aside():
                    _report(one, arguments.format, selection)
    finally:
        shown.end()
    if not checked and not arguments.as_found:
        checked.append(Checked("", errors=(NoDerivation("no file that was found holds mathematics"),)))
        _report(checked[0], arguments.format, selection)
    unread = _too_little_read(checked, arguments.require_read)
    status = worst([*(one.status(arguments.lenient, selection) for one in checked), *(2 for _ in unread)])
    _close(checked, arguments.format, selection, status, unread)
    for each in unread:
        print(f"derivex: {each}", file=sys.stderr)
    return status


def _patterns(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(part.strip() for text in texts for part in text.split(",") if part.strip())


def _checked(
    named: Sequence[Named | NoDerivation], arguments: Namespace, configuration: Configuration, shown: Bar
) -> Iterator[Checked]:
    """The files one by one, those that were only found and hold nothing left out."""
    for each in named:
        if isinstance(each, NoDerivation):
            yield Checked("", errors=(each,))
            continue
        shown.begin(each.path)
        try:
            settings = configuration.of(each.path)
        except InputError as error:
            yield Checked(each.path, errors=(error,))
            continue
        how = How(settings, arguments.kind if each.itself else "", shown.part)
        one = check(each.path, how)
        if not each.itself and one.holds_nothing:
            continue
        if arguments.write and one.reports and not one.errors:
            with shown.aside():
                one = _filled_in(one, each.path, how, quiet=arguments.format != "text")
        yield one


def _too_little_read(checked: Sequence[Checked], wanted: float | None) -> tuple[InputError, ...]:
    """The complaint that fewer of the equations could be read than is asked for, if so."""
    equations = [each for one in checked for each in one.equations]
    if wanted is None or not equations:
        return ()
    part = 100 * sum(each.status != "not checkable" for each in equations) / len(equations)
    if part >= wanted:
        return ()
    return (InputError(f"{part:.0f} % of the equations could be checked, and {wanted:g} % are asked for"),)


# ---- printing ----


def _report(one: Checked, form: str, selection: frozenset[str]) -> None:
    """What is told of a file as soon as it is checked."""
    if form == "github":
        for error in one.errors:
            print(annotation("error", error.place, str(error)))
        for finding in (*one.findings, *one.notes):
            if finding.code in selection:
                print(annotation(finding.severity, finding.place, "\n".join((finding.message, *finding.excerpt))))
    for complaint in complaints(one.errors):
        print(complaint, file=sys.stderr)
    if form == "text":
        emit(lines(told(one, selection)), sys.stdout)


def _close(
    checked: Sequence[Checked], form: str, selection: frozenset[str], status: int, unread: Sequence[InputError]
) -> None:
    """What everything comes to."""
    if form in WHOLE:
        print(json.dumps(_object(checked, form, selection, status, unread), indent=2, ensure_ascii=False))
    elif form == "github":
        for error in unread:
            print(annotation("error", None, str(error)))
        if checked:
            print(annotation("note", None, summary(checked, selection)))
    elif not checked:
        print("0 files: nothing to verify.")
    elif any(one.reports or one.equations for one in checked):
        columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDE
        emit(closing(checked, selection, columns), sys.stdout)


def _object(
    checked: Sequence[Checked], form: str, selection: frozenset[str], status: int, unread: Sequence[InputError]
) -> dict[str, object]:
    errors = [*(error for one in checked for error in one.errors), *unread]
    everything = reports_object(
        (report for one in checked for report in one.reports),
        errors,
        (each for one in checked for each in one.equations),
        ((one.file, one.under) for one in checked if one.under),
    )
    if form == "json":
        return everything
    findings = (each for one in checked for each in (*one.findings, *one.notes) if each.code in selection)
    return sarif(findings, errors, status=status, summary=everything["summary"], folder=Path.cwd())


# ---- writing ----


def _filled_in(one: Checked, path: str, how: How, quiet: bool) -> Checked:
    """Fill in a file that can be read, and check what it has become."""
    try:
        filled = write(path, how.settings)
    except InputError as error:
        return replace(one, errors=(error,))
    for gap in () if quiet else filled:
        print(f"{gap.place}: {gap.said}")
    return check(path, how) if filled else one
