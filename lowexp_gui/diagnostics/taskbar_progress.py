"""Progress on the program's entry in the taskbar or dock of Linux desktops.

Desktops listen to the signal `Update` of `com.canonical.Unity.LauncherEntry` on the session bus
(https://wiki.ubuntu.com/Unity/LauncherAPI). Without a bus, nothing happens.
"""

import logging
import sys
import threading
from queue import SimpleQueue

_ENTRY = "application://lowexp.desktop"
_INTERFACE = "com.canonical.Unity.LauncherEntry"
_PATH = "/com/canonical/unity/launcherentry/1"
_log = logging.getLogger(__name__)


class TaskbarProgress:
    """Sends each new percentage from a thread that lives as long as there is progress.

    Attributes:
        thread: the newest thread; None before there is any progress, and on other systems.
    """

    def __init__(self) -> None:
        """No progress is shown."""
        self.thread: threading.Thread | None = None
        self._shown: int | None = None
        self._percents: SimpleQueue[int | None] | None = None

    def show(self, fraction: float | None) -> None:
        """Show progress without waiting for the desktop.

        Args:
            fraction: 0..1, or None to remove it.
        """
        percent = None if fraction is None else round(100 * min(1.0, max(0.0, fraction)))
        if sys.platform != "linux" or percent == self._shown:
            return
        self._shown = percent
        if self._percents is None:
            self._percents = SimpleQueue()
            self.thread = threading.Thread(
                target=_send, args=(self._percents,), name="taskbar progress", daemon=True
            )
            self.thread.start()
        self._percents.put(percent)
        if percent is None:
            self._percents = None


def _send(percents: "SimpleQueue[int | None]") -> None:
    try:
        _send_until_none(percents)
    except Exception as error:
        # There is no bus. The window shows the progress too.
        _log.info("No progress in the taskbar", exc_info=error)


def _send_until_none(percents: "SimpleQueue[int | None]") -> None:
    from jeepney import DBusAddress, new_signal
    from jeepney.io.blocking import open_dbus_connection

    emitter = DBusAddress(_PATH, interface=_INTERFACE)
    # Desktops remove the progress of a sender whose connection ends, so it stays open.
    with open_dbus_connection() as bus:
        percent: int | None = 0
        while percent is not None:
            percent = percents.get()
            values = {"progress": ("d", (percent or 0) / 100), "progress-visible": ("b", percent is not None)}
            bus.send(new_signal(emitter, "Update", "sa{sv}", (_ENTRY, values)))
