r"""A derivation as LaTeX: ``align*`` with the reasons in a column, every line as written.

``display`` is the display alone, for a document of one's own (it needs amsmath);
``document`` is a whole one with title, givens and definitions, in pdflatex's own fonts.
Lines may be of any length, and nothing may run off the page: their width is estimated
from above, and the page grows from A4 upright over A4 on its side to as wide as needed.

No text of an author can break out: titles, givens and reasons are escaped, characters that
pdflatex's fonts don't have are replaced, and names in formulas are letters and digits.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from derivex.errors import InputError
from derivex.notation.names import GREEK
from derivex.notation.plain import read, read_relations
from derivex.notation.statements import is_statement
from derivex.notation.write import latex, pretty
from derivex.term import App, Sym, Term
from derivex.wording import DAGGER, titled
from derivex.writers.marked import LATEX, marked
from derivex.writers.statements import statement

if TYPE_CHECKING:
    from derivex.derivation import Derivation, Report
    from derivex.reasons import Reason
    from derivex.step import StepReport

SIGNS = {"=": "=", "!=": r"\neq", "<": "<", "<=": r"\leq", ">": ">", ">=": r"\geq"}
ARROWS = {"=>": r"\Rightarrow", "<=>": r"\Leftrightarrow"}
SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "…": r"\dots{}",
    "†": r"\dag{}",
    "\u00a0": "~",
    **{character: f"\\{character}" for character in "{}$&#_%"},
    **dict(zip('"`‘’“”–—', ("''", "'", "`", "'", "``", "''", "--", "---"), strict=True)),
    **dict(zip("≤≥≠−·∞√", (r"$\leq$", r"$\geq$", r"$\neq$", "$-$", r"$\cdot$", r"$\infty$", r"$\surd$"), strict=True)),
    **{letter: f"$\\{name}$" for letter, name in GREEK.items()},
}

# Widths in points, from above, at TeX's 10 points: of a character in a formula and in a text, of a
# plus with the space around it, of a dot or a minus, of a pair of brackets, of what separates columns.
CHARACTER, WORD, OPERATOR, SIGN, BRACKETS, GAPS = 5.4, 4.9, 12.5, 7.8, 10.0, 50.0
SMALL = 0.75  # the size of an exponent
MARGIN = 57.0  # 2 cm
A4 = (597.0, 845.0)
TOO_WIDE = 14_000.0  # TeX can't make a page that is wider than 5.7 m


def body(report: Report, environment: str = "align*") -> str:
    r"""The ``align*`` environment, or another that has its columns."""
    derivation = report.derivation
    if is_statement(derivation.first):
        return _of_statements(report, environment)
    first = latex(derivation.first)
    alone = _stands_alone(derivation)
    rows: list[str] = []
    for found in report.steps:
        sign = SIGNS.get(found.step.relation, found.step.relation)
        lead = "" if rows or alone else f"{first} "
        reason = _reason(found)
        rows.append(f"  {lead}&{sign} {latex(found.step.after)}" + (f" && \\text{{{reason}}}" if reason else ""))
    if alone or not rows:
        rows.insert(0, f"  &\\phantom{{{{}}={{}}}} {first}" if rows else f"  & {first}")
    return f"\\begin{{{environment}}}\n" + " \\\\\n".join(rows) + f"\n\\end{{{environment}}}\n"


def _of_statements(report: Report, environment: str) -> str:
    """The display of a chain of equations: the arrows stand in a column of their own."""
    rows = [f"  & {latex(report.derivation.first)}"]
    for found in report.steps:
        if found.step.dots is not None:
            rows.append(r"  & \vdots")
        reason = _reason(found)
        beside = f" && \\text{{{reason}}}" if reason else ""
        rows.append(f"  {ARROWS[found.step.relation]}\\quad & {latex(found.step.after)}{beside}")
    return f"\\begin{{{environment}}}\n" + " \\\\\n".join(rows) + f"\n\\end{{{environment}}}\n"


def display(report: Report, above: Iterable[str] = ()) -> str:
    """The display, and perhaps words above it, marked off for ``derivex import``."""
    return marked(report.derivation, "\n".join([*above, body(report)]), LATEX)


def _stands_alone(derivation: Derivation) -> bool:
    """Whether the first line is too long to stand to the left of all the others."""
    longest = max((len(pretty(step.after)) for step in derivation.steps), default=0)
    return len(pretty(derivation.first)) > longest // 2


def document(reports: Sequence[Report]) -> str:
    """A document that pdflatex compiles as it stands, with a section for each derivation."""
    width, height = _page(reports)
    sections = "\n".join(_section(report) for report in reports)
    return f"""\\documentclass{{article}}
