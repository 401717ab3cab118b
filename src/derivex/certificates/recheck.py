"""The checker of certificates: no search, no code of the engine, only polynomial arithmetic.

Each step is confirmed from earlier ones by one law; then the values of both lines are computed
anew and the final identity is expanded. What an accepted certificate says: at every admitted
point at which all parts of both lines, in core heads (``core``), are defined, the lines are equal.
Derivatives are carried out by the rules of ``core``: where a rule has no value (that of abs at 0)
nothing is said (``door`` adds that to its answer).

Contract: ``check`` returns what was confirmed, in words, or raises ``Refused``.
"""

from __future__ import annotations

from derivex.certificates.balls import Unclear
from derivex.certificates.binders import confirmed
from derivex.certificates.core import core
from derivex.certificates.data import Cases, Certificate, Computed, Parts, Proof
from derivex.certificates.facts import narrowed
from derivex.certificates.ledger import Ledger
from derivex.certificates.places import always_defined, has_order
from derivex.certificates.points import is_false, same_number
from derivex.certificates.quotients import Refused, need
from derivex.certificates.steps import accept
from derivex.certificates.told import truth_of
from derivex.errors import BadGiven
from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import IMAGINARY, App, Sym, Term, add, free_symbols, multiply, names

MALFORMED = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)  # data that fits no law


def check(proof: Proof) -> tuple[str, ...]:
    """Confirm a proof; what was confirmed, in words."""
    if isinstance(proof, Cases):
        return _cases(proof)
    if isinstance(proof, Parts):
        return _parts(proof)
    found = confirmed(proof, check)
    if found is not None:
        return found
    if isinstance(proof, Computed):
        need(same_number(proof.before, proof.after, proof.given), "not the same number")
        return ("the same number",)
    if proof.before == proof.after:
        return ("both lines are the same",)
    if not isinstance(proof, Certificate):
        raise Refused("a proof of another kind")
    ledger = Ledger(proof)
    for index, step in enumerate(proof.steps):
        try:
            accept(ledger, step)
        except (Refused, Unclear, *MALFORMED) as reason:
            raise Refused(f"step {index}, {type(step).__name__.lower()}: {reason}") from None
    if proof.vacuous is not None and proof.vacuous in proof.given.relations:
        need(is_false(proof.vacuous), "a given relation that may hold")
        return ("no points",)
    if proof.vacuous is not None:
        zero = proof.vacuous in ledger.written and not ledger.reduce(ledger.value(proof.vacuous).above)
        need(zero, "nothing that makes the lines undefined")
        return ("nothing is defined",)
    before, after = map(ledger.quotient, proof.values)
    for line, value in zip(ledger.lines, (before, after), strict=True):
        need(ledger.value(line) == value, "a line has another value")
        ledger.apart.append(value.below)  # divisors of the line, and denominators in claims
    multiplier = ledger.polynomial(proof.multiplier)
    need(ledger.nowhere_zero(multiplier), "the identity is multiplied by what may be zero")
    total = (before.above * after.below - after.above * before.below) * multiplier
    for cofactor, relation in zip(proof.cofactors, ledger.relations, strict=False):
        total -= ledger.polynomial(cofactor) * relation
    need(not total, "the final identity does not hold")
    return (f"{ledger.used} kernels", f"{len(ledger.relations)} relations", "the final identity")


def _parts(proof: Parts) -> tuple[str, ...]:
    """Complex symbols by their parts, once derivatives are carried out: by a part they would mean something else."""
    given, inside, new = proof.given, proof.proof, [name for _, *both in proof.names for name in both]
    terms = [core(term, given) for term in (proof.before, proof.after, *given.relations)]
    need(len(new) == len(set(new)) and not any(set(new) & names(term) for term in terms), "names that are taken")
    need(all(given.kind(name) == "real" for name in new), "names about which something is given")
    need(not any({"diff", "Subs"} & names(term) for term in terms), "a derivative")
    at: dict[str, Term] = {z: add(Sym(x), multiply(IMAGINARY, Sym(y))) for z, x, y in proof.names}
    before, after, *relations = (substitute(term, at) for term in terms)
    kinds = tuple((name, kind) for name, kind in given.kinds if name not in at)
    given = Given(kinds, tuple(relations), given.real_values)
    need((inside.before, inside.after, inside.given) == (before, after, given), "other lines in the parts")
    return ("complex parts", *check(inside))


SIGNS = {"<": {-1}, "<=": {-1, 0}, "=": {0}, ">=": {0, 1}, ">": {1}, "!=": {-1, 1}}


def _cases(proof: Cases) -> tuple[str, ...]:
    """Every case is confirmed, and together they cover all points."""
    left, right, given = proof.left, proof.right, proof.given
    heads = [head for head, _ in proof.branches]
    ordered = not set(heads) <= {"=", "!="}
    need(always_defined((left, right), (proof.before, proof.after), given), "a case of what may be undefined")
    need(not ordered or has_order(left, right, (proof.before, proof.after), given), "an order of what may not be real")
    covered = set().union(*(SIGNS[head] for head in heads))
    for head in ("=", "!=") if not ordered else ("<", "=", ">"):
        need(SIGNS[head] <= covered or is_empty(left, right, head, given), f"no case {head}")
    for head, branch in proof.branches:
        need((branch.before, branch.after, branch.given) in (_case(proof, head), _plain(proof, head)), "another case")
        check(branch)
    return (f"{len(heads)} cases",)


def is_empty(left: Term, right: Term, head: str, given: Given) -> bool:
    """Whether a case has no points by what is given."""
    if truth_of(given, App(head, (left, right))) is False:
        return True
    if head != "=" or not isinstance(left, Sym) or left.name in free_symbols(right):
        return False
    there = [substitute(each, {left.name: right}) for each in given.relations]
    return any(is_false(each) or truth_of(Given(given.kinds), each) is False for each in there)


def _plain(proof: Cases, head: str) -> tuple[Term, Term, Given] | None:
    """The lines in a case, and what is known there; None if that can't be given."""
    narrower = narrowed(proof.given, App(head, (proof.left, proof.right)))
    return None if narrower is None else (proof.before, proof.after, narrower)


def _case(proof: Cases, head: str) -> tuple[Term, Term, Given] | None:
    """The same; where a symbol is equal to something without it, with that in its place."""
    left, right, given = proof.left, proof.right, proof.given
    if head != "=" or not isinstance(left, Sym) or left.name in free_symbols(right) or _plain(proof, head) is None:
        return _plain(proof, head)
    at: dict[str, Term] = {left.name: right}
    before, after, *relations = (substitute(each, at) for each in (proof.before, proof.after, *given.relations))
    try:
        return before, after, Given(given.kinds, tuple(relations), given.real_values)
    except BadGiven:
        return None
