"""From a proof of the engine to a certificate: the search, none of which has to be believed.

The engine proves the lines once more in core heads, with its memory kept: for every part
that isn't arithmetic it knows a value in its kernels. Why each value is right is found
law by law (``draft``); cases are those in which the engine proves, too.

Contract: ``find`` returns a proof or raises ``NoCertificate`` with the reason.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice

from derivex.certificates.balls import Unclear
from derivex.certificates.core import Beyond, core
from derivex.certificates.data import (
    CaseOfZero,
    Cases,
    Certificate,
    Computed,
    NoCertificate,
    Parts,
    Proof,
)
from derivex.certificates.draft import Allowance
from derivex.certificates.found_binders import of_binders
from derivex.certificates.found_cases import signs_that_matter
from derivex.certificates.found_convergence import narrowed, undecided
from derivex.certificates.found_corners import corners, has_corner
from derivex.certificates.found_generalized import generalized, of_positive_sums
from derivex.certificates.found_piece import NoWay, in_one_piece
from derivex.certificates.found_slopes import alike
from derivex.certificates.found_unequal import unequal
from derivex.certificates.places import always_defined, has_order
from derivex.certificates.points import is_false, same_number
from derivex.certificates.quotients import Refused
from derivex.certificates.recheck import is_empty
from derivex.certificates.whole import is_whole
from derivex.engine.answers import TooHard
from derivex.engine.backward import term_of
from derivex.engine.bounds import Bounds
from derivex.engine.convert import Conversion
from derivex.engine.elements import MoreKernels
from derivex.engine.equations import determined
from derivex.engine.question import Question
from derivex.engine.splitting import NeedsCase
from derivex.engine.trigonometry import NeedsParts, NeedsUnit
from derivex.errors import BadGiven, TooLarge
from derivex.given import YES, Given
from derivex.substitution import substitute
from derivex.subterms import distinct
from derivex.term import (
    BINDERS,
    IMAGINARY,
    ZERO,
    App,
    Sym,
    Term,
    add,
    free_symbols,
    free_symbols_of,
    literal,
    multiply,
    names,
    subtract,
)

MAX_ATTEMPTS = 14  # restarts of the engine with more kernels or finer angles
MAX_CASES = 4
MAX_SPLITS = 3  # ways to split a question into cases, near the top
MAX_NESTED = 8  # proofs within proofs
OF_PARTS = frozenset({"re", "im", "conjugate", "arg", "atan2", "abs", "sign"})
MAX_FINDS = 70  # proofs that are looked for, for one certificate; what is found has taken less than 60 of them
SPARE = 24  # generators beyond those that the engine has


@dataclass(slots=True)
class Search:
    """How much may still be looked for, and what has been looked for in vain, at which depth."""

    left: int = MAX_FINDS
    failed: dict[tuple[Term, Term, Given], int] = field(default_factory=dict)
    bounds: Bounds = Bounds()
    allowance: Allowance = field(default_factory=Allowance)


def find_whole(before: Term, after: Term, given: Given) -> Proof:
    """The same, that leaves out no place at which derivatives exist, if there is one."""
    found = find(before, after, given)
    if "diff" in names(before) | names(after) and not is_whole(found):
        other = _at_corners(before, after, given, Search(), 0)
        found = found if other is None or not is_whole(other) else other
    return found


def find(before: Term, after: Term, given: Given, search: Search | None = None, depth: int = 0) -> Proof:
    """A certificate for an equality that the engine proves."""
    search, asked = Search() if search is None else search, (before, after, given)
    search.left -= 1
    if search.left < 0 or search.allowance.signs < 0:
        raise NoCertificate("the search takes too long")
    if search.failed.get(asked, MAX_FINDS) <= depth:
        raise NoCertificate("looked for in vain")
    try:
        if depth and before != after and unequal(before, after, given):
            raise NoCertificate("the values differ")
        return _find(before, after, given, search, depth)
    except Refused as reason:
        found = f"a step doesn't follow: {reason}"
    except (NoCertificate, TooHard, Beyond, Unclear, TooLarge) as reason:
        found = str(reason)
    search.failed[asked] = min(depth, search.failed.get(asked, depth))
    raise NoCertificate(found)


def _find(before: Term, after: Term, given: Given, search: Search, depth: int) -> Proof:
    if before == after:
        return Certificate(before, after, given, 2, (), (), (((), ()), ((), ())), (), ())
    if not free_symbols_of((before, after)) and same_number(before, after, given):
        return Computed(before, after, given)
    same = alike(before, after, given)
    if same is not None:
        return same
    narrower = _narrowed(before, after, given, search, depth)
    if narrower is not None:
        return narrower
    corner = _of_binders(before, after, given, search, depth) if has_corner(before, after) else None
    if corner is not None:
        return corner
    try:
        return _found(before, after, given, search, depth)
    except (NoCertificate, TooHard, TooLarge, Refused, Beyond) as first:
        for attempt in (_by_constants, _of_sums, _of_binders, _in_parts, _at_corners, _by_roots, _generalized):
            found = attempt(before, after, given, search, depth)
            if found is not None:
                return found
        raise first from None


def _narrowed(before: Term, after: Term, given: Given, search: Search, depth: int) -> Proof | None:
    if depth >= MAX_NESTED:
        return None
    return narrowed(before, after, given, lambda one, two, where: find(one, two, where, search, depth + 1))


def _by_constants(before: Term, after: Term, given: Given, search: Search, depth: int) -> Proof | None:
    """A proof in the cases of whether a factor is 0 that decides what follows from convergence."""
    factor = undecided(before, after, given) if depth < MAX_CASES else None
    if factor is None:
        return None
    try:
        return _by_cases(before, after, given, search, depth, factor)
    except (NoCertificate, TooHard, Refused):
        return None


def _generalized(before: Term, after: Term, given: Given, search: Search, depth: int) -> Proof | None:
    if depth:
        return None
    return generalized(before, after, given, lambda one, two, where: find(one, two, where, search, 1))


def _of_sums(before: Term, after: Term, given: Given, search: Search, depth: int) -> Proof | None:
    if depth >= MAX_NESTED or "Sum" not in names(before) | names(after):
        return None
    return of_positive_sums(before, after, given, lambda one, two, where: find(one, two, where, search, depth + 1))


def _of_binders(before: Term, after: Term, given: Given, search: Search, depth: int) -> Proof | None:
    if depth >= MAX_NESTED or not (names(before) | names(after)) & (BINDERS | {"Subs", "diff", "conjugate"}):
        return None
    return of_binders(before, after, given, lambda one, two, where: find(one, two, where, search, depth + 1))


def _at_corners(before: Term, after: Term, given: Given, search: Search, depth: int) -> Proof | None:
    """A proof in the cases of where a function below a derivative may have a corner; None if there is none."""
    for left, right in islice(corners(before, after, given), 1):
        try:
            return _by_cases(before, after, given, search, depth, left, right, heads=("<", "=", ">"))
        except NoCertificate:
            return None
    return None


class ComplexCase(NoCertificate):
    """The proof depends on whether a complex symbol, with this part, is zero."""

    def __init__(self, name: str) -> None:
        super().__init__("cases of a complex symbol")
        self.name = name


def _in_parts(before: Term, after: Term, given: Given, search: Search, depth: int) -> Proof | None:
    """A certificate by real and imaginary parts, of symbols too if some are complex; None if there is none."""
    spoken = frozenset().union(*map(names, (before, after, *given.relations)))
    symbols = sorted(free_symbols_of((before, after, *given.relations)))
    split = [name for name in symbols if given.kind(name) == "complex"]
    if not spoken & (OF_PARTS if split else OF_PARTS | {"I"}) or (depth and not split):
        return None
    try:
        if split:
            return _by_parts(before, after, given, search, depth, split)
        return _found(before, after, given, search, depth, cartesian=True)
    except (NoCertificate, TooHard, Refused, Beyond):
        return None


def _by_roots(before: Term, after: Term, given: Given, search: Search, depth: int) -> Proof | None:
    """A certificate by the cases of a root of something that may be zero, where a symbol has one value."""
    relations = set(given.relations)
    for part in distinct(subtract(core(before, given), core(after, given))):
        match part:
            case App("^", (base, exponent)) if (q := literal(exponent)) is not None and q.denominator > 1 and q > 0:
                solved = determined(App("=", (base, ZERO))) if given.is_nonzero(base) != YES else None
                if solved is None or App("!=", (Sym(solved[0]), solved[1])) in relations:
                    continue
                try:
                    return _by_cases(before, after, given, search, depth, Sym(solved[0]), solved[1])
                except (NoCertificate, TooHard, Refused):
                    return None
    return None


def _by_parts(before: Term, after: Term, given: Given, search: Search, depth: int, split: list[str]) -> Proof:
    """A certificate in the real and imaginary parts of complex symbols; no notation reads their names."""
    parts = tuple((name, f"re({name})", f"im({name})") for name in split)
    at: dict[str, Term] = {z: add(Sym(x), multiply(IMAGINARY, Sym(y))) for z, x, y in parts}
    kinds = tuple((name, kind) for name, kind in given.kinds if name not in at)
    relations = tuple(substitute(core(each, given), at) for each in given.relations)
    real = Given(kinds, relations, given.real_values)
    lines = substitute(core(before, given), at), substitute(core(after, given), at)
    try:
        try:
            return Parts(before, after, given, parts, _found(*lines, real, search, MAX_CASES))
        except (NoCertificate, TooHard, Refused):
            pass
        try:
            return Parts(before, after, given, parts, _found(*lines, real, search, 0, cartesian=True))
        except (NoCertificate, TooHard, Refused) as reason:
            if isinstance(reason, ComplexCase) or depth >= MAX_CASES:
                raise
            for _, _, y in parts:
                try:
                    halves = _by_cases(*lines, real, search, MAX_CASES - 1, Sym(y), ZERO, ("<", "=", ">"))
                except (NoCertificate, TooHard, Refused):
                    continue
                return Parts(before, after, given, parts, halves)
            raise
    except ComplexCase as case:
        name = next((z for z, x, y in parts if case.name in (x, y)), None)
        if name is None:
            raise
        return _by_cases(before, after, given, search, depth, Sym(name))


def _found(before: Term, after: Term, given: Given, search: Search, depth: int, *, cartesian: bool = False) -> Proof:
    false = next((each for each in given.relations if is_false(each)), None)
    if false is not None:
        empty = ((), ()), ((), ())
        return Certificate(before, after, given, 2, (), (), empty, (), (), vacuous=false)
    lines = core(before, given), core(after, given)
    term = subtract(*lines)
    relations = tuple(core(relation, given) for relation in given.relations)
    parts = distinct(term)
    size, units, apart = len(parts) + 16, dict[Hashable, Fraction](), False
    # what depends on signs is looked at as a whole only if the engine proves it so, or cases don't help
    dependent = next(signs_that_matter((subtract(before, after),), given), None) is not None
    quick = dependent and depth < MAX_CASES and not cartesian
    for _ in range(MAX_ATTEMPTS):
        work = Conversion(Question(term, term, given, relations, cartesian), parts, search.bounds, size, units)
        work.field.angles_apart = apart
        try:
            return in_one_piece(work, before, after, given, size + SPARE, search.allowance, quick=quick)
        except NoWay as found:
            if depth >= MAX_CASES or cartesian:
                raise NoCertificate(str(found)) from None
            try:
                return _by_signs(before, after, given, search, depth, term, str(found))
            except NoCertificate:
                if depth or not quick:
                    raise
            quick = False
        except CaseOfZero as case:
            if depth >= MAX_CASES or cartesian:
                raise
            return _by_cases(before, after, given, search, depth, case.term, case.right, case.heads)
        except MoreKernels:
            size += 24
        except NeedsParts:
            apart = True
        except NeedsUnit as finer:
            units[finer.key] = finer.unit
        except NeedsCase as case:
            if len(case.factors) > 1:
                raise ComplexCase(work.names[case.factors[0]]) from None
            part = term_of(work.field, work.names, case.factors[0])
            solved = determined(App("=", (part, ZERO)))
            name, value = solved if solved is not None and isinstance(part, App) else ("", ZERO)
            return _by_cases(before, after, given, search, depth, Sym(name) if name else part, value)
    raise NoCertificate("too many kernels")


def _by_signs(before: Term, after: Term, given: Given, search: Search, depth: int, term: Term, reason: str) -> Proof:
    """A proof in the cases of a sign on which a part depends, of the lines as they are written or in core heads."""
    failed = NoCertificate(reason)
    for left, right, heads in islice(
        signs_that_matter((subtract(before, after), term), given), MAX_SPLITS if depth < 3 else 1
    ):
        try:
            return _by_cases(before, after, given, search, depth, left, right, heads)
        except NoCertificate as found:
            failed = found
    raise failed


def _by_cases(
    before: Term,
    after: Term,
    given: Given,
    search: Search,
    depth: int,
    left: Term,
    right: Term = ZERO,
    heads: tuple[str, ...] = ("!=", "="),
) -> Proof:
    if depth >= MAX_CASES:
        raise NoCertificate("too many cases")
    if not always_defined((left, right), (before, after), given):
        raise NoCertificate("cases of what may be undefined")
    if not set(heads) <= {"=", "!="} and not has_order(left, right, (before, after), given):
        raise NoCertificate("cases of what may not be real")
    branches: list[tuple[str, Proof]] = []
    for head in heads:
        if is_empty(left, right, head, given):
            continue
        narrower = given.with_relation(App(head, (left, right)))
        if narrower is None:
            raise NoCertificate("a case without points, for all that is given")
        lines = before, after
        if head == "=" and isinstance(left, Sym) and left.name not in free_symbols(right):
            at: dict[str, Term] = {left.name: right}
            there = substitute(before, at), substitute(after, at)
            if there != lines:
                lines, relations = there, tuple(substitute(each, at) for each in given.relations)
                try:
                    narrower = Given(given.kinds, relations, given.real_values)
                except BadGiven:
                    raise NoCertificate("a case without points, for all that is given") from None
        branches.append((head, find(*lines, narrower, search, depth + 1)))
    return Cases(before, after, given, left, right, tuple(branches))
