"""How people word a reason: gerunds, short names, number words, and where something is done.

``distributing``, ``log of a product``, ``add and subtract one in the numerator`` say what the
book calls distribute, logarithm of a product and add and subtract 1. Pure text in, text out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# what a rule does; a gerund of one of these is read as the verb
VERBS = frozenset(
    """add apply bring break calculate cancel collect combine complete distribute divide evaluate expand extend
    factor factorise factorize find fold group insert invert multiply plug pull rearrange reduce regroup reorder
    rewrite separate simplify split square substitute subtract take unfold use""".split()  # noqa: SIM905  # words read better than a list of strings
)
SHORT = {
    "ln": "logarithm", "log": "logarithm", "logs": "logarithms", "exp": "exponential", "sin": "sine",
    "cos": "cosine", "tan": "tangent", "sqrt": "square-root",
}  # fmt: skip
DAGGER = "†"  # behind the name of an axiom, wherever it was used
NUMBERS = {
    word: str(value)
    for value, word in enumerate("zero one two three four five six seven eight nine ten".split())  # noqa: SIM905
}
# words that name no rule, only a kind of them, and which kind
VAGUE = {
    **dict.fromkeys(
        """simplify simplification simplified algebra some-algebra basic-algebra elementary-algebra simple-algebra
        rearrange rearrangement rearranging rewrite rewriting manipulation algebraic-manipulation
        algebraic-simplification tidy tidy-up""".split(),  # noqa: SIM905  # as above
        "algebra",
    ),
    **dict.fromkeys(
        """calculus basic-calculus differentiate differentiation differentiating taking-derivative take-derivative
        derivative integrate integration integrating""".split(),  # noqa: SIM905  # as above
        "calculus",
    ),
    **dict.fromkeys(
        """trigonometry trig trigonometric-identity trig-identity trigonometric-identities trig-identities
        trigonometric-formula basic-trigonometry""".split(),  # noqa: SIM905  # as above
        "trigonometry",
    ),
}
_DOTS = re.compile(r"(?:=\s*)?(?:…|⋯|⋮|\.{3,})")
_LEADING = re.compile(r"(?:(?:and|then|next|now|finally|also|first)\b[\s:]*)+(?=\S)", re.IGNORECASE)
_WHERE = re.compile(
    r"(?:^|\s+)(?:in|on|from|inside|within|to)\s+(?:(?:both|each|every|the)\s+)*"
    r"(?:(?:first|second|third|last|left|right|middle|other|inner|outer|upper|lower)(?:\s+|-)(?:hand\s+)?)?"
    r"(?:numerator|denominator|term|factor|side|summand|part|fraction|bracket|parenthesis|exponent|sum|product|root"
    r"|line|expression)s?$",
    re.IGNORECASE,
)


def usual(words: Iterable[str]) -> list[str]:
    """The words with gerunds as verbs and short names of functions in full.

    >>> usual(["splitting", "log", "factorising"])
    ['split', 'logarithm', 'factorise']
    """
    return [part for word in words for part in SHORT.get(word.lower(), verb(word)).split("-")]


def verb(word: str) -> str:
    """``cancelling`` as ``cancel``, ``combining`` as ``combine``; other words as they are."""
    low = word.lower()
    if not low.endswith("ing"):
        return word
    stem = low[:-3]
    shorter = stem[:-1] if stem[-2:-1] == stem[-1:] else stem
    return next((each for each in (stem, stem + "e", shorter) if each in VERBS), word)


def without_lead(text: str) -> int:
    """How many characters at the start only join a piece to the one before: ``and then``."""
    found = _LEADING.match(text)
    return found.end() if found else 0


def without_where(text: str) -> str:
    """The text without the place in the line at its end: ``1 in the numerator`` is ``1``."""
    return _WHERE.sub("", text)


def is_dots(text: str) -> bool:
    """Whether a line stands for lines that are left out.

    >>> is_dots("…"), is_dots("= ..."), is_dots("1 + ... + n")
    (True, True, False)
    """
    return _DOTS.fullmatch(text.strip()) is not None


def titled(name: str, axioms: Iterable[str] = ()) -> str:
    """The name of a rule as people say it; an axiom has a dagger.

    >>> titled("f-of-a-sum", ("f-of-a-sum",))
    'f of a sum†'
    """
    return name.replace("-", " ") + (DAGGER if name in axioms else "")
