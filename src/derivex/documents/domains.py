r"""What an assumption says of its names, as a given: relations, lists of names, sets, ranges, laws of random variables.

``a, b > 0`` says it of both; ``n \in \mathbb{N}``, ``x \in (0, 1]``, ``k = 0, 1, 2, \dots`` and ``an even integer``
are what they are on paper, and ``X \sim \mathcal{N}(\mu, \sigma^2)`` says what the parameters of that law may be. Where
people mean two sets by one sign (is 0 in N? in R_+?) the larger one is taken.

Contract: nothing is guessed. None for what isn't understood, and ``not_understood`` tells of which names that speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from derivex.documents.assuming import name_of, plain_names
from derivex.documents.records import Assuming
from derivex.engine.derive import is_unknown
from derivex.errors import InputError
from derivex.given import Given
from derivex.notation.latex import read, read_relations
from derivex.notation.names import FUNCTION_LETTERS, Names
from derivex.subterms import heads
from derivex.term import ONE, RELATIONS, ZERO, App, Num, Sym, Term

_KINDS = {"integer": "integer", "integers": "integer", "real": "real", "complex": "complex"}
_SIGNS = {
    "positive": ">", "negative": "<", "nonnegative": ">=", "non-negative": ">=", "nonpositive": "<=",
    "non-positive": "<=", "nonzero": "!=", "non-zero": "!=",
}  # fmt: skip
MINUS_ONE = App("neg", (ONE,))
_PARITIES: dict[str, Term] = {"even": ONE, "odd": MINUS_ONE}
# what else is said of numbers, and can't be given
_OTHER = frozenset(["prime", "rational", "imaginary", "invertible", "natural", "whole"])
_SIGN = re.compile(r"[=<>≤≥≠]|\\(?:leq?|leqslant|geq?|geqslant|neq?|lt|gt)(?![A-Za-z])")
_IN = re.compile(r"\\in(?![A-Za-z])|∈")
_SIM = re.compile(r"\\sim(?![A-Za-z])|∼")
_DOTS = re.compile(r"\\[lc]?dots[cb]?(?![A-Za-z])|\.\.\.|…")
_LAYOUT = re.compile(r"\\(?:left|right|[bB]igg?[lr]?)(?![A-Za-z])|\\[,;:! ]|\\q?quad(?![A-Za-z])|~|\s+")
_FONTS = re.compile(r"\\(?:mathbb|mathbf|mathcal|mathrm|mathsf|operatorname\*?|text(?:rm)?|Bbb|mathds)\s*(?![A-Za-z])")
_NUMBERS = re.compile(r"(?P<set>[NZQRC])(?P<which>.*)", re.DOTALL)
_INTERVAL = re.compile(r"(?P<low>[\[(\]])(?P<from>[^,]+),(?P<to>[^,]+)(?P<high>[\])\[])")
_FROM_TO = re.compile(r"\\\{(?P<inside>[^{}]*)\\\}")
_POSITIVE = frozenset([">0", "++", "*>0", r"\gt0"])
_NOT_NEGATIVE = frozenset(["+", r"\ge0", r"\geq0", r"\geqslant0", "≥0"])
_NOT_ZERO = frozenset(["*", r"\setminus\{0\}", r"\setminus0", r"\neq0", r"\ne0", r"\backslash\{0\}"])
# what the parameters of a law are: positive, in [0, 1], a whole number, a variance, in order, or anything
_LAWS = {
    **dict.fromkeys(("N", "Normal", "LogNormal", "lnN"), "?v"),
    **dict.fromkeys(("Exp", "Exponential", "Poisson", "Poiss", "Poi", "Pois", "t"), "+"),
    **dict.fromkeys(("Gamma", r"\Gamma", "Gam", "Beta", "Bet", "Weibull", "Pareto", "Wald"), "++"),
    **dict.fromkeys(("Laplace", "Cauchy"), "?+"),
    **dict.fromkeys(("Bernoulli", "Bern", "Ber"), "p"),
    **dict.fromkeys(("Binomial", "Bin"), "np"),
    **dict.fromkeys(("U", "Uniform", "Unif"), "<<"),
}


def given_of(assumed: Assuming, names: Names) -> Given | None:
    """What is assumed, as a given; None if it can't be one, as what is said of unknown functions can't."""
    try:
        if assumed.plain:
            return Given.read([assumed.passage.text], names=names)
        return _by_words(assumed, names) or _by_relations(assumed.passage.text, names)
    except InputError:
        return None


def not_understood(assumed: Assuming, names: Names) -> frozenset[str]:
    """The names of which an assumption says something that isn't understood: of them nothing is called false."""
    text = assumed.passage.text
    if assumed.plain:
        return frozenset()
    if set(_words(assumed)) & _OTHER:
        return frozenset(filter(None, map(name_of, text.split(","))))
    left, sign, right = text.partition("=")
    several = bool(sign) and "," in right
    if (several or _IN.search(text) or _DOTS.search(text)) and given_of(assumed, names) is None:
        return plain_names(_IN.split(left)[0])
    return frozenset()


