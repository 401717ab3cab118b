"""The field in which terms become exact numbers: a tower of kernels, and what is known of them.

Arithmetic is that of ``tower``. What is known (which kernels are real, their bounds, the
factors that don't vanish, the choices of one attempt) comes from what is given and written
(``facts``, ``written``), and grows while the question is converted.

Contract: whatever is noted here holds at every point of the pointwise theorem (``tower``).
Where it isn't known whether something is zero, that is counted, or answered by asking again
with more known (``NeedsFacts``).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from fractions import Fraction

from flint import fmpz_mpoly

from derivex.engine.bounds import Bounds
from derivex.engine.elements import ONE, Element, Restart
from derivex.engine.tower import Tower

MAX_DIVIDED = 200  # terms of polynomials that are tried as divisors of each other
MAX_DIVIDED_DEGREE = 60


class NeedsFacts(Restart):
    """What isn't zero where the term is defined matters; the question is asked again with that known."""


class Field(Tower):
    """The working memory of one question: its tower, and what is known at every point that counts."""

    def __init__(self, size: int, bounds: Bounds) -> None:
        super().__init__(size, bounds)
        # what is known of kernels and factors, by number
        self.real: set[int] = set()
        self.integers: set[int] = set()
        self.low: dict[int, tuple[Fraction, bool]] = {}  # a lower bound of a real generator; True if strict
        self.high: dict[int, tuple[Fraction, bool]] = {}
        self.signs: dict[int, tuple[bool, int]] = {}  # factors known as positive or negative; True if strictly
        self.half_planes: dict[int, int] = {}  # factors known to lie above (1) or below (-1) the real axis
        self.nonzero: set[int] = set()  # factors known not to vanish
        self.apart: list[Element] = []  # products known not to vanish whose factors may be more than they show
        self.not_all_zero: list[frozenset[int]] = []  # symbols that are known not to be all zero
        self.later: dict[int, list[Callable[[], None]]] = {}  # what finds out more once a kernel's sign is asked for
        self.equations: list[fmpz_mpoly] = []  # polynomials that are 0 by the givens
        self.doubts = 0  # how often it was not known whether something is zero
        # what is written in the question
        self.facts_wanted = False  # it hasn't been searched for what isn't zero
        self.zero_exponents: list[Element] = []  # the w of each 0^w
        self.lazily = 0  # inside of so many bodies that may never be evaluated
        self.gammas: list[tuple[Element, Element]] = []  # 1/gamma of the first is the second
        self.converging: set[Hashable] = set()  # parts of endless integrals, sums and limits that have a value
        self.ranges: list[tuple[Element, Element | str, Hashable]] = []  # bounds of sums and products, and the calls
        # which form kernels take
        self.cartesian = False  # symbols are real, and so are the kernels of exp, log, sin and cos
        self.by_exponentials = False  # write sin and cos by exp(I*u)
        self.angles_apart = False  # take sin and cos of a sum apart, monomial by monomial
        self.units: dict[Hashable, Fraction] = {}  # of each angle, what all its multiples are multiples of
        # what the kernels are that have been made
        self.levels: dict[Hashable, tuple[int, int]] = {}  # the finest generator of a kernel, its denominator
        self.sines: dict[int, int] = {}  # the sine of each cosine
        self.whole_angles: list[Hashable] = []  # the one sum that is an angle of its own, else
        self.single_angles = False  # some angle is a monomial
        self.noted_angles: set[Hashable] = set()  # angles whose bounds have been used
        self.sized = False  # the absolute value of some complex factor is a kernel
        # remembered
        self.factored: dict[int, list[tuple[fmpz_mpoly, int]]] = {}  # irreducible factors, by number
        self.forms: dict[Hashable, object] = {}  # factors as forms

    def found_out(self, generators: Iterable[int]) -> None:
        """Find out what was put off about some generators: that of earlier ones first, on which it may depend."""
        last = max((each for each in generators if each in self.later), default=-1)
        if last >= 0:
            for generator in sorted(each for each in self.later if each <= last):
                for learn in self.later.pop(generator, ()):
                    learn()

    # ---- what is zero ----

    def vanishes(self, element: Element) -> bool:
        """Whether the element is zero wherever the theorem speaks: more than ``is_zero``.

        Its denominators aren't zero there, so a numerator whose product with them is zero is
        zero itself: ``abs(x) - x`` over ``abs(x) + x``.
        """
        if self.is_zero(element):
            return True
        below = {factor: 1 for factor, exponent in element.factors.items() if exponent < 0}
        above = {factor: 1 for factor, exponent in element.factors.items() if exponent > 0}
        if below and self.is_zero(Element(ONE, above | below)):
            return True
        return any(self._is_multiple(factor) for factor in above) if self.equations else False

    def _is_multiple(self, factor: int) -> bool:
        """Whether a factor is a multiple of what a given equation says is zero."""
        polynomial = self.ring.polynomials[factor]
        for equation in self.equations:
            self.ring.spend(len(polynomial) * len(equation))
            if len(polynomial) <= MAX_DIVIDED and polynomial.total_degree() <= MAX_DIVIDED_DEGREE:
                _, rest = divmod(polynomial, equation)
                if not rest:
                    return True
        return False

    # ---- what isn't zero ----

    def known_nonzero(self, factor: int) -> bool:
        """Whether a factor is one of those known not to vanish, or divides one of them."""
        if factor in self.nonzero:
            return True
        if any(self._divides(factor, other) for other in self.nonzero):
            self.nonzero.add(factor)
            return True
        while self.apart:
            _, above, _ = self.canonical(self.apart.pop())
            if not above:  # by the relations it is zero: no point is in this case
                continue
            number = self.ring.intern(above)
            if number not in self.nonzero:
                self.nonzero.add(number)
                if self._divides(factor, number):
                    self.nonzero.add(factor)
                    return True
        return False

    def _divides(self, factor: int, other: int) -> bool:
        """Whether a factor divides another one, as far as that is cheap to find out."""
        ring = self.ring
        if other < ring.size or not ring.generators(factor) <= ring.generators(other):
            return factor == other
        below, above = ring.polynomials[factor], ring.polynomials[other]
        if not above.total_degree() <= MAX_DIVIDED_DEGREE or len(above) > MAX_DIVIDED or len(below) > MAX_DIVIDED:
            return False
        # the values at one point tell nearly always, and a division that comes out even is a short one
        value = ring.sample(factor)
        return bool(value) and not ring.sample(other) % value and not divmod(above, below)[1]

    def nonzero_product(self, element: Element) -> None:
        """Note that an element isn't zero: then neither is any of its factors."""
        self.nonzero.update(element.factors)
        if len(element.factors) > 1 and self.ring.relations:
            self.apart.append(element)

    def doubt(self) -> None:
        """Note that it isn't known whether something is zero: ``NeedsFacts`` where it might become known."""
        if self.facts_wanted:
            raise NeedsFacts
        self.doubts += 1
