r"""Sums, products, limits and integrals.

A sum and a limit reach to the next sign between terms, an integral to its differential. Of a sum over a set, and of a
limit from one side, nothing is known but what it is of.

Contract: every variable that is bound has its bounds in the term, a name of its own, or the text is refused: a sum that
ends nowhere, an integral along a curve.
"""

from __future__ import annotations

from typing import Final

from derivex.notation.latex_differentials import Integral
from derivex.notation.latex_extents import argument_end, mentions, statement_end, term_end
from derivex.notation.latex_names import Reading, is_euler, opens_call
from derivex.notation.latex_parts import BEGINS, Part, Row, open_range
from derivex.notation.latex_pieces import Inside, Piece, added, bracketed, call, sign, spent
from derivex.notation.latex_sets import from_one_side, is_one_sided, over_set, set_of
from derivex.notation.latex_variables import variable_of

_SIGNS: Final = frozenset(["PLUS", "MINUS"])
_NO_BOUNDS: Final = "its variable and both of its bounds must be written, as in {}_{{k=1}}^{{n}}"


def reaching(row: Row, index: int, integrals: dict[int, Integral], reading: Reading) -> tuple[list[Piece], int]:
    """A sum, a product or a limit with all that it reaches, and the index after it."""
    part = row[index]
    code = reading.code
    start = index + 1
    if start == len(row) or row[start].kind not in (*BEGINS, "MINUS", "PLUS"):
        shown = code.slice(part.token, part.token)
        raise code.unreadable(f'something is missing after "{shown}"', part.token)
    end = term_end(row, start, integrals)
    body = row[start:end]
    ranges = _open_ranges(part, reading) if part.kind == "BIG" else []
    if ranges:
        return _over_open_ranges(row, start, end, ranges, reading), end
    if part.sub is not None and is_one_sided(part) and not mentions(row[end : statement_end(row, end)], part.sub[0]):
        return from_one_side(part, body, reading), end
    over = set_of(part) if part.kind == "BIG" else ""
    if over and part.sub is not None and not mentions(row[end : statement_end(row, end)], part.sub[0]):
        return over_set(over, part, body, part.sub[0], reading), end
    variable, bounds = _limit_bounds(part, reading) if part.kind == "LIMIT" else _sum_bounds(part, reading)
    if part.text == "Product":
        end = _product_end(row, start, end, part, variable, reading)
        body = row[start:end]
    # lim_{x -> 0} f(x) + x, where other sides of the chain show x as a letter of its own
    unbound = part.kind == "LIMIT" and variable.text in reading.conventions.free
    if mentions(row[end : statement_end(row, end)], variable) and not unbound:
        shown = code.slice(part.token, part.token)
        message = f'where "{shown}" ends can\'t be told, for its variable stands after the next sign'
        raise code.ambiguous(message, part.token, "write brackets")
    if part.kind == "LIMIT":
        return call("Limit", part, [Inside(body)], [sign("NAME", variable, variable.text)], bounds[0]), end
    return call(part.text, part, [Inside(body)], _group(part, variable, bounds)), end


def _group(part: Part, variable: Part, bounds: list[list[Piece]]) -> list[Piece]:
    pieces: list[Piece] = [sign("NAME", variable, variable.text)]
    for bound in bounds:
        pieces += [sign("COMMA", part), *bound]
    return bracketed(part, *pieces)


_STEPS: Final = frozenset("ijklmn")  # letters that nobody sums by unless they run through whole numbers


def _open_ranges(part: Part, reading: Reading) -> list[Part]:
    r"""The variables of ``\sum_i``, ``\prod_i`` and ``\sum_{i,j}``, whose ranges aren't written."""
    sub = part.sub or ()
    if part.sup is not None or part.text not in ("Sum", "Product"):
        return []
    if not all(each.kind in ("NAME", "COMMA") for each in sub):
        return []
    found = [each for each in sub if each.kind == "NAME"]
    if not all(each.text in _STEPS for each in found) or len({each.text for each in found}) < len(found):
        return []
    for each in found:
        check_variable(each, reading)
    return found


def _over_open_ranges(row: Row, start: int, end: int, ranges: list[Part], reading: Reading) -> list[Piece]:
    """A sum or product from the first to the last value of each variable, which are names of their own."""
    part = row[start - 1]
    pieces: list[Piece] = [Inside(row[start:end])]
    for variable in reversed(ranges):
        if mentions(row[end : statement_end(row, end)], variable):
            message = "where this ends can't be told, for its variable stands after the next sign"
            raise reading.code.ambiguous(message, part.token, "write brackets")
        ends = open_range(variable.text)
        marks = added(part, *ends)
        pieces = [
            *marks,
            *call(part.text, part, pieces, _group(part, variable, [[sign("NAME", part, each)] for each in ends])),
        ]
    return pieces


