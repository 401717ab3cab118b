"""What the exact half is asked: is this term zero, under these relations?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import Term


@dataclass(frozen=True, slots=True)
class Question:
    """A term, the term as written, what is given, and the relations that are left of it.

    ``half_planes``: symbols that lie above (1) or below (-1) the real axis.
    """

    term: Term
    original: Term
    given: Given
    relations: tuple[Term, ...]
    cartesian: bool = False  # complex symbols are written by real ones
    half_planes: tuple[tuple[str, int], ...] = ()

    def at(self, values: Mapping[str, Term], relations: tuple[Term, ...]) -> Question:
        """The question with symbols replaced, under other relations, in which they are replaced too."""
        term, original = substitute(self.term, values), substitute(self.original, values)
        relations = tuple(substitute(each, values) for each in relations)
        return replace(self, term=term, original=original, relations=relations)
