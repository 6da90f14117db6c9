"""Long work that steps back before everything else that the computer does."""

import contextlib
import os
import sys

import click

_NICE = 10
_BELOW_NORMAL_PRIORITY = 0x4000


def _step_back(_context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    """Give the whole process a low priority permanently."""
    if not wanted:
        return
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL_PRIORITY)
    else:
        with contextlib.suppress(OSError):
            os.nice(max(0, _NICE - os.nice(0)))


low_priority = click.option(
    "--low-priority",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_step_back,
    help="Run at low priority, so that other programs stay fast.",
)
"""An option and not automatic, because a process cannot raise its priority again."""
