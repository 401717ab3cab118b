"""Is the engine ever wrong? A campaign of made pairs, true and false; run by hand.

    python tests/bench/soundness.py [--pairs N] [--seed S] [--workers W] [--minutes M]
    python tests/bench/soundness.py --blindly [the same options]
    python tests/bench/soundness.py --seed S --only INDEX

Each number makes one true pair and one false one (see ``made_pairs``), puts both to the
engine, and has every answer confirmed by a judge that shares no code with it. Prints each
fault in full, the shares of undecided pairs by family and by cause, times by family and
the slowest pairs. With ``--blindly`` each false pair is also put to the exact methods alone,
without the look at values that would have refuted it before. The exit status is 1 if a verdict
was wrong, or the engine crashed or hung.
"""

from __future__ import annotations

import argparse
import multiprocessing
import queue
import random
import statistics
import sys
import time
from collections import Counter, defaultdict
from typing import Any

from examine import Result, examined, labelled_right, proved_blindly
from made_pairs import made

STUCK = 60  # seconds on one number before its worker is ended
SLOWEST = 15
MOST_SHOWN = 25  # faults of one kind that are printed in full


def results_of(seed: int, index: int, *, blindly: bool = False) -> list[Result]:
    """Everything about one number."""
    found = []
    for pair in made(seed, index):
        wrong_label = labelled_right(pair, random.Random(index)) if pair.true else ""
        result = examined(pair, index)
        if wrong_label and not (result.kind == "wrong" and result.verdict == "refuted"):
            if result.verdict == "proved":
                result.kind, result.fault = "wrong", "proved; " + wrong_label
            else:
                result.kind, result.fault = "label", wrong_label
        if blindly and not pair.true and not result.kind and (method := proved_blindly(pair)):
            result.kind, result.fault = "wrong", f"proved by {method} alone, without a look at its values"
        found.append(result)
    return found


def worker(seed: int, first: int, step: int, last: int, blindly: bool, now: Any, out: Any) -> None:
    """Every ``step``-th number; ``now`` tells the one at hand, for the case that it never comes back."""
    for index in range(first, last, step):
        now.value = index
        try:
            out.put(results_of(seed, index, blindly=blindly))
        except Exception as error:  # a fault of the instrument, told as such
            out.put([Result(index, True, "instrument", "", "crash", "", 0.0, repr(error), "instrument")])
    now.value = -1


class Crew:
    """Workers that are replaced when one of them hangs."""

    def __init__(self, seed: int, pairs: int, workers: int, blindly: bool) -> None:
        self.context = multiprocessing.get_context("spawn")
        self.out = self.context.Queue(2000)
        self.seed, self.pairs, self.workers, self.blindly = seed, pairs, workers, blindly
        self.crew: dict[int, Any] = {}
        self.seen: dict[int, tuple[int, float]] = {}
        for place in range(workers):
            self._start(place, place)

    def _start(self, place: int, first: int) -> None:
        now = self.context.Value("q", first)
        arguments = (self.seed, first, self.workers, self.pairs, self.blindly, now, self.out)
        process = self.context.Process(target=worker, args=arguments, daemon=True)
        process.start()
        self.crew[place] = (process, now)
        self.seen[place] = (first, time.monotonic())

    def running(self) -> bool:
        return any(process.is_alive() for process, _ in self.crew.values()) or not self.out.empty()

    def hung(self) -> list[int]:
        """Numbers that a worker couldn't get past; it is ended, and another one goes on after them."""
        found = []
        for place, (process, now) in list(self.crew.items()):
            index = now.value
            if index < 0:
                continue
            if self.seen[place][0] != index:
                self.seen[place] = (index, time.monotonic())
            elif time.monotonic() - self.seen[place][1] > STUCK or not process.is_alive():
                process.kill()
                process.join()
                found.append(index)
                if index + self.workers < self.pairs:
                    self._start(place, index + self.workers)
                else:
                    now.value = -1
        return found

    def stop(self) -> None:
        for process, _ in self.crew.values():
            process.kill()
            process.join()


# ---- the report ----


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:5.1f} %" if whole else "     -"


