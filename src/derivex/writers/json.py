"""Reports and verdicts as objects that JSON can hold; the shapes are those that programs rely on.

    verdict   {"verdict", "method", "lost", "gained", "witness": {"at", "before", "after"}, "reason"},
              and "unexamined" and "notes" only where there is something to say;
              "assumed" is a verdict, too: true given "axioms" that nobody proved
    reports   {"equations": [...], "claims": [...], "notes": [...], "errors": [...], "summary": {...}}

Terms are written in plain notation, so that they can be read back. ``conditions`` say in
words what ``lost`` and ``gained`` say as relations. A claim is ``met`` if the chain arrives
at it and it isn't false, and ``shown`` if the steps prove it as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from derivex.errors import Place
from derivex.given import Given
from derivex.notation.write import plain
from derivex.term import App, Num, Sym
from derivex.verdict import Assumed, Proved, Refuted, Undecided, Verdict

if TYPE_CHECKING:
    from derivex.derivation import Report
    from derivex.documents.equations import Equation
    from derivex.errors import InputError
    from derivex.step import StepReport
    from derivex.term import Term

Object = dict[str, Any]

OF_DOCUMENTS = ("definition", "statement")  # what only equations of documents can be


def verdict_fields(verdict: Verdict) -> Object:
    """A verdict as an object; every field is always there, with null or [] where it has nothing to say.

    >>> verdict_fields(Undecided("no method applies"))["reason"]
    'no method applies'
    """
    match verdict:
        case Proved(method, lost, gained, _, unexamined):
            domain: Object = {"lost": _plain(lost), "gained": _plain(gained)}
            if unexamined:
                domain["unexamined"] = _plain(unexamined)
            return _fields("proved", method=method, **domain)
        case Refuted(witness, note):
            at = {name: plain(value) for name, value in witness.at}
            shown = {"at": at, "before": witness.before, "after": witness.after}
            return _fields("refuted", witness=shown, reason=note.replace("\n", "; ") or None)
        case Assumed(reason, axioms, model, lost, gained):
            example = {f"{name}(t)": plain(body) for name, body in model}
            domain = {"lost": _plain(lost), "gained": _plain(gained)}
            return _fields("assumed", reason=reason, axioms=list(axioms), example=example, **domain)
        case Undecided(reason):
            return _fields("undecided", reason=reason)


def certificate_fields(proof: object) -> Any:
    """A certificate as an object: records with their ``kind``, terms in plain notation, numbers as text.

    >>> from derivex.equality import prove
    >>> certificate_fields(prove("x + x", "2*x").certificate)["kind"]
    'Certificate'
    """
    from dataclasses import fields, is_dataclass

    match proof:
        case Num() | Sym() | App():
            return plain(proof)
        case Given():
            return str(proof)
        case Fraction():
            return str(proof)
        case tuple():
            return [certificate_fields(each) for each in proof]
        case _ if is_dataclass(proof):
            inside = {each.name: certificate_fields(getattr(proof, each.name)) for each in fields(proof)}
            return {"kind": type(proof).__name__, **inside}
    return proof


def error_fields(reason: str) -> Object:
    """A question that couldn't be read, in the shape of a verdict."""
    return _fields("error", reason=reason)


def _fields(verdict: str, **known: object) -> Object:
    return {"verdict": verdict, "method": None, "lost": [], "gained": [], "witness": None, "reason": None, **known}


def _plain(relations: tuple[Term, ...]) -> list[str]:
    return [plain(each) for each in relations]


def reports_object(
    reports: Iterable[Report],
    errors: Iterable[InputError] = (),
    found: Iterable[Equation] = (),
    under: Iterable[tuple[str, str]] = (),
) -> Object:
    """Everything that was found in some files and documents, and what couldn't be read of them.

    ``under`` are documents, each with the sentence that says what of its project stood for it.
    """
    reports = tuple(reports)
    equations = [equation(report, step) for report in reports for step in report.steps]
    equations += map(document_equation, found)
    claims = [claim for report in reports if (claim := _claim(report)) is not None]
    notes = [
        {**_place(report.derivation.place), "derivation": report.derivation.title, "message": note}
        for report in reports
        for note in report.notes
    ]
    notes += [{**_place(Place(file)), "derivation": "", "message": said} for file, said in under]
    unread = [_error(error) for error in errors]
    status = Counter(row["status"] for row in equations)
    reason = Counter(row["reason_fits"] for row in equations)
    summary = {
        "derivations": len(reports),
        "steps": len(equations),
        **{name: status[name] for name in ("proved", "refuted", "undecided")},
        "not_checkable": status["not checkable"],  # always, even where there is none
        **{name: status[name] for name in ("assumed", *OF_DOCUMENTS) if status[name]},
        **{name.replace(" ", "_"): reason[name] for name in ("fits", "does not fit", "not found", "none given")},
        "claims": len(claims),
        "claims_met": sum(claim["met"] for claim in claims),
        "errors": len(unread),
    }
    return {"equations": equations, "claims": claims, "notes": notes, "errors": unread, "summary": summary}


