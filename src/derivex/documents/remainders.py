r"""Sides that leave terms out, ``x - \frac{x^3}{6} + O(x^5)``: do they agree up to what is left out?

With ``O((x - a)^n)`` a step is about x near a. Its two sides without their remainders differ by a function D, which
the remainder allows if D and its derivatives below the n-th vanish at a and the n-th has a value there: by Taylor's
theorem D is then at most a multiple of (x - a)^n nearby. Only functions are asked that are smooth wherever their
derivatives have values, so that abs, sign, floor and their like stay undecided.

Contract: proved as x goes to a, or undecided. ``O(n)`` may be meant as n grows, so that nothing is called false.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from derivex.definition import unfold
from derivex.documents.assuming import together
from derivex.documents.equations import Equation, equation, undecided
from derivex.documents.passages import Passage
from derivex.documents.standing import Setting
from derivex.documents.statements import Statement
from derivex.documents.symbols import words
from derivex.documents.understanding import side
from derivex.engine.derive import TooHard, derivative, is_unknown
from derivex.errors import InputError
from derivex.given import Given
from derivex.inequality import judge
from derivex.notation.write import plain
from derivex.substitution import substitute
from derivex.subterms import subterms
from derivex.term import ZERO, App, Num, Sym, Term, free_symbols, multiply, subtract
from derivex.verdict import Refuted, Undecided

MOST = 8  # the order of a remainder
LARGEST = 2_000  # parts of a derivative
UNSAID = "O(…) leaves terms out, and how large they are isn't said in a way that is read here"
_LETTER = r"(?:\\(?:mathcal|mathrm|operatorname)\s*(?:\{\s*[Oo]\s*\}|[Oo])|[Oo])"
_OPEN = r"(?:\\left|\\[bB]igg?l?)?\s*\("
_CLOSE = r"(?:\\right|\\[bB]igg?r?)?\s*\)"
_INSIDE = r"[^()]*(?:\([^()]*\)[^()]*)?"
_AT_THE_END = re.compile(
    rf"(?:(?P<sign>[+-])\s*+(?:\\[,;!:]\s*+)*|\A\s*+)(?P<letter>{_LETTER})\s*{_OPEN}(?P<inside>{_INSIDE}){_CLOSE}\s*\Z"
)
_ANYWHERE = re.compile(rf"(?<![A-Za-z\\]){_LETTER}\s*{_OPEN}")
# whose derivatives have values only where they are smooth
_SMOOTH = words("+ * / neg ^ exp log sin cos tan sec csc cot sinh cosh tanh asin acos atan asinh acosh atanh sqrt erf")


class Remainder(NamedTuple):
    """What is left out: terms of the order of (variable - point)^order, or of a higher one if it is ``less``."""

    variable: str
    point: Term
    order: int
    less: bool

    @property
    def vanishing(self) -> int:
        """How many derivatives have to vanish, the function itself among them."""
        return self.order + self.less


def leaves_out(latex: str) -> bool:
    """Whether a side has a remainder."""
    return _ANYWHERE.search(latex) is not None


def without_remainder(latex: str) -> str:
    """A side without the remainder at its end."""
    found = _AT_THE_END.search(latex) if leaves_out(latex) else None
    return latex if found is None else latex[: found.start()] or "0"


def of_step(setting: Setting, before: Statement, after: Statement) -> Equation | None:
    """What is told of a step between sides of which one leaves terms out; None for any other."""
    if not (leaves_out(before.latex) or leaves_out(after.latex)) or _declared(setting):
        return None
    left, kept_left = _cut(before.passage, setting)
    right, kept_right = _cut(after.passage, setting)
    if right is None or after.relation != "=" or (left is None and leaves_out(before.latex)):
        return equation(before, after, "not checkable", UNSAID)
    if left is not None and (left.variable, left.point) != (right.variable, right.point):
        return equation(before, after, "not checkable", UNSAID)
    if left is not None and left.vanishing < right.vanishing:
        return equation(before, after, "not checkable", "more is left out before this relation than behind it")
    for kept in (kept_left, kept_right):
        if isinstance(kept, InputError):
            return equation(before, after, "not checkable", str(kept))
    assert not isinstance(kept_left, InputError)
    assert not isinstance(kept_right, InputError)
    one, two = (unfold(each, setting.definitions) for each in (kept_left, kept_right))
    open_question = _agree(one, two, right, setting)
    if open_question:
        return undecided(before, after, open_question)
    near = f"as {right.variable} -> {plain(right.point)}"
    return equation(before, after, "proved", "", (), None, (near,))


def _declared(setting: Setting) -> bool:
    return "O" in setting.known.names.functions | setting.known.names.symbols


def _cut(passage: Passage, setting: Setting) -> tuple[Remainder | None, Term | InputError]:
    """The remainder of a side, and the side without it."""
    found = _AT_THE_END.search(passage.text)
    if found is None:
        return None, side(passage, setting.known.names, setting.conventions)
    inside = side(passage.cut(found.start("inside"), found.end("inside")), setting.known.names, setting.conventions)
    remainder = None if isinstance(inside, InputError) else _remainder(inside, less="o" in found["letter"][-2:])
    if found.start() == 0:
        return remainder, ZERO
    return remainder, side(passage.cut(0, found.start()).stripped(), setting.known.names, setting.conventions)


def _remainder(inside: Term, *, less: bool) -> Remainder | None:
    order = 1
    if isinstance(inside, App) and inside.head == "^" and isinstance(inside.args[1], Num):
        exponent = inside.args[1].value
        if exponent.denominator != 1 or not 1 <= exponent <= MOST:
            return None
        inside, order = inside.args[0], int(exponent)
    if isinstance(inside, App) and inside.head == "abs":
        (inside,) = inside.args
    if isinstance(inside, Sym):
        return Remainder(inside.name, ZERO, order, less)
    match inside:
        case App("+", (Sym(name), App("neg", (point,)))) if name not in free_symbols(point):
            return Remainder(name, point, order, less)
    return None


def _difference(one: Term, two: Term, left_out: Remainder) -> tuple[Term, Remainder]:
    """The difference of two terms; of a quotient by a power of the variable times that, up to so many orders more."""
    match one:
        case App("/", (top, below)) if left_out.point == ZERO:
            power = below.args[-1] if isinstance(below, App) and below.head == "*" else below
            factors = below.args[:-1] if isinstance(below, App) and below.head == "*" else ()
            found = _remainder(power, less=False)
            numbers = all(isinstance(each, Num) for each in factors)
            if found is not None and numbers and (found.variable, found.point) == (left_out.variable, ZERO):
                return subtract(top, multiply(two, below)), left_out._replace(order=left_out.order + found.order)
    return subtract(one, two), left_out


def _agree(one: Term, two: Term, left_out: Remainder, setting: Setting) -> str:
    """What keeps two terms from agreeing up to a remainder; "" if they do."""
    term, left_out = _difference(one, two, left_out)
    moving = {part.head for part in subterms(term) if isinstance(part, App) and left_out.variable in free_symbols(part)}
    if any(head not in _SMOOTH and not is_unknown(head.rstrip("'")) for head in moving):
        return "whether the sides agree up to what is left out can't be told of these functions"
    # where all is real at the point, it is nearby too: no logarithm or root passes from one branch to another
    given = together(setting.given, [Given(real_values=True)])
    values = {left_out.variable: left_out.point}
    near = f"{left_out.variable} -> {plain(left_out.point)}"
    try:
        for order in range(left_out.vanishing + 1):
            at = substitute(term, values)
            last = order == left_out.vanishing  # the n-th has a value: whatever that is
            verdict = judge("=", at, at if last else ZERO, given, setting.bounds)
            if isinstance(verdict, Refuted):
                return f"false as {near}: the terms of order {order} differ; it may be meant otherwise"
            if isinstance(verdict, Undecided):
                return f"whether the terms of order {order} agree as {near} is open: {verdict.reason}"
            if not last:
                term = derivative(term, left_out.variable, given)
                if sum(1 for _ in subterms(term)) > LARGEST:
                    return "the derivatives of its sides are too large"
    except (TooHard, InputError) as error:
        return f"whether the sides agree up to what is left out can't be told: {error}"
    return ""
