"""What a person sees: the layout of a chain, colours where they show, words that anybody reads."""

import io
import re
from pathlib import Path

import pytest

from derivex.cli import main
from derivex.errors import Place
from derivex.justify import DoesNotFit, NoneGiven
from derivex.lead import Fits, NotFound
from derivex.notation.plain import read
from derivex.readers.calc import read_text
from derivex.reasons import Reason
from derivex.step import Step, StepReport
from derivex.verdict import Proved, Refuted, Undecided, Witness
from derivex.writers.console import emit, in_ascii, line, speaks_unicode, text, width
from derivex.writers.show import Ink, judged, shown
from derivex.writers.summary import summary, sympy_said, whole_said

WITNESS = Witness((("x", read("1/2")),), "1/4", "-1/4")


def step(verdict, justification=None, reasons=("factor",)):
    named = tuple(Reason(name, None, name.replace("-", " ")) for name in reasons)
    one = Step(read("x"), read("x + 0"), "=", named, Place("a.md", 3, 1, "= x + 0"))
    return StepReport(one, 1, verdict, justification)


def relation(source):
    from derivex.notation.plain import read_relation

    return read_relation(source)


@pytest.mark.parametrize(
    ("found", "mark", "reason", "notes"),
    [
        (step(Proved("exact"), Fits()), "✓", "by factor", []),
        (
            step(Proved("exact", (), (relation("x = 1"),)), Fits()),
            "✓",
            "by factor",
            ["gained x = 1: only this line is defined there"],
        ),
        (
            step(Proved("exact", (relation("x = 1"),)), Fits()),
            "✓",
            "by factor",
            ["lost x = 1: only the line before is defined there"],
        ),
        (
            step(Proved("exact"), DoesNotFit(("split-fraction",), "(a + b)/c = a/c + b/c")),
            "!",
            "by factor",
            ['true, but the reason doesn\'t fit: "factor"', "this is: split fraction, (a + b)/c = a/c + b/c"],
        ),
        (
            step(Proved("exact"), NotFound("3000 moves were tried")),
            "?",
            "by factor",
            ["true, but the reason could not be confirmed: 3000 moves were tried"],
        ),
        (
            step(Proved("exact"), NoneGiven(("split-fraction", "cancel")), ()),
            "✓",
            "by split fraction, cancel (found)",
            [],
        ),
        (step(Proved("exact"), NoneGiven(), ()), "✓", "equal; no rule found", []),
        (
            step(Refuted(WITNESS, "true where x > 0")),
            "✗",
            "by factor",
            ["false: at x = 1/2: the line before is 1/4, this one is -1/4", "true where x > 0"],
        ),
        (step(Undecided("no method applies"), Fits()), "?", "by factor", ["undecided: no method applies"]),
    ],
)
def test_every_answer_has_its_mark_and_its_words(found, mark, reason, notes):
    assert judged(found) == ((mark, judged(found)[0][1]), reason, notes)


def chain(source):
    (derivation,) = read_text(source)
    return derivation.verify()


LONG = " + ".join(f"sin(x + {n})^2" for n in range(12))
WORDS = "by cancel, arithmetic, using the cancel rule and arithmetic, reorder, signs"
SOURCES = {
    "short": "  x + x\n= 2*x\n",
    "long line": f"  {LONG}\n= {LONG} + 0 by arithmetic\n= {LONG}\n",
    "long reason": f"  x/(x*y) + 0\n= 1/y    {WORDS}\n",
    "both": f"  x*({LONG})/(x*y) + 0\n= ({LONG})/y    {WORDS}\n",
    "one long word": f"  {'a' * 200}*x\n= x*{'a' * 200}\n",
    "many givens": "given a > 0, b > 0, c > 0, d > 0, a != b, b != c, c != d, x1 real, x2 real, n integer, m integer\n  x + x\n= 2*x\n",
}


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
@pytest.mark.parametrize("ink", [Ink(), Ink(80, False), Ink(40)], ids=["unicode", "ascii", "narrow"])
@pytest.mark.parametrize("drawn", [False, True], ids=["lines", "2d"])
def test_no_line_is_wider_than_the_output(source, ink, drawn):
    lines = [text(each) for each in shown(chain(source), path="folder/some-file.md", ink=ink, drawn=drawn)]
    assert max(map(len, lines)) <= ink.width
    if not ink.unicode and not drawn:
        assert all(each.isascii() for each in lines)


def test_marks_stand_below_each_other():
    report = chain(
        "  (x^2 - 1)/(x - 1)\n= (x - 1)*(x + 1)/(x - 1)    by factor\n= x + 1    by cancel\n= x + 1 + y - y    by add and subtract y\n"
    )
    lines = [text(each) for each in shown(report, path="a.md")]
    columns = {each.index("✓") for each in lines if "✓" in each}
    assert len(columns) == 1
    assert "    gained x = 1: only this line is defined there" in lines