def equation(report: Report, found: StepReport) -> Object:
    """One step: where it stands, what it says, and both answers."""
    step = found.step
    fields = verdict_fields(found.verdict)
    fits, rules, why = _reason(found)
    return {
        **_place(step.place),
        "before": plain(step.before),
        "relation": step.relation,
        "after": plain(step.after),
        "status": fields["verdict"],
        "reason_fits": fits,
        "rules": rules,
        "lost": fields["lost"],
        "gained": fields["gained"],
        "conditions": list(found.conditions),
        "witness": fields["witness"],
        "reason": fields["reason"] or why,
        "derivation": report.derivation.title,
        "step": found.number,
        **_between(found),
        **({} if found.mistake is None else {"mistake": found.mistake.name, "remark": found.mistake.said()}),
        **({"axioms": list(found.axioms)} if found.axioms else {}),
    }


def _between(found: StepReport) -> Object:
    """The lines that were found at dots, or for a reason such as "algebra"; the last one is the line after."""
    if not found.between:
        return {}
    lines = [{"line": plain(line.term), "rules": list(line.reasons)} for line in found.between]
    if found.between_statements:
        lines = [{"arrow": line.relation, **said} for line, said in zip(found.between, lines, strict=True)]
    return {"between": lines}


def document_equation(found: Equation) -> Object:
    """One equation of a document, in the shape of a step; its sides are LaTeX, as written."""
    fields = verdict_fields(Undecided("") if found.verdict is None else found.verdict)
    return {
        **_place(found.place),
        "before": found.before,
        "relation": found.relation,
        "after": found.after,
        "status": found.status,
        "reason_fits": "none given",
        "rules": list(found.rules),
        "lost": fields["lost"],
        "gained": fields["gained"],
        "conditions": list(found.conditions),
        "witness": fields["witness"],
        "reason": found.reason or None,
        **({"mistake": found.mistake, "remark": found.remark} if found.mistake else {}),
    }


def _reason(found: StepReport) -> tuple[str, list[str], str]:
    """Whether the reason fits, the rules named or found, and a sentence when it doesn't."""
    from derivex.justify import DoesNotFit, NoneGiven
    from derivex.lead import Fits, NotFound

    named = [reason.name for reason in found.step.reasons]
    match found.justification:
        case Fits():
            return "fits", named, ""
        case DoesNotFit(instead=instead, why=why):
            return "does not fit", named, why or (f"this is: {', '.join(instead)}" if instead else "")
        case NotFound(reason=reason):
            return "not found", named, reason
        case NoneGiven(found=names):
            return "none given", list(names), ""
    # a false step isn't justified by anything; of an undecided one nothing is known
    unfit = "does not fit" if isinstance(found.verdict, Refuted) else "not found"
    return (unfit if named else "none given"), named, ""


def _claim(report: Report) -> Object | None:
    claim = report.claim
    if claim is None:
        return None
    fields = verdict_fields(claim.verdict)
    return {
        **_place(report.derivation.claim_place),
        "derivation": report.derivation.title,
        "claim": plain(claim.claim),
        "status": claim.status,
        "met": claim.met,
        "shown": claim.proved,
        "conditions": list(claim.conditions),
        "witness": fields["witness"],
        "reason": claim.reason,
        "culprit": claim.culprit,
    }


def _place(place: Place | None) -> Object:
    if place is None:
        return {"file": None, "line": None, "column": None}
    return {"file": place.file, "line": place.line, "column": place.column}


def _error(error: InputError) -> Object:
    return {**_place(error.place), "code": error.code, "message": str(error)}
