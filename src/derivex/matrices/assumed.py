"""What the names of matrices and what is written of them show: inverses, squares, columns.

Contract: a letter is known to be invertible or square only where what is written is defined for no other; that it is
a column, or symmetric, is an assumption, to be told of whatever rests on it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from derivex.matrices.expression import (
    Determinant,
    Expression,
    Letter,
    Negative,
    Power,
    Trace,
    Transposed,
    parts_of,
)

_LETTER = re.compile(
    r"(?:\\(?:hat|bar|tilde|vec|widehat|widetilde|overrightarrow|mathbf|boldsymbol|bm|mathrm|mathsf)\{)*"
    r"\\?(?P<core>[A-Za-z]+)\}*(?:_.{1,20})?"
)


@dataclass(frozen=True, slots=True)
class Assumed:
    """What is taken to be known of letters."""

    invertible: frozenset[str] = frozenset()
    square: frozenset[str] = frozenset()
    symmetric: frozenset[str] = frozenset()
    columns: frozenset[str] = frozenset()


def a_letter(name: str) -> bool:
    """Whether a name is one letter, and nothing that isn't looked into."""
    return _LETTER.fullmatch(name) is not None


def may_be_a_column(name: str) -> bool:
    """Whether a letter may stand for a column: it is a small one, whatever stands above it.

    >>> [may_be_a_column(name) for name in ("x", r"\\hat{\\beta}_1", "X", r"\\mathbf{X}", "e^{tA}")]
    [True, True, False, False, False]
    """
    letter_of = _LETTER.fullmatch(name)
    return letter_of is not None and letter_of["core"][0].islower()


def written_of(expressions: tuple[Expression, ...]) -> Assumed:
    """What the writing shows: a letter whose inverse is written has one where that is defined, and is square.

    So is a letter of which a power, the trace or the determinant is written.
    """
    invertible, square = set[str](), set[str]()
    for expression in expressions:
        for part in parts_of(expression):
            base = part
            while isinstance(base, Power | Transposed | Negative | Determinant | Trace):
                if isinstance(base, Power) and base.exponent < 0 and (name := _letter(base.base)):
                    invertible.add(name)
                base = base.part if not isinstance(base, Power) else base.base
            if isinstance(base, Letter) and not isinstance(part, Letter | Transposed | Negative):
                square |= set() if may_be_a_column(base.name) else {base.name}  # |x| may be a length
    return Assumed(frozenset(invertible), frozenset(square))


def _letter(part: Expression) -> str:
    while isinstance(part, Transposed | Negative):
        part = part.part
    return part.name if isinstance(part, Letter) else ""
