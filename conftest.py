"""The derivations of the library are tests too: our own plugin collects them."""

pytest_plugins = ("derivex.plugin.pytest",)
