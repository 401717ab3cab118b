r"""Terms to LaTeX, as a mathematician would typeset them.

The same idea as in ``write``: a piece of text knows how strongly it holds together. What is
written stays: ``1 \cdot x`` and ``x \cdot 0`` keep their signs, and a factor is set beside another
without a sign only where nobody could take the two for a number or a call.

Contract: different terms give different LaTeX, so that it can be read back. Names hold
nothing but letters, digits and underscores, and underscores are escaped: no text breaks out.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from derivex.notation.names import FUNCTIONS, GREEK_LETTERS, is_entry
from derivex.term import BINDERS, RELATIONS, App, Num, Sym, Term, cases_of, names

# how strongly a text holds together; OPEN reaches as far to the right as it can
ARROW, JOINED, RELATION, SUM, SIGN, OPEN, PRODUCT, FRACTION, POWER, ATOM = range(10)

_CONSTANTS: Final = {
    "pi": r"\pi",
    "E": "e",
    "I": r"\mathrm{i}",
    "oo": r"\infty",
    "e": r"\mathit{e}",
    "EulerGamma": r"\gamma_{\mathrm{E}}",
    "E_": "E",  # as a reader of LaTeX names the letters that are constants here
    "I_": "I",
}
_RELATIONS: Final = {
    "!=": r"\neq",
    "<=": r"\leq",
    ">=": r"\geq",
    "=>": r"\Rightarrow",
    "<=>": r"\Leftrightarrow",
}
_PLAIN_COMMANDS = ["log", "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "min", "max"]
_COMMANDS: Final[dict[str, str]] = {
    **{name: f"\\{name}" for name in _PLAIN_COMMANDS},
    **{f"a{name}": f"\\arc{name}" for name in ["sin", "cos", "tan"]},
    "arg": r"\arg",
    "conjugate": r"\operatorname{conj}",
    "gamma": r"\Gamma",
    "im": r"\operatorname{Im}",
    "re": r"\operatorname{Re}",
}
_TALL: Final = re.compile(r"\\(?:frac|sum|prod|int|lim|binom|left|begin)(?![A-Za-z])")
_NAME: Final = re.compile(rf"({'|'.join(GREEK_LETTERS)}|[A-Za-z])(?:([0-9]+)|_([A-Za-z0-9]+(?:_[A-Za-z0-9]+)*))?")


class Piece(NamedTuple):
    """A text and how strongly it holds together."""

    text: str
    level: int


def write(term: Term) -> str:
    r"""The term in LaTeX, without delimiters.

    >>> from derivex.notation.plain import read
    >>> write(read("exp(-x)/(1 + exp(-x))^2"))
    '\\frac{e^{-x}}{(1 + e^{-x})^{2}}'
    """
    return _piece(term).text


# ---- names ----


def symbol(name: str) -> str:
    r"""A name as mathematics: ``x_{1}``, ``\theta``, ``\mathrm{rate}``."""
    if name in _CONSTANTS:
        return _CONSTANTS[name]
    return _indexed(name) or f"\\mathrm{{{_escaped(name)}}}"


def _indexed(name: str) -> str | None:
    """One letter with its index; ``x1`` and ``x_1`` look alike and differ by a pair of braces."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    letter, digits, index = found.groups()
    base = f"\\{letter}" if letter in GREEK_LETTERS else letter
    if digits:
        return f"{base}_{{{{{digits}}}}}"
    if index:
        short = index.isdigit() or len(index) == 1
        return f"{base}_{{{index}}}" if short else f"{base}_{{\\mathrm{{{_escaped(index)}}}}}"
    return base


def _escaped(name: str) -> str:
    return name.replace("_", r"\_")


def _function(head: str) -> str:
    name = head.rstrip("'")
    primes = head[len(name) :]
    if not primes and name in FUNCTIONS:
        return _COMMANDS.get(name, f"\\operatorname{{{name}}}")
    return (_indexed(name) or f"\\operatorname{{{_escaped(name)}}}") + primes


# ---- pieces ----


def _brackets(text: str, opening: str = "(", closing: str = ")") -> str:
    tall = _TALL.search(text) is not None
    return f"\\left{opening}{text}\\right{closing}" if tall else f"{opening}{text}{closing}"


def _at(term: Term, level: int) -> str:
    """The text of a term, bracketed unless it holds together at least so strongly."""
    return _bracketed(_piece(term), level)


def _bracketed(piece: Piece, level: int) -> str:
    return piece.text if piece.level >= level else _brackets(piece.text)


