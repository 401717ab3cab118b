"""One attempt at a question: what is known is put into the field, then the term is converted.

The order matters. Symbols come first, I before any root; then what is given, what is written,
and only then the term, so that its parts are converted with all that is known of them. What
was converted on the way to a fact is converted again where the fact could matter to it.

Contract: ``Zero`` as of ``kernels``; what an attempt can't do is ``TooHard`` or a ``Restart``.
"""

from __future__ import annotations

from derivex.engine.answers import Residue, TooHard, Zero
from derivex.engine.convergence import learn_convergence
from derivex.engine.convert import Conversion
from derivex.engine.extents import learn_ranges
from derivex.engine.facts import LAZY, learn, learn_signs
from derivex.engine.gammas import learn_gammas
from derivex.engine.named import imaginary_unit
from derivex.engine.splitting import NeedsCase
from derivex.engine.texts import Texts
from derivex.engine.turns import makes_no_turn
from derivex.engine.written import learn_real_values, learn_written
from derivex.subterms import distinct, symbols
from derivex.term import CONSTANTS, ZERO, App, Term, free_symbols, literal

CONVERGING = frozenset({"Integral", "Limit", "Sum"})
WITH_SHIFTS = frozenset({"1/gamma", "gamma", "factorial", "binomial", "Sum", "Product"})


def attempted(work: Conversion, *, with_facts: bool) -> Zero | Residue:
    """Zero or what is left of the question's term.

    What isn't zero is found out at once, or not at all: then ``NeedsFacts`` says if it was needed.
    """
    question, field = work.question, work.field
    _make_symbols(work)
    if with_facts or question.relations or question.given.real_values or question.cartesian:
        _learn(work)
    else:
        field.facts_wanted = True
        _learn_arguments(work)
    _convert_powers_of_zero(work)
    result = work.result = work.convert(question.term)
    texts = Texts(field, work.names, work.written)
    if field.vanishes(result) or makes_no_turn(field, result):
        return Zero((texts.kernels,))
    return Residue(texts.of(result))


def _make_symbols(work: Conversion) -> None:
    """The earliest kernels: all symbols, then I if it occurs."""
    question, field = work.question, work.field
    written = symbols(question.term)
    names = written - CONSTANTS
    for name in sorted(names.union(*map(free_symbols, question.relations))):
        work.symbol(name)  # bound names are among them, and don't hurt
    field.half_planes.update({work.symbol(name): half for name, half in question.half_planes})
    if work.unit:
        field.by_exponentials = False
    if work.unit or "I" in written:
        imaginary_unit(field)  # before any root: with it, sums of two squares are products


def _learn(work: Conversion) -> None:
    """What is given, then what is written."""
    question, field = work.question, work.field
    learn(field, work.convert, question.relations)
    work.forget(everything=bool(question.relations))
    _learn_arguments(work)
    for term in (*question.relations, question.term):
        learn_written(field, work.convert, term)
    if not work.heads.isdisjoint(CONVERGING):
        work.forget(everything=learn_convergence(field, work.convert, work.symbol, question.term))
    learn_signs(field, work.convert, question.term, question.given)
    if question.given.real_values:
        learn_real_values(field, work.convert, question.original)
    work.forget(everything=question.given.real_values)


def _learn_arguments(work: Conversion) -> None:
    """Arguments and ranges that are written, before any of them is converted."""
    if work.heads.isdisjoint(WITH_SHIFTS):
        return
    written = distinct(work.question.term, LAZY)
    learn_ranges(work.field, work.convert, written)  # first: they say what is an integer
    learn_gammas(work.field, work.convert, written)


def _convert_powers_of_zero(work: Conversion) -> None:
    """Powers of a written 0, the simplest exponents first, so that sums of them are recognised."""
    if "^" not in work.heads:
        return
    # one that may never be evaluated says nothing about its exponent
    written = distinct(work.question.term, LAZY)
    powers = [part for part in written if isinstance(part, App) and part.head == "^"]
    exponents = [part.args[1] for part in powers if literal(part.args[1]) is None and _is_zero(work, part.args[0])]
    for exponent in sorted(exponents, key=lambda each: each.size):
        work.convert(App("^", (ZERO, exponent)))


def _is_zero(work: Conversion, term: Term) -> bool:
    if not isinstance(term, App):
        return term == ZERO
    try:
        return work.field.is_zero(work.convert(term))
    except (TooHard, NeedsCase):
        return False
