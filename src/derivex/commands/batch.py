"""A stream of questions for a program: every JSON line is answered by one, in order and at once.

A line that can't be read is an answer (``error``) too, and the exit status is 0. What a line means is
the business of the command; here is what all of them share.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from typing import Any, TextIO

from derivex.errors import InputError, Unreadable

SELDOM = 50_000, 20, 100  # objects, and passes, after which a batch looks for garbage

Answer = Callable[[dict[str, Any]], dict[str, Any]]


def answer_all(source: str, answer: Answer, fields: Mapping[str, str]) -> int:
    """Answer the lines of a file, or of standard input for "-"; ``fields`` name the places of complaints."""
    import gc

    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)  # answers leave little behind that only a search through memory finds
    try:
        for answered in answers(_lines(source), answer, fields):
            print(json.dumps(answered), flush=True)
    finally:
        gc.set_threshold(*before)
    return 0


def answers(lines: Iterable[str], answer: Answer, fields: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """One answer for each line that isn't blank, in order."""
    for line in lines:
        if line.strip():
            start = time.perf_counter()
            name, answered = _answer(line, answer, fields)
            yield {"id": name, **answered, "ms": round(1000 * (time.perf_counter() - start), 3)}


def _answer(line: str, answer: Answer, fields: Mapping[str, str]) -> tuple[object, dict[str, Any]]:
    from derivex.writers.json import error_fields

    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        return None, error_fields(f"this line is no JSON object: {error}")
    if not isinstance(asked, dict):
        return None, error_fields("this line is no JSON object")
    try:
        return asked.get("id"), answer(asked)
    except InputError as error:
        error = renamed(error, fields)
        return asked.get("id"), error_fields(f"{error.place}: {error}" if error.place else str(error))
    except Exception as error:  # a fault of ours on one line mustn't cost the answers to all the others
        reason = f"derivex failed on this line, please report it: {type(error).__name__}: {error}"
        return asked.get("id"), error_fields(reason)


def renamed(error: InputError, names: Mapping[str, str]) -> InputError:
    """The complaint with its place called what the person or the program calls it."""
    place = error.place
    if place is None or place.file not in names:
        return error
    return type(error)(error.value, place=replace(place, file=names[place.file]), remedy=error.remedy)


def texts(asked: dict[str, Any], field: str) -> list[str]:
    """A field that is a list of texts; one text is a list of one, and a missing field is empty."""
    found = asked.get(field) or []
    found = [found] if isinstance(found, str) else found
    if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
        raise Unreadable(f'"{field}" is a list of texts')
    return found


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
