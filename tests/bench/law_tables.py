"""Laws to make pairs from: one row a law, its letters saying what may be put in for them.

    a b c d   any term, of any value        r s t   real values
    p q       positive values               e       a value that isn't negative
    v         a value between -1 and 1      n       an integer, of any sign
    m         an integer, not negative      k       a literal 1 … 5
    x         a variable to differentiate by, integrate over or name
    f g h     smooth real functions of x    i j     bound, never filled

A row of ``TRUE`` holds at every point at which both of its sides are defined, by principal
values; a row of ``FALSE`` fails somewhere, for most of what may be put in: the mistakes
that people make, and the laws that ignore a branch.
"""

from __future__ import annotations


def _rows(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines())


TRUE: dict[str, tuple[str, ...]] = {
    "polynomials": _rows("""
        a + b = b + a
        a + (b + c) = (a + b) + c
        a*(b*c) = (c*a)*b
        a*(b + c) = a*b + a*c
        a - (b - c) = a - b + c
        -(a - b) = b - a
        (a + b)^2 = a^2 + 2*a*b + b^2
        (a - b)^2 = a^2 - 2*a*b + b^2
        (a + b)^3 = a^3 + 3*a^2*b + 3*a*b^2 + b^3
        (a + b)^4 = a^4 + 4*a^3*b + 6*a^2*b^2 + 4*a*b^3 + b^4
        (a + b + c)^2 = a^2 + b^2 + c^2 + 2*a*b + 2*b*c + 2*c*a
        a^2 - b^2 = (a - b)*(a + b)
        a^3 - b^3 = (a - b)*(a^2 + a*b + b^2)
        a^4 + 4*b^4 = (a^2 + 2*a*b + 2*b^2)*(a^2 - 2*a*b + 2*b^2)
        (a^2 + b^2)*(c^2 + d^2) = (a*c - b*d)^2 + (a*d + b*c)^2
        a^5 - 1 = (a - 1)*(a^4 + a^3 + a^2 + a + 1)
        a*0 + b = b
    """),
    "fractions": _rows("""
        (a + b)/c = a/c + b/c
        (a*c)/(b*c) = a/b
        a/b + c/d = (a*d + b*c)/(b*d)
        (a/b)*(c/d) = (a*c)/(b*d)
        (a/b)/(c/d) = (a*d)/(b*c)
        a/(b/c) = a*c/b
        1/(1/a) = a
        1/a - 1/b = (b - a)/(a*b)
        1/(a*(a + 1)) = 1/a - 1/(a + 1)
        (a^2 - b^2)/(a - b) = a + b
        (a^3 + b^3)/(a + b) = a^2 - a*b + b^2
        1/(1 + 1/a) = a/(a + 1)
        1/(1 + 1/(1 + 1/a)) = (a + 1)/(2*a + 1)
        2/(a^2 - 1) = 1/(a - 1) - 1/(a + 1)
        a/a = 1
        0/a = 0
        a - a/(1 + b) = a*b/(1 + b)
    """),
    "powers": _rows("""
        1/a = a^(-1)
        a^(-n) = 1/a^n
        a^m*a^n = a^(m + n)
        a^b*a^c = a^(b + c)
        (a^n)^k = a^(n*k)
        (a^b)^n = a^(b*n)
        (a*b)^n = a^n*b^n
        (a/b)^n = a^n/b^n
        (p*a)^b = p^b*a^b
        (p/q)^a = p^a/q^a
        (p^r)^a = p^(r*a)
        (1/p)^a = p^(-a)
        a^b = exp(b*log(a))
        a^0 = 1
        1^a = 1
        a^(b + 1) = a*a^b
        a^(2*b) = (a^b)^2
        p^(k*r) = (p^r)^k
        2^r*3^r = 6^r
        4^r = 2^(2*r)
        (p^r)^(1/2) = p^(r/2)
    """),
    "roots": _rows("""
        sqrt(a)^2 = a
        sqrt(a)*sqrt(a) = a
        sqrt(r^2) = abs(r)
        sqrt(e^2) = e
        sqrt(p*a) = sqrt(p)*sqrt(a)
        sqrt(p/q) = sqrt(p)/sqrt(q)
        sqrt(1/p) = 1/sqrt(p)
        sqrt(p^2*a) = p*sqrt(a)
        sqrt(-p) = I*sqrt(p)
        1/(sqrt(p) + sqrt(q)) = (sqrt(p) - sqrt(q))/(p - q)
        sqrt(p + q + 2*sqrt(p*q)) = sqrt(p) + sqrt(q)
        sqrt(p^2 + 2*p*q + q^2) = p + q
        sqrt(sqrt(p)) = p^(1/4)
        sqrt(sqrt(a)) = a^(1/4)
        (p^k)^(1/k) = p
        (a^(1/3))^3 = a
        a^(3/2) = a*sqrt(a)
        a^(1/2) = sqrt(a)
        a^(2/3) = (a^(1/3))^2
        1/sqrt(a) = sqrt(a)/a
        a^(-1/2) = 1/sqrt(a)
        sqrt(8)*a = 2*sqrt(2)*a
        sqrt(e)*sqrt(p) = sqrt(e*p)
        root(r, 3)^3 = r
        root(r^3, 3) = r
        root(-r, 3) = -root(r, 3)
        root(r*s, 3) = root(r, 3)*root(s, 3)
        root(p, 3) = p^(1/3)
        root(p, 2) = sqrt(p)
        (sqrt(p) + sqrt(q))*(sqrt(p) - sqrt(q)) = p - q
        sqrt(1 - v)*sqrt(1 + v) = sqrt(1 - v^2)
        sqrt(a - 1)*sqrt(a - 1) = a - 1
        sqrt((1 - v)/(1 + v)) = sqrt(1 - v^2)/(1 + v)
        sqrt(1 - a)*sqrt(1 + a) = sqrt(1 - a^2)
        sqrt((a - 1)/(a + 1)) = sqrt(a - 1)/sqrt(a + 1)
        sqrt(a/(a + 1)) = sqrt(a)/sqrt(a + 1)
        sqrt(1 + I*a)*sqrt(1 - I*a) = sqrt(1 + a^2)
        sqrt(a)*sqrt(2 - a) = sqrt(2*a - a^2)
    """),
    "exponentials": _rows("""
        exp(a + b) = exp(a)*exp(b)
        exp(a - b) = exp(a)/exp(b)
        exp(-a) = 1/exp(a)
        exp(a)^n = exp(n*a)
        exp(r)^a = exp(r*a)
        exp(2*a) = exp(a)^2
        exp(log(a)) = a
        exp(-log(a)) = 1/a
        exp(k*log(a)) = a^k
        exp(log(a)/2) = sqrt(a)
        exp(a*log(b)) = b^a
        exp(a + log(b)) = b*exp(a)
        1/(1 + exp(-a)) = exp(a)/(1 + exp(a))
        sqrt(exp(r)) = exp(r/2)
        (exp(a) - 1)*(exp(a) + 1) = exp(2*a) - 1
        exp(I*pi) = -1
        exp(I*a) = cos(a) + I*sin(a)
        exp(a + 2*pi*I*n) = exp(a)
        exp(I*pi*n) = (-1)^n
        exp(a + I*pi) = -exp(a)
    """),
    "logarithms": _rows("""
        log(p*q) = log(p) + log(q)
        log(p*a) = log(p) + log(a)
        log(p/q) = log(p) - log(q)
        log(1/p) = -log(p)
        log(p^r) = r*log(p)
        log(exp(r)) = r
        log(sqrt(p)) = log(p)/2
        log(sqrt(a)) = log(a)/2
        log(a^(1/3)) = log(a)/3
        log(r^2) = 2*log(abs(r))
        log(abs(r*s)) = log(abs(r)) + log(abs(s))
        log(abs(r/s)) = log(abs(r)) - log(abs(s))
        log(p, q) = log(p)/log(q)
        log(q^r, q) = r
        log(-p) = log(p) + I*pi
        log(p + q) - log(p) = log(1 + q/p)
        2*log(p) - log(q) = log(p^2/q)
        log(8*p) = 3*log(2) + log(p)
        log((1 + r^2)^2) = 2*log(1 + r^2)
        log(p*exp(r)) = r + log(p)
        log(1 + exp(r)) = r + log(1 + exp(-r))
        log((1 + v)/(1 - v)) = log(1 + v) - log(1 - v)
        log(12) + a = 2*log(2) + log(3) + a
        log(p, 2) = log(p)/log(2)
        log(p, 4) = log(p, 2)/2
        log(1 - a) + log(1 + a) = log(1 - a^2)
        log((a - 1)/(a + 1)) = log(a - 1) - log(a + 1)
        log(1 + I*a) + log(1 - I*a) = log(1 + a^2)
        log(a) + log(-a) = log(-a^2)
        log(a) + log(2 - a) = log(2*a - a^2)
    """),
    "trigonometry": _rows("""
        sin(a)^2 + cos(a)^2 = 1
        sin(a)^2 = 1 - cos(a)^2
        tan(a) = sin(a)/cos(a)
        cot(a) = 1/tan(a)
        sec(a)*cos(a) = 1
        csc(a) = 1/sin(a)
        sin(2*a) = 2*sin(a)*cos(a)
        cos(2*a) = cos(a)^2 - sin(a)^2
        cos(2*a) = 2*cos(a)^2 - 1
        tan(2*a) = 2*tan(a)/(1 - tan(a)^2)
        sin(3*a) = 3*sin(a) - 4*sin(a)^3
        cos(3*a) = 4*cos(a)^3 - 3*cos(a)
        sin(a + b) = sin(a)*cos(b) + cos(a)*sin(b)
        cos(a + b) = cos(a)*cos(b) - sin(a)*sin(b)
        sin(a - b) = sin(a)*cos(b) - cos(a)*sin(b)
        tan(a + b) = (tan(a) + tan(b))/(1 - tan(a)*tan(b))
        sin(-a) = -sin(a)
        cos(-a) = cos(a)
        tan(-a) = -tan(a)
        1 + tan(a)^2 = sec(a)^2
        1 + cot(a)^2 = csc(a)^2
        sin(a)^2 = (1 - cos(2*a))/2
        cos(a)^4 = (3 + 4*cos(2*a) + cos(4*a))/8
        cos(a) = 1 - 2*sin(a/2)^2
        tan(a/2) = sin(a)/(1 + cos(a))
        tan(a/2) = (1 - cos(a))/sin(a)
        tan(a) + cot(a) = sec(a)*csc(a)
        sin(a) + sin(b) = 2*sin((a + b)/2)*cos((a - b)/2)
        cos(a) - cos(b) = -2*sin((a + b)/2)*sin((a - b)/2)
        sin(a)*cos(b) = (sin(a + b) + sin(a - b))/2
        sin(a)*sin(b) = (cos(a - b) - cos(a + b))/2
        sin(pi/2 - a) = cos(a)
        cos(a + pi/2) = -sin(a)
        sin(pi - a) = sin(a)
        sin(a + pi) = -sin(a)
        tan(a + pi) = tan(a)
        tan(a + pi/4) = (1 + tan(a))/(1 - tan(a))
        sin(a + 2*pi*n) = sin(a)
        cos(a + n*pi) = (-1)^n*cos(a)
        sin(a + pi/3) = sin(a)/2 + sqrt(3)*cos(a)/2
        sin(a) = (exp(I*a) - exp(-I*a))/(2*I)
        cos(a) = (exp(I*a) + exp(-I*a))/2
        cos(a) = (1 - tan(a/2)^2)/(1 + tan(a/2)^2)
        sin(a)^4 - cos(a)^4 = -cos(2*a)
        abs(sin(r)) = sqrt((1 - cos(2*r))/2)
    """),
    "hyperbolic": _rows("""
        cosh(a)^2 - sinh(a)^2 = 1
        sinh(a) = (exp(a) - exp(-a))/2
        cosh(a) = (exp(a) + exp(-a))/2
        tanh(a) = sinh(a)/cosh(a)
        coth(a) = cosh(a)/sinh(a)
        sech(a) = 1/cosh(a)
        csch(a) = 2/(exp(a) - exp(-a))
        1 - tanh(a)^2 = sech(a)^2
        coth(a)^2 - 1 = csch(a)^2
        exp(a) = cosh(a) + sinh(a)
        sinh(2*a) = 2*sinh(a)*cosh(a)
        cosh(2*a) = 2*cosh(a)^2 - 1
        sinh(a + b) = sinh(a)*cosh(b) + cosh(a)*sinh(b)
        cosh(a - b) = cosh(a)*cosh(b) - sinh(a)*sinh(b)
        tanh(a + b) = (tanh(a) + tanh(b))/(1 + tanh(a)*tanh(b))
        sinh(3*a) = 3*sinh(a) + 4*sinh(a)^3
        tanh(a/2) = sinh(a)/(1 + cosh(a))
        sinh(I*a) = I*sin(a)
        cosh(I*a) = cos(a)
        tan(I*a) = I*tanh(a)
        cosh(log(p)) = (p + 1/p)/2
        sinh(log(a)) = (a - 1/a)/2
        tanh(a) = (exp(2*a) - 1)/(exp(2*a) + 1)
        1/(1 + exp(-a)) = (1 + tanh(a/2))/2
        sqrt(cosh(r)^2) = cosh(r)
        sqrt(1 + sinh(r)^2) = cosh(r)
    """),
    "inverse-trigonometry": _rows("""
        sin(asin(a)) = a
        cos(acos(a)) = a
        tan(atan(a)) = a
        asin(a) + acos(a) = pi/2
        cos(asin(a)) = sqrt(1 - a^2)
        sin(acos(a)) = sqrt(1 - a^2)
        cos(atan(r)) = 1/sqrt(1 + r^2)
        sin(atan(r)) = r/sqrt(1 + r^2)
        tan(asin(v)) = v/sqrt(1 - v^2)
        sin(2*atan(r)) = 2*r/(1 + r^2)
        cos(2*atan(r)) = (1 - r^2)/(1 + r^2)
        asin(-a) = -asin(a)
        acos(-a) = pi - acos(a)
        atan(-a) = -atan(a)
        atan(p) + atan(1/p) = pi/2
        acot(a) = atan(1/a)
        asec(a) = acos(1/a)
        acsc(a) = asin(1/a)
        asin(v) = atan(v/sqrt(1 - v^2))
        atan(r) = asin(r/sqrt(1 + r^2))
        acos(v) = 2*atan(sqrt((1 - v)/(1 + v)))
        atan(r) = I/2*(log(1 - I*r) - log(1 + I*r))
        asin(a) = -I*log(I*a + sqrt(1 - a^2))
        atan(tan(v)) = v
        asin(sin(v)) = v
        acos(cos(abs(v))) = abs(v)
        atan(1) + a = pi/4 + a
        asin(sin(v)/2) = atan(sin(v)/sqrt(4 - sin(v)^2))
    """),
    "inverse-hyperbolic": _rows("""
        asinh(a) = log(a + sqrt(a^2 + 1))
        acosh(a) = log(a + sqrt(a - 1)*sqrt(a + 1))
        atanh(a) = (log(1 + a) - log(1 - a))/2
        atanh(v) = log((1 + v)/(1 - v))/2
        sinh(asinh(a)) = a
        cosh(acosh(a)) = a
        tanh(atanh(a)) = a
        asinh(sinh(r)) = r
        acosh(cosh(r)) = abs(r)
        atanh(tanh(r)) = r
        cosh(asinh(r)) = sqrt(1 + r^2)
        sinh(acosh(1 + p)) = sqrt((1 + p)^2 - 1)
        cosh(atanh(v)) = 1/sqrt(1 - v^2)
        asinh(-a) = -asinh(a)
        acoth(a) = atanh(1/a)
        asech(a) = acosh(1/a)
        acsch(a) = asinh(1/a)
        acosh(1 + p) = log(1 + p + sqrt((1 + p)^2 - 1))
        asinh(r) = atanh(r/sqrt(1 + r^2))
        2*asinh(r) = asinh(2*r*sqrt(1 + r^2))
    """),
    "absolute": _rows("""
        abs(r)^2 = r^2
        abs(a*b) = abs(a)*abs(b)
        abs(a/b) = abs(a)/abs(b)
        abs(-a) = abs(a)
        abs(p) = p
        abs(e) = e
        abs(r) = r*sign(r)
        sign(r)*abs(r) = r
        sign(r*s) = sign(r)*sign(s)
        sign(p) = 1
        sign(-r) = -sign(r)
        sign(r)^3 = sign(r)
        sign(sign(r)) = sign(r)
        abs(abs(r)) = abs(r)
        abs(r)^3 = r^2*abs(r)
        abs(r - s) = abs(s - r)
        abs(r^k) = abs(r)^k
        abs(exp(r)) = exp(r)
        max(r, s) + min(r, s) = r + s
        max(r, s)*min(r, s) = r*s
        max(r, s) - min(r, s) = abs(r - s)
        max(r, s) = (r + s + abs(r - s))/2
        min(r, s) = (r + s - abs(r - s))/2
        max(r, s) = max(s, r)
        max(r, -r) = abs(r)
        max(r, r) = r
        max(p, -q) = p
        min(r, max(r, s)) = r
        max(r + t, s + t) = max(r, s) + t
        max(p*r, p*s) = p*max(r, s)
        -max(r, s) = min(-r, -s)
        max(r, max(s, t)) = max(max(r, s), t)
        abs(max(r, s)) + abs(min(r, s)) = abs(r) + abs(s)
        sqrt(r^2)*sign(r) = r
        abs(abs(r) - abs(s))*abs(abs(r) + abs(s)) = abs(r^2 - s^2)
        abs(r + I*s)^2 = r^2 + s^2
        (abs(r) + r)*(abs(r) - r) = 0
    """),
    "integers": _rows("""
        (-1)^(2*n) = 1
        (-1)^(2*n + 1) = -1
        (-1)^n*(-1)^n = 1
        (-1)^(n + 1) = -(-1)^n
        1/(-1)^n = (-1)^n
        sin(n*pi) = 0
        cos(n*pi) = (-1)^n
        cos(2*n*pi) = 1
        tan(n*pi) = 0
        sin(pi*(2*n + 1)/2) = (-1)^n
        cos(pi*n + pi/2) = 0
        2^(n + 1) = 2*2^n
        (-a)^(2*n) = a^(2*n)
        I^(4*n) = 1
        (-1)^(n*(n + 1)) = 1
        abs((-1)^n) = 1
        floor(n) = n
        ceiling(n) = n
        floor(r + n) = floor(r) + n
        ceiling(r) = -floor(-r)
        floor(floor(r)) = floor(r)
        (p^n)^(1/2) = p^(n/2)
        floor((2*n + 1)/2) = n
        floor(2*r) = floor(r) + floor(r + 1/2)
        floor(-r) = -ceiling(r)
        cos(pi*floor(r)) = (-1)^floor(r)
        sin(pi*ceiling(r)) = 0
        floor(n/2) + floor((n + 1)/2) = n
        (2^n)^2 = 4^n
        (-2)^n = (-1)^n*2^n
        (-1)^n*a + (-1)^(n + 2)*a = 2*(-1)^n*a
    """),
    "gamma": _rows("""
        gamma(a + 1) = a*gamma(a)
        gamma(a + 2) = a*(a + 1)*gamma(a)
        gamma(a)/gamma(a - 1) = a - 1
        factorial(a) = gamma(a + 1)
        factorial(m + 1) = (m + 1)*factorial(m)
        factorial(m + 2)/factorial(m) = (m + 2)*(m + 1)
        factorial(m) = m*factorial(m - 1)
        gamma(m + 1) = factorial(m)
        binomial(m, 0) = 1
        binomial(m, 1) = m
        binomial(m, m) = 1
        binomial(m, 2) = m*(m - 1)/2
        binomial(m, k) = factorial(m)/(factorial(k)*factorial(m - k))
        binomial(m + k, m) = binomial(m + k, k)
        binomial(m + 1, k + 1) = binomial(m, k) + binomial(m, k + 1)
        gamma(1/2)*a = sqrt(pi)*a
        factorial(4)*a = 24*a
        gamma(a + 1)/gamma(a) = a
        erf(-a) = -erf(a)
    """),
    "sums": _rows("""
        Sum(a*i, (i, 1, m)) = a*Sum(i, (i, 1, m))
        Sum(a*i, (i, 1, m)) = Sum(a*j, (j, 1, m))
        Sum(a + i, (i, 1, 3)) = 3*a + 6
        Sum(a^i, (i, 0, 2)) = 1 + a + a^2
        Sum(i^2, (i, 1, 4))*a = 30*a
        Sum(a, (i, 1, k)) = k*a
        Sum(i + a, (i, 1, m)) = Sum(i, (i, 1, m)) + Sum(a, (i, 1, m))
        Sum(i, (i, 1, m)) = m*(m + 1)/2
        Sum(i, (i, 1, m + 1)) = Sum(i, (i, 1, m)) + m + 1
        Sum((i + a)^2, (i, 1, m)) = Sum(i^2 + 2*a*i + a^2, (i, 1, m))
        Product(i, (i, 1, 4))*a = 24*a
        Product(a + i, (i, 0, 2)) = a*(a + 1)*(a + 2)
        Product(a*i, (i, 1, m)) = Product(i*a, (i, 1, m))
        Product(i, (i, 1, m)) = factorial(m)
        Integral(f + g, (x, 0, 1)) = Integral(g + f, (x, 0, 1))
        Integral(f*(g + 1), (x, 0, 1)) = Integral(f*g + f, (x, 0, 1))
        Integral(2*i*a, (i, 0, 1)) = Integral(2*j*a, (j, 0, 1))
    """),
    "derivatives": _rows("""
        diff(f + g, x) = diff(f, x) + diff(g, x)
        diff(f*g, x) = diff(f, x)*g + f*diff(g, x)
        diff(f/g, x) = (g*diff(f, x) - f*diff(g, x))/g^2
        diff(f*g*h, x) = diff(f, x)*g*h + f*diff(g, x)*h + f*g*diff(h, x)
        diff(f, x, 2) = diff(diff(f, x), x)
        diff(f*g, x, 2) = diff(f, x, 2)*g + 2*diff(f, x)*diff(g, x) + f*diff(g, x, 2)
        diff(f^k, x) = k*f^(k - 1)*diff(f, x)
        diff(k*f, x) = k*diff(f, x)
        diff(exp(f), x) = exp(f)*diff(f, x)
        diff(log(f), x) = diff(f, x)/f
        diff(log(abs(f)), x) = diff(f, x)/f
        diff(sqrt(f), x) = diff(f, x)/(2*sqrt(f))
        diff(f^(1/3), x) = f^(-2/3)*diff(f, x)/3
        diff(2^f, x) = 2^f*log(2)*diff(f, x)
        diff(sin(f), x) = cos(f)*diff(f, x)
        diff(cos(f), x) = -sin(f)*diff(f, x)
        diff(tan(f), x) = diff(f, x)/cos(f)^2
        diff(cot(f), x) = -csc(f)^2*diff(f, x)
        diff(sec(f), x) = sec(f)*tan(f)*diff(f, x)
        diff(csc(f), x) = -csc(f)*cot(f)*diff(f, x)
        diff(sinh(f), x) = cosh(f)*diff(f, x)
        diff(cosh(f), x) = sinh(f)*diff(f, x)
        diff(tanh(f), x) = sech(f)^2*diff(f, x)
        diff(coth(f), x) = -csch(f)^2*diff(f, x)
        diff(sech(f), x) = -sech(f)*tanh(f)*diff(f, x)
        diff(asin(f), x) = diff(f, x)/sqrt(1 - f^2)
        diff(acos(f), x) = -diff(f, x)/sqrt(1 - f^2)
        diff(atan(f), x) = diff(f, x)/(1 + f^2)
        diff(acot(f), x) = -diff(f, x)/(1 + f^2)
        diff(asinh(f), x) = diff(f, x)/sqrt(1 + f^2)
        diff(acosh(f), x) = diff(f, x)/(sqrt(f - 1)*sqrt(f + 1))
        diff(atanh(f), x) = diff(f, x)/(1 - f^2)
        diff(acoth(f), x) = diff(f, x)/(1 - f^2)
        diff(asech(f), x) = -diff(f, x)/(f*(1 + f)*sqrt((1 - f)/(1 + f)))
        diff(abs(f), x) = sign(f)*diff(f, x)
        diff(abs(f), x)*f = abs(f)*diff(f, x)
        diff(erf(f), x) = 2/sqrt(pi)*exp(-f^2)*diff(f, x)
        diff((1 + f^2)^g, x) = (1 + f^2)^g*(diff(g, x)*log(1 + f^2) + 2*g*f*diff(f, x)/(1 + f^2))
        diff(max(f, g), x) + diff(min(f, g), x) = diff(f, x) + diff(g, x)
        diff(root(f, 3), x) = diff(f, x)/(3*root(f, 3)^2)
    """),
    "unknown-functions": _rows("""
        phi(a + b) = phi(b + a)
        phi(a)*psi(b) + psi(b) = (phi(a) + 1)*psi(b)
        diff(phi(x)*psi(x), x) = diff(phi(x), x)*psi(x) + phi(x)*diff(psi(x), x)
        diff(phi(x)/psi(x), x) = (psi(x)*diff(phi(x), x) - phi(x)*diff(psi(x), x))/psi(x)^2
        diff(phi(x)^2, x) = 2*phi(x)*phi'(x)
        diff(phi(f), x) = phi'(f)*diff(f, x)
        diff(exp(phi(x)), x) = exp(phi(x))*diff(phi(x), x)
        diff(log(phi(x)^2 + 1), x) = 2*phi(x)*phi'(x)/(phi(x)^2 + 1)
        diff(phi(x), x, 2) = diff(phi'(x), x)
        diff(sin(phi(x)), x) = cos(phi(x))*phi'(x)
        abs(phi(r))^2 = phi(r)^2
        sqrt(phi(r)^2) = abs(phi(r))
    """),
    "constants": _rows("""
        sqrt(3 + 2*sqrt(2)) = 1 + sqrt(2)
        sqrt(k + 1 + 2*sqrt(k)) = 1 + sqrt(k)
        sqrt(5 - 2*sqrt(6)) = sqrt(3) - sqrt(2)
        (2 + sqrt(5))^(1/3) = (1 + sqrt(5))/2
        1/(sqrt(2) + sqrt(3)) = sqrt(3) - sqrt(2)
        cos(pi/5) = (1 + sqrt(5))/4
        sin(pi/12) = (sqrt(6) - sqrt(2))/4
        cos(pi/7)*cos(2*pi/7)*cos(4*pi/7) = -1/8
        4*atan(1/5) - atan(1/239) = pi/4
        atan(1/2) + atan(1/3) = pi/4
        log(k*4) = 2*log(2) + log(k)
        (-8)^(1/3) = 1 + sqrt(3)*I
        sqrt(-4) = 2*I
        I^I = exp(-pi/2)
        log(-1) = I*pi
        sin(pi/8)^2 = (2 - sqrt(2))/4
        8^(2/3) = 4
        exp(k*log(3)) = 3^k
        sqrt(2)^sqrt(2)*sqrt(2)^(2 - sqrt(2)) = 2
        (1 + I)^2 = 2*I
        abs(3 + 4*I) = 5
        tan(pi/8) = sqrt(2) - 1
    """),
}

