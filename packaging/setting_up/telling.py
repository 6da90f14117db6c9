"""What the person at the terminal gets to read, and how a command ends."""

import errno
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

INTERRUPTED = 130


@dataclass(eq=False)
class SetUpError(Exception):
    """Setting up cannot go on: what is the matter, what to do now, and where the details are.

    `leaves_half` tells that the environment may hold half a package and has to be made anew.
    """

    sentence: str
    next_step: str
    log: Path | None = None
    leaves_half: bool = False

    def __str__(self) -> str:
        """The lines to show."""
        details = [f"Details: {self.log}"] if self.log else []
        return "\n".join([self.sentence, self.next_step, *details])


def tell(line: str) -> None:
    """Show one line at once, also where the terminal lacks some of its characters."""
    encoding = sys.stdout.encoding or "utf-8"
    print(line.encode(encoding, "backslashreplace").decode(encoding), flush=True)


def from_os_error(error: OSError) -> SetUpError:
    """A full disk, a folder that cannot be written to and the like, in words."""
    where = f" ({error.filename})" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return SetUpError(f"The disk is full{where}.", "Free some space and run the same command again.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return SetUpError(
            f"Lowexp may not write to its own folder{where}.",
            "Copy the folder to a place that you may write to, and run the same command there.",
        )
    return SetUpError(f"The computer reports: {error}.", "Put that right and run the same command again.")


def exit_code_of(command: Callable[[], int]) -> int:
    """Run a command to its exit code: failures become sentences, and Ctrl-C ends quietly."""
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        return command()
    except SetUpError as error:
        tell(f"\n{error}")
        return 1
    except OSError as error:
        tell(f"\n{from_os_error(error)}")
        return 1
    except KeyboardInterrupt:
        tell("\nStopped.")
        return INTERRUPTED


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
