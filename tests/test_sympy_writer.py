"""Derivations as scripts for SymPy alone, run for real."""

from __future__ import annotations

import ast
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import sympy as sp

from derivex.definition import Definition
from derivex.derivation import Derivation
from derivex.errors import TooLarge, Unsupported
from derivex.given import Given
from derivex.meaning import to_sympy
from derivex.notation.names import Names
from derivex.notation.plain import read
from derivex.reasons import Reason
from derivex.step import Step
from derivex.term import ONE, App, Num, Sym, Term, add
from derivex.writers import sympy as writer
from derivex.writers import sympy_code

SIGMOID = [
    "diff(S(x), x)",
    "diff(1/(1 + exp(-x)), x)",
    "((1 + exp(-x))*0 - 1*(-exp(-x)))/(1 + exp(-x))^2",
    "exp(-x)/(1 + exp(-x))^2",
    "(1 - 1 + exp(-x))/(1 + exp(-x))^2",
    "(1 + exp(-x))/(1 + exp(-x))^2 - 1/(1 + exp(-x))^2",
    "1/(1 + exp(-x)) - 1/(1 + exp(-x))^2",
    "1/(1 + exp(-x))*(1 - 1/(1 + exp(-x)))",
    "S(x)*(1 - S(x))",
]
S = ("S", ("x",), "1/(1 + exp(-x))")


def derivation(
    lines: list[str],
    given: list[str] | None = None,
    let: tuple[tuple[str, tuple[str, ...], str], ...] = (),
    relation: str = "=",
    title: str = "",
    reasons: tuple[Reason, ...] = (),
) -> Derivation:
    names = Names(functions=frozenset({"f", "g"} | {name for name, parameters, _ in let if parameters}))
    terms = [read(line, names=names) for line in lines]
    steps = tuple(Step(before, after, relation, reasons) for before, after in pairwise(terms))
    definitions = tuple(Definition(name, parameters, read(body, names=names)) for name, parameters, body in let)
    return Derivation(Given.read(given or []), terms[0], steps, title, definitions)


