"""The book of rules as one page of HTML or of Markdown: laws, reasons, needs, and cases that are right and wrong.

The HTML page stands alone: mathematics is MathML, the few styles are in its head, nothing is fetched and no script
runs. Contract: every text is escaped; the rows appear in the order of their chapters; a law that can't be drawn
stands as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from derivex.errors import Unsupported
from derivex.notation.write import latex
from derivex.promises import Case, read_case
from derivex.rule import Rule
from derivex.term import App, Term
from derivex.writers.html import formula
from derivex.writers.markdown import escaped

Chapters = Iterable[tuple[str, Iterable[Rule]]]

TITLE = "The book of rules"
STYLE = """
:root { color-scheme: light dark; --faint: light-dark(#5c6370, #9aa3b0); --line: light-dark(#d9dde3, #3a404a);
  --right: light-dark(#1f7a3d, #5fc27e); --wrong: light-dark(#b3261e, #f28b82); --link: light-dark(#0b57d0, #8ab4f8) }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem }
a { color: var(--link); text-decoration: none } a:hover, a:focus { text-decoration: underline }
nav ul { columns: 16rem; padding-left: 1.2rem } nav h2 { font-size: 1rem; margin: 1rem 0 0.2rem }
h2 { margin-top: 2.5rem } section { border-top: 1px solid var(--line); padding: 0.4rem 0 0.8rem }
h3 { margin: 0.6rem 0 0.2rem } h3 small { font-weight: normal; color: var(--faint) }
math[display=block] { margin: 0.8rem 0; overflow-x: auto; overflow-y: hidden }
p { margin: 0.4rem 0 } dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.1rem 0.9rem }
dl { margin: 0.5rem 0 } dt { color: var(--faint) } dd { margin: 0 } ul.cases { list-style: none; padding: 0 }
ul.cases { margin: 0.5rem 0; overflow-x: auto }
ul.cases li { padding: 0.15rem 0 } .right { color: var(--right) } .wrong { color: var(--wrong) }
.under { color: var(--faint) }
"""


def facts(rule: Rule) -> Iterator[tuple[str, str]]:
    """What there is to say of a rule beside its law: label and text."""
    rows = (
        ("needs", ", ".join(rule.needs)),
        ("without that it fails at", rule.breaks or ""),
        ("the other way round", spoken(rule.reverse) if rule.reverse not in ("", rule.name) else ""),
        ("you say", ", ".join(f"{rule.title} {taken}" for taken in rule.takes)),
        ("also called", ", ".join(map(spoken, (*rule.aliases, *rule.reverse_aliases)))),
    )
    yield from ((label, text) for label, text in rows if text)


def spoken(name: str) -> str:
    """A name as people say it."""
    return name.replace("-", " ")


def cases(rule: Rule) -> Iterator[tuple[bool, str, Case]]:
    """Whether a case is right, what it stands under, and its two lines."""
    for right, texts in ((True, rule.accepts), (False, rule.refuses)):
        for text in texts:
            head, colon, _ = text.partition(": ")
            yield right, head if colon else "", read_case(text)


# ---- HTML ----


def html(chapters: Chapters) -> str:
    """The book as a page that stands alone.

    >>> rule = Rule(name="twins", law="a + a = 2*a", why="Two of a kind.", accepts=("x + x = 2*x",))
    >>> page = html([("algebra", [rule])])
    >>> page.count("<section"), "<script" in page
    (1, False)
    """
    told = [(title, tuple(rules)) for title, rules in chapters]
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{TITLE}</title>'
    links = "".join(_links(title, rules) for title, rules in told)
    body = "\n".join(f"<h2>{escape(title.capitalize())}</h2>\n{''.join(map(_section, rules))}" for title, rules in told)
    count = sum(len(rules) for _, rules in told)
    intro = f"<p>{count} rules. Each is named, has a reason, says what it needs, and shows what it refuses.</p>"
    return (
        f'<!doctype html>\n<html lang="en">\n<head>{head}<style>{STYLE}</style></head>\n<body>\n<h1>{TITLE}</h1>\n'
        f"{intro}\n<nav>{links}</nav>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _links(title: str, rules: tuple[Rule, ...]) -> str:
    items = "".join(f'<li><a href="#{escape(rule.name)}">{escape(rule.title)}</a></li>' for rule in rules)
    return f"<h2>{escape(title.capitalize())}</h2><ul>{items}</ul>"


def _section(rule: Rule) -> str:
    aside = " <small>routine, may stay unnamed</small>" if rule.routine else ""
    law = formula(App(rule.relation, (rule.left, rule.right)), display=True) if rule.law else ""
    rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in facts(rule))
    told = "".join(map(_item, *zip(*cases(rule), strict=True))) if rule.accepts or rule.refuses else ""
    return (
        f'<section id="{escape(rule.name)}"><h3>{escape(rule.title)}{aside}</h3>{law}<p>{escape(rule.why)}</p>'
        + (f"<dl>{rows}</dl>" if rows else "")
        + (f'<ul class="cases">{told}</ul>' if told else "")
        + "</section>\n"
    )


def _item(right: bool, head: str, case: Case) -> str:
    mark = '<span class="right">✓</span>' if right else '<span class="wrong">✗</span>'
    under = f'<span class="under">{escape(head)}:</span> ' if head else ""
    return f"<li>{mark} {under}{formula(App(case.relation, (case.before, case.after)))}</li>"


# ---- Markdown ----


def markdown(chapters: Chapters) -> str:
    """The book as Markdown, its laws between ``$$``.

    >>> rule = Rule(name="twins", law="a + a = 2*a", why="Two of a kind.", accepts=("x + x = 2*x",))
    >>> print(markdown([("algebra", [rule])]))
    # The book of rules
    <BLANKLINE>
    ## Algebra
    <BLANKLINE>
    ### twins
    <BLANKLINE>
    $$a + a = 2 a$$
    <BLANKLINE>
    Two of a kind.
    <BLANKLINE>
    - right: $x + x = 2 x$
    <BLANKLINE>
    """
    parts = [f"# {TITLE}"]
    for title, rules in chapters:
        parts.append(f"## {escaped(title.capitalize())}")
        for rule in rules:
            parts.extend(_paragraphs(rule))
    return "\n\n".join(parts) + "\n"


def _paragraphs(rule: Rule) -> Iterator[str]:
    yield f"### {escaped(rule.title)}"
    if rule.law:
        yield f"$${_written(App(rule.relation, (rule.left, rule.right)))}$$"
    yield escaped(rule.why) + (" Routine: it may stay unnamed." if rule.routine else "")
    items = [f"- {label}: {escaped(text)}" for label, text in facts(rule)]
    for right, head, case in cases(rule):
        under = f"{escaped(head)}: " if head else ""
        items.append(
            f"- {'right' if right else 'wrong'}: {under}${_written(App(case.relation, (case.before, case.after)))}$"
        )
    if items:
        yield "\n".join(items)


def _written(term: Term) -> str:
    try:
        return latex(term)
    except Unsupported:
        return r"\text{a law that can't be written}"