\\usepackage[utf8]{{inputenc}}
\\usepackage{{amsmath}}
\\usepackage{{amssymb}}
\\usepackage[paperwidth={width:.0f}pt,paperheight={height:.0f}pt,margin={MARGIN:.0f}pt]{{geometry}}
\\setlength{{\\parindent}}{{0pt}}
\\setlength{{\\parskip}}{{6pt}}
\\setlength{{\\jot}}{{6pt}}
\\allowdisplaybreaks
\\begin{{document}}
{sections}\\end{{document}}
"""


def _section(report: Report) -> str:
    derivation = report.derivation
    title = escaped(derivation.title or "A derivation")
    return f"\\section*{{{title}}}\n{display(report, known(derivation))}"


def known(derivation: Derivation) -> Iterator[str]:
    """A paragraph each for what is given, defined and claimed."""
    if derivation.given_texts:
        yield f"Given: {'; '.join(_statement(text) for text in derivation.given_texts)}.\n"
    if derivation.definitions:
        defined = (rf"\(\displaystyle {latex(each.left)} = {latex(each.body)}\)" for each in derivation.definitions)
        yield f"Let {', '.join(defined)}.\n"
    for rule in derivation.rules:
        kind = f"Axiom{SPECIAL[DAGGER]}" if rule.axiom else "Rule"
        needs = f", where {', '.join(_statement(need) for need in rule.needs)}" if rule.needs else ""
        law = rf"\(\displaystyle {latex(rule.left)} = {latex(rule.right)}\)" if rule.law else escaped(rule.why)
        yield f"{kind}, {escaped(rule.title)}: {law}{needs}.\n"
    if derivation.claim is not None:
        yield rf"Claim: \(\displaystyle {relation(derivation.claim)}\)." + "\n"


def _statement(text: str) -> str:
    """A given or a condition: ``x > 0`` as a formula, ``x real`` with its symbol as one."""
    return statement(text, lambda term: f"\\({relation(term)}\\)", escaped)


def relation(term: Term) -> str:
    """A relation or another term as LaTeX."""
    if isinstance(term, App) and term.head in SIGNS and len(term.args) == 2:
        return f"{latex(term.args[0])} {SIGNS[term.head]} {latex(term.args[1])}"
    return latex(term)


def _reason(found: StepReport) -> str:
    """``by quotient rule, chain rule``, and the points at which only one of the lines is defined."""
    by = ", ".join(
        _said(reason) + (SPECIAL[DAGGER] if reason.name in found.axioms else "") for reason in found.step.reasons
    )
    by = f"{by}{_under(found)}"
    conditions = ", ".join(_statement(condition) for condition in found.conditions)
    by = f"by {by}" if by and found.step.reasons else by
    return " ".join(part for part in (by, conditions and f"(where {conditions})") if part)


def _under(found: StepReport) -> str:
    """The axioms on which a line rests whose reasons don't name them."""
    named = {reason.name for reason in found.step.reasons}
    more = [escaped(titled(name, found.axioms)) for name in found.axioms if name not in named]
    lead = "; given " if named else "given "
    return lead + ", ".join(more) if more else ""


