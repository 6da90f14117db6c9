"""Folders shown in the system's file manager."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from lowexp_gui.jobs.settings import log_folder


def show_in_folder(path: Path) -> None:
    """Show the folder that a file is in."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def show_log() -> None:
    """Show the folder that the log is in."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_folder())))
