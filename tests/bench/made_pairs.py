"""Pairs of terms that are known to be equal, or known to differ, made from a seed.

True pairs come from laws whose letters are filled with random terms, or with the two sides
of smaller true pairs, inside a context that is the same on both sides; and from the book's
own rules, used at random places. False ones are laws that ignore a branch, and true pairs
one side of which was spoiled; the judge has seen the two sides differ at an admitted point.

Contract: ``made(seed, index)`` is the same on every machine. The label of a pair rests on
the table of laws, or on the judge; never on the engine.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import judge
from law_tables import FALSE, TRUE
from worlds import WORLDS, Point, World

from derivex.book import BOOK
from derivex.errors import InputError, TooLarge
from derivex.laws import Context, Directed, directed_laws
from derivex.moves import apply, moves
from derivex.notation.names import Names
from derivex.notation.plain import read
from derivex.subterms import Path, replace, subterms
from derivex.term import ONE, PI, TWO, App, Num, Sym, Term, add, bound, multiply, number

KINDS = {
    **dict.fromkeys("abcd", "any"),
    **dict.fromkeys("rst", "real"),
    **dict.fromkeys("pq", "positive"),
    "e": "nonnegative",
    "v": "between",
    "n": "integer",
    "m": "natural",
    "k": "literal",
    "x": "variable",
    **dict.fromkeys("fgh", "smooth"),
}
LETTERS = Names(symbols=frozenset({*KINDS, "i", "j"}), functions=frozenset({"phi", "psi"}))
WIDEST = 160  # nodes of a pair, both sides together
FINE_DIGITS = 240  # where a trifle makes the difference
LOOKS = 12  # points at which a false pair is looked at before it is given up
INTEGRAL = "Integral"

FUNCTIONS = {
    "phi": (("t",), read("t^3 + 2*t + 1")),
    "psi": (("t",), read("exp(t/2) + t^2")),
}


@dataclass(frozen=True)
class Pair:
    """Two terms in a world; ``apart`` is a point at which the judge saw them differ."""

    before: Term
    after: Term
    world: World
    family: str
    origin: str
    true: bool
    apart: Point | None = None


# ---- random terms of a kind ----


def term_of(kind: str, world: World, rng: random.Random, depth: int) -> Term:
    """A random term whose value is of that kind at every point of the world at which it is defined."""
    if kind == "literal":
        return number(rng.randint(1, 5))
    if depth <= 0 or rng.random() < 0.3:
        return _leaf(kind, world, rng)
    shapes = SHAPES[kind]
    shape, letters = rng.choice(shapes)
    return fill(shape, {name: term_of(letters[name], world, rng, depth - 1) for name in sorted(letters)})


def _leaf(kind: str, world: World, rng: random.Random) -> Term:
    symbols = world.symbols(kind)
    if symbols and rng.random() < 0.8:
        return Sym(rng.choice(symbols))
    return rng.choice(NUMBERS[kind])


NUMBERS: dict[str, tuple[Term, ...]] = {
    "any": (*map(read, ("2", "-1", "3", "1/2", "I", "-2", "1 + I", "sqrt(2)", "0")),),
    "real": (*map(read, ("2", "-1", "3", "1/2", "-3/2", "pi", "sqrt(2)", "0", "1", "-5")),),
    "positive": (*map(read, ("1", "2", "3", "1/2", "5/3", "pi", "E", "10", "sqrt(3)")),),
    "nonnegative": (*map(read, ("0", "1", "2", "4", "1/3", "sqrt(2)")),),
    "between": (*map(read, ("0", "1/2", "-1/2", "1/3", "-3/5", "1/10")),),
    "integer": (*map(read, ("0", "1", "2", "-1", "-2", "3", "5")),),
    "natural": (*map(read, ("0", "1", "2", "3", "4", "6")),),
}


def _shapes(*texts: str) -> tuple[tuple[Term, dict[str, str]], ...]:
    found = []
    for text in texts:
        shape = read(text, names=LETTERS)
        found.append((shape, {name: KINDS[name] for name in sorted(_symbols(shape) & set(KINDS))}))
    return tuple(found)


def _symbols(term: Term) -> set[str]:
    return {part.name for part in subterms(term) if isinstance(part, Sym)}


SHAPES = {
    "any": _shapes(
        "r", "r", "r", "r", "p", "a + b", "a*b", "a - b", "a/b", "a^2", "-a", "sqrt(r)", "log(r)", "r^(1/3)", "I*r", "a + I",
        "exp(a)", "sin(a)", "asin(r)", "r + I*s", "a^k", "sqrt(a)", "acosh(r)", "r^v",
    ),
    "real": _shapes(
        "r + s", "r*s", "r - s", "r/p", "r/s", "r^2", "-r", "r^k", "k*r", "r + k", "sin(r)", "cos(r)", "exp(r)", "atan(r)",
        "abs(r)", "max(r, s)", "tanh(r)", "root(r, 3)", "log(p)", "sqrt(e)", "sinh(r)", "min(r, s)", "sign(r)", "asin(v)",
        "asinh(r)", "n*r", "r/(1 + s^2)", "floor(r)", "tan(r)", "p", "erf(r)",
    ),
    "positive": _shapes(
        "p + q", "p*q", "p/q", "exp(r)", "r^2 + 1", "sqrt(p)", "cosh(r)", "p^r", "abs(r) + 1", "2 + sin(r)", "k*p", "p + e",
        "p^k", "p^(-k)", "sqrt(1 + r^2)", "1/p", "p^2 + p*q + q^2", "log(1 + p)",
    ),
    "nonnegative": _shapes("e + p", "abs(r)", "r^2", "sqrt(e)", "e*p", "p", "abs(a)", "max(r, 0)"),
    "between": _shapes("sin(r)/2", "tanh(r)", "v^2", "v/2", "-v", "r/(1 + r^2)", "p/(p + q)", "v^3"),
    "integer": _shapes("n + k", "k*n", "-n", "n - k", "n^2", "m", "n*(n + 1)"),
    "natural": _shapes("m + k", "k*m", "m + 1", "m^2"),
    "smooth": (),
}  # fmt: skip
SMOOTH = tuple(
    read(text, names=LETTERS)
    for text in (
        "x", "x^2", "x^3 - x", "sin(x)", "exp(x)", "exp(-x^2)", "1 + x^2", "cos(2*x)", "2*x + 1", "atan(x)", "x/(1 + x^2)",
        "tanh(x)", "sqrt(1 + x^2)", "x*exp(x)", "3", "x*sin(x)", "1 - x", "x^4", "1/(2 + cos(x))", "log(1 + x^2)", "-x", "r*x",
        "x + r", "asinh(x)", "1/x", "(x - 1)/(x + 2)", "x^5 - 5*x + 1", "exp(sin(x))", "sin(x)^2", "r",
    )
)  # fmt: skip


def fill(term: Term, letters: Mapping[str, Term]) -> Term:
    """The letters of a law replaced, bound variables among them."""
    if isinstance(term, Sym):
        return letters.get(term.name, term)
    if not isinstance(term, App):
        return term
    args = tuple(fill(arg, letters) for arg in term.args)
    if term.head == "+":
        return add(*args)
    return multiply(*args) if term.head == "*" else App(term.head, args)


# ---- laws ----


@dataclass(frozen=True)
class Law:
    """A row of a table, read."""

    family: str
    text: str
    left: Term
    right: Term
    letters: tuple[str, ...]
    function: bool  # it speaks of derivatives, or of integrals: of functions, not values


@lru_cache(maxsize=2)
def laws(true: bool) -> tuple[Law, ...]:
    found = []
    for family, rows in (TRUE if true else FALSE).items():
        for text in rows:
            left, right = (read(side, names=LETTERS) for side in text.split(" = "))
            letters = tuple(sorted((_symbols(left) | _symbols(right)) & set(KINDS)))
            found.append(Law(family, text, left, right, letters, "x" in letters))
    return tuple(found)


@lru_cache(maxsize=2)
def by_family(true: bool) -> dict[str, tuple[Law, ...]]:
    return {family: tuple(law for law in laws(true) if law.family == family) for family in (TRUE if true else FALSE)}


Sides = tuple[Term, Term]
REAL_VALUED = ("polynomials", "fractions", "trigonometry", "hyperbolic")  # at real letters


def equal_terms(kind: str, world: World, rng: random.Random, depth: int) -> Sides:
    """Two ways to write one value of a kind; often the same way twice."""
    if depth > 1 and kind in ("any", "real") and rng.random() < 0.35:
        rows = by_family(True)[rng.choice(INNER)]
        law = rng.choice(rows)
        if kind == "any" or (
            "I" not in law.text and law.family in ("polynomials", "fractions", "trigonometry", "hyperbolic")
        ):
            return instance(law, world, rng, depth - 1, real=kind == "real")
    term = term_of(kind, world, rng, depth)
    return term, term


INNER = ("polynomials", "fractions", "powers", "roots", "exponentials", "logarithms", "trigonometry", "hyperbolic",
         "absolute", "integers")  # fmt: skip


def instance(law: Law, world: World, rng: random.Random, depth: int, *, real: bool = False) -> Sides:
    """Both sides of a law, its letters filled: with equal terms, not always written alike."""
    left: dict[str, Term] = {}
    right: dict[str, Term] = {}
    variables = world.variables()
    if law.function:
        left["x"] = right["x"] = Sym(rng.choice(variables))
    for letter in law.letters:
        kind = KINDS[letter]
        if letter == "x":
            continue
        if kind == "smooth":
            left[letter] = right[letter] = _smooth(world, rng, left["x"])
            continue
        if kind == "any" and (real or rng.random() < 0.5):
            kind = "real"
        left[letter], right[letter] = equal_terms(kind, world, rng, depth)
    return fill(law.left, left), fill(law.right, right)


def _smooth(world: World, rng: random.Random, variable: Term) -> Term:
    shape = rng.choice(SMOOTH)
    inner = rng.choice(SMOOTH) if rng.random() < 0.25 else Sym("x")
    letters = {"x": variable, "r": _leaf("real", world, rng)}
    return fill(shape, {**letters, "x": fill(inner, letters)})


# ---- contexts ----

CONTEXTS = tuple(
    (read(text, names=LETTERS), text)
    for text in (
        "a", "a", "a", "a", "a + b", "a*b", "b - a", "b/a", "a/b", "a^2", "sin(a)", "exp(a)", "2*a + b^2", "a*(a + b)", "1/(1 + a^2)",
        "sqrt(a)", "log(a)", "cos(a + b)", "abs(a)", "atan(a)", "tanh(a)", "a^k", "(a + b)/(a - b)", "a^(-1) + b",
    )
)  # fmt: skip


def in_context(sides: Sides, world: World, rng: random.Random) -> Sides:
    context, _ = rng.choice(CONTEXTS)
    others = {
        "b": term_of("any" if rng.random() < 0.3 else "real", world, rng, 1),
        "k": term_of("literal", world, rng, 0),
    }
    left, right = (fill(context, {**others, "a": side}) for side in sides)
    return (right, left) if rng.random() < 0.2 else (left, right)


# ---- the book's own rules ----


@lru_cache(maxsize=1)
def book_laws() -> tuple[Directed, ...]:
    found = [
        law
        for rule in BOOK.rules
        if rule.relation == "="
        for forward in (True, False)
        for law in directed_laws(rule, forward, None, Context())
    ]
    return tuple(law for law in found if not law.free and not law.backward and not law.calculus)


NEEDED = {">": "positive", ">=": "nonnegative", "!=": "positive", "integer": "integer", "real": "real"}


def shown_by(law: Directed, world: World, rng: random.Random) -> Term:
    """A term that shows the left side of a law, its letters filled so that the law's needs hold."""
    kinds = {condition.letter: NEEDED.get(condition.kind, "any") for condition in law.conditions}
    letters = {
        name: term_of(kinds.get(name, rng.choice(("any", "real"))), world, rng, 1) for name in sorted(law.letters.plain)
    }
    return fill(law.left, letters)


