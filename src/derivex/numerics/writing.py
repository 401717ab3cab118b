"""Functions of a file as code of a library: chosen, written, run, checked, and said what was seen.

Where the library isn't installed, the same terms are checked in NumPy, and the file says so. Errors: Unsupported.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from derivex.errors import Unsupported
from derivex.numerics.checking import require_right, said
from derivex.numerics.functions import LANGUAGES, Function, module
from derivex.numerics.measuring import Plan, judged, planned, ran, with_values
from derivex.numerics.offers import Offer
from derivex.numerics.points import WIDEST
from derivex.numerics.running import is_there, require
from derivex.numerics.stable import stable
from derivex.substitution import substitute

WITH_GRADIENTS = frozenset({"torch", "jax"})  # they differentiate what they run, and abs has a corner


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: the library, stable forms or those of the file, where to check."""

    library: str
    stable: bool = False
    limits: tuple[float, float] = WIDEST
    chosen: Mapping[str, Fraction] | None = None


def written(offers: Sequence[Offer], wish: Wish, source: str) -> str:
    """The text of the file with all the functions, each checked."""
    functions, plans = checked(offers, wish)
    return module(functions, wish.library, heading(wish, source, plans))


def running_library(wish: Wish) -> str:
    """The library in which functions are checked: the one that is asked for, or NumPy. Errors: Unsupported."""
    library = wish.library if is_there(wish.library) else "numpy"
    require(library)
    return library


def checked(offers: Sequence[Offer], wish: Wish) -> tuple[list[Function], tuple[str, ...]]:
    """The functions with what was seen of them in their words, and where they were looked at."""
    library = running_library(wish)
    functions: list[Function] = []
    plans: list[str] = []
    for offer in offers:
        looked = _plans(offer, wish)
        function = _function(offer, wish, looked)
        words = list(function.words)
        for plan in looked:
            seen = judged(function, function.name, ran([function], plan, library), plan)
            require_right(seen, plan, library)
            words += said(seen, plan) if len(looked) == 1 else [f"{plan.values_said}:", *said(seen, plan)]
            plans.append(plan.said)
        functions.append(replace(function, words=tuple(words)))
    return functions, tuple(dict.fromkeys(plans))


def heading(wish: Wish, source: str, plans: Sequence[str]) -> tuple[str, ...]:
    """What stands at the top of a file of code."""
    library = running_library(wish)
    language = LANGUAGES[wish.library]
    ran_in = "" if library == wish.library else f" in NumPy, for {language} isn't installed here"
    return (
        f"{language} functions of {source}, written by derivex.",
        f"Each was checked against ball arithmetic{ran_in}, in float64 and float32, at",
        *(f"    {each}" for each in plans),
    )


def _plans(offer: Offer, wish: Wish) -> tuple[Plan, ...]:
    """Where a function is looked at; if other symbols have both signs, with both."""
    plan = _planned(offer, wish, negative=False)
    other = _planned(offer, wish, negative=True)
    return (plan,) if plan.others == other.others else (plan, other)


def _planned(offer: Offer, wish: Wish, *, negative: bool) -> Plan:
    others = tuple(name for name in offer.arguments if name not in (offer.variable, offer.value))
    terms = offer.terms
    if offer.value:
        terms = tuple(substitute(term, {offer.value: offer.value_of[0]}) for term in terms)
    plan = planned(
        terms, offer.variable, others, offer.given, chosen=wish.chosen, limits=wish.limits, negative=negative
    )
    if not offer.value:
        return plan
    return with_values(plan, offer.value, offer.value_of)


def _function(offer: Offer, wish: Wish, plans: tuple[Plan, ...]) -> Function:
    plain = Function(offer.name, offer.arguments, offer.variable, offer.terms[-1], offer.says, offer.words)
    if offer.value:
        return replace(plain, variable=offer.value, accurate=wish.stable)
    if not wish.stable:
        return plain
    best = stable(offer.terms, offer.given, plans, offer.arguments, size=wish.library not in WITH_GRADIENTS)
    if best is None:
        raise Unsupported(f"no stable form of {offer.name} could be proved", remedy="leave --stable out")
    return replace(plain, term=best.term, words=best.words, accurate=True, sided=best.sided)
