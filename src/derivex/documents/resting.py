"""What a step rests on that its document doesn't say: functions, ranges of sums, names with primes, a constant.

Contract: sentences for what stays undecided; a side that is said to be constant is true only if it is one number.
"""

from __future__ import annotations

from derivex.definition import unfold
from derivex.documents.equations import Equation, equation, undecided
from derivex.documents.primes import opaque_primes
from derivex.documents.standing import Judged, asked
from derivex.documents.stating import alike_unknown, open_ranges, speaks_of_any, unknown_in
from derivex.subterms import heads, subterms
from derivex.term import App, Sym, Term, free_symbols
from derivex.verdict import Proved

_CONSTANTS = {"e": Sym("E"), r"\pi": Sym("pi")}  # how they are written
_GROWTH = frozenset({"O", "o"})  # O(n) + O(n) = O(n) is about no function
CONSTANT = Sym("const")  # "const." as a side


def _given_a_value(judged: Judged, name: str) -> bool:
    """Whether a document defines the name of a constant: e may be an edge."""
    setting = judged.setting
    equated = [each.name.text for each in setting.known.written]
    equated += [each.chain.sides[0] for each in setting.around if each is not setting.argument]
    return any(each.strip() == name for each in equated)


def rests_on(*sides: Term) -> str:
    """What a step rests on, for a sentence: the unknown functions in its sides."""
    return _on(unknown_in(*sides).split(", "))


def _on(names: list[str]) -> str:
    *first, last = names
    told = f"{', '.join(first)} and {last} are" if first else f"{last} is"
    return f"it rests on what {told}, which is not said here"


def may_move(one: Term, two: Term) -> str:
    r"""What may depend on a variable that one side differentiates by, as names that only the other side has suggest.

    ``\frac{\partial}{\partial w}((y - t)^2 + w^2) = 2 (y - t) x + 2 w`` is true of a y that is w x.
    """
    for side, other in ((one, two), (two, one)):
        new = free_symbols(other) - free_symbols(side)
        rates = (part for part in subterms(side) if isinstance(part, App) and part.head == "diff")
        held = {name for part in rates for name in free_symbols(part.args[0]) - free_symbols(part.args[1])}
        if new and held:
            return (
                f"{' or '.join(sorted(held))} and {', '.join(sorted(new))} are related in a way that is not said here"
            )
    return ""


def said_to_be_constant(judged: Judged, side: Term) -> Equation:
    """A side that is said to be constant, ``1 = \\mathrm{const.}``."""
    names = sorted(free_symbols(side))
    verdict = asked(judged, side, side, judged.setting.given)
    if names or speaks_of_any(side) or not isinstance(verdict, Proved) or judged.step.relation != "=":
        held = ", ".join(names) or unknown_in(side) or "it"
        return undecided(judged.before, judged.after, f"what is constant here is not said, and it holds {held}")
    return equation(judged.before, judged.after, "proved", "", (), verdict)


def what_is_open(judged: Judged) -> str:
    """What a step rests on and nothing says: functions, ranges of sums, names with primes; "" if there is nothing."""
    step, definitions = judged.step, judged.setting.definitions
    one, two = (unfold(term, definitions) for term in (step.before, step.after))
    names = frozenset(each.name for each in judged.setting.known.defined)
    growth = sorted(_GROWTH & (heads(one) | heads(two)) - names)
    if growth:
        return f"{' and '.join(growth)} may tell an order of growth"
    spoken = {*subterms(one), *subterms(two)}
    own = [name for name, constant in _CONSTANTS.items() if constant in spoken and _given_a_value(judged, name)]
    if own:
        return f"the text gives {own[0].removeprefix(chr(92))} a value of its own"
    if judged.after.relation == ":=":
        return "its sign makes it a definition, and its name has a meaning already"
    if speaks_of_any(one, two) and not alike_unknown(one, two, names):
        return rests_on(step.before, step.after)
    ranges = sorted(open_ranges(step.before) | open_ranges(step.after))
    if ranges:
        return f"it rests on what {' and '.join(ranges)} runs through, which is not said here"
    primes = sorted(opaque_primes(step.before) | opaque_primes(step.after))
    return _on(primes) if primes else ""
