"""Steps between equations: does the next one follow, and was the named move made?

A step between two lines of a chain asks whether they are equal; a step between two equations asks
whether every point that satisfies the first satisfies the second, and the other way round. What is
lost and gained on the way is said. Whether a *named move* leads there (add to both sides, divide both
sides by ``x``) is the other question, and answered on its own: a wrong move may keep the solutions.

The rooms, each built on those before it:

- ``isolation``: an equation solved for something that stands in it once, in the first power.
- ``implication``: do these equations imply that one? Proved, refuted at a point, or undecided.
- ``rows``: the moves, one row each: what is done to both sides, and what that needs.
- ``amounts``: what was added, or by what was multiplied, read off the two lines.
- ``makes``: the moves that could have been meant, each with the equation that it makes.
- ``transitions``: a step between equations explained: its verdict, and the names that lead there.
"""
