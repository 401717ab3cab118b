"""Claims that are true or false by a hair: laws with random signs, turns and intervals; run by hand.

    python tests/bench/claims.py [--claims N] [--seed S] [--minutes M] [--only INDEX]

Where ``made_pairs`` knows beforehand what is true, here nobody does: a law that turns on a
branch, a kink or a boundary is stated for linear forms, with a sign or a multiple of pi
drawn at random, under givens that may or may not be enough for it. What the engine proves
is looked at by the judge at many points, among them the critical ones and the ends of the
interval; what it refutes, at its witness. Exit status 1 if a verdict was wrong.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import judge
import mpmath

from derivex.engine.ladder import ENDLESS, prove
from derivex.errors import InputError
from derivex.given import Given
from derivex.notation.plain import read
from derivex.notation.write import plain
from derivex.term import Term
from derivex.verdict import Proved, Refuted

Point = dict[str, Any]
ENDS = [Fraction(n, 2) for n in range(-6, 7)]
SMALL = [Fraction(1, 10**9), Fraction(1, 3), Fraction(1, 50)]


@dataclass(frozen=True)
class Claim:
    """``before = after`` under the givens; ``values`` are the points of the symbol to look at."""

    before: Term
    after: Term
    given: Given
    kind: str
    points: tuple[Point, ...]


# ---- a symbol, its givens, and where to look ----


@dataclass(frozen=True)
class Stage:
    """The symbol and the terms Z that forms are linear in, with all the values of the symbol to look at."""

    givens: tuple[str, ...]
    values: tuple[Any, ...]
    centers: tuple[str, ...]


def stage(rng: random.Random) -> Stage:
    kind = rng.choice(
        ("real", "real", "interval", "interval", "interval", "ray", "ray", "complex", "complex", "integer")
    )
    spread = [
        *ENDS,
        *(Fraction(rng.randint(-90, 90), rng.randint(7, 30)) for _ in range(25)),
        Fraction(40),
        Fraction(-40),
    ]
    spread += [end + sign * gap for end in ENDS for sign in (1, -1) for gap in SMALL]
    real = ("x", "x", "x", "x^2", "exp(x)", "sin(x)", "abs(x)", "1/x", "I*x", "cosh(x)", "atan(x)", "sqrt(x)", "x^3")
    if kind == "complex":
        return Stage(("x complex",), (*_plane(rng), *spread), ("x", "x", "x", "I*x", "x^2", "exp(x)", "1/x", "sqrt(x)"))
    if kind == "integer":
        low = rng.choice((None, -2, 0, 1))
        values = tuple(Fraction(n) for n in range(-9 if low is None else low, 10))
        return Stage(
            ("x integer", *(() if low is None else (f"x >= {low}",))),
            values,
            ("x", "x", "x^2", "pi*x", "(-1)^x", "2*x + 1"),
        )
    if kind == "real":
        return Stage((), tuple(spread), real)
    low, high = sorted(rng.sample(ENDS, 2))
    opening, closing = (rng.choice(("<", "<=")) for _ in range(2))
    if kind == "ray":
        low, high = rng.choice(((low, None), (None, high)))
    values = [v for v in spread if _inside(v, low, high, opening, closing)]
    givens = [
        *([f"{low} {opening} x"] if low is not None else []),
        *([f"x {closing} {high}"] if high is not None else []),
    ]
    return Stage(tuple(givens), tuple(values), real)


def _inside(value: Fraction, low: Fraction | None, high: Fraction | None, opening: str, closing: str) -> bool:
    above = low is None or value > low or (value == low and opening == "<=")
    return above and (high is None or value < high or (value == high and closing == "<="))


def _plane(rng: random.Random) -> Iterator[Any]:
    """Complex values: spread, on both axes, and close to them on either side."""
    for _ in range(40):
        parts = [mpmath.mpf(rng.randint(-24, 24)) / 4 for _ in range(2)]
        if rng.random() < 0.2:
            parts[rng.randrange(2)] = rng.choice((mpmath.mpf(0), mpmath.mpf(2) ** -20, -(mpmath.mpf(2) ** -20)))
        if parts[1]:
            yield mpmath.mpc(*parts)


# ---- the laws ----


def _number(rng: random.Random, *, zero: bool = True) -> str:
    return rng.choice(("1", "-1", "2", "-2", "1/2", "-1/2", "3", *(("0",) if zero else ())))


def _form(center: str, rng: random.Random, stage_is_complex: bool = False) -> str:
    text = f"(({_number(rng, zero=False)})*({center}) + ({_number(rng)}))"
    return (
        f"({text} + ({rng.choice(('I', '-I', '2*I'))}))" if rng.random() < (0.2 if stage_is_complex else 0.06) else text
    )


def _sides(center: str, rng: random.Random) -> tuple[str, str, str]:
    """The kind of the law, and both of its sides."""
    f, g, h = (_form(center, rng) for _ in range(3))
    sign, other, third = (rng.choice(("", "", "-")) for _ in range(3))
    turn = rng.choice(("0", "0", "0", "I*pi", "-I*pi", "2*I*pi"))
    whole = rng.choice(("0", "0", "pi", "-pi", "2*pi"))
    unit = rng.choice(("1", "1", "1", "-1", "I", "-I"))
    laws: tuple[Callable[[], tuple[str, str, str]], ...] = (
        lambda: ("log of a product", f"log({f}*{g})", f"log({sign}{f}) + log({other}{g}) + {turn}"),
        lambda: ("log of a product", f"log({sign}{f}*{g})", f"log({other}{f}) + log({third}{g}) + {turn}"),
        lambda: ("log of a quotient", f"log({f}/{g})", f"log({sign}{f}) - log({other}{g}) + {turn}"),
        lambda: ("log of a power", f"log({f}^2)", f"2*log({sign}{f}) + {turn}"),
        lambda: ("log of three", f"log({f}*{g}/{h})", f"log({sign}{f}) + log({other}{g}) - log({third}{h}) + {turn}"),
        lambda: ("log of an abs", f"log(abs({f}))", f"log({sign}{f}) + {turn}"),
        lambda: ("log of exp", f"log(exp({f}))", f"{f} + {turn}"),
        lambda: ("log of exp", f"log(exp(I*{f}))", f"I*{f} + {turn}"),
        lambda: ("log of a sign", f"log({sign}{f})", f"log({f}) + {turn}"),
        lambda: ("root of a product", f"sqrt({f}*{g})", f"({unit})*sqrt({sign}{f})*sqrt({other}{g})"),
        lambda: ("root of a quotient", f"sqrt({f}/{g})", f"({unit})*sqrt({sign}{f})/sqrt({other}{g})"),
        lambda: ("root of a square", f"sqrt({f}^2)", f"({unit})*{f}"),
        lambda: ("root of a square", f"sqrt({f}^2*{g})", f"({unit})*{f}*sqrt({g})"),
        lambda: ("root of a square", f"sqrt({f}^2 + 2*{f}*{g} + {g}^2)", f"({sign}{f}) + ({sign}{g})"),
        lambda: ("root of a sign", f"sqrt({sign}{f})", f"({unit})*sqrt({other}{f})"),
        lambda: ("third root", f"({f}*{g})^(1/3)", f"({unit})*({sign}{f})^(1/3)*({other}{g})^(1/3)"),
        lambda: ("third root", f"({f}^3)^(1/3)", f"({unit})*{f}"),
        lambda: ("third root", f"({f}^2)^(1/3)", f"(({sign}{f})^(1/3))^2"),
        lambda: ("power of a power", f"({f}^2)^(3/4)", f"({sign}{f})^(3/2)"),
        lambda: ("power of a power", f"({f}^(3/2))^(2/3)", f"({sign}{f})"),
        lambda: ("real root", f"root({f}, 3)", f"({unit})*({sign}{f})^(1/3)"),
        lambda: ("atan of a sum", f"atan({f}) + atan({g})", f"atan(({f} + {g})/(1 - {f}*{g})) + {whole}"),
        lambda: ("atan of an inverse", f"atan({f}) + atan(1/{f})", f"({sign}pi)/2"),
        lambda: ("atan doubled", f"2*atan({f})", f"atan(2*{f}/(1 - {f}^2)) + {whole}"),
        lambda: ("acot", f"acot({f}) + atan({f})", f"({sign}pi)/2"),
        lambda: ("asin of sin", f"asin(sin({f}))", f"{sign}{f} + {whole}"),
        lambda: ("acos of cos", f"acos(cos({f}))", f"{sign}{f} + {whole}"),
        lambda: ("atan of tan", f"atan(tan({f}))", f"{f} + {whole}"),
        lambda: ("asin doubled", f"2*asin({f})", f"asin(2*{f}*sqrt(1 - {f}^2)) + {whole}"),
        lambda: ("acos doubled", f"2*acos({f})", f"acos(2*{f}^2 - 1) + {whole}"),
        lambda: ("asin by atan", f"asin({f})", f"atan({f}/sqrt(1 - {f}^2)) + {whole}"),
        lambda: ("acos by root", f"sin(acos({f}))", f"({unit})*sqrt(1 - {f}^2)"),
        lambda: ("acosh", f"acosh({f})", f"log({f} + ({unit})*sqrt({f}^2 - 1))"),
        lambda: ("acosh", f"acosh(cosh({f}))", f"{sign}{f} + {turn}"),
        lambda: ("asinh", f"asinh(sinh({f}))", f"{f} + {turn}"),
        lambda: ("atanh", f"atanh({f})", f"log((1 + {f})/(1 - {f}))/2 + {turn}"),
        lambda: ("acoth", f"acoth({f})", f"log(({f} + 1)/({f} - 1))/2 + {turn}"),
        lambda: ("abs", f"abs({f})", f"{sign}{f}"),
        lambda: ("abs of two", f"abs({f}*{g})", f"{sign}{f}*{g}"),
        lambda: ("abs of two", f"abs({f}) + abs({g})", f"({sign}{f}) + ({other}{g})"),
        lambda: ("abs of two", f"abs({f} + {g})", f"abs({f}) + abs({g})"),
        lambda: ("abs of two", f"abs(abs({f}) - abs({g}))", f"abs(({sign}{f}) + {g})"),
        lambda: ("max", f"max({f}, {g})", f"{rng.choice((f, g))}"),
        lambda: ("max", f"max({f}, {g}, {h})", f"max({f}, {rng.choice((g, h))})"),
        lambda: ("max", f"min({f}, {g})*max({f}, {g})", f"{sign}{f}*{g}"),
        lambda: ("sign", f"sign({f}*{g})", f"{rng.choice(('1', '-1', '0', f'sign({f})'))}"),
        lambda: ("sign", f"sign({f})^2", "1"),
        lambda: ("sign", f"sign({f})*{f}", f"{sign}{f}"),
        lambda: ("power of zero", f"0^({f})", f"{rng.choice(('0', '1'))}"),
        lambda: ("power of zero", f"0^({f}^2)", f"{rng.choice(('0', '1', f'0^abs({f})'))}"),
        lambda: ("rounding", f"floor({f})", f"{rng.choice((f, f'ceiling({f})', f'ceiling({f}) - 1', '0', '-1', f'-floor(-{f})'))}"),
        lambda: ("rounding", f"floor({f} + 1/2)", f"ceiling({f} - 1/2)"),
        lambda: ("turns", f"(-1)^({f})", f"{rng.choice(('1', '-1', f'cos(pi*{f})', f'exp(I*pi*{f})', f'(-1)^(-{f})'))}"),
        lambda: ("turns", f"sin(pi*{f})", f"{rng.choice(('0', '1', f'(-1)^{f}'))}"),
        lambda: ("turns", f"({f}^2)^({g})", f"{f}^(2*{g})"),
        lambda: ("turns", f"(-{f})^({g})", f"(-1)^({g})*{f}^({g})"),
        lambda: ("cancelling", f"({f}*{g})/({f}*{h})", f"{g}/{h}"),
        lambda: ("cancelling", f"({f}^2 - {g}^2)/({f} - {g})", f"{f} + ({sign}{g})"),
        lambda: ("cancelling", f"(abs({f}) - {f})/(abs({f}) + {f})", f"{rng.choice(('0', f'1/(abs({f}) + {f})'))}"),
        lambda: ("derivative", f"diff(abs({f}), x)", f"({sign}sign({f}))*diff({f}, x)"),
        lambda: ("derivative", f"diff(abs({f})*{g}, x)", f"diff({rng.choice(('', '-'))}{f}*{g}, x)"),
        lambda: ("derivative", f"diff(max({f}, {g}), x)", f"diff({rng.choice((f, g))}, x)"),
        lambda: ("derivative", f"diff(sqrt({f}^2), x)", f"({unit})*diff({f}, x)"),
        lambda: ("derivative", f"diff(acosh({f}), x)", f"diff({f}, x)/sqrt({f}^2 - 1)"),
        lambda: ("derivative", f"diff(asech({f}), x)", f"-diff({f}, x)/({f}*sqrt(1 - {f}^2))"),
        lambda: ("derivative", f"diff(log({f}^2), x)", f"diff(2*log({sign}{f}), x)"),
        lambda: ("derivative", f"diff(acsc({f}), x)", f"-diff({f}, x)/({f}*sqrt({f}^2 - 1))"),
    )  # fmt: skip
    return rng.choice(laws)()


def made_claim(seed: int, index: int) -> Claim | None:
    """The claim of that number, the same on every machine; None if it can't be put."""
    rng = random.Random(f"claim {seed}:{index}")
    where = stage(rng)
    center = rng.choice(where.centers)
    kind, left, right = _sides(center, rng)
    givens = [*where.givens, *(["real values"] if rng.random() < 0.12 and "x complex" not in where.givens else [])]
    if kind == "derivative" and "x integer" in givens:
        return None
    try:
        given = Given.read(givens)
        before, after = read(left), read(right)
    except InputError:
        return None
    return Claim(before, after, given, kind, tuple({"x": value} for value in where.values))


