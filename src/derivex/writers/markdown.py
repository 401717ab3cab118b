r"""Derivations as a Markdown page: a heading, what is known, and the chain as a display between ``$$``.

The page is for readers of GitHub, Jupyter and the like; ``derivex import`` makes a derivation file of it again. No
text of an author can break out: what Markdown takes for markup is escaped, and the mathematics is our own LaTeX.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from derivex.notation.write import latex
from derivex.wording import DAGGER
from derivex.writers.latex import body, relation
from derivex.writers.marked import MARKDOWN, marked
from derivex.writers.statements import statement

if TYPE_CHECKING:
    from derivex.derivation import Derivation, Report

NEWLINE = "\n"
_LIKE_A_DIFFERENTIAL = re.compile(r"\\operatorname\{(d\w)\}")  # a function dx, which \mathrm would make a differential
_MARKUP = re.compile(r"([\\`*_{}\[\]#|<>$~])")


def for_forges(text: str) -> str:
    r"""Mathematics without the macros that GitHub refuses.

    >>> print(for_forges(r"$\operatorname{erf}(x)$"))
    $\mathrm{erf}(x)$
    """
    sans = _LIKE_A_DIFFERENTIAL.sub(r"\\mathsf{\1}", text)
    return sans.replace(r"\operatorname{", r"\mathrm{")


def document(reports: Sequence[Report]) -> str:
    """A page with a section for each derivation."""
    return for_forges("\n".join(map(_section, reports)))


def display(report: Report) -> str:
    """The chain alone."""
    return f"$$\n{body(report, 'aligned')}$$\n"


def known(derivation: Derivation) -> str:
    """A sentence each for what is given, defined and claimed; "" if nothing is."""
    return " ".join(_known(derivation))


def escaped(text: str) -> str:
    r"""Words as Markdown shows them.

    >>> print(escaped("1 * x_1"))
    1 \* x\_1
    """
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def within(report: Report) -> str:
    """The chain in a page that has a heading of its own, marked off: what is known, and the display."""
    shown = "\n\n".join(part for part in (known(report.derivation), display(report)) if part)
    return f"\n{marked(report.derivation, f'{NEWLINE}{shown}{NEWLINE}', MARKDOWN)}"


def _section(report: Report) -> str:
    derivation = report.derivation
    title = f"## {escaped(derivation.title)}\n\n" if derivation.title else ""
    said = known(derivation)
    shown = "\n\n".join(part for part in (said, display(report)) if part)
    return title + marked(derivation, f"\n{shown}\n", MARKDOWN)


def _known(derivation: Derivation) -> Iterator[str]:
    if derivation.given_texts:
        texts = (statement(text, lambda term: f"${relation(term)}$", escaped) for text in derivation.given_texts)
        yield f"Given: {'; '.join(texts)}."
    if derivation.definitions:
        yield f"Let {', '.join(f'${latex(each.left)} = {latex(each.body)}$' for each in derivation.definitions)}."
    for rule in derivation.rules:
        kind = f"Axiom{DAGGER}" if rule.axiom else "Rule"
        needs = f", where {', '.join(map(escaped, rule.needs))}" if rule.needs else ""
        law = f"${latex(rule.left)} = {latex(rule.right)}$" if rule.law else escaped(rule.why)
        yield f"{kind}, {escaped(rule.title)}: {law}{needs}."
    if derivation.claim is not None:
        yield f"Claim: ${relation(derivation.claim)}$."
