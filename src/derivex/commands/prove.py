"""``derivex prove``: one equality for a person, or a stream of them for a program.

In a batch every line is answered by one line, in order and at once; a line that can't be
read is an answer (``error``) too, and the exit status is 0.
"""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from derivex.commands.batch import answer_all, renamed, texts
from derivex.errors import InputError, Unreadable
from derivex.verdict import Assumed, Proved, Refuted, Undecided, Verdict

if TYPE_CHECKING:
    from derivex.certificates.door import Rechecked
    from derivex.equality import Question

UNDECIDED = 3
USAGE = 'give one argument "L = R" or two, L and R; derivex prove --help shows examples'

# what the places of an equality are called where it comes from: arguments, or the fields of a line
_OPTIONS = {"<given>": "--given", "<let>": "--let"}
ARGUMENTS = {"<input>": "expression", "<left>": "left", "<right>": "right", **_OPTIONS}
FIELDS = {"<input>": "lhs", "<left>": "lhs", "<right>": "rhs", "<given>": "given", "<let>": "let"}


def run(arguments: Namespace) -> int:
    """One equality from the arguments, or all of ``--batch``."""
    sides, given, let = arguments.sides, arguments.given, arguments.let
    if arguments.batch is not None:
        if sides or given or let:
            raise Unreadable("a batch holds its own equalities", remedy='put "given" and "let" into its lines')
        return batch(arguments.batch, recheck=arguments.recheck)
    if len(sides) not in (1, 2):
        raise Unreadable("an equality has two sides", remedy=USAGE)
    from derivex.equality import answer, question

    try:
        asked = question(*sides, given=given, let=let)
        verdict = answer(asked)
    except InputError as error:
        raise renamed(error, ARGUMENTS) from None
    notes = _notes(asked)
    checked = _rechecked(verdict) if arguments.recheck else None
    if arguments.format == "json":
        print(in_json(verdict, notes, checked))
    else:
        told = () if checked is None else (f"rechecked: {checked.said()}",)
        print("\n".join((in_words(verdict), *told, *(f"note: {note}" for note in notes))))
    if checked is not None and checked.confirmed is False:
        return 1
    match verdict:
        case Proved():
            return 0
        case Refuted():
            return 1
    return 0 if arguments.lenient else UNDECIDED


def in_json(verdict: Verdict, notes: tuple[str, ...] = (), checked: Rechecked | None = None) -> str:
    """What a program is told; ``notes`` only where there are some, ``rechecked`` only where that was asked for."""
    import json

    from derivex.writers.json import verdict_fields

    told = {} if checked is None else {"rechecked": checked.confirmed, "recheck": checked.said()}
    return json.dumps({**verdict_fields(verdict), **told, **_noted(notes)}, ensure_ascii=False)


def _rechecked(verdict: Verdict) -> Rechecked:
    from derivex.certificates.door import recheck  # only where it is asked for

    return recheck(verdict)


def in_words(verdict: Verdict) -> str:
    """What a person is told.

    >>> in_words(Undecided("no method applies"))
    'undecided: no method applies'
    """
    from derivex.step import in_words as said

    match verdict:
        case Proved(method, lost, gained, _, unexamined):
            points = (("lost", lost), ("gained", gained), ("not examined:", unexamined))
            return "\n".join(
                (f"proved ({method})", *(f"{what} {said(each)}" for what, which in points for each in which))
            )
        case Refuted(witness, note):
            return f"refuted: {witness.said()}" + (f"\n{note}" if note else "")
        case Assumed(reason):
            return reason
        case Undecided(reason):
            return f"undecided: {reason}"


def batch(source: str, *, recheck: bool = False) -> int:
    """Answer a stream of JSON lines, each as soon as it is read."""
    import derivex.engine.ladder  # noqa: F401  the first line's time is its own, not that of the start

    return answer_all(source, lambda asked: _judged(asked, recheck=recheck), FIELDS)


def _judged(asked: dict[str, Any], *, recheck: bool) -> dict[str, Any]:
    from derivex.equality import answer, question
    from derivex.writers.json import verdict_fields

    left, right = asked.get("lhs"), asked.get("rhs")
    if not isinstance(left, str) or not isinstance(right, str | None):
        raise Unreadable('a line needs the texts "lhs" and "rhs"')
    put = question(left, right, given=texts(asked, "given"), let=texts(asked, "let"))
    verdict = answer(put)
    told = {"rechecked": _rechecked(verdict).confirmed} if recheck else {}
    return {**verdict_fields(verdict), **told, **_noted(_notes(put))}


def _notes(asked: Question) -> tuple[str, ...]:
    """What there is to say about names that nobody has declared."""
    from derivex.strangers import notes_on

    written = (asked.before, asked.after, *(definition.body for definition in asked.definitions))
    defined = (name for each in asked.definitions for name in (each.name, *each.parameters))
    declared = (*defined, *(name for name, _ in asked.given.kinds))
    return notes_on(written, declared)


def _noted(notes: tuple[str, ...]) -> dict[str, list[str]]:
    return {"notes": list(notes)} if notes else {}
