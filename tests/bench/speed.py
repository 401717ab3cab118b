"""Text in, verdict out: how long, where the time goes, and how long SymPy takes; run by hand.

    python tests/bench/speed.py [FILE.jsonl ...] [--limit N] [--peers] [--seconds 10] [--slowest 10]

A line of a file is {"id", "lhs", "rhs", "given", "truth"}; without a file a small set of
pairs that stands here is measured. Each pair is first decided once, untimed by phases, from
its text to its verdict: that is the figure. Then its phases are timed one by one in a
second run, by a clock at the door of each room:

    read            text to terms, givens read and checked
    choose          candidates for points
    points          whether they are admitted, and the values of both sides there: balls
    differentiate   derivatives carried out, for the values and for the exact half
    exact           the difference as an element of the field
    cases           what is tried where that isn't enough: the resolver, cases, induction
    conditions      what is lost and gained, and what is said of it
    rest            the ladder itself

With ``--peers`` every pair is also put to SymPy, ``simplify(a - b)``, reading included, in a
process that is ended after ``--seconds``; the ratio is that of the two totals, over all rows.
"""

from __future__ import annotations

import argparse
import functools
import json
import multiprocessing
import random
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

Pair = dict[str, Any]


def _pairs(text: str) -> list[Pair]:
    rows = []
    for number, line in enumerate(text.strip().splitlines()):
        lhs, rhs, given, truth = (part.strip() for part in line.split("|"))
        listed = [each.strip() for each in given.split(";") if each.strip()]
        rows.append({"id": f"own-{number}", "lhs": lhs, "rhs": rhs, "given": listed, "truth": truth == "true"})
    return rows


OWN = _pairs("""
    (x + 1)**3 | x**3 + 3*x**2 + 3*x + 1 | | true
    (x**2 - 1)/(x - 1) | x + 1 | | true
    1/(x + 1) + 1/(x - 1) | 2*x/(x**2 - 1) | | true
    sqrt(x**2) | Abs(x) | | true
    sqrt(x**2) | x | | false
    log(x*y) | log(x) + log(y) | x > 0; y > 0 | true
    log(x*y) | log(x) + log(y) | | false
    sin(x + y) | sin(x)*cos(y) + cos(x)*sin(y) | | true
    sin(3*x) | 3*sin(x) - 4*sin(x)**3 | | true
    cos(x)**4 | (3 + 4*cos(2*x) + cos(4*x))/8 | | true
    cos(x)**4 | (3 + 4*cos(2*x) + cos(4*x))/9 | | false
    tan(x/2) | sin(x)/(1 + cos(x)) | | true
    cosh(x)**2 - sinh(x)**2 | 1 | | true
    exp(x)*exp(y) | exp(x + y) | x complex; y complex | true
    diff(1/(1 + exp(-x)), x) | exp(-x)/(1 + exp(-x))**2 | | true
    diff(x*sin(x)*exp(x), x) | exp(x)*(sin(x) + x*sin(x) + x*cos(x)) | | true
    diff(log(x + sqrt(x**2 + 1)), x) | 1/sqrt(x**2 + 1) | | true
    diff(atan(x/a)/a, x) | 1/(a**2 + x**2) | a > 0 | true
    diff(asin(x)*sqrt(1 - x**2), x) | 1 - x*asin(x)/sqrt(1 - x**2) | | true
    diff(x**x, x) | x**x*(log(x) + 1) | x > 0 | true
    diff(exp(-x**2)*x**3, x) | (3*x**2 - 2*x**4)*exp(-x**2) | | true
    diff(exp(-x**2)*x**3, x) | (3*x**2 + 2*x**4)*exp(-x**2) | | false
    diff(2*sqrt(x)*(log(x) - 2), x) | log(x)/sqrt(x) | x complex | true
    diff((a + b*x)**(3/2)*(6*b*x - 4*a)/(30*b**2), x) | x*sqrt(a + b*x)/2 | a complex; b complex; x complex | true
    diff(-cos(x)**3/3 + cos(x), x) | -sin(x)**3 | | true
    diff(tan(x) - x, x) | tan(x)**2 | | true
    diff(x*atan(x) - log(1 + x**2)/2, x) | atan(x) | | true
    diff(sin(x)*x**2, x, 3) | 6*cos(x) - 6*x*sin(x) - x**2*cos(x) | | true
    sqrt(3 + 2*sqrt(2)) | 1 + sqrt(2) | | true
    atan(1/2) + atan(1/3) | pi/4 | | true
    asinh(x) | log(x + sqrt(x**2 + 1)) | | true
    acosh(x) | log(x + sqrt(x**2 - 1)) | x complex | false
    cos(n*pi) | (-1)**n | n integer | true
    sqrt(a)*sqrt(b) | sqrt(a*b) | a complex; b complex | false
    (x**3 - y**3)/(x - y) | x**2 + x*y + y**2 | | true
    1/(1 + 1/(1 + 1/x)) | (x + 1)/(2*x + 1) | | true
    max(x, y) + min(x, y) | x + y | | true
    abs(x)*abs(y) | abs(x*y) | | true
    (a**b)**c | a**(b*c) | a > 0 | true
    exp(I*x) | cos(x) + I*sin(x) | x complex | true
""")

