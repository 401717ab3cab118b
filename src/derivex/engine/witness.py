"""Two values at a point: are they different for certain, and how to print them.

Printed values are what a reader can redo with a pocket calculator: exact where both are
rational (``1/4``), multiples of pi as such, else ten digits, and more if that is what it
takes to see the difference.
"""

from __future__ import annotations

from fractions import Fraction

from flint import acb, arb, ctx

from derivex.engine.values import Exact, Turn, Value, ball, only_integer

DIGITS = 10
MOST_DIGITS = 20  # beyond that the difference is printed
MOST_QUOTIENTS = 12  # of the continued fraction of a number that is short enough to be printed
LARGEST_DENOMINATOR = 6  # of a fraction that is still pleasant beside a decimal
LONGEST_EXACT = 24  # digits of an exact value that is still pleasant to read


def differ(first: Value, second: Value, precision: int) -> bool:
    """Whether the two values are certainly different, looking at so many bits."""
    if isinstance(first, Exact) and isinstance(second, Exact):
        return first != second
    if isinstance(first, Turn) and isinstance(second, Turn):
        return first != second
    with ctx.workprec(precision):
        return not (ball(first) - ball(second)).contains(0)


def agree(first: Value, second: Value) -> bool:
    """Whether the two values are exact and the same."""
    return not isinstance(first, acb) and not isinstance(second, acb) and first == second


def may_be_exact(value: acb, precision: int) -> bool:
    """Whether both parts may be rational numbers, or such numbers times pi, that are short enough to be printed.

    Of a number that isn't, a ball this fine holds no fraction with so small a denominator.
    """
    with ctx.workprec(precision):
        return any(_is_short(value.real / unit) and _is_short(value.imag / unit) for unit in (arb(1), arb.pi()))


def _is_short(size: arb) -> bool:
    """Whether the ball holds a fraction with a small denominator: found by a continued fraction of its middle."""
    rest = size
    for _ in range(MOST_QUOTIENTS):
        whole = only_integer(rest.mid().floor())
        if whole is None:
            return False
        rest = rest - whole
        if rest.contains(0):
            return True
        rest = 1 / rest
    return False


def printed(first: Value, second: Value, precision: int) -> tuple[str, str]:
    """Two different values as text in which the difference can be seen."""
    with ctx.workprec(precision):
        exact = _exact_text(first), _exact_text(second)
        if exact[0] is not None and exact[1] is not None and _comparable(first, second):
            return exact[0], exact[1]
        exact = _beside_a_decimal(first), _beside_a_decimal(second)
        for digits in range(DIGITS, MOST_DIGITS + 1, 2):
            texts = exact[0] or _decimal(ball(first), digits), exact[1] or _decimal(ball(second), digits)
            plain = _decimal(ball(first), digits), _decimal(ball(second), digits)
            if plain[0] != plain[1]:
                return texts
        gap = _decimal(ball(second) - ball(first), 3)
        start = exact[0] or _decimal(ball(first), DIGITS)
        return start, f"{start} {'- ' + gap[1:] if gap.startswith('-') else '+ ' + gap}"


def _comparable(first: Value, second: Value) -> bool:
    """Whether one sees that two exact values differ: both rational, both multiples of pi, or one of them whole."""
    whole = any(isinstance(each, Exact) and each.re.denominator == each.im.denominator == 1 for each in (first, second))
    return whole or type(first) is type(second)


def _beside_a_decimal(value: Value) -> str | None:
    """The exact text of a value whose size one sees: ``3/2``, but neither ``73248431/12500000`` nor ``pi``."""
    if isinstance(value, Exact) and max(value.re.denominator, value.im.denominator) <= LARGEST_DENOMINATOR:
        return _exact_text(value)
    return None


def shown(value: Value, precision: int) -> str:
    """One value as text."""
    with ctx.workprec(precision):
        return _exact_text(value) or _decimal(ball(value), DIGITS)


def _exact_text(value: Value) -> str | None:
    """A complex rational, or such a number times pi, if it isn't too long."""
    if isinstance(value, acb):
        return None
    unit = "pi" if isinstance(value, Turn) else ""
    parts = [_times(value.re, unit)] if value.re or not value.im else []
    if value.im:
        parts.append(_times(value.im, f"{unit}*I" if unit else "I"))
    text = (
        parts[0] if len(parts) == 1 else f"{parts[0]} {'- ' + parts[1][1:] if parts[1][0] == '-' else '+ ' + parts[1]}"
    )
    return text if len(text) <= 2 * LONGEST_EXACT else None


def _times(size: Fraction, unit: str) -> str:
    """``-3/4``, ``pi/2``, ``2*pi*I``."""
    if not unit:
        return str(size)
    above = "" if abs(size.numerator) == 1 else f"{abs(size.numerator)}*"
    below = "" if size.denominator == 1 else f"/{size.denominator}"
    first, *rest = unit.split("*")
    text = "*".join([f"{above}{first}{below}", *rest])
    return f"-{text}" if size < 0 else text


def _decimal(value: acb, digits: int) -> str:
    if value.imag.is_zero():
        return _real(value.real, digits)
    imaginary = _real(value.imag, digits)
    if value.real.is_zero():
        return f"{imaginary}*I"
    sign = "- " if imaginary.startswith("-") else "+ "
    return f"{_real(value.real, digits)} {sign}{imaginary.lstrip('-')}*I"


def _real(value: arb, digits: int) -> str:
    if value.contains(0):
        return f"{0:.{digits - 1}f}"  # not told from 0 even at the precision of printing
    text: str = value.str(digits, radius=False)
    return text
