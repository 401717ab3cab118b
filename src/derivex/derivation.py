"""Derivations: givens, definitions, a claim and a chain of steps; and their report.

A derivation is frozen data. ``verify`` asks two questions about every step, each answered
by its own room: is it true (the engine), and is it what its reason says (justify)? Then it
asks what the chain proves as a whole (chain). The answers are a ``Report``: findings as
data, an exit status, and a truth value.

>>> report = verify(["d/dx x^3", "3*x^2"], by=["power rule"])
>>> bool(report), report.status
(True, 0)
>>> start = Derivation.start("(x^2 - 1)/(x - 1)", given="x != 1")
>>> start.step("(x - 1)*(x + 1)/(x - 1)").step("x + 1", by="cancel").verify().ok
True

Errors: a text that can't be read, a given or definition that isn't one, a rule that isn't
in the book are each an ``InputError`` with its place. Hard mathematics is an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from derivex.admission import admitted, introduced, without_definitions
from derivex.book import Book
from derivex.chain import ClaimReport
from derivex.definition import Definition, check, given_names, names_of
from derivex.engine.bounds import Bounds
from derivex.errors import BadGiven, BadRule, InputError, NoDerivation, Place, Unreadable
from derivex.findings import Finding
from derivex.given import Given
from derivex.intake import assumed, givens, joined, listed, relation, text_of
from derivex.intake import definitions as define
from derivex.notation.names import Names
from derivex.notation.statements import (
    ARROWS,
    each_side,
    is_statement,
    read_implication,
    read_statement,
    states,
)
from derivex.ownrules import admitted_rules, book_with, read_said, unknown_functions
from derivex.reasons import Reason, read_reasons
from derivex.report import Report, VerificationError, judged
from derivex.showing import Shown
from derivex.step import Step, StepReport
from derivex.term import RELATIONS, App, Num, Term
from derivex.wording import is_dots

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from derivex.intake import Givens, Lets, Mathematics
    from derivex.notation.names import Names
    from derivex.rule import Rule

    Rules: TypeAlias = Rule | str | Iterable[Rule | str]

__all__ = [
    "ClaimReport",
    "Definition",
    "Derivation",
    "Finding",
    "Report",
    "Step",
    "StepReport",
    "VerificationError",
    "verify",
]

SIGNS = ("<=", ">=", "<", ">", "=")  # with which a line may begin, longest first
ARROW = re.compile(r"<==>|<=>|==>|=>|[⇒⟹⇔⟺]")  # and a line that is a statement
LIKE = 'bring two or more: verify(["x + x", "2*x"])'


@dataclass(frozen=True, slots=True)
class Derivation(Shown):
    """A chain of steps under givens and definitions, perhaps with a claim; frozen.

    ``first`` is the first line of the chain (``start`` is the builder), ``place`` where it
    stands; ``given_texts`` the givens as written; ``rules`` are one's own, beside the book;
    ``claim_name`` is what later chains call the claim; ``notes`` what a report should say about how the input was
    understood.
    """

    givens: Given
    first: Term
    steps: tuple[Step, ...] = ()
    title: str = ""
    definitions: tuple[Definition, ...] = ()
    claim: App | None = None
    place: Place | None = None
    given_texts: tuple[str, ...] = ()
    claim_place: Place | None = None
    rules: tuple[Rule, ...] = ()
    notes: tuple[str, ...] = ()
    claim_name: str = ""

    @classmethod
    def start(
        cls,
        expression: Mathematics,
        *,
        given: Givens = (),
        let: Lets = (),
        claim: Mathematics | None = None,
        title: str = "",
        rules: Rules = (),
    ) -> Derivation:
        """A derivation of one line, to which ``step`` adds the others.

        ``given``, ``let`` and ``claim`` are relations, as text (``"x > 0"``,
        ``"S(x) = 1/(1 + exp(-x))"``, ``"diff(x^2, x) = 2*x"``), as terms or as those of
        SymPy; ``given`` and ``let`` are one or several. ``rules`` are one's own: rows, or texts as in a file
        (``"mirror: S(-a) = 1 - S(a)"``, ``"axiom f of a sum: f(x + y) = f(x)*f(y)"``). Errors: InputError.
        """
        lets = listed(let)
        brought = givens(given, lets)
        definitions = define(lets, brought.given)
        known = without_definitions(brought.given, definitions)
        own = _own_rules(rules, known, definitions)
        empty = cls(known, Num("0"), (), title, definitions, None, None, brought.texts, None, own)
        empty = empty._noted(brought.silent)
        for each, definition in zip(lets, definitions, strict=True):
            empty = empty._understood(each, definition.parameters)
        if claim is not None:
            empty = empty._understood(claim)
            empty = replace(empty, claim=_claim(claim, empty), claim_place=Place("<claim>", text=text_of(claim)))
        empty = empty._understood(expression)
        text = text_of(expression)
        place = Place("<lines>", 1, 1, text)
        return replace(empty, first=empty._line(expression, place), place=place)._with_its_claim()

    def _with_its_claim(self) -> Derivation:
        """With a claim that fits the kind of its lines: of statements what the first one leads to."""
        claim = self.claim
        if claim is None or claim.head in (("=>", "<=>") if is_statement(self.first) else RELATIONS):
            return self
        if is_statement(self.first):
            return replace(self, claim=App("=>", (self.first, claim)))
        said = "a claim about expressions is one relation between two sides"
        raise Unreadable(said, place=self.claim_place, remedy="write it like f(x) = g(x)")

    def step(self, expression: Mathematics, *, by: str | Iterable[str] | None = None) -> Derivation:
        """The derivation with one more line, which may begin with its relation; a new value.

        ``by`` names the rules as people do: ``"quotient rule, chain rule"``. Without it the
        rules are looked for. Errors: InputError, UnknownRule.
        """
        known = self
        number = len(self.steps) + 2
        sign, body = _arrow(expression) if is_statement(self.first) else _relation(expression)
        named = by if isinstance(by, str) or by is None else ", ".join(by)
        shown = f"{sign} {text_of(body)}" + (f"    by {named}" if named else "")
        place = Place("<lines>", number, 1, shown)
        reasons: tuple[Reason, ...] = ()
        if named:
            at = place.shifted(len(shown) - len(named), len(named))
            read_named = known._reader_of_reasons()
            reasons = read_named(named, known.book, known.names, at)
        for reason in reasons:
            new = introduced(reason, known.lines, known.givens, known.definitions)
            if new is not None:
                check((*known.definitions, new), known.givens)
                known = replace(known, definitions=(*known.definitions, new))
        known = known._understood(expression)
        after = known._line(body, place.shifted(len(sign) + 1))
        step = Step(
            known.lines[-1], after, sign, reasons, place, shown, number - 1, number, known.givens, known.definitions
        )
        return replace(known, steps=(*known.steps, step))

    def __repr__(self) -> str:
        title = f" {self.title!r}" if self.title else ""
        return f"<Derivation{title}: {len(self.steps) + 1} line{'s' if self.steps else ''} from {text_of(self.first)}>"

    @property
    def lines(self) -> tuple[Term, ...]:
        """Every line of the chain, as written."""
        return (self.first, *(step.after for step in self.steps))

    @property
    def book(self) -> Book:
        """The rules that steps may name."""
        return book_with(self.rules)

    @property
    def axioms(self) -> tuple[Rule, ...]:
        """Those of its own rules that nobody proved."""
        return tuple(rule for rule in self.rules if rule.axiom)

    @property
    def names(self) -> Names:
        """What is known of the names in its lines."""
        functions = frozenset[str]().union(*map(unknown_functions, self.axioms))
        return names_of(self.givens, self.definitions).beside(Names(functions))

    @property
    def sympy(self) -> tuple[Any, ...]:
        """The lines as SymPy expressions, unevaluated as far as SymPy can hold them."""
        from derivex.meaning import to_sympy

        return tuple(to_sympy(line, given=self.givens) for line in self.lines)

    def verify(self, *, bounds: Bounds = Bounds()) -> Report:
        """Judge every step and the whole; raises InputError for givens that contradict each other.

        Errors: NoDerivation if there is no step to judge.
        """
        if not self.steps:
            raise NoDerivation("a chain of one line has no step to check", place=self.place, remedy="add a line")
        try:
            return judged(self, bounds)
        except BadGiven as error:
            raise (error if self.place is None else error.at(self.place)) from None

    # ---- reading lines ----

    def _understood(self, value: object, parameters: Iterable[str] = ()) -> Derivation:
        """With what a SymPy expression's symbols assume added to the givens; ``parameters`` stand for anything."""
        found = assumed(value, defined={*parameters, *(definition.name for definition in self.definitions)})
        return replace(self, givens=self.givens.and_(found.given))._noted(found.silent)

    def _noted(self, silent: Iterable[str]) -> Derivation:
        """With a note on the symbols that say nothing about themselves, and of which no given speaks."""
        stated = given_names(self.givens)
        names = [name for name in silent if name not in stated]
        said = f"{', '.join(names)} taken as real" if names else ""
        return replace(self, notes=tuple(dict.fromkeys((*self.notes, *([said] if said else [])))))

    def _line(self, value: Mathematics, place: Place) -> Term:
        """A line: an expression, or in a chain of statements a statement; the first line says which."""
        from derivex.meaning import as_term
        from derivex.notation.plain import read

        names = self.names
        begun = self.place is not None
        try:
            if isinstance(value, str):
                stated = is_statement(self.first) if begun else states(value)
                if stated and not states(value):
                    raise Unreadable("this is a chain of equations", remedy="write a whole equation")
                reader = read_statement if stated else read
                term: Term = reader(value, names=names, place=place)
            else:
                several = joined(value, names)
                term = as_term(value, names=names) if several is None else several
            if begun and is_statement(term) != is_statement(self.first):
                said = "equations" if is_statement(self.first) else "expressions"
                remedy = "write a whole equation" if said == "equations" else "bring its sides as two lines"
                raise Unreadable(f"this is a chain of {said}", remedy=remedy)
            for side in each_side(term) if is_statement(term) else (term,):
                admitted(side, self.givens, self.definitions)
        except InputError as error:
            raise error.at(place) from None
        return term

    def _reader_of_reasons(self) -> Callable[[str, Book, Names, Place], tuple[Reason, ...]]:
        if not is_statement(self.first):
            return read_reasons
        from derivex.equations.words import read_moves  # only where there are statements

        return read_moves


