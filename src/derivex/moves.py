"""Moves: one use of one law at one place, and how to find them.

``moves`` proposes every use of a law in a term. A ``Move`` says where, with which
bindings, and what came out; it is data, and ``replay`` confirms it without any search.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from derivex.comparison import parts
from derivex.continuity import is_continuous
from derivex.definition import unfold
from derivex.entries import depends
from derivex.given import YES, Given
from derivex.laws import Context, Directed, composes
from derivex.matching import Bindings, Letters, completed, fill, match, match_parts, with_hole
from derivex.notation.names import is_builtin
from derivex.notation.plain import read
from derivex.routine import routinely_equal
from derivex.rule import Condition
from derivex.scopes import between, bound_at, within
from derivex.substitution import fresh, substitute
from derivex.subterms import Path, at, heads, nodes
from derivex.subterms import replace as replaced
from derivex.term import BINDERS, ONE, App, Sym, Term, add, free_symbols, is_head, names
from derivex.tidying import with_exponents_done
from derivex.views import factors, product, summands

MAX_DERIVATIVES = 200  # routine moves on one line; what is left then is a derivative still to take
MAX_USES = 400  # of one law at one place: a sum of ten parts can be split in a thousand ways
MAX_TRIED = 800  # of them, those that change nothing included
MAX_GROUPS = 2_000  # of parts tried for the letters of one law at one place, those that lead to no use included
SCOPES = BINDERS | {"Subs"}
HOLE = "t"  # the letter in which the chain rule writes the outer function


@dataclass(frozen=True, slots=True)
class Move:
    """At ``path``, ``before`` became ``after`` by a law filled with ``bindings``.

    ``rest`` are the summands (``head`` is +) or factors (*) there which the law left alone.
    ``backward`` moves were found from the line after; they are stored as forward ones.
    """

    directed: Directed
    path: Path
    before: Term
    after: Term
    bindings: tuple[tuple[str, Term], ...] = ()
    rest: tuple[Term, ...] = ()
    head: str = ""

    @property
    def rule(self) -> str:
        return self.directed.rule


def apply(term: Term, move: Move) -> Term:
    """The whole term after a move."""
    return replaced(term, move.path, move.after)


Memo = dict[tuple[Directed, Term, Given], tuple[Move, ...]]


def moves(term: Term, directed: Directed, context: Context, memo: Memo | None = None) -> Iterator[Move]:
    """Every use of a law or procedure in a term, outermost first; none that changes nothing.

    A search asks the same parts of many lines again: its ``memo`` remembers them.
    """
    known: Memo = {} if memo is None else memo
    shown, occurring = directed.shown_in, heads(term)
    if shown is not None and shown.isdisjoint(occurring):
        return
    free = not context.given.relations and occurring.isdisjoint(SCOPES)  # the same is given everywhere
    for path, node in nodes(term):
        if shown is not None and not (isinstance(node, App) and node.head in shown):
            continue
        inside = context if free else there(term, path, directed, context)
        if inside is None:
            continue
        here = known.get((directed, node, inside.given))
        if here is None:
            tried = islice(moves_at(node, directed, inside), MAX_TRIED)
            found = (move for move in tried if move.after != node)
            here = known[directed, node, inside.given] = tuple(islice(found, MAX_USES))
        for move in here:
            yield replace(move, path=path) if path else move


def there(term: Term, path: Path, directed: Directed, context: Context) -> Context | None:
    """What a law stands under at a place; None where the place binds a name that the law speaks of.

    Under ``Sum(…, (k, m, n))`` a given about another k says nothing, and ``u = k^2`` isn't about this k.
    """
    bound = bound_at(term, path)
    if not bound:
        given = within(context.given, term, path) if context.given.relations else context.given
        return context if given is context.given else Context(given, context.definitions)
    if not bound.isdisjoint(directed.spoken):
        return None
    return Context(within(context.given, term, path), context.definitions)


def moves_at(node: Term, directed: Directed, context: Context) -> Iterator[Move]:
    """Every use of a law or procedure at the root of a term."""
    if directed.works:
        result = directed.worked(node, context.given)
        if result is not None and not routinely_equal(result, node):  # what routine does is no use of it
            yield Move(directed, (), node, result)
        return
    if directed.is_procedure:
        return  # found from the line after
    if composes(directed.right):
        return  # it would have to guess the inner function
    if composes(directed.left):
        found: Iterator[tuple[Bindings, tuple[Term, ...]]] = _chain_bindings(node, directed, context)
    else:
        found = _bindings(node, directed)
    for matched, rest in found:
        bindings = completed(directed.right, matched, directed.letters)
        if all(holds(condition, bindings, context) for condition in directed.conditions):
            yield from _filled(node, directed, bindings, rest)


def _bindings(node: Term, directed: Directed) -> Iterator[tuple[Bindings, tuple[Term, ...]]]:
    pattern, start, view = directed.left, dict(directed.fixed), directed.view.limited(MAX_GROUPS)
    if isinstance(pattern, App) and pattern.head in ("+", "*"):
        if pattern.head == "+" and not (isinstance(node, App) and node.head == "+"):
            return
        yield from match_parts(pattern, node, directed.letters, start, view)
    else:
        for bindings in match(pattern, node, directed.letters, start, view):
            yield bindings, ()
        if is_head(pattern, "/") and at(pattern, (0,)) == ONE and (is_head(node, "/") and at(node, (0,)) != ONE):
            # a/b shows the factor 1/b as well: a*(1/b) = a/b is routine
            yield from match_parts(App("*", (pattern,)), node, directed.letters, start, view)


def _filled(node: Term, directed: Directed, bindings: Bindings, rest: tuple[Term, ...]) -> Iterator[Move]:
    instance = fill(directed.right, bindings, directed.letters)
    stored = tuple(sorted(bindings.items()))
    shapes = [instance]
    if (done := with_exponents_done(instance)) != instance:
        shapes.append(done)  # x^(3 - 1) is read as x^2 by whoever goes on from there
    if directed.view.field and (merged := _merged(instance)) != instance:
        shapes.append(merged)
    for shape in shapes:
        head = "" if not rest else "+" if is_head(directed.left, "+") else "*"
        new = _in_place(node, head, shape, rest, directed.view.field)
        yield Move(directed, (), node, new, stored, rest, head)


def _merged(term: Term) -> Term:
    """The products in a sum with their fractions multiplied out: ``1/D*(1/D)`` as ``1/D^2``."""
    return add(*(product(factors(part)) for part in summands(term)))


def _in_place(node: Term, head: str, instance: Term, rest: tuple[Term, ...], field: bool) -> Term:
    """The result where the law's parts stood, the rest around it in its order."""
    if not rest:
        return instance
    shown = summands(node) if head == "+" else factors(node, field)
    first = next((index for index, part in enumerate(shown) if index >= len(rest) or part is not rest[index]), 0)
    if head == "+":
        return add(*rest[:first], instance, *rest[first:])
    return product((*rest[:first], *parts(instance, "*"), *rest[first:]))


