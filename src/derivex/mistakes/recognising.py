"""Which classic mistake does a false step look like?

Each mistake is tried as if it were a rule, with the search that justifies steps: does its wrong law, used
at least once, lead from the line before to the line after, helped by routine only? What the right law
would have made at the same place is offered with it.

Contract: a resemblance, never a verdict; long lines are not compared. The line that is offered was proved equal to the
line before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice

from derivex.book import BOOK, Book
from derivex.comparison import key
from derivex.definition import unfold
from derivex.engine.ladder import prove
from derivex.laws import RANK, Context, Wanted, derivative_laws, directed_laws
from derivex.lead import Derivatives, Fits, SearchBounds, lead
from derivex.matching import fill
from derivex.mistakes.algebra import ALGEBRA
from derivex.mistakes.calculus import CALCULUS
from derivex.mistakes.functions import FUNCTIONS
from derivex.mistakes.integrals import INTEGRALS
from derivex.mistakes.mistake import Mistake
from derivex.moves import Move, apply, differentiated
from derivex.subterms import heads, nodes, subterms
from derivex.term import Term, add, multiply
from derivex.tidying import tidied, with_exponents_done, with_numbers_done
from derivex.verdict import Proved

MISTAKES: tuple[Mistake, ...] = (*CALCULUS, *INTEGRALS, *ALGEBRA, *FUNCTIONS)
LARGEST = 300  # parts of both lines together; in longer ones nobody would recognise it either
BOUNDS = SearchBounds(moves=150, length=3)
# beside a mistake in a derivative, the others are taken as they should be, and nobody asks by which rule
DIFFERENTIATING = Book(
    replace(rule, routine=rule.routine or rule.calculus)
    for rule in sorted(BOOK.rules, key=lambda rule: RANK.get(rule.name, 0))
)


@dataclass(frozen=True, slots=True)
class Resemblance:
    """The mistake that a false step looks like, and the line as it should have been, if that is known."""

    mistake: Mistake
    corrected: Term | None = None

    @property
    def name(self) -> str:
        return self.mistake.name

    def said(self, write: Callable[[Term], str] | None = None) -> str:
        """What the reader is told, after the verdict; ``write`` turns terms into text, plain notation without it.

        >>> from derivex.notation.plain import read
        >>> looks_like(read("(-x)^2"), read("-x^2")).said()
        'looks like: square of a minus; the square of a negative number is positive; rightly, the line is x^2'
        """
        return "; ".join(self.remarks(write))

    def remarks(self, write: Callable[[Term], str] | None = None) -> tuple[str, ...]:
        """The same in parts: what it looks like, and what the line should be, if that is known."""
        from derivex.notation.write import plain  # the edge: only here does it become text

        why = self.mistake.why[0].lower() + self.mistake.why[1:].rstrip(".")
        like = f"looks like: {self.mistake.title}; {why}"
        return (like,) if self.corrected is None else (like, f"rightly, the line is {(write or plain)(self.corrected)}")


def looks_like(before: Term, after: Term, context: Context = Context()) -> Resemblance | None:
    """The first mistake of the rows that would lead from before to after; None if none does.

    >>> from derivex.notation.plain import read
    >>> found = looks_like(read("(x + 3)^2"), read("x^2 + 9"))
    >>> found.mistake.title
    'square of a sum without its middle'
    """
    if sum(1 for line in (before, after) for _ in islice(subterms(line), LARGEST)) > LARGEST:
        return None
    here, derivatives = heads(before), Derivatives()
    for mistake in MISTAKES:
        laws = tuple(replace(law, routine=law.calculus) for law in directed_laws(mistake.rule, True, None, context))
        if not any(law.may_apply(head) for law in laws for head in here):
            continue
        asked = (Wanted(mistake.name, laws, False),)
        found = lead(
            before, after, asked, book=DIFFERENTIATING, context=context, bounds=BOUNDS, derivatives=derivatives
        )
        if isinstance(found, Fits) and (mistake.calculus or _is_seen(before, found.moves)):
            return Resemblance(mistake, _corrected(before, found.moves, mistake, context))
    return None


def _is_seen(before: Term, moves: tuple[Move, ...]) -> bool:
    """Whether the mistake was made in a part that the line before shows: nobody errs about what isn't there."""
    here = {key(with_numbers_done(node)) for _, node in nodes(before)}
    return any(key(with_numbers_done(move.before)) in here for move in moves)


def _corrected(before: Term, moves: tuple[Move, ...], mistake: Mistake, context: Context) -> Term | None:
    """The line before with the right law used where the wrong one was, derivatives taken; None if that isn't sure."""
    wrong = next((move for move in moves if move.rule == mistake.name), None)
    if wrong is None or wrong is not moves[0] or mistake.instead == mistake.rule.left:
        return None  # also where all that can be said is that the line stays as it is
    instance = fill(mistake.instead, dict(wrong.bindings), mistake.rule.letters)
    if wrong.rest:
        instance = add(instance, *wrong.rest) if wrong.head == "+" else multiply(instance, *wrong.rest)
    line = apply(before, Move(wrong.directed, wrong.path, wrong.before, with_exponents_done(instance)))
    if mistake.calculus:
        line = differentiated(line, derivative_laws(BOOK), context)[0]
    sure = prove(unfold(before, context.definitions), unfold(line, context.definitions), context.given)
    return with_numbers_done(tidied(line)) if isinstance(sure, Proved) else None
