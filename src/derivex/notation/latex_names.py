r"""Does a name before a bracket call or multiply, as LaTeX is written?

A declaration decides; then primes, commas and words, which only calls have; then what the text shows
elsewhere. A small letter before a sum multiplies, ``x(1 - x)`` and ``a(b + c)``, and so does any that also stands bare;
the letters that stand for functions call, and so does a letter before symbols alone, ``y(t)``.

Contract: where people read both, ``Ambiguous`` says what to write.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from derivex.errors import Ambiguous
from derivex.notation.latex_conventions import Conventions
from derivex.notation.latex_parts import Part, Row, is_inverse
from derivex.notation.names import ALIASES, ELSEWHERE, FORMS, FUNCTION_LETTERS, FUNCTIONS, Names, is_builtin
from derivex.notation.tokens import Source

# functions of matrices and of sets: as unknown functions of numbers they'd be misjudged
_OF_OTHERS: Final = frozenset(["tr", "Tr", "det", "rank", "diag", "dim", "span", "argmax", "argmin"])
# functions of what is random, of which nothing is known but that equal arguments have equal values
_PROBABILITIES: Final = frozenset(["P", "Pr", "Prob"])
_OF_RANDOM: Final = _PROBABILITIES | {"E_", "V", "Var", "var", "Cov", "cov", "Corr", "corr"}
GREEK_FUNCTIONS: Final = frozenset(["zeta", "Gamma"])  # Greek letters that are also functions of their own
_FUNCTIONS: Final = frozenset(["f", "phi", "psi"])  # the others are as often variables: h(a + b)/2, F(x/t)
_SIGNS: Final = frozenset(["PLUS", "MINUS"])


@dataclass(frozen=True, slots=True)
class Reading:
    """What the parts of one text are read with."""

    code: Source
    names: Names
    conventions: Conventions
    whole: Row = ()  # of the whole text


def symbol(part: Part, reading: Reading) -> str:
    """The name of a symbol; Euler's number for an ``e`` that nobody declared."""
    if part.text == "e" and part.style == "LETTER":
        return reading.names.constant("e")
    return part.text


def is_euler(part: Part, reading: Reading) -> bool:
    return part.kind == "NAME" and symbol(part, reading) == "E"


def opens_call(row: Row, index: int, reading: Reading) -> bool:
    """Whether the name at an index calls the bracket after it."""
    part = row[index]
    following = row[index + 1] if index + 1 < len(row) else None
    curly = part.style == "SCRIPT" and following is not None and following.text == "{"
    if following is None or following.kind != "BRACKET" or not (following.text in ("(", "[") or curly):
        return False
    if curly:
        return part.sup is None or is_inverse(part)
    code, names = reading.code, reading.names
    name = part.text
    shown = code.slice(part.token, part.token)
    if part.sup is not None:
        return _powered_call(part, following, reading)
    if name in names.functions or part.primes:  # f' = f (1 - f), where f depends on x
        return not (name in reading.conventions.dependent and _stands_bare(following.rows[0], name))
    if partial_arguments(name, reading) and _is_place(following.rows[0]):
        return True
    if name in reading.conventions.dependent:
        return _dependent_calls(part, following, shown, reading)
    if part.style in ("OPERATOR", "WORD", "UPRIGHT") and name in _OF_OTHERS and name not in names.symbols:
        raise code.not_checkable(f'"{shown}" is no function of numbers', part.token, "define it if you mean another")
    if name in names.symbols:
        return False
    if of_random(part, following):
        if part.style == "LETTER" and name in reading.conventions.bare:
            raise _riddle(part, shown, reading)
        return True
    if part.style in ("OPERATOR", "WORD", "SCRIPT"):
        if following.text == "[" and not any(each.kind in ("COMMA", "GIVEN") for each in following.rows[0]):
            raise _riddle(part, shown, reading)
        _check_word(part, following, reading)
        return True
    if is_euler(part, reading) or name in ("I", "d"):
        raise code.ambiguous(f'"{shown}(" can be a product or a call', part.token, r"write \cdot, or ^{…} for a power")
    if name == "pi":
        return False
    return _letter_calls(part, following, shown, reading)


