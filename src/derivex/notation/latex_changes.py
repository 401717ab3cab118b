r"""``\Delta x`` is one name, the change of x, where Delta is no letter of its own.

Contract: only a Delta right before a name joins it; what it stands before otherwise is refused where it is read.
Whether it stands alone elsewhere is for the whole chain to say: ``check_change`` refuses then.
"""

from __future__ import annotations

from derivex.notation.latex_parts import Part, Row
from derivex.notation.names import Names
from derivex.notation.tokens import Source

_DELTA = "Delta"


def joined_changes(row: Row, names: Names) -> Row:
    """A row, and all rows in it, with every ``\\Delta x`` as one name."""
    if _DELTA in names.symbols | names.functions:
        return row
    found: list[Part] = []
    for index, part in enumerate(row):
        if found and _joins(found[-1], part, row[index + 1] if index + 1 < len(row) else None):
            delta = found.pop()
            atoms = (_DELTA, *(part.atoms or (part.text,)))
            letter = part.letter and f"{_DELTA}{part.letter}"
            whole = part._replace(text=f"{_DELTA}{part.text}", start=delta.start, letter=letter, atoms=atoms)
            found.append(whole)
            continue
        rows = tuple(joined_changes(each, names) for each in part.rows)
        sup = part.sup and joined_changes(part.sup, names)
        sub = joined_changes(part.sub, names) if part.sub and not part.atoms else part.sub
        found.append(part._replace(rows=rows, sup=sup, sub=sub))
    return tuple(found)


def _joins(delta: Part, part: Part, following: Part | None) -> bool:
    if not (delta.kind == part.kind == "NAME") or delta.text != _DELTA or delta.style != "LETTER":
        return False
    if delta.sub is not None or delta.sup is not None or delta.primes or part.primes:
        return False
    if part.style == "UPRIGHT" and part.text == "d":
        return False
    return not (following is not None and following.kind == "BRACKET" and following.start == part.end)


def is_change(part: Part) -> bool:
    """Whether a name is a Delta and another name."""
    letter = part.letter or part.text
    return bool(part.atoms) and part.atoms[0] == _DELTA != letter and not letter.startswith(f"{_DELTA}_")


def check_change(part: Part, bare: frozenset[str], code: Source) -> None:
    """Refuses ``\\Delta x`` where Delta also stands alone."""
    if is_change(part) and _DELTA in bare:
        shown = code.slice(part.token, part.token)
        remedy = r"write \Delta \cdot …, or \mathrm{…} for a name"
        raise code.ambiguous(f'"{shown}" can be a product or one name', part.token, remedy)
