"""Proofs about sums, products and integrals as wholes: combined, joined, turned around, substituted,
empty.

A finite sum is defined where its range has a whole number of places, none less than 0, and each summand is
defined; an infinite one, and an integral, where it converges, an integral at each place of its
range at which it is improper on its own. So what is said of whole ones follows from the bodies, where all of them are
defined: that one is never implies that its parts are, apart from what ``granted`` names.

Contract: part of what a certificate's reader has to trust; ``confirm_move`` as ``binders.confirmed``.
"""

from __future__ import annotations

from derivex.certificates.data import Proof
from derivex.certificates.data_moves import Combined, Empty, Joined, Move, Picked, Substituted, Turned
from derivex.certificates.endings import INFINITE
from derivex.certificates.indices import index_given, is_place
from derivex.certificates.inductions import Check, bounds_of, need_fresh, shortened
from derivex.certificates.picked import confirm_picked, granted_picked
from derivex.certificates.places import always_defined, parts, renamed
from derivex.certificates.quotients import Refused, need
from derivex.certificates.told import is_negative, is_positive, is_real
from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import ONE, ZERO, App, Sym, Term, add, divide, free_symbols, literal, multiply, names, negate, power


def confirm_move(proof: Move, check: Check) -> tuple[str, ...]:
    match proof:
        case Combined():
            return _combined(proof, check)
        case Joined():
            return _joined(proof, check)
        case Turned():
            return _turned(proof)
        case Empty():
            return _empty(proof, check)
        case Substituted():
            return _substituted(proof, check)
        case Picked():
            return confirm_picked(proof, check)
    raise Refused("a move of another kind")


def combination(head: str, parts: tuple[tuple[Term, Term], ...]) -> Term:
    """Scales times terms, added; for a product, powers of terms, multiplied."""
    if head == "Product":
        return multiply(*(each if exponent == ONE else power(each, exponent) for exponent, each in parts))
    return add(*(each if scale == ONE else multiply(scale, each) for scale, each in parts))


def _range(term: Term) -> tuple[str, Term, str, Term, Term]:
    """The head, the body, the bound name and the two bounds."""
    head, body, index, ends = bounds_of(term)
    if head not in ("Sum", "Product", "Integral") or len(ends) != 2:
        raise Refused("no sum, product or integral")
    return head, body, index, *ends


def stage(proof: Combined) -> tuple[Term, Term, Given]:
    """What has to be said of the bodies."""
    head, body, index, ends = bounds_of(proof.before)
    need(head not in ("Integral", "Limit") or all(is_place(proof.given, end) for end in ends), "complex bounds")
    need(head != "Product" or not any("oo" in names(end) for end in ends), "a product without an end")
    need_fresh((proof.name,), (proof.before, proof.after), proof.given)
    inside = []
    for scale, part in proof.parts:
        other, inner, bound, limits = bounds_of(part)
        need(other == head and limits == ends, "another range")
        number = literal(scale)
        need(head != "Product" or (number is not None and number.denominator == 1), "no whole exponent")
        need(proof.name not in free_symbols(scale), "a scale that isn't constant")
        inside.append((scale, substitute(inner, {bound: Sym(proof.name)})))
    here = index_given(head, proof.name, ends, proof.given)
    return substitute(body, {index: Sym(proof.name)}), combination(head, tuple(inside)), here


def _combined(proof: Combined, check: Check) -> tuple[str, ...]:
    """What is equal in all places at which the bodies are defined has the same sum, product or integral.

    Sums and integrals that converge may be added, and multiplied; a product to a negative power
    isn't 0, so no factor is.
    """
    head, *_ = bounds_of(proof.before)
    inside = proof.proof
    need(proof.parts and proof.after == combination(head, proof.parts), "another combination")
    need((inside.before, inside.after, inside.given) == stage(proof), "other bodies")
    check(inside)
    return ("a combination",)


