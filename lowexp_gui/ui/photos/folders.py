"""Folders shown in the system's file manager."""

import contextlib
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from lowexp_gui.paths import log_folder, reports_folder


def show_in_folder(path: Path) -> None:
    """Show the folder of a file."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def show_log() -> None:
    """Show the folder of the log."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_folder())))


def show_reports() -> None:
    """Show the folder of crash reports; it is created if necessary."""
    with contextlib.suppress(OSError):
        reports_folder().mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(reports_folder())))