def _piece(term: Term) -> Piece:
    match term:
        case Num(text):
            mantissa, _, exponent = text.partition("e")
            return Piece(f"{mantissa} \\times 10^{{{exponent}}}", PRODUCT) if exponent else Piece(text, ATOM)
        case Sym(name):
            return Piece(symbol(name), ATOM)
        case App("+", args):
            return Piece(_sum(args), SUM)
        case App("*", args):
            return _product(args)
        case App("neg", (inner,)):
            return Piece(f"-{_at(inner, OPEN)}", SIGN)
        case App("/", (above, below)):
            return Piece(f"\\frac{{{_piece(above).text}}}{{{_piece(below).text}}}", FRACTION)
        case App("^", (base, exponent)):
            return Piece(_power(base, exponent), POWER)
        case App("exp", (exponent,)):
            return Piece(f"e^{{{_piece(exponent).text}}}", POWER)
        case App("diff", (body, Sym(name), *order)):
            raised = "".join(f"^{{{_piece(count).text}}}" for count in order)
            return Piece(_derivative(body, f"d{raised}", f"d{symbol(name)}{raised}"), OPEN)
        case App("diff", (body, by)) if is_entry(by):
            return Piece(_derivative(body, r"\partial", f"\\partial {_piece(by).text}"), OPEN)
        case App(head, (left, right)) if head in RELATIONS:
            return Piece(f"{_at(left, SUM)} {_RELATIONS.get(head, head)} {_at(right, SUM)}", RELATION)
        case App("piecewise", _):
            return Piece(_piecewise(term), OPEN)
        case App("and", args) if (chain := _chain(args)) is not None:
            low, lower, middle, upper, high = chain
            signs = [_RELATIONS.get(sign, sign) for sign in (lower, upper)]
            return Piece(f"{_at(low, SUM)} {signs[0]} {_at(middle, SUM)} {signs[1]} {_at(high, SUM)}", JOINED)
        case App("and" | "or" as word, args):
            return Piece(f" \\text{{ {word} }} ".join(_at(arg, RELATION) for arg in args), JOINED)
        case App("=>" | "<=>" as arrow, (left, right)):
            return Piece(f"{_at(left, JOINED)} {_RELATIONS[arrow]} {_at(right, JOINED)}", ARROW)
        case App(head, (body, App("bounds", bounds))) if head in BINDERS:
            return Piece(_binder(head, body, bounds), OPEN)
    return _call(term)


def _chain(args: tuple[Term, ...]) -> tuple[Term, str, Term, str, Term] | None:
    """``a <= x`` and ``x < b`` as the five parts of ``a <= x < b``; None for anything else."""
    match args:
        case (App("<" | "<=" as lower, (low, first)), App("<" | "<=" as upper, (second, high))) if first == second:
            return low, lower, first, upper, high
    return None


def _sum(args: tuple[Term, ...]) -> str:
    parts: list[str] = []
    for index, arg in enumerate(args):
        negative = isinstance(arg, App) and arg.head == "neg" and index > 0
        inner = arg.args[0] if isinstance(arg, App) and negative else arg
        bound = _reaching(inner)
        seen = bool(bound) and any(bound & _shown(later) for later in args[index + 1 :])
        level = ATOM if seen else OPEN if index else SIGN
        parts.append((" - " if negative else " + " if index else "") + _at(inner, level))
    return "".join(parts)


def _shown(term: Term) -> set[str]:
    """The names that are seen in the text of a term, the d of its derivatives included."""
    found = {name.rstrip("'") for name in names(term)}
    return found | {"d"} if "diff" in found else found


def _reaching(term: Term) -> set[str]:
    """The variables of the sums and limits that reach to the end of a term, and would reach on for a hasty reader."""
    found: set[str] = set()
    while isinstance(term, App):
        if term.head in BINDERS and isinstance(term.args[1], App):
            found |= names(term.args[1].args[0])
            term = term.args[0]
        elif term.head in ("neg", "*"):
            term = term.args[-1]
        elif term.head == "diff":
            term = term.args[0]
        else:
            break
    return found


def _product(args: tuple[Term, ...]) -> Piece:
    *pieces, last = (_piece(arg) for arg in args)
    open_end = last.level == OPEN and isinstance(args[-1], App) and args[-1].head != "*"
    texts = [_bracketed(piece, FRACTION) for piece in pieces]
    texts.append(_bracketed(last, OPEN if open_end else FRACTION))
    parts = texts[:1]
    for left, right, text in zip(args, args[1:], texts[1:], strict=False):
        parts.append((r" \cdot " if _needs_sign(left, right, text) else " ") + text)
    return Piece("".join(parts), OPEN if open_end else PRODUCT)