def partial_arguments(name: str, reading: Reading) -> tuple[str, ...]:
    r"""What a name depends on of which partial derivatives are taken, if no definition says so; () for any other name.

    Those are what it is called with elsewhere, or else all variables of derivatives in the chain.
    """
    shows, names = reading.conventions, reading.names
    variables = {variable for each, variable in shows.partials if each == name}
    if not variables or name in names.symbols:
        return ()
    known = {arguments for each, arguments in shows.arguments if each == name}
    if len(known) == 1 and variables.issubset(*known):
        return next(iter(known))
    return () if known or name in names.functions else tuple(sorted((variables | shows.variables) - {name}))


def _is_place(inside: Row) -> bool:
    """Whether arguments are names and numbers, one each."""
    commas = all(each.kind == "COMMA" for each in inside[1::2])
    return commas and all(each.kind in ("NAME", "NUMBER") for each in inside[::2])


def of_random(part: Part, bracket: Part) -> bool:
    r"""Whether this is an expectation, a variance or a probability: ``E[X]``, ``\mathrm{Pr}(X \leq x)``."""
    name = part.letter or part.text
    if name not in _OF_RANDOM:
        return False
    related = name in _PROBABILITIES and any(each.kind in ("RELATION", "GIVEN") for each in bracket.rows[0])
    return part.style.partition(":")[0] in ("OPERATOR", "WORD", "UPRIGHT") or bracket.text == "[" or related


def _dependent_calls(part: Part, following: Part, shown: str, reading: Reading) -> bool:
    """Whether a name that depends on a variable is taken at a place: ``y(x)`` and ``y(0)``, but not ``y(1 - y)``."""
    name, inside = part.text, following.rows[0]
    variable = reading.conventions.dependent[name]
    alone = inside[0] if len(inside) == 1 else None
    if alone is not None and (alone.kind == "NUMBER" or (alone.kind == "NAME" and alone.text == variable)):
        return True
    if name in reading.conventions.bare and _mentions(inside, name):
        return False
    raise _riddle(part, shown, reading)


def _stands_bare(row: Row, name: str) -> bool:
    """Whether a name stands in a row without a bracket behind it."""
    waiting = [row]
    while waiting:
        inside = waiting.pop()
        for index, each in enumerate(inside):
            following = inside[index + 1].kind if index + 1 < len(inside) else ""
            if each.kind == "NAME" and each.text == name and following != "BRACKET":
                return True
            waiting.extend((*each.rows, each.sup or ()))
    return False


def _mentions(row: Row, name: str) -> bool:
    """Whether a name stands anywhere in a row."""
    waiting = [row]
    while waiting:
        for each in waiting.pop():
            if each.kind == "NAME" and each.text == name:
                return True
            waiting.extend((*each.rows, each.sup or ()))
    return False


def _letter_calls(part: Part, following: Part, shown: str, reading: Reading) -> bool:
    """Whether an undeclared letter, perhaps with an index, calls the bracket after it."""
    shows = reading.conventions
    name = part.text
    inside = following.rows[0]
    bare = name in shows.bare
    if any(each.kind in ("COMMA", "GIVEN") for each in inside):
        return True
    if bare:
        if name in shows.called:
            raise _riddle(part, shown, reading)
        return False
    if name in GREEK_FUNCTIONS:
        if name == "Gamma":
            return True
        raise _riddle(part, shown, reading)
    letter = part.letter or name
    if following.text == "(" and (name in shows.called or letter in _FUNCTIONS or _is_argument(letter, inside)):
        return True
    if is_sum(inside) and not name[0].isupper() and letter not in FUNCTION_LETTERS:
        return False
    raise _riddle(part, shown, reading)


