"""A derivation as a Python script that verifies it again with SymPy alone.

The script doesn't know derivex. It prints a line a step and how many hold; its exit status
is 0 if all do. Every line stands in it twice: as written, in a comment and in what is
printed, and as code for what it means. Of the givens SymPy is told the kinds and signs of
symbols; a step that needs more (``x < 1``, ``a = b``) may not hold there.

Contract: no text of a user becomes code (see ``sympy_code``): names are chosen, comments are
one line each, strings are escaped. Errors: ``Unsupported`` and ``TooLarge``, as ``to_sympy``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from derivex.definition import Definition
from derivex.errors import Unsupported
from derivex.meaning.outward import check_powers
from derivex.meaning.symbols import assumptions
from derivex.notation.statements import is_statement
from derivex.notation.write import plain
from derivex.subterms import subterms
from derivex.term import App, Sym, Term, bound, free_symbols, names
from derivex.unfolding import unfold
from derivex.writers.calc import rule_text
from derivex.writers.sympy_code import Names, code

if TYPE_CHECKING:
    from derivex.derivation import Derivation
    from derivex.given import Given
    from derivex.reasons import Reason
    from derivex.rule import Rule
    from derivex.step import Step

# The first lines are fixed, so that no title can stand where Python looks for an encoding.
HEADER = """\
#!/usr/bin/env python3
# Written by derivex; needs nothing but SymPy. It checks each step below by SymPy alone,
# and its exit status is 0 if every step holds.
#
"""

PRIME = '''

def prime(function, value, order):
    """The derivative of a function of one variable, taken at a value."""
    t = sp.Dummy("t", real=True)
    return sp.Subs(sp.Derivative(function(t), (t, order)), t, value)
'''

ROOT = '''

def real_root(value, degree):
    """The real root; of odd degree also of negative numbers."""
    root = sp.Abs(value) ** sp.Rational(1, degree)
    return sp.sign(value) * root if degree % 2 else sp.Pow(value, sp.Rational(1, degree))
'''

HOLDS = '''

def holds(before, relation, after):
    """Whether SymPy finds that the relation holds between the two lines."""
    try:
        value = sp.simplify(sp.Add(before(), sp.Mul(-1, after())).doit())
    except Exception as error:
        print(f"     SymPy: {type(error).__name__}: {error}")
        return False
    return {
        "=": value == 0,
        "!=": value.is_nonzero,
        "<": value.is_negative,
        "<=": value.is_nonpositive,
        ">": value.is_positive,
        ">=": value.is_nonnegative,
    }.get(relation) is True
'''

MAIN = """

def main():
    count = 0
    print(f"     {LINES[0][1]}")
    for (_, _, before), (relation, text, after) in zip(LINES, LINES[1:]):
        good = holds(before, relation, after)
        count += good
        print(f"{'ok' if good else 'NO':4} {relation} {text}")
    print(f"{count} of {len(LINES) - 1} steps hold")
    return 0 if count == len(LINES) - 1 else 1


if __name__ == "__main__":
    sys.exit(main())
