"""Rules of one's own: read from a line of text, and proved before they may be used.

    double angle: sin(2*a) = 2*sin(a)*cos(a) because a double angle is a sum of two
    shrink: a/(a*b) = 1/b, needs a != 0, because a common factor goes

First the name, then the law, then in any order why it holds, what it needs and which letters the author of
a step gives. The letters of a law stand for anything; names that the file defines keep their meaning. Where both
sides show the same letters, the rule may be used either way.

``proved`` puts the law to the engine: first for complex letters, and where that fails for real ones, which the rule
then needs. An axiom isn't proved; a law that is false is refused as an axiom, too, except that nobody
knows what an unknown function is: ``axioms`` asks for one of which the axiom is true.

Contract: a rule that comes out of ``proved`` is true wherever its sides are defined and its needs hold, or it is
marked as an axiom. Errors: BadRule, with the counterexample and a remedy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from derivex.book import BOOK, Book, phrase
from derivex.definition import Definitions, unfold
from derivex.engine.ladder import prove
from derivex.errors import BadRule, InputError, Place
from derivex.given import Given
from derivex.notation.names import Names, is_builtin
from derivex.notation.write import plain
from derivex.promises import admit, broken, law_given
from derivex.reasons import kind_of
from derivex.rule import Condition, Rule, letter_names
from derivex.substitution import substitute
from derivex.term import CONSTANTS, App, Num, Sym, Term, free_symbols, free_symbols_of, subtract
from derivex.tidying import with_numbers_added
from derivex.verdict import Proved, Refuted, Undecided

LIKE = "write it like: shrink: a/(a*b) = 1/b because a common factor goes"
SHIFTED = "-shifted"  # the end of the name of such a rule
_HEAD = re.compile(r"\s*(rule|axiom)\s+(?=[^:]*:)")
_CLAUSE = re.compile(r"(?P<stop>[,;]?)\s+(?P<word>because|needs?|takes?)\s+", re.IGNORECASE)
_CALLED = re.compile(r"(?<![\w.])([^\W\d]\w*)'*\(")
_EQUALS = re.compile(r"(?<![<>!=:])=(?!=)")
_PIECES = re.compile(r"\s*(?:,|;|\band\b)\s*")
_RELATION = re.compile(r"\s*(!=|<=|>=|<|>)\s*")
_SPELLED = str.maketrans({"≠": "!=", "≤": "<=", "≥": ">="})


def read_rule(
    text: str,
    *,
    axiom: bool = False,
    names: Names = Names(),
    definitions: Definitions = (),
    place: Place | None = None,
) -> Rule:
    """A rule from one line of text; unproved.

    ``names`` are those that the file declares. Errors: BadRule.

    >>> rule = read_rule("shrink: a/(a*b) = 1/b, needs a != 0 and b != 0, because a common factor goes")
    >>> rule.name, rule.law, rule.needs, rule.why
    ('shrink', 'a/(a*b) = 1/b', ('a != 0', 'b != 0'), 'A common factor goes.')
    """
    try:
        name, body = _name_and_body(text)
        law, said = _clauses(body)
        return own_rule(
            name,
            law,
            why=said.get("because", ""),
            needs=_needs(said.get("need", "")),
            takes=tuple(filter(None, _PIECES.split(said.get("take", "")))),
            axiom=axiom,
            names=names,
            definitions=definitions,
        )
    except InputError as error:
        raise (error if place is None else error.at(place)) from None


def read_said(text: str, *, names: Names = Names(), definitions: Definitions = ()) -> Rule:
    """A rule as it is said outside of a file, perhaps with ``axiom`` or ``rule`` in front; unproved. Errors: BadRule.

    >>> read_said("axiom f of a sum: f(x + y) = f(x)*f(y)").axiom
    True
    """
    word = _HEAD.match(text)
    start = word.end() if word else 0
    return read_rule(text[start:], axiom=bool(word and word[1] == "axiom"), names=names, definitions=definitions)


def own_rule(
    name: str,
    law: str,
    *,
    why: str = "",
    needs: Iterable[str] = (),
    takes: Iterable[str] = (),
    axiom: bool = False,
    names: Names = Names(),
    definitions: Definitions = (),
) -> Rule:
    """A rule from its parts, unproved; its name in any spelling. Errors: BadRule."""
    kebab = "-".join(re.findall(r"\w+", name.lower()))
    if len(_EQUALS.findall(law)) != 1:
        raise BadRule(f"the law of {name} is no equation", remedy=LIKE)
    left, right = (side.strip() for side in _EQUALS.split(law))
    spoken = _spoken(law, axiom, names, definitions)
    row = Rule(
        name=kebab,
        law=f"{left} = {right}",
        why=_sentence(why),
        needs=tuple(needs),
        takes=tuple(takes),
        axiom=axiom,
        own=True,
        speaks_of=spoken,
    )
    same_letters = letter_names(row.left, row.letters) == letter_names(row.right, row.letters)
    return replace(row, reverse=kebab) if same_letters else row


def _name_and_body(text: str) -> tuple[str, str]:
    name, colon, body = text.partition(":")
    if not colon or not body.strip() or "=" in name:
        raise BadRule("a rule has a name, a colon and a law", remedy=LIKE)
    if not re.fullmatch(r"[A-Za-z][\w -]*", name.strip()):
        raise BadRule(f'"{name.strip()}" is no name for a rule', remedy="write it in words: double angle")
    return name.strip(), body.strip()


def _clauses(body: str) -> tuple[str, dict[str, str]]:
    """The law, and what stands after "because", "needs" and "takes"; a reason is prose, and ends at ", needs"."""
    cuts: list[re.Match[str]] = []
    for match in _CLAUSE.finditer(body):
        in_prose = bool(cuts) and cuts[-1]["word"].lower() == "because"
        if not in_prose or match["stop"]:
            cuts.append(match)
    law = body[: cuts[0].start()] if cuts else body
    said: dict[str, str] = {}
    for index, match in enumerate(cuts):
        end = cuts[index + 1].start() if index + 1 < len(cuts) else len(body)
        word = match["word"].lower()
        word = word if word == "because" else word.rstrip("s")
        if word in said:
            raise BadRule(f'"{match["word"]}" stands in the rule twice', remedy="join them with commas")
        said[word] = body[match.end() : end].strip().strip(",;")
    return law.strip().rstrip(",;"), said


def _needs(text: str) -> tuple[str, ...]:
    """``a>0 and b != 0`` as conditions, spaced as rules have them."""
    pieces = filter(None, _PIECES.split(text.translate(_SPELLED).strip().rstrip(".")))
    return tuple(_RELATION.sub(r" \1 ", " ".join(piece.split())) for piece in pieces)


def _sentence(text: str) -> str:
    said = " ".join(text.split()).rstrip(".")
    return f"{said[0].upper()}{said[1:]}." if said else ""


def _spoken(law: str, axiom: bool, names: Names, definitions: Definitions) -> tuple[str, ...]:
    """The names in a law that are no letters: functions that the file declares or an axiom is about, what is
    defined, and what its definition depends on."""
    called = {name for name in _CALLED.findall(law) if not is_builtin(name)}
    functions = {name for name in called if name in names.functions or (axiom and _is_unknown(name, law, names))}
    words = set(re.findall(r"[^\W\d]\w*", law))
    inside = frozenset[str]()
    for definition in definitions:
        if definition.name in words:
            inside |= {definition.name}
            inside |= free_symbols(unfold(definition.body, definitions)) - set(definition.parameters)
    return tuple(sorted(functions | (inside - CONSTANTS)))


def _is_unknown(name: str, law: str, names: Names) -> bool:
    """Whether a name before a bracket is a function of which only the axiom knows: it never stands without one."""
    bare = re.search(rf"(?<!\w){re.escape(name)}(?![\w'(])", law)
    return name not in names.symbols and bare is None


# ---- admitting ----


def admitted_rules(
    rules: Iterable[Rule],
    *,
    definitions: Definitions = (),
    given: Given = Given(),
    book: Book = BOOK,
    others: Iterable[Rule] = (),
) -> tuple[Rule, ...]:
    """Rules that may be used beside the book: each proved, or marked as an axiom. Errors: BadRule.

    ``others`` are admitted already, and their names are taken.
    """
    found: list[Rule] = []
    for rule in rules:
        _check_name(rule, book, (*others, *found))
        if rule.axiom and not rule.speaks_of:  # no axiom is about every function
            rule = replace(rule, speaks_of=_spoken(rule.law, True, Names(), definitions))
        if not (rule.own or rule.axiom) or not rule.law:  # what a procedure does, only its cases tell
            admit(rule, book=book)
            found.append(rule)
            continue
        known = proved(rule, definitions, given)
        if known.accepts or known.refuses:
            _keeps_its_cases(known, book)
        found.append(known)
    return tuple(found)


@lru_cache(maxsize=16)
def book_with(rules: tuple[Rule, ...]) -> Book:
    """The book with some admitted rules of one's own, and their recurrences; the same one for the same rules."""
    if not rules:
        return BOOK
    known = {each.name for each in rules}
    more = (shifted(each) for each in rules)
    return BOOK.extended(*rules, *(each for each in more if each is not None and each.name not in known))


