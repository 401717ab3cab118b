"""What is written with matrices, before anything is worked out.

Contract: data only. A factor of a product keeps whether a dot or a cross stands before it, for between two columns
these mean other products than that of matrices.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from derivex.matrices.tables import Table
from derivex.term import Term


@dataclass(frozen=True, slots=True)
class Scalar:
    """A number, a symbol, any scalar term."""

    term: Term


@dataclass(frozen=True, slots=True)
class Written:
    """A matrix that is written out."""

    table: Table


@dataclass(frozen=True, slots=True)
class Letter:
    """A name that stands for a matrix, as it is written in LaTeX."""

    name: str


@dataclass(frozen=True, slots=True)
class Unit:
    """The identity matrix, of a size that may be said: ``I_2``, ``I_n`` with its ``index``."""

    size: int | None = None
    index: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """At least two matrices or scalars."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Product:
    """At least two factors; ``signs`` stand before each of them but the first: "", "dot" or "cross"."""

    factors: tuple[Expression, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Negative:
    """With a minus before it."""

    part: Expression


@dataclass(frozen=True, slots=True)
class Power:
    """A whole power, negative ones too."""

    base: Expression
    exponent: int


@dataclass(frozen=True, slots=True)
class Transposed:
    part: Expression


@dataclass(frozen=True, slots=True)
class Determinant:
    """A determinant; ``bars`` around what turns out to be a number are its absolute value."""

    part: Expression
    bars: bool = False


@dataclass(frozen=True, slots=True)
class Trace:
    part: Expression


@dataclass(frozen=True, slots=True)
class Opaque:
    """What isn't looked into, and equal only to what is written alike: a function of a matrix, a derivative by one.

    ``names`` are the letters that it rests on; ``why`` tells why nobody looks into it, if there is more to say.
    """

    latex: str
    names: tuple[str, ...]
    why: str = ""


Expression = (
    Scalar | Written | Letter | Unit | Sum | Product | Negative | Power | Transposed | Determinant | Trace | Opaque
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a letter stands for from some place on; None if it is no matrix from there on."""

    name: str
    expression: Expression | None
    order: int


def inside(expression: Expression) -> tuple[Expression, ...]:
    """The parts of an expression."""
    match expression:
        case Sum(parts):
            return parts
        case Product(factors):
            return factors
        case Negative(part) | Transposed(part) | Determinant(part) | Trace(part) | Power(part):
            return (part,)
    return ()


def parts_of(expression: Expression) -> Iterator[Expression]:
    """An expression and all that is inside of it."""
    waiting = [expression]
    while waiting:
        part = waiting.pop()
        yield part
        waiting += reversed(inside(part))


def letters_of(expression: Expression) -> tuple[str, ...]:
    """The names of unknown matrices, each once, in the order in which they are written."""
    found: dict[str, None] = {}
    for part in parts_of(expression):
        if isinstance(part, Letter):
            found[part.name] = None
        elif isinstance(part, Opaque):
            found.update(dict.fromkeys(part.names))
    return tuple(found)


def substituted(expression: Expression, meanings: Mapping[str, Expression]) -> Expression:
    """An expression with what some letters stand for in their place; what isn't looked into stays as it is."""
    match expression:
        case Letter(name):
            return meanings.get(name, expression)
        case Sum(parts):
            return Sum(tuple(substituted(part, meanings) for part in parts))
        case Product(factors, signs):
            return Product(tuple(substituted(factor, meanings) for factor in factors), signs)
        case Negative(part):
            return Negative(substituted(part, meanings))
        case Power(base, exponent):
            return Power(substituted(base, meanings), exponent)
        case Transposed(part):
            return Transposed(substituted(part, meanings))
        case Determinant(part, bars):
            return Determinant(substituted(part, meanings), bars)
        case Trace(part):
            return Trace(substituted(part, meanings))
    return expression
