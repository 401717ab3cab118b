"""What the prose next to mathematics says it is: a definition, or something assumed.

Only words directly in front of a formula, in its own sentence, count (``for``, ``where``,
``let``, …), and words directly behind it that name a domain (``is an integer``). Formulas
with nothing but "and" or a comma between them share their words. The words are data: what
"a positive integer" means is for whoever reads them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from derivex.documents.formulas import Formula
from derivex.documents.symbols import EVERY, words

DEFINING = words("let define denote set put write introduce where call defining setting letting putting writing")
ASSUMING = words(
    "for if when whenever where with assume assuming suppose supposing given provided let at all every any "
    "each here taking take fix"
)
NAMING = words("consider substituting substitute substitution")  # what it names is neither assumed nor, alone, defined
REASONING = words("since because")  # an order behind these is known, an equation is to be checked
# between a cue and what is assumed; "with the help of" assumes nothing
BETWEEN = words(
    "a all an and any arbitrary both case constants each every fixed following further given have in now of parameters "
    "not some that the us values variables real-valued"
)
_CLAIMING = words(
    "show prove find verify check compute calculate used use solve derive obtain conclude note see only example help "
    "respect evaluate simplify consider look recall"
)
# "start with", "a formula for" and "arrive at" assume nothing
_NEVER_BEHIND = words("not t without never than don doesn no nor neither cannot")  # "we don't assume", "rather than if"
_NOT_BEHIND = {
    "with": words(
        "start starts starting begin begins beginning agrees compare comparing coincides combine consistent on "
        "continue continues continuing end ends ending proceed proceeds"
    ),
    "for": words(
        "formula expression equation proof derivation rule solve solving notation shorthand symbol look except "
        "defined valid true correct known false"
    ),
    "if": words("defined valid true correct known false even only"),
    "when": words("defined valid true correct known false even only"),
    "at": words("arrive arrives arriving look looking aim get"),
    "given": words("is are was were"),
}
# behind these a comma goes on with the list; behind "for x > 0," the statement begins
LISTING = words("let define denote set put suppose assume fix where letting setting")
_LONGEST = 120  # characters between a cue and its formula

MARKS = frozenset({"(", ","})  # a condition in brackets, or behind a comma

_CUES = "|".join(sorted(DEFINING | ASSUMING | NAMING | REASONING, key=len, reverse=True))
_CUE = re.compile(
    rf"(?<![A-Za-z])(?P<cue>{_CUES})(?![A-Za-z])"
    r"(?P<words>(?:[\s*_]+(?!(?:is|are|was|we|it|then|this|get|have)\b)[A-Za-z'-]+){0,5}),?[\s*_:]*\Z",
    re.IGNORECASE,
)
_DEFINED_AS = re.compile(r"\b(?:defined|denoted|introduced)\s+(?:by|as|to\s+be)[\s*_:]*\Z", re.IGNORECASE)
_TOGETHER = re.compile(r"\s*(?:,|and|or|,\s*and|,\s*or|&)\s*", re.IGNORECASE)
_AND = re.compile(r"\s*(?:and|or|&)\s*", re.IGNORECASE)
_OR = re.compile(r"[\s,]*or\s*", re.IGNORECASE)
_RELATES = re.compile(r"[=<>≤≥≠∈]|\\(?:leq?|geq?|neq?|in|notin|subset|equiv|approx|sim|lt|gt)(?![A-Za-z])")
# a comment for derivex is no prose: "given real values" assumes nothing of the formula behind it
_DIRECTIVE = re.compile(r"(?:%|#|//|\.\.|<!--)[ \t]*derivex[ \t]*:[^\n]*", re.IGNORECASE)
_DOMAIN = (
    r"(?:positive|negative|non-?negative|non-?positive|non-?zero|real|complex|rational|integer|integers|natural|whole"
    r"|number|numbers|reals|constant|constants|odd|even|prime|real-valued|invertible|finite|imaginary|strictly)"
)
_BEHIND = re.compile(
    r"[*_\s]*(?:is|are|be|being|denotes?)\s+(?:both\s+|all\s+)?"
    r"(?P<words>(?:(?:an?|the|any|some|not)\s+)?(?:[A-Za-z-]+\s+){0,2}?"
    rf"{_DOMAIN}\b(?:\s+(?:and\s+)?{_DOMAIN}\b){{0,3}})",
    re.IGNORECASE,
)
# what denies an assumption, or makes another statement of it: "if $x > 0$ fails", "if $x > 0$ implies $y > 0$"
_DENIED = re.compile(
    r"[*_\s,]*(?:(?:is|are|was|were|does|do|did|can|could|may|might)\s*(?:not\b|n['’]t\b)|(?:isn|aren|doesn|don|can|won)['’]t\b"
    r"|cannot\b|(?:is|are|was|were|be)\s+(?:\w+\s+)?(?:false|wrong|impossible|unknown|irrelevant|untrue|violated)\b"
    r"|fails?\b|implies\b|never\b|or\s+not\b|no\s+longer\b)",
    re.IGNORECASE,
)
_ON = re.compile(_BEHIND.pattern + r"\s*(?:,|and|,\s*and)\s*", re.IGNORECASE)
_DOMAIN_WORD = re.compile(rf"\b{_DOMAIN}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """The cue in front of a formula ("" if there is none) and the words about its domain."""

    cue: str = ""
    words: str = ""
    between: frozenset[str] = frozenset()  # the words between the cue and the formula

    @property
    def defines(self) -> bool:
        return self.cue in DEFINING and not self.claims

    @property
    def claims(self) -> bool:
        """Whether the words say that something is to be shown, or follows."""
        return bool(self.between & _CLAIMING)

    @property
    def assumes(self) -> bool:
        if self.cue in MARKS:
            return True
        return self.cue in ASSUMING and all(word in BETWEEN or _DOMAIN_WORD.fullmatch(word) for word in self.between)


def said(formulas: tuple[Formula, ...]) -> tuple[Said, ...]:
    """For every formula of a document what the prose around it says of it."""
    found: list[Said] = []
    group: list[int] = []
    spoken = Said()
    for index, formula in enumerate(formulas):
        together = bool(group) and _together(formulas[index - 1], formula, spoken)
        if not together:
            group = []
            # "where $n$ is an integer and $a$ is positive": the cue holds on
            if not _ON.fullmatch(formula.before.text):
                spoken = _cue(formula.before.text)
            else:
                spoken = replace(spoken, words="")
        group.append(index)
        behind = _BEHIND.match(formula.after.text)
        found.append(spoken)
        if _DENIED.match(formula.after.text) and _RELATES.search(formula.text):
            spoken = _without(found, group)
        elif together and _OR.fullmatch(formula.before.text) and _RELATES.search(formula.text):
            spoken = _without(found, group)  # "if $x > 0$ or $y > 0$" says neither
        elif behind is not None:
            for each in group:
                found[each] = replace(spoken, words=" ".join(behind["words"].split()))
    return tuple(found)


def _without(found: list[Said], group: list[int]) -> Said:
    """Takes the words away from all formulas that share them."""
    for each in group:
        found[each] = Said()
    return Said()


def _together(before: Formula, formula: Formula, spoken: Said) -> bool:
    """Whether the words in front of a formula hold for the one behind it too."""
    between = formula.before.text
    if formula.display or before.display or not _TOGETHER.fullmatch(between):
        return False
    names = not _RELATES.search(formula.text) and not _RELATES.search(before.text)
    return names or spoken.cue in LISTING or _AND.fullmatch(between) is not None


def cue_of(text: str) -> str:
    """The cue that a prose inside of a formula is, or "" if it is none."""
    if text in MARKS:
        return text
    if text.strip() in EVERY:
        return "for"
    spoken = _cue(text)
    return spoken.cue if spoken.assumes or spoken.defines or spoken.cue in REASONING else ""


def _cue(before: str) -> Said:
    text = _DIRECTIVE.sub(" ", before)[-_LONGEST:]
    sentence = re.split(r"[.;!?](?:\s|\Z)|\n[ \t]*\n(?=.*\S)", text)[-1] if text.strip() else ""
    if _DEFINED_AS.search(sentence):
        return Said("define")
    match = _CUE.search(sentence)
    if match is None:
        return Said()
    preceding = re.findall(r"[A-Za-z]+", sentence[: match.start()])[-1:]
    before_it = preceding[0].lower() if preceding else ""
    if before_it in _NEVER_BEHIND or before_it in _NOT_BEHIND.get(match["cue"].lower(), ()):
        return Said()
    between = " ".join(match["words"].replace("*", " ").replace("_", " ").split())
    if between.lower().endswith("not") and "," not in sentence[match.end("words") :]:  # "if not $x > 0$"
        return Said()
    domain = between if _DOMAIN_WORD.search(between) else ""
    return Said(match["cue"].lower(), domain, frozenset(between.lower().split()))
