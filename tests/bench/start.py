"""How long the first answer takes, as a ratio to ``import sympy``; run by hand.

    python tests/bench/start.py [RUNS]

Both commands are whole processes, run in turn, so that a busy machine slows both; the
medians and their ratio are printed. Bytecode is kept between runs, as installed packages
have it: where the environment forbids to write it, each run would compile derivex anew.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

PROVE = ["-m", "derivex", "prove", "d/dx 1/(1+e^-x)", "e^-x/(1+e^-x)^2"]
IMPORT = ["-c", "import sympy"]


def seconds(arguments: list[str]) -> float:
    """Wall time of one whole process."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment)
    return time.perf_counter() - start


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    times: dict[str, list[float]] = {"prove": [], "import": []}
    for _ in range(runs + 1):  # the first round warms the caches and is dropped
        times["prove"].append(seconds(PROVE))
        times["import"].append(seconds(IMPORT))
    prove, sympy = (statistics.median(times[name][1:]) for name in ("prove", "import"))
    print(f"derivex prove {prove:.3f} s, import sympy {sympy:.3f} s, ratio {prove / sympy:.2f}")


if __name__ == "__main__":
    main()
