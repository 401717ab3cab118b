"""What the forms of a function cost, and how much of their values is right, in floating-point arithmetic.

All lines of a chain are equal. On a machine they are not: each costs its own number of operations
and loses its own digits. This package turns lines into functions that run, and measures them.

    forms        what a derivation has to offer: its functions, by which variable, and every line that can be computed
    points       where to look: numbers of the format itself, spread over a range; values for the other symbols
    reference    the true values there, as balls
    accuracy     how far computed values are from them; where they are as good as can be, where they are nothing
    operations   what a form costs, counted, with and without the value of the forward pass
    sharing      parts that occur twice are computed once
    printers     an expression as code, printed by SymPy
    functions    a function of a library (NumPy, PyTorch, JAX, C), its lines, its comments
    running      the functions run, in a process of their own (``child``), or compiled
    halves       a function of exponentials as a fraction that doesn't overflow on one half of the line
    rows         the table of rewrites that are tried where digits are lost
    stable       which of them, proved by the engine, loses least
    cached       the derivative by the value of the function itself
    checking     each function that is written is checked on the spot
    comparing    the forms of a chain side by side: which is best where
    curves       what there is to draw

Contract: a number that is told was measured, on values of the very code that is told about. What can't be
computed is an ``Unsupported`` that says by name what it is. Nothing here decides what is true: the engine does.
"""
