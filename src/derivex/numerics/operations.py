"""What a form costs, counted: each different part once, as a program computes it that keeps what it needs twice.

Signs cost nothing, an integer power costs its multiplications, and every other function counts as one by its name.
With the value of the forward pass at hand, the parts that are equal to it cost nothing at all.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from derivex.subterms import at, distinct, replace, walk
from derivex.term import App, Num, Sym, Term, free_symbols

SIGNS = {"additions": "+", "multiplications": "×", "divisions": "÷", "powers": "^"}
CACHED = "_forward"  # the symbol of the forward value; no name in a file begins so
MAX_SQUARINGS = 64  # an integer power beyond this is a power


@dataclass(frozen=True, slots=True)
class Operations:
    """How many of each kind: ``exp`` and other functions by name, then divisions, multiplications, additions."""

    counts: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        return sum(count for _, count in self.counts)

    def __str__(self) -> str:
        return ", ".join(f"{count} {SIGNS.get(name, name)}" for name, count in self.counts) or "none"


def operations(term: Term) -> Operations:
    """The operations of a term.

    >>> from derivex.notation.plain import read
    >>> str(operations(read("exp(-x)/(1 + exp(-x))^2")))
    '1 exp, 1 ÷, 1 ×, 1 +'
    """
    found: Counter[str] = Counter()
    for part in distinct(term):
        if isinstance(part, App) and free_symbols(part):
            found.update(costs(part))
    order = ("powers", "divisions", "multiplications", "additions")
    functions = sorted(name for name in found if name not in order)
    return Operations(tuple((name, found[name]) for name in (*functions, *order) if found[name]))


def with_forward(term: Term, forward: Term) -> Term:
    """The term with the forward value, wherever it stands in it, as one symbol."""
    found = term
    while True:
        path = next((path for path, part in walk(found) if part == forward and at(found, path) == forward), None)
        if path is None:
            return found
        found = replace(found, path, Sym(CACHED))


def costs(part: App) -> dict[str, int]:
    """The operations of the outermost part alone."""
    match part:
        case App("+", args):
            return {"additions": len(args) - 1}
        case App("*", args):
            return {"multiplications": len(args) - 1}
        case App("/", _):
            return {"divisions": 1}
        case App("neg" | "and" | "or" | "bounds", _):
            return {}
        case App("^", (_, exponent)):
            return _power(exponent)
        case App("piecewise", args):
            return {"choices": len(args) // 2}
        case App("=" | "!=" | "<" | "<=" | ">" | ">=", _):
            return {"comparisons": 1}
    return {part.head: 1}


def _power(exponent: Term) -> dict[str, int]:
    inner = exponent.args[0] if isinstance(exponent, App) and exponent.head == "neg" else exponent
    if isinstance(inner, Num) and inner.value.denominator == 1 and 1 <= inner.value <= MAX_SQUARINGS:
        whole = int(inner.value)
        cost = {"multiplications": whole.bit_length() - 1 + whole.bit_count() - 1}
        return cost if inner is exponent else {**cost, "divisions": 1}
    return {"powers": 1}
