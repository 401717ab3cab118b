"""The laws of reading LaTeX: what is written reads back, and any text is read or refused at a place."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivex.errors import InputError, NotCheckable
from derivex.notation.latex import Conventions, conventions, read, read_relations
from derivex.notation.latex_write import write
from derivex.notation.names import Names
from derivex.notation.write import plain
from derivex.subterms import subterms
from derivex.term import CONSTANTS, INFINITY, MAX_DEPTH, RELATIONS, App, Num, Sym, Term
from test_latex_read import NAMES, READ
from test_latex_refusals import REFUSED
from test_notation_round_trip import UNKNOWN, terms
from test_notation_write import _small_terms

PIECES = [
    *("x", "y", "f", "d", "dx", "e", "2", "0.5", r"\pi", r"\theta", "x_1", "x_{i}", "i", "n!", "'", r"\infty", "E", r"\hat y"),
    *("+", "-", r"\cdot", "*", "/", "^2", "^{-1}", "^{", "_{", "}", "{", "(", ")", "[", "]", "|", ",", "=", "<", r"\times", "^"),
    *(r"\frac{", "}{", r"\frac{d}{dx}", r"\frac{dy}{dx}", r"\frac12", r"\sqrt", r"\sqrt[3]{", r"\sin", r"\ln", r"\sin^2", "f(x)"),
    *(r"\sum_{i=1}^n", r"\prod_{k=1}^{3}", r"\int_0^1", r"\int", r"\,dx", r"\lim_{x \to 0}", "]_a^b", "|_{x=1}", r"\left(", r"\right)"),
    *(r"\left.", r"\right|_{x=2}", r"\begin{cases}", r"\end{cases}", "&", r"\\", r"\text{if }", r"\mathrm{rate}", r"\operatorname{g}("),
    *("sigmoid(", "sin(", "10^{5}", r"\choose", r"\binom{n}{k}", r"\partial", r"\mathrm{d}x", " ", "\n"),
]  # fmt: skip

texts = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
symbols = st.sampled_from([Sym(name) for name in ("x", "y", "z_1")])
relations = st.builds(lambda sign, a, b: App(sign, (a, b)), st.sampled_from(RELATIONS), terms, terms)
conditions = st.recursive(
    relations,
    lambda inner: st.builds(
        lambda word, parts: App(word, tuple(parts)),
        st.sampled_from(["and", "or"]),
        st.lists(inner, min_size=2, max_size=3),
    ),
    max_leaves=4,
)
pieces = st.builds(
    lambda pairs, rest: App("piecewise", tuple(part for pair in pairs for part in pair) + rest),
    st.lists(st.tuples(terms, conditions), min_size=1, max_size=3),
    st.one_of(st.just(()), st.tuples(terms)),
)


def declared(term: Term) -> Names:
    """What a file that holds the term would declare."""
    parts = list(subterms(term))
    heads = frozenset(part.head.rstrip("'") for part in parts if isinstance(part, App))
    names = frozenset(part.name for part in parts if isinstance(part, Sym))
    return Names(functions=heads & {*UNKNOWN, "x"}, symbols=names - CONSTANTS)


def reads_back(term: Term) -> bool:
    """Whether it does, or holds an infinity as if it were a number."""
    try:
        return read(write(term), names=declared(term)) == term
    except NotCheckable as error:
        return "infinity" in str(error) and INFINITY in set(subterms(term))


@given(terms)
def test_latex_reads_back(term: Term) -> None:
    assert reads_back(term)


@given(pieces)
def test_cases_read_back(term: Term) -> None:
    assert reads_back(term)


@pytest.mark.parametrize(
    "head", ["*", "+", "^", "/", "factorial", "exp", "neg", "diff", "f", "sin", "abs", "Subs", "Sum"]
)
def test_deep_terms_read_back(head: str) -> None:
    term: Term = Sym("x")
    x = Sym("x")
    while term.depth < MAX_DEPTH - 2:
        pairs = {"diff": (term, x), "Subs": (term, x, x), "Sum": (term, App("bounds", (x, x, x)))}
        term = App(head, pairs.get(head, (term, x) if head in "*+^/" else (term,)))
    assert reads_back(term)


def test_small_terms_read_back() -> None:
    assert [plain(term) for term in _small_terms() if not reads_back(term)] == []


@pytest.mark.parametrize(
    "name",
    [*sorted(CONSTANTS - {"oo"}), "E_", "I_", "e", "i", "x1", "x_1", "theta_0", "x_max", "x_ij", "x_i_j", "gamma_E", "y_hat", "ell", "rate"],
)  # fmt: skip
def test_every_name_reads_back(name: str) -> None:
    assert read(write(Sym(name))) == Sym(name) or name == "e"
    assert read(write(Sym(name)), names=Names(symbols=frozenset({name}) - CONSTANTS)) == Sym(name)


@given(terms, terms, st.sampled_from(RELATIONS))
def test_relations_read_back(left: Term, right: Term, sign: str) -> None:
    relation = App(sign, (left, right))
    try:
        again = read_relations(write(relation), names=declared(relation))
    except NotCheckable as error:
        again = (relation,) if "infinity" in str(error) else ()
    assert again == (relation,)


@given(terms)
def test_without_declarations_a_text_is_refused_or_reads_back(term: Term) -> None:
    try:
        again = read(write(term))
    except InputError:
        return
    assert again == term


@given(st.one_of(texts, st.text(alphabet="xyfed/^*+-_{}[]()|\\.=<,'0123 πθi", max_size=25)))
def test_any_text_is_read_or_refused_at_a_place(text: str) -> None:
    for shown in (Conventions(), conventions([text])):
        term: Term | InputError
        try:
            term = read(text, conventions=shown)
        except InputError as error:
            term = error
        if isinstance(term, InputError):
            assert term.report()
            assert term.place is not None
            assert 1 <= term.place.column <= len(text) + 1
        else:
            assert reads_back(term)


@given(texts)
def test_spaces_mean_nothing_before_a_control_word(text: str) -> None:
    spaced = re.sub(r"(?<!\\)\\(?=[a-z])", r" \\", text)
    outcomes = []
    for each in (text, spaced):
        try:
            outcomes.append(plain(read(each)))
        except InputError as error:
            outcomes.append(type(error).__name__)
    assert outcomes[0] == outcomes[1]


# what an author may write instead, with the same meaning
TYPOGRAPHY = [
    (r"([\^_])\{([a-z0-9])\}(?![0-9])", r"\1\2"),
    (r"\\left\(|\\right\)", lambda found: found[0][-1]),
    (r"\\left\(|\\right\)", lambda found: "\\bigl(" if found[0][-1] == "(" else "\\bigr)"),
    (r"\(([^()]*)\)", r"[\1]"),
    (r"\\cdot(?! 10\^)", r"\\times"),
    (r"\\cdot ", ""),
    (r"(?<![a-zA-Z\\{])e\^", r"\\mathrm{e}^"),
    (r"(?<=\\, )d(?=[a-z\\])", r"\\mathrm{d}"),
    (r" ", "\n~\\\\, % a comment\n"),
    (r"\\(sin|cos|log|tan)\(([a-z0-9])\)", r"\\\1 \2"),
    (r"\\frac\{([0-9])\}\{([0-9])\}(?![0-9])", r"\\frac\1\2"),
    (r"(?<![a-z])([fgS])'(?!')", r"\1^{\\prime}"),
    (r"\\left\||\\right\|", "|"),
]


@pytest.mark.parametrize(("pattern", "instead"), TYPOGRAPHY, ids=[str(number) for number in range(len(TYPOGRAPHY))])
@given(terms)
def test_typography_changes_no_meaning(pattern: str, instead: str | Callable[[re.Match[str]], str], term: Term) -> None:
    text = re.sub(pattern, instead, write(term))
    try:
        again = read(text, names=declared(term))
    except InputError:
        return
    assert again == term


@given(terms)
def test_every_number_and_name_survives(term: Term) -> None:
    try:
        again = read(write(term))
    except InputError:
        return
    assert leaves(again) == leaves(term)


@pytest.mark.parametrize("text", [row[0] for row in READ], ids=[row[0] for row in READ])
def test_what_was_read_is_written_so_that_it_reads_back(text: str) -> None:
    term = read(text, names=NAMES)
    assert read(write(term), names=declared_sequences(term)) == term


def declared_sequences(term: Term) -> Names:
    names = declared(term)
    heads = frozenset(part.head for part in subterms(term) if isinstance(part, App))
    return Names(names.functions | (heads & {"y", "p", "P", "S"}), names.symbols)


def leaves(term: Term) -> list[str]:
    found = [part.text if isinstance(part, Num) else part.name for part in subterms(term) if not isinstance(part, App)]
    return sorted(found)


def test_the_tables_are_long_enough_to_mean_something() -> None:
    assert len(READ) > 100
    assert len(REFUSED) > 100
