"""``derivex explain``: which rules lead from one line to another, or from equations to an equation.

Two questions are answered, each on its own: is the step true, and which named rules lead there? What was
found was replayed. "No rule found" is said of true steps only, and means no more than that.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from derivex.commands.batch import answer_all, renamed, texts
from derivex.errors import InputError, Unreadable
from derivex.notation.names import Names
from derivex.verdict import Assumed, Proved, Refuted, Undecided, Verdict

if TYPE_CHECKING:
    from derivex.book import Book
    from derivex.definition import Definitions
    from derivex.given import Given
    from derivex.laws import Context
    from derivex.rule import Rule
    from derivex.term import App, Term

UNDECIDED = 3
NO_RULE = "no rule found: the step is true, and no sequence of named rules that leads there was found"
USAGE = "give two lines, FROM and TO; derivex explain --help shows examples"
ARGUMENTS = {"<from>": "FROM", "<to>": "TO", "<given>": "--given", "<let>": "--let", "<rule>": "--rule"}
FIELDS = {"<from>": "from", "<to>": "to", "<given>": "given", "<let>": "let", "<rule>": "use", "<feeds>": "feeds"}


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a step: its verdict, the names that lead there, and the lines on the way."""

    verdict: Verdict
    names: tuple[str, ...] = ()
    justified: bool = False
    lines: tuple[tuple[str, str], ...] = ()  # and by which rule, "" for the first
    mistake: str = ""  # the name of the one that a false step looks like
    remark: str = ""  # what is said of it
    arrow: str = ""  # of a step between statements
    against: Refuted | None = None  # what refutes the step as it stands, which is true where its move may be made


def run(arguments: Namespace) -> int:
    """One step from the arguments, or all of ``--batch``."""
    if arguments.batch is not None:
        if arguments.lines or arguments.given or arguments.let or arguments.rule:
            raise Unreadable("a batch holds its own steps", remedy='put "given", "let" and "use" into its lines')
        return answer_all(arguments.batch, _judged, FIELDS)
    if len(arguments.lines) != 2:
        raise Unreadable("a step has two lines", remedy=USAGE)
    before, after = arguments.lines
    try:
        told = explained((before,), (after,), (), arguments.given, arguments.let, arguments.rule)
        told = replace(told, against=_against(told, before, after, arguments))
    except InputError as error:
        raise renamed(error, ARGUMENTS) from None
    print(in_words(told))
    match told.verdict if told.against is None else told.against:
        case Proved():
            return 0
        case Assumed():
            return 0
        case Refuted():
            return 1
    return 0 if arguments.lenient else UNDECIDED


def _needs(verdict: Verdict) -> list[str]:
    """Where a step between equations is true: what has to be given for it to be one of ``=>``."""
    from derivex.step import in_words as condition
    from derivex.step import opposite

    return [condition(opposite(each)) for each in verdict.lost] if isinstance(verdict, Proved) else []


def _against(told: Told, before: str, after: str, arguments: Namespace) -> Refuted | None:
    """What refutes a step between equations where the condition of its move isn't given: it is read as ``=>``."""
    if told.arrow != "=>" or not (isinstance(told.verdict, Proved) and told.verdict.lost):
        return None
    again = explained((before,), (f"=> {after}",), (), arguments.given, arguments.let, arguments.rule)
    return again.verdict if isinstance(again.verdict, Refuted) else None


def _judged(asked: dict[str, Any]) -> dict[str, Any]:
    from derivex.writers.json import verdict_fields

    before = texts(asked, "inputs") if "inputs" in asked else texts(asked, "from")
    after = texts(asked, "outputs") if "outputs" in asked else texts(asked, "to")
    if not before or not after:
        raise Unreadable('a line needs "from" and "to", or "inputs" and "outputs"')
    told = explained(
        tuple(before),
        tuple(after),
        tuple(texts(asked, "feeds")),
        texts(asked, "given"),
        texts(asked, "let"),
        texts(asked, "use"),
    )
    mistake = {"mistake": told.mistake, "remark": told.remark} if told.mistake else {}
    needs = {"needs": needs} if told.arrow == "=>" and (needs := _needs(told.verdict)) else {}
    return {**verdict_fields(told.verdict), "rules": list(told.names), "justified": told.justified, **mistake, **needs}


