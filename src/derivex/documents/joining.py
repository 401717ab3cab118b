"""Across the formulas of a document: chains that run on, definitions, and what is assumed.

Displays that state the same left side one after the other are one chain: the step from the
right side of one to that of the next isn't written, and its statement says ``joined``. That is
done for equations only, inside of one section; for a left side that is a mere name the displays have
to follow each other. A display that begins with a relation goes on with the one before.

Definitions and assumptions are told by prose, by signs (``:=``), by directives, or because an
equation begins with a name that nothing before it has used. They are records of LaTeX or
plain text with their places; nothing here knows what they mean.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from derivex.documents.formulas import Border, Directive, Formula
from derivex.documents.naming import bare, names_in, plain_number, same, the_name
from derivex.documents.passages import Passage
from derivex.documents.prose import Said, cue_of, said
from derivex.documents.reading import Document
from derivex.documents.statements import Chain, Statement, chains
from derivex.errors import InputError, Unreadable

MAX_BETWEEN = 3  # displays about something else, between two of the same left side
_DEFINED = frozenset({":=", "equiv"})


@dataclass(frozen=True, slots=True)
class Argument:
    """A chain of at least two sides, the formula it begins in, and that formula's number in the document.

    ``role`` is "claim", "definition" (nothing but that) or "assumption".
    """

    chain: Chain
    formula: Formula
    order: int
    role: str = "claim"


@dataclass(frozen=True, slots=True)
class Defining:
    """A name, with its arguments if it has any, and what it stands for; ``said`` tells why that is a definition."""

    name: Passage
    body: Passage
    said: str
    order: int
    plain: bool = False  # the notation of derivation files, from a directive


@dataclass(frozen=True, slots=True)
class Assuming:
    """What is assumed: LaTeX, and words about its domain such as "an integer"."""

    passage: Passage
    words: str
    said: str
    order: int
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Statements:
    """All that a document states; ``order`` of its parts is the order in which they stand there."""

    document: Document
    arguments: tuple[Argument, ...]
    definitions: tuple[Defining, ...]
    assumptions: tuple[Assuming, ...]
    prose: tuple[Passage, ...] = ()
    complaints: tuple[InputError, ...] = ()


def statements(document: Document) -> Statements:
    """The statements of a document."""
    walk = _Walk()
    spoken = iter(said(document.formulas))
    for order, item in enumerate(document.items):
        match item:
            case Formula():
                walk.formula(item, order, next(spoken))
            case Directive():
                walk.directive(item, order)
            case Border():
                walk.border()
    complaints = (*document.complaints, *walk.complaints)
    made = tuple(grown.argument() for grown in walk.chains if len(grown.statements) > 1)
    return Statements(document, made, tuple(walk.definitions), tuple(walk.assumptions), tuple(walk.prose), complaints)


class _Growing:
    """A chain that later displays may go on with."""

    def __init__(self, chain: Chain, formula: Formula, order: int, role: str, display: int) -> None:
        self.chain, self.formula, self.order, self.role = chain, formula, order, role
        self.statements = list(chain.statements)
        self.display = display  # the number of the display that it was last written in
        self.equations = all(relation in ("=", ":=") for relation in chain.relations)

    def grow(self, following: tuple[Statement, ...], display: int) -> None:
        self.display = display
        if following:
            self.statements += following
            self.role = "claim"
            self.equations = self.equations and all(each.relation in ("=", ":=") for each in following)

    def argument(self) -> Argument:
        return Argument(replace(self.chain, statements=tuple(self.statements)), self.formula, self.order, self.role)


class _Walk:
    def __init__(self) -> None:
        self.chains: list[_Growing] = []
        self.definitions: list[Defining] = []
        self.assumptions: list[Assuming] = []
        self.prose: list[Passage] = []
        self.complaints: list[InputError] = []
        self.seen: set[str] = set()
        self.displays = 0
        self.last: _Growing | None = None  # the chain of the last display
        self.sides: dict[str, _Growing] = {}  # for every side of equations in this section, its latest chain

    def border(self) -> None:
        self.last = None
        self.sides.clear()

    def directive(self, item: Directive, order: int) -> None:
        text = item.passage.text
        if item.kind == "given":
            self.assumptions.append(Assuming(item.passage, "", "directive", order, plain=True))
            return
        left = text.find("=")
        if left <= 0 or not text[left + 1 :].strip():
            remedy = "write let f(x) = … in it"
            self.complaints.append(
                Unreadable("this directive defines nothing", place=item.passage.place(), remedy=remedy)
            )
            return
        name = item.passage.cut(0, left - (text[left - 1] == ":")).stripped()
        body = item.passage.cut(left + 1).stripped()
        self.definitions.append(Defining(name, body, "directive", order, plain=True))

    def formula(self, formula: Formula, order: int, spoken: Said) -> None:
        found, prose = chains(formula)
        self.prose += prose
        self.displays += formula.display
        for chain in found:
            self._chain(chain, formula, order, spoken)
            for statement in chain.statements:
                self.seen |= names_in(statement.latex)

    def _chain(self, chain: Chain, formula: Formula, order: int, spoken: Said) -> None:
        lead = next((cue for each in chain.lead if (cue := cue_of(each.text))), "")
        if lead:
            spoken = Said(lead)
        first = chain.statements[0]
        if not first.latex:
            self._continue(chain, formula)
            return
        role = "claim"
        if len(chain.statements) == 1:
            if spoken.assumes and spoken.words:
                self.assumptions.append(Assuming(first.passage, spoken.words, spoken.cue, order))
        elif self._define(chain, order, spoken):
            role = "definition" if len(chain.statements) == 2 else "claim"
        elif spoken.assumes or lead == "(":
            role = "assumption"
            whole = _whole(chain)
            self.assumptions.append(Assuming(whole, spoken.words, spoken.cue, order))
        grown = _Growing(chain, formula, order, role, self.displays)
        if formula.display and not chain.lead and role != "assumption":
            self._join(grown)
        else:
            self.chains.append(grown)

    def _define(self, chain: Chain, order: int, spoken: Said) -> bool:
        """Whether a chain defines the names that it begins with."""
        made = False
        sides = chain.statements
        for index, side in enumerate(sides[:-1]):
            relation = sides[index + 1].relation
            name = the_name(side.latex)
            if relation == "=:" and the_name(sides[index + 1].latex):
                self.definitions.append(Defining(sides[index + 1].passage, side.passage, "=:", order))
                return True
            if name is None or relation not in ("=", *_DEFINED):
                break
            fresh = name not in self.seen
            if relation == ":=" or (relation == "equiv" and fresh):
                why = relation
            elif relation == "=" and spoken.defines:
                why = spoken.cue
            elif relation == "=" and fresh and not spoken.assumes:
                why = "new name"
            else:
                break
            # y = f(x) = 1/x defines both by what isn't a name itself
            body = next((each for each in sides[index + 1 :] if the_name(each.latex) is None), sides[index + 1])
            if name in names_in(body.latex):
                break
            self.definitions.append(Defining(side.passage, body.passage, why, order))
            made = True
        return made

    def _continue(self, chain: Chain, formula: Formula) -> None:
        """A display that begins with a relation."""
        if not formula.display:
            return
        if self.last is None or self.last.display < self.displays - 1:
            place = chain.statements[1].relation_passage.place()
            said = "nothing stands in front of this relation"
            self.complaints.append(Unreadable(said, place=place, remedy="write its left side"))
            return
        self.last.grow(chain.statements[1:], self.displays)
        self._register(self.last, chain.statements[1:])

    def _join(self, grown: _Growing) -> None:
        target = self._target(grown.chain)
        if target is None:
            self.chains.append(grown)
            self.last = grown
            self._register(grown, grown.chain.statements)
            return
        following = grown.chain.statements[1:]
        if same(following[0].latex, target.statements[-1].latex):
            following = following[1:]
        else:
            following = (replace(following[0], joined=True), *following[1:])
        target.grow(following, self.displays)
        self.last = target
        self._register(target, following)

    def _register(self, grown: _Growing, statements: tuple[Statement, ...]) -> None:
        if grown.equations and len(grown.statements) > 1:
            for statement in statements:
                self.sides[bare(statement.latex)] = grown

    def _target(self, chain: Chain) -> _Growing | None:
        """The chain that states the same left side."""
        if len(chain.statements) < 2 or chain.statements[1].relation != "=":
            return None
        left = chain.statements[0].latex
        target = self.sides.get(bare(left))
        if target is None or not target.equations:
            return None
        between = self.displays - target.display
        if the_name(left) is None or "(" in left:
            return target if between <= MAX_BETWEEN + 1 else None
        numbers = plain_number(target.statements[-1].latex) and plain_number(chain.sides[1])
        return target if between <= 1 and not numbers else None


def _whole(chain: Chain) -> Passage:
    """The text of a chain from its first side to its last, as it was written."""
    first, last = chain.statements[0].passage, chain.statements[-1].passage
    if first.copied and last.copied:
        return first.source.passage(first.at(0), last.at(max(0, len(last.text) - 1)) + 1).stripped()
    text = " ".join(f"{statement.relation} {statement.latex}".strip() for statement in chain.statements)
    return first.standing(text)
