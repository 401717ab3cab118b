r"""Everything as one booklet: a section for each topic, in it the pages with their words and their chains.

pdflatex compiles it (twice, for the contents). A chain that is wider than the page is made smaller until it fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from derivex.writers.latex import body, escaped, known, width
from derivex.writers.prose import inline
from derivex.writers.prose import latex as words_of

if TYPE_CHECKING:
    from derivex.derivation import Report

TEXT_WIDTH = 470.0  # points: A4 with the margins below
# never larger than it is: widths are estimated from above
FITTED = r"\resizebox{\ifdim\width>\linewidth \linewidth\else\width\fi}{!}"
PREAMBLE = r"""\documentclass[a4paper]{article}
\usepackage[utf8]{inputenc}
\usepackage{amsmath}
\usepackage{amssymb}
\usepackage{graphicx}
\usepackage[margin=2.2cm]{geometry}
\setlength{\parindent}{0pt}
\setlength{\parskip}{6pt}
\setlength{\jot}{6pt}
\setlength{\emergencystretch}{3em}
\allowdisplaybreaks
"""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a topic; its parts are words, in Markdown, and verified chains."""

    topic: str
    name: str
    title: str
    parts: tuple[str | Report, ...]


def document(pages: Sequence[Page], title: str = "Derivations") -> str:
    """The booklet, with a table of contents."""
    count = sum(not isinstance(part, str) for page in pages for part in page.parts)
    under = f"{len(pages)} pages, {count} chains, every step checked by derivex"
    return "".join(
        [
            PREAMBLE,
            f"\\title{{{escaped(title)}}}\n\\author{{{under}}}\n\\date{{}}\n",
            "\\begin{document}\n\\maketitle\n\\tableofcontents\n",
            *_sections(pages),
            "\\end{document}\n",
        ]
    )


def _sections(pages: Sequence[Page]) -> Iterator[str]:
    shown = None
    for page in sorted(pages, key=lambda page: page.topic):
        if page.topic != shown:
            yield f"\n\\clearpage\n\\section{{{escaped(named(page.topic))}}}\n"
            shown = page.topic
        yield f"\n\\subsection{{{inline(page.title)}}}\n"
        for part in page.parts:
            yield "\n" + (words_of(part) if isinstance(part, str) else _chain(part))


def named(topic: str) -> str:
    """A folder as a heading.

    >>> named("activation"), named("linear-algebra/matrices"), named("")
    ('Activation', 'Linear algebra: matrices', 'Derivations')
    """
    text = topic.replace("-", " ").replace("_", " ").replace("/", ": ")
    return text[:1].upper() + text[1:] if text else "Derivations"


def _chain(report: Report) -> str:
    """What is known, and the chain, in the size that fits."""
    heads = "\n".join(known(report.derivation))
    if width(report) <= TEXT_WIDTH:
        return f"{heads}\n{body(report)}"
    shown = body(report, "aligned").replace("\n\n", "\n").rstrip()
    return f"{heads}\n\\begin{{center}}\n{FITTED}{{$\\displaystyle\n{shown}\n$}}\n\\end{{center}}\n"
