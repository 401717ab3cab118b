"""The normal form of an expression whose matrices are letters.

Transposes and inverses are carried inside as far as they go, products are multiplied out, traces are linear and the
same for every rotation of a word and for its transpose. What isn't looked into is a letter of its own. A dot between
what may be two columns is no product of matrices and is refused. Letters may be assumed to be symmetric.

Contract: ``NoValue`` for what has no normal form here, among it matrices that are written out; ``TooLong`` beyond the
bounds. Equal forms: equal matrices, wherever both are defined.
"""

from __future__ import annotations

from fractions import Fraction

from derivex.matrices.assumed import Assumed, may_be_a_column
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
from derivex.matrices.inverses import inverse, product, reduced
from derivex.matrices.tables import NoValue
from derivex.matrices.words import (
    UNIT_FORM,
    ZERO_FORM,
    Factor,
    Form,
    Monomial,
    Row,
    Taken,
    Word,
    form,
    inverted,
    joined,
    letter,
    order,
    scalar,
    transposed_word,
)
from derivex.term import App, Num, Term, is_zero, literal

MAX_POWER = 12


def normal(expression: Expression, assumed: Assumed) -> Form:
    """The normal form of an expression."""
    found = _normal(expression, assumed)
    return _numbers_turned(found, assumed) if assumed.columns else found


def _normal(expression: Expression, assumed: Assumed) -> Form:
    match expression:
        case Scalar(term):
            return of_term(term)
        case Letter(name):
            return letter(name)
        case Opaque(latex):
            return letter(latex)
        case Unit():
            return UNIT_FORM
        case Written():
            raise NoValue("matrices that are written out stand beside letters")
        case Negative(part):
            return _normal(part, assumed).scaled(Fraction(-1))
        case Sum(parts):
            total = ZERO_FORM
            for part in parts:
                total = total.plus(_normal(part, assumed))
            return total
        case Product():
            return _product(expression, assumed)
        case Power(base, exponent):
            return _power(_normal(base, assumed), exponent, assumed)
        case Transposed(part):
            return symmetrical(reduced(_normal(part, assumed).transposed()), assumed.symmetric)
        case Determinant(part):
            return _determinant(_normal(part, assumed), assumed.square)
        case Trace(part):
            return _trace(_normal(part, assumed), assumed.symmetric)


def _numbers_turned(of: Form, assumed: Assumed) -> Form:
    """A form in which a row times a column is the number that it is, the trace of their product."""
    rows: list[Row] = []
    for word, monomial, value in of.rows:
        left, atoms = word, monomial
        while (span := _a_number(left, assumed.columns)) is not None:
            start, stop = span
            atoms = joined(atoms, _traced(left[start:stop], assumed.symmetric))
            left = left[:start] + left[stop:]
        rows.append((left, atoms, value))
    return reduced(form(rows))


def _a_number(word: Word, columns: frozenset[str]) -> tuple[int, int] | None:
    """Where a row begins in a word and the column behind it ends."""
    start: int | None = None
    for place, factor in enumerate(word):
        if isinstance(factor.base, Form) or factor.base not in columns or factor.inverted:
            continue
        if factor.transposed:
            start = place
        elif start is not None:
            return start, place + 1
    return None


def symmetrical(of: Form, symmetric: frozenset[str]) -> Form:
    """A form in which some letters are their own transposes."""
    if not symmetric:
        return of

    return reduced(form((_unmarked(word, symmetric), monomial, value) for word, monomial, value in of.rows))


def _unmarked(word: Word, symmetric: frozenset[str]) -> Word:
    """A word in which symmetric letters aren't marked as transposed."""

    def changed(factor: Factor) -> Factor:
        if isinstance(factor.base, Form):
            return Factor(symmetrical(factor.base, symmetric), False, factor.inverted)
        return Factor(factor.base, False, factor.inverted) if factor.base in symmetric else factor

    return tuple(map(changed, word))


def _flipped(word: Word, symmetric: frozenset[str]) -> Word:
    """The transpose of a word, if some letters are symmetric."""
    return _unmarked(transposed_word(word), symmetric)


