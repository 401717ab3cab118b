"""Every line of the library, spoiled in every way that is false: refuted, and rightly.

Falsehood is decided by an oracle that shares no code with the engine (mpmath). A witness
is confirmed by the same oracle: at that point the two lines do differ, as printed.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle, product

import mpmath
import pytest

from derivex.definition import unfold
from derivex.derivation import Derivation
from derivex.engine.ladder import prove
from derivex.library import names
from derivex.notation.write import plain
from derivex.readers.calc import read_file
from derivex.subterms import at, replace, walk
from derivex.term import RELATIONS, App, Num, Term, free_symbols_of
from derivex.verdict import Proved, Refuted
from oracle import close, value

LIBRARY = [  # every derivation of every file of the library, found by itself
    pytest.param(derivation, id=f"{path.stem}-{number}")
    for path in names()
    for number, derivation in enumerate(read_file(path), start=1)
]
VALUES = [mpmath.mpf(each) for each in ("0", "1", "-1", "0.5", "-2.25", "3.5", "2", "0.75", "-7.25", "5.5")]
WHOLE = (3, 1, 2)
MOST = 30  # lines of a derivation that are refuted; of more, a share that is spread over all lines
WHOLE_REPORTS = 2  # of a derivation, about: each of them judges every step
VECTORS = {"x": lambda u: 1 / (u + mpmath.mpf(3) / 2)}  # of entries that differ


def spoiled(line: Term) -> Iterator[Term]:
    """The line with one sign, factor, exponent or part changed."""
    for path, node in walk(line):
        above = at(line, path[:-1]) if path else None
        if isinstance(above, App) and (above.head, path[-1]) in (("diff", 1), ("bounds", 0), ("Limit", 1), ("Sum", 1)):
            continue  # the variable of a derivative or a sum is no value, nor are the ends of a sum one
        if isinstance(node, App) and node.head in (*RELATIONS, "and", "or"):
            continue  # nor is the condition of a case
        yield replace(line, path, App("neg", (node,)))
        yield replace(line, path, App("*", (Num("2"), node)))
        yield replace(line, path, App("^", (node, Num("2"))))
        if isinstance(node, App) and node.head in ("+", "*") and len(node.args) > 1:
            for index in range(len(node.args)):
                rest = node.args[:index] + node.args[index + 1 :]
                yield replace(line, path, rest[0] if len(rest) == 1 else App(node.head, rest))


def points(derivation: Derivation) -> list[dict[str, mpmath.mpf]]:
    """Points at which the derivation's givens hold, its symbols each at another value, whole ones at small numbers."""
    lines = [unfold(line, derivation.definitions) for line in derivation.lines]
    symbols = sorted(free_symbols_of(tuple(lines)))
    whole = [name for name in symbols if derivation.givens.kind(name) == "integer"]
    counted = [dict(zip(whole, values, strict=True)) for values in product(WHOLE, repeat=len(whole))]
    shifted = [{name: VALUES[(i + 3 * k) % len(VALUES)] for k, name in enumerate(symbols)} for i in range(len(VALUES))]
    found = (
        [
            {**point, **{name: mpmath.mpf(value) for name, value in integers.items()}}
            for point, integers in zip(cycle(shifted), counted, strict=False)
        ]
        if whole
        else shifted
    )
    return [point for point in found if all(holds(relation, point) for relation in derivation.givens.relations)][:8]


def holds(relation: Term, point: dict[str, mpmath.mpf]) -> bool:
    assert isinstance(relation, App)
    left, right = (value(side, point) for side in relation.args)
    compare = {
        "<": operator.lt,
        "<=": operator.le,
        ">": operator.gt,
        ">=": operator.ge,
        "=": operator.eq,
        "!=": operator.ne,
    }
    return left is not None and right is not None and bool(compare[relation.head](left, right))


def is_false(before: Term, after: Term, where: list[dict[str, mpmath.mpf]]) -> bool:
    """Whether the oracle sees a difference at one of the points."""
    pairs = ((value(before, point, VECTORS), value(after, point, VECTORS)) for point in where)
    return any(None not in pair and not close(*pair) for pair in pairs)