def shifted(rule: Rule) -> Rule | None:
    """A recurrence as it stands at n: ``Fib(n) = Fib(n - 1) + Fib(n - 2)`` for ``Fib(n + 2) = Fib(n + 1) + Fib(n)``.

    It is found at ``Fib(5)`` and ``Fib(m)``, and answers to the same name. None for any other law, and where a need
    of n can't be told of ``n - 2``.

    >>> law = read_rule("step: Fib(n + 2) = Fib(n + 1) + Fib(n), needs n >= 0", axiom=True)
    >>> shifted(law).law, shifted(law).needs
    ('Fib(n) = Fib(n - 1) + Fib(n - 2)', ('n >= 2',))
    """
    match rule.left:
        case App(head, (App("+", (Sym(name), Num() as by)),)) if head in rule.speaks_of and name in rule.letters.plain:
            pass
        case _:
            return None
    needs = [_moved(condition, name, by.value) for condition in rule.conditions()]
    if None in needs:
        return None
    there = {name: subtract(Sym(name), by)}
    left, right = (plain(_added_up(substitute(side, there))) for side in (rule.left, rule.right))
    kept = tuple(filter(None, needs))
    return replace(
        rule, name=f"{rule.name}-shifted", law=f"{left} = {right}", needs=kept, reverse="", aliases=(rule.name,)
    )


