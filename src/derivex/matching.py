"""Matching a law against a line, and filling it in.

A *pattern* is a term some of whose symbols are letters. A letter matches any term; a
variable (of a derivative, an integral, a sum, a product, a limit) matches a symbol only, that
of a derivative also an entry of a vector, ``x(j)``;
``f(x)`` matches any term. A function that a law also takes somewhere else (``f(g(x))``,
``f(k + 1)``, ``f(n)``) or at a bound variable is a function of one place, whose binding is
``place(t, body)``; it is found where it stands at its variable, and only compared elsewhere.

Matching is as written, up to the order and grouping of + and ·, and sees a product as
``views`` shows it (``a/b`` has the factors a and 1/b). A letter among the ``units`` of the
view may also stand for a factor 1. Everything else must be there. ``match`` yields every way, never a wrong one;
those that an ``Allowance`` in the view doesn't reach are left out. ``fill`` is its inverse and does no simplification.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as attribute
from itertools import combinations

from derivex.comparison import key, same
from derivex.notation.names import is_entry
from derivex.routine import routinely_equal
from derivex.substitution import fresh, substitute
from derivex.subterms import subterms
from derivex.term import (
    BINDERS,
    CONSTANTS,
    ONE,
    App,
    Num,
    Sym,
    Term,
    add,
    bound,
    diff,
    free_symbols,
    free_symbols_of,
    is_head,
    literal,
    multiply,
    names,
    negate,
)
from derivex.tidying import with_numbers_added
from derivex.views import MINUS_ONE, factors, product, square_root, summands

Bindings = Mapping[str, Term]
FUNCTION_LETTERS = frozenset("fghuvFG")
MAX_PARTS = 9  # beyond, a letter takes one part or all but one: 2^n ways would be too many


@dataclass(frozen=True, slots=True)
class Letters:
    """Which names of a law are letters: plain ones, variables, and functions.

    ``bound`` are the variables that an integral, a sum, a product or a limit binds; ``placed``
    the functions that need a place for their argument.
    """

    plain: frozenset[str]
    variables: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    bound: frozenset[str] = frozenset()
    placed: frozenset[str] = frozenset()


@dataclass(slots=True)
class Allowance:
    """How many groups of parts may still be tried for the letters of one law at one place.

    A fraction of ten factors is a product of two fractions in 2^10 ways, most of which nobody would write.
    """

    left: int

    def spend(self) -> bool:
        """Whether one more may be tried."""
        self.left -= 1
        return self.left >= 0


@dataclass(frozen=True, slots=True)
class View:
    """How generously a product is read: the letters in ``units`` may stand for a factor or an exponent 1,
    ``field`` shows a denominator's factors one by one (``1/y^2`` as 1/y, 1/y). Without an ``allowance`` every way
    to distribute parts among letters is tried."""

    units: frozenset[str] = frozenset()
    field: bool = False
    allowance: Allowance | None = attribute(default=None, compare=False)

    def limited(self, groups: int) -> View:
        """The same view of one place, at which only so many groups of parts are tried."""
        return replace(self, allowance=Allowance(groups))


PLAIN_VIEW = View()


def letters_of(*sides: Term, constants: frozenset[str] = frozenset()) -> Letters:
    """The letters of a law: every symbol but pi, E, I and oo, and the function letters; ``constants`` are none."""
    nodes = [node for side in sides for node in subterms(side)]
    symbols = {node.name for node in nodes if isinstance(node, Sym)}
    binding = [(node, name) for node in nodes if isinstance(node, App) and (name := bound(node)[0])]
    variables = {name for _, name in binding}
    within = frozenset(name for node, name in binding if node.head in BINDERS)
    functions: dict[str, set[Term]] = {}
    for node in nodes:
        if isinstance(node, App) and node.head.rstrip("'") in FUNCTION_LETTERS - constants:
            functions.setdefault(node.head.rstrip("'"), set()).update(node.args)
    placed = {
        name
        for name, arguments in functions.items()
        if any(not isinstance(each, Sym) or each.name in within or each.name not in variables for each in arguments)
    }
    plain = symbols - variables - CONSTANTS - constants
    return Letters(frozenset(plain), frozenset(variables), frozenset(functions), within, frozenset(placed))


# ---- filling ----


def fill(pattern: Term, bindings: Bindings, letters: Letters) -> Term:
    """The pattern with its letters replaced; sums and products stay as the pattern groups them."""
    match pattern:
        case Num():
            return pattern
        case Sym(name):
            return bindings[name] if name in letters.plain | letters.variables and name in bindings else pattern
    name = pattern.head.rstrip("'")
    if name in letters.functions and name in bindings:
        return _fill_function(pattern, name, bindings, letters)
    args = tuple(fill(arg, bindings, letters) for arg in pattern.args)
    if pattern.head == "+":
        return add(*args)
    return multiply(*args) if pattern.head == "*" else App(pattern.head, args)


def _fill_function(pattern: App, name: str, bindings: Bindings, letters: Letters) -> Term:
    value = bindings[name]
    primes = len(pattern.head) - len(name)
    if not (isinstance(value, App) and value.head == "place" and isinstance(value.args[0], Sym)):
        return diff(value, fill(pattern.args[0], bindings, letters), primes) if primes else value
    hole, body = value.args[0], value.args[1]
    argument = fill(pattern.args[0], bindings, letters)
    if primes == 0:
        return substitute(body, {hole.name: argument})
    order: tuple[Term, ...] = () if primes == 1 else (Num(str(primes)),)
    return App("Subs", (App("diff", (body, hole, *order)), hole, argument))


def completed(pattern: Term, bindings: Bindings, letters: Letters) -> Bindings:
    """The bindings, with a fresh name for each bound variable that only this side of a law shows."""
    new = dict(bindings)
    taken = free_symbols_of(tuple(bindings.values()))
    for node in subterms(pattern):
        if isinstance(node, Sym) and node.name in letters.bound and node.name not in new:
            name = fresh(node.name, taken)
            new[node.name], taken = Sym(name), taken | {name}
    return new


# ---- matching ----


def match(
    pattern: Term, subject: Term, letters: Letters, bindings: Bindings, view: View = PLAIN_VIEW
) -> Iterator[Bindings]:
    """Every way in which the whole subject is an instance of the pattern."""
    if isinstance(pattern, Sym):
        yield from _match_symbol(pattern.name, pattern, subject, letters, bindings)
    elif isinstance(pattern, Num):
        if isinstance(subject, Num) and subject.value == pattern.value:
            yield bindings
    elif pattern.head in letters.functions:
        yield from _match_function(pattern, subject, letters, bindings)
    elif pattern.head in ("+", "*"):
        for found, _ in match_parts(pattern, subject, letters, bindings, view, whole=True):
            yield found
    elif pattern.head == "/":
        for above, below in _fractions(subject):
            if _is_composed(pattern.args[0]):
                yield from _match_all(pattern.args, (above, below), letters, bindings, view)
            else:
                yield from _match_all(pattern.args[::-1], (below, above), letters, bindings, view)
    elif pattern.head in BINDERS:
        yield from _match_binder(pattern, subject, letters, bindings, view)
    elif isinstance(subject, App) and subject.head == pattern.head and len(subject.args) == len(pattern.args):
        yield from _match_all(pattern.args, subject.args, letters, bindings, view)
    elif pattern.head == "neg" and _is_placed(pattern.args[0], letters):
        yield from match(pattern.args[0], negate(subject), letters, bindings, view)
    elif pattern.head == "^" and (name := _letter(pattern.args[1])) in view.units - bindings.keys():
        yield from match(pattern.args[0], subject, letters, {**bindings, name: ONE}, view)
    elif isinstance(subject, Num) or is_head(subject, "*"):
        yield from _match_square(pattern, subject, letters, bindings, view)


def _match_function(pattern: App, subject: Term, letters: Letters, bindings: Bindings) -> Iterator[Bindings]:
    """``f(x)`` against any term; a function that has its place already is compared."""
    if len(pattern.args) != 1:
        return
    argument = pattern.args[0]
    if pattern.head in bindings and pattern.head in letters.placed:
        if _is_known(argument, bindings, letters) and routinely_equal(fill(pattern, bindings, letters), subject):
            yield bindings
    elif _is_variable(argument, letters):
        value = _value(pattern, subject, letters, bindings)
        if value is not None:
            yield from _bind(pattern.head, value, bindings)
    elif isinstance(argument, App) and argument.head in letters.placed and argument.head in bindings:
        yield from _match_outer(pattern.head, argument, subject, letters, bindings)


def _match_outer(head: str, argument: App, subject: Term, letters: Letters, bindings: Bindings) -> Iterator[Bindings]:
    """``f(g(x))`` where g is known: f is what remains when ``g(x)`` is a hole, and must not hold x."""
    inner, place = fill(argument, bindings, letters), bindings[argument.head]
    if not _is_known(argument, bindings, letters) or isinstance(inner, Num) or not is_head(place, "place"):
        return
    hole = Sym(fresh("t", names(subject) | names(inner)))
    outer = with_hole(subject, inner, hole)
    if free_symbols_of(tuple(fill(each, bindings, letters) for each in argument.args)).isdisjoint(free_symbols(outer)):
        yield {**bindings, head: App("place", (hole, outer))}


def with_hole(term: Term, inner: Term, hole: Sym) -> Term:
    """The term with a hole wherever a part of it stands, where none of its names is bound."""
    if term == inner:
        return hole
    if not isinstance(term, App) or bound(term)[0] in free_symbols(inner):
        return term
    args = tuple(with_hole(arg, inner, hole) for arg in term.args)
    return term if args == term.args else App(term.head, args)


def _value(letter: Term, part: Term, letters: Letters, bindings: Bindings) -> Term | None:
    """What a letter is bound to where a part stands for it; None if its variable isn't known yet."""
    match letter:
        case App(head, (Sym(name),)) if head in letters.placed:
            return App("place", (bindings[name], part)) if isinstance(bindings.get(name), Sym) else None
    return part


