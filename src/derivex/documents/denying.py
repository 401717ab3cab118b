"""Does the text itself say that an equation isn't so, or ask whether it is?

"A common mistake is $\\sqrt{a + b} = \\sqrt a + \\sqrt b$", "this would imply $1 = 2$", "Does $x^2 = x$ hold?": what is
false there is said to be so, and no error of its author. Words count in the sentence of the formula only, in front of
it, behind it, or in a note of its row; a sentence behind it counts if it is nothing but a cry ("Contradiction!").

Contract: only for what would be called false otherwise; nothing is proved from it.
"""

from __future__ import annotations

import re

from derivex.documents.passages import Passage
from derivex.documents.standing import Judged

_FAR = 160  # characters between a formula and the words
_FALSE = (
    r"false|wrong|incorrect|untrue|absurd|impossible|nonsens\w*|contradict\w*|fallac\w*|erroneous\w*|invalid"
    r"|mistaken\w*"
)
_NOT = r"(?:not|never|cannot|[a-z]+n['’]t)"
_SENTENCE = re.compile(r"[.;!?](?:\s|\Z)|\n[ \t]*\n")
_IN_FRONT = re.compile(
    rf"\b(?:{_FALSE}|(?:common|typical|frequent|usual|classic|popular)\s+(?:error|mistake|misconception)s?|mistakes?"
    r"|(?:often|sometimes|tempted to|tempting to)\s+(?:write|think|believe|assume|claim)|whether|would(?!\s+like))\b"
    r"[^.;!?]*\Z"
    rf"|\b{_NOT}(?!\s+(?:hard|difficult|only|just|surprising))\b(?:\s+[a-z'’-]+){{0,4}}\s*[:,]?\s*\Z"
    r"|\bwere\b[^.;!?]*\bthen\b[^.;!?]*\Z",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"[^.;!?$\\]*?\b(?:{_FALSE}|{_NOT}\s+(?:be\s+|in\s+general\s+)?(?:true|hold|correct|valid|possible|the\s+case|so|in\s+general"
    r"|equal)|fails?)\b|[^.;!$\\]*\?"
    r"|\s*[.!:]\s*(?:(?:this|that)\s+is\s+)?(?:an?\s+)?(?:clear(?:ly)?\s+)?(?:contradiction|absurd|impossible|false|wrong)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"[\s{}]*\?[\s{}]*")  # above a sign


def denied(judged: Judged) -> str:
    """What the text says against a step, for a sentence; "" if it says nothing."""
    formula, after = judged.setting.argument.formula, judged.after
    notes = [each.text for each in after.notes]
    lead = [each.text for each in judged.setting.argument.chain.lead]
    if any(_ASKED.fullmatch(note) for note in notes):
        return "the text asks whether it is so"
    front = [_last_sentence(formula.before), *map(_last, lead)]
    behind = [formula.after.text[:_FAR], *notes]
    if any(_IN_FRONT.search(said) for said in front) or any(_BEHIND.match(said) for said in behind):
        return "the text itself says that it isn't so, or asks whether it is"
    return ""


def _last_sentence(before: Passage) -> str:
    return _last(before.text[-_FAR:])


def _last(text: str) -> str:
    return _SENTENCE.split(text)[-1]
