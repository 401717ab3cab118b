"""What a derivation has to offer in numbers: a function, its variable, and the lines that compute it.

A line can be computed when its definitions, put in, leave nothing but numbers, symbols and functions that
libraries have. A derivative that stands written is no computation yet, an unknown function has no values, a sum
over an index is no function of one variable: such lines are left out, and where no line is left the reason
is told by name.

``d/dx S(x) = …`` is about the derivative of ``S``, which is the forward value; a chain without a derivative, such
as ``1 - S(x) = … = S(-x)``, is about its own lines, and has no forward value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from derivex.engine.derive import is_unknown
from derivex.errors import InputError, Unsupported
from derivex.given import Given
from derivex.subterms import distinct
from derivex.term import App, Num, Sym, Term, free_symbols
from derivex.unfolding import Definition, unfold

if TYPE_CHECKING:
    from derivex.derivation import Derivation

# heads of which every library has a function, or of which the printers know how to make one
COMPUTED = frozenset(
    [
        *("+", "*", "/", "^", "neg", "=", "!=", "<", "<=", ">", ">=", "and", "or", "piecewise"),
        *("exp", "log", "sqrt", "root", "abs", "sign", "min", "max", "floor", "ceiling"),
        *("sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan"),
        *("sinh", "cosh", "tanh", "coth", "sech", "csch", "asinh", "acosh", "atanh"),
        *("erf", "erfc", "Heaviside", "gamma", "loggamma", "factorial", "binomial"),
    ]
)
NOT_COMPUTED = {
    "diff": "a derivative that is not carried out",
    "Subs": "a derivative that is not carried out",
    "Sum": "a sum over an index",
    "Product": "a product over an index",
    "Integral": "an integral",
    "Limit": "a limit",
}
LIKE = "the lines of a chain that can be computed have numbers, symbols and functions such as exp, tanh and erf only"
_SHORT = 2  # letters: a name as long as this says less than the name of its file


@dataclass(frozen=True, slots=True)
class Form:
    """One way to compute: a line as it is written, its number, and the same without definitions."""

    written: Term
    term: Term
    number: int


@dataclass(frozen=True, slots=True)
class Subject:
    """What a chain is about: ``forms`` are ways to compute one function of ``variable``.

    ``forward`` is the function whose derivative of some ``order`` the forms are, without definitions; None
    if they are no derivative. ``left_out`` says why other lines aren't forms.
    """

    name: str
    title: str
    given: Given
    variable: str
    parameters: tuple[str, ...]
    forms: tuple[Form, ...]
    called: Term
    forward: Term | None = None
    order: int = 0
    left_out: tuple[str, ...] = ()

    @property
    def symbols(self) -> tuple[str, ...]:
        """The variable and the other symbols, in the order in which functions take them."""
        return self.parameters

    @property
    def others(self) -> tuple[str, ...]:
        return tuple(name for name in self.parameters if name != self.variable)


def subject(derivation: Derivation, name: str, by: str = "") -> Subject:
    """What a derivation is about, in numbers; ``name`` is that of its file, ``by`` a variable to choose.

    Errors: Unsupported, with what stands in the way.
    """
    wrong = [step.relation for step in derivation.steps if step.relation != "="]
    if wrong:
        raise Unsupported(
            f"the chain has a step with {wrong[0]}, and forms of one function are equal", remedy="choose another chain"
        )
    written, forward, variable, order = _derivative(derivation)
    lines = tuple(unfold(line, derivation.definitions) for line in derivation.lines)
    reasons = [not_computed(line) for line in lines]
    forms = _distinct(
        Form(shown, line, number)
        for number, (shown, line, reason) in enumerate(zip(derivation.lines, lines, reasons, strict=True), start=1)
        if not reason
    )
    if not forms:
        raise Unsupported(f"no line can be computed: it holds {_first(reasons)}", remedy=LIKE)
    symbols = _ordered(derivation, written, variable, [*(form.term for form in forms), *([forward] if forward else [])])
    _require_real(symbols, derivation.givens)
    if by and by not in symbols:
        raise Unsupported(f"no line has {by} in it", remedy=f"choose one of {', '.join(symbols)}" if symbols else "")
    chosen = by or variable or ("x" if "x" in symbols else next(iter(symbols), ""))
    if not chosen:
        raise Unsupported("the lines have no variable in them", remedy="choose a chain with one")
    return Subject(
        _named(derivation.definitions, written, name),
        derivation.title,
        derivation.givens,
        chosen,
        symbols if chosen in symbols else (chosen, *symbols),
        forms,
        derivation.first if written is None else written,
        forward if forward is not None and not not_computed(forward) else None,
        order,
        tuple(dict.fromkeys(reason for reason in reasons if reason)),
    )


def not_computed(term: Term) -> str:
    """What in a term has no value on a machine; "" if all of it has.

    >>> from derivex.notation.plain import read
    >>> not_computed(read("f(x) + 1")), not_computed(read("exp(x)"))
    ('f, an unknown function', '')
    """
    for part in distinct(term):
        if isinstance(part, App) and part.head not in COMPUTED and part.head != "bounds":
            if part.head in NOT_COMPUTED:
                return NOT_COMPUTED[part.head]
            return f"{part.head}, an unknown function" if is_unknown(part.head) else f"{part.head}, not yet known here"
        if isinstance(part, Sym) and part.name in ("I", "oo"):
            return "a complex number" if part.name == "I" else "infinity"
    return ""


def identifier(name: str) -> str:
    """A name as programs spell it.

    >>> identifier("sigmoid-chain-rule"), identifier("2-norm")
    ('sigmoid_chain_rule', 'f_2_norm')
    """
    found = re.sub(r"\W+", "_", name, flags=re.ASCII).strip("_").lower()
    return found if found[:1].isalpha() else f"f_{found}".rstrip("_")


def _derivative(derivation: Derivation) -> tuple[Term | None, Term | None, str, int]:
    """The function that is differentiated, as written and without definitions, its variable, the order."""
    sides: list[Term] = [derivation.first, derivation.lines[-1]]
    if derivation.claim is not None:
        sides += derivation.claim.args
    for side in sides:
        body = unfold(side, derivation.definitions)
        variable, order = "", 0
        while isinstance(body, App) and body.head == "diff":
            inner, by, *times = body.args
            if not isinstance(by, Sym) or variable not in ("", by.name):
                break  # by two different variables
            variable = by.name
            order += int(times[0].value) if times and isinstance(times[0], Num) else 1
            body = inner
        if order and not (isinstance(body, App) and body.head == "diff"):
            return _inside(side), body, variable, order
    return None, None, "", 0


def _inside(side: Term) -> Term:
    """``S(x)`` of ``d/dx S(x)`` and of ``S'(x)``."""
    while isinstance(side, App) and side.head == "diff":
        side = side.args[0]
    return App(side.head.rstrip("'"), side.args) if isinstance(side, App) else side


