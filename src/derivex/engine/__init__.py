"""Are two terms equal, and where? Exact arithmetic proves, balls refute, the rest is undecided.

The exact half, in the order in which it is best read: ``answers``, ``outer`` and ``derive``
(derivatives); ``elements``, ``ring``, ``field`` and ``positivity`` (exact numbers, their signs);
``splitting``, ``exponentials``, ``roots``, ``powers``, ``trigonometry``, ``angles``,
``absolute`` and ``heads`` (what each function becomes); ``cartesian``, ``conjugates``, ``arguments``, ``turns``
and ``branches`` (complex parts, principal values); ``facts``, ``convert`` and ``kernels`` (a question
and its answer). ``points``, ``balls`` and ``defined`` are the numeric half, and ``ladder``
joins the two.
"""
