"""Certificates made by hand for statements that are false: each is refused, and the table says by what.

Every row was accepted once, or goes for a law at the places where it doesn't hold.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from derivex.certificates import binomials, infinite_sums, moves, nearby
from derivex.certificates import slopes as rates
from derivex.certificates.core import core
from derivex.certificates.data import (
    Apart,
    Cases,
    Certificate,
    Claim,
    Equation,
    Induction,
    Inside,
    Monomial,
    NoCertificate,
    Polynomial,
    Primitive,
    Proof,
    Ratio,
    Rewritten,
    Sign,
    Step,
    Written,
    Zero,
)
from derivex.certificates.data_ends import Binomial, Nearby, Series, Tends
from derivex.certificates.data_moves import Combined, Empty, Joined, Turned
from derivex.certificates.data_slopes import Alike, Beside, Derived, Leibniz, Mirrored, Termwise
from derivex.certificates.finder import find
from derivex.certificates.ledger import Ledger
from derivex.certificates.primitives import slopes
from derivex.certificates.quotients import Refused
from derivex.certificates.recheck import check
from derivex.certificates.steps import accept
from derivex.given import Given
from derivex.notation.plain import read
from derivex.notation.write import plain
from derivex.substitution import substitute
from derivex.term import ZERO, App, Sym, Term, subtract

ONE: Polynomial = (((), Fraction(1)),)
HALF: Ratio = ((((), Fraction(1, 2)),), ONE)


def sum_of(*rows: tuple[Monomial, int | Fraction]) -> Polynomial:
    return tuple((monomial, Fraction(number)) for monomial, number in rows)


def over(above: Polynomial, below: Polynomial = ONE) -> Ratio:
    return above, below


def generator(index: int, exponent: int = 1) -> Polynomial:
    return sum_of((((index, exponent),), 1))


def forged(
    before: str,
    after: str,
    steps: tuple[Step, ...],
    terms: tuple[tuple[Term, int], ...],
    values: tuple[Ratio, Ratio],
    *given: str,
) -> Certificate:
    return Certificate(read(before), read(after), Given.read(given), 8, steps, terms, values, ONE, ())


X = Claim("symbol", (), over(generator(2)), "kernel", term=Sym("x"))
NOTHING = over(())
POSITIVE = Sign(ONE, True, "rows", (), ((Fraction(1), ONE, ()),))


def zero_over_zero() -> Proof:
    exponential = read("exp(x)")
    steps = X, Claim("exp", (((), ()),), over(ONE), "homomorphism")
    return forged("exp(x)", "1", steps, ((Sym("x"), 0), (exponential, 1)), (over(ONE), over(ONE)))


def zero_over_what_may_be_zero() -> Proof:
    exponential = read("exp(abs(x) - x)")
    size, x = generator(3), generator(2)
    steps = (
        X,
        Claim("abs", (over(x),), over(size), "kernel"),
        Claim("exp", (over((), (*size, *x)),), over(ONE), "homomorphism"),
    )
    terms = (Sym("x"), 0), (read("abs(x)"), 1), (exponential, 2)
    return forged("exp(abs(x) - x)", "1", steps, terms, (over(ONE), over(ONE)))


def positive_over_i() -> Proof:
    """``I/(-I)`` has a positive product of numerator and denominator, and is -1."""
    i = generator(0)
    minus_i = sum_of(((), 1), (((0, 1),), -1)), sum_of(((), 1), (((0, 1),), 1))
    steps = (
        POSITIVE,
        Sign(sum_of(((), 2)), True, "rows", (), ((Fraction(2), ONE, ()),)),
        Apart(minus_i[1], sum_of(((), Fraction(-1, 2)), (((0, 1),), Fraction(1, 2))), ((0, 2),)),
        Claim("power", ((i, sum_of((((0, 1),), -1))), HALF), minus_i, "unique root", (0, 1)),
    )
    root = core(read("sqrt(-1)"), Given())
    return forged("sqrt(-1)", "-I", steps, ((root, 3),), (minus_i, over(sum_of((((0, 1),), -1)))))


def given_over_i() -> Proof:
    """Where ``x/I > 0``, ``I*x`` is negative."""
    turned, square = sum_of((((0, 1), (2, 1)), 1)), sum_of((((2, 2),), -1))
    steps = (
        X,
        Sign(turned, True, "given", (0,)),
        Sign(square, True, "rows", (), ((Fraction(1), ONE, ((1, 2),)),)),
        Claim("power", (over(square), HALF), over(turned), "unique root", (2, 1)),
    )
    root = core(read("sqrt(-x^2)"), Given())
    terms = (Sym("x"), 0), (root, 3)
    return forged("sqrt(-x^2)", "I*x", steps, terms, (over(turned), over(turned)), "x complex", "x/I > 0")


def divided_by_what_may_be_zero() -> Proof:
    """``sqrt(f/g) = sqrt(f)/sqrt(g)`` with f = 0 and g = sign(x)^2, which divides 0 in the ring."""
    square, rest = generator(3, 2), sum_of(((), 1), (((3, 2),), -1))
    steps = (
        X,
        Claim("sign", (over(generator(2)),), over(generator(3)), "kernel"),
        Sign(square, False, "rows", (), ((Fraction(1), generator(3), ()),)),
        Sign((), False, "rows"),
        Claim("power", (NOTHING, HALF), NOTHING, "unique root", (3, 3)),
        Claim("power", (over(square), HALF), over(generator(4)), "kernel", (2,)),
        Claim("power", (over(rest), HALF), NOTHING, "lemma", (4, 5, 2), (Fraction(1), Fraction(-1))),
    )
    root = core(read("sqrt(1 - sign(x)^2)"), Given())
    terms = (Sym("x"), 0), (read("sign(x)"), 1), (root, 6)
    return forged("sqrt(1 - sign(x)^2)", "0", steps, terms, (NOTHING, NOTHING))


def cases_that_leave_out_a_point() -> Proof:
    """``1/x`` is zero or not, but at x = 0 it is neither."""
    before, after, left = read("sign(x)^2"), read("1"), read("1/x")
    apart, zero = (Given().with_relation(App(head, (left, ZERO))) for head in ("!=", "="))
    assert apart is not None
    assert zero is not None
    inside = find(before, after, Given.read(["x != 0"]))
    assert isinstance(inside, Certificate)
    steps = tuple(Written(Sym("x")) if isinstance(each, Written) else each for each in inside.steps)
    empty = (NOTHING, NOTHING), (), ()
    never = Certificate(before, after, zero, 8, (X, Equation(0)), ((Sym("x"), 0),), *empty, vacuous=Sym("x"))
    check(never)
    check(replace(inside, given=apart, steps=steps))
    branches = ("=", never), ("!=", replace(inside, given=apart, steps=steps))
    return Cases(before, after, Given(), left, ZERO, branches)


SAME = Certificate(ZERO, ZERO, Given(), 2, (), (), (NOTHING, NOTHING), (), ())


def induction(before: str, after: str, *given: str, low: str = "1", symbols: tuple[str, ...] = ("S",)) -> Proof:
    return Induction(
        read(before), read(after), Given.read(given), "n", read(low), "m", symbols, replace(SAME), replace(SAME)
    )


def rewritten(before: str, after: str, part: str, form: str, *given: str, wide: bool = True) -> Proof:
    """The lemma and the rest are true: what is wrong is that they are put together."""
    lines, where = (read(before), read(after)), Given.read(given)
    lemma = find(read(part), read(form), Given() if wide else where)
    rest = [read(text.replace(part, f"({form})")) for text in (before, after)]
    return Rewritten(*lines, where, read(part), read(form), lemma, find(*rest, where))


def inside(before: str, after: str, one: str, two: str, *given: str) -> Proof:
    where = Given.read(given)
    return Inside(read(before), read(after), where, "t", find(read(one), read(two), where))


def primitive(before: str, low: str, high: str, function: str, slope: str, *given: str) -> Proof:
    """The derivative is right wherever both sides are defined."""
    where = Given.read(given)
    after = subtract(substitute(read(function), {"u": read(high)}), substitute(read(function), {"u": read(low)}))
    rate, body, inside = slopes(Primitive(read(before), after, where, "u", read(function), replace(SAME)))
    assert body == read(slope)
    return Primitive(read(before), after, where, "u", read(function), find(rate, body, inside))


def tends(before: str, after: str, *given: str) -> Proof:
    return Tends(read(before), read(after), Given.read(given), "u")


def improper(before: str, after: str, function: str, slope: str, *given: str) -> Proof:
    """A range without an end, or with one that the primitive function lacks; the derivative is right."""
    where, lines = Given.read(given), (read(before), read(after))
    proof = Primitive(*lines, where, "u", read(function), replace(SAME))
    try:
        rate, body, inside = slopes(proof)
    except Refused:
        return proof
    assert body == read(slope)
    return replace(proof, proof=find(rate, body, inside))


def series(
    before: str, after: str, row: str, argument: str, shift: int, scale: str, telescope: str, *rest: str
) -> Proof:
    """What is said of each summand is proved, if it can be; ``rest`` is what is slow, and the givens."""
    slow, where = (read(rest[0]) if rest and rest[0] else None), Given.read(rest[1:])
    forms = read(argument), shift, read(scale), read(telescope)
    proof = Series(read(before), read(after), where, "u", row, *forms, replace(SAME), slow)
    try:
        stages = infinite_sums.stages(proof)
        step, share = (None if stage is None else find(*stage) for stage in stages)
    except (Refused, NoCertificate, KeyError):
        return proof
    return replace(proof, step=step or proof.step, share=share)


def binomial(before: str, after: str, first: str, second: str, weights: str, *given: str) -> Proof:
    rows = tuple(read(each) for each in weights.split())
    proof = Binomial(read(before), read(after), Given.read(given), "u", read(first), read(second), rows, replace(SAME))
    try:
        return replace(proof, step=find(*binomials.stage(proof)))
    except (Refused, NoCertificate):
        return proof


def combined(before: str, after: str, scales: str, parts: tuple[str, ...], *given: str) -> Combined:
    """What is said of the bodies is proved, if it can be."""
    pairs = tuple(zip(map(read, scales.split()), map(read, parts), strict=True))
    proof = Combined(read(before), read(after), Given.read(given), "u", pairs, replace(SAME))
    try:
        return replace(proof, proof=find(*moves.stage(proof)))
    except (Refused, NoCertificate):
        return proof


def taken_apart(before: str, scales: str, parts: tuple[str, ...], *given: str) -> Proof:
    """A sum that is defined, in place of which parts are put that may not be."""
    pairs = tuple(zip(map(read, scales.split()), map(read, parts), strict=True))
    head = "Product" if before.startswith("Product") else "Sum"
    lemma = replace(combined(before, before, scales, parts, *given), after=moves.combination(head, pairs))
    lines = read(before), read("x")
    return Rewritten(*lines, lemma.given, lemma.before, lemma.after, lemma, replace(SAME))


def joined(before: str, after: str, end: str, start: str, *given: str) -> Proof:
    where = Given.read(given)
    try:
        place = find(read(end), read(start), where)
    except NoCertificate:
        place = replace(SAME)
    return Joined(read(before), read(after), where, place)


def proved_or_not(before: Term, after: Term, given: Given) -> Proof:
    """A proof, or one of something else."""
    try:
        return find(before, after, given)
    except NoCertificate:
        return replace(SAME)


def near(before: str, after: str, above: str, below: str, order: int, scale: str, *given: str) -> Proof:
    """A limit at a number, with the proofs that there are; what is said about derivatives may be wrong."""
    where, empty = Given.read(given), replace(SAME)
    lines, forms = (read(before), read(after)), (read(above), read(below))
    proof = Nearby(*lines, where, "u", *forms, empty, ((empty, empty),) * order, read(scale), empty)
    try:
        place, stage = nearby.place_of(lines[0], where), nearby.stage(proof)
        proof = replace(proof, step=proved_or_not(*stage))
        rows = [nearby.derivatives(each, "u", order, stage[2]) for each in forms]
    except Refused:
        return proof
    above_there, below_there = ([substitute(each, {"u": place}) for each in row] for row in rows)
    pairs = zip(above_there[:order], below_there[:order], strict=True)
    zeros = tuple((proved_or_not(one, ZERO, where), proved_or_not(two, ZERO, where)) for one, two in pairs)
    last = proved_or_not(below_there[order], proof.scale, where)
    return replace(proof, zeros=zeros, last=last)


def turned(before: str, after: str, *given: str) -> Proof:
    return Turned(read(before), read(after), Given.read(given))


def empty(before: str, after: str, high: str, last: str, *given: str) -> Proof:
    where = Given.read(given)
    try:
        proof = find(read(high), read(last), where)
    except NoCertificate:
        proof = replace(SAME)
    return Empty(read(before), read(after), where, proof)


def beside(before: str, after: str, form: str, *given: str, up: bool = True, end: str | None = None) -> Proof:
    """What is said of the function on one side is proved, if it can be."""
    where, last = Given.read(given), None if end is None else read(end)
    proof = Beside(read(before), read(after), where, "u", up, last, read(form), replace(SAME))
    try:
        return replace(proof, proof=proved_or_not(*rates.beside(proof)))
    except Refused:
        return proof


def derived(before: str, after: str, *given: str) -> Proof:
    proof = Derived(read(before), read(after), Given.read(given), replace(SAME))
    try:
        return replace(proof, proof=proved_or_not(*rates.bodies(proof)))
    except Refused:
        return proof


def leibniz(before: str, after: str, *given: str) -> Proof:
    return Leibniz(read(before), read(after), Given.read(given), "u")


def termwise(before: str, after: str, *given: str) -> Termwise:
    return Termwise(read(before), read(after), Given.read(given), "u")


def put_termwise(before: str, after: str) -> Proof:
    """A sum of derivatives, which may not exist, in place of the derivative of a sum."""
    lemma = termwise(before, after)
    return Rewritten(lemma.before, read("x"), lemma.given, lemma.before, lemma.after, lemma, replace(SAME))


def mirrored(before: str, after: str, *given: str) -> Proof:
    return Mirrored(read(before), read(after), Given.read(given))


def without_points(relation: str, *given: str) -> Proof:
    left, head, right = relation.split(" ")
    claimed = App(head, (read(left), read(right)))
    empty = (NOTHING, NOTHING), (), ()
    return Certificate(read("x"), read("x + 1"), Given.read(given), 2, (), (), *empty, vacuous=claimed)


def cases(left: str, heads: tuple[str, ...], *given: str) -> Proof:
    """The case of equality is left out."""
    before, after, where, zero = read("x/x + y/y"), read("2"), Given.read(given), read(left)
    inside = [where.with_relation(App(head, (zero, ZERO))) for head in heads]
    branches = tuple((head, find(before, after, each)) for head, each in zip(heads, inside, strict=True) if each)
    return Cases(before, after, where, zero, ZERO, branches)


def alike(before: str, after: str, *given: str) -> Proof:
    return Alike(read(before), read(after), Given.read(given))


@pytest.mark.parametrize(
    ("forgery", "reason"),
    [
        (zero_over_zero(), "a denominator in exp may be zero"),
        (zero_over_what_may_be_zero(), "a denominator in exp may be zero"),
        (positive_over_i(), "the sign of something else"),
        (given_over_i(), "not the given difference"),
        (divided_by_what_may_be_zero(), "one over what may be 0"),
        (cases_that_leave_out_a_point(), "a case of what may be undefined"),
        # the chain breaks at n = 3
        (induction("Sum(1, (k, 1, n))", "n + abs(n - 3)/(n - 3) + 1"), "may not be defined before"),
        (induction("Sum(0, (k, 1, n))", "log((n - 3)^2)/log((n - 3)^2) - 1"), "may not be defined before"),
        # the shorter sum is empty later than where the induction starts
        (induction("Sum(1, (k, 1, n))", "Sum(1, (k, 5, n)) + 4", symbols=("S", "T")), "may not be defined"),
        (induction("Sum(1, (k, 1, n))", "n", low="0"), "a sum that may not be defined"),
        (induction("Sum(1, (k, 1, n))", "n", low="2"), "no sum that begins there"),
        (induction("Sum(1, (k, 1, n))", "n", symbols=("n",)), "names that are taken"),
        (induction("Sum(k/n, (k, 1, n))", "n"), "a sum of what depends on its upper bound"),
        (induction("Sum(1, (k, 1, n))", "n"), "not the start, or not the step"),
        # the form has no value at 0, where the part has one
        (rewritten("0^abs(x)", "0", "abs(x)", "x^2/abs(x)"), "a form that may not be defined"),
        (rewritten("0^abs(x)", "0", "abs(x)", "x^2/abs(x)", wide=False), "a form that may not be defined"),
        # what holds at a place says nothing about a derivative there, or about a bound variable
        (rewritten("diff(x^2, x)", "0", "x^2", "1", "x = 1", wide=False), "not the lines with that form"),
        (rewritten("Sum(x^2, (x, 1, n))", "Sum(1, (x, 1, n))", "x^2", "1", "x = 1", wide=False), "not the lines"),
        (inside("Sum(1, (k, 1, n))", "Sum(1, (k, 0, n))", "1", "1"), "different ranges"),
        (inside("Sum(k, (k, 1, n))", "Sum(1, (k, 1, n))", "1", "1"), "other bodies"),
        (inside("Integral(x, (x, 0, y))", "Integral(1, (x, 0, y))", "1", "1", "y complex"), "complex bounds"),
        # -1/t has no value at 0, sign(t) jumps there; so does log(t^2 - 1) at 1, and atan(1/t) at 0
        (primitive("Integral(1/t^2, (t, -1, 1))", "-1", "1", "-1/u", "1/u^2"), "may have no value"),
        (primitive("Integral(0*t, (t, -1, 1))", "-1", "1", "sign(u)", "0*u"), "may jump"),
        (primitive("Integral(2*t/(t^2 - 1), (t, 0, 2))", "0", "2", "log(u^2 - 1)", "2*u/(u^2 - 1)"), "no value"),
        (primitive("Integral(-1/(t^2 + 1), (t, -1, 1))", "-1", "1", "atan(1/u)", "-1/(u^2 + 1)"), "may have no value"),
        (primitive("Integral(x^(-2), (x, a, b))", "a", "b", "-1/u", "u^(-2)"), "may have no value"),
        # limits that depend on a sign, that are infinite, that oscillate, that are lost in cancellation, that are others
        (tends("Limit(exp(a*x), x, oo)", "0"), "none that is seen"),
        (tends("Limit(exp(a*x), x, oo)", "0", "a > 0"), "none that is seen"),
        (tends("Limit(atan(a*x), x, oo)", "pi/2"), "none that is seen"),
        (tends("Limit(atan(a*x), x, oo)", "pi/2", "a < 0"), "another limit"),
        (tends("Limit(x^a, x, oo)", "0"), "none that is seen"),
        (tends("Limit(exp(z*x), x, oo)", "0", "z complex"), "none that is seen"),
        (tends("Limit(1/(a*x + 1), x, oo)", "0"), "none that is seen"),
        (tends("Limit(sqrt(a*x^2)/x, x, oo)", "sqrt(a)"), "none that is seen"),
        (tends("Limit((x + a)/(b*x + 1), x, oo)", "1/b"), "none that is seen"),
        (tends("Limit(sin(x)/x, x, oo)", "0"), "none that is seen"),
        (tends("Limit(x*(1 + 1/x) - x, x, oo)", "0"), "none that is seen"),
        (tends("Limit(x/(x + 1), x, oo)", "2"), "another limit"),
        (tends("Limit(tanh(x), x, -oo)", "1"), "another limit"),
        (tends("Limit(x/(x + 1), x, 0)", "1"), "no limit at infinity"),
        (tends("Limit(u/(x + 1), x, oo)", "0"), "names that are taken"),
        (tends("Sum(1/2^x, (x, 0, oo))", "0"), "no limit at infinity"),
        # sums of which the telescope tends to nothing, jumps over a pole, or is multiplied by what grows
        (series("Sum(1, (k, 0, oo))", "-0", "", "0", 0, "0", "u"), "isn't seen to tend"),
        (series("Sum(2^k, (k, 0, oo))", "-2^0", "", "0", 0, "0", "2^u"), "isn't seen to tend"),
        (series("Sum(q^k, (k, 0, oo))", "-(-q^0/(1 - q))", "", "0", 0, "0", "-q^u/(1 - q)"), "isn't seen to tend"),
        (series("Sum(1/k - 1/(k + 1), (k, 1, oo))", "1/1", "", "0", 0, "0", "-1/u", "-u - 1"), "isn't seen to tend"),
        (series("Sum(1/k^2, (k, 1, oo))", "pi^2/6", "zeta 2", "0", 0, "1", "0"), "another sum"),
        (series("Sum(1/k^2, (k, 2, oo))", "1*(pi^2/6) - 0", "zeta 2", "0", 0, "1", "0"), "another sum"),
        (series("Sum(1/(k + 1)^2, (k, 0, oo))", "1*(pi^2/6) + -0", "zeta 2", "0", 0, "1", "0"), "not each summand"),
        (
            series("Sum(1/k^2, (k, -1, oo))", "1*(pi^2/6) + -0", "zeta 2", "0", 0, "1", "0"),
            "a known sum from that place on",
        ),
        (series("Sum(0*k, (k, -1, oo))", "0*(pi^2/6) + -0", "zeta 2", "0", 0, "0", "0"), "may have no value"),
        (
            series("Sum(0*k, (k, 0, oo))", "-(1/(0 - 3) - 1/(0 - 3))", "", "0", 0, "0", "1/(u - 3) - 1/(u - 3)"),
            "no value",
        ),
        (series("Sum(x^k/factorial(k), (k, 1, oo))", "1*exp(x) + -0", "exp", "x", 0, "1", "0"), "another sum"),
        (series("Sum(x^k/factorial(k), (k, 0, oo))", "u*exp(x) + -0", "exp", "x", 0, "u", "0"), "names that are taken"),
        (series("Sum(1/k^2, (k, 1, n))", "1*(pi^2/6) + -0", "zeta 2", "0", 0, "1", "0"), "no infinite sum"),
        (series("Sum(1/k, (k, 1, oo))", "1*2 + -0", "harmonic", "0", 0, "1", "0"), "a sum that isn't known"),
        (series("Sum(1/k, (k, 1, oo))", "0 + -0", "", "0", 0, "1", "0"), "a sum that isn't known"),
        # at n = -1 the sum is 0 and has no summand; and it isn't one of other bounds, bases or weights
        (binomial("Sum(binomial(n, k), (k, 0, n))", "2^n", "1", "1", "1", "n integer"), "may be negative"),
        (binomial("Sum(binomial(n, k), (k, 0, n))", "2^n", "1", "1", "1", "n >= 0"), "no whole number"),
        (binomial("Sum(binomial(n, k), (k, 1, n))", "2^n", "1", "1", "1", "n integer", "n >= 0"), "no sum from 0"),
        (binomial("Sum(binomial(n, k), (k, 0, m))", "2^m", "1", "1", "1", "m integer", "m >= 0"), "not each summand"),
        (binomial("Sum(binomial(n, k), (k, 0, n))", "3^n", "1", "1", "1", "n integer", "n >= 0"), "another sum"),
        (binomial("Sum(k*binomial(n, k), (k, 0, n))", "2^n", "1", "1", "1", "n integer", "n >= 0"), "not each summand"),
        (binomial("Sum(u^k*binomial(n, k), (k, 0, n))", "2^n", "u", "1", "1", "n integer", "n >= 0"), "taken"),
        (binomial("Sum(0*binomial(n, k), (k, 0, n))", "0", "1", "1", "0", "n integer", "n >= 0"), "no weights"),
        # integrals that diverge, or have a pole, or run the other way
        (improper("Integral(exp(-a*t), (t, 0, oo))", "0 - -exp(-a*0)/a", "-exp(-a*u)/a", "exp(-a*u)"), "not the diff"),
        (improper("Integral(1/t, (t, 1, oo))", "0 - log(1)", "log(u)", "1/u"), "not the difference"),
        (improper("Integral(1/t^2, (t, -oo, oo))", "-0 - -0", "-1/u", "1/u^2"), "not the difference"),
        (improper("Integral(1/t^2, (t, -oo, oo))", "0 - 0", "-1/u", "1/u^2"), "may have no value"),
        (improper("Integral(1/t^2, (t, -1, oo))", "0 - -1/(-1)", "-1/u", "1/u^2"), "may have no value"),
        (improper("Integral(exp(-t), (t, oo, 0))", "1", "-exp(-u)", "exp(-u)"), "may not be real"),
        (improper("Integral(exp(-t), (t, -oo, -oo))", "0", "-exp(-u)", "exp(-u)"), "may not be real"),
        (improper("Integral(t^s, (t, 0, 1))", "1/(s + 1) - 0", "u^(s + 1)/(s + 1)", "u^s"), "not the difference"),
        (improper("Integral(1/t, (t, 0, 1))", "log(1) - 0", "log(u)", "1/u"), "not the difference"),
        # limits of what jumps, has a corner or a pole, oscillates, or crosses a cut; at no real place
        (near("Limit(abs(x)/x, x, 0)", "1", "abs(u)", "u", 1, "1"), "a derivative that may have no value"),
        (near("Limit(sign(x), x, 0)", "0", "sign(u)", "1", 0, "1"), "may jump"),
        (near("Limit(floor(x), x, 1)", "1", "floor(u)", "1", 0, "1"), "may jump"),
        (near("Limit(0^x, x, 0)", "1", "0^u", "1", 0, "1"), "may jump"),
        (near("Limit(sin(1/x), x, 0)", "0", "sin(1/u)", "1", 0, "1"), "may have no value"),
        (near("Limit(log(-1 + I*x), x, 0)", "pi*I", "log(-1 + I*u)", "1", 0, "1"), "may jump"),
        (near("Limit(sqrt(-1 + I*x), x, 0)", "I", "sqrt(-1 + I*u)", "1", 0, "1"), "may jump"),
        (near("Limit(sqrt(x)/x, x, 0)", "1/2", "sqrt(u)", "u", 1, "1"), "may have no value"),
        (near("Limit(1/x, x, 0)", "1", "1", "u", 1, "1"), "what may not be 0"),
        (near("Limit(x/x^2, x, 0)", "0", "u", "u^2", 2, "2"), "what may not be 0"),
        (near("Limit(x/x^2, x, 0)", "1/2", "u", "u^2", 1, "2"), "another scale"),
        (near("Limit(x^2/x, x, 0)", "1", "u^2", "u", 1, "1"), "another limit"),
        (near("Limit(x/(x + a), x, 0)", "1/1", "u", "u + a", 1, "1"), "what may not be 0"),
        (near("Limit(x, x, 0)", "0/1", "2*u", "1", 0, "1"), "another quotient"),
        (near("Limit(x, x, z)", "z/1", "u", "1", 0, "1", "z complex"), "no real place"),
        (near("Limit(1/x, x, oo)", "0/1", "0", "1", 0, "1"), "no real place"),
        (near("Limit(u*x, x, 1)", "1/1", "u*u", "1", 0, "1"), "names that are taken"),
        (near("Sum(x, (x, 1, 2))", "2/1", "u", "1", 0, "1"), "no limit"),
        # another side, or not up to the place; forms that jump, or have no derivative there; other symbols
        (beside("Subs(diff(x*abs(x) + x, x), x, 0)", "1", "u^2 + u"), "another derivative"),
        (beside("Subs(diff(x*abs(x), x), x, 1)", "-2*1", "-u^2"), "another function beside the place"),
        (beside("Subs(diff(x*abs(x), x), x, 0)", "2*0", "u^2", up=False), "another function beside the place"),
        (beside("Subs(diff(abs(x - 1), x), x, 1)", "-1", "1 - u", end="0"), "an end on the other side"),
        (beside("Subs(diff(abs(x - 1), x), x, 1)", "-1", "1 - u", end="1"), "an end on the other side"),
        (beside("Subs(diff(abs(x), x), x, a)", "1", "u", up=False, end="0"), "an end on the other side"),
        (beside("Subs(diff(x^2, x), x, 0)", "0", "u^2", end="u + 1"), "an end that isn't constant"),
        (beside("Subs(diff(sign(x), x), x, 0)", "0/0", "sign(u)"), "may jump"),
        (beside("Subs(diff(sqrt(x), x), x, 0)", "0", "sqrt(u)"), "may have no value"),
        (beside("Subs(diff(x, x), x, z)", "1", "u", "z complex"), "no real place"),
        (beside("Subs(diff(x, x), x, oo)", "1", "u"), "no real place"),
        (beside("Subs(diff(f(x, t), t), x, 0)", "1", "u"), "another symbol"),
        (beside("Subs(f(x), x, 0)", "f(0)", "f(u)"), "no derivative"),
        (beside("Subs(diff(u*x, x), x, 1)", "1", "u*u"), "names that are taken"),
        # equal at a point, or on a half line with its end; another derivative
        (derived("diff(x^2, x)", "diff(x, x)", "x = 1"), "other functions"),
        (derived("diff(abs(x)*x, x, 2)", "diff(x^2, x, 2)", "x >= 0"), "other functions"),
        (derived("diff(floor(x)*x, x)", "diff(x, x)", "floor(x) = 1"), "other functions"),
        (derived("diff(x^2, x)", "diff(x^2, x, 2)"), "other derivatives"),
        (derived("diff(x*y, x)", "diff(x*y, y)"), "other derivatives"),
        (derived("diff((-1)^(2*n), n)", "diff(1, n)", "n integer"), "other derivatives"),
        # bodies with poles, corners and jumps in the range, or in the derivative alone; ranges without an end
        (leibniz("diff(Integral(1/(t - x), (t, 0, 1)), x)", "Integral(diff(1/(u - x), x), (u, 0, 1))"), "no value"),
        (leibniz("diff(Integral(x + 1/t, (t, -1, 1)), x)", "Integral(diff(x + 1/u, x), (u, -1, 1))"), "no value"),
        (leibniz("diff(Integral(abs(t - x), (t, 0, 1)), x)", "Integral(diff(abs(u - x), x), (u, 0, 1))"), "no value"),
        (leibniz("diff(Integral(sign(t - x), (t, 0, 1)), x)", "Integral(diff(sign(u - x), x), (u, 0, 1))"), "jump"),
        (leibniz("diff(Integral(exp(-x*t), (t, 0, oo)), x)", "Integral(diff(exp(-x*u), x), (u, 0, oo))"), "an end"),
        (leibniz("diff(Integral(1, (t, x, x)), x)", "1*diff(x, x) + 1*diff(x, x)"), "another derivative"),
        (leibniz("diff(Integral(1, (t, x, 0)), x)", "1*diff(x, x)"), "another derivative"),
        (leibniz("diff(Integral(t, (t, 0, abs(x))), x)", "abs(x)*diff(abs(x), x)"), "bound that may have no value"),
        (leibniz("diff(Integral(t, (t, 0, sqrt(x))), x)", "sqrt(x)*diff(sqrt(x), x)", "x >= 0"), "may not be real"),
        (leibniz("diff(Integral(t, (t, 0, x)), x)", "x*diff(x, x)", "x complex"), "no derivative of an integral"),
        (leibniz("diff(Integral(u*x, (t, 0, 1)), x)", "Integral(diff(u*x, x), (u, 0, 1))"), "names that are taken"),
        (leibniz("diff(Integral(f(x), (x, 0, 1)), x)", "Integral(diff(f(u), x), (u, 0, 1))"), "another derivative"),
        # sums without an end, of a number of terms that changes, or of what has corners; products
        (termwise("diff(Sum(x^k, (k, 0, oo)), x)", "Sum(diff(x^u, x), (u, 0, oo))"), "a range that moves"),
        (termwise("diff(Sum(k, (k, 1, x)), x)", "Sum(diff(u, x), (u, 1, x))"), "a range that moves"),
        (termwise("diff(Product(x, (k, 1, n)), x)", "Product(diff(x, x), (u, 1, n))"), "no derivative of a sum"),
        (termwise("diff(Sum(x*u, (k, 1, n)), x)", "Sum(diff(x*u, x), (u, 1, n))"), "names that are taken"),
        (
            put_termwise("diff(Sum(abs(x)*(-1)^k, (k, 0, n)), x)", "Sum(diff(abs(x)*(-1)^u, x), (u, 0, n))"),
            "may not be defined",
        ),
        # what is given may hold; a case that has points
        (without_points("x > 0", "x > 0"), "a given relation that may hold"),
        (without_points("abs(x)+1 > 0", "abs(x) + 1 > 0"), "a given relation that may hold"),
        (without_points("f(0) > 0", "f(0) > 0"), "a given relation that may hold"),
        (without_points("sin(1) > 0", "sin(1) > 0"), "a given relation that may hold"),
        (without_points("0 > 1"), "nothing that makes the lines undefined"),
        (cases("x", ("!=",)), "no case ="),
        (cases("x", ("<", ">")), "no case ="),
        (cases("x", ("!=",), "acot(x) > 0"), "no case ="),
        # on a cut, or maybe; other arguments, and functions that may not be real at real places
        (mirrored("conjugate(sqrt(z))", "sqrt(conjugate(z))", "z complex"), "maybe on a cut"),
        (mirrored("conjugate(sqrt(z))", "sqrt(conjugate(z))", "z complex", "re(z) >= 0"), "maybe on a cut"),
        (mirrored("conjugate(log(x))", "log(conjugate(x))"), "maybe on a cut"),
        (mirrored("conjugate(z^(1/3))", "conjugate(z)^(1/3)", "z complex", "re(z) < 0"), "a cut"),
        (mirrored("conjugate(z^x)", "conjugate(z)^x", "z complex", "im(z) > 0"), "no number"),
        (mirrored("conjugate(asin(z))", "asin(conjugate(z))", "z complex", "re(z) > 0"), "maybe on a cut"),
        (mirrored("conjugate(atan(z))", "atan(conjugate(z))", "z complex", "im(z) > 0"), "maybe on a cut"),
        (mirrored("conjugate(acosh(z))", "acosh(conjugate(z))", "z complex", "re(z) > 0"), "maybe on a cut"),
        (mirrored("conjugate(exp(z))", "exp(z)", "z complex"), "another conjugate"),
        (mirrored("conjugate(f(z))", "f(conjugate(z))", "z complex"), "maybe on a cut"),
        (mirrored("conjugate(log(z, w))", "log(conjugate(z), conjugate(w))", "z complex", "w complex"), "on a cut"),
        (mirrored("exp(conjugate(z))", "exp(conjugate(z))", "z complex"), "no conjugate of a function"),
        # not the same up to order
        (alike("x - y", "y - x"), "not the same"),
        (alike("x^y", "y^x"), "not the same"),
        (alike("x*x", "x"), "not the same"),
        (alike("x*x^(-1)", "1"), "not the same"),
        (alike("x*x^(-2)", "x^(-1)"), "not the same"),
        (alike("x*x^(1/2)", "x^(3/2)"), "not the same"),
        (alike("x*x^0", "x"), "not the same"),
        (alike("x*x^y", "x^(y + 1)"), "not the same"),
        (alike("(x^2)^3", "x^6"), "not the same"),
        (alike("max(x, y)", "min(x, y)"), "not the same"),
        (alike("max(x, min(y, z))", "min(max(x, y), z)"), "not the same"),
        (alike("diff(diff(f(x), x), x)", "diff(f(x), x)"), "not the same"),
        (alike("diff(diff(h(x, y), x), y)", "diff(h(x, y), x, 2)"), "not the same"),
        (alike("Sum(f(k), (k, 1, n))", "Sum(f(k), (k, n, 1))"), "not the same"),
        (alike("Piecewise((1, x > 0), (2, x < 1))", "Piecewise((2, x < 1), (1, x > 0))"), "not the same"),
        # a scale that is bound, another range or exponent, a body with another value, bounds that aren't real
        (combined("Sum(k*f(k), (k, 1, n))", "k*Sum(f(k), (k, 1, n))", "k", ("Sum(f(k), (k, 1, n))",)), "other bodies"),
        (combined("Sum(u*f(k), (k, 1, n))", "u*Sum(f(k), (k, 1, n))", "u", ("Sum(f(k), (k, 1, n))",)), "taken"),
        (combined("Sum(2*f(k), (k, 1, n))", "2*Sum(f(k), (k, 0, n))", "2", ("Sum(f(k), (k, 0, n))",)), "another range"),
        (combined("Sum(2*f(k), (k, 1, n))", "3*Sum(f(k), (k, 1, n))", "3", ("Sum(f(k), (k, 1, n))",)), "other bodies"),
        (combined("Sum(2*f(k), (k, 1, n))", "3*Sum(f(k), (k, 1, n))", "2", ("Sum(f(k), (k, 1, n))",)), "another comb"),
        (combined("Sum(f(k)*g(k), (k, 1, n))", "Sum(f(k), (k, 1, n))", "", ()), "another combination"),
        (
            combined("Sum(abs(f(k)), (k, 1, n))", "1*Sum(f(k), (k, 1, n))", "1", ("Sum(f(k), (k, 1, n))",)),
            "another combination",
        ),
        (
            combined("Product(2*k, (k, 1, n))", "2*Product(k, (k, 1, n))", "2", ("Product(k, (k, 1, n))",)),
            "combination",
        ),
        (
            combined("Product(x, (k, 1, 2))", "Product(x^2, (k, 1, 2))^(1/2)", "1/2", ("Product(x^2, (k, 1, 2))",)),
            "no whole exponent",
        ),
        (
            combined("Product(k^2, (k, 1, oo))", "Product(k, (k, 1, oo))^2", "2", ("Product(k, (k, 1, oo))",)),
            "without an end",
        ),
        (
            combined(
                "Integral(2*t, (t, 0, z))", "2*Integral(t, (t, 0, z))", "2", ("Integral(t, (t, 0, z))",), "z complex"
            ),
            "complex bounds",
        ),
        (combined("Limit(2*t, t, a)", "2*Limit(t, t, b)", "2", ("Limit(t, t, b)",)), "another range"),
        (combined("Limit(2*t, t, z)", "2*Limit(t, t, z)", "2", ("Limit(t, t, z)",), "z complex"), "complex bounds"),
        # sums that diverge, where their sum doesn't, or has a scale that may be 0; summands without a value
        (
            taken_apart(
                "Sum(1/k - 1/(k + 1), (k, 1, oo))", "1 -1", ("Sum(1/k, (k, 1, oo))", "Sum(1/(k + 1), (k, 1, oo))")
            ),
            "may not be defined",
        ),
        (taken_apart("Sum(a/k, (k, 1, oo))", "a", ("Sum(1/k, (k, 1, oo))",)), "may not be defined"),
        (
            taken_apart("Sum(0*k, (k, 1, n))", "1 -1", ("Sum(1/(k - 3), (k, 1, n))", "Sum(1/(k - 3), (k, 1, n))")),
            "may not be defined",
        ),
        (
            taken_apart("Integral(0*t, (t, 0, 1))", "1 -1", ("Integral(1/t, (t, 0, 1))", "Integral(1/t, (t, 0, 1))")),
            "may not be defined",
        ),
        # ranges with a gap, or that share a place, or meet at infinity or off the real line; other bodies
        (joined("Sum(f(k), (k, 1, m))", "Sum(f(k), (k, 1, n)) + Sum(f(k), (k, n, m))", "n + 1", "n"), "a gap"),
        (joined("Sum(f(k), (k, 1, m))", "Sum(f(k), (k, 1, n)) + Sum(f(k), (k, n + 2, m))", "n", "n"), "a gap"),
        (joined("Sum(f(k), (k, 1, m))", "Sum(f(k), (k, 1, n)) + Sum(g(k), (k, n + 1, m))", "n", "n"), "another body"),
        (joined("Sum(f(k), (k, 1, m))", "Sum(f(k), (k, 2, n)) + Sum(f(k), (k, n + 1, m))", "n", "n"), "or range"),
        (joined("Sum(k, (k, 1, m))", "Sum(k, (k, 1, n)) + Sum(n, (n, n + 1, m))", "n + 1", "n"), "a gap"),
        (
            joined("Product(f(k), (k, 1, m))", "Product(f(k), (k, 1, n)) + Product(f(k), (k, n + 1, m))", "n", "n"),
            "two of a kind",
        ),
        (joined("Sum(0, (k, 1, 2))", "Sum(0, (k, 1, oo)) + Sum(0, (k, oo + 1, 2))", "0", "0"), "from an infinity"),
        (joined("Integral(t, (t, 0, 1))", "Integral(t, (t, 0, c)) + Integral(t, (t, d, 1))", "c", "d"), "a gap"),
        (
            joined("Integral(t, (t, 0, 1))", "Integral(t, (t, 0, c)) + Integral(t, (t, c, 1))", "c", "c", "c complex"),
            "complex bounds",
        ),
        (joined("Limit(t, t, 1)", "t + t", "t", "t"), "no sum, product or integral"),
        (turned("Integral(f(t), (t, a, b))", "Integral(f(t), (t, b, a))"), "not the integral back"),
        (turned("Integral(f(t), (t, a, b))", "-Integral(f(a), (t, b, a))"), "not the integral back"),
        (turned("Integral(t*a, (t, a, b))", "-Integral(a*a, (a, b, a))"), "not the integral back"),
        (turned("Integral(t, (t, 0, z))", "-Integral(t, (t, z, 0))", "z complex"), "no integral between places"),
        (turned("Sum(f(k), (k, 1, n))", "-Sum(f(k), (k, n, 1))"), "no integral"),
        # a range that may have places, or begins at an infinity
        (empty("Sum(f(k), (k, 1, n))", "0", "n", "0"), "maybe not empty"),
        (empty("Sum(f(k), (k, n, n))", "0", "n", "n"), "maybe not empty"),
        (empty("Product(f(k), (k, n, n - 1))", "0", "n - 1", "n + (-1)"), "not what is empty"),
        (empty("Integral(f(t), (t, a, b))", "0", "b", "a"), "maybe not empty"),
        (empty("Integral(f(t), (t, oo, oo))", "0", "1", "1"), "no finite place"),
        (empty("Integral(f(t), (t, z, z))", "0", "z", "z", "z complex"), "no finite place"),
        (empty("Limit(f(t), t, a)", "0", "a", "a"), "no sum, product or integral"),
        # (|t| + t)*(2*t - 1) is 0 on a half line, and its quotient with itself says nothing there
        (
            primitive(
                "Integral(0*t, (t, -1, 1))",
                "-1",
                "1",
                "u*0 + abs((u + abs(u))*(2*u - 1))^2 - ((u + abs(u))*(2*u - 1))^2",
                "0*u",
            ),
            "may be undefined on a range",
        ),
    ],
    ids=lambda each: each if isinstance(each, str) else f"{type(each).__name__}",
)
def test_a_forgery_is_refused(forgery: Proof, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        check(forgery)


@pytest.mark.parametrize(
    ("text", "given", "plain_text"),
    [  # what holds at a place, or of another symbol with that name, decides nothing below a derivative
        ("Subs(diff(abs(t), t), t, -1)", "t > 0", "(-1)/abs(-1)"),
        ("diff(abs(x), x)", "x >= 0", "x/abs(x)"),
        ("diff(abs(x), x)", "x > 0", "1"),
        ("diff(abs(x), x)", "floor(x) > 0", "x/abs(x)"),
        ("diff(abs(x), x)", "x*sign(x) > 0", "x/abs(x)"),
        ("diff(abs(x), y)", "y >= 0", "0"),
        ("diff(abs(y)*x, x)", "y >= 0", "y"),
        ("diff(abs(x), x)", "x = 1", "x/abs(x)"),
    ],
)
def test_what_is_given_at_a_place_decides_nothing_near_it(text: str, given: str, plain_text: str) -> None:
    assert plain(core(read(text), Given.read([given]))) == plain_text


def line(*rows: tuple[int | None, int | Fraction]) -> Polynomial:
    """A linear polynomial: generators, or None, and their numbers."""
    return sum_of(*(((((index, 1),) if index is not None else ()), number) for index, number in rows))


def line_of_i(index: int) -> Polynomial:
    """I times a generator."""
    return sum_of((((0, 1), (index, 1)), 1))


Z = replace(X, term=Sym("z"))
ABOVE = Sign(generator(2), False, "given", (0,))  # the first given, x >= 0
BELOW_ONE = Sign(sum_of(((), 1), (((2, 1),), -1)), False, "given", (1,))
SINE_OF_X = (
    X,
    Claim("exp", (over(sum_of((((0, 1), (2, 1)), 1))),), over(sum_of((((3, 1),), 1), (((0, 1), (4, 1)), 1))), "euler"),
    Claim("cos", (over(generator(2)),), over(generator(3)), "circular", (1,)),
    Claim("sin", (over(generator(2)),), over(generator(4)), "circular", (1,)),
    ABOVE,
    Sign(line((1, 1), (2, -1)), False, "given", (1,)),
)
EXP_OF_X = (Claim("exp", (over(generator(2)),), over(generator(3)), "kernel"),)
ATAN_OF_X = (Claim("atan", (over(generator(2)),), over(generator(3)), "kernel"),)
ASIN = Claim("asin", (over(generator(2)),), over(generator(3)), "kernel")
ROOT = Claim("power", (over(sum_of(((), 1), (((2, 2),), -1))), HALF), over(generator(3)), "kernel")
TURNED = sum_of((((3, 1),), 1), (((0, 1), (2, 1)), 1))  # g3 + I*x
SIZE = (X, Claim("abs", (over(generator(2)),), over(generator(3)), "kernel"), Sign((), False, "rows"))


LOG_OF_TURNED = (
    X,
    ROOT,
    Apart(TURNED, sum_of((((3, 1),), 1), (((0, 1), (2, 1)), -1)), ()),
    Claim("log", (over(TURNED),), over(generator(4)), "kernel"),
)
PARTS_OF_ROOT = Claim(
    "power", (over(generator(2)), HALF), over(sum_of((((3, 1),), 1), (((0, 1), (4, 1)), 1))), "cartesian root"
)
NEVER = Sign((), False, "rows")  # 0 is never negative
ROOT_OF_MINUS = Claim("power", (over(line((None, -1))), HALF), over(line((0, -1))), "principal root")
ROOT_OF_SQUARE = Claim("power", (over(generator(2, 2)), HALF), over(generator(2)), "principal root")
N = replace(X, term=Sym("n"))
RECIPROCAL = Claim("1/gamma", (over(generator(2)),), over(generator(3)), "kernel")


def turns(*count: tuple[Monomial, int | Fraction]) -> Claim:
    """``exp(pi*I*count) = 1``."""
    angle = sum_of(*((((0, 1), (1, 1), *monomial), number) for monomial, number in count))
    return Claim("exp", (over(angle),), over(ONE), "period")


LOGGAMMA = Claim("loggamma", (over(generator(2)),), over(generator(3)), "kernel")
LOGGAMMA_NEXT = Claim("loggamma", (over(line((2, 1), (None, 1))),), over(generator(3)), "loggamma shift")
TURNED_LOG = sum_of((((0, 1), (4, 1)), 1))
PART_OF_TURN = Sign(generator(4), False, "arc", (3, 4, 5))  # sin(x) where 0 <= x <= pi
HALF_TURN = Claim("exp", (over(sum_of((((0, 1), (1, 1)), 1))),), over(line((None, -1))), "turn")
WHOLE_TURN = Claim("exp", (over(sum_of((((0, 1), (1, 1)), 2))),), over(ONE), "period")
Y = replace(X, term=Sym("y"), value=over(generator(3)))
FLOOR = Claim("floor", (over(generator(2)),), over(generator(3)), "kernel")
PARTED = Claim("log", (over(generator(2)),), over(sum_of((((3, 1),), 1), (((0, 1), (4, 1)), 1))), "parted log")
FOUR = Sign(line((1, 4)), True, "constant")
# asin(u) = x + I*y where exp(I*x - y) is the generator 4, and abs(x) <= pi/2
STRIP = (
    X,
    Y,
    Claim("exp", (over(sum_of((((0, 1), (2, 1)), 1), (((3, 1),), -1))),), over(generator(4)), "kernel"),
    Sign(line((2, 1), (1, Fraction(1, 2))), False, "given", (0,)),
    Sign(line((2, -1), (1, Fraction(1, 2))), False, "given", (1,)),
)
PRODUCT = sum_of((((2, 1), (3, 1)), 1))
X_OVER = (over(generator(2)),)
OTHER_THAN_0 = (Written(read("x - 0")),)
TWO_TURNS = sum_of((((0, 1), (1, 1)), 2))
SINE_OF_STRIP = sum_of((((0, 1), (4, 2)), Fraction(-1, 2)), (((0, 1),), Fraction(1, 2))), generator(4)


@pytest.mark.parametrize(
    ("given", "steps", "reason"),
    [
        # exp(x) > 1 + x isn't so at 0, exp(x) >= 1 + 2*x isn't near it, and complex numbers have no order
        ((), (X, *EXP_OF_X, Sign(line((3, 1), (None, -1), (2, -1)), True, "exponential", (1,))), "may be 0"),
        ((), (X, *EXP_OF_X, Sign(line((3, 1), (None, -1), (2, -2)), False, "exponential", (1,))), "not that diff"),
        (("z complex",), (Z, *EXP_OF_X, Sign(line((3, 1), (None, -1), (2, -1)), False, "exponential", (1,))), "real"),
        # the cosine is negative after pi/2, the sine before 0
        (
            ("x >= 0", "x <= pi"),
            (*SINE_OF_X, Sign(generator(3), False, "arc", (2, 4, 5))),
            "the sign of something else",
        ),
        (
            ("x >= 0", "x <= pi"),
            (*SINE_OF_X, Sign(generator(4), True, "arc", (3, 4, 5))),
            "may be 0",
        ),
        # asin(x) is not real beyond 1, and pi/2 at 1; atan of complex numbers has no range
        ((), (X, Sign(ONE, True, "rows", (), ((Fraction(1), ONE, ()),)), replace(ASIN, uses=(1,))), "something else"),
        (("x >= 0", "x <= 1"), (X, ABOVE, BELOW_ONE, replace(ASIN, uses=(2,))), "the sign of something else"),
        ((), (X, ASIN, Sign(line((1, 1), (3, -2)), False, "angle", (1,))), "may not be real"),
        ((), (X, ASIN, Sign(generator(3), False, "angle sign", (1, 0))), "not that angle"),
        (("z complex",), (Z, *ATAN_OF_X), "near its poles"),
        # abs(x) - x is 0 on a half line, and abs(x) - 2*x is negative there
        (
            (),
            (*SIZE, Sign(line((3, 1), (2, -1)), True, "root", (1, 2))),
            "may be 0",
        ),
        (
            (),
            (*SIZE, Sign(line((3, 1), (2, -2)), False, "root", (1, 2))),
            "not that difference",
        ),
        (
            (),
            (*SIZE, Sign(line((3, -1), (2, -1)), False, "root", (1, 2))),
            "not that difference",
        ),
        # (-1)^(1/2) = -I, and sqrt(x^2) = x for any x: another root
        ((), (X, NEVER, replace(ROOT_OF_MINUS, uses=(1, 1))), "the sign of something else"),
        ((), (X, NEVER, replace(ROOT_OF_SQUARE, uses=(1,))), "the sign of something else"),
        # a ball keeps no constant from 0 that is 0, and says nothing of a symbol
        ((), (X, Apart((), (), ())), "a constant that may be 0"),
        ((), (X, Apart(generator(2), (), ())), "no constant"),
        # the real part of sqrt(x) is 0 where x is negative; the other root; a root of itself
        ((), (X, PARTS_OF_ROOT, Sign(generator(3), True, "apart", (1,))), "may be 0"),
        ((), (X, replace(PARTS_OF_ROOT, value=over(line((3, 1), (0, 1))))), "not a "),
        ((), (X, replace(PARTS_OF_ROOT, args=(over(generator(4)), HALF))), "more than real parts"),
        ((), (X, POSITIVE, replace(PARTS_OF_ROOT, uses=(1,))), "the sign of something else"),
        # half a turn: where n is odd, where n^2 + 1 is; of no integer, and of a half
        (("n integer",), (N, turns((((2, 1),), 1))), "half a turn"),
        (("n integer",), (N, turns((((2, 2),), 1), ((), 1))), "half a turn"),
        (("n integer",), (N, turns((((2, 2),), Fraction(1, 2)), (((2, 1),), Fraction(1, 2)))), "not a whole turn"),
        ((), (X, turns((((2, 1),), 2))), "not a whole turn"),
        # 1/gamma is 0 at some integers
        (
            ("n integer",),
            (N, RECIPROCAL, Sign(generator(3), True, "rows", (), ((Fraction(1), ONE, ((1, 1),)),))),
            "a sign that may be 0",
        ),
        # loggamma at 0, and below; without a logarithm; at arguments that are no steps apart
        (("x >= 0",), (X, ABOVE, LOGGAMMA, replace(LOGGAMMA_NEXT, uses=(2, 1))), "may not be positive"),
        (("x > 0",), (X, replace(ABOVE, strict=True), LOGGAMMA, replace(LOGGAMMA_NEXT, uses=(2, 1))), "not each log"),
        ((), (X, NEVER, LOGGAMMA, replace(LOGGAMMA_NEXT, uses=(2, 1))), "the sign of something else"),
        ((), (X, NEVER, LOGGAMMA, replace(LOGGAMMA_NEXT, args=(over(line((2, 2))),), uses=(2, 1))), "differ by an int"),
        # sin(x) says nothing of x without its range, nor where it ends half a turn below; 0 isn't positive; the cosine
        (("x >= 0", "x <= pi"), (*SINE_OF_X, PART_OF_TURN, Sign(generator(2), False, "turn", (1, 6, 4))), "else"),
        (
            ("x >= -pi", "sin(x) >= 0"),
            (
                *SINE_OF_X[:4],
                Sign(line((2, 1), (1, 1)), False, "given", (0,)),
                Sign(generator(4), False, "given", (1,)),
                Sign(generator(2), False, "turn", (1, 5, 4)),
            ),
            "half a turn below",
        ),
        (
            ("x > -pi", "sin(x) >= 0"),
            (
                *SINE_OF_X[:4],
                Sign(line((2, 1), (1, 1)), True, "given", (0,)),
                Sign(generator(4), False, "given", (1,)),
                Sign(generator(2), True, "turn", (1, 5, 4)),
            ),
            "a sign that may be 0",
        ),
        (
            ("x > -pi", "cos(x) >= 0"),
            (
                *SINE_OF_X[:4],
                Sign(line((2, 1), (1, 1)), True, "given", (0,)),
                Sign(generator(3), False, "given", (1,)),
                Sign(generator(2), False, "turn", (1, 5, 4)),
            ),
            "the sign of something else",
        ),
        # asin(sin(x)) where x is up to pi, asin(cos(x)) = x, asin(0) = pi, atan(0) = pi, asin(cosh(y)) = pi/2 + I*y
        (
            ("x >= 0", "x <= pi"),
            (*SINE_OF_X, Claim("asin", (over(generator(4)),), over(generator(2)), "by range", (1, 4, 5))),
            "the sign of something else",
        ),
        (
            ("x >= 0", "x <= pi"),
            (*SINE_OF_X, Claim("asin", (over(generator(3)),), over(generator(2)), "by range", (1, 4, 5))),
            "another sine",
        ),
        (
            (),
            (HALF_TURN, POSITIVE, Claim("asin", (NOTHING,), over(generator(1)), "by range", (0, 1, 1))),
            "the sign of something else",
        ),
        (
            (),
            (WHOLE_TURN, POSITIVE, Claim("atan", (NOTHING,), over(generator(1)), "by range", (0, 1, 1))),
            "the sign of something else",
        ),
        (
            ("x >= -pi/2", "x <= pi/2"),
            (*STRIP, Claim("asin", (SINE_OF_STRIP,), over(line((2, 1)) + line_of_i(3)), "by range", (2, 3, 4))),
            "at an end of the range",
        ),
        # x isn't zero for no reason, nor where x*y is and y may be, nor because it isn't negative, or its conjugate is x
        ((), (X, Zero(generator(2), 1, ONE)), "not zero"),
        ((), (X, Zero(generator(2), 1, ())), "times what may be 0"),
        (("x*y = 0",), (X, Y, Equation(0), Zero(generator(2), 1, generator(3))), "times what may be 0"),
        (("x >= 0",), (X, ABOVE, Zero(generator(2), 1, ONE, (1, 1))), "not these signs"),
        (("x >= 0", "x <= 1"), (X, ABOVE, BELOW_ONE, Zero(generator(2), 1, ONE, (1, 2))), "not these signs"),
        (("z complex",), (Z, Zero(generator(2), 1, ONE)), "more than real parts"),
        (("x*y = 0",), (X, Y, Equation(0), Zero(line((2, 1), (3, 1)), 2, ONE)), "not zero"),
        # x*y >= 0 where y may be 0 says nothing of x, and x*y >= 0 where y > 0 doesn't make x positive
        (
            ("x*y >= 0", "y >= 0"),
            (
                X,
                Y,
                Sign(PRODUCT, False, "given", (0,)),
                Sign(generator(3), False, "given", (1,)),
                Sign(generator(2), False, "quotient", (2, 3)),
            ),
            "not that quotient",
        ),
        (
            ("x*y >= 0", "y > 0"),
            (
                X,
                Y,
                Sign(PRODUCT, False, "given", (0,)),
                Sign(generator(3), True, "given", (1,)),
                Sign(generator(2), True, "quotient", (2, 3)),
            ),
            "a sign that may be 0",
        ),
        (
            ("x*y >= 0", "y > 0"),
            (
                X,
                Y,
                Sign(PRODUCT, False, "given", (0,)),
                Sign(generator(3), True, "given", (1,)),
                Sign(line((2, -1)), False, "quotient", (2, 3)),
            ),
            "not that quotient",
        ),
        # floor(x) = x at integers, is less than x + 1 and more than x - 1, and complex numbers have none
        ((), (X, FLOOR, Sign(line((2, 1), (3, -1)), True, "floor", (1,))), "a sign that may be 0"),
        ((), (X, FLOOR, Sign(line((3, 1), (2, -1)), False, "floor", (1,))), "not that range"),
        ((), (X, FLOOR, Sign(line((2, 1), (3, -1), (None, -1)), False, "floor", (1,))), "not that range"),
        (("z complex",), (Z, FLOOR, Sign(line((2, 1), (3, -1)), False, "floor", (1,))), "may not be real"),
        # floor(1) = 0, floor(0) = 1, floor(1/2) = 1/2, floor(x) = x for 0 <= x <= 1
        ((), (POSITIVE, NEVER, Claim("floor", (over(ONE),), NOTHING, "floor between", (0, 1))), "the next integer"),
        ((), (POSITIVE, Claim("floor", (NOTHING,), over(ONE), "floor between", (0, 0))), "something else"),
        ((), (POSITIVE, NEVER, Claim("floor", (HALF,), HALF, "floor between", (1, 0))), "not an integer"),
        ((), (X, POSITIVE, Claim("floor", X_OVER, over(generator(2)), "floor between", (1, 1))), "not an integer"),
        # the argument of 0, of what may be negative, in half its range, or the other way
        ((), (X, PARTED), "log of what may be 0"),
        (
            ("x != 0",),
            (X, *OTHER_THAN_0, replace(PARTED, value=over(sum_of((((4, 1),), 1), (((0, 1), (3, 1)), 1))))),
            "not l ",
        ),
        ((), (X, replace(PARTED, args=(over(generator(4)),))), "no kernels of a logarithm"),
        (("x != 0",), (X, *OTHER_THAN_0, PARTED, Sign(line((1, 1), (4, -2)), False, "angle", (2,))), "not that range"),
        (("x != 0",), (X, *OTHER_THAN_0, PARTED, Sign(line((1, 1), (4, -1)), True, "angle", (2,))), "may be 0"),
        (
            ("x != 0",),
            (X, *OTHER_THAN_0, PARTED, POSITIVE, Sign(line((1, 1), (4, -2)), False, "half plane", (2, 3))),
            "the sign of something else",
        ),
        (("x != 0",), (X, *OTHER_THAN_0, PARTED, Sign(line((1, 1), (4, -1)), True, "half plane", (2,))), "on the cut"),
        # log(1) = 2*pi*I, and what has no known imaginary part
        (
            (),
            (WHOLE_TURN, FOUR, NEVER, Claim("log", (over(ONE),), over(TWO_TURNS), "whole turn", (0, 1, 2))),
            "maybe a whole turn",
        ),
        (
            ("z complex", "exp(z) = 1"),
            (Z, *EXP_OF_X, Equation(0), FOUR, Claim("log", (over(ONE),), over(generator(2)), "whole turn", (1, 3, 3))),
            "more than real parts",
        ),
        # another branch
        (
            (),
            (*LOG_OF_TURNED, Claim("asin", (over(generator(2)),), over(TURNED_LOG), "as logarithm", (1, 3))),
            "not that angle",
        ),
    ],
)
def test_a_law_is_refused_where_it_does_not_hold(given: tuple[str, ...], steps: tuple[Step, ...], reason: str) -> None:
    certificate = Certificate(read("x"), read("y"), Given.read(given), 8, steps, (), (NOTHING, NOTHING), ONE, ())
    functions = (Sym("y"), 1), (read("exp(z)"), 1), (read("cos(x)"), 2), (read("sin(x)"), 3)
    ledger = Ledger(replace(certificate, terms=((Sym("x"), 0), (Sym("z"), 0), (Sym("n"), 0), *functions)))
    *sound, wrong = steps
    for step in sound:
        accept(ledger, step)
    with pytest.raises(Refused, match=reason):
        accept(ledger, wrong)