def _chain_bindings(node: Term, directed: Directed, context: Context) -> Iterator[tuple[Bindings, tuple[Term, ...]]]:
    """Every way to see a derivative as that of an outer function at an inner one.

    The inner function is a proper part that holds x; the outer one is what remains when
    every such part is a hole, and must not hold x itself.
    """
    match node:
        case App("diff", (body, variable)):
            pass
        case _:
            return
    defined = {each.name for each in context.definitions}
    hole = Sym(fresh(HOLE, names(body) | names(variable) | defined))
    seen: set[Term] = set()
    for path, inner in nodes(body):
        if not path or inner in seen or isinstance(inner, Sym) or not depends(inner, variable):
            continue
        seen.add(inner)
        outer = with_hole(body, inner, hole)
        if depends(outer, variable) or is_head(outer, "+") or is_head(outer, "*") or is_head(outer, "neg"):
            continue  # sums, multiples and signs are the business of the rules for them
        bindings: dict[str, Term] = {"x": variable, "f": App("place", (hole, outer)), "g": inner}
        if all(bindings.get(letter) == value for letter, value in directed.fixed):
            yield bindings, ()


# ---- needs ----


def holds(condition: Condition, bindings: Bindings, context: Context) -> bool:
    """Whether a rule's need follows from the givens; unknown is no."""
    value = bindings.get(condition.letter)
    if value is None:
        return False
    value = unfold(value, context.definitions)
    if condition.kind == "free of":
        variable = bindings.get(condition.bound)
        if isinstance(variable, App):
            return not depends(value, variable)
        return variable is not None and free_symbols(variable).isdisjoint(_depends_on(value))
    given = context.given
    if condition.kind == "complex":
        return True
    if "continuous" in condition.kind:
        return _is_continuous(condition, value, bindings, given)
    if condition.kind == "real":
        return given.is_real(value) == YES
    if condition.kind == "integer":
        return is_integer(value, given)
    bound = bindings[condition.bound] if condition.bound in bindings else read(condition.bound)
    return given.holds(App(condition.kind, (value, bound))) == YES


