r"""Which names of a chain stand for matrices.

A name is a matrix where the chain shows it: it is transposed, bold or has an arrow, or is a capital letter beside
matrices. A name that stands in a cell is a number. In doubt a name is taken for a matrix, with which less can
be proved: in a chain whose matrices are all letters, so is a small letter, unless it has a power or stands in a
fraction of numbers; beside matrices that are written out a small letter is a number, for the sizes say so.

Contract: names are compared as they are written, layout apart; nothing is proved here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from derivex.documents.grids import cells, kind_of
from derivex.documents.operands import Operand, Span, operands
from derivex.documents.passages import Passage
from derivex.documents.tokens import enclosed, tokens
from derivex.errors import InputError

TRANSPOSING = re.compile(
    r"\s*(?:\\(?:mathrm|mathsf|mathit|text|textrm|textsf|operatorname)\s*(?:\{\s*T\s*\}|T)|T|\\top|\\intercal"
    r"|\\rm\s*T|\{\s*\\rm\s*T\s*\})\s*"
)
_MATRIX = re.compile(r"\\begin\s*\{(?:[bpv]?(?:small)?matrix\*?|array)\}")
_TRANSPOSED = re.compile(
    r"\^\s*(?:\{\s*-?\s*)?(?:\\(?:mathrm|mathsf|text|textrm)\s*\{?\s*T\b|\\(?:top|intercal)(?![A-Za-z])|T(?![A-Za-z]))"
)
_TRACE = re.compile(r"\\(?:mathrm|operatorname|text|textrm)\s*\{\s*(?:tr|Tr|trace)\s*\}|\\det(?![A-Za-z])")
TRACES = frozenset(
    rf"\{font}{{{word}}}" for font in ("mathrm", "operatorname", "text") for word in ("tr", "Tr", "trace")
)
_BOLD = (r"\mathbf{", r"\boldsymbol{", r"\bm{", r"\vec{", r"\overrightarrow{", r"\textbf{", r"\mathbb{")
_UNITS = frozenset({"I", r"\mathbf{I}", r"\mathrm{I}", r"\mathbb{I}", r"\boldsymbol{I}", r"\bm{I}"})
_SIZES = re.compile(r"[a-zA-Z]|[0-9]+|([a-zA-Z])\\times\1|\(?[a-z][+-][0-9]\)?")
_ACCENTED = re.compile(r"\\(?:hat|bar|tilde|widehat|widetilde|overline|mathcal)\{(.*)\}")
_CAPITAL_GREEK = re.compile(r"\\(?:Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega)")


@dataclass(frozen=True, slots=True)
class Letters:
    """What the names of a chain are; ``written_out`` tells that some matrix of it is."""

    matrices: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    entries: frozenset[str] = frozenset()
    defined: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()  # stand somewhere without a bracket behind them
    transposes: bool = False  # whether a mere T above something is the sign of a transpose, and no exponent
    written_out: bool = False

    def certain(self, name: str) -> bool:
        """Whether a name surely isn't a number."""
        return name in self.matrices or name in self.defined

    def stands_for_a_matrix(self, name: str) -> bool:
        """Whether a name isn't to be taken for a number where matrices stand beside it."""
        if self.certain(name):
            return True
        return not (self.written_out or name in self.numbers or name in self.entries)

    def multiplies(self, name: str) -> bool:
        """Whether a name multiplies a bracket behind it: it also stands without one, as no function does."""
        return name in self.defined or (name in self.bare and (name in self.matrices or name in self.numbers))

    def unit(self, name: str) -> bool:
        """Whether a name is the identity matrix: nothing else is said of it."""
        base, _, index = name.partition("_")
        if base not in _UNITS or name in self.entries or name in self.defined or name in self.taken:
            return False
        return not index or _SIZES.fullmatch(index) is not None


def speaks_of_matrices(texts: Iterable[str]) -> bool:
    """Whether a chain may be about matrices, at a glance."""
    return any(pattern.search(text) for text in texts for pattern in (_MATRIX, _TRANSPOSED, _TRACE))


def name_of(operand: Operand, passage: Passage) -> str:
    """A name as it is written, without layout: ``X_1``."""
    if operand.below is None:
        return operand.text
    index = re.sub(r"\s+", "", passage.text[slice(*operand.below)])
    return f"{operand.text}_{index}"


def transposes(operand: Operand, passage: Passage) -> bool:
    """Whether what stands above an operand is the sign of a transpose."""
    return operand.above is not None and TRANSPOSING.fullmatch(passage.text[slice(*operand.above)]) is not None


def bold(name: str) -> bool:
    return name.startswith(_BOLD)


def capital(name: str) -> bool:
    """Whether a name is a capital letter, an accent or an index apart."""
    base = name.partition("_")[0]
    while (accented := _ACCENTED.fullmatch(base)) is not None:
        base = accented[1]
    return (len(base) == 1 and base.isupper()) or _CAPITAL_GREEK.fullmatch(base) is not None


def a_block(name: str) -> bool:
    """Whether a name in a cell is an identity matrix, so that the cells are blocks: ``I``, ``I_n``, but not ``I_1``."""
    base, _, index = name.partition("_")
    return base in _UNITS and not index.isdigit()


