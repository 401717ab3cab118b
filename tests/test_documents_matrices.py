"""Matrices in documents: what is read, what is true, and what is no number."""

from __future__ import annotations

import pytest

from derivex.documents.checking import check
from derivex.documents.equations import Equation
from derivex.documents.reading import read_text


def equations(*displays: str) -> tuple[Equation, ...]:
    text = "\n\n".join(each if "$" in each or each.startswith("\\sec") else f"\\[ {each} \\]" for each in displays)
    return check(read_text(text, "notes.tex")).equations


def told(*displays: str) -> list[tuple[str, str]]:
    return [(each.status, each.reason) for each in equations(*displays)]


def m(*rows: str, kind: str = "bmatrix") -> str:
    """A matrix by its rows, ``1 & 2``."""
    body = r" \\ ".join(rows)
    return rf"\begin{{{kind}}} {body} \end{{{kind}}}"


T = r"^\mathrm{T}"
SQUARE, SWAP = m("1 & 2", "3 & 4"), m("0 & 1", "1 & 0")
GENERAL = m("a & b", "c & d", kind="pmatrix")

WRITTEN_OUT = [
    # products, in their order
    (SQUARE + SWAP + " = " + m("2 & 1", "4 & 3"), "proved", ""),
    (SQUARE + SWAP + " = " + m("2 & 1", "4 & 5"), "refuted", "row 2, column 2: left is 3, right is 5"),
    (SQUARE + SWAP + " = " + SWAP + SQUARE, "refuted", "row 1, column 1"),
    (SQUARE + r" \cdot " + SWAP + r" \, " + SWAP + " = " + SQUARE, "proved", ""),
    (m("x & 1") + m("y", "2") + " = x y + 2", "proved", ""),
    (m("1", "2") + m("x & y") + " = " + m("x & y", "2x & 2y"), "proved", ""),
    # sums and factors before, between and behind
    (rf"x {m('1', '2')} + {m('3', '4')} y = {m('x + 3y', '2x + 4y')}", "proved", ""),
    (rf"\frac{{-1}}{{2}} {SQUARE} - {m('1/2 & 0', '0 & 0')} = {m('-1 & -1', '-3/2 & -2')}", "proved", ""),
    (rf"{SWAP} \frac{{1}}{{2}} {SQUARE} = {m('3/2 & 2', '1/2 & 1')}", "proved", ""),
    (rf"1/2 {SQUARE} = {m('1/2 & 1', '3/2 & 2')}", "proved", ""),
    (rf"2 \left( {m('1', '2')} - {m('x', 'y')} \right) = {m('2 - 2x', '4 - 2y')}", "proved", ""),
    # brackets around a bare environment
    (r"\left[ " + m("1 & 2", kind="matrix") + r" \right] = (" + m("1 & 2", kind="smallmatrix") + ")", "proved", ""),
    (r"\left( \begin{array}{rr} 1 & x \\ 0 & 1 \end{array} \right)^2 = " + m("1 & 2x", "0 & 1"), "proved", ""),
    # powers, inverses, transposes
    (rf"{GENERAL}^{{-1}} = \frac{{1}}{{ad - bc}} {m('d & -b', '-c & a')}", "proved", ""),
    (rf"{GENERAL}^{{-1}} = \frac{{1}}{{ad + bc}} {m('d & -b', '-c & a')}", "refuted", "row 1, column 1: at a = "),
    (rf"{GENERAL} {GENERAL}^{{-1}} = I", "proved", ""),
    (rf"{m('1 & 2', '2 & 4')}^{{-1}} = {SQUARE}", "undecided", "no inverse: its determinant is 0"),
    (rf"{m('a & a', 'b & b')}^{{-1}} = {SQUARE}", "undecided", "undefined everywhere"),
    (rf"{SQUARE}{T} = {m('1 & 3', '2 & 4')}", "proved", ""),
    (rf"({SQUARE} {SWAP})^\top = {SWAP}^\top {SQUARE}^T", "proved", ""),
    (rf"({SQUARE} {SWAP})^\top = {SQUARE}^\top {SWAP}^\top", "refuted", "row 1, column 1"),
    # determinants, traces, absolute values
    (m("a & b", "c & d", kind="vmatrix") + " = ad - bc", "proved", ""),
    (r"\left| " + m("a & b", "c & d", kind="matrix") + r" \right| = ad + bc", "refuted", "at a = 1"),
    (rf"\det {GENERAL} = |{GENERAL}|", "proved", ""),
    (rf"\det\left( {SQUARE} - \lambda I \right) = \lambda^2 - 5 \lambda - 2", "proved", ""),
    (rf"\operatorname{{tr}}({GENERAL}) = a + d", "proved", ""),
    (rf"|x| {m('1 & 2')} = {m('|x| & 2|x|')}", "proved", ""),
    (rf"\left| {m('-3')} \right| = 3", "undecided", "bars around a 1×1 matrix"),
    # zero and identity of any size
    (rf"{SQUARE} - {SQUARE} = 0", "proved", ""),
    (rf"{SWAP} {m('x', '-x')} - {m('-x', 'x')} = \vec{{0}}", "proved", ""),
    (rf"{m('1 & 0', '0 & 1')} = I_2", "proved", ""),
    (rf"{m('1 & 0', '0 & 1')} = 1", "undecided", "a 2×2 matrix and a number"),
    # scalar and vector products of columns
    (rf"{m('1', '2', '3')} \cdot {m('4', '5', '6')} = 32", "proved", ""),
    (rf"{m('1', '2', '3')} \times {m('4', '5', '6')} = {m('-3', '6', '-3')}", "proved", ""),
    # sizes
    (SQUARE + m("1 & 2") + " = " + m("1 & 2"), "undecided", "the sizes don't agree: 2×2 times 1×2"),
    (m("1", "2") + m("3", "4") + " = 11", "undecided", "the sizes don't agree: 2×1 times 2×1"),
    (m("1", "2") + " = " + m("1", "2", "0"), "refuted", "the sizes differ: 2×1 and 3×1"),
    (m("1", "2") + " = " + m("1 & 2"), "undecided", "false unless one of them is transposed"),
    (SQUARE + " + 1 = " + m("2 & 3", "4 & 5"), "undecided", "a number and a 2×2 matrix are added"),
    # where it is defined
    (m("x^2/x", "1") + " = " + m("x", "1"), "proved", ""),
    (m("1/x", r"\sqrt{x^2}") + " = " + m("1/x", "x"), "undecided", "row 2, column 1: false unless x > 0"),
    # values and roundings are as between scalars
    (m("a", "b") + " = " + m("3", "4"), "undecided", "row 1, column 1: false unless a has a value"),
    (m("1/3", "2/3") + " = " + m("0.333", "0.667"), "undecided", "0.333 is rounded"),
    # letters among matrices that are written out
    (rf"e^{{tA}} = {m('1 & t', '0 & 1')}", "undecided", "it rests on what A is, which is not said here"),
    (rf"E D E^{{-1}} = {SQUARE}", "undecided", "it rests on what E and D are"),
    (rf"u + v = {m('1', '2')}", "undecided", "it rests on what u and v are"),
]


