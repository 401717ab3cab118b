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

import re
from dataclasses import replace

from derivex.documents.conditions import (
    alternative,
    goes_on,
    lead_of,
    may_be_condition,
    member,
    of_law,
    orders,
    restricts,
)
from derivex.documents.ending import ended, endings, forgotten
from derivex.documents.formulas import Border, Directive, Formula
from derivex.documents.naming import bare, names_in, plain_number, same, the_name
from derivex.documents.passages import Passage, joined
from derivex.documents.prose import NAMING, REASONING, Said, said
from derivex.documents.reading import Document
from derivex.documents.records import Argument, Assuming, Defining, Marked, Statements
from derivex.documents.statements import Chain, Statement, chains
from derivex.errors import InputError, Unreadable

_ARROW = "--&gt;"  # in a comment of Markdown, which an arrow would end
_DIGITS = 6  # of the number of a step
MAX_BETWEEN = 3  # displays about something else, between two of the same left side
_DEFINED = frozenset({":=", "equiv"})
_TAKING = frozenset({"take", "consider"})
# v is no name that was used before because dv was written
_DIFFERENTIAL = re.compile(r"(?<![A-Za-z\\])d\s*[A-Za-z](?![A-Za-z])|\\mathrm\s*\{?\s*d\s*\}?\s*[A-Za-z](?![A-Za-z])")


def statements(document: Document) -> Statements:
    """The statements of a document."""
    walk = _Walk()
    spoken = iter(said(document.formulas))
    for order, item in enumerate(document.items):
        match item:
            case Formula():
                walk.formula(item, order, next(spoken))
            case Directive(kind="given" | "let"):
                walk.directive(item, order)
            case Directive():
                walk.mark(item, order)
            case Border():
                walk.border(item)
    walk.close(len(document.items))
    complaints = (*document.complaints, *walk.complaints)
    made = tuple(grown.argument() for grown in walk.chains if len(grown.statements) > 1)
    ends = endings(document)
    definitions, assumptions = forgotten(walk.definitions, ends), ended(walk.assumptions, ends)
    told = (definitions, assumptions, tuple(walk.prose), tuple(walk.marked))
    return Statements(document, made, *told, complaints)


class _Growing:
    """A chain that later displays may go on with."""

    def __init__(self, chain: Chain, formula: Formula, order: int, display: int) -> None:
        self.chain, self.formula, self.order, self.role = chain, formula, order, "claim"
        self.statements = list(chain.statements)
        self.conditions: list[Assuming] = []
        self.orders = [order] * len(chain.statements)
        self.display = display  # the number of the display that it was last written in
        self.equations = all(relation in ("=", ":=") for relation in chain.relations)

    def grow(self, following: tuple[Statement, ...], display: int, order: int) -> None:
        self.display = display
        self.orders += [order] * len(following)
        if following:
            self.statements += following
            self.role = "claim"
            self.equations = self.equations and all(each.relation in ("=", ":=") for each in following)

    def argument(self) -> Argument:
        chain = replace(self.chain, statements=tuple(self.statements))
        return Argument(chain, self.formula, self.order, self.role, tuple(self.conditions), tuple(self.orders))


