"""A bar over filmstrip or grid: how many photos are selected, their order, filter and size."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from lowexp_gui.app.messages.sentences import filled
from lowexp_gui.ui.icons import icon
from lowexp_gui.ui.photos.photo_actions import PhotoActions

_MARGIN = 8
_GAP = 4


class PhotoBar(QWidget):
    """Acts through the same actions as the menus."""

    def __init__(
        self,
        actions: PhotoActions,
        sizes: Iterable[QAction],
        more: Iterable[QAction],
        parent: QWidget | None = None,
    ) -> None:
        """A bar for a list of photos.

        Args:
            sizes: the choices of thumbnails' sizes.
            more: further choices in the same menu.
        """
        super().__init__(parent)
        self.setObjectName("photoBar")
        self.count = QLabel()
        self.count.setObjectName("quiet")
        self.sort = self._button(self.tr("Sort"), "arrows-sort")
        self.filter = self._button(self.tr("Filter"), "filter")
        self.look = self._button(self.tr("Thumbnails"), "dots")
        _fill(self.sort, actions.sorts.values(), (actions.descending,))
        _fill(self.filter, actions.filters.values())
        _fill(self.look, sizes, more)
        self.buttons = {"arrows-sort": self.sort, "filter": self.filter, "dots": self.look}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _GAP, _MARGIN, _GAP)
        layout.setSpacing(_GAP)
        layout.addWidget(self.count, 1)
        for button in self.buttons.values():
            layout.addWidget(button)

    def draw_icons(self, colour: QColor) -> None:
        """Set the icons in a colour."""
        for name, button in self.buttons.items():
            button.setIcon(icon(name, colour))

    def show_count(self, selected: int, shown: int, total: int) -> None:
        """Show how many photos are selected, and how many a filter leaves."""
        text = filled(self.tr("%1 of %2"), selected, shown)
        if shown < total:
            text = filled(self.tr("%1 of %2, %3 hidden"), selected, shown, total - shown)
        self.count.setText(text)
        self.count.setToolTip(filled(self.tr("%1 of %2 photos are selected"), selected, shown))

    def mark_filter(self, is_active: bool) -> None:
        """Show that a filter hides photos."""
        self.filter.setProperty("active", is_active)
        self.style().unpolish(self.filter)
        self.style().polish(self.filter)

    def _button(self, name: str, drawing: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(drawing)
        button.setAutoRaise(True)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button


def _fill(button: QToolButton, actions: Iterable[QAction], more: Iterable[QAction] = ()) -> None:
    menu = QMenu(button)
    menu.addActions(list(actions))
    menu.addSeparator()
    menu.addActions(list(more))
    button.setMenu(menu)
