r"""Sums and integrals over sets, as ``\sum_{x \in X}``, ``\sum_x`` and ``\int_A f \, dx``.

They are unknown functions of what they enclose. Of the set nothing is known, so nothing is known of the sum but that
equal terms have equal sums. Its variable is a name of its own, ``x_each``, whatever is said of x around it.

Contract: no sum over one set is taken for one over another, by another variable, or for an integral.
"""

from __future__ import annotations

from typing import Final

from derivex.notation.latex_names import Reading, is_euler
from derivex.notation.latex_parts import Part, Row
from derivex.notation.latex_pieces import Inside, Piece, added, call, spent

MAX_SUMS: Final = 30  # each of them renames all that is inside

_KINDS: Final = {"Sum": "sum", "Product": "prod", **{name: name for name in ("argmax", "argmin", "sup", "inf")}}


def set_of(part: Part) -> str:
    """The name of a sum, a product, an integral or an extreme over a set; "" if this isn't one."""
    sub = part.sub or ()
    if part.sup is not None or not sub or sub[0].kind != "NAME" or sub[0].sup is not None:
        return ""
    if part.kind == "INTEGRAL":
        return f"int_{sub[0].text}" if len(sub) == 1 and part.text == "1" and sub[0].text[0].isupper() else ""
    kind, name = _KINDS[part.text], sub[0].text
    if len(sub) == 1:
        return f"{kind}_{name}"
    named = len(sub) == 3 and sub[1].kind == "IN" and sub[2].kind == "NAME" and sub[2].sup is None
    return f"{kind}_{name}_{sub[2].text}" if named else ""


def is_one_sided(part: Part) -> bool:
    """Whether a limit is from above or from below: a sign stands above its point."""
    sub = part.sub or ()
    if part.kind != "LIMIT" or len(sub) < 3 or sub[0].kind != "NAME" or sub[0].sup is not None or sub[1].kind != "TO":
        return False
    sup = sub[-1].sup or ()
    return len(sup) == 1 and sup[0].kind in ("PLUS", "MINUS") and sub[-1].kind in ("NUMBER", "NAME")


def over_set(name: str, part: Part, body: Row, variable: Part, reading: Reading) -> list[Piece]:
    """The sum or integral as a function of its body, in which the variable has a name of its own."""
    if sum(each.kind in ("BIG", "LIMIT") for each in body) > MAX_SUMS:
        raise reading.code.too_large(f"more than {MAX_SUMS} sums stand inside each other", part.token)
    if variable.primes or is_euler(variable, reading) or not body:
        raise reading.code.not_checkable("a sum or an integral over a set is not read here", part.token)
    each = f"{variable.text}_each"
    renamed, count = _renamed(body, variable.text, each)
    name = f"{name}_{variable.text}" if part.kind == "INTEGRAL" else name
    marks = [*spent(part, *[variable.text] * count), *added(part, *[each] * count), *added(part, name)]
    marks += spent(part, *(mark.text for mark in part.sub or () if mark.kind == "NAME"))
    return [*marks, *call(name, part, [Inside(renamed)])]


def from_one_side(part: Part, body: Row, reading: Reading) -> list[Piece]:
    r"""``\\lim_{x \\to 0^+}`` as a function of its body and its point."""
    sub = part.sub or ()
    variable, point, last = sub[0], sub[2:], sub[-1]
    assert last.sup is not None
    name = f"lim_{variable.text}_{'above' if last.sup[0].kind == 'PLUS' else 'below'}"
    each = f"{variable.text}_each"
    renamed, count = _renamed(body, variable.text, each)
    marks = [*spent(part, *[variable.text] * (count + 1)), *added(part, *[each] * count), *added(part, name)]
    return [*marks, *call(name, part, [Inside(renamed)], [Inside((*point[:-1], last._replace(sup=None)))])]


def _renamed(row: Row, old: str, new: str) -> tuple[Row, int]:
    """A row with another name for a symbol, and how often it stands there."""
    found: list[Part] = []
    count = 0
    for part in row:
        if part.kind == "NAME" and part.text == old:
            part, count = part._replace(text=new), count + 1
        rows = [_renamed(each, old, new) for each in part.rows]
        sup = _renamed(part.sup, old, new) if part.sup else None
        sub = _renamed(part.sub, old, new) if part.sub and not part.atoms else None
        count += sum(number for _, number in (*rows, *([sup] if sup else []), *([sub] if sub else [])))
        found.append(
            part._replace(
                rows=tuple(each for each, _ in rows), sup=sup[0] if sup else part.sup, sub=sub[0] if sub else part.sub
            )
        )
    return tuple(found), count
