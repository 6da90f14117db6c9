"""Thumbnails as they are painted: decoded and scaled once."""

from collections import OrderedDict

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap

from lowexp_gui.app.photos.open_photos import OpenPhoto
from lowexp_gui.app.viewing.framed_image import framed_image

_MOST_BYTES = 64_000_000
_Key = tuple[int, int, int]
"""Key of a photo, and the size of the box"""


class ThumbnailPixmaps:
    """The thumbnails that were painted last, up to a limit of memory."""

    def __init__(self) -> None:
        """Nothing was painted yet."""
        self._kept: OrderedDict[_Key, tuple[object, QPixmap]] = OrderedDict()
        self._bytes = 0

    def of(self, photo: OpenPhoto, box: QSize, ratio: float) -> QPixmap | None:
        """The thumbnail of a photo that fits into a box; None if there is none.

        Args:
            box: in logical pixels.
            ratio: physical pixels for each logical one.
        """
        thumbnail = photo.brightened or photo.small
        if thumbnail is None:
            return None
        size = box * ratio
        key = (photo.key, size.width(), size.height())
        kept = self._kept.get(key)
        stamp = thumbnail.stamp, photo.geometry
        if kept is not None and kept[0] == stamp:
            self._kept.move_to_end(key)
            return kept[1]
        scaled = framed_image(thumbnail.image(), photo.geometry).scaled(
            size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        pixmap = QPixmap.fromImage(scaled)
        pixmap.setDevicePixelRatio(ratio)
        self._keep(key, stamp, pixmap)
        return pixmap

    def _keep(self, key: _Key, stamp: object, pixmap: QPixmap) -> None:
        old = self._kept.pop(key, None)
        self._bytes += _bytes(pixmap) - (0 if old is None else _bytes(old[1]))
        self._kept[key] = (stamp, pixmap)
        while self._bytes > _MOST_BYTES and len(self._kept) > 1:
            self._bytes -= _bytes(self._kept.popitem(last=False)[1][1])


def _bytes(pixmap: QPixmap) -> int:
    return 4 * pixmap.width() * pixmap.height()
