"""What is read by the conventions of a whole chain: where a limit ends, what a prime is of, what depends on what."""

from __future__ import annotations

import pytest

from derivex.errors import InputError
from derivex.notation.latex import conventions, read
from derivex.notation.write import plain

# the sides of a chain, and each of them in plain notation
CHAINS = [
    # differentials of expressions, by the letter that stands nowhere else
    (r"\int_0^{bx} \left(\frac{t}{b}\right)^2 \mathrm{d}\left(\frac{t}{b}\right)", "Integral((t/b)^2*diff(t/b, t), (t, 0, b*x))"),
    (r"\int \cos x \, d(\sin x)", "Integral(cos(x)*diff(sin(x), x), x)"),
    (r"\int_0^1 \mathrm{d}(2 u)", "Integral(diff(2*u, u), (u, 0, 1))"),
    (r"s = \int_0^1 e^{-s u} \, \mathrm{d}(s u)", "s = Integral(exp(-s*u)*diff(s*u, u), (u, 0, 1))"),
    (r"\int_0^1 (1 + u) a \, \mathrm{d}(a u) + a", "Integral((1 + u)*a*diff(a*u, u), (u, 0, 1)) + a"),
    # infinity in the arithmetic of bounds
    (r"\int_{(-\infty - \mu)/\sigma}^{b \infty} e^{-t^2} dt", "Integral(exp(-t^2), (t, (-oo - mu)/sigma, b*oo))"),
    (r"\sum_{k=0}^{\infty - 1} x^k", "Sum(x^k, (k, 0, oo - 1))"),
    # where limits and products end
    (r"F(x) = \frac{1}{2} \lim_{x \to \infty} \arctan(x) + x", "F(x) = 1/2*Limit(atan(x), x, oo) + x"),
    (r"\prod_{i=1}^n \left(i + 1\right) \frac{a}{b}", "Product(i + 1, (i, 1, n))*(a/b)"),
    (r"\prod_{i=1}^n (x_i)^2 \cdot c", "Product(x_(i)^2, (i, 1, n))*c"),
    (r"\prod_{i=1}^n (x_i)! c", "Product(factorial(x_(i)), (i, 1, n))*c"),
    # inverse functions
    (r"f_Y(g^{-1}(x)) \cdot \frac{\mathrm{d}g^{-1}(x)}{\mathrm{d}x}", "f_Y(g_inv(x))*diff(g_inv(x), x)"),
    (r"F^{-1}(p) = x^{-1}(1 + x)", "F_inv(p) = x^(-1)*(1 + x)"),
    # a Delta before a name
    (r"\frac{\Delta y}{\Delta x} = \Delta x^2", "Deltay/Deltax = Deltax^2"),
    (r"\exp[\Delta\mathrm{MLL}]", "exp(DeltaMLL)"),
    (r"\lim_{\Delta x \to 0} \frac{f(x + \Delta x) - f(x)}{\Delta x}", "Limit((f(x + Deltax) - f(x))/Deltax, Deltax, 0)"),
    (r"\sum_{i=1}^n f(x_i) \Delta x_i", "Sum(f(x_(i))*Deltax_(i), (i, 1, n))"),
    (r"\Delta^2 x + \Delta_x y", "Delta^2*x + Delta_x*y"),
    # what is random, and conditions
    (r"\mathbb{E}[X Y] - \mathbb{E}[X] \mathbb{E}[Y] = \operatorname{Cov}(X, Y)", "E_(X*Y) - E_(X)*E_(Y) = Cov(X, Y)"),
    (r"F_X(x) = \mathrm{Pr}(X \leq x) = \Pr(X < x)", "F_X(x) = Pr_le(X, x) = Pr_lt(X, x)"),
    (r"p(y|x) p(x) = p(x, y) = p(y \mid x, z)", "p_given(y, x)*p(x) = p(x, y) = p_given_and(y, x, z)"),
    (r"P\left(A \,\middle|\, B\right) + P(A, B)", "P_given(A, B) + P(A, B)"),
    (r"\mathcal{N}(x; \mu, \sigma^2)", "N_cal(x, mu, sigma^2)"),
    # primes
    (r"n_h^{'} \times n_w' = x'' + x", "n_h_prime*n_w_prime = x_primeprime + x"),
    # computed indices
    (r"x_{n+1} = x_n - \frac{f(x_n)}{f'(x_n)} = x_0", "x_(n + 1) = x_(n) - f(x_(n))/f'(x_(n)) = x_(0)"),
    (r"a_{i+1,j} + a_{i,j}^2", "a_(i + 1, j) + a_(i, j)^2"),
    # functions put together
    (r"(f*g)(t) = \int_0^t f(\tau) g(t - \tau) \, d\tau", "f_conv_g(t) = Integral(f(tau)*g(t - tau), (tau, 0, t))"),
    (r"(f + g)(x) = f(x) + g(x)", "f(x) + g(x) = f(x) + g(x)"),
    (r"(fg)'(x) = f'(x) g(x) + f(x) g'(x)", "diff(f(x)*g(x), x) = f'(x)*g(x) + f(x)*g'(x)"),
    (r"(f/g)''(x)", "diff(f(x)/g(x), x, 2)"),
    (r"(f \circ g \circ h)(2x + 1)", "f(g(h(2*x + 1)))"),
    (r"f(x) g(x) = (fg)(2)", "f(x)*g(x) = f(2)*g(2)"),
    # partial derivatives
    (r"\frac{\partial L}{\partial w} + \frac{\partial L}{\partial b} + L", "diff(L(b, w), w) + diff(L(b, w), b) + L(b, w)"),
    (r"\frac{\partial f}{\partial x} = 2xy + f(x, y)", "diff(f(x, y), x) = 2*x*y + f(x, y)"),
    (r"\frac{\partial^2 u}{\partial t^2} = c^2 \frac{\partial^2 u}{\partial x^2}", "diff(u(t, x), t, 2) = c^2*diff(u(t, x), x, 2)"),
    (r"\frac{\partial L}{\partial y} \frac{\partial y}{\partial w}", "diff(L(w, y), y)*diff(y(w), w)"),
    # rates in a line, differentials that stand alone
    (r"dy/dx + y = d^2y/dx^2", "diff(y(x), x) + y(x) = diff(y(x), x, 2)"),
    (r"d/dx (x^2)", "diff(x^2, x)"),
    (r"du = 2x \, dx = r \, \mathrm{d}\theta", "du = 2*x*dx = r*dtheta"),
    (r"\frac{dy}{y} = k \, dt", "dy/y = k*dt"),
    (r"\int_0^t f(t') \, dt' + \int_{x=0}^{x=1} x \, dx", "Integral(f(t_prime), (t_prime, 0, t)) + Integral(x, (x, 0, 1))"),
    # labels above, stars, bars
    (r"l^{(i)}(w, b) = \left(\hat{y}^{(i)} - y^{(i)}\right)^2", "l_sup(i, w, b) = (y_hat_sup(i) - y_sup(i))^2"),
    (r"\theta^{(t+1)} = \theta^{(t)} - \eta g", "theta_sup(t + 1) = theta_sup(t) - eta*g"),
    (r"x^{(n+1)} = x", "x^(n + 1) = x"),
    (r"\beta_0^* + \beta^*_0 = f(x^*) + \overline{z}", "beta_star_0 + beta_star_0 = f(x_star) + z_bar"),
    # sums over a range that isn't written, and logarithms of sums
    (r"\sum_i (a_i + b_i) = \sum_{i,j} c_{ij}", "Sum(a_(i) + b_(i), (i, i_first, i_last)) = Sum(Sum(c_(i, j), (j, j_first, j_last)), (i, i_first, i_last))"),
    (r"\log \sum_j \exp(x_j) + 1 = \ln \prod_{i=1}^n x_i", "log(Sum(exp(x_(j)), (j, j_first, j_last))) + 1 = log(Product(x_(i), (i, 1, n)))"),
    (r"\log \int p(y|t) \, p(t) \, \mathrm{d}t", "log(Integral(p_given(y, t)*p(t), t))"),
    # over sets
    (r"\mathrm{E}(X) = \sum_{x \in \mathcal{X}} x \, p(x) = \int_{\mathcal{X}} x \, p(x) \, dx", "E_(X) = sum_x_X_cal(x_each*p(x_each)) = int_X_cal_x(x_each*p(x_each))"),
    (r"-\sum_x p(x) \log p(x) + 1", "-sum_x(p(x_each)*log(p(x_each))) + 1"),
    (r"\left\{ \begin{array}{rl} 0 \; , & \text{if} \; x < 0 \\ x \; , & \text{if} \; x \geq 0 \; . \end{array} \right.", "Piecewise((0, x < 0), (x, x >= 0))"),
    (r"1 - \frac{SS_{\text{res}}}{SS_{tot}}", "1 - SS_res/SS_tot"),
    (r"\lim_{x \to 0^+} x \ln x = \lim_{x \to a^-} f(x) + 1", "lim_x_above(x_each*log(x_each), 0) = lim_x_below(f(x_each), a) + 1"),
    (r"\mathrm{KL}[P\,||\,Q] = D_{KL}(p \| q)", "KL_against(P, Q) = D_KL_against(p, q)"),
    (r"\frac{\partial}{\partial w} L = \frac{\partial}{\partial w} \frac{1}{2} (wx + b)^2", "diff(L(w), w) = diff(1/2*(w*x + b)^2, w)"),
    (r"\frac{d}{dx} 3 (x+1)^2 + x", "diff(3*(x + 1)^2, x) + x"),
    # the value of a derivative
    (r"\frac{d}{dx} x^2 \Big|_{x=1} = \frac{d}{dx} \sin 2x \Big|_{x=0} = \frac{d x^2}{dx} \Big|_{x=1}", "Subs(diff(x^2, x), x, 1) = Subs(diff(sin(2*x), x), x, 0) = Subs(diff(x^2, x), x, 1)"),
    # statistics
    (r"\operatorname*{arg\,max}_{x} f(x) = \sup_{x \in A} f(x) + 1", "argmax_x(f(x_each)) = sup_x_A(f(x_each)) + 1"),
    (r"Q_X(p) = F_X^{-1}(p) = \mathrm{erf}^{-1}(2p-1)", "Q_X(p) = F_X_inv(p) = erf_inv(2*p - 1)"),
    (r"\gamma(t) = \gamma(s, x) = \Gamma(s, x) = \Gamma(s)", "gamma_curve(t) = lowergamma(s, x) = uppergamma(s, x) = gamma(s)"),
    (r"\bar{y}_{i \bullet} = \frac{1}{n} \sum_{j=1}^n y_{ij} = \bar{y}_{\bullet \bullet}", "y_bar_idot = 1/n*Sum(y_(i, j), (j, 1, n)) = y_bar_dotdot"),
    (r"\sum_{i=1}^k \bar{y}_{i \bullet}", "Sum(y_bar_(i, dot), (i, 1, k))"),
    (r"f_{X|Y}(x|y) f_Y(y) = f_{X,Y}(x, y)", "f_X_given_Y_given(x, y)*f_Y(y) = f_X_Y(x, y)"),
    (r"\overline{xy} - \bar{x} \bar{y}", "xy_bar - x_bar*y_bar"),
    (r"\mathrm{E}(XY) - \mathrm{E}(X) \mathrm{E}(Y)", "E_(X*Y) - E_(X)*E_(Y)"),
    (r"\frac{\mathrm{d}L(\hat{a}; y)}{\mathrm{d}a} = 0", "Subs(diff(L(a, y), a), a, a_hat) = 0"),
    (r"\mathop{\mathbb{E}}[X]", "E_(X)"),
    # transforms, angles, limits without end, inverse functions
    (r"\mathcal{L}\left\{e^{at}\right\} = \mathcal{L}^{-1}\{F(s)\}", "L_cal(exp(a*t)) = L_cal_inv(F(s))"),
    (r"\sin 30^\circ + 45^{\circ}", "sin(30*pi/180) + 45*pi/180"),
    (r"\lim_{x \to 0} \frac{1}{x^2} = +\infty = -\infty", "Limit(1/x^2, x, 0) = oo = -oo"),
    (r"\left(f^{-1}\right)'(x) = \frac{1}{f'\left(f^{-1}(x)\right)}", "diff(f_inv(x), x) = 1/f'(f_inv(x))"),
    (r"\frac{dP}{dt} = r P \left(1 - \frac{P}{K}\right)", "diff(P(t), t) = r*P(t)*(1 - P(t)/K)"),
    (r"\begin{cases} 1 & x \geq 0 \\ 0 & \text{otherwise.} \end{cases}", "Piecewise((1, x >= 0), (0, True))"),
    # decorations, and numbers with commas
    (r"\frac{\cancel{(x-1)}(x+1)}{\bcancel{(x-1)}}", "(x - 1)*(x + 1)/(x - 1)"),
    (r"\color{red}{x} + \textcolor{blue}{y^2} z \phantom{xyz} + \boxed{1}", "x + y^2*z + 1"),
    (r"\underbrace{a + b}_{\text{both}} - \overbrace{c k}^{= q} e^x", "a + b - c*k*exp(x)"),
    (r"\hspace{1em} x \nicefrac{1}{2} \vphantom{\frac{1}{2}}", "x*(1/2)"),
    (r"0{,}25 x + 12{,}5 = 1{,}000{,}000", "0.25*x + 12.5 = 1000000"),
    (r"1 = \mathrm{const.} = \text{const}", "1 = const = const"),
]  # fmt: skip


