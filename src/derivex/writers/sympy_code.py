"""Terms as Python code for SymPy, written so that nothing but mathematics can come out.

Numbers stay exact (``1/2`` is ``sp.Rational(1, 2)``), SymPy's names are all behind ``sp.``,
and every other name is one that ``Names`` has chosen: a Python identifier that is no
keyword, no builtin and no name of the script's own. Text of a user never becomes code.

The code's value is what the term means; what was written stands beside it as a comment.
"""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from derivex.entries import lowered
from derivex.errors import Unsupported
from derivex.meaning.symbols import SYMPY_FUNCTIONS, SYMPY_RELATIONS
from derivex.notation.names import is_entry
from derivex.term import CONSTANTS as TERM_CONSTANTS
from derivex.term import App, Num, Sym, Term, cases_of, literal

SUM, PRODUCT, POWER, ATOM = range(4)  # how tightly a piece of code holds together
CONSTANTS = {name: f"sp.{name}" for name in sorted(TERM_CONSTANTS)}
# what the script itself defines or imports
OWN = frozenset({"sp", "sys", "LINES", "holds", "prime", "real_root", "main"})
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Names:
    """Python names for the symbols and functions of a script, each asked for by kind and name.

    The kinds are ``symbol``, ``function``, and for bound variables ``integer`` and ``real``.
    """

    chosen: dict[tuple[str, str], str] = field(default_factory=dict)

    def of(self, kind: str, name: str) -> str:
        """The Python name; the same question has the same answer.

        >>> names = Names()
        >>> names.of("symbol", "lambda"), names.of("symbol", "S"), names.of("function", "S")
        ('lambda_', 'S', 'S_')
        """
        if (kind, name) not in self.chosen:
            python = name if _IDENTIFIER.fullmatch(name) else f"{kind}_1"
            taken = set(self.chosen.values()) | OWN
            while keyword.iskeyword(python) or hasattr(builtins, python) or python in taken:
                python += "_"
            self.chosen[kind, name] = python
        return self.chosen[kind, name]


@dataclass(frozen=True, slots=True)
class Code:
    """A piece of Python: how tightly it holds together, and whether its value is a Python int."""

    text: str
    level: int = ATOM
    plain: bool = False

    def within(self, level: int) -> str:
        return self.text if self.level >= level else f"({self.text})"

    def exact(self) -> Code:
        """The same as a SymPy number, so that Python doesn't divide."""
        return Code(f"sp.Integer({self.text})") if self.plain else self


def code(term: Term, names: Names) -> str:
    """Python code whose value is the term's meaning.

    >>> from derivex.term import ONE, TWO, divide, power
    >>> code(power(divide(ONE, TWO), Sym("x")), Names())
    'sp.Rational(1, 2)**x'
    """
    return _Writer(names, {}).write(term).text