def _said(reason: Reason) -> str:
    """A reason as its author said it, with its argument as a formula where it ends in one."""
    words = reason.text.split(" ")
    for start in range(1, len(words)) if reason.argument is not None else ():
        said, rest = " ".join(words[:start]), " ".join(words[start:])
        formula = _argument(rest, reason.argument)
        if formula:
            return f"{escaped(said)} \\({formula}\\)"
    return escaped(reason.text)


def _argument(text: str, argument: Term | None) -> str:
    """The formula of an argument if that is all that a text says; else nothing."""
    if isinstance(argument, App) and not argument.args:  # the name of a function: definition of S
        return latex(Sym(argument.head)) if text == argument.head else ""
    try:
        (found,) = read_relations(text) if "=" in text else (read(text),)
    except InputError:
        return ""
    return relation(found) if found == argument else ""


def escaped(text: str) -> str:
    r"""Text as TeX prints it.

    >>> print(escaped("50% of $x_1$"))
    50\% of \$x\_1\$
    """
    return "".join(_character(each) for each in " ".join(text.split()))


def _character(character: str) -> str:
    if character in SPECIAL:
        return SPECIAL[character]
    # TeX's own fonts have ASCII and the letters of western Europe
    if character.isascii() or ("À" <= character <= "ÿ" and character not in "ÐÞðþ×÷"):
        return character
    plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return "".join(SPECIAL.get(each, each) for each in plain) or "?"


def _page(reports: Iterable[Report]) -> tuple[float, float]:
    """Width and height of a page that holds the longest line."""
    needed = max(map(width, reports), default=0.0) + 2 * MARGIN
    upright, side = A4
    for across, down in ((upright, side), (side, upright)):
        if needed <= across:
            return across, down
    return min(needed, TOO_WIDE), upright


def width(report: Report) -> float:
    """The width of the widest line of a derivation, from above, in points."""
    derivation = report.derivation
    first = _formula(derivation.first)
    chain = max((_formula(step.after) for step in derivation.steps), default=0)
    chain = max(first, chain) if _stands_alone(derivation) else first + chain
    row = chain + max((_words(found) for found in report.steps), default=0) + GAPS
    defined = sum(_formula(each.left) + _formula(each.body) + OPERATOR for each in derivation.definitions)
    claimed = sum(map(_formula, derivation.claim.args)) if derivation.claim is not None else 0
    return max(row, defined + GAPS, claimed + GAPS)


def _words(found: StepReport) -> float:
    """The width of what stands beside a line, from above."""
    reasons = sum(len(reason.text) + len(", ") for reason in found.step.reasons)
    conditions = sum(len(text) + len(", ") for text in found.conditions)
    return WORD * (reasons + len("by ")) + CHARACTER * (conditions and conditions + len("(where )"))


def _formula(term: Term) -> float:
    """The width of a formula, from above: a fraction is as wide as its wider part, an exponent is small."""
    if not isinstance(term, App):
        return CHARACTER * len(pretty(term)) + 1
    widths = [_formula(arg) for arg in term.args]
    if term.head == "/":
        return max(widths) + 3
    if term.head == "exp":
        return CHARACTER + SMALL * widths[0]
    if term.head == "^":
        return _bracketed(term.args[0]) + SMALL * widths[1]
    if term.head == "+":
        return sum(widths) + OPERATOR * (len(widths) - 1)
    if term.head in ("and", "or"):
        return sum(widths) + OPERATOR * 3 * (len(widths) - 1)
    if term.head in ("*", "neg"):
        return sum(map(_bracketed, term.args)) + SIGN * len(widths)
    if term.head == "diff":
        return _bracketed(term.args[0]) + SIGN * 3
    return sum(widths) + CHARACTER * (len(term.head) + 2) + SIGN * (len(widths) - 1)


def _bracketed(term: Term) -> float:
    """The width of a part that stands in brackets unless it is a name, a number or a call."""
    return _formula(term) + (BRACKETS if isinstance(term, App) and term.head in ("+", "neg", "*", "/", "^") else 0)