def _is_known(argument: Term, bindings: Bindings, letters: Letters) -> bool:
    return all(name in bindings for name in free_symbols(argument) & (letters.plain | letters.variables))


def _is_variable(term: Term, letters: Letters) -> bool:
    return isinstance(term, Sym) and term.name in letters.variables


def _is_placed(pattern: Term, letters: Letters) -> bool:
    return isinstance(pattern, App) and pattern.head in letters.placed


def _match_binder(pattern: App, subject: Term, letters: Letters, bindings: Bindings, view: View) -> Iterator[Bindings]:
    """An integral, a sum, a product or a limit: its ends first, then its variable, then its body.

    The name of a bound variable doesn't matter: where its letter has a name already, the subject
    is read with that one.
    """
    if not (isinstance(subject, App) and subject.head == pattern.head):
        return
    shown, there = pattern.args[1], subject.args[1]
    assert isinstance(shown, App) and isinstance(there, App)
    letter, variable, body = shown.args[0], there.args[0], subject.args[0]
    if len(shown.args) != len(there.args) or not isinstance(letter, Sym) or not isinstance(variable, Sym):
        return
    for found in _match_ends(shown.args[1:], there.args[1:], letters, bindings, view):
        known = found.get(letter.name, variable)
        if known != variable:
            if not isinstance(known, Sym) or known.name in free_symbols(body):
                continue
            body = substitute(body, {variable.name: known})
        yield from match(pattern.args[0], body, letters, {**found, letter.name: known}, view)


