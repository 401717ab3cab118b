"""Proofs about integrals from 0 up to infinity that have names: by the definition of gamma.

``gamma(z)`` is the integral of ``t^(z - 1)*exp(-t)`` where the real part of z is positive; put ``c*t`` or ``c*t^2``
for t.

Contract: part of what a certificate's reader has to trust; ``confirm_known`` as ``binders.confirmed``.
"""

from __future__ import annotations

from derivex.certificates.data_ends import Known
from derivex.certificates.heads import row
from derivex.certificates.indices import between
from derivex.certificates.inductions import Check, bounds_of, need_fresh
from derivex.certificates.quotients import need
from derivex.certificates.told import is_positive
from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import INFINITY, ONE, ZERO, Sym, Term, add, free_symbols, multiply

ROWS = {  # the body at t, the integral, for real p > -1 and c > 0
    "gamma": ("t^p*exp(-c*t)", "gamma(p + 1)/c^(p + 1)"),
    "gaussian": ("t^p*exp(-c*t^2)", "gamma((p + 1)/2)/(2*c^((p + 1)/2))"),
}


def scaled(scale: Term, term: Term) -> Term:
    return term if scale == ONE else multiply(scale, term)


def value(proof: Known) -> Term:
    """What the integral is."""
    return scaled(proof.scale, substitute(row(ROWS[proof.row][1]), {"p": proof.exponent, "c": proof.rate}))


def body(proof: Known) -> tuple[Term, Term, Given]:
    """What has to be said of the body at each place."""
    head, inner, index, ends = bounds_of(proof.before)
    need(proof.row in ROWS, "a row that isn't there")
    need(head == "Integral" and ends == (ZERO, INFINITY), "no integral from 0 up to infinity")
    need_fresh((proof.name,), (proof.before, proof.after), proof.given)
    constants = (proof.exponent, proof.rate, proof.scale)
    need(not any(proof.name in free_symbols(each) for each in constants), "constants that aren't")
    at = {"t": Sym(proof.name), "p": proof.exponent, "c": proof.rate}
    here = between(proof.given, proof.name, (ZERO, INFINITY), (False, False))
    return (
        substitute(inner, {index: Sym(proof.name)}),
        scaled(proof.scale, substitute(row(ROWS[proof.row][0]), at)),
        here,
    )


def confirm_known(proof: Known, check: Check) -> tuple[str, ...]:
    need(proof.row in ROWS and proof.after == value(proof), "another value")
    inside, given = proof.proof, proof.given
    need((inside.before, inside.after, inside.given) == body(proof), "another body")
    need(is_positive(given, add(proof.exponent, ONE)), "an exponent that may be too small")
    need(is_positive(given, proof.rate), "a rate that may not be positive")
    check(inside)
    return ("an integral that is known",)
