"""Steps between equations: does the next one follow, and was the named move made?

A step between two lines of a chain asks whether they are equal; a step between two equations asks
whether every point that satisfies the first satisfies the second, and the other way round. What is
lost and gained on the way is said. Whether a *named move* leads there (add to both sides, divide both
sides by ``x``) is the other question, and answered on its own: a wrong move may keep the solutions.

The rooms, each built on those before it:

- ``isolation``: an equation solved for something that stands in it once, in the first power.
- ``solutions``: an equation in one unknown solved, one move a line.
- ``implication``: do these equations imply that one? Proved, refuted at a point, or undecided.
- ``normal``: statements as cases and as clauses.
- ``truth``: is a statement true at a point?
- ``line``: statements about one unknown, decided completely.
- ``inverting``: roots, exponentials, logarithms and bars taken apart.
- ``signs``: the sign of a difference, read off its factors.
- ``inclusion``: does a statement follow from another one, have both the same solutions?
- ``lessons``: equations and inequalities solved as a teacher would, the arrow of each line asked of ``inclusion``.
- ``rows``, ``orders``: the moves between equations and between inequalities, one row each.
- ``words``: what stands after ``by``.
- ``amounts``: what was added, or by what was multiplied, read off the two lines.
- ``makes``: the moves that could have been meant, each with the statement that it makes.
- ``alike``: sides that are the same by arithmetic alone.
- ``quadratic``: the quadratic formula, and squares that are completed.
- ``ways``: which moves lead from one statement to another.
- ``fitting``: is a step what its reason says?
- ``slips``: classic mistakes, and what should stand instead.
- ``transitions``: a step between equations explained: its verdict, and the names that lead there.
- ``hints``: the next move, with the line that it makes.
- ``gaps``: the lines that dots stand for.
- ``chains``: a chain of statements judged, step by step and as a whole.
"""