def rewritten(term: Term, first: Directed, world: World, rng: random.Random) -> tuple[Term, list[str]]:
    """The term after a few moves of the book, and their names; unchanged where none applies."""
    used: list[str] = []
    context = Context(world.given)
    for law in (first, *rng.sample(book_laws(), 5)):
        found = [move for move, _ in zip(moves(term, law, context), range(6), strict=False)]
        if found:
            term = apply(term, rng.choice(found))
            used.append(law.rule)
        if len(used) == 3:
            break
    return term, used


# ---- pairs ----


def true_pair(rng: random.Random) -> Pair | None:
    """A pair that is equal by construction, or None if this try came to nothing."""
    family = rng.choice(FAMILIES)
    world = rng.choice(WORLDS)
    try:
        if family == "book":
            named = rng.choice(book_laws())
            start = shown_by(named, world, rng)
            start = in_context((start, start), world, rng)[0]
            after, used = rewritten(start, named, world, rng)
            if not used:
                return None
            sides, origin = (start, after), used[0]
        else:
            law = rng.choice(by_family(True)[family])
            if law.function and not world.variables():
                return None
            sides = instance(law, world, rng, rng.choice((0, 1, 1, 2, 2, 3)))
            if not law.function or rng.random() < 0.4:
                sides = in_context(sides, world, rng)
            origin = law.text
    except TooLarge:
        return None
    if sides[0].size + sides[1].size > WIDEST:
        return None
    return Pair(*sides, world, family, origin, True)