# ---- from Python ----


def verify(
    lines: Sequence[Mathematics],
    *,
    by: str | Sequence[str | None] = (),
    given: Givens = (),
    let: Lets = (),
    claim: Mathematics | None = None,
    rules: Rules = (),
    bounds: Bounds = Bounds(),
) -> Report:
    """Judge a chain of lines; each is text, a term or a SymPy expression.

    ``by`` names the rules of each step, None or a missing entry for a step without a
    reason. A line ``"…"`` between two others leaves lines out: what stands there is looked for
    (``report.steps[0].between``). A SymPy symbol's assumptions become givens; a plain ``Symbol("x")`` is taken as
    real, and ``report.notes`` says so. Errors: InputError, with the line as its place.

    >>> verify(["(x^2 - 1)/(x - 1)", "x + 1"]).steps[0].conditions
    ('x != 1',)
    >>> print(verify(["(x + 1)^2", "x^2 + 1"]).findings[0].message)
    FALSE: lines 1 and 2 are not equal
    """
    if isinstance(lines, str):
        raise NoDerivation("a text is no list of lines", remedy=LIKE)
    if len(lines) < 2:
        raise NoDerivation(f"{'one line is' if lines else 'no lines are'} no chain", remedy=LIKE)
    reasons = [by] if isinstance(by, str) else list(by)
    written = [line for line in lines if not _is_dots(line)]
    if len(reasons) > len(written) - 1:
        steps = len(written) - 1
        raise NoDerivation(
            f"there are {len(reasons)} reasons for {steps} step{'s' if steps > 1 else ''}",
            remedy="give one reason for each step",
        )
    if len(written) < 2 or _is_dots(lines[0]) or _is_dots(lines[-1]):
        raise NoDerivation("dots stand between two lines", remedy=LIKE)
    derivation = Derivation.start(lines[0], given=given, let=let, claim=claim, rules=rules)
    left_out: Place | None = None
    for number, line in enumerate(lines[1:], start=2):
        if _is_dots(line):
            left_out = Place("<lines>", number, 1, str(line))
            continue
        index = len(derivation.steps)
        derivation = derivation.step(line, by=reasons[index] if index < len(reasons) else None)
        if left_out is not None:
            *others, last = derivation.steps
            derivation = replace(derivation, steps=(*others, replace(last, dots=left_out)))
            left_out = None
    return derivation.verify(bounds=bounds)


