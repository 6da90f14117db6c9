"""What can be taken from a drop or from the clipboard."""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage


def local_paths(data: QMimeData) -> tuple[Path, ...]:
    """Files and folders of this computer."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


def picture(data: QMimeData) -> QImage | None:
    """A picture that is no file, as browsers and image editors give it."""
    if not data.hasImage():
        return None
    image = QImage(data.imageData())
    return None if image.isNull() else image


def is_welcome(data: QMimeData) -> bool:
    """Whether something can be taken; cheap, since it is asked while the pointer moves."""
    return data.hasImage() or any(url.isLocalFile() for url in data.urls())
