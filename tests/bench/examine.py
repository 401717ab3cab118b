"""One pair, put to the engine and its answer put to the judge.

Four things can be wrong with an answer: the verdict, a witness or an exhibited point that
is none, a lost or gained condition that doesn't cover a point, and no answer at all (an
exception). Where the judge sides with the engine against the label, the label is at fault.
"""

from __future__ import annotations

import random
import re
import time
import traceback
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from typing import Any

import judge
from made_pairs import FUNCTIONS, Pair

from derivex.engine.bounds import Bounds, OutOfBounds
from derivex.engine.cases import prove_by_cases
from derivex.engine.consequences import proved_by_consequences
from derivex.engine.dependence import resolved
from derivex.engine.exact import exactly
from derivex.engine.generalizing import proved_by_generalizing
from derivex.engine.induction import prove_by_induction
from derivex.engine.ladder import ENDLESS, prove
from derivex.engine.look import Question
from derivex.engine.squaring import proved_by_squaring
from derivex.errors import InputError
from derivex.notation.write import plain
from derivex.subterms import heads, subterms
from derivex.term import App, Term, free_symbols, subtract
from derivex.verdict import Proved, Refuted, Verdict

BOUND = frozenset({"Sum", "Product"})
SIMPLE = (*map(Fraction, (0, 1, -1, 2)), Fraction(1, 2))
FINEST = 400  # digits, before the judge says that two values are the same
CHECKS = 3  # points at which a pair that is called true is looked at by the judge
NUMERALS = re.compile(r"\d[\d./e+-]*")


@dataclass
class Result:
    """What came out; ``fault`` is empty, or says what is wrong."""

    index: int
    true: bool
    family: str
    origin: str
    verdict: str
    cause: str
    ms: float
    fault: str = ""
    kind: str = ""  # of the fault: wrong, condition, label, crash
    text: str = field(default="", repr=False)


def examined(pair: Pair, index: int) -> Result:
    """The engine's answer to a pair, and what the judge thinks of it."""
    start = time.process_time()
    crash = ""
    verdict: Verdict | None = None
    try:
        verdict = prove(pair.before, pair.after, pair.world.given)
    except InputError as error:
        name, cause = "refused", str(error)
    except Exception:  # whatever the engine raises is what is looked for here
        name, cause, crash = "crash", "", traceback.format_exc(limit=-3)
    ms = 1000 * (time.process_time() - start)
    if verdict is not None:
        name = type(verdict).__name__.lower()
        cause = "" if isinstance(verdict, Proved | Refuted) else grouped(verdict.reason)
    result = Result(index, pair.true, pair.family, pair.origin, name, cause, ms)
    if crash:
        result.kind, result.fault = "crash", crash
    elif ENDLESS in cause:
        result.kind, result.fault = "crash", cause
    elif "CONTRADICTION" in cause:
        result.kind, result.fault = "wrong", str(getattr(verdict, "reason", ""))
    elif verdict is not None:
        result.kind, result.fault = fault(pair, verdict, random.Random(index))
    result.text = shown(pair)
    return result


def proved_blindly(pair: Pair) -> str:
    """Which of the exact methods proves a pair when nobody looks at its values; "" if none does.

    The look at values refutes most false pairs before an exact method is asked, and so hides
    what that method would say: this is how to see it.
    """
    before, after, given = pair.before, pair.after, pair.world.given
    bounds = Bounds().begun()
    asked = (
        ("the exact difference", lambda: exactly(Question(before, after, given, bounds)) is None),
        ("dependence", lambda: resolved(subtract(before, after), given, bounds)),
        ("cases", lambda: prove_by_cases(before, after, given, bounds)),
        ("induction", lambda: not BOUND.isdisjoint(heads(before)) and prove_by_induction(before, after, given, bounds)),
        ("consequences", lambda: proved_by_consequences(before, after, given, bounds)),
        ("squaring", lambda: proved_by_squaring(before, after, given, bounds)),
        ("generalizing", lambda: proved_by_generalizing(before, after, given, bounds)),
    )
    for name, method in asked:
        try:
            if method():
                return name
        except (InputError, OutOfBounds, RecursionError):  # a bound is no proof
            continue
    return ""


def shown(pair: Pair) -> str:
    """The command that asks for this pair."""
    givens = "".join(f' --given "{text}"' for text in pair.world.givens)
    return f'derivex prove "{plain(pair.before)}" "{plain(pair.after)}"{givens}'


def grouped(reason: str) -> str:
    """A reason without what belongs to one pair only: numbers, residues, terms."""
    head, _, tail = reason.partition(":")
    if head.startswith(("not proved", "a bound was hit")):
        tail = "" if "what is left" in tail else tail.split(":")[0]
        return NUMERALS.sub("N", head.split(",")[0] + (":" + tail if tail else ": a residue"))[:110]
    return NUMERALS.sub("N", head)[:110]


def fault(pair: Pair, verdict: Verdict, rng: random.Random) -> tuple[str, str]:
    """The kind of a fault and its description; two empty texts where there is none."""
    match verdict:
        case Refuted(witness):
            return _of_witness(pair, witness.at)
        case Proved():
            if not pair.true:
                return "wrong", f"proved, but the judge sees a difference at {_point(pair.apart or {})}"
            point = {name: judge.value(value, {}) for name, value in verdict.point if "(" not in name}
            if None not in point.values():
                for relation in pair.world.given.relations:
                    if judge.holds(relation, point) is False:
                        return "wrong", f"the exhibited point {_point(point)} is not admitted"
                for side in (pair.before, pair.after):
                    if not _bodies(verdict.point) and _undefined(pair, side, point):
                        return "wrong", f"at the exhibited point {_point(point)} {plain(side)} is undefined"
            return _of_conditions(pair, verdict, rng)
    return "", ""