def _match_ends(
    patterns: tuple[Term, ...], subjects: tuple[Term, ...], letters: Letters, bindings: Bindings, view: View
) -> Iterator[Bindings]:
    """The ends of a range: as written, or ``n - 1`` against any term, which is then one less than n."""
    if not patterns:
        yield bindings
        return
    pattern, subject = patterns[0], subjects[0]
    ways = list(match(pattern, subject, letters, bindings, view))
    if (
        not ways
        and _is_known(pattern, bindings, letters)
        and routinely_equal(fill(pattern, bindings, letters), subject)
    ):
        ways = [bindings]
    match pattern:
        case App("+", (Sym(name), offset)) if not ways and name in letters.plain - bindings.keys():
            whole = literal(offset)
            if whole is not None:
                ways = [{**bindings, name: with_numbers_added(subject, -whole)}]
    for found in ways:
        yield from _match_ends(patterns[1:], subjects[1:], letters, found, view)


def _match_square(pattern: App, subject: Term, letters: Letters, bindings: Bindings, view: View) -> Iterator[Bindings]:
    """``a^2`` against what a reader sees as a square: 9, ``x^4``, ``4*x^2``."""
    root = square_root(subject) if pattern.head == "^" and literal(pattern.args[1]) == 2 else None
    if root is not None:
        yield from match(pattern.args[0], root, letters, bindings, view)