def run(text: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    path = tmp_path / "script.py"
    path.write_text(text, encoding="utf-8")
    # -I: neither this project nor the working directory can be imported
    command = [sys.executable, "-I", str(path)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, cwd=tmp_path)


def test_the_sigmoid_holds_by_sympy_alone(tmp_path: Path) -> None:
    text = writer.script(derivation(SIGMOID, ["x real"], (S,), title="The sigmoid"))
    done = run(text, tmp_path)
    assert done.stdout.splitlines()[-1] == "8 of 8 steps hold"
    assert (done.returncode, done.stderr) == (0, "")
    assert "derivex" not in text.replace("# Written by derivex", "")
    for line in SIGMOID:
        assert f" {line}\n" in text  # as written, in a comment


def test_a_false_step_is_named_and_the_status_is_1(tmp_path: Path) -> None:
    spoiled = [*SIGMOID[:3], "-exp(-x)/(1 + exp(-x))^2", *SIGMOID[4:]]
    done = run(writer.script(derivation(spoiled, ["x real"], (S,))), tmp_path)
    assert done.returncode == 1
    assert [line for line in done.stdout.splitlines() if line.startswith("NO")] == [
        "NO   = -exp(-x)/(1 + exp(-x))^2",
        "NO   = (1 - 1 + exp(-x))/(1 + exp(-x))^2",
    ]
    assert done.stdout.splitlines()[-1] == "6 of 8 steps hold"


HOLDING = {
    "names that mean something": derivation(
        ["lambda_*(S + N + E_) + print", "print + E_*lambda_ + S*lambda_ + N*lambda_"],
    ),
    "names of Python and of the script": derivation(["sp + sys + len*LINES + True_", "True_ + LINES*len + sys + sp"]),
    "a function and a parameter of one name": derivation(
        ["S(x) + F(x)", "1/x + x^2"], let=(("S", ("t",), "1/t"), ("F", ("f",), "f^2"))
    ),
    "a function called as a symbol would be": derivation(["S(S_) + S_", "1/S_ + S_"], let=(("S", ("t",), "1/t"),)),
    "a keyword as a parameter": derivation(["F(2)", "4"], let=(("F", ("yield",), "yield^2"),)),
    "an abbreviation": derivation(["diff(u, x)", "2*x"], let=(("u", (), "x^2"),)),
    "a definition of another": derivation(["G(2)", "1/16"], let=(("F", ("t",), "1/t"), ("G", ("t",), "F(t)^4"))),
    "a derivative of a defined function": derivation(["F'(3)", "6"], let=(("F", ("t",), "t^2"),)),
    "a definition with a derivative": derivation(["F(3)", "6"], let=(("F", ("t",), "diff(t^2, t)"),)),
    "nothing captured": derivation(["Sum(F(k), (k, 1, 3))", "6*a"], let=(("F", ("t",), "a*t"),)),
    "an unknown function": derivation(["diff(f(x^2), x)", "2*x*f'(x^2)"]),
    "a bound variable with givens outside": derivation(["Sum(k, (k, -1, 1)) + abs(k)", "k"], ["k > 0"]),
    "signs": derivation(["sqrt(x^2) + log(x*y)", "x + log(x) + log(y)"], ["x > 0", "y > 0"]),
    "numbers are exact": derivation(["1/3 + 2/3 + 0.1 + 2^(-1) + 1/2/2", "1.85"]),
    "roots": derivation(["root(-8, 3) + root(16, 4)", "0"]),
    "logarithms": derivation(["log(x, 2)", "log(x)/log(2)"], ["x > 0"]),
    "integrals and limits": derivation(
        ["Integral(x, (x, 0, 1)) + Limit(sin(x)/x, x, 0)", "3/2", "Product(k, (k, 1, 3))/4"]
    ),
    "complex": derivation(["(z + I)*(z - I)", "z^2 + 1"], ["z complex"]),
    "signs of signs": derivation(["x - -y - (-(-y)) - (x - y)", "y"]),
    "less than": derivation(["-exp(x)", "0", "x^2 + 1"], relation="<"),
    "at least": derivation(["x^2", "0"], relation=">="),
    "a single line": derivation(["x"]),
}


def status(of: Derivation) -> int:
    """The exit status of the script, run here: starting SymPy anew for each takes longer than all of them."""
    names: dict[str, Any] = {"__name__": "script"}
    exec(compile(writer.script(of), "script.py", "exec"), names)
    return int(names["main"]())


@pytest.mark.parametrize("name", HOLDING)
def test_scripts_hold(name: str) -> None:
    assert status(HOLDING[name]) == 0


@pytest.mark.parametrize(
    ("lines", "relation"),
    [
        (["x", "x + 1"], "="),
        (["1/(x - x)", "1/(x - x)"], "="),
        (["x", "0"], "<"),
        (["x", "x"], "=>"),
        (["2", "2"], "!="),
    ],
)
def test_what_does_not_hold_is_status_1(lines: list[str], relation: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(derivation(lines, relation=relation)) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "0 of 1 steps hold"


HOSTILE = [
    "coding: utf-7",
    'x"""\nimport os\nos.abort()',
    "a\rimport os",
    "b\u2028import os",
    "c\x00d\x0c",
    "\\",
    "'; import os; #",
    "\udc80",
]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_no_text_becomes_code(text: str) -> None:
    before, after = Sym(text), add(Sym(text), App(text, (ONE,)))
    step = Step(before, after, reasons=(Reason("arithmetic", text=text),), text=text)
    hostile = Derivation(Given(), before, (step,), text, (), given_texts=(text,))
    written = writer.script(hostile)
    written.encode("utf-8")
    plain = ast.parse(writer.script(derivation(["x", "x + f(1)"])))
    tree = ast.parse(written)
    assert [type(node) for node in ast.walk(tree)] == [type(node) for node in ast.walk(plain)]
    assert not any(name in written.splitlines()[1] for name in ("coding:", "coding="))


def test_code_means_what_the_term_means() -> None:
    for text in (
        "1/2*x",
        "x/2/3",
        "2^(1/2)",
        "1/(2*3)",
        "-x^2",
        "(-x)^2",
        "(-2)^3",
        "x*-2",
        "2^3^2",
        "-(1 - 2)",
        "3 - (1 - 2)",
    ):
        names = {"sp": sp, "x": sp.Symbol("x", real=True)}
        value = eval(writer.line_code(read(text)), names)
        assert sp.simplify(value - to_sympy(read(text), written=False)) == 0


@pytest.mark.parametrize("bad", [App("bounds", (Sym("x"),)), App("root", (Sym("x"), Sym("n"))), App("f'", (ONE, ONE))])
def test_what_sympy_cannot_say_is_refused(bad: Term) -> None:
    with pytest.raises(Unsupported):
        sympy_code.code(bad, sympy_code.Names())


def test_endless_numbers_are_refused() -> None:
    with pytest.raises(TooLarge):
        writer.script(derivation(["9^9^9^9", "x"]))


def test_step_rewrite() -> None:
    step = Step(ONE, ONE, reasons=(Reason("quotient-rule"), Reason("add-and-subtract", Num("1"))))
    assert writer.step_rewrite(step) == 'rewrite(before, "quotient rule, add and subtract 1", to=after)'
    assert writer.step_rewrite(Step(ONE, ONE)) == ""
    sigmoid = Definition("S", ("x",), read("1/(1 + exp(-x))"))
    for argument in (Sym("S"), App("S", ())):
        unfolded = Step(ONE, ONE, reasons=(Reason("definition", argument),))
        stated = 'BOOK["definition"].rewrite(before, "S(x) = 1/(1 + exp(-x))", to=after)'
        assert writer.step_rewrite(unfolded, (sigmoid,)) == stated