@pytest.mark.parametrize(("chain", "meaning"), CHAINS, ids=[row[0][:40] for row in CHAINS])
def test_a_chain_is_read(chain: str, meaning: str) -> None:
    sides = chain.split(" = ")
    shown = conventions(sides)
    assert " = ".join(plain(read(side, conventions=shown)) for side in sides) == meaning


REFUSED = [
    (r"\int_0^1 e^{-s u} \, \mathrm{d}(s u)", "by which letter"),
    (r"\lim_{x \to \infty} \arctan(x) + x = 1", "its variable stands after the next sign"),
    (r"\sum_{k=1}^n k + k = k", "its variable stands after the next sign"),
    (r"\prod_{i=1}^n (1 + i)/2", "where this product ends"),
    (r"\Delta = \Delta x", "a product or one name"),
    (r"y' = \frac{d}{dx} (x y)", "a prime can be a derivative"),
    (r"y' = y(x)", "a prime can be a derivative"),
    (r"(f g)(x) = 1", "a product or a value there"),
    (r"\frac{\partial f}{\partial x} = f(y)", "is not said"),
    (r"\int_0^{\infty^2} x \, dx", "infinity has no powers"),
    (r"y^{(2)} = y", "a number of an example"),
    (r"a_n = a_1 + (n-1)d = dx", "a differential or a product"),
    (r"\mathrm{E}X^2 = 1", "an expectation or a factor"),
    (r"\ln \sum_{k=1}^n k + k = 1", "where the argument"),
    (r"1 + \infty = 2", "infinity is no number"),
    (r"\operatorname*{arg\,max}_{x} f(x) + x = 1", "both of its bounds"),
    (r"\sum_{x \in A} x + x = 1", "both of its bounds"),
]  # fmt: skip


@pytest.mark.parametrize(("chain", "words"), REFUSED, ids=[row[0][:40] for row in REFUSED])
def test_a_side_of_a_chain_is_refused(chain: str, words: str) -> None:
    sides = chain.split(" = ")
    shown = conventions(sides)
    said = []
    for side in sides:
        try:
            read(side, conventions=shown)
        except InputError as error:
            said.append(str(error))
    assert any(words in each for each in said)
