"""What terms mean in SymPy: the only door to SymPy.

``to_sympy`` goes out, ``from_sympy`` comes in, ``as_term`` takes whatever a public
function was given. SymPy is imported when the first expression passes, not before.

With ``written=True`` every node is built without evaluation, so that order, ``1*…``,
``…*0``, ``1 - 1``, grouping and derivatives stay. What SymPy can't hold even so:

- ``1/D`` and ``D^(-1)``, ``a/D^2`` and ``a*D^(-2)``, ``x^(1/2)`` and ``sqrt(x)`` are one
  SymPy object each (``from_sympy`` reads the fraction and the root; see ``readings``);
- decimals are exact fractions there, ``0.25`` is ``1/4``, and ``1e3`` is ``1000``;
- ``log(x, b)`` is ``log(x)/log(b)``, ``root(x, n)`` is ``sign(x)*abs(x)^(1/n)``;
- equal or reordered arguments of ``min`` and ``max``; sums and products that happen to
  stand in SymPy's inner order come back in the order of its printer;
- ``Sum`` of ``Sum`` and ``Integral`` of ``Integral`` are merged, and read as nested again.

The first ``subs``, ``xreplace``, ``func(*args)``, ``copy`` or ``pickle`` of the result
collapses it: a derivation is kept in terms, and goes through this door a line at a time.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from derivex.errors import InputError, Unsupported
from derivex.given import Given
from derivex.meaning.inward import from_sympy, readings
from derivex.meaning.outward import Builder, check_powers
from derivex.meaning.symbols import Assumed, assumptions, own_names, symbols_given
from derivex.term import App, Num, Sym, Term, number

if TYPE_CHECKING:
    from derivex.notation.names import Names

__all__ = [
    "Assumed",
    "as_term",
    "assumptions",
    "check_powers",
    "from_sympy",
    "own_names",
    "readings",
    "symbols_given",
    "to_sympy",
]

NOTHING = Given()
_RELATION = re.compile("[=<>≠≤≥]")


def to_sympy(
    term: Term, *, given: Given = NOTHING, written: bool = True, symbols: Mapping[str, Any] | None = None
) -> Any:
    """The SymPy expression of a term, unevaluated as it is written, or evaluated as SymPy likes.

    Symbols are real unless a given says otherwise, and have the sign that follows from the
    givens; names in ``symbols`` (see ``own_names``) become those SymPy objects instead.
    Derivatives, integrals, sums and limits are never carried out: ask ``.doit()``.

    Raises ``Unsupported`` for what SymPy can't say, ``TooLarge`` where it would work out
    an enormous number.

    >>> from derivex.term import ONE, Sym, add, negate
    >>> line = add(ONE, negate(ONE), Sym("x"))
    >>> to_sympy(line), to_sympy(line, written=False)
    (x - 1 + 1, x)
    """
    check_powers(term)
    import sympy

    builder = Builder(sympy, given, dict(symbols or {}), written)
    try:
        return builder.build(term)
    except InputError:
        raise
    except (ValueError, TypeError, AttributeError, NotImplementedError, RecursionError) as error:
        # SymPy refuses some arguments at construction: Max of complex numbers, I < 1
        raise Unsupported(f"SymPy can't hold this expression: {error}") from None


def as_term(value: object, *, names: Names | None = None) -> Term:
    """The term of whatever a public function was given: text, a term, a number or SymPy.

    A text may hold one relation (``S(x) = 1/x``), as a SymPy ``Eq`` may.

    >>> as_term(Sym("x")), as_term(-2)
    (Sym(name='x'), App(head='neg', args=(Num(text='2'),)))
    """
    if isinstance(value, (Num, Sym, App)):
        return value
    if isinstance(value, str):
        from derivex.notation.names import Names
        from derivex.notation.plain import read, read_relations

        known = Names() if names is None else names
        if _RELATION.search(value):
            relations = read_relations(value, names=known)
            if len(relations) == 1:
                return relations[0]
        return read(value, names=known)
    if isinstance(value, (int, Fraction)) and not isinstance(value, bool):
        return number(value)
    convert = getattr(value, "_sympy_", None)
    if callable(convert):
        value = convert()
    if "sympy" in sys.modules:  # who brings a SymPy expression has imported SymPy
        import sympy

        if isinstance(value, sympy.Basic):
            return from_sympy(value)
    raise Unsupported(f"a {type(value).__name__} is no mathematics", remedy="bring text, a term or a SymPy expression")
