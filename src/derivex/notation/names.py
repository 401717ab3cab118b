"""What a name means: a function that is known, a constant, a symbol, or a call.

A text such as ``S(x)(1 - S(x))`` can only be read by somebody who knows which names are
functions. Everything that knows is here: the tables of built-in functions, constants and
Greek letters, what a file has declared (``Names``), and the one decision that needs them,
``is_call``: does a name before a bracket call a function or multiply?

Contract: tables are constants; nothing is guessed. Where a product can't be told from a
call, ``is_call`` answers None and the reader complains.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from derivex.term import RELATIONS, App, Term


def _words(text: str) -> list[str]:
    return text.split()


ANY: Final = 99  # so many arguments that min and max never complain

# the heads of built-in functions, with the fewest and the most arguments they take
FUNCTIONS: Final[dict[str, tuple[int, int]]] = {
    **dict.fromkeys(_words("exp sqrt abs sign floor ceiling factorial gamma erf"), (1, 1)),
    **dict.fromkeys(_words("re im arg conjugate sinc Heaviside"), (1, 1)),
    **dict.fromkeys(_words("erfc erfi Ei li Si Ci Shi Chi fresnels fresnelc LambertW zeta digamma loggamma"), (1, 1)),
    **dict.fromkeys(_words("sin cos tan cot sec csc asin acos atan acot asec acsc"), (1, 1)),
    **dict.fromkeys(_words("sinh cosh tanh coth sech csch asinh acosh atanh acoth asech acsch"), (1, 1)),
    **dict.fromkeys(_words("root binomial polygamma atan2 KroneckerDelta"), (2, 2)),
    **dict.fromkeys(_words("min max"), (1, ANY)),
    "log": (1, 2),
}

# spellings that people and SymPy use for those heads
ALIASES: Final[dict[str, str]] = {
    "Abs": "abs",
    "Gamma": "gamma",
    "Max": "max",
    "Min": "min",
    "arctan2": "atan2",
    "ceil": "ceiling",
    "conj": "conjugate",
    "heaviside": "Heaviside",
    "ln": "log",
    "real_root": "root",
    "sgn": "sign",
    **{f"arc{name}": f"a{name}" for name in _words("sin cos tan cot sec csc")},
    **{f"ar{name}": f"a{name}" for name in _words("sinh cosh tanh coth sech csch")},
    **{f"arc{name}": f"a{name}" for name in _words("sinh cosh tanh coth sech csch")},
}

# names that look like calls and have a shape of their own
FORMS: Final[dict[str, str]] = {
    "And": "and",
    "Derivative": "diff",
    "Integral": "Integral",
    "Limit": "Limit",
    "Or": "or",
    "Piecewise": "piecewise",
    "Product": "Product",
    "Subs": "Subs",
    "Sum": "Sum",
    "cbrt": "cbrt",
    "diff": "diff",
    "integrate": "Integral",
    "limit": "Limit",
    "log10": "log10",
    "log2": "log2",
    "piecewise": "piecewise",
    "pow": "pow",
    "product": "Product",
    "summation": "Sum",
}

# well-known functions that terms don't have: as unknown functions they'd be taken for
# smooth and total, so they are refused unless the file defines them; with what to write
ELSEWHERE: Final[dict[str, str]] = {
    **dict.fromkeys(_words("DiracDelta besselj bessely det hypot"), ""),
    **dict.fromkeys(_words("Mod gcd lcm mod polylog round sum trunc"), ""),
    "cosec": "csc(x)",
    "ctg": "cot(x)",
    "expm1": "exp(x) - 1",
    "int": "Integral(f, x)",
    "lg": "log(x, 10)",
    "lim": "Limit(f, x, a)",
    "log1p": "log(1 + x)",
    "prod": "Product(f, (k, a, b))",
    "sum": "Sum(f, (k, a, b))",
    "tg": "tan(x)",
}

# the letters that stand for an unknown function without being declared
FUNCTION_LETTERS: Final = frozenset(_words("f g h u v w F G H phi psi"))

GREEK: Final[dict[str, str]] = {
    **dict(zip("αβγδεζηθικλ", _words("alpha beta gamma delta epsilon zeta eta theta iota kappa lambda"), strict=True)),
    **dict(zip("μνξπρστυφχψω", _words("mu nu xi pi rho sigma tau upsilon phi chi psi omega"), strict=True)),
    **dict(zip("ΓΔΘΛΞΠΣΥΦΨΩ", _words("Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"), strict=True)),
}
GREEK_LETTERS: Final[dict[str, str]] = {name: letter for letter, name in GREEK.items()}
# code points that look the same, or are another form of the same letter
LOOKALIKES: Final[dict[str, str]] = {"ϵ": "ε", "ϑ": "θ", "ϕ": "φ", "ϱ": "ρ", "µ": "μ", "Ω": "Ω", "∆": "Δ"}

LETTER: Final = re.compile(rf"(?:[A-Za-z]|{'|'.join(GREEK_LETTERS)})(?:[0-9]+|_[A-Za-z0-9]+)?")
CONSTANT_NAMES: Final = frozenset({"pi", "E", "I", "oo", "GoldenRatio", "EulerGamma", "Catalan"})


@dataclass(frozen=True, slots=True)
class Names:
    """What the text's file has declared: its functions, and its symbols.

    >>> Names(functions=frozenset({"S"})).constant("e")
    'E'
    """

    functions: frozenset[str] = frozenset()
    symbols: frozenset[str] = frozenset()

    def constant(self, name: str) -> str:
        """The name itself, but Euler's number for an ``e`` that nobody declared."""
        return "E" if name == "e" and name not in self.symbols | self.functions else name

    def beside(self, others: Names) -> Names:
        """These names, and of others those that aren't declared here.

        >>> Names(symbols=frozenset({"S"})).beside(Names(functions=frozenset({"S", "T"}))).functions
        frozenset({'T'})
        """
        functions, symbols = others.functions - self.symbols, others.symbols - self.functions
        return Names(self.functions | functions, self.symbols | symbols)