# ---- the judgement ----


def differs_at(claim: Claim) -> tuple[int, str]:
    """At how many points the judge has both values, and the first at which they differ."""
    seen = 0
    for point in claim.points:
        first, second = (
            judge.value(side, point, real_values=claim.given.real_values) for side in (claim.before, claim.after)
        )
        if first is None or second is None:
            continue
        seen += 1
        if judge.differ(first, second):
            return seen, f"{first} and {second} at x = {point['x']}"
    return seen, ""


def judged(claim: Claim) -> tuple[str, str, float]:
    """The verdict, what is wrong with it if anything, and milliseconds."""
    start = time.process_time()
    try:
        verdict = prove(claim.before, claim.after, claim.given)
    except InputError as error:
        return "refused", "" if "contradict" in str(error) or "never holds" in str(error) else str(error), 0.0
    except Exception:  # whatever the engine raises is what is looked for here
        return "crash", traceback.format_exc(limit=-3), 0.0
    ms = 1000 * (time.process_time() - start)
    match verdict:
        case Proved():
            _, where = differs_at(claim)
            return "proved", f"the judge sees {where}" if where else "", ms
        case Refuted(witness):
            at = {name: judge.value(value, {}) for name, value in witness.at}
            if None in at.values():
                return "refuted", "", ms
            values = [
                judge.value(side, at, real_values=claim.given.real_values, digits=300)
                for side in (claim.before, claim.after)
            ]
            if None not in values and judge.same(*values, digits=300):
                return "refuted", f"both sides are {values[0]} at {witness.at}", ms
            real = claim.given.real_values
            if any(judge.undefined(side, at, real_values=real) for side in (claim.before, claim.after)):
                return "refuted", f"a side is undefined at {witness.at}", ms
            return "refuted", "", ms
    reason = verdict.reason
    if ENDLESS in reason:
        return "crash", reason, ms
    return "undecided", reason if "CONTRADICTION" in reason else "", ms


