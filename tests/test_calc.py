"""Derivation files: what is read, from which place; what is refused, and where the caret stands."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivex.errors import InputError, NoDerivation, TooLarge, Unreadable
from derivex.notation.write import plain
from derivex.readers.calc import read_blocks, read_bytes, read_file, read_text

SQUARE = """# The square

```calc
given x real
let   S(x) = x^2
claim diff(S(x), x) = 2*x

  diff(S(x), x)
= diff(x^2, x)     by definition of S
= 2*x              by power rule
```
"""


def lines_of(text: str, file: str = "a.md") -> list[str]:
    [derivation] = read_text(text, file)
    return [plain(line) for line in derivation.lines]


def block(body: str) -> str:
    return f"```calc\n{body}\n```\n"


def test_everything_of_a_block() -> None:
    [derivation] = read_text(SQUARE, "a.md")
    assert derivation.title == "The square"
    assert derivation.given_texts == ("x real",)
    assert [str(each) for each in derivation.definitions] == ["S(x) = x^2"]
    assert derivation.claim is not None
    assert plain(derivation.claim) == "diff(S(x), x) = 2*x"
    assert [plain(line) for line in derivation.lines] == ["diff(S(x), x)", "diff(x^2, x)", "2*x"]
    assert str(derivation.place) == "a.md:8:3"
    assert str(derivation.claim_place) == "a.md:6:7"
    assert [str(step.place) for step in derivation.steps] == ["a.md:9:1", "a.md:10:1"]
    assert [step.line_before for step in derivation.steps] == [8, 9]
    assert [reason.name for step in derivation.steps for reason in step.reasons] == ["definition", "power-rule"]
    assert str(derivation.steps[1].reasons[0].place) == "a.md:10:23"


CHAIN = ["x + x", "2*x"]
READ = [
    ("plain", "x + x\n= 2*x"),
    ("indented", "    x + x\n    = 2*x"),
    ("no blank after the relation", "x + x\n=2*x"),
    ("double equals", "x + x\n== 2*x"),
    ("comments", "# a chain\nx + x   # first\n# between\n= 2*x  # last"),
    ("a comment right after", "x + x#c\n= 2*x#c"),
    ("blank lines", "\n\nx + x\n\n\n= 2*x\n\n"),
    ("continued first line", "x\n + x\n= 2*x"),
    ("continued step", "x + x\n= 2\n  *x"),
    ("comment inside a step", "x + x\n= 2   # two\n  # of them\n  *x"),
    ("reason", "x + x\n= 2*x by arithmetic"),
    ("reason after tabs", "x + x\n=\t2*x\tby\tarithmetic"),
    ("reason on its own line", "x + x\n= 2*x\n    by arithmetic"),
    ("reason over two lines", "x + x\n= 2*x  by arithmetic,\n    arithmetic"),
    ("no-break spaces", "x\u00a0+ x\n=\u00a02*x\u00a0by arithmetic"),
    ("heads", "given x > 0\nclaim x + x = 2*x\nx + x\n= 2*x"),
    ("heads in another order", "claim x + x = 2*x\ngiven x real\n\nx + x\n= 2*x"),
    ("heads with colons", "Given: x real\n\nx + x\n= 2*x"),
    ("a claim over two lines", "claim x + x\n    = 2*x\nx + x\n= 2*x"),
    ("a given over two lines", "given x > 0,\n   y > 0\nx + x\n= 2*x"),
    ("several names", "given x, y real, x > 0\ngiven n integer\nx + x\n= 2*x"),
    ("two definitions in a line", "let u = x^2, v(t) = t + 1\nx + x\n= 2*x"),
]


@pytest.mark.parametrize(("why", "body"), READ, ids=[row[0] for row in READ])
def test_read(why: str, body: str) -> None:
    assert lines_of(block(body)) == CHAIN, why


FILES = [
    ("tildes", "~~~calc\nx + x\n= 2*x\n~~~\n"),
    ("long fence", "`````calc\nx + x\n= 2*x\n`````\n"),
    ("indented fence", "- item\n\n  ```calc\n  x + x\n  = 2*x\n  ```\n"),
    ("blank before the info", "``` calc\nx + x\n= 2*x\n```\n"),
    ("attributes", "```calc title\nx + x\n= 2*x\n```\n"),
    ("windows line ends", "```calc\r\nx + x\r\n= 2*x by arithmetic\r\n```\r\n"),
    ("old line ends", "```calc\rx + x\r= 2*x\r```\r"),
    ("byte order mark", "\ufeff```calc\nx + x\n= 2*x\n```\n"),
    ("no last line end", "```calc\nx + x\n= 2*x\n```"),
    ("other blocks", "```python\n```\n\n````md\n```calc\n= nonsense\n```\n````\n```calc\nx + x\n= 2*x\n```\n"),
]


@pytest.mark.parametrize(("why", "text"), FILES, ids=[row[0] for row in FILES])
def test_read_in_markdown(why: str, text: str) -> None:
    assert lines_of(text) == CHAIN, why
    [derivation] = read_bytes(text.encode(), "a.md")
    assert [plain(line) for line in derivation.lines] == CHAIN


def test_a_text_of_mathematics_alone() -> None:
    assert lines_of("x + x\n= 2*x\n", "a.calc") == CHAIN
    assert lines_of("given x real\nx + x\n= 2*x\n", "<stdin>") == CHAIN
    for text, file in (("x + x\n= 2*x\n", "a.md"), ("Title\n=====\n\nprose\n", "<stdin>")):
        with pytest.raises(NoDerivation, match="holds no mathematics"):
            read_text(text, file)


def test_several_blocks_and_their_titles() -> None:
    good = block("x + x\n= 2*x")
    text = f"# One\n\n{block('x')}## Two ##\ntext\n{good}Three\n=====\n{good}"
    complaint, two, three = read_blocks(text, "a.md")
    assert isinstance(complaint, InputError)
    assert "one line" in str(complaint)
    assert not isinstance(two, InputError)
    assert not isinstance(three, InputError)
    assert (two.title, three.title) == ("Two", "Three")
    with pytest.raises(NoDerivation, match="one line"):
        read_text(text, "a.md")


def test_relations() -> None:
    [derivation] = read_text(block("x\n<= x + 1\n< x + 2\n≤ x + 3\n>= x\n> x - 1"))
    assert [step.relation for step in derivation.steps] == ["<=", "<", "<=", ">=", ">"]


def test_the_word_by_inside_a_reason_or_an_expression() -> None:
    [derivation] = read_text(block("x/y\n= (x*z)/(y*z)   by multiply and divide by z"))
    assert len(derivation.steps[0].reasons) == 1
    [derivation] = read_text(block("by + by\n= 2*by by arithmetic"))
    assert [plain(line) for line in derivation.lines] == ["by + by", "2*by"]


def test_a_substitution_defines_its_letter_for_later_lines() -> None:
    [derivation] = read_text(block("exp(x^2)\n= exp(u)     by substitute u = x^2\n= exp(u)*1"))
    assert [str(each) for each in derivation.definitions] == ["u = x^2"]
    [derivation] = read_text(block("exp(u)\n= exp(x)     by substitute u = x"))
    assert [str(each) for each in derivation.definitions] == ["x = u"]  # x is the new letter


REFUSED = [
    ("unreadable line", "x + x\n= 2*(x", 3, 5, "bracket"),
    ("in a continued line", "x + x\n= 2\n  *(x", 4, 4, "bracket"),
    ("in the first line", "x + )\n= 2*x", 2, 5, ""),
    ("unknown rule", "x + x\n= 2*x   by arithmetik", 3, 12, '"arithmetic"'),
    ("unknown second rule", "x + x\n= 2*x   by arithmetic, quotient-rul", 3, 24, '"quotient rule"'),
    ("unknown rule on its own line", "x + x\n= 2*x\n   by nonsense at all", 4, 7, "no rule"),
    ("nothing after by", "x + x\n= 2*x by", 3, 7, 'nothing stands after "by"'),
    ("nothing before by", "x + x\n= by arithmetic", 3, 3, 'nothing stands before "by"'),
    ("nothing after =", "x + x\n=\n", 3, 1, 'nothing stands after "="'),
    ("reason of the first line", "x + x by arithmetic\n= 2*x", 2, 10, "has no reason"),
    ("relation in the first line", "x + x = 2*x\n= 2*x", 2, 7, "a line of its own"),
    ("two relations in a step", "x + x\n= 2*x = x*2", 3, 7, "a line of its own"),
    ("implication", "x + x\n=> 2*x", 2, 1, "an arrow stands between equations"),
    ("equivalence", "x = 2\n<=> 2*x", 3, 5, "an arrow stands between equations"),
    ("mixed", "2*x = 4\n=> x = 2\n= 2", 4, 1, "this chain is one of equations"),
    ("two values at once", "x^2 = 4\n=> x = 2, x = -2", 3, 4, "x can't be both at once"),
    ("not equal", "x + x\n!= 2*x", 3, 1, "can't begin with"),
    ("swapped", "x + x\n=< 2*x", 3, 1, "write <="),
    ("no first line", "= 2*x", 2, 1, "no first line"),
    ("one line", "\n  x + x", 3, 3, "one line"),
    ("no relation after a blank", "x + x\n\n2*x", 4, 1, "begins with no relation"),
    ("claim alone", "claim x = x", 2, 7, "no chain"),
    ("heads alone", "given x real\nlet u = x", 3, 5, "no chain"),
    ("empty block", "", 1, 1, "empty"),
    ("comments only", "# nothing", 1, 1, "empty"),
    ("head below the chain", "x + x\n= 2*x\n\ngiven x > 0", 5, 1, "below the chain"),
    ("empty head", "given\nx + x\n= 2*x", 2, 1, 'nothing stands after "given"'),
    ("misspelt head", "lett u = x\nx + x\n= 2*x", 2, 1, '"let"'),
    ("another head", "assume x > 0\nx + x\n= 2*x", 2, 1, '"given"'),
    ("rule without a name", "rule a = b\nx + x\n= 2*x", 2, 6, "a name, a colon and a law"),
    ("false rule", "rule mine: a + b = a*b\nx + x\n= 2*x", 2, 6, "is false: a = "),
    ("rule of the book", "rule split: a = a\nx + x\n= 2*x", 2, 6, "the book has a rule"),
    ("the same rule twice", "rule mine: a = a\nrule mine: b = b\nx + x\n= 2*x", 3, 6, "two rules"),
    ("two claims", "claim x = x\nclaim x = x\nx + x\n= 2*x", 3, 7, "one claim"),
    ("claim without relation", "claim x\nx + x\n= 2*x", 2, 7, "relation"),
    ("claim with two", "claim x = y = z\nx + x\n= 2*x", 2, 7, "one relation"),
    ("unreadable claim", "claim x = (x\nx + x\n= 2*x", 2, 11, "bracket"),
    ("bad given", "given x banana\nx + x\n= 2*x", 2, 7, "no given"),
    ("contradictory givens", "given x > 1\ngiven x < 0\nx + x\n= 2*x", 3, 7, "contradict"),
    ("bad definition", "let S(x) = \nx + x\n= 2*x", 2, 10, "nothing stands after ="),
    ("cyclic definitions", "let S(x) = T(x)\nlet T(x) = S(x)\nx + x\n= 2*x", 2, 5, "defined after it"),
    ("unreadable definition, indented chain", "let S(x) = (x\n  x + x\n= 2*x", 2, 12, "bracket"),
    ("unreadable definition", "let S(x) = (x\nx + x\n= 2*x", 2, 12, "bracket"),
    ("wrong number of arguments", "let S(t) = t\nS(x, y)\n= 2*x", 3, 1, "one argument"),
    ("derivative by an integer", "given n integer\ndiff(n^2, n)\n= 2*n", 3, 1, "is an integer"),
    ("derivative by a bound symbol", "given x = 2\ndiff(x^2, x)\n= 4", 3, 1, "is bound by"),
    ("code", "__import__('os').system('id')\n= x", 2, 12, ""),
    ("ambiguous", "x(1 - x)\n= x - x^2", 2, 1, "product or a call"),
]


@pytest.mark.parametrize(("why", "body", "line", "column", "words"), REFUSED, ids=[row[0] for row in REFUSED])
def test_refused(why: str, body: str, line: int, column: int, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read_text(block(body), "a.md")
    error = caught.value
    assert words in str(error), why
    assert error.place is not None
    assert (error.place.file, error.place.line, error.place.column) == ("a.md", line, column), error.report()
    if line > 1:
        assert error.place.text == block(body).split("\n")[line - 1]


BAD_FILES = [
    ("empty", b"", "is empty", "a.md:1:1"),
    ("blank", b"\n \n", "is empty", "a.md:1:1"),
    ("prose", b"# Title\n\nprose = prose\n", "holds no mathematics", "a.md:1:1"),
    ("binary", b"\x89PNG\r\n\x1a\n\x00\x00", "isn't text", "a.md:1:1"),
    ("latin-1", "# A\n\ncaf\u00e9\n".encode("latin-1"), "isn't text in UTF-8", "a.md:3:4"),
    ("utf-16", "x".encode("utf-16"), "UTF-16", "a.md:1:1"),
    ("unclosed", b"text\n\n```calc\nx + x\n= 2*x\n", "never closed", "a.md:3:1"),
    ("other block unclosed", b"```python\n```calc\nx + x\n= 2*x\n", "holds no mathematics", "a.md:1:1"),
]


@pytest.mark.parametrize(("why", "data", "words", "place"), BAD_FILES, ids=[row[0] for row in BAD_FILES])
def test_refused_files(why: str, data: bytes, words: str, place: str) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(data, "a.md")
    assert words in str(caught.value), why
    assert str(caught.value.place) == place


def test_folders_and_missing_files(tmp_path: Path) -> None:
    with pytest.raises(NoDerivation, match="is a folder"):
        read_file(tmp_path)
    with pytest.raises(NoDerivation, match="can't be read"):
        read_file(tmp_path / "missing.md")
    with pytest.raises(NoDerivation):
        read_file("nul\0name.md")
    path = tmp_path / "a.md"
    path.write_text(SQUARE, encoding="utf-8")
    [derivation] = read_file(path)
    assert str(derivation.place) == f"{path}:8:3"


HUGE = [
    ("a long line", "x\n= " + "x+" * 500_000 + "x"),
    ("a long reason", "x\n= x by " + "a" * 1_000_000),
    ("a long head", "let u = " + "1" * 1_000_000 + "\nx\n= x"),
    ("brackets", "x\n= " + "(" * 10_000 + "x" + ")" * 10_000),
    ("signs", "x\n= " + "-" * 10_000 + "x"),
    ("a long step", "x\n= x" + "\n + x" * 200_000),
    ("a long word", "x\n= " + "x" * 1_000_000),
    ("open brackets and reasons", "x\n= " + "( by " * 200_000),
]


@pytest.mark.parametrize(("why", "body"), HUGE, ids=[row[0] for row in HUGE])
def test_huge_inputs_are_refused_soon(why: str, body: str) -> None:
    start = time.process_time()
    with pytest.raises(InputError) as caught:
        read_text(block(body), "a.md")
    assert len(str(caught.value)) < 500, why
    assert len(caught.value.report()) < 900
    assert time.process_time() - start < 10  # only against quadratic reading, not a measure of speed


def test_a_huge_file_is_refused() -> None:
    with pytest.raises(TooLarge):
        read_bytes(b"x" * 5_000_000, "a.md")


def test_a_mistake_keeps_its_class() -> None:
    with pytest.raises(Unreadable):
        read_text(block("x\n= (x"), "a.md")


PIECES = [
    *[
        "x",
        "y",
        "n",
        "2",
        "0",
        "1",
        "+",
        "-",
        "*",
        "/",
        "^",
        "(",
        ")",
        "[",
        "]",
        ",",
        "=",
        "<",
        ">",
        "|",
        "'",
        "#",
        ";",
        ":",
        ".",
        "_",
        "e",
        "S(x)",
        "exp(x)",
        "diff(x^2,",
        "x)",
        "sqrt(x)",
    ],
    *["given ", "let ", "claim ", "by ", " by cancel", "x real", "S(x) = x", "\n", "\n= ", "\n<= ", "\n\n", "\t", "  "],
    *[
        "```",
        "```calc",
        "~~~calc\n",
        "# ",
        "\r\n",
        "\0",
        "\u2212",
        "\u00b2",
        "é",
        "𝑥",
        "\u202e",
        "\ufeff",
        "=>",
        "substitute u = x",
    ],
]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_no_text_does_anything_but_read_or_complain(text: str) -> None:
    for body in (text, block(text), block("x\n= x" + text)):
        for each in read_blocks(body, "a.md"):
            if isinstance(each, InputError):
                assert each.place is not None
                assert each.report().startswith(f"{each.place}: ")
                assert str(each)


@settings(max_examples=100)
@given(st.binary(max_size=60))
def test_no_bytes_do_anything_but_read_or_complain(data: bytes) -> None:
    with pytest.raises(InputError):
        read_bytes(data + b"\n", "a.md")