def granted(proof: Proof) -> tuple[Term, ...]:
    """Sums, products and integrals in the line after that are defined wherever the line before is.

    If no range is infinite, a sum's parts are if their summands are where its own are. With one part
    the whole converges if the part does, and the part if the whole does and the scale isn't 0.
    """
    match proof:
        case Combined():
            head, _, _, ends = bounds_of(proof.before)
            body, _, here = stage(proof)
            if head == "Limit":  # of constants
                still = [
                    (part, inner) for part, (_, inner, bound, _) in _wholes(proof) if bound not in free_symbols(inner)
                ]
                return tuple(part for part, inner in still if always_defined((inner,), (body,), here))
            bodies = [substitute(inner, {bound: Sym(proof.name)}) for _, (_, inner, bound, _) in _wholes(proof)]
            finite = head in ("Sum", "Product") and not any("oo" in names(end) for end in ends)
            scaled = head != "Product" and len(bodies) == 1 and _is_apart(proof.parts[0][0], proof.before, proof.given)
            if (finite or scaled) and always_defined(bodies, (body,), here):
                return tuple(part for _, part in proof.parts)
        case Turned(_, App("neg", (turned,))):
            return (turned,)
        case Substituted():
            (inner, there, here), *_ = obligations(proof)
            if always_defined((inner,), (there,), here):
                return (proof.after,)
        case Picked():
            return granted_picked(proof)
    return ()


def granted_beside(proof: Proof, lines: tuple[Term, ...]) -> tuple[Term, ...]:
    """The one part of a combination that stands in no line, if the whole and all others do: it has what they lack."""
    if not isinstance(proof, Combined) or bounds_of(proof.before)[0] == "Product":
        return ()
    written = {each for line in lines for each in parts(line)}
    missing = [(scale, part) for scale, part in proof.parts if part not in written]
    if proof.before not in written or len(missing) != 1 or not _is_apart(missing[0][0], proof.before, proof.given):
        return ()
    body, _, here = stage(proof)
    inside = {part: substitute(inner, {bound: Sym(proof.name)}) for part, (_, inner, bound, _) in _wholes(proof)}
    known = (body, *(each for part, each in inside.items() if part in written))
    return (missing[0][1],) if always_defined((inside[missing[0][1]],), known, here) else ()


def _wholes(proof: Combined) -> list[tuple[Term, tuple[str, Term, str, tuple[Term, ...]]]]:
    return [(part, bounds_of(part)) for _, part in proof.parts]


def _is_apart(scale: Term, line: Term, given: Given) -> bool:
    """A scale that has a value, and isn't 0, wherever the line has one."""
    return always_defined((divide(ONE, scale),), (line,), given)


def _joined(proof: Joined, check: Check) -> tuple[str, ...]:
    """``Sum(f, (k, a, c)) = Sum(f, (k, a, b)) + Sum(f, (k, b + 1, c))`` where all three are defined; products alike.

    Integrals from a to b and from b to c, real or infinite, whatever their order.
    """
    head, body, index, low, high = _range(proof.before)
    match proof.after:
        case App(join, (first, second)) if join == ("*" if head == "Product" else "+"):
            *_, middle = _range(first)
            *_, start, _ = _range(second)
        case _:
            raise Refused("not two of a kind")
    ranges = (first, (low, middle)), (second, (start, high))
    for part, ends in ranges:
        need(renamed(part) == renamed(App(head, (body, App("bounds", (Sym(index), *ends))))), "another body, or range")
    if head == "Integral":
        need(all(is_place(proof.given, end) for end in (low, middle, start, high)), "complex bounds")
    else:
        need(not any("oo" in names(end) for end in (low, middle, start)), "a sum from an infinity")
        need(head == "Sum" or "oo" not in names(high), "a product without an end")
    next_one = middle if head == "Integral" else add(middle, ONE)
    need((proof.proof.before, proof.proof.after, proof.proof.given) == (next_one, start, proof.given), "a gap")
    check(proof.proof)
    return ("two ranges",)


