"""A term as the lines of a program: constants are numbers, parts that occur twice are computed once.

    constants    ``sqrt(2/pi)``: closed, and no fraction; its nearest number of 64 bits
    lines        a name each, for parts that more than one other part needs
    result       what is left

Heads that libraries lack are written by those that they have (``sech(u)`` as ``1/cosh(u)``). With ``accurate``,
``log(1 + u)`` and ``exp(u) - 1`` become the functions that keep the digits of a small u. Where a choice between
two sides of a number has parts that fail on the other side, each side gets its own argument, so that nothing
overflows where it isn't wanted and automatic derivatives stay right.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from derivex.engine.balls import Evaluator
from derivex.engine.values import ball
from derivex.substitution import fresh, rebuilt
from derivex.subterms import subterms
from derivex.term import (
    ONE,
    TWO,
    ZERO,
    App,
    Num,
    Sym,
    Term,
    add,
    call,
    divide,
    free_symbols,
    is_one,
    literal,
    multiply,
    negate,
    subtract,
)

RECIPROCALS = {"sec": "cos", "csc": "sin", "cot": "tan", "sech": "cosh", "csch": "sinh", "coth": "tanh"}
RATIONAL = frozenset({"+", "*", "/", "^", "neg"})
CONDITIONS = frozenset({"=", "!=", "<", "<=", ">", ">=", "and", "or"})
SAFE = frozenset({"+", "*", "neg", "piecewise"}) | CONDITIONS  # never more than their arguments are
ABOVE = {">": True, ">=": True, "<": False, "<=": False}


@dataclass(frozen=True, slots=True)
class Program:
    """What ``shared`` finds: constants with their values, lines with their terms, the result."""

    constants: tuple[tuple[str, Term, float], ...]
    lines: tuple[tuple[str, Term], ...]
    result: Term


def shared(term: Term, *, variable: str, accurate: bool = False, sided: bool = True) -> Program:
    """The program of a term; ``sided`` gives each side of a choice its own argument.

    >>> from derivex.notation.plain import read
    >>> program = shared(read("exp(-x)/(1 + exp(-x))^2"), variable="x")
    >>> [name for name, _ in program.lines]
    ['t1']
    """
    simple = keeping_digits(lowered(term)) if accurate else lowered(term)
    memory = _Memory(frozenset(free_symbols(simple)) | {variable})
    simple = memory.numbers(simple)
    lines, simple = memory.sides(simple) if sided else ([], simple)
    more, result = memory.twice(simple)
    return Program(tuple(memory.constants), (*lines, *more), result)


def numbered(term: Term, taken: frozenset[str]) -> tuple[tuple[tuple[str, Term, float], ...], Term]:
    """The constants of a term with their names and values, and the term with these names."""
    memory = _Memory(taken)
    found = memory.numbers(term)
    return tuple(memory.constants), found


# ---- heads ----


def lowered(term: Term) -> Term:
    """The term by functions that every library has."""
    if not isinstance(term, App):
        return term
    args = tuple(map(lowered, term.args))
    if term.head in RECIPROCALS:
        return divide(ONE, call(RECIPROCALS[term.head], *args))
    if term.head == "Heaviside":
        half = divide(ONE, TWO)
        return App("piecewise", (ONE, App(">", (args[0], ZERO)), ZERO, App("<", (args[0], ZERO)), half))
    if term.head == "factorial":
        return call("gamma", add(args[0], ONE))
    if term.head == "binomial":
        above, below = args
        inner = multiply(call("gamma", add(below, ONE)), call("gamma", add(subtract(above, below), ONE)))
        return divide(call("gamma", add(above, ONE)), inner)
    if term.head == "log" and len(args) == 2:
        return divide(call("log", args[0]), call("log", args[1]))
    return rebuilt(term.head, args)


def lowered_for(term: Term, library: str) -> Term:
    """The term by functions that a library has: PyTorch and JAX have the logarithm of the gamma function alone.

    Its argument there is at least 1/2; below, Euler's reflection formula leads to the rest.
    """
    found = lowered(term)
    return _by_loggamma(found) if library in ("torch", "jax") else found


def _by_loggamma(term: Term) -> Term:
    if not isinstance(term, App):
        return term
    args = tuple(map(_by_loggamma, term.args))
    if term.head != "gamma" or not free_symbols(term):
        return term if args == term.args else App(term.head, args)
    (inner,) = args
    other = subtract(ONE, inner)
    above = call("exp", call("loggamma", App("piecewise", (inner, App(">=", (inner, other)), other))))
    below = divide(Sym("pi"), multiply(call("sin", multiply(Sym("pi"), inner)), above))
    return App("piecewise", (above, App(">=", (inner, other)), below))


def keeping_digits(term: Term) -> Term:
    """``log1p`` and ``expm1`` where a logarithm or an exponential is near 1."""
    if not isinstance(term, App):
        return term
    args = tuple(map(keeping_digits, term.args))
    match App(term.head, args):
        case App("log", (App("+", parts),)) if any(map(is_one, parts)):
            return call("log1p", add(*_without(parts, ONE)))
        case App("+", (App("exp", (inner,)), App("neg", (one,)))) if is_one(one):
            return call("expm1", inner)
        case App("+", (one, App("neg", (App("exp", (inner,)),)))) if is_one(one):
            return negate(call("expm1", inner))
    return rebuilt(term.head, args)


def _without(parts: tuple[Term, ...], one: Term) -> tuple[Term, ...]:
    index = next(index for index, part in enumerate(parts) if is_one(part))
    return parts[:index] + parts[index + 1 :]


# ---- names ----


@dataclass(slots=True)
class _Memory:
    taken: frozenset[str]
    constants: list[tuple[str, Term, float]] = field(default_factory=list)
    used: int = 0

    def line(self) -> str:
        while True:
            self.used += 1
            if f"t{self.used}" not in self.taken:
                return f"t{self.used}"

    def numbers(self, term: Term) -> Term:
        """The term with closed parts that are no fraction as names."""
        if not isinstance(term, App):
            return self.constant(term) if isinstance(term, Sym) and not free_symbols(term) else term
        if not free_symbols(term) and term.head not in CONDITIONS and not _is_rational(term):
            return self.constant(term)
        args = tuple(map(self.numbers, term.args))
        return term if args == term.args else rebuilt(term.head, args)

    def constant(self, term: Term) -> Term:
        for name, known, _ in self.constants:
            if known == term:
                return Sym(name)
        name = f"c{len(self.constants) + 1}"
        while name in self.taken:
            name += "_"
        value = float(ball(Evaluator({}, 128).evaluate(term)).real.mid())
        self.constants.append((name, term, value))
        return Sym(name)

    def sides(self, term: Term) -> tuple[list[tuple[str, Term]], Term]:
        """A choice between two sides of a number, with an argument for each, where one of them needs it."""
        match term:
            case App("piecewise", (here, App(sign, (chosen, number)) as condition, there)):
                if sign not in ABOVE or literal(number) is None or all(map(_is_safe, (here, there))):
                    return [], term
                name = chosen.name if isinstance(chosen, Sym) else "w"
                above, below = (fresh(f"{name}_{side}", self.taken) for side in ("above", "below"))
                first, second = (above, below) if ABOVE[sign] else (below, above)
                lines: list[tuple[str, Term]] = [
                    (first, App("piecewise", (chosen, condition, number))),
                    (second, App("piecewise", (number, condition, chosen))),
                ]
                parts = (_renamed(here, {chosen: Sym(first)}), condition, _renamed(there, {chosen: Sym(second)}))
                return lines, App("piecewise", parts)
        return [], term

    def twice(self, term: Term) -> tuple[list[tuple[str, Term]], Term]:
        """Parts that more than one part needs, innermost first, and the term with their names."""
        needed: Counter[Term] = Counter()
        seen: set[Term] = set()
        for part in subterms(term):
            if part not in seen and isinstance(part, App):
                seen.add(part)
                needed.update(set(part.args) if part.head != "^" else part.args)
                if part.head in ("*", "+"):  # a part that stands twice in one product
                    needed.update(arg for arg in set(part.args) if part.args.count(arg) > 1)
        wanted = [part for part, count in needed.items() if count > 1 and self.worth(part)]
        lines: list[tuple[str, Term]] = []
        names: dict[Term, Term] = {}
        for part in sorted(wanted, key=lambda each: each.size):
            name = self.line()
            lines.append((name, _renamed(part, names)))
            names[part] = Sym(name)
        return lines, _renamed(term, names)

    def worth(self, part: Term) -> bool:
        if not isinstance(part, App) or part.head in CONDITIONS or not free_symbols(part):
            return False
        return part.head != "neg" or not isinstance(part.args[0], Sym)


def _renamed(term: Term, names: dict[Term, Term]) -> Term:
    if term in names:
        return names[term]
    if not isinstance(term, App):
        return term
    args = tuple(_renamed(arg, names) for arg in term.args)
    return term if args == term.args else App(term.head, args)  # as written: a product of products stays one


def _is_rational(term: Term) -> bool:
    return all(isinstance(part, Num) or (isinstance(part, App) and part.head in RATIONAL) for part in subterms(term))


def _is_safe(term: Term) -> bool:
    return all(not isinstance(part, App) or part.head in SAFE or not free_symbols(part) for part in subterms(term))
