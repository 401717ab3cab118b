"""Matrices of terms, and what is written with them.

A scalar engine decides what is true of numbers; here matrices are brought before it. A product of
matrices that are written out is a table of terms, and two tables are equal if their entries are. Letters that
stand for matrices are brought to a normal form in which nothing commutes but numbers.

The rooms:

- ``tables``: a table of terms, its sums, products and powers, and the sizes that must agree.
- ``minors``: determinants and inverses of small tables.
- ``expression``: what is written, before anything is worked out.
- ``evaluating``: the table or the scalar that an expression is, if all of its matrices are written out.
- ``words``: linear combinations of words in letters, their transposes and inverses.
- ``inverses``: inverses of such forms, and what cancels beside them.
- ``assumed``: what names and what is written of them show.
- ``normal``: the form of an expression whose matrices are letters.
- ``alike``: are two of them equal, and where are they defined?
"""
