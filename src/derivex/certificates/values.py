"""Values of terms, for the recheck of points and witnesses: an evaluator of its own.

It shares nothing with the engine but python-flint, and works on core heads (``core``). A
value is an exact fraction, or a ball that contains the principal value; what can't be told
from a pole, or has no evaluation here, is ``Unclear``, and what has no value too.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import prod

from flint import acb, ctx

from derivex.certificates.balls import FUNCTIONS, Unclear, Value, ball, function, sure
from derivex.certificates.core import AWAY_FROM_ZERO, DEFINITIONS, core, row
from derivex.certificates.endless import (
    endless_integral,
    endless_sum,
    integral_from_zero,
    integral_over_nothing,
    limit_at_infinity,
    limit_at_number,
    need_kinds,
)
from derivex.certificates.exact import CONSTANTS, EXACT
from derivex.certificates.heads import AT_ZERO
from derivex.certificates.rates import derivative_at
from derivex.given import Given
from derivex.substitution import substitute
from derivex.subterms import subterms
from derivex.term import INFINITY, App, Num, Sym, Term, cases_of, literal, names

MAX_SUMMANDS = 3_000
MOST_ENDLESS = 20  # summands that are sums without an end
MAX_BITS = 20_000  # of an exact power
MAX_QUADRATURE = 800  # bits
MOST_VALUES = 3_000  # of an integrand
EDGE = 40  # bits that a range is longer than what is bounded at its ends, not integrated
MAX_BRANCHED = 200  # bits, where a branch point may be at an end
HOLOMORPHIC = frozenset({"+", "*", "/", "neg", "exp", "sin", "cos"})


class Evaluator:
    """The values of terms at one point under one set of givens, at the current precision."""

    def __init__(self, point: Mapping[str, Value], given: Given) -> None:
        self.point, self.given, self.seen = point, given, dict[Term, Value]()

    def value(self, term: Term) -> Value:
        if term not in self.seen:
            found = self._value(term)
            real = isinstance(found, Fraction) or found.imag.is_zero() or not self.given.real_values
            sure(real and (isinstance(found, Fraction) or found.is_finite()), "a value that may not be real")
            self.seen[term] = found
        return self.seen[term]

    def _value(self, term: Term) -> Value:
        match term:
            case Num():
                return term.value
            case Sym("pi"):
                return acb.pi()
            case Sym("I"):
                return acb(0, 1)
            case Sym(name) if name in CONSTANTS:
                return CONSTANTS[name]()
            case App("atan2", (v, u)):
                return self.value(App("arg", (App("+", (u, App("*", (Sym("I"), v)))),)))
            case Sym(name):
                sure(name in self.point, f"{name} has no value")
                return self.point[name]
            case App("diff", (body, Sym(name), *_)):
                return derivative_at(self, term, body, name)
            case App("Subs", (body, Sym(name), replacement)):
                return self.there(name, self.value(replacement)).value(body)
            case App("Limit", (body, App("bounds", (Sym(name), end)))):
                return (limit_at_infinity if "oo" in names(end) else limit_at_number)(self, body, name, end)
            case App("Sum", (body, App("bounds", (Sym(name), low, high)))) if high == INFINITY:
                return endless_sum(self, body, name, low)
            case App("Integral", (body, App("bounds", (Sym(name), low, high)))) if "oo" in names(low) | names(high):
                return endless_integral(self, body, name, low, high)
            case App("Sum" | "Product", (body, App("bounds", (Sym(name), low, high)))):
                return self._repeated(term.head, body, name, self.value(low), self.value(high))
            case App("Integral", (body, App("bounds", (Sym(name), low, high)))):
                if isinstance(self.value(low), Fraction) and self.value(low) == self.value(high):
                    return integral_over_nothing(self, body, name)
                found = self.integral(body, name, ball(self.value(low)), ball(self.value(high)))
                zero = not found.is_finite() and self.value(low) == 0
                return integral_from_zero(self, body, name, self.value(high)) if zero else found
            case App(head, (u,)) if head in AWAY_FROM_ZERO:
                if self.value(u) == 0:
                    return self.value(row(AT_ZERO[head]))
                return self.value(substitute(row(AWAY_FROM_ZERO[head]), {"u": u}))
            case App("max" | "min" as head, args) if not all(isinstance(self.value(arg), Fraction) for arg in args):
                sure(all(ball(self.value(arg)).imag.is_zero() for arg in args), f"{head} of what may not be real")
                return self.value(core(term, self.given))
            case App("piecewise", _):
                return self.value(self._chosen(term))
            case App(head, (u,)) if head in DEFINITIONS and head not in FUNCTIONS:
                return self.value(substitute(row(DEFINITIONS[head]), {"u": u}))
            case App("log", (u, base)):
                return self.value(App("/", (App("log", (u,)), App("log", (base,)))))
        assert isinstance(term, App)
        return self._applied(term.head, [self.value(arg) for arg in term.args])

    def there(self, name: str, value: Value) -> Evaluator:
        """The same point, and a value of one symbol more."""
        return Evaluator({**self.point, name: value}, self.given)

    def _chosen(self, term: App) -> Term:
        """The first value of a piecewise whose condition holds; the others need no value."""
        for value, condition in cases_of(term):
            if condition is None or self.holds(condition):
                return value
        raise Unclear("a piecewise none of whose conditions holds")

    def holds(self, condition: Term) -> bool:
        """Whether a condition holds at the point, for certain."""
        assert isinstance(condition, App)
        if condition.head in ("and", "or"):
            truths = [self.holds(part) for part in condition.args]
            return all(truths) if condition.head == "and" else any(truths)
        left, right = (self.value(side) for side in condition.args)
        gap = left - right if isinstance(left, Fraction) and isinstance(right, Fraction) else ball(left) - ball(right)
        wide = ball(gap)
        sure(gap == 0 or not wide.contains(0), "a condition at its boundary")
        sure(condition.head in ("=", "!=") or wide.imag.is_zero(), "an order of what may not be real")
        sign = 0 if gap == 0 else 2 if not wide.imag.is_zero() else 1 if wide.real > 0 else -1
        return sign in {"=": {0}, "!=": {-1, 1, 2}, "<": {-1}, "<=": {-1, 0}, ">": {1}, ">=": {0, 1}}[condition.head]

    def _applied(self, head: str, args: list[Value]) -> Value:
        exact = [arg for arg in args if isinstance(arg, Fraction)]
        if len(exact) == len(args) and head in EXACT and (found := EXACT[head](*exact)) is not None:
            return found
        match head:
            case "+":
                return sum(exact, Fraction(0)) if len(exact) == len(args) else sum(map(ball, args), acb(0))
            case "neg":
                return -args[0]
            case "*":
                factor = prod(exact, start=Fraction(1))
                rest = [arg for arg in args if isinstance(arg, acb)]
                return prod(rest, start=ball(factor)) if rest and factor else factor
            case "/":
                sure(args[1] != 0 and not ball(args[1]).contains(0), "a denominator that may be 0")
                return exact[0] / exact[1] if len(exact) == 2 else ball(args[0]) / ball(args[1])
            case "^":
                return self._raised(*args)
        return function(head, [ball(arg) for arg in args])

    def _raised(self, base: Value, exponent: Value) -> Value:
        if exponent == 0:
            return Fraction(1)
        if isinstance(exponent, Fraction) and exponent.denominator == 1 and abs(exponent) <= MAX_BITS:
            sure(exponent > 0 or not ball(base).contains(0), "a denominator that may be 0")
            times = int(exponent)
            if isinstance(base, Fraction) and abs(times) * max(map(int.bit_length, base.as_integer_ratio())) < MAX_BITS:
                return Fraction(base**times)
            return ball(base) ** times
        if base == 0:
            sure(ball(exponent).real > 0, "0 to a power that may not be positive")
            return Fraction(0)
        if exponent == Fraction(1, 2):
            return ball(base).sqrt()
        return function("power", [ball(base), ball(exponent)])

    def integral(self, body: Term, name: str, low: acb, high: acb) -> acb:
        """Of what has no branches, by FLINT's rigorous quadrature; a pole near the path makes it ``Unclear``."""
        need_kinds(self, body)
        inside, given = core(body, Given(self.given.kinds)), Given()
        branched = []
        for part in subterms(inside):
            if not isinstance(part, App) or part.head in HOLOMORPHIC:
                continue
            sure(part.head in ("log", "^"), "an integral of what has branches")
            q = literal(part.args[1]) if part.head == "^" else None
            branched += [] if q is not None and q.denominator == 1 else [part.args[0]]
        sure(low.imag.is_zero() and high.imag.is_zero() and ctx.prec <= MAX_QUADRATURE, "an integral beyond the bounds")
        sure(
            not branched or ctx.prec <= MAX_BRANCHED,
            "an integral of what has branches, at that precision",
        )

        def integrand(z: acb, _: bool) -> acb:
            try:
                there = Evaluator({**self.point, name: z}, given)
                for argument in branched:  # not analytic where it may be on the cut
                    u = ball(there.value(argument))
                    sure(u.real > 0 or not u.imag.contains(0), "a cut")
                return ball(there.value(inside))
            except Unclear:
                return acb("nan")

        total = acb.integral(integrand, low, high, eval_limit=MOST_VALUES)
        if total.is_finite() or not branched:
            return total
        edge = (high - low) * acb(2) ** -EDGE  # a branch point may be at an end
        try:
            there = [self.there(name, near.union(far)) for near, far in ((low, low + edge), (high - edge, high))]
            around = [ball(Evaluator(each.point, given).value(inside)) * edge for each in there]
        except Unclear:
            return total
        return acb.integral(integrand, low + edge, high - edge, eval_limit=MOST_VALUES) + sum(around, acb(0))

    def _repeated(self, head: str, body: Term, name: str, low: Value, high: Value) -> Value:
        if not (isinstance(low, Fraction) and isinstance(high, Fraction)):
            raise Unclear("bounds that are no numbers")
        count = high - low + 1
        sure(count.denominator == 1 and 0 <= count <= MAX_SUMMANDS, "no finite sum")
        sure(count <= MOST_ENDLESS or "oo" not in names(body), "many sums without an end")
        each = [self.there(name, low + index).value(body) for index in range(int(count))]
        return self._applied("+" if head == "Sum" else "*", [*each, Fraction(0 if head == "Sum" else 1)])
