"""What a false step may mean besides: imaginary units, conjugates, logarithms to base 10, degrees, rounded numbers.

Contract: another reading is told as a condition, unless the document shows that it is about complex numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from derivex.definition import Definitions, unfold
from derivex.errors import InputError
from derivex.given import Given
from derivex.substitution import substitute
from derivex.subterms import heads
from derivex.term import IMAGINARY, App, Num, Sym, Term, free_symbols_of, literal, number

UNITS = ("i", "j")
_PARTS = frozenset({"abs", "re", "im", "arg"})  # what is about complex numbers
_OF_ANGLES = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
_ANGLES = frozenset({"asin", "acos", "atan"})
BARE_LOG = re.compile(r"\\log(?![A-Za-z]|\s*_)")
_COMPLEX = re.compile(r"\b(?:complex (?:numbers?|plane|valued|conjugates?|exponentials?)|imaginary)\b", re.IGNORECASE)
_EULER = re.compile(
    r"(?:e\s*\^\s*\{|\\exp\s*(?:\\left)?[({])[^{}=]*(?<![A-Za-z\\_])[ij](?![}])|[ij]\s*\^\s*2\s*=\s*-\s*1"
)
_DECIMAL = re.compile(r"[-+]?\d*\.(\d+)(?:\s*(?:\\cdot|\\times)\s*10\s*\^\s*(?:\{\s*([-+]?\d+)\s*\}|(\d)))?")


def about_complex_numbers(texts: Iterable[str]) -> bool:
    """Whether prose or formulas show that i is the imaginary unit.

    >>> about_complex_numbers(["e^{ix}"]), about_complex_numbers(["e^{x_i}", "complex models"])
    (True, False)
    """
    return any(_COMPLEX.search(text) or _EULER.search(text) for text in texts)


def other_readings(
    before: Term, after: Term, given: Given, definitions: Definitions, complex_numbers: bool
) -> Iterator[tuple[str, Term, Term, Given]]:
    """Other meanings of a step whose definitions are unfolded: in words, its sides, its givens."""
    names = free_symbols_of((before, after))
    kinds = dict(given.kinds)
    units = [unit for unit in UNITS if unit in names and unit not in kinds]
    bars: dict[str, Term] = {}
    if complex_numbers or units or any(heads(side) & _PARTS for side in (before, after)):
        for bar in sorted(names):
            meant = unfold(Sym(bar.removesuffix("_bar")), definitions)
            if (
                bar.endswith("_bar")
                and bar not in kinds
                and (isinstance(meant, App) or bar.removesuffix("_bar") in names)
            ):
                bars[bar] = App("conjugate", (meant,))
    free = sorted(bar.removesuffix("_bar") for bar in bars if bar.removesuffix("_bar") in names)
    kinds_there = (*given.kinds, *((name, "complex") for name in free if name not in kinds))
    try:
        there = Given(kinds_there, given.relations, given.real_values)
    except InputError:  # what is given of a name holds of real ones only
        return
    told = ", ".join(f"{bar} is the conjugate of {bar.removesuffix('_bar')}" for bar in bars)
    if bars:
        yield told, substitute(before, bars), substitute(after, bars), there
    for unit in units:
        meaning = f"{unit} is the imaginary unit" + (f", {told}" if told else "")
        one, two = (substitute(substitute(side, bars), {unit: IMAGINARY}) for side in (before, after))
        yield meaning, one, two, there


def to_base(term: Term, base: str) -> Term:
    """A term with its logarithms to another base."""
    if not isinstance(term, App):
        return term
    args = tuple(to_base(arg, base) for arg in term.args)
    return App("log", (*args, Num(base))) if term.head == "log" and len(args) == 1 else App(term.head, args)


def with_real_roots(term: Term) -> Term:
    """A term with powers to fractions with an odd denominator as real roots: ``(-8)^(1/3)`` is -2."""
    if not isinstance(term, App):
        return term
    args = tuple(with_real_roots(arg) for arg in term.args)
    exponent = literal(args[1]) if term.head == "^" else None
    if exponent is None or exponent.denominator % 2 == 0 or exponent.denominator == 1:
        return App(term.head, args)
    return App("^", (App("root", (args[0], Num(str(exponent.denominator)))), number(exponent.numerator)))


def in_degrees(term: Term) -> Term:
    """A term with the numbers that are angles in it as degrees: ``cos(60)`` is ``cos(60*pi/180)``."""
    if not isinstance(term, App):
        return term
    args = tuple(in_degrees(arg) for arg in term.args)
    if term.head in _OF_ANGLES and not free_symbols_of(args):
        return App(term.head, (App("/", (App("*", (args[0], Sym("pi"))), Num("180"))),))
    if term.head in _ANGLES and not free_symbols_of(args):
        return App("/", (App("*", (App(term.head, args), Num("180"))), Sym("pi")))
    return App(term.head, args)


def rounded(before: str, after: str, left: str, right: str) -> str:
    """The side that is a decimal number and may be rounded, so near is it to the value of the other; else "".

    >>> rounded(r"\\\\sqrt{2}", "1.414", "1.414213562", "1.414000000"), rounded("1/3", "0.34", "1/3", "17/50")
    ('1.414', '')
    """
    for text, other in ((after, before), (before, after)):
        found = _DECIMAL.fullmatch(text.strip())
        if found is None:
            continue
        shift = int(found[2] or found[3] or 0)
        unit = Fraction(10) ** (shift - len(found[1]))
        try:
            one, two = Fraction(left), Fraction(right)
        except ValueError:
            return ""
        stated, value = (two, one) if text is after else (one, two)
        # cut off instead of rounded, or computed from what was rounded itself
        loose = abs(stated) < abs(value) or "." in other
        return text.strip() if abs(one - two) <= (unit if loose else unit / 2) else ""
    return ""
