"""From the chains of a document to derivations in our own format, ready to be finished by hand.

A run of sides that can be read is a derivation, as long as its steps, read from the file that is written, get
the verdict that they have in the document. Where a step gets another, since the document says something of it that
a chain can't, the chain is cut: the step is a *draft*, shown and not checked, with what is told of it. What can't be
read at all is a *gap*, with its LaTeX. Rules are those that the author named beside a step, if they lead there,
or those that were found.

Contract: every relation of a chain is in exactly one piece, and every piece that is checked reads back as it was
written and gets the verdicts of the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from derivex.definition import Definitions
from derivex.derivation import Derivation
from derivex.documents.because import reasons_of
from derivex.documents.equations import Equation
from derivex.documents.marked import marked_off
from derivex.documents.relevant import conditions
from derivex.documents.standing import Run, Setting, Told
from derivex.documents.statements import Statement
from derivex.errors import InputError, Place
from derivex.given import Given
from derivex.laws import Context
from derivex.readers.calc import read_text
from derivex.report import Report
from derivex.step import Step, StepReport
from derivex.term import App, Term
from derivex.verdict import Proved, Refuted, Undecided
from derivex.writers.calc import agree, block

VERDICTS = {"proved": Proved, "definition": Proved, "statement": Proved, "refuted": Refuted, "undecided": Undecided}
PAGE = "derivation.md"
UNLESS = "false unless "  # what the document's answer begins with where a given would repair a step
NO_RULE = "no rule was found"


@dataclass(frozen=True, slots=True)
class Piece:
    """Steps of a chain as a derivation; ``remarks`` are said below its lines, ``draft`` why it isn't checked.

    ``lacking`` is a given of the draft which the document doesn't say, and with which it is true.
    """

    derivation: Derivation
    remarks: tuple[tuple[int, str], ...] = ()
    draft: str = ""
    lacking: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A relation that no derivation holds, as LaTeX, and why."""

    place: Place
    latex: str
    why: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """A chain of a document as derivations and what lies between them, in order.

    ``marked`` tells that it is one which its author has marked off, exactly as it is said; ``complaint`` why it isn't.
    """

    place: Place
    title: str
    pieces: tuple[Piece | Gap, ...]
    marked: bool = False
    complaint: InputError | None = None


@dataclass(frozen=True, slots=True)
class _Link:
    """A step between two sides, with what the document says of it."""

    before: Term
    after: Term
    relation: str
    statement: Statement
    equation: Equation


def drafted(told: Told, title: str) -> Drafted:
    """What can be made of one chain."""
    place = told.argument.chain.statements[0].passage.place()
    complaint = None
    if told.marked is not None and told.setting is not None:
        try:
            whole = marked_off(told.argument, told.setting.known, told.marked)
            return Drafted(place, told.marked.title, (Piece(whole),), marked=True)
        except InputError as error:
            complaint = error
    pieces: list[Piece | Gap] = []
    starts = {run.sides[0]: run for run in told.runs if told.setting is not None}
    index = 0
    while index < len(told.equations):
        run = starts.get(index)
        if run is None:
            equation = told.equations[index]
            pieces.append(Gap(equation.place, _written(equation), _said(equation)))
            index += 1
            continue
        assert told.setting is not None
        pieces.extend(_pieces(told, told.setting, run, title))
        index = run.sides[-1]
    return Drafted(place, title, tuple(pieces), complaint=complaint)


def _pieces(told: Told, setting: Setting, run: Run, title: str) -> Iterator[Piece]:
    """The pieces of a run: as long as verdicts agree, one derivation."""
    written = told.argument.chain.statements
    start = run.derivation.first
    steps = run.derivation.verify(bounds=setting.bounds).steps
    links: list[_Link] = []
    for number, (step, equation) in enumerate(zip(steps, run.equations, strict=True), start=1):
        statement = written[run.sides[number]]
        link = _Link(step.step.before, step.step.after, step.step.relation, statement, equation)
        if _agrees(step, equation):
            links.append(link)
            continue
        yield from _settled(links, setting, title, run)
        links = []
        # two displays of one left side: what is written is that both are equal to it
        again = replace(link, before=start) if statement.joined else link
        alone = _piece([again], setting, title, run)
        if not alone.draft and statement.joined:
            links = [again]
        else:
            yield alone
    yield from _settled(links, setting, title, run)


def _settled(links: Sequence[_Link], setting: Setting, title: str, run: Run) -> Iterator[Piece]:
    """Links that agree each on its own, as one derivation; one by one where they don't agree together."""
    if not links:
        return
    whole = _piece(links, setting, title, run)
    if not whole.draft or len(links) == 1:
        yield whole
    else:
        yield from (_piece([link], setting, title, run) for link in links)


