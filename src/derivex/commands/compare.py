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
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

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
from derivex.writers.comparison import as_object, shown
from derivex.writers.console import emit, speaks_unicode, width
from derivex.writers.show import Ink

if TYPE_CHECKING:
    from derivex.derivation import Derivation

WRONG, UNDECIDED = 1, 3


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
    found: list[Comparison] = []
    statuses: list[int] = []
    for derivation in chosen(source, arguments.chain):
        try:
            comparison, status = _compared(derivation, source, arguments)
        except InputError as error:
            print(f"derivex: {derivation.title or source.shown}: {error}", file=sys.stderr)
            continue
        statuses.append(status)
        if comparison is not None:
            found.append(comparison)
            if arguments.format == "text":
                emit([*([()] if len(found) > 1 else []), *shown(comparison, path=source.shown, ink=ink)], sys.stdout)
                sys.stdout.flush()
    if not statuses:
        raise Unsupported(f"{source.shown} has no forms to compare", remedy="the lines above say why")
    if arguments.format == "json":
        print(json.dumps([as_object(each, source.shown) for each in found], indent=2, ensure_ascii=False))
    if arguments.plot and found:
        from derivex.writers.pictures import errors_against

        errors_against(found, Path(arguments.plot))
        print(f"{arguments.plot} is written.", file=sys.stderr)
    return next((status for status in (WRONG, UNDECIDED) if status in statuses), 0)


def chosen(source: Source, number: int | None) -> Sequence[Derivation]:
    """The chains of a file, or the one with a number (from 1). Errors: NoDerivation."""
    if number is None:
        return source.derivations
    if not 1 <= number <= len(source.derivations):
        raise NoDerivation(f"{source.shown} has no chain {number}", remedy=f"it has {len(source.derivations)}")
    return source.derivations[number - 1 : number]


def _compared(derivation: Derivation, source: Source, arguments: Namespace) -> tuple[Comparison | None, int]:
    """The comparison of one chain, and the status; none where a step is false."""
    about = subject(derivation, source.path.stem, arguments.by)
    steps = derivation.verify().steps if derivation.steps else ()
    wrong = [each for each in steps if isinstance(each.verdict, Refuted)]
    if wrong:
        where = wrong[0].step.place or source.shown
        print(f"{where}: this line is not equal to the one before, and nothing is compared", file=sys.stderr)
        return None, WRONG
    status = UNDECIDED if any(isinstance(each.verdict, Undecided) for each in steps) else 0
    if status:
        print(f"derivex: {source.shown}: not all lines are proved equal", file=sys.stderr)
    for form, verdict in _added(derivation, about, arguments.form):
        match verdict:
            case Proved():
                about = replace(about, forms=(*about.forms, form))
            case Refuted(witness, _):
                said = witness.said("the chain", "this form", Ink().term)
                print(f"derivex: {Ink().term(form.written)} is no form of it: {said}", file=sys.stderr)
                return None, WRONG
            case Undecided(reason):
                print(f"derivex: {Ink().term(form.written)} is not proved equal: {reason}", file=sys.stderr)
                return None, UNDECIDED
    terms = [form.term for form in reversed(about.forms)]
    plan = planned(
        terms, about.variable, about.others, about.given, chosen=values(arguments.at), limits=limits(arguments.range)
    )
    libraries = [each for each in ("numpy", "torch", "jax") if is_there(each)]
    return compared(about, plan, libraries, () if arguments.no_times else SIZES), status


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
