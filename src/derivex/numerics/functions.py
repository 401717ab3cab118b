"""Functions of a library: their lines of code, their words, and the file that holds them.

A ``Function`` is what is computed: a name, its arguments, the term of its result. ``module`` writes several of them as
one file of a library, each with what was measured of it. C gets two of each, for ``double`` and ``float``, named as
the C library names its own (``sigmoid`` and ``sigmoidf``).

Contract: no text of a user becomes code. Names are identifiers that were made here, numbers and operators
come from SymPy's printers, words stand in comments of one line each.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from derivex.notation.write import plain
from derivex.numerics.printers import expression
from derivex.numerics.sharing import Program, lowered_for, shared
from derivex.subterms import heads
from derivex.term import App, Sym, Term, call, free_symbols

LANGUAGES = {"numpy": "NumPy", "torch": "PyTorch", "jax": "JAX", "c": "C"}
IMPORTS = {
    "numpy": "import numpy as np\n",
    "torch": "import torch\n",
    "jax": "import jax\nimport jax.numpy as jnp\n",
    "c": "#include <math.h>\n",
}
ERF = """
# NumPy has no {name}: the one of Python's own library, number by number
_{name} = np.vectorize(math.{name}, otypes=[float])


def {name}(x):
    return _{name}(x).astype(np.result_type(x, np.float32))
"""
GAMMA = """
# NumPy has no {name}: the one of Python's own library, number by number
def _{name}(x):
    try:
        return math.{short}(x)
    except OverflowError:
        return math.inf
    except ValueError:  # a pole
        return math.nan


_each_{name} = np.vectorize(_{name}, otypes=[float])


def {name}(x):
    return _each_{name}(x).astype(np.result_type(x, np.float32))
