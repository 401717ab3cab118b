r"""What a text shows about its letters, before any of them is given a meaning.

Whether ``u(1 - u)`` calls u, whether y depends on x, and whether ``x_1`` is one value of a sequence can't be seen
where the letter stands: it is said elsewhere, in the same formula or in another line of the chain. So a
whole text is looked through first, and a whole chain can be.

Contract: a survey only collects, and those of several texts join into one. One name that is written in two ways
that look different on paper is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from derivex.notation.latex_conventions import Conventions
from derivex.notation.latex_differentials import Derivative, derivative_of, integrals_of, is_d
from derivex.notation.latex_joined import is_change
from derivex.notation.latex_parts import (
    Part,
    Row,
    dots,
    is_combination,
    is_computed,
    is_inverse,
    is_inverse_alone,
    is_star,
    label_name,
    label_of,
    prime_name,
)
from derivex.notation.names import FUNCTION_LETTERS, Names
from derivex.notation.tokens import Source


def survey(whole: Row, code: Source, names: Names) -> tuple[Conventions, dict[str, tuple[str, ...]]]:
    """What a text shows, and the marks of every name that is made of several."""
    seen = _Seen(code)
    for row, around in _rows(whole, code, names):
        seen.integral = any(part.kind == "INTEGRAL" for part in row)
        for index, part in enumerate(row):
            if part.kind == "NAME":
                seen.name(row, index, around[index])
            elif part.kind == "FRACTION":
                seen.fraction(row, index)
            elif part.kind == "BRACKET" and is_combination(row, index):
                seen.combination(part)
            elif part.kind == "BRACKET" and part.primes:
                seen.bracket(row, index)
            elif part.kind == "BIG" and part.sub and all(each.kind in ("NAME", "COMMA") for each in part.sub):
                seen.indices |= {each.text for each in part.sub if each.kind == "NAME"}
            elif part.sub and len(part.sub) > 1 and part.sub[0].kind == "NAME":
                steps = part.kind == "BIG" or (part.kind == "LIMIT" and part.sub[-1].kind == "INFINITY")
                (seen.indices if steps else seen.variables).add(part.sub[0].text)
    return seen.conventions(names), seen.atoms


@dataclass(slots=True)
class _Seen:
    """What has been seen so far.

    ``indices`` run through whole numbers, ``variables`` run otherwise, or are given a value.
    """

    code: Source
    integral: bool = False  # whether one stands in this row
    called: set[str] = field(default_factory=set)
    bare: set[str] = field(default_factory=set)
    dependent: dict[str, str] = field(default_factory=dict)
    under: set[tuple[str, str]] = field(default_factory=set)
    integrated: set[str] = field(default_factory=set)
    indices: set[str] = field(default_factory=set)
    variables: set[str] = field(default_factory=set)
    derived: set[str] = field(default_factory=set)  # by what is differentiated
    running: set[str] = field(default_factory=set)  # what a d before a bracket may let run
    inverses: set[str] = field(default_factory=set)  # g of g^{-1}(x)
    primed: set[str] = field(default_factory=set)
    arguments: set[tuple[str, tuple[str, ...]]] = field(default_factory=set)
    partials: set[tuple[str, str]] = field(default_factory=set)
    labelled: set[str] = field(default_factory=set)
    scripted: list[Part] = field(default_factory=list)
    atoms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    differentials: dict[str, tuple[str, ...]] = field(default_factory=dict)
    styles: dict[str, str] = field(default_factory=dict)

    def name(self, row: Row, index: int, around: frozenset[str]) -> None:
        part = row[index]
        following = row[index + 1] if index + 1 < len(row) else None
        _spelled(part, self.styles, self.code)
        if part.sub is not None:
            self.scripted.append(part)
        if part.atoms:
            self.atoms[part.text] = part.atoms
        if dots(part):
            self.dependent.setdefault(part.text, "t")
        if label_of(part):
            self.labelled |= {part.text} if len(label_of(part)) == 1 else set()
            self.atoms[label_name(part)] = part.atoms or (part.text,)
            self.atoms[f"{part.letter}_sup"] = (part.letter,)
        elif following is None or following.kind not in ("NAME", "BRACKET"):
            self.value(part, around)
        elif self.integral and is_d(part) and following.kind == "BRACKET":
            self.running |= _names(following)
        elif is_d(part) and following.kind == "NAME":
            self.differentials[f"d{following.text}"] = ("d", *(following.atoms or (following.text,)))
        elif _is_call(row, index):
            if part.primes:
                self.called.add(part.text)
            if following.text == "(" and _is_simple(following):
                self.called.add(part.text)
                self.arguments.add((part.text, tuple(each.text for each in following.rows[0][::2])))
        elif _is_inverse_call(row, index):
            if (part.letter or part.text) not in FUNCTION_LETTERS:
                self.inverses.add(part.text)
            self.atoms[f"{part.text}_inv"] = part.atoms or (part.text,)
        elif not is_d(part):
            self.value(part, around)

    def value(self, part: Part, around: frozenset[str]) -> None:
        """A name that calls nothing."""
        self.bare.add(part.text)
        self.integrated |= around
        self.under |= {(part.text, variable) for variable in around if part.text not in around}
        if part.primes:
            self.primed.add(part.text)
            self.atoms[prime_name(part)] = (*(part.atoms or (part.text,)), *"'" * part.primes)

    def bracket(self, row: Row, index: int) -> None:
        """A bracket with a prime; ``(f^{-1})'(x)`` shows a function."""
        (inside,) = row[index].rows
        if is_inverse_alone(row, index):
            self.called.add(inside[0].text)
            self.atoms[f"{inside[0].text}_inv"] = inside[0].atoms or (inside[0].text,)
        else:
            self.primed.add("()")

    def combination(self, part: Part) -> None:
        names = [each.text for each in part.rows[0] if each.kind == "NAME"]
        self.atoms["_conv_".join(names)] = tuple(names)
        if part.primes or any(each.kind == "CIRC" or is_star(each, self.code) for each in part.rows[0]):
            self.called.update(names)

    def fraction(self, row: Row, index: int) -> None:
        derivative = derivative_of(row[index], self.code)
        if derivative is not None and derivative.entry is None:
            self.derived.update(by.text for by, _ in derivative.by)
            self.dependent = _depends(derivative) | self.dependent
            body = derivative.body if derivative.body else row[index + 1 : index + 2]
            called = not derivative.body and row[index + 2 : index + 3] and row[index + 2].kind == "BRACKET"
            if derivative.partial and len(body) == 1 and _is_simple_name(body[0]) and not called:
                self.partials |= {(body[0].text, by.text) for by, _ in derivative.by if by.text != body[0].text}

    def conventions(self, names: Names) -> Conventions:
        moving = self.variables | self.integrated | self.derived
        bare = self.bare | (self.inverses - self.called - names.functions)
        self.atoms |= {name: marks for name, marks in self.differentials.items() if name not in self.styles}
        indexed: set[str] = set()
        for part in self.scripted:
            steps = _holds(part, self.indices)
            if _holds(part, moving) and not steps:
                message = "whether this depends on the variable in its index can't be told"
                raise self.code.ambiguous(message, part.token, "write a call, or another index")
            accented = "^" in part.style.partition(":")[0]
            base = part.letter.rpartition("_")[0] if accented else part.letter
            self.atoms[f"{part.letter}_"] = ("Delta", base.removeprefix("Delta")) if is_change(part) else (base,)
            if steps or is_computed(part):
                indexed.add(part.letter)
        return Conventions(
            frozenset(self.called),
            frozenset(bare),
            self.dependent,
            frozenset(indexed),
            frozenset(self.integrated),
            frozenset(self.under),
            frozenset(bare - self.indices - moving - self.running),
            frozenset(self.primed),
            frozenset(self.arguments),
            frozenset(self.integrated | self.derived),
            frozenset(self.partials),
            frozenset(self.labelled),
        )


