"""Painting of pictures, pixel grids and loupes with the shared transform, without widgets."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen

from lowexp_gui.app.viewing.source import PaneContent
from lowexp_gui.app.viewing.view_request import Part, Rendered
from lowexp_gui.ui.viewing.picture_store import PictureStore

LOUPE_DIAMETER = 220
"""Logical pixels."""
_FAINT = 0.25
_GRID_FROM, _VALUES_FROM = 10, 40
_GRID, _RIM = QColor(128, 128, 128, 110), QColor(255, 255, 255)


@dataclass(frozen=True)
class Placement:
    """The position of the photo in a pane, in logical pixels of the pane.

    Attributes:
        scale: logical pixels per photo pixel.
        centre: the point of the photo in the pane's middle.
        pane: the pane's rectangle.
        photo: the photo's size.
        ratio: screen pixels per logical pixel. The photo starts at a whole screen pixel, so that it is sharp
            and looks the same in panes of any size.
    """

    scale: float
    centre: QPointF
    pane: QRectF
    photo: QSizeF
    ratio: float = 1.0

    @property
    def origin(self) -> QPointF:
        """The photo's upper left corner, on the pane."""
        corner = (self.pane.center() - self.centre * self.scale) * self.ratio
        return QPointF(round(corner.x()), round(corner.y())) / self.ratio

    @property
    def photo_rectangle(self) -> QRectF:
        """The whole photo, on the pane."""
        return self.on_pane(QRectF(QPointF(0, 0), self.photo))

    def on_pane(self, rectangle: QRectF) -> QRectF:
        """A rectangle of the photo, on the pane."""
        return QRectF(self.point_on_pane(rectangle.topLeft()), rectangle.size() * self.scale)

    def point_on_pane(self, point: QPointF) -> QPointF:
        """A point of the photo, on the pane."""
        return point * self.scale + self.origin

    def point_of_photo(self, point: QPointF) -> QPointF:
        """A point of the pane, in the photo's pixels."""
        return (point - self.origin) / self.scale


def paint_source(painter: QPainter, placement: Placement, store: PictureStore, source: PaneContent) -> None:
    """Paint the picture of a source over the navigator."""
    painter.save()
    painter.setClipRect(placement.photo_rectangle, Qt.ClipOperation.IntersectClip)
    for part in (Part.PREVIEW, Part.OVERVIEW, Part.VIEW):
        picture = store.find(source, part)
        if picture is not None:
            _paint_picture(painter, placement, picture)
    painter.restore()


def paint_stand_in(painter: QPainter, placement: Placement, store: PictureStore, source: PaneContent) -> None:
    """Paint faintly what stands in for a source without a picture, if there is anything."""
    picture = store.stand_in(source)
    if picture is not None:
        painter.save()
        painter.setClipRect(placement.photo_rectangle, Qt.ClipOperation.IntersectClip)
        painter.setOpacity(_FAINT)
        _paint_picture(painter, placement, picture)
        painter.restore()


def _paint_picture(painter: QPainter, placement: Placement, picture: Rendered) -> None:
    image = picture.painted
    if picture.part is Part.PREVIEW:
        # The size of the photo may not be known when it is made.
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(placement.photo_rectangle, image)
    else:
        painter.drawImage(placement.on_pane(_covered(picture)), image)


def layer(placement: Placement, store: PictureStore, source: PaneContent, ratio: float) -> QImage:
    """The picture of a source as in a pane, on black; `ratio` is the screen's pixel ratio."""
    painted = QImage((placement.pane.size() * ratio).toSize(), QImage.Format.Format_RGB32)
    painted.setDevicePixelRatio(ratio)
    painted.fill(Qt.GlobalColor.black)
    painter = QPainter(painted)
    paint_source(painter, placement, store, source)
    painter.end()
    return painted


def difference(first: QImage, second: QImage, gain: int) -> QImage:
    """The absolute difference of two pictures of equal size, times a power of two."""
    result = first.copy()
    painter = QPainter(result)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(0, 0, second)
    painter.end()
    while gain > 1:
        once = result.copy()
        painter = QPainter(result)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
        painter.drawImage(0, 0, once)
        painter.end()
        gain //= 2
    return result


def paint_pixel_grid(painter: QPainter, placement: Placement, picture: Rendered | None) -> None:
    """Paint lines between pixels and, if there is space, their red, green and blue values."""
    if placement.scale < _GRID_FROM:
        return
    inside = placement.photo_rectangle & placement.pane
    first, last = (placement.point_of_photo(point) for point in (inside.topLeft(), inside.bottomRight()))
    columns = range(int(first.x()), int(last.x()) + 1)
    rows = range(int(first.y()), int(last.y()) + 1)
    painter.setPen(QPen(_GRID, 0))
    for column in columns:
        x = placement.point_on_pane(QPointF(column, 0)).x()
        painter.drawLine(QPointF(x, inside.top()), QPointF(x, inside.bottom()))
    for row in rows:
        y = placement.point_on_pane(QPointF(0, row)).y()
        painter.drawLine(QPointF(inside.left(), y), QPointF(inside.right(), y))
    if picture is not None and placement.scale >= _VALUES_FROM and picture.level == 0:
        _paint_values(painter, placement, picture, rows, columns)


def _paint_values(
    painter: QPainter, placement: Placement, picture: Rendered, rows: range, columns: range
) -> None:
    font = QFont(painter.font())
    font.setPixelSize(max(9, int(placement.scale / 4.5)))
    painter.setFont(font)
    image: QImage = picture.image
    for row in rows:
        for column in columns:
            x, y = column - picture.region.left, row - picture.region.top
            if image.valid(x, y):
                colour = image.pixelColor(x, y)
                painter.setPen(Qt.GlobalColor.black if colour.lightness() > 128 else Qt.GlobalColor.white)
                values = f"{colour.red()}\n{colour.green()}\n{colour.blue()}"
                cell = placement.on_pane(QRectF(column, row, 1, 1))
                painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, values)


def paint_loupe(
    painter: QPainter,
    placement: Placement,
    picture: Rendered | None,
    at: QPointF,
    scale: float,
    diameter: int = LOUPE_DIAMETER,
) -> None:
    """Paint a round loupe over a point of the photo.

    Args:
        picture: the picture under it, at full size.
        at: the point, in the photo's pixels.
        scale: logical pixels per photo pixel in the loupe.
        diameter: of the loupe, logical pixels.
    """
    if picture is None:
        return
    middle = placement.point_on_pane(at)
    circle = QRectF(0, 0, diameter, diameter)
    circle.moveCenter(middle)
    painter.save()
    path = QPainterPath()
    path.addEllipse(circle)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(path)
    painter.fillRect(circle, Qt.GlobalColor.black)
    covered = _covered(picture)
    image = picture.painted
    painter.drawImage(
        QRectF(middle + (covered.topLeft() - at) * scale, covered.size() * scale),
        image,
    )
    painter.setClipping(False)
    painter.setPen(QPen(_RIM, 2))
    painter.drawEllipse(circle)
    painter.restore()


def _covered(picture: Rendered) -> QRectF:
    region = picture.region
    return QRectF(region.left, region.top, region.width, region.height)
