"""Every line of the library, spoiled in ways that are false: refuted, and rightly.

The lines of the model page are spoiled in every way, those of the others in some ways each, always the same.

Falsehood is decided by an oracle that shares no code with the engine (mpmath). A witness
is confirmed by the same oracle: at that point the two lines do differ, as printed.
"""

from __future__ import annotations

import operator
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import mpmath
import pytest

from derivex.definition import unfold
from derivex.derivation import Derivation
from derivex.engine.instances import instances, unknown_functions
from derivex.engine.ladder import prove
from derivex.library import find, names
from derivex.notation.write import plain
from derivex.readers.calc import read_file
from derivex.subterms import at, replace, walk
from derivex.term import CONSTANTS, RELATIONS, App, Num, Term, free_symbols_of
from derivex.verdict import Proved, Refuted
from oracle import close, value

NAMES = names()  # every file of the library, found by itself
MODEL = find("activation/sigmoid")  # the page that is spoiled in every way
WAYS = 10  # of spoiling a line of any other page
VALUES = [mpmath.mpf(each) for each in ("0", "1", "-1", "0.5", "-2.25", "3.5", "2", "0.75")]
WHOLE = [mpmath.mpf(each) for each in (2, 3, 1, 4, 0, 5, -1, 3)]

Point = dict[str, Any]
Functions = dict[str, Callable[..., Any]]


def spoiled(line: Term) -> Iterator[Term]:
    """The line with one sign, factor, exponent or part changed."""
    for path, node in walk(line):
        above = at(line, path[:-1]) if path else None
        if isinstance(above, App) and (above.head, path[-1]) in (("diff", 1), ("bounds", 0), ("Subs", 1)):
            continue  # a variable is no value
        if isinstance(node, App) and node.head in ("bounds", *RELATIONS, "and", "or"):
            continue  # nor are a range and the condition of a case
        yield replace(line, path, App("neg", (node,)))
        yield replace(line, path, App("*", (Num("2"), node)))
        yield replace(line, path, App("^", (node, Num("2"))))
        if isinstance(node, App) and node.head in ("+", "*") and len(node.args) > 1:
            for index in range(len(node.args)):
                rest = node.args[:index] + node.args[index + 1 :]
                yield replace(line, path, rest[0] if len(rest) == 1 else App(node.head, rest))


def points(derivation: Derivation, known: Functions) -> list[Point]:
    """Points at which the derivation's givens hold, its symbols each at another value."""
    lines = [unfold(line, derivation.definitions) for line in derivation.lines]
    symbols = sorted(free_symbols_of((*lines, *derivation.givens.relations)) - CONSTANTS - {"oo"})
    generator = random.Random(7)
    found: list[Point] = []
    for turn in range(400):
        shifts = [turn + 3 * k if turn < len(VALUES) else generator.randrange(8) for k in range(len(symbols))]
        kinds = [WHOLE if derivation.givens.kind(name) == "integer" else VALUES for name in symbols]
        point = {name: kind[shift % 8] for name, kind, shift in zip(symbols, kinds, shifts, strict=True)}
        if point not in found and all(holds(relation, point, known) for relation in derivation.givens.relations):
            found.append(point)
        if len(found) == 8:
            break
    return found


def functions(derivation: Derivation) -> Functions:
    """A concrete function for each unknown one."""
    lines = [unfold(line, derivation.definitions) for line in derivation.lines]
    return {
        each.name: called(each.parameters, each.body)
        for each in instances(sorted(unknown_functions([*lines, *derivation.givens.relations])), 0)
    }


def called(parameters: tuple[str, ...], body: Term) -> Callable[..., Any]:
    def function(*args: Any) -> Any:
        found = value(body, dict(zip(parameters, args, strict=True)))
        if found is None:
            raise ZeroDivisionError
        return found

    return function


def holds(relation: Term, point: Point, known: Functions) -> bool:
    assert isinstance(relation, App)
    left, right = (value(side, point, known) for side in relation.args)
    compare = {
        "<": operator.lt,
        "<=": operator.le,
        ">": operator.gt,
        ">=": operator.ge,
        "=": operator.eq,
        "!=": operator.ne,
    }
    return left is not None and right is not None and bool(compare[relation.head](left, right))


