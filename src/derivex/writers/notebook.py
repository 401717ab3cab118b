"""Values as a notebook shows them in Markdown and in LaTeX; HTML has a room of its own.

Contract: a value is shown as it is, nothing is judged here; a kind of value that isn't in the table is its text.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch

import derivex.writers.latex as tex
import derivex.writers.markdown as pages
from derivex.derivation import Derivation
from derivex.documents.standing import Told
from derivex.notation.write import latex as latex_of
from derivex.notation.write import plain
from derivex.report import Report
from derivex.rule import Rule
from derivex.step import StepReport, in_words
from derivex.term import App, Num, Sym, Term
from derivex.verdict import Assumed, Proved, Refuted, Undecided
from derivex.wording import DAGGER
from derivex.writers.summary import mark_of, summary

STATUSES = {"proved": "✓", "refuted": "✗", "undecided": "?", "not checkable": "–", "definition": "✓", "statement": "✓"}


@singledispatch
def markdown(value: object) -> str:
    """A value as Markdown, its mathematics between dollars."""
    return f"`{value}`"


@singledispatch
def latex(value: object) -> str:
    """A value as LaTeX with its delimiters, as notebooks and ``nbconvert`` take it."""
    return f"$\\text{{{tex.escaped(str(value))}}}$"


@markdown.register(Num)
@markdown.register(Sym)
@markdown.register(App)
@latex.register(Num)
@latex.register(Sym)
@latex.register(App)
def _(value: Term) -> str:
    return f"$\\displaystyle {latex_of(value)}$"


@markdown.register
def _(value: Derivation) -> str:
    return markdown(unjudged(value))


@latex.register
def _(value: Derivation) -> str:
    return latex(unjudged(value))


@markdown.register
def _(value: Report) -> str:
    derivation = value.derivation
    title = f"**{pages.escaped(derivation.title)}**" if derivation.title else ""
    found = (f"- {pages.escaped(finding.message)}" for finding in value.findings if finding.severity != "note")
    said = f"{mark_of(value)} {pages.escaped(summary(value))}" if _is_judged(value) else ""
    parts = (title, pages.known(derivation), pages.display(value).strip(), "\n".join(found), said)
    return "\n\n".join(part for part in parts if part)


@latex.register
def _(value: Report) -> str:
    return tex.body(value)


@markdown.register(Proved)
@markdown.register(Refuted)
@markdown.register(Undecided)
def _(value: Proved | Refuted | Undecided) -> str:
    mark, said, notes = verdict_said(value)
    return "\n\n".join([f"{mark} {pages.escaped(said)}", *map(pages.escaped, notes)])


@latex.register(Proved)
@latex.register(Refuted)
@latex.register(Undecided)
def _(value: Proved | Refuted | Undecided) -> str:
    _, said, notes = verdict_said(value)
    words = f"\\text{{{tex.escaped('; '.join([said, *notes]))}}}"
    if isinstance(value, Undecided) or value.asked is None:
        return f"${words}$"
    sign = "=" if isinstance(value, Proved) else r"\neq"
    asked = value.asked
    return f"$\\displaystyle {latex_of(asked.before)} {sign} {latex_of(asked.after)} \\quad {words}$"


@markdown.register
def _(value: Rule) -> str:
    law = f"\n\n$\\displaystyle {_law(value)}$" if value.law else ""
    return f"**{pages.escaped(value.title)}**{law}\n\n{pages.escaped(value.why)}"


@latex.register
def _(value: Rule) -> str:
    return f"$\\displaystyle {_law(value)}$" if value.law else f"$\\text{{{tex.escaped(value.why)}}}$"


@markdown.register
def _(value: Told) -> str:
    written = value.argument.chain.statements
    lines = [f"`{' '.join(written[0].latex.split())}`"]
    for told in value.equations:
        said = f": {pages.escaped(told.reason)}" if told.reason else ""
        side = " ".join(told.after.split())
        lines.append(f"- {STATUSES[told.status]} {told.relation} `{side}` {told.status}{said}")
    return "\n".join(lines)


@latex.register
def _(value: Told) -> str:
    sides = value.argument.chain.statements
    return "$" + " ".join(f"{each.relation} {each.latex}".strip() for each in sides) + "$"


NOT_ASKED = Undecided("not asked")


def unjudged(derivation: Derivation) -> Report:
    """A report without answers, for pages that show the chain alone."""
    steps = enumerate(derivation.steps, start=1)
    return Report(derivation, tuple(StepReport(step, number, NOT_ASKED) for number, step in steps))


def _is_judged(report: Report) -> bool:
    return any(found.verdict is not NOT_ASKED for found in report.steps)


def _law(rule: Rule) -> str:
    return latex_of(App(rule.relation, (rule.left, rule.right)))


def verdict_said(
    value: Proved | Refuted | Undecided, write: Callable[[Term], str] = plain
) -> tuple[str, str, list[str]]:
    """A mark, what it means, and what there is to add."""
    match value:
        case Proved(method, lost, gained, _, unexamined):
            points = (("lost", lost), ("gained", gained), ("not examined:", unexamined))
            notes = [f"{what} {in_words(each)}" for what, which in points for each in which]
            return "✓", f"proved ({method})", notes
        case Refuted(witness, note):
            return "✗", f"refuted: {witness.said(write=write)}", [note] if note else []
    if isinstance(value, Assumed):
        return DAGGER, value.reason, []
    return "?", f"undecided: {value.reason}", []
