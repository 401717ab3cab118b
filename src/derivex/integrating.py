"""Integrals between two ends, worked out as a teacher would: taken apart, looked up, substituted, by parts.

Rules that take an integral apart and rules that know one come first. Where none fits, an inner function is sought
whose derivative stands beside it (``x*exp(x^2)``), and then a product of which one factor is easily integrated
and the other gets simpler by being differentiated (``x*exp(x)``, ``log(x)``). A way is taken only if it ends.

Contract: every line follows from the one before it by the rules that it names, whose needs were asked of the
givens; that it is justified is for the caller to see. A line with an integral at the end says that no way was
found: nothing is guessed. Bounded by the depth of ways in ways and by the number of inner functions tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from derivex.book import Book
from derivex.book.polynomials import expanded, quotient
from derivex.comparison import key, parts
from derivex.engine.derive import TooHard, derivative
from derivex.laws import Context, Directed, derivative_laws, entries
from derivex.matching import with_hole
from derivex.moves import Move, apply, differentiated, moves, moves_at
from derivex.substitution import fresh, substitute
from derivex.subterms import Path, distinct, heads, subterms, walk
from derivex.subterms import replace as replaced
from derivex.term import (
    ONE,
    App,
    Sym,
    Term,
    diff,
    divide,
    free_symbols,
    is_head,
    literal,
    multiply,
    names,
    negate,
    number,
    power,
)
from derivex.tidying import gathered, joined, with_exponents_done
from derivex.views import factors, product

Made = tuple[Term, tuple[str, ...]]  # a line and the rules that lead to it

LAYERS = 12  # of integrals in sums in multiples
WAYS = 50  # to see one product
INFINITY = Sym("oo")
DEPTH = 3  # of ways that need ways
INNER = 12  # inner functions that are tried
SHORT = 4  # summands of a product that is multiplied out rather than substituted in
EXPAND = "expand"
CANCEL = "cancel"
FUNDAMENTAL = "fundamental-theorem"
RECOGNISE = "recognise-a-derivative"
MULTIPLE = "constant-multiple-of-an-integral"
SUBSTITUTION = "integration-by-substitution"
PARTS = "integration-by-parts"
TABLE = (  # the order in which they are tried
    "integral-over-a-point",
    "integral-of-a-sum",
    MULTIPLE,
    "integral-of-a-constant",
    "integral-of-a-power",
    "integral-of-the-reciprocal",
    "integral-of-a-reciprocal-power",
    "integral-of-the-exponential",
    "integral-of-a-general-exponential",
    "integral-of-the-sine",
    "integral-of-the-cosine",
    "integral-of-the-hyperbolic-sine",
    "integral-of-the-hyperbolic-cosine",
    "integral-to-the-arctangent",
    "integral-of-the-logarithm",
    "gaussian-integral",
    "integral-of-a-decaying-exponential",
    "gamma-integral",
)
REWRITTEN = (  # what is written in another way where nothing else helps
    "root-as-power",
    "tangent-as-quotient",
    "square-of-the-sine-by-the-double-angle",
    "square-of-the-cosine-by-the-double-angle",
)
OUTER = {"exp": "exp", "cos": "sin", "sinh": "cosh", "cosh": "sinh"}  # functions and their antiderivatives
DIFFERENTIATED = frozenset({"log", "atan", "asin", "acos"})  # they get simpler by it
PLAIN = frozenset({"+", "*", "neg", "/", "^"})


def integrated(term: Term, book: Book, context: Context, depth: int = DEPTH) -> Iterator[Made]:
    """A line for every rule that takes integrals apart or knows them; what is left is not known.

    >>> from derivex.book import BOOK
    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> for line, rules in integrated(read("Integral(x*exp(x^2), (x, 0, 2))"), BOOK, Context()):
    ...     print(plain(line), "by", *rules)
    Integral(1/2*exp(x^2)*diff(x^2, x), (x, 0, 2)) by recognise-a-derivative
    1/2*Integral(exp(x^2)*diff(x^2, x), (x, 0, 2)) by constant-multiple-of-an-integral
    1/2*Integral(exp(u), (u, 0, 4)) by integration-by-substitution
    (exp(4) - 1)/2 by integral-of-the-exponential
    """
    for _ in range(LAYERS):
        integrals = tuple(outermost(term, "Integral"))
        known = _looked_up(term, integrals, book, context)
        if known is not None:
            term = known[0]
            yield known
            continue
        for path, node in integrals:
            way = _way(node, book, context, depth)
            if way is not None:
                yield from ((replaced(term, path, line), rules) for line, rules in way)
                term = replaced(term, path, way[-1][0])
                break
        else:
            return


def by_fundamental_theorem(term: Term, book: Book, context: Context) -> Iterator[Made]:
    """The integral of a derivative is worked out before the derivative is."""
    for path, node in outermost(term, "Integral"):
        move = first_move(node, laws_of(book, (FUNDAMENTAL,)), context)
        if move is not None:
            term = replaced(term, path, move.after)
            yield term, (FUNDAMENTAL,)


def left_as(line: Term) -> Term:
    """A line as a person leaves it: numbers worked out, one bar a product."""
    return gathered(joined(gathered(line)))


def outermost(term: Term, head: str) -> Iterator[tuple[Path, Term]]:
    """The derivatives, or integrals, that stand in no other one."""
    inside: list[Path] = []
    for path, node in walk(term):
        if is_head(node, head) and not any(path[: len(other)] == other for other in inside):
            inside.append(path)
            yield path, node


def innermost(term: Term, head: str) -> Iterator[tuple[Path, Term]]:
    """The derivatives, or integrals, in which no other one stands."""
    for path, node in walk(term):
        if isinstance(node, App) and node.head == head and not any(head in heads(arg) for arg in node.args):
            yield path, node


def laws_of(book: Book, wanted: tuple[str, ...]) -> tuple[Directed, ...]:
    """The laws of these names, in their order."""
    known = {entry.name: entry.law for entry in entries(book) if entry.law is not None and entry.forward}
    return tuple(law for name in wanted if (law := known.get(name)) is not None)


def first_move(node: Term, laws: tuple[Directed, ...], context: Context) -> Move | None:
    """The first rule that fits; of the ways to see a product, the first in which its factors stay whole."""
    for law in laws:
        found = [
            move for move in islice(moves_at(node, law, context), WAYS) if move.after != node and _has_value(move.after)
        ]
        if found:
            return min(found, key=_unnatural)
    return None


def _has_value(term: Term) -> bool:
    """Whether infinity stands nowhere but at an end: ``exp(-oo)`` is no value."""
    at_ends = {path for path, node in walk(term) if is_head(node, "bounds")}
    return all(path[:-1] in at_ends or node != INFINITY for path, node in walk(term))


def _unnatural(move: Move) -> int:
    """0 where ``x^2*sin(x)`` was seen as ``x^2`` and ``sin(x)``, 1 for the other order, 2 for anything else."""
    body = move.before.args[0] if isinstance(move.before, App) else move.before
    whole = parts(body, "*")
    taken = [part for name, value in sorted(move.bindings) if name in "fgh" for part in parts(value, "*")]
    if tuple(taken) == whole:
        return 0
    return 1 if sorted(map(key, taken)) == sorted(map(key, whole)) else 2


def _looked_up(term: Term, integrals: tuple[tuple[Path, Term], ...], book: Book, context: Context) -> Made | None:
    """All integrals that a rule takes apart or knows; short products multiplied out."""
    used: list[str] = []
    for path, node in integrals:
        move = first_move(node, laws_of(book, TABLE), context)
        multiplied = _short(node) if move is None else None
        if move is not None:
            used.append(move.rule)
            term = replaced(term, path, move.after)
        elif multiplied is not None:
            used.append(EXPAND)
            term = replaced(term, (*path, 0), multiplied)
    return (left_as(with_exponents_done(term)), tuple(dict.fromkeys(used))) if used else None


def _short(node: Term) -> Term | None:
    """The body of an integral multiplied out, where that is a short sum of powers."""
    assert isinstance(node, App)
    body = _opened(node)[0]
    if heads(body) - PLAIN or any(is_head(part, "/") and literal(part) is None for part in subterms(body)):
        return None
    multiplied = expanded(body)
    return multiplied if multiplied is not None and len(parts(multiplied, "+")) <= SHORT else None


def _opened(node: Term) -> tuple[Term, Sym, App]:
    """The body of an integral, its variable and its range."""
    assert isinstance(node, App)
    body, run = node.args
    assert isinstance(run, App) and isinstance(run.args[0], Sym)
    return body, run.args[0], run


def _way(node: Term, book: Book, context: Context, depth: int) -> tuple[Made, ...] | None:
    """The lines of the first way that ends: an inner function, the product multiplied out, by parts."""
    if depth == 0 or not isinstance(node, App) or len(_opened(node)[2].args) != 3:
        return None
    for find in (_substitutions, _multiplied_out, _parts, _rewritten):
        for way in find(node, book, context):
            lines = (way[-1], *integrated(way[-1][0], book, context, depth - 1))
            if "Integral" not in heads(lines[-1][0]):
                return way
    return None


def _multiplied_out(node: Term, book: Book, context: Context) -> Iterator[tuple[Made, ...]]:
    body, _, run = _opened(node)
    multiplied = expanded(body)
    if multiplied is not None:
        yield ((App("Integral", (multiplied, run)), (EXPAND,)),)


def _rewritten(node: Term, book: Book, context: Context) -> Iterator[tuple[Made, ...]]:
    body, _, run = _opened(node)
    for law in laws_of(book, REWRITTEN):
        for move in islice(moves(body, law, context), WAYS):
            yield ((App("Integral", (left_as(apply(body, move)), run)), (move.rule,)),)


# ---- an inner function whose derivative stands beside it ----


def _substitutions(node: Term, book: Book, context: Context) -> Iterator[tuple[Made, ...]]:
    """Ways to see the body as ``c*f(g(x))*diff(g(x), x)``, those with the simplest f first."""
    body, variable, run = _opened(node)
    seen = []
    for inner in islice(_inner(body, variable), INNER):
        split = _outer(body, inner, variable)
        if split is not None and split[1] != ONE:
            seen.append((len(tuple(subterms(split[1]))), inner, *split))
    seen.sort(key=lambda each: each[0])
    law = laws_of(book, (SUBSTITUTION,))
    for _, inner, scale, outside, hole in seen:
        beside = multiply(substitute(outside, {hole.name: inner}), diff(inner, variable))
        lines: list[Made] = []
        plain = App("Integral", (beside, run))
        if scale != ONE:
            lines.append((App("Integral", (multiply(scale, beside), run)), (RECOGNISE,)))
            lines.append((multiply(scale, plain), (MULTIPLE,)))
        else:
            lines.append((plain, (RECOGNISE,)))
        for move in islice(moves_at(plain, law[0], context), WAYS) if law else ():
            if dict(move.bindings)["g"] == App("place", (variable, inner)):
                done = move.after if scale == ONE else multiply(scale, move.after)
                yield (*lines, (left_as(with_exponents_done(done)), (SUBSTITUTION,)))
                break


def _inner(body: Term, variable: Sym) -> Iterator[Term]:
    for part in distinct(body):
        if part != body and part != variable and variable.name in free_symbols(part):
            yield part


def _outer(body: Term, inner: Term, variable: Sym) -> tuple[Term, Term, Sym] | None:
    """The constant c and the outer function f of ``c*f(g(x))*g'(x)``, f at a hole; None where x is left over."""
    hole = Sym(fresh("u", names(body)))
    try:
        slope = derivative(inner, variable.name)
    except TooHard:
        return None
    for _ in range(2):  # what was cancelled may show the inner function again
        left = quotient(with_hole(body, inner, hole), slope)
        if left is None:
            return None
        body, slope = with_hole(left, inner, hole), ONE
        if variable.name not in free_symbols(body):
            again = quotient(body, ONE)
            shown = factors(body if again is None else again, field=True, powers=False)
            own = tuple(each for each in shown if hole.name in free_symbols(each))
            return product(tuple(each for each in shown if each not in own)), product(own), hole
    return None