def _is_dots(line: object) -> bool:
    """Whether a line stands for lines that are left out."""
    return isinstance(line, str) and is_dots(line)


def _own_rules(rules: Rules, given: Given, definitions: tuple[Definition, ...]) -> tuple[Rule, ...]:
    """Rules beside the book, proved or axioms; BadRule for what is none."""
    from derivex.rule import Rule

    names = names_of(given, definitions)
    own = []
    for each in (rules,) if isinstance(rules, (str, Rule)) or not isinstance(rules, Iterable) else rules:
        if isinstance(each, str):
            own.append(read_said(each, names=names, definitions=definitions))
        elif isinstance(each, Rule):
            own.append(each)
        else:
            name = str(getattr(each, "__name__", "")).replace("_", "-") or "its-name"
            said = "a function" if callable(each) else f"a {type(each).__name__}"
            raise BadRule(f"{said} is no rule", remedy=f'make it one: Rule.from_sympy("{name}", function, why="…")')
    return admitted_rules(own, definitions=definitions, given=given)


def _claim(claim: Mathematics, derivation: Derivation) -> App:
    place = Place("<claim>", text=text_of(claim))
    names = derivation.names
    try:
        if isinstance(claim, str):
            found = (
                read_implication(claim, names=names, place=place)
                if states(claim)
                else relation(claim, names=names, place=place)
            )
        else:
            found = relation(claim, names=names, place=place)
        for side in each_side(found):
            admitted(side, derivation.givens, derivation.definitions)
    except InputError as error:
        raise error.at(place) from None
    return found


def _arrow(value: Mathematics) -> tuple[str, Mathematics]:
    """The arrow that a statement begins with, and the rest; ``=>`` if it begins with none."""
    if isinstance(value, str):
        stripped = value.lstrip()
        found = ARROW.match(stripped)
        return (ARROWS[found.group()], stripped[found.end() :].lstrip()) if found else ("=>", stripped)
    return "=>", value


def _relation(value: Mathematics) -> tuple[str, Mathematics]:
    """The relation that a line begins with, and the rest; ``=`` if it begins with none."""
    if isinstance(value, str):
        stripped = value.lstrip()
        for sign in SIGNS:
            if stripped.startswith(sign):
                return sign, stripped[len(sign) :].lstrip()
        return "=", stripped
    return "=", value
