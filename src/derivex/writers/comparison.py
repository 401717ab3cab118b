"""A comparison as people read it, and as programs do.

First the forms with their numbers, then for each what it costs and what it loses, then the times by size, then in
sentences what goes wrong and which form is best where.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from derivex.notation.write import plain
from derivex.numerics.checking import NAMES, where
from derivex.numerics.functions import LANGUAGES
from derivex.term import Sym, diff
from derivex.writers.console import Line, line
from derivex.writers.show import PLAIN, Ink

if TYPE_CHECKING:
    from derivex.numerics.accuracy import Accuracy
    from derivex.numerics.comparing import Comparison, Row

LOST = 0.5  # an error as large as this leaves no digit
FEW = 4  # stretches of one form that are told


def shown(comparison: Comparison, *, path: str = "", ink: Ink = PLAIN) -> Iterator[Line]:
    """The tables and the sentences."""
    about = comparison.subject
    what = diff(about.called, Sym(about.variable), about.order) if about.order else about.forms[0].written
    count = len(comparison.rows)
    left = f"{count} form{'s' if count > 1 else ''} of {ink.term(what)}"
    gap = max(2, ink.width - len(left) - len(path))
    yield line((left, "head"), " " * gap, (path, "faint")) if path else line((left, "head"))
    for number, row in enumerate(comparison.rows, start=1):
        first, *rest = textwrap.wrap(ink.term(row.form.written), ink.width - 4, break_on_hyphens=False)
        yield line((f"{number:>2}  ", "head"), first)
        yield from (line(f"      {each}") for each in rest)
    yield ()
    yield from table(_costs(comparison, ink))
    for library, by_size in comparison.nanoseconds.items():
        if by_size:
            yield ()
            yield from _times(comparison, library)
    yield ()
    yield from _sentences(comparison, ink)


# ---- tables ----


def table(rows: Sequence[Sequence[tuple[str, str]]]) -> Iterator[Line]:
    """Cells with their styles, each column as wide as it must be; the first to the left, the others to the right."""
    widths = [max(len(row[index][0]) for row in rows) for index in range(len(rows[0]))]
    for row in rows:
        cells = [
            (f"{'  ' if index else ''}{text.rjust(width) if index else text.ljust(width)}", style)
            for index, ((text, style), width) in enumerate(zip(row, widths, strict=True))
        ]
        yield line(*cells)


def _costs(comparison: Comparison, ink: Ink) -> list[list[tuple[str, str]]]:
    about = comparison.subject
    value = "" if about.forward is None else f"with {ink.term(about.called)}"
    head = ["", "operations", *([value] if value else []), "float64", "at", "float32", "at"]
    rows = [[(name, "faint") for name in head]]
    for number, row in enumerate(comparison.rows, start=1):
        counted = str(row.operations) if ink.unicode else str(row.operations).replace("×", "*").replace("÷", "/")
        cells = [(f"{number:>2}", "head"), (counted, "")]
        if value:
            left = row.operations_with_value
            cells.append((str(left.total) if left is not None else "-", ""))
        for form in ("float64", "float32"):
            cells += _accuracy(row.accuracy[form])
        rows.append(cells)
    return rows


def _accuracy(seen: Accuracy) -> list[tuple[str, str]]:
    """The largest error and where it is; nan and infinity before any number."""
    if seen.broken:
        kind, (low, high) = seen.broken[0]
        return [(NAMES[kind], "bad"), (f"{max(low, high, key=abs):.4g}", "")]
    style = "good" if seen.is_good else "bad" if seen.worst >= LOST else "open"
    return [("none right" if seen.worst >= LOST else f"{seen.worst:.1e}", style), (f"{seen.at:.4g}", "")]


def _times(comparison: Comparison, library: str) -> Iterator[Line]:
    base = comparison.nanoseconds[library]
    about = comparison.subject
    yield line((f"time of an element in {LANGUAGES[library]}, as a ratio to form 1, by the size of the array", "faint"))
    rows = [[("", ""), *((f"{size:,}", "faint") for size in base)]]
    for number, row in enumerate(comparison.rows, start=1):
        rows.append([(f"{number:>2}", "head"), *((f"{ratio:.2f}", "") for ratio in row.times[library].values())])
        if library in row.times_with_value:
            ratios = row.times_with_value[library].values()
            rows.append([(f"    with {plain(about.called)}", ""), *((f"{ratio:.2f}", "good") for ratio in ratios)])
    rows.append([("form 1", "faint"), *((f"{each:.2g} ns", "faint") for each in base.values())])
    yield from table(rows)


# ---- sentences ----


def _sentences(comparison: Comparison, ink: Ink) -> Iterator[Line]:
    said: dict[str, list[int]] = {}
    for number, row in enumerate(comparison.rows, start=1):
        for text in _complaints(row, comparison.subject.variable):
            said.setdefault(text, []).append(number)
    for text, numbers in said.items():
        yield from wrapped(f"{forms_of(numbers)} {text}", ink)
    for form, stretches in comparison.best.items() if len(comparison.rows) > 1 else ():
        if len(stretches) == 1:
            yield from wrapped(f"{form}: form {stretches[0][1] + 1} is best everywhere", ink, "good")
            continue
        parts = [f"form {index + 1} {where(each, comparison.subject.variable)}" for each, index in stretches]
        yield from wrapped(f"{form}: best is {'; '.join(parts)}", ink, "good")
    if len(comparison.rows) == 1:
        yield from wrapped('one line alone can be computed; --form "…" adds others, if they are equal', ink)
    yield from wrapped(f"measured at {comparison.plan.said}, against ball arithmetic", ink, "faint")


def forms_of(numbers: Sequence[int]) -> str:
    """``form 2:`` and ``forms 1, 2 and 4:``."""
    listed = ", ".join(map(str, numbers[:-1]))
    return f"forms {listed} and {numbers[-1]}:" if listed else f"form {numbers[0]}:"


def wrapped(text: str, ink: Ink, style: str = "") -> Iterator[Line]:
    """A sentence in as many lines as it needs."""
    for each in textwrap.wrap(text, ink.width, subsequent_indent="  ", break_on_hyphens=False):
        yield line((each, style))


def _complaints(row: Row, variable: str) -> Iterator[str]:
    """What goes wrong with a form in 64 bits."""
    seen = row.accuracy["float64"]
    for kind, stretch in seen.broken[:FEW]:
        yield f"{NAMES[kind]} {where(stretch, variable)}"
    if seen.worst >= LOST:
        lost = seen.above(LOST)
        places = " and ".join(where(each, variable) for each in lost[:FEW])
        yield f"no right digit {places}"
    elif not seen.is_good and not seen.broken:
        yield f"{_digits(seen.worst)} of 16 digits are lost at {variable} = {seen.at:.6g}"


def _digits(error: float) -> str:
    return f"{max(1, round(16 + math.log10(error)))}"


# ---- for programs ----


def as_object(comparison: Comparison, path: str = "") -> dict[str, Any]:
    """The same for JSON: numbers that aren't finite are told as texts."""
    about = comparison.subject
    return {
        "file": path,
        "function": about.name,
        "variable": about.variable,
        "order": about.order,
        "values": {name: str(value) for name, value in comparison.plan.others.items()},
        "range": list(comparison.plan.limits),
        "forms": [_row(row) for row in comparison.rows],
        "nanoseconds": {name: _sizes(each) for name, each in comparison.nanoseconds.items()},
        "best": {
            form: [{"form": index + 1, "from": low, "to": high} for (low, high), index in stretches]
            for form, stretches in comparison.best.items()
        },
    }


def _row(row: Row) -> dict[str, Any]:
    left = row.operations_with_value
    return {
        "form": plain(row.form.written),
        "line": row.form.number,
        "operations": dict(row.operations.counts),
        "operations_with_value": None if left is None else dict(left.counts),
        "accuracy": {
            form: {
                "largest_error": seen.worst,
                "at": seen.at,
                "broken": [{"as": kind, "from": low, "to": high} for kind, (low, high) in seen.broken],
                "accurate": [list(each) for each in seen.accurate],
            }
            for form, seen in row.accuracy.items()
        },
        "time_ratios": {name: _sizes(each) for name, each in row.times.items()},
        "time_ratios_with_value": {name: _sizes(each) for name, each in row.times_with_value.items()},
    }


def _sizes(by_size: Mapping[int, float]) -> dict[str, float]:
    return {str(size): round(each, 4) for size, each in by_size.items()}