def _words(assumed: Assuming) -> list[str]:
    return [word.lower() for word in re.findall(r"[A-Za-z-]+", assumed.words)]


def _by_words(assumed: Assuming, names: Names) -> Given | None:
    """``x`` and "a positive integer"."""
    words = _words(assumed)
    subjects = [Sym(name) for part in assumed.passage.text.split(",") if (name := name_of(part)) is not None]
    kinds = [(each.name, _KINDS[word]) for each in subjects for word in words if word in _KINDS]
    signs = [App(_SIGNS[word], (each, ZERO)) for each in subjects for word in words if word in _SIGNS]
    numbers = [
        each for each in subjects if each.name not in FUNCTION_LETTERS | names.functions
    ]  # functions are odd, too
    for number, word in ((number, word) for number in numbers for word in words if word in _PARITIES):
        kinds.append((number.name, "integer"))
        signs.append(App("=", (App("^", (MINUS_ONE, number)), _PARITIES[word])))
    return Given(tuple(dict.fromkeys(kinds)), tuple(signs)) if kinds or signs else None


# ---- relations ----


def _by_relations(text: str, names: Names) -> Given | None:
    for sign, reader in ((_IN, _in_set), (_SIM, _of_law)):
        left, *right = sign.split(text)
        if right:
            subjects = _subjects(left)
            return reader(subjects, _LAYOUT.sub(" ", right[0]).strip(), names) if subjects and len(right) == 1 else None
    if _DOTS.search(text):
        before, _, behind = text.partition("=")
        subjects = _subjects(before)
        return _runs(subjects, behind, names) if subjects else None
    found = [relation for each in _one_by_one(text) for relation in read_relations(each, names=names)]
    kept = (each for each in found if isinstance(each, App) and each.head in RELATIONS)
    return Given((), tuple(each for each in kept if not any(is_unknown(head) for head in heads(each))))


def _subjects(text: str) -> tuple[Sym, ...]:
    """The names that a list is; () if it is anything else."""
    found = [name_of(part) for part in _LAYOUT.sub(" ", text).split(",")]
    return tuple(Sym(name) for name in found if name is not None) if all(found) else ()


def _one_by_one(text: str) -> Iterator[str]:
    """``a, b > 0`` as ``a > 0`` and ``b > 0``; what isn't such a list as it is."""
    waiting: list[str] = []
    last = None
    for part in text.split(","):
        sign = _SIGN.search(part)
        if sign is None:
            waiting.append(part)
            continue
        for each in (*waiting, part[: sign.start()]):
            yield f"{each} {part[sign.start() :]}"
        waiting, last = [], part
    if waiting and last is None:
        yield text
    elif last is not None:
        *_, sign = _SIGN.finditer(last)
        for each in waiting:
            yield f"{last[: sign.end()]} {each}"


# ---- sets and ranges ----


def _in_set(subjects: Iterable[Sym], text: str, names: Names) -> Given | None:
    shown = re.sub(r"\{\s*([NZQRC])\s*\}", r"\1", _FONTS.sub("", text)).replace(" ", "")
    shown = re.sub(r"\\([NZQRC])(?![A-Za-z])", r"\1", shown)
    numbers = _NUMBERS.fullmatch(shown)
    if numbers is not None:
        return _of_numbers(tuple(subjects), numbers["set"], numbers["which"])
    interval = _INTERVAL.fullmatch(_LAYOUT.sub("", text))
    if interval is not None:
        low = "<=" if interval["low"] == "[" else "<"
        high = "<=" if interval["high"] == "]" else "<"
        return _between(tuple(subjects), (interval["from"], low), (high, interval["to"]), names)
    inside = _FROM_TO.fullmatch(text)
    return _runs(tuple(subjects), inside["inside"], names) if inside is not None and _DOTS.search(text) else None


