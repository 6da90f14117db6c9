"""Results for other programs: a picture for the clipboard, or a file to drag."""

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lowexp_gui.app.saving.save_choice import SaveChoice
from lowexp_gui.app.saving.saving_requests import CopyOrDragRequest
from lowexp_gui.app.saving.saving_worker import SavingWorker
from lowexp_gui.enhancing.adjustments import Adjustments
from lowexp_gui.paths import temporary_folder
from lowexp_gui.photo.geometry import AS_TAKEN, Geometry

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement


class CopyAndDrag(QObject):
    """Asks the saving worker. The files exist until `close`."""

    picture_made = Signal(object)
    """QImage"""
    file_made = Signal(object)
    """Path"""
    failed = Signal(object)
    """Notice"""

    def __init__(self, saving: SavingWorker, parent: QObject | None = None) -> None:
        """Start without files."""
        super().__init__(parent)
        self._saving = saving
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        saving.picture_made.connect(self.picture_made)
        saving.file_made.connect(self.file_made)
        saving.copy_or_drag_failed.connect(self.failed)

    def make_picture(
        self, enhancement: "Enhancement", adjustments: Adjustments, geometry: Geometry = AS_TAKEN
    ) -> None:
        """Render a final picture at full size; `picture_made` follows."""
        self._saving.ask(CopyOrDragRequest(enhancement, adjustments, geometry=geometry))

    def make_file(
        self,
        enhancement: "Enhancement",
        adjustments: Adjustments,
        choice: SaveChoice,
        geometry: Geometry = AS_TAKEN,
    ) -> None:
        """Write a final picture to a temporary file; `file_made` follows."""
        if self._folder is None:
            self._folder = temporary_folder()
        # Each file has its own folder, so that it can have the name of a saved result.
        own = Path(tempfile.mkdtemp(dir=self._folder.name))
        rule = replace(choice, folder=own).rule_for(enhancement.photo.path)
        self._saving.ask(CopyOrDragRequest(enhancement, adjustments, rule, geometry))

    def close(self) -> None:
        """Delete the files; the saving worker must have ended."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