def _added_up(term: Term) -> Term:
    """``n - 2 + 1`` as ``n - 1``, everywhere in a term."""
    if not isinstance(term, App):
        return term
    done = App(term.head, tuple(map(_added_up, term.args)))
    return with_numbers_added(done, Fraction(0)) if done.head == "+" else done


def _moved(condition: Condition, name: str, by: Fraction) -> str | None:
    """A need of ``n - by``, said of n; None if it can't be."""
    if condition.letter != name and condition.bound != name:
        return str(condition)
    if condition.letter == name and condition.kind in ("real", "integer", "complex") and by.denominator == 1:
        return str(condition)
    if condition.letter == name and condition.bound.lstrip("-").isdigit() and by.denominator == 1:
        return f"{name} {condition.kind} {int(condition.bound) + int(by)}"
    return None


def _check_name(rule: Rule, book: Book, others: Iterable[Rule]) -> None:
    options = book.options(rule.name)
    if options:
        found, _ = options[0]
        said = f"{found.title}{f', {found.law}' if found.law else ''}"
        raise BadRule(f'the book has a rule "{rule.title}" already: {said}', remedy="choose another name")
    if kind_of(rule.title):
        raise BadRule(f'"{rule.title}" names a kind of rules, and no rule', remedy="choose another name")
    if not phrase(rule.name.split("-")):
        raise BadRule(f'"{rule.title}" alone is no name for a rule', remedy="choose another name")
    for other in others:
        if phrase(other.name.split("-")) == phrase(rule.name.split("-")):
            raise BadRule(f'two rules are called "{rule.title}"', remedy="choose another name")


def _keeps_its_cases(rule: Rule, book: Book) -> None:
    found = broken(rule, book.extended(rule))
    complaints = [each for each in found if "no example" not in each and "(why)" not in each]
    if complaints:
        raise BadRule(f"the rule {rule.name} can't be used: " + "; ".join(complaints))


@lru_cache(maxsize=256)  # a file is read more than once
def proved(rule: Rule, definitions: Definitions = (), given: Given = Given()) -> Rule:
    """The rule, its law proved, with what it needs for that; an axiom that the engine proves is none.

    >>> proved(read_rule("root of a square: sqrt(a^2) = abs(a)")).needs
    ('a real',)
    """
    left, right = (unfold(side, definitions) for side in (rule.left, rule.right))
    outer = _of_the_file(rule, given)
    if rule.axiom and _about_unknown(rule, definitions):
        return _with_real_letters(rule)
    if isinstance(prove(left, right, law_given(rule).and_(outer)), Proved):
        return replace(rule, axiom=False)
    real = _with_real_letters(rule)
    match prove(left, right, law_given(real).and_(outer)):
        case Proved():
            return replace(real, axiom=False)
        case Refuted(witness):
            raise BadRule(f"the law of {rule.title} is false: {witness}", remedy="say what it needs, or correct it")
        case Undecided(reason) if not rule.axiom:
            remedy = f'write "axiom {rule.title}: …" to take it on trust; it is marked then wherever it is used'
            raise BadRule(f"the law of {rule.title} could not be proved: {reason}", remedy=remedy)
    return real


def _with_real_letters(rule: Rule) -> Rule:
    """The rule for real letters, except those of which it says something else."""
    spoken = {condition.letter for condition in rule.conditions() if condition.kind not in ("!=", "free of")}
    given = law_given(rule)
    more = [f"{name} real" for name in sorted(rule.letters.plain - spoken) if given.kind(name) == "complex"]
    return replace(rule, needs=(*rule.needs, *more))


def _of_the_file(rule: Rule, given: Given) -> Given:
    """What the file gives about the names that are no letters; a given about x says nothing of a letter x."""
    known = frozenset(rule.speaks_of)
    kinds = tuple((name, kind) for name, kind in given.kinds if name in known)
    relations = tuple(each for each in given.relations if free_symbols_of((each,)) - CONSTANTS <= known)
    return Given(kinds, relations, given.real_values)


def _about_unknown(rule: Rule, definitions: Definitions) -> bool:
    return bool(unknown_functions(rule, definitions))


def unknown_functions(rule: Rule, definitions: Definitions = ()) -> frozenset[str]:
    """The functions of which only the rule knows something."""
    called = {name for name in _CALLED.findall(rule.law) if name in rule.speaks_of}
    return frozenset(called - {each.name for each in definitions})
