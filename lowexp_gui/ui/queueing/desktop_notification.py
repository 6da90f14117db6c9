"""A word on the desktop, for someone who is doing something else meanwhile."""

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from lowexp_gui.diagnostics.desktop_messages import DesktopMessage
from lowexp_gui.ui.icons import application_icon

_LOOK_ALIKES = str.maketrans({"<": "\u2039", ">": "\u203a", "&": "\uff06"})


class DesktopNotification(QObject):
    """Tells a sentence beside the clock, where the desktop can; no window comes to the front by itself."""

    clicked = Signal()
    _message_clicked = Signal()

    def __init__(self, window: QWidget) -> None:
        """Nothing is told yet, and no icon shown."""
        super().__init__(window)
        self._window = window
        self._icon: QSystemTrayIcon | None = None
        self._message: DesktopMessage | None = None
        # From the thread of the message.
        self._message_clicked.connect(self._on_clicked, Qt.ConnectionType.QueuedConnection)

    def tell(self, title: str, sentence: str) -> None:
        """Tell, unless the window is active: then it is seen there."""
        if self._window.isActiveWindow() or QApplication.activeWindow() is not None:
            return
        # Marks the window in the task bar.
        QApplication.alert(self._window)
        if QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages():
            if self._icon is None:
                self._icon = QSystemTrayIcon(application_icon(), self)
                self._icon.messageClicked.connect(self._on_clicked)
                self._icon.activated.connect(self._on_clicked)
            self._icon.show()
            self._icon.showMessage(title, _without_markup(sentence), application_icon())
        else:
            # Desktops without such icons have another place for it.
            self.forget()
            self._message = DesktopMessage(title, sentence, self._message_clicked.emit)

    def forget(self) -> None:
        """What was told was seen."""
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
    """A text in which desktops, many of which read HTML here, find none; other signs look much the same."""
    return text.translate(_LOOK_ALIKES)
