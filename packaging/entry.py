"""The entry point of the packaged program, which is one file with two names.

Called `lowexp` it is the command line, otherwise the window.
"""

import multiprocessing
import sys
from pathlib import Path

if __name__ == "__main__":
    multiprocessing.freeze_support()
    if Path(sys.argv[0]).stem.casefold() == "lowexp":
        from lowexp_gui.cli import main as command_line

        command_line(prog_name="lowexp")
    else:
        from lowexp_gui.__main__ import main as window

        sys.exit(window())
