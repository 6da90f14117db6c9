"""Small pictures with the geometry of their photo: quick, for thumbnails and previews."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QTransform

from lowexp_gui.photo.geometry import Geometry, frame_of


def framed_image(image: QImage, geometry: Geometry) -> QImage:
    """A small picture of a whole photo, turned and cropped as the photo is, to the nearest pixel."""
    frame = frame_of(image.width(), image.height(), geometry)
    if frame.is_neutral:
        return image
    turned = image.transformed(QTransform().rotate(90 * geometry.quarter_turns))
    if geometry.flipped:
        turned = turned.transformed(QTransform().scale(-1, 1))
    area = frame.area
    left, top = area.left, area.top
    if frame.resamples:
        width, height = turned.width(), turned.height()
        rotation = QTransform().rotate(geometry.angle)
        turned = turned.transformed(rotation, Qt.TransformationMode.SmoothTransformation)
        # It has grown about its middle.
        left += (turned.width() - width) // 2
        top += (turned.height() - height) // 2
    return turned.copy(left, top, area.width, area.height)
