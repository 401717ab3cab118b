"""derivex: is every step of a derivation true, and is it what its reason says?

>>> from derivex import verify
>>> report = verify(["d/dx x^3", "3*x^2"], by=["power rule"])
>>> report.ok
True

Names are imported from their rooms when they are first used, so that neither
``import derivex`` nor ``derivex prove`` waits for SymPy, Rich or the book of rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from derivex.book import BOOK, Book
    from derivex.certificates.door import Confirmed, Failed, NotCertified, recheck
    from derivex.definition import Definition
    from derivex.derivation import Derivation, Finding, Report, Step, StepReport, VerificationError, verify
    from derivex.engine.bounds import Bounds
    from derivex.equality import prove
    from derivex.errors import InputError
    from derivex.given import Given
    from derivex.library import load
    from derivex.rewriting import rewrite
    from derivex.rule import Rule
    from derivex.term import App, Num, Sym, Term
    from derivex.verdict import Assumed, Proved, Refuted, Undecided, Verdict, Witness

__version__ = "0.1.0"

__all__ = [
    "BOOK",
    "App",
    "Assumed",
    "Book",
    "Bounds",
    "Confirmed",
    "Definition",
    "Derivation",
    "Failed",
    "Finding",
    "Given",
    "InputError",
    "NotCertified",
    "Num",
    "Proved",
    "Refuted",
    "Report",
    "Rule",
    "Step",
    "StepReport",
    "Sym",
    "Term",
    "Undecided",
    "Verdict",
    "VerificationError",
    "Witness",
    "load",
    "prove",
    "recheck",
    "rewrite",
    "verify",
]

_ROOMS = {
    "book": ("BOOK", "Book"),
    "certificates.door": ("Confirmed", "Failed", "NotCertified", "recheck"),
    "definition": ("Definition",),
    "derivation": ("Derivation", "Finding", "Report", "Step", "StepReport", "VerificationError", "verify"),
    "engine.bounds": ("Bounds",),
    "equality": ("prove",),
    "errors": ("InputError",),
    "given": ("Given",),
    "library": ("load",),
    "plugin.jupyter": ("load_ipython_extension",),  # %load_ext derivex
    "rewriting": ("rewrite",),
    "rule": ("Rule",),
    "term": ("App", "Num", "Sym", "Term"),
    "verdict": ("Assumed", "Proved", "Refuted", "Undecided", "Verdict", "Witness"),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _ROOM_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_ROOM_OF[name]}"), name)
    globals()[name] = value  # the next use finds it without this function
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
