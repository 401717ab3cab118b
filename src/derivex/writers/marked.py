"""A derivation on a page for people, marked off so that ``derivex import`` finds it again.

The page shows the lines and their reasons. What it shows otherwise than a file says it (givens, definitions, the
claim) stands in comments in front of the display, and so does a line or a reason that can't be read back from it
as it is: that is found out by reading the page.

Contract: import gives the same derivation, as long as lines are read one by one from the display; comments change
nothing on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from derivex.documents.marked import derivations
from derivex.documents.reading import read_text
from derivex.errors import InputError
from derivex.notation.statements import is_statement
from derivex.notation.write import plain
from derivex.writers.calc import agree, rule_text, stated

if TYPE_CHECKING:
    from derivex.derivation import Derivation
    from derivex.step import Step


@dataclass(frozen=True, slots=True)
class Form:
    """How comments are written in a kind of document, and a name that such a document may have."""

    opening: str
    closing: str
    file: str

    def comment(self, text: str) -> str:
        """A line that only derivex reads."""
        inside = " ".join(text.split())
        if self.closing:  # it would end the comment
            inside = inside.replace(self.closing.strip(), ARROW)
        return f"{self.opening}derivex: {inside}{self.closing}\n"


ARROW = "--&gt;"  # what ends a comment, inside of one
LATEX = Form("% ", "", "page.tex")
MARKDOWN = Form("<!-- ", " -->", "page.md")


def marked(derivation: Derivation, shown: str, form: Form) -> str:
    """What is shown of a derivation, marked off; chains of equations stand as they are: import doesn't read them."""
    if is_statement(derivation.first):
        return shown
    heads = [form.comment(text) for text in _heads(derivation)]
    read = _read([*heads, shown], form)
    if read is None or not agree(read, derivation):
        heads += [form.comment(text) for text in _missing(derivation, read)]
    return "".join([*heads, shown, form.comment("end")])


def _heads(derivation: Derivation) -> Iterator[str]:
    yield f"derivation {derivation.title}"
    given = str(derivation.givens)
    yield from (f"given {text}" for text in derivation.given_texts or ((given,) if given else ()))
    yield from (f"let {each}" for each in stated(derivation))
    yield from (f"{'axiom' if rule.axiom else 'rule'} {rule_text(rule)}" for rule in derivation.rules)
    if derivation.claim is not None:
        left, right = derivation.claim.args
        yield f"claim {plain(left)} {derivation.claim.head} {plain(right)}"


def _read(parts: Iterable[str], form: Form) -> Derivation | None:
    """The one derivation of a page; None if there is none that can be read."""
    found = derivations(read_text("".join(parts), form.file))
    return found[0] if len(found) == 1 and not isinstance(found[0], InputError) else None


def _missing(derivation: Derivation, read: Derivation | None) -> Iterator[str]:
    """The lines and reasons that are read otherwise from the display; all of them if nothing could be read."""
    same = read if read is not None and len(read.steps) == len(derivation.steps) else None
    for number, line in enumerate(derivation.lines):
        if same is None or same.lines[number] != line:
            yield f"line {number} {plain(line)}"
    for number, step in enumerate(derivation.steps, start=1):
        if step.reasons and (same is None or _named(same.steps[number - 1]) != _named(step)):
            yield f"by {number} {', '.join(map(str, step.reasons))}"


def _named(step: Step) -> list[object]:
    return [(reason.name, reason.argument) for reason in step.reasons]
