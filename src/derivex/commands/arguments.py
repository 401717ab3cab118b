"""The arguments of every command, with an example for each way to use it.

What each command does stands in the module of its name; this one imports nothing but
argparse and the errors, and shell completion is made from it. A first word that is no
command is an ``InputError`` that names the nearest one.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from derivex.codes import SELECTABLE
from derivex.errors import InputError

if TYPE_CHECKING:
    from typing import TypeAlias

    Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]

# how a file may be read
KINDS = ("derivation", "markdown", "latex", "notebook", "rst", "python", "text")
OPTION_VALUES = frozenset({"--given", "--let", "--for", "--rule", "--batch", "--format", "--to", "-o", "--output"})
WITH_EXPRESSIONS = ("prove", "explain", "derive")
CODE = ("numpy", "torch", "jax", "c")  # what functions may be written for
JOINED = ("--given", "--range", "--at")  # what follows these belongs to them, a minus in front or not

STATUSES = """exit status:
  0  every step proved, every named reason fits, every claim met
  1  something is wrong: a false step, a reason that doesn't fit, a claim not met
  2  an input could not be read, or held nothing to verify
  3  nothing is wrong, but something is undecided or a reason was not found"""

EXAMPLES = {
    "": """a first thing to try:
  derivex show sigmoid

