"""Whether a proof speaks of every place at which derivatives exist, or only of those at which their rules have values.

A derivative carried out by the rules may lack a value where one exists (``x*abs(x)`` at 0). It lacks none if the
function is ``steady``, and its derivatives have values wherever the function does.

Contract: part of what a certificate's reader has to trust: ``is_whole`` is True only if no place is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from derivex.certificates.core import Beyond, core, indexed, is_finite, near
from derivex.certificates.data import Cases, Certificate, Computed, Inside, Primitive, Proof, Rewritten, Unrolled
from derivex.certificates.data_ends import Known, Tends
from derivex.certificates.data_moves import Move
from derivex.certificates.data_slopes import Form, Slope
from derivex.certificates.moves import granted
from derivex.certificates.places import always_defined
from derivex.certificates.quotients import Refused
from derivex.certificates.slopes import derivative, granted_slopes
from derivex.certificates.steady import is_steady, without
from derivex.errors import TooLarge
from derivex.given import Given
from derivex.term import App, Sym, Term, diff

# kinds of proofs that don't ask where their lines are defined, or are asked about it here
FREE = Cases | Computed | Rewritten | Inside | Unrolled | Tends | Move | Slope | Form


def is_whole(proof: Proof) -> bool:
    ruled = all(by_rules(line, proof.given) for line in (proof.before, proof.after))
    match proof:
        case Certificate():
            return ruled or proof.before == proof.after
        case Primitive() | Known() if ruled:  # the places that are left out are few, and don't matter
            return True
        case Cases() if not always_defined((proof.left, proof.right), (), proof.given):
            return False
        case Rewritten() if not ruled:
            known = granted(proof.lemma) + granted_slopes(proof.lemma)
            if not always_defined((proof.form,), known, proof.lemma.given):
                return False
    if not ruled and not isinstance(proof, FREE):  # where the lines are defined is known of them by the rules
        return False
    return all(map(is_whole, _inner(proof)))


def _inner(proof: object) -> Iterator[Proof]:
    """The proofs of which a proof is made."""
    parts = [getattr(proof, each.name) for each in fields(proof)]  # type: ignore[arg-type]  # a dataclass
    for part in parts:
        for each in part if isinstance(part, tuple) else (part,):
            for inside in each if isinstance(each, tuple) else (each,):
                if isinstance(inside, Proof):
                    yield inside


def by_rules(term: Term, given: Given) -> bool:
    """Whether the rules give each derivative in a term wherever it exists."""
    if not isinstance(term, App):
        return True
    match term:
        case App("diff", (body, Sym(name), *_)):
            return _is_smooth(term, body, name, given)
        case App("Subs", (body, Sym(name), point)):
            return by_rules(point, given) and by_rules(body, without(given, name))
        case App(_, (body, App("bounds", (Sym(name), *ends)))):
            return by_rules(body, without(given, name)) and all(by_rules(end, given) for end in ends)
    return all(by_rules(arg, given) for arg in term.args)


def _is_smooth(term: App, body: Term, name: str, given: Given) -> bool:
    match body:
        case App("Sum", (inner, App("bounds", (Sym(bound), *ends)))) if is_finite(ends, name):
            slope = App("diff", (inner, *term.args[1:]))  # of a summand, which has a value where the sum has
            return _is_smooth(slope, inner, name, indexed(given, bound))
    try:
        order, around = derivative(term)[2], near(given, name)
        rates = [diff(body, Sym(name), count) for count in range(1, order + 1)]
        steady = all(is_steady(core(each, around), around) for each in (body, *rates))
        return steady and always_defined(rates, (body,), given) and by_rules(body, around)
    except (Beyond, Refused, TooLarge):
        return False
