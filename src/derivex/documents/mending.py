"""What keeps a false step from being called false: something that is said around it, or left to the reader.

The numbers that equations near it mention, one simple given, an equation that it follows from, coefficients that
are looked for; or that it is false only where a name is negative, of which texts are careless.

Contract: each is a proof under what is told as its condition. None of them says that the author meant it.
"""

from __future__ import annotations

from dataclasses import replace

from derivex.definition import given_names, unfold
from derivex.documents.assuming import together
from derivex.documents.coefficients import coefficients
from derivex.documents.equations import Equation, equation, undecided
from derivex.documents.repairs import MOST, SECONDS, demands, positive, repair
from derivex.documents.standing import Judged, asked, equations_near, mentioned, special_values
from derivex.errors import InputError
from derivex.given import Given
from derivex.notation.plain import read
from derivex.substitution import substitute
from derivex.subterms import subterms
from derivex.term import CONSTANTS, App, Sym, Term, free_symbols, free_symbols_of, literal, number
from derivex.verdict import Proved, Refuted

_COUNTING = frozenset({"factorial", "binomial"})  # of integers, as texts write them


def with_mentioned(judged: Judged, one: Term, two: Term, given: Given) -> Equation | None:
    """A step that is true with the numbers that equations near it give to its names; else None."""
    before, after = judged.before, judged.after
    if judged.step.relation != "=" or (isinstance(one, Sym) and literal(two) is not None):
        return None
    for values, behind in mentioned(judged):
        if isinstance(there := asked(judged, one, two, together(given, values.values())), Proved):
            staying = [str(value) for name, value in values.items() if behind or name in free_symbols(two)]
            if staying:
                return undecided(before, after, f"false unless {', '.join(staying)}")
            return equation(before, after, "proved", "", (), there)
    return None


def mended(
    judged: Judged, one: Term, two: Term, verdict: Refuted, given: Given, *, unsaid: bool = False
) -> Equation | None:
    """A step that simple givens make true, or that isn't false in the region that its chain asks for; else None.

    Of a step that leaves something ``unsaid``, only what is said elsewhere is asked: no sign relates two names.
    """
    setting, before, after, relation = judged.setting, judged.before, judged.after, judged.step.relation
    chain = tuple(unfold(term, setting.definitions) for term in judged.chain)
    wanted = positive(demands(chain) & free_symbols_of((one, two)))
    region = together(given, [wanted])
    added = Given((), tuple(each for each in region.relations if each not in given.relations))
    shared = free_symbols_of((one, two))
    said = (each for each in setting.elsewhere if shared & given_names(each))
    elsewhere = (*said, *equations_near(judged), *special_values(judged, one, two))
    found = repair(relation, one, two, given, added, elsewhere, setting.bounds, verdict.witness, simple=not unsaid)
    if found is not None:
        return undecided(before, after, f"false unless {found}")
    numbers = _with_coefficients(judged, one, two, given)
    if numbers:
        return undecided(before, after, f"false unless {numbers}")
    if unsaid:
        return None
    if _false_among_positives(judged, one, two, region):
        whole = _not_false_among_integers(judged, one, two, region)
        return undecided(before, after, f"false unless {whole}") if whole else None
    return undecided(
        before, after, f"false at {_point(verdict)}, and whether it is where all names are positive is open"
    )


def true_on_a_part(judged: Judged, one: Term, two: Term, given: Given) -> str:
    """Where a step that is open is true, if that is where some of its names are positive; else ""."""
    names = sorted(free_symbols_of((one, two)))
    if judged.step.relation != "=" or not names or len(names) > MOST:
        return ""
    short = replace(judged, setting=replace(judged.setting, bounds=replace(judged.setting.bounds, seconds=SECONDS)))

    def proved(some: list[str]) -> bool:
        return isinstance(asked(short, one, two, together(given, [positive(some)])), Proved)

    if not proved(names):
        return ""
    enough = next(([name] for name in names if len(names) > 1 and proved([name])), names)
    return f"true where {positive(enough)}; elsewhere it is open"


def _with_coefficients(judged: Judged, one: Term, two: Term, given: Given) -> str:
    """The numbers that an equation with unknown coefficients is true with; "" if it is none."""
    if judged.step.relation != "=" or (len(free_symbols(one) - free_symbols(two)) == 1):  # m x = x isn't
        return ""
    found = coefficients(one, two)
    if found is None:
        return ""
    values = {name: number(value) for name, value in found.items()}
    if not isinstance(asked(judged, substitute(one, values), substitute(two, values), given), Proved):
        return ""
    return ", ".join(f"{name} = {value}" for name, value in found.items())


def _false_among_positives(judged: Judged, one: Term, two: Term, region: Given) -> bool:
    """Whether a false step is false where all of its names are positive; about other values texts may be careless."""
    names = free_symbols_of((one, two))
    everywhere = together(region, [positive(names)])
    if not names or everywhere == judged.setting.given:
        return True
    return isinstance(asked(judged, one, two, everywhere), Refuted)


def _not_false_among_integers(judged: Judged, one: Term, two: Term, region: Given) -> str:
    """That names are integers which are counted with, n in ``n!``, where a step isn't false then; else ""."""
    parts = (part for side in (one, two) for part in subterms(side) if isinstance(part, App) and part.head in _COUNTING)
    names = frozenset(name for part in parts for name in free_symbols(part)) - CONSTANTS
    kinds = tuple((name, "integer") for name in sorted(names) if judged.setting.given.kind(name) == "real")
    if not kinds:
        return ""
    there = together(region, [Given(kinds)])
    said = ", ".join(f"{name} is an integer" for name, _ in kinds)
    return "" if isinstance(asked(judged, one, two, there), Refuted) else said


def related(one: Term, two: Term, given: Given) -> bool:
    """Whether a given equation relates all the names that stand on one side only."""
    names = free_symbols(one) ^ free_symbols(two)
    equations = (each for each in given.relations if isinstance(each, App) and each.head == "=")
    return bool(free_symbols(two)) and any(names <= free_symbols(each) for each in equations)


def never(judged: Judged, one: Term, two: Term, verdict: Refuted, given: Given) -> bool:
    """Whether no value of its names makes an equation true: one side is a number, and the other always another."""
    if judged.step.relation != "=" or free_symbols(two):
        return False
    try:
        value = read(verdict.witness.before)
    except InputError:
        return False
    return literal(value) is not None and isinstance(asked(judged, one, value, given), Proved)


def _point(verdict: Refuted) -> str:
    return verdict.witness.said().partition(":")[0].removeprefix("at ")
