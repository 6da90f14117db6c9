"""The expected errors of training commands."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from lowexp_gui.cli.interrupting import INTERRUPTED
from lowexp_gui.cli.terminal import say
from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.errors import UserError


@contextmanager
def expected_failures() -> Iterator[None]:
    """Turn expected errors into a message and exit code 1, and cancelling into exit code 130."""
    try:
        yield
    except Cancelled:
        say("Stopped. Run the same command again to continue.", error=True)
        sys.exit(INTERRUPTED)
    except UserError as error:
        say(str(error), error=True)
        sys.exit(1)
    except OSError as error:
        say(f"The output cannot be written: {error.strerror}.", error=True)
        sys.exit(1)
