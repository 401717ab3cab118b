"""Found: which signs a certificate does without.  Nothing here has to be believed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from derivex.certificates.data import Agree, Certificate, Claim, Sign, Step, Zero

KEPT = frozenset({"given", "real values"})  # a given sign may make a generator real


def pruned(certificate: Certificate, weak: set[int]) -> Certificate:
    """The certificate without signs on which nothing rests, of those that aren't strict and so tell of no zeros."""
    while True:
        used = {use for step in certificate.steps for use in _uses(step)} | {step for _, step in certificate.terms}
        idle = {
            index
            for index, step in enumerate(certificate.steps)
            if isinstance(step, Sign) and index in weak and step.law not in KEPT and index not in used
        }
        if not idle:
            return certificate
        kept = [index for index in range(len(certificate.steps)) if index not in idle]
        weak = {new for new, old in enumerate(kept) if old in weak}
        place = {old: new for new, old in enumerate(kept)}
        steps = tuple(_moved(certificate.steps[index], place.__getitem__) for index in kept)
        terms = tuple((term, place[step]) for term, step in certificate.terms)
        certificate = replace(certificate, steps=steps, terms=terms)


def _uses(step: Step) -> tuple[int, ...]:
    match step:
        case Claim():
            return step.uses
        case Sign():
            return (
                *(step.uses if step.law not in KEPT else ()),
                *(use for _, _, factors in step.rows for use, _ in factors),
            )
        case Agree(first, second):
            return first, second
        case Zero():
            return step.uses
    return ()


def _moved(step: Step, to: Callable[[int], int]) -> Step:
    match step:
        case Claim():
            return replace(step, uses=tuple(map(to, step.uses)))
        case Sign():
            rows = tuple((n, root, tuple((to(use), times) for use, times in factors)) for n, root, factors in step.rows)
            return replace(step, uses=step.uses if step.law in KEPT else tuple(map(to, step.uses)), rows=rows)
        case Agree(first, second):
            return Agree(to(first), to(second))
        case Zero():
            return replace(step, uses=tuple(map(to, step.uses)))
    return step
