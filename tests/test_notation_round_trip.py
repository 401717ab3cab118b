"""The law of the notation: what is written reads back to the same term."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivex.errors import InputError
from derivex.notation.names import FUNCTIONS, Names
from derivex.notation.plain import read, read_relation
from derivex.notation.write import plain, pretty
from derivex.subterms import subterms
from derivex.term import CONSTANTS, EULER, RELATIONS, App, Num, Sym, Term, names, power

UNKNOWN = ("f", "g", "S", "sigmoid", "phi", "d", "dx", "R1")
SYMBOLS = (
    "x",
    "y",
    "k",
    "n",
    "d",
    "dx",
    "dy",
    "u",
    "x1",
    "z_1",
    "theta",
    "alpha_0",
    "gamma",
    "lambda_",
    "E_",
    "e",
    "i",
    "xy",
)
NUMBERS = ("0", "1", "2", "3", "12", "100", "0.25", "1e-30", "2e5", "0.5")

numbers = st.sampled_from([Num(text) for text in NUMBERS])
symbols = st.sampled_from([Sym(name) for name in SYMBOLS])
leaves = st.one_of(symbols, numbers, st.sampled_from([Sym("pi"), EULER, Sym("I"), Sym("oo")]))


def _larger(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    several = st.lists(inner, min_size=2, max_size=4).map(tuple)
    heads = [(name, least) for name, (least, most) in sorted(FUNCTIONS.items())]
    return st.one_of(
        st.builds(App, st.sampled_from(["+", "*"]), several),
        st.builds(App, st.sampled_from(["+", "*"]), several),
        st.builds(lambda a, b: App("/", (a, b)), inner, inner),
        st.builds(lambda a, b: App("/", (a, b)), inner, inner),
        st.builds(power, inner, inner),
        st.builds(power, inner, st.sampled_from([Num("2"), Num("3"), App("neg", (Num("1"),)), App("/", (Num("1"), Num("2")))])),
        st.builds(lambda a: App("neg", (a,)), inner),
        st.builds(lambda a: App("neg", (a,)), inner),
        st.builds(lambda a: App("exp", (a,)), inner),
        st.builds(lambda a: App("sqrt", (a,)), inner),
        st.builds(lambda a: App("abs", (a,)), inner),
        st.builds(lambda a: App("factorial", (a,)), inner),
        st.builds(lambda head, a: App(head[0], (a,) * head[1]), st.sampled_from(heads), inner),
        st.builds(lambda a, b: App("log", (a, b)), inner, inner),
        st.builds(lambda a: App("max", tuple(a)), st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda head, a: App(head, tuple(a)), st.sampled_from(UNKNOWN), st.lists(inner, min_size=1, max_size=2)),
        st.builds(lambda head, n, a: App(head + "'" * n, (a,)), st.sampled_from(UNKNOWN), st.integers(1, 3), inner),
        st.builds(lambda a, x: App("diff", (a, x)), inner, symbols),
        st.builds(lambda a, x, n: App("diff", (a, x, Num(str(n)))), inner, symbols, st.integers(2, 12)),
        st.builds(lambda a, x, b: App("Subs", (a, x, b)), inner, symbols, inner),
        st.builds(
            lambda head, f, k, a, b: App(head, (f, App("bounds", (k, a, b)))),
            st.sampled_from(["Sum", "Product", "Integral"]), inner, symbols, inner, inner,
        ),
        st.builds(lambda f, x, a: App("Limit", (f, App("bounds", (x, a)))), inner, symbols, inner),
        st.builds(lambda f, x: App("Integral", (f, App("bounds", (x,)))), inner, symbols),
    )  # fmt: skip


terms = st.recursive(leaves, _larger, max_leaves=12)


def declared(term: Term) -> Names:
    """What a file that holds the term would declare."""
    heads = frozenset(part.head.rstrip("'") for part in subterms(term) if isinstance(part, App))
    symbols = frozenset(part.name for part in subterms(term) if isinstance(part, Sym))
    functions = heads & frozenset(UNKNOWN)
    return Names(functions=functions, symbols=symbols - functions - CONSTANTS - {"gamma"})


@given(terms)
def test_plain_reads_back(term: Term) -> None:
    assert read(plain(term), names=declared(term)) == term


@given(terms)
def test_pretty_reads_back(term: Term) -> None:
    assert read(pretty(term), names=declared(term)) == term


@given(terms)
def test_without_declarations_a_text_is_refused_or_reads_back(term: Term) -> None:
    for text in (plain(term), pretty(term)):
        try:
            again = read(text)
        except InputError:
            continue
        assert again == term or "e" in names(term)


@given(terms, terms, st.sampled_from(RELATIONS))
def test_relations_read_back(left: Term, right: Term, sign: str) -> None:
    relation = App(sign, (left, right))
    for text in (plain(relation), pretty(relation)):
        assert read_relation(text, names=declared(relation)) == relation


@given(terms)
def test_writing_what_was_read_changes_nothing(term: Term) -> None:
    for write in (plain, pretty):
        text = write(term)
        assert write(read(text, names=declared(term))) == text


@given(st.text(alphabet="xyfed/^*+-−·²()|√!=<,.'0123 πθ", max_size=25))
def test_any_text_is_read_or_refused_at_a_place(text: str) -> None:
    term: Term | InputError
    try:
        term = read(text)
    except InputError as error:
        term = error
    if isinstance(term, InputError):
        assert str(term)
        assert term.place is not None
        assert 1 <= term.place.column <= len(text) + 1
    else:
        assert read(plain(term)) == term


@pytest.mark.parametrize("write", [plain, pretty])
def test_a_symbol_named_e_is_not_eulers_number(write: Callable[[Term], str]) -> None:
    term = App("+", (power(Sym("e"), Sym("x")), App("exp", (Sym("x"),))))
    assert read(write(term), names=Names(symbols=frozenset({"e"}))) == term
