"""Functions of arrays: chains over indices (the softmax, its Jacobian, the cross-entropy), as code that is checked.

A term such as ``exp(x(i))/Sum(exp(x(k)), (k, 1, n))`` is an array: ``x(i)`` is an entry of ``x``, an index that stays
free is an axis of the result, and one that a sum binds is added up.

    reading      a term with indices: its arrays, its axes, their lengths; what can't be computed, by name
    subjects     what a chain is about: its forms, the function that it differentiates, by which array
    unrolling    the same for lengths that are numbers: every entry a term of its own
    frames       lines of NumPy, PyTorch and JAX; axes in front are a batch
    loops        the same in C
    writing      a function of a library, with its words
    samples      arrays to look at, that the givens admit
    reference    true values there, as balls
    running      the functions run, one array at a time and as a batch
    checking     what is written is held against the true values on the spot
    shifting     the form that doesn't overflow: shifted by the largest entry, proved equal for every shift
    cached       the derivative by the value of the function itself
    offers       which functions a chain has to offer, and by which names
    comparing    the forms of a chain side by side
    drawing      an entry against an entry

Contract: as in ``numerics``. What is told was measured, on the very code that is told about; the engine alone decides
what is equal; what can't be computed is an ``Unsupported`` that says by name what it is.
"""
