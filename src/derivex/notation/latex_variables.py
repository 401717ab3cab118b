r"""Which letter runs: between the ends of ``[F]_a^b``, and by which ``\int … \,\mathrm{d}(t/b)`` integrates.

Nobody writes it there, since one letter only can be meant: the one that stands nowhere around.

Contract: exactly one letter, or ``Ambiguous``.
"""

from __future__ import annotations

from derivex.notation.latex_differentials import is_d
from derivex.notation.latex_extents import mentions
from derivex.notation.latex_names import Reading, is_euler, opens_call
from derivex.notation.latex_parts import Part, Row


def symbols_in(body: Row, reading: Reading) -> list[Part]:
    """The symbols in a row, in their order."""
    found: list[Part] = []
    waiting: list[tuple[Row, int]] = [(body, 0)]
    while waiting:
        row, index = waiting.pop()
        if index == len(row):
            continue
        part = row[index]
        waiting.append((row, index + 1))
        if part.kind == "NAME" and not is_d(part) and not opens_call(row, index, reading):
            found.append(part)
        scripts = (part.sup or (), part.sub if part.sub and part.kind != "NAME" else ())
        waiting.extend((each, 0) for each in (*scripts, *reversed(part.rows)))
    return found


def runs_between(body: Row, ends: Row, part: Part, reading: Reading) -> Part:
    """The letter that runs between two ends: the only one, or the only one by which anything is integrated."""
    letters = _letters(body, reading)
    left = {name: each for name, each in letters.items() if not mentions(ends, each)}
    known = [each for name, each in left.items() if name in reading.conventions.integrated]
    if len(known) == 1:
        return known[0]
    if len(left) == 1 and not known:
        return next(iter(left.values()))
    raise reading.code.ambiguous("which letter runs between these ends can't be told", part.token, "write _{x=a}^{x=b}")


def variable_of(bracket: Part, integral: Part, reading: Reading) -> Part:
    """The letter of ``d(E)`` that runs: the only one that stands neither in the bounds nor outside of the integral.

    Where several are left, those go that other sides of the chain show unbound.
    """
    letters = _letters(bracket.rows[0], reading)
    bounds = (*(integral.sub or ()), *(integral.sup or ()))
    inside = range(integral.start, bracket.end)
    outside = {each.text for each in symbols_in(reading.whole, reading) if each.start not in inside}
    left = [each for name, each in letters.items() if name not in outside and not mentions(bounds, each)]
    if len(left) > 1:
        left = [each for each in left if each.text not in reading.conventions.free]
    if len(left) == 1:
        return left[0]
    message = "by which letter this differential integrates can't be told"
    raise reading.code.ambiguous(message, bracket.token, "substitute another variable")


def _letters(body: Row, reading: Reading) -> dict[str, Part]:
    """The symbols of a row that may run, by name."""
    found: dict[str, Part] = {}
    for each in symbols_in(body, reading):
        if not is_euler(each, reading) and each.text != "pi":
            found.setdefault(each.text, each._replace(sup=None, primes=0))
    return found
