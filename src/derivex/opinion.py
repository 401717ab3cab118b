"""SymPy's independent opinion of steps: what ``show`` prints last, and what decides nothing.

SymPy is asked without our engine: carry out what can be carried out, simplify the
difference, and if that isn't zero, work both sides out in numbers at points that the
givens admit. It can take forever or eat all memory, so all steps are asked in one
process of its own that is killed after a time; what hasn't been answered by then is
"no opinion". Nothing here raises because of SymPy, and nothing here changes a verdict.

The two processes exchange JSON: terms as nested lists, an answer a line.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from derivex.errors import InputError
from derivex.given import Given
from derivex.subterms import subterms
from derivex.term import App, Num, Sym, Term

Opinion = Literal["agrees", "disagrees", "no opinion"]

NOTHING = Given()
MEMORY = 1 << 30  # bytes of address space for SymPy, where the platform can bound it
DIGITS = 30  # of a number that SymPy works out; a difference must show in the first half of them
_ANSWERS: dict[str, Opinion] = {'"agrees"': "agrees", '"disagrees"': "disagrees"}
TRIALS = 24  # points tried for a difference


def opinions(pairs: Sequence[tuple[Term, Term]], *, given: Given = NOTHING, seconds: float = 10.0) -> list[Opinion]:
    """What SymPy alone thinks of ``before = after``, pair by pair, after at most so many seconds.

    Definitions must have been unfolded. Never raises because of SymPy.

    >>> from derivex.term import ONE, TWO, Sym, add, power
    >>> x = Sym("x")
    >>> opinions([(power(x, TWO), power(x, TWO)), (add(x, ONE), x)])
    ['agrees', 'disagrees']
    """
    if not pairs:
        return []
    question = json.dumps(
        {
            "pairs": [[_tree(before), _tree(after)] for before, after in pairs],
            "kinds": given.kinds,
            "relations": [_tree(relation) for relation in given.relations],
            "real_values": given.real_values,
            "seconds": seconds,
        }
    )
    answers: list[Opinion] = ["no opinion"] * len(pairs)
    for index, line in enumerate(_ask(question, seconds).splitlines()[: len(pairs)]):
        answers[index] = _ANSWERS.get(line, "no opinion")
    return answers


def _ask(question: str, seconds: float) -> str:
    """What the other process printed before it ended or was killed."""
    here = str(Path(__file__).resolve().parent.parent)
    path = os.pathsep.join([here, *filter(None, [os.environ.get("PYTHONPATH", "")])])
    command = [sys.executable, "-P", "-m", "derivex.opinion"]  # -P: nothing in the working directory is imported
    try:
        with subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
            encoding="utf-8",
        ) as process:
            try:
                return process.communicate(question, timeout=seconds)[0]
            except subprocess.TimeoutExpired:
                process.kill()
                return process.communicate()[0]
            finally:
                process.kill()
    except OSError:
        return ""


def _tree(term: Term) -> list[Any]:
    match term:
        case Num(text):
            return ["number", text]
        case Sym(name):
            return ["symbol", name]
    return ["apply", term.head, *map(_tree, term.args)]


def _term(tree: list[Any]) -> Term:
    match tree:
        case ["number", str(text)]:
            return Num(text)
        case ["symbol", str(name)]:
            return Sym(name)
    _, head, *args = tree
    return App(head, tuple(map(_term, args)))


# ---- in the other process ----


class _OutOfTime(BaseException):
    """No Exception, so that no handler inside SymPy swallows it."""


def main() -> None:
    """Read a question from standard input, write an answer a line."""
    began = time.monotonic()
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # not on every platform

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    question = json.load(sys.stdin)
    kinds = tuple((name, kind) for name, kind in question["kinds"])
    given = Given(kinds, tuple(map(_term, question["relations"])), question["real_values"])
    pairs = question["pairs"]
    with contextlib.suppress(Exception):
        import sympy  # noqa: F401  no step pays for the import, and none interrupts it

        import derivex.meaning  # noqa: F401  the same
    for index, (before, after) in enumerate(pairs):
        left = question["seconds"] - (time.monotonic() - began)
        opinion: Opinion = "no opinion"
        # a hard step may take its share of the time, not that of the steps after it
        with contextlib.suppress(Exception, _OutOfTime), _time_limit(left / (len(pairs) - index)):
            opinion = _opinion(_term(before), _term(after), given)
        print(json.dumps(opinion), flush=True)


@contextlib.contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raise ``_OutOfTime`` inside after so many seconds, on platforms that have alarms."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def ring(*_: object) -> None:
        raise _OutOfTime

    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _opinion(before: Term, after: Term, given: Given) -> Opinion:
    import sympy

    from derivex.meaning import to_sympy

    left, right = (to_sympy(side, given=given, written=False).doit() for side in (before, after))
    difference = left - right
    if difference == 0 or sympy.simplify(difference) == 0:
        return "agrees"
    if _is_indefinite(before) or _is_indefinite(after):
        return "no opinion"  # equal up to a constant, and SymPy chooses one without saying
    return "disagrees" if _differs(left, right, given) else "no opinion"


def _is_indefinite(term: Term) -> bool:
    return any(isinstance(part, App) and part.head == "bounds" and len(part.args) == 1 for part in subterms(term))


def _differs(left: Any, right: Any, given: Given) -> bool:
    """Whether the two sides have different values at a point that the givens admit."""
    import sympy

    from derivex.meaning import to_sympy

    relations = []
    for relation in given.relations:
        with contextlib.suppress(InputError):
            relations.append(to_sympy(relation, given=given))
    symbols = sorted(
        left.free_symbols | right.free_symbols | set().union(*(r.free_symbols for r in relations)), key=str
    )
    values = [
        sympy.Rational(*pair) for pair in ((2, 1), (-3, 1), (1, 2), (5, 1), (-1, 3), (0, 1), (7, 4), (-1, 1), (1, 5))
    ]
    for trial in range(TRIALS):
        point = {}
        for place, symbol in enumerate(symbols):
            value = values[(trial + place * (2 + trial // len(values))) % len(values)]
            if symbol.is_integer:
                value = sympy.Integer(round(value))
            elif not symbol.is_extended_real and trial % 2:
                value += sympy.I / 3
            point[symbol] = value
        if not all(relation.subs(point) == True for relation in relations):  # noqa: E712  SymPy's own true
            continue
        one, other = (side.subs(point).evalf(DIGITS) for side in (left, right))
        if not all(value.is_number and value.is_finite and value.is_complex for value in (one, other)):
            continue
        if given.real_values and not (one.is_extended_real and other.is_extended_real):
            continue
        size = 1 + abs(one) + abs(other)
        if abs(one - other) > size * sympy.Float(10) ** (-DIGITS // 2):
            return True
    return False


if __name__ == "__main__":
    main()
