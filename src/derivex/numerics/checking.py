"""Every function that is written is checked on the spot: run, and held against ball arithmetic.

What comes out is said in words, for the comment above the function. A loss of digits that the formula itself brings
about is told there with its size and range; an error that it doesn't explain means that the code is wrong, and
nothing is written.

A loss is explained where arithmetic of as many bits, done with balls, is as uncertain at that point, or where a part of
the formula overflows or vanishes in the format.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from flint import acb, arb, ctx

from derivex.engine.balls import Evaluator, Undefined, Unknown
from derivex.engine.bounds import Bounds
from derivex.engine.values import Exact, Value, ball
from derivex.errors import Unsupported
from derivex.numerics.accuracy import LARGEST, SMALLEST, Accuracy, Stretch, unit
from derivex.numerics.functions import Function
from derivex.numerics.measuring import Measured, Plan
from derivex.numerics.points import FORMATS
from derivex.numerics.sharing import lowered_for
from derivex.subterms import distinct
from derivex.term import App, Term

SLACK = 64  # times what balls of as many bits allow; library functions may round a little more than once
NAMES = {"nan": "nan", "inf": "infinity"}


def require_right(one: Measured, plan: Plan, library: str = "numpy") -> None:
    """Errors: Unsupported for a function that computes something else than its formula, with the point."""
    for form, seen in one.accuracy.items():
        for index, error in enumerate(seen.errors):
            if error <= SLACK * unit(form) or _is_explained(one.function, plan, form, index, error, library):
                continue
            true = plan.true[form][index]
            raise Unsupported(
                f"{one.function.name} is not written: in {form} at {plan.variable} = {seen.points[index]!r} "
                f"it gives {seen.computed[index]!r}, and {true.str(12, radius=False)} is right",
                remedy="this is a mistake of derivex, please report it",
            )


def _is_explained(function: Function, plan: Plan, form: str, index: int, error: float, library: str) -> bool:
    at: dict[str, Value] = {}
    for name, column in zip(function.arguments, plan.columns(form, function.arguments), strict=True):
        value = column[index]
        if not math.isfinite(value):
            return True
        # a value of the forward pass has been rounded before
        at[name] = acb(arb(value, abs(value) * unit(form))) if name in plan.more else Exact(Fraction(value))
    return explained(lowered_for(function.term, library), at, form, error)


def explained(term: Term, at: dict[str, Value], form: str, error: float) -> bool:
    """Whether a formula loses so much at a point, in arithmetic of as many bits as the format has."""
    rough = {name: acb(arb(float(each.re))) if isinstance(each, Exact) else each for name, each in at.items()}
    try:
        with ctx.workprec(FORMATS[form]):
            found = ball(Evaluator(rough, FORMATS[form], real_values=True, bounds=Bounds(bits=1)).value(term)).real
    except (Undefined, Unknown):
        return True  # nothing can be told at so few bits
    if found.is_zero() or not math.isfinite(error):
        return _leaves(term, at, form)
    allowed = float(found.rad()) / max(float(abs(found).mid()), 5e-324)
    return SLACK * allowed >= error or _leaves(term, at, form)


def _leaves(term: Term, at: dict[str, Value], form: str) -> bool:
    """Whether a part of the formula leaves the format at a point."""
    evaluator = Evaluator(at, 128, bounds=Bounds(bits=64))
    for part in distinct(term):
        if isinstance(part, App):
            try:
                size = abs(ball(evaluator.evaluate(part)))
            except (Undefined, Unknown):
                continue
            if size > LARGEST[form] or (size > 0 and size < SMALLEST[form]):
                return True
    return False


# ---- in words ----


def said(one: Measured, plan: Plan) -> tuple[str, ...]:
    """What was measured, a line for each format and more where something is lost."""
    lines: list[str] = []
    for form, seen in one.accuracy.items():
        worst = f"largest relative error {seen.worst:.1e}" + (
            f" at {plan.variable} = {seen.at:.6g}" if seen.worst else ""
        )
        lines.append(f"{form}: {worst}")
        lines += [f"{form}: {each}" for each in losses(seen, plan.variable)]
    return tuple(lines)


def losses(seen: Accuracy, variable: str) -> Iterator[str]:
    """Where a form gives no number, and where it is as good as it can be; nothing if it is good everywhere."""
    if seen.is_good:
        return
    for kind, stretch in seen.broken:
        yield f"{NAMES[kind]} {where(stretch, variable)}"
    half = math.sqrt(unit(seen.form))
    rows = ((seen.accurate, "all digits right"), (seen.below(half), "half of them"))
    found = [f"{words} {where(stretches[0], variable)}" for stretches, words in rows if stretches]
    yield ", ".join(found) if found else "nowhere is half of the digits right"


def where(stretch: Stretch, variable: str) -> str:
    """A stretch in words.

    >>> where((-1.0, 2.5), "x"), where((3.0, 3.0), "x")
    ('for -1 <= x <= 2.5', 'at x = 3')
    """
    low, high = stretch
    return f"at {variable} = {low:.6g}" if low == high else f"for {low:.6g} <= {variable} <= {high:.6g}"
