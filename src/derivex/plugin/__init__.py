"""derivex inside of other programs.

- ``chains``: a file cut into its chains, each to be judged when it is asked for.
- ``collecting``: files and chains as pytest knows them.
- ``pytest``: the hooks, which pytest loads wherever derivex is installed; it imports nothing of ours before it has to.
"""
