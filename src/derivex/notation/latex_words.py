r"""Runs of letters and words in braces: one name, a function, prose, or letters that multiply.

TeX sets ``sigmoid`` as seven factors, and no author means that: a run before a bracket is a call, a built-in function
is its function, and a run that might be a word is a riddle. ``\mathrm{…}``, ``\operatorname{…}`` and ``\text{…}``
hold names.

Contract: one token for every word, or None where letters multiply; what may be either is refused.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from derivex.notation.latex_commands import BUILT_IN, CONNECTIVES, CONTROLS, OPERATORS, PROSE
from derivex.notation.names import ELSEWHERE, FORMS, FUNCTIONS, Names
from derivex.notation.tokens import Source, Token

MIN_WORD: Final = 4  # so many letters before a bracket are the name of a function
BURIED: Final = re.compile(r"sin|cos|tan|exp|log|sqrt|ln")

CALLED = re.compile(r"(?:\s|~|\\[,;:!]|\\left(?![A-Za-z])|\\[bB]igg?l?(?![A-Za-z]))*[(\[]")
_SPACING = re.compile(r"\\[,;:! ]|~|\s|-")
_POWER_AHEAD = re.compile(r"\s*[\^_]")
_INDEX_AHEAD = re.compile(r"\s*_")
_CAPITALS = re.compile(r"(?<![A-Za-z\\])[A-Z]+(?![A-Za-z])")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def word_of(code: Source, content: str, font: str, here: Token, names: Names) -> Token:
    r"""What ``\mathrm{content}`` and its relatives stand for."""
    start, end = here.start, here.end
    word = content.strip()
    extreme = _SPACING.sub("", word)
    if extreme in ("argmax", "argmin") and extreme not in names.functions | names.symbols:
        return Token("BIG", extreme, start, end)
    if word.removesuffix(".") in ("const", "constant"):
        return Token("WORD", "const", start, end)
    prose = font in PROSE and (word != content or word in CONNECTIVES)
    if prose or _WORD.fullmatch(word) is None:
        if font in PROSE:
            return Token("TEXT", word, start, end)
        raise code.not_checkable(f'"{word}" is no name of a number or a function', here)
    if font.startswith("operatorname"):
        if word not in names.functions and (word in FUNCTIONS or word in OPERATORS):
            return Token("FUNCTION", OPERATORS.get(word, word), start, end)
        if word == "E" and "E" not in names.functions | names.symbols:  # an expectation, as \mathrm{E} is one
            return Token("UPRIGHT", "E_", start, end)
        return Token("OPERATOR", word, start, end)
    bracket = CALLED.match(code.text, end) is not None
    known = word in BUILT_IN or word in ("re", "im", "Re", "Im")
    if known and word not in names.functions | names.symbols and (bracket or _POWER_AHEAD.match(code.text, end)):
        return Token("FUNCTION", OPERATORS.get(word, word), start, end)
    if len(word) == 1:
        if font == "mathit":
            return Token("ITALIC", word, start, end)
        return Token("UPRIGHT", {"e": "E", "i": "I", "E": "E_", "I": "I_"}.get(word, word), start, end)
    return Token("WORD", f"{word}_" if word in ("pi", "oo") else word, start, end)


DIFFERENTIAL = 3  # letters of "dxy" and the like, which may be a differential though a name is written so


def run_of(code: Source, run: str, here: Token, names: Names) -> Token | None:
    """A run of two or more letters as one name; None if they multiply."""
    called = CALLED.match(code.text, here.end) is not None
    if run in names.functions and (called or run[0] != "d"):
        return here._replace(kind="WORD")
    if run in names.symbols and (run[0] != "d" or len(run) > DIFFERENTIAL):
        return here._replace(kind="WORD")
    if called and run in BUILT_IN:
        return here._replace(kind="FUNCTION", text=OPERATORS.get(run, run))
    buried = BURIED.search(run)
    if called and (run in FUNCTIONS or (buried is not None and buried.end() == len(run) and buried.start() <= 2)):
        raise code.ambiguous(f'"{run}(" can be a product or a call', here, _remedy(run, buried))
    if called and len(run) >= MIN_WORD:
        if run in FORMS or run in ELSEWHERE:
            raise code.unreadable(f'"{run}" belongs to the plain notation, or is not known here', here)
        return here._replace(kind="WORD")
    euler = run.find("e") if "e" not in names.symbols | names.functions else -1
    word = euler >= 0 and len(run) > 2 and not (euler == len(run) - 1 and _POWER_AHEAD.match(code.text, here.end))
    if len(run) < MIN_WORD and run == run[0] * len(run) and run.isupper() and _INDEX_AHEAD.match(code.text, here.end):
        return here._replace(kind="WORD")  # SS_{res} is no S times S_res
    word = word or (run[-2:].isupper() and _INDEX_AHEAD.match(code.text, here.end) is not None)
    if run in BUILT_IN or buried is not None or word or (run.isupper() and _elsewhere(code, run)):
        raise code.ambiguous(f'"{run}" can be a name or a product of letters', here, _remedy(run, buried))
    return None


def _elsewhere(code: Source, run: str) -> bool:
    """Whether a letter of a run of capitals also stands without the others, as E does in ``E = KE + PE``."""
    runs = _capitals(code.text)
    if runs.issuperset(run):  # E(XY) - E(X) E(Y)
        return False
    return any(set(run) != set(other) and not set(run).isdisjoint(other) for other in runs)


@lru_cache(maxsize=4)  # a text is asked for each of its runs
def _capitals(text: str) -> frozenset[str]:
    return frozenset(_CAPITALS.findall(text))


def _remedy(run: str, buried: re.Match[str] | None) -> str:
    if buried is not None and buried.group() != run and run not in FUNCTIONS:
        return f"write {run[: buried.start()]} \\{buried.group()}"
    name = f"\\{run}" if run in CONTROLS else f"\\operatorname{{{run}}}" if run in FUNCTIONS else f"\\mathrm{{{run}}}"
    return f"write {name}, or spaces between the letters"
