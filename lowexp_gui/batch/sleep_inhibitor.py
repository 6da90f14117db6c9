"""Keeping the computer awake during work."""

import logging
from contextlib import ExitStack
from types import TracebackType

_log = logging.getLogger(__name__)


class SleepInhibitor:
    """Prevents automatic sleep of the computer, if the system supports that; the screen may sleep.

    Used as a context, by one thread.
    """

    def __init__(self) -> None:
        self._kept: ExitStack | None = None

    def need(self, wanted: bool) -> None:
        """Keep the computer awake from now on, or allow it to sleep."""
        if wanted and self._kept is None:
            self._kept = _kept_awake()
        elif not wanted and self._kept is not None:
            self._kept.close()
            self._kept = None

    def __enter__(self) -> "SleepInhibitor":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.need(False)


def _kept_awake() -> ExitStack:
    from wakepy import keep

    with ExitStack() as stack:
        mode = stack.enter_context(keep.running(on_fail="pass"))
        if not mode.active:
            _log.info("The machine cannot be kept awake: %s", mode.result.get_failure_text())
        return stack.pop_all()