class _Walk:
    def __init__(self) -> None:
        self.chains: list[_Growing] = []
        self.definitions: list[Defining] = []
        self.assumptions: list[Assuming] = []
        self.prose: list[Passage] = []
        self.complaints: list[InputError] = []
        self.seen: set[str] = set()
        self.stated: set[str] = set()  # functions of which an equation has said what they are
        self.displays = 0
        self.last: _Growing | None = None  # the chain of the last display
        self.here: _Growing | None = None  # the last chain of this formula, and conditions in front of the first
        self.ahead: list[Assuming] = []
        self.assumed = False  # the chain before, in this formula, is an assumption
        self.sides: dict[str, _Growing] = {}  # for every side of equations in this section, its latest chain
        self.marked: list[Marked] = []
        self.open: Marked | None = None  # the marked derivation that goes on here

    def border(self, item: Border) -> None:
        self.last = None
        self.sides.clear()
        if item.fresh:
            self.seen.clear()
            self.stated.clear()

    def mark(self, item: Directive, order: int) -> None:
        """A directive that marks a derivation off, or says something of the one that is open."""
        text = item.passage.text
        if item.kind == "derivation":
            self.close(order - 1)
            self.open = Marked(" ".join(text.split()).replace(_ARROW, "-->"), order, order)
            return
        if self.open is None:
            said = f'"{item.kind}" belongs to a derivation that is marked off'
            remedy = "write derivex: derivation in front of it"
            self.complaints.append(Unreadable(said, place=item.passage.place(), remedy=remedy))
        elif item.kind == "end":
            self.close(order)
        elif item.kind in ("rule", "axiom"):
            self.open = replace(self.open, rules=(*self.open.rules, (item.kind, item.passage)))
        elif item.kind == "claim":
            self.open = replace(self.open, claim=item.passage)
        else:
            number, _, rest = text.partition(" ")
            if not (number.isascii() and number.isdigit() and len(number) < _DIGITS and rest.strip()):
                remedy = f"write {item.kind} 1 and what is to be said of step 1"
                said = f'"{item.kind}" is said of a step'
                self.complaints.append(Unreadable(said, place=item.passage.place(), remedy=remedy))
                return
            told = (int(number), item.passage.cut(len(number)).stripped())
            if item.kind == "by":
                self.open = replace(self.open, reasons=(*self.open.reasons, told))
            else:
                self.open = replace(self.open, lines=(*self.open.lines, told))

    def close(self, order: int) -> None:
        """Ends the marked derivation that is open, if one is."""
        if self.open is not None:
            self.marked.append(replace(self.open, stop=order))
            self.open = None
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
        if self.open is not None:  # its display is the chain, and all else is said by directives
            if formula.display:
                self.chains += (_Growing(chain, formula, order, self.displays) for chain in found)
            return
        self.prose += prose
        self.displays += formula.display
        self.here, self.ahead, self.assumed = None, [], False
        lead = ""
        for index, chain in enumerate(found):
            before = lead if index and self.assumed else ""
            lead = lead_of(chain) or (before if goes_on(chain) else "")
            lead = lead or ("," if index and restricts(found[index - 1], chain) else "")
            behind = found[index + 1] if index + 1 < len(found) else None
            conditional = bool(self.ahead) or (behind is not None and may_be_condition(behind))
            grown = _Growing(chain, formula, order, self.displays)
            if alternative(chain) or (behind is not None and alternative(behind)):
                grown.role, conditional = "alternative", True
            self.assumed = False
            if lead or chain.link:  # what follows from something assumed isn't assumed itself
                words = Said(lead)
            else:
                words = spoken
            self._chain(grown, words, conditional=conditional, local=bool(lead))
            for statement in chain.statements:
                self.seen |= names_in(_DIFFERENTIAL.sub(" ", statement.latex))

    def _chain(self, grown: _Growing, spoken: Said, *, conditional: bool, local: bool) -> None:
        """Finds the role of a chain; a conditional one defines nothing and isn't joined to others."""
        chain = grown.chain
        if not chain.statements[0].latex:
            self._continue(grown)
            return
        several = len(chain.statements) > 1
        if several and grown.role != "alternative" and self._define(chain, grown.order, spoken, conditional):
            grown.role = "definition" if len(chain.statements) == 2 else "claim"
        elif (
            of_law(chain)
            or (not grown.formula.display and member(chain))
            or (several and spoken.cue in REASONING and orders(chain))
            or (spoken.assumes and (several or spoken.words))
        ):
            grown.role, self.assumed = "assumption", True
            self._assume(Assuming(_whole(chain), spoken.words, spoken.cue, grown.order, local=local))
            self.chains.append(grown)
            return
        if grown.formula.display and not chain.lead and not conditional:
            grown = self._join(grown)
        else:
            self.chains.append(grown)
            self.last = grown if grown.formula.display else self.last
        self.here = grown
        grown.conditions += self.ahead

    def _assume(self, assumed: Assuming) -> None:
        self.assumptions.append(assumed)
        if assumed.local and self.here is not None:
            self.here.conditions.append(assumed)
        elif assumed.local:
            self.ahead.append(assumed)

    def _define(self, chain: Chain, order: int, spoken: Said, conditional: bool) -> bool:
        """Whether a chain defines the names that it begins with; under a condition, f(x) at most, and never surely."""
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
            first = "(" in side.latex and name not in self.stated and not (chain.link or chain.onward)
            if conditional:
                inside = names_in(side.latex.partition("(")[2])
                if not (first and inside & names_in(sides[index + 1].latex)) or spoken.assumes:
                    break
                why = "first equation"
            elif relation == ":=" or (relation == "equiv" and fresh):
                why = relation
            elif (relation == "=" and spoken.defines) or (relation == "=" and fresh and spoken.cue in NAMING):
                why = spoken.cue
            elif relation == "=" and fresh and not (spoken.assumes or spoken.claims or chain.link or chain.onward):
                why = "new name"
            elif relation == "=" and "(" in side.latex and ({spoken.cue} | spoken.between) & _TAKING:
                why = "take"
            elif relation == "=" and first and not (spoken.assumes or spoken.claims):
                why = "first equation"
            else:
                break
            # y = f(x) = 1/x defines both by what isn't a name itself
            body = next((each for each in sides[index + 1 :] if the_name(each.latex) is None), sides[index + 1])
            if name in names_in(body.latex):
                break
            later = (each.passage for each in sides[sides.index(body) + 1 :] if each.relation == "=")
            self.definitions.append(Defining(side.passage, body.passage, why, order, later=tuple(later)))
            self.stated.add(name)
            if not fresh:  # what was said of it before holds of something else
                self.sides = {text: chain for text, chain in self.sides.items() if name not in names_in(text)}
            made = True
        return made

    def _continue(self, grown: _Growing) -> None:
        """A display that begins with a relation."""
        chain = grown.chain
        if not grown.formula.display:
            return
        if self.last is None or self.last.display < self.displays - 1:
            place = chain.statements[1].relation_passage.place()
            said = "nothing stands in front of this relation"
            self.complaints.append(Unreadable(said, place=place, remedy="write its left side"))
            return
        following = _after_prose(chain.statements[1:], grown.formula)
        self.last.grow(following, self.displays, grown.order)
        self._register(self.last, following)

    def _join(self, grown: _Growing) -> _Growing:
        """The chain that this one has become a part of, or itself."""
        target = self._target(grown.chain)
        if target is None:
            self.chains.append(grown)
            self.last = grown
            self._register(grown, grown.chain.statements)
            return grown
        following = grown.chain.statements[1:]
        if same(following[0].latex, target.statements[-1].latex):
            following = following[1:]
        else:
            following = (replace(following[0], joined=True), *following[1:])
        following = _after_prose(following, grown.formula)
        target.grow(following, self.displays, grown.order)
        self.last = target
        self._register(target, following)
        return target

    def _register(self, grown: _Growing, statements: tuple[Statement, ...]) -> None:
        if grown.equations and len(grown.statements) > 1:
            for statement in statements:
                self.sides[bare(statement.latex)] = grown

    def _target(self, chain: Chain) -> _Growing | None:
        """The chain that states the same left side."""
        if len(chain.statements) < 2 or chain.statements[1].relation != "=":
            return None
        left = chain.statements[0].latex
        if plain_number(left):  # 0 = a and 0 = b are two equations to be solved
            return None
        target = self.sides.get(bare(left))
        if target is None or not target.equations or target.conditions:
            return None
        between = self.displays - target.display
        if the_name(left) is None or "(" in left:
            return target if between <= MAX_BETWEEN + 1 else None
        # a mere name may stand for something else each time: x = 1 is one solution, x = 3 another
        numbers = plain_number(target.statements[-1].latex) and plain_number(chain.sides[1])
        first = same(left, target.statements[0].latex)
        apart = chain.link or chain.onward or target.chain.onward
        return target if first and between <= 1 and not numbers and not apart else None


def _after_prose(following: tuple[Statement, ...], formula: Formula) -> tuple[Statement, ...]:
    """Statements that go on with a chain, the prose in front of their formula among the notes of the first."""
    if not following:
        return ()
    first, *others = following
    return replace(first, notes=(formula.before, *first.notes)), *others


def _whole(chain: Chain) -> Passage:
    """The text of a chain from its first side to its last."""
    first, *others = chain.statements
    parts = [part for each in others for part in (each.relation_passage, each.passage)]
    return joined([first.passage, *parts], " ")
