"""Proofs about derivatives that rules don't give: at corners, of integrals and sums, of equal functions.

The lines are taken to be defined: where a derivative of order n stands, the function has one there, and those of
lower order near it. So one side is enough to tell what it is.

Contract: part of what a certificate's reader has to trust; ``confirm_slope`` as ``binders.confirmed``.
"""

from __future__ import annotations

from derivex.certificates.core import core, near
from derivex.certificates.data import Proof
from derivex.certificates.data_slopes import Beside, Derived, Leibniz, Slope, Termwise
from derivex.certificates.indices import between, index_given
from derivex.certificates.inductions import Check, bounds_of, need_fresh
from derivex.certificates.nearby import derivatives
from derivex.certificates.places import always_defined
from derivex.certificates.quotients import Refused, need
from derivex.certificates.steady import is_steady
from derivex.certificates.told import is_real, truth_of
from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import App, Sym, Term, add, diff, free_symbols, literal, multiply, names, negate

MAX_ORDER = 12


def confirm_slope(proof: Slope, check: Check) -> tuple[str, ...]:
    match proof:
        case Beside():
            return _beside(proof, check)
        case Derived():
            inside = proof.proof
            need((inside.before, inside.after, inside.given) == bodies(proof), "other functions")
            check(inside)
            return ("equal functions",)
        case Leibniz():
            need(proof.after == under(proof), "another derivative")
            return ("a derivative under the integral",)
        case Termwise():
            need(proof.after == each(proof), "another derivative")
            return ("a derivative term by term",)


def derivative(term: Term) -> tuple[Term, str, int]:
    """The function, the symbol and the order of a derivative."""
    match term:
        case App("diff", (body, Sym(name), *order)):
            count = literal(order[0]) if order else 1
            if count is not None and count in range(1, MAX_ORDER + 1):
                return body, name, int(count)
    raise Refused("no derivative")


def bodies(proof: Derived) -> tuple[Term, Term, Given]:
    """What has to be said of two functions: near a place what is given there holds if it does in an open set."""
    (first, name, order), (second, other, count) = derivative(proof.before), derivative(proof.after)
    need((name, order) == (other, count) and proof.given.kind(name) != "integer", "other derivatives")
    return first, second, near(proof.given, name)


# ---- beside a place ----


def _at(term: Term) -> tuple[Term, str, int, Term]:
    """The function, its symbol, the order and the place of a derivative at a place."""
    match term:
        case App("Subs", (inner, Sym(bound), place)):
            body, name, order = derivative(inner)
            need(name == bound, "another symbol")
            return body, name, order, place
    raise Refused("no derivative at a place")


def beside(proof: Beside) -> tuple[Term, Term, Given]:
    """What has to be said of the function beside the place."""
    body, symbol, _, place = _at(proof.before)
    need_fresh((proof.name,), (proof.before, proof.after), proof.given)
    given, here, order = proof.given, Sym(proof.name), (">", "<") if proof.up else ("<", ">")
    need(is_real(given, place) and "oo" not in names(place), "no real place")
    relations = [App(order[0], (here, place))]
    if proof.end is not None:
        need(proof.name not in names(proof.end), "an end that isn't constant")
        need(truth_of(given, App(order[0], (proof.end, place))) is True, "an end on the other side")
        relations.append(App(order[1], (here, proof.end)))
    there = Given((*given.kinds, (proof.name, "real")), (*given.relations, *relations), given.real_values)
    return substitute(body, {symbol: here}), proof.form, there


def value(proof: Beside) -> Term:
    """The derivative of the form at the place, which it has with all lower ones, continuous from that side."""
    body, symbol, order, place = _at(proof.before)
    anywhere = Given((*proof.given.kinds, (proof.name, "real")), proof.given.relations, proof.given.real_values)
    found = [substitute(term, {proof.name: place}) for term in derivatives(proof.form, proof.name, order, anywhere)]
    here = substitute(body, {symbol: place})  # defined, because it has a derivative there; no rule says more
    need(always_defined(found, (here,), proof.given), "a derivative that may have no value")
    return found[-1]


def _beside(proof: Beside, check: Check) -> tuple[str, ...]:
    """Where a function is n times differentiable, its derivatives are those of what it is on one side.

    Those of lower order are continuous there, so they are the same; the next one is a limit from that side.
    """
    inside = proof.proof
    need((inside.before, inside.after, inside.given) == beside(proof), "another function beside the place")
    need(proof.after == value(proof), "another derivative")
    check(inside)
    return ("a derivative from one side",)


# ---- under an integral, and term by term ----


def under(proof: Leibniz) -> Term:
    """The derivative of an integral whose body is continuous, with its derivative, on an open set around the range."""
    whole, name, order = derivative(proof.before)
    head, body, index, ends = bounds_of(whole)
    need(head == "Integral" and order == 1 and proof.given.kind(name) == "real", "no derivative of an integral")
    need(not any("oo" in names(end) for end in ends), "a range without an end")
    need_fresh((proof.name,), (proof.before,), proof.given)
    low, high = ends
    inside, given = substitute(body, {index: Sym(proof.name)}), proof.given
    anywhere = Given((*given.kinds, (proof.name, "real")), (), given.real_values)
    slope = diff(inside, Sym(name))
    need(all(is_real(near(given, name), end) for end in ends), "a bound that may not be real")
    for part in (inside, slope, *ends, *(diff(end, Sym(name)) for end in ends)):
        need(is_steady(core(part, anywhere), anywhere), "what may jump")
    closed = between(given, proof.name, (low, high), (True, True))
    need(always_defined((inside, slope), (), closed), "a body that may have no value")
    need(always_defined((*ends, *(diff(end, Sym(name)) for end in ends)), (), given), "a bound that may have no value")
    shown = []
    for end, sign in ((high, 1), (low, -1)):
        if name in free_symbols(end):
            row = multiply(substitute(inside, {proof.name: end}), diff(end, Sym(name)))
            shown.append(row if sign > 0 else negate(row))
    rest = App("Integral", (slope, App("bounds", (Sym(proof.name), low, high))))
    return add(*shown, *([rest] if name in free_symbols(inside) else []))


def each(proof: Termwise) -> Term:
    """A finite sum of derivatives; where they exist, they add up."""
    whole, name, order = derivative(proof.before)
    head, body, index, ends = bounds_of(whole)
    need(head == "Sum" and len(ends) == 2, "no derivative of a sum")
    need(not any("oo" in names(end) or name in free_symbols(end) for end in ends), "a range that moves, or has no end")
    need_fresh((proof.name,), (proof.before,), proof.given)
    inside = substitute(body, {index: Sym(proof.name)})
    return App("Sum", (diff(inside, Sym(name), order), App("bounds", (Sym(proof.name), *ends))))


def granted_slopes(proof: Proof) -> tuple[Term, ...]:
    """Sums and integrals in the line after that are defined wherever the line before is."""
    match proof:
        case Leibniz():
            whole = proof.after.args[-1] if isinstance(proof.after, App) and proof.after.head == "+" else proof.after
            return (whole,)
        case Termwise(
            _, App("Sum", (App("diff", (body, Sym(name), *_)) as slope, App("bounds", (_, low, _)))) as whole
        ):
            anywhere = index_given("Sum", proof.name, (low,), near(proof.given, name))
            rates = [diff(body, Sym(name), count) for count in range(1, derivative(slope)[2] + 1)]
            steady = all(is_steady(core(rate, anywhere), anywhere) for rate in (body, *rates))
            if steady and always_defined(rates, (body,), anywhere):
                return (whole,)
    return ()