def _distinct(forms: Iterable[Form]) -> tuple[Form, ...]:
    """Each computation once, as the last line writes it."""
    found: dict[Term, Form] = {}
    for form in forms:
        number = found[form.term].number if form.term in found else form.number
        found[form.term] = Form(form.written, form.term, number)
    return tuple(found.values())


def _first(reasons: Iterable[str]) -> str:
    """The reason that is told: a derivative is what is being taken, anything else is the obstacle."""
    found = [reason for reason in reasons if reason]
    return next((reason for reason in found if reason != NOT_COMPUTED["diff"]), found[0])


def _ordered(derivation: Derivation, written: Term | None, variable: str, terms: Iterable[Term]) -> tuple[str, ...]:
    """The symbols: those of the call or of the definition first, as it has them, then the others by name."""
    free = frozenset[str]().union(*map(free_symbols, terms))
    defined = {definition.name for definition in derivation.definitions}
    first = [variable]
    if isinstance(written, App) and written.head in defined:
        first = [arg.name for arg in written.args if isinstance(arg, Sym)]
    elif derivation.definitions:
        first = [*derivation.definitions[-1].parameters, variable]
    return tuple(dict.fromkeys([*(name for name in first if name in free), *sorted(free)]))


def _require_real(symbols: Iterable[str], given: Given) -> None:
    for name in symbols:
        if given.kind(name) == "complex":
            raise Unsupported(
                f"{name} is complex, and functions here are of real numbers", remedy="choose another chain"
            )


def _named(definitions: tuple[Definition, ...], written: Term | None, name: str) -> str:
    """The name of the function: its own where it is a word, else that of the file."""
    defined = {definition.name for definition in definitions}
    head = written.head if isinstance(written, App) else ""
    own = head if head in defined and len(head) > _SHORT else name
    return identifier(own)


def computed(definition: Definition, definitions: tuple[Definition, ...]) -> Term | None:
    """The body of a definition without the other definitions, if it can be computed."""
    try:
        term = unfold(definition.body, definitions)
    except InputError:
        return None
    return None if not_computed(term) else term