def told(claim: Claim) -> str:
    givens = f' --given "{claim.given}"' if str(claim.given) else ""
    return f'derivex prove "{plain(claim.before)}" "{plain(claim.after)}"{givens}'


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--claims", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--only", type=int)
    options = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    unsettled: Counter[str] = Counter()
    slow: list[tuple[float, int, str]] = []
    wrong, started = 0, time.monotonic()
    for index in [options.only] if options.only is not None else range(options.claims):
        if time.monotonic() - started > 60 * options.minutes:
            break
        claim = made_claim(options.seed, index)
        if claim is None:
            continue
        verdict, fault, ms = judged(claim)
        counts[claim.kind, verdict] += 1
        slow = sorted([*slow, (ms, index, told(claim))], reverse=True)[:8]
        if verdict == "undecided" and differs_at(claim)[1]:
            unsettled[claim.kind] += 1
        if fault:
            wrong += 1
            print(f"WRONG {verdict}: {fault}\n    {told(claim)}\n    --seed {options.seed} --only {index}", flush=True)
        elif options.only is not None:
            print(f"{verdict} in {ms:.1f} ms\n    {told(claim)}\n    {differs_at(claim)}")
    print(f"\n{'kind':22} {'proved':>8} {'refuted':>8} {'undecided':>10} {'false of these':>15}")
    for kind in sorted({kind for kind, _ in counts}):
        row = [counts[kind, word] for word in ("proved", "refuted", "undecided")]
        print(f"{kind:22} {row[0]:8} {row[1]:8} {row[2]:10} {unsettled[kind]:15}")
    for ms, index, text in slow:
        print(f"  {ms:9.1f} ms  {index:6}  {text[:180]}")
    print(f"{sum(counts.values())} claims, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
