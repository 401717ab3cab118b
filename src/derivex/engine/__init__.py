"""Are two terms equal, and where? Exact arithmetic proves, balls refute, the rest is undecided.

A tour of the rooms. ``ladder`` is the front door: it takes two terms and what is given, and tries methods from
cheap to dear; ``exact`` is its way to the first house, and ``remarks`` is what it adds to answers. Behind it
are three houses. The *exact* house turns a term into an element of a field and asks whether it is zero; only it
can prove. The *numeric* house encloses values in balls; only it can refute. The house of *conditions* says
where a term is defined. A newcomer reads ``ladder``, ``tower``, ``kernels``, ``balls`` and ``defined``, in this
order, and visits the others when they are mentioned.

Shared: ``bounds`` (how much work), ``answers`` (zero, a residue, too hard), ``light`` (terms that
don't swell), ``univariate`` (a term as a polynomial in one of its parts), ``elements`` (the data of
the field).

*Derivatives*: ``derive`` carries them out node by node, by the table of ``outer``; ``partials`` of
unknown functions, ``under`` a sum or an integral, case by case in ``piecewise``, with ``continuity`` as
their condition; ``jets`` does the same for any order on elements of the field.

*The exact house.* The field: ``ring`` (polynomials, relations, what they cost), ``tower`` (exact arithmetic
in kernels, and the theorem that everything rests on), ``field`` (what is known of them), ``texts`` (what
elements look like in a message). Signs: ``positivity``, with ``moving`` (into known bounds), ``sturm`` in one
variable and ``definite`` by completing squares. What a function becomes: ``heads`` is the table, and a room a
family stands behind it:

- powers, roots, logarithms: ``splitting`` (which factors go out of a root or a logarithm), ``sectors``,
  ``quarters``, ``gauss`` and ``forms`` (why their arguments don't turn too far), ``addends`` (of an
  exponent or an angle), ``exponentials``, ``logarithms``, ``denesting``, ``roots``, ``powers``;
  ``named`` constants, and ``constants``, which settles algebraic numbers exactly;
- circles: ``trigonometry``, ``inverses``, ``multiples`` (of pi), ``halfturns`` (signs of sine and cosine),
  ``angles`` (inverse functions of numbers);
- complex parts: ``cartesian``, ``conjugates``, ``arguments``;
- ``absolute`` (abs, sign, real roots), ``gammas``, ``special`` (erf and the like);
- bound variables: ``binders``, ``integrating`` and ``approaching``, with ``boundnames`` and ``bodies``,
  ``extents`` and ``stretches`` (what the ranges say), ``sums``, ``series``, ``fractionsums`` and
  ``improper`` (without an end), ``binomialsums``, ``integrals``, ``waves``, ``shapes`` of what is integrated over
  ``halflines``, ``incomplete``, ``geometric``, ``limiting`` and ``growth`` (those that have a value),
  ``linearity`` (of the others), ``picking`` (sums over a delta), ``steps`` and ``levels`` (what levels
  off), ``swapped`` (double integrals), ``substituting``, ``primitives`` (``antiderivatives``), ``wholeparts``,
  ``infinities`` (how they may be written).

The question: ``question`` (a term and what is known), ``equations`` (a symbol gets its value), ``facts``
(what is given), ``written`` and ``convergence`` (what the term itself tells), ``branches`` (principal values
by the givens), ``convert`` (a term becomes an element) and ``backward`` (a factor a term), ``attempt`` (one
try, in the right order), ``kernels`` (the door of this house). What one zero test doesn't see: ``ranges``,
``turning``, ``anglesums`` and ``turns`` (angles too small for a whole turn), ``closing``, ``planes``,
``complexroots`` and ``signcases`` (case by case), ``halfangles``, ``merging`` (of symbols), ``dependence``
(which of these to ask), ``finite`` (few values are left), ``cases`` (abs, min, max, piecewise),
``consequences`` (of equations), ``squaring``, ``induction`` (sums and products), ``rounding`` and
``remainders`` (floors), ``closed`` (parts that are numbers), ``generalizing``, with ``alike`` (parts become symbols).

*The numeric house.* A value: ``values`` (exact or a ball), ``arithmetic``, ``functions``, ``parts`` and
``special_values`` (a rule a head), ``smooth`` (is it differentiable there?) and ``sides`` (what its
derivative is at a kink), ``limits``, ``quadrature``, ``tails`` (of series), ``exponentialsums`` (``inside``
of each other) with ``endless`` integrals and ``endlesssums``; ``balls`` evaluates a term with care,
``program``, with ``changes`` (its derivatives), ``operations`` (a ball a node) and ``swift`` evaluate it
fast. Where to look: ``candidates``, ``solutions`` (of given equations, with ``isolating``), ``points`` (those
that are admitted), ``instances`` (of unknown functions). ``look`` looks, ``witness`` prints what was seen.

*The house of conditions*: ``needs`` and ``requirements`` (what every node needs), ``kinks`` and ``sharp``
(where a derivative may fail, and where it does). In words: ``ratios``, ``collected``, ``monomials`` and
``factors`` (where is it zero?), ``vanishing``, ``differing`` (``x != sqrt(2)``), ``phrases`` (``x != -y``),
``endpoints``, ``zeros``, ``regions``, ``solving`` and ``spans`` (``x < -1`` or ``x > 1``), ``implied`` and
``poles`` (what follows from what), ``simplify``, and ``defined``, the door of this house. ``fit`` turns away
questions that make no sense.

Every room's docstring says what it decides, why that is sound at every point at which the terms
are defined, and where it is incomplete. Imports point one way; ``tests/test_layers.py`` has the order.
"""
