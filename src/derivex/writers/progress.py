"""How far a long run has come: one line on the terminal, that goes away when there is something to say.

Shown on standard error only if that is a terminal that can move its cursor, never in continuous integration,
and not before the run has taken a while: whoever is answered at once sees nothing. Rich is
imported at that moment and not before.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 1.5  # seconds that pass before there is a bar
LONGEST = 40  # columns of a path


def wanted(stream: TextIO) -> bool:
    """Whether a stream is a person's terminal."""
    if os.environ.get("CI") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()


class Bar:
    """A bar over files, each of which may say how much of it is done."""

    def __init__(self, total: int, stream: TextIO, clock: Callable[[], float] = monotonic) -> None:
        self.total, self.stream, self.clock = total, stream, clock
        self.begun = clock()
        self.done = 0
        self.file = ""
        self.shown: Progress | None = None
        self.task: TaskID | None = None

    def begin(self, file: str) -> None:
        """A file begins, and the one before it is done."""
        self.done += bool(self.file)
        self.file = file
        self.part(0, 1)

    def part(self, count: int, of: int) -> None:
        """So much of the file is done."""
        if self.shown is None and self.clock() - self.begun >= PATIENCE:
            self._show()
        if self.shown is not None and self.task is not None:
            one = self.total == 1
            self.shown.update(
                self.task,
                completed=count if one else self.done + count / max(1, of),
                total=of if one else self.total,
                description=self._described(),
                counted=f"{count} of {of} chains" if one else f"{self.done} of {self.total} files",
            )
            self.shown.start()  # now that it has something to say; nothing happens if it runs

    @contextmanager
    def aside(self) -> Iterator[None]:
        """The bar makes room for what is printed meanwhile."""
        if self.shown is None:
            yield
            return
        self.shown.stop()
        try:
            yield
        finally:
            self.shown.start()

    def end(self) -> None:
        if self.shown is not None:
            self.shown.stop()
            self.shown = None

    def _described(self) -> str:
        return self.file if len(self.file) <= LONGEST else f"…{self.file[1 - LONGEST :]}"

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[counted]}", markup=False),
            TimeElapsedColumn(),
        )
        console = Console(file=self.stream, highlight=False, emoji=False)
        # whatever else is printed says so itself, by ``aside``
        self.shown = Progress(
            *columns,
            console=console,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
            refresh_per_second=8,
        )
        self.task = self.shown.add_task(self._described(), total=self.total, counted="")


class NoBar(Bar):
    """The same for a stream on which nothing is shown."""

    def __init__(self) -> None:
        super().__init__(0, sys.stderr)

    def part(self, count: int, of: int) -> None:
        """Nothing is told."""


def bar(total: int, *, shown: bool, stream: TextIO | None = None) -> Bar:
    """A bar for so many files, on standard error."""
    stream = sys.stderr if stream is None else stream
    return Bar(total, stream) if shown and wanted(stream) else NoBar()
