"""What each command does: one module a command, ``run(arguments) -> exit status``.

A module is imported when its command is called, so that ``derivex prove`` doesn't wait for
the rules of the book, for Rich or for SymPy.
"""