def _is_argument(letter: str, inside: Row) -> bool:
    """Whether nobody would bracket this for a product with a letter that may stand for a function."""
    if letter not in FUNCTION_LETTERS or not inside:
        return False
    if len(inside) == 1:
        return inside[0].kind in ("NAME", "NUMBER", "ROOT")
    return inside[0].kind == "FUNCTION" or (
        len(inside) == 2 and inside[0].kind == "NAME" and inside[1].kind == "BRACKET"
    )


def is_sum(row: Row) -> bool:
    """Whether a sign stands between two terms; a sign before the first makes no sum."""
    return any(part.kind in _SIGNS for part in row[1:])


def _riddle(part: Part, shown: str, reading: Reading) -> Ambiguous:
    remedy = f"write {shown} \\cdot (…), or declare it"
    return reading.code.ambiguous(f'"{shown}" before a bracket can be a product or a call', part.token, remedy)


def _powered_call(part: Part, following: Part, reading: Reading) -> bool:
    """``f^2(x)`` is a riddle where f may be a function; ``f^{-1}(x)`` is its inverse, ``x^2(1 + x)`` a product."""
    code, names, shows = reading.code, reading.names, reading.conventions
    name = part.text
    if name in names.symbols or is_euler(part, reading) or name == "pi":
        return False
    letter = (part.letter or name) in FUNCTION_LETTERS
    function = name in names.functions or name in shows.called or part.primes or name in shows.dependent
    inverse = part.sup is not None and part.sup[0].kind == "MINUS"
    clear = function or (letter and name not in shows.bare and _is_argument(part.letter or name, following.rows[0]))
    if is_inverse(part) and clear and not part.primes and following.text == "(":
        return True
    if function or part.style in ("OPERATOR", "WORD") or (letter and (inverse or not is_sum(following.rows[0]))):
        shown = code.slice(part.token, part.token)
        message = f'"{shown}^…(" can be a power, a function applied again, or an inverse'
        raise code.ambiguous(message, part.token, f"write {shown}(…)^n, or a name of its own")
    return False


def _check_word(part: Part, bracket: Part, reading: Reading) -> None:
    """A word that is called is none of the functions that terms don't have, and no form of the plain notation."""
    code, name = reading.code, part.text
    if name in FUNCTIONS or name in ALIASES:
        return
    small = name.lower()
    if name in ELSEWHERE or name in FORMS:
        message = f'the function "{name}" is not known here'
        raise code.not_checkable(message, part.token, "define it if you mean another")
    several = any(each.kind == "COMMA" for each in bracket.rows[0])  # Exp(x; a) is no exponential
    if small != name and len(name) > 1 and is_builtin(small) and not several:
        raise code.not_checkable(f'there is no function "{name}"', part.token, f"write \\operatorname{{{small}}}")


def check_bare(part: Part, reading: Reading) -> None:
    """A name that stands for a value is no function."""
    code, names = reading.code, reading.names
    name = part.text
    shown = code.slice(part.token, part.token)
    if part.primes and _may_be_function(part, reading):
        remedy = f"write {shown}'(x), or say what it depends on"
        raise code.ambiguous("a prime can be a derivative or a part of a name", part.token, remedy)
    if name in names.symbols:
        return
    if name in reading.conventions.called:
        raise _riddle(part, shown, reading)
    if part.style == "OPERATOR" or name in names.functions:
        raise code.unreadable(f'"{shown}" needs its argument in brackets', part.token, f"write {shown}(…)")
    if part.style == "WORD" and is_builtin(name):
        remedy = f"write \\operatorname{{{name}}}(…)"
        raise code.unreadable(f'"{shown}" needs its argument in brackets', part.token, remedy)


def _may_be_function(part: Part, reading: Reading) -> bool:
    """Whether a name with a prime may be a derivative: of a function that is known here, or amid derivatives."""
    shows, name = reading.conventions, part.text
    known = name in reading.names.functions or name in shows.called
    return known or bool(shows.variables) or bool(shows.by) or "()" in shows.primed
