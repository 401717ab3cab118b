"""What has to be known of a document before any of its chains is judged, and what of the project stands for each.

Whatever the document says itself goes before what the project says: a given of the project that speaks of a name
which the document defines, or that contradicts what is said of a chain, doesn't stand there.

Contract: nothing is judged here; ``under`` tells all that stood.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from derivex.definition import Definitions
from derivex.documents.assuming import plain_names, together
from derivex.documents.joining import statements
from derivex.documents.kinds import called_matrices
from derivex.documents.meanings import meanings_of
from derivex.documents.naming import the_name
from derivex.documents.reading import Document
from derivex.documents.readings import about_complex_numbers
from derivex.documents.records import Argument, Statements
from derivex.documents.solving import solved_for
from derivex.documents.understanding import Knowledge, definitions_for, givens_for, knowledge, values_for
from derivex.engine.bounds import Bounds
from derivex.matrices.expression import Meaning
from derivex.notation.latex import conventions
from derivex.settings import NO_SETTINGS, Fact, Facts, Settings
from derivex.subterms import heads
from derivex.term import free_symbols

FRONT, BEHIND = 6, 40  # arguments around one


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document that is read, with all that its chains are judged under; ``solved`` has an entry for each of them."""

    found: Statements
    known: Knowledge
    solved: tuple[frozenset[str], ...]
    complex_numbers: bool
    settings: Settings
    bounds: Bounds
    meanings: tuple[Meaning, ...] = ()  # of letters that stand for matrices
    called: tuple[tuple[int, str], ...] = ()  # letters that the prose calls matrices

    def around(self, number: int) -> tuple[Argument, ...]:
        """The arguments around one, among which its steps may have their reasons."""
        return self.found.arguments[max(0, number - FRONT) : number + BEHIND]

    @property
    def chains(self) -> tuple[int, ...]:
        """The numbers of the chains that claim something."""
        arguments = enumerate(self.found.arguments)
        return tuple(number for number, each in arguments if each.role != "assumption" and not restricts(each))


def prepared(document: Document, settings: Settings = NO_SETTINGS, bounds: Bounds = Bounds()) -> Prepared:
    """What has to be known of a document before any of its chains is judged."""
    found = statements(document)
    texts = (each.text for formula in document.formulas for each in (formula.before, formula.passage, formula.after))
    known = knowledge(found, settings.names)
    solved = tuple(solved_for(found.arguments))
    complex_numbers, called = about_complex_numbers(texts), called_matrices(document)
    return Prepared(found, known, solved, complex_numbers, settings, bounds, meanings_of(found, known), called)


def under(ready: Prepared, chains: Iterable[int]) -> str:
    """Which givens and names of the project stood for some chains; "" if none did."""
    settings = ready.settings
    if settings == NO_SETTINGS:
        return ""
    stood = dict[Fact, None]()
    used: set[str] = set()
    for argument in (ready.found.arguments[number] for number in chains):
        latex = latex_of(argument)
        shown = conventions(latex, names=ready.known.names)
        defined = definitions_for(ready.known, argument.order, shown)
        stood |= dict.fromkeys(standing(ready, argument, defined))
        used |= _used(latex, defined) | {head for each in defined for head in heads(each.body)}
    own = {each.name for each in ready.known.defined}
    return settings.said(stood, ((settings.names.functions | settings.names.symbols) & used) - own)


def latex_of(argument: Argument) -> tuple[str, ...]:
    return tuple(each.latex for each in argument.chain.statements)


def _used(latex: tuple[str, ...], definitions: Definitions) -> frozenset[str]:
    """The names that some sides may speak of, those in the definitions among them."""
    inside = (free_symbols(each.body) - set(each.parameters) for each in definitions)
    return frozenset().union(*map(plain_names, latex), *inside)


def standing(ready: Prepared, argument: Argument, definitions: Definitions) -> Facts:
    """The givens of the project that stand for a chain, beside what the document says of it."""
    if not ready.settings.facts:
        return ()
    own = givens_for(ready.known, argument.order, argument.conditions)
    own = together(own, (value for _, value in values_for(ready.known, argument.order)))
    defined = frozenset(each.name for each in definitions)
    return ready.settings.standing(own, defined, _used(latex_of(argument), definitions))


def restricts(argument: Argument) -> bool:
    """Whether a formula in the prose only says what values a name has: ``$x = 2$``, ``$0 < p < 1$``."""
    if argument.formula.display or len(argument.chain.statements) > 3:
        return False
    sides = argument.chain.sides
    names = [side for side in sides if the_name(side) is not None and "(" not in side]
    return len(names) == 1 and all(side in names or side.lstrip("-+").replace(".", "").isdigit() for side in sides)
