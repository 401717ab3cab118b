"""The whole library: listed, as a booklet, as pages, as an index that is up to date."""

import shutil
import subprocess
from pathlib import Path

import pytest

from derivex import library
from derivex.cli import main
from derivex.commands.everything import everything, index_of
from derivex.documents.marked import derivations
from derivex.documents.reading import read_text
from derivex.library import INDEX, topic
from derivex.writers.console import text
from derivex.writers.pages import listing
from derivex.writers.prose import latex

SHIPPED = Path(__file__).parent.parent / "derivations"
PAGE = """# Twice {name}, *again*: 100% & $x^2$

Words with `code_x`, $\\frac{{a}}{{b}}$ and $\\input{{x}}$.

```calc
given {name} > 0
claim {name} + {name} = 2*{name}
  {name} + {name}
= 2*{name}   by arithmetic
```

More words.

```calc
  {long}
= {long} + 0   by arithmetic
```
"""
LONG = "*".join(f"(x + {number})^2" for number in range(1, 14))


@pytest.fixture
def _pages(tmp_path, monkeypatch):
    """Two topics of one's own beside a library of one page: all of it would take too long."""
    small = tmp_path / "shipped"
    (small / "activation").mkdir(parents=True)
    shutil.copy(SHIPPED / "activation" / "sigmoid.md", small / "activation")
    monkeypatch.setattr(library, "_shipped", lambda: small)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    for name in ("a", "b"):
        folder = tmp_path / "derivations" / f"topic-{name}"
        folder.mkdir(parents=True)
        (folder / f"twice-{name}.md").write_text(PAGE.format(name=name, long=LONG))
    (tmp_path / "derivations" / INDEX).write_text("# no derivation\n\nonly words\n")


def command(capsys, *arguments):
    status = main(list(arguments))
    printed = capsys.readouterr()
    return status, printed.out, printed.err


@pytest.mark.usefixtures("_pages")
def test_without_a_name_everything_is_listed_by_topic(capsys):
    status, out, _ = command(capsys, "show")
    assert status == 0
    lines = out.splitlines()
    assert [line for line in lines if line.startswith("topic") or line == "activation"] == [
        "activation",
        "topic-a",
        "topic-b",
    ]
    at = lines.index("topic-a")
    assert lines[at + 1].split()[0] == "twice-a"
    assert lines[at + 2].strip() == "a + a = 2·a (and 1 chain more)"
    assert max(map(len, lines)) <= 80
    assert "index" not in command(capsys, "show", "--names")[1].split()


def test_a_long_list_stays_readable():
    rows = [(f"topic-{n // 20}", f"a-name-of-page-{n}", "A title " * (n % 17), "x = x", 0) for n in range(60)]
    lines = [text(each) for each in listing(rows)]
    assert max(map(len, lines)) <= 80
    assert sum(line.startswith("a-name") for line in lines) == 60


def test_the_index_is_up_to_date(monkeypatch):
    monkeypatch.chdir(SHIPPED.parent)
    written = SHIPPED / INDEX
    if not written.exists():
        pytest.skip("there is no index yet: derivex export --all --to index -o derivations/index.md")
    wanted = index_of(everything())
    assert written.read_text() == wanted, "derivex export --all --to index -o derivations/index.md --force"


@pytest.mark.usefixtures("_pages")
def test_the_index_names_every_page_with_its_claims(capsys):
    status, out, _ = command(capsys, "export", "--all", "--to", "index")
    assert status == 0
    assert "## Topic a\n\n- [Twice a, \\*again\\*: 100% & \\$x^2\\$](topic-a/twice-a.md)\n  - `a + a = 2*a`\n" in out
    assert out.count("](") == 3


