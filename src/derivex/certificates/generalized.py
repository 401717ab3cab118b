"""Proofs of more than was said: what holds for every value of a symbol holds where it has the value of a part.

Wherever a line has a value, each of its ``parts`` has one. Give a new symbol that value: the lines in which it stands
for the part have the values of the lines as they were, and what is given holds with it in place of the part, too.

Contract: part of what a certificate's reader has to trust; ``confirm_generalized`` as ``binders.confirmed``.
"""

from __future__ import annotations

from derivex.certificates.data_moves import Generalized
from derivex.certificates.inductions import Check, need_fresh, replaced
from derivex.certificates.places import parts
from derivex.certificates.quotients import need
from derivex.certificates.told import is_real, truth_of
from derivex.given import Given
from derivex.term import App, Sym, Term, literal

COMPARED = frozenset({"<", "<=", ">", ">=", "=", "!="})


def general(proof: Generalized) -> tuple[Term, Term, Given]:
    """What has to be said of the lines with the new symbol."""
    lines, given, part, symbol = (proof.before, proof.after), proof.given, proof.part, Sym(proof.name)
    need_fresh((proof.name,), lines, given)
    need(isinstance(part, App) and part.head != "bounds" and part.head not in COMPARED, "no part")
    need(any(part in parts(line) for line in lines), "nothing that is written")
    kind = "real" if given.real_values or is_real(given, part) else "complex"
    before, after, *relations = (replaced(each, {part: symbol}, inside=False) for each in (*lines, *given.relations))
    for head, side in proof.facts:
        need(head in COMPARED and literal(side) is not None, "no comparison with a number")
        need(truth_of(given, App(head, (part, side))) is True, "what isn't known of that part")
        relations.append(App(head, (symbol, side)))
    return before, after, Given((*given.kinds, (proof.name, kind)), (*given.relations, *relations), given.real_values)


def confirm_generalized(proof: Generalized, check: Check) -> tuple[str, ...]:
    inside = proof.proof
    need((inside.before, inside.after, inside.given) == general(proof), "other lines")
    return ("for all values of a part", *check(inside))
