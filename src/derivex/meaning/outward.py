"""Terms as SymPy expressions: the way out of the door to SymPy.

The same builder makes the unevaluated expression of a line as it is written and the
evaluated one that SymPy likes. Neither works out an enormous number: ``check_powers``
refuses such terms beforehand, since SymPy can't be interrupted.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from typing import Any

from derivex.entries import lowered
from derivex.errors import TooLarge, Unsupported
from derivex.given import Given
from derivex.meaning.symbols import RESERVED_HEADS, SYMPY_FUNCTIONS, SYMPY_RELATIONS, assumptions
from derivex.notation.names import is_entry
from derivex.subterms import subterms
from derivex.term import CONSTANTS, App, Num, Sym, Term, cases_of, is_one, literal, number

MAX_POWER_DIGITS = 20_000  # of a number that SymPy would work out: a blink, and no more
MAX_FACTORIAL = 10_000  # factorial, gamma, binomial of larger literals take SymPy too long
MAX_ROOT = 1_000  # of root(x, n)
MAX_DECADES = 300  # floats end at 10^308; these count digits, and so many are too many anyway


# ---- numbers that SymPy would work out ----


def check_powers(term: Term) -> None:
    """``TooLarge`` if SymPy would work out an enormous number in it: ``9^9^9``, ``(2*x)^(10^9)``."""
    _digits(term)


def _digits(term: Term) -> tuple[float, float]:
    """Upper bounds for the digits of the integers that evaluating the term, or ``exp`` of it, can bring about."""
    match term:
        case Num(text):
            return (0 if term.value in (0, 1) else len(text) if "e" not in text else len(str(term.value))), 0
        case Sym():
            return 0, 0
    both = [_digits(arg) for arg in term.args]
    digits = [one for one, _ in both]
    total: float = sum(digits)
    raised: float = 0  # exp(n*log(2)) is 2^n to SymPy
    match term:
        case App("log", _):
            raised = total
        case App("+" | "neg", _):
            raised = sum(power for _, power in both)
        case App("*" | "/", _):
            raised = sum(power and power * 10.0 ** min(total - own, MAX_DECADES) for own, power in both)
        case App("exp", _):
            total = max(total, both[0][1])
        case App("^", (_, exponent)) if _is_numeric(exponent):
            total = digits[0] * _magnitude(exponent, digits[1])
        case App("factorial" | "gamma" | "binomial", args) if all(map(_is_numeric, args)):
            largest = max(_magnitude(arg, size) for arg, size in zip(args, digits, strict=True))
            total = largest * 5 if largest <= MAX_FACTORIAL else float("inf")
    if total > MAX_POWER_DIGITS:
        raise TooLarge("this number has too many digits for SymPy", remedy="keep a part of the exponent as a symbol")
    return total, raised


def _is_numeric(term: Term) -> bool:
    return not any(isinstance(part, Sym) for part in subterms(term))


def _magnitude(term: Term, digits: float) -> float:
    value = literal(term)
    return 10.0 ** min(digits, MAX_DECADES) if value is None else float(min(abs(value), Fraction(10**MAX_DECADES)))


# ---- building ----


@dataclass(frozen=True, slots=True)
class Builder:
    """Builds one expression.

    A number in front of a product is read as a coefficient and a sign (see ``inward``), so
    factors such as ``-2`` and ``1/2`` are built as unevaluated products of their own.
    """

    sympy: Any
    given: Given
    symbols: dict[str, Any]
    written: bool

    @property
    def how(self) -> dict[str, bool]:
        return {"evaluate": False} if self.written else {}

    def build(self, term: Term) -> Any:
        sp = self.sympy
        match term:
            case Num():
                return self.rational(term.value)
            case Sym(name):
                return self.symbol(name)
            case App("neg", (inner,)):
                return self.negative(inner)
            case App("+", args):
                return sp.Add(*map(self.build, args), **self.how)
            case App("*", (first, *rest)):
                return sp.Mul(self.factor(first, leading=True), *map(self.factor, rest), **self.how)
            case App("/", (Num() as above, Num() as below)) if _in_lowest_terms(above, below):
                return self.rational(above.value / below.value)
            case App("/", (above, below)):
                return self.reciprocal(below) if is_one(above) else self.fraction(above, below)
            case App("^", (base, exponent)):
                return sp.Pow(self.build(base), self.build(exponent), **self.how)
            case App("sqrt", (inner,)):
                return sp.Pow(self.build(inner), sp.S.Half, **self.how)
            case App("root", (inner, degree)):
                return self.root(inner, literal(degree))
            case App("log", (inner, base)):
                return self.fraction(App("log", (inner,)), App("log", (base,)))
            case App(head, args) if head in SYMPY_FUNCTIONS:
                return getattr(sp, SYMPY_FUNCTIONS[head])(*map(self.build, args), **self.how)
            case App(head, args) if head in SYMPY_RELATIONS:
                return getattr(sp, SYMPY_RELATIONS[head])(*map(self.build, args), **self.how)
            case App("piecewise", _):
                rows = [(self.build(value), test is None or self.build(test)) for value, test in cases_of(term)]
                return sp.Piecewise(*rows, **self.how)
            case App("and" | "or" as word, args):
                return getattr(sp, word.title())(*map(self.build, args), **self.how)
            case App("=>" | "<=>" as arrow, (before, after)):
                joint = sp.Implies if arrow == "=>" else sp.Equivalent
                return joint(self.build(before), self.build(after), **self.how)
            case App("diff" | "Subs" | "Sum" | "Product" | "Integral" | "Limit"):
                return self.binder(term)
            case App(head, args) if args and head not in RESERVED_HEADS and head.rstrip("'").isidentifier():
                return self.call(head.rstrip("'"), head.count("'"), args)
        raise Unsupported(f'SymPy has nothing for "{term.head}"')

    def rational(self, value: Fraction) -> Any:
        return self.sympy.Rational(value.numerator, value.denominator)

    def symbol(self, name: str) -> Any:
        sp = self.sympy
        if name in CONSTANTS:
            return getattr(sp, name)
        return self.symbols[name] if name in self.symbols else sp.Symbol(name, **assumptions(name, self.given))

    def negative(self, inner: Term) -> Any:
        value = literal(inner)
        if value and _is_literal_number(inner):
            return self.rational(-value)
        return self.sympy.Mul(-1, self.build(inner), **self.how)

    def factor(self, term: Term, leading: bool = False) -> Any:
        """A factor of a product, kept apart from the others' numbers, fractions and signs."""
        match term:
            case App("/", (above, below)):
                return self.fraction(above, below)
            case Num() if term.value.denominator != 1:
                return self.factor(number(term.value))
            case App("neg", (inner,)) if _is_literal_number(inner) and (leading or not isinstance(inner, Num)):
                return self.sympy.Mul(-1, self.factor(inner), **self.how)
        return self.build(term)

    def fraction(self, above: Term, below: Term) -> Any:
        return self.sympy.Mul(self.factor(above, leading=True), self.reciprocal(below), **self.how)

    def reciprocal(self, below: Term) -> Any:
        sp = self.sympy
        match below:
            case App("^", (base, exponent)) if (value := literal(exponent)) and value > 0 and value != 1:
                return sp.Pow(self.build(base), self.rational(-value), **self.how)
            case App("sqrt", (inner,)):
                return sp.Pow(self.build(inner), -sp.S.Half, **self.how)
        return sp.Pow(self.build(below), sp.S.NegativeOne, **self.how)

    def root(self, inner: Term, degree: Fraction | None) -> Any:
        """The real root: of odd degree also of negative numbers, which have the sign put in front."""
        sp = self.sympy
        if degree is None or degree.denominator != 1 or not 2 <= degree <= MAX_ROOT:
            raise Unsupported("SymPy has no real root of this degree")
        base, exponent = self.build(inner), self.rational(1 / degree)
        if degree % 2 == 0:
            return sp.Pow(base, exponent, **self.how)
        size = sp.Pow(sp.Abs(base, **self.how), exponent, **self.how)
        return sp.Mul(sp.sign(base, **self.how), size, **self.how)

    def call(self, name: str, primes: int, args: tuple[Term, ...]) -> Any:
        """An unknown function; a derivative of it at u is SymPy's Subs by a dummy."""
        sp = self.sympy
        function = self.symbols.get(name)
        if not isinstance(function, type):
            function = sp.Function(name)
        values = tuple(map(self.build, args))
        if not primes:
            return function(*values)
        if len(values) != 1:
            raise Unsupported(f"{name}{chr(39) * primes} has {len(values)} arguments", remedy="write diff(…, x)")
        inner = sp.Dummy("t")
        return sp.Subs(sp.Derivative(function(inner), (inner, primes)), inner, values[0])

    def by_entry(self, term: App) -> Any:
        """A derivative by an entry x(j) in SymPy's words: for SymPy x(i) and x(j) are strangers."""
        written_out = lowered(term)
        if written_out == term:
            raise Unsupported("SymPy has no such derivative by an entry of a vector")
        return self.build(written_out)

    def binder(self, term: App) -> Any:
        sp = self.sympy
        body, *rest = term.args
        if term.head == "diff" and is_entry(rest[0]):
            return self.by_entry(term)
        if term.head == "diff":
            variable, order = self.build(rest[0]), self.build(rest[1]) if len(rest) > 1 else sp.Integer(1)
            if not self.written:
                return sp.Derivative(self.build(body), (variable, order))
            # the constructor would merge nested derivatives and answer 0 for a constant
            return sp.Expr.__new__(sp.Derivative, self.build(body), sp.Tuple(variable, order))
        bounds = rest[0].args if isinstance(rest[0], App) and rest[0].head == "bounds" else tuple(rest)
        name = bounds[0].name if isinstance(bounds[0], Sym) else ""
        variable = self.symbols.get(name) or sp.Symbol(name, **_bound_kind(term.head))
        ends = tuple(map(self.build, bounds[1:]))
        function = Builder(sp, self.given, {**self.symbols, name: variable}, self.written).build(body)
        if term.head == "Subs":
            return sp.Subs(function, variable, ends[0])
        if term.head == "Limit":
            return sp.Limit(function, variable, ends[0], "+-")
        return getattr(sp, term.head)(function, (variable, *ends) if ends else variable)


def _bound_kind(head: str) -> dict[str, bool]:
    """What is known of a bound variable: no outer given is about it."""
    return {"integer": True} if head in ("Sum", "Product") else {"real": True}


def _is_literal_number(term: Term) -> bool:
    """A literal, or a fraction of two that SymPy holds as one number."""
    match term:
        case Num():
            return True
        case App("/", (Num() as above, Num() as below)):
            return _in_lowest_terms(above, below)
    return False


def _in_lowest_terms(above: Num, below: Num) -> bool:
    """Whether a fraction of literals is what SymPy would keep anyway: ``3/4``, not ``2/4`` or ``3/1``."""
    upper, lower = above.value, below.value
    if upper.denominator != 1 or lower.denominator != 1:
        return False
    return lower > 1 and upper != 0 and gcd(upper.numerator, lower.numerator) == 1
