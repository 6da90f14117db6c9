"""The real window with its own settings, opened for a measurement."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

# Must be set before Qt is loaded.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from lowexp_gui.app.preferences import Preferences
from lowexp_gui.bundled import sample_photo
from lowexp_gui.config.window_state import WindowState, save_window_state
from lowexp_gui.ui.main_window import MainWindow
from lowexp_gui.ui.theme import ThemeSwitch

FIRST_STEPS = ("hints", "wipe")
"""What a new user is shown once; it would be in the way."""
_PATIENCE = 600.0
_HEARTBEAT = 500


class MeasuredWindow:
    """A window, and ways to wait for it.

    Attributes:
        window: the main window, 1920 x 1080 pixels.
    """

    def __init__(self, window: MainWindow) -> None:
        """Measure a shown window."""
        self.window = window
        # Ends the wait if nothing happens.
        self._heartbeat = QTimer(window, interval=_HEARTBEAT)
        self._heartbeat.start()

    def wait(self, condition: Callable[[], bool]) -> None:
        """Process events until a condition holds; an event must make it hold."""
        loop, begun = QEventLoop(), perf_counter()
        while not condition():
            loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if perf_counter() - begun > _PATIENCE:
                raise SystemExit("The window does not get ready.")

    def pause(self, milliseconds: int) -> None:
        """Process events for some time."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def settle(self) -> None:
        """Wait until the view shows the latest request."""
        self.wait(lambda: self.window.session.view.is_settled)
        self.pause(400)

    def open(self, photo: Path) -> None:
        """Open a photo and wait for its result."""
        self.window.open_paths((photo,))
        self.wait(lambda: self.window.session.in_view.has_result and not self.window.session.activity.is_busy)
        self.settle()


class PaintWatch(QObject):
    """Records when a canvas was last painted."""

    def __init__(self, canvas: QObject) -> None:
        """Watch a canvas."""
        super().__init__(canvas)
        self.painted = 0.0
        canvas.installEventFilter(self)

    def eventFilter(self, canvas: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if event.type() is not QEvent.Type.Paint:
            return False
        canvas.paintEvent(event)  # type: ignore[attr-defined]
        self.painted = perf_counter()
        return True


@contextmanager
def measured_window() -> Iterator[tuple[MeasuredWindow, Path]]:
    """The window and a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LOWEXP_CONFIG_DIR"] = str(Path(folder) / "config")
        save_window_state(WindowState(first_steps=FIRST_STEPS))
        application = QApplication.instance() or QApplication(sys.argv[:1])
        window = MainWindow(Preferences(), ThemeSwitch(application))
        window.show()
        window.setFixedSize(1920, 1080)
        try:
            yield MeasuredWindow(window), Path(folder)
        finally:
            window.close()


def write_enlarged_sample(folder: Path, megapixels: float, suffix: str = "jpg") -> Path:
    """Write the sample, scaled to a size, in the format of a suffix."""
    with Image.open(sample_photo()) as sample:
        factor = (megapixels * 1e6 / (sample.width * sample.height)) ** 0.5
        size = round(sample.width * factor), round(sample.height * factor)
        path = folder / f"sample of {megapixels:g} megapixels.{suffix}"
        sample.convert("RGB").resize(size).save(path, quality=92, compress_level=1)
    return path
