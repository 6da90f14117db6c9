"""The command line: `lowexp`."""

from lowexp_gui.cli.commands import main

__all__ = ["main"]