def test_what_follows_a_wrong_line_says_so():
    report = chain("  x + x\n= 3*x\n= 2*x + 0\n= 2*x\n")
    lines = [text(each) for each in shown(report, path="a.md")]
    assert "    the line before is the wrong one" in lines
    assert sum(each.lstrip().startswith("false:") for each in lines) == 1


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("  x + x\n= 2*x\n", "1 of 1 step true, no conditions."),
        ("  x*x/x\n= x by cancel\n", "1 of 1 step true, 1 reason fits, where x != 0."),
        ("  x + x\n= 3*x by arithmetic\n", "0 of 1 step true, 1 false."),
        ("  x*y/(x*z)\n= y/z by split fraction\n", "1 of 1 step true, 1 reason doesn't fit, where x != 0."),
    ],
)
def test_the_summary_counts(source, said):
    assert summary(chain(source)) == said


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("claim x + x = 2*x\n  x + x\n= 2*x\n", ""),
        ("  x + x\n= 2*x\n", ""),
        ("  x + x\n= 3*x\n", ""),
        ("claim x + x = 3*x\n  x + x\n= 2*x\n", "The claim is false: at x = 1: left is 2, right is 3."),
        (
            "claim 2*x = x + x\n  x + x\n= x + x + 0\n",
            "The chain doesn't arrive at the claim: it leads from x + x to x + x + 0.",
        ),
        (
            "  |x| - x\n= (|x| - x)*(|x| + x)/(|x| + x)\n= (x^2 - x^2)/(|x| + x)\n= 0\n",
            "The chain as a whole is false: at x = -1: left is 2, right is 0; "
            "every step is true where both of its lines are defined, and step 1 loses this point.",
        ),
    ],
)
def test_the_whole_is_mentioned_where_the_steps_do_not_say_it(source, said):
    assert whole_said(chain(source)) == said


@pytest.mark.parametrize(
    ("opinions", "said"),
    [
        (["agrees", "disagrees"], "SymPy agrees: 2 of 2."),
        (["no opinion", "disagrees"], "SymPy agrees: 1 of 2 (no opinion on 1)."),
        (["disagrees", "no opinion"], "SymPy agrees: 0 of 2 (it says otherwise on 1, no opinion on 1)."),
    ],
)
def test_sympy_agrees_where_it_gives_the_same_answer(opinions, said):
    assert sympy_said(chain("  x + x\n= 2*x\n= 3*x\n"), opinions) == said


# ---- streams ----


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self):
        return True


@pytest.fixture
def terminal(monkeypatch):
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    return Terminal()


LINES = [line("= x", ("by [bold]factor[/bold]", "reason"), ("✓", "good")), line(":smile: "), ()]


def test_a_terminal_gets_colours(terminal):
    emit(LINES, terminal)
    printed = terminal.getvalue()
    assert "\x1b[32m✓" in printed
    assert re.sub(r"\x1b\[[0-9;]*m", "", printed) == "= xby [bold]factor[/bold]✓\n:smile: \n\n"


def test_the_same_is_said_without_colour(terminal, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    emit(LINES, terminal)
    assert terminal.getvalue() == "= xby [bold]factor[/bold]✓\n:smile:\n\n"


def test_long_lines_are_not_broken_by_the_terminal(terminal):
    emit([line("x" * 300)], terminal)
    assert terminal.getvalue() == "x" * 300 + "\n"


def test_a_narrow_terminal_is_respected(terminal, monkeypatch):
    assert width(io.StringIO()) == 80
    monkeypatch.setenv("COLUMNS", "60")
    assert width(terminal) == 60
    monkeypatch.setenv("COLUMNS", "300")
    assert width(terminal) == 80
    monkeypatch.setenv("COLUMNS", "5")
    assert width(terminal) == 40


@pytest.mark.parametrize(
    ("encoding", "speaks"), [("utf-8", True), ("ascii", False), ("cp1252", False), ("nonsense", False)]
)
def test_an_encoding_speaks_unicode_or_not(encoding, speaks):
    stream = Terminal()
    stream.encoding = encoding
    assert speaks_unicode(stream) is speaks


def test_ascii_says_the_same():
    assert in_ascii("✓ x² − 1 ≤ √y … ✗ 漢") == "ok x^2 - 1 <= sqrt y ... x ?"


JARGON = re.compile(r"\b(AST|LALR|kernel|residue|ball|tower|exception|traceback|token|None|True|False)\b")


def test_plain_words_are_used(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    Path("a.md").write_text("```calc\n  x\n= y by factor\n= f(x)\n```\n")
    for arguments in (
        ["show"],
        ["show", "sigmoid", "--no-sympy"],
        ["rules"],
        ["verify", "a.md"],
        ["show", "a.md", "--no-sympy"],
    ):
        main(arguments)
        printed = capsys.readouterr()
        told = re.sub(r",\s+True\s*\)", ")", printed.out + printed.err)  # so the last case of a distinction is written
        assert not JARGON.findall(told), arguments
