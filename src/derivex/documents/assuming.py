"""Names and assumptions one by one: what name some LaTeX is, and what an assumption says of one name.

Contract: None for whatever is neither; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from derivex.documents.naming import names_in
from derivex.documents.records import Assuming
from derivex.engine.derive import is_unknown
from derivex.errors import InputError
from derivex.given import Given
from derivex.notation.latex import read
from derivex.notation.names import Names, is_builtin
from derivex.subterms import heads
from derivex.term import Sym, free_symbols

CALL = re.compile(r"(?P<base>.+?)\s*(?:\\left\s*)?\((?P<inside>[^()]*)(?:\\right\s*)?\)\Z", re.DOTALL)
_UPRIGHT = re.compile(r"\\(?:operatorname\*?|mathrm|mathit|text)\s*\{\s*([A-Za-z]{2,40})\s*\}")
WORD = re.compile(r"[A-Za-z]{2,40}")
LETTER = re.compile(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])")
_RELATES = re.compile(r"[=<>≤≥≠∈,]|\\(?:leq?|geq?|neq?|in|notin|equiv|approx|sim|lt|gt|to|pm|[lc]?dots)(?![A-Za-z])")


def name_of(latex: str) -> str | None:
    """The name that some LaTeX is; None if it is anything else.

    >>> name_of("\\\\theta_1"), name_of("rate"), name_of("2x")
    ('theta_1', 'rate', None)
    """
    text = latex.strip()
    upright = _UPRIGHT.fullmatch(text)
    if upright:
        return upright[1]
    if WORD.fullmatch(text):
        return text
    try:
        term = read(text)
    except InputError:
        return None
    return term.name if isinstance(term, Sym) else None


def a_product(word: str, letters: frozenset[str]) -> bool:
    """Whether a short word is a product of letters that stand alone elsewhere: pV, with p and V.

    >>> a_product("pV", frozenset("pVnRT")), a_product("rate", frozenset("rt"))
    (True, False)
    """
    return 1 < len(word) < 4 and word.isalpha() and letters.issuperset(word)


def called_name(latex: str) -> str | None:
    """The name that some LaTeX is, alone or with what it is called with; None if it is anything else."""
    call = CALL.fullmatch(latex.strip())
    return name_of(call["base"] if call else latex)


def plain_names(latex: str) -> frozenset[str]:
    """All that may be a name in some LaTeX, without backslashes."""
    return frozenset(name.lstrip("\\") for name in names_in(latex))


def is_value(latex: str, names: Names = Names()) -> bool:
    """Whether some LaTeX is one number."""
    try:
        value = read(latex, names=names)
    except InputError:
        return False
    return not free_symbols(value) and not any(is_unknown(head) for head in heads(value))


def equated(assumed: Assuming) -> tuple[str, str] | None:
    """The name and what it is, of an assumption that is no more than such an equation."""
    if assumed.plain or assumed.words:
        return None
    left, sign, right = assumed.passage.text.partition("=")
    name = called_name(left) if sign and right.strip() and not _RELATES.search(left + right) else None
    short = WORD.fullmatch(left.strip()) is not None and len(left.strip()) < 4  # "with $pV = nRT$"
    if name is None or short or is_builtin(name) or (is_value(right) and name_of(left) is None):
        return None
    return name, right


def together(given: Given, more: Iterable[Given | None]) -> Given:
    """The givens and more of them, those left out that contradict the others."""
    for each in more:
        if each is not None:
            try:
                given = given.and_(each)
            except InputError:
                continue
    return given
