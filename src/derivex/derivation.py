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

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from derivex.admission import admitted, declared, introduced, without_definitions
from derivex.book import BOOK, Book
from derivex.chain import ClaimReport
from derivex.definition import Definition, check, given_names, names_of, read_definitions
from derivex.engine.bounds import Bounds
from derivex.errors import BadGiven, InputError, NoDerivation, Place
from derivex.findings import Finding
from derivex.given import Given
from derivex.reasons import Reason, read_reasons
from derivex.report import Report, VerificationError, judged
from derivex.step import Step, StepReport
from derivex.term import App, Num, Sym, Term

if TYPE_CHECKING:
    from typing import TypeAlias

    import sympy

    from derivex.rule import Rule

    Mathematics: TypeAlias = str | Term | sympy.Expr

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

RELATIONS = ("<=", ">=", "<", ">", "=")
NOTHING = Given()


@dataclass(frozen=True, slots=True)
class Derivation:
    """A chain of steps under givens and definitions, perhaps with a claim; frozen.

    ``first`` is the first line of the chain (``start`` is the builder), ``place`` where it
    stands; ``given_texts`` the givens as written; ``rules`` are one's own, beside the book;
    ``notes`` what a report should say about how the input was understood.
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

    @classmethod
    def start(
        cls,
        expression: Mathematics,
        *,
        given: str | Iterable[str] | Given = (),
        let: str | Iterable[str] = (),
        claim: str | None = None,
        title: str = "",
        rules: Iterable[Rule] = (),
    ) -> Derivation:
        """A derivation of one line, to which ``step`` adds the others.

        ``given`` and ``let`` are texts such as ``"x > 0"`` and ``"S(x) = 1/(1 + exp(-x))"``,
        ``claim`` one such as ``"diff(x^2, x) = 2*x"``. Errors: InputError.
        """
        lets = [let] if isinstance(let, str) else list(let)
        known, texts = _givens(given, lets)
        definitions = read_definitions([(text, Place("<let>", text=text)) for text in lets], given=known)
        known = without_definitions(known, definitions)
        rules = tuple(rules)
        if rules:
            from derivex.promises import admit

            admit(*rules)  # a rule of one's own must keep the promises of the book
        empty = cls(known, Num("0"), (), title, definitions, None, None, texts, None, rules)
        if claim is not None:
            empty = replace(empty, claim=_claim(claim, empty), claim_place=Place("<claim>", text=claim))
        empty = empty._understood(expression)
        text = _text(expression)
        place = Place("<lines>", 1, 1, text)
        return replace(empty, first=empty._line(expression, place), place=place)

    def step(self, expression: Mathematics, *, by: str | Iterable[str] | None = None) -> Derivation:
        """The derivation with one more line, which may begin with its relation; a new value.

        ``by`` names the rules as people do: ``"quotient rule, chain rule"``. Without it the
        rules are looked for. Errors: InputError, UnknownRule.
        """
        known = self._understood(expression)
        number = len(self.steps) + 2
        relation, body = _relation(expression)
        named = by if isinstance(by, str) or by is None else ", ".join(by)
        shown = f"{relation} {_text(body)}" + (f"    by {named}" if named else "")
        place = Place("<lines>", number, 1, shown)
        reasons: tuple[Reason, ...] = ()
        if named:
            at = place.shifted(len(shown) - len(named), len(named))
            reasons = read_reasons(named, known.book, names=names_of(known.givens, known.definitions), place=at)
        for reason in reasons:
            new = introduced(reason, known.lines, known.givens, known.definitions)
            if new is not None:
                check((*known.definitions, new), known.givens)
                known = replace(known, definitions=(*known.definitions, new))
        after = known._line(body, place.shifted(len(relation) + 1))
        step = Step(
            known.lines[-1], after, relation, reasons, place, shown, number - 1, number, known.givens, known.definitions
        )
        return replace(known, steps=(*known.steps, step))

    @property
    def lines(self) -> tuple[Term, ...]:
        """Every line of the chain, as written."""
        return (self.first, *(step.after for step in self.steps))

    @property
    def book(self) -> Book:
        """The rules that steps may name."""
        return BOOK.extended(*self.rules) if self.rules else BOOK

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

    def _understood(self, value: object) -> Derivation:
        """With what a SymPy expression's symbols assume added to the givens."""
        if isinstance(value, (str, Num, Sym, App, int)) or not hasattr(value, "free_symbols"):
            return self
        from derivex.meaning import symbols_given

        assumed = symbols_given(value)
        silent = [name for name in assumed.taken_as_real if name not in given_names(self.givens)]
        said = f"{', '.join(silent)} taken as real" if silent else ""
        notes = tuple(dict.fromkeys((*self.notes, *([said] if said else []))))
        return replace(self, givens=self.givens.and_(assumed.given), notes=notes)

    def _line(self, value: Mathematics, place: Place) -> Term:
        from derivex.meaning import as_term
        from derivex.notation.plain import read

        names = names_of(self.givens, self.definitions)
        try:
            term = read(value, names=names, place=place) if isinstance(value, str) else as_term(value, names=names)
            admitted(term, self.givens, self.definitions)
        except InputError as error:
            raise error.at(place) from None
        return term


