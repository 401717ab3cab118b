r"""The tables of LaTeX: what each control word is to a reader of formulas.

A control word is a sign, a letter, a function, the beginning of a form such as a fraction or an
integral, or layout; and there are those that people do write and that no single expression of
scalars has: they are refused by name, with the reason.

Contract: tables are constants. A control word that is in none of them is unknown, and never skipped.
"""

from __future__ import annotations

from typing import Final

from derivex.notation.names import ALIASES, FUNCTIONS, GREEK, GREEK_LETTERS, LOOKALIKES
from derivex.notation.tokens import RELATIONS as PLAIN_RELATIONS
from derivex.notation.tokens import SAME


def words(text: str) -> list[str]:
    """The words of a line of a table."""
    return text.split()


# layout: sizes, spaces and styles, which mean nothing
SKIPPED: Final = frozenset(
    words(
        "quad qquad enspace enskip thinspace medspace thickspace negthinspace limits nolimits displaystyle textstyle "
        "scriptstyle scriptscriptstyle big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm Bigm biggm "
        "tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge nonumber notag mathstrut strut "
        "left right , ; : ! > /"
    )
) | {" ", "\n", "\t"}

# the functions that have a control word of their own, by the heads of terms
COMMANDS: Final[dict[str, str]] = {
    **{
        name: ALIASES.get(name, name)
        for name in words("sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan exp log ln min max arg")
    },
    "Re": "re",
    "Im": "im",
}
# spellings between the braces of \operatorname, beside those of the plain notation
OPERATORS: Final[dict[str, str]] = {**ALIASES, "Re": "re", "Im": "im", "log2": "log2", "log10": "log10"}

# forms that take what follows them
_FORMS: Final[dict[str, tuple[str, str]]] = {
    **dict.fromkeys(words("frac dfrac tfrac cfrac nicefrac sfrac flatfrac"), ("FRACTION", "")),
    **dict.fromkeys(words("binom dbinom tbinom"), ("BINOMIAL", "")),
    "sqrt": ("RADICAL", ""),
    "sum": ("BIG", "Sum"),
    "prod": ("BIG", "Product"),
    **{name: ("BIG", name) for name in words("argmax argmin sup inf")},
    "int": ("INTEGRAL", "1"),
    "iint": ("INTEGRAL", "2"),
    "iiint": ("INTEGRAL", "3"),
    "lim": ("LIMIT", ""),
    "over": ("OVER", "FRACTION"),
    "choose": ("OVER", "BINOMIAL"),
    **{name: ("ACCENT", name) for name in words("hat bar tilde check breve acute grave dot ddot")},
    "widehat": ("ACCENT", "hat"),
    "overline": ("ACCENT", "bar"),
    "widetilde": ("ACCENT", "tilde"),
}
_SIGNS: Final[dict[str, tuple[str, str]]] = {
    **dict.fromkeys(words("cdot times"), ("TIMES", "*")),
    "div": ("SLASH", "/"),
    **dict.fromkeys(words("to rightarrow longrightarrow"), ("TO", "")),
    "circ": ("CIRC", ""),
    "in": ("IN", ""),
    "bullet": ("BULLET", "dot"),
    "infty": ("INFINITY", "oo"),
    "partial": ("PARTIAL", ""),
    "prime": ("PRIME", "'"),
    "{": ("OPEN", "{"),
    "}": ("CLOSE", "}"),
    "lbrace": ("OPEN", "{"),
    "rbrace": ("CLOSE", "}"),
    "lbrack": ("OPEN", "["),
    "rbrack": ("CLOSE", "]"),
    "lvert": ("OPEN", "|"),
    "rvert": ("CLOSE", "|"),
    "lfloor": ("OPEN", "floor"),
    "rfloor": ("CLOSE", "floor"),
    "lceil": ("OPEN", "ceiling"),
    "rceil": ("CLOSE", "ceiling"),
    "vert": ("BAR", "|"),
    "mid": ("GIVEN", "|"),
    "|": ("GIVEN", "||"),
    "Vert": ("GIVEN", "||"),
    "parallel": ("GIVEN", "||"),
    "Pr": ("WORD", "Pr"),
    **dict.fromkeys(words("lt"), ("RELATION", "<")),
    **dict.fromkeys(words("gt"), ("RELATION", ">")),
    **dict.fromkeys(words("le leq leqslant"), ("RELATION", "<=")),
    **dict.fromkeys(words("ge geq geqslant"), ("RELATION", ">=")),
    **dict.fromkeys(words("ne neq"), ("RELATION", "!=")),
    "\\": ("NEWLINE", ""),
    "begin": ("BEGIN", ""),
    "end": ("END", ""),
}
_LETTERS: Final[dict[str, tuple[str, str]]] = {
    **{name: ("LETTER", name) for name in (*GREEK_LETTERS, "ell", "hbar", "imath", "jmath")},
    **{f"var{name}": ("VARIANT", name) for name in words("epsilon theta rho sigma phi")},
}
CONTROLS: Final[dict[str, tuple[str, str]]] = {
    **_FORMS,
    **_SIGNS,
    **_LETTERS,
    **{name: ("FUNCTION", head) for name, head in COMMANDS.items()},
}

