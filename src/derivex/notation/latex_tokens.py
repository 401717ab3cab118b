r"""From LaTeX to tokens: control words, letters, numbers and signs, each with its position.

Layout (spaces, sizes, styles, comments, labels) is left out. Letters stand one by one, as TeX sets
them, except where a run of them is a name: ``sigmoid(x)``, a built-in function before a bracket, what the file
has declared, and what stands in ``\mathrm{…}`` and the like. A script and an argument without braces take
one digit, as in TeX.

Contract: every token knows where it stands. A control word or a character that has no meaning is refused
at its place, and so is one that makes a formula of more than one scalar expression.
"""

from __future__ import annotations

import re
from typing import Final

from derivex.errors import InputError, Place
from derivex.notation.latex_commands import BUILT_IN, CHARACTERS, CONTROLS, FONTS, REFUSED, RIDDLES, SKIPPED, UPRIGHT
from derivex.notation.latex_decorations import DECORATIONS, decorated
from derivex.notation.latex_words import BURIED, CALLED, run_of, word_of
from derivex.notation.names import Names
from derivex.notation.tokens import MAX_LENGTH, Source, Token, literal_of
from derivex.term import MAX_DIGITS

_PIECE = re.compile(
    r"""(?P<space>(?:[\s~\u200b\u2060-\u2063\ufeff]|%[^\n]*)+)
    |(?P<letters>[A-Za-z]+)
    |(?P<number>[0-9]+(?:\.[0-9]+|(?:\{,\}[0-9]+)+)?|\.[0-9]+)
    |\\(?P<control>[A-Za-z]+|.)
    |(?P<primes>['′’″‴]+)
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_BRACES = re.compile(r"\*?\s*(?:\{([^{}]*)\}|([A-Za-z]))")
_COLUMNS = re.compile(r"\s*(?:\[[a-z]\]\s*)?\{[^{}]*\}")
_NO_DELIMITER = re.compile(r"\s*\\right\s*\.")
_CALLED_BEHIND = re.compile(r"\}*" + CALLED.pattern)
_MIDDLE = re.compile(r"\s*(?:\||\\vert(?![A-Za-z])|\\mid(?![A-Za-z]))")
_OLD_FONT = re.compile(r"\{\s*\\(rm|it|text)\s+([A-Za-z][A-Za-z0-9]*)\s*\}")
_PRIMES: Final = {"″": 2, "‴": 3}
_DISPLAYS: Final = frozenset(["align", "aligned", "gather", "gathered", "equation", "split", "eqnarray", "multline"])
_WANTED: Final = {"CARET": 1, "UNDER": 1, "FRACTION": 2, "BINOMIAL": 2, "RADICAL": 1, "ACCENT": 1}
_SIZES: Final = frozenset(["left", "right"])
_NAMING: Final = frozenset(["operatorname", "operatorname*", "mathsf"])  # fonts in which nobody writes a differential


def tokenize(code: Source, names: Names) -> list[Token]:
    """The tokens of a text in their order; punctuation at its end is left out."""
    text = code.text
    if len(text) > MAX_LENGTH:
        here = Token("", "", MAX_LENGTH, MAX_LENGTH + 1)
        raise code.too_large(f"the expression is longer than {MAX_LENGTH} characters", here, "split it into steps")
    tokens: list[Token] = []
    leaps: dict[int, int] = {}
    start, length, wanted, sized = 0, len(text), 0, ""
    match = _PIECE.match
    while start < length:
        if start in leaps:
            start = leaps[start]
            continue
        found = match(text, start)
        assert found is not None  # the last alternative is any character
        kind, piece, end = found.lastgroup, found.group(), found.end()
        before = len(tokens)
        if kind == "space":
            start = end
            continue
        if kind == "letters":
            end = _letters(code, start, end, names, tokens, single=wanted > 0)
        elif kind == "number":
            if wanted:
                end = start + 1
            literal = literal_of(_with_point(code, text[start:end], start))
            if not literal:
                here = Token("", piece, start, end)
                raise code.too_large(f"a number has more than {MAX_DIGITS} digits", here, "write it as a power")
            tokens.append(Token("NUMBER", literal, start, end))
            if wanted == 1 and text[end : end + 1].isdigit():
                raise _two_digits(code, start, end)
        elif kind == "control":
            end = _control(code, start, end, found["control"], names, tokens, leaps)
            if found["control"] in _SIZES:
                sized, start = found["control"], end
                continue
        elif kind == "primes":
            tokens.extend(Token("PRIME", "'", start, end) for mark in piece for _ in range(_PRIMES.get(mark, 1)))
        else:
            old = _OLD_FONT.match(text, start) if piece == "{" else None
            if old is not None:
                end = old.end()
                tokens.append(word_of(code, old[2], old[1], Token("", "", start, end), names))
            else:
                tokens.append(_character(code, piece, start))
        if len(tokens) > before:
            if sized:
                tokens[before] = _sized(tokens[before], sized, code)
                sized = ""
            kind = tokens[-1][0]
            wanted = _WANTED.get(kind, 0) or (wanted - 1 if wanted and kind != "LBRACE" and kind != "OPEN" else 0)
        start = end
    if tokens and tokens[-1].kind in ("STOP", "COMMA"):
        tokens.pop()
    if any(token[0] == "STOP" for token in tokens) and any(token[0] == "BEGIN" for token in tokens):
        tokens = _without_stops(tokens)
    stop = next((token for token in tokens if token.kind == "STOP"), None)
    if stop is not None:
        raise code.unreadable("a dot stands only inside a number", stop, r"write \cdot for a product")
    return tokens


def _without_stops(tokens: list[Token]) -> list[Token]:
    """Without the punctuation at the end of cases."""
    ends = frozenset(["NEWLINE", "AMPERSAND", "END"])
    return [
        token
        for index, token in enumerate(tokens)
        if not (token.kind in ("STOP", "COMMA") and index + 1 < len(tokens) and tokens[index + 1].kind in ends)
    ]


def _with_point(code: Source, digits: str, start: int) -> str:
    """A number that is written with commas in braces: ``0{,}25`` is 0.25, and ``1{,}000{,}000`` a million."""
    whole, *groups = digits.split("{,}")
    if not groups:
        return digits
    thousands = len(whole) < 4 and whole[0] != "0" and all(len(group) == 3 for group in groups)
    if len(groups) > 1 and thousands:
        return "".join((whole, *groups))
    if thousands or len(groups) > 1:
        here = Token("", digits, start, start + len(digits))
        raise code.ambiguous("this comma can part thousands or begin decimals", here, "write a point, or no comma")
    return f"{whole}.{groups[0]}"


def _two_digits(code: Source, start: int, end: int) -> InputError:
    """``x^12`` is set as x¹2, and hardly ever meant so."""
    while code.text[end : end + 1].isdigit():
        end += 1
    digits = code.text[start:end]
    here = Token("", digits, start, end)
    message = f'TeX takes only the first digit of "{digits}" here'
    return code.ambiguous(message, here, f"write {{{digits}}} or {{{digits[0]}}} {digits[1:]}")


def _sized(token: Token, size: str, code: Source) -> Token:
    r"""The delimiter after ``\left`` or ``\right``, which says on which side it stands."""
    side = "OPEN" if size == "left" else "CLOSE"
    if token.kind == "BAR":
        return token._replace(kind=side)
    if token.kind == "STOP":
        return token._replace(kind=side)
    if token.kind == "GIVEN" and token.text == "||":
        raise code.not_checkable("a norm is not read", token)
    if token.kind != side:
        what = "opens" if size == "left" else "closes"
        raise code.unreadable(f'"\\{size}" needs a delimiter that {what}', token)
    return token


def _character(code: Source, char: str, start: int) -> Token:
    here = Token("", char, start, start + 1)
    if char in CHARACTERS:
        return Token(*CHARACTERS[char], start, start + 1)
    if char == "$":
        raise code.unreadable('"$" begins or ends mathematics, and this is mathematics', here, "leave it away")
    if char == "…":
        raise code.not_checkable("dots leave something out, and what is left out can't be checked", here)
    if char == "±":
        raise code.not_checkable('"±" makes two expressions of one', here)
    if char == ":":
        raise code.not_checkable('":" has no meaning for an expression', here)
    shown = f'"{char}"' if char.isprintable() else f"U+{ord(char):04X}"
    raise code.unreadable(f"the character {shown} has no meaning here", here)


# ---- control words ----


def _control(
    code: Source, start: int, end: int, control: str, names: Names, tokens: list[Token], leaps: dict[int, int]
) -> int:
    """Adds what a control word stands for; where it ends, its braces included."""
    here = Token("", control, start, end)
    if control in CONTROLS:
        kind, meaning = CONTROLS[control]
        if kind in ("BEGIN", "END"):
            return _environment(code, kind, here, tokens)
        tokens.append(Token(kind, meaning, start, end))
        return end
    if control in SKIPPED:
        return end
    if control in UPRIGHT:
        return _font(code, control, here, names, tokens)
    if control in DECORATIONS:
        return decorated(code, control, here, leaps)
    if control in FONTS and (letter := _BRACES.match(code.text, end)) is not None:
        return _script(code, control, letter, here, tokens)
    if control == "middle" and (bar := _MIDDLE.match(code.text, end)) is not None:
        tokens.append(Token("GIVEN", "|", start, bar.end()))
        return bar.end()
    shown = code.text[start:end]
    if control in REFUSED:
        raise code.not_checkable(REFUSED[control].format(f'"{shown}"'), here)
    if control in RIDDLES:
        what, remedy = RIDDLES[control]
        raise code.ambiguous(f'"{shown}" can be {what}', here, remedy)
    raise code.unreadable(f'the command "{shown}" is not known here', here)


def _environment(code: Source, kind: str, here: Token, tokens: list[Token]) -> int:
    braces = _BRACES.match(code.text, here.end)
    name = (braces[1] or "").strip() if braces is not None else ""
    end = braces.end() if braces is not None else here.end
    whole = here._replace(end=end)
    if name.rstrip("*") == "cases" or name == "dcases":
        tokens.append(Token(kind, "cases", here.start, end))
        return end
    if (name == "array" and kind == "END") or (name == "array" and tokens and tokens[-1][:2] == ("OPEN", "{")):
        return _cases_in_an_array(code, kind, whole, tokens)
    if "matrix" in name or name == "array":
        raise code.not_checkable("only scalars can be checked, and this is a matrix", whole)
    if name.rstrip("*") in _DISPLAYS:
        raise code.unreadable(f'"{name}" is a display of several lines, and one expression is expected', whole)
    raise code.unreadable(f'the environment "{name}" is not known here', whole)


def _cases_in_an_array(code: Source, kind: str, here: Token, tokens: list[Token]) -> int:
    r"""``\left\{ \begin{array}{ll} … \end{array} \right.``, which sets cases."""
    beside = (_COLUMNS if kind == "BEGIN" else _NO_DELIMITER).match(code.text, here.end)
    if beside is None:
        raise code.unreadable(r"cases in an array stand between \left\{ and \right.", here)
    if kind == "BEGIN":
        tokens.pop()
    tokens.append(Token(kind, "cases", here.start, beside.end()))
    return beside.end()


def _font(code: Source, font: str, here: Token, names: Names, tokens: list[Token]) -> int:
    braces = _BRACES.match(code.text, here.end)
    if braces is None:
        raise code.unreadable(f'"\\{font}" needs a word in braces', here)
    whole = here._replace(end=braces.end())
    content = (braces[1] if braces[1] is not None else braces[2]).replace(r"\_", "_")
    differential = len(content) == 2 and content[0] == "d" and font not in _NAMING
    if differential and content not in names.symbols | names.functions:
        place = code.text.index("d", here.end)  # \mathrm{dx} is a differential
        name = f"{content[1]}_" if content[1] in "EI" else content[1]
        tokens.append(Token("UPRIGHT", "d", place, place + 1))
        tokens.append(Token("LETTER", name, place + 1, place + 2))
        return whole.end
    tokens.append(word_of(code, content, font, whole, names))
    return whole.end


def _script(code: Source, font: str, letter: re.Match[str], here: Token, tokens: list[Token]) -> int:
    r"""``\mathbb{E}`` before a bracket, an expectation; ``\mathcal{L}``, a name of its own."""
    name = (letter[1] if letter[1] is not None else letter[2]).strip()
    whole = here._replace(end=letter.end())
    if font == "mathbb" and name in "EPV" and name and _CALLED_BEHIND.match(code.text, whole.end):
        tokens.append(Token("UPRIGHT", "E_" if name == "E" else name, whole.start, whole.end))
    elif font != "mathbb" and len(name) == 1 and name != "O":
        tokens.append(Token("SCRIPT", f"{name}_cal", whole.start, whole.end))
    else:
        shown = code.text[here.start : here.end]
        raise code.not_checkable(REFUSED[font].format(f'"{shown}"'), here)
    return whole.end


# ---- letters ----


def _letters(code: Source, start: int, end: int, names: Names, tokens: list[Token], *, single: bool) -> int:
    """Adds a run of letters, as one name if it is one, or letter by letter."""
    text = code.text
    if single or end - start == 1:
        end = start + 1
    else:
        run = text[start:end]
        here = Token("", run, start, end)
        index = len(tokens) > 1 and tokens[-1].kind == "LBRACE" and tokens[-2].kind == "UNDER"
        if index and text[end : end + 1] == "}":
            word = here._replace(kind="WORD") if BURIED.search(run) or run in BUILT_IN else None
        else:
            word = run_of(code, run, here, names)
        if word is not None:
            tokens.append(word)
            return end
    for position in range(start, end):
        letter = text[position]
        name = f"{letter}_" if letter in "EI" else letter
        tokens.append(Token("LETTER", name, position, position + 1))
    return end


def lines(text: str, place: Place) -> Source:
    """The text with its place; of a text of several lines each complaint shows its own."""
    return Source(text, Place(place.file, place.line, place.column) if "\n" in text else place)