"""


def script(derivation: Derivation) -> str:
    """The Python script that verifies the derivation with SymPy alone."""
    if is_statement(derivation.first):
        raise Unsupported("a chain of equations can't be written as a script", remedy="export it to latex or markdown")
    definitions = derivation.definitions
    whole = [unfold(line, definitions) for line in derivation.lines]
    for line in whole:
        check_powers(line)
    shown = definitions if _are_plain_functions(definitions) else ()
    lines = derivation.lines if shown else whole
    chosen = Names()
    # defined functions choose their Python names first, so that they keep their own
    functions = [_function(definition, chosen) for definition in shown]
    rows = [_row("", derivation.lines[0], lines[0], (), chosen)]
    for step, line in zip(derivation.steps, lines[1:], strict=True):
        rows.append(_row(step.relation, step.after, line, [str(reason) for reason in step.reasons], chosen))
    body = "".join([*functions, "\n\nLINES = [\n", *rows, "]\n"])
    parts = [HEADER, *map(_comment, _head(derivation)), "\nimport sys\n\nimport sympy as sp\n\n"]
    parts.extend(_declarations(derivation.givens, shown, chosen))
    parts.extend(helper for name, helper in (("prime(", PRIME), ("real_root(", ROOT)) if name in body)
    return "".join([*parts, body, HOLDS, MAIN])


def step_rewrite(step: Step, definitions: tuple[Definition, ...] = (), rules: Sequence[Rule] = ()) -> str:
    """The SymPy rewrite that makes a step, as Python; ``before`` and ``after`` are its two lines.

    A definition that a reason names is stated in full, as SymPy doesn't know it, and so is a rule of one's own.

    >>> from derivex.reasons import Reason
    >>> from derivex.step import Step
    >>> from derivex.term import ONE, ZERO
    >>> step_rewrite(Step(ZERO, ZERO, reasons=(Reason("add-and-subtract", ONE),)))
    'BOOK["add-and-subtract"].rewrite(before, "1", to=after)'
    """
    if is_statement(step.after):
        return line_code(step.after)
    if not step.reasons:
        return ""
    (reason, *others) = step.reasons
    unnamed = reason.argument is None and reason.name in ("definition", "substitute")
    own = [
        f"{'axiom ' * rule.axiom}{rule_text(rule)}"
        for rule in rules
        if any(each.name == rule.name for each in step.reasons)
    ]
    if not others and not unnamed and not reason.kind and not own:
        argument = "" if reason.argument is None else f', "{_stated(reason.argument, definitions)}"'
        return f'BOOK["{_safe(reason.name)}"].rewrite(before{argument}, to=after)'
    by = ", ".join(_said(reason) for reason in step.reasons)
    named = {reason.name for reason in step.reasons} & {"definition", "substitute"}
    let = f", let={[str(each) for each in definitions]}" if (named or own) and definitions else ""
    besides = f", rules={own}" if own else ""
    return f'rewrite(before, "{by}", to=after{let}{besides})'


def _said(reason: Reason) -> str:
    argument = "" if reason.argument is None else " " + plain(reason.argument).removesuffix("()")
    return _safe(reason.kind if reason.kind else reason.name).replace("-", " ") + argument


def _safe(name: str) -> str:
    return "".join(letter for letter in name if letter.isalnum() or letter in "-_")


def _stated(argument: Term, definitions: tuple[Definition, ...]) -> str:
    """The argument as text; the name of a definition as that definition."""
    name = argument.name if isinstance(argument, Sym) else argument.head if isinstance(argument, App) else ""
    return next((str(each) for each in definitions if each.name == name), plain(argument))


def line_code(term: Term) -> str:
    """A line as Python code for SymPy, with SymPy's names behind ``sp.``.

    >>> from derivex.term import ONE, Sym, divide
    >>> line_code(divide(ONE, Sym("x")))
    '1/x'
    """
    return code(term, Names())


# ---- the parts of a script ----


def _head(derivation: Derivation) -> Iterable[str]:
    if derivation.title:
        yield derivation.title
    if str(derivation.givens):
        yield f"given {derivation.givens}"
    for definition in derivation.definitions:
        yield f"let {definition}"
    for rule in derivation.rules:
        yield f"{'axiom, which SymPy is not told:' if rule.axiom else 'rule'} {rule_text(rule)}"


def _comment(text: str) -> str:
    """One line of comment, whatever the text holds."""
    return f"# {_one_line(text)}".rstrip() + "\n"


def _one_line(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _row(relation: str, shown: Term, line: Term, reasons: Iterable[str], chosen: Names) -> str:
    written = plain(shown)
    by = ", ".join(reasons)
    comment = _comment(f"{relation} {written}{'    by ' + _one_line(by) if by else ''}".strip())
    return f"    {comment}    ({relation!a}, {written!a}, lambda: {code(line, chosen)}),\n"


def _are_plain_functions(definitions: tuple[Definition, ...]) -> bool:
    """Whether Python's functions mean what the definitions do: nothing bound, nothing captured."""
    return all(
        definition.parameters
        and free_symbols(definition.body) <= set(definition.parameters)
        and not any(bound(part)[0] for part in subterms(definition.body))
        and not any("'" in name for name in names(definition.body))
        for definition in definitions
    )


def _function(definition: Definition, chosen: Names) -> str:
    parameters = ", ".join(chosen.of("symbol", parameter) for parameter in definition.parameters)
    head = f"def {chosen.of('function', definition.name)}({parameters}):"
    return f"\n\n{head}\n    return {code(definition.body, chosen)}\n"


def _declarations(given: Given, shown: tuple[Definition, ...], chosen: Names) -> Iterable[str]:
    """The symbols with their assumptions, bound ones with none of the givens', and unknown functions."""
    defined = {definition.name for definition in shown}
    for (kind, name), python in chosen.chosen.items():
        if kind == "function":
            if name not in defined:
                yield f"{python} = sp.Function({name!a})\n"
            continue
        known = assumptions(name, given) if kind == "symbol" else {kind: True}
        listed = ", ".join(f"{assumption}={value}" for assumption, value in known.items())
        yield f"{python} = sp.Symbol({name!a}, {listed})\n"
