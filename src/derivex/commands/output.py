"""Where a command writes: standard output, or a new file.

Contract: a file that exists is replaced only with ``--force``, and looked for before the work begins; nothing
is written if the work fails. Errors: WouldOverwrite, NoDerivation.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from derivex.errors import NoDerivation, WouldOverwrite

REMEDY = "allow it with --force, or choose another name"


@contextmanager
def output(name: str | None, *, force: bool) -> Iterator[Callable[[str], object]]:
    """What takes the text: of the file with this name, or of standard output without one."""
    if name is None:
        yield sys.stdout.write
        return
    path = Path(name)
    if path.exists() and not force:
        raise WouldOverwrite(str(path), remedy=REMEDY)
    texts: list[str] = []
    yield texts.append
    try:
        with path.open("w" if force else "x", encoding="utf-8") as file:
            file.writelines(texts)
    except FileExistsError:
        raise WouldOverwrite(str(path), remedy=REMEDY) from None
    except OSError as error:
        raise NoDerivation(f"{path} can't be written: {(error.strerror or str(error)).lower()}") from None