# which function is the door of which phase: module, name
DOORS = (
    ("differentiate", "derivex.engine.derive", "derivative"),
    ("differentiate", "derivex.engine.derive", "expand"),
    ("choose", "derivex.engine.look", "take"),
    ("points", "derivex.engine.look", "glance"),
    ("points", "derivex.engine.look", "swift_values"),
    ("points", "derivex.engine.look", "values_at"),
    ("points", "derivex.engine.points", "is_admitted"),
    ("exact", "derivex.engine.kernels", "vanishes"),
    ("cases", "derivex.engine.dependence", "resolved"),
    ("cases", "derivex.engine.cases", "prove_by_cases"),
    ("cases", "derivex.engine.induction", "prove_by_induction"),
    ("conditions", "derivex.engine.defined", "change"),
    ("conditions", "derivex.engine.defined", "conditions"),
    ("conditions", "derivex.engine.defined", "impossible"),
)
PHASES = ("read", "choose", "points", "differentiate", "exact", "cases", "conditions", "rest")


class Clock:
    """Time spent in each phase, the inner one charged and not the outer one too."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self.stack: list[str] = []
        self.mark = time.process_time()

    def enter(self, phase: str) -> None:
        self._charge()
        self.stack.append(phase)

    def leave(self) -> None:
        self._charge()
        self.stack.pop()

    def _charge(self) -> None:
        now = time.process_time()
        if self.stack:
            self.spent[self.stack[-1]] += now - self.mark
        self.mark = now

    def watched(self, phase: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def door(*args: Any, **options: Any) -> Any:
            if self.stack and self.stack[-1] == phase:
                return function(*args, **options)
            self.enter(phase)
            try:
                return function(*args, **options)
            finally:
                self.leave()

        return door

    def install(self) -> list[str]:
        """Replace each door wherever a module has it by name; returns the doors that weren't found."""
        import importlib

        missing = []
        for phase, module, name in DOORS:
            home = importlib.import_module(module)
            original = getattr(home, name, None)
            if original is None:
                missing.append(f"{module}.{name}")
                continue
            watched = self.watched(phase, original)
            for other in [each for title, each in sys.modules.items() if title.startswith("derivex")]:
                if getattr(other, name, None) is original:
                    setattr(other, name, watched)
        return missing


def asked(row: Pair) -> tuple[str, str]:
    """The verdict, and the reason or error."""
    from derivex.equality import answer, question
    from derivex.errors import InputError

    try:
        verdict = answer(question(row["lhs"], row["rhs"], given=row.get("given") or ()))
    except InputError as error:
        return "error", str(error)
    return type(verdict).__name__.lower(), str(getattr(verdict, "reason", ""))


def phases_of(row: Pair, clock: Clock) -> None:
    from derivex.equality import answer, question
    from derivex.errors import InputError

    try:
        clock.enter("read")
        try:
            put = question(row["lhs"], row["rhs"], given=row.get("given") or ())
        finally:
            clock.leave()
        clock.enter("rest")
        try:
            answer(put)
        finally:
            clock.leave()
    except InputError:
        return


# ---- SymPy ----


def peer(pipe: Any) -> None:
    """Answers rows until told to stop; runs in a process of its own so that it can be ended."""
    import re

    import sympy

    words = {"integer": {"integer": True}, "complex": {"complex": True}, "real": {"real": True}}
    while (row := pipe.recv()) is not None:
        start = time.process_time()
        try:
            kinds: dict[str, dict[str, bool]] = {}
            for text in row["given"]:
                if found := re.fullmatch(r"(\w+) (\w+)", text):
                    kinds[found[1]] = words.get(found[2], {"real": True})
                elif found := re.fullmatch(r"(\w+) (>|>=) 0", text):
                    kinds[found[1]] = {"positive" if found[2] == ">" else "nonnegative": True}
            written = set(re.findall(r"[A-Za-z_]\w*", row["lhs"] + " " + row["rhs"]))
            scope: dict[str, Any] = {
                name: sympy.Symbol(name, **kinds.get(name, {"real": True}))
                for name in written
                if not hasattr(sympy, name)
            }
            scope |= {"abs": sympy.Abs, "max": sympy.Max, "min": sympy.Min}
            first, second = (sympy.sympify(row[side], locals=scope, rational=True) for side in ("lhs", "rhs"))
            verdict = "proved" if sympy.simplify(first - second) == 0 else "undecided"
        except Exception:  # whatever it can't read or compute is an error of this row only
            verdict = "error"
        pipe.send((verdict, time.process_time() - start))


