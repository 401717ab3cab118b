"""Proofs that use where a written integral or limit exists: what makes it converge holds wherever the line is defined.

Let the body be f, with the growth (c, e) as the symbol grows (``growth``): ``f/e`` tends to c, and c isn't 0. Far out
``re(f/c)`` is then at least e/2, which is positive. So where the integral of f up to infinity
converges, that of e does; where f has a limit, e is bounded. Beside a factor ``cos(w*t + d)`` or ``sin(w*t + d)`` with
real w and d and a w that isn't 0, or ``cos(w*t)``, there are infinitely many ranges of one length on which ``re(f/c)``
is at least e/8, and if w isn't 0 as many on which it is at most -e/8: as e is monotone in the end, it tends to 0. From
0 on an integral is one up to infinity in ``u = 1/t``.

Contract: part of what a certificate's reader has to trust. ``implied`` says what holds wherever the part has a value;
``confirm_narrowed`` as ``binders.confirmed``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from derivex.certificates.coefficients import coefficients
from derivex.certificates.core import Beyond, core
from derivex.certificates.data_moves import Narrowed
from derivex.certificates.endings import INFINITE, Told, inside
from derivex.certificates.facts import narrowed
from derivex.certificates.growth import POWER, Order, growth
from derivex.certificates.inductions import Check, bounds_of, need_fresh
from derivex.certificates.places import parts
from derivex.certificates.quotients import Refused, need
from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import INFINITY, ONE, TWO, ZERO, App, Sym, Term, divide, free_symbols, multiply, negate, number, power

BOUNDED, VANISHING, INTEGRABLE = 0, 1, 2  # what e is, where the part has a value
MOST = {BOUNDED: ZERO, VANISHING: ZERO, INTEGRABLE: number(-1)}  # of the exponent p where e is t^p


def implied(part: Term, name: str, given: Given) -> Iterator[Term]:
    """Relations that hold wherever an integral or a limit has a value; ``name`` is nobody's."""
    head, there = bounds_of(part)[0], inside(given, name)
    for far in _far_out(part, name, given):
        known = Told(given, (far,))
        try:
            rest, wave = _without_wave(core(far, there), name)
        except Beyond:
            continue
        found = growth(rest, name, known)
        if found is None or not known.is_nonzero(found.factor):
            continue
        if wave is not None and not _is_wave(wave, name, head, known):
            continue
        wanted = VANISHING if wave is not None else INTEGRABLE if head == "Integral" else BOUNDED
        yield from (each for each in _orders(found.order, wanted, known) if free_symbols(each))


def _far_out(part: Term, name: str, given: Given) -> Iterator[Term]:
    """The body at each infinite end, and at 0, as what is integrated, or has a limit, as the symbol grows."""
    head, body, index, ends = bounds_of(part)
    t = Sym(name)
    for which, end in enumerate(ends if head in ("Integral", "Limit") else ()):
        if end in INFINITE:
            need(head == "Limit" or end == INFINITE[1 - which], "a range from its end to its start")
            yield substitute(body, {index: t if end == INFINITY else negate(t)})
        elif head == "Integral" and end == ZERO:
            other = ends[1 - which]
            side = 1 if other == INFINITY else -1 if other in INFINITE else Told(given).sign(other)
            if side:
                near = divide(ONE, t) if side > 0 else negate(divide(ONE, t))
                yield divide(substitute(body, {index: near}), power(t, TWO))


def _without_wave(term: Term, name: str) -> tuple[Term, App | None]:
    """A product without a factor that is a sine or a cosine of a linear function of the symbol."""
    match term:
        case App("neg", (u,)):
            rest, wave = _without_wave(u, name)
            return negate(rest), wave
        case App("/", (u, v)):
            rest, wave = _without_wave(u, name)
            return divide(rest, v), wave
        case App("cos" | "sin", (u,)) if max(coefficients(u, name) or {0: ZERO}) == 1:
            return ONE, term
        case App("*", args):
            for place, arg in enumerate(args):
                rest, wave = _without_wave(arg, name)
                if wave is not None:
                    return multiply(*args[:place], rest, *args[place + 1 :]), wave
    return term, None


def _is_wave(wave: App, name: str, head: str, known: Told) -> bool:
    """Whether a sine or cosine comes back to 1/2 again and again, and for a limit to -1/2 as well."""
    found = coefficients(wave.args[0], name) or {}
    slope, start = found.get(1, ZERO), found.get(0, ZERO)
    if not (known.is_real(slope) and known.is_real(start)):
        return False
    return known.is_nonzero(slope) or (head == "Integral" and wave.head == "cos" and start == ZERO)


def _orders(order: Order, wanted: int, known: Told) -> Iterator[Term]:
    """What is known of the exponents of ``e = exp(a*t^n + …)*t^p*…`` by what e is far out."""
    top = max(order, default=-1)
    if top > POWER:
        rest = {scale: each for scale, each in order.items() if scale != top}
        exponent = rest.get(POWER, ZERO)
        alone = not set(rest) - {POWER}
        fails = alone and known.is_at_least(exponent, MOST[wanted], strict=wanted == BOUNDED)
        yield App("<" if fails else "<=", (order[top], ZERO))
    elif top == POWER and set(order) == {POWER}:
        yield App("<=" if wanted == BOUNDED else "<", (order[POWER], MOST[wanted]))


def strictly(relations: Iterable[Term], lines: tuple[Term, ...], given: Given) -> Iterator[Term]:
    """The strict relations for terms that aren't 0 where the lines have values."""
    for each in relations:
        match each:
            case App("<=", (term, bound)) if bound == ZERO and Told(given, lines).is_nonzero(term):
                yield App("<", (term, bound))


def confirm_narrowed(proof: Narrowed, check: Check) -> tuple[str, ...]:
    """What holds wherever a written part has a value may be taken as given."""
    lines, narrower = (proof.before, proof.after), narrowed(proof.given, proof.relation)
    need_fresh((proof.name,), lines, proof.given)
    need(any(proof.part in parts(line) for line in lines), "nothing that is written")
    found = [*implied(proof.part, proof.name, proof.given)]
    need(proof.relation in (*found, *strictly(found, lines, proof.given)), "what doesn't follow from that")
    inside = proof.proof
    if narrower is None:
        raise Refused("lines that are nowhere defined")
    need((inside.before, inside.after, inside.given) == (*lines, narrower), "other lines")
    return ("where it converges", *check(inside))
