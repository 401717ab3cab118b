"""Terms to text on one line: plain notation and Unicode.

A piece of text knows how strongly it holds together; whoever puts it into a larger piece
brackets it when it must. Both styles share that logic and differ in their signs: plain is what
a file holds, pretty is what a terminal shows.

Contract: ``read(plain(term)) == term`` and ``read(pretty(term)) == term`` for every term, with as
few brackets as that needs, given the names that the term's file declares. Conditions that
``and`` and ``or`` join are written for messages alone, and aren't read back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from derivex.notation.names import FUNCTIONS, GREEK_LETTERS
from derivex.subterms import subterms
from derivex.term import BINDERS, EULER, INFINITY, RELATIONS, App, Num, Sym, Term, cases_of, names

# how strongly a text holds together; OPEN ends with a derivative that would take in
# whatever followed it
ARROW, JOINED, RELATION, SUM, SIGN, OPEN, PRODUCT, POWER, ATOM = range(9)

MAX_RAISED: Final = 99  # greater exponents are hard to read as superscripts

_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_PRETTY_RELATIONS = {"!=": "≠", "<=": "≤", ">=": "≥", "=>": "⇒", "<=>": "⇔"}
_GREEK_NAME = re.compile(rf"({'|'.join(GREEK_LETTERS)})([0-9]+|_[A-Za-z0-9_]+)?")
_DIFFERENTIAL = re.compile(r"(?:^|[^\w'′])d\w*(?:\^[0-9]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?$")


class Piece(NamedTuple):
    """A text and how strongly it holds together."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Style:
    """The signs of a notation, and the names in the term that shorthands must not collide with."""

    minus: str
    times: str
    pretty: bool
    taken: frozenset[str]


def _collisions(term: Term) -> frozenset[str]:
    """The symbols of a term, and ``e`` too where it is a function."""
    found: set[str] = set()
    for part in subterms(term):
        if isinstance(part, Sym):
            found.add(part.name)
        elif isinstance(part, App) and part.head.rstrip("'") == "e":
            found.add("e")
    return frozenset(found)


def plain(term: Term) -> str:
    """The term in plain notation, as a derivation file holds it.

    >>> from derivex.notation.plain import read
    >>> plain(read("e^−x·(1+x)²"))
    'exp(-x)*(1 + x)^2'
    """
    taken = _collisions(term) if "gamma" in names(term) else frozenset()  # all that matters to this style
    return _piece(term, Style("-", "*", pretty=False, taken=taken)).text


def pretty(term: Term) -> str:
    """The term on one line of Unicode, as a terminal shows it.

    >>> from derivex.notation.plain import read
    >>> pretty(read("diff(exp(-x)/(1 + exp(-x))^2, x)"))
    'd/dx e^-x/(1 + e^-x)²'
    """
    return _piece(term, Style("−", "·", pretty=True, taken=_collisions(term))).text


def latex(term: Term) -> str:
    r"""The term in LaTeX, as ``latex_write`` sets it.

    >>> from derivex.notation.plain import read
    >>> latex(read("1/(1 + exp(-x))"))
    '\\frac{1}{1 + e^{-x}}'
    """
    from derivex.notation.latex_write import write  # few commands need it

    return write(term)


def letter(name: str) -> str:
    """The name with its Greek letter: ``theta_1`` is ``θ_1``."""
    found = _GREEK_NAME.fullmatch(name)
    return GREEK_LETTERS[found[1]] + (found[2] or "") if found else name


def superscript(number: str) -> str:
    """A whole number in raised digits: ``-12`` is ``⁻¹²``."""
    return number.translate(_SUPERSCRIPTS)


def _at(term: Term, level: int, style: Style) -> str:
    """The text of a term, bracketed unless it holds together at least so strongly."""
    return _bracketed(_piece(term, style), level)


def _bracketed(piece: Piece, level: int) -> str:
    return piece.text if piece.level >= level else f"({piece.text})"


def _piece(term: Term, style: Style) -> Piece:
    if isinstance(term, Num):
        return Piece(term.text, ATOM)
    if isinstance(term, Sym):
        return Piece(_symbol(term, style) if style.pretty else term.name, ATOM)
    if term.head in FUNCTIONS and not style.pretty:
        return Piece(_call(term, style), ATOM)
    match term:
        case App("+", args):
            return Piece(_sum(args, style), SUM)
        case App("*", args):
            return _product(args, style)
        case App("neg", (inner,)):
            return Piece(style.minus + _at(inner, OPEN, style), SIGN)
        case App("/", (above, below)):
            return Piece(_fraction(above, below, style), PRODUCT)
        case App("^", (base, exponent)):
            return Piece(_power(base, exponent, style), POWER)
        case App(head, (left, right)) if head in RELATIONS:
            sign = _PRETTY_RELATIONS.get(head, head) if style.pretty else head
            return Piece(f"{_at(left, SUM, style)} {sign} {_at(right, SUM, style)}", RELATION)
        case App("piecewise", _):
            return Piece(_piecewise(term, style), ATOM)
        case App("and", args) if (chain := as_chain(args)) is not None:
            low, lower, middle, upper, high = chain
            signs = [_PRETTY_RELATIONS.get(sign, sign) if style.pretty else sign for sign in (lower, upper)]
            low_text, middle_text, high_text = (_at(each, SUM, style) for each in (low, middle, high))
            return Piece(f"{low_text} {signs[0]} {middle_text} {signs[1]} {high_text}", JOINED)
        case App("and" | "or" as word, args):
            return Piece(f" {word} ".join(_at(arg, RELATION, style) for arg in args), JOINED)
        case App("=>" | "<=>" as arrow, (left, right)):
            sign = _PRETTY_RELATIONS[arrow] if style.pretty else arrow
            return Piece(f"{_at(left, JOINED, style)} {sign} {_at(right, JOINED, style)}", ARROW)
        case App(head, (body, App("bounds", bounds))) if head in BINDERS:
            ends = ", ".join(_at(end, SUM, style) for end in bounds)
            grouped = f"({ends})" if len(bounds) == 3 else ends
            return Piece(f"{head}({_at(body, SUM, style)}, {grouped})", ATOM)
    special = _special(term, style) if style.pretty else None
    return special or Piece(_call(term, style), ATOM)


