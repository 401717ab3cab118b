"""A question as straight-line code: each different subterm once, derivatives carried out in it.

Looking at a term at many points is most of the numeric work, and derivatives are most of
that. So both sides become one list of nodes, each made of earlier ones; equal nodes are one
node. A derivative is more nodes, by the chain rule on those of its body, so that a value
that the body and its derivative share is computed once, and derivatives of derivatives cost
no more than that. The outer derivatives come from the same table as those of terms
(``outer``).

A derivative has a value only where its function is certainly differentiable. What that asks
of a node is a *guard*: where the principal value of a logarithm, a root or an inverse
function is holomorphic, or its argument real nearby; where an absolute value isn't zero.

Contract: ``compiled`` gives a program whose sides have the values of the two terms at every
point at which all nodes have a finite value and all guards hold, or None where a term is
beyond it (sums, integrals, rounding, unknown functions): those are for ``balls``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from derivex.engine.changes import CHANGES, Beyond
from derivex.engine.outer import OUTER, REAL_OUTER
from derivex.signs import CIRCULAR, HYPERBOLIC
from derivex.term import App, Num, Sym, Term, literal

MAX_NODES = 20_000
MAX_ORDER = 64  # of a derivative
CONSTANTS = frozenset({"pi", "E", "I"})
UNIT = Fraction(1)

# functions of one argument that are evaluated as they stand
UNARY = CIRCULAR | HYPERBOLIC | {"exp", "log", "sqrt", "erf", "abs", "sign"}
UNARY |= {"asin", "acos", "atan", "asinh", "acosh", "atanh"}
RECIPROCAL = {"acot": "atan", "asec": "acos", "acsc": "asin", "acoth": "atanh", "asech": "acosh", "acsch": "asinh"}
# functions whose derivative has to be asked for where the argument is: everything else is smooth
CUT = frozenset({"log", "sqrt", "asin", "acos", "atan", "asinh", "acosh", "atanh"})

# ("^", 3, 2): a power whose exponent is the literal 3/2; ("root", 3, 1): a real root. Two integers, because a
# Fraction takes long to hash
Head = str | tuple[str, int, int]
Node = tuple[Head, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Program:
    """Nodes in an order in which each comes after those it is made of.

    ``numbers`` and ``symbols`` are the leaves; ``before`` and ``after`` the nodes of the two
    sides; ``written`` those that stand for a written subterm, not for a part of a derivative, with it.
    """

    nodes: tuple[Node, ...]
    numbers: tuple[tuple[int, Fraction], ...]
    symbols: tuple[tuple[int, str], ...]
    guards: tuple[tuple[str, int], ...]
    before: int
    after: int
    written: Mapping[int, Term]


def compiled(before: Term, after: Term) -> Program | None:
    """The program of two terms; None where one of them is beyond it.

    >>> from derivex.notation.plain import read
    >>> program = compiled(read("diff(x^3, x)"), read("x^2 + x^2"))
    >>> [head for head, _ in program.nodes]
    ['symbol', ('^', 3, 1), 'number', 'number', ('^', 2, 1), '*', '+']
    """
    work = Builder()
    try:
        sides = work.build(before, {}), work.build(after, {})
    except Beyond:
        return None
    return Program(
        tuple(work.nodes),
        tuple(work.numbers.items()),
        tuple(work.symbols.items()),
        tuple(work.guards),
        *sides,
        work.written,
    )


class Builder:
    """The memory of one compilation."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.made: dict[tuple[object, ...], int] = {}
        self.numbers: dict[int, Fraction] = {}
        self.symbols: dict[int, str] = {}
        self.guards: dict[tuple[str, int], None] = {}
        self.written: dict[int, Term] = {}
        self.done: dict[Term, int] = {}
        self.derived: dict[tuple[int, int], int | None] = {}
        self.one = -1  # the node of the number 1, once there is one

    # ---- nodes ----

    def node(self, head: Head, *args: int) -> int:
        key = (head, args)
        found = self.made.get(key)
        if found is None:
            found = self.made[key] = len(self.nodes)
            if found >= MAX_NODES:
                raise Beyond
            self.nodes.append(key)
        return found

    def number(self, value: Fraction) -> int:
        above, below = key = value.as_integer_ratio()
        found = self.made.get(key)
        if found is None:
            found = self.made[key] = len(self.nodes)
            self.nodes.append(("number", ()))
            self.numbers[found] = value
            if above == below:
                self.one = found
        return found

    def symbol(self, name: str) -> int:
        key = ("symbol", name)
        found = self.made.get(key)
        if found is None:
            if name == "oo":
                raise Beyond
            found = self.made[key] = len(self.nodes)
            self.nodes.append(("symbol", ()))
            self.symbols[found] = name
        return found

    def power(self, base: int, exponent: Fraction) -> int:
        above, below = exponent.as_integer_ratio()
        return base if above == below else self.node(("^", above, below), base)

    # ---- terms ----

    def build(self, term: Term, names: Mapping[str, int]) -> int:
        """The node of a term; ``names`` are bound to nodes of their own."""
        if not names:
            found = self.done.get(term)
            if found is None:
                found = self.done[term] = self._build(term, names)
                self.written.setdefault(found, term)
            return found
        return self._build(term, names)

    def _build(self, term: Term, names: Mapping[str, int]) -> int:
        if isinstance(term, Num):
            return self.number(term.value)
        if isinstance(term, Sym):
            return names[term.name] if term.name in names else self.symbol(term.name)
        head, args = term.head, term.args
        if head == "diff":
            return self._derivative(term, names)
        if head == "^":
            exponent = literal(args[1])
            if exponent is not None:
                return self.node(("^", *exponent.as_integer_ratio()), self.build(args[0], names))
        if head == "root":
            degree = literal(args[1])
            if degree is None or degree.denominator != 1 or not 0 < degree <= 1000:
                raise Beyond
            return self.node(("root", int(degree), 1), self.build(args[0], names))
        row = STRUCTURE.get(head)
        if row is None:
            if len(args) != 1 or (head not in UNARY and head not in RECIPROCAL):
                raise Beyond
            inner = self.build(args[0], names)
            if head in RECIPROCAL:
                return self.node(RECIPROCAL[head], self.node("/", self.number(Fraction(1)), inner))
            return self.node(head, inner)
        return row(self, [self.build(arg, names) for arg in args])

    def folded(self, head: str, args: list[int]) -> int:
        result = args[0]
        for arg in args[1:]:
            result = self.node(head, result, arg)
        return result

    def logarithm(self, args: list[int]) -> int:
        logs = [self.node("log", arg) for arg in args]
        if len(logs) == 1:
            return logs[0]
        for log, arg in zip(logs, args, strict=True):  # log(a, b) is log(a)/log(b), and these are real with real values
            if arg in self.written:
                self.written.setdefault(log, App("log", (self.written[arg],)))
        return self.node("/", *logs)

    def _derivative(self, term: App, names: Mapping[str, int]) -> int:
        body, variable, *order = term.args
        times = literal(order[0]) if order else Fraction(1)
        if not isinstance(variable, Sym) or variable.name in names or variable.name in CONSTANTS:
            raise Beyond
        if times is None or times.denominator != 1 or not 0 <= times <= MAX_ORDER:
            raise Beyond
        result: int | None = self.build(body, names)
        name = self.symbol(variable.name)
        for _ in range(int(times)):
            result = self.derive(result, name) if result is not None else None
        return self.number(Fraction(0)) if result is None else result

    # ---- derivatives ----

    def derive(self, node: int, name: int) -> int | None:
        """The node of a derivative by a symbol's node; None for 0."""
        if node == name:
            return self.number(UNIT)
        key = (node, name)
        if key in self.derived:
            return self.derived[key]
        found = self.derived[key] = self._derive(node, name)
        return found

    def _derive(self, node: int, name: int) -> int | None:
        head, args = self.nodes[node]
        derive = self.derive
        changes = [derive(arg, name) for arg in args]
        if changes.count(None) == len(changes):
            return None
        if isinstance(head, tuple):
            change = changes[0]
            assert change is not None
            return self._derive_power(node, head, args[0], change)
        row = CHANGES.get(head)
        if row is not None:
            return row(self, node, args, changes)
        (inner,), (change,) = args, changes
        assert change is not None
        if head in CUT:
            self.guards[head, inner] = None
        elif head in REAL_OUTER:
            self.guards["abs", inner] = None
        return self.times(self._build(_outer(head), {"·": inner}), change)

    def _derive_power(self, node: int, head: tuple[str, int, int], base: int, change: int) -> int | None:
        kind, above, below = head
        exponent = Fraction(above, below)
        if kind == "root":
            self.guards["root", base] = None
            return self.times(self.node("/", node, self.node("*", self.number(exponent), base)), change)
        if not above:
            return None
        if below != 1:
            self.guards["log", base] = None
        return self.times(self.times(self.number(exponent), self.power(base, exponent - 1)), change)

    def times(self, left: int, right: int) -> int:
        return right if left == self.one else left if right == self.one else self.node("*", left, right)

    def plus(self, left: int | None, right: int | None) -> int | None:
        return right if left is None else left if right is None else self.node("+", left, right)


@lru_cache(maxsize=64)  # as many as there are heads
def _outer(head: str) -> Term:
    """The outer derivative of a function, as a term in a name that nobody can write."""
    outer = OUTER.get(head) or REAL_OUTER.get(head)
    if outer is None:
        raise Beyond
    return outer(Sym("·"))


# ---- what is made of several parts ----

STRUCTURE: dict[str, Callable[[Builder, list[int]], int]] = {
    "+": lambda work, args: work.folded("+", args),
    "*": lambda work, args: work.folded("*", args),
    "/": lambda work, args: work.node("/", *args),
    "neg": lambda work, args: work.node("neg", *args),
    "^": lambda work, args: work.node("^", *args),
    "log": lambda work, args: work.logarithm(args),
    "min": lambda work, args: work.folded("min", args),
    "max": lambda work, args: work.folded("max", args),
}
