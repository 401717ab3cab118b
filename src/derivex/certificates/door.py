"""Verdicts, certified and rechecked: what ``derivex.recheck`` and ``verdict.certificate`` do.

Contract: ``recheck`` gives one of three answers and none of them by default. ``Confirmed``:
a proof whose point, steps and identity were confirmed without the engine, or a refutation
whose two values a fresh evaluation keeps apart. ``NotCertified``: there is nothing to check, with
the reason; it says nothing about the verdict. ``Failed``: something does not hold as it was said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from derivex.certificates.balls import Unclear
from derivex.certificates.data import Certificate, NoCertificate, Proof
from derivex.certificates.points import confirm_difference, confirm_point
from derivex.certificates.quotients import Refused
from derivex.certificates.recheck import MALFORMED, check
from derivex.certificates.whole import is_whole
from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import App, Term, literal, names
from derivex.verdict import Asked, Proved, Refuted, Verdict


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The verdict was confirmed; ``parts`` says what of it."""

    parts: tuple[str, ...]
    confirmed = True

    def said(self) -> str:
        return f"confirmed: {', '.join(self.parts)}"


@dataclass(frozen=True, slots=True)
class NotCertified:
    """Nothing could be checked; ``reason`` says why. This is no sign of a wrong verdict."""

    reason: str
    confirmed = None

    def said(self) -> str:
        return f"not certified: {self.reason}"


@dataclass(frozen=True, slots=True)
class Failed:
    """The verdict was not confirmed: ``reason`` says what does not hold."""

    reason: str
    confirmed = False

    def said(self) -> str:
        return f"NOT CONFIRMED, please report: {self.reason}"


Rechecked = Confirmed | NotCertified | Failed


def certified(verdict: Proved) -> Proof | NotCertified:
    """A proof as data, or why there is none."""
    if verdict.asked is None:
        return NotCertified("not the proof of one equality")
    from derivex.certificates.finder import find_whole  # the engine: only to make one

    asked = verdict.asked
    try:
        return replace(find_whole(asked.before, asked.after, asked.given), point=verdict.point)
    except NoCertificate as reason:
        return NotCertified(str(reason))
    except Exception as error:  # nothing that the search does may cost anybody the verdict
        return NotCertified(f"the search for a certificate failed: {type(error).__name__}: {error}")


def certificate(verdict: Proved) -> Proof | None:
    """A proof as data; None if there is none."""
    found = certified(verdict)
    return None if isinstance(found, NotCertified) else found


def recheck(verdict: Verdict | Proof) -> Rechecked:
    """Confirm a verdict, or a certificate, without the engine.

    >>> from derivex.equality import prove
    >>> recheck(prove("sin(2*x) = 2*sin(x)*cos(x)"))
    Confirmed(parts=('the point x = 0', '5 kernels', '2 relations', 'the final identity'))
    >>> recheck(prove("sqrt(x^2)", "x"))
    Confirmed(parts=('the values differ at x = -1',))
    """
    match verdict:
        case Proved():
            found = certified(verdict)
            if isinstance(found, NotCertified):
                return found
            asked = verdict.asked
            if asked is None or (found.before, found.after, found.given) != (asked.before, asked.after, asked.given):
                return Failed("the certificate is about something else")
            return recheck_proof(found)
        case Refuted():
            return _refutation(verdict)
        case _ if isinstance(verdict, Proof):
            return recheck_proof(verdict)
    return NotCertified("an undecided question has nothing to confirm")


def recheck_proof(proof: Proof) -> Rechecked:
    """Confirm a certificate: its point, its steps, its identity."""
    try:
        settled = _settled(proof.given, proof.point)
        confirm_point(proof.before, proof.after, proof.given, proof.point, settled)
    except Unclear as reason:
        return NotCertified(f"the exhibited point: {reason}")
    try:
        parts = check(proof)
        derived = "diff" in names(proof.before) | names(proof.after)
        rules = ("derivatives by their rules",) if derived and not is_whole(proof) else ()
        return Confirmed((_where("the point", proof.point), *parts, *rules))
    except (Refused, Unclear, *MALFORMED) as reason:
        return Failed(str(reason))


def _refutation(verdict: Refuted) -> Rechecked:
    if verdict.asked is None:
        return NotCertified("not about one equality")
    asked = verdict.asked
    try:
        at = verdict.witness.at
        confirm_difference(asked.before, asked.after, asked.given, at, _settled(asked.given, at))
    except Unclear as reason:
        return NotCertified(f"the witness: {reason}")
    return Confirmed((_where("the values differ at", verdict.witness.at),))


def _settled(given: Given, point: tuple[tuple[str, Term], ...]) -> frozenset[Term]:
    """The given relations that hold exactly, as equations, where a ball can't tell: by a certificate each."""
    rational = all(literal(value) is not None for _, value in point)
    values, found = dict(point), set()
    for relation in given.relations:
        if isinstance(relation, App) and relation.head in ("=", "<=", ">="):
            if rational and not names(relation) & {"arg", "atan2", "log", "pi", "im", "re"}:
                continue
            left, right = (substitute(side, values) for side in relation.args)
            closed = Proved("", asked=Asked(left, right, Given()))
            proof = certified(closed)
            if not isinstance(proof, NotCertified):
                try:
                    check(proof)
                except Refused:
                    continue
                found.add(relation)
    return frozenset(found)


def _where(what: str, point: tuple[tuple[str, object], ...]) -> str:
    from derivex.notation.write import plain  # only where an answer becomes text

    where = ", ".join(f"{name} = {plain(value)}" for name, value in point)  # type: ignore[arg-type]  # terms
    return f"{what} {where}" if where else f"{what} of constants"


__all__ = ["Certificate", "Confirmed", "Failed", "NotCertified", "Rechecked", "certificate", "certified", "recheck"]
