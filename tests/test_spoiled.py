"""Every line of the library, spoiled in ways that are false: refuted, and rightly.

The lines of the model page are spoiled in every way, those of the others in some ways each, always the same.

Falsehood is decided by an oracle that shares no code with the engine (mpmath). A witness
is confirmed by the same oracle: at that point the two lines do differ, as printed.
"""

from __future__ import annotations

import dataclasses
import operator
import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import mpmath
import pytest

from derivex.definition import unfold
from derivex.derivation import Derivation
from derivex.engine.bounds import Bounds
from derivex.engine.instances import instances, unknown_functions
from derivex.engine.ladder import prove
from derivex.engine.points import admitted
from derivex.entries import lowered
from derivex.library import find, names
from derivex.notation.write import plain
from derivex.readers.calc import read_file
from derivex.subterms import at, replace, walk
from derivex.term import CONSTANTS, RELATIONS, App, Num, Sym, Term, free_symbols_of
from derivex.verdict import Refuted
from draws import draws
from oracle import close, value

NAMES = names()  # every file of the library, found by itself
MODEL = find("activation/sigmoid")  # the page that is spoiled in every way
WAYS = draws(3)  # of spoiling a line of any other page
VALUES = [mpmath.mpf(each) for each in ("0", "1", "-1", "0.5", "-2.25", "3.5", "2", "0.75")]
WHOLE = [mpmath.mpf(each) for each in (2, 3, 1, 4, 0, 5, -1, 3)]

LARGEST = mpmath.mpf(10) ** 20  # beyond, a value may be a pole that is missed by a rounding error

Point = dict[str, Any]
Functions = dict[str, Callable[..., Any]]
Place = tuple[Point, Functions]


def spoiled(line: Term) -> Iterator[Term]:
    """The line with one sign, factor, exponent or part changed."""
    for path, node in walk(line):
        above = at(line, path[:-1]) if path else None
        if isinstance(above, App) and (above.head, path[-1]) in (("diff", 1), ("bounds", 0), ("Subs", 1)):
            continue  # a variable is no value
        if isinstance(node, App) and node.head in ("bounds", *RELATIONS, "and", "or"):
            continue  # nor are a range and the condition of a case
        if isinstance(above, App) and above.head == "bounds":
            continue  # a longer range may hold the same terms
        if any(is_endless(at(line, path[:depth])) for depth in range(len(path))):
            continue  # a spoiled integral without end may have no value, and the oracle can't tell
        yield replace(line, path, App("neg", (node,)))
        yield replace(line, path, App("*", (Num("2"), node)))
        yield replace(line, path, App("^", (node, Num("2"))))
        if isinstance(node, App) and node.head in ("+", "*") and len(node.args) > 1:
            for index in range(len(node.args)):
                rest = node.args[:index] + node.args[index + 1 :]
                yield replace(line, path, rest[0] if len(rest) == 1 else App(node.head, rest))


def is_endless(term: Term) -> bool:
    return isinstance(term, App) and term.head == "Integral" and Sym("oo") in [part for _, part in walk(term)]


def points(derivation: Derivation) -> list[Place]:
    """Points at which the derivation's givens hold, its symbols each at another value, with concrete functions."""
    terms = [*(unfold(line, derivation.definitions) for line in derivation.lines), *derivation.givens.relations]
    symbols = sorted(free_symbols_of(tuple(terms)) - CONSTANTS - {"oo"})
    known = {
        each.name: called(each.parameters, each.body)
        for each in instances(sorted(unknown_functions(map(lowered, terms))), 0)
    }
    generator = random.Random(7)
    found: list[Place] = []
    for turn in range(400):
        shifts = [turn + 3 * k if turn < len(VALUES) else generator.randrange(8) for k in range(len(symbols))]
        kinds = [WHOLE if derivation.givens.kind(name) == "integer" else VALUES for name in symbols]
        point = {name: kind[shift % 8] for name, kind, shift in zip(symbols, kinds, shifts, strict=True)}
        if (point, known) not in found and all(holds(each, point, known) for each in derivation.givens.relations):
            found.append((point, known))
        if len(found) == 8:
            return found
    if found:
        return found
    # an equation asks for certain functions, such as numbers that add up to 1
    return [witnessed(each.shown()) for each in islice(admitted(derivation.givens, terms, Bounds()), 8)]


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


