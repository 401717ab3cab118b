"""What is told of a step between sides that are matrices, or numbers made of them.

Matrices that are written out become tables of terms, and a step between two of them is judged entry by entry, as any
step between scalars is: it is proved if all entries are, refuted if one is at a point at which all of both tables is
defined, else undecided for the reason of the first that is. What rests on a letter of which nothing is said is open.

Contract: one equation a step, at the place of its right side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise

from derivex.definition import unfold
from derivex.documents.entries import compared, judged_of, of_one_size, rests_on
from derivex.documents.equations import Equation, equation, undecided
from derivex.documents.judging import defines, up_to_a_constant, with_values
from derivex.documents.meanings import Matrices, Side, reader_of
from derivex.documents.quadratics import Mixed, mixed
from derivex.documents.repairs import listed
from derivex.documents.standing import Setting, asked
from derivex.documents.statements import Statement
from derivex.engine.defined import change
from derivex.errors import InputError
from derivex.matrices.alike import Answer, alike
from derivex.matrices.assumed import may_be_a_column
from derivex.matrices.evaluating import Unknown, evaluated
from derivex.matrices.expression import Expression, Letter, Opaque, Product, Scalar, Written, parts_of, substituted
from derivex.matrices.expression import letters_of as letters_in
from derivex.matrices.tables import NoValue
from derivex.step import conditions_in_words
from derivex.term import App, Sym, Term, add
from derivex.verdict import Proved

TWO_VALUES_OF_A_LETTER = "a letter in it may stand for another matrix than before"


def of_step(
    setting: Setting, written: tuple[Statement, ...], sides: list[Side], index: int, matrices: Matrices
) -> Equation:
    """What is told of the step to a side of a chain; one or both of them have matrices in them.

    A step that isn't written, because two displays give the same left side, is false only if what is written is.
    """
    one, two, first = sides[index - 1], sides[index], sides[0]
    assert not isinstance(one, InputError) and not isinstance(two, InputError)
    told = of_matrices(setting, written[index - 1], written[index], one, two, matrices)
    if not written[index].joined or told.status == "proved" or isinstance(first, InputError | Letter | Sym | Opaque):
        return told
    return of_matrices(setting, written[0], replace(written[index], joined=False), first, two, matrices)


def of_matrices(
    setting: Setting,
    before: Statement,
    after: Statement,
    one: Term | Expression | Mixed,
    two: Term | Expression | Mixed,
    matrices: Matrices,
) -> Equation:
    """What is told of a step at least one side of which has matrices in it."""
    named = isinstance(one, Term | Letter | Opaque)
    if named and defines(setting, before, after):
        return equation(before, after, "definition", "")
    letters = dict.fromkeys(name for part in (one, two) for name in _letters_of(part))
    if isinstance(one, Mixed) or isinstance(two, Mixed):
        return _of_mixed(setting, before, after, matrices) or undecided(before, after, rests_on(letters))
    first, second = (_expression(part, setting) for part in (one, two))
    left, right = (substituted(part, matrices.known) for part in (first, second))
    kinds = {type(part) for each in (left, right) for part in parts_of(each)}
    if Letter in kinds or Written not in kinds:
        told = _of_letters(setting, before, after, first, second)
        if told.status == "undecided" and (left, right) != (first, second):
            told = _of_letters(setting, before, after, left, right)
        otherwise = _of_mixed(setting, before, after, matrices) if told.status == "undecided" else None
        return otherwise or told
    unknown = [name for each in (left, right) for name in letters_in(each) if name not in matrices.known]
    if unknown:
        return undecided(before, after, rests_on(dict.fromkeys(unknown)))
    told = _of_tables(setting, before, after, left, right)
    if told.status == "refuted" and (isinstance(first, Letter) or not matrices.doubtful.isdisjoint(letters)):
        return undecided(before, after, TWO_VALUES_OF_A_LETTER)
    return told


def _of_tables(setting: Setting, before: Statement, after: Statement, one: Expression, two: Expression) -> Equation:
    """What is told of a step between matrices all of which are written out."""
    try:
        left, right = evaluated(one), evaluated(two)
    except (NoValue, InputError) as refused:
        behind = _numbers_behind(one) | _numbers_behind(two)
        return undecided(before, after, rests_on(dict.fromkeys(sorted(behind))) if behind else str(refused))
    except Unknown as what:
        return undecided(before, after, f"what {what} is is not worked out")
    tables = of_one_size(left, right)
    if isinstance(tables, str):
        return undecided(before, after, tables)
    told = compared(setting, before, after, *tables)
    behind = _numbers_behind(one) | _numbers_behind(two)
    if told.status != "proved" and behind:  # a column may be meant
        return undecided(before, after, rests_on(dict.fromkeys(sorted(behind))))
    said = _said_of(tuple(sorted(behind)), "a number", "numbers")
    return replace(told, conditions=(*told.conditions, *said))


def _numbers_behind(expression: Expression) -> frozenset[str]:
    """The names of single letters taken for numbers behind a matrix, where columns stand as often."""
    found: set[str] = set()
    for part in parts_of(expression):
        if isinstance(part, Product):
            for one, two in pairwise(part.factors):
                if isinstance(two, Scalar) and not isinstance(one, Scalar):
                    product = isinstance(two.term, App) and two.term.head == "*"
                    factors = two.term.args if isinstance(two.term, App) and product else (two.term,)
                    found.update(factor.name for factor in factors if isinstance(factor, Sym))
    return frozenset(found)


def _expression(part: Term | Expression, setting: Setting) -> Expression:
    return Scalar(unfold(part, setting.definitions)) if isinstance(part, Term) else part


def _of_letters(setting: Setting, before: Statement, after: Statement, one: Expression, two: Expression) -> Equation:
    """What is told of a step between matrices of which some are mere letters: it is proved or open."""
    if after.relation not in ("=", ":=", "equiv"):
        return equation(before, after, "not checkable", "an order of matrices is not checked")

    def equal(left: Term, right: Term) -> bool:
        return isinstance(asked(judged_of(setting, before, after, left, right), left, right, setting.given), Proved)

    if any(isinstance(part, Written) for side in (one, two) for part in parts_of(side)):
        return undecided(before, after, rests_on(dict.fromkeys((*letters_in(one), *letters_in(two)))))
    found = alike(one, two, equal)
    apart = [part.why for side in (one, two) for part in parts_of(side) if isinstance(part, Opaque) and part.why]
    if not found.alike and apart:
        return undecided(before, after, apart[0])
    if not found.alike:
        return undecided(before, after, _why(found, letters_in(one), letters_in(two)))
    lost: tuple[Term, ...] = ()
    gained: tuple[Term, ...] = ()
    parts = (*found.before, *found.after)
    if parts:
        whole = add(*parts)
        if not equal(whole, whole):
            return undecided(before, after, "no point is known at which both sides are defined")
        changed = change(add(*found.before), add(*found.after), setting.given)
        lost, gained = changed.lost, changed.gained
    verdict = Proved("letters", lost, gained)
    said = (*found.invertible, *_said_of(found.columns, "a column", "columns"))
    return equation(before, after, "proved", "", (), verdict, (*conditions_in_words(verdict), *said))


def _said_of(names: tuple[str, ...], one: str, several: str) -> tuple[str, ...]:
    """That some names are something: ``x and y are columns``."""
    if not names:
        return ()
    return (f"{listed(list(names))} {f'is {one}' if len(names) == 1 else f'are {several}'}",)


def _letters_of(part: Term | Expression | Mixed) -> Iterable[str]:
    if isinstance(part, Mixed):
        return sorted(part.letters)
    return () if isinstance(part, Term) else letters_in(part)


def _of_mixed(setting: Setting, before: Statement, after: Statement, matrices: Matrices) -> Equation | None:
    """A step that is proved whatever the numbers are that are made of matrices, or their parts; None if it isn't."""
    open_step: Equation | None = None
    seen: list[tuple[Term, Term]] = []
    for apart in (False, True):
        symbols: dict[str, str] = {}
        try:
            readers = (reader_of(each.passage, matrices.letters, setting) for each in (before, after))
            one, two = (mixed(reader, symbols, apart=apart) for reader in readers)
        except InputError:
            return open_step
        if (one.term, two.term) in seen:
            continue
        seen.append((one.term, two.term))
        told = _with_symbols(setting, before, after, one, two)
        if told is not None and told.status == "proved":
            return told
        open_step = open_step or told
    return open_step