@pytest.mark.parametrize(("display", "status", "reason"), WRITTEN_OUT, ids=[row[0] for row in WRITTEN_OUT])
def test_matrices_that_are_written_out(display: str, status: str, reason: str) -> None:
    ((found, said),) = told(display)
    assert found == status
    assert reason in said


REFUSED = [
    (m("1 & 2", "3 &") + f" = {SQUARE}", "the cell in row 2, column 2 is empty"),
    (m("1 & 2", "3 & 4 & 5") + f" = {SQUARE}", "the rows of this matrix have 2 and 3 cells"),
    (m("1 & 2", r"\hline 3 & 4") + f" = {SQUARE}", "lines part this matrix"),
    (r"\left[ \begin{array}{c|c} 1 & 2 \end{array} \right] = " + m("1 & 2"), "lines part the columns"),
    (m(r"1 & \dots", r"0 & \dots") + f" = {SQUARE}", "leaves something out"),
    (m("1 & 2", kind="matrix") + " = " + m("1 & 2"), "no brackets stand around this matrix"),
    (m("I & 0", "B & I") + f" = {SQUARE}", "blocks are not read"),
    (m(rf"A{T} & 0", "0 & 1") + f" = {SQUARE}", ""),
    (m(m("1 & 2", kind="matrix") + " & 0") + f" = {SQUARE}", "blocks are not read"),
    (rf"f \left( {m('1', '2')} \right) = {m('1', '2')}", "a product or a function of it"),
    (rf"\exp {SQUARE} = {SQUARE}", "a function of a matrix is not read"),
    (rf"\frac{{d}}{{dt}} {m('t', '1')} = {m('1', '0')}", "a derivative of a matrix is not read"),
    (rf"{SQUARE}' = {m('1 & 3', '2 & 4')}", "a transpose or a derivative"),
    (rf"{SQUARE}^t = {m('1 & 3', '2 & 4')}", "this power of a matrix is not worked out"),
    (rf"{SQUARE}^\dagger = {SQUARE}", ""),
    (rf"{SQUARE} / 2 = {SQUARE}", "beside a slash"),
    (rf"\sum_{{k=1}}^3 k {SQUARE} = 6 {SQUARE}", "a sum, an integral or a limit of matrices is not worked out"),
    (rf"\left\| {m('3', '4')} \right\| = 5", "norm"),
    (m(*[" & ".join(["1"] * 21)] * 21) + " = 0", "more than 400 entries"),
    (SQUARE + " < " + SQUARE, "an order of matrices is not checked"),
    ("(" * 40 + SQUARE + ")" * 40 + f" = {SQUARE}", "nested too deep"),
    (rf"| {SQUARE} | x | {SQUARE} | = 4x", "paired in two ways"),
]


