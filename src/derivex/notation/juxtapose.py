"""What stands between two tokens that nothing separates: a product, a call, or a riddle.

``2x``, ``(a + b)(c + d)`` and ``x² y`` are products, ``S(x)`` is a call, ``|x|`` opens and closes.
``x(1 - x)``, ``1/2x``, ``e^2x``, ``√2x`` and ``sin^-1(x)`` can be read in two ways, and are.

Contract: the tokens that come out are unambiguous, every product has its TIMES and every
call its FUNCTION, brackets and bars are paired; or ``Ambiguous`` or ``Unreadable`` says at which column
what is to be written instead.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final, NamedTuple

from derivex.notation.brackets import MAX_BRACKETS, partners_of, turn_bars
from derivex.notation.names import (
    ALIASES,
    ELSEWHERE,
    FORMS,
    FUNCTION_LETTERS,
    FUNCTIONS,
    Names,
    is_builtin,
    is_call,
    is_letter,
)
from derivex.notation.tokens import BEGINS, ENDS, Source, Token, kind_at

MAX_REMEDY = 60  # characters; a longer one is said in general words

# tokens that leave nothing to decide when they stand where they can
_CLEAR: Final = frozenset(
    ["NAME", "NUMBER", "OPEN", "CLOSE", "COMMA", "PLUS", "MINUS", "TIMES", "SLASH", "POWER", "BANG", "RELATION"]
)
# two kinds that stand side by side without a sign between them; a name before a bracket may be a call
_RIDDLES: Final = frozenset((left, right) for left in ENDS for right in ("NAME", "NUMBER", "OPEN")) - {("NAME", "OPEN")}
_BUILT_IN: Final = frozenset([*FUNCTIONS, *ALIASES, *FORMS])
_CALLED: Final = _BUILT_IN | FUNCTION_LETTERS


def decide(tokens: list[Token], code: Source, names: Names) -> list[Token]:
    """The tokens with bars turned, calls marked, and the products that were not written."""
    clear = _clear(tokens, names)
    if clear is not None:
        return clear
    for token in tokens:
        if token.kind == "DERIVATIVE":
            _check_derivative(token, code, names)
    paired = turn_bars(tokens, code)
    called = _mark_calls(paired, partners_of(paired, code), code, names)
    return _multiply(called, partners_of(called, code), code, names)


def _clear(tokens: list[Token], names: Names) -> list[Token] | None:
    """The decided tokens of a text that leaves nothing to decide; None if there may be a riddle.

    That is how programs write, and most people: every product has its sign, and only functions
    that are known, by name or by letter, stand before a bracket.
    """
    kinds = [token[0] for token in tokens]
    if not _CLEAR.issuperset(kinds) or not _RIDDLES.isdisjoint(pairwise(kinds)):
        return None
    depth = 0
    for kind in kinds:
        if kind == "OPEN":
            depth += 1
            if depth > MAX_BRACKETS:
                return None
        elif kind == "CLOSE":
            depth -= 1
            if depth < 0:
                return None
    calls: list[int] = []
    bare: set[str] = set()
    for index, kind in enumerate(kinds):
        if kind == "NAME":
            if index + 1 < len(kinds) and kinds[index + 1] == "OPEN":
                calls.append(index)
            else:
                bare.add(tokens[index][1])
    if depth or not (bare.isdisjoint(_BUILT_IN) and all(name[0] != "d" and name[-1] != "'" for name in bare - {"d"})):
        return None
    decided = list(tokens)
    for index in calls:
        name = tokens[index][1]
        known = name in names.functions or (name in _CALLED and name not in names.symbols and name not in bare)
        if not known:
            return None
        decided[index] = tokens[index]._replace(kind="FUNCTION")
    return decided


def _check_derivative(token: Token, code: Source, names: Names) -> None:
    by = token.text.split()[0]
    if "d" in names.symbols or f"d{by}" in names.symbols or by == "elta":
        message = f'"{code.slice(token, token)}" can be a derivative or a fraction'
        raise code.ambiguous(message, token, f"write diff(…, {by}) or d/(d{by})")


# ---- calls ----


def _mark_calls(tokens: list[Token], partners: dict[int, int], code: Source, names: Names) -> list[Token]:
    """Names that are called become FUNCTION; ``sin^2(x)`` becomes ``sin(x)`` and its square."""
    bare = _bare_names(tokens)
    marked: list[Token] = []
    raised: dict[int, Token] = {}  # exponents that wait for the bracket that closes their call
    skip = 0
    for index, token in enumerate(tokens):
        if skip:
            skip -= 1
            continue
        following = kind_at(tokens, index + 1)
        if token.kind == "NAME" and following == "OPEN":
            token = _called(tokens, index, partners[index + 1], bare, code, names)
        elif token.kind == "NAME" and token.text.endswith("'"):
            name = token.text.rstrip("'")
            remedy = f"write {token.text}(x) or diff({name}, x)"
            raise code.unreadable(f'"{token.text}" needs its argument', token, remedy)
        elif token.kind == "NAME" and _is_function_only(token.text, names):
            exponent = _exponent_of_function(tokens, index, code)
            skip = 1 if kind_at(tokens, index + 1) == "RAISED" else 2
            closing = partners[index + skip + 1]
            if kind_at(tokens, closing + 1) in ("POWER", "RAISED", "BANG"):
                raise code.ambiguous("two exponents are left and right of this argument", exponent, "use brackets")
            raised[closing] = exponent
            token = token._replace(kind="FUNCTION")
        marked.append(token)
        if index in raised:
            marked.append(raised[index])
    return marked


def _bare_names(tokens: list[Token]) -> frozenset[str]:
    by = {token.text.split()[0] for token in tokens if token.kind == "DERIVATIVE"}
    alone = (token for index, token in enumerate(tokens) if kind_at(tokens, index + 1) != "OPEN")
    return frozenset(by | {token.text for token in alone if token.kind == "NAME"})


def _called(tokens: list[Token], index: int, closing: int, bare: frozenset[str], code: Source, names: Names) -> Token:
    token = tokens[index]
    name = token.text.rstrip("'")
    if name != token.text:
        if is_builtin(name) and name not in names.functions:
            remedy = f"write diff({name}(x), x), or Subs(diff({name}(t), t), t, …)"
            raise code.unreadable(f"primes are for unknown functions, not for {name}", token, remedy)
        return token._replace(kind="FUNCTION")
    inside = tokens[index + 2 : closing]
    kinds = [part.kind for part in inside]
    simple = set(kinds[::2]) == {"NAME"} and set(kinds[1::2]) <= {"COMMA"} and len(kinds) % 2 == 1
    decision = is_call(name, names=names, simple=simple, bare=name in bare)
    if decision is None:
        message = f'"{name}(" can be a product or a call'
        raise code.ambiguous(message, token, f'write * between "{name}" and "("')
    if not decision:
        return token
    if name not in names.functions and not is_builtin(name):
        _check_unknown(token, code)
    return token._replace(kind="FUNCTION")


def _check_unknown(token: Token, code: Source) -> None:
    if token.text in ELSEWHERE:
        remedy = f"write {ELSEWHERE[token.text]}" if ELSEWHERE[token.text] else "define it with let if you mean another"
        raise code.unreadable(f'the function "{token.text}" is not known here', token, remedy)
    small = token.text.lower()
    if small != token.text and len(small) > 1 and is_builtin(small):
        raise code.unreadable(f'there is no function "{token.text}"', token, f"write {small}(…)")


def _is_function_only(name: str, names: Names) -> bool:
    """Whether a name without a bracket is an error: ``sin`` is, ``gamma`` is a Greek letter."""
    if name in names.symbols or name in names.functions or is_letter(name):
        return False
    return is_builtin(name)


def _exponent_of_function(tokens: list[Token], index: int, code: Source) -> Token:
    """The exponent of ``sin²(x)`` or ``sin^2(x)``, as a RAISED token."""
    token = tokens[index]
    first, second = kind_at(tokens, index + 1), kind_at(tokens, index + 2)
    if token.text in FUNCTIONS or token.text in ("ln", "Abs"):
        if first == "RAISED" and second == "OPEN" and not tokens[index + 1].text.startswith("-"):
            return tokens[index + 1]
        plain = first == "POWER" and second == "NUMBER" and tokens[index + 2].text.isdigit()
        if plain and kind_at(tokens, index + 3) == "OPEN":
            return tokens[index + 2]._replace(kind="RAISED")
        opened = "OPEN" in (second, kind_at(tokens, index + 3), kind_at(tokens, index + 4))
        if first in ("POWER", "RAISED") and opened:
            message = f"whether this is a power of {token.text}(x) or another function can't be told"
            raise code.ambiguous(message, tokens[index + 1], f"write {token.text}(x)^n, or 1/{token.text}(x)")
    argument = "x"
    if first in ("NAME", "NUMBER"):
        argument = "…" if kind_at(tokens, index + 2) in BEGINS else tokens[index + 1].text
    raise code.unreadable(f'"{token.text}" needs its argument in brackets', token, f"write {token.text}({argument})")


# ---- products ----


class _Level(NamedTuple):
    """What is open inside one pair of brackets: where juxtaposition would be a riddle."""

    begin: int  # the token at which the present product begins
    slash: int | None = None  # the token of a / whose denominator is being read
    power: int | None = None  # the token of a ^ whose exponent is being read
    root: int | None = None  # the token of a √ whose operand is being read


def _multiply(tokens: list[Token], partners: dict[int, int], code: Source, names: Names) -> list[Token]:
    """The tokens with a TIMES wherever two operands stand side by side."""
    products: list[Token] = []
    levels = [_Level(0)]
    for index, token in enumerate(tokens):
        level = levels[-1]
        before = tokens[index - 1] if index else None
        if before is not None and before.kind in ENDS and token.kind in BEGINS:
            _check_neighbours(before, token, code, names)
            _check_level(tokens, index, level, partners, code)
            products.append(Token("TIMES", "", token.start, token.start))
        _follow(tokens, index, levels, partners, code)
        if token.kind == "SLASH":
            _check_differentials(tokens, index, code, names)
        products.append(token)
    return products


def _follow(tokens: list[Token], index: int, levels: list[_Level], partners: dict[int, int], code: Source) -> None:
    """Keeps the levels up to date with one more token."""
    token, level = tokens[index], levels[-1]
    after_operand = index > 0 and tokens[index - 1].kind in ENDS
    match token.kind:
        case "OPEN" | "BAR":
            levels.append(_Level(index + 1))
        case "CLOSE" | "ENDBAR":
            levels.pop()
            opener = kind_at(tokens, partners[index] - 1)
            if opener == "POWER":  # e^(2)x: brackets show where the exponent ends
                levels[-1] = levels[-1]._replace(power=None)
            elif opener == "ROOT":
                levels[-1] = levels[-1]._replace(root=None)
        case "PLUS" | "MINUS" | "COMMA" | "RELATION" if after_operand:
            levels[-1] = _Level(index + 1)
        case "TIMES":
            levels[-1] = _Level(level.begin)
        case "SLASH":
            levels[-1] = _Level(level.begin, slash=index)
        case "POWER" | "RAISED" | "BANG":
            if after_operand and level.root is not None:
                raise code.ambiguous("where the root ends can't be told", token, "write √(…)")
            if after_operand and tokens[index - 1].kind == "RAISED":
                raise code.ambiguous("two exponents follow each other", token, "write (x²)^n or x^(2^n)")
            if token.kind == "POWER":
                levels[-1] = level._replace(power=index)
        case "ROOT":
            levels[-1] = level._replace(root=index)
        case "DERIVATIVE":
            levels[-1] = _Level(index + 1)


def _check_neighbours(before: Token, token: Token, code: Source, names: Names) -> None:
    """Which operands may stand side by side: not words, and no number on the right."""
    words = [
        word.text
        for word in (before, token)
        if word.kind == "NAME" and not (is_letter(word.text) or word.text in names.symbols or word.text == "oo")
    ]
    left, right = code.slice(before, before), code.slice(token, token)
    if token.kind in ("NUMBER", "FRACTION"):
        raise code.unreadable(f'"{left}" and "{right}" follow each other', token, "write * between them")
    if before.text in ("Delta", "delta") and token.kind == "NAME" and before.end == token.start:
        name = f"{before.text}{token.text}"
        raise code.ambiguous(f'"{left}{right}" can be a product or one name', token, f"write {left}*{right} or {name}")
    if before.text in names.functions and before.kind == "NAME":
        raise code.unreadable(f'"{left}" needs its argument in brackets', before, f"write {left}({right})")
    if words and before.kind == token.kind == "NAME":
        raise code.unreadable(f'"{left}" and "{right}" follow each other', token, "write * between them for a product")


def _check_level(tokens: list[Token], index: int, level: _Level, partners: dict[int, int], code: Source) -> None:
    """After an exponent, a root or a denominator without brackets, who knows whether the next factor belongs to it."""
    last, token = tokens[index - 1], tokens[index]
    ending = partners.get(index + 1 if token.kind == "FUNCTION" else index, index)
    factor = code.slice(token, tokens[ending])
    if level.power is not None:
        base = partners.get(level.power - 1, level.power - 1)
        base -= kind_at(tokens, base - 1) == "FUNCTION"
        front = code.slice(tokens[base], tokens[level.power - 1])
        exponent = code.slice(tokens[level.power + 1], last)
        alone = exponent if level.power + 1 == index - 1 else f"({exponent})"
        what, remedy = "exponent", f"write {front}^{alone}*{factor} or {front}^({exponent}*{factor})"
    elif level.root is not None:
        inside = code.slice(tokens[level.root + 1], last)
        what, remedy = "root", f"write √({inside})*{factor} or √({inside}*{factor})"
    elif level.slash is not None:
        above = code.slice(tokens[level.begin], tokens[level.slash - 1])
        below = code.slice(tokens[level.slash + 1], last)
        what, remedy = "denominator", f"write ({above}/{below})*{factor} or {above}/({below}*{factor})"
    else:
        return
    if len(remedy) > MAX_REMEDY:
        remedy = "write * and brackets"
    raise code.ambiguous(f"where the {what} ends can't be told", token, remedy)


def _check_differentials(tokens: list[Token], index: int, code: Source, names: Names) -> None:
    """``dy/dx`` is a derivative to people and a fraction of two symbols to a reader."""
    if not (0 < index < len(tokens) - 1 and tokens[index - 1].kind == tokens[index + 1].kind == "NAME"):
        return
    above, below = tokens[index - 1].text, tokens[index + 1].text
    if not all(name[0] == "d" and len(name) > 1 and is_letter(name[1:]) for name in (above, below)):
        return
    if not names.symbols.issuperset({above, below}):
        message = f'"{above}/{below}" can be a derivative or a fraction'
        raise code.ambiguous(message, tokens[index - 1], f"write diff({above[1:]}, {below[1:]}) or {above}/({below})")
