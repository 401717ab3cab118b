"""``derivex export``: a derivation in another form, to standard output or into a new file.

Contract: a file that exists is replaced only with ``--force``; a derivation with mistakes is
exported all the same, and its findings are printed on standard error. Code is another matter: it is written only
where no step is false.
"""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from derivex.commands.arguments import CODE
from derivex.commands.output import output
from derivex.commands.source import Source, opened
from derivex.derivation import Derivation
from derivex.errors import NoDerivation, Unsupported
from derivex.verdict import Refuted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from derivex.derivation import Report

WRONG = 1
# options of some forms only: what they are for, and where they have a meaning
ONLY = (
    ("standalone", "--standalone", ("latex",)),
    ("stable", "--stable", CODE),
    ("cached", "--cached", CODE),
    ("range", "--range", CODE),
    ("at", "--at", CODE),
)


def run(arguments: Namespace) -> int:
    """Write every derivation of the source; a script or a document holds one."""
    for name, option, forms in ONLY:
        if getattr(arguments, name) and arguments.to not in forms:
            raise Unsupported(f"{option} is for --to {', '.join(forms)}", remedy="leave it out")
    if arguments.all:
        from derivex.commands.everything import run as run_everything

        return run_everything(arguments)
    if arguments.name is None:
        raise NoDerivation("a derivation has a name", remedy='give one, or --all; "derivex show" lists what there is')
    if arguments.to == "index":
        raise Unsupported("an index lists everything", remedy="write --all")
    source = opened(arguments.name)
    if arguments.to in CODE:
        return _code(source, arguments)
    with output(arguments.output, force=arguments.force) as write:
        write(exported(source.derivations, arguments.to, arguments.standalone))
    _told(arguments.output)
    return 0


def exported(derivations: tuple[Derivation, ...], form: str, standalone: bool = False) -> str:
    """The text of derivations in a form; what is wrong with them is said on standard error."""
    if form == "sympy":
        from derivex.writers.sympy import script

        if len(derivations) != 1:
            raise Unsupported("a script holds one derivation", remedy="put each into a file of its own")
        return script(_filled(derivations[0].verify()).derivation if _leaves_out(derivations[0]) else derivations[0])
    reports = [derivation.verify() for derivation in derivations]
    for report in reports:
        for finding in report.findings:
            if finding.severity != "note":
                print(finding, file=sys.stderr)
    if form == "json":
        from derivex.writers.json import reports_object

        return json.dumps(reports_object(reports), indent=2, ensure_ascii=False) + "\n"
    reports = [_filled(report) for report in reports]
    if form == "markdown":
        from derivex.writers import markdown

        return markdown.document(reports)
    from derivex.writers.latex import display, document

    return document(reports) if standalone else "\n".join(map(display, reports))


def _leaves_out(derivation: Derivation) -> bool:
    return any(step.dots is not None for step in derivation.steps)


def _filled(report: Report) -> Report:
    """The report of the derivation with the lines that were found at its dots."""
    from derivex.dotless import without_dots

    return without_dots(report).verify() if _leaves_out(report.derivation) else report


def _told(name: str | None) -> None:
    if name is not None:
        print(f"{name} is written.", file=sys.stderr)


# ---- code ----


def _code(source: Source, arguments: Namespace) -> int:
    """Functions of a library; nothing is written of a chain in which a step is false."""
    from derivex.arrays.files import file_of, offered
    from derivex.commands.numbers import limits, values
    from derivex.numerics.writing import Wish

    if without_mistakes(source.derivations):
        found = offered(source.derivations, source.path.stem, by_value=arguments.cached)
        for reason in found.reasons:
            print(f"derivex: left out: {reason}", file=sys.stderr)
        if not (found.numbers or found.arrays):
            raise Unsupported(f"{source.shown} has no function to compute", remedy="the lines above say why")
        if arguments.cached and not found.by_value:
            raise Unsupported(
                "no derivative here can be had from the value of the function alone", remedy="leave --cached out"
            )
        wish = Wish(arguments.to, arguments.stable, limits(arguments.range), values(arguments.at))
        with output(arguments.output, force=arguments.force) as write:
            write(file_of(found, wish, source.shown))
        _told(arguments.output)
        return 0
    return WRONG


def without_mistakes(derivations: Sequence[Derivation]) -> bool:
    """Whether no step is false; those that are, are said on standard error."""
    good = True
    for derivation in derivations:
        for finding in derivation.verify().findings if derivation.steps else ():
            if finding.severity == "error":
                print(finding, file=sys.stderr)
        good = good and not any(isinstance(step.verdict, Refuted) for step in derivation.verify().steps)
    return good


# ---- everything ----
