"""The label in a pane's corner, which shows and selects the source."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QStyle, QToolButton, QWidget

from lowexp_gui.app.messages.sentences import filled
from lowexp_gui.app.viewing.source import MethodPicture, ModelPicture, PaneContent, Source

_FEWEST_LETTERS = 7
_PADDING, _ARROW, _CORNER = 7, 8, 4
_GROUND, _UNDER_POINTER = QColor(20, 20, 22, 185), QColor(48, 50, 54, 225)
_WORDS, _ACCENT = QColor(255, 255, 255), QColor(138, 180, 247)
"""Fixed colours, because the label lies on the photo and not on the theme's ground."""


class PaneTitle(QToolButton):
    """As wide as the current title; a title without space is elided. Its menu is grouped."""

    chosen = Signal(object)
    """PaneContent that the user chose"""

    def __init__(self, parent: QWidget | None = None) -> None:
        """A label without entries."""
        super().__init__(parent)
        self._titles: dict[PaneContent, str] = {}
        self._shown: PaneContent | None = None
        self._is_active = False
        self.setObjectName("paneTitle")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._hint = self.tr("What this pane shows. Alt and a digit change the pane that you clicked last.")
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)

    @property
    def shown(self) -> PaneContent | None:
        """The current choice."""
        return self._shown

    @property
    def entries(self) -> tuple[str, ...]:
        """The titles of all entries."""
        return tuple(self._titles.values())

    def set_titles(self, titles: dict[PaneContent, str]) -> None:
        """Set the entries."""
        self._titles = dict(titles)
        self._fit()

    def set_title(self, shown: PaneContent, title: str) -> None:
        """Rename an entry."""
        self._titles[shown] = title
        self._fit()

    def title_of(self, shown: PaneContent) -> str:
        """The title of an entry; empty if there is none."""
        return self._titles.get(shown, "")

    def show_chosen(self, shown: PaneContent) -> None:
        """Show an entry as chosen."""
        self._shown = shown
        self._fit()

    def mark_active(self, active: bool) -> None:
        """Mark the label of the pane that keys act on."""
        if self._is_active is not active:
            self._is_active = active
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802, D102
        return self._size_for(self.text())

    def minimumSizeHint(self) -> QSize:  # noqa: N802, D102
        return self._size_for("x" * _FEWEST_LETTERS).boundedTo(self.sizeHint())

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802, D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = self.rect().adjusted(1, 1, -1, -1)
        painter.setPen(QPen(_ACCENT, 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(_UNDER_POINTER if self.underMouse() or self.isDown() else _GROUND)
        painter.drawRoundedRect(inside, _CORNER, _CORNER)
        direction = self.layoutDirection()
        words = inside.adjusted(_PADDING, 0, -_PADDING - _ARROW - 4, 0)
        words = QStyle.visualRect(direction, inside, words)
        painter.setPen(_WORDS)
        side = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeading)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width() + 1)
        painter.drawText(words, side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, text)
        arrow = QRect(0, 0, _ARROW, _ARROW // 2)
        arrow.moveCenter(QPoint(inside.right() - _PADDING - _ARROW // 2 + 1, inside.center().y() + 1))
        arrow = QStyle.visualRect(direction, inside, arrow)
        middle = QPoint(arrow.left() + _ARROW // 2, arrow.bottom() + 1)
        painter.setPen(QPen(_WORDS, 1.5))
        painter.drawPolyline([arrow.topLeft(), middle, QPoint(arrow.left() + _ARROW, arrow.top())])
        if self._is_active and not self.hasFocus():
            painter.setPen(QPen(_ACCENT, 2))
            painter.drawLine(words.left(), inside.bottom(), words.right(), inside.bottom())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        if event.key() == Qt.Key.Key_Down:
            self.showMenu()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802, D102
        super().enterEvent(event)
        self.update()

    def _fit(self) -> None:
        title = "" if self._shown is None else self.title_of(self._shown)
        # An ampersand would create a mnemonic, but this widget paints its own text.
        self.setText(title)
        self.setAccessibleName(filled(self.tr("What this pane shows: %1"), title))
        self.setToolTip(f"{title}\n{self._hint}")
        self.resize(self.sizeHint())
        self.updateGeometry()
        self.update()

    def _size_for(self, text: str) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(text) + 2 * _PADDING + _ARROW + 8
        return QSize(width, metrics.height() + 8)

    @Slot()
    def _fill(self) -> None:
        """Fill the menu: stages and the reference, models, then methods below “More”."""
        menu = self.menu()
        menu.clear()
        for inner in menu.findChildren(QMenu):
            inner.deleteLater()
        models = [each for each in self._titles if isinstance(each, ModelPicture)]
        methods = [each for each in self._titles if isinstance(each, MethodPicture) or each is Source.GAMMA]
        first = [each for each in self._titles if each not in models and each not in methods]
        self._add(menu, first)
        menu.addSeparator()
        self._add(menu, models)
        menu.addSeparator()
        more = menu.addMenu(self.tr("More"))
        self._add(more, methods)

    def _add(self, menu: QMenu, entries: Sequence[PaneContent]) -> None:
        for each in entries:
            action = menu.addAction(self._titles[each].replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(each == self._shown)
            action.triggered.connect(partial(self._on_chosen, each))

    def _on_chosen(self, shown: PaneContent) -> None:
        self.chosen.emit(shown)
