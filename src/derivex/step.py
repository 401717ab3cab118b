"""A step: one line of a derivation to the next, and what was found out about it.

``Step`` is what the author wrote: the line before, the relation, the line after, the
reasons named for it, and where it stands. ``StepReport`` adds the two answers, each on
its own: the verdict (is it true?) and the justification (is it what its reason says?).
Conditions are said in words that can be written back as givens (``x != 1``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from derivex.definition import Definitions
from derivex.errors import Place
from derivex.given import Given
from derivex.relations import NEGATED
from derivex.showing import Shown
from derivex.term import App, Sym, Term
from derivex.verdict import Assumed, Proved, Verdict

if TYPE_CHECKING:
    from sympy import Expr as SympyExpr  # the property `sympy` below takes the module's name

    from derivex.deriving import Line
    from derivex.justify import Justification
    from derivex.mistakes.recognising import Resemblance
    from derivex.reasons import Reason

ARROWS = ("=>", "<=>")
_JOINED = {"and": "or", "or": "and"}


@dataclass(frozen=True, slots=True)
class Step:
    """``before relation after``, by reasons.

    ``place`` is where the line after begins (at its relation), ``text`` that line as
    written, ``line_before`` the number of the source line on which ``before`` begins and
    ``last_line`` that of the last line of this step, when it runs over several. ``givens``
    and ``definitions`` are what the step stands under. ``dots`` are where its author left lines out (``…``).
    """

    before: Term
    after: Term
    relation: str = "="
    reasons: tuple[Reason, ...] = ()
    place: Place | None = None
    text: str = ""
    line_before: int | None = None
    last_line: int | None = None
    givens: Given = Given()
    definitions: Definitions = ()
    dots: Place | None = None

    @property
    def sympy(self) -> tuple[Any, Any]:
        """Both lines as SymPy expressions, as written."""
        from derivex.meaning import to_sympy

        return to_sympy(self.before, given=self.givens), to_sympy(self.after, given=self.givens)

    def rewrite(self, expr: SympyExpr, to: SympyExpr | None = None) -> SympyExpr | None:
        """This step as a SymPy rewrite: its line after (or ``to``) if its reasons lead there from expr.

        >>> from derivex.library import load
        >>> step = load("sigmoid").steps[1]
        >>> step.rewrite(step.sympy[0])
        ((1 + exp(-x))*0 - (-exp(-x)))/(1 + exp(-x))**2
        """
        from derivex.rewriting import rewrite_step

        return rewrite_step(self, expr, to)

    def because(self, reasons: tuple[Reason, ...]) -> Step:
        """The same step with other reasons."""
        return replace(self, reasons=reasons)


@dataclass(frozen=True, slots=True)
class StepReport(Shown):
    """A step with its number (from 1), its verdict, its justification and its conditions.

    A false step has no justification to speak of: ``justification`` is None then. ``axioms`` are the names of
    those that its reasons, what was found, or its verdict rests on. ``between`` are the lines of a sequence that was
    found where lines are left out, or only a kind of rules is named ("by algebra"); the last one is the line after.
    ``mistake`` is the classic one that a false step looks like.
    """

    step: Step
    number: int
    verdict: Verdict
    justification: Justification | None = None
    conditions: tuple[str, ...] = ()
    remark: str = ""  # what is worth knowing of a step between statements that isn't false
    axioms: tuple[str, ...] = ()
    between: tuple[Line, ...] = ()
    mistake: Resemblance | None = None

    def __repr__(self) -> str:
        verdict = type(self.verdict).__name__.lower()
        return f"<StepReport {self.number}: {self.step.relation} {in_words(self.step.after)}, {verdict}>"

    @property
    def sympy(self) -> tuple[Any, Any]:
        """Both lines of the step as SymPy expressions, as written."""
        return self.step.sympy

    @property
    def between_statements(self) -> bool:
        """Whether it leads from one equation or inequality to another one."""
        return self.step.relation in ARROWS

    @property
    def lost(self) -> tuple[Term, ...]:
        """Relations that describe the points at which only the line before is defined."""
        return self.verdict.lost if isinstance(self.verdict, Proved | Assumed) else ()

    @property
    def gained(self) -> tuple[Term, ...]:
        """Relations that describe the points at which only the line after is defined."""
        return self.verdict.gained if isinstance(self.verdict, Proved | Assumed) else ()


def opposite(relation: Term) -> Term:
    """The relation that holds exactly where this one doesn't: ``x = 1`` to ``x != 1``."""
    assert isinstance(relation, App)
    if relation.head in _JOINED:
        return App(_JOINED[relation.head], tuple(opposite(part) for part in relation.args))
    return App(NEGATED[relation.head], relation.args)


def in_words(relation: Term) -> str:
    """A relation as people write it; several joined by "and" or "or".

    >>> from derivex.term import App, Sym
    >>> n = Sym("n")
    >>> in_words(App("=", (App("floor", (n,)), n)))
    'n integer'
    """
    from derivex.notation.write import plain

    match relation:
        case App("and" | "or" as joint, parts):
            inner = (
                f"({in_words(part)})" if isinstance(part, App) and part.head in _JOINED else in_words(part)
                for part in parts
            )
            return f" {joint} ".join(inner)
        case App("=" | "!=" as sign, (App("floor", (Sym(name),)), Sym(same))) if name == same:
            return f"{name} integer" if sign == "=" else f"{name} not an integer"
    return plain(relation)


def conditions_in_words(verdict: Verdict) -> tuple[str, ...]:
    """What must hold for both lines to be defined: lost and gained points, negated."""
    if not isinstance(verdict, Proved | Assumed):
        return ()
    return tuple(dict.fromkeys(in_words(opposite(relation)) for relation in (*verdict.lost, *verdict.gained)))