def _product(expression: Product, assumed: Assumed) -> Form:
    if "cross" in expression.signs:
        raise NoValue("a cross stands between letters")
    whole: Form | None = None
    group = UNIT_FORM  # what stands side by side
    for sign, factor in zip(("", *expression.signs), expression.factors, strict=True):
        if sign:
            whole = group if whole is None else _dotted(whole, group)
            group = UNIT_FORM
        group = product(group, _normal(factor, assumed))
    return group if whole is None else _dotted(whole, group)


def _dotted(one: Form, two: Form) -> Form:
    if _a_column(one) and _a_column(two):
        raise NoValue("a dot between two columns is no product of matrices")
    return product(one, two)


def _a_column(of: Form) -> bool:
    """Whether a form may be a column: a word of it ends with a letter that may be one, which isn't transposed."""
    ends = [word[-1] for word in of.words if word]
    return any(not isinstance(end.base, Form) and not end.transposed and may_be_a_column(end.base) for end in ends)


def _power(base: Form, exponent: int, assumed: Assumed) -> Form:
    if abs(exponent) > MAX_POWER:
        raise NoValue(f"powers beyond {MAX_POWER} are not worked out")
    if exponent < 0:
        base, exponent = inverse(base, assumed.invertible), -exponent
    whole = UNIT_FORM
    for _ in range(exponent):
        whole = product(whole, base)
    return whole


# ---- scalars ----


def of_term(term: Term) -> Form:
    """A scalar term times the identity: sums, products and quotients by one term worked out, the rest an atom."""
    value = literal(term)
    if value is not None:
        return scalar(value)
    match term:
        case App("neg", (part,)):
            return of_term(part).scaled(Fraction(-1))
        case App("+", parts):
            total = ZERO_FORM
            for part in parts:
                total = total.plus(of_term(part))
            return total
        case App("*", parts):
            whole = UNIT_FORM
            for part in parts:
                whole = whole.times(of_term(part))
            return whole
        case App("/", (above, below)):
            return of_term(above).times(_reciprocal(below))
        case App("^", (base, Num() as exponent)) if exponent.text.isdecimal() and exponent.value <= MAX_POWER:
            whole = UNIT_FORM
            for _ in range(int(exponent.value)):
                whole = whole.times(of_term(base))
            return whole
    return scalar(Fraction(1), ((term, 1),))


def _reciprocal(term: Term) -> Form:
    if is_zero(term):
        raise NoValue("a number is divided by 0")
    found = of_term(term)
    if len(found.rows) == 1:
        ((_, monomial, value),) = found.rows
        return scalar(1 / value, inverted(monomial))
    return scalar(Fraction(1), ((term, -1),))


def _trace(of: Form, symmetric: frozenset[str]) -> Form:
    rows: list[Row] = []
    for word, monomial, value in of.rows:
        if not word:
            raise NoValue("the trace of an identity matrix rests on its size")
        rows.append(((), joined(monomial, _traced(word, symmetric)), value))
    return form(rows)


def _traced(word: Word, symmetric: frozenset[str]) -> Monomial:
    return ((Taken("tr", " ".join(factor.shown for factor in _turned(word, symmetric))), 1),)


def _turned(word: Word, symmetric: frozenset[str]) -> Word:
    """One word for all that have the same trace: the first of its rotations and those of its transpose."""
    both = (word, _flipped(word, symmetric))
    return min((each[place:] + each[:place] for each in both for place in range(len(word))), key=order)


def _determinant(of: Form, square: frozenset[str]) -> Form:
    """The determinant of a form: of a product of square letters the product of theirs."""
    if len(of.rows) == 1:
        ((word, monomial, value),) = of.rows
        letters = [factor.base for factor in word if isinstance(factor.base, str)]
        known = len(word) == 1 or square.issuperset(letters)
        if word and len(letters) == len(word) and not monomial and value == 1 and known:
            whole = UNIT_FORM
            for factor in word:
                exponent = -1 if factor.inverted else 1
                whole = whole.times(scalar(Fraction(1), ((Taken("det", str(factor.base)), exponent),)))
            return whole
    return scalar(Fraction(1), ((Taken("det", str(of)), 1),))
