"""Desktop notifications while the window is not active."""

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from lowexp_gui.diagnostics.desktop_messages import DesktopMessage
from lowexp_gui.ui.icons import application_icon

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
        # Emitted on the thread of the notification.
        self._message_clicked.connect(self._on_clicked, Qt.ConnectionType.QueuedConnection)

    def tell(self, title: str, sentence: str) -> None:
        """Show a notification, unless the window is active and shows the message itself."""
        if self._window.isActiveWindow() or QApplication.activeWindow() is not None:
            return
        # Highlights the window in the task bar.
        QApplication.alert(self._window)
        if QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages():
            if self._icon is None:
                self._icon = QSystemTrayIcon(application_icon(), self)
                self._icon.messageClicked.connect(self._on_clicked)
                self._icon.activated.connect(self._on_clicked)
            self._icon.show()
            self._icon.showMessage(title, _without_markup(sentence), application_icon())
        else:
            # Not all desktops have tray icons.
            self.forget()
            self._message = DesktopMessage(title, sentence, self._message_clicked.emit)

    def forget(self) -> None:
        """Remove the notification."""
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