def peer_times(rows: list[Pair], limit: float) -> tuple[list[float], Counter[str]]:
    context = multiprocessing.get_context("spawn")
    process: Any = None
    times, said = [], Counter[str]()
    pipe, theirs = context.Pipe()
    for row in rows:
        if process is None:
            pipe, theirs = context.Pipe()
            process = context.Process(target=peer, args=(theirs,), daemon=True)
            process.start()
            pipe.send({"lhs": "1", "rhs": "1", "given": []})
            pipe.recv()  # the import is paid for before the clock starts
        pipe.send(row)
        if pipe.poll(limit):
            verdict, seconds = pipe.recv()
        else:
            process.kill()
            process.join()
            process, verdict, seconds = None, "timeout", limit
        times.append(seconds)
        said[verdict] += 1
    if process is not None:
        process.kill()
        process.join()
    return times, said


# ---- the report ----


def quantile(values: list[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def measure(title: str, rows: list[Pair], options: argparse.Namespace) -> int:
    print(f"\n{title}: {len(rows)} pairs")
    times, said, wrong = [], [], 0
    for row in rows:
        start = time.process_time()
        verdict, reason = asked(row)
        times.append(time.process_time() - start)
        said.append((verdict, reason))
        truth = row.get("truth")
        if (truth is True and verdict == "refuted") or (truth is False and verdict == "proved"):
            wrong += 1
            print(f"  WRONG {row['id']}: {verdict}  {row['lhs']} = {row['rhs']}  {row.get('given')}")
    counts = Counter(verdict for verdict, _ in said)
    print("  " + ", ".join(f"{count} {verdict}" for verdict, count in counts.most_common()) + f", {wrong} wrong")
    print(
        f"  text in, verdict out: median {1000 * statistics.median(times):.2f} ms, p95 {1000 * quantile(times, 0.95):.2f} ms,"
        f" longest {1000 * max(times):.1f} ms, all {sum(times):.2f} s"
    )
    clock = Clock()
    missing = clock.install()
    for row in rows:
        phases_of(row, clock)
    whole = sum(clock.spent.values())
    print("  of the time: " + ", ".join(f"{phase} {100 * clock.spent[phase] / whole:.0f} %" for phase in PHASES))
    if missing:
        print("  these doors are gone, their time is in others': " + ", ".join(missing))
    for seconds, row, (verdict, reason) in sorted(zip(times, rows, said, strict=True), key=lambda each: -each[0])[
        : options.slowest
    ]:
        print(f"    {1000 * seconds:9.1f} ms  {row['id']:24} {verdict:9} {reason[:80]}")
    if options.peers:
        theirs, words = peer_times(rows, options.seconds)
        print("  SymPy simplify(a - b): " + ", ".join(f"{count} {word}" for word, count in words.most_common()))
        print(
            f"    median {1000 * statistics.median(theirs):.1f} ms, p95 {1000 * quantile(theirs, 0.95):.1f} ms, all {sum(theirs):.1f} s"
            f"; in total {sum(theirs) / sum(times):.0f} times ours, at the median {statistics.median(theirs) / statistics.median(times):.0f} times"
        )
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--limit", type=int, help="a seeded sample of so many rows of each file")
    parser.add_argument("--peers", action="store_true", help="also ask SymPy")
    parser.add_argument("--seconds", type=float, default=10, help="for one pair of SymPy's")
    parser.add_argument("--slowest", type=int, default=10, help="so many slow pairs are listed")
    options = parser.parse_args()
    sets = [("own pairs", OWN)]
    if options.files:
        sets = [
            (path.name, [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()])
            for path in options.files
        ]
    asked({"lhs": "sin(x)^2 + cos(x)^2", "rhs": "1"})  # what is imported late isn't the first pair's cost
    asked({"lhs": "diff(abs(x)^x, x)", "rhs": "sqrt(x)", "given": ["x > 0"]})
    asked({"lhs": "Sum(asin(k)*max(k, 2), (k, 1, n))", "rhs": "asinh(n)*n", "given": ["n integer"]})
    wrong = 0
    for title, rows in sets:
        if options.limit and options.limit < len(rows):
            rows = random.Random(0).sample(rows, options.limit)
        wrong += measure(title, rows, options)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
