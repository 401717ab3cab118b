"""derivex inside of other programs: one module each."""