# ---- by parts ----


def _parts(node: Term, book: Book, context: Context) -> Iterator[tuple[Made, ...]]:
    """The way in which the factor that gets simpler is differentiated."""
    body, variable, run = _opened(node)
    law = laws_of(book, (PARTS,))
    shown = factors(body, field=True, powers=False)
    for kept, easy in _halves(shown, variable):
        whole = _antiderivative(easy, variable)
        if whole is None:
            continue
        plain = App("Integral", (multiply(kept, diff(whole, variable)), run))
        for move in islice(moves_at(plain, law[0], context), WAYS) if law else ():
            if dict(move.bindings)["g"] == App("place", (variable, whole)):
                yield ((plain, (RECOGNISE,)), *_with_derivative_taken(move.after, book, context))
                break


def _halves(shown: tuple[Term, ...], variable: Sym) -> Iterator[tuple[Term, Term]]:
    """The factor to be differentiated, and the one that is the derivative of something."""
    turned = tuple(each for each in shown if heads(each) & DIFFERENTIATED)
    if turned:
        yield product(turned), product(tuple(each for each in shown if each not in turned))
        return
    for each in shown:
        rest = tuple(other for other in shown if other is not each)
        if isinstance(each, App) and (each.head in OUTER or each.head == "sin") and not heads(product(rest)) - PLAIN:
            yield product(rest), each


