"""The licences of all parts: a searchable list, and the text of the selected one."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from lowexp_gui.app.messages.sentences import filled
from lowexp_gui.app.photos.disk_worker import DiskWorker
from lowexp_gui.diagnostics.licences import PartLicence


class LicenceBrowser(QWidget):
    """Empty until the licences have been read.

    Attributes:
        search, parts, text: search field, list of matches, and text of the licence.
    """

    def __init__(self, disk: DiskWorker, parent: QWidget | None = None) -> None:
        """A browser that is filled when `disk` has read the licences."""
        super().__init__(parent)
        self._licences: tuple[PartLicence, ...] = ()
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search components and licences"))
        self.search.setAccessibleName(self.tr("Search components and licences"))
        self.search.setClearButtonEnabled(True)
        self.parts = QListWidget()
        self.parts.setAccessibleName(self.tr("Components of Lowexp"))
        self.parts.setWordWrap(True)
        self.parts.setSpacing(3)
        self.parts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Text of the licence"))
        # Licences are English.
        self.text.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.count = QLabel()
        self.count.setObjectName("quiet")
        columns = QSplitter(Qt.Orientation.Horizontal)
        columns.setChildrenCollapsible(False)
        columns.addWidget(self.parts)
        columns.addWidget(self.text)
        columns.setStretchFactor(0, 2)
        columns.setStretchFactor(1, 3)
        layout = QVBoxLayout(self)
        layout.addWidget(self.search)
        layout.addWidget(columns, 1)
        layout.addWidget(self.count)
        self.search.textChanged.connect(self._show_parts)
        self.parts.currentItemChanged.connect(self._show_text)
        disk.licences_read.connect(self._on_found)

    @Slot(object)
    def _on_found(self, licences: tuple[PartLicence, ...]) -> None:
        self._licences = licences
        self._show_parts()

    @Slot()
    def _show_parts(self) -> None:
        wanted = self.search.text().casefold().strip()
        self.parts.clear()
        for part in self._licences:
            if wanted in f"{part.name} {part.licence} {part.homepage}".casefold():
                item = QListWidgetItem(f"{part.name} {part.version}\n{part.licence}")
                item.setData(Qt.ItemDataRole.UserRole, part)
                self.parts.addItem(item)
        self.parts.setCurrentRow(0)
        if self._licences:
            found = filled(self.tr("%1 of %2 components"), self.parts.count(), len(self._licences))
        else:
            found = self.tr("The licences cannot be read. Install Lowexp again.")
        self.count.setText(found)

    @Slot(QListWidgetItem)
    def _show_text(self, item: QListWidgetItem | None) -> None:
        if item is None:
            self.text.clear()
            return
        part: PartLicence = item.data(Qt.ItemDataRole.UserRole)
        text = part.text or self.tr(
            "This component does not include the text of its licence. You find it at its address."
        )
        self.text.setPlainText(f"{part.name} {part.version}\n{part.licence}\n{part.homepage}\n\n{text}")
