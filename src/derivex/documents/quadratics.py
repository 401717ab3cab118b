r"""Numbers that are made of matrices, as symbols: so that what is written around them can be read and judged.

``x^\mathrm{T} A x`` between columns, a determinant and a trace are numbers, and stand inside fractions, powers and
functions that know nothing of matrices. Each is cut out and a symbol put in its place, the same one for all that have
the same normal form; what is left is read as any scalar. Small letters are taken for columns here.

Sound for proofs: what holds whatever numbers the symbols are holds for these. Nothing is refuted so. A letter
that is integrated or differentiated by, or summed over, mustn't be hidden in a symbol: such a side is refused.

Contract: a term and what its symbols stand for, or the complaint about what is in the way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from derivex.documents.concerning import Reader, concerns
from derivex.documents.letters import TRACES, bold, name_of, names_in, transposes
from derivex.documents.matrices import read_part
from derivex.documents.operands import Operand, Span, operands
from derivex.documents.passages import Passage, joined
from derivex.errors import NotCheckable
from derivex.matrices.assumed import Assumed, may_be_a_column
from derivex.matrices.expression import letters_of
from derivex.matrices.normal import normal
from derivex.matrices.tables import NoValue
from derivex.matrices.words import Monomial, Taken, TooLong
from derivex.notation.latex_write import write
from derivex.subterms import subterms
from derivex.term import App, Sym, Term, bound, free_symbols, number

SYMBOL = "quad"
MOST_PARTS = 30  # of a sum that stands for one number


@dataclass(frozen=True, slots=True)
class Mixed:
    """A scalar term in which some symbols stand for numbers made of matrices, each with how that is written."""

    term: Term
    symbols: Mapping[str, str]
    letters: frozenset[str]


def mixed(reader: Reader, symbols: dict[str, str], *, apart: bool = False) -> Mixed:
    """A side with its numbers made of matrices as symbols; ``symbols`` are those of the other side, by normal form.

    ``apart`` asks for a symbol for every part of a number that is a sum, such as ``(x - y)^\\mathrm{T} (x - y)``.
    """
    walk = _Walk(reader, symbols, apart)
    passage = walk.without((0, len(reader.passage.text)))
    term = reader.scalar(passage)
    names = {letter.lstrip("\\") for letter in walk.letters}
    # an index may be bound as well: x_i is hidden in a symbol, and so is i
    words = [word for letter in walk.letters for word in re.findall("[A-Za-z]+", letter)]
    hidden = names | {*words, *"".join(words)}
    for part in subterms(term):
        name, _ = bound(part)
        derived = isinstance(part, App) and part.head == "diff" and not walk.shown.keys().isdisjoint(free_symbols(part))
        if name in hidden or derived:
            said = f"a number made of matrices may depend on {name}, which is bound here"
            raise NotCheckable(said, place=reader.passage.place())
    if any(isinstance(part, Sym) and part.name in names for part in subterms(term)):
        raise NotCheckable("a letter stands for a matrix and for a number here", place=reader.passage.place())
    return Mixed(term, walk.shown, frozenset(walk.letters))


class _Walk:
    """Numbers made of matrices, found one after the other."""

    def __init__(self, reader: Reader, symbols: dict[str, str], apart: bool) -> None:
        self.reader, self.symbols, self.apart = reader, symbols, apart
        self.shown: dict[str, str] = {}
        self.letters: set[str] = set()

    def without(self, span: Span) -> Passage:
        """The text between two offsets with symbols in it."""
        parts: list[Passage] = []
        position = span[0]
        content = operands(self.reader.passage, span)
        index = 0
        while index < len(content):
            operand = content[index]
            if not concerns(self.reader, operand) or self._doubtful(operand):
                index += 1
                continue
            stop = self._number(content, index)
            parts.append(self.reader.passage.cut(position, operand.start))
            if stop > index:
                part = (operand.start, self._bare_stop(content[stop - 1]))
                parts.append(self._symbol(part))
                position, index = part[1], stop
            else:
                position, index = operand.stop, index + 1
                parts.append(self._inside(operand))
        parts.append(self.reader.passage.cut(position, span[1]))
        return joined(parts)

    def _doubtful(self, operand: Operand) -> bool:
        """Whether an operand is a letter that nothing but doubt makes a matrix: beside numbers it is one."""
        if operand.kind != "name" or transposes(operand, self.reader.passage):
            return False
        above = () if operand.above is None else names_in(self.reader.passage, operand.above)
        return not any(self._certain(name) for name in (name_of(operand, self.reader.passage), *above))

    def _certain(self, name: str) -> bool:
        letters = self.reader.letters
        return letters.certain(name) or letters.unit(name) or bold(name) or name in TRACES

    def _inside(self, operand: Operand) -> Passage:
        """An operand with symbols inside of it."""
        spans = [*operand.inner, *(() if operand.above is None else (operand.above,))]
        if operand.kind in ("name", "environment", "number") and operand.inner:
            raise self.reader.refused("a matrix stands beside numbers", operand)
        if not spans or operand.kind == "bars":
            raise self.reader.refused("a matrix stands beside numbers", operand)
        parts: list[Passage] = []
        position = operand.start
        for span in sorted(spans):
            parts += [self.reader.passage.cut(position, span[0]), self.without(span)]
            position = span[1]
        parts.append(self.reader.passage.cut(position, operand.stop))
        return joined(parts)

    def _number(self, content: list[Operand], index: int) -> int:
        """Where a number made of matrices ends that begins at an operand; the same index if none does."""
        operand = content[index]
        name = self._name(operand) if operand.kind == "name" else operand.text
        behind = content[index + 1] if index + 1 < len(content) else None
        if (name in TRACES or name == r"\det") and behind is not None and behind.kind == "bracket":
            plain = behind.above is None or self.reader.text(behind.above).strip().isdigit()
            return index + 2 if plain or name == r"\det" else index
        if operand.kind == "bars":
            return index + 1
        if not (transposes(operand, self.reader.passage) and self._a_column(operand)):
            return index
        for place in range(index + 1, len(content)):
            each = content[place]
            if each.kind == "times":
                continue
            if not concerns(self.reader, each) or each.kind not in ("name", "bracket"):
                return index
            last = place + 1 == len(content) or content[place + 1].kind == "sign"
            if each.above is None and (self._a_column(each) or (last and self._doubtful(each))):
                return place + 1
            if transposes(each, self.reader.passage) and self._a_column(each):
                return index
        return index

    def _bare_stop(self, operand: Operand) -> int:
        """Where an operand ends without its exponent."""
        if operand.above is None or not operand.inner:
            return operand.stop
        return self.reader.passage.text.rindex("^", operand.inner[-1][1], operand.above[0])

    def _a_column(self, operand: Operand) -> bool:
        """Whether an operand without its exponent is a column: a small letter, or a sum of which one end is such."""
        if operand.kind == "name":
            return self.reader.letters.certain(self._name(operand)) and may_be_a_column(self._name(operand))
        if operand.kind != "bracket":
            return False
        inside = self.reader.inner(operand)
        ends = [
            each for index, each in enumerate(inside) if index + 1 == len(inside) or inside[index + 1].kind == "sign"
        ]
        small = all(each.above is None and (each.kind != "name" or may_be_a_column(self._name(each))) for each in ends)
        return small and any(self._a_column(each) for each in ends)

    def _name(self, operand: Operand) -> str:
        return name_of(operand, self.reader.passage)

    def _symbol(self, span: Span) -> Passage:
        """The text of a number made of matrices with a symbol in its place, or one for each of its parts."""
        passage = self.reader.passage.cut(*span)
        expression = read_part(self.reader, span)
        self.letters.update(letters_of(expression))
        columns = frozenset(name for name in letters_of(expression) if may_be_a_column(name))
        try:
            form = normal(expression, Assumed(columns=columns))
        except (NoValue, TooLong):
            return passage.standing(self._named(passage.text, passage.text))
        if not self.apart or form.words != ((),) or not 1 < len(form.rows) <= MOST_PARTS:
            return passage.standing(self._named(str(form), passage.text))
        return passage.standing(rf"\left( {' + '.join(self._part(*row[1:]) for row in form.rows)} \right)")

    def _part(self, monomial: Monomial, value: Fraction) -> str:
        """One part of such a sum as LaTeX."""
        factors = [rf"\left( {write(number(value))} \right)"]
        for atom, exponent in monomial:
            taken = (
                self._named(str(atom), _latex(atom)) if isinstance(atom, Taken) else rf"\left( {write(atom)} \right)"
            )
            factors.append(f"{taken}^{{{exponent}}}" if exponent != 1 else taken)
        return r" \cdot ".join(factors)

    def _named(self, key: str, latex: str) -> str:
        """The symbol of what has a key."""
        name = self.symbols.setdefault(key, f"{SYMBOL}_{len(self.symbols) + 1}")
        self.shown.setdefault(name, latex)
        return rf"\mathrm{{{SYMBOL}}}_{{{name.removeprefix(f'{SYMBOL}_')}}} "


def _latex(atom: Taken) -> str:
    return rf"\mathrm{{tr}}({atom.of})" if atom.what == "tr" else rf"\det({atom.of})"