def explained(
    before: tuple[str, ...],
    after: tuple[str, ...],
    feeds: tuple[str, ...],
    given: list[str],
    let: list[str],
    use: Sequence[str] = (),
) -> Told:
    """The step from some lines to others: two expressions, or equations on both sides; ``use`` are rules besides."""
    from derivex.definition import names_of
    from derivex.intake import definitions, givens
    from derivex.notation.plain import read
    from derivex.notation.statements import is_statement
    from derivex.ownrules import book_with, unknown_functions

    known = givens(given, let).given
    defined = definitions(let, known)
    names = names_of(known, defined)
    rules = _rules(use, names, defined, known)
    axioms = tuple(rule for rule in rules if rule.axiom)
    names = names.beside(Names(frozenset[str]().union(*map(unknown_functions, axioms))))
    arrow, after = _arrow(after)
    premises = [_line(text, "<from>", names) for text in before]
    conclusions = [_line(text, "<to>", names) for text in after]
    amounts = tuple(read(text, names=names, place=_place("<feeds>", text)) for text in feeds)
    kinds = {is_statement(each) for each in (*premises, *conclusions)}
    if kinds == {True} and (arrow or not all(map(_is_equation, (*premises, *conclusions)))):
        return _between_statements(premises, conclusions, arrow or "=>", known, defined)
    if kinds == {True}:
        return _between_equations(premises, conclusions, known, defined, amounts, book_with(rules))
    if kinds != {False}:
        raise Unreadable("one line is an equation and the other one isn't", remedy="give two of a kind")
    if len(premises) + len(conclusions) != 2:
        raise Unreadable("an expression leads to one other expression", remedy="write equations")
    return _between_expressions(premises[0], conclusions[0], known, defined, rules)


def _rules(texts: Sequence[str], names: Names, defined: Definitions, given: Given) -> tuple[Rule, ...]:
    from derivex.ownrules import admitted_rules, read_said

    try:
        return admitted_rules(
            (read_said(text, names=names, definitions=defined) for text in texts), definitions=defined, given=given
        )
    except InputError as error:
        raise error.at(_place("<rule>", texts[0] if len(texts) == 1 else "")) from None


def _line(text: str, name: str, names: Names) -> Term:
    from derivex.notation.plain import read
    from derivex.notation.statements import read_statement, states

    place = _place(name, text)
    return read_statement(text, names=names, place=place) if states(text) else read(text, names=names, place=place)


