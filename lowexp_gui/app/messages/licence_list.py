"""The licences of all parts, read on another thread."""

from PySide6.QtCore import QObject, Signal

from lowexp_gui.app.photos.disk_requests import LicencesRequest
from lowexp_gui.app.photos.disk_worker import DiskWorker


class LicenceList(QObject):
    """Asks the disk worker; lives on the window's thread."""

    found = Signal(object)
    """tuple[PartLicence, ...]"""

    def __init__(self, disk: DiskWorker, parent: QObject | None = None) -> None:
        """Nothing is read before `ask`."""
        super().__init__(parent)
        self._disk = disk
        disk.licences_read.connect(self.found)

    def ask(self) -> None:
        """Have them read; `found` follows."""
        self._disk.ask(LicencesRequest())
