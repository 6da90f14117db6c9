"""Data from a drop or the clipboard."""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage


def local_paths(data: QMimeData) -> tuple[Path, ...]:
    """Local files and folders."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


def picture(data: QMimeData) -> QImage | None:
    """A picture without a file, as provided by browsers and image editors."""
    if not data.hasImage():
        return None
    image = QImage(data.imageData())
    return None if image.isNull() else image


def is_welcome(data: QMimeData) -> bool:
    """Whether the data can be used; fast, because it is called while the pointer moves."""
    return data.hasImage() or any(url.isLocalFile() for url in data.urls())
