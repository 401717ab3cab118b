"""The command line: arguments in, exit status out.

0  every step proved, every named reason fits, every claim met
1  something is wrong: refuted, a reason that doesn't fit, a claim not met
2  an input could not be read, or held nothing to verify
3  nothing is wrong, but something is undecided or a reason was not found

What can be wrong with an input arrives here as one ``InputError`` and leaves as one message
on standard error. A reader that closes the pipe early and a person who presses Ctrl-C get
silence. The commands themselves live in ``derivex.commands`` and are imported when called:
the start of ``derivex prove`` is a matter of milliseconds.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from derivex.commands.arguments import no_command, parser, sorted_out
from derivex.errors import InputError

UNREADABLE = 2
INTERRUPTED = 130  # what shells report for a program that Ctrl-C has stopped
CLOSED_PIPE = 141  # the same for one whose reader has gone


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is returned, never raised."""
    try:
        try:
            return _run(list(sys.argv[1:] if argv is None else argv))
        except InputError as error:
            _complain(error)
            return UNREADABLE
        except (RecursionError, MemoryError):  # beyond every bound that an input error knows
            _complain(InputError("this is too large to be worked out", remedy="split it"))
            return UNREADABLE
        finally:
            sys.stdout.flush()  # here, where a closed pipe can still be met with silence
    except OSError as error:  # of standard output itself: a pipe that nobody reads, a full disk
        # the interpreter flushes once more on its way out, and must find a stream that takes it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return CLOSED_PIPE
        print(f"derivex: {(error.strerror or str(error)).lower()}", file=sys.stderr)
        return UNREADABLE
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(argv: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a name that can't be printed is no reason to stop
    if not argv:
        parser().print_help()  # whoever types the name alone wants to know what there is
        return 0
    complaint = no_command(argv[0])
    if complaint is not None:
        raise complaint
    try:
        arguments = parser().parse_args(sorted_out(argv))
    except SystemExit as leaving:  # argparse has printed its message, or the help
        return leaving.code if isinstance(leaving.code, int) else UNREADABLE
    status: int = import_module(f"derivex.commands.{arguments.run}").run(arguments)
    return status


def _complain(error: InputError) -> None:
    print(error.report() if error.place else f"derivex: {error}", file=sys.stderr)
