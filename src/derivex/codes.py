"""What a finding or a complaint can be, one row a code: its severity, what it means, and what to do about it.

The codes stand in JSON and SARIF, are chosen by ``verify --select``, and are the rules that code scanning
shows. Contract: every code of a finding and of an ``InputError`` has a row here (a test asks for that).
"""

from __future__ import annotations

from typing import NamedTuple

from derivex.errors import InputError


class Code(NamedTuple):
    """A code, its usual severity, its meaning in one sentence, and help in some more."""

    code: str
    severity: str
    meaning: str
    help: str


FINDINGS = (
    Code(
        "false",
        "error",
        "A step is false.",
        "At the point that is shown both sides have a value, and the values differ. Redo it by hand at that point, "
        "then correct the line, or say what is assumed (given x > 0).",
    ),
    Code(
        "claim",
        "error",
        "The chain doesn't show what it claims.",
        "The first and the last line must be the two sides of the claim, and the claim must hold. Correct the claim, "
        "or lead the chain to it.",
    ),
    Code(
        "reason",
        "error",
        "A step is true, and not what its reason says.",
        "The rules that are named don't lead from one line to the next, or need another rule besides. Name the rules "
        "that were used, as the message does, or none.",
    ),
    Code(
        "undecided",
        "warning",
        "A step may be true or not.",
        "Neither a proof nor a counterexample was found, or the step is true only under a condition that is not given "
        '("false unless n is an integer"). Give what is known, or split the step. Undecided never counts as true.',
    ),
    Code(
        "not-found",
        "warning",
        "It was not found whether a reason fits.",
        "The search for the rules stopped at its bounds. Split the step into smaller ones.",
    ),
    Code(
        "axiom",
        "note",
        "A step is true given an axiom, which is not proved.",
        "The file or its project takes a law on trust (axiom name: law), and the step rests on it. Whoever relies on "
        "the step relies on the axiom.",
    ),
    Code(
        "domain",
        "note",
        "A step is undefined at some points, or the chain as a whole is shown on a part only.",
        "The points are named. Give what excludes them (given x != 1), or lead the chain another way.",
    ),
    Code(
        "not-checkable",
        "note",
        "An equation of a document can't be checked.",
        "It is not mathematics of numbers (matrices, dots, lists), or it can be read in two ways; the reason is told. "
        "It is counted, and is neither true nor false.",
    ),
    Code(
        "note",
        "note",
        "How the input was understood, or under which givens it was judged.",
        "Nothing is wrong; the note says what was taken for granted.",
    ),
)
COMPLAINTS = (
    Code("input", "error", "An input can't be used.", "The message says why, and what to do."),
    Code("unreadable", "error", "A text can't be read.", "Correct the text at the place that is shown."),
    Code("ambiguous", "error", "A text can be read in two ways.", "Write a sign of multiplication, or declare a name."),
    Code("too-large", "error", "An input is beyond the bounds of size, depth or digits.", "Split it."),
    Code("unknown-rule", "error", "A step names a rule that is not in the book.", '"derivex rules" lists the rules.'),
    Code("bad-rule", "error", "A rule breaks a promise of the book.", "Correct its law, its needs or its cases."),
    Code("bad-given", "error", "A given can't be understood, or contradicts others.", "Write it like x > 0."),
    Code("bad-definition", "error", "A definition is cyclic, repeated or of a taken name.", "Choose another name."),
    Code("no-derivation", "error", "A file or a name holds nothing to verify.", "Name a file with mathematics in it."),
    Code("unsupported", "error", "Mathematics that can't be translated.", "Write it another way."),
    Code("bad-settings", "error", "A setting in pyproject.toml can't be understood.", "Write it as the README says."),
    Code("would-overwrite", "error", "A file exists and may not be replaced.", "Allow it, or name another file."),
)
CODES = {row.code: row for row in (*FINDINGS, *COMPLAINTS)}
SELECTABLE = tuple(row.code for row in FINDINGS)
# what people call the same: the words of verdicts and of JSON
CALLED = {"refuted": "false", "does-not-fit": "reason", "notes": "note"}


def selected(texts: list[str]) -> frozenset[str]:
    """The codes that are named, one or several a text; an InputError for a word that is none.

    >>> sorted(selected(["refuted, undecided"]))
    ['false', 'undecided']
    """
    found = set()
    for word in (part.strip() for text in texts for part in text.split(",")):
        code = word.lower().replace(" ", "-").replace("_", "-")
        code = CALLED.get(code, code)
        if code not in SELECTABLE:
            from difflib import get_close_matches  # only where a message is made

            near = get_close_matches(code[:40], SELECTABLE, 1)
            meant = f'did you mean "{near[0]}"? ' if near else ""
            raise InputError(f'nothing is called "{word[:40]}"', remedy=f"{meant}choose from {', '.join(SELECTABLE)}")
        found.add(code)
    return frozenset(found)
