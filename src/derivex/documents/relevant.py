"""What a derivation that is taken from a document has to state: the definitions and givens that have to do with it.

Contract: nothing is added to what the document says; what is left out shares no name, in any number of steps, with
what stays. Whether the verdicts are the same under it is for whoever takes the derivation to see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from derivex.definition import Definitions
from derivex.documents.assuming import together
from derivex.documents.standing import Run, Setting, about
from derivex.documents.understanding import definitions_for
from derivex.given import Given
from derivex.term import Term, free_symbols, names


def conditions(terms: Sequence[Term], setting: Setting, run: Run) -> Iterator[tuple[Given, Definitions]]:
    """What lines may stand under: what has to do with them, all of it, with values inserted, without weak names."""
    told = run.derivation.definitions
    needed = used(terms, told)
    yield about(terms, needed, setting.given), needed
    yield setting.given, told
    values = [value for name, value in setting.values if any(name in free_symbols(term) for term in terms)]
    if values:
        yield together(about(terms, needed, setting.given), values), needed
    strong = used(terms, definitions_for(setting.known, setting.argument.order, setting.conventions, weak=False))
    if strong != needed:
        yield about(terms, strong, setting.given), strong


def used(terms: Iterable[Term], definitions: Definitions) -> Definitions:
    """The definitions that some terms need, and those that these need."""
    needed = {name.rstrip("'") for term in terms for name in names(term)}
    kept = []
    for each in reversed(definitions):
        if each.name in needed:
            kept.append(each)
            needed |= {name.rstrip("'") for name in names(each.body)}
    return tuple(reversed(kept))
