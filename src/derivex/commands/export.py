"""``derivex export``: a derivation in another form, to standard output or into a new file.

Contract: a file that exists is replaced only with ``--force``; a derivation with mistakes is
exported all the same, and its findings are printed on standard error.
"""

from __future__ import annotations

import json
import sys
from argparse import Namespace

from derivex.commands.output import output
from derivex.commands.source import opened
from derivex.derivation import Derivation
from derivex.errors import Unsupported


def run(arguments: Namespace) -> int:
    """Write every derivation of the source; a script or a document holds one."""
    if arguments.standalone and arguments.to != "latex":
        raise Unsupported("--standalone is for --to latex", remedy="leave it out")
    source = opened(arguments.name)
    with output(arguments.output, force=arguments.force) as write:
        write(exported(source.derivations, arguments.to, arguments.standalone))
    if arguments.output is not None:
        print(f"{arguments.output} is written.", file=sys.stderr)
    return 0


def exported(derivations: tuple[Derivation, ...], form: str, standalone: bool = False) -> str:
    """The text of derivations in a form; what is wrong with them is said on standard error."""
    if form == "sympy":
        from derivex.writers.sympy import script

        if len(derivations) != 1:
            raise Unsupported("a script holds one derivation", remedy="put each into a file of its own")
        return script(derivations[0])
    reports = [derivation.verify() for derivation in derivations]
    for report in reports:
        for finding in report.findings:
            if finding.severity != "note":
                print(finding, file=sys.stderr)
    if form == "json":
        from derivex.writers.json import reports_object

        return json.dumps(reports_object(reports), indent=2, ensure_ascii=False) + "\n"
    if form == "markdown":
        from derivex.writers import markdown

        return markdown.document(reports)
    from derivex.writers.latex import display, document

    return document(reports) if standalone else "\n".join(map(display, reports))