"""
SHORT = {"gamma": "gamma", "loggamma": "lgamma"}  # what Python calls them
# heads that are written by gamma
BY_GAMMA = frozenset({"gamma", "factorial", "binomial"})
# names of C that are no names for arguments; those of Python come from the interpreter
C_WORDS = frozenset(
    [
        *("auto", "break", "case", "char", "const", "continue", "default", "do", "double", "else", "enum", "extern"),
        *("float", "for", "goto", "if", "inline", "int", "long", "register", "return", "short", "signed", "sizeof"),
        *("static", "struct", "switch", "typedef", "union", "unsigned", "void", "volatile", "while", "restrict"),
    ]
)
# functions that C has already, or that a compiler takes for those it knows; so has it each with an f behind
C_FUNCTIONS = frozenset(
    [
        *("acos", "asin", "atan", "atan2", "cos", "sin", "tan", "acosh", "asinh", "atanh", "cosh", "sinh", "tanh"),
        *("exp", "exp2", "exp10", "expm1", "log", "log10", "log1p", "log2", "logb", "ilogb", "pow", "sqrt", "cbrt"),
        *("hypot", "erf", "erfc", "tgamma", "lgamma", "gamma", "ceil", "floor", "trunc", "round", "rint", "nearbyint"),
        *("fabs", "abs", "labs", "fmod", "modf", "remainder", "fdim", "fmax", "fmin", "fma", "frexp", "ldexp", "nan"),
        *("j0", "j1", "jn", "y0", "y1", "yn", "main", "printf", "scanf", "scalb", "signbit", "isnan", "isinf"),
    ]
)
OWN = frozenset({"np", "torch", "jax", "jnp", "math", "erf", "erfc", "gamma", "loggamma", "tgamma", "lgamma"})
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
WIDTH = 100


@dataclass(frozen=True, slots=True)
class Function:
    """A function to write: ``words`` explain it, a line each.

    ``accurate`` lets it use ``log1p`` and ``expm1``, ``sided`` gives each side of a choice its own argument.
    """

    name: str
    arguments: tuple[str, ...]
    variable: str
    term: Term
    says: str = ""
    words: tuple[str, ...] = ()
    accurate: bool = False
    sided: bool = True


def python_name(name: str) -> str:
    """The name of an argument.

    >>> python_name("x"), python_name("lambda"), python_name("x'")
    ('x', 'lambda_', 'arg_x')
    """
    found = name if _IDENTIFIER.fullmatch(name) else "arg_" + re.sub(r"\W", "", name, flags=re.ASCII)
    return f"{found}_" if keyword.iskeyword(found) or found in C_WORDS | OWN else found


def c_name(name: str) -> str:
    """The name of a function in C, which must not be one of C's own.

    >>> c_name("sigmoid"), c_name("tanh")
    ('sigmoid', 'tanh_value')
    """
    return f"{name}_value" if name in C_WORDS | C_FUNCTIONS or name.removesuffix("f") in C_FUNCTIONS else name


def module(
    functions: Sequence[Function],
    library: str,
    head: Iterable[str] = (),
    more: Sequence[str] = (),
    used: Iterable[str] = (),
) -> str:
    """The file that holds the functions; ``more`` are others, as text, and ``used`` the heads in them."""
    used = frozenset(used).union(*(heads(each.term) for each in functions))
    special = [name for name in ("erf", "erfc") if name in used and library == "numpy"]
    gammas = [name for name, heads_ in (("gamma", BY_GAMMA), ("loggamma", {"loggamma"})) if used & heads_]
    gammas = gammas if library == "numpy" else []
    mark = "//" if library == "c" else "#"
    parts = [*(f"{mark} {line}".rstrip() + "\n" for line in head), "\n" if library != "c" else ""]
    parts += ["import math\n\n"] if special or gammas else []
    parts.append(IMPORTS[library])
    parts += ["#include <stddef.h>\n"] if more and library == "c" else []
    parts += [ERF.format(name=name) for name in special]
    parts += [GAMMA.format(name=name, short=SHORT[name]) for name in gammas]
    parts += [_c(each) if library == "c" else _python(each, library) for each in functions]
    return "".join([*parts, *more])


def _python(function: Function, library: str) -> str:
    program, names = _program(function, library)
    arguments = ", ".join(names[each] for each in function.arguments)
    lines = [f"\n\ndef {function.name}({arguments}):\n"]
    lines += [f'    """{safe(function.says)}"""\n'] if function.says else []
    lines += [f"    # {word}\n" for word in map(safe, function.words)]
    lines += [f"    {names[name]} = {value!r}  # {plain(term)}\n" for name, term, value in program.constants]
    lines += [f"    {names[name]} = {expression(term, names, library)}\n" for name, term in program.lines]
    result = _filled(program.result, function.variable)
    lines.append(f"    return {expression(result, names, library)}\n")
    return "".join(lines)


def _c(function: Function) -> str:
    return "".join(_c_version(function, kind) for kind in ("double", "float"))


def _c_version(function: Function, kind: str) -> str:
    program, names = _program(function, "c")
    arguments = ", ".join(f"{kind} {names[each]}" for each in function.arguments)
    name = function.name if kind == "double" else f"{function.name}f"
    lines = ["\n"]
    lines += (
        [f"// {word}\n" for word in map(safe, (function.says, *function.words)) if word] if kind == "double" else []
    )
    lines.append(f"{kind} {name}({arguments})\n{{\n")
    narrow = "" if kind == "double" else "f"

    def text(term: Term) -> str:
        return single(expression(term, names, "c")) if narrow else expression(term, names, "c")

    for each, term, value in program.constants:
        lines.append(f"    const {kind} {names[each]} = {value!r}{narrow};  // {plain(term)}\n")
    lines += [f"    const {kind} {names[each]} = {text(term)};\n" for each, term in program.lines]
    lines.append(f"    return {text(program.result)};\n}}\n")
    begin = next(index for index, each in enumerate(lines) if each.endswith("{\n")) + 1
    lines[begin:begin] = unused([names[each] for each in function.arguments], lines[begin:])
    return "".join(lines)


def unused(arguments: Iterable[str], lines: Sequence[str]) -> list[str]:
    """What tells a C compiler that an argument isn't needed.

    >>> unused(["x", "n"], ["return x;"])
    ['    (void)n;\\n']
    """
    words = {word for line in lines for word in re.findall(r"\w+", line)}
    return [f"    (void){name};\n" for name in arguments if name not in words]


_C_NUMBER = re.compile(r"(?<![\w.])(\d+\.\d*(?:[eE][+-]?\d+)?)")
_C_CALL = re.compile(r"\b(?!filled)([a-z][a-z0-9]*)\(")


def single(code: str) -> str:
    """The same for ``float``: numbers and functions of 32 bits."""
    return _C_CALL.sub(r"\1f(", _C_NUMBER.sub(r"\1f", code))


def _program(function: Function, library: str) -> tuple[Program, dict[str, str]]:
    """The lines of a function, and the name in code of every name in them."""
    program = shared(
        lowered_for(function.term, library),
        variable=function.variable,
        accurate=function.accurate,
        sided=function.sided and library != "c",
    )
    symbols = {*function.arguments, *free_symbols(program.result)}
    symbols |= {name for name, _ in program.lines} | {name for name, _, _ in program.constants}
    for _, term in program.lines:
        symbols |= free_symbols(term)
    names: dict[str, str] = {}
    for symbol in sorted(symbols):
        python = python_name(symbol)
        while python in names.values():
            python += "_"
        names[symbol] = python
    return program, names


def _filled(result: Term, variable: str) -> Term:
    """A constant result as one of the shape of the argument."""
    match result:
        case App("piecewise", args) if not any(map(free_symbols, args[::2])):
            at = range(len(args))
            values = [call("filled", Sym(variable), args[i]) if i % 2 == 0 else args[i] for i in at]
            return App("piecewise", tuple(values))
    return result if free_symbols(result) else call("filled", Sym(variable), result)


def safe(text: str) -> str:
    """Words for a comment or a docstring: one line, without what could end either."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(shown.replace("\\", "/").replace('"', "'").replace("*/", "* /").split())