@pytest.mark.parametrize(("display", "reason"), REFUSED, ids=[row[0][:60] for row in REFUSED])
def test_what_is_refused(display: str, reason: str) -> None:
    ((status, said),) = told(display)
    assert status == "not checkable"
    assert reason in said


LETTERS = [
    (rf"(A B){T} = B{T} A{T}", "proved", ""),
    (rf"(A B){T} = A{T} B{T}", "undecided", "it rests on what A and B are"),
    (rf"A{T} B = B A{T}", "undecided", "it rests on what A and B are"),
    (rf"(X{T} V^{{-1}} X)^{{-1}} X{T} V^{{-1}} (X \beta) = \beta", "proved", ""),
    (rf"H{T} + X (X{T} X)^{{-1}} X{T} X = H{T} + X", "proved", ""),
    (rf"(\sigma^2 V){T} = V{T} \sigma^2", "proved", ""),
    (rf"(X{T} V X){T} = X{T} V X", "undecided", "it needs that V is symmetric, which is not said here"),
    (rf"\mathrm{{tr}}(A{T} B C) = \mathrm{{tr}}(C A{T} B)", "proved", ""),
    (rf"\mathrm{{tr}}(A{T} B C) = \mathrm{{tr}}(A{T} C B)", "undecided", "it rests on"),
    (rf"|A{T} B| = |B| |A|", "proved", ""),
    (
        rf"(x - \mu){T} \Lambda (x - \mu) = x{T} \Lambda x - x{T} \Lambda \mu - \mu{T} \Lambda x + \mu{T} \Lambda \mu",
        "proved",
        "",
    ),
    (
        rf"(x - \mu){T} \Lambda (x - \mu) = x{T} \Lambda x - 2 \mu{T} \Lambda x + \mu{T} \Lambda \mu",
        "undecided",
        r"\Lambda is symmetric and that \mu and x are columns",
    ),
    (r"\mathbf{x}^T \mathbf{y} = \mathbf{y}^T \mathbf{x}", "proved", ""),
    (r"\mathbf{X}^T \mathbf{Y} = \mathbf{Y}^T \mathbf{X}", "undecided", "it rests on"),
    (r"\mathbf{x}^T \mathbf{y} = \mathbf{x} \cdot \mathbf{y}", "undecided", "a dot between two columns"),
    (rf"A{T} (B - B)^{{-1}} = A{T} (B - B)^{{-1}}", "undecided", "the inverse of a matrix that is 0"),
    # functions aren't products
    (rf"V(X + Y) = V(X) + V(Y) + 0 \cdot A{T}", "undecided", "it rests on"),
    (rf"p(x + y) - p(x) - p(y) = 0 \cdot x{T} y", "undecided", "it rests on"),
    (rf"e^{{tA}} B{T} = B{T} e^{{tA}}", "undecided", "it rests on"),
    # derivatives by matrices
    (rf"\frac{{\mathrm{{d}}}}{{\mathrm{{d}}B}} \left( B{T} A \right) = A", "undecided", "a derivative by a matrix"),
    # numbers made of matrices
    (rf"\exp\left( x{T} A x \right)^2 = \exp\left( 2 x{T} A x \right)", "proved", ""),
    (rf"\sqrt{{|A|^2}} + \log(x{T} A x) = \log(x{T} A x) + \sqrt{{|A| |A{T}|}}", "proved", ""),
    (rf"\int x{T} A x \, dx = x{T} A x \int 1 \, dx", "undecided", "it rests on"),
    (rf"\exp(x{T} A x) B = B \exp(x{T} A x)", "undecided", "it rests on"),
    # what is bound isn't hidden
    (rf"\sum_{{i=1}}^n x_i{T} A x_i = n x_i{T} A x_i", "undecided", "it rests on"),
    (rf"\sum_{{i=1}}^n \log(x{T} A x) = n \log(x{T} A x)", "proved", ""),
    # a mere T may be an exponent
    (r"(a + b)^T = a^T + b^T", "not checkable", "a transpose or a power"),
    (r"T A^T = A^T T", "not checkable", "a transpose or a power"),
]


