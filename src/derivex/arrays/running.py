"""Functions of arrays, run: in a Python process, one sample at a time and as a batch, or compiled.

Contract: as in ``numerics.running``. A batch is all samples of one size on top of each other; each of its
members must have the value that it has alone, which ``checking`` looks at.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from derivex.arrays.samples import Sample, Samples
from derivex.arrays.writing import ArrayFunction, text
from derivex.errors import Unsupported
from derivex.numerics import child
from derivex.numerics.points import FORMATS
from derivex.numerics.running import STEADY, compiler, process, require

Shape = tuple[int, ...]
# of each format: what every sample gives, by its index, alone and in the batch
Results = dict[str, dict[int, list[tuple[float, ...]]]]


@dataclass(frozen=True, slots=True)
class _Batch:
    """Samples of one size, by their indices, and the shape of one result."""

    members: tuple[int, ...]
    shape: Shape


def ran(functions: Sequence[ArrayFunction], samples: Samples, library: str) -> dict[str, Results]:
    """The entries of the result of each function for every sample: alone, and for Python libraries in a batch.

    Errors: Unsupported where the code fails, or a result has another shape than it should.
    """
    require(library)
    if library == "c":
        return {each.name: _compiled(each, samples) for each in functions}
    calls = {each.name: {form: _calls(each, samples[form]) for form in FORMATS} for each in functions}
    asked = {
        "module": text(functions, library),
        "library": library,
        "sizes": [],
        "timed": {},
        "points": {},
        "calls": calls,
    }
    command = [sys.executable, "-P", child.__file__]
    answer = json.loads(process(command, json.dumps(asked), STEADY))["values"]
    return {
        each.name: {form: _results(each, answer[each.name][form], samples[form]) for form in FORMATS}
        for each in functions
    }


def _calls(function: ArrayFunction, samples: Sequence[Sample]) -> list[Any]:
    alone = [_arguments(function, [sample]) for sample in samples]
    batches = _batches(function, samples)
    return alone + [_arguments(function, [samples[i] for i in each.members], batch=True) for each in batches]


def _results(
    function: ArrayFunction, answer: Sequence[Mapping[str, Any]], samples: Sequence[Sample]
) -> dict[int, list[tuple[float, ...]]]:
    found: dict[int, list[tuple[float, ...]]] = {}
    for index, (sample, each) in enumerate(zip(samples, answer, strict=False)):
        _require_shape(function, each["shape"], _shape(function, sample))
        found[index] = [tuple(map(float.fromhex, each["values"]))]
    for batch, each in zip(_batches(function, samples), answer[len(samples) :], strict=True):
        _require_shape(function, each["shape"], (len(batch.members), *batch.shape))
        values = list(map(float.fromhex, each["values"]))
        size = len(values) // len(batch.members)
        for place, index in enumerate(batch.members):
            found[index].append(tuple(values[place * size : (place + 1) * size]))
    return found


def _shape(function: ArrayFunction, sample: Sample) -> Shape:
    return tuple(sample.sizes[function.array.lengths[index]] for index in function.array.indices)


def _require_shape(function: ArrayFunction, found: Sequence[int], wanted: Shape) -> None:
    if tuple(found) != wanted:
        raise Unsupported(
            f"{function.name} is not written: it gives an array of shape {tuple(found)}, and {wanted} is right",
            remedy="this is a mistake of derivex, please report it",
        )


def _batches(function: ArrayFunction, samples: Sequence[Sample]) -> list[_Batch]:
    by_size: dict[tuple[tuple[str, int], ...], list[int]] = {}
    for index, sample in enumerate(samples):
        by_size.setdefault(tuple(sample.sizes.items()), []).append(index)
    return [_Batch(tuple(each), _shape(function, samples[each[0]])) for each in by_size.values()]


def _arguments(function: ArrayFunction, samples: Sequence[Sample], *, batch: bool = False) -> list[Any]:
    """The arguments of a call as nested lists of text."""
    found: list[Any] = []
    for name, axes in function.axes.items():
        if not axes:
            found.append(samples[0].values[name][0].hex())  # the same for all
            continue
        shape = tuple(samples[0].sizes[length] for length in axes)
        each = [_nested([value.hex() for value in sample.values[name]], shape) for sample in samples]
        found.append(each if batch else each[0])
    return found


def _nested(values: list[str], shape: Shape) -> Any:
    if len(shape) == 1:
        return values
    size = len(values) // shape[0]
    return [_nested(values[start : start + size], shape[1:]) for start in range(0, len(values), size)]


def timed(functions: Sequence[ArrayFunction], library: str, sizes: Sequence[int]) -> dict[str, dict[int, float]]:
    """The seconds of a call of each function where all lengths are a size, by name and size."""
    require(library)
    asked = {
        "module": text(functions, library),
        "library": library,
        "sizes": list(sizes),
        "timed": {},
        "points": {},
        "axes": {each.name: [len(axes) for axes in each.axes.values()] for each in functions},
    }
    command = [sys.executable, "-P", child.__file__]
    answer = json.loads(process(command, json.dumps(asked), STEADY))["seconds"]
    return {name: {int(size): took for size, took in each.items()} for name, each in answer.items()}


# ---- C ----

LOOP = """
#include <stdio.h>
#include <stdlib.h>

