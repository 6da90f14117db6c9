"""SIGINT and SIGTERM as Qt signals."""

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class EndSignals(QObject):
    """Turns SIGINT and SIGTERM into a Qt signal until `stop`.

    Python runs signal handlers only between two of its instructions, which may be never while Qt waits for
    events. Python therefore writes a byte to a socket at once, and that wakes Qt up.
    """

    came = Signal()
    """The program should end."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Install the handlers; must be called on the main thread."""
        super().__init__(parent)
        self._reading, self._writing = socket.socketpair()
        self._reading.setblocking(False)
        self._writing.setblocking(False)
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_byte)
        self._descriptor = signal.set_wakeup_fd(self._writing.fileno(), warn_on_full_buffer=False)
        self._handlers = [signal.signal(each, _leave_to_the_socket) for each in _SIGNALS]

    def stop(self) -> None:
        """Restore the previous handlers."""
        for each, handler in zip(_SIGNALS, self._handlers, strict=True):
            signal.signal(each, handler)
        signal.set_wakeup_fd(self._descriptor)
        self._notifier.setEnabled(False)
        self._reading.close()
        self._writing.close()

    @Slot()
    def _on_byte(self) -> None:
        if any(number in _SIGNALS for number in self._reading.recv(64)):
            self.came.emit()


def _leave_to_the_socket(_signal: int, _frame: FrameType | None) -> None:
    """Do nothing; the default handlers would raise KeyboardInterrupt or end the program."""
