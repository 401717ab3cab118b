"""``derivex new``: a commented derivation to begin with, that verifies as it stands.

Contract: one new file in the folder where the command is run, never over one that exists.
Errors: NoDerivation for a name that isn't one, WouldOverwrite for one that is taken.
"""

from __future__ import annotations

import re
from argparse import Namespace
from pathlib import Path

from derivex.errors import NoDerivation, WouldOverwrite

TEMPLATE = """# {title}

Write here what the derivation is about: words, links and $formulas$ as you like. Only the
block below is checked.

```calc
# Everything behind a # is a comment.
given x > 0                       # what is known: x real, n integer, 0 < x < 1, a != b
let   f(x) = x^2 + 1/x            # a name for something
claim diff(f(x), x) = 2*x - 1/x^2 # what is to be shown: the first line = the last line

  diff(f(x), x)
= diff(x^2 + 1/x, x)              by definition of f
= diff(x^2, x) + diff(1/x, x)     by sum rule
= 2*x + (0*x - 1*1)/x^2           by power rule, quotient rule
= 2*x - 1/x^2                     by arithmetic
```

Check it with `derivex verify {file}`, look at it with `derivex show {file}`. A step without
`by` is checked too, and `derivex verify {file} --write` fills in the reason, if one is found.
`derivex rules` lists the names of the rules.
"""
NAME = re.compile(r"[^\W_][\w.-]*", re.UNICODE)
_ELSE = re.compile(r"[^\w.-]+", re.UNICODE)


def run(arguments: Namespace) -> int:
    """Write NAME.md into this folder, unless it exists."""
    path = Path(arguments.name)
    if not NAME.fullmatch(arguments.name) or path.is_dir():
        right = _ELSE.sub("-", arguments.name).strip("-._")
        like = f": derivex new {right}" if right and not Path(right).is_dir() else ""
        raise NoDerivation(f'"{arguments.name}" is no name for a file', remedy=f"use letters, digits and hyphens{like}")
    if path.suffix.lower() not in (".md", ".markdown"):
        path = path.with_name(f"{path.name}.md")
    title = path.stem.replace("-", " ").replace("_", " ")
    content = TEMPLATE.format(title=title[:1].upper() + title[1:], file=path)
    try:
        with path.open("x", encoding="utf-8") as file:  # "x": never over a file that exists
            file.write(content)
    except FileExistsError:
        raise WouldOverwrite(str(path), remedy="choose another name") from None
    except OSError as error:
        raise NoDerivation(f"{path} can't be written: {(error.strerror or str(error)).lower()}") from None
    print(f"{path} is written. Check it with: derivex verify {path}")
    return 0
