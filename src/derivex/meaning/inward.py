"""SymPy expressions as terms: the way in of the door to SymPy.

An expression is read as it is stored, evaluated or not; nothing is evaluated on the way.
SymPy has no fractions and no signs, so both are recognised:

- a product with factors ``b**-n`` (n a positive number) or a coefficient ``p/q`` is one
  fraction: ``exp(-x)*D**-2`` is ``exp(-x)/D^2``, ``x/2`` is ``x/2``; ``b**-n`` alone is ``1/b^n``;
- a negative number in front of a product is a sign in front of all of it: ``-x/y`` is ``-(x/y)``;
- ``b**(1/2)`` is ``sqrt(b)``, a power of ``E`` is ``exp``.

Arguments keep their stored order, except where SymPy has sorted them itself: a sum or
product in SymPy's inner order is read in the order in which SymPy prints it. A float is
the decimal that it prints as, and exact from there on.

Since SymPy stores ``1/D`` and ``D^(-1)`` as one object, ``readings`` gives both.

Errors: ``Unsupported`` for what terms can't say, ``TooLarge`` beyond the bounds of terms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cmp_to_key
from typing import Any

from derivex.errors import TooLarge, Unsupported
from derivex.meaning.symbols import (
    NAME,
    RESERVED_HEADS,
    SYMPY_FUNCTIONS,
    SYMPY_RELATIONS,
    is_unknown,
    symbols_by_name,
)
from derivex.notation.names import FUNCTIONS
from derivex.term import (
    CONSTANTS,
    INFINITY,
    MAX_DIGITS,
    ONE,
    App,
    Num,
    Sym,
    Term,
    call,
    diff,
    negate,
    number,
)

_MAX_PRIMES = 9  # f with more primes than this is nothing anybody reads; the derivative is written out


def from_sympy(expr: Any, *, powers: bool = False) -> Term:
    """The term that a SymPy expression stands for, read as it is stored.

    With ``powers``, ``b**-n`` is read as a power with a negative exponent rather than as
    a fraction.

    >>> import sympy
    >>> from derivex.term import App, Sym
    >>> x = sympy.Symbol("x")
    >>> from_sympy(1/x) == App("/", (Num("1"), Sym("x")))
    True
    >>> from_sympy(1/x, powers=True) == App("^", (Sym("x"), App("neg", (Num("1"),))))
    True
    """
    import sympy

    names = {symbol: name for name, symbol in symbols_by_name((expr,)).items()}
    heads = {getattr(sympy, name): head for head, name in SYMPY_FUNCTIONS.items()}
    relations = {type(getattr(sympy, name)(0, 1, evaluate=False)): head for head, name in SYMPY_RELATIONS.items()}
    return _Reader(sympy, names, heads, relations, powers).read(expr)


def readings(expr: Any) -> tuple[Term, ...]:
    """The terms that an expression may stand for: with fractions first, then with negative powers."""
    return tuple(dict.fromkeys((from_sympy(expr), from_sympy(expr, powers=True))))


# ---- reading ----


@dataclass(frozen=True, slots=True)
class _Reader:
    """One reading of an expression: its names, SymPy's functions and relations by class."""

    sympy: Any
    names: dict[Any, str]
    heads: dict[Any, str]
    relations: dict[Any, str]
    powers: bool

    def read(self, expr: Any) -> Term:
        sp = self.sympy
        if isinstance(expr, sp.Symbol):
            return Sym(self.names[expr])
        if isinstance(expr, sp.Number):
            return _number(expr, sp)
        for kind, reader in (
            (sp.Add, self._sum),
            (sp.Mul, self._product),
            (sp.Pow, self._power),
            (sp.Derivative, self._derivative),
            (sp.Subs, self._substitution),
            (sp.Integral, self._binder),
            (sp.Sum, self._binder),
            (sp.Product, self._binder),
            (sp.Limit, self._limit),
            (sp.Piecewise, self._piecewise),
            (sp.UnevaluatedExpr, lambda each: self.read(each.args[0])),
        ):
            if isinstance(expr, kind):
                return reader(expr)
        constant = {getattr(sp, name): Sym(name) for name in CONSTANTS}.get(expr)
        if constant is not None:
            return constant
        if isinstance(expr, sp.Heaviside):
            if expr.args[1:] not in ((), (sp.S.Half,)):
                raise Unsupported("Heaviside is 1/2 at 0 here", remedy="leave its second argument out")
            return call("Heaviside", self.read(expr.args[0]))
        head = self.heads.get(expr.func) or self.relations.get(expr.func)
        if head is not None and _takes(head, len(expr.args)):
            args = sorted(expr.args, key=sp.default_sort_key) if head in ("min", "max") else expr.args
            return App(head, tuple(map(self.read, args)))
        if is_unknown(expr):
            return App(self._function(expr), tuple(map(self.read, expr.args)))
        raise _unsupported(expr)

    def _piecewise(self, expr: Any) -> Term:
        parts: list[Term] = []
        for value, condition in expr.args:
            parts.append(self.read(value))
            if condition is not self.sympy.true:
                parts.append(self._condition(condition))
        return App("piecewise", tuple(parts))

    def _condition(self, expr: Any) -> Term:
        """A relation, or several that And or Or joins; they stand only beside the values of a Piecewise."""
        for kind, head in ((self.sympy.And, "and"), (self.sympy.Or, "or")):
            if isinstance(expr, kind):
                return App(head, tuple(map(self._condition, expr.args)))
        return self.read(expr)

    def _function(self, expr: Any) -> str:
        name = str(expr.func.__name__)
        if not NAME.fullmatch(name) or name in RESERVED_HEADS or name in CONSTANTS:
            raise Unsupported(f'an unknown function can\'t be called "{name}" here', remedy="choose another name")
        return name

    def _sum(self, expr: Any) -> Term:
        return App("+", tuple(map(self.read, _in_order(expr, lambda: expr.as_ordered_terms()))))

    def _product(self, expr: Any) -> Term:
        args = list(_in_order(expr, lambda: expr.as_ordered_factors()))
        negative = bool(args[0].is_Rational and args[0] < 0)
        if negative:
            args = args[1:] if args[0] == -1 and len(args) > 1 else [-args[0], *args[1:]]
        above: list[Term] = []
        below: list[Term] = []
        for arg in args:
            upper, lower = self._over_and_under(arg)
            above.extend(upper)
            below.extend(lower)
        term = _joined(above)
        if below:
            term = App("/", (term, _joined(below)))
        return negate(term) if negative else term

    def _over_and_under(self, factor: Any) -> tuple[list[Term], list[Term]]:
        if not self.powers:
            if factor.is_Rational and not factor.is_Integer and factor > 0:
                return ([number(factor.p)] if factor.p != 1 else []), [number(factor.q)]
            if _is_reciprocal(factor):
                return [], [self._below(factor)]
        return [self.read(factor)], []

    def _below(self, expr: Any) -> Term:
        """The denominator of ``b**-n``."""
        base, exponent = expr.args
        return self.read(base) if exponent == -1 else self._raised(base, -exponent)

    def _power(self, expr: Any) -> Term:
        if not self.powers and _is_reciprocal(expr):
            return App("/", (ONE, self._below(expr)))
        return self._raised(*expr.args)

    def _raised(self, base: Any, exponent: Any) -> Term:
        if base is self.sympy.E:
            return call("exp", self.read(exponent))
        if exponent is self.sympy.S.Half:
            return call("sqrt", self.read(base))
        return App("^", (self.read(base), self.read(exponent)))

    def _derivative(self, expr: Any) -> Term:
        term = self.read(expr.expr)
        for variable, count in expr.variable_count:
            if not variable.is_Symbol:
                raise Unsupported(f"a derivative with respect to {variable} is not with respect to a symbol")
            inner = Sym(self.names[variable])
            term = diff(term, inner, int(count)) if count.is_Integer else App("diff", (term, inner, self.read(count)))
        return term

    def _substitution(self, expr: Any) -> Term:
        body, variables, points = expr.args
        primed = self._primed(body, variables)
        if primed:
            return App(primed, (self.read(points[0]),))
        if len(variables) > 1 and any(point.has(*variables) for point in points):
            raise Unsupported("a simultaneous substitution can't be written as one after the other")
        term = self.read(body)
        for variable, point in zip(variables, points, strict=True):
            term = App("Subs", (term, Sym(self.names[variable]), self.read(point)))
        return term

    def _primed(self, body: Any, variables: Any) -> str:
        """``f'`` for the derivative of f(t) by a dummy t, as SymPy's own chain rule leaves it; else ""."""
        sp = self.sympy
        if not (len(variables) == 1 and isinstance(variables[0], sp.Dummy) and isinstance(body, sp.Derivative)):
            return ""
        inner, counts = body.expr, body.variable_count
        if not is_unknown(inner) or inner.args != (variables[0],) or len(counts) != 1:
            return ""
        order = counts[0][1]
        return self._function(inner) + "'" * int(order) if order.is_Integer and order <= _MAX_PRIMES else ""

    def _binder(self, expr: Any) -> Term:
        head = type(expr).__name__
        term = self.read(expr.function)
        for limit in expr.limits:
            if len(limit) == 2 or (len(limit) == 1 and head != "Integral"):
                raise Unsupported(f"a {head} with one bound only", remedy="give both bounds")
            variable, *ends = limit
            term = App(head, (term, App("bounds", (Sym(self.names[variable]), *map(self.read, ends)))))
        return term

    def _limit(self, expr: Any) -> Term:
        body, variable, point, direction = expr.args
        if not point.is_infinite and str(direction) != "+-":
            raise Unsupported("a one-sided limit", remedy='say Limit(f, x, a, "+-") for the two-sided one')
        return App("Limit", (self.read(body), App("bounds", (Sym(self.names[variable]), self.read(point)))))


