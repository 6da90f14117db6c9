"""Low priority for long work."""

import contextlib
import os
import sys
import threading

_NICE = 10


def step_back() -> None:
    """Give this thread, and threads that it starts, a low priority.

    Only on Linux: on other systems it would affect the whole process, including the window.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
