"""A mistake as data: what is written, what should be, and why.

Contract: a bad row can't be built (the errors of ``Rule``). That the wrong law is false at ``breaks`` and
the right one true wherever it is defined, is asked of every row by the tests.

>>> row = Mistake(name="power-of-a-minus", wrong="(-a)^2 = -a^2", right="a^2",
...               why="The square of a negative number is positive.", breaks="a = 1", examples=("(-x)^2 = -x^2",))
>>> row.title, row.rule.law
('power of a minus', '(-a)^2 = -a^2')
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as slot

from derivex.errors import BadRule, InputError
from derivex.notation.plain import read
from derivex.rule import LAW_NAMES, Rule, letter_names
from derivex.term import Term


@dataclass(frozen=True, slots=True)
class Mistake:
    """One row: ``wrong`` is ``"left = right"`` and false, ``right`` what should stand instead.

    ``why`` says in one sentence what is wrong; ``breaks`` gives values of letters for which the
    sides of the wrong law differ, in the notation of rules; ``examples`` are false steps that look
    like it. ``needs`` are conditions on letters, as in a rule; ``calculus`` lets routine derivatives
    be taken on the way.
    """

    name: str
    wrong: str
    right: str
    why: str
    breaks: str
    examples: tuple[str, ...]
    needs: tuple[str, ...] = ()
    calculus: bool = False
    rule: Rule = slot(init=False, repr=False, compare=False)
    instead: Term = slot(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        rule = Rule(
            name=self.name, law=self.wrong, why=self.why, needs=self.needs, breaks=self.breaks, calculus=self.calculus
        )
        try:
            instead = read(self.right, names=LAW_NAMES)
        except InputError as error:
            raise BadRule(f"what should stand instead of {self.name} can't be read: {error}") from error
        alone = letter_names(instead, rule.letters) - letter_names(rule.left, rule.letters)
        if alone:
            raise BadRule(f"in {self.name}, {', '.join(sorted(alone))} appears on the right only")
        object.__setattr__(self, "rule", rule)
        object.__setattr__(self, "instead", instead)

    @property
    def title(self) -> str:
        """The name as people say it."""
        return self.name.replace("-", " ")
