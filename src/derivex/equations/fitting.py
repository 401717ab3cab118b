"""Is a step between statements what its reason says: do the named moves lead from this line to the next?

Contract: the four answers of ``justify``, under the same rules. A move whose need doesn't follow from the givens and
from the line before isn't made (``DoesNotFit`` says which need), whether or not the step is true.
"""

from __future__ import annotations

from dataclasses import dataclass

from derivex.book import Book
from derivex.equations.normal import Relations
from derivex.equations.orders import EVERY, moves_named
from derivex.equations.ways import Search, Tool, Way
from derivex.equations.words import ACTS
from derivex.errors import BadGiven
from derivex.given import NO, Given
from derivex.justify import DoesNotFit, Justification, NoneGiven
from derivex.laws import Context
from derivex.lead import Fits, NotFound
from derivex.notation.statements import relations
from derivex.notation.write import plain
from derivex.reasons import Reason
from derivex.step import in_words
from derivex.term import App, Sym, Term, free_symbols, is_head, literal
from derivex.verdict import Proved, Verdict

ACT_NAMES = frozenset(act.name for act in ACTS)
FLIP = "flip-inequality"
TURNING = ("-and-turn", "reciprocals-turn")
MAX_TOOLS = 3  # one after the other


@dataclass(frozen=True, slots=True)
class Asked:
    """A step between statements, with what it stands under; ``known`` are lines that hold beside the one before."""

    before: App
    after: App
    reasons: tuple[Reason, ...]
    book: Book
    context: Context
    known: tuple[App, ...] = ()


def fitted(asked: Asked, verdict: Verdict) -> Justification:
    """Whether the named moves lead from one statement to the next.

    >>> from derivex.book import BOOK
    >>> from derivex.equations.words import read_moves
    >>> from derivex.errors import Place
    >>> from derivex.notation.names import Names
    >>> from derivex.notation.statements import read_statement
    >>> from derivex.verdict import Undecided
    >>> def ask(before, after, by):
    ...     reasons = read_moves(by, BOOK, Names(), Place())
    ...     lines = read_statement(before), read_statement(after)
    ...     return fitted(Asked(*lines, reasons, BOOK, Context()), Undecided(""))
    >>> ask("2*x + 3 = 7", "2*x = 4", "subtract 3")
    Fits(moves=(), note='')
    >>> ask("x^2 = 5*x", "x = 5", "divide by x").why
    'divide both sides by x needs x != 0, which is not given'
    """
    if not asked.reasons:
        way = unnamed(asked)
        return NoneGiven() if way is None or way.unmet else NoneGiven(way.names)
    search = named_search(asked)
    wanted = frozenset(number for number, each in enumerate(asked.reasons) if not _is_known(each, asked, verdict))
    unmet: Way | None = None
    for way in search.ways(asked.before, asked.after):
        used = way.used | _flips(way, asked.reasons)
        if not wanted <= used:
            continue
        if not way.unmet:
            return Fits()
        unmet = way if unmet is None else unmet
    if not wanted and isinstance(verdict, Proved):
        return Fits()
    if unmet is not None:
        return DoesNotFit(why=need_said(unmet, asked))
    if search.left <= 0:
        return NotFound("the search for the moves stopped at its bounds")
    found = unnamed(asked)
    if found is not None and not found.unmet and found.names:
        return DoesNotFit(found.names, _amount_said(found))
    return DoesNotFit(why=_made_instead(search, asked))


def named_search(asked: Asked) -> Search:
    """The search with the moves that are named as its tools."""
    tools: list[Tool] = []
    rules: list[Reason] = []
    numbers: list[int] = []
    for number, reason in enumerate(asked.reasons):
        moves = moves_named(reason.name)
        is_act = reason.name in ACT_NAMES and not _introduces(reason, asked.context)
        if moves or is_act:
            tools.append(Tool(number, moves, reason.name if is_act else "", reason.argument))
        if not moves and (not is_act or reason.name in asked.book):
            rules.append(reason)
            numbers.append(number)
    most = max(1, min(MAX_TOOLS, len(tools)))
    return Search(tuple(tools), tuple(rules), tuple(numbers), asked.book, asked.context, asked.known, most=most)


