"""Nothing hangs: hard questions and small bounds are answered, the same way each time, in threads too.

No test here measures time. A thread that hasn't answered after GUARD seconds is reported as a
hang; a signal, which doesn't reach threads, is never used.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import TypeVar

import pytest

from asked import ask
from derivex.derivation import verify
from derivex.engine.bounds import Bounds
from derivex.errors import InputError
from derivex.verdict import Proved, Refuted, Undecided, Verdict

Answer = TypeVar("Answer")

GUARD = 60.0  # seconds, far beyond what any question may take


def guarded(ask_it: Callable[[], Answer]) -> Answer:
    """The answer, from a thread of its own; an error there is raised here."""
    answers: list[Answer] = []
    errors: list[Exception] = []

    def run() -> None:
        try:
            answers.append(ask_it())
        except Exception as error:
            errors.append(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(GUARD)
    assert not thread.is_alive(), "this question hangs"
    if errors:
        raise errors[0]
    return answers[0]


def deep(head: str, count: int, inside: str = "x") -> str:
    return f"{head}(" * count + inside + ")" * count


NAMES = "abcdghjklmnpqrst"

HARD = [
    # each would fill the memory, or take years, if it were just worked out
    ("towers of powers", "9^9^9^9", "9^9^9^9 + 1", []),
    ("a large power of a number", "2^(10^9)", "2^(10^9) + 1", []),
    (
        "a large power of a sum",
        "(a + b + c + d + g)^200",
        "(a + b + c + d + g)^199*(a + b + c + d + g) + exp(-(10^9))",
        [],
    ),
    ("many factors", "*".join(f"({name} + 1)" for name in NAMES), "*".join(NAMES) + " + exp(-(10^9))", []),
    ("towers of exponentials", "exp(exp(exp(1000)))", "1", []),
    ("a tower of exponentials of x", deep("exp", 12), deep("exp", 12) + " + exp(-(10^9))", []),
    ("a tower of sines", deep("sin", 40), deep("sin", 40) + " + exp(-(10^9))", []),
    ("nested roots", deep("sqrt", 30, "x + sqrt(x)"), deep("sqrt", 30, "x + sqrt(x)") + " + exp(-(10^9))", ["x > 0"]),
    ("a sum of roots", "+".join(f"sqrt(x + {n})" for n in range(1, 25)), "x + exp(-(10^9))", ["x > 0"]),
    ("large angles", "sin(10^100)", "0", []),
    ("a large factorial", "factorial(10^9)", "1", []),
    ("a long sum", "Sum(sin(k), (k, 1, 10^12))", "0", []),
    ("nested sums", "Sum(Sum(Sum(i*j*k, (i, 1, 2000)), (j, 1, 2000)), (k, 1, 2000))", "5", []),
    ("a long product", "Product(k + x, (k, 1, 10^9))", "x", []),
    ("a high derivative", "diff(exp(sin(x^2)), x, 60)", "diff(exp(sin(x^2)), x, 60) + exp(-(10^9))", []),
    ("an angle of a fine division", "cos(pi/100003)", "cos(2*pi/100003) + exp(-(10^9))", []),
    ("many absolute values", "+".join(f"abs(x + {n})" for n in range(20)), "20*x + 190 + exp(-(10^9))", ["x > -1"]),
    ("many cases", "max(a, b, c, d, g, h, j, k)", "max(k, j, h, g, d, c, b, a) + exp(-(10^9))", []),
    ("a wild integral", "Integral(exp(exp(exp(t))), (t, 0, 100))", "1", []),
    ("an oscillating integral", "Integral(sin(10^9*t^2), (t, 0, 10^9))", "0", []),
    ("an angle of many terms", "sin(a*a^8191)", "sin(a^8192) + exp(-(10^9))", ["a = b + 1"]),
    # factors with numbers beyond 64 bits, over the Gaussian integers
    ("large numbers", "log(1/(I*b*(1 - I*b)))", "log(1/(10^(-40) - I*b) + 1/(I*b - 1))", ["b > 1"]),
    ("givens on a curve", "x", "1", ["x^7 + y^7 = 1", "x*y > 1/3"]),
]


@pytest.mark.parametrize(("why", "before", "after", "given"), HARD, ids=[row[0] for row in HARD])
def test_a_hard_question_is_answered_in_a_thread(why: str, before: str, after: str, given: list[str]) -> None:
    verdict = guarded(lambda: ask(before, after, *given))
    assert not isinstance(verdict, Proved), why
    if isinstance(verdict, Undecided):
        assert verdict.reason
        assert len(verdict.reason) < 2_000


ROOTS = "+".join(f"sqrt({prime})" for prime in (2, 3, 5, 7, 11, 13, 17, 19))
TRUE = [
    ("a power of a sum of roots", f"({ROOTS})^8", f"({ROOTS})^7*({ROOTS})", []),
    ("a sum of many angles", f"sin({'+'.join(NAMES)})", f"cos({'+'.join(NAMES)} - pi/2)", []),
    ("a large multiple of an angle", "cos(100000*x)", "2*cos(50000*x)^2 - 1", []),
    ("a distant shift", "gamma(x + 500)", "(x + 499)*gamma(x + 499)", []),
    ("a large exponent", "(1 + x)^1000000", "(1 + x)^999999*(1 + x)", []),
    ("many maxima", "max(a, max(b, max(c, max(d, max(g, h)))))", "max(max(max(max(max(a, b), c), d), g), h)", []),
    ("roots of high order", "x^(1/97)*x^(1/89)*x^(1/83)", "x^(1/97 + 1/89 + 1/83)", []),
    ("a high derivative of unknown functions", "diff(f(f(f(x))), x, 6)", "diff(diff(f(f(f(x))), x, 4), x, 2)", []),
    ("a power of a power, derived", "diff((x^x)^x, x, 5)", "diff(x^(x^2), x, 5)", ["x > 0"]),
]


@pytest.mark.parametrize(("why", "before", "after", "given"), TRUE, ids=[row[0] for row in TRUE])
def test_a_hard_question_that_is_true_is_never_refuted(why: str, before: str, after: str, given: list[str]) -> None:
    verdict = guarded(lambda: ask(before, after, *given))
    assert not isinstance(verdict, Refuted), why
    if isinstance(verdict, Undecided):
        assert verdict.reason


# questions that the default bounds answer; under one small bound they may not be
QUESTIONS = [
    ("(x + y + 1)^12 - (x + y + 1)^6*(x + y + 1)^6 + x", "x", []),
    ("sqrt(2 + sqrt(3))*sqrt(2 - sqrt(3))", "1", []),
    ("4*atan(1/5) - atan(1/239)", "pi/4", []),
    ("exp(pi*sqrt(163))", "262537412640768744", []),
    ("log(x*y)", "log(x) + log(y)", ["x > 0", "y > 0"]),
    ("max(x, y) + min(x, y)", "x + y", []),
    ("Sum(k^3, (k, 1, n))", "n^2*(n + 1)^2/4", []),
    ("diff(exp(sin(x)), x, 4)", "diff(cos(x)*exp(sin(x)), x, 3)", []),
    ("sin(7*x)", "7*sin(x) - 56*sin(x)^3 + 112*sin(x)^5 - 64*sin(x)^7", []),
    ("sqrt(x^2)", "x", []),
]
SMALL = [
    Bounds(terms=1),
    Bounds(terms=20),
    Bounds(bits=1),
    Bounds(bits=64),
    Bounds(precision=2),
    Bounds(precision=64),
    Bounds(points=0),
    Bounds(points=1),
    Bounds(seconds=0.0),
    Bounds(terms=1, bits=1, precision=2, points=1, seconds=0.0),
]


@pytest.mark.parametrize("bounds", SMALL)
@pytest.mark.parametrize(("before", "after", "given"), QUESTIONS, ids=[row[0] for row in QUESTIONS])
def test_a_small_bound_never_changes_an_answer_into_another(
    before: str, after: str, given: list[str], bounds: Bounds
) -> None:
    """It makes an answer Undecided at most, with a reason."""
    unbounded = ask(before, after, *given)
    verdict = guarded(lambda: ask(before, after, *given, bounds=bounds))
    assert isinstance(verdict, (type(unbounded), Undecided))
    if isinstance(verdict, Undecided):
        assert verdict.reason


@pytest.mark.parametrize(("before", "after", "given"), QUESTIONS[:6], ids=[row[0] for row in QUESTIONS[:6]])
def test_no_time_is_an_answer_too(before: str, after: str, given: list[str]) -> None:
    verdict = guarded(lambda: ask(before, after, *given, bounds=Bounds(seconds=0.0)))
    assert isinstance(verdict, (Proved, Refuted, Undecided))


def shape(verdict: Verdict) -> object:
    match verdict:
        case Undecided(reason):
            return reason
        case Refuted(witness, note):
            return witness, note
        case Proved(method, lost, gained, point, unexamined):
            return method, lost, gained, point, unexamined


@pytest.mark.parametrize(("before", "after", "given"), QUESTIONS, ids=[row[0] for row in QUESTIONS])
def test_the_same_answer_every_time_and_in_several_threads(before: str, after: str, given: list[str]) -> None:
    first = shape(ask(before, after, *given))
    answers: list[object] = []
    threads = [Thread(target=lambda: answers.append(shape(ask(before, after, *given))), daemon=True) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(GUARD)
    assert answers == [first, first, first]


def test_a_chain_of_hard_lines_is_answered() -> None:
    report = guarded(lambda: verify(["9^9^9^9", "9^9^9^9 + 1", "exp(exp(exp(1000)))"]))
    assert report.status == 3


TEXTS = [deep("(", 3_000, "x"), "x" + "+x" * 200_000, deep("sin", 2_000), "1" * 100_000]


@pytest.mark.parametrize("text", TEXTS, ids=["brackets", "summands", "sines", "digits"])
def test_a_text_beyond_measure_is_refused_with_a_message(text: str) -> None:
    with pytest.raises(InputError, match=" "):
        guarded(lambda: ask(text, text))