examples:
  derivex show sigmoid                          print a derivation, checked
  derivex verify notes.md                       check your own
  derivex prove "tanh(x)" "2/(1 + exp(-2*x)) - 1"
  derivex new my-first                          a file to begin with""",
    "show": """examples:
  derivex show                                  what there is
  derivex show sigmoid
  derivex show sigmoid --2d                     fractions as people draw them
  derivex show my-first.md --no-sympy""",
    "verify": f"""examples:
  derivex verify notes.md homework/*.md
  derivex verify paper.tex chapters/            LaTeX, Markdown, notebooks, text
  derivex verify - < notes.md                   from standard input
  pandoc -t latex a.docx | derivex verify - --kind latex
  derivex verify notes.md --write               fill in the missing reasons
  derivex verify docs/ --exclude drafts --select false,claim
  derivex verify docs/ --given "x > 0"
  derivex verify docs/ --format sarif > derivex.sarif

[tool.derivex] in the nearest pyproject.toml says what holds for all files of a
project: given, real-values, names, exclude. Options go before it.

{STATUSES}""",
    "prove": """examples:
  derivex prove "d/dx 1/(1+e^-x)" "e^-x/(1+e^-x)^2"
  derivex prove "(x^2 - 1)/(x - 1) = x + 1"
  derivex prove "sqrt(x^2)" "x" --given "x > 0"
  derivex prove "-S(-x)" "S(x) - 1" --let "S(x) = 1/(1 + exp(-x))"
  derivex prove "sin(2*x)" "2*sin(x)*cos(x)" --recheck
  derivex prove --batch - < equalities.jsonl    a JSON object a line""",
    "explain": """examples:
  derivex explain "(x^2 - 1)/(x - 1)" "x + 1"
  derivex explain "diff(x*exp(x), x)" "exp(x) + x*exp(x)"
  derivex explain "2*x + 3 = 7" "2*x = 4"
  derivex explain "x*(x - 1) = 0" "x - 1 = 0"    says what is lost
  derivex explain --batch - < steps.jsonl       a JSON object a line""",
    "derive": """examples:
  derivex derive "d/dx x^2*sin(x)"
  derivex derive "(x^2 - 1)/(x - 1)" --to "x + 1" --rule factor-polynomial
  derivex derive "d/dx 1/(1+exp(-x))" --to "S(x)*(1-S(x))" --let "S(x)=1/(1+exp(-x))"
  derivex derive "sin(x)^4 - cos(x)^4" --to "-cos(2*x)" -o angles.md""",
    "hint": """examples:
  derivex hint mine.md:12                       the rule that leads on from line 12
  derivex hint mine.md:12 --more                and where it is used
  derivex hint mine.md:12 --show                and the line that it makes
  derivex hint mine.md                          the last line of its chain
  derivex hint sigmoid --step 3                 behind the third step of a derivation""",
    "rules": """examples:
  derivex rules                                 the whole book
  derivex rules quotient-rule                   one rule: law, reason, needs, examples
  derivex rules --to html -o rules.html         the book as a page that stands alone""",
    "new": """examples:
  derivex new my-first                          writes my-first.md in this folder""",
    "export": """examples:
  derivex export sigmoid --to latex
  derivex export sigmoid --to latex --standalone -o sigmoid.tex
  derivex export sigmoid --to markdown -o page.md
  derivex export sigmoid --to sympy | python -
  derivex export sigmoid --to json
  derivex export sigmoid --to numpy --stable -o sigmoid.py
  derivex export sigmoid --to c --cached
  derivex export --all --to latex -o booklet.tex
  derivex export --all --to markdown -o pages""",
    "compare": """examples:
  derivex compare sigmoid
  derivex compare sigmoid --form "1/(2 + exp(x) + exp(-x))"
  derivex compare sigmoid --range -40,40 --plot errors.png
  derivex compare sigmoid --format json""",
    "plot": """examples:
  derivex plot sigmoid                          in the terminal
  derivex plot sigmoid -o sigmoid.svg           PNG, SVG or PDF
  derivex plot sigmoid --all --range -6,6       every form over each other""",
    "import": """examples:
  derivex import paper.tex --list               the chains that there are
  derivex import paper.tex --chain 3 -o mine.md
  derivex import paper.tex --chain eq:sigmoid   by its label; --chain :40 by its line
  derivex import notes.ipynb -o notes-derived.md
  derivex import - < notes.tex                  from standard input""",
    "completion": """examples:
  eval "$(derivex completion bash)"
  derivex completion zsh > ~/.zfunc/_derivex
  derivex completion fish > ~/.config/fish/completions/derivex.fish""",
}
COMMANDS = ("check", *filter(None, EXAMPLES))
# words that people try first, for what another command does
MEANT = {"explore": "show", "list": "show", "test": "verify", "init": "new"}
SHOWN = 40  # so much of a wrong word is repeated in a message


class Layout(argparse.RawDescriptionHelpFormatter):
    """Examples stand as written. The width is given: argparse would import shutil for it, once an argument."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80)


def parser() -> argparse.ArgumentParser:
    """The arguments of every command."""
    from derivex import __version__

    top = argparse.ArgumentParser(
        prog="derivex",
        description="Checks a derivation step by step: is it true, and is it what its reason says?",
        epilog=f"{EXAMPLES['']}\n\n{STATUSES}",
        formatter_class=Layout,
    )
    top.add_argument("--version", action="version", version=f"derivex {__version__}")
    # naming the program spares argparse a formatter, and the start the import of shutil
    commands = top.add_subparsers(dest="command", metavar="command", required=True, prog="derivex")
    for add in (*_ASKING, *_WRITING):
        add(commands)
    return top


def _command(
    commands: Commands, name: str, summary: str, *, aliases: tuple[str, ...] = (), more: str = ""
) -> argparse.ArgumentParser:
    """One command; its description is its summary and what there is more to say."""
    one = commands.add_parser(
        name,
        aliases=aliases,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}. {more}".rstrip(),
        epilog=EXAMPLES[name],
        formatter_class=Layout,
        allow_abbrev=False,
    )
    one.set_defaults(run=name)
    return one


def _show(commands: Commands) -> None:
    show = _command(commands, "show", "print a derivation: each step with its reason and its answer")
    show.add_argument("name", nargs="?", metavar="NAME-OR-FILE", help="a derivation; without it, what there is")
    forms = show.add_mutually_exclusive_group()
    forms.add_argument("--2d", dest="drawn", action="store_true", help="fractions as people draw them")
    forms.add_argument("--sympy", action="store_true", help="each step as the SymPy rewrite that makes it")
    forms.add_argument("--source", action="store_true", help="the lines as they stand in the file")
    show.add_argument("--names", action="store_true", help=argparse.SUPPRESS)  # for shell completion
    show.add_argument("--no-sympy", action="store_true", help="don't ask for SymPy's own opinion")


def _verify(commands: Commands) -> None:
    more = '"derivex check" is the same command.'
    verify = _command(commands, "verify", "check derivation files and documents", aliases=("check",), more=more)
    verify.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, a pattern, or - for standard input")
    formats = "text for people (default), json for programs, github for annotations, sarif for code scanning"
    choices = ("text", "json", "github", "sarif")
    verify.add_argument("--format", choices=choices, default="text", help=formats)
    which = f"tell and count findings of these kinds only: {', '.join(SELECTABLE)}"
    verify.add_argument("--select", action="append", default=[], metavar="KINDS", help=which)
    left_out = "what is passed over in folders, instead of what pyproject.toml says: drafts, notes/*.txt"
    verify.add_argument("--exclude", action="append", default=[], metavar="PATTERNS", help=left_out)
    given = 'what is known in every file, instead of what pyproject.toml says: "x > 0"'
    verify.add_argument("--given", action="append", default=[], metavar="FACT", help=given)
    verify.add_argument("--isolated", action="store_true", help="don't read pyproject.toml")
    kinds = f"how to read standard input and the files named: {', '.join(KINDS)}; else ending and content tell it"
    verify.add_argument("--kind", choices=KINDS, default="", metavar="KIND", help=kinds)
    verify.add_argument("--lenient", action="store_true", help="undecided steps don't count: exit status 0")
    share = "fail unless so many per cent of the equations in documents could be checked"
    verify.add_argument("--require-read", type=float, metavar="PERCENT", help=share)
    as_found = "for hooks: pass over files that are excluded or hold no mathematics, as in a folder"
    verify.add_argument("--as-found", action="store_true", help=as_found)
    verify.add_argument("--write", action="store_true", help="fill in missing reasons, in the file")


def _prove(commands: Commands) -> None:
    prove = _command(commands, "prove", "decide one equality, or many")
    prove.add_argument("sides", nargs="*", metavar="EXPRESSION", help='"L = R", or L and R as two arguments')
    prove.add_argument("--given", action="append", default=[], metavar="FACT", help='"x > 0", "n integer", …')
    prove.add_argument("--let", action="append", default=[], metavar="DEFINITION", help='"S(x) = 1/(1 + exp(-x))"')
    prove.add_argument("--batch", metavar="FILE", help="JSON lines in, JSON lines out; - is standard input")
    prove.add_argument("--format", choices=("text", "json"), default="text", help="how to answer")
    prove.add_argument("--recheck", action="store_true", help="confirm the answer without the engine")
    prove.add_argument("--lenient", action="store_true", help="undecided doesn't count: exit status 0")


def _explain(commands: Commands) -> None:
    explain = _command(commands, "explain", "name the rules that lead from one line to another")
    explain.add_argument("lines", nargs="*", metavar="LINE", help="FROM and TO: two expressions, or two equations")
    explain.add_argument("--given", action="append", default=[], metavar="FACT", help='"x > 0", "n integer", …')
    explain.add_argument("--let", action="append", default=[], metavar="DEFINITION", help='"S(x) = 1/(1 + exp(-x))"')
    rule = 'a rule of your own: "shrink: a/(a*b) = 1/b", "axiom f of a sum: f(x + y) = f(x)*f(y)"'
    explain.add_argument("--rule", action="append", default=[], metavar="RULE", help=rule)
    explain.add_argument("--batch", metavar="FILE", help="JSON lines in, JSON lines out; - is standard input")
    explain.add_argument("--lenient", action="store_true", help="undecided doesn't count: exit status 0")


def _derive(commands: Commands) -> None:
    derive = _command(commands, "derive", "find a chain from one line to another, and write it")
    derive.add_argument("expression", metavar="EXPRESSION", help="the first line, or an equation to be solved")
    derive.add_argument(
        "--to", metavar="EXPRESSION", help="the last line; without it, what can be done is done: d/dx, integrals, …"
    )
    rule = "begin with this rule of the book; given several times, with one after the other"
    derive.add_argument("--rule", action="append", default=[], metavar="NAME", help=rule)
    derive.add_argument("--for", dest="unknown", metavar="NAME", help="the unknown of an equation")
    derive.add_argument("--given", action="append", default=[], metavar="FACT", help='"x > 0", "n integer", …')
    derive.add_argument("--let", action="append", default=[], metavar="DEFINITION", help='"S(x) = 1/(1 + exp(-x))"')
    derive.add_argument("-o", "--output", metavar="FILE", help="instead of standard output")
    derive.add_argument("--force", action="store_true", help="replace FILE if it exists")


def _hint(commands: Commands) -> None:
    more = "A false line is told as such, with the mistake that it looks like."
    hint = _command(commands, "hint", "name a rule that leads on from a line, without giving it away", more=more)
    hint.add_argument("line", metavar="FILE:LINE", help="a line of a file or of a named derivation; else the last one")
    hint.add_argument("--step", type=int, metavar="N", help="the line behind the Nth step, instead of a line number")
    level = hint.add_mutually_exclusive_group()
    level.add_argument("--more", action="store_true", help="say where in the line, too")
    level.add_argument("--show", action="store_true", help="give the next line")


def _rules(commands: Commands) -> None:
    rules = _command(commands, "rules", "print the book of rules, or one of them")
    rules.add_argument("name", nargs="*", metavar="NAME", help="a rule, as in a file: quotient-rule, quotient rule")
    rules.add_argument("--to", choices=("html", "markdown"), help="write a page: the whole book, or what NAME means")
    rules.add_argument("-o", "--output", metavar="FILE", help="instead of standard output")
    rules.add_argument("--force", action="store_true", help="replace FILE if it exists")


def _new(commands: Commands) -> None:
    new = _command(commands, "new", "write a derivation file to begin with")
    new.add_argument("name", metavar="NAME", help="NAME.md is written into this folder")


def _export(commands: Commands) -> None:
    export = _command(commands, "export", "write a derivation as LaTeX, Markdown, a script, JSON, or as code")
    export.add_argument(
        "name", nargs="?", metavar="NAME-OR-FILE", help='a derivation; "derivex show" lists what there is'
    )
    forms = "latex: an align* display; markdown: a page with displays; sympy: a script that needs SymPy alone; "
    forms += "json: the report of verify; index: with --all, the list of all pages; "
    forms += "numpy, torch, jax, c: functions, each checked in numbers"
    choices = ("latex", "markdown", "sympy", "json", "index", *CODE)
    export.add_argument("--to", required=True, choices=choices, help=forms)
    export.add_argument("--all", action="store_true", help="everything that there is: a booklet, or a folder of pages")
    export.add_argument("--standalone", action="store_true", help="with --to latex: a whole document")
    export.add_argument("--stable", action="store_true", help="code: the forms that lose least, proved equal")
    cached = "code: also the derivative by the value of the function"
    export.add_argument("--cached", action="store_true", help=cached)
    _numbers(export)
    export.add_argument("-o", "--output", metavar="FILE", help="instead of standard output")
    export.add_argument("--force", action="store_true", help="replace FILE if it exists")


def _numbers(command: argparse.ArgumentParser) -> None:
    """What a command that computes asks: where, and with which values."""
    command.add_argument("--range", metavar="LOW,HIGH", help="where to look, such as -10,10")
    values = 'a value for another symbol: "beta = 2"'
    command.add_argument("--at", action="append", default=[], metavar="VALUE", help=values)


def _compare(commands: Commands) -> None:
    more = "Operations, times and right digits of every line of a chain that can be computed, and which is best where."
    compare = _command(commands, "compare", "measure what the forms of a function cost and lose", more=more)
    compare.add_argument("name", metavar="NAME-OR-FILE", help='a derivation; "derivex show" lists what there is')
    compare.add_argument("--form", action="append", default=[], metavar="EXPRESSION", help="another form, proved first")
    compare.add_argument("--chain", type=int, metavar="N", help="one chain of a file that has several")
    compare.add_argument("--by", default="", metavar="SYMBOL", help="the variable, where the chain has several")
    _numbers(compare)
    compare.add_argument("--no-times", action="store_true", help="leave out the times, which differ from run to run")
    compare.add_argument("--format", choices=("text", "json"), default="text", help="how to answer")
    compare.add_argument("--plot", metavar="FILE", help="draw the errors: PNG, SVG or PDF")
    compare.add_argument("--force", action="store_true", help="replace FILE if it exists")


def _plot(commands: Commands) -> None:
    plot = _command(commands, "plot", "draw a function and its derivative")
    plot.add_argument("name", metavar="NAME-OR-FILE", help='a derivation; "derivex show" lists what there is')
    plot.add_argument("--all", action="store_true", help="every form of the chain, over each other")
    plot.add_argument("--chain", type=int, metavar="N", help="one chain of a file that has several")
    plot.add_argument("--by", default="", metavar="SYMBOL", help="the variable, where the chain has several")
    _numbers(plot)
    plot.add_argument("-o", "--output", metavar="FILE", help="PNG, SVG or PDF; without it, in the terminal")
    plot.add_argument("--force", action="store_true", help="replace FILE if it exists")


def _import(commands: Commands) -> None:
    bring = _command(commands, "import", "turn the chains of a document into a derivation file")
    kinds = "LaTeX, Markdown, a notebook, reStructuredText, Python or text; - for standard input"
    bring.add_argument("file", metavar="FILE", help=kinds)
    which = "one chain: its number, its label, or :LINE; without it, all of them"
    bring.add_argument("--chain", metavar="N|NAME|:LINE", help=which)
    bring.add_argument("--list", action="store_true", help="list the chains instead")
    bring.add_argument("-o", "--output", metavar="OUT", help="instead of standard output")
    bring.add_argument("--force", action="store_true", help="replace OUT if it exists")
    bring.set_defaults(run="importing")  # "import" can't be the name of a module


def _completion(commands: Commands) -> None:
    completion = _command(commands, "completion", "print a script that completes derivex's arguments")
    completion.add_argument("shell", choices=("bash", "zsh", "fish"), help="the shell to write it for")


_ASKING = (_show, _verify, _prove, _explain, _derive, _hint, _compare, _plot, _rules)
_WRITING = (_new, _import, _export, _completion)


def no_command(word: str) -> InputError | None:
    """A complaint about a first word that is no command, with the one that was meant, perhaps.

    >>> print(no_command("shw"))
    no command "shw"; did you mean "show"? "derivex --help" lists them
    >>> no_command("show"), no_command("--version")
    (None, None)
    """
    if word.startswith("-") or word in COMMANDS:
        return None
    from difflib import get_close_matches  # only where a message is made

    near = [MEANT[word]] if word in MEANT else get_close_matches(word.lower()[:SHOWN], COMMANDS, 1)
    meant = f'did you mean "{near[0]}"? ' if near else ""
    shown = word if len(word) <= SHOWN else f"{word[:SHOWN]}…"
    return InputError(f'no command "{shown}"', remedy=f'{meant}"derivex --help" lists them')


def sorted_out(argv: list[str]) -> list[str]:
    """The arguments with the expressions of a command behind its options, where a minus is no option.

    What follows ``--given`` belongs to it in every command.

    >>> sorted_out(["prove", "-x", "x", "--given", "-1<x"])
    ['prove', '--given=-1<x', '--', '-x', 'x']
    >>> sorted_out(["prove", "--help"])
    ['prove', '--help', '--']
    """
    if not argv or argv[0] not in WITH_EXPRESSIONS or argv[1:] == ["-h"]:
        return _joined(argv)
    options, expressions = [argv[0]], list[str]()
    rest = iter(argv[1:])
    for argument in rest:
        if argument == "--":
            expressions.extend(rest)
        elif argument in OPTION_VALUES and (value := next(rest, None)) is not None:
            options.append(f"{argument}={value}")
        elif argument.startswith("--") and argument[2:3].isalpha():
            options.append(argument)
        else:
            expressions.append(argument)
    return [*options, "--", *expressions]


def _joined(argv: list[str]) -> list[str]:
    """``--given -1<x`` and ``--range -1,1`` in one piece, for argparse takes what begins with a minus for an option."""
    rest = iter(argv)
    return [f"{each}={value}" if each in JOINED and (value := next(rest, None)) is not None else each for each in rest]
