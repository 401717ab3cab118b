r"""The words of a Markdown page as LaTeX: headings, paragraphs, lists, emphasis, code, links and mathematics.

Formulas between dollars go through as they are if every command in them is one that formulas are made of; others are
printed as they are typed. Nothing else of a text can reach TeX: it is escaped character by character.

Contract: what comes out compiles. Markup that isn't known here is printed as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from derivex.writers.latex import escaped

_COMMAND = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)
_INLINE = re.compile(
    r"(?P<math>\$[^$\n]+(?:\n[^$\n]+)?\$)|(?P<code>`[^`]+`)|\[(?P<link>[^\]]+)\]\([^)]*\)"
    r"|\*\*(?P<strong>[^*]+)\*\*|(?<![\w*])[*_](?P<weak>[^*_\s][^*_]*)[*_](?![\w*])"
)
_HEADING = re.compile(r"#{1,6}\s+(.*)")
_ITEM = re.compile(r"\s*(?:[-*+]|(\d+)[.)])\s+(.*)")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_OPENING = re.compile(r'(^|[\s(])"')  # where a quotation begins
# what formulas are made of; nothing that defines, reads, writes or jumps
COMMANDS = frozenset(
    [
        *("frac", "dfrac", "tfrac", "sqrt", "binom", "left", "right", "big", "Big", "bigl", "bigr", "Bigl", "Bigr"),
        *("sum", "prod", "int", "lim", "partial", "nabla", "infty", "to", "mapsto", "rightarrow", "Rightarrow", "quad"),
        *("sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "coth"),
        *(
            "exp",
            "log",
            "ln",
            "max",
            "min",
            "arg",
            "det",
            "operatorname",
            "mathrm",
            "mathbb",
            "mathbf",
            "mathcal",
            "text",
        ),
        *(
            "cdot",
            "times",
            "div",
            "pm",
            "mp",
            "leq",
            "le",
            "geq",
            "ge",
            "neq",
            "ne",
            "approx",
            "equiv",
            "sim",
            "ll",
            "gg",
        ),
        *("in", "notin", "subset", "cup", "cap", "forall", "exists", "mid", "ldots", "dots", "cdots", "prime", "circ"),
        *(
            "alpha",
            "beta",
            "gamma",
            "delta",
            "epsilon",
            "varepsilon",
            "zeta",
            "eta",
            "theta",
            "iota",
            "kappa",
            "lambda",
        ),
        *("mu", "nu", "xi", "pi", "rho", "sigma", "tau", "phi", "varphi", "chi", "psi", "omega", "Gamma", "Delta"),
        *(
            "Theta",
            "Lambda",
            "Xi",
            "Pi",
            "Sigma",
            "Phi",
            "Psi",
            "Omega",
            "hat",
            "bar",
            "tilde",
            "vec",
            "dot",
            "overline",
        ),
        *(
            "lvert",
            "rvert",
            "lVert",
            "rVert",
            "langle",
            "rangle",
            "lfloor",
            "rfloor",
            "lceil",
            "rceil",
            "bigg",
            "qquad",
        ),
        *(",", ";", ":", "!", " ", "{", "}", "%", "|", "\n"),
    ]
)


def latex(text: str) -> str:
    r"""The LaTeX of a Markdown text; its first heading, which is the title of the page, is left out.

    >>> print(latex("The slope $S'(x)$ is *largest* at 0: 100%."))
    The slope $S'(x)$ is \emph{largest} at 0: 100\%.
    <BLANKLINE>
    """
    return "\n\n".join(_blocks(_COMMENT.sub("", text).splitlines())) + "\n"


def _blocks(lines: Sequence[str]) -> Iterator[str]:
    """One after the other: headings, lists, verbatim text, displays, paragraphs."""
    index = 0
    while index < len(lines):
        line = lines[index]
        if not line.strip():
            index += 1
            continue
        heading = _HEADING.match(line)
        if heading is not None:
            yield rf"\subsubsection*{{{inline(heading.group(1))}}}" if not line.startswith("# ") else ""
            index += 1
            continue
        fence = _FENCE.match(line)
        if fence is not None:
            end = next((i for i in range(index + 1, len(lines)) if lines[i].strip().startswith(fence.group(1))), None)
            stop = len(lines) if end is None else end
            yield _verbatim(lines[index + 1 : stop])
            index = stop + 1
            continue
        end = next((i for i in range(index, len(lines)) if not lines[i].strip() or _FENCE.match(lines[i])), len(lines))
        yield _paragraph(lines[index:end])
        index = end


def _paragraph(lines: Sequence[str]) -> str:
    text = "\n".join(lines).strip()
    if text.startswith("$$") and text.endswith("$$") and len(text) > 4:
        formula = text[2:-2].strip()
        return f"\\[\n{formula}\n\\]" if _harmless(formula) else _verbatim(formula.splitlines())
    if text.startswith("|"):  # a table: as it is typed
        return _verbatim(lines)
    if _ITEM.match(lines[0]):
        return _list(lines)
    return inline(text)


def _list(lines: Sequence[str]) -> str:
    items: list[str] = []
    numbered = False
    for line in lines:
        found = _ITEM.match(line)
        if found is not None:
            numbered = numbered or bool(found.group(1))
            items.append(found.group(2))
        else:
            items[-1] += f" {line.strip()}"
    kind = "enumerate" if numbered else "itemize"
    return f"\\begin{{{kind}}}\n" + "\n".join(rf"\item {inline(item)}" for item in items) + f"\n\\end{{{kind}}}"


def _verbatim(lines: Sequence[str]) -> str:
    typed = [rf"\texttt{{{_spaced(line)}}}" for line in lines]
    return "\\begin{flushleft}\n" + " \\\\\n".join(typed or ["~"]) + "\n\\end{flushleft}"


def inline(text: str) -> str:
    """A piece of text with its formulas, its code and its emphasis."""
    parts: list[str] = []
    end = 0
    for found in _INLINE.finditer(text):
        parts.append(_words(text[end : found.start()]))
        end = found.end()
        kind, inside = next((name, value) for name, value in found.groupdict().items() if value is not None)
        match kind:
            case "math":
                parts.append(" ".join(inside.split()) if _harmless(inside[1:-1]) else rf"\texttt{{{escaped(inside)}}}")
            case "code":
                parts.append(rf"\texttt{{{_spaced(inside[1:-1])}}}")
            case "link":
                parts.append(inline(inside))
            case "strong":
                parts.append(rf"\textbf{{{inline(inside)}}}")
            case _:
                parts.append(rf"\emph{{{inline(inside)}}}")
    return "".join([*parts, _words(text[end:])])


def _words(text: str) -> str:
    """Escaped, with the blanks at its ends."""
    if not text.strip():
        return " " if text else ""
    shown = _OPENING.sub(r"\1``", escaped(text)).replace('"', "''")
    return f"{' ' if text[0].isspace() else ''}{shown}{' ' if text[-1].isspace() else ''}"


def _spaced(text: str) -> str:
    """Escaped, with every blank."""
    return "~".join(escaped(word) for word in text.split(" ")) or "~"


def _count(formula: str, name: str) -> int:
    return _COMMAND.findall(formula).count(name)


def _harmless(formula: str) -> bool:
    """Whether a formula is one: known commands, and brackets that are closed."""
    if any(command not in COMMANDS for command in _COMMAND.findall(formula)) or not formula.isascii():
        return False
    depth = 0
    for each in _COMMAND.sub("", formula):
        depth += (each == "{") - (each == "}")
        if depth < 0 or each in "#%&$~":
            return False
    return depth == 0 and _count(formula, "left") == _count(formula, "right")