def _sum_bounds(part: Part, reading: Reading) -> tuple[Part, list[list[Piece]]]:
    sub, sup = part.sub, part.sup
    shown = reading.code.slice(part.token, part.token)
    known = part.text in ("Sum", "Product")
    if not known or not sub or not sup or len(sub) < 3 or sub[1].kind != "RELATION" or sub[1].text != "=":
        raise reading.code.not_checkable(_NO_BOUNDS.format(shown), part.token)
    check_variable(sub[0], reading)
    return sub[0], [bound_of(sub[2:], reading), bound_of(sup, reading)]


def _limit_bounds(part: Part, reading: Reading) -> tuple[Part, list[list[Piece]]]:
    sub = part.sub
    if not sub or len(sub) < 3 or sub[1].kind != "TO" or part.sup is not None:
        message = r"the variable of a limit and where it goes must be written, as in \lim_{x \to 0}"
        raise reading.code.not_checkable(message, part.token)
    check_variable(sub[0], reading)
    last = sub[-1]
    if last.sup is not None and len(last.sup) == 1 and last.sup[0].kind in _SIGNS:
        raise reading.code.not_checkable("only two-sided limits are read, and this one has one side", last.token)
    return sub[0], [bound_of(sub[2:], reading)]


def check_variable(variable: Part, reading: Reading) -> None:
    code = reading.code
    if variable.kind != "NAME" or variable.sup is not None or variable.primes or is_euler(variable, reading):
        raise code.not_checkable("only a name can be a variable that is bound", variable.token)
    if variable.text in reading.conventions.dependent or variable.letter in reading.conventions.indexed:
        raise code.not_checkable("this variable is also a function of another one here", variable.token)


def is_infinite(row: Row) -> bool:
    return bool(row) and row[-1].kind == "INFINITY" and (len(row) == 1 or (len(row) == 2 and row[0].kind in _SIGNS))


def infinite(row: Row, reading: Reading) -> list[Piece]:
    """Infinity with or without a sign."""
    if row[-1].sup is not None or row[-1].sub is not None:
        raise reading.code.not_checkable("infinity has no powers", row[-1].token)
    infinity: list[Piece] = [sign("NAME", row[-1], "oo")]
    return [sign("MINUS", row[0]), *infinity] if row[0].kind == "MINUS" else infinity


def bound_of(row: Row, reading: Reading) -> list[Piece]:
    """A bound: an expression, in which infinity may stand."""
    if is_infinite(row):
        return infinite(row, reading)
    return [Inside(_unbounded(row, reading))]


def _unbounded(row: Row, reading: Reading) -> Row:
    """A bound with its infinities as names, ``(-\\infty - \\mu)/\\sigma``."""
    found: list[Part] = []
    for part in row:
        if part.kind == "INFINITY" and (part.sup is not None or part.sub is not None):
            raise reading.code.not_checkable("infinity has no powers", part.token)
        if part.kind == "INFINITY":
            part = part._replace(kind="NAME", style="LETTER")
        elif part.rows:
            part = part._replace(rows=tuple(_unbounded(each, reading) for each in part.rows))
        found.append(part)
    return tuple(found)
    return tuple(found)


def _product_end(row: Row, start: int, end: int, part: Part, variable: Part, reading: Reading) -> int:
    r"""Where a product ends: a factor without its variable, after those with it, may stand outside.

    ``\prod_k (a_k) b`` ends with its bracket, if that alone shows the variable.
    """
    body = row[start:end]
    running = [index for index, each in enumerate(body) if mentions((each,), variable)]
    if running == [0] and body[0].kind == "BRACKET" and body[0].text in ("(", "[") and body[0].sub is None:
        after = 1 + sum(each.kind == "BANG" for each in body[1:2])
        if after == len(body) or body[after].kind not in ("SLASH", "BANG"):
            return start + after
    last = running[-1] if running else len(body)
    if running and body[last].kind == "FUNCTION":
        last = argument_end(body, last, reading) - 1
    elif running and body[last].kind in ("BIG", "LIMIT"):
        last = len(body)
    elif running and opens_call(body, last, reading):
        last += 1
    if any(each.kind in BEGINS for each in body[last + 1 :]):
        raise reading.code.ambiguous("where this product ends can't be told", part.token, "write brackets")
    return end