def mutants(derivation: Derivation, *, every: bool = False) -> list[tuple[int, Term]]:
    """(number of the line, spoiled line) for the spoilings that the oracle calls false."""
    lines = [unfold(line, derivation.definitions) for line in derivation.lines]
    known = functions(derivation)
    where = points(derivation, known)
    generator = random.Random(str(derivation.lines[0]))
    found = []
    for number, line in enumerate(derivation.lines[1:], start=1):
        if derivation.steps[number - 1].relation != "=":
            continue
        right = [value(lines[number - 1], point, known) for point in where]
        ways = list(dict.fromkeys(spoiled(line)))
        chosen = ways if every else generator.sample(ways, min(WAYS, len(ways)))
        for wrong in chosen:
            unfolded = unfold(wrong, derivation.definitions)
            pairs = ((before, value(unfolded, point, known)) for before, point in zip(right, where, strict=True))
            if any(None not in pair and not close(*pair) for pair in pairs):
                found.append((number, wrong))
    return found


def witnessed(at: tuple[tuple[str, Term], ...]) -> tuple[Point, Functions]:
    """The point of a witness: numbers for symbols, and functions for unknown ones."""
    point: Point = {}
    known: Functions = {}
    for name, where in at:
        call = re.fullmatch(r"(\w+)\((.*)\)", name)
        if call is None:
            point[name] = value(where, {})
        else:
            known[call[1]] = called(tuple(call[2].split(", ")), where)
    return point, known


@pytest.mark.parametrize("name", NAMES)
def test_every_false_line_is_refuted_with_a_true_witness(name: Path) -> None:
    for derivation in read_file(name):
        wrong_lines = mutants(derivation, every=name == MODEL)
        assert len(wrong_lines) > (10 if name == MODEL else 1) * len(derivation.steps)
        for number, wrong in wrong_lines:
            before, after = (unfold(side, derivation.definitions) for side in (derivation.lines[number - 1], wrong))
            verdict = prove(before, after, derivation.givens)
            assert isinstance(verdict, Refuted), (number, plain(wrong), verdict)
            point, known = witnessed(verdict.witness.at)
            values = value(before, point, known), value(after, point, known)
            assert None not in values and are_apart(*values), (plain(wrong), verdict)
            for printed, exact in zip((verdict.witness.before, verdict.witness.after), values, strict=True):
                assert confirms(printed, exact), (plain(wrong), printed, exact)


def are_apart(left: mpmath.mpc, right: mpmath.mpc) -> bool:
    """Whether two values differ in their first twenty digits, however small they are."""
    return bool(abs(left - right) > mpmath.mpf(10) ** -20 * (abs(left) + abs(right)))


def confirms(printed: str, exact: mpmath.mpc) -> bool:
    """Whether a pocket calculator would agree with a printed value."""
    from derivex.notation.plain import read

    shown = value(read(printed), {})
    return shown is not None and abs(shown - exact) <= mpmath.mpf(10) ** -6 * (1 + abs(exact))


@pytest.mark.parametrize("name", NAMES)
def test_the_report_names_the_spoiled_line(name: Path) -> None:
    """One false line in a whole derivation: one finding, and it is that line."""
    for derivation in read_file(name):
        wrong_lines = mutants(derivation, every=name == MODEL)
        for number, wrong in wrong_lines[:: 12 if name == MODEL else len(wrong_lines)]:
            lines = [plain(line) for line in derivation.lines]
            lines[number] = plain(wrong)
            lets = [str(definition) for definition in derivation.definitions]
            whole = Derivation.start(lines[0], given=derivation.givens, let=lets)
            for line, step in zip(lines[1:], derivation.steps, strict=True):
                whole = whole.step(line, by=", ".join(str(reason) for reason in step.reasons))
            report = whole.verify()
            assert report.status == 1
            false = [finding for finding in report.findings if finding.code == "false"]
            assert len(false) == 1, (plain(wrong), [finding.message for finding in false])
            assert false[0].place is not None and false[0].place.line == number + 1


@pytest.mark.parametrize("name", NAMES)
def test_every_step_of_the_library_is_proved(name: Path) -> None:
    for derivation in read_file(name):
        report = derivation.verify()
        assert report.ok and report.status == 0
        assert all(isinstance(step.verdict, Proved) for step in report.steps)
        assert derivation.claim is not None
        assert all(step.reasons for step in derivation.steps)
