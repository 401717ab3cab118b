"""What kernels and elements look like in a message: short, and made only when asked for.

Contract: each text is at most MAX_TEXT characters long and made once, so that towers in
which every kernel repeats the ones below take no longer to print than to build.
"""

from __future__ import annotations

from flint import fmpq

from derivex.engine.boundnames import MARK
from derivex.engine.elements import Element, Kernel
from derivex.engine.field import Field
from derivex.term import Term

MAX_TEXT = 200  # characters of a residue in a message
MAX_PRINTED_TERMS = 8  # of a factor
ACCUMULATED = frozenset({"Sum", "Integral"})  # kernels that are known by a body and a place (``binders``)


class Texts:
    """The texts of one field; ``names`` are those of the symbols, by generator.

    ``written`` are the terms of kernels that are known by their text, such as case distinctions.
    """

    __slots__ = ("field", "known", "names", "written")

    def __init__(self, field: Field, names: dict[int, str], written: dict[int, Term]) -> None:
        self.field = field
        self.names = names
        self.written = written
        self.known: dict[int, str] = {}

    def kernels(self) -> tuple[str, ...]:
        """The different kernels, in the order in which they turned up."""
        return tuple(dict.fromkeys(self._of_factor(index) for index in range(len(self.field.kernels))))

    def of(self, element: Element) -> str:
        """The text of an element."""
        if not element.coefficient:
            return "0"
        parts = [] if abs(element.coefficient) == 1 and element.factors else [str(abs(element.coefficient))]
        for factor, exponent in sorted(element.factors.items()):
            text = self._of_factor(factor)
            parts.append(text if exponent == 1 else f"{text}^{exponent}" if exponent > 0 else f"{text}^({exponent})")
        return _cut(("-" if element.coefficient < 0 else "") + "*".join(parts))

    def _of_factor(self, factor: int) -> str:
        found = self.known.get(factor)
        if found is None:
            text = self._kernel(factor) if factor < self.field.ring.size else self._polynomial(factor)
            found = self.known[factor] = _cut(text)
        return found

    def _kernel(self, generator: int) -> str:
        if generator in self.names:
            return self._name(self.names[generator])
        if generator in self.written:
            from derivex.notation.write import plain  # only where an answer becomes text

            return plain(self.written[generator])
        kernel = self.field.kernels[generator]
        if kernel.head in ACCUMULATED:
            return self._accumulated(generator, kernel)
        if kernel.head == "root":
            return f"({self.of(kernel.arguments[0])})^(1/{kernel.degree})"
        inside = ", ".join(self.of(argument) for argument in kernel.arguments)
        return f"{kernel.head}({inside})" if kernel.arguments else kernel.head

    def _name(self, name: str) -> str:
        """A symbol; a bound one, which has no name that can be read, is k where it counts and else t."""
        if not name.startswith(MARK):
            return name
        letter, depth = "k" if name[1] == "i" else "t", name[2:]
        return f"{letter}_{depth}" if depth != "1" or letter in self.names.values() else letter

    def _accumulated(self, generator: int, kernel: Kernel) -> str:
        """``Sum(x^k up to n)``: the kernel of a body and a place, which is known by its key."""
        name = next((name for name, each in self.field.keys.items() if each == generator), None)
        match name:
            case (head, int(), int(above), int(below), where):
                whole = self.field.ring.polynomials[below].is_one()
                body = self._of_factor(above) + ("" if whole else f"/{self._of_factor(below)}")
                end = where if isinstance(where, str) else self.of(kernel.arguments[0])
                return f"{head}({body} up to {end})"
        return f"{kernel.head}({', '.join(map(self.of, kernel.arguments))})"

    def _polynomial(self, factor: int) -> str:
        polynomial = self.field.ring.polynomials[factor]
        if len(polynomial) > MAX_PRINTED_TERMS:
            return f"({len(polynomial)} terms)"
        text = ""
        last = self.field.ring.size - 1
        for monomial, coefficient in polynomial.terms():
            exponents = {last - index: int(exponent) for index, exponent in enumerate(monomial) if exponent}
            part = self.of(Element(fmpq(abs(coefficient)), exponents))
            text += (" - " if coefficient < 0 else " + " if text else "") + part
        return f"({text})"


def _cut(text: str) -> str:
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…"