# ---- integrals ----


def integral(row: Row, index: int, found: Integral, reading: Reading) -> tuple[list[Piece], int]:
    """An integral up to its differential, and the index after it."""
    part = row[index]
    code = reading.code
    first = found.ends[0]
    body = row[index + 1 : first]
    extra: list[Piece] = []
    by: Part | None = None  # the bracket of d(E)
    if found.inside:
        body, variables, end, extra = _fraction(row, body, first, part, reading)
    elif len(found.ends) == 1 and row[first + 1].kind == "BRACKET":
        by, end = row[first + 1], first + 2
        variables = [variable_of(by, part, reading)]
    else:
        variables = [row[end + 1] for end in found.ends]
        end = found.ends[-1] + 2
        if any(later != earlier + 2 for earlier, later in zip(found.ends, found.ends[1:], strict=False)):
            raise code.ambiguous("the differentials of this integral must follow each other", part.token, "write dx dy")
    for variable in variables:
        check_variable(variable, reading)
    if by is None and not found.inside and _is_measure(row, end, variables[-1]):
        raise code.not_checkable("an integral by a measure is not read", variables[-1].token)
    if not body:
        extra += added(part, "1") if by is None else []
        if end < len(row) and row[end].kind in BEGINS:
            raise code.ambiguous("what this integral is of can't be told", part.token, "write its differential last")
    pieces: list[Piece] = [Inside(body) if body else sign("NUMBER", part, "1")]
    if by is not None:
        (variable,) = variables
        rate = call("diff", part, [Inside(by.rows[0])], [sign("NAME", variable, variable.text)])
        factors = all(each.kind in BEGINS or each.kind == "TIMES" for each in body)
        pieces = rate if not body else [*(pieces if factors else bracketed(part, *pieces)), sign("TIMES", part), *rate]
        extra += added(part, *(variable.atoms or (variable.text,)) * 2)
    over = set_of(part)
    if over and by is None and len(variables) == 1:
        return [*spent(part, "d", variables[0].text), *extra, *over_set(over, part, body, variables[0], reading)], end
    if (part.sub is None) != (part.sup is None) or (part.sub is not None and len(variables) > 1):
        raise code.not_checkable("an integral over a set or along a curve is not read", part.token, "write both bounds")
    for variable in variables:
        bound: list[Piece] = [sign("NAME", variable, variable.text)]
        if part.sub is not None and part.sup is not None:
            lower, upper = (_without_name(each, variable) for each in (part.sub, part.sup))
            bound = _group(part, variable, [bound_of(lower, reading), bound_of(upper, reading)])
            named = (len(lower) < len(part.sub)) + (len(upper) < len(part.sup))
            extra += spent(part, *[variable.text] * named)
        pieces = call("Integral", part, pieces, bound)
    letters = ["d"] * len(variables)
    return [*spent(part, *letters), *extra, *pieces], end


def _is_measure(row: Row, end: int, variable: Part) -> bool:
    r"""Whether this is ``d\\mu(x)``."""
    bracket = row[end] if end < len(row) else variable
    tight = bracket.kind == "BRACKET" and bracket.text == "(" and bracket.start == variable.end
    return tight and len(bracket.rows[0]) == 1


def _without_name(sub: Row, variable: Part) -> Row:
    """``x=0`` as the lower end is 0, if x is the variable."""
    if len(sub) > 2 and sub[1].kind == "RELATION" and sub[1].text == "=" and sub[0].text == variable.text:
        return sub[2:]
    return sub


def _fraction(
    row: Row, before: Row, index: int, part: Part, reading: Reading
) -> tuple[Row, list[Part], int, list[Piece]]:
    r"""``\int \frac{2\,dx}{x}``: the body with the differential taken out of the numerator."""
    fraction = row[index]
    above, below = fraction.rows
    rest, variable = above[:-2], above[-1]
    end = index + 1
    if fraction.sup is not None or (end < len(row) and row[end].kind in (*BEGINS, "TIMES", "SLASH", "BANG")):
        message = "where this integral ends can't be told"
        raise reading.code.ambiguous(message, fraction.token, "write its differential last")
    extra: list[Piece] = []
    if not rest:
        rest = (Part("NUMBER", "1", fraction.start, fraction.end),)
        extra = added(part, "1")
    return (*before, fraction._replace(rows=(rest, below))), [variable], end, extra