def unnamed(asked: Asked) -> Way | None:
    """A way by one move of any name; None if none was found."""
    tools = (*(Tool(-1, (move,)) for move in EVERY), Tool(-1, act="substitute"), Tool(-1, act="quadratic-formula"))
    search = Search(tools, (), (), asked.book, asked.context, asked.known, any_rules=True, most=1)
    first: Way | None = None
    for way in search.ways(asked.before, asked.after):
        if not way.unmet:
            return way if way.names else Way(("arithmetic",))
        first = way if first is None else first
    return first


def need_said(way: Way, asked: Asked) -> str:
    """``divide both sides by a - b needs a != b, where a = b was given``."""
    move, need = way.unmet[0]
    amount = next((made.amount for made in way.made if made.move is move or made.move.name == move.name), None)
    done = f"{move.title}{_joint(move.title)}{plain(amount)}" if amount is not None else move.title
    contrary = _contrary(need, asked)
    rest = f"where {contrary} was given" if contrary else "which is not given"
    if not free_symbols(need):
        rest = "which is false"
    return f"{done} needs {in_words(tidied(need))}, {rest}"


def _joint(title: str) -> str:
    return " by " if title.startswith(("multiply", "divide")) else ": "


def tidied(need: App) -> App:
    """``a - b != 0`` as ``a != b``."""
    match need:
        case App(head, (App("+", (first, App("neg", (second,)))), right)) if literal(right) == 0:
            return App(head, (first, second))
    return need


def _contrary(need: App, asked: Asked) -> str:
    """The given, or the earlier line, that contradicts a need; "" if none does."""
    kinds = asked.context.given.kinds
    facts = (*asked.context.given.relations, *asked.known)
    for each in facts:
        if not isinstance(each, App) or each.head in ("and", "or"):
            continue
        try:
            if Given(kinds, (each,)).holds(need) == NO:
                return plain(each)
        except BadGiven:
            continue
    return ""


def _introduces(reason: Reason, context: Context) -> bool:
    """Whether a substitution has given a new letter its meaning: the definitions know it then."""
    argument = reason.argument
    if reason.name != "substitute" or not isinstance(argument, App) or argument.head != "=":
        return False
    names = {definition.name for definition in context.definitions}
    return any(isinstance(side, Sym) and side.name in names for side in argument.args)


def _is_known(reason: Reason, asked: Asked, verdict: Verdict) -> bool:
    """Whether a reason says how the truth of the step is known, and that is so."""
    if reason.name == "check":
        return isinstance(verdict, Proved) and bool(asked.known)
    if reason.name == "solve":
        return isinstance(verdict, Proved) and is_solved(asked.after, reason.argument)
    if reason.name == "given":
        return all(each in asked.context.given.relations for each in relations(asked.after))
    return False


def is_solved(statement: Term, unknown: Term | None = None) -> bool:
    """Whether every relation of a statement says of a symbol what it is, or where it lies."""
    found: Relations = relations(statement)
    for each in found:
        solved = [
            side
            for side, other in (each.args, each.args[::-1])
            if isinstance(side, Sym) and side.name in free_symbols(side) - free_symbols(other)
        ]
        if unknown is not None and isinstance(unknown, Sym):
            solved = [side for side in solved if side == unknown]
        if not solved and free_symbols(each):
            return False
    return True


def _flips(way: Way, reasons: tuple[Reason, ...]) -> frozenset[int]:
    """ "Flip the inequality" beside a move that does."""
    if not any(name.endswith(TURNING) for name in way.names):
        return frozenset()
    return frozenset(number for number, each in enumerate(reasons) if each.name == FLIP)


def named_with_amounts(way: Way) -> str:
    """``subtract from both sides: 3, arithmetic``."""
    said = []
    for name in way.names:
        amount = next((made.amount for made in way.made if made.move.name == name), None)
        said.append(name.replace("-", " ") + (f": {plain(amount)}" if amount is not None else ""))
    return ", ".join(said)


def _amount_said(way: Way) -> str:
    amount = next((made.amount for made in way.made if made.amount is not None), None)
    return "" if amount is None else f"with {plain(amount)}"


def _made_instead(search: Search, asked: Asked) -> str:
    """What the first move that is named makes of the line before."""
    if asked.before.head in ("and", "or") or len(search.tools) != 1:
        return ""
    for tool in search.tools:
        line = asked.after.args[0] if is_head(asked.after, "and") or is_head(asked.after, "or") else asked.after
        if tool.argument is None or not tool.moves or not isinstance(line, App):
            continue
        for _, made in search._made(tool, asked.before, line):
            return f"that makes {plain(made)}"
    return ""
