"""Entries of a vector: the derivative by one of them, and Kronecker's delta.

The entries x(1), x(2), … of a vector are the values of an unknown function at integers, each free to vary
without the others. ``diff(f, x(j))`` moves one of them alone:

    diff(f, x(j))  =  the derivative by t, at t = 0, of f with  x(u) + t*KroneckerDelta(u, j)  for every x(u)

    KroneckerDelta(u, v)  =  1 where u = v, and 0 elsewhere

The entries w(i, j) of a matrix move alone, too: with ``t*KroneckerDelta(u, i)*KroneckerDelta(v, j)`` for every w(u, v).

These are definitions, not rules: ``lowered`` writes them out, and everything that is known of the derivative
by a symbol and of case distinctions then holds of them. That the derivative of x(i) is KroneckerDelta(i, j), in
a sum as well, is a consequence of the first one.

Contract: the lowered term has the value of the term at every point, and none where the term has none. What can't
be lowered is left as it is, and the engine has no rule for it: an integral or a limit along a vector, the slope x'
of one (moving one value alone leaves no slope).
"""

from __future__ import annotations

from derivex.notation.names import is_entry
from derivex.substitution import fresh, rebuilt, substitute
from derivex.subterms import distinct, heads
from derivex.term import ONE, ZERO, App, Sym, Term, add, bound, free_symbols, multiply, names

DELTA = "KroneckerDelta"
_LASTING = frozenset({"Sum", "Product"})  # binders under which every entry stays an entry


def delta(left: Term, right: Term) -> Term:
    """1 where two terms are equal, and 0 elsewhere, as a case distinction."""
    return App("piecewise", (ONE, App("=", (left, right)), ZERO))


def depends(term: Term, variable: Term) -> bool:
    """Whether a term depends on the variable of a derivative: on a symbol, or on some entry of its vector.

    >>> from derivex.notation.plain import read
    >>> depends(read("x(i)"), read("x(j)")), depends(read("y(j)"), read("x(j)"))
    (True, False)
    """
    if isinstance(variable, App) and is_entry(variable):
        return not {variable.head, variable.head + "'"}.isdisjoint(names(term))
    return not free_symbols(variable).isdisjoint(free_symbols(term))


def lowered(term: Term) -> Term:
    """The term with derivatives by entries and deltas written out.

    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> plain(lowered(read("diff(exp(x(i)), x(j))")))
    'Subs(diff(exp(x(i) + t*Piecewise((1, i = j), (0, True))), t), t, 0)'
    """
    found = heads(term)
    if DELTA in found:
        return _lowered(term)
    if "diff" in found and any(_by_entry(part) for part in distinct(term)):
        return _lowered(term)
    return term


def _by_entry(term: Term) -> bool:
    return isinstance(term, App) and term.head == "diff" and is_entry(term.args[1])


def _lowered(term: Term) -> Term:
    if not isinstance(term, App):
        return term
    args = tuple(map(_lowered, term.args))
    new = term if args == term.args else rebuilt(term.head, args)
    match new:
        case App(head, (left, right)) if head == DELTA:
            return delta(left, right)
        case App("diff", (body, App(vector, _) as variable, *order)) if is_entry(variable):
            parameter = Sym(fresh("t", names(body) | names(variable)))
            if not _stands_still(body, vector, free_symbols(variable)):
                return new
            moved = _moved(body, variable, parameter)
            return App("Subs", (App("diff", (moved, parameter, *order)), parameter, ZERO))
    return new


def _stands_still(term: Term, vector: str, spoken: frozenset[str]) -> bool:
    """Whether a vector is only asked for single entries: no slope of it, no integral or limit along it.

    ``spoken`` are the names of the index; where a derivative or an integral binds one, it is another one.
    """
    if not isinstance(term, App) or vector not in {name.rstrip("'") for name in names(term)}:
        return True
    if term.head.startswith(vector + "'"):
        return False
    name, _ = bound(term)
    if name and term.head not in _LASTING:
        places = (part for part in distinct(term) if isinstance(part, App) and part.head == vector)
        if name in spoken or any(name in free_symbols(each) for each in places):
            return False
    return all(_stands_still(arg, vector, spoken) for arg in term.args)


def _moved(term: Term, entry: App, parameter: Sym) -> Term:
    """The term with every entry x(u) of the vector of ``x(j)`` as ``x(u) + t*delta(u, j)``; of a matrix likewise."""
    if not isinstance(term, App) or entry.head not in names(term):
        return term
    name, _ = bound(term)
    if name in free_symbols(entry):  # another name for the index of a sum, of which the outer one doesn't speak
        other = Sym(fresh(name, names(term) | names(entry) | {parameter.name}))
        bounds = term.args[1]
        assert isinstance(bounds, App)
        body = substitute(term.args[0], {name: other})
        term = App(term.head, (body, App("bounds", (other, *bounds.args[1:]))))
    args = tuple(_moved(arg, entry, parameter) for arg in term.args)
    if term.head == entry.head and len(args) == len(entry.args):
        return add(App(entry.head, args), multiply(parameter, *map(delta, args, entry.args)))
    return term if args == term.args else rebuilt(term.head, args)