def _piece(links: Sequence[_Link], setting: Setting, title: str, run: Run) -> Piece:
    """The first derivation of these links that reads back and gets the document's verdicts; else a draft."""
    first = None
    for given, definitions in conditions([links[0].before, *(link.after for link in links)], setting, run):
        made = _derivation(links, given, definitions, title)
        first = made if first is None else first
        report = _verified(made, setting)
        if report is not None and all(map(_agrees, report.steps, (link.equation for link in links))):
            return _with_reasons(replace(made, claim=_claim(report)), report, links)
    assert first is not None
    said = "; ".join(dict.fromkeys(_said(link.equation) for link in links))
    return _completed(first, links, setting, said) or Piece(first, draft=said)


def _verified(made: Derivation, setting: Setting) -> Report | None:
    """The report on a derivation as its file says it; None if that isn't the same."""
    try:
        (read,) = read_text(_page(made), PAGE)
        return read.verify(bounds=setting.bounds) if _alike(made, read) else None
    except InputError:
        return None


def _completed(made: Derivation, links: Sequence[_Link], setting: Setting, said: str) -> Piece | None:
    """A draft with what would make it true, where the document's answer names that: "false unless n is an integer"."""
    reasons = {link.equation.reason for link in links}
    if len(reasons) != 1 or not (reason := reasons.pop()).startswith(UNLESS):
        return None
    try:
        lacking = Given.read([reason.removeprefix(UNLESS)])
        made = replace(made, givens=made.givens.and_(lacking))
    except InputError:
        return None
    report = _verified(made, setting)
    if report is None or not all(isinstance(step.verdict, Proved) for step in report.steps):
        return None
    piece = _with_reasons(replace(made, claim=_claim(report)), report, links)
    return replace(piece, remarks=(), draft=said, lacking=str(lacking))


def _derivation(links: Sequence[_Link], given: Given, definitions: Definitions, title: str) -> Derivation:
    steps = tuple(
        Step(link.before, link.after, link.relation, (), link.statement.passage.place(), link.statement.latex)
        for link in links
    )
    return Derivation(given, links[0].before, steps, title, definitions, place=steps[0].place)


def _page(derivation: Derivation) -> str:
    heading = f"# {derivation.title}\n\n" if derivation.title else ""
    return heading + block(derivation)


def _alike(made: Derivation, read: Derivation) -> bool:
    return agree(replace(made, given_texts=read.given_texts, givens=read.givens), read)


def _claim(report: Report) -> App | None:
    """First line = last line, where that is proved."""
    whole = report.whole
    if whole is None or whole.status != "proved" or any(step.step.relation != "=" for step in report.steps):
        return None
    first, last = report.derivation.first, report.derivation.lines[-1]
    return App("=", (first, last)) if first != last else None


def _with_reasons(derivation: Derivation, report: Report, links: Sequence[_Link]) -> Piece:
    """The derivation with the reasons that its author named or that were found, where they lead from line to line."""
    context = Context(report.derivation.givens, report.derivation.definitions)
    steps = tuple(
        step.because(reasons_of(found, link.statement, context))
        for step, found, link in zip(derivation.steps, report.steps, links, strict=True)
    )
    told = replace(derivation, steps=steps)
    try:  # a reason may bring in a name
        (read,) = read_text(_page(told), PAGE)
        told = told if _alike(replace(told, definitions=read.definitions), read) else derivation
    except InputError:
        told = derivation
    return Piece(told, tuple(_remarks(links, told.steps)))


def _remarks(links: Sequence[_Link], steps: Sequence[Step]) -> Iterator[tuple[int, str]]:
    for number, link in enumerate(links, start=1):
        if link.equation.status in ("undecided", "refuted"):
            yield number, _said(link.equation)
        elif steps and not steps[number - 1].reasons:
            yield number, NO_RULE


# ---- words ----


def _agrees(report: StepReport, equation: Equation) -> bool:
    wanted = VERDICTS.get(equation.status)
    return wanted is not None and isinstance(report.verdict, wanted)


def _written(equation: Equation) -> str:
    sign = {"<=": r"\le", ">=": r"\ge", "!=": r"\neq"}.get(equation.relation, equation.relation)
    written = f"\\{sign}" if sign.isalpha() else sign
    return f"{equation.before} {written} {equation.after}"


def _said(equation: Equation) -> str:
    """What the document's answer is, in words."""
    where = f"{PurePath(equation.place.file).name}:{equation.place.line}"
    match equation.status:
        case "refuted":
            return f"{where} is FALSE: {equation.reason}"
        case "proved":
            how = f": {', '.join(equation.conditions)}" if equation.conditions else ""
            return f"{where} is true as it stands in the document{how}"
        case "definition":
            return f"{where} gives a name its meaning"
        case "statement":
            return f"{where} states a rule: {', '.join(name.replace('-', ' ') for name in equation.rules)}"
    return f"{where} is {equation.status}: {equation.reason}"
