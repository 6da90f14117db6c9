"""What the start and the test command share: from a bare machine to a working `.venv`.

Standard library only: nothing is installed yet when this runs.
"""
