"""Settings that all tests share."""

from hypothesis import settings

# the same examples on every machine and every run; no test is judged by a clock
settings.register_profile("derivex", derandomize=True, deadline=None)
settings.load_profile("derivex")