def letters_of(
    sides: Iterable[Passage], defined: frozenset[str], taken: frozenset[str], *, written_out: bool = False
) -> Letters:
    """What the names of a chain are; elsewhere ``defined`` are said to be matrices, and ``taken`` to be numbers.

    ``written_out`` tells that one of the defined ones is.
    """
    survey = _Survey()
    survey.written_out = written_out
    passages = tuple(sides)
    for passage in passages:
        try:
            survey.look(passage, (0, len(passage.text)), "plain")
        except InputError:
            continue  # it is refused where it is read
    if survey.written_out:
        survey.matrices |= {name for passage in passages if (name := alone(passage)) is not None} - survey.entries
    gamma = {r"\Gamma"} & survey.numbers
    capitals = {name for name in survey.names if capital(name)} - survey.entries - taken - gamma
    units = {name for name in capitals if name.partition("_")[0] in _UNITS}
    matrices = frozenset(survey.matrices | (capitals - units))
    numbers = frozenset(survey.numbers | taken) - survey.matrices
    certain = survey.written_out or survey.upright or any(capital(name) or bold(name) for name in matrices)
    transposed = certain and "T" not in survey.names | taken
    entries, bare = frozenset(survey.entries), frozenset(survey.bare)
    return Letters(matrices, numbers, entries, defined, taken, bare, transposed, survey.written_out)


def alone(passage: Passage) -> str | None:
    """The name that a whole side is; None if it is more."""
    try:
        found = operands(passage, (0, len(passage.text)))
    except InputError:
        return None
    if len(found) != 1 or found[0].kind != "name" or found[0].above is not None:
        return None
    return name_of(found[0], passage)


class _Survey:
    """What is seen of names, side after side."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.matrices: set[str] = set()
        self.numbers: set[str] = set()
        self.entries: set[str] = set()
        self.bare: set[str] = set()
        self.upright = False  # a trace, a determinant, or an upright T above something
        self.written_out = False

    def look(self, passage: Passage, span: Span, where: str) -> None:
        content = operands(passage, span)
        for index, operand in enumerate(content):
            behind = content[index + 1] if index + 1 < len(content) else None
            if operand.kind == "environment":
                self._environment(passage, operand)
            elif operand.kind == "name":
                bracket = behind is not None and behind.kind == "bracket" and operand.above is None
                self._name(passage, operand, "number" if bracket and operand.text == r"\Gamma" else where)
                self.bare |= set() if bracket else {name_of(operand, passage)}
            elif operand.kind == "fraction" or operand.kind == "root":
                inner = "number" if all(self._of_numbers(passage, each) for each in operand.inner) else where
                for each in operand.inner:
                    self.look(passage, each, inner)
            else:
                for each in (part for span in operand.inner for part in arguments(passage, span)):
                    self.look(passage, each, where)
            if transposes(operand, passage):
                self._transposed(passage, operand)
            elif operand.above is not None and "T" not in passage.text[slice(*operand.above)].replace(r"\top", "T"):
                self.look(passage, operand.above, "number" if self._of_numbers(passage, operand.above) else where)

    def _environment(self, passage: Passage, operand: Operand) -> None:
        if not kind_of(operand.text):
            return
        self.written_out = True
        for row in cells(passage, operand):
            for cell in row:
                self.look(passage, cell, "entry")

    def _name(self, passage: Passage, operand: Operand, where: str) -> None:
        name = name_of(operand, passage)
        if operand.inner and name.startswith((r"\mathrm", r"\operatorname", r"\text")):
            self.upright = self.upright or name in TRACES
            return
        self.names.add(name)
        if bold(name):
            self.matrices.add(name)
        if where == "entry":
            self.entries.add(name)
        squared = operand.above is not None and passage.text[slice(*operand.above)].strip().isdigit()
        if where == "number" or (squared and not capital(name)):
            self.numbers.add(name)

    def _transposed(self, passage: Passage, operand: Operand) -> None:
        """What is transposed isn't a number: a name, or the names of a sum in brackets."""
        self.upright = self.upright or passage.text[slice(*(operand.above or (0, 0)))].strip() != "T"
        if operand.kind == "name":
            self.matrices.add(name_of(operand, passage))
        elif operand.kind in ("bracket", "group"):
            for term in _terms(operands(passage, operand.inner[0])):
                named = [name_of(each, passage) for each in term if each.kind == "name"]
                if not any(capital(name) or bold(name) for name in named):
                    self.matrices.update(named)

    def _of_numbers(self, passage: Passage, span: Span) -> bool:
        """Whether nothing in a part of a text shows a matrix."""
        text = passage.text[slice(*span)]
        if speaks_of_matrices((text,)) or any(sign in text for sign in _BOLD):
            return False
        return all(not capital(each) or each == r"\Gamma" for each in names_in(passage, span))


def arguments(passage: Passage, span: Span) -> Iterator[Span]:
    """The parts of what stands between brackets: ``y; a, b`` and ``y | x`` have several."""
    start = span[0]
    content = tokens(passage.text, *span)
    inside = enclosed(content)
    marks = [token for token, within in zip(content, inside, strict=True) if not within]
    bars = [token for token in marks if token.text in ("|", r"\mid", r"\vert", r"\|")]
    paired = len(bars) % 2 == 0 and not any(one.stop == two.start for one, two in pairwise(bars))
    for token in marks:
        if token.text in (",", ";") or (not paired and token in bars):
            yield start, token.start
            start = token.stop
    yield start, span[1]


def names_in(passage: Passage, span: Span) -> Iterator[str]:
    """The names between two offsets, those in cells left out."""
    for part in arguments(passage, span):
        for operand in operands(passage, part):
            if operand.kind == "name":
                yield name_of(operand, passage)
            for each in operand.inner:
                if operand.kind not in ("environment", "name"):
                    yield from names_in(passage, each)


def _terms(content: list[Operand]) -> Iterator[list[Operand]]:
    term: list[Operand] = []
    for operand in content:
        if operand.kind == "sign":
            yield term
            term = []
        else:
            term.append(operand)
    yield term
