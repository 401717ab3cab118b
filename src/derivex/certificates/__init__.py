"""Certificates of proofs, and what confirms them.

To be believed, in this order: ``core`` (what the functions are), ``balls``, ``values`` and ``points``,
``data``, ``quotients`` and ``ledger`` (arithmetic), ``laws``, ``functions``, ``angles``,
``conjugates``, ``branches`` and ``signs`` (one law at a time), ``recheck`` (the checker).
None of these imports the engine, none searches. ``finder`` and its helpers make certificates out of the engine's proofs; nothing they do has
to be believed. ``door`` is what ``derivex.recheck`` opens.
"""
