"""The box in a pane's heading, which shows and selects the source."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter

from lowexp_gui.app.viewing.source import MethodPicture, ModelPicture, PaneContent, content_of

_FEWEST_LETTERS = 7


class PaneTitle(QComboBox):
    """As wide as the current title, not as the longest entry; a title without space is elided."""

    def __init__(self) -> None:
        """A box without entries."""
        super().__init__()
        self.setObjectName("paneTitle")
        self.setAccessibleName(self.tr("What this pane shows"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._hint = self.tr("What this pane shows. Number keys change the pane that you clicked last.")

    @property
    def shown(self) -> PaneContent | None:
        """The current choice."""
        return content_of(str(self.currentData() or ""))

    def set_titles(self, titles: dict[PaneContent, str]) -> None:
        """Set the entries, with separators between stages, models and methods."""
        kept = self.currentData()
        self.clear()
        before = None
        for shown, title in titles.items():
            kind = (isinstance(shown, ModelPicture), isinstance(shown, MethodPicture))
            if before not in (None, kind):
                self.insertSeparator(self.count())
            before = kind
            self.addItem(title, shown.value)
        self.setCurrentIndex(self.findData(kept))
        self._fit()

    def set_title(self, shown: PaneContent, title: str) -> None:
        """Rename an entry."""
        self.setItemText(self.findData(shown.value), title)
        self._fit()

    def title_of(self, shown: PaneContent) -> str:
        """The title of an entry."""
        return self.itemText(self.findData(shown.value))

    def show_chosen(self, shown: PaneContent) -> None:
        """Select an entry."""
        self.setCurrentIndex(self.findData(shown.value))
        self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802, D102
        return self._size_for(self.currentText())

    def minimumSizeHint(self) -> QSize:  # noqa: N802, D102
        shortest = self._size_for("x" * _FEWEST_LETTERS)
        return shortest.boundedTo(self.sizeHint())

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802, D102
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        words = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, field.width() - 2
        )
        option.currentText = words
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def _fit(self) -> None:
        self.setToolTip(f"{self.currentText()}\n{self._hint}")
        self.updateGeometry()

    def _size_for(self, text: str) -> QSize:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        metrics = self.fontMetrics()
        content = QSize(metrics.horizontalAdvance(text) + 4, metrics.height())
        return self.style().sizeFromContents(QStyle.ContentsType.CT_ComboBox, option, content, self)
