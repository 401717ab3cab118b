"""What the texts of a chain show about their letters, as data.

Contract: conventions only collect, and those of several texts join into one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Conventions:
    """What the texts of a chain show about their letters.

    ``called`` stand before brackets with symbols alone, as in ``f(x)``; ``bare`` without a bracket. ``dependent`` are
    those of ``\\frac{dy}{dx}`` with their variable, ``indexed`` those of ``\\sum_i x_i``, ``integrated`` the variables
    of integrals, ``under`` the letters that stand under an integral, each with its variable, and ``free`` those
    that stand in a text which binds none of that name. ``primed`` have a prime and no bracket, "()" is a bracket
    with one; ``arguments`` are names with the symbols that they are called with, ``variables`` those of derivatives
    and integrals, ``partials`` the names of partial derivatives with each of their variables. ``labelled`` are names
    with a letter or a number in brackets above, as in ``x^{(i)}``. ``holds`` are partial derivatives whose definitions
    hold the variable, and ``by`` is what a prime differentiates by: both are for the caller.
    """

    called: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()
    dependent: Mapping[str, str] = field(default_factory=dict)
    indexed: frozenset[str] = frozenset()
    integrated: frozenset[str] = frozenset()
    under: frozenset[tuple[str, str]] = frozenset()
    free: frozenset[str] = frozenset()
    primed: frozenset[str] = frozenset()
    arguments: frozenset[tuple[str, tuple[str, ...]]] = frozenset()
    variables: frozenset[str] = frozenset()
    partials: frozenset[tuple[str, str]] = frozenset()
    labelled: frozenset[str] = frozenset()
    holds: frozenset[tuple[str, str]] = frozenset()
    by: str = ""

    def joined(self, other: Conventions) -> Conventions:
        """What both show; of two variables for one letter, the first."""
        return Conventions(
            self.called | other.called,
            self.bare | other.bare,
            {**other.dependent, **self.dependent},
            self.indexed | other.indexed,
            self.integrated | other.integrated,
            self.under | other.under,
            self.free | other.free,
            self.primed | other.primed,
            self.arguments | other.arguments,
            self.variables | other.variables,
            self.partials | other.partials,
            self.labelled | other.labelled,
            self.holds | other.holds,
            self.by or other.by,
        )
