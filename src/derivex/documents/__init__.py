"""From a document to the statements in it, without a look at what the mathematics means.

The rooms, in the order in which a document passes them:

- ``passages``: texts that know their line and column, whatever was cut out of them.
- ``sources``: the kind of a file, its encoding, its size.
- ``formulas``: what is found: formulas, directives, macros, headings.
- ``marks``: delimiters of mathematics, paired so that damage costs one formula.
"""