def _turned(proof: Turned) -> tuple[str, ...]:
    head, body, index, low, high = _range(proof.before)
    need(head == "Integral" and all(is_place(proof.given, end) for end in (low, high)), "no integral between places")
    other = App(head, (body, App("bounds", (Sym(index), high, low))))
    match proof.after:
        case App("neg", (turned,)) if renamed(turned) == renamed(other):
            return ("turned around",)
    raise Refused("not the integral back")


def obligations(proof: Substituted) -> tuple[tuple[Term, Term, Given], ...]:
    """What has to be said of the bodies, and of the two ends."""
    (head, body, index, *ends), (other, inner, bound, *places) = _range(proof.before), _range(proof.after)
    slope, rise, given, t = proof.slope, proof.rise, proof.given, Sym(proof.name)
    need(head == other and proof.name not in free_symbols(slope) | free_symbols(rise), "something else")
    need_fresh((proof.name,), (proof.before, proof.after), given)
    if head == "Integral":
        need(all(is_place(given, end) for end in (*ends, *places, slope, rise)), "complex places")
        need(not {slope, rise} & set(INFINITE), "no linear function")
        need(_is_apart(slope, App("+", (proof.before, proof.after)), given), "a slope that may be 0")
    else:
        need(literal(slope) == (-1 if proof.turned else 1), "a range with other steps")
        need(not any("oo" in names(end) for end in (*ends[: 1 + proof.turned], rise)), "a range without a start")
        need(head == "Sum" or "oo" not in names(ends[1]), "a product without an end")
    scale = ONE if head != "Integral" else negate(slope) if proof.turned else slope
    there = substitute(body, {index: _moved(t, slope, rise)})
    here = index_given(head, proof.name, tuple(places), given)
    said = [(substitute(inner, {bound: t}), there if scale == ONE else multiply(scale, there), here)]
    for end, place in zip(ends, reversed(places) if proof.turned else places, strict=True):
        if end in INFINITE:
            grows = literal(slope) == 1 or is_positive(given, slope)
            need(grows or is_negative(given, slope), "a slope of either sign")
            need(place == (end if grows else INFINITE[1 - INFINITE.index(end)]), "not that infinity")
        need("oo" not in names(place) or end in INFINITE, "not that end")
        said.append((place, place, given) if end in INFINITE else (end, _moved(place, slope, rise), given))
    return tuple(said)


def _moved(place: Term, slope: Term, rise: Term) -> Term:
    scaled = place if slope == ONE else multiply(slope, place)
    return scaled if rise == ZERO else add(scaled, rise)


def _substituted(proof: Substituted, check: Check) -> tuple[str, ...]:
    """With ``t = c*s + d``, for c other than 0, an integral is one of ``c*f(c*s + d)``; a sum with ``k = d ± j``.

    Finitely many places don't matter for an integral; each place of a sum is one of the other.
    """
    for inside, said in zip((proof.proof, proof.low, proof.high), obligations(proof), strict=True):
        need((inside.before, inside.after, inside.given) == said, "other bodies, or other ends")
        check(inside)
    return ("a substitution",)


def _empty(proof: Empty, check: Check) -> tuple[str, ...]:
    """An integral from a place to itself is 0, a sum or product that ends one before it begins is 0 or 1."""
    head, _, _, low, high = _range(proof.before)
    if head == "Integral":
        need(low not in INFINITE and is_real(proof.given, low), "no finite place")
    need("oo" not in names(low), "no finite place")
    last = low if head == "Integral" else shortened(low, 1)
    need((proof.proof.before, proof.proof.after, proof.proof.given) == (high, last, proof.given), "maybe not empty")
    need(proof.after == (ONE if head == "Product" else ZERO), "not what is empty")
    check(proof.proof)
    return ("an empty range",)


__all__ = ["combination", "confirm_move", "granted", "granted_beside", "obligations", "stage"]
