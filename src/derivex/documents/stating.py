r"""Statements: equations about functions that stand for any, and the rules of the book that they state.

Textbooks state the quotient rule as ``\frac{d}{dx}f = …`` with words for the functions, and the
chain rule as ``\frac{df}{dx} = \frac{df}{da}\frac{da}{dx}``: as equations between numbers they are
neither true nor false. A statement is recognised by its form, up to order and grouping.

Contract: a name for a statement, never a proof of one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from derivex.book import BOOK
from derivex.engine.derive import is_unknown
from derivex.matching import match
from derivex.notation.latex_words import MIN_WORD
from derivex.notation.names import FUNCTION_LETTERS, GREEK_LETTERS
from derivex.notation.write import plain
from derivex.subterms import heads, subterms
from derivex.term import BINDERS, App, Sym, Term, diff, free_symbols

# what they make of a function rests on all of it, and a mean may stand beside a sum
_OPERATORS = frozenset({"diff", "Integral", "Limit", "Subs", "Sum", "Product"})
_OVER = re.compile(r"(?:sum|prod|int|lim|argmax|argmin|sup|inf)_([^_]+)(?:_.*)?")
_OF_MARKS = re.compile(r"(?:_(?:sup|given|against|and|eq|ne|lt|gt|le|ge))+\Z")
_TERM = re.compile(r"[^=+&<>-]*")
CHAIN_RULE = "chain-rule"
_NAME = r"(?:\\[A-Za-z]+|[A-Za-z])"
_RATE = re.compile(
    rf"\\[dt]?frac\s*\{{\s*(?:\\mathrm\{{?d\}}?|d|\\partial)\s*({_NAME})\s*\}}\s*\{{\s*(?:\\mathrm\{{?d\}}?|d|\\partial)\s*({_NAME})\s*\}}"
)
_BETWEEN = re.compile(r"(?:\\cdot|\\times|\\,|\\;|\\!|~|\*|\s)*")
_OPERATOR = re.compile(
    r"\\[dt]?frac\s*\{\s*d\s*\}\s*\{\s*d\s*([A-Za-z])\s*\}\s*(\\[A-Za-z]+|[A-Za-z]+)(?!\s*(?:\\left\s*)?\()"
)


def speaks_of_any(*terms: Term) -> bool:
    """Whether an unknown function stands in one of the terms."""
    return any(is_unknown(head) for term in terms for head in heads(term))


def alike_unknown(one: Term, two: Term, defined: Iterable[str] = ()) -> bool:
    """Whether the same unknown functions of the same arguments stand in both, as no more than names do.

    ``defined`` are names by which the document may say what a sequence is: ``a_n``.
    """
    sequences = tuple(head for side in (one, two) for head in heads(side) if is_unknown(head) and head.endswith("_"))
    if any(name.startswith(sequences) for name in defined if sequences):
        return False
    known = _unknown_calls(one)
    pointwise = not any(head in _OPERATORS or head.endswith("'") for side in (one, two) for head in heads(side))
    named = free_symbols(one) == free_symbols(two)  # n may be the sum of the n_i
    return pointwise and named and known == _unknown_calls(two) != frozenset()


def _unknown_calls(term: Term) -> frozenset[Term]:
    return frozenset(part for part in subterms(term) if isinstance(part, App) and is_unknown(part.head))


def unknown_in(*terms: Term) -> str:
    """The unknown functions in some terms, for a sentence."""
    found = sorted({shown(head) for term in terms for head in heads(term) if is_unknown(head)})
    return ", ".join(found)


def shown(head: str) -> str:
    """The name of an unknown function as an author would know it.

    >>> shown("RSS'"), shown("E_"), shown("x_"), shown("g_inv"), shown("p_given")
    ('RSS', 'E', 'x', 'the inverse of g', 'p')
    """
    name = head.rstrip("'")
    over = _OVER.fullmatch(name)
    if over is not None:
        return f"the range of {over[1]}"
    if name.endswith("_inv"):
        return f"the inverse of {name.removesuffix('_inv')}"
    return _OF_MARKS.sub("", name).rstrip("_").removesuffix("_cal").removesuffix("_curve") or name


def of_functions_in_general(*terms: Term) -> bool:
    """Whether all unknown functions in some terms have letters that stand for any function: f, g, u, v."""
    found = {head.rstrip("'") for term in terms for head in heads(term) if is_unknown(head)}
    return bool(found) and found <= FUNCTION_LETTERS


def open_ranges(term: Term) -> frozenset[str]:
    """The variables of sums whose ranges aren't written."""
    names = free_symbols(term)
    return frozenset(
        name.removesuffix("_last") for name in names if name.endswith("_last") and f"{name[:-4]}first" in names
    )


