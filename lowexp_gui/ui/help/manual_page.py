"""The manual in the window: the pages of `resources/manual`, offline, in the language of the window."""

from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QUrl, Slot
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from lowexp_gui.bundled import bundled_folder

PAGES = (
    "first-steps",
    "viewing",
    "many-photos",
    "adjusting",
    "saving",
    "queue",
    "models",
    "fine-tuning",
    "trouble",
    "automation",
    "command-line",
)
"""Files of the manual, in the order of its contents."""
_ENGLISH = "en"


class ManualPage(QDialog):
    """A dialog that stays open beside the window.

    Attributes:
        contents: the titles of the pages.
        text: the page that is read.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """The manual, open at its first page."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Manual"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # The folder of the manual in the language of the window.
        self._pages = [_page(name, self.tr("en")) for name in PAGES]
        self.contents = QListWidget()
        self.contents.setAccessibleName(self.tr("Contents of the manual"))
        self.contents.addItems([_title(page) for page in self._pages])
        self.text = QTextBrowser()
        self.text.setAccessibleName(self.tr("Manual"))
        self.text.setOpenLinks(False)
        columns = QSplitter(Qt.Orientation.Horizontal)
        columns.setChildrenCollapsible(False)
        columns.addWidget(self.contents)
        columns.addWidget(self.text)
        columns.setStretchFactor(1, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(columns)
        layout.addWidget(buttons)
        letter = self.fontMetrics().averageCharWidth()
        self.resize(letter * 145, self.fontMetrics().height() * 40)
        columns.setSizes([letter * 32, letter * 113])
        self.contents.currentRowChanged.connect(self._show)
        self.text.anchorClicked.connect(self._follow)
        self.contents.setCurrentRow(0)

    @Slot(int)
    def _show(self, row: int) -> None:
        page = self._pages[row]
        self.text.setSource(QUrl.fromLocalFile(str(page)), QTextDocument.ResourceType.MarkdownResource)
        direction = QLocale(page.parent.name).textDirection()
        if direction is Qt.LayoutDirection.RightToLeft:
            # A line may begin with a Latin word, which must not change its direction.
            mirrored = QTextBlockFormat()
            mirrored.setLayoutDirection(direction)
            cursor = QTextCursor(self.text.document())
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.mergeBlockFormat(mirrored)

    @Slot(QUrl)
    def _follow(self, link: QUrl) -> None:
        name = link.fileName().removesuffix(".md")
        if self.text.source().resolved(link).isLocalFile() and name in PAGES:
            self.contents.setCurrentRow(PAGES.index(name))


def _page(name: str, language: str) -> Path:
    """The file of a page in a language, or in English if it is not translated."""
    folder = bundled_folder("resources") / "manual"
    translated = folder / language / f"{name}.md"
    return translated if translated.is_file() else folder / _ENGLISH / f"{name}.md"


def _title(page: Path) -> str:
    return page.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
