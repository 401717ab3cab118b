"""Certificates of proofs, and what confirms them.

To be believed, in this order: ``heads``, ``forms``, ``sign_sets``, ``facts`` and ``told`` (what givens tell, read
anew), ``steady`` and ``core`` (what the functions are), ``balls``, ``bars`` and ``exact``,
``coefficients``, ``growth``, ``majorants`` and ``endless`` (what has no end), ``taylor``, ``rates`` and ``values``,
``data_ends``, ``data_moves``, ``data_slopes``, ``data`` and ``points``, ``places``, ``quotients`` and ``ledger``
(arithmetic), ``laws``, ``functions``, ``angles``, ``conjugates``, ``branches`` and ``signs`` (one law at a time),
``steps``, ``inductions``, ``endings``, ``indices``, ``picked``, ``moves``, ``convergence``, ``generalized``,
``known_integrals``, ``nearby``, ``infinite_sums``, ``recurrences``, ``binomials``,
``alike``, ``primitives``, ``slopes``, ``binders``, ``whole`` and ``recheck`` (the checker).
None of these imports the engine, asks ``Given`` anything or searches. Everything else here only makes certificates out
of the engine's proofs; nothing that it does has to be believed. ``door`` is what
``derivex.recheck`` opens.
"""