int main(void)
{{
    int which_;
    size_t sizes_[{sizes}];
    double given_[{most}], wide_[{most}], wide_out_[{results}];
    float narrow_[{most}], narrow_out_[{results}];
    while (scanf("%d", &which_) == 1) {{
        size_t read = 0, results = 0;
        for (int i = 0; i < {sizes}; i++) if (scanf("%zu", &sizes_[i]) != 1) return 1;
        if (scanf("%zu %zu", &read, &results) != 2 || read > {most} || results > {results}) return 1;
        for (size_t i = 0; i < read; i++) if (scanf("%la", &given_[i]) != 1) return 1;
        for (size_t i = 0; i < read; i++) {{ wide_[i] = given_[i]; narrow_[i] = (float)given_[i]; }}
        if (which_ == 0) {{
            {double}
            for (size_t i = 0; i < results; i++) printf("%a ", wide_out_[i]);
        }} else {{
            {float}
            for (size_t i = 0; i < results; i++) printf("%a ", (double)narrow_out_[i]);
        }}
        printf("\\n");
    }}
    return 0;
}}
"""


def _compiled(function: ArrayFunction, samples: Samples) -> Results:
    """Compiled with all warnings as errors, and called with every sample of both formats."""
    lines = []
    for which, form in enumerate(FORMATS):
        for sample in samples[form]:
            values = [value.hex() for name in function.axes for value in sample.values[name]]
            sizes = [str(sample.sizes[length]) for length in function.sizes]
            counts = (str(len(values)), str(len(sample.true)))
            lines.append(" ".join([str(which), *sizes, *counts, *values]))
    every = [sample for form in FORMATS for sample in samples[form]]
    most = max(sum(len(sample.values[name]) for name in function.axes) for sample in every)
    program = text([function], "c") + LOOP.format(
        sizes=len(function.sizes),
        most=most,
        results=max(len(sample.true) for sample in every),
        double=_call(function, "wide_", "wide_out_", function.name),
        float=_call(function, "narrow_", "narrow_out_", f"{function.name}f"),
    )
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder) / "written.c", Path(folder) / "written"
        source.write_text(program, encoding="utf-8")
        flags = ["-std=c99", "-O2", "-Wall", "-Wextra", "-Werror"]
        process([compiler() or "", *flags, str(source), "-o", str(made), "-lm"], "")
        answers = process([str(made)], "\n".join(lines) + "\n").splitlines()
    rows = iter(answers)
    return {
        form: {index: [tuple(map(float.fromhex, next(rows).split()))] for index in range(len(samples[form]))}
        for form in FORMATS
    }


def _call(function: ArrayFunction, given: str, result: str, name: str) -> str:
    """The call of a C function with arguments that lie one behind the other."""
    arguments, offset = [f"sizes_[{index}]" for index in range(len(function.sizes))], "0"
    for axes in function.axes.values():
        arguments.append(f"{given} + {offset}" if axes else f"{given}[{offset}]")
        places = {length: f"sizes_[{index}]" for index, length in enumerate(function.sizes)}
        offset += f" + {'*'.join(places[length] for length in axes) if axes else '1'}"
    if function.array.indices:
        return f"{name}({', '.join([*arguments, result])});"
    return f"{result}[0] = {name}({', '.join(arguments)});"
