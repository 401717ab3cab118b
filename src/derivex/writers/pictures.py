"""Pictures for files: curves, and errors of forms against their argument, drawn by matplotlib.

The ending of the file says what it is: PNG, SVG or PDF. matplotlib is imported when the first picture is drawn. Errors:
Unsupported without it, or for another ending; NoDerivation where the file can't be written.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from derivex.errors import NoDerivation, Unsupported
from derivex.notation.write import latex, pretty
from derivex.term import Term

if TYPE_CHECKING:
    from derivex.numerics.comparing import Comparison
    from derivex.numerics.curves import Drawing

ENDINGS = (".png", ".svg", ".pdf")
SIZE, DOTS = (7.0, 4.5), 150  # inches, dots an inch
STYLES = ("-", "--", "-.", ":")  # so that curves over each other are all seen
FLOOR = 1e-17  # what is drawn for no error at all
LOST = 1.0  # and for an error that leaves nothing


def curves(drawing: Drawing, path: Path) -> None:
    """The function and its derivative, or all forms over each other."""
    figure, axes = _axes(path)
    low, high = drawing.heights
    room = 0.08 * (high - low)
    axes.set_ylim(
        min(low, *map(float, drawing.asymptotes), low) - room, max(high, *map(float, drawing.asymptotes), high) + room
    )
    several = len(drawing.curves)
    for index, curve in enumerate(drawing.curves):
        axes.plot(
            [x for x, _ in curve.points],
            [y for _, y in curve.points],
            STYLES[index % len(STYLES)] if several > 2 else "-",
            linewidth=max(1.2, 2.0 + (several - index) * 0.8) if several > 2 else 2.0,
            label=_label(curve.label),
        )
    for level in drawing.asymptotes:
        axes.axhline(float(level), color="grey", linewidth=0.8, linestyle=(0, (5, 5)))
        axes.annotate(f"y = {level}", (1, float(level)), xycoords=("axes fraction", "data"), xytext=(4, 0),
                      textcoords="offset points", va="center", fontsize=9, color="grey")  # fmt: skip
    for index, x, y in drawing.maxima:
        colour = axes.get_lines()[index].get_color()
        axes.plot([x], [y], "o", color=colour, markersize=5)
        axes.annotate(f"({x:g}, {y:.6g})", (x, y), xytext=(8, 8), textcoords="offset points", fontsize=9, color=colour)
    axes.set_xlim(drawing.curves[0].points[0][0], drawing.curves[0].points[-1][0])
    axes.set_xlabel(_label_of(drawing.variable))
    values = ", ".join(f"{name} = {value}" for name, value in drawing.values.items())
    axes.set_title(f"{drawing.title}{' (' + values + ')' if values else ''}", fontsize=11)
    axes.axhline(0, color="black", linewidth=0.6)
    if drawing.curves[0].points[0][0] < 0 < drawing.curves[0].points[-1][0]:
        axes.axvline(0, color="black", linewidth=0.6)
    axes.grid(visible=True, alpha=0.25)
    axes.legend(frameon=False, fontsize=10)
    _save(figure, path)


def errors_against(comparisons: Sequence[Comparison], path: Path) -> None:
    """For each comparison a picture of the errors in 64 bits, both axes with logarithmic scales."""
    figure, axes = _axes(path, len(comparisons))
    for each, comparison in zip(axes if len(comparisons) > 1 else [axes], comparisons, strict=True):
        for index, row in enumerate(comparison.rows):
            seen = row.accuracy["float64"]
            heights = [max(error, FLOOR) if math.isfinite(error) else math.nan for error in seen.errors]
            each.plot(
                seen.points,
                heights,
                STYLES[index % len(STYLES)],
                linewidth=1.4,
                label=f"{index + 1}  {_label(row.form.written)}",
            )
            for kind, (low, high) in seen.broken:
                _band(each, low, high, f"form {index + 1}: {kind}", index)
        each.set_yscale("log")
        each.set_xscale("symlog", linthresh=1.0)
        each.set_ylim(FLOOR / 2, 1e3)
        each.axhline(2.0**-53, color="grey", linewidth=0.8, linestyle=(0, (5, 5)))
        each.set_xlabel(_label_of(comparison.subject.variable))
        each.set_ylabel("relative error in float64")
        each.set_title(comparison.subject.title, fontsize=11)
        each.grid(visible=True, alpha=0.25)
        each.legend(frameon=True, fontsize=7, loc="upper left", bbox_to_anchor=(1.01, 1.0))
    _save(figure, path)


def _band(axes: Any, low: float, high: float, words: str, index: int) -> None:
    """Where a form has no value: a band at the top, a row for each form."""
    top = 1.0 - 0.03 * index
    axes.axvspan(low, high, ymin=top - 0.03, ymax=top, alpha=0.5, color=f"C{index % 10}")
    axes.annotate(words, (low, top - 0.025), fontsize=6, xycoords=("data", "axes fraction"))


# ---- matplotlib ----


def require_drawing(path: Path) -> None:
    """Errors: Unsupported for a file that can't become a picture here."""
    if path.suffix.lower() not in ENDINGS:
        raise Unsupported(f"{path} is no picture", remedy=f"let it end in {', '.join(ENDINGS)}")
    if find_spec("matplotlib") is None:
        raise Unsupported("pictures need matplotlib, which isn't installed", remedy='pip install "derivex[plot]"')


def _axes(path: Path, count: int = 1) -> tuple[Any, Any]:
    require_drawing(path)
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(SIZE[0], SIZE[1] * count), layout="constrained")
    FigureCanvasAgg(figure)
    return figure, figure.subplots(count, 1)


def _save(figure: Any, path: Path) -> None:
    from matplotlib import rc_context

    try:
        # the same picture for the same mathematics, whenever it is drawn
        with rc_context({"svg.hashsalt": "derivex"}):
            metadata = {"Date": None} if path.suffix.lower() == ".svg" else None
            figure.savefig(path, dpi=DOTS, metadata=metadata)
    except OSError as error:
        raise NoDerivation(f"{path} can't be written: {(error.strerror or str(error)).lower()}") from None


def _label(term: Term) -> str:
    """The term as matplotlib sets mathematics, or in one line where it can't."""
    from matplotlib.mathtext import MathTextParser

    text = f"${latex(term)}$"
    try:
        MathTextParser("agg").parse(text)
    except ValueError:
        return pretty(term).replace("$", r"\$")
    return text


def _label_of(name: str) -> str:
    from derivex.term import Sym

    return _label(Sym(name))