def elements_as_names(sides: tuple[Term, Term], defined: frozenset[str]) -> tuple[Term, Term] | None:
    """Two sides with the value of each sequence, ``x_n``, as a name; None if other functions stand there too.

    Where a sum runs through the index, its values are many; two values of one sequence may be related by a recurrence,
    and ``defined`` are names by which the document may say what the values are.
    """
    elements: dict[Term, str] = {}
    for part in (part for side in sides for part in subterms(side)):
        if isinstance(part, App) and part.head in BINDERS:
            bound = {each.name for each in (part.args[1], *_first(part.args[1])) if isinstance(each, Sym)}
            inside = (each for each in subterms(part.args[0]) if isinstance(each, App) and each.head.endswith("_"))
            if any(not bound.isdisjoint(free_symbols(each)) for each in inside):
                return None
        if isinstance(part, App) and is_unknown(part.head):
            if not part.head.endswith("_") or part.head == "E_" or any(name.startswith(part.head) for name in defined):
                return None
            index = ",".join(plain(each).replace(" ", "") for each in part.args)
            name = f"{shown(part.head)}_"
            elements[part] = f"{name}{index}" if index.isalnum() else f"{name}{{{index}}}"
    if len({part.head for part in elements if isinstance(part, App)}) < len(elements):
        return None
    one, two = (_replaced(side, elements) for side in sides)
    return one, two


def _first(bounds: Term) -> tuple[Term, ...]:
    return bounds.args[:1] if isinstance(bounds, App) else ()


def _replaced(term: Term, elements: dict[Term, str]) -> Term:
    if term in elements:
        return Sym(elements[term])
    return App(term.head, tuple(_replaced(arg, elements) for arg in term.args)) if isinstance(term, App) else term


def leibniz(before: str, after: str) -> bool:
    r"""Whether two sides state the chain rule in rates alone: ``\frac{df}{dx} = \frac{df}{da}\frac{da}{dx}``.

    >>> leibniz(r"\frac{df}{dx}", r"\frac{df}{da} \frac{da}{dx}")
    True
    """
    left, right = _rates(before), _rates(after)
    if left is None or right is None or len(left) != 1 or len(right) < 2:
        return False
    above, below = Counter(rate[0] for rate in right), Counter(rate[1] for rate in right)
    return list((above - below).elements()) == [left[0][0]] and list((below - above).elements()) == [left[0][1]]


def _rates(latex: str) -> list[tuple[str, str]] | None:
    """The rates of which a side is a product; None if it is anything else."""
    found = []
    position = 0
    text = latex.strip()
    while position < len(text):
        match_here = _RATE.match(text, position)
        if match_here is None:
            return None
        found.append((match_here[1], match_here[2]))
        between = _BETWEEN.match(text, match_here.end())
        assert between is not None
        position = between.end()
    return found


def differentiated(texts: tuple[str, ...], defined: frozenset[str]) -> dict[str, str]:
    r"""The bare names after ``\frac{d}{dx}`` that nothing defines, each with its variable."""
    found: dict[str, str] = {}
    for text in texts:
        for operator in _OPERATOR.finditer(text):
            variable, name = operator[1], operator[2]
            plain_name = name.lstrip("\\")
            known = plain_name in defined or plain_name in ("e", "pi", variable)
            if not known and not _shows(variable, name, text[operator.end() :]) and _may_depend(name):
                found[plain_name] = variable
    return found


def _may_depend(name: str) -> bool:
    """Whether a control word is a letter, and no sine or fraction."""
    return not name.startswith("\\") or name[1:] in GREEK_LETTERS


def _shows(variable: str, name: str, rest: str) -> bool:
    r"""Whether what is differentiated shows its variable, as in ``\frac{d}{dx} c x``."""
    term = _TERM.match(rest)
    letters = name if len(name) < MIN_WORD and not name.startswith("\\") else ""
    return (
        variable in letters or re.search(rf"(?<![A-Za-z\\]){variable}(?![A-Za-z])", term[0] if term else "") is not None
    )


def rule_stated(before: Term, after: Term) -> str | None:
    """The rule of the book that an equation about unknown functions states; its left side may be a name of its own."""
    if not (isinstance(before, App) and before.head == "diff" and isinstance(before.args[1], Sym)):
        return None
    variable = before.args[1]
    after = _without_primes(after, variable)
    for rule in BOOK.values():
        law = rule.left
        if not (rule.law and isinstance(law, App) and law.head == "diff" and isinstance(law.args[1], Sym)):
            continue
        for found in match(rule.right, after, rule.letters, {law.args[1].name: variable}):
            whole = _is_name(before.args[0], variable) and not _is_any(rule.right)
            if whole or next(match(law, before, rule.letters, found), None) is not None:
                return rule.name
    return None


def _without_primes(term: Term, variable: Sym) -> Term:
    """``f'(x)`` as ``diff(f(x), x)``, the way the laws of the book are written."""
    if not isinstance(term, App):
        return term
    if term.head.endswith("'") and not term.head.endswith("''") and term.args == (variable,):
        return diff(App(term.head[:-1], term.args), variable)
    return App(term.head, tuple(_without_primes(arg, variable) for arg in term.args))


def _is_any(side: Term) -> bool:
    """Whether a law's side is a mere function, which any line is an instance of."""
    inner = side.args[0] if isinstance(side, App) and side.head == "neg" else side
    return isinstance(inner, App) and inner.head in FUNCTION_LETTERS


def _is_name(body: Term, variable: Sym) -> bool:
    return isinstance(body, App) and is_unknown(body.head) and body.args == (variable,)
