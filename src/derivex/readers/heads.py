"""What the heads of a block say: its givens, its definitions and its rules, each read where it stands.

Contract: every complaint is an ``InputError`` at the characters of the file that it is about.
"""

from __future__ import annotations

from dataclasses import replace

from derivex.admission import declared
from derivex.definition import Definition, check, read_definitions, unfold
from derivex.errors import BadDefinition, InputError, TooLarge
from derivex.given import Given
from derivex.notation.names import Names
from derivex.ownrules import admitted_rules, read_rule
from derivex.readers.source import Span
from derivex.rule import Rule


def pieces(span: Span) -> list[Span]:
    """``u = x^2, v = x + 1`` in its two definitions; a comma between brackets splits nothing."""
    depth, start, found = 0, 0, []
    for offset, character in enumerate(span.text):
        depth += (character in "([{") - (character in ")]}")
        if character in ",;" and depth == 0 and "=" in span.text[offset:]:
            found.append(span.cut(start, offset))
            start = offset + 1
    return [*found, span.cut(start)]


def givens_of(spans: list[Span], lets: list[Span], known: Names = Names()) -> Given:
    """What the heads give, read one by one so that a complaint points at its own line."""
    names = declared(span.text for span in lets).beside(known)
    given = Given()
    for span in spans:
        try:
            given = given.and_(Given.read([span.text], names=names, place=span.inner))
        except InputError as error:
            raise span.relocated(error) from None
    return given


def definitions_of(spans: list[Span], given: Given, known: Names = Names()) -> tuple[Definition, ...]:
    found: tuple[Definition, ...] = ()
    for span in spans:
        try:
            [new] = read_definitions([(span.text, span.inner)], given=given, earlier=found, names=known)
            found = (*found, replace(new, place=span.place(0, len(span.text))))
        except InputError as error:
            raise span.relocated(error) from None
    try:
        check(found, given)  # again as a whole: only now is it known what is defined later
        for definition in found:
            unfold(definition.left, found)
    except (BadDefinition, TooLarge) as error:
        raise error.at(spans[-1].place(0, len(spans[-1].text))) from None
    return found


def rules_of(
    spans: list[tuple[Span, bool]], given: Given, definitions: tuple[Definition, ...], known: Names
) -> tuple[Rule, ...]:
    """The rules of a block, each proved or an axiom; ``spans`` say of each whether it is one."""
    found: tuple[Rule, ...] = ()
    for span, axiom in spans:
        place = span.place(0, len(span.text))
        rule = read_rule(span.text, axiom=axiom, names=known, definitions=definitions, place=place)
        try:
            found = (*found, *admitted_rules((rule,), definitions=definitions, given=given, others=found))
        except InputError as error:
            raise error.at(place) from None
    return found
