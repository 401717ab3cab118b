"""A comparison of forms of an array as people read it, and as programs do.

First the forms with their numbers, then what each costs and loses, then the times by length, then in sentences where
they fail and which of them lose least.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from derivex.arrays.comparing import ArrayComparison, ArrayRow, best
from derivex.arrays.reading import with_letters
from derivex.notation.write import plain
from derivex.numerics.checking import NAMES
from derivex.numerics.functions import LANGUAGES
from derivex.numerics.points import FORMATS
from derivex.writers.comparison import LOST, forms_of, table, wrapped
from derivex.writers.console import Line, line
from derivex.writers.show import PLAIN, Ink

if TYPE_CHECKING:
    from derivex.arrays.checking import Seen


def shown_arrays(comparison: ArrayComparison, *, path: str = "", ink: Ink = PLAIN) -> Iterator[Line]:
    """The tables and the sentences."""
    about, count = comparison.subject, len(comparison.rows)
    left = f"{count} form{'s' if count > 1 else ''} of {about.own}"
    yield line((left, "head"), " " * max(2, ink.width - len(left) - len(path)), (path, "faint"))
    for number, row in enumerate(comparison.rows, start=1):
        first, *rest = textwrap.wrap(ink.term(with_letters(row.form.written)), ink.width - 4, break_on_hyphens=False)
        yield line((f"{number:>2}  ", "head"), first)
        yield from (line(f"      {each}") for each in rest)
        for name, of in row.form.array.shifts:
            yield line((f"      with {name} the largest entry of {of}: not a line of the chain, proved equal", "faint"))
    yield ()
    yield from table(_costs(comparison, ink))
    for library, by_size in comparison.microseconds.items():
        if by_size:
            yield ()
            yield from _times(comparison, library)
    yield ()
    yield from _sentences(comparison, ink)


def _costs(comparison: ArrayComparison, ink: Ink) -> list[list[tuple[str, str]]]:
    value = any(row.operations_with_value is not None for row in comparison.rows)
    head = ["", "operations", *(["with the value"] if value else []), *FORMATS]
    rows = [[(name, "faint") for name in head]]
    for number, row in enumerate(comparison.rows, start=1):
        cells = [(f"{number:>2}", "head"), (_signs(str(row.operations), ink), "")]
        if value:
            with_value = row.operations_with_value
            cells.append((_signs(str(with_value), ink) if with_value is not None else "-", ""))
        cells += [_accuracy(row.accuracy[form]) for form in FORMATS]
        rows.append(cells)
    return rows


def _signs(text: str, ink: Ink) -> str:
    for sign, ascii_ in (("×", "*"), ("÷", "/"), ("²", "^2"), ("³", "^3")) if not ink.unicode else ():
        text = text.replace(sign, ascii_)
    return text


def _accuracy(seen: Seen) -> tuple[str, str]:
    """The largest error of an entry; nan and infinity before any number."""
    if seen.broken:
        return NAMES[next(iter(seen.broken))], "bad"
    worst, _ = seen.worst
    style = "good" if seen.is_good else "bad" if worst >= LOST else "open"
    return ("none right" if worst >= LOST else f"{worst:.1e}", style)


def _times(comparison: ArrayComparison, library: str) -> Iterator[Line]:
    base = comparison.microseconds[library]
    yield line((f"time of a call in {LANGUAGES[library]}, as a ratio to form 1, by the length of the axes", "faint"))
    rows = [[("", ""), *((f"{size:,}", "faint") for size in base)]]
    for number, row in enumerate(comparison.rows, start=1):
        rows.append([(f"{number:>2}", "head"), *((f"{ratio:.2f}", "") for ratio in row.times[library].values())])
        if library in row.times_with_value:
            ratios = row.times_with_value[library].values()
            rows.append([("    with the value", ""), *((f"{ratio:.2f}", "good") for ratio in ratios)])
    rows.append([("form 1", "faint"), *((f"{each:.3g} µs", "faint") for each in base.values())])
    yield from table(rows)


def _sentences(comparison: ArrayComparison, ink: Ink) -> Iterator[Line]:
    said: dict[str, list[int]] = {}
    for number, row in enumerate(comparison.rows, start=1):
        for text in _complaints(comparison, row):
            said.setdefault(text, []).append(number)
    for text, numbers in said.items():
        yield from wrapped(f"{forms_of(numbers)} {text}", ink)
    for form in FORMATS if len(comparison.rows) > 1 else ():
        found = [index + 1 for index in best(comparison, form)]
        good = comparison.rows[found[0] - 1].accuracy[form].is_good
        names = forms_of(found).rstrip(":")
        verb = "keep" if len(found) > 1 else "keeps"
        least = "lose" if len(found) > 1 else "loses"
        everywhere = "all" if len(found) == len(comparison.rows) else ""
        if good:
            yield from wrapped(f"{form}: {names} {verb} all digits at every array that was looked at", ink, "good")
        elif everywhere:
            yield from wrapped(f"{form}: all forms lose as much at their worst", ink, "open")
        else:
            yield from wrapped(f"{form}: {names} {least} least at the worst array", ink, "open")
    count = len(comparison.samples["float64"])
    yield from wrapped(f"measured at {count} lists of arrays in each format, against ball arithmetic", ink, "faint")


def _complaints(comparison: ArrayComparison, row: ArrayRow) -> Iterator[str]:
    """What goes wrong with a form in 64 bits, each with the arrays at which it does."""
    seen, samples = row.accuracy["float64"], comparison.samples["float64"]
    for kind, index in seen.broken.items():
        yield f"{NAMES[kind]} at {samples[index].said}"
    worst, at = seen.worst
    if worst >= LOST:
        yield f"an entry without a right digit at {samples[at].said}"
    elif not seen.is_good and not seen.broken:
        yield f"largest relative error of an entry {worst:.1e} at {samples[at].said}"


# ---- for programs ----


def array_object(comparison: ArrayComparison, path: str = "") -> dict[str, Any]:
    """The same for JSON."""
    about = comparison.subject
    return {
        "file": path,
        "function": about.own,
        "arguments": {name: list(axes) for name, axes in about.axes.items()},
        "forms": [_row(comparison, row) for row in comparison.rows],
        "microseconds": {
            library: {str(size): round(each, 3) for size, each in by_size.items()}
            for library, by_size in comparison.microseconds.items()
        },
        "best": {form: [index + 1 for index in best(comparison, form)] for form in FORMATS},
    }


def _row(comparison: ArrayComparison, row: ArrayRow) -> dict[str, Any]:
    with_value = row.operations_with_value
    return {
        "form": plain(with_letters(row.form.written)),
        "line": row.form.number,
        "shifted_by_the_largest_entry_of": [of for _, of in row.form.array.shifts],
        "operations": str(row.operations),
        "operations_with_value": None if with_value is None else str(with_value),
        "accuracy": {
            form: {
                "largest_error": seen.worst[0],
                "at": _at(comparison, form, seen.worst[1]),
                "broken": {kind: _at(comparison, form, index) for kind, index in seen.broken.items()},
            }
            for form, seen in row.accuracy.items()
        },
        "time_ratios": {
            name: {str(size): round(each, 4) for size, each in by.items()} for name, by in row.times.items()
        },
        "time_ratios_with_value": {
            name: {str(size): round(each, 4) for size, each in by.items()} for name, by in row.times_with_value.items()
        },
    }


def _at(comparison: ArrayComparison, form: str, index: int) -> dict[str, list[float]]:
    return {name: list(values) for name, values in comparison.samples[form][index].values.items()}