def _of_numbers(subjects: tuple[Sym, ...], which: str, more: str) -> Given | None:
    """``\\mathbb{R}_{>0}`` and its like."""
    marks = more if more.startswith("\\") else re.sub(r"[_^{}]", "", more)
    signs = {**dict.fromkeys(_POSITIVE, ">"), **dict.fromkeys(_NOT_NEGATIVE, ">="), **dict.fromkeys(_NOT_ZERO, "!=")}
    natural = which == "N"
    if natural and marks in ("", "0", *(_NOT_NEGATIVE - {"+"})):
        sign: str | None = ">="
    elif natural and (marks in signs or marks == "1"):
        sign = ">"
    elif marks in ("", *signs):
        sign = signs.get(marks)
    else:
        return None
    kind = {"N": "integer", "Z": "integer", "C": "complex"}.get(which, "real")
    relations = tuple(App(sign, (each, ZERO)) for each in subjects) if sign is not None else ()
    return Given(tuple((each.name, kind) for each in subjects), relations)


def _between(
    subjects: tuple[Sym, ...], low: tuple[str, str], high: tuple[str, str], names: Names, kinds: bool = False
) -> Given:
    relations: list[Term] = []
    for each in subjects:
        if "\\infty" not in low[0]:
            relations.append(App(low[1], (read(low[0], names=names), each)))
        if "\\infty" not in high[1]:
            relations.append(App(high[0], (each, read(high[1], names=names))))
    return Given(tuple((each.name, "integer") for each in subjects) if kinds else (), tuple(relations))


def _runs(subjects: tuple[Sym, ...], text: str, names: Names) -> Given | None:
    r"""``k = 0, 1, 2, \dots, n``."""
    before, *after = _DOTS.split(_LAYOUT.sub(" ", text))
    listed = [each.strip() for each in before.split(",") if each.strip()]
    end = after[0].strip(" ,") if len(after) == 1 else ""
    first = read(listed[0], names=names) if listed else None
    if first is None or len(after) != 1 or not _by_ones(listed, first, names):
        return None
    return _between(subjects, (listed[0], "<="), ("<=", end if end else r"\infty"), names, kinds=True)


def _by_ones(listed: list[str], first: Term, names: Names) -> bool:
    """Whether the numbers of a list follow each other; one alone is the first of them."""
    if not isinstance(first, Num):
        return len(listed) == 1
    found = [read(each, names=names) for each in listed]
    values = [each.value for each in found if isinstance(each, Num)]
    return len(values) == len(found) and all(value == values[0] + place for place, value in enumerate(values))


# ---- laws ----


def _of_law(_: Iterable[Sym], text: str, names: Names) -> Given | None:
    """What the parameters of a law may be."""
    shown = re.sub(r"\{\s*([A-Za-z]+)\s*\}", r"\1", _FONTS.sub("", text)).replace(" ", "")
    name, bracket, inside = shown.partition("(")
    wanted = _LAWS.get(name)
    parameters = inside.removesuffix(")").split(",") if bracket and inside.endswith(")") else []
    if wanted is None or len(parameters) != len(wanted):
        return None
    kinds: list[tuple[str, str]] = []
    relations: list[Term] = []
    terms = [read(each, names=names) for each in parameters]
    for kind, term in zip(wanted, terms, strict=True):
        base = term.args[0] if kind == "v" and isinstance(term, App) and term.head == "^" else term
        if not isinstance(base, Sym) or base.name[0].isupper():  # a number, or the variance of a vector
            continue
        if kind in "+v":
            relations.append(App(">", (base, ZERO)))
        elif kind == "p":
            relations += [App(">=", (base, ZERO)), App("<=", (base, ONE))]
        elif kind == "n":
            kinds.append((base.name, "integer"))
            relations.append(App(">=", (base, ZERO)))
    if wanted == "<<" and any(isinstance(each, Sym) for each in terms):
        relations.append(App("<", (terms[0], terms[1])))
    return Given(tuple(kinds), tuple(relations)) if kinds or relations else None
