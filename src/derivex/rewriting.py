"""A rule as a SymPy rewrite: an expression in, an expression out, nothing evaluated.

The expression is read as a term, the rule is used wherever it first applies, and the
result goes back unevaluated. A definition is stated by the argument, as an equation.

Contract: None where the rule doesn't apply. With ``to``, the answer is ``to`` itself if
this rule and routine moves lead there. What SymPy can't tell apart (``1/D`` and ``D**-1``)
is one expression, so between such lines the rewrite is the identity.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from derivex.between import justified
from derivex.book import BOOK, Book
from derivex.definition import Definition, Definitions, names_of, read_definitions
from derivex.laws import Context, Directed, calculus_laws, directed_laws, is_arithmetic
from derivex.lead import Fits
from derivex.meaning import as_term, own_names, readings, symbols_given, to_sympy
from derivex.moves import Move, apply, differentiated, moves
from derivex.ownrules import admitted_rules, book_with, read_said
from derivex.reasons import Reason, read_reasons
from derivex.rule import Rule
from derivex.subterms import Path, at, replace, subterms, walk
from derivex.term import App, Sym, Term

if TYPE_CHECKING:
    import sympy

    from derivex.step import Step


def rewrite_rule(
    rule: Rule,
    expr: sympy.Expr,
    *,
    argument: Any = None,
    to: sympy.Expr | None = None,
    name: str = "",
    book: Book = BOOK,
) -> sympy.Expr | None:
    """The expression rewritten by a rule, or None; see the module.

    ``name`` is the direction's name where it isn't the row's (``factor`` of ``distribute``).
    """
    if expr is None:
        raise TypeError("there is nothing to rewrite: the rewrite before this one didn't apply")
    stated = None if argument is None else as_term(argument)
    reason = Reason(name or rule.name, stated)
    context = Context(symbols_given(expr).given, _stated(stated))
    known = book if rule.name in book.by_name() else book.extended(rule)
    if to is not None:
        return to if _leads(expr, to, (reason,), known, context) else None
    symbols = own_names(expr, *((argument,) if hasattr(argument, "free_symbols") else ()))
    for term in readings(expr):
        for result in _results(term, rule, reason, known, context):
            new: sympy.Expr = to_sympy(result, given=context.given, symbols=symbols)
            return new
    return None


def _stated(argument: Term | None) -> Definitions:
    """The definition that an equation states: ``S(x) = …`` or ``u = …``."""
    match argument:
        case App("=", (App(name, parameters), body)) if all(isinstance(each, Sym) for each in parameters):
            return (Definition(name, tuple(each.name for each in parameters if isinstance(each, Sym)), body),)
        case App("=", (Sym(name), body)):
            return (Definition(name, (), body),)
    return ()


def rewrite(
    expr: sympy.Expr,
    by: str,
    *,
    to: sympy.Expr,
    let: str | Iterable[str] = (),
    rules: Iterable[Rule | str] = (),
) -> sympy.Expr | None:
    """``to`` if the rules that ``by`` names, each used, lead there from ``expr``; else None.

    ``by`` is read as in a derivation file, ``let`` states definitions, ``rules`` are one's own. Errors: InputError.

    >>> import sympy as sp
    >>> x = sp.Symbol("x", real=True)
    >>> rewrite(sp.Derivative(sp.exp(x**2), x), "chain rule, power rule", to=2*x*sp.exp(x**2))
    2*x*exp(x**2)
    """
    given = symbols_given(expr).given
    definitions = read_definitions([let] if isinstance(let, str) else let, given=given)
    names = names_of(given, definitions)
    own = [read_said(each, names=names, definitions=definitions) if isinstance(each, str) else each for each in rules]
    book = book_with(admitted_rules(own, definitions=definitions, given=given))
    reasons = read_reasons(by, book, names)
    return to if _leads(expr, to, reasons, book, Context(given, definitions)) else None


def rewrite_step(step: Step, expr: sympy.Expr, to: sympy.Expr | None) -> sympy.Expr | None:
    """What a step does, done to an expression: ``to`` (its own line after) if its reasons lead there."""
    target = to_sympy(step.after, given=step.givens, symbols=own_names(expr)) if to is None else to
    context = Context(step.givens, step.definitions)
    return target if _leads(expr, target, step.reasons, BOOK, context) else None


def _leads(expr: sympy.Expr, to: sympy.Expr, reasons: tuple[Reason, ...], book: Book, context: Context) -> bool:
    """Whether named rules lead from one expression to the other, in one of their readings."""
    return any(
        isinstance(justified(before, after, reasons, book=book, context=context)[0], Fits)
        for before in readings(expr)
        for after in readings(to)
    )


def _results(term: Term, rule: Rule, reason: Reason, book: Book, context: Context) -> Iterator[Term]:
    """Every term to which one use of the rule leads, the outermost first."""
    for row, forward in book.options(reason.name):
        if is_arithmetic(row):
            yield term
            continue
        for law in directed_laws(row, forward, reason.argument, context):
            if law.free:
                continue  # a letter that only the result shows has to be given by the author
            for start in _starts(term, law, calculus_laws(book), context):
                for move in moves(start, law, context):
                    result = _outer_evaluated(apply(start, move), move, calculus_laws(book), context)
                    yield _everywhere(result, law, context) if row.stated else result


def _everywhere(term: Term, law: Directed, context: Context) -> Term:
    """A definition put in, or put back, wherever it occurs."""
    while (move := next(moves(term, law, context), None)) is not None:
        term = apply(term, move)
    return term


def _starts(term: Term, law: Directed, laws: tuple[Directed, ...], context: Context) -> Iterator[Term]:
    """The term; for a rule of calculus also with its routine derivatives taken one by one."""
    yield term
    for move in differentiated(term, laws, context)[1] if law.calculus else ():
        term = apply(term, move)
        yield term


def _outer_evaluated(term: Term, move: Move, laws: tuple[Directed, ...], context: Context) -> Term:
    """The term with the outer derivatives of a chain rule worked out where the table knows them."""
    for path, node in walk(at(term, move.path)):
        if isinstance(node, App) and node.head == "Subs":
            value, _ = differentiated(node, laws, context)
            if not any(isinstance(inner, App) and inner.head in ("diff", "Subs") for inner in subterms(value)):
                full: Path = (*move.path, *path)
                return replace(term, full, value)
    return term
