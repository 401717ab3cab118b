r"""What a text shows about its letters, before any of them is given a meaning.

Whether ``u(1 - u)`` calls u, whether y depends on x, and whether ``x_1`` is one value of a sequence can't be seen
where the letter stands: it is said elsewhere, in the same formula or in another line of the chain. So a
whole text is looked through first, and a whole chain can be.

Contract: a survey only collects, and those of several texts join into one. One name that is written in two ways
that look different on paper is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from derivex.notation.latex_differentials import Derivative, derivative_of, integrals_of, is_d
from derivex.notation.latex_parts import Part, Row, dots
from derivex.notation.names import Names
from derivex.notation.tokens import Source


@dataclass(frozen=True, slots=True)
class Conventions:
    """What the texts of a chain show about their letters.

    ``called`` stand before brackets with symbols alone, as in ``f(x)``; ``bare`` without a bracket. ``dependent`` are
    those of ``\\frac{dy}{dx}`` with their variable, ``indexed`` those of ``\\sum_i x_i``, ``integrated`` the variables
    of integrals, and ``under`` the letters that stand under an integral, each with its variable.
    """

    called: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()
    dependent: Mapping[str, str] = field(default_factory=dict)
    indexed: frozenset[str] = frozenset()
    integrated: frozenset[str] = frozenset()
    under: frozenset[tuple[str, str]] = frozenset()

    def joined(self, other: Conventions) -> Conventions:
        """What both show; of two variables for one letter, the first."""
        return Conventions(
            self.called | other.called,
            self.bare | other.bare,
            {**other.dependent, **self.dependent},
            self.indexed | other.indexed,
            self.integrated | other.integrated,
            self.under | other.under,
        )


def survey(whole: Row, code: Source, names: Names) -> tuple[Conventions, dict[str, tuple[str, ...]]]:
    """What a text shows, and the marks of every name that is made of several."""
    called: set[str] = set()
    bare: set[str] = set()
    dependent: dict[str, str] = {}
    under: set[tuple[str, str]] = set()
    integrated: set[str] = set()
    indices: set[str] = set()  # what runs through whole numbers
    variables: set[str] = set()  # what runs, or is given a value, otherwise
    scripted: list[Part] = []
    atoms: dict[str, tuple[str, ...]] = {}
    styles: dict[str, str] = {}
    for row, around in _rows(whole, code, names):
        for index, part in enumerate(row):
            if part.kind == "NAME":
                _spelled(part, styles, code)
                if part.sub is not None:
                    scripted.append(part)
                if part.atoms:
                    atoms[part.text] = part.atoms
                if dots(part):
                    dependent.setdefault(part.text, "t")
                if _is_call(row, index):
                    called |= {part.text} if row[index + 1].text == "(" and _is_simple(row[index + 1]) else set()
                elif not (is_d(part) and index + 1 < len(row) and row[index + 1].kind in ("NAME", "BRACKET")):
                    bare.add(part.text)
                    integrated |= around[index]
                    under |= {(part.text, variable) for variable in around[index] if part.text not in around[index]}
            elif part.kind == "FRACTION":
                derivative = derivative_of(part, code)
                if derivative is not None:
                    variables.update(by.text for by, _ in derivative.by)
                    dependent = _depends(derivative) | dependent
            elif part.sub and len(part.sub) > 1 and part.sub[0].kind == "NAME":
                steps = part.kind == "BIG" or (part.kind == "LIMIT" and part.sub[-1].kind == "INFINITY")
                (indices if steps else variables).add(part.sub[0].text)
    variables |= integrated
    for part in scripted:
        if _holds(part, variables) and not _holds(part, indices):
            message = "whether this depends on the variable in its index can't be told"
            raise code.ambiguous(message, part.token, "write a call, or another index")
        accented = "^" in part.style.partition(":")[0]
        atoms[f"{part.letter}_"] = (part.letter.rpartition("_")[0] if accented else part.letter,)
    indexed = frozenset(part.letter for part in scripted if _holds(part, indices))
    sets = frozenset(called), frozenset(bare), dependent, indexed, frozenset(integrated), frozenset(under)
    return Conventions(*sets), atoms


def _rows(whole: Row, code: Source, names: Names) -> Iterator[tuple[Row, list[frozenset[str]]]]:
    """Every row, and for each of its parts the variables of the integrals around it."""
    waiting: list[tuple[Row, frozenset[str]]] = [(whole, frozenset())]
    while waiting:
        row, outside = waiting.pop()
        around = [outside] * len(row)
        if any(part[0] == "INTEGRAL" for part in row):
            for sign, found in integrals_of(row, code, names).items():
                last = found.ends[-1] if found.inside else found.ends[-1] + 1
                variables = {(row[end].rows[0][-1] if found.inside else row[end + 1]).text for end in found.ends}
                for index in range(sign + 1, last + 1):
                    around[index] |= variables
        yield row, around
        for part, inside in zip(row, around, strict=True):
            waiting.extend((each, inside) for each in part.rows)
            if part.sup is not None:
                waiting.append((part.sup, inside))
            if part.sub is not None and not part.atoms:
                waiting.append((part.sub, inside))


def _depends(derivative: Derivative) -> dict[str, str]:
    """``\\frac{dy}{dx}`` shows that y depends on x."""
    if len(derivative.body) != 1 or derivative.partial:
        return {}
    (name,) = derivative.body
    by = derivative.by[0][0].text
    return {name.text: by} if name.kind == "NAME" and name.text != by else {}


def _holds(part: Part, indices: set[str]) -> bool:
    """Whether an index that a sum runs through stands in the index of a name."""
    waiting: list[Row] = [part.sub or ()]
    while waiting:
        for each in waiting.pop():
            if each.text in indices or not indices.isdisjoint(each.atoms):
                return True
            waiting.extend(each.rows)
    return False


def _is_call(row: Row, index: int) -> bool:
    following = row[index + 1] if index + 1 < len(row) else None
    return following is not None and following.kind == "BRACKET" and following.text in "([" and row[index].sup is None


def _is_simple(bracket: Part) -> bool:
    """Whether names alone stand between brackets."""
    row = bracket.rows[0]
    names = row[::2]
    commas = row[1::2]
    return (
        len(row) % 2 == 1
        and all(part.kind == "NAME" and part.sup is None and not part.primes for part in names)
        and all(part.kind == "COMMA" for part in commas)
    )


def _spelled(part: Part, styles: dict[str, str], code: Source) -> None:
    """One name in two shapes: ``\\epsilon`` and ``\\varepsilon``, ``\\hat{y}`` and ``y_{hat}``."""
    style = part.style.replace("OPERATOR", "WORD")
    if dots(part) or part.text in ("e", "E", "d"):
        return
    known = styles.setdefault(part.text, style)
    if known != style:
        shown = code.slice(part.token, part.token)
        message = f'"{shown}" can be a name of its own or "{part.text}", which is also written differently'
        raise code.ambiguous(message, part.token, "use one spelling")
