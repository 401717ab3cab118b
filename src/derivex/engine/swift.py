"""Running a program at a point: balls from end to end, and a quick no where they don't do.

Contract: values are returned only if both sides and every node that may have none have finite
balls, and every guard holds: then every subterm is certainly defined, every function that is differentiated certainly
differentiable, and the balls contain the values (principal ones, as everywhere). None means
nothing: an exact zero in a denominator, a kink, a cut, or a ball that is too wide. The
careful evaluator (``balls``) may still know the value there.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from flint import acb, ctx

from derivex.engine.arithmetic import raise_to
from derivex.engine.functions import RULES
from derivex.engine.operations import NAN, OPERATIONS, Operation, constant, is_total, rational, with_literal
from derivex.engine.program import Program
from derivex.engine.smooth import holomorphic
from derivex.engine.values import Exact, Turn, Undefined, Unknown, Value, ball
from derivex.engine.values import bits as bits_of
from derivex.signs import REAL_FUNCTIONS
from derivex.term import App, Term, bound

FIRST_PRECISION = 64  # bits: enough for most differences, and quick
NOTHING_WRITTEN: Mapping[int, Term] = {}
CONSTANTS: dict[str, Value] = {"pi": Turn(Fraction(1)), "I": Exact(Fraction(0), Fraction(1))}

Kind = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Code:
    """A program and, for each node that isn't a leaf, what computes it."""

    program: Program
    steps: tuple[tuple[int, Operation, int, int, bool], ...]  # node, operation, arguments (-1: none), is it partial?
    leaves: tuple[acb, ...]  # of all nodes those that are numbers, at the first precision
    imaginary: bool  # I is written: not all written subterms can be real


def code(program: Program) -> Code:
    """The program with its operations looked up, once for all points."""
    steps = []
    for index, (head, args) in enumerate(program.nodes):
        if args:
            operation = with_literal(*head) if isinstance(head, tuple) else OPERATIONS[head]
            steps.append((index, operation, args[0], args[1] if len(args) == 2 else -1, not is_total(head)))
    imaginary = any(name == "I" and index in program.written for index, name in program.symbols)
    return Code(program, tuple(steps), tuple(_leaves(program, FIRST_PRECISION)), imaginary)


def _leaves(program: Program, precision: int) -> list[acb]:
    values: list[acb] = [NAN] * len(program.nodes)
    with ctx.workprec(precision):
        for index, number in program.numbers:
            values[index] = rational(number)
    return values


def run(
    work: Code, point: Mapping[str, acb], kind: Kind, precision: int, *, real: bool = False
) -> tuple[acb, acb] | None:
    """The balls of both sides; with ``real``, only if every written subterm certainly is real."""
    values = balls_of(work, point, kind, precision, real=real)
    return None if values is None else sides_of(work, values)


def sides_of(work: Code, values: Sequence[acb]) -> tuple[acb, acb]:
    """Of the values of all nodes those of both sides."""
    return values[work.program.before], values[work.program.after]


def all_real(work: Code, values: Sequence[acb]) -> bool:
    """Whether every written subterm certainly is real, by the values of all nodes."""
    return not work.imaginary and all(values[index].imag.is_zero() for index in work.program.written)


def balls_of(
    work: Code, point: Mapping[str, acb], kind: Kind, precision: int, *, real: bool = False
) -> list[acb] | None:
    """As ``run``, the balls of all nodes, in their order."""
    if real and work.imaginary:
        return None
    program = work.program
    values = list(work.leaves) if precision == FIRST_PRECISION else _leaves(program, precision)
    written = program.written if real else NOTHING_WRITTEN
    with ctx.workprec(precision):
        for index, name in program.symbols:
            value = values[index] = point[name] if name in point else constant(name)
            if not value.is_finite() or (index in written and not value.imag.is_zero()):
                return None
        for index, operation, first, second, partial in work.steps:
            value = operation(values[first]) if second < 0 else operation(values[first], values[second])
            if partial and not value.is_finite():
                return None
            if real and index in written and not value.imag.is_zero():
                return None
            values[index] = value
        if not (values[program.before].is_finite() and values[program.after].is_finite()):
            return None
        for guard, index in program.guards:
            if not _smooth(guard, index, values, program, kind):
                return None
    return values


def exact_values(work: Code, point: Mapping[str, Value], precision: int, bits: int) -> tuple[Value, Value] | None:
    """The values of both sides, exact as long as they can be, at a point that ``run`` has found to be good."""
    program = work.program
    values: list[Value] = [NAN] * len(program.nodes)
    try:
        with ctx.workprec(precision):
            for index, number in program.numbers:
                values[index] = Exact(number)
            for index, name in program.symbols:
                values[index] = point[name] if name in point else CONSTANTS.get(name) or constant(name)
            for index, _, first, second, _ in work.steps:
                head, args = program.nodes[index][0], [values[first]] if second < 0 else [values[first], values[second]]
                if isinstance(head, tuple):
                    head, above, below = head
                    args.append(Exact(Fraction(above, below)))
                value = raise_to(args[0], args[1], bits) if head == "^" else RULES[head](args)
                values[index] = ball(value) if isinstance(value, Exact) and bits_of(value) > bits else value
    except (Undefined, Unknown):
        return None
    return values[program.before], values[program.after]


def imaginary_part(work: Code, values: Sequence[acb], harmless: Container[str]) -> tuple[Term, acb] | None:
    """The first written part whose value isn't real, and whose head isn't among the harmless ones."""
    for index, part in sorted(work.program.written.items()):
        if isinstance(part, App) and part.head not in harmless and not bound(part)[0]:
            value = values[index]
            if not value.imag.is_zero():
                return part, value
    return None


# ---- guards ----


def _smooth(guard: str, index: int, values: Sequence[acb], program: Program, kind: Kind) -> bool:
    """Whether the function of that name is certainly differentiable at its argument."""
    value = values[index]
    if guard in ("abs", "root"):
        return not value.contains(0) and real_near(index, values, program, kind)
    if holomorphic(guard, value):
        return True
    on_cut = guard in ("log", "sqrt") and not value.contains(0) and value.imag.is_zero()
    return on_cut and real_near(index, values, program, kind)


def real_near(index: int, values: Sequence[acb], program: Program, kind: Kind) -> bool:
    """Whether a node is real at every real point near this one (False also means unknown)."""
    head, args = program.nodes[index]
    if not args:
        name = next((each for leaf, each in program.symbols if leaf == index), "")
        return values[index].imag.is_zero() and (not name or name in ("pi", "E") or kind(name) != "complex")
    if not all(real_near(arg, values, program, kind) for arg in args):
        return False
    if isinstance(head, tuple):
        return head[0] == "root" or head[2] == 1 or bool(values[args[0]].real > 0)
    if head in ("^", "log", "sqrt"):
        return bool(values[args[0]].real > 0)
    if head in ("asin", "acos", "atanh"):
        return bool(abs(values[args[0]].real) < 1)
    return head in REAL_FUNCTIONS