def _depends_on(value: Term) -> frozenset[str]:
    """The symbols that a value depends on; a function doesn't depend on its place."""
    match value:
        case App("place", (Sym(hole), body)):
            return free_symbols(body) - {hole}
    return free_symbols(value)


def _is_continuous(condition: Condition, value: Term, bindings: Bindings, given: Given) -> bool:
    """Whether a function is continuous between two ends, or at a point, as far as its shape tells."""
    if condition.kind.startswith("of "):
        inner = bindings.get(condition.kind.split()[1])
        if not isinstance(inner, App) or inner.head != "place" or not is_head(value, "place"):
            return False
        value = App("place", (inner.args[0], _at_place(value, inner.args[1])))
    match value:
        case App("place", (Sym(hole), body)):
            ends = tuple(read(end) if end not in bindings else bindings[end] for end in condition.bound.split(".."))
            if not all(given.is_real(end) == YES for end in ends):
                return False
            if len(ends) == 1:
                return is_continuous(substitute(body, {hole: ends[0]}), given)
            return is_continuous(body, between(given, hole, *ends))
    return False


def _at_place(function: Term, argument: Term) -> Term:
    """A function with its argument put in."""
    assert isinstance(function, App) and isinstance(function.args[0], Sym)
    return substitute(function.args[1], {function.args[0].name: argument})


def is_integer(term: Term, given: Given) -> bool:
    """Whether a term is a whole number by its shape: a sufficient test."""
    match term:
        case Sym(name):
            return given.kind(name) == "integer"
        case App("+" | "*" | "neg", args):
            return all(is_integer(arg, given) for arg in args)
        case App():
            return False
    return term.value.denominator == 1


# ---- values put in and routine derivatives ----


EVALUATE = Directed("evaluate", Sym("a"), Sym("a"), Letters(frozenset()), routine=True, calculus=True)


def evaluations(term: Term) -> Iterator[Move]:
    """Notation worked out: a value put in for ``Subs``, ``diff(f(x), x)`` as ``f'(x)``."""
    for path, node in nodes(term):
        result = evaluated(node)
        if result is not None:
            yield Move(EVALUATE, path, node, result)


def _is_unknown(head: str) -> bool:
    return head != "neg" and not is_builtin(head.rstrip("'"))


def evaluated(node: Term) -> Term | None:
    """What such a part stands for; None if it is no such part, or its derivative isn't taken yet."""
    match node:
        case App("diff", (App(head, (Sym(inside),)), Sym(name))) if inside == name and _is_unknown(head):
            return App(head + "'", (Sym(name),))
        case App("Subs", (body, Sym(name), value)):
            for _, inner in nodes(body):
                if isinstance(inner, App) and inner.head == "diff" and inner.args[1] == Sym(name):
                    return None
            return substitute(body, {name: value})
    return None


def differentiated(term: Term, laws: tuple[Directed, ...], context: Context) -> tuple[Term, tuple[Move, ...]]:
    """The term with every routine derivative taken, and the moves that took them."""
    done: list[Move] = []
    while len(done) < MAX_DERIVATIVES:
        move = next(_routine_derivatives(term, laws, context), None)
        if move is None:
            break
        term = apply(term, move)
        done.append(move)
    return term, tuple(done)


def _routine_derivatives(term: Term, laws: tuple[Directed, ...], context: Context) -> Iterator[Move]:
    yield from evaluations(term)
    for path, node in nodes(term):
        if isinstance(node, App) and node.head == "diff":
            for law in laws:
                for move in moves_at(node, law, context):
                    if move.after != node:
                        yield replace(move, path=path)
                        break