def _with_symbols(setting: Setting, before: Statement, after: Statement, one: Mixed, two: Mixed) -> Equation | None:
    """A step between two scalars with symbols for numbers made of matrices; None if nothing is known of it."""
    left, right = (unfold(each.term, setting.definitions) for each in (one, two))
    judged = judged_of(setting, before, after, left, right)
    verdict = asked(judged, left, right, setting.given)
    written = {**one.symbols, **two.symbols}
    said = conditions_in_words(verdict)
    if not isinstance(verdict, Proved):
        told = up_to_a_constant(judged, left, right) or with_values(judged, left, right, verdict)
        if told.status == "undecided" and told.reason.startswith("false unless") and "not said" not in told.reason:
            return undecided(before, after, _in_latex(told.reason, written))
        if told.status != "proved" or not isinstance(told.verdict, Proved):
            return None
        verdict, said = told.verdict, told.conditions
    said = tuple(_in_latex(each, written) for each in said)
    columns = tuple(sorted(name for name in one.letters | two.letters if may_be_a_column(name)))
    return equation(before, after, "proved", "", (), verdict, (*said, *_said_of(columns, "a column", "columns")))


def _in_latex(text: str, written: Mapping[str, str]) -> str:
    """A text with what symbols stand for in their place."""
    for name, latex in written.items():
        text = re.sub(rf"\b{name}\b", latex.replace("\\", r"\\"), text)
    return text


def _why(found: Answer, left: tuple[str, ...], right: tuple[str, ...]) -> str:
    """Why a step between letters is open."""
    if found.reason:
        return found.reason
    needed = (
        *_said_of(found.symmetric, "symmetric", "symmetric"),
        *(_said_of(found.columns, "a column", "columns") if found.symmetric else ()),
    )
    if needed:
        return f"it needs that {' and that '.join(needed)}, which is not said here"
    apart = [name for name in (*left, *right) if (name in left) != (name in right)]
    return rests_on(dict.fromkeys(apart or (*left, *right)))
