"""Names and symbols on both sides of the door: SymPy's assumptions and our givens.

A SymPy symbol's assumptions become givens (``positive=True`` is ``x > 0``), givens become
assumptions, and ``own_names`` remembers the very objects that a user brought, so that they
are given back. A plain ``Symbol("x")`` is taken as real, and ``Assumed`` says so.

Every walk here is iterative and bounded, so that whatever passes is safe to recurse into.

Errors: ``Unsupported`` for names and assumptions that terms and givens can't express,
``TooLarge`` beyond the bounds of terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from derivex.errors import TooLarge, Unsupported
from derivex.given import Answer, Given
from derivex.notation.names import ALIASES, FORMS, FUNCTIONS
from derivex.substitution import fresh
from derivex.term import CONSTANTS, MAX_DEPTH, MAX_SIZE, ZERO, App, Sym, Term

# head of a term -> SymPy's function of the same meaning; log2, LambertW … are no heads of terms
_RENAMED = {"abs": "Abs", "min": "Min", "max": "Max"}
_BUILT_OTHERWISE = frozenset({"sqrt", "root"})
SYMPY_FUNCTIONS = {head: _RENAMED.get(head, head) for head in FUNCTIONS if head not in _BUILT_OTHERWISE}
SYMPY_RELATIONS = {"=": "Eq", "!=": "Ne", "<": "Lt", "<=": "Le", ">": "Gt", ">=": "Ge"}
# heads that have a meaning, so that no unknown function can be called so
RESERVED_HEADS = frozenset({*FUNCTIONS, *ALIASES, *FORMS, "bounds", "neg", "piecewise", "and", "or", "not"})

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

# assumptions of SymPy symbols that no given can say
_INEXPRESSIBLE = (
    *("even", "odd", "prime", "composite", "noninteger", "irrational", "transcendental"),
    *("imaginary", "antihermitian", "infinite"),
)


@dataclass(frozen=True, slots=True)
class Assumed:
    """What SymPy's symbols say: givens, and the symbols that say nothing and are taken as real."""

    given: Given
    taken_as_real: tuple[str, ...]


def assumptions(name: str, given: Given) -> dict[str, bool]:
    """What SymPy is told about a symbol: its kind, and its sign where the givens say it.

    >>> assumptions("x", Given())
    {'real': True}
    """
    known = {given.kind(name): True}
    signs = given.signs(Sym(name)) if given.relations else None
    if signs is None:
        if given.relations and given.is_nonzero(Sym(name)) == Answer.YES:
            known["zero"] = False
        return known
    for sign, allowed in (
        ("zero", {0}),
        ("positive", {1}),
        ("negative", {-1}),
        ("nonnegative", {0, 1}),
        ("nonpositive", {-1, 0}),
        ("nonzero", {-1, 1}),
    ):
        if signs <= allowed:
            known[sign] = True
            break
    return known


def own_names(*exprs: Any) -> dict[str, Any]:
    """The expressions' own symbols and functions by the names that ``from_sympy`` gives them.

    Handed to ``to_sympy`` as ``symbols``, they come back as the same SymPy objects.
    """
    functions = {
        node.func.__name__: node.func
        for expr in exprs
        for node in nodes(expr)
        if getattr(node, "is_Function", False)
        if is_unknown(node)
    }
    return {**functions, **symbols_by_name(exprs)}


def symbols_given(*exprs: Any) -> Assumed:
    """The assumptions of the expressions' free symbols as givens (``positive=True`` is ``x > 0``)."""
    kinds: list[tuple[str, str]] = []
    relations: list[Term] = []
    unsaid: list[str] = []
    free = frozenset().union(*(expr.free_symbols for expr in exprs))
    for name, symbol in sorted(symbols_by_name(exprs).items()):
        if symbol not in free:
            continue
        _refuse_inexpressible(symbol)
        if symbol.is_integer:
            kinds.append((name, "integer"))
        elif symbol.is_extended_real:
            kinds.append((name, "real"))
        elif symbol.is_complex:
            kinds.append((name, "complex"))
        else:
            unsaid.append(name)
        relation = _relation_with_zero(symbol)
        if relation:
            relations.append(App(relation, (Sym(name), ZERO)))
    return Assumed(Given(tuple(kinds), tuple(relations)), tuple(unsaid))


def _relation_with_zero(symbol: Any) -> str:
    for relation, known in (
        (">", symbol.is_extended_positive),
        ("<", symbol.is_extended_negative),
        ("=", symbol.is_zero),
        (">=", symbol.is_extended_nonnegative),
        ("<=", symbol.is_extended_nonpositive),
        ("!=", symbol.is_zero is False),
    ):
        if known:
            return relation
    return ""


def _refuse_inexpressible(symbol: Any) -> None:
    remedy = "use a symbol that is real, integer, complex or of known sign"
    for assumption in _INEXPRESSIBLE:
        if getattr(symbol, f"is_{assumption}"):
            raise Unsupported(f'no given says that the symbol "{symbol.name}" is {assumption}', remedy=remedy)
    narrow = (symbol.is_rational or symbol.is_algebraic) and not symbol.is_integer
    if narrow and not symbol.is_zero:
        raise Unsupported(f'no given says that the symbol "{symbol.name}" is rational or algebraic', remedy=remedy)
    if symbol.is_complex and symbol.is_extended_real is False:
        raise Unsupported(f'no given says that the symbol "{symbol.name}" is not real', remedy=remedy)


# ---- walking without recursion ----


def nodes(expr: Any) -> Iterator[Any]:
    """Every node of an expression, counted as a tree; beyond the bounds of terms, ``TooLarge``."""
    import sympy

    if not isinstance(expr, sympy.Basic):
        raise Unsupported(
            f"a {type(expr).__name__} is no mathematics", remedy="bring text, a term or a SymPy expression"
        )
    stack, count = [(expr, 1)], 0
    while stack:
        node, depth = stack.pop()
        count += 1
        if depth > MAX_DEPTH or count > MAX_SIZE:
            raise TooLarge(
                "the SymPy expression is too large or nested too deeply", remedy="name a part of it with let"
            )
        yield node
        # the direction of a limit is stored as a symbol, and is none
        args = node.args[:3] if isinstance(node, sympy.Limit) else node.args
        stack.extend((arg, depth + 1) for arg in args)


def symbols_by_name(exprs: Sequence[Any]) -> dict[str, Any]:
    """All symbols by the names of their terms; a dummy whose name is taken gets a fresh one."""
    import sympy

    found = dict.fromkeys(node for expr in exprs for node in nodes(expr) if isinstance(node, sympy.Symbol))
    named: dict[str, Any] = {}
    for symbol in sorted(found, key=lambda each: isinstance(each, sympy.Dummy)):  # a stable sort: dummies last
        name = symbol.name
        if not symbol.is_commutative:
            raise Unsupported(f'the symbol "{name}" does not commute', remedy="terms are about numbers")
        if not NAME.fullmatch(name) or name in CONSTANTS:
            remedy = "a name is made of letters a to z, digits and underscores, and is none of pi, E, I, oo"
            raise Unsupported(f'a symbol can\'t be called "{name}" here', remedy=remedy)
        if name in named and not isinstance(symbol, sympy.Dummy):
            raise Unsupported(f'two different SymPy symbols are called "{name}"', remedy="use one Symbol object")
        named[fresh(name, frozenset(named))] = symbol
    return named


def is_unknown(node: Any) -> bool:
    from sympy.core.function import AppliedUndef

    return isinstance(node, AppliedUndef)
