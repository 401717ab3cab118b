"""An expression as code of a library, by SymPy's code printers.

SymPy prints names, brackets and precedence; here stand the few places where its printers would change what a form
computes (the order of a sum, ``1/D`` as a power, integers that C would divide as integers) or know no function.
SymPy is imported with the first expression.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from derivex.errors import Unsupported
from derivex.meaning import to_sympy
from derivex.term import Term

# what each library calls itself, and functions that SymPy's printers don't know there
LIBRARIES = {
    "numpy": {"where": "np.where", "filled": "np.full_like", "log1p": "np.log1p", "expm1": "np.expm1"},
    "torch": {"where": "torch.where", "filled": "torch.full_like", "log1p": "torch.log1p", "expm1": "torch.expm1"},
    "jax": {"where": "jnp.where", "filled": "jnp.full_like", "log1p": "jnp.log1p", "expm1": "jnp.expm1"},
    "c": {"log1p": "log1p", "expm1": "expm1", "filled": "filled"},
}
GAMMAS = {
    "numpy": {"gamma": "gamma", "loggamma": "loggamma"},
    "torch": {"loggamma": "torch.lgamma"},
    "jax": {"loggamma": "jax.scipy.special.gammaln"},
    "c": {"gamma": "tgamma", "loggamma": "lgamma"},
}
ERRORS = {"numpy": "{}", "torch": "torch.{}", "jax": "jax.scipy.special.{}", "c": "{}"}
LARGER = {"numpy": "np.maximum({}, {})", "jax": "jnp.maximum({}, {})", "c": "fmax({}, {})"}
SMALLER = {"numpy": "np.minimum({}, {})", "jax": "jnp.minimum({}, {})", "c": "fmin({}, {})"}
_MODULES = ((re.compile(r"\bjax\.numpy\."), "jnp."), (re.compile(r"\bnumpy\."), "np."))


def expression(term: Term, names: Mapping[str, str], library: str) -> str:
    """The code of a term; ``names`` are those that symbols have in the program. Errors: Unsupported, TooLarge.

    >>> from derivex.notation.plain import read
    >>> expression(read("1/(1 + exp(-x))"), {"x": "x"}, "numpy")
    '1/(1 + np.exp(-x))'
    """
    import sympy

    symbols: dict[str, Any] = {name: sympy.Symbol(python) for name, python in names.items()}
    symbols |= {name: type(name, (sympy.Function,), {}) for name in ("log1p", "expm1", "filled")}
    try:
        text: str = _printer(library).doprint(to_sympy(term, symbols=symbols))
    except (NotImplementedError, ValueError, TypeError) as error:  # what SymPy's printers say to the unknown
        raise Unsupported(f"there is no {library} code for this: {error}") from None
    for pattern, short in _MODULES:
        text = pattern.sub(short, text)
    if "Not supported" in text:
        raise Unsupported(f"SymPy's printer has no {library} code for a function in it")
    return " ".join(text.split())


@lru_cache(maxsize=8)
def _printer(library: str) -> Any:
    from sympy.printing.c import C99CodePrinter
    from sympy.printing.numpy import JaxPrinter, NumPyPrinter
    from sympy.printing.precedence import PRECEDENCE
    from sympy.printing.pytorch import TorchPrinter

    base = {"numpy": NumPyPrinter, "torch": TorchPrinter, "jax": JaxPrinter, "c": C99CodePrinter}[library]
    names = LIBRARIES[library]

    def reciprocal(self: Any, expr: Any, **more: Any) -> str:
        """``1/D`` and ``1/D**2``; a negative power is no other function."""
        if expr.exp.is_Integer and expr.exp < 0:
            power = expr.base if expr.exp == -1 else type(expr)(expr.base, -expr.exp, evaluate=False)
            one = "1.0" if library == "c" else "1"
            return f"{one}/{self.parenthesize(power, PRECEDENCE['Pow'])}"
        text: str = base._print_Pow(self, expr, **more)
        return text

    def choice(self: Any, expr: Any) -> str:
        """Nested choices between two."""
        text = "np.nan" if library == "numpy" else "jnp.nan" if library == "jax" else 'float("nan")'
        rows = list(expr.args)
        if rows[-1].cond == True:  # noqa: E712  # SymPy's own true
            text = self._print(rows.pop().expr)
        for row in reversed(rows):
            text = f"{names['where']}({self._print(row.cond)}, {self._print(row.expr)}, {text})"
        return text

    def joined(sign: str) -> Any:
        return lambda self, expr: f" {sign} ".join(f"({self._print(each)})" for each in expr.args)

    def extreme(table: Mapping[str, str], sign: str) -> Any:
        def printed(self: Any, expr: Any) -> str:
            first, *rest = (str(self._print(each)) for each in expr.args)
            for each in rest:
                if library in table:
                    first = table[library].format(first, each)
                else:  # torch compares tensors with tensors only
                    first = f"torch.where({first} {sign} {each}, {first}, {each})"
            return first

        return printed

    def named(function: str) -> Any:
        return lambda self, expr: f"{function}({', '.join(map(self._print, expr.args))})"

    def relation(self: Any, expr: Any) -> str:
        return f"{self._print(expr.lhs)} {expr.rel_op} {self._print(expr.rhs)}"

    methods: dict[str, Any] = {
        "_print_Pow": reciprocal,
        "_print_Max": extreme(LARGER, ">="),
        "_print_Min": extreme(SMALLER, "<="),
        "_print_Relational": relation,
        **{f"_print_{each}": named(ERRORS[library].format(each)) for each in ("erf", "erfc")},
        **{f"_print_{each}": named(name) for each, name in GAMMAS[library].items()},
        **{f"_print_{each}": named(names[each]) for each in ("log1p", "expm1", "filled")},
    }
    if library == "c":
        methods["_print_Integer"] = lambda self, expr: f"{int(expr)}.0"
        methods["_print_Rational"] = lambda self, expr: f"{expr.p}.0/{expr.q}.0"
    else:
        methods |= {"_print_Piecewise": choice, "_print_And": joined("&"), "_print_Or": joined("|")}
    return type(f"{library}Printer", (base,), methods)({"order": "none"})
