"""A thumbnail in memory: compressed, so that ten thousand of them fit."""

from dataclasses import dataclass, field
from itertools import count

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

# Dark photos are brightened from this: less would show blocks.
_QUALITY = 95
_stamps = count(1)


@dataclass(frozen=True, eq=False)
class SmallPicture:
    """A picture as a JPEG; packing and unpacking take about a millisecond.

    Attributes:
        data: the file.
        stamp: another one for each picture.
    """

    data: QByteArray
    stamp: int = field(default_factory=_stamps.__next__)

    @staticmethod
    def of(image: QImage) -> "SmallPicture":
        """Pack a picture."""
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "JPG", _QUALITY)  # type: ignore[call-overload]
        buffer.close()
        return SmallPicture(data)

    def image(self) -> QImage:
        """The picture."""
        return QImage.fromData(self.data)
