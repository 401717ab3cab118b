"""A derivation in the format of derivation files: one ``calc`` block, aligned as people write it.

Contract: what the block says, read again, is the same derivation: ``agree`` holds between the two. Remarks are
comments of the block, below the line that they are about, and change nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from derivex.notation.write import plain
from derivex.term import App, Sym, free_symbols

if TYPE_CHECKING:
    from derivex.definition import Definition
    from derivex.derivation import Derivation
    from derivex.rule import Rule

WIDEST = 72  # columns of lines beside which reasons are aligned; longer lines have theirs behind them
GAP = 4
DOTS = "…"
HEAD = 6  # columns of "given " and its like

Remarks = Mapping[int, Sequence[str]]  # by the number of a step from 1; 0 is the first line


def block(derivation: Derivation, remarks: Remarks | None = None, fence: str = "calc") -> str:
    """The block with its fences.

    >>> from derivex.derivation import Derivation
    >>> start = Derivation.start("(x^2 - 1)/(x - 1)", given="x != 1")
    >>> print(block(start.step("x + 1", by="factor, cancel"), {1: ["as in line 3"]}), end="")
    ```calc
    given x != 1
    <BLANKLINE>
      (x^2 - 1)/(x - 1)
    = x + 1                by factor, cancel
    #   as in line 3
    ```
    """
    return "\n".join([f"```{fence}", *content(derivation, remarks), "```", ""])


def content(derivation: Derivation, remarks: Remarks | None = None) -> Iterator[str]:
    """The lines between the fences."""
    said = {} if remarks is None else remarks
    heads = [*_heads(derivation)]
    yield from heads
    if heads:
        yield ""
    yield f"  {plain(derivation.first)}"
    yield from _remarks(said.get(0, ()))
    written = [f"{step.relation} {plain(step.after)}" for step in derivation.steps]
    column = max((len(each) for each in written if len(each) <= WIDEST), default=0) + GAP
    for number, (step, line) in enumerate(zip(derivation.steps, written, strict=True), start=1):
        if step.dots is not None:
            yield DOTS
        by = ", ".join(map(str, step.reasons))
        yield f"{line:<{column}}{'' if len(line) < column else ' ' * GAP}by {by}" if by else line
        yield from _remarks(said.get(number, ()))


def stated(derivation: Derivation) -> tuple[Definition, ...]:
    """The definitions that stand in front of the chain: those that no step brings in."""
    return tuple(each for each in derivation.definitions if not _brought_in(each, derivation))


def agree(one: Derivation, other: Derivation) -> bool:
    """Whether two derivations say the same, wherever they stand and however their reasons are worded."""
    return _said(one) == _said(other)


def _said(derivation: Derivation) -> object:
    steps = (
        (step.relation, step.after, step.dots is None, tuple((reason.name, reason.argument) for reason in step.reasons))
        for step in derivation.steps
    )
    definitions = ((each.name, each.parameters, each.body) for each in derivation.definitions)
    return (
        (derivation.title, derivation.givens, derivation.given_texts, derivation.claim),
        (derivation.first, *steps),
        tuple((rule.name, rule.left, rule.right, rule.needs, rule.axiom) for rule in derivation.rules),
        tuple(definitions),
    )


def _heads(derivation: Derivation) -> Iterator[str]:
    given = str(derivation.givens)
    for text in derivation.given_texts or ((given,) if given else ()):
        yield f"{'given':<{HEAD}}{text}"
    for each in stated(derivation):
        yield f"{'let':<{HEAD}}{each}"
    for rule in derivation.rules:
        yield f"{'axiom' if rule.axiom else 'rule':<{HEAD}}{rule_text(rule)}"
    if derivation.claim is not None:
        left, right = derivation.claim.args
        name = f"{derivation.claim_name}: " if derivation.claim_name else ""
        yield f"{'claim':<{HEAD}}{name}{plain(left)} {derivation.claim.head} {plain(right)}"


def rule_text(rule: Rule) -> str:
    """A rule of one's own as a file has it.

    >>> from derivex.ownrules import read_rule
    >>> rule_text(read_rule("shrink: a/(a*b) = 1/b needs a != 0 because a common factor goes"))
    'shrink: a/(a*b) = 1/b, needs a != 0, because a common factor goes'
    """
    parts = [f"{rule.title}: {rule.law}"]
    parts += [f"needs {', '.join(rule.needs)}"] if rule.needs else []
    parts += [f"takes {', '.join(rule.takes)}"] if rule.takes else []
    parts += [f"because {rule.why[0].lower()}{rule.why[1:].rstrip('.')}"] if rule.why else []
    return ", ".join(parts)


def _brought_in(definition: Definition, derivation: Derivation) -> bool:
    """Whether a substitution gives a name its meaning, and no line before it has the name."""
    sides = {Sym(definition.name), definition.body}
    for step in derivation.steps:
        if definition.name in free_symbols(step.before):
            return False
        for reason in step.reasons:
            argument = reason.argument
            if isinstance(argument, App) and argument.head == "=" and set(argument.args) == sides:
                return reason.name == "substitute"
    return False


def _remarks(said: Sequence[str]) -> Iterator[str]:
    yield from (f"#   {' '.join(each.split())}" for each in said)