def _match_all(
    patterns: tuple[Term, ...], subjects: tuple[Term, ...], letters: Letters, bindings: Bindings, view: View
) -> Iterator[Bindings]:
    if not patterns:
        yield bindings
        return
    # the variable of a diff first: needs such as "free of x" speak of it
    for found in match(patterns[-1], subjects[-1], letters, bindings, view):
        yield from _match_all(patterns[:-1], subjects[:-1], letters, found, view)


def _match_symbol(name: str, pattern: Term, subject: Term, letters: Letters, bindings: Bindings) -> Iterator[Bindings]:
    if name in letters.variables:
        if (
            is_entry(subject)
            if isinstance(subject, App)
            else isinstance(subject, Sym) and subject.name not in CONSTANTS
        ):
            yield from _bind(name, subject, bindings)
    elif name in letters.plain:
        yield from _bind(name, subject, bindings)
    elif pattern == subject:
        yield bindings


def _bind(name: str, subject: Term, bindings: Bindings) -> Iterator[Bindings]:
    if name not in bindings:
        yield {**bindings, name: subject}
    elif same(bindings[name], subject):
        yield bindings


def _fractions(subject: Term) -> Iterator[tuple[Term, Term]]:
    """A fraction's two sides; also of a product that holds exactly one fraction."""
    match subject:
        case App("/", (above, below)):
            yield above, below
        case App("neg", (inner,)):
            for above, below in _fractions(inner):
                yield App("neg", (above,)), below
        case App("*", args):
            bars = [index for index, arg in enumerate(args) if isinstance(arg, App) and arg.head == "/"]
            if len(bars) == 1:
                bar = args[bars[0]]
                assert isinstance(bar, App)
                tops = (*args[: bars[0]], bar.args[0], *args[bars[0] + 1 :])
                yield multiply(*(top for top in tops if top != ONE)), bar.args[1]


def match_parts(
    pattern: App, subject: Term, letters: Letters, bindings: Bindings, view: View = PLAIN_VIEW, *, whole: bool = False
) -> Iterator[tuple[Bindings, tuple[Term, ...]]]:
    """Ways to match a sum or product pattern with some parts of the subject, or the ``whole``; and the rest."""
    empty = view.units if pattern.head == "*" else frozenset[str]()
    fixed = sorted((arg for arg in pattern.args if not _is_letter(arg, letters)), key=_is_composed)
    free = [arg for arg in pattern.args if _is_letter(arg, letters)]
    views = [summands(subject)] if pattern.head == "+" else [factors(subject, view.field)]
    if pattern.head == "*" and any(isinstance(arg, App) and arg.head == "^" for arg in fixed):
        views.append(factors(subject, view.field, powers=False))  # a law of powers wants to see them
    for shown in dict.fromkeys(views):
        if len(shown) >= sum(_letter(arg) not in empty for arg in pattern.args):
            yield from _assign(pattern.head, fixed, free, shown, letters, bindings, view, empty, whole)


