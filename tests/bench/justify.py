"""How long a justification and an explanation take on the library; run by hand.

    python tests/bench/justify.py

Prints, per step of the shipped derivations, milliseconds for the reason that is named
and for finding one where none is named.
"""

from __future__ import annotations

import time

from derivex import load
from derivex.justify import justify
from derivex.laws import Context
from derivex.library import names


def main() -> None:
    for name in names():
        derivation = load(name)
        context = Context(derivation.givens, derivation.definitions)
        for step in derivation.steps:
            row = []
            for reasons in (step.reasons, ()):
                start = time.perf_counter()
                justify(step.before, step.after, reasons, book=derivation.book, context=context)
                row.append(1000 * (time.perf_counter() - start))
            said = ", ".join(str(reason) for reason in step.reasons)
            print(f"{name:24} {said:32} named {row[0]:8.2f} ms   unnamed {row[1]:8.2f} ms")


if __name__ == "__main__":
    main()
