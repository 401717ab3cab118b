"""``derivex compare``: why is this form better than that one? Answered by measuring.

Contract: forms are those lines of a chain that can be computed, and what ``--form`` adds, which is first proved equal
to them. Exit status: 0 compared, 1 a step or an added form is false, 2 nothing could be compared, 3 an added form or a
step could not be decided.
"""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from derivex.arrays.comparing import SIZES as ARRAY_SIZES
from derivex.arrays.comparing import ArrayComparison, compared_arrays
from derivex.arrays.reading import array
from derivex.arrays.subjects import ArrayForm, array_subject, is_of_arrays
from derivex.commands.numbers import limits, values
from derivex.commands.output import REMEDY
from derivex.commands.source import Source, opened
from derivex.definition import names_of, unfold
from derivex.engine.ladder import prove
from derivex.errors import InputError, NoDerivation, Place, Unsupported, WouldOverwrite
from derivex.notation.plain import read
from derivex.numerics.comparing import SIZES, Comparison, compared
from derivex.numerics.forms import Form, Subject, not_computed, subject
from derivex.numerics.measuring import planned
from derivex.numerics.running import is_there, require
from derivex.verdict import Proved, Refuted, Undecided
from derivex.writers.array_comparison import array_object, shown_arrays
from derivex.writers.comparison import as_object, shown
from derivex.writers.console import Line, emit, speaks_unicode, width
from derivex.writers.show import Ink

if TYPE_CHECKING:
    from derivex.derivation import Derivation
    from derivex.term import Term

WRONG, UNDECIDED = 1, 3


@dataclass(frozen=True, slots=True)
class _One:
    """The comparison of one chain: for people, for programs, for a picture (None of arrays), and its status."""

    lines: tuple[Line, ...]
    found: dict[str, Any]
    drawn: Comparison | None
    status: int


def run(arguments: Namespace) -> int:
    """Compare the forms of every chain of a file that has some."""
    require("numpy")
    if arguments.plot:
        from derivex.writers.pictures import require_drawing

        require_drawing(Path(arguments.plot))
        if Path(arguments.plot).exists() and not arguments.force:
            raise WouldOverwrite(arguments.plot, remedy=REMEDY)
    source = opened(arguments.name)
    ink = Ink(width(sys.stdout), speaks_unicode(sys.stdout))
    every: list[_One] = []
    for derivation in chosen(source, arguments.chain):
        try:
            one = _one(derivation, source, arguments, ink)
        except InputError as error:
            print(f"derivex: {derivation.title or source.shown}: {error}", file=sys.stderr)
            continue
        if one.lines and arguments.format == "text":
            emit([*([()] if any(each.lines for each in every) else []), *one.lines], sys.stdout)
            sys.stdout.flush()
        every.append(one)
    if not every:
        raise Unsupported(f"{source.shown} has no forms to compare", remedy="the lines above say why")
    if arguments.format == "json":
        print(json.dumps([one.found for one in every if one.found], indent=2, ensure_ascii=False))
    if arguments.plot:
        _draw([one.drawn for one in every if one.drawn is not None], Path(arguments.plot))
    statuses = {one.status for one in every}
    return next((status for status in (WRONG, UNDECIDED) if status in statuses), 0)


def _draw(comparisons: list[Comparison], path: Path) -> None:
    if not comparisons:
        print(f"derivex: {path} is not written: errors are drawn for functions of one number", file=sys.stderr)
        return
    from derivex.writers.pictures import errors_against

    errors_against(comparisons, path)
    print(f"{path} is written.", file=sys.stderr)


def _one(derivation: Derivation, source: Source, arguments: Namespace, ink: Ink) -> _One:
    """One chain, of numbers or of arrays. Errors: Unsupported."""
    if is_of_arrays(derivation):
        arrays, status = _compared_arrays(derivation, source, arguments)
        if arrays is None:
            return _One((), {}, None, status)
        return _One(
            tuple(shown_arrays(arrays, path=source.shown, ink=ink)), array_object(arrays, source.shown), None, status
        )
    found, status = _compared(derivation, source, arguments)
    if found is None:
        return _One((), {}, None, status)
    return _One(tuple(shown(found, path=source.shown, ink=ink)), as_object(found, source.shown), found, status)


