"""Text for terms, both ways.

Contract: what is written reads back as the same term, and no text is ever evaluated.
"""