def _takes(head: str, count: int) -> bool:
    """Whether a head has so many arguments in terms: SymPy's ``zeta(s, a)`` is another function."""
    fewest, most = FUNCTIONS.get(head, (count, count))
    return fewest <= count <= most


def _in_order(expr: Any, printed: Callable[[], list[Any]]) -> Sequence[Any]:
    """The arguments as stored, or as printed where SymPy has sorted them itself."""
    args: Sequence[Any] = expr.args
    if not _is_sorted(expr):
        return args
    try:
        ordered = printed()
    except Exception:  # an order is a matter of taste: SymPy's printer may fail on huge numbers
        return args
    return ordered if sorted(map(id, ordered)) == sorted(map(id, args)) else args


def _is_sorted(expr: Any) -> bool:
    """Whether a sum or product stands as SymPy leaves an evaluated one: flat, collected, sorted."""
    args = expr.args
    like = {arg.as_coeff_Mul()[1] if expr.is_Add else arg.as_base_exp()[0] for arg in args if not arg.is_Number}
    numbers = [arg for arg in args if arg.is_Number]
    if len(like) + len(numbers) < len(args) or len(numbers) > 1 or any(arg.func == expr.func for arg in args):
        return False
    if numbers and (args[0] is not numbers[0] or numbers[0] == (0 if expr.is_Add else 1)):
        return False
    return bool(tuple(sorted(args, key=cmp_to_key(type(expr).compare))) == args)


