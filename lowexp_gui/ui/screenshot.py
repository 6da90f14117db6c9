"""Screenshots of the window for the manual and tests.

`python -m lowexp_gui --screenshot FILE [--moment start|working|done] [--theme light|dark] PHOTO...`
takes one and exits; the exit code is not 0 if it failed.
"""

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.ui.main_window import MainWindow

_SETTLED_FOR = 250
_HALF = 0.3


class Moment(StrEnum):
    """When the screenshot is taken."""

    START = "start"
    WORKING = "working"
    DONE = "done"


class ScreenshotTaker(QObject):
    """Waits for the moment, takes a screenshot of the window and quits the program."""

    def __init__(self, window: MainWindow, target: Path, moment: Moment) -> None:
        """Create it for a window that is not shown yet."""
        super().__init__(window)
        self._window, self._target, self._moment = window, target, moment
        self.exit_code = 1
        # Waits until nothing has been rendered for a while, so that the picture is complete.
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_FOR)
        self._settled.timeout.connect(self._take)
        window.session.view.rendered.connect(self._on_change)
        window.session.view.settled.connect(self._on_change)
        window.session.open_photos.changed.connect(self._on_change)
        window.session.devices_found.connect(self._on_change)

    @Slot()
    def _on_change(self) -> None:
        current = self._window.session.in_view.open_photo
        if self._moment is Moment.START:
            self._settled.start()
        elif current is None:
            return
        elif current.status.state in (PhotoState.DONE, PhotoState.FAILED):
            self._settled.start()
        elif self._moment is Moment.WORKING and current.status.fraction >= _HALF:
            self._take()

    @Slot()
    def _take(self) -> None:
        window = self._window
        if self._moment is Moment.DONE and not window.session.view.is_settled:
            return
        if QGuiApplication.platformName() == "xcb":
            # The actual screen content, not a repainted window.
            picture = window.screen().grabWindow(window.winId())
        else:
            picture = window.grab()
        self.exit_code = 0 if picture.save(str(self._target)) else 1
        QApplication.quit()
