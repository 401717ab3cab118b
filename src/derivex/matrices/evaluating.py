"""The value of an expression whose matrices are written out: a table, a scalar, or a multiple of the identity.

A multiple of the identity has no size before it meets a table; 0 fits any size. A table of one entry is a number where
a number is wanted, as in a product of a row and a column. Between two columns of one size, a dot is their scalar
product and a cross their vector product: no other product of them exists.

Contract: ``Unknown`` for what rests on a letter, ``NoValue`` for what has no value; nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from derivex.matrices.expression import (
    Determinant,
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
)
from derivex.matrices.minors import determinant, inverse
from derivex.matrices.tables import MAX_POWER, NoValue, Table, bounded, multiple, opposite, product_of, total, total_of
from derivex.term import ONE, ZERO, Term, call, divide, is_zero, literal, number, power


@dataclass(frozen=True, slots=True)
class Multiple:
    """A number times the identity, of no size yet; 0 of any shape."""

    factor: Term


Value = Table | Multiple | Term


class Unknown(Exception):
    """The value rests on what a letter stands for, which is not said."""


def evaluated(expression: Expression) -> Value:
    """The value of an expression without letters."""
    match expression:
        case Scalar(term):
            return term
        case Written(table):
            return table
        case Letter(name):
            raise Unknown(name)
        case Unit(size):
            return Multiple(ONE) if size is None else multiple(ONE, size)
        case Opaque():
            raise Unknown(expression.latex)
        case Negative(part):
            return _negative(evaluated(part))
        case Sum(parts):
            first, *others = (evaluated(part) for part in parts)
            for other in others:
                first = _plus(first, other)
            return first
        case Product():
            return _product(expression)
        case Power(base, exponent):
            return _power(evaluated(base), exponent)
        case Transposed(part):
            value = evaluated(part)
            return value.transposed() if isinstance(value, Table) else value
        case Determinant(part, bars):
            return _determinant(evaluated(part), bars)
        case Trace(part):
            return _table(evaluated(part), "trace").trace()


def as_scalar(value: Value) -> Value:
    """A table of one entry as that entry."""
    return value.rows[0][0] if isinstance(value, Table) and value.size == "1×1" else value


def _table(value: Value, what: str) -> Table:
    if not isinstance(value, Table):
        raise NoValue(f"the {what} of something whose size is not said")
    return value


def _plus(one: Value, two: Value) -> Value:
    for left, right in ((one, two), (two, one)):
        nothing = left.factor if isinstance(left, Multiple) else left
        if not isinstance(nothing, Table) and is_zero(nothing):
            return right
        if isinstance(left, Multiple) and isinstance(right, Table):
            if not right.square:
                raise NoValue(f"the sizes don't agree: {right.size} and an identity matrix are added")
            return multiple(left.factor, right.height).plus(right)
    if isinstance(one, Table) and isinstance(two, Table):
        return one.plus(two)
    if isinstance(one, Multiple) and isinstance(two, Multiple):
        return Multiple(total_of((one.factor, two.factor)))
    left, right = as_scalar(one), as_scalar(two)
    if isinstance(left, Table | Multiple) or isinstance(right, Table | Multiple):
        size = next((each.size for each in (left, right) if isinstance(each, Table)), "identity")
        raise NoValue(f"the sizes don't agree: a number and a {size} matrix are added")
    return total_of((left, right))


def _negative(value: Value) -> Value:
    match value:
        case Table():
            return value.negated()
        case Multiple(factor):
            return Multiple(opposite(factor))
    return opposite(value)


def _scaled(value: Value, factor: Term) -> Value:
    match value:
        case Table():
            return value.scaled(factor)
        case Multiple(other):
            return Multiple(product_of((factor, other)))
    return product_of((factor, value))


def _times(one: Value, two: Value) -> Value:
    """The product of two values, neither of which is a column that is dotted or crossed."""
    if isinstance(one, Multiple):
        return _of_multiple(one, two)
    if isinstance(two, Multiple):
        return _of_multiple(two, one)
    if not isinstance(one, Table):
        return _scaled(two, one)
    if not isinstance(two, Table):
        return _scaled(one, two)
    if one.width != two.height and one.size == "1×1":
        return two.scaled(one.rows[0][0])
    if one.width != two.height and two.size == "1×1":
        return one.scaled(two.rows[0][0])
    return one.times(two)


def _of_multiple(multiple_of: Multiple, other: Value) -> Value:
    """The product with a multiple of the identity, with which everything commutes."""
    if not is_zero(multiple_of.factor):
        scaled = _scaled(other, multiple_of.factor)
        return scaled if isinstance(scaled, Table | Multiple) else Multiple(scaled)
    parts = other.entries if isinstance(other, Table) else (other.factor if isinstance(other, Multiple) else other,)
    if not all(total(each) for each in parts):
        raise NoValue("a zero matrix is multiplied by something that isn't defined everywhere")
    return multiple_of


def _product(expression: Product) -> Value:
    """A product: what stands side by side first, then dots and crosses from left to right."""
    groups: list[tuple[str, list[Value]]] = [("", [])]
    for sign, factor in zip(("", *expression.signs), expression.factors, strict=True):
        if sign:
            groups.append((sign, []))
        groups[-1][1].append(evaluated(factor))
    result: Value | None = None
    for sign, values in groups:
        value, *others = values
        for other in others:
            value = _times(value, other)
        result = value if result is None else _signed(sign, result, value)
    assert result is not None
    return result


def _signed(sign: str, one: Value, two: Value) -> Value:
    if isinstance(one, Table) and isinstance(two, Table) and one.width == two.width == 1 < one.height:
        if one.height != two.height:
            raise NoValue(f"the sizes don't agree: {one.size} and {two.size} are multiplied")
        if sign == "dot":
            return as_scalar(one.transposed().times(two))
        if one.height == 3:  # the vector product is one of columns of three
            return _crossed(one, two)
    if sign == "cross" and isinstance(one, Table) and isinstance(two, Table):
        raise NoValue(f"a cross stands between {one.size} and {two.size}")
    return _times(one, two)


def _crossed(one: Table, two: Table) -> Table:
    (a, b, c), (d, e, f) = (tuple(table.entries) for table in (one, two))

    def difference(left: tuple[Term, Term], right: tuple[Term, Term]) -> tuple[Term]:
        return (total_of((product_of(left), opposite(product_of(right)))),)

    return Table((difference((b, f), (c, e)), difference((c, d), (a, f)), difference((a, e), (b, d))))


def _power(value: Value, exponent: int) -> Value:
    if isinstance(value, Multiple):
        return Multiple(_raised(value.factor, exponent))
    if not isinstance(value, Table):
        return _raised(value, exponent)
    if exponent < 0:
        value, exponent = inverse(value), -exponent
    return value.power(exponent)


def _raised(term: Term, exponent: int) -> Term:
    value = literal(term)
    if value == 0 and exponent < 0:
        raise NoValue("0 has no inverse")
    if value is not None and abs(exponent) <= MAX_POWER:
        return bounded(value**exponent)
    return divide(ONE, term) if exponent == -1 else power(term, number(Fraction(exponent)))


def _determinant(value: Value, bars: bool) -> Term:
    if isinstance(value, Multiple) and value.factor in (ONE, ZERO):
        return value.factor
    if bars and not isinstance(value, Table | Multiple):
        return call("abs", value)
    table = _table(value, "determinant")
    if bars and (not table.square or table.height == 1):
        raise NoValue(f"bars around a {table.size} matrix: a norm or a determinant")
    return determinant(table)
