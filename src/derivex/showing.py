"""How values show themselves in a notebook: the three methods that Jupyter asks for.

Whoever inherits from ``Shown`` is displayed; how is decided in ``writers.html`` and ``writers.notebook``, which
are imported when a notebook asks and not before.

Contract: nothing here is work at import, and a value is never changed by being shown.
"""

from __future__ import annotations


class Shown:
    """A value with a form for notebooks."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        from derivex.writers.html import html

        return html(self)

    def _repr_markdown_(self) -> str:
        from derivex.writers import notebook

        return notebook.markdown(self)

    def _repr_latex_(self) -> str:
        from derivex.writers import notebook

        return notebook.latex(self)