def is_builtin(name: str) -> bool:
    """Whether the notation gives a name before a bracket its own meaning."""
    return name in FUNCTIONS or name in ALIASES or name in FORMS


_STRUCTURE: Final = frozenset({"+", "*", "/", "^", "neg", "bounds", *RELATIONS})


def is_entry(term: Term) -> bool:
    """Whether a term can be an entry of a vector or a matrix, ``x(j)`` or ``w(i, j)``: an unknown function.

    >>> from derivex.term import Sym
    >>> is_entry(App("x", (Sym("j"),))), is_entry(App("sin", (Sym("j"),))), is_entry(Sym("x"))
    (True, False, False)
    """
    match term:
        case App(head, (_, *_)):
            return head not in _STRUCTURE and "'" not in head and not is_builtin(head)
    return False


def is_letter(name: str) -> bool:
    """Whether a name is one letter, Latin or Greek, perhaps with an index: ``x``, ``R1``, ``theta_0``."""
    return LETTER.fullmatch(name) is not None


def is_call(name: str, *, names: Names, simple: bool, bare: bool) -> bool | None:
    """Whether a name before a bracket is called (True), multiplies (False), or can't be told (None).

    ``simple``: every argument is a symbol alone. ``bare``: the name also stands without a
    bracket in the same text. A declaration decides; then the tables; then an unknown name is
    a function if it is a traditional letter for one, a word, or has symbols alone as
    arguments, and doesn't also stand bare.

    >>> is_call("x", names=Names(), simple=False, bare=False) is None
    True
    >>> is_call("x", names=Names(symbols=frozenset({"x"})), simple=False, bare=False)
    False
    """
    if name in names.functions:
        return True
    if name in names.symbols:
        return None if is_builtin(name) else False
    if names.constant(name) in CONSTANT_NAMES:
        return None if names.constant(name) in ("E", "I") else False  # e(x) might be meant for e^x
    if bare or name == "d":  # d(y)/d(x) might be meant for a derivative
        return None
    if is_builtin(name) or name in FUNCTION_LETTERS or simple or not is_letter(name):
        return True
    return None
