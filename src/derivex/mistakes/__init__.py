"""The classic mistakes, a row each, and how one is recognised in a false step.

A mistake is a law that isn't one: ``(a + b)^2 = a^2 + b^2``. A false step that this law alone would make
true, helped by routine only, looks like it; then the reader is told what is missing, and what the line
would have been. Nothing here decides whether a step is false: that is the engine's.

- ``mistake``: one row: the wrong law, the right one, why, and a point at which the wrong one fails.
- ``algebra``, ``functions``, ``calculus``, ``integrals``: the rows.
- ``recognising``: which of them does a false step look like?
"""
