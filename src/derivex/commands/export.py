"""``derivex export``: a derivation in another form, to standard output or into a new file.

Contract: a file that exists is replaced only with ``--force``; a derivation with mistakes is
exported all the same, and its findings are printed on standard error.
"""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path

from derivex.commands.source import opened
from derivex.derivation import Derivation
from derivex.errors import NoDerivation, Unsupported, WouldOverwrite


def run(arguments: Namespace) -> int:
    """Write every derivation of the source; a script or a document holds one."""
    if arguments.standalone and arguments.to != "latex":
        raise Unsupported("--standalone is for --to latex", remedy="leave it out")
    source = opened(arguments.name)
    if arguments.output is None:
        text = exported(source.derivations, arguments.to, arguments.standalone)
        sys.stdout.write(text)
        return 0
    path = Path(arguments.output)
    if path.exists() and not arguments.force:
        raise WouldOverwrite(str(path), remedy="allow it with --force, or choose another name")
    text = exported(source.derivations, arguments.to, arguments.standalone)
    try:
        with path.open("w" if arguments.force else "x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise WouldOverwrite(str(path), remedy="allow it with --force, or choose another name") from None
    except OSError as error:
        raise NoDerivation(f"{path} can't be written: {(error.strerror or str(error)).lower()}") from None
    print(f"{path} is written.", file=sys.stderr)
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
    from derivex.writers.latex import body, document

    return document(reports) if standalone else "\n".join(map(body, reports))
