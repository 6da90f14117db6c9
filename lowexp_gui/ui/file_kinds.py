"""What file dialogs offer."""

from PySide6.QtCore import QCoreApplication

from lowexp_gui.photo.finding import SUFFIXES


def photo_kinds() -> str:
    """The filter for files that can be opened."""
    kinds = " ".join(f"*{suffix} *{suffix.upper()}" for suffix in sorted(SUFFIXES))
    return QCoreApplication.translate("file_kinds", "Photos (%1)").replace("%1", kinds)
