"""One step of a certificate, from the earlier ones by one law.

The denominators of a claim, in its arguments and in its value, are zero nowhere: so two
claims whose arguments are the same quotients speak about the same values at every point.

Contract: ``accept`` puts the step into the ledger or raises ``Refused``.
"""

from __future__ import annotations

from derivex.certificates.branches import LAWS, NEW
from derivex.certificates.data import Agree, Apart, Claim, Equation, Sign, Step, Written, Zero
from derivex.certificates.ledger import Ledger
from derivex.certificates.quotients import Quotient, need
from derivex.certificates.signs import strictly
from derivex.term import App


def accept(ledger: Ledger, step: Step) -> None:
    """One step more in the ledger, or ``Refused``."""
    match step:
        case Claim(head, args, value, law):
            need(law in LAWS, "a law that nobody knows")
            ledger.used += NEW.get(law, 0)
            need(ledger.used <= len(ledger.generators), "too few generators")
            decoded, result = tuple(map(ledger.quotient, args)), ledger.quotient(value)
            need(all(ledger.nowhere_zero(each.below) for each in decoded), f"a denominator in {head} may be zero")
            need(result.below, "a denominator that is zero")
            LAWS[law](ledger, step, decoded, result)
            need(ledger.nowhere_zero(result.below), f"the denominator of {head} may be zero")
            ledger.apart += [result.above] if head == "exp" and not ledger.nowhere_zero(result.above) else []
            ledger.claims[ledger.count] = step, decoded, result
        case Sign(polynomial, strict, law, uses, rows, term):
            found = ledger.polynomial(polynomial)
            ledger.signs[ledger.count] = found, strictly(ledger, found, law, uses, rows, term)
            need(ledger.signs[ledger.count][1] or not strict, "a sign that may be 0")
            ledger.apart += [found] if ledger.signs[ledger.count][1] else []
        case Apart(polynomial, cofactor, uses):
            ledger.apart.append(ledger.never_zero(ledger.polynomial(polynomial), ledger.polynomial(cofactor), uses))
        case Written(term):
            need(term in ledger.written, "nothing that is written")
            ledger.apart.append(ledger.value(term).above)
        case Agree(first, second):
            (one, left, here), (two, right, there) = ledger.claims[first], ledger.claims[second]
            need(one.head == two.head and one.term == two.term and len(left) == len(right), "two different heads")
            need(all(map(ledger.same, left, right)), "two different arguments")
            ledger.relate_all(ledger.minus(here, there).above)
        case Zero(polynomial, times, cofactor, uses):
            found = ledger.polynomial(polynomial)
            if uses:  # never negative, nor its opposite
                low, high = (ledger.signs[use][0] for use in uses)
                need(not ledger.reduce(low - found) and not ledger.reduce(high + found), "not these signs")
            else:
                other = Quotient(ledger.polynomial(cofactor), ledger.one)
                need(0 < times <= 8 and ledger.nowhere_zero(other.above), "no power, or times what may be 0")
                product = ledger.product(ledger.power(Quotient(found, ledger.one), times), other)
                whole = Quotient(ledger.times(found, other.above), ledger.one)
                need(not product.above or not ledger.conjugated(whole).above, "not zero")
            ledger.relate_all(found)
        case Equation(index):
            equation = ledger.relations_given[index]
            need(isinstance(equation, App) and equation.head == "=", "no given equation")
            ledger.relate_all(ledger.minus(*map(ledger.value, equation.args)).above)  # type: ignore[union-attr]  # an App
    ledger.count += 1