# ---- from Python ----


def verify(
    lines: Sequence[Mathematics],
    *,
    by: str | Sequence[str | None] = (),
    given: str | Iterable[str] | Given = (),
    let: str | Iterable[str] = (),
    claim: str | None = None,
    rules: Iterable[Rule] = (),
    bounds: Bounds = Bounds(),
) -> Report:
    """Judge a chain of lines; each is text, a term or a SymPy expression.

    ``by`` names the rules of each step, None or a missing entry for a step without a
    reason. A SymPy symbol's assumptions become givens; a plain ``Symbol("x")`` is taken as
    real, and ``report.notes`` says so. Errors: InputError, with the line as its place.

    >>> verify(["(x^2 - 1)/(x - 1)", "x + 1"]).steps[0].conditions
    ('x != 1',)
    >>> print(verify(["(x + 1)^2", "x^2 + 1"]).findings[0].message)
    FALSE: lines 1 and 2 are not equal
    """
    if isinstance(lines, str) or len(lines) < 2:
        raise NoDerivation("a chain needs two lines or more", remedy='bring a list: verify(["x + x", "2*x"])')
    reasons = [by] if isinstance(by, str) else list(by)
    if len(reasons) > len(lines) - 1:
        raise NoDerivation(
            f"there are {len(reasons)} reasons for {len(lines) - 1} steps",
            remedy="each belongs to a step",
        )
    first, *rest = lines
    derivation = Derivation.start(first, given=given, let=let, claim=claim, rules=rules)
    for index, line in enumerate(rest):
        derivation = derivation.step(line, by=reasons[index] if index < len(reasons) else None)
    return derivation.verify(bounds=bounds)


def _givens(given: str | Iterable[str] | Given, lets: Iterable[str]) -> tuple[Given, tuple[str, ...]]:
    if isinstance(given, Given):
        return given, ((str(given),) if str(given) else ())
    texts = (given,) if isinstance(given, str) else tuple(given)
    known = NOTHING
    for text in texts:
        place = Place("<given>", text=text, width=max(1, len(text)))
        try:
            known = known.and_(Given.read([text], names=declared(lets), place=place))
        except InputError as error:
            raise error.at(place) from None
    return known, texts


def _claim(text: str, derivation: Derivation) -> App:
    from derivex.notation.plain import read_relation

    place = Place("<claim>", text=text)
    relation = read_relation(text, names=names_of(derivation.givens, derivation.definitions), place=place)
    assert isinstance(relation, App)
    try:
        for side in relation.args:
            admitted(side, derivation.givens, derivation.definitions)
    except InputError as error:
        raise error.at(place) from None
    return relation


def _relation(value: Mathematics) -> tuple[str, Mathematics]:
    """The relation that a line begins with, and the rest; ``=`` if it begins with none."""
    if isinstance(value, str):
        stripped = value.lstrip()
        for relation in RELATIONS:
            if stripped.startswith(relation):
                return relation, stripped[len(relation) :].lstrip()
        return "=", stripped
    return "=", value


def _text(value: Mathematics) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, (Num, Sym, App)):
        from derivex.notation.write import plain

        return plain(value)
    return str(value)