def chosen(source: Source, number: int | None) -> Sequence[Derivation]:
    """The chains of a file, or the one with a number (from 1). Errors: NoDerivation."""
    if number is None:
        return source.derivations
    if not 1 <= number <= len(source.derivations):
        raise NoDerivation(f"{source.shown} has no chain {number}", remedy=f"it has {len(source.derivations)}")
    return source.derivations[number - 1 : number]


def _status(derivation: Derivation, source: Source) -> int:
    """What the steps of a chain come to; what is wrong with them is told on standard error."""
    steps = derivation.verify().steps if derivation.steps else ()
    wrong = [each for each in steps if isinstance(each.verdict, Refuted)]
    if wrong:
        where = wrong[0].step.place or source.shown
        print(f"{where}: this line is not equal to the one before, and nothing is compared", file=sys.stderr)
        return WRONG
    if any(isinstance(each.verdict, Undecided) for each in steps):
        print(f"derivex: {source.shown}: not all lines are proved equal", file=sys.stderr)
        return UNDECIDED
    return 0


def _libraries() -> list[str]:
    return [each for each in ("numpy", "torch", "jax") if is_there(each)]


def _compared_arrays(
    derivation: Derivation, source: Source, arguments: Namespace
) -> tuple[ArrayComparison | None, int]:
    """The comparison of a chain of arrays, and the status; none where a step is false, or an added form."""
    about = array_subject(derivation, source.path.stem)
    if arguments.by:
        raise Unsupported("a function of arrays has no one variable", remedy="leave --by out")
    status = _status(derivation, source)
    if status == WRONG:
        return None, status
    names = names_of(derivation.givens, derivation.definitions)
    for text in arguments.form:
        written = read(text, names=names, place=Place("<form>", text=text))
        term = unfold(written, derivation.definitions)
        form = ArrayForm(written, array(term, about.forms[-1].array.indices, about.given), 0)
        wrong = _refused(written, prove(about.forms[-1].array.term, term, about.given))
        if wrong:
            return None, wrong
        about = replace(about, forms=(form, *about.forms))
    sizes = () if arguments.no_times else ARRAY_SIZES
    found = compared_arrays(about, _libraries(), sizes, chosen=values(arguments.at), limits=limits(arguments.range))
    return found, status


def _refused(written: Term, verdict: Proved | Refuted | Undecided) -> int:
    """The status of an added form that isn't proved, which is told; 0 of one that is."""
    match verdict:
        case Refuted(witness, _):
            said = witness.said("the chain", "this form", Ink().term)
            print(f"derivex: {Ink().term(written)} is no form of it: {said}", file=sys.stderr)
            return WRONG
        case Undecided(reason):
            print(f"derivex: {Ink().term(written)} is not proved equal: {reason}", file=sys.stderr)
            return UNDECIDED
    return 0


def _compared(derivation: Derivation, source: Source, arguments: Namespace) -> tuple[Comparison | None, int]:
    """The comparison of one chain, and the status; none where a step is false."""
    about = subject(derivation, source.path.stem, arguments.by)
    status = _status(derivation, source)
    if status == WRONG:
        return None, status
    for form, verdict in _added(derivation, about, arguments.form):
        wrong = _refused(form.written, verdict)
        if wrong:
            return None, wrong
        about = replace(about, forms=(*about.forms, form))
    terms = [form.term for form in reversed(about.forms)]
    plan = planned(
        terms, about.variable, about.others, about.given, chosen=values(arguments.at), limits=limits(arguments.range)
    )
    return compared(about, plan, _libraries(), () if arguments.no_times else SIZES), status


def _added(
    derivation: Derivation, about: Subject, texts: Sequence[str]
) -> Iterator[tuple[Form, Proved | Refuted | Undecided]]:
    """Forms that a user adds, each with what the engine says to it. Errors: those of the notation, Unsupported."""
    names = names_of(derivation.givens, derivation.definitions)
    for text in texts:
        written = read(text, names=names, place=Place("<form>", text=text))
        term = unfold(written, derivation.definitions)
        if reason := not_computed(term):
            raise Unsupported(f"{text} can't be computed: it holds {reason}", remedy="write it with known functions")
        yield Form(written, term, 0), prove(about.forms[-1].term, term, about.given)