@cache  # two tests ask for them
def spoilings(name: Path) -> list[tuple[Derivation, list[tuple[int, Term]]]]:
    """The derivations of a page, each with its spoilings."""
    return [(derivation, mutants(derivation, every=name == MODEL)) for derivation in read_file(name)]


def mutants(derivation: Derivation, *, every: bool = False) -> list[tuple[int, Term]]:
    """(number of the line, spoiled line) for the spoilings that the oracle calls false."""
    lines = [unfold(line, derivation.definitions) for line in derivation.lines]
    where, count = points(derivation), WAYS
    if any(is_endless(part) for line in lines for _, part in walk(line)):
        where, count = where[:1], 1  # their values take the oracle long
    generator = random.Random(str(derivation.lines[0]))
    found = []
    for number, line in enumerate(derivation.lines[1:], start=1):
        if derivation.steps[number - 1].relation != "=":
            continue
        right = [value(lines[number - 1], *place) for place in where]
        ways = list(dict.fromkeys(spoiled(line)))
        chosen = ways if every else generator.sample(ways, min(count, len(ways)))
        for wrong in chosen:
            unfolded = unfold(wrong, derivation.definitions)
            pairs = ((before, value(unfolded, *place)) for before, place in zip(right, where, strict=True))
            if any(is_apart(*pair) for pair in pairs):
                found.append((number, wrong))
    return found


def is_apart(left: Any, right: Any) -> bool:
    """Whether two values are seen to differ."""
    return left is not None and right is not None and abs(left) + abs(right) < LARGEST and not close(left, right)


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
    count = 0
    for derivation, wrong_lines in spoilings(name):
        count += len(wrong_lines)
        for number, wrong in wrong_lines:
            before, after = (unfold(side, derivation.definitions) for side in (derivation.lines[number - 1], wrong))
            verdict = prove(before, after, derivation.givens)
            assert isinstance(verdict, Refuted), (number, plain(wrong), verdict)
            point, known = witnessed(verdict.witness.at)
            values = value(before, point, known), value(after, point, known)
            assert None not in values and are_apart(*values), (plain(wrong), verdict)
            for printed, exact in zip((verdict.witness.before, verdict.witness.after), values, strict=True):
                assert confirms(printed, exact), (plain(wrong), printed, exact)
    assert count > (80 if name == MODEL else 5)


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
    """One false line in a whole derivation, the first of its page: one finding, and it is that line."""
    for derivation, wrong_lines in spoilings(name)[:1]:
        for number, wrong in wrong_lines[::12] if name == MODEL else wrong_lines[:1]:
            steps = list(derivation.steps)
            steps[number - 1] = dataclasses.replace(steps[number - 1], after=wrong)
            if number < len(steps):
                steps[number] = dataclasses.replace(steps[number], before=wrong)
            whole = dataclasses.replace(derivation, steps=tuple(steps), claim=None)
            report = whole.verify()
            assert report.status == 1
            false = [finding for finding in report.findings if finding.code == "false"]
            bounded = any(step.relation != "=" for step in derivation.steps)  # a wrong line may break its bound as well
            assert len(false) == 1 or (false and bounded), (plain(wrong), [finding.message for finding in false])
            assert false[0].place == derivation.steps[number - 1].place


@pytest.mark.parametrize("name", NAMES)
def test_every_step_of_the_library_has_a_claim_and_reasons(name: Path) -> None:
    """That all of it is proved and justified is a test of each page, which the plugin collects beside these."""
    for derivation in read_file(name):
        assert derivation.claim is not None
        assert all(step.reasons for step in derivation.steps if step.relation == "=")
