"""What does a question cost as it grows?  Families of pairs for n = 1 … 64; run by hand.

    python tests/bench/growth.py [--largest 64] [--seconds 10] [--only WORDS] [--png FILE]

For each family a true pair and a false one (the true one, with 1 added): the answer, the
time and the number of function calls, which is the same on every machine. The exponent is
fitted to the calls of the larger half; growth that is steeper than any power of moderate
degree, and becomes steeper still, is flagged. Each family runs in a process of its own,
which is ended when one question takes more than ``--seconds``.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

SIZES = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64)
STEEP = 3.0  # two local exponents in a row above this, and rising, look exponential
BARS = " ▁▂▃▄▅▆▇█"
Sides = tuple[str, str]


def _sum(function: Callable[[int], str], n: int, first: int = 1) -> str:
    return " + ".join(function(k) for k in range(first, n + first))


def _back(function: Callable[[int], str], n: int, sign: str = " + ") -> str:
    return sign.join(function(k) for k in range(n, 0, -1))


def _product(function: Callable[[int], str], n: int) -> str:
    return "*".join(function(k) for k in range(1, n + 1))


def _nest(n: int, around: str, inside: str) -> str:
    """``around`` has a place ``@`` for what is inside."""
    for _ in range(n):
        inside = around.replace("@", inside)
    return inside


def _continued(n: int) -> str:
    """1 + 1/(1 + 1/(… + 1/x)) as one fraction of Fibonacci numbers."""
    a, b = 1, 0  # x becomes (a x + b)/(c x + d)
    c, d = 0, 1
    for _ in range(n):
        a, b, c, d = a + c, b + d, a, b
    return f"({a}*x + {b})/({c}*x + {d})"


def _chebyshev(n: int, letter: str) -> str:
    """T_n by its coefficients."""
    before, now = [1], [0, 1]
    for _ in range(n):
        before, now = (
            now,
            [2 * (now[k - 1] if k else 0) - (before[k] if k < len(before) else 0) for k in range(len(now) + 1)],
        )
    return " + ".join(f"({each})*{letter}^{k}" for k, each in enumerate(before) if each) if n else "1"


def _hermite(n: int) -> str:
    """The polynomial by which exp(-x^2) is multiplied when it is differentiated n times."""
    now = [1]
    for _ in range(n):
        slope = [k * now[k] for k in range(1, len(now))] + [0, 0]
        now = [slope[k] - 2 * (now[k - 1] if k else 0) for k in range(len(now) + 1)]
    return " + ".join(f"({each})*x^{k}" for k, each in enumerate(now) if each)


def _binomials(n: int) -> str:
    return _sum(lambda k: f"{math.comb(n, k)}*x^{k}*y^{n - k}", n + 1, 0)


FAMILIES: dict[str, tuple[Callable[[int], Sides], tuple[str, ...]]] = {
    # sums and products
    "sum: k*x": (lambda n: (_sum(lambda k: f"{k}*x", n), f"{n * (n + 1) // 2}*x"), ()),
    "sum: x^k": (lambda n: (f"(x - 1)*({_sum(lambda k: f'x^{k - 1}', n)})", f"x^{n} - 1"), ()),
    "sum: 1/((x + k)(x + k + 1))": (
        lambda n: (_sum(lambda k: f"1/((x + {k})*(x + {k + 1}))", n), f"1/(x + 1) - 1/(x + {n + 1})"),
        (),
    ),
    "sum: 1/(x + k), reversed": (lambda n: (_sum(lambda k: f"1/(x + {k})", n), _back(lambda k: f"1/({k} + x)", n)), ()),
    "sum: sin(k*x), reversed": (lambda n: (_sum(lambda k: f"sin({k}*x)", n), _back(lambda k: f"sin(x*{k})", n)), ()),
    "sum: exp(k*x)": (lambda n: (f"(exp(x) - 1)*({_sum(lambda k: f'exp({k}*x)', n)})", f"exp({n + 1}*x) - exp(x)"), ()),
    "sum: log(x + k)": (lambda n: (_sum(lambda k: f"log(x + {k})", n), f"log({_product(lambda k: f'(x + {k})', n)})"), ("x > 0",)),
    "sum: sqrt(k)": (lambda n: (_sum(lambda k: f"sqrt({k})", n) + " + x", "x + " + _back(lambda k: f"sqrt({k})", n)), ()),
    "sum: log(k)": (lambda n: (_sum(lambda k: f"log({k})", n), f"log({math.factorial(n)})"), ()),
    "product: x + k, reversed": (lambda n: (_product(lambda k: f"(x + {k})", n), _back(lambda k: f"({k} + x)", n, "*")), ()),
    "product: exp(k*x)": (lambda n: (_product(lambda k: f"exp({k}*x)", n), f"exp({n * (n + 1) // 2}*x)"), ()),
    "product: sqrt(x + k)": (
        lambda n: (_product(lambda k: f"sqrt(x + {k})", n), f"sqrt({_product(lambda k: f'(x + {k})', n)})"),
        ("x > 0",),
    ),
    "product: 1 + 1/(x + k)": (lambda n: (_product(lambda k: f"(1 + 1/(x + {k}))", n), f"(x + {n + 1})/(x + 1)"), ()),
    # powers of sums
    "power: (x + 1)^n": (lambda n: (f"(x + 1)^{n}*(x + 1)", f"(x + 1)^{n + 1}"), ()),
    "power: (x + y)^n, expanded": (lambda n: (f"(x + y)^{n}", _binomials(n)), ()),
    "power: (x + y + z)^n": (lambda n: (f"(x + y + z)^{n} + x", f"(z + y + x)^{n} + x"), ()),
    "power: (1 + sqrt(2))^n": (lambda n: (f"(1 + sqrt(2))^{n}*(sqrt(2) - 1)^{n}", "1"), ()),
    "power: (sin(x) + cos(x))^n": (lambda n: (f"(sin(x) + cos(x))^{2 * n}", f"(1 + sin(2*x))^{n}"), ()),
    "power: ((x^2)^2)^2": (lambda n: (_nest(n, "(@)^2", "x"), f"x^{2**n}"), ()),
    # nesting
    "nest: sin(sin(…))": (lambda n: (_nest(n, "sin(@)", "2*x"), _nest(n, "sin(@)", "x + x")), ()),
    "nest: exp(-exp(…))": (lambda n: (_nest(n, "exp(-@)", "2*x"), _nest(n, "exp(-@)", "(x + x)")), ()),
    "nest: sqrt(1 + sqrt(…))": (lambda n: (_nest(n, "sqrt(1 + @)", "x^2"), _nest(n, "sqrt(@ + 1)", "x*x")), ()),
    "nest: log(1 + log(…))": (lambda n: (_nest(n, "log(1 + @)", "x^2"), _nest(n, "log(@ + 1)", "x*x")), ()),
    "nest: 1/(1 + x*(…))": (lambda n: (_nest(n, "1/(1 + x*@)", "x"), _nest(n, "1/(1 + @*x)", "x")), ()),
    "nest: continued fraction": (lambda n: (_nest(n, "(1 + 1/@)", "x"), _continued(n)), ()),
    "nest: Horner": (lambda n: (_nest(n, "(@*x + 1)", "1"), _sum(lambda k: f"x^{k}", n + 1, 0)), ()),
    "nest: abs(abs(…) - 1)": (lambda n: (_nest(n, "abs(@ - 1)", "x"), _nest(n, "abs(1 - @)", "x")), ()),
    "nest: sqrt((…)^2)": (lambda n: (_nest(n, "sqrt((@)^2)", "x"), "abs(x)"), ()),
    "nest: max(x_k, max(…))": (lambda n: (_max(n, False), _max(n, True)), ()),
    "nest: atan(tan(…)/2)": (lambda n: (_nest(n, "atan(tan(@)/2)", "2*x"), _nest(n, "atan(tan(@)/2)", "x + x")), ()),
    # derivatives
    "diff: x*exp(x)": (lambda n: (f"diff(x*exp(x), x, {n})", f"(x + {n})*exp(x)"), ()),
    "diff: 1/(1 + x)": (lambda n: (f"diff(1/(1 + x), x, {n})", f"({(-1) ** n * math.factorial(n)})/(1 + x)^{n + 1}"), ()),
    "diff: log(1 + x)": (
        lambda n: (f"diff(log(1 + x), x, {n})", f"({(-1) ** (n - 1) * math.factorial(n - 1)})/(1 + x)^{n}"),
        (),
    ),
    "diff: exp(-x^2)": (lambda n: (f"diff(exp(-x^2), x, {n})", f"({_hermite(n)})*exp(-x^2)"), ()),
    "diff: x^2*sin(x)": (
        lambda n: (
            f"diff(x^2*sin(x), x, {n})",
            f"x^2*sin(x + {n}*pi/2) - {2 * n}*x*cos(x + {n}*pi/2) - {n * (n - 1)}*sin(x + {n}*pi/2)",
        ),
        (),
    ),
    "diff: exp(x)*sin(x)": (lambda n: (f"diff(exp(x)*sin(x), x, {n})", f"sqrt(2)^{n}*exp(x)*sin(x + {n}*pi/4)"), ()),
    "diff: tan(x)": (lambda n: (f"diff(tan(x), x, {n})", f"diff(1 + tan(x)^2, x, {n - 1})" if n > 1 else "1 + tan(x)^2"), ()),
    "diff: of a product": (
        lambda n: (f"diff({_product(lambda k: f'(x + {k})', n)}, x)/({_product(lambda k: f'(x + {k})', n)})", _sum(lambda k: f"1/(x + {k})", n)),
        (),
    ),
    "diff: sin(sin(…))": (
        lambda n: (f"diff({_nest(n, 'sin(@)', 'x')}, x)", "*".join(f"cos({_nest(k, 'sin(@)', 'x')})" for k in range(n))),
        (),
    ),
    "diff: x^x, repeatedly": (lambda n: (f"diff(x^x, x, {n})", f"diff(x^x*(log(x) + 1), x, {n - 1})" if n > 1 else "x^x*(log(x) + 1)"), ("x > 0",)),
    # many symbols
    "symbols: square of a sum": (
        lambda n: (
            f"({_sum(lambda k: f'x{k}', n)})^2",
            " + ".join([*(f"x{k}^2" for k in range(1, n + 1)), *(f"2*x{j}*x{k}" for k in range(1, n + 1) for j in range(1, k))]),
        ),
        (),
    ),
    "symbols: sum, reversed": (lambda n: (_sum(lambda k: f"x{k}", n), _back(lambda k: f"x{k}", n)), ()),
    "symbols: exp of a sum": (lambda n: (f"exp({_sum(lambda k: f'x{k}', n)})", _product(lambda k: f"exp(x{k})", n)), ()),
    "symbols: abs of a product": (lambda n: (f"abs({_product(lambda k: f'x{k}', n)})", _product(lambda k: f"abs(x{k})", n)), ()),
    "symbols: sum of abs": (lambda n: (_sum(lambda k: f"abs(x{k})", n), _sum(lambda k: f"abs(-x{k})", n)), ()),
    "symbols: sin of a sum": (
        lambda n: (f"sin({_sum(lambda k: f'x{k}', n)} + y)", f"sin({_sum(lambda k: f'x{k}', n)})*cos(y) + cos({_sum(lambda k: f'x{k}', n)})*sin(y)"),
        (),
    ),
    "symbols: sum of fractions": (lambda n: (_sum(lambda k: f"1/x{k}", n), _back(lambda k: f"1/x{k}", n)), ()),
    # angles, roots, constants
    "angle: sin(n*x)": (lambda n: (f"sin({n + 1}*x)", f"sin({n}*x)*cos(x) + cos({n}*x)*sin(x)"), ()),
    "angle: cos(n*x) = T_n(cos(x))": (lambda n: (f"cos({n}*x)", _chebyshev(n, "cos(x)")), ()),
    "angle: cosh(n*x) = T_n(cosh(x))": (lambda n: (f"cosh({n}*x)", _chebyshev(n, "cosh(x)")), ()),
    "angle: cos(pi/n)": (lambda n: (f"cos(2*pi/{n})", f"2*cos(pi/{n})^2 - 1"), ()),
    "root: (x^(1/n))^n": (lambda n: (f"(x^(1/{n}))^{n}", "x"), ()),
    "root: 2^(1/n)": (lambda n: (f"(2^(1/{n}) - 1)*({_sum(lambda k: f'2^({k - 1}/{n})', n)})", "1"), ()),
    "root: of primes": (lambda n: (_product(lambda k: f"sqrt({k})", n), f"sqrt({math.factorial(n)})"), ()),
    "gamma: gamma(x + n)": (lambda n: (f"gamma(x + {n})", _product(lambda k: f"(x + {k - 1})", n) + "*gamma(x)"), ("x > 0",)),
    "Sum: k to n": (lambda n: (f"Sum(k*x, (k, 1, {n}))", f"{n * (n + 1) // 2}*x"), ()),
}  # fmt: skip


def _max(n: int, reverse: bool) -> str:
    text = "x0"
    for k in range(1, n + 1):
        text = f"max({text}, x{k})" if reverse else f"max(x{k}, {text})"
    return text


# ---- measuring ----


@dataclass
class Row:
    """One family, one truth: what came out for each size."""

    name: str
    true: bool
    sizes: list[int] = field(default_factory=list)
    verdicts: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    calls: list[int] = field(default_factory=list)
    stopped: str = ""

    def exponent(self) -> float | None:
        """The slope of log calls over log n in the larger half of the sizes."""
        pairs = [(n, c) for n, c in zip(self.sizes, self.calls, strict=True) if n >= 4]
        pairs = pairs[len(pairs) // 2 :]
        if len(pairs) < 2:
            return None
        xs, ys = ([math.log(v) for v in column] for column in zip(*pairs, strict=True))
        mean = sum(xs) / len(xs)
        return sum((x - mean) * y for x, y in zip(xs, ys, strict=True)) / sum((x - mean) ** 2 for x in xs)

    def steep(self) -> bool:
        """Whether two local exponents in a row are large and rising: a ratio test for exponential growth."""
        steps = list(zip(self.sizes, self.calls, strict=True))[2:]
        slopes = [math.log(d / c) / math.log(m / n) for (n, c), (m, d) in pairwise(steps)]
        return any(second >= first > STEEP for first, second in pairwise(slopes))


def _measure(name: str, true: bool, largest: int, pipe: Any) -> None:
    from derivex.engine.ladder import prove
    from derivex.errors import TooLarge
    from derivex.given import Given
    from derivex.notation.plain import read

    make, givens = FAMILIES[name]
    given = Given.read(givens)
    prove(read("sin(x)^2"), read("1 - cos(x)^2"))  # what is imported late isn't the first size's cost
    for n in SIZES:
        if n > largest:
            break
        left, right = make(n)
        try:
            before, after = read(left), read(right if true else f"{right} + 1")
        except TooLarge as error:
            pipe.send((n, "too large", 0.0, 0, str(error)))
            break
        pipe.send((n,))
        start = time.process_time()
        try:
            verdict = prove(before, after, given)
            said, reason = type(verdict).__name__.lower(), getattr(verdict, "reason", "")
        except Exception as error:  # a crash is a result here
            said, reason = "CRASH", repr(error)
        seconds = time.process_time() - start
        calls = _calls(lambda: prove(before, after, given)) if said != "CRASH" else 1  # noqa: B023  called at once
        pipe.send((n, said, seconds, calls, reason))
    pipe.send(None)


def _calls(question: Callable[[], object]) -> int:
    """How many functions are called, Python's and native ones."""
    count = 0

    def note(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        question()
    finally:
        sys.setprofile(None)
    return count


def measured(name: str, true: bool, largest: int, limit: float) -> Row:
    context = multiprocessing.get_context("spawn")
    pipe, theirs = context.Pipe()
    process = context.Process(target=_measure, args=(name, true, largest, theirs), daemon=True)
    process.start()
    row, n, patience = Row(name, true), 0, 30.0
    while True:
        if not pipe.poll(patience):
            row.stopped = f"n = {n} took more than {limit:g} s"
            break
        try:
            told = pipe.recv()
        except EOFError:
            row.stopped = f"the process died at n = {n}"
            break
        if told is None:
            break
        n, patience = told[0], 4 * limit  # once with and once without counting
        if len(told) == 1:
            continue
        _, said, seconds, calls, reason = told
        if said == "too large":
            row.stopped = f"n = {n}: {reason}"
            break
        row.sizes.append(n)
        row.verdicts.append(said)
        row.seconds.append(seconds)
        row.calls.append(calls)
        wanted = ("proved" if true else "refuted", "undecided")
        if said not in wanted:
            row.stopped = f"n = {n}: {said.upper()}, which is wrong"
            break
        if said == "undecided" and not row.stopped:
            row.stopped = f"undecided from n = {n}: {reason[:90]}"
        if seconds > limit:
            row.stopped = f"n = {n} took {seconds:.1f} s"
            break
    process.kill()
    process.join()
    return row


# ---- the report ----


def spark(values: list[int]) -> str:
    """Calls on a scale of powers of four."""
    return "".join(BARS[min(len(BARS) - 1, max(0, round(math.log(max(value, 1) / 250, 4))))] for value in values)


def told(row: Row) -> str:
    exponent = row.exponent()
    fitted = f"n^{exponent:.1f}" if exponent is not None else "-"
    flag = "  EXPONENTIAL?" if row.steep() else ""
    last = f"{row.sizes[-1]:3} {1000 * row.seconds[-1]:9.1f} {row.calls[-1]:9}" if row.sizes else " " * 24
    stopped = f"  {row.stopped}" if row.stopped else ""
    return f"{row.name:32} {'true ' if row.true else 'false'} {spark(row.calls):13} {last} {fitted:>7}{flag}{stopped}"


def plot(rows: list[Row], height: int = 16, width: int = 61) -> str:
    """Calls against n, both logarithmic, for the steepest families."""
    chosen = sorted((row for row in rows if len(row.sizes) > 3), key=lambda row: -(row.exponent() or 0))[:8]
    if not chosen:
        return ""
    top = math.log(max(max(row.calls) for row in chosen))
    low = math.log(min(min(row.calls) for row in chosen))
    grid = [[" "] * width for _ in range(height)]
    for letter, row in zip("abcdefgh", chosen, strict=False):
        for n, calls in zip(row.sizes, row.calls, strict=True):
            x = round(math.log(n) / math.log(64) * (width - 1))
            y = round((math.log(calls) - low) / ((top - low) or 1) * (height - 1))
            grid[height - 1 - y][min(x, width - 1)] = letter
    lines = [f"{math.exp(top - (top - low) * k / (height - 1)):12,.0f} |{''.join(line)}" for k, line in enumerate(grid)]
    lines.append(" " * 13 + "n = 1" + " " * (width - 9) + "64")
    lines += [
        f"    {letter}  {row.name} ({'true' if row.true else 'false'})"
        for letter, row in zip("abcdefgh", chosen, strict=False)
    ]
    return "\n".join(lines)


def picture(rows: list[Row], file: str) -> None:
    try:
        from matplotlib import pyplot
    except ImportError:
        print("no picture: matplotlib isn't installed")
        return
    figure, axes = pyplot.subplots(figsize=(9, 7))
    for row in rows:
        axes.loglog(row.sizes, row.calls, marker=".", label=f"{row.name} ({'true' if row.true else 'false'})")
    axes.set_xlabel("n")
    axes.set_ylabel("function calls")
    axes.legend(fontsize=4, ncols=3)
    figure.savefig(file, dpi=160)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    options.add_argument("--largest", type=int, default=64)
    options.add_argument("--seconds", type=float, default=10, help="for one question; a family stops there")
    options.add_argument("--only", default="", help="families whose name has these words")
    options.add_argument("--png", help="also draw a picture, if matplotlib is installed")
    chosen = options.parse_args()
    print(f"{'family':32} truth {'calls':13} {'n':>3} {'ms':>9} {'calls':>9} {'fitted':>7}")
    rows = []
    for name in FAMILIES:
        if chosen.only in name:
            for true in (True, False):
                rows.append(measured(name, true, chosen.largest, chosen.seconds))
                print(told(rows[-1]), flush=True)
    print("\n" + plot(rows))
    steep = [f"{row.name} ({'true' if row.true else 'false'})" for row in rows if row.steep()]
    print("\nlooks exponential: " + (", ".join(steep) or "nothing"))
    short = [row for row in rows if row.stopped]
    print(f"not decided, or not asked, up to n = {chosen.largest}: {len(short)} of {len(rows)}")
    if chosen.png:
        picture(rows, chosen.png)
    return 1 if any("wrong" in row.stopped for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