def _rows(whole: Row, code: Source, names: Names) -> Iterator[tuple[Row, list[frozenset[str]]]]:
    """Every row, and for each of its parts the variables of the integrals around it."""
    waiting: list[tuple[Row, frozenset[str]]] = [(whole, frozenset())]
    while waiting:
        row, outside = waiting.pop()
        around = [outside] * len(row)
        if any(part[0] == "INTEGRAL" for part in row):
            for sign, found in integrals_of(row, code, names).items():
                last = found.ends[-1] if found.inside else found.ends[-1] + 1
                bound = [row[end].rows[0][-1] if found.inside else row[end + 1] for end in found.ends]
                variables = {each.text for each in bound if each.kind == "NAME"}
                for index in range(sign + 1, last + 1):
                    around[index] |= variables
        yield row, around
        for index, (part, inside) in enumerate(zip(row, around, strict=True)):
            if not is_combination(row, index) and not is_inverse_alone(row, index):
                waiting.extend((each, inside) for each in part.rows)
            if part.sup is not None:
                waiting.append((part.sup, inside))
            if part.sub is not None and not part.atoms:
                waiting.append((part.sub, inside))


def _depends(derivative: Derivative) -> dict[str, str]:
    """``\\frac{dy}{dx}`` shows that y depends on x."""
    if len(derivative.body) != 1 or derivative.partial:
        return {}
    (name,) = derivative.body
    by = derivative.by[0][0].text
    return {name.text: by} if name.kind == "NAME" and name.text != by else {}


