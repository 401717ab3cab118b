"""Numerator factors of a term: where, exactly, is it zero?

A term is written as a fraction of polynomials over generators (symbols, ``exp(x)``,
``sin(x)``, ``cos(x)``, and whatever is no polynomial), and its numerator is factored. Where
the term is defined it is zero exactly where one of the factors is.

Contract: exact. None where the term is too large; the caller then keeps it as written.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from derivex.comparison import key
from derivex.linear import Form, FormTooBig, form_product, form_sum
from derivex.term import App, Num, Sym, Term, add, literal, multiply, negate, number, power

MAX_EXPONENT = 12  # of a sum
MAX_FACTORED_DEGREE = 24
MAX_MULTIPLE = 6  # sin(6x) is still written with sin(x) and cos(x)

Ratio = tuple[Form, Form]
ONE_FORM: Form = {(): Fraction(1)}


class Generators(dict[str, Term]):
    """The parts that polynomials are made of, by name."""

    def of(self, term: Term) -> Form:
        name = f"${term.name}" if isinstance(term, Sym) else repr(key(term))
        self[name] = term
        return {((name, 1),): Fraction(1)}


def zero_factors(term: Term) -> tuple[Term, ...] | None:
    """Terms that are zero, one or another, exactly where the term is; () if it is a nonzero number.

    A term that is zero everywhere gives ``(0,)``.
    """
    generators = Generators()
    try:
        above, _ = _ratio(term, generators)
        candidates = [above]
        for argument in _circular(generators):
            candidates = [form for each in candidates for form in _reduced(each, argument)]
        best = [_factored(form, generators) for form in candidates]
    except FormTooBig:
        return None
    return min(best, key=lambda factors: (sum(factor.size for factor in factors), len(factors)))


def _ratio(term: Term, generators: Generators) -> Ratio:
    value = literal(term)
    if value is not None:
        return ({(): value} if value else {}), ONE_FORM
    match term:
        case App("+", args):
            total: Ratio = {}, ONE_FORM
            for arg in args:
                total = _ratio_sum(total, _ratio(arg, generators))
            return total
        case App("neg", (inner,)):
            above, below = _ratio(inner, generators)
            return {monomial: -value for monomial, value in above.items()}, below
        case App("*", args):
            result: Ratio = ONE_FORM, ONE_FORM
            for arg in args:
                result = _ratio_product(result, _ratio(arg, generators))
            return result
        case App("/", (above_term, below_term)):
            above, below = _ratio(below_term, generators)
            return _ratio_product(_ratio(above_term, generators), (below, above))
        case App("^", (base, exponent)):
            found = _power(base, exponent, generators)
            if found is not None:
                return found
        case App("exp", (exponent,)):
            return _exponential(exponent, generators)
        case App("sin" | "cos" | "tan" | "cot" | "sec" | "csc" as head, (angle,)):
            return _circle(head, angle, generators)
    return generators.of(term), ONE_FORM


def _ratio_sum(left: Ratio, right: Ratio) -> Ratio:
    if left[1] == right[1]:
        return form_sum(left[0], right[0]), left[1]
    above = form_sum(form_product(left[0], right[1]), form_product(right[0], left[1]))
    return above, form_product(left[1], right[1])


def _ratio_product(left: Ratio, right: Ratio) -> Ratio:
    return form_product(left[0], right[0]), form_product(left[1], right[1])


def _ratio_power(base: Ratio, exponent: int) -> Ratio:
    above, below = base if exponent >= 0 else (base[1], base[0])
    limit = 1_000 if len(above) == 1 and len(below) == 1 else MAX_EXPONENT
    if abs(exponent) > limit:
        raise FormTooBig
    result: Ratio = ONE_FORM, ONE_FORM
    for _ in range(abs(exponent)):
        result = _ratio_product(result, (above, below))
    return result


def _power(base: Term, exponent: Term, generators: Generators) -> Ratio | None:
    value = literal(exponent)
    if value is None:
        return None
    if value.denominator == 1 and value % 2 == 0:
        square = _square(base)
        if square is not None:
            return _ratio_power(_ratio(square, generators), int(value) // 2)
    if value.denominator == 1:
        return _ratio_power(_ratio(base, generators), int(value))
    root = App("sqrt", (base,)) if value.denominator == 2 else power(base, number(Fraction(1, value.denominator)))
    return _ratio_power((generators.of(root), ONE_FORM), value.numerator)


def _square(base: Term) -> Term | None:
    """The square of a root or of a product with one, without the root."""
    match base:
        case App("sqrt", (inner,)):
            return inner
        case App("neg", (inner,)):
            return _square(inner)
        case App("*", args) if any(isinstance(arg, App) and arg.head == "sqrt" for arg in args):
            return multiply(*(_square(arg) or App("^", (arg, Num("2"))) for arg in args))
    return None


def _scaled(term: Term) -> tuple[Fraction, Term]:
    """A product as its rational coefficient and the rest."""
    value = literal(term)
    if value is not None:
        return value, Num("1")
    match term:
        case App("neg", (inner,)):
            coefficient, rest = _scaled(inner)
            return -coefficient, rest
        case App("/", (above, below)) if literal(below):
            coefficient, rest = _scaled(above)
            return coefficient / (literal(below) or 1), rest
        case App("*", args):
            coefficient = Fraction(1)
            others = []
            for arg in args:
                part, rest = _scaled(arg)
                coefficient *= part
                if rest != Num("1"):
                    others.append(rest)
            return coefficient, multiply(*others)
    return Fraction(1), term


def _exponential(exponent: Term, generators: Generators) -> Ratio:
    """exp(2*x + 1) as exp(x)^2*exp(1): exp of a part is never zero, whatever its sign."""
    result: Ratio = ONE_FORM, ONE_FORM
    for part in exponent.args if isinstance(exponent, App) and exponent.head == "+" else (exponent,):
        coefficient, rest = _scaled(part)
        if abs(coefficient.numerator) > 1_000:
            raise FormTooBig
        unit = rest if coefficient.denominator == 1 else multiply(number(Fraction(1, coefficient.denominator)), rest)
        result = _ratio_product(
            result, _ratio_power((generators.of(App("exp", (unit,))), ONE_FORM), coefficient.numerator)
        )
    return result


def _circle(head: str, angle: Term, generators: Generators) -> Ratio:
    """Circular functions by sin and cos of the angle without its integer factor."""
    coefficient, rest = _scaled(angle)
    count = coefficient.numerator
    unit = rest if coefficient.denominator == 1 else multiply(number(Fraction(1, coefficient.denominator)), rest)
    if rest == Num("1") or abs(count) > MAX_MULTIPLE:
        unit, count = angle, 1
    sine, cosine = generators.of(App("sin", (unit,))), generators.of(App("cos", (unit,)))
    s, c = _multiple(sine, cosine, abs(count))
    s = {monomial: value if count > 0 else -value for monomial, value in s.items()}
    table = {
        "sin": (s, ONE_FORM),
        "cos": (c, ONE_FORM),
        "tan": (s, c),
        "cot": (c, s),
        "sec": (ONE_FORM, c),
        "csc": (ONE_FORM, s),
    }
    return table[head]


def _multiple(sine: Form, cosine: Form, count: int) -> tuple[Form, Form]:
    """sin and cos of a multiple, from (cos + I*sin)^count."""
    parts: tuple[Form, Form] = ({}, {})
    for power_of_sine in range(count + 1):
        term: Form = {(): Fraction(comb(count, power_of_sine) * (1, 1, -1, -1)[power_of_sine % 4])}
        for _ in range(power_of_sine):
            term = form_product(term, sine)
        for _ in range(count - power_of_sine):
            term = form_product(term, cosine)
        which = 0 if power_of_sine % 2 else 1
        parts = (form_sum(parts[0], term), parts[1]) if which == 0 else (parts[0], form_sum(parts[1], term))
    return parts


def _circular(generators: Generators) -> list[tuple[str, str]]:
    """The names of sin and cos of each angle that both occur."""
    sines = {term.args[0]: name for name, term in generators.items() if isinstance(term, App) and term.head == "sin"}
    cosines = {term.args[0]: name for name, term in generators.items() if isinstance(term, App) and term.head == "cos"}
    return [(sines[angle], cosines[angle]) for angle in sines if angle in cosines][:3]


def _reduced(form: Form, argument: tuple[str, str]) -> list[Form]:
    """The form with sin^2 = 1 - cos^2 used, and with cos^2 = 1 - sin^2 used."""
    sine, cosine = argument
    return [_replaced(form, sine, cosine), _replaced(form, cosine, sine)]


def _replaced(form: Form, square: str, other: str) -> Form:
    total: Form = {}
    for monomial, value in form.items():
        exponents = dict(monomial)
        exponent = exponents.pop(square, 0)
        if exponent % 2:
            exponents[square] = 1
        piece: Form = {tuple(sorted(exponents.items())): value}
        for _ in range(exponent // 2):
            piece = form_product(piece, {(): Fraction(1), ((other, 2),): Fraction(-1)})
        total = form_sum(total, piece)
    return total


def _factored(form: Form, generators: Generators) -> tuple[Term, ...]:
    if not form:
        return (Num("0"),)
    names = sorted({name for monomial in form for name, _ in monomial})
    if not names:
        return ()
    degree = max(sum(exponent for _, exponent in monomial) for monomial in form)
    content = {name: min(dict(monomial).get(name, 0) for monomial in form) for name in names}
    if degree - sum(content.values()) > MAX_FACTORED_DEGREE:
        raise FormTooBig
    context = fmpq_mpoly_ctx.get([f"v{index}" for index in range(len(names))], Ordering.lex)
    shared = [generators[name] for name in names if content[name]]
    polynomial = context.from_dict(
        {
            tuple(dict(monomial).get(name, 0) - content[name] for name in names): fmpq(
                value.numerator, value.denominator
            )
            for monomial, value in form.items()
        }
    )
    if polynomial.is_constant():
        return tuple(shared)
    _, factors = polynomial.factor()
    return (*shared, *(_term(factor, [generators[name] for name in names]) for factor, _ in factors))


def _term(polynomial: fmpq_mpoly, parts: list[Term]) -> Term:
    """A factor as a term with integer coefficients, highest powers first."""
    pieces: list[tuple[Fraction, list[Term]]] = []
    for exponents, coefficient in polynomial.to_dict().items():
        product = [
            part if exponent == 1 else App("^", (part, Num(str(exponent))))
            for part, exponent in zip(parts, exponents, strict=True)
            if exponent
        ]
        pieces.append((Fraction(int(coefficient.p), int(coefficient.q)), product))
    scale = Fraction(1)
    for value, _ in pieces:
        scale *= (value * scale).denominator
    if pieces[0][0] < 0 or (pieces[-1][0] < 0 and not pieces[0][1]):
        scale = -scale
    pieces = [(value * scale, product) for value, product in pieces]
    pieces.sort(key=lambda piece: (not piece[1], piece[0] < 0 and bool(piece[1])))
    terms = []
    for value, product in pieces:
        size = [number(abs(value))] if abs(value) != 1 or not product else []
        term = multiply(*size, *product)
        terms.append(negate(term) if value < 0 else term)
    return add(*terms)
