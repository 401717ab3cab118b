"""What a line means without its definitions: every defined name replaced, all the way down.

    S(u)    the body with u for its parameter
    S'(u)   the derivative of the body, taken at u
    u       a name without parameters: an abbreviation for all later lines

Nothing is captured: a bound variable that the body's own symbols would fall under is
renamed (``Sum(S(k), (a, 1, 3))`` with ``S(t) = a*t``). An abbreviation under a binder of one
of its symbols is refused, since readers disagree about what it means. A derivative or an
indefinite integral binds nothing in this sense: ``d/dx u`` with ``u = x^2`` is 2*x.

Errors: ``BadDefinition``; ``TooLarge`` when unfolding grows beyond the bounds of terms.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from derivex.errors import BadDefinition, Place
from derivex.substitution import fresh, rebuilt, substitute
from derivex.term import CONSTANTS, App, Num, Sym, Term, bound, diff, free_symbols, names


@dataclass(frozen=True, slots=True)
class Definition:
    """One name, its parameters (none for an abbreviation) and its body.

    >>> from derivex.term import Sym, power, TWO
    >>> str(Definition("u", (), power(Sym("x"), TWO)))
    'u = x^2'
    """

    name: str
    parameters: tuple[str, ...]
    body: Term
    place: Place | None = None

    @property
    def left(self) -> Term:
        """What the definition says is the same as the body: ``S(x)`` or ``u``."""
        return App(self.name, tuple(map(Sym, self.parameters))) if self.parameters else Sym(self.name)

    @property
    def symbols(self) -> frozenset[str]:
        """The symbols of the body that are no parameters."""
        return free_symbols(self.body) - set(self.parameters)

    def __str__(self) -> str:
        from derivex.notation.write import plain

        return f"{plain(self.left)} = {plain(self.body)}"


Definitions = tuple[Definition, ...]


def unfold(term: Term, definitions: Definitions) -> Term:
    """The term with every defined name replaced by what it stands for.

    Errors: BadDefinition for a call with the wrong number of arguments and for an
    abbreviation under a binder of its symbols; TooLarge.

    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> square = Definition("u", (), read("x^2"))
    >>> plain(unfold(read("diff(u + 1, x)"), (square,)))
    'diff(x^2 + 1, x)'
    """
    table = _unfolded(definitions)
    return _unfold(term, table) if table else term


@lru_cache(maxsize=64)
def _table(definitions: Definitions) -> tuple[Definition, ...]:
    """The definitions with unfolded bodies: each is unfolded once, by those before it."""
    done: dict[str, Definition] = {}
    for definition in definitions:
        table = {name: value for name, value in done.items() if name not in definition.parameters}
        body = _unfold(definition.body, table)
        done[definition.name] = Definition(definition.name, definition.parameters, body, definition.place)
    return tuple(done.values())


def _unfolded(definitions: Definitions) -> Mapping[str, Definition]:
    return {definition.name: definition for definition in _table(definitions)}


def _unfold(term: Term, table: Mapping[str, Definition]) -> Term:
    match term:
        case Num():
            return term
        case Sym(name):
            definition = table.get(name)
            if definition is not None and definition.parameters:
                raise BadDefinition(
                    f'"{name}" is a function, and here it has no argument', remedy=f"write {_written(definition.left)}"
                )
            return term if definition is None else definition.body
    bound_name, _ = bound(term)
    if bound_name:
        return _unfold_binder(term, bound_name, table)
    args = tuple(_unfold(arg, table) for arg in term.args)
    definition = table.get(term.head.rstrip("'"))
    if definition is None or not term.args:
        return term if args == term.args else rebuilt(term.head, args)
    return _call(definition, term.head.count("'"), args)


def _call(definition: Definition, primes: int, args: tuple[Term, ...]) -> Term:
    """The body with the arguments put in; for primes, its derivative taken there."""
    parameters = definition.parameters
    if len(args) != len(parameters) or (primes and len(parameters) != 1):
        needs = {0: "no argument", 1: "one argument"}.get(len(parameters), f"{len(parameters)} arguments")
        raise BadDefinition(
            f'"{definition.name}" is defined with {needs}, and here it has {len(args)}',
            remedy=f"its definition is {definition}",
        )
    if not primes:
        return substitute(definition.body, dict(zip(parameters, args, strict=True)))
    (parameter,), (argument,) = parameters, args
    if isinstance(argument, Sym) and argument.name not in CONSTANTS and argument.name not in definition.symbols:
        return diff(substitute(definition.body, {parameter: argument}), argument, primes)
    inner = fresh(parameter, definition.symbols)
    body = substitute(definition.body, {parameter: Sym(inner)}) if inner != parameter else definition.body
    return App("Subs", (diff(body, Sym(inner), primes), Sym(inner), argument))


def _unfold_binder(term: App, name: str, table: Mapping[str, Definition]) -> Term:
    """Unfold under a binder: its variable shadows, and it must capture nothing."""
    variable = table.get(name)
    if term.head == "diff" and variable is not None:
        return _derivative_by_abbreviation(term, variable, table)
    inner = {key: value for key, value in table.items() if key != name}
    if term.head == "diff" or (term.head == "Integral" and _is_indefinite(term)):
        return App(term.head, tuple(_unfold(arg, inner) for arg in term.args))
    body = term.args[0]
    used = {each.rstrip("'") for each in names(body)}
    clashing = [value for key, value in inner.items() if key in used and name in value.symbols]
    for definition in clashing:
        if not definition.parameters:
            raise BadDefinition(
                f'"{definition.name}" stands for {_written(definition.body)}, and {name} is bound here',
                remedy=f"write {_written(definition.body)} itself, or bind another letter",
            )
    if clashing:
        taken = names(body).union(*(names(value.body) for value in table.values()), table)
        renamed = fresh(name, frozenset(taken))
        body, name = substitute(body, {name: Sym(renamed)}), renamed
    body = _unfold(body, inner)
    if term.head == "Subs":
        return App("Subs", (body, Sym(name), _unfold(term.args[2], table)))
    bounds = term.args[1]
    assert isinstance(bounds, App)
    ends = tuple(_unfold(end, table) for end in bounds.args[1:])
    return App(term.head, (body, App("bounds", (Sym(name), *ends))))


def _derivative_by_abbreviation(term: App, variable: Definition, table: Mapping[str, Definition]) -> Term:
    """``diff(f, u)`` with ``u = x^2``: the derivative by a free letter, taken at x^2."""
    if variable.parameters:
        raise BadDefinition(f'"{variable.name}" is a function, and here it is differentiated by')
    inner = {key: value for key, value in table.items() if key != variable.name}
    body = _unfold(term.args[0], inner)
    shared = sorted((free_symbols(body) - {variable.name}) & free_symbols(variable.body))
    if shared:
        raise BadDefinition(
            f"the derivative by {variable.name} of a term that also holds {', '.join(shared)} has no clear meaning, "
            f"since {variable.name} stands for {_written(variable.body)}",
            remedy=f"write the term with {variable.name} alone",
        )
    return App("Subs", (App("diff", (body, *term.args[1:])), Sym(variable.name), variable.body))


def _is_indefinite(term: App) -> bool:
    bounds = term.args[1]
    return isinstance(bounds, App) and len(bounds.args) == 1


def _written(term: Term) -> str:
    from derivex.notation.write import plain

    return plain(term)
