"""``derivex plot``: a function and its derivative, drawn in the terminal or into a file.

Contract: a file that exists is replaced only with ``--force``. Exit status: 0 drawn, 1 a step is false, 2 nothing could
be drawn.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from derivex.arrays.drawing import array_drawing
from derivex.arrays.subjects import array_subject, is_of_arrays
from derivex.commands.compare import chosen
from derivex.commands.export import without_mistakes
from derivex.commands.numbers import limits, values
from derivex.commands.output import REMEDY
from derivex.commands.source import opened
from derivex.errors import InputError, Unsupported, WouldOverwrite
from derivex.numerics.curves import Drawing, drawing
from derivex.numerics.forms import subject
from derivex.writers.console import emit, speaks_unicode, width
from derivex.writers.curves import shown
from derivex.writers.show import Ink

if TYPE_CHECKING:
    from derivex.derivation import Derivation

WRONG = 1


def _drawn(derivation: Derivation, name: str, arguments: Namespace, where: tuple[float, float] | None) -> Drawing:
    """The picture of one chain, of numbers or of arrays. Errors: Unsupported."""
    chosen = values(arguments.at)
    if not is_of_arrays(derivation):
        return drawing(subject(derivation, name, arguments.by), every=arguments.all, limits=where, chosen=chosen)
    if arguments.by:
        raise Unsupported("of arrays the first entry moves", remedy="leave --by out")
    return array_drawing(array_subject(derivation, name), limits=where, chosen=chosen)


def run(arguments: Namespace) -> int:
    """Draw every chain of a file that has a function; into a file, one picture: the first."""
    path = Path(arguments.output) if arguments.output else None
    if path is not None:
        from derivex.writers.pictures import require_drawing

        require_drawing(path)
        if path.exists() and not arguments.force:
            raise WouldOverwrite(str(path), remedy=REMEDY)
    source = opened(arguments.name)
    derivations = chosen(source, arguments.chain)
    if not without_mistakes(derivations):
        return WRONG
    found: list[Drawing] = []
    where = limits(arguments.range) if arguments.range else None
    for derivation in derivations:
        try:
            found.append(_drawn(derivation, source.path.stem, arguments, where))
        except InputError as error:
            print(f"derivex: {derivation.title or source.shown}: {error}", file=sys.stderr)
    if not found:
        raise Unsupported(f"{source.shown} has nothing to draw", remedy="the lines above say why")
    if path is None:
        ink = Ink(width(sys.stdout), speaks_unicode(sys.stdout))
        for number, each in enumerate(found):
            emit([*([()] if number else []), *shown(each, path=source.shown, ink=ink)], sys.stdout)
        return 0
    from derivex.writers.pictures import curves

    curves(found[0], path)
    if len(found) > 1:
        print(f"derivex: {len(found)} chains have a picture; --chain chooses another than the first", file=sys.stderr)
    print(f"{path} is written.", file=sys.stderr)
    return 0