def report(results: list[Result], seconds: float) -> None:
    counts = Counter((result.true, result.verdict) for result in results)
    true, false = (sum(result.true is label for result in results) for label in (True, False))
    print(f"\n{true} true and {false} false pairs in {seconds:.0f} s")
    print(
        f"  true   proved  {share(counts[True, 'proved'], true)}   undecided {share(counts[True, 'undecided'], true)}"
    )
    print(
        f"  false  refuted {share(counts[False, 'refuted'], false)}   undecided {share(counts[False, 'undecided'], false)}"
    )
    print(
        f"\n{'family':22} {'true':>7} {'undecided':>9}  {'false':>7} {'undecided':>9}   {'median':>8} {'p95':>8} {'max':>8} ms"
    )
    families: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        families[result.family].append(result)
    for family, rows in sorted(families.items()):
        groups = [[row for row in rows if row.true is label] for label in (True, False)]
        cells = [f"{len(group):7} {share(sum(row.verdict != ('proved', 'refuted')[not label] for row in group), len(group)):>9}"
                 for label, group in zip((True, False), groups, strict=True)]  # fmt: skip
        times = sorted(row.ms for row in rows)
        p95 = times[min(len(times) - 1, int(0.95 * len(times)))]
        print(f"{family:22} {cells[0]}  {cells[1]}   {statistics.median(times):8.2f} {p95:8.2f} {times[-1]:8.1f}")
    for label in (True, False):
        causes = Counter(row.cause or row.verdict for row in results if row.true is label and row.cause)
        print(f"\nwhy {'true' if label else 'false'} pairs were not decided")
        for cause, count in causes.most_common(14):
            example = next(row.index for row in results if row.true is label and row.cause == cause)
            print(f"  {share(count, true if label else false)}  {cause}  (such as {example})")
    worst = Counter(row.origin for row in results if row.true and row.verdict == "undecided")
    asked = Counter(row.origin for row in results if row.true)
    print("\nlaws whose instances are most often undecided")
    for origin, count in sorted(worst.items(), key=lambda item: -item[1])[:18]:
        print(f"  {count:5} of {asked[origin]:5}  {origin}")
    print("\nthe slowest pairs")
    for row in sorted(results, key=lambda row: -row.ms)[:SLOWEST]:
        print(f"  {row.ms:9.1f} ms  {row.index:7} {row.verdict:9} {row.text[:220]}")


def show(result: Result, seed: int) -> None:
    print(f"{result.kind.upper()}: {result.fault}")
    print(f"    {'true' if result.true else 'false'} pair of {result.family}: {result.origin}")
    print(f"    {result.text}\n    --seed {seed} --only {result.index}", flush=True)


def campaign(seed: int, pairs: int, workers: int, minutes: float, blindly: bool) -> int:
    crew = Crew(seed, pairs, workers, blindly)
    started, results, shown = time.monotonic(), [], Counter[str]()
    hung: list[int] = []
    while crew.running() and time.monotonic() - started < 60 * minutes:
        hung += crew.hung()
        try:
            fresh = crew.out.get(timeout=1)
        except queue.Empty:
            continue
        for result in fresh:
            results.append(result)
            if result.kind:
                shown[result.kind] += 1
                if shown[result.kind] <= MOST_SHOWN:
                    show(result, seed)
    crew.stop()
    report([result for result in results if result.kind != "instrument"], time.monotonic() - started)
    for index in hung:
        print(f"HUNG, or died: --seed {seed} --only {index}")
    print("\nfaults: " + (", ".join(f"{count} {kind}" for kind, count in shown.items()) if shown else "none"))
    return 1 if shown["wrong"] or shown["crash"] or hung else 0


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    options.add_argument("--pairs", type=int, default=100_000, help="of each kind, true and false")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--minutes", type=float, default=60)
    options.add_argument("--blindly", action="store_true", help="also ask the exact methods alone")
    options.add_argument("--only", type=int, help="this number alone, told in full")
    chosen = options.parse_args()
    if chosen.only is None:
        return campaign(chosen.seed, chosen.pairs, chosen.workers, chosen.minutes, chosen.blindly)
    for result in results_of(chosen.seed, chosen.only, blindly=chosen.blindly):
        print(f"{result.verdict} in {result.ms:.1f} ms; {result.cause}\n    {result.text}")
        if result.kind:
            show(result, chosen.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
