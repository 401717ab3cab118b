"""``derivex prove``: one equality for a person, or a stream of them for a program.

In a batch every line is answered by one line, in order and at once; a line that can't be
read is an answer (``error``) too, and the exit status is 0.
"""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any, TextIO

from derivex.errors import InputError, Unreadable
from derivex.verdict import Proved, Refuted, Undecided, Verdict

UNDECIDED = 3
USAGE = 'give one argument "L = R" or two, L and R; derivex prove --help shows examples'


def run(arguments: Namespace) -> int:
    """One equality from the arguments, or all of ``--batch``."""
    sides, given, let = arguments.sides, arguments.given, arguments.let
    if arguments.batch is not None:
        if sides or given or let:
            raise Unreadable("a batch holds its own equalities", remedy='put "given" and "let" into its lines')
        return batch(arguments.batch)
    if len(sides) not in (1, 2):
        raise Unreadable("an equality has two sides", remedy=USAGE)
    from derivex.equality import answer, question

    verdict = answer(question(*sides, given=given, let=let))
    print(in_json(verdict) if arguments.format == "json" else in_words(verdict))
    match verdict:
        case Proved():
            return 0
        case Refuted():
            return 1
    return 0 if arguments.lenient else UNDECIDED


def in_json(verdict: Verdict) -> str:
    """What a program is told."""
    import json

    from derivex.writers.json import verdict_fields

    return json.dumps(verdict_fields(verdict), ensure_ascii=False)


def in_words(verdict: Verdict) -> str:
    """What a person is told.

    >>> in_words(Undecided("no method applies"))
    'undecided: no method applies'
    """
    from derivex.notation.write import plain

    match verdict:
        case Proved(method, lost, gained, _, unexamined):
            points = (("lost", lost), ("gained", gained), ("not examined:", unexamined))
            return "\n".join(
                (f"proved ({method})", *(f"{what} {plain(each)}" for what, which in points for each in which))
            )
        case Refuted(witness, note):
            where = ", ".join(f"{name} = {plain(value)}" for name, value in witness.at)
            shown = f"{witness.before} against {witness.after}"
            return f"refuted: {f'at {where}: ' if where else ''}{shown}" + (f"\n{note}" if note else "")
        case Undecided(reason):
            return f"undecided: {reason}"


def batch(source: str) -> int:
    """Answer a stream of JSON lines, each as soon as it is read."""
    import json

    for answered in answers(_lines(source)):
        print(json.dumps(answered), flush=True)
    return 0


def answers(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """One answer for each line that isn't blank, in order."""
    import derivex.engine.ladder  # noqa: F401  the first line's time is its own, not that of the start

    for line in lines:
        if line.strip():
            start = time.perf_counter()
            name, verdict = _answer(line)
            yield {"id": name, **verdict, "ms": round(1000 * (time.perf_counter() - start), 3)}


def _answer(line: str) -> tuple[object, dict[str, Any]]:
    import json

    from derivex.writers.json import error_fields

    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        return None, error_fields(f"this line is no JSON object: {error}")
    if not isinstance(asked, dict):
        return None, error_fields("this line is no JSON object")
    try:
        return asked.get("id"), _judged(asked)
    except InputError as error:
        return asked.get("id"), error_fields(f"{error.place}: {error}" if error.place else str(error))
    except Exception as error:  # a fault of ours on one line mustn't cost the answers to all the others
        reason = f"derivex failed on this line, please report it: {type(error).__name__}: {error}"
        return asked.get("id"), error_fields(reason)


def _judged(asked: dict[str, Any]) -> dict[str, Any]:
    from derivex.equality import answer, question
    from derivex.writers.json import verdict_fields

    left, right = asked.get("lhs"), asked.get("rhs")
    if not isinstance(left, str) or not isinstance(right, str | None):
        raise Unreadable('a line needs the texts "lhs" and "rhs"')
    return verdict_fields(answer(question(left, right, given=_texts(asked, "given"), let=_texts(asked, "let"))))


def _texts(asked: dict[str, Any], field: str) -> list[str]:
    texts = asked.get(field) or []
    texts = [texts] if isinstance(texts, str) else texts
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise Unreadable(f'"{field}" is a list of texts')
    return texts


def _lines(source: str) -> Iterator[str]:
    if source == "-":
        yield from _decoded(sys.stdin)
        return
    try:
        opened = open(source, encoding="utf-8", errors="replace")  # noqa: PTH123, SIM115  pathlib costs 7 ms at the start
    except OSError as error:
        raise Unreadable(f"{source}: {error.strerror or error}") from error
    with closing(opened) as file:
        yield from file


def _decoded(stream: TextIO) -> Iterator[str]:
    # what isn't UTF-8 then fails as an expression of its own row, not as the whole batch
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="replace")
    yield from stream