FAMILIES = (*TRUE, "book", "book")


def false_pair(rng: random.Random, true: Pair | None) -> Pair | None:
    """A pair that the judge saw differ at an admitted point; from a false law, or by spoiling a true pair."""
    if true is None or rng.random() < 0.35:
        law = rng.choice(laws(False))
        world = rng.choice(WORLDS)
        if law.function and not world.variables():
            return None
        sides, family, origin = instance(law, world, rng, rng.choice((0, 0, 1, 2))), law.family, "false law " + law.text
        if rng.random() < 0.3:
            sides = in_context(sides, world, rng)
    else:
        world, family = true.world, true.family
        spoiled, how = spoil(true.after, world, rng)
        sides, origin = (true.before, spoiled), f"{how}, of {true.origin}"
        if rng.random() < 0.3:
            sides = sides[::-1]
    if sides[0].size + sides[1].size > WIDEST or sides[0] == sides[1]:
        return None
    point = apart(*sides, world, rng, FINE_DIGITS if "trifle" in origin else judge.DIGITS)
    return None if point is None else Pair(*sides, world, family, origin, False, point)


def apart(before: Term, after: Term, world: World, rng: random.Random, digits: int) -> Point | None:
    """An admitted point at which the judge is sure that the two sides differ."""
    real = world.given.real_values
    looks = 3 if any(isinstance(part, App) and part.head == INTEGRAL for part in subterms(before)) else LOOKS
    for point in world.points(rng, looks):
        first = judge.value(before, point, functions=FUNCTIONS, real_values=real, digits=digits)
        if first is None:
            continue
        second = judge.value(after, point, functions=FUNCTIONS, real_values=real, digits=digits)
        if second is not None and judge.differ(first, second, digits):
            return point
    return None


