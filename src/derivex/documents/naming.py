"""Names in LaTeX, as far as documents have to tell them: is a left side a name, and is it new?

This is no reading of mathematics: a run of letters is one name here and its letters are
names too, so that a name counts as new only if nothing before it can have used it.
"""

from __future__ import annotations

import re

_GREEK = (
    r"alpha|beta|gamma|delta|(?:var)?epsilon|zeta|eta|(?:var)?theta|iota|kappa|lambda|mu|nu|xi|(?:var)?rho|(?:var)?sigma"
    r"|tau|upsilon|(?:var)?phi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Sigma|Upsilon|Phi|Psi|Omega|ell|hbar"
)
_FONT = r"operatorname\*?|mathrm|mathit|mathbf|mathcal|mathbb|mathsf|mathfrak|text|textrm|textit|boldsymbol|bm"
_ACCENT = r"hat|bar|tilde|vec|dot|ddot|widehat|widetilde|overline"
_BASE = rf"(?:\\(?:{_FONT}|{_ACCENT})\s*(?:\{{\s*\\?[A-Za-z]+\s*\}}|[A-Za-z])|\\(?:{_GREEK})(?![A-Za-z])|[A-Za-z]+)"
_NAME = re.compile(rf"{_BASE}(?:\s*_\s*(?:\{{[^{{}}]{{1,30}}\}}|[A-Za-z0-9]|\\(?:{_GREEK})(?![A-Za-z])))?")
_ARGUMENTS = re.compile(
    r"\s*(?:\\left\s*|\\[bB]igg?l?\s*)?[(\[]([A-Za-z0-9\\_,;:|\s{}^']{1,60})(?:\\right\s*|\\[bB]igg?r?\s*)?[)\]]\Z"
)
_COMMAND = re.compile(rf"\\(?:begin|end)\s*\{{[^{{}}]*\}}|\\(?!(?:{_GREEK}|{_FONT}|{_ACCENT})(?![A-Za-z]))[A-Za-z]+")
_SPACING = re.compile(
    r"\\[,;:!> ]|\\q?quad(?![A-Za-z])|~|\s+|\\(?:left|right|displaystyle|large|[bB]igg?[lr]?)(?![A-Za-z])|\{\}"
)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\\d?frac\{\d+\}\{\d+\}|\\d?frac\d\d|\d+/\d+)")


def the_name(latex: str) -> str | None:
    """The name that a side is, alone or with arguments that are names; None if it is anything else.

    >>> the_name("S(x)"), the_name("\\\\hat y_1"), the_name("f'(x)"), the_name("2x")
    ('S', '\\\\haty_1', None, None)
    """
    match = _NAME.match(latex)
    if match is None or (latex[match.end() :].strip() and not _ARGUMENTS.match(latex, match.end())):
        return None
    return bare(match.group())


def names_in(latex: str) -> frozenset[str]:
    """All that may be a name in some LaTeX."""
    found = set()
    for match in _NAME.finditer(_COMMAND.sub(" ", latex)):
        name = bare(match.group())
        found |= {name, name.split("_")[0]}
        if name.isalpha():
            found |= set(name)
    return frozenset(found)


def same(left: str, right: str) -> bool:
    """Whether two sides are written alike, layout apart."""
    return left == right or bare(left) == bare(right)


def plain_number(latex: str) -> bool:
    return _NUMBER.fullmatch(bare(latex)) is not None


def bare(latex: str) -> str:
    """Some LaTeX without its layout."""
    return _SPACING.sub("", latex)