def _is_composed(pattern: Term) -> bool:
    """Whether it is a function somewhere else than at a symbol: it must wait until the function is known."""
    inner = pattern.args[0] if isinstance(pattern, App) and pattern.head == "neg" else pattern
    return isinstance(inner, App) and inner.head in FUNCTION_LETTERS and not isinstance(inner.args[0], Sym)


def _is_letter(pattern: Term, letters: Letters) -> bool:
    match pattern:
        case Sym(name):
            return name in letters.plain
        case App(head, (App(inner, (argument,)),)) if inner in letters.functions:
            return head in letters.functions and _is_variable(argument, letters)
        case App(head, (argument,)):
            return head in letters.functions and _is_variable(argument, letters)
    return False


def _letter(pattern: Term) -> str:
    return pattern.name if isinstance(pattern, Sym) else pattern.head if isinstance(pattern, App) else ""


def _assign(
    head: str,
    fixed: list[Term],
    free: list[Term],
    shown: tuple[Term, ...],
    letters: Letters,
    bindings: Bindings,
    view: View,
    empty: frozenset[str],
    whole: bool,
) -> Iterator[tuple[Bindings, tuple[Term, ...]]]:
    if fixed:
        for index, part in enumerate(shown):
            for found in match(fixed[0], part, letters, bindings, view):
                remaining = shown[:index] + shown[index + 1 :]
                yield from _assign(head, fixed[1:], free, remaining, letters, found, view, empty, whole)
        return
    known = [letter for letter in free if _letter(letter) in bindings]
    if known:
        left = _without(shown, fill(known[0], bindings, letters), head, view.field)
        if left is not None:
            others = [letter for letter in free if letter is not known[0]]
            yield from _assign(head, [], others, left, letters, bindings, view, empty, whole)
        return
    if not free:
        if not (whole and shown):
            yield bindings, shown
        return
    name = _letter(free[0])
    needed = sum(_letter(letter) not in empty for letter in free[1:])
    least = 0 if name in empty else 1
    last = whole and len(free) == 1
    for taken, left in _groups(shown, len(shown) if last else least, needed) if len(shown) >= least else ():
        if view.allowance is not None and not view.allowance.spend():
            return
        if empty and name not in empty and taken in ((MINUS_ONE,), (ONE,)):
            continue  # 1 and -1 taken out, and in, and out again: that is routine
        group = add(*taken) if head == "+" else product(taken)
        for found in _standing_for(free[0], group, letters, bindings):
            yield from _assign(head, [], free[1:], left, letters, found, view, empty, whole)


def _standing_for(letter: Term, group: Term, letters: Letters, bindings: Bindings) -> Iterator[Bindings]:
    """The bindings in which a letter that isn't bound yet stands for some parts together."""
    if isinstance(letter, App) and not _is_variable(letter.args[0], letters):
        yield from _match_function(letter, group, letters, bindings)
        return
    value = _value(letter, group, letters, bindings)
    if value is not None:
        yield {**bindings, _letter(letter): value}


def _without(shown: tuple[Term, ...], value: Term, head: str, field: bool) -> tuple[Term, ...] | None:
    """The parts left when those of a value are taken away; None if they aren't all there."""
    needed = summands(value) if head == "+" else () if value == ONE else factors(value, field)
    left = list(shown)
    for part in needed:
        index = next((i for i, other in enumerate(left) if same(part, other)), None)
        if index is None:
            return None
        del left[index]
    return tuple(left)


def _groups(shown: tuple[Term, ...], least: int, needed: int) -> Iterator[tuple[tuple[Term, ...], tuple[Term, ...]]]:
    """The choices of at least so many parts for one letter, the needed ones left: each once."""
    count = len(shown)
    sizes = range(least, count + 1) if count <= MAX_PARTS else (1, count - 1, count)
    seen: set[tuple[object, ...]] = set()
    for size in sizes:
        if count - size < needed:
            return
        for chosen in combinations(range(count), size):
            taken = tuple(shown[i] for i in chosen)
            mark = tuple(sorted(key(part) for part in taken))
            if mark not in seen:
                seen.add(mark)
                yield taken, tuple(shown[i] for i in range(count) if i not in chosen)
