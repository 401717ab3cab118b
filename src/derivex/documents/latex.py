"""Formulas of LaTeX: what is comment, verbatim or preamble, and which files are read in.

A general LaTeX parser isn't used: one damaged environment would cost it the rest of the
file, and its depth is that of the machine's stack. Here a text is cut at its delimiters
only, so a damaged place costs itself. ``\\input`` and ``\\include`` are items; whoever walks
the items reads those files (``documents.reading``).
"""

from __future__ import annotations

import re

from derivex.documents.finding import Found, scan
from derivex.documents.formulas import Border, Formula, Inclusion, Scanned
from derivex.documents.marks import Dialect
from derivex.documents.passages import Passage
from derivex.errors import Unreadable

VERBATIM = "verbatim Verbatim lstlisting minted comment alltt filecontents tcblisting pyconsole".split()  # noqa: SIM905
_TOKEN = re.compile(
    r"(?P<comment>%[^\n]*)|\\verb\*?(?P<bar>[^A-Za-z\s*])[^\n]{0,500}?(?P=bar)|\\lstinline(?P<line>[|!+@])[^\n]{0,500}?(?P=line)"
    rf"|\\begin\s*\{{(?P<verbatim>(?:{'|'.join(VERBATIM)})\*?)\}}"
    r"|\\(?:input|include|subfile)\s*\{(?P<file>[^{}\n]{1,300})\}|\\input[ \t]+(?P<bare>[\w./-]{1,300})"
    r"|(?P<false>\\iffalse(?![A-Za-z]))|(?P<document>\\begin\s*\{document\})"
    r"|(?P<end>\\end\s*\{document\})|(?P<heading>\\(?:part|chapter|(?:sub)*section|paragraph)\*?\s*(?=[\[{]))|\\.",
    re.DOTALL,
)


def latex(passage: Passage, dialect: Dialect | None = None) -> Scanned:
    """The formulas, directives, macros, headings and inclusions of a LaTeX text.

    ``dialect`` carries macros for \\begin and \\end from file to file.
    """
    text = passage.text
    found = Found()
    begin = 0
    missing: set[str] = set()
    position = 0
    while (match := _TOKEN.search(text, position)) is not None:
        start, position = match.span()
        if match["comment"] is not None:
            found.passed.append((start, position, False))
            found.comment(passage, start + 1, position)
        elif match["bar"] or match["line"]:
            found.passed.append((start, position, False))
        elif match["verbatim"]:
            position = _verbatim(passage, match, found, missing)
        elif match["false"]:
            stop = text.find("\\fi", position)
            position = len(text) if stop < 0 else stop + 3
            found.passed.append((start, position, True))
        elif match["file"] or match["bare"]:
            named = passage.cut(*match.span("file" if match["file"] else "bare")).stripped()
            found.items.append(Inclusion(named.text, named, passage.at(start)))
        elif match["document"]:
            begin = position
            found.passed.append((position, position, True))
        elif match["heading"]:
            found.items.append(Border(passage.cut(start, position), passage.at(start)))
        elif match["end"]:
            found.passed.append((start, len(text), True))
            break
    scanned = scan(passage, found, dialect if dialect is not None else Dialect(latex=True))
    if not begin:
        return scanned
    # in front of the document there are only definitions
    body = passage.at(begin)
    kept = tuple(item for item in scanned.items if not (isinstance(item, Formula) and item.offset < body))
    first = passage.source.position(body)
    heard = tuple(
        each for each in scanned.complaints if each.place is None or (each.place.line, each.place.column) >= first
    )
    return Scanned(kept, heard)


def _verbatim(passage: Passage, match: re.Match[str], found: Found, missing: set[str]) -> int:
    """Passes over a verbatim environment; one that isn't closed is passed over to its line's end."""
    name = match["verbatim"]
    closing = f"\\end{{{name}}}"
    stop = -1 if name in missing else passage.text.find(closing, match.end())
    if stop < 0:
        missing.add(name)
        place = passage.place(match.start(), len(match.group()))
        found.complaints.append(
            Unreadable(f"\\begin{{{name}}} is never closed", place=place, remedy=f"write {closing}")
        )
        stop = passage.text.find("\n", match.end())
        stop = len(passage.text) if stop < 0 else stop
        found.passed.append((match.start(), stop, True))
        return stop
    found.passed.append((match.start(), stop + len(closing), True))
    return stop + len(closing)
