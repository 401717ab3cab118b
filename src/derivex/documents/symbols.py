"""The words of displayed mathematics that stand between statements: relations, arrows, layout.

Tables only. A relation is known by one name however it was written; an arrow likewise.
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _table(rows: dict[str, str]) -> dict[str, str]:
    return {token: name for name, tokens in rows.items() for token in tokens.split()}


RELATIONS = _table(
    {
        "=": r"= == \eq \xlongequal",
        ":=": r":= \coloneqq \colonequals \triangleq \defeq \coloneq \doteqdot \vcentcolon= ≔ ≜",
        "=:": r"=: \eqqcolon \equalscolon",
        "<": r"< \lt",
        ">": r"> \gt",
        "<=": r"\le \leq \leqslant \leqq <= =< ≤ ⩽",
        ">=": r"\ge \geq \geqslant \geqq >= ≥ ⩾",
        "!=": r"\ne \neq ≠ !=",
        "<<": r"\ll ≪",
        ">>": r"\gg ≫",
        "approx": r"\approx \approxeq \doteq \simeq ≈ ≃",
        "equiv": r"\equiv ≡",
        "congruent": r"\cong ≅",
        "sim": r"\sim \thicksim ∼",
        "propto": r"\propto \varpropto ∝",
        "in": r"\in ∈",
        "not in": r"\notin ∉",
        "subset": r"\subset \subseteq \subsetneq ⊂ ⊆",
        "superset": r"\supset \supseteq ⊃ ⊇",
        "other": r"\prec \succ \preceq \succeq \perp \parallel \asymp \vdash \models \gtrsim \lesssim \trianglelefteq",
        "to": r"\to \rightarrow \longrightarrow \mapsto \longmapsto \rightsquigarrow \leadsto → ↦",
    }
)

# \not in front of these
NEGATED = {"=": "!=", "in": "not in", "equiv": "not equiv", "<": ">=", ">": "<="}

ARROWS = _table(
    {
        "implies": r"\Rightarrow \implies \Longrightarrow \Rrightarrow => ⇒ ⟹",
        "iff": r"\iff \Leftrightarrow \Longleftrightarrow <=> ⇔ ⟺",
        "implied by": r"\Leftarrow \impliedby \Longleftarrow ⇐ ⟸",
        "therefore": r"\therefore ∴",
        "because": r"\because ∵",
    }
)

# between two relations these mean "implies"; inside one they are a relation
AMBIGUOUS = frozenset({r"\to", r"\rightarrow", r"\longrightarrow", "→"})

# what stands behind these is a condition
EVERY = words(r"\forall ∀")

# statements are joined by these
ALTERNATIVES = words(r"\vee \lor ∨ or")
JOINS = words(r"\vee \lor ∨ \wedge \land ∧")

# a relation with something above or below it, in two groups
STACKED = frozenset({r"\stackrel", r"\overset", r"\underset"})
WRAPPED = frozenset({r"\mathrel", r"\mathop", r"\mathbin"})

SPACING = frozenset(
    {r"\,", r"\;", r"\:", r"\!", r"\>", r"\ ", "\\\n", "\\\t", "~", r"\quad", r"\qquad", r"\enspace", r"\enskip"}
    | {r"\thinspace", r"\medspace", r"\thickspace", r"\negthinspace", r"\hfill", r"\hfil", r"\allowbreak", r"\break"}
    | {r"\newline", r"\noindent", r"\smallskip", r"\medskip", r"\bigskip", r"\displaybreak", r"\strut", r"\/"}
)
SPACES_WITH_GROUP = frozenset({r"\hspace", r"\vspace", r"\phantom", r"\hphantom", r"\vphantom", r"\mspace"})
STYLES = frozenset(
    {r"\displaystyle", r"\textstyle", r"\scriptstyle", r"\large", r"\Large", r"\LARGE", r"\huge", r"\Huge"}
    | {r"\normalsize", r"\small", r"\footnotesize", r"\scriptsize", r"\tiny", r"\centering", r"\boldmath"}
)
ENDS = frozenset(
    {r"\qed", r"\square", r"\blacksquare", r"\Box", r"\qedhere", r"\qedsymbol", r"\nonumber", r"\notag", r"\hline"}
    | {"∎", "□", "■"}
)
SQUARES = frozenset({r"\square", r"\Box", r"\blacksquare", "□", "■"})
NAMES = frozenset({r"\tag", r"\label"})
TEXTS = frozenset({r"\text", r"\textrm", r"\textit", r"\textbf", r"\textsf", r"\textnormal", r"\mbox", r"\hbox"})
INTERTEXTS = frozenset({r"\intertext", r"\shortintertext"})
BOXES = frozenset({r"\boxed", r"\fbox"})

# a short \text is a name, such as a function's, unless it is one of these words
PROSE_WORDS = words(
    "and as because but by for hence if iff is let on or otherwise since so that then therefore thus using "
    "when where with implies given i.e. also"
)

# environments whose rows are rows of the display; all others are closed
ROWS = words(
    "align alignat aligned alignedat dmath displaymath eqnarray equation flalign gather gathered IEEEeqnarray "
    "math multline multlined split xalignat xxalignat"
)
# in which every second & begins a column of its own
COLUMNS = words("align alignat aligned alignedat flalign xalignat xxalignat")
# in which every row has a number of its own
NUMBERED = words("align alignat eqnarray flalign gather IEEEeqnarray xalignat xxalignat")
WITH_COLUMNS = words("array alignat alignedat xalignat xxalignat IEEEeqnarray")
# a row without a relation goes on with the one above it
BROKEN = words("split multline multlined")

# a row that begins or ends with one of these isn't complete
OPERATORS = words(r"\cdot \times \div \pm \mp \ast \star \circ \oplus \otimes \cup \cap + * / · ×")
MINUS = frozenset({"-", "−"})
UNFINISHED = OPERATORS | MINUS
