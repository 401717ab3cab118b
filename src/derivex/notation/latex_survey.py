r"""What a text shows about its letters, before any of them is given a meaning.

Whether ``u(1 - u)`` calls u, whether y depends on x, and whether ``x_1`` is one value of a sequence can't be seen
where the letter stands: it is said elsewhere, in the same formula or in another line of the chain. So a
whole text is looked through first, and a whole chain can be.

Contract: a survey only collects, and those of several texts join into one. One name that is written in two ways
that look different on paper is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from derivex.notation.latex_differentials import derivative_of, integrals_of, is_d
from derivex.notation.latex_tree import Part, Row, dots
from derivex.notation.names import Names
from derivex.notation.tokens import Source


@dataclass(frozen=True, slots=True)
class Conventions:
    """What the texts of a chain show about their letters.

    ``called`` stand before brackets with symbols alone, as in ``f(x)``; ``bare`` without a bracket. ``dependent`` are
    those of ``\\frac{dy}{dx}`` with their variable, ``indexed`` those of ``\\sum_i x_i``, and ``integrated`` the
    variables of integrals.
    """

    called: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()
    dependent: Mapping[str, str] = field(default_factory=dict)
    indexed: frozenset[str] = frozenset()
    integrated: frozenset[str] = frozenset()

    def joined(self, other: Conventions) -> Conventions:
        """What both show; of two variables for one letter, the first."""
        return Conventions(
            self.called | other.called,
            self.bare | other.bare,
            {**other.dependent, **self.dependent},
            self.indexed | other.indexed,
            self.integrated | other.integrated,
        )


def survey(whole: Row, code: Source, names: Names) -> tuple[Conventions, dict[str, tuple[str, ...]]]:
    """What a text shows, and the marks of every name that is made of several."""
    called: set[str] = set()
    bare: set[str] = set()
    dependent: dict[str, str] = {}
    integrated: set[str] = set()
    indices: set[str] = set()  # what runs through whole numbers
    variables: set[str] = set()  # what runs, or is given a value, otherwise
    scripted: list[Part] = []
    atoms: dict[str, tuple[str, ...]] = {}
    styles: dict[str, str] = {}
    waiting: list[Row] = [whole]
    while waiting:
        row = waiting.pop()
        integrals = False
        for index, part in enumerate(row):
            kind = part[0]
            if part.rows:
                waiting.extend(part.rows)
            if part.sup is not None:
                waiting.append(part.sup)
            if kind == "NAME":
                _spelled(part, styles, code)
                if part.sub is not None:
                    scripted.append(part)
                    if not part.atoms:
                        waiting.append(part.sub)
                        continue
                if part.atoms:
                    atoms[part.text] = part.atoms
                following = row[index + 1] if index + 1 < len(row) else None
                if following is None or not _is_call(part, following):
                    if not (is_d(part) and following is not None and following.kind in ("NAME", "BRACKET")):
                        bare.add(part.text)
                elif following.text == "(" and _is_simple(following):
                    called.add(part.text)
                if dots(part):
                    dependent.setdefault(part.text, "t")
            elif part.sub is not None:
                waiting.append(part.sub)
                if len(part.sub) > 1 and part.sub[0].kind == "NAME":
                    steps = kind == "BIG" or (kind == "LIMIT" and part.sub[-1].kind == "INFINITY")
                    (indices if steps else variables).add(part.sub[0].text)
            if kind == "INTEGRAL":
                integrals = True
            elif kind == "FRACTION":
                derivative = derivative_of(part, code)
                if derivative is not None:
                    variables.update(by.text for by, _ in derivative.by)
                if derivative is not None and len(derivative.body) == 1:
                    (name,) = derivative.body
                    by = derivative.by[0][0].text
                    if name.kind == "NAME" and name.text != by and not derivative.partial:
                        dependent.setdefault(name.text, by)
        if integrals:
            for sign in integrals_of(row, code, names).values():
                for end in sign.ends:
                    integrated.add((row[end].rows[0][-1] if sign.inside else row[end + 1]).text)
    variables |= integrated
    for part in scripted:
        if _holds(part, variables) and not _holds(part, indices):
            message = "whether this depends on the variable in its index can't be told"
            raise code.ambiguous(message, part.token, "write a call, or another index")
    indexed = frozenset(part.letter for part in scripted if _holds(part, indices))
    for part in scripted:
        accented = "^" in part.style.partition(":")[0]
        atoms[f"{part.letter}_"] = (part.letter.rpartition("_")[0] if accented else part.letter,)
    shown = Conventions(frozenset(called), frozenset(bare), dependent, indexed, frozenset(integrated))
    return shown, atoms


def _holds(part: Part, indices: set[str]) -> bool:
    """Whether an index that a sum runs through stands in the index of a name."""
    waiting: list[Row] = [part.sub or ()]
    while waiting:
        for each in waiting.pop():
            if each.text in indices or not indices.isdisjoint(each.atoms):
                return True
            waiting.extend(each.rows)
    return False


def _is_call(part: Part, following: Part) -> bool:
    return following.kind == "BRACKET" and following.text in ("(", "[") and part.sup is None


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