def _with_derivative_taken(line: Term, book: Book, context: Context) -> tuple[Made, ...]:
    """The line that integration by parts makes, with its derivative taken, and then without common factors."""
    worked, taken = differentiated(line, derivative_laws(book), context)
    first = left_as(with_exponents_done(worked))
    used = (move.rule for move in taken if not move.directed.routine)
    lines: list[Made] = [(first, tuple(dict.fromkeys((PARTS, *used))))]
    done = first
    for path, node in outermost(first, "Integral"):
        body, _, run = _opened(node)
        left = quotient(body, ONE)
        if left is not None:
            done = replaced(done, path, App("Integral", (left, run)))
    if left_as(done) != first:
        lines.append((left_as(done), (CANCEL,)))
    return tuple(lines)


def _antiderivative(easy: Term, variable: Sym) -> Term | None:
    """A function that a product of parts may take from: of a power, or of a function of ``c*x + d``."""
    match easy:
        case _ if easy == ONE:
            return variable
        case Sym(name) if name == variable.name:
            return divide(power(variable, number(2)), number(2))
        case App("^", (base, exponent)) if base == variable and (value := literal(exponent)) is not None:
            return None if value == -1 else divide(power(variable, number(value + 1)), number(value + 1))
        case App("/", (above, below)) if above == ONE:
            value = literal(below.args[1]) if isinstance(below, App) and below.head == "^" else None
            if value is None or value <= 1 or not isinstance(below, App) or below.args[0] != variable:
                return None
            lower = variable if value == 2 else multiply(number(value - 1), power(variable, number(value - 1)))
            return negate(divide(ONE, lower))
        case App(head, (inside,)) if head in OUTER or head == "sin":
            slope = gathered(derivative(inside, variable.name))
            if variable.name in free_symbols(slope):
                return None
            whole = negate(App("cos", (inside,))) if head == "sin" else App(OUTER[head], (inside,))
            return whole if slope == ONE else divide(whole, slope)
    return None