FALSE: dict[str, tuple[str, ...]] = {
    "polynomials": _rows("""
        (a + b)^2 = a^2 + b^2
        (a - b)^2 = a^2 - b^2
        a - (b - c) = a - b - c
        a*(b + c) = a*b + c
        (a + b)^3 = a^3 + b^3
    """),
    "fractions": _rows("""
        1/(a + b) = 1/a + 1/b
        a/(b + c) = a/b + a/c
        (a + b)/(a + c) = b/c
        a/b + c/d = (a + c)/(b + d)
        a/(b/c) = a/(b*c)
        1/(1/a + 1/b) = a + b
    """),
    "powers": _rows("""
        (a^b)^c = a^(b*c)
        (a^2)^r = a^(2*r)
        (a*b)^c = a^c*b^c
        (a/b)^r = a^r/b^r
        (1/a)^b = a^(-b)
        a^(b*c) = a^b*a^c
        a^b + a^c = a^(b + c)
        (p + q)^r = p^r + q^r
        (-a)^b = -a^b
        0^r = 0
        (a^n)^r = a^(n*r)
    """),
    "roots": _rows("""
        sqrt(a^2) = a
        sqrt(r^2) = r
        sqrt(r^2) = -r
        sqrt(a*b) = sqrt(a)*sqrt(b)
        sqrt(a/b) = sqrt(a)/sqrt(b)
        sqrt(1/a) = 1/sqrt(a)
        sqrt(a + b) = sqrt(a) + sqrt(b)
        sqrt(a^2 + b^2) = a + b
        (a^3)^(1/3) = a
        root(r, 3) = r^(1/3)
        sqrt(-a) = I*sqrt(a)
        (a^2)^(1/4) = sqrt(a)
        sqrt(a - 1)*sqrt(a + 1) = sqrt(a^2 - 1)
        sqrt(a^2 - 2*a*b + b^2) = a - b
        (a^k)^(1/k) = a + 1
        sqrt(a)/sqrt(b) = sqrt(a/b)
        sqrt((1 - a)/(1 + a)) = sqrt(1 - a)/sqrt(1 + a)
        sqrt(a/(a - 1)) = sqrt(a)/sqrt(a - 1)
        sqrt(a)*sqrt(a + 1) = sqrt(a^2 + a)
        sqrt(a)*sqrt(-a) = I*a
        sqrt(a^4) = a^2
        (a^6)^(1/6) = sqrt(a^2)
        (a^(3/2))^(2/3) = a
    """),
    "exponentials": _rows("""
        exp(a + b) = exp(a) + exp(b)
        exp(a*b) = exp(a)*exp(b)
        exp(a)^b = exp(a*b)
        exp(a^2) = exp(a)^2
        exp(-a) = -exp(a)
        sqrt(exp(a)) = exp(a/2)
        exp(2*log(a)) = 2*a
        exp(I*pi*n) = 1
    """),
    "logarithms": _rows("""
        log(a*b) = log(a) + log(b)
        log(a/b) = log(a) - log(b)
        log(1/a) = -log(a)
        log(a^2) = 2*log(a)
        log(a^b) = b*log(a)
        log(exp(a)) = a
        log(a + b) = log(a) + log(b)
        log(a)/log(b) = log(a - b)
        log(a)^2 = 2*log(a)
        log(-a) = -log(a)
        log(abs(a)) = log(a)
        log(-a) = log(a) + I*pi
        log(a^2 - 1) = log(a - 1) + log(a + 1)
        log((1 - a)/(1 + a)) = log(1 - a) - log(1 + a)
        log((a + 1)/(a - 1)) = log(a + 1) - log(a - 1)
        log(a^(3/2)) = 3*log(a)/2
        log(a) + log(a + 1) = log(a^2 + a)
        log(a) = -log(1/a)
        log(I*a) = log(a) + I*pi/2
    """),
    "trigonometry": _rows("""
        sin(a + b) = sin(a) + sin(b)
        sin(2*a) = 2*sin(a)
        cos(a)^2 - sin(a)^2 = 1
        cos(-a) = -cos(a)
        cos(a) = sqrt(1 - sin(a)^2)
        sin(a) = sqrt(1 - cos(a)^2)
        tan(a + b) = tan(a) + tan(b)
        sin(a + pi) = sin(a)
        sin(n*pi/2) = 0
        cos(n*pi) = 1
        tan(a/2) = sin(a)/(1 - cos(a))
        sin(a)/a = sin(1)
        abs(sin(r)) = sin(r)
        sin(a)^2 = sin(a^2)
    """),
    "hyperbolic": _rows("""
        cosh(a)^2 + sinh(a)^2 = 1
        sinh(a + b) = sinh(a) + sinh(b)
        tanh(a)^2 - 1 = sech(a)^2
        sqrt(sinh(r)^2) = sinh(r)
        sqrt(cosh(a)^2 - 1) = sinh(a)
        cosh(a) = (exp(a) - exp(-a))/2
        exp(a) = cosh(a) - sinh(a)
    """),
    "inverse-trigonometry": _rows("""
        asin(sin(r)) = r
        acos(cos(r)) = r
        atan(tan(r)) = r
        atan(a) + atan(1/a) = pi/2
        atan(a) = asin(a)/acos(a)
        acos(-a) = -acos(a)
        atan(a) + atan(b) = atan((a + b)/(1 - a*b))
        asin(a) = atan(a/sqrt(1 - a^2)) + pi
        acot(r) = pi/2 - atan(r)
        asin(2*a*sqrt(1 - a^2)) = 2*asin(a)
        acos(2*a^2 - 1) = 2*acos(a)
        tan(acos(a)) = sqrt(1 - a^2)
    """),
    "inverse-hyperbolic": _rows("""
        acosh(cosh(r)) = r
        acosh(a) = log(a + sqrt(a^2 - 1))
        asinh(sinh(a)) = a + 1
        atanh(a) = log((1 + a)/(1 - a))/2
        acosh(-a) = acosh(a)
        acosh(2*a^2 - 1) = 2*acosh(a)
        sinh(acosh(a)) = sqrt(a^2 - 1)
        asech(a) = acosh(a)
    """),
    "absolute": _rows("""
        abs(a + b) = abs(a) + abs(b)
        abs(a)^2 = a^2
        abs(r) = r
        sign(r)^2 = 1
        sign(r + s) = sign(r) + sign(s)
        max(r, s) = r
        max(r, s) = min(r, s)
        max(r*t, s*t) = t*max(r, s)
        abs(r - s) = r - s
        abs(r)/r = 1
        sign(r)*r = r
        max(r + s, t) = max(r, t) + s
        max(r, s)^2 = max(r^2, s^2)
        abs(r^3) = r^3
    """),
    "integers": _rows("""
        (-1)^n = 1
        (-1)^(2*n) = -1
        cos(n*pi) = (-1)^(n + 1)
        floor(r + s) = floor(r) + floor(s)
        floor(2*r) = 2*floor(r)
        floor(r) = r
        ceiling(r) = floor(r) + 1
        floor(-r) = -floor(r)
        (-1)^(n^2) = 1
        sin(n) = 0
        2^(n + 1) = 2^n + 2
        ((-1)^n)^(1/2) = I^n
        ((-1)^r)^2 = 1
    """),
    "gamma": _rows("""
        gamma(a + 1) = gamma(a) + 1
        gamma(a + 1) = (a + 1)*gamma(a)
        factorial(m + 1) = m*factorial(m)
        factorial(2*m) = 2*factorial(m)
        binomial(m, 2) = m*(m + 1)/2
        binomial(m + 1, k) = binomial(m, k) + binomial(m, k + 1)
        gamma(2*a) = 2*gamma(a)
        factorial(m)^2 = factorial(m^2)
    """),
    "sums": _rows("""
        Sum(i, (i, 1, m)) = m^2/2
        Sum(a, (i, 1, m)) = a
        Sum(a + i, (i, 1, 3)) = a + 6
        Sum(i^2, (i, 1, m)) = Sum(i, (i, 1, m))^2
        Sum(a*i, (i, 0, m)) = Sum(a*i, (i, 0, m + 1))
        Product(a*i, (i, 1, m)) = a*Product(i, (i, 1, m))
        Product(i, (i, 1, 3))*a = 7*a
    """),
    "derivatives": _rows("""
        diff(f*g, x) = diff(f, x)*diff(g, x)
        diff(f/g, x) = diff(f, x)/diff(g, x)
        diff(sin(f), x) = cos(f)
        diff(cos(f), x) = sin(f)*diff(f, x)
        diff(exp(f), x) = exp(f)
        diff(f^k, x) = k*f^k
        diff(log(f), x) = 1/f
        diff(f^2, x) = 2*f
        diff(2^f, x) = f*2^(f - 1)*diff(f, x)
        diff(abs(f), x) = abs(diff(f, x))
        diff(atan(f), x) = diff(f, x)/(1 - f^2)
        diff(asin(f), x) = diff(f, x)/sqrt(f^2 - 1)
        diff(acosh(f), x) = diff(f, x)/sqrt(f^2 - 1)
        diff(asech(f), x) = -diff(f, x)/(f*sqrt(1 - f^2))
        diff(f, x, 2) = diff(f, x)^2
    """),
    "unknown-functions": _rows("""
        phi(a + b) = phi(a) + phi(b)
        phi(2*a) = 2*phi(a)
        diff(phi(x)*psi(x), x) = diff(phi(x), x)*diff(psi(x), x)
        diff(phi(f), x) = phi'(f)
        phi(a) = psi(a)
        sqrt(phi(r)^2) = phi(r)
        phi(a)^2 = phi(a^2)
    """),
    "constants": _rows("""
        sqrt(2) + sqrt(3) = sqrt(5)
        sqrt(2) = 1.41421356237309504880168872420969807857
        pi = 3.14159265358979323846264338327950288420
        exp(pi*sqrt(163)) = 262537412640768744
        (-8)^(1/3) = -2
        22/7 = pi
        sqrt(k + 1) = 1 + sqrt(k)
        4*atan(1/5) - atan(1/240) = pi/4
        cos(pi/7) = 9/10
        sqrt((-2)^2) = -2
        log(-1) = -I*pi
        exp(-200) = 0
        2^(1/2) = 1.4142135623730950488016887242
        10^(-30) = 0
        I^I = exp(pi/2)
        log(2) = 0.693147180559945309417232121458
        cos(1)^2 + sin(1)^2 = 1 + 10^(-25)
        sqrt(10^40 + 1) = 10^20
    """),
}
