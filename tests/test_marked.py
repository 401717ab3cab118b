"""Derivations marked off on a page for people: what import finds there is what was exported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from derivex.book import BOOK
from derivex.derivation import Derivation, Report
from derivex.documents.marked import derivations
from derivex.documents.reading import read_text as read_document
from derivex.errors import InputError
from derivex.notation.statements import is_statement
from derivex.notation.write import plain
from derivex.readers.calc import read_file, read_text
from derivex.step import StepReport
from derivex.term import Term
from derivex.verdict import Undecided
from derivex.writers import latex, markdown
from derivex.writers.calc import agree, block
from test_notation_round_trip import terms

PAGES = (Path(__file__).parent.parent / "derivations").rglob("*.md")
LIBRARY = sorted(path for path in PAGES if path.name != "index.md")


def unjudged(derivation: Derivation) -> Report:
    """A report that has no answers: pages don't depend on them, and the law is about any chain."""
    steps = enumerate(derivation.steps, start=1)
    return Report(derivation, tuple(StepReport(step, number, Undecided("not asked")) for number, step in steps))


PAGES: dict[str, tuple[Callable[[Report], str], str]] = {
    "a display of LaTeX": (latex.display, "page.tex"),
    "a document of LaTeX": (lambda report: latex.document([report]), "page.tex"),
    "Markdown": (lambda report: markdown.document([report]), "page.md"),
}


def brought_back(derivation: Derivation, kind: str) -> Derivation:
    page, file = PAGES[kind]
    (found,) = derivations(read_document(page(unjudged(derivation)), file))
    assert isinstance(found, Derivation), found
    return found


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_the_library_comes_back(path: Path, kind: str) -> None:
    for derivation in read_file(path):
        if not is_statement(derivation.first):  # import writes no chains of equations
            assert agree(brought_back(derivation, kind), derivation)


def of_the_book() -> list[Derivation]:
    """Every case that a rule accepts, as a derivation of one step."""
    found = []
    for rule in BOOK.rules:
        for case in rule.accepts:
            equation, _, stated = case.partition(" given ")
            heads = f"given {stated}\n" if stated else ""
            left, _, right = equation.partition(" = ")
            text = f"# {rule.title}\n\n```calc\n{heads}\n  {left}\n= {right}    by {rule.title}\n```\n"
            try:
                found += read_text(text)
            except InputError:  # the case says more than an equation and its givens
                continue
    return found


BOOKED = of_the_book()


def test_most_of_the_book_is_such_a_derivation() -> None:
    assert len(BOOKED) > 100


@pytest.mark.parametrize("kind", PAGES)
def test_every_rule_of_the_book_comes_back(kind: str) -> None:
    assert [each.title for each in BOOKED if not agree(brought_back(each, kind), each)] == []


ODD = [
    "# 50% of \\input{x} & $y$ #1 --> \"<|>\"\n\n```calc\ngiven x > 0, n integer\ngiven real values\n\n  x^n*x\n= x^(n + 1)  by product of powers\n```",
    "```calc\ngiven a_b != 1, E_ real\nlet long_name2 = a_b + theta^2\nlet g(u, v) = u*v\n\n  g(long_name2, E_)\n= (a_b + theta^2)*E_  by definition of g, definition of long_name2\n```",
    "```calc\n  x\n<= x + 1\n< x + 2\n```",
    "```calc\n  diff(y, x) + 0\n= diff(y, x)  by arithmetic\n= 0\n```",
    "```calc\n  cos(x^2)*x\n= cos(u)*x  by substitute u = x^2\n= x*cos(u)  by reorder\n```",
    "```calc\n  2x + 1\n= 2x + 1 + 3/7 - 3/7  by add and subtract 3/7\n```",
    "```calc\n  x/(x*y)\n= 1/y  by using the cancel rule and arithmetic\n= y^(-1)\n```",
    "```calc\n  min(x, 2) + root(x, 3) + log(x, 2)\n= min(2, x) + root(x, 3) + log(x, 2)  by reorder\n```",
    "```calc\n  Piecewise((x, x > 0), (-x, True))\n= abs(x)\n```",
    "```calc\n  Sum(k, (k, 1, n))\n= n*(n + 1)/2\n```",
    "```calc\n  f(x + 1)*g(x) - f'(2)\n= g(x)*f(x + 1) - f'(2)  by reorder\n```",
]  # fmt: skip


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("text", ODD)
def test_whatever_a_file_may_hold_comes_back(text: str, kind: str) -> None:
    (derivation,) = read_text(text)
    assert agree(brought_back(derivation, kind), derivation)


