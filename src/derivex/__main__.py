"""``python -m derivex`` is the command ``derivex``."""

import sys

from derivex.cli import main

if __name__ == "__main__":
    sys.exit(main())