def as_chain(args: tuple[Term, ...]) -> tuple[Term, str, Term, str, Term] | None:
    """``x >= a`` and ``x < b`` as the five parts of ``a <= x < b``; None for anything else."""
    match args:
        case (App(">" | ">=" as lower, (first, low)), App("<" | "<=" as upper, (second, high))) if first == second:
            return low, lower.replace(">", "<"), first, upper, high
    return None


def _sum(args: tuple[Term, ...], style: Style) -> str:
    first, *others = args
    parts = [_at(first, SIGN, style)]
    for arg in others:
        if isinstance(arg, App) and arg.head == "neg":
            parts.append(f" {style.minus} {_at(arg.args[0], OPEN, style)}")
        else:
            parts.append(f" + {_at(arg, OPEN, style)}")
    return "".join(parts)


def _product(args: tuple[Term, ...], style: Style) -> Piece:
    first, *middle, last = args
    grouped = isinstance(first, App) and first.head == "*"
    parts = [_at(first, POWER if grouped else PRODUCT, style)]
    parts.extend(_at(arg, POWER, style) for arg in middle)
    end = _piece(last, style)
    ends_open = end.level == OPEN and not (isinstance(last, App) and last.head == "*")
    level = OPEN if ends_open else PRODUCT
    parts.append(_bracketed(end, OPEN if ends_open else POWER))
    return Piece(style.times.join(parts), level)


def _fraction(above: Term, below: Term, style: Style) -> str:
    top, bottom = _at(above, PRODUCT, style), _at(below, POWER, style)
    if bottom[0] == "d" and len(bottom) > 1 and _DIFFERENTIAL.search(top):
        bottom = f"({bottom})"  # d/dx would be a derivative
    return f"{top}/{bottom}"


def _power(base: Term, exponent: Term, style: Style) -> str:
    lower = _at(base, ATOM, style)
    if not style.pretty:
        return f"{lower}^{_at(exponent, POWER, style)}"
    negative = isinstance(exponent, App) and exponent.head == "neg"
    size = exponent.args[0] if isinstance(exponent, App) and negative else exponent
    if isinstance(size, Num) and size.text.isdigit() and int(size.text) <= MAX_RAISED:
        return lower + superscript("-" * negative + size.text)
    return f"{lower}^{_exponent(exponent, style)}"


def _exponent(term: Term, style: Style) -> str:
    """An exponent after ``^``: an atom, a negated one, or brackets."""
    if isinstance(term, App) and term.head == "neg":
        inner = _piece(term.args[0], style)
        return f"-{inner.text}" if inner.level == ATOM else f"({style.minus}{_bracketed(inner, OPEN)})"
    return _at(term, ATOM, style)


def _piecewise(term: App, style: Style) -> str:
    rows = [
        f"({_at(value, SUM, style)}, {'True' if condition is None else _condition(condition, style)})"
        for value, condition in cases_of(term)
    ]
    return f"Piecewise({', '.join(rows)})"


def _condition(term: Term, style: Style) -> str:
    """A condition as it is read again: ``And(x > 0, x < 1)``."""
    if isinstance(term, App) and term.head in ("and", "or"):
        return f"{term.head.title()}({', '.join(_condition(arg, style) for arg in term.args)})"
    return _piece(term, style).text


def _call(term: App, style: Style) -> str:
    head = term.head
    if head == "gamma" and head in style.taken:
        head = "Gamma"  # beside the Greek letter
    elif style.pretty:
        name = head.rstrip("'")
        name = name if name in FUNCTIONS else letter(name)
        head = name + "′" * (len(head) - len(head.rstrip("'")))
    return f"{head}({', '.join(_at(arg, SUM, style) for arg in term.args)})"


# ---- what only the pretty style does ----


def _symbol(term: Sym, style: Style) -> str:
    if term == INFINITY:
        return "∞"
    return "e" if term == EULER and "e" not in style.taken else letter(term.name)


def _special(term: App, style: Style) -> Piece | None:
    match term:
        case App("exp", (exponent,)) if "e" not in style.taken:
            return Piece("e^" + _exponent(exponent, style), POWER)
        case App("diff", (body, Sym(name), *order)) if style.taken.isdisjoint({"d", f"d{name}"}):
            raised = "".join(superscript(count.text) for count in order if isinstance(count, Num))
            return Piece(f"d{raised}/d{letter(name)}{raised} {_at(body, OPEN, style)}", OPEN)
        case App("sqrt", (inner,)):
            simple = isinstance(inner, Num | Sym)
            return Piece("√" + (_piece(inner, style).text if simple else f"({_piece(inner, style).text})"), POWER)
        case App("abs", (inner,)):
            return Piece(f"|{_piece(inner, style).text}|", ATOM)
        case App("factorial", (Num() | Sym() as inner,)):
            return Piece(_piece(inner, style).text + "!", ATOM)
    return None
