"""Terms in two dimensions, as people draw them: fraction bars, raised exponents, roots.

A block is a rectangle of characters with a baseline, the row at which its neighbours line up.
Small blocks are put beside, above and around each other until the term is drawn.

Contract: every row of a block has the same width in characters; nothing recurses deeper than the
term. A drawing is for the eye and isn't read back.
"""

from __future__ import annotations

from dataclasses import dataclass

from derivex.notation.names import FUNCTIONS
from derivex.notation.write import MAX_RAISED, letter, pretty, superscript
from derivex.term import RELATIONS, App, Num, Sym, Term

# how strongly a drawing holds together; OPEN reaches as far to the right as it can
RELATION, SUM, SIGN, OPEN, PRODUCT, POWER, ATOM = range(7)

MAX_DRAWN = 1000  # parts of a term; a page holds fewer

_RELATIONS = {"!=": "≠", "<=": "≤", ">=": "≥"}
_SIGNS = {"Sum": ("▁▁▁", "╲  ", "╱  ", "▔▔▔"), "Product": ("┬─┬", "│ │", "│ │"), "Integral": ("⌠", "⌡")}
_SIDES = {"(": "⎛⎜⎝", ")": "⎞⎟⎠", "|": "│││"}


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of one width, and the row at which neighbours line up."""

    lines: tuple[str, ...]
    baseline: int = 0

    @property
    def width(self) -> int:
        return len(self.lines[0])

    @property
    def height(self) -> int:
        return len(self.lines)


Drawn = tuple[Block, int]  # a block and how strongly it holds together


# ---- putting blocks together ----


def text(line: str) -> Block:
    """A block of one row."""
    return Block((line,))


def beside(*blocks: Block) -> Block:
    """The blocks in a row, their baselines level."""
    above = max(block.baseline for block in blocks)
    below = max(block.height - block.baseline for block in blocks)
    rows = [""] * (above + below)
    for block in blocks:
        first = above - block.baseline
        for row in range(len(rows)):
            inside = first <= row < first + block.height
            rows[row] += block.lines[row - first] if inside else " " * block.width
    return Block(tuple(rows), above)


def stacked(blocks: tuple[Block, ...], baseline: int) -> Block:
    """The blocks below each other, centred; ``baseline`` is a row of the whole."""
    width = max(block.width for block in blocks)
    return Block(tuple(line.center(width) for block in blocks for line in block.lines), baseline)


def fraction(above: Block, below: Block, margin: int = 1) -> Block:
    """One block over another with a bar between, a margin wider than both on either side."""
    bar = text("─" * (max(above.width, below.width) + 2 * margin))
    return stacked((above, bar, below), above.height)


def raised(base: Block, exponent: Block) -> Block:
    """The exponent to the right of the base, and above its highest row."""
    rows = [" " * base.width + line for line in exponent.lines]
    rows += [line + " " * exponent.width for line in base.lines]
    return Block(tuple(rows), exponent.height + base.baseline)


def enclosed(inner: Block, opening: str = "(", closing: str = ")") -> Block:
    """The block between brackets or bars of its height."""
    return beside(_side(inner, opening), inner, _side(inner, closing))


def _side(inner: Block, sign: str) -> Block:
    if inner.height == 1:
        return text(sign)
    top, middle, bottom = tuple(_SIDES[sign])
    return Block((top, *[middle] * (inner.height - 2), bottom), inner.baseline)


def rooted(inner: Block) -> Block:
    """The block under a root sign of its height."""
    bar = text(" " + "_" * (inner.width + 1))
    rows = [f"{'√' if row == inner.height - 1 else '│'}{line} " for row, line in enumerate(inner.lines)]
    return Block((*bar.lines, *rows), inner.baseline + 1)


# ---- drawing terms ----


def two_dimensional(term: Term) -> tuple[str, ...]:
    """The rows of the drawing of a term.

    >>> from derivex.notation.plain import read
    >>> print("\\n".join(line.rstrip() for line in two_dimensional(read("1/(1 + x)"))))
       1
    ───────
     1 + x
    """
    return draw(term).lines


def baseline(term: Term) -> int:
    """The row of the drawing at which its neighbours line up, from 0."""
    return draw(term).baseline


def draw(term: Term) -> Block:
    """The drawing of a term; one too large to be looked at is written in a line."""
    return _drawn(term)[0] if term.size <= MAX_DRAWN else text(pretty(term))


def _at(term: Term, level: int) -> Block:
    return _bracketed(_drawn(term), level)


def _block(term: Term) -> Block:
    return _drawn(term)[0]


def _bracketed(drawn: Drawn, level: int) -> Block:
    block, own = drawn
    return block if own >= level else enclosed(block)


def _drawn(term: Term) -> Drawn:
    match term:
        case Num() | Sym():
            return text(pretty(term)), ATOM
        case App("+", args):
            return _sum(args), SUM
        case App("*", args):
            return _product(args)
        case App("neg", (inner,)):
            return beside(text("−"), _at(inner, OPEN)), SIGN
        case App("/", (above, below)):
            return fraction(_block(above), _block(below)), PRODUCT
        case App("^", (base, exponent)):
            return _power(_at(base, ATOM), exponent), POWER
        case App("exp", (exponent,)):
            return _power(text("e"), exponent), POWER
        case App("diff", (body, Sym(name), *order)):
            count = "".join(_small(each) or "" for each in order)
            operator = fraction(text(f"d{count}"), text(f"d{letter(name)}{count}"), margin=0)
            return beside(operator, text(" "), _at(body, OPEN if _is_drawn_high(body) else POWER)), OPEN
        case App("diff", (body, App() as entry, *order)):
            count = "".join(_small(each) or "" for each in order)
            operator = fraction(text(f"∂{count}"), text(f"∂{pretty(entry)}{count}"), margin=0)
            return beside(operator, text(" "), _at(body, OPEN if _is_drawn_high(body) else POWER)), OPEN
        case App(head, (left, right)) if head in RELATIONS:
            sign = text(f" {_RELATIONS.get(head, head)} ")
            return beside(_at(left, SUM), sign, _at(right, SUM)), RELATION
        case App("piecewise" | "and" | "or" | "=>" | "<=>", _):
            return text(pretty(term)), ATOM
        case App("Sum" | "Product" | "Integral" as head, (body, App("bounds", (variable, below, above)))):
            return _binder(head, body, variable, below, above), OPEN
        case App("Limit", (body, App("bounds", (variable, point)))):
            under = text(f"{pretty(variable)} → {pretty(point)}")
            return beside(stacked((text("lim"), under), 0), text(" "), _at(body, OPEN)), OPEN
    return _call(term)


def _is_drawn_high(term: Term) -> bool:
    return isinstance(term, App) and term.head in ("/", "diff")


def _sum(args: tuple[Term, ...]) -> Block:
    first, *others = args
    blocks = [_at(first, SIGN)]
    for arg in others:
        negative = isinstance(arg, App) and arg.head == "neg"
        inner = arg.args[0] if isinstance(arg, App) and negative else arg
        blocks += [text(" − " if negative else " + "), _at(inner, OPEN)]
    return beside(*blocks)


def _product(args: tuple[Term, ...]) -> Drawn:
    blocks: list[Block] = []
    level = PRODUCT
    for index, arg in enumerate(args):
        drawn = _drawn(arg)
        grouped = isinstance(arg, App) and arg.head == "*"
        if index == len(args) - 1 and drawn[1] == OPEN and not grouped:
            level = OPEN
        blocks += [text("·"), _bracketed(drawn, POWER if grouped else level)]
    return beside(*blocks[1:]), level


def _small(exponent: Term) -> str | None:
    """The superscript for a whole number, as in ``x²``; None for any other exponent."""
    inner = exponent.args[0] if isinstance(exponent, App) and exponent.head == "neg" else exponent
    if not (isinstance(inner, Num) and inner.text.isdigit() and int(inner.text) <= MAX_RAISED):
        return None
    return superscript(inner.text if inner is exponent else f"-{inner.text}")


def _power(base: Block, exponent: Term) -> Block:
    """A whole number stands as a superscript in the highest row; anything else above it."""
    small = _small(exponent)
    if small is None:
        return raised(base, _block(exponent))
    top, *others = base.lines
    return Block((top + small, *(line + " " * len(small) for line in others)), base.baseline)


def _binder(head: str, body: Term, variable: Term, below: Term, above: Term) -> Block:
    sign = _SIGNS[head]
    start = text(f"{pretty(variable)} = {pretty(below)}" if head != "Integral" else pretty(below))
    top, symbol = _block(above), Block(sign, len(sign) // 2)
    whole = stacked((top, symbol, start), top.height + len(sign) // 2)
    tail = (text(f" d{pretty(variable)}"),) if head == "Integral" else ()
    return beside(whole, text(" "), _at(body, OPEN), *tail)


def _call(term: App) -> Drawn:
    if term.head == "Limit" or term.head == "Integral":  # one-sided, or without ends
        return text(pretty(term)), ATOM
    blocks = [_block(arg) for arg in term.args]
    if all(block.height == 1 for block in blocks) and term.head != "abs":
        return text(pretty(term)), POWER if term.head in ("sqrt", "factorial") else ATOM
    match term.head, blocks:
        case "sqrt", [block]:
            return rooted(block), ATOM
        case "abs", [block]:
            return enclosed(block, "|", "|"), ATOM
    name = term.head.rstrip("'")
    primes = "′" * (len(term.head) - len(name))
    separated = [part for block in blocks for part in (text(", "), block)][1:]
    return beside(text((name if name in FUNCTIONS else letter(name)) + primes), enclosed(beside(*separated))), ATOM
