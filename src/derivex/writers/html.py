"""Values as HTML, for notebooks and for any page: nothing has to be fetched, no script runs.

Mathematics is MathML, every text of an author is escaped, and styles stand where they are used, in colours that can
be read on light and on dark pages. Contract: a value is shown as it is, nothing is judged here; a kind of value that
isn't in the table is its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import singledispatch
from html import escape

from derivex.derivation import Derivation
from derivex.documents.equations import Equation
from derivex.documents.standing import Told
from derivex.notation.write import plain, pretty
from derivex.report import Report
from derivex.rule import Rule
from derivex.step import StepReport
from derivex.term import App, Num, Sym, Term
from derivex.verdict import Proved, Refuted, Undecided
from derivex.wording import DAGGER
from derivex.writers.mathml import element, mathml
from derivex.writers.notebook import STATUSES, verdict_said
from derivex.writers.show import judged
from derivex.writers.statements import statement
from derivex.writers.summary import mark_of, summary, whole_said

COLOURS = {"✓": "#2e9e4f", "†": "#b98300", "✗": "#d9423a", "!": "#d9423a", "?": "#b98300", "–": "#808080"}
OUTER = "display:inline-block;text-align:left;line-height:1.5"
TABLE = "border-collapse:collapse;margin:0.4em 0;background:none"
CELL = "text-align:left;vertical-align:middle;border:none;background:none;padding:0.25em 0.9em 0.25em 0"
FAINT = "opacity:0.75"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a chain, all in HTML: its relation, its mathematics, why, its mark, and what stands below it."""

    sign: str
    line: str
    why: str = ""
    mark: str = ""
    notes: tuple[str, ...] = ()


@singledispatch
def html(value: object) -> str:
    """A value as HTML.

    >>> from derivex.notation.plain import read
    >>> html(read("x^2"))
    '<math display="block"><msup><mi>x</mi><mn>2</mn></msup></math>'
    """
    return f"<pre>{escape(str(value))}</pre>"


@html.register(Num)
@html.register(Sym)
@html.register(App)
def _(value: Term) -> str:
    return formula(value, display=True)


@html.register
def _(value: Derivation) -> str:
    rows = (Row(_sign(step.relation), formula(step.after), _by(step.reasons)) for step in value.steps)
    return _page(value.title, _known(value), [Row("", formula(value.first)), *rows], "")


@html.register
def _(value: Report) -> str:
    derivation = value.derivation
    rows = [Row("", formula(derivation.first)), *map(_row, value.steps)]
    said = " ".join(part for part in (summary(value, _said), escape(whole_said(value, str, pretty))) if part)
    notes = "".join(f"<div>note: {escape(note)}</div>" for note in value.notes)
    return _page(derivation.title, _known(derivation), rows, f"{_mark(mark_of(value))} {said}{notes}")


@html.register
def _(value: StepReport) -> str:
    return _page("", "", [Row("", formula(value.step.before)), _row(value)], "")


@html.register(Proved)
@html.register(Refuted)
@html.register(Undecided)
def _(value: Proved | Refuted | Undecided) -> str:
    mark, said, notes = verdict_said(value, pretty)
    asked = "" if isinstance(value, Undecided) or value.asked is None else _asked(value.asked.before, value.asked.after)
    below = "".join(f'<div style="{FAINT}">{escape(note)}</div>' for note in notes)
    return f'<div style="{OUTER}">{asked}<div>{_mark(mark)} {escape(said)}</div>{below}</div>'


@html.register
def _(value: Rule) -> str:
    law = _asked(value.left, value.right) if value.law else ""
    needs = f'<div style="{FAINT}">needs: {escape(", ".join(value.needs))}</div>' if value.needs else ""
    return f'<div style="{OUTER}"><b>{escape(value.title)}</b>{law}<div>{escape(value.why)}</div>{needs}</div>'


@html.register
def _(value: Told) -> str:
    sides = {number: line for run in value.runs for number, line in zip(run.sides, run.derivation.lines, strict=True)}
    shown = [
        formula(sides[number]) if number in sides else f"<code>{escape(statement.latex)}</code>"
        for number, statement in enumerate(value.argument.chain.statements)
    ]
    pairs = zip(value.equations, shown[1:], strict=True)
    rows = [Row("", shown[0]), *(_equation(equation, side) for equation, side in pairs)]
    return _page("", "", rows, "")