# fonts whose braces hold a word or a letter
UPRIGHT: Final = frozenset(words("mathrm operatorname operatorname* textrm mathsf text textup mbox mathit textit rm"))
PROSE: Final = frozenset(words("text textrm textup mbox textit"))
# words between letters that are no names
CONNECTIVES: Final = frozenset(
    words("and or if for when where with otherwise else then as is are let so by all any since because therefore")
)

# fonts of one letter, which is a name of its own in them
FONTS: Final = frozenset(words("mathbb mathcal mathscr"))

_VECTORS = "only scalars can be checked, and {} makes a vector or a matrix"
_LISTS = "{} leaves something out, and what is left out can't be checked"
_SETS = "{} is about sets, and only scalars can be checked"
_NO_RELATION = "{} is no relation that can be proved or refuted"
_ARROWS = "{} joins statements, and one expression is expected"
_FONTS = "a letter in the font of {} has no meaning here"
_OPERATORS_ELSE = "the operator {} is not known here"
REFUSED: Final[dict[str, str]] = {
    **dict.fromkeys(words("mathbf boldsymbol bm vec overrightarrow hline nabla otimes oplus odot wedge"), _VECTORS),
    "det": "a determinant is not read",
    **dict.fromkeys(words("top intercal dagger ast star"), "{} is an operation of matrices or of functions"),
    **dict.fromkeys(words("pm mp"), "{} makes two expressions of one"),
    **dict.fromkeys(words("ldots cdots dots dotsc dotsb vdots ddots"), _LISTS),
    **dict.fromkeys(words("notin subset subseteq cup cap setminus forall exists emptyset varnothing"), _SETS),
    **dict.fromkeys(words("approx sim simeq cong equiv propto ll gg asymp doteq triangleq"), _NO_RELATION),
    **dict.fromkeys(
        words("Rightarrow implies iff Leftrightarrow leftarrow Leftarrow leftrightarrow mapsto therefore"), _ARROWS
    ),
    **dict.fromkeys(words("mathbb mathcal mathfrak mathscr"), _FONTS),
    "middle": "{} means a condition, and only those in arguments are read",
    **dict.fromkeys(words("gcd lcm deg dim ker limsup liminf hom bmod pmod mod"), _OPERATORS_ELSE),
    **dict.fromkeys(words("oint iiiint bigcup bigcap bigoplus coprod"), _OPERATORS_ELSE),
    **dict.fromkeys(words("downarrow uparrow searrow nearrow"), "only two-sided limits are read, and {} has one side"),
    "degree": "degrees are not read",
    "cancelto": "{} says what is left, and not what was written",
    "lVert": "a norm is not read",
    "rVert": "a norm is not read",
    "langle": "an inner product is not read",
    "rangle": "an inner product is not read",
}
# fonts and lines that two readers take for two things: what they may be, and what to write
RIDDLES: Final[dict[str, tuple[str, str]]] = {
    "underline": ("a vector or an emphasis", "leave the line away"),
    "lg": ("a logarithm to the base 10 or 2", r"write \log_{10} or \log_2"),
}

# single characters, with those that are pasted
CHARACTERS: Final[dict[str, tuple[str, str]]] = {
    **{char: (kind, char) for char, kind in SAME.items() if len(char) == 1 and kind != "ROOT"},
    **{char: ("RELATION", sign) for char, sign in PLAIN_RELATIONS.items() if len(char) == 1},
    **{letter: ("LETTER", name) for letter, name in GREEK.items()},
    **{char: ("LETTER", GREEK[letter]) for char, letter in LOOKALIKES.items()},
    "(": ("OPEN", "("),
    ")": ("CLOSE", ")"),
    "[": ("OPEN", "["),
    "]": ("CLOSE", "]"),
    "{": ("LBRACE", ""),
    "}": ("RBRACE", ""),
    "^": ("CARET", ""),
    "_": ("UNDER", ""),
    "&": ("AMPERSAND", ""),
    ";": ("COMMA", ";"),
    ".": ("STOP", "."),
    "∞": ("INFINITY", "oo"),
    "∂": ("PARTIAL", ""),
}

# functions that are so well known that their names are read without a backslash, before a bracket
BUILT_IN: Final = frozenset(name for name in (*FUNCTIONS, *ALIASES) if len(name) > 2 or name == "ln")
