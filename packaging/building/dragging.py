"""A file manager of one file: `python -m building.dragging PATH` drags it onto the middle of the screen."""

import sys

from PySide6.QtCore import QMimeData, QProcess, Qt, QTimer, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

_SIZE = 60
_STEPS = 12


class File(QLabel):
    """Something that can be dragged."""

    def __init__(self, path: str) -> None:
        """In the lower right corner, before everything else."""
        super().__init__("photo")
        self._path = path
        self.setWindowFlags(Qt.WindowType.X11BypassWindowManagerHint | Qt.WindowType.WindowStaysOnTopHint)
        corner = self.screen().geometry().bottomRight()
        self.setGeometry(corner.x() - _SIZE, corner.y() - _SIZE, _SIZE, _SIZE)

    def mousePressEvent(self, _event: QMouseEvent) -> None:  # noqa: N802, D102
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(self._path)])
        drag = QDrag(self)
        drag.setMimeData(data)
        taken = drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.LinkAction | Qt.DropAction.MoveAction)
        # Once the other side has fetched what was dropped.
        QTimer.singleShot(500, lambda: QApplication.exit(int(taken is Qt.DropAction.IgnoreAction)))


def main() -> int:
    """Drag; 0 if it was taken."""
    application = QApplication(sys.argv[:1])
    file = File(sys.argv[1])
    file.show()
    start = file.geometry().center()
    middle = file.screen().geometry().center()
    words = ["mousemove", str(start.x()), str(start.y()), "sleep", "0.3", "mousedown", "1", "sleep", "0.3"]
    for step in range(1, _STEPS + 1):
        way = start + (middle - start) * step / _STEPS
        words += ["mousemove", str(way.x()), str(way.y()), "sleep", "0.1"]
    hand = QProcess()
    QTimer.singleShot(300, lambda: hand.start("xdotool", [*words, "sleep", "0.3", "mouseup", "1"]))
    QTimer.singleShot(20_000, lambda: QApplication.exit(2))
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