def mutants(derivation: Derivation) -> list[tuple[int, Term]]:
    """(number of the line, spoiled line) for every spoiling that the oracle calls false."""
    lines = [unfold(line, derivation.definitions) for line in derivation.lines]
    found, where = [], points(derivation)
    for number, line in enumerate(derivation.lines[1:], start=1):
        for wrong in dict.fromkeys(spoiled(line)):
            if is_false(lines[number - 1], unfold(wrong, derivation.definitions), where):
                found.append((number, wrong))
    return found


@pytest.mark.parametrize("derivation", LIBRARY)
def test_every_false_line_is_refuted_with_a_true_witness(derivation: Derivation) -> None:
    wrong_lines = mutants(derivation)
    assert 2 * len(wrong_lines) > len(derivation.steps)
    for number, wrong in wrong_lines[:: -(-len(wrong_lines) // MOST)]:
        before, after = (unfold(side, derivation.definitions) for side in (derivation.lines[number - 1], wrong))
        verdict = prove(before, after, derivation.givens)
        assert isinstance(verdict, Refuted), (number, plain(wrong), verdict)
        point, functions = witnessed(verdict)
        values = value(before, point, functions), value(after, point, functions)
        assert None not in values and are_apart(*values), (plain(wrong), verdict)
        for printed, exact in zip((verdict.witness.before, verdict.witness.after), values, strict=True):
            assert confirms(printed, exact), (plain(wrong), printed, exact)


def are_apart(left: mpmath.mpc, right: mpmath.mpc) -> bool:
    """Whether two values differ in their first twenty digits, however small they are."""
    return bool(abs(left - right) > mpmath.mpf(10) ** -20 * (abs(left) + abs(right)))


def witnessed(verdict: Refuted) -> tuple[dict[str, mpmath.mpf], dict[str, Callable[[mpmath.mpf], mpmath.mpf]]]:
    """The point of a witness, and the functions that it names: ``x(t) = t^2 + 1``."""
    point = {name: value(where, {}) for name, where in verdict.witness.at if "(" not in name}
    functions = {}
    for name, where in verdict.witness.at:
        if "(" in name:
            head, _, variable = name.rstrip(")").partition("(")
            functions[head] = partial(lambda body, variable, u: value(body, {variable: u}), where, variable)
    return point, functions


def confirms(printed: str, exact: mpmath.mpc) -> bool:
    """Whether a pocket calculator would agree with a printed value."""
    from derivex.notation.plain import read

    shown = value(read(printed), {})
    return shown is not None and abs(shown - exact) <= mpmath.mpf(10) ** -6 * (1 + abs(exact))


@pytest.mark.parametrize("derivation", LIBRARY)
def test_the_report_names_the_spoiled_line(derivation: Derivation) -> None:
    """One false line in a whole derivation: one finding, and it is that line."""
    wrong_lines = mutants(derivation)
    for number, wrong in wrong_lines[:: max(12, len(wrong_lines) // WHOLE_REPORTS)]:
        lines = [*derivation.lines[:number], wrong, *derivation.lines[number + 1 :]]
        lets = [str(definition) for definition in derivation.definitions]
        whole = Derivation.start(lines[0], given=derivation.givens, let=lets)
        for line, step in zip(lines[1:], derivation.steps, strict=True):
            written = line if step.relation == "=" else f"{step.relation} {plain(line)}"
            whole = whole.step(written, by=", ".join(str(reason) for reason in step.reasons))
        report = whole.verify()
        assert report.status == 1
        false = [finding for finding in report.findings if finding.code == "false"]
        bounded = any(step.relation != "=" for step in derivation.steps)  # a wrong line may break its bound as well
        assert len(false) == 1 or (false and bounded), (plain(wrong), [finding.message for finding in false])
        assert false[0].place is not None and false[0].place.line == number + 1


@pytest.mark.parametrize("derivation", LIBRARY)
def test_every_step_of_the_library_is_proved(derivation: Derivation) -> None:
    report = derivation.verify()
    assert report.ok and report.status == 0
    assert all(isinstance(step.verdict, Proved) for step in report.steps)
