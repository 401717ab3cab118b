"""Golden files: what a command prints, kept beside the tests and compared line by line.

After a change that is meant, DERIVEX_GOLDEN=write pytest … writes them anew; git shows what
became different.
"""

import difflib
import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def difference(name: str, text: str) -> str:
    """The lines in which a text differs from its golden file; "" if it agrees."""
    path = FOLDER / name
    if os.environ.get("DERIVEX_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    wanted = path.read_text(encoding="utf-8") if path.exists() else ""
    lines = difflib.unified_diff(wanted.splitlines(), text.splitlines(), f"golden/{name}", "now", lineterm="")
    return "\n".join(lines)
