"""Desktop notifications while the window is not active."""

import sys

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from lowexp_gui.diagnostics.desktop_messages import DesktopMessage
from lowexp_gui.ui.icons import application_icon

_SECONDS_SHOWN = 15
_HAS_BUS = sys.platform == "linux"
"""Whether the desktop shows notifications without an icon in a tray"""
_LOOK_ALIKES = str.maketrans({"<": "\u2039", ">": "\u203a", "&": "\uff06"})


class DesktopNotification(QObject):
    """Shows a notification if the desktop supports it; it never raises a window."""

    clicked = Signal()
    _message_clicked = Signal()

    def __init__(self, window: QWidget) -> None:
        """No notification and no icon are shown yet."""
        super().__init__(window)
        self._window = window
        self._icon: QSystemTrayIcon | None = None
        self._message: DesktopMessage | None = None
        self._end = QTimer(self, singleShot=True, interval=1000 * _SECONDS_SHOWN)
        self._end.timeout.connect(self.forget)
        # Emitted on the thread of the notification.
        self._message_clicked.connect(self._on_clicked, Qt.ConnectionType.QueuedConnection)

    def tell(self, title: str, sentence: str) -> None:
        """Show a notification, unless the window is active and shows the message itself."""
        if self._window.isActiveWindow() or QApplication.activeWindow() is not None:
            return
        # Highlights the window in the task bar.
        QApplication.alert(self._window)
        if _HAS_BUS:
            self.forget()
            self._message = DesktopMessage(title, sentence, self._message_clicked.emit)
        elif QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages():
            if self._icon is None:
                self._icon = QSystemTrayIcon(application_icon(), self)
                self._icon.messageClicked.connect(self._on_clicked)
                self._icon.activated.connect(self._on_clicked)
            self._icon.show()
            self._icon.showMessage(title, _without_markup(sentence), application_icon())
            # The icon is there only for the message.
            self._end.start()

    def forget(self) -> None:
        """Remove the notification."""
        self._end.stop()
        if self._icon is not None:
            self._icon.hide()
        if self._message is not None:
            self._message.forget()
            self._message = None

    @Slot()
    def _on_clicked(self) -> None:
        self.forget()
        self.clicked.emit()


def _without_markup(text: str) -> str:
    """A text with similar characters instead of markup, because many desktops render HTML here."""
    return text.translate(_LOOK_ALIKES)
