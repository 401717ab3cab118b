r"""What several marks of a row are together: ``\Delta x``, ``dy/dx``, and the ``t'`` of ``\int f(t') \, dt'``.

``\Delta x`` is one name, the change of x, where Delta is no letter of its own; ``dy/dx`` is set as the fraction that
it is; and a variable of an integral may have a prime, which makes it another name.

Contract: a row with fewer parts and the same marks. Only a Delta right before a name joins it; what it stands before
otherwise is refused where it is read. Whether it stands alone elsewhere is for the whole chain to say:
``check_change`` refuses then.
"""

from __future__ import annotations

from derivex.notation.latex_differentials import is_d
from derivex.notation.latex_parts import Part, Row, prime_name
from derivex.notation.names import Names
from derivex.notation.tokens import Source, Token

_DELTA = "Delta"


def joined(row: Row, tokens: list[Token], names: Names) -> Row:
    """A row, and all rows in it, with what belongs together as one part."""
    kinds = {token.kind for token in tokens}
    known = names.symbols | names.functions
    deltas = _DELTA not in known and any(token.text == _DELTA for token in tokens)
    rates = "d" not in known and "SLASH" in kinds
    primed = _primed_variables(row) if "INTEGRAL" in kinds and "PRIME" in kinds else frozenset()
    return _joined(row, deltas=deltas, rates=rates, primed=primed) if deltas or rates or primed else row


def _joined(row: Row, *, deltas: bool, rates: bool, primed: frozenset[str]) -> Row:
    found: list[Part] = []
    index = 0
    while index < len(row):
        part = row[index]
        stop = _rate_end(row, index) if rates else 0
        if stop:
            found.append(_rate(row[index:stop]))
            index = stop
            continue
        following = row[index + 1] if index + 1 < len(row) else None
        if deltas and found and _joins(found[-1], part, following):
            found.append(_change(found.pop(), part))
        elif part.kind == "NAME" and part.primes and prime_name(part) in primed:
            atoms = (*(part.atoms or (part.text,)), *"'" * part.primes)
            found.append(part._replace(text=prime_name(part), primes=0, letter="", sub=None, atoms=atoms))
        else:
            rows = tuple(_joined(each, deltas=deltas, rates=rates, primed=primed) for each in part.rows)
            sup = part.sup and _joined(part.sup, deltas=deltas, rates=rates, primed=primed)
            sub = part.sub
            if sub and not part.atoms:
                sub = _joined(sub, deltas=deltas, rates=rates, primed=primed)
            found.append(part._replace(rows=rows, sup=sup, sub=sub))
        index += 1
    return tuple(found)


# ---- rates ----


def _rate_end(row: Row, index: int) -> int:
    """Where ``dy/dx`` or ``d/dx`` ends, if it begins there; 0 if it doesn't."""
    part = row[index]
    if not is_d(part) or (index and row[index - 1].kind == "SLASH"):
        return 0
    slash = index + 1
    if slash < len(row) and row[slash].kind == "NAME":
        apart = row[slash].start != part.end and part.sup is None
        if apart or row[slash].sup is not None:
            return 0
        slash += 1
    if slash + 2 >= len(row) or row[slash].kind != "SLASH" or row[slash].text != "/":
        return 0
    below, by = row[slash + 1], row[slash + 2]
    tight = is_d(below) and below.sup is None and by.kind == "NAME" and by.start == below.end
    return slash + 3 if tight else 0


def _rate(parts: Row) -> Part:
    slash = next(index for index, part in enumerate(parts) if part.kind == "SLASH")
    rows = (parts[:slash], parts[slash + 1 :])
    return Part("FRACTION", "", parts[0].start, parts[-1].end, rows=rows)


# ---- integrals ----


def _primed_variables(row: Row) -> frozenset[str]:
    """The names that ``dt'`` gives to variables of integrals."""
    found: set[str] = set()
    waiting: list[Row] = [row]
    while waiting:
        each = waiting.pop()
        integral = False
        for index, part in enumerate(each):
            integral = integral or part.kind == "INTEGRAL"
            waiting.extend(part.rows)
            name = each[index + 1] if index + 1 < len(each) else None
            if integral and is_d(part) and name is not None and name.kind == "NAME" and name.primes:
                found.add(prime_name(name))
    return frozenset(found)


# ---- changes ----


def _change(delta: Part, part: Part) -> Part:
    atoms = (_DELTA, *(part.atoms or (part.text,)))
    letter = part.letter and f"{_DELTA}{part.letter}"
    return part._replace(text=f"{_DELTA}{part.text}", start=delta.start, letter=letter, atoms=atoms)


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
