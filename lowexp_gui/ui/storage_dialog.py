"""The dialog for limits of memory and disk, which stays open beside the window."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from lowexp_gui.app.enhancing.disk_cache import DiskCache
from lowexp_gui.app.enhancing.storage_limits import StorageLimits
from lowexp_gui.config.settings import CACHE_LIMITS, MEMORY_LIMITS
from lowexp_gui.edits.photo_edits import EditsPlace

_STEP = 500
_MEGABYTE = 1_000_000


class StorageDialog(QDialog):
    """Two limits, current usage, a button that clears the disk cache, and the place of edits."""

    changed = Signal(object)
    """StorageLimits"""
    edits_place_changed = Signal(object)
    """EditsPlace"""

    def __init__(
        self, limits: StorageLimits, place: EditsPlace, cache: DiskCache, parent: QWidget | None = None
    ) -> None:
        """A dialog with the current limits; usage comes from `cache`."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Memory and disk"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.memory = self._megabytes(MEMORY_LIMITS, limits.memory)
        self.memory.setAccessibleName(self.tr("Memory for photos and results"))
        self.memory.setToolTip(
            self.tr("If memory is full, the results that you viewed longest ago are removed first")
        )
        self.disk = self._megabytes(CACHE_LIMITS, limits.disk)
        self.disk.setAccessibleName(self.tr("Disk for results"))
        self.disk.setToolTip(
            self.tr("If memory is full, results are stored on disk, so that they are not calculated again")
        )
        self.disk.setSpecialValueText(self.tr("None"))
        self.places = QComboBox()
        for each, title in (
            (EditsPlace.STORE, self.tr("In Lowexp")),
            (EditsPlace.SIDECARS, self.tr("In Lowexp and beside each photo (XMP)")),
            (EditsPlace.NOWHERE, self.tr("Nowhere")),
        ):
            self.places.addItem(title, each)
        self.places.setCurrentIndex(self.places.findData(place))
        self.places.setAccessibleName(self.tr("Where adjustments are saved"))
        self.places.setToolTip(
            self.tr("Each photo keeps its adjustments and its model, also if you move or rename it")
        )
        self.used = QLabel()
        self.used.setObjectName("quiet")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.clear_button = buttons.addButton(
            self.tr("De&lete cached results"), QDialogButtonBox.ButtonRole.ResetRole
        )
        self.clear_button.setToolTip(self.tr("Your photos and saved files are not deleted"))
        for button in buttons.buttons():
            # Return finishes a number and must not press a button.
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)
        self._arrange(buttons)
        self.memory.valueChanged.connect(self._on_changed)
        self.disk.valueChanged.connect(self._on_changed)
        self.places.activated.connect(self._on_place)
        self.clear_button.clicked.connect(cache.clear)
        buttons.rejected.connect(self.close)
        cache.measured.connect(self._show_used)
        cache.measure()

    @property
    def limits(self) -> StorageLimits:
        """The current choice."""
        return StorageLimits(self.memory.value(), self.disk.value())

    def _arrange(self, buttons: QDialogButtonBox) -> None:
        form = QFormLayout()
        form.addRow(self.tr("&Memory for photos and results"), self.memory)
        form.addRow(self.tr("&Disk for results"), self.disk)
        form.addRow(self.tr("Disk space used"), self.used)
        form.addRow(self.tr("Save &adjustments"), self.places)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(buttons)

    def _megabytes(self, allowed: range, value: int) -> QSpinBox:
        box = QSpinBox()
        box.setRange(allowed[0], allowed[-1])
        box.setSingleStep(_STEP)
        box.setGroupSeparatorShown(True)
        box.setSuffix(self.tr(" MB"))
        box.setAlignment(Qt.AlignmentFlag.AlignRight)
        # The first digits of a typed number must not take effect, because they would delete almost
        # everything.
        box.setKeyboardTracking(False)
        box.setValue(value)
        return box

    @Slot(object)
    def _show_used(self, used: int) -> None:
        # Rounded up, so that a small cache is not shown as empty.
        megabytes = self.locale().toString(-(-used // _MEGABYTE))
        self.used.setText(self.tr("%1 MB").replace("%1", megabytes))
        self.clear_button.setEnabled(used > 0)

    @Slot()
    def _on_place(self) -> None:
        self.edits_place_changed.emit(EditsPlace(self.places.currentData()))

    @Slot()
    def _on_changed(self) -> None:
        self.changed.emit(self.limits)
