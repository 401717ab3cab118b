"""The page that lists all derivations, by topic: written, never edited.

Claims stand as code: a document that is verified would take formulas for its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from derivex.notation.write import plain
from derivex.term import Term
from derivex.writers.booklet import named
from derivex.writers.markdown import escaped

HEAD = """# Derivations

{count} pages, written out of them by `derivex export --all --to index`; `derivex show NAME` prints one.
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A page: its topic, its path from the index, its title, and what its chains claim."""

    topic: str
    path: str
    title: str
    claims: tuple[Term, ...]


def document(pages: Sequence[Listed]) -> str:
    """The index as Markdown."""
    parts = [HEAD.format(count=len(pages))]
    for topic in sorted({page.topic for page in pages}):
        parts.append(f"\n## {escaped(named(topic))}\n\n")
        parts += [_entry(page) for page in pages if page.topic == topic]
    return "".join(parts)


def _entry(page: Listed) -> str:
    claims = "".join(f"\n  - {_code(claim)}" for claim in _once(page.claims))
    return f"- [{escaped(page.title)}]({page.path}){claims}\n"


def _once(claims: Iterable[Term]) -> tuple[Term, ...]:
    return tuple(dict.fromkeys(claims))


def _code(claim: Term) -> str:
    return f"`{plain(claim)}`"