def _needs_sign(left: Term, right: Term, text: str) -> bool:
    r"""Whether two factors need ``\cdot`` between them to stay what they are."""
    bracketed = text.startswith(("(", r"\left("))
    if text[0].isdigit() or (isinstance(right, App) and right.head == "neg"):
        return True
    if isinstance(left, Num):  # 1x and 0x look odd, and 2 beside 1/3 is a mixed number
        return left.text in ("0", "1") or "e" in left.text or text.startswith(r"\frac")
    if any(isinstance(side, Sym) and _is_word(side.name) for side in (left, right)):
        return True
    if isinstance(left, Sym):
        return bracketed or left.name == "d"  # x (1 - x) might be a call, d x under a bar a differential
    return text.startswith(r"\frac") and isinstance(left, App) and left.head == "/"


def _is_word(name: str) -> bool:
    return symbol(name).startswith(r"\mathrm") and name != "I"


def _power(base: Term, exponent: Term) -> str:
    raised = f"^{{{_piece(exponent).text}}}"
    if isinstance(base, App) and base.head in _COMMANDS and len(base.args) == 1:
        plain = isinstance(exponent, Num) and exponent.text.isdigit() and int(exponent.text) > 1
        if plain and base.head != "gamma":
            return f"{_COMMANDS[base.head]}{raised}{_brackets(_piece(base.args[0]).text)}"
    return _at(base, ATOM) + raised


def _derivative(body: Term, above: str, below: str) -> str:
    piece = _piece(body)
    grouped = piece.level < FRACTION and not (isinstance(body, App) and body.head == "diff")
    text = _brackets(piece.text) if grouped else piece.text
    return f"\\frac{{{above}}}{{{below}}} {text}"


def _binder(head: str, body: Term, bounds: tuple[Term, ...]) -> str:
    variable, *ends = (_piece(bound).text for bound in bounds)
    text = _at(body, FRACTION if head == "Product" else OPEN)  # where a product of products ends is hard to see
    if head == "Limit":
        return f"\\lim_{{{variable} \\to {ends[0]}}} {text}"
    if head == "Integral":
        limits = f"_{{{ends[0]}}}^{{{ends[1]}}}" if ends else ""
        return f"\\int{limits} {text} \\, d{variable}"
    sign = {"Sum": r"\sum", "Product": r"\prod"}[head]
    return f"{sign}_{{{variable}={ends[0]}}}^{{{ends[1]}}} {text}"


def _piecewise(term: App) -> str:
    rows = [
        f"{_piece(value).text} & \\text{{{'otherwise' if condition is None else 'if '}}}"
        + ("" if condition is None else f" {_piece(condition).text}")
        for value, condition in cases_of(term)
    ]
    return "\\begin{cases} " + r" \\ ".join(rows) + " \\end{cases}"


def _call(term: App) -> Piece:
    pieces = [_piece(arg) for arg in term.args]
    inner = [piece.text for piece in pieces]
    match term.head, inner:
        case "sqrt", [body]:
            return Piece(f"\\sqrt{{{body}}}", ATOM)
        case "root", [body, count]:
            return Piece(f"\\sqrt[{count}]{{{body}}}", ATOM)
        case "abs", [body]:
            return Piece(f"\\left|{body}\\right|", ATOM)
        case "floor", [body]:
            return Piece(f"\\left\\lfloor {body} \\right\\rfloor", ATOM)
        case "ceiling", [body]:
            return Piece(f"\\left\\lceil {body} \\right\\rceil", ATOM)
        case "binomial", [above, below]:
            return Piece(f"\\binom{{{above}}}{{{below}}}", FRACTION)
        case "KroneckerDelta", [one, other] if len(one) == len(other) == 1:  # letters or digits
            return Piece(f"\\delta_{{{{{one}}}{{{other}}}}}", ATOM)
        case "factorial", [_]:
            return Piece(f"{_bracketed(pieces[0], ATOM)}!", POWER)
        case "log", [body, base]:
            return Piece(f"\\log_{{{base}}}{_brackets(body)}", POWER)
        case "Subs", [_, name, value]:
            return Piece(f"\\left. {_bracketed(pieces[0], PRODUCT)} \\right|_{{{name}={value}}}", POWER)
    level = POWER if term.head in FUNCTIONS else ATOM
    return Piece(_function(term.head) + _brackets(", ".join(inner)), level)
