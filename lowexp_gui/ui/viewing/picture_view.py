"""A picture with a title, scaled to the available space."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

_SIZE = QSize(240, 170)


class PictureView(QWidget):
    """A title, and the picture below it.

    Attributes:
        canvas: the label with the picture.
    """

    def __init__(self, title: str, hint: str = "", parent: QWidget | None = None) -> None:
        """A view without a picture; the hint explains the title."""
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setToolTip(hint)
        heading = QLabel(title)
        heading.setObjectName("quiet")
        # Pictures side by side have the same width, whatever their titles.
        heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.canvas = _Canvas()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(heading)
        layout.addWidget(self.canvas, 1)

    @property
    def image(self) -> QImage:
        """The picture; a null image if there is none."""
        return self.canvas.image

    def show_image(self, image: QImage) -> None:
        """Show a picture; a null image for none."""
        self.canvas.image = image
        self.canvas.update()


class _Canvas(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:  # noqa: N802
        return _SIZE

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return _SIZE / 2

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        if self.image.isNull():
            return
        size = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(self.rect().center() - QRect(self.rect().topLeft(), size).center(), size)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self.image)