# ---- spoiling ----

PARTNERS = {
    **dict.fromkeys(("sin",), ("cos", "tan", "sinh")),
    **dict.fromkeys(("cos",), ("sin", "cosh", "sec")),
    **dict.fromkeys(("tan",), ("cot", "tanh", "sin")),
    **dict.fromkeys(("exp",), ("sinh", "cosh", "log")),
    **dict.fromkeys(("log",), ("exp", "asinh", "sqrt")),
    **dict.fromkeys(("sqrt",), ("abs", "exp")),
    **dict.fromkeys(("sinh",), ("cosh", "sin")),
    **dict.fromkeys(("cosh",), ("sinh", "cos")),
    **dict.fromkeys(("tanh",), ("coth", "sinh", "tan")),
    **dict.fromkeys(("asin",), ("acos", "asinh", "atan")),
    **dict.fromkeys(("acos",), ("asin", "acosh")),
    **dict.fromkeys(("atan",), ("acot", "atanh", "asin")),
    **dict.fromkeys(("abs",), ("sign", "sqrt")),
    **dict.fromkeys(("sign",), ("abs",)),
    **dict.fromkeys(("floor",), ("ceiling",)),
    **dict.fromkeys(("ceiling",), ("floor",)),
    **dict.fromkeys(("max",), ("min",)),
    **dict.fromkeys(("min",), ("max",)),
    **dict.fromkeys(("gamma",), ("factorial",)),
    **dict.fromkeys(("factorial",), ("gamma",)),
    **dict.fromkeys(("Sum",), ("Product",)),
    **dict.fromkeys(("phi",), ("psi", "phi'")),
}
WRAPPED: tuple[tuple[str, Callable[[Term], Term]], ...] = (
    ("one added", lambda t: add(t, ONE)),
    ("doubled", lambda t: multiply(TWO, t)),
    ("sign changed", lambda t: App("neg", (t,))),
    ("squared", lambda t: App("^", (t, TWO))),
    ("absolute value taken", lambda t: App("abs", (t,))),
    ("turned over", lambda t: App("/", (ONE, t))),
    ("a whole turn added", lambda t: add(t, multiply(TWO, PI))),
    *(
        ("a trifle added", lambda t, digits=digits: add(t, App("^", (number(10), number(-digits)))))
        for digits in (12, 40, 100)
    ),
)


