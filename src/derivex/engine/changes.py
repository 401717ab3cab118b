"""How the nodes of a program change: the rules of differentiation for what has several parts.

A rule takes the node, its arguments and their derivatives, None for 0, and gives the node of the
derivative. Where it holds only for some arguments it leaves a guard, as ``program`` says.

Contract: the formulas of ``derive``; what has no rule is ``Beyond``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from derivex.engine.program import Builder


class Beyond(Exception):
    """The term holds something that a program can't express."""


Changes = list[int | None]


def _of_sum(work: Builder, node: int, args: tuple[int, ...], changes: Changes) -> int | None:
    return work.plus(changes[0], changes[1])


def _of_negative(work: Builder, node: int, args: tuple[int, ...], changes: Changes) -> int | None:
    return None if changes[0] is None else work.node("neg", changes[0])


def _of_product(work: Builder, node: int, args: tuple[int, ...], changes: Changes) -> int | None:
    first, second = changes
    return work.plus(
        None if first is None else work.times(first, args[1]),
        None if second is None else work.times(args[0], second),
    )


def _of_quotient(work: Builder, node: int, args: tuple[int, ...], changes: Changes) -> int | None:
    up, down = changes
    if down is not None:
        change = work.node("neg", work.times(node, down))
        up = change if up is None else work.node("+", up, change)
    return None if up is None else work.node("/", up, args[1])


def _of_power(work: Builder, node: int, args: tuple[int, ...], changes: Changes) -> int | None:
    base, exponent = args
    moved, raised = changes
    rate: int | None = None
    if moved is not None:
        work.guards["log", base] = None
        rate = work.times(work.node("/", exponent, base), moved)
    if raised is not None:
        rate = work.plus(rate, work.times(work.node("log", base), raised))
    return None if rate is None else work.times(node, rate)


def _of_choice(work: Builder, node: int, args: tuple[int, ...], changes: Changes) -> int | None:
    raise Beyond  # which one is largest may change nearby


CHANGES: dict[str, Callable[[Builder, int, tuple[int, ...], Changes], int | None]] = {
    "+": _of_sum,
    "neg": _of_negative,
    "*": _of_product,
    "/": _of_quotient,
    "^": _of_power,
    "min": _of_choice,
    "max": _of_choice,
}
