"""Rows and columns of a display.

Rows end at ``\\\\``, columns of an alignment at every second ``&``; other alignment marks are
dropped. Names (``\\tag``, ``\\label``) and what is only layout are taken out. A row of
``\\intertext`` is a row of its own. Braces or a box around a whole row are opened.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from derivex.documents import symbols
from derivex.documents.tokens import Token, tokens

_APART = frozenset({r"\quad", r"\qquad", ","})
MAX_PEELED = 5  # braces or boxes around a whole row


@dataclass(slots=True)
class Row:
    """The tokens of each column; ``indented`` tells that the row begins with an alignment mark."""

    columns: list[list[Token]] = field(default_factory=lambda: [[]])
    keys: list[tuple[int, int]] = field(default_factory=list)  # environment and number of each column
    cells: int = 0
    indented: bool = False
    environment: str = ""


def rows_of(text: str, environment: str) -> tuple[list[Row], dict[int, str]]:
    """The rows of a formula, and the names of those that have one."""
    environments = [environment.removesuffix("*")]
    block = 0
    rows, names = [Row(keys=[(0, 0)], environment=environments[-1])], dict[int, str]()
    found = tokens(text)
    index = 0
    while index < len(found):
        token = found[index]
        index += 1
        row = rows[-1]
        behind = found[index] if index < len(found) else None
        match token.kind:
            case "row":
                rows.append(Row(keys=[(block, 0)], environment=environments[-1]))
            case "begin":
                environments.append(token.text)
                block += 1
                _begin(row, block, token.text)
            case "end":
                if len(environments) > 1:
                    environments.pop()
            case "cell":
                _next_cell(row)
            case "word" if token.text in symbols.NAMES:
                index += _starred(found, index)
                if index < len(found) and found[index].kind == "group":
                    name = text[found[index].start + 1 : found[index].stop - 1].strip()
                    if token.text == r"\tag" or len(rows) - 1 not in names:
                        names[len(rows) - 1] = name
                    index += 1
            case "word" if token.text in symbols.INTERTEXTS and behind is not None and behind.kind == "group":
                rows.append(Row([[token, behind]], keys=[(block, 0)], environment=environments[-1]))
                rows.append(Row(keys=[(block, 0)], environment=environments[-1]))
                index += 1
            case "word" if token.text in symbols.SPACES_WITH_GROUP or token.text == r"\color":
                index += _starred(found, index)
                index += index < len(found) and found[index].kind == "group"
            case "word" | "sign" if token.text in symbols.ENDS and _at_end(found, index, token):
                pass
            case _:
                row.columns[-1].append(token)
    return rows, names


def _at_end(found: list[Token], index: int, token: Token) -> bool:
    """Whether a square ends a proof: nothing of its row stands behind it. Elsewhere it stands for a number."""
    if token.text not in symbols.SQUARES:
        return True
    behind = (each for each in found[index:] if each.kind != "space" and each.text not in (".", ","))
    following = next(behind, None)
    return following is None or following.kind in ("row", "end") or following.text in symbols.NAMES | symbols.ENDS


def _starred(found: list[Token], index: int) -> bool:
    return index < len(found) and found[index].text == "*"


def _begin(row: Row, block: int, environment: str) -> None:
    """An environment begins a column of its own, unless it is the rest of a statement."""
    row.environment, row.cells = environment, 0
    content = row.columns[-1]
    last = next((token for token in reversed(content) if token.kind != "space" or token.text in _APART), None)
    if last is None or not any(token.kind != "space" for token in content):
        row.keys[-1] = (block, 0)
    elif last.text in _APART:
        row.columns.append([])
        row.keys.append((block, 0))


def _next_cell(row: Row) -> None:
    row.cells += 1
    content = [token for token in row.columns[-1] if token.kind != "space"]
    if row.cells == 1 and not content and len(row.columns) == 1:
        row.indented = True
    if row.environment in symbols.COLUMNS and row.cells % 2 == 0:
        row.columns.append([])
        row.keys.append((row.keys[-1][0], row.keys[-1][1] + 1))


def peeled(text: str, content: list[Token]) -> list[Token]:
    """The inside of a group or a box that is the whole row."""
    for _ in range(MAX_PEELED):
        bare = [token for token in content if token.kind != "space" and token.text not in symbols.STYLES]
        while bare and bare[-1].text in (".", ",", ";"):
            bare.pop()
        boxed = len(bare) == 2 and bare[0].text in symbols.BOXES and bare[1].kind == "group"
        if not boxed and not (len(bare) == 1 and bare[0].kind == "group"):
            return content
        content = tokens(text, bare[-1].start + 1, bare[-1].stop - 1)
    return content