def _is_reciprocal(expr: Any) -> bool:
    """Whether it is ``b**-n`` with a number n; a power of E is an exponential instead."""
    return bool(expr.is_Pow and expr.exp.is_Rational and expr.exp < 0 and not expr.base.is_NumberSymbol)


def _joined(factors: list[Term]) -> Term:
    return ONE if not factors else factors[0] if len(factors) == 1 else App("*", tuple(factors))


def _number(expr: Any, sp: Any) -> Term:
    if expr.is_Rational:
        if max(abs(expr.p), expr.q) >= 10**MAX_DIGITS:
            raise TooLarge(f"a number has more than {MAX_DIGITS} digits")
        return number(Fraction(int(expr.p), int(expr.q)))
    if expr is sp.oo or expr is sp.S.NegativeInfinity:
        return INFINITY if expr is sp.oo else negate(INFINITY)
    if expr.is_Float and expr.is_finite:
        text = repr(abs(float(expr))) if expr._prec == 53 else str(abs(expr))
        text = re.sub(r"(?<=\d)\.0*(?=$|e)|(\.\d*?[1-9])0+(?=$|e)", r"\1", text).replace("e+", "e")
        if abs(int(text.partition("e")[2] or "0")) > MAX_DIGITS or len(text) > MAX_DIGITS:
            raise TooLarge(f"a number has more than {MAX_DIGITS} digits")
        return negate(Num(text)) if expr < 0 else Num(text)
    raise _unsupported(expr)


def _unsupported(expr: Any) -> Unsupported:
    name = type(expr).__name__
    if name in ("BooleanTrue", "BooleanFalse"):
        return Unsupported("SymPy has evaluated this relation already", remedy="build it with evaluate=False")
    return Unsupported(f"no term says what SymPy's {name} says", remedy="bring it in other functions")
