r"""Primes without brackets: ``y'`` is the derivative of a y that is known to be a function, or a name of its own.

A document says by what y is differentiated where it defines y, calls it, or has one variable only by which it
differentiates or integrates. ``(u v)'`` is by the variable of the functions in it; where none stands, x is as good as
any, for then nothing else depends on it.

Contract: conventions with more in them, never with less; no variable where two are possible.
"""

from __future__ import annotations

from dataclasses import replace

from derivex.documents.understanding import Defined, Knowledge, side
from derivex.errors import InputError
from derivex.notation.latex import Conventions
from derivex.notation.names import FUNCTION_LETTERS
from derivex.term import Term, free_symbols

# by one of these is differentiated where the only free one of them stands in a chain
_VARIABLES = frozenset(["x", "t", "y", "z", "s", "r", "theta", "tau", "xi"])


def with_primes(shown: Conventions, known: Knowledge, order: int) -> Conventions:
    """The conventions of a chain, and what its primed names depend on."""
    if not shown.primed:
        return shown
    primed = shown.primed - {"()"} - shown.dependent.keys()
    told = {name: by for name in sorted(primed) if (by := _variable(name, shown, known, order))}
    letters = {name for name in (primed | shown.bare) & FUNCTION_LETTERS if "()" in shown.primed or name in primed}
    by = _by(shown, told, letters)
    if by:
        told = {**dict.fromkeys((primed | letters) - {by}, by), **told}
    moving = told.keys() | shown.dependent.keys()  # no variable of another name
    kept = {name: variable for name, variable in told.items() if variable not in moving}
    return replace(shown, dependent={**kept, **shown.dependent}, by=by)


def _by(shown: Conventions, told: dict[str, str], letters: set[str]) -> str:
    """The one variable by which primes differentiate; "" if it can't be told."""
    names: frozenset[str] = frozenset((*told.values(), *shown.variables, *shown.dependent.values()))
    if not names and (letters or "()" in shown.primed):
        free = (shown.bare & _VARIABLES) - shown.primed - letters
        names = free if free else frozenset("x")
    return next(iter(names)) if len(names) == 1 else ""


def _variable(name: str, shown: Conventions, known: Knowledge, order: int) -> str:
    """What a name depends on by its definition, or as it is called; "" if neither says it."""
    before = [each for each in known.defined if each.name == name and each.order <= order + 1]
    if before:
        return _defined_by(before[-1], known)
    arguments = {each for called, each in shown.arguments if called == name}
    return next(iter(arguments))[0] if len(arguments) == 1 and len(next(iter(arguments))) == 1 else ""


def _defined_by(each: Defined, known: Knowledge) -> str:
    if each.parameters:
        return each.parameters[0] if len(each.parameters) == 1 else ""
    body: Term | InputError = side(each.body, known.names, Conventions(), plain=each.plain)
    names = frozenset() if isinstance(body, InputError) else free_symbols(body)
    return next(iter(names)) if len(names) == 1 else ""


def opaque_primes(term: Term) -> frozenset[str]:
    """The names with primes or stars that were read as names: as ``x'`` or ``x*`` each."""
    found = set()
    for name in free_symbols(term):
        if "_star" in name:
            found.add(name.replace("_star", "*"))
        base, mark, primes = name.rpartition("_prime")
        if mark and primes.replace("prime", "") == "":
            found.add(base.removesuffix("prime") + "'" * (1 + primes.count("prime")))
    return frozenset(found)
