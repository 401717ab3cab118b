"""Matrices: tables of terms, normal forms of letters, and the laws that both keep."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from derivex.errors import TooLarge
from derivex.matrices.alike import alike
from derivex.matrices.assumed import written_of
from derivex.matrices.evaluating import Multiple, evaluated
from derivex.matrices.expression import (
    Expression,
    Letter,
    Negative,
    Opaque,
    Power,
    Product,
    Scalar,
    Sum,
    Trace,
    Transposed,
    Unit,
    Written,
    substituted,
)
from derivex.matrices.minors import determinant, inverse
from derivex.matrices.normal import normal
from derivex.matrices.tables import NoValue, Table, multiple, total
from derivex.matrices.words import Form, Taken
from derivex.notation.plain import read
from derivex.notation.write import plain
from derivex.term import ONE, Term, is_zero, literal, number


def table(text: str) -> Table:
    """``1, x; 0, 1`` by rows."""
    return Table(tuple(tuple(read(cell) for cell in row.split(",")) for row in text.split(";")))


def numbers(rows: list[list[int]]) -> Table:
    return Table(tuple(tuple(number(Fraction(value)) for value in row) for row in rows))


def values(of: Table) -> list[Fraction | None]:
    return [literal(entry) for entry in of.entries]


def square(size: int) -> st.SearchStrategy[Table]:
    return st.lists(st.lists(st.integers(-4, 4), min_size=size, max_size=size), min_size=size, max_size=size).map(
        numbers
    )


# ---- tables ----


@settings(max_examples=40)
@given(st.integers(1, 4).flatmap(lambda size: st.tuples(square(size), square(size), square(size))))
def test_laws_of_tables(found: tuple[Table, Table, Table]) -> None:
    a, b, c = found
    assert a.times(b).times(c) == a.times(b.times(c))
    assert a.times(b.plus(c)) == a.times(b).plus(a.times(c))
    assert a.times(b).transposed() == b.transposed().times(a.transposed())
    assert values(Table(((determinant(a.times(b)),),))) == [
        (literal(determinant(a)) or 0) * (literal(determinant(b)) or 0)
    ]
    assert determinant(a) == determinant(a.transposed())
    assert a.times(b).trace() == b.times(a).trace()
    if is_zero(determinant(a)):
        with pytest.raises(NoValue, match="no inverse"):
            inverse(a)
    else:
        assert a.times(inverse(a)) == multiple(ONE, a.height) == inverse(a).times(a)
        assert inverse(inverse(a)) == a


@pytest.mark.parametrize(
    ("one", "two", "said"),
    [
        ("1, 2; 3, 4", "1, 2, 3", "2×2 times 1×3"),
        ("1; 2", "1; 2", "2×1 times 2×1"),
    ],
)
def test_sizes_of_products(one: str, two: str, said: str) -> None:
    with pytest.raises(NoValue, match=said):
        table(one).times(table(two))


def test_sizes_of_sums_and_powers() -> None:
    with pytest.raises(NoValue, match="2×1 and 1×2 are added"):
        table("1; 2").plus(table("1, 2"))
    with pytest.raises(NoValue, match="isn't square: it is 1×2"):
        table("1, 2").power(2)
    with pytest.raises(NoValue, match="isn't square"):
        determinant(table("1, 2"))


def test_bounds_of_tables() -> None:
    with pytest.raises(NoValue, match="beyond"):
        table("1, 1; 0, 1").power(65)
    with pytest.raises(NoValue, match="too large"):
        numbers([[1] * 40] * 40).times(numbers([[1] * 40] * 40))
    symbols = Table(tuple(tuple(read(f"x_{row}_{column}") for column in range(7)) for row in range(7)))
    with pytest.raises(NoValue, match="6×6"):
        determinant(symbols)
    grown = table("10^9*10^9")
    with pytest.raises(TooLarge):
        numbers([[10**9]]).power(60)
    assert grown.power(2).size == "1×1"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((each, True) for each in ("x + 2*y", "x^3/2", "sin(x)", "-x")),
        *((each, False) for each in ("1/x", "x^-1", "sqrt(x)", "I*x", "log(x)", "x/0", "tan(x)", "f(x)")),
    ],
)
def test_what_is_defined_everywhere(text: str, expected: bool) -> None:
    assert total(read(text)) is expected


def test_nothing_undefined_is_lost() -> None:
    product = table("0, 1").times(table("1/x; 2"))
    assert plain(product.rows[0][0]) == "0*(1/x) + 2"
    assert plain(table("0, 1").times(table("x; 2")).rows[0][0]) == "2"
    assert plain(inverse(table("a, 0; 0, b")).rows[0][1]) == "0/(a*b)"


# ---- expressions whose matrices are written out ----


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (Sum((Written(table("1, 2; 3, 4")), Product((Scalar(read("x")), Unit()), ("",)))), "[x + 1, 2; 3, x + 4]"),
        (Product((Written(table("1; 2; 3")), Written(table("4; 5; 6"))), ("dot",)), "32"),
        (Product((Written(table("1; 2; 3")), Written(table("4; 5; 6"))), ("cross",)), "[-3; 6; -3]"),
        (Product((Written(table("1, 2")), Written(table("3; 4"))), ("",)), "[11]"),
        (Power(Written(table("2, 0; 0, 4")), -1), "[1/2, 0; 0, 1/4]"),
        (Negative(Transposed(Written(table("1, x")))), "[-1; -x]"),
    ],
)
def test_values(expression: Expression, expected: str) -> None:
    value = evaluated(expression)
    assert not isinstance(value, Multiple)
    assert (str(value) if isinstance(value, Table) else plain(value)) == expected


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        (Sum((Written(table("1, 2; 3, 4")), Scalar(read("x")))), "a number and a 2×2 matrix are added"),
        (Power(Written(table("1, 2; 2, 4")), -1), "its determinant is 0"),
        (Product((Written(table("1; 2")), Written(table("3; 4; 5"))), ("dot",)), "2×1 and 3×1"),
    ],
)
def test_no_value(expression: Expression, said: str) -> None:
    with pytest.raises(NoValue, match=said):
        evaluated(expression)


# ---- letters ----

A, B, C, X, V, x, y = (Letter(name) for name in ("A", "B", "C", "X", "V", "x", "y"))


def times(*factors: Expression) -> Expression:
    return Product(factors, ("",) * (len(factors) - 1))


def transposed(part: Expression) -> Expression:
    return Transposed(part)


def minus(part: Expression) -> Expression:
    return Power(part, -1)


def never(one: Term, two: Term) -> bool:
    return one == two


INNER = minus(times(transposed(X), minus(V), X))
ROWS: list[tuple[Expression, Expression, bool]] = [
    (transposed(times(A, B)), times(transposed(B), transposed(A)), True),
    (transposed(times(A, B)), times(transposed(A), transposed(B)), False),
    (times(A, B), times(B, A), False),
    (times(A, minus(A), B), B, True),
    (minus(times(A, B)), times(minus(B), minus(A)), True),
    (minus(times(A, B)), times(minus(A), minus(B)), False),
    (minus(transposed(A)), transposed(minus(A)), True),
    (times(INNER, transposed(X), minus(V), X), Unit(), True),
    (times(INNER, transposed(X), minus(V)), minus(X), True),  # where X has an inverse
    (times(INNER, transposed(X), minus(V)), X, False),
    (times(minus(Sum((Unit(), A))), A), times(A, minus(Sum((Unit(), A)))), True),
    (times(minus(Sum((A, B))), A), times(A, minus(Sum((A, B)))), False),
    (Trace(times(A, B, C)), Trace(times(C, A, B)), True),
    (Trace(times(A, B, C)), Trace(times(A, C, B)), False),
    (Trace(times(A, transposed(B))), Trace(times(B, transposed(A))), True),
    (times(transposed(x), A, y), times(transposed(y), transposed(A), x), True),
    (times(x, transposed(y)), times(y, transposed(x)), False),
    (times(transposed(x), A, x, transposed(y)), times(transposed(y), transposed(x), A, x), True),
    (times(transposed(X), V), times(transposed(V), X), False),
    (Power(Sum((A, B)), 2), Sum((Power(A, 2), times(A, B), times(B, A), Power(B, 2))), True),
    (Power(Sum((A, B)), 2), Sum((Power(A, 2), times(Scalar(read("2")), A, B), Power(B, 2))), False),
    (times(Scalar(read("2/n")), A), times(A, Scalar(read("1/n")), Scalar(read("2"))), True),
    (times(Opaque("f(A)", ("A",)), A), times(A, Opaque("f(A)", ("A",))), False),
]


@pytest.mark.parametrize(("one", "two", "expected"), ROWS)
def test_letters(one: Expression, two: Expression, expected: bool) -> None:
    assert alike(one, two, never).alike is expected
    assert alike(two, one, never).alike is expected


def test_what_a_step_between_letters_needs() -> None:
    assert alike(times(A, minus(A)), Unit(), never).invertible == ("A is invertible",)
    assert alike(times(minus(A), A), times(A, minus(A)), never).invertible == ()
    assert alike(transposed(V), V, never).symmetric == ("V",)
    assert alike(times(transposed(x), y), times(transposed(y), x), never).columns == ("x", "y")
    assert "0" in alike(minus(Sum((A, Negative(A)))), B, never).reason
    assert "several sizes" in alike(Unit(None, "n"), Unit(None, "p"), never).reason
    # x y between columns is no product: only numbers and a scalar product could be meant
    assert "columns" in alike(Product((x, y), ("dot",)), Product((y, x), ("dot",)), never).reason


def test_a_trace_of_an_identity_rests_on_its_size() -> None:
    with pytest.raises(NoValue, match="size"):
        normal(Trace(times(A, minus(A))), written_of((minus(A),)))


# ---- forms against tables: what the normal form says of letters is true of matrices ----


def expressions() -> st.SearchStrategy[Expression]:
    leaves = st.sampled_from([A, B, C, Unit(), Scalar(read("2"))])

    def larger(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
        return st.one_of(
            st.tuples(inner, inner).map(Sum),
            st.tuples(inner, inner).map(lambda pair: Product(pair, ("",))),
            inner.map(Transposed),
            inner.map(Negative),
            st.tuples(inner, st.sampled_from([-1, 2])).map(lambda pair: Power(*pair)),
        )

    return st.recursive(leaves, larger, max_leaves=8)


def value_of(form: Form, known: dict[str, Table]) -> Table:
    """A form worked out with tables for its letters."""
    size = next(iter(known.values())).height
    total_value = multiple(number(Fraction(0)), size)
    for word, monomial, value in form.rows:
        product = multiple(number(value), size)
        for factor in word:
            base = known[factor.base] if isinstance(factor.base, str) else value_of(factor.base, known)
            base = base.transposed() if factor.transposed else base
            product = product.times(inverse(base) if factor.inverted else base)
        assert not any(isinstance(atom, Taken) for atom, _ in monomial)
        total_value = total_value.plus(product)
    return total_value


@settings(max_examples=300, deadline=None)
@given(expressions(), square(2), square(2), square(2))
def test_a_normal_form_has_the_value_of_what_is_written(written: Expression, a: Table, b: Table, c: Table) -> None:
    known = {"A": a, "B": b, "C": c}
    try:
        value = evaluated(substituted(written, {name: Written(each) for name, each in known.items()}))
        form = normal(written, written_of((written,)))
        found = value_of(form, known)
    except NoValue:
        assume(False)
        raise
    if isinstance(value, Multiple):
        value = multiple(value.factor, 2)
    if not isinstance(value, Table):  # numbers alone
        value = multiple(value, 2)
    assert [literal(entry) for entry in found.entries] == [literal(entry) for entry in value.entries]