@pytest.mark.usefixtures("_pages")
def test_pages_show_their_mathematics_and_can_be_imported_again(capsys):
    status, _, err = command(capsys, "export", "--all", "--to", "markdown", "-o", "pages")
    assert (status, err) == (0, "pages is written.\n")
    page = Path("pages/topic-a/twice-a.md").read_text()
    assert page.startswith("# Twice a")
    assert "```calc" not in page and page.count("$$\n\\begin{aligned}") == 2
    assert len(derivations(read_text(page, "page.md"))) == 2
    assert Path("pages/index.md").exists()
    Path("pages/topic-a/twice-a.md").write_text("mine")
    status, _, err = command(capsys, "export", "--all", "--to", "markdown", "-o", "pages")
    assert status == 2 and "exists" in err
    assert Path("pages/topic-a/twice-a.md").read_text() == "mine"
    assert command(capsys, "export", "--all", "--to", "markdown", "-o", "pages", "--force")[0] == 0


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex isn't installed")
@pytest.mark.usefixtures("_pages")
def test_the_booklet_compiles_and_nothing_runs_off_the_page(capsys):
    assert command(capsys, "export", "--all", "--to", "latex", "-o", "booklet.tex")[0] == 0
    for _ in range(2):
        arguments = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "booklet.tex"]
        done = subprocess.run(arguments, capture_output=True, text=True, errors="replace", check=False)
        assert done.returncode == 0, done.stdout[-2000:]
    assert "Overfull" not in done.stdout
    assert "Missing character" not in Path("booklet.log").read_text(errors="replace")
    contents = Path("booklet.toc").read_text()
    assert contents.count("{subsection}") == 3
    assert command(capsys, "export", "--all", "--to", "latex", "-o", "booklet.tex")[0] == 2  # never over a file


@pytest.mark.usefixtures("_pages")
def test_what_is_wrong_is_told_and_left_out(capsys):
    Path("derivations/bad.md").write_text("```calc\n  x\n= (x\n```\n")
    Path("derivations/false.md").write_text("```calc\n  x\n= x + 1\n```\n")
    status, out, err = command(capsys, "export", "--all", "--to", "latex")
    assert status == 2
    assert "\\section{Topic a}" in out
    assert "bad.md:3:3" in err and "FALSE" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sigmoid", "--all", "--to", "latex"], "leave one of them out"),
        (["--all", "--to", "sympy"], "--all is not for --to sympy"),
        (["--all", "--to", "markdown"], "name it with -o FOLDER"),
        (["--to", "latex"], "a derivation has a name"),
        (["sigmoid", "--to", "index"], "an index lists everything"),
    ],
)
def test_everything_is_asked_for_in_one_way(arguments, said, capsys):
    status, out, err = command(capsys, "export", *arguments)
    assert (status, out) == (2, "")
    assert said in err


@pytest.mark.parametrize(
    ("markdown", "printed"),
    [
        ("a *b* **c** `d_e` [f](g.md)", r"a \emph{b} \textbf{c} \texttt{d\_e} f"),
        ("snake_case_name and 2 * 3 * 4", r"snake\_case\_name and 2 * 3 * 4"),
        ("$\\frac{1}{2}$ of 5%", r"$\frac{1}{2}$ of 5\%"),
        ("$\\input{passwd}$", r"\texttt{\$\textbackslash{}input\{passwd\}\$}"),
        ("$\\frac{1}{2$", r"\texttt{\$\textbackslash{}frac\{1\}\{2\$}"),
        ("$x \\left( y$", r"\texttt{\$x \textbackslash{}left( y\$}"),
        ("$$\nx = 1\n$$", "\\[\nx = 1\n\\]"),
        ("## Part", r"\subsubsection*{Part}"),
        ("- a\n- b", "\\begin{itemize}\n\\item a\n\\item b\n\\end{itemize}"),
        ("<!-- hidden -->seen", "seen"),
        ("```text\n a{b}\n```", "\\begin{flushleft}\n\\texttt{~a\\{b\\}}\n\\end{flushleft}"),
    ],
)
def test_words_become_latex(markdown, printed):
    assert latex(markdown).strip() == printed


def test_a_topic_is_a_folder(monkeypatch):
    monkeypatch.chdir(SHIPPED.parent)
    assert topic(SHIPPED / "activation" / "sigmoid.md") == "activation"
    assert topic(SHIPPED / "one.md") == ""
