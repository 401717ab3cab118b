"""Are two expressions equal for all matrices that their letters may stand for?

They are if their normal forms are the same, coefficients compared by whoever asks. The claim isn't empty only if there
are matrices for which both sides are defined: numbers will do, and one choice of them is tried. Where it fails,
letters are taken to be symmetric in turn.

Contract: an answer says yes only for what holds wherever both sides are defined; no answer says that anything is false.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from derivex.matrices.assumed import Assumed, a_letter, may_be_a_column, written_of
from derivex.matrices.expression import Expression, Power, Scalar, Unit, parts_of
from derivex.matrices.normal import normal
from derivex.matrices.tables import NoValue, total
from derivex.matrices.words import Form, Monomial, Taken, TooLong, Word, letters_in
from derivex.term import App, Num, Sym, Term, add, divide, multiply, number, power

MOST_SYMMETRIC = 3  # letters at a time
MOST_LETTERS = 8
_PRIMES = (101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167, 173, 179, 181, 191, 193, 197, 199, 211)

Equal = Callable[[Term, Term], bool]


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether two sides are alike, or would be if the letters in ``symmetric`` were; ``reason`` tells why not.

    ``columns`` are letters that are taken to be columns for that. ``invertible`` says in words what must have an
    inverse for one side alone; ``before`` and ``after`` are the scalars of each side that aren't defined everywhere.
    """

    alike: bool
    reason: str = ""
    symmetric: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    invertible: tuple[str, ...] = ()
    before: tuple[Term, ...] = ()
    after: tuple[Term, ...] = ()


def alike(one: Expression, two: Expression, equal: Equal) -> Answer:
    """Whether two expressions are equal wherever both are defined; ``equal`` tells it of scalars."""
    shown = written_of((one, two))
    try:
        left, right = (normal(each, shown) for each in (one, two))
        if _same(left, right, equal):
            return _answer(one, two, left, right, shown)
        names = _letters(left.minus(right))
        transposed = {factor.base for side in (left, right) for factor in letters_in(side) if factor.transposed}
        columns = frozenset(name for name in names if name in transposed and may_be_a_column(name))
        if columns:
            assumed = replace(shown, columns=columns)
            left, right = (normal(each, assumed) for each in (one, two))
            if _same(left, right, equal):
                return _answer(one, two, left, right, assumed)
        return _symmetric(one, two, names, replace(shown, columns=columns), equal)
    except NoValue as refused:
        return Answer(False, str(refused))
    except TooLong:
        return Answer(False, "the products are too long to be worked out")


def _same(left: Form, right: Form, equal: Equal) -> bool:
    difference = left.minus(right)
    for word in difference.words:
        found = _coefficient(difference, word)
        if found is None or not equal(*found):
            return False
    return True


def _coefficient(difference: Form, word: Word) -> tuple[Term, Term] | None:
    """The coefficient of a word as two terms that should be equal; None if a trace or a determinant is in it."""
    plus: list[Term] = []
    minus: list[Term] = []
    for each, monomial, value in difference.rows:
        if each != word:
            continue
        term = _term(monomial)
        if term is None:
            return None
        (plus if value > 0 else minus).append(multiply(number(abs(value)), term))
    if not plus or not minus:  # one term, or several of one sign, isn't 0 everywhere
        return (add(*plus, *minus), number(Fraction(0)))
    return add(*plus), add(*minus)


def _term(monomial: Monomial) -> Term | None:
    above: list[Term] = []
    below: list[Term] = []
    for atom, exponent in monomial:
        if not isinstance(atom, Num | Sym | App):
            return None
        part = atom if abs(exponent) == 1 else power(atom, Num(str(abs(exponent))))
        (above if exponent > 0 else below).append(part)
    whole = multiply(*above)
    return divide(whole, multiply(*below)) if below else whole


# ---- where both sides are defined ----


def _answer(one: Expression, two: Expression, left: Form, right: Form, assumed: Assumed) -> Answer:
    indices = {part.index for side in (one, two) for part in parts_of(side) if isinstance(part, Unit)}
    if len(indices - {""}) > 1 and any(not word for word in (*left.words, *right.words)):
        return Answer(False, "identity matrices of several sizes stand here")
    bases = tuple(tuple(_inverted(side, assumed)) for side in (one, two))
    if not all(_somewhere(base) for side in bases for base in side):
        return Answer(False, "no matrices are known for which both sides are defined")
    shown = [dict.fromkeys(_needed(base) for base in side) for side in bases]
    apart = tuple(name for name in (*shown[0], *shown[1]) if (name in shown[0]) != (name in shown[1]))
    before, after = (tuple(dict.fromkeys(_partial(side))) for side in (one, two))
    columns = tuple(sorted(assumed.columns))
    return Answer(True, "", (), columns, tuple(dict.fromkeys(apart)), before, after)


def _inverted(side: Expression, assumed: Assumed) -> Iterator[Form]:
    """The normal forms of all that is inverted in an expression."""
    for part in parts_of(side):
        if isinstance(part, Power) and part.exponent < 0:
            yield normal(part.base, assumed)


def _needed(base: Form) -> str:
    return f"{base} is not 0" if base.words == ((),) else f"{base} is invertible"


def _partial(side: Expression) -> Iterator[Term]:
    for part in parts_of(side):
        if isinstance(part, Scalar) and not total(part.term):
            yield part.term


def _somewhere(base: Form) -> bool:
    """Whether a form has an inverse if its letters are certain numbers, which are matrices too."""
    names = _letters(base)
    if len(names) > len(_PRIMES) // 2:
        return False
    value = _valued(base, dict(zip(names, map(Fraction, _PRIMES), strict=False)))
    return value is not None and value != 0


def _valued(of: Form, values: dict[str, Fraction]) -> Fraction | None:
    """The value of a form for certain numbers; None where it has none, or an atom is no symbol."""
    result = Fraction(0)
    for word, monomial, value in of.rows:
        for factor in word:
            base = values[factor.base] if isinstance(factor.base, str) else _valued(factor.base, values)
            if base is None or (factor.inverted and not base):
                return None
            value = value / base if factor.inverted else value * base
        for atom, exponent in monomial:
            if isinstance(atom, Taken) and atom.what == "det":  # of a number it is that number
                name = atom.of
            elif isinstance(atom, Sym):
                name = f"${atom.name}"
            else:
                return None
            known = values.setdefault(name, Fraction(_PRIMES[-1 - len(values) % (len(_PRIMES) // 2)]))
            value *= known**exponent
        result += value
    return result


# ---- what would make it true ----


def _symmetric(one: Expression, two: Expression, names: list[str], assumed: Assumed, equal: Equal) -> Answer:
    """The fewest letters that make two sides alike if they are symmetric."""
    names = [name for name in names if a_letter(name) and name not in assumed.columns]
    if len(names) > MOST_LETTERS:
        return Answer(False)
    columns = tuple(sorted(assumed.columns))
    for count in range(1, MOST_SYMMETRIC + 1):
        for chosen in combinations(names, count):
            more = replace(assumed, symmetric=frozenset(chosen))
            left, right = (normal(each, more) for each in (one, two))
            if _same(left, right, equal):
                return Answer(False, "", chosen, columns)
    return Answer(False)


def _letters(of: Form) -> list[str]:
    return sorted({factor.base for factor in letters_in(of) if isinstance(factor.base, str)})