@pytest.mark.parametrize(("display", "status", "reason"), LETTERS, ids=[row[0] for row in LETTERS])
def test_matrices_that_are_letters(display: str, status: str, reason: str) -> None:
    ((found, said),) = told(display)
    assert found == status
    assert reason in said


def test_conditions_of_matrices() -> None:
    assert equations(m("x^2/x", "1") + " = " + m("x", "1"))[0].conditions == ("x != 0",)
    assert equations(rf"A A^{{-1}} B{T} = B{T}")[0].conditions == ("A is invertible",)
    assert equations(rf"x{T} y = y{T} x")[0].conditions == ("x and y are columns",)
    blocks = m("A & B") + m("x", "y") + " = " + m("x A + B y")
    assert equations(blocks)[0].conditions == ("A and B are numbers",)


def test_a_false_entry_is_false_only_where_all_of_both_sides_is_defined() -> None:
    """sqrt(x)^2 - |x| is not 0 at negative x, where the integral beside it diverges."""
    one = m(r"\sqrt{x^2}", r"\int_0^1 t^{x-1} \, dt")
    two = m("x", r"\frac{1}{x}")
    ((status, _),) = told(f"{one} = {two}")
    assert status != "refuted"


DOCUMENTS = [
    ([f"A = {SQUARE}", r"\det(A) = -2", rf"A^2 = {m('7 & 10', '15 & 22')}"], ["definition", "proved", "proved"]),
    ([f"A = {SQUARE}", rf"A^2 = {m('7 & 10', '15 & 23')}"], ["definition", "refuted"]),
    ([rf"\mathbf{{v}} = {m('3', '4')}", rf"\mathbf{{v}}{T} \mathbf{{v}} = 25"], ["definition", "proved"]),
    ([f"Let $A = {GENERAL}$. Then", r"\det A = ad - bc"], ["definition", "proved"]),
    (
        [f"A = {SQUARE}", f"{SWAP} = {SWAP}", f"A = {SWAP}", f"A^2 = {SWAP}"],
        ["definition", "proved"] + ["undecided"] * 2,
    ),
    ([f"A = {SQUARE}", r"\section{Another one}", f"A^2 = {SWAP}"], ["definition", "undecided"]),
    (
        [rf"H = X (X{T} X)^{{-1}} X{T}", "H^2 = H", rf"H{T} = H", "H^3 = X"],
        ["definition", "proved", "proved", "undecided"],
    ),
    (
        [rf"{SWAP} {m('x', 'y')} = {m('y', 'x')} \quad (= {m('y + 1 - 1', 'x')} = {m('y', 'x + 1')})"],
        ["proved", "proved", "refuted"],
    ),
]


@pytest.mark.parametrize(("displays", "expected"), DOCUMENTS, ids=[" @ ".join(row[0])[:80] for row in DOCUMENTS])
def test_what_letters_stand_for(displays: list[str], expected: list[str]) -> None:
    assert [status for status, _ in told(*displays)] == expected