@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(lines=st.lists(terms, min_size=2, max_size=4), kind=st.sampled_from(sorted(PAGES)))
def test_chains_of_any_terms_come_back(lines: list[Term], kind: str) -> None:
    first, *others = map(plain, lines)
    try:
        (derivation,) = read_text("\n".join(["```calc", f"  {first}", *(f"= {line}" for line in others), "```"]))
    except InputError:
        assume(False)
    assert agree(brought_back(derivation, kind), derivation)


def test_a_block_is_the_derivation_that_it_is_written_from() -> None:
    for derivation in BOOKED:
        heading = f"# {derivation.title}\n\n"
        (back,) = read_text(heading + block(derivation, {1: ["a remark", "in two = lines"]}))
        assert agree(back, derivation)


def test_nothing_is_marked_that_the_page_says_itself() -> None:
    for derivation in (each for path in LIBRARY for each in read_file(path)):
        page = latex.display(unjudged(derivation))
        assert "derivex: line" not in page
        assert derivation.rules or "derivex: by" not in page  # a rule of one's own is no name that a reader knows


TWO = """% derivex: given x > 0
% derivex: derivation One
% derivex: let f(x) = x + 1
\\[ f(x) = x + 1 \\]
% derivex: end
% derivex: derivation Two
% derivex: given x < 0
We know $x = 3$.
\\[ f(x) = -x \\]
"""


def test_what_is_said_in_one_holds_in_no_other() -> None:
    one, two = derivations(read_document(TWO, "two.tex"))
    assert isinstance(one, Derivation)
    assert isinstance(two, Derivation)
    assert (str(one.givens), [str(each) for each in one.definitions]) == ("", ["f(x) = x + 1"])
    assert (str(two.givens), two.definitions) == ("x < 0", ())


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ("% derivex: claim x = x", '"claim" belongs to a derivation that is marked off'),
        ("% derivex: end", '"end" belongs to a derivation that is marked off'),
        ("% derivex: derivation A\n% derivex: by cancel\n", '"by" is said of a step'),
        ("% derivex: derivation A\n% derivex: line 1\n", '"line" is said of a step'),
        ("% derivex: derivations A", '"derivations" is no directive; write given, let or skip'),
    ],
)
def test_directives_that_say_nothing_are_complained_about(said: str, complaint: str) -> None:
    from derivex.documents.joining import statements

    (found,) = statements(read_document(said + "\n", "a.tex")).complaints
    assert complaint in str(found)
    assert found.place is not None


@pytest.mark.parametrize(
    ("heads", "complaint"),
    [
        ("% derivex: let f(x) = (x", "a.tex:2:23: this bracket is never closed"),
        ("% derivex: claim x + ", "a.tex:2:20: something is missing"),
        ("% derivex: given x >", "a.tex:2:21: "),
        ("% derivex: by 1 quotiet rule", 'a.tex:2:17: no rule "quotiet rule"'),
        ("% derivex: by 2 cancel", "a.tex:2:17: there is no line 2 in this derivation"),
        ("% derivex: line 3 x", "a.tex:2:19: there is no line 3 in this derivation"),
        ("% derivex: line 1 2*y)", "a.tex:2:22: "),
    ],
)
def test_what_a_directive_says_wrongly_is_an_error(heads: str, complaint: str) -> None:
    (found,) = derivations(read_document(f"% derivex: derivation\n{heads}\n\\[ x + x = 2 x \\]\n", "a.tex"))
    assert isinstance(found, InputError)
    assert found.report().startswith(complaint)