def _bodies(at: Iterable[tuple[str, Term]]) -> dict[str, tuple[tuple[str, ...], Term]]:
    """The concrete functions that a witness names as ``f(t)``."""
    found = {}
    for name, body in at:
        head, bracket, inside = name.partition("(")
        if bracket:
            found[head] = (tuple(inside.rstrip(")").split(", ")), body)
    return found


def _of_witness(pair: Pair, at: tuple[tuple[str, Term], ...]) -> tuple[str, str]:
    functions = _bodies(at)
    point = {name: judge.value(value, {}) for name, value in at if "(" not in name}
    if None in point.values():
        return ("wrong", "a true pair refuted at a point that can't be checked") if pair.true else ("", "")
    for relation in pair.world.given.relations:
        if judge.holds(relation, point) is False:
            return "wrong", f"the witness {_point(point)} is not admitted"
    for name, kind in pair.world.given.kinds:
        if name in point and kind == "integer" and not _whole(point[name]):
            return "wrong", f"the witness {_point(point)} is no integer"
    real = pair.world.given.real_values
    values = [
        judge.value(side, point, functions=functions, real_values=real, digits=digits)
        for digits in (judge.DIGITS, FINEST)
        for side in (pair.before, pair.after)
    ]
    if None not in values[2:] and judge.same(*values[2:], digits=FINEST):
        if not pair.true and judge.too_small(*values[2:], digits=FINEST):
            return "", ""  # a pair that a ball has told apart elsewhere, with values beyond the judge here
        finer = [
            judge.value(side, point, functions=functions, real_values=real, digits=4 * FINEST)
            for side in (pair.before, pair.after)
        ]
        if not pair.true and None not in finer and not judge.same(*finer, digits=4 * FINEST):
            return "", ""
        return "wrong", f"refuted, but both sides are {values[2]} at {_point(point)}"
    if None not in values[:2] and judge.differ(*values[:2]):
        return (
            ("label", f"the judge, too, sees {values[0]} and {values[1]} at {_point(point)}") if pair.true else ("", "")
        )
    if any(_undefined(pair, side, point) for side in (pair.before, pair.after)):
        return "wrong", f"refuted at {_point(point)}, where a side is undefined"
    return ("wrong", f"a true pair refuted at {_point(point)}, which the judge can't check") if pair.true else ("", "")


def _whole(number: Any) -> bool:
    return isinstance(number, Fraction) and number.denominator == 1


def _undefined(pair: Pair, side: Term, point: dict[str, Any]) -> bool:
    return judge.undefined(side, point, functions=FUNCTIONS, real_values=pair.world.given.real_values)


def _of_conditions(pair: Pair, verdict: Proved, rng: random.Random) -> tuple[str, str]:
    """Points at which one side is defined and the other isn't must be among those that are named."""
    if any(isinstance(part, App) and part.head in ("Integral", "diff") for part in subterms(pair.before)):
        return "", ""
    names = sorted(free_symbols(pair.before) | free_symbols(pair.after))
    if not names or len(names) > 2 or any(name.startswith("$") for name in names):
        return "", ""
    named = (*verdict.lost, *verdict.gained, *verdict.unexamined)
    for values in product(SIMPLE, repeat=len(names)):
        point = dict(zip(names, values, strict=True))
        if not _admitted(pair, point):
            continue
        gone = [_undefined(pair, side, point) for side in (pair.before, pair.after)]
        if gone[0] == gone[1]:
            continue
        kept = pair.after if gone[0] else pair.before
        if judge.value(kept, point, functions=FUNCTIONS, real_values=pair.world.given.real_values) is None:
            continue
        conditions = (*(verdict.gained if gone[0] else verdict.lost), *verdict.unexamined)
        if all(judge.holds(condition, point) is False for condition in conditions):
            which = "after" if gone[0] else "before"
            told = ", ".join(map(plain, named))
            return "condition", f"at {_point(point)} only the line {which} is defined; named are: {told or 'none'}"
    return "", ""


def _admitted(pair: Pair, point: dict[str, Any]) -> bool:
    world = pair.world
    if any(name not in point for relation in world.given.relations for name in free_symbols(relation)):
        return False
    kinds = all(world.given.kind(name) != "integer" or _whole(value) for name, value in point.items())
    return kinds and all(judge.holds(relation, point) is True for relation in world.given.relations)


def labelled_right(pair: Pair, rng: random.Random) -> str:
    """Empty, or where the judge sees a difference in a pair that is called true."""
    for point in pair.world.points(rng, CHECKS):
        real = pair.world.given.real_values
        first, second = (
            judge.value(side, point, functions=FUNCTIONS, real_values=real) for side in (pair.before, pair.after)
        )
        if first is not None and second is not None and judge.differ(first, second):
            return f"called true, but the judge sees {first} and {second} at {_point(point)}"
    return ""


def _point(point: dict[str, Any]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in sorted(point.items()))
