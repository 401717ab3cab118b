"""How many steps of the library are explained when their reasons are taken away; run by hand.

    python tests/bench/unnamed.py [FOLDER…]

Prints every step for which no rule was found, and every line that isn't found again when dots stand in its place.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from derivex import Derivation
from derivex.between import between
from derivex.justify import NoneGiven, justify
from derivex.laws import Context
from derivex.library import names
from derivex.notation.write import plain
from derivex.readers.calc import read_file
from derivex.step import Step


def derivations(paths: Iterable[Path]) -> Iterator[Derivation]:
    """The derivations of some files."""
    for path in paths:
        yield from read_file(path)


def unexplained(derivation: Derivation, every: int = 1) -> tuple[Step, ...]:
    """The equalities, or every so-manieth, for which no rule is found once their reasons are taken away."""
    found = []
    for step in derivation.steps[::every]:
        context = Context(step.givens, step.definitions)
        answer = justify(step.before, step.after, (), book=derivation.book, context=context)
        assert isinstance(answer, NoneGiven)
        if step.relation == "=" and not answer.found and step.before != step.after:
            found.append(step)
    return tuple(found)


def unfilled(derivation: Derivation) -> tuple[Step, ...]:
    """The steps whose line can't be left out: nothing is found from the line before it to the line after it."""
    found = []
    for first, second in pairwise(derivation.steps):
        if first.relation == second.relation == "=":
            context = Context(second.givens, second.definitions)
            lines = between(first.before, second.after, book=derivation.book, context=context)
            if lines is None:
                found.append(replace(first, after=second.after))
    return tuple(found)


def main() -> None:
    paths = [path for folder in sys.argv[1:] for path in sorted(Path(folder).rglob("*.md"))] or list(names())
    for question in (unexplained, unfilled):
        count = missed = 0
        start = time.process_time()
        for derivation in derivations(paths):
            count += len(derivation.steps) - (question is unfilled)
            for step in question(derivation):
                missed += 1
                print(f"{derivation.title}: {plain(step.before)}  to  {plain(step.after)}")
        part = 100 * (count - missed) / count
        print(f"{question.__name__}: {missed} of {count}, {part:.1f} % found, {time.process_time() - start:.1f} s")


if __name__ == "__main__":
    main()