def _arrow(after: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The arrow that the line after begins with, and the lines without it."""
    from derivex.notation.statements import arrow_in

    found = arrow_in(after[0]) if len(after) == 1 else None
    if found is None or after[0][: found[0]].strip():
        return "", after
    return found[2], (after[0][found[1] :],)


def _place(name: str, text: str) -> Any:
    from derivex.errors import Place

    return Place(name, text=text)


def _is_equation(term: Term) -> bool:
    from derivex.term import is_head

    return is_head(term, "=")


def _between_expressions(
    before: Term, after: Term, given: Given, defined: Definitions, rules: tuple[Rule, ...]
) -> Told:
    from derivex.axioms import Assumptions, judged_under
    from derivex.definition import unfold
    from derivex.engine.ladder import prove
    from derivex.laws import Context
    from derivex.ownrules import book_with
    from derivex.search import explain
    from derivex.walkthrough import walkthrough
    from derivex.wording import titled

    book, axioms = book_with(rules), tuple(rule for rule in rules if rule.axiom)
    verdict = prove(unfold(before, defined), unfold(after, defined), given)
    if axioms:
        verdict = judged_under(verdict, before, after, (), Assumptions(axioms, book, Context(given, defined)))
    if isinstance(verdict, Refuted):
        return _mistaken(verdict, before, after, Context(given, defined))
    if not isinstance(verdict, Proved | Assumed):
        return Told(verdict)
    if before == after:
        return Told(verdict, (), True)
    context = Context(given, defined)
    found = explain(before, after, book=book, context=context)
    if found is None:
        return Told(verdict)
    from derivex.notation.write import plain

    lines = walkthrough(before, after, found.moves, context)
    daggers = tuple(rule.name for rule in axioms)
    told = ((plain(line), ", ".join(titled(name, daggers) for name in rule.split(", "))) for line, rule in lines)
    return Told(verdict, found.names, True, tuple((line, _spoken(rule)) for line, rule in told))


def _mistaken(verdict: Refuted, before: Term, after: Term, context: Context) -> Told:
    from derivex.mistakes.recognising import looks_like

    found = looks_like(before, after, context)
    return Told(verdict) if found is None else Told(verdict, mistake=found.mistake.name, remark=found.said())


def _between_statements(before: list[Term], after: list[Term], arrow: str, given: Given, defined: Definitions) -> Told:
    """A step between statements, judged as in a derivation: by its solutions, and by the moves that lead there."""
    from derivex.book import BOOK
    from derivex.equations.chains import likeness, refuted_said, step_verdict, with_unmet_need
    from derivex.equations.fitting import Asked, named_with_amounts, unnamed
    from derivex.laws import Context
    from derivex.notation.write import plain
    from derivex.term import App

    first, last = (
        _unfolded(lines[0] if len(lines) == 1 else App(joint, tuple(lines)), defined)
        for lines, joint in ((before, "and"), (after, "or"))
    )
    asked = Asked(first, last, (), BOOK, Context(given, defined))
    verdict = step_verdict(arrow, asked)
    if isinstance(verdict, Refuted):
        like = likeness(asked, with_unmet_need(asked))
        return Told(refuted_said(verdict, asked), mistake="" if like is None else like.name, arrow=arrow)
    way = unnamed(asked) if isinstance(verdict, Proved) else None
    if way is None or way.unmet:
        return Told(verdict)
    lines = ((plain(first), ""), (plain(last), named_with_amounts(way)))
    return Told(verdict, way.names, True, lines, arrow=arrow)


def _judged_alone(verdict: Verdict, before: App, after: App, given: Given, book: Book) -> Told:
    """A step between two equations that no move explains: by its solutions, and the mistake that it looks like."""
    from derivex.equations.chains import likeness, step_verdict, with_unmet_need
    from derivex.equations.fitting import Asked
    from derivex.laws import Context

    asked = Asked(before, after, (), book, Context(given))
    if isinstance(verdict, Undecided):
        verdict = step_verdict("=>", asked)
    if not isinstance(verdict, Refuted):
        return Told(verdict, arrow="=>")
    like = likeness(asked, with_unmet_need(asked))
    if like is None:
        return Told(verdict, arrow="=>")
    return Told(verdict, mistake=like.name, remark=like.said(), arrow="=>")


def _between_equations(
    before: list[Term], after: list[Term], given: Given, defined: Definitions, feeds: tuple[Term, ...], book: Book
) -> Told:
    from derivex.definition import unfold
    from derivex.equations.transitions import transition
    from derivex.notation.write import plain

    premises, conclusions = (tuple(_unfolded(each, defined) for each in lines) for lines in (before, after))
    found = transition(
        premises, conclusions, book=book, given=given, feeds=tuple(unfold(each, defined) for each in feeds)
    )
    if not found.justified and len(premises) == len(conclusions) == 1:
        return _judged_alone(found.verdict, *premises, *conclusions, given, book)
    said = tuple(map(_spoken, found.names))
    if found.amount is not None and said:
        said = (f"{said[0]}: {plain(found.amount)}", *said[1:])
    lines = ((" and ".join(map(plain, before)), ""), (" or ".join(map(plain, after)), ", ".join(said)))
    return Told(found.verdict, found.names, found.justified, lines if found.justified else (), arrow="=>")


def _spoken(name: str) -> str:
    return name.replace("-", " ")


def _unfolded(equation: Term, defined: Definitions) -> App:
    from derivex.definition import unfold
    from derivex.term import App

    found = unfold(equation, defined)
    assert isinstance(found, App)
    return found


def in_words(told: Told) -> str:
    """What a person is told: the verdict, then the lines with their rules, or that none was found."""
    from derivex.commands.prove import in_words as verdict_in_words

    said = [_of_lines(told.verdict, verdict_in_words(told.verdict))]
    if isinstance(told.verdict, Proved) and told.verdict.method == "moves" and told.verdict.lost:
        said[0] = said[0].replace("proved (moves)", f"true where {' and '.join(_needs(told.verdict))} (moves)")
    if told.against is not None:
        said.insert(0, _of_lines(told.against, verdict_in_words(told.against)))
    if not isinstance(told.verdict, Proved | Assumed):
        return "\n".join((*said, *([told.remark] if told.remark else [])))
    if not told.justified:
        return said[0] if told.against is not None else f"{said[0]}\n{NO_RULE}"
    if not told.names:
        return f"{said[0]}\nboth lines are the same"
    width = max(len(line) for line, _ in told.lines)
    for index, (line, rule) in enumerate(told.lines):
        sign = f"{told.arrow} " if told.arrow else "= "
        sign = " " * len(sign) if index == 0 else sign
        by = f"{'':{width - len(line)}}   by {rule}" if rule else ""
        said.append(f"{sign}{line}{by}")
    return "\n".join(said)


def _of_lines(verdict: Verdict, said: str) -> str:
    """The words for a verdict, with the lines in the place of sides where those are statements."""
    if isinstance(verdict, Refuted) and verdict.witness.before in ("true", "false"):
        return said.replace("left is ", "the first line is ").replace("right is ", "the second one is ")
    return said
