"""Functions that nobody has declared, letters that look like constants, and what their authors may have meant.

An unknown function stands for any smooth one. That is what ``f(x)`` is for, but for ``sinn(x)``
it is a misprint that proves less than its author thinks, so every such name of several
letters gets a sentence. So does an i that nobody has declared: in e^(i*pi) the imaginary unit is meant,
which is I.

Contract: nothing here changes how a term is read or judged; single letters other than i, perhaps
with an index, and defined functions get no sentence.
"""

from __future__ import annotations

from collections.abc import Iterable

from derivex.notation.names import ALIASES, FORMS, FUNCTION_LETTERS, FUNCTIONS, is_letter
from derivex.subterms import heads, subterms
from derivex.term import App, Term, free_symbols

LIKENESS = 0.7  # of two names, as difflib measures it: "sinn" and "sine" are like "sin", "sigmoid" isn't like "sign"

# heads that terms are built with and no author writes as a function
_BUILT = frozenset({"and", "bounds", "by", "neg", "or"})
IMAGINARY_UNIT = "i is a symbol here; the imaginary unit is written I"
_KNOWN = frozenset({*FUNCTIONS, *FORMS, *FORMS.values(), *FUNCTION_LETTERS, *_BUILT})


def notes_on(terms: Iterable[Term], defined: Iterable[str] = ()) -> tuple[str, ...]:
    """A sentence for every unknown function of several letters, in the order of their first use.

    >>> from derivex.notation.plain import read
    >>> notes_on([read("f(x) + sinn(x)")])
    ('sinn is no known function, so it stands for any smooth function; did you mean "sin"?',)
    >>> notes_on([read("e^(i*pi)")])
    ('i is a symbol here; the imaginary unit is written I',)
    """
    declared = frozenset(defined)
    known = _KNOWN | declared
    found: dict[str, None] = {}
    letter = False
    for term in terms:
        letter = letter or ("i" not in declared and "i" in free_symbols(term))
        strange = {name for name in heads(term) - known if _is_word(name) and name.rstrip("'") not in known}
        if strange:
            for part in subterms(term):
                if isinstance(part, App) and part.head in strange:
                    found[part.head.rstrip("'")] = None
    return (*map(_sentence, found), *([IMAGINARY_UNIT] if letter else []))


def _is_word(head: str) -> bool:
    name = head.rstrip("'")
    return name.isidentifier() and not is_letter(name)


def _sentence(name: str) -> str:
    from difflib import get_close_matches  # only where a message is made

    near = get_close_matches(name.lower(), (*FUNCTIONS, *ALIASES), 1, LIKENESS)
    meant = f'; did you mean "{near[0]}"?' if near else ""
    return f"{name} is no known function, so it stands for any smooth function{meant}"