def spoil(term: Term, world: World, rng: random.Random) -> tuple[Term, str]:
    """The term with one part changed, and what was done to it."""
    path, node = rng.choice(_places(term))
    changed = _changed(node, world, rng)
    if changed is None or rng.random() < 0.25:
        how, wrap = rng.choice(WRAPPED)
        changed = wrap(node), how
    return replace(term, path, changed[0]), changed[1]


def _places(term: Term) -> list[tuple[Path, Term]]:
    """The parts that may be changed: not the variables and bounds of binders."""
    found = [((), term)]
    if isinstance(term, App):
        inside = range(1) if bound(term)[0] else range(len(term.args))
        found += [((index, *path), node) for index in inside for path, node in _places(term.args[index])]
    return found


def _changed(node: Term, world: World, rng: random.Random) -> tuple[Term, str] | None:
    match node:
        case Num():
            return number(node.value + rng.choice((1, -1, 2))), "number changed"
        case Sym():
            others = [name for name in world.roles if name != node.name]
            return (Sym(rng.choice(others)), "symbol changed") if others else None
        case App("+" | "*" as head, args):
            index = rng.randrange(len(args))
            join = add if head == "+" else multiply
            if rng.random() < 0.5:
                return join(*args[:index], *args[index + 1 :]), "part dropped"
            return join(*args[:index], App("neg", (args[index],)), *args[index + 1 :]), "sign of a part changed"
        case App("/", (above, below)):
            return App("/", (below, above)), "fraction turned over"
        case App("^", (base, exponent)):
            return App("^", (base, add(exponent, ONE))), "exponent changed"
        case App("neg", (inner,)):
            return inner, "sign dropped"
        case App("log", (_, _)):
            return None
        case App(head, args) if head in PARTNERS:
            return App(rng.choice(PARTNERS[head]), args), "function changed"
    return None


# ---- by number ----


def made(seed: int, index: int) -> list[Pair]:
    """The pairs of one number: a true one and a false one, where they could be made."""
    rng = random.Random(f"{seed}:{index}")
    found: list[Pair] = []
    true = None
    for _ in range(4):
        try:
            true = true_pair(rng)
        except (TooLarge, InputError):
            continue
        if true is not None:
            found.append(true)
            break
    for _ in range(6):
        try:
            false = false_pair(rng, true)
        except (TooLarge, InputError):
            continue
        if false is not None:
            found.append(false)
            break
    return found