@dataclass(frozen=True, slots=True)
class _Writer:
    names: Names
    bound: dict[str, str]  # the Python names of the variables bound here

    def write(self, term: Term) -> Code:
        match term:
            case Num():
                value = term.value
                if value.denominator == 1:
                    return Code(str(value), plain=True)
                return Code(f"sp.Rational({value.numerator}, {value.denominator})")
            case Sym(name):
                return Code(CONSTANTS.get(name) or self.bound.get(name) or self.names.of("symbol", name))
            case App("neg", (inner,)):
                piece = self.write(inner)
                return Code(f"-{piece.within(PRODUCT)}", PRODUCT, piece.plain)
            case App("+", args):
                return self.sum(args)
            case App("*", args):
                pieces = self.exact_somewhere(map(self.write, args))
                first, *rest = pieces
                return Code("*".join([first.within(PRODUCT), *(piece.within(POWER) for piece in rest)]), PRODUCT)
            case App("/", (Num() as above, Num() as below)) if above.value.denominator == below.value.denominator == 1:
                return Code(f"sp.Rational({above.value}, {below.value})")
            case App("/", args):
                upper, lower = self.exact_somewhere(map(self.write, args))
                return Code(f"{upper.within(PRODUCT)}/{lower.within(POWER)}", PRODUCT)
            case App("^", args):
                base, exponent = self.exact_somewhere(map(self.write, args))
                return Code(f"{base.within(ATOM)}**{exponent.within(ATOM)}", POWER)
            case App("piecewise", _):
                return Code(self.piecewise(term))
            case App("and" | "or" as word, args):
                return Code(f"sp.{word.title()}({', '.join(self.write(arg).text for arg in args)})")
            case App("bounds" | "not"):
                raise Unsupported(f'SymPy has nothing for "{term.head}"')
            case App("diff" | "Subs" | "Sum" | "Product" | "Integral" | "Limit"):
                return Code(self.binder(term))
        return Code(self.call(term))

    def exact_somewhere(self, pieces: Iterable[Code]) -> list[Code]:
        """The pieces, the first of them a SymPy number if all would be Python's."""
        first, *rest = pieces
        return [first.exact() if all(piece.plain for piece in rest) else first, *rest]

    def sum(self, args: tuple[Term, ...]) -> Code:
        text, plain = "", True
        for arg in args:
            negative = isinstance(arg, App) and arg.head == "neg" and bool(text)
            piece = self.write(arg.args[0] if negative and isinstance(arg, App) else arg)
            sign = "" if not text else " - " if negative else " + "
            # a first "-" needs no bracket, any other sum does
            text += sign + (piece.within(PRODUCT) if not negative or piece.text[0] != "-" else f"({piece.text})")
            plain = plain and piece.plain
        return Code(text, SUM, plain)

    def call(self, term: App) -> str:
        args = [self.write(arg).text for arg in term.args]
        listed = ", ".join(args)
        head = term.head
        if head in SYMPY_FUNCTIONS:
            return f"sp.{SYMPY_FUNCTIONS[head]}({listed})"
        if head in SYMPY_RELATIONS:
            return f"sp.{SYMPY_RELATIONS[head]}({listed})"
        if head == "sqrt":
            return f"sp.sqrt({listed})"
        if head == "root":
            degree = literal(term.args[1])
            if degree is None or degree.denominator != 1 or degree < 2:
                raise Unsupported("SymPy has no real root of this degree")
            return f"real_root({listed})"
        name = head.rstrip("'")
        primes = len(head) - len(name)
        function = self.names.of("function", name)
        if not primes:
            return f"{function}({listed})"
        if len(args) != 1:
            raise Unsupported(f"{head} has {len(args)} arguments", remedy="write diff(…, x)")
        return f"prime({function}, {listed}, {primes})"

    def piecewise(self, term: App) -> str:
        """``sp.Piecewise((a, x > 0), (b, True))``."""
        rows = [
            f"({self.write(value).exact().text}, {'True' if condition is None else self.write(condition).text})"
            for value, condition in cases_of(term)
        ]
        return f"sp.Piecewise({', '.join(rows)})"

    def binder(self, term: App) -> str:
        body, *rest = term.args
        if term.head == "diff" and is_entry(rest[0]):  # for SymPy x(i) and x(j) are strangers even where i = j
            written_out = lowered(term)
            if written_out == term:
                raise Unsupported("SymPy has no such derivative by an entry of a vector")
            return self.write(written_out).text
        if term.head == "diff":
            variable, order = self.write(rest[0]).text, self.write(rest[1]).text if len(rest) > 1 else ""
            return f"sp.Derivative({self.write(body).text}, {f'({variable}, {order})' if order else variable})"
        bounds = rest[0].args if isinstance(rest[0], App) and rest[0].head == "bounds" else tuple(rest)
        name = bounds[0].name if isinstance(bounds[0], Sym) else ""
        python = self.names.of("integer" if term.head in ("Sum", "Product") else "real", name)
        inner = _Writer(self.names, {**self.bound, name: python}).write(body).text
        ends = [self.write(end).text for end in bounds[1:]]
        if term.head == "Subs":
            return f"sp.Subs({inner}, {python}, {ends[0]})"
        if term.head == "Limit":
            return f'sp.Limit({inner}, {python}, {ends[0]}, "+-")'
        return f"sp.{term.head}({inner}, ({', '.join([python, *ends])}{',' if not ends else ''}))"
