"""Runs in a process of its own: functions of a module at points, and how long they take.

Standard input is one JSON object, standard output another. Numbers travel as hexadecimal text, which keeps every bit.
This file imports nothing of derivex, so that the process starts as fast as the library that it measures.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import tempfile
import time
import warnings
from pathlib import Path
from typing import Any

SMALLEST = 0.002  # seconds that one measurement takes, at least
ROUNDS = 5  # of which the fastest counts: everything that disturbs makes slower


def loaded(text: str) -> Any:
    """The module of a text that derivex has written."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "written.py"
        path.write_text(text, encoding="utf-8")
        spec = importlib.util.spec_from_file_location("written", path)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return module


def arrays(library: str) -> Any:
    """What makes an array of numbers of a format in a library, and waits for a result."""
    if library == "torch":
        import torch

        torch.set_num_threads(1)
        return lambda numbers, form: torch.tensor(numbers, dtype=getattr(torch, form)), lambda found: found
    if library == "jax":
        import jax

        jax.config.update("jax_enable_x64", True)
        import jax.numpy as jnp

        return lambda numbers, form: jnp.array(numbers, dtype=form), lambda found: found.block_until_ready()
    import numpy as np

    return lambda numbers, form: np.array(numbers, dtype=form), lambda found: found


def prepared(function: Any, library: str) -> Any:
    """The function as people run it: JAX compiles what is called often."""
    if library != "jax":
        return function
    import jax

    return jax.jit(function)


def fastest(functions: dict[str, Any], arguments: dict[str, list[Any]], wait: Any) -> dict[str, float]:
    """How long a call of each function takes: the fastest of some rounds, each long enough for the clock.

    All are called before any is measured, so that none pays for the memory of the others, and they take turns.
    """
    calls = dict.fromkeys(functions, 1)
    for name, function in functions.items():
        wait(function(*arguments[name]))
    best = dict.fromkeys(functions, float("inf"))
    for _ in range(ROUNDS):
        for name, function in functions.items():
            while True:
                start = time.process_time()
                for _ in range(calls[name]):
                    wait(function(*arguments[name]))
                took = time.process_time() - start
                if took >= SMALLEST:
                    break
                calls[name] *= 2
            best[name] = min(best[name], took / calls[name])
    return best


def nested(value: Any) -> Any:
    """Numbers of hexadecimal text, in lists as they stand."""
    return [nested(each) for each in value] if isinstance(value, list) else float.fromhex(value)


def flat(value: Any) -> list[str]:
    """All numbers of an array, as text."""
    return [text for each in value for text in flat(each)] if isinstance(value, list) else [float(value).hex()]


def called(function: Any, calls: list[list[Any]], form: str, make: Any) -> list[dict[str, Any]]:
    """The shape and the entries of what a function gives for each of several lists of arguments."""
    found = []
    for call in calls:
        result = function(*(make(nested(each), form) for each in call))
        found.append({"shape": list(result.shape), "values": flat(result.tolist())})
    return found


def spread(size: int, axes: int) -> Any:
    """Numbers between 0 and 1 in lists of so many levels."""
    if not axes:
        return 0.5
    if axes == 1:
        return [(index + 0.5) * 0.6180339887498949 % 1.0 for index in range(size)]
    return [spread(size, axes - 1) for _ in range(size)]


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """The values of each function in each format, and the seconds for each size."""
    make, wait = arrays(asked["library"])
    module = loaded(asked["module"])
    values: dict[str, Any] = {}
    times: dict[str, Any] = {}
    for name, forms in asked["points"].items():
        function = getattr(module, name)
        values[name] = {}
        for form, columns in forms.items():
            numbers = [make([float.fromhex(each) for each in column], form) for column in columns]
            found = function(*numbers)
            values[name][form] = [float(each).hex() for each in found.tolist()]
    for name, forms in asked.get("calls", {}).items():
        function = prepared(getattr(module, name), asked["library"])  # JAX would compile each operation for each shape
        values[name] = {form: called(function, calls, form, make) for form, calls in forms.items()}
    columns = {
        name: [[float.fromhex(each) for each in column] for column in timed] for name, timed in asked["timed"].items()
    }
    functions = {name: prepared(getattr(module, name), asked["library"]) for name in columns}
    for size in asked["sizes"]:
        sized = {
            name: [make((column * (size // len(column) + 1))[:size], "float64") for column in each]
            for name, each in columns.items()
        }
        for name, took in fastest(functions, sized, wait).items():
            times.setdefault(name, {})[str(size)] = took
    for size in asked["sizes"] if "axes" in asked else ():
        filled = {name: [make(spread(size, axes), "float64") for axes in each] for name, each in asked["axes"].items()}
        functions = {name: prepared(getattr(module, name), asked["library"]) for name in filled}
        for name, took in fastest(functions, filled, wait).items():
            times.setdefault(name, {})[str(size)] = took
    return {"values": values, "seconds": times}


if __name__ == "__main__":
    warnings.simplefilter("ignore")  # overflow is what is being looked for
    json.dump(answer(json.load(sys.stdin)), sys.stdout)
