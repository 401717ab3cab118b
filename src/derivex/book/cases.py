"""Case distinctions: what a maximum, an absolute value and a derivative are case by case.

A derivative case by case is right between the boundaries of the cases. Whether it is at them, too, isn't the
business of a reason: the engine says at which points the line before has no value.
"""

from __future__ import annotations

from derivex.rule import Rule
from derivex.term import App, Term, cases_of


def _derivative_case_by_case(term: Term) -> Term | None:
    """``diff`` of a distinction as a distinction of derivatives."""
    match term:
        case App("diff", (App("piecewise", _) as cases, *variable)):
            parts: list[Term] = []
            for value, condition in cases_of(cases):
                parts.append(App("diff", (value, *variable)))
                if condition is not None:
                    parts.append(condition)
            return App("piecewise", tuple(parts))
    return None


CASES: tuple[Rule, ...] = (
    Rule(
        name="derivative-case-by-case",
        why="Between the boundaries of its cases a function has the slope of the case that it is in.",
        aliases=("case-by-case", "differentiate-case-by-case", "derivative-of-a-case-distinction"),
        calculus=True,
        function=_derivative_case_by_case,
        accepts=(
            "diff(piecewise((x^2, x < 0), (x^3, True)), x) = piecewise((diff(x^2, x), x < 0), (diff(x^3, x), True))",
            "given x != 0: diff(piecewise((0, x < 0), (x, True)), x) = piecewise((0, x < 0), (1, True))",
        ),
        refuses=(
            "diff(piecewise((x^2, x < 0), (x^3, True)), x) = piecewise((diff(x^3, x), x < 0), (diff(x^2, x), True))",
            "diff(piecewise((x^2, x < 0), (x^3, True)), x) = piecewise((diff(x^2, x), x < 1), (diff(x^3, x), True))",
        ),
    ),
    Rule(
        name="maximum-by-cases",
        reverse="maximum-by-cases",
        law="max(a, b) = piecewise((a, a >= b), (b, True))",
        why="The maximum is the first of two numbers, unless the second is greater.",
        aliases=("definition-of-the-maximum",),
        accepts=("max(0, x) = piecewise((0, 0 >= x), (x, True))",),
        refuses=("max(0, x) = piecewise((0, 0 <= x), (x, True))", "max(0, x) = piecewise((0, 0 >= x), (-x, True))"),
    ),
    Rule(
        name="minimum-by-cases",
        reverse="minimum-by-cases",
        law="min(a, b) = piecewise((a, a <= b), (b, True))",
        why="The minimum is the first of two numbers, unless the second is smaller.",
        aliases=("definition-of-the-minimum",),
        accepts=("min(0, x) = piecewise((0, 0 <= x), (x, True))",),
        refuses=("min(0, x) = piecewise((0, 0 >= x), (x, True))",),
    ),
    Rule(
        name="absolute-value-by-cases",
        reverse="absolute-value-by-cases",
        law="abs(a) = piecewise((a, a >= 0), (-a, True))",
        why="A number that isn't negative is its own absolute value, any other loses its sign.",
        needs=("a real",),
        breaks="a = I",
        aliases=("definition-of-the-absolute-value",),
        accepts=("abs(x) = piecewise((x, x >= 0), (-x, True))",),
        refuses=("abs(x) = piecewise((-x, x >= 0), (x, True))",),
    ),
)
