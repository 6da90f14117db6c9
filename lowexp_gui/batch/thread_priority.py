"""Long work that steps back before everything else that the computer does."""

import contextlib
import os
import sys
import threading

_NICE = 10


def step_back() -> None:
    """Give this thread, and those that it starts, a low priority.

    On Linux alone: elsewhere it would be the whole process, with its window.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
