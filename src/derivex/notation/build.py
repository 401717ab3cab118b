"""What each rule of the grammar means: parts in, term out.

One method an action of the grammar. Chains arrive as lists, so that ``a + b + c`` is one flat sum
while ``(a + b) + c`` keeps its grouping; a group ``(k, a, b)`` lives only inside a call.

Contract: the term has exactly what was written, and nothing is evaluated. What doesn't fit (a sine
of two arguments, a derivative by a number) is refused at its token.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from derivex.errors import TooLarge, Unreadable
from derivex.notation.names import ALIASES, ANY, CONSTANT_NAMES, FORMS, FUNCTIONS, Names
from derivex.notation.tokens import Source, Token
from derivex.term import RELATIONS, App, Num, Sym, Term, negate, power

MAX_ORDER: Final = 100  # of a derivative
_HELP: Final[dict[str, str]] = {
    "diff": "write diff(f, x) or diff(f, x, 2)",
    "Subs": "write Subs(f, x, a)",
    "Limit": "write Limit(f, x, a)",
    "Sum": "write Sum(f, (k, a, b))",
    "Product": "write Product(f, (k, a, b))",
    "Integral": "write Integral(f, x) or Integral(f, (x, a, b))",
    "piecewise": "write Piecewise((a, x > 0), (b, True))",
    "and": "write And(x > 0, x < 1)",
    "or": "write Or(x < 0, x > 1)",
}


def is_condition(term: Term) -> bool:
    """Whether a term is a relation, or several joined by ``and`` and ``or``."""
    return isinstance(term, App) and (term.head in RELATIONS or term.head in ("and", "or"))


class Group(NamedTuple):
    """``(k, a, b)`` as an argument."""

    terms: tuple[Term, ...]


Argument = Term | Group


@dataclass(frozen=True, slots=True)
class Builder:
    """The actions, for one text."""

    code: Source
    names: Names

    def act(self, action: str, parts: list[Any]) -> Any:
        """The value of a rule; a term that has grown too large is refused at its first token."""
        try:
            return getattr(self, action)(*parts)
        except TooLarge as error:
            token = next((part for part in parts if isinstance(part, Token)), None)
            raise error if token is None else error.at(self.code.at(token)) from None

    # ---- sums and products ----

    def begin(self, first: Any) -> list[Any]:
        return [first]

    def plus(self, terms: list[Term], _: Token, term: Term) -> list[Term]:
        terms.append(term)
        return terms

    def minus(self, terms: list[Term], _: Token, term: Term) -> list[Term]:
        terms.append(negate(term))
        return terms

    def sum(self, terms: list[Term]) -> Term:
        return terms[0] if len(terms) == 1 else App("+", tuple(terms))

    def negate(self, _: Token, term: Term) -> Term:
        return negate(term)

    def keep(self, _: Token, term: Term) -> Term:
        return term

    def times(self, factors: list[Term], _: Token, factor: Term) -> list[Term]:
        factors.append(factor)
        return factors

    def over(self, factors: list[Term], _: Token, below: Term) -> list[Term]:
        return [App("/", (self.product(factors), below))]

    def product(self, factors: list[Term]) -> Term:
        return factors[0] if len(factors) == 1 else App("*", tuple(factors))

    def product_with_derivative(self, factors: list[Term], _: Token, last: Term) -> Term:
        return App("*", (*factors, last))

    def derivative(self, token: Token, body: Term) -> Term:
        name, order = token.text.split()
        return self._diff(body, self._variable(Sym(self.names.constant(name)), token), int(order), token)

    # ---- powers and atoms ----

    def raised(self, base: Term, exponent: Token) -> Term:
        digits = exponent.text.lstrip("-")
        if not digits:
            raise self.code.unreadable("a raised sign needs a number", exponent)
        size = Num(digits)
        return power(base, negate(size) if exponent.text.startswith("-") else size)

    def power(self, base: Term, _: Token, exponent: Term) -> Term:
        return power(base, exponent)

    def factorial(self, base: Term, _: Token) -> Term:
        return App("factorial", (base,))

    def number(self, token: Token) -> Term:
        return Num(token.text)

    def fraction(self, token: Token) -> Term:
        above, below = token.text.split("/")
        return App("/", (Num(above), Num(below)))

    def name(self, token: Token) -> Term:
        return Sym(self.names.constant(token.text))

    def bracket(self, _: Token, term: Term, __: Token) -> Term:
        return term

    def absolute(self, _: Token, term: Term, __: Token) -> Term:
        return App("abs", (term,))

    def root(self, token: Token, term: Term) -> Term:
        return App("sqrt", (term,)) if token.text == "√" else App("root", (term, Num("3")))

    # ---- calls ----

    def listed(self, arguments: list[Argument], _: Token, argument: Argument) -> list[Argument]:
        arguments.append(argument)
        return arguments

    def relation(self, left: Term, sign: Token, right: Term) -> Term:
        return App(sign.text, (left, right))

    def chain(self, before: App, sign: Token, right: Term) -> Term:
        """``0 < x < 1`` is ``0 < x`` and ``x < 1``."""
        others = before.args if before.head == "and" else (before,)
        last = others[-1]
        assert isinstance(last, App)
        return App("and", (*others, App(sign.text, (last.args[1], right))))

    def group(self, _: Token, first: Term, __: Token, others: list[Argument], ___: Token) -> Group:
        terms = [term for term in others if not isinstance(term, Group)]
        if len(terms) < len(others):
            raise self.code.unreadable("a group stands inside a group", _)
        return Group((first, *terms))

    def call(self, token: Token, _: Token, arguments: list[Argument], __: Token) -> Term:
        name = token.text
        if name not in self.names.functions:
            name = ALIASES.get(name, name)
            if name in FORMS:
                return self._form(FORMS[name], arguments, token)
        terms = self._terms(arguments, token)
        if name not in self.names.functions and name in FUNCTIONS:
            fewest, most = FUNCTIONS[name]
            if not fewest <= len(terms) <= most:
                raise self._count(name, len(terms), fewest, most, token)
        return App(name, terms)

    def _form(self, form: str, arguments: list[Argument], token: Token) -> Term:
        match form, arguments:
            case ("diff", [body, _, *_]) if not isinstance(body, Group):
                return self._derivatives(body, arguments[1:], token)
            case "Subs", [App() | Num() | Sym() as body, variable, App() | Num() | Sym() as value]:
                return App("Subs", (body, self._variable(variable, token), value))
            case "Limit", [App() | Num() | Sym() as body, variable, App() | Num() | Sym() as point]:
                return App("Limit", (body, App("bounds", (self._variable(variable, token), point))))
            case (("Sum" | "Product" | "Integral"), [App() | Num() | Sym() as body, _, *_]):
                return self._bound(form, body, arguments[1:], token)
            case "piecewise", [_, *_]:
                return self._piecewise(arguments, token)
            case (("and" | "or"), [_, _, *_]):
                conditions = self._terms(arguments, token)
                if all(map(is_condition, conditions)):
                    return App(form, conditions)
            case "cbrt", [App() | Num() | Sym() as body]:
                return App("root", (body, Num("3")))
            case (("log2" | "log10"), [App() | Num() | Sym() as body]):
                return App("log", (body, Num(form[3:])))
            case "pow", [App() | Num() | Sym() as body, App() | Num() | Sym() as exponent]:
                return power(body, exponent)
        raise self.code.unreadable(f'the arguments of "{token.text}" don\'t fit', token, _HELP.get(form, ""))

    def _piecewise(self, cases: list[Argument], token: Token) -> Term:
        """``Piecewise((a, x > 0), (b, True))``: a value with its condition each; the last one may hold for the rest."""
        parts: list[Term] = []
        for index, case in enumerate(cases):
            if not isinstance(case, Group) or len(case.terms) != 2:
                raise self.code.unreadable("a case has a value and a condition", token, _HELP["piecewise"])
            value, condition = case.terms
            rest = condition == Sym("True") and index == len(cases) - 1
            if is_condition(value) or not (rest or is_condition(condition)):
                raise self.code.unreadable("a case has a value and a condition", token, _HELP["piecewise"])
            parts.extend([value] if rest else [value, condition])
        return App("piecewise", tuple(parts))

    def _bound(self, form: str, body: Term, groups: list[Argument], token: Token) -> Term:
        """``Sum(f, (i, 1, n), (j, 1, m))``: the first bounds are the inner ones, as in SymPy."""
        for group in groups:
            ends: tuple[Term, ...] = ()
            if isinstance(group, Group):
                group, *rest = group.terms
                ends = tuple(rest)
            if len(ends) != 2 and not (form == "Integral" and not ends):
                raise self.code.unreadable(f'the bounds of "{token.text}" don\'t fit', token, _HELP[form])
            body = App(form, (body, App("bounds", (self._variable(group, token), *ends))))
        return body

    def _derivatives(self, body: Term, arguments: list[Argument], token: Token) -> Term:
        """``diff(f, x)``, ``diff(f, x, 2)``, ``diff(f, (x, 2))``, ``diff(f, x, y)``: the first is the inner one."""
        pending = list(arguments)
        while pending:
            order = 1
            first = pending.pop(0)
            if isinstance(first, Group):
                if len(first.terms) != 2:
                    raise self.code.unreadable("a derivative has a symbol and an order", token, _HELP["diff"])
                first, count = first.terms
                order = self._order(count, token)
            elif pending and isinstance(pending[0], Num):
                order = self._order(pending[0], token)
                pending.pop(0)
            variable = self._variable(first, token)
            while order and pending and pending[0] == variable:
                pending.pop(0)
                order += 1
            body = self._diff(body, variable, order, token)
        return body

    def _diff(self, body: Term, variable: Sym, order: int, token: Token) -> Term:
        if order > MAX_ORDER:
            raise self.code.too_large(f"the order of a derivative is more than {MAX_ORDER}", token)
        return App("diff", (body, variable) if order == 1 else (body, variable, Num(str(order))))

    def _order(self, term: Argument, token: Token) -> int:
        if not (isinstance(term, Num) and term.text.isdigit() and int(term.text) > 0):
            raise self.code.unreadable("the order of a derivative is a number 1, 2, 3, …", token, _HELP["diff"])
        return int(term.text)

    def _variable(self, term: Argument, token: Token) -> Sym:
        if not isinstance(term, Sym):
            message = f'the variable of "{token.text}" is not a symbol'
            raise self.code.unreadable(message, token, _HELP.get(FORMS.get(token.text, ""), ""))
        if term.name in CONSTANT_NAMES:
            raise self.code.unreadable(f'"{term.name}" is a constant and can\'t be a variable', token)
        return term

    def _terms(self, arguments: list[Argument], token: Token) -> tuple[Term, ...]:
        terms = tuple(argument for argument in arguments if not isinstance(argument, Group))
        if len(terms) < len(arguments):
            message = f'an argument of "{token.text}" has a comma inside brackets'
            raise self.code.unreadable(message, token, "take the inner brackets away")
        return terms

    def _count(self, name: str, count: int, fewest: int, most: int, token: Token) -> Unreadable:
        wanted = "at least one argument" if most == ANY else "one argument" if most == 1 else "two arguments"
        if fewest == 1 and most == 2:
            wanted = "one or two arguments"
        return self.code.unreadable(f"{name} takes {wanted}, here are {count}", token)