def formula(term: Term, *, display: bool = False) -> str:
    """A term as MathML; as text where it is nested too deeply for that."""
    try:
        return mathml(term, display=display)
    except RecursionError:
        return f"<code>{escape(plain(term))}</code>"


def _page(title: str, known: str, rows: Iterable[Row], foot: str) -> str:
    head = f"<b>{escape(title)}</b>" if title else ""
    parts = [*(f"<div>{part}</div>" for part in (head, known) if part), _table(rows)]
    parts += [f"<div>{foot}</div>"] if foot else []
    return f'<div style="{OUTER}">{"".join(parts)}</div>'


def _table(rows: Iterable[Row]) -> str:
    return f'<table style="{TABLE}"><tbody>{"".join(part for row in rows for part in _rows(row))}</tbody></table>'


def _rows(row: Row) -> Iterator[str]:
    cells = (row.sign, row.line, f'<span style="{FAINT}">{row.why}</span>' if row.why else "", _mark(row.mark))
    inside = "".join(f'<td style="{CELL}">{cell}</td>' for cell in cells)
    yield f'<tr style="background:none">{inside}</tr>'
    for note in row.notes:
        told = f'<td colspan="3" style="{CELL};color:{COLOURS.get(row.mark, "inherit")}">{note}</td>'
        yield f'<tr style="background:none"><td style="{CELL}"></td>{told}</tr>'


def _row(found: StepReport) -> Row:
    (mark, _), by, notes = judged(found)
    why = escape(by)
    return Row(_sign(found.step.relation), formula(found.step.after), why, mark, tuple(map(escape, notes)))


def _equation(told: Equation, side: str) -> Row:
    rules = ", ".join(name.replace("-", " ") for name in told.rules)
    why = {
        "proved": f"by {rules} (found)" if rules else "equal; no rule found",
        "statement": f"states: {rules}",
        "definition": "by definition",
    }.get(told.status, "")
    said = {"refuted": f"false: {told.reason}", "undecided": f"undecided: {told.reason}", "proved": ""}
    note = said.get(told.status, f"not checkable: {told.reason}" if told.status == "not checkable" else "")
    notes = ((note,) if note else ()) + tuple(f"where {each}" for each in told.conditions)
    return Row(_sign(told.relation), side, escape(why), STATUSES[told.status], tuple(map(escape, notes)))


def _sign(relation: str) -> str:
    sign = {
        "!=": r"\neq",
        "<=": r"\leq",
        ">=": r"\geq",
        ":=": "=",
        "equiv": "=",
        "=>": r"\Rightarrow",
        "<=>": r"\Leftrightarrow",
    }.get(relation, relation)
    return element(sign) if sign in ("=", "<", ">") or sign.startswith("\\") else escape(relation)


def _mark(mark: str) -> str:
    return f'<span style="color:{COLOURS[mark]};font-weight:bold">{mark}</span>' if mark else ""


def _by(reasons: Iterable[object]) -> str:
    said = ", ".join(map(str, reasons))
    return f"by {escape(said)}" if said else ""


def _asked(before: Term, after: Term) -> str:
    return f"<div>{formula(before)} = {formula(after)}</div>"


def _said(text: str) -> str:
    return statement(text, formula, escape)


def _known(derivation: Derivation) -> str:
    """What is given and defined, and the rules that there are besides."""
    lets = (f"{formula(each.left)} = {formula(each.body)}" for each in derivation.definitions)
    rules = (_law(rule) for rule in derivation.rules if rule.law)
    parts = [*lets, *map(_said, derivation.given_texts), *rules]
    return f'<span style="{FAINT}">{", ".join(parts)}</span>' if parts else ""


def _law(rule: Rule) -> str:
    kind = f"axiom{DAGGER}" if rule.axiom else "rule"
    return f"{kind} {escape(rule.title)}: {formula(rule.left)} = {formula(rule.right)}"
