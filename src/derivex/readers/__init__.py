"""Readers: text of one format or another to derivations.

Contract: nothing is ever evaluated, and what can't be read is an ``InputError`` with its place.
"""
