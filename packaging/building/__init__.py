"""Making something to install: the frozen program, its packages, and the test of what was made."""