def _holds(part: Part, indices: set[str]) -> bool:
    """Whether an index that a sum runs through stands in the index of a name."""
    waiting: list[Row] = [part.sub or ()]
    while waiting:
        for each in waiting.pop():
            if each.text in indices or not indices.isdisjoint(each.atoms):
                return True
            waiting.extend(each.rows)
    return False


def _is_call(row: Row, index: int) -> bool:
    following = row[index + 1] if index + 1 < len(row) else None
    curly = row[index].style == "SCRIPT" and following is not None and following.text == "{"
    bracket = following is not None and following.kind == "BRACKET" and (curly or following.text in "([")
    return bracket and row[index].sup is None


def _names(bracket: Part) -> set[str]:
    """All names in a bracket."""
    found: set[str] = set()
    waiting = list(bracket.rows)
    while waiting:
        for each in waiting.pop():
            found |= {each.text} if each.kind == "NAME" else set()
            waiting.extend(each.rows)
            waiting.extend(script for script in (each.sup, each.sub) if script and not each.atoms)
    return found


def _is_inverse_call(row: Row, index: int) -> bool:
    """``g^{-1}(x)``."""
    unraised = (*row[:index], row[index]._replace(sup=None), *row[index + 1 :])
    return is_inverse(row[index]) and _is_call(unraised, index)


def _is_simple_name(part: Part) -> bool:
    return part.kind == "NAME" and part.sup is None and not part.primes


def _is_simple(bracket: Part) -> bool:
    """Whether names alone stand between brackets."""
    row = bracket.rows[0]
    names = row[::2]
    commas = row[1::2]
    return (
        len(row) % 2 == 1
        and all(part.kind == "NAME" and part.sup is None and not part.primes for part in names)
        and all(part.kind == "COMMA" for part in commas)
    )


def _spelled(part: Part, styles: dict[str, str], code: Source) -> None:
    """One name in two shapes: ``\\epsilon`` and ``\\varepsilon``, ``\\hat{y}`` and ``y_{hat}``."""
    style = part.style.replace("OPERATOR", "WORD")
    if dots(part) or part.text in ("e", "E", "d"):
        return
    known = styles.setdefault(part.text, style)
    if known != style:
        shown = code.slice(part.token, part.token)
        message = f'"{shown}" can be a name of its own or "{part.text}", which is also written differently'
        raise code.ambiguous(message, part.token, "use one spelling")
