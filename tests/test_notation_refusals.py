"""What is refused: the class, the column, and words of the message that say what to do."""

import pytest

from derivex.errors import Ambiguous, InputError, TooLarge, Unreadable
from derivex.notation.names import Names
from derivex.notation.plain import read, read_relations

NAMES = Names(functions=frozenset({"S"}), symbols=frozenset({"rate"}))

REFUSED = [
    # a product or a call
    ("x(1 - x)", Ambiguous, 1, 'write * between "x" and "("'),
    ("1 + a(b + c)", Ambiguous, 5, 'write * between "a" and "("'),
    ("u(1 - u)", Ambiguous, 1, "a product or a call"),
    ("theta(x + 1)", Ambiguous, 1, "a product or a call"),
    ("y(0)", Ambiguous, 1, "a product or a call"),
    ("x(x)", Ambiguous, 1, "a product or a call"),
    ("e(x)", Ambiguous, 1, "a product or a call"),
    ("gamma(1 - x)*gamma", Ambiguous, 1, "a product or a call"),
    # where something ends
    ("1/2x", Ambiguous, 4, "write (1/2)*x or 1/(2*x)"),
    ("a/b c", Ambiguous, 5, "write (a/b)*c or a/(b*c)"),
    ("1/2(x + 1)", Ambiguous, 4, "where the denominator ends"),
    ("2x/3y", Ambiguous, 5, "where the denominator ends"),
    ("1/2 sin(x)", Ambiguous, 5, "write (1/2)*sin(x) or 1/(2*sin(x))"),
    ("e^2x", Ambiguous, 4, "write e^2*x or e^(2*x)"),
    ("e^-x y", Ambiguous, 6, "where the exponent ends"),
    ("x^2(1 + x)", Ambiguous, 4, "where the exponent ends"),
    ("(a + b)^2x", Ambiguous, 10, "write (a + b)^2*x"),
    ("√2x", Ambiguous, 3, "write √(2)*x or √(2*x)"),
    ("√x²", Ambiguous, 3, "write √(…)"),
    ("x²^3", Ambiguous, 3, "two exponents"),
    ("sin^2(x)^3", Ambiguous, 5, "two exponents"),
    ("sin^-1(x)", Ambiguous, 4, "power of sin(x) or another function"),
    ("sin⁻¹(x)", Ambiguous, 4, "power of sin(x) or another function"),
    ("|a|b|c|", Ambiguous, 3, "write abs(…)"),
    ("dy/dx", Ambiguous, 1, "write diff(y, x) or dy/(dx)"),
    ("d(y)/dx", Ambiguous, 1, "a product or a call"),
    ("d/delta", Ambiguous, 1, "d/(delta)"),
    ("Δx", Ambiguous, 2, "a product or one name"),
    # neighbours
    ("x 2", Unreadable, 3, "write * between them"),
    ("2 3", Unreadable, 3, "write * between them"),
    ("(x)2", Unreadable, 4, "write * between them"),
    ("using rule", Unreadable, 7, "write * between them"),
    ("S x", Unreadable, 1, "write S(x)"),
    # functions
    ("sin x", Unreadable, 1, "write sin(x)"),
    ("1 + ln x", Unreadable, 5, "write ln(x)"),
    ("sin^2 x", Unreadable, 1, "needs its argument in brackets"),
    ("sin", Unreadable, 1, "needs its argument in brackets"),
    ("sin(x, y)", Unreadable, 1, "sin takes one argument, here are 2"),
    ("log(x, y, z)", Unreadable, 1, "log takes one or two arguments, here are 3"),
    ("root(x)", Unreadable, 1, "root takes two arguments, here are 1"),
    ("sin()", Unreadable, 4, "nothing between these brackets"),
    ("f((1, 2))", Unreadable, 1, "take the inner brackets away"),
    ("Sin(x)", Unreadable, 1, "write sin(…)"),
    ("hypot(y, x)", Unreadable, 1, "not known here"),
    ("tg(x)", Unreadable, 1, "write tan(x)"),
    ("sum(k, (k, 1, n))", Unreadable, 1, "write Sum(f, (k, a, b))"),
    ("y' + y", Unreadable, 1, "write y'(x) or diff(y, x)"),
    ("sin'(x)", Unreadable, 1, "diff(sin(x), x)"),
    # derivatives and bound variables
    ("d/dx", Unreadable, 1, "needs something to differentiate"),
    ("(d/dx)", Unreadable, 2, "needs something to differentiate"),
    ("d/dx + 1", Unreadable, 1, "needs something to differentiate"),
    ("1/d/dx x", Unreadable, 3, 'between "/" and "d/dx"'),
    ("d^2/dx f(x)", Unreadable, 1, "the orders above and below differ"),
    ("d/dpi x", Unreadable, 1, "is a constant"),
    ("diff(x)", Unreadable, 1, "write diff(f, x)"),
    ("diff(x, 2)", Unreadable, 1, "is not a symbol"),
    ("diff(x, x, 0)", Unreadable, 1, "the order of a derivative is a number"),
    ("diff(x, (x, n))", Unreadable, 1, "the order of a derivative"),
    ("diff(x, x, 1000)", TooLarge, 1, "the order of a derivative is more than"),
    ("Sum(k, k)", Unreadable, 1, "write Sum(f, (k, a, b))"),
    ("Sum(k, (1, 2, 3))", Unreadable, 1, "is not a symbol"),
    ("Limit(x, x)", Unreadable, 1, "write Limit(f, x, a)"),
    # brackets and what is missing
    ("(1 + x", Unreadable, 1, "this bracket is never closed"),
    ("2*(1 + (x)", Unreadable, 3, "this bracket is never closed"),
    ("1 + x)", Unreadable, 6, "nothing was opened"),
    ("|x", Unreadable, 1, "this bar is never closed"),
    ("(|x)", Unreadable, 2, "this bar is never closed"),
    ("1 +", Unreadable, 3, 'something is missing after "+"'),
    ("1 + ", Unreadable, 3, 'something is missing after "+"'),
    ("x^", Unreadable, 2, 'something is missing after "^"'),
    ("(x - )", Unreadable, 4, 'something is missing after "-"'),
    ("*x", Unreadable, 1, 'something is missing before "*"'),
    ("x + * y", Unreadable, 5, 'something is missing between "+" and "*"'),
    ("()", Unreadable, 1, "nothing between these brackets"),
    ("", Unreadable, 1, "there is nothing to read"),
    ("   ", Unreadable, 1, "there is nothing to read"),
    ("f(x,)", Unreadable, 4, 'something is missing after ","'),
    # characters
    ("__import__('os').system('id')", Unreadable, 12, "the quote character '"),
    ('"x"', Unreadable, 1, 'the quote character "'),
    ("5%", Unreadable, 2, "write /100"),
    ("x := 2", Unreadable, 3, '":" has no meaning here'),
    ("x = 2", Unreadable, 3, "makes a statement"),
    ("x ≤ 2", Unreadable, 3, "makes a statement"),
    ("x[1]", Unreadable, 2, "write ( and )"),
    ("\\frac{1}{2}", Unreadable, 1, "LaTeX"),
    ("∫ x", Unreadable, 1, "write Integral("),
    ("1 ± x", Unreadable, 3, "two expressions"),
    ("é + 1", Unreadable, 1, "latin small letter e with acute"),
    ("x + 🎉", Unreadable, 5, "party popper"),
    ("x\0", Unreadable, 2, "has no meaning here"),
    # numbers
    ("1_000", Unreadable, 1, "write 1000"),
    ("1,000", Unreadable, 2, "without a comma"),
    ("x, y", Unreadable, 2, "between the arguments"),
    ("0x10", Unreadable, 1, "decimal digits"),
    ("1.2.3", Unreadable, 1, "one decimal point"),
    ("1..2", Unreadable, 1, "one decimal point"),
    ("2 . x", Unreadable, 3, "a dot stands only inside a number"),
    ("1e500", TooLarge, 1, "more than 400 digits"),
    ("9" * 500, TooLarge, 1, "more than 400 digits"),
    ("1e-99999", TooLarge, 1, "more than 400 digits"),
    # size
    ("(" * 9000 + "x" + ")" * 9000, TooLarge, 201, "nested more than 200 deep"),
    ("(" * 10_000, TooLarge, 201, "nested more than 200 deep"),
    ("-" * 10_000 + "x", TooLarge, 9911, "nested more than 90 deep"),
    ("9^" * 5000 + "9", TooLarge, 9822, "nested more than 90 deep"),
    ("x/" * 5000 + "x", TooLarge, 180, "nested more than 90 deep"),
    ("x" + "!" * 5000, TooLarge, 91, "nested more than 90 deep"),
    ("x+" * 500_000 + "x", TooLarge, 20_001, "longer than 20000 characters"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "column", "words"), REFUSED, ids=[row[0][:30] for row in REFUSED])
def test_it_is_refused(text: str, kind: type[InputError], column: int, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text, names=NAMES)
    error = caught.value
    assert type(error) is kind
    assert words in str(error)
    assert error.place is not None
    assert error.place.column == column


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("x", 1, "a relation is expected"),
        ("x =", 4, 'something is missing after "="'),
        ("= x", 1, 'something is missing before "="'),
        ("x = = y", 5, 'something is missing before "="'),
        ("(x = y)", 4, "inside brackets"),
        ("", 1, "there is nothing to read"),
        ("x < y +", 7, 'something is missing after "+"'),
    ],
)
def test_a_relation_is_refused(text: str, column: int, words: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_relations(text)
    assert words in str(caught.value)
    assert caught.value.place is not None
    assert caught.value.place.column == column


def test_the_caret_stands_under_the_token() -> None:
    with pytest.raises(Unreadable) as caught:
        read("1 + sin x")
    assert caught.value.report().splitlines() == [
        '<input>:1:5: "sin" needs its argument in brackets; write sin(x)',
        "   1 | 1 + sin x",
        "     |     ^^^",
    ]
