"""Icons: single-colour drawings in the colour of the theme."""

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from lowexp_gui.bundled import bundled_folder

_SIDES = (16, 24, 32, 48)


def icon(name: str, colour: QColor) -> QIcon:
    """The drawing `name` in a colour, with a paler version for disabled actions."""
    drawn = QIcon()
    faint = QColor(colour)
    faint.setAlphaF(0.35)
    for side in _SIDES:
        drawn.addPixmap(pixmap(name, colour, side), QIcon.Mode.Normal)
        drawn.addPixmap(pixmap(name, faint, side), QIcon.Mode.Disabled)
    return drawn


def pixmap(name: str, colour: QColor, side: int) -> QPixmap:
    """The drawing `name` as a square pixmap."""
    picture = QPixmap(QSize(side, side))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_icon(painter, name, colour, picture.rect())
    painter.end()
    return picture


def paint_icon(painter: QPainter, name: str, colour: QColor, place: QRect) -> None:
    """Paint the drawing `name` in a colour, sharp at any scale of the screen."""
    painter.save()
    painter.setOpacity(painter.opacity() * colour.alphaF())
    drawing = _drawing(name).replace("currentColor", colour.name())
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(place))
    painter.restore()


def application_icon() -> QIcon:
    """The icon of the program."""
    drawn = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        drawn.addPixmap(pixmap("lowexp", QColor(), side))
    return drawn


@cache
def _drawing(name: str) -> str:
    return (bundled_folder("resources") / "icons" / f"{name}.svg").read_text("utf-8")
