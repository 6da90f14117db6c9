"""`python -m lowexp_gui.cli`."""

from lowexp_gui.cli.commands import main

main()
