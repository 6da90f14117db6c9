"""Looking at the screen that DISPLAY names, with Qt."""

import sys
import time

from PySide6.QtGui import QGuiApplication, QImage

_BETWEEN_S = 0.01
_PATIENCE_S = 60.0


def photograph(target: str) -> None:
    """Write the whole screen as a PNG."""
    _application = QGuiApplication(sys.argv[:1])
    _screen().save(target)


def print_time_of_first_paint() -> None:
    """Print "looking", and then the monotonic time at which the black screen shows anything."""
    _application = QGuiApplication(sys.argv[:1])
    sys.stdout.write("looking\n")
    sys.stdout.flush()
    begun = time.monotonic()
    while time.monotonic() - begun < _PATIENCE_S:
        # A piece of the toolbar and the menu: a window that is there but not painted yet is black.
        piece = _screen((4, 4, 96, 96))
        if any(piece.pixel(x, x) & 0xFFFFFF for x in range(8, 96, 8)):
            sys.stdout.write(f"{time.monotonic()}\n")
            return
        time.sleep(_BETWEEN_S)
    raise SystemExit("nothing was painted")


def _screen(piece: tuple[int, int, int, int] | None = None) -> QImage:
    return QGuiApplication.primaryScreen().grabWindow(0, *(piece or ())).toImage()
