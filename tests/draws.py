"""How many random draws the seeded tests make: a few in the suite, as many as one likes by hand.

``DERIVEX_DRAWS=20 pytest tests/test_resolver.py`` makes twenty times as many, from twenty times the seeds; the
first of them are those of the suite.
"""

from __future__ import annotations

import os

TIMES = int(os.environ.get("DERIVEX_DRAWS", "1"))


def draws(few: int) -> int:
    """So many in the suite, and as many times more as are asked for."""
    return few * TIMES
