"""Terms as one fraction, whatever fractions they are made of.

    a/b + c/d = (a*d + c*b)/(b*d)    a/b*(c/d) = a*c/(b*d)    (a/b)/(c/d) = a*d/(b*c)

Contract: part of what a certificate's reader has to trust. The fraction and the term have the same value, or none, at
each point at which what stands in the term has values; so they have the same limits.
"""

from __future__ import annotations

from derivex.term import ONE, App, Term, add, free_symbols, literal, multiply, negate, number, power


def over(term: Term, name: str) -> tuple[Term, Term]:
    """What stands above and below the one bar; what doesn't depend on the symbol isn't taken apart.

    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> [plain(each) for each in over(read("a*(x/h - y/h)"), "h")]
    ['a*(x - y)', 'h']
    """
    if not isinstance(term, App) or name not in free_symbols(term):
        return term, ONE
    match term:
        case App("neg", (u,)):
            above, below = over(u, name)
            return negate(above), below
        case App("*", args):
            pairs = [over(arg, name) for arg in args]
            return _times(*(above for above, _ in pairs)), _times(*(below for _, below in pairs))
        case App("/", (u, v)):
            (a, b), (c, d) = over(u, name), over(v, name)
            return _times(a, d), _times(b, c)
        case App("^", (base, exponent)) if (count := literal(exponent)) and count.denominator == 1:
            above, below = over(base, name)
            above, below = (each if each == ONE else power(each, number(abs(count))) for each in (above, below))
            return (above, below) if count > 0 else (below, above)
        case App("+", args):
            return _sum([over(arg, name) for arg in args])
    return term, ONE


def _sum(pairs: list[tuple[Term, Term]]) -> tuple[Term, Term]:
    """Over the product of the different terms below."""
    below = list(dict.fromkeys(each for _, each in pairs))
    parts = [_times(above, *(each for each in below if each != own)) for above, own in pairs]
    return add(*parts), _times(*below)


def _times(*factors: Term) -> Term:
    kept = [each for each in factors if each != ONE]
    return multiply(*kept) if kept else ONE
