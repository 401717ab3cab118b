"""Claims with a name, which later chains may cite like a rule.

    claim area: Integral(p(x), (x, -oo, oo)) = 1        in one block, and in a later one: by area

The law is the claim as it stands. Where the later block defines the same names in the same way they keep their meaning
(and the givens of that block hold of them); otherwise the claim is unfolded. All other letters stand for anything for
which the givens of the claim hold: these are what the rule needs.

Contract: a claim is cited only after the engine has proved it as it is cited, beside its own chain, so that no claim
rests on a later one. Errors: BadRule for what can't be cited. Incomplete: only equations, and only givens that a rule
can need.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from derivex.definition import Definition, Definitions, unfold
from derivex.derivation import Derivation
from derivex.errors import BadRule, InputError
from derivex.given import Given
from derivex.matching import FUNCTION_LETTERS, letters_of
from derivex.notation.write import plain
from derivex.ownrules import admitted_rules
from derivex.readers.source import Span
from derivex.rule import Rule, letter_names, read_condition
from derivex.subterms import heads, subterms
from derivex.term import CONSTANTS, App, Num, Sym, Term, bound, free_symbols, free_symbols_of

_NAMED = re.compile(r"([A-Za-z][\w -]*?)\s*:\s+(?=\S)")
_WORD = re.compile(r"[^\W_]+")
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "!=": "!="}


def named(span: Span) -> tuple[str, Span]:
    """The name of a claim, "" if it has none, and what is claimed."""
    found = _NAMED.match(span.text)
    return ("", span) if found is None else (found[1], span.cut(found.end()))


def cited(
    earlier: Iterable[Derivation], reasons: str, given: Given, definitions: Definitions, taken: tuple[Rule, ...]
) -> tuple[Rule, ...]:
    """The claims of earlier derivations whose names stand in the reasons of a block, each proved.

    Errors: BadRule.
    """
    said, found = _words(reasons), dict[str, Rule]()
    others = {_words(rule.name) for rule in taken}  # a rule of the block itself goes first
    for each in earlier:
        name = _words(each.claim_name)
        if name.strip() and name in said and name not in others:
            rule = _rule(each, definitions)
            [found[name]] = admitted_rules((rule,), definitions=definitions, given=given, others=taken)
    return tuple(found.values())


def _words(text: str) -> str:
    return " ".join(["", *_WORD.findall(text.lower()), ""])


def _rule(derivation: Derivation, definitions: Definitions) -> Rule:
    claim, title = derivation.claim, derivation.claim_name
    if claim is None or claim.head != "=":
        raise BadRule(f'the claim "{title}" is no equation', remedy="only equations can be cited")
    used = [*_used(claim, derivation.definitions)]
    here = {each.name: each for each in definitions}
    known = all(each.name in here and _same(each, here[each.name]) for each in used)
    left, right = claim.args if known else (unfold(side, derivation.definitions) for side in claim.args)
    inside = frozenset[str]().union(*(free_symbols(each.body) - set(each.parameters) for each in used))
    spoken = {each.name for each in used} | (inside - CONSTANTS) if known else set[str]()
    spoken |= (heads(left) | heads(right)) & derivation.names.functions - FUNCTION_LETTERS
    letters = letters_of(left, right, constants=frozenset(spoken))
    needs = (
        *_needs(derivation.givens, letters.plain | letters.variables, title),
        *_free_of(left, right, letters.plain),
    )
    name = "-".join(re.findall(r"\w+", title.lower()))
    same_letters = letter_names(left, letters) == letter_names(right, letters)
    try:
        return Rule(
            name=name,
            reverse=name if same_letters else "",
            law=f"{plain(left)} = {plain(right)}",
            why="It is proved before.",
            needs=tuple(dict.fromkeys(needs)),
            own=True,
            speaks_of=tuple(sorted(spoken)),
        )
    except InputError as error:
        raise BadRule(f'the claim "{title}" can\'t be cited: {error.value}', remedy=error.remedy) from None


def _used(claim: Term, definitions: Definitions) -> Iterator[Definition]:
    """The definitions on which a claim depends."""
    names = free_symbols(claim) | heads(claim)
    for each in reversed(definitions):
        if each.name in names:
            names |= free_symbols(each.body) | heads(each.body)
            yield each


def _same(one: Definition, other: Definition) -> bool:
    return (one.parameters, one.body) == (other.parameters, other.body)


def _needs(given: Given, letters: frozenset[str], title: str) -> Iterator[str]:
    """What a claim gives about its letters; givens about anything else hold in the block that cites it, or don't."""
    yield from (f"{name} {kind}" for name, kind in given.kinds if name in letters and kind != "real")
    for relation in given.relations:
        if not free_symbols_of((relation,)) - CONSTANTS & letters:
            continue
        said = _condition(relation)
        if said is None:
            remedy = "a rule needs conditions such as a > 0 or k <= n"
            raise BadRule(f'the claim "{title}" can\'t be cited: it holds for {plain(relation)}', remedy=remedy)
        yield said


def _condition(relation: Term) -> str | None:
    match relation:
        case App(head, (Sym(name), other)) if head in _MIRRORED:
            text = f"{name} {head} {plain(other)}"
        case App(head, (Num() | App("neg", (Num(),)) as other, Sym(name))) if head in _MIRRORED:
            text = f"{name} {_MIRRORED[head]} {plain(other)}"
        case _:
            return None
    try:
        return str(read_condition(text))
    except BadRule:
        return None


def _free_of(left: Term, right: Term, letters: frozenset[str]) -> Iterator[str]:
    """Letters below a binder don't depend on what it binds, since the claim doesn't say so."""
    for node in (*subterms(left), *subterms(right)):
        variable, scope = bound(node)
        if isinstance(node, App) and variable:
            for index in scope:
                yield from (f"{name} free of {variable}" for name in sorted(free_symbols(node.args[index]) & letters))
