"""Forged proofs by substitution, by convergence, for all values of a part, by a known integral: each is refused.

Each row goes for a law at a place where it doesn't hold; the table says by what it is refused.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from derivex.certificates import generalized, known_integrals, moves, recurrences
from derivex.certificates.binders import still
from derivex.certificates.convergence import implied
from derivex.certificates.data import NoCertificate, Proof, Rewritten
from derivex.certificates.data_ends import Known, Recurrent
from derivex.certificates.data_moves import Combined, Generalized, Narrowed, Picked, Substituted, Turned
from derivex.certificates.finder import find
from derivex.certificates.moves import granted, granted_beside
from derivex.certificates.picked import elsewhere
from derivex.certificates.places import parts
from derivex.certificates.quotients import Refused
from derivex.certificates.recheck import check
from derivex.certificates.told import is_nonzero, is_real, signs_of, truth_of
from derivex.errors import BadGiven
from derivex.given import Given
from derivex.notation.plain import read
from derivex.notation.write import plain
from derivex.term import ONE, Term

SAME = Turned(ONE, ONE, Given())  # shows nothing


def proved_or_not(before: Term, after: Term, given: Given) -> Proof:
    try:
        return find(before, after, given)
    except (NoCertificate, BadGiven):
        return SAME


def substituted(before: str, after: str, slope: str, rise: str, *given: str, turned: bool = False) -> Proof:
    """What has to be said is proved, if it can be."""
    where = Given.read(given)
    proof = Substituted(read(before), read(after), where, "u", read(slope), read(rise), turned, SAME, SAME, SAME)
    try:
        body, low, high = (proved_or_not(*each) for each in moves.obligations(proof))
    except Refused:
        return proof
    return replace(proof, proof=body, low=low, high=high)


def picking(before: str, after: str, place: str, *given: str, rest: str = "0") -> Proof:
    proof = Picked(read(before), read(after), Given.read(given), "u", read(place), read(rest), SAME)
    try:
        return replace(proof, proof=proved_or_not(*elsewhere(proof)))
    except Refused:
        return proof


def following(before: str, after: str, coefficients: tuple[str, ...], scale: str, *given: str) -> Proof:
    known = tuple(map(read, coefficients))
    proof = Recurrent(read(before), read(after), Given.read(given), "u", known, read(scale), SAME, SAME)
    try:
        step, whole = (proved_or_not(*each) for each in recurrences.stages(proof))
    except Refused:
        return proof
    return replace(proof, step=step, whole=whole)


def narrowed(before: str, after: str, part: str, relation: str, *given: str) -> Proof:
    where, (more,) = Given.read(given), Given.read([relation]).relations
    inner = where.with_relation(more)
    proof = SAME if inner is None else proved_or_not(read(before), read(after), inner)
    return Narrowed(read(before), read(after), where, "u", read(part), more, proof)


def general(
    before: str, after: str, part: str, *given: str, facts: tuple[tuple[str, str], ...] = (), name: str = "u"
) -> Proof:
    known = tuple((head, read(side)) for head, side in facts)
    proof = Generalized(read(before), read(after), Given.read(given), name, read(part), known, SAME)
    try:
        return replace(proof, proof=proved_or_not(*generalized.general(proof)))
    except (Refused, BadGiven):
        return proof


def tabled(before: str, after: str, row: str, exponent: str, rate: str, scale: str = "1", *given: str) -> Proof:
    where = Given.read(given)
    proof = Known(read(before), read(after), where, "u", row, read(exponent), read(rate), read(scale), SAME)
    try:
        return replace(proof, proof=proved_or_not(*known_integrals.body(proof)))
    except Refused:
        return proof


ONE_OF_N = "Sum(f(k)*Piecewise((1, k = j), (0, True)), (k, 1, n))"
IN_RANGE = ("n integer", "j integer", "1 <= j", "j <= n")
X_IS_BIG = ("Integral(exp(a*x), (x, 0, oo))", "-1/a")
FORGED: list[tuple[Proof, str]] = [
    # another body or end, a slope that may be 0 or of either sign, ends the wrong way round, complex places
    (substituted("Integral(f(2*t), (t, 0, 1))", "Integral(f(s), (s, 0, 2))", "1/2", "0"), "other bodies"),
    (substituted("Integral(f(t), (t, 0, 1))", "Integral(f(s), (s, 0, 2))", "1", "0"), "other bodies, or other ends"),
    (substituted("Integral(f(t), (t, a, b))", "Integral(-f(-s), (s, a, b))", "-1", "0"), "other ends"),
    (substituted("Integral(f(t), (t, a, b))", "Integral(f(-s), (s, -a, -b))", "-1", "0"), "other bodies"),
    (substituted("Integral(f(t), (t, a, b))", "Integral(-f(-s), (s, -b, -a))", "-1", "0", turned=True), "other bodies"),
    (substituted("Integral(f(t), (t, 0, 0))", "Integral(c*f(c*s), (s, 0, 1))", "c", "0"), "may be 0"),
    (substituted("Integral(f(t), (t, 0, oo))", "Integral(c*f(c*s), (s, 0, oo))", "c", "0", "c != 0"), "either sign"),
    (substituted("Integral(f(t), (t, 0, oo))", "Integral(c*f(c*s), (s, 0, oo))", "c", "0", "c < 0"), "that infinity"),
    (substituted("Integral(f(t), (t, 0, 1))", "Integral(f(s + I), (s, -I, 1 - I))", "1", "I"), "complex places"),
    (substituted("Integral(f(t), (t, 0, 1))", "Integral(f(s + z), (s, -z, 1 - z))", "1", "z", "z complex"), "complex"),
    (substituted("Integral(f(t), (t, 0, 1))", "Integral(u*f(u*s), (s, 0, 1/u))", "u", "0", "u > 0"), "something else"),
    (substituted("Sum(f(k), (k, 1, n))", "Sum(2*f(2*j), (j, 1/2, n/2))", "2", "0"), "other steps"),
    (substituted("Sum(f(k), (k, 1, n))", "Sum(f(j + 1), (j, 1, n))", "1", "1"), "other bodies, or other ends"),
    (substituted("Sum(f(k), (k, 1, oo))", "Sum(f(-j), (j, -oo, -1))", "-1", "0", turned=True), "without a start"),
    (substituted("Sum(f(k), (k, 1, n))", "Sum(f(-j), (j, -1, -n))", "-1", "0"), "other steps"),
    (substituted("Product(f(k), (k, 1, oo))", "Product(f(j + 1), (j, 0, oo))", "1", "1"), "without an end"),
    (substituted("Sum(f(k), (k, 1, n))", "Product(f(j + 1), (j, 0, n - 1))", "1", "1"), "something else"),
    # a place that isn't in the range, or may not be, or lies between two; another summand; others that aren't so
    (picking(ONE_OF_N, "f(j)", "j", "n integer", "j integer", "1 <= j"), "beyond"),
    (picking(ONE_OF_N, "f(j)", "j", "n integer", "j integer", "j <= n"), "beyond"),
    (picking(ONE_OF_N, "f(j)", "j", "n integer", "1 <= j", "j <= n"), "whole number"),
    (picking(ONE_OF_N, "f(j)", "j", *IN_RANGE), "else than is picked"),
    (picking("Sum(f(k), (k, 1, n))", "f(j)", "j", *IN_RANGE), "other summands"),
    (picking("Sum(f(k), (k, 1, n))", "Sum(g(k), (k, 1, n)) + f(j) - g(j)", "j", *IN_RANGE, rest="g(k)"), "other summ"),
    (picking("Product(f(k), (k, 1, n))", "f(j)", "j", *IN_RANGE), "no sum"),
    (picking("Sum(f(k), (k, -oo, 3))", "f(2)", "2"), "no range"),
    # another equation, scale or value, a coefficient that isn't constant, a range with an end, what has a corner
    (following("Sum(r^n, (n, 0, oo))", "1/(1 + r)", ("r",), "1 + r"), "another equation"),
    (following("Sum(r^n, (n, 0, oo))", "r^0/(1 + r)", ("-r",), "1 + r"), "another scale"),
    (following("Sum(r^n, (n, 1, oo))", "1/(1 + (-r))", ("-r",), "1 + (-r)"), "another value"),
    (following("Sum(u^n, (n, 0, oo))", "1/(1 - u)", ("-u",), "1 - u"), "taken"),
    (following("Sum(r^n, (n, 0, 5))", "r^0/(1 - r)", ("-r",), "1 - r"), "nothing up to infinity"),
    (following("Sum(r^n, (n, a, oo))", "r^a/(1 - r)", ("-r",), "1 - r"), "no whole number"),
    (following("Integral(exp(-a*x), (x, 0, oo))", "exp(-a*0)/(-a)", ("-a",), "-a"), "another equation"),
    (following("Integral(exp(-a*x), (x, 0, oo))", "exp(-a*0)/(2*a)", ("a",), "2*a"), "another scale"),
    (following("Integral(exp(-a*x), (x, 0, oo))", "-exp(-a*0)/a", ("a",), "a"), "another value"),
    (following("Integral(exp(-a*x), (x, z, oo))", "exp(-a*z)/a", ("a",), "a", "z complex"), "no place to begin"),
    (following("Integral(exp(-abs(x)), (x, -1, oo))", "exp(-abs(-1))/1", ("1",), "1"), "another equation"),
    # what isn't written, what doesn't follow, the opposite, too much
    (narrowed("x", "x", X_IS_BIG[0], "a < 0"), "nothing that is written"),
    (narrowed(*X_IS_BIG, X_IS_BIG[0], "a > 0"), "doesn't follow"),
    (narrowed(*X_IS_BIG, X_IS_BIG[0], "a < -1"), "doesn't follow"),
    (
        narrowed("Integral(c*exp(a*x), (x, 0, oo))", "-c/a", "Integral(c*exp(a*x), (x, 0, oo))", "a < 0"),
        "doesn't follow",
    ),
    (narrowed("Integral(x^p, (x, 1, 2))", "1", "Integral(x^p, (x, 1, 2))", "p < -1"), "doesn't follow"),
    (narrowed("Sum(exp(a*k), (k, 0, oo))", "1", "Sum(exp(a*k), (k, 0, oo))", "a < 0"), "doesn't follow"),
    (narrowed("abs(a)", "-a", "a", "a < 0"), "no sum, product, integral or limit"),
    (narrowed("Limit(exp(a*x), x, oo)", "0", "Limit(exp(a*x), x, oo)", "a < 0"), "doesn't follow"),
    # what isn't written or isn't real, a fact that isn't known, a name that is taken
    (general("sqrt(x^2)", "abs(x)", "y"), "no part"),
    (general("sqrt(x^2)", "abs(x)", "y^2"), "nothing that is written"),
    (general("sqrt(log(x)^2)", "abs(log(x))", "log(x)"), "other lines"),
    (general("sqrt(sin(x)^2)", "sin(x)", "sin(x)", facts=((">", "0"),)), "isn't known"),
    (general("sqrt(exp(x)^2)", "exp(x)", "exp(x)", facts=((">", "x"),)), "with a number"),
    (general("sqrt(sin(x)^2)", "abs(x)", "sin(x)", name="x"), "taken"),
    (general("diff(exp(x), x)", "0", "exp(x)"), "other lines"),
    # another value, a rate or an exponent that may be too small or not real, another range
    (tabled("Integral(t^p*exp(-t), (t, 0, oo))", "gamma(p)/1^p", "gamma", "p", "1", "1", "p > 0"), "another value"),
    (tabled("Integral(t^p*exp(-t), (t, 0, oo))", "gamma(p + 1)/1^(p + 1)", "gamma", "p", "1"), "exponent"),
    (tabled("Integral(exp(-c*t), (t, 0, oo))", "gamma(0 + 1)/c^(0 + 1)", "gamma", "0", "c"), "rate"),
    (tabled("Integral(exp(-c*t), (t, 0, oo))", "gamma(0 + 1)/c^(0 + 1)", "gamma", "0", "c", "1", "c complex"), "rate"),
    (tabled("Integral(exp(-t), (t, 0, 1))", "gamma(0 + 1)/1^(0 + 1)", "gamma", "0", "1"), "no integral from 0"),
    (tabled("Integral(exp(-t^2), (t, 0, oo))", "gamma(0 + 1)/1^(0 + 1)", "gamma", "0", "1"), "another body"),
    (tabled("Integral(exp(-t), (t, 0, oo))", "gamma(0 + 1)/1^(0 + 1)", "beta", "0", "1"), "another value"),
]


@pytest.mark.parametrize(("forgery", "reason"), FORGED)
def test_a_forgery_is_refused(forgery: Proof, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        check(forgery)


@pytest.mark.parametrize(
    ("written", "relations", "given"),
    [
        ("Integral(exp(-a*x), (x, 0, oo))", ["-a < 0"], ()),
        ("Integral(exp(a*x), (x, -oo, 0))", ["a*(-1) < 0"], ()),
        ("Integral(exp(-a*x^2), (x, -oo, oo))", ["-a < 0", "-a < 0"], ()),
        ("Integral(exp(a*x^2 + b*x), (x, 0, oo))", ["a <= 0"], ()),  # at a = 0 it may still converge
        ("Integral(x^p, (x, 1, oo))", ["p < -1"], ()),
        ("Integral(x^(-3)*exp(a*x), (x, 1, oo))", ["a <= 0"], ()),  # and at a = 0 it does
        ("Integral(exp(a*x)*cos(w*x), (x, 0, oo))", ["a < 0"], ()),
        ("Integral(exp(a*x)*sin(w*x), (x, 0, oo))", [], ()),  # w may be 0
        ("Integral(exp(a*x)*cos(w*x)/x^2, (x, 1, oo))", ["a <= 0"], ()),
        ("Integral(exp(z*x), (x, 0, oo))", [], ("z complex",)),
        ("Limit(exp(a*x), x, oo)", ["a <= 0"], ()),  # it is 1 at a = 0
        ("Limit(exp(a*x)*cos(x), x, oo)", ["a < 0"], ()),
        ("Limit(exp(a*x)*cos(w*x), x, oo)", [], ()),
        ("Limit(c*exp(a*x), x, oo)", [], ()),
        ("Limit(x*exp(a*x), x, 0)", [], ()),
        ("Sum(exp(a*k), (k, 0, oo))", [], ()),
    ],
)
def test_what_convergence_says(written: str, relations: list[str], given: tuple[str, ...]) -> None:
    assert [plain(each) for each in implied(read(written), "u", Given.read(given))] == relations


TOLD = [  # a term, givens, the signs it may have; None: maybe not real
    ("x", (), {-1, 0, 1}),
    ("z", ("z complex",), None),
    ("x^2 + 1", (), {1}),
    ("x - y", ("x > y",), {1}),
    ("y - x", ("x > y", "y >= 1"), {-1}),
    ("x", ("x > y", "y >= 0"), {1}),
    ("2*x - 3", ("x > 1",), {-1, 0, 1}),
    ("2*x - 3", ("x > 3/2",), {1}),
    ("n - 1", ("n integer", "n > 0"), {0, 1}),
    ("x - 1", ("x > 0",), {-1, 0, 1}),
    ("x*y", ("x > 0", "y < 0"), {-1}),
    ("x*(1 - x)", ("0 < x < 1",), {1}),
    ("log(x)", (), None),
    ("log(x)", ("x > 1",), {1}),
    ("log(x)", ("x > 0",), {-1, 0, 1}),
    ("sqrt(x)", ("x >= 0",), {0, 1}),
    ("asin(x)", (), None),
    ("exp(z)", ("z complex",), None),
    ("sin(x)", ("0 < x", "x < pi"), {1}),
    ("sin(x)", ("0 < x", "x < 4"), {-1, 0, 1}),
    ("4 - pi", (), {1}),
    ("1 - sin(x)", (), {0, 1}),
    ("abs(z)", ("z complex",), {0, 1}),
    ("abs(z)", ("z complex", "re(z) > 0"), {1}),
    ("a*b + 1", ("a*b >= -1",), {0, 1}),
    ("x - floor(x)", (), {0, 1}),
    ("log(x)", ("log(x) > y",), {-1, 0, 1}),  # an order is between real values
    ("diff(sqrt(x), x)", ("x >= 0",), None),
    ("gamma(x)", (), {-1, 0, 1}),
    ("acot(x)", ("x >= 0",), {1}),
    ("Sum(exp(f(k)), (k, 1, n))", ("n integer", "n >= 1"), {1}),
    ("Sum(exp(f(k)), (k, 1, n))", ("n integer",), {0, 1}),  # of nothing
    ("Sum(exp(n), (n, 1, oo))", ("n complex",), {1}),  # another n
    ("Sum(exp(f(k)), (k, a, b))", ("a complex",), None),
    ("Sum(k^2 - 1, (k, 0, 3))", (), {-1, 0, 1}),
    ("Sum(sqrt(k), (k, -1, n))", (), None),
]


@pytest.mark.parametrize(("term", "given", "signs"), TOLD)
def test_what_is_told_of_signs(term: str, given: tuple[str, ...], signs: set[int] | None) -> None:
    assert signs_of(Given.read(given), read(term)) == signs


def test_what_is_told_of_relations() -> None:
    given = Given.read(["x > 1", "a != b", "z complex", "w complex", "z = w"])
    relation = {text: Given.read([text]).relations[0] for text in ("x > 0", "x > 2", "a != b", "b = a", "z < 1")}
    assert [truth_of(given, each) for each in relation.values()] == [True, None, True, False, None]
    assert is_nonzero(given, read("2*a - 2*b"))
    assert not is_nonzero(given, read("z - w"))
    assert not is_real(given, read("z"))
    assert not is_real(given, read("z - w"))


def test_a_body_that_may_have_no_places_tells_nothing() -> None:
    assert read("1/x") in parts(read("Integral(t/x, (t, 0, 1))")) | parts(read("Integral(t*(1/x), (t, 0, 1))"))
    for written in ("Integral(t*(1/x), (t, a, b))", "Integral(t*(1/x), (t, 1, 1))", "Sum(k*(1/x), (k, 1, n))"):
        assert read("1/x") not in parts(read(written))
    assert read("1/t") not in parts(read("Integral(1/t, (t, 1, 2))"))


def test_a_part_of_a_combination_isnt_defined_because_another_one_is() -> None:
    whole, parts_of = read("Integral(f(t) + g(t) + h(t), (t, 0, oo))"), ("f", "g", "h")
    wholes = tuple((ONE, read(f"Integral({name}(t), (t, 0, oo))")) for name in parts_of)
    proof = Combined(whole, whole, Given(), "u", wholes, SAME)
    assert granted(proof) == ()
    assert granted_beside(proof, (whole, wholes[0][1])) == ()
    assert granted_beside(proof, (wholes[1][1], wholes[0][1])) == ()
    assert granted_beside(proof, (whole, wholes[1][1], wholes[0][1])) == (wholes[2][1],)


def test_an_integral_isnt_replaced_by_parts_that_may_not_converge() -> None:
    whole, after = read("Integral(1/t - 1/t, (t, 1, oo))"), read("0")
    pairs = (ONE, read("Integral(1/t, (t, 1, oo))")), (read("-1"), read("Integral(1/t, (t, 1, oo))"))
    lemma = Combined(whole, moves.combination("Integral", pairs), Given(), "u", pairs, SAME)
    lemma = replace(lemma, proof=proved_or_not(*moves.stage(lemma)))
    with pytest.raises(Refused):
        check(Rewritten(whole, after, Given(), whole, lemma.after, lemma, proved_or_not(lemma.after, after, Given())))


@pytest.mark.parametrize(
    ("line", "given", "holds"),
    [
        ("Sum(abs(a), (k, 1, n))", ("a > 0",), True),
        ("Sum(abs(a), (a, 1, n))", ("a > 0",), False),  # another a
        ("diff(abs(a), a)", ("a >= 0",), False),  # not near 0
        ("diff(abs(a)*x, x)", ("a >= 0",), True),
        ("Subs(abs(z)*x, z, 2)", ("z complex", "z = x"), False),
    ],
)
def test_what_is_still_known_below_what_binds(line: str, given: tuple[str, ...], holds: bool) -> None:
    where = Given.read(given)
    assert (where.relations == still((read(line),), where).relations) is holds
